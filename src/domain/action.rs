//! What people recorded themselves: facts with who and when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::address::{Address, DealId, MessageId};
use super::mail::MailKey;

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
    /// Which one it is, in the order of recording; `None` before it is recorded.
    pub number: Option<i64>,
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
    /// The mail that it was asked for by.
    pub mail: Option<MessageId>,
}

impl Action {
    /// An action that is to be recorded, asked for by no mail.
    pub fn new(at: Timestamp, by: Option<Address>, deal: DealId, what: What, note: Option<String>) -> Self {
        Self { number: None, at, by, deal, what, note, mail: None }
    }
}

/// What was taken for a celebration and is none, by somebody's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FalseAlarm {
    /// The kind of evidence: `celebration`, `allocation` or `stage`.
    pub kind: String,
    /// The message; `None` for a stage.
    pub mail: Option<MailKey>,
    /// The phrase, or the stage.
    pub phrase: String,
}

/// The actions that others have taken back by `until`: their numbers, with the one that took them back. What takes back may be
/// taken back itself.
pub fn taken_back(actions: &[Action], until: Timestamp) -> BTreeMap<i64, &Action> {
    let mut undoing: Vec<(i64, i64, &Action)> = Vec::new();
    for action in actions.iter().filter(|action| action.at <= until) {
        if let (What::TakenBack(target), Some(number)) = (&action.what, action.number) {
            undoing.push((number, *target, action));
        }
    }
    // The later one knows the earlier one, never the other way round.
    undoing.sort_by_key(|(number, ..)| std::cmp::Reverse(*number));
    let mut gone = BTreeMap::new();
    for (number, target, action) in undoing {
        if !gone.contains_key(&number) && target < number {
            gone.insert(target, action);
        }
    }
    gone
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
    /// Something to remember: it stands in the note.
    Noted,
    /// What was taken for a celebration up to then is none.
    NotCelebrated(Vec<FalseAlarm>),
    /// The action of this number is as if it had never been.
    TakenBack(i64),
}
