//! Hashes of texts, keyed by chance once a process, so that no mail can choose texts that collide.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// A text by 96 bits of its hash, where all that matters is which are equal. It costs no wait for memory, as a look into a table of
/// a million texts does. Among a hundred million texts, two are taken for one in one of some 10^13 processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Print([u32; 3]);

impl Print {
    /// That of a text: the same for the life of the process.
    #[inline]
    pub fn of(text: &[u8]) -> Self {
        let [first, second] = *KEYS;
        let (one, other) = (first.of(text), second.of(text));
        Self([(one >> 32) as u32, one as u32, (other >> 32) as u32])
    }

    /// One number that holds the print and below it something of 32 bits, so that sorting brings equal prints together.
    #[inline]
    pub fn with(self, low: u32) -> u128 {
        let Self([first, second, third]) = self;
        [first, second, third, low].into_iter().fold(0, |all, part| all << 32 | u128::from(part))
    }
}

static KEYS: LazyLock<[Key; 2]> = LazyLock::new(|| [Key::default(), Key::default()]);

/// Hashes eight octets by one multiplication.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key([u64; 2]);

impl Default for Key {
    fn default() -> Self {
        let chance = RandomState::new();
        Self([chance.hash_one(0), chance.hash_one(1) | 1])
    }
}

impl Key {
    #[inline]
    pub(super) fn of(self, bytes: &[u8]) -> u64 {
        let [start, _] = self.0;
        let mut hash = start;
        let (parts, rest) = bytes.as_chunks::<8>();
        for part in parts {
            hash = self.mix(hash, u64::from_le_bytes(*part));
        }
        let mut last = bytes.len() as u64;
        for byte in rest {
            last = last << 8 | u64::from(*byte);
        }
        self.mix(self.mix(hash, last), start)
    }

    #[inline]
    fn mix(self, hash: u64, part: u64) -> u64 {
        let [_, factor] = self.0;
        let product = u128::from(hash ^ part) * u128::from(factor);
        (product as u64) ^ (product >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_equal_texts_have_equal_prints() {
        let texts: Vec<String> = (0..20_000).map(|n| format!("<{n}.{}@host.example>", n % 7)).collect();
        let mut all: Vec<u128> = texts.iter().map(|text| Print::of(text.as_bytes()).with(0)).collect();
        assert_eq!(Print::of(b"<5.5@host.example>").with(0), all[5]);
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), texts.len());
        assert!(all.iter().all(|print| *print as u32 == 0) && Print::of(b"a").with(7) as u32 == 7);
    }
}
