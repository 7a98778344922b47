//! Mail that is moved to Junk after it was read, by a filter with second thoughts (Microsoft's zero-hour auto purge) or by somebody, and
//! back: the copy that it leaves behind is asked after, and forgotten when it is gone. So it is told of a reply that lies in Junk alone.

use rusqlite::{OptionalExtension, Transaction, params};

use super::rows::token;
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
