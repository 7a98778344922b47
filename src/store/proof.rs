//! The proof that somebody is forgotten: no text of the database names them, and their words stand nowhere in the octets of its files.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::words::{begins, holds, lower, within_longer};
use super::{Doing, Erasure, Store, StoreError};

/// Among the octets of a file shorter words stand by chance; texts are searched for them all the same.
const SHORTEST: usize = 6;

/// What stands around a word where it is a part of something longer.
type Longer = HashSet<(String, String)>;

impl Store {
    /// Where they are still named: texts of the database by table and column, then files. Of `files` every octet is searched, free pages
    /// too; a word counts where it isn't a part of something longer that is no trace of theirs (`joann@acme.example` is another person
    /// than `ann@acme.example`).
    ///
    /// # Errors
    /// [`StoreError::Sql`]; [`StoreError::File`] when a file can't be searched.
    pub fn proof(&self, who: &Erasure, files: &[PathBuf]) -> Result<Vec<String>, StoreError> {
        let mut left = BTreeSet::new();
        let mut longer: HashMap<&str, Longer> = HashMap::new();
        let look = |place: &str, text: &str| {
            for word in who.all() {
                if holds(text, word) {
                    left.insert(place.to_owned());
                }
                let parts = within_longer(text, word);
                if !parts.is_empty() {
                    longer.entry(word).or_default().extend(parts);
                }
            }
        };
        each_text(&self.db, look).doing("searching for what is left")?;
        let schema: String = self
            .db
            .prepare("SELECT coalesce(sql, '') FROM sqlite_schema")
            .and_then(|mut sql| sql.query_map([], |row| row.get::<_, String>(0))?.collect())
            .doing("reading the schema")?;
        // What a table or column is called is a trace of nobody.
        let searched: Vec<&str> = who.all().filter(|word| word.len() >= SHORTEST && !holds(&schema, word)).collect();
        for word in &searched {
            longer.entry(*word).or_default().extend(within_longer(&schema, word));
        }
        for path in files {
            let failed = |cause| StoreError::File { path: path.clone(), what: "can't be searched", cause };
            let octets = std::fs::read(path).map_err(failed)?;
            if searched.iter().any(|word| stands_in(&octets, &lower(word), longer.get(word).unwrap_or(&Longer::new()))) {
                left.insert(path.display().to_string());
            }
        }
        Ok(left.into_iter().collect())
    }

    /// Every mail address that a text of the database has, in lower case.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn addresses(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut found = BTreeSet::new();
        let apart = |c: char| c.is_whitespace() || c.is_control() || "<>\"',;:()[]{}".contains(c);
        let look = |_: &str, text: &str| {
            let words = text.split(apart).filter(|word| word.contains('@'));
            found.extend(words.map(|word| word.trim_matches('.').to_lowercase()));
        };
        each_text(&self.db, look).doing("looking for addresses")?;
        Ok(found)
    }
}

/// Shows every text of every table, whichever there are, with where it stands.
fn each_text(db: &Connection, mut look: impl FnMut(&str, &str)) -> rusqlite::Result<()> {
    for (table, column) in text_columns(db)? {
        let place = format!("{table}.{column}");
        let mut statement = db.prepare(&format!("SELECT DISTINCT \"{column}\" FROM \"{table}\""))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let ValueRef::Text(text) = row.get_ref(0)? {
                look(&place, &String::from_utf8_lossy(text));
            }
        }
    }
    Ok(())
}

/// Every column that holds texts, with its table.
pub(super) fn text_columns(db: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    db.prepare(
        "SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
         WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT'",
    )?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// Whether `word`, in lower case, stands among octets in whatever case, but for where it is a part of something `longer`.
fn stands_in(octets: &[u8], word: &[char], longer: &Longer) -> bool {
    let Some(first) = word.first() else { return false };
    let octet = |c: char| c.encode_utf8(&mut [0; 4]).bytes().next();
    let firsts: Vec<u8> = std::iter::once(*first).chain(first.to_uppercase()).filter_map(octet).collect();
    let most = word.len() * 4;
    let at = |start: usize| {
        let rest = octets.get(start..octets.len().min(start + most))?;
        let length = begins(rest.utf8_chunks().next()?.valid(), word)?;
        Some((start, start + length))
    };
    let starts = octets.iter().enumerate().filter(|(_, octet)| firsts.contains(octet));
    starts.filter_map(|(start, _)| at(start)).any(|(start, end)| !is_part(octets, start, end, longer))
}

fn is_part(octets: &[u8], start: usize, end: usize, longer: &Longer) -> bool {
    let text = |from: usize, to: usize| -> String {
        let octets = octets.get(from..to.min(octets.len())).unwrap_or_default();
        String::from_utf8_lossy(octets).chars().flat_map(char::to_lowercase).collect()
    };
    longer.iter().any(|(before, behind)| {
        text(start.saturating_sub(before.len() * 3), start).ends_with(before)
            && text(end, end + behind.len() * 3 + 3).starts_with(behind)
    })
}

/// Whether a file can be read as text and names them.
pub fn is_named_in(path: &Path, who: &Erasure) -> bool {
    std::fs::read(path).is_ok_and(|octets| who.is_named_in(&String::from_utf8_lossy(&octets)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_among_octets_but_not_as_a_part_of_another_one() {
        let longer: Longer = within_longer("to joann@acme.example", "ann@acme.example").into_iter().collect();
        let found = |octets: &[u8]| stands_in(octets, &lower("ann@acme.example"), &longer);
        assert!(!found(b"\x00\xffjoann@acme.example\x05"));
        assert!(found(b"\x00\xffjoann@acme.example\x05Ann@Acme.example"));
        assert!(found(b"\x17ann@acme.exampleAnn Low"), "columns stand side by side");
        assert!(stands_in("\u{1}MÜLLER WERKE".as_bytes(), &lower("Müller Werke"), &Longer::new()));
        let longer: Longer = within_longer("kim@acme.example.org", "acme.example").into_iter().collect();
        assert!(!stands_in(b"kim@acme.example.org", &lower("acme.example"), &longer));
        assert!(stands_in(b"kim@acme.example", &lower("acme.example"), &longer));
    }
}
