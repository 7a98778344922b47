//! What was read until when, a folder: one that can't be read keeps the others from nothing, and what follows for deals is exact.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::support::team::{ACME, Team, configuration, mail};
use crate::support::{Dovecot, Scripted};

const SYNC: [&str; 3] = ["sync", "--config", "wentdark.toml"];
const DATE: &str = "Mon, 11 May 2026 10:00:00 +0000";
const PAT: &str = "pat@acme.example";
const DANA: &str = "dana@northfield.example";

fn team(port: u16, ca: &std::path::Path, password: &str) -> Team {
    let team = Team::new();
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {port}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", \
         horizon_days = 36500 }}",
        ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", password);
    team
}

/// As if everything had been read three days ago, and not since.
fn three_days_pass(team: &Team) -> Timestamp {
    let then = Timestamp::now() - SignedDuration::from_hours(72);
    let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    db.execute("UPDATE folder SET read_until = ?1 WHERE read_until IS NOT NULL", [then.as_millisecond()]).unwrap();
    db.execute("UPDATE pass SET started = ?1", [then.as_millisecond()]).unwrap();
    then
}

/// How the deal stands now, by `report`, and the lines of its text form.
fn report(team: &Team) -> (String, String) {
    let state = team.deal(&Timestamp::now().to_string(), "acme-line4")["state"].as_str().unwrap().to_owned();
    (state, team.ok(&["report", "--config", "wentdark.toml"]))
}

fn mailbox(team: &Team) -> (Value, String) {
    let json = team.run(&["status", "--config", "wentdark.toml", "--format", "json"]).stdout;
    let text = team.run(&["status", "--config", "wentdark.toml"]).stdout;
    (serde_json::from_slice::<Value>(&json).unwrap()["mailboxes"][0].clone(), String::from_utf8(text).unwrap())
}

#[test]
fn a_folder_that_may_not_be_read_is_named_with_its_day_and_the_others_go_on() {
    let dovecot = Dovecot::start();
    let account = dovecot.user("dana");
    let team = team(account.imaps, &account.ca, &account.password);
    dovecot.deliver("dana", "INBOX", mail("p1@acme.example", DATE, PAT, DANA, "Line 4", None, "Can you quote?").as_bytes());
    dovecot.deliver("dana", "Sent", mail("d1@northfield.example", DATE, DANA, PAT, "Re: Line 4", None, "Here it is.").as_bytes());
    assert!(team.sync().contains(": 2 new, 2 of them"));
    let then = three_days_pass(&team);
    let sent = dovecot.folder("dana", "Sent");
    fs::set_permissions(&sent, fs::Permissions::from_mode(0o000)).unwrap();
    dovecot.deliver("dana", "INBOX", mail("p2@acme.example", DATE, PAT, DANA, "Re: Line 4", None, "Well?").as_bytes());

    let said = team.fails(1, &SYNC);
    assert!(said.contains(": 1 new, 1 of them"), "the inbox is read all the same: {said}");
    assert!(said.contains("dana@northfield.example: folder Sent not read: "), "{said}");
    let (state, text) = report(&team);
    assert_eq!(state, "unknown", "an answer of ours may be in there: {text}");
    let day = then.strftime("%Y-%m-%d").to_string();
    assert!(text.contains(&format!("The folder Sent of {DANA} was last read on {day}")), "{text}");
    assert!(text.contains(&format!("Not read: Sent of {DANA} since ")), "{text}");
    let (status, text) = mailbox(&team);
    // Dovecot takes it for a fault of its own.
    assert_eq!((&status["standing"], &status["folders"][0]["folder"]), (&"late".into(), &"Sent".into()), "{status}");
    assert_eq!(status["folders"].as_array().unwrap().len(), 1, "{status}");
    assert!(text.contains("folder Sent: read 3 days ago ("), "{text}");
    assert!(text.contains("the server said no"), "{text}");

    fs::set_permissions(&sent, fs::Permissions::from_mode(0o755)).unwrap();
    team.sync();
    let (state, text) = report(&team);
    assert!(state == "ours" && !text.contains("Not read"), "{text}");
    assert_eq!(mailbox(&team).0["standing"], "fine");
}

/// A server with an inbox, a folder of sent mail and `odd`, at which EXAMINE gets `answer`, if it says one.
async fn with_odd_folder(odd: &'static str, answer: impl Fn() -> Option<&'static str> + Send + Sync + 'static) -> Scripted {
    Scripted::start(move |command| {
        let opened = "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x\r\n* 0 EXISTS\r\nTAG OK\r\n";
        match command {
            command if command.starts_with("LOGIN ") => "TAG OK [CAPABILITY IMAP4rev1] in\r\n".to_owned(),
            command if command.starts_with("LIST ") => {
                format!("* LIST () \"/\" INBOX\r\n* LIST () \"/\" Sent\r\n* LIST () \"/\" \"{odd}\"\r\nTAG OK\r\n")
            }
            command if command.starts_with("STATUS ") => "TAG NO ask when it is open\r\n".to_owned(),
            command if command.starts_with("EXAMINE ") && command.contains(odd) => answer().unwrap_or(opened).to_owned(),
            command if command.starts_with("EXAMINE ") => opened.to_owned(),
            _ => "TAG OK\r\n".to_owned(),
        }
        .into_bytes()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_at_which_the_server_hangs_up_is_read_last_and_the_others_are_read() {
    // In the order of names it is the first one.
    let server = with_odd_folder("A broken one", || Some("* BYE out of memory\r\nHANGUP")).await;
    let team = team(server.port, &server.ca, "secret");
    let first = team.fails(1, &SYNC);
    assert!(first.contains("out of memory"), "{first}");
    let (status, _) = mailbox(&team);
    assert!(status["folders"][0]["last_error"].as_str().unwrap().contains("out of memory"), "{status}");
    team.fails(1, &SYNC);
    let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let read = |name: &str| {
        let sql = "SELECT read_until IS NOT NULL FROM folder WHERE name = ?1";
        db.query_row(sql, [name], |row| row.get::<_, bool>(0)).unwrap()
    };
    assert_eq!(["INBOX", "Sent", "A broken one"].map(read), [true, true, false]);
    assert_eq!(report(&team).0, "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_was_never_this_users_to_read_is_left_out_and_one_that_was_is_missed() {
    let closed = Arc::new(AtomicU8::new(1));
    let asks = Arc::clone(&closed);
    let denied = move || (asks.load(Ordering::SeqCst) == 1).then_some("TAG NO [NOPERM] Permission denied\r\n");
    let server = with_odd_folder("Shared/HR", denied).await;
    let team = team(server.port, &server.ca, "secret");
    team.sync();
    assert_eq!(report(&team).0, "new", "nothing of dana's is in there");
    let (status, text) = mailbox(&team);
    assert_eq!(status["standing"], "fine", "{status}");
    assert!(text.contains("folder Shared/HR is left out, it could never be read: "), "{text}");

    closed.store(0, Ordering::SeqCst);
    team.sync();
    assert!(!mailbox(&team).1.contains("Shared/HR"));
    three_days_pass(&team);
    closed.store(1, Ordering::SeqCst);
    let said = team.fails(1, &SYNC);
    assert!(said.contains("folder Shared/HR not read"), "{said}");
    let (state, text) = report(&team);
    assert!(state == "unknown" && text.contains("The folder Shared/HR of dana"), "{text}");
    assert_eq!(mailbox(&team).0["standing"], "human");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_new_and_one_that_is_gone_leave_no_gap() {
    let there = Arc::new(AtomicU8::new(0));
    let is_there = Arc::clone(&there);
    let server = Scripted::start(move |command| {
        let listed = ["", "* LIST () \"/\" Clients\r\n", ""][usize::from(is_there.load(Ordering::SeqCst))];
        match command {
            command if command.starts_with("LIST ") => {
                format!("* LIST () \"/\" INBOX\r\n* LIST () \"/\" Sent\r\n{listed}TAG OK\r\n")
            }
            command if command.starts_with("EXAMINE \"Clients") => "TAG NO [INUSE] somebody works on it\r\n".to_owned(),
            command if command.starts_with("EXAMINE ") => {
                "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x\r\n* 0 EXISTS\r\nTAG OK\r\n".to_owned()
            }
            _ => "TAG OK\r\n".to_owned(),
        }
        .into_bytes()
    })
    .await;
    let team = team(server.port, &server.ca, "secret");
    team.sync();
    there.store(1, Ordering::SeqCst);
    team.fails(1, &SYNC);
    assert_eq!(report(&team).0, "new", "what is in the new folder was elsewhere when all was read");
    let (status, text) = mailbox(&team);
    assert!(status["standing"] == "retrying" && text.contains("folder Clients: read "), "{text}");
    three_days_pass(&team);
    team.fails(1, &SYNC);
    assert_eq!(report(&team).0, "unknown");
    there.store(2, Ordering::SeqCst);
    team.sync();
    assert_eq!(report(&team).0, "new");
    assert!(!mailbox(&team).1.contains("Clients"));
}
