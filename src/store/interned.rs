//! Texts repeat from message to message: each is kept in memory once.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{FolderRole, Named};

/// The mailboxes by their ids.
pub(super) type Boxes = BTreeMap<i64, Address>;

type Seen = Arc<[(Address, FolderRole)]>;

/// What one reader has met so far.
#[derive(Default)]
pub(super) struct Interned {
    addresses: HashSet<Address>,
    ids: HashSet<MessageId>,
    words: HashSet<Arc<str>>,
    seen: HashMap<String, Seen>,
}

impl Interned {
    pub(super) fn address(&mut self, text: &str) -> Option<Address> {
        once(&mut self.addresses, text, Address::parse)
    }

    /// A reply shares the ids with the messages that it answers.
    pub(super) fn id(&mut self, text: &str) -> Option<MessageId> {
        once(&mut self.ids, text, MessageId::parse)
    }

    pub(super) fn word(&mut self, text: &str) -> Arc<str> {
        once(&mut self.words, text, |text| Some(text.into())).unwrap_or_default()
    }

    /// An address, and behind a tab the name that stood beside it.
    pub(super) fn named(&mut self, line: &str) -> Option<Named> {
        let (address, name) = line.split_once('\t').map_or((line, None), |(address, name)| (address, Some(name)));
        Some(Named { address: self.address(address)?, name: name.map(|name| self.word(name)) })
    }

    /// Where a message was seen, in the order of the mailboxes and roles: see [`token`].
    pub(super) fn seen(&mut self, text: &str, boxes: &Boxes) -> Seen {
        if let Some(known) = self.seen.get(text) {
            return Arc::clone(known);
        }
        let read = |word: &str| -> Option<(i64, FolderRole)> {
            let (id, role) = word.split_once(':')?;
            Some((id.parse().ok()?, FolderRole::parse(role)?))
        };
        let mut all: Vec<(i64, FolderRole)> = text.split_whitespace().filter_map(read).collect();
        all.sort_unstable_by_key(|(id, role)| (*id, role.as_str()));
        let seen: Seen = all.iter().filter_map(|(id, role)| Some((boxes.get(id)?.clone(), *role))).collect();
        self.seen.insert(text.to_owned(), Arc::clone(&seen));
        seen
    }
}

/// A mailbox and role as the column `seen` lists them. No token is a part of another: each begins with a space, and no role's
/// word begins another's.
pub(super) fn token(mailbox: i64, role: &str) -> String {
    format!(" {mailbox}:{role}")
}

fn once<T: Borrow<str> + Clone + Eq + Hash>(known: &mut HashSet<T>, text: &str, make: impl Fn(&str) -> Option<T>) -> Option<T> {
    if let Some(one) = known.get(text) {
        return Some(one.clone());
    }
    let one = make(text)?;
    known.insert(one.clone());
    Some(one)
}
