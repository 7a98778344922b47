//! Feasts that people count by: "after Easter Monday", "bis Pfingstmontag", "before Black Friday". A weekday in such a name is no day of
//! this week.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::stretches::Stretch;

/// When a feast is.
#[derive(Clone, Copy)]
enum When {
    /// From so many days after Easter Sunday to so many.
    Easter(i64, i64),
    /// On this day of this month.
    Fixed(i8, i8),
    /// So many days after the so-manieth such weekday of a month (-1: its last).
    Weekday(i8, Weekday, i8, i64),
}

/// Their names, as they stand once each word was put into English; where one begins like another, the longer one is first.
const FEASTS: &[(&str, When)] = &[
    ("rosenmontag", When::Easter(-48, -48)),
    (
        "shrove tuesday|mardi gras|tuesday gras|pancake day|pancake tuesday|fat tuesday|faschingsdienstag|fastnacht",
        When::Easter(-47, -47),
    ),
    ("carnival|karneval|carnaval|carnevale|fasching", When::Easter(-50, -47)),
    ("ash wednesday|aschermittwoch|wednesday of cinzas|wednesday the cinzas", When::Easter(-46, -46)),
    (
        "palm sunday|palmsonntag|sunday of ramos|palmzondag|sunday of rameaux|sunday the rameaux|sunday of the palme",
        When::Easter(-7, -7),
    ),
    ("maundy thursday|holy thursday|gründonnerstag|thursday saint|thursday santo|witte thursday", When::Easter(-3, -3)),
    (
        "good friday|karfreitag|friday saint|friday santo|friday feira santa|friday santa|goede friday|holy friday",
        When::Easter(-2, -2),
    ),
    ("easter saturday|holy saturday|karsamstag|ostersamstag|saturday saint|saturday santo", When::Easter(-1, -1)),
    (
        "easter sunday|ostersonntag|sunday of easter|sunday the easter|paaszondag|eerste paasdag|first paasdag|easter day|sunday of resurrección",
        When::Easter(0, 0),
    ),
    (
        "easter monday|ostermontag|monday of easter|monday the easter|monday feira of easter|paasmaandag|tweede paasdag|second paasdag|pasquetta|\
         monday dell'angelo",
        When::Easter(1, 1),
    ),
    ("easter tuesday|osterdienstag", When::Easter(2, 2)),
    ("easter friday", When::Easter(-2, -2)),
    ("easter week|osterwoche", When::Easter(1, 6)),
    (
        "ascension day|ascension thursday|himmelfahrt|vatertag|l'ascension|the ascension|hemelvaartsdag|hemelvaart|ascensión|ascensão|\
         ascensione|dell'ascensione",
        When::Easter(39, 39),
    ),
    (
        "whit sunday|pentecost sunday|pfingstsonntag|sunday of whitsun|sunday the whitsun|pinksterzondag|eerste pinksterdag|first pinksterdag",
        When::Easter(49, 49),
    ),
    (
        "whit monday|pentecost monday|whitsun monday|pfingstmontag|monday of whitsun|monday the whitsun|pinkstermaandag|\
         tweede pinksterdag|second pinksterdag",
        When::Easter(50, 50),
    ),
    ("corpus christi|fronleichnam|corpus domini|corpus", When::Easter(60, 60)),
    (
        "heilige three könige|heiligen three königen|heilig three könig|dreikönig|dreikönigstag|epiphany|epifania|befana",
        When::Fixed(1, 6),
    ),
    (
        "reyes|épiphanie|l'épiphanie|l'epifania|dell'epifania|driekoningen|reis|trzech króli|trettondagen|trettondedag|helligtrekonger|hellig tre konger|tří králů|three kings",
        When::Fixed(1, 6),
    ),
    ("new year 's day|new year day|new years day|neujahr|neujahrstag|capodanno|nieuwjaar|jour of the an", When::Fixed(1, 1)),
    ("valentine 's day|valentines day|valentinstag|saint valentin", When::Fixed(2, 14)),
    (
        "st patrick 's day|st patricks day|saint patrick 's day|saint patricks day|patrick 's day|patricks day|paddy 's day|paddys day",
        When::Fixed(3, 17),
    ),
    ("koningsdag", When::Fixed(4, 27)),
    ("anzac day", When::Fixed(4, 25)),
    ("australia day", When::Fixed(1, 26)),
    ("burns night", When::Fixed(1, 25)),
    ("canada day", When::Fixed(7, 1)),
    ("independence day|the fourth of july", When::Fixed(7, 4)),
    ("guy fawkes|bonfire night", When::Fixed(11, 5)),
    ("ferragosto|assumption day|mariä himmelfahrt|l'assomption", When::Fixed(8, 15)),
    ("halloween", When::Fixed(10, 31)),
    ("allerheiligen|all saints|all saints'|toussaint|ognissanti", When::Fixed(11, 1)),
    ("sinterklaas", When::Fixed(12, 5)),
    ("christmas eve|heiligabend|heilig abend|nochebuena|kerstavond", When::Fixed(12, 24)),
    ("christmas day|eerste kerstdag|first kerstdag", When::Fixed(12, 25)),
    ("boxing day|st stephen 's day|tweede kerstdag|second kerstdag", When::Fixed(12, 26)),
    ("new year 's eve|new years eve|new year eve|silvester|nochevieja|oudjaar|oudejaarsavond", When::Fixed(12, 31)),
    ("cyber monday", When::Weekday(11, Weekday::Thursday, 4, 4)),
    ("black friday", When::Weekday(11, Weekday::Thursday, 4, 1)),
    ("thanksgiving", When::Weekday(11, Weekday::Thursday, 4, 0)),
    ("memorial day", When::Weekday(5, Weekday::Monday, -1, 0)),
    ("labor day", When::Weekday(9, Weekday::Monday, 1, 0)),
];

/// A feast that went by within so many days is meant where something is to happen after it, or is told of it; an earlier one is next
/// year's.
pub const LATELY: i64 = 31;

/// The feast that `words` begin with, the next one that has not gone by; `before` are the words that stand before them. "After Thanksgiving",
/// said on the day after it, is not after next year's.
pub fn read(words: &[String], before: &[String], written: Date) -> Option<Stretch> {
    // "Have a good Friday", "a corpus of mails".
    if before.last().is_some_and(|word| matches!(word.as_str(), "a" | "our" | "my" | "your")) {
        return None;
    }
    let begins = |name: &str| {
        let length = name.split(' ').count();
        (words.len() >= length && name.split(' ').zip(words).all(|(name, word)| name == word)).then_some(length)
    };
    let (when, length) = FEASTS.iter().find_map(|(names, when)| Some((when, names.split('|').find_map(begins)?)))?;
    let after = before.iter().rev().find(|word| *word != "the").is_some_and(|word| word == "after");
    let told = |word: &String| matches!(word.as_str(), "was" | "were" | "been" | "had" | "did");
    let lately = after || before.iter().any(told);
    let since = if lately { written.checked_sub(LATELY.days()).ok()? } else { written };
    let (first, last) = coming(since, |year| when.of(year))?;
    Some((if after { last } else { first }, last, length))
}

/// From so many days after Easter Sunday to so many, of this year or, when that has gone by, of the next.
pub fn around_easter(written: Date, from: i64, to: i64) -> Option<(Date, Date)> {
    coming(written, |year| When::Easter(from, to).of(year))
}

impl When {
    fn of(self, year: i16) -> Option<(Date, Date)> {
        let one = |day: Date| (day, day);
        match self {
            Self::Easter(from, to) => {
                let sunday = easter(year)?;
                Some((sunday.checked_add(from.days()).ok()?, sunday.checked_add(to.days()).ok()?))
            }
            Self::Fixed(month, day) => Date::new(year, month, day).ok().map(one),
            Self::Weekday(month, weekday, nth, later) => {
                let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
                day.checked_add(later.days()).ok().map(one)
            }
        }
    }
}

fn coming(written: Date, of: impl Fn(i16) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
    of(written.year()).filter(|(_, last)| *last >= written).or_else(|| of(written.year() + 1))
}

/// Easter Sunday in the Gregorian calendar, by the rule of the "Anonymous Gregorian" computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (century, of_century, lunar) = (y / 100, y % 100, y % 19);
    let epact = (19 * lunar + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (lunar + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_where_the_almanacs_have_it() {
        for day in ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2030-04-21", "2038-04-25", "2285-03-22"] {
            let day: Date = day.parse().unwrap();
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn a_feast_is_the_next_one_unless_it_was_lately_and_a_good_friday_any_friday() {
        let read = |text: &str, before: &str| {
            let words = |text: &str| text.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>();
            read(&words(text), &words(before), jiff::civil::date(2026, 11, 27)).map(|(first, ..)| first.to_string())
        };
        for (name, day) in [
            ("easter monday", "2027-03-29"),
            ("black friday", "2026-11-27"),
            ("cyber monday", "2026-11-30"),
            ("thanksgiving", "2026-11-26"),
            ("halloween", "2026-10-31"),
            ("paddys day", "2027-03-17"),
            ("labor day", "2027-09-06"),
            ("christmas eve", "2026-12-24"),
            ("new year 's day", "2027-01-01"),
            ("memorial day", "2027-05-31"),
            ("hemelvaart", "2027-05-06"),
        ] {
            assert_eq!(read(name, "after").as_deref(), Some(day), "{name}");
        }
        assert_eq!(read("good friday", "before").as_deref(), Some("2027-03-26"));
        assert_eq!(read("thanksgiving", "before").as_deref(), Some("2027-11-25"));
        assert_eq!(read("good friday", "have a"), None);
        assert_eq!(read("easter egg", "an"), None);
    }
}
