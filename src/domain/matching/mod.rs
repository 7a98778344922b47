//! From facts to timelines: which messages, meetings and actions belong to which deal, and why (SPEC section 2).

mod assign;
mod calendar;
mod esign;
mod names;
mod pick;
mod reason;
mod side;
mod threads;
mod timeline;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use self::esign::is_signing_service;
pub(super) use self::pick::counts_from;
pub use self::reason::{Choice, How, Reason};
pub use self::side::Sides;
pub use self::timeline::{CalendarEntry, Entry, Timeline};
use crate::domain::action::Action;
use crate::domain::address::{Address, DealId};
use crate::domain::mail::{Mail, MailKey};
use crate::domain::meeting::MeetingFact;
use crate::domain::roster::Roster;

/// Everything that is known, in any order.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Messages. Copies of one (the same key) are folded into one.
    pub mails: Vec<Mail>,
    /// What calendars say of meetings: the fact, whose calendar, and since when it is known.
    pub meetings: Vec<(MeetingFact, Address, Timestamp)>,
    /// What people recorded.
    pub actions: Vec<Action>,
    /// Up to when the mailbox of a rep (main address) or a shared address was read without error; `None` for never.
    pub coverage: BTreeMap<Address, Option<Timestamp>>,
    /// The last error of a mailbox that can't be read.
    pub stale: BTreeMap<Address, String>,
}

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

/// One timeline for each deal of the roster, sorted by the deal's id. What happened after `as_of` is as if it were not there.
pub fn timelines<'a>(facts: &'a Facts, roster: &'a Roster, as_of: Timestamp) -> Vec<Timeline<'a>> {
    timeline::build(facts, roster, as_of, &assign::assign(facts, roster, as_of))
}

/// Where every message up to `as_of` belongs, by the same rules.
pub fn belongs(facts: &Facts, roster: &Roster, as_of: Timestamp) -> BTreeMap<MailKey, Belonging> {
    let assigned = assign::assign(facts, roster, as_of);
    let mut all = BTreeMap::new();
    for (index, node) in assigned.threads.nodes.iter().enumerate() {
        let places = assigned.places.get(index).map_or(&[][..], Vec::as_slice);
        let mut deals: Vec<DealId> =
            places.iter().filter_map(|place| assigned.names.deals.get(place.deal)).map(|(_, deal)| deal.id.clone()).collect();
        deals.sort();
        deals.dedup();
        let mut reasons: Vec<String> =
            places.iter().map(|place| Reason { how: place.how.clone(), choice: place.choice }.to_string()).collect();
        reasons.dedup();
        let direction = assigned.directions.get(index).copied().unwrap_or(Direction::Unrelated);
        all.insert(node.mail.key, Belonging { direction, deals, reason: reasons.join("; ") });
    }
    all
}
