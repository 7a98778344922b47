//! Feasts by which notices name a day: "back after Easter", "zwischen den Jahren", "stängt över jul och nyår".

use jiff::ToSpan;
use jiff::civil::Date;

use super::absence_dates::Found;
use super::absence_spans::{among, left_on};
use super::absence_vocabulary::UNTIL;
use crate::domain::day_names::month;

/// A feast: its names, its first day and its last.
type Feast = (&'static str, fn(i16) -> Option<(Date, Date)>);

const FEASTS: [Feast; 5] = [
    (
        "christmas|xmas|weihnachten|weihnachtsfeiertagen|noël|navidad|navidades|natale|natal|kerst|kerstmis|jul|julen|joulu|joulun|joulua|bożym|świętach|\
         vánoce|vánoc|vánocích",
        |year| Some((Date::new(year, 12, 25).ok()?, Date::new(year, 12, 26).ok()?)),
    ),
    ("neujahr|silvester|capodanno|nieuwjaar|nytår|nyttår|nyår|nyåret|uudenvuoden|new-year", |year| {
        Some((Date::new(year, 1, 1).ok()?, Date::new(year, 1, 1).ok()?))
    }),
    (
        "epiphany|dreikönig|dreikönige|épiphanie|reyes|epifania|befana|driekoningen|trettondagen|trettondedag|trettonhelgen|loppiaisen|loppiaiseen|trzech",
        |year| Some((Date::new(year, 1, 6).ok()?, Date::new(year, 1, 6).ok()?)),
    ),
    (
        "easter|ostern|osterfeiertagen|pâques|pascua|pasqua|páscoa|pasen|påske|påsken|påsk|påsken|pääsiäisen|pääsiäiseen|wielkanocy|wielkanoc|wielkanocą|\
         velikonocích|velikonoce|velikonoc",
        |year| {
            let sunday = easter(year)?;
            Some((sunday.checked_sub(2.days()).ok()?, sunday.tomorrow().ok()?))
        },
    ),
    ("pentecost|whitsun|pfingsten|pentecôte|pentecostés|pinksteren|pinse|pinsen|pingst|pingsten", |year| {
        let monday = easter(year)?.checked_add(50.days()).ok()?;
        Some((monday.yesterday().ok()?, monday))
    }),
];

/// New Year in two words.
const NEW_YEAR: [(&str, &str); 7] = [
    ("new", "year"),
    ("new", "year's"),
    ("new", "years"),
    ("año", "nuevo"),
    ("ano", "novo"),
    ("nouvel", "an"),
    ("uuden", "vuoden"),
];

/// Words behind which somebody is back when the feast is over.
const AFTER: &str = "after|nach|après|después|tras|dopo|depois|após|na|efter|etter|po|following";
/// Words by which somebody is away as long as it lasts.
const OVER: &str = "over|über|durante|during|pendant|över|durant|tijdens|rond|przez|přes";

/// The day or days that begin with word `at` and are told by a feast.
pub fn starting(words: &[String], at: usize, today: Date) -> Option<Found> {
    let word = |n: usize| words.get(at + n).map_or("", String::as_str);
    let before = |n: usize| at.checked_sub(n).and_then(|at| words.get(at)).map_or("", String::as_str);
    let found = |len: usize, first: Date, last: Date, range: bool| {
        Some(Found { from: at, to: at + len, first, last, weekday: false, range })
    };
    // "Zwischen den Jahren"
    if (word(0), word(1), word(2)) == ("zwischen", "den", "jahren") || (word(0), word(1)) == ("mellandagarna", "") {
        let (first, last) = (feast("weihnachten", today)?.0, feast("neujahr", today)?.1);
        return found(3, first, last, true);
    }
    let after = among(AFTER, word(0));
    if !after
        && !among(OVER, word(0))
        && !among(UNTIL, word(0))
        && !among("between|zwischen|entre|tra|tussen|mellem|mellom|mellan|fra", word(0))
    {
        return None;
    }
    // Of each, the word behind it and its days.
    let named = |from: usize, to: usize| {
        let told = |n: &usize| word(*n) != "." && !word(*n).starts_with(|c: char| c.is_ascii_digit());
        (from..=to).take_while(told).find_map(|n| {
            let new_year = NEW_YEAR.contains(&(word(n), word(n + 1)));
            let name = if new_year { "neujahr" } else { word(n) };
            Some((n + 1 + usize::from(new_year), feast(name, today)?))
        })
    };
    let (len, (first, last)) = named(1, 3)?;
    // "Between Christmas and New Year", "over jul og nytår"
    let and = among("and|und|et|y|e|en|og|och|ja|i|a|&", word(len));
    let (len, last) = named(len + 1, len + 3).filter(|_| and).map_or((len, last), |(len, (_, last))| (len, last));
    // "Back over New Year, on 4 January" is told by its date.
    let dated = |word: &String| word.starts_with(|c: char| c.is_ascii_digit()) || month(word).is_some();
    let mut behind = words.iter().skip(at + len).take(3).take_while(|word| *word != ".");
    if last == first && behind.any(dated) {
        return None;
    }
    // "Until after Easter" and "until Easter" last as long.
    let until = among(UNTIL, word(0));
    if until || after && among(UNTIL, before(1)) {
        return Some(Found { from: at + usize::from(until), ..found(len, last, last, false)? });
    }
    let over = last.tomorrow().ok()?;
    if after { found(len, over, over, false) } else { found(len, first, last, last > first) }
}

/// The days of the feast of that name that comes next, or has just been.
fn feast(name: &str, today: Date) -> Option<(Date, Date)> {
    let (_, days) = FEASTS.iter().find(|(names, _)| among(names, name))?;
    let least = left_on(today)?;
    [-1, 0, 1].iter().filter_map(|n| days(today.year() + n)).find(|(_, last)| *last >= least)
}

/// Easter Sunday (Gauss, for the Gregorian calendar).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let day = h + l - 7 * m + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::absence::back_on;
    use super::*;

    #[test]
    fn easter_moves() {
        let sundays = [2024, 2025, 2026, 2027, 2038].map(|year| easter(year).unwrap().to_string());
        assert_eq!(sundays, ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"]);
    }

    #[test]
    fn feasts_tell_when_somebody_is_back() {
        let notices = [
            ("I'm on leave and will be back after Easter.", "2027-03-17", "2027-03-30"),
            ("Ich bin bis nach Ostern im Urlaub.", "2027-03-17", "2027-03-30"),
            ("Je suis en congé, de retour après Pâques.", "2027-03-17", "2027-03-30"),
            ("Jag är ledig över påsken.", "2027-03-24", "2027-03-30"),
            ("Estoy de vacaciones hasta después de Reyes.", "2026-12-21", "2027-01-07"),
            ("Jeg er på ferie mellem jul og nytår.", "2026-12-23", "2027-01-02"),
            ("Unser Büro ist zwischen den Jahren geschlossen, ich bin nicht im Büro.", "2026-12-23", "2027-01-02"),
            ("I am out of the office between Christmas and New Year.", "2026-12-23", "2027-01-02"),
            ("Out of the office over Christmas and New Year's.", "2026-12-23", "2027-01-02"),
            ("I'm out of the office until after Christmas.", "2026-12-23", "2026-12-27"),
            ("I'm away until 8 January. Merry Christmas and a happy New Year!", "2026-12-23", "2027-01-09"),
            ("Ich bin im Urlaub. Frohe Weihnachten!", "2026-12-23", "-"),
        ];
        let read =
            |text: &str, today: &str| back_on(text, today.parse().unwrap(), false).map_or("-".to_owned(), |day| day.to_string());
        let wrong: Vec<_> = notices
            .iter()
            .map(|(text, today, want)| (*text, read(text, today), *want))
            .filter(|(_, got, want)| got != want)
            .collect();
        assert_eq!(wrong, []);
    }
}
