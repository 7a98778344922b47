//! A small transformer, run in the process: pieces of words in, one score a kind out.
//!
//! Weights are 8-bit integers, activations 12-bit ones; products are summed as integers, which is exact in any order. What is
//! left in floating point is added in a fixed order, and `exp` and `erf` are our own: the same text gets the same scores on
//! every machine.

mod forward;
mod format;
mod gate;
mod kernel;
mod linear;
mod math;
mod wordpiece;

pub use format::Broken;
pub use gate::Gate;

use forward::Layer;
use format::Reader;
use kernel::{Kernel, Plain};
use linear::{Linear, Table};
use math::Norm;
use wordpiece::WordPiece;

/// Pieces of the sentence itself that are looked at, and of the sentences beside it.
const OWN: usize = 72;
const BESIDE: usize = 16;

/// The network with its vocabulary.
#[derive(Debug)]
pub struct Model {
    pieces: WordPiece,
    words: Table,
    positions: Table,
    parts: Table,
    norm: Norm,
    layers: Vec<Layer>,
    early: Early,
    head: Linear,
}

/// What is judged before all layers have been run: most sentences show by then that they mean nothing.
#[derive(Debug)]
struct Early {
    /// How many layers have been run by then.
    after: usize,
    head: Linear,
    /// The least logit of each kind that is worth the other layers.
    least: Vec<f32>,
}

/// One sentence with what it is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The words for the writer and for the addressee.
    pub roles: [&'a str; 2],
    /// The sentence.
    pub own: &'a str,
    /// The one before it, or nothing.
    pub before: &'a str,
    /// The one after it, or nothing.
    pub after: &'a str,
}

/// A network and the first stage before it.
#[derive(Debug)]
pub struct Parts {
    /// The first stage.
    pub gate: Gate,
    /// Two thresholds a kind: for the network alone, and where something else speaks for the kind too.
    pub thresholds: Vec<[f32; 2]>,
    /// The network's own part of the file, read with [`Model::read`] when first needed.
    pub body: &'static [u8],
}

impl Parts {
    /// Reads the small things at the head of a model file.
    pub fn read(file: &'static [u8]) -> Result<Self, Broken> {
        let mut reader = Reader::new(file)?;
        let kinds = reader.count()?;
        let flat = reader.floats(kinds * 2)?;
        let thresholds = flat.as_chunks::<2>().0.to_vec();
        let gate = Gate::read(&mut reader, kinds)?;
        Ok(Self { gate, thresholds, body: reader.rest() })
    }
}

impl Model {
    /// Reads the network.
    pub fn read(body: &'static [u8]) -> Result<Self, Broken> {
        let mut reader = Reader::bare(body);
        let pieces = WordPiece::new(reader.text()?)?;
        let words = Table::read(&mut reader)?;
        let positions = Table::read(&mut reader)?;
        let parts = Table::read(&mut reader)?;
        let norm = Norm::read(&mut reader)?;
        let count = reader.count()?;
        let layers = (0..count).map(|_| Layer::read(&mut reader)).collect::<Result<_, _>>()?;
        let after = reader.count()?;
        let head = Linear::read(&mut reader)?;
        let least = reader.floats(head.rows())?;
        let early = Early { after, head, least };
        let head = Linear::read(&mut reader)?;
        if !reader.rest().is_empty() {
            return Err(Broken("something follows its end"));
        }
        Ok(Self { pieces, words, positions, parts, norm, layers, early, head })
    }

    /// The score of each kind, 0 to 1, in steps of a thousandth.
    pub fn score(&self, input: &Input<'_>) -> Vec<f32> {
        self.begin(input, &|_| true, true).unwrap_or_default()
    }

    /// The same, or nothing when the first layers show that it means none of the kinds that are asked for.
    pub fn score_if_likely(&self, input: &Input<'_>, asked: impl Fn(usize) -> bool) -> Option<Vec<f32>> {
        self.begin(input, &asked, false)
    }

    fn begin(&self, input: &Input<'_>, asked: &dyn Fn(usize) -> bool, patient: bool) -> Option<Vec<f32>> {
        let rows = self.pieces_of(input);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            return simd.vectorize(Run { model: self, rows: &rows, asked, patient, kernel: kernel::Wide(simd) });
        }
        self.run(Plain, &rows, asked, patient)
    }

    /// How many pieces an input is cut to.
    pub fn count(&self, input: &Input<'_>) -> usize {
        self.pieces_of(input).len()
    }

    /// The pieces of an input: each with its part (1: a neighbour) and whether it is the sentence's own.
    fn pieces_of(&self, input: &Input<'_>) -> Vec<(usize, usize, bool)> {
        let pieces = &self.pieces;
        let [first, separator] = [pieces.special("[CLS]"), pieces.special("[SEP]")];
        let mut rows = vec![(first, 0, false)];
        rows.extend(input.roles.map(|word| (pieces.special(word), 0, false)));
        rows.push((separator, 0, false));
        let own = pieces.ids(input.own, OWN);
        if own.is_empty() {
            rows.push((pieces.special("[UNK]"), 0, true));
        }
        rows.extend(own.into_iter().map(|id| (id, 0, true)));
        rows.push((separator, 0, false));
        let before = pieces.ids(input.before, usize::MAX);
        rows.extend(before.iter().skip(before.len().saturating_sub(BESIDE)).map(|&id| (id, 1, false)));
        rows.push((separator, 1, false));
        rows.extend(pieces.ids(input.after, BESIDE).into_iter().map(|id| (id, 1, false)));
        rows
    }

    #[inline(always)]
    fn run<K: Kernel>(
        &self,
        kernel: K,
        rows: &[(usize, usize, bool)],
        asked: &dyn Fn(usize) -> bool,
        patient: bool,
    ) -> Option<Vec<f32>> {
        let hidden = self.norm.width();
        let mut x = vec![0.0; rows.len() * hidden];
        for (at, (row, &(word, part, _))) in x.chunks_exact_mut(hidden).zip(rows).enumerate() {
            self.words.add(word, row);
            self.positions.add(at, row);
            self.parts.add(part, row);
            self.norm.apply(row);
        }
        let mut logits = Vec::new();
        for (done, layer) in self.layers.iter().enumerate() {
            if done == self.early.after && !patient {
                self.early.head.apply(kernel, &pool(&x, rows, hidden), 1, &mut logits);
                let mut likely = logits.iter().zip(&self.early.least).enumerate();
                if !likely.any(|(kind, (logit, least))| logit >= least && asked(kind)) {
                    return None;
                }
            }
            layer.apply(kernel, &mut x, rows.len());
        }
        self.head.apply(kernel, &pool(&x, rows, hidden), 1, &mut logits);
        Some(logits.into_iter().map(|logit| (1000.0 / (1.0 + math::exp(-logit))).round() / 1000.0).collect())
    }
}

/// The mean over the sentence's own pieces.
#[inline(always)]
fn pool(x: &[f32], rows: &[(usize, usize, bool)], hidden: usize) -> Vec<f32> {
    let mut pooled = vec![0.0; hidden];
    let own = rows.iter().filter(|row| row.2).count().max(1);
    for (row, _) in x.chunks_exact(hidden).zip(rows).filter(|(_, row)| row.2) {
        pooled.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    pooled.iter_mut().for_each(|sum| *sum /= own as f32);
    pooled
}

/// A run of the network, compiled for the widest registers that are known; the integers don't care.
#[cfg(target_arch = "x86_64")]
struct Run<'a, K> {
    model: &'a Model,
    rows: &'a [(usize, usize, bool)],
    asked: &'a dyn Fn(usize) -> bool,
    patient: bool,
    kernel: K,
}

#[cfg(target_arch = "x86_64")]
impl<K: Kernel> pulp::NullaryFnOnce for Run<'_, K> {
    type Output = Option<Vec<f32>>;

    #[inline(always)]
    fn call(self) -> Option<Vec<f32>> {
        self.model.run(self.kernel, self.rows, self.asked, self.patient)
    }
}
