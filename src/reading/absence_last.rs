//! The last day of an absence: "until 4 September", "24-28 August", "19-20 November and again from the 30th", "until Friday noon".

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::absence::{around, joined, joins, lead, sentence};
use super::absence_dates::Found;
use super::absence_spans::{NEXT, among};
use super::absence_vocabulary::{AGAIN, BACK, BETWEEN, MINE, OPEN, UNTIL, UNTIL_HERE};
use super::{absence_before, absence_spans, absence_today};
use crate::domain::day_names::weekday;

/// Beginnings of words that take in the last day or week named.
const INCLUDING: [&str; 9] = ["inclu", "inkl", "einschl", "compres", "compris", "włącznie", "včetně", "incluí", "innev"];

/// The last hour at which somebody who is away until then is back on the same day.
const NOON: u8 = 13;

/// The day on which somebody is back after the last day away.
pub fn last_away(words: &[String], dates: &[Found], least: Date, english: bool) -> Option<Date> {
    let named = |found: &&Found| until(words, dates, found);
    let all: Vec<&Found> = dates.iter().filter(named).collect();
    // The firm's holidays in August, told in another sentence, are no part of an absence in May.
    let apart = |one: &Found, other: &Found| words.iter().take(other.from).skip(one.to).any(|word| word == ".");
    let last = match all[..] {
        [first, .., last] if apart(first, last) && joined(dates, first).last >= least && !among_away(words, last) => Some(first),
        [.., last] => Some(last),
        // "The catalogue comes out in March" tells of no absence.
        [] => dates.iter().rfind(|found| {
            found.range && (found.first != found.last.first_of_month() || absence_today::is_away_beside(words, found))
        }),
    };
    let last = last?;
    let last = one_of_several(words, dates, last, least).unwrap_or(last);
    let day = joined(dates, last).last;
    if day < least {
        return None;
    }
    // "I will not return until 8 September" names the day itself.
    let lead: Vec<&str> = lead(words, last).take(6).collect();
    let until_word = lead.iter().position(|word| among(UNTIL, word));
    // "And again 12 to 18 May" repeats an absence.
    let figure = |at: usize| lead.get(at + 1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let repeats = |at: usize, word: &str| figure(at) && among(AGAIN, word);
    let back = until_word.is_some_and(|at| lead.iter().skip(at + 1).take(3).any(|word| among(BACK, word) && !repeats(at, word)));
    // "Out until Monday" is back on Monday in English; elsewhere the day named is the last one away.
    let including = around(words, last)
        .iter()
        .any(|word| INCLUDING.iter().any(|stem| word.starts_with(stem)) || matches!(*word, "through" | "thru" | "end"));
    let mut named = words.iter().take(last.to).skip(last.from);
    let figure = last.weekday || named.any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let single = !last.range && last.first == last.last;
    // "直到10月19日才能回复"
    let only_then = || words.get(joined(dates, last).to).is_some_and(|word| word.starts_with('才'));
    let back = back || (!including && (absence_before::not_until(words, last) || only_then()));
    let open = lead.iter().any(|word| among(OPEN, word)) || behind(words, last).is_some_and(|word| word == "kadar");
    // The Dutch part "tot" from "tot en met", and mean it.
    let dutch = until_word.is_some_and(|at| lead.get(at) == Some(&"tot") && !lead.iter().take(at).any(|word| *word == "met"));
    let monday = day.weekday() == Weekday::Monday && (english || (open && figure));
    let exclusive = !including && single && (monday || (dutch && figure));
    // "Out until the week commencing 7 December" is back in it.
    if lead.first().is_some_and(|word| *word == "w/c") && until_word.is_some() {
        return Some(joined(dates, last).first);
    }
    // "I won't be back until next week" is back on its Monday. "Until November" has the day before it for its only one.
    let first = joined(dates, last).first;
    if last.range && first != day && first >= least && !including && (back || until_next_week(words, dates, last)) {
        return Some(first);
    }
    let back = back && !last.range || comes_then(words, joined(dates, last));
    let morning = clock(words, joined(dates, last).to).is_some_and(|(_, hour)| hour <= NOON);
    if back || exclusive || morning { Some(day) } else { day.tomorrow().ok() }
}

/// Whether the author comes back on the very day: "until 22 June, when I return".
fn comes_then(words: &[String], last: &Found) -> bool {
    let behind = || words.iter().skip(last.to).map(String::as_str).take_while(|word| *word != ".");
    behind().next().is_some_and(|word| among(WHEN, word)) && behind().skip(1).take(4).any(|word| among(BACK, word))
}

/// Words that go on from a day to what happens on it.
const WHEN: &str = "when|quand|wenn|cuando|quando|wanneer|når|då|när|jolloin|kiedy|kdy";

/// The earlier one of several stretches in a sentence between which somebody works: "19-20 November and again 30 November to 4 December".
fn one_of_several<'a>(words: &[String], dates: &'a [Found], last: &Found, least: Date) -> Option<&'a Found> {
    let start = |found: &Found| {
        let before = || dates.iter().rfind(|other| other.from < found.from && !joins(other, found));
        let opens = |other: &&Found| !other.range && !until(words, dates, other) && found.from - other.to <= 6;
        if found.range { Some(found.first) } else { before().filter(opens).map(|other| other.first) }
    };
    let one_sentence = |other: &Found| !words.iter().take(last.from).skip(other.to).any(|word| word == ".");
    let ends = |other: &&Found| (other.range || until(words, dates, other)) && joined(dates, other).last >= least;
    let (starts, earlier) = (start(last)?, dates.iter().filter(|other| other.to <= last.from).find(ends)?);
    start(earlier)?;
    let end = joined(dates, earlier).last;
    let works = |day: Date| day < starts && !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let between = (1..=7).filter_map(|n: i32| end.checked_add(n.days()).ok()).any(works);
    (between && one_sentence(earlier)).then_some(earlier)
}

/// Whether a span is the next week as a whole, up to which somebody is away and not up to its end.
fn until_next_week(words: &[String], dates: &[Found], found: &Found) -> bool {
    let named = words.get(found.from..found.to).unwrap_or_default();
    let next = absence_spans::next_week(words, found.from).is_some() && !named.iter().any(|word| among(UNTIL_HERE, word));
    // "Tot en met volgende week"
    let with = lead(words, found).take(3).any(|word| among("t/m|met|med|tom|t.o.m", word));
    // "来週まで休暇" takes in the week, "来週まで返信できません" doesn't.
    let eastern = words.get(found.to).is_some_and(|word| word == "untilhere");
    let denied = || sentence(words, found).any(|word| word.contains("ません"));
    next && !with && until(words, dates, found) && (!eastern || denied())
}

/// Whether "I" stands in the sentence of a date.
pub fn among_away(words: &[String], found: &Found) -> bool {
    sentence(words, found).any(|word| among(MINE, word))
}

/// The word behind a date, past what only says that it is one: "28.09.2026 tarihine kadar".
fn behind<'a>(words: &'a [String], found: &Found) -> Option<&'a str> {
    let mut rest = words.iter().skip(found.to).take(3).map(String::as_str);
    rest.find(|word| !matches!(*word, "tarihine" | "gününe" | "günü" | "napig" | "including"))
}

/// Whether somebody is away up to a date.
pub fn until(words: &[String], dates: &[Found], found: &Found) -> bool {
    let finnish = behind(words, found).is_some_and(|word| among(UNTIL_HERE, word));
    let inside = |at: usize| dates.iter().any(|other| other.weekday && other.from == at);
    let mut at = found.from;
    for word in lead(words, found) {
        at = at.saturating_sub(1);
        // "back in the office": "in" leads on to a word of return, "from 4 to 15 May" ends with this date.
        if among(UNTIL, word) {
            let weak = matches!(word, "to" | "a" | "al" | "au" | "ao" | "-" | "til" | "till" | "tot");
            let before = words.get(at.saturating_sub(1)).map_or("", String::as_str);
            // "Antes do dia 21"
            if word == "do" && matches!(before, "partir" | "antes" | "depois") {
                return false;
            }
            // "From 24 December, noon, to 4 January"
            let ends = |other: &Found| other.to == at || clock(words, other.to).is_some_and(|(to, _)| to == at);
            let range = before.starts_with(|c: char| c.is_ascii_digit()) || dates.iter().any(ends);
            if !weak || range || matches!(word, "til" | "till" | "tot") || matches!(before, "fino" | "sino" | "frem" | "up") {
                return true;
            }
        }
        if !(among(BETWEEN, word) || among(NEXT, word) || inside(at)) {
            break;
        }
    }
    finnish
}

/// Words before a time of the day.
const AT: &str = "à|at|um|kl|klo|kello|ore|alle|a|las|às|o|godz|hod|v|om|ab|au|le|den|am|gegen|in|the|de|la|el|da|ca|eod|do|im|ve|w|el|por|na|ochtends|s";
/// The hours that words name.
const HOURS: [(&str, u8); 4] = [
    (
        "morning|matin|vormittag|vormittags|früh|morgens|mattina|mattino|manhã|ochtend|'s-ochtends|ochtends|morgen|morgenen|morgon|morgonen|formiddag|\
         aamu|aamuun|rano|ráno|rána|mañana|am",
        8,
    ),
    (
        "noon|midday|lunch|lunchtime|midi|mittag|mittags|mezzogiorno|mediodía|meio-dia|lunsj|frokost|lounas|lounaaseen|puolipäivään|południa|południe|\
         poledne|poledního",
        12,
    ),
    ("afternoon|après-midi|nachmittag|pomeriggio|tarde|namiddag|eftermiddag|ettermiddag|iltapäivään|odpoledne|pm", 15),
    ("evening|soir|abend|abends|sera|noche|noite|avond|aften|kväll|kveld|iltaan|wieczora|večera", 20),
];

/// The time of day that begins with word `at`: the word behind it and its hour. "Friday 12:00", "4. Januar um 9 Uhr", "20/11 au soir".
pub fn clock(words: &[String], at: usize) -> Option<(usize, u8)> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let skipped = (0..2).take_while(|n| among(AT, word(at + n)) && word(at + n) != "am").count();
    (0..=skipped).rev().find_map(|n| {
        let at = at + n;
        if let Some((_, hour)) = HOURS.iter().find(|(names, _)| among(names, word(at))) {
            return Some((at + 1, *hour));
        }
        let digits: String = word(at).chars().take_while(char::is_ascii_digit).collect();
        let hour: u8 = digits.parse().ok().filter(|hour| *hour <= 24)?;
        let rest = word(at).get(digits.len()..)?;
        let minutes = rest
            .strip_prefix([':', '.', 'h'])
            .is_some_and(|minutes| minutes.is_empty() || minutes.len() == 2 && minutes.bytes().all(|c| c.is_ascii_digit()));
        let unit = is_hour(word(at + 1));
        // "4 January at 9", and no "4 January 2027".
        let told = unit || rest.starts_with([':', 'h']) && minutes || matches!(rest, "am" | "pm") || n > 0 && rest.is_empty();
        let pm = rest == "pm" || word(at + 1) == "pm";
        (told && (rest.is_empty() || minutes || matches!(rest, "am" | "pm")) && weekday(word(at + 1)).is_none())
            .then_some((at + 1 + usize::from(unit), if pm && hour < 12 { hour + 12 } else { hour }))
    })
}

/// Whether a word behind a figure says that it is an hour.
pub fn is_hour(word: &str) -> bool {
    among("uhr|uur|h|hrs|am|pm|o'clock|heures|horas|hodin|hod|tiden", word)
}
