//! Messages, each once, in the order in which they happened, and which answers which.

use std::collections::HashMap;

use jiff::Timestamp;

use super::side::Sides;
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{FolderRole, Kind, Mail, MailKey};
use crate::domain::roster::Side;

/// No message is looked up by more ids than this: a hostile References line must not cost more than a long thread does.
const MAX_LINKS: usize = 200;
const NONE: u32 = u32::MAX;

/// One message, however many copies of it there are.
#[derive(Debug)]
pub struct Node<'a> {
    /// The copy that the server got first.
    pub mail: &'a Mail,
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
    copies: HashMap<MailKey, Vec<&'a Mail>>,
}

impl<'a> Threads<'a> {
    /// Sorts, folds copies together, drops what happened after `as_of` and links the rest.
    pub fn new(mails: &'a [Mail], sides: &Sides<'a>, as_of: Timestamp) -> Self {
        let mut nodes: Vec<Node<'a>> = Vec::with_capacity(mails.len());
        for mail in mails {
            let author = author_side(mail, sides);
            let at = mail.happened(author == Side::Team);
            nodes.push(Node { mail, at, author });
        }
        let copies = fold_copies(&mut nodes);
        nodes.retain(|node| node.at <= as_of && node.mail.kind != Kind::Own);
        nodes.sort_unstable_by(|a, b| a.at.cmp(&b.at).then_with(|| a.mail.key.cmp(&b.mail.key)));
        let mut threads = Self { parents: vec![NONE; nodes.len()], roots: Vec::new(), nodes, copies };
        threads.link();
        threads
    }

    /// The message that this one answers, of those known.
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

    /// The conversation a message is part of: the same number for all of it.
    pub fn conversation(&self, index: usize) -> u32 {
        root_of(&self.roots, index as u32)
    }

    /// Where copies of the message were found.
    pub fn seen_in(&self, index: usize) -> impl Iterator<Item = &'a (Address, FolderRole)> {
        let mail = self.nodes.get(index).map(|node| node.mail);
        let copies = mail.and_then(|mail| self.copies.get(&mail.key));
        mail.into_iter().chain(copies.into_iter().flatten().copied()).flat_map(|mail| mail.seen_in.iter())
    }

    fn link(&mut self) {
        self.roots = (0..self.nodes.len() as u32).collect();
        let (first, others) = index_ids(&self.nodes);
        // An id that two messages carry means the one that happened last before the message that names it.
        let resolve = |id: &MessageId, from: usize| -> Option<u32> {
            let only = *first.get(id)?;
            let all = others.get(id).map_or(&[][..], Vec::as_slice);
            let known = std::iter::once(only).chain(all.iter().copied()).filter(|n| *n as usize != from);
            known.clone().filter(|n| (*n as usize) < from).max().or_else(|| known.min())
        };
        for (index, node) in self.nodes.iter().enumerate() {
            let mail = node.mail;
            let links = mail.returned.iter().chain(&mail.in_reply_to).chain(mail.references.iter().rev());
            let mut parent = None;
            for id in links.take(MAX_LINKS) {
                if let Some(other) = resolve(id, index) {
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
fn author_side(mail: &Mail, sides: &Sides<'_>) -> Side {
    let by_author = mail.author().map_or(Side::Outside, |author| sides.of(author));
    let side = match (by_author, &mail.sender) {
        (Side::Outside, Some(sender)) if matches!(sides.of(sender), Side::Prospect(_)) => sides.of(sender),
        _ => by_author,
    };
    let sent = || mail.kind == Kind::Human && mail.seen_in.iter().any(|(_, role)| *role == FolderRole::Sent);
    if side == Side::Outside && mail.from.is_some() && sent() { Side::Team } else { side }
}

/// Leaves of every message the copy that the server got first; hands back the others.
fn fold_copies<'a>(nodes: &mut Vec<Node<'a>>) -> HashMap<MailKey, Vec<&'a Mail>> {
    let mut copies: HashMap<MailKey, Vec<&'a Mail>> = HashMap::new();
    // The store hands over each message once.
    let mut keys: Vec<MailKey> = nodes.iter().map(|node| node.mail.key).collect();
    keys.sort_unstable();
    if keys.windows(2).all(|pair| pair.first() != pair.last()) {
        return copies;
    }
    let order = |mail: &Mail| (mail.key, mail.server_time, mail.date, mail.kind, mail.signals.len(), mail.attachments.len());
    nodes.sort_by(|a, b| {
        let names = |mail: &'a Mail| (&mail.subject, &mail.text_names, &mail.seen_in);
        order(a.mail).cmp(&order(b.mail)).then_with(|| names(a.mail).cmp(&names(b.mail)))
    });
    nodes.dedup_by(|later, kept| {
        let same = later.mail.key == kept.mail.key;
        if same {
            copies.entry(kept.mail.key).or_default().push(later.mail);
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

type Ids<'a> = (HashMap<&'a MessageId, u32>, HashMap<&'a MessageId, Vec<u32>>);

fn index_ids<'a>(nodes: &[Node<'a>]) -> Ids<'a> {
    let mut first: HashMap<&MessageId, u32> = HashMap::with_capacity(nodes.len());
    let mut others: HashMap<&MessageId, Vec<u32>> = HashMap::new();
    for (index, node) in nodes.iter().enumerate() {
        let Some(id) = &node.mail.message_id else { continue };
        let index = index as u32;
        if *first.entry(id).or_insert(index) != index {
            others.entry(id).or_default().push(index);
        }
    }
    (first, others)
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
