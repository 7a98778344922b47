//! Stretches of weekdays in notices: "away Mon-Wed this week", "von Montag bis Mittwoch auf Dienstreise", "out on Thursday and Friday". Days on
//! which somebody works or stands in, and those by which a span is repeated, are none.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::absence_dates::Found;
use super::absence_spans::{NEXT, THIS, WEEK, among, next_week};
use super::absence_vocabulary::BACK;
use super::automatic_words::AWAY;
use crate::domain::day_names::{month, weekday};

/// Weekdays in short from Monday on, which mean one only beside another.
const SHORT: [(&str, Weekday); 7] = [
    ("mon|mo|lun|ma|man|mån|seg|pn|po", Weekday::Monday),
    ("tue|tues|di|mar|tir|tis|ti|ter|wt|út", Weekday::Tuesday),
    ("wed|mi|mer|mié|wo|ons|ke|qua|śr|st", Weekday::Wednesday),
    ("thu|thur|thurs|do|jeu|jue|gio|tor|tors|qui|czw|čt", Weekday::Thursday),
    ("fri|fr|ven|vie|vr|fre|pe|sex|pt|pá", Weekday::Friday),
    ("sat|sa|sam|sáb|sab|za|lør|lör|la", Weekday::Saturday),
    ("sun|so|dim|dom|zo|søn|sön|su", Weekday::Sunday),
];

/// What stands between the first day and the last.
const JOINTS: &str = "-|to|till|til|until|through|thru|bis|au|à|a|al|hasta|ao|até|tot|t/m|do|and|und|et|y|e|en|og|och|ja|i|&|untilhere|fromhere|和|と|及";
/// What may follow it: "tot en met", "bis zum", "fram till och med".
const MORE: &str =
    "en|met|og|och|med|zum|einschließlich|einschl|inklusive|inkl|including|inclusive|la|le|el|il|den|on|am|w|we|v|ve|na|no|à|nel";

/// Words between an absence and its days: "out of the office [from] Monday", "Do-Fr [bin ich] außer Haus".
const FILLERS: &str = "from|on|the|next|this|i|am|i'm|we|are|will|be|von|vom|am|bin|ich|wir|sind|ist|du|le|je|suis|de|da|dal|di|el|los|yo|estoy|estaré|sono|io|\
    van|op|ik|ben|den|fra|från|jeg|er|jag|är|od|w|we|we|v|ve|jestem|jsem|na|no|à|a|estou|olen|also|only|auch|aussi|of|week|für|for";
/// Words of somebody who isn't there, besides those of [`AWAY`].
const GONE: [&str; 9] = ["away", "out", "off", "ooo", "not working", "absent", "absente", "ausente", "assente"];

/// The first and last weekday of a stretch that begins with word `at`, and the word behind it.
pub fn pair(words: &[String], at: usize) -> Option<(Weekday, Weekday, usize)> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    match word(at).split_once(['-', '/']) {
        Some((first, last)) if weekday(word(at)).is_none() => Some((named(first)?, named(last)?, at + 1)),
        _ => {
            let first = named(word(at))?;
            // "Maanantaista keskiviikkoon" needs no word between.
            match named(word(at + 1)).filter(|_| word(at).ends_with("sta")) {
                Some(last) => Some((first, last, at + 2)),
                None => {
                    let more = (at + 2..at + 5).take_while(|at| among(MORE, word(*at))).count();
                    let last = named(word(at + 2 + more)).filter(|_| among(JOINTS, word(at + 1)))?;
                    Some((first, last, at + 3 + more))
                }
            }
        }
    }
}

/// The stretch that begins with word `at`: the word behind it and the days. `found` are the dates before it; one whose days it tells in other
/// words is a part of it.
pub fn stretch(words: &[String], at: usize, found: &[Found], today: Date) -> Option<(usize, Option<Found>)> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let (first, last, to) = pair(words, at)?;
    // "Monday to Wednesday 14 October" is told by its date.
    if word(to).starts_with(|c: char| c.is_ascii_digit()) || month(word(to)).is_some() {
        return None;
    }
    // "Next week (Mon-Fri)", "12-16 October, Monday to Friday" says it again; "next week, Monday to Wednesday" says which days of it.
    if let Some(span) = found.last().filter(|span| span.range && span.to == at) {
        let days = |day: Weekday| span.first.checked_add(i32::from(day.to_monday_zero_offset()).days()).ok();
        let week = days(Weekday::Sunday) == Some(span.last);
        let part = week && (first, last) != (Weekday::Monday, Weekday::Friday) && !is_schedule(words, at, to);
        let named = days(first).zip(days(last)).filter(|(first, last)| part && first <= last);
        return Some((to, named.map(|(first, last)| Found { to, first, last, ..*span })));
    }
    // "Nächste Woche bin ich Montag bis Mittwoch im Urlaub"
    let of = |span: &&Found| {
        let one_sentence = !words.get(span.to..at).unwrap_or_default().iter().any(|word| word == ".");
        one_sentence && span.range && next_week(words, span.from).is_some()
    };
    of_days(words, (at, to), (first, last), found.last().filter(of).is_some(), today)
}

/// The stretch from the first weekday to the last, which words `at` to `to` name, perhaps in the next week that was named before.
fn of_days(
    words: &[String],
    (at, mut to): (usize, usize),
    (first, last): (Weekday, Weekday),
    of_next_week: bool,
    today: Date,
) -> Option<(usize, Option<Found>)> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let before = at.checked_sub(1).map_or("", word);
    let this = among(THIS, word(to)) && (word(to).ends_with("week") || among(WEEK, word(to + 1)));
    let next = (among(NEXT, word(to)) && among(WEEK, word(to + 1)))
        || word(to) == "nextweek"
        || among(WEEK, word(to)) && among(NEXT, word(to + 1));
    if this || next {
        to += 1 + usize::from(!word(to).ends_with("week") || word(to) == "week");
    }
    let next = next || of_next_week || among(NEXT, before);
    // All the week through, somebody works rather.
    let whole = (first, last) == (Weekday::Monday, Weekday::Friday) && !(this || next);
    if is_schedule(words, at, to) {
        return Some((to, None));
    }
    if whole || !is_absence(words, at, to) {
        return None;
    }
    let days = |days: i32| today.checked_add(days.days()).ok();
    let since = i32::from(today.weekday().to_monday_zero_offset());
    let of_week = |day: Weekday| i32::from(day.to_monday_zero_offset()) - since;
    let ahead = |day: Weekday| (0..7).find(|n| (of_week(day) - n).rem_euclid(7) == 0);
    let end = match (this, next) {
        (true, _) => of_week(last),
        (_, true) => of_week(last) + 7,
        _ => ahead(last)?,
    };
    let start = end - (of_week(last) - of_week(first)).rem_euclid(7);
    Some((to, Some(Found { from: at, to, first: days(start)?, last: days(end)?, weekday: false, range: true })))
}

/// A weekday in full or in short.
fn named(word: &str) -> Option<Weekday> {
    let short = || SHORT.iter().find(|(names, _)| among(names, word.trim_end_matches('.'))).map(|(_, day)| *day);
    weekday(word).or_else(short)
}

/// Words of what is over.
const PAST: &str = "was|were|war|waren|étais|estuve|estaba|ero|estive|var|olin|byłem|byłam|byl|byla";
/// Words of working days and opening hours.
const WORKS: &str = "work|works|hours|open|arbeite|arbeitstage|öffnungszeiten|bürozeiten|geöffnet|horaires|ouvert|travaille|horario|trabajo|abierto|orari|\
    aperto|lavoro|horário|trabalho|aberto|openingstijden|geopend|werk|werkdagen|åbningstid|öppettider|arbejder|arbetar|jobber|pracuję|pracuji";
/// What denies them.
const NOT: &str = "not|never|nicht|niet|pas|no|non|não|ikke|inte|ej|en|nie|ne|nejsem|nebudu";
/// Where somebody is on them.
const THERE: [&str; 10] = [
    "in the office",
    "im büro",
    "au bureau",
    "en la oficina",
    "in ufficio",
    "no escritório",
    "op kantoor",
    "på kontoret",
    "w biurze",
    "v kanceláři",
];

/// Whether the sentence of words `from` to `to` tells when somebody works, and not when they don't, or of what is over.
fn is_schedule(words: &[String], from: usize, to: usize) -> bool {
    let ends = |word: &&String| word.as_str() != ".";
    let before: Vec<&String> = words.get(..from).unwrap_or_default().iter().rev().take_while(ends).collect();
    let behind = words.get(to..).unwrap_or_default().iter().take_while(ends);
    let sentence: Vec<&str> = before.into_iter().rev().chain(behind).map(String::as_str).collect();
    let has = |list: &str| sentence.iter().any(|word| among(list, word));
    let spoken = sentence.join(" ");
    let works = has(WORKS) || THERE.iter().any(|there| spoken.contains(there));
    let gone = AWAY.within(&spoken) || sentence.iter().any(|word| GONE.contains(word));
    has(PAST) || works && !has(NOT) && !has(BACK) && !gone
}

/// Whether words of an absence stand right before words `from` to `to`, or right behind them, in their sentence and with nobody's name
/// between: who stands in on those days is there.
pub fn is_absence(words: &[String], from: usize, to: usize) -> bool {
    let ends = |word: &&String| word.as_str() != ".";
    let filler = |word: &&String| among(FILLERS, word);
    let mut before: Vec<&str> = words
        .get(..from)
        .unwrap_or_default()
        .iter()
        .rev()
        .skip_while(filler)
        .take_while(ends)
        .take(6)
        .map(String::as_str)
        .collect();
    before.reverse();
    // Fillers are skipped from the days on, but may end a phrase too: "absent du".
    let direct: Vec<&str> = words.get(from.saturating_sub(6)..from).unwrap_or_default().iter().map(String::as_str).collect();
    let direct = direct.rsplit(|word| *word == ".").next().unwrap_or_default().join(" ");
    let before = before.join(" ");
    let behind: Vec<&str> =
        words.get(to..).unwrap_or_default().iter().take_while(ends).skip_while(filler).map(String::as_str).take(6).collect();
    let behind = behind.join(" ");
    let closes = |text: &str| {
        GONE.iter().any(|gone| text == *gone || text.ends_with(&format!(" {gone}")))
            || AWAY.list().iter().any(|phrase| text.ends_with(phrase.trim()))
    };
    // "Nieobecn(y)"
    let stem = |text: &str| text.rsplit(' ').next().is_some_and(|last| last.chars().count() > 5 && AWAY.begin(last));
    let opens = GONE.iter().any(|gone| behind == *gone || behind.starts_with(&format!("{gone} "))) || AWAY.begin(&behind);
    closes(&before) || stem(&before) || closes(direct.trim()) || opens
}

#[cfg(test)]
mod tests {
    use super::super::absence::back_on;

    /// The returns that are not as wanted, of notices from Wednesday, 7 October 2026.
    fn unlike(notices: &[(&str, &str)]) -> Vec<String> {
        let read = |text: &str| {
            back_on(text, "2026-10-07".parse().unwrap(), false).map_or_else(|| "-".to_owned(), |day| day.to_string())
        };
        let told = notices.iter().map(|(text, want)| (text, read(text), want));
        told.filter(|(_, got, want)| got != *want).map(|(text, got, _)| format!("{text}: {got}")).collect()
    }

    #[test]
    fn days_of_the_week_tell_how_long_somebody_is_away() {
        let notices = [
            ("Away Wed-Fri this week.", "2026-10-10"),
            ("I am out of the office on Thursday and Friday.", "2026-10-10"),
            ("Out Thu/Fri.", "2026-10-10"),
            ("Away Mon-Wed next week.", "2026-10-15"),
            ("Away next Mon-Wed.", "2026-10-15"),
            ("Out of office Thu - Mon.", "2026-10-13"),
            ("I am not working Wed-Fri this week.", "2026-10-10"),
            ("Ich bin von Donnerstag bis Montag auf Dienstreise.", "2026-10-13"),
            ("Ich bin Do-Fr außer Haus.", "2026-10-10"),
            ("Ich bin Mi-Fr nicht erreichbar.", "2026-10-10"),
            ("Am Freitag und Montag bin ich nicht im Büro.", "2026-10-13"),
            ("Je suis absent du jeudi au vendredi.", "2026-10-10"),
            ("Estoy fuera de la oficina de jueves a viernes.", "2026-10-10"),
            ("Sono fuori ufficio da giovedì a venerdì.", "2026-10-10"),
            ("Ik ben van donderdag tot en met vrijdag afwezig.", "2026-10-10"),
            ("Estou fora do escritório de quinta a sexta-feira.", "2026-10-10"),
            ("Jeg er ikke på kontoret torsdag til fredag.", "2026-10-10"),
            ("Jag är inte på kontoret torsdag till fredag.", "2026-10-10"),
            ("Olen poissa torstaista perjantaihin.", "2026-10-10"),
            ("Jestem poza biurem od czwartku do piątku.", "2026-10-10"),
            ("Od čtvrtka do pátku jsem mimo kancelář.", "2026-10-10"),
            ("我周四和周五不在办公室。", "2026-10-10"),
            ("Estou ausente na quinta e na sexta-feira.", "2026-10-10"),
            ("Jestem nieobecny w czwartek i piątek.", "2026-10-10"),
            ("On 8 and 9 October I am out of the office.", "2026-10-10"),
            ("Am 8. und 9. Oktober bin ich nicht im Büro.", "2026-10-10"),
            ("Le 8 et le 9 octobre je suis absent.", "2026-10-10"),
            ("木曜日から金曜日まで不在です。", "2026-10-10"),
            ("我周四至周五不在办公室。", "2026-10-10"),
            ("I'm out of the office Thursday and Friday this week, back Monday.", "2026-10-12"),
            ("I am on holiday for the rest of the week.", "2026-10-12"),
            ("Den Rest der Woche bin ich auf Messe.", "2026-10-12"),
        ];
        assert_eq!(unlike(&notices), [""; 0]);
    }

    #[test]
    fn days_on_which_somebody_works_are_no_absence() {
        let notices = [
            ("I am on leave until 16 October. Kim is available Monday to Thursday.", "2026-10-17"),
            ("I am on sick leave. Kim is available Monday and Tuesday.", "-"),
            ("I am on sick leave. Our office is open Mon-Fri, 9 to 5.", "-"),
            ("I am on sick leave. Kim can be called Mon-Thu.", "-"),
            ("I am on maternity leave. Cover: Kim (Mon-Wed), Anna (Thu-Fri).", "-"),
            ("Ich bin in Elternzeit. Frau Wolf (Mo-Mi) und Herr Kern (Do-Fr) vertreten mich.", "-"),
            ("En congé maternité. Mme Wolf (lun-mer), M. Kern (jeu-ven).", "-"),
            ("Out of the office 7-16 October. Cover: Kim Mon-Wed, Anna Thu-Fri.", "2026-10-17"),
            ("I am on long-term leave. Office staffed Mon - Fri.", "-"),
            ("I am away next week (Mon-Fri).", "2026-10-19"),
            ("Away 12-16 October (Mon-Fri).", "2026-10-17"),
            ("I am away until 16 October. Our next business day is Thursday for shipping.", "2026-10-17"),
            ("Our office hours are Mon-Fri 9-5. I am out of the office until 16 October.", "2026-10-17"),
            ("Ich bin krank. Das Büro ist Mo-Fr von 8 bis 16 Uhr erreichbar.", "-"),
            ("I am in the office Monday to Thursday. I am on sick leave.", "-"),
            ("Meine Arbeitstage sind Montag bis Mittwoch.", "-"),
            ("I was away Mon-Tue and am working through my mail.", "-"),
            ("I am back in the office Monday to Wednesday next week.", "2026-10-12"),
            ("I am away from Wednesday 7 to Friday 16 October.", "2026-10-17"),
        ];
        assert_eq!(unlike(&notices), [""; 0]);
    }

    #[test]
    fn a_day_by_phone_alone_or_before_which_something_is_done_is_no_return() {
        let notices = [
            ("I am out of the office until 16 October. I am available by phone on Monday only.", "2026-10-17"),
            ("I am away this week and available by phone on Friday only.", "2026-10-12"),
            ("Ich bin bis 16.10. nicht im Büro und nur am Mittwoch telefonisch erreichbar.", "2026-10-17"),
            ("Je suis absent jusqu'au 16 octobre, joignable uniquement par téléphone le mercredi 14 octobre.", "2026-10-17"),
            ("Estoy fuera hasta el 16 de octubre. Solo estaré disponible por teléfono el miércoles 14 de octubre.", "2026-10-17"),
            ("Ik ben afwezig tot en met 16 oktober en alleen woensdag 14 oktober telefonisch bereikbaar.", "2026-10-17"),
            ("Jag är borta till och med 16 oktober. Jag är bara tillgänglig per telefon onsdag 14 oktober.", "2026-10-17"),
            ("I am travelling until 16 October and reachable on my mobile on 8 October.", "2026-10-17"),
            ("Ich bin im Urlaub und melde mich vor dem 30.10. bei Ihnen.", "-"),
            ("I am on annual leave and will answer before 30 October.", "-"),
            ("Sono in ferie e rispondo prima del 30 ottobre.", "-"),
            ("Estoy de vacaciones y responderé antes del 30 de octubre.", "-"),
        ];
        assert_eq!(unlike(&notices), [""; 0]);
        let returns = [
            ("I am on leave and will not be back before 20 October.", "2026-10-20"),
            ("Ich bin im Urlaub und nicht vor dem 20.10. zurück.", "2026-10-20"),
            ("Je suis en congé et ne serai pas de retour avant le 20 octobre.", "2026-10-20"),
            ("Jestem na urlopie i nie wrócę przed 20 października.", "2026-10-20"),
            ("Ich bin im Urlaub und ab Montag wieder telefonisch erreichbar.", "2026-10-12"),
            ("From Monday I am available by phone again.", "2026-10-12"),
            ("I am on leave. From 19 October I am available on my usual phone number.", "2026-10-19"),
            ("I am only available from 12 October.", "2026-10-12"),
            ("Ich bin ab 12.10. erreichbar, Tel. 0201 4711, Mobil 0172 4711.", "2026-10-12"),
            ("Je serai joignable à partir du 12 octobre, téléphone 01 23 45 67 89.", "2026-10-12"),
            ("Estaré disponible a partir del 12 de octubre en mi teléfono móvil.", "2026-10-12"),
            ("Sarò disponibile solo dal 12 ottobre.", "2026-10-12"),
            ("I am away. I will only be back on 19 October.", "2026-10-19"),
            ("I am out of the office from 8 October.", "-"),
            ("I am out of the office and will call you on 8 October, as we agreed.", "-"),
            ("I am on leave. My next working day is Monday 19 October.", "2026-10-19"),
            ("Mein nächster Arbeitstag ist der 19.10.", "2026-10-19"),
        ];
        assert_eq!(unlike(&returns), [""; 0]);
    }

    #[test]
    fn weeks_count_from_the_day_on_which_they_begin() {
        let notices = [
            ("Ab dem 12.10. bin ich zwei Wochen im Urlaub.", "2026-10-26"),
            ("I am on leave for three weeks from 12 October.", "2026-11-02"),
            ("I am on leave for two weeks, back from 19 October.", "2026-10-19"),
            ("I am on vacation for two weeks starting today.", "2026-10-21"),
            ("In January I am on leave. I am back on the 4th of February.", "2027-02-04"),
            ("See you in January! I'm back at work on the 4th.", "2027-01-04"),
            ("In January we move house. I am back on the 12th.", "2026-10-12"),
            ("Betriebsferien im Dezember. Ich bin bis 12. im Urlaub.", "2026-10-13"),
        ];
        assert_eq!(unlike(&notices), [""; 0]);
    }
}
