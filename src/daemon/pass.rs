//! A pass over one mailbox: what is new is read, batch by batch, and each batch is written with the cursor that says so.

mod batch;
mod late;

use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use tracing::{debug, error, warn};

use super::calendars::{Calendars, Rests};
use super::context::Context;
use super::followed::Followed;
use super::point;
use super::source::Source;
use crate::config::{Config, Mailbox};
use crate::domain::address::Address;
use crate::sources::{Folder, Remembered, SourceError};
use crate::store::{Batch, FolderEnd, KnownFolder, PassEnd, Reread, Store, StoreError};
use batch::{Gathered, portions};

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
    /// Messages that are yet to be judged closely: see [`MANY`].
    pub unjudged: u64,
    /// Folders that could not be read.
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
        let outcome = self.in_turn(mailbox, &mut held, now, &|| false).await;
        if let Some(source) = held {
            source.close().await;
        }
        outcome
    }

    /// Passes over one mailbox, in the connection that is `held` or in a new one, and notes how it ended. Between two batches it
    /// ends when `gives_way` says so. The connection is held on unless it failed.
    ///
    /// # Errors
    /// See [`PassError`]; what was committed before stays.
    pub async fn in_turn(
        &self,
        mailbox: &Mailbox,
        held: &mut Option<Source>,
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
                let outcome = self.read(&mut source, &OnePass { mailbox, now, gives_way }, id, &mut end).await;
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
    async fn read(&self, source: &mut Source, pass: &OnePass<'_>, id: i64, end: &mut PassEnd) -> Result<Outcome, PassError> {
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
            let visited = self.visit(source, pass, folder, known, &mut hurried, &mut outcome).await;
            let Some(problem) = source_problem(visited)? else {
                end.folders.push((known.id, FolderEnd::Read));
                continue;
            };
            end.folders.push((known.id, failed(&problem)));
            if !source.is_usable() {
                return Err(problem.into());
            }
            tell(&pass.mailbox.owner, &folder.name, &problem, known.failed);
            outcome.unread += 1;
            // When it is all of them, it is the mailbox.
            if outcome.unread == folders.len() as u64 {
                end.folders.clear();
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
        let past = lock(self.store).rereads(id)?;
        let count = past.iter().map(|folder| folder.places.len()).sum::<usize>();
        let unread: HashSet<i64> = end.folders.iter().filter(|(_, end)| *end != FolderEnd::Read).map(|(id, _)| *id).collect();
        let readable = |queued: &Reread| !unread.contains(&queued.folder);
        let past = past.into_iter().filter(readable).collect();
        self.reread(source, pass, past, count > MANY_OLD).await?;
        if !hurried && count == 0 {
            let closer = lock(self.store).closer(id, CLOSER_AT_ONCE)?.into_iter().filter(readable).collect();
            self.reread(source, pass, closer, false).await?;
        }
        outcome.unjudged = lock(self.store).closer_count(id)?;
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

    /// Reads again, whole and closely, what is queued of a mailbox: what the past holds of something that matters since, or what the
    /// lexicon alone has judged. A folder that can't be read keeps the others from nothing: the first trouble is told in the end.
    async fn reread(&self, source: &mut Source, pass: &OnePass<'_>, queued: Vec<Reread>, hurry: bool) -> Result<(), PassError> {
        let mut first = None;
        for one in queued {
            let name = one.name.clone();
            let Some(problem) = source_problem(self.reread_folder(source, pass, one, hurry).await)? else { continue };
            debug!(folder = name, %problem, "what is queued of a folder can't be read again yet");
            first.get_or_insert(problem);
            if !source.is_usable() {
                break;
            }
        }
        first.map_or(Ok(()), |problem| Err(problem.into()))
    }

    /// Reads again what is queued of one folder.
    async fn reread_folder(&self, source: &mut Source, pass: &OnePass<'_>, queued: Reread, hurry: bool) -> Result<(), PassError> {
        let Reread { folder: folder_id, name, role, cursor, places } = queued;
        let folder = Folder { name, role };
        source.reopen(&folder, cursor).await?;
        debug!(messages = places.len(), "reading again");
        let wanted: Vec<(String, u64)> = places.into_iter().map(|place| (place, 64 << 10)).collect();
        for part in portions(&wanted) {
            self.may_go_on(pass)?;
            let mark = lock(self.followed).mark();
            let raws = source.whole(&folder, &part, MESSAGE_LIMIT).await?;
            point::reached("reread");
            let came: HashSet<&str> = raws.iter().map(|raw| raw.place.as_str()).collect();
            let gone = part.iter().filter(|place| !came.contains(place.as_str())).cloned().collect();
            let mut batch = Batch { detectors: self.context.detectors(), reread: part, gone, ..Batch::default() };
            for (raw, mut one) in raws.iter().zip(self.examine(&raws, hurry).await) {
                one.mail.seen_in = [(pass.mailbox.owner.clone(), role)].into();
                self.keep(&mut batch, raw.place.clone(), one, hurry);
            }
            self.commit(folder_id, batch, mark)?;
            point::reached("reread-committed");
        }
        Ok(())
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
