//! What a server showed too late: a message that came to light below others after nobody asked for it any more.

use jiff::{SignedDuration, Timestamp};

use super::batch::Gathered;
use super::{OnePass, Outcome, PassError, Passes, lock};
use crate::daemon::source::Source;
use crate::sources::{Folder, Listing};
use crate::store::KnownFolder;

/// How much further back than to the last look a search goes: whole days, which servers count in zones of their own.
const BACK: SignedDuration = SignedDuration::from_hours(48);

impl Passes<'_> {
    /// Once a day asks the server for all that a folder received of late, and reads what of it was never read. `cursor` says how far the folder
    /// was read.
    pub(super) async fn look_for_late(
        &self,
        source: &mut Source,
        pass: &OnePass<'_>,
        folder: &Folder,
        known: &KnownFolder,
        cursor: &str,
        outcome: &mut Outcome,
    ) -> Result<(), PassError> {
        let Source::Imap(imap) = source else { return Ok(()) };
        let Some(before) = known.read_until.filter(|before| day(*before, known.id) != day(pass.now, known.id)) else {
            return Ok(());
        };
        let since = before.min(pass.now).checked_sub(BACK).unwrap_or(before);
        let there = imap.received_since(folder, cursor, since).await?;
        let new = lock(self.store).unread(known.id, there)?;
        if new.is_empty() {
            return Ok(());
        }
        imap.tell_late();
        let mut gathered = Gathered::new(known.id, 0, new.len(), false, self.context);
        let listing = Listing { new, ..Listing::default() };
        let ended = self.gather(source, pass, folder, &listing, &mut gathered, outcome).await;
        self.write(pass, &mut gathered)?;
        ended
    }
}

/// Which day an instant is in. Each folder's days begin at an hour of their own, so that servers are not asked for all of them at once.
fn day(at: Timestamp, folder: i64) -> i64 {
    (at.as_second() + folder.wrapping_mul(7919).rem_euclid(86_400)).div_euclid(86_400)
}
