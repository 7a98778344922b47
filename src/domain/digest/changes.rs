//! What changed since the last digest: newly dark, came back, committed, closed, reopened, gone.

use super::words::{Words, clean, sentence};
use super::{Line, Said, Sorted};
use crate::domain::verdict::{State, Verdict};

/// The changes, worst first. Within one sort by deal.
pub fn changes(words: &Words, sorted: &Sorted, said: &Said) -> Vec<Line> {
    let mut lines = Vec::new();
    for kind in [Change::Dark, Change::Awake, Change::Back, Change::NotDark, Change::Committed, Change::Closed, Change::Reopened]
    {
        let of_kind = sorted.all.values().filter(|verdict| change(words, verdict, said) == Some(kind));
        lines.extend(of_kind.map(|verdict| line(words, verdict, kind)));
    }
    for deal in said.states.keys().filter(|deal| !sorted.all.contains_key(deal)) {
        let text = "No longer among the deals of this digest.".to_owned();
        lines.push(Line { lead: clean(deal.as_str(), 100), about: String::new(), text });
    }
    lines
}

/// How many deals came back, and how many committed.
pub fn good_news(words: &Words, sorted: &Sorted, said: &Said) -> (usize, usize) {
    let of = |kind| sorted.all.values().filter(|verdict| change(words, verdict, said) == Some(kind)).count();
    (of(Change::Back), of(Change::Committed))
}

/// The deals that are newly dark without having been celebrated; all that are dark where nothing was said before.
pub fn newly_dark<'a>(sorted: &Sorted<'a>, said: Option<&Said>) -> Vec<&'a Verdict> {
    let before = |v: &Verdict| said.and_then(|said| said.states.get(&v.deal)).map_or("", |(state, _)| state.as_str());
    sorted.dark.iter().filter(|v| v.state == State::Dark && before(v) != "dark").copied().collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Dark,
    Awake,
    Back,
    NotDark,
    Committed,
    Closed,
    Reopened,
}

/// What became of a deal that the last digest knew. It is back when they wrote since or agreed to meet; anything else that
/// ended "dark" is told by its reason, not as good news.
fn change(words: &Words, verdict: &Verdict, said: &Said) -> Option<Change> {
    let (before, flagged) = said.states.get(&verdict.deal)?;
    let before = before.as_str();
    let wrote = verdict.last_reply.as_ref().is_some_and(|reply| words.day_of(reply.at) >= said.date);
    let was_silent = matches!(before, "dark" | "undeliverable");
    match &verdict.state {
        State::Dark if before == "snoozed" => Some(Change::Awake),
        State::Dark => (before != "dark" || verdict.flagged && !flagged).then_some(Change::Dark),
        State::Committed => (before != "committed").then_some(Change::Committed),
        State::Closed => (before != "closed").then_some(Change::Closed),
        State::Snoozed { .. } | State::Unknown { .. } => None,
        _ if before == "closed" => Some(Change::Reopened),
        State::Scheduled { .. } => was_silent.then_some(Change::Back),
        State::Ours { .. } | State::Paused { .. } | State::Quiet | State::Waiting => {
            was_silent.then_some(if wrote { Change::Back } else { Change::NotDark })
        }
        State::New | State::Undeliverable => (before == "dark").then_some(Change::NotDark),
    }
}

fn line(words: &Words, verdict: &Verdict, kind: Change) -> Line {
    let text = match (kind, &verdict.state, &verdict.last_reply) {
        (Change::Dark, ..) if verdict.flagged => "Went dark after celebration.".to_owned(),
        (Change::Dark, ..) => "Went dark.".to_owned(),
        (Change::Awake, ..) if verdict.flagged => "The snooze is over: dark after celebration.".to_owned(),
        (Change::Awake, ..) => "The snooze is over: dark.".to_owned(),
        (Change::Back, State::Scheduled { meeting }, _) => {
            format!("Came back: a meeting stands on {}.", words.moment(meeting.at))
        }
        (Change::Back, _, Some(reply)) => format!("Came back: {}.", words.wrote(reply)),
        (Change::Back | Change::NotDark, ..) => format!("No longer dark. {}", sentence(&verdict.why)),
        (Change::Committed, ..) => committed(words, verdict),
        (Change::Closed, ..) => format!("Closed. {}", sentence(&verdict.why)),
        (Change::Reopened, ..) => format!("Open again. {}", sentence(&verdict.why)),
    };
    Line { lead: clean(&verdict.prospect, 80), about: words.about(verdict), text: text.trim().to_owned() }
}

fn committed(words: &Words, verdict: &Verdict) -> String {
    let Some(evidence) = &verdict.commitment else { return "Committed.".to_owned() };
    let who = evidence.message.as_ref().map_or_else(|| words.moment(evidence.at), |message| words.said_by(message));
    match evidence.phrase.as_deref().map(|phrase| clean(phrase, 120)).filter(|phrase| !phrase.is_empty()) {
        Some(phrase) => format!("Committed: “{phrase}” ({who})."),
        None => format!("Committed ({who})."),
    }
}
