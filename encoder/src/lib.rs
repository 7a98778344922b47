//! A small transformer, run in the process: pieces of words in, one score a kind out.
//!
//! Weights are 8-bit integers, activations 12-bit ones; products are summed as integers, which is exact in any order. What is
//! left in floating point is added in a fixed order, and `exp` and `erf` are our own: the same text gets the same scores on
//! every machine.

mod bent;
mod format;
mod forward;
mod gate;
mod kernel;
mod linear;
mod math;
mod wording;
mod wordpiece;

pub use format::Broken;
pub use gate::Gate;

use bent::Reading;
use format::Reader;
use forward::{Layer, Room};
use kernel::{Kernel, Plain};
use linear::{Linear, Table};
use math::Norm;
use wording::Wording;
use wordpiece::WordPiece;

/// Pieces of the sentence itself that are looked at, and of the sentences beside it.
const OWN: usize = 72;
/// And of the beginning and the end of a whole mail.
const WHOLE: usize = 110;
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
    exits: Vec<Exit>,
    head: Linear,
    /// The last one of a whole mail.
    whole: Linear,
    /// What the words of a whole mail mean by themselves.
    wording: Wording,
}

/// What is judged before all layers have been run: most sentences show by then that they mean nothing.
#[derive(Debug)]
struct Exit {
    /// How many layers have been run by then.
    after: usize,
    head: Linear,
    /// The least logit of each kind that is worth the other layers.
    least: Vec<f32>,
}

impl Exit {
    fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        let after = reader.count()?;
        let head = Linear::read(reader)?;
        let least = reader.floats(head.rows())?;
        Ok(Self { after, head, least })
    }
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

/// A piece of an input, its part (1: a neighbour), and whether it is the sentence's own.
type Row = (usize, usize, bool);

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
        let mut layers = (0..count).map(|_| Layer::read(&mut reader)).collect::<Result<Vec<_>, _>>()?;
        let count = reader.count()?;
        let exits = (0..count).map(|_| Exit::read(&mut reader)).collect::<Result<_, _>>()?;
        let head = Linear::read(&mut reader)?;
        layers.iter_mut().try_for_each(|layer: &mut Layer| layer.bend(&mut reader))?;
        let whole = Linear::read(&mut reader)?;
        let wording = Wording::read(&mut reader)?;
        if !reader.rest().is_empty() {
            return Err(Broken("something follows its end"));
        }
        Ok(Self { pieces, words, positions, parts, norm, layers, exits, head, whole, wording })
    }

    /// The score of each kind, 0 to 1, in steps of a thousandth.
    pub fn score(&self, input: &Input<'_>) -> Vec<f32> {
        self.begin(Reading::Sentence, &self.pieces_of(input), &|_| true, true).map(scores).unwrap_or_default()
    }

    /// The score of each kind, 0 to 1, in steps of a thousandth, that a whole mail comes to: what it means may stand in none of its sentences.
    /// Of a longer one its beginning and its end are looked at, and the mean counts: the second part tells whether that was needed. Nothing
    /// where something between them would be left out.
    pub fn score_whole(&self, roles: [&str; 2], text: &str) -> Option<(Vec<f32>, bool)> {
        let pieces = self.pieces.ids(text, 2 * WHOLE + 1);
        if pieces.len() > 2 * WHOLE {
            return None;
        }
        let judge = |own: &[usize]| self.begin(Reading::Whole, &self.rows(roles, own, "", ""), &|_| true, true);
        let mut logits = judge(pieces.get(..WHOLE).unwrap_or(&pieces))?;
        if pieces.len() > WHOLE {
            let end = judge(pieces.get(pieces.len() - WHOLE..)?)?;
            logits.iter_mut().zip(end).for_each(|(logit, other)| *logit = f32::midpoint(*logit, other));
        }
        self.wording.add(text, &mut logits);
        Some((scores(logits), pieces.len() <= WHOLE))
    }

    /// The same, or nothing when the first layers show that it means none of the kinds that are asked for.
    pub fn score_if_likely(&self, input: &Input<'_>, asked: impl Fn(usize) -> bool) -> Option<Vec<f32>> {
        self.begin(Reading::Sentence, &self.pieces_of(input), &asked, false).map(scores)
    }

    /// The logit of each kind.
    fn begin(&self, reading: Reading, rows: &[Row], asked: &dyn Fn(usize) -> bool, patient: bool) -> Option<Vec<f32>> {
        #[cfg(target_arch = "x86_64")]
        if let Some(kernel) = kernel::Widest::try_new() {
            return self.run(kernel, reading, rows, asked, patient);
        } else if let Some(simd) = pulp::x86::V3::try_new() {
            return self.run(kernel::Wide(simd), reading, rows, asked, patient);
        }
        self.run(Plain, reading, rows, asked, patient)
    }

    /// How many pieces an input is cut to.
    pub fn count(&self, input: &Input<'_>) -> usize {
        self.pieces_of(input).len()
    }

    fn pieces_of(&self, input: &Input<'_>) -> Vec<Row> {
        self.rows(input.roles, &self.pieces.ids(input.own, OWN), input.before, input.after)
    }

    fn rows(&self, roles: [&str; 2], own: &[usize], before: &str, after: &str) -> Vec<Row> {
        let pieces = &self.pieces;
        let [first, separator] = [pieces.special("[CLS]"), pieces.special("[SEP]")];
        let mut rows = vec![(first, 0, false)];
        rows.extend(roles.map(|word| (pieces.special(word), 0, false)));
        rows.push((separator, 0, false));
        if own.is_empty() {
            rows.push((pieces.special("[UNK]"), 0, true));
        }
        rows.extend(own.iter().map(|&id| (id, 0, true)));
        rows.push((separator, 0, false));
        let before = pieces.ids(before, usize::MAX);
        rows.extend(before.iter().skip(before.len().saturating_sub(BESIDE)).map(|&id| (id, 1, false)));
        rows.push((separator, 1, false));
        rows.extend(pieces.ids(after, BESIDE).into_iter().map(|id| (id, 1, false)));
        rows
    }

    fn run<K: Kernel>(
        &self,
        kernel: K,
        reading: Reading,
        rows: &[Row],
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
        let (start, count) = (rows.iter().take_while(|row| !row.2).count(), rows.iter().filter(|row| row.2).count());
        let own = start..start + count;
        let (mut room, mut logits) = (Room::default(), Vec::new());
        let mut likely = |exit: &Exit, mine: &[f32]| {
            exit.head.judge(kernel, &pool(mine, hidden), &mut logits);
            logits.iter().zip(&exit.least).enumerate().any(|(kind, (logit, least))| logit >= least && asked(kind))
        };
        let exit = |done: usize| self.exits.iter().find(|exit| exit.after == done && !patient);
        let words = x.get(own.start * hidden..own.end * hidden).unwrap_or_default();
        if exit(0).is_some_and(|exit| !likely(exit, words)) {
            return None;
        }
        for (layer, done) in self.layers.iter().zip(1..) {
            layer.show(kernel, reading, &x, &mut room);
            if done == self.layers.len() {
                // Nothing looks at the neighbours any more.
                x = layer.apply(kernel, reading, &x, own.clone(), &mut room);
            } else if let Some(exit) = exit(done) {
                let mine = layer.apply(kernel, reading, &x, own.clone(), &mut room);
                if !likely(exit, &mine) {
                    return None;
                }
                // The neighbours' rows, which stand before and after.
                let (before, after) = (x.get(..own.start * hidden), x.get(own.end * hidden..));
                let others = [before.unwrap_or_default(), after.unwrap_or_default()].concat();
                let others = layer.apply(kernel, reading, &others, 0..rows.len() - own.len(), &mut room);
                let (before, after) = others.split_at(own.start * hidden);
                x = [before, &mine, after].concat();
            } else {
                x = layer.apply(kernel, reading, &x, 0..rows.len(), &mut room);
            }
        }
        let head = match reading {
            Reading::Sentence => &self.head,
            Reading::Whole => &self.whole,
        };
        head.judge(kernel, &pool(&x, hidden), &mut logits);
        Some(logits)
    }
}

/// Logits to scores, 0 to 1, in steps of a thousandth.
fn scores(logits: Vec<f32>) -> Vec<f32> {
    logits.into_iter().map(|logit| (1000.0 / (1.0 + math::exp(-logit))).round() / 1000.0).collect()
}

/// The mean of rows.
fn pool(x: &[f32], hidden: usize) -> Vec<f32> {
    let mut pooled = vec![0.0; hidden];
    for row in x.chunks_exact(hidden) {
        pooled.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    let count = (x.len() / hidden).max(1) as f32;
    pooled.iter_mut().for_each(|sum| *sum /= count);
    pooled
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIDDEN: usize = 64;
    const INNER: usize = 96;

    /// A file of pseudo-random numbers: what it says means nothing, but it must mean the same everywhere.
    struct Writer(Vec<u8>, u32);

    impl Writer {
        fn random(&mut self) -> u32 {
            self.1 = self.1.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            self.1 >> 16
        }

        fn counts(&mut self, counts: &[usize]) {
            counts.iter().for_each(|&count| self.0.extend((count as u32).to_le_bytes()));
        }

        fn floats(&mut self, count: usize, most: f32) {
            for _ in 0..count {
                let value = self.random() as f32 / 65_536.0 * most;
                self.0.extend(value.to_le_bytes());
            }
        }

        fn octets(&mut self, count: usize) {
            for _ in 0..count {
                let octet = self.random() as u8;
                self.0.push(octet);
            }
        }

        fn table(&mut self, rows: usize) {
            self.counts(&[rows, HIDDEN]);
            self.floats(rows, 0.01);
            self.octets(rows * HIDDEN);
        }

        fn linear(&mut self, rows: usize, width: usize) {
            self.counts(&[rows, width]);
            self.floats(rows, 0.001);
            self.floats(rows, 0.5);
            self.octets(rows.next_multiple_of(16) * width);
        }

        fn norm(&mut self) {
            self.counts(&[HIDDEN]);
            self.floats(HIDDEN * 2, 1.0);
        }
    }

    fn model() -> Model {
        let mut file = Writer(Vec::new(), 7);
        let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\ncustomer\ncolleague\nwe\nwon\nit\n!";
        file.counts(&[words.len()]);
        file.0.extend(words.as_bytes());
        file.table(10);
        file.table(128);
        file.table(2);
        file.norm();
        file.counts(&[3]);
        for _ in 0..3 {
            file.linear(3 * HIDDEN, HIDDEN);
            file.linear(HIDDEN, HIDDEN);
            file.norm();
            file.linear(INNER, HIDDEN);
            file.linear(HIDDEN, INNER);
            file.norm();
        }
        file.counts(&[1, 2]);
        file.linear(9, HIDDEN);
        file.floats(9, 0.0);
        file.linear(9, HIDDEN);
        for _ in 0..3 {
            for (rows, width) in [(3 * HIDDEN, HIDDEN), (HIDDEN, HIDDEN), (INNER, HIDDEN), (HIDDEN, INNER)] {
                file.linear(16, width);
                file.linear(rows, 16);
            }
        }
        file.linear(9, HIDDEN);
        file.counts(&[16, 2, 7, 4]);
        file.floats(3, 0.5);
        file.octets(16 * 2);
        Model::read(Vec::leak(file.0)).unwrap()
    }

    #[test]
    fn every_machine_gives_the_same_scores_to_the_last_bit() {
        let model = model();
        for own in ["we won it!", "we", "it won we won! we we it it won! it it it we !! won"] {
            let input = Input { roles: ["customer", "colleague"], own, before: "it won", after: "we won it we" };
            let rows = model.pieces_of(&input);
            let all = |_: usize| true;
            for (reading, patient) in [(Reading::Sentence, true), (Reading::Sentence, false), (Reading::Whole, true)] {
                let plain = model.run(Plain, reading, &rows, &all, patient).unwrap();
                assert_eq!(plain.len(), 9);
                assert!(scores(plain.clone()).iter().any(|score| *score > 0.001 && *score < 0.999), "{plain:?}");
                #[cfg(target_arch = "x86_64")]
                if let Some(simd) = pulp::x86::V3::try_new() {
                    assert_eq!(model.run(kernel::Wide(simd), reading, &rows, &all, patient).unwrap(), plain);
                }
                #[cfg(target_arch = "x86_64")]
                if let Some(kernel) = kernel::Widest::try_new() {
                    assert_eq!(model.run(kernel, reading, &rows, &all, patient).unwrap(), plain);
                }
            }
            // Rows that are taken apart for an exit come out as they do together.
            assert_eq!(model.score(&input), model.score_if_likely(&input, |_| true).unwrap());
            let (whole, at_once) = model.score_whole(input.roles, own).unwrap();
            assert!(at_once);
            assert_ne!(model.score(&input), whole, "a whole mail is judged by what is its own");
            assert!(model.score_whole(input.roles, &"we ".repeat(WHOLE)).is_some());
            assert!(model.score_whole(input.roles, &"we ".repeat(2 * WHOLE)).is_some_and(|(_, at_once)| !at_once));
            assert!(model.score_whole(input.roles, &"we ".repeat(2 * WHOLE + 1)).is_none(), "nobody knows what stands in its middle");
        }
    }

    #[test]
    fn an_exit_lets_go_what_none_of_the_asked_kinds_is_likely_of() {
        let mut model = model();
        model.exits[0].least = vec![-1e9; 9];
        model.exits[0].least[3] = 1e9;
        let input = Input { roles: ["customer", "colleague"], own: "we won it!", before: "", after: "" };
        assert!(model.score_if_likely(&input, |kind| kind == 3).is_none());
        assert!(model.score_if_likely(&input, |kind| kind == 4).is_some());
    }
}
