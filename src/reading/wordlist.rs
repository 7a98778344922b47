//! Lists of words, written as text so that a page of them stays a page.

use std::collections::HashSet;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};

/// A list of words or phrases, in lower case.
pub(in crate::reading) struct Words {
    text: &'static str,
    list: OnceLock<Vec<&'static str>>,
    /// As a set, with the length of the longest.
    set: OnceLock<(HashSet<&'static str>, usize)>,
    heads: OnceLock<Pairs>,
    tails: OnceLock<Pairs>,
    /// All of them at once; `None` only if the automaton could not be built.
    automaton: OnceLock<Option<AhoCorasick>>,
}

/// Reads words that are parted by `|`.
pub(in crate::reading) const fn words(text: &'static str) -> Words {
    Words {
        text,
        list: OnceLock::new(),
        set: OnceLock::new(),
        heads: OnceLock::new(),
        tails: OnceLock::new(),
        automaton: OnceLock::new(),
    }
}

impl Words {
    /// The words in their order.
    pub fn list(&self) -> &[&'static str] {
        self.list.get_or_init(|| self.text.split(['|', '\n']).filter(|word| !word.is_empty()).collect())
    }

    /// Whether `word` is one of them.
    pub fn has(&self, word: &str) -> bool {
        let sorted = || (self.list().iter().copied().collect(), self.list().iter().map(|word| word.len()).max().unwrap_or(0));
        let (set, longest) = self.set.get_or_init(sorted);
        word.len() <= *longest && self.may_begin(word) && set.contains(word)
    }

    /// Whether `text`, in whatever case, may begin with one of them. Cheap, and never wrong in saying no.
    pub fn may_begin(&self, text: &str) -> bool {
        self.heads.get_or_init(|| Pairs::of(self.list(), |word| word.iter().copied())).may(text.bytes())
    }

    /// Whether `text`, in whatever case, may end with one of them.
    pub fn may_end(&self, text: &str) -> bool {
        self.tails.get_or_init(|| Pairs::of(self.list(), |word| word.iter().rev().copied())).may(text.bytes().rev())
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

    /// Whether any of them stands in `text`.
    pub fn within(&self, text: &str) -> bool {
        match self.automaton() {
            Some(all) => all.is_match(text),
            None => self.list().iter().any(|word| text.contains(word)),
        }
    }

    /// Where the first of them stands in `text`, and which it is.
    pub fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        self.list().iter().filter_map(|word| text.find(word).map(|at| (at, *word))).min()
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

/// Several lists that are looked for at once: most texts hold a word of none.
pub(in crate::reading) struct Lists {
    lists: &'static [&'static Words],
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Lists {
    /// These lists.
    pub const fn of(lists: &'static [&'static Words]) -> Self {
        Self { lists, automaton: OnceLock::new() }
    }

    /// Whether a word of any of them stands in `text`.
    pub fn within(&self, text: &str) -> bool {
        let all = || AhoCorasick::new(self.lists.iter().flat_map(|list| list.list())).ok();
        match self.automaton.get_or_init(all) {
            Some(all) => all.is_match(text),
            None => self.lists.iter().any(|list| list.within(text)),
        }
    }
}

/// Which two letters words begin (or, read backwards, end) with. Letters beyond ASCII always pass: their case is not simple.
struct Pairs(Vec<u128>);

impl Pairs {
    fn of<'a, I: Iterator<Item = u8>>(words: &[&'a str], bytes: impl Fn(&'a [u8]) -> I) -> Self {
        let mut rows = vec![0; 128];
        for word in words {
            let mut bytes = bytes(word.as_bytes());
            let (Some(first), second) = (bytes.next(), bytes.next()) else { continue };
            let Some(row) = rows.get_mut(usize::from(first)) else { continue };
            *row |= match second {
                Some(second) if second.is_ascii() => 1 << second,
                // Whatever follows.
                Some(_) | None => u128::MAX,
            };
        }
        Self(rows)
    }

    fn may(&self, mut bytes: impl Iterator<Item = u8>) -> bool {
        let (Some(first), Some(second)) = (bytes.next(), bytes.next()) else { return true };
        match self.0.get(usize::from(first.to_ascii_lowercase())) {
            Some(row) if second.is_ascii() => (row >> second.to_ascii_lowercase()) & 1 == 1,
            Some(_) | None => true,
        }
    }
}
