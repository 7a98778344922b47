//! Absences of a day, and days that are told beside an absence: "out today, back to you tomorrow", "this afternoon", "next week I'm back".

use jiff::civil::Date;

use super::absence::{lead, sentence};
use super::absence_dates::Found;
use super::absence_leave;
use super::absence_spans::{SINCE, TODAY, among};
use super::absence_vocabulary::BEFORE;
use super::absence_week;
use super::automatic_words::AWAY;
use super::wordlist::{Words, words};

/// Parts of today, in folded text.
static PARTS: Words = words(
    "\
 i dag | i dag.| this afternoon| this morning|heute vormittag|heute nachmittag|heute mittag| cet après-midi| ce matin| ce soir|esta tarde|esta mañana|\
questo pomeriggio|pomeriggio di oggi|stamattina|stamani|esta manhã|vanmiddag|vanochtend|vanmorgen|i eftermiddag|i formiddag|i ettermiddag|i förmiddag|\
iltapäivällä|aamupäivällä|dziś po południu|odpoledne|dopoledne|午後より|午後から|午前中|下午|上午|",
);

/// Words of somebody who isn't there, besides those of [`AWAY`].
const GONE: &str = "away|out|off|ooo|absent|weg|fuera|fuori|fora|borta|ude|ute|poissa";

/// Tomorrow, where the text tells of an absence today and of no day besides tomorrow, on which nobody is told to be away.
pub fn back_tomorrow(folded: &str, words: &[String], dates: &[Found], today: Date) -> Option<Date> {
    let tomorrow = today.tomorrow().ok()?;
    let first = words.iter().position(|word| among(TODAY, word));
    let named = first.is_some() || PARTS.within(&format!(" {folded} "));
    let fits = |found: &Found| {
        let behind = first.is_none_or(|at| at < found.from);
        found.first == tomorrow && found.last == tomorrow && behind && !is_away_behind(words, found)
    };
    (named && dates.iter().all(fits)).then_some(tomorrow)
}

/// The day after the last of single days of which alone an absence is told: "I'm out of the office on Friday".
pub fn back_after_days(words: &[String], dates: &[Found], today: Date) -> Option<Date> {
    // "From 8 October", "before January"
    let opens = |found: &Found| {
        let near = words.get(found.from.saturating_sub(1)..=found.from).unwrap_or_default();
        near.iter().any(|word| among(SINCE, word) || among(BEFORE, word))
    };
    let away = |found: &&Found| {
        !found.range && found.first >= today && !opens(found) && absence_week::is_absence(words, found.from, found.to)
    };
    dates.iter().filter(away).map(|found| found.last).max()?.tomorrow().ok()
}

/// Whether an absence is told in the sentence of a date.
pub fn is_away_beside(words: &[String], found: &Found) -> bool {
    let named = |word: &str| among(GONE, word) || absence_leave::is_named_by(word);
    let said: Vec<&str> = lead(words, found).collect();
    let said: Vec<&str> = said.into_iter().rev().collect();
    AWAY.within(&format!("{} ", said.join(" "))) || sentence(words, found).any(named) || is_away_behind(words, found)
}

/// Whether an absence is told behind a date, in its sentence.
pub fn is_away_behind(words: &[String], found: &Found) -> bool {
    let rest: Vec<&str> = words.iter().skip(found.to).map(String::as_str).take_while(|word| *word != ".").collect();
    AWAY.within(&format!("{} ", rest.join(" "))) || rest.iter().any(|word| among(GONE, word))
}
