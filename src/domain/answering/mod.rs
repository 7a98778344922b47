//! Answers to digests: plain lines to commands, who may give which, and the words in which it is confirmed.
//!
//! One command a line, in English or in the reader's language. A deal is found by its id, its name or an alias, and only by the
//! whole of it: a name that is none, or that of several deals, is asked back and never guessed. Pure and total: any text gives
//! lines, each with a command or with the reason why it is none.

mod dates;
mod doubt;
mod draft;
pub mod language;
mod names;
mod parse;
mod reply;
mod rights;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::action::{CallOutcome, Mark};
use super::address::{Address, DealId};
use super::digest::Language;
use super::roster::{Prospect, Roster};
use super::time::Calendar;
pub use dates::DateProblem;
pub use draft::DraftProblem;
pub use parse::{MOST_COMMANDS, commands};
pub use reply::{Answered, Done, Doubt, NotWritten, Reply, Why, help, reply};
pub use rights::{Permit, Trust, permit};

/// Who answers, and what they may do.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The address that digests go to, or the rep's main one.
    pub address: Address,
    /// Whose deals they may act on and for whom they may add some: main addresses of reps.
    pub owners: BTreeSet<Address>,
    /// The deals that they may act on.
    pub deals: BTreeSet<DealId>,
    /// How they are written to.
    pub language: Language,
    /// The zone that their days are of.
    pub zone: TimeZone,
}

/// What a line is read with.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// Everybody, and the deals.
    pub roster: &'a Roster,
    /// The team's working time: a snooze ends when the working day begins.
    pub calendar: &'a Calendar,
    /// Who wrote it.
    pub asker: &'a Asker,
    /// When it was written.
    pub now: Timestamp,
}

/// What somebody asks for. Every text in it is one harmless line.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Command {
    /// `at` is when it holds from.
    Mark {
        deal: DealId,
        mark: Mark,
        at: Timestamp,
        note: Option<String>,
    },
    Called {
        deal: DealId,
        outcome: CallOutcome,
        note: Option<String>,
    },
    Note {
        deal: DealId,
        text: String,
    },
    /// A false alarm: what was taken for a celebration is none.
    NotCelebrated {
        deal: DealId,
        note: Option<String>,
    },
    Status {
        deal: DealId,
    },
    Add(Box<Prospect>),
    Help,
    /// They want no digests any more, as the mail program's button says.
    Unsubscribe,
    /// Do what was asked about.
    Confirm,
    /// Take back what the confirmation that is answered tells of.
    Undo,
}

impl Command {
    /// The deal that it is about.
    pub fn deal(&self) -> Option<&DealId> {
        match self {
            Self::Mark { deal, .. }
            | Self::Called { deal, .. }
            | Self::Note { deal, .. }
            | Self::NotCelebrated { deal, .. }
            | Self::Status { deal } => Some(deal),
            Self::Add(_) | Self::Help | Self::Unsubscribe | Self::Confirm | Self::Undo => None,
        }
    }
}

/// Why a line is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Problem {
    NotUnderstood,
    /// No deal has this name; these come near.
    NoDeal {
        asked: String,
        near: Vec<DealId>,
    },
    /// Several deals have this name.
    SeveralDeals {
        asked: String,
        deals: Vec<DealId>,
    },
    /// It is somebody else's.
    NotTheirs {
        asked: String,
    },
    /// A question, a negation, a wish: it may not be meant as a command.
    Doubtful,
    /// No name stands behind the command.
    NoName,
    Date(DateProblem),
    /// How the call ended is not said.
    NoOutcome,
    /// A note without a text.
    NoText,
    Draft(DraftProblem),
    /// More commands than one mail may hold.
    TooMany,
}

/// One line of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// As it was written, cleaned and cut to be shown.
    pub text: String,
    /// The same whole, to be read again.
    pub whole: String,
    /// What it asks for.
    pub meant: Result<Command, Problem>,
}

#[cfg(test)]
mod tests;
