//! The service's loop: a task for each mailbox, digests at their times, reload, a clean end, and a word to systemd at each step.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::StreamExt;
use futures::future::{BoxFuture, FutureExt};
use futures::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use sd_notify::NotifyState;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout};
use tracing::{error, info, warn};

use super::answers::Answers;
use super::context::Context;
use super::counted;
use super::crew::{Crew, FIRST};
use super::digests::Digests;
use super::ears::{Ears, Told};
use super::kept::Loaded;
use super::lanes::{Lanes, Queue};
use super::pass::{Passes, lock};
use super::standing::Standing;
use super::sync::Sync;
use super::tidy::Tidy;
use super::{clock, metrics};
use crate::config::Config;
use crate::domain::address::Address;
use crate::store::{Store, StoreError};

/// How often due digests are looked for.
const TICK: Duration = Duration::from_secs(20);
/// After a start the mailboxes begin one after another: so much of time for each, up to half a minute.
const EACH: Duration = Duration::from_millis(10);
/// How long a batch at hand may take to its end when it is time to stop. A service ends within five seconds.
const GRACE: Duration = Duration::from_secs(3);
/// How long a digest on its way may take to its end before the service begins anew: cut off, it might come twice.
const SENDING: Duration = Duration::from_secs(20);
/// How long the check of the database may take at the start, in microseconds.
const CHECKING_US: u32 = 1_800_000_000;
/// When no task got its turn for so long by the clock on the wall, the machine slept, the process was held, or the clock was set.
const ASLEEP: SignedDuration = SignedDuration::from_mins(5);
/// How long a state that can't be used is left alone.
const AGAIN: Duration = Duration::from_secs(60);

/// Runs until it is told to stop. `every` is the time between two passes over a mailbox that no news came from.
///
/// # Errors
/// When the state can't be opened at the start. Later trouble is logged and tried again.
pub async fn run(loaded: Loaded, every: Duration) -> anyhow::Result<()> {
    let store = Store::open_for_passes(&loaded.config.state_dir)?;
    // A big database takes its time: systemd is told to wait.
    notify(&[NotifyState::ExtendTimeoutUsec(CHECKING_US), NotifyState::Status("checking the database")]);
    store.check()?;
    let store = Mutex::new(store);
    let mistaken = AtomicBool::new(false);
    let (mut ears, mut config) = Ears::open(loaded, &store, &mistaken)?;
    notify(&[NotifyState::Ready, NotifyState::Status(&status(&config, "starting"))]);
    info!(mailboxes = config.mailboxes.len(), "wentdark is running");
    let mut tidy = Tidy::new(&store);
    loop {
        let told = match Generation::begin(&config, &store, every, &mistaken) {
            Ok(generation) => generation.work(&mut ears, &mut tidy).await,
            Err(problem) => {
                error!(reason = %problem, "the state can't be used; it is tried again");
                notify(&[NotifyState::Watchdog, NotifyState::Status(&status(&config, &problem.to_string()))]);
                match timeout(AGAIN, ears.next(&config, &|| ())).await {
                    Ok(told) => told,
                    Err(_) => continue,
                }
            }
        };
        match told {
            Told::Stop => {
                info!("wentdark has ended");
                return Ok(());
            }
            Told::Fresh(fresh) => config = *fresh,
            Told::Anew => info!("the machine was asleep, or its clock was set: mailboxes are read before digests go out"),
        }
    }
}

/// The service with one configuration, until the next reload.
struct Generation<'a> {
    config: &'a Config,
    store: &'a Mutex<Store>,
    every: Duration,
    context: Context<'a>,
    followed: Mutex<super::followed::Followed>,
    /// The queue that each mailbox begins in.
    queues: Vec<Queue>,
    standing: Standing,
    /// Whether the files on disk have mistakes.
    mistaken: &'a AtomicBool,
    stop: AtomicBool,
    /// When the tasks got their turn last, by the clock on the wall.
    awake: Mutex<Timestamp>,
    /// The machine was asleep.
    woken: Notify,
    /// Held while digests go out.
    sending: tokio::sync::Mutex<()>,
}

impl<'a> Generation<'a> {
    fn begin(config: &'a Config, store: &'a Mutex<Store>, every: Duration, mistaken: &'a AtomicBool) -> Result<Self, StoreError> {
        let context = Context::new(&config.roster, &config.policy.calendar, super::detectors(config));
        let sync = Sync { config, store, progress: &|_, _, _| {}, stop: &|| false };
        let followed = Mutex::new(sync.prepare(&context, clock::now())?);
        let coverage = lock(store).coverage()?;
        let queue = |owner: &Address| match coverage.get(owner) {
            Some(last) if last.error.is_some() => Queue::Failing,
            Some(last) if last.until.is_some() => Queue::News,
            Some(_) | None => Queue::Long,
        };
        let queues = config.mailboxes.iter().map(|mailbox| queue(&mailbox.owner)).collect();
        let mailboxes = config.mailboxes.iter().map(|mailbox| mailbox.owner.clone());
        let standing = Standing::new(mailboxes, config.calendars.iter().map(|calendar| calendar.owner.clone()));
        // What was followed when the last process ended may not have been searched for.
        standing.search.notify_one();
        Ok(Self {
            config,
            store,
            every,
            context,
            followed,
            queues,
            standing,
            mistaken,
            stop: AtomicBool::new(false),
            awake: Mutex::new(clock::now()),
            woken: Notify::new(),
            sending: tokio::sync::Mutex::default(),
        })
    }

    /// Works until a signal comes. The batches at hand are finished and written then; what follows is left for the next start.
    async fn work(&self, ears: &mut Ears<'_>, tidy: &mut Tidy) -> Told {
        let Self { config, store, context, followed, standing, .. } = self;
        let stopping = || self.stop.load(Ordering::Relaxed);
        let alive = |_: &Address, _, _| notify(&[NotifyState::Watchdog]);
        let passes = Passes { config, context, store, followed, progress: &alive, stop: &stopping };
        let lanes = Lanes::new(config);
        let tell = || notify(&[NotifyState::Watchdog, NotifyState::Status(&self.status())]);
        let crew = Crew { passes: &passes, lanes: &lanes, every: self.every, standing, tell: &tell };
        let spread = (EACH * u32::try_from(config.mailboxes.len().saturating_sub(1)).unwrap_or(u32::MAX)).min(TICK);
        let mut tasks: FuturesUnordered<BoxFuture<'_, ()>> = FuturesUnordered::new();
        for (mailbox, queue) in config.mailboxes.iter().zip(&self.queues) {
            tasks.push(crew.tend(mailbox, *queue, spread).boxed());
        }
        let owners: BTreeSet<&Address> = config.calendars.iter().map(|calendar| &calendar.owner).collect();
        for owner in owners {
            tasks.push(crew.calendars(owner).boxed());
        }
        tasks.push(crew.search().boxed());
        tasks.push(self.breathe().boxed());
        tasks.push(metrics::serve(config, store).boxed());
        tasks.push(self.digests(tidy).boxed());
        tasks.push(self.answers(&stopping).boxed());
        let working = async {
            while tasks.next().await.is_some() {}
            std::future::pending::<()>().await;
        };
        tokio::pin!(working);
        let told = tokio::select! {
            () = &mut working => Told::Stop,
            () = self.woken.notified() => Told::Anew,
            told = ears.next(config, &tell) => told,
        };
        if matches!(told, Told::Stop) {
            notify(&[NotifyState::Stopping]);
        }
        self.stop.store(true, Ordering::Relaxed);
        let resting = async {
            while !standing.rests() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        if !matches!(told, Told::Stop) {
            tokio::select! {
                () = &mut working => {}
                _ = timeout(SENDING, self.sending.lock()) => {}
            }
        }
        tokio::select! {
            () = &mut working => {}
            _ = timeout(GRACE, resting) => {}
        }
        told
    }

    /// Tells systemd regularly that all tasks get their turn: they are polled together, so one that is stuck silences this one.
    async fn breathe(&self) {
        let every = sd_notify::watchdog_enabled().map_or(TICK, |limit| limit / 4).min(TICK);
        loop {
            notify(&[NotifyState::Watchdog]);
            sleep(every).await;
            let now = clock::now();
            if self.has_slept(now) {
                return self.woken.notify_one();
            }
            *lock(&self.awake) = now;
        }
    }

    /// Whether the machine slept until now, or the clock was set. Asked of the wall alone: the clock that timers go by stands still while a
    /// machine is suspended, and goes on while a container is paused.
    fn has_slept(&self, now: Timestamp) -> bool {
        now.duration_since(*lock(&self.awake)).abs() > ASLEEP
    }

    /// Digests as they fall due, and once a day the retention. After a sleep of the machine none goes out before the mailboxes were
    /// tried again: an answer may have come meanwhile, and connections are dead. A clock that jumped by weeks gets time to be put right.
    async fn digests(&self, tidy: &mut Tidy) {
        let Self { config, store, .. } = *self;
        let begun = Instant::now();
        let digests = Digests { config, store };
        // A server that refused a digest is asked again after the time of a pass, not at every tick.
        let (mut put_off, mut told, mut asked) = (HashSet::new(), BTreeMap::new(), Instant::now());
        loop {
            // One look for all that follows: a sleep in between must not make what was found true of the next morning.
            let now = clock::now();
            if self.has_slept(now) {
                return self.woken.notify_one();
            }
            let waits = !self.standing.is_settled() || tidy.doubts(now);
            if waits && begun.elapsed() < FIRST {
                let _ = timeout(TICK, self.standing.changed.notified()).await;
                continue;
            }
            let stopping = || self.stop.load(Ordering::Relaxed);
            tidy.once_a_day(config, store, now, &stopping);
            if asked.elapsed() >= self.every {
                put_off.clear();
                asked = Instant::now();
            }
            let _busy = self.standing.busy();
            let sending = self.sending.lock().await;
            if let Err(problem) = digests.send_due(now, &mut put_off, &mut told).await {
                error!(reason = %problem, "digests can't be looked up; it is tried again");
            }
            drop(sending);
            drop(_busy);
            sleep(TICK).await;
        }
    }

    /// Answers to digests, where a mailbox for them is configured.
    async fn answers(&self, stop: &(dyn Fn() -> bool + std::marker::Sync)) {
        if let Some(answers) = Answers::new(self.config, self.store) {
            answers.tend(self.every, &self.standing, stop).await;
        }
    }

    fn status(&self) -> String {
        let text = match self.standing.counts() {
            (0, 0) => "every mailbox was read".to_owned(),
            (0, failed) => format!("{} could not be read", counted(failed, ["mailbox", "mailboxes"])),
            (unread, _) => format!("{} still to be read", counted(unread, ["mailbox is", "mailboxes are"])),
        };
        let files = if self.mistaken.load(Ordering::Relaxed) {
            "; the files on disk have mistakes, an older configuration is in force"
        } else {
            ""
        };
        status(self.config, &text) + files
    }
}

fn status(config: &Config, text: &str) -> String {
    let deals = config.roster.deals().count();
    format!("{text}; mailboxes: {}, deals: {deals}", config.mailboxes.len())
}

/// Tells systemd; without one there is nobody to tell.
pub(super) fn notify(states: &[NotifyState<'_>]) {
    if let Err(problem) = sd_notify::notify(states) {
        warn!(reason = %problem, "systemd could not be told");
    }
}
