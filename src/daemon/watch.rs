//! Tells when files of the configuration change: the kernel's word, and a look now and then where there is none (a network disk).

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};
use tracing::warn;

use crate::config::Config;

/// So long nothing may happen before a change counts as done: editors and copies write in several steps.
const SETTLED: Duration = Duration::from_millis(500);
/// Somebody who writes on and on is not waited for longer than this.
const LONGEST: Duration = Duration::from_secs(5);
/// How often the files are looked at without any word of a change.
const LOOK: Duration = Duration::from_secs(60);
/// The same where the kernel can't tell.
const LOOK_BLIND: Duration = Duration::from_secs(3);

/// What is watched.
pub struct Watch {
    watcher: Option<RecommendedWatcher>,
    told: Arc<Notify>,
    folders: BTreeSet<PathBuf>,
    /// What was learnt. The state folder itself isn't watched, since the service writes there all the time: the file is looked at.
    learnt: PathBuf,
    seen: u64,
}

impl Watch {
    /// Watches the files of a configuration, as they are now.
    pub fn new(config: &Config) -> Self {
        let told = Arc::new(Notify::new());
        let tell = Arc::clone(&told);
        let heard = move |event: notify::Result<Event>| {
            // Who reads a file is no news, and we are one of them.
            let read =
                |kind: &EventKind| matches!(kind, EventKind::Access(access) if *access != AccessKind::Close(AccessMode::Write));
            if event.is_ok_and(|event| !read(&event.kind)) {
                tell.notify_one();
            }
        };
        let watcher = notify::recommended_watcher(heard);
        if let Err(problem) = &watcher {
            warn!(reason = %problem, "the kernel can't tell of changed files; they are looked at every few seconds");
        }
        let mut watch = Self { watcher: watcher.ok(), told, folders: BTreeSet::new(), learnt: PathBuf::new(), seen: 0 };
        watch.follow(config);
        watch.seen = watch.look();
        watch
    }

    /// Watches the folders that the configuration names from now on.
    pub fn follow(&mut self, config: &Config) {
        let folder = |path: &Path| match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let files = std::iter::once(&config.path).chain(&config.lexicon).map(|path| folder(path));
        let folders: BTreeSet<PathBuf> = files.chain([config.prospects_dir.clone()]).collect();
        if let Some(watcher) = &mut self.watcher {
            for gone in self.folders.difference(&folders) {
                // It may not exist any more; then nothing comes from it either.
                let _ = watcher.unwatch(gone);
            }
            // Again for the old ones too: one that was replaced is another folder.
            let watched = folders.iter().map(|folder| watcher.watch(folder, RecursiveMode::NonRecursive));
            if let Some(problem) = watched.filter_map(Result::err).next() {
                warn!(reason = %problem, "a folder can't be watched; its files are looked at every few seconds");
                self.watcher = None;
            }
        }
        self.folders = folders;
        self.learnt = super::learnt_file(config);
    }

    /// Waits until a file has changed, and whoever changes files has come to rest.
    pub async fn changed(&mut self) {
        loop {
            let look = if self.watcher.is_some() { LOOK } else { LOOK_BLIND };
            let _ = timeout(look, self.told.notified()).await;
            let begun = Instant::now();
            while begun.elapsed() < LONGEST && timeout(SETTLED, self.told.notified()).await.is_ok() {}
            let now = self.look();
            if now != self.seen {
                self.seen = now;
                return;
            }
        }
    }

    /// What the files are like: names, sizes, times.
    fn look(&self) -> u64 {
        let mut all = BTreeSet::new();
        let entries = self.folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
        let named = |path: &PathBuf| matches!(path.extension().and_then(|end| end.to_str()), Some("toml" | "ics" | "pem"));
        for path in entries.map(|entry| entry.path()).filter(named).chain([self.learnt.clone()]) {
            // Behind a link it is the file that counts.
            if let Ok(meta) = std::fs::metadata(&path) {
                all.insert((path, meta.len(), meta.ino(), meta.mtime(), meta.mtime_nsec()));
            }
        }
        let mut hasher = DefaultHasher::new();
        all.hash(&mut hasher);
        hasher.finish()
    }
}
