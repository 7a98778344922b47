//! Which deals the entries of calendars belong to: by their UID when mail spoke of them, by who takes part, or by their title.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::Facts;
use super::assign::Assigned;
use super::pick::counts_from;
use super::timeline::CalendarEntry;
use crate::domain::address::Address;
use crate::domain::meeting::MeetingFact;
use crate::domain::roster::Side;

/// The calendar entries of every deal, by its number, in the order in which they became known.
pub(super) fn assign<'a>(facts: &'a Facts, found: &Assigned<'a>, as_of: Timestamp) -> Vec<Vec<CalendarEntry<'a>>> {
    let mut of_deal: Vec<Vec<CalendarEntry<'a>>> = vec![Vec::new(); found.names.deals.len()];
    if facts.meetings.is_empty() {
        return of_deal;
    }
    let by_uid = deals_by_uid(found);
    let mut known: Vec<&(MeetingFact, Address, Timestamp)> = facts.meetings.iter().filter(|(_, _, at)| *at <= as_of).collect();
    known.sort_by(|a, b| (a.2, &a.0.uid, a.0.sequence, &a.1).cmp(&(b.2, &b.0.uid, b.0.sequence, &b.1)));
    for (fact, owner, at) in known {
        let deals = match by_uid.get(fact.uid.as_str()) {
            Some(deals) => deals.clone(),
            None => deals_of(fact, *at, found),
        };
        for deal in deals {
            let from = found.names.deals.get(deal).map(|(_, deal)| counts_from(deal));
            if from.is_some_and(|from| fact.start.unwrap_or(*at) >= from)
                && let Some(list) = of_deal.get_mut(deal)
            {
                list.push(CalendarEntry { known: *at, fact, owner });
            }
        }
    }
    of_deal
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
