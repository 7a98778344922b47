//! How the mailboxes are: read, failing, or not tried yet; and who is to be woken.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

use tokio::sync::Notify;

use crate::domain::address::Address;

const UNREAD: u8 = 0;
const READ: u8 = 1;
const FAILS: u8 = 2;

/// How a pass over a mailbox ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It was read.
    Read,
    /// It could not be read; trying again may do.
    Later,
    /// It can't be read before somebody has mended something.
    Human,
}

/// How all mailboxes are.
#[derive(Debug, Default)]
pub struct Standing {
    mailboxes: BTreeMap<Address, One>,
    /// Whose calendars there are, and whether they were tried.
    calendars: BTreeMap<Address, AtomicBool>,
    busy: AtomicUsize,
    /// There is something to search the past for.
    pub search: Notify,
    /// A pass has ended.
    pub changed: Notify,
}

#[derive(Debug, Default)]
struct One {
    state: AtomicU8,
    settled: AtomicBool,
    kick: Notify,
    settles: Notify,
}

impl Standing {
    /// Of these, and with calendars of these, none of which was read yet.
    pub fn new(owners: impl Iterator<Item = Address>, calendars: impl Iterator<Item = Address>) -> Self {
        let mailboxes = owners.map(|owner| (owner, One::default())).collect();
        Self { mailboxes, calendars: calendars.map(|owner| (owner, AtomicBool::new(false))).collect(), ..Self::default() }
    }

    /// A pass ended.
    pub fn ended(&self, owner: &Address, end: End) {
        if let Some(one) = self.mailboxes.get(owner) {
            one.state.store(if end == End::Read { READ } else { FAILS }, Ordering::Relaxed);
            if end != End::Later {
                one.settled.store(true, Ordering::Relaxed);
                one.settles.notify_one();
            }
        }
        self.changed.notify_one();
    }

    /// Somebody's calendars were tried.
    pub fn tried_calendars(&self, owner: &Address) {
        if let Some(tried) = self.calendars.get(owner) {
            tried.store(true, Ordering::Relaxed);
        }
        self.changed.notify_one();
    }

    /// Whether nothing more is to be waited for: each mailbox was read once, or can't be read before somebody has mended something,
    /// and then the calendars. Right after a start or a sleep the network may be a while in coming.
    pub fn is_settled(&self) -> bool {
        let tried = self.calendars.values().all(|tried| tried.load(Ordering::Relaxed));
        tried && self.mailboxes.values().all(|one| one.settled.load(Ordering::Relaxed))
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

    /// Waits until a mailbox is as [`Self::is_settled`] says. One waits for each.
    pub async fn settled(&self, owner: &Address) {
        if let Some(one) = self.mailboxes.get(owner)
            && !one.settled.load(Ordering::Relaxed)
        {
            one.settles.notified().await;
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
