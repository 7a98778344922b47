//! A recurrence rule, read from its text.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Every {
    Day,
    Week,
    Month,
    Year,
}

/// Up to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    Instant(Timestamp),
    Local(DateTime),
    Day(Date),
}

/// A rule that repeats by days, weeks, months or years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(super) every: Every,
    pub(super) interval: i64,
    pub(super) count: Option<u32>,
    pub(super) until: Option<Until>,
    /// Days of the week, with the how-manieth of the month or year (0: each).
    pub(super) by_day: Vec<(i16, Weekday)>,
    pub(super) by_month: Vec<i16>,
    pub(super) by_month_day: Vec<i16>,
    pub(super) by_year_day: Vec<i16>,
    pub(super) by_week: Vec<i16>,
    pub(super) by_hour: Vec<i16>,
    pub(super) by_minute: Vec<i16>,
    pub(super) by_place: Vec<i16>,
    pub(super) week_start: Weekday,
}

/// The most values of one BY list that are taken.
const MAX_LIST: usize = 100;

impl Rule {
    /// Reads an RRULE. `None` for one that makes no sense or repeats within a day.
    pub fn parse(text: &str) -> Option<Self> {
        let every = match value(text, "FREQ")?.to_ascii_uppercase().as_str() {
            "DAILY" => Every::Day,
            "WEEKLY" => Every::Week,
            "MONTHLY" => Every::Month,
            "YEARLY" => Every::Year,
            _ => return None,
        };
        let numbers = |key| list(text, key).filter_map(|word| word.parse::<i16>().ok()).collect::<Vec<i16>>();
        Some(Self {
            every,
            interval: value(text, "INTERVAL").and_then(|n| n.parse::<i64>().ok()).unwrap_or(1).clamp(1, 10_000),
            count: value(text, "COUNT").and_then(|n| n.parse().ok()),
            until: value(text, "UNTIL").and_then(until),
            by_day: list(text, "BYDAY").filter_map(day).collect(),
            by_month: numbers("BYMONTH"),
            by_month_day: numbers("BYMONTHDAY"),
            by_year_day: numbers("BYYEARDAY"),
            by_week: numbers("BYWEEKNO"),
            by_hour: numbers("BYHOUR"),
            by_minute: numbers("BYMINUTE"),
            by_place: numbers("BYSETPOS"),
            week_start: value(text, "WKST").and_then(day).map_or(Weekday::Monday, |(_, day)| day),
        })
    }

    /// Whether a rule repeats within a day, which no meeting does.
    pub fn repeats_within_a_day(text: &str) -> bool {
        let every = value(text, "FREQ").unwrap_or_default();
        ["SECONDLY", "MINUTELY", "HOURLY"].iter().any(|word| every.eq_ignore_ascii_case(word))
    }
}

fn value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let mut pairs = text.split(';').take(40).filter_map(|part| part.split_once('='));
    pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case(key)).map(|(_, value)| value.trim())
}

fn list<'t>(text: &'t str, key: &str) -> impl Iterator<Item = &'t str> {
    value(text, key).unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty()).take(MAX_LIST)
}

/// `MO`, `2TU`, `-1FR`.
fn day(word: &str) -> Option<(i16, Weekday)> {
    let (number, name) = word.split_at_checked(word.len().checked_sub(2)?)?;
    let day = match name.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let number = if number.is_empty() { 0 } else { number.parse().ok()? };
    Some((number, day))
}

fn until(text: &str) -> Option<Until> {
    if let Some(local) = text.strip_suffix(['Z', 'z']) {
        let at = DateTime::strptime("%Y%m%dT%H%M%S", local).ok()?;
        return TimeZone::UTC.to_timestamp(at).ok().map(Until::Instant);
    }
    let local = DateTime::strptime("%Y%m%dT%H%M%S", text).ok().map(Until::Local);
    local.or_else(|| Date::strptime("%Y%m%d", text).ok().map(Until::Day))
}
