//! Mails to the service that were left aside, for people to be told.

use jiff::Timestamp;

use super::{Doing, Store, StoreError};
use crate::domain::address::Address;

impl Store {
    /// How many mails from a reader's or rep's address were left aside since then because it had been written to often enough, each
    /// address with the first time.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn left_aside(&self, since: Timestamp) -> Result<Vec<(Address, u32, Timestamp)>, StoreError> {
        let doing = "looking for mails that were left aside";
        let sql = "SELECT sender, count(*), min(at) FROM answer
             WHERE outcome = 'refused' AND sender IS NOT NULL AND at > ?1 GROUP BY sender ORDER BY sender";
        let mut statement = self.db.prepare(sql).doing(doing)?;
        let rows = statement
            .query_map([since.as_millisecond()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)))
            .doing(doing)?;
        let mut all = Vec::new();
        for row in rows {
            let (who, count, first) = row.doing(doing)?;
            if let (Some(who), Ok(first)) = (Address::parse(&who), Timestamp::from_millisecond(first)) {
                all.push((who, count, first));
            }
        }
        Ok(all)
    }
}
