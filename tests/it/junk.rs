//! A reply that lies in Junk: wherever it was first, and wherever it is moved to.

use std::fs;

use crate::support::Dovecot;
use crate::support::team::{ACME, Team, configuration, mail};

const NOON: &str = "2026-05-20T12:00:00Z";
const PAT: &str = "Pat Lee <pat@acme.example>";

fn reply() -> String {
    mail("p1@acme.example", "Mon, 11 May 2026 10:00:00 +0000", PAT, "dana@northfield.example", "Line 4", None, "Can you quote?")
}

/// Whether the reply counts, and is said to be in Junk.
fn is_in_junk(team: &Team) -> bool {
    team.sync();
    assert_eq!(team.rows("reread"), 0, "nothing is read over and over");
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!(deal["last_reply"]["message_id"], "p1@acme.example", "wherever it lies: {deal}");
    deal["notes"].as_array().unwrap().iter().any(|note| note["code"] == "reply_in_junk")
}

#[test]
fn a_reply_that_is_moved_to_junk_after_it_was_read_is_told_and_no_longer_when_it_is_taken_back() {
    let team = Team::new();
    team.deliver("", "1.a", "2026-05-11T10:00:05Z", &reply());
    assert!(!is_in_junk(&team));
    fs::create_dir_all(team.path("mail/dana/.Junk/cur")).unwrap();
    let (inbox, junk) = (team.path("mail/dana/cur/1.a:2,S"), team.path("mail/dana/.Junk/cur/1.a:2,S"));
    for (from, to, told) in [(&inbox, &junk, true), (&junk, &inbox, false), (&inbox, &junk, true)] {
        fs::rename(from, to).unwrap();
        assert_eq!(is_in_junk(&team), told, "{}", to.display());
        assert_eq!(is_in_junk(&team), told, "nothing changed");
        assert_eq!(team.rows("copy"), 1, "where it was before it lies no more");
    }
}

#[test]
fn a_reply_of_which_a_copy_lies_in_junk_is_not_told() {
    let team = Team::new();
    team.deliver("", "1.a", "2026-05-11T10:00:05Z", &reply());
    fs::create_dir_all(team.path("mail/dana/.Archive/cur")).unwrap();
    team.deliver(".Archive", "2.a", "2026-05-11T10:00:05Z", &reply());
    assert!(!is_in_junk(&team));
    // One copy is moved, the other one stays where everybody sees it.
    fs::create_dir_all(team.path("mail/dana/.Junk/cur")).unwrap();
    fs::rename(team.path("mail/dana/cur/1.a:2,S"), team.path("mail/dana/.Junk/cur/1.a:2,S")).unwrap();
    assert!(!is_in_junk(&team));
    // A copy is made for whoever trains the filter.
    fs::copy(team.path("mail/dana/.Archive/cur/2.a:2,S"), team.path("mail/dana/.Junk/cur/3.a:2,S")).unwrap();
    assert!(!is_in_junk(&team));
    // What was deleted elsewhere first is known to lie in Junk as soon as it turns up there again.
    fs::remove_file(team.path("mail/dana/.Archive/cur/2.a:2,S")).unwrap();
    fs::rename(team.path("mail/dana/.Junk/cur/3.a:2,S"), team.path("mail/dana/.Junk/cur/4.a:2,S")).unwrap();
    assert!(is_in_junk(&team));
}

/// A message in an mbox file, from the day of May when it was received.
fn in_a_file(message: &str, day: u8) -> String {
    format!("From x@y.example Mon May {day:>2} 10:00:00 2026\n{message}\n")
}

/// The reply, and a message that came before it.
fn two_in_files() -> [String; 2] {
    let before = mail("o1@acme.example", "Mon, 4 May 2026 10:00:00 +0000", PAT, "dana@northfield.example", "Hi", None, "Hello!");
    [in_a_file(&reply(), 11), in_a_file(&before, 4)]
}

#[test]
fn a_reply_that_is_moved_between_mbox_files_is_in_junk_while_it_lies_there_alone() {
    let team = Team::new();
    team.write("wentdark.toml", &configuration("mailbox = { kind = \"mbox\", path = \"mail/files\" }"));
    let [reply, before] = two_in_files();
    // Whoever tidies up a file writes it anew, with what stays; the last message leaves it empty.
    for stays in [before.as_str(), ""] {
        let put = |file: &str, there: bool| {
            let reply = if there { reply.as_str() } else { "" };
            team.write(&format!("mail/files/{file}"), &format!("{reply}{stays}"));
        };
        for (inbox, junk, told) in [(true, false, false), (false, true, true), (true, false, false), (true, true, false)] {
            put("Inbox", inbox);
            put("Junk", junk);
            assert_eq!(is_in_junk(&team), told, "{} octets stay, in the inbox: {inbox}, in Junk: {junk}", stays.len());
            assert_eq!(is_in_junk(&team), told, "nothing changed");
            assert_eq!(team.rows("left_behind"), 0);
        }
        put("Junk", false);
        assert!(!is_in_junk(&team));
        // Deleted everywhere: where it lay last is all that is known of it.
        put("Inbox", false);
        assert!(!is_in_junk(&team));
    }
}

#[test]
fn killed_while_a_file_is_read_anew_it_is_found_out_where_a_reply_went() {
    let [reply, before] = two_in_files();
    for step in ["renumbered", "headers", "committed", "cursor"] {
        let team = Team::new();
        team.write("wentdark.toml", &configuration("mailbox = { kind = \"mbox\", path = \"mail/files\" }"));
        team.write("mail/files/Inbox", &format!("{reply}{before}"));
        team.write("mail/files/Junk", "");
        assert!(!is_in_junk(&team));
        team.write("mail/files/Inbox", &before);
        team.write("mail/files/Junk", &reply);
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wentdark"));
        command.args(["sync", "--config", "wentdark.toml"]).current_dir(team.path(".")).env_remove("STATE_DIRECTORY");
        assert!(!command.env("WENTDARK_DIE_AT", format!("{step}:1")).output().unwrap().status.success(), "{step}");
        assert!(is_in_junk(&team), "killed at {step}");
    }
}

#[test]
fn a_server_that_moves_mail_to_junk_afterwards_is_understood() {
    let dovecot = Dovecot::start();
    let received: jiff::Timestamp = "2026-05-11T10:00:05Z".parse().unwrap();
    dovecot.deliver_at("dana", "INBOX", reply().as_bytes(), received.into());
    let team = Team::new();
    let account = dovecot.user("dana");
    team.write(
        "wentdark.toml",
        &configuration(&format!(
            "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", \
             horizon_days = 36500 }}",
            account.imaps,
            account.ca.display()
        )),
    );
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "secret-dana");
    assert!(!is_in_junk(&team));
    let moves = |to: &str, from: &str| dovecot.doveadm("dana", &["move", to, "mailbox", from, "ALL"]);
    for (to, from, told) in [("Junk", "INBOX", true), ("INBOX", "Junk", false), ("Junk", "INBOX", true)] {
        moves(to, from);
        assert_eq!(is_in_junk(&team), told, "from {from} to {to}");
        assert_eq!(team.rows("copy"), 1, "where it was before it lies no more");
    }
    dovecot.doveadm("dana", &["copy", "Archive", "mailbox", "Junk", "ALL"]);
    assert!(!is_in_junk(&team));
    // From a folder that is renumbered meanwhile, nobody can ask after a copy by its old number.
    dovecot.doveadm("dana", &["expunge", "mailbox", "Archive", "ALL"]);
    moves("INBOX", "Junk");
    assert!(!is_in_junk(&team));
    moves("Junk", "INBOX");
    dovecot.renumber("dana", "INBOX");
    dovecot.renumber("dana", "Archive");
    assert!(is_in_junk(&team));
}
