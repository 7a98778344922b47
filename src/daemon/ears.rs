//! What the service listens to while it works: signals, and changes of its files. A configuration with mistakes is never taken:
//! the last good one stays in force, and journal, `status` and digests tell of the mistakes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use sd_notify::NotifyState;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{error, info, warn};

use super::clock;
use super::pass::lock;
use super::service::notify;
use super::watch::Watch;
use crate::config::{self, Config};
use crate::store::{Store, StoreError, Topic};

/// What is to be done.
pub enum Told {
    /// End.
    Stop,
    /// Go on with this configuration.
    Fresh(Box<Config>),
}

/// Signals and files.
pub struct Ears<'a> {
    signals: [Signal; 3],
    watch: Watch,
    /// The version of the configuration in force.
    version: u64,
    store: &'a Mutex<Store>,
    /// Whether the files have mistakes, for whoever tells of the service's state.
    mistaken: &'a AtomicBool,
    /// The mistakes that were told last.
    told: String,
}

impl<'a> Ears<'a> {
    /// Listens from now on.
    ///
    /// # Errors
    /// When signals can't be listened to.
    pub fn open(config: &Config, store: &'a Mutex<Store>, mistaken: &'a AtomicBool) -> anyhow::Result<Self> {
        let signals = [
            signal(SignalKind::terminate()).context("listening for SIGTERM")?,
            signal(SignalKind::interrupt()).context("listening for SIGINT")?,
            signal(SignalKind::hangup()).context("listening for SIGHUP")?,
        ];
        let ears = Self { signals, watch: Watch::new(config), version: version(config), store, mistaken, told: String::new() };
        // What the process before this one could not take in is mended now, or this one would not have started.
        ears.remember(None);
        Ok(ears)
    }

    /// Waits for something to do. `tell` is called when the state of the files has changed.
    pub async fn next(&mut self, config: &Config, tell: &(dyn Fn() + Sync)) -> Told {
        loop {
            let [term, interrupt, hangup] = &mut self.signals;
            let asked = tokio::select! {
                _ = term.recv() => return Told::Stop,
                _ = interrupt.recv() => return Told::Stop,
                _ = hangup.recv() => true,
                () = self.watch.changed() => false,
            };
            if asked {
                // systemd compares the reload with the monotonic clock.
                let since_boot = NotifyState::monotonic_usec_now().unwrap_or(NotifyState::Watchdog);
                notify(&[NotifyState::Reloading, since_boot]);
            }
            let fresh = tokio::task::block_in_place(|| self.read_again(config, asked));
            if asked {
                notify(&[NotifyState::Ready]);
            }
            match fresh {
                Some(fresh) => return Told::Fresh(Box::new(fresh)),
                None => tell(),
            }
        }
    }

    /// The configuration as it is on disk, when it is right, and another one than that in force or explicitly asked for.
    fn read_again(&mut self, config: &Config, asked: bool) -> Option<Config> {
        let mistakes = match config::load(&config.path) {
            Ok(fresh) if fresh.state_dir != config.state_dir => {
                warn!("the configuration was not taken: [state] dir changed, which needs a restart");
                format!("{}: [state] dir changed, which needs a restart of the service", config.path.display())
            }
            Ok(fresh) => {
                if self.mistaken.load(Ordering::Relaxed) {
                    info!("the mistakes in the configuration are mended");
                }
                self.told.clear();
                self.remember(None);
                self.watch.follow(&fresh);
                let version = version(&fresh);
                if version == self.version && !asked {
                    return None;
                }
                self.version = version;
                info!("the configuration was read again");
                return Some(fresh);
            }
            Err(mistakes) => {
                let lines = mistakes.lines().join("\n");
                if lines != self.told || asked {
                    let mistakes = mistakes.render(false);
                    error!(mistakes, "the configuration was not taken: it has mistakes; the old one stays in force");
                }
                lines
            }
        };
        self.remember(Some(&mistakes));
        self.told = mistakes;
        None
    }

    /// Notes the mistakes where other commands and digests see them.
    fn remember(&self, mistakes: Option<&str>) {
        self.mistaken.store(mistakes.is_some(), Ordering::Relaxed);
        let mut store = lock(self.store);
        let noted: Result<(), StoreError> = match mistakes {
            Some(mistakes) => store.note(Topic::Mistakes, clock::now(), mistakes),
            None => store.unnote(Topic::Mistakes),
        };
        if let Err(problem) = noted {
            error!(reason = %problem, "the state can't be used; it is tried again");
        }
    }
}

/// Two configurations of one version are the same, down to the lexicon and what was learnt.
fn version(config: &Config) -> u64 {
    let lexicon = config.lexicon.as_ref().map(std::fs::read).and_then(Result::ok);
    let learnt = std::fs::read(super::learnt_file(config)).ok();
    let mut hasher = DefaultHasher::new();
    (format!("{config:?}"), lexicon, learnt).hash(&mut hasher);
    hasher.finish()
}
