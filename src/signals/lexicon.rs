//! The lexicon: patterns by kind, kept as data, with a prefilter that runs only those whose words occur.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;
use toml::Spanned;

use super::grammar::{Guard, Scope};
use super::lazy::Lazy;
use super::pattern::{Classes, DEEPEST, Pattern};
use super::prefilter::Prefilter;
use super::words::Words;
use crate::domain::signal::{Party, Roles, SignalKind};

/// Counts up whenever the code judges the same lexicon differently, so that mail is read again.
const CODE_VERSION: u8 = 18;
/// English with the classes and sets, then what the other languages share and each of them.
const BUILTIN: &str = concat!(
    include_str!("lexicon/english/classes.toml"),
    include_str!("lexicon/english/guards.toml"),
    include_str!("lexicon/english/celebration.toml"),
    include_str!("lexicon/english/binding.toml"),
    include_str!("lexicon/english/against.toml"),
    include_str!("lexicon/english/waiting.toml"),
    include_str!("lexicon/abroad/ours.toml"),
    include_str!("lexicon/abroad/theirs.toml"),
    include_str!("lexicon/german/ours.toml"),
    include_str!("lexicon/german/theirs.toml"),
    include_str!("lexicon/german/waiting.toml"),
    include_str!("lexicon/french/ours.toml"),
    include_str!("lexicon/french/theirs.toml"),
    include_str!("lexicon/spanish/ours.toml"),
    include_str!("lexicon/spanish/theirs.toml"),
    include_str!("lexicon/italian/ours.toml"),
    include_str!("lexicon/italian/theirs.toml"),
    include_str!("lexicon/portuguese/ours.toml"),
    include_str!("lexicon/portuguese/theirs.toml"),
    include_str!("lexicon/dutch/ours.toml"),
    include_str!("lexicon/dutch/theirs.toml"),
    include_str!("lexicon/nordic/ours.toml"),
    include_str!("lexicon/nordic/theirs.toml"),
    include_str!("lexicon/polish.toml"),
    include_str!("lexicon/czech.toml"),
    include_str!("lexicon/finnish.toml")
);

/// Patterns for every kind of signal, compiled.
#[derive(Debug)]
pub struct Lexicon {
    /// Empty until the built-in ones are needed: a pass without news needs none.
    rules: OnceLock<Rules>,
    version: u64,
    /// Whether a team wrote it.
    own: bool,
}

#[derive(Debug)]
struct Rules {
    phrases: Vec<Phrase>,
    guards: Vec<Guard>,
    /// One for each pair of writer and addressee that mail passes between, made when it is first needed.
    prefilters: [OnceLock<Option<Prefilter>>; 9],
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
    /// Words, one of which stands in everything that matches.
    pub anchors: Vec<String>,
    /// Groups of such words.
    pub needs: Vec<Vec<String>>,
    pub question: bool,
    pub quotation: bool,
    /// Whether the sentence must name somebody of the roster.
    pub named: bool,
    /// Whether the network has no say against it.
    pub sure: bool,
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
    sets: BTreeMap<String, Vec<Spanned<String>>>,
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
    #[serde(default)]
    firm: bool,
    abroad: Option<Spanned<String>>,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    but: Vec<Spanned<String>>,
    #[serde(default)]
    beside: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    kind: Spanned<String>,
    to: Option<Spanned<String>>,
    #[serde(default)]
    named: bool,
    #[serde(default)]
    sure: bool,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    phrases: Vec<Spanned<String>>,
}

/// A file's text, to tell lines.
struct Source {
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Source {
    fn of(text: &str) -> Self {
        Self { ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect() }
    }

    fn error(&self, at: &Spanned<String>, problem: impl Into<String>) -> LexiconError {
        let (line, pattern) = self.written(at);
        LexiconError { line, pattern, problem: problem.into() }
    }

    /// The line and the text of something in the file.
    fn written(&self, at: &Spanned<String>) -> (usize, String) {
        (self.line(at.span().start), at.get_ref().clone())
    }

    fn line(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end < at) + 1
    }
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn builtin() -> Self {
        Self { rules: OnceLock::new(), version: fingerprint(BUILTIN), own: false }
    }

    /// # Panics
    /// Never: a test reads what is built in.
    #[allow(clippy::panic)]
    fn rules(&self) -> &Rules {
        self.rules.get_or_init(|| Rules::read(BUILTIN).unwrap_or_else(|error| panic!("the built-in lexicon is broken: {error}")))
    }

    /// Reads a lexicon file.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        let rules = Rules::read(text)?;
        let regexes = rules.phrases.iter().map(|phrase| (&phrase.regex, &phrase.written));
        for (regex, (line, pattern)) in regexes.chain(rules.guards.iter().map(|guard| (&guard.regex, &guard.written))) {
            regex.check().map_err(|problem| LexiconError { line: *line, pattern: pattern.clone(), problem })?;
        }
        let parties = [Party::Team, Party::Supplier, Party::Prospect];
        let mut roles = parties.iter().flat_map(|writer| parties.map(|addressee| Roles { writer: *writer, addressee }));
        if !roles.all(|roles| rules.prefilter(roles).is_some()) {
            let problem = "it holds too many words: remove some".to_owned();
            return Err(LexiconError { line: 1, pattern: String::new(), problem });
        }
        Ok(Self { rules: OnceLock::from(rules), version: fingerprint(text), own: true })
    }

    /// Whether a team wrote it, and means each phrase as it stands.
    pub(super) fn is_own(&self) -> bool {
        self.own
    }

    /// Changes whenever the lexicon, the model beside it or the code that applies them does; the same on every machine.
    pub fn version(&self) -> u64 {
        self.version ^ super::model::VERSION
    }

    /// The phrases that stand in a sentence and mean something between these parties, with their places in [`Words::text`].
    pub(super) fn find(&self, words: &Words, roles: Roles) -> Vec<(&Phrase, Range<usize>)> {
        let rules = self.rules();
        let awake = rules.prefilter(roles).map(|prefilter| prefilter.awake(&words.text)).unwrap_or_default();
        awake
            .into_iter()
            .filter_map(|index| rules.phrases.get(index))
            .filter_map(|phrase| words.find(&phrase.regex).map(|found| (phrase, found)))
            .collect()
    }

    /// What forbids every phrase of a kind, and so forbids the kind however it is said.
    pub(super) fn guards_of_kind(&self, kind: SignalKind) -> impl Iterator<Item = &Guard> {
        let rules = self.rules();
        let mut all = rules.phrases.iter().filter(move |phrase| phrase.kind == kind);
        let first = all.next().map(|phrase| phrase.guards.clone()).unwrap_or_default();
        let common = all.fold(first, |common, phrase| common.into_iter().filter(|at| phrase.guards.contains(at)).collect());
        common.into_iter().filter_map(|at| rules.guards.get(at))
    }

    /// What besides forbids a kind in other languages than English, where no phrase speaks for it.
    pub(super) fn guards_abroad(&self, kind: SignalKind) -> impl Iterator<Item = &Guard> {
        self.rules().guards.iter().filter(move |guard| guard.abroad == Some(kind))
    }

    /// What forbids a phrase, besides questions and quotations.
    pub(super) fn guards_of<'a>(&'a self, phrase: &'a Phrase) -> impl Iterator<Item = &'a Guard> {
        phrase.guards.iter().filter_map(|&index| self.rules().guards.get(index))
    }
}

impl Rules {
    /// Reads them without compiling their expressions.
    fn read(text: &str) -> Result<Self, LexiconError> {
        let source = Source::of(text);
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
        let names = Names { guards: names, sets: file.sets };
        let mut phrases = Vec::new();
        for group in file.group {
            let kind = read_kind(&source, &group.kind)?;
            let to = read_party(&source, group.to.as_ref())?;
            let (question, quotation, guards) = read_unless(&source, &group.unless, &names)?;
            for text in &group.phrases {
                let pattern = Pattern::parse(text.get_ref(), &classes).map_err(|problem| source.error(text, problem))?;
                let written = source.written(text);
                let regex = Lazy::new(pattern.regex());
                let (anchors, needs) = (pattern.anchors().unwrap_or_default(), pattern.needs());
                let (named, sure, guards) = (group.named, group.sure, guards.clone());
                phrases.push(Phrase { kind, to, regex, written, anchors, needs, question, quotation, named, sure, guards });
            }
        }
        Ok(Self { phrases, guards, prefilters: Default::default() })
    }

    fn prefilter(&self, roles: Roles) -> Option<&Prefilter> {
        let slot = self.prefilters.get(roles.writer as usize * 3 + roles.addressee as usize)?;
        slot.get_or_init(|| Prefilter::new(&self.phrases, roles)).as_ref()
    }
}

type Guards = (BTreeMap<String, usize>, Vec<Guard>);

/// What groups may name in `unless`: a guard, or several at once.
struct Names {
    guards: BTreeMap<String, usize>,
    sets: BTreeMap<String, Vec<Spanned<String>>>,
}

fn read_guards(source: &Source, raw: BTreeMap<String, RawGuard>, classes: &Classes) -> Result<Guards, LexiconError> {
    let mut names = BTreeMap::new();
    let mut guards = Vec::new();
    for (name, guard) in raw {
        let scope = Scope::parse(guard.scope.get_ref())
            .ok_or_else(|| source.error(&guard.scope, "no such scope: use clause, behind, before, sentence or around"))?;
        let any = |phrases: &[Spanned<String>]| read_any(source, phrases, classes);
        let some = |written: &[Spanned<String>]| if written.is_empty() { Ok(None) } else { any(written).map(Some) };
        let (but, beside) = (some(&guard.but)?, some(&guard.beside)?);
        names.insert(name, guards.len());
        let regex = any(&guard.phrases)?;
        let abroad = guard.abroad.as_ref().map(|kind| read_kind(source, kind)).transpose()?;
        guards.push(Guard { scope, firm: guard.firm, abroad, regex, but, beside, written: source.written(&guard.scope) });
    }
    Ok((names, guards))
}

/// One expression for any of several patterns.
fn read_any(source: &Source, phrases: &[Spanned<String>], classes: &Classes) -> Result<Lazy, LexiconError> {
    let read = |text: &Spanned<String>| {
        Pattern::parse(text.get_ref(), classes).map(|pattern| pattern.regex()).map_err(|problem| source.error(text, problem))
    };
    phrases.iter().map(read).collect::<Result<Vec<_>, _>>().map(|all| Lazy::new(all.join("|")))
}

fn read_kind(source: &Source, name: &Spanned<String>) -> Result<SignalKind, LexiconError> {
    SignalKind::parse(name.get_ref())
        .ok_or_else(|| source.error(name, "no such kind: use urgency, overpromise, celebration, ... (SPEC section 4)"))
}

fn read_party(source: &Source, name: Option<&Spanned<String>>) -> Result<Option<Party>, LexiconError> {
    let Some(name) = name else { return Ok(None) };
    match name.get_ref().as_str() {
        "team" => Ok(Some(Party::Team)),
        "supplier" => Ok(Some(Party::Supplier)),
        "prospect" => Ok(Some(Party::Prospect)),
        _ => Err(source.error(name, "no such party: use team, supplier or prospect")),
    }
}

/// What a group is forbidden by: whether questions and quotations do, and its guards by number.
fn read_unless(source: &Source, unless: &[Spanned<String>], names: &Names) -> Result<(bool, bool, Vec<usize>), LexiconError> {
    let (mut question, mut quotation, mut guards) = (false, false, Vec::new());
    let mut open: Vec<(&Spanned<String>, usize)> = unless.iter().rev().map(|name| (name, 0)).collect();
    while let Some((name, depth)) = open.pop() {
        match (name.get_ref().as_str(), names.sets.get(name.get_ref())) {
            ("question", _) => question = true,
            ("quotation", _) => quotation = true,
            (_, Some(_)) if depth >= DEEPEST => return Err(source.error(name, "the set is nested too deep, or holds itself")),
            (_, Some(set)) => open.extend(set.iter().rev().map(|name| (name, depth + 1))),
            (other, None) => {
                let guard = names.guards.get(other);
                guards.push(*guard.ok_or_else(|| source.error(name, "no such guard: define it under [guards] or [sets]"))?);
            }
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
mod tests;
