//! The service takes changed files by itself, keeps what was in force while they have mistakes, and tells where people look.

use std::fs;

use crate::service::Service;
use crate::support::team::{ACME, Team};

/// Acme's file with a second deal.
fn two_deals() -> String {
    let (_, deal) = ACME.split_once("[[prospect.deal]]").unwrap();
    format!("{ACME}[[prospect.deal]]{}", deal.replace("acme-line4", "acme-line5"))
}

#[test]
fn a_changed_prospects_file_is_taken_without_being_asked() {
    let team = Team::new();
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 1");
    // As editors do it: written beside, then renamed.
    team.write("prospects.d/.dana.toml.swp", &two_deals());
    fs::rename(team.path("prospects.d/.dana.toml.swp"), team.path("prospects.d/dana.toml")).unwrap();
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 2");

    team.write("prospects.d/dana.toml", &ACME.replace("opened = ", "opend = "));
    service.says("deals: 2; the files on disk have mistakes");
    let log = fs::read_to_string(team.path("log")).unwrap();
    assert!(log.contains("the old one stays in force") && log.contains("opend"), "{log}");

    team.write("prospects.d/dana.toml", ACME);
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 1");
    let log = fs::read_to_string(team.path("log")).unwrap();
    assert!(log.contains("are mended"), "{log}");
}

#[test]
fn a_file_that_is_only_touched_changes_nothing() {
    let team = Team::new();
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    team.write("prospects.d/dana.toml", &format!("# a remark\n{ACME}"));
    // Word of the next change comes after that of this one.
    team.write("prospects.d/more.toml", "nonsense\n");
    service.says("the files on disk have mistakes");
    let log = fs::read_to_string(team.path("log")).unwrap();
    assert!(!log.contains("the configuration was read again"), "{log}");
}

#[test]
fn a_digest_tells_of_mistakes_in_files_first_thing() {
    let team = Team::new();
    team.sync();
    let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let told = "prospects.d/dana.toml:7: unknown key `opend` in `deal` (did you mean `opened`?)";
    db.execute("INSERT INTO note (name, at, text) VALUES ('mistakes', 1779271200000, ?1)", [told]).unwrap();
    team.ok(&["digest", "--config", "wentdark.toml", "--preview", "out"]);
    let text = fs::read_to_string(team.path("out/lead@northfield.example.txt")).unwrap();
    let (_, after) = text.split_once("Changes to files that could not be taken in").expect(&text);
    for part in ["What was in force before", "prospects.d/dana.toml:7", "unknown key `opend`", "did you mean `opened`?"] {
        assert!(after.contains(part), "{part}: {text}");
    }
}
