//! The timeline in words, for `explain`.

use jiff::Timestamp;

use super::meetings::{Meeting, Meetings, Standing};
use crate::domain::action::{CallOutcome, Mark, What};
use crate::domain::mail::Kind;
use crate::domain::matching::{Direction, Entry, Timeline};
use crate::domain::verdict::StoryLine;

/// One line for everything that happened, in order.
pub(super) fn story(timeline: &Timeline<'_>, meetings: &Meetings, as_of: Timestamp) -> Vec<StoryLine> {
    let mut lines: Vec<StoryLine> = timeline.entries.iter().filter(|entry| entry.at <= as_of).map(of_entry).collect();
    let to_come = meetings.ahead().map(|(meeting, _)| meeting).filter(|meeting| meeting.start > as_of);
    for meeting in meetings.all.iter().filter(|meeting| meeting.start <= as_of).chain(to_come) {
        lines.push(line(meeting.start, "meeting", of_meeting(meeting, as_of), &who(meeting, timeline)));
    }
    for action in timeline.actions.iter().filter(|action| action.at <= as_of) {
        let (what, text) = match &action.what {
            What::Marked(mark) => ("mark", marked(mark)),
            What::Called { outcome, .. } => ("call", called(*outcome).to_owned()),
            What::Stage(stage) => ("stage", format!("the prospects file says “{stage}”")),
        };
        let by = action.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let note = action.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        lines.push(line(action.at, what, format!("{text}{by}{note}"), "recorded by hand"));
    }
    lines.sort_by_key(|line| line.at);
    lines
}

/// Why a meeting is one of the deal.
fn who(meeting: &Meeting, timeline: &Timeline<'_>) -> String {
    let theirs: Vec<&str> = meeting.people.iter().filter(|who| timeline.is_theirs(who)).map(|who| who.as_str()).take(5).collect();
    if theirs.is_empty() {
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

fn marked(mark: &Mark) -> String {
    match mark {
        Mark::Signed => "marked signed".to_owned(),
        Mark::Won => "marked won".to_owned(),
        Mark::Lost => "marked lost".to_owned(),
        Mark::Open => "reopened".to_owned(),
        Mark::Snoozed { until } => format!("snoozed until {until}"),
    }
}

fn called(outcome: CallOutcome) -> &'static str {
    match outcome {
        CallOutcome::Answered => "a call was answered",
        CallOutcome::NoAnswer => "a call found nobody",
        CallOutcome::Voicemail => "a call went to voicemail",
    }
}

fn of_entry(entry: &Entry<'_>) -> StoryLine {
    let what = match entry.mail.kind() {
        Kind::OutOfOffice => "absence",
        Kind::Departed => "departed",
        Kind::BouncePermanent | Kind::BounceTransient | Kind::DeliveryDelay => "bounce",
        Kind::AutoReply | Kind::ReadReceipt | Kind::List | Kind::FeedbackReport | Kind::Own => "automatic",
        Kind::CalendarRequest | Kind::CalendarReply | Kind::CalendarCancel => "calendar",
        Kind::Human if entry.signature => "signature",
        Kind::Human => match entry.direction {
            Direction::Unrelated => "other",
            Direction::Inbound | Direction::Outbound | Direction::Internal | Direction::Supplier => entry.direction.as_str(),
        },
    };
    let author = entry.mail.author_name().map(str::to_owned);
    let mut text = format!("{}: “{}”", author.unwrap_or_else(|| "somebody".to_owned()), entry.mail.subject());
    for signal in &entry.signals {
        text.push_str(&format!(" [{}: “{}”]", signal.kind.as_str(), signal.phrase));
    }
    let message_id = entry.mail.message_id();
    StoryLine { at: entry.at, what, text, reason: entry.reason.to_string(), message_id }
}
