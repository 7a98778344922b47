//! A digest as a mail: both forms of it, the headers that keep it from looping, and the check whom it may go to at all.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{
    Attachment, Mailbox, MessageBuilder, MultiPart, MultiPartBuilder, MultiPartKind, SinglePart, header::ContentType,
};

use super::html::{Pictures, page_with};
use super::{chart, text};
use crate::domain::address::{Address, MessageId};
use crate::domain::digest::{Chart, Digest};
use crate::domain::mail::Named;
use crate::domain::roster::Roster;

/// Why a digest could not be made into a mail. A human must mend the configuration.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// An address that lettre doesn't take.
    #[error("`{0}` is no address that mail can be sent with")]
    Address(String),
    /// A picture that can't be drawn.
    #[error("a chart can't be drawn: {0}")]
    Picture(String),
    /// Anything else that lettre refuses.
    #[error("the digest can't be made into a mail: {0}")]
    Mail(#[from] lettre::error::Error),
}

/// What stands on a digest's envelope and in its head.
#[derive(Clone, Debug)]
pub struct Letterhead<'a> {
    /// The configured sender: `name <address>` or an address.
    pub from: &'a str,
    /// The reader.
    pub to: &'a Address,
    /// When it was written.
    pub date: Timestamp,
    /// Its own Message-ID.
    pub id: &'a MessageId,
    /// The reader's digest before it: mail programs show both as one conversation.
    pub follows: Option<&'a MessageId>,
    /// Where the subscription ends: an `https` page that one click does (RFC 8058), with `{reader}` for who it is, or a `mailto`.
    pub unsubscribe: Option<&'a str>,
    /// Where answers go; `None` where nobody reads them.
    pub reply_to: Option<&'a Address>,
    /// The id that an answer's References will carry back.
    pub token: Option<&'a MessageId>,
}

/// The mail of `digest`.
///
/// # Errors
/// [`BuildError`].
pub fn message(digest: &Digest, head: &Letterhead<'_>) -> Result<Message, BuildError> {
    let from = mailbox(head.from)?;
    let mut headers = vec![
        // RFC 3834: no machine answers this, and a reader's absence notice (Exchange looks at the second) isn't sent for it.
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("X-Auto-Response-Suppress", "All".to_owned()),
        ("X-Wentdark", "digest".to_owned()),
        // RFC 2919: mail programs sort by it.
        ("List-Id", format!("wentdark <digest.wentdark.{}>", from.email.domain())),
    ];
    headers.extend(unsubscribing(head));
    let builder = Message::builder()
        .from(from)
        .to(mailbox(head.to.as_str())?)
        .subject(one_line(&digest.subject))
        .date(SystemTime::from(head.date))
        .message_id(Some(format!("<{}>", head.id)));
    let builder = match head.follows {
        Some(before) => builder.in_reply_to(format!("<{before}>")),
        None => builder,
    };
    let builder = references(builder, &[head.follows, head.token]);
    let builder = match head.reply_to {
        Some(address) => builder.reply_to(mailbox(address.as_str())?),
        None => builder,
    };
    let builder = headers.into_iter().fold(builder, |builder, (name, value)| {
        builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), one_line(&value)))
    });
    let plain = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text(digest));
    let rich = SinglePart::builder().header(ContentType::TEXT_HTML).body(page_with(digest, Pictures::Beside));
    let both = multipart(MultiPartKind::Alternative, "a", head.id).singlepart(plain);
    let charts = digest.trend.iter().flat_map(|trend| &trend.charts);
    let pictures: Vec<SinglePart> = charts.map(picture).collect::<Result<_, _>>()?;
    let both = match pictures.is_empty() {
        true => both.singlepart(rich),
        // RFC 2387: the page and the pictures that it shows.
        false => {
            let page = multipart(MultiPartKind::Related, "r", head.id).singlepart(rich);
            both.multipart(pictures.into_iter().fold(page, MultiPart::singlepart))
        }
    };
    Ok(builder.multipart(both)?)
}

/// Ids, oldest first: answers carry them back (RFC 5322, section 3.6.4).
pub(super) fn references(builder: MessageBuilder, ids: &[Option<&MessageId>]) -> MessageBuilder {
    let ids: Vec<String> = ids.iter().flatten().map(|id| format!("<{id}>")).collect();
    if ids.is_empty() { builder } else { builder.references(ids.join(" ")) }
}

/// A sender with the name beside it.
pub fn sender(from: &Named) -> String {
    match &from.name {
        Some(name) => format!("\"{}\" <{}>", name.replace(['\\', '"'], ""), from.address),
        None => from.address.to_string(),
    }
}

/// A multipart whose boundary is no chance: the same facts make the same mail. Quoted-printable and base64 never hold a `=_`.
fn multipart(kind: MultiPartKind, name: &str, id: &MessageId) -> MultiPartBuilder {
    let id: String = id.as_str().chars().filter(|c| c.is_ascii_alphanumeric()).take(50).collect();
    MultiPart::builder().kind(kind).boundary(format!("=_{name}_{id}"))
}

fn picture(chart: &Chart) -> Result<SinglePart, BuildError> {
    let bytes = chart::png(chart).map_err(|error| BuildError::Picture(error.to_string()))?;
    let kind = ContentType::parse("image/png").map_err(|error| BuildError::Picture(error.to_string()))?;
    Ok(Attachment::new_inline(chart.name.to_owned()).body(bytes, kind))
}

/// RFC 2369 and RFC 8058: by one click or by mail where the configuration names a place for it, and by mail to the service where it
/// reads what it is written. A button behind which there is nobody would be a lie: without any of them there is none.
fn unsubscribing(head: &Letterhead<'_>) -> Vec<(&'static str, String)> {
    let named = head.unsubscribe.map(|place| place.replace("{reader}", &escaped(head.to, b"")));
    let by_mail = head.reply_to.map(|service| format!("mailto:{}?subject=unsubscribe", escaped(service, b"@+=")));
    let one_click = named.as_deref().is_some_and(|place| place.starts_with("https://"));
    let places: Vec<String> = named.into_iter().chain(by_mail).map(|place| format!("<{place}>")).collect();
    let places = (!places.is_empty()).then(|| ("List-Unsubscribe", places.join(", ")));
    let post = one_click.then(|| ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    places.into_iter().chain(post).collect()
}

/// An address within a URL (RFC 3986, 2.3; 6068, 2); `kept` may stand there too.
fn escaped(address: &Address, kept: &[u8]) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_') || kept.contains(&b);
    address.as_str().bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// The Message-ID of the digest for `reader` on `day`: the same whenever it is asked for, so that a digest sent twice is one; and keyed
/// by a secret, so that nobody else can make a bounce of it up.
pub fn message_id(secret: &[u8; 32], reader: &Address, day: Date, from_domain: &str) -> MessageId {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret);
    let hash = ring::hmac::sign(&key, format!("wentdark digest 1\n{reader}\n{day}").as_bytes());
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
pub(super) fn mailbox(text: &str) -> Result<Mailbox, BuildError> {
    let text = one_line(text);
    text.parse().map_err(|_| BuildError::Address(text))
}

pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}
