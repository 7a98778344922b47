//! Texts, each kept once and known by a number: a million messages repeat addresses, ids, names and subjects.

use std::hash::{BuildHasher, RandomState};
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
///
/// The table of hashes is an own one: a million ids are looked up two million times, and each look is a wait for memory. A slot of
/// eight octets makes that one wait.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
    /// Hash and number, each at the first free place from its hash on. At least half of them are free.
    slots: Vec<Option<(u32, Number)>>,
    hash: Folded,
}

impl Texts {
    /// The number of a text, a new one when it is new.
    pub fn number(&mut self, text: &str) -> Number {
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.reserve(self.ends.len().max(8));
        }
        let hash = self.hash.of(text.as_bytes());
        match self.look(text, hash) {
            Ok(known) => known,
            Err(free) => {
                let number = Number::at(self.ends.len());
                self.all.push_str(text);
                self.ends.push(self.all.len());
                self.slots.get_mut(free).into_iter().for_each(|slot| *slot = Some((hash, number)));
                number
            }
        }
    }

    /// The number of a text that is known.
    pub fn find(&self, text: &str) -> Option<Number> {
        self.look(text, self.hash.of(text.as_bytes())).ok()
    }

    /// The text of a number.
    pub fn get(&self, number: Number) -> &str {
        let index = number.index();
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(index).and_then(|end| self.all.get(start..*end)).unwrap_or_default()
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        self.ends.reserve(more);
        let size = ((self.ends.len() + more) * 2).next_power_of_two();
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
        self.reserve(other.len());
        other.iter().map(|text| self.number(text)).collect()
    }

    /// The number of a text, or the place where it can be kept.
    fn look(&self, text: &str, hash: u32) -> Result<Number, usize> {
        for at in self.places(hash) {
            match self.slots.get(at).copied().flatten() {
                Some((same, number)) if same == hash && self.get(number) == text => return Ok(number),
                Some(_) => {}
                None => return Err(at),
            }
        }
        Err(0)
    }

    fn places(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let size = self.slots.len();
        (0..size).map(move |step| (hash as usize + step) & (size - 1))
    }
}

/// Hashes eight octets by one multiplication. Keyed by chance, so that no mail can choose texts that collide.
#[derive(Clone, Copy, Debug)]
struct Folded([u64; 2]);

impl Default for Folded {
    fn default() -> Self {
        let chance = RandomState::new();
        Self([chance.hash_one(0), chance.hash_one(1) | 1])
    }
}

impl Folded {
    fn of(self, bytes: &[u8]) -> u32 {
        let [start, factor] = self.0;
        let fold = |hash: u64, part: u64| {
            let product = u128::from(hash ^ part) * u128::from(factor);
            (product as u64) ^ (product >> 64) as u64
        };
        let (parts, rest) = bytes.as_chunks::<8>();
        let hash = parts.iter().fold(start, |hash, part| fold(hash, u64::from_le_bytes(*part)));
        let last = rest.iter().fold(bytes.len() as u64, |last, byte| last << 8 | u64::from(*byte));
        (fold(fold(hash, last), start) >> 32) as u32
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
        for round in 0..2 {
            for n in 0..5000 {
                assert_eq!(texts.number(&format!("text {n}")).index(), 4 + n, "round {round}");
            }
        }
        assert_eq!(texts.iter().nth(4 + 4321), Some("text 4321"));
    }
}
