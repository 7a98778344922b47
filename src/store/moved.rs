//! Mail that is moved to Junk after it was read, by a filter with second thoughts (Microsoft's zero-hour auto purge) or by somebody, and
//! back: the copy that it leaves behind is asked after, and forgotten when it is gone. So it is told of a reply that lies in Junk alone.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::rows::token;
use super::{Batch, Doing, Store, StoreError, signed, unsigned};
use crate::domain::mail::{FolderRole, MailKey};

/// A copy of a known message turned up at a place of a folder. Where the message is kept, and lies in Junk of that mailbox and elsewhere in
/// it, its other copies are queued to be read again: it may have been moved. What lies among sent mail was sent, wherever else it lies.
pub(super) fn ask_after_others(tx: &Transaction<'_>, mailbox: i64, folder: i64, place: &str, key: i64) -> rusqlite::Result<()> {
    let seen: Option<String> =
        tx.prepare_cached("SELECT seen FROM message WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()?;
    let Some(seen) = seen else { return Ok(()) };
    let is_in = |role: FolderRole| seen.contains(&token(mailbox, role.as_str()));
    let elsewhere = FolderRole::ALL.into_iter().any(|role| !matches!(role, FolderRole::Junk | FolderRole::Sent) && is_in(role));
    // Copies are found by their place alone: this walks over all of them.
    if is_in(FolderRole::Junk) && elsewhere {
        tx.prepare_cached(
            "INSERT OR IGNORE INTO reread (folder_id, place)
             SELECT c.folder_id, c.place FROM copy c JOIN folder f ON f.id = c.folder_id
             WHERE c.key = ?1 AND f.mailbox_id = ?2 AND f.role <> 'sent' AND NOT (c.folder_id = ?3 AND c.place = ?4)",
        )?
        .execute(params![key, mailbox, folder, place])?;
    }
    Ok(())
}

/// A copy was asked for and didn't come. It is forgotten where another one in its mailbox, not among sent mail, tells what became of it.
pub(super) fn is_gone(tx: &Transaction<'_>, folder: i64, place: &str) -> rusqlite::Result<()> {
    let copy: Option<(i64, i64, String)> = tx
        .prepare_cached(
            "SELECT c.key, f.mailbox_id, f.role FROM copy c JOIN folder f ON f.id = c.folder_id
             WHERE c.folder_id = ?1 AND c.place = ?2",
        )?
        .query_row(params![folder, place], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((key, mailbox, role)) = copy.filter(|(.., role)| role != FolderRole::Sent.as_str()) else { return Ok(()) };
    let others: Vec<String> = tx
        .prepare_cached(
            "SELECT DISTINCT f.role FROM copy c JOIN folder f ON f.id = c.folder_id
             WHERE c.key = ?1 AND f.mailbox_id = ?2 AND f.role <> 'sent' AND NOT (c.folder_id = ?3 AND c.place = ?4)",
        )?
        .query_map(params![key, mailbox, folder, place], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if others.is_empty() {
        return Ok(());
    }
    if !others.contains(&role) {
        tx.prepare_cached("UPDATE message SET seen = replace(seen, ?2, '') WHERE key = ?1")?
            .execute(params![key, token(mailbox, &role)])?;
    }
    tx.prepare_cached("DELETE FROM copy WHERE folder_id = ?1 AND place = ?2")?.execute(params![folder, place]).map(drop)
}

/// Whether a copy waits to be read again, or to be judged closely.
const WAITS: &str = "EXISTS (SELECT 1 FROM reread q WHERE q.folder_id = c.folder_id AND q.place = c.place)
         OR EXISTS (SELECT 1 FROM closer q WHERE q.folder_id = c.folder_id AND q.place = c.place)";

/// Notes what lies in a folder whose places lose their meaning, as far as it is kept and was received since an instant.
fn leave_behind(tx: &Transaction<'_>, folder: i64, since: Option<Timestamp>) -> rusqlite::Result<()> {
    tx.prepare_cached(&format!(
        "INSERT INTO left_behind (folder_id, key, waits)
         SELECT c.folder_id, c.key, {WAITS} FROM copy c JOIN message m ON m.key = c.key
         WHERE c.folder_id = ?1 AND m.server_time >= ?2
         ON CONFLICT (folder_id, key) DO UPDATE SET waits = max(waits, excluded.waits)"
    ))?
    .execute(params![folder, since.map_or(i64::MIN, Timestamp::as_millisecond)])
    .map(drop)
}

/// Messages of a renumbered folder turned up there again. What waits and wasn't read whole by the way is queued at its new place; from
/// here on it waits there.
pub(super) fn turned_up(tx: &Transaction<'_>, folder: i64, batch: &Batch) -> rusqlite::Result<()> {
    if !tx.prepare_cached("SELECT 1 FROM left_behind WHERE folder_id = ?1 AND waits LIMIT 1")?.exists([folder])? {
        return Ok(());
    }
    let read: HashSet<MailKey> = batch.mails.iter().map(|(mail, _)| mail.key).collect();
    let mut waits = tx.prepare_cached("UPDATE left_behind SET waits = 0 WHERE folder_id = ?1 AND key = ?2 AND waits")?;
    let mut queue = tx.prepare_cached("INSERT OR IGNORE INTO reread (folder_id, place) VALUES (?1, ?2)")?;
    for copy in &batch.copies {
        if waits.execute(params![folder, signed(copy.key.0)])? > 0 && !read.contains(&copy.key) {
            queue.execute(params![folder, copy.place])?;
        }
    }
    Ok(())
}

/// Lets those of `keys` that lie nowhere just now, in a folder that is being read anew, wait until they turn up.
pub(super) fn wait(tx: &Transaction<'_>, keys: &HashSet<MailKey>) -> rusqlite::Result<()> {
    let mut left = tx.prepare("SELECT folder_id, key FROM left_behind WHERE NOT waits")?;
    let left: Vec<(i64, i64)> = left.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut waits = tx.prepare("UPDATE left_behind SET waits = 1 WHERE folder_id = ?1 AND key = ?2")?;
    for (folder, key) in left.into_iter().filter(|(_, key)| keys.contains(&MailKey(unsigned(*key)))) {
        waits.execute([folder, key])?;
    }
    Ok(())
}

impl Store {
    /// Forgets the places of a folder whose messages were renumbered, and how far it was read: whichever numbers the next listing shows,
    /// the old ones included, it is read anew. What was received `since` then and lay there stays known until [`Store::settle`]: it is
    /// expected to turn up again, and with it what was still to be read of it.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn renumber(&mut self, folder: i64, since: Option<Timestamp>) -> Result<(), StoreError> {
        let doing = "forgetting renumbered places";
        let tx = self.db.transaction().doing(doing)?;
        leave_behind(&tx, folder, since).doing(doing)?;
        for table in ["copy", "reread", "closer"] {
            tx.execute(&format!("DELETE FROM {table} WHERE folder_id = ?1"), [folder]).doing(doing)?;
        }
        // No source takes this for a cursor of its own; the folder counts as one that was read all the same.
        tx.execute("UPDATE folder SET cursor = '' WHERE id = ?1", [folder]).doing(doing)?;
        tx.commit().doing(doing)
    }

    /// The messages of a renumbered folder of which all is known: what these `detectors` make of them. Those of a thread that is followed
    /// since wait.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn well_known(&self, folder: i64, detectors: u64) -> Result<HashSet<MailKey>, StoreError> {
        let sql = "SELECT l.key FROM left_behind l JOIN message m ON m.key = l.key
                   WHERE l.folder_id = ?1 AND NOT l.waits AND m.detectors = ?2";
        let key = |row: &Row<'_>| Ok(MailKey(unsigned(row.get(0)?)));
        self.db
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map(params![folder, signed(detectors)], key)?.collect())
            .doing("looking what is known of renumbered messages")
    }

    /// After all of a mailbox was read: what lay in a folder whose places lost their meaning, was not found there again and lies elsewhere in
    /// the mailbox, not among sent mail, is no longer there.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn settle(&mut self, mailbox: i64) -> Result<(), StoreError> {
        let doing = "looking what became of renumbered messages";
        let tx = self.db.transaction().doing(doing)?;
        settle(&tx, mailbox).doing(doing)?;
        tx.commit().doing(doing)
    }
}

fn settle(tx: &Transaction<'_>, mailbox: i64) -> rusqlite::Result<()> {
    let left: Vec<(i64, String)> = tx
        .prepare_cached(
            "SELECT DISTINCT l.key, f.role FROM left_behind l JOIN folder f ON f.id = l.folder_id WHERE f.mailbox_id = ?1",
        )?
        .query_map([mailbox], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if left.is_empty() {
        return Ok(());
    }
    let keys: HashSet<i64> = left.iter().map(|(key, _)| *key).collect();
    let mut now: HashMap<i64, HashSet<String>> = HashMap::new();
    // Copies are found by their place alone.
    let mut copies = tx.prepare_cached(
        "SELECT c.key, f.role FROM copy c JOIN folder f ON f.id = c.folder_id WHERE f.mailbox_id = ?1 AND f.role <> 'sent'",
    )?;
    let mut rows = copies.query([mailbox])?;
    while let Some(row) = rows.next()? {
        let key: i64 = row.get(0)?;
        if keys.contains(&key) {
            now.entry(key).or_default().insert(row.get(1)?);
        }
    }
    let mut moved = tx.prepare_cached("UPDATE message SET seen = replace(seen, ?2, '') WHERE key = ?1")?;
    for (key, role) in left.iter().filter(|(_, role)| role != FolderRole::Sent.as_str()) {
        if now.get(key).is_some_and(|roles| !roles.contains(role)) {
            moved.execute(params![key, token(mailbox, role)])?;
        }
    }
    tx.execute("DELETE FROM left_behind WHERE folder_id IN (SELECT id FROM folder WHERE mailbox_id = ?1)", [mailbox]).map(drop)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::address::Address;
    use crate::store::Copy;

    #[test]
    fn of_renumbered_messages_those_are_well_known_that_wait_for_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let mailbox = store.mailbox(&Address::parse("dana@northfield.example").unwrap()).unwrap();
        let folder = store.folders(mailbox, [("INBOX", FolderRole::Inbox)].into_iter()).unwrap()[0].id;
        let day = |n: usize| format!("2026-05-{:02}T10:00:00Z", 10 + n).parse::<Timestamp>().unwrap();
        let mails = (1..=6).map(|n| {
            let text = format!("From: pat@acme.example\r\nMessage-ID: <{n}@acme.example>\r\n\r\nHello\r\n");
            // The fourth is in no thread that is followed.
            (crate::reading::read(text.as_bytes(), Some(day(n)), false).mail, n != 4)
        });
        let mails: Vec<_> = mails.collect();
        let all = mails.clone();
        let keys: Vec<MailKey> = mails.iter().map(|(mail, _)| mail.key).collect();
        let copy = |(at, key): (usize, &MailKey)| Copy { place: (at + 1).to_string(), key: *key, hashes: vec![key.0] };
        let copies: Vec<Copy> = keys.iter().enumerate().map(copy).collect();
        let batch = Batch { copies, mails, detectors: 7, closer: vec!["2".into()], again: vec!["5".into()], ..Batch::default() };
        store.commit(folder, &batch).unwrap();
        let queued =
            |store: &Store| (store.rereads(mailbox).unwrap().len(), store.closer_count(mailbox, &BTreeSet::new()).unwrap());
        assert_eq!((queued(&store), store.well_known(folder, 7).unwrap().len()), ((1, 1), 0));
        // The first was received before what is listed.
        store.commit(folder, &Batch { closer: vec!["3".into()], cursor: Some("7:6".into()), ..Batch::default() }).unwrap();
        store.renumber(folder, Some(day(2))).unwrap();
        let well_known = |store: &Store| {
            let known = store.well_known(folder, 7).unwrap();
            (0..keys.len()).filter(|at| known.contains(&keys[*at])).collect::<Vec<_>>()
        };
        assert_eq!(well_known(&store), [3, 5], "whether its thread is followed or not");
        let listed = store.folders(mailbox, [("INBOX", FolderRole::Inbox)].into_iter()).unwrap();
        assert_eq!(listed[0].cursor.as_deref(), Some(""), "whatever is listed next, it is read anew");
        assert!(store.well_known(folder, 8).unwrap().is_empty(), "other detectors may read it otherwise");
        // Renumbered once more before it was read anew, none has lost what it waits for.
        let again: Vec<Copy> = keys.iter().enumerate().map(copy).collect();
        store.commit(folder, &Batch { copies: again.clone(), ..Batch::default() }).unwrap();
        assert_eq!(store.rereads(mailbox).unwrap()[0].places, ["2", "3", "5"], "what was only recognised waits at its new place");
        store.renumber(folder, Some(day(2))).unwrap();
        assert_eq!((queued(&store), well_known(&store)), ((0, 0), vec![3, 5]));
        // Two of those that wait are read, one of them not yet closely.
        let read = [1, 4].map(|at: usize| all[at].clone()).to_vec();
        let batch = Batch { copies: again.clone(), mails: read, detectors: 7, closer: vec!["5".into()], ..Batch::default() };
        store.commit(folder, &batch).unwrap();
        assert_eq!((&*store.rereads(mailbox).unwrap()[0].places, queued(&store).1), (&["3".to_owned()][..], 1));
        store.renumber(folder, Some(day(2))).unwrap();
        assert_eq!(well_known(&store), [1, 3, 5]);
        // One is followed while it lies nowhere.
        store.commit(folder, &Batch { followed: vec![keys[3].0], ..Batch::default() }).unwrap();
        assert_eq!((store.search_past().unwrap(), well_known(&store)), (0, vec![1, 5]));
        store.commit(folder, &Batch { copies: again, ..Batch::default() }).unwrap();
        assert_eq!(store.rereads(mailbox).unwrap()[0].places, ["3", "4", "5"]);
    }
}
