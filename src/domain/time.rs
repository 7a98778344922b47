//! Business time: the team's working hours in its time zone, less holidays.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

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
