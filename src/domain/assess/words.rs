//! A verdict in two sentences: why, and what would change it.

use jiff::Timestamp;

use crate::domain::policy::Policy;
use crate::domain::signal::SignalKind;
use crate::domain::verdict::{Closing, State, Verdict};

/// Why the state is what it is, and what would change it.
pub(super) fn words(verdict: &Verdict, policy: &Policy) -> (String, String) {
    let day = |at: Timestamp| policy.calendar.local_date(at).to_string();
    let both = |why: String, clears: &str| (why, clears.to_owned());
    match &verdict.state {
        State::Closed => closed(verdict, day),
        State::Snoozed { until, by, hides } => {
            let who = by.as_ref().map_or_else(|| "somebody".to_owned(), ToString::to_string);
            both(
                format!("Snoozed by {who} until {}; behind it the deal is {}.", day(*until), hides.as_str()),
                "The snooze ending, or reopening the deal.",
            )
        }
        State::Committed => {
            let on = verdict.commitment.as_ref().map(|known| day(known.at)).unwrap_or_default();
            both(format!("The prospect bound itself on {on}."), "Marking it won, or the prospect taking it back.")
        }
        State::Unknown { mailbox, folder, since } => {
            let what = match folder {
                Some(folder) => format!("folder {folder}"),
                None => "mailbox".to_owned(),
            };
            let read = since.map_or_else(|| "never read".to_owned(), |since| format!("last read on {}", day(since)));
            let why = format!("The {what} of {mailbox} was {read}, so nothing is claimed about silence.");
            both(why, "Reading it again.")
        }
        State::New => both(
            "No contact is known: there was none yet, or what there was has been forgotten.".to_owned(),
            "A first message, meeting or call.",
        ),
        State::Undeliverable => both(
            "Everything sent since their last word came back as undeliverable.".to_owned(),
            "A message to an address that works.",
        ),
        State::Ours { owed_since } => both(format!("The next move is ours, since {}.", day(*owed_since)), "Answering them."),
        State::Scheduled { meeting } => {
            both(format!("A meeting is agreed: “{}” on {}.", meeting.title, day(meeting.at)), "The meeting, or its cancellation.")
        }
        State::Paused { until } => both(
            format!("They are away or asked to be left until {}; silence doesn't count until then.", day(*until)),
            "Their return, or a reply.",
        ),
        State::Dark => both(
            silent(verdict, "past the limit for this prospect"),
            "Any reply of theirs, a meeting, a recorded call, or marking it lost.",
        ),
        State::Quiet => {
            both(silent(verdict, "not yet long enough to call it dark"), "Any reply of theirs, a meeting or a recorded call.")
        }
        State::Waiting => both(silent(verdict, "it is early"), "Any reply of theirs; without one it turns quiet."),
    }
}

/// A deal that people closed stays closed whatever the prospect writes; one that the prospect declined may come back by itself.
fn closed(verdict: &Verdict, day: impl Fn(Timestamp) -> String) -> (String, String) {
    let bound = verdict.commitment.as_ref().map(|known| format!(" The prospect had bound itself on {}.", day(known.at)));
    let bound = bound.unwrap_or_default();
    match &verdict.closing {
        Some(Closing::Mark { won, at, by, note }) => {
            let marked = if *won { "won" } else { "lost" };
            let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            let note = note.as_ref().map(|note| format!(": “{note}”")).unwrap_or_default();
            let why = format!("It was marked {marked}{by} on {}{note}.{bound}", day(*at));
            (
                why,
                "Reopening it (`mark open`) or taking that mark back (`undo`); nothing that the prospect writes does.".to_owned(),
            )
        }
        Some(Closing::Stage { stage, since }) => (
            format!("The prospects file says “{stage}” since {}.{bound}", day(*since)),
            "Another stage in the prospects file, or reopening it (`mark open`); nothing that the prospect writes does."
                .to_owned(),
        ),
        None => {
            let declined = verdict.signals.iter().rev().find(|signal| signal.kind == SignalKind::Decline);
            let why = declined.map(|signal| {
                let (who, on) = (&signal.message.who, day(signal.message.at));
                format!("{who} declined on {on}: “{}”. Nothing revived it since.", signal.phrase)
            });
            let clears = "Reopening it (`mark open`), or the prospect coming back: pressing, playing a price, ordering, asking for time, \
                          calling a meeting.";
            (why.unwrap_or_else(|| "The prospect declined, and nothing revived it since.".to_owned()), clears.to_owned())
        }
    }
}

fn silent(verdict: &Verdict, remark: &str) -> String {
    let days = verdict.silence_business_days().unwrap_or_default();
    let (count, dark) = (verdict.unanswered_count, verdict.dark_limit_minutes as f64 / verdict.day_minutes.max(1) as f64);
    let touches =
        if count == 1 { "1 unanswered message or call".to_owned() } else { format!("{count} unanswered messages or calls") };
    format!("{days:.1} business days of silence after {touches} (limit {dark:.1}): {remark}.")
}
