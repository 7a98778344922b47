//! A deal told at length: what was celebrated, what they said last, what we did since, what is missing, what to do next.

use super::language::fill;
use super::sections::badge;
use super::sort::Item;
use super::words::{Words, clean, sentence};
use super::{Card, Fact, Offer, Point, lines, moves, remarks, strip};
use crate::domain::next_move::{next_move, open_doubts, prices};
use crate::domain::policy::Foundation;
use crate::domain::remark::Remark;
use crate::domain::subject::unmarked;
use crate::domain::verdict::{Evidence, SignalAt, Verdict};

/// How many statements of one sort are shown; the rest is counted. A card is to fit a phone's screen.
const MOST_POINTS: usize = 2;
/// How long a quotation gets.
const QUOTE: usize = 140;

/// The card of a deal that went dark after celebration.
pub fn flagged(words: &Words, item: &Item<'_>) -> Card {
    let verdict = item.verdict;
    let facts = [
        possible_replies(words, verdict),
        celebrated(words, verdict),
        Some(last_words(words, verdict)),
        exposure(words, verdict),
        missing(words, verdict),
        notes(words, verdict),
    ];
    card(words, item, words.silence(verdict), facts.into_iter().flatten().collect())
}

/// The card of a celebrated deal that isn't dark, but has nothing signed.
pub fn at_risk(words: &Words, item: &Item<'_>) -> Card {
    let verdict = item.verdict;
    let facts = [
        possible_replies(words, verdict),
        celebrated(words, verdict),
        Some(last_words(words, verdict)),
        missing(words, verdict),
        notes(words, verdict),
    ];
    card(words, item, lines::standing(words, verdict), facts.into_iter().flatten().collect())
}

fn card(words: &Words, item: &Item<'_>, state: String, facts: Vec<Fact>) -> Card {
    let verdict = item.verdict;
    let step = next_move(verdict);
    Card {
        deal: verdict.deal.clone(),
        prospect: clean(&verdict.prospect, 80),
        about: words.about(verdict),
        badge: badge(words, item.news),
        caveat: remarks::unread(words, verdict),
        state: sentence(&state),
        strip: strip::strip(words, verdict),
        facts,
        next: step.map(|(_, step)| moves::next(words, verdict, &step)),
        offers: offers(words, verdict),
    }
}

/// What is answered most often, ready to be sent.
fn offers(words: &Words, verdict: &Verdict) -> Vec<Offer> {
    let say = words.say;
    let all = [
        (say.offer_snooze, say.line_snooze),
        (say.offer_called, say.line_called),
        (say.offer_signed, say.line_signed),
        (say.offer_lost, say.line_lost),
        (say.offer_false_alarm, say.line_false_alarm),
    ];
    let each = all.map(|(label, line)| Offer { label, line: fill(line, &[("deal", verdict.deal.as_str())]) });
    theirs(words, verdict).into_iter().chain(each).collect()
}

/// That the address of what may be an answer is one of theirs. The parts of that command are parted by semicolons.
fn theirs(words: &Words, verdict: &Verdict) -> Option<Offer> {
    let Some(Remark::PossibleReply { address, .. }) = remarks::possible(verdict).last() else { return None };
    let parts = [("prospect", clean(&verdict.prospect, 80)), ("address", clean(address, 120))];
    let line = fill(words.say.line_theirs, &parts.each_ref().map(|(name, text)| (*name, text.as_str())));
    let is_whole = parts.iter().all(|(_, text)| !text.contains(';') && !text.ends_with('…'));
    is_whole.then_some(Offer { label: words.say.offer_theirs, line })
}

/// The celebration itself: the first words of it, and how much more there is.
fn celebrated(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let celebration = verdict.celebration.as_ref()?;
    // Somebody's words tell more than a stage in a file.
    let said = celebration.evidence.iter().filter(|evidence| evidence.kind != "allocation");
    let best = said.clone().find(|evidence| evidence.message.is_some()).or_else(|| said.clone().next());
    let best = best.or(celebration.evidence.first())?;
    let mut points = vec![statement(words, verdict, best)];
    let more = said.count().saturating_sub(1);
    if more > 0 {
        points.push(Point { lead: words.count(words.say.more_celebrations, more), ..Point::default() });
    }
    Some(Fact { label: words.say.label_celebrated, points })
}

fn exposure(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let once = told_once(&verdict.exposure);
    points(words, words.say.label_exposure, once.into_iter().map(|evidence| statement(words, verdict, evidence)))
}

/// Of what one message says twice of one kind only the longer words: two phrases of one sentence are one deed.
fn told_once(all: &[Evidence]) -> Vec<&Evidence> {
    let mut once: Vec<&Evidence> = Vec::new();
    for evidence in all {
        let key = evidence.message.as_ref().map(|message| message.key);
        let same = |other: &&mut &Evidence| {
            key.is_some() && other.kind == evidence.kind && other.message.as_ref().map(|message| message.key) == key
        };
        let length = |evidence: &Evidence| evidence.phrase.as_deref().map_or(0, str::len);
        match once.iter_mut().find(same) {
            Some(other) if length(other) < length(evidence) => *other = evidence,
            Some(_) => {}
            None => once.push(evidence),
        }
    }
    once
}

/// Their last word, and what speaks against the deal: a doubt without an answer, a price, their own date gone by.
fn last_words(words: &Words, verdict: &Verdict) -> Fact {
    let say = words.say;
    let last = verdict.last_reply.as_ref();
    let is_last = |signal: &&SignalAt| last.is_some_and(|reply| reply.key == signal.message.key);
    let doubts: Vec<&SignalAt> = open_doubts(verdict).collect();
    // Of several things that their last mail says, the doubt is what waits for an answer.
    let doubt = doubts.iter().copied().rfind(&is_last);
    let told = doubt.or_else(|| verdict.signals.iter().rfind(is_last));
    let quoted = |lead: &str, signal: &SignalAt| Point {
        lead: lead.to_owned(),
        quote: clean(&signal.phrase, QUOTE),
        source: words.said_by(&signal.message),
    };
    let mut points = vec![match last {
        // Their own words where something in them was worth keeping, else what it was about.
        Some(reply) => {
            let source = words.said_by(reply);
            let subject = clean(unmarked(&reply.subject), 80);
            match told {
                Some(signal) => Point { lead: String::new(), quote: clean(&signal.phrase, QUOTE), source },
                None if subject.is_empty() => Point { source, ..Point::default() },
                None => Point { lead: sentence(&fill(say.wrote_about, &[("subject", &subject)])), source, ..Point::default() },
            }
        }
        None => Point { lead: sentence(say.never_wrote), ..Point::default() },
    }];
    if let Some(date) = verdict.missed_deadline {
        points.push(Point { lead: fill(say.deadline_passed, &[("day", &words.day(date))]), ..Point::default() });
    }
    if doubt.is_some() {
        points.push(Point { lead: say.last_word_is_doubt.to_owned(), ..Point::default() });
    }
    points.extend(doubts.into_iter().rfind(|doubt| !is_last(doubt)).map(|doubt| quoted(say.open_doubt, doubt)));
    let price = prices(verdict).last().filter(|price| told.is_none_or(|told| !std::ptr::eq(told, *price)));
    points.extend(price.map(|price| quoted(say.price_played, price)));
    points.truncate(MOST_POINTS + 1);
    Fact { label: say.label_last_words, points }
}

/// The elements of a sound deal that nothing met, in words.
fn missing(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let gap = |name: &str| {
        let say = words.say;
        match Foundation::parse(name) {
            Some(Foundation::Discovery) => say.gap_discovery.to_owned(),
            Some(Foundation::DecisionMaker) => say.gap_decision_maker.to_owned(),
            Some(Foundation::SecondContact) => say.gap_second_contact.to_owned(),
            Some(Foundation::Expert) => say.gap_expert.to_owned(),
            Some(Foundation::WrittenOffer) => say.gap_written_offer.to_owned(),
            Some(Foundation::NextStep) => say.gap_next_step.to_owned(),
            None => clean(name, 60),
        }
    };
    let missing: Vec<String> =
        verdict.foundation.iter().filter(|item| item.met_by.is_none()).map(|item| gap(item.name)).collect();
    let point = Point { lead: sentence(&missing.join(", ")), ..Point::default() };
    (!missing.is_empty()).then(|| Fact { label: words.say.label_missing, points: vec![point] })
}

fn notes(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let plain = |remark| Point { lead: sentence(&remarks::text(words.say, remark)), ..Point::default() };
    let all: Vec<Point> = remarks::others(verdict).map(plain).collect();
    points(words, words.say.label_notes, all.into_iter())
}

fn possible_replies(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let plain = |remark| Point { lead: sentence(&remarks::text(words.say, remark)), ..Point::default() };
    let all: Vec<Point> = remarks::possible(verdict).map(plain).collect();
    points(words, words.say.label_possible, all.into_iter())
}

fn points(words: &Words, label: &'static str, mut all: impl ExactSizeIterator<Item = Point>) -> Option<Fact> {
    let more = all.len().saturating_sub(MOST_POINTS);
    let mut points: Vec<Point> = all.by_ref().take(MOST_POINTS).collect();
    if more > 0 {
        points.push(Point { lead: words.count(words.say.more, more), ..Point::default() });
    }
    (!points.is_empty()).then_some(Fact { label, points })
}

/// What a piece of evidence says: what it is, the words themselves, who wrote them to whom and when.
fn statement(words: &Words, verdict: &Verdict, evidence: &Evidence) -> Point {
    let say = words.say;
    let quote = evidence.phrase.as_deref().map(|phrase| clean(phrase, QUOTE)).unwrap_or_default();
    let source = match &evidence.message {
        Some(message) => words.said_to(message),
        // A file gives a day.
        None if evidence.kind == "stage" => words.day(verdict.day_of(evidence.at)),
        None => words.moment(evidence.at),
    };
    let lead = match evidence.kind {
        "stage" => say.evidence_stage,
        "allocation" => say.evidence_allocation,
        "meeting" => say.evidence_meeting,
        "overpromise" => say.evidence_promise,
        _ => "",
    };
    let lead = if quote.is_empty() || lead.is_empty() { lead.to_owned() } else { format!("{lead}:") };
    Point { lead, quote, source }
}
