//! How fast a first pass over a Maildir is, beside `mu index` and `notmuch new` on the same tree, and a report over many facts.
//!
//! `cargo bench --bench passes` prints ratios; `WENTDARK_BENCH_MESSAGES` and `WENTDARK_BENCH_FACTS` set the sizes (0: not that
//! part), `WENTDARK_BENCH_DIR` names an empty folder to work in that is kept.
//! mu and notmuch (Debian: maildir-utils, notmuch) are run when they are installed. Each program starts on an empty state and a
//! warm page cache, one after the other.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod generate;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

fn main() {
    let messages = size("WENTDARK_BENCH_MESSAGES", 100_000);
    let facts = size("WENTDARK_BENCH_FACTS", 1_000_000);
    let temporary = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("WENTDARK_BENCH_DIR").map(std::path::PathBuf::from);
    let dir = kept.as_deref().unwrap_or(temporary.path());
    if messages > 0 {
        passes(dir, messages);
    }
    if facts > 0 {
        report(&dir.join("report"), facts);
    }
}

fn size(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn passes(dir: &Path, messages: usize) {
    println!("writing {messages} messages");
    generate::team(dir, 100, 1);
    generate::maildir(&dir.join("mail"), messages, 7);
    // One read of everything, so that no program pays for a cold disk.
    run("sh", &["-c", &format!("cat {}/mail/cur/* {}/mail/.*/cur/* | wc -c", dir.display(), dir.display())], dir, &[]);
    let binary = env!("CARGO_BIN_EXE_wentdark");
    let (own, memory) = run(binary, &["sync", "--config", "wentdark.toml"], dir, &[]);
    println!("wentdark sync: {own:.2} s, {:.0} messages/s, peak {:.0} MB", messages as f64 / own, memory);
    // What the first pass left to later ones, until nothing is left.
    let (mut closely, mut passes) = (0.0, 0);
    while owes(dir) {
        closely += run(binary, &["sync", "--config", "wentdark.toml"], dir, &[]).0;
        passes += 1;
    }
    println!("judging closely what the first pass left to the lexicon: {closely:.1} s in {passes} passes");
    let (again, _) = run(binary, &["sync", "--config", "wentdark.toml"], dir, &[]);
    println!("a pass that finds nothing new: {again:.2} s, {:.1} % of the first", 100.0 * again / own);
    let mu = dir.join("mu");
    std::fs::create_dir_all(&mu).unwrap();
    let home = format!("--muhome={}", mu.display());
    if run_if_there("mu", &["init", &home, &format!("--maildir={}/mail", dir.display())], dir, &[]).is_some() {
        let (peer, memory) = run("mu", &["index", &home, "--quiet"], dir, &[]);
        println!("mu index: {peer:.2} s, peak {memory:.0} MB; wentdark is {:.1} times as fast", peer / own);
    } else {
        println!("mu is not installed: not compared");
    }
    let config = dir.join("notmuch.conf");
    std::fs::write(
        &config,
        format!(
            "[database]\npath={0}/mail\nmail_root={0}/mail\n[user]\nname=x\nprimary_email=x@y.example\n[new]\ntags=\n",
            dir.display()
        ),
    )
    .unwrap();
    if let Some((peer, memory)) =
        run_if_there("notmuch", &["new", "--quiet"], dir, &[("NOTMUCH_CONFIG", config.to_str().unwrap())])
    {
        println!("notmuch new: {peer:.2} s, peak {memory:.0} MB; wentdark is {:.1} times as fast", peer / own);
    } else {
        println!("notmuch is not installed: not compared");
    }
}

/// Whether mail is yet to be judged closely.
fn owes(dir: &Path) -> bool {
    let mut store = wentdark::store::Store::open_for_passes(&dir.join("state")).unwrap();
    let mailbox = store.mailbox(&wentdark::domain::address::Address::parse("dana@northfield.example").unwrap()).unwrap();
    store.closer_count(mailbox, &std::collections::BTreeSet::new()).unwrap() > 0
}

/// Fills a store with `facts` messages over 10,000 deals, and asks for the report from a cold start.
fn report(dir: &Path, facts: usize) {
    use wentdark::domain::address::{Address, MessageId};
    use wentdark::domain::mail::{FolderRole, Kind, Mail, MailKey, Named};
    use wentdark::store::{Batch, Copy, Store};
    let deals = (facts / 100).max(1);
    println!("writing {facts} facts over {deals} deals");
    generate::team(dir, deals, 1);
    std::fs::create_dir_all(dir.join("mail/cur")).unwrap();
    let store = Mutex::new(Store::open_for_passes(&dir.join("state")).unwrap());
    let mut store = store.into_inner().unwrap();
    let dana = Address::parse("dana@northfield.example").unwrap();
    let mailbox = store.mailbox(&dana).unwrap();
    let folder = store.folders(mailbox, std::iter::once(("", FolderRole::Inbox))).unwrap()[0].id;
    let person = |address: Address| Named { address, name: Some("Some Body".into()) };
    for part in 0..facts.div_ceil(10_000) {
        let mut batch = Batch::default();
        for n in part * 10_000..((part + 1) * 10_000).min(facts) {
            let deal = n % deals;
            let theirs = Address::parse(&format!("buyer@prospect{deal}.example")).unwrap();
            let inbound = (n / deals).is_multiple_of(2);
            let (from, to) = if inbound { (theirs, dana.clone()) } else { (dana.clone(), theirs) };
            // A hundred days, on each of which the mails come in one after the other.
            let within = (n % deals) as i64 * 86_400_000 / deals as i64;
            let at = jiff::Timestamp::from_millisecond((1_760_000_000 + (n / deals) as i64 * 86_400) * 1000 + within).unwrap();
            let id = |n: usize| MessageId::parse(&format!("{n}@bench.example")).unwrap();
            let parent: Vec<MessageId> = (n >= deals).then(|| id(n - deals)).into_iter().collect();
            let key = MailKey((n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let mail = Mail {
                key,
                message_id: Some(id(n)),
                in_reply_to: parent.clone(),
                references: parent,
                returned: Vec::new(),
                from: Some(person(from)),
                sender: None,
                to: vec![person(to)],
                cc: Vec::new(),
                subject: format!("Retrofit {deal} 0"),
                date: Some(at),
                server_time: at,
                kind: Kind::Human,
                kind_rule: "no automatic mark".into(),
                back_on: None,
                deputy: None,
                failed: Vec::new(),
                attachments: Vec::new(),
                meetings: Vec::new(),
                subject_names: vec![format!("retrofit {deal} 0")],
                text_names: Vec::new(),
                signals: Vec::new(),
                decision_title: None,
                foreign_language: None,
                acknowledges: false,
                seen_in: [(dana.clone(), FolderRole::Inbox)].into(),
            };
            batch.copies.push(Copy { place: n.to_string(), key, hashes: Vec::new() });
            batch.mails.push((mail, true));
        }
        store.commit(folder, &batch).unwrap();
    }
    let end = wentdark::store::PassEnd { folders: vec![(folder, wentdark::store::FolderEnd::Read)], ..Default::default() };
    store.note_pass(mailbox, jiff::Timestamp::from_second(1_790_000_000).unwrap(), &end).unwrap();
    drop(store);
    let (whole, memory) =
        run(env!("CARGO_BIN_EXE_wentdark"), &["report", "--config", "wentdark.toml", "--format", "json"], dir, &[]);
    let start = Instant::now();
    let config = wentdark::config::load(&dir.join("wentdark.toml")).unwrap();
    let configured = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let facts = wentdark::daemon::judge::facts(&Store::open(&dir.join("state")).unwrap(), &config).unwrap();
    let read = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let verdicts = wentdark::daemon::judge::verdicts(&facts, &config, jiff::Timestamp::from_second(1_790_000_000).unwrap());
    let judged = start.elapsed().as_secs_f64();
    let raw = plain_read(&dir.join("state/wentdark.sqlite3"));
    println!(
        "report over {} deals: {whole:.2} s from a cold start ({:.1} times a plain read of the table), peak {memory:.0} MB; configuration {configured:.2} s, reading the store {read:.2} s, judging {judged:.2} s",
        verdicts.len(),
        whole / raw
    );
}

/// Seconds in which SQLite alone walks over the messages.
fn plain_read(file: &Path) -> f64 {
    let start = Instant::now();
    let db = rusqlite::Connection::open(file).unwrap();
    let octets: i64 = db.query_row("SELECT sum(head + length(seen)) FROM message", [], |row| row.get(0)).unwrap();
    assert!(octets > 0);
    start.elapsed().as_secs_f64()
}

/// Runs a program to its end: wall seconds and peak memory in MB, as `/usr/bin/time` would tell.
fn run(program: &str, arguments: &[&str], dir: &Path, environment: &[(&str, &str)]) -> (f64, f64) {
    run_if_there(program, arguments, dir, environment).unwrap_or_else(|| panic!("{program} could not be run"))
}

fn run_if_there(program: &str, arguments: &[&str], dir: &Path, environment: &[(&str, &str)]) -> Option<(f64, f64)> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(dir)
        .envs(environment.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0f64;
    let ended = loop {
        if let Ok(text) = std::fs::read_to_string(&status) {
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<f64>().ok());
            peak = peak.max(kilobytes.unwrap_or(0.0) / 1024.0);
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert!(ended.success(), "{program} {arguments:?} ended with {ended}");
    Some((start.elapsed().as_secs_f64(), peak))
}
