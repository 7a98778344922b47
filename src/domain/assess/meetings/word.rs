//! What holds of one meeting, a series as a whole or one instance of it, after everything that was said of it.

use std::collections::{BTreeMap, BTreeSet};

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
    /// When it was told first.
    first: Timestamp,
    /// When whoever gives it gave it last: what others repeat of it is no answer.
    last: Timestamp,
    /// Since when it may hold: a calendar shows an answer whenever it is read, and may have shown it since it was made there.
    pub since: Timestamp,
    by_calendar: bool,
    /// Whether nothing but the calendar of somebody else who was asked tells it.
    hearsay: bool,
}

impl Given {
    /// `changed`: whether something else was known of them before.
    fn new(said: &Said<'_>, answer: Answer, changed: bool, hearsay: bool) -> Self {
        let since = if changed { said.told() } else { said.made() };
        Self { answer, first: said.told(), last: said.told(), since, by_calendar: said.mail.is_none(), hearsay }
    }

    /// Takes in what was said later: an answer that doesn't change is as old as it was. What is passed on of a time before it is
    /// no change.
    fn hear(&mut self, said: &Said<'_>, answer: Answer, hearsay: bool) {
        if self.answer != answer && (said.told() < self.last || (hearsay && !self.hearsay)) {
            return;
        }
        if self.answer != answer {
            *self = Self::new(said, answer, true, hearsay);
            return;
        }
        self.hearsay &= hearsay;
        if said.mail.is_some() && !said.fact.method.defines() {
            (self.last, self.since) = (said.at, said.at);
        }
        self.by_calendar |= said.mail.is_none();
    }

    /// When it was given, if it is a no that was given after `then`.
    pub(super) fn no_since(&self, then: Timestamp) -> Option<Timestamp> {
        (self.answer == Answer::Declined && self.last >= then).then_some(self.last)
    }

    /// Since when it is known of a meeting that begins then. A calendar is read when it is read: nobody knows better than that it
    /// was before the meeting.
    pub(super) fn known(&self, begins: Timestamp) -> Timestamp {
        if self.by_calendar { self.first.min(begins) } else { self.first }
    }

    /// When it was given last, as far as that was before the meeting.
    pub(super) fn renewed(&self, begins: Timestamp) -> Timestamp {
        let known = self.known(begins);
        if self.last <= begins { self.last.max(known) } else { known }
    }
}

/// What was said, and what of it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Word<'a> {
    said: Vec<Said<'a>>,
}

impl<'a> Word<'a> {
    /// Takes in a word, in its place by time.
    pub(super) fn hear(&mut self, said: Said<'a>) {
        let place = self.said.partition_point(|other| other.at <= said.at);
        self.said.insert(place, said);
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

    /// The word that says who calls it: published feeds of Microsoft 365 name neither organizer nor attendees, and take nothing
    /// back of what is known of them.
    pub(super) fn caller(&self) -> Option<&Said<'a>> {
        self.definitions().into_iter().rev().find(|said| said.fact.organizer.is_some() || said.mail.is_some())
    }

    /// Who is asked, as the organizer last told it.
    fn asked(&self) -> Option<&'a [(Address, Answer)]> {
        let told = self.definitions().into_iter().rev().map(|said| said.fact.attendees.as_slice());
        told.into_iter().find(|asked| !asked.is_empty())
    }

    /// How often its time changed, and since when it is what it is.
    pub(super) fn moves(&self, first: Option<Timestamp>) -> (usize, Option<Timestamp>) {
        let (mut start, mut moves, mut since) = (first, 0, None);
        for said in self.definitions() {
            if start.is_some() && said.fact.start != start {
                moves += 1;
                since = Some(said.told());
            }
            start = said.fact.start;
        }
        (moves, since)
    }

    /// The cancellations that hold: later than the last definition by version. Some programs leave SEQUENCE out of them. What a
    /// calendar shows again is cancelled there no more.
    fn cancellations(&self) -> Vec<&Said<'a>> {
        let definitions = self.definitions();
        let last = definitions.last().copied();
        let holds = |said: &&Said<'_>| last.is_none_or(|last| outdates(said, last));
        let again = |said: &&Said<'_>| {
            said.calendar.is_some() && definitions.iter().any(|then| then.calendar == said.calendar && then.at > said.at)
        };
        self.said.iter().filter(|said| said.fact.method == Method::Cancel).filter(|said| holds(said) && !again(said)).collect()
    }

    /// The cancellation that holds for everybody. `whole` is the series of an instance.
    pub(super) fn cancelled(&self, whole: &Self, timeline: &Timeline<'_>) -> Option<&Said<'a>> {
        let all = self.cancellations();
        let last = all.iter().copied().max_by_key(|said| said.version())?;
        let asked = self.asked().or_else(|| whole.asked()).unwrap_or_default();
        let caller = self.caller().or_else(|| whole.caller()).unwrap_or(last).fact.organizer.as_ref();
        (!goes_on(&all, asked, caller, timeline)).then_some(last)
    }

    /// Who was uninvited up to an instant, and not asked again since.
    pub(super) fn uninvited(&self, whole: &Self, timeline: &Timeline<'_>, until: Timestamp) -> BTreeSet<&'a Address> {
        let asked = self.asked().or_else(|| whole.asked()).unwrap_or_default();
        let definitions = self.definitions();
        let asks = |said: &Said<'_>, who: &Address| said.fact.attendees.iter().any(|(asked, _)| asked == who);
        let mut gone = BTreeSet::new();
        for said in self.said.iter().filter(|said| said.fact.method == Method::Cancel && said.at <= until) {
            let caller = self.caller().or_else(|| whole.caller()).unwrap_or(said).fact.organizer.as_ref();
            if goes_on(&[said], asked, caller, timeline) {
                let named = said.fact.attendees.iter().map(|(who, _)| who);
                let last = |who: &Address| definitions.iter().copied().rfind(|said| asks(said, who));
                gone.extend(named.filter(|who| last(who).is_none_or(|last| outdates(said, last))));
            }
        }
        gone
    }

    /// The last proposal of another time that nothing followed.
    pub(super) fn countered(&self) -> Option<Timestamp> {
        let proposed = self.said.iter().filter(|said| said.fact.method == Method::Counter).map(|said| said.at).max()?;
        let settled = |said: &&Said<'_>| {
            said.told() > proposed
                && (said.fact.method == Method::DeclineCounter || said.fact.method.defines() && said.mail.is_some())
        };
        (!self.said.iter().any(|said| settled(&said))).then_some(proposed)
    }

    /// The answers to the meeting as it is now. One that was given to an earlier time of it is none.
    pub(super) fn answers(&self, timeline: &Timeline<'_>) -> Answers {
        let mut answers = Answers::new();
        let mut open: BTreeSet<&Address> = BTreeSet::new();
        let definition = self.definition().map(|said| said.fact);
        let since = self.moves(None).1;
        // An answer to one instance needs no DTSTART (RFC 5546, 3.2.3): without any word on its time nothing can contradict it.
        let fits = |said: &&Said<'_>| {
            definition.is_none_or(|definition| {
                said.fact.start == definition.start
                    || (since.is_none_or(|since| said.told() >= since)
                        && (said.fact.sequence >= definition.sequence || said.fact.uid.is_empty() || since.is_none()))
            })
        };
        let mut shown: BTreeMap<(&Address, &Address), Answer> = BTreeMap::new();
        for said in self.said.iter().filter(fits) {
            for (address, answer) in &said.fact.attendees {
                // What a calendar or an organizer goes on showing is no new answer: many never hear of what came by mail.
                let source = said.calendar.or(said.author()).filter(|source| said.fact.method.defines() && *source != address);
                let shown_before = source.and_then(|source| shown.insert((source, address), *answer)) == Some(*answer);
                let known = answers.get(address).map(|given| given.answer);
                match heard(said, address, *answer, timeline) {
                    Some(answer) if shown_before && known.is_some_and(|known| known != answer) => {}
                    Some(answer) => {
                        let hearsay = is_hearsay(said, address, timeline);
                        let new = || Given::new(said, answer, open.contains(address), hearsay);
                        answers.entry(address.clone()).and_modify(|given| given.hear(said, answer, hearsay)).or_insert_with(new);
                    }
                    None => {
                        open.insert(address);
                    }
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

/// Whether a cancellation is a later word than a definition.
fn outdates(cancel: &Said<'_>, defined: &Said<'_>) -> bool {
    let ((sequence, time), (before, then)) = (cancel.version(), defined.version());
    sequence > before || ((sequence == before || sequence == 0) && time >= then)
}

/// Whether a meeting goes on after its cancellations: they named some of those asked alone, who are uninvited (RFC 5546, 3.2.5).
///
/// STATUS doesn't tell: many programs set it, or leave it out, whatever they mean, and name in a cancellation whom that mail goes to.
/// So it is called off when nobody is left on one side; and where they call it, when nobody is left whose mail is read, for whoever
/// was asked would have been told.
fn goes_on(all: &[&Said<'_>], asked: &[(Address, Answer)], caller: Option<&Address>, timeline: &Timeline<'_>) -> bool {
    // What is gone from a calendar is gone.
    if all.iter().any(|said| said.calendar.is_some() || said.fact.attendees.is_empty()) {
        return false;
    }
    let named = |who: &Address| all.iter().any(|said| said.fact.attendees.iter().any(|(named, _)| named == who));
    let mut left = asked.iter().map(|(who, _)| who).filter(|who| Some(*who) != caller && !named(who));
    match caller.is_some_and(|caller| timeline.is_theirs(caller)) {
        true => left.any(|who| timeline.team.rep(who).is_some()),
        false => left.any(|who| timeline.is_theirs(who)),
    }
}

/// Whether this is what the calendar of one who was asked shows of another's answer: the organizer's knows better (RFC 5546, 2.1), and where
/// the organizer isn't one of us nobody tells us more.
fn is_hearsay(said: &Said<'_>, address: &Address, timeline: &Timeline<'_>) -> bool {
    let main = |who: &Address| timeline.team.rep(who).map(|rep| rep.address.clone());
    let (Some(owner), Some(organizer)) = (said.calendar, &said.fact.organizer) else { return false };
    timeline.is_ours(organizer) && owner != organizer && owner != address && main(owner) != main(organizer)
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
