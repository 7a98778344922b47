//! What the service has to say of itself to other commands and to digests.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Doing, Store, StoreError};

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The files on disk have mistakes; an older configuration is in force.
    Mistakes,
    /// The prospects files as they were when they had no mistakes last.
    Prospects,
    /// Why figures are not served.
    Figures,
}

impl Topic {
    fn as_str(self) -> &'static str {
        match self {
            Self::Mistakes => "mistakes",
            Self::Prospects => "prospects",
            Self::Figures => "figures",
        }
    }
}

impl Store {
    /// Notes something, in place of what was noted of it before. What is said again keeps the time at which it was said first.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note(&mut self, topic: Topic, at: Timestamp, text: &str) -> Result<(), StoreError> {
        self.db
            .execute(
                "INSERT INTO note (name, at, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (name) DO UPDATE SET at = iif(text = excluded.text, at, excluded.at), text = excluded.text",
                params![topic.as_str(), at.as_millisecond(), text],
            )
            .map(drop)
            .doing("noting something for other commands")
    }

    /// Takes back what was noted.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn unnote(&mut self, topic: Topic) -> Result<(), StoreError> {
        self.db.execute("DELETE FROM note WHERE name = ?1", [topic.as_str()]).map(drop).doing("taking back what was noted")
    }

    /// What was noted, and since when it is so.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn noted(&self, topic: Topic) -> Result<Option<(Timestamp, String)>, StoreError> {
        let row: Option<(i64, String)> = self
            .db
            .query_row("SELECT at, text FROM note WHERE name = ?1", [topic.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .doing("reading what was noted")?;
        Ok(row.and_then(|(at, text)| Some((Timestamp::from_millisecond(at).ok()?, text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_said_again_keeps_its_time() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (first, later) = (at("2026-05-04T10:00:00Z"), at("2026-05-04T11:00:00Z"));
        store.note(Topic::Mistakes, first, "a.toml:1: wrong").unwrap();
        store.note(Topic::Mistakes, later, "a.toml:1: wrong").unwrap();
        assert_eq!(store.noted(Topic::Mistakes).unwrap(), Some((first, "a.toml:1: wrong".into())));
        store.note(Topic::Mistakes, later, "a.toml:2: wrong").unwrap();
        assert_eq!(store.noted(Topic::Mistakes).unwrap(), Some((later, "a.toml:2: wrong".into())));
        store.unnote(Topic::Mistakes).unwrap();
        assert_eq!(store.noted(Topic::Mistakes).unwrap(), None);
    }
}
