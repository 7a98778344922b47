//! What many messages have in common, kept once: who writes to whom, and what about.

use rusqlite::{OptionalExtension, Params, Transaction, params};

use super::batch::lines;
use crate::domain::address::Address;
use crate::domain::mail::{Mail, Named};

const HEAD: &str =
    "SELECT id FROM head WHERE from_address IS ?1 AND to_list IS ?2 AND cc_list IS ?3 AND from_name IS ?4 AND sender IS ?5";
const TOPIC: &str = "SELECT id FROM topic WHERE subject = ?1 AND subject_names IS ?2 AND text_names IS ?3";

/// The id of who writes to whom.
pub(super) fn head(tx: &Transaction<'_>, mail: &Mail) -> rusqlite::Result<i64> {
    one(
        tx,
        HEAD,
        "INSERT INTO head (from_address, to_list, cc_list, from_name, sender) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            mail.from.as_ref().map(|from| from.address.as_str()),
            lines(mail.to.iter().map(Named::to_line)),
            lines(mail.cc.iter().map(Named::to_line)),
            mail.from.as_ref().and_then(|from| from.name.as_deref()),
            mail.sender.as_ref().map(Address::as_str),
        ],
    )
}

/// The id of a subject with the roster names that a message has in it and in its new text.
pub(super) fn topic(tx: &Transaction<'_>, subject: &str, mail: &Mail) -> rusqlite::Result<i64> {
    one(
        tx,
        TOPIC,
        "INSERT INTO topic (subject, subject_names, text_names) VALUES (?1, ?2, ?3)",
        params![subject, lines(mail.subject_names.iter().cloned()), lines(mail.text_names.iter().cloned())],
    )
}

/// The id of what is there already, or of what is put in.
fn one(tx: &Transaction<'_>, look: &str, put: &str, row: impl Params + Copy) -> rusqlite::Result<i64> {
    match tx.prepare_cached(look)?.query_row(row, |row| row.get(0)).optional()? {
        Some(known) => Ok(known),
        None => tx.prepare_cached(put)?.insert(row),
    }
}

/// Deletes what no message has any more.
pub(super) fn sweep(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM head WHERE id NOT IN (SELECT head FROM message)", [])?;
    tx.execute("DELETE FROM topic WHERE id NOT IN (SELECT topic FROM message)", []).map(drop)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use rusqlite_migration::Migrations;

    use crate::domain::hash::Print;
    use crate::domain::mail::MailKey;
    use crate::store::{FILE, MIGRATIONS, Store};

    /// A store as a service of the ninth version left it.
    fn of_the_ninth_version(rows: &str) -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let mut db = Connection::open(dir.path().join(FILE)).unwrap();
        Migrations::from_slice(MIGRATIONS).to_version(&mut db, 9).unwrap();
        db.execute_batch(rows).unwrap();
        drop(db);
        let store = Store::open_for_passes(dir.path()).unwrap();
        (dir, store)
    }

    const ROWS: &str = "
        INSERT INTO mailbox VALUES (1, 'dana@northfield.example');
        INSERT INTO message (id, key, detectors, followed, message_id, in_reply_to, refs, returned, from_address, from_name, sender, to_list,
            cc_list, subject, date, server_time, kind, kind_rule, back_on, deputy, failed, attachments, subject_names, text_names, seen)
        VALUES
            (1, -11, 1, 1, 'a@x.example', NULL, NULL, NULL, 'pat@acme.example', 'Pat Lee', NULL, 'dana@northfield.example\tDana', NULL,
                'Line 4', 5, 6, 'human', 'x', NULL, NULL, NULL, 'po.pdf', 'line 4', NULL, ' 1:inbox'),
            (4, 12, 1, 1, 'b@x.example', 'a@x.example', 'a@x.example', NULL, 'pat@acme.example', 'Pat Lee', NULL,
                'dana@northfield.example\tDana', NULL, 'Line 4', NULL, 7, 'human', 'x', NULL, NULL, NULL, NULL, 'line 4', NULL, ' 1:inbox'),
            (5, 13, 1, 1, 'c@x.example', 'b@x.example', 'a@x.example\nb@x.example', NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, 8,
                'bounce_permanent', 'x', '2026-06-01', 'kim@acme.example', 'kim@acme.example\t5.1.1', NULL, NULL, NULL, ''),
            (6, 14, 1, 1, 'd@x.example', NULL, 'a@x.example\nb@x.example', 'r@x.example\ns@x.example', NULL, NULL, NULL, NULL, NULL, '',
                NULL, 9, 'read_receipt', 'x', NULL, NULL, NULL, NULL, NULL, 'acme', ' 1:sent 1:junk');
        INSERT INTO signal VALUES (4, 0, 'urgency', 'this week', 0, 9, NULL, 'line 4');";

    #[test]
    fn a_database_with_texts_in_every_row_says_the_same_with_each_text_once() {
        let (_dir, store) = of_the_ninth_version(ROWS);
        let mails = store.mails().unwrap();
        let all: Vec<_> = mails.iter().collect();
        let prints = |ids: &[&str]| ids.iter().map(|id| Print::of(format!("{id}@x.example").as_bytes())).collect::<Vec<_>>();
        let keys: Vec<MailKey> = all.iter().map(|mail| mail.key()).collect();
        assert_eq!(keys, [MailKey(0u64.wrapping_sub(11)), MailKey(12), MailKey(13), MailKey(14)]);
        for (mail, links) in all.iter().zip([&[][..], &["a"], &["b", "a"], &["r", "s", "b", "a"]]) {
            assert_eq!(mail.links(), prints(links), "{mail:?}");
        }
        let (first, second, third, last) = (all[0], all[1], all[2], all[3]);
        assert_eq!((first.slip().head, first.slip().topic), (second.slip().head, second.slip().topic));
        assert_eq!((first.author_name(), first.subject()), (Some("Pat Lee"), "Line 4"));
        assert_eq!(first.recipient_names().collect::<Vec<_>>(), ["Dana"]);
        assert_eq!((first.slip().date, first.slip().server_time, first.seen_in().len()), (Some(5), 6, 1));
        assert_eq!((&first.details().attachments[..], first.details().acknowledges), (&["po.pdf".to_owned()][..], false));
        assert_eq!((second.signals().len(), second.slip().details.is_some()), (1, true));
        assert_eq!(third.details().back_on.map(|date| date.to_string()).as_deref(), Some("2026-06-01"));
        assert_eq!(third.details().deputy.as_ref().map(|who| who.as_str()), Some("kim@acme.example"));
        assert!(mails.find_address(third.details().deputy.as_ref().unwrap()).is_some());
        assert_eq!(third.details().failed[0].status.as_deref(), Some("5.1.1"));
        assert_eq!((third.author(), third.subject(), third.seen_in().len()), (None, "", 0));
        assert_eq!((last.text_names().collect::<Vec<_>>(), last.seen_in().len()), (vec!["acme"], 2));
        assert_eq!(last.message_id().unwrap().as_str(), "d@x.example");
        store.check().unwrap();
        let broken: i64 = store.db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
        assert_eq!(broken, 0);
    }

    #[test]
    fn a_message_acknowledges_where_its_row_says_so() {
        let (_dir, store) = of_the_ninth_version(ROWS);
        store.db.execute("INSERT INTO detail (message_id, acknowledges) VALUES (4, 1)", []).unwrap();
        let mails = store.mails().unwrap();
        let told: Vec<bool> = mails.iter().map(|mail| mail.details().acknowledges).collect();
        assert_eq!(told, [false, true, false, false]);
    }

    #[test]
    fn what_no_message_has_any_more_goes() {
        let (_dir, mut store) = of_the_ninth_version(ROWS);
        let count = |store: &Store| -> (i64, i64, i64) {
            let count = |table: &str| store.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
            (count("head"), count("topic"), count("detail"))
        };
        assert_eq!(count(&store), (2, 3, 3));
        let mut forget = |key: u64| {
            store.forget(&[MailKey(key)], jiff::Timestamp::UNIX_EPOCH, &std::collections::HashSet::new()).unwrap();
            count(&store)
        };
        assert_eq!(forget(12), (2, 3, 3), "another message has both");
        assert_eq!(forget(0u64.wrapping_sub(11)), (1, 2, 2));
        assert_eq!(forget(14), (1, 1, 1));
        // Ids are not used twice, so numbers have gaps.
        let mails = store.mails().unwrap();
        assert_eq!(
            mails.iter().map(|mail| (mail.key(), mail.subject().to_owned())).collect::<Vec<_>>(),
            [(MailKey(13), String::new())]
        );
    }

    #[test]
    fn nobody_makes_looking_up_long() {
        let (_dir, store) = of_the_ninth_version("");
        for look in [super::HEAD, super::TOPIC] {
            let sql = format!("EXPLAIN QUERY PLAN {look}");
            let plan: String = store
                .db
                .query_row(&sql, rusqlite::params_from_iter(vec![""; look.matches('?').count()]), |row| row.get(3))
                .unwrap();
            let columns = plan.matches("=?").count();
            assert_eq!(columns, look.matches('?').count(), "every column is looked up in the index: {plan}");
        }
    }
}
