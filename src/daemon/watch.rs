//! Watching the mailboxes on servers that tell of new mail: one connection each that waits, made again when it is lost.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::sync::mpsc::Sender;
use tokio::time::{sleep, timeout};
use tracing::debug;

use super::pace::{Backoff, jittered};
use super::source::Source;
use crate::config::{Config, Mailbox, Place};
use crate::domain::address::Address;
use crate::sources::SourceError;

/// A connection that says nothing is asked whether it still lives: routers forget silent ones, servers end them after half an hour.
const ALIVE: Duration = Duration::from_secs(9 * 60);
/// How long may pass before a mailbox that the server can't tell of is tried again: it may have learnt to.
const UNABLE: Duration = Duration::from_secs(24 * 3600);

/// What the watchers share.
pub struct Watch<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Connections that are being made at once: after a restart they come one by one.
    pub connecting: &'a Semaphore,
    /// Told whose mailbox has news.
    pub news: Sender<Address>,
}

impl Watch<'_> {
    /// Watches one mailbox for ever. Its troubles are told by its passes.
    pub async fn mailbox(&self, mailbox: &Mailbox) {
        if !matches!(mailbox.place, Place::Imap(_)) {
            return;
        }
        let mut backoff = Backoff::default();
        loop {
            let ended = self.session(mailbox, &mut backoff).await;
            let wait = match ended {
                Ok(()) => jittered(UNABLE),
                Err(error) => {
                    debug!(reason = %error, "a mailbox is not watched; it is tried again");
                    backoff.failed()
                }
            };
            sleep(wait).await;
        }
    }

    /// One connection, until it ends. Fine when the server can't tell of news.
    async fn session(&self, mailbox: &Mailbox, backoff: &mut Backoff) -> Result<(), SourceError> {
        let opened = {
            let _turn = self.connecting.acquire().await.map_err(|_| SourceError::Retry("the service ends".to_owned()))?;
            Source::open(self.config, mailbox).await?
        };
        let Source::Imap(mut imap) = opened else { return Ok(()) };
        if !imap.watch().await? {
            imap.logout().await;
            return Ok(());
        }
        backoff.succeeded();
        // What came while nobody watched; and a mailbox that failed is reached again.
        self.tell(mailbox).await;
        loop {
            if imap.news(jittered(ALIVE)).await? {
                self.tell(mailbox).await;
            }
        }
    }

    async fn tell(&self, mailbox: &Mailbox) {
        // A full queue means that passes are behind; this mailbox's regular one will find the mail.
        let _ = timeout(Duration::from_secs(30), self.news.send(mailbox.owner.clone())).await;
    }
}
