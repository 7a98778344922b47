//! What is pointed out beside the state.

use jiff::Timestamp;

use super::evidence::Evidences;
use super::touches::Touches;
use crate::domain::address::Address;
use crate::domain::mail::Kind;
use crate::domain::matching::{Choice, Direction, Entry, Timeline};
use crate::domain::policy::Policy;
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
        let phrase = evidence.phrase.as_deref().unwrap_or_default();
        let text = format!("further work was celebrated (“{phrase}”) that no tracked deal stands for");
        let message_id = evidence.message.as_ref().and_then(|message| message.message_id.clone());
        notes.push(Note { code: "untracked_follow_on", text, message_id });
    }
    notes.extend(fallback(entries()));
    notes.extend(language(entries()));
    for (address, read) in &timeline.others {
        let stale = read.is_none_or(|read| as_of.duration_since(read) > policy.freshness);
        if stale {
            let reason = timeline.stale.iter().find(|(mailbox, _)| mailbox == address).map(|(_, error)| *error);
            let reason = reason.map(|error| format!(": {error}")).unwrap_or_default();
            let text = format!("the mailbox of {address}, who takes no part in this deal, could not be read{reason}");
            notes.push(Note { code: "stale_mailbox", text, message_id: None });
        }
    }
    notes
}

fn of_entry(entry: &Entry<'_>, recent: bool, notes: &mut Vec<Note>) {
    let mut note = |code, text: String| notes.push(Note { code, text, message_id: entry.mail.message_id() });
    let author = entry.mail.author().map_or("somebody", Address::as_str);
    let reply = entry.direction == Direction::Inbound && entry.mail.kind() == Kind::Human;
    if let Some(mailbox) = entry.junk_of.filter(|_| reply) {
        note("reply_in_junk", format!("a reply from {author} was found in Junk of {mailbox}"));
    }
    if reply && entry.other_address {
        note("reply_from_other_address", format!("{author} answered for the prospect, from an address that is not configured"));
    }
    if !entry.unclear.is_empty() {
        let phrases: Vec<String> = entry.unclear.iter().map(|signal| format!("“{}”", signal.phrase)).collect();
        note("signal_names_no_deal", format!("{} could mean several deals and counts for none", phrases.join(", ")));
    }
    match entry.mail.kind() {
        Kind::OutOfOffice | Kind::Departed => {
            if entry.mail.kind() == Kind::Departed {
                note("departed", format!("{author} is gone, or the mailbox is no longer read"));
            }
            if let Some(deputy) = &entry.mail.details().deputy {
                note("deputy_named", format!("{author} names {deputy} as deputy"));
            }
        }
        Kind::BouncePermanent if recent => note("bounced", format!("a message could not be delivered to {}", failed(entry))),
        Kind::BounceTransient if recent => note("bounced_for_now", format!("a message was refused for now by {}", failed(entry))),
        Kind::DeliveryDelay if recent => note("delayed", format!("a message to {} is delayed", failed(entry))),
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

fn failed(entry: &Entry<'_>) -> String {
    let named: Vec<String> = entry.mail.details().failed.iter().map(|failed| failed.address.to_string()).collect();
    if named.is_empty() { "its recipient".to_owned() } else { named.join(", ") }
}

fn fallback<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> Option<Note> {
    let last = entries.filter(|entry| entry.reason.choice == Choice::MostActive).last()?;
    let text = "messages that name no deal were counted for this one, the most recently active of the prospect".to_owned();
    Some(Note { code: "followed_fallback", text, message_id: last.mail.message_id() })
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
    let language = foreign.iter().max_by_key(|(_, count)| **count).map_or("another language", |(language, _)| *language);
    let text = format!("most of its mail is in a language whose signals are not judged ({language})");
    Some(Note { code: "language_not_judged", text, message_id: None })
}
