//! Lists of words, written as text so that a page of them stays a page.

use std::collections::HashSet;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};

/// A list of words or phrases, in lower case.
pub(super) struct Words {
    text: &'static str,
    list: OnceLock<Vec<&'static str>>,
    set: OnceLock<HashSet<&'static str>>,
    /// All of them at once; `None` only if the automaton could not be built.
    automaton: OnceLock<Option<AhoCorasick>>,
}

/// Reads words that are parted by `|`.
pub(super) const fn words(text: &'static str) -> Words {
    Words { text, list: OnceLock::new(), set: OnceLock::new(), automaton: OnceLock::new() }
}

impl Words {
    /// The words in their order.
    pub fn list(&self) -> &[&'static str] {
        self.list.get_or_init(|| self.text.split(['|', '\n']).filter(|word| !word.is_empty()).collect())
    }

    /// Whether `word` is one of them.
    pub fn has(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.list().iter().copied().collect()).contains(word)
    }

    /// Whether `text` begins with one of them.
    pub fn begin(&self, text: &str) -> bool {
        match self.automaton() {
            Some(all) => all.is_match(Input::new(text).anchored(Anchored::Yes)),
            None => self.list().iter().any(|word| text.starts_with(word)),
        }
    }

    /// Whether `text` ends with one of them.
    pub fn end(&self, text: &str) -> bool {
        self.list().iter().any(|word| text.ends_with(word))
    }

    /// How many of them stand in `text`.
    pub fn count_in(&self, text: &str) -> usize {
        match self.automaton() {
            Some(all) if !all.is_match(text) => 0,
            Some(_) | None => self.list().iter().filter(|word| text.contains(**word)).count(),
        }
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        self.automaton.get_or_init(|| AhoCorasick::builder().start_kind(StartKind::Both).build(self.list()).ok()).as_ref()
    }
}
