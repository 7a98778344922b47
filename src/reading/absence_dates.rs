//! Dates in prose, as absence notices write them: words to dates, in the languages of the trade.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A date that stands in a text, by the words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The first word.
    pub from: usize,
    /// The word behind the last.
    pub to: usize,
    /// The date.
    pub date: Date,
    /// Only a weekday was named.
    pub weekday: bool,
}

/// Splits folded text into words. Dots and slashes stay inside numbers; sentence ends become words of their own.
pub fn words(folded: &str) -> Vec<String> {
    let mut out = Vec::new();
    let spaced = folded.replace('年', "年 ").replace('月', "月 ").replace('日', "日 ");
    for raw in spaced.split([' ', ',', '(', ')', '"']).take(1500) {
        let word = raw.trim_matches(|c: char| "'*:<>[]".contains(c));
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        let bare = word.trim_end_matches(['!', '?', ';', '.']);
        if bare.is_empty() {
            continue;
        }
        if digits {
            out.push(bare.to_owned());
        } else {
            out.push(bare.trim_start_matches("l'").to_owned());
            if bare.len() < word.len() && bare.chars().count() > 3 {
                out.push(".".to_owned());
            }
        }
    }
    out
}

/// Every date in the words. `american` reads 12/10 as the 10th of December.
pub fn find(words: &[String], today: Date, american: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() && found.len() < 50 {
        match starting(words, at, today, american) {
            Some(date) => {
                at = date.to;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

fn starting(words: &[String], at: usize, today: Date, american: bool) -> Option<Found> {
    let word = words.get(at)?;
    let next = |n: usize| words.get(at + n).map_or("", String::as_str);
    if let Some(date) = numeric(word, today, american) {
        return Some(Found { from: at, to: at + 1, date, weekday: false });
    }
    if let Some(day) = day(word) {
        let skip = usize::from(matches!(next(1), "de" | "of" | "di" | "."));
        if let Some(month) = month(next(1 + skip)) {
            let gap = usize::from(matches!(next(2 + skip), "de" | "del"));
            let (year, used) = year(next(2 + skip + gap)).map_or((None, 0), |year| (Some(year), gap + 1));
            return resolved(year, month, day, today).map(|date| Found {
                from: at,
                to: at + 2 + skip + used,
                date,
                weekday: false,
            });
        }
    }
    if let (Some(month), Some(day)) = (month(word), day(next(1))) {
        let (year, used) = year(next(2)).map_or((None, 0), |year| (Some(year), 1));
        return resolved(year, month, day, today).map(|date| Found { from: at, to: at + 2 + used, date, weekday: false });
    }
    if let (Some(month), Some(day)) = (before(word, '月'), before(next(1), '日')) {
        return resolved(None, month, day, today).map(|date| Found { from: at, to: at + 2, date, weekday: false });
    }
    let weekday = weekday(word)?;
    let date = today.tomorrow().ok()?;
    let date = (0..7).filter_map(|n: i32| date.checked_add(n.days()).ok()).find(|date| date.weekday() == weekday)?;
    Some(Found { from: at, to: at + 1, date, weekday: true })
}

fn before(word: &str, mark: char) -> Option<i8> {
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
fn numeric(word: &str, today: Date, american: bool) -> Option<Date> {
    let split = ['-', '.', '/'].into_iter().find(|c| word.contains(*c))?;
    let parts: Vec<&str> = word.split(split).collect();
    let number = |n: usize| parts.get(n).filter(|p| p.bytes().all(|c| c.is_ascii_digit())).and_then(|p| p.parse::<i16>().ok());
    let small = |n: Option<i16>| n.and_then(|n| i8::try_from(n).ok());
    match (parts.len(), number(0)?, number(1)?, number(2)) {
        (3, year @ 1990..=2100, _, _) => Date::new(year, small(number(1))?, small(number(2))?).ok(),
        (3, _, _, Some(year)) => {
            let year = if year < 100 { year + 2000 } else { year };
            let (first, second) = (small(number(0))?, small(number(1))?);
            let (day, month) = order(first, second, split, american);
            Date::new(year, month, day).ok()
        }
        (2, _, _, _) if split != '-' => {
            let (day, month) = order(small(number(0))?, small(number(1))?, split, american);
            resolved(None, month, day, today)
        }
        _ => None,
    }
}

fn order(first: i8, second: i8, split: char, american: bool) -> (i8, i8) {
    if split == '/' && ((american && first <= 12) || second > 12) { (second, first) } else { (first, second) }
}

/// The date; without a year the next such day that is not before `today`.
fn resolved(year: Option<i16>, month: i8, day: i8, today: Date) -> Option<Date> {
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => [0, 1].iter().filter_map(|n| Date::new(today.year() + n, month, day).ok()).find(|date| *date >= today),
    }
}

fn year(word: &str) -> Option<i16> {
    word.trim_end_matches('.').parse().ok().filter(|year| (1990..=2100).contains(year))
}

/// `4`, `4th`, `4.`, `1er`, `3º`, `4:e`.
fn day(word: &str) -> Option<i8> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = word.get(digits.len()..)?;
    let fine = matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "°" | ":e" | ":a" | "-e" | "e");
    digits.parse().ok().filter(|day| fine && (1..=31).contains(day))
}

/// Names of months, twelve a language or spelling, as the longest stem that is safe with two or more letters behind it.
fn month(word: &str) -> Option<i8> {
    const NAMES: &[&str] = &[
        "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari tammikuuta tammikuun stycznia",
        "february feb februar février févr fevrier febrero febbraio fevereiro fev februari helmikuuta helmikuun lutego",
        "march mar märz maerz mars marzo março marco maart marts maaliskuuta maaliskuun marca",
        "april apr avril avr abril abr aprile huhtikuuta huhtikuun kwietnia",
        "may mai mayo maggio mag maio mei maj toukokuuta toukokuun maja",
        "june jun juni juin junio giugno giu junho kesäkuuta kesäkuun czerwca",
        "july jul juli juillet juil julio luglio lug julho heinäkuuta heinäkuun lipca",
        "august aug août aout agosto ago augustus augusti elokuuta elokuun sierpnia",
        "september sept sep septembre septiembre settembre set setembro syyskuuta syyskuun września",
        "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuun października",
        "november nov novembre noviembre novembro marraskuuta marraskuun listopada",
        "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des joulukuuta joulukuun grudnia",
    ];
    let word = word.trim_end_matches('.');
    let at = NAMES.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: &[(&str, Weekday)] = &[
        (
            "monday mon montag lundi lunes lunedì segunda-feira segunda maandag mandag måndag maanantaina maanantaihin",
            Weekday::Monday,
        ),
        ("tuesday tue dienstag mardi martes martedì terça-feira dinsdag tirsdag tisdag tiistaina", Weekday::Tuesday),
        ("wednesday wed mittwoch mercredi miércoles mercoledì quarta-feira woensdag onsdag keskiviikkona", Weekday::Wednesday),
        ("thursday thu donnerstag jeudi jueves giovedì quinta-feira donderdag torsdag torstaina", Weekday::Thursday),
        ("friday fri freitag vendredi viernes venerdì sexta-feira vrijdag fredag perjantaina", Weekday::Friday),
        ("saturday samstag samedi sábado sabato zaterdag lørdag lördag lauantaina", Weekday::Saturday),
        ("sunday sonntag dimanche domingo domenica zondag søndag söndag sunnuntaina", Weekday::Sunday),
    ];
    NAMES.iter().find(|(names, _)| names.split(' ').any(|name| name == word)).map(|(_, day)| *day)
}
