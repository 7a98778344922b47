//! Everything in its place: from here the timeline of each deal is put together alone, when it is asked for.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::assign::{Assigned, Place, assign};
use super::namesakes::Namesakes;
use super::pick::counts_from;
use super::timeline::{CalendarEntry, Entry, Timeline, entry};
use super::{Belonging, Coverage, Direction, Facts, NEVER_READ, Reason, calendar};
use crate::domain::action::{Action, What, taken_back};
use crate::domain::address::{Address, DealId};
use crate::domain::letter::Letter;
use crate::domain::lists::Lists;
use crate::domain::mail::{Kind, MailKey};
use crate::domain::roster::{Deal, Prospect, Roster, Side};

type Span = (Timestamp, Timestamp);

/// Every message, meeting and action with the deals that it belongs to.
pub struct Matched<'a> {
    facts: &'a Facts,
    roster: &'a Roster,
    found: Assigned<'a>,
    /// The messages of every deal, in order: the message, and the position of its place.
    of_deal: Lists<(u32, u32)>,
    meetings: Vec<Vec<CalendarEntry<'a>>>,
    actions: HashMap<&'a DealId, Vec<&'a Action>>,
    /// What was recorded and taken back again, with what took it back.
    taken_back: HashMap<&'a DealId, Vec<(&'a Action, &'a Action)>>,
    away: HashMap<&'a Address, Vec<Span>>,
    learned: Vec<BTreeSet<&'a Address>>,
    reps: Reps<'a>,
    namesakes: Namesakes,
}

/// One message of a deal.
#[derive(Clone, Copy)]
struct Item<'m, 'a> {
    index: usize,
    place: &'m Place<'a>,
    /// Whether its conversation reaches past the last days before the deal was opened.
    counts: bool,
}

impl<'a> Matched<'a> {
    /// Finds out what belongs where. What happened after `as_of` is as if it were not there.
    pub fn new(facts: &'a Facts, roster: &'a Roster, as_of: Timestamp) -> Self {
        let found = assign(facts, roster, as_of);
        let mut actions: HashMap<&DealId, Vec<&'a Action>> = HashMap::new();
        let mut taken: HashMap<&DealId, Vec<(&'a Action, &'a Action)>> = HashMap::new();
        let gone = taken_back(&facts.actions, as_of);
        for action in facts.actions.iter().filter(|action| action.at <= as_of) {
            match action.number.and_then(|number| gone.get(&number)) {
                Some(by) => taken.entry(&action.deal).or_default().push((action, by)),
                None if matches!(action.what, What::TakenBack(_)) => {}
                None => actions.entry(&action.deal).or_default().push(action),
            }
        }
        // What is recorded twice is one.
        let what = |action: &Action| (action.at, action.by.clone(), action.note.clone(), format!("{:?}", action.what));
        for own in actions.values_mut() {
            own.sort_by_cached_key(|action| what(action));
            own.dedup_by_key(|action| what(action));
        }
        let meetings = calendar::assign(facts, &found, as_of);
        let away = calendar::away(facts, roster, as_of);
        let of_deal = found.places.grouped_by(found.names.deals.len(), |place| place.deal);
        let learned = learned_by_prospect(facts, &found, roster.prospects.len());
        let reps = Reps::new(facts, roster);
        let namesakes = Namesakes::new(&found);
        Self { facts, roster, found, of_deal, meetings, away, actions, taken_back: taken, learned, reps, namesakes }
    }

    /// Where every message belongs, by its key.
    pub fn belonging(&self) -> impl Iterator<Item = (MailKey, Belonging)> {
        self.found.threads.nodes.iter().enumerate().map(|(index, node)| {
            let places = self.found.places.get(index);
            let deals = places.iter().filter_map(|place| self.found.names.deals.get(place.deal));
            let mut deals: Vec<DealId> = deals.map(|(_, deal)| deal.id.clone()).collect();
            deals.sort();
            deals.dedup();
            let mut reasons: Vec<String> =
                places.iter().map(|place| Reason { how: place.how, choice: place.choice }.to_string()).collect();
            reasons.dedup();
            let direction = self.found.directions.get(index).copied().unwrap_or(Direction::Unrelated);
            (node.mail.key(), Belonging { direction, deals, reason: reasons.join("; ") })
        })
    }

    /// Which message each one answers by its ids, of those known.
    pub fn answers(&self) -> impl Iterator<Item = (MailKey, Option<MailKey>)> {
        let threads = &self.found.threads;
        threads.nodes.iter().enumerate().map(|(index, node)| {
            let parent = threads.parent(index).filter(|_| !threads.is_alike(index));
            (node.mail.key(), parent.and_then(|parent| threads.nodes.get(parent)).map(|node| node.mail.key()))
        })
    }

    /// The timelines of all deals of a prospect, by its place in the roster.
    pub fn of_prospect(&self, prospect: usize) -> Vec<Timeline<'_>> {
        let Some(owner) = self.roster.prospects.get(prospect) else { return Vec::new() };
        let deals = self.found.names.deals_of(prospect);
        let items: Vec<Vec<Item<'_, 'a>>> = deals.clone().map(|number| self.items(number)).collect();
        let past_replies: Arc<[Span]> = past_replies(&items, &self.found).into();
        let namesakes = self.namesakes_of(owner, &items);
        let each = deals.zip(&items).filter_map(|(number, items)| {
            let (_, deal) = self.found.names.deals.get(number).copied()?;
            let timeline = self.timeline(number, (owner, prospect), deal, items, Arc::clone(&past_replies));
            Some(Timeline { namesakes: namesakes.clone(), ..timeline })
        });
        each.collect()
    }

    /// What was written by those who are called as the prospect's house or people are.
    fn namesakes_of(&self, prospect: &Prospect, items: &[Vec<Item<'_, 'a>>]) -> Vec<(Timestamp, Letter<'a>)> {
        if self.namesakes.is_empty() {
            return Vec::new();
        }
        let inbound = items.iter().flatten().filter(|item| item.place.direction == Direction::Inbound);
        let authors = inbound.filter_map(|item| self.found.threads.nodes.get(item.index)?.mail.author_name());
        let found = self.namesakes.of(prospect, authors);
        found.into_iter().filter_map(|index| self.found.threads.nodes.get(index)).map(|node| (node.at, node.mail)).collect()
    }

    fn timeline<'m>(
        &'m self,
        number: usize,
        (prospect, index): (&'m Prospect, usize),
        deal: &'m Deal,
        items: &[Item<'m, 'a>],
        past_replies: Arc<[Span]>,
    ) -> Timeline<'m> {
        let counting = || items.iter().filter(|item| item.counts);
        let entries: Vec<Entry<'m>> = counting().filter_map(|item| entry(item.index, item.place, &self.found)).collect();
        let members = self.members(deal, counting().map(|item| item.index));
        let is_member = |address: &Address| members.iter().any(|(member, _)| *member == address);
        let others = self.facts.coverage.iter().filter(|(address, _)| !is_member(address)).collect();
        Timeline {
            prospect,
            deal,
            team: &self.roster.team,
            entries,
            meetings: self.meetings.get(number).cloned().unwrap_or_default(),
            away: self.away.get(calendar::main_address(&deal.owner, self.roster)).cloned().unwrap_or_default(),
            actions: self.actions.get(&deal.id).cloned().unwrap_or_default(),
            taken_back: self.taken_back.get(&deal.id).cloned().unwrap_or_default(),
            past_replies,
            others,
            members,
            learned: self.learned.get(index).cloned().unwrap_or_default(),
            namesakes: Vec::new(),
            people: (&self.found.people, Side::Prospect(index)),
        }
    }

    /// The messages of a deal. Those count whose conversations reach past the last days before it was opened.
    fn items(&self, number: usize) -> Vec<Item<'_, 'a>> {
        let Some((_, deal)) = self.found.names.deals.get(number) else { return Vec::new() };
        let from = counts_from(deal);
        let threads = &self.found.threads;
        let reaches = |index: usize| threads.nodes.get(index).is_some_and(|node| node.at >= from);
        let place = |(index, position): &(u32, u32)| Some((*index as usize, self.found.places.item(*position)?));
        let list = || self.of_deal.get(number).iter().filter_map(place);
        if list().all(|(index, _)| reaches(index)) {
            return list().map(|(index, place)| Item { index, place, counts: true }).collect();
        }
        let alive: HashSet<u32> =
            list().filter(|(index, _)| reaches(*index)).map(|(index, _)| threads.conversation(index)).collect();
        list().map(|(index, place)| Item { index, place, counts: alive.contains(&threads.conversation(index)) }).collect()
    }

    /// The owner and every rep who sent or received a message of the deal.
    fn members<'m>(&'m self, deal: &'m Deal, counting: impl Iterator<Item = usize>) -> Vec<(&'m Address, &'m Coverage)> {
        let mut members = BTreeSet::from([self.reps.by_address.get(&deal.owner).copied().unwrap_or(&deal.owner)]);
        // The same rep takes part again and again, and the same mailbox holds it.
        let (mut last, mut holder): (Option<&Address>, Option<&Address>) = (None, None);
        let is = |known: Option<&Address>, now: &Address| known.is_some_and(|known| std::ptr::eq(known, now));
        let mut join = |rep: &'m Address| {
            if !is(last, rep) {
                members.insert(rep);
                last = Some(rep);
            }
        };
        for index in counting {
            let Some(mail) = self.found.threads.nodes.get(index).map(|node| node.mail) else { continue };
            let named = mail.head().from.into_iter().chain(mail.recipient_numbers());
            named.filter_map(|who| self.reps.by_number.get(who.index()).copied().flatten()).for_each(&mut join);
            for (mailbox, _) in self.found.threads.seen_in(index) {
                if !is(holder, mailbox) {
                    self.reps.by_address.get(mailbox).copied().into_iter().for_each(&mut join);
                    holder = Some(mailbox);
                }
            }
        }
        members.into_iter().map(|address| (address, self.facts.coverage.get(address).unwrap_or(NEVER_READ))).collect()
    }
}

/// Every address of a rep with the rep's main address.
struct Reps<'a> {
    by_address: HashMap<&'a Address, &'a Address>,
    by_number: Vec<Option<&'a Address>>,
}

impl<'a> Reps<'a> {
    fn new(facts: &'a Facts, roster: &'a Roster) -> Self {
        let mut by_address: HashMap<&Address, &Address> = HashMap::new();
        for rep in &roster.team.reps {
            for address in std::iter::once(&rep.address).chain(&rep.aliases) {
                by_address.insert(address, &rep.address);
            }
        }
        let untagged =
            |address: &Address| Address::parse(&address.without_tag()?).and_then(|plain| by_address.get(&plain).copied());
        let rep = |address: &Address| by_address.get(address).copied().or_else(|| untagged(address));
        let by_number = facts.mails.people().iter().map(rep).collect();
        Self { by_address, by_number }
    }
}

/// From the oldest unanswered message to the reply, for every reply: within a deal as its silence is counted, and before any
/// deal within each conversation.
fn past_replies(deals: &[Vec<Item<'_, '_>>], found: &Assigned<'_>) -> Vec<Span> {
    let mut replies: Vec<(MailKey, Span)> = Vec::new();
    for items in deals {
        let mut waiting: Option<Timestamp> = None;
        let mut before: HashMap<u32, Timestamp> = HashMap::new();
        for item in items {
            let Some(node) = found.threads.nodes.get(item.index).filter(|node| node.mail.kind() == Kind::Human) else { continue };
            let conversation = || found.threads.conversation(item.index);
            match item.place.direction {
                Direction::Outbound if item.counts => waiting = waiting.or(Some(node.at)),
                Direction::Outbound => {
                    before.entry(conversation()).or_insert(node.at);
                }
                Direction::Inbound => {
                    let since = if item.counts { waiting.take() } else { before.remove(&conversation()) };
                    replies.extend(since.map(|since| (node.mail.key(), (since, node.at))));
                }
                Direction::Internal | Direction::Supplier | Direction::Unrelated => {}
            }
        }
    }
    // A reply in two deals is one reply: that of the first deal.
    if deals.len() > 1 {
        replies.sort_by_key(|(key, _)| *key);
        replies.dedup_by_key(|(key, _)| *key);
    }
    replies.into_iter().map(|(_, span)| span).collect()
}

fn learned_by_prospect<'a>(facts: &'a Facts, found: &Assigned<'a>, prospects: usize) -> Vec<BTreeSet<&'a Address>> {
    let mut all = vec![BTreeSet::new(); prospects];
    for (who, of) in &found.learned {
        let Some(address) = facts.mails.people().get(who.index()) else { continue };
        for prospect in of {
            all.get_mut(*prospect).into_iter().for_each(|set| {
                set.insert(address);
            });
        }
    }
    all
}
