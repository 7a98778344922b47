//! Many messages in little memory, as matching goes through them: what repeats is kept once and known by its number, and what few
//! messages have is kept apart.

use std::collections::HashMap;

use jiff::Timestamp;

use super::address::Address;
use super::hash::Print;
use super::letter::{Details, Head, Letter, Lines, NO_DETAILS, Slip, Topic};
use super::lists::{Lists, append};
use super::mail::{FolderRole, Mail, MailKey, Named};
use super::texts::{Number, Shelf, Texts};

/// No message is looked up by more ids than this: a hostile References line must not cost more than a long thread does.
const MAX_LINKS: usize = 200;

/// Messages, in any order.
#[derive(Clone, Debug, Default)]
pub struct Mailbag {
    pub(super) slips: Vec<Slip>,
    pub(super) addresses: Texts,
    pub(super) people: Vec<Address>,
    /// The ids of the messages themselves, and their prints.
    pub(super) ids: Shelf,
    pub(super) prints: Vec<Print>,
    pub(super) words: Texts,
    pub(super) names: Texts,
    /// Whoever is written to once is written to again with the same people in copy.
    groups: Texts,
    pub(super) members: Lists<(Number, Option<Number>)>,
    /// Who writes to whom and what about, each once.
    pub(super) heads: Vec<Head>,
    by_head: HashMap<Head, Number>,
    pub(super) topics: Vec<Topic>,
    by_topic: HashMap<Topic, Number>,
    pub(super) links: Lists<Print>,
    pub(super) seen: Vec<Vec<(Address, FolderRole)>>,
    pub(super) by_seen: HashMap<Vec<(Address, FolderRole)>, Number>,
    pub(super) details: Vec<Details>,
    /// Whether there may be copies: two messages of one key.
    pub(super) copies: bool,
}

impl Mailbag {
    /// Every message.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Letter<'_>> {
        self.slips.iter().map(|slip| Letter { bag: self, slip })
    }

    /// How many messages there are.
    pub fn len(&self) -> usize {
        self.slips.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.slips.is_empty()
    }

    /// Leaves out the messages that are not to be kept.
    pub fn retain(&mut self, keep: impl Fn(MailKey) -> bool) {
        self.slips.retain(|slip| keep(slip.key));
    }

    /// Every address on a message, by number.
    pub fn people(&self) -> &[Address] {
        &self.people
    }

    /// The number of an address, when a message carries it.
    pub fn find_address(&self, address: &Address) -> Option<Number> {
        self.addresses.find(address.as_str())
    }

    /// The ids of the messages that each message returns or answers (see [`Slip::links_at`]).
    pub fn links(&self) -> &Lists<Print> {
        &self.links
    }

    /// Every set of roster names that some message names, by number: one name a line.
    pub fn names(&self) -> &Texts {
        &self.names
    }

    /// Every set of places in which some message was seen, by number.
    pub fn seen(&self) -> &[Vec<(Address, FolderRole)>] {
        &self.seen
    }

    /// The number of an address; `None` for a text that is none.
    pub fn address(&mut self, text: &str) -> Option<Number> {
        if let Some(known) = self.addresses.find(text) {
            return Some(known);
        }
        Address::parse(text).map(|address| self.person(address))
    }

    /// The number under which a message's own Message-ID is kept.
    pub fn id(&mut self, text: &[u8]) -> Number {
        self.prints.push(Print::of(text));
        self.ids.push(text)
    }

    /// The number of a display name or subject.
    pub fn word(&mut self, text: &str) -> Number {
        self.words.number(text)
    }

    /// The number of a set of roster names, one a line; none has none.
    pub fn named(&mut self, lines: &str) -> Option<Number> {
        (!lines.is_empty()).then(|| self.names.number(lines))
    }

    /// The number of people who are written to together, one a line (see [`Named::to_line`]); nobody has none.
    pub fn group(&mut self, lines: &str) -> Option<Number> {
        if lines.is_empty() {
            return None;
        }
        let number = self.groups.number(lines);
        if number.index() == self.members.len() {
            let mut members = Vec::new();
            for line in lines.lines() {
                let (address, name) = line.split_once('\t').map_or((line, None), |(address, name)| (address, Some(name)));
                if let Some(address) = self.address(address) {
                    members.push((address, name.map(|name| self.word(name))));
                }
            }
            self.members.push(members);
        }
        Some(number)
    }

    /// Makes room for so many more messages.
    pub fn reserve(&mut self, more: usize) {
        self.slips.reserve(more);
        self.prints.reserve(more);
    }

    /// The number of who writes to whom.
    pub fn head(&mut self, head: Head) -> Number {
        *self.by_head.entry(head).or_insert_with(|| added(&mut self.heads, head))
    }

    /// The number of what messages are about.
    pub fn topic(&mut self, topic: Topic) -> Number {
        *self.by_topic.entry(topic).or_insert_with(|| added(&mut self.topics, topic))
    }

    /// The number of a set of mailboxes and folder roles.
    pub fn seen_in(&mut self, places: &[(Address, FolderRole)]) -> Number {
        if let Some(known) = self.by_seen.get(places) {
            return *known;
        }
        let number = Number::at(self.seen.len());
        self.seen.push(places.to_vec());
        self.by_seen.insert(places.to_vec(), number);
        number
    }

    /// Puts in a message whose numbers are of this bag.
    pub fn put(&mut self, slip: Slip, lines: &mut Lines) {
        let links_at = self.links.len() as u32;
        self.links.push_all(lines.links.get(..MAX_LINKS).unwrap_or(&lines.links));
        lines.links.clear();
        if let Some(deputy) = lines.details.deputy.clone() {
            self.person(deputy);
        }
        let details = (lines.details != NO_DETAILS).then(|| {
            self.details.push(std::mem::take(&mut lines.details));
            Number::at(self.details.len() - 1)
        });
        self.slips.push(Slip { details, links_at, ..slip });
    }

    /// Puts in a message as reading made it.
    pub fn push(&mut self, mail: &Mail) {
        let links = mail.returned.iter().chain(&mail.in_reply_to).chain(mail.references.iter().rev());
        let mut lines = Lines { links: links.map(|id| Print::of(id.as_str().as_bytes())).collect(), ..Lines::default() };
        let group = |all: &[Named]| all.iter().map(Named::to_line).collect::<Vec<_>>().join("\n");
        let head = Head {
            from: mail.from.as_ref().and_then(|from| self.address(from.address.as_str())),
            from_name: mail.from.as_ref().and_then(|from| from.name.as_deref()).map(|name| self.word(name)),
            sender: mail.sender.as_ref().and_then(|sender| self.address(sender.as_str())),
            to: self.group(&group(&mail.to)),
            cc: self.group(&group(&mail.cc)),
        };
        let topic = Topic {
            subject: Some(self.word(&mail.subject)),
            subject_names: self.named(&mail.subject_names.join("\n")),
            text_names: self.named(&mail.text_names.join("\n")),
        };
        let (head, topic) = (self.head(head), self.topic(topic));
        let seen = self.seen_in(&mail.seen_in);
        let slip = Slip {
            date: mail.date.map(Timestamp::as_millisecond),
            id: mail.message_id.as_ref().map(|id| self.id(id.as_str().as_bytes())),
            head: Some(head),
            topic: Some(topic),
            ..Slip::new(mail.key, mail.server_time.as_millisecond(), mail.kind, seen)
        };
        lines.details = Details {
            back_on: mail.back_on,
            deputy: mail.deputy.clone(),
            failed: mail.failed.clone(),
            attachments: mail.attachments.clone(),
            meetings: mail.meetings.clone(),
            signals: mail.signals.clone(),
            decision_title: mail.decision_title.clone(),
            foreign_language: mail.foreign_language.clone(),
            acknowledges: mail.acknowledges,
        };
        self.put(slip, &mut lines);
        self.copies = true;
    }

    /// Puts in all messages of another bag, none of which is a copy of one here, and which has no heads and topics of its own: `head` and `topic` tell for each number in it
    /// which one is meant here.
    pub fn take(&mut self, other: Self, head: impl Fn(Number) -> Option<Number>, topic: impl Fn(Number) -> Option<Number>) {
        let seen: Vec<Number> = other.seen.iter().map(|places| self.seen_in(places)).collect();
        let (links, details, ids) = (self.links.len() as u32, self.details.len(), self.ids.len());
        for deputy in other.details.iter().filter_map(|details| details.deputy.clone()) {
            self.person(deputy);
        }
        self.links.append(other.links);
        self.ids.append(other.ids);
        append(&mut self.prints, other.prints);
        append(&mut self.details, other.details);
        let first = self.slips.len();
        append(&mut self.slips, other.slips);
        for slip in self.slips.iter_mut().skip(first) {
            slip.head = slip.head.and_then(&head);
            slip.topic = slip.topic.and_then(&topic);
            slip.id = slip.id.map(|old| Number::at(ids + old.index()));
            slip.seen = seen.get(slip.seen.index()).copied().unwrap_or(slip.seen);
            slip.details = slip.details.map(|old| Number::at(details + old.index()));
            slip.links_at += links;
        }
    }

    fn person(&mut self, address: Address) -> Number {
        let number = self.addresses.number(address.as_str());
        if number.index() == self.people.len() {
            self.people.push(address);
        }
        number
    }
}

impl FromIterator<Mail> for Mailbag {
    fn from_iter<I: IntoIterator<Item = Mail>>(mails: I) -> Self {
        let mut bag = Self::default();
        mails.into_iter().for_each(|mail| bag.push(&mail));
        bag
    }
}

fn added<T>(all: &mut Vec<T>, value: T) -> Number {
    all.push(value);
    Number::at(all.len() - 1)
}
