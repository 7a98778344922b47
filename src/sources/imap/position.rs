//! What a cursor says of a folder: how far it was read, and which numbers below that named no message yet.

use std::fmt;

use super::uids::Uids;

/// Everything up to `last` has been read, but for what is `missing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub uid_validity: u32,
    pub last: u32,
    pub missing: Missing,
}

/// UIDs that were given out and named no message when the folder was listed. Most of them never will: their messages were deleted, or
/// moved by a filter. But RFC 9051 (section 2.3.1.1) promises only that what *arrives* after UIDNEXT was told has that UID or a greater
/// one: of two deliveries at once, the one with the lower UID may come to light later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Missing {
    pub uids: Uids,
    /// When the last of them was noted, in seconds since 1970.
    pub since: i64,
}

/// So many of the UIDs last given out are looked at: a delivery isn't overtaken by more, and a command names them in one short line.
pub(super) const RECENT: u32 = 200;
/// They are asked for until this many seconds after they were noted, and once afterwards: a quarter of an hour is more than a delivery
/// takes, or one machine behind a server's name to hear of what another one has taken in.
const WAIT: i64 = 15 * 60;

impl Position {
    /// A folder read up to a message, of which nothing is missing.
    pub(super) fn upto(uid_validity: u32, last: u32) -> Self {
        Self { uid_validity, last, missing: Missing::default() }
    }

    /// Reads a cursor; `None` when it is none.
    pub(super) fn parse(cursor: &str) -> Option<Self> {
        let mut parts = cursor.splitn(3, ':');
        let (uid_validity, last) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let missing = match parts.next() {
            Some(missing) => {
                let (uids, since) = missing.rsplit_once('@')?;
                Missing { uids: Uids::parse(uids.as_bytes())?, since: since.parse().ok()? }
            }
            None => Missing::default(),
        };
        Some(Self { uid_validity, last, missing })
    }
}

impl fmt::Display for Position {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}", self.uid_validity, self.last)?;
        let Missing { uids, since } = &self.missing;
        if uids.is_empty() { Ok(()) } else { write!(to, ":{uids}@{since}") }
    }
}

impl Missing {
    /// What is still missing at `now` (seconds since 1970) after a folder was asked for everything that is missing and above `last`, and
    /// `found` came. `upto` is the last UID that was given out, `gaps` are those above `last` that named no message.
    pub(super) fn after(self, found: &Uids, gaps: Uids, upto: u32, now: i64) -> Self {
        // A clock that was put back doesn't make it wait for longer.
        let over = !(0..WAIT).contains(&now.saturating_sub(self.since));
        let still = self.uids.above(upto.saturating_sub(RECENT)).filter(|uid| !over && !found.contains(*uid));
        let since = if gaps.is_empty() { self.since } else { now };
        let uids: Uids = still.chain(gaps.above(0)).collect();
        if uids.is_empty() { Self::default() } else { Self { uids, since } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Uids {
        Uids::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for cursor in ["7:120", "4294967295:4294967295", "7:0", "7:120:113,117:119@1764428400"] {
            assert_eq!(Position::parse(cursor).unwrap().to_string(), cursor);
        }
        for none in ["", "7", "7:", "7:x", "7:120:", "7:120:113", "7:120:@5", "7:120:*@5", "7:120:113@x", "-7:1"] {
            assert_eq!(Position::parse(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_missing_is_asked_for_until_its_time_is_over_and_once_afterwards() {
        let noted = Missing::default().after(&Uids::default(), set("7,9"), 10, 1000);
        assert_eq!(noted, Missing { uids: set("7,9"), since: 1000 });
        let later = noted.clone().after(&set("9"), Uids::default(), 10, 1000 + WAIT - 1);
        assert_eq!(later, Missing { uids: set("7"), since: 1000 }, "it counts from when it was noted");
        assert_eq!(later.clone().after(&Uids::default(), Uids::default(), 10, 1000 + WAIT), Missing::default());
        assert_eq!(later.clone().after(&Uids::default(), Uids::default(), 10, 999), Missing::default(), "a clock put back");
        // What is noted anew gets its time; what many came after is given up.
        assert_eq!(later.clone().after(&Uids::default(), set("12"), 13, 1200), Missing { uids: set("7,12"), since: 1200 });
        assert_eq!(later.after(&Uids::default(), Uids::default(), 7 + RECENT, 1200), Missing::default());
    }
}
