//! The service under load on one machine: mailboxes on a real Dovecot, mail that arrives by LMTP, digests by a real Postfix, while both
//! servers are killed and come back. It fails unless every message is in the store once, every reader got one digest, and memory stayed
//! where it was.
//!
//! `cargo bench --bench load`; `WENTDARK_LOAD_MAILBOXES` (200), `WENTDARK_LOAD_RATE` (50 messages a second) and `WENTDARK_LOAD_SECONDS`
//! (600) make it smaller, `WENTDARK_LOAD_PROGRAM` names another build. It runs as root, as Postfix does, and everything on loopback.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::string_slice,
    dead_code,
    unused_imports
)]

#[path = "load/mail.rs"]
mod mail;
#[path = "../tests/it/support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OpenFlags};
use support::{Dovecot, Relay, Rule, Smtp};

const READERS: usize = 20;

/// How much of everything.
#[derive(Clone, Copy)]
struct Size {
    mailboxes: usize,
    rate: usize,
    seconds: u64,
}

fn main() {
    let number = |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let size = Size {
        mailboxes: number("WENTDARK_LOAD_MAILBOXES", 200) as usize,
        rate: number("WENTDARK_LOAD_RATE", 50) as usize,
        seconds: number("WENTDARK_LOAD_SECONDS", 600),
    };
    let total = size.rate * size.seconds as usize;
    let mut dovecot = Dovecot::start();
    let mut smtp = Smtp::start(&dovecot);
    let way_out = Relay::before(smtp.implicit);
    let dir = tempfile::tempdir().unwrap();
    // A digest falls due when half of the mail has come.
    let due = Timestamp::now() + SignedDuration::from_secs(i64::try_from(size.seconds / 2).unwrap() + 30);
    configure(dir.path(), &dovecot, &smtp, way_out.port, size, &due.strftime("%H:%M").to_string());
    let mut service = Service::start(dir.path());
    service
        .wait(dir.path(), Duration::from_secs(600), "it never read every mailbox", |dir| read_mailboxes(dir) == size.mailboxes);
    println!("{} mailboxes were read; {} messages a second for {} s", size.mailboxes, size.rate, size.seconds);

    let accepted: Arc<Mutex<HashMap<String, Instant>>> = Arc::default();
    let (port, arrived) = (dovecot.lmtp(), Arc::clone(&accepted));
    let sender = std::thread::spawn(move || mail::deliver(port, size.mailboxes, size.rate, total, &arrived));
    let seen: Arc<Mutex<HashMap<String, Instant>>> = Arc::default();
    let (over, watched, state) = (Arc::new(AtomicBool::new(false)), Arc::clone(&seen), dir.path().to_owned());
    let ends = Arc::clone(&over);
    let watcher = std::thread::spawn(move || watch(&state, &watched, &ends));

    let begun = Instant::now();
    let at = |part: f64| Duration::from_secs_f64(size.seconds as f64 * part).saturating_sub(begun.elapsed());
    let mut memory = Vec::new();
    for (part, what) in [(0.2, "imap"), (0.45, "smtp"), (0.7, "imap"), (0.9, "")] {
        std::thread::sleep(at(part));
        memory.push(service.status("VmRSS:"));
        match what {
            "imap" => {
                dovecot.stop();
                std::thread::sleep(Duration::from_secs(size.seconds / 30 + 2));
                dovecot.restart();
            }
            "smtp" => {
                // Out of reach at first, then killed while digests go out.
                way_out.set(Rule::CutAfter(0));
                std::thread::sleep(Duration::from_secs(size.seconds / 10 + 2));
                smtp.accept_everybody();
                way_out.set(Rule::Through);
            }
            _ => {}
        }
    }
    let sent = sender.join().unwrap();
    service.wait(dir.path(), Duration::from_secs(900), "not every message came into the store", |dir| messages(dir).0 >= total);
    memory.push(service.status("VmRSS:"));
    let digests = Duration::from_secs(600);
    service.wait(dir.path(), digests, "not every digest went out", |dir| count(dir, "digest WHERE sent IS NOT NULL") == READERS);
    over.store(true, Ordering::Relaxed);
    watcher.join().unwrap();

    let (all, once) = messages(dir.path());
    assert_eq!((all, once), (total, total), "every message is in the store once");
    for reader in 0..READERS {
        let arrived = dovecot.wait_for(&format!("lead{reader}"), "INBOX", 1);
        assert_eq!(arrived.len(), 1, "lead{reader} got one digest");
    }
    figures(&service, dir.path(), total, sent, &memory, &lags(&accepted, &seen));
}

/// Tells, and holds memory to what it was: the last figure against the first under load.
fn figures(service: &Service, dir: &Path, total: usize, again: usize, memory: &[f64], lags: &[f64]) {
    let at = |part: f64| lags[((lags.len() - 1) as f64 * part) as usize];
    println!(
        "lag from LMTP to the store: {:.2} s in the middle, {:.2} s at the 99th percentile, {:.2} s at most",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    println!("memory: peak {:.0} MB; on the way {memory:.0?} MB", service.status("VmHWM:"));
    println!("processor: {:.2} s a thousand messages", service.processor() * 1000.0 / total as f64);
    let file = |name: &str| fs::metadata(dir.join("state").join(name)).map_or(0, |meta| meta.len());
    let size = file("wentdark.sqlite3") + file("wentdark.sqlite3-wal");
    println!("store: {} octets a message; {again} deliveries were tried again", size / total as u64);
    let (first, last) = (memory[0], memory[memory.len() - 1]);
    assert!(last < first * 2.0 + 32.0, "memory grew from {first:.0} to {last:.0} MB");
}

fn lags(accepted: &Mutex<HashMap<String, Instant>>, seen: &Mutex<HashMap<String, Instant>>) -> Vec<f64> {
    let (accepted, seen) = (accepted.lock().unwrap(), seen.lock().unwrap());
    let mut lags: Vec<f64> =
        accepted.iter().filter_map(|(id, at)| Some(seen.get(id)?.saturating_duration_since(*at).as_secs_f64())).collect();
    lags.sort_by(f64::total_cmp);
    assert!(!lags.is_empty(), "no message was seen");
    lags
}

fn configure(dir: &Path, dovecot: &Dovecot, smtp: &Smtp, way_out: u16, size: Size, due: &str) {
    let ca = dovecot.certs().ca.display().to_string();
    let leads: Vec<String> = (0..READERS).map(|n| format!("\"lead{n}@northfield.example\"")).collect();
    let mut text = format!(
        "[team]\nname = \"Load\"\ndomains = [\"northfield.example\"]\ntime_zone = \"UTC\"\nmanagers = [{}]\n[state]\ndir = \"state\"\n\
         [smtp]\nhost = \"localhost\"\nport = {way_out}\nuser = \"wentdark\"\nsecret = \"wentdark\"\nextra_ca = \"{}\"\n\
         from = \"wentdark@northfield.example\"\n",
        leads.join(", "),
        smtp.ca.display()
    );
    for lead in &leads {
        let days = "[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]";
        text.push_str(&format!("[[digest]]\nto = {lead}\nat = \"{due}\"\ndays = {days}\n"));
    }
    let mut prospects = String::new();
    for n in 0..size.mailboxes {
        let mailbox = format!(
            "{{ kind = \"imap\", host = \"localhost\", port = {}, user = \"u{n}\", secret = \"u{n}\", extra_ca = \"{ca}\" }}",
            dovecot.user("u").imaps
        );
        text.push_str(&format!("[[rep]]\nname = \"Rep {n}\"\naddress = \"u{n}@northfield.example\"\nmailbox = {mailbox}\n"));
        prospects.push_str(&format!(
            "[[prospect]]\nname = \"Prospect {n} Works\"\ndomains = [\"p{n}.example\"]\n[[prospect.deal]]\nid = \"deal{n}\"\ntitle = \"Line {n}\"\n\
             opened = 2026-01-01\nowner = \"u{n}@northfield.example\"\n"
        ));
        dovecot.folder(&format!("u{n}"), "INBOX");
        secret(dir, &format!("u{n}"));
    }
    secret(dir, "wentdark");
    fs::create_dir_all(dir.join("prospects.d")).unwrap();
    fs::write(dir.join("prospects.d/all.toml"), prospects).unwrap();
    fs::write(dir.join("wentdark.toml"), text).unwrap();
}

fn secret(dir: &Path, name: &str) {
    fs::create_dir_all(dir.join("secrets")).unwrap();
    let path = dir.join("secrets").join(name);
    fs::write(&path, format!("secret-{name}")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// The service.
struct Service(Child);

impl Service {
    fn start(dir: &Path) -> Self {
        let program = std::env::var("WENTDARK_LOAD_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_wentdark").to_owned());
        let mut command = Command::new(program);
        command.args(["run", "--every", "1", "--config", "wentdark.toml"]).current_dir(dir).env_remove("STATE_DIRECTORY");
        let log = fs::File::create(dir.join("log")).unwrap();
        Self(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap())
    }

    /// Waits until something holds.
    fn wait(&mut self, dir: &Path, patience: Duration, what: &str, holds: impl Fn(&Path) -> bool) {
        let begun = Instant::now();
        while !holds(dir) {
            let log = || fs::read_to_string(dir.join("log")).unwrap();
            let last = || log().lines().rev().take(20).map(|line| format!("{line}\n")).collect::<String>();
            assert!(self.0.try_wait().unwrap().is_none(), "the service ended:\n{}", last());
            assert!(begun.elapsed() < patience, "{what}: {:?}\n{}", messages(dir), last());
            std::thread::sleep(Duration::from_millis(500));
        }
    }

    /// MB, by a line of proc(5)'s status.
    fn status(&self, line: &str) -> f64 {
        let text = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let line = text.lines().find_map(|one| one.strip_prefix(line));
        line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }

    /// Seconds of processor time so far: fields 14 and 15 of proc(5)'s stat, in hundredths.
    fn processor(&self) -> f64 {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        let fields: Vec<f64> = text.rsplit_once(") ").unwrap().1.split(' ').filter_map(|field| field.parse().ok()).collect();
        // The state before them is no number.
        (fields[10] + fields[11]) / 100.0
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn state(dir: &Path) -> Option<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(dir.join("state/wentdark.sqlite3"), flags).ok()?;
    db.busy_timeout(Duration::from_secs(10)).ok()?;
    Some(db)
}

fn count(dir: &Path, what: &str) -> usize {
    let found =
        state(dir).and_then(|db| db.query_row(&format!("SELECT count(*) FROM {what}"), [], |row| row.get::<_, u32>(0)).ok());
    found.unwrap_or(0) as usize
}

fn read_mailboxes(dir: &Path) -> usize {
    count(dir, "(SELECT DISTINCT mailbox_id FROM folder WHERE read_until IS NOT NULL)")
}

/// Messages of the load in the store, and how many different ones.
fn messages(dir: &Path) -> (usize, usize) {
    let sql = "SELECT count(*), count(DISTINCT message_id) FROM message WHERE message_id LIKE 'load.%'";
    let both = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u32>(0)? as usize, row.get::<_, u32>(1)? as usize));
    state(dir).and_then(|db| db.query_row(sql, [], both).ok()).unwrap_or_default()
}

/// Notes when each message is first seen in the store.
fn watch(dir: &Path, seen: &Mutex<HashMap<String, Instant>>, over: &AtomicBool) {
    let Some(db) = state(dir) else { return };
    let mut last = 0;
    while !over.load(Ordering::Relaxed) {
        let now = Instant::now();
        let mut query = db.prepare_cached("SELECT id, message_id FROM message WHERE id > ?1 ORDER BY id").unwrap();
        let rows = query.query_map([last], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?))).unwrap();
        for (id, message) in rows.map_while(Result::ok) {
            last = id;
            if let Some(message) = message {
                seen.lock().unwrap().entry(message).or_insert(now);
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
