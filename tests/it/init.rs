//! `init`: from nothing to a configuration that works, by flags and by answers; with something wrong nothing is written.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Dovecot, Smtp, team::Team};

fn files(dir: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut all: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    all.sort();
    all
}

const REP: [&str; 8] =
    ["init", "--dir", "new", "--rep", "Dana Reyes <dana@northfield.example>", "--time-zone", "Europe/Berlin", "--provider"];

#[test]
fn flags_alone_make_a_configuration_that_works_and_is_not_written_over() {
    let team = Team::new();
    let arguments = [&REP[..], &["maildir", "--maildir", "mail/dana", "--manager", "lead@northfield.example"]].concat();
    let said = team.ok(&arguments);
    assert!(said.contains("written: new/wentdark.toml") && said.contains("wentdark prospect add NAME"), "{said}");
    assert_eq!(files(&team.path("new")), ["prospects.d", "secrets", "wentdark.toml"]);
    let checked = team.ok(&["check", "--config", "new/wentdark.toml"]);
    assert!(checked.contains("Europe/Berlin") && checked.contains("lead@northfield.example"), "{checked}");
    let add = ["prospect", "add", "Acme", "--domain", "acme.example", "--deal", "Line 4", "--owner", "dana@northfield.example"];
    team.ok(&[&add[..], &["--config", "new/wentdark.toml"]].concat());
    assert!(team.ok(&["sync", "--config", "new/wentdark.toml"]).contains("0 new"));
    let before = fs::read_to_string(team.path("new/wentdark.toml")).unwrap();
    let said = team.fails(2, &arguments);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(fs::read_to_string(team.path("new/wentdark.toml")).unwrap(), before);
}

/// Every file and folder below one, with its mode, and with what is in it.
fn laid_out(dir: &Path) -> Vec<(String, u32, String)> {
    let mut all = Vec::new();
    for name in files(dir) {
        let path = dir.join(&name);
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        if path.is_dir() {
            all.push((name.clone(), mode, String::new()));
            all.extend(laid_out(&path).into_iter().map(|(below, mode, text)| (format!("{name}/{below}"), mode, text)));
        } else {
            all.push((name, mode, fs::read_to_string(&path).unwrap()));
        }
    }
    all
}

#[test]
fn what_was_laid_out_by_hand_is_filled_as_an_empty_folder_is() {
    let team = Team::new();
    let arguments = [&REP[..], &["maildir", "--maildir", "mail/dana", "--manager", "lead@northfield.example"]].concat();
    team.ok(&arguments);
    let alone = laid_out(&team.path("new"));
    fs::rename(team.path("new"), team.path("alone")).unwrap();
    // As README says it of /etc/wentdark.
    let readme = include_str!("../../README.md");
    let by_hand = readme.lines().filter(|line| line.trim().starts_with("install -d") && line.contains("/etc/wentdark"));
    let by_hand = by_hand.map(|line| line.replace("/etc/wentdark", "new")).collect::<Vec<_>>().join("\n");
    assert!(by_hand.contains("new/prospects.d") && by_hand.contains("new/secrets"), "{by_hand}");
    let done = Command::new("sh").args(["-ec", &by_hand]).current_dir(team.path(".")).status().unwrap();
    assert!(done.success());
    team.ok(&arguments);
    let modes = |all: &[(String, u32, String)]| all.iter().map(|(name, mode, _)| format!("{name} {mode:o}")).collect::<Vec<_>>();
    assert_eq!(modes(&laid_out(&team.path("new"))), modes(&alone));
    assert_eq!(laid_out(&team.path("new")), alone);
}

#[test]
fn a_mailbox_is_tried_at_once_and_a_wrong_password_writes_nothing() {
    let dovecot = Dovecot::start();
    let account = dovecot.user("dana");
    let team = Team::new();
    let port = account.imaps.to_string();
    let ca = account.ca.display().to_string();
    let own = ["own", "--host", "localhost", "--port", &port, "--extra-ca", &ca, "--user", "dana", "--password-file", "password"];
    let arguments = [&REP[..], &own].concat();
    team.write("password", "wrong\n");
    let said = team.fails(1, &arguments);
    assert!(said.contains("dana@northfield.example: ") && said.contains("Nothing was written"), "{said}");
    assert_eq!(files(&team.path("new")), Vec::<String>::new(), "no password stays behind");

    team.write("password", "secret-dana\n");
    let said = team.ok(&arguments);
    assert!(said.contains("dana@northfield.example: can be read"), "{said}");
    let mode = fs::metadata(team.path("new/secrets/dana-imap")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let written = fs::read_to_string(team.path("new/wentdark.toml")).unwrap();
    assert!(!written.contains("secret-dana") && written.contains("secret = \"dana-imap\""), "{written}");
    assert!(team.ok(&["check", "--connect", "--config", "new/wentdark.toml"]).contains("can be read"));
}

#[test]
fn without_a_terminal_what_is_missing_is_named() {
    let team = Team::new();
    let said = team.fails(2, &["init", "--dir", "new"]);
    assert!(said.contains("--rep is missing"), "{said}");
    let said = team.fails(2, &[&REP[..], &["gmail", "--offline"]].concat());
    assert!(said.contains("--password-file is missing"), "{said}");
    let said = team.fails(2, &[&REP[..], &["maildir", "--maildir", "nowhere"]].concat());
    assert!(said.contains("--maildir: there is no directory"), "{said}");
    assert_eq!(files(&team.path("new")), Vec::<String>::new());
}

#[test]
fn at_a_terminal_it_asks_until_it_understands_and_shows_no_password() {
    let team = Team::new();
    let answers = "Dana\nDana Reyes <dana@northfield.example>\n\nBerlin\nEurope/Berlin\ngmail\nh1dden-pass\nlead@northfield.example\n\
         wentdark@northfield.example\nh1dden-too\n\n";
    let (said, well) = at_a_terminal(&team, "--offline", answers);
    assert!(well, "{said}");
    for part in [
        "`Dana` is no address",
        "there is no time zone `Berlin`",
        "myaccount.google.com/apppasswords",
        "written: new/wentdark.toml",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let (_, after) = said.split_once("The password of dana@northfield.example: ").unwrap();
    assert!(after.starts_with("\r\n"), "it is not shown while it is asked for: {after}");
    assert_eq!(fs::read_to_string(team.path("new/secrets/dana-imap")).unwrap(), "h1dden-pass\n");
    let written = fs::read_to_string(team.path("new/wentdark.toml")).unwrap();
    assert!(written.contains("host = \"imap.gmail.com\"") && written.contains("to = \"lead@northfield.example\""), "{written}");
    assert!(written.contains("[commands]\naddress = \"wentdark@northfield.example\"\nmailbox = { kind = \"imap\""), "{written}");
    assert!(written.contains("from = \"wentdark <wentdark@northfield.example>\""), "{written}");
    let (_, after) = said.split_once("The password of wentdark@northfield.example: ").unwrap();
    assert!(after.starts_with("\r\n"), "nor is this one: {after}");
    assert_eq!(fs::read_to_string(team.path("new/secrets/wentdark-imap")).unwrap(), "h1dden-too\n");
    let way_out = "host = \"smtp.gmail.com\"\nuser = \"wentdark@northfield.example\"\nsecret = \"wentdark-imap\"\n";
    assert!(written.contains(way_out) && !written.contains("folder"), "digests are sent: {written}");
    team.ok(&["check", "--config", "new/wentdark.toml"]);
}

/// Answers at a terminal; what was shown, and whether it went well.
fn at_a_terminal(team: &Team, arguments: &str, answers: &str) -> (String, bool) {
    let program = env!("CARGO_BIN_EXE_wentdark");
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &format!("{program} init --dir new {arguments}"), "/dev/null"])
        .current_dir(team.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
}

#[test]
fn a_wrong_password_is_asked_for_again_and_no_answer_is_lost() {
    let dovecot = Dovecot::start();
    let account = dovecot.user("dana");
    let smtp = Smtp::start(&dovecot);
    let team = Team::new();
    let arguments = format!(
        "--rep 'Dana Reyes <dana@northfield.example>' --domain northfield.example --time-zone UTC --provider own --host localhost \
         --port {} --extra-ca {} --user dana --manager lead@northfield.example --smtp localhost --smtp-port {} --smtp-user lead",
        account.imaps,
        account.ca.display(),
        smtp.implicit
    );
    // A wrong one, server and name as they are, the right one; no mailbox of its own; the mail server, likewise.
    let answers = "wrong\n\n\nsecret-dana\n\nwrong\n\ndana\nsecret-dana\n";
    let (said, well) = at_a_terminal(&team, &arguments, answers);
    assert!(well && said.contains("dana@northfield.example: can be read"), "{said}");
    assert_eq!(said.matches("The password of dana: ").count(), 3, "{said}");
    let place = format!("localhost:{}: ", smtp.implicit);
    assert!(said.contains(&format!("{place}refused")) && said.contains(&format!("{place}takes mail from us")), "{said}");
    let written = fs::read_to_string(team.path("new/wentdark.toml")).unwrap();
    let port = smtp.implicit;
    assert!(written.contains(&format!("host = \"localhost\"\nport = {port}\nuser = \"dana\"\nsecret = \"smtp\"")), "{written}");
    assert_eq!(fs::read_to_string(team.path("new/secrets/smtp")).unwrap(), "secret-dana\n");
    team.ok(&["sync", "--config", "new/wentdark.toml"]);
    let said = team.ok(&["digest", "--send", "--config", "new/wentdark.toml"]);
    assert!(said.contains("lead@northfield.example: sent"), "{said}");
}

#[test]
fn a_rep_and_the_service_of_one_local_part_have_a_password_each() {
    let team = Team::new();
    team.write("one", "first\n");
    team.write("two", "second\n");
    let own =
        ["gmail", "--offline", "--password-file", "one", "--commands", "dana@deals.example", "--commands-password-file", "two"];
    team.ok(&[&REP[..], &own, &["--domain", "northfield.example", "--domain", "deals.example"]].concat());
    assert_eq!(files(&team.path("new/secrets")), ["dana-deals.example-imap", "dana-imap"]);
    team.ok(&["check", "--config", "new/wentdark.toml"]);
    let own = ["gmail", "--offline", "--password-file", "one", "--commands", "dana@northfield.example"];
    let said = team.fails(2, &[&["init", "--dir", "other"], &REP[3..], &own].concat());
    assert!(said.contains("a mailbox of the service alone"), "{said}");
    // What is wrong is told of the place that was asked for, not of one that is gone.
    let own = ["gmail", "--offline", "--password-file", "one", "--domain", "gmail.com"];
    let said = team.fails(2, &[&["init", "--dir", "third"], &REP[3..], &own].concat());
    assert!(said.contains("third/wentdark.toml") && !said.contains(".wentdark-init"), "{said}");
}
