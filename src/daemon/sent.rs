//! The folder of sent mail, where the server tells of the open folder alone (IDLE): a second connection hears of what we answer, so that
//! a deal doesn't seem to wait for us until the next regular pass. Where there is no room for it, or the server takes no second
//! connection, that pass finds it.

use std::future::pending;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use tracing::{debug, warn};

use super::crew::{ALIVE, Crew, LITTLE, SHORT};
use super::pace::{Backoff, any_time_up_to, jittered};
use super::source::Source;
use crate::config::Mailbox;
use crate::sources::{Folder, SourceError};

/// A folder of which the connection that a mailbox is read in hears nothing, and the cursor of what was listed of it. `None` while
/// there is no such folder, or no such connection.
pub(super) type Unheard = Option<(Folder, String)>;

impl Crew<'_> {
    /// Has a mailbox read when there is news in the folder that is `unheard`. Never ends.
    pub(super) async fn hear_sent(&self, mailbox: &Mailbox, unheard: watch::Receiver<Unheard>, spread: Duration) {
        let mut losses = Backoff::default();
        let (mut begins, mut ends) = (unheard.clone(), unheard.clone());
        loop {
            if begins.wait_for(Option::is_some).await.is_err() {
                return pending().await;
            }
            let Some(mut seat) = self.lanes.second(mailbox) else {
                sleep(jittered(self.every)).await;
                continue;
            };
            let begun = Instant::now();
            let lost = tokio::select! {
                lost = self.listen_alone(mailbox, &unheard) => lost,
                // It is hung up: nothing is under way, and nobody waits for a farewell.
                () = seat.is_wanted() => continue,
                _ = ends.wait_for(Option::is_none) => continue,
            };
            drop(seat);
            let Err(reason) = lost else { continue };
            if begun.elapsed() >= SHORT {
                losses.succeeded();
            }
            let owner = &mailbox.owner;
            if begun.elapsed() >= SHORT || losses.fails() {
                debug!(mailbox = %owner, %reason, "the connection that waits for sent mail was lost");
            } else {
                warn!(mailbox = %owner, %reason, "no second connection waits for sent mail; it is read regularly, and this is tried again");
            }
            let again = losses.failed();
            sleep(if begun.elapsed() >= SHORT { any_time_up_to(spread.max(Duration::from_secs(1))) } else { again }).await;
        }
    }

    /// Waits for news in a connection of its own, for as long as it lasts.
    async fn listen_alone(&self, mailbox: &Mailbox, unheard: &watch::Receiver<Unheard>) -> Result<(), SourceError> {
        let mut source = Source::open(self.passes.config, mailbox).await?;
        let (Source::Imap(imap), Some((folder, cursor))) = (&mut source, unheard.borrow().clone()) else { return Ok(()) };
        let mut news = imap.watch_alone(&folder, &cursor).await?;
        loop {
            if news {
                self.standing.kick(&mailbox.owner);
                // Who tells of news without end is read no more often for it.
                sleep(LITTLE).await;
            }
            news = imap.news(jittered(ALIVE), pending()).await?;
        }
    }
}
