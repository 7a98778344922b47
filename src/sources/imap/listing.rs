//! What is new in a folder, and the cursors that say how far it was read.

use jiff::Timestamp;

use super::odd::Odd;
use super::position::{Position, RECENT};
use super::search::Sought;
use super::uids::Uids;
use super::{Examined, Imap};
use crate::sources::{Folder, Listing, RENUMBERED, Remembered, SourceError};

/// How many places a listing gives at once. Forty times as many as headers are read at once: where a listing ended within a batch, what was
/// asked for ahead of time would be none of the next one's.
const WINDOW: usize = 40 * 512;

/// Where a folder's UIDNEXT went back, so many messages below it are read again: what came since may have the numbers of what was
/// there before.
const READ_AGAIN: u32 = 1000;

impl Imap {
    /// What is new in `folder`. `now` is what the horizon counts back from at the first visit.
    ///
    /// # Errors
    /// As the server refuses it, or when the connection fails.
    pub async fn list(&mut self, folder: &Folder, remembered: &Remembered, now: Timestamp) -> Result<Listing, SourceError> {
        self.is_there(folder)?;
        if let Some(position) = self.unchanged(folder, remembered) {
            let cursor = position.to_string();
            self.positions.insert(folder.name.clone(), position.clone());
            self.heads.insert(folder.name.clone(), position);
            return Ok(Listing { cursor, ..Listing::default() });
        }
        if self.goes_on(folder, remembered) {
            return Ok(self.next_window(folder));
        }
        let examined = self.examine(folder).await?;
        let uid_validity = examined.numbering()?;
        let before = remembered.cursor.as_deref().and_then(Position::parse);
        let known = before.filter(|position| position.uid_validity == uid_validity);
        let renumbered = remembered.cursor.is_some() && known.is_none();
        if renumbered {
            self.session.odd.tell(Odd::Renumbered, &folder.name);
        }
        let new = match &known {
            Some(known) => self.since(known, examined).await?,
            None => New { found: self.first(examined, now).await?, last: 0 },
        };
        let New { found, last } = new;
        let more = examined.exists.is_some_and(|exists| found.count_above(0) > (exists as usize).saturating_add(WINDOW));
        if more {
            return Err(SourceError::Retry("a search found more messages than the folder holds".to_owned()));
        }
        let next = examined.uid_next.map_or(0, |next| next.saturating_sub(1));
        let upto = next.max(found.last().unwrap_or(0)).max(last);
        let gaps = self.gaps(known.as_ref(), &found, last, upto, now).await?;
        let before = known.map(|known| known.missing).unwrap_or_default();
        let missing = before.after(&found, gaps, upto, now.as_second());
        let end = Position { uid_validity, last: upto, missing };
        // Until it was read, what came to light is as missing as what didn't.
        let mut begins = Position { last, ..end.clone() };
        let late = found.above(0).take_while(|uid| *uid <= last);
        begins.missing.uids = begins.missing.uids.above(0).chain(late).collect();
        self.positions.insert(folder.name.clone(), begins);
        self.heads.insert(folder.name.clone(), Position::upto(uid_validity, upto));
        (self.listed, self.given, self.end) = (found, 0, Some(end));
        let since = if renumbered { Sought::horizon(now, self.settings.horizon_days) } else { None };
        Ok(Listing { renumbered, since, ..self.next_window(folder) })
    }

    /// What lies within the horizon in the open folder: at the first visit all of it is new.
    async fn first(&mut self, examined: Examined, now: Timestamp) -> Result<Uids, SourceError> {
        if examined.exists.map_or(examined.uid_next.is_some_and(|next| next <= 1), |exists| exists == 0) {
            return Ok(Uids::default());
        }
        self.search(&Sought::within(now, self.settings.horizon_days)).await
    }

    /// What is new in the open folder since it was read as far as `known`.
    async fn since(&mut self, known: &Position, examined: Examined) -> Result<New, SourceError> {
        let Position { last, missing, .. } = known;
        let nothing = New { found: Uids::default(), last: *last };
        if let Some(next) = examined.uid_next.filter(|next| *next <= *last) {
            let from = next.saturating_sub(READ_AGAIN + 1);
            if examined.exists == Some(0) {
                return Ok(New { found: Uids::default(), last: next.saturating_sub(1) });
            }
            // There are servers whose UIDNEXT is nonsense.
            let there = self.last_message().await.map_err(|fault| fault.during("looking at the last message of a folder"))?;
            if there.is_some_and(|last| last.uid < next) {
                self.session.odd.tell(Odd::WentBack, "");
                let found = self.search(&Sought::Above { last: from, missing: Uids::default() }).await?;
                return Ok(New { found, last: from });
            }
        } else if missing.uids.is_empty() && examined.uid_next.is_some_and(|next| next == last.saturating_add(1)) {
            return Ok(nothing);
        }
        if examined.exists == Some(0) {
            return Ok(nothing);
        }
        let mut found = self.search(&Sought::Above { last: *last, missing: missing.uids.clone() }).await?;
        let asked = found.count_above(0);
        if found.first().is_some_and(|uid| uid <= *last) {
            let late: Uids = found.above(0).take_while(|uid| uid <= last).filter(|uid| missing.uids.contains(*uid)).collect();
            found.retain_above(*last);
            if !late.is_empty() {
                self.session.odd.tell(Odd::Late, "");
                found = Uids::together(vec![late, found]);
            }
        }
        if found.count_above(0) < asked {
            self.session.odd.tell(Odd::LastMessageAgain, "");
        }
        Ok(New { found, last: *last })
    }

    /// The UIDs above `last`, of those last given out, that name no message.
    async fn gaps(
        &mut self,
        known: Option<&Position>,
        found: &Uids,
        last: u32,
        upto: u32,
        now: Timestamp,
    ) -> Result<Uids, SourceError> {
        let from = last.max(upto.saturating_sub(RECENT));
        let gaps = found.gaps(from, upto);
        let within = matches!(Sought::within(now, self.settings.horizon_days), Sought::Since(Some(_)));
        if gaps.is_empty() || known.is_some() || !within {
            return Ok(gaps);
        }
        // What is older than the horizon is there all the same.
        Ok(self.search(&Sought::Above { last: from, missing: Uids::default() }).await?.gaps(from, upto))
    }

    /// Whether `remembered` is where the last window of the open folder ended, and more were listed.
    fn goes_on(&self, folder: &Folder, remembered: &Remembered) -> bool {
        let left = self.given > 0 && self.listed.last() > Some(self.given) && self.open.as_ref() == Some(&folder.name);
        left && remembered.cursor.is_some() && remembered.cursor == self.window_end(folder).map(|position| position.to_string())
    }

    /// What is read once everything that was given out is.
    fn window_end(&self, folder: &Folder) -> Option<Position> {
        if self.listed.last().is_none_or(|last| last <= self.given) { self.end.clone() } else { self.after(folder, self.given) }
    }

    fn next_window(&mut self, folder: &Folder) -> Listing {
        let next: Vec<u32> = self.listed.above(self.given).take(WINDOW).collect();
        self.given = next.last().copied().unwrap_or(self.given);
        let cursor = self.window_end(folder).map(|position| position.to_string()).unwrap_or_default();
        let new = next.iter().map(u32::to_string).collect();
        Listing { new, left: self.listed.count_above(self.given), cursor, ..Listing::default() }
    }

    /// What was read of a listed folder when everything listed up to a UID was.
    fn after(&self, folder: &Folder, done: u32) -> Option<Position> {
        let mut position = self.positions.get(&folder.name).cloned()?;
        position.last = position.last.max(done);
        // What is above is listed anew by whoever goes on from here.
        let is_left = |uid: &u32| *uid > done || !self.listed.contains(*uid);
        position.missing.uids = position.missing.uids.above(0).take_while(|uid| *uid <= position.last).filter(is_left).collect();
        Some(position)
    }

    /// Where a folder's cursor stands, when its status said that nothing came since. A status counts once.
    fn unchanged(&mut self, folder: &Folder, remembered: &Remembered) -> Option<Position> {
        let status = self.statuses.remove(&folder.name)?;
        let known = remembered.cursor.as_deref().and_then(Position::parse)?;
        let same = status.uid_validity == Some(known.uid_validity) && status.uid_next? == known.last.saturating_add(1);
        (same && known.missing.uids.is_empty()).then_some(known)
    }

    /// The cursor of a listed folder once `done` (ascending) is committed.
    pub fn cursor(&self, folder: &Folder, done: &[String]) -> String {
        let done = done.iter().filter_map(|place| place.parse().ok()).max().unwrap_or(0);
        self.after(folder, done).map(|position| position.to_string()).unwrap_or_default()
    }

    /// What a folder holds within the horizon, up to where it was read as `cursor` says, and is none of what is `known`: for whoever looks
    /// what came to light too late to be missed (see [`super::position`]). The latest, [`WINDOW`] at most. When it was received doesn't
    /// matter: what was restored, or filed by hand, was received long ago.
    ///
    /// # Errors
    /// As the server refuses it, or when the connection fails.
    pub async fn overlooked(
        &mut self,
        folder: &Folder,
        cursor: &str,
        known: Vec<u32>,
        now: Timestamp,
    ) -> Result<Vec<String>, SourceError> {
        let Some(read) = Position::parse(cursor) else { return Ok(Vec::new()) };
        let examined = self.examine(folder).await?;
        // What was listed is no longer gone on with.
        (self.listed, self.given, self.end) = (Uids::default(), 0, None);
        self.positions.insert(folder.name.clone(), read.clone());
        if examined.uid_validity != Some(read.uid_validity) {
            return Ok(Vec::new());
        }
        let known: Uids = known.into_iter().collect();
        let there = self.first(examined, now).await?;
        let new: Vec<u32> = there.above(0).take_while(|uid| *uid <= read.last).filter(|uid| !known.contains(*uid)).collect();
        let latest = new.get(new.len().saturating_sub(WINDOW)..).unwrap_or_default();
        Ok(latest.iter().map(u32::to_string).collect())
    }

    /// Tells of messages that came to light below others that were read long before.
    pub fn tell_late(&mut self) {
        self.session.odd.tell(Odd::Late, "");
    }

    /// Opens a folder that was read as far as `cursor` says, to read some of it again.
    ///
    /// # Errors
    /// As the server refuses it, where its numbers don't mean the same any more, or when the connection fails.
    pub async fn reopen(&mut self, folder: &Folder, cursor: Option<&str>) -> Result<(), SourceError> {
        self.is_there(folder)?;
        let numbering = self.examine(folder).await?.numbering()?;
        // What was listed is no longer gone on with.
        (self.listed, self.given, self.end) = (Uids::default(), 0, None);
        let known = cursor.and_then(Position::parse).filter(|known| known.uid_validity == numbering);
        let known = known.ok_or_else(|| SourceError::Retry(RENUMBERED.to_owned()))?;
        self.positions.insert(folder.name.clone(), known);
        Ok(())
    }
}

/// What a folder holds that is to be read.
struct New {
    found: Uids,
    /// Up to which message everything else counts as read.
    last: u32,
}
