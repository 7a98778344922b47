//! Days that a sentence names, counted from the day it was written.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::day_words::{NO_DAYS, ORDINALS, WEEKDAYS, count, day_number, friday, month_number, working_days};
use super::figures::{Dating, Order};
use super::stretches;

/// A day found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which word it begins with.
    pub at: usize,
    /// The first day it can mean (the Monday of a week, the day itself).
    pub first: Date,
    /// The last (the Friday of a week, the day itself).
    pub last: Date,
    /// A stretch of time without a day in it ("in September"): a day that is named says more.
    pub vague: bool,
}

/// Every day that the words name, in order; lower case, in English or put into it.
pub fn days(lower: &[String], foreign: bool, Dating { written, order }: Dating) -> Vec<Day> {
    let mut found: Vec<Day> = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let (rest, before) = (lower.get(at..).unwrap_or(&[]), lower.get(..at).unwrap_or(&[]));
        let day = View { words: rest, before, foreign, written, order }.read();
        let vague = day.is_none();
        match day.or_else(|| stretches::read(rest, before, written)) {
            Some((first, last, length)) => {
                found.push(Day { at, first, last, vague });
                at += length.max(1);
            }
            None => at += 1,
        }
    }
    found
}

/// The words from one place on.
struct View<'a> {
    words: &'a [String],
    before: &'a [String],
    /// Whether they were put into English.
    foreign: bool,
    written: Date,
    order: Option<Order>,
}

type Found = (Date, Date, usize);

impl View<'_> {
    fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", String::as_str)
    }

    /// The word so many places back, 1 being the one before.
    fn back(&self, index: usize) -> &str {
        self.before.len().checked_sub(index).and_then(|at| self.before.get(at)).map_or("", String::as_str)
    }

    fn read(&self) -> Option<Found> {
        self.numeric()
            .or_else(|| self.day_month())
            .or_else(|| self.month_day())
            .or_else(|| self.week_number())
            .or_else(|| self.end_of())
            .or_else(|| self.bare_day())
            .or_else(|| self.relative())
            .or_else(|| self.weekday())
    }

    /// 2026-06-15 and 15-06-2026 (as three words, hyphens being spaces), 15.06.2026, 15.6., 18/5. "5/6" may be either: nothing, unless
    /// it is known how its writer orders them.
    fn numeric(&self) -> Option<Found> {
        let word = self.word(0);
        if let (4, Ok(year), Ok(month), Ok(day)) = (word.len(), word.parse(), self.word(1).parse(), self.word(2).parse())
            && self.word(1).len() == 2
        {
            return Date::new(year, month, day).ok().map(|date| (date, date, 3));
        }
        if let (1 | 2, 1 | 2, 4, Ok(a), Ok(b), Ok(year)) =
            (word.len(), self.word(1).len(), self.word(2).len(), word.parse(), self.word(1).parse(), self.word(2).parse())
            && (2000..2100).contains(&year)
        {
            return self.ordered(a, b).and_then(|(day, month)| self.dated(day, month, Some(year))).map(|date| (date, date, 3));
        }
        let slash = word.contains('/');
        let mut numbers = word.split(['.', '/']).map(str::parse::<i16>);
        let (Some(Ok(a)), Some(Ok(b)), year, None) = (numbers.next(), numbers.next(), numbers.next(), numbers.next()) else {
            return None;
        };
        let year = match year {
            Some(Ok(year)) if year < 100 => Some(2000 + year),
            Some(Ok(year)) => Some(year),
            Some(Err(_)) => return None,
            // "1.5" is a number unless a stop follows, "15.5." a day; a slash needs no stop.
            None if slash || self.word(1) == "." => None,
            None => return None,
        };
        let (day, month) = match (a, b) {
            (13..=31, 1..=12) => (a, b),
            _ if slash => self.ordered(a, b)?,
            (1..=12, 1..=12) => (a, b),
            _ => return None,
        };
        self.dated(day, month, year).map(|date| (date, date, 1))
    }

    /// The day and the month of `a/b`.
    fn ordered(&self, a: i16, b: i16) -> Option<(i16, i16)> {
        match (a, b) {
            (13..=31, 1..=12) => Some((a, b)),
            (1..=12, 13..=31) => Some((b, a)),
            (1..=12, 1..=12) if a == b => Some((a, b)),
            (1..=12, 1..=12) => self.order.map(|order| if order == Order::DayFirst { (a, b) } else { (b, a) }),
            _ => None,
        }
    }

    /// 15 June, 15th of June 2026, the fifteenth of July.
    fn day_month(&self) -> Option<Found> {
        let day = day_number(self.word(0))?;
        let skip = 1 + usize::from(matches!(self.word(1), "of" | "."));
        let month = month_number(self.word(skip))?;
        let year = self.word(skip + 1).parse::<i16>().ok().filter(|year| (2000..2100).contains(year));
        self.dated(day, month, year).map(|date| (date, date, skip + 1 + usize::from(year.is_some())))
    }

    /// June 15, June 15th, June the 15th.
    fn month_day(&self) -> Option<Found> {
        let month = month_number(self.word(0))?;
        let skip = 1 + usize::from(self.word(1) == "the");
        let day = day_number(self.word(skip))?;
        let skip = skip + 1;
        let comma = usize::from(self.word(skip) == ",");
        let year = self.word(skip + comma).parse::<i16>().ok().filter(|year| (2000..2100).contains(year));
        self.dated(day, month, year).map(|date| (date, date, skip + if year.is_some() { comma + 1 } else { 0 }))
    }

    /// the 15th: the next such day after the message.
    fn bare_day(&self) -> Option<Found> {
        let word = self.word(0);
        let suffixed =
            ["st", "nd", "rd", "th"].iter().any(|suffix| word.strip_suffix(suffix).is_some_and(|n| n.parse::<u8>().is_ok()));
        let spelled = ORDINALS.iter().skip(9).any(|ordinal| *ordinal == word);
        let led = matches!(self.back(1), "the" | "on" | "by" | "until" | "after" | "before" | "from")
            || self.back(1).ends_with("day") && WEEKDAYS.contains(&self.back(1));
        // "nach dem 15.", "après le 15": no ending tells the day.
        let plain = self.foreign && word.parse::<u8>().is_ok() && matches!(self.word(1), "" | "." | "," | "!" | "?");
        if !(suffixed || spelled || plain) || !led || NO_DAYS.contains(&self.word(1)) {
            return None;
        }
        let day = i8::try_from(day_number(word)?).ok()?;
        let mut month = self.written.first_of_month();
        for _ in 0..4 {
            if let Ok(date) = Date::new(month.year(), month.month(), day)
                && date > self.written
            {
                return Some((date, date, 1));
            }
            month = month.checked_add(1.month()).ok()?;
        }
        None
    }

    /// week 32, KW 32: Monday to Friday of it.
    fn week_number(&self) -> Option<Found> {
        if !matches!(self.word(0), "week" | "wk" | "kw" | "cw") {
            return None;
        }
        let skip = 1 + usize::from(matches!(self.word(1), "no" | "."));
        let number: i64 = self.word(skip).parse().ok().filter(|number| (1..=53).contains(number))?;
        let monday = |year: i16| {
            let fourth = Date::new(year, 1, 4).ok()?;
            let first = fourth.checked_sub(i64::from(fourth.weekday().to_monday_zero_offset()).days()).ok()?;
            first.checked_add(((number - 1) * 7).days()).ok()
        };
        let mut start = monday(self.written.year())?;
        if start.checked_add(4.days()).ok()? < self.written {
            start = monday(self.written.year() + 1)?;
        }
        Some((start, start.checked_add(4.days()).ok()?, skip + 1))
    }

    /// end of Q3, end of the month, end of June, end of the week, end of next week, month end, year end.
    fn end_of(&self) -> Option<Found> {
        let mut next = false;
        let (skip, period) = match (self.word(0), self.word(1)) {
            ("month" | "quarter" | "year", "end") => (2, self.word(0)),
            ("end" | "close", _) => {
                let mut skip = 1;
                while matches!(self.word(skip), "of" | "the" | "this" | "our" | "next") {
                    next |= self.word(skip) == "next";
                    skip += 1;
                }
                (skip + 1, self.word(skip))
            }
            _ => return None,
        };
        let year = self.word(skip).parse::<i16>().ok().filter(|year| (2000..2100).contains(year));
        let skip = skip + usize::from(year.is_some());
        let last = if let Some(month) = month_number(period) {
            let of = |year: i16| Date::new(year, i8::try_from(month).ok()?, 1).ok().map(|date| date.last_of_month());
            let this = self.written.year();
            year.map_or_else(|| of(this).filter(|last| *last >= self.written).or_else(|| of(this + 1)), of)?
        } else if let Some(year) = period.parse::<i16>().ok().filter(|year| (2000..2100).contains(year)) {
            Date::new(year, 12, 31).ok()?
        } else {
            let quarter = |year: i16, number: i8| Date::new(year, number * 3, 1).ok().map(|date| date.last_of_month());
            let from = |span: Span| if next { self.written.checked_add(span).ok() } else { Some(self.written) };
            match period {
                "month" => from(1.month())?.last_of_month(),
                "year" => year.map_or_else(|| from(1.year()), |year| Date::new(year, 1, 1).ok())?.last_of_year(),
                "quarter" => {
                    let day = from(3.months())?;
                    quarter(day.year(), (day.month() + 2) / 3)?
                }
                "week" => friday(from(1.week())?)?,
                "q1" | "q2" | "q3" | "q4" => {
                    let number = period.get(1..)?.parse().ok()?;
                    let date = quarter(year.unwrap_or(self.written.year()), number)?;
                    if date < self.written && year.is_none() { quarter(date.year() + 1, number)? } else { date }
                }
                _ => return None,
            }
        };
        Some((last, last, skip))
    }

    /// today, tomorrow, the day after tomorrow, this week, next week, in two weeks, within 10 days.
    fn relative(&self) -> Option<Found> {
        let plus = |span: Span| self.written.checked_add(span).ok();
        let one = |date: Date, length: usize| Some((date, date, length));
        match (self.word(0), self.word(1), self.word(2)) {
            ("day", "after", "tomorrow") => return one(plus(2.days())?, 3),
            ("overmorrow", ..) => return one(plus(2.days())?, 1),
            ("today" | "tonight", ..) => return one(self.written, 1),
            ("this", "afternoon" | "evening" | "morning", _) => return one(self.written, 2),
            ("tomorrow", ..) => return one(plus(1.day())?, 1),
            ("this", "week", _) => return one(friday(self.written)?, 2),
            (ahead @ ("next" | "overnext"), "week", _) => {
                let weeks = if ahead == "next" { 7 } else { 14 };
                let monday = plus((weeks - i64::from(self.written.weekday().to_monday_zero_offset())).days())?;
                return Some((monday, monday.checked_add(4.days()).ok()?, 2));
            }
            _ => {}
        }
        if !matches!(self.word(0), "in" | "within" | "for" | "us" | "me" | "another" | "inside") {
            return None;
        }
        let mut skip = 1 + usize::from(matches!(self.word(1), "the" | "of" | "about" | "another"));
        let count = match self.word(skip) {
            "a" | "an" | "one" if self.word(skip + 1) == "couple" => {
                skip += 1 + usize::from(self.word(skip + 2) == "of");
                2
            }
            "a" | "an" => 1,
            "half" if matches!(self.word(skip + 1), "a" | "the") && self.word(skip + 2) == "year" => {
                return one(plus(6.months())?, skip + 3);
            }
            word => count(word)?,
        };
        let working = usize::from(matches!(self.word(skip + 1), "working" | "business"));
        let unit = self.word(skip + 1 + working);
        let span = match unit.strip_suffix('s').unwrap_or(unit) {
            "workday" => return one(working_days(self.written, count)?, skip + 2),
            "day" if working == 1 => return one(working_days(self.written, count)?, skip + 3),
            "day" => count.days(),
            "week" | "wk" => (count * 7).days(),
            "fortnight" => (count * 14).days(),
            "month" => count.months(),
            "quarter" => (count * 3).months(),
            "year" => count.years(),
            _ => return None,
        };
        one(plus(span)?, skip + 2 + working)
    }

    /// Friday, Monday next week, Friday week, next Friday.
    fn weekday(&self) -> Option<Found> {
        let word = self.word(0);
        let index =
            WEEKDAYS.iter().position(|day| *day == word || word.len() >= 3 && word.len() <= 4 && day.starts_with(word))?;
        if self.back(1) == "last" || self.back(1) == "since" || self.a_date_follows() {
            return None;
        }
        let weekday = Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()?;
        let next = self.written.nth_weekday(1, weekday).ok()?;
        if self.word(1) == "next" && self.word(2) == "week" {
            let monday = friday(self.written)?.nth_weekday(1, Weekday::Monday).ok()?;
            let date = monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()?;
            return Some((date, date, 3));
        }
        let date = if self.word(1) == "week" { next.checked_add(7.days()).ok()? } else { next };
        Some((date, date, 1))
    }

    /// "Monday, the 18th of May": the date says more than the weekday.
    fn a_date_follows(&self) -> bool {
        (1..=3).take_while(|&skip| skip == 1 || matches!(self.word(skip - 1), "," | "the")).any(|skip| {
            let view =
                View { words: self.words.get(skip..).unwrap_or(&[]), before: self.words.get(..skip).unwrap_or(&[]), ..*self };
            view.numeric().or_else(|| view.day_month()).or_else(|| view.month_day()).or_else(|| view.bare_day()).is_some()
        })
    }

    /// The day in the year given, else the next such day after the message.
    fn dated(&self, day: i16, month: i16, year: Option<i16>) -> Option<Date> {
        let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
        match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => (self.written.year()..=self.written.year() + 4)
                .filter_map(|year| Date::new(year, month, day).ok())
                .find(|date| *date > self.written),
        }
    }
}
