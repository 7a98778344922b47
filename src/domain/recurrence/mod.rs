//! Meetings that repeat (RFC 5545, 3.3.10 and 3.8.5): a rule with what it adds and leaves out, expanded inside a window.
//!
//! A rule without COUNT is entered where the window begins, so a series of 1970 costs no more than one of today. A rule that
//! repeats within a day is no meeting anybody goes to: it isn't expanded. Whatever a rule says, the work for a window is bounded.

mod days;
mod rule;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

pub use self::rule::Rule;

/// The most occurrences that one series gives a window.
pub const MAX_OCCURRENCES: usize = 1000;
/// The most days that are held against a rule: a century, for those that are counted from their first one.
const MAX_DAYS: i64 = 40_000;
/// The most days looked at and times formed for one window. A daily meeting of 1970 that is counted takes 40,000.
const MAX_WORK: usize = 100_000;

/// When a meeting repeats.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Series {
    /// The RRULE as it is written; empty when only single dates are listed.
    pub rule: String,
    /// The first start, as a clock on the wall in `zone` shows it.
    pub local: DateTime,
    /// The zone in which it repeats: an IANA name or a POSIX TZ string.
    pub zone: String,
    /// Starts that are listed one by one (RDATE).
    pub extra: Vec<Timestamp>,
    /// Starts that are left out (EXDATE).
    pub except: Vec<Timestamp>,
}

impl Series {
    /// The starts from `from` up to `to`, in order, at most [`MAX_OCCURRENCES`].
    pub fn starts(&self, from: Timestamp, to: Timestamp) -> Vec<Timestamp> {
        self.expand(from, to).0
    }

    /// The starts, and how many days were looked at and times formed for them.
    fn expand(&self, from: Timestamp, to: Timestamp) -> (Vec<Timestamp>, usize) {
        let (zone, mut work) = (zone(&self.zone), 0);
        let mut all: BTreeSet<Timestamp> = self.extra.iter().copied().filter(|at| (from..=to).contains(at)).collect();
        match Rule::parse(&self.rule) {
            Some(rule) => all.extend(rule.starts(self.local, &zone, (from, to), &mut work)),
            // Without a rule to go by the first one is still there.
            None => all.extend(zone.to_timestamp(self.local).ok().filter(|at| (from..=to).contains(at))),
        }
        // Exchange writes the date alone where a whole day is left out: midnight stands for its day.
        let left_out: BTreeSet<Timestamp> = self.except.iter().copied().collect();
        let local = left_out.iter().map(|except| zone.to_datetime(*except));
        let days: BTreeSet<Date> = local.filter(|at| at.time() == Time::midnight()).map(|at| at.date()).collect();
        all.retain(|at| !left_out.contains(at) && !days.contains(&zone.to_datetime(*at).date()));
        (all.into_iter().take(MAX_OCCURRENCES).collect(), work)
    }
}

/// The zone of a name that reading made; UTC for one that this machine's tables don't have.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).or_else(|_| TimeZone::posix(name)).unwrap_or(TimeZone::UTC)
}

impl Rule {
    /// The starts of the rule between two instants; what was done for them is added to `work`.
    fn starts(&self, start: DateTime, zone: &TimeZone, window: (Timestamp, Timestamp), work: &mut usize) -> Vec<Timestamp> {
        let (from, to) = window;
        // A day each way covers every offset between a wall clock and UTC.
        let day = SignedDuration::from_hours(26);
        let first = zone.to_datetime(from.checked_sub(day).unwrap_or(Timestamp::MIN)).date();
        let last = zone.to_datetime(to.checked_add(day).unwrap_or(Timestamp::MAX)).date();
        let skipped = if self.count.is_none() { self.period_of(start.date(), first) } else { 0 };
        let (mut found, mut counted) = (Vec::new(), 0_u32);
        for period in skipped..skipped.saturating_add(MAX_DAYS / self.days_in_period()) {
            let Some((begin, days)) = self.days_of_period(start.date(), period) else { break };
            if begin > last {
                break;
            }
            *work += usize::try_from(self.days_in_period()).unwrap_or_default();
            let times = self.times(&days, start, MAX_WORK.saturating_sub(*work));
            *work += times.formed;
            for local in times.kept {
                if local < start {
                    continue;
                }
                let Ok(at) = zone.to_timestamp(local) else { continue };
                counted = counted.saturating_add(1);
                if self.is_past(local, at, counted) || found.len() >= MAX_OCCURRENCES {
                    return found;
                }
                if (from..=to).contains(&at) {
                    found.push(at);
                }
            }
            if *work >= MAX_WORK {
                break;
            }
        }
        found
    }

    fn is_past(&self, local: DateTime, at: Timestamp, counted: u32) -> bool {
        use self::rule::Until;
        let over = match self.until {
            Some(Until::Instant(until)) => at > until,
            Some(Until::Local(until)) => local > until,
            Some(Until::Day(day)) => local.date() > day,
            None => false,
        };
        over || self.count.is_some_and(|count| counted > count)
    }
}

#[cfg(test)]
mod tests;
