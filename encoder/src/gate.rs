//! The first stage: a linear score over hashed words and pairs of words. It lets through what could mean something, and
//! costs next to nothing.

use crate::format::{Broken, Reader};
use crate::wordpiece::words;

/// Weights by hashed word and kind.
#[derive(Debug)]
pub struct Gate {
    kinds: usize,
    scale: f32,
    bias: Vec<f32>,
    least: Vec<f32>,
    /// As they stand in the file: signed octets.
    weights: &'static [u8],
}

impl Gate {
    pub(crate) fn read(reader: &mut Reader<'static>, kinds: usize) -> Result<Self, Broken> {
        let buckets = reader.count()?;
        if kinds == 0 || !buckets.is_power_of_two() {
            return Err(Broken("its first stage is of no size that hashes use"));
        }
        let scale = reader.floats(1)?.first().copied().unwrap_or(0.0);
        let (bias, least) = (reader.floats(kinds)?, reader.floats(kinds)?);
        let weights = reader.bytes(buckets.saturating_mul(kinds))?;
        Ok(Self { kinds, scale, bias, least, weights })
    }

    /// Whether a sentence may mean one of the kinds that are asked for.
    pub fn passes(&self, sentence: &str, asked: impl Fn(usize) -> bool) -> bool {
        let mut sums = vec![0_i32; self.kinds];
        let buckets = self.weights.len() / self.kinds;
        let mut features = 0_u32;
        let mut add = |hash: u32| {
            let at = (hash as usize & (buckets - 1)) * self.kinds;
            let row = self.weights.get(at..at + self.kinds).unwrap_or(&[]);
            sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight as i8));
            features += 1;
        };
        let (mut last, mut second) = (START, START);
        words(sentence, |word| {
            let own = hash(word);
            add(own);
            add(pair(last, own));
            add(pair(second, own).wrapping_add(1));
            (second, last) = (last, own);
        });
        add(pair(last, START));
        let length = (features as f32).sqrt();
        let scores = sums.iter().zip(&self.bias).map(|(&sum, bias)| sum as f32 * self.scale / length + bias);
        scores.zip(&self.least).enumerate().any(|(kind, (score, least))| score >= *least && asked(kind))
    }
}

const START: u32 = 17;

/// FNV-1a; numbers are one word.
fn hash(word: &str) -> u32 {
    let digits = word.bytes().any(|byte| byte.is_ascii_digit());
    let word = if digits { "0" } else { word };
    let hash = word.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    hash ^ hash >> 15
}

fn pair(first: u32, second: u32) -> u32 {
    let mixed = first.wrapping_mul(0x9E37_79B1).rotate_left(13) ^ second.wrapping_mul(0x85EB_CA6B);
    mixed ^ mixed >> 15
}
