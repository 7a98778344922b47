//! Folders whose messages get other numbers, and folders that a listing leaves out for a while: what was known of their messages stays.

use jiff::{Timestamp, ToSpan};

use crate::support::Dovecot;
use crate::support::team::{ACME, Team, configuration, mail};

const DANA: &str = "Dana <dana@northfield.example>";
const LEAD: &str = "Lead <lead@northfield.example>";
const PAT: &str = "Pat Lee <pat@acme.example>";
const NOON: &str = "2026-05-20T12:00:00Z";
/// No phrase of the lexicon: only the network hears it.
const CHEER: &str = "We beat all three bidders. My commission pays for the new kitchen, my wife already chose the tiles.";

fn asks() -> String {
    mail("p1@acme.example", "Mon, 04 May 2026 09:00:00 +0000", PAT, DANA, "Line 4", None, "Can you quote?")
}

fn cheer() -> String {
    mail("c9@northfield.example", "Wed, 06 May 2026 09:00:00 +0000", DANA, LEAD, "Acme, tonight", None, CHEER)
}

fn news(n: usize) -> String {
    mail(&format!("n{n}@news.example"), "Tue, 05 May 2026 09:00:00 +0000", "n@news.example", DANA, "News", None, "Sale!")
}

/// Reads Dana's mailbox at the server, as far back as `horizon_days`.
fn read_back(team: &Team, dovecot: &Dovecot, horizon_days: u32) -> String {
    let account = dovecot.user("dana");
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", \
         horizon_days = {horizon_days} }}",
        account.imaps,
        account.ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "secret-dana");
    team.sync()
}

fn celebrated(team: &Team) -> bool {
    let deal = team.deal(NOON, "acme-line4");
    deal["signals"].as_array().unwrap().iter().any(|signal| signal["kind"] == "celebration")
}

#[test]
fn in_a_folder_that_gets_other_numbers_at_every_visit_everything_is_judged_closely_once() {
    let (dovecot, received) = (Dovecot::start(), "2026-05-06T09:00:00Z".parse::<Timestamp>().unwrap());
    for message in [asks(), cheer()].into_iter().chain((0..600).map(news)) {
        dovecot.deliver_at("dana", "INBOX", message.as_bytes(), received.into());
    }
    let team = Team::new();
    let said = read_back(&team, &dovecot, 36_500);
    assert!(said.contains("602 new, 2 of them concern deals or the team; 2 are yet to be judged closely"), "{said}");
    assert!(!celebrated(&team));
    dovecot.renumber("dana", "INBOX");
    let said = read_back(&team, &dovecot, 36_500);
    assert!(said.contains("602 new") && !said.contains("closely"), "{said}");
    assert!(celebrated(&team), "what waited for its close look gets it");
    // What was judged closely isn't judged by the lexicon alone again.
    dovecot.renumber("dana", "INBOX");
    let said = read_back(&team, &dovecot, 36_500);
    assert!(said.contains("602 new") && !said.contains("closely"), "{said}");
    assert!(celebrated(&team));
    assert_eq!((team.rows("copy"), team.rows("left_behind")), (602, 0));
}

#[test]
fn cheers_among_us_that_were_judged_closely_are_not_read_again_where_their_folder_gets_other_numbers() {
    let (dovecot, received) = (Dovecot::start(), "2026-05-06T09:00:00Z".parse::<Timestamp>().unwrap());
    let team = Team::new();
    // Few enough at a time that each is judged closely at once.
    for (from, upto) in [(0, 300), (300, 600)] {
        let portion = (from..upto).map(|n| cheer().replace("c9@", &format!("c{n}@"))).chain((from == 0).then(asks));
        for message in portion {
            dovecot.deliver_at("dana", "INBOX", message.as_bytes(), received.into());
        }
        let said = read_back(&team, &dovecot, 36_500);
        assert!(said.contains(" new, ") && !said.contains("closely"), "{said}");
    }
    let unfollowed = |team: &Team| {
        let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
        let sql =
            "SELECT count(*) FROM message WHERE NOT followed AND EXISTS (SELECT 1 FROM signal s WHERE s.message_id = message.id)";
        db.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap()
    };
    assert_eq!(unfollowed(&team), 600, "the network hears each of them");
    dovecot.renumber("dana", "INBOX");
    let said = read_back(&team, &dovecot, 36_500);
    assert!(said.contains("601 new, 601 of them concern deals or the team") && !said.contains("closely"), "{said}");
    assert_eq!(unfollowed(&team), 600, "none is left to the lexicon alone");
}

#[test]
fn a_reply_older_than_the_horizon_is_not_taken_for_moved_where_its_folder_gets_other_numbers() {
    let (dovecot, now) = (Dovecot::start(), Timestamp::now());
    let days_ago = |days: i64| (now - (24 * days).hours()).into();
    for folder in ["INBOX", "Junk"] {
        dovecot.deliver_at("dana", folder, asks().as_bytes(), days_ago(100));
        dovecot.deliver_at("dana", folder, news(1).as_bytes(), days_ago(1));
    }
    let is_in_junk = |team: &Team| {
        let deal = team.deal(&now.to_string(), "acme-line4");
        assert_eq!(deal["last_reply"]["message_id"], "p1@acme.example", "{deal}");
        deal["notes"].as_array().unwrap().iter().any(|note| note["code"] == "reply_in_junk")
    };
    let team = Team::new();
    read_back(&team, &dovecot, 36_500);
    assert!(!is_in_junk(&team));
    dovecot.renumber("dana", "INBOX");
    read_back(&team, &dovecot, 30);
    assert!(!is_in_junk(&team), "it lies there still, below what is listed");
    // What would have been listed and isn't was moved.
    dovecot.doveadm("dana", &["expunge", "mailbox", "INBOX", "ALL"]);
    dovecot.deliver_at("dana", "INBOX", asks().as_bytes(), days_ago(10));
    read_back(&team, &dovecot, 365);
    assert!(!is_in_junk(&team));
    dovecot.doveadm("dana", &["expunge", "mailbox", "INBOX", "ALL"]);
    dovecot.renumber("dana", "INBOX");
    read_back(&team, &dovecot, 365);
    assert!(is_in_junk(&team));
}

#[test]
fn a_folder_that_is_not_listed_for_a_while_keeps_what_is_to_be_read_of_it() {
    let team = Team::new();
    for sub in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(team.path("mail/dana/.Clients").join(sub)).unwrap();
    }
    team.deliver("", "4.p", "2026-05-04T09:00:00Z", &asks());
    team.deliver(".Clients", "6.c", "2026-05-06T09:00:00Z", &cheer());
    for n in 0..600 {
        team.deliver(".Clients", &format!("5.{n}"), "2026-05-05T09:00:00Z", &news(n));
    }
    let said = team.sync();
    assert!(said.contains("602 new, 2 of them concern deals or the team; 1 are yet to be judged closely"), "{said}");
    let (there, aside) = (team.path("mail/dana/.Clients"), team.path("aside"));
    std::fs::rename(&there, &aside).unwrap();
    let said = team.sync();
    assert!(!said.contains("closely"), "nothing of it can be read: {said}");
    std::fs::rename(&aside, &there).unwrap();
    team.sync();
    assert!(celebrated(&team));
    assert_eq!(team.rows("closer"), 0);
}
