//! Answers to digests: each message is handled once, by its identity, and what it did and the answer to it are one transaction.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use super::actions::{insert, read};
use super::{Doing, Store, StoreError, signed, unsigned};
use crate::domain::action::{Action, What, taken_back};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::MailKey;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Outcome {
    /// At least one command was done.
    Done,
    /// The address was asked whether it was they.
    Asked,
    /// It was told that nothing was done, and why.
    Told,
    /// Nothing was done, and nothing said.
    Refused,
    /// It is no answer: a bounce, an automatic mail, a list's.
    Ignored,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Asked => "asked",
            Self::Told => "told",
            Self::Refused => "refused",
            Self::Ignored => "ignored",
        }
    }
}

/// A message that was handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// Its identity.
    pub key: MailKey,
    /// When it was handled.
    pub at: Timestamp,
    /// Who is meant to have written it, if that is somebody who may.
    pub sender: Option<Address>,
    /// Its Message-ID.
    pub message_id: Option<MessageId>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, in words.
    pub why: String,
    /// When it was written.
    pub written: Timestamp,
    /// Lines that wait for a word of confirmation.
    pub pending: Vec<String>,
    /// What else stood in it, which is told then and never done.
    pub unclear: Vec<String>,
    /// The message whose lines this one confirms.
    pub confirms: Option<MailKey>,
    /// The answer to it.
    pub reply: Option<ReplyRow>,
}

/// A mail that answers a message: everything needed to send it, or to send it again after a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyRow {
    /// Its Message-ID, made from the message's identity.
    pub id: MessageId,
    /// The whole mail.
    pub mail: Vec<u8>,
}

/// Lines that wait for a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When they were written.
    pub written: Timestamp,
    /// The commands, as they were told to whoever is asked.
    pub lines: Vec<String>,
    /// What was not understood.
    pub unclear: Vec<String>,
    /// The word was given already.
    pub given: bool,
}

/// A mail that is claimed and not noted as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// The message that it answers.
    pub key: MailKey,
    /// When that was handled.
    pub at: Timestamp,
    /// To whom it goes.
    pub to: Address,
    /// What is sent.
    pub reply: ReplyRow,
}

impl Store {
    /// Whether a message was handled.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn was_handled(&self, key: MailKey) -> Result<bool, StoreError> {
        self.db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM answer WHERE key = ?1)")
            .and_then(|mut statement| statement.query_row([signed(key.0)], |row| row.get(0)))
            .doing("looking for a handled message")
    }

    /// Notes a message as handled, and records what it asked for: all of it, or nothing. Whether that is so; one that was handled
    /// before is left as it is.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn handle(&mut self, row: &AnswerRow, actions: &[Action]) -> Result<bool, StoreError> {
        let doing = "handling an answer";
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).doing(doing)?;
        let joined = |lines: &[String]| (!lines.is_empty()).then(|| lines.join("\n"));
        let fresh = tx
            .execute(
                "INSERT OR IGNORE INTO answer (key, at, sender, message_id, outcome, why, pending, confirms, reply_id, reply, written, unclear)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                params![
                    signed(row.key.0),
                    row.at.as_millisecond(),
                    row.sender.as_ref().map(Address::as_str),
                    row.message_id.as_ref().map(MessageId::as_str),
                    row.outcome.as_str(),
                    row.why,
                    joined(&row.pending),
                    row.confirms.map(|key| signed(key.0)),
                    row.reply.as_ref().map(|reply| reply.id.as_str()),
                    row.reply.as_ref().map(|reply| reply.mail.as_slice()),
                    row.written.as_millisecond(),
                    joined(&row.unclear),
                ],
            )
            .doing(doing)?;
        if fresh == 0 {
            return Ok(false);
        }
        for action in actions {
            insert(&tx, action, Some(row.key)).doing(doing)?;
        }
        tx.commit().doing(doing)?;
        Ok(true)
    }

    /// The mails that were claimed and not noted as sent, in order.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn unsent(&self) -> Result<Vec<Unsent>, StoreError> {
        let doing = "looking for answers that were not sent";
        let sql = "SELECT key, sender, reply_id, reply, at FROM answer
             WHERE sent IS NULL AND reply_id IS NOT NULL AND sender IS NOT NULL ORDER BY at, key LIMIT 500";
        let mut statement = self.db.prepare(sql).doing(doing)?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?, row.get(4)?)))
            .doing(doing)?;
        let mut all = Vec::new();
        for row in rows {
            let (key, to, id, mail, at) = row.doing(doing)?;
            let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::MIN);
            if let (Some(to), Some(id)) = (Address::parse(&to), MessageId::parse(&id)) {
                all.push(Unsent { key: MailKey(unsigned(key)), at, to, reply: ReplyRow { id, mail } });
            }
        }
        Ok(all)
    }

    /// Notes that a claimed mail was sent, or is given up, and forgets its text; or why it could not be sent yet.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_replied(&mut self, key: MailKey, now: Timestamp, problem: Option<(&str, bool)>) -> Result<(), StoreError> {
        let over = problem.is_none_or(|(_, given_up)| given_up);
        self.db
            .execute(
                "UPDATE answer SET sent = ?2, problem = ?3, reply = iif(?2 IS NULL, reply, x'') WHERE key = ?1",
                params![signed(key.0), over.then(|| now.as_millisecond()), problem.map(|(text, _)| text)],
            )
            .map(drop)
            .doing("noting that an answer was sent")
    }

    /// How many mails `sender` was sent since then: in answer to what was done, to ask whether it was they, and to anything else.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn replied_since(&self, sender: &Address, since: Timestamp) -> Result<(u32, u32, u32), StoreError> {
        self.db
            .query_row(
                "SELECT count(*) FILTER (WHERE outcome = 'done'), count(*) FILTER (WHERE outcome = 'asked'),
                        count(*) FILTER (WHERE outcome NOT IN ('done', 'asked')) FROM answer
                 WHERE sender = ?1 AND at > ?2 AND reply_id IS NOT NULL",
                params![sender.as_str(), since.as_millisecond()],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .doing("counting answers")
    }

    /// The lines of a message of `sender` that wait for a word.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn pending(&self, key: MailKey, sender: &Address) -> Result<Option<Asked>, StoreError> {
        let found: Option<(Option<String>, Option<String>, i64, bool)> = self
            .db
            .query_row(
                "SELECT pending, unclear, coalesce(written, at), EXISTS (SELECT 1 FROM answer later WHERE later.confirms = answer.key)
                 FROM answer WHERE key = ?1 AND sender = ?2",
                params![signed(key.0), sender.as_str()],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()
            .doing("looking for what waits for a word")?;
        let each = |text: String| text.lines().map(str::to_owned).collect::<Vec<String>>();
        Ok(found.and_then(|(lines, unclear, written, given)| {
            let written = Timestamp::from_millisecond(written).unwrap_or(Timestamp::MIN);
            Some(Asked { written, lines: each(lines?), unclear: unclear.map(each).unwrap_or_default(), given })
        }))
    }

    /// What a message of `by` recorded, and of it what stands by `now`.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn recorded_by(&self, key: MailKey, by: &Address, now: Timestamp) -> Result<(usize, Vec<Action>), StoreError> {
        let doing = "looking for what an answer did";
        let numbers: Vec<i64> = self
            .db
            .prepare("SELECT id FROM action WHERE answer = ?1 AND by = ?2")
            .and_then(|mut statement| statement.query_map(params![signed(key.0), by.as_str()], |row| row.get(0))?.collect())
            .doing(doing)?;
        let all = read(&self.db).doing(doing)?;
        let gone = taken_back(&all, now);
        let stands = |number: &i64| numbers.contains(number) && !gone.contains_key(number);
        let standing = all.iter().filter(|action| action.number.as_ref().is_some_and(stands)).cloned().collect();
        Ok((numbers.len(), standing))
    }

    /// What an action that takes another back took back, and since when that held.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn recorded(&self, number: i64) -> Result<Option<(What, Timestamp)>, StoreError> {
        let all = read(&self.db).doing("looking for an action")?;
        Ok(all.into_iter().find(|action| action.number == Some(number)).map(|action| (action.what, action.at)))
    }

    /// Keeps what tokens of a day stand for.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn keep_deal_set(&mut self, id: &str, deals: &str, day: Date) -> Result<(), StoreError> {
        self.db
            .execute(
                "INSERT INTO deal_set (id, deals, day) VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET day = max(day, excluded.day), deals = excluded.deals",
                params![id, deals, day.to_string()],
            )
            .map(drop)
            .doing("keeping what a token stands for")
    }

    /// What a token stands for.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn deal_set(&self, id: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT deals FROM deal_set WHERE id = ?1";
        self.db.query_row(sql, [id], |row| row.get(0)).optional().doing("looking for what a token stands for")
    }

    /// Notes where handled messages lie, and how far a folder was read.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_places(
        &mut self,
        folder: i64,
        places: &[String],
        cursor: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let doing = "noting how far answers were read";
        let tx = self.db.transaction().doing(doing)?;
        for place in places {
            let sql = "INSERT OR IGNORE INTO answer_place (place, at) VALUES (?1, ?2)";
            tx.execute(sql, params![place, now.as_millisecond()]).doing(doing)?;
        }
        tx.execute("UPDATE folder SET cursor = coalesce(?2, cursor) WHERE id = ?1", params![folder, cursor]).doing(doing)?;
        tx.commit().doing(doing)
    }

    /// Where handled messages lie.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn answer_places(&self) -> Result<std::collections::HashSet<String>, StoreError> {
        self.db
            .prepare("SELECT place FROM answer_place")
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .doing("reading where handled answers lie")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::action::{FalseAlarm, Mark};
    use crate::domain::address::DealId;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn row(key: u64, when: &str) -> AnswerRow {
        AnswerRow {
            key: MailKey(key),
            at: at(when),
            sender: Address::parse("lead@northfield.example"),
            message_id: MessageId::parse("1@mail.example"),
            outcome: Outcome::Done,
            why: "something was done".into(),
            written: at(when),
            pending: vec![],
            unclear: vec![],
            confirms: None,
            reply: Some(ReplyRow { id: MessageId::parse("wentdark.answer.1@x").unwrap(), mail: b"mail".to_vec() }),
        }
    }

    fn action(what: What) -> Action {
        let (deal, by) = (DealId::parse("acme-line4").unwrap(), Address::parse("lead@northfield.example"));
        Action::new(at("2026-05-20T10:00:00Z"), by, deal, what, None)
    }

    #[test]
    fn a_message_is_handled_once_and_what_it_did_can_be_taken_back_and_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let (lead, now) = (Address::parse("lead@northfield.example").unwrap(), at("2026-05-20T12:00:00Z"));
        let first = row(1, "2026-05-20T10:00:00Z");
        assert!(store.handle(&first, &[action(What::Marked(Mark::Won))]).unwrap());
        assert!(!store.handle(&first, &[action(What::Marked(Mark::Won))]).unwrap(), "not twice");
        assert!(store.was_handled(MailKey(1)).unwrap() && !store.was_handled(MailKey(2)).unwrap());
        let (count, standing) = store.recorded_by(MailKey(1), &lead, now).unwrap();
        let number = standing[0].number.unwrap();
        assert_eq!((count, standing.len(), store.actions().unwrap().len()), (1, 1, 1));
        let stranger = Address::parse("dana@northfield.example").unwrap();
        assert_eq!(store.recorded_by(MailKey(1), &stranger, now).unwrap().0, 0, "only whose it is");
        store.handle(&row(2, "2026-05-20T10:01:00Z"), &[action(What::TakenBack(number))]).unwrap();
        assert_eq!(store.recorded_by(MailKey(1), &lead, now).unwrap(), (1, vec![]));
        let undo = store.recorded_by(MailKey(2), &lead, now).unwrap().1[0].number.unwrap();
        store.handle(&row(3, "2026-05-20T10:02:00Z"), &[action(What::TakenBack(undo))]).unwrap();
        assert_eq!(store.recorded_by(MailKey(1), &lead, now).unwrap().1.len(), 1, "what took it back was taken back");
        assert_eq!(store.replied_since(&lead, at("2026-05-20T10:00:30Z")).unwrap(), (2, 0, 0));
        assert_eq!(store.unsent().unwrap().len(), 3);
        store.note_replied(MailKey(1), now, None).unwrap();
        store.note_replied(MailKey(2), now, Some(("busy", false))).unwrap();
        store.note_replied(MailKey(3), now, Some(("never", true))).unwrap();
        let left: Vec<MailKey> = store.unsent().unwrap().into_iter().map(|one| one.key).collect();
        assert_eq!(left, [MailKey(2)]);
    }

    #[test]
    fn false_alarms_are_kept_as_examples_until_they_are_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let alarm = |kind: &str, mail: Option<u64>, phrase: &str| FalseAlarm {
            kind: kind.into(),
            mail: mail.map(MailKey),
            phrase: phrase.into(),
        };
        let alarms = vec![
            alarm("celebration", Some(u64::MAX), "We got it!"),
            alarm("allocation", Some(7), "reserve the slot"),
            alarm("stage", None, "verbal"),
        ];
        store.handle(&row(1, "2026-05-20T10:00:00Z"), &[action(What::NotCelebrated(alarms.clone()))]).unwrap();
        let known = store.actions().unwrap();
        assert_eq!(known[0].what, What::NotCelebrated(alarms), "as it was");
        let now = at("2026-05-20T12:00:00Z");
        let examples = store.false_alarms(now).unwrap();
        assert_eq!(examples.len(), 1, "a stage is no phrase, and what is reserved is reserved: {examples:?}");
        assert_eq!((examples[0].kind.as_str(), examples[0].phrase.as_str()), ("celebration", "We got it!"));
        store.record(&action(What::TakenBack(known[0].number.unwrap()))).unwrap();
        assert!(store.false_alarms(now).unwrap().is_empty());
        assert_eq!(store.false_alarms(at("2026-05-20T09:00:00Z")).unwrap().len(), 1);
    }
}
