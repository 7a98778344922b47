//! Business time: the team's working hours in its time zone, less holidays.
//!
//! A position in business time is "so many working days, and so many minutes into one". Spans are differences of positions, so they
//! add up exactly and never run backwards, whatever the clocks do.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// When the team works (SPEC section 5).
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The team's time zone.
    pub zone: TimeZone,
    /// The days it works on.
    pub work_days: Vec<Weekday>,
    /// When the working day begins and ends, local time; `start < end`.
    pub hours: (Time, Time),
    /// Days off.
    pub holidays: BTreeSet<Date>,
}

/// No search for a working day goes further than this: a calendar without one must end too.
const SEARCH_DAYS: u32 = 4_000;

impl Calendar {
    /// The minutes of one full working day, at least 1.
    pub fn day_minutes(&self) -> i64 {
        self.hours.1.duration_since(self.hours.0).as_mins().max(1)
    }

    /// Business minutes between two instants; 0 when `to` is not after `from`.
    pub fn business_minutes(&self, from: Timestamp, to: Timestamp) -> i64 {
        if to <= from {
            return 0;
        }
        let (first, last) = (self.local_date(from), self.local_date(to));
        self.working_days(first, last) * self.day_minutes() + self.minutes_into_day(to, last) - self.minutes_into_day(from, first)
    }

    /// The start of the working hours of `date`, or of the next working day when it is none.
    pub fn start_of_working_day(&self, date: Date) -> Timestamp {
        self.start_of(self.working_day_from(date))
    }

    /// The earliest instant by which `days` full business days have passed since `from`.
    pub fn add_business_days(&self, from: Timestamp, days: i64) -> Timestamp {
        self.add_business_minutes(from, days.saturating_mul(self.day_minutes()))
    }

    /// The earliest instant, not before `from`, by which so many business minutes have passed since `from`.
    pub fn add_business_minutes(&self, from: Timestamp, minutes: i64) -> Timestamp {
        if minutes <= 0 {
            return from;
        }
        let (day, mut date) = (self.day_minutes(), self.local_date(from));
        let mut left = self.minutes_into_day(from, date).saturating_add(minutes);
        let mut idle = 0;
        while idle < SEARCH_DAYS {
            if self.is_working_day(date) {
                if left <= day {
                    let reached = self.start_of(date).checked_add(SignedDuration::from_mins(left)).unwrap_or(Timestamp::MAX);
                    return reached.max(from);
                }
                left -= day;
                idle = 0;
            }
            idle += 1;
            let Ok(next) = date.tomorrow() else { break };
            date = next;
        }
        Timestamp::MAX
    }

    /// The business day an instant falls on: its local date, or the next working day when that is none.
    pub fn business_date(&self, at: Timestamp) -> Date {
        self.working_day_from(self.local_date(at))
    }

    /// The date it is for the team.
    pub fn local_date(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// The beginning of `date` for the team: local midnight.
    pub fn midnight(&self, date: Date) -> Timestamp {
        self.zone.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
    }

    /// Whether the team works on `date`.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.work_days.contains(&date.weekday()) && !self.holidays.contains(&date)
    }

    fn start_of(&self, date: Date) -> Timestamp {
        self.zone.to_timestamp(date.to_datetime(self.hours.0)).unwrap_or(Timestamp::MAX)
    }

    fn working_day_from(&self, date: Date) -> Date {
        let mut day = date;
        for _ in 0..SEARCH_DAYS {
            if self.is_working_day(day) {
                return day;
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        date
    }

    /// How many minutes of the working day of `date` have passed at `at`. Measured in real time from its start, so that an hour
    /// that the clocks repeat doesn't run business time backwards.
    fn minutes_into_day(&self, at: Timestamp, date: Date) -> i64 {
        if !self.is_working_day(date) {
            return 0;
        }
        let passed = at.duration_since(self.start_of(date)).as_secs().div_euclid(60);
        passed.clamp(0, self.day_minutes())
    }

    /// How many working days lie in `from..to`: whole weeks, then the rest of one, less holidays.
    fn working_days(&self, from: Date, to: Date) -> i64 {
        let days = from.duration_until(to).as_hours() / 24;
        // A bit for each day that is worked on, from Monday on.
        let week = self.work_days.iter().fold(0u32, |week, day| week | 1 << day.to_monday_zero_offset());
        let from_first_on = (week | week << 7) >> from.weekday().to_monday_zero_offset();
        let rest = from_first_on & ((1 << (days % 7)) - 1);
        let off = self.holidays.range(from..to).filter(|date| self.work_days.contains(&date.weekday())).count();
        days / 7 * i64::from(week.count_ones()) + i64::from(rest.count_ones()) - i64::try_from(off).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    fn chicago() -> Calendar {
        Calendar {
            zone: TimeZone::get("America/Chicago").unwrap(),
            work_days: vec![Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday],
            hours: (Time::constant(9, 0, 0, 0), Time::constant(17, 30, 0, 0)),
            holidays: [date(2026, 5, 25)].into(),
        }
    }

    fn at(text: &str) -> Timestamp {
        format!("{text}[America/Chicago]").parse::<jiff::Zoned>().unwrap().timestamp()
    }

    #[test]
    fn nights_weekends_and_holidays_do_not_count() {
        let calendar = chicago();
        let minutes = |from: &str, to: &str| calendar.business_minutes(at(from), at(to));
        assert_eq!(calendar.day_minutes(), 510);
        assert_eq!(minutes("2026-05-04T09:00", "2026-05-04T17:30"), 510);
        assert_eq!(minutes("2026-05-04T16:30", "2026-05-05T10:00"), 120);
        assert_eq!(minutes("2026-05-08T17:00", "2026-05-11T09:10"), 40);
        assert_eq!(minutes("2026-05-22T17:00", "2026-05-26T09:10"), 40, "Memorial Day is off");
        assert_eq!(minutes("2026-05-09T10:00", "2026-05-10T10:00"), 0);
        assert_eq!(minutes("2026-05-05T10:00", "2026-05-04T10:00"), 0, "never negative");
    }

    #[test]
    fn a_year_is_counted_by_arithmetic_and_right_across_clock_changes() {
        let calendar = chicago();
        assert_eq!(calendar.business_minutes(at("2026-03-06T09:00"), at("2026-03-09T09:00")), 510);
        assert_eq!(calendar.business_minutes(at("2026-10-30T09:00"), at("2026-11-02T09:00")), 510);
        let days = (0..365).filter(|n| calendar.is_working_day(date(2026, 1, 1) + n.days())).count() as i64;
        assert_eq!(calendar.business_minutes(at("2026-01-01T00:00"), at("2027-01-01T00:00")), days * 510);
    }

    #[test]
    fn spans_add_up_and_never_run_backwards() {
        let mut night = chicago();
        night.work_days.extend([Weekday::Saturday, Weekday::Sunday]);
        night.hours = (Time::constant(0, 30, 0, 0), Time::constant(23, 30, 0, 0));
        for calendar in [chicago(), night] {
            let start = at("2026-10-29T11:17:31");
            let steps: Vec<_> = (0..700).map(|n| start + SignedDuration::from_mins(n * 13)).collect();
            let mut sum = 0;
            for pair in steps.windows(2) {
                let step = calendar.business_minutes(pair[0], pair[1]);
                assert!((0..=73).contains(&step), "{step} at {}", pair[0]);
                sum += step;
            }
            assert_eq!(sum, calendar.business_minutes(start, steps[699]));
        }
    }

    #[test]
    fn adding_business_time_is_the_inverse_of_measuring_it() {
        let calendar = chicago();
        assert_eq!(calendar.add_business_days(at("2026-05-21T14:00"), 2), at("2026-05-26T14:00"));
        assert_eq!(calendar.add_business_days(at("2026-05-09T14:00"), 5), at("2026-05-15T17:30"));
        for hours in 0..400 {
            let from = at("2026-10-28T03:00") + SignedDuration::from_hours(hours);
            let reached = calendar.add_business_minutes(from, 777);
            assert_eq!(calendar.business_minutes(from, reached), 777);
            assert!(calendar.business_minutes(from, reached - SignedDuration::from_secs(1)) < 777);
        }
    }

    #[test]
    fn a_day_off_moves_to_the_next_working_day() {
        let calendar = chicago();
        assert_eq!(calendar.start_of_working_day(date(2026, 5, 23)), at("2026-05-26T09:00"));
        assert_eq!(calendar.start_of_working_day(date(2026, 5, 27)), at("2026-05-27T09:00"));
        assert_eq!(calendar.business_date(at("2026-05-24T12:00")), date(2026, 5, 26));
        assert_eq!(calendar.business_date(at("2026-05-26T23:00")), date(2026, 5, 26));
    }

    #[test]
    fn a_team_that_never_works_ends_too() {
        let idle = Calendar { work_days: Vec::new(), ..chicago() };
        assert_eq!(idle.business_minutes(at("2026-05-04T09:00"), at("2027-05-04T09:00")), 0);
        assert_eq!(idle.add_business_days(at("2026-05-04T09:00"), 1), Timestamp::MAX);
        let _ = idle.start_of_working_day(date(2026, 5, 4));
    }
}
