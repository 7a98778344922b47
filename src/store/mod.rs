//! All SQL. Facts are rows; the facts of a batch and the cursor that says they were read go into one transaction.

mod actions;
mod answers;
mod aside;
mod backup;
mod batch;
mod calendars;
mod common;
mod coverage;
mod digests;
mod erase;
mod facts;
mod meeting;
mod migrate;
#[cfg(test)]
mod migrated;
mod moved;
mod notes;
mod proof;
mod retention;
mod rows;
mod search;
mod secret;
mod state;
mod traces;
mod words;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use actions::Example;
pub use answers::{AnswerRow, Asked, Outcome, ReplyRow, Unsent};
pub use backup::Restored;
pub use batch::{Batch, Copy};
pub use calendars::{CalendarFact, CalendarPass};
pub use coverage::{Coverage, FolderEnd, KnownFolder, PassEnd, Unread};
pub use digests::{Claim, DigestRow};
pub use erase::{Erased, Erasure};
use migrate::MIGRATIONS;
pub use notes::Topic;
pub use proof::is_named_in;
pub use search::Reread;
pub use state::{ReaderState, Waiting};

/// What to do about a damaged database.
const WAY_OUT: &str = "Way out: stop the service, then `wentdark restore FILE` with the latest backup. Without one: move the files \
     wentdark.sqlite3, wentdark.sqlite3-wal and wentdark.sqlite3-shm out of the state folder and start again; all mail is read anew, and \
     what is lost are marks, logged calls and when stages were first read. If it happens again, check the disk";

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The state folder can't be made or written.
    #[error(
        "the state folder {path} {what}: {cause}. Run this as root or as the user of the service; else set [state] dir to a folder that \
         wentdark may write, or mend its permissions"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What could not be done.
        what: &'static str,
        /// The system's words.
        cause: std::io::Error,
    },
    /// Another process does passes on the same state.
    #[error(
        "another wentdark is already running on the state folder {0}. Stop it first, or give this one a [state] dir of its own"
    )]
    Busy(PathBuf),
    /// Nothing was read yet.
    #[error("nothing has been read yet: {0} does not exist. Run `wentdark sync` first")]
    Empty(PathBuf),
    /// The disk is full.
    #[error("the disk that holds the state folder is full: free some space; nothing is lost, the pass is repeated ({0})")]
    Full(String),
    /// A file beside the state folder.
    #[error("{path} {what}: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
        /// The system's words.
        cause: std::io::Error,
    },
    /// The database is broken.
    #[error("the database {path} is damaged ({what}). {}", WAY_OUT)]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The same, found out while something was being done.
    #[error("{doing}: the database in the state folder is damaged ({cause}). {}", WAY_OUT)]
    Corrupt {
        /// What was being done.
        doing: &'static str,
        /// SQLite's words.
        cause: rusqlite::Error,
    },
    /// What is to be restored is no copy, or a damaged one.
    #[error("{path} is damaged, or no copy that `wentdark backup` wrote ({what}). Nothing was changed: take another one")]
    NoCopy {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// SQLite's own words.
    #[error("{doing}: {cause}")]
    Sql {
        /// What was being done.
        doing: &'static str,
        /// SQLite's words.
        cause: rusqlite::Error,
    },
    /// The database is of a newer version, or a migration failed.
    #[error("the database could not be brought up to date: {0}. Was it written by a newer wentdark?")]
    Migration(rusqlite_migration::Error),
}

impl StoreError {
    /// Whether it stays so until somebody has done something about the database.
    pub fn is_for_good(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::Corrupt { .. } | Self::Migration(_))
    }
}

/// Adds to an SQL error what was being done.
trait Doing<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|cause| match cause.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => StoreError::Full(doing.to_owned()),
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                StoreError::Corrupt { doing, cause }
            }
            _ => StoreError::Sql { doing, cause },
        })
    }
}

/// The facts on disk.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    file: PathBuf,
    /// Held while this process does passes.
    _lock: Option<File>,
}

impl Store {
    /// Opens the store in `dir` for passes: makes it when it isn't there, and keeps other processes from doing passes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open_for_passes(dir: &Path) -> Result<Self, StoreError> {
        let folder = |what| move |cause| StoreError::Folder { path: dir.to_owned(), what, cause };
        make(dir).map_err(folder("can't be made"))?;
        // Who only looks whether a service is running holds the lock for a moment.
        for _ in 0..10 {
            if let Some(lock) = locked(dir, "lock")? {
                return Self::connect(dir, Some(lock));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(StoreError::Busy(dir.to_owned()))
    }

    /// Opens the store in `dir` for reading and for single facts, beside a process that may be doing passes.
    ///
    /// # Errors
    /// [`StoreError::Empty`] when nothing was ever read.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join(FILE);
        match fs::metadata(&path) {
            Ok(_) => Self::connect(dir, None),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(StoreError::Empty(path)),
            Err(cause) => Err(StoreError::Folder { path: dir.to_owned(), what: "can't be entered", cause }),
        }
    }

    /// Keeps other processes from sending digests, for as long as the file is held; `None` while another one does so itself.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn sending(dir: &Path) -> Result<Option<File>, StoreError> {
        locked(dir, "sending")
    }

    /// The same for acting on answers.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn answering(dir: &Path) -> Result<Option<File>, StoreError> {
        locked(dir, "answering")
    }

    fn connect(dir: &Path, lock: Option<File>) -> Result<Self, StoreError> {
        let flags = OpenFlags::default() | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let file = dir.join(FILE);
        // SQLite gives its log the mode of the database: whatever the umask is, nobody else reads them.
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file);
        if let Err(cause) = made
            && cause.kind() != std::io::ErrorKind::AlreadyExists
        {
            tracing::debug!(reason = %cause, "the database file can't be made beforehand");
        }
        let mut db = Connection::open_with_flags(&file, flags).doing("opening the database")?;
        let damaged = |cause: rusqlite::Error| match cause.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                Err(StoreError::Damaged { path: file.clone(), what: cause.to_string() })
            }
            _ => Ok(()),
        };
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).or_else(damaged)?;
        belongs_to_folder(dir, &file);
        db.busy_timeout(Duration::from_secs(30)).doing("setting the busy timeout")?;
        // A batch has more than twenty statements.
        db.set_prepared_statement_cache_capacity(64);
        migrate::to_write_ahead_log(&db)?;
        db.pragma_update(None, "synchronous", "NORMAL").doing("setting how often the disk is flushed")?;
        // Keys are hashes, so a batch touches pages everywhere: 32 MB of log before they are moved, not 4.
        db.pragma_update(None, "wal_autocheckpoint", 8000).doing("setting when the write-ahead log is moved")?;
        // 8 MiB of pages at most: a service reads many mailboxes and is small, however much it has read.
        db.pragma_update(None, "cache_size", -8192).doing("bounding the page cache")?;
        // A migration puts tables in the place of others.
        db.pragma_update(None, "foreign_keys", "OFF").doing("turning off foreign keys")?;
        migrate::to_newest(&mut db)?;
        db.pragma_update(None, "foreign_keys", "ON").doing("turning on foreign keys")?;
        Ok(Self { db, file, _lock: lock })
    }
}

/// A lock in the state folder, which the system lets go when its process ends, however it ends.
fn locked(dir: &Path, name: &str) -> Result<Option<File>, StoreError> {
    let folder = |what| move |cause| StoreError::Folder { path: dir.to_owned(), what, cause };
    let options = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(dir.join(name));
    let lock = options.map_err(folder("can't be written"))?;
    belongs_to_folder(dir, &dir.join(name));
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(cause)) => Err(folder("can't be locked")(cause)),
    }
}

/// Makes the state folder, which nobody else may enter.
fn make(dir: &Path) -> std::io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    dir.parent().map_or(Ok(()), fs::create_dir_all)?;
    match fs::DirBuilder::new().mode(0o700).create(dir) {
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists && dir.is_dir() => Ok(()),
        other => other,
    }
}

/// A file that root makes by the way belongs to whoever the folder belongs to: the service must be able to write it.
fn belongs_to_folder(dir: &Path, file: &Path) {
    if let (Ok(dir), Ok(own)) = (fs::metadata(dir), fs::metadata(file))
        && (dir.uid(), dir.gid()) != (own.uid(), own.gid())
    {
        // Who isn't root can't, and needn't.
        let _ = std::os::unix::fs::chown(file, Some(dir.uid()), Some(dir.gid()));
    }
}

const FILE: &str = "wentdark.sqlite3";

/// SQLite's integers are signed; hashes are not. The bits are kept.
fn signed(hash: u64) -> i64 {
    i64::from_ne_bytes(hash.to_ne_bytes())
}

fn unsigned(value: i64) -> u64 {
    u64::from_ne_bytes(value.to_ne_bytes())
}

#[cfg(test)]
mod tests {
    use rusqlite_migration::Migrations;

    use super::*;

    #[test]
    fn the_migrations_are_valid() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }

    #[test]
    fn what_was_followed_before_searches_were_kept_is_searched_for_once_more() {
        let mut db = Connection::open_in_memory().unwrap();
        let migrations = Migrations::from_slice(MIGRATIONS);
        migrations.to_version(&mut db, 2).unwrap();
        db.execute_batch(
            "INSERT INTO followed (hash) VALUES (7); INSERT INTO trace (key, hashes) VALUES (1, x'0700000000000000')",
        )
        .unwrap();
        migrations.to_latest(&mut db).unwrap();
        let hash: i64 = db.query_row("SELECT hash FROM unsearched", [], |row| row.get(0)).unwrap();
        assert_eq!(hash, 7);
    }

    /// What a service of the first version had written, brought up to date: nothing is lost, and everything can be read.
    #[test]
    fn a_database_of_the_first_version_keeps_its_facts() {
        let dir = tempfile::tempdir().unwrap();
        let mut db = Connection::open(dir.path().join(FILE)).unwrap();
        Migrations::from_slice(MIGRATIONS).to_version(&mut db, 1).unwrap();
        db.execute_batch(
            "INSERT INTO mailbox VALUES (1, 'dana@northfield.example');
             INSERT INTO folder VALUES (1, 1, 'INBOX', 'inbox', 'cursor 7');
             INSERT INTO copy VALUES (1, '7', 11);
             INSERT INTO trace VALUES (11, x'0700000000000000');
             INSERT INTO message (id, key, detectors, followed, message_id, from_address, to_list, subject, server_time, kind, kind_rule, seen)
                 VALUES (1, 11, 1, 1, 'p1@acme.example', 'pat@acme.example', 'dana@northfield.example', 'Line 4', 1, 'human', 'x', ' 1:inbox');
             INSERT INTO signal VALUES (1, 0, 'urgency', 'this week', 0, 9, NULL, NULL);
             INSERT INTO action VALUES (1, 1, NULL, 'acme-line4', 'signed', NULL, 'on paper');
             INSERT INTO pass VALUES (1, 1, 1779271200000, NULL, 0);
             INSERT INTO digest VALUES ('lead@northfield.example', '2026-05-20', 'id', 1, 2, NULL, x'', '{}')",
        )
        .unwrap();
        drop(db);
        let store = Store::open_for_passes(dir.path()).unwrap();
        let mails = store.mails().unwrap();
        let subjects: Vec<String> = mails.iter().map(|letter| letter.subject().to_owned()).collect();
        assert_eq!(subjects, ["Line 4"]);
        assert_eq!(store.actions().unwrap().len(), 1);
        let dana = crate::domain::address::Address::parse("dana@northfield.example").unwrap();
        assert!(store.coverage().unwrap()[&dana].until.is_some());
        let mut store = store;
        let folders = store.folders(1, std::iter::once(("INBOX", crate::domain::mail::FolderRole::Inbox))).unwrap();
        let read_until = "2026-05-20T10:00:00Z".parse().ok();
        assert_eq!(folders, [KnownFolder { id: 1, cursor: Some("cursor 7".into()), failed: false, read_until }]);
        let lead = crate::domain::address::Address::parse("lead@northfield.example").unwrap();
        assert!(store.was_sent(&lead, "2026-05-20".parse().unwrap()).unwrap());
        assert!(store.forgotten().unwrap().is_empty() && store.noted(Topic::Mistakes).unwrap().is_none());
        store.check().unwrap();
    }

    #[test]
    fn a_second_process_is_told_so() {
        let dir = tempfile::tempdir().unwrap();
        let _first = Store::open_for_passes(dir.path()).unwrap();
        let error = Store::open_for_passes(dir.path()).unwrap_err().to_string();
        assert!(error.starts_with("another wentdark is already running"), "{error}");
        assert!(Store::open(dir.path()).is_ok(), "reading beside it is fine");
    }

    #[test]
    fn a_state_folder_that_cannot_be_made_is_named() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        let error = Store::open_for_passes(&dir.path().join("file/state")).unwrap_err().to_string();
        assert!(error.contains("can't be made") && error.contains("[state] dir"), "{error}");
    }
}
