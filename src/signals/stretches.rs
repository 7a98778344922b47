//! Stretches of time that a sentence names without a day: "in September", "mid-June", "Anfang Mai", "end of the summer", "next month".
//!
//! A deferral takes the first day that can be meant and a deadline the last ("after September" the last, "before" and "by" the first),
//! so that a pause never outlasts what was said: an early month is its 1st, the middle its 15th, a late one its 21st. Seasons are those
//! of the north by whole months (autumn from 1 September), the new year is 1 January. A month that runs gives a deferral no date, and one
//! that has just gone by is next year's only where something is to wait for it: "in March", said in May, is more often a memory.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use super::feasts::{LATELY, around_easter};
use crate::domain::day_names;

/// The first and the last day, and how many words tell them.
pub type Stretch = (Date, Date, usize);

/// Words that tie a sentence to a time (`im` is read as "I am").
const TIES: &str = " in until till til before after from by for around come say during am im ab bis nach vor en em après \
    avant hasta desde depois após dopo da na naar vanaf tot voor a w od do i fra til efter før från efter innan auf à al attendre once para to into ";
/// Of these and others, those that something waits for.
const WAITING: &str = " until till til before after from by next coming come once bis nach vor ab après avant hasta después depois após \
    dopo na vanaf tot voor efter før innan para to into ";
const AFTER: &str = " after nach après después depois após dopo na efter ";
const BEFORE: &str = " before by vor avant antes antes voor før innan ";
const NEXT: &str = " next this coming ";
/// Words that may stand between such a word and what it is tied to.
const BETWEEN: &str = " the next this coming following our your early of de del di der den dem la le el il het o a ";
const EARLY: &str = " early beginning start anfang begin début debut principios inicios inicio início inizio ";
const MIDDLE: &str = " mid middle mitte mi mediados meados metà meta half halverwege midden medio midten mitten ";
const LATE: &str = " late ";
const END: &str = " end ende fin final finales eind einde fim finais slutningen slutet ";
const FILLERS: &str = " of the de del di da do van der des d le la l el il het our this next coming ";
/// What an event is led by ("after our audit in May"), and of how many words it is at most.
const ARTICLES: &str =
    " the our a an this that my his her their der die das dem unserer unserem la le el il de het notre nuestra nuestro nostra ";
pub const LONGEST_EVENT: usize = 5;
/// What part of a stretch is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Early,
    Middle,
    Late,
    End,
}

fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|one| one == word)
}

/// The stretch that `words` begin with, `before` being the words that stand before them; lower case.
pub fn read(words: &[String], before: &[String], written: Date) -> Option<Stretch> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let part = match word(0) {
        word if among(EARLY, word) => Part::Early,
        word if among(MIDDLE, word) => Part::Middle,
        word if among(LATE, word) => Part::Late,
        word if among(END, word) => Part::End,
        _ => Part::Whole,
    };
    let mut at = usize::from(part != Part::Whole);
    let filler = |word: &str| among(FILLERS, word) || word == "in" && matches!(part, Part::Early | Part::Late);
    while part != Part::Whole && at < 4 && filler(word(at)) {
        at += 1;
    }
    let said: Vec<&str> = before.iter().rev().take(3).map(String::as_str).collect();
    let tied = |list: &str| {
        let led = said.iter().take_while(|word| among(BETWEEN, word)).count();
        said.iter().take(led + 1).any(|word| among(list, word))
    };
    let numbered = numbered(words, written);
    let next = said.first().is_some_and(|word| among(NEXT, word));
    // "After the summer", said in September, is not after next year's.
    let since = if tied(AFTER) && !next { written.checked_sub(LATELY.days()).ok()? } else { written };
    // "Call me the first week of June" needs no tie.
    let counted = numbered.is_some();
    // "At the beginning of next month": what is said of the month stands behind its part.
    let led = if at > 0 && word(at - 1) == "next" { vec!["next"] } else { said.clone() };
    let (first, last, length) = numbered.or_else(|| period(words.get(at..)?, part, &led, since))?;
    // "H2 2027" can be nothing else.
    let dated = year_of(word((at + length).saturating_sub(1))).is_some();
    if part == Part::Whole && !next && !dated && !counted && !tied(TIES) {
        return None;
    }
    let (first, last) = within(part, first, last)?;
    let far = written.checked_add(8.months()).ok()?;
    if first > far && part == Part::Whole && !dated && !tied(WAITING) {
        return None;
    }
    let (first, last) = if tied(AFTER) || after_an_event(before) { (last, last) } else { (first, last) };
    Some((first, if tied(BEFORE) { first } else { last }, at + length))
}

/// "After the fair in June": whenever in that month it is, it has passed with the month.
fn after_an_event(before: &[String]) -> bool {
    let mut back = before.iter().rev().map(String::as_str);
    if !back.next().is_some_and(|word| among(" in of im en em a ", word)) {
        return false;
    }
    let event: Vec<&str> = back.by_ref().take(LONGEST_EVENT).take_while(|word| !among(AFTER, word)).collect();
    let led = before.len().checked_sub(event.len() + 2).and_then(|at| before.get(at)).is_some_and(|word| among(AFTER, word));
    let named = event.len() >= 2 && event.iter().all(|word| word.starts_with(char::is_alphabetic));
    led && named && event.last().is_some_and(|word| among(ARTICLES, word))
}

/// The days of a part of a stretch.
fn within(part: Part, first: Date, last: Date) -> Option<(Date, Date)> {
    // Of what is longer than a month the middle month is the middle and the last month late.
    let month = if first.last_of_month() == last { first } else { first.checked_add(1.month()).ok()? };
    Some(match part {
        Part::Whole => (first, last),
        Part::Early => (first, first.checked_add(9.days()).ok()?),
        Part::Middle => {
            let middle = month.first_of_month().checked_add(14.days()).ok()?;
            (middle, middle)
        }
        Part::Late if month == first => (first.checked_add(20.days()).ok()?, last),
        Part::Late => (last.first_of_month(), last),
        Part::End => (last, last),
    })
}

/// A month, a season, a quarter, "next month", "the new year".
fn period(words: &[String], part: Part, said: &[&str], written: Date) -> Option<Stretch> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let next = said.first() == Some(&"next");
    if let Some(number) = month(word(0)) {
        let year = year_of(word(1));
        // "September 12" and "12. September" are days, which others read.
        if year.is_none() && word(1).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (first, last) = coming(number, 1, year, written)?;
        return Some((first, last, 1 + usize::from(year.is_some())));
    }
    let seasons = [(" spring ", 3), (" summer summertime ", 6), (" autumn fall ", 9), (" winter ", 12)];
    let season = seasons.iter().find(|(names, _)| among(names, word(0)));
    // "fall" and "spring" are words of their own, too.
    let led = part != Part::Whole
        || said.first().is_some_and(|word| among(" the in until till before after this next by for late early ", word));
    if let (Some((_, number)), true) = (season, led) {
        let (first, last) = coming(*number, 3, None, written)?;
        return Some((first, last, 1));
    }
    let months = |first: Date, count: i32| {
        let last = first.checked_add((count - 1).months()).ok()?.last_of_month();
        Some((first, last, 1))
    };
    match word(0) {
        "month" if next => months(written.first_of_month().checked_add(1.month()).ok()?, 1),
        "month" if part != Part::Whole && part != Part::End => months(written.first_of_month(), 1),
        "quarter" if next => {
            let (start, _) = coming((written.month() - 1) / 3 * 3 + 1, 3, None, written)?;
            months(start.checked_add(3.months()).ok()?, 3)
        }
        "year" if next => months(Date::new(written.year() + 1, 1, 1).ok()?, 12),
        "new" if word(1) == "year" => {
            let first = Date::new(written.year() + 1, 1, 1).ok()?;
            Some((first, first, 2))
        }
        // At the end of a year no other ones are "the holidays".
        "holidays" if said.first() == Some(&"the") && written.month() >= 10 => {
            Some((date(written.year(), 12, 24), date(written.year() + 1, 1, 1), 1))
        }
        "christmas" | "xmas" => {
            let eve = date(written.year(), 12, 24);
            Some((eve, eve.checked_add(2.days()).ok()?, 1))
        }
        "q1" | "q2" | "q3" | "q4" if part != Part::End => {
            let (number, year): (i8, _) = (word(0).get(1..)?.parse().ok()?, year_of(word(1)));
            let (first, last) = coming(number * 3 - 2, 3, year, written)?;
            Some((first, last, 1 + usize::from(year.is_some())))
        }
        half @ ("h1" | "h2") if part != Part::End => {
            let year = year_of(word(1));
            let (first, last) = coming(if half == "h1" { 1 } else { 7 }, 6, year, written)?;
            Some((first, last, 1 + usize::from(year.is_some())))
        }
        "easter" => around_easter(written, -2, 1).map(|(first, last)| (first, last, 1)),
        "whitsun" | "pentecost" => around_easter(written, 49, 50).map(|(first, last)| (first, last, 1)),
        _ => None,
    }
}

/// "The first week of June", "the second half of the year".
fn numbered(words: &[String], written: Date) -> Option<Stretch> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    // "die zweite Januarwoche"
    let joined = word(1).strip_suffix("woche").filter(|name| month(name).is_some());
    // "v druhém týdnu ledna": a case says what "of" says elsewhere.
    let bare = month(word(2)).is_some();
    if joined.is_none() && (!among(" week half fortnight ", word(1)) || !among(" of in ", word(2)) && !bare) {
        return None;
    }
    let at = match joined {
        Some(_) => 1,
        None if bare => 2,
        None => 3 + usize::from(word(3) == "the"),
    };
    let number = ["first", "second", "third", "fourth"].iter().position(|name| *name == word(0));
    let week = i64::try_from(number.unwrap_or(3)).ok()?;
    if number.is_none() && word(0) != "last" {
        return None;
    }
    if word(at) == "year" && word(1) == "half" {
        let (first, last) = coming(if week == 0 { 1 } else { 7 }, 6, None, written)?;
        return Some((first, last, at + 1));
    }
    let (first, last) = coming(month(joined.unwrap_or(word(at)))?, 1, None, written)?;
    // A week is of the month that its Thursday is in, as the first week of a year is told (ISO 8601).
    let thursday =
        first.checked_sub(1.day()).ok()?.nth_weekday(1, Weekday::Thursday).ok()?.checked_add((7 * week).days()).ok()?;
    let monday = thursday.checked_sub(3.days()).ok()?;
    let (from, to) = match (word(1), word(0)) {
        ("half" | "fortnight", "first") => (first, first.checked_add(14.days()).ok()?),
        ("half" | "fortnight", _) => (first.checked_add(15.days()).ok()?, last),
        (_, "last") => (last.checked_sub(6.days()).ok()?, last),
        _ => (monday.max(first), monday.checked_add(4.days()).ok()?.min(last)),
    };
    Some((from, to, at + 1))
}

/// The next stretch of `count` months from the first of a month on that has not gone by.
fn coming(month: i8, count: i32, year: Option<i16>, written: Date) -> Option<(Date, Date)> {
    let of = |year: i16| {
        let first = Date::new(year, month, 1).ok()?;
        Some((first, first.checked_add((count - 1).months()).ok()?.last_of_month()))
    };
    match year {
        Some(year) => of(year),
        // A winter that began last year may still run.
        None => (-1..=1).filter_map(|ahead| of(written.year() + ahead)).find(|(_, last)| *last >= written),
    }
}

fn year_of(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| (2000..2100).contains(year))
}

/// The month that a word names. Short forms of other languages are English words ("out", "set", "ago").
pub fn month(word: &str) -> Option<i8> {
    let short = word.len() < 4 && !among(" mai mei maj ", word);
    if short && day_names::english_month(word).is_none() { None } else { day_names::month(word) }
}
