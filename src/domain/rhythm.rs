//! A prospect's own rhythm: whoever always takes a week to answer is not silent after five days (SPEC section 5).

use jiff::Timestamp;

use super::time::Calendar;

/// Fewer replies than this make no rhythm.
const ENOUGH: usize = 5;
/// No rhythm is slower than so many times the default limit.
const AT_MOST: i64 = 4;

/// The dark limit in business minutes, given the default and what is known of past replies.
pub fn dark_limit(default: i64, past_replies: &[(Timestamp, Timestamp)], until: Timestamp, calendar: &Calendar) -> i64 {
    let known = past_replies.iter().filter(|(_, reply)| *reply <= until);
    let mut minutes: Vec<i64> = known.map(|(sent, reply)| calendar.business_minutes(*sent, *reply)).collect();
    if minutes.len() < ENOUGH {
        return default;
    }
    minutes.sort_unstable();
    // Nearest rank: the smallest value that 95 % of all values don't exceed.
    let rank = (minutes.len() * 95).div_ceil(100);
    let usual = minutes.get(rank.saturating_sub(1)).copied().unwrap_or(default);
    usual.clamp(default, default.saturating_mul(AT_MOST))
}
