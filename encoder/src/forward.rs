//! One layer: attention and a feed-forward part, each added to what came in and normalised.

use std::ops::Range;

use crate::bent::{Aside, Bent, Reading};
use crate::format::{Broken, Reader};
use crate::kernel::Kernel;
use crate::linear::Whole;
use crate::math::{Norm, gelu, softmax};

/// The width of one head of attention.
const HEAD: usize = 32;
/// Rows whose likeness to another is computed together.
const LANES: usize = 16;

/// One layer of the network.
#[derive(Debug)]
pub struct Layer {
    qkv: Bent,
    out: Bent,
    norm1: Norm,
    inner: Bent,
    outer: Bent,
    norm2: Norm,
}

/// Room for what is computed on the way, used again and again.
#[derive(Debug, Default)]
pub struct Room {
    whole: Whole,
    aside: Aside,
    /// What all rows show: of each head the keys, dimension after dimension, and the values, row after row.
    keys: Vec<f32>,
    values: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    seen: Vec<f32>,
}

impl Layer {
    pub fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        Ok(Self {
            qkv: Bent::read(reader)?,
            out: Bent::read(reader)?,
            norm1: Norm::read(reader)?,
            inner: Bent::read(reader)?,
            outer: Bent::read(reader)?,
            norm2: Norm::read(reader)?,
        })
    }

    /// Reads what bends its matrices for [`Reading::Whole`].
    pub fn bend(&mut self, reader: &mut Reader<'static>) -> Result<(), Broken> {
        [&mut self.qkv, &mut self.out, &mut self.inner, &mut self.outer].into_iter().try_for_each(|matrix| matrix.bend(reader))
    }

    /// Computes what the rows of `x` show to one another; [`Self::apply`] needs it.
    pub fn show<K: Kernel>(&self, kernel: K, reading: Reading, x: &[f32], room: &mut Room) {
        let hidden = self.norm1.width();
        let count = x.len() / hidden;
        room.whole.read(kernel, x, hidden);
        self.qkv.apply(kernel, (reading, &mut room.aside), &room.whole, hidden..3 * hidden, &mut room.wide);
        let padded = count.next_multiple_of(LANES);
        room.keys.clear();
        room.keys.resize(hidden * padded, 0.0);
        room.values.clear();
        room.values.reserve(hidden * count);
        for (row, both) in room.wide.chunks_exact(2 * hidden).enumerate() {
            let (keys, values) = both.split_at(hidden);
            room.keys.iter_mut().skip(row).step_by(padded).zip(keys).for_each(|(to, key)| *to = *key);
            room.values.extend_from_slice(values);
        }
    }

    /// The rows of `x` in `wanted` after this layer, which has been shown all of `x`.
    pub fn apply<K: Kernel>(&self, kernel: K, reading: Reading, x: &[f32], wanted: Range<usize>, room: &mut Room) -> Vec<f32> {
        let hidden = self.norm1.width();
        let mut rows = x.get(wanted.start * hidden..wanted.end * hidden).unwrap_or_default().to_vec();
        if rows.is_empty() {
            return rows;
        }
        room.whole.read(kernel, &rows, hidden);
        self.qkv.apply(kernel, (reading, &mut room.aside), &room.whole, 0..hidden, &mut room.narrow);
        attend(kernel, hidden, room);
        room.whole.read(kernel, &room.seen, hidden);
        self.out.apply(kernel, (reading, &mut room.aside), &room.whole, 0..self.out.rows(), &mut room.narrow);
        add_and_norm(kernel, &mut rows, &room.narrow, &self.norm1);
        room.whole.read(kernel, &rows, hidden);
        self.inner.apply(kernel, (reading, &mut room.aside), &room.whole, 0..self.inner.rows(), &mut room.wide);
        kernel.run(
            #[inline(always)]
            || room.wide.iter_mut().for_each(|value| *value = gelu(*value)),
        );
        room.whole.read(kernel, &room.wide, self.inner.rows());
        self.outer.apply(kernel, (reading, &mut room.aside), &room.whole, 0..self.outer.rows(), &mut room.narrow);
        add_and_norm(kernel, &mut rows, &room.narrow, &self.norm2);
        rows
    }
}

fn add_and_norm<K: Kernel>(kernel: K, x: &mut [f32], more: &[f32], norm: &Norm) {
    let width = norm.width();
    kernel.run(
        #[inline(always)]
        || {
            for (row, more) in x.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
                row.iter_mut().zip(more).for_each(|(sum, value)| *sum += value);
                norm.apply(row);
            }
        },
    );
}

/// What each row whose queries lie in `room.narrow` sees of all rows, into `room.seen`.
fn attend<K: Kernel>(kernel: K, hidden: usize, room: &mut Room) {
    let count = room.values.len() / hidden;
    let padded = count.next_multiple_of(LANES);
    let mut shares = vec![0.0; padded];
    room.seen.clear();
    room.seen.resize(room.narrow.len(), 0.0);
    kernel.run(
        #[inline(always)]
        || {
            for (queries, seen) in room.narrow.chunks_exact(hidden).zip(room.seen.chunks_exact_mut(hidden)) {
                let keys = room.keys.chunks_exact(HEAD * padded);
                let heads = queries.as_chunks().0.iter().zip(seen.as_chunks_mut().0).zip(keys);
                for (head, ((query, seen), keys)) in heads.enumerate() {
                    let values = room.values.chunks_exact(hidden).map(|row| row.as_chunks().0.get(head).unwrap_or(&[0.0; HEAD]));
                    look(query, keys, values, &mut shares, seen);
                }
            }
        },
    );
}

/// What one query sees of all values, by its likeness to their keys.
#[inline(always)]
fn look<'a>(
    query: &[f32; HEAD],
    keys: &[f32],
    values: impl ExactSizeIterator<Item = &'a [f32; HEAD]>,
    shares: &mut [f32],
    seen: &mut [f32; HEAD],
) {
    let (padded, count) = (shares.len(), values.len());
    let root = 1.0 / (HEAD as f32).sqrt();
    for (at, shares) in shares.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let mut sums = [0.0; LANES];
        for (query, keys) in query.iter().zip(keys.chunks_exact(padded)) {
            let keys = keys.as_chunks::<LANES>().0.get(at).unwrap_or(&[0.0; LANES]);
            sums.iter_mut().zip(keys).for_each(|(sum, key)| *sum += query * key);
        }
        shares.iter_mut().zip(sums).for_each(|(share, sum)| *share = sum * root);
    }
    let shares = shares.get_mut(..count).unwrap_or_default();
    softmax(shares);
    let mut sums = [0.0; HEAD];
    for (share, values) in shares.iter().zip(values) {
        sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += share * value);
    }
    *seen = sums;
}
