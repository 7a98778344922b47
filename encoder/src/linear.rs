//! Rows of 8-bit weights, each with a scale.

use std::ops::Range;

use crate::format::{Broken, Reader};
use crate::kernel::{Kernel, PANEL, Pair, Weights};
use crate::math::round;

/// Activations are whole numbers up to this: 12 bits, so that 1,536 products of 8 by 12 bits fit 32.
const LEVELS: f32 = 2047.0;
/// Rows of inputs that meet a panel of weights at a time; fewer that are left over meet it `REST` at a time.
const BLOCK: usize = 8;
const REST: usize = 4;

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
    rows: usize,
    /// Of whole panels: what a last one lacks is zero.
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// As they stand in the file: signed octets, panel after panel of sixteen rows, in each the rows' first pairs, then their second ...
    weights: &'static [u8],
}

impl Linear {
    pub fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        let (rows, width) = (reader.count()?, reader.count()?);
        if width == 0 || rows == 0 || width % 2 == 1 {
            return Err(Broken("a matrix is empty or of an odd width"));
        }
        let padded = rows.next_multiple_of(PANEL);
        let mut numbers = || -> Result<Vec<f32>, Broken> {
            let mut numbers = reader.floats(rows)?;
            numbers.resize(padded, 0.0);
            Ok(numbers)
        };
        let (scales, bias) = (numbers()?, numbers()?);
        let weights = reader.bytes(padded.saturating_mul(width))?;
        Ok(Self { width, rows, scales, bias, weights })
    }

    /// How many numbers go in.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many numbers come out for each row that goes in.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What comes out for one row.
    pub fn judge<K: Kernel>(&self, kernel: K, row: &[f32], out: &mut Vec<f32>) {
        let mut whole = Whole::default();
        whole.read(kernel, row, self.width);
        self.apply(kernel, &whole, 0..self.rows, out);
    }

    /// Multiplies rows of inputs with those rows of weights that stand in `wanted`, which begins with a panel; the results are laid row
    /// after row.
    pub fn apply<K: Kernel>(&self, kernel: K, inputs: &Whole, wanted: Range<usize>, out: &mut Vec<f32>) {
        let stride = wanted.len();
        out.clear();
        out.resize(inputs.steps.len() * stride, 0.0);
        kernel.run(
            #[inline(always)]
            || self.multiply(kernel, inputs, wanted, out),
        );
        out.truncate(inputs.count * stride);
    }

    #[inline(always)]
    fn multiply<K: Kernel>(&self, kernel: K, inputs: &Whole, wanted: Range<usize>, out: &mut [f32]) {
        let stride = wanted.len();
        let panels =
            self.weights.chunks_exact(self.width * PANEL).zip(self.scales.as_chunks().0.iter().zip(self.bias.as_chunks().0));
        let (skipped, taken) = (wanted.start / PANEL, stride.div_ceil(PANEL));
        for (at, (weights, after)) in panels.skip(skipped).take(taken).enumerate() {
            // They go by once and stay near while all inputs meet them.
            let weights: &[Weights] = weights.as_chunks().0;
            let column = at * PANEL..stride.min((at + 1) * PANEL);
            let (blocks, rest) = inputs.pairs.split_at(inputs.blocks * BLOCK * self.width / 2);
            let mut steps = inputs.steps.as_slice();
            let mut rows = &mut *out;
            for block in blocks.chunks_exact(BLOCK * self.width / 2) {
                let sums = kernel.products::<BLOCK>(weights, block.as_chunks().0);
                (steps, rows) = spread(&sums, after, steps, rows, &column, stride);
            }
            for block in rest.chunks_exact(REST * self.width / 2) {
                let sums = kernel.products::<REST>(weights, block.as_chunks().0);
                (steps, rows) = spread(&sums, after, steps, rows, &column, stride);
            }
        }
    }
}

/// Writes the sums of a panel to where they belong, in their true size; gives what comes after.
#[inline(always)]
fn spread<'a, const N: usize>(
    sums: &[[i32; PANEL]; N],
    (scales, bias): (&[f32; PANEL], &[f32; PANEL]),
    steps: &'a [f32],
    rows: &'a mut [f32],
    column: &Range<usize>,
    stride: usize,
) -> (&'a [f32], &'a mut [f32]) {
    let (mine, steps) = steps.split_at(N);
    let (here, rows) = rows.split_at_mut(N * stride);
    for ((sums, step), row) in sums.iter().zip(mine).zip(here.chunks_exact_mut(stride)) {
        let mut values = [0.0; PANEL];
        for (value, ((&sum, scale), bias)) in values.iter_mut().zip(sums.iter().zip(scales).zip(bias)) {
            *value = sum as f32 * (scale * step) + bias;
        }
        let row = row.get_mut(column.clone()).unwrap_or_default();
        row.copy_from_slice(values.get(..row.len()).unwrap_or_default());
    }
    (steps, rows)
}

/// Rows of whole numbers, with the step of each.
#[derive(Debug, Default)]
pub struct Whole {
    count: usize,
    /// How many blocks of [`BLOCK`] rows there are; one of [`REST`] rows may follow.
    blocks: usize,
    /// Block after block, in each the rows' first pairs, then their second ...; rows that are missing in the last are zeros.
    pairs: Vec<Pair>,
    /// One for each row of a block.
    steps: Vec<f32>,
}

impl Whole {
    /// Makes whole numbers of the rows of `x`.
    pub fn read<K: Kernel>(&mut self, kernel: K, x: &[f32], width: usize) {
        self.count = x.len() / width;
        let padded = self.count.next_multiple_of(REST);
        self.blocks = self.count.next_multiple_of(REST) / BLOCK;
        self.pairs.clear();
        self.pairs.resize(padded * width / 2, [0; 2]);
        self.steps.clear();
        self.steps.resize(padded, 0.0);
        kernel.run(
            #[inline(always)]
            || self.fill(x, width),
        );
    }

    #[inline(always)]
    fn fill(&mut self, x: &[f32], width: usize) {
        let mut row = vec![0; width];
        let whole = self.blocks * BLOCK;
        let (blocks, rest) = self.pairs.split_at_mut(whole * width / 2);
        for (at, (x, step)) in x.chunks_exact(width).zip(&mut self.steps).enumerate() {
            let most = most(x);
            *step = most / LEVELS;
            let by = LEVELS / most;
            row.iter_mut().zip(x).for_each(|(whole, &value)| *whole = round(value * by));
            let row = row.as_chunks().0;
            if at < whole {
                let block = blocks.as_chunks_mut::<BLOCK>().0.iter_mut().skip(at / BLOCK * width / 2);
                block.zip(row).for_each(|(side, pair)| place(side, at % BLOCK, *pair));
            } else {
                rest.as_chunks_mut::<REST>().0.iter_mut().zip(row).for_each(|(side, pair)| place(side, at - whole, *pair));
            }
        }
    }
}

#[inline(always)]
fn place(side: &mut [Pair], at: usize, pair: Pair) {
    if let Some(place) = side.get_mut(at) {
        *place = pair;
    }
}

/// The largest number of a row, without its sign.
#[inline(always)]
fn most(row: &[f32]) -> f32 {
    let mut lanes = [1e-9_f32; 16];
    for some in row.as_chunks::<16>().0 {
        lanes.iter_mut().zip(some).for_each(|(lane, value)| *lane = lane.max(value.abs()));
    }
    lanes.into_iter().fold(0.0, f32::max)
}
