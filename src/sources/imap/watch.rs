//! Waiting for news: NOTIFY (RFC 5465) tells of every folder, IDLE (RFC 2177) of the one that is open: the inbox, and in a connection of
//! its own the folder of sent mail.

use std::time::Duration;

use super::odd::Odd;
use super::position::Position;
use super::search::Sought;
use super::session::Fault;
use super::uids::Uids;
use super::wire::{Line, Status};
use super::{Examined, Imap};
use crate::domain::mail::FolderRole;
use crate::sources::{Folder, SourceError};

/// New mail in the open folder and, as a STATUS, in any other. Both kinds of event must be asked for together. STATUS: how each folder
/// stands is told at once, since something may have come after it was read.
const NOTIFY: &str = "NOTIFY SET STATUS (selected-delayed (MessageNew MessageExpunge)) (personal (MessageNew MessageExpunge))";

impl Imap {
    /// Opens the inbox to hear of news. `None` when the server can't tell (it has no IDLE); else whether there is some already:
    /// what came while the mailbox was read.
    ///
    /// # Errors
    /// [`SourceError::Retry`] when the connection fails.
    pub async fn watch(&mut self) -> Result<Option<bool>, SourceError> {
        if !self.can("IDLE") {
            self.session.odd.tell(Odd::NoIdle, "");
            return Ok(None);
        }
        let examined = self.examine(&Folder { name: "INBOX".to_owned(), role: FolderRole::Inbox }).await?;
        if self.can("NOTIFY") && !self.notifies {
            let (news, mut statuses) = (self.session.news, Vec::new());
            let collect = |line: Line<'_>| {
                if let Line::Data(tokens) = line {
                    statuses.extend(tokens.status());
                }
            };
            let told = self.session.run(NOTIFY, collect).await;
            self.session.news = news || statuses.iter().any(|status| self.has_more(status));
            match told {
                Ok(()) => self.notifies = true,
                // A server may refuse it for so many folders ([NOTIFICATIONOVERFLOW]): then IDLE tells of the inbox alone.
                Err(Fault::No { shown, .. } | Fault::Bad(shown)) => self.session.odd.tell(Odd::NotifyRefused, &shown),
                Err(fault) => return Err(fault.during("asking for news")),
            }
        }
        // Gmail's inbox is a label, read with All Mail: then there is nothing to compare with.
        let inbox = self.heads.iter().find(|(name, _)| name.eq_ignore_ascii_case("INBOX")).map(|(_, head)| head.clone());
        self.has_news(examined, inbox).await.map(Some)
    }

    /// The folder of sent mail, and the cursor of what was listed of it, when the server tells of the open folder alone: [`Self::watch`]
    /// hears nothing of it.
    pub fn unheard(&self) -> Option<(Folder, String)> {
        let all = self.can("NOTIFY") && !self.session.odd.was_told(Odd::NotifyRefused);
        let name = self.sent.as_ref().filter(|_| !all && self.can("IDLE"))?;
        let listed = self.heads.get(name)?;
        Some((Folder { name: name.clone(), role: FolderRole::Sent }, listed.to_string()))
    }

    /// Opens `folder` to hear of news in it alone. Whether there is some already, beyond what `cursor` says was listed.
    ///
    /// # Errors
    /// As the server refuses it, or when the connection fails.
    pub async fn watch_alone(&mut self, folder: &Folder, cursor: &str) -> Result<bool, SourceError> {
        let examined = self.examine(folder).await?;
        self.has_news(examined, Position::parse(cursor)).await
    }

    /// Whether the folder that was just opened holds more than was `listed` of it, or the server told of news elsewhere.
    async fn has_news(&mut self, examined: Examined, listed: Option<Position>) -> Result<bool, SourceError> {
        let came = match (listed, examined.uid_next) {
            (None, _) => false,
            (Some(listed), Some(next)) => {
                examined.uid_validity != Some(listed.uid_validity) || next > listed.last.saturating_add(1)
            }
            // Courier tells no UIDNEXT on opening.
            (Some(listed), None) if examined.exists != Some(0) => {
                let found = self.search(&Sought::Above { last: listed.last, missing: Uids::default() }).await?;
                found.last() > Some(listed.last)
            }
            (Some(_), None) => false,
        };
        (self.listed, self.given) = (Uids::default(), 0);
        Ok(came || std::mem::take(&mut self.session.news))
    }

    /// Whether a folder holds more than was listed of it.
    fn has_more(&self, status: &Status) -> bool {
        let Some(head) = self.heads.get(&status.name) else { return false };
        status.uid_validity.is_some_and(|now| now != head.uid_validity)
            || status.uid_next.is_some_and(|next| next > head.last.saturating_add(1))
    }

    /// Waits until mail arrives, or somebody `calls`, at most so long. Whether one of both came.
    ///
    /// # Errors
    /// [`SourceError::Retry`] when the connection fails.
    pub async fn news(&mut self, at_most: Duration, calls: impl Future<Output = ()>) -> Result<bool, SourceError> {
        self.session.idle(at_most, calls).await.map_err(|fault| fault.during("waiting for news"))
    }
}
