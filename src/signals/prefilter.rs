//! Which phrases can stand in a sentence, by its words: the others are never looked for.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::lexicon::Phrase;
use crate::domain::signal::Roles;

/// Tells by the words of a sentence which phrases can stand in it.
#[derive(Debug)]
pub struct Prefilter {
    words: AhoCorasick,
    /// For each word the phrases that it can begin.
    wakes: Vec<Vec<usize>>,
    /// For each phrase groups of words by number: one of each group stands in every sentence that the phrase stands in.
    needs: Vec<Vec<Vec<usize>>>,
}

impl Prefilter {
    /// Of the phrases that mean something between these parties; `None` where they hold too many words.
    pub fn new(phrases: &[Phrase], roles: Roles) -> Option<Self> {
        let mut words: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
        let fitting = |phrase: &&Phrase| phrase.kind.fits(roles) && phrase.to.is_none_or(|to| to == roles.addressee);
        for (index, phrase) in phrases.iter().enumerate().filter(|(_, phrase)| fitting(phrase)) {
            for anchor in &phrase.anchors {
                words.entry(anchor).or_default().push(index);
            }
            for word in phrase.needs.iter().flatten() {
                words.entry(word).or_default();
            }
        }
        let number: HashMap<&String, usize> = words.keys().enumerate().map(|(number, word)| (*word, number)).collect();
        let numbers = |group: &Vec<String>| group.iter().filter_map(|word| number.get(word).copied()).collect();
        let needs = phrases.iter().map(|phrase| phrase.needs.iter().map(numbers).collect()).collect();
        // A full table of transitions takes ten times the memory, for four pairs of parties, and is no quicker: it doesn't fit into a cache.
        let automaton = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(words.keys())
            .ok()?;
        Some(Self { words: automaton, wakes: words.into_values().collect(), needs })
    }

    /// The phrases that can stand in a sentence, by number.
    pub fn awake(&self, text: &str) -> Vec<usize> {
        let mut there: Vec<usize> = self.words.find_overlapping_iter(text).map(|hit| hit.pattern().as_usize()).collect();
        there.sort_unstable();
        there.dedup();
        let mut awake: Vec<usize> = there.iter().filter_map(|word| self.wakes.get(*word)).flatten().copied().collect();
        awake.sort_unstable();
        awake.dedup();
        let stands = |words: &Vec<usize>| words.iter().any(|word| there.binary_search(word).is_ok());
        awake.retain(|index| self.needs.get(*index).is_some_and(|groups| groups.iter().all(stands)));
        awake
    }
}
