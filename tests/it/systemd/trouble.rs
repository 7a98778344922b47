//! What goes wrong under systemd: a loop that is stuck, an end in the middle of a pass; and how much the unit gives away.

use std::process::Command;
use std::time::Duration;

use super::team;
use crate::support::Machine;
use crate::support::team::{Team, mail};

#[test]
fn a_loop_that_is_stuck_is_killed_by_the_watchdog_and_started_again() {
    let team = team();
    let machine = Machine::boot(&team.path(""));
    let hang = "/var/lib/private/wentdark/hang";
    machine.edit("hang", &format!("WatchdogSec=12s\nRestartSec=1s\nEnvironment=WENTDARK_HANG_AT=listed:{hang}"));
    machine.ok(&["systemctl", "start", "wentdark"]);
    machine.until("2 mailboxes could not be read", || machine.shows("StatusText"));
    // Alive, it outlives its watchdog by far.
    std::thread::sleep(Duration::from_secs(13));
    assert_eq!(machine.shows("NRestarts"), "0", "{}", machine.journal());
    let first = machine.shows("MainPID");

    machine.sh(&format!("touch {hang}; systemctl reload wentdark"));
    machine.until("Watchdog timeout", || machine.journal());
    machine.sh(&format!("rm {hang}"));
    // What the unit said before it was killed is shown until it starts again.
    machine.until("1", || machine.shows("NRestarts"));
    machine.until("running", || machine.shows("SubState"));
    machine.until("2 mailboxes could not be read", || machine.shows("StatusText"));
    assert_ne!(machine.shows("MainPID"), first);
}

/// Messages for more than one transaction, which holds 4,096 at most.
fn many(team: &Team) -> u32 {
    const COUNT: u32 = 5000;
    for number in 0..COUNT {
        let (from, to) = ("pat@acme.example", "dana@northfield.example");
        let one =
            mail(&format!("m{number}@acme.example"), "Mon, 04 May 2026 14:00:00 +0000", from, to, "Line 4", None, "Any news?");
        team.deliver("", &format!("{number}.m"), "2026-05-04T14:00:05Z", &one);
    }
    COUNT + 1
}

#[test]
fn told_to_end_in_the_middle_of_a_pass_it_ends_well_and_goes_on_later_where_it_was() {
    let team = team();
    let all = many(&team);
    let machine = Machine::boot(&team.path(""));
    let kept = || -> u32 {
        let count = "import sqlite3; print(sqlite3.connect(\"file:/var/lib/private/wentdark/wentdark.sqlite3?mode=ro\", uri=True)\
                     .execute(\"select count(*) from message\").fetchone()[0])";
        machine.run(&["python3", "-c", count]).0.parse().unwrap_or(0)
    };
    // It is held behind its first batch until it has been told.
    let hang = "/var/lib/private/wentdark/hang";
    // Whoever takes longer than five seconds is killed, and the result is `timeout`.
    machine.edit("hang", &format!("TimeoutStopSec=5s\nEnvironment=WENTDARK_HANG_AT=committed:{hang}"));
    machine.sh(&format!("mkdir -p /var/lib/private/wentdark; touch {hang}; systemctl start wentdark"));
    machine.until("true", || (kept() > 0).to_string());
    machine.sh(&format!("systemctl stop --no-block wentdark; rm {hang}"));
    machine.ok(&["systemctl", "stop", "wentdark"]);
    // Not by force: systemd would say so.
    assert_eq!(machine.shows("Result"), "success", "{}", machine.journal());
    assert!(machine.journal().contains("wentdark has ended"), "{}", machine.journal());
    let read = kept();
    assert!(read > 0 && read < all, "{read} of {all}: it was not in the middle");

    machine.ok(&["systemctl", "start", "wentdark"]);
    machine.until("2 mailboxes could not be read", || machine.shows("StatusText"));
    assert_eq!(kept(), all);
}

#[test]
fn credentials_may_be_encrypted_and_fields_can_be_asked_for_and_nothing_secret_shows() {
    let team = team();
    let machine = Machine::boot(&team.path(""));
    // An encrypted credential stands in the unit itself.
    let set = "printf 'pa55-lee' | systemd-creds encrypt --with-key=host --name=lee-imap --pretty - -";
    let lines = machine.sh(set);
    let at = lines.find("SetCredentialEncrypted=").unwrap_or_else(|| panic!("{lines}"));
    machine.edit("credential", &lines[at..]);
    machine.ok(&["systemctl", "start", "wentdark"]);
    machine.until("2 mailboxes could not be read", || machine.shows("StatusText"));
    let journal = machine.journal();
    assert!(!journal.contains("no secret `lee-imap`") && journal.contains("refused"), "{journal}");

    // Each mailbox's lines can be asked for.
    let of_lee = machine.ok(&["journalctl", "--output", "cat", "--no-pager", "WENTDARK_MAILBOX=lee@northfield.example"]);
    assert!(of_lee.contains("a mailbox could not be read") && !of_lee.contains("alex@"), "{of_lee}");
    let of_dana = machine.ok(&["journalctl", "--output", "verbose", "--no-pager", "WENTDARK_MAILBOX=dana@northfield.example"]);
    assert!(of_dana.contains("WENTDARK_NEW=1") && of_dana.contains("PRIORITY=6"), "{of_dana}");

    // Neither the process list nor the journal knows a password.
    let pid = machine.shows("MainPID");
    let shown = machine.sh(&format!("cat /proc/{pid}/cmdline /proc/{pid}/environ; journalctl --no-pager --output export"));
    assert!(!shown.contains("pa55-lee") && !shown.contains("s3cret"));
}

#[test]
fn the_unit_gives_little_away() {
    let unit = concat!(env!("CARGO_MANIFEST_DIR"), "/systemd/wentdark.service");
    let output = Command::new("systemd-analyze").args(["security", "--offline=yes", "--no-pager", unit]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let (_, level) = said.split_once("Overall exposure level for wentdark.service: ").unwrap_or_else(|| panic!("{said}"));
    let level: f64 = level.split_whitespace().next().unwrap().parse().unwrap();
    assert!(level <= 1.5, "{said}");
    // It prints a mistake and ends well all the same.
    let output = Command::new("systemd-analyze").args(["verify", "--man=no", unit]).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let about_us: Vec<&str> = said.lines().filter(|line| !line.contains("/usr/bin/wentdark is not executable")).collect();
    assert!(about_us.is_empty(), "{said}");
}
