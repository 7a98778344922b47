//! The machine-readable parts of reports: delivery status (RFC 3464), disposition (RFC 8098), abuse (RFC 5965), and the
//! Message-IDs of what they return.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::{clean, failures, fields};
use crate::domain::address::{Address, MessageId};

/// The most recipients of one report that are kept.
const MAX_RECIPIENTS: usize = 500;

/// What became of a recipient (RFC 3464, Action).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Failed,
    Delayed,
    /// Delivered, relayed or expanded: no failure.
    Delivered,
}

/// One recipient of a delivery report.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipient {
    pub address: Option<Address>,
    pub action: Option<Action>,
    pub status: Option<String>,
}

/// What the parts of a report say.
#[derive(Debug, Default)]
pub struct Report {
    /// There is a delivery-status part, with these recipients.
    pub delivery: Option<Vec<Recipient>>,
    /// There is a disposition notification.
    pub receipt: bool,
    /// It says that the message was deleted or failed without a person's doing, for these recipients.
    pub refused: bool,
    pub refused_for: Vec<Address>,
    /// A message or its header comes back with it.
    pub attached: bool,
    /// There is a feedback report.
    pub feedback: bool,
    /// The Message-IDs of the messages returned.
    pub returned: Vec<MessageId>,
    /// The sole recipient of the returned message.
    pub returned_to: Option<Address>,
}

/// Reads the report's parts; an empty report when it is none.
pub fn of_message(message: &Message<'_>) -> Report {
    let mut report = Report::default();
    for part in message.parts.iter().take(200) {
        let Some(kind) = part.content_type() else { continue };
        let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
        match (kind.ctype().to_ascii_lowercase().as_str(), subtype.as_str()) {
            ("message", "delivery-status" | "global-delivery-status") => {
                report.delivery.get_or_insert_default().extend(recipients(&content(part)));
            }
            ("message", "disposition-notification" | "global-disposition-notification") => {
                report.receipt = true;
                for (name, value) in lines(&content(part)) {
                    match name.as_str() {
                        "original-message-id" => report.returned.extend(fields::ids(&value)),
                        "final-recipient" => report.refused_for.extend(typed_address(&value)),
                        "disposition" => {
                            let value = value.to_ascii_lowercase();
                            let by_itself = value.starts_with("automatic-action");
                            let failed = ["deleted", "failed", "error", "denied"].iter().any(|word| value.contains(word));
                            report.refused |= by_itself && failed;
                        }
                        _ => {}
                    }
                }
            }
            ("message", "feedback-report") => report.feedback = true,
            ("text", "rfc822-headers") | ("message", "rfc822" | "global" | "rfc822-headers" | "global-headers") => {
                returned(part, &mut report)
            }
            _ => {}
        }
    }
    report.returned.truncate(MAX_RECIPIENTS);
    report
}

fn returned(part: &MessagePart<'_>, report: &mut Report) {
    report.attached = true;
    let fields = match &part.body {
        PartType::Message(inner) => {
            let fields = fields::fields(inner);
            (fields.message_id, fields.to, fields.cc)
        }
        _ => {
            let bytes = part.contents();
            let Some(inner) = fields::parser().parse_headers(bytes) else { return };
            let fields = fields::fields(&inner);
            (fields.message_id, fields.to, fields.cc)
        }
    };
    report.returned.extend(fields.0);
    if let ([only], []) = (fields.1.as_slice(), fields.2.as_slice()) {
        report.returned_to = Some(only.address.clone());
    }
}

fn content(part: &MessagePart<'_>) -> String {
    let bytes = part.contents();
    String::from_utf8_lossy(bytes.get(..bytes.len().min(clean::MAX_TEXT)).unwrap_or_default()).into_owned()
}

/// The unfolded fields of a report, names in lower case; an empty line gives an empty name.
fn lines(text: &str) -> impl Iterator<Item = (String, String)> {
    let mut unfolded: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            if let Some((_, value)) = unfolded.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            unfolded.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        } else if line.trim().is_empty() {
            unfolded.push((String::new(), String::new()));
        }
    }
    unfolded.into_iter()
}

/// The recipients of a delivery-status part. A group ends at an empty line, or, where a server left that out, at a second
/// Final-Recipient.
fn recipients(text: &str) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    let mut group = Group::default();
    for (name, value) in lines(text) {
        match name.as_str() {
            "" => found.extend(std::mem::take(&mut group).close()),
            "final-recipient" => {
                if group.last.is_some() {
                    found.extend(std::mem::take(&mut group).close());
                }
                group.last = Some(value);
            }
            "original-recipient" => group.original = Some(value),
            "x-actual-recipient" => group.actual = Some(value),
            "action" => group.action = Some(value.to_ascii_lowercase()),
            "status" => group.status = failures::enhanced(&value),
            "diagnostic-code" => group.diagnostic = Some(value),
            _ => {}
        }
        if found.len() >= MAX_RECIPIENTS {
            return found;
        }
    }
    found.extend(group.close());
    found
}

/// The fields of one recipient.
#[derive(Default)]
struct Group {
    last: Option<String>,
    original: Option<String>,
    actual: Option<String>,
    action: Option<String>,
    status: Option<String>,
    diagnostic: Option<String>,
}

impl Group {
    fn close(self) -> Option<Recipient> {
        let address = [self.original, self.last, self.actual].into_iter().flatten().find_map(|value| typed_address(&value));
        if address.is_none() && self.action.is_none() && self.status.is_none() {
            return None;
        }
        let action = self.action.as_deref().and_then(|word| match word.split([' ', '(', ';']).next().unwrap_or_default() {
            "failed" | "failure" | "failed;" => Some(Action::Failed),
            "delayed" | "deferred" => Some(Action::Delayed),
            "delivered" | "relayed" | "expanded" => Some(Action::Delivered),
            _ => None,
        });
        // A server that knows no more than 5.0.0 often quotes a better code of the next one.
        let vague = |status: &str| status.ends_with(".0.0");
        let quoted = self.diagnostic.as_deref().and_then(failures::enhanced);
        let status = match self.status {
            Some(status) if !vague(&status) => Some(status),
            status => quoted.or(status),
        };
        Some(Recipient { address, action, status: status.or_else(|| self.diagnostic.as_deref().and_then(failures::coarse)) })
    }
}

/// `rfc822; <pat@acme.example>` and its looser spellings; `utf-8; j\x{FC}rgen@acme.example` (RFC 6533, section 3).
fn typed_address(value: &str) -> Option<Address> {
    let value = value.split_once(';').map_or(value, |(_, rest)| rest);
    failures::addresses(&without_xtext(value)).into_iter().next()
}

/// The characters that `\x{...}` stands for; one that stands for none stays as it is.
fn without_xtext(value: &str) -> String {
    let mut parts = value.split("\\x{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.split_once('}').and_then(|(hex, rest)| Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, rest)));
        match code {
            Some((sign, rest)) => {
                out.push(sign);
                out.push_str(rest);
            }
            None => {
                out.push_str("\\x{");
                out.push_str(part);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_keep_their_own_status() {
        let text = "Reporting-MTA: dns; mx.acme.example\n\nFinal-Recipient: rfc822; pat@acme.example\nAction: failed\nStatus: 5.1.1\n\n\
            Final-Recipient: RFC822; <kim@acme.example>\nAction: delayed\nStatus: 4.0.0\nDiagnostic-Code: smtp; 452 4.2.2 mailbox\n full\n";
        let found = recipients(text);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].action, found[0].status.as_deref()), (Some(Action::Failed), Some("5.1.1")));
        assert_eq!((found[1].action, found[1].status.as_deref()), (Some(Action::Delayed), Some("4.2.2")));
        assert_eq!(found[1].address.as_ref().unwrap().as_str(), "kim@acme.example");
    }

    #[test]
    fn addresses_beyond_ascii_are_whole() {
        let text = "Final-Recipient: utf-8; j\\x{FC}rgen@acme.example\nAction: failed\nStatus: 5.1.1\n";
        let found = recipients(text);
        assert_eq!(found[0].address.as_ref().unwrap().as_str(), "j\u{fc}rgen@acme.example");
        assert_eq!(without_xtext("a\\x{ZZ}b\\x{110000}c\\x{"), "a\\x{ZZ}b\\x{110000}c\\x{");
    }
}
