//! Amounts of money in prose, kept as facts of a sentence: "the 47k EUR one", "€ 84,000", "1.2 million dollars".
//!
//! Only what can hardly be anything else is an amount: a number with a currency, or one in thousands ("47k"). An amount told in thousands
//! or millions is rounded there, so it gives a range.

use super::money::{Money, hundredths};
use super::names::fold;

/// What stands before an amount among the names of a sentence: no name begins so.
const MARK: char = '=';
/// Currencies as words of prose, and the code or sign that they mean.
const CURRENCIES: [(&str, &str); 25] = [
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("pounds", "GBP"),
    ("quid", "GBP"),
    ("usd", "USD"),
    ("us$", "USD"),
    ("$", "$"),
    ("dollars", "$"),
    ("bucks", "$"),
    ("cad", "CAD"),
    ("aud", "AUD"),
    ("chf", "CHF"),
    ("francs", "CHF"),
    ("kr", "kr"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("pln", "PLN"),
    ("czk", "CZK"),
    ("jpy", "JPY"),
    ("¥", "JPY"),
];
/// Words that multiply the number before them.
const SCALES: [(&str, u64); 11] = [
    ("k", 1000),
    ("grand", 1000),
    ("thousand", 1000),
    ("tsd", 1000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mio", 1_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("millionen", 1_000_000),
    ("mln", 1_000_000),
];

/// An amount as it was told: from, to (hundredths), and the currency where one was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    range: (u64, u64),
    currency: Option<&'static str>,
}

impl Told {
    /// Whether a value is the amount told.
    pub fn is(self, value: &Money) -> bool {
        let dollar = |code: &str| code == "$" || code.len() == 3 && code.ends_with('D');
        let crown = |code: &str| matches!(code, "kr" | "SEK" | "NOK" | "DKK" | "ISK");
        let own = value.currency.as_str();
        let same = match self.currency {
            None => true,
            Some("$") => dollar(own),
            Some("kr") => crown(own),
            Some(code) => code == own || own == "$" && dollar(code) || own == "kr" && crown(code) || own == "¥" && code == "JPY",
        };
        same && (self.range.0..=self.range.1).contains(&value.hundredths)
    }
}

/// The amounts of a sentence in the form in which they stand among its names.
pub fn as_names(sentence: &str) -> impl Iterator<Item = String> {
    pieces(sentence).map(|piece| format!("{MARK}{}", fold(piece)))
}

/// The amount that a name of a sentence is, if it is one.
pub fn of_name(name: &str) -> Option<Told> {
    read(name.strip_prefix(MARK)?)
}

/// The pieces of a text that are amounts, in order.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
            let number = number(text.get(start..)?);
            at = start + number.max(1);
            let before = text.get(..start)?;
            // "A4", "PO-4471", "2026-06-01" and "10:30" are none.
            if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '/' | '#' | '.' | ',')) {
                continue;
            }
            let rest = text.get(at..)?;
            let (scale, scaled) = word(rest, |word| SCALES.iter().any(|(name, _)| *name == word));
            let (after, named) = word(rest.get(scale..)?, is_currency);
            let trimmed = before.trim_end_matches(' ');
            let lead = trimmed.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
            let led = is_currency(&lead.to_lowercase());
            let end = at + scale + after;
            let scaled_alone = rest.get(..scale).is_some_and(|scale| !scale.trim().eq_ignore_ascii_case("m"));
            if named || led || scaled && scaled_alone {
                at = end;
                return text.get(if led { trimmed.len() - lead.len() } else { start }..end);
            }
        }
    })
}

/// The length of the number that a text begins with: digits, and marks or a space before groups of three.
fn number(text: &str) -> usize {
    let digits = |from: usize| text.get(from..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let mut end = digits(0);
    while let Some(mark) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let next = digits(end + mark.len_utf8());
        let joins = match mark {
            '.' | ',' => next > 0,
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' => next == 3,
            _ => false,
        };
        if !joins {
            break;
        }
        end += mark.len_utf8() + next;
    }
    end
}

/// How long the next word is with the space before it, when it is such a one.
fn word(text: &str, is: impl Fn(&str) -> bool) -> (usize, bool) {
    let space = text.len() - text.trim_start_matches([' ', '\u{a0}', '-']).len();
    let rest = text.get(space..).unwrap_or("");
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let length = if letters == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { letters };
    let found = length > 0 && is(&rest.get(..length).unwrap_or("").to_lowercase());
    if found { (space + length, true) } else { (0, false) }
}

fn is_currency(word: &str) -> bool {
    CURRENCIES.iter().any(|(name, _)| *name == word)
}

/// Reads a piece.
fn read(piece: &str) -> Option<Told> {
    let start = piece.find(|c: char| c.is_ascii_digit())?;
    let rest = piece.get(start..)?;
    let figures = rest.get(..number(rest))?;
    let mut words = piece.split(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '’' | '\''));
    let currency = words.clone().find_map(|word| CURRENCIES.iter().find(|(name, _)| name == &word)).map(|(_, code)| *code);
    // "47k€"
    let currency = currency.or_else(|| {
        piece.chars().find_map(|c| CURRENCIES.iter().find(|(name, _)| *name == c.to_string())).map(|(_, code)| *code)
    });
    let scale = words.find_map(|word| {
        let plain = word.trim_matches(|c: char| !c.is_alphabetic());
        SCALES.iter().find(|(name, _)| *name == plain)
    });
    let Some((_, scale)) = scale else {
        let exact = hundredths(figures)?;
        return Some(Told { range: (exact, exact), currency });
    };
    let (whole, fraction) = figures.split_once(['.', ',']).unwrap_or((figures, ""));
    let step = scale.checked_mul(100)?.checked_div(10_u64.checked_pow(u32::try_from(fraction.len()).ok()?)?)?;
    let digits: u64 = format!("{whole}{fraction}").parse().ok()?;
    let middle = digits.checked_mul(step)?;
    Some(Told { range: (middle.saturating_sub(step / 2), middle.checked_add(step / 2)?), currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_stand_out_of_a_sentence() {
        let found = |text: &str| as_names(text).collect::<Vec<_>>();
        assert_eq!(found("We won the 47k EUR one!"), ["=47k eur"]);
        assert_eq!(
            found("Booked: €84,000 and 1.2 million dollars, USD 31 500 too."),
            ["=€84,000", "=1.2 million dollars", "=usd 31 500"]
        );
        assert_eq!(found("84k, 12 grand (£9k)"), ["=84k", "=12 grand", "=£9k"]);
        for no in ["40 units by 10:30", "PO-4471 is here", "A4 and 5 m of cable", "in 2026", "line 4", "10/12 EUR"] {
            assert!(found(no).is_empty(), "{no}: {:?}", found(no));
        }
    }

    #[test]
    fn a_value_is_the_amount_that_was_told() {
        let is = |text: &str, value: &str| of_name(&format!("={text}")).unwrap().is(&Money::parse(value).unwrap());
        for (text, value) in [
            ("47k eur", "47000 EUR"),
            ("47k", "47,300 USD"),
            ("€47k", "47000 EUR"),
            ("47k€", "47000 EUR"),
            ("47.3k", "47300 USD"),
            ("$84,000", "84000 USD"),
            ("84000 usd", "$84,000"),
            ("1.2 million dollars", "1200000 CAD"),
            ("usd 31 500", "31500 USD"),
            ("9k kr", "9000 SEK"),
        ] {
            assert!(is(text, value), "{text} {value}");
        }
        for (text, value) in [("47k eur", "47000 USD"), ("47k", "48000 USD"), ("47.3k", "47000 USD"), ("€84,000", "84001 EUR")]
        {
            assert!(!is(text, value), "{text} {value}");
        }
        assert_eq!(of_name("acme"), None);
    }
}
