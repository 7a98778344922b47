//! `doctor`: what it says of a set-up that works, and what to do about one that doesn't.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::support::team::{Team, configuration};
use crate::support::{Dovecot, Smtp};

const DOCTOR: [&str; 3] = ["doctor", "--config", "wentdark.toml"];

/// A team on a real server; digests go out through a real one too.
fn team(dovecot: &Dovecot, smtp: &Smtp) -> Team {
    let team = Team::new();
    let account = dovecot.user("dana");
    let ca = account.ca.display();
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{ca}\" }}",
        account.imaps
    );
    let login = "user = \"dana\"\nsecret = \"dana\"";
    let way_out = format!("host = \"localhost\"\nport = {}\n{login}\nextra_ca = \"{ca}\"", smtp.implicit);
    team.write("wentdark.toml", &configuration(&mailbox).replace("folder = \"outbox\"", &way_out));
    team.secret("dana", "secret-dana");
    fs::set_permissions(team.path("secrets"), Permissions::from_mode(0o700)).unwrap();
    team
}

#[test]
fn a_set_up_that_works_is_found_to() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let team = team(&dovecot, &smtp);
    team.sync();
    fs::set_permissions(team.path("state"), Permissions::from_mode(0o700)).unwrap();
    let said = team.ok(&DOCTOR);
    for part in [
        "MiB free at",
        "ok        state: ",
        "the database is sound",
        "ok        secrets: ",
        "ok        name localhost: ",
        "ok        mailbox dana@northfield.example: can be read",
        "takes mail from us",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains("BAD"), "{said}");
}

#[test]
fn what_does_not_work_is_named_with_what_to_do() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let team = team(&dovecot, &smtp);
    team.sync();
    fs::set_permissions(team.path("state"), Permissions::from_mode(0o755)).unwrap();
    team.secret("dana", "wrong");
    let right = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let (before, after) = right.split_once("[smtp]").unwrap();
    let after = after.replacen("host = \"localhost\"", "host = \"nowhere.invalid\"", 1);
    team.write("wentdark.toml", &format!("{before}[smtp]{after}"));
    let said = team.fails(1, &DOCTOR);
    for part in [
        "doubtful  state: ",
        "chmod 700 ",
        "BAD       name nowhere.invalid: ",
        "/etc/resolv.conf",
        "BAD       mailbox dana@northfield.example: ",
        "mend what it says in the configuration or at the provider",
        "BAD       mail server nowhere.invalid:",
        "digests wait until then",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains("wrong\n") && !said.contains("secret-dana"), "no password is shown: {said}");
    let said = team.ok(&[&DOCTOR[..], &["--offline"]].concat());
    assert!(!said.contains("mailbox dana"), "{said}");
}

#[test]
fn a_clock_that_went_back_is_told() {
    let team = Team::new();
    team.sync();
    let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    db.execute("UPDATE folder SET read_until = read_until + 86400000", []).unwrap();
    let said = team.fails(1, &[&DOCTOR[..], &["--offline"]].concat());
    assert!(said.contains("BAD       clock: ") && said.contains("it went back") && said.contains("set-ntp"), "{said}");
}
