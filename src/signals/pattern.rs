//! The pattern language of the lexicon, and its way into regular expressions.
//!
//! | written | means |
//! | --- | --- |
//! | `word` | that word, large or small |
//! | `reserv*` | every word that begins so |
//! | `{name}` | one of the alternatives of a class |
//! | `(a\|b c\|d)` | one of these |
//! | `x?` after any of those | may be missing |
//! | `..` | up to four words, no punctuation among them |
//! | `...` | up to ten words, commas and the like allowed |
//! | `@` | a name: a word written large that is no everyday word |
//! | `#` | a word with a digit in it |
//! | `_` | any one word |
//! | `^` and `$` | start and end of the sentence |
//!
//! Contractions are written out in patterns ("we have", "do not"); hyphens are spaces. German "im", Dutch "u" and Swedish
//! "till" are found although English has them for short forms.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::written_out;

/// Classes may hold classes, and sets of guards sets, this deep.
pub const DEEPEST: usize = 6;

/// One part of a pattern.
#[derive(Clone, Debug)]
enum Part {
    Word(String),
    Prefix(String),
    Any(Vec<Vec<Part>>),
    Optional(Box<Part>),
    Gap,
    WideGap,
    Name,
    Number,
    OneWord,
    Start,
    End,
}

/// A pattern, read.
#[derive(Clone, Debug)]
pub struct Pattern {
    parts: Vec<Part>,
}

/// The classes of a lexicon: name to what was written.
pub type Classes = BTreeMap<String, String>;

impl Pattern {
    /// Reads a pattern; the error says what is wrong and how to mend it.
    pub fn parse(text: &str, classes: &Classes) -> Result<Self, String> {
        let mut reader = Reader { rest: text, classes, depth: 0 };
        let mut alternatives = reader.alternatives()?;
        if !reader.rest.is_empty() {
            return Err("a `)` without its `(`: remove it".to_owned());
        }
        let mut parts =
            if alternatives.len() == 1 { alternatives.pop().unwrap_or_default() } else { vec![Part::Any(alternatives)] };
        // A gap at the end says nothing: the shortest one is empty.
        while matches!(parts.last(), Some(Part::Gap | Part::WideGap)) {
            parts.pop();
        }
        let pattern = Self { parts };
        if pattern.anchors().is_none() {
            return Err("nothing in it must occur: name at least one word that is not optional".to_owned());
        }
        Ok(pattern)
    }

    /// The regular expression over the bytes of [`super::words::Words::text`], without Unicode classes: they would make the
    /// automata large and slow.
    pub fn regex(&self) -> String {
        let mut out = String::new();
        if !matches!(self.parts.first(), Some(Part::Start)) {
            out.push(' ');
        }
        self.parts.iter().for_each(|part| write_part(part, &mut out));
        out
    }

    /// Words, one of which stands in everything that matches (` word ` whole or ` word` as a beginning): the prefilter's food.
    pub fn anchors(&self) -> Option<Vec<String>> {
        best_anchors(&self.parts)
    }

    /// For each part that must occur, the words one of which stands in everything that matches: what the regular expression
    /// need not be run for.
    pub fn needs(&self) -> Vec<Vec<String>> {
        self.parts.iter().filter_map(part_anchors).collect()
    }
}

struct Reader<'a> {
    rest: &'a str,
    classes: &'a Classes,
    depth: usize,
}

impl Reader<'_> {
    fn alternatives(&mut self) -> Result<Vec<Vec<Part>>, String> {
        let mut all = Vec::new();
        let mut parts = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                None | Some(')') => {
                    all.push(parts);
                    return if all.iter().any(Vec::is_empty) {
                        Err("an empty alternative: fill it or remove it".to_owned())
                    } else {
                        Ok(all)
                    };
                }
                Some('|') => {
                    self.rest = self.rest.get(1..).unwrap_or("");
                    all.push(std::mem::take(&mut parts));
                }
                Some(c) => {
                    let mut part = self.part(c)?;
                    if let Some(rest) = self.rest.strip_prefix('?') {
                        self.rest = rest;
                        part = Part::Optional(Box::new(part));
                    }
                    parts.push(part);
                }
            }
        }
    }

    fn part(&mut self, first: char) -> Result<Part, String> {
        match first {
            '(' => {
                self.rest = self.rest.get(1..).unwrap_or("");
                let all = self.alternatives()?;
                self.rest = self.rest.strip_prefix(')').ok_or("a `(` without its `)`: add it")?;
                Ok(Part::Any(all))
            }
            '{' => {
                let (name, rest) =
                    self.rest.get(1..).and_then(|rest| rest.split_once('}')).ok_or("a `{` without its `}`: add it")?;
                self.rest = rest;
                self.class(name)
            }
            _ => {
                let end = self.rest.find(|c: char| c.is_whitespace() || "()|{}?".contains(c)).unwrap_or(self.rest.len());
                let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
                self.rest = rest;
                simple(word)
            }
        }
    }

    fn class(&self, name: &str) -> Result<Part, String> {
        let written =
            self.classes.get(name).ok_or_else(|| format!("no class is called {{{name}}}: define it under [classes]"))?;
        if self.depth >= DEEPEST {
            return Err(format!("class {{{name}}} is nested too deep, or holds itself"));
        }
        let mut inner = Reader { rest: written, classes: self.classes, depth: self.depth + 1 };
        let all = inner.alternatives().map_err(|error| format!("in class {{{name}}}: {error}"))?;
        if inner.rest.is_empty() { Ok(Part::Any(all)) } else { Err(format!("in class {{{name}}}: a `)` without its `(`")) }
    }
}

fn simple(word: &str) -> Result<Part, String> {
    Ok(match word {
        ".." => Part::Gap,
        "..." => Part::WideGap,
        "@" => Part::Name,
        "#" => Part::Number,
        "_" => Part::OneWord,
        "^" => Part::Start,
        "$" => Part::End,
        "" => return Err("a `?` or `}` with nothing before it".to_owned()),
        _ => match word.strip_suffix('*') {
            Some("") => return Err("a bare `*`: write `_` for any word".to_owned()),
            Some(stem) => large_too(stem, Part::Prefix),
            // German "im" is read as "I'm" without its apostrophe, Dutch "u" and Swedish "till" as short forms where nothing tells.
            None => match written_out(word) {
                Some(long) => Part::Any(vec![
                    vec![Part::Word(word.to_lowercase())],
                    long.split(' ').map(|word| Part::Word(word.to_owned())).collect(),
                ]),
                None => large_too(word, Part::Word),
            },
        },
    })
}

/// A word as it stands within a sentence and at its start: expressions over bytes know no large letter beyond ASCII. Polish and Czech ones are
/// written without their marks, too ("wiazace zamowienie").
fn large_too(word: &str, part: fn(String) -> Part) -> Part {
    let small = word.to_lowercase();
    let mut all = Vec::new();
    if let Some(first) = small.chars().next().filter(|first| !first.is_ascii() && first.is_alphabetic()) {
        all.push(vec![part(first.to_uppercase().chain(small.chars().skip(1)).collect())]);
    }
    if small.contains(|letter| MARKED.contains(letter)) {
        all.push(vec![part(unmarked(&small))]);
    }
    if all.is_empty() {
        return part(small);
    }
    all.insert(0, vec![part(small)]);
    Part::Any(all)
}

/// Letters of Polish and Czech alone; a word that holds one is no word of another language without its marks.
const MARKED: &str = "ąćęłńśźżčďěňřšťůž";

fn unmarked(word: &str) -> String {
    word.nfd().filter(|letter| !is_combining_mark(*letter)).map(|letter| if letter == 'ł' { 'l' } else { letter }).collect()
}

/// A word, a sum or a per cent sign; everything that begins beyond ASCII counts as a word.
const WORD: &str = r"['&$#%+0-9A-Za-z\x80-\xFF][^ ]* ";
/// Punctuation, or an emoji.
const MARK: &str = r"[^ 0-9A-Za-z\x80-\xFF][^ ]* |[\xE2\xF0][^ ]* ";

fn write_part(part: &Part, out: &mut String) {
    match part {
        Part::Word(word) => out.push_str(&format!("(?i:{}) ", regex::escape(word))),
        Part::Prefix(stem) => out.push_str(&format!("(?i:{})[^ ]* ", regex::escape(stem))),
        Part::Any(all) => {
            out.push_str("(?:");
            for (index, parts) in all.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                parts.iter().for_each(|part| write_part(part, out));
            }
            out.push(')');
        }
        Part::Optional(inner) => {
            out.push_str("(?:");
            write_part(inner, out);
            out.push_str(")?");
        }
        Part::Gap => out.push_str(&format!("(?:{WORD}){{0,4}}?")),
        Part::WideGap => out.push_str("(?:[^ ]+ ){0,10}?"),
        Part::Name => out.push_str(r"(?:(?i:d|l|dell|all|dall|nell|un)')?(?:[A-Z]|\xC3[\x80-\x9E]|[\xC4\xC5\xD0])[^ ]* "),
        Part::Number => out.push_str("[0-9][^ ]* "),
        Part::OneWord => out.push_str(WORD),
        Part::Start => out.push_str(&format!(r"\A (?:{MARK})*")),
        Part::End => out.push_str(&format!(r"(?:{MARK})*\z")),
    }
}

/// The part whose words are rarest in mail: short words are everywhere.
fn best_anchors(parts: &[Part]) -> Option<Vec<String>> {
    let commonness = |word: &String| match word.trim().chars().count() {
        0..=2 => 120,
        3 => 50,
        4 => 16,
        5 => 6,
        6 => 3,
        _ => 1,
    };
    parts.iter().filter_map(part_anchors).min_by_key(|words| words.iter().map(commonness).sum::<u32>())
}

fn part_anchors(part: &Part) -> Option<Vec<String>> {
    match part {
        Part::Word(word) => Some(vec![format!(" {word} ")]),
        Part::Prefix(stem) => Some(vec![format!(" {stem}")]),
        Part::Any(all) => {
            let each: Option<Vec<_>> = all.iter().map(|parts| best_anchors(parts)).collect();
            each.map(|each| each.concat())
        }
        Part::Optional(_) | Part::Gap | Part::WideGap | Part::Name | Part::Number | Part::OneWord | Part::Start | Part::End => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        let classes = Classes::from([("won".to_owned(), "won|have (won|got)|landed".to_owned())]);
        let regex = Pattern::parse(pattern, &classes).unwrap().regex();
        let regex = regex::bytes::RegexBuilder::new(&regex).unicode(false).build().unwrap();
        regex.is_match(super::super::words::Words::read(text, 0).text.as_bytes())
    }

    #[test]
    fn the_language_reads_as_documented() {
        assert!(matches("{won} .. @", "We've got the big Acme!"));
        assert!(!matches("{won} .. @", "We've got the big one, Acme!"));
        assert!(matches("reserv* ... for @", "please RESERVE two, or three, of them for Acme"));
        assert!(matches("^ signed? contract attached $", "Contract attached!!"));
        assert!(!matches("^ contract attached", "The contract attached is void"));
        assert!(matches("po # (is|comes) _ $", "our PO 4471 is here."));
        assert!(matches("(liegt|ist) (im|am) haus", "Der Auftrag ist im Haus"));
        assert!(matches("écrivez (moi|nous)", "Écrivez-moi en mars"));
        assert!(matches("über*", "Überwiesen wurde nichts"));
        assert!(matches("till hösten", "Hör av er till hösten") && matches("till hösten", "Ring till hösten"));
    }

    #[test]
    fn mistakes_are_told() {
        for (pattern, told) in [
            ("{lost} it", "define it under [classes]"),
            ("(a|b", "add it"),
            ("a | ", "empty alternative"),
            ("a) b", "remove it"),
            ("word?", "not optional"),
            ("* b", "bare"),
        ] {
            let error = Pattern::parse(pattern, &Classes::new()).unwrap_err();
            assert!(error.contains(told), "{pattern}: {error}");
        }
        let itself = Classes::from([("a".to_owned(), "b {a}".to_owned())]);
        assert!(Pattern::parse("{a}", &itself).unwrap_err().contains("holds itself"));
    }
}
