//! From everything said under one UID to its meetings: the single one, or the instances of a series with their exceptions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::meeting::Meeting;
use super::said::Said;
use super::word::{Answers, Word};
use crate::domain::address::Address;
use crate::domain::mail::MailKey;
use crate::domain::matching::{Direction, Timeline, counts_from};
use crate::domain::meeting::Method;

/// How far around an instant the instances of a series are looked at.
const BACK_DAYS: i64 = 400;
const AHEAD_DAYS: i64 = 400;
/// How far ahead the next instance of a series is looked for.
const NEXT_DAYS: i64 = 100;
/// The most instances of one series that somebody changed.
const MAX_CHANGED: usize = 1000;

/// The meetings of one UID.
#[derive(Default)]
pub(super) struct Built {
    pub meetings: Vec<Meeting>,
    pub invitations: Vec<(Timestamp, Option<MailKey>)>,
}

/// Builds them as they are known at `until`. `words` are the times of their messages.
pub(super) fn of_uid(uid: &str, said: &[Said<'_>], timeline: &Timeline<'_>, words: &Arc<[Timestamp]>, until: Timestamp) -> Built {
    let (mut whole, mut single) = (Word::default(), BTreeMap::<Timestamp, Word<'_>>::new());
    let (dated, named): (Vec<&Said<'_>>, Vec<&Said<'_>>) = said.iter().partition(|said| said.day().is_some() || said.is_letter());
    for one in named {
        // ADD brings an instance that no rule gives; its start is its name.
        let instance = one.fact.recurrence.or(one.fact.start.filter(|_| one.fact.method == Method::Add));
        match instance {
            None => whole.hear(*one),
            Some(at) if single.len() < MAX_CHANGED || single.contains_key(&at) => single.entry(at).or_default().hear(*one),
            Some(_) => {}
        }
    }
    for one in dated {
        // Who can't come misses one date; who comes, without a day, comes to the series.
        let at = match one.day() {
            Some(day) => on_day(day, &whole, &single),
            None => one.refuses().then(|| next(one.at, &whole, &single, timeline)).flatten(),
        };
        match at {
            Some(at) => single.entry(at).or_default().hear(*one),
            None => whole.hear(*one),
        }
    }
    let (answers, people) = (whole.answers(timeline), whole.people().collect());
    let builder = Builder { uid, timeline, words, until, whole: &whole, single: &single, answers, people };
    let mut built = Built { meetings: builder.meetings(), invitations: invitations(said, timeline) };
    // Known from a calendar alone: it was called when it was made there.
    let begins = built.meetings.iter().filter(|meeting| meeting.theirs).map(|meeting| meeting.called.min(meeting.start)).min();
    if let (true, Some(at)) = (built.invitations.is_empty(), begins) {
        built.invitations.push((at, None));
    }
    built
}

/// The instance of a series on a day that words alone name, as the clock of whoever wrote them shows it.
fn on_day(day: Timestamp, whole: &Word<'_>, single: &BTreeMap<Timestamp, Word<'_>>) -> Option<Timestamp> {
    let series = whole.definition()?.fact.series.as_ref()?;
    let hours = |hours: i64| day.checked_add(SignedDuration::from_hours(hours)).ok();
    let (from, noon, end, to) = (hours(-14)?, hours(12)?, hours(24)?, hours(24 + 14)?);
    let own = |at: &Timestamp| single.get(at).and_then(|word| word.definition()?.fact.start).unwrap_or(*at);
    let starts: BTreeSet<Timestamp> = series.starts(from, to).into_iter().chain(single.keys().copied()).collect();
    let near = starts.into_iter().map(|at| (own(&at), at)).filter(|(start, _)| (from..to).contains(start));
    near.min_by_key(|(start, _)| (!(day..end).contains(start), start.duration_since(noon).abs())).map(|(_, at)| at)
}

/// The next instance of a series that wasn't called off.
fn next(now: Timestamp, whole: &Word<'_>, single: &BTreeMap<Timestamp, Word<'_>>, timeline: &Timeline<'_>) -> Option<Timestamp> {
    let series = whole.definition()?.fact.series.as_ref()?;
    let to = now.checked_add(SignedDuration::from_hours(24 * NEXT_DAYS)).ok()?;
    let own = |at: &Timestamp| single.get(at).and_then(|word| word.definition()?.fact.start).unwrap_or(*at);
    let starts: BTreeSet<Timestamp> = series.starts(now, to).into_iter().chain(single.keys().copied()).collect();
    let stands = |at: &Timestamp| single.get(at).is_none_or(|word| word.cancelled(whole, timeline).is_none());
    starts.into_iter().filter(|at| own(at) >= now && stands(at)).min_by_key(own)
}

/// Every invitation and update that they sent, unless the meeting is one of ours.
fn invitations(said: &[Said<'_>], timeline: &Timeline<'_>) -> Vec<(Timestamp, Option<MailKey>)> {
    let theirs = |said: &&Said<'_>| {
        let ours = said.fact.organizer.as_ref().is_some_and(|organizer| timeline.is_ours(organizer));
        matches!(said.fact.method, Method::Request | Method::Add) && !ours
    };
    let mails = said.iter().filter(theirs).filter_map(|said| said.mail);
    mails.filter(|entry| entry.direction == Direction::Inbound).map(|entry| (entry.at, Some(entry.mail.key()))).collect()
}

struct Builder<'b, 'a> {
    uid: &'b str,
    timeline: &'b Timeline<'b>,
    words: &'b Arc<[Timestamp]>,
    until: Timestamp,
    whole: &'b Word<'a>,
    single: &'b BTreeMap<Timestamp, Word<'a>>,
    /// Of the whole: answers, and everybody who was ever named.
    answers: Answers,
    people: BTreeSet<&'a Address>,
}

impl Builder<'_, '_> {
    fn meetings(&self) -> Vec<Meeting> {
        let Some(definition) = self.whole.definition() else {
            return self.single.keys().filter_map(|at| self.instance(*at)).collect();
        };
        let Some(series) = &definition.fact.series else {
            let alone = self.whole.definition().and_then(|said| self.meeting(said, None, self.whole, None));
            return alone.into_iter().chain(self.single.keys().filter_map(|at| self.instance(*at))).collect();
        };
        let far = |days: i64| SignedDuration::from_hours(24 * days);
        let back = self.until.checked_sub(far(BACK_DAYS)).unwrap_or(Timestamp::MIN);
        let from = back.max(counts_from(self.timeline.deal));
        let to = self.until.checked_add(far(AHEAD_DAYS)).unwrap_or(Timestamp::MAX);
        let regular: BTreeSet<Timestamp> = series.starts(from, to).into_iter().collect();
        let newest = definition.fact.sequence;
        // A series that was called anew has no exceptions of before.
        let still = |at: &Timestamp, word: &Word<'_>| {
            let called_anew = || word.facts().any(|fact| fact.sequence >= newest);
            // One that was deleted after it had been changed is left out of the rule.
            let deleted = series.except.contains(at) && word.definition().is_none_or(|own| own.version() < definition.version());
            !deleted && (regular.contains(at) || called_anew())
        };
        let changed: BTreeSet<Timestamp> = self.single.iter().filter(|(at, word)| still(at, word)).map(|(at, _)| *at).collect();
        let Some(pattern) = self.meeting(definition, definition.fact.start, self.whole, None) else { return Vec::new() };
        let plain = regular.iter().filter(|at| !changed.contains(at)).filter_map(|at| self.regular(&pattern, *at));
        plain.chain(changed.iter().filter_map(|at| self.instance(*at))).collect()
    }

    /// An instance as the rule gives it, unless all from an earlier one on were changed.
    fn regular(&self, pattern: &Meeting, at: Timestamp) -> Option<Meeting> {
        let end = at.checked_add(pattern.end.duration_since(pattern.start)).unwrap_or(at);
        let mut meeting = Meeting { start: at, end, ..pattern.clone() };
        let mut earlier = self.single.range(..at).filter(|(_, word)| word.facts().any(|fact| fact.and_later));
        if let Some((first, word)) = earlier.next_back() {
            if let Some(said) = word.cancelled(self.whole, self.timeline) {
                meeting.cancelled = Some((said.at, said.is_theirs(self.timeline)));
                return Some(meeting);
            }
            let start = word.definition().and_then(|said| said.fact.start).unwrap_or(*first);
            let shift = start.duration_since(*first);
            meeting.start = meeting.start.checked_add(shift).ok()?;
            meeting.end = meeting.end.checked_add(shift).ok()?;
            // Whoever accepted the series hasn't accepted its new times.
            (meeting.answers, meeting.our_answers) = self.answers_to(word, start, Some(*first));
        }
        Some(meeting)
    }

    /// An instance of which something was said by itself.
    fn instance(&self, at: Timestamp) -> Option<Meeting> {
        let word = self.single.get(&at).filter(|word| !word.is_empty())?;
        let own = word.definition().filter(|said| said.fact.method.defines());
        let definition = own.or_else(|| self.whole.definition()).or_else(|| word.definition())?;
        let start = own.and_then(|said| said.fact.start).unwrap_or(at);
        self.meeting(definition, Some(start), word, Some(at))
    }

    /// `start` for an instance of a series, `original` where it is one by itself.
    fn meeting(
        &self,
        said: &Said<'_>,
        start: Option<Timestamp>,
        word: &Word<'_>,
        original: Option<Timestamp>,
    ) -> Option<Meeting> {
        let fact = said.fact;
        let start = start.or(fact.start)?;
        let length = fact.start.zip(fact.end).map_or(SignedDuration::ZERO, |(start, end)| end.duration_since(start));
        let end = start.checked_add(length.max(SignedDuration::ZERO)).unwrap_or(start);
        let (moves, since) = word.moves(original);
        let (mut answers, mut our_answers) = self.answers_to(word, start, original);
        let cancelled = word.cancelled(self.whole, self.timeline).or_else(|| self.whole.cancelled(self.whole, self.timeline));
        let caller = word.caller().or_else(|| self.whole.caller()).unwrap_or(said);
        let mut people = self.people_of(word, original, caller.fact.organizer.as_ref());
        if cancelled.is_none() {
            let mut gone = word.uninvited(self.whole, self.timeline, end);
            gone.extend(self.whole.uninvited(self.whole, self.timeline, end));
            answers.retain(|who, _| !gone.contains(who));
            our_answers.retain(|who, _| !gone.contains(who));
            people.retain(|who| !gone.contains(who));
        }
        // Whoever calls a meeting and then writes that nothing comes of it.
        let anew =
            word.all().iter().filter(|said| said.mail.is_some() && said.fact.method.defines()).map(Said::told).max().max(since);
        let excused = caller.fact.organizer.as_ref().and_then(|organizer| {
            let given = answers.get(organizer).or_else(|| our_answers.get(organizer))?;
            given.no_since(anew.unwrap_or(Timestamp::MIN)).map(|at| (at, self.timeline.is_theirs(organizer)))
        });
        let with_them = people.iter().any(|address| self.timeline.is_theirs(address));
        let called = since.or_else(|| word.all().iter().filter(|said| said.fact.method.defines()).map(Said::made).min());
        let called = called.unwrap_or(said.at);
        Some(Meeting {
            uid: self.uid.to_owned(),
            title: fact.title.clone(),
            start,
            end,
            with_them,
            theirs: self.theirs(caller),
            called,
            told: if said.mail.is_some() { said.told().max(called) } else { called },
            mail: said.mail.or(caller.mail).map(|entry| entry.mail.key()),
            answers,
            our_answers,
            cancelled: cancelled.map(|said| (said.at, said.is_theirs(self.timeline))).or(excused),
            moves,
            countered: word.countered(),
            series: (fact.series.is_some() || self.repeats()).then(|| Arc::clone(self.words)),
            people,
            organizer: caller.fact.organizer.clone(),
            tentative: fact.tentative,
        })
    }

    fn repeats(&self) -> bool {
        self.whole.definition().is_some_and(|said| said.fact.series.is_some())
    }

    /// Answers to an instance come before answers to its series; these mean the series' own times alone.
    fn answers_to(&self, word: &Word<'_>, start: Timestamp, original: Option<Timestamp>) -> (Answers, Answers) {
        let mut all = match original {
            Some(original) if original != start => Answers::new(),
            Some(_) | None => self.answers.clone(),
        };
        if original.is_some() {
            all.extend(word.answers(self.timeline));
        }
        let (theirs, others): (Answers, Answers) = all.into_iter().partition(|(address, _)| self.timeline.is_theirs(address));
        (theirs, others.into_iter().filter(|(address, _)| self.timeline.is_ours(address)).collect())
    }

    /// Whether they call it: they organise it, or they sent the invitation to a meeting that isn't ours.
    fn theirs(&self, said: &Said<'_>) -> bool {
        match &said.fact.organizer {
            Some(organizer) if self.timeline.is_ours(organizer) => false,
            Some(organizer) if self.timeline.is_theirs(organizer) => true,
            Some(_) | None => said.mail.is_some() && said.fact.method == Method::Request && said.is_theirs(self.timeline),
        }
    }

    fn people_of(&self, word: &Word<'_>, original: Option<Timestamp>, organizer: Option<&Address>) -> Vec<Address> {
        let own = original.into_iter().flat_map(|_| word.people());
        let all: BTreeSet<&Address> = organizer.into_iter().chain(own).chain(self.people.iter().copied()).collect();
        all.into_iter().cloned().collect()
    }
}
