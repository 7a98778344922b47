//! The subject line, the headline in words and money, the sentence below it, and the day.

use jiff::Timestamp;

use super::language::fill;
use super::sort::Sorted;
use super::words::{Words, clean, sentence};
use super::{Morning, Said, news, trust};
use crate::domain::verdict::Verdict;

/// The subject: at most 120 characters, no control characters.
pub fn subject(words: &Words, sorted: &Sorted<'_>, morning: &Morning<'_>) -> String {
    let unread = trust::unread_kinds(words, morning.trouble).first().map_or_else(String::new, |worst| format!(" ({worst})"));
    let headline = headline(words, sorted, morning);
    let room = 120_usize.saturating_sub(unread.chars().count());
    let names = names(words, &told(sorted, morning.previous), room.saturating_sub(headline.chars().count() + 2));
    let subject = if names.is_empty() { headline } else { format!("{headline}: {names}") };
    format!("{}{unread}", clean(&subject, room))
}

/// What happened, in words and money. Where a mailbox was not read, it doesn't say that nothing happened.
pub fn headline(words: &Words, sorted: &Sorted<'_>, morning: &Morning<'_>) -> String {
    let say = words.say;
    let deals = told(sorted, morning.previous);
    let went = |money: [&'static str; 2], plain: [&'static str; 2]| {
        let worth = words.worth(deals.iter().copied());
        let forms = if worth.is_empty() { plain } else { money };
        fill(&words.count(forms, deals.len()), &[("worth", &worth)])
    };
    if deals.iter().any(|verdict| verdict.flagged) && new_flagged(sorted, morning.previous) > 0 {
        return went(say.went_dark_celebrated_money, say.went_dark_celebrated);
    }
    if !newly_dark(sorted, morning.previous).is_empty() {
        return went(say.went_dark_money, say.went_dark);
    }
    let still = match sorted.flagged.len() {
        0 => String::new(),
        number => {
            let still = words.count(say.still_dark, number);
            match words.worth(sorted.flagged.iter().map(|item| item.verdict)) {
                worth if worth.is_empty() => still,
                worth => fill(say.with_worth, &[("what", &still), ("worth", &worth)]),
            }
        }
    };
    let blind = !morning.trouble.is_empty() || !sorted.unknown.is_empty();
    match morning.previous {
        None if blind => say.first_nothing_seen.to_owned(),
        None => say.first_nothing.to_owned(),
        Some(said) => {
            let form = match (blind, still.is_empty()) {
                (true, _) => say.nothing_seen,
                (false, true) => say.nothing,
                (false, false) => say.nothing_new,
            };
            format!("{}{still}", fill(form, &[("day", &words.past_day(said.date))]))
        }
    }
}

/// The rest of the picture.
pub fn summary(words: &Words, sorted: &Sorted<'_>, morning: &Morning<'_>, empty: bool) -> String {
    let say = words.say;
    let mut rest = Vec::new();
    let mut tell = |number: usize, forms: [&'static str; 2]| {
        if number > 0 {
            rest.push(words.count(forms, number));
        }
    };
    let old = morning.previous.map_or(0, |_| sorted.flagged.len() - new_flagged(sorted, morning.previous));
    if old < sorted.flagged.len() {
        tell(old, say.sum_still_dark);
    }
    tell(sorted.at_risk.len(), say.sum_at_risk);
    tell(sorted.ours.len(), say.sum_ours);
    if let Some(said) = morning.previous {
        let (back, committed) = news::good_news(words, sorted, said);
        tell(back, say.sum_back);
        tell(committed, say.sum_committed);
    }
    let mut parts = Vec::new();
    if !rest.is_empty() {
        parts.push(sentence(&words.list(&rest)));
    }
    match morning.previous {
        None => parts.push(say.baseline.to_owned()),
        Some(_) if empty => parts.push(words.count(say.nothing_needs_you, sorted.all.len())),
        Some(_) => {}
    }
    // A day's digest that was never noted as sent: this one tells what is new since the last that was.
    match (morning.missed, morning.previous) {
        (Some(missed), Some(said)) => {
            parts.push(fill(say.missed_since, &[("missed", &words.day(missed)), ("day", &words.day(said.date))]));
        }
        (Some(missed), None) => parts.push(fill(say.missed, &[("missed", &words.day(missed))])),
        (None, _) => {}
    }
    parts.join(" ")
}

/// The day and hour, and when it was due if it is late.
pub fn dated(words: &Words, late: Option<Timestamp>) -> String {
    match late {
        None => words.dated(),
        Some(due) if words.day_of(due) == words.today() => {
            let time = words.time(due.to_zoned(words.zone.clone()).time());
            fill(words.say.dated_late, &[("now", &words.dated()), ("due", &time)])
        }
        Some(due) => fill(words.say.dated_late, &[("now", &words.dated()), ("due", &words.moment(due))]),
    }
}

/// How many flagged deals are new since the last digest; in a first one all are.
fn new_flagged(sorted: &Sorted<'_>, previous: Option<&Said>) -> usize {
    sorted.flagged.iter().filter(|item| previous.is_none() || item.fresh).count()
}

/// The deals that are newly dark without having been celebrated; all that are dark where nothing was said before.
fn newly_dark<'a>(sorted: &Sorted<'a>, previous: Option<&Said>) -> Vec<&'a Verdict> {
    sorted.dark.iter().filter(|item| previous.is_none() || item.fresh).map(|item| item.verdict).collect()
}

/// The deals that the headline speaks of.
fn told<'a>(sorted: &Sorted<'a>, previous: Option<&Said>) -> Vec<&'a Verdict> {
    let flagged = |new: bool| sorted.flagged.iter().filter(move |item| !new || item.fresh).map(|item| item.verdict);
    let new: Vec<&Verdict> = flagged(previous.is_some()).collect();
    let other = newly_dark(sorted, previous);
    match (new.is_empty(), other.is_empty()) {
        (false, _) => new,
        (true, false) => other,
        (true, true) => flagged(false).collect(),
    }
}

/// As many prospects as there is room for, each once, then how many more.
fn names(words: &Words, deals: &[&Verdict], room: usize) -> String {
    let mut all: Vec<&Verdict> = Vec::new();
    for deal in deals {
        if all.iter().all(|other| other.prospect != deal.prospect) {
            all.push(deal);
        }
    }
    let mut text = String::new();
    let more = |text: &str, n: usize| fill(words.say.and_more, &[("list", text), ("n", &n.to_string())]);
    for (at, verdict) in all.iter().enumerate() {
        let left = all.len() - at;
        let name = clean(&verdict.prospect, 40);
        let next = if text.is_empty() { name } else { format!("{text}, {name}") };
        let shown = if left > 1 { more(&next, left - 1) } else { next.clone() };
        if shown.chars().count() > room {
            return if text.is_empty() { text } else { more(&text, left) };
        }
        text = next;
    }
    text
}
