//! Whoever has the full name of one of a prospect's people, or a domain that is called as theirs, and writes to us from an address that is
//! nobody's: perhaps an answer, which a person has to tell (SPEC 2 makes it none).

use std::collections::{BTreeMap, BTreeSet};

use super::Direction;
use super::assign::Assigned;
use crate::domain::mail::{FolderRole, Kind};
use crate::domain::names::{full_name, house, related_houses};
use crate::domain::roster::{Prospect, Side};

/// What people outside wrote that belongs to no deal, by their full names and those of their houses.
#[derive(Debug, Default)]
pub(super) struct Namesakes(BTreeMap<String, Vec<usize>>);

impl Namesakes {
    /// Looks through everything that has its place.
    pub(super) fn new(found: &Assigned<'_>) -> Self {
        let mut all: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, direction) in found.directions.iter().enumerate() {
            let Some(node) = found.threads.nodes.get(index).filter(|_| *direction == Direction::Unrelated) else { continue };
            let received = || found.threads.seen_in(index).any(|(_, role)| *role != FolderRole::Sent);
            if node.author == Side::Outside && node.mail.kind() == Kind::Human && found.places.get(index).is_empty() && received()
            {
                let name = node.mail.author_name().and_then(full_name);
                let houses = node.mail.author().into_iter().flat_map(|author| related_houses(author.domain()));
                for key in name.into_iter().chain(houses.map(str::to_owned)) {
                    all.entry(key).or_default().push(index);
                }
            }
        }
        Self(all)
    }

    /// Whether there is nobody.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What those wrote who are called as the prospect's house or one of its people, who go by `names` in mail; in order.
    pub(super) fn of<'n>(&self, prospect: &'n Prospect, names: impl Iterator<Item = &'n str>) -> BTreeSet<usize> {
        let listed = prospect.people.iter().filter_map(|person| person.name.as_deref());
        let names: BTreeSet<String> = names.chain(listed).filter_map(full_name).collect();
        let houses = prospect.domains.iter().flat_map(|domain| house(domain.as_str())).map(str::to_owned);
        names.into_iter().chain(houses).filter_map(|key| self.0.get(&key)).flatten().copied().collect()
    }
}
