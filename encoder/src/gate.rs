//! The first stage: a linear score over hashed words and pairs of words. It lets through what could mean something, and costs next to
//! nothing. Whole numbers alone: `training/gate.py` computes the same, and a golden file holds the two together.

use crate::format::{Broken, Reader};
use crate::wordpiece::words;

/// Weights by hashed feature and kind.
#[derive(Debug)]
pub struct Gate {
    kinds: usize,
    /// The least score of each kind that passes.
    least: Vec<i64>,
    /// As they stand in the file: signed octets.
    weights: &'static [u8],
}

impl Gate {
    pub(crate) fn read(reader: &mut Reader<'static>, kinds: usize) -> Result<Self, Broken> {
        let buckets = reader.count()?;
        if kinds == 0 || !buckets.is_power_of_two() {
            return Err(Broken("its first stage is of no size that hashes use"));
        }
        let least = reader.bytes(kinds.saturating_mul(4))?.as_chunks().0;
        let least = least.iter().map(|&four| i64::from(i32::from_le_bytes(four))).collect();
        let weights = reader.bytes(buckets.saturating_mul(kinds))?;
        Ok(Self { kinds, least, weights })
    }

    /// Whether a sentence may mean one of the kinds that are asked for.
    pub fn passes(&self, sentence: &str, asked: impl Fn(usize) -> bool) -> bool {
        says_something(sentence)
            && self.scores(sentence).zip(&self.least).enumerate().any(|(kind, (score, least))| score >= *least && asked(kind))
    }

    /// The score of each kind: 256 times the sum of weights, by the root of how many there are.
    pub fn scores(&self, sentence: &str) -> impl Iterator<Item = i64> {
        let mut sums = vec![0_i32; self.kinds];
        let buckets = self.weights.len() / self.kinds;
        let mut count = 0_u64;
        features(sentence, |hash| {
            let at = (hash as usize & (buckets - 1)) * self.kinds;
            let row = self.weights.get(at..at + self.kinds).unwrap_or(&[]);
            sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight as i8));
            count += 1;
        });
        let root = (count << 16).isqrt().max(1) as i64;
        sums.into_iter().map(move |sum| (i64::from(sum) << 16).div_euclid(root))
    }
}

/// Numbers and marks alone ("2.", "?") mean nothing, whatever they weigh; a picture may.
fn says_something(sentence: &str) -> bool {
    sentence.chars().any(|c| c.is_alphabetic() || c >= '\u{2600}')
}

/// Stands where a text has no word yet.
pub(crate) const START: u32 = 17;

/// The hashes of each word, and of it with the one before it and the one before that.
fn features(sentence: &str, mut take: impl FnMut(u32)) {
    let (mut last, mut second) = (START, START);
    words(sentence, |word| {
        let own = hash(word);
        take(own);
        take(pair(last, own));
        take(pair(second, own).wrapping_add(1));
        (second, last) = (last, own);
    });
    take(pair(last, START));
}

/// FNV-1a, its halves folded; numbers are one word.
pub(crate) fn hash(word: &str) -> u32 {
    let digits = word.bytes().any(|byte| byte.is_ascii_digit());
    let word = if digits { "0" } else { word };
    let hash = word.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    hash ^ hash >> 15
}

/// Two hashes to one.
pub(crate) fn pair(first: u32, second: u32) -> u32 {
    let mixed = first.wrapping_mul(0x9E37_79B1).rotate_left(13) ^ second.wrapping_mul(0x85EB_CA6B);
    mixed ^ mixed >> 15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_marks_alone_say_nothing() {
        for sentence in ["", "?", "12.", "- 48.50 %", "(3)"] {
            assert!(!says_something(sentence), "{sentence}");
        }
        for sentence in ["No.", "\u{1f389}", "是", "\u{2705}"] {
            assert!(says_something(sentence), "{sentence}");
        }
    }
}
