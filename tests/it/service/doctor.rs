//! `doctor`: what it says of a set-up that works, and what to do about one that doesn't.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::team::{Team, configuration};
use crate::support::{Certs, Dovecot, Smtp};

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
        "ok        certificate localhost:",
        "holds for two weeks at least",
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

/// A server that shakes hands with a certificate that holds for so many days, and says nothing behind it. Before it, whatever protocols
/// with STARTTLS want to hear.
fn greeter(certs: &Certs, talk: &'static [(&'static str, &'static str)]) -> u16 {
    let acceptor = certs.acceptor();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serve = async move {
        listener.set_nonblocking(true).unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        while let Ok((mut stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                for (wanted, said) in talk {
                    let mut heard = Vec::new();
                    while !wanted.is_empty() && !heard.ends_with(b"\n") {
                        heard.push(stream.read_u8().await.ok()?);
                    }
                    assert!(String::from_utf8_lossy(&heard).contains(wanted));
                    stream.write_all(said.as_bytes()).await.ok()?;
                }
                acceptor.accept(stream).await.ok().map(drop)
            });
        }
    };
    std::thread::spawn(|| tokio::runtime::Runtime::new().unwrap().block_on(serve));
    port
}

const IMAP: &[(&str, &str)] = &[("", "* OK ready\r\n"), ("STARTTLS", "* NOTICE x\r\na OK begin\r\n")];
const SMTP: &[(&str, &str)] =
    &[("", "220-mail\r\n220 mail\r\n"), ("EHLO", "250-mail\r\n250 STARTTLS\r\n"), ("STARTTLS", "220 go\r\n")];

#[test]
fn a_certificate_that_runs_out_within_two_weeks_is_told_while_it_still_holds() {
    let dir = tempfile::tempdir().unwrap();
    let certs = Certs::lasting(dir.path(), 10);
    let until = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(240)).to_zoned(jiff::tz::TimeZone::UTC).date();
    let team = Team::new();
    let ca = certs.ca.display();
    let mailbox = |tls: &str, port: u16| {
        format!(
            "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {port}, tls = \"{tls}\", user = \"dana\", secret = \"dana\", extra_ca = \"{ca}\" }}"
        )
    };
    let calendar = format!(
        "calendars = [{{ kind = \"ics\", url = \"https://localhost:{}/dana.ics\", extra_ca = \"{ca}\" }}]",
        greeter(&certs, &[])
    );
    let smtp = |tls: &str, port: u16| {
        format!("host = \"localhost\"\nport = {port}\ntls = \"{tls}\"\nuser = \"dana\"\nsecret = \"dana\"\nextra_ca = \"{ca}\"")
    };
    team.secret("dana", "secret-dana");
    for (imap, way_out) in [
        (mailbox("implicit", greeter(&certs, &[])), smtp("starttls", greeter(&certs, SMTP))),
        (mailbox("starttls", greeter(&certs, IMAP)), smtp("implicit", greeter(&certs, &[]))),
    ] {
        team.write("wentdark.toml", &configuration(&format!("{imap}\n{calendar}")).replace("folder = \"outbox\"", &way_out));
        let said = String::from_utf8(team.run(&DOCTOR).stdout).unwrap();
        let told = said.lines().filter(|line| line.starts_with("doubtful  certificate localhost:"));
        let told: Vec<&str> = told.filter(|line| line.ends_with(&format!(": runs out on {until}"))).collect();
        assert_eq!(told.len(), 3, "a mailbox, a calendar, the way out: {said}");
        assert!(said.contains("renew it there"), "{said}");
    }
    let offline = team.run(&[&DOCTOR[..], &["--offline"]].concat());
    assert!(!String::from_utf8(offline.stdout).unwrap().contains("certificate"));
}
