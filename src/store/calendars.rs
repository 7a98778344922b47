//! Calendars: how far each was read, and what it said of meetings.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Doing, Store, StoreError, meeting};
use crate::domain::address::Address;
use crate::domain::meeting::MeetingFact;

/// One word of a calendar on a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFact {
    /// Where in the calendar it stands.
    pub place: String,
    /// Since when it is so.
    pub known: Timestamp,
    /// What it says.
    pub meeting: MeetingFact,
}

/// How a calendar was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPass {
    /// The start of the last pass that ended without error.
    pub until: Option<Timestamp>,
    /// The last pass's error, and whether a human must act.
    pub error: Option<(String, bool)>,
}

impl Store {
    /// The id of a calendar and its cursor; made at its first mention.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn calendar(&mut self, owner: &Address, name: &str) -> Result<(i64, Option<String>), StoreError> {
        let found = "SELECT id, cursor FROM calendar WHERE owner = ?1 AND name = ?2";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.db
            .execute("INSERT OR IGNORE INTO calendar (owner, name) VALUES (?1, ?2)", params![owner.as_str(), name])
            .and_then(|_| self.db.query_row(found, params![owner.as_str(), name], row))
            .doing("noting a calendar")
    }

    /// Everything that a calendar said, in the order of reading.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn calendar_facts(&self, calendar: i64) -> Result<Vec<CalendarFact>, StoreError> {
        self.db
            .prepare_cached("SELECT place, known, meeting FROM event WHERE calendar_id = ?1 ORDER BY id")
            .and_then(|mut statement| {
                let mut rows = statement.query([calendar])?;
                let mut all = Vec::new();
                while let Some(row) = rows.next()? {
                    all.extend(fact(row.get(0)?, row.get(1)?, row.get_ref(2)?.as_str()?));
                }
                Ok(all)
            })
            .doing("reading a calendar's events")
    }

    /// Writes what is new in a calendar and its cursor: everything, or nothing.
    ///
    /// # Errors
    /// [`StoreError::Full`] on a full disk, [`StoreError::Sql`] otherwise.
    pub fn commit_calendar(&mut self, calendar: i64, facts: &[CalendarFact], cursor: &str) -> Result<(), StoreError> {
        let doing = "writing a calendar's events";
        let tx = self.db.transaction().doing(doing)?;
        for one in facts {
            let text = meeting::to_text(std::slice::from_ref(&one.meeting));
            tx.prepare_cached("INSERT INTO event (calendar_id, place, known, meeting) VALUES (?1, ?2, ?3, ?4)")
                .and_then(|mut insert| insert.execute(params![calendar, one.place, one.known.as_millisecond(), text]))
                .doing(doing)?;
        }
        tx.execute("UPDATE calendar SET cursor = ?2 WHERE id = ?1", params![calendar, cursor]).doing(doing)?;
        tx.commit().doing(doing)
    }

    /// Notes how a pass over a calendar ended.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_calendar(&mut self, calendar: i64, started: Timestamp, error: Option<(&str, bool)>) -> Result<(), StoreError> {
        let started = started.as_millisecond();
        // A start that lies ahead is of a clock that went ahead: then it isn't known how far the calendar was read.
        self.db
            .execute(
                "UPDATE calendar SET error = ?2, human = ?3, started = CASE WHEN ?2 IS NULL THEN ?4 WHEN started <= ?5 THEN started END
                 WHERE id = ?1",
                params![
                    calendar,
                    error.map(|e| e.0),
                    error.is_some_and(|e| e.1),
                    started,
                    started.saturating_add(super::coverage::AHEAD_MS)
                ],
            )
            .map(drop)
            .doing("noting a pass over a calendar")
    }

    /// How every calendar was read, by owner and name.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn calendar_passes(&self) -> Result<BTreeMap<(String, String), CalendarPass>, StoreError> {
        self.db
            .prepare("SELECT owner, name, started, error, human FROM calendar")
            .and_then(|mut statement| {
                let rows = statement.query_map([], |row| {
                    let (started, error): (Option<i64>, Option<String>) = (row.get(2)?, row.get(3)?);
                    let human: bool = row.get(4)?;
                    let until = started.and_then(|ms| Timestamp::from_millisecond(ms).ok());
                    Ok(((row.get(0)?, row.get(1)?), CalendarPass { until, error: error.map(|text| (text, human)) }))
                })?;
                rows.collect()
            })
            .doing("reading how calendars were read")
    }

    /// What the calendars said, but for those that `keeps` refuses by owner and name: the fact, whose calendar, since when.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn calendar_meetings(
        &self,
        keeps: impl Fn(&str, &str) -> bool,
    ) -> Result<Vec<(MeetingFact, Address, Timestamp)>, StoreError> {
        let calendars: Vec<(i64, String, String)> = self
            .db
            .prepare("SELECT id, owner, name FROM calendar ORDER BY owner, name")
            .and_then(|mut statement| statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect())
            .doing("reading the calendars")?;
        let mut all = Vec::new();
        for (id, owner, name) in calendars {
            let Some(address) = Address::parse(&owner).filter(|_| keeps(&owner, &name)) else { continue };
            all.extend(self.calendar_facts(id)?.into_iter().map(|one| (one.meeting, address.clone(), one.known)));
        }
        Ok(all)
    }

    /// The UIDs of the meetings that kept mail speaks of.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn mailed_uids(&self) -> Result<HashSet<String>, StoreError> {
        self.db
            .prepare("SELECT meeting FROM detail WHERE meeting IS NOT NULL")
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                let mut all = HashSet::new();
                while let Some(row) = rows.next()? {
                    all.extend(meeting::uids(row.get_ref(0)?.as_str()?).map(str::to_owned));
                }
                Ok(all)
            })
            .doing("reading which meetings mail speaks of")
    }

    /// The UIDs of the meetings that other calendars than this one speak of.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn other_uids(&self, calendar: i64) -> Result<HashSet<String>, StoreError> {
        self.db
            .prepare_cached("SELECT meeting FROM event WHERE calendar_id <> ?1")
            .and_then(|mut statement| {
                let mut rows = statement.query([calendar])?;
                let mut all = HashSet::new();
                while let Some(row) = rows.next()? {
                    all.extend(meeting::uids(row.get_ref(0)?.as_str()?).map(str::to_owned));
                }
                Ok(all)
            })
            .doing("reading which meetings other calendars speak of")
    }

    /// Forgets what calendars said of these meetings.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn forget_events(&mut self, uids: &BTreeSet<String>) -> Result<(), StoreError> {
        let doing = "forgetting meetings that are past the retention";
        if uids.is_empty() {
            return Ok(());
        }
        let tx = self.db.transaction().doing(doing)?;
        let mut gone: Vec<i64> = Vec::new();
        tx.prepare("SELECT id, meeting FROM event")
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let is_gone = meeting::uids(row.get_ref(1)?.as_str()?).any(|uid| uids.contains(uid));
                    gone.extend(is_gone.then(|| row.get::<_, i64>(0)).transpose()?);
                }
                Ok(())
            })
            .doing(doing)?;
        for id in gone {
            tx.execute("DELETE FROM event WHERE id = ?1", [id]).doing(doing)?;
        }
        tx.commit().doing(doing)
    }

    /// Forgets the calendars that `keeps` refuses by owner and name, with everything they said.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn forget_calendars(&mut self, keeps: impl Fn(&str, &str) -> bool) -> Result<(), StoreError> {
        let doing = "forgetting calendars that are no longer read";
        for (owner, name) in self.calendar_passes()?.into_keys().filter(|(owner, name)| !keeps(owner, name)) {
            let tx = self.db.transaction().doing(doing)?;
            let find = "SELECT id FROM calendar WHERE owner = ?1 AND name = ?2";
            let id: Option<i64> = tx.query_row(find, params![owner, name], |row| row.get(0)).optional().doing(doing)?;
            tx.execute("DELETE FROM event WHERE calendar_id = ?1", [id]).doing(doing)?;
            tx.execute("DELETE FROM calendar WHERE id = ?1", [id]).doing(doing)?;
            tx.commit().doing(doing)?;
        }
        Ok(())
    }
}

fn fact(place: String, known: i64, text: &str) -> Option<CalendarFact> {
    let meeting = meeting::from_text(text).into_iter().next()?;
    Some(CalendarFact { place, known: Timestamp::from_millisecond(known).ok()?, meeting })
}
