//! Sayings with gaps: a row of words, each in several forms or languages, of which a sentence is searched.
//!
//! A line is a saying. `a/b` is either word, `work*` whatever begins so, `*schap` whatever ends so, `$box` a class of words, `@` a name of the
//! author, `%` one of their firm, `..` up to two words of whatever kind, `...` up to six; no gap crosses a comma. ` & ` parts rows that all stand in the sentence, in any order.

use std::collections::HashSet;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// A named class of words: their name, and the words with `/` between them.
pub(super) type Class = (&'static str, &'static str);

/// A table of sayings, read when first used.
pub(super) struct Sayings {
    lines: &'static str,
    classes: &'static [Class],
    read: OnceLock<Vec<Saying>>,
}

/// Whose answer it is.
#[derive(Debug, Default)]
pub(super) struct Who<'a> {
    /// The words of their name and of their address before the sign.
    pub names: Vec<&'a str>,
    /// The domain of their address.
    pub house: &'a str,
}

impl Who<'_> {
    /// Whether a word is of the domain's name: "skogstål" is, of skogstal.example.
    fn is_house(&self, word: &str) -> bool {
        let plain: String = word.nfd().filter(|c| c.is_alphanumeric()).collect();
        plain.len() > 3 && self.house.split(['.', '-']).any(|label| label == plain || (label.len() > 6 && label.contains(&plain)))
    }
}

/// Rows that all have to stand in the sentence.
type Saying = Vec<Vec<Step>>;

enum Step {
    /// Up to so many words.
    Gap(usize),
    Word(Forms),
}

/// The forms of a word.
#[derive(Default)]
struct Forms {
    whole: HashSet<&'static str>,
    heads: Vec<&'static str>,
    ends: Vec<&'static str>,
    /// The names of the author are among them.
    names: bool,
    /// The names of the firm are.
    house: bool,
}

impl Forms {
    fn of(text: &'static str, classes: &[Class]) -> Self {
        let mut forms = Self::default();
        forms.take(text, classes, 0);
        forms
    }

    /// Takes what `text` names; a class may name others, to a depth that no table reaches.
    fn take(&mut self, text: &'static str, classes: &[Class], depth: usize) {
        for form in text.split(['/', '\n']).filter(|form| !form.is_empty()) {
            match (form, form.strip_prefix('$'), form.strip_suffix('*')) {
                ("@", ..) => self.names = true,
                ("%", ..) => self.house = true,
                (_, Some(class), _) if depth < 3 => {
                    classes.iter().filter(|(name, _)| *name == class).for_each(|(_, text)| self.take(text, classes, depth + 1));
                }
                (_, _, Some(head)) => self.heads.push(head),
                _ => match form.strip_prefix('*') {
                    Some(end) => self.ends.push(end),
                    None => {
                        self.whole.insert(form);
                    }
                },
            }
        }
    }

    fn has(&self, word: &str, who: &Who<'_>) -> bool {
        self.whole.contains(word)
            || (self.names && who.names.contains(&word))
            || (self.house && who.is_house(word))
            || self.heads.iter().any(|head| word.starts_with(head))
            || self.ends.iter().any(|end| word.ends_with(end))
    }
}

impl Sayings {
    /// A table of such lines.
    pub const fn of(lines: &'static str, classes: &'static [Class]) -> Self {
        Self { lines, classes, read: OnceLock::new() }
    }

    /// Whether one of them stands among the words of a sentence, as [`words`] gives them.
    pub fn within(&self, sentence: &[&str], who: &Who<'_>) -> bool {
        self.read().iter().any(|saying| saying.iter().all(|row| (0..sentence.len()).any(|at| fits(row, sentence, at, who))))
    }

    fn read(&self) -> &[Saying] {
        let step = |token: &'static str| match token {
            ".." => Step::Gap(2),
            "..." => Step::Gap(6),
            _ => Step::Word(Forms::of(token, self.classes)),
        };
        let row = |row: &'static str| row.split_whitespace().map(step).collect();
        let saying = |line: &'static str| line.split(" & ").map(row).collect();
        let lines = || self.lines.lines().flat_map(|line| line.split('|')).map(str::trim).filter(|line| !line.is_empty());
        self.read.get_or_init(|| lines().map(saying).collect())
    }
}

fn fits(row: &[Step], words: &[&str], at: usize, who: &Who<'_>) -> bool {
    match row.split_first() {
        None => true,
        Some((Step::Word(forms), rest)) => {
            words.get(at).is_some_and(|word| forms.has(word, who)) && fits(rest, words, at + 1, who)
        }
        Some((Step::Gap(most), rest)) => (0..=*most)
            .take_while(|skipped| *skipped == 0 || words.get(at + skipped - 1).is_some_and(|word| *word != ","))
            .any(|skipped| fits(rest, words, at + skipped, who)),
    }
}

/// The words of a folded sentence, with its commas; what an apostrophe cuts off in the Romance languages is a word of its own.
pub(super) fn words(sentence: &str) -> Vec<&str> {
    const CUT: &str = "|l|d|n|j|m|t|s|c|qu|un|dell|all|nell|dall|sull|quell|";
    let mut words = Vec::new();
    for raw in sentence.split_whitespace() {
        let comma = raw.ends_with([',', ':', ')', '–', '—', '-']) || matches!(raw, "-" | "–");
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        match word.split_once('\'') {
            Some((cut, rest)) if CUT.contains(&format!("|{cut}|")) => words.extend([cut, rest]),
            _ if word.is_empty() => {}
            _ => words.push(word),
        }
        if comma {
            words.push(",");
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    static CLASSES: &[Class] = &[("box", "mailbox/address/adress*")];
    static TABLE: Sayings = Sayings::of("$box .. closed\ni/@ & left ... firm/% | lost .. *ship | n est .. plus", CLASSES);

    fn told(sentence: &str) -> bool {
        TABLE.within(&words(sentence), &Who { names: vec!["pat"], house: "skogstal.example" })
    }

    #[test]
    fn sayings_are_found_across_their_gaps_and_no_commas() {
        for yes in [
            "this mailbox is now closed",
            "adressen closed",
            "pat has left the old firm",
            "she left the firm, i say",
            "il n'est plus là",
        ] {
            assert!(told(yes), "{yes}");
        }
        for no in [
            "closed mailbox",
            "this mailbox is now finally closed",
            "kim left the firm",
            "this mailbox, closed",
            "mailboxes closed",
        ] {
            assert!(!told(no), "{no}");
        }
    }
}
