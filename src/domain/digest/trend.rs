//! The weekly trend: what became of celebrated deals over the last weeks, and how soon they fell silent.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::language::fill;
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
}

/// The trend of the same reader's verdicts at [`instants`].
pub fn trend(words: &Words, past: &[(Timestamp, Vec<Verdict>)]) -> Trend {
    let say = words.say;
    let weeks: Vec<(Timestamp, Week)> = past
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, before), (end, after)] => Some((*end, week(before, after))),
            _ => None,
        })
        .collect();
    let spans = spans(past);
    let sum = |of: fn(&Week) -> usize| weeks.iter().map(|(_, week)| of(week)).sum::<usize>();
    let counts = [sum(|week| week.dark), sum(|week| week.back), sum(|week| week.signed)];
    let numbers = counts.map(|count| count.to_string());
    let [dark, back, signed] = &numbers;
    let mut text = vec![fill(say.trend_counts, &[("dark", dark), ("back", back), ("signed", signed)])];
    let mut charts = Vec::new();
    if counts.iter().any(|count| *count > 0) {
        charts.push(by_week(words, &weeks));
    }
    if let Some(median) = spans.get(spans.len() / 2) {
        let days = usize::try_from(*median).unwrap_or(0).max(1);
        text.push(words.count(say.trend_median, days));
        charts.push(by_span(words, &spans));
    }
    Trend { title: words.count(say.title_trend, WEEKS), text, charts }
}

fn week(before: &[Verdict], after: &[Verdict]) -> Week {
    let before: BTreeMap<&DealId, &Verdict> = before.iter().map(|verdict| (&verdict.deal, verdict)).collect();
    let mut week = Week::default();
    for now in after {
        let then = before.get(&now.deal);
        let was_flagged = then.is_some_and(|then| then.flagged);
        let was_open = then.is_some_and(|then| then.celebration.as_ref().is_some_and(|celebration| celebration.premature));
        week.dark += usize::from(now.flagged && !was_flagged);
        let signed = was_open && now.commitment.is_some();
        week.signed += usize::from(signed);
        let awake = !matches!(now.state, State::Dark | State::Closed | State::Unknown { .. } | State::Snoozed { .. });
        week.back += usize::from(was_flagged && awake && !signed);
    }
    week
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
    let parts = |week: &Week| vec![(Hue::Dark, week.dark), (Hue::Back, week.back), (Hue::Signed, week.signed)];
    let bars: Vec<Bar> = weeks.iter().map(|(end, week)| Bar { label: words.short_day(*end), parts: parts(week) }).collect();
    let each = |(end, week): &(Timestamp, Week)| {
        let [day, dark, back, signed] =
            [words.short_day(*end), week.dark.to_string(), week.back.to_string(), week.signed.to_string()];
        fill(say.trend_week, &[("day", &day), ("dark", &dark), ("back", &back), ("signed", &signed)])
    };
    let list = weeks.iter().map(each).collect::<Vec<_>>().join("; ");
    Chart {
        name: "weeks",
        title: say.trend_weeks_title.to_owned(),
        alt: fill(say.trend_weeks_alt, &[("list", &list)]),
        bars,
        legend: vec![(Hue::Dark, say.hue_dark), (Hue::Back, say.hue_back), (Hue::Signed, say.hue_signed)],
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
        fill(say.trend_span, &[("days", &bar.label), ("deals", &words.count(say.deals, deals))])
    };
    let list = bars.iter().map(each).collect::<Vec<_>>().join("; ");
    Chart {
        name: "spans",
        title: say.trend_spans_title.to_owned(),
        alt: fill(say.trend_spans_alt, &[("list", &list)]),
        bars,
        legend: Vec::new(),
    }
}
