//! The weekly trend: what became of celebrated deals over the last weeks, and how soon they fell silent.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::language::fill;
use super::silence::{after_celebration, gave_life};
use super::words::Words;
use super::{Bar, Chart, Hue, Trend};
use crate::domain::address::DealId;
use crate::domain::verdict::{State, Verdict};

/// How many weeks are shown.
pub const WEEKS: usize = 8;

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The days between celebration and silence in groups: each up to so many.
const GROUPS: [i64; 4] = [1, 3, 7, 14];

/// The instants that a trend is drawn from: the ends of the last weeks, the oldest first, `as_of` last.
pub fn instants(as_of: Timestamp) -> Vec<Timestamp> {
    let back = |weeks: usize| WEEK.checked_mul(i32::try_from(weeks).ok()?);
    (0..=WEEKS).rev().filter_map(|weeks| as_of.checked_sub(back(weeks)?).ok()).collect()
}

/// What became of celebrated deals in one week.
#[derive(Default)]
struct Week {
    dark: usize,
    back: usize,
    signed: usize,
    /// Closed with nothing signed.
    lost: usize,
}

/// A sentence with numbers in it.
fn told(form: &str, counts: [usize; 4]) -> String {
    let [dark, back, signed, lost] = counts.map(|count| count.to_string());
    fill(form, &[("dark", &dark), ("back", &back), ("signed", &signed), ("lost", &lost)])
}

/// The trend of the same reader's verdicts at [`instants`].
pub fn trend(words: &Words, past: &[(Timestamp, Vec<Verdict>)]) -> Trend {
    let say = words.say;
    let weeks = weeks(past);
    let spans = spans(past);
    let sum = |of: fn(&Week) -> usize| weeks.iter().map(|(_, week)| of(week)).sum::<usize>();
    let counts = [sum(|week| week.dark), sum(|week| week.back), sum(|week| week.signed), sum(|week| week.lost)];
    let mut text = vec![told(say.trend_counts, counts)];
    let mut charts = Vec::new();
    if counts.iter().any(|count| *count > 0) {
        charts.push(by_week(words, &weeks));
    }
    if let Some(median) = spans.get(spans.len().saturating_sub(1) / 2) {
        let days = usize::try_from(*median).unwrap_or(0).max(1);
        text.push(words.count(if spans.len() == 1 { say.trend_only } else { say.trend_median }, days));
        charts.push(by_span(words, &spans));
    }
    Trend { title: words.count(say.title_trend, WEEKS), text, charts }
}

/// The weeks, each with what became of deals in it. A deal goes dark once in a silence, however often a message of ours or a snooze
/// hides that, and comes back when their side gives a sign of life.
fn weeks(past: &[(Timestamp, Vec<Verdict>)]) -> Vec<(Timestamp, Week)> {
    let Some(((start, first), rest)) = past.split_first() else { return Vec::new() };
    // The silences that are dark after celebration, by the touch that they run from.
    let mut known: BTreeMap<&DealId, Timestamp> = BTreeMap::new();
    let dark = |verdict: &Verdict| verdict.silent_since.filter(|_| after_celebration(verdict));
    known.extend(first.iter().filter_map(|verdict| Some((&verdict.deal, dark(verdict)?))));
    let mut before = first;
    let mut weeks = Vec::new();
    for (end, after) in rest {
        let then: BTreeMap<&DealId, &Verdict> = before.iter().map(|verdict| (&verdict.deal, verdict)).collect();
        let mut week = Week::default();
        for now in after {
            let over = |verdict: &&&Verdict| matches!(verdict.state, State::Closed);
            let premature = |verdict: &&&Verdict| verdict.celebration.as_ref().is_some_and(|celebration| celebration.premature);
            let was_open = then.get(&now.deal).filter(premature).filter(|then| !over(then)).is_some();
            let (signed, closed) = (was_open && now.commitment.is_some(), matches!(now.state, State::Closed));
            week.signed += usize::from(signed);
            week.lost += usize::from(was_open && closed && !signed);
            let unclear = closed || matches!(now.state, State::Unknown { .. });
            if !unclear && known.get(&now.deal).is_some_and(|since| gave_life(now, *since)) {
                known.remove(&now.deal);
                week.back += usize::from(!signed);
            }
            if let (Some(since), false) = (dark(now), known.contains_key(&now.deal)) {
                known.insert(&now.deal, since);
                // Quiet at the first instant for a message of ours, and dark before.
                let began = now.dark_since.max(now.celebration.as_ref().map(|celebration| celebration.at));
                week.dark += usize::from(began.is_none_or(|began| began > *start));
            }
        }
        weeks.push((*end, week));
        before = after;
    }
    weeks
}

/// The days from celebration to silence of every deal that was dark after celebration at the end of a week, in order; of one that
/// was so several times the first.
fn spans(past: &[(Timestamp, Vec<Verdict>)]) -> Vec<i64> {
    let mut first: BTreeMap<&DealId, i64> = BTreeMap::new();
    for verdict in past.iter().flat_map(|(_, verdicts)| verdicts).filter(|verdict| verdict.flagged) {
        if let (Some(celebration), Some(silent)) = (&verdict.celebration, verdict.silent_since) {
            let days = silent.duration_since(celebration.at).as_hours().max(0) / 24;
            first.entry(&verdict.deal).or_insert(days);
        }
    }
    let mut spans: Vec<i64> = first.into_values().collect();
    spans.sort_unstable();
    spans
}

fn by_week(words: &Words, weeks: &[(Timestamp, Week)]) -> Chart {
    let say = words.say;
    let parts =
        |week: &Week| vec![(Hue::Dark, week.dark), (Hue::Back, week.back), (Hue::Signed, week.signed), (Hue::Lost, week.lost)];
    let bars: Vec<Bar> = weeks.iter().map(|(end, week)| Bar { label: words.short_day(*end), parts: parts(week) }).collect();
    let legend =
        vec![(Hue::Dark, say.hue_dark), (Hue::Back, say.hue_back), (Hue::Signed, say.hue_signed), (Hue::Lost, say.hue_lost)];
    // Who hears it read out hears what there was, and not eight times four numbers.
    let each = |(end, week): &(Timestamp, Week)| {
        let some = parts(week).into_iter().zip(&legend).filter(|((_, count), _)| *count > 0);
        let list = some.map(|((_, count), (_, name))| format!("{count} {name}")).collect::<Vec<_>>().join(", ");
        (!list.is_empty()).then(|| fill(say.trend_week, &[("day", &words.short_day(*end)), ("list", &list)]))
    };
    let mut told: Vec<String> = weeks.iter().filter_map(each).collect();
    if told.len() < weeks.len() {
        told.push(say.trend_rest.to_owned());
    }
    let list = told.join("; ");
    Chart {
        name: "weeks",
        title: say.trend_weeks_title.to_owned(),
        alt: fill(say.trend_weeks_alt, &[("list", &list)]),
        bars,
        legend,
    }
}

fn by_span(words: &Words, spans: &[i64]) -> Chart {
    let say = words.say;
    let mut from = 0;
    let mut bars = Vec::new();
    for upto in GROUPS {
        let count = spans.iter().filter(|days| (from..=upto).contains(*days)).count();
        bars.push(Bar { label: format!("{from}–{upto}"), parts: vec![(Hue::Dark, count)] });
        from = upto + 1;
    }
    let count = spans.iter().filter(|days| **days >= from).count();
    bars.push(Bar { label: format!("{from}+"), parts: vec![(Hue::Dark, count)] });
    let each = |bar: &Bar| {
        let deals = bar.parts.iter().map(|(_, count)| count).sum::<usize>();
        (deals > 0).then(|| fill(say.trend_span, &[("days", &bar.label), ("deals", &words.count(say.deals, deals))]))
    };
    let list = bars.iter().filter_map(each).collect::<Vec<_>>().join("; ");
    Chart {
        name: "spans",
        title: say.trend_spans_title.to_owned(),
        alt: fill(say.trend_spans_alt, &[("list", &list)]),
        bars,
        legend: Vec::new(),
    }
}
