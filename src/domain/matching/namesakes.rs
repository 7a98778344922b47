//! Whoever has the full name of one of a prospect's people and writes to us from an address that is nobody's: perhaps an answer, which
//! a person has to tell (SPEC 2 makes it none).

use std::collections::{BTreeMap, BTreeSet};

use super::Direction;
use super::assign::Assigned;
use crate::domain::mail::{FolderRole, Kind};
use crate::domain::names::full_name;
use crate::domain::roster::Side;

/// What people outside wrote that belongs to no deal, by their full names.
#[derive(Debug, Default)]
pub(super) struct Namesakes(BTreeMap<String, Vec<usize>>);

impl Namesakes {
    /// Looks through everything that has its place.
    pub(super) fn new(found: &Assigned<'_>) -> Self {
        let mut all: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, direction) in found.directions.iter().enumerate() {
            let Some(node) = found.threads.nodes.get(index).filter(|_| *direction == Direction::Unrelated) else { continue };
            let received = || found.threads.seen_in(index).any(|(_, role)| *role != FolderRole::Sent);
            if node.author == Side::Outside
                && node.mail.kind() == Kind::Human
                && found.places.get(index).is_empty()
                && received()
                && let Some(name) = node.mail.author_name().and_then(full_name)
            {
                all.entry(name).or_default().push(index);
            }
        }
        Self(all)
    }

    /// Whether there is nobody.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What those wrote who have one of these names, in order.
    pub(super) fn of(&self, names: &BTreeSet<String>) -> Vec<usize> {
        let mut all: Vec<usize> = names.iter().filter_map(|name| self.0.get(name)).flatten().copied().collect();
        all.sort_unstable();
        all
    }
}
