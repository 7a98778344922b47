//! Many mailboxes in one service: a dead one slows nobody, limits hold, and everybody gets a turn.

use std::fmt::Write as _;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::time::timeout;
use wentdark::daemon::lanes::{Lanes, Queue};

use crate::support::team::{ACME, Team, configuration, mail};
use crate::support::{Dovecot, Relay};

/// How long the slowest machine is waited for. What has to be waited for comes after a minute at most.
const PATIENCE: Duration = Duration::from_secs(300);

/// The service, and what is expected of it in time.
pub struct Service<'a> {
    child: Child,
    team: &'a Team,
}

impl<'a> Service<'a> {
    pub fn start(team: &'a Team) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_wentdark"))
            .args(["run", "--config", "wentdark.toml", "--every", "1"])
            .current_dir(team.path("."))
            .env_remove("STATE_DIRECTORY")
            .stderr(Stdio::from(std::fs::File::create(team.path("log")).unwrap()))
            .spawn()
            .unwrap();
        Self { child, team }
    }

    /// How long it takes until `what` holds.
    pub fn until(&self, what: &str, holds: impl Fn() -> bool) -> Duration {
        let begun = Instant::now();
        while !holds() {
            let log = || std::fs::read_to_string(self.team.path("log")).unwrap();
            assert!(begun.elapsed() < PATIENCE, "{what}: never\n{}", log());
            std::thread::sleep(Duration::from_millis(20));
        }
        begun.elapsed()
    }

    /// Copies of messages that are in the store.
    fn copies(&self) -> u32 {
        self.rows("copy")
    }

    /// How many rows a table of the store has.
    pub fn rows(&self, table: &str) -> u32 {
        // Until the service has made its tables there is nothing.
        let db = rusqlite::Connection::open_with_flags(
            self.team.path("state/wentdark.sqlite3"),
            rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
        );
        db.and_then(|db| db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))).unwrap_or(0)
    }
}

impl Drop for Service<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A team of `names`, each with a mailbox at a port of its own choice.
fn team(dovecot: &Dovecot, names: &[(String, u16)], more: &str) -> Team {
    let team = Team::new();
    let ca = dovecot.user("dana").ca;
    let mailbox = |(name, port): &(String, u16)| {
        format!(
            "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {port}, user = \"{name}\", secret = \"{name}\", \
             extra_ca = \"{}\", horizon_days = 36500 }}\n",
            ca.display()
        )
    };
    let (first, rest) = names.split_first().unwrap();
    let mut text = configuration(&mailbox(first));
    for one in rest {
        write!(text, "[[rep]]\nname = \"{0}\"\naddress = \"{0}@northfield.example\"\n{1}", one.0, mailbox(one)).unwrap();
    }
    team.write("wentdark.toml", &format!("{text}{more}"));
    team.write("prospects.d/dana.toml", ACME);
    for (name, _) in names {
        team.secret(name, &format!("secret-{name}"));
    }
    team
}

fn message(id: &str) -> String {
    let date = "Mon, 11 May 2026 10:00:00 +0000";
    mail(&format!("{id}@acme.example"), date, "pat@acme.example", "dana@northfield.example", "Line 4", None, "Hello")
}

fn names(count: usize, port: u16) -> Vec<(String, u16)> {
    std::iter::once("dana".to_owned()).chain((1..count).map(|n| format!("rep{n}"))).map(|name| (name, port)).collect()
}

#[test]
fn a_dead_mailbox_slows_nobody() {
    let dovecot = Dovecot::start();
    // It takes connections (the system does) and never says a word.
    let dead = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut names = names(1, dovecot.user("dana").imaps);
    names.extend((0..20).map(|n| (format!("dead{n}"), dead.local_addr().unwrap().port())));
    let team = team(&dovecot, &names, "");
    dovecot.deliver("dana", "INBOX", message("p1").as_bytes());
    let service = Service::start(&team);
    let first = service.until("the first message", || service.copies() == 1);
    assert!(first < Duration::from_secs(30), "{first:?}: while twenty mailboxes don't answer");
    std::thread::sleep(Duration::from_secs(1));
    for n in 2..6 {
        dovecot.deliver("dana", "INBOX", message(&format!("p{n}")).as_bytes());
        let took = service.until("news", || service.copies() == n);
        println!("news beside twenty dead mailboxes: {took:?}");
        // One that waited for the dead would wait for a minute.
        assert!(took < Duration::from_secs(30), "{took:?}");
        std::thread::sleep(Duration::from_millis(500));
    }
}

#[test]
fn a_hundred_mailboxes_with_a_new_message_each_are_read_in_seconds() {
    let dovecot = Dovecot::start();
    let names = names(100, dovecot.user("dana").imaps);
    let team = team(&dovecot, &names, "");
    for (name, _) in &names {
        dovecot.deliver(name, "INBOX", message(&format!("first-{name}")).as_bytes());
    }
    let service = Service::start(&team);
    let first = service.until("the first passes", || service.copies() == 100);
    println!("a hundred first passes: {first:?}");
    std::thread::sleep(Duration::from_secs(3));
    let begun = Instant::now();
    for (name, _) in &names {
        dovecot.deliver(name, "INBOX", message(&format!("second-{name}")).as_bytes());
    }
    service.until("the news of a hundred", || service.copies() == 200);
    let took = begun.elapsed();
    let status = std::fs::read_to_string(format!("/proc/{}/status", service.child.id())).unwrap();
    let memory = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    println!("a hundred mailboxes with one new message each: {took:?}; {memory}");
    // Whoever isn't told of news is read a minute later at the earliest.
    assert!(took < Duration::from_secs(50), "{took:?}");
}

#[test]
fn limits_on_connections_are_never_exceeded_and_everybody_gets_a_turn() {
    let dovecot = Dovecot::start();
    let relay = Relay::before(dovecot.user("dana").imaps);
    let names = names(25, relay.port);
    let team = team(&dovecot, &names, "[connections]\nper_server = 4\n");
    for (name, _) in &names {
        dovecot.deliver(name, "INBOX", message(&format!("first-{name}")).as_bytes());
    }
    let service = Service::start(&team);
    let first = service.until("every mailbox", || service.copies() == 25);
    assert!(relay.most() <= 4, "{} connections at the same time", relay.most());
    service.until("three wait for news, one place is left", || relay.open() == 3);
    for (name, _) in &names {
        dovecot.deliver(name, "INBOX", message(&format!("second-{name}")).as_bytes());
    }
    // The next round is a minute later.
    let second = service.until("every mailbox again", || service.copies() == 50);
    println!("25 mailboxes over 4 connections: {first:?}, then {second:?}");
    assert!(relay.most() <= 4, "{} connections at the same time", relay.most());
}

#[tokio::test]
async fn second_connections_take_what_every_mailboxs_own_leaves_and_make_room_when_one_is_not_let_in() {
    let dovecot = Dovecot::start();
    let room = |per_server: usize, mailboxes: usize| {
        let team = team(&dovecot, &names(mailboxes, 1993), &format!("[connections]\nper_server = {per_server}\n"));
        let config = wentdark::config::load(&team.path("wentdark.toml")).unwrap();
        (Lanes::new(&config), config.mailboxes)
    };
    // Three of four connections may wait for news.
    for (mailboxes, seconds) in [(1, 2), (2, 1), (3, 0), (9, 0)] {
        let (lanes, all) = room(4, mailboxes);
        let held: Vec<_> = (0..9).map_while(|_| lanes.second(&all[0])).collect();
        assert_eq!(held.len(), seconds, "{mailboxes} mailboxes");
    }
    let (lanes, all) = room(4, 1);
    let mailbox = &all[0];
    lanes.make_room(mailbox);
    // It was no second connection that kept the mailbox out.
    let mut second = lanes.second(mailbox).expect("room");
    let own = lanes.enter(mailbox, Queue::News, None).await.unwrap();
    assert!(timeout(Duration::from_millis(50), second.is_wanted()).await.is_err());
    lanes.make_room(mailbox);
    timeout(Duration::from_secs(9), second.is_wanted()).await.expect("it is told at once");
    drop((second, own));
    assert!(lanes.second(mailbox).is_none(), "there is none for a while");
}

#[test]
fn two_mailboxes_share_three_connections_that_wait_and_one_hears_of_sent_mail() {
    let mut dovecot = Dovecot::start();
    dovecot.offer("IMAP4rev1 LITERAL+ SASL-IR IDLE");
    let relay = Relay::before(dovecot.user("dana").imaps);
    let team = team(&dovecot, &names(2, relay.port), "[connections]\nper_server = 4\n");
    let service = Service::start(&team);
    service.until("three wait for news", || relay.open() == 3);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(relay.open(), 3);
    assert!(relay.most() <= 4, "{} connections at the same time", relay.most());
}
