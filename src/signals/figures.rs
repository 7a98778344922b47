//! How a writer orders day and month in figures: `02/12` is 2 December in most of the world and 12 February in the United States.

use jiff::civil::Date;

/// Which of two figures of a date is written first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `02/12` is 2 December.
    DayFirst,
    /// `02/12` is 12 February.
    MonthFirst,
}

/// What dates in a text are counted from and read by.
#[derive(Clone, Copy, Debug)]
pub struct Dating {
    /// The day it was written, where it was written.
    pub written: Date,
    /// How its writer orders figures; `None` where nothing tells, and then `02/12` is no date.
    pub order: Option<Order>,
}

/// Countries (as top-level domains) where dates in figures begin with the day, by the entries of the Unicode CLDR. Left out are those
/// where both orders are in use or the year comes first (Canada, the Philippines, Kenya, South Africa, Sweden, Hungary, Lithuania, Japan,
/// China), and domains that anybody takes (`.co`, `.io`, `.me`, `.tv`).
const DAY_FIRST: &str = "pt br es it fr de at be nl lu pl cz sk si hr rs ro bg gr cy mt dk no fi ee lv is uk ie au nz in sg my id th vn tr \
    ua il eg ma tn dz ng gh ar cl pe uy py bo ec ve mx cr gt do ae sa qa lk bd pk";

/// How the writer of a text orders figures: by a date in it that can be read in one way alone, else by the country of the writer's
/// domain, else by the hours east of Greenwich that the mail was written at: from Lisbon's summer to Wellington nobody writes the month
/// first but the Philippines (+8). Dates that contradict one another tell nothing, nor does Greenwich itself, which servers write too.
pub fn order_of(text: &str, domain: &str, zone_hours: Option<i8>) -> Option<Order> {
    let mut seen = text.split(|c: char| !(c.is_ascii_digit() || c == '/')).filter_map(told_by);
    if let Some(first) = seen.next() {
        return seen.all(|other| other == first).then_some(first);
    }
    match domain.rsplit('.').next() {
        Some("us") => Some(Order::MonthFirst),
        Some(country) if DAY_FIRST.split_ascii_whitespace().any(|one| one == country) => Some(Order::DayFirst),
        _ => zone_hours.is_some_and(|hours| matches!(hours, 1..=7 | 9..=13)).then_some(Order::DayFirst),
    }
}

/// What `a/b` or `a/b/c` tells of its writer. A page of a document ("14/20") is no date, so two figures alone tell nothing.
fn told_by(word: &str) -> Option<Order> {
    let mut numbers = word.split('/').map(str::parse::<i16>);
    match (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()) {
        (13..=31, 1..=12, 20..=99 | 2000..=2099, None) => Some(Order::DayFirst),
        (1..=12, 13..=31, 20..=99 | 2000..=2099, None) => Some(Order::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_reads_one_way_tells_of_the_others() {
        assert_eq!(order_of("since 05/15/2026, until 06/02/2026", "mail.example", Some(2)), Some(Order::MonthFirst));
        assert_eq!(order_of("since 15/05/2026, until 02/06/2026", "mail.example", None), Some(Order::DayFirst));
        assert_eq!(order_of("05/15/2026 or 15/05/2026", "quinta.pt", None), None, "who writes both is not known");
        assert_eq!(order_of("page 14/20, until 02/06/2026", "mail.example", None), None);
    }

    #[test]
    fn a_country_tells_where_the_text_does_not() {
        assert_eq!(order_of("until 02/06/2026", "vendas.quinta.pt", None), Some(Order::DayFirst));
        assert_eq!(order_of("until 02/06/2026", "bakery.co.uk", None), Some(Order::DayFirst));
        assert_eq!(order_of("until 02/06/2026", "mesa.az.us", None), Some(Order::MonthFirst));
        for open in ["mail.example", "acme.com", "firm.ca", "firm.se", ""] {
            assert_eq!(order_of("until 02/06/2026", open, None), None, "{open}");
            assert_eq!(order_of("until 02/06/2026", open, Some(1)), Some(Order::DayFirst), "{open}");
            assert_eq!(order_of("until 02/06/2026", open, Some(-5)), None, "{open}");
        }
    }
}
