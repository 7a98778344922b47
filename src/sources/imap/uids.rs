//! Sets of UIDs, as ranges: what a folder of a million messages lists takes a few octets.

use std::fmt;
use std::iter;
use std::ops::RangeInclusive;

/// UIDs in ascending order, neighbours as one range (RFC 3501 section 9, `sequence-set` without `*`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::sources::imap) struct Uids(Vec<RangeInclusive<u32>>);

impl Uids {
    /// What ranges in any order hold together. UIDs begin with 1.
    fn of(mut ranges: Vec<RangeInclusive<u32>>) -> Self {
        ranges.retain(|range| *range.end() > 0 && !range.is_empty());
        ranges.sort_unstable_by_key(|range| *range.start());
        let mut all: Vec<RangeInclusive<u32>> = Vec::new();
        for range in ranges {
            match all.last_mut() {
                Some(last) if last.end().checked_add(1).is_none_or(|next| next >= *range.start()) => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => all.push((*range.start()).max(1)..=*range.end()),
            }
        }
        Self(all)
    }

    /// A sequence set: `4:18,21,28`. `None` for what is none.
    pub(super) fn parse(set: &[u8]) -> Option<Self> {
        let number = |text: &str| text.parse::<u32>().ok();
        let range = |part: &str| match part.split_once(':') {
            // RFC 3501: the ends stand in either order.
            Some((one, other)) => number(one).zip(number(other)).map(|(one, other)| one.min(other)..=one.max(other)),
            None => number(part).map(|one| one..=one),
        };
        std::str::from_utf8(set).ok()?.split(',').map(range).collect::<Option<Vec<_>>>().map(Self::of)
    }

    /// What several sets hold together.
    pub(super) fn together(sets: Vec<Self>) -> Self {
        match <[Self; 1]>::try_from(sets) {
            Ok([one]) => one,
            Err(sets) => Self::of(sets.into_iter().flat_map(|set| set.0).collect()),
        }
    }

    /// Leaves those above one.
    pub(super) fn retain_above(&mut self, last: u32) {
        self.0.retain(|range| *range.end() > last);
        if let (Some(first), Some(from)) = (self.0.first_mut(), last.checked_add(1)) {
            *first = from.max(*first.start())..=*first.end();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, uid: u32) -> bool {
        let at = self.0.partition_point(|range| *range.end() < uid);
        self.0.get(at).is_some_and(|range| *range.start() <= uid)
    }

    /// Those above `from` up to `upto` that are not among these. There must be few.
    pub(super) fn gaps(&self, from: u32, upto: u32) -> Self {
        (from.saturating_add(1)..=upto).filter(|uid| *uid > from && !self.contains(*uid)).collect()
    }

    /// How many ranges it takes to tell them.
    pub(super) fn ranges(&self) -> usize {
        self.0.len()
    }

    pub(super) fn first(&self) -> Option<u32> {
        self.0.first().map(|range| *range.start())
    }

    pub(super) fn last(&self) -> Option<u32> {
        self.0.last().map(|range| *range.end())
    }

    /// Those above one, ascending.
    pub(super) fn above(&self, last: u32) -> impl Iterator<Item = u32> {
        let at = self.0.partition_point(|range| *range.end() <= last);
        let ranges = self.0.get(at..).unwrap_or_default().iter();
        ranges.flat_map(move |range| (*range.start()).max(last.saturating_add(1))..=*range.end())
    }

    /// How many are above one.
    pub(super) fn count_above(&self, last: u32) -> usize {
        let at = self.0.partition_point(|range| *range.end() <= last);
        let ranges = self.0.get(at..).unwrap_or_default().iter();
        let count =
            |range: &RangeInclusive<u32>| u64::from(*range.end()) - u64::from((*range.start()).max(last.saturating_add(1))) + 1;
        usize::try_from(ranges.map(count).sum::<u64>()).unwrap_or(usize::MAX)
    }
}

/// Ascending or not; the same one twice counts once.
impl FromIterator<u32> for Uids {
    fn from_iter<I: IntoIterator<Item = u32>>(uids: I) -> Self {
        let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
        for uid in uids {
            match ranges.last_mut() {
                Some(last) if last.end().checked_add(1) == Some(uid) => *last = *last.start()..=uid,
                _ => ranges.push(uid..=uid),
            }
        }
        Self::of(ranges)
    }
}

impl fmt::Display for Uids {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (range, comma) in self.0.iter().zip(iter::once("").chain(iter::repeat(","))) {
            match (range.start(), range.end()) {
                (start, end) if start == end => write!(to, "{comma}{start}")?,
                (start, end) => write!(to, "{comma}{start}:{end}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Uids {
        Uids::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn neighbours_stand_as_a_range() {
        let uids: Uids = [9, 1, 2, 3, 7, 7, 10, u32::MAX].into_iter().collect();
        assert_eq!(uids.to_string(), "1:3,7,9:10,4294967295");
        assert_eq!(Uids::default().to_string(), "");
        assert_eq!(set("4:18,21,28").to_string(), "4:18,21,28");
        assert_eq!(set("28,18:4,5:20,0:2,0").to_string(), "1:2,4:20,28");
        assert_eq!(set("1:4294967295,7").count_above(0), 4_294_967_295);
        assert_eq!(Uids::together(vec![set("7"), Uids::default(), set("1:3,9"), set("4:5")]).to_string(), "1:5,7,9");
    }

    #[test]
    fn what_is_no_set_is_none() {
        for text in ["", "*", "1:*", "1,", "a", "1:2:3", "4294967296", "-1", "1 2"] {
            assert_eq!(Uids::parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn they_are_gone_through_from_anywhere() {
        let uids = set("4:6,9,4294967294:4294967295");
        assert_eq!((uids.first(), uids.last()), (Some(4), Some(u32::MAX)));
        for (last, left) in [(0, "4:6,9,4294967294:4294967295"), (5, "6,9,4294967294:4294967295"), (9, "4294967294:4294967295")] {
            assert_eq!(uids.above(last).collect::<Uids>().to_string(), left);
            assert_eq!(uids.count_above(last), uids.above(last).count());
            let mut rest = uids.clone();
            rest.retain_above(last);
            assert_eq!(rest.to_string(), left);
        }
        assert_eq!(uids.gaps(2, 11).to_string(), "3,7:8,10:11");
        assert!(uids.gaps(4, 6).is_empty() && uids.gaps(u32::MAX, u32::MAX).is_empty() && uids.gaps(9, 3).is_empty());
        assert_eq!(uids.gaps(u32::MAX - 3, u32::MAX).to_string(), "4294967293");
        let inside: Vec<u32> = (0..12).filter(|uid| uids.contains(*uid)).collect();
        assert_eq!(inside, [4, 5, 6, 9]);
        assert_eq!((uids.above(u32::MAX).count(), uids.count_above(u32::MAX)), (0, 0));
    }
}
