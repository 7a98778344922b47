//! What is made of messages: which are read whole, what is kept of them, and the batch that is written.

use std::collections::HashSet;
use std::time::Instant;

use tracing::debug;

use super::{
    BATCH, EXAMINED_AT_ONCE, MESSAGE_LIMIT, OnePass, Outcome, PassError, Passes, WHOLE_OCTETS, WRITTEN_AFTER, WRITTEN_AT_ONCE,
    lock,
};
use crate::config::{Mailbox, Place};
use crate::daemon::context::{Context, Examined, Interest, came_back};
use crate::daemon::familiar::{Familiar, Looked};
use crate::daemon::parallel::parallel;
use crate::daemon::point;
use crate::daemon::source::Source;
use crate::daemon::traces::mail_hashes;
use crate::domain::mail::{Kind, Mail, MailKey};
use crate::sources::{Folder, Listing, Raw, shown};
use crate::store::{Batch, Copy, StoreError};

/// What was read of a folder and isn't written yet.
pub(super) struct Gathered<'c> {
    folder: i64,
    batch: Batch,
    /// When it was begun, and how much was followed then.
    begun: Option<(Instant, usize)>,
    /// How many messages were read, of how many.
    read: usize,
    total: usize,
    /// How many more messages that are read whole are judged closely at once where they concern a deal, the others by and by.
    closely: usize,
    /// Messages that were renumbered, and of which all is known.
    pub(super) well_known: HashSet<MailKey>,
    familiar: Familiar<'c>,
}

impl<'c> Gathered<'c> {
    /// Nothing yet, of a folder of which `read` of `total` messages were written.
    pub(super) fn new(folder: i64, (read, total): (usize, usize), closely: usize, context: &'c Context<'c>) -> Self {
        let (batch, familiar, well_known) = (Batch::default(), Familiar::new(context), HashSet::new());
        Self { folder, batch, begun: None, read, total, closely, well_known, familiar }
    }

    fn is_ripe(&self) -> bool {
        let late = self.begun.is_some_and(|(begun, _)| begun.elapsed() >= WRITTEN_AFTER);
        late || self.batch.copies.len() >= WRITTEN_AT_ONCE
    }
}

impl Passes<'_> {
    /// Reads what a listing gives, and writes it in few transactions. What is left in `gathered` was read and isn't written yet.
    pub(super) async fn gather(
        &self,
        source: &mut Source,
        pass: &OnePass<'_>,
        folder: &Folder,
        listing: &Listing,
        gathered: &mut Gathered<'_>,
        outcome: &mut Outcome,
    ) -> Result<(), PassError> {
        for part in listing.new.chunks(BATCH) {
            self.may_go_on(pass)?;
            gathered.begun.get_or_insert_with(|| (Instant::now(), lock(self.followed).mark()));
            let raws = source.headers(folder, part).await?;
            point::reached("headers");
            let mut batch = self.batch(source, folder, pass.mailbox, raws, gathered, outcome).await?;
            batch.cursor = source.cursor(folder, part);
            gathered.batch.append(batch);
            gathered.read += part.len();
            if gathered.is_ripe() {
                self.write(pass, gathered)?;
            }
        }
        Ok(())
    }

    /// Writes what was gathered, if anything was.
    pub(super) fn write(&self, pass: &OnePass<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
        let batch = std::mem::take(&mut gathered.batch);
        let is_something = batch.cursor.is_some() || !batch.copies.is_empty();
        if let Some((_, mark)) = gathered.begun.take().filter(|_| is_something) {
            self.commit(gathered.folder, batch, mark)?;
            point::reached("committed");
            (self.progress)(&pass.mailbox.owner, gathered.read as u64, gathered.total as u64);
        }
        Ok(())
    }

    /// Writes a batch. What another mailbox made matter since `mark` is queued along with it: see [`Followed::overlooked`].
    pub(super) fn commit(&self, folder: i64, mut batch: Batch, mark: usize) -> Result<(), StoreError> {
        let mut store = lock(self.store);
        let overlooked = lock(self.followed).overlooked(mark, &batch.copies);
        let kept: HashSet<MailKey> = batch.mails.iter().filter(|(_, follow)| *follow).map(|(mail, _)| mail.key).collect();
        let known = batch.copies.iter().filter(|copy| kept.contains(&copy.key)).map(|copy| copy.place.as_str());
        let known: HashSet<&str> = known.collect();
        let again: Vec<String> = overlooked.into_iter().filter(|place| !known.contains(place.as_str())).collect();
        batch.again = again;
        store.commit(folder, &batch)
    }

    /// Reads whole messages, closely where they concern a deal by what is known of threads so far, unless in a `hurry`; a few at a
    /// time: others get their turn in between.
    pub(super) async fn examine(&self, raws: &[Raw], hurry: bool) -> Vec<Examined> {
        let mut all = Vec::with_capacity(raws.len());
        let closely = |mail: &Mail| !hurry && self.context.is_worth_a_close_look(mail, lock(self.followed).all());
        for part in raws.chunks(EXAMINED_AT_ONCE) {
            all.extend(parallel(part, &|raw: &Raw| self.context.examine(&raw.bytes, raw.received, raw.from_line, &closely)));
            tokio::task::yield_now().await;
        }
        all
    }

    /// Reads whole what may matter of a batch of headers, and puts the facts together.
    pub(super) async fn batch(
        &self,
        source: &mut Source,
        folder: &Folder,
        mailbox: &Mailbox,
        raws: Vec<Raw>,
        gathered: &mut Gathered<'_>,
        outcome: &mut Outcome,
    ) -> Result<Batch, PassError> {
        let mut batch = Batch { detectors: self.context.detectors(), ..Batch::default() };
        let looked: Vec<Looked> = raws.iter().map(|raw| gathered.familiar.look(&raw.bytes)).collect();
        outcome.new += raws.len() as u64;
        let mut wanted: Vec<(String, u64)> = Vec::new();
        {
            let followed = lock(self.followed);
            for (raw, looked) in raws.into_iter().zip(looked) {
                let is_trace = looked.interest(followed.all()) == Interest::Trace;
                let known = looked.key.filter(|key| is_trace || gathered.well_known.contains(key));
                outcome.kept += u64::from(known.is_some() && !is_trace);
                match known {
                    Some(key) => batch.copies.push(Copy { place: raw.place, key, hashes: looked.hashes }),
                    None => wanted.push((raw.place, raw.size)),
                }
            }
        }
        for places in portions(&wanted) {
            let raws = source.whole(folder, &places, MESSAGE_LIMIT).await?;
            point::reached("whole");
            let hurry = gathered.closely == 0;
            gathered.closely = gathered.closely.saturating_sub(raws.len());
            for (raw, mut one) in raws.iter().zip(self.examine(&raws, hurry).await) {
                if raw.size > MESSAGE_LIMIT as u64 {
                    one.oddities.push(format!("{} octets; read up to {MESSAGE_LIMIT}", raw.size));
                    outcome.tell(format!(
                        "{}: {} octets long, of which the first {MESSAGE_LIMIT} are read. Look at it yourself if what matters may \
                         stand behind a long attachment",
                        name_of(mailbox, folder, &raw.place),
                        raw.size
                    ));
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
    pub(super) fn keep(&self, batch: &mut Batch, place: String, mut one: Examined, hurry: bool) -> bool {
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

/// Which message it is, as people find it.
fn name_of(mailbox: &Mailbox, folder: &Folder, place: &str) -> String {
    match &mailbox.place {
        Place::Imap(_) => format!("the message with UID {place} in {}", shown(&folder.name)),
        Place::Maildir(path) => format!("{}: the message {place} in {}", path.display(), shown(&folder.name)),
        Place::Mbox(path) if folder.name.is_empty() => format!("{}: the message at octet {place}", path.display()),
        Place::Mbox(path) => format!("{}: the message at octet {place}", path.join(&folder.name).display()),
    }
}

/// Splits what is wanted so that not too much of it is in memory at once.
pub(super) fn portions(wanted: &[(String, u64)]) -> Vec<Vec<String>> {
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
