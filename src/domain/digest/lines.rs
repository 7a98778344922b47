//! Deals and mailboxes told in a line.

use super::words::{Words, clean, count, list, sentence};
use super::{Line, Said, Trouble};
use crate::domain::signal::SignalKind;
use crate::domain::verdict::{State, Verdict};

/// How many prospects a calm line names.
const MOST_NAMES: usize = 8;

/// The mailboxes that could not be read, each with its mend.
pub fn trouble(words: &Words, trouble: &[Trouble]) -> Vec<Line> {
    let line = |t: &Trouble| {
        let until = match t.since {
            Some(since) => format!("Read until {}, not since.", words.moment(since)),
            None => "Never read so far.".to_owned(),
        };
        let parts = [until, sentence(&t.reason), sentence(&t.mends)];
        let lead = match &t.calendar {
            Some(calendar) => format!("{}, calendar {}", clean(t.mailbox.as_str(), 120), clean(calendar, 120)),
            None => clean(t.mailbox.as_str(), 120),
        };
        Line { lead, about: String::new(), text: join(&parts) }
    };
    trouble.iter().map(line).collect()
}

/// A dark or undeliverable deal.
pub fn dark(words: &Words, verdict: &Verdict) -> Line {
    let celebrated = if verdict.flagged { "Celebrated with nothing signed.".to_owned() } else { String::new() };
    let last = match &verdict.last_reply {
        Some(reply) => format!("Their last word: {}.", words.said_by(reply)),
        None => "They have not written yet.".to_owned(),
    };
    let tries = match (&verdict.state, tries(verdict)) {
        (State::Undeliverable, _) => sentence(&verdict.why),
        (State::Dark, Some(tries)) => format!("{tries} without an answer."),
        _ => String::new(),
    };
    line(words, verdict, &[format!("{}.", standing(words, verdict)), celebrated, tries, last, notes(verdict)])
}

/// A deal where the next move is ours.
pub fn ours(words: &Words, verdict: &Verdict) -> Line {
    let mut parts = vec![format!("{}.", standing(words, verdict))];
    if let Some(reply) = &verdict.last_reply {
        let about = match clean(&reply.subject, 80) {
            subject if subject.is_empty() => String::new(),
            subject => format!(": “{subject}”"),
        };
        parts.push(format!("Their last message: {}{about}.", words.said_by(reply)));
    }
    parts.push(notes(verdict));
    line(words, verdict, &parts)
}

/// A snoozed deal: who, until when, and what it hides.
pub fn snoozed(words: &Words, verdict: &Verdict) -> Line {
    let State::Snoozed { until, by, hides } = &verdict.state else { return line(words, verdict, &[]) };
    let by = by.as_ref().map_or_else(String::new, |by| format!(" by {}", clean(by.as_str(), 80)));
    let celebrated = verdict.celebration.as_ref().is_some_and(|celebration| celebration.premature);
    let hidden = match (**hides).clone() {
        State::Dark if celebrated => "dark after celebration".to_owned(),
        state => state_words(&state),
    };
    line(words, verdict, &[format!("Snoozed{by} until {}. Behind it: {hidden}.", words.moment(*until))])
}

/// A deal that can't be judged, why, and what was said of it last.
pub fn unknown(words: &Words, verdict: &Verdict, previous: Option<&Said>, trouble: &[Trouble]) -> Line {
    let State::Unknown { mailbox, since } = &verdict.state else { return line(words, verdict, &[]) };
    let seen = match since {
        Some(since) => format!("Not observed since {}", words.moment(*since)),
        None => "Not observed yet".to_owned(),
    };
    let reason = match trouble.iter().find(|t| t.mailbox == *mailbox && t.calendar.is_none()) {
        Some(found) => format!("{seen}: {}", clean(&found.reason, 200)),
        None => format!("{seen}: {mailbox} was not read"),
    };
    let last = previous.and_then(|said| said.states.get(&verdict.deal)).filter(|(state, _)| state == "dark");
    let last = last.map_or_else(String::new, |_| "It was dark when last judged.".to_owned());
    line(words, verdict, &[sentence(&reason), last])
}

/// The deals that need nothing, one line a state.
pub fn calm(words: &Words, deals: &[&Verdict]) -> Vec<Line> {
    let groups = [
        ("quiet", "Getting quiet"),
        ("waiting", "Waiting for their answer, still early"),
        ("scheduled", "Meeting ahead"),
        ("paused", "On hold: they are away, or asked to be left until later"),
        ("snoozed", "Snoozed by you"),
        ("new", "No contact yet"),
        ("committed", "Committed"),
        ("closed", "Closed"),
    ];
    let group = |(state, title): (&str, &str)| {
        let names: Vec<String> = deals.iter().filter(|v| v.state.as_str() == state).map(|v| short(words, v)).collect();
        let hidden = names.len().saturating_sub(MOST_NAMES);
        let shown = names.get(..names.len().min(MOST_NAMES)).unwrap_or_default();
        let text = if hidden > 0 { format!("{} and {hidden} more", shown.join(", ")) } else { list(shown) };
        let about = count(names.len(), "deal", "deals");
        // What is settled was named when it happened, and only grows.
        let text = if matches!(state, "committed" | "closed") { String::new() } else { format!("{text}.") };
        (!names.is_empty()).then_some(Line { lead: title.to_owned(), about, text })
    };
    groups.into_iter().filter_map(group).collect()
}

/// How a deal stands, in one line without a full stop.
pub fn standing(words: &Words, verdict: &Verdict) -> String {
    match &verdict.state {
        State::Dark | State::Quiet => words.silence(verdict),
        State::Waiting => match verdict.silent_since {
            Some(since) => format!("Waiting for their answer since {}", words.moment(since)),
            None => "Waiting for their answer".to_owned(),
        },
        State::Undeliverable if verdict.last_reply.is_some() => {
            "Our mail does not reach them: everything since their last word came back".to_owned()
        }
        State::Undeliverable => "Our mail does not reach them: everything came back".to_owned(),
        State::Ours { owed_since } => format!("Our move since {}", words.moment(*owed_since)),
        State::Scheduled { meeting } => {
            let title = clean(&meeting.title, 80);
            let title = if title.is_empty() { String::new() } else { format!(": {title}") };
            format!("Meeting ahead on {}{title}", words.moment(meeting.at))
        }
        State::Paused { until } if asked_for_time(verdict) => format!("They asked to be left until {}", words.day_at(*until)),
        State::Paused { until } => format!("On hold until {}", words.day_at(*until)),
        State::New => "No contact yet".to_owned(),
        state @ (State::Closed | State::Snoozed { .. } | State::Committed | State::Unknown { .. }) => {
            let text = state_words(state);
            sentence(&text).trim_end_matches('.').to_owned()
        }
    }
}

/// `3 messages`, `2 messages and 1 call or invitation`: what nobody answered.
pub fn tries(verdict: &Verdict) -> Option<String> {
    let messages = verdict.unanswered.len();
    let calls = (verdict.unanswered_count as usize).saturating_sub(messages);
    let mut parts = Vec::new();
    if messages > 0 {
        parts.push(count(messages, "message", "messages"));
    }
    if calls > 0 {
        parts.push(count(calls, "call or invitation", "calls or invitations"));
    }
    (!parts.is_empty()).then(|| list(&parts))
}

/// Whether their last word asks to be left until later; a pause has no other cause that a reply carries.
fn asked_for_time(verdict: &Verdict) -> bool {
    let last = verdict.last_reply.as_ref().map(|reply| reply.key);
    verdict.signals.iter().any(|s| s.kind == SignalKind::Deferral && Some(s.message.key) == last)
}

/// A state as a reader says it.
pub fn state_words(state: &State) -> String {
    match state {
        State::Closed => "closed",
        State::Snoozed { .. } => "snoozed",
        State::Committed => "committed",
        State::Unknown { .. } => "can't tell, a mailbox was not read",
        State::New => "no contact yet",
        State::Undeliverable => "our mail does not reach them",
        State::Ours { .. } => "our move",
        State::Scheduled { .. } => "a meeting ahead",
        State::Paused { .. } => "on hold",
        State::Dark => "dark",
        State::Quiet => "getting quiet",
        State::Waiting => "waiting for their answer, still early",
    }
    .to_owned()
}

/// A prospect in a calm line, with what makes it worth naming.
fn short(words: &Words, verdict: &Verdict) -> String {
    let name = clean(&verdict.prospect, 60);
    match &verdict.state {
        State::Quiet => match verdict.silence_business_days() {
            Some(days) => format!("{name} ({})", super::words::business_days(days)),
            None => name,
        },
        State::Scheduled { meeting } => format!("{name} ({})", words.moment(meeting.at)),
        State::Paused { until } | State::Snoozed { until, .. } => format!("{name} (until {})", words.day_at(*until)),
        _ => name,
    }
}

fn line(words: &Words, verdict: &Verdict, parts: &[String]) -> Line {
    Line { lead: clean(&verdict.prospect, 80), about: words.about(verdict), text: join(parts) }
}

fn notes(verdict: &Verdict) -> String {
    join(&verdict.notes.iter().take(2).map(|note| sentence(&note.text)).collect::<Vec<_>>())
}

fn join(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}
