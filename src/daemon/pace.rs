//! When each mailbox is read next: regularly, at once when it has news, later and later while it fails.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::address::Address;

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

/// When each mailbox is read next.
#[derive(Debug)]
pub struct Pace {
    every: Duration,
    next: BTreeMap<Address, (Instant, Backoff)>,
}

impl Pace {
    /// Everything is due now, and from then on each mailbox `every` so long.
    pub fn new(owners: impl Iterator<Item = Address>, every: Duration, now: Instant) -> Self {
        Self { every, next: owners.map(|owner| (owner, (now, Backoff::default()))).collect() }
    }

    /// Whether a mailbox is due.
    pub fn is_due(&self, owner: &Address, now: Instant) -> bool {
        self.next.get(owner).is_some_and(|(at, _)| *at <= now)
    }

    /// Whether a mailbox failed when it was read last.
    pub fn fails(&self, owner: &Address) -> bool {
        self.next.get(owner).is_some_and(|(_, backoff)| backoff.failures > 0)
    }

    /// When the next one is due.
    pub fn soonest(&self) -> Option<Instant> {
        self.next.values().map(|(at, _)| *at).min()
    }

    /// How many failed when they were read last.
    pub fn failing(&self) -> usize {
        self.next.values().filter(|(_, backoff)| backoff.failures > 0).count()
    }

    /// A mailbox has news, or is reached again after it failed.
    pub fn news(&mut self, owner: &Address, now: Instant) {
        if let Some((at, _)) = self.next.get_mut(owner) {
            *at = now;
        }
    }

    /// A mailbox was read, or not.
    pub fn ended(&mut self, owner: &Address, well: bool, now: Instant) {
        if let Some((at, backoff)) = self.next.get_mut(owner) {
            let wait = if well {
                backoff.succeeded();
                jittered(self.every)
            } else {
                backoff.failed()
            };
            *at = now + wait;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_tried_later_and_later_but_never_later_than_15_minutes() {
        let dana = Address::parse("dana@northfield.example").unwrap();
        let now = Instant::now();
        let mut pace = Pace::new([dana.clone()].into_iter(), Duration::from_secs(300), now);
        assert!(pace.is_due(&dana, now));
        let mut waits = Vec::new();
        for _ in 0..12 {
            pace.ended(&dana, false, now);
            waits.push(pace.soonest().unwrap() - now);
        }
        assert!((13..=17).contains(&waits[0].as_secs()), "{waits:?}");
        assert!(waits[1] > waits[0] && waits[4] > waits[3] * 3 / 2, "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= LONGEST) && waits[11] >= LONGEST * 8 / 10, "{waits:?}");
        assert!(!pace.is_due(&dana, now) && pace.is_due(&dana, now + LONGEST));
        assert!(pace.fails(&dana) && pace.failing() == 1);
        pace.ended(&dana, true, now);
        let next = pace.soonest().unwrap() - now;
        assert!((269..=331).contains(&next.as_secs()) && !pace.fails(&dana) && pace.failing() == 0, "{next:?}");
        pace.news(&dana, now);
        assert!(pace.is_due(&dana, now));
    }
}
