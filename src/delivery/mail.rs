//! A digest as a mail: both forms of it, the headers that keep it from looping, and the check whom it may go to at all.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart, header::ContentType};

use super::{html, text};
use crate::domain::address::{Address, MessageId};
use crate::domain::digest::Digest;
use crate::domain::roster::Roster;

/// Why a digest could not be made into a mail. A human must mend the configuration.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// An address that lettre doesn't take.
    #[error("`{0}` is no address that mail can be sent with")]
    Address(String),
    /// Anything else that lettre refuses.
    #[error("the digest can't be made into a mail: {0}")]
    Mail(#[from] lettre::error::Error),
}

/// The mail of `digest` from the configured `from` (`name <address>` or an address) to one reader.
pub fn message(digest: &Digest, from: &str, to: &Address, date: Timestamp, id: &MessageId) -> Result<Message, BuildError> {
    let builder = Message::builder()
        .from(mailbox(from)?)
        .to(mailbox(to.as_str())?)
        .subject(one_line(&digest.subject))
        .date(SystemTime::from(date))
        .message_id(Some(format!("<{id}>")));
    // RFC 3834: no machine answers this, and a reader's absence notice (Exchange looks at the second) isn't sent for it.
    let headers = [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"), ("X-Wentdark", "digest")];
    let builder = headers.into_iter().fold(builder, |builder, (name, value)| {
        builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()))
    });
    let plain = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text(digest));
    let rich = SinglePart::builder().header(ContentType::TEXT_HTML).body(html(digest));
    Ok(builder.multipart(MultiPart::alternative().singlepart(plain).singlepart(rich))?)
}

/// The Message-ID of the digest for `reader` on `day`: the same whenever it is asked for, so that a digest sent twice is one.
pub fn message_id(reader: &Address, day: Date, from_domain: &str) -> MessageId {
    let hash = ring::digest::digest(&ring::digest::SHA256, reader.as_str().as_bytes());
    let hash: String = hash.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    MessageId::made(&format!("wentdark.{day}.{hash}"), from_domain)
}

/// Whether `address` may be written to: somebody of the team (a rep, a manager, a digest reader), and nobody whom a
/// prospect's people or domains cover, whatever else the roster says of them. A supplier is no reader either.
pub fn may_write_to(address: &Address, roster: &Roster) -> bool {
    let theirs = roster.prospects.iter().any(|prospect| {
        prospect.people.iter().any(|contact| contact.address == *address)
            || prospect.domains.iter().any(|domain| domain.covers(address.domain()))
    });
    let supplier = roster.team.suppliers.iter().any(|who| who.covers(address));
    roster.team.has(address) && !theirs && !supplier
}

/// Reads a mailbox for a header. lettre panics on a line break in a display name, so control characters go first.
fn mailbox(text: &str) -> Result<Mailbox, BuildError> {
    let text = one_line(text);
    text.parse().map_err(|_| BuildError::Address(text))
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}
