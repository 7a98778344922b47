//! Who writes from a desk's address: the person whom its display name names, told from houses and desks, and where a name is signed.

use super::absence_vocabulary::PLEASANTRIES;
use super::desk_words::{FIRMS, PARTICLES, TITLES};
use super::{clean, role};
use crate::domain::address::Address;
use crate::domain::mail::Named;

/// A person, as a display name gives them, in folded words.
#[derive(Debug)]
pub struct Person {
    /// Given and family name without initials and particles; at least one.
    names: Vec<String>,
    /// The forms in which the person signs.
    forms: Vec<String>,
    /// It can hardly be the name of a house: two names or more, and none is in the address.
    pub certain: bool,
}

impl Person {
    /// The person in front of the address: "Kim J. Poe (Acme Support)", "Poe, Kim", "Kim from Acme".
    pub fn of(from: &Named) -> Option<Self> {
        let display = clean::folded(from.name.as_deref()?, 120);
        let shown = ["(", "[", "|", "/", " - ", " via ", " from ", " at ", "@", " bei ", " chez ", " hos "];
        let display = shown.iter().fold(display.as_str(), |rest, cut| rest.split(cut).next().unwrap_or_default());
        let display = display.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
        let turned = match display.split_once(',') {
            Some((family, given))
                if given.split_whitespace().all(is_name_part) && !given.trim().is_empty() && !is_office(given) =>
            {
                format!("{} {}", given.trim(), family.trim())
            }
            Some((name, _)) => name.to_owned(),
            None => display.to_owned(),
        };
        let parts: Vec<&str> = turned.split_whitespace().filter(|part| !TITLES.has(part.trim_end_matches('.'))).collect();
        let names: Vec<String> =
            parts.iter().filter(|part| is_lettered(part) && !PARTICLES.has(part)).map(|part| (*part).to_owned()).collect();
        let (given, family) = (names.first()?, names.last()?);
        let housed = |name: &String| is_house(name, &from.address);
        let fits = parts.len() <= 5 && parts.iter().all(|part| is_name_part(part)) && !names.iter().any(|name| is_office(name));
        // "Acme Industrial" <info@acme.example> is the house; "Eva Beck" <info@beck.example> may be its owner.
        if !fits || housed(given) {
            return None;
        }
        let mut forms = vec![given.clone(), parts.join(" "), format!("{given} {family}"), names.join(" ")];
        forms.extend(given.chars().next().map(|first| format!("{first}. {family}")));
        let certain = names.len() > 1 && !names.iter().any(housed);
        Some(Self { forms, certain, names })
    }

    /// Whether an address bears a part of the name: then it is the person's own.
    pub fn owns(&self, address: &Address) -> bool {
        let local = address.local();
        let initials: String = self.names.iter().filter_map(|name| name.chars().next()).collect();
        local == initials || self.names.iter().any(|name| name.chars().count() > 2 && local.contains(name.as_str()))
    }

    /// Whether a folded word is one of the names.
    pub fn is_called(&self, word: &str) -> bool {
        self.names.iter().any(|name| name == word)
    }

    /// What stands behind the full name with which a folded line begins.
    pub fn behind<'a>(&self, line: &'a str) -> Option<&'a str> {
        let full = self.forms.iter().filter(|form| form.contains(' '));
        full.filter_map(|form| line.strip_prefix(form.as_str())).find_map(|rest| rest.strip_prefix(' '))
    }

    /// Whether the name stands below the text: on a line of its own, with a desk or house behind it, or at the end of a line behind a
    /// full stop or a courtesy. A first line that is the name alone is the head of a comment, and then the day follows.
    pub fn signs(&self, text: &str, signature: &str) -> bool {
        let fold = |line: &str| clean::folded(line.trim(), 300);
        let lines: Vec<String> = text.lines().map(fold).filter(|line| !line.is_empty()).collect();
        let below = lines.iter().enumerate().any(|(at, line)| {
            let dated = || lines.get(at + 1).is_some_and(|next| next.chars().filter(char::is_ascii_digit).count() >= 5);
            self.ends(line) || (self.heads(line) && (at > 0 || dated()))
        });
        below || signature.lines().map(fold).any(|line| self.heads(&line) || self.ends(&line))
    }

    /// Whether a folded line is the name, or begins with it and goes on with the house: "kim poe / acme support", "kim (acme)".
    pub fn heads(&self, line: &str) -> bool {
        let line = line.trim_matches(|c: char| matches!(c, '-' | ' ' | '~' | '*' | ',' | '.'));
        let goes_on = |rest: &str| {
            let rest = rest.trim_start();
            let parted = rest.starts_with(['/', '|', ',', '(', '-', '·', '•', '@']);
            let placed = ["from ", "at ", "bei ", "chez "].iter().any(|word| rest.starts_with(word));
            rest.is_empty() || ((parted || placed) && rest.split_whitespace().count() <= 8 && !rest.ends_with(['.', '?', '!']))
        };
        self.forms.iter().any(|form| line.strip_prefix(form.as_str()).is_some_and(|rest| !starts_word(rest) && goes_on(rest)))
    }

    /// Whether a folded line ends with the name: "... with the order. kim", "thanks, kim".
    fn ends(&self, line: &str) -> bool {
        let line = line.trim_end_matches([',', '.', ' ']);
        self.forms.iter().any(|form| {
            let Some(before) = line.strip_suffix(form.as_str()).filter(|before| before.ends_with([' ', '-'])) else {
                return false;
            };
            let before = before.trim_end_matches([' ', '-']);
            let courtesy = before.trim_end_matches(',').rsplit(['.', '!', '?']).next().unwrap_or_default().trim();
            before.ends_with(['.', '!', '?']) || PLEASANTRIES.has(courtesy)
        })
    }
}

/// Whether a display name is a person's, and not that of a house or desk.
pub fn shows_a_person(from: &Named) -> bool {
    Person::of(from).is_some()
}

/// Whether somebody signs, whoever it is: in the signature's first lines or the text's last one stands a name of one to three words that
/// is neither the house's nor a desk's, alone or with the house behind it.
pub fn somebody_signs(text: &str, signature: &str, from: &Address) -> bool {
    let name = |line: &str| {
        let head = line.split(['/', '|', ',', '(']).next().unwrap_or_default();
        let head = head.split(" - ").next().unwrap_or_default().trim();
        let folded = clean::folded(head, 100);
        let courtesy = PLEASANTRIES.has(&folded) || folded.split_whitespace().any(|word| is_house(word, from));
        is_name(head) && !courtesy
    };
    let last = text.lines().map(str::trim).filter(|line| !line.is_empty()).skip(1).last();
    last.is_some_and(name) || signature.lines().map(str::trim).filter(|line| !line.is_empty()).take(3).any(name)
}

/// Whether a text is a name as people write theirs: one to three capitalised words, none of them a desk's or a firm's.
pub fn is_name(text: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    let folded = clean::folded(text, 100);
    let words = text.split_whitespace();
    (1..=4).contains(&words.clone().count())
        && words.clone().all(|word| capital(word) || PARTICLES.has(word))
        && folded.split_whitespace().all(is_name_part)
        && folded.split_whitespace().any(is_lettered)
        && !is_office(&folded)
}

/// Whether a folded word is the name of the house that an address belongs to: its domain begins with it.
pub fn is_house(word: &str, address: &Address) -> bool {
    let mut labels = address.domain().split(['.', '-']);
    word.chars().count() > 2 && (labels.any(|label| label == word) || (word.len() > 3 && address.domain().starts_with(word)))
}

/// Whether one of the folded words names a desk, a firm or a machine.
fn is_office(words: &str) -> bool {
    words.split_whitespace().any(|word| role::is_desk(word) || FIRMS.has(word.trim_end_matches('.')))
}

/// Whether a display name is a person's by an initial with its point: "P. Lee".
pub fn has_initial(name: &str) -> bool {
    let initial = |word: &str| {
        word.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase))
    };
    let folded = clean::folded(name, 100);
    name.split_whitespace().count() > 1
        && name.split_whitespace().any(initial)
        && folded.split_whitespace().all(is_name_part)
        && folded.split_whitespace().any(is_lettered)
        && !is_office(&folded)
}

/// A name, an initial or a particle.
fn is_name_part(part: &str) -> bool {
    let initial = part.trim_end_matches('.').chars().count() == 1 && part.starts_with(char::is_alphabetic);
    initial || PARTICLES.has(part) || is_lettered(part) || TITLES.has(part.trim_end_matches('.'))
}

fn is_lettered(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
}

fn starts_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'')
}
