//! A digest as data: what delivery shows as text, HTML or a mail. Every text in it is in the reader's language already.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::language::Language;
use super::silence::Silence;
use crate::domain::address::{Address, DealId};

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
    /// The language it is written in.
    pub language: Language,
}

/// A mailbox, folder or calendar, and until when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Whose.
    pub mailbox: Address,
    /// What of theirs.
    pub part: SourcePart,
    /// Until when it was read; `None` when it never was.
    pub until: Option<Timestamp>,
}

/// What of somebody's is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourcePart {
    /// The mailbox; where folders of it are named beside it, all the others.
    Mailbox,
    /// One folder of the mailbox, as people see its name.
    Folder(String),
    /// A calendar.
    Calendar(String),
}

impl SourcePart {
    /// Whether it is a calendar.
    pub fn is_calendar(&self) -> bool {
        matches!(self, Self::Calendar(_))
    }
}

/// A mailbox, folder or calendar that could not be read lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which, and until when it was read.
    pub source: Source,
    /// What went wrong, in words; `None` when no pass has reached it.
    pub reason: Option<String>,
    /// Whether a human must mend it; else wentdark keeps trying.
    pub human: bool,
}

/// Mistakes in the prospects files and the configuration: until they are mended, an older version is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes {
    /// Since when.
    pub since: Timestamp,
    /// Each says where, what, and how to mend it.
    pub each: Vec<String>,
}

/// Another reader whose digest can't be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached {
    /// Who.
    pub reader: Address,
    /// Since which of their days.
    pub since: Date,
    /// What the mail server said.
    pub reason: String,
}

/// What a digest said, kept to tell the next one what is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The reader's day.
    pub date: Date,
    /// What was said of each deal. One that can't be judged keeps what was said of it last.
    pub deals: BTreeMap<DealId, Told>,
}

/// What a digest said of one deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its state's word.
    pub state: String,
    /// Dark after celebration.
    pub flagged: bool,
    /// Celebrated with nothing signed, and not dark.
    pub at_risk: bool,
    /// The day from which it has stood so without getting worse.
    pub since: Date,
    /// How bad it was, to tell when it gets worse.
    pub weight: u32,
    /// The silence that was told as dark, until their side gives a sign of life.
    pub dark: Option<Silence>,
}

/// One reader's digest of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// Whose words it is in, as HTML names it: `en`, `de`.
    pub language: &'static str,
    /// The subject line: at most 120 characters, no control characters.
    pub subject: String,
    /// What happened, in words and money.
    pub headline: String,
    /// The rest of the picture in one or two sentences.
    pub summary: String,
    /// What could not be read, in one sentence, or nothing.
    pub alert: String,
    /// The day and hour it speaks of, in the reader's zone; and when it was due, if it is late.
    pub dated: String,
    /// What there is to tell, in order. Sections without content are left out.
    pub sections: Vec<Section>,
    /// The weekly trend, on its day.
    pub trend: Option<Trend>,
    /// How to read it, small.
    pub footer: Vec<String>,
    /// How it can be answered; `None` where nobody reads answers.
    pub answering: Option<Answering>,
    /// What opens and closes somebody's own words.
    pub quotes: [&'static str; 2],
    /// What the box with the next move is called.
    pub next_label: &'static str,
    /// What the answers that are ready to be sent are called.
    pub offers_label: &'static str,
    /// What to keep for the next digest.
    pub said: Said,
    /// Nothing needs the reader.
    pub empty: bool,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Part {
    /// Changes to files that could not be taken in.
    Files,
    Flagged,
    AtRisk,
    /// The first digest's list of what has been dark for long.
    LongDark,
    Dark,
    Undeliverable,
    Ours,
    Paused,
    Snoozed,
    /// Deals that can't be judged.
    Unknown,
    Back,
    Closed,
    /// What else changed.
    Changes,
    /// A line a rep.
    Reps,
    /// The deals that need nothing, one line a state.
    Calm,
    /// What was read until when, and what was not.
    Trust,
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
    /// How many deals it counts; `None` where it counts none.
    pub count: Option<usize>,
    /// Deals told at length.
    pub cards: Vec<Card>,
    /// Deals, mailboxes or changes told in a line.
    pub lines: Vec<Line>,
    /// `And 12 more.`, or nothing.
    pub more: String,
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
    /// `new`, `worse`, `snooze over`, or nothing.
    pub badge: &'static str,
    /// How many mailboxes of others were not read, or nothing.
    pub caveat: String,
    /// How it stands, in one line.
    pub state: String,
    /// From the first touch to today.
    pub strip: Option<Strip>,
    /// The evidence.
    pub facts: Vec<Fact>,
    /// What to do next, and why, or nothing.
    pub next: Option<Next>,
    /// Answers that are ready to be sent.
    pub offers: Vec<Offer>,
}

/// Where answers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// The address, with the token in it where it can carry one.
    pub to: String,
    /// What the subject of a new mail must hold in brackets, where the address can't carry it.
    pub subject: Option<String>,
}

/// An answer that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub label: &'static str,
    /// The command.
    pub line: String,
}

/// The one suggested next move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// What to do, in a sentence.
    pub what: String,
    /// Why, in a sentence.
    pub why: String,
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
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// Whom or what it is about.
    pub lead: String,
    /// `new`, `worse`, or nothing.
    pub badge: &'static str,
    /// Title, value and owner, or nothing.
    pub about: String,
    /// What is told.
    pub text: String,
}

/// A deal's time in columns of equal spans, from its first touch to today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// How many columns there are.
    pub columns: usize,
    /// Their side, then ours.
    pub lanes: [Lane; 2],
    /// The first day and the last.
    pub ends: [String; 2],
    /// What the colours mean: on the first strip of a digest those of all, on the others none.
    pub legend: Vec<(Mark, &'static str)>,
    /// The same in a sentence.
    pub text: String,
}

/// One side's part of a strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Whose.
    pub name: &'static str,
    /// What happened, and for how many columns.
    pub runs: Vec<(Mark, usize)>,
}

/// What happened in a column of a strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Mark {
    Nothing,
    Message,
    Meeting,
    Celebration,
    Silence,
}

/// What became of celebrated deals over the last weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The heading.
    pub title: String,
    /// It in sentences.
    pub text: Vec<String>,
    /// And in pictures.
    pub charts: Vec<Chart>,
}

/// Bars side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it is called within the mail.
    pub name: &'static str,
    /// What it shows.
    pub title: String,
    /// The same in words, for the plain form and for who can't see it.
    pub alt: String,
    /// From left to right.
    pub bars: Vec<Bar>,
    /// What the colours mean; empty where there is one alone.
    pub legend: Vec<(Hue, &'static str)>,
}

/// One bar, stacked from its foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What stands below it.
    pub label: String,
    /// How many of each.
    pub parts: Vec<(Hue, usize)>,
}

/// A colour of a bar, by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Hue {
    Dark,
    Back,
    Signed,
    Lost,
}
