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
    /// As many lists as `groups`: of each group its items, in order, by the number of their list and their position.
    pub fn grouped_by(&self, groups: usize, group: impl Fn(&T) -> usize) -> Lists<(u32, u32)> {
        let mut spans = vec![(0u32, 0u32); groups];
        let items = |span: &(u32, u32)| self.items.get(span.0 as usize..(span.0 + span.1) as usize).unwrap_or_default();
        for item in self.spans.iter().flat_map(items) {
            if let Some(span) = spans.get_mut(group(item)) {
                span.1 += 1;
            }
        }
        let mut start = 0;
        for span in &mut spans {
            (span.0, start, span.1) = (start, start + span.1, 0);
        }
        let mut all = vec![(0u32, 0u32); start as usize];
        for (list, span) in self.spans.iter().enumerate() {
            for (position, item) in (span.0..).zip(items(span)) {
                let Some(span) = spans.get_mut(group(item)) else { continue };
                if let Some(slot) = all.get_mut((span.0 + span.1) as usize) {
                    *slot = (list as u32, position);
                }
                span.1 += 1;
            }
        }
        Lists { items: all, spans }
    }

    /// Adds a list.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        let start = self.items.len();
        self.items.extend(items);
        self.spans.push((start as u32, (self.items.len() - start) as u32));
    }

    /// The same of what is in one piece.
    pub fn push_all(&mut self, items: &[T]) {
        let start = self.items.len();
        self.items.extend_from_slice(items);
        self.spans.push((start as u32, items.len() as u32));
    }

    /// Adds all lists of another one, in order.
    pub fn append(&mut self, other: Self) {
        let before = self.items.len() as u32;
        append(&mut self.items, other.items);
        let first = self.spans.len();
        append(&mut self.spans, other.spans);
        self.spans.iter_mut().skip(first).for_each(|(start, _)| *start += before);
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

/// Adds everything in another one; into an empty one nothing is copied.
pub(super) fn append<T>(all: &mut Vec<T>, mut other: Vec<T>) {
    if all.is_empty() {
        *all = other;
    } else {
        all.append(&mut other);
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
        // The 4, 5 and 6 stand behind the 3, at whose place the 2 was.
        let odd = lists.grouped_by(2, |item| item % 2);
        assert_eq!((odd.get(0), odd.get(1)), (&[(0, 1), (1, 3), (1, 5)][..], &[(0, 0), (1, 4), (2, 2)][..]));
        assert_eq!(lists.grouped_by(1, |item| *item).len(), 1, "what belongs nowhere is left out");
    }
}
