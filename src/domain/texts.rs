//! Texts, each kept once and known by a number: a million messages repeat addresses, ids, names and subjects.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::num::NonZeroU32;

/// The number of a text: the first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(NonZeroU32);

impl Number {
    /// The number as a place in a list that begins at 0.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The number of what stands at this place in a list that begins at 0.
    pub fn at(index: usize) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
    }
}

/// Texts by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
    by_hash: HashMap<u64, Number, BuildHasherDefault<Hashed>>,
    // Keyed by chance: no mail can choose texts that collide.
    hash: RandomState,
}

impl Texts {
    /// The number of a text, a new one when it is new.
    pub fn number(&mut self, text: &str) -> Number {
        match self.look(text) {
            Ok(known) => known,
            Err(free) => {
                let number = Number::at(self.ends.len());
                self.all.push_str(text);
                self.ends.push(self.all.len());
                self.by_hash.insert(free, number);
                number
            }
        }
    }

    /// The number of a text that is known.
    pub fn find(&self, text: &str) -> Option<Number> {
        self.look(text).ok()
    }

    /// The text of a number.
    pub fn get(&self, number: Number) -> &str {
        let index = number.index();
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(index).and_then(|end| self.all.get(start..*end)).unwrap_or_default()
    }

    /// Every text, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(Number::at(index)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Takes in the texts of another one: which number each has here.
    pub fn take(&mut self, other: &Self) -> Vec<Number> {
        self.by_hash.reserve(other.len());
        other.iter().map(|text| self.number(text)).collect()
    }

    /// The number of a text, or the hash under which it can be kept: of two texts with one hash the later takes the next.
    fn look(&self, text: &str) -> Result<Number, u64> {
        let mut hash = self.hash.hash_one(text);
        loop {
            match self.by_hash.get(&hash) {
                Some(number) if self.get(*number) == text => return Ok(*number),
                Some(_) => hash = hash.wrapping_add(1),
                None => return Err(hash),
            }
        }
    }
}

/// What is hashed already is not hashed again.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
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
        let mut others = Texts::default();
        others.number("two");
        others.number("three");
        assert_eq!(texts.take(&others), [two, texts.find("three").unwrap()]);
    }
}
