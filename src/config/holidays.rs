//! The team's days off: dates, and the whole days of iCalendar files (RFC 5545).

use std::collections::BTreeSet;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;

use super::walk::{Table, Value};
use super::{parse, values};

/// An event that lasts longer is no holiday.
const LONGEST: usize = 60;

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
    let (days, repeats) = whole_days(&text);
    if days.is_empty() {
        item.warning(format!("no whole day in {}", path.display()), "only events that last whole days count as holidays");
    }
    if repeats {
        let hint = "use a file that lists each year's days, or add the dates here";
        item.warning(format!("{} has repeating events; only their first day counts", path.display()), hint);
    }
    days
}

/// The days of all whole-day events, and whether one of them repeats.
fn whole_days(text: &str) -> (BTreeSet<Date>, bool) {
    let (mut days, mut repeats) = (BTreeSet::new(), false);
    let (mut inside, mut start, mut end) = (false, None, None);
    // Long lines are folded: a line that begins with white space continues the one before.
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    for line in unfolded.lines() {
        let Some((head, value)) = line.split_once(':') else { continue };
        let name = head.split(';').next().unwrap_or(head).to_ascii_uppercase();
        match name.as_str() {
            "BEGIN" if value.trim().eq_ignore_ascii_case("VEVENT") => (inside, start, end) = (true, None, None),
            "END" if value.trim().eq_ignore_ascii_case("VEVENT") && inside => {
                inside = false;
                days.extend(span(start, end));
            }
            "DTSTART" if inside => start = day(value),
            "DTEND" if inside => end = day(value),
            "RRULE" if inside => repeats = true,
            _ => {}
        }
    }
    (days, repeats)
}

/// From the first day up to the end, which is no part of it (RFC 5545, 3.6.1); without one, one day.
fn span(start: Option<Date>, end: Option<Date>) -> Vec<Date> {
    let Some(start) = start else { return Vec::new() };
    let last = end.and_then(|end| end.yesterday().ok()).filter(|last| *last > start).unwrap_or(start);
    start.series(1.day()).take(LONGEST).take_while(|day| *day <= last).collect()
}

/// A date alone, `20260525`; a time of day behind it means that it is no whole day.
fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    let fine = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    if fine { Date::strptime("%Y%m%d", value).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whole_days_count_and_meetings_do_not() {
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260525\r\nSUMMARY:Memo\r\n rial Day: x\r\nEND:VEVENT\r\n\
                    BEGIN:VEVENT\r\nDTSTART;VAL\r\n UE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nEND:VEVENT\r\n\
                    BEGIN:VEVENT\r\nDTSTART:20260601T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let expected = [date(2026, 5, 25), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)];
        assert_eq!(whole_days(text), (BTreeSet::from(expected), false));
    }

    #[test]
    fn an_endless_or_impossible_event_stays_small() {
        let event =
            |start: &str, end: &str| format!("BEGIN:VEVENT\nDTSTART:{start}\nDTEND:{end}\nRRULE:FREQ=YEARLY\nEND:VEVENT\n");
        assert_eq!(whole_days(&event("20260101", "99991231")).0.len(), LONGEST);
        assert_eq!(whole_days(&event("20260230", "20260301")), (BTreeSet::new(), true));
        assert_eq!(whole_days(&event("20260105", "20260101")).0.len(), 1);
    }
}
