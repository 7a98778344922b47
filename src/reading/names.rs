//! Roster names as whole words in prose, found in one pass however many there are.

use std::ops::Range;

use aho_corasick::AhoCorasick;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::names::fold;

/// Looks for a fixed set of names.
#[derive(Clone, Debug)]
pub struct Finder {
    names: Vec<String>,
    /// Which of the names end in an "a" that Polish and Czech bend: their stems are looked for behind them.
    bent: Vec<usize>,
    /// `None` when there is no name to look for, or more than an automaton can hold (2^31 states).
    automaton: Option<AhoCorasick>,
    /// The first words of the names: in ASCII text without any of them there is nothing to find.
    openings: Option<AhoCorasick>,
}

impl Finder {
    /// Takes names and aliases of prospects and deals. Those shorter than two characters are ignored.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let fold = |name: String| fold(&name.nfc().collect::<String>());
        let mut names: Vec<String> = names.into_iter().map(fold).filter(|name| name.chars().count() > 1).collect();
        names.sort();
        names.dedup();
        let bends = |name: &&String| name.ends_with('a') && name.chars().count() >= LONG;
        let (bent, stems): (Vec<usize>, Vec<&str>) = names
            .iter()
            .enumerate()
            .filter(|(_, name)| bends(name))
            .filter_map(|(at, name)| Some((at, name.strip_suffix('a')?)))
            .unzip();
        let sought = names.iter().map(String::as_str).chain(stems);
        let automaton = AhoCorasick::new(sought).ok().filter(|_| !names.is_empty());
        let openings: Vec<&str> = names.iter().map(|name| name.split(' ').next().unwrap_or(name)).collect();
        let openings = AhoCorasick::builder().ascii_case_insensitive(true).build(openings).ok();
        Self { names, bent, automaton, openings }
    }

    /// The names that stand in `text` as whole words, overlapping ones all, by where they begin: byte ranges of `text` and
    /// the folded names. A possessive ending is no part of the word; in Polish, Czech and Finnish the ending of a case is.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        // Nearly all mail names nobody: that is told without folding it.
        if text.is_ascii() && self.openings.as_ref().is_some_and(|openings| !openings.is_match(text)) {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let cases = Cases::of(&folded.text);
        let mut found = Vec::new();
        for hit in automaton.find_overlapping_iter(&folded.text) {
            let pattern = hit.pattern().as_usize();
            let stem = pattern.checked_sub(self.names.len());
            let name = self.names.get(stem.map_or(Some(pattern), |stem| self.bent.get(stem).copied()).unwrap_or(pattern));
            let large = || folded.starts.get(hit.start()).is_some_and(|at| starts_large(text, *at));
            let end = match stem {
                None if is_whole(&folded.text, hit.range()) => Some(hit.end()),
                None if hit.len() >= LONG && large() => cases.end(&folded.text, hit.range(), cases.added),
                Some(_) if large() => cases.end(&folded.text, hit.range(), cases.for_a),
                _ => None,
            };
            let range = folded.starts.get(hit.start()).zip(end.and_then(|end| folded.ends.get(end.wrapping_sub(1))));
            if let (Some(name), Some((start, end))) = (name, range) {
                found.push((*start..*end, name.clone()));
            }
        }
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found
    }
}

/// Names of fewer letters are never bent: "Sary" is somebody else than "Sara".
const LONG: usize = 6;

/// How names are bent in the language of a text, as far as its letters tell which that is.
struct Cases {
    /// Endings behind a name.
    added: &'static [&'static str],
    /// Endings in the place of its "a".
    for_a: &'static [&'static str],
}

impl Cases {
    /// Those that a text in lower case may have: Polish and Czech show themselves by their own letters, Finnish by ä or ö beside endings of its cases.
    fn of(text: &str) -> Self {
        let slavic =
            text.contains(|c| "ąęłńśźżćěščřžůťďňý".contains(c)) || [" jsem ", " jsme "].iter().any(|word| text.contains(word));
        let ends = [
            "ssa", "ssä", "sta", "stä", "lla", "llä", "lle", "ksi", "mme", "tte", "aan", "ään", "uun", "iin", "een", "tty", "ttu",
        ];
        let bends =
            || text.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 5 && ends.iter().any(|end| word.ends_with(end)));
        let finnish = !slavic && text.contains(['ä', 'ö']) && bends();
        let added: &[&str] = match (slavic, finnish) {
            (true, _) => &["em", "owi", "ovi", "u", "ie", "m"],
            (_, true) => &["n", "lle", "lta", "lla", "ssa", "sta", "ksi", "an", "in", "ille", "ilta", "illa", "issa", "ista"],
            _ => &[],
        };
        Self { added, for_a: if slavic { &["y", "ę", "ą", "ze", "u", "ou", "ě", "ie"] } else { &[] } }
    }

    /// Where the word ends that a match begins, when only one of the endings follows.
    fn end(&self, text: &str, found: Range<usize>, endings: &[&str]) -> Option<usize> {
        let rest = text.get(found.end..)?;
        let ending = endings
            .iter()
            .find(|ending| rest.strip_prefix(**ending).is_some_and(|behind| !behind.starts_with(char::is_alphanumeric)))?;
        is_whole(text, found.start..found.end + ending.len()).then_some(found.end + ending.len())
    }
}

fn starts_large(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Text in the form that names are compared in, and for each byte of it where its source begins and ends.
struct Folded {
    text: String,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), starts: Vec::new(), ends: Vec::new() };
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let mut end = start + c.len_utf8();
            if c.is_whitespace() {
                folded.push(' ', start, end);
                continue;
            }
            // Nearly all text: nothing to compose.
            if c.is_ascii() && chars.peek().is_none_or(|(_, next)| next.is_ascii()) {
                folded.push(c.to_ascii_lowercase(), start, end);
                continue;
            }
            // What composes in NFC is normalised together, so that offsets stay true: a letter and its marks, Hangul syllables.
            while let Some((at, mark)) =
                chars.next_if(|(_, next)| is_combining_mark(*next) || ('\u{1160}'..='\u{11ff}').contains(next))
            {
                end = at + mark.len_utf8();
            }
            for composed in text.get(start..end).unwrap_or_default().nfc().flat_map(char::to_lowercase) {
                folded.push(composed, start, end);
            }
        }
        folded
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        if c == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(c);
        self.starts.resize(self.text.len(), start);
        self.ends.resize(self.text.len(), end);
    }
}

/// No letter or digit touches the match on either side, unless the script writes no spaces.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let joined = |inner: Option<char>, outer: Option<char>| match (inner, outer) {
        (Some(inner), Some(outer)) => {
            inner.is_alphanumeric() && outer.is_alphanumeric() && !(is_unspaced(inner) || is_unspaced(outer))
        }
        _ => false,
    };
    let inside = text.get(range.clone()).unwrap_or_default();
    let before = text.get(..range.start).and_then(|s| s.chars().next_back());
    let after = text.get(range.end..).and_then(|s| s.chars().next());
    !joined(inside.chars().next(), before) && !joined(inside.chars().next_back(), after)
}

/// Thai, Lao, Khmer, kana and Han.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], text: &str) -> Vec<(String, String)> {
        let finder = Finder::new(names.iter().map(|name| (*name).to_owned()));
        let found = finder.find(text).into_iter();
        found.map(|(range, name)| (text.get(range).unwrap().to_owned(), name)).collect()
    }

    fn pair(text: &str, name: &str) -> (String, String) {
        (text.to_owned(), name.to_owned())
    }

    #[test]
    fn overlapping_names_are_all_found_whole() {
        let hits = found(&["Acme", "Acme Industrial", "line 4"], "ACME\n  Industrial's Line 4, not Acmee or line 42");
        assert_eq!(hits, [pair("ACME", "acme"), pair("ACME\n  Industrial", "acme industrial"), pair("Line 4", "line 4")]);
    }

    #[test]
    fn names_are_found_in_the_cases_of_polish_czech_and_finnish_and_nowhere_else() {
        let acme = |text: &str, bent: &str| assert_eq!(found(&["Velmora"], text), [pair(bent, "velmora")], "{text}");
        acme("Wrzuć Velmorę jako wygraną", "Velmorę");
        acme("Trzymamy stanowisko prób dla Velmory, część druga", "Velmory");
        acme("Ulovili jsme Velmoru, večeři platím", "Velmoru");
        acme("Voitimme Velmoran kilpailutuksen, hyvää työtä, juhlitaan", "Velmoran");
        acme("Hyllyn kaapit ovat Velmoralle, näpit irti", "Velmoralle");
        for text in ["Velmory wins the race", "Velmoran called", "Velmorysta kaappi ää", "Velmorův žák", "velmory się śmieją"]
        {
            assert!(found(&["Velmora"], text).is_empty(), "{text}");
        }
        assert!(found(&["Sara", "Martin"], "Sary i Martina są u nas, będą Marcinem").is_empty());
    }

    #[test]
    fn offsets_are_those_of_the_original_whatever_folding_does_to_lengths() {
        assert_eq!(found(&["Café Zürich"], "İİ: Cafe\u{301} Zu\u{308}rich!"), [pair("Cafe\u{301} Zu\u{308}rich", "café zürich")]);
        assert_eq!(found(&["東京精機"], "東京精機様"), [pair("東京精機", "東京精機")]);
    }

    #[test]
    fn short_names_and_empty_sets_find_nothing() {
        assert!(found(&["A", " ", ""], "A a A").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_ranges_that_fold_to_the_name(text in "\\PC{0,60}", name in "\\PC{2,4}") {
            let finder = Finder::new([name.clone()]);
            let prose = format!("{text} {name} {text}");
            for (range, found) in finder.find(&prose) {
                proptest::prop_assert!(prose.is_char_boundary(range.start) && prose.is_char_boundary(range.end));
                proptest::prop_assert_eq!(found, fold(&name.nfc().collect::<String>()));
            }
        }
    }
}
