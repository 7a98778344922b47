//! What the walk leaves open: messages that are known to be of a deal only by what came after them.

use super::Direction;
use super::assign::{Assigned, Place};
use super::reason::{Choice, How};

impl<'a> Assigned<'a> {
    /// Messages that are answered by one of a deal belong to it too, and so on along the thread. A few rounds are enough for any
    /// thread whose clocks are not a jumble.
    pub(super) fn inherit_the_rest(&mut self) {
        for _ in 0..16 {
            let mut changed = false;
            for index in (0..self.places.len()).rev() {
                let Some(parent) = self.threads.parent(index) else { continue };
                changed |= self.hand_on(index, parent, true);
            }
            for index in 0..self.places.len() {
                let Some(parent) = self.threads.parent(index) else { continue };
                changed |= self.hand_on(parent, index, false);
            }
            if !changed {
                break;
            }
        }
    }

    fn hand_on(&mut self, from: usize, to: usize, answered: bool) -> bool {
        if !self.places.get(to).is_empty() || !self.parties.get(to).is_empty() || self.places.get(from).is_empty() {
            return false;
        }
        let Some(node) = self.threads.nodes.get(from) else { return false };
        let how = match answered {
            true => How::AnsweredBy(node.mail),
            false if self.threads.is_alike(to) => How::Alike(node.mail),
            false => How::Answers(node.mail),
        };
        let direction = self.directions.get(to).copied().unwrap_or(Direction::Unrelated);
        let seen = |deal| self.seen_from(deal, direction, &[]);
        let inherit = |place: &Place<'a>| Place { how, choice: Choice::Thread, direction: seen(place.deal), ..*place };
        let handed: Vec<Place<'a>> = self.places.get(from).iter().map(inherit).collect();
        self.places.replace(to, handed);
        true
    }
}
