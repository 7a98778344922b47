//! What is pointed out beside the state.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::evidence::Evidences;
use super::touches::Touches;
use crate::domain::address::Address;
use crate::domain::letter::Letter;
use crate::domain::mail::Kind;
use crate::domain::matching::{Choice, Direction, Entry, Timeline};
use crate::domain::policy::Policy;
use crate::domain::remark::Remark;
use crate::domain::verdict::Note;

/// All notes, in the order of the messages that they point at.
pub(super) fn notes(
    timeline: &Timeline<'_>,
    touches: &Touches<'_>,
    found: &Evidences,
    policy: &Policy,
    as_of: Timestamp,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let entries = || timeline.entries.iter().filter(|entry| entry.at <= as_of);
    let answered = touches.answered_until();
    for entry in entries() {
        of_entry(entry, answered.is_none_or(|at| entry.at >= at), &mut notes);
    }
    for evidence in &found.follow_on {
        let phrase = evidence.phrase.clone().unwrap_or_default();
        let message_id = evidence.message.as_ref().and_then(|message| message.message_id.clone());
        notes.push(Note { remark: Remark::UntrackedFollowOn { phrase }, message_id });
    }
    notes.extend(possible_replies(timeline, touches, policy, as_of));
    notes.extend(fallback(entries()));
    notes.extend(language(entries()));
    for (address, read) in &timeline.others {
        if read.is_stale(as_of, policy.freshness) {
            let remark = Remark::StaleMailbox { mailbox: address.to_string(), reason: read.error.clone() };
            notes.push(Note { remark, message_id: None });
        }
    }
    notes
}

fn of_entry(entry: &Entry<'_>, recent: bool, notes: &mut Vec<Note>) {
    let mut note = |remark| notes.push(Note { remark, message_id: entry.mail.message_id() });
    let who = || entry.mail.author().map_or("somebody", Address::as_str).to_owned();
    let reply = entry.direction == Direction::Inbound && entry.mail.kind() == Kind::Human;
    if let Some(mailbox) = entry.junk_of.filter(|_| reply) {
        note(Remark::ReplyInJunk { who: who(), mailbox: mailbox.to_string() });
    }
    if reply && entry.other_address {
        note(Remark::ReplyFromOtherAddress { who: who() });
    }
    if !entry.unclear.is_empty() {
        note(Remark::SignalNamesNoDeal { phrases: entry.unclear.iter().map(|signal| signal.phrase.clone()).collect() });
    }
    match entry.mail.kind() {
        Kind::OutOfOffice | Kind::Departed => {
            if entry.mail.kind() == Kind::Departed {
                note(Remark::Departed { who: who() });
            }
            if let Some(deputy) = &entry.mail.details().deputy {
                note(Remark::DeputyNamed { who: who(), deputy: deputy.to_string() });
            }
        }
        Kind::BouncePermanent if recent => note(Remark::Bounced { who: failed(entry) }),
        Kind::BounceTransient if recent => note(Remark::BouncedForNow { who: failed(entry) }),
        Kind::DeliveryDelay if recent => note(Remark::Delayed { who: failed(entry) }),
        Kind::BouncePermanent
        | Kind::BounceTransient
        | Kind::DeliveryDelay
        | Kind::Human
        | Kind::AutoReply
        | Kind::ReadReceipt
        | Kind::CalendarRequest
        | Kind::CalendarReply
        | Kind::CalendarCancel
        | Kind::List
        | Kind::FeedbackReport
        | Kind::Own => {}
    }
}

/// What somebody called as one of theirs, or as their house, wrote from an address that is nobody's since our oldest unanswered message: of
/// each address the last one. By SPEC 2 it is no reply; whoever reads the note can make it one, by telling whose the address is.
fn possible_replies(timeline: &Timeline<'_>, touches: &Touches<'_>, policy: &Policy, as_of: Timestamp) -> Vec<Note> {
    let Some(since) = touches.unanswered().first().map(|sent| sent.at) else { return Vec::new() };
    let mut last: BTreeMap<&Address, (Timestamp, Letter<'_>)> = BTreeMap::new();
    for (at, mail) in timeline.namesakes.iter().filter(|(at, _)| since < *at && *at <= as_of) {
        mail.author().into_iter().for_each(|author| {
            last.insert(author, (*at, *mail));
        });
    }
    let mut last: Vec<_> = last.into_iter().collect();
    last.sort_by_key(|(_, (at, _))| *at);
    let note = |(address, (at, mail)): (&Address, (Timestamp, Letter<'_>))| Note {
        remark: Remark::PossibleReply {
            who: mail.author_name().unwrap_or_default().to_owned(),
            address: address.to_string(),
            subject: mail.subject().to_owned(),
            day: at.to_zoned(policy.calendar.zone.clone()).date(),
        },
        message_id: mail.message_id(),
    };
    last.into_iter().map(note).collect()
}

/// Whom it could not be delivered to; nobody where the report names none.
fn failed(entry: &Entry<'_>) -> Vec<String> {
    entry.mail.details().failed.iter().map(|failed| failed.address.to_string()).collect()
}

fn fallback<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> Option<Note> {
    let last = entries.filter(|entry| entry.reason.choice == Choice::MostActive).last()?;
    Some(Note { remark: Remark::FollowedFallback, message_id: last.mail.message_id() })
}

/// Whether most of what people wrote is in a language that is not judged.
fn language<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> Option<Note> {
    let (mut written, mut foreign) = (0usize, std::collections::BTreeMap::<&str, usize>::new());
    for entry in entries.filter(|entry| entry.mail.kind() == Kind::Human) {
        written += 1;
        if let Some(language) = &entry.mail.details().foreign_language {
            *foreign.entry(language).or_default() += 1;
        }
    }
    if foreign.values().sum::<usize>() * 2 <= written {
        return None;
    }
    let language = foreign.iter().max_by_key(|(_, count)| **count).map(|(language, _)| (*language).to_owned());
    Some(Note { remark: Remark::LanguageNotJudged { language }, message_id: None })
}
