//! Who asks in another language than English to be left until a day, in whatever words: no phrase lists them all, so what is said of the day
//! is put together from what stands beside it. "Not before it" or "until it" beside what isn't done, "until it" beside being left in peace,
//! "on it" beside coming back again, "after it" beside going on, "to it" beside moving.
//!
//! A day within a week is an appointment to call, unless the words deny or want peace; a pressing need, a delivery or a holiday of one's own
//! puts nothing off.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use super::clauses::clauses;
use super::dates::days;
use super::figures::Dating;
use super::grammar::{Context, is_question};
use super::tables::{Stems, Tables};
use super::tongues::{in_english, is_rather_foreign};
use super::words::Words;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("lexicon/later.toml")));
static DENIES: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("denies"));
static NOBODY: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("nobody"));
static UNDONE: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("undone"));
static EARLIEST: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("earliest"));
static REST: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("rest"));
static OTHERWISE: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("otherwise"));
static AGAIN: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("again"));
static RESUMED: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("resumed"));
static MOVED: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("moved"));
static APPOINTED: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("appointed"));
static USELESS: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("useless"));
static ASK: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("ask"));
static UNTIL_THEN: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("until_then"));
static WHILE_NOT: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("while_not"));
static PRESSED: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("pressed"));
static AWAY: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("away"));
static EVENTS: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("events"));

/// Up to so many words stand between what ties a day and the day.
const TIED: usize = 4;
/// Behind a day, in Finnish, within so many words from where it begins.
const BEHIND: usize = 4;
/// A clause of so many words says no more than that nothing is done before its day.
const SHORT: usize = 4;
/// A day within so many days is near; a weekday alone always is.
const NEAR: i64 = 7;

/// To whom one writes with the word that says "until", too.
const ME: [&str; 10] = ["mig", "meg", "os", "oss", "mnie", "nas", "me", "mir", "uns", "mi"];

/// How a day is tied to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    Before,
    Until,
    After,
    /// On it, or by nothing that tells.
    On,
}

/// A day ahead, the word it begins with and its tie.
#[derive(Clone, Copy, Debug)]
struct Day {
    at: usize,
    tie: Tie,
    near: bool,
}

/// Whether a sentence of a prospect's asks so.
pub fn asks(context: Context<'_>, dating: Dating) -> bool {
    let text = &context.own.text.to_lowercase();
    if !is_rather_foreign(text) || is_question(context.own) || OTHERWISE.is_match(text) {
        return false;
    }
    let found = ahead(context.own, dating);
    let beside = || [context.before, context.after].into_iter().flatten().any(|words| !ahead(words, dating).is_empty());
    let then = UNTIL_THEN.is_match(text) && (!found.is_empty() || beside());
    if USELESS.is_match(text) && ASK.is_match(text) && (!found.is_empty() || beside())
        || then && REST.is_match(text)
        || then && DENIES.is_match(text) && ASK.is_match(text)
    {
        return true;
    }
    let goods = APPOINTED.is_match(text);
    let parts = clauses(text);
    let rests = |day: &Day| matches!(day.tie, Tie::Until | Tie::Before) && REST.is_match(text);
    let moved = |day: &Day| !day.near && day.tie != Tie::Before && MOVED.is_match(text) && !goods;
    let told = |day: &Day| rests(day) || moved(day) || not_before(text, &parts, day);
    let whiled = || WHILE_NOT.is_match(text) && undone(text) && !goods;
    let by_day = found.iter().any(told) || !found.is_empty() && whiled();
    by_day
        || found.iter().any(|day| in_clause(text, &parts, day).is_some_and(|own| comes_back(own, day, goods)))
        || event(text, &parts)
}

/// Whether what the clause of a day tells isn't done before it.
fn not_before(text: &str, parts: &[Range<usize>], day: &Day) -> bool {
    let Some(own) = in_clause(text, parts, day) else { return false };
    // "Rien avant avril."
    let short = own.split_ascii_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= SHORT;
    let tied =
        matches!(day.tie, Tie::Before | Tie::Until) && (undone(own) || NOBODY.is_match(own) || short && DENIES.is_match(own));
    // "I can't decide before Friday" is of this week.
    let soon = day.near;
    let earliest = day.tie != Tie::Before && EARLIEST.is_match(own) && UNDONE.is_match(own);
    (tied || earliest) && !soon && !PRESSED.is_match(own) && !AWAY.is_match(own) && !APPOINTED.is_match(own)
}

fn undone(text: &str) -> bool {
    DENIES.is_match(text) && UNDONE.is_match(text)
}

/// Whether a clause asks to come back on its day, or goes on after it.
fn comes_back(own: &str, day: &Day, goods: bool) -> bool {
    let asked = matches!(day.tie, Tie::On | Tie::After) && AGAIN.is_match(own) && !PRESSED.is_match(own);
    !day.near && !goods && (asked || day.tie == Tie::After && RESUMED.is_match(own))
}

/// Whether something is gone on with, or asked for again, after an event that has no date: "after the fair we take it up again".
fn event(text: &str, parts: &[Range<usize>]) -> bool {
    parts.iter().filter_map(|part| text.get(part.clone())).any(|own| {
        let words: Vec<&str> = own.split_ascii_whitespace().collect();
        let (list, _) = in_english(&words);
        let after = list.iter().enumerate().any(|(at, word)| {
            let behind = words.get(at + 1..(at + 4).min(words.len())).unwrap_or(&[]).join(" ");
            let before = words.get(at.saturating_sub(2)..at).unwrap_or(&[]).join(" ");
            // Finnish says it behind the event.
            word == "after" && (EVENTS.is_match(&format!(" {behind} ")) || EVENTS.is_match(&format!(" {before} ")))
        });
        after && (RESUMED.is_match(own) || AGAIN.is_match(own)) && !APPOINTED.is_match(own)
    })
}

/// The clause that a day stands in; with those beside it where it is all of one: "call on Monday, 16 February, again".
fn in_clause<'a>(text: &'a str, parts: &[Range<usize>], day: &Day) -> Option<&'a str> {
    let words = |upto: usize| text.get(..upto).unwrap_or("").split_ascii_whitespace().count();
    let at = parts.iter().position(|part| words(part.end) > day.at)?;
    let own = parts.get(at)?;
    let ahead = at.checked_sub(1).and_then(|at| parts.get(at)).filter(|_| words(own.start) == day.at);
    let behind = ahead.and_then(|_| parts.get(at + 1));
    text.get(ahead.unwrap_or(own).start..behind.unwrap_or(own).end)
}

/// The days after the one a sentence was written on.
fn ahead(words: &Words, dating: Dating) -> Vec<Day> {
    let said: Vec<&str> = words.iter().collect();
    let (list, foreign) = in_english(&said);
    let week = dating.written.checked_add(NEAR.days()).unwrap_or(Date::MAX);
    let found = days(&list, foreign, dating).into_iter().filter(|day| day.first > dating.written);
    let day = |day: super::dates::Day| Day { at: day.at, tie: tie(&said, &list, day.at), near: day.last <= week };
    found.map(day).collect()
}

/// What ties the day that begins at a word.
fn tie(said: &[&str], list: &[String], at: usize) -> Tie {
    let mark = |word: &&String| matches!(word.as_str(), "," | ";" | ":" | "(" | ".");
    let before: Vec<&str> = list
        .get(at.saturating_sub(TIED)..at)
        .unwrap_or(&[])
        .iter()
        .rev()
        .take_while(|word| !mark(word))
        .map(String::as_str)
        .collect();
    let behind = said.get(at..(at + BEHIND).min(said.len())).unwrap_or(&[]);
    let stands = |words: &[&str]| behind.iter().any(|word| words.contains(&word.to_lowercase().as_str()));
    // Norwegian "ut februar" is until its end.
    let throughout = said.get(at).is_some_and(|word| word.to_lowercase() == "ut");
    if throughout || stands(&["asti", "saakka", "loppuun"]) && !before.contains(&"before") {
        return Tie::Until;
    }
    if stands(&["jälkeen"]) || before.first() == Some(&"after") {
        return Tie::After;
    }
    let mut behind = "";
    for word in before {
        match word {
            "before" | "vóór" => return Tie::Before,
            // "Skriv til mig den 12."
            "until" | "till" if !ME.contains(&behind) => return Tie::Until,
            "after" | "from" => return Tie::After,
            _ => behind = word,
        }
    }
    Tie::On
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn asks_on_new_year(text: &str) -> bool {
        let texts: Vec<&str> = text.split(" / ").collect();
        let read: Vec<Words> = texts.iter().map(|text| Words::read(text, 0)).collect();
        let dating = Dating { written: date(2026, 1, 5), order: None };
        (0..read.len()).any(|at| {
            let before = at.checked_sub(1).and_then(|at| read.get(at));
            asks(Context { own: &read[at], before, after: read.get(at + 1) }, dating)
        })
    }

    #[test]
    fn every_table_has_every_language() {
        assert_eq!(TABLES.faults(), Vec::<String>::new());
    }

    #[test]
    fn who_names_the_day_asks_to_be_left_until_then() {
        for text in [
            "Vor Ende Juni bewegt sich bei uns nichts.",
            "Jusqu'à fin février je ne signe rien.",
            "Hasta finales de febrero no firmo nada.",
            "Niente solleciti prima del 4 maggio.",
            "Voor 11 maart krijg ik het niet op de agenda.",
            "Deixe-me em paz até ao fim de janeiro.",
            "Låt det ligga till slutet av mars.",
            "Jeg kan ikke få det på dagsordenen før onsdag den 8. april, så skån mig for rykkere indtil da.",
            "La det ligge til slutten av mars.",
            "Ottakaa yhteyttä uudelleen maanantaina 9. helmikuuta.",
            "Do końca czerwca nic nie podpiszę.",
            "Proszę się odezwać w poniedziałek 6 lipca, wtedy siądziemy na spokojnie.",
            "Po veletrhu se k tomu vrátíme.",
            "Proszę napisać do mnie 12 lutego.",
            "Klopfen Sie am Montag, 16. Februar, wieder an.",
            "Vor März steckt bei uns keiner die Nase in neue Verträge.",
            "Die Sitzung am 12. März ist die erste. / Vorher nachzufragen hat keinen Sinn.",
        ] {
            assert!(asks_on_new_year(text), "{text}");
        }
    }

    #[test]
    fn an_appointment_a_promise_a_deadline_and_a_holiday_put_nothing_off() {
        for text in [
            "Am Mittwoch um zehn passt mir, kommen Sie einfach hinten rein.",
            "Je suis en congé jusqu'au 19 janvier, voyez avec Claire pour les plans.",
            "Tenemos que tenerlo montado antes de finales de febrero o perdemos la subvención.",
            "La macchina vecchia va avanti fino a fine febbraio.",
            "Het moet voor eind februari hangen, anders vervalt de subsidie.",
            "Digo-lhe alguma coisa na sexta, o meu sócio vê isso hoje à noite.",
            "Ring mig på onsdag.",
            "Levér venligst ikke før den 5. marts.",
            "Den gamle maskinen går ut februar.",
            "Sen pitää olla paikallaan ennen helmikuun loppua.",
            "To musi wisieć do końca lutego, inaczej przepadnie dotacja.",
            "Po veletrhu jsme byli všichni nemocní.",
            "Können wir vor Ende Februar nichts bekommen?",
            "Der Preis gefällt mir nicht, wir entscheiden vor dem 20. Januar.",
            "Vor Donnerstag um 10 geht bei mir nichts.",
        ] {
            assert!(!asks_on_new_year(text), "{text}");
        }
    }

    #[test]
    fn an_ultimatum_a_yes_by_then_and_a_payment_ask_nobody_to_wait() {
        for text in [
            "Wenn ich vor dem 20. Mai keine Antwort habe, unterschreibe ich nicht.",
            "Wenn bis Ende Mai nichts passiert, bestellen wir bei der Konkurrenz.",
            "Ohne Zusage bis 20. Mai unterschreiben wir nicht.",
            "Warten Sie nicht bis Juni, rufen Sie mich heute an.",
            "Si on ne commande pas avant le 30 juin, le budget est perdu.",
            "Rien ne s'oppose à une signature avant le 20 mai.",
            "Reportez le paiement au 30 juin et je signe aujourd'hui.",
            "Je n'ai que jusqu'au 20 mai pour décider.",
            "Vi kan inte vänta till den 30 juni med beslutet.",
            "Glöm inte att ringa före den 20 maj.",
            "Geen probleem om voor 20 mei te tekenen.",
            "Vergeet niet voor 20 mei te bellen.",
            "No dude en llamarme antes del 20 de mayo.",
            "Nie możemy czekać do 30 czerwca z decyzją.",
            "Nie ma problemu z podpisaniem przed 20 maja.",
        ] {
            assert!(!asks_on_new_year(text), "{text}");
        }
    }
}
