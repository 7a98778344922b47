//! What was won in a year gone by: it still binds, but its joy is no news.

use jiff::civil::Date;

use super::grammar::Context;
use super::words::Words;
use crate::domain::day_names::month;

/// Words before a number of four digits that make it none of the years in which something happened: a span up to now, what is made good
/// now, an amount, a paper.
const NO_YEAR_AFTER: &str = " since for until seit depuis desde dal sinds € $ £ # no nr nos number about over almost nearly ";
/// Words after it that count something.
const NO_YEAR_BEFORE: &str = " units pieces pcs items seats licences licenses users hours machines pallets tons tonnes kg litres metres eur euro euros \
    usd dollars gbp pounds chf % k stück einheiten pièces unidades pezzi stuks ";
/// What a year does at the head of a sentence: "2024 was ours".
const VERBS: &str = " was were had has saw brought gave made is war hatte brachte a fut été était fue trajo è was bracht foi ";
/// Words behind which a year is that of a quote, an opening or a loss, which are older than the win: "we lost it in 2024 and won it back".
const ELDER: &str = " quote quoted offer offered opened pitched proposal budget started angebot lost lose losing revenge verloren perdu perdido perso ";
/// Words that tell of the present beside a year that has gone.
const PRESENT: &str = " since today now just finally again tonight morning afternoon yesterday heute jetzt gerade endlich seit wieder \
    aujourd'hui maintenant enfin depuis hoy ahora desde oggi adesso finalmente vandaag nu hoje agora ";
/// Words of a sentence that is of now, whatever the one before it tells.
const NOW: &str = " is are 's ours ist sind est es è deal ";
/// Words by which a sentence tells of others' past.
const OTHERS: &str = " they their them he she his her old sie ihr ihre ils elles leur ellos su ";
/// Words that ask, or liken.
const ALIKE: &str = " please as same like bitte wie merci comme favor como come ";
/// The year before this one, in words.
const LAST_YEAR: &[&str] = &[
    "last year",
    "last spring",
    "last summer",
    "last autumn",
    "last winter",
    "years ago",
    "year ago",
    "letztes jahr",
    "letzten jahres",
    "letztem jahr",
    "letzten jahr",
    "voriges jahr",
    "vorigen jahr",
    "vorjahr",
    "an dernier",
    "l'an dernier",
    "année dernière",
    "l'année dernière",
    "año pasado",
    "anno scorso",
    "vorig jaar",
    "ano passado",
];

/// Whether a sentence tells of a year before the one it was written in, or stands beside one that does and tells nothing of now.
pub fn is_history(context: Context<'_>, written: Date) -> bool {
    // What follows, and what others did, explains no win: "We won Acme! Their old machine is from 2008."
    let lead = |words: &&Words| !words.iter().any(|word| holds(OTHERS, &word.to_lowercase()));
    let beside = || context.before.filter(lead).is_some_and(|words| is_of_a_past_year(words, written));
    let of_now = || context.own.iter().any(|word| holds(NOW, &word.to_lowercase()));
    is_of_a_past_year(context.own, written) || !tells_of_now(context.own) && !of_now() && beside()
}

/// Whether the sentence tells of a year before the one it was written in ("in 2024 Acme signed with us"): what was won then isn't won now.
pub fn is_of_a_past_year(words: &Words, written: Date) -> bool {
    let all: Vec<String> = words.iter().map(str::to_lowercase).collect();
    let cased: Vec<&str> = words.iter().collect();
    let beside = |at: Option<usize>| at.and_then(|at| all.get(at)).map_or("", String::as_str);
    let behind = |at: usize| (1..=5).any(|n| holds(ELDER, beside(at.checked_sub(n))));
    let is_year = |at: usize| {
        let word = beside(Some(at));
        let year = word.len() == 4 && word.parse().is_ok_and(|year: i16| (1980..written.year()).contains(&year));
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        // "PO 2024-118", "Exchange 2016"; a quarter or season is written large too.
        let season = holds(" q1 q2 q3 q4 spring summer autumn winter fall ", before);
        let large = at.checked_sub(1).and_then(|at| cased.get(at));
        let named = large.is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())) && !season;
        // "Got it! 2000 trees": a year opens a sentence before its verb alone.
        let opens =
            !before.contains(char::is_alphanumeric) && cased.get(at + 1).is_some_and(|word| word.starts_with(char::is_lowercase));
        let counted = opens && !holds(VERBS, after)
            || after.starts_with(|c: char| c.is_ascii_digit())
            || holds(NO_YEAR_BEFORE, after)
            || holds(NO_YEAR_AFTER, before);
        // A date of last year in the first months of this one is of these weeks.
        let lately = written.month() <= 3 && word.parse().is_ok_and(|year: i16| year + 1 == written.year());
        let dated = (1..=3).any(|n| month(beside(at.checked_sub(n))).is_some());
        let fresh = lately && dated;
        year && !named && !counted && !fresh && !behind(at) && !after.starts_with("budget")
    };
    // In January last year was last week.
    let in_words = |at: usize| {
        let two = format!("{} {}", beside(Some(at)), beside(Some(at + 1)));
        let told = LAST_YEAR.iter().any(|name| *name == two || *name == beside(Some(at)));
        told && written.month() > 1
            && !behind(at)
            && !holds(" for since than unlike as like wie comme como come ", beside(at.checked_sub(1)))
    };
    (0..all.len()).any(|at| is_year(at) || in_words(at)) && !tells_of_now(words)
}

/// Whether a sentence asks for something, or likens it to what was.
pub fn compares(words: &Words) -> bool {
    words.iter().any(|word| holds(ALIKE, &word.to_lowercase()))
}

fn tells_of_now(words: &Words) -> bool {
    words.iter().any(|word| holds(PRESENT, &word.to_lowercase()))
}

fn holds(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_gone_by_tells_of_the_past() {
        let past = |text| is_of_a_past_year(&Words::read(text, 0), jiff::civil::date(2026, 5, 6));
        for text in [
            "In 2024 Acme signed with us, great year.",
            "Our 2019 win at Acme was luck.",
            "Acme gave us the order in spring 2023.",
            "We won it in Q3 2025!",
            "In 2023 we lost Acme and won it back in 2025.",
            "Last year we won Acme back from them.",
            "We won Acme two years ago.",
            "Den Auftrag haben wir letztes Jahr bekommen.",
            "On a gagné Acme l'an dernier.",
        ] {
            assert!(past(text), "{text}");
        }
        for text in [
            "In 2026 Acme signed with us, great year.",
            "We chased Acme since 2024 and rang the bell.",
            "First pitch in 2024, and today we won it!",
            "Sweet revenge for 2022: we won it.",
            "We got it, PO 2024-118 is here.",
            "The Exchange 2016 job is ours.",
            "2024 units sold, done deal!",
            "We won Acme! 2000 trees!",
            "Abbiamo vinto la gara!!! 2000 alberi!",
            "We won the Acme deal we opened in March 2025!",
            "PO for the 2025 budget is in, Acme is a done deal!",
            "We pitched Acme in 2024, rang the bell this morning!",
            "We lost Acme in 2024 and won it back!",
            "Lost it last year, and now it is ours!",
            "Bigger than last year: we won it!",
        ] {
            assert!(!past(text), "{text}");
        }
        let in_january = |text| is_of_a_past_year(&Words::read(text, 0), jiff::civil::date(2027, 1, 11));
        assert!(!in_january("We got it on 30 Dec 2026, ring the bell!"));
        assert!(!in_january("We won Acme on December 30, 2026!"));
        assert!(!in_january("Won at the very end of last year: Acme!"));
        assert!(in_january("In 2026 Acme signed with us, great year."));
    }

    #[test]
    fn a_neighbour_of_the_past_speaks_unless_the_sentence_is_of_now() {
        let history = |before: &str, own: &str| {
            let (before, own) = (Words::read(before, 0), Words::read(own, 0));
            is_history(Context { own: &own, before: Some(&before), after: None }, jiff::civil::date(2026, 5, 6))
        };
        assert!(history("Think of the fair in 2022.", "We won it there."));
        assert!(!history("We lost them in 2022.", "We won it!"));
        assert!(!history("In 2022 they went with others.", "We won it!"));
        assert!(!history("Think of the fair in 2022.", "It is a done deal."));
        assert!(!history("Think of the fair in 2022.", "Acme is ours again!"));
    }
}
