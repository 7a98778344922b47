//! What people recorded themselves: facts with who and when.

use jiff::Timestamp;

use super::address::{Address, DealId};

/// What `wentdark mark` records of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mark {
    /// The prospect bound itself where no mail shows it: on paper, by phone.
    Signed,
    Won,
    Lost,
    /// Reopened: earlier marks and declines no longer hold.
    Open,
    Snoozed {
        until: Timestamp,
    },
}

/// How a logged call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CallOutcome {
    Answered,
    NoAnswer,
    Voicemail,
}

/// One recorded action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// When it holds from.
    pub at: Timestamp,
    /// Who recorded it; `None` for somebody at the terminal who gave no address.
    pub by: Option<Address>,
    /// Which deal.
    pub deal: DealId,
    /// What.
    pub what: What,
    /// Why, in their words.
    pub note: Option<String>,
}

/// The kinds of action.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum What {
    Marked(Mark),
    Called {
        with: Option<Address>,
        outcome: CallOutcome,
    },
    /// The prospects file gave the deal this stage, first read at `at`.
    Stage(String),
}
