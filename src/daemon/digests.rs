//! Digests: which are due, what they say, and that each goes out once a reader and day.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lettre::address::Envelope;
use tracing::{error, info, warn};

use super::due::{self, Slot};
use super::pass::lock;
use super::{answers, judge, mistaken, outgoing, point, said};
use crate::config::{Config, Covers, DigestOrder, SendEmpty};
use crate::delivery::send::{SendError, Transport};
use crate::delivery::{BuildError, Letterhead, fitted, may_write_to, message, message_id, sender};
use crate::domain::address::Address;
use crate::domain::digest::{Answering, Digest, Mistakes, Morning, Reader, Unreached, instants};
use crate::store::{Claim, DigestRow, Store, StoreError, Topic};

/// Why a digest did not go out.
#[derive(Debug, thiserror::Error)]
pub enum DigestError {
    /// The state.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The mail can't be made.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The server, or the folder.
    #[error(transparent)]
    Send(#[from] SendError),
    /// The configuration says nothing of how to send.
    #[error("no way to send: the configuration has no [smtp]. Set [smtp] host, or folder = \"outbox\" to get .eml files")]
    NoDelivery,
    /// A secret is missing, or access that somebody has to grant.
    #[error("{0}")]
    Secret(String),
    /// A claim alone doesn't tell a process that is sending from one that was killed while it did.
    #[error("another wentdark is sending digests just now: nothing was sent. Try again in a few minutes")]
    Busy,
    /// Somebody who isn't a digest reader or rep would have been written to.
    #[error("{0} stands on a prospect's side or is nobody of the team: wentdark writes to managers and reps alone")]
    Stranger(Address),
}

impl DigestError {
    /// Whether it won't work before somebody has done something.
    fn needs_human(&self) -> bool {
        !matches!(self, Self::Busy | Self::Send(SendError::Retry(_)))
    }
}

/// What became of one digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Sent {
    Now,
    Before,
    /// Nothing to tell, and the configuration says to skip empty ones.
    Skipped,
}

/// Composes and sends the digests of a configuration.
pub struct Digests<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The facts.
    pub store: &'a Mutex<Store>,
}

impl Digests<'_> {
    /// The orders, of which an address has at most one: a rep who reads a `[[digest]]` too finds the own deals in that.
    pub fn orders(&self) -> impl Iterator<Item = &DigestOrder> {
        Self::orders_of(self.config)
    }

    /// [`Self::orders`] of a configuration.
    pub fn orders_of(config: &Config) -> impl Iterator<Item = &DigestOrder> {
        config.digests.iter()
    }

    /// What is due: the latest digest of each reader whose hour has come, as long as it was not sent. One of an earlier day is
    /// caught up for readers who had digests before; a new reader begins with the first whose hour comes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn due(&self, now: Timestamp) -> Result<Vec<(&DigestOrder, Slot)>, StoreError> {
        let store = lock(self.store);
        let mut all = Vec::new();
        for order in self.orders() {
            let Some(slot) = due::latest(order, now) else { continue };
            let known = match slot.caught_up {
                true => store.knows_reader(&order.to, slot.day)?,
                false => !store.begins_after(&order.to, slot.day, now)?,
            };
            if known && !store.was_sent(&order.to, slot.day)? {
                all.push((order, slot));
            }
        }
        Ok(all)
    }

    /// What a reader is told at `as_of`.
    ///
    /// # Errors
    /// [`DigestError::Store`].
    pub fn compose(&self, order: &DigestOrder, as_of: Timestamp) -> Result<Digest, DigestError> {
        self.write(order, due::now(order, as_of), as_of)
    }

    fn write(&self, order: &DigestOrder, slot: Slot, as_of: Timestamp) -> Result<Digest, DigestError> {
        let answering = answers::of_digest(self.config, self.store, order, slot.day)?.map(|back| back.answering());
        self.written(order, slot, as_of, answering.as_ref())
    }

    fn written(
        &self,
        order: &DigestOrder,
        slot: Slot,
        as_of: Timestamp,
        answering: Option<&Answering>,
    ) -> Result<Digest, DigestError> {
        let store = lock(self.store);
        let facts = judge::facts(&store, self.config)?;
        let verdicts = judge::verdicts(&facts, self.config, as_of);
        let owners = match &order.covers {
            Covers::All => None,
            Covers::Reps(reps) => Some(reps.as_slice()),
        };
        let verdicts = judge::covered(&verdicts, owners);
        let past = match order.weekly == Some(slot.day.weekday()) {
            true => instants(as_of)
                .into_iter()
                .map(|at| (at, judge::covered(&judge::verdicts(&facts, self.config, at), owners)))
                .collect(),
            false => Vec::new(),
        };
        let (mut read, mut trouble) = judge::read(&store, self.config, as_of)?;
        let concerns = |mailbox: &Address| owners.is_none_or(|owners| owners.contains(mailbox));
        read.retain(|source| concerns(&source.mailbox));
        trouble.retain(|one| concerns(&one.source.mailbox));
        let previous = store.said_before(&order.to, slot.day)?.and_then(|(date, text)| said::from_text(date, &text));
        let unreached: Vec<Unreached> =
            store.unreached(as_of)?.into_iter().filter_map(|one| self.unreached(order, one)).collect();
        let told = previous.as_ref().and_then(|said| order.zone.to_timestamp(said.date.to_datetime(order.at)).ok());
        let since = told.or_else(|| as_of.checked_sub(SignedDuration::from_hours(7 * 24)).ok()).unwrap_or(as_of);
        let left_aside = store.left_aside(since)?.into_iter().find_map(|aside| self.of_reader(order, aside));
        let reader = self.reader(order);
        let mistakes = store.noted(Topic::Mistakes)?.and_then(|(since, text)| {
            let each = mistaken::for_reader(mistaken::from_text(&text), order, self.config);
            (!each.is_empty()).then_some(Mistakes { since, each })
        });
        let morning = Morning {
            previous: previous.as_ref(),
            read: &read,
            trouble: &trouble,
            missed: store.missed_before(&order.to, slot.day)?,
            unreached: &unreached,
            left_aside,
            past: &past,
            late: slot.late.then_some(slot.due),
            mistakes: mistakes.as_ref(),
            answering,
            ..Morning::new(&verdicts, &reader, as_of)
        };
        Ok(fitted(&morning))
    }

    /// Another reader whom nothing reaches, as long as digests go there.
    fn unreached(&self, order: &DigestOrder, (reader, since, reason): (Address, Date, String)) -> Option<Unreached> {
        let still = reader != order.to && self.orders().any(|other| other.to == reader);
        still.then_some(Unreached { reader, since, reason })
    }

    /// How many of the reader's own mails were left aside, and since when.
    fn of_reader(&self, order: &DigestOrder, (who, count, first): (Address, u32, Timestamp)) -> Option<(usize, Timestamp)> {
        let rep = self.config.roster.team.rep(&order.to);
        (order.to == who || rep.is_some_and(|rep| rep.is(&who))).then_some((usize::try_from(count).unwrap_or(usize::MAX), first))
    }

    fn reader(&self, order: &DigestOrder) -> Reader {
        let name = self.config.roster.team.rep(&order.to).map(|rep| rep.name.clone());
        Reader { address: order.to.clone(), name, rep: order.rep, zone: order.zone.clone(), language: order.language }
    }

    /// Sends the digest of the reader's day, once: claimed first, resumed unchanged after a crash.
    ///
    /// # Errors
    /// See [`DigestError`]; the claim stays, and the next call tries again.
    pub async fn send(&self, order: &DigestOrder, now: Timestamp) -> Result<Sent, DigestError> {
        self.send_slot(order, due::now(order, now), now).await
    }

    /// Sends the digest of a day, once. One of an earlier day is written anew.
    async fn send_slot(&self, order: &DigestOrder, slot: Slot, now: Timestamp) -> Result<Sent, DigestError> {
        if !may_write_to(&order.to, &self.config.roster) {
            return Err(DigestError::Stranger(order.to.clone()));
        }
        let transport = outgoing::transport(self.config).await;
        let Some(_held) = Store::sending(&self.config.state_dir)? else { return Err(DigestError::Busy) };
        let day = slot.day;
        let back = answers::of_digest(self.config, self.store, order, day)?;
        let digest = self.written(order, slot, now, back.as_ref().map(answers::Return::answering).as_ref())?;
        let from = self.config.from.as_ref().ok_or(DigestError::NoDelivery)?;
        let shown = sender(from);
        let id = message_id(&answers::secret(&self.config.state_dir)?, &order.to, day, from.address.domain());
        let follows = lock(self.store).sent_before(&order.to, day)?;
        let head = Letterhead {
            from: &shown,
            to: &order.to,
            date: now,
            id: &id,
            follows: follows.as_ref(),
            unsubscribe: self.config.unsubscribe.as_deref(),
            reply_to: back.as_ref().map(|back| &back.to),
            token: back.as_ref().map(|back| &back.id),
        };
        let mail = message(&digest, &head)?;
        let envelope = mail.envelope().clone();
        // An empty text is claimed for what is to be skipped: a digest that had something to tell goes out later even if by
        // then there is nothing to tell any more.
        let trend = digest.trend.as_ref().is_some_and(|trend| !trend.charts.is_empty());
        let skip = digest.empty && !trend && order.empty == SendEmpty::Skip;
        let text = if skip { Vec::new() } else { mail.formatted() };
        let row = DigestRow { reader: order.to.clone(), day, message_id: id, mail: text, said: said::to_text(&digest.said) };
        point::reached("digest-written");
        let claim = lock(self.store).claim(&row, now, slot.caught_up)?;
        point::reached("digest-claimed");
        let row = match claim {
            Claim::Sent => return Ok(Sent::Before),
            Claim::Resume(row) => *row,
            Claim::Ours => row,
        };
        if row.mail.is_empty() {
            lock(self.store).note_skipped(&order.to, day, now)?;
            return Ok(Sent::Skipped);
        }
        self.hand_over(transport, &envelope, &row, now).await?;
        Ok(Sent::Now)
    }

    /// Hands a claimed digest over, and notes how it went. That there is no way out just now is noted as well.
    async fn hand_over(
        &self,
        transport: Result<Transport, DigestError>,
        envelope: &Envelope,
        row: &DigestRow,
        now: Timestamp,
    ) -> Result<(), DigestError> {
        let outcome = match transport {
            Ok(transport) => outgoing::send(self.config, &transport, envelope, &row.mail, &row.message_id).await,
            Err(error) => Err(error),
        };
        let problem = outcome.as_ref().err().map(|error| (error.to_string(), error.needs_human()));
        let noted = problem.as_ref().map_or(Ok(now), |(text, human)| Err((text.as_str(), *human)));
        point::reached("digest-sent");
        lock(self.store).note_sent(&row.reader, row.day, noted)?;
        point::reached("digest-noted");
        outcome
    }

    /// Sends whatever is due but for the readers in `put_off`; trouble is logged, and its reader put off. `told` is what a human must mend,
    /// by reader, and was said to be so: each cause is an error in the log once, until it is mended.
    ///
    /// # Errors
    /// [`StoreError`] when the state can't be read.
    pub async fn send_due(
        &self,
        now: Timestamp,
        put_off: &mut HashSet<Address>,
        told: &mut BTreeMap<Address, String>,
    ) -> Result<(), StoreError> {
        for (order, slot) in self.due(now)? {
            if put_off.contains(&order.to) {
                continue;
            }
            let digest = format!("{}/{}", order.to, slot.day);
            match self.send_slot(order, slot, now).await {
                Ok(sent) => {
                    told.remove(&order.to);
                    if sent != Sent::Now {
                        continue;
                    }
                    info!(digest, "a digest was sent");
                }
                Err(DigestError::Store(error)) => return Err(error),
                Err(problem) if !problem.needs_human() => {
                    warn!(digest, reason = %problem, "a digest could not be sent; it is tried again after the next pass");
                }
                Err(other) => {
                    let reason = other.to_string();
                    match told.values().any(|known| *known == reason) {
                        true => info!(digest, reason, "a digest still can't be sent"),
                        false => error!(digest, reason, "a digest can't be sent until somebody mends it"),
                    }
                    told.insert(order.to.clone(), reason);
                }
            }
            put_off.insert(order.to.clone());
        }
        Ok(())
    }
}
