//! Answers that are ready to be sent: links that open a mail with the command in it.

use maud::{Markup, html as page};

use super::style as css;
use crate::domain::digest::{Answering, Card, Digest, Offer};

/// The links of a card, where answers are read.
pub fn offers(digest: &Digest, card: &Card) -> Markup {
    page! {
        @if let Some(answering) = &digest.answering {
            p class="soft" style=(css::OFFERS) {
                (digest.offers_label) ":"
                @for offer in &card.offers {
                    " " a class="actlabel" href=(mailto(answering, offer)) style=(css::OFFER) { (offer.label) }
                }
            }
        }
    }
}

/// RFC 6068. Everything that is more than a letter or digit is encoded: some programs read a bare `+` as a space.
fn mailto(answering: &Answering, offer: &Offer) -> String {
    let subject = match &answering.subject {
        Some(token) => format!("{} [{token}]", offer.line),
        None => offer.line.clone(),
    };
    let to = encoded(&answering.to).replace("%40", "@");
    format!("mailto:{to}?subject={}&body={}", encoded(&subject), encoded(&offer.line))
}

fn encoded(text: &str) -> String {
    let keep = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'_');
    let each = text.bytes().map(|octet| if keep(octet) { char::from(octet).to_string() } else { format!("%{octet:02X}") });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_nothing_that_a_deal_id_could_break_out_of() {
        let answering = Answering { to: "wentdark+ab@northfield.example".into(), subject: Some("ab".into()) };
        let offer = Offer { label: "Lost", line: "lost a&b?c=d\"\u{e9}".into() };
        let link = mailto(&answering, &offer);
        assert_eq!(
            link,
            "mailto:wentdark%2Bab@northfield.example?subject=lost%20a%26b%3Fc%3Dd%22%C3%A9%20%5Bab%5D&body=lost%20a%26b%3Fc%3Dd%22%C3%A9"
        );
    }
}
