//! New text to signals with their spans. Pure.
//!
//! A detector is a function from new text to signals. Two stand side by side here: a lexicon of phrases ([`Lexicon`]) with
//! rules of grammar, and a small transformer (`model`) that hears what no phrase lists; `whole` has it read short mails
//! whole. Callers know only [`detect`] and [`sentences`]; [`lesson`] measures both on labelled lines, and learns from them
//! how sure the network must be.

mod acknowledging;
mod asking;
mod binding;
mod clauses;
mod counted;
mod dates;
mod day_words;
mod deeds;
mod deferral;
mod feasts;
mod figures;
mod foreign;
mod grammar;
mod greeting;
mod later;
mod lazy;
mod learnt;
pub mod lesson;
mod lexicon;
mod model;
mod named;
mod past;
mod pattern;
mod prefilter;
mod revived;
mod sentence;
mod stretches;
mod tables;
mod tongues;
mod until;
mod whole;
mod words;

pub use acknowledging::acknowledges;
pub use figures::{Dating, Order, order_of};
pub use learnt::{Learnt, LearntError, Threshold};
pub use lexicon::{Lexicon, LexiconError};
pub use named::Named;
pub use sentence::sentences;

use std::ops::Range;

use crate::domain::signal::{Roles, Signal, SignalKind};
use asking::question_behind;
use grammar::{Context, Guard, is_mere, is_question, is_quoted};
use model::{Opinion, Written};
use words::Words;

/// All that new text is judged by.
#[derive(Debug)]
pub struct Detectors {
    /// The phrases.
    pub lexicon: Lexicon,
    /// How sure the network must be, where that was learnt.
    pub learnt: Learnt,
}

impl Detectors {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        Self { lexicon: Lexicon::builtin(), learnt: Learnt::default() }
    }

    /// Changes whenever the same text may be judged otherwise.
    pub fn version(&self) -> u64 {
        self.lexicon.version() ^ self.learnt.version()
    }
}

/// What a person wrote in one message, and to whom.
#[derive(Clone, Copy, Debug)]
pub struct NewText<'a> {
    /// The subject, only where it opens a conversation.
    pub subject: Option<&'a str>,
    /// The new text: no quotation, signature or footer.
    pub text: &'a str,
    /// Where in it each answer begins, in bytes, of those written between the lines of a quotation.
    pub answers: &'a [usize],
    /// Who writes to whom.
    pub roles: Roles,
    /// When it was written, and how its writer writes dates.
    pub dating: Dating,
    /// Whether the network is asked too, which takes its time.
    pub closely: bool,
    /// Where the roster is named: some words mean something only beside such a name ("Congrats on Acme!").
    pub named: Named<'a>,
}

/// A phrase is kept up to this many characters.
const PHRASE_CHARS: usize = 300;
/// No message says more; one that does is hostile.
const MOST_SIGNALS: usize = 100;
/// The network is asked about this many sentences of a text at most: those that the first stage lets through are few in anybody's
/// mail, and many only in what is written to keep us busy.
const MOST_ASKED: usize = 64;
/// A sentence by itself must mean a celebration or a deferral at least this much to the network, where no phrase of the lexicon speaks for it.
const LEAST_OF_ITS_OWN: f32 = 0.05;
/// In a mail that names nobody of the roster it must mean a celebration at least this much: of what is cheered without a name most is
/// no deal ("great work on the newsletter, everybody"). Set so that of 2,160 ordinary sentences five at most are taken for one.
const LEAST_UNNAMED: f32 = 0.85;
/// The network is asked about subjects of this many words or more.
const LEAST_SUBJECT: usize = 3;
/// Text beyond this many bytes is not judged.
const MOST_TEXT: usize = 256 * 1024;

/// The signals of a message in order of place, those of the subject first. `names` stay empty: the caller knows the roster.
pub fn detect(detectors: &Detectors, message: &NewText<'_>) -> Vec<Signal> {
    let mut signals = Vec::new();
    if !SignalKind::ALL.into_iter().any(|kind| kind.fits(message.roles)) {
        return signals;
    }
    if let Some(subject) = message.subject {
        // A word or two name a matter; only a phrase that is known makes a signal of them.
        let closely = message.closely && subject.split_whitespace().count() >= LEAST_SUBJECT;
        let whole = 0..subject.len();
        let named = Named { in_text: if message.named.in_subject { std::slice::from_ref(&whole) } else { &[] }, ..message.named };
        // What the text begins with tells of what the subject cheers: "We won!!", "Best of Hartford, can you believe it?"
        let first = sentences(message.text).into_iter().next().and_then(|range| message.text.get(range));
        let next = first.map(|first| Words::read(first, 0));
        let found = scan(detectors, &NewText { closely, named, answers: &[], ..*message }, subject, next.as_ref()).in_order();
        signals.extend(found.map(|signal| Signal { span: None, ..signal }));
    }
    signals.extend(hear(detectors, message).in_order());
    signals.truncate(MOST_SIGNALS);
    signals
}

/// What is heard in the text of a message, in its sentences and as a whole.
fn hear(detectors: &Detectors, message: &NewText<'_>) -> Scanned {
    let mut scanned = scan(detectors, message, message.text, None);
    whole::judge(detectors, message, &mut scanned);
    revived::judge(message, &mut scanned);
    scanned
}

/// A signal with what speaks for it.
struct Heard {
    signal: Signal,
    /// Whether a phrase of the lexicon does.
    by_phrase: bool,
    /// What the network says, where it was asked and knows the kind.
    score: Option<f32>,
}

/// What was heard in the sentences of a text.
struct Scanned {
    ranges: Vec<Range<usize>>,
    sentences: Vec<Words>,
    heard: Vec<Heard>,
    /// How many questions may still be put to the network.
    questions: usize,
    /// Whether the network has read one of them to its end.
    likely: bool,
}

impl Scanned {
    fn hears(&self, kinds: &[SignalKind]) -> bool {
        self.heard.iter().any(|one| kinds.contains(&one.signal.kind))
    }

    /// How many of them say something; a salutation doesn't.
    fn speaking(&self) -> usize {
        self.sentences.iter().filter(|own| own.speak() && !foreign::is_salutation(own)).count()
    }

    /// A sentence between its neighbours.
    fn at(&self, index: usize) -> Option<Context<'_>> {
        let before = index.checked_sub(1).and_then(|index| self.sentences.get(index));
        let after = self.sentences.iter().skip(index + 1).find(|words| words.speak());
        Some(Context { own: self.sentences.get(index)?, before, after })
    }

    fn in_order(mut self) -> impl Iterator<Item = Signal> {
        self.heard.sort_by_key(|heard| (heard.signal.span, heard.signal.kind));
        self.heard.into_iter().map(|heard| heard.signal)
    }
}

/// What the network alone must be of a decline or a commitment in a message that opens a conversation: whoever asks for a first offer
/// refuses none and accepts none ("We are going into cans", "Signed the lease next door").
const fn least_to_open_with(kind: SignalKind) -> Option<f32> {
    match kind {
        SignalKind::Decline | SignalKind::Commitment => Some(0.97),
        _ => None,
    }
}

/// The signals of one text, at most one of a kind in a sentence; `next` is what stands behind it.
fn scan(detectors: &Detectors, message: &NewText<'_>, text: &str, next: Option<&Words>) -> Scanned {
    let ranges: Vec<Range<usize>> = sentences(text).into_iter().take_while(|range| range.end <= MOST_TEXT).collect();
    let read =
        |range: &Range<usize>| Words::read_named(text.get(range.clone()).unwrap_or(""), range.start, message.named.in_text);
    let judged: Vec<Words> = ranges.iter().map(read).collect();
    let (mut heard, mut likely, opens) = (Vec::new(), false, message.subject.is_some());
    let mut questions = if message.closely { MOST_ASKED } else { 0 };
    for (index, own) in judged.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| judged.get(index));
        let context = Context { own, before, after: judged.iter().skip(index + 1).chain(next).find(|words| words.speak()) };
        let named = ranges.get(index).is_some_and(|own| message.named.stands_in(own));
        // "No thanks." below what they quote of ours is an answer to that alone.
        let answers = ranges.get(index).is_some_and(|own| message.answers.iter().any(|at| own.contains(at)));
        let mut phrases = judge(&detectors.lexicon, message.roles, context, named);
        phrases.extend(put_together(&detectors.lexicon, message, context, &phrases));
        let opinion = model::judge(message.roles, Written::of(text, &ranges, index), !phrases.is_empty(), &mut questions);
        likely |= opinion.is_some();
        let found = match &opinion {
            Some(opinion) => weigh(detectors, message.roles, context, opinion, &phrases),
            None => phrases.iter().map(|phrase| (phrase.kind, phrase.place.clone())).collect(),
        };
        for (kind, found) in found {
            // A contract of an earlier year still binds; its joy is no news. What a neighbour tells of the past, a sure network knows too.
            let sure = opinion.as_ref().is_some_and(|opinion| opinion.is_sure(kind));
            let past = match kind {
                SignalKind::Celebration if sure => past::is_of_a_past_year(own, message.dating.written),
                SignalKind::Celebration => past::is_history(context, message.dating.written),
                // What is asked for is no past, be it as much as last year.
                SignalKind::Allocation => past::is_of_a_past_year(own, message.dating.written) && !past::compares(own),
                _ => false,
            };
            // "Pine Ridge Dairy", as a subject, names a deal and says nothing of it.
            let bare = || ranges.get(index).is_some_and(|own| message.named.is_all(text, own));
            // Its neighbours make no sentence a win or a request to wait that says nothing of one: "Acme have the price. Meanwhile Harbor
            // said yes.", "Call me in May. Elections."
            let mut borrowed = || {
                let alone = Written {
                    own: text.get(ranges.get(index).cloned().unwrap_or_default()).unwrap_or(""),
                    before: "",
                    after: "",
                };
                let opinion = model::judge(message.roles, alone, true, &mut questions);
                opinion.and_then(|opinion| opinion.score(kind)).is_some_and(|score| score < LEAST_OF_ITS_OWN)
            };
            let by_phrase = phrases.iter().any(|phrase| phrase.kind == kind);
            // That of a prospect isn't ours.
            let theirs = || ranges.get(index).is_some_and(|own| message.named.win(text, own));
            let vague =
                || message.named.is_nobody() && opinion.as_ref().and_then(|opinion| opinion.score(kind)) < Some(LEAST_UNNAMED);
            let hollow = || vague() || bare() || foreign::is_slogan(own);
            let asks = kind == SignalKind::Deferral && !by_phrase && borrowed();
            if opens && !by_phrase && opinion.as_ref().and_then(|opinion| opinion.score(kind)) < least_to_open_with(kind) {
                continue;
            }
            if past
                || asks
                || answers && (decides(kind) || kind == SignalKind::Deferral) && is_mere(own, by_phrase)
                || kind == SignalKind::Celebration && (theirs() || !by_phrase && (hollow() || borrowed()))
            {
                continue;
            }
            let Some((span, phrase)) = own.origin(&found).and_then(|span| cut(text, span)) else { continue };
            let until = until::until(kind, context, &found, message.dating);
            let signal = Signal { kind, phrase, span: Some(span), until, names: Vec::new() };
            let by_phrase = phrases.iter().find(|phrase| phrase.kind == kind);
            // Where the network has no say, it is as if it had not been asked.
            let opinion = opinion.as_ref().filter(|_| !by_phrase.is_some_and(|phrase| phrase.sure));
            let score = opinion.and_then(|opinion| opinion.score(kind));
            heard.push(Heard { signal, by_phrase: by_phrase.is_some(), score });
        }
        if heard.len() >= MOST_SIGNALS {
            break;
        }
    }
    Scanned { ranges, sentences: judged, heard, questions, likely }
}

/// A phrase that speaks for a kind.
struct Spoken {
    kind: SignalKind,
    /// Where it stands in [`Words::text`].
    place: Range<usize>,
    /// Whether the network has no say against it.
    sure: bool,
}

/// Whether a kind says how the deal ends.
const fn decides(kind: SignalKind) -> bool {
    matches!(kind, SignalKind::Decline | SignalKind::Commitment)
}

/// The first phrase of each kind in a sentence that nothing forbids; `named`: the sentence names somebody of the roster.
fn judge(lexicon: &Lexicon, roles: Roles, context: Context<'_>, named: bool) -> Vec<Spoken> {
    let mut kept: Vec<Spoken> = Vec::new();
    for (phrase, place) in lexicon.find(context.own, roles) {
        let forbidden = phrase.named && !named
            || phrase.question
                && is_question(context.own)
                && !(decides(phrase.kind) && Some(place.end) <= question_behind(context.own))
            || phrase.quotation && is_quoted(context.own, &place)
            || lexicon.guards_of(phrase).any(|guard| guard.forbids(context, &place))
            || phrase.kind == SignalKind::Deferral && !deferral::may_ask(context.own, phrase.sure);
        if forbidden {
            continue;
        }
        match kept.iter_mut().find(|spoken| spoken.kind == phrase.kind) {
            Some(spoken) => {
                spoken.sure |= phrase.sure;
                if place.start < spoken.place.start {
                    spoken.place = place;
                }
            }
            None => kept.push(Spoken { kind: phrase.kind, place, sure: phrase.sure }),
        }
    }
    kept
}

/// What no phrase lists, told by what stands together in a sentence of a prospect's; the same guards forbid it.
fn put_together(lexicon: &Lexicon, message: &NewText<'_>, context: Context<'_>, phrases: &[Spoken]) -> Vec<Spoken> {
    let place = 0..context.own.text.len();
    let fits = |kind: SignalKind| kind.fits(message.roles) && !phrases.iter().any(|phrase| phrase.kind == kind);
    let forbidden = |kind| lexicon.guards_of_kind(kind).any(|guard| guard.forbids(context, &place));
    let waits = || later::asks(context, message.dating) && deferral::may_ask(context.own, true);
    let told = |kind: SignalKind, tells: &dyn Fn() -> bool| fits(kind) && tells() && !forbidden(kind);
    let mut found = Vec::new();
    if told(SignalKind::Deferral, &waits) {
        found.push(SignalKind::Deferral);
    }
    if told(SignalKind::Commitment, &|| deeds::bind(context)) {
        found.push(SignalKind::Commitment);
    }
    found.into_iter().map(|kind| Spoken { kind, place: place.clone(), sure: true }).collect()
}

/// What the lexicon found and what the network says, together: each kind with its place in the sentence.
fn weigh(
    Detectors { lexicon, learnt }: &Detectors,
    roles: Roles,
    context: Context<'_>,
    opinion: &Opinion,
    phrases: &[Spoken],
) -> Vec<(SignalKind, Range<usize>)> {
    let whole = 0..context.own.text.len();
    // Of a statement that ends with a question, what stands in the question says nothing against the statement.
    let stated = 0..question_behind(context.own).unwrap_or(whole.end);
    // "Wir müssen bis KW 50 bestellen", "wir warten bis Januar und bestellen dann": who has to decide by a day, or will decide later, has
    // not decided, whatever the network makes of it.
    let later = |kind: SignalKind| matches!(kind, SignalKind::Urgency | SignalKind::Deferral);
    let pressed = phrases.iter().any(|phrase| phrase.sure && later(phrase.kind));
    // Nor does whoever sends a signed order refuse or haggle in the same breath, unless it plainly takes back what it was bound by.
    let bound = phrases.iter().any(|phrase| phrase.sure && phrase.kind == SignalKind::Commitment);
    let against =
        |kind: SignalKind| kind == SignalKind::Leverage || kind == SignalKind::Decline && !foreign::takes_back(context.own);
    // What is set aside for a deal is no win by itself: "The pumps are assigned to Acme, nobody takes them".
    let set_aside = phrases.iter().any(|phrase| phrase.sure && phrase.kind == SignalKind::Allocation);
    let kinds = SignalKind::ALL.into_iter().filter(|kind| kind.fits(roles));
    let found = kinds.filter_map(|kind| match phrases.iter().find(|phrase| phrase.kind == kind) {
        Some(phrase) => (phrase.sure || opinion.means(kind, true, learnt)).then(|| (kind, phrase.place.clone())),
        None => {
            let speaks = |guard: &&Guard| guard.firm || !opinion.is_sure(kind);
            let told = if decides(kind) { &stated } else { &whole };
            let forbids = |guard: &Guard| guard.forbids(context, told);
            let abroad = || lexicon.guards_abroad(kind).any(forbids) && tongues::is_foreign(&context.own.text);
            let forbidden = || lexicon.guards_of_kind(kind).filter(speaks).any(forbids) || abroad();
            (!(pressed && decides(kind) || bound && against(kind) || set_aside && kind == SignalKind::Celebration)
                && opinion.means(kind, false, learnt)
                && model::allows(kind, context)
                && !forbidden())
            .then(|| (kind, whole.clone()))
        }
    });
    found.collect()
}

impl<'a> Written<'a> {
    /// A sentence of a text and its neighbours.
    fn of(text: &'a str, ranges: &[Range<usize>], index: usize) -> Self {
        let at = |index: Option<usize>| index.and_then(|index| ranges.get(index)).and_then(|range| text.get(range.clone()));
        Self {
            own: at(Some(index)).unwrap_or(""),
            before: at(index.checked_sub(1)).unwrap_or(""),
            after: at(Some(index + 1)).unwrap_or(""),
        }
    }
}

/// The phrase as written and its span, cut to what is kept.
fn cut(text: &str, span: Range<usize>) -> Option<((usize, usize), String)> {
    let phrase: String = text.get(span.clone())?.chars().take(PHRASE_CHARS).collect();
    Some(((span.start, span.start + phrase.len()), phrase))
}
