//! Digests: which are due, what they say, and that each goes out once a reader and day.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use jiff::Timestamp;
use jiff::civil::Date;
use lettre::address::Envelope;
use serde::{Deserialize, Serialize};
use tracing::{error, info, warn};

use super::pass::lock;
use super::{judge, outgoing};
use crate::config::{Config, Covers, DigestOrder, SendEmpty};
use crate::delivery::send::{SendError, Transport};
use crate::delivery::{BuildError, fits, may_write_to, message, message_id};
use crate::domain::address::{Address, DealId};
use crate::domain::digest::{Digest, Mistakes, Morning, Reader, Room, Said, Told, compose};
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

/// What became of one digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Sent {
    Now,
    Before,
    /// Nothing to tell, and the configuration says to skip empty ones.
    Skipped,
}

/// What a digest said, as the store keeps it. Versions before this one kept `states` alone.
#[derive(Default, Serialize, Deserialize)]
struct SaidRow {
    #[serde(default)]
    deals: BTreeMap<String, ToldRow>,
    #[serde(default, skip_serializing)]
    states: BTreeMap<String, (String, bool)>,
}

#[derive(Serialize, Deserialize)]
struct ToldRow {
    state: String,
    flagged: bool,
    at_risk: bool,
    since: Date,
    weight: u32,
}

/// Composes and sends the digests of a configuration.
pub struct Digests<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The facts.
    pub store: &'a Mutex<Store>,
}

impl Digests<'_> {
    /// The orders, of which an address has at most one: a manager who is a rep too gets the manager's.
    pub fn orders(&self) -> impl Iterator<Item = &DigestOrder> {
        Self::orders_of(self.config)
    }

    /// [`Self::orders`] of a configuration.
    pub fn orders_of(config: &Config) -> impl Iterator<Item = &DigestOrder> {
        let all = &config.digests;
        all.iter().filter(|order| !order.rep || !all.iter().any(|other| !other.rep && other.to == order.to))
    }

    /// The orders that are due: their hour has come on one of their days, and that day's digest was not sent yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn due(&self, now: Timestamp) -> Result<Vec<&DigestOrder>, StoreError> {
        let store = lock(self.store);
        let mut due = Vec::new();
        for order in self.orders() {
            let local = now.to_zoned(order.zone.clone());
            let hour_has_come = order.days.contains(&local.weekday()) && local.time() >= order.at;
            if hour_has_come && !store.was_sent(&order.to, local.date())? {
                due.push(order);
            }
        }
        Ok(due)
    }

    /// What a reader is told at `as_of`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn compose(&self, order: &DigestOrder, as_of: Timestamp) -> Result<Digest, StoreError> {
        let store = lock(self.store);
        let facts = judge::facts(&store, self.config)?;
        let verdicts = judge::verdicts(&facts, self.config, as_of);
        let owners = match &order.covers {
            Covers::All => None,
            Covers::Reps(reps) => Some(reps.as_slice()),
        };
        let verdicts = judge::covered(&verdicts, owners);
        let (mut read, mut trouble) = judge::read(&store, self.config, as_of)?;
        let concerns = |mailbox: &Address| owners.is_none_or(|owners| owners.contains(mailbox));
        read.retain(|source| concerns(&source.mailbox));
        trouble.retain(|one| concerns(&one.source.mailbox));
        let day = as_of.to_zoned(order.zone.clone()).date();
        let previous = store.said_before(&order.to, day)?.and_then(|(date, text)| said_from_text(date, &text));
        let reader = self.reader(order);
        let mistakes = store.noted(Topic::Mistakes)?.map(|(since, text)| Mistakes::new(since, &text));
        let mut morning = Morning {
            previous: previous.as_ref(),
            read: &read,
            trouble: &trouble,
            missed: store.missed_before(&order.to, day)?,
            mistakes: mistakes.as_ref(),
            ..Morning::new(&verdicts, &reader, as_of)
        };
        let mut digest = compose(&morning);
        for room in Room::STEPS.into_iter().skip(1) {
            if fits(&digest) {
                break;
            }
            morning.room = room;
            digest = compose(&morning);
        }
        Ok(digest)
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
        if !may_write_to(&order.to, &self.config.roster) {
            return Err(DigestError::Stranger(order.to.clone()));
        }
        let transport = outgoing::transport(self.config).await;
        let Some(_held) = Store::sending(&self.config.state_dir)? else { return Err(DigestError::Busy) };
        let digest = self.compose(order, now)?;
        let day = now.to_zoned(order.zone.clone()).date();
        let from = self.config.from.as_ref().ok_or(DigestError::NoDelivery)?;
        let shown = match &from.name {
            Some(name) => format!("\"{}\" <{}>", name.replace(['\\', '"'], ""), from.address),
            None => from.address.to_string(),
        };
        let id = message_id(&order.to, day, from.address.domain());
        let mail = message(&digest, &shown, &order.to, now, &id)?;
        let envelope = mail.envelope().clone();
        // An empty text is claimed for what is to be skipped: a digest that had something to tell goes out later even if by
        // then there is nothing to tell any more.
        let skip = digest.empty && order.empty == SendEmpty::Skip;
        let text = if skip { Vec::new() } else { mail.formatted() };
        let row = DigestRow { reader: order.to.clone(), day, message_id: id, mail: text, said: said_to_text(&digest.said) };
        let row = match lock(self.store).claim(&row, now)? {
            Claim::Sent => return Ok(Sent::Before),
            Claim::Resume(row) => *row,
            Claim::Ours => row,
        };
        if row.mail.is_empty() {
            lock(self.store).note_sent(&order.to, day, Ok(now))?;
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
            Ok(transport) => outgoing::send(self.config, &transport, envelope, row).await,
            Err(error) => Err(error),
        };
        let problem = outcome.as_ref().err().map(ToString::to_string);
        let noted = problem.as_deref().map_or(Ok(now), Err);
        lock(self.store).note_sent(&row.reader, row.day, noted)?;
        outcome
    }

    /// Sends whatever is due but for the readers in `put_off`; trouble is logged, and its reader put off.
    ///
    /// # Errors
    /// [`StoreError`] when the state can't be read.
    pub async fn send_due(&self, now: Timestamp, put_off: &mut HashSet<Address>) -> Result<(), StoreError> {
        for order in self.due(now)? {
            if put_off.contains(&order.to) {
                continue;
            }
            match self.send(order, now).await {
                Ok(Sent::Now) => info!("a digest was sent"),
                Ok(Sent::Before | Sent::Skipped) => continue,
                Err(DigestError::Store(error)) => return Err(error),
                Err(problem @ (DigestError::Busy | DigestError::Send(SendError::Retry(_)))) => {
                    warn!(reason = %problem, "a digest could not be sent; it is tried again after the next pass");
                }
                Err(other) => error!(reason = %other, "a digest can't be sent until somebody mends it"),
            }
            put_off.insert(order.to.clone());
        }
        Ok(())
    }
}

fn said_to_text(said: &Said) -> String {
    let row = |told: &Told| ToldRow {
        state: told.state.clone(),
        flagged: told.flagged,
        at_risk: told.at_risk,
        since: told.since,
        weight: told.weight,
    };
    let deals = said.deals.iter().map(|(deal, told)| (deal.to_string(), row(told))).collect();
    serde_json::to_string(&SaidRow { deals, ..SaidRow::default() }).unwrap_or_default()
}

fn said_from_text(date: Date, text: &str) -> Option<Said> {
    let row: SaidRow = serde_json::from_str(text).ok()?;
    let told = |told: ToldRow| Told {
        state: told.state,
        flagged: told.flagged,
        at_risk: told.at_risk,
        since: told.since,
        weight: told.weight,
    };
    // What an older version said can't have got worse.
    let old = |(state, flagged): (String, bool)| Told { state, flagged, at_risk: false, since: date, weight: u32::MAX };
    let before = row.states.into_iter().filter_map(|(deal, state)| Some((DealId::parse(&deal)?, old(state))));
    let deals = row.deals.into_iter().filter_map(|(deal, row)| Some((DealId::parse(&deal)?, told(row))));
    Some(Said { date, deals: before.chain(deals).collect() })
}
