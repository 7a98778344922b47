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

#[test]
fn a_start_while_a_file_is_wrong_goes_on_with_what_was_right_last() {
    let wrong = ACME.replace("opened = ", "opend = ");
    let team = Team::new();
    team.write("prospects.d/dana.toml", &wrong);
    let said = team.fails(2, &["run", "--config", "wentdark.toml"]);
    assert!(said.contains("opend"), "nothing was ever right: {said}");

    team.write("prospects.d/dana.toml", ACME);
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 1");
    service.signal("TERM");
    assert_eq!(service.ends(), Some(0));
    team.write("prospects.d/dana.toml", &wrong);
    // A file that is new and right is not in force either: what was right together stays together.
    team.write("prospects.d/more.toml", &ACME.replace("acme", "other").replace("Acme", "Other"));
    fs::remove_file(team.path("notify.sock")).unwrap();
    let mut service = Service::start(&team);
    service.says("READY=1");
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 1; the files on disk have mistakes");
    let log = service.log();
    assert!(log.contains("those that were right last are in force") && log.contains("opend"), "{log}");
    let said = team.fails(1, &["status", "--config", "wentdark.toml"]);
    assert!(said.contains("what was in force before still is") && said.contains("dana.toml:8: unknown key `opend`"), "{said}");
    team.ok(&["backup", "copy.sqlite3", "--config", "wentdark.toml"]);

    team.write("prospects.d/dana.toml", ACME);
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 2");
    service.signal("TERM");
    assert_eq!(service.ends(), Some(0));

    // Where the main file is wrong, there is nothing to go on with.
    let main = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", &main.replace("time_zone", "time_zome"));
    let said = team.fails(2, &["run", "--config", "wentdark.toml"]);
    assert!(said.contains("time_zome"), "{said}");
    team.write("wentdark.toml", &main);

    // Whoever is forgotten is forgotten in what is kept of the files too; the rest of it still is what a start can go on with.
    let said = team.fails(1, &["forget", "acme.example", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("no trace is left") && said.contains("still named in"), "{said}");
    team.write("prospects.d/dana.toml", &wrong);
    fs::remove_file(team.path("notify.sock")).unwrap();
    let mut service = Service::start(&team);
    service.says("READY=1");
    service.signal("TERM");
    assert_eq!(service.ends(), Some(0));
}

#[test]
fn a_mistake_is_told_to_those_whose_deals_stand_in_the_file() {
    let team = Team::new();
    let kim = "[[rep]]\nname = \"Kim Osei\"\naddress = \"kim@northfield.example\"\nmailbox = { kind = \"maildir\", path = \"mail/dana\" }\n";
    let main = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let own = main.replace("[smtp]", &format!("digest = {{ at = \"07:45\" }}\n{kim}[smtp]"));
    team.write("wentdark.toml", &own);
    let of_kim = ACME.replace("acme", "kims").replace("Acme", "Kims").replace("dana@", "kim@");
    team.write("prospects.d/kim.toml", &of_kim);
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read; mailboxes: 2, deals: 2");
    // Nothing of Dana's file can be read any more: whose it is, is known from before.
    team.write("prospects.d/dana.toml", "[[prospect]\n");
    team.write("prospects.d/kim.toml", &of_kim.replace("title = ", "titel = "));
    team.write("prospects.d/nobody.toml", "[[prospect]]\nname = \"Nobody\"\n");
    service.says("the files on disk have mistakes");
    service.signal("TERM");
    service.ends();
    // The files are right again, and no service has seen it.
    team.write("prospects.d/dana.toml", ACME);
    team.write("prospects.d/kim.toml", &of_kim);
    fs::remove_file(team.path("prospects.d/nobody.toml")).unwrap();
    team.ok(&["digest", "--config", "wentdark.toml", "--preview", "out"]);
    let text = |reader: &str| fs::read_to_string(team.path(&format!("out/{reader}@northfield.example.txt"))).unwrap();
    let (dana, lead) = (text("dana"), text("lead"));
    assert!(dana.contains("dana.toml:1") && !dana.contains("kim.toml") && !dana.contains("nobody.toml"), "{dana}");
    // Kim gets no digest of his own.
    assert!(!lead.contains("dana.toml") && lead.contains("kim.toml:7") && lead.contains("did you mean `title`"), "{lead}");
    assert!(lead.contains("nobody.toml:1"), "{lead}");
}
