//! The team's days off: dates, and the whole days of iCalendar files (RFC 5545).

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::walk::{Table, Value};
use super::{parse, values};
use crate::domain::recurrence::{Rule, Series};

/// An event that lasts longer is no holiday.
const LONGEST: usize = 60;
/// The most days of one file.
const MAX_DAYS: usize = 100_000;

/// The list at `holidays`.
pub(crate) fn holidays(team: &Table<'_>, dir: &Path) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for item in team.list("holidays") {
        let is_file = item.is_text() && item.read(|text| Ok(text.to_lowercase().ends_with(".ics"))).is_some_and(|is| is.value);
        if is_file {
            days.extend(file(&item, dir));
        } else {
            days.extend(item.date());
        }
    }
    days
}

fn file(item: &Value<'_>, dir: &Path) -> BTreeSet<Date> {
    let Some(name) = item.read(values::filled) else { return BTreeSet::new() };
    let path = dir.join(name.value);
    if !path.is_file() {
        item.mistake(format!("there is no file {}", path.display()), "relative paths begin at the configuration's directory");
        return BTreeSet::new();
    }
    let Some(text) = parse::read(item.walk(), &path) else { return BTreeSet::new() };
    let days = whole_days(&text);
    if days.is_empty() {
        item.warning(format!("no whole day in {}", path.display()), "only events that last whole days count as holidays");
    }
    days
}

/// The days of all whole-day events of iCalendar text, those that repeat in every year from 1990 to 2060; at most a little over
/// 100,000 of them.
pub fn whole_days(text: &str) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let mut event: Option<Event> = None;
    // Long lines are folded: a line that begins with white space continues the one before.
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    for line in unfolded.lines() {
        let Some((head, value)) = line.split_once(':') else { continue };
        let name = head.split(';').next().unwrap_or(head).to_ascii_uppercase();
        let value = value.trim();
        match (name.as_str(), &mut event) {
            ("BEGIN", _) if value.eq_ignore_ascii_case("VEVENT") => event = Some(Event::default()),
            ("END", _) if value.eq_ignore_ascii_case("VEVENT") => {
                days.extend(event.take().map(|event| event.days()).unwrap_or_default())
            }
            ("DTSTART", Some(event)) => event.start = Some(value.to_owned()),
            ("DTEND", Some(event)) => event.end = Some(value.to_owned()),
            ("DURATION", Some(event)) => event.days = whole_days_of(value),
            ("RDATE", Some(event)) => event.extra.extend(value.split(',').map(str::to_owned)),
            ("X-MICROSOFT-CDO-ALLDAYEVENT", Some(event)) => event.all_day = value.eq_ignore_ascii_case("TRUE"),
            ("RRULE", Some(event)) => event.rule = value.to_owned(),
            ("EXDATE", Some(event)) => event.except.extend(value.split(',').filter_map(day).filter_map(midnight)),
            ("STATUS", Some(event)) => event.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
        if days.len() > MAX_DAYS {
            break;
        }
    }
    days
}

#[derive(Default)]
struct Event {
    start: Option<String>,
    end: Option<String>,
    /// DURATION.
    days: Option<i32>,
    extra: Vec<String>,
    /// Exchange's way to say that midnights are meant as days.
    all_day: bool,
    rule: String,
    except: Vec<Timestamp>,
    cancelled: bool,
}

impl Event {
    fn days(self) -> BTreeSet<Date> {
        let whole = |text: &str| day(text.strip_suffix("T000000").filter(|_| self.all_day).unwrap_or(text));
        let (Some(start), false) = (self.start.as_deref().and_then(whole), self.cancelled) else { return BTreeSet::new() };
        let until_end = self.end.as_deref().and_then(whole).and_then(|end| start.until(end).ok()).map(|span| span.get_days());
        let length = until_end.or(self.days).unwrap_or(1).max(1);
        let local = start.to_datetime(Time::midnight());
        let extra = self.extra.iter().filter_map(|text| whole(text)).filter_map(midnight).collect();
        let series = Series { rule: self.rule, local, zone: "UTC".to_owned(), extra, except: self.except };
        let begins: Vec<Date> = match Rule::parse(&series.rule) {
            None if series.extra.is_empty() => vec![start],
            _ => series.starts(YEARS.0, YEARS.1).into_iter().map(|at| TimeZone::UTC.to_datetime(at).date()).collect(),
        };
        // The end is no part of it (RFC 5545, 3.6.1).
        let length = usize::try_from(length).unwrap_or(1).min(LONGEST);
        begins.into_iter().flat_map(|first| first.series(1.day()).take(length)).collect()
    }
}

/// `P3D`, `P1W`: whole days.
fn whole_days_of(value: &str) -> Option<i32> {
    let length = value.trim_start_matches('+').strip_prefix('P')?;
    let (digits, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
    let number: i32 = digits.parse().ok()?;
    match unit {
        "D" => Some(number),
        "W" => number.checked_mul(7),
        _ => None,
    }
}

/// A date alone, `20260525`; a time of day behind it means that it is no whole day.
fn day(value: &str) -> Option<Date> {
    let fine = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    if fine { Date::strptime("%Y%m%d", value).ok() } else { None }
}

fn midnight(day: Date) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok()
}

/// Repeating days are listed from 1990 to 2060: the configuration knows no clock.
const YEARS: (Timestamp, Timestamp) = (Timestamp::constant(631_152_000, 0), Timestamp::constant(2_871_763_200, 0));

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whole_days_count_and_meetings_do_not() {
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260525\r\nSUMMARY:Memo\r\n rial Day: x\r\nEND:VEVENT\r\n\
                    BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VAL\r\n UE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nEND:VEVENT\r\n\
                    BEGIN:VEVENT\r\nUID:3\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20260801\r\nEND:VEVENT\r\n\
                    BEGIN:VEVENT\r\nUID:4\r\nDTSTART:20260601T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let expected = [date(2026, 5, 25), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)];
        assert_eq!(whole_days(text), BTreeSet::from(expected));
    }

    #[test]
    fn a_day_that_repeats_counts_every_year() {
        let text = "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20200704\nRRULE:FREQ=YEARLY\nEND:VEVENT\n\
                    BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nEND:VEVENT\n";
        let days = whole_days(text);
        assert!([date(2026, 7, 4), date(2026, 11, 26), date(2031, 7, 4)].iter().all(|day| days.contains(day)));
        assert!(!days.contains(&date(2019, 7, 4)));
    }

    #[test]
    fn the_length_of_a_day_off_may_be_told_in_many_ways() {
        let event = |lines: &str| whole_days(&format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\n"));
        let three = BTreeSet::from([date(2026, 5, 11), date(2026, 5, 12), date(2026, 5, 13)]);
        assert_eq!(event("DTSTART;VALUE=DATE:20260511\nDURATION:P3D"), three);
        assert_eq!(event("DTSTART;VALUE=DATE:20260511\nRDATE;VALUE=DATE:20260512,20260513"), three);
        let midnights =
            "DTSTART;TZID=W. Europe Standard Time:20260511T000000\nDTEND;TZID=W. Europe Standard Time:20260514T000000";
        assert_eq!(event(&format!("{midnights}\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE")), three);
        assert_eq!(event(midnights), BTreeSet::new());
        assert_eq!(event("DTSTART;VALUE=DATE:20260511\nDURATION:P1W").len(), 7);
        assert_eq!(event("DTSTART;VALUE=DATE:20260511\nDURATION:PT1H").len(), 1);
    }

    #[test]
    fn an_endless_or_impossible_event_stays_small() {
        let event = |start: &str, end: &str| {
            whole_days(&format!("BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:{start}\nDTEND;VALUE=DATE:{end}\nEND:VEVENT\n"))
        };
        assert_eq!(event("20260101", "99991231").len(), LONGEST);
        assert_eq!(event("20260230", "20260301"), BTreeSet::new());
        assert_eq!(event("20260105", "20260101").len(), 1);
        assert!(whole_days("BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:19700101\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n").len() <= 1);
    }
}
