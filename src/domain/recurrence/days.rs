//! The days of one period of a rule: each day of it is held against the rule's lists.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};

use super::rule::{Every, Rule};

impl Rule {
    /// How many days a period has, about.
    pub(super) fn days_in_period(&self) -> i64 {
        match self.every {
            Every::Day => 1,
            Every::Week => 7,
            Every::Month => 31,
            Every::Year => 366,
        }
    }

    /// The number of the period that holds `day` when period 0 holds `start`; never below 0.
    pub(super) fn period_of(&self, start: Date, day: Date) -> i64 {
        let days = |from: Date, to: Date| i64::from(from.until(to).map_or(0, |span| span.get_days()));
        let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
        let passed = match self.every {
            Every::Day => days(start, day),
            Every::Week => days(self.week_of(start), day).div_euclid(7),
            Every::Month => months(day) - months(start),
            Every::Year => i64::from(day.year()) - i64::from(start.year()),
        };
        passed.div_euclid(self.interval).max(0)
    }

    /// The first day of a period and those of its days that the rule means; `None` past the end of the calendar.
    pub(super) fn days_of_period(&self, start: Date, period: i64) -> Option<(Date, Vec<Date>)> {
        let steps = period.checked_mul(self.interval)?;
        let (begin, length) = match self.every {
            Every::Day => (start.checked_add(steps.days_checked()?).ok()?, 1),
            Every::Week => (self.week_of(start).checked_add(steps.checked_mul(7)?.days_checked()?).ok()?, 7),
            Every::Month => {
                let month = i64::from(start.year()) * 12 + i64::from(start.month()) - 1 + steps;
                let (year, month) = (i16::try_from(month.div_euclid(12)).ok()?, i8::try_from(month.rem_euclid(12) + 1).ok()?);
                let first = Date::new(year, month, 1).ok()?;
                (first, i16::from(first.days_in_month()))
            }
            Every::Year => {
                let first = Date::new(i16::try_from(i64::from(start.year()) + steps).ok()?, 1, 1).ok()?;
                (first, first.days_in_year())
            }
        };
        let days = begin.series(1.day()).take(usize::try_from(length).unwrap_or(0));
        Some((begin, days.filter(|day| self.means(*day, start)).collect()))
    }

    fn means(&self, day: Date, start: Date) -> bool {
        let dated =
            !self.by_day.is_empty() || !self.by_month_day.is_empty() || !self.by_year_day.is_empty() || !self.by_week.is_empty();
        // What the lists leave open, the first start tells.
        let fits_start = match self.every {
            Every::Day => true,
            Every::Week => dated || day.weekday() == start.weekday(),
            Every::Month => dated || day.day() == start.day(),
            Every::Year if self.by_month.is_empty() => dated || (day.month(), day.day()) == (start.month(), start.day()),
            Every::Year => dated || day.day() == start.day(),
        };
        let only_weeks = self.by_day.is_empty() && !self.by_week.is_empty();
        let (week, weeks) = if self.by_week.is_empty() { (0, 0) } else { self.week_number(day) };
        fits_start
            && (!only_weeks || day.weekday() == start.weekday())
            && lists(&self.by_month, i16::from(day.month()), 12)
            && lists(&self.by_month_day, i16::from(day.day()), i16::from(day.days_in_month()))
            && lists(&self.by_year_day, day.day_of_year(), day.days_in_year())
            && (self.by_week.is_empty() || lists(&self.by_week, week, weeks))
            && (self.by_day.is_empty() || self.by_day.iter().any(|(number, weekday)| self.is_nth(day, *number, *weekday)))
    }

    fn is_nth(&self, day: Date, number: i16, weekday: Weekday) -> bool {
        let (place, length) = match self.every {
            Every::Month => (i16::from(day.day()), i16::from(day.days_in_month())),
            Every::Year if !self.by_month.is_empty() => (i16::from(day.day()), i16::from(day.days_in_month())),
            Every::Year => (day.day_of_year(), day.days_in_year()),
            Every::Day | Every::Week => return day.weekday() == weekday,
        };
        let nth = (place - 1) / 7 + 1;
        let from_behind = -((length - place) / 7 + 1);
        day.weekday() == weekday && (number == 0 || number == nth || number == from_behind)
    }

    /// The week's number in its year, and how many weeks that year has: the first is the one with four days in it.
    fn week_number(&self, day: Date) -> (i16, i16) {
        let middle = self.week_of(day).saturating_add(3.days());
        let number = (middle.day_of_year() - 1) / 7 + 1;
        (number, number + (middle.days_in_year() - middle.day_of_year()) / 7)
    }

    /// The first day of the week that holds `day`.
    fn week_of(&self, day: Date) -> Date {
        day.saturating_sub(i32::from(self.week_start.until(day.weekday())).days())
    }

    /// The wall clock times on these days, in order, after BYSETPOS; no more than `room` are formed.
    pub(super) fn times(&self, days: &[Date], start: DateTime, room: usize) -> Times {
        let or = |list: &[i16], default: i8| -> Vec<i8> {
            let mut all: Vec<i8> = list.iter().filter_map(|n| i8::try_from(*n).ok()).collect();
            all.sort_unstable();
            all.dedup();
            if all.is_empty() { vec![default] } else { all }
        };
        let (hours, minutes) = (or(&self.by_hour, start.hour()), or(&self.by_minute, start.minute()));
        let clocks = hours.iter().flat_map(|hour| minutes.iter().map(move |minute| (*hour, *minute)));
        let clocks: Vec<Time> = clocks.filter_map(|(hour, minute)| Time::new(hour, minute, start.second(), 0).ok()).collect();
        let all = days.iter().flat_map(|day| clocks.iter().map(|time| day.to_datetime(*time)));
        let all: Vec<DateTime> = all.take(room).collect();
        let formed = all.len();
        if self.by_place.is_empty() {
            return Times { kept: all, formed };
        }
        // Nobody picks from more than a number can say.
        let length = i16::try_from(all.len()).unwrap_or(i16::MAX);
        let placed = all.iter().zip(1..=length).filter(|(_, place)| lists(&self.by_place, *place, length));
        Times { kept: placed.map(|(at, _)| *at).collect(), formed }
    }
}

/// The times of a period, and how many were formed to find them.
pub(super) struct Times {
    pub(super) kept: Vec<DateTime>,
    pub(super) formed: usize,
}

/// Whether `list` is empty or names `place`, from the front or, below zero, from behind.
fn lists(list: &[i16], place: i16, length: i16) -> bool {
    list.is_empty() || list.iter().any(|number| *number == place || *number == place - length - 1)
}

/// Spans of days panic outside of what a calendar has.
trait DaysChecked {
    fn days_checked(self) -> Option<jiff::Span>;
}

impl DaysChecked for i64 {
    fn days_checked(self) -> Option<jiff::Span> {
        jiff::Span::new().try_days(self).ok()
    }
}
