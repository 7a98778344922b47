//! The service's task for its own mailbox: it waits for news as with any other.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tracing::{debug, error, warn};

use super::Answers;
use crate::daemon::clock;
use crate::daemon::crew::{Heard, LITTLE, listen};
use crate::daemon::pace::{Backoff, jittered};
use crate::daemon::pass::PassError;
use crate::daemon::signin;
use crate::daemon::source::Source;
use crate::daemon::standing::Standing;

/// How often files are looked at, and mails that could not be sent are tried again.
const LOOK: Duration = Duration::from_secs(30);

impl Answers<'_> {
    /// Reads the mailbox until it is time to stop: when it has news, and regularly.
    pub async fn tend(&self, every: Duration, standing: &Standing, stop: &(dyn Fn() -> bool + Sync)) {
        let mut failures = Backoff::default();
        let mut held: Option<Source> = None;
        while !stop() {
            let outcome = {
                let _busy = standing.busy();
                self.pass(&mut held, clock::now()).await
            };
            let mut wait = jittered(every);
            match outcome {
                Ok(Some(count)) => {
                    failures.succeeded();
                    if count.unsent > 0 {
                        wait = wait.min(LOOK);
                    }
                }
                Ok(None) => wait = wait.min(LOOK),
                Err(problem) => {
                    held = None;
                    told(&problem);
                    let wait = failures.failed();
                    tokio::select! {
                        () = sleep(wait) => {}
                        () = signin::granted(self.config, &self.commands.mailbox) => {}
                    }
                    continue;
                }
            }
            self.rest(&mut held, wait).await;
        }
    }

    /// Waits for news, at most so long.
    async fn rest(&self, held: &mut Option<Source>, wait: Duration) {
        let Some(Source::Imap(imap)) = held else {
            *held = None;
            return sleep(wait.min(LOOK)).await;
        };
        let begun = Instant::now();
        match listen(imap, begun + wait, std::future::pending).await {
            // A server that tells of news without end is read no more often for it.
            Ok(Heard::News | Heard::Nothing) => sleep(LITTLE.saturating_sub(begun.elapsed())).await,
            Ok(Heard::Deaf) => sleep(wait.min(LOOK)).await,
            Err(problem) => {
                debug!(reason = %problem, "the connection that waited for answers was lost");
                *held = None;
                // A server that hangs up at once is not called again at once.
                sleep(Duration::from_secs(5).saturating_sub(begun.elapsed())).await;
            }
        }
    }
}

fn told(problem: &PassError) {
    match problem {
        PassError::Source(reason) if reason.needs_a_human() => {
            error!(%reason, "answers to digests can't be read until somebody mends it");
        }
        PassError::Store(reason) => error!(%reason, "the state can't be used; it is tried again"),
        other => warn!(reason = %other, "answers to digests could not be read; it is tried again"),
    }
}
