//! What a sound deal shows before anyone celebrates (SPEC section 6).

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::action::{CallOutcome, What};
use super::address::Address;
use super::assess::{of_message, offers};
use super::mail::Kind;
use super::matching::{Direction, Entry, Timeline};
use super::policy::{Foundation, Policy};
use super::signal::SignalKind;
use super::verdict::{Evidence, FoundationItem};

/// What the elements are looked for in.
pub(super) struct Facts<'f> {
    pub timeline: &'f Timeline<'f>,
    /// Meetings held: as evidence, who of the prospect's side attended, and everybody on them.
    pub held: Vec<(Evidence, Vec<Address>, Vec<Address>)>,
    /// The next meeting.
    pub ahead: Option<Evidence>,
}

/// The elements that the team asks for, in its order, each with the first evidence that met it.
pub(super) fn check(facts: &Facts<'_>, policy: &Policy, as_of: Timestamp) -> Vec<FoundationItem> {
    let met = |item: Foundation| match item {
        Foundation::Discovery => discovery(facts, as_of),
        Foundation::DecisionMaker => decision_maker(facts, as_of),
        Foundation::SecondContact => second_contact(facts, as_of),
        Foundation::Expert => expert(facts, as_of),
        Foundation::WrittenOffer => written_offer(facts, as_of),
        Foundation::NextStep => next_step(facts, policy, as_of),
    };
    policy.foundation.iter().map(|item| FoundationItem { name: item.as_str(), met_by: met(*item) }).collect()
}

fn entries<'f>(facts: &'f Facts<'f>, as_of: Timestamp) -> impl Iterator<Item = &'f Entry<'f>> {
    facts.timeline.entries.iter().filter(move |entry| entry.at <= as_of)
}

fn written_by_them<'f>(facts: &'f Facts<'f>, as_of: Timestamp) -> impl Iterator<Item = &'f Entry<'f>> {
    entries(facts, as_of).filter(|entry| entry.direction == Direction::Inbound && entry.mail.kind() == Kind::Human)
}

fn first(all: impl Iterator<Item = Evidence>) -> Option<Evidence> {
    all.min_by(|a, b| (a.at, &a.uid).cmp(&(b.at, &b.uid)))
}

/// Calls that somebody took, with whom.
fn calls<'f>(facts: &'f Facts<'f>, as_of: Timestamp) -> impl Iterator<Item = (Evidence, Option<&'f Address>)> {
    facts.timeline.actions.iter().filter(move |action| action.at <= as_of).filter_map(|action| match &action.what {
        What::Called { with, outcome: CallOutcome::Answered } => {
            let phrase = action.note.clone();
            Some((Evidence { kind: "call", at: action.at, message: None, uid: None, phrase }, with.as_ref()))
        }
        What::Called { .. } | What::Marked(_) | What::Stage(_) | What::Noted | What::NotCelebrated(_) | What::TakenBack(_) => {
            None
        }
    })
}

fn discovery(facts: &Facts<'_>, as_of: Timestamp) -> Option<Evidence> {
    first(facts.held.iter().map(|(held, _, _)| held.clone()).chain(calls(facts, as_of).map(|(call, _)| call)))
}

/// Everybody on their side who took part, each with the first thing that shows it.
fn participants(facts: &Facts<'_>, as_of: Timestamp) -> BTreeMap<Address, Evidence> {
    let mut all: BTreeMap<Address, Evidence> = BTreeMap::new();
    let mut add = |address: &Address, at: Timestamp, evidence: &dyn Fn() -> Evidence| match all.get_mut(address) {
        Some(first) if first.at <= at => {}
        Some(first) => *first = evidence(),
        None => {
            all.insert(address.clone(), evidence());
        }
    };
    for entry in written_by_them(facts, as_of) {
        entry.mail.author().into_iter().for_each(|author| add(author, entry.at, &|| of_message("wrote", entry, None)));
    }
    for (held, attended, _) in &facts.held {
        attended.iter().for_each(|address| add(address, held.at, &|| held.clone()));
    }
    for (call, with) in calls(facts, as_of) {
        with.into_iter().for_each(|address| add(address, call.at, &|| call.clone()));
    }
    all
}

fn decision_maker(facts: &Facts<'_>, as_of: Timestamp) -> Option<Evidence> {
    let people = &facts.timeline.prospect.people;
    let marked = |address: &Address| people.iter().any(|person| person.decision_maker && person.address == *address);
    let by_mark = participants(facts, as_of).into_iter().filter(|(address, _)| marked(address)).map(|(_, evidence)| evidence);
    let by_title = written_by_them(facts, as_of)
        .filter_map(|entry| Some(of_message("title", entry, Some(entry.mail.details().decision_title.clone()?))));
    first(by_mark.chain(by_title))
}

/// The evidence that the second one took part.
fn second_contact(facts: &Facts<'_>, as_of: Timestamp) -> Option<Evidence> {
    let mut all: Vec<Evidence> = participants(facts, as_of).into_values().collect();
    all.sort_by(|a, b| (a.at, &a.uid).cmp(&(b.at, &b.uid)));
    all.into_iter().nth(1)
}

fn expert(facts: &Facts<'_>, as_of: Timestamp) -> Option<Evidence> {
    let experts = &facts.timeline.team.experts;
    let wrote = entries(facts, as_of)
        .filter(|entry| entry.mail.kind() == Kind::Human && entry.mail.author().is_some_and(|author| experts.contains(author)))
        .map(|entry| of_message("wrote", entry, None));
    let met = facts.held.iter().filter(|(_, _, all)| all.iter().any(|address| experts.contains(address)));
    first(wrote.chain(met.map(|(held, _, _)| held.clone())))
}

fn written_offer(facts: &Facts<'_>, as_of: Timestamp) -> Option<Evidence> {
    let sent = entries(facts, as_of).filter(|entry| entry.direction == Direction::Outbound && entry.mail.kind() == Kind::Human);
    let offer = |entry: &Entry<'_>| {
        let name = entry.mail.details().attachments.iter().find(|name| offers(name))?;
        Some(of_message("attachment", entry, Some(name.clone())))
    };
    first(sent.filter_map(offer))
}

/// A meeting ahead, or the last date they promised that is not gone by.
fn next_step(facts: &Facts<'_>, policy: &Policy, as_of: Timestamp) -> Option<Evidence> {
    let today = policy.calendar.local_date(as_of);
    let promised = written_by_them(facts, as_of).flat_map(|entry| entry.signals.iter().map(move |signal| (entry, signal)));
    let dated = promised.filter(|(_, signal)| {
        matches!(signal.kind, SignalKind::Urgency | SignalKind::Deferral) && signal.until.is_some_and(|until| until >= today)
    });
    facts.ahead.clone().or_else(|| dated.last().map(|(entry, signal)| of_message("promise", entry, Some(signal.phrase.clone()))))
}
