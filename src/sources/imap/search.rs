//! Searching a folder: what is in it, or new.

use jiff::{SignedDuration, Timestamp};

use super::Imap;
use super::odd::Odd;
use super::session::Fault;
use super::uids::Uids;
use super::wire::{Fetched, Line, MOST_FOUND};
use crate::sources::SourceError;

/// What is looked for in the open folder.
#[derive(Clone, Debug)]
pub(super) enum Sought {
    /// What came after the message `last`, and what is `missing` of those before.
    Above { last: u32, missing: Uids },
    /// What was received from this day on: one more than the horizon, since servers compare dates in zones of their own. `None` for
    /// everything: asked for what is younger than a day before 1970, Courier finds nothing.
    Since(Option<Timestamp>),
}

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

impl Sought {
    /// What the first visit of a folder reads.
    pub(super) fn within(now: Timestamp, horizon_days: u32) -> Self {
        Self::Since(Self::horizon(now, horizon_days).and_then(|horizon| horizon.checked_sub(A_DAY).ok()))
    }

    /// From when on it reads all; `None` for everything.
    pub(super) fn horizon(now: Timestamp, horizon_days: u32) -> Option<Timestamp> {
        let back = SignedDuration::from_hours(24 * i64::from(horizon_days.min(36_500)));
        now.checked_sub(back).ok().filter(|horizon| horizon.as_second() > 2 * A_DAY.as_secs())
    }

    fn criteria(&self) -> String {
        match self {
            Self::Above { last, missing } => {
                let comma = if missing.is_empty() { "" } else { "," };
                format!("UID {missing}{comma}{}:*", last.saturating_add(1))
            }
            Self::Since(Some(day)) => format!("SINCE {}", day.strftime("%-d-%b-%Y")),
            Self::Since(None) => "ALL".to_owned(),
        }
    }

    /// Whether a message is not what is looked for, as far as it tells.
    fn is_not(&self, message: &Fetched) -> bool {
        match self {
            Self::Above { last, .. } => message.uid <= *last,
            Self::Since(day) => day.zip(message.received).is_some_and(|(day, received)| received < day),
        }
    }
}

impl Imap {
    /// The UIDs in the open folder that fit. Ranges are asked for where the server can (RFC 4731): a million messages are a few octets.
    pub(super) async fn search(&mut self, sought: &Sought) -> Result<Uids, SourceError> {
        self.searched(sought).await.map_err(|fault| fault.during("searching a folder"))
    }

    async fn searched(&mut self, sought: &Sought) -> Result<Uids, Fault> {
        let criteria = sought.criteria();
        if self.can("ESEARCH") && !self.session.odd.was_told(Odd::RangesRefused) {
            match self.ask(&format!("RETURN (ALL) {criteria}"), sought).await {
                Err(Fault::Bad(shown)) => self.session.odd.tell(Odd::RangesRefused, &shown),
                other => return other,
            }
        }
        self.ask(&criteria, sought).await
    }

    async fn ask(&mut self, words: &str, sought: &Sought) -> Result<Uids, Fault> {
        let (mut found, mut unsorted, mut garbled, mut many) = (Vec::new(), false, false, 0);
        let collect = |line: Line<'_>| {
            let Line::Data(tokens) = line else { return };
            let answer = if let Some(ranges) = tokens.clone().ranges_found() {
                ranges
            } else if let Some(numbers) = tokens.search() {
                unsorted |= numbers.as_ref().is_ok_and(|uids| !uids.is_sorted_by(|a, b| a < b));
                numbers.map(|uids| uids.into_iter().collect::<Uids>())
            } else {
                return;
            };
            many += answer.as_ref().map_or(0, Uids::ranges);
            match answer {
                Ok(uids) if many <= MOST_FOUND => found.push(uids),
                _ => garbled = true,
            }
        };
        self.session.run(&format!("UID SEARCH {words}"), collect).await?;
        if garbled {
            return Err(Fault::Odd("the answer to a search is not understood to its end"));
        }
        if unsorted {
            self.session.odd.tell(Odd::UnsortedSearch, "");
        }
        if found.is_empty() {
            return self.unanswered(sought).await;
        }
        Ok(Uids::together(found))
    }

    /// What an OK means before which no answer came. RFC 3501 wants one even when nothing was found. There are servers that leave it out
    /// then, so nothing was found if the folder's last message is not what was looked for either; else the answer was lost.
    async fn unanswered(&mut self, sought: &Sought) -> Result<Uids, Fault> {
        if !self.last_message().await?.is_some_and(|last| sought.is_not(&last)) {
            return Err(Fault::Odd("the server ended a search without an answer, though the folder holds messages"));
        }
        self.session.odd.tell(Odd::NoSearchAnswer, "");
        // Of what is missing below it the last message tells nothing.
        let mut late = Vec::new();
        if let Sought::Above { missing, .. } = sought
            && !missing.is_empty()
        {
            let collect = |line: Line<'_>| {
                if let Line::Data(tokens) = line {
                    late.extend(tokens.fetch().map(|fetched| fetched.uid).filter(|uid| missing.contains(*uid)));
                }
            };
            self.session.run(&format!("UID FETCH {missing} (UID)"), collect).await?;
        }
        Ok(late.into_iter().collect())
    }

    /// The last message of the open folder, which is not empty; `None` where the server doesn't tell.
    pub(super) async fn last_message(&mut self) -> Result<Option<Fetched>, Fault> {
        let mut last = None;
        let collect = |line: Line<'_>| {
            if let Line::Data(tokens) = line {
                last = tokens.fetch().or(last.take());
            }
        };
        self.session.run("FETCH * (UID INTERNALDATE)", collect).await?;
        Ok(last)
    }
}
