//! When a digest is due: at its hour on its days, in the reader's zone, whatever the clocks do.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::config::DigestOrder;

/// How long after its hour a digest is marked as late: mailboxes may take a while to be read after a start.
const LATE: SignedDuration = SignedDuration::from_mins(45);

/// How many days back one is caught up.
const DAYS_BACK: i64 = 7;

/// The digest of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The reader's day.
    pub day: Date,
    /// Its hour on that day.
    pub due: Timestamp,
    /// It goes out on a later day of the reader's.
    pub caught_up: bool,
    /// It is later than a start of the service explains.
    pub late: bool,
}

/// The latest digest whose hour has come. One of a day whose hour the clocks skip is due right after the skip; where they repeat
/// it, at the first time.
pub fn latest(order: &DigestOrder, now: Timestamp) -> Option<Slot> {
    let today = now.to_zoned(order.zone.clone()).date();
    (0..=DAYS_BACK).find_map(|back| {
        let day = today.checked_sub(back.days()).ok()?;
        let due = order.zone.to_timestamp(day.to_datetime(order.at)).ok()?;
        let has_come = order.days.contains(&day.weekday()) && due <= now;
        let late = now.duration_since(due) > LATE;
        has_come.then_some(Slot { day, due, caught_up: back > 0, late })
    })
}

/// When the first digest after `now` is due, of a day behind `after`: the last that was sent.
pub fn next(order: &DigestOrder, now: Timestamp, after: Option<Date>) -> Option<Timestamp> {
    let today = now.to_zoned(order.zone.clone()).date();
    (0..=DAYS_BACK).find_map(|ahead| {
        let day = today.checked_add(ahead.days()).ok()?;
        let due = order.zone.to_timestamp(day.to_datetime(order.at)).ok()?;
        let comes = order.days.contains(&day.weekday()) && due > now && after.is_none_or(|after| day > after);
        comes.then_some(due)
    })
}

/// The digest of the reader's day, whatever its hour: somebody asks for it.
pub fn now(order: &DigestOrder, now: Timestamp) -> Slot {
    Slot { day: now.to_zoned(order.zone.clone()).date(), due: now, caught_up: false, late: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Time, Weekday};
    use jiff::tz::TimeZone;

    use crate::config::{Covers, SendEmpty};
    use crate::domain::address::Address;
    use crate::domain::digest::Language;

    fn order(zone: &str, at: &str) -> DigestOrder {
        use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
        DigestOrder {
            to: Address::parse("lead@northfield.example").unwrap(),
            covers: Covers::All,
            at: at.parse::<Time>().unwrap(),
            days: vec![Monday, Tuesday, Wednesday, Thursday, Friday],
            zone: TimeZone::get(zone).unwrap(),
            empty: SendEmpty::Send,
            rep: false,
            language: Language::English,
            weekly: None,
        }
    }

    /// Day, and what is true of it, at an instant given in UTC.
    fn told(order: &DigestOrder, now: &str) -> String {
        let slot = latest(order, now.parse().unwrap()).unwrap();
        let marks = [(slot.caught_up, "caught up"), (slot.late, "late")].map(|(is, word)| if is { word } else { "" });
        format!("{} {} {}", slot.day, slot.due, marks.join(" ").trim()).trim_end().to_owned()
    }

    #[test]
    fn a_digest_is_caught_up_until_the_next_is_due() {
        let order = order("America/Chicago", "08:00");
        assert_eq!(told(&order, "2026-05-20T12:59:00Z"), "2026-05-19 2026-05-19T13:00:00Z caught up late");
        assert_eq!(told(&order, "2026-05-20T13:00:00Z"), "2026-05-20 2026-05-20T13:00:00Z");
        assert_eq!(told(&order, "2026-05-20T13:50:00Z"), "2026-05-20 2026-05-20T13:00:00Z late");
        // A weekend has none: Friday's is the latest until Monday.
        assert_eq!(told(&order, "2026-05-24T20:00:00Z"), "2026-05-22 2026-05-22T13:00:00Z caught up late");
        assert_eq!(told(&order, "2026-05-25T13:00:00Z"), "2026-05-25 2026-05-25T13:00:00Z");
    }

    #[test]
    fn the_next_one_is_none_of_a_day_that_had_its_own() {
        let order = order("America/Chicago", "08:00");
        let next = |now: &str, after: Option<&str>| {
            next(&order, now.parse().unwrap(), after.map(|day| day.parse().unwrap())).unwrap().to_string()
        };
        assert_eq!(next("2026-05-20T12:00:00Z", None), "2026-05-20T13:00:00Z");
        assert_eq!(next("2026-05-20T12:00:00Z", Some("2026-05-20")), "2026-05-21T13:00:00Z", "it was sent early");
        assert_eq!(next("2026-05-22T13:00:00Z", Some("2026-05-22")), "2026-05-25T13:00:00Z", "over a weekend");
    }

    #[test]
    fn days_on_which_clocks_change_have_one_digest_each() {
        let mut order = order("America/Chicago", "02:30");
        order.days.push(Weekday::Sunday);
        // On 8 March 2026 there is no 02:30: an hour that is skipped is due as if it went on, at 03:30.
        assert_eq!(told(&order, "2026-03-08T08:29:00Z"), "2026-03-06 2026-03-06T08:30:00Z caught up late");
        assert_eq!(told(&order, "2026-03-08T08:30:00Z"), "2026-03-08 2026-03-08T08:30:00Z");
        // On 1 November there are two of 01:30: the first counts.
        order.at = "01:30".parse().unwrap();
        assert_eq!(told(&order, "2026-11-01T06:30:00Z"), "2026-11-01 2026-11-01T06:30:00Z");
        assert_eq!(told(&order, "2026-11-01T07:10:00Z"), "2026-11-01 2026-11-01T06:30:00Z");
        assert_eq!(told(&order, "2026-11-01T07:30:00Z"), "2026-11-01 2026-11-01T06:30:00Z late");
    }

    #[test]
    fn a_day_begins_where_the_reader_lives() {
        let tonga = order("Pacific/Tongatapu", "08:00");
        // Thirteen hours ahead: Wednesday's digest goes out on Tuesday by UTC.
        assert_eq!(told(&tonga, "2026-05-19T19:00:00Z"), "2026-05-20 2026-05-19T19:00:00Z");
        assert_eq!(told(&tonga, "2026-05-19T18:59:00Z"), "2026-05-19 2026-05-18T19:00:00Z caught up late");
    }

    #[test]
    fn who_gets_none_on_any_day_is_never_due() {
        let mut never = order("UTC", "08:00");
        never.days.clear();
        assert_eq!(latest(&never, "2026-05-20T12:00:00Z".parse().unwrap()), None);
    }
}
