//! How the store itself is, for `status` and monitoring.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use super::{Doing, FILE, Store, StoreError, unsigned};
use crate::domain::address::Address;

/// How a reader's digests went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReaderState {
    /// The reader's day of the last digest that was sent, and when that was.
    pub sent: Option<(Date, Timestamp)>,
    /// Why the latest one could not be sent or came back, and whether a human must act.
    pub problem: Option<(String, bool)>,
}

/// What waits to be read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Messages of the past that matter since.
    pub past: u64,
    /// Messages that the lexicon alone has judged so far.
    pub closer: u64,
}

impl Store {
    /// How a reader's digests went up to their day `today`. (When the clock was ahead, there may be later ones.)
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn reader_state(&self, reader: &Address, today: Date) -> Result<ReaderState, StoreError> {
        let doing = "reading how digests went";
        let sent: Option<(String, i64)> = self
            .db
            .query_row(
                "SELECT day, sent FROM digest WHERE reader = ?1 AND sent IS NOT NULL AND day <= ?2 ORDER BY day DESC LIMIT 1",
                params![reader.as_str(), today.to_string()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()
            .doing(doing)?;
        let problem: Option<(Option<String>, bool)> = self
            .db
            .query_row(
                "SELECT coalesce(back.text, iif(sent IS NULL, problem, NULL)), back.text IS NOT NULL OR human
                 FROM digest LEFT JOIN digest_bounce back ON back.message_id = digest.message_id
                 WHERE reader = ?1 AND day <= ?2 ORDER BY day DESC LIMIT 1",
                params![reader.as_str(), today.to_string()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()
            .doing(doing)?;
        Ok(ReaderState {
            sent: sent.and_then(|(day, at)| Some((day.parse().ok()?, Timestamp::from_millisecond(at).ok()?))),
            problem: problem.and_then(|(text, human)| Some((text?, human))),
        })
    }

    /// How many messages are kept.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn kept(&self) -> Result<u64, StoreError> {
        self.count("SELECT count(*) FROM message")
    }

    /// What waits to be read again.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn waiting(&self) -> Result<Waiting, StoreError> {
        let count =
            |table| self.count(&format!("SELECT count(*) FROM {table} q JOIN folder f ON f.id = q.folder_id WHERE f.listed"));
        Ok(Waiting { past: count("reread")?, closer: count("closer")? })
    }

    pub(super) fn count(&self, sql: &str) -> Result<u64, StoreError> {
        self.db.query_row(sql, [], |row| row.get::<_, i64>(0)).map(unsigned).doing("counting rows")
    }

    /// How many octets the database in `dir` takes on disk, its write-ahead log included; 0 when there is none.
    pub fn size(dir: &Path) -> u64 {
        let of = |suffix: &str| fs::metadata(dir.join(format!("{FILE}{suffix}"))).map_or(0, |meta| meta.len());
        of("") + of("-wal")
    }

    /// Whether a process does passes on the state in `dir` just now.
    pub fn is_worked_on(dir: &Path) -> bool {
        let Ok(lock) = File::open(dir.join("lock")) else { return false };
        matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock))
    }
}
