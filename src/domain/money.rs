//! Money as people write it in a value: `84000 USD`, `EUR 31.500,50`, `$ 84,000`. What is no amount with a currency is none.

use std::collections::BTreeMap;

/// An amount of one currency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// The code in upper case, or the sign where it may mean several currencies.
    pub currency: String,
    /// In hundredths, never negative.
    pub hundredths: u64,
}

/// No amount is greater than this, in hundredths: a sum of many still fits.
const MOST: u64 = 100_000_000_000_000_000;

impl Money {
    /// The amount that a text gives, when it gives a number and a currency and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 60 {
            return None;
        }
        let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}');
        let number: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(|c| in_number(*c)).collect();
        let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
        let (before, after) = text.split_once(number).filter(|_| !number.is_empty())?;
        let currency = match (before.trim(), after.trim()) {
            ("", currency) | (currency, "") => currency,
            _ => return None,
        };
        let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
        if !is_code && !matches!(currency, "$" | "€" | "£" | "¥" | "US$" | "kr") {
            return None;
        }
        // A dollar or a yen may be one of several countries'.
        let currency = match currency {
            "€" => "EUR".to_owned(),
            "£" => "GBP".to_owned(),
            "US$" => "USD".to_owned(),
            other if is_code => other.to_uppercase(),
            other => other.to_owned(),
        };
        Some(Self { currency, hundredths: hundredths(number)? })
    }
}

/// `84,000.50`, `84.000,50`, `84'000`, `84 000`: a last group of one or two digits behind a point or comma is the fraction,
/// groups of three are thousands. Anything else is no amount.
pub(super) fn hundredths(number: &str) -> Option<u64> {
    let is_mark = |c: char| !c.is_ascii_digit();
    let (whole, fraction) = match number.rsplit_once(['.', ',']) {
        Some((whole, rest)) if matches!(rest.len(), 1 | 2) && !rest.contains(is_mark) => (whole, rest),
        _ => (number, ""),
    };
    let mut groups = whole.split(is_mark);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (matches!(first.len(), 1..=3) && rest.iter().all(|group| group.len() == 3));
    let marks = whole.chars().filter(|c| is_mark(*c)).collect::<std::collections::BTreeSet<char>>().len();
    if first.is_empty() || !grouped || marks > 1 {
        return None;
    }
    let digits: String = std::iter::once(first).chain(rest).collect();
    let whole: u64 = digits.parse().ok()?;
    let fraction: u64 = format!("{fraction:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction).filter(|amount| *amount <= MOST)
}

/// The sums of many values, one a currency, the greatest first, and how many gave no amount. Currencies are never added up.
pub fn sums<'a>(values: impl Iterator<Item = Option<&'a str>>) -> (Vec<Money>, usize) {
    let (mut sums, mut without): (BTreeMap<String, u64>, usize) = (BTreeMap::new(), 0);
    for value in values {
        match value.and_then(Money::parse) {
            Some(money) => {
                let sum = sums.entry(money.currency).or_default();
                *sum = sum.saturating_add(money.hundredths);
            }
            None => without += 1,
        }
    }
    let mut sums: Vec<Money> = sums.into_iter().map(|(currency, hundredths)| Money { currency, hundredths }).collect();
    sums.sort_by(|a, b| (b.hundredths, &a.currency).cmp(&(a.hundredths, &b.currency)));
    (sums, without)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, u64)> {
        Money::parse(text).map(|money| (money.currency, money.hundredths))
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let usd = |hundredths| Some(("USD".to_owned(), hundredths));
        assert_eq!(read("84000 USD"), usd(8_400_000));
        assert_eq!(read("84,000 usd"), usd(8_400_000));
        assert_eq!(read("USD 84.000,5"), usd(8_400_050));
        assert_eq!(read("1'234'567.25 USD"), usd(123_456_725));
        assert_eq!(read("84 000 USD"), usd(8_400_000));
        assert_eq!(read("31.500 EUR"), Some(("EUR".to_owned(), 3_150_000)));
        assert_eq!(read("$84,000"), Some(("$".to_owned(), 8_400_000)));
        assert_eq!((read("US$ 84,000"), read("31.500 €")), (usd(8_400_000), Some(("EUR".to_owned(), 3_150_000))));
        assert_eq!(read("84 000 kr"), Some(("kr".to_owned(), 8_400_000)));
        for no in ["", "84000", "about 84000 USD", "84000 USD a year", "8,4,0 USD", "12.34.567 USD", "1,234.567,8 USD", "USD"] {
            assert_eq!(read(no), None, "{no}");
        }
        assert_eq!(read(&format!("{} USD", "9".repeat(50))), None);
    }

    #[test]
    fn currencies_are_never_added_up() {
        let values = [Some("84000 USD"), Some("31500 EUR"), Some("16000 USD"), None, Some("a lot")];
        let (sums, without) = sums(values.into_iter());
        let sums: Vec<_> = sums.iter().map(|money| (money.currency.as_str(), money.hundredths)).collect();
        assert_eq!((sums, without), (vec![("USD", 10_000_000), ("EUR", 3_150_000)], 2));
    }
}
