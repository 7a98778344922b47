//! Header fields, read so that odd ones still say something: ids without brackets, addresses without a domain, impossible dates.

use std::mem::discriminant;
use std::sync::LazyLock;

use jiff::Timestamp;
use mail_parser::{
    Address as Parsed, ContentType, DateTime, Header, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders,
};
use memchr::{memchr, memchr2};

use super::plain::{self, Kind, Plain};
use super::{Correspondents, clean};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::Named;
use crate::domain::matching::is_signing_service;

/// The most recipients and referenced ids that are kept of one message.
pub const MAX_LIST: usize = 500;

/// What a header says, and every field as it stands for the marks of automatic mail.
#[derive(Debug, Default)]
pub struct Fields<'x> {
    pub message_id: Option<MessageId>,
    pub in_reply_to: Vec<MessageId>,
    pub references: Vec<MessageId>,
    pub from: Option<Named>,
    pub sender: Option<Address>,
    pub to: Vec<Named>,
    pub cc: Vec<Named>,
    /// Whether somebody outside wrote it to a group of our own.
    pub in_our_group: bool,
    pub subject: String,
    /// The subject in the form in which phrases are looked for.
    pub folded_subject: String,
    pub date: Option<Timestamp>,
    /// Hours that the author's clock was off UTC.
    pub zone_hours: Option<i8>,
    /// The media type, lower case: `multipart/report`.
    pub media: String,
    /// The report-type parameter, lower case.
    pub report_type: String,
    pub marks: Marks<'x>,
}

/// Every header field, name and raw value, in order.
#[derive(Debug, Default)]
pub struct Marks<'x> {
    all: Vec<(&'x str, &'x str)>,
    /// A bit for each name: dozens of fields are asked for of every message, most of which it hasn't.
    names: u64,
}

/// The bit of a name, by its length and how it ends: others share it.
#[inline]
fn bit(name: &str) -> u64 {
    let end = name.as_bytes().last().map_or(0, u8::to_ascii_lowercase);
    1 << ((name.len() * 5 + usize::from(end)) % 64)
}

impl<'x> Marks<'x> {
    fn of(all: Vec<(&'x str, &'x str)>) -> Self {
        let names = all.iter().fold(0, |names, (name, _)| names | bit(name));
        Self { all, names }
    }

    /// The first field of that name, unfolded and in lower case. Present but empty is `Some("")`.
    #[inline]
    pub fn get(&self, name: &str) -> Option<String> {
        self.raw(name).map(Self::value)
    }

    fn value(raw: &str) -> String {
        let mut folded = clean::folded(raw, 4096);
        folded.truncate(folded.trim_end().len());
        let gap = folded.len() - folded.trim_start().len();
        folded.drain(..gap);
        folded
    }

    /// The first field of that name as it stands.
    #[inline]
    pub fn raw(&self, name: &str) -> Option<&'x str> {
        if self.names & bit(name) == 0 { None } else { self.first(name) }
    }

    fn first(&self, name: &str) -> Option<&'x str> {
        self.all.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Every field of that name as it stands.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &'x str> {
        let among = if self.names & bit(name) == 0 { &[] } else { self.all.as_slice() };
        among.iter().filter(move |(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Whether a field of that name is there.
    pub fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }
}

/// The parser: MIME fields and addresses by their grammar, everything else as it stands.
pub fn parser() -> &'static MessageParser {
    static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
        let parser = MessageParser::new().with_mime_headers();
        let parser = parser.header_text(HeaderName::Subject).header_date(HeaderName::Date).default_header_raw();
        [HeaderName::From, HeaderName::Sender, HeaderName::To, HeaderName::Cc, HeaderName::Bcc]
            .into_iter()
            .fold(parser, MessageParser::header_address)
    });
    &PARSER
}

/// The same for headers alone. What is looked at as it stands, addresses among it, is only found: [`Marks`] and [`Correspondents`] have
/// its place, and nobody asks for its value.
pub fn header_parser() -> &'static MessageParser {
    static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
        let parser = MessageParser::new().header_content_type(HeaderName::ContentType);
        parser.header_text(HeaderName::Subject).header_date(HeaderName::Date).default_header_ignore()
    });
    &PARSER
}

/// Reads the fields of a whole message's own header.
pub fn fields<'x>(message: &'x Message<'x>) -> Fields<'x> {
    of_message(message, &mut |name| addresses(message, name))
}

/// Reads the fields of a header that [`header_parser`] parsed.
pub fn of_header<'x>(message: &'x Message<'x>, known: &mut Correspondents) -> Fields<'x> {
    of_message(message, &mut |name| {
        let raw = |field: &Header<'_>| {
            let (start, end) = (field.offset_start() as usize, field.offset_end() as usize);
            message.raw_message.get(start..end).unwrap_or_default()
        };
        known.of(named_fields(message, &name).map(raw))
    })
}

/// Reads the fields of a header that is plain.
pub fn of_plain<'x>(plain: Plain<'x>, known: &mut Correspondents) -> Fields<'x> {
    let Plain { all, date, subject, kind } = plain;
    let (media, report_type) = match kind {
        Some(Kind::Simple(media)) => (media.to_ascii_lowercase(), String::new()),
        Some(Kind::Parsed(kind)) => medium(kind.as_content_type()),
        None => medium(None),
    };
    let given = Given { date: date.as_ref(), subject: subject.as_ref(), media, report_type };
    let marks = Marks::of(all);
    let mut addresses = |name: HeaderName<'static>| known.of(marks.all(name.as_str()).map(str::as_bytes));
    let people = People::of(&marks, &mut addresses);
    read(marks, people, given)
}

fn of_message<'x>(message: &'x Message<'x>, addresses: &mut dyn FnMut(HeaderName<'static>) -> Vec<Named>) -> Fields<'x> {
    // The parser's accessors expect a root part, which bytes without a header don't give.
    if message.parts.is_empty() {
        return Fields::default();
    }
    let first = |name| first(message, name);
    let (media, report_type) = medium(message.content_type());
    let given = Given { date: first(HeaderName::Date), subject: first(HeaderName::Subject), media, report_type };
    let marks = Marks::of(message.headers_raw().take(plain::MOST).collect());
    let people = People::of(&marks, addresses);
    read(marks, people, given)
}

/// What a parser made of single fields.
struct Given<'a, 'x> {
    date: Option<&'a HeaderValue<'x>>,
    subject: Option<&'a HeaderValue<'x>>,
    media: String,
    report_type: String,
}

/// Who stands in the address fields.
struct People {
    from: Option<Named>,
    sender: Option<Address>,
    to: Vec<Named>,
    cc: Vec<Named>,
}

impl People {
    fn of(marks: &Marks<'_>, addresses: &mut dyn FnMut(HeaderName<'static>) -> Vec<Named>) -> Self {
        let from = addresses(HeaderName::From).into_iter().next().map(|from| behind_group(from, marks));
        let sender = addresses(HeaderName::Sender).into_iter().next().map(|named| named.address);
        let to = addresses(HeaderName::To);
        let mut cc = addresses(HeaderName::Cc);
        cc.extend(addresses(HeaderName::Bcc));
        cc.truncate(MAX_LIST);
        Self { from, sender, to, cc }
    }
}

fn read<'x>(marks: Marks<'x>, people: People, given: Given<'_, '_>) -> Fields<'x> {
    let People { from, sender, to, cc } = people;
    let date = given.date.and_then(HeaderValue::as_datetime);
    let subject = given.subject.and_then(HeaderValue::as_text).map(|text| clean::line(text, 998)).unwrap_or_default();
    Fields {
        in_our_group: false,
        message_id: marks.raw("message-id").and_then(first_id),
        in_reply_to: marks.raw("in-reply-to").map(ids).unwrap_or_default(),
        references: marks.raw("references").map(ids).unwrap_or_default(),
        sender: sender.filter(|sender| from.as_ref().is_none_or(|from| from.address != *sender)),
        from,
        to,
        cc,
        folded_subject: clean::folded(&subject, 500),
        subject,
        date: date.and_then(instant),
        zone_hours: date.and_then(|date| i8::try_from(date.tz_hour).ok().map(|h| if date.tz_before_gmt { -h } else { h })),
        media: given.media,
        report_type: given.report_type,
        marks,
    }
}

/// Who wrote it when a group put its own address in From, as Google Groups and Mailman do for writers whose domain has a strict
/// DMARC policy: "Pat Lee via Sales" from the group, and the writer in a field beside it.
fn behind_group(from: Named, marks: &Marks<'_>) -> Named {
    let Some(name) = from.name.as_deref().and_then(before_via) else { return from };
    // "Pat Lee via DocuSign" is the service, which tells of what Pat signed.
    if is_signing_service(&from.address) {
        return from;
    }
    let field = |field| marks.raw(field).and_then(|raw| one_address(clean::head(raw, 1024)));
    let writer = ["x-original-from", "x-original-sender", "reply-to"].into_iter().find_map(field);
    match writer.filter(|writer| writer.domain() != from.address.domain()) {
        Some(address) => Named { address, name: Some(name.trim_matches(['\'', '"', ' ']).into()) },
        None => from,
    }
}

/// What stands before the last "via" of a name. Looked for in every author's, it isn't worth setting up a search.
fn before_via(name: &str) -> Option<&str> {
    let at = name.as_bytes().windows(5).rposition(|part| part == b" via ")?;
    name.get(..at)
}

/// The address that answers go to, where one is given.
pub fn answered_to(fields: &Fields<'_>) -> Option<Address> {
    fields.marks.raw("reply-to").and_then(|raw| one_address(clean::head(raw, 1024)))
}

/// The address in a field that holds one alone.
fn one_address(raw: &str) -> Option<Address> {
    match raw.split_once('<') {
        Some((_, rest)) if !rest.contains('<') => Address::parse(rest.split('>').next()?),
        Some(_) => None,
        None => Address::parse(raw),
    }
}

/// The instant, unless it is impossible. mail-parser hands out the 31st of February and the year 9999.
pub fn instant(date: &DateTime) -> Option<Timestamp> {
    let day = || {
        jiff::civil::Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    };
    let possible = date.is_valid() && (1980..=2100).contains(&date.year) && day().is_some();
    possible.then(|| Timestamp::from_second(date.to_timestamp()).ok()).flatten()
}

/// Message-IDs in a field: what stands in angle brackets; without any, words with an `@`. An unclosed bracket ends at white space.
pub fn ids(raw: &str) -> Vec<MessageId> {
    let raw = clean::head(raw, 64 * 1024);
    let mut found: Vec<MessageId> = Vec::new();
    let mut rest = behind_bracket(raw);
    while let Some(text) = rest {
        let end = memchr2(b'<', b'>', text.as_bytes()).unwrap_or(text.len());
        let (inside, behind) = text.split_at_checked(end).unwrap_or((text, ""));
        found.extend(bracketed(inside, behind.starts_with('>')));
        rest = behind_bracket(behind);
    }
    if found.is_empty() {
        found = raw.split_whitespace().filter(|word| word.contains('@')).filter_map(MessageId::parse).collect();
    }
    let surplus = found.len().saturating_sub(MAX_LIST);
    found.drain(..surplus);
    found
}

/// The first of them.
fn first_id(raw: &str) -> Option<MessageId> {
    // Nearly all fields hold one and nothing else.
    let alone = raw.trim_ascii().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let alone =
        alone.filter(|id| !id.is_empty() && id.bytes().all(|octet| octet.is_ascii_graphic() && !matches!(octet, b'<' | b'>')));
    alone.map_or_else(|| ids(raw).into_iter().next(), MessageId::parse)
}

/// What stands behind the next opening bracket.
fn behind_bracket(text: &str) -> Option<&str> {
    memchr(b'<', text.as_bytes()).and_then(|at| text.get(at + 1..))
}

/// The id in a bracket that is closed, or isn't.
fn bracketed(inside: &str, closed: bool) -> Option<MessageId> {
    if !closed {
        return MessageId::parse(inside.split_whitespace().next().unwrap_or_default());
    }
    // Nearly all have none in them. Some clients fold a long id: white space inside brackets is no part of it.
    if inside.bytes().all(|octet| octet.is_ascii_graphic()) || !inside.contains(char::is_whitespace) {
        return MessageId::parse(inside);
    }
    MessageId::parse(&inside.split_whitespace().collect::<String>())
}

/// The media type and the report-type parameter, in lower case.
fn medium(kind: Option<&ContentType<'_>>) -> (String, String) {
    let Some(kind) = kind else { return Default::default() };
    let media = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_lowercase();
    (media, kind.attribute("report-type").unwrap_or_default().to_lowercase())
}

/// The fields of a name that the parser knows, which is told by its place among them alone.
pub fn named_fields<'a>(message: &'a Message<'_>, name: &HeaderName<'static>) -> impl Iterator<Item = &'a Header<'a>> {
    let name = discriminant(name);
    message.headers().iter().filter(move |field| discriminant(&field.name) == name)
}

/// The first field of that name that says anything.
fn first<'a>(message: &'a Message<'_>, name: HeaderName<'static>) -> Option<&'a HeaderValue<'a>> {
    named_fields(message, &name).map(|field| &field.value).find(|value| !value.is_empty())
}

/// Those in all address fields of a name, as [`parser`] reads them.
pub fn addresses(message: &Message<'_>, name: HeaderName<'static>) -> Vec<Named> {
    let lists = message.header_values(name).filter_map(HeaderValue::as_address);
    lists.flat_map(Parsed::iter).filter_map(|entry| named(entry.name(), entry.address())).take(MAX_LIST).collect()
}

fn named(name: Option<&str>, address: Option<&str>) -> Option<Named> {
    let address = address.and_then(Address::parse).or_else(|| {
        // "kim@acme.example" as a display name without an address: some gateways write that.
        name.and_then(Address::parse)
    })?;
    let name = name.map(|name| clean::line(name, 200)).filter(|name| !name.is_empty());
    Some(Named { address, name: name.map(Into::into) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        ids(raw).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ids_are_found_however_they_are_written() {
        assert_eq!(texts("<a@x> <b@x>\r\n <c@x"), ["a@x", "b@x", "c@x"]);
        assert_eq!(texts("Your message of Monday <a@x> (from Pat)"), ["a@x"]);
        assert_eq!(texts("a@x"), ["a@x"]);
        assert!(texts("<>").is_empty());
        assert_eq!(texts("<<a@x>> b <c@x <d@\r\n x> > <e@x y@z <"), ["a@x", "c@x", "d@x", "e@x"]);
    }
}
