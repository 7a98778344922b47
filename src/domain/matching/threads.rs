//! Messages, each once, in the order in which they happened, and which answers which.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use super::alike;
use super::ids::Carriers;
use super::side::People;
use crate::domain::address::Address;
use crate::domain::letter::Letter;
use crate::domain::mail::{FolderRole, Kind, MailKey};
use crate::domain::mailbag::Mailbag;
use crate::domain::roster::Side;

const NONE: u32 = u32::MAX;

/// One message, however many copies of it there are.
#[derive(Debug)]
pub struct Node<'a> {
    /// The copy that the server got first.
    pub mail: Letter<'a>,
    /// When it happened.
    pub at: Timestamp,
    /// On which side its author stands, by roster and folder alone.
    pub author: Side,
}

/// All messages up to an instant with their links.
#[derive(Debug)]
pub struct Threads<'a> {
    /// In the order in which they happened.
    pub nodes: Vec<Node<'a>>,
    parents: Vec<u32>,
    roots: Vec<u32>,
    /// Messages whose parent is known by subject and people alone.
    alike: HashSet<usize>,
    copies: HashMap<MailKey, Vec<Letter<'a>>>,
}

impl<'a> Threads<'a> {
    /// Sorts, folds copies together, drops what happened after `as_of` and links the rest.
    pub fn new(mails: &'a Mailbag, people: &People, as_of: Timestamp) -> Self {
        let mut nodes: Vec<Node<'a>> = Vec::with_capacity(mails.len());
        for mail in mails.iter() {
            let author = author_side(mail, people);
            nodes.push(Node { mail, at: mail.happened(author == Side::Team), author });
        }
        let copies = if mails.copies { fold_copies(&mut nodes) } else { HashMap::new() };
        nodes.retain(|node| node.at <= as_of && node.mail.kind() != Kind::Own);
        let mut threads = Self { parents: Vec::new(), roots: Vec::new(), alike: HashSet::new(), nodes, copies };
        threads.sort_and_link(mails);
        if threads.put_before_their_answers() {
            threads.sort_and_link(mails);
        }
        for (index, parent) in alike::find(&threads, people) {
            threads.assume_parent(index, parent);
            threads.alike.insert(index);
        }
        threads
    }

    /// The message that this one answers, of those known.
    #[inline]
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.parents.get(index).filter(|parent| **parent != NONE).map(|parent| *parent as usize)
    }

    /// Takes `parent` for the message that this one answers, where its ids don't tell.
    pub fn assume_parent(&mut self, index: usize, parent: usize) {
        if let Some(slot) = self.parents.get_mut(index) {
            *slot = parent as u32;
            join(&mut self.roots, index as u32, parent as u32);
        }
    }

    /// Whether the message names none that is known, and its parent was found by subject and people.
    #[inline]
    pub fn is_alike(&self, index: usize) -> bool {
        self.alike.contains(&index)
    }

    /// The conversation a message is part of: the same number for all of it.
    #[inline]
    pub fn conversation(&self, index: usize) -> u32 {
        root_of(&self.roots, index as u32)
    }

    /// Where copies of the message were found.
    #[inline]
    pub fn seen_in(&self, index: usize) -> impl Iterator<Item = &'a (Address, FolderRole)> {
        let mail = self.nodes.get(index).map(|node| node.mail);
        let copies = mail.and_then(|mail| self.copies.get(&mail.key()));
        mail.into_iter().chain(copies.into_iter().flatten().copied()).flat_map(|mail| mail.seen_in())
    }

    fn sort_and_link(&mut self, mails: &Mailbag) {
        // Folders are read in order of time, so most of it is sorted already: a stable sort finds the runs.
        self.nodes.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.mail.key().cmp(&b.mail.key())));
        self.parents = vec![NONE; self.nodes.len()];
        self.link(mails);
    }

    /// A mail of ours that a person outside names as the one answered was there before the answer, whatever our clock says or when
    /// the copy was uploaded. Whether there was such a one.
    fn put_before_their_answers(&mut self) -> bool {
        let mut earlier: Vec<(usize, Timestamp)> = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            let Some(parent) = self.parent(index).filter(|_| node.author != Side::Team && node.mail.kind() == Kind::Human) else {
                continue;
            };
            let before = node.at.checked_sub(SignedDuration::from_millis(1)).unwrap_or(node.at);
            if self.nodes.get(parent).is_some_and(|parent| parent.author == Side::Team && parent.at > before) {
                earlier.push((parent, before));
            }
        }
        for (index, before) in &earlier {
            if let Some(node) = self.nodes.get_mut(*index) {
                node.at = node.at.min(*before);
            }
        }
        !earlier.is_empty()
    }

    fn link(&mut self, mails: &Mailbag) {
        self.roots = (0..self.nodes.len() as u32).collect();
        let carriers = Carriers::new(&self.nodes, mails);
        // An id that two messages carry means the one that happened last before the message that names it.
        let resolve = |position: u32, from: usize| -> Option<u32> {
            let known = carriers.of(position).filter(|n| *n as usize != from);
            known.clone().filter(|n| (*n as usize) < from).max().or_else(|| known.min())
        };
        for (index, node) in self.nodes.iter().enumerate() {
            let mut parent = None;
            for position in mails.links().positions(node.mail.slip().links_at as usize) {
                if let Some(other) = resolve(position, index) {
                    parent = parent.or(Some(other));
                    join(&mut self.roots, index as u32, other);
                }
            }
            if let (Some(slot), Some(parent)) = (self.parents.get_mut(index), parent) {
                *slot = parent;
            }
        }
    }
}

/// Our side wrote it when the author is one of us, or somebody unknown whose mail lies in our sent folder (an address of a rep that
/// nobody configured).
fn author_side(mail: Letter<'_>, people: &People) -> Side {
    let head = mail.head();
    let by_author = head.from.map_or(Side::Outside, |author| people.side(author));
    let side = match (by_author, head.sender.map(|sender| people.side(sender))) {
        (Side::Outside, Some(sender @ Side::Prospect(_))) => sender,
        _ => by_author,
    };
    let sent = || mail.kind() == Kind::Human && mail.seen_in().iter().any(|(_, role)| *role == FolderRole::Sent);
    if side == Side::Outside && head.from.is_some() && sent() { Side::Team } else { side }
}

/// Leaves of every message the copy that the server got first; hands back the others.
fn fold_copies<'a>(nodes: &mut Vec<Node<'a>>) -> HashMap<MailKey, Vec<Letter<'a>>> {
    let mut copies: HashMap<MailKey, Vec<Letter<'a>>> = HashMap::new();
    let mut keys: Vec<MailKey> = nodes.iter().map(|node| node.mail.key()).collect();
    keys.sort_unstable();
    if keys.windows(2).all(|pair| pair.first() != pair.last()) {
        return copies;
    }
    let order = |mail: Letter<'a>| {
        let (slip, details) = (mail.slip(), mail.details());
        (slip.key, slip.server_time, slip.date, slip.kind, details.signals.len(), details.attachments.len())
    };
    nodes.sort_by(|a, b| {
        let names = |mail: Letter<'a>| (mail.subject(), mail.text_names().collect::<Vec<_>>(), mail.seen_in());
        order(a.mail).cmp(&order(b.mail)).then_with(|| names(a.mail).cmp(&names(b.mail)))
    });
    nodes.dedup_by(|later, kept| {
        let same = later.mail.key() == kept.mail.key();
        if same {
            copies.entry(kept.mail.key()).or_default().push(later.mail);
            // One copy in a sent folder tells who wrote all of them.
            if later.author == Side::Team && kept.author == Side::Outside {
                kept.author = Side::Team;
                kept.at = kept.mail.happened(true);
            }
        }
        same
    });
    copies
}

fn root_of(roots: &[u32], mut index: u32) -> u32 {
    while let Some(next) = roots.get(index as usize).filter(|next| **next != index) {
        index = *next;
    }
    index
}

/// Joins two conversations under the smaller number, so that the outcome doesn't depend on the order of joining.
fn join(roots: &mut [u32], one: u32, other: u32) {
    let (a, b) = (root_of(roots, one), root_of(roots, other));
    let top = a.min(b);
    for start in [one, other] {
        let mut at = start;
        while let Some(slot) = roots.get_mut(at as usize) {
            let next = std::mem::replace(slot, top);
            if next == at || next == top {
                break;
            }
            at = next;
        }
    }
    for root in [a, b] {
        roots.get_mut(root as usize).into_iter().for_each(|slot| *slot = top);
    }
}
