//! A deal told at length: what was celebrated, what they said last, what we did since, what to do now.

use super::advice::{against, gaps, todo};
use super::words::{Words, clean, count, list, sentence};
use super::{Card, Fact, Point, lines};
use crate::domain::signal::SignalKind;
use crate::domain::verdict::{Evidence, Verdict};

/// How many statements of one sort are shown; the rest is counted.
const MOST_POINTS: usize = 3;
/// How many dates of unanswered messages are shown.
const MOST_DATES: usize = 5;

/// The card of a deal that went dark after celebration.
pub fn flagged(words: &Words, verdict: &Verdict, badge: &'static str) -> Card {
    let facts = [
        celebrated(words, verdict),
        pressed(words, verdict),
        Some(last_word(words, verdict)),
        unanswered(words, verdict),
        exposure(words, verdict),
        against(words, verdict),
        gaps(verdict),
        notes(verdict),
    ];
    card(words, verdict, badge, words.silence(verdict), facts.into_iter().flatten().collect())
}

/// The card of a celebrated deal that isn't dark, but has nothing signed.
pub fn at_risk(words: &Words, verdict: &Verdict) -> Card {
    let facts =
        [celebrated(words, verdict), Some(last_word(words, verdict)), against(words, verdict), gaps(verdict), notes(verdict)];
    card(words, verdict, "", lines::standing(words, verdict), facts.into_iter().flatten().collect())
}

fn card(words: &Words, verdict: &Verdict, badge: &'static str, state: String, facts: Vec<Fact>) -> Card {
    Card {
        deal: verdict.deal.clone(),
        prospect: clean(&verdict.prospect, 80),
        about: words.about(verdict),
        badge,
        state,
        facts,
        todo: todo(words, verdict),
        clears: sentence(&verdict.clears),
    }
}

fn celebrated(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let celebration = verdict.celebration.as_ref()?;
    points("Celebrated", celebration.evidence.iter().map(|evidence| statement(words, evidence)))
}

fn exposure(words: &Words, verdict: &Verdict) -> Option<Fact> {
    points("What we did since", verdict.exposure.iter().map(|evidence| statement(words, evidence)))
}

fn last_word(words: &Words, verdict: &Verdict) -> Fact {
    let point = match &verdict.last_reply {
        Some(reply) => {
            // Their own words where something in them was worth keeping, else what it was about.
            let phrase = verdict.signals.iter().rev().find(|signal| signal.message.key == reply.key).map(|s| s.phrase.as_str());
            Point { lead: String::new(), quote: clean(phrase.unwrap_or(&reply.subject), 160), source: words.said_by(reply) }
        }
        None => Point { lead: "They have not written yet.".to_owned(), ..Point::default() },
    };
    Fact { label: "Their last word", points: vec![point] }
}

/// How they pressed us, unless their last word says it already.
fn pressed(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let last = verdict.last_reply.as_ref().map(|reply| reply.key);
    let mut urgent = verdict.signals.iter().rev().filter(|s| s.kind == SignalKind::Urgency && Some(s.message.key) != last);
    let signal = urgent.next()?;
    let point = Point { lead: String::new(), quote: clean(&signal.phrase, 160), source: words.said_by(&signal.message) };
    Some(Fact { label: "How they pressed us", points: vec![point] })
}

fn unanswered(words: &Words, verdict: &Verdict) -> Option<Fact> {
    let mut lead = lines::tries(verdict)?;
    let days: Vec<String> = verdict.unanswered.iter().take(MOST_DATES).map(|message| words.day_at(message.at)).collect();
    let hidden = verdict.unanswered.len().saturating_sub(days.len());
    match (days.is_empty(), hidden) {
        (true, _) => {}
        (false, 0) => lead.push_str(&format!(", {}", list(&days))),
        (false, _) => lead.push_str(&format!(", {} and {hidden} more", days.join(", "))),
    }
    Some(Fact { label: "Without an answer", points: vec![Point { lead, ..Point::default() }] })
}

fn notes(verdict: &Verdict) -> Option<Fact> {
    let plain = |note: &crate::domain::verdict::Note| Point { lead: sentence(&note.text), ..Point::default() };
    points("Worth knowing", verdict.notes.iter().map(plain))
}

fn points(label: &'static str, mut all: impl ExactSizeIterator<Item = Point>) -> Option<Fact> {
    let more = all.len().saturating_sub(MOST_POINTS);
    let mut points: Vec<Point> = all.by_ref().take(MOST_POINTS).collect();
    if more > 0 {
        points.push(Point { lead: format!("And {}.", count(more, "more", "more")), ..Point::default() });
    }
    (!points.is_empty()).then_some(Fact { label, points })
}

/// What a piece of evidence says: what it is, the words themselves, who wrote them and when.
fn statement(words: &Words, evidence: &Evidence) -> Point {
    let quote = evidence.phrase.as_deref().map(|phrase| clean(phrase, 160)).unwrap_or_default();
    let source = evidence.message.as_ref().map_or_else(|| words.moment(evidence.at), |message| words.said_by(message));
    let lead = match evidence.kind {
        "celebration" => "",
        "stage" => "Stage set to",
        "allocation" => "Reserved for them:",
        "meeting" => "Met about it:",
        "overpromise" => "Promised:",
        "won" => "Marked as won:",
        _ => "",
    };
    let lead = if quote.is_empty() { lead.trim_end_matches(':') } else { lead };
    Point { lead: lead.to_owned(), quote, source }
}
