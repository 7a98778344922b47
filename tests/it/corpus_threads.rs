//! Which message answers which, on a year of a mailing list whose threads somebody else worked out.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use wentdark::domain::mail::MailKey;
use wentdark::domain::matching::{Facts, Matched};
use wentdark::domain::roster::Roster;
use wentdark::reading::read;

use crate::corpus_kinds::{corpus, year_of_a_list};

#[test]
fn a_year_of_a_mailing_list_falls_into_its_threads() {
    let Some(folder) = corpus("threading") else { return };
    let (text, starts) = year_of_a_list(&folder);
    let mails: Vec<_> = starts.windows(2).map(|span| read(&text[span[0]..span[1]], None, true).mail).collect();
    let keys: HashMap<String, MailKey> =
        mails.iter().filter_map(|mail| Some((mail.message_id.as_ref()?.to_string(), mail.key))).collect();
    let facts = Facts { mails: mails.into_iter().collect(), ..Facts::default() };
    let roster = Roster::default();
    let answers: HashMap<MailKey, Option<MailKey>> = Matched::new(&facts, &roster, Timestamp::MAX).answers().collect();

    // Columns: thread, its size, year, Message-ID, and 0 where it answers a message that is not among them.
    let table = std::fs::read_to_string(folder.join("linux-mips-2005.threads.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let key = |row: &[&str]| keys.get(row[3].trim_matches(['<', '>'])).copied();
    let thread_of: HashMap<MailKey, &str> = rows.iter().filter_map(|row| Some((key(row)?, row[0]))).collect();
    let links = rows.len() - rows.iter().map(|row| row[0]).collect::<BTreeSet<_>>().len();
    let (mut right, mut wrong, mut older) = (0, 0, 0);
    for row in &rows {
        let parent = key(row).and_then(|key| answers[&key]).and_then(|parent| thread_of.get(&parent));
        match parent {
            None => {}
            Some(thread) if *thread == row[0] => right += 1,
            // What it answers is lost, and an older message that it refers to is not.
            Some(_) if row[4] == "0" => older += 1,
            Some(thread) => {
                println!("{row:?} was put into {thread}");
                wrong += 1;
            }
        }
    }
    println!("threads: {right} of {links} links right, {wrong} wrong, {older} more by References to older messages");
    assert!(links > 1500 && thread_of.len() > 2500, "only {links} links ran");
    assert!(right * 1000 >= links * 995 && wrong * 1000 <= links * 5, "{right} of {links}, {wrong} wrong");
}
