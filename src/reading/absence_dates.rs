//! Dates in prose, as absence notices write them: words to dates, in the languages of the trade.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::absence_figures::{before, day, dutch, figures, numeric, resolved, year};
use super::absence_last::is_hour;
use super::absence_spans::{self, among};
use super::absence_vocabulary::BACK;
use super::{absence_feasts, absence_week};
use crate::domain::day_names::{month, weekday};

/// A date or a span of days that stands in a text, by the words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The first word.
    pub from: usize,
    /// The word behind the last.
    pub to: usize,
    /// The date, or the first day of the span.
    pub first: Date,
    /// The date, or the last day of the span.
    pub last: Date,
    /// Only a weekday was named.
    pub weekday: bool,
    /// It says itself that it is a stretch of days: "24-28 August", "this week".
    pub range: bool,
}

/// How the writer orders the day and the month of `12/10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// Whether the notice writes `12/4` with the month first: its other dates show it, else where it comes from does.
pub fn order(words: &[String], american: bool, today: Date) -> Order {
    let figures = |part: &str| -> Option<(u8, u8)> {
        let (first, rest) = part.split_once('/')?;
        Some((first.parse().ok()?, rest.split('/').next()?.parse().ok()?))
    };
    let dates = || words.iter().flat_map(|word| word.split('-')).filter_map(figures);
    if let Some(order) = by_weekday(words, today).or_else(|| by_year(words, today)) {
        return order;
    }
    let is = |fits: fn((u8, u8)) -> bool| dates().any(fits);
    let (months, days) = (
        is(|(first, second)| first <= 12 && (13..=31).contains(&second)),
        is(|(first, second)| second <= 12 && (13..=31).contains(&first)),
    );
    if (american || months) && !days { Order::MonthFirst } else { Order::DayFirst }
}

/// How the day and the month stand where a weekday beside a date in figures fits one of them alone: "Friday 5/8", "5/8 Friday".
fn by_weekday(words: &[String], today: Date) -> Option<Order> {
    words.iter().enumerate().find_map(|(at, one)| {
        let other = words.get(at + 1)?;
        // "Back on 5/8. Friday is full" names no day of that date.
        let next = words.get(at + 2).map_or("", String::as_str);
        let ends =
            next.is_empty() || next.starts_with(|c: char| c.is_ascii_digit()) || among(".|-|to|until|till|through|and", next);
        let behind = || weekday(other).filter(|_| ends).map(|day| (day, one));
        let (day, figures) = weekday(one).map(|day| (day, other)).or_else(behind)?;
        let (first, rest) = figures.split_once('/')?;
        let (first, second): (i8, i8) = (first.parse().ok()?, rest.split('/').next()?.parse().ok()?);
        let falls = |day_of_month: i8, month: i8| {
            let date = absence_spans::upcoming(month, day_of_month, today);
            date.is_some_and(|date| date.weekday() == day)
        };
        match (falls(first, second), falls(second, first)) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

/// How they stand where a date with its year is one of these months in one order alone: "starting 10/5/2026", in October.
fn by_year(words: &[String], today: Date) -> Option<Order> {
    words.iter().find_map(|word| {
        let parts: Vec<i16> = word.split('/').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [first, second, year @ 1990..=2100] = parts[..] else { return None };
        let near = |day: i16, month: i16| {
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            (date >= absence_spans::left_on(today)? && date <= today.saturating_add(200.days())).then_some(())
        };
        match (near(first, second), near(second, first)) {
            (Some(()), None) => Some(Order::DayFirst),
            (None, Some(())) => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

/// Words behind which a figure is an hour.
const OCLOCK: &str = "kl|klo|kello|godz|godzinie|godziny|ore|hodin|heures";

/// Every date in the words.
pub fn find(words: &[String], today: Date, order: Order) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() && found.len() < 50 {
        if let Some((to, days)) = absence_week::stretch(words, at, &found, today) {
            found.truncate(
                found.len() - found.iter().rev().take_while(|known| days.is_some_and(|days| days.from <= known.from)).count(),
            );
            found.extend(days);
            at = to;
            continue;
        }
        let date = starting(words, at, today, order)
            .or_else(|| absence_feasts::starting(words, at, today))
            .or_else(|| absence_spans::starting(words, at, today));
        match date.or_else(|| named_day(words, at, today)) {
            Some(mut date) => {
                if let Some(last) = torn(words, &date) {
                    date = last;
                }
                if let Some(placed) = absence_spans::placed(words, &found, &date, today) {
                    found.truncate(found.iter().take_while(|known| known.from < placed.from).count());
                    date = placed;
                }
                // "28 September, Monday" is one date.
                let named = words.get(date.to).and_then(|word| weekday(word));
                if !date.weekday && !date.range && named == Some(date.last.weekday()) {
                    date.to += 1;
                }
                // "The week of December 7th" lasts to its Sunday.
                let before = |n: usize| date.from.checked_sub(n).and_then(|at| words.get(at)).map_or("", String::as_str);
                if !date.weekday && !date.range && (before(1) == "w/c" || absence_spans::opens_week(before(2), before(1))) {
                    let left = 6 - i32::from(date.last.weekday().to_monday_zero_offset());
                    date.last = date.last.saturating_add(left.days());
                    date.range = true;
                }
                at = date.to;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

/// "9月14日から18日まで", "9月14日至18日": the end of a stretch leaves out its month, which is the next one where its day is the smaller.
/// "9月14日から5日間" counts the days.
fn torn(words: &[String], first: &Found) -> Option<Found> {
    let word = |n: usize| words.get(first.to + n).map_or("", String::as_str);
    let dated = !first.weekday && !first.range && words.get(first.to.checked_sub(1)?)?.ends_with('日');
    if !dated || !matches!(word(0), "fromhere" | "until" | "-") {
        return None;
    }
    let day = before(word(1), '日')?;
    if word(2).starts_with(['間', '间']) {
        let last = first.first.checked_add((i32::from(day) - 1).days()).ok()?;
        return Some(Found { to: first.to + 2, last, range: true, ..*first });
    }
    let month = if day > first.first.day() { first.first } else { first.first.checked_add(1.month()).ok()? };
    let last = month.with().day(day).build().ok()?;
    Some(Found { to: first.to + 2, last, range: true, ..*first })
}

fn starting(words: &[String], at: usize, today: Date, order: Order) -> Option<Found> {
    let word = words.get(at)?;
    let next = |n: usize| words.get(at + n).map_or("", String::as_str);
    let one = |len: usize, date: Date| Found { from: at, to: at + len, first: date, last: date, weekday: false, range: false };
    if let Some(range) = stretch(words, at, today, order) {
        return Some(range);
    }
    if let Some(date) = dutch(words, at, today) {
        return Some(one(1, date));
    }
    // "8.30 uur", "kl. 8.30" is an hour.
    let hour = is_hour(next(1)) || at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| among(OCLOCK, word));
    if let Some(date) = numeric(word, today, order).filter(|_| !hour) {
        // "4/1 2027"
        let year = year(next(1)).filter(|_| word.split(['.', '/']).count() == 2);
        let dated = year.and_then(|year| date.with().year(year).build().ok());
        return Some(one(1 + usize::from(dated.is_some()), dated.unwrap_or(date)));
    }
    if let Some(day) = day(word) {
        let skip = usize::from(matches!(next(1), "de" | "of" | "di" | "."));
        if let Some(month) = month(next(1 + skip)) {
            let gap = usize::from(matches!(next(2 + skip), "de" | "del" | "do"));
            let (year, used) = year(next(2 + skip + gap)).map_or((None, 0), |year| (Some(year), gap + 1));
            return resolved(year, month, day, today).map(|date| one(2 + skip + used, date));
        }
    }
    // "8 and 9 October", "le 8 et le 9 octobre"
    if let (Some(first), true) = (day(word), among("and|und|et|y|e|en|og|och|ja|i|a|&", next(1))) {
        let article = usize::from(matches!(next(2), "le" | "el" | "il" | "den" | "der" | "dem" | "the"));
        let of = usize::from(matches!(next(3 + article), "de" | "of"));
        if let (Some(last), Some(month)) = (day(next(2 + article)), month(next(3 + article + of)))
            && first < last
        {
            let len = 4 + article + of;
            let (year, used) = year(next(len)).map_or((None, 0), |year| (Some(year), 1));
            let last = resolved(year, month, last, today)?;
            let first = last.with().day(first).build().ok()?;
            return Some(Found { from: at, to: at + len + used, first, last, weekday: false, range: true });
        }
    }
    // "09. und 10.12."
    if let (Some(first), true) = (day(word), among("and|und|et|y|e|en|og|och|ja|i|a|&", next(1)))
        && let Some(last) = numeric(next(2), today, order).filter(|last| first < last.day())
    {
        let first = last.with().day(first).build().ok()?;
        return Some(Found { from: at, to: at + 3, first, last, weekday: false, range: true });
    }
    // "August 24-28"
    if let (Some(month), Some((first, last))) = (month(word), next(1).split_once('-'))
        && let (Some(first), Some(last)) = (day(first), day(last))
        && first < last
    {
        let (year, used) = year(next(2)).map_or((None, 0), |year| (Some(year), 1));
        let last = resolved(year, month, last, today)?;
        let first = last.with().day(first).build().ok()?;
        return Some(Found { from: at, to: at + 2 + used, first, last, weekday: false, range: true });
    }
    if let (Some(month), Some(day)) = (month(word), day(next(1))) {
        let (year, used) = year(next(2)).map_or((None, 0), |year| (Some(year), 1));
        return resolved(year, month, day, today).map(|date| one(2 + used, date));
    }
    if let (Some(month), Some(day)) = (before(word, '月'), before(next(1), '日')) {
        let year = at.checked_sub(1).and_then(|at| words.get(at)).and_then(|word| word.strip_suffix('年'));
        let digits = year.map(|year| year.trim_start_matches(|c: char| !c.is_ascii_digit()));
        let year = digits.and_then(|year| year.parse().ok()).filter(|year| (1990..=2100).contains(year));
        let from = at - usize::from(year.is_some());
        return resolved(year, month, day, today).map(|date| Found { from, ..one(2, date) });
    }
    None
}

/// "24-28 August", "24.-28.8.", "8/24-8/28".
fn stretch(words: &[String], at: usize, today: Date, order: Order) -> Option<Found> {
    let (first, last) = words.get(at)?.split_once('-')?;
    let bare = |text: &str| text.trim_end_matches('.').parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    let month = words.get(at + 1).and_then(|word| month(word));
    let (last, len) = match (bare(last), month) {
        (Some(day), Some(month)) => {
            let year = words.get(at + 2).and_then(|word| year(word));
            (resolved(year, month, day, today)?, 2 + usize::from(year.is_some()))
        }
        _ => (numeric(last.trim_end_matches('.'), today, order)?, 1),
    };
    let first = match bare(first) {
        Some(day) => last.with().day(day).build().ok()?,
        None => numeric(first.trim_end_matches('.'), today, order)?,
    };
    Some(Found { from: at, to: at + len, first, last, weekday: false, range: true })
}

/// Whether a return that no other day tells stands behind a week: "until Friday, next week I'm back".
fn comes_back(words: &[String], to: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let back = (to..to + 4).take_while(|at| !matches!(word(*at), "." | "and" | "und")).find(|at| among(BACK, word(*at)));
    let dated = |word: &str| weekday(word).is_some() || month(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit());
    back.is_some_and(|at| at > to && !(at + 1..at + 4).any(|at| dated(word(at))))
}

/// A weekday, perhaps with the day of the month, or such a day alone: "Monday", "lunedì 31", "ab dem 3.", "the 26th".
fn named_day(words: &[String], at: usize, today: Date) -> Option<Found> {
    let word = words.get(at)?;
    let next = |n: usize| words.get(at + n).map_or("", String::as_str);
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
    let coming = |day: i8| {
        let months = (0..3).filter_map(|n: i32| today.first_of_month().checked_add(n.months()).ok());
        months.filter_map(|first| first.with().day(day).build().ok()).find(|date| *date >= today)
    };
    // "Mon" is French and "fri" Danish too.
    let short = matches!(before, "on" | "back" | "until" | "till" | "by" | "next" | "returning" | "through");
    let abbreviated = match word.as_str() {
        "mon" if short => Some(Weekday::Monday),
        "fri" if short => Some(Weekday::Friday),
        _ => None,
    };
    let stretch = at.checked_sub(2).and_then(|at| weekday(words.get(at)?)).is_some();
    if let Some(weekday) = weekday(word).or(abbreviated) {
        let article = usize::from(matches!(next(1), "the" | "den" | "dem" | "d" | "de" | "le" | "il" | "el" | "dia" | "día"));
        // "Monday 31", and no "Friday 10:00".
        let alone = month(next(2 + article)).is_none();
        if let Some(date) = day(next(1 + article)).and_then(coming).filter(|date| alone && date.weekday() == weekday) {
            return Some(Found { from: at, to: at + 2 + article, first: date, last: date, weekday: false, range: false });
        }
        // "Monday 28-9": a date that can't be read is no other Monday.
        let readable = || numeric(next(1 + article), today, Order::DayFirst).or_else(|| dutch(words, at + 1 + article, today));
        if figures(next(1 + article)) && readable().is_none() {
            return None;
        }
        // "Mittwoch nächster Woche", "mercredi de la semaine prochaine", and no "Monday to Wednesday next week".
        let gap = (1..=3).take_while(|n| among("of|in|der|de|la|del|della|da|van|i|w|v", next(*n))).count();
        let of_next_week = absence_spans::next_week(words, at + 1 + gap);
        if let Some(len) = of_next_week.filter(|len| !stretch && !comes_back(words, at + 1 + gap + len)) {
            let date = absence_spans::of_next_week(weekday, today)?;
            return Some(Found { from: at, to: at + 1 + gap + len, first: date, last: date, weekday: false, range: false });
        }
        // "Monday week" is the one after the next.
        let later = next(1) == "week" && !next(2).starts_with(|c: char| c.is_ascii_digit());
        let next_week = before == "nextweek";
        let from = if next_week { today.checked_add(7.days()).ok()? } else { today.tomorrow().ok()? };
        let start =
            if next_week { from.checked_sub(i32::from(from.weekday().to_monday_zero_offset()).days()).ok()? } else { from };
        let date = (0..7).filter_map(|n: i32| start.checked_add(n.days()).ok()).find(|date| date.weekday() == weekday)?;
        let date = if later { date.checked_add(7.days()).ok()? } else { date };
        let to = at + 1 + usize::from(later);
        return Some(Found { from: at, to, first: date, last: date, weekday: !next_week, range: false });
    }
    let ordinal = word.ends_with(['d', 'h', 't', 'r', 'º', 'ª', 'a', 'e']);
    let opened = match before {
        "the" => ordinal,
        "dem" | "den" | "am" | "il" | "le" | "el" | "dia" | "día" | "d" => true,
        _ => false,
    };
    // "október 12-től 16-ig", "18日まで", "到18日"
    let eastern = word.ends_with('日') && (matches!(before, "until" | "back") || matches!(next(1), "fromhere" | "back"));
    let opened = opened || eastern || next(1) == "untilhere";
    // "Bis einschl. 12. im Urlaub"
    let german = matches!(before, "bis" | "einschl" | "einschließlich" | "inkl" | "zum")
        && (matches!(next(1), "nicht" | "abwesend" | "krank" | "verreist")
            || (matches!(next(1), "im" | "in") && next(2) == "urlaub"));
    // "A partir del 23 podré", "until the 30th (PTO)"
    let earlier = at.checked_sub(2).and_then(|at| words.get(at)).map_or("", String::as_str);
    let from = matches!(before, "the" | "del" | "du" | "do" | "dem" | "den" | "de")
        && among("partir|ab|from|vanaf|fra|från|until|till|desde", earlier);
    let strong = from && (ordinal || before != "the") && month(next(1)).is_none();
    // "Vuelvo el 25. Si es urgente ..."
    let back = matches!(before, "el" | "il" | "le" | "dia" | "día") && among(BACK, earlier);
    let strong = strong || back && next(1) != "de" && month(next(1)).is_none();
    let (opened, eastern) = (opened || german || strong, eastern || german || strong);
    // "Ich bin vor dem 21. nicht im Haus"
    let denied = next(1) == "nicht" && at.checked_sub(2).and_then(|at| words.get(at)).is_some_and(|word| word == "vor");
    let closed = eastern
        || denied
        || matches!(
            next(1),
            "untilhere" | "" | "." | "wieder" | "bin" | "sind" | "ist" | "and" | "again" | "igen" | "inclus" | "inkl"
        );
    let date = day(word).filter(|_| opened && closed).and_then(coming)?;
    Some(Found { from: at, to: at + 1, first: date, last: date, weekday: false, range: false })
}
