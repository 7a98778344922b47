//! Data that lasts: copies while the service works, their return, and whether the database is sound.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::erase::forgotten;
use super::{Doing, FILE, MIGRATIONS, Store, StoreError, belongs_to_folder, locked, signed};

/// What a restored database replaced stays beside it under this name.
const REPLACED: &str = "wentdark.sqlite3.replaced";
/// Files of the state folder that a copy holds besides the database, as notes under this prefix: by the one, answers to digests that are
/// out are known again, in the other is what the detectors learnt. Grants of access are left out: a copy travels, and whoever had
/// one of them would have the mailbox.
const BESIDE: [&str; 2] = ["answers.key", "learnt.toml"];
const PREFIX: &str = "file:";
/// None of them is nearly as large.
const LARGEST: u64 = 1 << 20;

/// What came of a restore.
#[derive(Debug)]
pub struct Restored {
    /// Where the database that was replaced lies.
    pub replaced: PathBuf,
    /// Who was forgotten since the copy was made, by hash, and from before which instant: they are kept out of what is read again, and
    /// what the copy holds of them is to be erased.
    pub forgotten: HashMap<u64, Timestamp>,
    /// Why nobody knows what was sent and who was forgotten since the copy was made: the replaced database can't be read.
    pub unread: Option<String>,
}

impl Store {
    /// Writes a copy of the database to `file`, as it is at one instant. The service goes on meanwhile.
    ///
    /// # Errors
    /// [`StoreError::File`] when the file is there already or can't be written, [`StoreError::Sql`].
    pub fn back_up(&self, file: &Path) -> Result<u64, StoreError> {
        let failed = |what| move |cause| StoreError::File { path: file.to_owned(), what, cause };
        if file.exists() {
            return Err(failed("is there already")(std::io::Error::from(std::io::ErrorKind::AlreadyExists)));
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let part = file.with_file_name(format!(".{name}.part"));
        // Nobody else may read it: SQLite fills an empty file and leaves its mode.
        let _ = fs::remove_file(&part);
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part);
        made.map_err(failed("can't be made"))?;
        let written = self.db.execute("VACUUM INTO ?1", [part.to_string_lossy()]).doing("copying the database");
        let done = written.and_then(|_| take_in(&part, self.file.parent())).and_then(|()| {
            File::open(&part).and_then(|part| part.sync_all()).map_err(failed("can't be written"))?;
            fs::rename(&part, file).map_err(failed("can't be written"))
        });
        if done.is_err() {
            let _ = fs::remove_file(&part);
        }
        done?;
        fs::metadata(file).map(|meta| meta.len()).map_err(failed("can't be read"))
    }

    /// Puts a copy in the place of the database in `dir`; what was there stays beside it. The service must not run. Digests that were
    /// sent since the copy are not sent again, and who was forgotten since stays so.
    ///
    /// # Errors
    /// [`StoreError::Busy`]; [`StoreError::NoCopy`] when the copy is not sound; [`StoreError::File`].
    pub fn restore(dir: &Path, from: &Path) -> Result<Restored, StoreError> {
        let folder = |cause| StoreError::Folder { path: dir.to_owned(), what: "can't be made", cause };
        super::make(dir).map_err(folder)?;
        let Some(_lock) = locked(dir, "lock")? else { return Err(StoreError::Busy(dir.to_owned())) };
        fitness(from)?;
        let failed = |path: &Path, what| {
            let path = path.to_owned();
            move |cause| StoreError::File { path, what, cause }
        };
        let (own, part, replaced) = (dir.join(FILE), dir.join("wentdark.sqlite3.part"), dir.join(REPLACED));
        fs::copy(from, &part).map_err(failed(from, "can't be copied"))?;
        let beside = taken_out(&part)?;
        File::open(&part).and_then(|part| part.sync_all()).map_err(failed(&part, "can't be written"))?;
        belongs_to_folder(dir, &part);
        let (mut known, mut unread) = (HashMap::new(), None);
        if own.exists() {
            // What the log holds goes into the file first, if it still can.
            let settled = Connection::open(&own).and_then(|db| {
                db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
                db.execute("ATTACH ?1 AS fresh", [part.to_string_lossy()])?;
                db.execute_batch(
                    "INSERT OR REPLACE INTO fresh.digest SELECT * FROM main.digest WHERE sent IS NOT NULL; DETACH fresh",
                )?;
                forgotten(&db)
            });
            match settled {
                Ok(forgotten) => known = forgotten,
                Err(problem) => unread = Some(problem.to_string()),
            }
            fs::rename(&own, &replaced).map_err(failed(&own, "can't be set aside"))?;
        }
        for log in ["-wal", "-shm"] {
            let _ = fs::remove_file(dir.join(format!("{FILE}{log}")));
        }
        for (name, octets) in beside {
            let path = dir.join(name);
            put(dir, &path, &octets).map_err(failed(&path, "can't be written"))?;
        }
        fs::rename(&part, &own).map_err(failed(&own, "can't be written"))?;
        File::open(dir).and_then(|dir| dir.sync_all()).map_err(failed(dir, "can't be written"))?;
        let mut store = Self::connect(dir, None)?;
        let forgotten = store.take_over(known).doing("taking over who was forgotten")?;
        Ok(Restored { replaced, forgotten, unread })
    }

    /// Takes over who was forgotten elsewhere; those of whom nothing was known here.
    fn take_over(&mut self, known: HashMap<u64, Timestamp>) -> rusqlite::Result<HashMap<u64, Timestamp>> {
        let own = forgotten(&self.db)?;
        let fresh = known.into_iter().filter(|(hash, before)| own.get(hash).is_none_or(|own| own < before));
        let fresh: HashMap<u64, Timestamp> = fresh.collect();
        let tx = self.db.transaction()?;
        for (hash, before) in &fresh {
            let row = params![signed(*hash), before.as_millisecond()];
            tx.execute("INSERT OR REPLACE INTO forgotten (hash, before) VALUES (?1, ?2)", row)?;
        }
        tx.commit()?;
        Ok(fresh)
    }

    /// Looks whether the database is sound.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub fn check(&self) -> Result<(), StoreError> {
        sound(&self.db, &self.file)
    }

    /// Every file of the state in `dir` that holds facts.
    pub fn files(dir: &Path) -> Vec<PathBuf> {
        let names = [FILE, "wentdark.sqlite3-wal", "wentdark.sqlite3-shm", "wentdark.sqlite3.part", REPLACED];
        names.iter().map(|name| dir.join(name)).filter(|path| path.exists()).collect()
    }

    /// Deletes what a restored database replaced, if it is still there.
    pub fn drop_replaced(dir: &Path) {
        let _ = fs::remove_file(dir.join(REPLACED));
    }
}

/// Takes the files beside the database into a copy.
fn take_in(part: &Path, dir: Option<&Path>) -> Result<(), StoreError> {
    let doing = "taking files into the copy";
    let copy = Connection::open(part).doing(doing)?;
    for name in BESIDE {
        let Some(path) = dir.map(|dir| dir.join(name)) else { continue };
        let failed = |cause| StoreError::File { path: path.clone(), what: "can't be read", cause };
        let mut octets = Vec::new();
        match File::open(&path).and_then(|file| file.take(LARGEST).read_to_end(&mut octets)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            other => other.map_err(failed)?,
        };
        let row = params![format!("{PREFIX}{name}"), STANDARD.encode(octets)];
        copy.execute("INSERT OR REPLACE INTO note (name, at, text) VALUES (?1, 0, ?2)", row).doing(doing)?;
    }
    Ok(())
}

/// Takes the files out of a copy that is to become the database.
fn taken_out(part: &Path) -> Result<Vec<(&'static str, Vec<u8>)>, StoreError> {
    let doing = "taking files out of the copy";
    let copy = Connection::open(part).doing(doing)?;
    // Copies of versions before notes have no such table; they have no files either.
    if copy.prepare("SELECT text FROM note LIMIT 1").is_err() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for name in BESIDE {
        let row = [format!("{PREFIX}{name}")];
        let text: Option<String> =
            copy.query_row("SELECT text FROM note WHERE name = ?1", row, |row| row.get(0)).optional().doing(doing)?;
        found.extend(text.and_then(|text| STANDARD.decode(text).ok()).map(|octets| (name, octets)));
    }
    // What is removed leaves nothing behind in the file.
    copy.pragma_update(None, "secure_delete", true).doing(doing)?;
    copy.execute("DELETE FROM note WHERE name LIKE ?1 || '%'", [PREFIX]).doing(doing)?;
    Ok(found)
}

/// Writes a file of the state folder, whole or not at all, for the service alone.
fn put(dir: &Path, path: &Path, octets: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension("part");
    let _ = fs::remove_file(&part);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
    file.write_all(octets).and_then(|()| file.sync_all())?;
    belongs_to_folder(dir, &part);
    fs::rename(&part, path)
}

/// Whether a file is a sound database of ours, and none of a newer version.
fn fitness(file: &Path) -> Result<(), StoreError> {
    let failed = |cause| StoreError::File { path: file.to_owned(), what: "can't be read", cause };
    let unfit = |what: String| StoreError::NoCopy { path: file.to_owned(), what };
    if !File::open(file).and_then(|file| file.metadata()).map_err(failed)?.is_file() {
        return Err(unfit("it is no file".to_owned()));
    }
    let sql = |cause: rusqlite::Error| unfit(cause.to_string());
    let db =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(sql)?;
    sound(&db, file).map_err(|error| match error {
        StoreError::Damaged { what, .. } => unfit(what),
        other => other,
    })?;
    let ours = db.prepare("SELECT key FROM message LIMIT 1").and(db.prepare("SELECT sent FROM digest LIMIT 1"));
    ours.map_err(|cause| unfit(format!("it is no state of wentdark: {cause}")))?;
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(sql)?;
    match version > i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX) {
        true => Err(unfit("it was written by a newer wentdark: restore it with that one".to_owned())),
        false => Ok(()),
    }
}

fn sound(db: &Connection, file: &Path) -> Result<(), StoreError> {
    let damaged = |what: String| StoreError::Damaged { path: file.to_owned(), what };
    let said: Result<Vec<String>, _> =
        db.prepare("PRAGMA quick_check(3)").and_then(|mut check| check.query_map([], |row| row.get(0))?.collect());
    match said {
        Ok(lines) if lines == ["ok"] => Ok(()),
        Ok(lines) => Err(damaged(lines.join("; "))),
        Err(cause) => Err(damaged(cause.to_string())),
    }
}
