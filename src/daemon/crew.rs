//! The service's work on mailboxes: each is tended by a small task of its own. It reads what is new, waits for news in the same
//! connection, and is read regularly where the server can't tell. A mailbox that fails is tried later and later, in a queue of
//! its own; a folder that fails keeps the others of its mailbox from nothing.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tracing::{debug, error, info};

use super::calendars::Rests;
use super::clock;
use super::lanes::{Lanes, Queue, Seat, Turn};
use super::pace::{Backoff, any_time_up_to, jittered};
use super::pass::{Outcome, PassError, Passes, Shut, lock};
use super::sent::Unheard;
use super::signin;
use super::source::Source;
use super::standing::{End, Standing};
use super::sync::report;
use crate::config::Mailbox;
use crate::domain::address::Address;
use crate::sources::SourceError;
use crate::sources::imap::Imap;

/// A connection that says nothing is asked whether it still lives: routers forget silent ones, servers end them after half an hour.
pub(super) const ALIVE: Duration = Duration::from_secs(9 * 60);
/// After so long a pass gives way to others that wait.
const TURN: Duration = Duration::from_secs(10);
/// After so long a server that hasn't shown what is new counts as slow.
const SILENT: Duration = Duration::from_secs(2);
/// How long the first digest and the first look at calendars wait for mailboxes that weren't read since the start.
pub(super) const FIRST: Duration = Duration::from_secs(15 * 60);
/// A connection that was lost sooner than this is not simply made again.
pub(super) const SHORT: Duration = Duration::from_secs(60);
/// After so many passes in a row that found nothing, although there was news (a folder being tidied up), one waits a little.
const IDLE_RUNS: u32 = 3;
pub(super) const LITTLE: Duration = Duration::from_secs(2);

/// What the tasks share.
pub struct Crew<'a> {
    /// How a mailbox is read.
    pub passes: &'a Passes<'a>,
    /// Whose turn it is.
    pub lanes: &'a Lanes,
    /// The time between two passes over a mailbox that no news came from.
    pub every: Duration,
    /// How the mailboxes are.
    pub standing: &'a Standing,
    /// Told whenever a pass has ended.
    pub tell: &'a (dyn Fn() + Sync),
}

/// A connection that is kept.
type Held<'a> = Option<(Source, Seat<'a>)>;

impl<'a> Crew<'a> {
    /// Tends one mailbox until it is time to stop. It begins in `queue`, at any time within `spread`.
    pub async fn tend(&self, mailbox: &Mailbox, queue: Queue, spread: Duration) {
        let (unheard, listens) = watch::channel(None);
        tokio::select! {
            () = self.read(mailbox, queue, spread, &unheard) => {}
            () = self.hear_sent(mailbox, listens, spread) => {}
        }
    }

    /// Reads one mailbox until it is time to stop, and rests in between. What no news come of meanwhile goes to `unheard`.
    async fn read(&self, mailbox: &Mailbox, mut queue: Queue, spread: Duration, unheard: &watch::Sender<Unheard>) {
        sleep(any_time_up_to(spread)).await;
        let (mut failures, mut losses) = (Backoff::default(), Backoff::default());
        let (mut held, mut shut): (Held<'a>, Shut) = Default::default();
        let mut found_nothing = 0;
        let mut told = None;
        loop {
            let outcome = self.turn(mailbox, &mut held, &mut shut, queue).await;
            let trouble = outcome.as_ref().err().map(ToString::to_string);
            report(&mailbox.owner, &outcome, trouble.is_some() && trouble == told);
            told = trouble;
            let wait = match &outcome {
                Err(PassError::Stopped) => return,
                Err(PassError::GaveWay) => {
                    queue = Queue::Long;
                    continue;
                }
                // More is at hand: others that wait come first.
                Ok(outcome) if outcome.unjudged > 0 => {
                    queue = Queue::Long;
                    failures.succeeded();
                    self.ended(&mailbox.owner, End::Read);
                    continue;
                }
                Ok(outcome) => {
                    found_nothing = if outcome.new == 0 { found_nothing + 1 } else { 0 };
                    queue = Queue::News;
                    failures.succeeded();
                    let every = jittered(self.every);
                    shut.next(Instant::now()).map_or(every, |next| next.min(every))
                }
                Err(problem @ (PassError::Source(_) | PassError::Store(_))) => {
                    queue = Queue::Failing;
                    unheard.send_replace(None);
                    if matches!(problem, PassError::Source(SourceError::Retry(_) | SourceError::Lone(_))) && !failures.fails() {
                        self.lanes.make_room(mailbox);
                    }
                    failures.failed()
                }
            };
            self.ended(&mailbox.owner, outcome.as_ref().map_or_else(end_of, |_| End::Read));
            if failures.fails() {
                // Whoever has just logged in doesn't wait for a quarter of an hour.
                tokio::select! {
                    () = sleep(wait) => {}
                    () = signin::granted(self.passes.config, mailbox) => {}
                }
            } else if self.rest(mailbox, &mut held, wait, spread, &mut losses, unheard).await && found_nothing > IDLE_RUNS {
                sleep(LITTLE).await;
            }
        }
    }

    /// One pass, when it is its turn.
    async fn turn(&self, mailbox: &Mailbox, held: &mut Held<'a>, shut: &mut Shut, queue: Queue) -> Result<Outcome, PassError> {
        let (mut source, seat) = held.take().map_or((None, None), |(source, seat)| (Some(source), Some(seat)));
        if queue != Queue::News {
            source = None;
        }
        let (seat, turn) = self.lanes.enter(mailbox, queue, seat).await.ok_or(PassError::Stopped)?;
        if (self.passes.stop)() {
            return Err(PassError::Stopped);
        }
        let _busy = self.standing.busy();
        let begun = Instant::now();
        let turn = Mutex::new(Some(turn));
        let begins = AtomicBool::new(false);
        let gives_way = || {
            begins.store(true, Ordering::Relaxed);
            begun.elapsed() > TURN && lock(&turn).as_ref().is_some_and(Turn::is_wanted)
        };
        // A server that doesn't come to the point holds up nobody: the turn passes on, and if it ever answers, it is read without.
        let silent = async {
            sleep(SILENT).await;
            if !begins.load(Ordering::Relaxed) {
                lock(&turn).take();
            }
            std::future::pending::<()>().await;
        };
        let outcome = tokio::select! {
            outcome = self.passes.in_turn(mailbox, &mut source, shut, clock::now(), &gives_way) => outcome,
            () = silent => Err(PassError::Stopped),
        };
        *held = source.map(|source| (source, seat));
        outcome
    }

    fn ended(&self, owner: &Address, end: End) {
        self.standing.ended(owner, end);
        match lock(self.passes.store).has_unsearched() {
            Ok(true) => self.standing.search.notify_one(),
            Ok(false) => {}
            Err(problem) => error!(reason = %problem, "the state can't be used; it is tried again"),
        }
        (self.tell)();
    }

    /// Rests until there is news, the past is to be read, or `wait` is over. Whether there is something to read.
    async fn rest(
        &self,
        mailbox: &Mailbox,
        held: &mut Held<'a>,
        wait: Duration,
        spread: Duration,
        losses: &mut Backoff,
        unheard: &watch::Sender<Unheard>,
    ) -> bool {
        let until = Instant::now() + wait;
        let begun = Instant::now();
        if let Some((Source::Imap(imap), _)) = held
            && let Some(_room) = self.lanes.watching(mailbox)
        {
            unheard.send_replace(imap.unheard());
            match listen(imap, until, || self.standing.kicked(&mailbox.owner)).await {
                Ok(Heard::News) => return true,
                Ok(Heard::Nothing) => return false,
                Ok(Heard::Deaf) => {}
                Err(problem) => {
                    debug!(reason = %problem, "a connection that waited for news was lost");
                    *held = None;
                    if begun.elapsed() >= SHORT {
                        losses.succeeded();
                    }
                    let again = if losses.fails() { losses.failed() } else { Duration::ZERO };
                    losses.failed();
                    sleep(again.max(any_time_up_to(spread.max(Duration::from_secs(1)))).min(wait)).await;
                    return false;
                }
            }
        }
        unheard.send_replace(None);
        if let Some((source, seat)) = held.take() {
            source.close().await;
            drop(seat);
        }
        tokio::select! {
            () = sleep_until(until) => {}
            () = self.standing.kicked(&mailbox.owner) => {}
        }
        false
    }

    /// Searches the past whenever something is followed that it wasn't searched for, and lets the mailboxes that hold some of it
    /// read it. A walk over a big store takes a while: it takes a tenth of the time at most.
    pub async fn search(&self) {
        loop {
            self.standing.search.notified().await;
            let begun = Instant::now();
            let searched = {
                let mut store = lock(self.passes.store);
                store.search_past().and_then(|copies| Ok((copies, store.owing()?)))
            };
            match searched {
                Ok((copies, owing)) => {
                    if copies > 0 {
                        info!(copies, "reading what the past holds");
                    }
                    owing.iter().for_each(|owner| self.standing.kick(owner));
                }
                Err(problem) => error!(reason = %problem, "the past can't be searched; it is tried again"),
            }
            sleep(begun.elapsed() * 10).await;
        }
    }

    /// Reads one owner's calendars regularly, after the mailbox was read once, and without it when that takes long.
    pub async fn calendars(&self, owner: &Address) {
        let _ = timeout(FIRST, self.standing.settled(owner)).await;
        let mut rests = Rests::default();
        while !(self.passes.stop)() {
            if let Err(problem) = self.passes.calendars(owner, &mut rests, clock::now()).await {
                error!(reason = %problem, "the state can't be used; it is tried again");
            }
            self.standing.tried_calendars(owner);
            sleep(jittered(self.every)).await;
        }
    }
}

/// How a pass ended that found trouble.
fn end_of(problem: &PassError) -> End {
    match problem {
        PassError::Source(source) if source.needs_a_human() => End::Human,
        PassError::Source(_) | PassError::Store(_) | PassError::Stopped | PassError::GaveWay => End::Later,
    }
}

/// What came of waiting for news.
pub(super) enum Heard {
    News,
    Nothing,
    /// The server doesn't tell.
    Deaf,
}

/// Waits up to an instant for news, or until somebody `calls`.
pub(super) async fn listen<F>(imap: &mut Imap, until: Instant, calls: impl Fn() -> F) -> Result<Heard, SourceError>
where
    F: Future<Output = ()>,
{
    match imap.watch().await? {
        None => return Ok(Heard::Deaf),
        Some(true) => return Ok(Heard::News),
        Some(false) => {}
    }
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Heard::Nothing);
        }
        if imap.news(left.min(jittered(ALIVE)), calls()).await? {
            return Ok(Heard::News);
        }
    }
}
