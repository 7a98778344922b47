//! One meeting, or one instance of a series, as far as it is known at an instant.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::word::{Answers, Given};
use crate::domain::address::Address;
use crate::domain::mail::MailKey;
use crate::domain::meeting::Answer;
use crate::domain::verdict::MeetingRef;

/// How long an accepted series protects after their last word or acceptance.
const SERIES_DAYS: i64 = 60;

/// For how long one that began is going on: an entry for a trial of three months is no meeting of three months.
const GOING_ON_DAYS: i64 = 5;

/// One meeting.
#[derive(Clone, Debug)]
pub(in crate::domain::assess) struct Meeting {
    pub uid: String,
    pub title: String,
    pub start: Timestamp,
    pub end: Timestamp,
    /// Whether somebody on the prospect's side takes part or is asked to.
    pub with_them: bool,
    /// Whether they organise it.
    pub theirs: bool,
    /// When it was called as it is now.
    pub called: Timestamp,
    /// When whoever calls it last said by mail how it is.
    pub(super) told: Timestamp,
    /// The mail that last said how it is.
    pub mail: Option<MailKey>,
    pub(super) answers: Answers,
    pub(super) our_answers: Answers,
    /// Since when it is cancelled, and whether by them.
    pub cancelled: Option<(Timestamp, bool)>,
    pub moves: usize,
    pub countered: Option<Timestamp>,
    /// For an instance of a series: when they wrote, in order.
    pub series: Option<Arc<[Timestamp]>>,
    pub people: Vec<Address>,
    /// Who calls it.
    pub organizer: Option<Address>,
    /// The organizer isn't sure of it.
    pub tentative: bool,
}

/// How a meeting with the prospect stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::assess) enum Standing {
    CancelledByThem,
    CancelledByUs,
    /// Everybody of theirs who answered said no.
    Declined,
    /// They call it, and we said no.
    DeclinedByUs,
    /// They organise it, or one of them accepted.
    Agreed,
    Tentative,
    /// Nobody of theirs answered; whether one of us accepted.
    Unanswered {
        by_us_alone: bool,
    },
}

impl Meeting {
    pub(in crate::domain::assess) fn standing(&self) -> Standing {
        let has = |answer: Answer| self.answers.values().any(|given| given.answer == answer);
        match self.cancelled {
            Some((_, true)) => Standing::CancelledByThem,
            Some((_, false)) => Standing::CancelledByUs,
            None if self.we_declined() => Standing::DeclinedByUs,
            None if self.theirs || has(Answer::Accepted) => Standing::Agreed,
            None if has(Answer::Tentative) => Standing::Tentative,
            None if has(Answer::Declined) => Standing::Declined,
            None => {
                let accepted = self.our_answers.values().any(|given| given.answer == Answer::Accepted);
                Standing::Unanswered { by_us_alone: accepted }
            }
        }
    }

    fn accepted(&self) -> impl Iterator<Item = (&Address, &Given)> {
        self.answers.iter().filter(|(_, given)| given.answer == Answer::Accepted)
    }

    /// Since when it is agreed: their call or its last update, which wants no answer, or their last acceptance.
    pub(in crate::domain::assess) fn agreed(&self) -> Option<Timestamp> {
        let accepted = self.accepted().map(|(_, given)| given.since.min(self.start)).max();
        accepted.max(self.theirs.then_some(self.told))
    }

    pub(in crate::domain::assess) fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }

    fn we_declined(&self) -> bool {
        self.theirs && !self.our_answers.is_empty() && self.our_answers.values().all(|given| given.answer == Answer::Declined)
    }

    /// Whether it is ahead, or going on, and agreed.
    pub(super) fn is_ahead(&self, now: Timestamp) -> bool {
        let accepted = self.accepted().map(|(_, given)| given.renewed(self.start)).max();
        let Some(agreed) = accepted.max(self.agreed()) else { return false };
        let longest = self.start.checked_add(SignedDuration::from_hours(24 * GOING_ON_DAYS)).unwrap_or(self.end);
        let over = if self.end > self.start { now >= self.end.min(longest) } else { now > self.start };
        !over && !self.is_cancelled() && !self.we_declined() && self.is_alive(agreed, now)
    }

    /// A series that they once accepted is alive for a while after their last word.
    fn is_alive(&self, agreed: Timestamp, at: Timestamp) -> bool {
        let Some(words) = &self.series else { return true };
        let word = words.iter().rev().find(|word| **word <= at);
        let last = word.map_or(agreed, |word| agreed.max(*word));
        last.checked_add(SignedDuration::from_hours(24 * SERIES_DAYS)).is_ok_and(|until| at < until)
    }

    /// Whether it took place with the prospect attending.
    pub(in crate::domain::assess) fn was_held(&self, now: Timestamp) -> bool {
        let in_time = self.accepted().filter(|(_, given)| given.known(self.start) <= self.start);
        let in_time = in_time.map(|(_, given)| given.renewed(self.start)).max();
        let agreed = if self.theirs { in_time.or(Some(self.called.min(self.start))) } else { in_time };
        let cancelled = self.cancelled.is_some_and(|(at, _)| at <= self.end);
        let over = self.end <= now && !cancelled && !self.we_declined();
        over && agreed.is_some_and(|agreed| self.is_alive(agreed, self.start))
    }

    /// Those of the prospect's side who accepted or organised it.
    pub(in crate::domain::assess) fn attendees(&self) -> impl Iterator<Item = &Address> {
        self.accepted().map(|(address, _)| address).chain(self.organizer.iter().filter(|_| self.theirs))
    }

    /// Everybody who was asked and didn't say no.
    pub(in crate::domain::assess) fn expected(&self) -> impl Iterator<Item = &Address> {
        let declined = |who: &Address| self.our_answers.get(who).is_some_and(|given| given.answer == Answer::Declined);
        self.people.iter().filter(move |who| !declined(who))
    }

    /// As a verdict points at it.
    pub(in crate::domain::assess) fn as_ref(&self) -> MeetingRef {
        MeetingRef { at: self.start, end: self.end, uid: self.uid.clone(), title: self.title.clone() }
    }
}
