//! What a short mail means as a whole, though none of its sentences says so by itself: "Cousin of the owner does this for a living, turns
//! out. You were very patient with us." The network reads such a mail once more, all of it; and what it alone made of one sentence
//! falls where the whole doesn't bear it out. Replies of prospects are read so, and mail inside the team and to its suppliers.

use std::ops::Range;

use super::grammar::{Context, Guard, is_bare, is_question};
use super::learnt::Threshold;
use super::model::{self, Opinion, Whole, Written};
use super::tongues::is_foreign;
use super::until::until;
use super::words::Words;
use super::{Detectors, Heard, Lexicon, NewText, Scanned, binding, cut, deferral, foreign, past};
use crate::domain::signal::{Roles, Signal, SignalKind};

/// With more words a reply tells of many things.
const MOST_WORDS: usize = 80;
/// From here on it tells by itself what a "We got it!" in it is about.
const MANY_WORDS: usize = 20;
/// With fewer of them, each sentence must say something by itself.
const LEAST_WORDS: usize = 8;
/// With fewer sentences it says in English no more than its sentence, and abroad it must mean it more.
const LEAST_SENTENCES: usize = 2;
/// A whole reply means a refusal from here on: "That is what we wanted to hear. My partner does the books, so she has the last word. You were
/// a good sport about the dog." comes to 0.94.
const REFUSES: f32 = 0.95;
/// The same in other languages, where one hears a tenth of the refusals in single sentences: of 420 replies of a hand that the file had not
/// seen 99 of 126, and 3 of the others, half of which sound like refusals; from 0.8 on 88 and 2.
const REFUSES_ABROAD: f32 = 0.8;
/// Asks to wait from here on.
const WAITS: f32 = 0.8;
/// Binds from here on: "Yes, we are going with you. The paperwork comes later." comes to 0.94.
const BINDS: f32 = 0.97;
/// Binds in other languages from here on: of that hand 37 of 50, and none of the others.
const BINDS_ABROAD: f32 = 0.65;
/// Asks to wait in other languages from here on: of that hand 40 of 64, and 1 of the others.
const WAITS_ABROAD: f32 = 0.55;
/// Binds, asks to wait and refuses in a single sentence in other languages from here on: of 541 such replies of a hand that the file had not
/// seen 61 of 87, 75 of 114 and 40 of 109, and 1 of the others. Plain news ("Unser Werk in Kassel hat die gleiche Maschine") comes to 0.98.
const SINGLE_ABROAD: [f32; 3] = [0.96, 0.95, 0.96];
/// The same in English, where sentences bind by themselves: of 242 single sentences of a hand that the file had not seen, most of which tell a
/// fact that refuses or one much like it, 41 of 146 refusals, and 1 of the others. "It's been signed by one of two directors" comes to 0.939.
const SINGLE: [f32; 3] = [0.98, 0.95, 0.94];
/// Unless it means another of the three this much.
const ELSE: f32 = 0.5;
/// Below this the whole doesn't bear out a refusal that the network alone has heard in a sentence: of 866 ordinary mails 6 have one that it does.
const BORNE_OUT: f32 = 0.3;
/// And below this a commitment.
const BOUND: f32 = 0.4;
/// And below this a request to wait, in other languages.
const PUT_OFF: f32 = 0.05;
/// In longer replies one sentence may bind among many that tell of other things.
const BINDS_AMONG: usize = 30;
/// Below this what a phrase says falls, too: of 187 celebrations by phrase in five hands' mails that the file had not seen 4 are below it, none of
/// them right, of 73 requests to wait 4, none of them right: "Llámeme el jueves a la hora del café".
const VETO: f32 = 0.03;
/// With fewer words it knows too little: "Congrats on the Acme order, team!" comes to less.
const VETO_WORDS: usize = 10;
/// From where on a whole mail inside the team or to a supplier says something.
struct Office {
    cheers: f32,
    /// The same where it names somebody of the roster.
    cheers_somebody: f32,
    /// Commits something.
    allocates: f32,
    /// One of a single sentence does either: "Acme hat unterschrieben, ja, aber den Mietvertrag" comes to 0.99.
    single: f32,
}

/// In English, where sentences tell more: of 428 mails of a hand that the file had not seen, most of which sound like cheers, sentences
/// alone cheer in 134 of 166 and in 49 others, with this in 141 and 32.
const ENGLISH: Office = Office { cheers: 0.8, cheers_somebody: 0.8, allocates: 0.9, single: 0.97 };
/// In other languages: of 302 deals in strangers' stories one is flagged wrongly with these as with 0.4 for those that name somebody, and
/// four more celebrations are told rightly.
const ABROAD: Office = Office { cheers: 0.6, cheers_somebody: 0.3, allocates: 0.8, single: 0.985 };
/// Below this it doesn't bear out what the network alone has heard in one of its sentences, in other languages than English. In a longer mail
/// in English a cheer in so many words falls, too, where another sentence names a deal and tells of no win: "WE GOT IT! Four tickets for the
/// opener. I'll take Pat from Acme, might loosen him up on the press."
const OFFICE_BEARS_OUT: f32 = 0.1;
/// Below this no cheer in English that the network alone has heard in a sentence that names nobody of the roster.
const VAGUE: f32 = 0.25;
/// A sentence that names the deal tells of no win below this.
const NAMED_TELLS: f32 = 0.3;

/// What the whole of a mail adds to what was heard in its sentences, and takes from it.
pub fn judge(detectors: &Detectors, message: &NewText<'_>, scanned: &mut Scanned) {
    let words = scanned.sentences.iter().flat_map(Words::iter).filter(|word| word.contains(char::is_alphanumeric)).count();
    let foreign = is_foreign(message.text);
    if words > MOST_WORDS {
        return;
    }
    if SignalKind::Decline.fits(message.roles) {
        judge_reply(detectors, message, scanned, (words, foreign));
    } else if SignalKind::Allocation.fits(message.roles) && (foreign || scanned.likely || !message.named.is_nobody()) {
        // In English, where sentences tell more, it is not worth the time where nobody is named and no sentence is likely to tell anything.
        let cheers = judge_office(detectors, message, scanned, (words, foreign));
        if foreign || cheers < ENGLISH.cheers {
            leave_out_other_cheers(message, scanned, !foreign && words >= MANY_WORDS && cheers < OFFICE_BEARS_OUT);
        }
    }
}

/// Mail of prospects.
fn judge_reply(detectors: &Detectors, message: &NewText<'_>, scanned: &mut Scanned, (words, foreign): (usize, bool)) {
    let single = telling(&scanned.sentences).count() < LEAST_SENTENCES;
    // Answers between the lines of a quotation are one each, to a question each.
    if !message.answers.is_empty() {
        return;
    }
    let text = if foreign { said(message.text, scanned) } else { message.text };
    let Some(Whole { opinion, at_once }) = model::judge_whole(message.roles, text, &mut scanned.questions) else {
        return;
    };
    let least = |kind| match kind {
        SignalKind::Decline => BORNE_OUT,
        SignalKind::Commitment if words <= BINDS_AMONG => BOUND,
        SignalKind::Deferral if foreign => PUT_OFF,
        _ => 0.0,
    };
    let borne_out = |kind| opinion.score(kind).is_none_or(|score| score >= least(kind));
    // Of what was read in two parts, one may say it.
    let vetoed = |one: &Heard| !single && vetoed(&detectors.lexicon, one, &opinion, words);
    scanned.heard.retain(|one| !at_once || !vetoed(one) && (one.by_phrase || borne_out(one.signal.kind)));
    // What is said in so many words holds, whoever takes an order back has said what he does, and whoever opens a conversation answers nothing.
    let said = [SignalKind::Decline, SignalKind::Commitment, SignalKind::Deferral, SignalKind::Revocation];
    if message.subject.is_some() || scanned.hears(&said) {
        return;
    }
    let Some((kind, score)) = meant(detectors, (foreign, single), &opinion) else { return };
    let sentences = &scanned.sentences;
    let pressed = || scanned.hears(&[SignalKind::Urgency, SignalKind::Leverage]);
    let alone = || single && (pressed() || sentences.iter().any(foreign::is_told_by_words));
    let other = match kind {
        SignalKind::Commitment => !sentences.iter().any(binding::may_bind),
        SignalKind::Deferral => {
            scanned.hears(&[SignalKind::Urgency])
                || sentences.iter().any(|own| foreign::goes_on(own) || foreign && foreign::asks_us(own))
        }
        _ => sentences.iter().any(|own| foreign::goes_on(own) || foreign && foreign::is_in_hand(own)) || alone(),
    };
    if other {
        return;
    }
    // A few mere answers may be to anything: "No. Yes. See you Tuesday." Deferrals are told from deadlines, absences and promises of one's own.
    let speaks_against = |context: Context<'_>| {
        forbidden(&detectors.lexicon, (kind, opinion.is_sure(kind)), foreign, context)
            || denied(&detectors.lexicon, message.roles, kind, false, context)
    };
    let waits = |context: Context<'_>| {
        kind != SignalKind::Deferral || deferral::may_ask(context.own, foreign) && !speaks_against(context)
    };
    let near = nearest(message, scanned, kind, foreign, |context| !is_bare(context.own) && waits(context));
    let near = near.or_else(|| (words >= LEAST_WORDS).then(|| nearest(message, scanned, kind, foreign, waits)).flatten());
    if let Some(index) = near.filter(|index| !scanned.at(*index).is_some_and(speaks_against)) {
        show(message, scanned, (kind, score), index);
    }
}

/// What a mail says between its salutation and the thanks or the name it ends with: to the network, a salutation alone makes a refusal of
/// "Bedankt, ik heb het doorgestuurd naar mijn baas."
fn said<'a>(text: &'a str, scanned: &Scanned) -> &'a str {
    let mut at = telling(&scanned.sentences).filter_map(|(at, _)| scanned.ranges.get(at));
    let first = at.next();
    let last = at.last().or(first);
    first.zip(last).and_then(|(first, last)| text.get(first.start..last.end)).unwrap_or(text)
}

/// The sentences that are more than a salutation, a word of thanks or a name, with their places.
fn telling(sentences: &[Words]) -> impl Iterator<Item = (usize, &Words)> {
    let words = |own: &Words| own.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    sentences.iter().enumerate().filter(move |(_, own)| words(own) > 1 && !foreign::is_salutation(own))
}

/// Mail inside the team or to a supplier, whose sentences tell a part of it only; of other languages the network knows less of them. How much
/// it cheers as a whole.
fn judge_office(detectors: &Detectors, message: &NewText<'_>, scanned: &mut Scanned, (words, foreign): (usize, bool)) -> f32 {
    let single = scanned.speaking() < LEAST_SENTENCES;
    let Some(Whole { opinion, at_once }) =
        model::judge_whole(message.roles, &message.named.alike(message.text), &mut scanned.questions)
    else {
        return 1.0;
    };
    let office = if foreign { ABROAD } else { ENGLISH };
    let cheers = if message.named.is_nobody() { office.cheers } else { office.cheers_somebody };
    for (kind, least) in [(SignalKind::Celebration, cheers), (SignalKind::Allocation, office.allocates)] {
        let score = opinion.score(kind).unwrap_or(0.0);
        // Who tells of a match cheers for that.
        let match_is_told = foreign && kind == SignalKind::Celebration && scanned.sentences.iter().any(foreign::is_elsewhere);
        let (ranges, named) = (&scanned.ranges, message.named);
        let names = |(start, _): (usize, usize)| ranges.iter().any(|range| range.contains(&start) && named.stands_in(range));
        // Where several deals are told of, one may be won.
        let of_several = |one: &Heard| one.by_phrase && named.in_text.len() > 1 && one.signal.span.is_some_and(names);
        let vetoed = |one: &Heard| !single && !of_several(one) && vetoed(&detectors.lexicon, one, &opinion, words);
        let borne_out = |one: &Heard| match kind {
            _ if !at_once => true,
            _ if vetoed(one) => false,
            _ if foreign => one.by_phrase || single || score >= VAGUE && !match_is_told,
            SignalKind::Celebration => one.by_phrase || single || score >= VAGUE || one.signal.span.is_some_and(names),
            _ => true,
        };
        scanned.heard.retain(|one| one.signal.kind != kind || borne_out(one));
        // Whoever denies or doubts cheers for no deal.
        let open = || {
            kind != SignalKind::Celebration || !foreign || !match_is_told && scanned.sentences.iter().all(foreign::is_win_open)
        };
        if score < if single { office.single } else { least } || !kind.fits(message.roles) || scanned.hears(&[kind]) || !open() {
            continue;
        }
        // What grammar took from one sentence in English is told of the mail: "Acme signed! ... the NDA, calm down."
        let names = |scanned: &Scanned, index: usize| scanned.ranges.get(index).is_some_and(|own| message.named.stands_in(own));
        let taken = |index| {
            scanned.at(index).is_some_and(|one| denied(&detectors.lexicon, message.roles, kind, names(scanned, index), one))
        };
        if !foreign && (0..scanned.sentences.len()).any(taken) {
            continue;
        }
        let Some(index) = nearest(message, scanned, kind, foreign, |context| !is_question(context.own)) else { continue };
        let holds = scanned.at(index).is_some_and(|context| {
            let past = kind == SignalKind::Celebration && past::is_history(context, message.dating.written);
            let wins = !foreign || !single || kind != SignalKind::Celebration || foreign::may_win(context.own);
            let told = wins && !forbidden(&detectors.lexicon, (kind, !single), foreign && single, context);
            !past && told && !denied(&detectors.lexicon, message.roles, kind, names(scanned, index), context)
        });
        if holds {
            show(message, scanned, (kind, score), index);
        }
    }
    opinion.score(SignalKind::Celebration).unwrap_or(1.0)
}

/// Takes out cheers that stand before anybody is named, where what names the deal tells of no win: "Juhu, die Heizung geht wieder! Bei Acme
/// rufe ich um zwei an." Whoever has a deal to cheer says whose where he names it. Cheers in so many words stay, unless `all` may fall.
fn leave_out_other_cheers(message: &NewText<'_>, scanned: &mut Scanned, all: bool) {
    let named = |range: &Range<usize>| message.named.stands_in(range);
    let Some(first) = scanned.ranges.iter().position(named).filter(|_| !message.named.in_subject) else { return };
    let starts = scanned.ranges.get(first).map_or(0, |range| range.start);
    let cheers = |one: &Heard| one.signal.kind == SignalKind::Celebration;
    let before = |one: &Heard| cheers(one) && one.signal.span.is_some_and(|(_, end)| end <= starts);
    let wins = scanned.heard.iter().any(|one| {
        let (start, end) = one.signal.span.unwrap_or_default();
        (cheers(one) || one.signal.kind == SignalKind::Allocation) && named(&(start..end))
    });
    let deal = scanned.sentences.iter().take(first).any(foreign::tells_of_a_deal);
    if wins || deal || !scanned.heard.iter().any(before) {
        return;
    }
    let mut questions = scanned.questions;
    let told = scanned.ranges.iter().skip(first).filter(|range| named(range)).any(|range| {
        let bare = message.named.is_all(message.text, range);
        let opinion = message.text.get(range.clone()).and_then(|own| model::judge_whole(message.roles, own, &mut questions));
        bare || opinion.is_none_or(|whole| whole.opinion.score(SignalKind::Celebration).is_none_or(|score| score >= NAMED_TELLS))
    });
    scanned.questions = questions;
    if !told {
        scanned.heard.retain(|one| one.by_phrase && !all || !before(one));
    }
}

/// Whether the whole of a mail of two sentences and more says that one of them can't mean what was heard in it. Of the other kinds it knows
/// nothing, in longer replies one sentence may bind among many that tell of other things, who commits resources has something to cheer, and a
/// phrase of a team's own says what they mean by it.
fn vetoed(lexicon: &Lexicon, heard: &Heard, opinion: &Opinion, words: usize) -> bool {
    let theirs = heard.by_phrase && lexicon.is_own();
    let least = match heard.signal.kind {
        SignalKind::Decline | SignalKind::Deferral | SignalKind::Allocation => VETO,
        SignalKind::Commitment if words <= BINDS_AMONG => VETO,
        SignalKind::Celebration if opinion.score(SignalKind::Allocation).is_none_or(|score| score < ELSE) => VETO,
        _ => 0.0,
    };
    !theirs && words >= VETO_WORDS && opinion.score(heard.signal.kind).is_some_and(|score| score < least)
}

/// Whether grammar speaks against a kind in a sentence; against what is `sure` only what is firm does.
fn forbidden(lexicon: &Lexicon, (kind, sure): (SignalKind, bool), foreign: bool, context: Context<'_>) -> bool {
    let forbids = |guard: &Guard| (guard.firm || !sure) && guard.forbids(context, &(0..context.own.text.len()));
    lexicon.guards_of_kind(kind).any(forbids) || foreign && lexicon.guards_abroad(kind).any(forbids)
}

/// Whether a phrase of that kind stands in a sentence: where none was heard, grammar spoke against it. Some are phrases only where somebody
/// of the roster is `named`.
fn denied(lexicon: &Lexicon, roles: Roles, kind: SignalKind, named: bool, context: Context<'_>) -> bool {
    lexicon.find(context.own, roles).iter().any(|(phrase, _)| phrase.kind == kind && (named || !phrase.named))
}

/// The sentence that comes nearest to what a mail means, of those that `may` mean it.
fn nearest(
    message: &NewText<'_>,
    scanned: &mut Scanned,
    kind: SignalKind,
    foreign: bool,
    may: impl Fn(Context<'_>) -> bool,
) -> Option<usize> {
    let mut questions = scanned.questions;
    let near = |index: usize| {
        let context = scanned.at(index)?;
        (context.own.speak() && !foreign::is_salutation(context.own) && may(context)).then_some(())?;
        // In other languages the network knows less of a sentence.
        let opinion = if foreign {
            let text = message.text.get(scanned.ranges.get(index)?.clone())?;
            model::judge_whole(message.roles, text, &mut questions)?.opinion
        } else {
            model::judge(message.roles, Written::of(message.text, &scanned.ranges, index), true, &mut questions)?
        };
        Some((opinion.score(kind)?, index))
    };
    let best = (0..scanned.sentences.len()).filter_map(near).max_by(|(one, _), (other, _)| one.total_cmp(other));
    scanned.questions = questions;
    best.map(|(_, index)| index)
}

/// What people are shown is that sentence: what it names is meant, and what others praise is not.
fn show(message: &NewText<'_>, scanned: &mut Scanned, (kind, score): (SignalKind, f32), index: usize) {
    let (Some(range), Some(own)) = (scanned.ranges.get(index), scanned.sentences.get(index)) else { return };
    let Some((span, phrase)) = cut(message.text, range.clone()) else { return };
    // A day in another sentence may be anything's.
    let alone = Context { own, before: None, after: None };
    let until = until(kind, alone, &(0..own.text.len()), message.dating);
    let signal = Signal { kind, phrase, span: Some(span), until, names: Vec::new() };
    scanned.heard.push(Heard { signal, by_phrase: false, score: Some(score) });
}

/// What a reply means as a whole, and how surely.
fn meant(detectors: &Detectors, (foreign, single): (bool, bool), opinion: &Opinion) -> Option<(SignalKind, f32)> {
    let least = match (foreign, single) {
        (true, true) => SINGLE_ABROAD,
        (true, false) => [BINDS_ABROAD, WAITS_ABROAD, REFUSES_ABROAD],
        (false, true) => SINGLE,
        (false, false) => [BINDS, WAITS, REFUSES],
    };
    let kinds = [SignalKind::Commitment, SignalKind::Deferral, SignalKind::Decline].into_iter().zip(least);
    let said: Vec<_> = kinds.map(|(kind, least)| (kind, least, opinion.score(kind).unwrap_or(0.0))).collect();
    let (kind, least, score) = said.iter().copied().max_by(|one, other| one.2.total_cmp(&other.2))?;
    // Whoever has taught the network to be surer of sentences wants it surer of the whole, too.
    let alone = |threshold: Option<Threshold>| threshold.map_or(0.0, |threshold| threshold.alone);
    let learnt = Some(alone(detectors.learnt.threshold(kind))).filter(|learnt| *learnt > alone(model::threshold(kind)));
    let only = said.iter().all(|other| other.0 == kind || other.2 < ELSE);
    (only && score >= least.max(learnt.unwrap_or(0.0))).then_some((kind, score))
}
