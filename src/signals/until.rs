//! The date that a signal gives: a deadline (urgency), or when to come back (deferral).

use std::ops::Range;

use jiff::civil::Date;

use super::dates::{Day, days};
use super::figures::Dating;
use super::grammar::Context;
use super::tongues::in_english;
use super::words::Words;
use crate::domain::day_names;
use crate::domain::signal::SignalKind;

/// Words before a day that tie it to a deferral, the telling ones first.
const DEFERRAL: [&[&str]; 3] =
    [&["until", "after", "from", "once"], &["before", "earlier", "than", "sooner"], &["on", "around", "by", "in", "say", "at"]];
/// The same for a deadline.
const DEADLINE: [&[&str]; 2] =
    [&["by", "before", "until", "later", "than", "latest", "within"], &["on", "end", "at", "this", "ends", "runs"]];
/// A day that lies behind, or belongs to something else.
const FOREIGN: [&str; 5] = ["since", "dated", "last", "of", "version"];

/// Beginnings of words for what a deadline is set for.
const DECIDING: [&str; 14] = [
    "deci",
    "answer",
    "order",
    "sign",
    "choos",
    "chose",
    "award",
    "entsch",
    "bestell",
    "antwort",
    "décid",
    "décis",
    "respuesta",
    "besliss",
];

/// The date of a signal found at `found`: in its own sentence; for a deadline also at the beginning of the next one, for a deferral in the
/// next one or the one before. A deadline that another sentence gives is often another's.
pub fn until(kind: SignalKind, context: Context<'_>, found: &Range<usize>, dating: Dating) -> Option<Date> {
    let ties: &[&[&str]] = match kind {
        SignalKind::Deferral => &DEFERRAL,
        SignalKind::Urgency => &DEADLINE,
        _ => return None,
    };
    let whole = |words: &Words| choose(kind, words.iter().collect(), 0, ties, dating).map(|(date, _)| date);
    let phrase = context.own.text.get(..found.start).unwrap_or("").split_ascii_whitespace().count();
    let own = choose(kind, context.own.iter().collect(), phrase, ties, dating);
    if let (SignalKind::Deferral, Some((stretch, _)), Some(after)) = (kind, own, context.after)
        && let Some(day) = afterthought(context.own, after, stretch, dating)
    {
        return Some(day);
    }
    own.map(|(date, _)| date).or_else(|| match kind {
        SignalKind::Urgency => {
            let clause = context.after?.iter().take_while(|word| word.contains(char::is_alphanumeric)).collect();
            choose(kind, clause, 0, ties, dating).filter(|(_, tied)| *tied == 0).map(|(date, _)| date)
        }
        _ => [context.after, context.before].into_iter().flatten().find_map(whole),
    })
}

/// An afterthought is of so many words at most.
const AFTERTHOUGHT: usize = 7;

/// The day that the next sentence gives for a stretch of time which this one ends with: "Leave it until the start of May? Say the 5th."
fn afterthought(own: &Words, after: &Words, stretch: Date, dating: Dating) -> Option<Date> {
    let short = after.iter().filter(|word| word.contains(char::is_alphanumeric)).count() <= AFTERTHOUGHT;
    let words: Vec<&str> = own.iter().chain(after.iter()).collect();
    let (list, foreign) = in_english(&words);
    let (behind, found) = (own.iter().count(), days(&list, foreign, dating));
    let meant = found.iter().any(|day| day.vague && day.first == stretch);
    (short && meant).then(|| found.iter().find(|day| day.at >= behind && day.narrows)).flatten().map(|day| day.first)
}

/// The day of a sentence that is tied best, and how well, 0 being best; among equals the one after the phrase began, at the word `phrase`,
/// then the first.
fn choose(kind: SignalKind, words: Vec<&str>, phrase: usize, ties: &[&[&str]], dating: Dating) -> Option<(Date, usize)> {
    let (list, foreign) = in_english(&words);
    let rank = |day: &Day| {
        let before = list.get(day.at.saturating_sub(3)..day.at).unwrap_or(&[]);
        let tied = ties.iter().position(|words| before.iter().any(|word| words.contains(&word.as_str())));
        // "It must run by Christmas, so a decision must be made by mid June": the day of the decision.
        let decided = kind == SignalKind::Urgency && {
            let clause = |word: &&String| !matches!(word.as_str(), "," | ";" | "-");
            let (ahead, behind) = list.split_at_checked(day.at).unwrap_or((&list, &[]));
            let around = ahead.iter().rev().take_while(clause).chain(behind.iter().take_while(clause));
            around.into_iter().any(|word| DECIDING.iter().any(|stem| word.starts_with(stem)))
        };
        // "In the spring, say April"
        let precise =
            day.narrows || before.last().is_some_and(|word| matches!(word.as_str(), "say" | "ideally" | "preferably" | "best"));
        (!precise, tied.unwrap_or(ties.len()), !decided, day.vague, day.at < phrase, day.at)
    };
    // "depois de 15 de janeiro": the "of" of other languages ties a day to what it comes after.
    let leads = |word: &str| FOREIGN.contains(&word) && !(foreign && word == "of");
    // "since Tuesday, 12 May"
    let beside = |word: &&String| *word != "," && day_names::english_weekday(word).is_none();
    let elsewhere = |day: &Day| list.get(..day.at).unwrap_or(&[]).iter().rev().find(beside).is_some_and(|word| leads(word));
    let date = |day: Day| if kind == SignalKind::Deferral { day.first } else { day.last };
    let (all, written) = (days(&list, foreign, dating), dating.written);
    // A deferral to today or this week is none; a deadline may be today.
    let fits = |day: &Day| !elsewhere(day) && (date(*day) > written || kind == SignalKind::Urgency && date(*day) == written);
    all.into_iter().filter(fits).min_by_key(rank).map(|day| (date(day), rank(&day).1))
}

#[cfg(test)]
#[path = "until_tests.rs"]
mod tests;
