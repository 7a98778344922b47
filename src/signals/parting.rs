//! When a whole short reply refuses, though no sentence of it does so by itself: "Nobody noticed a difference, so the boss has his way. Nothing
//! personal." Whoever takes his leave, asks nothing and proposes nothing has made up his mind, and there the network is believed earlier.

use std::ops::Range;

use super::Detectors;
use super::grammar::{Context, is_bare, is_question};
use super::lazy::Lazy;
use super::model::{self, Opinion};
use super::tongues::is_foreign;
use super::words::Words;
use crate::domain::signal::{Roles, SignalKind};

/// A reply of more words than this tells more than a refusal.
const LONGEST: usize = 60;
/// By so much less than a decline by itself is one asked to mean it, in a reply that takes its leave.
const LESS: f32 = 0.25;
/// By so much less where the sentence is a mere answer, or where words stand in it that speak against phrases: "so no machine",
/// "made to a bidder who could include the rest".
const LITTLE_LESS: f32 = 0.1;
/// Meaning one of those kinds this much, a sentence goes on with the deal.
const OPEN: f32 = 0.5;

/// What a reply takes its leave with, and what goes on.
#[derive(Debug)]
pub struct Parting {
    /// Words of thanks, regret and leave.
    pub leaves: Lazy,
    /// Words of a next step.
    pub goes_on: Lazy,
}

/// What the network makes of a reply, sentence by sentence.
#[derive(Debug, Default)]
pub struct Reply {
    /// What refuses most, with its score and which sentence it is.
    refuses: Option<(f32, usize)>,
    /// Whether a sentence orders, presses or puts off.
    goes_on: bool,
}

impl Reply {
    /// Takes in what the network says of a sentence, the `index`-th.
    pub fn hear(&mut self, detectors: &Detectors, roles: Roles, context: Context<'_>, index: usize, opinion: &Opinion) {
        let kind = SignalKind::Decline;
        let (Some(parting), Some(score)) = (detectors.lexicon.parting(), opinion.score(kind)) else { return };
        let open = [SignalKind::Urgency, SignalKind::Commitment, SignalKind::Deferral];
        self.goes_on |= open.into_iter().any(|kind| kind.fits(roles) && opinion.score(kind) >= Some(OPEN));
        let Some(threshold) = detectors.learnt.threshold(kind) else { return };
        if !kind.fits(roles) || score < threshold.alone - LESS || self.refuses.is_some_and(|(best, _)| best >= score) {
            return;
        }
        let nearly = score >= threshold.alone - LITTLE_LESS;
        let whole: Range<usize> = 0..context.own.text.len();
        let forbidden =
            |firm: bool| detectors.lexicon.guards_of_kind(kind).any(|guard| guard.firm >= firm && guard.forbids(context, &whole));
        // "Thank you for your time" refuses only by what stands beside it.
        let told = !is_bare(context.own) || nearly && context.own.find(&parting.leaves).is_none();
        // The words of leave are English ones: "Danke, aber nein, Sie müssen nicht kommen" is judged by itself.
        if told && !is_foreign(&context.own.text) && model::permits(kind, context) && !forbidden(nearly) {
            self.refuses = Some((score, index));
        }
    }

    /// Which sentence the reply refuses by and how much it means that, where it takes its leave and goes on with nothing.
    pub fn refuses_by(&self, parting: &Parting, sentences: &[Words]) -> Option<(f32, usize)> {
        let refuses = self.refuses.filter(|_| !self.goes_on)?;
        let words = sentences.iter().flat_map(Words::iter).filter(|word| word.contains(char::is_alphanumeric)).count();
        let leaves = sentences.iter().any(|own| own.find(&parting.leaves).is_some());
        let goes_on = sentences.iter().any(|own| is_question(own) || own.find(&parting.goes_on).is_some());
        (words <= LONGEST && leaves && !goes_on).then_some(refuses)
    }
}
