//! The daily forgetting of what is past the retention, unless the clock is not to be trusted: one that jumped ahead by years would
//! have everything forgotten.

use std::sync::Mutex;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use tracing::{error, warn};

use super::pass::lock;
use super::{clock, retention};
use crate::config::Config;
use crate::store::Store;

/// A wall clock that went back so far beside the time that passed has jumped.
const JUMP: SignedDuration = SignedDuration::from_hours(1);
/// After so long without a pass it may be that the clock jumped while nobody looked. As far ahead a running service takes it for time in
/// which the machine was suspended, which doesn't pass for it either: one that sleeps every night is to forget all the same.
const LONG_AWAY: SignedDuration = SignedDuration::from_hours(35 * 24);
/// A clock that jumped ahead by weeks gets so long to be put right before anybody is told what follows from it.
const MOMENT: Duration = Duration::from_secs(15 * 60);
/// So long a clock has to be steady before it is trusted again: time enough for it to be put right.
const TRUST: Duration = Duration::from_secs(24 * 3600);

/// Forgets once a day.
pub struct Tidy {
    begun: Instant,
    done: Option<Date>,
    steady: Steady,
}

impl Tidy {
    /// Begins at the start of the service.
    pub fn new(store: &Mutex<Store>) -> Self {
        let coverage = lock(store).coverage().unwrap_or_default();
        let last = coverage.values().filter_map(|coverage| coverage.until).max();
        Self { begun: Instant::now(), done: None, steady: Steady::new(clock::now(), last) }
    }

    /// Whether the clock, which shows `now`, jumped ahead by weeks a moment ago, and wasn't put right.
    pub fn doubts(&mut self, now: Timestamp) -> bool {
        let passed = self.begun.elapsed();
        self.steady.look(now, passed);
        self.steady.is_ahead(passed)
    }

    /// Applies the retention, if it wasn't today.
    pub fn once_a_day(&mut self, config: &Config, store: &Mutex<Store>, now: Timestamp, stopping: &dyn Fn() -> bool) {
        let trusted = self.steady.look(now, self.begun.elapsed());
        let today = now.to_zoned(TimeZone::UTC).date();
        if !trusted || self.done == Some(today) || stopping() {
            return;
        }
        match retention::apply(config, store, now) {
            Ok(_) => self.done = Some(today),
            Err(problem) => error!(reason = %problem, "the retention could not be applied; it is tried again"),
        }
    }
}

/// Whether the clock is steady: the wall clock beside the time that passed since the start.
#[derive(Debug)]
struct Steady {
    wall: Timestamp,
    passed: Duration,
    /// Since when it is watched with suspicion.
    doubted: Option<Duration>,
    /// When it jumped ahead, unless it went back since.
    ahead: Option<Duration>,
}

impl Steady {
    fn new(wall: Timestamp, last_pass: Option<Timestamp>) -> Self {
        let away = last_pass.map(|last| wall.duration_since(last));
        let long = away.is_some_and(|away| away > LONG_AWAY);
        let odd = long || away.is_some_and(|away| away < -JUMP);
        if odd {
            warn!("the last pass was long ago by the clock, or is ahead of it: nothing is forgotten for a day");
        }
        let since = |is: bool| is.then_some(Duration::ZERO);
        Self { wall, passed: Duration::ZERO, doubted: since(odd), ahead: since(long) }
    }

    /// Whether the clock is to be trusted when it shows `wall`, `passed` after the start.
    fn look(&mut self, wall: Timestamp, passed: Duration) -> bool {
        let really = SignedDuration::try_from(passed.saturating_sub(self.passed)).unwrap_or(SignedDuration::MAX);
        let off = wall.duration_since(self.wall).saturating_sub(really);
        if off > LONG_AWAY || off < -JUMP {
            warn!(hours = off.as_hours(), "the clock has jumped: nothing is forgotten for a day");
            self.doubted = Some(passed);
            self.ahead = (off > LONG_AWAY).then_some(passed);
        }
        (self.wall, self.passed) = (wall, passed);
        if self.doubted.is_some_and(|since| passed.saturating_sub(since) >= TRUST) {
            self.doubted = None;
        }
        self.doubted.is_none()
    }

    /// Whether it jumped ahead a moment ago, so long after the start.
    fn is_ahead(&self, passed: Duration) -> bool {
        self.ahead.is_some_and(|since| passed.saturating_sub(since) < MOMENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn hours(count: u64) -> Duration {
        Duration::from_secs(count * 3600)
    }

    #[test]
    fn a_clock_that_jumps_is_not_trusted_for_a_day() {
        let mut steady = Steady::new(at("2026-05-20T12:00:00Z"), Some(at("2026-05-20T11:00:00Z")));
        assert!(steady.look(at("2026-05-20T14:00:00Z"), hours(2)));
        assert!(!steady.look(at("2031-05-20T15:00:00Z"), hours(3)), "ahead");
        assert!(!steady.look(at("2026-05-20T16:00:00Z"), hours(4)), "and back");
        assert!(!steady.look(at("2026-05-21T15:00:00Z"), hours(27)));
        assert!(steady.look(at("2026-05-21T16:00:00Z"), hours(28)));
    }

    #[test]
    fn a_clock_that_jumped_ahead_by_weeks_gets_a_moment_to_be_put_right() {
        let mut steady = Steady::new(at("2026-05-20T12:00:00Z"), Some(at("2026-05-20T11:00:00Z")));
        let after = |minutes: u64| Duration::from_secs(minutes * 60);
        let mut told = |wall: &str, minutes: u64| {
            steady.look(at(wall), after(minutes));
            steady.is_ahead(after(minutes))
        };
        assert!(!told("2026-05-21T08:00:00Z", 1), "a night");
        assert!(told("2027-05-21T08:01:00Z", 2) && told("2027-05-21T08:06:00Z", 7));
        assert!(!told("2026-05-21T08:07:00Z", 8), "put right");
        assert!(told("2027-05-21T08:10:00Z", 11) && !told("2027-05-21T08:30:00Z", 31), "for no longer than that");
        let later = Steady::new(at("2026-08-20T12:00:00Z"), Some(at("2026-05-20T11:00:00Z")));
        assert!(later.is_ahead(after(1)), "a machine that was off for months, or a clock that is");
    }

    #[test]
    fn a_machine_that_sleeps_at_night_or_over_a_holiday_is_trusted() {
        let mut steady = Steady::new(at("2026-05-20T12:00:00Z"), Some(at("2026-05-20T11:00:00Z")));
        assert!(steady.look(at("2026-05-20T18:00:00Z"), hours(6)));
        assert!(steady.look(at("2026-05-21T08:00:00Z"), hours(6)), "a night");
        assert!(steady.look(at("2026-06-10T09:00:00Z"), hours(7)), "three weeks");
        assert!(!steady.look(at("2026-08-10T09:00:00Z"), hours(8)), "two months are no sleep");
    }

    #[test]
    fn a_change_of_summer_time_or_a_leap_day_is_no_jump() {
        let mut steady = Steady::new(at("2028-02-28T23:00:00Z"), None);
        assert!(steady.look(at("2028-02-29T23:30:00Z"), hours(24) + Duration::from_secs(1800)));
        // Europe's clocks change at 01:00 UTC; an instant is no wall clock.
        let mut steady = Steady::new(at("2026-03-29T00:30:00Z"), None);
        assert!(steady.look(at("2026-03-29T01:30:00Z"), hours(1)));
    }

    #[test]
    fn after_a_long_time_away_one_waits_a_day_to_see_whether_the_clock_is_put_right() {
        let mut steady = Steady::new(at("2036-05-20T12:00:00Z"), Some(at("2026-05-20T11:00:00Z")));
        assert!(!steady.look(at("2036-05-20T13:00:00Z"), hours(1)));
        let mut back = Steady::new(at("2016-05-20T12:00:00Z"), Some(at("2026-05-20T11:00:00Z")));
        assert!(!back.look(at("2016-05-20T13:00:00Z"), hours(1)));
        assert!(back.look(at("2016-05-21T13:00:00Z"), hours(25)));
    }
}
