//! Answers to digests: the service's own mailbox is read like any other, each message is handled once by its identity, and what it
//! did is confirmed in one mail, claimed with it before it is sent.

mod adding;
mod desk;
mod post;
mod seal;
mod tend;
mod who;
mod work;

use std::collections::HashSet;
use std::sync::Mutex;

use jiff::Timestamp;
use jiff::civil::Date;
use tracing::info;

use super::digests::DigestError;
use super::pass::{PassError, lock};
use super::source::Source;
use crate::config::{Commands, Config, DigestOrder, Mailbox, Place};
use crate::domain::address::{Address, MessageId};
use crate::domain::digest::Answering;
use crate::domain::mail::FolderRole;
use crate::sources::{Folder, Remembered};
use crate::store::{FolderEnd, KnownFolder, PassEnd, Store, StoreError};
pub use seal::secret;
use seal::{Scope, Seal};

/// How far back a mailbox is read at its first visit, in days; nothing older is acted on.
const HORIZON_DAYS: u32 = 14;
/// How many messages are held at once, and how many octets of each are read.
const AT_ONCE: usize = 16;
const MOST_OCTETS: usize = 512 << 10;

/// What a pass over the mailbox did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Messages that were handled.
    pub handled: u64,
    /// Mails that were sent.
    pub sent: u64,
    /// Mails that could not be sent yet.
    pub unsent: u64,
}

/// Reads the service's own mailbox and acts on it.
pub struct Answers<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The facts.
    pub store: &'a Mutex<Store>,
    /// Where and how it is read.
    pub commands: &'a Commands,
}

impl<'a> Answers<'a> {
    /// `None` where answers are not read: no mailbox is configured, or no way to confirm what is done.
    pub fn new(config: &'a Config, store: &'a Mutex<Store>) -> Option<Self> {
        let commands = config.commands.as_ref()?;
        (config.delivery.is_some() && config.from.is_some()).then_some(Self { config, store, commands })
    }

    /// Reads what is new, in the connection that is `held` or in a new one, acts on it, and sends what is to be sent. Notes how it
    /// ended. `None` when another process does so just now.
    ///
    /// # Errors
    /// [`PassError`]; what was handled before stays.
    pub async fn pass(&self, held: &mut Option<Source>, now: Timestamp) -> Result<Option<Count>, PassError> {
        let Some(_alone) = Store::answering(&self.config.state_dir)? else { return Ok(None) };
        let mailbox = lock(self.store).mailbox(&self.commands.mailbox.owner)?;
        let mut count = Count::default();
        let mut end = PassEnd::default();
        let outcome = self.read(held, mailbox, now, &mut count, &mut end).await;
        match &outcome {
            Ok(()) => lock(self.store).note_pass(mailbox, now, &end)?,
            Err(PassError::Source(error)) => {
                *held = None;
                end.error = Some((error.to_string(), error.needs_a_human()));
                lock(self.store).note_pass(mailbox, now, &end)?;
            }
            Err(PassError::Store(_) | PassError::Stopped | PassError::GaveWay) => *held = None,
        }
        // What was done is confirmed even when the mailbox can't be read.
        (count.sent, count.unsent) = post::send(self, now).await?;
        outcome.map(|()| Some(count))
    }

    async fn read(
        &self,
        held: &mut Option<Source>,
        mailbox: i64,
        now: Timestamp,
        count: &mut Count,
        end: &mut PassEnd,
    ) -> Result<(), PassError> {
        if held.is_none() {
            *held = Some(Source::open(self.config, &near(&self.commands.mailbox)).await?);
        }
        let Some(source) = held.as_mut() else { return Ok(()) };
        let folders = inbox(source, &self.commands.mailbox.place).await?;
        let known = lock(self.store).folders(mailbox, folders.iter().map(|folder| (folder.name.as_str(), folder.role)))?;
        for (folder, KnownFolder { id, cursor, .. }) in folders.iter().zip(known) {
            let places = match &source {
                Source::Imap(_) => HashSet::new(),
                Source::Maildir(_) | Source::Mbox(_) => lock(self.store).answer_places()?,
            };
            let by_cursor = matches!(source, Source::Imap(_));
            let listing = source.list(folder, &Remembered { cursor, places }, now).await?;
            let mut done = 0;
            for part in listing.new.chunks(AT_ONCE) {
                for raw in source.whole(folder, part, MOST_OCTETS).await? {
                    count.handled += u64::from(desk::handle(self, &raw, now)?);
                }
                done += part.len();
                let cursor = listing.new.get(..done).and_then(|places| source.cursor(folder, places));
                let places = if by_cursor { &[][..] } else { part };
                lock(self.store).note_places(id, places, cursor.as_deref(), now)?;
            }
            lock(self.store).note_places(id, &[], Some(&listing.cursor), now)?;
            end.folders.push((id, FolderEnd::Read));
        }
        Ok(())
    }
}

/// The folder that mail arrives in.
async fn inbox(source: &mut Source, place: &Place) -> Result<Vec<Folder>, PassError> {
    let named = |name: &str| vec![Folder { name: name.to_owned(), role: FolderRole::Inbox }];
    Ok(match place {
        Place::Imap(_) => named("INBOX"),
        Place::Maildir(_) => named(""),
        Place::Mbox(_) => source.folders().await?,
    })
}

/// The mailbox, looked at no further back than tokens are good for.
fn near(mailbox: &Mailbox) -> Mailbox {
    let mut mailbox = mailbox.clone();
    if let Place::Imap(place) = &mut mailbox.place {
        place.horizon_days = place.horizon_days.min(HORIZON_DAYS);
    }
    mailbox
}

/// How a mail can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// Where answers go.
    pub to: Address,
    /// The id that carries the token in References.
    pub id: MessageId,
    /// The token, for a subject, where the address can't carry it.
    pub in_subject: Option<String>,
}

impl Answers<'_> {
    /// How a mail to `reader` can be answered: what the token stands for is kept.
    fn invite(&self, seal: &Seal, reader: &Address, day: Date, scope: &Scope) -> Result<Return, StoreError> {
        lock(self.store).keep_deal_set(&scope.id(), &scope.text(), day)?;
        let token = seal.token(reader, day, scope);
        let own = &self.commands.mailbox.owner;
        let to = seal::tagged(own, &token).filter(|_| self.commands.tags);
        let in_subject = to.is_none().then(|| token.clone());
        Ok(Return { to: to.unwrap_or_else(|| own.clone()), id: seal::id(&token, own.domain()), in_subject })
    }
}

/// How a reader's digest of a day can be answered; `None` where answers are not read.
///
/// # Errors
/// [`DigestError::Store`].
pub fn of_digest(config: &Config, store: &Mutex<Store>, order: &DigestOrder, day: Date) -> Result<Option<Return>, DigestError> {
    let Some(answers) = Answers::new(config, store) else { return Ok(None) };
    let Some(asker) = who::asker(config, &order.to) else { return Ok(None) };
    let seal = Seal::open(&config.state_dir)?;
    let scope = Scope { deals: asker.deals, answer: None };
    // For whoever reads it: a rep may have two digests, each at another address of theirs.
    Ok(Some(answers.invite(&seal, &asker.address, day, &scope)?))
}

impl Return {
    /// As a digest shows it.
    pub fn answering(&self) -> Answering {
        Answering { to: self.to.to_string(), subject: self.in_subject.clone() }
    }
}

/// Tells what a message came to. Whom it concerns is told to nobody who may not read the state.
fn told(key: crate::domain::mail::MailKey, outcome: &str, why: &str) {
    info!(mail = %format_args!("{:016x}", key.0), outcome, why, "a message to the service was handled");
}
