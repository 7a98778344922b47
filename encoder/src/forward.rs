//! One layer: attention and a feed-forward part, each added to what came in and normalised.

use crate::format::{Broken, Reader};
use crate::kernel::Kernel;
use crate::linear::Linear;
use crate::math::{Norm, dot, gelu, softmax};

/// The width of one head of attention.
const HEAD: usize = 32;

/// One layer of the network.
#[derive(Debug)]
pub struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    inner: Linear,
    outer: Linear,
    norm2: Norm,
}

impl Layer {
    pub fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        Ok(Self {
            qkv: Linear::read(reader)?,
            out: Linear::read(reader)?,
            norm1: Norm::read(reader)?,
            inner: Linear::read(reader)?,
            outer: Linear::read(reader)?,
            norm2: Norm::read(reader)?,
        })
    }

    #[inline(always)]
    pub fn apply<K: Kernel>(&self, kernel: K, x: &mut [f32], count: usize) {
        let hidden = self.norm1.width();
        let (mut wide, mut narrow) = (Vec::new(), Vec::new());
        self.qkv.apply(kernel, x, count, &mut wide);
        let seen = attend(&wide, hidden);
        self.out.apply(kernel, &seen, count, &mut narrow);
        add_and_norm(x, &narrow, &self.norm1);
        self.inner.apply(kernel, x, count, &mut wide);
        wide.iter_mut().for_each(|value| *value = gelu(*value));
        self.outer.apply(kernel, &wide, count, &mut narrow);
        add_and_norm(x, &narrow, &self.norm2);
    }
}

#[inline(always)]
fn add_and_norm(x: &mut [f32], more: &[f32], norm: &Norm) {
    let width = norm.width();
    for (row, more) in x.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
        row.iter_mut().zip(more).for_each(|(sum, value)| *sum += value);
        norm.apply(row);
    }
}

/// What each row sees of the others. A row of `qkv` holds query, key and value, `hidden` wide each.
#[inline(always)]
fn attend(qkv: &[f32], hidden: usize) -> Vec<f32> {
    let count = qkv.len() / (3 * hidden);
    let mut seen = vec![0.0; count * hidden];
    let mut shares = vec![0.0; count];
    let root = 1.0 / (HEAD as f32).sqrt();
    let slice = |row: usize, part: usize, head: usize| {
        let start = (row * 3 + part) * hidden + head * HEAD;
        qkv.get(start..start + HEAD).unwrap_or(&[])
    };
    for head in 0..hidden / HEAD {
        for (row, seen) in seen.chunks_exact_mut(hidden).enumerate() {
            let query = slice(row, 0, head);
            for (other, share) in shares.iter_mut().enumerate() {
                *share = dot(query, slice(other, 1, head)) * root;
            }
            softmax(&mut shares);
            let Some(seen) = seen.get_mut(head * HEAD..(head + 1) * HEAD) else { continue };
            for (other, share) in shares.iter().enumerate() {
                seen.iter_mut().zip(slice(other, 2, head)).for_each(|(sum, value)| *sum += share * value);
            }
        }
    }
    seen
}
