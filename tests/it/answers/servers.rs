//! Both ways through a real Postfix and a real Dovecot: the digest to its reader, the answer to the service, the confirmation back.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::address::Envelope;
use wentdark::delivery::send::{Login, SmtpSettings, Tls, Transport};

use super::{LEAD, Letter, answer, dark, letter};
use crate::support::team::{Team, configuration};
use crate::support::{Dovecot, Relay, Rule, Smtp};

const SEND: [&str; 4] = ["digest", "--send", "--config", "wentdark.toml"];
const ANSWERS: [&str; 3] = ["answers", "--config", "wentdark.toml"];

/// The team, with its digests and its mailbox on real servers.
fn team(dovecot: &Dovecot, smtp: &Smtp, port: u16) -> Team {
    let account = dovecot.user("wentdark");
    let server = format!(
        "host = \"localhost\"\nport = {port}\nuser = \"wentdark\"\nsecret = \"smtp\"\nextra_ca = \"{}\"",
        smtp.ca.display()
    );
    let text = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }");
    // Not due during the test.
    let text = text.replace("folder = \"outbox\"", &server).replace("at = \"08:00\"", "at = \"23:59\"");
    let commands = format!(
        "[commands]\naddress = \"wentdark@northfield.example\"\n[commands.mailbox]\nkind = \"imap\"\nhost = \"{}\"\nport = {}\nuser = \"wentdark\"\n\
         secret = \"smtp\"\nextra_ca = \"{}\"\n",
        account.host,
        account.imaps,
        account.ca.display()
    );
    let team = dark(&text, &commands);
    team.secret("smtp", &account.password);
    team
}

/// A reader's mail program hands an answer over.
fn hand_over(smtp: &Smtp, to: &Letter, mail: &str) {
    let login = Login::Password { user: "lead".into(), password: "secret-lead".to_owned().into() };
    let settings = SmtpSettings {
        host: "localhost".into(),
        port: smtp.implicit,
        tls: Tls::Implicit,
        login: Some(login),
        extra_ca: Some(smtp.ca.clone()),
    };
    let address = |text: &str| text.parse::<Address>().unwrap();
    let envelope = Envelope::new(Some(address(LEAD)), vec![address(&to.reply_to)]).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mail = mail.replace('\n', "\r\n");
    let sent = runtime.block_on(async { Transport::smtp(&settings).unwrap().send_raw(&envelope, mail.as_bytes(), "x").await });
    sent.unwrap_or_else(|error| panic!("{error}; {}", smtp.log()));
}

/// The reader's mail, oldest first.
fn inbox(dovecot: &Dovecot, count: usize) -> Vec<Letter> {
    let mails = dovecot.wait_for("lead", "INBOX", count);
    assert_eq!(mails.len(), count, "{mails:?}");
    mails.iter().map(|mail| letter(mail)).collect()
}

#[test]
fn the_service_hears_an_answer_and_confirms_it() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let team = team(&dovecot, &smtp, smtp.implicit);
    team.ok(&SEND);
    let digest = inbox(&dovecot, 1).remove(0);
    let mut service = Command::new(env!("CARGO_BIN_EXE_wentdark"));
    service.args(["run", "--config", "wentdark.toml"]).current_dir(team.path(".")).env_remove("STATE_DIRECTORY");
    let mut service = service.env_remove("NOTIFY_SOCKET").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // It waits for news by then: what comes is heard, and not only found by the next pass.
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let read =
        "SELECT count(*) FROM pass JOIN mailbox ON mailbox.id = mailbox_id WHERE address LIKE 'wentdark@%' AND error IS NULL";
    let patience = Instant::now() + Duration::from_secs(60);
    while state.query_row(read, [], |row| row.get::<_, u32>(0)).unwrap() == 0 {
        assert!(Instant::now() < patience, "its mailbox was never read");
        std::thread::sleep(Duration::from_millis(50));
    }
    hand_over(&smtp, &digest, &answer(&digest, "Lena <lead@northfield.example>", "1@mail.example", "snooze acme 3d"));
    let confirmation = inbox(&dovecot, 2).remove(1);
    assert!(confirmation.text.contains("snoozed until"), "{}", confirmation.text);
    let before = dovecot.flags("wentdark");
    hand_over(&smtp, &confirmation, &answer(&confirmation, LEAD, "2@mail.example", "undo"));
    let undone = inbox(&dovecot, 3).remove(2);
    assert!(undone.text.contains("taken back: snoozed until"), "{}", undone.text);
    let _ = service.kill();
    let _ = service.wait();
    let after = dovecot.flags("wentdark");
    assert!(before.iter().all(|(file, bytes)| after.get(file) == Some(bytes)), "its mailbox is read and never changed");
    assert_eq!(team.rows("answer"), 2);
}

#[test]
fn killed_between_sending_and_noting_the_very_same_confirmation_goes_out_again() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let relay = Relay::before(smtp.implicit);
    let team = team(&dovecot, &smtp, relay.port);
    team.ok(&SEND);
    let digest = inbox(&dovecot, 1).remove(0);
    hand_over(&smtp, &digest, &answer(&digest, LEAD, "1@mail.example", "called acme, voicemail"));
    dovecot.wait_for("wentdark", "INBOX", 1);
    // The server is out of reach: what was done stays done, and the mail waits.
    relay.set(Rule::CutAfter(0));
    let said = team.fails(1, &ANSWERS);
    assert!(said.contains("1 mail could not be sent yet"), "{said}");
    relay.set(Rule::Through);
    let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
    command.args(ANSWERS).current_dir(team.path(".")).env_remove("STATE_DIRECTORY").env("WENTDARK_DIE_AT", "answer-sent:1");
    assert!(!command.output().unwrap().status.success(), "it was to be killed");
    let first = inbox(&dovecot, 2).remove(1);
    team.ok(&ANSWERS);
    let all = inbox(&dovecot, 3);
    assert_eq!((&all[2].id, &all[2].text), (&first.id, &first.text), "mail programs show one");
    team.ok(&ANSWERS);
    assert_eq!(inbox(&dovecot, 3).len(), 3);
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let calls: u32 = state.query_row("SELECT count(*) FROM action WHERE what = 'called'", [], |row| row.get(0)).unwrap();
    assert_eq!(calls, 1, "it is done once");
}
