//! Stories of several readers, of digests that are late, and of readers whom nothing reaches.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::{Timestamp, ToSpan};

use super::{SEND, days_pass, ids, lines, parsed, start, team};
use crate::support::team::{Team, configuration};
use crate::support::{Dovecot, Smtp};

fn state(team: &Team) -> rusqlite::Connection {
    rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap()
}

fn preview(team: &Team, reader: &str) -> String {
    team.ok(&["digest", "--preview", "out", "--to", reader, "--config", "wentdark.toml"]);
    let text = std::fs::read_to_string(team.path(&format!("out/{reader}.txt"))).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_reader_who_is_refused_holds_nobody_up_and_the_others_are_told() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let team = team(&smtp, "refused", "implicit", smtp.implicit);
    let text = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", &format!("{text}[[digest]]\nto = \"lead@northfield.example\"\nat = \"00:00\"\n"));
    let said = team.fails(1, &SEND);
    assert!(said.contains("refused@northfield.example: refused: ") && said.contains("lead@northfield.example: sent"), "{said}");
    assert_eq!(ids(&dovecot, "lead", 1).len(), 1);
    days_pass(&team, 1);
    let told = preview(&team, "lead@northfield.example");
    let day = (Timestamp::now() - 24.hours()).strftime("%a %-d %b").to_string();
    let expected = format!("* refused@northfield.example Their digest could not be delivered since {day}. Refused: ");
    assert!(told.contains(&expected) && told.contains("nobody has that name here"), "{expected}\n{told}");
    assert!(!preview(&team, "refused@northfield.example").contains("could not be delivered since"));
    let status = team.fails(1, &["status", "--config", "wentdark.toml"]);
    assert!(status.contains("refused@northfield.example") && status.contains("nobody has that name here"), "{status}");
}

#[test]
fn a_digest_that_waits_for_somebody_is_not_said_to_go_out_by_itself() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    let team = team(&smtp, "lead", "implicit", smtp.implicit);
    // Its hour has not come yet: nothing is late.
    let text = std::fs::read_to_string(team.path("wentdark.toml")).unwrap().replace("00:00", "23:59");
    team.write("wentdark.toml", &text);
    let reader = || -> serde_json::Value {
        let status = team.run(&["status", "--format", "json", "--config", "wentdark.toml"]);
        let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
        status["readers"][0].clone()
    };
    std::fs::remove_file(team.path("secrets/smtp")).unwrap();
    team.fails(1, &SEND);
    let told = reader();
    assert_eq!(told["standing"], "human", "{told}");
    assert!(told["last_error"].as_str().unwrap().contains("no secret `smtp`"), "{told}");
    team.secret("smtp", "secret-wentdark");
    team.ok(&SEND);
    assert_eq!(reader()["standing"], "fine");
}

/// A report of a mail server that a message could not be delivered (RFC 3464).
fn report(id: &str) -> String {
    format!(
        "Date: Wed, 20 May 2026 13:00:00 +0000\nFrom: MAILER-DAEMON@mx.example\nTo: wentdark@northfield.example\n\
         Subject: Undelivered Mail Returned to Sender\nMessage-ID: <dsn1@mx.example>\nAuto-Submitted: auto-replied\n\
         MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nI could not deliver your message.\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n\
         Final-Recipient: rfc822; boss@northfield.example\nAction: failed\nStatus: 5.1.1\n\n\
         --b\nContent-Type: text/rfc822-headers\n\nFrom: wentdark@northfield.example\nTo: boss@northfield.example\n\
         Message-ID: <{id}>\nSubject: Nothing went dark\n\n--b--\n"
    )
}

#[test]
fn a_digest_that_comes_back_is_told_to_the_others_and_in_the_status() {
    let team = Team::new();
    let text = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }");
    let more = "[[digest]]\nto = \"boss@northfield.example\"\nat = \"08:00\"\n[[shared_mailbox]]\n\
                address = \"wentdark@northfield.example\"\nmailbox = { kind = \"maildir\", path = \"mail/own\" }\n";
    team.write("wentdark.toml", &format!("{text}{more}"));
    for sub in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(team.path("mail/own").join(sub)).unwrap();
    }
    team.sync();
    team.ok(&SEND);
    let sql = "SELECT message_id FROM digest WHERE reader = 'boss@northfield.example'";
    let id: String = state(&team).query_row(sql, [], |row| row.get(0)).unwrap();
    // Somebody else's report on a message that we never sent says nothing.
    team.write("mail/own/cur/1.a:2,S", &report("wentdark.2026-05-20.0000000000000000@northfield.example"));
    team.sync();
    assert!(!preview(&team, "lead@northfield.example").contains("could not be delivered"));
    team.write("mail/own/cur/2.a:2,S", &report(&id).replace("dsn1@", "dsn2@"));
    team.sync();
    let told = preview(&team, "lead@northfield.example");
    assert!(told.contains("* boss@northfield.example Their digest could not be delivered since "), "{told}");
    assert!(told.contains("It came back: 5.1.1."), "{told}");
    let status = team.fails(1, &["status", "--config", "wentdark.toml"]);
    assert!(status.contains("it came back: 5.1.1"), "{status}");
}

#[test]
fn consecutive_digests_are_one_conversation() {
    let team = Team::new();
    team.sync();
    team.ok(&SEND);
    days_pass(&team, 1);
    state(&team).execute("UPDATE digest SET message_id = 'wentdark.before@northfield.example'", []).unwrap();
    let sent = |team: &Team| {
        let files =
            std::fs::read_dir(team.path("outbox")).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        files.collect::<Vec<_>>()
    };
    assert_eq!(parsed(&sent(&team)[0]).in_reply_to().as_text(), None);
    team.ok(&SEND);
    let second = &sent(&team)[0];
    let second = parsed(second);
    assert_eq!(second.in_reply_to().as_text(), Some("wentdark.before@northfield.example"));
    assert_eq!(second.references().as_text(), Some("wentdark.before@northfield.example"));
}

/// A zone in which it is before noon, and the time there.
fn morning_somewhere() -> (&'static str, jiff::Zoned) {
    let utc = Timestamp::now().in_tz("UTC").unwrap();
    let zone = if utc.hour() < 12 { "UTC" } else { "Etc/GMT+12" };
    (zone, utc.timestamp().in_tz(zone).unwrap())
}

/// Runs the service until so many digests are noted as sent.
fn serve_until(team: &Team, sent: u32) {
    let mut service = start(team, &["run", "--config", "wentdark.toml"]);
    let patience = Instant::now() + Duration::from_secs(60);
    let noted = || {
        let sql = "SELECT count(*) FROM digest WHERE sent IS NOT NULL";
        state(team).query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap()
    };
    while noted() < sent {
        assert!(Instant::now() < patience, "{} digests were sent instead of {sent}", noted());
        std::thread::sleep(Duration::from_millis(100));
    }
    service.0.kill().unwrap();
    service.0.wait().unwrap();
}

#[test]
fn a_digest_that_was_missed_over_midnight_is_caught_up_once_and_marked_late() {
    let (zone, now) = morning_somewhere();
    let team = Team::new();
    let every_day = "at = \"23:00\"\ndays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]";
    let text = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }").replace("at = \"08:00\"", every_day);
    team.write("wentdark.toml", &text.replace("time_zone = \"UTC\"", &format!("time_zone = \"{zone}\"")));
    team.sync();
    // Nobody was there at 23:00 yesterday; the digest of the day before was the last.
    team.ok(&SEND);
    state(&team)
        .execute("UPDATE digest SET day = ?1, message_id = 'wentdark.x@y'", [(now.date() - 2.days()).to_string()])
        .unwrap();
    std::fs::remove_dir_all(team.path("outbox")).unwrap();
    serve_until(&team, 2);
    let [mail] = &std::fs::read_dir(team.path("outbox")).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>()[..] else {
        panic!("one for yesterday")
    };
    let mail = std::fs::read_to_string(mail).unwrap();
    let mail = parsed(&mail);
    let yesterday = now.date() - 1.days();
    assert!(mail.message_id().unwrap().starts_with(&format!("wentdark.{yesterday}.")), "{:?}", mail.message_id());
    let text = lines(&mail.body_text(0).unwrap()).join(" ");
    let due = format!("Late: it was due {}, 23:00", yesterday.strftime("%a %-d %b"));
    assert!(text.contains(&due), "{due}\n{text}");
    // And not again.
    serve_until(&team, 2);
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(std::fs::read_dir(team.path("outbox")).unwrap().count(), 1);
}

#[test]
fn what_was_claimed_before_midnight_and_never_sent_is_written_anew_and_marked_late() {
    let (zone, now) = morning_somewhere();
    let team = Team::new();
    let every_day = "at = \"23:00\"\ndays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]";
    let text = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }").replace("at = \"08:00\"", every_day);
    team.write("wentdark.toml", &text.replace("time_zone = \"UTC\"", &format!("time_zone = \"{zone}\"")));
    team.sync();
    team.ok(&SEND);
    let yesterday = now.date() - 1.days();
    let old = "UPDATE digest SET day = ?1, sent = NULL, problem = 'not sent yet: the server is down', mail = x'6f6c64'";
    state(&team).execute(old, [yesterday.to_string()]).unwrap();
    std::fs::remove_dir_all(team.path("outbox")).unwrap();
    serve_until(&team, 1);
    let file = std::fs::read_dir(team.path("outbox")).unwrap().next().unwrap().unwrap().path();
    let mail = std::fs::read_to_string(file).unwrap();
    assert!(parsed(&mail).body_text(0).unwrap().contains("Late: it was due"), "{mail}");
}

/// What is logged while it lives.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// How many lines are of a level and say something, since the last look.
    fn count(&self, level: &str, words: &str) -> usize {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines().filter(|line| line.contains(level) && line.contains(words)).count()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_a_human_must_mend_is_an_error_once_a_cause_however_many_readers_wait_and_however_often_it_is_tried() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let team = Team::new();
    team.sync();
    let files = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }")
        .replace("managers = [", "managers = [\"boss@northfield.example\", ")
        + "[[digest]]\nto = \"boss@northfield.example\"\ncovers = \"all\"\nat = \"08:00\"\n";
    let smtp = files.replace("folder = \"outbox\"", "host = \"localhost\"\nuser = \"x\"\nsecret = \"smtp\"");
    let (mut now, mut told) = ("2026-05-20T08:01:00Z".parse::<Timestamp>().unwrap(), BTreeMap::new());
    let mut passes = async |text: &str, times: usize| {
        team.write("wentdark.toml", text);
        let config = wentdark::config::load(&team.path("wentdark.toml")).unwrap();
        let store = Mutex::new(wentdark::store::Store::open(&config.state_dir).unwrap());
        let digests = wentdark::daemon::digests::Digests { config: &config, store: &store };
        for _ in 0..times {
            digests.send_due(now, &mut HashSet::new(), &mut told).await.unwrap();
            now += 5.minutes();
        }
        now += 24.hours();
    };
    let (is_error, still) = ("a digest can't be sent until somebody mends it", "a digest still can't be sent");
    passes(&smtp, 3).await;
    assert_eq!(log.count("ERROR", is_error), 1, "a secret is missing, for two readers, three times");
    assert_eq!(log.count("INFO", still), 5);
    assert_eq!(log.count("ERROR", "digest=\"lead@northfield.example/2026-05-20\""), 1);
    // Mended; broken again; and broken in another way.
    passes(&files, 2).await;
    assert_eq!(log.count("INFO", "a digest was sent"), 2);
    passes(&smtp, 2).await;
    assert_eq!(log.count("ERROR", is_error), 2);
    passes(&smtp.replace("\"smtp\"", "\"other\""), 2).await;
    assert_eq!(log.count("ERROR", is_error), 3);
}
