//! Dates and spans as people type them: `3d`, `until 15 June`, `bis Montag`, `12.6.`.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::language::Keywords;
use crate::domain::digest::Language;

/// Which way a day without a year is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Today or later.
    Ahead,
    /// Today or earlier.
    Back,
}

/// Why a date can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DateProblem {
    /// There is none where one is needed.
    Missing,
    /// What stands there is none.
    Unclear,
    /// It lies behind, and should lie ahead.
    Past,
    /// It lies ahead, and should lie behind.
    Future,
    /// It is more than a year ahead.
    TooFar,
}

/// How far ahead a date may lie, in days.
const MOST_DAYS: i32 = 366;

/// Reads a span (`3d`, `2 weeks`) or a date at the start of `words`: the date, and how many words it took.
pub fn ahead(words: &[&str], today: Date, language: Language, keys: &[&Keywords]) -> Result<(Date, usize), DateProblem> {
    let first = words.first().ok_or(DateProblem::Missing)?;
    let lead = usize::from(keys.iter().any(|keys| is_any(first, keys.until)));
    let rest = words.get(lead..).unwrap_or_default();
    if let Some((span, used)) = span(rest, keys) {
        let date = today.checked_add(span).map_err(|_| DateProblem::TooFar)?;
        return bounded(date, today).map(|date| (date, used + lead));
    }
    if let Some(result) = stretch(rest, today, language, keys) {
        return result.and_then(|(date, used)| Ok((bounded(date, today)?, used + lead)));
    }
    let found = date(rest, today, Direction::Ahead, language, keys)?;
    let (date, used) = found.ok_or(if rest.is_empty() { DateProblem::Missing } else { DateProblem::Unclear })?;
    bounded(date, today).map(|date| (date, used + lead))
}

fn bounded(date: Date, today: Date) -> Result<Date, DateProblem> {
    let days = today.until(date).map_or(i32::MAX, |span| span.get_days());
    match days {
        ..1 => Err(DateProblem::Past),
        1..=MOST_DAYS => Ok(date),
        _ => Err(DateProblem::TooFar),
    }
}

/// `next Monday`, `next week`, `end of the month`, `end of June`, `Monatsende`: the day, and how many words it took. `None` when it is
/// none of these. The next of a day that is still to come this week may be that one or a week later: it is asked back.
fn stretch(words: &[&str], today: Date, language: Language, keys: &[&Keywords]) -> Option<Result<(Date, usize), DateProblem>> {
    let is = |word: &str, list: fn(&Keywords) -> &[&'static str]| keys.iter().any(|keys| is_any(word, list(keys)));
    let lead = words.iter().take_while(|word| is(word, |keys| keys.on)).count().min(2);
    let words = words.get(lead..)?;
    let first = words.first()?;
    let unit = |at: usize, list| words.get(at).is_some_and(|word| is(word, list));
    let monday = nearest(Weekday::Monday, today, Direction::Ahead);
    let found = |date: Date, used: usize| Some(Ok((date, used + lead)));
    if is(first, |keys| keys.month_end) {
        return found(today.last_of_month(), 1);
    }
    if is(first, |keys| keys.end) {
        let between = words.iter().skip(1).take_while(|word| is(word, |keys| keys.of)).count();
        let at = 1 + between;
        if unit(at, |keys| keys.weeks) {
            return found(nearest(Weekday::Friday, today, Direction::Ahead), at + 1);
        }
        if unit(at, |keys| keys.months) {
            return found(today.last_of_month(), at + 1);
        }
        let month = month(trimmed(words.get(at)?), language)?;
        let last = placed(None, month, 1, today.first_of_month(), Direction::Ahead).map(Date::last_of_month);
        return Some(last.map(|date| (date, at + 1 + lead)));
    }
    let (next, coming) = (is(first, |keys| keys.next), is(first, |keys| keys.coming));
    if next && unit(1, |keys| keys.weeks) {
        return found(monday, 2);
    }
    if next && unit(1, |keys| keys.months) {
        return found(today.last_of_month().tomorrow().ok()?, 2);
    }
    let day = nearest(weekday(words.get(1).filter(|_| next || coming)?, language)?, today, Direction::Ahead);
    if coming || day >= monday { found(day, 2) } else { Some(Err(DateProblem::Unclear)) }
}

/// `3d`, `3 days`, `2 weeks`, `1 month`, `a week`.
fn span(words: &[&str], keys: &[&Keywords]) -> Option<(Span, usize)> {
    let first = trimmed(words.first()?);
    let digits = first.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = first.split_at_checked(digits)?;
    let (number, unit) = if keys.iter().any(|keys| is_any(first, keys.one)) { ("1", "") } else { (number, unit) };
    let number: i64 = number.parse().ok().filter(|number| (1..=1000).contains(number))?;
    let (unit, used) = match unit {
        "" => (trimmed(words.get(1)?), 2),
        unit => (unit, 1),
    };
    let unit = unit.to_lowercase();
    let is = |list: fn(&Keywords) -> &[&'static str]| keys.iter().any(|keys| list(keys).contains(&unit.as_str()));
    if is(|keys| keys.days) {
        Some((number.days(), used))
    } else if is(|keys| keys.weeks) {
        Some((number.weeks(), used))
    } else if is(|keys| keys.months) {
        Some((number.months(), used))
    } else {
        None
    }
}

/// A date at the start of `words`. `None` when there is none; an error when it looks like one and can't be.
pub fn date(
    words: &[&str],
    today: Date,
    direction: Direction,
    language: Language,
    keys: &[&Keywords],
) -> Result<Option<(Date, usize)>, DateProblem> {
    let lead = words.iter().take_while(|word| keys.iter().any(|keys| is_any(word, keys.on))).count().min(2);
    let words = words.get(lead..).unwrap_or_default();
    let Some(first) = words.first() else { return Ok(None) };
    let found = |date: Date, used: usize| Ok(Some((date, used + lead)));
    let tomorrow = today.tomorrow().unwrap_or(today);
    let yesterday = today.yesterday().unwrap_or(today);
    for keys in keys {
        for (list, date) in [(keys.today, today), (keys.tomorrow, tomorrow), (keys.yesterday, yesterday)] {
            if is_any(first, list) {
                return found(date, 1);
            }
        }
    }
    if let Some(weekday) = weekday(first, language) {
        return found(nearest(weekday, today, direction), 1);
    }
    if let Some(result) = in_figures(first, today, direction, language, lead > 0) {
        return result.map(|date| Some((date, 1 + lead)));
    }
    let Some((day, month, used)) = in_words(words, language) else { return Ok(None) };
    let year = words.get(used).and_then(|word| year(trimmed(word)));
    let date = placed(year, month, day, today, direction)?;
    found(date, used + usize::from(year.is_some()))
}

/// `2026-06-15`, `15.6.`, `15.06.2026`, `15/6`, `6/15/2026`. What may be something else is unclear: `6/12` where people write both
/// orders, and of what is past a fraction or a number (`1/2 upfront`, `1.5 MW`), unless `led` by a word such as `on`.
fn in_figures(word: &str, today: Date, direction: Direction, language: Language, led: bool) -> Option<Result<Date, DateProblem>> {
    let word = word.trim_end_matches([',', ';', ':', ')']);
    if let [year, month, day] = word.trim_end_matches('.').split('-').collect::<Vec<_>>()[..]
        && year.len() == 4
        && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse())
    {
        return Some(placed(Some(year), month, day, today, direction));
    }
    let mark = ['.', '/'].into_iter().find(|mark| word.contains(*mark))?;
    let parts: Vec<&str> = word.trim_end_matches('.').split(mark).collect();
    let [one, two] = [parts.first()?.parse::<i8>().ok()?, parts.get(1)?.parse::<i8>().ok()?];
    let year = match parts.get(2..) {
        Some([]) | None => None,
        Some([text]) => Some(year(text)?),
        Some(_) => return None,
    };
    let either = language == Language::English && mark == '/' && one != two && one <= 12 && two <= 12;
    let fraction = matches!((one, two), (1, 2..=4) | (2 | 3, 3 | 4)) && mark == '/';
    let number = mark == '.' && !word.ends_with('.');
    if either || (direction == Direction::Back && year.is_none() && !led && (fraction || number)) {
        return Some(Err(DateProblem::Unclear));
    }
    // A third is a price, a version or a house number, unless a month is in it.
    let american = mark == '/' && language == Language::AmericanEnglish;
    let (day, month) = match (american, one > 12, two > 12) {
        (_, true, true) => return None,
        (true, false, _) | (false, false, true) => (two, one),
        (false, ..) | (true, true, _) => (one, two),
    };
    Some(placed(year, month, day, today, direction))
}

/// `15 June`, `15. Juni`, `15th June`, `June 15`: day, month, and how many words that took.
fn in_words(words: &[&str], language: Language) -> Option<(i8, i8, usize)> {
    let [one, two] = [trimmed(words.first()?), trimmed(words.get(1)?)];
    match (day(one), month(two, language)) {
        (Some(day), Some(month)) => Some((day, month, 2)),
        _ => Some((day(two)?, month(one, language)?, 2)),
    }
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?;
    let fine = matches!(ending.to_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th" | "ten" | "te");
    digits.trim_end_matches('.').parse().ok().filter(|day| fine && (1..=31).contains(day))
}

fn year(word: &str) -> Option<i16> {
    let number: i16 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + number),
        4 if (2000..2100).contains(&number) => Some(number),
        _ => None,
    }
}

/// A month by its name or the first three letters of it or more.
fn month(word: &str, language: Language) -> Option<i8> {
    let word = word.to_lowercase();
    let is = |name: &str| word.chars().count() >= 3 && name.to_lowercase().starts_with(&word);
    let tongues = [Language::English.catalogue(), language.catalogue()];
    let found = tongues.iter().find_map(|words| words.months.iter().position(|(short, long)| is(short) || is(long)));
    // People write `Sept.` in every language.
    let found = found.or((word == "sept").then_some(8));
    found.and_then(|at| i8::try_from(at + 1).ok())
}

/// A day of the week by its name or the first letters of it.
fn weekday(word: &str, language: Language) -> Option<Weekday> {
    // `so` and `do` are words of their own: two letters want their full stop.
    let least = if word.ends_with('.') { 2 } else { 3 };
    let word = trimmed(word).to_lowercase();
    let is = |name: &str, least: usize| word.chars().count() >= least && name.to_lowercase().starts_with(&word);
    let english = Language::English.catalogue().weekdays.iter().position(|(_, long)| is(long, 3));
    let own = || language.catalogue().weekdays.iter().position(|(_, long)| is(long, least));
    let at = english.or_else(|| if language == Language::German { own() } else { None })?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// The next such day after today, or the last one up to today.
fn nearest(weekday: Weekday, today: Date, direction: Direction) -> Date {
    let step = |days: i64| today.checked_add(days.days()).unwrap_or(today);
    let mut days = match direction {
        Direction::Ahead => (1..=7).map(step).collect::<Vec<_>>().into_iter(),
        Direction::Back => (-6..=0).rev().map(step).collect::<Vec<_>>().into_iter(),
    };
    days.find(|date| date.weekday() == weekday).unwrap_or(today)
}

/// The day; without a year the nearest in the direction that makes sense.
fn placed(year: Option<i16>, month: i8, day: i8, today: Date, direction: Direction) -> Result<Date, DateProblem> {
    let of = |year: i16| Date::new(year, month, day).ok();
    if let Some(year) = year {
        return of(year).ok_or(DateProblem::Unclear);
    }
    let fits = |date: &Date| match direction {
        Direction::Ahead => *date >= today,
        Direction::Back => *date <= today,
    };
    // 29 February waits for a leap year.
    let years: Vec<i16> = match direction {
        Direction::Ahead => (0..=8).map(|more| today.year() + more).collect(),
        Direction::Back => (0..=8).map(|less| today.year() - less).collect(),
    };
    years.into_iter().filter_map(of).find(fits).ok_or(DateProblem::Unclear)
}

/// A word without what ends a clause.
fn trimmed(word: &str) -> &str {
    word.trim_end_matches([',', ';', ':', '.', ')'])
}

/// Whether a word is one of these, whatever its case.
pub fn is_any(word: &str, list: &[&str]) -> bool {
    let word = trimmed(word).to_lowercase();
    list.contains(&word.as_str())
}
