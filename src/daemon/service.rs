//! The service's loop: passes, digests at their times, reload, a clean end, and a word to systemd at each step.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sd_notify::NotifyState;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{Instant, sleep_until};
use tracing::{error, info, warn};

use super::digests::Digests;
use super::sync::Sync;
use super::{clock, retention};
use crate::config::{self, Config, Mailbox};
use crate::domain::address::Address;
use crate::store::Store;

/// How often due digests are looked for.
const TICK: Duration = Duration::from_secs(20);

/// Runs until it is told to stop. `every` is the time between two passes.
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
            let cycle = cycle(&config, &store, &stop, Instant::now() + every, &mut tidied);
            tokio::pin!(cycle);
            let told = tokio::select! {
                () = &mut cycle => Told::Nothing,
                _ = term.recv() => Told::Stop,
                _ = interrupt.recv() => Told::Stop,
                _ = hangup.recv() => Told::Reload,
            };
            match told {
                Told::Nothing => continue,
                Told::Stop => {
                    notify(&[NotifyState::Stopping]);
                    // The batch at hand is finished and written; what follows is left for the next start.
                    stop.store(true, Ordering::Relaxed);
                    cycle.await;
                    info!("wentdark has ended");
                    return Ok(());
                }
                Told::Reload => {
                    stop.store(true, Ordering::Relaxed);
                    cycle.await;
                    stop.store(false, Ordering::Relaxed);
                }
            }
        }
        reload(&mut config);
    }
}

/// What a signal asks for.
enum Told {
    Nothing,
    Stop,
    Reload,
}

/// One pass over every mailbox, then digests as they fall due until it is time for the next pass.
async fn cycle(config: &Config, store: &Mutex<Store>, stop: &AtomicBool, next: Instant, tidied: &mut Option<Date>) {
    let alive = |_: &Address, _, _| notify(&[NotifyState::Watchdog]);
    let stopping = || stop.load(Ordering::Relaxed);
    let sync = Sync { config, store, progress: &alive, stop: &stopping };
    let mailboxes: Vec<&Mailbox> = config.mailboxes.iter().collect();
    notify(&[NotifyState::Watchdog]);
    let text = match sync.run(&mailboxes, clock::now()).await {
        Ok(summary) => {
            let failed = summary.iter().filter(|(_, outcome)| outcome.is_err()).count();
            if failed == 0 { "every mailbox was read".to_owned() } else { format!("{failed} mailboxes could not be read") }
        }
        Err(problem) => {
            error!(reason = %problem, "the state can't be used; it is tried again");
            problem.to_string()
        }
    };
    notify(&[NotifyState::Status(&status(config, &text))]);
    tidy(config, store, &stopping, tidied);
    let digests = Digests { config, store };
    // A server that refused a digest is asked again after the next pass, not at every tick.
    let mut put_off = HashSet::new();
    while !stopping() {
        if let Err(problem) = digests.send_due(clock::now(), &mut put_off).await {
            error!(reason = %problem, "digests can't be looked up; it is tried again");
        }
        notify(&[NotifyState::Watchdog]);
        let tick = Instant::now() + TICK;
        if next <= tick {
            return wait(next, &stopping).await;
        }
        wait(tick, &stopping).await;
    }
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
