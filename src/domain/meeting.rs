//! Meetings as facts: what one message or calendar says of a meeting. The state of a meeting at an instant is computed from them.

use jiff::Timestamp;

use super::address::Address;

/// An attendee's answer (RFC 5545, PARTSTAT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Answer {
    NeedsAction,
    Accepted,
    Tentative,
    Declined,
}

/// What a calendar message does (RFC 5546).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Request,
    Reply,
    Cancel,
    Counter,
    Publish,
}

/// What one calendar object says of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct MeetingFact {
    pub uid: String,
    /// RECURRENCE-ID of a single instance of a series.
    pub recurrence: Option<Timestamp>,
    pub sequence: u32,
    pub method: Method,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub title: String,
    pub organizer: Option<Address>,
    pub attendees: Vec<(Address, Answer)>,
    /// Whether it is a series (RRULE or RDATE).
    pub series: bool,
}
