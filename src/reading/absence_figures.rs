//! Days and months in figures, as notices write them: "7.9.", "28-9", "12/10/2026", "4th".

use jiff::civil::Date;

use super::absence_dates::Order;
use super::absence_spans::{self, among};

/// The number right before a sign: `9月`.
pub fn before(word: &str, mark: char) -> Option<i8> {
    word.strip_suffix(mark)?
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .chars()
        .rev()
        .collect::<String>()
        .parse()
        .ok()
}

/// `2026-09-07`, `07.09.2026`, `7.9.`, `12/10/2026`, `12/10`.
pub fn numeric(word: &str, today: Date, order: Order) -> Option<Date> {
    let split = ['-', '.', '/'].into_iter().find(|c| word.contains(*c))?;
    let parts: Vec<&str> = word.split(split).collect();
    let number = |n: usize| parts.get(n).filter(|p| p.bytes().all(|c| c.is_ascii_digit())).and_then(|p| p.parse::<i16>().ok());
    let small = |n: Option<i16>| n.and_then(|n| i8::try_from(n).ok());
    match (parts.len(), number(0)?, number(1)?, number(2)) {
        (3, year @ 1990..=2100, _, _) => Date::new(year, small(number(1))?, small(number(2))?).ok(),
        (3, _, _, Some(year)) => {
            let year = if year < 100 { year + 2000 } else { year };
            let (first, second) = (small(number(0))?, small(number(1))?);
            let (day, month) = arranged(first, second, split, order);
            Date::new(year, month, day).ok()
        }
        // "8.30" is no 30 August.
        (2, _, second, _) if split != '-' && (split != '.' || second <= 12) => {
            let (day, month) = arranged(small(number(0))?, small(number(1))?, split, order);
            resolved(None, month, day, today)
        }
        _ => None,
    }
}

/// `28-9`, as the Dutch write it; elsewhere that is a stretch of days or hours.
pub fn dutch(words: &[String], at: usize, today: Date) -> Option<Date> {
    const OPENING: &str =
        "t/m|tot|met|van|vanaf|op|per|tussen|en|sinds|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag";
    let (first, second) = words.get(at)?.split_once('-')?;
    let before = at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| among(OPENING, word));
    let behind = words.get(at + 1).is_some_and(|word| among("t/m|tot|ben", word));
    let tongue =
        words.iter().filter(|word| among("ik|ben|niet|afwezig|vakantie|verlof|weer|terug|wij|zijn|kantoor", word)).count();
    if !(before || behind) || tongue < 2 {
        return None;
    }
    resolved(None, second.parse().ok()?, first.parse().ok()?, today)
}

/// Whether a word is a day and a month in figures, however they are parted.
pub fn figures(word: &str) -> bool {
    let parts: Vec<Option<i8>> = word.trim_end_matches('.').split(['-', '.', '/']).map(|part| part.parse().ok()).collect();
    match parts[..] {
        [Some(one), Some(other)] => (1..=31).contains(&one) && (1..=31).contains(&other) && (one <= 12 || other <= 12),
        _ => false,
    }
}

fn arranged(first: i8, second: i8, split: char, order: Order) -> (i8, i8) {
    let month_first = (split == '/' && order == Order::MonthFirst && first <= 12) || (second > 12 && first <= 12);
    if month_first { (second, first) } else { (first, second) }
}

/// The date; without a year the next such day, or one that has just gone by.
pub fn resolved(year: Option<i16>, month: i8, day: i8, today: Date) -> Option<Date> {
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => absence_spans::upcoming(month, day, today),
    }
}

/// `2027`, `2027.`
pub fn year(word: &str) -> Option<i16> {
    word.trim_end_matches('.').parse().ok().filter(|year| (1990..=2100).contains(year))
}

/// `4`, `4th`, `4.`, `1er`, `3º`, `4:e`, `4日`.
pub fn day(word: &str) -> Option<i8> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = word.get(digits.len()..)?;
    let fine = matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "°" | ":e" | ":a" | "-e" | "e" | "日");
    digits.parse().ok().filter(|day| fine && (1..=31).contains(day))
}
