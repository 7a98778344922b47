//! Waiting for news: NOTIFY (RFC 5465) tells of every folder, IDLE (RFC 2177) of the inbox.

use std::time::Duration;

use super::Imap;
use super::session::Fault;
use super::wire::Line;
use crate::domain::mail::FolderRole;
use crate::sources::{Folder, SourceError};

/// New mail in the open folder and, as a STATUS, in any other. Both kinds of event must be asked for together.
const NOTIFY: &str = "NOTIFY SET (selected-delayed (MessageNew MessageExpunge)) (personal (MessageNew MessageExpunge))";

impl Imap {
    /// Opens the inbox to hear of news. `false` when the server can't tell (it has no IDLE).
    ///
    /// # Errors
    /// [`SourceError::Retry`] when the connection fails.
    pub async fn watch(&mut self) -> Result<bool, SourceError> {
        if !self.can("IDLE") {
            return Ok(false);
        }
        self.examine(&Folder { name: "INBOX".to_owned(), role: FolderRole::Inbox }).await?;
        if self.can("NOTIFY") {
            match self.session.run(NOTIFY, |_| ()).await {
                Ok(()) => {}
                // A server may refuse it for so many folders ([NOTIFICATIONOVERFLOW]): then IDLE tells of the inbox alone.
                Err(Fault::No { shown, .. } | Fault::Bad(shown)) => tracing::info!(shown, "the server does not notify; it idles"),
                Err(fault) => return Err(fault.during("asking for news")),
            }
        }
        Ok(true)
    }

    /// Waits until mail arrives, at most so long. Whether some did.
    ///
    /// # Errors
    /// [`SourceError::Retry`] when the connection fails.
    pub async fn news(&mut self, at_most: Duration) -> Result<bool, SourceError> {
        self.session.idle(at_most, is_news).await.map_err(|fault| fault.during("waiting for news"))
    }
}

fn is_news(line: Line<'_>) -> bool {
    match line {
        Line::Data(tokens) => tokens.clone().exists().is_some() || tokens.status().is_some(),
        Line::Status { .. } | Line::Tagged { .. } | Line::Continue => false,
    }
}
