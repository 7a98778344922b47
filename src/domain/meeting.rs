//! Meetings as facts: what one message or calendar says of a meeting. The state of a meeting at an instant is computed from them.

use jiff::Timestamp;

use super::address::Address;
use super::recurrence::Series;

/// An attendee's answer (RFC 5545, PARTSTAT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Answer {
    NeedsAction,
    Accepted,
    Tentative,
    Declined,
}

impl Answer {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::NeedsAction, Self::Accepted, Self::Tentative, Self::Declined];

    /// RFC 5545's word for it, in small letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NeedsAction => "needs-action",
            Self::Accepted => "accepted",
            Self::Tentative => "tentative",
            Self::Declined => "declined",
        }
    }

    /// The answer that the word names, whatever its case.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str().eq_ignore_ascii_case(text))
    }
}

/// What a calendar message does (RFC 5546).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Request,
    Reply,
    Cancel,
    /// An attendee proposes another time.
    Counter,
    /// Such a proposal is turned down: the meeting stays as it was.
    DeclineCounter,
    /// More instances of a series.
    Add,
    /// An attendee asks to be told again.
    Refresh,
    #[default]
    Publish,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 8] =
        [Self::Request, Self::Reply, Self::Cancel, Self::Counter, Self::DeclineCounter, Self::Add, Self::Refresh, Self::Publish];

    /// RFC 5546's word for it, in small letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Reply => "reply",
            Self::Cancel => "cancel",
            Self::Counter => "counter",
            Self::DeclineCounter => "declinecounter",
            Self::Add => "add",
            Self::Refresh => "refresh",
            Self::Publish => "publish",
        }
    }

    /// The method that the word names, whatever its case.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(text.trim()))
    }

    /// Whether the organizer says with it how the meeting is.
    pub fn defines(self) -> bool {
        matches!(self, Self::Request | Self::Add | Self::Publish)
    }
}

/// What one calendar object says of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetingFact {
    /// The identity across mails and calendars; empty for an answer in words alone, which names its meeting by the title.
    pub uid: String,
    /// RECURRENCE-ID: the single instance of a series that it is about, by its original start.
    pub recurrence: Option<Timestamp>,
    /// Whether it is about that instance and all later ones (RANGE=THISANDFUTURE).
    pub and_later: bool,
    /// SEQUENCE: the organizer's version.
    pub sequence: u32,
    /// DTSTAMP, which orders what has one SEQUENCE.
    pub stamp: Option<Timestamp>,
    /// CREATED: when the event came to be.
    pub created: Option<Timestamp>,
    /// LAST-MODIFIED.
    pub modified: Option<Timestamp>,
    /// What the object does.
    pub method: Method,
    /// When it begins.
    pub start: Option<Timestamp>,
    /// When it ends.
    pub end: Option<Timestamp>,
    /// Whether it is dates, not times.
    pub all_day: bool,
    /// STATUS:TENTATIVE: the organizer isn't sure of it.
    pub tentative: bool,
    /// Whether it stands for an absence: out of office, on holiday.
    pub away: bool,
    /// SUMMARY.
    pub title: String,
    /// Who calls it.
    pub organizer: Option<Address>,
    /// Who is asked, with the answers as far as the object knows them; no rooms.
    pub attendees: Vec<(Address, Answer)>,
    /// How it repeats.
    pub series: Option<Box<Series>>,
}

impl MeetingFact {
    /// Which of two objects about a meeting is the later word (RFC 5546, 2.1.5): SEQUENCE first, then DTSTAMP.
    pub fn version(&self) -> (u32, Option<Timestamp>) {
        (self.sequence, self.stamp)
    }

    /// The organizer and everybody who is asked.
    pub fn people(&self) -> impl Iterator<Item = &Address> {
        self.organizer.iter().chain(self.attendees.iter().map(|(address, _)| address))
    }
}
