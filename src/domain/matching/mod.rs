//! From facts to timelines: which messages, meetings and actions belong to which deal, and why (SPEC section 2).

mod alike;
mod assign;
mod booking;
mod calendar;
mod esign;
mod hand_on;
mod ids;
mod matched;
mod names;
mod namesakes;
mod pick;
mod reason;
mod side;
mod threads;
mod timeline;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

pub use self::booking::is_booking_service;
pub use self::esign::{is_signing_service, tells_completion};
pub use self::matched::Matched;
pub(super) use self::pick::counts_from;
pub use self::reason::{Choice, How, Reason};
pub use self::side::Sides;
pub use self::timeline::{CalendarEntry, Entry, Timeline};
use crate::domain::action::Action;
use crate::domain::address::{Address, DealId};
use crate::domain::mail::MailKey;
use crate::domain::mailbag::Mailbag;
use crate::domain::meeting::MeetingFact;
use crate::domain::roster::Roster;

/// Everything that is known, in any order.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Messages. Copies of one (the same key) are folded into one.
    pub mails: Mailbag,
    /// What calendars say of meetings: the fact, whose calendar, and since when it is known.
    pub meetings: Vec<(MeetingFact, Address, Timestamp)>,
    /// What people recorded.
    pub actions: Vec<Action>,
    /// How far the mailbox of each rep (main address) and shared address was read. One that is missing never was.
    pub coverage: BTreeMap<Address, Coverage>,
}

/// How far a mailbox was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Up to when all of it was read without error; `None` for never.
    pub until: Option<Timestamp>,
    /// The folder that ends the coverage, as people see its name; `None` where it isn't one alone.
    pub folder: Option<String>,
    /// Why it could not be read lately.
    pub error: Option<String>,
}

impl Coverage {
    /// Whether it ends too long before an instant to claim anything about silence then.
    pub fn is_stale(&self, as_of: Timestamp, freshness: SignedDuration) -> bool {
        self.until.is_none_or(|until| as_of.duration_since(until) > freshness)
    }
}

/// Of a mailbox that nothing is known of.
pub(super) const NEVER_READ: &Coverage = &Coverage { until: None, folder: None, error: None };

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Direction {
    Inbound,
    Outbound,
    Internal,
    Supplier,
    Unrelated,
}

impl Direction {
    /// SPEC's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::Internal => "internal",
            Self::Supplier => "supplier",
            Self::Unrelated => "unrelated",
        }
    }
}

/// Where a message belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// Which way it went.
    pub direction: Direction,
    /// Its deals, in order.
    pub deals: Vec<DealId>,
    /// Why, in words.
    pub reason: String,
}

/// One timeline for each deal of the roster, sorted by the deal's id.
pub fn timelines<'m>(matched: &'m Matched<'_>, roster: &Roster) -> Vec<Timeline<'m>> {
    let mut all: Vec<Timeline<'m>> = (0..roster.prospects.len()).flat_map(|prospect| matched.of_prospect(prospect)).collect();
    all.sort_by(|a, b| a.deal.id.cmp(&b.deal.id));
    all
}

/// Where every message up to `as_of` belongs, by the same rules.
pub fn belongs(facts: &Facts, roster: &Roster, as_of: Timestamp) -> BTreeMap<MailKey, Belonging> {
    Matched::new(facts, roster, as_of).belonging().collect()
}
