//! What speaks against a celebrated deal, what is missing beneath it, and what to do next. Each is drawn from the verdict alone.

use jiff::civil::Date;

use super::words::{Words, clean};
use super::{Fact, Point};
use crate::domain::policy::Foundation;
use crate::domain::signal::SignalKind;
use crate::domain::verdict::{SignalAt, State, Verdict};

/// How many statements of one sort are shown.
const MOST_POINTS: usize = 3;

/// What speaks against it: a doubt that nobody answered, a price played against us, their own deadline gone by in silence.
pub fn against(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let quoted = |lead: &str, signal: &SignalAt| Point {
        lead: lead.to_owned(),
        quote: clean(&signal.phrase, 160),
        source: words.said_by(&signal.message),
    };
    let last = verdict.last_reply.as_ref().map(|reply| reply.key);
    let doubt = |doubt: &SignalAt| match Some(doubt.message.key) == last {
        // Their last word is quoted already.
        true => Point { lead: "Their last word is a doubt, and it has no answer.".to_owned(), ..Point::default() },
        false => quoted("A doubt without an answer:", doubt),
    };
    let mut points: Vec<Point> = open_doubts(verdict).map(doubt).collect();
    points.dedup();
    points.extend(prices(verdict).map(|signal| quoted("A price played against us:", signal)));
    if let Some(date) = missed_deadline(words, verdict) {
        let lead = format!("Their own deadline, {}, went by in silence.", words.day(date));
        points.push(Point { lead, ..Point::default() });
    }
    points.truncate(MOST_POINTS);
    (!points.is_empty()).then_some(Fact { label: "Speaks against it", points })
}

/// How much speaks against it, for the order of the list.
pub fn against_count(words: &Words, verdict: &Verdict) -> usize {
    open_doubts(verdict).count() + prices(verdict).count() + usize::from(missed_deadline(words, verdict).is_some())
}

/// The elements of a sound deal that nothing met, in words.
pub fn gaps(verdict: &Verdict) -> Option<Fact> {
    let missing: Vec<String> =
        verdict.foundation.iter().filter(|item| item.met_by.is_none()).map(|item| gap(item.name)).collect();
    let point = Point { lead: super::words::sentence(&missing.join(", ")), ..Point::default() };
    (!missing.is_empty()).then(|| Fact { label: "Missing so far", points: vec![point] })
}

/// What to do now: at most three things, the one that the evidence asks for most first.
pub fn todo(words: &Words, verdict: &Verdict) -> Vec<String> {
    let mut todo = Vec::new();
    let them = verdict.last_reply.as_ref().map(|reply| clean(&reply.who, 60)).filter(|who| !who.is_empty());
    let left = verdict.notes.iter().any(|note| note.code.starts_with("departed"));
    let them = if left { None } else { them };
    let name = them.as_deref().unwrap_or("them");
    let doubted = open_doubts(verdict).next().is_some();
    let replied = verdict.last_reply.as_ref().map(|reply| reply.at);
    let calls = verdict.unanswered_count as usize > verdict.unanswered.len();
    match &verdict.state {
        // The move is ours by their message, by a meeting held, or because the date came that they asked to be left until.
        State::Ours { .. } if doubted => todo.push(format!("Answer {name}, the doubt first.")),
        State::Ours { owed_since } if Some(*owed_since) == replied => todo.push(format!("Answer {name}.")),
        State::Ours { .. } => todo.push(format!("Take the next step with {name}.")),
        State::Undeliverable => todo.push("Find an address that works, or call.".to_owned()),
        State::Scheduled { .. } => todo.push("Use the meeting to ask for the signature or the order.".to_owned()),
        State::Dark | State::Quiet if left => todo.push("Find out who has taken over, and call.".to_owned()),
        State::Dark | State::Quiet if calls => todo.push("Calls were tried too: reach somebody else on their side.".to_owned()),
        State::Dark | State::Quiet => todo.push(format!("Call {name} rather than write again.")),
        _ => {}
    }
    if doubted && !matches!(verdict.state, State::Ours { .. }) {
        todo.push("Answer their doubt before asking for anything else.".to_owned());
    }
    if let Some(date) = missed_deadline(words, verdict) {
        todo.push(format!("Ask whether their deadline of {} still stands.", words.day(date)));
    }
    if verdict.exposure.iter().any(|evidence| evidence.kind == "allocation") {
        todo.push("Hold what is reserved for them until they have signed.".to_owned());
    }
    if is_missing(verdict, Foundation::DecisionMaker) {
        todo.push("Find out who decides.".to_owned());
    } else if is_missing(verdict, Foundation::SecondContact) {
        todo.push("Bring in a second person on their side.".to_owned());
    }
    if verdict.at_risk && todo.is_empty() {
        todo.push("Ask for the signature or the order in writing before counting it as won.".to_owned());
    }
    todo.truncate(MOST_POINTS);
    todo
}

/// Doubts that came after our last word.
fn open_doubts(verdict: &Verdict) -> impl Iterator<Item = &SignalAt> {
    let ours = verdict.last_outbound.as_ref().map(|message| message.at);
    verdict.signals.iter().filter(move |s| s.kind == SignalKind::Doubt && ours.is_none_or(|at| s.message.at > at))
}

fn prices(verdict: &Verdict) -> impl Iterator<Item = &SignalAt> {
    verdict.signals.iter().filter(|signal| signal.kind == SignalKind::Leverage)
}

/// Their own deadline, when its day is over and they have said nothing since they set it, or nothing since that day began.
fn missed_deadline(words: &Words, verdict: &Verdict) -> Option<Date> {
    let date = verdict.deadline.filter(|date| *date < words.today())?;
    let set_it = |key| verdict.signals.iter().any(|s| s.until == Some(date) && s.message.key == key);
    let spoke = verdict.last_reply.as_ref().is_some_and(|reply| words.day_of(reply.at) >= date && !set_it(reply.key));
    (!spoke).then_some(date)
}

fn is_missing(verdict: &Verdict, item: Foundation) -> bool {
    verdict.foundation.iter().any(|found| found.name == item.as_str() && found.met_by.is_none())
}

fn gap(name: &str) -> String {
    match Foundation::parse(name) {
        Some(Foundation::Discovery) => "no meeting or call".to_owned(),
        Some(Foundation::DecisionMaker) => "nobody who decides".to_owned(),
        Some(Foundation::SecondContact) => "no second contact".to_owned(),
        Some(Foundation::Expert) => "no expert of ours".to_owned(),
        Some(Foundation::WrittenOffer) => "no written offer".to_owned(),
        Some(Foundation::NextStep) => "no agreed next step".to_owned(),
        None => format!("no {}", clean(&name.replace('_', " "), 60)),
    }
}
