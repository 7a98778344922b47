//! What was said of meetings, by whom and when, in order; an answer in words alone finds the meeting that it means.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::domain::address::Address;
use crate::domain::mail::Kind;
use crate::domain::matching::{Direction, Entry, Timeline};
use crate::domain::meeting::{Answer, MeetingFact, Method};
use crate::domain::names::fold;
use crate::domain::subject::{self, Mark};

/// One thing said of a meeting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub at: Timestamp,
    pub fact: &'a MeetingFact,
    /// The mail that said it; `None` for a calendar, and for a mail that counts as one.
    pub mail: Option<&'a Entry<'a>>,
    /// Whose calendar said it.
    pub calendar: Option<&'a Address>,
}

impl<'a> Said<'a> {
    /// What orders two words about one meeting: SEQUENCE, then the time of saying, which nobody dates into the future.
    pub(super) fn version(&self) -> (u32, Timestamp) {
        (self.fact.sequence, self.time())
    }

    /// When it was said: a mail's DTSTAMP, which late delivery doesn't change.
    pub(super) fn time(&self) -> Timestamp {
        let stamp = self.fact.stamp.filter(|_| self.mail.is_some());
        stamp.map_or(self.at, |stamp| stamp.min(self.at))
    }

    /// When it came to be so. An organizer's word that somebody else passes on is as old as its DTSTAMP: neither the call nor the
    /// answers that it repeats are given anew.
    pub(super) fn told(&self) -> Timestamp {
        let elses =
            || self.fact.organizer.as_ref().is_some_and(|organizer| self.author().is_some_and(|author| author != organizer));
        let stamp = self.fact.stamp.filter(|_| self.fact.method.defines() && elses());
        stamp.map_or(self.at, |stamp| stamp.min(self.at))
    }

    /// When a definition was made: a calendar says so itself.
    pub(super) fn made(&self) -> Timestamp {
        let created = self.fact.created.filter(|_| self.mail.is_none());
        created.map_or_else(|| self.told(), |created| created.min(self.at))
    }

    /// The beginning of the day that an answer in words alone names: one date of a series.
    pub(super) fn day(&self) -> Option<Timestamp> {
        self.fact.recurrence.filter(|_| self.fact.uid.is_empty())
    }

    /// Whether somebody says no.
    pub(super) fn refuses(&self) -> bool {
        self.fact.attendees.iter().any(|(_, answer)| *answer == Answer::Declined)
    }

    /// Whether it is an answer in a letter's own words: it is about the meeting whose invitation it answers, and a no about the next date of a
    /// series.
    pub(super) fn is_letter(&self) -> bool {
        let answers =
            |entry: &Entry<'_>| entry.mail.kind() == Kind::Human && subject::base(entry.mail.subject()).1 == Mark::Reply;
        self.fact.uid.is_empty() && self.mail.is_some_and(answers)
    }

    pub(super) fn author(&self) -> Option<&'a Address> {
        self.mail.and_then(|entry| entry.mail.author())
    }

    /// Whether the prospect's side says it. Who passes a cancellation on with a letter doesn't cancel.
    pub(super) fn is_theirs(&self, timeline: &Timeline<'_>) -> bool {
        let passed_on = self.fact.method == Method::Cancel && self.mail.is_some_and(|entry| entry.mail.kind() == Kind::Human);
        let organizer = self.fact.organizer.as_ref().filter(|_| self.mail.is_none() || passed_on);
        let speaker = if self.mail.is_some() { organizer.or(self.author()) } else { organizer };
        speaker.is_some_and(|speaker| timeline.is_theirs(speaker))
    }
}

/// Everything said up to `until`, by the meeting's UID, each list in order of time.
pub(super) fn by_uid<'a>(timeline: &'a Timeline<'a>, until: Timestamp) -> BTreeMap<&'a str, Vec<Said<'a>>> {
    let mails = timeline.entries.iter().filter(|entry| speaks(entry)).flat_map(|entry| {
        entry.mail.meetings().iter().map(move |fact| Said { at: entry.at, fact, mail: Some(entry), calendar: None })
    });
    let calendars = timeline.meetings.iter().map(|entry| Said {
        at: entry.known,
        fact: entry.fact,
        mail: None,
        calendar: (!entry.by_mail).then_some(entry.owner),
    });
    let mut all: Vec<Said<'_>> = mails.chain(calendars).filter(|said| said.at <= until).collect();
    all.sort_by_key(|said| (said.at, said.fact.sequence, said.mail.map(|entry| entry.mail.key())));
    let (in_words, named): (Vec<Said<'_>>, Vec<Said<'_>>) = all.into_iter().partition(|said| said.fact.uid.is_empty());
    let mut found: BTreeMap<&str, Vec<Said<'_>>> = BTreeMap::new();
    for said in &named {
        found.entry(said.fact.uid.as_str()).or_default().push(*said);
    }
    for said in in_words {
        if let Some(uid) = meant(&said, timeline, &named)
            && let Some(list) = found.get_mut(uid)
        {
            list.push(said);
            list.sort_by_key(|said| said.at);
        }
    }
    found
}

/// A letter may carry a calendar file too.
fn speaks(entry: &Entry<'_>) -> bool {
    let kind = matches!(entry.mail.kind(), Kind::CalendarRequest | Kind::CalendarReply | Kind::CalendarCancel | Kind::Human);
    kind && entry.direction != Direction::Unrelated
}

/// The meeting that an answer in words means: that of the message it answers, else the last one of that title.
fn meant<'a>(said: &Said<'_>, timeline: &'a Timeline<'a>, named: &[Said<'a>]) -> Option<&'a str> {
    let answered = said.mail.and_then(|entry| entry.answers);
    let parent = answered.and_then(|key| timeline.entries.iter().find(|entry| entry.mail.key() == key));
    let of_parent = parent.and_then(|entry| entry.mail.meetings().first()).map(|fact| fact.uid.as_str());
    let invited = of_parent.filter(|uid| !uid.is_empty());
    let by_day = || said.day().and_then(|day| on_that_day(said, day, named));
    if said.is_letter() {
        // A letter in a thread of the meeting's name is no answer to an invitation: only one that answers what isn't in any mailbox may be.
        let by_thread = answered.is_some() || said.mail.is_none_or(|entry| entry.mail.links().is_empty());
        match said.fact.title.is_empty() {
            true if said.day().is_some() => return by_day(),
            true => return invited.or_else(|| only_ahead(said, named)),
            false if by_thread => return invited.or_else(by_day),
            false => {}
        }
    }
    let by_title = || {
        let title = fold(&said.fact.title);
        let before = named.iter().rev().filter(|other| other.at <= said.at && other.fact.method != Method::Counter);
        before.map(|other| other.fact).find(|fact| fold(&fact.title) == title).map(|fact| fact.uid.as_str())
    };
    invited.or_else(by_title).or_else(by_day)
}

/// How long after somebody agreed to a day the invitation may come.
const INVITED_HOURS: i64 = 72;

/// The one meeting ahead to which the author of a letter is asked, or which they call: "our call" can't be another.
fn only_ahead<'a>(said: &Said<'_>, named: &[Said<'a>]) -> Option<&'a str> {
    let ahead = |fact: &MeetingFact| fact.series.is_some() || fact.start.is_some_and(|start| start > said.at);
    only_with(said, named, SignedDuration::ZERO, ahead)
}

/// The one meeting with the author of a letter on the day to which they agree: the invitation follows, and many never press its button.
fn on_that_day<'a>(said: &Said<'_>, day: Timestamp, named: &[Said<'a>]) -> Option<&'a str> {
    let end = day.checked_add(SignedDuration::from_hours(24)).ok()?;
    let on_day = |fact: &MeetingFact| match &fact.series {
        Some(series) => !series.starts(day, end).is_empty(),
        None => fact.start.is_some_and(|start| (day..end).contains(&start)),
    };
    only_with(said, named, SignedDuration::from_hours(INVITED_HOURS), on_day)
}

/// The one meeting of the author and whom the letter goes to that fits and stands, of those that were called up to a while after the letter.
fn only_with<'a>(
    said: &Said<'_>,
    named: &[Said<'a>],
    later: SignedDuration,
    fits: impl Fn(&MeetingFact) -> bool,
) -> Option<&'a str> {
    let author = said.author()?;
    // What we write to one another, or to somebody who isn't asked to it, speaks of another meeting.
    let letter = said.mail.filter(|entry| matches!(entry.direction, Direction::Inbound | Direction::Outbound))?;
    let is_between = |fact: &MeetingFact| {
        let has = |address: &Address| fact.people().any(|who| who == address);
        has(author) && letter.mail.recipients().any(has)
    };
    let until = said.at.checked_add(later).ok()?;
    let mut last: BTreeMap<&str, &MeetingFact> = BTreeMap::new();
    for other in named.iter().filter(|other| other.at <= until && other.fact.recurrence.is_none()) {
        if other.fact.method == Method::Cancel || (other.fact.method.defines() && is_between(other.fact)) {
            last.insert(other.fact.uid.as_str(), other.fact);
        }
    }
    last.retain(|_, fact| fact.method != Method::Cancel && fits(fact));
    let mut all = last.into_keys();
    all.next().filter(|_| all.next().is_none())
}
