//! One pass over every mailbox, and the look back: what a new prospect, a new name or a new thread makes relevant of the past.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;

use futures::StreamExt;
use jiff::Timestamp;
use tracing::{error, info, warn};

use super::context::Context;
use super::pass::{MESSAGE_LIMIT, Outcome, PassError, Passes, lock, parallel, portions};
use super::source::Source;
use crate::config::{Config, Mailbox};
use crate::domain::action::{Action, What};
use crate::domain::address::{Address, DealId};
use crate::domain::mail::MailKey;
use crate::sources::{Folder, Raw, SourceError};
use crate::store::{Batch, Reread, Store, StoreError};

/// How many mailboxes are read at once.
const AT_ONCE: usize = 8;

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
    /// Passes over `mailboxes`, then reads what the past holds of whatever is new in the roster or in threads.
    ///
    /// # Errors
    /// [`StoreError`] when the state can't be read or written; a mailbox's own trouble is in the summary.
    pub async fn run(&self, mailboxes: &[&Mailbox], now: Timestamp) -> Result<Summary, StoreError> {
        self.note_stages(now)?;
        let lexicon = super::lexicon(self.config);
        let context = Context::new(&self.config.roster, &self.config.policy.calendar, lexicon);
        let current = context.searched();
        let searched = lock(self.store).searched()?;
        let unsearched: HashSet<u64> = current.difference(&searched).copied().collect();
        let before = lock(self.store).followed()?;
        let followed = Mutex::new(before.clone());
        let passes = Passes {
            config: self.config,
            context: &context,
            store: self.store,
            followed: &followed,
            progress: self.progress,
            stop: self.stop,
        };
        let summary: Summary = futures::stream::iter(mailboxes)
            .map(|mailbox| async { (mailbox.owner.clone(), passes.mailbox(mailbox, now).await) })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        for (mailbox, outcome) in &summary {
            report(mailbox, outcome);
        }
        if !(self.stop)() {
            // At the very first pass everything was read with today's roster: only threads can have grown.
            let roster = if searched.is_empty() && before.is_empty() { HashSet::new() } else { unsearched };
            if self.look_back(&passes, roster, before).await? && current != searched {
                lock(self.store).note_searched(&current)?;
            }
        }
        Ok(summary)
    }

    /// Reads what the past holds, until nothing more turns up. Whether everything was reached.
    async fn look_back(
        &self,
        passes: &Passes<'_>,
        mut wanted: HashSet<u64>,
        mut before: HashSet<u64>,
    ) -> Result<bool, StoreError> {
        let detectors = passes.context.detectors();
        let mut tried: HashSet<MailKey> = HashSet::new();
        let mut reached = true;
        loop {
            let now_followed = lock(passes.followed).clone();
            wanted.extend(now_followed.difference(&before));
            before = now_followed;
            let kept = lock(self.store).kept()?;
            let mut keys = if wanted.is_empty() { HashSet::new() } else { lock(self.store).carrying(&wanted)? };
            keys.retain(|key| !kept.contains_key(key));
            keys.extend(kept.iter().filter(|(_, version)| **version != detectors).map(|(key, _)| *key));
            keys.retain(|key| tried.insert(*key));
            wanted.clear();
            if keys.is_empty() || (self.stop)() {
                return Ok(reached && !(self.stop)());
            }
            info!(messages = keys.len(), "reading what the past holds");
            reached &= self.reread(passes, &keys).await?;
        }
    }

    /// Reads the copies of `keys` again, wherever they still are. Whether every mailbox could be opened.
    async fn reread(&self, passes: &Passes<'_>, keys: &HashSet<MailKey>) -> Result<bool, StoreError> {
        let mut by_owner: BTreeMap<Address, Vec<(String, Vec<Reread>)>> = BTreeMap::new();
        for ((owner, folder), copies) in lock(self.store).copies(keys)? {
            by_owner.entry(owner).or_default().push((folder, copies));
        }
        let mut all = true;
        for (owner, folders) in by_owner {
            let Some(mailbox) = self.config.mailboxes.iter().find(|mailbox| mailbox.owner == owner) else { continue };
            match self.reread_mailbox(passes, mailbox, folders).await {
                Ok(()) => {}
                Err(PassError::Store(error)) => return Err(error),
                Err(error) => {
                    warn!(error = %error, "the past of a mailbox could not be read; it is tried again at the next pass");
                    all = false;
                }
            }
        }
        Ok(all)
    }

    async fn reread_mailbox(
        &self,
        passes: &Passes<'_>,
        mailbox: &Mailbox,
        folders: Vec<(String, Vec<Reread>)>,
    ) -> Result<(), PassError> {
        let mut source = Source::open(self.config, mailbox).await?;
        let existing: HashSet<String> = source.folders().await?.into_iter().map(|folder| folder.name).collect();
        for (name, copies) in folders {
            let Some((id, role)) = copies.first().map(|copy| copy.folder) else { continue };
            if !existing.contains(&name) {
                continue;
            }
            let folder = Folder { name, role };
            let listed = lock(self.store).cursor(id)?;
            // A renumbered folder is read anew by the next pass.
            if !source.reopen(&folder, listed).await? {
                continue;
            }
            let wanted: Vec<(String, u64)> = copies.iter().map(|copy| (copy.place.clone(), 64 << 10)).collect();
            for part in portions(&wanted) {
                if (self.stop)() {
                    return Err(PassError::Stopped);
                }
                let raws = source.whole(&folder, &part, MESSAGE_LIMIT).await?;
                let read = tokio::task::block_in_place(|| {
                    parallel(&raws, &|raw: &Raw| passes.context.examine(&raw.bytes, raw.received, raw.from_line))
                });
                let mut batch = Batch { detectors: passes.context.detectors(), ..Batch::default() };
                for (raw, mut one) in raws.iter().zip(read) {
                    one.mail.seen_in = [(mailbox.owner.clone(), role)].into();
                    passes.keep(&mut batch, raw.place.clone(), one.mail);
                }
                tokio::task::block_in_place(|| lock(self.store).commit(id, &batch))?;
            }
        }
        source.close().await;
        Ok(())
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
            store.record(&Action { at: now, by: None, deal: deal.id.clone(), what, note: None })?;
        }
        Ok(())
    }
}

fn report(mailbox: &Address, outcome: &Result<Outcome, PassError>) {
    match outcome {
        Ok(outcome) => info!(%mailbox, new = outcome.new, kept = outcome.kept, odd = outcome.odd, "a mailbox was read"),
        Err(PassError::Source(SourceError::Human(reason))) => {
            error!(%mailbox, reason, "a mailbox can't be read until somebody mends it");
        }
        Err(other) => warn!(%mailbox, reason = %other, "a mailbox could not be read; it is tried again"),
    }
}
