//! What becomes of messages that didn't come. A server that can't read its store just now refuses as it does for one damaged
//! message, or gives NIL, or nothing: so a message is passed over only when the server says that it is there, doesn't give it by
//! itself, and gives others just before and just after. Anything else is tried again later, and nothing counts as read.

use std::collections::{BTreeSet, VecDeque};

use tokio::io::{AsyncRead, AsyncWrite};

use super::Request;
use crate::sources::imap::session::{Fault, Session};
use crate::sources::imap::uids::Uids;
use crate::sources::imap::wire::{Fetched, Line};

/// How many messages one command asks after: few enough that its line is short.
const AT_ONCE: usize = 256;

/// So many messages of a folder that holds nothing else may be damaged, all of them. When nothing comes of more, it is the server.
const FEW: usize = 8;

/// One octet of a message. Fields of headers may come from a cache while the messages themselves are out of reach.
const OCTET: &str = "UID BODY.PEEK[]<0.1>";

impl Request {
    /// Of the messages that didn't come, those that are there and that the server won't give. The others are gone.
    ///
    /// # Errors
    /// [`Fault::Withheld`] when nothing else is given either: then it is no message's fault. [`Fault::Lone`] when they are few, and nothing
    /// else is there.
    pub(super) async fn withheld<S>(&mut self, session: &mut Session<S>, ahead: &mut VecDeque<Self>) -> Result<Vec<u32>, Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        let missing: Vec<u32> = self.uids.iter().copied().filter(|uid| !self.came(*uid)).collect();
        let mut there = BTreeSet::new();
        for part in missing.chunks(AT_ONCE) {
            let uids: Uids = part.iter().copied().collect();
            let hear = |line: Line<'_>| {
                there.extend(fetched(&line).map(|fetched| fetched.uid).filter(|uid| part.contains(uid)));
                self.take(line, ahead);
            };
            match session.run(&format!("UID FETCH {uids} (UID)"), hear).await {
                Ok(()) => {}
                Err(Fault::No { code, .. }) if code == "EXPUNGEISSUED" => {}
                Err(fault) => return Err(fault),
            }
        }
        // What was told late has come after all.
        there.retain(|uid| !self.came(*uid));
        if there.is_empty() {
            return Ok(Vec::new());
        }
        // Nothing else may be on its way: it would be taken for the answers that follow.
        while let Some(request) = ahead.pop_front() {
            request.forget(session).await?;
        }
        self.others_come(session, &there).await?;
        for uid in &there {
            let command = format!("UID FETCH {uid} ({})", self.items);
            let outcome = session.run(&command, |line| self.take(line, ahead)).await;
            self.excused(outcome, 0..0)?;
        }
        self.others_come(session, &there).await?;
        there.retain(|uid| !self.came(*uid));
        Ok(there.into_iter().collect())
    }

    fn came(&self, uid: u32) -> bool {
        self.found.get(&uid).is_some_and(|fetched| !fetched.sections.is_empty())
    }

    /// Asks for what is asked for of `withheld` of messages that can be read: the last and the first that came, else the first and the
    /// last of the folder, else of what lies between.
    async fn others_come<S>(&mut self, session: &mut Session<S>, withheld: &BTreeSet<u32>) -> Result<(), Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        let came = |(uid, fetched): (&u32, &Fetched)| (!fetched.sections.is_empty()).then(|| format!("UID FETCH {uid}"));
        let (last, first) = (self.found.iter().rev().find_map(came), self.found.iter().find_map(came));
        let any = ["FETCH 1", "FETCH *"].map(str::to_owned);
        for one in last.into_iter().chain(first).chain(any.clone()) {
            if self.comes(session, &one).await? {
                return Ok(());
            }
        }
        let (mut ends, mut between) = (BTreeSet::new(), BTreeSet::new());
        for end in any {
            let hear = |line: Line<'_>| ends.extend(fetched(&line).map(|fetched| fetched.uid));
            session.run(&format!("{end} (UID)"), hear).await?;
        }
        let (first, uids) = (withheld.first().copied().unwrap_or_default(), withheld.iter().copied().collect::<Uids>());
        if withheld.len() > FEW || ends.is_empty() || !ends.is_subset(withheld) {
            return Err(Fault::Withheld(first));
        }
        let hear = |line: Line<'_>| {
            let Line::Data(tokens) = line else { return };
            between.extend(tokens.search().and_then(Result::ok).unwrap_or_default());
        };
        session.run(&format!("UID SEARCH NOT UID {uids}"), hear).await?;
        between.retain(|uid| !withheld.contains(uid));
        for one in between.first().into_iter().chain(between.last()) {
            if self.comes(session, &format!("UID FETCH {one}")).await? {
                return Ok(());
            }
        }
        Err(if between.is_empty() { Fault::Lone(uids) } else { Fault::Withheld(first) })
    }

    async fn comes<S>(&mut self, session: &mut Session<S>, one: &str) -> Result<bool, Fault>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        for items in [self.items.clone(), OCTET.to_owned()] {
            let mut came = false;
            let hear = |line: Line<'_>| came |= fetched(&line).is_some_and(|fetched| !fetched.sections.is_empty());
            let outcome = session.run(&format!("{one} ({items})"), hear).await;
            self.excused(outcome, 0..0)?;
            if !came {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn fetched(line: &Line<'_>) -> Option<Fetched> {
    if let Line::Data(tokens) = line { tokens.clone().fetch() } else { None }
}
