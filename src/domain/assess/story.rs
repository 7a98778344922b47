//! The timeline in words, for `explain`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::evidence::is_celebration;
use super::marks;
use super::meetings::{Meeting, Meetings, Standing};
use crate::domain::action::{Action, CallOutcome, FalseAlarm, Mark, What};
use crate::domain::address::Address;
use crate::domain::mail::Kind;
use crate::domain::matching::{Direction, Entry, Timeline};
use crate::domain::verdict::StoryLine;

/// One line for everything that happened, in order.
pub(super) fn story(timeline: &Timeline<'_>, meetings: &Meetings, zone: &TimeZone, as_of: Timestamp) -> Vec<StoryLine> {
    let alarms: Vec<(&Action, &FalseAlarm)> = marks::alarms(timeline, as_of).collect();
    let entries = timeline.entries.iter().filter(|entry| entry.at <= as_of);
    let mut lines: Vec<StoryLine> = entries.map(|entry| of_entry(entry, &alarms, zone)).collect();
    let to_come = meetings.ahead().map(|(meeting, _)| meeting).filter(|meeting| meeting.start > as_of);
    for meeting in meetings.all.iter().filter(|meeting| meeting.start <= as_of).chain(to_come) {
        lines.push(line(meeting.start, "meeting", of_meeting(meeting, as_of), &who(meeting, timeline)));
    }
    lines.extend(timeline.actions.iter().filter(|action| action.at <= as_of).map(|action| of_action(action, None, zone)));
    lines.extend(timeline.taken_back.iter().map(|(action, by)| of_action(action, Some(by), zone)));
    lines.sort_by_key(|line| line.at);
    lines
}

/// What somebody recorded: the kind of line it makes, and what it says in a time zone.
pub fn recorded(action: &Action, zone: &TimeZone) -> (&'static str, String) {
    match &action.what {
        What::Marked(mark) => ("mark", marked(mark, zone)),
        What::Called { outcome, .. } => ("call", called(*outcome).to_owned()),
        What::Stage(stage) => ("stage", format!("the prospects file says “{stage}”")),
        What::Noted => ("note", "noted".to_owned()),
        What::NotCelebrated(alarms) => {
            let phrases: Vec<String> = alarms.iter().map(|alarm| format!("“{}”", alarm.phrase)).collect();
            ("mark", format!("dismissed as no celebration: {},", phrases.join(", ")))
        }
        What::TakenBack(_) => ("mark", "something was taken back".to_owned()),
    }
}

/// What somebody recorded, and who took it back.
fn of_action(action: &Action, taken_back: Option<&Action>, zone: &TimeZone) -> StoryLine {
    let (what, text) = recorded(action, zone);
    let person = |by: &Option<Address>| by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let by = person(&action.by);
    let note = action.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
    let gone = taken_back.map(|by| format!(" (taken back{} on {})", person(&by.by), day(by.at, zone))).unwrap_or_default();
    let reason = if action.mail.is_some() { "asked for by mail" } else { "recorded by hand" };
    StoryLine { message_id: action.mail.clone(), ..line(action.at, what, format!("{text}{by}{note}{gone}"), reason) }
}

fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%F").to_string()
}

/// Why a meeting is one of the deal.
fn who(meeting: &Meeting, timeline: &Timeline<'_>) -> String {
    let theirs: Vec<&str> = meeting.people.iter().filter(|who| timeline.is_theirs(who)).map(|who| who.as_str()).take(5).collect();
    if meeting.people.is_empty() {
        "by the name in its title; it names nobody who takes part".to_owned()
    } else if theirs.is_empty() {
        "among us, by the name in its title".to_owned()
    } else {
        format!("a meeting with {}", theirs.join(", "))
    }
}

fn of_meeting(meeting: &Meeting, as_of: Timestamp) -> String {
    let how = match meeting.standing() {
        Standing::CancelledByThem => "was cancelled by them",
        Standing::CancelledByUs => "was cancelled by us",
        Standing::Declined => "was declined by them",
        Standing::DeclinedByUs => "was declined by us",
        Standing::Agreed if meeting.was_held(as_of) => "took place",
        Standing::Agreed if meeting.start > as_of => "is ahead, and agreed",
        Standing::Tentative => "was accepted only tentatively",
        Standing::Unanswered { .. } if meeting.people.is_empty() => "stands in a calendar",
        Standing::Unanswered { .. } if !meeting.with_them => "was among us",
        Standing::Unanswered { .. } => "was never answered by them",
        Standing::Agreed => "did not take place with them, as far as is known",
    };
    let moved = if meeting.moves > 0 { format!(" (moved {}×)", meeting.moves) } else { String::new() };
    format!("“{}” {how}{moved}", meeting.title)
}

fn line(at: Timestamp, what: &'static str, text: String, reason: &str) -> StoryLine {
    StoryLine { at, what, text, reason: reason.to_owned(), message_id: None }
}

fn marked(mark: &Mark, zone: &TimeZone) -> String {
    match mark {
        Mark::Signed => "marked signed".to_owned(),
        Mark::Won => "marked won".to_owned(),
        Mark::Lost => "marked lost".to_owned(),
        Mark::Open => "reopened".to_owned(),
        Mark::Snoozed { until } => format!("snoozed until {}", until.to_zoned(zone.clone()).strftime("%F %H:%M")),
    }
}

fn called(outcome: CallOutcome) -> &'static str {
    match outcome {
        CallOutcome::Answered => "a call was answered",
        CallOutcome::NoAnswer => "a call found nobody",
        CallOutcome::Voicemail => "a call went to voicemail",
    }
}

fn of_entry(entry: &Entry<'_>, alarms: &[(&Action, &FalseAlarm)], zone: &TimeZone) -> StoryLine {
    let what = match entry.mail.kind() {
        _ if entry.signature => "signature",
        Kind::OutOfOffice => "absence",
        Kind::Departed => "departed",
        Kind::BouncePermanent | Kind::BounceTransient | Kind::DeliveryDelay => "bounce",
        Kind::AutoReply | Kind::ReadReceipt | Kind::List | Kind::FeedbackReport | Kind::Own => "automatic",
        Kind::CalendarRequest | Kind::CalendarReply | Kind::CalendarCancel => "calendar",
        Kind::Human => match entry.direction {
            Direction::Unrelated => "other",
            Direction::Inbound | Direction::Outbound | Direction::Internal | Direction::Supplier => entry.direction.as_str(),
        },
    };
    let author = entry.mail.author_name().map(str::to_owned);
    let mut text = format!("{}: “{}”", author.unwrap_or_else(|| "somebody".to_owned()), entry.mail.subject());
    let alarm = alarms.iter().find(|(_, alarm)| alarm.mail == Some(entry.mail.key()));
    let dismissed = alarm.map_or_else(String::new, |(action, _)| {
        let by = action.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
        format!(", dismissed{by} on {}", day(action.at, zone))
    });
    for signal in &entry.signals {
        let end = if is_celebration(signal) { dismissed.as_str() } else { "" };
        text.push_str(&format!(" [{}: “{}”{end}]", signal.kind.as_str(), signal.phrase));
    }
    let message_id = entry.mail.message_id();
    StoryLine { at: entry.at, what, text, reason: entry.reason.to_string(), message_id }
}
