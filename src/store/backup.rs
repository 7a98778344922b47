//! Data that lasts: copies while the service works, their return, and whether the database is sound.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use rusqlite_migration::Migrations;

use super::{Doing, FILE, MIGRATIONS, Store, StoreError, belongs_to_folder, locked};

/// What a restored database replaced stays beside it under this name.
const REPLACED: &str = "wentdark.sqlite3.replaced";
/// Files of the state folder that a copy holds besides the database, as notes under this prefix: by the one, answers to digests that are
/// out are known again, in the other is what the detectors learnt. Grants of access are left out: a copy travels, and whoever had
/// one of them would have the mailbox.
const BESIDE: [&str; 2] = ["answers.key", "learnt.toml"];
const PREFIX: &str = "file:";
/// None of them is nearly as large.
const LARGEST: u64 = 1 << 20;

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
    /// sent since the copy are not sent again.
    ///
    /// # Errors
    /// [`StoreError::Busy`]; [`StoreError::Damaged`] when the copy is not sound; [`StoreError::File`].
    pub fn restore(dir: &Path, from: &Path) -> Result<PathBuf, StoreError> {
        let folder = |cause| StoreError::Folder { path: dir.to_owned(), what: "can't be made", cause };
        fs::create_dir_all(dir).map_err(folder)?;
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
        if own.exists() {
            // What the log holds goes into the file first, if it still can.
            let settled = Connection::open(&own).and_then(|db| {
                db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
                db.execute("ATTACH ?1 AS fresh", [part.to_string_lossy()])?;
                db.execute_batch(
                    "INSERT OR REPLACE INTO fresh.digest SELECT * FROM main.digest WHERE sent IS NOT NULL; DETACH fresh",
                )
            });
            if let Err(problem) = settled {
                tracing::warn!(reason = %problem, "the database to be replaced can't be read: today's digests may go out again");
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
        Self::connect(dir, None)?;
        Ok(replaced)
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
    File::open(file).map_err(failed)?;
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .doing("opening the copy")?;
    sound(&db, file)?;
    let ours = db.prepare("SELECT key FROM message LIMIT 1").and(db.prepare("SELECT sent FROM digest LIMIT 1"));
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).doing("reading the copy's version")?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    match ours {
        Err(cause) => Err(StoreError::Damaged { path: file.to_owned(), what: format!("it is no state of wentdark ({cause})") }),
        Ok(_) if version > known => {
            let migrations = Migrations::from_slice(MIGRATIONS);
            // To say it in the usual words.
            let mut copy = Connection::open_in_memory().doing("looking at the copy")?;
            copy.pragma_update(None, "user_version", version).doing("looking at the copy")?;
            migrations.to_latest(&mut copy).map_err(StoreError::Migration)
        }
        Ok(_) => Ok(()),
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
