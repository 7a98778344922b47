//! Texts, each kept once and known by a number: a million messages repeat addresses, ids, names and subjects.

use std::num::NonZeroU32;

use super::hash::Key;
use super::lists::append;

/// The number of a text: the first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(NonZeroU32);

impl Number {
    /// The number as a place in a list that begins at 0.
    #[inline]
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The number of what stands at this place in a list that begins at 0.
    #[inline]
    pub fn at(index: usize) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
    }
}

/// Texts in one piece of memory, each put in under a number of its own. Whether they are UTF-8 is looked at when one is asked for.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    all: Vec<u8>,
    ends: Vec<usize>,
}

impl Shelf {
    /// Puts in a text.
    pub fn push(&mut self, text: &[u8]) -> Number {
        self.all.extend_from_slice(text);
        self.ends.push(self.all.len());
        Number::at(self.ends.len() - 1)
    }

    /// The text of a number.
    pub fn get(&self, number: Number) -> &str {
        std::str::from_utf8(self.octets(number)).unwrap_or_default()
    }

    /// The same as octets.
    pub fn octets(&self, number: Number) -> &[u8] {
        let index = number.index();
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(index).and_then(|end| self.all.get(start..*end)).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Puts in all of another one, each under its old number and `self.len()`.
    pub fn append(&mut self, other: Self) {
        let (before, first) = (self.all.len(), self.ends.len());
        append(&mut self.all, other.all);
        append(&mut self.ends, other.ends);
        self.ends.iter_mut().skip(first).for_each(|end| *end += before);
    }
}

/// Texts by their numbers.
///
/// The table of hashes is an own one: texts are looked up millions of times, and each look is a wait for memory. A slot of
/// eight octets makes that one wait.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    shelf: Shelf,
    /// Hash and number, each at the first free place from its hash on. At least half of them are free.
    slots: Vec<Option<(u32, Number)>>,
    hash: Key,
}

impl Texts {
    /// The number of a text, a new one when it is new.
    pub fn number(&mut self, text: &str) -> Number {
        if (self.shelf.len() + 1) * 2 > self.slots.len() {
            self.reserve(self.shelf.len().max(8));
        }
        let hash = self.hash_of(text);
        match self.look(text, hash) {
            Ok(known) => known,
            Err(free) => {
                let number = self.shelf.push(text.as_bytes());
                self.slots.get_mut(free).into_iter().for_each(|slot| *slot = Some((hash, number)));
                number
            }
        }
    }

    /// The number of a text that is known.
    pub fn find(&self, text: &str) -> Option<Number> {
        self.look(text, self.hash_of(text)).ok()
    }

    /// The text of a number.
    pub fn get(&self, number: Number) -> &str {
        self.shelf.get(number)
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        let size = ((self.shelf.len() + more) * 2).next_power_of_two();
        if size <= self.slots.len() {
            return;
        }
        let old = std::mem::replace(&mut self.slots, vec![None; size]);
        for (hash, number) in old.into_iter().flatten() {
            let free = self.places(hash).find(|at| self.slots.get(*at).is_some_and(Option::is_none));
            free.and_then(|at| self.slots.get_mut(at)).into_iter().for_each(|slot| *slot = Some((hash, number)));
        }
    }

    /// Every text, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.shelf.len()).map(|index| self.get(Number::at(index)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.shelf.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.shelf.is_empty()
    }

    /// The number of a text, or the place where it can be kept.
    fn look(&self, text: &str, hash: u32) -> Result<Number, usize> {
        for at in self.places(hash) {
            match self.slots.get(at).copied().flatten() {
                Some((same, number)) if same == hash && self.shelf.octets(number) == text.as_bytes() => return Ok(number),
                Some(_) => {}
                None => return Err(at),
            }
        }
        Err(0)
    }

    fn hash_of(&self, text: &str) -> u32 {
        (self.hash.of(text.as_bytes()) >> 32) as u32
    }

    fn places(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let size = self.slots.len();
        (0..size).map(move |step| (hash as usize + step) & (size - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        let (one, two, empty) = (texts.number("one"), texts.number("two"), texts.number(""));
        assert_eq!((texts.number("one"), texts.find("two"), texts.find("three")), (one, Some(two), None));
        assert_eq!((texts.get(one), texts.get(two), texts.get(empty), texts.len()), ("one", "two", "", 3));
        texts.number("three");
        for round in 0..2 {
            for n in 0..5000 {
                assert_eq!(texts.number(&format!("text {n}")).index(), 4 + n, "round {round}");
            }
        }
        assert_eq!(texts.iter().nth(4 + 4321), Some("text 4321"));
    }
}
