//! Fetching messages: in commands of bounded length, several on their way at once, each message in bounded parts, and never
//! setting \Seen.

mod withheld;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use tokio::io::{AsyncRead, AsyncWrite};

use super::odd::Odd;
use super::session::{Fault, Session, Tag};
use super::uids::Uids;
use super::wire::{Fetched, Line};

/// What servers say when they can't answer anything just now, or not any more (RFC 5530): no message's fault.
const BUSY: [&str; 7] = ["UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT", "CONTACTADMIN", "EXPIRED", "NOPERM"];

/// How many commands of one request are on their way at once: few enough octets that no server stops reading.
const IN_FLIGHT: usize = 4;

/// How many octets requests under way may hold together: what is asked for is bounded, servers may send more.
const MOST_HELD: usize = 128 << 20;

/// What a message is taken to hold besides its octets: a server that sends nothing over and over fills the memory, too.
const EACH_HOLDS: usize = 128;

/// What came of a request.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// What was asked for.
    pub found: BTreeMap<u32, Fetched>,
    /// Messages that the folder holds and the server didn't give, though it gave others before and after. Ascending.
    pub withheld: Vec<u32>,
}

/// Messages that are asked for, and what came of it so far.
#[derive(Debug)]
pub(super) struct Request {
    /// Ascending.
    uids: Vec<u32>,
    /// What of each: `UID BODY.PEEK[HEADER]`.
    items: String,
    /// How many messages one command asks for.
    batch: usize,
    /// How many of `uids` were asked for already.
    asked: usize,
    flights: Vec<(Tag, Range<usize>)>,
    found: BTreeMap<u32, Fetched>,
    /// How many octets are in what was found.
    held: usize,
    /// Whether every message that the folder holds has to come.
    certain: bool,
    /// What was odd about the answers.
    odd: BTreeSet<Odd>,
}

impl Request {
    /// A request for one section of each message, that nothing was sent of. `uids` ascend. What the folder holds and doesn't come is
    /// looked into: nothing is taken for gone that was only refused.
    pub(super) fn new(uids: Vec<u32>, items: impl Into<String>, batch: usize) -> Self {
        let (flights, found, odd) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
        Self { uids, items: items.into(), batch: batch.max(1), asked: 0, flights, found, held: 0, certain: true, odd }
    }

    /// A request for what may be done without: what doesn't come is not in the answer, whatever the reason.
    pub(super) fn at_will(uids: Vec<u32>, items: impl Into<String>, batch: usize) -> Self {
        Self { certain: false, ..Self::new(uids, items, batch) }
    }

    /// What is asked for.
    pub(super) fn uids(&self) -> &[u32] {
        &self.uids
    }

    /// Sends as much as may be on its way at once.
    pub(super) async fn send<S>(&mut self, session: &mut Session<S>) -> Result<(), Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        while self.flights.len() < IN_FLIGHT && self.asked < self.uids.len() {
            let range = self.asked..(self.asked + self.batch).min(self.uids.len());
            let tag = session.begin(&self.command(range.clone())).await?;
            self.asked = range.end;
            self.flights.push((tag, range));
        }
        Ok(())
    }

    /// Waits for everything. What vanished meanwhile is not in the answer. `ahead` take what comes of them meanwhile; they may be given
    /// up. When the server refuses, nothing of the request is on its way any more.
    pub(super) async fn finish<S>(mut self, session: &mut Session<S>, ahead: &mut VecDeque<Self>) -> Result<Answer, Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        let collected = match self.collect(session, ahead).await {
            Ok(()) if self.certain => self.withheld(session, ahead).await,
            other => other.map(|()| Vec::new()),
        };
        if self.items.contains("INTERNALDATE") && self.found.values().any(|fetched| fetched.received.is_none()) {
            self.odd.insert(Odd::NoDate);
        }
        self.odd.iter().for_each(|odd| session.odd.tell(*odd, ""));
        match collected {
            Ok(withheld) => {
                self.found.retain(|_, fetched| !self.certain || !fetched.sections.is_empty());
                Ok(Answer { found: self.found, withheld })
            }
            Err(fault) => {
                if session.is_usable() {
                    self.forget(session).await?;
                }
                Err(fault)
            }
        }
    }

    /// Waits until what is on its way has come, and drops it.
    pub(super) async fn forget<S>(self, session: &mut Session<S>) -> Result<(), Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        for (tag, _) in self.flights {
            match session.finish(&tag, |_| ()).await {
                Ok(()) | Err(Fault::No { .. } | Fault::Bad(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    async fn collect<S>(&mut self, session: &mut Session<S>, ahead: &mut VecDeque<Self>) -> Result<(), Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        // Halves of a refused batch are asked for by themselves, so that one unreadable message doesn't hide its neighbours.
        let mut refused: Vec<Range<usize>> = Vec::new();
        loop {
            self.send(session).await?;
            if self.flights.is_empty() {
                break;
            }
            let (tag, range) = self.flights.remove(0);
            let outcome = session.finish(&tag, |line| self.take(line, ahead)).await;
            refused.extend(self.excused(outcome, range)?);
            if self.is_full(ahead) {
                return Err(Fault::TooBig);
            }
        }
        while let Some(range) = refused.pop() {
            if range.len() > 1 {
                let middle = range.start + range.len() / 2;
                for half in [middle..range.end, range.start..middle] {
                    let command = self.command(half.clone());
                    let outcome = session.run(&command, |line| self.take(line, ahead)).await;
                    refused.extend(self.excused(outcome, half)?);
                }
            } else if let Some(uid) = self.uids.get(range.start) {
                // Whatever came of it before the refusal may be a part.
                self.found.remove(uid);
            }
        }
        Ok(())
    }

    /// The range to try again in smaller pieces, when a command was refused.
    fn excused(&mut self, outcome: Result<(), Fault>, range: Range<usize>) -> Result<Option<Range<usize>>, Fault> {
        match outcome {
            Ok(()) => Ok(None),
            Err(Fault::No { code, .. }) if code == "EXPUNGEISSUED" => Ok(None),
            Err(Fault::No { code, shown }) if !BUSY.contains(&code.as_str()) => {
                tracing::debug!(shown, "a fetch was refused");
                self.odd.insert(Odd::BatchRefused);
                Ok(Some(range))
            }
            Err(fault) => Err(fault),
        }
    }

    /// Whether nothing more is held of what comes.
    fn is_full(&self, ahead: &VecDeque<Self>) -> bool {
        self.held + ahead.iter().map(|request| request.held).sum::<usize>() > MOST_HELD
    }

    fn command(&self, range: Range<usize>) -> String {
        let uids: Uids = self.uids.get(range).unwrap_or_default().iter().copied().collect();
        format!("UID FETCH {uids} ({})", self.items)
    }

    /// Takes a line that belongs to this request, or to one ahead.
    fn take(&mut self, line: Line<'_>, ahead: &mut VecDeque<Self>) {
        let Line::Data(tokens) = line else { return };
        let Some(fetched) = tokens.fetch() else { return };
        if self.is_full(ahead) {
            return;
        }
        if self.asks_for(fetched.uid) {
            self.add(fetched);
        } else if let Some(request) = ahead.iter_mut().find(|request| request.asks_for(fetched.uid)) {
            request.add(fetched);
        } else {
            self.odd.insert(Odd::UnaskedFetch);
        }
    }

    fn asks_for(&self, uid: u32) -> bool {
        self.uids.binary_search(&uid).is_ok()
    }

    fn add(&mut self, fetched: Fetched) {
        if fetched.no_body {
            self.odd.insert(Odd::NoBody);
        }
        // Flags that changed elsewhere carry nothing that was asked for.
        if fetched.sections.is_empty() && fetched.structure.is_none() && fetched.size.is_none() {
            return;
        }
        self.held += EACH_HOLDS + fetched.sections.iter().map(|(_, octets)| EACH_HOLDS + octets.len()).sum::<usize>();
        match self.found.entry(fetched.uid) {
            Entry::Vacant(entry) => drop(entry.insert(fetched)),
            Entry::Occupied(mut entry) => {
                self.odd.insert(Odd::SeveralAnswers);
                let known = entry.get_mut();
                known.received = fetched.received.or(known.received);
                known.draft |= fetched.draft;
                known.size = fetched.size.or(known.size);
                known.structure = fetched.structure.or(known.structure.take());
                known.sections.extend(fetched.sections);
            }
        }
    }
}
