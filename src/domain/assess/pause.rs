//! Absences and deferrals: intervals whose business time doesn't count as silence.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::touches::{Sent, Theirs, Touches, speaker};
use crate::domain::address::Address;
use crate::domain::mail::Kind;
use crate::domain::matching::{Direction, Entry, Timeline};
use crate::domain::signal::SignalKind;
use crate::domain::time::Calendar;

/// How long an absence without a return date lasts, in business days.
const ABSENCE_DAYS: i64 = 5;
/// How long a deferral without a date lasts, in business days.
const DEFERRAL_DAYS: i64 = 10;

/// From and until; `from < until`.
pub(super) type Span = (Timestamp, Timestamp);

/// A deferral of theirs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deferral {
    pub at: Timestamp,
    pub until: Timestamp,
}

/// What became of their deferrals.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Deferrals {
    /// The last one, if they said nothing since but thanks for its being kept.
    pub last: Option<Deferral>,
    /// When they last asked for one, or gave thanks for it: up to then nothing is owed.
    pub asked: Option<Timestamp>,
}

/// Goes through what they said.
pub(super) fn deferrals(touches: &Touches<'_>, calendar: &Calendar) -> Deferrals {
    let mut told = Deferrals::default();
    for (at, what, entry) in &touches.theirs {
        let Some(entry) = entry.filter(|_| *what == Theirs::Reply) else {
            // An invitation may come with the very message that defers.
            told.last = told.last.filter(|deferral| deferral.at >= *at);
            continue;
        };
        let thanks = entry.mail.details().acknowledges && told.last.is_some_and(|deferral| is_of(&deferral, *at, touches));
        if !thanks {
            told.last = asked_for(entry, calendar);
        }
        told.asked = told.last.map(|_| *at).or(told.asked);
    }
    told
}

/// Whether thanks at an instant may be for a deferral: what we sent when its day had come is another thing to thank for.
fn is_of(deferral: &Deferral, thanks: Timestamp, touches: &Touches<'_>) -> bool {
    !touches.sent.iter().any(|sent| sent.at >= deferral.until && sent.at < thanks)
}

/// The deferral that a message asks for.
fn asked_for(entry: &Entry<'_>, calendar: &Calendar) -> Option<Deferral> {
    let signal = entry.signals.iter().rev().find(|signal| signal.kind == SignalKind::Deferral)?;
    let until = match signal.until {
        Some(date) => calendar.start_of_working_day(date),
        None => calendar.add_business_days(entry.at, DEFERRAL_DAYS),
    };
    Some(Deferral { at: entry.at, until }).filter(|deferral| deferral.until > deferral.at)
}

/// Every interval since the oldest unanswered touch in which everybody it went to was away, or a deferral held; merged, in order.
pub(super) fn pauses(
    timeline: &Timeline<'_>,
    touches: &Touches<'_>,
    deferral: Option<Deferral>,
    calendar: &Calendar,
    until: Timestamp,
) -> Vec<Span> {
    let away = absences(timeline, touches, calendar, until);
    let unanswered = touches.unanswered();
    let mut spans: Vec<Span> = deferral.map(|deferral| (deferral.at, deferral.until)).into_iter().collect();
    let mut people: BTreeSet<&Address> = BTreeSet::new();
    for (index, sent) in unanswered.iter().enumerate() {
        people.extend(sent.reached.iter().copied());
        let next = unanswered.get(index + 1).map_or(Timestamp::MAX, |next: &&Sent<'_>| next.at);
        spans.extend(common(&people, &away).into_iter().filter_map(|(from, to)| clip(from, to, sent.at, next)));
    }
    merge(spans)
}

fn absences<'a>(
    timeline: &'a Timeline<'a>,
    touches: &Touches<'_>,
    calendar: &Calendar,
    until: Timestamp,
) -> BTreeMap<&'a Address, Vec<Span>> {
    let mut away: BTreeMap<&Address, Vec<Span>> = BTreeMap::new();
    for entry in timeline.entries.iter().filter(|entry| entry.at <= until) {
        if entry.mail.kind() != Kind::OutOfOffice || entry.direction != Direction::Inbound {
            continue;
        }
        let Some(who) = speaker(timeline, entry) else { continue };
        let back = match entry.mail.details().back_on {
            Some(date) => calendar.start_of_working_day(date),
            None => calendar.add_business_days(entry.at, ABSENCE_DAYS),
        };
        let replied = touches.theirs.iter().find(|(at, what, _)| *what == Theirs::Reply && *at > entry.at).map(|(at, _, _)| *at);
        let end = replied.map_or(back, |at| at.min(back));
        let spans = away.entry(who).or_default();
        // A later notice of the same person knows better.
        spans.iter_mut().for_each(|span| span.1 = span.1.min(entry.at));
        // A notice that was left on tells of days that have gone by.
        if end > entry.at {
            spans.push((entry.at, end));
        }
    }
    away.values_mut().for_each(|spans| *spans = merge(std::mem::take(spans)));
    away
}

/// When all of these people are away.
fn common(people: &BTreeSet<&Address>, away: &BTreeMap<&Address, Vec<Span>>) -> Vec<Span> {
    let mut all: Option<Vec<Span>> = None;
    for person in people {
        let Some(spans) = away.get(person) else { return Vec::new() };
        all = Some(match all {
            None => spans.clone(),
            Some(so_far) => {
                so_far.iter().flat_map(|(from, to)| spans.iter().filter_map(|(a, b)| clip(*a, *b, *from, *to))).collect()
            }
        });
    }
    all.unwrap_or_default()
}

fn clip(from: Timestamp, to: Timestamp, after: Timestamp, before: Timestamp) -> Option<Span> {
    let (from, to) = (from.max(after), to.min(before));
    (from < to).then_some((from, to))
}

fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|(from, to)| from < to);
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}
