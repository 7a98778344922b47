//! A whole message to a fact, and a header alone to what triage needs.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use mail_parser::DateTime;

use super::fields::{self, Fields};
use super::kind::{self, Evidence};
use super::{
    Correspondents, absence, automatic, by_letter, clean, deputy, failures, identity, invite, list, parsed, report, slim, spoken,
    text, title,
};
use crate::domain::address::{Address, Domain, MessageId};
use crate::domain::mail::{Kind, Mail, MailKey, Named};
use crate::domain::matching::tells_completion;
use crate::domain::meeting::Method;
use crate::domain::subject::{self, Mark};

/// Header fields alone: enough to decide whether the message is read whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The identity, when there is a Message-ID; without one only [`read`] can tell it.
    pub key: Option<MailKey>,
    /// The Message-ID, when it has one.
    pub message_id: Option<MessageId>,
    /// In-Reply-To, usually one id.
    pub in_reply_to: Vec<MessageId>,
    /// References, oldest first.
    pub references: Vec<MessageId>,
    /// The author.
    pub from: Option<Named>,
    /// Sender, when it differs from the author.
    pub sender: Option<Address>,
    /// Primary recipients.
    pub to: Vec<Named>,
    /// Copied recipients.
    pub cc: Vec<Named>,
    /// The subject, decoded, one line.
    pub subject: String,
    /// The Date header.
    pub date: Option<Timestamp>,
    /// It may be a bounce, an absence, a receipt or another answer about something that we sent, whatever address it comes from:
    /// it has to be read whole to tell.
    pub looks_automatic: bool,
}

/// A whole message as a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The fact. Its signals, names and `seen_in` are for the caller to fill; the signers that a signature service names stand among the
    /// names in its text.
    pub mail: Mail,
    /// What the author wrote in this message (SPEC section 4).
    pub new_text: String,
    /// Where in it each answer begins, in bytes, of those written between the lines of a quotation.
    pub answers: Vec<usize>,
    /// What was odd about it, in words.
    pub oddities: Vec<String>,
    /// The whole hours east of Greenwich of its Date field, where it has one.
    pub zone_hours: Option<i8>,
}

/// Reads header fields alone. `bytes` may end with the header, and need hold no other fields than [`super::triage::FIELDS`].
pub fn header(bytes: &[u8]) -> Header {
    header_among(bytes, &mut Correspondents::default())
}

/// The same, one after another: whoever stood in the headers before is known.
pub fn header_among(bytes: &[u8], known: &mut Correspondents) -> Header {
    let bytes = without_from_line(bytes);
    let plain = parsed::plain(bytes);
    let odd = if plain.is_none() { parsed::header(bytes).unwrap_or_default() } else { parsed::Parsed::default() };
    let fields = match plain {
        Some(plain) => fields::of_plain(plain, known),
        None => fields::of_header(odd.message(), known),
    };
    let key = fields.message_id.is_some().then(|| key(&fields, &[]));
    let looks_automatic =
        known.is_machine(&fields, kind::is_by_a_machine) || kind::looks_automatic(&fields) || spoken::is_answer(&fields.subject);
    Header {
        key,
        looks_automatic,
        message_id: fields.message_id,
        in_reply_to: fields.in_reply_to,
        references: fields.references,
        from: fields.from,
        sender: fields.sender,
        to: fields.to,
        cc: fields.cc,
        subject: fields.subject,
        date: fields.date,
    }
}

/// Whether a message came by way of a list or group: whoever wrote it wrote to all of them.
pub fn passed_a_list(bytes: &[u8]) -> bool {
    let parsed = parsed::header(without_from_line(bytes)).unwrap_or_default();
    list::passed_one(&fields::of_header(parsed.message(), &mut Correspondents::default()))
}

/// Reads a whole message. Never fails: bytes that are no message give a fact with oddities.
pub fn read(bytes: &[u8], received: Option<Timestamp>, from_line: bool) -> Reading {
    read_at_home(bytes, received, from_line, &Home { zone: &TimeZone::UTC, domains: &[] })
}

/// What reading is told of the team.
#[derive(Clone, Copy, Debug)]
pub struct Home<'h> {
    /// Where a calendar's times are that name no zone.
    pub zone: &'h TimeZone,
    /// The team's domains: a group under one of them is no mailing list.
    pub domains: &'h [Domain],
}

/// Reads a whole message for a team.
pub fn read_at_home(bytes: &[u8], received: Option<Timestamp>, from_line: bool, home: &Home<'_>) -> Reading {
    read_all(&slim::slim(without_from_line(bytes)), received, from_line, home)
}

/// Reads every octet, those of attachments too.
pub(super) fn read_all(bytes: &[u8], received: Option<Timestamp>, from_line: bool, home: &Home<'_>) -> Reading {
    let parsed = parsed::whole(bytes);
    let mut oddities = Vec::new();
    if parsed.is_none() {
        oddities.push("no message: the bytes have no header".to_owned());
    }
    let parsed = parsed.unwrap_or_default();
    let message = parsed.message();
    let mut fields = fields::fields(message);
    fields.in_our_group = list::is_group_of(&fields, home.domains);
    let server_time = server_time(&fields, received, from_line).unwrap_or_else(|| {
        oddities.push("no date at all".to_owned());
        Timestamp::UNIX_EPOCH
    });
    let by = fields
        .from
        .as_ref()
        .map_or_else(String::new, |from| format!("{} {}", from.name.as_deref().unwrap_or_default(), from.address.local()));
    // "FW: WG: Quote"; an answer to a forward is an answer. What answers nothing may hand on a letter too.
    let forward = match subject::base(&fields.subject).1 {
        Mark::Reply => false,
        Mark::Forward => true,
        Mark::None | Mark::Tag => fields.in_reply_to.is_empty(),
    };
    let said = text::said(message, &by, forward);
    let mut invite = invite::of_message(message, home.zone, &mut oddities);
    let report = report::of_message(message);
    let attachments = text::attachments(message);
    let author = fields.from.as_ref().map(|from| &from.address);
    let spoken = match &mut invite {
        Some(invite) => {
            if invite.nameless {
                spoken::complete(&mut invite.facts, &fields.subject, author);
            }
            // Apple's answers carry their calendar part as a file.
            let answers = matches!(invite.method, Some(Method::Reply | Method::Counter | Method::Cancel));
            invite.inline |=
                answers && spoken::answer(&fields.subject, &said.new, &[], author, home.zone).is_some_and(|spoken| spoken.alone);
            None
        }
        None => spoken::answer(&fields.subject, &said.new, &attachments, author, home.zone),
    };
    let evidence = Evidence { fields: &fields, said: &said, invite: invite.as_ref(), spoken: spoken.as_ref(), report: &report };
    let decided = kind::decide(&evidence);
    let (back_on, deputy) = absence_of(decided.kind, &fields, &said, server_time);
    let key = key(&fields, said.whole.as_bytes());
    let human = decided.kind == Kind::Human;
    let mut meetings = invite.map_or_else(|| spoken.into_iter().map(|spoken| spoken.fact).collect(), |invite| invite.facts);
    // What a report returns is no news of a meeting.
    if human {
        invite::carried(message, home.zone, &mut meetings, &mut oddities);
        if meetings.is_empty() {
            meetings.extend(by_letter::answer(&fields.subject, &said.new, author, server_time, home.zone));
        }
    }
    let mail = Mail {
        key,
        server_time,
        back_on,
        deputy,
        kind: decided.kind,
        kind_rule: decided.rule.into(),
        failed: decided.failed,
        returned: decided.returned,
        attachments,
        meetings,
        subject_names: Vec::new(),
        text_names: signers(&fields, &said),
        signals: Vec::new(),
        decision_title: if human { title::of_signature(&said.signature) } else { None },
        foreign_language: if human { title::foreign_language(&said.new) } else { None },
        acknowledges: false,
        seen_in: [].into(),
        message_id: fields.message_id,
        in_reply_to: fields.in_reply_to,
        references: fields.references,
        from: fields.from,
        sender: fields.sender,
        to: fields.to,
        cc: fields.cc,
        subject: fields.subject,
        date: fields.date,
    };
    if mail.from.is_none() {
        oddities.push("no author".to_owned());
    }
    Reading { mail, new_text: said.new, answers: said.answers, oddities, zone_hours: fields.zone_hours }
}

/// An absence's date and deputy. Its own Date is nearer to its author's calendar than the server's time.
fn absence_of(kind: Kind, fields: &Fields<'_>, said: &text::Said, at: Timestamp) -> (Option<jiff::civil::Date>, Option<Address>) {
    let us: Vec<&Address> = fields.to.iter().chain(&fields.cc).map(|named| &named.address).collect();
    let deputy = || deputy::deputy(said.answer(), fields.from.as_ref(), &us, kind == Kind::Departed);
    let near = |date: &Timestamp| date.duration_since(at).abs() < SignedDuration::from_hours(48);
    let offset = jiff::tz::Offset::from_hours(fields.zone_hours.unwrap_or(0)).unwrap_or(jiff::tz::Offset::UTC);
    let today = offset.to_datetime(fields.date.filter(near).unwrap_or(at)).date();
    let american = fields.zone_hours.is_some_and(|hours| (-10..=-4).contains(&hours));
    match kind {
        Kind::OutOfOffice => {
            // What stands in the subject goes on with no sentence of the text.
            let words = format!("{} . {}", said.answer(), automatic::written_subject(&fields.folded_subject));
            (absence::back_on(&words, today, american), deputy())
        }
        Kind::Departed => (None, deputy()),
        _ => (None, None),
    }
}

/// Whom the notice of an e-signature service names: the addresses in it, and whom an answer would reach.
fn signers(fields: &Fields<'_>, said: &text::Said) -> Vec<String> {
    let notice = fields.from.as_ref().is_some_and(|from| tells_completion(&from.address, &fields.subject));
    if !notice {
        return Vec::new();
    }
    let found = failures::addresses(clean::head(&said.whole, 16 * 1024)).into_iter().chain(fields::answered_to(fields));
    found.take(50).map(|address| address.to_string()).collect()
}

/// The identity: without a Message-ID, of header fields and text.
fn key(fields: &Fields<'_>, text: &[u8]) -> MailKey {
    let author = fields.from.as_ref().map(|named| &named.address);
    if fields.message_id.is_some() {
        return identity::key(fields.message_id.as_ref(), author, fields.date, &[]);
    }
    let mut all = fields.subject.clone().into_bytes();
    for named in fields.to.iter().chain(&fields.cc) {
        all.push(0);
        all.extend_from_slice(named.address.as_str().as_bytes());
    }
    all.push(0);
    all.extend_from_slice(text);
    identity::key(None, author, fields.date, &all)
}

/// When the server got it (SPEC 2, "Time").
fn server_time(fields: &Fields<'_>, received: Option<Timestamp>, from_line: bool) -> Option<Timestamp> {
    let received = received.filter(|at| (315_532_800..4_133_980_800).contains(&at.as_second()));
    let topmost = fields.marks.raw("received").and_then(|line| {
        let (_, date) = clean::head(line, 8192).rsplit_once(';')?;
        DateTime::parse_rfc822(date.trim()).as_ref().and_then(fields::instant)
    });
    match (received, topmost) {
        (Some(received), Some(topmost)) if !from_line => {
            let migrated = received.duration_since(topmost) > SignedDuration::from_hours(1);
            Some(if migrated { topmost } else { received })
        }
        (Some(received), None) => Some(received),
        (_, Some(topmost)) => Some(topmost),
        (None, None) => fields.date,
    }
}

/// An mbox separator that was left before the header is no field.
fn without_from_line(bytes: &[u8]) -> &[u8] {
    if !bytes.starts_with(b"From ") && !bytes.starts_with(b">From ") {
        return bytes;
    }
    let end = bytes.iter().position(|octet| *octet == b'\n').map_or(bytes.len(), |end| end + 1);
    bytes.get(end..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: &[u8] = b"From: Pat Lee <pat@acme.example>\r\nTo: dana@northfield.example\r\nSubject: Re: Offer\r\n\
        Message-ID: <1@acme.example>\r\nIn-Reply-To: <0@northfield.example>\r\nDate: Mon, 11 May 2026 10:00:00 +0200\r\n\
        Received: from a by b; Mon, 11 May 2026 10:00:05 +0200\r\n\r\nFine with us.\r\n";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_header_and_its_message_agree() {
        let (header, whole) = (header(OFFER), read(OFFER, None, false));
        assert_eq!(header.key, Some(whole.mail.key));
        assert_eq!(whole.mail.server_time, at("2026-05-11T08:00:05Z"));
        assert_eq!((whole.mail.kind, whole.new_text.trim()), (Kind::Human, "Fine with us."));
        assert_eq!(whole.mail.date, Some(at("2026-05-11T08:00:00Z")));
        assert!(!header.looks_automatic && whole.oddities.is_empty());
    }

    #[test]
    fn the_servers_time_survives_migrations_and_mboxes() {
        let time = |received, from_line| read(OFFER, Some(at(received)), from_line).mail.server_time;
        assert_eq!(time("2026-05-11T08:30:00Z", false), at("2026-05-11T08:30:00Z"));
        assert_eq!(time("2026-07-01T00:00:00Z", false), at("2026-05-11T08:00:05Z"));
        assert_eq!(time("2026-05-11T08:30:00Z", true), at("2026-05-11T08:00:05Z"));
        let bare = b"From x Mon May 11 08:00:00 2026\nSubject: x\nDate: Sat, 31 Feb 2026 10:00:00 +0000\n\nx";
        assert_eq!(read(bare, None, true).mail.server_time, Timestamp::UNIX_EPOCH);
        assert_eq!(read(bare, Some(at("2026-05-11T08:30:00Z")), true).mail.server_time, at("2026-05-11T08:30:00Z"));
    }

    #[test]
    fn nothing_at_all_is_still_a_fact() {
        for bytes in [&b""[..], b"\0\xff\xfe", b"\r\n\r\n", b"no header here", b"From "] {
            assert!(!read(bytes, None, false).oddities.is_empty());
            assert_eq!(header(bytes).key, None);
        }
    }
}
