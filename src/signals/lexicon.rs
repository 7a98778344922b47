//! The lexicon: patterns by kind, kept as data, with a prefilter that runs only those whose words occur.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::grammar::{Guard, Scope};
use super::pattern::{Classes, Pattern};
use super::words::Words;
use crate::domain::signal::{Party, Roles, SignalKind};

/// Counts up whenever the code judges the same lexicon differently, so that mail is read again.
const CODE_VERSION: u8 = 1;
/// No pattern needs more compiled; one that does would be slow.
const REGEX_LIMIT: usize = 8 << 20;
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
    pub regex: Regex,
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
        LexiconError { line: self.line(at.span().start), pattern: at.get_ref().clone(), problem: problem.into() }
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
        match Self::from_toml(BUILTIN) {
            Ok(lexicon) => lexicon,
            Err(error) => panic!("the built-in lexicon is broken: {error}"),
        }
    }

    /// Reads a lexicon file.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
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
        for group in file.group {
            let kind = SignalKind::parse(group.kind.get_ref()).ok_or_else(|| {
                source.error(&group.kind, "no such kind: use urgency, overpromise, celebration, ... (SPEC section 4)")
            })?;
            let to = read_party(&source, group.to.as_ref())?;
            let (question, quotation, guards) = read_unless(&source, &group.unless, &names)?;
            for text in &group.phrases {
                let (pattern, regex) = compile(&source, text, &classes)?;
                for anchor in pattern.anchors().unwrap_or_default() {
                    words.entry(anchor).or_default().push(phrases.len());
                }
                phrases.push(Phrase { kind, to, regex, question, quotation, guards: guards.clone() });
            }
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
        let mut awake: Vec<usize> = self
            .prefilter
            .find_overlapping_iter(&words.text)
            .filter_map(|hit| self.wakes.get(hit.pattern().as_usize()))
            .flatten()
            .copied()
            .collect();
        awake.sort_unstable();
        awake.dedup();
        awake
            .into_iter()
            .filter_map(|index| self.phrases.get(index))
            .filter(|phrase| phrase.kind.fits(roles) && phrase.to.is_none_or(|to| to == roles.addressee))
            .filter_map(|phrase| phrase.regex.find(words.text.as_bytes()).map(|found| (phrase, found.range())))
            .collect()
    }

    /// What forbids a phrase, besides questions and quotations.
    pub(super) fn guards_of<'a>(&'a self, phrase: &'a Phrase) -> impl Iterator<Item = &'a Guard> {
        phrase.guards.iter().filter_map(|&index| self.guards.get(index))
    }
}

fn compile(source: &Source<'_>, text: &Spanned<String>, classes: &Classes) -> Result<(Pattern, Regex), LexiconError> {
    let pattern = Pattern::parse(text.get_ref(), classes).map_err(|problem| source.error(text, problem))?;
    let regex = build(&pattern.regex()).map_err(|problem| source.error(text, problem))?;
    Ok((pattern, regex))
}

fn build(regex: &str) -> Result<Regex, String> {
    let built = RegexBuilder::new(regex).unicode(false).size_limit(REGEX_LIMIT).build();
    built.map_err(|_| "it grows too large: use fewer classes and gaps in one pattern".to_owned())
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
            alternatives.push(compile(source, text, classes)?.0.regex());
        }
        let regex = build(&alternatives.join("|")).map_err(|problem| source.error(&guard.scope, problem))?;
        names.insert(name, guards.len());
        guards.push(Guard { scope, regex });
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
        let lexicon = Lexicon::builtin();
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
