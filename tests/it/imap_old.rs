//! Mail that is put into a folder late, with a date of receipt of long ago: by a migration, a restore, or somebody who files it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use crate::support::Dovecot;
use crate::support::team::{Team, configuration, mail};

const DANA: &str = "dana@northfield.example";
const PAT: &str = "pat@acme.example";

/// Noon of a day so long ago.
fn ago(days: i64) -> Timestamp {
    let now = Timestamp::now().as_second();
    Timestamp::from_second(now - now.rem_euclid(86_400) + 43_200).unwrap() - SignedDuration::from_hours(24 * days)
}

/// A message that was written and received then.
fn letter(id: &str, days: i64, from: &str, to: &str, subject: &str, re: Option<&str>) -> String {
    let date = ago(days).strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
    mail(id, &date, from, to, subject, re, "Can you tell me more about the second drive?").replace('\n', "\r\n")
}

/// Puts a message into a folder as a mail program or a migration does, with a date of receipt (RFC 3501 section 6.3.11).
fn append(dovecot: &Dovecot, folder: &str, message: &str, received: Timestamp) {
    let account = dovecot.user("dana");
    let stream = TcpStream::connect(("127.0.0.1", account.imap)).unwrap();
    let mut answers = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut say = |text: &str, until: &str| {
        (&stream).write_all(text.as_bytes()).unwrap();
        let answer = answers.by_ref().map(Result::unwrap).find(|line| line.starts_with(until) || line.starts_with("a ")).unwrap();
        assert!(answer.starts_with(until), "{text}: {answer}");
    };
    say("", "* OK");
    say(&format!("a LOGIN dana {}\r\n", account.password), "a OK");
    let when = received.strftime("%d-%b-%Y %H:%M:%S +0000");
    say(&format!("a APPEND {folder} (\\Seen) \"{when}\" {{{}}}\r\n", message.len()), "+");
    say(&format!("{message}\r\n"), "a OK");
    say("a LOGOUT\r\n", "a OK");
}

/// Dana's mailbox is on the server, and of a year everything is read at first. Acme's deal was opened 100 days ago.
fn team(dovecot: &Dovecot) -> Team {
    let team = Team::new();
    let account = dovecot.user("dana");
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\" }}",
        account.imaps,
        account.ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    prospect(&team, "acme", "Line 4 retrofit");
    team.secret("dana", &account.password);
    team
}

/// A prospect called so, with a deal opened 100 days ago.
fn prospect(team: &Team, name: &str, title: &str) {
    let opened = ago(100).strftime("%Y-%m-%d");
    let text = format!(
        "[[prospect]]\nname = \"{name}\"\ndomains = [\"{name}.example\"]\n\
         [[prospect.deal]]\nid = \"{name}\"\ntitle = \"{title}\"\nopened = {opened}\nowner = \"{DANA}\"\n"
    );
    team.write(&format!("prospects.d/{name}.toml"), &text);
    let _ = std::fs::remove_file(team.path("prospects.d/dana.toml"));
}

/// Whom the latest reply of a deal, which must be so many days old, is from.
fn reply(team: &Team, deal: &str, days: i64) -> serde_json::Value {
    let deal = team.deal(&Timestamp::now().to_string(), deal);
    assert_eq!(deal["last_reply"]["at"], ago(days).to_string(), "{deal}");
    deal
}

fn new(count: usize, concern: usize) -> String {
    format!("{DANA}: {count} new, {concern} of them concern deals or the team\n")
}

#[test]
fn a_reply_that_is_filed_late_answered_when_it_was_received() {
    let dovecot = Dovecot::start();
    append(&dovecot, "Sent", &letter("d1@northfield.example", 60, DANA, PAT, "Line 4 retrofit", None), ago(60));
    append(&dovecot, "INBOX", &letter("n1@list.example", 2, "news@list.example", DANA, "News", None), ago(2));
    let team = team(&dovecot);
    assert_eq!(team.sync(), new(2, 1));
    let before = team.deal(&Timestamp::now().to_string(), "acme");
    assert_eq!((&before["state"], &before["unanswered"]), (&"dark".into(), &1.into()), "{before}");
    // They answered on the next day; it is put into a folder that was read to its end, below and above younger mail, today.
    append(
        &dovecot,
        "INBOX",
        &letter("p1@acme.example", 59, PAT, DANA, "Re: Line 4 retrofit", Some("d1@northfield.example")),
        ago(59),
    );
    assert_eq!(team.sync(), new(1, 1));
    let after = reply(&team, "acme", 59);
    assert_eq!((&after["state"], &after["owed_since"]), (&"ours".into(), &ago(59).to_string().into()), "{after}");
    // One from before the horizon is read, too: it came now. Its place in time is its own.
    append(&dovecot, "Archive", &letter("p0@acme.example", 500, PAT, DANA, "Another line", None), ago(500));
    append(&dovecot, "Archive", &letter("p2@acme.example", 30, PAT, DANA, "Line 4 retrofit", None), ago(30));
    assert_eq!(team.sync(), new(2, 2));
    reply(&team, "acme", 30);
    assert_eq!(team.sync(), new(0, 0));
}

#[test]
fn a_prospect_that_is_added_later_finds_what_was_filed_late() {
    let dovecot = Dovecot::start();
    append(&dovecot, "INBOX", &letter("n1@list.example", 2, "news@list.example", DANA, "News", None), ago(2));
    let team = team(&dovecot);
    assert_eq!(team.sync(), new(1, 0));
    append(&dovecot, "Archive", &letter("d1@northfield.example", 70, DANA, "kim@beta.example", "Pumps", None), ago(70));
    append(&dovecot, "Archive", &letter("k0@beta.example", 80, "kim@beta.example", DANA, "Pumps", None), ago(80));
    append(&dovecot, "INBOX", &letter("k1@beta.example", 65, "kim@beta.example", DANA, "Re: Pumps", None), ago(65));
    assert_eq!(team.sync(), new(3, 0));
    // What was filed before the prospect was searched for, and what was filed since.
    prospect(&team, "beta", "Pumps");
    team.sync();
    reply(&team, "beta", 65);
    append(&dovecot, "INBOX", &letter("k2@beta.example", 64, "kim@beta.example", DANA, "Re: Pumps", None), ago(64));
    assert_eq!(team.sync(), new(1, 1));
    let deal = reply(&team, "beta", 64);
    assert_eq!((&deal["state"], &deal["owed_since"]), (&"ours".into(), &ago(65).to_string().into()), "{deal}");
}

/// A message that Dovecot doesn't show for a while, and then with the number that it was given when it came: as after a restore, or where
/// one of several machines behind a server's name hears of it late.
struct Hidden {
    maildir: PathBuf,
    file: PathBuf,
    uids: String,
}

impl Hidden {
    fn hide(dovecot: &Dovecot, folder: &str, message: &str, received: Timestamp) -> Self {
        append(dovecot, folder, message, received);
        let maildir = dovecot.folder("dana", folder);
        let uids = std::fs::read_to_string(maildir.join("dovecot-uidlist")).unwrap();
        let name = uids.lines().last().unwrap().split_once(':').unwrap().1.to_owned();
        let files = std::fs::read_dir(maildir.join("cur")).unwrap().map(|entry| entry.unwrap().path());
        let file = files.into_iter().find(|file| file.file_name().unwrap().to_str().unwrap().starts_with(&name)).unwrap();
        std::fs::rename(&file, maildir.join("hidden")).unwrap();
        let kept: String = uids.lines().filter(|line| !line.ends_with(&name)).map(|line| format!("{line}\n")).collect();
        let hidden = Self { maildir, file, uids: uids.lines().last().unwrap().to_owned() };
        hidden.write(&kept);
        hidden
    }

    fn show(&self) {
        std::fs::rename(self.maildir.join("hidden"), &self.file).unwrap();
        let uids = std::fs::read_to_string(self.maildir.join("dovecot-uidlist")).unwrap();
        let (head, rest) = uids.split_once('\n').unwrap();
        let number = |line: &&str| line.split_once(' ').unwrap().0.parse::<u32>().unwrap();
        let mut lines: Vec<&str> = rest.lines().chain([self.uids.as_str()]).collect();
        lines.sort_by_key(number);
        self.write(&format!("{head}\n{}\n", lines.join("\n")));
    }

    /// Writes the list of numbers, and has everything else that Dovecot knows of the folder found out anew.
    fn write(&self, uids: &str) {
        std::fs::write(self.maildir.join("dovecot-uidlist"), uids).unwrap();
        for entry in std::fs::read_dir(&self.maildir).unwrap().map(Result::unwrap) {
            if entry.file_name().to_string_lossy().starts_with("dovecot.index") {
                std::fs::remove_file(entry.path()).unwrap();
            }
        }
    }
}

#[test]
fn a_reply_received_long_ago_that_comes_to_light_below_others_is_read_within_a_day() {
    let dovecot = Dovecot::start();
    append(&dovecot, "Sent", &letter("d1@northfield.example", 60, DANA, PAT, "Line 4 retrofit", None), ago(60));
    append(&dovecot, "INBOX", &letter("n1@list.example", 500, "news@list.example", DANA, "News", None), ago(500));
    let answer = letter("p1@acme.example", 59, PAT, DANA, "Re: Line 4 retrofit", Some("d1@northfield.example"));
    let hidden = Hidden::hide(&dovecot, "INBOX", &answer, ago(59));
    append(&dovecot, "INBOX", &letter("n2@list.example", 2, "news@list.example", DANA, "News", None), ago(2));
    let team = team(&dovecot);
    assert_eq!(team.sync(), new(2, 1));
    let later = |hours: i64| {
        let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
        db.execute("UPDATE folder SET read_until = read_until - ?1", [hours * 3_600_000]).unwrap();
        // Nobody asks for what is missing any more.
        db.execute(
            "UPDATE folder SET cursor = substr(cursor, 1, instr(cursor || '@', '@') - 1) || '@0' WHERE cursor LIKE '%@%'",
            [],
        )
        .unwrap();
    };
    later(0);
    assert_eq!(team.sync(), new(0, 0));
    hidden.show();
    assert_eq!(team.sync(), new(0, 0));
    later(24);
    assert_eq!(team.sync(), new(1, 1), "and not what was older than the horizon at the first visit");
    assert_eq!(reply(&team, "acme", 59)["state"], "ours");
    later(24);
    assert_eq!(team.sync(), new(0, 0));
    assert_eq!(team.rows("copy"), 3);
    // Whoever wants more of the past gets it the same way.
    let config = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", &config.replace("kind = \"imap\"", "kind = \"imap\", horizon_days = 600"));
    assert_eq!(team.sync(), new(0, 0));
    later(24);
    assert_eq!(team.sync(), new(1, 0));
}
