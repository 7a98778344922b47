//! The fact that a message exists, and what it says of itself.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::address::{Address, MessageId};
use super::meeting::MeetingFact;
use super::signal::Signal;

/// The identity of a message across all copies of it: a hash of its Message-ID, author and date (SPEC 2, "one message is one message").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailKey(pub u64);

/// What kind of message it is (SPEC section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Human,
    AutoReply,
    OutOfOffice,
    Departed,
    BouncePermanent,
    BounceTransient,
    DeliveryDelay,
    ReadReceipt,
    CalendarRequest,
    CalendarReply,
    CalendarCancel,
    List,
    FeedbackReport,
    Own,
}

impl Kind {
    /// Every kind, in SPEC's order.
    pub const ALL: [Self; 14] = [
        Self::Human,
        Self::AutoReply,
        Self::OutOfOffice,
        Self::Departed,
        Self::BouncePermanent,
        Self::BounceTransient,
        Self::DeliveryDelay,
        Self::ReadReceipt,
        Self::CalendarRequest,
        Self::CalendarReply,
        Self::CalendarCancel,
        Self::List,
        Self::FeedbackReport,
        Self::Own,
    ];

    /// SPEC's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::AutoReply => "auto_reply",
            Self::OutOfOffice => "out_of_office",
            Self::Departed => "departed",
            Self::BouncePermanent => "bounce_permanent",
            Self::BounceTransient => "bounce_transient",
            Self::DeliveryDelay => "delivery_delay",
            Self::ReadReceipt => "read_receipt",
            Self::CalendarRequest => "calendar_request",
            Self::CalendarReply => "calendar_reply",
            Self::CalendarCancel => "calendar_cancel",
            Self::List => "list",
            Self::FeedbackReport => "feedback_report",
            Self::Own => "own",
        }
    }

    /// The kind that SPEC's word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// An address with the name that stood beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// The address.
    pub address: Address,
    /// The display name, without control characters.
    pub name: Option<Arc<str>>,
}

impl Named {
    /// The address, and behind a tab the name.
    pub fn to_line(&self) -> String {
        match &self.name {
            Some(name) => format!("{}\t{}", self.address, name.replace(['\n', '\t'], " ")),
            None => self.address.to_string(),
        }
    }
}

/// A recipient that a bounce says was not reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedRecipient {
    /// Who was not reached.
    pub address: Address,
    /// The enhanced status code (RFC 3463), such as `5.1.1`.
    pub status: Option<String>,
}

/// What a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum FolderRole {
    Inbox,
    Sent,
    Junk,
    Trash,
    Archive,
    Other,
}

impl FolderRole {
    /// Every role.
    pub const ALL: [Self; 6] = [Self::Inbox, Self::Sent, Self::Junk, Self::Trash, Self::Archive, Self::Other];

    /// The word the store keeps.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Sent => "sent",
            Self::Junk => "junk",
            Self::Trash => "trash",
            Self::Archive => "archive",
            Self::Other => "other",
        }
    }

    /// The role that the word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// One message as a fact: what its header says and what reading made of it. Its text is not kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Mail {
    /// The identity across copies.
    pub key: MailKey,
    /// The Message-ID, when it has one.
    pub message_id: Option<MessageId>,
    /// In-Reply-To, usually one id.
    pub in_reply_to: Vec<MessageId>,
    /// References, oldest first.
    pub references: Vec<MessageId>,
    /// Message-IDs of the messages that a bounce, receipt or other report returns.
    pub returned: Vec<MessageId>,
    /// The author (From; the first one when there are several).
    pub from: Option<Named>,
    /// Sender, when it is present and differs from the author.
    pub sender: Option<Address>,
    /// Primary recipients.
    pub to: Vec<Named>,
    /// Copied recipients (Cc, and Bcc where a copy of ours shows it).
    pub cc: Vec<Named>,
    /// The subject, decoded, one line.
    pub subject: String,
    /// The Date header.
    pub date: Option<Timestamp>,
    /// When the server got it (SPEC 2, "Time").
    pub server_time: Timestamp,
    /// What kind of message it is.
    pub kind: Kind,
    /// In words, what decided the kind.
    pub kind_rule: Arc<str>,
    /// An absence's return date, where the text gives one.
    pub back_on: Option<Date>,
    /// A deputy that an absence or a departed notice names.
    pub deputy: Option<Address>,
    /// Recipients that a bounce says were not reached.
    pub failed: Vec<FailedRecipient>,
    /// File names of the attachments.
    pub attachments: Vec<String>,
    /// What a calendar part says, event by event; or what an answer in words says.
    pub meetings: Vec<MeetingFact>,
    /// Roster names in the subject, folded.
    pub subject_names: Vec<String>,
    /// Roster names in the new text, folded.
    pub text_names: Vec<String>,
    /// Signals in subject and new text, in order of place.
    pub signals: Vec<Signal>,
    /// The author's job title as the signature gives it, when it speaks of deciding (owner, director, head of, ...).
    pub decision_title: Option<String>,
    /// The language of the new text (ISO 639-1) when it is clearly another one than English.
    pub foreign_language: Option<String>,
    /// Whether the prospect only acknowledges in it ("thanks!", a thumbs-up, a greeting): nothing is asked of us, and nothing told that
    /// may want an answer.
    pub acknowledges: bool,
    /// The mailboxes (a rep's or shared address) and folder roles in which copies were found.
    pub seen_in: Arc<[(Address, FolderRole)]>,
}

impl Mail {
    /// When it happened (SPEC 2, "Time"): for mail that our side wrote its Date, unless that is missing, more than 10 minutes
    /// after the server's time or more than 2 days before it; for everything else the server's time.
    pub fn happened(&self, ours: bool) -> Timestamp {
        match self.date {
            Some(date) if ours => {
                let lead = date.duration_since(self.server_time);
                if lead > SignedDuration::from_mins(10) || lead < SignedDuration::from_hours(-48) {
                    self.server_time
                } else {
                    date
                }
            }
            _ => self.server_time,
        }
    }

    /// Every recipient's address, To before Cc.
    pub fn recipients(&self) -> impl Iterator<Item = &Address> {
        self.to.iter().chain(&self.cc).map(|named| &named.address)
    }

    /// The author's address.
    pub fn author(&self) -> Option<&Address> {
        self.from.as_ref().map(|named| &named.address)
    }
}
