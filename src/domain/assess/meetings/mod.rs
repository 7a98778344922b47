//! Meetings, put together from invitations, answers, cancellations and calendars: their state at an instant, computed.

mod build;
mod meeting;
mod said;
mod word;

use std::sync::Arc;

use jiff::Timestamp;

pub(super) use self::meeting::{Meeting, Standing};
use crate::domain::mail::{Kind, MailKey};
use crate::domain::matching::{Direction, Timeline};

/// All meetings of a deal at an instant.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    /// Each instance of a series is a meeting of its own. By start.
    pub all: Vec<Meeting>,
    /// Invitations and updates of theirs to meetings that stand, in order.
    invitations: Vec<(Timestamp, Option<MailKey>)>,
    until: Timestamp,
}

impl Meetings {
    /// Puts together what was said up to `until`.
    pub(super) fn new(timeline: &Timeline<'_>, until: Timestamp) -> Self {
        let words = their_words(timeline, until);
        let mut meetings = Self { until, ..Self::default() };
        for (uid, said) in &said::by_uid(timeline, until) {
            let built = build::of_uid(uid, said, timeline, &words, until);
            if built.meetings.iter().any(|meeting| !meeting.is_cancelled()) {
                meetings.invitations.extend(built.invitations);
            }
            meetings.all.extend(built.meetings);
        }
        meetings.all.sort_by(|a, b| (a.start, &a.uid).cmp(&(b.start, &b.uid)));
        meetings.invitations.sort();
        meetings
    }

    /// Invitations of theirs that stand.
    pub(super) fn invitations(&self) -> impl Iterator<Item = (Timestamp, Option<MailKey>)> {
        self.invitations.iter().copied().filter(|(at, _)| *at <= self.until)
    }

    /// The ends of the meetings that took place with the prospect.
    pub(super) fn held(&self) -> impl Iterator<Item = Timestamp> {
        self.all.iter().filter(|meeting| meeting.was_held(self.until)).map(|meeting| meeting.end)
    }

    /// The next meeting ahead that one of them accepted or organised, and since when it is agreed.
    pub(super) fn ahead(&self) -> Option<(&Meeting, Timestamp)> {
        let stands = |meeting: &&Meeting| meeting.is_ahead(self.until);
        let next = self.all.iter().filter(stands).min_by_key(|meeting| (meeting.start < self.until, meeting.start, &meeting.uid));
        let next = next?;
        // Whoever came to the last instance of a series has agreed to the next.
        let same = |other: &&Meeting| other.uid == next.uid && other.was_held(self.until);
        let held = self.all.iter().filter(same).map(|other| other.end).max();
        Some((next, next.agreed().max(held)?))
    }
}

/// When they wrote, in order.
fn their_words(timeline: &Timeline<'_>, until: Timestamp) -> Arc<[Timestamp]> {
    let theirs = timeline.entries.iter().filter(|e| e.direction == Direction::Inbound && e.mail.kind() == Kind::Human);
    let mut words: Vec<Timestamp> = theirs.map(|entry| entry.at).filter(|at| *at <= until).collect();
    words.sort_unstable();
    words.into()
}
