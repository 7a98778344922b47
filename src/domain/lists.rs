//! Many short lists in one piece of memory: a list of its own for each of a million messages would cost more than what is in it.

/// Lists, numbered from 0.
#[derive(Clone, Debug)]
pub struct Lists<T> {
    items: Vec<T>,
    /// Where each list begins, and how long it is.
    spans: Vec<(u32, u32)>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), spans: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// As many lists as `groups`, each with the items that belong to it, in the order given.
    pub fn grouped(groups: usize, items: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut spans = vec![(0u32, 0u32); groups];
        let belong = items.filter(|(group, _)| *group < groups);
        let mut first = None;
        for (group, item) in belong.clone() {
            first = first.or(Some(item));
            spans.get_mut(group).into_iter().for_each(|span| span.1 += 1);
        }
        let mut start = 0;
        for span in &mut spans {
            (span.0, start, span.1) = (start, start + span.1, 0);
        }
        let mut all = first.map(|item| vec![item; start as usize]).unwrap_or_default();
        for (group, item) in belong {
            let Some(span) = spans.get_mut(group) else { continue };
            all.get_mut((span.0 + span.1) as usize).into_iter().for_each(|slot| *slot = item);
            span.1 += 1;
        }
        Self { items: all, spans }
    }

    /// Adds a list.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        let start = self.items.len();
        self.items.extend(items);
        self.spans.push((start as u32, (self.items.len() - start) as u32));
    }

    /// Adds all lists of another one, in order.
    pub fn append(&mut self, other: &Self) {
        let before = self.items.len() as u32;
        self.items.extend_from_slice(&other.items);
        self.spans.extend(other.spans.iter().map(|(start, length)| (before + start, *length)));
    }

    /// The list of this number; none is empty.
    pub fn get(&self, number: usize) -> &[T] {
        let (start, length) = self.spans.get(number).copied().unwrap_or_default();
        self.items.get(start as usize..(start + length) as usize).unwrap_or_default()
    }

    /// Where the items of a list are, for [`Self::item`].
    pub fn positions(&self, number: usize) -> std::ops::Range<u32> {
        let (start, length) = self.spans.get(number).copied().unwrap_or_default();
        start..start + length
    }

    /// The item at a position.
    pub fn item(&self, position: u32) -> Option<&T> {
        self.items.get(position as usize)
    }

    /// Puts another list in the place of this one, whose memory is lost: for a few.
    pub fn replace(&mut self, number: usize, items: impl IntoIterator<Item = T>) {
        let start = self.items.len();
        self.items.extend(items);
        let span = (start as u32, (self.items.len() - start) as u32);
        self.spans.get_mut(number).into_iter().for_each(|old| *old = span);
    }

    /// How many items there are, also of lists that were replaced: no position is as high.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_was_put_in_them() {
        let mut lists = Lists::default();
        lists.push([1, 2]);
        lists.push([]);
        lists.push([3]);
        lists.replace(1, [4, 5, 6]);
        assert_eq!((lists.get(0), lists.get(1), lists.get(2), lists.get(3)), (&[1, 2][..], &[4, 5, 6][..], &[3][..], &[][..]));
        let grouped = Lists::grouped(3, [(2, 'a'), (0, 'b'), (2, 'c'), (7, 'd')].into_iter());
        assert_eq!((grouped.get(0), grouped.get(1), grouped.get(2)), (&['b'][..], &[][..], &['a', 'c'][..]));
    }
}
