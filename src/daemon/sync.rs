//! One pass over every mailbox, and the look back: what a new prospect, a new name or a new thread makes relevant of the past.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use futures::StreamExt;
use jiff::Timestamp;
use tracing::{error, info, warn};

use super::calendars::Rests;
use super::context::Context;
use super::followed::Followed;
use super::lanes::{Lanes, Queue};
use super::pass::{Outcome, PassError, Passes, lock};
use crate::config::{Config, Mailbox};
use crate::domain::action::{Action, What};
use crate::domain::address::{Address, DealId};
use crate::store::{Store, StoreError};

/// How each mailbox's pass ended.
pub type Summary = Vec<(Address, Result<Outcome, PassError>)>;

/// What passes need besides the configuration.
pub struct Sync<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The facts.
    pub store: &'a Mutex<Store>,
    /// Told how far a pass is.
    pub progress: &'a (dyn Fn(&Address, u64, u64) + std::marker::Sync),
    /// Whether to stop after the batch at hand.
    pub stop: &'a (dyn Fn() -> bool + std::marker::Sync),
}

impl Sync<'_> {
    /// Takes note of the configuration's roster, before anything is read with it. What is followed so far.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn prepare(&self, context: &Context<'_>, now: Timestamp) -> Result<Followed, StoreError> {
        self.note_stages(now)?;
        let mut store = lock(self.store);
        let queued = store.note_roster(&context.searched(), context.detectors())?;
        if queued > 0 {
            info!(copies = queued, "the past is read for what is new in the configuration");
        }
        Ok(Followed::new(store.followed()?.into_iter().chain(context.likenesses()).collect()))
    }

    /// Passes over `mailboxes` and their owners' calendars, then reads what the past holds of whatever is new in the roster or in
    /// threads.
    ///
    /// # Errors
    /// [`StoreError`] when the state can't be read or written; a mailbox's own trouble is in the summary.
    pub async fn run(&self, mailboxes: &[&Mailbox], now: Timestamp) -> Result<Summary, StoreError> {
        let context = Context::new(&self.config.roster, &self.config.policy.calendar, super::detectors(self.config));
        let followed = Mutex::new(self.prepare(&context, now)?);
        let Self { config, store, progress, stop } = *self;
        let passes = Passes { config, context: &context, store, followed: &followed, progress, stop };
        let lanes = Lanes::new(config);
        let mut summary = all(&passes, &lanes, mailboxes, now, true).await;
        let mut failed: HashSet<Address> = HashSet::new();
        while !stop() {
            failed.extend(summary.iter().filter(|(_, outcome)| is_incomplete(outcome)).map(|(owner, _)| owner.clone()));
            lock(store).search_past()?;
            super::point::reached("searched");
            let owing: HashSet<Address> = lock(store).owing()?.into_iter().filter(|owner| !failed.contains(owner)).collect();
            let owing: Vec<&Mailbox> = mailboxes.iter().copied().filter(|mailbox| owing.contains(&mailbox.owner)).collect();
            if owing.is_empty() {
                break;
            }
            for (owner, outcome) in all(&passes, &lanes, &owing, now, false).await {
                if is_incomplete(&outcome) {
                    failed.insert(owner.clone());
                }
                add(&mut summary, &owner, outcome);
            }
        }
        Ok(summary)
    }

    /// A stage is dated by `stage_since`, else by when it was first read: now.
    fn note_stages(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut store = lock(self.store);
        let mut last: HashMap<DealId, String> = HashMap::new();
        for action in store.actions()? {
            if let What::Stage(stage) = action.what {
                last.insert(action.deal, stage);
            }
        }
        for (_, deal) in self.config.roster.deals() {
            let Some(stage) = deal.stage.as_ref().filter(|stage| last.get(&deal.id) != Some(stage)) else { continue };
            let what = What::Stage(stage.clone());
            store.record(&Action::new(now, None, deal.id.clone(), what, None))?;
        }
        Ok(())
    }
}

/// Passes over `mailboxes` as the lanes let them.
async fn all(passes: &Passes<'_>, lanes: &Lanes, mailboxes: &[&Mailbox], now: Timestamp, calendars: bool) -> Summary {
    let one = |mailbox: &Mailbox| {
        let mailbox = mailbox.clone();
        async move {
            let _entered = lanes.enter(&mailbox, Queue::News, None).await;
            let mut outcome = passes.mailbox(&mailbox, now).await;
            report(&mailbox.owner, &outcome, false);
            if calendars && !matches!(outcome, Err(PassError::Stopped | PassError::Store(_))) {
                outcome = match passes.calendars(&mailbox.owner, &mut Rests::default(), now).await {
                    Ok(meetings) => outcome.map(|outcome| Outcome { meetings, ..outcome }),
                    Err(problem) => Err(problem),
                };
            }
            (mailbox.owner, outcome)
        }
    };
    let all: futures::stream::FuturesUnordered<_> = mailboxes.iter().map(|mailbox| one(mailbox)).collect();
    all.collect().await
}

/// Whether something of a mailbox could not be read, so that another pass right away doesn't get further.
fn is_incomplete(outcome: &Result<Outcome, PassError>) -> bool {
    outcome.as_ref().map_or(true, |outcome| outcome.unread > 0)
}

/// Adds what a further pass over a mailbox did.
fn add(summary: &mut Summary, owner: &Address, more: Result<Outcome, PassError>) {
    let Some((_, outcome)) = summary.iter_mut().find(|(known, _)| known == owner) else { return };
    match (&mut *outcome, more) {
        (Ok(outcome), Ok(more)) => {
            outcome.new += more.new;
            outcome.kept += more.kept;
            outcome.odd += more.odd;
            outcome.in_part.extend(more.in_part);
            outcome.unjudged = more.unjudged;
            outcome.unread = more.unread;
        }
        // Its own mail was read; the past is tried again at the next pass.
        (_, Err(PassError::Source(problem))) => {
            warn!(error = %problem, "the past of a mailbox could not be read; it is tried again at the next pass");
        }
        (_, Err(problem)) => *outcome = Err(problem),
        (Err(_), Ok(_)) => {}
    }
}

/// Tells how a pass ended. `again`: the pass before ended the same way, and what a human must mend was told as an error then.
pub(super) fn report(mailbox: &Address, outcome: &Result<Outcome, PassError>, again: bool) {
    match outcome {
        Ok(outcome) if outcome.new > 0 => {
            info!(%mailbox, new = outcome.new, kept = outcome.kept, odd = outcome.odd, "a mailbox was read");
        }
        Ok(_) => tracing::debug!(%mailbox, "nothing is new in a mailbox"),
        Err(PassError::Source(reason)) if reason.needs_a_human() && again => {
            info!(%mailbox, %reason, "a mailbox still can't be read");
        }
        Err(PassError::Source(reason)) if reason.needs_a_human() => {
            error!(%mailbox, %reason, "a mailbox can't be read until somebody mends it");
        }
        Err(PassError::Store(reason)) => error!(%mailbox, %reason, "the state can't be used; it is tried again"),
        Err(PassError::Stopped | PassError::GaveWay) => {}
        Err(other) => warn!(%mailbox, reason = %other, "a mailbox could not be read; it is tried again"),
    }
}
