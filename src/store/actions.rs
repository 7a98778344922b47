//! What people recorded, and the stages that the prospects files gave.

use jiff::Timestamp;
use rusqlite::params;

use super::{Doing, Store, StoreError};
use crate::domain::action::{Action, CallOutcome, Mark, What};
use crate::domain::address::{Address, DealId};

const OUTCOMES: [(CallOutcome, &str); 3] =
    [(CallOutcome::Answered, "answered"), (CallOutcome::NoAnswer, "no-answer"), (CallOutcome::Voicemail, "voicemail")];

impl Store {
    /// Records an action.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn record(&mut self, action: &Action) -> Result<(), StoreError> {
        let (what, detail) = to_words(&action.what);
        self.db
            .execute(
                "INSERT INTO action (at, by, deal, what, detail, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    action.at.as_millisecond(),
                    action.by.as_ref().map(Address::as_str),
                    action.deal.as_str(),
                    what,
                    detail,
                    action.note
                ],
            )
            .map(drop)
            .doing("recording an action")
    }

    /// Everything recorded, in the order of recording.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn actions(&self) -> Result<Vec<Action>, StoreError> {
        self.db
            .prepare("SELECT at, by, deal, what, detail, note FROM action ORDER BY id")
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                let mut actions = Vec::new();
                while let Some(row) = rows.next()? {
                    let (at, by, deal): (i64, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    let (what, detail): (String, Option<String>) = (row.get(3)?, row.get(4)?);
                    let parsed = (
                        Timestamp::from_millisecond(at).ok(),
                        DealId::parse(&deal),
                        from_words(&what, detail.as_deref().unwrap_or_default()),
                    );
                    if let (Some(at), Some(deal), Some(what)) = parsed {
                        let by = by.and_then(|text| Address::parse(&text));
                        actions.push(Action { at, by, deal, what, note: row.get(5)? });
                    }
                }
                Ok(actions)
            })
            .doing("reading the actions")
    }
}

fn to_words(what: &What) -> (&'static str, Option<String>) {
    match what {
        What::Marked(Mark::Signed) => ("signed", None),
        What::Marked(Mark::Won) => ("won", None),
        What::Marked(Mark::Lost) => ("lost", None),
        What::Marked(Mark::Open) => ("open", None),
        What::Marked(Mark::Snoozed { until }) => ("snoozed", Some(until.to_string())),
        What::Stage(stage) => ("stage", Some(stage.clone())),
        What::Called { with, outcome } => {
            let word = OUTCOMES.iter().find(|(o, _)| o == outcome).map_or("", |(_, word)| word);
            let with = with.as_ref().map(Address::to_string).unwrap_or_default();
            ("called", Some(format!("{word} {with}")))
        }
    }
}

fn from_words(what: &str, detail: &str) -> Option<What> {
    Some(match what {
        "signed" => What::Marked(Mark::Signed),
        "won" => What::Marked(Mark::Won),
        "lost" => What::Marked(Mark::Lost),
        "open" => What::Marked(Mark::Open),
        "snoozed" => What::Marked(Mark::Snoozed { until: detail.parse().ok()? }),
        "stage" => What::Stage(detail.to_owned()),
        "called" => {
            let (word, with) = detail.split_once(' ')?;
            What::Called { with: Address::parse(with), outcome: OUTCOMES.iter().find(|(_, w)| *w == word)?.0 }
        }
        _ => return None,
    })
}
