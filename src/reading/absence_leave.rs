//! Kinds of leave that people name in notices, told by how their names are made: German, Dutch and Nordic compounds by their last part, English
//! by "on ... leave", the others by their word behind "I am" and a preposition.

use super::absence_spans::among;
use super::absence_vocabulary::MINE;
use super::wordlist::{Words, words};

/// How the words end by which somebody says what state they are in: "pappaledig", "isyysvapaalla".
static STATES: Words = words("ledig|sjukskriven|sygemeldt|sykmeldt|krankgemeldet|vapaalla|lomalla|vab|vabbar");

/// How the words end that name a leave.
static LEAVES: Words = words(
    "\
urlaub|karenz|elternzeit|pflegezeit|mutterschutz|krankenstand|papamonat|auszeit|ledighet|orlov|permisjon|pappaperm|mammaperm|foreldreperm|fedreperm|fødselsperm|\
avspasering|verlof|",
);

/// Words that name one by themselves behind [`IN`].
static NAMES: Words = words(
    "\
kur|reha|rehabilitation|arrêt|rtt|récup|récupération|excedencia|permiso|baja|aspettativa|congedo|permesso|paternità|maternità|malattia|baixa|licença|licença-paternidade|\
licença-maternidade|licença-parental|l4|opiece|chorobowym|macierzyńskim|ojcowskim|rodzicielskim|wychowawczym|tacierzyńskim|rodičovské|otcovské|mateřské|nemocenské|\
ošetřovačce|ošetřovném|neschopence|lázních|",
);

/// Prepositions before a leave.
const IN: &str = "im|in|auf|i|på|en|de|con|em|met|op|na";

/// Words of what is behind "on ... leave" when it is no leave: "based on the plan, leave it".
const OBJECTS: &str = "it|the|a|an|them|me|us|this|that|you|your|my|our|early|here|there|home|to";

/// Whether a folded word names a leave, or says that somebody is on it.
pub fn is_named_by(word: &str) -> bool {
    STATES.end(word) || LEAVES.end(word)
}

/// Whether somebody says, in folded text, that they are on leave of whatever kind.
pub fn is_told(folded: &str) -> bool {
    let mut words: Vec<&str> = Vec::new();
    for raw in folded.split_whitespace() {
        let parts = raw.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'')));
        words.extend(parts.filter(|word| !word.is_empty()));
        // The dot of "19.10." ends nothing.
        if raw.ends_with(['.', '!', '?', ';']) && !raw.starts_with(|c: char| c.is_ascii_digit()) {
            words.push(".");
        }
    }
    (0..words.len()).any(|at| leave(&words, at))
}

/// Whether the word at `at` is the leave that "I am ..." stands before.
fn leave(words: &[&str], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let before = |most: usize| words.iter().take(at).rev().take(most).copied().take_while(|word| *word != ".");
    let mine = || before(8).any(|word| among(MINE, word));
    let within = |most: usize| before(most).any(|word| among(IN, word));
    match *word {
        // "I am on shared parental leave", and no "on Monday I leave".
        "leave" => {
            let on = before(3).position(|word| word == "on").filter(|on| *on > 0);
            let is = |word: &str| matches!(word, "am" | "i'm" | "is" | "be" | "been" | "are" | "currently" | "still" | "now");
            let behind = words.get(at + 1).copied().unwrap_or_default();
            on.is_some_and(|on| before(on + 3).skip(on + 1).any(is) && !before(on).any(|word| among(OBJECTS, word)))
                && !among(OBJECTS, behind)
        }
        // "Jag är ledig på tisdag" has time.
        word if STATES.end(word) => word != "ledig" && mine(),
        word if LEAVES.end(word) || NAMES.has(word) => within(2) && mine(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::clean::folded;
    use super::*;

    #[test]
    fn leave_of_any_kind_is_told_by_who_is_on_it() {
        for notice in [
            "I am on shared parental leave.",
            "Hi, I'm on carer's leave until 19 October.",
            "Jo is currently on adoption leave.",
            "Jag är pappaledig och läser inte mejl.",
            "Jag är på pappaledighet.",
            "Jeg er i pappaperm frem til jul.",
            "Jeg er på fædreorlov.",
            "Ich bin bis zum 19.10. in Väterkarenz.",
            "Ich befinde mich zurzeit im Bildungsurlaub. Ich bin in der Reha.",
            "Je suis en arrêt.",
            "Estoy en excedencia.",
            "Sono in aspettativa.",
            "Estou de baixa.",
            "Ik ben met geboorteverlof.",
            "Olen hoitovapaalla.",
            "Jestem na L4.",
            "Jsem na rodičovské dovolené.",
        ] {
            assert!(is_told(&folded(notice, 500)), "{notice}");
        }
        for other in [
            "On Monday I leave.",
            "I am working on the plan, leave it to me.",
            "We rely on our people, leave the rest to us.",
            "Based on your price we leave it at that.",
            "Our rules on parental leave have changed.",
            "Ich bin für den Bildungsurlaub zuständig.",
            "Unsere Reha hat neue Geräte.",
            "Die Anlage ist in Kur- und Rehakliniken im Einsatz.",
            "Vi har lediga tider. Lokalen är ledig.",
            "Je suis sûr que la ligne est à l'arrêt.",
            "O preço está em baixa.",
            "Nous sommes en train de lire votre offre.",
        ] {
            assert!(!is_told(&folded(other, 500)), "{other}");
        }
    }
}
