//! How the mailboxes are: read, failing, or not tried yet; and who is to be woken.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use tokio::sync::Notify;

use crate::domain::address::Address;

const UNREAD: u8 = 0;
const READ: u8 = 1;
const FAILS: u8 = 2;

/// How all mailboxes are.
#[derive(Debug, Default)]
pub struct Standing {
    mailboxes: BTreeMap<Address, One>,
    busy: AtomicUsize,
    /// There is something to search the past for.
    pub search: Notify,
    /// A pass has ended.
    pub changed: Notify,
}

#[derive(Debug, Default)]
struct One {
    state: AtomicU8,
    kick: Notify,
    attempted: Notify,
}

impl Standing {
    /// Of these, none of which was read yet.
    pub fn new(owners: impl Iterator<Item = Address>) -> Self {
        Self { mailboxes: owners.map(|owner| (owner, One::default())).collect(), ..Self::default() }
    }

    /// A pass ended.
    pub fn ended(&self, owner: &Address, well: bool) {
        if let Some(one) = self.mailboxes.get(owner) {
            one.state.store(if well { READ } else { FAILS }, Ordering::Relaxed);
            one.attempted.notify_one();
        }
        self.changed.notify_one();
    }

    /// How many were not tried yet, and how many failed the last time.
    pub fn counts(&self) -> (usize, usize) {
        let count = |state| self.mailboxes.values().filter(|one| one.state.load(Ordering::Relaxed) == state).count();
        (count(UNREAD), count(FAILS))
    }

    /// Wakes a mailbox's task.
    pub fn kick(&self, owner: &Address) {
        if let Some(one) = self.mailboxes.get(owner) {
            one.kick.notify_one();
        }
    }

    /// Waits until a mailbox's task is woken.
    pub async fn kicked(&self, owner: &Address) {
        match self.mailboxes.get(owner) {
            Some(one) => one.kick.notified().await,
            None => std::future::pending().await,
        }
    }

    /// Waits until a mailbox was read or failed once. One waits for each.
    pub async fn attempted(&self, owner: &Address) {
        if let Some(one) = self.mailboxes.get(owner)
            && one.state.load(Ordering::Relaxed) == UNREAD
        {
            one.attempted.notified().await;
        }
    }

    /// A pass is under way, as long as what this gives is held.
    pub fn busy(&self) -> impl Drop + '_ {
        self.busy.fetch_add(1, Ordering::Relaxed);
        Busy(&self.busy)
    }

    /// Whether no pass is under way.
    pub fn rests(&self) -> bool {
        self.busy.load(Ordering::Relaxed) == 0
    }
}

struct Busy<'a>(&'a AtomicUsize);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
