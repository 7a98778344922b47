//! Rows of 8-bit weights, each with a scale.

use crate::format::{Broken, Reader};
use crate::kernel::Kernel;
use crate::math::round;

/// Activations are whole numbers up to this: 12 bits, so that 1,536 products of 8 by 12 bits fit 32.
const LEVELS: f32 = 2047.0;
/// Inputs that one row of weights is multiplied with at a time.
const BLOCK: usize = 4;

/// Embeddings.
#[derive(Debug)]
pub struct Table {
    width: usize,
    scales: Vec<f32>,
    values: &'static [u8],
}

impl Table {
    pub fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        let (rows, width) = (reader.count()?, reader.count()?);
        let scales = reader.floats(rows)?;
        let values = reader.bytes(rows.saturating_mul(width))?;
        Ok(Self { width, scales, values })
    }

    /// Adds a row to another; a row that isn't there adds nothing.
    #[inline(always)]
    pub fn add(&self, at: usize, to: &mut [f32]) {
        let start = at * self.width;
        let row = self.values.get(start..start + self.width).unwrap_or(&[]);
        let scale = self.scales.get(at).copied().unwrap_or(0.0);
        to.iter_mut().zip(row).for_each(|(sum, &value)| *sum += f32::from(value as i8) * scale);
    }
}

/// A matrix and what is added after it.
#[derive(Debug)]
pub struct Linear {
    width: usize,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// As they stand in the file: signed octets.
    weights: &'static [u8],
}

impl Linear {
    pub fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        let (rows, width) = (reader.count()?, reader.count()?);
        if width == 0 || rows == 0 {
            return Err(Broken("a matrix is empty"));
        }
        let scales = reader.floats(rows)?;
        let bias = reader.floats(rows)?;
        let weights = reader.bytes(rows.saturating_mul(width))?;
        Ok(Self { width, scales, bias, weights })
    }

    /// How many numbers come out for each row that goes in.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Multiplies `count` rows of `x`; the results are laid row after row.
    #[inline(always)]
    pub fn apply<K: Kernel>(&self, kernel: K, x: &[f32], count: usize, out: &mut Vec<f32>) {
        let rows = self.scales.len();
        let (whole, steps) = quantise(x, self.width, count.next_multiple_of(BLOCK));
        out.clear();
        out.resize(steps.len() * rows, 0.0);
        // Weights go by once and stay near while all inputs meet them.
        let mut near = Vec::with_capacity(self.width * 2);
        for (pair, weights) in self.weights.chunks(self.width * 2).enumerate() {
            near.clear();
            near.extend(weights.iter().map(|&weight| i16::from(weight as i8)));
            let (first, second) = near.split_at(self.width);
            // An odd last row stands alone.
            let weights = [first, if second.is_empty() { first } else { second }];
            let blocks = whole.chunks_exact(self.width * BLOCK).zip(steps.chunks_exact(BLOCK));
            for ((inputs, steps), out) in blocks.zip(out.chunks_exact_mut(rows * BLOCK)) {
                let sums = kernel.products(weights, quarters(inputs, self.width));
                for (at, sums) in (pair * 2..rows).zip(sums) {
                    let (scale, bias) = (self.scales.get(at).copied().unwrap_or(0.0), self.bias.get(at).copied().unwrap_or(0.0));
                    for (sum, (step, out)) in sums.into_iter().zip(steps.iter().zip(out.chunks_exact_mut(rows))) {
                        if let Some(value) = out.get_mut(at) {
                            *value = sum as f32 * (scale * step) + bias;
                        }
                    }
                }
            }
        }
        out.truncate(count * rows);
    }
}

/// Four rows that lie one after another.
#[inline(always)]
fn quarters(rows: &[i16], width: usize) -> [&[i16]; BLOCK] {
    let (a, rest) = rows.split_at(width);
    let (b, rest) = rest.split_at(width);
    let (c, d) = rest.split_at(width);
    [a, b, c, d]
}

/// Rows of whole numbers, with the step of each; missing rows are zeros.
#[inline(always)]
fn quantise(x: &[f32], width: usize, count: usize) -> (Vec<i16>, Vec<f32>) {
    let mut whole = vec![0; width * count];
    let mut steps = vec![0.0; count];
    for ((row, whole), step) in x.chunks_exact(width).zip(whole.chunks_exact_mut(width)).zip(&mut steps) {
        let mut lanes = [1e-9_f32; 8];
        for eight in row.as_chunks::<8>().0 {
            lanes.iter_mut().zip(eight).for_each(|(lane, value)| *lane = lane.max(value.abs()));
        }
        let most = lanes.into_iter().fold(0.0, f32::max);
        *step = most / LEVELS;
        let by = LEVELS / most;
        whole.iter_mut().zip(row).for_each(|(whole, &value)| *whole = round(value * by));
    }
    (whole, steps)
}
