//! The words of which dates are made, in English: other languages are put into it first ([`super::tongues`]).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// From the first.
pub const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];
/// "the 15th floor" is no day, nor are these.
pub const NO_DAYS: [&str; 18] = [
    "floor",
    "page",
    "century",
    "time",
    "edition",
    "anniversary",
    "visit",
    "lift",
    "row",
    "place",
    "attempt",
    "grade",
    "week",
    "month",
    "year",
    "quarter",
    "avenue",
    "street",
];

/// The Friday of the week, or the coming one at the weekend.
pub fn friday(written: Date) -> Option<Date> {
    let ahead = match written.weekday() {
        Weekday::Saturday => 6,
        Weekday::Sunday => 5,
        other => 4 - i64::from(other.to_monday_zero_offset()),
    };
    written.checked_add(ahead.days()).ok()
}

/// So many working days later.
pub fn working_days(from: Date, count: i64) -> Option<Date> {
    let mut date = from;
    let mut left = count.min(400);
    while left > 0 {
        date = date.tomorrow().ok()?;
        left -= i64::from(!matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday));
    }
    Some(date)
}

/// A number of units, 1 to 400.
pub fn count(word: &str) -> Option<i64> {
    let spelled = NUMBERS.iter().position(|number| *number == word).and_then(|number| i64::try_from(number).ok());
    spelled.or_else(|| word.parse().ok()).filter(|count| (1..=400).contains(count))
}

/// The day of a month that a word tells.
pub fn day_number(word: &str) -> Option<i16> {
    let spelled = ORDINALS.iter().position(|ordinal| *ordinal == word).and_then(|at| i16::try_from(at + 1).ok());
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix)).unwrap_or(word);
    spelled.or_else(|| digits.parse().ok().filter(|_| digits.len() <= 2)).filter(|day| (1..=31).contains(day))
}
