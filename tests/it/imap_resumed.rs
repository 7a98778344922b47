//! A first pass over a big mailbox that ends in the middle, because the system ends a process that takes too much memory: the next one goes
//! on where it ended.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::imap_faults::team;
use crate::support::team::Team;
use crate::support::{Dovecot, Relay};

/// More than four thousand are written at once, and more than is on its way at any time.
const MANY: usize = 12_000;
/// Octets of a field of each that is read, so that what is on its way is a small part of all.
const LONG: usize = 3000;

fn deliver(dovecot: &Dovecot) {
    // Made as a delivery makes it, the folder belongs to whom Dovecot runs a session as.
    let inbox = dovecot.folder("dana", "INBOX").join("cur");
    let long = "x".repeat(LONG);
    for n in 0..MANY {
        let text = format!(
            "From: news@list{}.example\r\nTo: dana@northfield.example\r\nSubject: Message {n}\r\nMessage-ID: <{n}@list.example>\r\n\
             Date: Mon, 11 May 2026 10:00:00 +0000\r\nContent-Type: text/plain; name=\"{long}\"\r\n\r\nHello\r\n",
            n % 97
        );
        fs::write(inbox.join(format!("1700000000.M{n:06}.test:2,S")), text).unwrap();
    }
}

/// Begins a pass that goes no further than its first batch in the store until it is let go on, and waits until it is there.
fn begun(team: &Team) -> Child {
    let hold = team.path("hold");
    fs::write(&hold, "").unwrap();
    let pass = Command::new(env!("CARGO_BIN_EXE_wentdark"))
        .args(["sync", "--config", "wentdark.toml"])
        .current_dir(team.path("."))
        .env_remove("STATE_DIRECTORY")
        .env("WENTDARK_HANG_AT", format!("committed:{}", hold.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let patience = Instant::now() + Duration::from_secs(120);
    while read(team) == 0 {
        assert!(Instant::now() < patience, "nothing is ever written");
        std::thread::sleep(Duration::from_millis(50));
    }
    pass
}

/// How many messages are in the store.
fn read(team: &Team) -> usize {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let db = rusqlite::Connection::open_with_flags(team.path("state/wentdark.sqlite3"), flags);
    let count = db.and_then(|db| db.query_row("SELECT count(*) FROM copy", [], |row| row.get::<_, u32>(0)));
    count.unwrap_or(0) as usize
}

/// The next pass reads what is left and no more, and it all is there once.
fn goes_on(team: &Team, relay: &Relay, all: usize) {
    let known = read(team);
    assert!(known > 0 && known < MANY, "it ended in the middle: {known}");
    relay.heard();
    let said = team.sync();
    assert_eq!(said, format!("dana@northfield.example: {} new, 0 of them concern deals or the team\n", MANY - known));
    let (heard, left) = (relay.heard(), all / MANY * (MANY - known));
    assert!(heard < left + all / 20, "{heard} octets for {left} of {all}");
    assert_eq!((read(team), team.rows("trace") as usize), (MANY, MANY));
    assert_eq!(team.sync(), "dana@northfield.example: 0 new, 0 of them concern deals or the team\n");
}

#[test]
fn what_was_read_before_a_process_was_ended_for_its_memory_is_not_read_again() {
    let dovecot = Dovecot::start();
    deliver(&dovecot);
    let relay = Relay::before(dovecot.user("dana").imaps);
    let undisturbed = team(&dovecot, relay.port);
    undisturbed.sync();
    assert_eq!(read(&undisturbed), MANY);
    let all = relay.heard();
    assert!(all > MANY * LONG, "{all} octets");

    // The server's process: what had come until then is read, and why the rest isn't is told.
    let server = team(&dovecot, relay.port);
    let pass = begun(&server);
    assert_eq!(dovecot.kill_sessions(), 1);
    fs::remove_file(server.path("hold")).unwrap();
    let output = pass.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).contains("fetching headers: the connection ");
    assert!(output.status.code() == Some(1) && told, "{output:?}");
    goes_on(&server, &relay, all);

    // Its own.
    let own = team(&dovecot, relay.port);
    let mut pass = begun(&own);
    pass.kill().unwrap();
    pass.wait().unwrap();
    goes_on(&own, &relay, all);
}
