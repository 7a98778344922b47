//! When the author of an absence notice is back. Rather nothing than something wrong.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use super::absence_dates::{Found, Order, find, order};
use super::absence_last::{among_away, last_away, until};
use super::absence_spans::{among, left_on};
use super::absence_vocabulary::{
    AGAIN, ANSWERS, ANYBODY_ANSWERS, BACK, BEGINNING, BEGINS, BETWEEN, BUT, FROM, NOT, ONLY, PHONES, PRESENT,
};
use super::absence_words::{ENGLISH, eastern, words};
use super::{absence_before, absence_house, absence_spans, absence_today, clean};

/// The return date of an absence notice that was written on `today`, one that has just gone by where the notice was left on; `None` where
/// the text gives none that makes sense.
pub fn back_on(text: &str, today: Date, american: bool) -> Option<Date> {
    let past = || left_on(today).and_then(|least| read_back_on(text, today, american, least));
    ahead(text, today, american).or_else(past)
}

/// A return that is still to come.
fn ahead(text: &str, today: Date, american: bool) -> Option<Date> {
    let found = read_back_on(text, today, american, today);
    // An American mailbox of somebody who writes the day first: "Back on 07/12/2026", in November.
    found.or_else(|| if american { read_back_on(text, today, false, today) } else { None })
}

/// The return date that isn't before `least`.
fn read_back_on(text: &str, today: Date, american: bool, least: Date) -> Option<Date> {
    let folded = clean::folded(text, 6000);
    let words = words(&folded);
    let english = !eastern(&folded) && words.iter().any(|word| among(ENGLISH, word));
    let order = if eastern(&folded) { Order::MonthFirst } else { order(&words, american && english, today) };
    let dates = find(&words, today, order);
    let sensible = |date: &Date| *date >= least && *date <= today.saturating_add(400.days());
    // "Out until 11 December. We look forward to working with you again in the new year."
    let ends = |found: &Found| dates.iter().any(|other| other != found && sensible(&other.last) && until(&words, &dates, other));
    let wished = |found: &Found| words.get(found.from).is_some_and(|word| word == "newyear") && ends(found);
    let returns = dates
        .iter()
        .filter(|found| returning(&words, &dates, found) && !wished(found))
        .map(|found| counted(&words, &dates, found));
    let mut returns = returns;
    returns
        .find(sensible)
        .or_else(|| last_away(&words, &dates, least, english).filter(sensible))
        .or_else(|| absence_today::back_tomorrow(&folded, &words, &dates, today))
        .or_else(|| absence_today::back_after_days(&words, &dates, today).filter(sensible))
}

/// The day that a word of return names. A weekday alone is the next one behind the last day away: "until 4 December, back on Monday".
fn counted(words: &[String], dates: &[Found], found: &Found) -> Date {
    let day = joined(dates, found);
    let away = |other: &&Found| {
        *other != found
            && *other != day
            && !other.weekday
            && other.from < found.from
            && (other.range || until(words, dates, other))
    };
    let last = dates.iter().filter(away).map(|other| other.last).max().filter(|last| day.weekday && *last >= day.first);
    let behind = last.and_then(|last| {
        (1..=7).filter_map(|n: i32| last.checked_add(n.days()).ok()).find(|date| date.weekday() == day.first.weekday())
    });
    behind.unwrap_or(day.first)
}

/// Whether the text of a notice of that day tells when its author is back.
pub fn tells_return(text: &str, sent: Option<Timestamp>) -> bool {
    sent.is_some_and(|sent| ahead(text, Offset::UTC.to_datetime(sent).date(), false).is_some())
}

/// The words of a date's sentence before and behind it.
pub fn sentence<'a>(words: &'a [String], found: &Found) -> impl Iterator<Item = &'a str> {
    lead(words, found).chain(words.iter().skip(found.to).map(String::as_str).take_while(|word| *word != "."))
}

/// A weekday followed by its date is that date.
pub fn joined<'a>(dates: &'a [Found], found: &'a Found) -> &'a Found {
    dates.iter().find(|other| joins(found, other)).unwrap_or(found)
}

/// The one is the weekday of the other.
pub fn joins(found: &Found, other: &Found) -> bool {
    found.weekday && !other.weekday && other.from >= found.to && other.from - found.to <= 2
}

/// The date with the words around it, those of its own sentence.
pub fn around<'a>(words: &'a [String], found: &Found) -> Vec<&'a str> {
    let behind = words.iter().skip(found.to).take(2).map(String::as_str).take_while(|word| *word != ".");
    let within = words.iter().skip(found.from).take(found.to - found.from).map(String::as_str);
    lead(words, found).take(4).chain(within).chain(behind).collect()
}

/// The words of the sentence before the date, nearest first.
pub fn lead<'a>(words: &'a [String], found: &Found) -> impl Iterator<Item = &'a str> {
    words.iter().take(found.from).rev().map(String::as_str).take_while(|word| *word != ".")
}

fn returning(words: &[String], dates: &[Found], found: &Found) -> bool {
    let taken = |at: usize| dates.iter().any(|other| other != found && !other.weekday && other.from <= at && at < other.to);
    if until(words, dates, found) {
        return false;
    }
    let following = words.get(found.to).map_or("", String::as_str);
    let ranged = dates.iter().any(|other| other.from > found.to && other.from - found.to <= 2);
    // "14日から休暇" is its first day.
    let begins = || words.iter().skip(found.to + 1).take(2).any(|word| BEGINNING.iter().any(|away| word.contains(away)));
    // "下周三前可能无法回复", "请下周再联系"
    let before = following.starts_with('再')
        || following.starts_with('前') && !["前往", "前台", "前后"].iter().any(|other| following.starts_with(other));
    if following == "beforehere" || before || (following == "fromhere" && !ranged && !begins()) {
        return true;
    }
    // "My colleague is back on Monday" is told of them.
    if absence_before::is_anothers(words, found) || absence_house::is_a_houses(words, dates, found) {
        return false;
    }
    // A word of return before the date, with no other date between them.
    let before = (1..=8).map_while(|n| found.from.checked_sub(n)).take_while(|at| !taken(*at));
    let before: Vec<&str> = before.filter_map(|at| words.get(at)).map(String::as_str).take_while(|word| *word != ".").collect();
    let mut near = before.iter().enumerate();
    let denied = |at: usize| before.iter().skip(at + 1).take(2).any(|word| denies(word));
    // "I'll answer before 30 October": by then, unless it is denied.
    if absence_before::is_deadline(words, found) {
        return false;
    }
    // "Kim is available from 8 September"; "until Friday, by phone on Wednesday only" is away all the same.
    let span = |other: &&Found| *other != found && !joins(other, found) && (other.range || until(words, dates, other));
    let away = dates.iter().filter(span).map(|other| joined(dates, other).last).max();
    let waited = absence_before::first(words, found, joined(dates, found).first, away);
    if waited.told || waited.opens {
        // "Kim svarer først den 12. oktober" is no return, "back at the earliest on 12 October" is.
        let comes = || before.iter().any(|word| among(BACK, word) && !among(ANSWERS, word));
        return waited.opens || (away.is_none() && comes());
    }
    let spanned = || away.is_some();
    let begins = || lead(words, found).take(4).any(|word| among(BEGINS, word));
    let by_phone = || sentence(words, found).any(|word| among(ONLY, word) || PHONES.iter().any(|phone| word.starts_with(phone)));
    let hardly = || !begins() && spanned() && by_phone();
    let present = |word: &str| among(PRESENT, word) && among_away(words, found) && !hardly();
    // "I'm away until 23 October. We only answer tenders from 2 November."
    let some = |word: &str| among(ANYBODY_ANSWERS, word) && spanned() && sentence(words, found).any(|word| among(ONLY, word));
    // "And again 30 November to 4 December" is no return.
    let again = |word: &str| among(AGAIN, word) && dates.iter().any(|other| other.from > found.to && other.from - found.to <= 2);
    // "Enkä ole tavoitettavissa torstaina"
    let reached = |at: usize, word: &str| word != "tavoitettavissa" || !denied(at);
    if near.any(|(at, word)| {
        (among(BACK, word) && !again(word) && !some(word) && reached(at, word)) || (present(word) && !denied(at))
    }) {
        return true;
    }
    // Behind it, unless it leads on to another date: "from 4 May, back on 7 May"; "back from 4 May, but in Rome from 7 May" does not.
    let apart = |at: usize, other: &Found| words.iter().take(other.from).skip(at).any(|word| among(BUT, word));
    let leads = |at: usize, other: &Found| other.from > at && other.from - at <= 8 && !joins(found, other) && !apart(at, other);
    let free = |at: &usize| !dates.iter().any(|other| leads(*at, other));
    let another = |at: usize| dates.iter().any(|other| other.from == at && other.weekday && other.from > found.to);
    let open = |at: &usize| words.get(*at).is_some_and(|word| word != ".") && !taken(*at) && !another(*at);
    let behind = (found.to..found.to + 7).take_while(open);
    let mut behind = behind.filter(free).filter_map(|at| words.get(at)).take_while(|word| !denies(word));
    // "On leave (14-18 September)" opens no day.
    let mut lead = before.iter().take(3).take_while(|word| among(FROM, word) || among(BETWEEN, word));
    // "Next week I'm back", and no "next week I am away again".
    let next_week = || absence_spans::next_week(words, found.from).is_some() && !absence_today::is_away_behind(words, found);
    let opened = !found.range || lead.any(|word| among(FROM, word)) || next_week();
    opened && behind.any(|word| among(BACK, word) || present(word))
        || absence_before::answers(words, found, joined(dates, found).first, away)
}

fn denies(word: &str) -> bool {
    among(NOT, word) || word.ends_with("n't")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(text: &str) -> Option<String> {
        back_on(text, "2026-08-24".parse().unwrap(), false).map(|date| date.to_string())
    }

    #[test]
    fn return_dates_are_read_as_people_write_them() {
        for (text, want) in [
            ("I am out of the office until 4 September.", "2026-09-05"),
            ("I am out of the office until Monday, 7 September, and will answer then.", "2026-09-07"),
            ("I'm away and will be back in the office on September 7th, 2026.", "2026-09-07"),
            ("I am on leave from 24 August to 4 September.", "2026-09-05"),
            ("On leave this week, back Monday.", "2026-08-31"),
            (
                "Ich bin bis einschließlich 04.09.2026 nicht im Haus. Ab Montag, den 07.09.2026 bin ich wieder für Sie da.",
                "2026-09-07",
            ),
            ("Ich bin bis zum 18.09. nicht im Haus und antworte danach.", "2026-09-19"),
            ("je suis absente jusqu'au 17 septembre inclus et vous répondrai à mon retour.", "2026-09-18"),
            ("Je serai de retour le 3 septembre.", "2026-09-03"),
            ("Estaré fuera de la oficina hasta el 4 de septiembre de 2026.", "2026-09-05"),
            ("Estou de férias e regresso a 12/10/2026.", "2026-10-12"),
            ("Fora do escritório entre 31/08 e 04/09, retornando em 07/09.", "2026-09-07"),
            ("I will be back on the 7th. Thanks", "2026-09-07"),
            ("On annual leave up to and including 4 September.", "2026-09-05"),
            ("Back on Monday 9/7, away from 8/31.", "2026-09-07"),
            ("Back on Wednesday 9/12.", "2026-12-09"),
            ("Jsem na dovolené, odpovím po návratu 7. září.", "2026-09-07"),
            ("休暇中です。来週の水曜日に出社します。", "2026-09-02"),
            ("8月25日から28日まで出張のため不在です。8月31日に出社いたします。", "2026-08-31"),
            ("不在です。8月31日に回复します。", "2026-08-31"),
            ("9月14日から18日まで休暇のため不在です。", "2026-09-19"),
            ("9月14日から18日、休暇をいただきます。", "2026-09-19"),
            ("9月28日(月)～10月2日(金)は休暇のため不在です。", "2026-10-03"),
            ("9月28日〜2日まで休暇をいただいております。", "2026-10-03"),
            ("9月14日から5日間の休暇をいただきます。", "2026-09-19"),
            ("我于9月14日至18日休假，不在办公室。", "2026-09-19"),
            ("从8月25日起休假，31日回到办公室。", "2026-08-31"),
            ("28日まで出張のため不在にしております。", "2026-08-29"),
            ("本日より28日まで休暇をいただきます。31日より通常通り対応いたします。", "2026-08-31"),
            ("I'm off from tomorrow, back Thursday week.", "2026-09-03"),
            ("Ik ben afwezig tot 14 september. Inclusief weekend is Jan bereikbaar.", "2026-09-14"),
            ("I am on bereavement leave and will return Monday week (7/9).", "2026-09-07"),
            ("Back on Monday week.", "2026-09-07"),
            ("In der KW 35 und 36 bin ich nicht erreichbar.", "2026-09-07"),
            ("Ab der KW 36 bin ich wieder erreichbar.", "2026-08-31"),
            ("Ich bin in KW 52/1 nicht im Haus.", "2027-01-11"),
            ("Vanaf dinsdag de 8e ben ik weer bereikbaar.", "2026-09-08"),
            ("Bin bis einschl. 12. im Urlaub.", "2026-09-13"),
            ("Będę dostępna od 20 października.", "2026-10-20"),
            ("I'm on leave (7/9-11/9) and will answer afterwards.", "2026-09-12"),
            ("I am not available from 7 September to 11 September.", "2026-09-12"),
            ("I am on leave until 11 September. Kim is available from 7 September.", "2026-09-12"),
            ("I will be available from 7 September.", "2026-09-07"),
            ("Oggi sono in trasferta, rispondo domani.", "2026-08-25"),
            ("Ich bin heute ganztägig in einer Schulung und melde mich morgen.", "2026-08-25"),
            ("Ich bin bis 28.08. abwesend. Unsere Betriebsferien sind vom 5. bis 23. Oktober.", "2026-08-29"),
            ("Out of office from 08-26-2026 until 09-15-2026.", "2026-09-16"),
            ("I'm away until 28 August. I'm then on a course until 4 September.", "2026-09-05"),
            ("Sono in ferie fino al 4 settembre.", "2026-09-05"),
            ("Ik ben afwezig en ben terug op 7 september.", "2026-09-07"),
            ("Jeg er tilbage på kontoret den 7. september.", "2026-09-07"),
            ("Jag är på semester till och med 4 september.", "2026-09-05"),
            ("Olen lomalla 4.9. asti.", "2026-09-05"),
            ("您好，我正在休假，9月7日回来后会尽快回复您。", "2026-09-07"),
        ] {
            assert_eq!(back(text).as_deref(), Some(want), "{text}");
        }
        for (text, american, want) in [
            ("OOO 8/28-9/4. Back 9/8.", true, "2026-09-08"),
            ("OOO 8/28-9/4. Back 9/8.", false, "2026-09-08"),
            ("Away until 9/8.", true, "2026-09-09"),
            ("Away until 9/8.", false, "2026-08-10"),
            ("Out until Fri, 9/11.", false, "2026-09-12"),
            ("Away til Mon., 9/7.", false, "2026-09-07"),
            ("Away 9/7 (Mon) - 9/11 (Fri).", false, "2026-09-12"),
            ("I'm back on 8/9. Wednesday meetings are off.", false, "2026-09-08"),
            ("On vacation from 08/21/2026 to 09/06/2026", false, "2026-09-07"),
            ("Vacances du 21/8 au 4/9", true, "2026-09-05"),
            ("Out of the office starting 9/3/2026 and back on 9/10/2026.", false, "2026-09-10"),
            ("On leave from Aug 31 to Sep 4, back on Monday.", false, "2026-09-07"),
            ("I'm on vacation until September 11 and back on Monday.", false, "2026-09-14"),
            ("Ich bin vom 31.08. bis 11.09. im Urlaub und ab Montag wieder für Sie da.", false, "2026-09-14"),
            ("Out through EOD Friday 9/4, returning Tuesday.", true, "2026-09-08"),
            ("Je suis absent du 31 août au 4 septembre, de retour lundi.", false, "2026-09-07"),
        ] {
            let found = back_on(text, "2026-08-24".parse().unwrap(), american).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(want), "{text}");
        }
        assert_eq!(back("I am out of the office until 4 September 2024."), None);
        assert_eq!(back("I am out of the office and read no mail."), None);
        assert_eq!(back("9月14日から休暇をいただきます。"), None);
    }
    #[test]
    fn until_next_week_is_until_its_monday() {
        for text in [
            "I won't be back until next week.",
            "I won't be in the office until next week.",
            "I am not available until next week.",
            "I can't answer mail until next week.",
            "I'm out of the office until next week.",
            "No podré responder hasta la próxima semana.",
            "No volveré hasta la semana que viene.",
            "Non potrò rispondere prima della settimana prossima.",
            "Não estarei no escritório até à próxima semana.",
            "Ik ben niet op kantoor tot volgende week.",
            "Ik ben er pas volgende week weer.",
            "Nie będzie mnie w biurze do przyszłego tygodnia.",
            "Nebudu v kanceláři před příštím týdnem.",
            "下周才能回复邮件。",
            "来週まで返信できません。",
        ] {
            assert_eq!(back(text).as_deref(), Some("2026-08-31"), "{text}");
        }
        for (text, want) in [
            ("I'm away until the end of next week.", "2026-09-07"),
            ("I'm out through next week.", "2026-09-07"),
            ("Ik ben afwezig tot en met volgende week.", "2026-09-07"),
            ("Olen lomalla ensi viikon loppuun.", "2026-09-07"),
            ("来週まで休暇です。", "2026-09-07"),
            ("Ich bin bis nächste Woche Mittwoch im Urlaub.", "2026-09-03"),
            ("Je suis absent jusqu'à mercredi de la semaine prochaine.", "2026-09-03"),
            ("I won't be back until November.", "2026-11-01"),
        ] {
            assert_eq!(back(text).as_deref(), Some(want), "{text}");
        }
    }
}
