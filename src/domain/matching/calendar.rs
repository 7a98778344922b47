//! Which deals the entries of calendars belong to: by their UID when mail spoke of them, by who takes part, or by their title.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;

use super::assign::Assigned;
use super::pick::counts_from;
use super::timeline::CalendarEntry;
use super::{Direction, Facts};
use crate::domain::address::Address;
use crate::domain::meeting::MeetingFact;
use crate::domain::roster::{Deal, Roster, Side};

/// The calendar entries of every deal, by its number, in the order in which they became known.
pub(super) fn assign<'a>(facts: &'a Facts, found: &Assigned<'a>, as_of: Timestamp) -> Vec<Vec<CalendarEntry<'a>>> {
    let mut of_deal: Vec<Vec<CalendarEntry<'a>>> = vec![Vec::new(); found.names.deals.len()];
    if facts.meetings.is_empty() && notices(found).next().is_none() {
        return of_deal;
    }
    let by_uid = deals_by_uid(found);
    let calendars = facts.meetings.iter().map(|(fact, owner, at)| (fact, owner, *at));
    let mut known: Vec<(&MeetingFact, &Address, Timestamp)> =
        calendars.chain(notices(found)).filter(|(_, _, at)| *at <= as_of).collect();
    known.sort_by(|a, b| (a.2, &a.0.uid, a.0.sequence, a.1).cmp(&(b.2, &b.0.uid, b.0.sequence, b.1)));
    for (fact, owner, at) in known {
        let deals = match by_uid.get(fact.uid.as_str()) {
            Some(deals) => deals.clone(),
            None => deals_of(fact, at, found),
        };
        for deal in deals {
            let from = found.names.deals.get(deal).map(|(_, deal)| counts_from(deal));
            // Of a series that began earlier its later instances count.
            if from.is_some_and(|from| fact.series.is_some() || fact.start.unwrap_or(at) >= from)
                && let Some(list) = of_deal.get_mut(deal)
            {
                list.push(CalendarEntry { known: at, fact, owner });
            }
        }
    }
    of_deal
}

/// What booking and meeting services tell a rep: mail from nobody's side, with a calendar part. It counts as that rep's calendar.
fn notices<'a>(found: &Assigned<'a>) -> impl Iterator<Item = (&'a MeetingFact, &'a Address, Timestamp)> {
    let nodes = found.threads.nodes.iter().zip(&found.directions).enumerate();
    nodes.filter(|(_, (_, direction))| **direction == Direction::Unrelated).flat_map(|(index, (node, _))| {
        let owner = found.threads.seen_in(index).map(|(owner, _)| owner).next();
        let facts = node.mail.meetings.iter().filter(|fact| !fact.uid.is_empty());
        facts.filter_map(move |fact| Some((fact, owner?, node.at)))
    })
}

/// When the owner of a deal is away, by the own calendar as it is known at an instant: what is going on or to come.
pub(super) fn away(deal: &Deal, facts: &Facts, roster: &Roster, as_of: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let is_owner =
        |address: &Address| *address == deal.owner || roster.team.rep(&deal.owner).is_some_and(|rep| rep.address == *address);
    let own = facts.meetings.iter().filter(|(_, owner, known)| *known <= as_of && is_owner(owner));
    let mut last: BTreeMap<&str, (Timestamp, &MeetingFact)> = BTreeMap::new();
    for (fact, _, known) in own.filter(|(fact, _, _)| fact.recurrence.is_none()) {
        if last.get(fact.uid.as_str()).is_none_or(|(then, _)| then <= known) {
            last.insert(&fact.uid, (*known, fact));
        }
    }
    let stands = last.into_values().map(|(_, fact)| fact).filter(|fact| fact.away && fact.method.defines());
    let mut spans: Vec<(Timestamp, Timestamp)> = stands.filter_map(|fact| fact.start.zip(fact.end)).collect();
    spans.retain(|(_, end)| *end > as_of);
    spans.sort_unstable();
    spans
}

fn deals_by_uid<'a>(found: &Assigned<'a>) -> HashMap<&'a str, BTreeSet<usize>> {
    let mut by_uid: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (node, places) in found.threads.nodes.iter().zip(&found.places).filter(|(_, places)| !places.is_empty()) {
        for meeting in node.mail.meetings.iter().filter(|meeting| !meeting.uid.is_empty()) {
            by_uid.entry(meeting.uid.as_str()).or_default().extend(places.iter().map(|place| place.deal));
        }
    }
    by_uid
}

fn deals_of(fact: &MeetingFact, at: Timestamp, found: &Assigned<'_>) -> BTreeSet<usize> {
    let people = || fact.organizer.iter().chain(fact.attendees.iter().map(|(address, _)| address));
    let mut prospects: BTreeSet<usize> = BTreeSet::new();
    for address in people() {
        match found.sides.of(address) {
            Side::Prospect(prospect) => {
                prospects.insert(prospect);
            }
            Side::Outside => prospects.extend(found.learned.get(address).into_iter().flatten()),
            Side::Team | Side::Supplier => {}
        }
    }
    let named = found.names.meaning(&found.names.scan(&fact.title));
    let with_us_alone = people().all(|address| matches!(found.sides.of(address), Side::Team | Side::Supplier));
    if prospects.is_empty() && with_us_alone {
        prospects.extend(&named.prospects);
    }
    let mut deals = BTreeSet::new();
    for prospect in prospects {
        let range = found.names.deals_of(prospect);
        let by_name: Vec<usize> = named.deals.iter().copied().filter(|deal| range.contains(deal)).collect();
        match by_name.is_empty() {
            true => deals.extend(found.picker.most_active(range, at).map(|(deal, _)| deal)),
            false => deals.extend(by_name),
        }
    }
    deals
}
