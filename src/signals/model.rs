//! The small transformer beside the lexicon: a cheap first stage, then the network, one threshold a kind.
//!
//! The lexicon's phrases are clear words; the network hears what they don't list. Where a phrase of the lexicon speaks for a
//! kind, the network's lower threshold counts: it only has a say against it when it is nearly sure.

use std::sync::LazyLock;

use encoder::{Input, Model, Parts};

use super::asking::question_behind;
use super::binding;
use super::deferral;
use super::foreign;
use super::grammar::{Context, asks_for_a_fact, is_bare, is_question, is_quoted, is_untaught};
use super::learnt::{Learnt, Threshold};
use super::words::Words;
use crate::domain::signal::{Party, Roles, SignalKind};

static FILE: &[u8] = include_bytes!("../../models/signals.bin");
/// The head of the file: thresholds and first stage. A broken file is a broken build; a test reads it.
static PARTS: LazyLock<Option<Parts>> = LazyLock::new(|| Parts::read(FILE).ok());
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| PARTS.as_ref().and_then(|parts| Model::read(parts.body).ok()));

/// The first 8 octets of the model file's SHA-256: mail is read again when the model changes. Written down, since a pass over mail that
/// concerns nobody shouldn't read 19 MB for it; a test compares.
pub const VERSION: u64 = 0x2355b5b326754d1;

/// From here on only firm guards of a kind speak against the network. The others were made for phrases, whose next words they watch;
/// over a whole sentence that no phrase stands in they are blunt ("you will find attached" is no announcement). On lines of a hand that
/// nothing was trained on they forbade 33 signals above this score, 32 of them rightly heard.
const SURE: f32 = 0.9;

/// What the network says of a sentence.
pub struct Opinion {
    scores: Vec<f32>,
}

/// A sentence and its neighbours as they were written.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// The sentence itself.
    pub own: &'a str,
    /// The one before it, or nothing.
    pub before: &'a str,
    /// The one after it, or nothing.
    pub after: &'a str,
}

/// What the network says of a sentence; nothing where the first stage sees no reason to ask it, unless `spoken_for`: something
/// else speaks for a signal. Each question that is put to the network is taken off `questions`.
pub fn judge(roles: Roles, written: Written<'_>, spoken_for: bool, questions: &mut usize) -> Option<Opinion> {
    let parts = PARTS.as_ref()?;
    let left = questions.checked_sub(1)?;
    let fits = |at: usize| SignalKind::ALL.get(at).is_some_and(|kind| kind.fits(roles));
    if !spoken_for && !parts.gate.passes(written.own, fits) {
        return None;
    }
    *questions = left;
    let roles = [word(roles.writer), word(roles.addressee)];
    let input = Input { roles, own: written.own, before: written.before, after: written.after };
    let model = MODEL.as_ref()?;
    // Where a phrase speaks for a signal, only the whole network may speak against it.
    let scores = if spoken_for { model.score(&input) } else { model.score_if_likely(&input, fits)? };
    Some(Opinion { scores })
}

/// What the network says of a whole mail.
pub struct Whole {
    pub opinion: Opinion,
    /// Whether it was read at once, not in two parts.
    pub at_once: bool,
}

/// What the network says of a whole mail, unless that is too long for it. The question is taken off `questions`.
pub fn judge_whole(roles: Roles, text: &str, questions: &mut usize) -> Option<Whole> {
    *questions = questions.checked_sub(1)?;
    let (scores, at_once) = MODEL.as_ref()?.score_whole([word(roles.writer), word(roles.addressee)], text)?;
    Some(Whole { opinion: Opinion { scores }, at_once })
}

impl Opinion {
    /// The score of a kind, 0 to 1; `None` for one that the network does not know.
    pub fn score(&self, kind: SignalKind) -> Option<f32> {
        self.scores.get(place(kind)?).copied()
    }

    /// Whether nothing but grammar may speak against this kind.
    pub fn is_sure(&self, kind: SignalKind) -> bool {
        self.score(kind).is_some_and(|score| score >= SURE)
    }

    /// Whether it is a signal of this kind; with a phrase of the lexicon that speaks for it, less is asked.
    pub fn means(&self, kind: SignalKind, phrase: bool, learnt: &Learnt) -> bool {
        // A kind that the network does not know is the lexicon's alone.
        let (Some(score), Some(threshold)) = (self.score(kind), learnt.threshold(kind)) else { return phrase };
        score >= if phrase { threshold.beside } else { threshold.alone }
    }
}

/// The model file's thresholds of a kind; `None` for one that the network does not know.
pub fn threshold(kind: SignalKind) -> Option<Threshold> {
    let [alone, beside] = *PARTS.as_ref()?.thresholds.get(place(kind)?)?;
    Some(Threshold { alone, beside })
}

fn place(kind: SignalKind) -> Option<usize> {
    SignalKind::ALL.iter().position(|&one| one == kind)
}

/// The grammar that holds whatever the network thinks: nobody celebrates, promises or binds himself in a question, words
/// that are somebody else's are not the writer's, a few words that name no business neither order nor refuse, and of languages that it
/// never learned it knows nothing.
pub fn allows(kind: SignalKind, context: Context<'_>) -> bool {
    // What hides a deal is not read into a mere answer.
    let told = !matches!(kind, SignalKind::Commitment | SignalKind::Decline) || !is_bare(context.own);
    told && permits(kind, context)
}

/// The same for what may be a mere answer.
pub fn permits(kind: SignalKind, context: Context<'_>) -> bool {
    // "PO attached, when do you start?" binds before it asks.
    let asks = is_question(context.own)
        && match kind {
            SignalKind::Celebration | SignalKind::Overpromise => true,
            SignalKind::Commitment | SignalKind::Decline => question_behind(context.own).is_none(),
            SignalKind::Urgency
            | SignalKind::Allocation
            | SignalKind::Leverage
            | SignalKind::Doubt
            | SignalKind::Deferral
            | SignalKind::Revocation => false,
        };
    let patient = kind != SignalKind::Deferral || deferral::may_ask(context.own, false);
    // Its idea of an order in other languages takes many an enquiry for one.
    let bound = kind != SignalKind::Commitment || binding::may_bind(context.own);
    let refused = kind != SignalKind::Decline || foreign::may_refuse(context.own);
    let haggled = kind != SignalKind::Leverage || foreign::may_haggle(context.own);
    let won = kind != SignalKind::Celebration || foreign::may_win(context.own);
    // Whose the crate on the dock is commits nothing.
    let wonders = kind == SignalKind::Allocation && is_question(context.own) && asks_for_a_fact(context.own);
    // "160.000.", "Hm.": a figure or a sound means nothing by itself.
    let speaks = context.own.text.split(' ').any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    speaks
        && !wonders
        && patient
        && bound
        && refused
        && haggled
        && won
        && !foreign::is_salutation(context.own)
        && !(asks || is_all_quoted(context.own) || is_untaught(context.own))
}

/// Whether nearly all of the sentence stands inside quotation marks.
fn is_all_quoted(words: &Words) -> bool {
    let middle = words.text.char_indices().map(|(at, _)| at).nth(words.text.chars().count() / 2).unwrap_or(0);
    let outside: usize = words.text.split('"').step_by(2).map(|part| part.trim().len()).sum();
    is_quoted(words, &(middle..middle)) && outside * 3 < words.text.len()
}

/// The words that the network knows the parties by.
fn word(party: Party) -> &'static str {
    match party {
        Party::Team => "colleague",
        Party::Supplier => "supplier",
        Party::Prospect => "customer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the training program computed with the same 8-bit weights in floating point.
    const GOLDEN: &str = include_str!("../../models/golden.jsonl");

    #[test]
    fn the_version_is_the_files() {
        let hash = ring::digest::digest(&ring::digest::SHA256, FILE);
        let version = hash.as_ref().iter().take(8).fold(0, |value, &byte| value << 8 | u64::from(byte));
        assert_eq!(VERSION, version, "write {version:#x} into VERSION");
    }

    #[test]
    fn the_model_card_tells_the_thresholds_of_the_file_and_was_measured_with_it() {
        let card = include_str!("../../training/MODEL_CARD.md").split_whitespace().collect::<Vec<_>>().join(" ");
        for kind in SignalKind::ALL {
            let Some(Threshold { alone, beside }) = threshold(kind) else { continue };
            let told = format!("{} {alone}/{beside}", kind.as_str());
            assert!(card.contains(&format!("{told},")) || card.contains(&format!("{told}. ")), "not in the card: {told}");
        }
        assert!(
            card.contains(&format!("version {VERSION:#018x}:")),
            "measured with another file: training/card.py measures anew"
        );
    }

    #[test]
    fn the_file_reads_and_answers_as_the_training_program_did() {
        let model = Model::read(Parts::read(FILE).unwrap().body).unwrap();
        let mut count = 0;
        for line in GOLDEN.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            let (first, second) = (text(&line["roles"][0]), text(&line["roles"][1]));
            let (own, before, after) = (text(&line["own"]), text(&line["before"]), text(&line["after"]));
            let input = Input { roles: [&first, &second], own: &own, before: &before, after: &after };
            assert_eq!(model.count(&input) as u64, line["pieces"].as_u64().unwrap(), "{own}");
            for (score, wanted) in model.score(&input).iter().zip(line["scores"].as_array().unwrap()) {
                let wanted = wanted.as_f64().unwrap();
                assert!((f64::from(*score) - wanted).abs() < 0.02, "{own}: {score} for {wanted}");
            }
            count += 1;
        }
        assert!(count >= 20, "{count}");
    }

    #[test]
    fn whole_replies_are_judged_as_the_training_program_did() {
        let model = Model::read(Parts::read(FILE).unwrap().body).unwrap();
        let golden = include_str!("../../models/golden-replies.jsonl");
        for line in golden.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let roles = [0, 1].map(|at| line["roles"][at].as_str().unwrap());
            let (scores, at_once) = model.score_whole(roles, line["reply"].as_str().unwrap()).unwrap();
            assert!(at_once);
            for (kind, score) in SignalKind::ALL.iter().zip(scores) {
                let wanted = line["scores"][kind.as_str()].as_f64().unwrap_or(0.0);
                assert!((f64::from(score) - wanted).abs() < 0.03, "{kind:?} {score} for {wanted}: {line}");
            }
        }
        assert!(golden.lines().count() >= 20);
    }

    #[test]
    fn the_network_alone_must_be_surest_of_what_hides_a_deal() {
        let file = Learnt::default();
        let means = |score: f32, kind, phrase| Opinion { scores: vec![score; SignalKind::ALL.len()] }.means(kind, phrase, &file);
        assert!(!means(0.89, SignalKind::Decline, false) && means(0.91, SignalKind::Decline, false));
        assert!(!means(0.84, SignalKind::Deferral, false) && means(0.86, SignalKind::Deferral, false));
        assert!(!means(0.74, SignalKind::Commitment, false) && means(0.76, SignalKind::Commitment, false));
        assert!(means(0.0, SignalKind::Commitment, true), "a phrase of theirs stands");
        assert!(!means(0.05, SignalKind::Decline, true) && means(0.2, SignalKind::Decline, true));
        assert!(means(0.9, SignalKind::Celebration, false) && !means(0.2, SignalKind::Celebration, false));
    }

    #[test]
    fn what_is_quoted_whole_is_nobodys_own() {
        assert!(is_all_quoted(&Words::read("He wrote: \"we have won it and ring the bell\"", 0)));
        assert!(!is_all_quoted(&Words::read("We have won \"Line 4\" and ring the bell today", 0)));
    }
}
