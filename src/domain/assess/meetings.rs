//! Meetings, put together from invitations, answers, cancellations and calendars.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::domain::address::Address;
use crate::domain::mail::{Kind, MailKey};
use crate::domain::matching::{Direction, Timeline};
use crate::domain::meeting::{Answer, MeetingFact, Method};
use crate::domain::verdict::MeetingRef;

/// How long an accepted series protects after their last word or acceptance.
const SERIES_DAYS: i64 = 60;

/// One meeting, as far as it is known at an instant.
#[derive(Clone, Debug)]
pub(super) struct Meeting {
    pub uid: String,
    pub title: String,
    pub start: Timestamp,
    pub end: Timestamp,
    pub series: bool,
    /// Whether somebody on the prospect's side takes part or is asked to.
    pub with_them: bool,
    pub theirs: bool,
    /// When the first invitation to it came.
    pub invited: Timestamp,
    pub invitation: Option<MailKey>,
    /// Answers with when they became known; for a calendar's that is bounded by the start, since nobody knows better.
    answers: BTreeMap<Address, (Answer, Timestamp)>,
    cancelled: Option<Timestamp>,
    our_answers: BTreeMap<Address, Answer>,
    pub people: Vec<Address>,
}

/// All meetings of a deal at an instant.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    pub all: Vec<Meeting>,
    until: Timestamp,
}

struct Said<'a> {
    at: Timestamp,
    fact: &'a MeetingFact,
    mail: Option<(MailKey, Option<&'a Address>)>,
}

impl Meetings {
    /// Puts together what was said up to `until`.
    pub(super) fn new(timeline: &Timeline<'_>, until: Timestamp) -> Self {
        let mails = timeline.entries.iter().filter_map(|entry| {
            let speaks = matches!(entry.mail.kind, Kind::CalendarRequest | Kind::CalendarReply | Kind::CalendarCancel)
                && entry.direction != Direction::Unrelated;
            let fact = entry.mail.meeting.as_ref().filter(|_| speaks)?;
            Some(Said { at: entry.at, fact, mail: Some((entry.mail.key, entry.mail.author())) })
        });
        let calendars = timeline.meetings.iter().map(|entry| Said { at: entry.known, fact: entry.fact, mail: None });
        let mut said: Vec<Said<'_>> = mails.chain(calendars).filter(|said| said.at <= until).collect();
        said.sort_by_key(|said| (said.at, said.fact.sequence, said.mail.map(|(key, _)| key)));
        let mut all: BTreeMap<(&str, Option<Timestamp>), Meeting> = BTreeMap::new();
        for said in &said {
            let key = (said.fact.uid.as_str(), said.fact.recurrence);
            match all.get_mut(&key) {
                Some(meeting) => meeting.hear(said, timeline),
                None => {
                    if let Some(mut meeting) = Meeting::begin(said, timeline) {
                        meeting.hear(said, timeline);
                        all.insert(key, meeting);
                    }
                }
            }
        }
        Self { all: all.into_values().collect(), until }
    }

    /// Invitations of theirs that stand.
    pub(super) fn invitations(&self) -> impl Iterator<Item = (Timestamp, Option<MailKey>)> {
        self.all
            .iter()
            .filter(|m| m.theirs && m.cancelled.is_none())
            .map(|m| (m.invited.min(m.start), m.invitation))
            .filter(|(at, _)| *at <= self.until)
    }

    /// The ends of the meetings that took place with the prospect.
    pub(super) fn held(&self) -> impl Iterator<Item = Timestamp> {
        self.all.iter().filter(|meeting| meeting.was_held(self.until)).map(|meeting| meeting.end)
    }

    /// The next meeting ahead that one of them accepted or organised, and since when it is agreed. A series protects for a while
    /// after `last_word`.
    pub(super) fn ahead(&self, last_word: Option<Timestamp>) -> Option<(&Meeting, Timestamp)> {
        let stands = |meeting: &&Meeting| meeting.is_ahead(self.until, last_word);
        let next = self.all.iter().filter(stands).min_by_key(|meeting| (meeting.start < self.until, meeting.start, &meeting.uid));
        next.and_then(|meeting| Some((meeting, meeting.agreed()?)))
    }
}

impl Meeting {
    fn begin(said: &Said<'_>, timeline: &Timeline<'_>) -> Option<Self> {
        let fact = said.fact;
        let start = fact.start?;
        let organizer = fact.organizer.as_ref().or(said.mail.and_then(|(_, author)| author));
        let opens = matches!(fact.method, Method::Request | Method::Publish);
        Some(Self {
            uid: fact.uid.clone(),
            title: fact.title.clone(),
            start,
            end: fact.end.filter(|end| *end > start).unwrap_or(start),
            series: fact.series,
            with_them: false,
            theirs: organizer.is_some_and(|organizer| timeline.is_theirs(organizer)),
            invited: said.at,
            invitation: said.mail.map(|(key, _)| key).filter(|_| opens),
            answers: BTreeMap::new(),
            cancelled: None,
            our_answers: BTreeMap::new(),
            people: Vec::new(),
        })
    }

    fn hear(&mut self, said: &Said<'_>, timeline: &Timeline<'_>) {
        let fact = said.fact;
        match fact.method {
            Method::Cancel => self.cancelled = Some(said.at),
            Method::Request | Method::Publish => {
                if let Some(start) = fact.start {
                    // Moved to another time: earlier answers were to something else (RFC 5546, 3.2.2.1).
                    if start != self.start {
                        self.answers.clear();
                    }
                    self.start = start;
                    self.end = fact.end.filter(|end| *end > start).unwrap_or(start);
                }
                self.title = fact.title.clone();
                self.series |= fact.series;
                self.cancelled = None;
                self.note_answers(said, timeline);
            }
            Method::Reply | Method::Counter => self.note_answers(said, timeline),
        }
    }

    fn note_answers(&mut self, said: &Said<'_>, timeline: &Timeline<'_>) {
        let known = if said.mail.is_some() { said.at } else { said.at.min(self.start) };
        let organizer = said.fact.organizer.iter().map(|address| (address, Answer::Accepted));
        let attendees = said.fact.attendees.iter().map(|(address, answer)| (address, *answer));
        for (address, answer) in organizer.chain(attendees) {
            let organizes = said.fact.organizer.as_ref() == Some(address);
            if timeline.is_theirs(address) {
                self.with_them = true;
                if answer != Answer::NeedsAction && !organizes {
                    self.answers.insert(address.clone(), (answer, known));
                }
            } else if timeline.is_ours(address) && answer != Answer::NeedsAction && !organizes {
                self.our_answers.insert(address.clone(), answer);
            }
            if !self.people.contains(address) {
                self.people.push(address.clone());
            }
        }
    }

    /// Since when it is agreed: their invitation, or the first acceptance that still holds.
    pub(super) fn agreed(&self) -> Option<Timestamp> {
        let accepted = self.answers.values().filter(|(answer, _)| *answer == Answer::Accepted).map(|(_, at)| *at).min();
        if self.theirs { Some(accepted.unwrap_or(self.invited)) } else { accepted }
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }

    fn we_declined(&self) -> bool {
        !self.our_answers.is_empty() && self.our_answers.values().all(|answer| *answer == Answer::Declined)
    }

    fn is_ahead(&self, now: Timestamp, last_word: Option<Timestamp>) -> bool {
        let Some(agreed) = self.agreed() else { return false };
        if self.cancelled.is_some() || self.we_declined() {
            return false;
        }
        let last = last_word.map_or(agreed, |word| word.max(agreed));
        let protected = last.checked_add(SignedDuration::from_hours(24 * SERIES_DAYS)).unwrap_or(Timestamp::MAX);
        if self.series { now < protected } else { now < self.end }
    }

    /// Whether it took place with the prospect attending.
    pub(super) fn was_held(&self, now: Timestamp) -> bool {
        let in_time = |(answer, at): &(Answer, Timestamp)| *answer == Answer::Accepted && *at <= self.start;
        let attended = self.theirs || self.answers.values().any(in_time);
        let cancelled = self.cancelled.is_some_and(|at| at <= self.end);
        self.end <= now && attended && !cancelled && !self.we_declined()
    }

    /// Those of the prospect's side who accepted or organised it.
    pub(super) fn attendees(&self) -> impl Iterator<Item = &Address> {
        self.answers.iter().filter(|(_, (answer, _))| *answer == Answer::Accepted).map(|(address, _)| address)
    }

    /// As a verdict points at it.
    pub(super) fn as_ref(&self) -> MeetingRef {
        MeetingRef { at: self.start, end: self.end, uid: self.uid.clone(), title: self.title.clone() }
    }
}
