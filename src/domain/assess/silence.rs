//! How long they have been silent, and whether that is quiet or dark.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::pause::Span;
use super::touches::Sent;
use crate::domain::policy::Policy;

/// The limits that hold for one deal, in business minutes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub quiet: i64,
    pub dark: i64,
}

/// How loud the silence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loudness {
    Waiting,
    Quiet,
    Dark,
}

/// The silence after the unanswered touches.
pub(super) struct Silence<'s, 'a> {
    pub policy: &'s Policy,
    pub limits: Limits,
    /// The unanswered touches, oldest first.
    pub unanswered: &'s [&'s Sent<'a>],
    pub pauses: &'s [Span],
}

impl Silence<'_, '_> {
    /// Business minutes of silence at `now`, pauses left out; `None` when nothing is unanswered.
    pub(super) fn minutes(&self, now: Timestamp) -> Option<i64> {
        let since = self.unanswered.first()?.at;
        let calendar = &self.policy.calendar;
        let paused: i64 =
            self.pauses.iter().map(|(from, to)| calendar.business_minutes((*from).max(since), (*to).min(now))).sum();
        Some(calendar.business_minutes(since, now) - paused)
    }

    /// Whether it is dark, quiet or early at `now`.
    pub(super) fn loudness(&self, now: Timestamp) -> Loudness {
        let Some(minutes) = self.minutes(now) else { return Loudness::Waiting };
        let calendar = &self.policy.calendar;
        let days: BTreeSet<_> = self.unanswered.iter().map(|sent| calendar.business_date(sent.at)).collect();
        let settled =
            self.unanswered.last().is_some_and(|last| calendar.business_minutes(last.at, now) >= calendar.day_minutes());
        let insisted = days.len() >= 2 || minutes >= self.limits.dark.saturating_mul(2);
        match () {
            () if minutes >= self.limits.dark && insisted && settled => Loudness::Dark,
            () if minutes >= self.limits.quiet => Loudness::Quiet,
            () => Loudness::Waiting,
        }
    }

    /// The earliest instant up to `now` at which this silence was dark, with what had been sent by then.
    pub(super) fn dark_since(&self, now: Timestamp) -> Option<Timestamp> {
        let calendar = &self.policy.calendar;
        let mut days = BTreeSet::new();
        for (index, sent) in self.unanswered.iter().enumerate() {
            days.insert(calendar.business_date(sent.at));
            let limit = if days.len() >= 2 { self.limits.dark } else { self.limits.dark.saturating_mul(2) };
            let entered = self.reaches(limit)?.max(calendar.add_business_days(sent.at, 1));
            let next = self.unanswered.get(index + 1).map_or(Timestamp::MAX, |next| next.at);
            if entered < next {
                return Some(entered).filter(|at| *at <= now);
            }
        }
        None
    }

    /// The earliest instant at which silence reaches so many minutes.
    pub(super) fn reaches(&self, minutes: i64) -> Option<Timestamp> {
        let calendar = &self.policy.calendar;
        let (mut at, mut left) = (self.unanswered.first()?.at, minutes);
        for (from, to) in self.pauses {
            if *to <= at {
                continue;
            }
            let before = calendar.business_minutes(at, (*from).max(at));
            if before >= left {
                break;
            }
            left -= before;
            at = at.max(*to);
        }
        Some(calendar.add_business_minutes(at, left))
    }
}
