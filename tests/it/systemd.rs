//! The service under a real systemd, with the unit as it is shipped: start, status, journal, credentials, reload, end.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use crate::support::Machine;

use crate::support::team::{ACME, Team, configuration, mail};

mod login;
mod package;
mod trouble;

/// A team with a Maildir, and two mailboxes on a server that isn't there: one whose password is known, and one without.
fn team() -> Team {
    let team = Team::new();
    let maildir = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }");
    // Where systemd says that state belongs.
    let maildir = maildir.replace("dir = \"state\"\n", "").replace("\"outbox\"", "\"/var/lib/wentdark/outbox\"");
    let imap = |name: &str, at: &str| {
        format!(
            "[[rep]]\nname = \"{name}\"\naddress = \"{at}@northfield.example\"\n\
             mailbox = {{ kind = \"imap\", host = \"127.0.0.1\", port = 993, user = \"{at}\", secret = \"{at}-imap\" }}\n"
        )
    };
    team.write("wentdark.toml", &format!("{maildir}{}{}", imap("Alex Moss", "alex"), imap("Lee Orr", "lee")));
    team.secret("alex-imap", "s3cret\n");
    fs::set_permissions(team.path("secrets"), fs::Permissions::from_mode(0o700)).unwrap();
    let asks = mail(
        "p1@acme.example",
        "Mon, 04 May 2026 14:00:00 +0000",
        "pat@acme.example",
        "dana@northfield.example",
        "Line 4",
        None,
        "Can you send the drawing?",
    );
    team.deliver("", "1.a", "2026-05-04T14:00:05Z", &asks);
    team
}

#[test]
fn it_starts_tells_reads_reloads_and_ends_under_systemd() {
    let team = team();
    let machine = Machine::boot(&team.path(""));
    let state = || machine.run(&["systemctl", "is-active", "wentdark"]).0;
    // As long as the state can't be opened it isn't ready.
    machine.ok(&["sh", "-c", "mkdir -p /var/lib/private/wentdark && echo nonsense > /var/lib/private/wentdark/wentdark.sqlite3"]);
    let (_, started) = machine.run(&["systemctl", "start", "wentdark"]);
    assert!(!started && state() != "active", "{}", machine.journal());
    // Told once, clearly: it isn't tried again before somebody has done something.
    assert_eq!(
        (machine.shows("ExecMainStatus").as_str(), machine.shows("NRestarts").as_str()),
        ("2", "0"),
        "{}",
        machine.journal()
    );
    let journal = machine.journal();
    assert!(journal.contains("not a database") && journal.contains("wentdark restore FILE"), "{journal}");
    machine.ok(&["sh", "-c", "systemctl stop wentdark; rm /var/lib/private/wentdark/wentdark.sqlite3; systemctl reset-failed"]);

    // `start` returns when it is ready.
    machine.ok(&["systemctl", "start", "wentdark"]);
    assert_eq!(state(), "active");
    machine.ok(&["test", "-s", "/var/lib/private/wentdark/wentdark.sqlite3"]);
    let user = machine.ok(&["stat", "--format", "%u", &format!("/proc/{}", machine.shows("MainPID"))]);
    assert_ne!(user, "0", "it is no root");
    machine.until("2 mailboxes could not be read; mailboxes: 3, deals: 1", || machine.shows("StatusText"));
    let status = machine.ok(&["systemctl", "status", "--no-pager", "wentdark"]);
    assert!(status.contains("Status: \"2 mailboxes could not be read; mailboxes: 3, deals: 1\""), "{status}");
    assert!(machine.journal().contains("wentdark is running"), "{}", machine.journal());
    a_credential_was_found(&machine);
    reload(&team, &machine);

    let start = Instant::now();
    machine.ok(&["systemctl", "stop", "wentdark"]);
    assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
    assert_eq!((state().as_str(), machine.shows("Result").as_str()), ("inactive", "success"));
    assert!(machine.journal().contains("wentdark has ended"), "{}", machine.journal());
}

/// The password lies where only root can read it, and systemd hands it on: that mailbox fails later than the one without.
fn a_credential_was_found(machine: &Machine) {
    let journal = machine.journal();
    let without = journal.lines().find(|line| line.contains("no secret `lee-imap`"));
    assert!(without.is_some_and(|line| line.contains("/run/credentials/wentdark.service/secrets_lee-imap")), "{journal}");
    assert!(!journal.contains("alex-imap") && journal.contains("refused") && !journal.contains("s3cret"), "{journal}");
}

fn reload(team: &Team, machine: &Machine) {
    let right = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", "[team]\nnmae = \"x\"\n");
    machine.ok(&["systemctl", "reload", "wentdark"]);
    let journal = machine.until("the old one stays in force", || machine.journal());
    assert!(journal.contains("nmae"), "{journal}");
    machine.until("mailboxes: 3, deals: 1", || machine.shows("StatusText"));

    team.write("wentdark.toml", &right);
    let (_, deal) = ACME.split_once("[[prospect.deal]]").unwrap();
    let second = format!("{ACME}[[prospect.deal]]{}", deal.replace("acme-line4", "acme-line5"));
    team.write("prospects.d/dana.toml", &second);
    machine.ok(&["systemctl", "reload", "wentdark"]);
    machine.until("mailboxes: 3, deals: 2", || machine.shows("StatusText"));
    assert_eq!(machine.shows("NRestarts"), "0", "the same process all along");
}

#[test]
fn a_wrong_configuration_is_not_tried_again_under_systemd() {
    let team = team();
    team.write("wentdark.toml", "[team]\nnmae = \"x\"\n");
    let machine = Machine::boot(&team.path(""));
    assert!(!machine.run(&["systemctl", "start", "wentdark"]).1);
    assert_eq!(machine.shows("ExecMainStatus"), "2", "{}", machine.journal());
    // One that will be tried again is `activating` until then.
    assert_eq!((machine.shows("ActiveState").as_str(), machine.shows("NRestarts").as_str()), ("failed", "0"));
    assert!(machine.journal().contains("nmae"), "{}", machine.journal());
}
