//! What the service listens to while it works: signals, and changes of its files. A configuration with mistakes is never taken:
//! the last good one stays in force, and journal, `status` and digests tell of the mistakes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use sd_notify::NotifyState;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{error, info, warn};

use super::pass::lock;
use super::service::notify;
use super::watch::Watch;
use super::{clock, kept, mistaken};
use crate::config::{self, Config, Texts};
use crate::store::{Store, StoreError, Topic};

/// What is to be done.
pub enum Told {
    /// End.
    Stop,
    /// Go on with this configuration.
    Fresh(Box<Config>),
    /// Go on as after a start.
    Anew,
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
    /// The mistakes that were told last, as they are noted.
    told: String,
    /// The prospects files in force.
    texts: Texts,
}

impl<'a> Ears<'a> {
    /// Listens from now on.
    ///
    /// # Errors
    /// When signals can't be listened to.
    pub fn open(loaded: kept::Loaded, store: &'a Mutex<Store>, mistaken: &'a AtomicBool) -> anyhow::Result<(Self, Config)> {
        let kept::Loaded { config, texts, mistakes } = loaded;
        let signals = [
            signal(SignalKind::terminate()).context("listening for SIGTERM")?,
            signal(SignalKind::interrupt()).context("listening for SIGINT")?,
            signal(SignalKind::hangup()).context("listening for SIGHUP")?,
        ];
        let (watch, version) = (Watch::new(&config), version(&config));
        let mut ears = Self { signals, watch, version, store, mistaken, told: String::new(), texts };
        match mistakes {
            None => ears.all_is_right(),
            Some(mistakes) => {
                let text = mistakes.render(false);
                error!(mistakes = text, "the prospects files have mistakes; those that were right last are in force");
                ears.remember(Some(mistaken::to_text(&mistaken::rows(&mistakes, &config, &ears.texts))));
            }
        }
        Ok((ears, config))
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
            let fresh = self.read_again(config, asked);
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
        let mistakes = match config::load_with_texts(&config.path) {
            Ok((fresh, _)) if fresh.state_dir != config.state_dir => {
                warn!("the configuration was not taken: [state] dir changed, which needs a restart");
                let said = format!("{}: [state] dir changed, which needs a restart of the service", config.path.display());
                mistaken::to_text(&[mistaken::Row { said, owners: Vec::new() }])
            }
            Ok((fresh, texts)) => {
                if self.mistaken.load(Ordering::Relaxed) {
                    info!("the mistakes in the configuration are mended");
                }
                self.texts = texts;
                self.all_is_right();
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
                let noted = mistaken::to_text(&mistaken::rows(&mistakes, config, &self.texts));
                if noted != self.told || asked {
                    let mistakes = mistakes.render(false);
                    error!(mistakes, "the configuration was not taken: it has mistakes; the old one stays in force");
                }
                noted
            }
        };
        self.remember(Some(mistakes));
        None
    }

    /// The files on disk are right, and in force: they are kept for a time when they aren't.
    fn all_is_right(&mut self) {
        self.remember(None);
        told(kept::keep(&mut lock(self.store), &self.texts, clock::now()));
    }

    /// Notes the mistakes where other commands and digests see them.
    fn remember(&mut self, mistakes: Option<String>) {
        self.mistaken.store(mistakes.is_some(), Ordering::Relaxed);
        self.told = mistakes.unwrap_or_default();
        let mut store = lock(self.store);
        told(match self.told.as_str() {
            "" => store.unnote(Topic::Mistakes),
            noted => store.note(Topic::Mistakes, clock::now(), noted),
        });
    }
}

fn told(noted: Result<(), StoreError>) {
    if let Err(problem) = noted {
        error!(reason = %problem, "the state can't be used; it is tried again");
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
