//! Days that are counted from another one: a week of the year, the end of a month, "in two weeks", "a week after the 15th".

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::dates::{Found, View};
use super::day_words::{count, friday, working_days};
use super::stretches;
use crate::domain::day_names::english_month;

/// Words that may follow a day; a noun makes an adjective of it.
const AFTER_A_DAY: &str =
    "and or but so then if when because as at for to we i you they it is are please with or before after unless our the in on";

impl View<'_> {
    /// week 32, KW 32: Monday to Friday of it.
    pub fn week_number(&self) -> Option<Found> {
        // "KW24"
        let joined = ["kw", "cw", "wk"].iter().find_map(|name| self.word(0).strip_prefix(name)).filter(|rest| !rest.is_empty());
        if joined.is_none() && !matches!(self.word(0), "week" | "wk" | "kw" | "cw") {
            return None;
        }
        let skip = if joined.is_some() { 0 } else { 1 + usize::from(matches!(self.word(1), "no" | ".")) };
        let number: i64 = joined.unwrap_or(self.word(skip)).parse().ok().filter(|number| (1..=53).contains(number))?;
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

    /// end of Q3, end of the month, end of June, end of the week, end of next week, month end, year end, EOQ.
    pub fn end_of(&self) -> Option<Found> {
        let mut next = false;
        let (skip, period) = match (self.word(0), self.word(1)) {
            ("month" | "quarter" | "year", "end") if self.ends(2) => (2, self.word(0)),
            ("month" | "quarter" | "year", "'s") if self.word(2) == "end" && self.ends(3) => (3, self.word(0)),
            ("eoq", _) => (1, "quarter"),
            ("eoy", _) => (1, "year"),
            // "Before the month is out"
            ("week" | "month" | "quarter" | "year", "is") if matches!(self.word(2), "out" | "over" | "up") => (3, self.word(0)),
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
        let last = if let Some(month) = english_month(period) {
            let of = |year: i16| Date::new(year, month, 1).ok().map(|date| date.last_of_month());
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

    /// The weekend to come: before and by it is the Friday, after it the Sunday.
    fn weekend(&self) -> Option<Found> {
        let friday = friday(self.written)?;
        let ahead = |days: i64| friday.checked_add(days.days()).ok();
        let said: Vec<&str> = (1..=2).map(|back| self.back(back)).collect();
        let (first, last) = match said.as_slice() {
            ["before" | "by", _] | ["the", "before" | "by"] => (0, 0),
            ["after", _] | ["the", "after"] => (2, 2),
            ["this", _] | ["the", "over" | "on" | "at" | "until"] => (1, 2),
            _ => return None,
        };
        Some((ahead(first)?, ahead(last)?, 1))
    }

    /// Whether what begins at a place goes on with no noun: "the year-end audit" is no day.
    fn ends(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.starts_with(char::is_alphabetic) || AFTER_A_DAY.split_ascii_whitespace().any(|one| one == word)
    }

    /// "the first Monday in June", "the last Friday of the month".
    pub fn numbered_weekday(&self) -> Option<Found> {
        let number = ["first", "second", "third", "fourth"].iter().position(|name| *name == self.word(0));
        let nth = number.and_then(|at| i8::try_from(at + 1).ok()).or((self.word(0) == "last").then_some(-1))?;
        let weekday = self.weekday_at(1).filter(|_| matches!(self.word(2), "in" | "of"))?;
        let skip = 3 + usize::from(matches!(self.word(3), "the" | "next" | "this"));
        let written = self.written.first_of_month();
        let ahead = |months: i32| written.checked_add(months.months()).ok();
        let in_month = |first: Date| first.nth_weekday_of_month(nth, weekday).ok();
        let mut months: Box<dyn Iterator<Item = Date>> = match (self.word(skip), self.word(skip - 1)) {
            ("month", "next") => Box::new(ahead(1).into_iter()),
            ("month", _) => Box::new((0..2).filter_map(ahead)),
            (name, _) => {
                let month = english_month(name)?;
                Box::new((0..=1).filter_map(move |year| Date::new(written.year() + year, month, 1).ok()))
            }
        };
        let day = months.find_map(|first| in_month(first).filter(|day| *day > self.written))?;
        Some((day, day, skip + 1))
    }

    /// today, tomorrow, the day after tomorrow, this week, next week, in two weeks, within 10 days.
    pub fn relative(&self) -> Option<Found> {
        let plus = |span: Span| self.written.checked_add(span).ok();
        let one = |date: Date, length: usize| Some((date, date, length));
        match (self.word(0), self.word(1), self.word(2)) {
            ("day", "after", "tomorrow") => return one(plus(2.days())?, 3),
            ("week", "after", "next") => {
                let monday = plus((14 - i64::from(self.written.weekday().to_monday_zero_offset())).days())?;
                return Some((monday, monday.checked_add(4.days()).ok()?, 3));
            }
            ("overmorrow", ..) => return one(plus(2.days())?, 1),
            ("today" | "tonight", ..) => return one(self.written, 1),
            ("this", "afternoon" | "evening" | "morning", _) => return one(self.written, 2),
            ("tomorrow", ..) => return one(plus(1.day())?, 1),
            ("this", "month", _) => return Some((self.written.first_of_month(), self.written.last_of_month(), 2)),
            ("eod" | "cob" | "eob", ..) if self.at(1).day().is_none() => return one(self.written, 1),
            ("eow", ..) => return one(friday(self.written)?, 1),
            ("eom", ..) => return one(self.written.last_of_month(), 1),
            ("weekend", ..) if self.word(1) != "of" => return self.weekend(),
            ("this", "week", _) => return one(friday(self.written)?, 2),
            (ahead @ ("next" | "overnext"), "week", _) => {
                let weeks = if ahead == "next" { 7 } else { 14 };
                let monday = plus((weeks - i64::from(self.written.weekday().to_monday_zero_offset())).days())?;
                return Some((monday, monday.checked_add(4.days()).ok()?, 2));
            }
            _ => {}
        }
        if !matches!(self.word(0), "in" | "within" | "for" | "us" | "me" | "another" | "inside" | "over") {
            return None;
        }
        if let Some((first, last, length)) = self.at(1).counted_from_a_day() {
            return Some((first, last, length + 1));
        }
        let mut skip = 1 + usize::from(matches!(self.word(1), "the" | "of" | "about" | "another"));
        // "In the next ten days"
        skip += usize::from(skip == 2 && matches!(self.word(2), "next" | "coming" | "following"));
        let number = match self.word(skip) {
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
        // "In three to four weeks": from the first on.
        if matches!(self.word(skip + 1), "to" | "or" | "-" | "bis") && count(self.word(skip + 2)).is_some() {
            skip += 2;
        }
        let working = usize::from(matches!(self.word(skip + 1), "working" | "business"));
        let unit = self.word(skip + 1 + working);
        // "Within two weeks after delivery": nothing tells when that is.
        if self.word(0) == "within" && matches!(self.word(skip + 2 + working), "after" | "of" | "before") {
            return None;
        }
        match unit.strip_suffix('s').unwrap_or(unit) {
            "workday" => one(working_days(self.written, number)?, skip + 2),
            "day" if working == 1 => one(working_days(self.written, number)?, skip + 3),
            _ => one(plus(units(number, unit)?)?, skip + 2 + working),
        }
    }

    /// "the week of December 14", "week commencing Monday 14 Dec", "die Woche vom 14. Dezember", "the week after Thanksgiving": Monday to
    /// Friday of it, of what is said of a weekend the week after.
    pub fn week_of(&self) -> Option<Found> {
        let named = match (self.word(0), self.word(1), self.word(2)) {
            ("week", ..) => 1,
            ("w", "/", "c" | "b") => 3,
            ("wc", ..) => 1,
            _ => return None,
        };
        let link = match self.word(named) {
            "of" | "commencing" | "beginning" | "starting" | "from" | "vom" | "after" => 1,
            "the" if self.foreign => 1,
            _ if self.word(0) == "week" => return None,
            _ => 0,
        };
        let mut skip = named + link;
        while matches!(self.word(skip), "the" | "on" | "," | "of" | "day" | "den" | "from") || self.weekday_at(skip).is_some() {
            skip += 1;
        }
        let after = self.word(named) == "after";
        let feast = || self.at(skip).time(self.words.get(..skip)).filter(|_| after).map(|(_, last, length)| (last, last, length));
        let (date, _, length) = self.at(skip).date().or_else(feast)?;
        let date = if after { date.checked_add(7.days()).ok()? } else { date };
        let monday = match date.weekday() {
            Weekday::Saturday | Weekday::Sunday => date.nth_weekday(1, Weekday::Monday).ok()?,
            day => date.checked_sub(i64::from(day.to_monday_zero_offset()).days()).ok()?,
        };
        Some((monday, monday.checked_add(4.days()).ok()?, skip + length))
    }

    /// "a week after the 15th", "two weeks after the fair on the 9th", "ten days before Christmas", "a month from now".
    pub fn counted_from_a_day(&self) -> Option<Found> {
        let (span, skip) = self.span()?;
        let later = match self.word(skip) {
            "after" | "from" | "following" => true,
            "before" => false,
            _ => return None,
        };
        let mut skip = skip + 1 + usize::from(self.word(skip + 1) == "of");
        let (first, last, length) = if later && self.word(skip) == "now" {
            (self.written, self.written, 1)
        } else {
            skip += self.at(skip).event().unwrap_or(usize::from(self.word(skip) == "the"));
            self.at(skip).time(self.words.get(..skip))?
        };
        let day = if later { last.checked_add(span) } else { first.checked_sub(span) }.ok()?;
        Some((day, day, skip + length))
    }

    /// "3 weeks", "a couple of days", and how many words it is.
    fn span(&self) -> Option<(Span, usize)> {
        let (number, skip) = match (self.word(0), self.word(1)) {
            ("a" | "one", "couple") => (2, 2 + usize::from(self.word(2) == "of")),
            ("a" | "an", _) => (1, 1),
            (word, _) => (count(word)?, 1),
        };
        Some((units(number, self.word(skip))?, skip + 1))
    }

    /// How many words lead to the day of an event: "the fair on the" of "the fair on the 9th". Who is asked to do something is no event.
    fn event(&self) -> Option<usize> {
        let skip = |at: usize| at + 1 + usize::from(self.word(at + 1) == "the");
        let tie = |at: usize| matches!(self.word(at), "on" | "at" | "in") || self.foreign && self.word(at) == "the";
        let last =
            (1..=stretches::LONGEST_EVENT).find(|&at| tie(at) && self.at(skip(at)).time(self.words.get(..skip(at))).is_some())?;
        let named = |word: &String| {
            let word = word.as_str();
            let asked =
                matches!(word, "me" | "us" | "i" | "we" | "you" | "it" | "please" | "and" | "then" | "but" | "is" | "are");
            word.starts_with(char::is_alphanumeric) && !asked
        };
        self.words.get(..last)?.iter().all(named).then(|| skip(last))
    }

    /// A day, or a stretch of time that `before` ties to the sentence.
    fn time(&self, before: Option<&[String]>) -> Option<Found> {
        self.day().or_else(|| stretches::read(self.words, before?, self.written))
    }
}

/// So many of a unit of time.
fn units(count: i64, unit: &str) -> Option<Span> {
    Some(match unit.strip_suffix('s').unwrap_or(unit) {
        // A day that has begun is one.
        "hour" | "hr" => ((count + 23) / 24 - i64::from(count < 12)).days(),
        "day" => count.days(),
        "week" | "wk" => (count * 7).days(),
        "fortnight" => (count * 14).days(),
        "month" => count.months(),
        "quarter" => (count * 3).months(),
        "year" => count.years(),
        _ => return None,
    })
}
