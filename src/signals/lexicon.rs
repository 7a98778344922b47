//! The lexicon: patterns by kind, kept as data, with a prefilter that runs only those whose words occur.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use serde::Deserialize;
use toml::Spanned;

use super::grammar::{Guard, Scope};
use super::lazy::Lazy;
use super::pattern::{Classes, Pattern};
use super::words::Words;
use crate::domain::signal::{Party, Roles, SignalKind};

/// Counts up whenever the code judges the same lexicon differently, so that mail is read again.
const CODE_VERSION: u8 = 1;
const BUILTIN: &str = include_str!("lexicon.toml");

/// Patterns for every kind of signal, compiled.
#[derive(Debug)]
pub struct Lexicon {
    phrases: Vec<Phrase>,
    guards: Vec<Guard>,
    prefilter: AhoCorasick,
    /// For each word of the prefilter the phrases that it can begin.
    wakes: Vec<Vec<usize>>,
    version: u64,
}

/// One pattern with what forbids it.
#[derive(Debug)]
pub(super) struct Phrase {
    pub kind: SignalKind,
    /// Only when written to this party; `None` where the kind alone decides.
    pub to: Option<Party>,
    regex: Lazy,
    /// The line and the text in the lexicon's file.
    written: (usize, String),
    /// Words of the prefilter by number: one of each group stands in every sentence that the phrase stands in.
    needs: Vec<Vec<usize>>,
    pub question: bool,
    pub quotation: bool,
    /// Indices into the guards.
    pub guards: Vec<usize>,
}

/// What is wrong with a lexicon, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}{}: {problem}", if pattern.is_empty() { String::new() } else { format!(", \"{pattern}\"") })]
pub struct LexiconError {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// The pattern, class or guard concerned; empty when the file itself can't be read.
    pub pattern: String,
    /// What is wrong and how to mend it.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    classes: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    guards: BTreeMap<String, RawGuard>,
    #[serde(default)]
    group: Vec<RawGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGuard {
    scope: Spanned<String>,
    phrases: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    kind: Spanned<String>,
    to: Option<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    phrases: Vec<Spanned<String>>,
}

/// A file's text, to tell lines.
struct Source<'a>(&'a str);

impl Source<'_> {
    fn error(&self, at: &Spanned<String>, problem: impl Into<String>) -> LexiconError {
        let (line, pattern) = self.written(at);
        LexiconError { line, pattern, problem: problem.into() }
    }

    /// The line and the text of something in the file.
    fn written(&self, at: &Spanned<String>) -> (usize, String) {
        (self.line(at.span().start), at.get_ref().clone())
    }

    fn line(&self, at: usize) -> usize {
        self.0.get(..at).unwrap_or("").matches('\n').count() + 1
    }
}

impl Lexicon {
    /// The lexicon that comes with the program.
    ///
    /// # Panics
    /// Never: a test reads it.
    #[allow(clippy::panic)]
    pub fn builtin() -> Self {
        match Self::read(BUILTIN) {
            Ok(lexicon) => lexicon,
            Err(error) => panic!("the built-in lexicon is broken: {error}"),
        }
    }

    /// Reads a lexicon file.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        let lexicon = Self::read(text)?;
        let regexes = lexicon.phrases.iter().map(|phrase| (&phrase.regex, &phrase.written));
        for (regex, (line, pattern)) in regexes.chain(lexicon.guards.iter().map(|guard| (&guard.regex, &guard.written))) {
            regex.check().map_err(|problem| LexiconError { line: *line, pattern: pattern.clone(), problem })?;
        }
        Ok(lexicon)
    }

    /// Reads a lexicon without compiling its expressions.
    fn read(text: &str) -> Result<Self, LexiconError> {
        let source = Source(text);
        let file: File = toml::from_str(text).map_err(|error| LexiconError {
            line: source.line(error.span().map_or(0, |span| span.start)),
            pattern: String::new(),
            problem: error.message().to_owned(),
        })?;
        let classes: Classes = file.classes.iter().map(|(name, text)| (name.clone(), text.get_ref().clone())).collect();
        for text in file.classes.values() {
            Pattern::parse(&format!("x ({})", text.get_ref()), &classes).map_err(|problem| source.error(text, problem))?;
        }
        let (names, guards) = read_guards(&source, file.guards, &classes)?;
        let mut phrases = Vec::new();
        let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut needs = Vec::new();
        for group in file.group {
            let kind = SignalKind::parse(group.kind.get_ref()).ok_or_else(|| {
                source.error(&group.kind, "no such kind: use urgency, overpromise, celebration, ... (SPEC section 4)")
            })?;
            let to = read_party(&source, group.to.as_ref())?;
            let (question, quotation, guards) = read_unless(&source, &group.unless, &names)?;
            for text in &group.phrases {
                let pattern = Pattern::parse(text.get_ref(), &classes).map_err(|problem| source.error(text, problem))?;
                for anchor in pattern.anchors().unwrap_or_default() {
                    words.entry(anchor).or_default().push(phrases.len());
                }
                let groups = pattern.needs();
                for word in groups.iter().flatten() {
                    words.entry(word.clone()).or_default();
                }
                needs.push(groups);
                let written = source.written(text);
                let regex = Lazy::new(pattern.regex());
                phrases.push(Phrase { kind, to, regex, written, needs: Vec::new(), question, quotation, guards: guards.clone() });
            }
        }
        let number: HashMap<&String, usize> = words.keys().enumerate().map(|(number, word)| (word, number)).collect();
        for (phrase, groups) in phrases.iter_mut().zip(&needs) {
            phrase.needs =
                groups.iter().map(|words| words.iter().filter_map(|word| number.get(word).copied()).collect()).collect();
        }
        let prefilter = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(words.keys())
            .map_err(|error| LexiconError { line: 1, pattern: String::new(), problem: error.to_string() })?;
        Ok(Self { phrases, guards, prefilter, wakes: words.into_values().collect(), version: fingerprint(text) })
    }

    /// Changes whenever the lexicon or the code that applies it does; the same on every machine.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The phrases that stand in a sentence and mean something between these parties, with their places in [`Words::text`].
    pub(super) fn find(&self, words: &Words, roles: Roles) -> Vec<(&Phrase, Range<usize>)> {
        let mut there: Vec<usize> =
            self.prefilter.find_overlapping_iter(&words.text).map(|hit| hit.pattern().as_usize()).collect();
        there.sort_unstable();
        there.dedup();
        let woken = there.iter().filter_map(|word| self.wakes.get(*word)).flatten();
        let mut awake: Vec<usize> = woken.copied().collect();
        awake.sort_unstable();
        awake.dedup();
        let has_all =
            |phrase: &Phrase| phrase.needs.iter().all(|words| words.iter().any(|word| there.binary_search(word).is_ok()));
        awake
            .into_iter()
            .filter_map(|index| self.phrases.get(index))
            .filter(|phrase| phrase.kind.fits(roles) && phrase.to.is_none_or(|to| to == roles.addressee))
            .filter(|phrase| has_all(phrase))
            .filter_map(|phrase| phrase.regex.find(&words.text).map(|found| (phrase, found)))
            .collect()
    }

    /// What forbids a phrase, besides questions and quotations.
    pub(super) fn guards_of<'a>(&'a self, phrase: &'a Phrase) -> impl Iterator<Item = &'a Guard> {
        phrase.guards.iter().filter_map(|&index| self.guards.get(index))
    }
}

type Guards = (BTreeMap<String, usize>, Vec<Guard>);

fn read_guards(source: &Source<'_>, raw: BTreeMap<String, RawGuard>, classes: &Classes) -> Result<Guards, LexiconError> {
    let mut names = BTreeMap::new();
    let mut guards = Vec::new();
    for (name, guard) in raw {
        let scope = Scope::parse(guard.scope.get_ref())
            .ok_or_else(|| source.error(&guard.scope, "no such scope: use clause, before, sentence or around"))?;
        let mut alternatives = Vec::new();
        for text in &guard.phrases {
            let pattern = Pattern::parse(text.get_ref(), classes).map_err(|problem| source.error(text, problem))?;
            alternatives.push(pattern.regex());
        }
        names.insert(name, guards.len());
        guards.push(Guard { scope, regex: Lazy::new(alternatives.join("|")), written: source.written(&guard.scope) });
    }
    Ok((names, guards))
}

fn read_party(source: &Source<'_>, name: Option<&Spanned<String>>) -> Result<Option<Party>, LexiconError> {
    let Some(name) = name else { return Ok(None) };
    match name.get_ref().as_str() {
        "team" => Ok(Some(Party::Team)),
        "supplier" => Ok(Some(Party::Supplier)),
        "prospect" => Ok(Some(Party::Prospect)),
        _ => Err(source.error(name, "no such party: use team, supplier or prospect")),
    }
}

fn read_unless(
    source: &Source<'_>,
    unless: &[Spanned<String>],
    names: &BTreeMap<String, usize>,
) -> Result<(bool, bool, Vec<usize>), LexiconError> {
    let (mut question, mut quotation, mut guards) = (false, false, Vec::new());
    for name in unless {
        match name.get_ref().as_str() {
            "question" => question = true,
            "quotation" => quotation = true,
            other => guards.push(*names.get(other).ok_or_else(|| source.error(name, "no such guard: define it under [guards]"))?),
        }
    }
    Ok((question, quotation, guards))
}

fn fingerprint(text: &str) -> u64 {
    let mut hash = ring::digest::Context::new(&ring::digest::SHA256);
    hash.update(&[CODE_VERSION]);
    hash.update(text.as_bytes());
    hash.finish().as_ref().iter().take(8).fold(0, |value, &byte| value << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_lexicon_reads_and_has_every_kind() {
        let lexicon = Lexicon::from_toml(BUILTIN).unwrap();
        for kind in SignalKind::ALL {
            assert!(lexicon.phrases.iter().any(|phrase| phrase.kind == kind), "{kind:?}");
        }
        assert_eq!(lexicon.version(), Lexicon::builtin().version());
    }

    #[test]
    fn mistakes_name_line_pattern_and_remedy() {
        let head = "[classes]\nwe = \"we|i\"\n[[group]]\nkind = \"celebration\"\n";
        for (tail, told) in [
            ("phrases = [\n\"{we} won\",\n\"{us} won\"]", "line 7, \"{us} won\": no class is called {us}"),
            ("unless = [\"moon\"]\nphrases = []", "line 5, \"moon\": no such guard"),
            ("phrase = []", "line 5: unknown field"),
            ("phrases = [\"(a\"]", "line 5, \"(a\": a `(` without its `)`"),
        ] {
            let error = Lexicon::from_toml(&format!("{head}{tail}")).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
        let error = Lexicon::from_toml("[[group]]\nkind = \"joy\"\nphrases = []").unwrap_err().to_string();
        assert!(error.starts_with("line 2, \"joy\": no such kind"), "{error}");
    }

    #[test]
    fn the_version_follows_the_content() {
        let one = Lexicon::from_toml("[[group]]\nkind = \"doubt\"\nphrases = [\"hm\"]").unwrap();
        let two = Lexicon::from_toml("[[group]]\nkind = \"doubt\"\nphrases = [\"hmm\"]").unwrap();
        assert_ne!(one.version(), two.version());
    }
}
