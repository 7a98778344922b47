//! What a mailbox without news costs, what a hundred with news cost, and what a very big one costs.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::peers::mbsync_at;
use crate::support::{Dovecot, Relay, Rule};
use crate::{mailbox_at, program, run_sync, secret};

/// The delay that is added to every answer.
const DELAY: Duration = Duration::from_millis(40);

/// Round trips of a pass with nothing new over twenty folders, and how long it takes when each is slow.
pub fn nothing_new(dovecot: &Dovecot) {
    for n in 0..15 {
        dovecot.deliver(
            "quiet",
            &format!("Clients/{n}"),
            b"From: a@b.example\r\nTo: c@d.example\r\nSubject: One\r\n\r\nHello\r\n",
        );
    }
    let account = dovecot.user("quiet");
    let relay = Relay::before(account.imaps);
    let dir = tempfile::tempdir().unwrap();
    team(dir.path(), &[("quiet", mailbox_at(dovecot, relay.port, "quiet"))], "");
    run_sync(dir.path());
    relay.turns();
    let plain = timed(dir.path());
    let own = relay.turns() / 5;
    relay.set(Rule::Late(DELAY));
    let late = timed(dir.path());
    relay.set(Rule::Through);
    println!(
        "nothing new in 20 folders: {own} round trips from the first octet to the farewell, of which TLS takes 2 and the login 1; with \
         {DELAY:?} more for each {late:.2?} in place of {plain:.2?}, which is {:.1} delays",
        late.saturating_sub(plain).as_secs_f64() / DELAY.as_secs_f64()
    );
    let near = tempfile::tempdir().unwrap();
    mbsync_at(dovecot, relay.port, "quiet", near.path());
    relay.turns();
    if mbsync_at(dovecot, relay.port, "quiet", near.path()).is_some() {
        println!("mbsync: {} round trips for the same", relay.turns());
    }
}

/// How long a pass takes, the quickest of five.
fn timed(dir: &Path) -> Duration {
    let one = || {
        let begun = Instant::now();
        run_sync(dir);
        begun.elapsed()
    };
    (0..5).map(|_| one()).min().unwrap()
}

/// A team whose reps have these mailboxes.
pub fn team(dir: &Path, reps: &[(&str, String)], more: &str) {
    let mut text = format!(
        "[team]\nname = \"Bench\"\ndomains = [\"northfield.example\"]\ntime_zone = \"UTC\"\n[state]\ndir = \"state\"\n\
         [prospects]\ndir = \"prospects.d\"\n{more}"
    );
    fs::create_dir_all(dir.join("prospects.d")).unwrap();
    for (name, mailbox) in reps {
        text.push_str(&format!("[[rep]]\nname = \"{name}\"\naddress = \"{name}@northfield.example\"\nmailbox = {mailbox}\n"));
        secret(dir, name, &format!("secret-{name}"));
    }
    fs::write(dir.join("wentdark.toml"), text).unwrap();
}

/// How long it takes until one new message in each of `count` mailboxes that wait for news is in the store.
pub fn news(dovecot: &Dovecot, count: usize, read: &dyn Fn() -> usize) {
    let before = read();
    let begun = Instant::now();
    for n in 0..count {
        dovecot.deliver(&format!("idle{n}"), "INBOX", b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Two\r\n\r\nHello\r\n");
    }
    while read() < before + count {
        assert!(begun.elapsed() < Duration::from_secs(600), "news never came");
        std::thread::sleep(Duration::from_millis(50));
    }
    println!("{count} mailboxes with one new message each: all in the store after {:.2?} (asked: 5 s)", begun.elapsed());
}

/// How many folders may be watched for news for one user of the system: Dovecot, when there are no more, looks by the clock alone, up to half
/// a minute late. Its manual says to raise it; it is put back afterwards.
pub struct Instances(Option<String>);

const INSTANCES: &str = "/proc/sys/fs/inotify/max_user_instances";

impl Instances {
    /// Raises it, as far as that is allowed.
    pub fn raise() -> Self {
        let before = fs::read_to_string(INSTANCES).unwrap_or_default();
        let before = before.trim();
        match fs::write(INSTANCES, "8192") {
            Ok(()) => {
                println!("with fs.inotify.max_user_instances at 8192 in place of {before}, as Dovecot's manual advises:");
                Self(Some(before.to_owned()))
            }
            Err(reason) => {
                println!("(fs.inotify.max_user_instances stays at {before}, which only root may raise: {reason})");
                Self(None)
            }
        }
    }
}

impl Drop for Instances {
    fn drop(&mut self) {
        if let Some(before) = &self.0
            && let Err(reason) = fs::write(INSTANCES, before)
        {
            println!("fs.inotify.max_user_instances could not be put back to {before}: {reason}");
        }
    }
}

/// The memory that a first pass takes, of a mailbox with `few` messages and one with `many`, all small, none of which concerns anybody.
pub fn memory(dovecot: &Dovecot, few: usize, many: usize) {
    let [small, big] = [("few", few), ("many", many)].map(|(name, count)| {
        let inbox = dovecot.folder(name, "INBOX");
        for n in 0..count {
            let text = format!(
                "From: pat@other{}.example\r\nTo: {name}@elsewhere.example\r\nSubject: Message {n}\r\nMessage-ID: <{n}@other.example>\r\n\
                 Date: Mon, 11 May 2026 10:00:00 +0000\r\n\r\nHello\r\n",
                n % 997
            );
            fs::write(inbox.join("cur").join(format!("1700000000.M{n:07}.bench:2,S")), text).unwrap();
        }
        let home = inbox.parent().unwrap();
        assert!(Command::new("chown").args(["-R", "--reference"]).arg(home).arg(&inbox).status().unwrap().success());
        let dir = tempfile::tempdir().unwrap();
        team(dir.path(), &[(name, mailbox_at(dovecot, dovecot.user(name).imaps, name))], "");
        let begun = Instant::now();
        let (mut most, mut passes, mut done) = (0.0f64, 0, false);
        // Dovecot's own first look at a million files, or the limit of its memory, may end a session: the next pass goes on from there.
        while !done {
            passes += 1;
            assert!(passes <= 20, "the first pass never ends");
            let (peak, success) = peak(dir.path());
            (most, done) = (most.max(peak), success);
        }
        println!(
            "{count} messages: peak {most:.0} MB, {:.1?} and {passes} passes with Dovecot's own first look at them",
            begun.elapsed()
        );
        most
    });
    println!("the memory of {many} messages is {:.2} times that of {few} (asked: 1.5 at most)", big / small);
}

/// MB, at most, of a pass, and whether it read everything.
fn peak(dir: &Path) -> (f64, bool) {
    let mut command = Command::new(program());
    command.args(["sync", "--config", "wentdark.toml"]).current_dir(dir).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut peak = 0.0f64;
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(crate::status(child.id(), "VmHWM:"));
        std::thread::sleep(Duration::from_millis(5));
    }
    (peak, child.wait().unwrap().success())
}
