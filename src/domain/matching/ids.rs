//! Which messages carry the ids that other messages name, by sorting both: a table of a million ids would be a wait for memory at
//! each look.

use std::thread;

use super::threads::Node;
use crate::domain::lists::Lists;
use crate::domain::mailbag::Mailbag;

const NOBODY: u32 = u32::MAX;
/// Marks the number of a list in `several`.
const SEVERAL: u32 = 1 << 31;

/// Where ids lead.
pub(super) struct Carriers {
    /// For each position of the bag's links the message that carries the id, or which of several lists do.
    by_position: Vec<u32>,
    several: Lists<u32>,
}

impl Carriers {
    /// Looks up every id that some message names.
    pub(super) fn new(nodes: &[Node<'_>], mails: &Mailbag) -> Self {
        let links = mails.links();
        let carried = || nodes.iter().enumerate().filter_map(|(index, node)| Some(node.mail.print()?.with(index as u32)));
        let positions = |node: &Node<'_>| links.positions(node.mail.slip().links_at as usize);
        let named = || nodes.iter().flat_map(|node| positions(node).zip(node.mail.links()).map(|(at, print)| print.with(at)));
        let sorted = |mut all: Vec<u128>| {
            all.sort_unstable();
            all
        };
        let (carried, named) = thread::scope(|scope| {
            let named = scope.spawn(|| sorted(named().collect()));
            (sorted(carried().collect()), named.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let mut found = Self { by_position: vec![NOBODY; links.items()], several: Lists::default() };
        let (print, low) = (|entry: &u128| entry >> 32, |entry: &u128| *entry as u32);
        let mut named = named.iter().peekable();
        for group in carried.chunk_by(|a, b| print(a) == print(b)) {
            let Some(own) = group.first().map(print) else { continue };
            while named.next_if(|name| print(name) < own).is_some() {}
            let mut meaning = None;
            while let Some(position) = named.next_if(|name| print(name) == own).map(low) {
                let meaning = *meaning.get_or_insert_with(|| match group {
                    [only] => low(only),
                    _ => {
                        found.several.push(group.iter().map(low));
                        SEVERAL | (found.several.len() - 1) as u32
                    }
                });
                found.by_position.get_mut(position as usize).into_iter().for_each(|slot| *slot = meaning);
            }
        }
        found
    }

    /// The messages that carry the id at a position of the bag's links, in the order in which they happened.
    pub(super) fn of(&self, position: u32) -> impl Iterator<Item = u32> + Clone {
        let (only, several) = match self.by_position.get(position as usize).copied().unwrap_or(NOBODY) {
            NOBODY => (None, &[][..]),
            one if one < SEVERAL => (Some(one), &[][..]),
            list => (None, self.several.get((list & !SEVERAL) as usize)),
        };
        only.into_iter().chain(several.iter().copied())
    }
}
