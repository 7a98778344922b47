//! When each mailbox is read next: regularly, at once when it has news, later and later while it fails.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// The first wait after a failure, and the longest.
const FIRST: Duration = Duration::from_secs(15);
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Doubles the wait with every failure, up to 15 minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// How long to wait after one more failure.
    pub fn failed(&mut self) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let doubled = FIRST.saturating_mul(1 << (self.failures - 1).min(10));
        jittered(doubled.min(LONGEST)).min(LONGEST)
    }

    /// Whether it failed the last time.
    pub fn fails(&self) -> bool {
        self.failures > 0
    }

    /// It works again.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }
}

/// A tenth more or less, so that what began together does not stay together.
pub fn jittered(time: Duration) -> Duration {
    let dice = RandomState::new().build_hasher().finish() % 201;
    time.mul_f64(0.9 + f64::from(u32::try_from(dice).unwrap_or(100)) / 1000.0)
}

/// Any time up to `time`.
pub fn any_time_up_to(time: Duration) -> Duration {
    let dice = RandomState::new().build_hasher().finish() % 1000;
    time.mul_f64(f64::from(u32::try_from(dice).unwrap_or(0)) / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_tried_later_and_later_but_never_later_than_15_minutes() {
        let mut backoff = Backoff::default();
        assert!(!backoff.fails());
        let waits: Vec<Duration> = (0..12).map(|_| backoff.failed()).collect();
        assert!((13..=17).contains(&waits[0].as_secs()), "{waits:?}");
        assert!(waits[1] > waits[0] && waits[4] > waits[3] * 3 / 2, "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= LONGEST) && waits[11] >= LONGEST * 8 / 10, "{waits:?}");
        assert!(backoff.fails());
        backoff.succeeded();
        assert!(!backoff.fails() && (13..=17).contains(&backoff.failed().as_secs()));
    }

    #[test]
    fn what_begins_together_does_not_stay_together() {
        let all: std::collections::HashSet<Duration> = (0..50).map(|_| any_time_up_to(Duration::from_secs(10))).collect();
        assert!(all.len() > 30 && all.iter().all(|time| *time < Duration::from_secs(10)), "{all:?}");
        let every = Duration::from_secs(300);
        assert!((0..50).map(|_| jittered(every)).all(|time| (269..=331).contains(&time.as_secs())));
    }
}
