//! The most recently active open deal of a prospect, for messages that name none.

use std::collections::HashMap;
use std::ops::Range;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::Direction;
use super::names::Names;
use super::reason::Choice;
use crate::domain::action::{Action, Mark, What, taken_back};
use crate::domain::address::DealId;
use crate::domain::letter::Letter;
use crate::domain::mail::Kind;
use crate::domain::roster::{Deal, Roster};
use crate::domain::signal::SignalKind;

/// A conversation that reached into the last days before a deal was opened counts for it (SPEC section 2).
pub(super) const LEAD_DAYS: i64 = 14;

/// What is known of every deal so far in the walk.
pub(super) struct Picker<'a> {
    deals: Vec<Known<'a>>,
}

struct Known<'a> {
    deal: &'a Deal,
    from: Timestamp,
    active: Option<Timestamp>,
    declined: bool,
    committed: bool,
    /// When people closed it (`true`) or opened it again, in order. A rep's `won` closes only with a commitment (`None`).
    closings: Vec<(Timestamp, Option<bool>)>,
}

impl<'a> Picker<'a> {
    pub(super) fn new(names: &Names<'a>, actions: &[Action], roster: &Roster, as_of: Timestamp) -> Self {
        let mut closings: HashMap<&DealId, Vec<(Timestamp, Option<bool>)>> = HashMap::new();
        let gone = taken_back(actions, as_of);
        let stands = |action: &&Action| action.number.is_none_or(|number| !gone.contains_key(&number));
        for action in actions.iter().filter(|action| action.at <= as_of).filter(stands) {
            let manager = action.by.as_ref().is_some_and(|by| roster.team.managers.contains(by));
            let closes = match &action.what {
                What::Marked(Mark::Lost) => Some(true),
                What::Marked(Mark::Won) => manager.then_some(true),
                What::Marked(Mark::Open) => Some(false),
                What::Stage(stage) if stage.eq_ignore_ascii_case("lost") => Some(true),
                What::Marked(Mark::Signed | Mark::Snoozed { .. })
                | What::Called { .. }
                | What::Stage(_)
                | What::Noted
                | What::NotCelebrated(_)
                | What::TakenBack(_) => continue,
            };
            closings.entry(&action.deal).or_default().push((action.at, closes));
        }
        let known = |deal: &'a Deal| {
            let mut closings = closings.remove(&deal.id).unwrap_or_default();
            closings.sort_unstable();
            Known { deal, from: counts_from(deal), active: None, declined: false, committed: false, closings }
        };
        Self { deals: names.deals.iter().map(|(_, deal)| *deal).map(known).collect() }
    }

    /// Takes note of a message of a deal.
    pub(super) fn saw(&mut self, deal: usize, at: Timestamp, mail: Letter<'_>, direction: Direction, only: bool) {
        let Some(known) = self.deals.get_mut(deal) else { return };
        if at >= known.from {
            known.active = Some(at);
        }
        if direction == Direction::Inbound && mail.kind() == Kind::Human && only {
            for signal in mail.signals() {
                match signal.kind {
                    SignalKind::Decline => known.declined = true,
                    SignalKind::Commitment => (known.declined, known.committed) = (false, true),
                    SignalKind::Revocation => known.committed = false,
                    SignalKind::Urgency | SignalKind::Leverage | SignalKind::Deferral => known.declined = false,
                    SignalKind::Overpromise | SignalKind::Celebration | SignalKind::Allocation | SignalKind::Doubt => {}
                }
            }
        }
    }

    /// The most recently active of these deals that is open at `at`; ties by latest `opened` not after it, then by id.
    pub(super) fn most_active(&self, deals: Range<usize>, at: Timestamp) -> Option<(usize, Choice)> {
        let choice = if deals.len() == 1 { Choice::OnlyDeal } else { Choice::MostActive };
        let rank = |index: usize| {
            let known = self.deals.get(index)?;
            let opened = Some(known.deal.opened).filter(|opened| *opened <= TimeZone::UTC.to_datetime(at).date());
            Some((known.is_open(at), known.active, opened, std::cmp::Reverse(known.deal.id.clone())))
        };
        deals.max_by_key(|index| rank(*index)).map(|deal| (deal, choice))
    }
}

impl Known<'_> {
    fn is_open(&self, at: Timestamp) -> bool {
        let last = self.closings.iter().take_while(|(when, _)| *when <= at).last();
        let closed = match last {
            Some((_, Some(closed))) => *closed || self.declined,
            Some((_, None)) => self.committed || self.declined,
            None => self.declined,
        };
        at >= self.from && !closed
    }
}

/// The instant from which a conversation counts for a deal.
pub(in crate::domain) fn counts_from(deal: &Deal) -> Timestamp {
    let first = deal.opened.checked_sub(LEAD_DAYS.days()).unwrap_or(deal.opened);
    TimeZone::UTC.to_timestamp(first.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN)
}
