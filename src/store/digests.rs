//! Digests: claimed before they are sent, so that each goes out once a reader and day, also after a crash.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use super::{Doing, Store, StoreError};
use crate::domain::address::{Address, MessageId};

/// So far back a clock may have been set by somebody who took the wrong day, ms.
const SET_BACK_MS: i64 = 36 * 3_600_000;

/// A digest that was claimed: everything needed to send it, or to send it again after a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestRow {
    /// Who reads it.
    pub reader: Address,
    /// The reader's local day.
    pub day: Date,
    /// Made from reader and day alone.
    pub message_id: MessageId,
    /// The whole mail.
    pub mail: Vec<u8>,
    /// What it says of each deal, to tell the next one what is new.
    pub said: String,
}

/// What came of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is ours to send.
    Ours,
    /// It was sent already.
    Sent,
    /// It was claimed before a crash and not noted as sent: this one is to be sent, unchanged.
    Resume(Box<DigestRow>),
}

impl Store {
    /// Claims a digest for its reader and day. What was claimed before and not noted as sent is given back to be sent unchanged;
    /// on a later day (`caught_up`) it is claimed anew, as it is written now.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn claim(&mut self, row: &DigestRow, now: Timestamp, caught_up: bool) -> Result<Claim, StoreError> {
        let doing = "claiming a digest";
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).doing(doing)?;
        let known = tx
            .query_row(
                "SELECT message_id, mail, said, sent FROM digest WHERE reader = ?1 AND day = ?2",
                params![row.reader.as_str(), row.day.to_string()],
                |r| Ok((r.get::<_, String>(0)?, r.get::<_, Vec<u8>>(1)?, r.get::<_, String>(2)?, r.get::<_, Option<i64>>(3)?)),
            )
            .optional()
            .doing(doing)?;
        let claim = match known {
            Some((.., Some(_))) => Claim::Sent,
            Some((.., None)) if caught_up => {
                tx.execute(
                    "UPDATE digest SET mail = ?3, said = ?4, claimed = ?5, message_id = ?6 WHERE reader = ?1 AND day = ?2",
                    params![
                        row.reader.as_str(),
                        row.day.to_string(),
                        row.mail,
                        row.said,
                        now.as_millisecond(),
                        row.message_id.as_str()
                    ],
                )
                .doing(doing)?;
                Claim::Ours
            }
            Some((id, mail, said, None)) => {
                let message_id = MessageId::parse(&id).unwrap_or_else(|| row.message_id.clone());
                Claim::Resume(Box::new(DigestRow { message_id, mail, said, ..row.clone() }))
            }
            None => {
                tx.execute(
                    "INSERT INTO digest (reader, day, message_id, claimed, mail, said) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        row.reader.as_str(),
                        row.day.to_string(),
                        row.message_id.as_str(),
                        now.as_millisecond(),
                        row.mail,
                        row.said
                    ],
                )
                .doing(doing)?;
                Claim::Ours
            }
        };
        tx.commit().doing(doing)?;
        Ok(claim)
    }

    /// Notes that a claimed digest was sent, and forgets its text; or why it could not be sent, and whether a human must act.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_sent(&mut self, reader: &Address, day: Date, outcome: Result<Timestamp, (&str, bool)>) -> Result<(), StoreError> {
        let (problem, human) = outcome.err().unzip();
        let sent = outcome.ok().map(Timestamp::as_millisecond);
        self.db
            .execute(
                "UPDATE digest SET sent = ?3, problem = ?4, human = ?5, mail = iif(?3 IS NULL, mail, x'') WHERE reader = ?1 AND day = ?2",
                params![reader.as_str(), day.to_string(), sent, problem, human.unwrap_or(false)],
            )
            .map(drop)
            .doing("noting that a digest was sent")
    }

    /// Notes that a claimed digest had nothing to tell and is not sent.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_skipped(&mut self, reader: &Address, day: Date, now: Timestamp) -> Result<(), StoreError> {
        self.db
            .execute(
                "UPDATE digest SET sent = ?3, problem = 'skipped', mail = x'' WHERE reader = ?1 AND day = ?2",
                params![reader.as_str(), day.to_string(), now.as_millisecond()],
            )
            .map(drop)
            .doing("noting that a digest was skipped")
    }

    /// Whether the reader's digest of that day was sent.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn was_sent(&self, reader: &Address, day: Date) -> Result<bool, StoreError> {
        self.db
            .query_row(
                "SELECT sent IS NOT NULL FROM digest WHERE reader = ?1 AND day = ?2",
                params![reader.as_str(), day.to_string()],
                |row| row.get(0),
            )
            .optional()
            .map(Option::unwrap_or_default)
            .doing("looking for a digest")
    }

    /// What the reader's last digest before `day` said, with its day.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn said_before(&self, reader: &Address, day: Date) -> Result<Option<(Date, String)>, StoreError> {
        let row: Option<(String, String)> = self
            .db
            .query_row(
                "SELECT day, said FROM digest WHERE reader = ?1 AND day < ?2 AND sent IS NOT NULL ORDER BY day DESC LIMIT 1",
                params![reader.as_str(), day.to_string()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()
            .doing("reading what the last digest said")?;
        Ok(row.and_then(|(day, said)| Some((day.parse().ok()?, said))))
    }

    /// The Message-ID of the reader's last digest before `day` that was sent with something in it.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn sent_before(&self, reader: &Address, day: Date) -> Result<Option<MessageId>, StoreError> {
        let id: Option<String> = self
            .db
            .query_row(
                "SELECT message_id FROM digest WHERE reader = ?1 AND day < ?2 AND sent IS NOT NULL AND problem IS NULL
                 ORDER BY day DESC LIMIT 1",
                params![reader.as_str(), day.to_string()],
                |row| row.get(0),
            )
            .optional()
            .doing("looking for the digest before")?;
        Ok(id.and_then(|id| MessageId::parse(&id)))
    }

    /// Whether the reader had a digest, or was to have one, up to `day`.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn knows_reader(&self, reader: &Address, day: Date) -> Result<bool, StoreError> {
        self.db
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM digest WHERE reader = ?1 AND day <= ?2)",
                params![reader.as_str(), day.to_string()],
                |row| row.get(0),
            )
            .doing("looking for a reader")
    }

    /// Whether the reader's first digest is of a later day than `day`, as it is when the clock was set back since. One that is dated further
    /// ahead of `now` than that explains was made while the clock was ahead, and is none.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn begins_after(&self, reader: &Address, day: Date, now: Timestamp) -> Result<bool, StoreError> {
        let soon = now.as_millisecond().saturating_add(SET_BACK_MS);
        self.db
            .query_row(
                "SELECT coalesce(min(day) > ?2, 0) FROM digest WHERE reader = ?1 AND claimed <= ?3",
                params![reader.as_str(), day.to_string(), soon],
                |row| row.get(0),
            )
            .doing("looking for a reader's first digest")
    }

    /// Notes that a digest came back for good, if it is one.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_bounce(&mut self, id: &MessageId, at: Timestamp, text: &str) -> Result<(), StoreError> {
        note_bounce(&self.db, id, at, text).doing("noting that a digest came back")
    }

    /// Readers whom nothing has reached since a day of theirs, with what the mail server said last: refused for good, or come
    /// back. One digest that is out for half a day without coming back shows that it is mended.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn unreached(&self, now: Timestamp) -> Result<Vec<(Address, Date, String)>, StoreError> {
        let doing = "looking for readers whom nothing reaches";
        let half_a_day_ago = now.as_millisecond() - 12 * 3_600_000;
        let mut statement = self
            .db
            .prepare(
                "SELECT one.reader, one.day, coalesce(bounce.text, one.problem)
                 FROM digest one LEFT JOIN digest_bounce bounce ON bounce.message_id = one.message_id
                 WHERE (bounce.text IS NOT NULL OR one.sent IS NULL AND one.human)
                     AND NOT EXISTS (
                         SELECT 1 FROM digest later LEFT JOIN digest_bounce back ON back.message_id = later.message_id
                         WHERE later.reader = one.reader AND later.day > one.day AND later.sent < ?1 AND back.text IS NULL)
                 ORDER BY one.reader, one.day",
            )
            .doing(doing)?;
        let rows = statement
            .query_map([half_a_day_ago], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?)))
            .doing(doing)?;
        let mut found: Vec<(Address, Date, String)> = Vec::new();
        for row in rows {
            let (reader, day, text) = row.doing(doing)?;
            let (Some(reader), Ok(day)) = (Address::parse(&reader), day.parse()) else { continue };
            match found.last_mut().filter(|(known, ..)| *known == reader) {
                Some((.., last)) => *last = text,
                None => found.push((reader, day, text)),
            }
        }
        Ok(found)
    }

    /// The first day before `day` whose digest was claimed and never noted as sent, none having been sent since.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn missed_before(&self, reader: &Address, day: Date) -> Result<Option<Date>, StoreError> {
        let first: Option<String> = self
            .db
            .query_row(
                "SELECT min(day) FROM digest WHERE reader = ?1 AND day < ?2 AND day >
                     (SELECT coalesce(max(day), '') FROM digest WHERE reader = ?1 AND day < ?2 AND sent IS NOT NULL)",
                params![reader.as_str(), day.to_string()],
                |row| row.get(0),
            )
            .doing("looking for digests that were not sent")?;
        Ok(first.and_then(|day| day.parse().ok()))
    }
}

/// Only of what this store has claimed: a bounce names any id that its writer likes.
pub(super) fn note_bounce(db: &rusqlite::Connection, id: &MessageId, at: Timestamp, text: &str) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO digest_bounce (message_id, at, text) SELECT ?1, ?2, ?3
         WHERE EXISTS (SELECT 1 FROM digest WHERE message_id = ?1) ON CONFLICT (message_id) DO NOTHING",
        params![id.as_str(), at.as_millisecond(), text],
    )
    .map(drop)
}
