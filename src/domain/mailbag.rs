//! Many messages in little memory, as matching goes through them: what repeats is kept once and known by its number, and what few
//! messages have is kept apart.

use std::collections::HashMap;

use jiff::Timestamp;

use super::address::Address;
use super::hash::Print;
use super::letter::{Details, Letter, Lines, NO_DETAILS, Slip};
use super::lists::Lists;
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
    pub(super) links: Lists<Print>,
    pub(super) seen: Vec<Vec<(Address, FolderRole)>>,
    pub(super) by_seen: HashMap<Vec<(Address, FolderRole)>, Number>,
    pub(super) details: Vec<Details>,
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
    pub fn id(&mut self, text: &str) -> Number {
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
        self.links.push(lines.links.drain(..).take(MAX_LINKS));
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
        let mut lines = Lines { links: links.map(|id| Print::of(id.as_str())).collect(), ..Lines::default() };
        let group = |all: &[Named]| all.iter().map(Named::to_line).collect::<Vec<_>>().join("\n");
        let from_name = mail.from.as_ref().and_then(|from| from.name.as_deref()).map(|name| self.word(name));
        let (subject, seen) = (self.word(&mail.subject), self.seen_in(&mail.seen_in));
        let slip = Slip {
            date: mail.date.map(Timestamp::as_millisecond),
            id: mail.message_id.as_ref().map(|id| self.id(id.as_str())),
            from: mail.from.as_ref().and_then(|from| self.address(from.address.as_str())),
            from_name,
            to: self.group(&group(&mail.to)),
            cc: self.group(&group(&mail.cc)),
            sender: mail.sender.as_ref().and_then(|sender| self.address(sender.as_str())),
            subject_names: self.named(&mail.subject_names.join("\n")),
            text_names: self.named(&mail.text_names.join("\n")),
            ..Slip::new(mail.key, mail.server_time.as_millisecond(), mail.kind, subject, seen)
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
        };
        self.put(slip, &mut lines);
    }

    /// Puts in all messages of another bag.
    pub fn take(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        let addresses: Vec<Number> = other.people.into_iter().map(|address| self.person(address)).collect();
        let (words, names) = (self.words.take(&other.words), self.names.take(&other.names));
        let seen: Vec<Number> = other.seen.iter().map(|places| self.seen_in(places)).collect();
        let new = |list: &[Number], old: Number| list.get(old.index()).copied().unwrap_or(old);
        let groups: Vec<Option<Number>> = other.groups.iter().map(|lines| self.group(lines)).collect();
        let group = |old: Option<Number>| old.and_then(|old| groups.get(old.index()).copied().flatten());
        let (links, details, ids) = (self.links.len() as u32, self.details.len(), self.ids.len());
        self.links.append(&other.links);
        self.ids.append(&other.ids);
        self.prints.extend(other.prints);
        self.details.extend(other.details);
        self.slips.extend(other.slips.into_iter().map(|slip| Slip {
            id: slip.id.map(|old| Number::at(ids + old.index())),
            from: slip.from.map(|who| new(&addresses, who)),
            from_name: slip.from_name.map(|name| new(&words, name)),
            sender: slip.sender.map(|who| new(&addresses, who)),
            subject: new(&words, slip.subject),
            subject_names: slip.subject_names.map(|set| new(&names, set)),
            text_names: slip.text_names.map(|set| new(&names, set)),
            seen: new(&seen, slip.seen),
            details: slip.details.map(|old| Number::at(details + old.index())),
            links_at: links + slip.links_at,
            to: group(slip.to),
            cc: group(slip.cc),
            ..slip
        }));
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
