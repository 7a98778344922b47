//! One walk over all messages in the order in which they happened: who wrote to whom, and which deals that concerns (SPEC section 2).

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::esign;
use super::names::{Named, Names};
use super::pick::Picker;
use super::reason::{Choice, How};
use super::side::Sides;
use super::threads::Threads;
use super::{Direction, Facts};
use crate::domain::address::Address;
use crate::domain::mail::{FolderRole, Kind, Mail};
use crate::domain::roster::{Roster, Side};

/// That a message belongs to a deal, and why.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub deal: usize,
    pub how: How<'a>,
    pub choice: Choice,
    /// Whether the message is about this deal first of all; others it only mentions.
    pub primary: bool,
}

/// What the walk found out, message by message.
pub(super) struct Assigned<'a> {
    pub sides: Sides<'a>,
    pub names: Names<'a>,
    pub threads: Threads<'a>,
    pub directions: Vec<Direction>,
    /// The prospects that a message is a touch with.
    pub parties: Vec<Vec<usize>>,
    pub places: Vec<Vec<Place<'a>>>,
    /// Unknown addresses that turned out to be on a prospect's side.
    pub learned: HashMap<&'a Address, BTreeSet<usize>>,
    pub picker: Picker<'a>,
    last_to: HashMap<&'a Address, usize>,
}

/// Answers that came back after more days than this are not taken for the last message to a person without saying so.
const BOUNCE_DAYS: i64 = 7;

/// Walks over everything that happened up to `as_of`.
pub(super) fn assign<'a>(facts: &'a Facts, roster: &'a Roster, as_of: Timestamp) -> Assigned<'a> {
    let sides = Sides::new(roster);
    let names = Names::new(roster);
    let threads = Threads::new(&facts.mails, &sides, as_of);
    let picker = Picker::new(&names, &facts.actions, roster, as_of);
    let count = threads.nodes.len();
    let mut walk = Assigned {
        sides,
        names,
        threads,
        directions: Vec::with_capacity(count),
        parties: Vec::with_capacity(count),
        places: Vec::with_capacity(count),
        learned: HashMap::new(),
        picker,
        last_to: HashMap::new(),
    };
    for index in 0..count {
        walk.step(index);
    }
    walk.inherit_the_rest();
    walk
}

/// Who a message is between.
struct Between<'a> {
    direction: Direction,
    parties: Vec<usize>,
    how: Option<How<'a>>,
}

impl<'a> Assigned<'a> {
    fn step(&mut self, index: usize) {
        let Some(mail) = self.threads.nodes.get(index).map(|node| node.mail) else { return };
        self.find_bounced(index, mail);
        let between = self.between(index, mail);
        self.learn(mail, &between);
        let places = self.places_of(index, mail, &between);
        let at = self.threads.nodes.get(index).map_or(Timestamp::MIN, |node| node.at);
        for place in &places {
            self.picker.saw(place.deal, at, mail, between.direction, places.len() == 1);
        }
        if between.direction == Direction::Outbound {
            for address in mail.recipients().filter(|a| !matches!(self.sides.of(a), Side::Team | Side::Supplier)) {
                self.last_to.insert(address, index);
            }
        }
        self.directions.push(between.direction);
        self.parties.push(between.parties);
        self.places.push(places);
    }

    /// A bounce that returns no known Message-ID belongs to the last message to the recipient that it names.
    fn find_bounced(&mut self, index: usize, mail: &'a Mail) {
        if !matches!(mail.kind, Kind::BouncePermanent | Kind::BounceTransient | Kind::DeliveryDelay) {
            return;
        }
        if self.threads.parent(index).is_none()
            && let Some(sent) = mail.failed.iter().find_map(|failed| self.last_to.get(&failed.address))
            && let (Some(then), Some(now)) = (self.threads.nodes.get(*sent), self.threads.nodes.get(index))
            && now.at.duration_since(then.at).as_hours() <= BOUNCE_DAYS * 24
        {
            self.threads.assume_parent(index, *sent);
        }
    }

    fn between(&self, index: usize, mail: &'a Mail) -> Between<'a> {
        let plain = |direction| Between { direction, parties: Vec::new(), how: None };
        match self.threads.nodes.get(index).map_or(Side::Outside, |node| node.author) {
            Side::Team => self.by_team(index, mail),
            Side::Supplier => plain(Direction::Supplier),
            Side::Prospect(prospect) => {
                let how = mail.author().or(mail.sender.as_ref()).map(|author| self.how_known(author));
                Between { direction: Direction::Inbound, parties: vec![prospect], how }
            }
            Side::Outside => self.by_unknown(index, mail).unwrap_or_else(|| plain(Direction::Unrelated)),
        }
    }

    fn by_team(&self, index: usize, mail: &'a Mail) -> Between<'a> {
        let (mut parties, mut how) = (Vec::new(), None);
        let (mut supplier, mut outside, mut anybody) = (false, false, false);
        for address in mail.recipients() {
            anybody = true;
            match self.sides.of(address) {
                Side::Team => {}
                Side::Supplier => supplier = true,
                Side::Prospect(prospect) => {
                    how = how.or_else(|| Some(self.how_known(address)));
                    parties.push(prospect);
                }
                Side::Outside => match self.learned_for(address, index) {
                    known if known.is_empty() => outside = true,
                    known => {
                        how = how.or(Some(How::Learned(address)));
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
        Between { direction, parties, how }
    }

    /// An author nobody configured is on the prospect's side when a prospect put the address on a message, when an absence notice
    /// named it, or when it answers a message that went to or came from the prospect's side.
    fn by_unknown(&self, index: usize, mail: &'a Mail) -> Option<Between<'a>> {
        let direction = Direction::Inbound;
        if let Some(author) = mail.author() {
            let parties = self.learned_for(author, index);
            if !parties.is_empty() {
                return Some(Between { direction, parties, how: Some(How::Learned(author)) });
            }
        }
        let parent = self.threads.parent(index)?;
        let parties = match self.directions.get(parent) {
            Some(Direction::Outbound | Direction::Inbound) => self.parties.get(parent).cloned().unwrap_or_default(),
            Some(Direction::Internal | Direction::Supplier | Direction::Unrelated) => Vec::new(),
            // The clocks disagree: the answer is dated before the message that it answers.
            None => match self.threads.nodes.get(parent) {
                Some(node) if node.author == Side::Team => self.by_team(parent, node.mail).parties,
                _ => Vec::new(),
            },
        };
        let how = self.thread_reason(parent);
        (!parties.is_empty()).then_some(Between { direction, parties, how })
    }

    /// The prospects on whose side an unknown address is known to be; of several, those that the thread concerns.
    fn learned_for(&self, address: &Address, index: usize) -> Vec<usize> {
        let Some(all) = self.learned.get(address) else { return Vec::new() };
        let thread: BTreeSet<usize> = self.inherited(index).iter().map(|place| self.names.prospect_of(place.deal)).collect();
        let here: Vec<usize> = all.intersection(&thread).copied().collect();
        if here.is_empty() { all.iter().copied().collect() } else { here }
    }

    fn learn(&mut self, mail: &'a Mail, between: &Between<'a>) {
        if between.direction != Direction::Inbound {
            return;
        }
        let known_author = mail.author().is_some_and(|author| matches!(self.sides.of(author), Side::Prospect(_)));
        let mut found: Vec<&Address> = Vec::new();
        if known_author && matches!(mail.kind, Kind::Human | Kind::CalendarRequest) {
            found.extend(mail.recipients());
        }
        if matches!(mail.kind, Kind::Human | Kind::CalendarRequest | Kind::CalendarReply | Kind::CalendarCancel) {
            found.extend(mail.author());
        }
        if matches!(mail.kind, Kind::OutOfOffice | Kind::Departed) {
            found.extend(&mail.deputy);
        }
        for address in found.into_iter().filter(|address| self.sides.of(address) == Side::Outside) {
            self.learned.entry(address).or_default().extend(&between.parties);
        }
    }

    fn places_of(&self, index: usize, mail: &'a Mail, between: &Between<'a>) -> Vec<Place<'a>> {
        let subject = self.names.named(mail.subject_names.iter());
        let text = self.names.named(mail.text_names.iter());
        match between.direction {
            Direction::Inbound | Direction::Outbound => {
                let how = between.how.clone().unwrap_or(How::Unknown);
                let mut places = Vec::new();
                for prospect in &between.parties {
                    places.extend(self.pick_for(*prospect, index, how.clone(), &subject, &text));
                }
                places
            }
            Direction::Internal | Direction::Supplier => self.places_by_name(index, mail, &subject, &text),
            Direction::Unrelated => match esign::names_person(mail, &self.sides, &self.learned, &self.names) {
                Some((prospect, who)) => self.pick_for(prospect, index, How::Signature(who), &subject, &text),
                None => self.inherited_places(index),
            },
        }
    }

    /// Mail inside the team or with a supplier: by the names in it, else by its thread.
    fn places_by_name(&self, index: usize, mail: &'a Mail, subject: &Named, text: &Named) -> Vec<Place<'a>> {
        let inherited = self.inherited(index);
        let in_thread = |prospect: &usize| inherited.iter().any(|place| self.names.prospect_of(place.deal) == *prospect);
        let another = |named: &Named| {
            named.deals.iter().any(|deal| !inherited.iter().any(|place| place.deal == *deal))
                || named.prospects.iter().any(|prospect| !in_thread(prospect))
        };
        if !inherited.is_empty() && !another(subject) && !another(text) {
            return self.inherited_places(index);
        }
        let mut places = Vec::new();
        let mut prospects: Vec<usize> = subject.prospects.iter().chain(&text.prospects).copied().collect();
        prospects.sort_unstable();
        prospects.dedup();
        for prospect in prospects {
            let how = How::Named(mail, prospect);
            let mut found = self.pick_for(prospect, index, how, subject, text);
            // The subject says what a mail is about; what only the text names is mentioned.
            let about = subject.prospects.is_empty() || subject.prospects.contains(&prospect);
            found.iter_mut().for_each(|place| place.primary &= about);
            places.extend(found);
        }
        places
    }

    /// Which of a prospect's deals a message concerns: those of its thread unless it names another one; those that its subject
    /// names, else those that its text names; else the most recently active open one.
    fn pick_for(&self, prospect: usize, index: usize, how: How<'a>, subject: &Named, text: &Named) -> Vec<Place<'a>> {
        let deals = self.names.deals_of(prospect);
        let of_prospect = |named: &Named| named.deals.iter().copied().filter(|deal| deals.contains(deal)).collect::<Vec<_>>();
        let (in_subject, in_text) = (of_prospect(subject), of_prospect(text));
        let thread: Vec<Place<'a>> = self.inherited_places(index).into_iter().filter(|p| deals.contains(&p.deal)).collect();
        let inherits = |deal: &usize| thread.iter().any(|place| place.deal == *deal);
        let place = |deal: usize, choice| Place { deal, how: how.clone(), choice, primary: true };
        let mut places: Vec<Place<'a>> = if !thread.is_empty() && in_subject.iter().chain(&in_text).all(inherits) {
            thread
        } else if !in_subject.is_empty() {
            in_subject.iter().map(|deal| place(*deal, Choice::Subject)).collect()
        } else if !in_text.is_empty() {
            in_text.iter().map(|deal| place(*deal, Choice::Text)).collect()
        } else {
            let at = self.threads.nodes.get(index).map_or(Timestamp::MIN, |node| node.at);
            self.picker.most_active(deals.clone(), at).map(|(deal, choice)| place(deal, choice)).into_iter().collect()
        };
        for deal in in_text {
            if !places.iter().any(|place| place.deal == deal) {
                places.push(Place { primary: false, ..place(deal, Choice::Text) });
            }
        }
        places
    }

    fn inherited(&self, index: usize) -> &[Place<'a>] {
        self.threads.parent(index).and_then(|parent| self.places.get(parent)).map_or(&[], Vec::as_slice)
    }

    fn inherited_places(&self, index: usize) -> Vec<Place<'a>> {
        let how = self.threads.parent(index).and_then(|parent| self.thread_reason(parent)).unwrap_or(How::Unknown);
        let inherit = |place: &Place<'a>| Place { how: how.clone(), choice: Choice::Thread, ..place.clone() };
        self.inherited(index).iter().map(inherit).collect()
    }

    fn thread_reason(&self, parent: usize) -> Option<How<'a>> {
        self.threads.nodes.get(parent).map(|node| How::Answers(node.mail))
    }

    fn how_known(&self, address: &'a Address) -> How<'a> {
        if self.sides.is_listed(address) { How::Person(address) } else { How::Domain(address) }
    }

    /// Messages that are answered by one of a deal belong to it too, and so on along the thread. A few rounds are enough for any
    /// thread whose clocks are not a jumble.
    fn inherit_the_rest(&mut self) {
        for _ in 0..16 {
            let mut changed = false;
            for index in (0..self.places.len()).rev() {
                let Some(parent) = self.threads.parent(index) else { continue };
                changed |= self.hand_on(index, parent, true);
            }
            for index in 0..self.places.len() {
                let Some(parent) = self.threads.parent(index) else { continue };
                changed |= self.hand_on(parent, index, false);
            }
            if !changed {
                break;
            }
        }
    }

    fn hand_on(&mut self, from: usize, to: usize, answered: bool) -> bool {
        let empty = self.places.get(to).is_some_and(Vec::is_empty) && self.parties.get(to).is_some_and(Vec::is_empty);
        let Some(node) = self.threads.nodes.get(from).filter(|_| empty) else { return false };
        let how = if answered { How::AnsweredBy(node.mail) } else { How::Answers(node.mail) };
        let inherit = |place: &Place<'a>| Place { how: how.clone(), choice: Choice::Thread, ..place.clone() };
        let handed: Vec<Place<'a>> = self.places.get(from).into_iter().flatten().map(inherit).collect();
        let some = !handed.is_empty();
        self.places.get_mut(to).into_iter().for_each(|places| *places = handed.clone());
        some
    }
}
