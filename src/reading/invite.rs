//! What the calendar part of a mail (iTIP, RFC 5546 and 6047) says: its meetings as facts.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::ics;
use crate::domain::meeting::{MeetingFact, Method};

/// The most octets of a calendar part that are read, and the most events of one mail.
const MAX_PART: usize = 2 << 20;
const MAX_EVENTS: usize = 100;

/// A calendar part.
#[derive(Debug)]
pub struct Invite {
    /// What it says of its meetings.
    pub facts: Vec<MeetingFact>,
    /// Its METHOD; `None` when nothing names one.
    pub method: Option<Method>,
    /// Whether the mail is about nothing else: the part is shown in place, not attached to a letter.
    pub inline: bool,
    /// Whether it names no attendee at all, not even a room.
    pub nameless: bool,
}

/// The most calendar parts of one mail that are read.
const MAX_PARTS: usize = 20;

/// The calendar parts of a message. The first that is shown in place, else the first that holds an event, says what the mail is;
/// each meeting is taken as the first of them tells it: Google sends the same once more as a file.
pub fn of_message(message: &Message<'_>, home: &TimeZone, oddities: &mut Vec<String>) -> Option<Invite> {
    let parts = message.parts.iter().take(200).filter(|part| is_calendar(part));
    let mut found: Vec<Invite> = parts.take(MAX_PARTS).filter_map(|part| of_part(part, home, oddities)).collect();
    let best = found.iter().position(|invite| invite.inline).unwrap_or(0);
    let mut whole = (best < found.len()).then(|| found.remove(best))?;
    let mut known: BTreeSet<(String, Option<Timestamp>)> = whole.facts.iter().map(identity).collect();
    let others = found.into_iter().flat_map(|invite| invite.facts);
    whole.facts.extend(others.filter(|fact| known.insert(identity(fact))));
    if whole.facts.len() > MAX_EVENTS {
        oddities.push(format!("more than {MAX_EVENTS} events in one mail"));
        whole.facts.truncate(MAX_EVENTS);
    }
    Some(whole)
}

/// The most messages within one message that are looked into.
const MAX_CARRIED: usize = 20;

/// Adds to `known` the meetings of messages that a person passes on as they came ("Forward as attachment", RFC 2046, section 5.2.1),
/// as far as their organizers speak in them. Somebody's answer that another one passes on is no answer to us.
pub fn carried(message: &Message<'_>, home: &TimeZone, known: &mut Vec<MeetingFact>, oddities: &mut Vec<String>) {
    let (mut open, mut looked_into) = (within(message), 0);
    let mut told: BTreeSet<(String, Option<Timestamp>)> = known.iter().map(identity).collect();
    while let Some(message) = open.pop() {
        looked_into += 1;
        if looked_into > MAX_CARRIED || known.len() >= MAX_EVENTS {
            oddities.push("more messages or events within one mail than are read".to_owned());
            return;
        }
        let facts = of_message(message, home, oddities).map(|invite| invite.facts).unwrap_or_default();
        let organizers = facts.into_iter().filter(|fact| fact.method.defines() || fact.method == Method::Cancel);
        let new: Vec<MeetingFact> = organizers.filter(|fact| told.insert(identity(fact))).collect();
        known.extend(new.into_iter().take(MAX_EVENTS - known.len()));
        open.extend(within(message));
    }
}

/// The messages that are parts of a message.
fn within<'m, 'x>(message: &'m Message<'x>) -> Vec<&'m Message<'x>> {
    let inner = |part: &'m MessagePart<'x>| if let PartType::Message(inner) = &part.body { Some(inner) } else { None };
    message.parts.iter().take(200).filter_map(inner).collect()
}

fn identity(fact: &MeetingFact) -> (String, Option<Timestamp>) {
    (fact.uid.clone(), fact.recurrence)
}

fn is_calendar(part: &MessagePart<'_>) -> bool {
    let named = part.attachment_name().is_some_and(|name| name.to_ascii_lowercase().ends_with(".ics"));
    part.content_type().map_or(named, |kind| {
        let subtype = kind.subtype().unwrap_or_default();
        subtype.eq_ignore_ascii_case("calendar") || subtype.eq_ignore_ascii_case("ics") || named
    })
}

fn of_part(part: &MessagePart<'_>, home: &TimeZone, oddities: &mut Vec<String>) -> Option<Invite> {
    let bytes = part.contents();
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(MAX_PART)).unwrap_or_default());
    let calendar = ics::read(&text, home, MAX_EVENTS);
    oddities.extend(calendar.oddities.words());
    if calendar.events.is_empty() {
        return None;
    }
    let in_type = part.content_type().and_then(|kind| kind.attribute("method")).and_then(Method::parse);
    let attached = part.content_disposition().is_some_and(|d| d.is_attachment());
    let cancelled = |fact: &MeetingFact| fact.method == Method::Cancel && in_type.is_none_or(Method::defines);
    let all_cancelled = calendar.method.is_some() && calendar.events.iter().all(cancelled);
    let method = if all_cancelled { Some(Method::Cancel) } else { in_type.or(calendar.method) };
    let facts = calendar.events.into_iter().map(|fact| {
        let method = if cancelled(&fact) { Method::Cancel } else { in_type.unwrap_or(fact.method) };
        MeetingFact { method, ..fact }
    });
    let nameless = !["ATTENDEE", "attendee", "Attendee"].iter().any(|word| text.contains(word));
    Some(Invite { facts: facts.collect(), method, inline: in_type.is_some() || !attached, nameless })
}
