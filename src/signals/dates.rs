//! Days that a sentence names, counted from the day it was written.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::day_words::{NO_DAYS, ORDINALS, day_number, friday};
use super::figures::{Dating, Order};
use super::{feasts, stretches};
use crate::domain::day_names::{english_month, english_name, english_weekday};

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
    /// A day of the stretch that was named just before: "the second week of January, from the 13th".
    pub narrows: bool,
}

/// Up to so many words stand between a stretch and a day that narrows it.
const NEAR: usize = 5;

/// Every day that the words name, in order; lower case, in English or put into it.
pub fn days(lower: &[String], foreign: bool, Dating { written, order }: Dating) -> Vec<Day> {
    let mut found: Vec<Day> = Vec::new();
    let mut stretch: Option<(Day, usize)> = None;
    let mut at = 0;
    while at < lower.len() {
        let (rest, before) = (lower.get(at..).unwrap_or(&[]), lower.get(..at).unwrap_or(&[]));
        let near = |(day, end): &(Day, usize)| day.vague && end + NEAR >= at;
        let within = stretch.filter(near).map(|(day, _)| (day.first, day.last));
        let view = View { words: rest, before, foreign, written, order, within };
        let day = view.read();
        let (vague, narrows) = (day.is_none(), day.is_some() && within.is_some() && day == view.day_within());
        match day.or_else(|| stretches::read(rest, before, written)) {
            Some((first, last, length)) => {
                let day = Day { at, first, last, vague, narrows };
                found.push(day);
                at += length.max(1);
                stretch = Some((day, at));
            }
            None => at += 1,
        }
    }
    found
}

/// The words from one place on.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub words: &'a [String],
    pub before: &'a [String],
    /// Whether they were put into English.
    pub foreign: bool,
    pub written: Date,
    order: Option<Order>,
    /// The stretch that was named just before.
    within: Option<(Date, Date)>,
}

/// The first and the last day that is meant, and how many words say it.
pub(super) type Found = (Date, Date, usize);

/// A date in figures.
struct Figures {
    a: i16,
    b: i16,
    year: Option<i16>,
    /// How many words it is.
    length: usize,
    /// Whether either may be the day: stops tell that it is the first.
    free: bool,
}

impl View<'_> {
    pub fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", String::as_str)
    }

    /// The word so many places back, 1 being the one before.
    pub fn back(&self, index: usize) -> &str {
        self.before.len().checked_sub(index).and_then(|at| self.before.get(at)).map_or("", String::as_str)
    }

    /// The words from so many further on; what is skipped stands before them.
    pub fn at(&self, skip: usize) -> Self {
        View { words: self.words.get(skip..).unwrap_or(&[]), before: self.words.get(..skip).unwrap_or(&[]), ..*self }
    }

    fn read(&self) -> Option<Found> {
        self.counted_from_a_day().or_else(|| self.day())
    }

    /// A day that is told without another one.
    pub fn day(&self) -> Option<Found> {
        feasts::read(self.words, self.before, self.written)
            .or_else(|| self.numeric())
            .or_else(|| self.day_month())
            .or_else(|| self.month_day())
            .or_else(|| self.week_number())
            .or_else(|| self.week_of())
            .or_else(|| self.end_of())
            .or_else(|| self.bare_day())
            .or_else(|| self.relative())
            .or_else(|| self.numbered_weekday())
            .or_else(|| self.weekday())
    }

    /// 2026-06-15 and 15-06-2026 (as three words, hyphens being spaces), 15.06.2026, 15.6., 18/5. "5/6" may be either: nothing, unless a
    /// weekday stands beside it that fits one of them alone, or it is known how its writer orders them.
    fn numeric(&self) -> Option<Found> {
        let figures = self.figures()?;
        let Figures { a, b, year, length, free } = figures;
        let (day, month) = match (a, b) {
            (13..=31, 1..=12) => (a, b),
            (1..=12, 13..=31) if free => (b, a),
            (1..=12, 1..=12) if !free || a == b => (a, b),
            (1..=12, 1..=12) => self.ordered(&figures)?,
            _ => return None,
        };
        self.dated(day, month, year).map(|date| (date, date, length))
    }

    /// A day with its number.
    pub fn date(&self) -> Option<Found> {
        self.numeric().or_else(|| self.day_month()).or_else(|| self.month_day()).or_else(|| self.bare_day())
    }

    /// The weekday that the word at a place is.
    pub fn weekday_at(&self, at: usize) -> Option<Weekday> {
        self.named_weekday(self.word(at))
    }

    fn figures(&self) -> Option<Figures> {
        let word = self.word(0);
        if let (4, Ok(year), Ok(month), Ok(day)) = (word.len(), word.parse(), self.word(1).parse(), self.word(2).parse())
            && self.word(1).len() == 2
        {
            return Some(Figures { a: day, b: month, year: Some(year), length: 3, free: false });
        }
        if let (1 | 2, 1 | 2, 4, Ok(a), Ok(b), Ok(year)) =
            (word.len(), self.word(1).len(), self.word(2).len(), word.parse(), self.word(1).parse(), self.word(2).parse())
            && (2000..2100).contains(&year)
        {
            return Some(Figures { a, b, year: Some(year), length: 3, free: true });
        }
        let free = word.contains('/');
        let mut numbers = word.split(['.', '/']).map(str::parse::<i16>);
        let (Some(Ok(a)), Some(Ok(b)), year, None) = (numbers.next(), numbers.next(), numbers.next(), numbers.next()) else {
            return None;
        };
        let year = match year {
            Some(Ok(year)) if year < 100 => Some(2000 + year),
            Some(Ok(year)) => Some(year),
            Some(Err(_)) => return None,
            // "1.5" is a number unless a stop follows, "15.5." a day; a slash needs no stop.
            None if free || self.word(1) == "." => None,
            None => return None,
        };
        // Round the clock, unless something leads a day.
        let always = (word == "24/7") && !matches!(self.back(1), "on" | "by" | "until" | "before" | "after" | "from" | "the");
        (!always).then_some(Figures { a, b, year, length: 1, free })
    }

    /// The day and the month of figures that may be either.
    fn ordered(&self, &Figures { a, b, year, length, .. }: &Figures) -> Option<(i16, i16)> {
        if let Some(weekday) = self.weekday_beside(length) {
            let fits = |&(day, month): &(i16, i16)| self.dated(day, month, year).is_some_and(|date| date.weekday() == weekday);
            match [(a, b), (b, a)].iter().filter(|pair| fits(pair)).collect::<Vec<_>>().as_slice() {
                [one] => return Some(**one),
                // One that fits no weekday is mistaken, or no date.
                [] => return None,
                // Ten ninth and nine tenth may be the same weekday: the nearer is meant.
                both => {
                    return both
                        .iter()
                        .filter_map(|pair| Some((self.dated(pair.0, pair.1, year)?, **pair)))
                        .min()
                        .map(|(_, pair)| pair);
                }
            }
        }
        self.order.map(|order| if order == Order::DayFirst { (a, b) } else { (b, a) })
    }

    /// The weekday that stands before what begins here, or after so many words of it: "Tuesday, 12/8", "12/8 (Tuesday)".
    fn weekday_beside(&self, length: usize) -> Option<Weekday> {
        let between = |word: &str| matches!(word, "," | "the" | "(" | "-" | "a" | "is" | "on" | "den");
        let ahead = (1..=3).map(|back| self.back(back)).find(|word| !between(word));
        let behind = (length..length + 3).map(|at| self.word(at)).find(|word| !between(word));
        [ahead, behind].into_iter().flatten().find_map(|word| self.named_weekday(word))
    }

    /// 15 June, 15th of June 2026, the fifteenth of July.
    fn day_month(&self) -> Option<Found> {
        let day = day_number(self.word(0))?;
        let skip = 1 + usize::from(matches!(self.word(1), "of" | "."));
        let month = i16::from(stretches::month(self.word(skip))?);
        let year = self.word(skip + 1).parse::<i16>().ok().filter(|year| (2000..2100).contains(year));
        self.dated(day, month, year).map(|date| (date, date, skip + 1 + usize::from(year.is_some())))
    }

    /// June 15, June 15th, June the 15th.
    fn month_day(&self) -> Option<Found> {
        let month = i16::from(english_month(self.word(0))?);
        let skip = 1 + usize::from(self.word(1) == "the");
        let day = day_number(self.word(skip))?;
        let skip = skip + 1;
        let comma = usize::from(self.word(skip) == ",");
        let year = self.word(skip + comma).parse::<i16>().ok().filter(|year| (2000..2100).contains(year));
        self.dated(day, month, year).map(|date| (date, date, skip + if year.is_some() { comma + 1 } else { 0 }))
    }

    /// the 15th: the next such day after the message, or of the month that was named just before.
    fn bare_day(&self) -> Option<Found> {
        let (date, _, length) = self.numbered_day()?;
        self.day_within().or(Some((date, date, length)))
    }

    /// A day that is told by its number alone, where it is one of the months of the stretch that was named just before.
    fn day_within(&self) -> Option<Found> {
        let ((date, _, length), (first, last)) = (self.numbered_day()?, self.within?);
        let of = |month: Date| Date::new(month.year(), month.month(), date.day()).ok();
        let day = [first, last].into_iter().filter_map(of).find(|day| *day >= first && *day > self.written)?;
        Some((day, day, length))
    }

    /// the 15th: the next such day after the message.
    fn numbered_day(&self) -> Option<Found> {
        let word = self.word(0);
        let suffixed =
            ["st", "nd", "rd", "th"].iter().any(|suffix| word.strip_suffix(suffix).is_some_and(|n| n.parse::<u8>().is_ok()));
        let spelled = ORDINALS.iter().skip(9).any(|ordinal| *ordinal == word);
        let led = matches!(self.back(1), "the" | "on" | "by" | "until" | "after" | "before" | "from")
            || self.named_weekday(self.back(1)).is_some()
            // "depois do dia 15", "am 15."
            || self.foreign && matches!(self.back(1), "day" | "in");
        // "nach dem 15.", "après le 15", "na de 15e": no ending tells the day, or one of theirs.
        let digits = ["de", "ste", "e", "º"].iter().find_map(|suffix| word.strip_suffix(suffix)).unwrap_or(word);
        let plain = self.foreign && digits.parse::<u8>().is_ok() && matches!(self.word(1), "" | "." | "," | "!" | "?");
        if !(suffixed || spelled || plain) || !led || NO_DAYS.contains(&self.word(1)) {
            return None;
        }
        let day = i8::try_from(day_number(if plain { digits } else { word })?).ok()?;
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

    /// The weekday that a word names; in short in English alone, where others say "mon directeur".
    fn named_weekday(&self, word: &str) -> Option<Weekday> {
        english_weekday(word).filter(|day| !self.foreign || english_name(*day) == word)
    }

    /// Friday, Monday next week, Friday week, next Friday.
    fn weekday(&self) -> Option<Found> {
        let word = self.word(0);
        let weekday = self.named_weekday(word)?;
        // "in the sun", "we sat on it"
        let other = matches!(word, "sun" | "sat")
            && !matches!(
                self.back(1),
                "" | "on" | "by" | "until" | "before" | "after" | "next" | "this" | "from" | "or" | "and" | "," | "-"
            );
        if other || matches!(self.back(1), "last" | "since" | "black" | "cyber" | "holiday") || self.a_date_follows() {
            return None;
        }
        let next = self.written.nth_weekday(1, weekday).ok()?;
        if self.word(1) == "next" && self.word(2) == "week" {
            let monday = friday(self.written)?.nth_weekday(1, Weekday::Monday).ok()?;
            let date = monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()?;
            return Some((date, date, 3));
        }
        // "Next Thursday", said on a Tuesday or Wednesday, is not the day after tomorrow.
        let near = next <= self.written.checked_add(2.days()).ok()?;
        let later = self.word(1) == "week" && !self.foreign || self.back(1) == "next" && near;
        let date = if later { next.checked_add(7.days()).ok()? } else { next };
        Some((date, date, 1))
    }

    /// "Monday, the 18th of May": the date says more than the weekday. "Tuesday 12/8" is that date, if it is one, and no other Tuesday.
    fn a_date_follows(&self) -> bool {
        (1..=3).take_while(|&skip| skip == 1 || matches!(self.word(skip - 1), "," | "the" | "den" | "feira")).any(|skip| {
            let view = self.at(skip);
            let figures = || view.figures().is_some_and(|figures| figures.free && figures.a <= 31 && figures.b <= 31);
            view.date().is_some() || figures()
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
