//! Which deals the entries of calendars belong to: by their UID when mail spoke of them, by who takes part, or by their title.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};

use super::assign::Assigned;
use super::pick::counts_from;
use super::timeline::CalendarEntry;
use super::{Direction, Facts};
use crate::domain::address::Address;
use crate::domain::meeting::{MeetingFact, Method};
use crate::domain::roster::{Roster, Side};

/// The calendar entries of every deal, by its number, in the order in which they became known.
pub(super) fn assign<'a>(facts: &'a Facts, found: &Assigned<'a>, as_of: Timestamp) -> Vec<Vec<CalendarEntry<'a>>> {
    let mut of_deal: Vec<Vec<CalendarEntry<'a>>> = vec![Vec::new(); found.names.deals.len()];
    if facts.meetings.is_empty() && notices(found).next().is_none() {
        return of_deal;
    }
    let mut by_uid = deals_by_uid(found);
    let calendars = facts.meetings.iter().map(|(fact, owner, at)| (fact, owner, *at, false));
    let mails = notices(found).map(|(fact, owner, at)| (fact, owner, at, true));
    let mut known: Vec<(&MeetingFact, &Address, Timestamp, bool)> =
        calendars.chain(mails).filter(|(_, _, at, _)| *at <= as_of).collect();
    known.sort_by(|a, b| (a.2, &a.0.uid, a.0.sequence, a.1).cmp(&(b.2, &b.0.uid, b.0.sequence, b.1)));
    for (fact, owner, at, by_mail) in known {
        let deals = match by_uid.get(fact.uid.as_str()) {
            Some(deals) => deals.clone(),
            None => deals_of(fact, at, found),
        };
        // Whatever is said of it later is about the same deals.
        if !deals.is_empty() {
            by_uid.entry(fact.uid.as_str()).or_insert_with(|| deals.clone());
        }
        for deal in deals {
            let from = found.names.deals.get(deal).map(|(_, deal)| counts_from(deal));
            // Of a series that began earlier its later instances count.
            if from.is_some_and(|from| fact.series.is_some() || fact.start.unwrap_or(at) >= from)
                && let Some(list) = of_deal.get_mut(deal)
            {
                list.push(CalendarEntry { known: at, fact, owner, by_mail });
            }
        }
    }
    of_deal
}

/// What booking and meeting services tell a rep, and answers among us that no thread or name leads to a deal: mail with a calendar
/// part that is of no deal by itself. It counts as that rep's calendar.
fn notices<'a>(found: &Assigned<'a>) -> impl Iterator<Item = (&'a MeetingFact, &'a Address, Timestamp)> {
    let apart = |index: usize, direction: Direction| match direction {
        Direction::Unrelated => true,
        Direction::Internal => found.places.get(index).is_empty(),
        Direction::Inbound | Direction::Outbound | Direction::Supplier => false,
    };
    let theirs = |who: &Address| matches!(found.sides.of(who), Side::Prospect(_)) || found.learned_of(who).is_some();
    let answers_for_them = move |fact: &MeetingFact| {
        matches!(fact.method, Method::Reply | Method::Counter) && fact.attendees.iter().any(|(who, _)| theirs(who))
    };
    // A stranger's event that names a prospect and invites nobody of it is an advertisement.
    let with_them = move |fact: &MeetingFact| fact.people().any(theirs);
    let nodes = found.threads.nodes.iter().zip(&found.directions).enumerate();
    nodes.filter(move |(index, (_, direction))| apart(*index, **direction)).flat_map(move |(index, (node, direction))| {
        let owner = found.threads.seen_in(index).map(|(owner, _)| owner).next();
        let facts = node.mail.meetings().iter().filter(|fact| !fact.uid.is_empty());
        let facts = facts.filter(move |fact| match direction {
            // Nobody of us answers for them.
            Direction::Internal => !answers_for_them(fact),
            _ => with_them(fact),
        });
        facts.filter_map(move |fact| Some((fact, owner?, node.at)))
    })
}

/// How far ahead absences that repeat are looked for.
const AWAY_DAYS: i64 = 60;

/// What was said last of an event or one instance of it, by its UID and RECURRENCE-ID, and when.
type Own<'a> = BTreeMap<(&'a str, Option<Timestamp>), (Timestamp, &'a MeetingFact)>;

/// When each rep is away, by the own calendar as it is known at an instant: what is going on or to come. By main address.
pub(super) fn away<'a>(
    facts: &'a Facts,
    roster: &'a Roster,
    as_of: Timestamp,
) -> HashMap<&'a Address, Vec<(Timestamp, Timestamp)>> {
    let mut last: HashMap<&Address, Own<'_>> = HashMap::new();
    // That an event is told at another place now says nothing of it.
    let said = facts.meetings.iter().filter(|(fact, _, known)| *known <= as_of && fact.method != Method::Refresh);
    for (fact, owner, known) in said {
        let own = last.entry(main_address(owner, roster)).or_default();
        let key = (fact.uid.as_str(), fact.recurrence);
        if own.get(&key).is_none_or(|(then, _)| then <= known) {
            own.insert(key, (*known, fact));
        }
    }
    // Whoever meets somebody outside is at work, wherever that is.
    let is_absence = |fact: &MeetingFact| fact.away && fact.method.defines() && fact.people().all(|who| roster.team.has(who));
    let spans = |own: Own<'_>| {
        let stands = own.values().map(|(_, fact)| *fact).filter(|fact| is_absence(fact));
        let mut spans: Vec<(Timestamp, Timestamp)> = stands.flat_map(|fact| spans_of(fact, &own, as_of)).collect();
        spans.retain(|(_, end)| *end > as_of);
        spans.sort_unstable();
        spans
    };
    last.into_iter().map(|(owner, own)| (owner, spans(own))).collect()
}

/// The span of an absence, or those of one that repeats which nothing is said of by itself.
fn spans_of(fact: &MeetingFact, own: &Own<'_>, as_of: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let Some((start, end)) = fact.start.zip(fact.end) else { return Vec::new() };
    let Some(series) = &fact.series else { return vec![(start, end)] };
    let length = end.duration_since(start);
    let from = as_of.checked_sub(length).unwrap_or(as_of);
    let to = as_of.checked_add(SignedDuration::from_hours(24 * AWAY_DAYS)).unwrap_or(as_of);
    let regular = series.starts(from, to).into_iter().filter(|at| !own.contains_key(&(fact.uid.as_str(), Some(*at))));
    regular.filter_map(|at| Some((at, at.checked_add(length).ok()?))).collect()
}

/// A rep's main address for any of them.
pub(super) fn main_address<'a>(address: &'a Address, roster: &'a Roster) -> &'a Address {
    roster.team.rep(address).map_or(address, |rep| &rep.address)
}

fn deals_by_uid<'a>(found: &Assigned<'a>) -> HashMap<&'a str, BTreeSet<usize>> {
    let mut by_uid: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (index, node) in found.threads.nodes.iter().enumerate() {
        let places = found.places.get(index);
        for meeting in node.mail.meetings().iter().filter(|meeting| !places.is_empty() && !meeting.uid.is_empty()) {
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
            Side::Outside => prospects.extend(found.learned_of(address).into_iter().flatten()),
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
