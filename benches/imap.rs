//! How fast a first pass over a real Dovecot is, over TLS, beside a reader that fetches the same header fields with every command
//! under way at once and throws them away, Python's imaplib and Node's imapflow fetching the same, and mbsync pulling the same folders.
//!
//! `cargo bench --bench imap` prints ratios, and what crosses the wire; `WENTDARK_BENCH_MESSAGES` sets the size (10,000 unless told; 0:
//! not that part). `WENTDARK_BENCH_MAILBOXES` sets how many mailboxes wait for news in one service (500; 0: not that part),
//! `WENTDARK_BENCH_MANY` how many messages a very big mailbox has (none unless told: Dovecot takes minutes to look at a million files).
//! `WENTDARK_BENCH_PROGRAM` names another build of the program, to compare.
//! A pass over mail that concerns nobody shows what the header fields take; what is more in a whole pass, the bodies and signals
//! take. mbsync (Debian: isync) is run when it is installed, imapflow when npm can fetch it. Dovecot's caches are warm for everybody: one
//! reader has been there before. As root it raises `fs.inotify.max_user_instances` while mailboxes wait for news, and puts it back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::string_slice,
    dead_code,
    unused_imports
)]

mod generate;
#[path = "imap/parts.rs"]
mod parts;
#[path = "imap/peers.rs"]
mod peers;
#[path = "../tests/it/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use peers::{Imaplib, imapflow, imaplib, mbsync_at, raw};
use support::{Dovecot, Relay};

/// How often the reader and the pass that is compared with it are measured.
const TIMES: usize = 5;

const FOLDERS: [&str; 3] = ["INBOX", "Sent", "Archive"];

fn main() {
    let dovecot = Dovecot::start();
    let messages = number("WENTDARK_BENCH_MESSAGES", 10_000);
    if messages > 0 {
        first_passes(&dovecot, messages);
    }
    parts::nothing_new(&dovecot);
    let mailboxes = number("WENTDARK_BENCH_MAILBOXES", 500);
    if mailboxes > 0 {
        println!("as the system is installed:");
        idle(&dovecot, mailboxes);
        let raised = parts::Instances::raise();
        idle(&Dovecot::start(), mailboxes);
        // Without NOTIFY a second connection waits for sent mail, where there is room for one: for half of them.
        let mut alone = Dovecot::start();
        alone.offer("IMAP4rev1 LITERAL+ SASL-IR IDLE");
        println!("the same with IDLE alone:");
        idle(&alone, mailboxes);
        drop(raised);
    }
    let many = number("WENTDARK_BENCH_MANY", 0);
    if many > 0 {
        parts::memory(&dovecot, 10_000, many);
    }
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// The program that is measured.
fn program() -> String {
    std::env::var("WENTDARK_BENCH_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_wentdark").to_owned())
}

fn first_passes(dovecot: &Dovecot, messages: usize) {
    let home = dovecot.folder("dana", "INBOX");
    println!("writing {messages} messages");
    generate::maildir(&home, messages, 7);
    assert!(Command::new("chown").args(["-R", "--reference"]).arg(home.parent().unwrap()).arg(&home).status().unwrap().success());
    let size = size_of(&home);
    let account = dovecot.user("dana");
    raw(dovecot, messages);
    // In turn, so that whatever else the machine does disturbs both; the quickest of each.
    let (mut reader, mut headers, mut processor) = (f64::MAX, f64::MAX, f64::MAX);
    for _ in 0..TIMES {
        reader = reader.min(raw(dovecot, messages));
        let (seconds, _, used) = sync(dovecot, account.imaps, messages, false);
        (headers, processor) = (headers.min(seconds), processor.min(used));
    }
    println!("a pipelined reader of the same header fields: {reader:.2} s, the quickest of {TIMES}");
    println!(
        "wentdark sync where nothing concerns the team (header fields alone): {headers:.2} s, the quickest of {TIMES}: {:.2} times the \
         reader (asked: 1.3); {:.1} us of a processor for each message",
        headers / reader,
        processor * 1e6 / messages as f64
    );
    for (how, what) in [
        (Imaplib::OneByOne, "imaplib, the same header fields, a command for each message as its documentation shows"),
        (Imaplib::FiveHundred, "imaplib with a command for 500 messages, where most of the time is the server's"),
    ] {
        let python = imaplib(dovecot, how);
        println!("{what}: {python:.2} s; wentdark is {:.1} times as fast (asked: 5)", python / headers);
    }
    match imapflow(dovecot, messages) {
        Some(node) => println!(
            "imapflow, the same header fields, fetch('1:*') as its documentation shows: {node:.2} s; wentdark is {:.1} times as fast \
             (asked: 10)",
            node / headers
        ),
        None => println!("imapflow can't be installed by npm: not compared"),
    }
    let (own, memory, _) = sync(dovecot, account.imaps, messages, true);
    println!(
        "wentdark sync with bodies and signals: {own:.2} s, {:.0} messages/s, peak {memory:.0} MB: {:.2} times the reader",
        messages as f64 / own,
        own / reader
    );
    let relay = Relay::before(account.imaps);
    sync(dovecot, relay.port, messages, true);
    let octets = relay.heard() as f64;
    println!("on the wire: {:.1} MB of {:.1} MB in the mailbox, {:.1} %", octets / 1e6, size / 1e6, 100.0 * octets / size);
    match mbsync_at(dovecot, account.imaps, "dana", tempfile::tempdir().unwrap().path()) {
        Some(peer) => println!(
            "mbsync: {peer:.2} s; wentdark is {:.1} times as fast, without bodies and signals {:.1} times",
            peer / own,
            peer / headers
        ),
        None => println!("mbsync is not installed: not compared"),
    }
}

/// What a service costs whose mailboxes all wait for news, each in a connection of its own.
fn idle(dovecot: &Dovecot, count: usize) {
    let dir = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..count).map(|n| format!("idle{n}")).collect();
    for name in &names {
        dovecot.folder(name, "Sent");
        dovecot.deliver(name, "INBOX", b"From: a@b.example\r\nTo: c@d.example\r\nSubject: One\r\n\r\nHello\r\n");
    }
    let reps: Vec<(&str, String)> =
        names.iter().map(|name| (name.as_str(), mailbox_at(dovecot, dovecot.user(name).imaps, name))).collect();
    let limits = format!("[connections]\nper_server = {0}\ntotal = {0}\n", count * 2);
    parts::team(dir.path(), &reps, &limits);
    let mut command = Command::new(program());
    command.args(["run", "--config", "wentdark.toml"]).current_dir(dir.path());
    let mut child = command.env_remove("STATE_DIRECTORY").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let database = dir.path().join("state/wentdark.sqlite3");
    let read = || {
        let db = rusqlite::Connection::open_with_flags(&database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY);
        db.and_then(|db| db.query_row("SELECT count(*) FROM copy", [], |row| row.get::<_, u32>(0))).unwrap_or(0) as usize
    };
    while read() < count {
        assert!(child.try_wait().unwrap().is_none(), "the service ended");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    std::thread::sleep(std::time::Duration::from_secs(10));
    let (memory, before) = (status(child.id(), "VmRSS:"), processor(child.id()));
    std::thread::sleep(std::time::Duration::from_secs(30));
    let used = processor(child.id()) - before;
    println!(
        "{count} mailboxes that wait for news in {} connections: {memory:.0} MB, {:.0} kB each (asked: 150 MB); {:.2} % of a processor",
        connections(child.id()),
        memory * 1024.0 / count as f64,
        used / 30.0 * 100.0
    );
    parts::news(dovecot, count.min(100), &read);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A line of proc(5)'s status, in MB; 0 once the process has ended.
fn status(process: u32, line: &str) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|one| one.strip_prefix(line));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// How many sockets a process has open.
fn connections(process: u32) -> usize {
    let open = std::fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    open.filter(|file| std::fs::read_link(file.path()).is_ok_and(|target| target.to_string_lossy().starts_with("socket:")))
        .count()
}

/// Seconds of processor time so far: fields 14 and 15 of proc(5), in hundredths.
fn processor(process: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let Some((_, rest)) = text.rsplit_once(") ") else { return 0.0 };
    let fields: Vec<&str> = rest.split(' ').collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

fn secret(dir: &Path, name: &str, password: &str) {
    std::fs::create_dir_all(dir.join("secrets")).unwrap();
    let path = dir.join("secrets").join(name);
    std::fs::write(&path, password).unwrap();
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}

fn size_of(dir: &Path) -> f64 {
    let output = Command::new("du").args(["-sb"]).arg(dir).output().unwrap();
    String::from_utf8_lossy(&output.stdout).split_whitespace().next().unwrap().parse().unwrap()
}

/// A first pass into an empty state: seconds, peak memory in MB, and seconds of a processor. When the mail is not `ours`, nothing but
/// header fields is read.
fn sync(dovecot: &Dovecot, port: u16, messages: usize, ours: bool) -> (f64, f64, f64) {
    let dir = tempfile::tempdir().unwrap();
    generate::team(dir.path(), 100, 1);
    if !ours {
        for file in ["wentdark.toml", "prospects.d/all.toml"] {
            let path = dir.path().join(file);
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.replace("\"northfield.example", "\"other.example").replace("@northfield", "@other");
            std::fs::write(&path, text.replace("[\"prospect", "[\"nobody")).unwrap();
        }
    }
    let file = dir.path().join("wentdark.toml");
    let mailbox = mailbox_at(dovecot, port, "dana");
    let text = std::fs::read_to_string(&file).unwrap().replace("{ kind = \"maildir\", path = \"mail\" }", &mailbox);
    std::fs::write(&file, text).unwrap();
    secret(dir.path(), "dana", "secret-dana");
    let start = Instant::now();
    let mut child = Command::new(program())
        .args(["sync", "--config", "wentdark.toml"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut peak, mut used) = (0.0f64, 0.0f64);
    while child.try_wait().unwrap().is_none() {
        (peak, used) = (peak.max(status(child.id(), "VmHWM:")), used.max(processor(child.id())));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let seconds = start.elapsed().as_secs_f64();
    let mut said = String::new();
    std::io::Read::read_to_string(child.stdout.as_mut().unwrap(), &mut said).unwrap();
    assert!(said.contains(&format!(": {messages} new, ")), "{said}");
    (seconds, peak, used)
}

/// The mailbox of a user as the configuration names it.
fn mailbox_at(dovecot: &Dovecot, port: u16, user: &str) -> String {
    let ca = dovecot.user(user).ca;
    format!(
        "{{ kind = \"imap\", host = \"localhost\", port = {port}, user = \"{user}\", secret = \"{user}\", extra_ca = \"{}\", horizon_days = 36500 }}",
        ca.display()
    )
}

/// One `sync`, which must end well.
fn run_sync(dir: &Path) {
    let mut command = Command::new(program());
    command.args(["sync", "--config", "wentdark.toml"]).current_dir(dir).stdout(Stdio::null());
    assert!(command.status().unwrap().success());
}
