//! What kind of message it is (SPEC section 3): structures and headers first, then subjects and texts.

use jiff::civil::Weekday;
use jiff::tz::Offset;

use super::desk_person::{Person, has_initial};
use super::fields::{Fields, Marks};
use super::invite::Invite;
use super::mark::{Mark, automatic_mark};
use super::report::Report;
use super::spoken::Spoken;
use super::text::Said;
use super::wordlist::{Lists, Words, words};
use super::{
    absence, absence_notice, automatic, automatic_words, bounce, bounce_words, clean, departure, desk, gone, language, leaving,
    list, machine, role, ses,
};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{FailedRecipient, Kind, Named};
use crate::domain::matching::tells_completion;
use crate::domain::meeting::Method;

/// What a message is judged by.
#[derive(Debug)]
pub struct Evidence<'a> {
    pub fields: &'a Fields<'a>,
    pub said: &'a Said,
    pub invite: Option<&'a Invite>,
    /// A calendar answer in words alone.
    pub spoken: Option<&'a Spoken>,
    pub report: &'a Report,
}

/// The kind, and what a report told along with it.
#[derive(Debug)]
pub struct Decided {
    pub kind: Kind,
    /// In words, what decided it.
    pub rule: String,
    pub failed: Vec<FailedRecipient>,
    pub returned: Vec<MessageId>,
}

/// Decides the kind. The first of these that knows it: our own mail, reports, calendar parts, bounces without a structure,
/// automatic answers by their headers, then by subject, sender and text, and list mail.
pub fn decide(evidence: &Evidence<'_>) -> Decided {
    if let Some(rule) = own(evidence.fields) {
        return plain(Kind::Own, rule);
    }
    if let Some(decided) = structured(evidence) {
        return decided;
    }
    if machine::receipt(&evidence.fields.subject, &evidence.said.whole) {
        return plain(Kind::ReadReceipt, "the subject and the text of a receipt");
    }
    let automatic = automatic_mark(evidence.fields);
    let answers = automatic.is_some() || automatic::subject(&evidence.fields.folded_subject);
    if let Some(bounced) = bounce::without_structure(evidence, answers) {
        return Decided { kind: bounced.kind, rule: bounced.rule, failed: bounced.failed, returned: bounced.returned };
    }
    if desk::person_answers(evidence.fields, evidence.said, automatic.as_ref().is_some_and(|mark| mark.answer)) {
        return plain(Kind::Human, "a desk's answer that a person signed");
    }
    if evidence.fields.from.as_ref().is_some_and(|from| tells_completion(&from.address, &evidence.fields.subject)) {
        return plain(Kind::AutoReply, "the notice of an e-signature service that everybody has signed");
    }
    if let Some((kind, rule)) = answer(evidence, automatic) {
        return plain(kind, rule);
    }
    match list::rule(evidence.fields) {
        Some(rule) => plain(Kind::List, rule),
        None => plain(Kind::Human, "no automatic mark"),
    }
}

fn plain(kind: Kind, rule: impl Into<String>) -> Decided {
    Decided { kind, rule: rule.into(), failed: Vec::new(), returned: Vec::new() }
}

/// Whether a header makes it worth to read the message whole, whoever wrote it: it may be a report or an answer about something that we
/// sent.
pub fn looks_automatic(fields: &Fields<'_>) -> bool {
    matches!(fields.media.as_str(), "multipart/report" | "message/delivery-status" | "text/calendar")
        || own(fields).is_some()
        || automatic_mark(fields).is_some()
        || has_automatic_subject(fields)
        || bounce::by_header(fields)
}

/// Every word that the subject of a machine's mail may be told by.
static TELLING: Lists = Lists::of(&[&automatic_words::SUBJECTS, &automatic_words::AWAY_SUBJECTS, &bounce_words::SUBJECTS]);

/// The same by its subject. Most hold none of all those words.
fn has_automatic_subject(fields: &Fields<'_>) -> bool {
    let subject = &fields.folded_subject;
    TELLING.within(subject) && (automatic::subject(subject) || automatic::away_subject(subject) || bounce::by_subject(fields))
}

/// The same by its author: what the From field says, and who is found in it.
pub fn is_by_a_machine(fields: &Fields<'_>) -> bool {
    bounce::daemon(fields) || nobody(fields)
}

/// Our digests and answers.
fn own(fields: &Fields<'_>) -> Option<&'static str> {
    if fields.marks.has("x-wentdark") {
        return Some("X-Wentdark: sent by this product");
    }
    let ours = fields.message_id.as_ref().is_some_and(|id| id.as_str().starts_with("wentdark."));
    (ours && automatic_mark(fields).is_some()).then_some("a Message-ID of this product, and Auto-Submitted")
}

/// Kinds that a MIME structure proves.
fn structured(evidence: &Evidence<'_>) -> Option<Decided> {
    let report_type = &evidence.fields.report_type;
    let returned = || evidence.report.returned.clone();
    if evidence.fields.marks.has("x-amz-sns-message-id")
        && let Some((kind, rule, failed)) = ses::notice(&evidence.said.whole)
    {
        return Some(Decided { failed, ..plain(kind, rule) });
    }
    if evidence.report.feedback || report_type == "feedback-report" {
        return Some(Decided { returned: returned(), ..plain(Kind::FeedbackReport, "a feedback report (RFC 5965)") });
    }
    // Dovecot and Sieve reject with the form of a receipt: "automatic-action/MDN-sent-automatically; deleted".
    if evidence.report.refused && bounce::speaks_of_failure(&evidence.said.whole, &evidence.fields.subject) {
        let failed = evidence.report.refused_for.iter().map(|address| FailedRecipient { address: address.clone(), status: None });
        let failed = failed.collect();
        return Some(Decided {
            failed,
            returned: returned(),
            ..plain(Kind::BouncePermanent, "a disposition notification that rejects")
        });
    }
    if evidence.report.receipt || report_type == "disposition-notification" {
        return Some(Decided { returned: returned(), ..plain(Kind::ReadReceipt, "a disposition notification (RFC 8098)") });
    }
    if let Some(recipients) = &evidence.report.delivery
        && let Some((kind, rule, failed)) = bounce::of_report(recipients, evidence)
    {
        return Some(Decided { failed, returned: returned(), ..plain(kind, rule) });
    }
    if let Some(spoken) = evidence.spoken.filter(|spoken| spoken.alone) {
        return calendar(spoken.fact.method).map(|kind| plain(kind, "a calendar answer in words alone"));
    }
    let invite = evidence.invite.filter(|invite| invite.inline)?;
    if carried_along(invite, evidence) {
        return None;
    }
    let method = invite.method?;
    let word = method.as_str().to_uppercase();
    calendar(method).map(|kind| plain(kind, format!("a calendar part with METHOD:{word}")))
}

/// Whether a person wrote a letter and passes somebody else's invitation on with it, as "Forward" and "Reply" do.
fn carried_along(invite: &Invite, evidence: &Evidence<'_>) -> bool {
    let fields = evidence.fields;
    let own = |organizer: &Address| {
        fields.from.iter().map(|from| &from.address).chain(&fields.sender).any(|author| author == organizer)
    };
    let organizer = invite.facts.iter().find_map(|fact| fact.organizer.as_ref());
    let organizers = matches!(invite.method, Some(Method::Request | Method::Add | Method::Cancel));
    organizers
        && organizer.is_some_and(|organizer| !own(organizer))
        && automatic::is_answer(&fields.folded_subject)
        && evidence.said.new.chars().any(char::is_alphanumeric)
}

fn calendar(method: Method) -> Option<Kind> {
    match method {
        Method::Request | Method::Add => Some(Kind::CalendarRequest),
        // An organizer's word on a proposal is an answer too: nobody is asked to come.
        Method::Reply | Method::Counter | Method::DeclineCounter | Method::Refresh => Some(Kind::CalendarReply),
        Method::Cancel => Some(Kind::CalendarCancel),
        // A person sends a file along: no invitation.
        Method::Publish => None,
    }
}

/// Names of senders that nobody reads, without hyphens and dots.
static NOBODY: Words = words("noreply|donotreply|nepasrepondre|noresponder|autoresponder|autoreply");

/// Whether mail to the sender reaches nobody.
pub fn nobody(fields: &Fields<'_>) -> bool {
    let Some(from) = &fields.from else { return false };
    let local: String = from.address.local().chars().filter(|c| !matches!(c, '-' | '_' | '.')).collect();
    // `no-reply-moira@` of Moira Flynn is read.
    NOBODY.within(&local) && !Person::of(from).is_some_and(|person| person.owns(&from.address))
}

/// Whether the envelope says that answers are unwanted (RFC 3834, 3464).
pub fn null_path(marks: &Marks<'_>) -> bool {
    marks.get("return-path").is_some_and(|path| matches!(path.as_str(), "<>" | "" | "< >" | "<<>>"))
}

/// Automatic answers: an absence, a departed person, any other.
fn answer(evidence: &Evidence<'_>, mark: Option<Mark>) -> Option<(Kind, String)> {
    let fields = evidence.fields;
    let text = evidence.said.answer();
    let marked = match &mark {
        Some(mark) => Some(mark.words.clone()),
        None if automatic::subject(&fields.folded_subject) => Some("a server's subject for automatic answers".to_owned()),
        None if null_path(&fields.marks) => Some("an empty Return-Path".to_owned()),
        None if nobody(fields) => Some("a sender that nobody reads".to_owned()),
        None => None,
    };
    let Some(marked) = marked else { return unmarked(evidence) };
    // A newsletter from noreply@ speaks of anything; a notice is short.
    let notice = mark.is_some() || automatic::subject(&fields.folded_subject) || text.len() < 1200;
    let away_subject = automatic::away_subject(&fields.folded_subject);
    let (name, local) = author(fields);
    let answering = automatic::subject(&fields.folded_subject) || mark.as_ref().is_some_and(|mark| mark.answer);
    // Of its own accord a machine says "no longer" and "not monitored" of much else.
    let left = automatic::left(text, fields.date, name, local) && (answering || automatic::farewell(text, name, local));
    let said = if answering || left {
        departure::told(text, name, fields.from.as_ref().map(|from| &from.address), sent_on(fields))
    } else {
        departure::Told::default()
    };
    if notice && left && !said.stays() && !(automatic::away(text) && away_subject) {
        return Some((Kind::Departed, format!("{marked}, and the text says that nobody is there any more")));
    }
    // "I'm at the fair, back on 31 August."
    let told = answering || (away_subject && mark.is_some() && !absence::tells_return(text, fields.date));
    let gone = || {
        let machine = || machine::acknowledges(&clean::folded(text, 2000)) || automatic::gets_back(text);
        let listed = leaving::is_told(&clean::folded(text, 6000), name, local);
        listed || said.gone || (said.unread && !machine())
    };
    if told && !said.stays() && !said.holiday && !automatic::away(text) && gone() {
        return Some((Kind::Departed, format!("{marked}, and the text says that its author is gone for good")));
    }
    if answering && !away_subject && !automatic::away(text) && !machine::acknowledges(&clean::folded(text, 2000)) {
        let dated = || {
            !said.place && !automatic::sells(text) && !automatic::tells_hours(text) && absence::tells_return(text, fields.date)
        };
        let returns = said.off
            || (said.passing && (left || gone()))
            || automatic::away_weakly(text)
            || !automatic::gets_back(text) && dated();
        // The subject alone tells it: "Automatic reply: away, back on 2/12".
        let subject = || {
            let written = automatic::written_subject(&fields.folded_subject);
            absence_notice::is_bare(text, &people(fields)) && automatic::tells_absence(written, fields.date)
        };
        if returns || subject() {
            return Some((Kind::OutOfOffice, format!("{marked}, and the text tells of an absence")));
        }
    }
    if (notice && automatic::away(text)) || (away_subject && (mark.is_some() || automatic::subject(&fields.folded_subject))) {
        return Some((
            Kind::OutOfOffice,
            format!("{marked} and an absence in the {}", if away_subject { "subject" } else { "text" }),
        ));
    }
    if let Some(rule) = list::rule(fields)
        && !(mark.is_some() && rule == list::BULK)
        && !mark.is_some_and(|mark| mark.answer)
    {
        return Some((Kind::List, rule.to_owned()));
    }
    if answering && unread_language(evidence) {
        return Some((
            Kind::OutOfOffice,
            format!("{marked}, from a person's own address in a language that no list knows: taken for an absence"),
        ));
    }
    Some((Kind::AutoReply, marked))
}

/// Whether an automatic answer comes from a person's own address, carries no ticket's number, and is written in a language that no list
/// knows in depth. Nearly all such answers are absences, and silence that is none is the worse mistake.
fn unread_language(evidence: &Evidence<'_>) -> bool {
    let (fields, text) = (evidence.fields, evidence.said.answer());
    let personal = fields.from.as_ref().is_some_and(|from| !role::is_role(&from.address)) && !nobody(fields);
    personal
        && language::is_unknown(text)
        && !machine::numbered(&fields.folded_subject)
        && !text.contains('#')
        && !machine::acknowledges(&clean::folded(text, 2000))
}

/// The day of the week on which it was sent, by its own Date.
fn sent_on(fields: &Fields<'_>) -> Option<Weekday> {
    fields.date.map(|sent| Offset::UTC.to_datetime(sent).date().weekday())
}

/// The author's name and the local part of their address.
fn author<'a>(fields: &'a Fields<'_>) -> (&'a str, &'a str) {
    fields.from.as_ref().map_or(("", ""), |from| (from.name.as_deref().unwrap_or_default(), from.address.local()))
}

/// The most words in a hundred that a notice may have besides those of absences.
const STRANGE: usize = 25;

/// The folded words of the names and addresses of author and recipients.
fn people(fields: &Fields<'_>) -> Vec<String> {
    let named = fields.from.iter().chain(&fields.to).chain(&fields.cc).take(20);
    let texts = named.flat_map(|named| [named.name.as_deref().unwrap_or_default(), named.address.local()]);
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| word.chars().count() > 1).map(|word| clean::folded(word, 100)).collect()
}

/// Answers that only their words give away.
fn unmarked(evidence: &Evidence<'_>) -> Option<(Kind, String)> {
    let fields = evidence.fields;
    let text = evidence.said.answer();
    let (name, local) = author(fields);
    let house = fields.from.as_ref().map_or("", |from| from.address.domain());
    if automatic::farewell(text, name, local) && !gone::stays(text, house) {
        return Some((Kind::Departed, "the text says of its own author or mailbox that nobody is there any more".to_owned()));
    }
    let people = people(fields);
    if absence_notice::is_farewell(text, &people, house) {
        return Some((
            Kind::Departed,
            "the text says in the first person that its author is gone, and whom to turn to".to_owned(),
        ));
    }
    let reply = automatic::is_answer(&clean::folded(&fields.subject, 200));
    // Most of its words are those of absences: "so we go with option B" is a person's.
    let plain = || absence_notice::strangeness(text, &people) <= STRANGE;
    if (automatic::notice(text) && plain() && !(reply && automatic::tells_more(text)))
        || (absence_notice::is_one(text, &people, fields.date) && !automatic::tells_more(text))
        || absence_notice::is_titled(&fields.folded_subject, text, &people, fields.date)
        || (!reply
            && automatic::away_subject(&fields.folded_subject)
            && automatic::away(text)
            && text.len() < 1200
            && !text.contains('?')
            && plain()
            && (automatic::courteous(text) || (text.len() < 300 && absence::tells_return(text, fields.date))))
    {
        return Some((Kind::OutOfOffice, "the text is an absence notice from end to end".to_owned()));
    }
    // A full name before a desk's address is that of a person, and so is one with an initial.
    let initial = |from: &Named| from.name.as_deref().is_some_and(has_initial);
    let desk = fields.from.as_ref().filter(|from| !initial(from) && !Person::of(from).is_some_and(|person| person.certain));
    let from = desk.map(|from| &from.address);
    machine::rule(&fields.subject, text, &evidence.said.signature, from)
        .or_else(|| desk::speaks_by_itself(fields, evidence.said))
        .or_else(|| machine::notice(fields.from.as_ref()?, &fields.subject, text, &evidence.said.signature))
        .map(|rule| (Kind::AutoReply, rule.to_owned()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_header_is_told_by_is_seen_by_the_quick_looks_too() {
        let looks = |fields: &str| {
            crate::reading::header(format!("From: pat@acme.example\r\n{fields}\r\n\r\n").as_bytes()).looks_automatic
        };
        for words in [&super::automatic_words::SUBJECTS, &super::automatic_words::AWAY_SUBJECTS, &super::bounce_words::SUBJECTS] {
            for word in words.list() {
                assert!(looks(&format!("Subject: [External] {word} on Monday")), "{word}");
            }
        }
        for fields in
            ["Precedence: auto_reply", "X-Precedence: Auto-Reply", "Content-Type: multipart/alternative; x=\"Delivery-Status\""]
        {
            assert!(looks(fields), "{fields}");
        }
        for fields in ["Precedence: bulk", "Content-Type: multipart/alternative; boundary=v", "Subject: Offer of Monday"] {
            assert!(!looks(fields), "{fields}");
        }
    }
}
