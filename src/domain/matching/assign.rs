//! One walk over all messages in the order in which they happened: who wrote to whom, and which deals that concerns (SPEC section 2).

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::esign;
use super::names::{Named, Names};
use super::pick::Picker;
use super::reason::{Choice, How};
use super::side::{People, Sides};
use super::threads::Threads;
use super::{Direction, Facts};
use crate::domain::address::Address;
use crate::domain::letter::Letter;
use crate::domain::lists::Lists;
use crate::domain::mail::{FolderRole, Kind};
use crate::domain::mailbag::Mailbag;
use crate::domain::roster::{Roster, Side};
use crate::domain::texts::Number;

/// That a message belongs to a deal, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub deal: usize,
    pub how: How<'a>,
    pub choice: Choice,
    /// Whether the message is about this deal first of all; others it only mentions.
    pub primary: bool,
    /// Whether it is about this deal alone.
    pub sole: bool,
    /// Which way it went, as the deal sees it: mail with another prospect that came into the thread is none of its own.
    pub direction: Direction,
}

/// What the walk found out, message by message.
pub(super) struct Assigned<'a> {
    pub sides: Sides<'a>,
    pub people: People,
    pub names: Names<'a>,
    pub threads: Threads<'a>,
    pub directions: Vec<Direction>,
    /// The prospects that a message is a touch with.
    pub parties: Lists<usize>,
    pub places: Lists<Place<'a>>,
    /// Unknown addresses that turned out to be on a prospect's side.
    pub learned: HashMap<Number, BTreeSet<usize>>,
    pub picker: Picker<'a>,
    mails: &'a Mailbag,
    /// What each set of names on a message means.
    named: Vec<Named>,
    /// The last message to each address.
    last_to: Vec<Option<usize>>,
}

/// Answers that came back after more days than this are not taken for the last message to a person without saying so.
const BOUNCE_DAYS: i64 = 7;

static NOBODY: Named = Named { deals: Vec::new(), prospects: Vec::new() };

/// Walks over everything that happened up to `as_of`.
pub(super) fn assign<'a>(facts: &'a Facts, roster: &'a Roster, as_of: Timestamp) -> Assigned<'a> {
    let mails = &facts.mails;
    let sides = Sides::new(roster);
    let people = People::new(mails, &sides);
    let names = Names::new(roster);
    let threads = Threads::new(mails, &people, as_of);
    let picker = Picker::new(&names, &facts.actions, roster, as_of);
    let count = threads.nodes.len();
    let mut walk = Assigned {
        named: mails.names().iter().map(|set| names.named(set.lines())).collect(),
        last_to: vec![None; mails.people().len()],
        sides,
        people,
        names,
        threads,
        directions: Vec::with_capacity(count),
        parties: Lists::default(),
        places: Lists::default(),
        learned: HashMap::new(),
        picker,
        mails,
    };
    let (mut parties, mut places) = (Vec::new(), Vec::new());
    for index in 0..count {
        walk.step(index, &mut parties, &mut places);
    }
    walk.inherit_the_rest();
    walk
}

/// Who a message is between.
#[derive(Clone, Copy)]
struct Between<'a> {
    direction: Direction,
    how: Option<How<'a>>,
}

impl<'a> Assigned<'a> {
    /// Unknown addresses that a message of the prospect's side made part of it: on whose side this one is.
    pub(super) fn learned_of(&self, address: &Address) -> Option<&BTreeSet<usize>> {
        self.mails.find_address(address).and_then(|number| self.learned.get(&number))
    }

    /// `parties` and `places` are memory to work in.
    fn step(&mut self, index: usize, parties: &mut Vec<usize>, places: &mut Vec<Place<'a>>) {
        let Some(mail) = self.threads.nodes.get(index).map(|node| node.mail) else { return };
        self.find_bounced(index, mail);
        parties.clear();
        places.clear();
        let between = self.between(index, mail, parties);
        self.learn(mail, between.direction, parties);
        self.places_of(index, mail, &between, parties, places);
        let at = self.threads.nodes.get(index).map_or(Timestamp::MIN, |node| node.at);
        for place in places.iter() {
            self.picker.saw(place.deal, at, mail, between.direction, places.len() == 1);
        }
        if between.direction == Direction::Outbound {
            let others = mail.recipient_numbers().filter(|who| !matches!(self.people.side(*who), Side::Team | Side::Supplier));
            for who in others {
                self.last_to.get_mut(who.index()).into_iter().for_each(|last| *last = Some(index));
            }
        }
        let only = places.iter().filter(|place| place.primary).count() == 1;
        for place in places.iter_mut() {
            place.sole = only && place.primary;
            place.direction = self.seen_from(place.deal, between.direction, parties);
        }
        self.directions.push(between.direction);
        self.parties.push_all(parties);
        self.places.push_all(places);
    }

    pub(super) fn seen_from(&self, deal: usize, direction: Direction, parties: &[usize]) -> Direction {
        match direction {
            Direction::Inbound | Direction::Outbound if !parties.contains(&self.names.prospect_of(deal)) => Direction::Unrelated,
            Direction::Inbound | Direction::Outbound | Direction::Internal | Direction::Supplier | Direction::Unrelated => {
                direction
            }
        }
    }

    /// A bounce that returns no known Message-ID belongs to the last message to the recipient that it names.
    fn find_bounced(&mut self, index: usize, mail: Letter<'a>) {
        if !matches!(mail.kind(), Kind::BouncePermanent | Kind::BounceTransient | Kind::DeliveryDelay) {
            return;
        }
        let last_to = |address| self.mails.find_address(address).and_then(|who| self.last_to.get(who.index()).copied().flatten());
        if self.threads.parent(index).is_none()
            && let Some(sent) = mail.details().failed.iter().find_map(|failed| last_to(&failed.address))
            && let (Some(then), Some(now)) = (self.threads.nodes.get(sent), self.threads.nodes.get(index))
            && now.at.duration_since(then.at).as_hours() <= BOUNCE_DAYS * 24
        {
            self.threads.assume_parent(index, sent);
        }
    }

    fn between(&self, index: usize, mail: Letter<'a>, parties: &mut Vec<usize>) -> Between<'a> {
        let plain = |direction| Between { direction, how: None };
        match self.threads.nodes.get(index).map_or(Side::Outside, |node| node.author) {
            Side::Team => self.by_team(index, mail, parties),
            Side::Supplier => plain(Direction::Supplier),
            Side::Prospect(prospect) => {
                parties.push(prospect);
                let author = mail.head().from.or(mail.head().sender);
                Between { direction: Direction::Inbound, how: author.and_then(|author| self.how_known(mail, author)) }
            }
            Side::Outside => self.by_unknown(index, mail, parties).unwrap_or_else(|| plain(Direction::Unrelated)),
        }
    }

    fn by_team(&self, index: usize, mail: Letter<'a>, parties: &mut Vec<usize>) -> Between<'a> {
        let mut how = None;
        let (mut supplier, mut outside, mut anybody) = (false, false, false);
        for who in mail.recipient_numbers() {
            anybody = true;
            match self.people.side(who) {
                Side::Team => {}
                Side::Supplier => supplier = true,
                Side::Prospect(prospect) => {
                    how = how.or_else(|| self.how_known(mail, who));
                    parties.push(prospect);
                }
                Side::Outside => match self.learned_for(who, index) {
                    known if known.is_empty() => outside = true,
                    known => {
                        how = how.or_else(|| mail.person(who).map(How::Learned));
                        parties.extend(known);
                    }
                },
            }
        }
        parties.sort_unstable();
        parties.dedup();
        // A mail without visible recipients went round the team when it lies in somebody's inbox.
        let received = || self.threads.seen_in(index).any(|(_, role)| *role != FolderRole::Sent);
        let direction = match () {
            () if !parties.is_empty() => Direction::Outbound,
            () if supplier => Direction::Supplier,
            () if !outside && (anybody || received()) => Direction::Internal,
            () => Direction::Unrelated,
        };
        Between { direction, how }
    }

    /// An author nobody configured is on the prospect's side when a prospect put the address on a message, when an absence notice
    /// named it, or when it answers a message that went to or came from the prospect's side.
    fn by_unknown(&self, index: usize, mail: Letter<'a>, parties: &mut Vec<usize>) -> Option<Between<'a>> {
        // A signature service speaks for itself, whatever it answers.
        if esign::is_completion(mail) {
            return None;
        }
        let direction = Direction::Inbound;
        if let Some(author) = mail.head().from {
            parties.extend(self.learned_for(author, index));
            if !parties.is_empty() {
                return Some(Between { direction, how: mail.author().map(How::Learned) });
            }
        }
        let parent = self.threads.parent(index)?;
        match self.directions.get(parent) {
            Some(Direction::Outbound | Direction::Inbound) => parties.extend(self.parties.get(parent)),
            Some(Direction::Internal | Direction::Supplier | Direction::Unrelated) => {}
            // The clocks disagree: the answer is dated before the message that it answers.
            None => match self.threads.nodes.get(parent) {
                Some(node) if node.author == Side::Team => {
                    self.by_team(parent, node.mail, parties);
                }
                _ => {}
            },
        }
        (!parties.is_empty()).then(|| Between { direction, how: self.thread_reason(index, parent) })
    }

    /// The prospects on whose side an unknown address is known to be; of several, those that the thread concerns.
    fn learned_for(&self, who: Number, index: usize) -> Vec<usize> {
        let Some(all) = self.learned.get(&who) else { return Vec::new() };
        let thread: BTreeSet<usize> = self.inherited(index).iter().map(|place| self.names.prospect_of(place.deal)).collect();
        let here: Vec<usize> = all.intersection(&thread).copied().collect();
        if here.is_empty() { all.iter().copied().collect() } else { here }
    }

    fn learn(&mut self, mail: Letter<'a>, direction: Direction, parties: &[usize]) {
        if direction != Direction::Inbound {
            return;
        }
        let (kind, author) = (mail.kind(), mail.head().from);
        let known_author = author.is_some_and(|author| matches!(self.people.side(author), Side::Prospect(_)));
        let writes = matches!(kind, Kind::Human | Kind::CalendarRequest | Kind::CalendarReply | Kind::CalendarCancel);
        let puts = known_author && matches!(kind, Kind::Human | Kind::CalendarRequest);
        let names = matches!(kind, Kind::OutOfOffice | Kind::Departed);
        let recipients = puts.then(|| mail.recipient_numbers()).into_iter().flatten();
        let deputy = mail.details().deputy.as_ref().filter(|_| names).and_then(|deputy| self.mails.find_address(deputy));
        for who in recipients.chain(author.filter(|_| writes)).chain(deputy) {
            if self.people.side(who) == Side::Outside {
                self.learned.entry(who).or_default().extend(parties);
            }
        }
    }

    fn places_of(&self, index: usize, mail: Letter<'a>, between: &Between<'a>, parties: &[usize], places: &mut Vec<Place<'a>>) {
        let named = |set: Option<Number>| set.and_then(|set| self.named.get(set.index())).unwrap_or(&NOBODY);
        let (subject, text) = (named(mail.topic().subject_names), named(mail.topic().text_names));
        match between.direction {
            Direction::Inbound | Direction::Outbound => {
                let how = between.how.unwrap_or(How::Unknown);
                for prospect in parties {
                    self.pick_for(*prospect, index, how, (subject, text), places);
                }
            }
            Direction::Internal | Direction::Supplier => self.places_by_name(index, (subject, text), places),
            Direction::Unrelated => match esign::names_person(mail, &self.names, |address| self.on_side(address)) {
                Some((prospect, who)) => self.pick_for(prospect, index, How::Signature(who), (subject, text), places),
                None => places.extend(self.inherited_places(index)),
            },
        }
    }

    fn on_side(&self, address: &Address) -> Option<usize> {
        match self.sides.of(address) {
            Side::Prospect(prospect) => Some(prospect),
            Side::Outside => self.learned_of(address).and_then(BTreeSet::first).copied(),
            Side::Team | Side::Supplier => None,
        }
    }

    /// Mail inside the team or with a supplier: by the names in it, else by its thread.
    fn places_by_name(&self, index: usize, (subject, text): (&Named, &Named), places: &mut Vec<Place<'a>>) {
        let inherited = self.inherited(index);
        let in_thread = |prospect: &usize| inherited.iter().any(|place| self.names.prospect_of(place.deal) == *prospect);
        let another = |named: &Named| {
            named.deals.iter().any(|deal| !inherited.iter().any(|place| place.deal == *deal))
                || named.prospects.iter().any(|prospect| !in_thread(prospect))
        };
        if !inherited.is_empty() && !another(subject) && !another(text) {
            return places.extend(self.inherited_places(index));
        }
        let mut prospects: Vec<usize> = subject.prospects.iter().chain(&text.prospects).copied().collect();
        prospects.sort_unstable();
        prospects.dedup();
        for prospect in prospects {
            let first = places.len();
            self.pick_for(prospect, index, How::Named, (subject, text), places);
            // The subject says what a mail is about; what only the text names is mentioned.
            let about = subject.prospects.is_empty() || subject.prospects.contains(&prospect);
            places.iter_mut().skip(first).for_each(|place| place.primary &= about);
        }
    }

    /// Which of a prospect's deals a message concerns: those of its thread unless it names another one; those that its subject
    /// names, else those that its text names; else the most recently active open one.
    fn pick_for(
        &self,
        prospect: usize,
        index: usize,
        how: How<'a>,
        (subject, text): (&Named, &Named),
        places: &mut Vec<Place<'a>>,
    ) {
        let deals = self.names.deals_of(prospect);
        let in_subject = || subject.deals.iter().copied().filter(|deal| deals.contains(deal));
        let in_text = || text.deals.iter().copied().filter(|deal| deals.contains(deal));
        let thread = self.inherited(index);
        let inherits = |deal: usize| thread.iter().any(|place| place.deal == deal);
        let place =
            |deal: usize, choice| Place { deal, how, choice, primary: true, sole: false, direction: Direction::Unrelated };
        let first = places.len();
        if thread.iter().any(|place| deals.contains(&place.deal)) && in_subject().chain(in_text()).all(inherits) {
            places.extend(self.inherited_places(index).filter(|place| deals.contains(&place.deal)));
        } else if in_subject().next().is_some() {
            places.extend(in_subject().map(|deal| place(deal, Choice::Subject)));
        } else if in_text().next().is_some() {
            places.extend(in_text().map(|deal| place(deal, Choice::Text)));
        } else {
            let at = self.threads.nodes.get(index).map_or(Timestamp::MIN, |node| node.at);
            places.extend(self.picker.most_active(deals.clone(), at).map(|(deal, choice)| place(deal, choice)));
        }
        for deal in in_text() {
            if !places.iter().skip(first).any(|place| place.deal == deal) {
                places.push(Place { primary: false, ..place(deal, Choice::Text) });
            }
        }
    }

    fn inherited(&self, index: usize) -> &[Place<'a>] {
        self.threads.parent(index).map_or(&[], |parent| self.places.get(parent))
    }

    fn inherited_places(&self, index: usize) -> impl Iterator<Item = Place<'a>> {
        let how = self.threads.parent(index).and_then(|parent| self.thread_reason(index, parent)).unwrap_or(How::Unknown);
        self.inherited(index).iter().map(move |place| Place { how, choice: Choice::Thread, ..*place })
    }

    fn thread_reason(&self, index: usize, parent: usize) -> Option<How<'a>> {
        let mail = self.threads.nodes.get(parent)?.mail;
        Some(if self.threads.is_alike(index) { How::Alike(mail) } else { How::Answers(mail) })
    }

    fn how_known(&self, mail: Letter<'a>, who: Number) -> Option<How<'a>> {
        let address = mail.person(who)?;
        Some(if self.people.is_listed(who) { How::Person(address) } else { How::Domain(address) })
    }
}
