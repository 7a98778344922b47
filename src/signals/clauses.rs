//! Where the clauses of a sentence begin and end: what one of them denies says nothing of what another binds.

use std::ops::Range;

/// Marks between clauses.
const MARKS: &str = " , ; : - ( ) ";
/// What a clause may begin with that is still governed by the one before the mark: "ich glaube nicht, dass wir bestellen".
const GOVERNED: &str = " dass daß ob dat att at że żeby czy iż że zda aby che que whether ";
/// Words of Danish and Norwegian, without one of which "at" is an English word that governs nothing.
const NORTHERN: &str = " ikke jeg vi det er har og tror ved sikker de man ";
/// What is delivered comes behind what is ordered: "with delivery not before May" denies no order, where "not" or "only" stands right behind.
const WITH: &str = " zur zum mit bei med til ved met voor avec pour con para com per z ze s se o na do ";
const DELIVERY: &str = " lieferung auslieferung anlieferung leverans leverering levering livraison entrega consegna dostawą dostawę dostawy dostawa dodáním dodání ";
const LATER: &str = " nicht erst inte först ikke først niet pas nie dopiero až ne pas no non não ";
/// Words that turn against what was said: a clause begins behind each.
const TURNS: &str = " but aber sondern mais pero sino però maar porém men ale lecz ";
/// Words that join clauses, where a new subject or a denial follows; "en" and "i" are other words in other languages.
const JOINS: &str = " und et y e och og en i a oraz ";
/// Such subjects and denials.
const ANEW: &str = " ich wir sie es er ihr je nous on il elle vous yo nosotros io noi voi ik wij we u jullie het er jag vi ni det jeg \
    nós eu nicht nichts kein keine keinen ne pas no non niet geen niets inte inga ingen inget ej ikke intet nie não haben hebben har würden bitten prosimy prosíme ";

/// The clauses of a text of [`super::words::Words`], each with the space before and behind it, and with the mark that ends it.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let mut at = 1;
    let mut words = text.split(' ').skip(1).peekable();
    while let Some(word) = words.next() {
        at += word.len() + 1;
        let next = words.peek().copied().unwrap_or("");
        let english = next == "at" && !text.split(' ').any(|word| holds(NORTHERN, word));
        let later = words.clone().nth(1).is_some_and(|word| holds(LATER, word));
        if divides(word, if english { "" } else { next }) || later && is_delivery(word, next) {
            ends.push(at - 1);
        }
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let ends = ends.iter().map(|end| end + 1).chain([text.len()]);
    starts.zip(ends).map(|(start, end)| start..end.min(text.len())).collect()
}

/// Whether a clause ends with a word before which `next` stands.
fn divides(word: &str, next: &str) -> bool {
    holds(MARKS, word) && !holds(GOVERNED, next) || holds(TURNS, word) || holds(JOINS, word) && holds(ANEW, next)
}

fn is_delivery(with: &str, what: &str) -> bool {
    holds(WITH, with) && holds(DELIVERY, &what.to_lowercase())
}

fn holds(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::words::Words;

    fn parts(sentence: &str) -> Vec<String> {
        let words = Words::read(sentence, 0);
        clauses(&words.text).into_iter().map(|part| words.text.get(part).unwrap().trim().to_owned()).collect()
    }

    #[test]
    fn marks_turns_and_new_subjects_begin_clauses() {
        assert_eq!(parts("Avtalet är inte signerat, men bifogat"), ["Avtalet är inte signerat ,", "men", "bifogat"]);
        assert_eq!(parts("Contract getekend en u hoeft niet te bellen"), ["Contract getekend en", "u hoeft niet te bellen"]);
        assert_eq!(parts("Umowa podpisana i nie ma zmian"), ["Umowa podpisana i", "nie ma zmian"]);
        assert_eq!(parts("Vi har inte skrivit på och skickat avtalet"), ["Vi har inte skrivit på och skickat avtalet"]);
        assert_eq!(parts("Ich glaube nicht, dass wir bestellen"), ["ich glaube nicht , dass wir bestellen"]);
        assert_eq!(parts(""), [""]);
    }
}
