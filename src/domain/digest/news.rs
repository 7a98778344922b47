//! What happened since the last digest that is no longer on a list: back to life, closed, no longer dark, open again, gone.

use super::language::fill;
use super::lines::{of, standing};
use super::sort::Sorted;
use super::words::{Words, clean, sentence};
use super::{Line, Said, silence};
use crate::domain::signal::SignalKind;
use crate::domain::verdict::{Closing, SignalAt, State, Verdict};

/// Deals that came back to life.
pub fn back(words: &Words, sorted: &Sorted<'_>, said: &Said) -> Vec<Line> {
    lines(words, sorted, said, &[Change::Back])
}

/// Deals that committed or were closed.
pub fn closed(words: &Words, sorted: &Sorted<'_>, said: &Said) -> Vec<Line> {
    lines(words, sorted, said, &[Change::Committed, Change::Closed])
}

/// No longer dark for another reason than an answer, open again, or no longer among the deals.
pub fn other(words: &Words, sorted: &Sorted<'_>, said: &Said) -> Vec<Line> {
    let mut all = lines(words, sorted, said, &[Change::NotDark, Change::Nudged, Change::Reopened]);
    for deal in said.deals.keys().filter(|deal| !sorted.all.contains_key(deal)) {
        let text = sentence(words.say.gone);
        all.push(Line { lead: clean(deal.as_str(), 100), text, ..Line::default() });
    }
    all
}

/// How many deals came back, and how many committed.
pub fn good_news(words: &Words, sorted: &Sorted<'_>, said: &Said) -> (usize, usize) {
    let of = |kind| sorted.all.values().filter(|verdict| change(words, verdict, said) == Some(kind)).count();
    (of(Change::Back), of(Change::Committed))
}

fn lines(words: &Words, sorted: &Sorted<'_>, said: &Said, kinds: &[Change]) -> Vec<Line> {
    let of_kind = |kind: &Change| {
        let deals = sorted.all.values().filter(|verdict| change(words, verdict, said) == Some(*kind));
        deals.map(|verdict| of(words, verdict, text(words, verdict, *kind))).collect::<Vec<_>>()
    };
    kinds.iter().flat_map(of_kind).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Back,
    NotDark,
    /// We wrote again, and they did not: quiet for a day.
    Nudged,
    Committed,
    Closed,
    Reopened,
}

/// What became of a deal that the last digest knew. It is back when they wrote since or agreed to meet; anything else that
/// ended "dark" is told by its standing, not as good news.
fn change(words: &Words, verdict: &Verdict, said: &Said) -> Option<Change> {
    let told = said.deals.get(&verdict.deal)?;
    let before = told.state.as_str();
    let wrote = verdict.last_reply.as_ref().is_some_and(|reply| words.day_of(reply.at) >= said.date);
    let goes_on = silence::going_on(verdict, Some(told)).is_some();
    // A silence that our own message or a snooze hid is one that an answer ends.
    let was_silent = matches!(before, "dark" | "undeliverable") || told.dark.is_some_and(|_| !goes_on);
    match &verdict.state {
        State::Dark | State::Snoozed { .. } | State::Unknown { .. } => None,
        State::Committed => (before != "committed").then_some(Change::Committed),
        State::Closed => (before != "closed").then_some(Change::Closed),
        _ if before == "closed" => Some(Change::Reopened),
        State::Scheduled { .. } => was_silent.then_some(Change::Back),
        State::Quiet | State::Waiting if goes_on && before != "dark" => None,
        State::Quiet | State::Waiting if goes_on && nudged(words, verdict, said) => Some(Change::Nudged),
        State::Ours { .. } | State::Paused { .. } | State::Quiet | State::Waiting => {
            was_silent.then_some(if wrote { Change::Back } else { Change::NotDark })
        }
        State::New | State::Undeliverable => (before == "dark").then_some(Change::NotDark),
    }
}

fn nudged(words: &Words, verdict: &Verdict, said: &Said) -> bool {
    verdict.last_outbound.as_ref().is_some_and(|ours| words.day_of(ours.at) >= said.date)
}

fn text(words: &Words, verdict: &Verdict, kind: Change) -> String {
    let say = words.say;
    let now = || sentence(&standing(words, verdict));
    match (kind, &verdict.state, &verdict.last_reply) {
        (Change::Back, State::Scheduled { meeting }, _) => fill(say.back_meeting, &[("when", &words.moment(meeting.at))]),
        (Change::Back, _, Some(reply)) => {
            let who = match clean(&reply.who, 60) {
                who if who.is_empty() => say.they.to_owned(),
                who => who,
            };
            fill(say.back_wrote, &[("who", &who), ("when", &words.moment(reply.at))])
        }
        (Change::Back | Change::NotDark, ..) => fill(say.no_longer_dark, &[("now", &now())]),
        (Change::Nudged, ..) => fill(say.wrote_again, &[("now", &now())]),
        (Change::Committed, ..) => committed(words, verdict),
        (Change::Closed, ..) => closed_text(words, verdict),
        (Change::Reopened, ..) => fill(say.open_again, &[("now", &now())]),
    }
}

fn committed(words: &Words, verdict: &Verdict) -> String {
    let say = words.say;
    let Some(evidence) = &verdict.commitment else { return sentence(say.state_committed) };
    let who = evidence.message.as_ref().map_or_else(|| words.moment(evidence.at), |message| words.said_by(message));
    match evidence.phrase.as_deref().map(|phrase| clean(phrase, 120)).filter(|phrase| !phrase.is_empty()) {
        Some(phrase) => fill(say.committed_saying, &[("phrase", &phrase), ("who", &who)]),
        None => fill(say.committed_by, &[("who", &who)]),
    }
}

/// Who closed it and why; where nobody of us did, how they declined.
fn closed_text(words: &Words, verdict: &Verdict) -> String {
    let say = words.say;
    let quoted = |text: &str| format!("{}{}{}", say.open_quote, clean(text, 140), say.close_quote);
    match &verdict.closing {
        Some(Closing::Mark { won, at, by, note }) => {
            let form = if *won { say.marked_won } else { say.marked_lost };
            let who = by.as_ref().map_or_else(|| say.somebody.to_owned(), |by| clean(by.as_str(), 80));
            let marked = fill(form, &[("who", &who), ("when", &words.moment(*at))]);
            let note = note.as_deref().filter(|note| !note.trim().is_empty());
            sentence(&note.map_or_else(|| marked.clone(), |note| format!("{marked}: {}", quoted(note))))
        }
        Some(Closing::Stage { stage, .. }) => sentence(&fill(say.stage_closed, &[("stage", &quoted(stage))])),
        None => {
            let declined = verdict.signals.iter().rev().find(|signal| signal.kind == SignalKind::Decline);
            let told = |signal: &SignalAt| {
                fill(say.declined, &[("phrase", &clean(&signal.phrase, 140)), ("who", &words.said_by(&signal.message))])
            };
            declined.map_or_else(|| sentence(say.state_closed), told)
        }
    }
}
