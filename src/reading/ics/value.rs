//! Values of a calendar: dates, times, durations, text, addresses.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use super::lines::Line;
use crate::domain::address::Address;

/// A date, or a date and a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub local: DateTime,
    pub utc: bool,
    /// A date alone.
    pub whole_day: bool,
}

/// `20260511T100000Z`, `20260511T100000`, `20260511`.
pub fn moment(value: &str) -> Option<Moment> {
    let value = value.trim();
    let (value, utc) = value.strip_suffix(['Z', 'z']).map_or((value, false), |value| (value, true));
    let (day, time) = value.split_once(['T', 't']).map_or((value, None), |(day, time)| (day, Some(time)));
    let number = |text: &str, from: usize, to: usize| -> Option<i16> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|octet| octet.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    let small = |text: &str, from: usize| number(text, from, from + 2).and_then(|n| i8::try_from(n).ok());
    let date = Date::new(number(day, 0, 4)?, small(day, 4)?, small(day, 6)?).ok()?;
    let at = match time {
        None => Time::midnight(),
        Some(time) => Time::new(small(time, 0)?, small(time, 2)?, small(time, 4).unwrap_or(0).min(59), 0).ok()?,
    };
    Some(Moment { local: date.to_datetime(at), utc, whole_day: time.is_none() })
}

/// `PT1H30M`, `P1D`, `P2W` (RFC 5545, 3.3.6), at most a year.
pub fn duration(value: &str) -> Option<SignedDuration> {
    let mut seconds: i64 = 0;
    let mut digits: i64 = 0;
    for c in value.trim().trim_start_matches('+').strip_prefix('P')?.chars().take(40) {
        let unit = match c {
            '0'..='9' => {
                digits = digits.saturating_mul(10).saturating_add(i64::from(c.to_digit(10)?)).min(1_000_000);
                continue;
            }
            'T' => 0,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.saturating_add(digits.saturating_mul(unit));
        digits = 0;
    }
    Some(SignedDuration::from_secs(seconds.min(366 * 86_400)))
}

/// `+0130`, `-080000`: seconds east of UTC.
pub fn offset(value: &str) -> Option<i32> {
    let value = value.trim();
    let (sign, digits) = value.strip_prefix('-').map_or((1, value.strip_prefix('+').unwrap_or(value)), |digits| (-1, digits));
    let pair = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse::<i32>().ok());
    let seconds = pair(0)? * 3600 + pair(2).unwrap_or(0) * 60 + pair(4).unwrap_or(0);
    (seconds.abs() <= 24 * 3600).then_some(sign * seconds)
}

/// Text without its escapes; a line break becomes a space.
pub fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

/// A calendar user's mail address. Some servers give a path or "urn:uuid:" and the address beside it.
pub fn address(line: &Line<'_>) -> Option<Address> {
    let value = line.value;
    let mail = value.split_at_checked(7).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("mailto:")).map(|(_, rest)| rest);
    let found = |text: &str| Address::parse(&bare(text));
    mail.and_then(found).or_else(|| line.parameter("EMAIL").and_then(found)).or_else(|| found(value))
}

/// An address without what programs put around it: `'pat@acme.example'` (Outlook, of addresses that are typed), `Pat <pat@acme.example>`,
/// and what RFC 6068 has encoded or behind a question mark.
fn bare(text: &str) -> String {
    let inside = text.rsplit_once('<').map_or(text, |(_, inside)| inside.split('>').next().unwrap_or(inside));
    let decoded = decoded(inside.trim());
    let (local, domain) = decoded.rsplit_once('@').unwrap_or((&decoded, ""));
    let domain = domain.split('?').next().unwrap_or(domain);
    let quotes = |c: char| matches!(c, '\'' | '"' | '\u{2018}' | '\u{2019}') || c.is_whitespace();
    format!("{}@{}", local.trim_start_matches(quotes), domain.trim_end_matches(quotes))
}

/// Without percent signs before what they encode, if all of it is text.
fn decoded(text: &str) -> String {
    let mut octets = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    octets.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        let code = part.get(..2).filter(|code| code.bytes().all(|octet| octet.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(octet) => {
                octets.push(octet);
                octets.extend_from_slice(part.get(2..).unwrap_or_default().as_bytes());
            }
            None => octets.extend(std::iter::once(b'%').chain(part.bytes())),
        }
    }
    String::from_utf8(octets).unwrap_or_else(|_| text.to_owned())
}
