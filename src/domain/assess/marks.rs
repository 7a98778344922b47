//! What people recorded of a deal, as it stands at an instant.

use jiff::Timestamp;

use crate::domain::action::{Action, FalseAlarm, Mark, What};
use crate::domain::address::Address;
use crate::domain::mail::MailKey;
use crate::domain::matching::Timeline;
use crate::domain::time::Calendar;
use crate::domain::verdict::Closing;

/// A snooze that stands.
#[derive(Clone, Debug)]
pub(super) struct Snooze<'a> {
    pub until: Timestamp,
    pub by: Option<&'a Address>,
}

/// The marks that hold: reopening takes back all earlier ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks<'a> {
    pub lost: Option<&'a Action>,
    /// Marked won by anybody.
    pub won: Option<&'a Action>,
    pub signed: Option<&'a Action>,
    pub snooze: Option<Snooze<'a>>,
    /// Marked won by a manager.
    won_by_manager: Option<&'a Action>,
    /// The last time somebody reopened it.
    pub reopened: Option<Timestamp>,
    /// The stage that the prospects file gives, and since when.
    pub stage: Option<(String, Timestamp)>,
    /// What somebody said is no celebration, and who did.
    alarms: Vec<(&'a Action, &'a FalseAlarm)>,
}

impl<'a> Marks<'a> {
    /// Plays the marks up to `until`.
    pub(super) fn new(timeline: &'a Timeline<'a>, calendar: &Calendar, until: Timestamp) -> Self {
        let mut marks = Self { stage: stage(timeline, calendar, until), ..Self::default() };
        marks.alarms = alarms(timeline, until).collect();
        for action in timeline.actions.iter().copied().filter(|action| action.at <= until) {
            let What::Marked(mark) = &action.what else { continue };
            match mark {
                Mark::Signed => marks.signed = marks.signed.or(Some(action)),
                Mark::Won => {
                    let manager = action.by.as_ref().is_some_and(|by| timeline.team.managers.contains(by));
                    marks.won = marks.won.or(Some(action));
                    marks.won_by_manager = marks.won_by_manager.or(manager.then_some(action));
                }
                Mark::Lost => marks.lost = Some(action),
                Mark::Snoozed { until } => marks.snooze = Some(Snooze { until: *until, by: action.by.as_ref() }),
                Mark::Open => {
                    marks.reopened = Some(action.at);
                    (marks.lost, marks.won, marks.won_by_manager) = (None, None, None);
                    (marks.signed, marks.snooze) = (None, None);
                }
            }
        }
        marks
    }

    /// Whether somebody said that what a message seems to celebrate is no celebration.
    pub(super) fn is_false_alarm(&self, key: MailKey) -> bool {
        self.alarms.iter().any(|(_, alarm)| alarm.mail == Some(key))
    }

    /// The same of a stage that stood at the time.
    pub(super) fn is_false_stage(&self, stage: &str, since: Timestamp) -> bool {
        self.alarms.iter().any(|(action, alarm)| alarm.mail.is_none() && alarm.phrase == stage && since <= action.at)
    }

    /// By what people closed it; a rep's `won` closes only with a commitment.
    pub(super) fn closed(&self, committed: bool) -> Option<Closing> {
        let stage = self.stage.as_ref().filter(|(_, since)| self.reopened.is_none_or(|reopened| *since > reopened));
        let stage_is = |word: &str| stage.filter(|(stage, _)| stage.trim().eq_ignore_ascii_case(word));
        let by_stage = |(stage, since): &(String, Timestamp)| Closing::Stage { stage: stage.trim().to_owned(), since: *since };
        let by_mark = |won: bool| {
            move |action: &Action| Closing::Mark { won, at: action.at, by: action.by.clone(), note: action.note.clone() }
        };
        let won = || self.won.map(by_mark(true)).or_else(|| stage_is("won").map(by_stage));
        let lost = self.lost.map(by_mark(false)).or_else(|| stage_is("lost").map(by_stage));
        lost.or_else(|| self.won_by_manager.map(by_mark(true))).or_else(|| won().filter(|_| committed))
    }
}

/// Everything that somebody said is no celebration.
pub(super) fn alarms<'a>(timeline: &Timeline<'a>, until: Timestamp) -> impl Iterator<Item = (&'a Action, &'a FalseAlarm)> {
    let each = |action: &'a Action| match &action.what {
        What::NotCelebrated(alarms) => Some(alarms.iter().map(move |alarm| (action, alarm))),
        _ => None,
    };
    timeline.actions.iter().copied().filter(move |action| action.at <= until).filter_map(each).flatten()
}

/// The stage at an instant: dated by the prospects file, else by when it was first read there.
fn stage(timeline: &Timeline<'_>, calendar: &Calendar, until: Timestamp) -> Option<(String, Timestamp)> {
    let deal = timeline.deal;
    let dated = deal.stage_since.map(|date| calendar.midnight(date)).filter(|since| *since <= until);
    if let (Some(stage), Some(since)) = (&deal.stage, dated) {
        return Some((stage.clone(), since));
    }
    let mut current: Option<(String, Timestamp)> = None;
    for action in timeline.actions.iter().filter(|action| action.at <= until) {
        if let What::Stage(stage) = &action.what
            && current.as_ref().is_none_or(|(same, _)| same != stage)
        {
            current = Some((stage.clone(), action.at));
        }
    }
    current.filter(|(stage, _)| !stage.trim().is_empty())
}
