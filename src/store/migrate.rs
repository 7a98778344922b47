//! The versions of the database, and how an older one becomes the newest.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::{Doing, StoreError};

/// Migrations, oldest first; a migration that has shipped is never edited.
pub(super) const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("migrations/0001_facts.sql")),
    M::up(include_str!("migrations/0002_calendars.sql")),
    M::up(include_str!("migrations/0003_past.sql")),
    M::up(include_str!("migrations/0004_notes.sql")),
    M::up(include_str!("migrations/0005_forgotten.sql")),
    M::up(include_str!("migrations/0006_bounces.sql")),
    M::up(include_str!("migrations/0007_human.sql")),
    M::up(include_str!("migrations/0008_coverage.sql")),
    M::up(include_str!("migrations/0009_answers.sql")),
    M::up(include_str!("migrations/0010_heads.sql")),
    M::up(include_str!("migrations/0011_written.sql")),
    M::up(include_str!("migrations/0012_order.sql")),
    M::up(include_str!("migrations/0013_waits.sql")),
    M::up(include_str!("migrations/0014_acknowledges.sql")),
];

/// How long another process is waited for that opens the same database.
const PATIENCE: Duration = Duration::from_secs(60);

/// Turns the write-ahead log on. The whole database is locked for it, and SQLite doesn't wait for that lock, whatever its timeout is: of
/// many that open a fresh database at once one gets it, and the others find it done.
///
/// # Errors
/// [`StoreError::Full`] or [`StoreError::Sql`].
pub(super) fn to_write_ahead_log(db: &Connection) -> Result<(), StoreError> {
    let began = Instant::now();
    loop {
        match db.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if is_busy(&error) && may_wait(began) => {}
            done => return done.doing("turning on the write-ahead log"),
        }
    }
}

/// Brings the database to the newest version, in one transaction.
///
/// # Errors
/// [`StoreError::Migration`] when it is of a newer version, [`StoreError::Full`], or [`StoreError::Sql`].
pub(super) fn to_newest(db: &mut Connection) -> Result<(), StoreError> {
    let began = Instant::now();
    loop {
        let before = version(db)?;
        match Migrations::from_slice(MIGRATIONS).to_latest(db) {
            Ok(()) => return Ok(()),
            // Two that open an old database at once both want to bring it up to date: one does, the other finds it done.
            Err(error) if (is_locked(&error) || version(db)? != before) && may_wait(began) => {}
            Err(error) => return Err(not_migrated(error)),
        }
    }
}

/// Waits a moment, unless it was waited long enough since `began`.
fn may_wait(began: Instant) -> bool {
    let patient = began.elapsed() < PATIENCE;
    if patient {
        std::thread::sleep(Duration::from_millis(100));
    }
    patient
}

fn version(db: &Connection) -> Result<i64, StoreError> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0)).doing("reading the version of the database")
}

fn is_locked(error: &rusqlite_migration::Error) -> bool {
    matches!(error, rusqlite_migration::Error::RusqliteError { err, .. } if is_busy(err))
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked))
}

/// A full disk is no newer version.
fn not_migrated(error: rusqlite_migration::Error) -> StoreError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. }
            if err.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) =>
        {
            StoreError::Full("bringing the database up to date".to_owned())
        }
        other => StoreError::Migration(other),
    }
}
