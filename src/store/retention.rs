//! Forgetting: what is older than the retention and concerns no deal that was open within it.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::params;

use super::{Doing, Store, StoreError, signed};
use crate::domain::address::DealId;
use crate::domain::mail::MailKey;

impl Store {
    /// Forgets messages, and of passes, digests and actions whatever is older than `before` and nobody asks for any more. Where
    /// copies are stays known: a message that still lies in its mailbox is not read anew.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn forget(&mut self, keys: &[MailKey], before: Timestamp, deals: &HashSet<&DealId>) -> Result<(), StoreError> {
        let doing = "forgetting what is past the retention";
        let gone: HashSet<DealId> = self.actions()?.into_iter().map(|a| a.deal).filter(|deal| !deals.contains(deal)).collect();
        let tx = self.db.transaction().doing(doing)?;
        for sql in [
            "DELETE FROM signal WHERE message_id = (SELECT id FROM message WHERE key = ?1)",
            "DELETE FROM detail WHERE message_id = (SELECT id FROM message WHERE key = ?1)",
            "DELETE FROM trace WHERE key = ?1",
            "DELETE FROM message WHERE key = ?1",
        ] {
            let mut delete = tx.prepare(sql).doing(doing)?;
            for key in keys {
                delete.execute([signed(key.0)]).doing(doing)?;
            }
        }
        super::common::sweep(&tx).doing(doing)?;
        let at = before.as_millisecond();
        for deal in &gone {
            tx.execute("DELETE FROM action WHERE deal = ?1 AND at < ?2", params![deal.as_str(), at]).doing(doing)?;
        }
        // The last pass of a mailbox and its last good one tell how far it was read.
        tx.execute(
            "DELETE FROM pass WHERE started < ?1 AND id NOT IN (SELECT max(id) FROM pass GROUP BY mailbox_id)
                 AND id NOT IN (SELECT max(id) FROM pass WHERE error IS NULL GROUP BY mailbox_id)",
            [at],
        )
        .doing(doing)?;
        // A reader's last digest tells what the next one has to say.
        let day = before.to_zoned(TimeZone::UTC).date().to_string();
        tx.execute(
            "DELETE FROM digest WHERE day < ?1 AND day <
                 (SELECT max(later.day) FROM digest later WHERE later.reader = digest.reader AND later.sent IS NOT NULL)",
            [day.as_str()],
        )
        .doing(doing)?;
        // Tokens hold for two weeks, and what is older than that is handled no more.
        tx.execute("DELETE FROM answer WHERE at < ?1", [at]).doing(doing)?;
        tx.execute("DELETE FROM answer_place WHERE at < ?1", [at]).doing(doing)?;
        tx.execute("DELETE FROM deal_set WHERE day < ?1", [day.as_str()]).doing(doing)?;
        tx.execute("DELETE FROM digest_bounce WHERE message_id NOT IN (SELECT message_id FROM digest)", []).doing(doing)?;
        tx.commit().doing(doing)
    }
}
