//! The timeline of a deal: everything that belongs to it, in order, ready to be judged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::assign::{Assigned, Place};
use super::reason::Reason;
use super::side::People;
use super::{Coverage, Direction, esign};
use crate::domain::action::Action;
use crate::domain::address::Address;
use crate::domain::amounts;
use crate::domain::letter::Letter;
use crate::domain::mail::{FolderRole, Kind, MailKey};
use crate::domain::meeting::MeetingFact;
use crate::domain::money::Money;
use crate::domain::roster::{Deal, Prospect, Side, Team};
use crate::domain::signal::{Party, Roles, Signal, SignalKind};

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
    /// What they recorded and took back again, with what took it back.
    pub taken_back: Vec<(&'a Action, &'a Action)>,
    /// From the oldest unanswered message to the reply, for every reply of this prospect in any of its deals and before them.
    pub past_replies: Arc<[(Timestamp, Timestamp)]>,
    /// The deal's members and how far their mailboxes were read.
    pub members: Vec<(&'a Address, &'a Coverage)>,
    /// Coverage of mailboxes whose owners are no members.
    pub others: Vec<(&'a Address, &'a Coverage)>,
    /// Unknown addresses that turned out to be on the prospect's side.
    pub learned: BTreeSet<&'a Address>,
    /// What was written from addresses that are nobody's by those who are called as the prospect's house or people are, in order.
    pub namesakes: Vec<(Timestamp, Letter<'a>)>,
    /// The sides of everybody who is on a message, and which side is this prospect's.
    pub(super) people: (&'a People, Side),
}

/// One message of a deal.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// When it happened.
    pub at: Timestamp,
    /// The message.
    pub mail: Letter<'a>,
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
    /// The message that it answers or returns: of automatic mail and of words on meetings.
    pub answers: Option<MailKey>,
    /// The rep in whose mailbox it was found in Junk only.
    pub junk_of: Option<&'a Address>,
    /// Whether its author is on the prospect's side without being one of its people, tag and all, or in its domains.
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
    /// Whether a mail that is of no deal by itself says it.
    pub by_mail: bool,
}

impl<'a> Timeline<'a> {
    /// The recipients of a message who are on the prospect's side.
    pub fn theirs(&self, mail: Letter<'a>) -> impl Iterator<Item = &'a Address> {
        let (people, own) = self.people;
        let numbers = mail.recipient_numbers().filter_map(move |who| Some((people.side(who), mail.person(who)?)));
        numbers.filter(move |(side, who)| *side == own || (*side != Side::Team && self.is_theirs(who))).map(|(_, who)| who)
    }

    /// Whether `address` is on the prospect's side.
    pub fn is_theirs(&self, address: &Address) -> bool {
        let known = self.prospect.people.iter().any(|person| person.address.is_mailbox_of(address))
            || self.prospect.domains.iter().any(|domain| domain.covers(address.domain()))
            || self.learned.contains(address);
        known && !self.is_ours(address)
    }

    /// Whether `address` is one of us.
    pub fn is_ours(&self, address: &Address) -> bool {
        self.team.has(address)
    }
}

/// A message as an entry of a prospect's deal.
pub(super) fn entry<'a>(index: usize, place: &Place<'a>, found: &Assigned<'a>) -> Option<Entry<'a>> {
    let node = found.threads.nodes.get(index)?;
    let mail = node.mail;
    let direction = place.direction;
    let (signals, unclear) = signals_for(index, place, found);
    // Nobody asks it of plain letters.
    let asked = mail.kind() != Kind::Human || !mail.meetings().is_empty();
    let answered = found.threads.parent(index).filter(|_| asked);
    let author = mail.head().from;
    let is_other = |author| found.people.side(author) == Side::Outside || found.people.is_known_by_tag(author);
    Some(Entry {
        at: node.at,
        mail,
        direction,
        reason: Reason { how: place.how, choice: place.choice },
        sole: place.sole,
        signals,
        unclear,
        answers: answered.and_then(|parent| found.threads.nodes.get(parent)).map(|node| node.mail.key()),
        junk_of: junk_of(index, found),
        other_address: direction == Direction::Inbound && author.is_none_or(is_other),
        signature: direction == Direction::Unrelated && esign::is_completion(mail),
    })
}

/// The signals that count for this deal, and those that count for none.
fn signals_for<'a>(index: usize, place: &Place<'a>, found: &Assigned<'a>) -> (Vec<&'a Signal>, Vec<&'a Signal>) {
    let (mut mine, mut unclear) = (Vec::new(), Vec::new());
    let Some(node) = found.threads.nodes.get(index).filter(|node| !node.mail.signals().is_empty()) else {
        return (mine, unclear);
    };
    let (mail, places) = (node.mail, found.places.get(index));
    let Some(roles) = roles(place.direction, node.author).filter(|_| mail.kind() == Kind::Human) else { return (mine, unclear) };
    let primary: Vec<usize> = places.iter().filter(|place| place.primary).map(|place| place.deal).collect();
    for signal in mail.signals().iter().filter(|signal| signal.kind.fits(roles)) {
        let meant = meant(signal, places, &primary, found);
        if meant.contains(&place.deal) {
            mine.push(signal);
        } else if meant.is_empty() {
            unclear.push(signal);
        }
    }
    (mine, unclear)
}

/// The deals that a signal is about: those that its sentence names, else the one whose value it tells, else the only one of the message;
/// none where it is said of somebody whom the roster doesn't know.
fn meant(signal: &Signal, places: &[Place<'_>], primary: &[usize], found: &Assigned<'_>) -> Vec<usize> {
    let names = &found.names;
    let (told, named): (Vec<_>, Vec<_>) = signal.names.iter().partition(|name| amounts::of_name(name).is_some());
    // A prospect speaks of its own deal, whatever it names beside it.
    let ours = matches!(signal.kind, SignalKind::Celebration | SignalKind::Allocation);
    let stranger = ours && !named.is_empty();
    let named = names.named(named.into_iter().map(String::as_str));
    let by_deal: Vec<usize> = places.iter().map(|place| place.deal).filter(|deal| named.deals.contains(deal)).collect();
    if !by_deal.is_empty() {
        return by_deal;
    }
    let of_prospect = |deal: &usize| named.prospects.contains(&names.prospect_of(*deal));
    let told: Vec<_> = told.into_iter().filter_map(|name| amounts::of_name(name)).collect();
    if ours && !told.is_empty() {
        let value = |deal: usize| names.deals.get(deal).and_then(|(_, deal)| Money::parse(deal.value.as_ref()?));
        let all = (0..names.deals.len()).filter(|deal| named.prospects.is_empty() || of_prospect(deal));
        let worth: Vec<usize> =
            all.filter(|deal| value(*deal).is_some_and(|value| told.iter().any(|told| told.is(&value)))).collect();
        let here: Vec<usize> = places.iter().map(|place| place.deal).filter(|deal| worth.contains(deal)).collect();
        // Another deal's value, told in a mail that is about this one alone, is said of the other.
        // Where this one's value isn't known, or several have that value, the amount tells nothing.
        let known = primary.iter().any(|deal| value(*deal).is_some());
        if here.len() == 1 || here.is_empty() && worth.len() == 1 && known {
            return here;
        }
    }
    // Of each prospect that it names the only deal of the message: "Rusk and Selby are both done deals".
    let only = |prospect: usize| {
        let of = |deals: Vec<usize>| deals.into_iter().filter(|deal| names.prospect_of(*deal) == prospect).collect::<Vec<_>>();
        let anywhere = || of(places.iter().map(|place| place.deal).collect());
        [of(primary.to_vec()), anywhere()].into_iter().find(|deals| deals.len() == 1).unwrap_or_default()
    };
    let by_prospect: Vec<usize> = named.prospects.iter().flat_map(|prospect| only(*prospect)).collect();
    if !by_prospect.is_empty() {
        return by_prospect;
    }
    let nobody = named.prospects.is_empty() && stranger;
    if primary.len() == 1 && !nobody { primary.to_vec() } else { Vec::new() }
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
