//! What holds of one meeting, a series as a whole or one instance of it, after everything that was said of it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::said::Said;
use crate::domain::address::Address;
use crate::domain::matching::Timeline;
use crate::domain::meeting::{Answer, MeetingFact, Method};

/// Who answered what.
pub(super) type Answers = BTreeMap<Address, Given>;

/// An answer as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub answer: Answer,
    at: Timestamp,
    by_calendar: bool,
}

impl Given {
    /// Since when it is known of a meeting that begins then. A calendar is read when it is read: nobody knows better than that it
    /// was before the meeting.
    pub(super) fn known(&self, begins: Timestamp) -> Timestamp {
        if self.by_calendar { self.at.min(begins) } else { self.at }
    }
}

/// What was said, and what of it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Word<'a> {
    said: Vec<Said<'a>>,
}

impl<'a> Word<'a> {
    pub(super) fn hear(&mut self, said: Said<'a>) {
        self.said.push(said);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// The organizer's words in the order of their versions.
    fn definitions(&self) -> Vec<&Said<'a>> {
        let mut all: Vec<&Said<'a>> = self.said.iter().filter(|said| said.fact.method.defines()).collect();
        all.retain(|said| said.fact.start.is_some());
        all.sort_by_key(|said| said.version());
        all
    }

    /// The word that says how the meeting is: the organizer's last, else what an answer or a cancellation repeats of it. Exchange
    /// and Google leave no copy of an invitation in the folder of sent mail.
    pub(super) fn definition(&self) -> Option<&Said<'a>> {
        let repeats = |said: &&Said<'_>| {
            matches!(said.fact.method, Method::Reply | Method::Cancel | Method::Refresh) && said.fact.start.is_some()
        };
        let last = self.definitions().last().copied();
        last.or_else(|| self.said.iter().filter(repeats).max_by_key(|said| said.version()))
    }

    /// How often its time changed, and since when it is what it is.
    pub(super) fn moves(&self, first: Option<Timestamp>) -> (usize, Option<Timestamp>) {
        let (mut start, mut moves, mut since) = (first, 0, None);
        for said in self.definitions() {
            if start.is_some() && said.fact.start != start {
                moves += 1;
                since = Some(said.at);
            }
            start = said.fact.start;
        }
        (moves, since)
    }

    /// The cancellation that holds: later than the last definition by version. Some programs leave SEQUENCE out of it.
    pub(super) fn cancelled(&self) -> Option<&Said<'a>> {
        let last = self.definitions().last().map(|said| said.version());
        let holds = |said: &&Said<'_>| {
            let (sequence, time) = said.version();
            last.is_none_or(|(defined, then)| sequence > defined || ((sequence == defined || sequence == 0) && time >= then))
        };
        self.said.iter().filter(|said| said.fact.method == Method::Cancel).filter(holds).max_by_key(|said| said.version())
    }

    /// The last proposal of another time that nothing followed.
    pub(super) fn countered(&self) -> Option<Timestamp> {
        let proposed = self.said.iter().filter(|said| said.fact.method == Method::Counter).map(|said| said.at).max()?;
        let settled = |said: &&Said<'_>| {
            said.at > proposed
                && (said.fact.method == Method::DeclineCounter || said.fact.method.defines() && said.mail.is_some())
        };
        (!self.said.iter().any(|said| settled(&said))).then_some(proposed)
    }

    /// The answers to the meeting as it is now. One that was given to an earlier time of it is none.
    pub(super) fn answers(&self, timeline: &Timeline<'_>) -> Answers {
        let mut answers = Answers::new();
        let Some(definition) = self.definition() else { return answers };
        let since = self.moves(None).1;
        let fits = |said: &&Said<'_>| {
            said.fact.start == definition.fact.start
                || (since.is_none_or(|since| said.at >= since)
                    && (said.fact.sequence >= definition.fact.sequence || said.fact.uid.is_empty() || since.is_none()))
        };
        for said in self.said.iter().filter(fits) {
            for (address, answer) in &said.fact.attendees {
                if let Some(answer) = heard(said, address, *answer, timeline) {
                    let given = Given { answer, at: said.at, by_calendar: said.mail.is_none() };
                    answers.insert(address.clone(), given);
                }
            }
        }
        answers
    }

    /// Everybody who was ever named.
    pub(super) fn people(&self) -> impl Iterator<Item = &'a Address> {
        self.said.iter().flat_map(|said| said.fact.people())
    }

    pub(super) fn facts(&self) -> impl Iterator<Item = &'a MeetingFact> {
        self.said.iter().map(|said| said.fact)
    }

    pub(super) fn all(&self) -> &[Said<'a>] {
        &self.said
    }
}

/// What a word says of somebody's answer.
fn heard(said: &Said<'_>, address: &Address, answer: Answer, timeline: &Timeline<'_>) -> Option<Answer> {
    if answer == Answer::NeedsAction || said.fact.organizer.as_ref() == Some(address) {
        return None;
    }
    let own = || said.author().is_some_and(|author| timeline.is_theirs(author) == timeline.is_theirs(address));
    match said.fact.method {
        Method::Request | Method::Add | Method::Publish => Some(answer),
        // Nobody answers for the other side.
        Method::Reply => (said.mail.is_none() || own()).then_some(answer),
        // Whoever proposes another time hasn't accepted this one.
        Method::Counter => own().then_some(if answer == Answer::Declined { answer } else { Answer::Tentative }),
        Method::Cancel | Method::DeclineCounter | Method::Refresh => None,
    }
}
