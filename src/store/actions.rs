//! What people recorded, and the stages that the prospects files gave.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};

use super::{Doing, Store, StoreError, signed, unsigned};
use crate::domain::action::{Action, CallOutcome, FalseAlarm, Mark, What, taken_back};
use crate::domain::address::{Address, DealId, MessageId};
use crate::domain::mail::MailKey;

const OUTCOMES: [(CallOutcome, &str); 3] =
    [(CallOutcome::Answered, "answered"), (CallOutcome::NoAnswer, "no-answer"), (CallOutcome::Voicemail, "voicemail")];

/// A phrase that was taken for a signal and is none: something that detectors can learn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it was taken for: `celebration` or `allocation`.
    pub kind: String,
    /// The phrase alone.
    pub phrase: String,
    /// When somebody said so.
    pub at: Timestamp,
    /// Who did.
    pub by: Option<Address>,
}

impl Store {
    /// Records an action.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn record(&mut self, action: &Action) -> Result<(), StoreError> {
        let doing = "recording an action";
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).doing(doing)?;
        insert(&tx, action, None).doing(doing)?;
        tx.commit().doing(doing)
    }

    /// Everything recorded, in the order of recording.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn actions(&self) -> Result<Vec<Action>, StoreError> {
        read(&self.db).doing("reading the actions")
    }

    /// The phrases that people said are no celebration, by `now`: labelled examples, in the order in which they were said to be.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn false_alarms(&self, now: Timestamp) -> Result<Vec<Example>, StoreError> {
        let actions = self.actions()?;
        let gone = taken_back(&actions, now);
        let stands = |action: &&Action| action.number.is_none_or(|number| !gone.contains_key(&number));
        let mut examples = Vec::new();
        for action in actions.iter().filter(stands) {
            let What::NotCelebrated(alarms) = &action.what else { continue };
            // That nobody celebrated doesn't say that nothing was reserved.
            let heard = alarms.iter().filter(|alarm| alarm.mail.is_some() && alarm.kind != "allocation");
            examples.extend(heard.map(|alarm| Example {
                kind: alarm.kind.clone(),
                phrase: alarm.phrase.clone(),
                at: action.at,
                by: action.by.clone(),
            }));
        }
        Ok(examples)
    }
}

/// Writes an action, which a message may have asked for.
pub(super) fn insert(tx: &Transaction<'_>, action: &Action, answer: Option<MailKey>) -> rusqlite::Result<()> {
    let (what, detail) = to_words(&action.what);
    tx.prepare_cached(
        "INSERT INTO action (at, by, deal, what, detail, note, message_id, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        action.at.as_millisecond(),
        action.by.as_ref().map(Address::as_str),
        action.deal.as_str(),
        what,
        detail,
        action.note,
        action.mail.as_ref().map(MessageId::as_str),
        answer.map(|key| signed(key.0)),
    ])?;
    let id = tx.last_insert_rowid();
    if let What::NotCelebrated(alarms) = &action.what {
        let sql = "INSERT INTO dismissed (action_id, number, kind, key, phrase) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut dismiss = tx.prepare_cached(sql)?;
        for (number, alarm) in (0_i64..).zip(alarms) {
            dismiss.execute(params![id, number, alarm.kind, alarm.mail.map(|key| signed(key.0)), alarm.phrase])?;
        }
    }
    Ok(())
}

/// Every action, in the order of recording.
pub(super) fn read(db: &Connection) -> rusqlite::Result<Vec<Action>> {
    let mut alarms: HashMap<i64, Vec<FalseAlarm>> = HashMap::new();
    let mut statement = db.prepare_cached("SELECT action_id, kind, key, phrase FROM dismissed ORDER BY action_id, number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mail = row.get::<_, Option<i64>>(2)?.map(|key| MailKey(unsigned(key)));
        alarms.entry(row.get(0)?).or_default().push(FalseAlarm { kind: row.get(1)?, mail, phrase: row.get(3)? });
    }
    let sql = "SELECT at, by, deal, what, detail, note, id, message_id FROM action ORDER BY id";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut actions = Vec::new();
    while let Some(row) = rows.next()? {
        let (at, by, deal): (i64, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (what, detail): (String, Option<String>) = (row.get(3)?, row.get(4)?);
        let (number, mail): (i64, Option<String>) = (row.get(6)?, row.get(7)?);
        let what = match what.as_str() {
            "not-celebrated" => Some(What::NotCelebrated(alarms.remove(&number).unwrap_or_default())),
            other => from_words(other, detail.as_deref().unwrap_or_default()),
        };
        if let (Some(at), Some(deal), Some(what)) = (Timestamp::from_millisecond(at).ok(), DealId::parse(&deal), what) {
            let by = by.and_then(|text| Address::parse(&text));
            let mail = mail.and_then(|id| MessageId::parse(&id));
            actions.push(Action { number: Some(number), at, by, deal, what, note: row.get(5)?, mail });
        }
    }
    Ok(actions)
}

fn to_words(what: &What) -> (&'static str, Option<String>) {
    match what {
        What::Marked(Mark::Signed) => ("signed", None),
        What::Marked(Mark::Won) => ("won", None),
        What::Marked(Mark::Lost) => ("lost", None),
        What::Marked(Mark::Open) => ("open", None),
        What::Marked(Mark::Snoozed { until }) => ("snoozed", Some(until.to_string())),
        What::Stage(stage) => ("stage", Some(stage.clone())),
        What::Noted => ("noted", None),
        What::NotCelebrated(_) => ("not-celebrated", None),
        What::TakenBack(number) => ("taken-back", Some(number.to_string())),
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
        "noted" => What::Noted,
        "taken-back" => What::TakenBack(detail.parse().ok()?),
        "called" => {
            let (word, with) = detail.split_once(' ')?;
            What::Called { with: Address::parse(with), outcome: OUTCOMES.iter().find(|(_, w)| *w == word)?.0 }
        }
        _ => return None,
    })
}
