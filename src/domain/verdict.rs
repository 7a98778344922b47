//! What is concluded of a deal at an instant (SPEC sections 5 to 7), as data.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::address::{Address, DealId, MessageId};
use super::mail::MailKey;
use super::remark::Remark;
use super::signal::SignalKind;

/// The state of a deal (SPEC section 5), each with what is true in it alone.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum State {
    Closed,
    Snoozed {
        until: Timestamp,
        by: Option<Address>,
        hides: Box<State>,
    },
    Committed,
    /// Coverage of a member's mailbox ends too early, where it is one folder alone because of that folder; `since` is `None` when it
    /// was never read.
    Unknown {
        mailbox: Address,
        folder: Option<String>,
        since: Option<Timestamp>,
    },
    New,
    Undeliverable,
    Ours {
        owed_since: Timestamp,
    },
    Scheduled {
        meeting: MeetingRef,
    },
    Paused {
        until: Timestamp,
    },
    Dark,
    Quiet,
    Waiting,
}

impl State {
    /// SPEC's word for it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Snoozed { .. } => "snoozed",
            Self::Committed => "committed",
            Self::Unknown { .. } => "unknown",
            Self::New => "new",
            Self::Undeliverable => "undeliverable",
            Self::Ours { .. } => "ours",
            Self::Scheduled { .. } => "scheduled",
            Self::Paused { .. } => "paused",
            Self::Dark => "dark",
            Self::Quiet => "quiet",
            Self::Waiting => "waiting",
        }
    }
}

/// A message that a verdict points at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct MessageRef {
    pub at: Timestamp,
    pub key: MailKey,
    pub message_id: Option<MessageId>,
    /// Who wrote it: display name or address.
    pub who: String,
    /// To whom: names or addresses, at most [`MOST_RECIPIENTS`].
    pub to: Vec<String>,
    pub subject: String,
}

/// How many recipients a reference to a message names.
pub const MOST_RECIPIENTS: usize = 4;

/// A meeting that a verdict points at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct MeetingRef {
    pub at: Timestamp,
    pub end: Timestamp,
    pub uid: String,
    pub title: String,
}

/// What a celebration, commitment, exposure or foundation rests on: a message, a meeting, an action or a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// `celebration`, `allocation`, `stage`, `commitment`, `meeting`, `overpromise`, `signed`, ...
    pub kind: &'static str,
    /// When.
    pub at: Timestamp,
    /// The message, when it is one.
    pub message: Option<MessageRef>,
    /// The meeting's UID, when it is one.
    pub uid: Option<String>,
    /// The phrase, the attachment's name, the stage or the note.
    pub phrase: Option<String>,
}

/// Evidence that our side treats the deal as won.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Celebration {
    /// The first evidence.
    pub at: Timestamp,
    /// No commitment is known up to now.
    pub premature: bool,
    pub evidence: Vec<Evidence>,
}

/// By what people closed a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Closing {
    /// Somebody marked it won or lost.
    Mark { won: bool, at: Timestamp, by: Option<Address>, note: Option<String> },
    /// The prospects file says so, since then.
    Stage { stage: String, since: Timestamp },
}

/// A signal with the message it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SignalAt {
    pub kind: SignalKind,
    pub message: MessageRef,
    pub phrase: String,
    pub until: Option<Date>,
}

/// One element of a sound deal and what met it (SPEC section 6).
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct FoundationItem {
    pub name: &'static str,
    pub met_by: Option<Evidence>,
}

/// Something pointed out beside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Note {
    pub remark: Remark,
    pub message_id: Option<MessageId>,
}

impl Note {
    /// SPEC's code for it.
    pub fn code(&self) -> &'static str {
        self.remark.code()
    }

    /// What it says, in English.
    pub fn text(&self) -> String {
        super::digest::remark_in_english(&self.remark)
    }
}

/// Something between the two sides, for the strip of time of a celebrated deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Beat {
    Inbound,
    Outbound,
    Meeting,
}

/// Who could help with a celebrated deal that is silent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Helpers {
    /// Somebody on their side who took part or is known, and whom nothing of the unanswered was sent to.
    pub second: Option<String>,
    /// Whoever decides there by the roster, as long as they took no part.
    pub decider: Option<String>,
    /// An expert of ours who took no part.
    pub expert: Option<String>,
    /// The deputy or successor whom a notice named last.
    pub deputy: Option<String>,
}

/// Everything concluded of one deal at one instant.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Verdict {
    pub deal: DealId,
    pub title: String,
    pub value: Option<String>,
    pub prospect: String,
    pub owner: Address,
    pub owner_name: String,
    pub state: State,
    /// One sentence: why the state is what it is.
    pub why: String,
    /// One sentence: what would change it.
    pub clears: String,
    pub flagged: bool,
    pub at_risk: bool,
    pub silent_since: Option<Timestamp>,
    /// Silence in business minutes; `None` where there is none. `day_minutes` are one business day.
    pub silence_minutes: Option<i64>,
    pub day_minutes: i64,
    /// Where the team works: a day that somebody named is a day there, wherever it is read of.
    pub zone: TimeZone,
    /// The dark limit that holds for this deal, in business minutes (the prospect's own rhythm included).
    pub dark_limit_minutes: i64,
    /// The unanswered outbound touches, oldest first.
    pub unanswered: Vec<MessageRef>,
    /// How many unanswered outbound touches there are (calls included).
    pub unanswered_count: u32,
    pub last_outbound: Option<MessageRef>,
    pub last_reply: Option<MessageRef>,
    pub celebration: Option<Celebration>,
    pub commitment: Option<Evidence>,
    /// By what people closed it; `None` also where the prospect declined.
    pub closing: Option<Closing>,
    pub exposure: Vec<Evidence>,
    pub deadline: Option<Date>,
    /// The deadline, once its day is over in the team's zone and they let it pass in silence.
    pub missed_deadline: Option<Date>,
    pub paused_until: Option<Timestamp>,
    pub owed_since: Option<Timestamp>,
    pub snoozed_until: Option<Timestamp>,
    pub next_meeting: Option<MeetingRef>,
    pub signals: Vec<SignalAt>,
    pub foundation: Vec<FoundationItem>,
    pub notes: Vec<Note>,
    /// When the deal entered `dark`, for "went dark within 30 days".
    pub dark_since: Option<Timestamp>,
    /// Business minutes for which the next move has been ours.
    pub owed_minutes: Option<i64>,
    /// Touches from the first to now, in order; only of deals that are flagged or at risk.
    pub beats: Vec<(Timestamp, Beat)>,
    /// Who could help; only of deals that are flagged or at risk.
    pub helpers: Helpers,
}

/// One line of a deal's timeline, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StoryLine {
    pub at: Timestamp,
    /// `outbound`, `inbound`, `internal`, `supplier`, `absence`, `bounce`, `meeting`, `mark`, ...
    pub what: &'static str,
    pub text: String,
    /// Why it belongs to the deal.
    pub reason: String,
    pub message_id: Option<MessageId>,
}

impl Verdict {
    /// The team's day at an instant.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// Silence in business days, rounded half up to one decimal (SPEC section 5).
    pub fn silence_business_days(&self) -> Option<f64> {
        let minutes = self.silence_minutes?;
        let tenths = (minutes * 20 + self.day_minutes) / (self.day_minutes * 2).max(1);
        Some(tenths as f64 / 10.0)
    }
}
