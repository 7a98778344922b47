//! The digest as data: what one reader is told on one day, in order and in words, ready for text, HTML or a test to show.
//!
//! The order is SPEC's: mailboxes that could not be read, deals that went dark after celebration (cards), celebrated deals
//! at risk (cards), then lines: other dark and undeliverable deals, our move, snoozed, unknown, what changed. A deal stands in
//! one of these only. Flagged deals that are new since the last digest come first, the freshest silence before older ones.
//!
//! A reader's first digest is a baseline and says so: a card only for what went dark within 30 days, one list for the rest.

mod advice;
mod card;
mod changes;
mod files;
mod lines;
mod subject;
mod words;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::address::{Address, DealId};
use super::verdict::{State, Verdict};
use words::Words;

/// Whom a digest is for.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Where it goes.
    pub address: Address,
    /// Their name, where the configuration gives one.
    pub name: Option<String>,
    /// A rep reading about their own deals.
    pub rep: bool,
    /// The zone that times are shown in.
    pub zone: TimeZone,
}

/// A mailbox or calendar that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Whose.
    pub mailbox: Address,
    /// A calendar of theirs that it is about, and not the mailbox.
    pub calendar: Option<String>,
    /// Until when it was read; `None` when it never was.
    pub since: Option<Timestamp>,
    /// What went wrong, in words.
    pub reason: String,
    /// What a human can do about it.
    pub mends: String,
}

/// What a digest said, kept to tell the next one what is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The reader's day.
    pub date: Date,
    /// Each deal's state word, and whether it was flagged. A deal that can't be judged keeps what was said of it last.
    pub states: BTreeMap<DealId, (String, bool)>,
}

/// One reader's digest of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// The subject line: at most 120 characters, no control characters.
    pub subject: String,
    /// What happened, in a few words.
    pub headline: String,
    /// The rest of the picture in one or two sentences.
    pub summary: String,
    /// The day and hour it speaks of, in the reader's zone.
    pub dated: String,
    /// What there is to tell, in order. Sections without content are left out.
    pub sections: Vec<Section>,
    /// The deals that need nothing, one line a state.
    pub calm: Vec<Line>,
    /// How to read it, small.
    pub footer: Vec<String>,
    /// What to keep for the next digest.
    pub said: Said,
    /// Nothing needs the reader.
    pub empty: bool,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Part {
    Unread,
    Flagged,
    AtRisk,
    /// The first digest's list of what has been dark for long.
    LongDark,
    Dark,
    Ours,
    Snoozed,
    Unknown,
    Changes,
}

/// A heading with what stands below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is about.
    pub part: Part,
    /// The heading.
    pub title: String,
    /// A sentence below the heading, or nothing.
    pub intro: String,
    /// Deals told at length.
    pub cards: Vec<Card>,
    /// Deals, mailboxes or changes told in a line.
    pub lines: Vec<Line>,
    /// How many more there are than are shown.
    pub more: usize,
}

/// A deal told at length.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which deal.
    pub deal: DealId,
    /// The prospect.
    pub prospect: String,
    /// Title, value and owner.
    pub about: String,
    /// `new`, `snooze over`, or nothing.
    pub badge: &'static str,
    /// How it stands, in one line.
    pub state: String,
    /// The evidence.
    pub facts: Vec<Fact>,
    /// What to do now.
    pub todo: Vec<String>,
    /// What would take the deal off this list.
    pub clears: String,
}

/// A labelled piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// One or more statements.
    pub points: Vec<Point>,
}

/// A statement: plain words, somebody's own words, and who said them when. Any of the three may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Point {
    pub lead: String,
    pub quote: String,
    pub source: String,
}

/// Something told in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whom or what it is about.
    pub lead: String,
    /// Title, value and owner, or nothing.
    pub about: String,
    /// What is told.
    pub text: String,
}

/// How many cards a section has; further deals are told in a line. Gmail cuts off a mail above 102 KB.
const MOST_CARDS: usize = 12;
/// How many lines a section has; what is left out is counted.
const MOST_LINES: usize = 50;

/// What went dark longer ago than this has no card in a first digest.
const BASELINE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Writes the digest of `verdicts` for `reader`. `previous` is what the last digest to this reader said.
pub fn compose(verdicts: &[Verdict], reader: &Reader, previous: Option<&Said>, trouble: &[Trouble], as_of: Timestamp) -> Digest {
    let words = Words::new(reader, as_of);
    let sorted = sort(&words, verdicts, reader, previous, as_of);
    let sections = sections(&words, &sorted, previous, trouble);
    let empty = sections.iter().all(|section| section.part == Part::Snoozed);
    Digest {
        subject: subject::subject(&words, &sorted, previous, trouble),
        headline: subject::headline(&words, &sorted, previous, trouble),
        summary: subject::summary(&words, &sorted, previous, empty),
        dated: words.dated(),
        sections,
        calm: lines::calm(&words, &sorted.calm),
        footer: footer(&words, reader),
        said: said(verdicts, previous, words.today()),
        empty,
    }
}

/// The verdicts by where they are told.
#[derive(Default)]
struct Sorted<'a> {
    /// With whether it is new since the last digest.
    flagged: Vec<(&'a Verdict, bool)>,
    at_risk: Vec<&'a Verdict>,
    long_dark: Vec<&'a Verdict>,
    dark: Vec<&'a Verdict>,
    ours: Vec<&'a Verdict>,
    snoozed: Vec<&'a Verdict>,
    unknown: Vec<&'a Verdict>,
    calm: Vec<&'a Verdict>,
    /// Everything, by deal, for what changed.
    all: BTreeMap<&'a DealId, &'a Verdict>,
}

fn sort<'a>(words: &Words, verdicts: &'a [Verdict], reader: &Reader, previous: Option<&Said>, as_of: Timestamp) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    for verdict in verdicts {
        sorted.all.insert(&verdict.deal, verdict);
        let old = previous.is_none() && verdict.dark_since.is_some_and(|since| as_of.duration_since(since) > BASELINE);
        let own_snooze = |by: &Option<Address>| reader.rep && by.as_ref() == Some(&reader.address);
        match &verdict.state {
            State::Dark if old => sorted.long_dark.push(verdict),
            State::Dark if verdict.flagged => sorted.flagged.push((verdict, is_new(verdict, previous))),
            State::Snoozed { by, .. } if own_snooze(by) => sorted.calm.push(verdict),
            State::Snoozed { .. } => sorted.snoozed.push(verdict),
            State::Unknown { .. } => sorted.unknown.push(verdict),
            State::Closed | State::Committed => sorted.calm.push(verdict),
            _ if verdict.at_risk => sorted.at_risk.push(verdict),
            State::Dark | State::Undeliverable => sorted.dark.push(verdict),
            State::Ours { .. } => sorted.ours.push(verdict),
            State::New | State::Scheduled { .. } | State::Paused { .. } | State::Quiet | State::Waiting => {
                sorted.calm.push(verdict)
            }
        }
    }
    let silence = |v: &Verdict| (v.silence_minutes.unwrap_or(0), v.deal.clone());
    sorted.flagged.sort_by_key(|(v, new)| (!new, silence(v)));
    sorted.at_risk.sort_by_key(|v| (std::cmp::Reverse(advice::against_count(words, v)), v.deal.clone()));
    sorted.long_dark.sort_by_key(|v| (!v.flagged, std::cmp::Reverse(v.dark_since), v.deal.clone()));
    sorted.dark.sort_by_key(|v| silence(v));
    sorted.ours.sort_by_key(|v| (v.owed_since, v.deal.clone()));
    sorted.snoozed.sort_by_key(|v| (v.snoozed_until, v.deal.clone()));
    sorted.unknown.sort_by_key(|v| v.deal.clone());
    sorted.calm.sort_by_key(|v| v.deal.clone());
    sorted
}

/// Whether a flagged deal was not told as flagged last time.
fn is_new(verdict: &Verdict, previous: Option<&Said>) -> bool {
    previous.is_some_and(|said| !said.states.get(&verdict.deal).is_some_and(|(state, flagged)| state == "dark" && *flagged))
}

fn unread(trouble: &[Trouble]) -> &'static str {
    match trouble.iter().any(|one| one.calendar.is_some()) {
        true => "Mailboxes and calendars that could not be read",
        false => "Mailboxes that could not be read",
    }
}

fn sections(words: &Words, sorted: &Sorted, previous: Option<&Said>, trouble: &[Trouble]) -> Vec<Section> {
    let flagged = sorted.flagged.iter().take(MOST_CARDS).map(|(v, new)| card::flagged(words, v, badge(v, *new, previous)));
    let at_risk = sorted.at_risk.iter().take(MOST_CARDS).map(|v| card::at_risk(words, v));
    let flagged_rest = sorted.flagged.iter().skip(MOST_CARDS).map(|(v, _)| lines::dark(words, v));
    let at_risk_rest = sorted.at_risk.iter().skip(MOST_CARDS).map(|v| lines::dark(words, v));
    let list = |deals: &[&Verdict], line: &dyn Fn(&Verdict) -> Line| deals.iter().map(|v| line(v)).collect();
    let all = vec![
        section(Part::Unread, unread(trouble), String::new(), vec![], lines::trouble(words, trouble)),
        section(Part::Flagged, "Went dark after celebration", String::new(), flagged.collect(), flagged_rest.collect()),
        section(Part::AtRisk, "Celebrated, but nothing signed", String::new(), at_risk.collect(), at_risk_rest.collect()),
        section(
            Part::LongDark,
            "Dark for more than 30 days",
            "From before this first digest, for the record.".to_owned(),
            vec![],
            list(&sorted.long_dark, &|v| lines::dark(words, v)),
        ),
        section(Part::Dark, "Other silent deals", String::new(), vec![], list(&sorted.dark, &|v| lines::dark(words, v))),
        section(Part::Ours, "Our move", String::new(), vec![], list(&sorted.ours, &|v| lines::ours(words, v))),
        section(Part::Snoozed, "Snoozed", String::new(), vec![], list(&sorted.snoozed, &|v| lines::snoozed(words, v))),
        section(
            Part::Unknown,
            "Can't tell",
            "A mailbox of these deals was not read, so nothing is said about their silence.".to_owned(),
            vec![],
            list(&sorted.unknown, &|v| lines::unknown(words, v, previous, trouble)),
        ),
        match previous {
            Some(said) => section(
                Part::Changes,
                &words.changed_since(said.date),
                String::new(),
                vec![],
                changes::changes(words, sorted, said),
            ),
            None => section(Part::Changes, "", String::new(), vec![], vec![]),
        },
    ];
    all.into_iter().filter(|section| !section.cards.is_empty() || !section.lines.is_empty()).collect()
}

/// What stands beside the name of a flagged deal.
fn badge(verdict: &Verdict, new: bool, previous: Option<&Said>) -> &'static str {
    let snoozed = previous.and_then(|said| said.states.get(&verdict.deal)).is_some_and(|(state, _)| state == "snoozed");
    match (new, snoozed) {
        (true, true) => "snooze over",
        (true, false) => "new",
        (false, _) => "",
    }
}

fn section(part: Part, title: &str, intro: String, cards: Vec<Card>, mut lines: Vec<Line>) -> Section {
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    Section { part, title: title.to_owned(), intro, cards, lines, more }
}

fn footer(words: &Words, reader: &Reader) -> Vec<String> {
    let name = words::clean(reader.name.as_deref().unwrap_or(reader.address.as_str()), 80);
    let whose = if reader.rep { "your deals" } else { "the deals you follow" };
    let counts = "Silence counts working hours only, and only as far as the mailboxes were read.";
    vec![
        format!("For {name}, about {whose}. Times are {}. {counts}", words.zone()),
        "wentdark reads mail and changes nothing. It writes to your team alone, never to a prospect.".to_owned(),
    ]
}

fn said(verdicts: &[Verdict], previous: Option<&Said>, date: Date) -> Said {
    let keep = |verdict: &Verdict| match &verdict.state {
        State::Unknown { .. } => previous.and_then(|said| said.states.get(&verdict.deal)).cloned(),
        _ => None,
    };
    let now = |verdict: &Verdict| (verdict.state.as_str().to_owned(), verdict.flagged);
    Said { date, states: verdicts.iter().map(|v| (v.deal.clone(), keep(v).unwrap_or_else(|| now(v)))).collect() }
}
