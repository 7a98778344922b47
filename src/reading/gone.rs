//! Whether who says in the first person "no longer" or "left" has left the firm: by what stands behind those words. "I no longer work
//! Fridays", "I'm no longer with the old dealer" and "I left the company laptop at home" are said by people who are still there.

use super::absence_vocabulary::FIRST_LEFT;
use super::automatic_words::{I_LEFT, LEFT};
use super::clean;
use super::desk_words::FIRMS;
use super::wordlist::{Words, words};
use crate::domain::day_names::month;

/// Whether somebody says such words of themselves, and nowhere that it is the firm. `house` is the author's domain.
pub fn stays(text: &str, house: &str) -> bool {
    let folded = clean::folded(text, 1000);
    let mut said = false;
    for sentence in folded.split(['!', ';', '\n']).flat_map(|part| part.split(". ")) {
        for phrase in LEFT.list().iter().chain(I_LEFT.list()).chain(FIRST_LEFT.list()) {
            let Some(at) = sentence.find(*phrase) else { continue };
            let before = sentence.get(..at).unwrap_or_default();
            if !(of_mine(before) || of_mine(phrase) || VERBS.begin(phrase)) {
                continue;
            }
            if is_for_good(phrase, sentence.get(at + phrase.len()..).unwrap_or_default(), house, text) {
                return false;
            }
            said = true;
        }
    }
    said
}

/// Whether `behind`, what follows the phrase in its folded sentence, names the firm or nothing at all.
pub fn is_for_good(phrase: &str, behind: &str, house: &str, text: &str) -> bool {
    let clause = behind.split([',', ':', '(', '.', '!', ';']).next().unwrap_or_default();
    let joints = [" and ", " und ", " et ", " y ", " og ", " och "];
    let clause = joints.iter().fold(clause, |rest, joint| rest.split(*joint).next().unwrap_or_default());
    let words: Vec<&str> = clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let lead = words.iter().take_while(|word| LEAD.has(word)).count();
    let rest = words.get(lead..).unwrap_or_default();
    let mut firm = rest.iter().take_while(|word| FIRM.has(word) || is_house(word, house)).count();
    if firm > 0 {
        // "Acme Industrial", from acme.example.
        firm += rest.iter().skip(firm).take_while(|word| FIRMS.has(word)).count();
    }
    let ends = |rest: &[&str]| match rest {
        [] => true,
        [first, ..] => EMPLOYED.has(first) || BEHIND.has(first) || month(first).is_some() || is_dated(rest),
    };
    let leaves = LEAVES.iter().any(|word| phrase.contains(word));
    let open = ["with", "at", "für", "bei", "of", "partie", "parte"].iter().any(|end| phrase.trim_end().ends_with(end));
    if firm > 0 {
        return ends(rest.get(firm..).unwrap_or_default());
    }
    match rest {
        [] => return lead == 0 && !open,
        [first, ..] if EMPLOYED.has(first) => return lead == 0 && !open,
        _ if leaves => return is_dated(&words),
        _ => {}
    }
    // A firm that isn't the address's: "for Acme Foods", and whom to turn to.
    let placed = words.first().is_some_and(|word| matches!(*word, "for" | "at" | "bei" | "chez" | "bij" | "hos"));
    let name = |word: &&str| word.chars().all(char::is_alphabetic) && !DAYS.within(word);
    let named = lead == 1 && rest.len() <= 3 && rest.iter().all(name);
    rest.iter().all(|word| HERE.has(word)) || (placed && named && text.contains('@'))
}

/// A day of a year, or "last month": what says when somebody left for good.
fn is_dated(words: &[&str]) -> bool {
    let year = |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|c| c.is_ascii_digit());
    let day = |word: &str| word.bytes().all(|c| c.is_ascii_digit()) && word.len() <= 2;
    let numbers = words.windows(2).any(|pair| pair.iter().all(|word| day(word)));
    let first = words.first().is_some_and(|first| LAST.has(first) || LEAD.has(first) || BEHIND.has(first) || day(first));
    first && (numbers || words.iter().any(|word| month(word).is_some() || year(word) || LAST.has(word)))
}

/// A word of the domain's name.
fn is_house(word: &str, house: &str) -> bool {
    // "Graaf Staal" writes from graafstaal.example.
    word.chars().count() > 2 && house.split(['.', '-']).any(|label| label == word || (word.len() > 3 && label.contains(word)))
}

fn of_mine(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "i" | "ich" | "je" | "j" | "yo" | "io" | "eu" | "ik" | "jeg" | "jag" | "já"))
}

/// Verbs that say "I" by their form.
static VERBS: Words = words(
    "lavoro|non lavoro|non faccio|ho lasciato|ya no trabajo|ya no formo|he dejado|não trabalho|não faço|já não trabalho|já não faço|deixei|nie pracuję|już nie pracuję|už nepracuji|již nepracuji|en työskentele",
);

/// Phrases that are whole with a firm or without one.
const LEAVES: [&str; 14] = [
    "left",
    "verlassen",
    "quitté",
    "dejado",
    "lasciato",
    "deixei",
    "sluttet",
    "slutat",
    "retired",
    "ausgeschieden",
    "fratrådt",
    "ruhestand",
    "unternehmen",
    "dienst",
];

/// What may stand before the firm's name.
static LEAD: Words = words(
    "\
for|at|with|in|from|the|this|our|to|on|as|since|part|of|für|bei|der|die|das|dem|den|im|in|zum|am|seit|unserem|unser|diesem|chez|pour|dans|au|à|la|le|les|l|de|du|des|
en|el|para|per|presso|da|dal|dell|della|del|dei|nel|nell|na|no|em|do|dos|op|bij|voor|het|i|på|hos|w|we|v|ve|u|dla|pro|",
);

/// A firm, in general.
static FIRM: Words = words(
    "\
company|firm|business|organisation|organization|unternehmen|firma|betrieb|gesellschaft|entreprise|société|effectifs|empresa|compañía|plantilla|azienda|società|
organico|bedrijf|organisatie|virksomheden|firmaet|selskapet|bedriften|företaget|bolaget|yrityksessä|firmie|spółce|firmě|společnosti|gmbh|ag|kg|ltd|limited|
inc|llc|llp|plc|corp|bv|nv|ab|aps|oy|sa|sas|sarl|srl|spa|spółka|zoo|staff|personnel|",
);

/// What may stand behind the firm's name.
static BEHIND: Words = words(
    "\
on|as|since|any|anymore|at|effective|from|after|am|zum|seit|ab|mehr|le|depuis|desde|el|dal|da|em|op|per|sinds|den|od|fra|från|og|and|und|group|gruppe|so|",
);

/// Forms of "employed".
static EMPLOYED: Words = words(
    "employed|working|tätig|beschäftigt|angestellt|employé|employée|empleado|empleada|impiegato|impiegata|werkzaam|ansat|ansatt|anställd|zatrudniony|zatrudniona|zaměstnán|",
);

/// Where the firm is.
static HERE: Words =
    words("here|there|hier|dort|ici|aquí|qui|aqui|her|här|der|där|tu|tutaj|tam|zde|tady|täällä|anymore|any|more|mehr");

/// "Last month".
static LAST: Words = words(
    "last|letzten|letzter|letztes|dernier|dernière|pasado|pasada|scorso|scorsa|passado|passada|vorige|sidste|forrige|förra",
);

/// Times at which somebody doesn't work.
static DAYS: Words = words(
    "day|tag|week|morning|abend|morgen|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|noche|sera|lunes|martes|miércoles|jueves|viernes|sábado|domingo|home|",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_left_the_firm_is_told_from_whoever_left_something_else() {
        for gone in [
            "I no longer work for Acme.",
            "I'm no longer with the company.",
            "Hello, I am no longer at Acme Ltd since 1 August.",
            "I have left Acme.",
            "I left the company on 31 August.",
            "I've left the company last month.",
            "I no longer work here.",
            "Ich arbeite nicht mehr hier.",
            "Ich bin nicht mehr bei der Acme GmbH beschäftigt.",
            "Ich bin nicht mehr für die Acme GmbH tätig.",
            "Ich habe das Unternehmen verlassen.",
            "Je ne travaille plus chez Acme.",
            "Je ne fais plus partie de l'entreprise.",
            "Ya no trabajo en Acme.",
            "Dal 1° giugno non lavoro più in Acme.",
            "Já não trabalho na empresa.",
            "Ik werk niet meer bij Acme.",
            "Ik ben niet meer werkzaam bij Acme.",
            "Jag har slutat på Acme.",
            "Nie pracuję już w Acme.",
        ] {
            assert!(!stays(gone, "acme.example"), "{gone}");
        }
        for here in [
            "I'm no longer with the old dealer.",
            "I've left the company card in Leeds.",
            "I left the company laptop at home.",
            "I left the company at five.",
            "I no longer work Fridays.",
            "I no longer work for that supplier.",
            "I no longer work with that company.",
            "I no longer work from home.",
            "I no longer work with spreadsheets.",
            "Ich arbeite nicht mehr mit Excel.",
            "Ich arbeite nicht mehr am Freitag.",
            "Ich bin nicht mehr für Option B.",
            "Ich bin nicht mehr für den Kauf.",
            "Ich bin nicht mehr bei der Sache, Montag wieder.",
            "Je ne travaille plus le vendredi.",
            "Je ne travaille plus avec eux.",
            "J'ai quitté l'entreprise hier à midi.",
            "Ya no trabajo los viernes.",
            "Non lavoro più con loro.",
            "Ho lasciato l'azienda alle 5.",
            "Já não trabalho às sextas.",
            "Ik werk niet langer dan vijf uur.",
            "Jeg har sluttet for i dag.",
            "Jag har slutat för dagen.",
            "Nie pracuję już dzisiaj.",
        ] {
            assert!(stays(here, "acme.example"), "{here}");
        }
        // Nobody speaks of themselves.
        assert!(!stays("This mailbox is no longer monitored.", "acme.example"));
    }
}
