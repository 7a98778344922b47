//! What the wording of a whole mail means by itself: a linear score over its hashed words, pairs of words and parts of words. The network
//! read English before it learned to judge; the words of other languages it knows by the lines that it was taught alone, and so does this,
//! which learns them better. Whole numbers up to the last step: `training/wording.py` computes the same.

use crate::format::{Broken, Reader};
use crate::gate::{START, hash, pair};
use crate::wordpiece::words;

/// Parts of words are of so many characters, the marks at both ends among them.
const PARTS: [usize; 2] = [4, 5];
/// How much a logit of the wording counts beside one of the network.
const SHARE: f32 = 0.5;

/// Weights by hashed feature and kind.
#[derive(Debug)]
pub struct Wording {
    /// The places of the kinds that it knows.
    kinds: Vec<usize>,
    /// What one step of a weight comes to.
    unit: f32,
    bias: Vec<f32>,
    /// As they stand in the file: signed octets.
    weights: &'static [u8],
}

impl Wording {
    pub fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        let (buckets, count) = (reader.count()?, reader.count()?);
        if count == 0 || !buckets.is_power_of_two() {
            return Err(Broken("what it knows of wordings is of no size that hashes use"));
        }
        let kinds = (0..count).map(|_| reader.count()).collect::<Result<_, _>>()?;
        let unit = reader.floats(1)?.first().copied().unwrap_or_default();
        let bias = reader.floats(count)?;
        Ok(Self { kinds, unit, bias, weights: reader.bytes(buckets.saturating_mul(count))? })
    }

    /// Adds to the logits of a whole mail what its wording means.
    pub fn add(&self, text: &str, logits: &mut [f32]) {
        let count = self.kinds.len();
        let buckets = self.weights.len() / count;
        let mut sums = vec![0_i32; count];
        let features = features(text, buckets);
        for at in &features {
            let row = self.weights.get(at * count..(at + 1) * count).unwrap_or(&[]);
            sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight as i8));
        }
        let root = (features.len().max(1) as f32).sqrt();
        for ((kind, sum), bias) in self.kinds.iter().zip(sums).zip(&self.bias) {
            if let Some(logit) = logits.get_mut(*kind) {
                *logit += SHARE * (sum as f32 * self.unit / root + bias);
            }
        }
    }
}

/// The buckets of a mail, each once.
fn features(text: &str, buckets: usize) -> Vec<usize> {
    let (mut found, mut last) = (Vec::new(), START);
    words(text, |word| {
        let own = hash(word);
        found.extend([own, pair(last, own)]);
        last = own;
        if !word.bytes().any(|byte| byte.is_ascii_digit()) {
            let whole = format!("<{word}>");
            let ends: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).collect();
            for length in PARTS {
                let spans = ends.iter().zip(ends.iter().skip(length));
                found.extend(spans.filter_map(|(&from, &to)| whole.get(from..to)).map(|part| pair(length as u32, hash(part))));
            }
        }
    });
    let mut found: Vec<usize> = found.into_iter().map(|hash| hash as usize & (buckets - 1)).collect();
    found.sort_unstable();
    found.dedup();
    found
}
