//! What a short reply means as a whole, though none of its sentences says so by itself: "Cousin of the owner does this for a living, turns
//! out. You were very patient with us." The network reads such a reply once more, all of it; and what it alone made of one sentence
//! falls where the whole doesn't bear it out.

use std::ops::Range;

use super::grammar::{Context, Guard, is_bare};
use super::model::{self, Opinion, Written};
use super::tongues::is_foreign;
use super::until::until;
use super::words::Words;
use super::{Detectors, Heard, NewText, cut, deferral};
use crate::domain::signal::{Signal, SignalKind};

/// With more words a reply tells of many things.
const MOST_WORDS: usize = 80;
/// With fewer sentences it says no more than its sentence.
const LEAST_SENTENCES: usize = 2;
/// A whole reply means a refusal from here on. Of 300 replies of a hand that a run before this file had not seen, 38 of 54 refusals were heard from
/// 0.9 on, and 2 of the others; by their sentences alone 24, and 4. A reader who tried some 190 live replies had 15 taken for refusals from 0.8 on, 5 from here on.
const REFUSES: f32 = 0.92;
/// The same in other languages, of which it has read less: on 660 replies of two such hands 83 of 219, and 22 of the others.
const REFUSES_ABROAD: f32 = 0.9;
/// A whole reply asks to wait from here on: on the 960 replies 54 of 109, and 2 of the others.
const WAITS: f32 = 0.9;
/// A reply that asks to wait or binds this much refuses nothing.
const ELSE: f32 = 0.5;
/// Below this the whole doesn't bear out a refusal that the network alone has heard in a sentence: of 866 ordinary mails 8 had one,
/// and 1 had one that the whole bears out from 0.2 on. Of a hand that wrote live replies that sound like refusals 35 of 216 had one, 15 had one that is
/// borne out; of its 44 refusals that were heard so, none was lost.
const BORNE_OUT: f32 = 0.3;
/// And below this a commitment, in English: 20 that the network alone had heard wrongly in sentences of six hands fall, five of which it had
/// seen, of 148 right ones none; of 57 right ones of two hands that it had not seen none falls, of 3 wrong ones none either.
const BOUND: f32 = 0.4;
/// In longer replies one sentence may bind among many that tell of other things.
const BINDS_AMONG: usize = 30;

/// What the whole of a reply adds to what was heard in its sentences, and takes from it.
pub fn judge_whole(
    detectors: &Detectors,
    message: &NewText<'_>,
    ranges: &[Range<usize>],
    sentences: &[Words],
    heard: &mut Vec<Heard>,
    questions: &mut usize,
) {
    // Whoever opens a conversation answers nothing.
    let count = words(sentences);
    let short = count <= MOST_WORDS && sentences.iter().filter(|own| own.speak()).count() >= LEAST_SENTENCES;
    if message.subject.is_some() || !SignalKind::Decline.fits(message.roles) || !short {
        return;
    }
    let Some(opinion) = model::judge_reply(message.roles, message.text, questions) else { return };
    let score = |kind| opinion.score(kind).unwrap_or(0.0);
    let foreign = is_foreign(message.text);
    heard.retain(|one| {
        let least = match one.signal.kind {
            SignalKind::Decline => BORNE_OUT,
            SignalKind::Commitment if !foreign && count <= BINDS_AMONG => BOUND,
            _ => 0.0,
        };
        one.by_phrase || score(one.signal.kind) >= least
    });
    // What is said in so many words holds.
    let hears = |kinds: &[SignalKind]| heard.iter().any(|one| kinds.contains(&one.signal.kind));
    if hears(&[SignalKind::Decline, SignalKind::Commitment, SignalKind::Deferral]) {
        return;
    }
    let Some(kind) = meant(detectors, foreign, &opinion) else { return };
    if kind == SignalKind::Deferral && hears(&[SignalKind::Urgency]) {
        return;
    }
    // What people are shown is the sentence that comes nearest to it: what it names is meant, and what others praise is not.
    let nearness = |index: usize, own: &Words, questions: &mut usize| {
        let context = beside(sentences, index, own);
        let forbids = |guard: &Guard| guard.forbids(context, &(0..own.text.len()));
        // Deferrals are told from deadlines, absences and promises of one's own.
        let waits = || deferral::may_ask(own, false) && !detectors.lexicon.guards_of_kind(kind).any(forbids);
        if is_bare(own) || kind == SignalKind::Deferral && !waits() {
            return None;
        }
        let opinion = model::judge(message.roles, Written::of(message.text, ranges, index), true, questions)?;
        Some((opinion.score(kind)?, index))
    };
    let near = sentences.iter().enumerate().filter_map(|(index, own)| nearness(index, own, questions));
    if let Some((_, index)) = near.max_by(|(one, _), (other, _)| one.total_cmp(other))
        && let (Some(range), Some(own)) = (ranges.get(index), sentences.get(index))
        && let Some((span, phrase)) = cut(message.text, range.clone())
    {
        // A day in another sentence may be anything's.
        let alone = Context { own, before: None, after: None };
        let until = until(kind, alone, &(0..own.text.len()), message.dating);
        let signal = Signal { kind, phrase, span: Some(span), until, names: Vec::new() };
        heard.push(Heard { signal, by_phrase: false, score: opinion.score(kind) });
    }
}

fn beside<'w>(sentences: &'w [Words], index: usize, own: &'w Words) -> Context<'w> {
    Context { own, before: index.checked_sub(1).and_then(|index| sentences.get(index)), after: sentences.get(index + 1) }
}

/// What a reply means as a whole.
fn meant(detectors: &Detectors, foreign: bool, opinion: &Opinion) -> Option<SignalKind> {
    let score = |kind| opinion.score(kind).unwrap_or(0.0);
    // Whoever has taught the network to be surer of sentences wants it surer of the whole, too.
    let learnt = detectors.learnt.threshold(SignalKind::Decline).map_or(0.0, |threshold| threshold.alone);
    let refuses = if foreign { REFUSES_ABROAD } else { REFUSES }.max(learnt);
    if score(SignalKind::Commitment) >= ELSE {
        None
    } else if score(SignalKind::Deferral) >= WAITS {
        Some(SignalKind::Deferral)
    } else {
        (score(SignalKind::Decline) >= refuses && score(SignalKind::Deferral) < ELSE).then_some(SignalKind::Decline)
    }
}

/// How many words stand in them, marks and pictures left out.
fn words(sentences: &[Words]) -> usize {
    sentences.iter().flat_map(Words::iter).filter(|word| word.contains(char::is_alphanumeric)).count()
}
