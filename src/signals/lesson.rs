//! Labelled lines: how well the detectors judge them, and how sure the network should be to judge them better. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use jiff::civil::date;

use super::learnt::{Learnt, Threshold, alone, beside};
use super::{Dating, Detectors, Named, NewText, hear, model};
use crate::domain::signal::{Roles, SignalKind};

/// A text with what its parts mean, as people have labelled it.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Who writes to whom.
    pub roles: Roles,
    /// The text.
    pub text: String,
    /// The octets of each part that was labelled, with the kinds that it means. What stands in none is only looked at as a neighbour.
    pub parts: Vec<(Range<usize>, BTreeSet<SignalKind>)>,
    /// The kinds that were labelled at all; `None`: all of them.
    pub judged: Option<BTreeSet<SignalKind>>,
}

/// How many parts were told rightly, wrongly, and not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Count {
    pub right: u32,
    pub wrong: u32,
    pub missed: u32,
}

impl Count {
    fn of(told: bool, meant: bool) -> Self {
        Self { right: u32::from(told && meant), wrong: u32::from(told && !meant), missed: u32::from(!told && meant) }
    }

    /// The sum of both.
    pub fn plus(self, other: Self) -> Self {
        Self { right: self.right + other.right, wrong: self.wrong + other.wrong, missed: self.missed + other.missed }
    }

    /// F with precision weighted by `beta` (1: as much as recall, smaller: more), squared; 0 where nothing was told rightly.
    fn value(self, beta_squared: f64) -> f64 {
        let right = (1.0 + beta_squared) * f64::from(self.right);
        right / (right + beta_squared * f64::from(self.missed) + f64::from(self.wrong)).max(1e-9)
    }
}

/// What became of the thresholds of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The kind.
    pub kind: SignalKind,
    /// The threshold in force, and how it does on the lines.
    pub before: (Threshold, Count),
    /// The new one, and how thresholds chosen in the same way do on lines that they were not chosen on.
    pub after: (Threshold, Count),
    /// What decided.
    pub verdict: Verdict,
}

/// Why a threshold moved or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The lines are judged better with another one.
    Moved,
    /// The model file's is the best, or none does better on lines that it was not chosen on.
    Stays,
    /// Too few parts mean it, or are taken for it: so many are there.
    TooFew {
        /// Parts that mean the kind.
        meant: u32,
        /// Parts that are taken for it and don't mean it.
        wrong: u32,
    },
}

/// At least this many parts must mean a kind before its thresholds move: fewer are luck.
pub const LEAST_MEANT: u32 = 12;
/// And so many must mean it or be taken for it.
pub const LEAST: u32 = 30;
/// What half of a move is believed at: a hundred parts move a threshold two thirds of the way to where they are judged best.
const HALF: f32 = 50.0;
/// Relative dates in the lines start here; kinds don't depend on it.
const WRITTEN: Dating = Dating { written: date(2026, 1, 5), order: None };
const FOLDS: usize = 5;

/// What the detectors hear in each labelled part of each line.
pub fn judge(detectors: &Detectors, lines: &[Labelled]) -> Vec<Vec<Part>> {
    lines.iter().map(|line| listen(detectors, line)).collect()
}

/// How the detectors did, by kind in the order of [`SignalKind::ALL`].
pub fn counts(judged: &[Vec<Part>]) -> Vec<(SignalKind, Count)> {
    let of = |kind| move |part: &Part| part.count(kind, part.voices.contains_key(&kind));
    let count = |kind| judged.iter().flatten().map(of(kind)).fold(Count::default(), Count::plus);
    SignalKind::ALL.into_iter().map(|kind| (kind, count(kind))).collect()
}

/// Chooses thresholds for the kinds that the network knows, within the bounds of each. Those in force are `detectors.learnt`; the
/// choice starts from the model file, so that the same lines teach the same whatever was learnt before.
pub fn learn(detectors: Detectors, lines: &[Labelled]) -> Vec<Lesson> {
    let Detectors { lexicon, learnt } = detectors;
    // With the loosest bounds everything is heard that any choice can tell.
    let open = |kind| {
        let file = model::threshold(kind)?;
        Some((kind, Threshold { alone: *alone(kind, file.alone).start(), beside: file.beside }))
    };
    let loosest = Learnt::new(SignalKind::ALL.into_iter().filter_map(open));
    let ears = Detectors { lexicon, learnt: loosest };
    let heard: Vec<Part> = lines.iter().flat_map(|line| listen(&ears, line)).collect();
    let lesson = |kind| {
        let (file, now) = (model::threshold(kind)?, learnt.threshold(kind)?);
        Some(choose(kind, file, now, &heard))
    };
    SignalKind::ALL.into_iter().filter_map(lesson).collect()
}

/// A labelled part with what was heard in it.
#[derive(Clone, Debug)]
pub struct Part {
    /// The kinds that it means.
    pub meant: BTreeSet<SignalKind>,
    judged: Option<BTreeSet<SignalKind>>,
    voices: BTreeMap<SignalKind, Voice>,
}

/// The best that speaks for a kind in a part: the network's score without a phrase, and beside one.
#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    alone: Option<f32>,
    beside: Option<f32>,
}

impl Voice {
    fn speaks(self) -> bool {
        self.alone.is_some() || self.beside.is_some()
    }

    fn tells(self, threshold: Threshold) -> bool {
        self.alone.is_some_and(|score| score >= threshold.alone) || self.beside.is_some_and(|score| score >= threshold.beside)
    }
}

impl Part {
    /// What was heard, of the kinds that were labelled at all: each with the network's score, 1 where a phrase stands whatever the network
    /// says, and whether a phrase speaks for it.
    pub fn heard(&self) -> impl Iterator<Item = (SignalKind, f32, bool)> {
        let of = |(&kind, voice): (&SignalKind, &Voice)| {
            let score = voice.alone.into_iter().chain(voice.beside).fold(0.0, f32::max);
            (kind, score, voice.beside.is_some())
        };
        self.voices.iter().filter(|(kind, _)| self.is_judged(**kind)).map(of)
    }

    fn is_judged(&self, kind: SignalKind) -> bool {
        self.judged.as_ref().is_none_or(|judged| judged.contains(&kind))
    }

    fn count(&self, kind: SignalKind, told: bool) -> Count {
        if !self.is_judged(kind) {
            return Count::default();
        }
        Count::of(told, self.meant.contains(&kind))
    }
}

/// What the detectors hear in each labelled part of a text.
fn listen(detectors: &Detectors, line: &Labelled) -> Vec<Part> {
    let message = NewText {
        subject: None,
        text: &line.text,
        answers: &[],
        roles: line.roles,
        dating: WRITTEN,
        closely: true,
        named: Named::default(),
    };
    let heard = hear(detectors, &message).heard;
    let part = |(place, meant): &(Range<usize>, BTreeSet<SignalKind>)| {
        let mut voices: BTreeMap<SignalKind, Voice> = BTreeMap::new();
        let inside = |span: Option<(usize, usize)>| span.is_some_and(|(start, end)| start < place.end && place.start < end);
        for one in heard.iter().filter(|one| inside(one.signal.span)) {
            let voice = voices.entry(one.signal.kind).or_default();
            // Where the network was not asked, the phrase stands whatever its threshold.
            let (of, score) = if one.by_phrase { (&mut voice.beside, 1.0) } else { (&mut voice.alone, 0.0) };
            let score = one.score.unwrap_or(score);
            *of = Some(of.map_or(score, |other: f32| other.max(score)));
        }
        Part { meant: meant.clone(), judged: line.judged.clone(), voices }
    };
    line.parts.iter().map(part).collect()
}

/// Chooses the threshold of a kind.
fn choose(kind: SignalKind, file: Threshold, now: Threshold, parts: &[Part]) -> Lesson {
    let voiced = |part: &Part| (part.meant.contains(&kind), part.voices.get(&kind).copied().unwrap_or_default());
    let judged = parts.iter().filter(|part| part.is_judged(kind));
    let rows: Vec<(bool, Voice)> = judged.map(voiced).filter(|(meant, voice)| *meant || voice.speaks()).collect();
    let (own, of_file) = (count(now, rows.iter()), count(file, rows.iter()));
    let (meant, wrong) = (of_file.right + of_file.missed, of_file.wrong);
    let stays = |verdict| Lesson { kind, before: (now, own), after: (file, of_file), verdict };
    if meant < LEAST_MEANT || meant + wrong < LEAST {
        return stays(Verdict::TooFew { meant, wrong });
    }
    let all = best(kind, file, &|threshold| count(threshold, rows.iter()));
    // How such a choice does is seen on lines that had no part in it.
    let mut apart = Count::default();
    for fold in 0..FOLDS {
        let in_fold = |at: usize| at * FOLDS / rows.len().max(1) == fold;
        let each = |kept: bool| rows.iter().enumerate().filter(move |(at, _)| in_fold(*at) == kept).map(|(_, row)| row);
        let chosen = best(kind, file, &|threshold| count(threshold, each(false)));
        apart = apart.plus(count(chosen, each(true)));
    }
    if all == file || apart.value(weight(kind)) <= of_file.value(weight(kind)) {
        return stays(Verdict::Stays);
    }
    Lesson { kind, before: (now, own), after: (all, apart), verdict: Verdict::Moved }
}

fn count<'a>(threshold: Threshold, rows: impl Iterator<Item = &'a (bool, Voice)>) -> Count {
    rows.map(|(meant, voice)| Count::of(voice.tells(threshold), *meant)).fold(Count::default(), Count::plus)
}

/// The threshold within its bounds that judges best, moved back towards the file's by how few parts there are.
fn best(kind: SignalKind, file: Threshold, count: &dyn Fn(Threshold) -> Count) -> Threshold {
    let value = |threshold| count(threshold).value(weight(kind));
    let free = middle_of_best(alone(kind, file.alone), file.alone, &|alone| value(Threshold { alone, ..file }));
    let spoken = middle_of_best(beside(kind, file.beside), file.beside, &|beside| value(Threshold { alone: free, beside }));
    let all = count(file);
    let many = (all.right + all.missed + all.wrong) as f32;
    let moved = |from: f32, to: f32| ((from + (to - from) * many / (many + HALF)) * 1000.0).round() / 1000.0;
    let keep = |from: f32, to: f32| if from == to { from } else { moved(from, to) };
    Threshold { alone: keep(file.alone, free), beside: keep(file.beside, spoken) }
}

/// Of the values within bounds that judge best the one in the middle, where lines that nobody wrote yet have most room on both sides;
/// `from` when it is one of them.
fn middle_of_best(bounds: RangeInclusive<f32>, from: f32, value: &dyn Fn(f32) -> f64) -> f32 {
    let steps = (-40..=40).map(|step| from + 0.02 * step as f32).filter(|at| *at == from || bounds.contains(at));
    let judged: Vec<(f32, f64)> = steps.map(|at| (at, value(at))).collect();
    let most = judged.iter().map(|(_, value)| *value).fold(0.0, f64::max) - 1e-9;
    let best: Vec<f32> = judged.iter().filter(|(_, value)| *value >= most).map(|(at, _)| *at).collect();
    if best.contains(&from) { from } else { best.get(best.len() / 2).copied().unwrap_or(from) }
}

/// How much recall weighs beside precision, squared: celebration, allocation and commitment lean to precision.
fn weight(kind: SignalKind) -> f64 {
    let careful = [SignalKind::Celebration, SignalKind::Allocation, SignalKind::Commitment, SignalKind::Decline];
    if careful.contains(&kind) { 0.25 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: SignalKind = SignalKind::Celebration;
    const FILE: Threshold = Threshold { alone: 0.6, beside: 0.0 };

    fn parts(some: &[(bool, Voice)], times: usize) -> Vec<Part> {
        let meant = |yes: bool| if yes { BTreeSet::from([KIND]) } else { BTreeSet::new() };
        let part =
            |(yes, voice): &(bool, Voice)| Part { meant: meant(*yes), judged: None, voices: BTreeMap::from([(KIND, *voice)]) };
        (0..times).flat_map(|_| some.iter().map(part)).collect()
    }

    fn alone(score: f32) -> Voice {
        Voice { alone: Some(score), beside: None }
    }

    fn beside(score: f32) -> Voice {
        Voice { alone: None, beside: Some(score) }
    }

    #[test]
    fn false_alarms_make_a_threshold_stricter_and_what_is_kept_is_told() {
        let some = parts(
            &[(true, alone(0.9)), (true, alone(0.85)), (false, alone(0.65)), (true, beside(0.9)), (false, beside(0.02))],
            25,
        );
        let lesson = choose(KIND, FILE, FILE, &some);
        assert_eq!(lesson.verdict, Verdict::Moved);
        assert_eq!(lesson.before.1, Count { right: 75, wrong: 50, missed: 0 });
        assert_eq!(lesson.after.1, Count { right: 75, wrong: 0, missed: 0 }, "{lesson:?}");
        assert!(lesson.after.0.alone > 0.65 && lesson.after.0.alone < 0.85 && lesson.after.0.beside > 0.02, "{lesson:?}");
    }

    #[test]
    fn a_few_lines_move_nothing() {
        let lesson = choose(KIND, FILE, FILE, &parts(&[(true, alone(0.9)), (false, alone(0.65))], 11));
        assert_eq!(lesson.verdict, Verdict::TooFew { meant: 11, wrong: 11 });
        let only_alarms = choose(KIND, FILE, FILE, &parts(&[(false, alone(0.9))], 100));
        assert_eq!(only_alarms.verdict, Verdict::TooFew { meant: 0, wrong: 100 }, "nobody knows what is lost");
    }

    #[test]
    fn what_helps_no_line_that_it_was_not_chosen_on_moves_nothing() {
        let lesson = choose(KIND, FILE, FILE, &parts(&[(true, alone(0.9)), (false, alone(0.1))], 40));
        assert_eq!((lesson.verdict, lesson.after.0), (Verdict::Stays, FILE));
    }

    #[test]
    fn kinds_that_were_not_labelled_don_t_count() {
        let part = Part { meant: BTreeSet::new(), judged: Some(BTreeSet::from([SignalKind::Doubt])), voices: BTreeMap::new() };
        assert_eq!(part.count(KIND, true), Count::default());
        assert_eq!(part.count(SignalKind::Doubt, true).wrong, 1);
    }
}
