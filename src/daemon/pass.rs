//! A pass over one mailbox: what is new is read, batch by batch, and each batch is written with the cursor that says so.

use std::collections::HashSet;
use std::sync::Mutex;

use jiff::Timestamp;
use tracing::{debug, warn};

use super::calendars::Calendars;
use super::context::{Context, Examined, Interest, came_back, header_hashes, mail_hashes};
use super::followed::Followed;
use super::point;
use super::source::Source;
use crate::config::{Config, Mailbox};
use crate::domain::address::Address;
use crate::domain::mail::{Kind, Mail, MailKey};
use crate::reading::message;
use crate::sources::{Folder, Raw, Remembered, SourceError};
use crate::store::{Batch, Copy, Reread, Store, StoreError};

/// Messages are read up to this many octets: the text stands before the attachments.
pub const MESSAGE_LIMIT: usize = 4 << 20;
/// How many headers are asked for at once.
const BATCH: usize = 512;
/// How many octets of whole messages of one mailbox are held at once.
const WHOLE_OCTETS: u64 = 4 << 20;
/// A pass that finds more new messages in a folder than this, or more of the past to read, hurries from there on: what concerns a deal
/// is judged by the lexicon first, and closely by and by.
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

/// What a pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Messages seen for the first time.
    pub new: u64,
    /// Those of them that concern a deal or pass inside the team.
    pub kept: u64,
    /// Messages with something odd about them.
    pub odd: u64,
    /// What the calendars said anew of meetings.
    pub meetings: u64,
    /// Messages that are yet to be judged closely: see [`MANY`].
    pub unjudged: u64,
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
        let outcome = match open.await {
            Err(problem) => Err(PassError::Source(problem)),
            Ok(mut source) => {
                let outcome = self.read(&mut source, mailbox, id, now, gives_way).await;
                if matches!(outcome, Ok(_) | Err(PassError::GaveWay)) {
                    *held = Some(source);
                }
                outcome
            }
        };
        match &outcome {
            Ok(_) => lock(self.store).note_pass(id, now, None)?,
            Err(PassError::Source(error)) => {
                let human = error.needs_a_human();
                lock(self.store).note_pass(id, now, Some((&error.to_string(), human)))?;
            }
            // On a full disk nothing can be noted, and a pass that was told to stop is no failure.
            Err(PassError::Store(_) | PassError::Stopped | PassError::GaveWay) => {}
        }
        outcome
    }

    /// Passes over the calendars of one owner. How much is new in them.
    ///
    /// # Errors
    /// [`PassError::Store`] when the state can't be used.
    pub async fn calendars(&self, owner: &Address, now: Timestamp) -> Result<u64, PassError> {
        let Self { config, context, store, followed, stop, .. } = *self;
        Calendars { config, context, store, followed, stop }.of_owner(owner, now).await
    }

    async fn read(
        &self,
        source: &mut Source,
        mailbox: &Mailbox,
        id: i64,
        now: Timestamp,
        gives_way: &(dyn Fn() -> bool + Sync),
    ) -> Result<Outcome, PassError> {
        let mut outcome = Outcome::default();
        point::reached("opened");
        let folders = source.folders().await?;
        point::reached("folders");
        let mut hurried = false;
        for folder in &folders {
            let folder_id = lock(self.store).folder(id, &folder.name, folder.role)?;
            let cursor = lock(self.store).cursor(folder_id)?;
            // Where the cursor alone tells what is new, the places need not be read.
            let places = match &source {
                Source::Imap(_) => HashSet::new(),
                Source::Maildir(_) | Source::Mbox(_) => lock(self.store).places(folder_id)?,
            };
            let listing = source.list(folder, &Remembered { cursor: cursor.clone(), places }, now).await?;
            point::reached("listed");
            if let Some(oddity) = source.oddity() {
                warn!(oddity, "a mailbox is damaged");
                outcome.odd += 1;
            }
            if listing.renumbered {
                lock(self.store).renumber(folder_id)?;
            }
            let total = listing.new.len() as u64;
            hurried |= listing.new.len() > MANY;
            let mut done = 0;
            for part in listing.new.chunks(BATCH) {
                self.may_go_on(gives_way)?;
                let mark = lock(self.followed).mark();
                let raws = source.headers(folder, part).await?;
                point::reached("headers");
                let mut batch = self.batch(source, folder, mailbox, raws, hurried, &mut outcome).await?;
                done += part.len();
                batch.cursor = listing.new.get(..done).and_then(|places| source.cursor(folder, places));
                self.commit(folder_id, batch, mark)?;
                point::reached("committed");
                (self.progress)(&mailbox.owner, done as u64, total);
            }
            if cursor.as_ref() != Some(&listing.cursor) {
                let batch = Batch { cursor: Some(listing.cursor), ..Batch::default() };
                lock(self.store).commit(folder_id, &batch)?;
                point::reached("cursor");
            }
        }
        let past = lock(self.store).rereads(id)?;
        let count = past.iter().map(|folder| folder.places.len()).sum::<usize>();
        self.reread(source, mailbox, past, &folders, count > MANY_OLD, gives_way).await?;
        if !hurried && count == 0 {
            let closer = lock(self.store).closer(id, CLOSER_AT_ONCE)?;
            self.reread(source, mailbox, closer, &folders, false, gives_way).await?;
        }
        outcome.unjudged = lock(self.store).closer_count(id)?;
        Ok(outcome)
    }

    /// Reads again, whole and closely, what is queued of a mailbox: what the past holds of something that matters since, or what the
    /// lexicon alone has judged.
    async fn reread(
        &self,
        source: &mut Source,
        mailbox: &Mailbox,
        queued: Vec<Reread>,
        folders: &[Folder],
        hurry: bool,
        gives_way: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), PassError> {
        for Reread { folder: folder_id, name, role, cursor, places } in queued {
            let folder = Folder { name, role };
            let there = folders.iter().any(|known| known.name == folder.name);
            // A folder that is gone took its messages along; a renumbered one was read anew just now.
            if !there || !source.reopen(&folder, cursor).await? {
                lock(self.store).commit(folder_id, &Batch { reread: places, ..Batch::default() })?;
                continue;
            }
            debug!(messages = places.len(), "reading again");
            let wanted: Vec<(String, u64)> = places.into_iter().map(|place| (place, 64 << 10)).collect();
            for part in portions(&wanted) {
                self.may_go_on(gives_way)?;
                let mark = lock(self.followed).mark();
                let raws = source.whole(&folder, &part, MESSAGE_LIMIT).await?;
                point::reached("reread");
                let mut batch = Batch { detectors: self.context.detectors(), reread: part, ..Batch::default() };
                for (raw, mut one) in raws.iter().zip(self.examine(&raws, hurry).await) {
                    one.mail.seen_in = [(mailbox.owner.clone(), role)].into();
                    self.keep(&mut batch, raw.place.clone(), one, hurry);
                }
                self.commit(folder_id, batch, mark)?;
                point::reached("reread-committed");
            }
        }
        Ok(())
    }

    fn may_go_on(&self, gives_way: &(dyn Fn() -> bool + Sync)) -> Result<(), PassError> {
        match ((self.stop)(), gives_way()) {
            (true, _) => Err(PassError::Stopped),
            (false, true) => Err(PassError::GaveWay),
            (false, false) => Ok(()),
        }
    }

    /// Writes a batch. What another mailbox made matter since `mark` is queued along with it: see [`Followed::overlooked`].
    fn commit(&self, folder: i64, mut batch: Batch, mark: usize) -> Result<(), StoreError> {
        tokio::task::block_in_place(|| {
            let mut store = lock(self.store);
            let overlooked = lock(self.followed).overlooked(mark, &batch.copies);
            let kept: HashSet<MailKey> = batch.mails.iter().filter(|(_, follow)| *follow).map(|(mail, _)| mail.key).collect();
            let known = batch.copies.iter().filter(|copy| kept.contains(&copy.key)).map(|copy| copy.place.as_str());
            let known: HashSet<&str> = known.collect();
            let again: Vec<String> = overlooked.into_iter().filter(|place| !known.contains(place.as_str())).collect();
            batch.again = again;
            store.commit(folder, &batch)
        })
    }

    /// Reads whole messages, closely where they concern a deal by what is known of threads so far, unless in a `hurry`; a few at a
    /// time: others get their turn in between.
    async fn examine(&self, raws: &[Raw], hurry: bool) -> Vec<Examined> {
        let mut all = Vec::with_capacity(raws.len());
        let closely = |mail: &Mail| !hurry && self.context.is_worth_a_close_look(mail, lock(self.followed).all());
        for part in raws.chunks(EXAMINED_AT_ONCE) {
            all.extend(tokio::task::block_in_place(|| {
                parallel(part, &|raw: &Raw| self.context.examine(&raw.bytes, raw.received, raw.from_line, &closely))
            }));
            tokio::task::yield_now().await;
        }
        all
    }

    /// Reads whole what may matter of a batch of headers, and puts the facts together.
    async fn batch(
        &self,
        source: &mut Source,
        folder: &Folder,
        mailbox: &Mailbox,
        raws: Vec<Raw>,
        hurry: bool,
        outcome: &mut Outcome,
    ) -> Result<Batch, PassError> {
        let mut batch = Batch { detectors: self.context.detectors(), ..Batch::default() };
        let headers = tokio::task::block_in_place(|| parallel(&raws, &|raw: &Raw| message::header(&raw.bytes)));
        outcome.new += raws.len() as u64;
        let mut wanted: Vec<(String, u64)> = Vec::new();
        {
            let followed = lock(self.followed);
            for (raw, header) in raws.iter().zip(&headers) {
                match (self.context.interest(header, followed.all()), header.key) {
                    (Interest::Trace, Some(key)) => {
                        batch.copies.push(Copy { place: raw.place.clone(), key, hashes: header_hashes(header) });
                    }
                    _ => wanted.push((raw.place.clone(), raw.size)),
                }
            }
        }
        drop((raws, headers));
        for places in portions(&wanted) {
            let raws = source.whole(folder, &places, MESSAGE_LIMIT).await?;
            point::reached("whole");
            for (raw, mut one) in raws.iter().zip(self.examine(&raws, hurry).await) {
                if raw.size > MESSAGE_LIMIT as u64 {
                    one.oddities.push(format!("{} octets; read up to {MESSAGE_LIMIT}", raw.size));
                }
                if !one.oddities.is_empty() {
                    outcome.odd += 1;
                    debug!(place = raw.place, oddities = ?one.oddities, "an odd message");
                }
                one.mail.seen_in = [(mailbox.owner.clone(), folder.role)].into();
                outcome.kept += u64::from(self.keep(&mut batch, raw.place.clone(), one, hurry));
            }
        }
        Ok(batch)
    }

    /// Puts a message that was read whole into the batch; whether it is kept.
    fn keep(&self, batch: &mut Batch, place: String, mut one: Examined, hurry: bool) -> bool {
        batch.copies.push(Copy { place: place.clone(), key: one.mail.key, hashes: mail_hashes(&one.mail) });
        batch.bounced.extend(came_back(&one.mail));
        let mut followed = lock(self.followed);
        let Some(follow) = self.context.keeps(&one.mail, followed.all()) else { return false };
        if hurry && one.mail.kind == Kind::Human && self.context.is_worth_a_close_look(&one.mail, followed.all()) {
            batch.closer.push(place);
        } else if follow && !one.closely {
            // A message just before it in the batch may have been what makes its thread one to follow.
            self.context.look_closely(&mut one);
        }
        let mail = one.mail;
        if follow {
            // All of them, whether known or not: a batch that followed them before may never have been written.
            let hashes = self.context.follows(&mail, followed.all());
            hashes.iter().for_each(|hash| followed.insert(*hash));
            batch.followed.extend(hashes);
        }
        batch.mails.push((mail, follow));
        true
    }
}

/// Splits what is wanted so that not too much of it is in memory at once.
fn portions(wanted: &[(String, u64)]) -> Vec<Vec<String>> {
    let (mut portions, mut room) = (Vec::new(), 0);
    for (place, size) in wanted {
        let size = (*size).min(MESSAGE_LIMIT as u64);
        if size > room || portions.is_empty() {
            portions.push(Vec::new());
            room = WHOLE_OCTETS;
        }
        room = room.saturating_sub(size);
        if let Some(last) = portions.last_mut() {
            last.push(place.clone());
        }
    }
    portions
}

/// Applies `work` to every item on all processors, in order.
pub fn parallel<T: Sync, R: Send>(items: &[T], work: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
    if threads == 1 || items.len() < 16 {
        return items.iter().map(work).collect();
    }
    // Each thread takes the next item: one message of 4 MB must not leave the others waiting.
    let next = std::sync::atomic::AtomicUsize::new(0);
    let take = || {
        let items = std::iter::from_fn(|| {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            items.get(at).map(|item| (at, item))
        });
        items.map(|(at, item)| (at, work(item))).collect::<Vec<(usize, R)>>()
    };
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(take)).collect();
        // Reading is total; should a thread panic all the same, so does the pass, and nothing of the batch is written.
        handles.into_iter().flat_map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

/// A poisoned lock means that another pass panicked: its transaction was rolled back, and the data behind it is sound.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
