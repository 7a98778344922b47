//! What a server showed too late, a message that came to light below others after nobody asked for it any more, and what it never gives.

use jiff::Timestamp;
use tracing::debug;

use super::batch::Gathered;
use super::{MANY, OnePass, Outcome, PassError, Passes, lock};
use crate::daemon::source::Source;
use crate::sources::{Folder, Listing, SourceError};
use crate::store::{FolderEnd, KnownFolder};

impl Passes<'_> {
    /// Once a day asks the server for all that a folder holds within the horizon, and reads what of it was never read. `cursor` says how
    /// far the folder was read.
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
        if known.read_until.is_none_or(|before| day(before, known.id) == day(pass.now, known.id)) {
            return Ok(());
        }
        let read = lock(self.store).numbers(known.id)?;
        let new = imap.overlooked(folder, cursor, read, pass.now).await?;
        if new.is_empty() {
            return Ok(());
        }
        let before = outcome.new;
        let mut gathered = Gathered::new(known.id, (0, new.len()), if new.len() > MANY { 0 } else { MANY }, self.context);
        let listing = Listing { new, ..Listing::default() };
        let ended = self.gather(source, pass, folder, &listing, &mut gathered, outcome).await;
        self.write(pass, &mut gathered)?;
        // Drafts and damaged messages were there before.
        if let Source::Imap(imap) = source
            && outcome.new > before
        {
            imap.tell_late();
        }
        match ended {
            // What is asked for here was there all the time, or comes along with what was read: damaged messages that are left alone in
            // their folder make none of that unread. They are asked for again tomorrow.
            Err(PassError::Source(SourceError::Lone(problem))) if source.is_usable() => {
                debug!(folder = folder.name, problem, "what may have come to light late can't be read yet");
                Ok(())
            }
            ended => ended,
        }
    }

    /// Takes no message for damaged in a pass in which the server doesn't give those of other folders either that it gave before.
    pub(super) async fn doubt(
        &self,
        source: &mut Source,
        visits: &[(&Folder, KnownFolder)],
        ends: &mut [(i64, FolderEnd)],
    ) -> Result<(), PassError> {
        if !ends.iter().any(|(_, end)| matches!(end, FolderEnd::Failed { damaged: true, .. })) {
            return Ok(());
        }
        for (folder, known) in visits {
            let mut numbers = lock(self.store).numbers(known.id)?;
            numbers.sort_unstable();
            let last: Vec<String> = numbers.iter().rev().take(AS_PROOF).map(u32::to_string).collect();
            if last.is_empty() || !ends.contains(&(known.id, FolderEnd::Read)) {
                continue;
            }
            match source.whole(folder, &last, 1).await {
                Ok(raws) if !raws.is_empty() => return Ok(()),
                Err(problem) if !source.is_usable() => return Err(problem.into()),
                Ok(_) | Err(_) => {}
            }
        }
        for (_, end) in ends {
            if let FolderEnd::Failed { damaged, .. } = end {
                *damaged = false;
            }
        }
        Ok(())
    }
}

/// How many of the last messages of a folder are asked for: some of them were moved or deleted since.
const AS_PROOF: usize = 8;

/// Which day an instant is in. Each folder's days begin at an hour of their own, so that servers are not asked for all of them at once.
fn day(at: Timestamp, folder: i64) -> i64 {
    (at.as_second() + folder.wrapping_mul(7919).rem_euclid(86_400)).div_euclid(86_400)
}
