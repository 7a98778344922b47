//! How many connections there are, and whose turn it is: limits a server and in total, first come, first served. What fails, and
//! what takes long, waits in a queue of its own, so that it holds up nobody who has news.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit, watch};
use tokio::time::Instant;

use crate::config::{Config, Mailbox, Place};

/// Which queue a mailbox waits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// It is read in a moment.
    News,
    /// It is read for the first time, or had to give way to others.
    Long,
    /// It failed when it was read last.
    Failing,
}

impl Queue {
    fn index(self) -> usize {
        match self {
            Self::News => 0,
            Self::Long => 1,
            Self::Failing => 2,
        }
    }
}

/// Behind the queues, who waits for a connection is counted.
const SEAT: usize = 3;

/// How many mailboxes of one server are read at the same time, by queue, and how many in all.
const OF_SERVER: [usize; 3] = [16, 8, 4];
const IN_ALL: [usize; 3] = [32, 16, 8];

/// How long second connections to a server that was too crowded for a first one are done without: it is tried four times until then.
const CROWDED: Duration = Duration::from_secs(5 * 60);

/// The limits, and who waits.
#[derive(Debug)]
pub struct Lanes {
    servers: BTreeMap<(String, u16), Lane>,
    all: Lane,
}

#[derive(Debug)]
struct Lane {
    connections: Semaphore,
    /// Connections that only wait for news: a quarter of all is left to mailboxes that take turns.
    watching: Semaphore,
    /// What is left of these when every mailbox has its own: second connections.
    second: Semaphore,
    /// How many second connections there may be.
    seconds: usize,
    /// No second connections are wanted up to then.
    crowded: watch::Sender<Option<Instant>>,
    turns: [Semaphore; 3],
    /// How many wait for a turn, by queue, and for a connection.
    waiting: [AtomicUsize; 4],
}

/// A connection's place, held as long as it is open.
#[derive(Debug)]
pub struct Seat<'a> {
    _held: [SemaphorePermit<'a>; 2],
}

/// The place of a connection beside the one that a mailbox is read in.
#[derive(Debug)]
pub struct Second<'a> {
    crowded: watch::Receiver<Option<Instant>>,
    _held: [SemaphorePermit<'a>; 4],
}

/// The turn of a mailbox, held while it is read.
#[derive(Debug)]
pub struct Turn<'a> {
    lanes: [&'a Lane; 2],
    queue: Queue,
    _held: [SemaphorePermit<'a>; 2],
}

impl Lanes {
    /// Lanes for every server of the configuration.
    pub fn new(config: &Config) -> Self {
        let [of_server, in_all] = [config.connections.per_server, config.connections.total];
        let mut mailboxes: BTreeMap<(String, u16), usize> = BTreeMap::new();
        for mailbox in &config.mailboxes {
            *mailboxes.entry(server(mailbox)).or_default() += 1;
        }
        let all = Lane::new(in_all, IN_ALL, config.mailboxes.len());
        let servers = mailboxes.into_iter().map(|(server, count)| (server, Lane::new(of_server, OF_SERVER, count))).collect();
        Self { servers, all }
    }

    /// Waits for a mailbox's connection and its turn; `None` when there never will be one. Who has news waits for its turn with a
    /// connection (`seat`, if it has one already), the others only ask for a connection when it is their turn: so nobody who
    /// waits for long, or in vain, keeps a connection from others.
    pub async fn enter<'a>(&'a self, mailbox: &Mailbox, queue: Queue, seat: Option<Seat<'a>>) -> Option<(Seat<'a>, Turn<'a>)> {
        let lane = self.servers.get(&server(mailbox))?;
        match queue {
            Queue::News => {
                let seat = match seat {
                    Some(seat) => seat,
                    None => self.seat(lane).await?,
                };
                Some((seat, self.turn(lane, queue).await?))
            }
            Queue::Long | Queue::Failing => {
                drop(seat);
                let turn = self.turn(lane, queue).await?;
                Some((self.seat(lane).await?, turn))
            }
        }
    }

    async fn turn<'a>(&'a self, lane: &'a Lane, queue: Queue) -> Option<Turn<'a>> {
        let _waits = [lane.waits(queue.index()), self.all.waits(queue.index())];
        let _held = [lane.turn(queue).await?, self.all.turn(queue).await?];
        Some(Turn { lanes: [lane, &self.all], queue, _held })
    }

    async fn seat<'a>(&'a self, lane: &'a Lane) -> Option<Seat<'a>> {
        let _waits = [lane.waits(SEAT), self.all.waits(SEAT)];
        Some(Seat { _held: [lane.connections.acquire().await.ok()?, self.all.connections.acquire().await.ok()?] })
    }

    /// Room for one more connection that only waits for news, if there is.
    pub fn watching(&self, mailbox: &Mailbox) -> Option<Seat<'_>> {
        let lane = self.servers.get(&server(mailbox))?;
        Some(Seat { _held: [lane.watching.try_acquire().ok()?, self.all.watching.try_acquire().ok()?] })
    }
}

impl Lanes {
    /// Room for a second connection of a mailbox that only waits for news, if there is: every mailbox's own comes before.
    pub fn second(&self, mailbox: &Mailbox) -> Option<Second<'_>> {
        let lane = self.servers.get(&server(mailbox))?;
        let crowded = lane.crowded.subscribe();
        if crowded.borrow().is_some_and(|until| Instant::now() < until) {
            return None;
        }
        let [second, connection] = [&lane.second, &lane.connections].map(|semaphore| semaphore.try_acquire().ok());
        let [of_all, in_all] = [&self.all.second, &self.all.connections].map(|semaphore| semaphore.try_acquire().ok());
        Some(Second { crowded, _held: [second?, connection?, of_all?, in_all?] })
    }

    /// A mailbox was not let in that was before, or never tried. Where second connections fill its server, they end.
    pub fn make_room(&self, mailbox: &Mailbox) {
        if let Some(lane) = self.servers.get(&server(mailbox))
            && lane.second.available_permits() < lane.seconds
        {
            lane.crowded.send_replace(Some(Instant::now() + CROWDED));
        }
    }
}

impl Second<'_> {
    /// Waits until its place is wanted for a mailbox's own connection.
    pub async fn is_wanted(&mut self) {
        if self.crowded.changed().await.is_err() {
            std::future::pending().await
        }
    }
}

impl Turn<'_> {
    /// Whether somebody waits for it, or for its connection.
    pub fn is_wanted(&self) -> bool {
        let waits = |lane: &&Lane, what: usize| lane.waiting.get(what).is_some_and(|count| count.load(Ordering::Relaxed) > 0);
        self.lanes.iter().any(|lane| waits(lane, self.queue.index()) || waits(lane, SEAT))
    }
}

impl Lane {
    fn new(connections: usize, turns: [usize; 3], mailboxes: usize) -> Self {
        let watching = connections - connections.div_ceil(4);
        let seconds = watching.saturating_sub(mailboxes);
        Self {
            connections: Semaphore::new(connections),
            watching: Semaphore::new(watching),
            second: Semaphore::new(seconds),
            seconds,
            crowded: watch::Sender::new(None),
            turns: turns.map(|turns| Semaphore::new(turns.min(connections))),
            waiting: Default::default(),
        }
    }

    async fn turn(&self, queue: Queue) -> Option<SemaphorePermit<'_>> {
        self.turns.get(queue.index())?.acquire().await.ok()
    }

    fn waits(&self, what: usize) -> Option<Waits<'_>> {
        let count = self.waiting.get(what)?;
        count.fetch_add(1, Ordering::Relaxed);
        Some(Waits(count))
    }
}

struct Waits<'a>(&'a AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Files have a lane of their own.
fn server(mailbox: &Mailbox) -> (String, u16) {
    match &mailbox.place {
        Place::Imap(place) => (place.host.to_lowercase(), place.port),
        Place::Maildir(_) | Place::Mbox(_) => (String::new(), 0),
    }
}
