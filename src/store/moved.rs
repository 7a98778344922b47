//! Mail that is moved to Junk after it was read, by a filter with second thoughts (Microsoft's zero-hour auto purge) or by somebody, and
//! back: the copy that it leaves behind is asked after, and forgotten when it is gone. So it is told of a reply that lies in Junk alone.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, Transaction, params};

use super::rows::token;
use super::{Doing, Store, StoreError};
use crate::domain::mail::FolderRole;

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

/// Notes what lies in a folder whose places lose their meaning, as far as it is kept.
pub(super) fn leave_behind(tx: &Transaction<'_>, folder: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO left_behind (folder_id, key)
         SELECT c.folder_id, c.key FROM copy c JOIN message m ON m.key = c.key WHERE c.folder_id = ?1",
    )?
    .execute([folder])
    .map(drop)
}

impl Store {
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
