//! A prospect's own rhythm: whoever always takes a week to answer is not silent after five days (SPEC section 5).

use jiff::Timestamp;

use super::time::Calendar;

/// Fewer replies than this make no rhythm.
const ENOUGH: usize = 5;
/// No rhythm is slower than so many times the default limit.
const AT_MOST: i64 = 4;
/// By so many minutes a span in business time may seem longer than it was: clocks are put forward by an hour or two.
const SLACK: i64 = 180;

/// The dark limit in business minutes, given the default and what is known of past replies.
pub fn dark_limit(default: i64, past_replies: &[(Timestamp, Timestamp)], until: Timestamp, calendar: &Calendar) -> i64 {
    let known = past_replies.iter().filter(|(_, reply)| *reply <= until);
    // Business time is no longer than time, but for a minute that began and an hour that the clocks left out. How far below the default a
    // reply was doesn't matter.
    let short = |sent: Timestamp, reply: Timestamp| reply.duration_since(sent).as_mins() + SLACK < default;
    let business = |sent, reply| if short(sent, reply) { 0 } else { calendar.business_minutes(sent, reply) };
    let mut minutes: Vec<i64> = known.map(|(sent, reply)| business(*sent, *reply)).collect();
    if minutes.len() < ENOUGH {
        return default;
    }
    minutes.sort_unstable();
    // Nearest rank: the smallest value that 95 % of all values don't exceed.
    let rank = (minutes.len() * 95).div_ceil(100);
    let usual = minutes.get(rank.saturating_sub(1)).copied().unwrap_or(default);
    usual.clamp(default, default.saturating_mul(AT_MOST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;
    use jiff::civil::{Time, Weekday, date};
    use jiff::tz::TimeZone;

    /// Whatever is left out of the reckoning, the limit is that of the exact business times.
    #[test]
    fn the_limit_is_that_of_the_exact_times() {
        let work_days = vec![Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Friday, Weekday::Sunday];
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let hours = (Time::constant(0, 30, 0, 0), Time::constant(23, 0, 0, 0));
        let calendar = Calendar { zone, work_days, hours, holidays: [date(2026, 4, 1)].into() };
        let start: Timestamp = "2026-03-25T07:13:31Z".parse().unwrap();
        let mut slower = 0;
        for default in [0, 90, 200, 700, 2550, 9000] {
            for stretch in [1, 17, 95, 400, 1300] {
                let reply = |n: i64| {
                    let sent = start + SignedDuration::from_mins(n * 331);
                    (sent, sent + SignedDuration::from_secs(n * stretch * 61))
                };
                let replies: Vec<_> = (0..20).map(reply).collect();
                let mut exact: Vec<i64> = replies.iter().map(|(sent, back)| calendar.business_minutes(*sent, *back)).collect();
                exact.sort_unstable();
                let wanted = exact[18].clamp(default, default * AT_MOST);
                assert_eq!(dark_limit(default, &replies, Timestamp::MAX, &calendar), wanted, "{default} {stretch}");
                slower += usize::from(wanted > default);
            }
        }
        assert!((5..25).contains(&slower), "both sides are tried: {slower}");
    }
}
