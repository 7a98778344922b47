//! The digest as data: what one reader is told on one day, in order and in words, ready for text, HTML or a test to show.
//!
//! The order is SPEC's: deals that went dark after celebration (cards), celebrated deals at risk (cards), then lines: other
//! dark deals, undeliverable ones, our move, paused, snoozed, not observed, back, closed; a line a rep; and what was read until
//! when. What could not be read is said first of all, in a sentence. A deal stands in one of these only. In each, what is new or
//! got worse since the last digest comes before what is unchanged, and what is unchanged for a week leaves the cards.
//!
//! A reader's first digest is a baseline and says so: a card only for what went dark within 30 days, one list for the rest.

mod card;
mod data;
pub(in crate::domain) mod language;
mod lines;
mod moves;
mod news;
mod remarks;
mod reps;
mod sections;
mod silence;
mod sort;
mod strip;
mod subject;
mod trend;
mod trust;
pub(in crate::domain) mod words;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::address::DealId;
use super::next_move::{Move, next_move};
use super::remark::Remark;
use super::verdict::Verdict;
pub use data::{
    Answering, Bar, Card, Chart, Digest, Fact, Hue, Lane, Line, Mark, Mistakes, Next, Offer, Part, Point, Reader, Said, Section,
    Source, SourcePart, Strip, Told, Trend, Trouble, Unreached,
};
pub use language::Language;
pub use silence::Silence;
pub use trend::{WEEKS, instants};
use words::Words;
pub use words::clean;

/// How much is shown. Gmail cuts off what is larger than 102 kB: whoever sends it asks for less until it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Cards a section; further deals are told in a line.
    pub cards: usize,
    /// Lines a section; what is left out is counted.
    pub lines: usize,
}

impl Room {
    /// From the most that is ever shown to the least.
    pub const STEPS: [Self; 6] = [
        Self { cards: 12, lines: 40 },
        Self { cards: 9, lines: 30 },
        Self { cards: 7, lines: 20 },
        Self { cards: 5, lines: 12 },
        Self { cards: 3, lines: 8 },
        Self { cards: 1, lines: 4 },
    ];
}

/// Everything that a digest is written from.
#[derive(Clone, Debug)]
pub struct Morning<'a> {
    /// The deals that the reader follows.
    pub verdicts: &'a [Verdict],
    /// Whom it is for.
    pub reader: &'a Reader,
    /// What the last digest to this reader said.
    pub previous: Option<&'a Said>,
    /// Every mailbox and calendar of the deals, and until when it was read.
    pub read: &'a [Source],
    /// What could not be read.
    pub trouble: &'a [Trouble],
    /// What is wrong with the files of the service.
    pub mistakes: Option<&'a Mistakes>,
    /// Other readers whom nothing reaches.
    pub unreached: &'a [Unreached],
    /// How many mails from the reader's address were left aside unread, and since when.
    pub left_aside: Option<(usize, Timestamp)>,
    /// When it was due, if it is late.
    pub late: Option<Timestamp>,
    /// The first day whose digest was never noted as sent.
    pub missed: Option<Date>,
    /// On the day of the weekly trend: the verdicts at [`instants`].
    pub past: &'a [(Timestamp, Vec<Verdict>)],
    /// How it can be answered; `None` where nobody reads answers.
    pub answering: Option<&'a Answering>,
    /// How much is shown.
    pub room: Room,
    /// The instant that it speaks of.
    pub as_of: Timestamp,
}

impl<'a> Morning<'a> {
    /// The digest of `verdicts` at `as_of`, the first to this reader, on time and with everything read.
    pub fn new(verdicts: &'a [Verdict], reader: &'a Reader, as_of: Timestamp) -> Self {
        let [room, ..] = Room::STEPS;
        Self {
            verdicts,
            reader,
            previous: None,
            read: &[],
            trouble: &[],
            mistakes: None,
            unreached: &[],
            left_aside: None,
            late: None,
            missed: None,
            past: &[],
            answering: None,
            room,
            as_of,
        }
    }
}

/// Writes a digest.
pub fn compose(morning: &Morning<'_>) -> Digest {
    let words = Words::new(morning.reader, morning.as_of);
    let sorted = sort::sort(&words, morning);
    let sections = sections::sections(&words, &sorted, morning);
    let quiet = |part: Part| matches!(part, Part::Snoozed | Part::Paused | Part::Reps | Part::Calm | Part::Trust);
    let empty = sections.iter().all(|section| quiet(section.part)) && morning.trouble.is_empty();
    let empty = empty && morning.unreached.is_empty() && morning.left_aside.is_none();
    Digest {
        language: words.say.code,
        subject: subject::subject(&words, &sorted, morning),
        headline: subject::headline(&words, &sorted, morning),
        summary: subject::summary(&words, &sorted, morning, empty),
        alert: trust::alert(&words, &sorted, morning.trouble),
        dated: subject::dated(&words, morning.late),
        trend: (!morning.past.is_empty()).then(|| trend::trend(&words, morning.past)),
        footer: trust::footer(&words, morning.reader, morning.answering.is_some(), example(&sections)),
        answering: morning.answering.cloned(),
        sections,
        quotes: [words.say.open_quote, words.say.close_quote],
        next_label: words.say.next_label,
        offers_label: words.say.offers_label,
        said: sort::said(&words, &sorted, morning),
        empty,
    }
}

/// A deal to show in a sentence how the digest is answered.
fn example(sections: &[Section]) -> Option<&DealId> {
    sections.iter().flat_map(|section| &section.cards).map(|card| &card.deal).next()
}

/// How a deal stands and what to do next, in a reader's words, for whoever asks about one.
pub fn status(reader: &Reader, verdict: &Verdict, as_of: Timestamp) -> (String, Option<Next>) {
    let words = Words::new(reader, as_of);
    let step = next_move(verdict).map(|(_, step)| moves::next(&words, verdict, &step));
    (words::sentence(&lines::standing(&words, verdict)), step)
}

/// A remark in English, for reports.
pub fn remark_in_english(remark: &Remark) -> String {
    remarks::text(Language::English.catalogue(), remark)
}

/// A next move in English, what and why, for `explain`.
pub fn move_in_english(step: &Move, verdict: &Verdict, zone: &TimeZone, as_of: Timestamp) -> Next {
    let reader =
        Reader { address: verdict.owner.clone(), name: None, rep: false, zone: zone.clone(), language: Language::English };
    moves::next(&Words::new(&reader, as_of), verdict, step)
}
