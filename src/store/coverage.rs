//! What was read until when: of each folder how its last visit ended, and what follows for its mailbox.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Doing, Store, StoreError};
use crate::domain::address::Address;
use crate::domain::mail::FolderRole;

/// How far a mailbox was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Up to when all of it was read: as far as the folder that was read least far. `None` when one of them never was.
    pub until: Option<Timestamp>,
    /// The same of the folders that nothing was wrong with.
    pub others_until: Option<Timestamp>,
    /// Why the last pass broke off, and whether a human must act.
    pub error: Option<(String, bool)>,
    /// The folders that could not be read at their last visit, by name.
    pub folders: Vec<Unread>,
}

/// A folder that could not be read at its last visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// As the source spells it.
    pub name: String,
    /// The start of the last pass that read all of it; `None` when none did.
    pub until: Option<Timestamp>,
    /// What went wrong.
    pub error: String,
    /// Whether a human must act.
    pub human: bool,
    /// It never was this user's to read, and leaves no gap: somebody else's folder that the server shows, or a mere name.
    pub closed: bool,
}

impl Coverage {
    /// The folder that ends the coverage, if others were read further.
    pub fn ends_with(&self) -> Option<&Unread> {
        let gaps = self.folders.iter().filter(|folder| !folder.closed);
        gaps.min_by_key(|folder| folder.until).filter(|folder| folder.until < self.others_until)
    }
}

/// So far may what was noted lie ahead of the clock, ms: more, and the clock went ahead when it was noted (5 minutes).
pub(super) const AHEAD_MS: i64 = 5 * 60 * 1000;

/// What of a folder doesn't come for so long is taken for damaged, ms: longer than a night, and short enough that what is covered up to
/// then is fresh (20 hours).
const PATIENCE_MS: i64 = 20 * 3600 * 1000;

/// A folder as a pass begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFolder {
    /// Its number in the store.
    pub id: i64,
    /// The cursor after the last committed batch.
    pub cursor: Option<String>,
    /// Whether its last visit failed.
    pub failed: bool,
    /// The start of the last pass that read all of it.
    pub read_until: Option<Timestamp>,
}

/// How a visit of a folder ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderEnd {
    /// All that is new was read.
    Read,
    /// It could not be read.
    Failed {
        /// Why, in words.
        error: String,
        /// Whether a human must act.
        human: bool,
        /// This user isn't let in, or it isn't there.
        refused: bool,
        /// There is nothing in it but a few messages that didn't come, while others did: they may be damaged.
        damaged: bool,
    },
}

/// How a pass over a mailbox ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassEnd {
    /// Why it broke off, and whether a human must act.
    pub error: Option<(String, bool)>,
    /// The folders that it visited, by their numbers.
    pub folders: Vec<(i64, FolderEnd)>,
}

impl Store {
    /// The folders of a mailbox that a listing showed, in its order. One that is new was read as far as the mailbox: what is in it now
    /// was elsewhere then. One that the listing doesn't show any more leaves no gap.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn folders<'n>(
        &mut self,
        mailbox: i64,
        listed: impl Iterator<Item = (&'n str, FolderRole)>,
    ) -> Result<Vec<KnownFolder>, StoreError> {
        let doing = "noting the folders of a mailbox";
        let sql = "SELECT name, id, cursor, error IS NOT NULL, read_until, role, listed FROM folder WHERE mailbox_id = ?1";
        let known = |row: &Row<'_>| Ok((row.get(0)?, (known_folder(row, 1)?, row.get(5)?, row.get(6)?)));
        let mut known: BTreeMap<String, (KnownFolder, String, bool)> = self
            .db
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map([mailbox], known)?.collect())
            .doing(doing)?;
        let mut found = Vec::new();
        // A pass without news writes nothing here.
        for (name, role) in listed {
            found.push(match known.remove(name) {
                Some((folder, same, true)) if same == role.as_str() => folder,
                _ => self.note_folder(mailbox, name, role).doing(doing)?,
            });
        }
        for (folder, ..) in known.values().filter(|(.., listed)| *listed) {
            self.db.execute("UPDATE folder SET listed = 0 WHERE id = ?1", [folder.id]).doing(doing)?;
        }
        Ok(found)
    }

    fn note_folder(&self, mailbox: i64, name: &str, role: FolderRole) -> rusqlite::Result<KnownFolder> {
        self.db.query_row(
            "INSERT INTO folder (mailbox_id, name, role, read_until) VALUES (?1, ?2, ?3,
                 (SELECT p.started FROM pass p WHERE p.mailbox_id = ?1 AND p.error IS NULL ORDER BY p.id DESC LIMIT 1))
             ON CONFLICT (mailbox_id, name) DO UPDATE SET role = excluded.role, listed = 1
             RETURNING id, cursor, error IS NOT NULL, read_until",
            params![mailbox, name, role.as_str()],
            |row| known_folder(row, 0),
        )
    }

    /// Notes how a pass over a mailbox ended that began at `started`: what it read is read up to then.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_pass(&mut self, mailbox: i64, started: Timestamp, end: &PassEnd) -> Result<(), StoreError> {
        let doing = "noting a pass";
        let tx = self.db.transaction().doing(doing)?;
        let (started, error) = (started.as_millisecond(), end.error.as_ref());
        disbelieve(&tx, mailbox, started).doing(doing)?;
        tx.prepare_cached("INSERT INTO pass (mailbox_id, started, error, human) VALUES (?1, ?2, ?3, ?4)")
            .and_then(|mut insert| insert.execute(params![mailbox, started, error.map(|e| &e.0), error.is_some_and(|e| e.1)]))
            .doing(doing)?;
        for (folder, end) in &end.folders {
            match end {
                FolderEnd::Read => tx
                    .prepare_cached("UPDATE folder SET read_until = ?2, error = NULL, human = 0, closed = 0 WHERE id = ?1")
                    .and_then(|mut update| update.execute(params![folder, started])),
                // What was read once, and what is the user's own by its use, was somebody's to read. Where the same messages didn't come
                // the last time, everything counts as read that was there at a pass PATIENCE_MS ago: they don't come for so long.
                FolderEnd::Failed { error, human, refused, damaged } => tx
                    .prepare_cached(
                        "UPDATE folder SET error = ?2, human = ?3, closed = ?4 AND cursor IS NULL AND role = 'other',
                             read_until = nullif(max(coalesce(read_until, 0), coalesce((SELECT max(p.started) FROM pass p
                                 WHERE ?5 AND folder.error = ?2 AND p.mailbox_id = folder.mailbox_id AND p.error IS NULL
                                     AND p.started <= ?6), 0)), 0)
                         WHERE id = ?1",
                    )
                    .and_then(|mut update| {
                        update.execute(params![folder, error, human, refused, damaged, started.saturating_sub(PATIENCE_MS)])
                    }),
            }
            .doing(doing)?;
        }
        tx.commit().doing(doing)
    }

    /// How far each mailbox was read, by its address.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn coverage(&self) -> Result<BTreeMap<Address, Coverage>, StoreError> {
        let doing = "reading how far mailboxes were read";
        let mailboxes: Vec<(i64, String)> = self
            .db
            .prepare_cached("SELECT id, address FROM mailbox")
            .and_then(|mut statement| statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
            .doing(doing)?;
        let mut all = BTreeMap::new();
        for (id, address) in mailboxes {
            if let Some(address) = Address::parse(&address) {
                all.insert(address, self.coverage_of(id).doing(doing)?);
            }
        }
        Ok(all)
    }

    fn coverage_of(&self, mailbox: i64) -> rusqlite::Result<Coverage> {
        let last = |wanted: &str| -> rusqlite::Result<Option<(i64, Option<String>, bool)>> {
            let sql = format!("SELECT started, error, human FROM pass WHERE mailbox_id = ?1 {wanted} ORDER BY id DESC LIMIT 1");
            let mut statement = self.db.prepare_cached(&sql)?;
            statement.query_row([mailbox], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
        };
        let error = last("")?.and_then(|(_, error, human)| Some((error?, human)));
        let (mut all, mut others): (Vec<Option<Timestamp>>, Vec<Option<Timestamp>>) = Default::default();
        let mut coverage = Coverage { error, ..Coverage::default() };
        let sql = "SELECT name, read_until, error, human, closed FROM folder WHERE mailbox_id = ?1 AND listed ORDER BY name";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([mailbox])?;
        while let Some(row) = rows.next()? {
            let (until, error): (Option<i64>, Option<String>) = (row.get(1)?, row.get(2)?);
            let (until, closed): (_, bool) = (instant(until), row.get(4)?);
            if !closed {
                all.push(until);
            }
            match error {
                Some(error) => coverage.folders.push(Unread { name: row.get(0)?, until, error, human: row.get(3)?, closed }),
                None => others.push(until),
            }
        }
        coverage.until = match all.into_iter().min() {
            Some(until) => until,
            // A source without a folder, an empty folder of mbox files, was read when a pass ended.
            None => instant(last("AND error IS NULL")?.map(|(started, ..)| started)),
        };
        coverage.others_until = others.into_iter().min().unwrap_or(coverage.until);
        Ok(coverage)
    }
}

/// A folder, of the columns from `at` on.
fn known_folder(row: &Row<'_>, at: usize) -> rusqlite::Result<KnownFolder> {
    let read_until = instant(row.get(at + 3)?);
    Ok(KnownFolder { id: row.get(at)?, cursor: row.get(at + 1)?, failed: row.get(at + 2)?, read_until })
}

/// Takes back what passes claimed while the clock was ahead: nothing was read until an instant that hasn't come. What is left is the last
/// pass from before, or nothing.
fn disbelieve(db: &Connection, mailbox: i64, now: i64) -> rusqlite::Result<()> {
    let latest = now.saturating_add(AHEAD_MS);
    db.prepare_cached("DELETE FROM pass WHERE mailbox_id = ?1 AND started > ?2")?.execute([mailbox, latest])?;
    db.prepare_cached(
        "UPDATE folder SET read_until =
             (SELECT p.started FROM pass p WHERE p.mailbox_id = ?1 AND p.error IS NULL ORDER BY p.id DESC LIMIT 1)
         WHERE mailbox_id = ?1 AND read_until > ?2",
    )?
    .execute([mailbox, latest])
    .map(drop)
}

fn instant(milliseconds: Option<i64>) -> Option<Timestamp> {
    milliseconds.and_then(|ms| Timestamp::from_millisecond(ms).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_while_the_clock_was_ahead_counts_no_more_when_it_is_right_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let dana = Address::parse("dana@northfield.example").unwrap();
        let mailbox = store.mailbox(&dana).unwrap();
        let folder = store.folders(mailbox, std::iter::once(("INBOX", FolderRole::Inbox))).unwrap()[0].id;
        let calendar = store.calendar(&dana, "a").unwrap().0;
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let read = || PassEnd { folders: vec![(folder, FolderEnd::Read)], ..PassEnd::default() };
        let failed = || PassEnd { error: Some(("the server is down".to_owned(), false)), ..PassEnd::default() };
        let until = |store: &Store| store.coverage().unwrap()[&dana].until;
        let seen = |store: &Store| store.calendar_passes().unwrap()[&(dana.to_string(), "a".to_owned())].until;
        let (before, ahead, again) = (at("2026-05-01T10:00:00Z"), at("2027-05-01T10:00:00Z"), at("2026-05-02T10:00:00Z"));
        for now in [before, ahead] {
            store.note_pass(mailbox, now, &read()).unwrap();
            store.note_calendar(calendar, now, None).unwrap();
            assert_eq!((until(&store), seen(&store)), (Some(now), Some(now)));
        }
        store.note_pass(mailbox, again, &failed()).unwrap();
        store.note_calendar(calendar, again, Some(("the server is down", false))).unwrap();
        assert_eq!((until(&store), seen(&store)), (Some(before), None), "of a calendar no earlier pass is known");
        store.note_pass(mailbox, again, &read()).unwrap();
        assert_eq!(until(&store), Some(again));
        // Two machines' clocks differ by seconds.
        store.note_pass(mailbox, at("2026-05-02T09:59:00Z"), &failed()).unwrap();
        assert_eq!(until(&store), Some(again));
    }
}
