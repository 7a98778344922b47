//! Dates as spreadsheets write them.

use jiff::civil::Date;

/// Which comes first where both are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Order {
    Day,
    Month,
}

/// What the dates of a table give away of their order, in whatever column: a program writes all of them in one. A number above 12 is a
/// day. Nothing, when they contradict one another.
pub(super) fn order<'t>(fields: impl Iterator<Item = &'t str>) -> Option<Order> {
    let (mut day, mut month) = (false, false);
    for (first, second, _) in fields.filter_map(slashed) {
        day |= first > 12 && (1..=12).contains(&second);
        month |= second > 12 && (1..=12).contains(&first);
    }
    match (day, month) {
        (true, false) => Some(Order::Day),
        (false, true) => Some(Order::Month),
        _ => None,
    }
}

/// A date, with or without a time behind it.
pub(super) fn date(text: &str, order: Option<Order>) -> Result<Date, String> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let none = || format!("`{text}` is no date: write 2026-04-20");
    if let Ok(date) = day.parse::<Date>() {
        return Ok(date);
    }
    let dotted: Vec<Option<i16>> = day.split('.').map(|part| part.parse().ok()).collect();
    if let [Some(day), Some(month), Some(year)] = dotted[..] {
        return civil(year, month, day).ok_or_else(none);
    }
    let (first, second, year) = slashed(text).ok_or_else(none)?;
    let order = order.or_else(|| (first == second).then_some(Order::Day));
    match order {
        Some(Order::Day) => civil(year, second, first).ok_or_else(none),
        Some(Order::Month) => civil(year, first, second).ok_or_else(none),
        None => Err(format!("`{text}`: is the day or the month first? Say so with --dates day or --dates month")),
    }
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    let year = if year < 100 { year + 2000 } else { year };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `4/20/2026`.
fn slashed(text: &str) -> Option<(i16, i16, i16)> {
    let day = text.split([' ', 'T']).next()?;
    let parts: Vec<i16> = day.split(['/', '-']).map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts[..] {
        [first, second, year] if first <= 31 && second <= 31 => Some((first, second, year)),
        _ => None,
    }
}
