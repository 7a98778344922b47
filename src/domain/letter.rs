//! One of the messages in a [`Mailbag`]: numbers, and what they stand for.

use jiff::Timestamp;
use jiff::civil::Date;

use super::address::{Address, MessageId};
use super::hash::Print;
use super::mail::{FailedRecipient, FolderRole, Kind, MailKey};
use super::mailbag::Mailbag;
use super::meeting::MeetingFact;
use super::signal::Signal;
use super::texts::Number;

/// A message in a bag.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    pub(super) bag: &'a Mailbag,
    pub(super) slip: &'a Slip,
}

/// One message as numbers.
#[derive(Clone, Copy, Debug)]
pub struct Slip {
    /// The identity across copies.
    pub key: MailKey,
    /// When the server got it, in milliseconds.
    pub server_time: i64,
    /// The Date header, in milliseconds.
    pub date: Option<i64>,
    /// The Message-ID.
    pub id: Option<Number>,
    /// Who writes to whom.
    pub head: Option<Number>,
    /// What it is about.
    pub topic: Option<Number>,
    /// Where copies were seen.
    pub seen: Number,
    /// What kind of message it is.
    pub kind: Kind,
    /// Its details, when it has any: the bag sets it.
    pub details: Option<Number>,
    /// Where its links are: the bag sets it.
    pub links_at: u32,
}

/// Who writes to whom: the same people write to one another again and again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Head {
    /// The author's address.
    pub from: Option<Number>,
    /// The author's display name, a word.
    pub from_name: Option<Number>,
    /// The sender's address, when another one.
    pub sender: Option<Number>,
    /// Primary recipients, a group.
    pub to: Option<Number>,
    /// Copied recipients.
    pub cc: Option<Number>,
}

/// What a message is about, as far as it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Topic {
    /// The subject, a word.
    pub subject: Option<Number>,
    /// Roster names in the subject, one a line, as one text.
    pub subject_names: Option<Number>,
    /// Roster names in the new text.
    pub text_names: Option<Number>,
}

pub(super) static NO_HEAD: Head = Head { from: None, from_name: None, sender: None, to: None, cc: None };
pub(super) static NO_TOPIC: Topic = Topic { subject: None, subject_names: None, text_names: None };

/// What few messages have.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Details {
    pub back_on: Option<Date>,
    pub deputy: Option<Address>,
    pub failed: Vec<FailedRecipient>,
    pub attachments: Vec<String>,
    pub meetings: Vec<MeetingFact>,
    pub signals: Vec<Signal>,
    pub decision_title: Option<String>,
    pub foreign_language: Option<String>,
    pub acknowledges: bool,
}

pub(super) static NO_DETAILS: Details = Details {
    back_on: None,
    deputy: None,
    failed: Vec::new(),
    attachments: Vec::new(),
    meetings: Vec::new(),
    signals: Vec::new(),
    decision_title: None,
    foreign_language: None,
    acknowledges: false,
};

/// What comes with a slip: lists, and what few messages have.
#[derive(Debug, Default)]
pub struct Lines {
    /// The ids of the messages that it returns or answers, the nearest first.
    pub links: Vec<Print>,
    /// The rest.
    pub details: Details,
}

impl Slip {
    /// A message of which nothing is known but this.
    pub fn new(key: MailKey, server_time: i64, kind: Kind, seen: Number) -> Self {
        Self { key, server_time, date: None, id: None, head: None, topic: None, seen, kind, details: None, links_at: 0 }
    }
}

impl std::fmt::Debug for Letter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Letter").field(&self.message_id()).field(&self.subject()).finish()
    }
}

impl<'a> Letter<'a> {
    /// The identity across copies.
    #[inline]
    pub fn key(self) -> MailKey {
        self.slip.key
    }

    /// What kind of message it is.
    #[inline]
    pub fn kind(self) -> Kind {
        self.slip.kind
    }

    /// The message as numbers.
    #[inline]
    pub fn slip(self) -> &'a Slip {
        self.slip
    }

    /// Who writes to whom, as numbers.
    #[inline]
    pub fn head(self) -> &'a Head {
        self.slip.head.and_then(|number| self.bag.heads.get(number.index())).unwrap_or(&NO_HEAD)
    }

    /// What it is about, as numbers.
    #[inline]
    pub fn topic(self) -> &'a Topic {
        self.slip.topic.and_then(|number| self.bag.topics.get(number.index())).unwrap_or(&NO_TOPIC)
    }

    /// The Message-ID, when it has one.
    pub fn message_id(self) -> Option<MessageId> {
        self.slip.id.and_then(|id| MessageId::parse(self.bag.ids.get(id)))
    }

    /// The Message-ID's print.
    #[inline]
    pub(super) fn print(self) -> Option<Print> {
        self.slip.id.and_then(|id| self.bag.prints.get(id.index())).copied()
    }

    /// When the server got it (SPEC 2, "Time").
    #[inline]
    pub fn server_time(self) -> Timestamp {
        Timestamp::from_millisecond(self.slip.server_time).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// When it happened (SPEC 2, "Time"): for mail that our side wrote its Date, unless that is missing, more than 10 minutes
    /// after the server's time or more than 2 days before it; for everything else the server's time.
    #[inline]
    pub fn happened(self, ours: bool) -> Timestamp {
        const MINUTE: i64 = 60_000;
        match self.slip.date {
            Some(date) if ours && (-48 * 60 * MINUTE..=10 * MINUTE).contains(&date.saturating_sub(self.slip.server_time)) => {
                Timestamp::from_millisecond(date).unwrap_or(Timestamp::UNIX_EPOCH)
            }
            _ => self.server_time(),
        }
    }

    /// The author's address.
    #[inline]
    pub fn author(self) -> Option<&'a Address> {
        self.head().from.and_then(|number| self.person(number))
    }

    /// The author's display name, or address.
    pub fn author_name(self) -> Option<&'a str> {
        let address = self.author()?;
        Some(self.head().from_name.map_or(address.as_str(), |name| self.bag.words.get(name)))
    }

    /// The address that goes by a number.
    #[inline]
    pub fn person(self, number: Number) -> Option<&'a Address> {
        self.bag.people.get(number.index())
    }

    /// Every recipient's address, To before Cc.
    pub fn recipients(self) -> impl Iterator<Item = &'a Address> {
        self.recipient_numbers().filter_map(move |number| self.person(number))
    }

    /// The numbers of the recipients' addresses.
    #[inline]
    pub fn recipient_numbers(self) -> impl Iterator<Item = Number> + 'a {
        self.members().map(|(number, _)| *number)
    }

    /// The recipients' display names, or their addresses, To before Cc.
    pub fn recipient_names(self) -> impl Iterator<Item = &'a str> {
        self.members().filter_map(move |(number, name)| match name {
            Some(name) => Some(self.bag.words.get(*name)),
            None => self.person(*number).map(Address::as_str),
        })
    }

    #[inline]
    fn members(self) -> impl Iterator<Item = &'a (Number, Option<Number>)> {
        let head = self.head();
        head.to.into_iter().chain(head.cc).flat_map(move |group| self.bag.members.get(group.index()))
    }

    /// The ids of the messages that it returns or answers, the nearest first.
    #[inline]
    pub fn links(self) -> &'a [Print] {
        self.bag.links.get(self.slip.links_at as usize)
    }

    /// Every display name beside an address: the author's, then the recipients'.
    pub fn display_names(self) -> impl Iterator<Item = &'a str> {
        let recipients = self.members().filter_map(|(_, name)| *name);
        self.head().from_name.into_iter().chain(recipients).map(move |name| self.bag.words.get(name))
    }

    /// The subject, decoded, one line.
    pub fn subject(self) -> &'a str {
        self.topic().subject.map_or("", |subject| self.bag.words.get(subject))
    }

    /// Roster names in the new text, folded.
    pub fn text_names(self) -> impl Iterator<Item = &'a str> {
        self.topic().text_names.into_iter().flat_map(move |set| self.bag.names.get(set).lines())
    }

    /// The mailboxes and folder roles in which copies were found.
    #[inline]
    pub fn seen_in(self) -> &'a [(Address, FolderRole)] {
        self.bag.seen.get(self.slip.seen.index()).map_or(&[], Vec::as_slice)
    }

    /// What few messages have.
    #[inline]
    pub fn details(self) -> &'a Details {
        self.slip.details.and_then(|number| self.bag.details.get(number.index())).unwrap_or(&NO_DETAILS)
    }

    /// What it says of meetings, event by event.
    #[inline]
    pub fn meetings(self) -> &'a [MeetingFact] {
        &self.details().meetings
    }

    /// Signals in subject and new text, in order of place.
    #[inline]
    pub fn signals(self) -> &'a [Signal] {
        &self.details().signals
    }
}
