//! Whether a silence is one that was told before. A message of ours makes a dark deal quiet for a day, an absence or a snooze hides
//! it: while their side gives no sign of life it is the same silence, which neither ends nor begins anew.

use jiff::Timestamp;

use super::Told;
use crate::domain::remark::Remark;
use crate::domain::verdict::{State, Verdict};

/// A silence that was told as dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The touch that it runs from: it stays the same until they write or meet.
    pub since: Timestamp,
    /// It was told as one after celebration.
    pub flagged: bool,
}

/// Whether they have written, met, or agreed to meet since a silence began.
pub fn gave_life(verdict: &Verdict, since: Timestamp) -> bool {
    let wrote = verdict.last_reply.as_ref().is_some_and(|reply| reply.at > since);
    let met = match verdict.state {
        State::Scheduled { .. } => true,
        // What came back, what is over and what nobody read tell of no meeting.
        State::Undeliverable | State::Closed | State::Unknown { .. } | State::New => false,
        // A silence that begins later may only have lost a message that came back.
        _ => verdict.silent_since.is_none_or(|now| now > since && !came_back(verdict)),
    };
    wrote || met
}

fn came_back(verdict: &Verdict) -> bool {
    verdict.notes.iter().any(|note| matches!(note.remark, Remark::Bounced { .. } | Remark::Departed { .. }))
}

/// The silence that was told as dark and still goes on.
pub fn going_on(verdict: &Verdict, told: Option<&Told>) -> Option<Silence> {
    told.and_then(|told| told.dark).filter(|silence| !gave_life(verdict, silence.since))
}

/// What to keep of it for the next digest.
pub fn kept(verdict: &Verdict, told: Option<&Told>) -> Option<Silence> {
    let before = going_on(verdict, told);
    match (&verdict.state, verdict.silent_since) {
        (State::Dark, Some(since)) => {
            let flagged = verdict.flagged || before.is_some_and(|before| before.flagged);
            Some(Silence { since: before.map_or(since, |before| before.since), flagged })
        }
        _ => before,
    }
}

/// Whether a deal is dark after celebration, be it behind a snooze.
pub fn after_celebration(verdict: &Verdict) -> bool {
    let premature = verdict.celebration.as_ref().is_some_and(|celebration| celebration.premature);
    match &verdict.state {
        State::Snoozed { hides, .. } => premature && **hides == State::Dark,
        _ => verdict.flagged,
    }
}
