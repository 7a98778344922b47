//! Stories of digests on their way through a real mail server into a reader's mailbox: once, whatever happens.

mod days;
mod readers;
mod steps;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mail_parser::{Message, MessageParser};

use crate::support::team::{Team, configuration, mail};
use crate::support::{Dovecot, Relay, Rule, Smtp};

const SEND: [&str; 4] = ["digest", "--send", "--config", "wentdark.toml"];
const SENT: &str = "lead@northfield.example: sent\n";
const BEFORE: &str = "lead@northfield.example: went out today already\n";

/// Dana's Maildir with a deal that went dark, and digests that go out to `reader` by SMTP at `port`.
fn team(smtp: &Smtp, reader: &str, tls: &str, port: u16) -> Team {
    let team = Team::new();
    let server = format!(
        "host = \"localhost\"\nport = {port}\ntls = \"{tls}\"\nuser = \"wentdark\"\nsecret = \"smtp\"\nextra_ca = \"{}\"",
        smtp.ca.display()
    );
    let days = "days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\nat = \"00:00\"";
    let text = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }")
        .replace("folder = \"outbox\"", &server)
        .replace("to = \"lead@", &format!("to = \"{reader}@"))
        .replace("managers = [\"lead@", &format!("managers = [\"{reader}@"))
        .replace("at = \"08:00\"", days);
    team.write("wentdark.toml", &text);
    team.secret("smtp", "secret-wentdark\n");
    let (dana, pat) = ("Dana <dana@northfield.example>", "Pat <pat@acme.example>");
    // A first digest tells at length what went dark within a month.
    for (n, days) in [20, 17, 13].into_iter().enumerate() {
        let at = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days);
        let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        let text = mail(&format!("d{n}@northfield.example"), &date, dana, pat, "Line 4", None, "Any news?");
        team.deliver(".Sent", &format!("{n}.a"), &at.to_string(), &text);
    }
    team.sync();
    team
}

fn parsed(mail: &str) -> Message<'_> {
    MessageParser::default().parse(mail.as_bytes()).unwrap()
}

/// The Message-IDs of a folder's mail, once there are so many.
fn ids(dovecot: &Dovecot, user: &str, count: usize) -> Vec<String> {
    let mails = dovecot.wait_for(user, "INBOX", count);
    assert_eq!(mails.len(), count);
    mails.iter().map(|mail| parsed(mail).message_id().unwrap().to_owned()).collect()
}

/// Text as it reads, whatever ends its lines.
fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

#[test]
fn a_digest_arrives_as_it_was_previewed_and_once() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    for (reader, tls, port) in [("lead", "implicit", smtp.implicit), ("boss", "starttls", smtp.starttls)] {
        let team = team(&smtp, reader, tls, port);
        team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
        let preview = |end: &str| std::fs::read_to_string(team.path(&format!("out/{reader}@northfield.example.{end}"))).unwrap();
        assert!(team.ok(&SEND).contains(": sent"), "{}", smtp.log());
        let arrived = dovecot.wait_for(reader, "INBOX", 1).concat();
        let mail = parsed(&arrived);
        assert_eq!(lines(&mail.body_text(0).unwrap()), lines(&preview("txt")));
        assert_eq!(lines(&mail.body_html(0).unwrap()), lines(&preview("html")));
        assert!(preview("txt").contains("Acme Industrial"), "{}", preview("txt"));
        let title = format!("<title>{}</title>", mail.subject().unwrap());
        assert!(title.contains("Acme") && preview("html").contains(&title), "{title}");
        assert_eq!(mail.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
        let id = mail.message_id().unwrap();
        assert!(id.starts_with("wentdark.20") && id.ends_with("@northfield.example"), "{id}");
        assert!(team.ok(&SEND).contains(": went out today already"));
        assert_eq!(ids(&dovecot, reader, 1), [id]);
    }
}

#[test]
fn what_arrives_is_to_the_octet_what_was_claimed() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let relay = Relay::before(smtp.implicit);
    let team = team(&smtp, "lead", "implicit", relay.port);
    // The server is out of reach at first: what is to be sent lies in the state, and goes out as it is.
    relay.set(Rule::CutAfter(0));
    team.fails(1, &SEND);
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let claimed: Vec<u8> = state.query_row("SELECT mail FROM digest WHERE sent IS NULL", [], |row| row.get(0)).unwrap();
    let claimed = String::from_utf8(claimed).unwrap();
    relay.set(Rule::Through);
    assert_eq!(team.ok(&SEND), SENT);
    let arrived = dovecot.wait_for("lead", "INBOX", 1).concat();
    let on_the_way = arrived.strip_suffix(claimed.trim_end()).or_else(|| arrived.trim_end().strip_suffix(claimed.trim_end()));
    let on_the_way = on_the_way.unwrap_or_else(|| panic!("sent:\n{claimed}\narrived:\n{arrived}"));
    let added = |line: &&str| !line.starts_with([' ', '\t']);
    for line in on_the_way.lines().filter(added) {
        let name = line.split(':').next().unwrap();
        assert!(["Return-Path", "Delivered-To", "Received"].contains(&name), "added on the way: {line}");
    }
    for name in ["From: ", "To: ", "Subject: ", "Date: ", "Message-ID: ", "Auto-Submitted: ", "Content-Type: multipart/"] {
        assert!(claimed.lines().any(|line| line.starts_with(name)), "no {name}in {claimed}");
    }
}

#[test]
fn a_refused_reader_is_told_in_words_and_not_noted_as_sent() {
    let dovecot = Dovecot::start();
    let mut smtp = Smtp::start(&dovecot);
    let team = team(&smtp, "refused", "implicit", smtp.implicit);
    for _ in 0..2 {
        let said = team.fails(1, &SEND);
        assert!(said.contains("refused@northfield.example: refused: "), "{said}");
        assert!(said.contains("nobody has that name here"), "{said}");
    }
    smtp.accept_everybody();
    assert_eq!(team.ok(&SEND), "refused@northfield.example: sent\n");
    assert_eq!(ids(&dovecot, "refused", 1).len(), 1);
}

#[test]
fn a_wrong_password_is_told_and_kept_to_itself() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let team = team(&smtp, "lead", "implicit", smtp.implicit);
    team.secret("smtp", "not-the-password");
    let said = team.fails(1, &SEND);
    assert!(said.contains("lead@northfield.example: refused: ") && said.contains("authentication failed"), "{said}");
    assert!(!said.contains("not-the-password"), "{said}");
    let said = team.fails(1, &["check", "--connect", "--config", "wentdark.toml"]);
    let (_, mail_server) = said.split_once("mail server localhost:").unwrap();
    assert!(mail_server.contains(": refuses us: ") && mail_server.contains("authentication failed"), "{said}");
    assert!(mail_server.contains("-> see [smtp] user and secret") && !mail_server.contains("not sent"), "{said}");
    team.secret("smtp", "secret-wentdark");
    assert_eq!(team.ok(&SEND), SENT);
}

#[test]
fn a_server_that_is_busy_gets_the_digest_later_and_once() {
    let dovecot = Dovecot::start();
    let mut smtp = Smtp::start(&dovecot);
    let team = team(&smtp, "busy", "starttls", smtp.starttls);
    let said = team.fails(1, &SEND);
    assert!(said.contains("busy@northfield.example: not sent yet: ") && said.contains("try again later"), "{said}");
    smtp.accept_everybody();
    assert_eq!(team.ok(&SEND), "busy@northfield.example: sent\n");
    assert_eq!(team.ok(&SEND), "busy@northfield.example: went out today already\n");
    assert_eq!(ids(&dovecot, "busy", 1).len(), 1);
}

#[test]
fn killed_between_sending_and_noting_the_same_digest_goes_out_again() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let relay = Relay::before(smtp.implicit);
    let team = team(&smtp, "lead", "implicit", relay.port);
    // Logging in takes fewer octets than this and the digest more: the server's word on the digest is what never comes back.
    relay.set(Rule::HoldAfter(4000));
    let mut sending = start(&team, &SEND);
    let first = ids(&dovecot, "lead", 1);
    assert!(sending.0.try_wait().unwrap().is_none(), "it waits for the server's word");
    let said = team.fails(1, &SEND);
    assert!(said.contains("another wentdark is sending digests just now"), "{said}");
    sending.0.kill().unwrap();
    sending.0.wait().unwrap();
    relay.set(Rule::Through);
    assert_eq!(team.ok(&SEND), SENT);
    let both = dovecot.wait_for("lead", "INBOX", 2);
    let [one, two] = [parsed(&both[0]), parsed(&both[1])];
    assert_eq!((one.message_id(), one.date()), (two.message_id(), two.date()), "the very same mail");
    assert_eq!(one.message_id(), Some(first[0].as_str()));
    assert_eq!((one.subject(), one.body_text(0)), (two.subject(), two.body_text(0)));
    assert_eq!(team.ok(&SEND), BEFORE);
    assert_eq!(ids(&dovecot, "lead", 2).len(), 2);
}

/// Midnight passes so often: what was claimed for today was claimed `days` ago.
fn days_pass(team: &Team, days: i64) {
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    // From the oldest on, so that no two rows share a day on the way.
    state.execute("UPDATE digest SET day = date(day, '-100 days')", []).unwrap();
    state.execute("UPDATE digest SET day = date(day, ?1)", [format!("{} days", 100 - days)]).unwrap();
}

#[test]
fn after_a_server_was_down_over_midnights_one_digest_tells_what_is_new_since_the_last_that_arrived() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let relay = Relay::before(smtp.implicit);
    let team = team(&smtp, "lead", "implicit", relay.port);
    assert_eq!(team.ok(&SEND), SENT);
    days_pass(&team, 1);
    // The day's news is in a digest that never goes out, and in the next day's that doesn't either.
    let now = jiff::Timestamp::now();
    let date = now.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
    let (dana, pat) = ("Dana <dana@northfield.example>", "Pat <pat@acme.example>");
    let reply = mail("p9@acme.example", &date, pat, dana, "Re: Line 4", Some("d2@northfield.example"), "Sorry, here I am.");
    team.deliver("", "9.a", &now.to_string(), &reply);
    team.sync();
    relay.set(Rule::CutAfter(0));
    for _ in 0..2 {
        team.fails(1, &SEND);
        days_pass(&team, 1);
    }
    relay.set(Rule::Through);
    assert_eq!(team.ok(&SEND), SENT);
    assert_eq!(team.ok(&SEND), BEFORE);
    let all = dovecot.wait_for("lead", "INBOX", 2);
    assert_eq!(all.len(), 2, "one for all the days");
    let late = parsed(&all[1]);
    let text = lines(&late.body_text(0).unwrap()).join(" ");
    let day = |ago: i64| (now - jiff::SignedDuration::from_hours(24 * ago)).strftime("%a %-d %b").to_string();
    let (last, missed) = (day(3), day(2));
    let told = format!("No digest could be delivered for certain from {missed} on: this one tells what is new since {last}.");
    assert!(text.contains(&told), "{told}\n{text}");
    assert!(text.contains("Came back: ") || text.contains("CAME BACK"), "{text}");
    days_pass(&team, 1);
    team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
    let next = std::fs::read_to_string(team.path("out/lead@northfield.example.txt")).unwrap();
    assert!(!next.contains("No digest could") && !next.contains("Came back"), "told once: {next}");
}

#[test]
fn killed_while_sending_and_midnight_passes_the_news_is_told_again_rather_than_lost() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let relay = Relay::before(smtp.implicit);
    let team = team(&smtp, "lead", "implicit", relay.port);
    relay.set(Rule::HoldAfter(4000));
    let mut sending = start(&team, &SEND);
    assert_eq!(ids(&dovecot, "lead", 1).len(), 1);
    sending.0.kill().unwrap();
    sending.0.wait().unwrap();
    relay.set(Rule::Through);
    days_pass(&team, 1);
    assert_eq!(team.ok(&SEND), SENT);
    let both = dovecot.wait_for("lead", "INBOX", 2);
    let next = parsed(&both[1]);
    assert_eq!(next.subject(), parsed(&both[0]).subject(), "the same news");
    let text = lines(&next.body_text(0).unwrap()).join(" ");
    assert!(text.contains("No digest could be delivered for certain from"), "{text}");
    assert_eq!(team.ok(&SEND), BEFORE);
}

#[test]
fn killed_before_noting_a_digest_in_a_folder_is_still_one_file() {
    let team = Team::new();
    team.sync();
    assert_eq!(team.ok(&SEND), SENT);
    let files = || std::fs::read_dir(team.path("outbox")).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
    let [file] = &files()[..] else { panic!("{:?}", files()) };
    let mail = std::fs::read(file).unwrap();
    // As it was when the file was there and the note was not.
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    assert_eq!(state.execute("UPDATE digest SET sent = NULL, mail = ?1", [&mail]).unwrap(), 1);
    assert_eq!(team.ok(&SEND), SENT);
    assert_eq!(files(), std::slice::from_ref(file));
    assert_eq!(std::fs::read(file).unwrap(), mail);
    assert_eq!(team.ok(&SEND), BEFORE);
}

#[test]
fn the_service_sends_what_is_due_once_and_not_again_when_it_is_restarted() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let team = team(&smtp, "lead", "implicit", smtp.implicit);
    let mut service = start(&team, &["run", "--config", "wentdark.toml"]);
    assert_eq!(ids(&dovecot, "lead", 1).len(), 1);
    // Noted a moment after it arrived.
    let patience = Instant::now() + Duration::from_secs(30);
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let noted = || state.query_row("SELECT count(*) FROM digest WHERE sent IS NOT NULL", [], |row| row.get::<_, u32>(0)).unwrap();
    while noted() != 1 {
        assert!(Instant::now() < patience, "it was never noted as sent");
        std::thread::sleep(Duration::from_millis(50));
    }
    service.0.kill().unwrap();
    service.0.wait().unwrap();
    let _again = start(&team, &["run", "--config", "wentdark.toml"]);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(ids(&dovecot, "lead", 1).len(), 1);
}

#[test]
fn files_that_change_while_a_digest_is_on_its_way_do_not_send_it_twice() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let relay = Relay::before(smtp.implicit);
    let team = team(&smtp, "lead", "implicit", relay.port);
    // Each word of the server's is late, and so is the one that the mail was taken.
    relay.set(Rule::Late(Duration::from_millis(4500)));
    let service = start(&team, &["run", "--config", "wentdark.toml"]);
    std::thread::sleep(Duration::from_secs(20));
    assert_eq!(ids(&dovecot, "lead", 1).len(), 1);
    relay.set(Rule::Through);
    assert!(Command::new("kill").args(["-HUP", &service.0.id().to_string()]).status().unwrap().success());
    std::thread::sleep(Duration::from_secs(10));
    assert_eq!(ids(&dovecot, "lead", 1).len(), 1, "and no second one");
}

/// A process that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(team: &Team, arguments: &[&str]) -> Running {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
    command.args(arguments).current_dir(team.path(".")).stdout(Stdio::null()).stderr(Stdio::null());
    for name in ["STATE_DIRECTORY", "CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET"] {
        command.env_remove(name);
    }
    Running(command.spawn().unwrap())
}
