//! Every version of the database that ever shipped, with rows in every table, brought to the newest.

use rusqlite::Connection;
use rusqlite_migration::Migrations;

use super::{FILE, MIGRATIONS, Store};

/// A row in every table: ones, and texts that can be read where more than any text will do.
fn fill(db: &Connection) -> Vec<String> {
    let list = |sql: &str| -> Vec<String> {
        db.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let tables = list("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    db.pragma_update(None, "foreign_keys", "OFF").unwrap();
    for table in &tables {
        let mut columns: Vec<(String, String)> = Vec::new();
        let mut info = db.prepare(&format!("SELECT name, type FROM pragma_table_info('{table}')")).unwrap();
        let rows = info.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        columns.extend(rows.map(Result::unwrap));
        let value = |(name, kind): &(String, String)| match (name.as_str(), kind.as_str()) {
            ("address" | "reader" | "owner" | "from_address" | "to_list", _) => "'dana@northfield.example'",
            ("day", _) => "'2026-05-20'",
            ("said" | "meeting", _) => "'{}'",
            ("kind", _) if table == "message" => "'human'",
            ("kind", _) if table == "signal" => "'urgency'",
            ("kind", _) if table == "action" => "'signed'",
            ("role", _) => "'inbox'",
            ("seen", _) => "' 1:inbox'",
            ("hashes", _) => "x'0700000000000000'",
            (_, "TEXT") => "'x'",
            (_, "BLOB") => "x''",
            _ => "1",
        };
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let values: Vec<&str> = columns.iter().map(value).collect();
        let sql = format!("INSERT INTO \"{table}\" (\"{}\") VALUES ({})", names.join("\", \""), values.join(", "));
        db.execute(&sql, []).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    tables
}

#[test]
fn rows_of_every_table_of_every_version_come_through() {
    for version in 1..MIGRATIONS.len() {
        let dir = tempfile::tempdir().unwrap();
        let mut db = Connection::open(dir.path().join(FILE)).unwrap();
        Migrations::from_slice(MIGRATIONS).to_version(&mut db, version).unwrap();
        let tables = fill(&db);
        drop(db);
        let store = Store::open_for_passes(dir.path()).unwrap_or_else(|error| panic!("from {version}: {error}"));
        store.check().unwrap();
        for table in tables {
            let there = |name: &str| store.count(&format!("SELECT count(*) FROM sqlite_schema WHERE name = '{name}'")).unwrap();
            if there(&table) == 1 {
                let rows = store.count(&format!("SELECT count(*) FROM \"{table}\"")).unwrap();
                assert_eq!(rows, 1, "{table}, from version {version}");
            }
        }
        let mut loose = store.db.prepare("PRAGMA foreign_key_check").unwrap();
        assert!(!loose.exists([]).unwrap(), "a row belongs to none, from version {version}");
        assert_eq!(store.mails().unwrap().iter().count(), 1, "from version {version}");
    }
}

#[test]
fn many_that_open_an_old_database_at_once_bring_it_up_to_date_once() {
    for version in [0, 1, 9] {
        let dir = tempfile::tempdir().unwrap();
        let mut db = Connection::open(dir.path().join(FILE)).unwrap();
        if version > 0 {
            db.pragma_update(None, "journal_mode", "WAL").unwrap();
            Migrations::from_slice(MIGRATIONS).to_version(&mut db, version).unwrap();
        }
        drop(db);
        let start = std::sync::Barrier::new(12);
        std::thread::scope(|threads| {
            for _ in 0..12 {
                threads.spawn(|| {
                    start.wait();
                    Store::open(dir.path()).unwrap_or_else(|error| panic!("from {version}: {error}")).check().unwrap();
                });
            }
        });
    }
}
