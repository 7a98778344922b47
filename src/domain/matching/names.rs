//! Which prospects and deals a name means.

use std::collections::HashMap;

use crate::domain::names::fold;
use crate::domain::roster::{Deal, Roster};

/// What a name of the roster stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A prospect, by its index.
    Prospect(usize),
    /// A deal, by its place in [`Names::deals`].
    Deal(usize),
    /// One of a prospect's people.
    Person(usize),
}

/// The names of the roster, and its deals in one numbering.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// Every deal with the index of its prospect.
    pub deals: Vec<(usize, &'a Deal)>,
    of_prospect: Vec<std::ops::Range<usize>>,
    by_name: HashMap<String, Vec<Target>>,
    longest: usize,
}

/// What the names in a subject or a text mean, in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Deals, named by title or alias.
    pub deals: Vec<usize>,
    /// Prospects, named themselves or through one of their deals.
    pub prospects: Vec<usize>,
}

impl<'a> Names<'a> {
    /// Numbers the deals and indexes all names.
    pub fn new(roster: &'a Roster) -> Self {
        let mut names = Self::default();
        for (index, prospect) in roster.prospects.iter().enumerate() {
            let first = names.deals.len();
            for text in std::iter::once(&prospect.name).chain(&prospect.aliases) {
                names.add(text, Target::Prospect(index));
            }
            for text in prospect.people.iter().filter_map(|person| person.name.as_ref()) {
                names.add(text, Target::Person(index));
            }
            for deal in &prospect.deals {
                for text in std::iter::once(&deal.title).chain(&deal.aliases) {
                    names.add(text, Target::Deal(names.deals.len()));
                }
                names.deals.push((index, deal));
            }
            names.of_prospect.push(first..names.deals.len());
        }
        names
    }

    /// The numbers of a prospect's deals.
    pub fn deals_of(&self, prospect: usize) -> std::ops::Range<usize> {
        self.of_prospect.get(prospect).cloned().unwrap_or(0..0)
    }

    /// What folded names, as a fact carries them, stand for. A deal's name that several prospects share means those of them that
    /// are named beside it, if any are.
    pub fn named<'n>(&self, found: impl Iterator<Item = &'n str>) -> Named {
        let targets: Vec<Target> = found.filter_map(|name| self.by_name.get(trim(name))).flatten().copied().collect();
        self.meaning(&targets)
    }

    /// Every roster name that stands in `text` as whole words.
    pub fn scan(&self, text: &str) -> Vec<Target> {
        let text = fold(text);
        let mut words: Vec<(usize, usize)> = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            match (c.is_alphanumeric(), inside) {
                (true, false) => words.push((at, at + c.len_utf8())),
                (true, true) => words.iter_mut().last().into_iter().for_each(|word| word.1 = at + c.len_utf8()),
                (false, _) => {}
            }
            inside = c.is_alphanumeric();
        }
        let mut found = Vec::new();
        for (n, (start, _)) in words.iter().enumerate() {
            for (_, end) in words.iter().skip(n).take(self.longest) {
                found.extend(text.get(*start..*end).and_then(|run| self.by_name.get(run)).into_iter().flatten().copied());
            }
        }
        found
    }

    /// Sorts targets into deals and prospects.
    pub fn meaning(&self, targets: &[Target]) -> Named {
        let mut prospects: Vec<usize> =
            targets.iter().filter_map(|t| if let Target::Prospect(p) = t { Some(*p) } else { None }).collect();
        let all: Vec<usize> = targets.iter().filter_map(|t| if let Target::Deal(d) = t { Some(*d) } else { None }).collect();
        let beside: Vec<usize> = all.iter().copied().filter(|d| prospects.contains(&self.prospect_of(*d))).collect();
        let mut deals = Vec::new();
        for deal in &all {
            let name_is_shared = |other: &usize| self.same_name(*deal, *other);
            if beside.contains(deal) || !beside.iter().any(name_is_shared) {
                deals.push(*deal);
            }
        }
        prospects.extend(deals.iter().map(|d| self.prospect_of(*d)));
        for list in [&mut prospects, &mut deals] {
            list.sort_unstable();
            list.dedup();
        }
        Named { deals, prospects }
    }

    /// The prospect of a deal, by its number.
    pub fn prospect_of(&self, deal: usize) -> usize {
        self.deals.get(deal).map_or(usize::MAX, |(prospect, _)| *prospect)
    }

    fn same_name(&self, one: usize, other: usize) -> bool {
        let names = |n: usize| -> Vec<String> {
            let deal = self.deals.get(n).map(|(_, deal)| *deal);
            deal.into_iter().flat_map(|d| std::iter::once(&d.title).chain(&d.aliases)).map(|name| fold(name)).collect()
        };
        let theirs = names(other);
        names(one).iter().any(|name| theirs.contains(name))
    }

    fn add(&mut self, text: &str, target: Target) {
        let folded = fold(text);
        let key = trim(&folded);
        if key.is_empty() {
            return;
        }
        let words = key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        self.longest = self.longest.max(words.min(12));
        let targets = self.by_name.entry(key.to_owned()).or_default();
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
}

fn trim(name: &str) -> &str {
    name.trim_matches(|c: char| !c.is_alphanumeric())
}
