//! A pass over one mailbox: what is new is read, batch by batch, and each batch is written with the cursor that says so.

mod again;
mod batch;
mod late;
mod shut;

use std::collections::{BTreeSet, HashSet};
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;
use tracing::{debug, error, warn};

use super::calendars::{Calendars, Rests};
use super::context::Context;
use super::followed::Followed;
use super::point;
use super::source::Source;
use crate::config::{Config, Mailbox};
use crate::domain::address::Address;
use crate::sources::{Folder, Remembered, SourceError};
use crate::store::{Batch, FolderEnd, KnownFolder, PassEnd, Store, StoreError};
use batch::Gathered;
pub use shut::Shut;
use shut::Step;

/// Messages are read up to this many octets: the text stands before the attachments.
pub const MESSAGE_LIMIT: usize = 4 << 20;
/// How many headers are asked for at once.
const BATCH: usize = 512;
/// What was read is written when it is so many messages, or was begun so long ago: a transaction touches as many pages of the indexes for a
/// few messages as for many, and what is read twice when the process is killed is little.
const WRITTEN_AT_ONCE: usize = 4096;
const WRITTEN_AFTER: Duration = Duration::from_secs(1);
/// How many octets of whole messages of one mailbox are held at once.
const WHOLE_OCTETS: u64 = 4 << 20;
/// A pass that finds more new messages in a folder than this, or more of the past to read, hurries from there on: what concerns a deal
/// is judged by the lexicon first, and closely by and by. Of a listing of a renumbered folder so many are judged closely.
const MANY: usize = 500;
const MANY_OLD: usize = 200;
/// How many of those a later pass judges closely when it has nothing else to do.
const CLOSER_AT_ONCE: usize = 50;
/// How many messages are examined before others get their turn on the processors.
const EXAMINED_AT_ONCE: usize = 32;

/// Why a pass ended early.
#[derive(Debug, thiserror::Error)]
pub enum PassError {
    /// The mailbox.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The state.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The service was told to stop; what was committed stays.
    #[error("stopped between two batches")]
    Stopped,
    /// Others wait for their turn, and this took long; what was committed stays.
    #[error("gave way to other mailboxes between two batches")]
    GaveWay,
}

/// How many files and messages that could be read in part alone a pass names.
const MOST_NAMED: usize = 10;

/// What a pass did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Messages seen for the first time.
    pub new: u64,
    /// Those of them that concern a deal or pass inside the team.
    pub kept: u64,
    /// Messages with something odd about them.
    pub odd: u64,
    /// What could be read in part alone, for people, [`MOST_NAMED`] at most: which file or message, what is wrong with it, what to do.
    pub in_part: Vec<String>,
    /// What the calendars said anew of meetings.
    pub meetings: u64,
    /// Messages that are yet to be judged closely: see [`MANY`]. Those of folders that are refused don't count until these are tried again.
    pub unjudged: u64,
    /// Folders that could not be read, or of which what is queued could not.
    pub unread: u64,
}

impl Outcome {
    /// Notes something that could be read in part alone.
    fn tell(&mut self, what: String) {
        if self.in_part.len() < MOST_NAMED && !self.in_part.contains(&what) {
            self.in_part.push(what);
        }
    }
}

/// Everything that passes share.
pub struct Passes<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The roster as reading asks it.
    pub context: &'a Context<'a>,
    /// The facts.
    pub store: &'a Mutex<Store>,
    /// The ids of threads with prospects, growing as mail is read.
    pub followed: &'a Mutex<Followed>,
    /// Told how far a pass is: the mailbox, messages done, messages to do.
    pub progress: &'a (dyn Fn(&Address, u64, u64) + Sync),
    /// Whether to stop after the batch at hand.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

/// What one pass is over, and since when.
struct OnePass<'p> {
    mailbox: &'p Mailbox,
    now: Timestamp,
    /// Whether it ends after the batch at hand, for others that wait.
    gives_way: &'p (dyn Fn() -> bool + Sync),
}

impl Passes<'_> {
    /// Passes over one mailbox in a connection of its own.
    ///
    /// # Errors
    /// See [`PassError`]; what was committed before stays.
    pub async fn mailbox(&self, mailbox: &Mailbox, now: Timestamp) -> Result<Outcome, PassError> {
        let mut held = None;
        let outcome = self.in_turn(mailbox, &mut held, &mut Shut::default(), now, &|| false).await;
        if let Some(source) = held {
            source.close().await;
        }
        outcome
    }

    /// Passes over one mailbox, in the connection that is `held` or in a new one, and notes how it ended. Folders that
    /// are `shut` are left alone until their time has come. Between two batches it ends when `gives_way` says so. The connection is held on
    /// unless it failed.
    ///
    /// # Errors
    /// See [`PassError`]; what was committed before stays.
    pub async fn in_turn(
        &self,
        mailbox: &Mailbox,
        held: &mut Option<Source>,
        shut: &mut Shut,
        now: Timestamp,
        gives_way: &(dyn Fn() -> bool + Sync),
    ) -> Result<Outcome, PassError> {
        let id = lock(self.store).mailbox(&mailbox.owner)?;
        let open = async {
            Ok(match held.take() {
                Some(source) => source,
                None => Source::open(self.config, mailbox).await?,
            })
        };
        let mut end = PassEnd::default();
        let outcome = match open.await {
            Err(problem) => Err(PassError::Source(problem)),
            Ok(mut source) => {
                let outcome = self.read(&mut source, &OnePass { mailbox, now, gives_way }, id, shut, &mut end).await;
                if matches!(outcome, Ok(_) | Err(PassError::GaveWay)) {
                    *held = Some(source);
                }
                outcome
            }
        };
        match &outcome {
            Ok(_) => lock(self.store).note_pass(id, now, &end)?,
            Err(PassError::Source(error)) => {
                end.error = Some((error.to_string(), error.needs_a_human()));
                lock(self.store).note_pass(id, now, &end)?;
            }
            // On a full disk nothing can be noted, and a pass that was told to stop is no failure.
            Err(PassError::Store(_) | PassError::Stopped | PassError::GaveWay) => {}
        }
        outcome
    }

    /// Passes over the calendars of one owner, but for those that are left alone. How much is new in them.
    ///
    /// # Errors
    /// [`PassError::Store`] when the state can't be used.
    pub async fn calendars(&self, owner: &Address, rests: &mut Rests, now: Timestamp) -> Result<u64, PassError> {
        let Self { config, context, store, followed, stop, .. } = *self;
        Calendars { config, context, store, followed, stop }.of_owner(owner, rests, now).await
    }

    /// Reads every folder, then what is queued of the past. A folder that can't be read doesn't keep the others from being read; how
    /// each visit ended goes to `end`.
    async fn read(
        &self,
        source: &mut Source,
        pass: &OnePass<'_>,
        id: i64,
        shut: &mut Shut,
        end: &mut PassEnd,
    ) -> Result<Outcome, PassError> {
        let mut outcome = Outcome::default();
        point::reached("opened");
        let folders = source.folders_and_gaps().await?;
        point::reached("folders");
        let known = lock(self.store).folders(id, folders.iter().map(|folder| (folder.name.as_str(), folder.role)))?;
        let mut visits: Vec<(&Folder, KnownFolder)> = folders.iter().zip(known).collect();
        // One at which the server hung up the last time comes after the others.
        visits.sort_by_key(|(_, known)| known.failed);
        let mut hurried = false;
        for (folder, known) in &visits {
            // Where all others are shut, it is the mailbox that is, or this one isn't: that is found out now.
            let is_last = outcome.unread + 1 == folders.len() as u64;
            if let Some(refusal) = shut.rests(known.id, Step::New, Instant::now()).filter(|_| !is_last) {
                end.folders.push((known.id, refusal));
                outcome.unread += 1;
                continue;
            }
            let visited = self.visit(source, pass, folder, known, &mut hurried, &mut outcome).await;
            let Some(problem) = source_problem(visited)? else {
                shut.read(known.id, Step::New);
                end.folders.push((known.id, FolderEnd::Read));
                continue;
            };
            let refusal = failed(&problem);
            end.folders.push((known.id, refusal.clone()));
            if !source.is_usable() {
                return Err(problem.into());
            }
            shut.refused(known.id, Step::New, &refusal, Instant::now());
            tell(&pass.mailbox.owner, &folder.name, &problem, known.failed);
            outcome.unread += 1;
            // When it is all of them, it is the mailbox.
            if outcome.unread == folders.len() as u64 {
                end.folders.clear();
                *shut = Shut::default();
                return Err(problem.into());
            }
        }
        self.doubt(source, &visits, &mut end.folders).await?;
        let all_read =
            end.folders.iter().all(|(_, end)| matches!(end, FolderEnd::Read | FolderEnd::Failed { refused: true, .. }));
        if all_read {
            lock(self.store).settle(id)?;
            point::reached("settled");
        }
        let unread = end.folders.iter().filter(|(_, end)| *end != FolderEnd::Read).map(|(id, _)| *id);
        let mut left: BTreeSet<i64> = unread.collect();
        let mut past = lock(self.store).rereads(id)?;
        past.retain(|queued| !left.contains(&queued.folder));
        let (waiting, count) = (past.len(), past.iter().map(|folder| folder.places.len()).sum::<usize>());
        let refused = self.reread(source, pass, past, count > MANY_OLD, shut).await?;
        let nothing_read = refused.len() == waiting;
        for (folder, refusal) in refused {
            // What waits may be an answer: the folder isn't read before that is.
            if let Some((_, end)) = end.folders.iter_mut().find(|(id, _)| *id == folder) {
                *end = refusal;
            }
            outcome.unread += 1;
            left.insert(folder);
        }
        left.extend(shut.resting(Instant::now()));
        if !hurried && nothing_read {
            let closer = lock(self.store).closer(id, CLOSER_AT_ONCE, &left)?;
            // The lexicon has judged it, so it was read.
            left.extend(self.reread(source, pass, closer, false, shut).await?.into_iter().map(|(folder, _)| folder));
        }
        outcome.unjudged = lock(self.store).closer_count(id, &left)?;
        shut.keep(&left);
        Ok(outcome)
    }

    /// Reads what is new in one folder.
    async fn visit(
        &self,
        source: &mut Source,
        pass: &OnePass<'_>,
        folder: &Folder,
        known: &KnownFolder,
        hurried: &mut bool,
        outcome: &mut Outcome,
    ) -> Result<(), PassError> {
        let mut cursor = known.cursor.clone();
        let (mut read, mut again) = (0, false);
        loop {
            // Where the cursor alone tells what is new, the places need not be read.
            let places = match &source {
                Source::Imap(_) => HashSet::new(),
                Source::Maildir(_) | Source::Mbox(_) => lock(self.store).places(known.id)?,
            };
            let listing = source.list(folder, &Remembered { cursor: cursor.clone(), places }, pass.now).await?;
            point::reached("listed");
            if let Some(oddity) = source.oddity() {
                warn!(oddity, "a mailbox is damaged");
                outcome.odd += 1;
                outcome.tell(format!("{oddity}. Export or copy it once more"));
            }
            if listing.renumbered {
                lock(self.store).renumber(known.id, listing.since)?;
                point::reached("renumbered");
            }
            let well_known = lock(self.store).well_known(known.id, self.context.detectors())?;
            again |= listing.renumbered || !well_known.is_empty();
            let total = read + listing.new.len() + listing.left;
            // Where messages have other numbers at each visit, nothing would ever be judged closely.
            *hurried |= total > MANY && !again;
            let closely = if *hurried { 0 } else { MANY };
            let mut gathered = Gathered::new(known.id, (read, total), closely, self.context);
            gathered.well_known = well_known;
            let ended = self.gather(source, pass, folder, &listing, &mut gathered, outcome).await;
            // What was read before the server hung up, or others wait, is not read again.
            self.write(pass, &mut gathered)?;
            ended?;
            read += listing.new.len();
            if cursor.as_ref() != Some(&listing.cursor) {
                let batch = Batch { cursor: Some(listing.cursor.clone()), ..Batch::default() };
                lock(self.store).commit(known.id, &batch)?;
                point::reached("cursor");
            }
            if listing.left == 0 {
                return self.look_for_late(source, pass, folder, known, &listing.cursor, outcome).await;
            }
            cursor = Some(listing.cursor);
        }
    }

    fn may_go_on(&self, pass: &OnePass<'_>) -> Result<(), PassError> {
        match ((self.stop)(), (pass.gives_way)()) {
            (true, _) => Err(PassError::Stopped),
            (false, true) => Err(PassError::GaveWay),
            (false, false) => Ok(()),
        }
    }
}

/// What the source had to say, apart from what ends a pass in any case.
fn source_problem(visited: Result<(), PassError>) -> Result<Option<SourceError>, PassError> {
    match visited {
        Ok(()) => Ok(None),
        Err(PassError::Source(problem)) => Ok(Some(problem)),
        Err(other) => Err(other),
    }
}

fn failed(problem: &SourceError) -> FolderEnd {
    let refused = matches!(problem, SourceError::Forbidden(_) | SourceError::Missing(_));
    let damaged = matches!(problem, SourceError::Lone(_));
    FolderEnd::Failed { error: problem.to_string(), human: problem.needs_a_human(), refused, damaged }
}

/// Tells of a folder that could not be read, the first time aloud.
fn tell(mailbox: &Address, folder: &str, reason: &SourceError, again: bool) {
    match (again, reason.needs_a_human()) {
        (true, _) => debug!(%mailbox, folder, %reason, "a folder still can't be read"),
        (false, true) => error!(%mailbox, folder, %reason, "a folder can't be read until somebody mends it; the others are read"),
        (false, false) => warn!(%mailbox, folder, %reason, "a folder could not be read; the others are, and it is tried again"),
    }
}

/// A poisoned lock means that another pass panicked: its transaction was rolled back, and the data behind it is sound.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
