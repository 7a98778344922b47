//! A sentence as words: quotes and apostrophes straightened, contractions written out, punctuation apart, one space between,
//! and each word knowing where it stood. Patterns match this form; spans are given in the original text.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::greeting;
use super::lazy::Lazy;

/// A sentence in the form that patterns match.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The words with a space before, between and after.
    pub text: String,
    tokens: Vec<Token>,
    openings: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Token {
    at: Range<usize>,
    origin: Range<usize>,
}

/// Words that are written large at the start of a sentence or always, and days and months: never names.
static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| EVERYDAY.split_ascii_whitespace().collect());
static BY_SPELLING: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| SPELLINGS.into_iter().collect());

const EVERYDAY: &str = " a about after all also an and any anyone are as ask at because before best both but by can could course dear \
    did do does done each every everybody everyone expect find finally first for friday from further get give go good got great has have \
    he hello her here herewith hi his hold hope how i if in is it its just keep kindly last let like look make many may maybe me monday \
    more most my need new next no nobody not nothing now of off ok okay on once one only or order other our out please put really regards \
    reserve right saturday send she should so some somebody someone still sunday sure take tell thank thanks that the their them then there these \
    they this those thursday till to today tomorrow tuesday two until up us was we wednesday well what when where whether which who why will \
    with would yes yesterday you your january february march april june july august september october november december \
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun docusign ihnen euch \
    wir ich sie er es ihr du nous vous je il elle nosotros yo noi io wij ik zij nós eu ";

impl Words {
    /// Reads a sentence that begins at `base` of its text.
    pub fn read(sentence: &str, base: usize) -> Self {
        Self::read_named(sentence, base, &[])
    }

    /// The same where the text names the roster at `names`: what stands there is a name, however it is written ("velmora is ours!!").
    pub fn read_named(sentence: &str, base: usize, names: &[Range<usize>]) -> Self {
        let mut words = Self { text: String::with_capacity(sentence.len() * 5 / 4 + 2), ..Self::default() };
        words.text.push(' ');
        let mut rest = sentence;
        let mut single_open = false;
        let mut previous = ' ';
        let northern = LazyCell::new(|| is_northern(sentence));
        while let Some(c) = rest.chars().next() {
            let at = base + sentence.len() - rest.len();
            let length = match c {
                c if c.is_alphanumeric() => {
                    let length = word_length(rest);
                    let word = rest.get(..length).unwrap_or(rest);
                    if matches!(word, "u" | "till") && *northern {
                        words.push(word, at..at + length);
                    } else {
                        words.push_word(word, at, names.iter().any(|name| name.contains(&at)));
                    }
                    length
                }
                c if c.is_whitespace() || matches!(c, '*' | '_' | '`' | '\u{200b}' | '\u{feff}') => c.len_utf8(),
                '-' | '‐' | '‑' if previous.is_alphanumeric() && starts_word(rest, c) => c.len_utf8(),
                '"' | '“' | '”' | '„' | '«' | '»' => words.push_mark("\"", at, c.len_utf8()),
                '\'' | '’' | '‘' => {
                    let opens =
                        !single_open && !previous.is_alphanumeric() && rest.chars().nth(1).is_some_and(char::is_alphabetic);
                    let closes = single_open && !rest.chars().nth(1).is_some_and(char::is_alphanumeric);
                    if opens || closes {
                        single_open = opens;
                        words.push_mark("\"", at, c.len_utf8());
                    }
                    c.len_utf8()
                }
                '–' | '—' | '‐' | '‑' => words.push_mark("-", at, c.len_utf8()),
                '…' => words.push_mark(".", at, c.len_utf8()),
                c => {
                    let length: usize = rest.chars().take_while(|&d| d == c).map(char::len_utf8).sum();
                    words.push_mark(rest.get(..c.len_utf8()).unwrap_or(rest), at, length)
                }
            };
            previous = rest.get(..length).and_then(|taken| taken.chars().last()).unwrap_or(' ');
            rest = rest.get(length..).unwrap_or("");
        }
        words.openings = greeting::openings(&words.text);
        words
    }

    /// Where the sentence begins to speak behind a greeting: places in [`Self::text`].
    pub fn openings(&self) -> &[usize] {
        &self.openings
    }

    /// Where an expression stands first. One that must stand at the beginning may stand behind a greeting, too.
    pub fn find(&self, expression: &Lazy) -> Option<Range<usize>> {
        let behind = |at: &usize| {
            let found = expression.find(self.text.get(*at..)?)?;
            Some(found.start + at..found.end + at)
        };
        let opens = if expression.opens() { self.openings.as_slice() } else { &[] };
        expression.find(&self.text).or_else(|| opens.iter().find_map(behind))
    }

    /// Whether there is a word in it: "..." says nothing.
    pub fn speak(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }

    /// Where a match in [`Self::text`] stood in the original.
    pub fn origin(&self, found: &Range<usize>) -> Option<Range<usize>> {
        let first = self.tokens.partition_point(|token| token.at.end <= found.start);
        let end = self.tokens.partition_point(|token| token.at.start < found.end);
        let start = self.tokens.get(first)?.origin.start;
        let last = self.tokens.get(end.checked_sub(1)?)?.origin.end;
        (start < last).then_some(start..last)
    }

    /// The words in order, punctuation included.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.text.split_ascii_whitespace()
    }

    fn push_mark(&mut self, mark: &str, at: usize, length: usize) -> usize {
        self.push(mark, at..at + length);
        length
    }

    fn push(&mut self, word: &str, origin: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(word);
        self.tokens.push(Token { at: start..self.text.len(), origin });
        self.text.push(' ');
    }

    fn push_word(&mut self, word: &str, at: usize, named: bool) {
        let origin = at..at + word.len();
        let straight = if word.contains('’') { word.replace('’', "'") } else { word.to_owned() };
        let straight = if named { written_large(&straight) } else { straight };
        let lower = straight.to_ascii_lowercase();
        if let Some(parts) = BY_SPELLING.get(lower.as_str()) {
            parts.split(' ').for_each(|part| self.push(part, origin.clone()));
            return;
        }
        let Some(at) = lower.rfind('\'') else {
            let name = straight.starts_with(char::is_uppercase) && !NO_NAMES.contains(lower.as_str());
            return self.push(if name { &straight } else { &lower }, origin);
        };
        let (stem, ending) = (straight.get(..at).unwrap_or(""), lower.get(at..).unwrap_or(""));
        let small = stem.to_ascii_lowercase();
        let (stem, ending) = match ending {
            "'t" if small.ends_with('n') => (stem.get(..stem.len() - 1).unwrap_or(""), "not"),
            "'ve" => (stem, "have"),
            "'re" => (stem, "are"),
            "'ll" => (stem, "will"),
            "'m" => (stem, "am"),
            "'d" => (stem, "would"),
            "'s" if IS.contains(&small.as_str()) => (stem, "is"),
            "'s" => (stem, "'s"),
            _ => return self.push(&straight, origin),
        };
        let name = stem.starts_with(char::is_uppercase) && !NO_NAMES.contains(stem.to_ascii_lowercase().as_str());
        let stem = if name { stem.to_owned() } else { stem.to_ascii_lowercase() };
        self.push(&stem, origin.clone());
        self.push(ending, origin);
    }
}

fn written_large(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// Words after which 's is "is".
const IS: [&str; 12] = ["it", "that", "he", "she", "here", "there", "what", "who", "where", "how", "this", "everything"];

/// Contractions and short forms that no rule explains.
const SPELLINGS: [(&str, &str); 32] = [
    ("can't", "can not"),
    ("cannot", "can not"),
    ("cant", "can not"),
    ("won't", "will not"),
    ("wont", "will not"),
    ("shan't", "shall not"),
    ("ain't", "is not"),
    ("dont", "do not"),
    ("didnt", "did not"),
    ("doesnt", "does not"),
    ("isnt", "is not"),
    ("wasnt", "was not"),
    ("havent", "have not"),
    ("hasnt", "has not"),
    ("im", "i am"),
    ("ive", "i have"),
    ("weve", "we have"),
    ("youre", "you are"),
    ("theyre", "they are"),
    ("thats", "that is"),
    ("let's", "let us"),
    ("lets", "let us"),
    ("u", "you"),
    ("ur", "your"),
    ("pls", "please"),
    ("plz", "please"),
    ("kindly", "please"),
    ("gonna", "going to"),
    ("gotta", "have to"),
    ("wanna", "want to"),
    ("c'mon", "come on"),
    ("till", "until"),
];

/// What a short form of English stands for, in words with a space between.
pub fn written_out(word: &str) -> Option<&'static str> {
    BY_SPELLING.get(word).copied()
}

/// Small words of Dutch and of the north that English doesn't have: beside one of them "u" and "till" are words of their own.
const NORTHERN: &str = " het een voor niet wij jullie uw kunt heeft hebt graag naar zijn bij ook dat aan wordt ons onze \
    och att är jag inte ni på för av oss mig ett vår vi hör ";

fn is_northern(sentence: &str) -> bool {
    let mut words = sentence.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| NORTHERN.contains(&format!(" {} ", word.to_lowercase())))
}

/// The length of the word at the start: letters and digits, an apostrophe between letters, and . , : / between digits.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, c)| c);
        let inside = match c {
            c if c.is_alphanumeric() => true,
            '\'' | '’' => previous.is_alphabetic() && next.is_alphabetic(),
            '.' | ',' | ':' | '/' => previous.is_ascii_digit() && next.is_ascii_digit(),
            _ => false,
        };
        if !inside {
            return at;
        }
        previous = c;
    }
    rest.len()
}

fn starts_word(rest: &str, hyphen: char) -> bool {
    rest.get(hyphen.len_utf8()..).and_then(|tail| tail.chars().next()).is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_written_out_and_punctuation_stands_apart() {
        let words = Words::read("We’ve won it -- Acme's closed-won, can't you see?!", 0);
        assert_eq!(words.text, " we have won it - Acme 's closed won , can not you see ? ! ");
    }

    #[test]
    fn words_of_other_languages_are_no_short_forms() {
        assert_eq!(Words::read("Kunt u zakken?", 0).text, " Kunt u zakken ? ");
        assert_eq!(Words::read("Hör av er till hösten", 0).text, " Hör av er till hösten ");
        assert_eq!(Words::read("can u wait till May", 0).text, " can you wait until may ");
    }

    #[test]
    fn a_name_of_the_roster_is_one_however_it_is_written() {
        let name = 13..20;
        assert_eq!(Words::read_named("so velmora's ours", 10, std::slice::from_ref(&name)).text, " so Velmora 's ours ");
    }

    #[test]
    fn a_match_is_found_again_in_the_original() {
        let text = "Well: we’ve  got it!";
        let words = Words::read(text, 0);
        let at = words.text.find("have got it").unwrap();
        assert_eq!(text.get(words.origin(&(at..at + 11)).unwrap()), Some("we’ve  got it"));
    }

    #[test]
    fn single_quotes_quote_and_apostrophes_do_not() {
        assert_eq!(Words::read("She wrote 'consider it yours' in '98, 90 days' net", 0).text.matches('"').count(), 2);
    }
}
