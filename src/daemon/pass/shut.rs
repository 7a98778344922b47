//! Folders that a source refuses: each is tried again later and later, and keeps the others from nothing.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use crate::daemon::pace::Backoff;
use crate::store::FolderEnd;

/// At which step of a pass a folder was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// When what is new in it was to be read: nothing of it can be.
    New,
    /// When what is queued of it was to be read again.
    Again,
}

/// What is known of the refused folders of one mailbox, by their numbers in the store, from pass to pass.
#[derive(Debug, Default)]
pub struct Shut(HashMap<i64, Refused>);

#[derive(Debug)]
struct Refused {
    step: Step,
    end: FolderEnd,
    backoff: Backoff,
    due: Instant,
}

impl Shut {
    /// How long until one of them is tried again; `None` where there are none.
    pub fn next(&self, now: Instant) -> Option<Duration> {
        self.0.values().map(|refused| refused.due.saturating_duration_since(now)).min()
    }

    /// How a folder was refused the last time, where it isn't tried at this step yet.
    pub(super) fn rests(&self, folder: i64, step: Step, now: Instant) -> Option<FolderEnd> {
        let refused = self.0.get(&folder).filter(|refused| refused.step <= step && refused.due > now)?;
        Some(refused.end.clone())
    }

    /// Those that aren't tried again yet.
    pub(super) fn resting(&self, now: Instant) -> impl Iterator<Item = i64> {
        self.0.iter().filter(move |(_, refused)| refused.due > now).map(|(folder, _)| *folder)
    }

    /// A folder was refused. Whether for the first time.
    pub(super) fn refused(&mut self, folder: i64, step: Step, end: &FolderEnd, now: Instant) -> bool {
        let mut end = end.clone();
        // Only who has just been asked takes messages for damaged.
        if let FolderEnd::Failed { damaged, .. } = &mut end {
            *damaged = false;
        }
        let mut backoff = self.0.remove(&folder).map_or_else(Backoff::default, |before| before.backoff);
        let first = !backoff.fails();
        let due = now + backoff.failed();
        self.0.insert(folder, Refused { step, end, backoff, due });
        first
    }

    /// A folder wasn't refused at a step.
    pub(super) fn read(&mut self, folder: i64, step: Step) {
        if self.0.get(&folder).is_some_and(|refused| refused.step == step) {
            self.0.remove(&folder);
        }
    }

    /// Forgets all but these.
    pub(super) fn keep(&mut self, folders: &BTreeSet<i64>) {
        self.0.retain(|folder, _| folders.contains(folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_refused_is_tried_later_and_later() {
        let (mut shut, begun) = (Shut::default(), Instant::now());
        let refusal = |damaged| FolderEnd::Failed { error: "it said no".into(), human: false, refused: false, damaged };
        let told = Some(refusal(false));
        assert!(shut.next(begun).is_none() && shut.refused(1, Step::Again, &refusal(true), begun));
        assert_eq!([Step::New, Step::Again].map(|step| shut.rests(1, step, begun)), [None, told.clone()], "what is new is read");
        let first = shut.next(begun).unwrap();
        assert!((13..=17).contains(&first.as_secs()), "{first:?}");
        let then = begun + first;
        assert_eq!(
            (shut.rests(1, Step::Again, then), shut.resting(then).count(), shut.next(then)),
            (None, 0, Some(Duration::ZERO))
        );
        // What is new is refused, too.
        assert!(!shut.refused(1, Step::New, &refusal(true), then));
        assert!(shut.next(then).unwrap() > first * 3 / 2 && shut.resting(then).eq([1]));
        assert_eq!([Step::New, Step::Again].map(|step| shut.rests(1, step, then)), [told.clone(), told]);
        assert!(shut.refused(2, Step::New, &refusal(false), then) && shut.rests(3, Step::New, then).is_none());
        for _ in 0..9 {
            shut.refused(1, Step::New, &refusal(false), then);
        }
        shut.read(2, Step::Again);
        assert_eq!(shut.resting(then).count(), 2);
        shut.read(2, Step::New);
        assert!((800..=900).contains(&shut.next(then).unwrap().as_secs()), "{:?}", shut.next(then));
        shut.keep(&BTreeSet::from([2]));
        assert!(shut.next(then).is_none());
    }
}
