//! Notices of Amazon SES, which come through SNS as JSON in a plain mail. Gateways wrap its lines, so it is searched, not parsed.

use super::failures;
use crate::domain::mail::{FailedRecipient, Kind};

/// What the notice in `text` tells; `None` when it is none.
pub fn notice(text: &str) -> Option<(Kind, &'static str, Vec<FailedRecipient>)> {
    let text = text.trim_start();
    let kind = text.starts_with('{').then(|| value(text, "notificationType").or_else(|| value(text, "eventType")))??;
    match kind {
        "Bounce" => {
            let kind = match value(text, "bounceType") {
                Some("Transient") => Kind::BounceTransient,
                _ => Kind::BouncePermanent,
            };
            Some((kind, "a bounce notice of Amazon SES", recipients(text, "bouncedRecipients")))
        }
        "DeliveryDelay" => Some((Kind::DeliveryDelay, "a delay notice of Amazon SES", recipients(text, "delayedRecipients"))),
        "Complaint" => Some((Kind::FeedbackReport, "a complaint notice of Amazon SES", Vec::new())),
        "Delivery" => Some((Kind::ReadReceipt, "a delivery notice of Amazon SES", Vec::new())),
        _ => None,
    }
}

/// The text behind the first such key.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("\"{key}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    rest.split_once('"').map(|(value, _)| value)
}

fn recipients(text: &str, key: &str) -> Vec<FailedRecipient> {
    let list = text.split_once(key).map_or("", |(_, rest)| rest);
    let list = list.split_once(']').map_or(list, |(list, _)| list);
    let entries = list.split('{').skip(1).take(100);
    entries
        .filter_map(|entry| {
            let address = failures::addresses(value(entry, "emailAddress")?).into_iter().next()?;
            Some(FailedRecipient { address, status: value(entry, "status").and_then(failures::enhanced) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_names_its_recipients() {
        let text = r#"{"eventType" : "Bounce", "bounce":{"bounceType":"Transient","bouncedRecipients":[{"emailAddress":"a@b.example",
            "status":"4.2.2"},{"emailAddress":"c@b.example"}]}}"#;
        let (kind, _, failed) = notice(text).unwrap();
        assert_eq!((kind, failed.len()), (Kind::BounceTransient, 2));
        assert_eq!(failed[0].status.as_deref(), Some("4.2.2"));
        assert!(notice("{\"a\": \"Bounce\"}").is_none() && notice("notificationType").is_none());
    }
}
