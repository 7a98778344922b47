//! Weeks that are told by their number: "KW 37", "uge 35 og 36".

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::absence_dates::Found;
use super::absence_spans::{among, left_on};
use crate::domain::day_names::weekday;

const NUMBERED: &str = "kw|kalenderwoche|woche|wochen|week|weeks|weken|wk|uge|ugerne|uke|ukene|vecka|veckorna|v|viikko|viikon|viikolla|viikoilla|\
    viikot|vko|semaine|semaines|semana|semanas|settimana|settimane|týden|týdnu|týdnech|tydzień|tygodniu|tygodniach";
/// "KW 37", "uge 35 og 36", "v. 35-36".
pub fn numbered(words: &[String], at: usize, today: Date) -> Option<Found> {
    let own = words.get(at)?.as_str();
    let (mut to, mut weeks) = (at + 1, Vec::new());
    // "kw37" in one word.
    let glued = own.strip_prefix("kw").or_else(|| own.strip_prefix("cw")).filter(|rest| !rest.is_empty());
    if let Some(rest) = glued {
        weeks.extend(range(rest)?);
    } else if !among(NUMBERED, own) || (own == "week" && at.checked_sub(1).and_then(|at| weekday(words.get(at)?)).is_some()) {
        // "Monday week (10/12)"
        return None;
    }
    while let Some(word) = words.get(to) {
        let skip = !weeks.is_empty() && among("und|og|och|ja|a|i|en|and|et|y|e|&|-|to|bis|till|til|through", word);
        let word = if skip { words.get(to + 1)? } else { word };
        let Some(more) = range(word) else { break };
        weeks.extend(more);
        to += 1 + usize::from(skip);
    }
    let (first, last) = (*weeks.first()?, *weeks.last()?);
    let monday = |week: i8| {
        let of = |year: i16| ISOWeekDate::new(year, week, Weekday::Monday).ok().map(|day| day.date());
        let this = of(today.iso_week_date().year())?;
        // A week that is over is next year's.
        let past = this.checked_add(6.days()).ok()? < left_on(today)?;
        if past { of(today.iso_week_date().year() + 1) } else { Some(this) }
    };
    let last = monday(last)?.checked_add(6.days()).ok()?;
    Some(Found { from: at, to, first: monday(first)?, last, weekday: false, range: true })
}

/// `37`, `35-36` or `52/1`, and no date such as `12/10`.
fn range(word: &str) -> Option<Vec<i8>> {
    let weeks: Vec<i8> = word.split(['-', '/', '+']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let follow = |pair: &[i8]| matches!(pair, [one, other] if other > one || (*one >= 51 && *other <= 3));
    (weeks.iter().all(|week| (1..=53).contains(week)) && weeks.windows(2).all(follow)).then_some(weeks)
}
