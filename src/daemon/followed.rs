//! What is followed: the ids of threads with prospects, and who turned up on their side. It grows while mailboxes are read.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::store::Copy;

/// A set of hashes. Every hash that a message carries is looked for in one.
pub type Hashes = HashSet<u64, RandomState>;

/// Hashes of what is followed, in the order in which they came.
#[derive(Debug, Default)]
pub struct Followed {
    all: Hashes,
    /// What came since the beginning.
    log: Vec<u64>,
}

impl Followed {
    /// Begins with what the store knows.
    pub fn new(all: Hashes) -> Self {
        Self { all, log: Vec::new() }
    }

    /// Everything that is followed.
    pub fn all(&self) -> &Hashes {
        &self.all
    }

    /// Follows one more.
    pub fn insert(&mut self, hash: u64) {
        if self.all.insert(hash) {
            self.log.push(hash);
        }
    }

    /// How many came so far: for [`Self::overlooked`].
    pub fn mark(&self) -> usize {
        self.log.len()
    }

    /// The places of those copies that carry something that is followed since `mark`: when they were judged, it was not known
    /// yet, and when the past was searched for it, they were not written yet.
    pub fn overlooked(&self, mark: usize, copies: &[Copy]) -> Vec<String> {
        let since: Hashes = self.log.get(mark..).unwrap_or_default().iter().copied().collect();
        if since.is_empty() {
            return Vec::new();
        }
        let carries = |copy: &&Copy| copy.hashes.iter().any(|hash| since.contains(hash));
        copies.iter().filter(carries).map(|copy| copy.place.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail::MailKey;

    #[test]
    fn a_message_that_another_mailbox_made_matter_meanwhile_is_not_overlooked() {
        let copy = |place: &str, hash| Copy { place: place.into(), key: MailKey(1), hashes: vec![hash] };
        let copies = [copy("1", 5), copy("2", 6), copy("3", 7)];
        let mut followed = Followed::new([5].into_iter().collect());
        followed.insert(6);
        let mark = followed.mark();
        assert!(followed.overlooked(mark, &copies).is_empty());
        followed.insert(5);
        followed.insert(7);
        assert_eq!(followed.overlooked(mark, &copies), ["3"]);
    }
}
