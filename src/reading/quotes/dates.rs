//! The date of an attribution, on lines of its own: "Op 27 november 2026" above "schreef Dana:".

use super::attribution::{has_time, has_year};
use super::line::is_filler;
use super::words;
use crate::domain::day_names::{month, weekday};

/// Whether `line` is a part of a date that goes on in `joined`, the lines below it. "On Fri, Dana wrote:" needs no day above it, and "40"
/// above "Dana wrote:" is no day.
pub(super) fn precedes(line: &str, joined: &str) -> bool {
    if line.len() > 80 || begins(joined) || !parts(line).all(|part| is_part(&part)) {
        return false;
    }
    let first = parts(joined).next().unwrap_or_default();
    // "On Friday," and "27" lead on to "27 November 2026 ..." and "November 2026 ...".
    let within = first.starts_with(|c: char| c.is_ascii_digit()) || is_day(&first) || SMALL.contains(&first.as_str());
    tells(line) || (within && tells(joined))
}

/// Whether a line is a date with its year, and the beginning of a name: "Nov 27, 2026 at 10:15 AM, Dana".
pub(super) fn with_name(line: &str) -> bool {
    let name = |word: &str| word.starts_with(char::is_uppercase);
    let words = || line.split(|c: char| is_filler(c) || c == ',').filter(|word| !word.is_empty());
    line.len() <= 80
        && has_year(line)
        && parts(line).next().is_some_and(|first| is_part(&first))
        && words().all(|word| name(word) || parts(word).all(|part| is_part(&part)))
}

/// Whether a line tells a year, a time or a month.
pub(super) fn tells(line: &str) -> bool {
    has_year(line) || has_time(line) || parts(line).any(|part| month(&part).is_some())
}

/// Whether a text begins as an attribution does, with the word before a day: "On Fri", "Op 27 november".
pub(super) fn begins(text: &str) -> bool {
    let mut parts = parts(text);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let day = second.starts_with(|c: char| c.is_ascii_digit()) && !has_time(&second) || is_day(&second);
    words::opens_attribution(&first) && !is_day(&first) && day
}

/// Words around the parts of a date.
const SMALL: [&str; 33] = [
    "de", "do", "da", "del", "um", "uhr", "om", "kl", "klo", "kello", "à", "a", "às", "las", "alle", "ore", "giorno", "dia",
    "día", "o", "ob", "godz", "dniu", "r", "г", "р", "pm", "gmt", "utc", "cet", "cest", "the", "of",
];

fn is_part(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit())
        || month(part).is_some()
        || is_day(part)
        || words::opens_attribution(part)
        || SMALL.contains(&part)
}

fn is_day(part: &str) -> bool {
    weekday(part).is_some() || is_weekday(part) || month(part).is_some()
}

/// Abbreviations of weekdays, as clients write them.
fn is_weekday(part: &str) -> bool {
    const DAYS: &str = "|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|sab|seg|ter|qua|qui|sex|\
        ma|wo|vr|za|zo|man|tir|ons|tor|tors|fre|lør|søn|lör|sön|mån|tis|ti|ke|to|pe|la|su|pon|wt|śr|czw|pt|sob|ndz|po|út|st|čt|pá|ne|пн|вт|ср|чт|пт|сб|\
        вс|нд|";
    !part.is_empty() && DAYS.contains(&format!("|{part}|"))
}

/// The words of a line in lower case, without the marks around them.
fn parts(line: &str) -> impl Iterator<Item = String> {
    let words = line.split(|c: char| is_filler(c) || c == ',');
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).filter(|word| !word.is_empty())
}
