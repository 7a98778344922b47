//! THE state machine (SPEC section 5): a timeline and an instant go in, a verdict comes out. Pure: the same in, the same out.

mod evidence;
mod help;
mod marks;
mod meeting_notes;
mod meetings;
mod notes;
mod papers;
mod pause;
mod silence;
mod story;
mod touches;
mod words;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use self::evidence::Evidences;
pub(super) use self::evidence::of_message;
use self::marks::Marks;
use self::meetings::{Meeting, Meetings};
pub(super) use self::papers::offers;
use self::pause::{Deferrals, Span};
use self::silence::{Limits, Loudness, Silence};
pub use self::story::recorded;
use self::touches::{Theirs, Touches};
use super::foundation;
use super::matching::{Entry, Timeline};
use super::policy::Policy;
use super::rhythm;
use super::signal::{Signal, SignalKind};
use super::verdict::{Celebration, Evidence, MOST_RECIPIENTS, MessageRef, Note, SignalAt, State, StoryLine, Verdict};

/// Judges a deal at an instant. `timeline` is expected to hold what happened up to then; anything later is left out.
pub fn assess(timeline: &Timeline<'_>, policy: &Policy, as_of: Timestamp) -> Verdict {
    let meetings = Meetings::new(timeline, as_of);
    let touches = Touches::new(timeline, &meetings, as_of);
    let marks = Marks::new(timeline, &policy.calendar, as_of);
    let evidence = Evidences::new(timeline, &marks, &meetings, as_of);
    let unanswered = touches.unanswered();
    let deferrals = pause::deferrals(&touches, &policy.calendar);
    let pauses = pause::pauses(timeline, &touches, deferrals.last, &policy.calendar, as_of);
    let limits = limits(timeline, policy, as_of);
    let known_to = timeline.members.iter().filter_map(|(_, read)| read.until).min().map_or(as_of, |read| read.min(as_of));
    let silence = Silence { policy, limits, unanswered: &unanswered, pauses: &pauses };
    let view = View { timeline, policy, as_of, known_to, meetings: &meetings, touches: &touches, marks: &marks, deferrals };
    let view = Judge { view, evidence: &evidence, silence: &silence, pauses: &pauses };
    let state = view.state();
    view.verdict(state)
}

/// A deal's timeline in words up to an instant, one line for everything that happened; days are those of a zone.
pub fn story(timeline: &Timeline<'_>, zone: &TimeZone, as_of: Timestamp) -> Vec<StoryLine> {
    story::story(timeline, &Meetings::new(timeline, as_of), zone, as_of)
}

fn limits(timeline: &Timeline<'_>, policy: &Policy, as_of: Timestamp) -> Limits {
    let minutes = |days: f64| (days * policy.calendar.day_minutes() as f64).round() as i64;
    let dark = minutes(policy.dark_business_days);
    Limits {
        quiet: minutes(policy.quiet_business_days),
        dark: rhythm::dark_limit(dark, &timeline.past_replies, as_of, &policy.calendar),
    }
}

/// What is known of a deal at an instant.
#[derive(Clone, Copy)]
struct View<'v, 'a> {
    timeline: &'v Timeline<'a>,
    policy: &'v Policy,
    as_of: Timestamp,
    /// Silence is claimed no further than this.
    known_to: Timestamp,
    meetings: &'v Meetings,
    touches: &'v Touches<'v>,
    marks: &'v Marks<'v>,
    deferrals: Deferrals,
}

struct Judge<'v, 'a> {
    view: View<'v, 'a>,
    evidence: &'v Evidences,
    silence: &'v Silence<'v, 'v>,
    pauses: &'v [Span],
}

impl Judge<'_, '_> {
    /// The first row of the table that holds.
    fn state(&self) -> State {
        let View { as_of, marks, .. } = self.view;
        if marks.closed(self.evidence.commitment.is_some()).is_some() || self.evidence.declined.is_some() {
            return State::Closed;
        }
        match &marks.snooze {
            Some(snooze) if snooze.until > as_of => {
                let hides = Box::new(self.open_state());
                State::Snoozed { until: snooze.until, by: snooze.by.cloned(), hides }
            }
            _ => self.open_state(),
        }
    }

    fn open_state(&self) -> State {
        let View { touches, .. } = self.view;
        if self.evidence.commitment.is_some() {
            return State::Committed;
        }
        if let Some(unknown) = self.unknown() {
            return unknown;
        }
        if touches.sent.is_empty() && touches.theirs.is_empty() {
            return State::New;
        }
        if self.is_undeliverable() {
            return State::Undeliverable;
        }
        if let Some(owed_since) = self.owed_since() {
            return State::Ours { owed_since };
        }
        if let Some((meeting, _)) = self.ahead() {
            return State::Scheduled { meeting: meeting.as_ref() };
        }
        if let Some(until) = self.paused_until() {
            return State::Paused { until };
        }
        match self.silence.loudness(self.view.known_to) {
            Loudness::Dark => State::Dark,
            Loudness::Quiet => State::Quiet,
            Loudness::Waiting => State::Waiting,
        }
    }

    fn unknown(&self) -> Option<State> {
        let View { timeline, policy, as_of, .. } = self.view;
        let stale = timeline.members.iter().filter(|(_, read)| read.is_stale(as_of, policy.freshness));
        let (mailbox, read) = stale.min_by_key(|(address, read)| (read.until, *address))?;
        Some(State::Unknown { mailbox: (*mailbox).clone(), folder: read.folder.clone(), since: read.until })
    }

    fn is_undeliverable(&self) -> bool {
        self.silence.unanswered.is_empty() && self.view.touches.since_answer().next().is_some()
    }

    fn ahead(&self) -> Option<(&Meeting, Timestamp)> {
        self.view.meetings.ahead()
    }

    fn owed_since(&self) -> Option<Timestamp> {
        let View { touches, as_of, deferrals, .. } = self.view;
        if let Some(deferral) = deferrals.last {
            if deferral.until > as_of {
                return None;
            }
            let silent_since = touches.sent.last().is_none_or(|sent| sent.at < deferral.until);
            let agreed_since = self.ahead().is_some_and(|(_, agreed)| agreed >= deferral.at);
            return (silent_since && !agreed_since).then_some(deferral.until);
        }
        let owed = touches.owed_since(deferrals.asked)?;
        let last = touches.answered_until()?;
        let agreed = self.ahead().is_some_and(|(_, agreed)| agreed >= last && self.last_is_no_reply_at(agreed));
        (!agreed).then_some(owed)
    }

    /// An invitation is agreed the moment it comes; a message of theirs at that very instant still wants an answer.
    fn last_is_no_reply_at(&self, agreed: Timestamp) -> bool {
        !self.view.touches.theirs.iter().any(|(at, what, _)| *at == agreed && *what == Theirs::Reply)
    }

    fn paused_until(&self) -> Option<Timestamp> {
        let now = self.view.as_of;
        self.pauses.iter().find(|(from, to)| *from <= now && now < *to).map(|(_, to)| *to)
    }

    fn verdict(&self, state: State) -> Verdict {
        let View { timeline, policy, as_of, touches, marks, .. } = self.view;
        let celebration = self.celebration();
        let premature = celebration.as_ref().is_some_and(|celebration| celebration.premature);
        let unanswered = self.silence.unanswered;
        let prospect = timeline.prospect;
        let deal = timeline.deal;
        let owner = timeline.team.rep(&deal.owner);
        let next_meeting = self.ahead().map(|(meeting, _)| meeting.as_ref());
        let celebrated = premature && (state == State::Dark || can_be_at_risk(&state));
        let mut verdict = Verdict {
            deal: deal.id.clone(),
            title: deal.title.clone(),
            value: deal.value.clone(),
            prospect: prospect.name.clone(),
            owner: owner.map_or_else(|| deal.owner.clone(), |rep| rep.address.clone()),
            owner_name: owner.map_or_else(|| deal.owner.to_string(), |rep| rep.name.clone()),
            why: String::new(),
            clears: String::new(),
            flagged: premature && state == State::Dark,
            at_risk: premature && can_be_at_risk(&state),
            silent_since: unanswered.first().map(|sent| sent.at),
            silence_minutes: self.silence.minutes(self.view.known_to),
            day_minutes: policy.calendar.day_minutes(),
            zone: policy.calendar.zone.clone(),
            dark_limit_minutes: self.silence.limits.dark,
            unanswered: unanswered.iter().filter_map(|sent| sent.entry).map(message).collect(),
            unanswered_count: u32::try_from(unanswered.len()).unwrap_or(u32::MAX),
            last_outbound: touches.sent.iter().rev().find_map(|sent| sent.entry).map(message),
            last_reply: touches.last_reply().map(message),
            celebration,
            commitment: self.evidence.commitment.clone(),
            closing: marks.closed(self.evidence.commitment.is_some()),
            exposure: self.exposure(),
            deadline: self.deadline().map(|(_, date)| date),
            missed_deadline: self.missed_deadline(),
            paused_until: self.paused_until(),
            owed_since: if let State::Ours { owed_since } = &state { Some(*owed_since) } else { None },
            snoozed_until: marks.snooze.as_ref().map(|snooze| snooze.until).filter(|until| *until > as_of),
            foundation: foundation::check(&self.foundation_facts(), policy, as_of),
            next_meeting,
            signals: self.signals(),
            notes: self.notes(&state),
            dark_since: (state == State::Dark).then(|| self.silence.dark_since(self.view.known_to)).flatten(),
            owed_minutes: match &state {
                State::Ours { owed_since } => Some(policy.calendar.business_minutes(*owed_since, self.view.known_to)),
                _ => None,
            },
            beats: if celebrated { help::beats(touches) } else { Vec::new() },
            helpers: if celebrated { help::helpers(&self.view, unanswered) } else { Default::default() },
            state,
        };
        (verdict.why, verdict.clears) = words::words(&verdict, policy);
        verdict
    }

    fn notes(&self, state: &State) -> Vec<Note> {
        let View { timeline, policy, as_of, touches, meetings, .. } = self.view;
        let mut notes = notes::notes(timeline, touches, self.evidence, policy, as_of);
        if matches!(state, State::Ours { .. }) {
            notes.extend(meeting_notes::away(timeline, policy, as_of));
        }
        notes.extend(meeting_notes::notes(timeline, meetings, touches, policy, as_of));
        notes
    }

    fn celebration(&self) -> Option<Celebration> {
        let evidence = self.evidence.celebration.clone();
        let at = evidence.first()?.at;
        Some(Celebration { at, premature: self.evidence.commitment.is_none(), evidence })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry<'_>> {
        let now = self.view.as_of;
        self.view.timeline.entries.iter().filter(move |entry| entry.at <= now)
    }

    fn signals(&self) -> Vec<SignalAt> {
        let signal = |entry: &Entry<'_>| {
            let listed = |signal: &&&Signal| signal.kind.is_listed() && !self.is_false_alarm(entry, signal);
            let each = entry.signals.iter().filter(listed).map(|signal| SignalAt {
                kind: signal.kind,
                message: message(entry),
                phrase: signal.phrase.clone(),
                until: signal.until,
            });
            each.collect::<Vec<_>>()
        };
        self.entries().flat_map(signal).collect()
    }

    /// Whether somebody said that this is no celebration. What is reserved stays reserved: it only is none either.
    fn is_false_alarm(&self, entry: &Entry<'_>, signal: &Signal) -> bool {
        signal.kind == SignalKind::Celebration && self.view.marks.is_false_alarm(entry.mail.key())
    }

    /// The date that their latest pressure gave, and when they gave it.
    fn deadline(&self) -> Option<(Timestamp, Date)> {
        let told = self.entries().flat_map(|entry| entry.signals.iter().map(|signal| (entry.at, signal)));
        told.filter(|(_, signal)| signal.kind == SignalKind::Urgency).filter_map(|(at, signal)| Some((at, signal.until?))).last()
    }

    /// That date, when its day is over as far as mail was read and nothing of theirs came since they gave it, or since that day began.
    /// The day is the team's: whoever reads of it on the other side of the world is no further in it.
    fn missed_deadline(&self) -> Option<Date> {
        let View { policy, known_to, touches, .. } = self.view;
        let day = |at: Timestamp| policy.calendar.local_date(at);
        let (given, date) = self.deadline().filter(|(_, date)| *date < day(known_to))?;
        let came = touches.theirs.iter().any(|(at, _, _)| *at > given && day(*at) >= date);
        (!came).then_some(date)
    }

    /// What our side did for the deal after their last word.
    fn exposure(&self) -> Vec<Evidence> {
        let last = self.view.touches.answered_until();
        let after = |at: Timestamp| last.is_none_or(|last| at > last);
        let mut exposure: Vec<Evidence> = Vec::new();
        for entry in self.entries().filter(|entry| after(entry.at)) {
            for signal in &entry.signals {
                if matches!(signal.kind, SignalKind::Allocation | SignalKind::Overpromise) {
                    exposure.push(evidence::of_message(signal.kind.as_str(), entry, Some(signal.phrase.clone())));
                }
            }
        }
        // Where nobody is named (feeds that show titles alone), they may have been there.
        let among_us = |meeting: &&Meeting| !meeting.with_them && !meeting.theirs && !meeting.people.is_empty();
        let internal = self.view.meetings.all.iter().filter(among_us).filter(|meeting| after(meeting.start));
        for meeting in internal.filter(|meeting| meeting.start <= self.view.as_of && !meeting.is_cancelled()) {
            exposure.push(evidence::of_meeting(meeting));
        }
        exposure.sort_by(|a, b| (a.at, a.kind, &a.uid, &a.phrase).cmp(&(b.at, b.kind, &b.uid, &b.phrase)));
        exposure
    }

    fn foundation_facts(&self) -> foundation::Facts<'_> {
        let view = &self.view;
        let held = view.meetings.all.iter().filter(|meeting| meeting.was_held(view.as_of));
        foundation::Facts {
            timeline: view.timeline,
            held: held
                .map(|meeting| {
                    (evidence::of_meeting(meeting), meeting.attendees().cloned().collect(), meeting.expected().cloned().collect())
                })
                .collect(),
            ahead: self.ahead().map(|(meeting, _)| evidence::of_meeting(meeting)),
        }
    }
}

fn can_be_at_risk(state: &State) -> bool {
    match state {
        State::New
        | State::Undeliverable
        | State::Ours { .. }
        | State::Scheduled { .. }
        | State::Paused { .. }
        | State::Quiet
        | State::Waiting => true,
        State::Closed | State::Snoozed { .. } | State::Committed | State::Unknown { .. } | State::Dark => false,
    }
}

/// As a verdict points at a message.
pub(super) fn message(entry: &Entry<'_>) -> MessageRef {
    let who = entry.mail.author_name().map(str::to_owned);
    MessageRef {
        at: entry.at,
        key: entry.mail.key(),
        message_id: entry.mail.message_id(),
        who: who.unwrap_or_else(|| "somebody".to_owned()),
        to: entry.mail.recipient_names().take(MOST_RECIPIENTS).map(str::to_owned).collect(),
        subject: entry.mail.subject().to_owned(),
    }
}
