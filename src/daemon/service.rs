//! The service's loop: passes, digests at their times, reload, a clean end, and a word to systemd at each step.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sd_notify::NotifyState;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::{Instant, sleep_until};
use tracing::{error, info, warn};

use super::digests::Digests;
use super::pace::Pace;
use super::sync::Sync;
use super::watch::Watch;
use super::{clock, retention};
use crate::config::{self, Config, Mailbox};
use crate::domain::address::Address;
use crate::store::Store;

/// How often due digests are looked for.
const TICK: Duration = Duration::from_secs(20);
/// How many connections that watch a mailbox are being made at once.
const CONNECTING: usize = 8;

/// Runs until it is told to stop. `every` is the time between two passes over a mailbox that no news came from.
///
/// # Errors
/// When the state can't be opened at the start. Later trouble is logged and tried again.
pub async fn run(mut config: Config, every: Duration) -> anyhow::Result<()> {
    let store = Mutex::new(Store::open_for_passes(&config.state_dir)?);
    let stop = AtomicBool::new(false);
    let mut hangup = signal(SignalKind::hangup()).context("listening for SIGHUP")?;
    let mut term = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
    notify(&[NotifyState::Ready, NotifyState::Status(&status(&config, "starting"))]);
    info!(mailboxes = config.mailboxes.len(), "wentdark is running");
    let mut tidied = None;
    loop {
        {
            let (news, hear) = channel(1024);
            let watch = Watch { config: &config, connecting: &Semaphore::new(CONNECTING), news };
            let mut watching: FuturesUnordered<_> = config.mailboxes.iter().map(|mailbox| watch.mailbox(mailbox)).collect();
            let work = work(&config, &store, &stop, every, hear, &mut tidied);
            tokio::pin!(work);
            let watching = async {
                while watching.next().await.is_some() {}
                std::future::pending::<()>().await;
            };
            tokio::pin!(watching);
            let told = tokio::select! {
                () = &mut work => continue,
                () = &mut watching => continue,
                _ = term.recv() => Told::Stop,
                _ = interrupt.recv() => Told::Stop,
                _ = hangup.recv() => Told::Reload,
            };
            match told {
                Told::Stop => {
                    notify(&[NotifyState::Stopping]);
                    // The batch at hand is finished and written; what follows is left for the next start.
                    stop.store(true, Ordering::Relaxed);
                    work.await;
                    info!("wentdark has ended");
                    return Ok(());
                }
                Told::Reload => {
                    stop.store(true, Ordering::Relaxed);
                    work.await;
                    stop.store(false, Ordering::Relaxed);
                }
            }
        }
        reload(&mut config);
    }
}

/// What a signal asks for.
enum Told {
    Stop,
    Reload,
}

/// Passes over the mailboxes as they are due or have news, and digests as they fall due, until it is time to stop.
async fn work(
    config: &Config,
    store: &Mutex<Store>,
    stop: &AtomicBool,
    every: Duration,
    mut news: Receiver<Address>,
    tidied: &mut Option<Date>,
) {
    let stopping = || stop.load(Ordering::Relaxed);
    let mut pace = Pace::new(config.mailboxes.iter().map(|mailbox| mailbox.owner.clone()), every, Instant::now());
    let digests = Digests { config, store };
    // A server that refused a digest is asked again after the time of a pass, not at every tick.
    let (mut put_off, mut asked) = (HashSet::new(), Instant::now());
    while !stopping() {
        pass(config, store, &stopping, &mut pace).await;
        tidy(config, store, &stopping, tidied);
        if stopping() {
            return;
        }
        if asked.elapsed() >= every {
            put_off.clear();
            asked = Instant::now();
        }
        if let Err(problem) = digests.send_due(clock::now(), &mut put_off).await {
            error!(reason = %problem, "digests can't be looked up; it is tried again");
        }
        notify(&[NotifyState::Watchdog]);
        let tick = Instant::now() + TICK;
        let next = pace.soonest().map_or(tick, |soonest| soonest.min(tick));
        tokio::select! {
            Some(owner) = news.recv() => pace.news(&owner, Instant::now()),
            () = wait(next, &stopping) => {}
        }
        while let Ok(owner) = news.try_recv() {
            pace.news(&owner, Instant::now());
        }
    }
}

/// Passes over the mailboxes that are due.
async fn pass(config: &Config, store: &Mutex<Store>, stopping: &(dyn Fn() -> bool + std::marker::Sync), pace: &mut Pace) {
    let now = Instant::now();
    let due = config.mailboxes.iter().filter(|mailbox| pace.is_due(&mailbox.owner, now));
    // Those that failed wait for their turn: a dead one holds up nobody who has news.
    let (failed, well): (Vec<&Mailbox>, Vec<&Mailbox>) = due.partition(|mailbox| pace.fails(&mailbox.owner));
    let due = if well.is_empty() { failed } else { well };
    if due.is_empty() {
        return;
    }
    let alive = |_: &Address, _, _| notify(&[NotifyState::Watchdog]);
    notify(&[NotifyState::Watchdog]);
    let text = match (Sync { config, store, progress: &alive, stop: stopping }).run(&due, clock::now()).await {
        Ok(summary) => {
            for (owner, outcome) in &summary {
                pace.ended(owner, outcome.is_ok(), Instant::now());
            }
            match pace.failing() {
                0 => "every mailbox was read".to_owned(),
                failed => format!("{failed} mailboxes could not be read"),
            }
        }
        Err(problem) => {
            error!(reason = %problem, "the state can't be used; it is tried again");
            for mailbox in &due {
                pace.ended(&mailbox.owner, false, now);
            }
            problem.to_string()
        }
    };
    notify(&[NotifyState::Status(&status(config, &text))]);
}

/// Applies the retention once a day.
fn tidy(config: &Config, store: &Mutex<Store>, stopping: &dyn Fn() -> bool, tidied: &mut Option<Date>) {
    let now = clock::now();
    let today = now.to_zoned(TimeZone::UTC).date();
    if *tidied == Some(today) || stopping() {
        return;
    }
    match tokio::task::block_in_place(|| retention::apply(config, store, now)) {
        Ok(_) => *tidied = Some(today),
        Err(problem) => error!(reason = %problem, "the retention could not be applied; it is tried again"),
    }
}

/// Waits, but not longer than half a second once it is time to stop.
async fn wait(until: Instant, stopping: &(dyn Fn() -> bool + std::marker::Sync)) {
    while Instant::now() < until && !stopping() {
        sleep_until(until.min(Instant::now() + Duration::from_millis(500))).await;
    }
}

/// Takes the configuration anew; a wrong one is told and the old one stays.
fn reload(config: &mut Config) {
    let since_boot = rustix_monotonic();
    notify(&[NotifyState::Reloading, since_boot]);
    match load_again(&config.path) {
        Ok(fresh) if fresh.state_dir == config.state_dir => {
            *config = fresh;
            info!("the configuration was read again");
        }
        Ok(_) => warn!("the configuration was not taken: [state] dir changed, which needs a restart"),
        Err(text) => error!(mistakes = text, "the configuration was not taken: it has mistakes; the old one stays in force"),
    }
    notify(&[NotifyState::Ready]);
}

fn load_again(path: &Path) -> Result<Config, String> {
    config::load(path).map_err(|mistakes| mistakes.render(false))
}

fn status(config: &Config, text: &str) -> String {
    let deals = config.roster.deals().count();
    format!("{text}; mailboxes: {}, deals: {deals}", config.mailboxes.len())
}

/// Tells systemd; without one there is nobody to tell.
fn notify(states: &[NotifyState<'_>]) {
    if let Err(problem) = sd_notify::notify(states) {
        warn!(reason = %problem, "systemd could not be told");
    }
}

/// The monotonic clock that systemd compares a reload with.
fn rustix_monotonic() -> NotifyState<'static> {
    NotifyState::monotonic_usec_now().unwrap_or(NotifyState::Watchdog)
}
