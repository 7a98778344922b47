//! The timeline of a deal: everything that belongs to it, in order, ready to be judged.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use super::assign::{Assigned, Place};
use super::pick::counts_from;
use super::reason::Reason;
use super::{Direction, Facts, calendar, esign};
use crate::domain::action::Action;
use crate::domain::address::{Address, DealId};
use crate::domain::mail::{FolderRole, Kind, Mail, MailKey};
use crate::domain::meeting::MeetingFact;
use crate::domain::roster::{Deal, Prospect, Roster, Side, Team};
use crate::domain::signal::{Party, Roles, Signal};

/// Everything that belongs to one deal up to an instant.
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    /// Who is sold to.
    pub prospect: &'a Prospect,
    /// What is sold.
    pub deal: &'a Deal,
    /// Who sells.
    pub team: &'a Team,
    /// Its messages, in the order in which they happened.
    pub entries: Vec<Entry<'a>>,
    /// What calendars say of its meetings, in the order in which it became known.
    pub meetings: Vec<CalendarEntry<'a>>,
    /// When the owner is away by the own calendar: from, until, in order.
    pub away: Vec<(Timestamp, Timestamp)>,
    /// What people recorded of it, in order.
    pub actions: Vec<&'a Action>,
    /// From the oldest unanswered message to the reply, for every reply of this prospect in any of its deals and before them.
    pub past_replies: Arc<[(Timestamp, Timestamp)]>,
    /// The deal's members and up to when their mailboxes were read.
    pub members: Vec<(&'a Address, Option<Timestamp>)>,
    /// Every mailbox that could not be read of late, with its last error.
    pub stale: Vec<(&'a Address, &'a str)>,
    /// Coverage of mailboxes whose owners are no members.
    pub others: Vec<(&'a Address, Option<Timestamp>)>,
    /// Unknown addresses that turned out to be on the prospect's side.
    pub learned: BTreeSet<&'a Address>,
}

/// One message of a deal.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// When it happened.
    pub at: Timestamp,
    /// The message.
    pub mail: &'a Mail,
    /// Which way it went, as seen from this deal.
    pub direction: Direction,
    /// Why it belongs here.
    pub reason: Reason<'a>,
    /// Whether it is about this deal alone.
    pub sole: bool,
    /// The signals in it that count for this deal.
    pub signals: Vec<&'a Signal>,
    /// Signals in it that name none of the message's deals, and so count for none.
    pub unclear: Vec<&'a Signal>,
    /// The message that it answers or returns.
    pub answers: Option<MailKey>,
    /// The rep in whose mailbox it was found in Junk only.
    pub junk_of: Option<&'a Address>,
    /// Whether its author is on the prospect's side without being one of its people or in its domains.
    pub other_address: bool,
    /// Whether it is the completion notice of a signature service that names one of the prospect's people.
    pub signature: bool,
}

/// What a calendar says of a meeting of a deal.
#[derive(Clone, Debug)]
pub struct CalendarEntry<'a> {
    /// Since when it is known.
    pub known: Timestamp,
    /// What it says.
    pub fact: &'a MeetingFact,
    /// Whose calendar.
    pub owner: &'a Address,
}

impl Timeline<'_> {
    /// Whether `address` is on the prospect's side.
    pub fn is_theirs(&self, address: &Address) -> bool {
        let known = self.prospect.people.iter().any(|person| person.address == *address)
            || self.prospect.domains.iter().any(|domain| domain.covers(address.domain()))
            || self.learned.contains(address);
        known && !self.is_ours(address)
    }

    /// Whether `address` is one of us.
    pub fn is_ours(&self, address: &Address) -> bool {
        self.team.has(address)
    }
}

/// Builds the timeline of every deal, sorted by id.
pub(super) fn build<'a>(facts: &'a Facts, roster: &'a Roster, as_of: Timestamp, found: &Assigned<'a>) -> Vec<Timeline<'a>> {
    let mut of_deal: Vec<Vec<(usize, &Place<'a>)>> = vec![Vec::new(); found.names.deals.len()];
    for (index, places) in found.places.iter().enumerate() {
        for place in places {
            of_deal.get_mut(place.deal).into_iter().for_each(|list| list.push((index, place)));
        }
    }
    let mut actions: HashMap<&DealId, Vec<&'a Action>> = HashMap::new();
    for action in facts.actions.iter().filter(|action| action.at <= as_of) {
        actions.entry(&action.deal).or_default().push(action);
    }
    let mut meetings = calendar::assign(facts, found, as_of);
    let counted: Vec<Vec<bool>> = of_deal.iter().enumerate().map(|(deal, list)| counts(deal, list, found)).collect();
    let spans = past_replies(&of_deal, &counted, found, roster.prospects.len());
    let learned = learned_by_prospect(found, roster.prospects.len());
    let reps = rep_index(roster);
    let mut all: Vec<Timeline<'a>> = Vec::with_capacity(of_deal.len());
    for (number, (list, counted)) in of_deal.iter().zip(&counted).enumerate() {
        let Some((owner, deal)) = found.names.deals.get(number).copied() else { continue };
        let Some(prospect) = roster.prospects.get(owner) else { continue };
        let counting = list.iter().zip(counted).filter(|(_, counts)| **counts);
        let entries: Vec<Entry<'a>> = counting.filter_map(|((index, place), _)| entry(*index, place, owner, found)).collect();
        let mut own = actions.remove(&deal.id).unwrap_or_default();
        own.sort_by(|a, b| (a.at, &a.by, &a.note, format!("{:?}", a.what)).cmp(&(b.at, &b.by, &b.note, format!("{:?}", b.what))));
        own.dedup();
        let members = members(deal, list, counted, found, &reps, facts);
        let is_member = |address: &Address| members.iter().any(|(member, _)| *member == address);
        let others = facts.coverage.iter().filter(|(address, _)| !is_member(address)).map(|(a, t)| (a, *t)).collect();
        all.push(Timeline {
            prospect,
            deal,
            team: &roster.team,
            entries,
            meetings: meetings.get_mut(number).map(std::mem::take).unwrap_or_default(),
            away: calendar::away(deal, facts, roster, as_of),
            actions: own,
            past_replies: spans.get(owner).cloned().unwrap_or_default(),
            stale: facts.stale.iter().map(|(address, error)| (address, error.as_str())).collect(),
            others,
            members,
            learned: learned.get(owner).cloned().unwrap_or_default(),
        });
    }
    all.sort_by(|a, b| a.deal.id.cmp(&b.deal.id));
    all
}

/// Which of a deal's messages count for it: those of conversations that reach past the last days before it was opened.
fn counts(deal: usize, list: &[(usize, &Place<'_>)], found: &Assigned<'_>) -> Vec<bool> {
    let Some((_, deal)) = found.names.deals.get(deal) else { return Vec::new() };
    let from = counts_from(deal);
    let reaches = |index: usize| found.threads.nodes.get(index).is_some_and(|node| node.at >= from);
    let alive: std::collections::HashSet<u32> =
        list.iter().filter(|(index, _)| reaches(*index)).map(|(index, _)| found.threads.conversation(*index)).collect();
    list.iter().map(|(index, _)| alive.contains(&found.threads.conversation(*index))).collect()
}

fn entry<'a>(index: usize, place: &Place<'a>, prospect: usize, found: &Assigned<'a>) -> Option<Entry<'a>> {
    let node = found.threads.nodes.get(index)?;
    let mail = node.mail;
    let direction = direction_for(index, prospect, found);
    let places = found.places.get(index).map_or(&[][..], Vec::as_slice);
    let (signals, unclear) = signals_for(mail, place, places, direction, node.author, found);
    let author = mail.author();
    Some(Entry {
        at: node.at,
        mail,
        direction,
        reason: Reason { how: place.how.clone(), choice: place.choice },
        sole: place.primary && places.iter().filter(|place| place.primary).count() == 1,
        signals,
        unclear,
        answers: found.threads.parent(index).and_then(|parent| found.threads.nodes.get(parent)).map(|node| node.mail.key),
        junk_of: junk_of(index, found),
        other_address: direction == Direction::Inbound && author.is_none_or(|author| found.sides.of(author) == Side::Outside),
        signature: direction == Direction::Unrelated && esign::is_completion(mail),
    })
}

/// The direction as one prospect's deals see it: mail with another prospect that came into the thread is none of theirs.
fn direction_for(index: usize, prospect: usize, found: &Assigned<'_>) -> Direction {
    let direction = found.directions.get(index).copied().unwrap_or(Direction::Unrelated);
    let party = found.parties.get(index).is_some_and(|parties| parties.contains(&prospect));
    match direction {
        Direction::Inbound | Direction::Outbound if !party => Direction::Unrelated,
        Direction::Inbound | Direction::Outbound | Direction::Internal | Direction::Supplier | Direction::Unrelated => direction,
    }
}

/// The signals that count for this deal: those whose own sentence names it, else those of a message that is about it alone.
fn signals_for<'a>(
    mail: &'a Mail,
    place: &Place<'a>,
    places: &[Place<'a>],
    direction: Direction,
    author: Side,
    found: &Assigned<'a>,
) -> (Vec<&'a Signal>, Vec<&'a Signal>) {
    let (mut mine, mut unclear) = (Vec::new(), Vec::new());
    if mail.signals.is_empty() {
        return (mine, unclear);
    }
    let Some(roles) = roles(direction, author).filter(|_| mail.kind == Kind::Human) else { return (mine, unclear) };
    let primary: Vec<usize> = places.iter().filter(|place| place.primary).map(|place| place.deal).collect();
    for signal in mail.signals.iter().filter(|signal| signal.kind.fits(roles)) {
        let named = found.names.named(signal.names.iter());
        let by_deal: Vec<usize> = places.iter().map(|place| place.deal).filter(|deal| named.deals.contains(deal)).collect();
        let of_prospect = |deal: &usize| named.prospects.contains(&found.names.prospect_of(*deal));
        let by_prospect: Vec<usize> = primary.iter().copied().filter(of_prospect).collect();
        let anywhere: Vec<usize> = places.iter().map(|place| place.deal).filter(of_prospect).collect();
        let meant = if !by_deal.is_empty() {
            by_deal
        } else if by_prospect.len() == 1 {
            by_prospect
        } else if anywhere.len() == 1 {
            anywhere
        } else if primary.len() == 1 {
            primary.clone()
        } else {
            Vec::new()
        };
        if meant.contains(&place.deal) {
            mine.push(signal);
        } else if meant.is_empty() {
            unclear.push(signal);
        }
    }
    (mine, unclear)
}

fn roles(direction: Direction, author: Side) -> Option<Roles> {
    let (writer, addressee) = match direction {
        Direction::Inbound => (Party::Prospect, Party::Team),
        Direction::Outbound => (Party::Team, Party::Prospect),
        Direction::Internal => (Party::Team, Party::Team),
        Direction::Supplier if author == Side::Team => (Party::Team, Party::Supplier),
        Direction::Supplier => (Party::Supplier, Party::Team),
        Direction::Unrelated => return None,
    };
    Some(Roles { writer, addressee })
}

/// The mailbox in which every copy of the message lies in Junk.
fn junk_of<'a>(index: usize, found: &Assigned<'a>) -> Option<&'a Address> {
    if found.threads.seen_in(index).all(|(_, role)| *role != FolderRole::Junk) {
        return None;
    }
    let mut by_mailbox: BTreeMap<&Address, bool> = BTreeMap::new();
    for (mailbox, role) in found.threads.seen_in(index) {
        *by_mailbox.entry(mailbox).or_insert(true) &= *role == FolderRole::Junk;
    }
    by_mailbox.into_iter().find(|(_, junk)| *junk).map(|(mailbox, _)| mailbox)
}

/// Every address of a rep with the rep's main address.
fn rep_index(roster: &Roster) -> HashMap<&Address, &Address> {
    let mut index = HashMap::new();
    for rep in &roster.team.reps {
        for address in std::iter::once(&rep.address).chain(&rep.aliases) {
            index.insert(address, &rep.address);
        }
    }
    index
}

/// The owner and every rep who sent or received a message of the deal.
fn members<'a>(
    deal: &'a Deal,
    list: &[(usize, &Place<'a>)],
    counted: &[bool],
    found: &Assigned<'a>,
    reps: &HashMap<&'a Address, &'a Address>,
    facts: &Facts,
) -> Vec<(&'a Address, Option<Timestamp>)> {
    let owner = reps.get(&deal.owner).copied().unwrap_or(&deal.owner);
    let mut members = BTreeSet::from([owner]);
    for ((index, _), _) in list.iter().zip(counted).filter(|(_, counts)| **counts) {
        let Some(mail) = found.threads.nodes.get(*index).map(|node| node.mail) else { continue };
        let named = mail.author().into_iter().chain(mail.recipients());
        let holders = found.threads.seen_in(*index).map(|(mailbox, _)| mailbox);
        members.extend(named.chain(holders).filter_map(|address| reps.get(address).copied()));
    }
    members.into_iter().map(|address| (address, facts.coverage.get(address).copied().flatten())).collect()
}

type Span = (Timestamp, Timestamp);

/// From the oldest unanswered message to the reply, for every reply: within a deal as its silence is counted, and before any
/// deal within each conversation.
fn past_replies(
    of_deal: &[Vec<(usize, &Place<'_>)>],
    counted: &[Vec<bool>],
    found: &Assigned<'_>,
    prospects: usize,
) -> Vec<Arc<[Span]>> {
    let mut by_reply: Vec<BTreeMap<MailKey, Span>> = vec![BTreeMap::new(); prospects];
    for (deal, (list, counted)) in of_deal.iter().zip(counted).enumerate() {
        let prospect = found.names.prospect_of(deal);
        let mut waiting: HashMap<Option<u32>, Timestamp> = HashMap::new();
        for ((index, _), counts) in list.iter().zip(counted) {
            let Some(node) = found.threads.nodes.get(*index).filter(|node| node.mail.kind == Kind::Human) else { continue };
            let channel = (!counts).then(|| found.threads.conversation(*index));
            match direction_for(*index, prospect, found) {
                Direction::Outbound => {
                    waiting.entry(channel).or_insert(node.at);
                }
                Direction::Inbound => {
                    if let (Some(since), Some(spans)) = (waiting.remove(&channel), by_reply.get_mut(prospect)) {
                        spans.entry(node.mail.key).or_insert((since, node.at));
                    }
                }
                Direction::Internal | Direction::Supplier | Direction::Unrelated => {}
            }
        }
    }
    by_reply.into_iter().map(|spans| spans.into_values().collect()).collect()
}

fn learned_by_prospect<'a>(found: &Assigned<'a>, prospects: usize) -> Vec<BTreeSet<&'a Address>> {
    let mut all = vec![BTreeSet::new(); prospects];
    for (address, of) in &found.learned {
        for prospect in of {
            all.get_mut(*prospect).into_iter().for_each(|set| {
                set.insert(*address);
            });
        }
    }
    all
}
