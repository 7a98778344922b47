//! The service on a real server that tells of new mail: a reply is in the state at once, in whatever folder it arrives, and a
//! server that goes and comes is watched again.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use wentdark::sources::Remembered;
use wentdark::sources::imap::Imap;

use crate::imap::settings;
use crate::support::team::{Team, configuration, mail};
use crate::support::{Dovecot, Scripted};

struct Service(Child);

impl Service {
    fn start(team: &Team) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_wentdark"))
            .args(["run", "--config", "wentdark.toml"])
            .current_dir(team.path("."))
            .env_remove("STATE_DIRECTORY")
            .stderr(Stdio::from(std::fs::File::create(team.path("log")).unwrap()))
            .spawn()
            .unwrap();
        Self(child)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn team(dovecot: &Dovecot) -> Team {
    let team = Team::new();
    let account = dovecot.user("dana");
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", horizon_days = 36500 }}",
        account.imaps,
        account.ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    team.secret("dana", "secret-dana");
    team
}

fn message(id: &str, subject: &str, pat_writes: bool) -> String {
    let (pat, dana) = ("pat@acme.example", "dana@northfield.example");
    let (from, to) = if pat_writes { (pat, dana) } else { (dana, pat) };
    mail(&format!("{id}@acme.example"), "Mon, 11 May 2026 10:00:00 +0000", from, to, subject, None, "Hello")
}

/// How long it takes until the last reply is the one with that id.
fn until_replied(team: &Team, id: &str) -> Duration {
    until(team, "last_reply", id)
}

/// How long it takes until the `last_reply` or `last_outbound` is the one with that id.
fn until(team: &Team, last: &str, id: &str) -> Duration {
    let start = Instant::now();
    loop {
        let took = start.elapsed();
        let deal = team.deal(&(jiff::Timestamp::now() + jiff::SignedDuration::from_secs(5)).to_string(), "acme-line4");
        if deal[last]["message_id"] == format!("{id}@acme.example") {
            return took;
        }
        let log = || std::fs::read_to_string(team.path("log")).unwrap();
        assert!(start.elapsed() < Duration::from_secs(60), "{id} never arrived: {deal}\n{}", log());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_reply_is_in_the_state_at_once_in_whatever_folder_it_arrives() {
    let mut dovecot = Dovecot::start();
    dovecot.deliver("dana", "INBOX", message("p1", "Line 4", true).as_bytes());
    dovecot.deliver("dana", "Clients", message("p0", "Line 4", true).as_bytes());
    let team = team(&dovecot);
    team.sync();
    let _service = Service::start(&team);
    dovecot.deliver("dana", "INBOX", message("p2", "Line 4", true).as_bytes());
    until_replied(&team, "p2");
    // From here on it watches: the first passes are over.
    std::thread::sleep(Duration::from_secs(2));
    dovecot.deliver("dana", "INBOX", message("p3", "Line 4", true).as_bytes());
    let inbox = until_replied(&team, "p3");
    println!("in the inbox: {inbox:?}");
    assert!(inbox < Duration::from_secs(3), "{inbox:?}: the next pass is minutes away");

    // Received in the same second, neither of two would be the last one.
    std::thread::sleep(Duration::from_secs(1));
    // Dovecot notifies (NOTIFY) of what it puts into a folder itself.
    let file = dovecot.folder("dana", "Clients").join("tmp/p5");
    std::fs::write(&file, message("p5", "Line 4", true)).unwrap();
    dovecot.doveadm("dana", &["save", "-m", "Clients", file.to_str().unwrap()]);
    println!("in another folder: {:?}", until_replied(&team, "p5"));

    dovecot.restart();
    std::thread::sleep(Duration::from_secs(1));
    dovecot.deliver("dana", "INBOX", message("p4", "Line 4", true).as_bytes());
    println!("after a restart of the server: {:?}", until_replied(&team, "p4"));
}

#[tokio::test]
async fn what_came_to_a_folder_after_it_was_read_is_news_at_once() {
    let dovecot = Dovecot::start();
    dovecot.deliver("dana", "Clients", message("p1", "Line 4", true).as_bytes());
    for comes in [false, true] {
        let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
        for folder in imap.folders().await.unwrap() {
            imap.list(&folder, &Remembered::default(), Timestamp::now()).await.unwrap();
        }
        if comes {
            let file = dovecot.folder("dana", "Clients").join("tmp/p2");
            std::fs::write(&file, message("p2", "Line 4", true)).unwrap();
            dovecot.doveadm("dana", &["save", "-m", "Clients", file.to_str().unwrap()]);
        }
        assert_eq!(imap.watch().await.unwrap(), Some(comes));
        imap.logout().await;
    }
}

#[test]
fn with_idle_alone_a_reply_is_in_the_state_long_before_the_next_pass() {
    let mut dovecot = Dovecot::start();
    dovecot.offer("IMAP4rev1 LITERAL+ SASL-IR IDLE");
    dovecot.deliver("dana", "INBOX", message("p1", "Line 4", true).as_bytes());
    let team = team(&dovecot);
    team.sync();
    let _service = Service::start(&team);
    // Each comes while it watches, or is found when it begins to. The next pass is five minutes away, less a tenth; that a minute goes
    // by before `until_replied` gives up is the bound.
    for id in ["p2", "p3"] {
        // Received in the same second, neither of two would be the last one.
        std::thread::sleep(Duration::from_secs(2));
        dovecot.deliver("dana", "INBOX", message(id, "Line 4", true).as_bytes());
        println!("with IDLE alone: {:?}", until_replied(&team, id));
    }
}

/// What we sent just now.
fn sent(id: &str) -> String {
    let now = jiff::fmt::rfc2822::to_string(&Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC)).unwrap();
    mail(&format!("{id}@acme.example"), &now, "dana@northfield.example", "pat@acme.example", "Line 4", None, "Hello")
}

#[test]
fn with_idle_alone_what_we_send_is_in_the_state_long_before_the_next_pass() {
    let mut dovecot = Dovecot::start();
    dovecot.offer("IMAP4rev1 LITERAL+ SASL-IR IDLE");
    dovecot.deliver("dana", "INBOX", message("p1", "Line 4", true).as_bytes());
    let team = team(&dovecot);
    team.sync();
    let _service = Service::start(&team);
    for id in ["d1", "d2"] {
        std::thread::sleep(Duration::from_secs(2));
        dovecot.deliver("dana", "Sent", sent(id).as_bytes());
        println!("sent, with IDLE alone: {:?}", until(&team, "last_outbound", id));
    }
    // The connection of the inbox goes on beside it, and both come back after the server did.
    dovecot.deliver("dana", "INBOX", message("p2", "Line 4", true).as_bytes());
    until_replied(&team, "p2");
    dovecot.restart();
    dovecot.deliver("dana", "Sent", sent("d3").as_bytes());
    until(&team, "last_outbound", "d3");
}

#[test]
fn a_server_that_takes_no_second_connection_tells_of_the_inbox_and_the_log_says_so() {
    let mut dovecot = Dovecot::start();
    dovecot.configure("imap_capability = IMAP4rev1 LITERAL+ SASL-IR IDLE\nprotocol imap {\n  mail_max_userip_connections = 1\n}");
    dovecot.deliver("dana", "INBOX", message("p1", "Line 4", true).as_bytes());
    let team = team(&dovecot);
    team.sync();
    let _service = Service::start(&team);
    let log = || std::fs::read_to_string(team.path("log")).unwrap();
    let begun = Instant::now();
    while !log().contains("no second connection waits for sent mail") {
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", log());
        std::thread::sleep(Duration::from_millis(50));
    }
    dovecot.deliver("dana", "INBOX", message("p2", "Line 4", true).as_bytes());
    until_replied(&team, "p2");
    assert!(!log().contains("could not be read"), "{}", log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_tells_of_news_without_end_is_not_asked_without_end() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let server = Scripted::start(move |command| {
        let answer = match command.split(' ').next().unwrap() {
            "CAPABILITY" => "* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK\r\n",
            "LIST" => "* LIST () \"/\" INBOX\r\n* LIST (\\Sent) \"/\" Sent\r\nTAG OK\r\n",
            "EXAMINE" => "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x\r\n* 0 EXISTS\r\nTAG OK\r\n",
            "IDLE" => {
                count.fetch_add(1, Ordering::SeqCst);
                "+ go\r\n* 9 EXISTS\r\nTAG OK\r\n"
            }
            "DONE" => "",
            _ => "TAG OK\r\n",
        };
        answer.as_bytes().to_vec()
    })
    .await;
    let team = crate::imap_odd::team(&server);
    // The service's own mailbox lies there, too.
    let configured = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let own = format!(
        "[commands]\naddress = \"wentdark@northfield.example\"\n\
         [commands.mailbox]\nkind = \"imap\"\nhost = \"localhost\"\nport = {}\nuser = \"wentdark\"\nsecret = \"dana\"\nextra_ca = \"{}\"\n",
        server.port,
        server.ca.display()
    );
    team.write("wentdark.toml", &format!("{configured}{own}"));
    let _service = Service::start(&team);
    tokio::time::sleep(Duration::from_secs(8)).await;
    let asked = asked.load(Ordering::SeqCst);
    // Three connections, one question in two seconds each once it is plain that nothing comes of it.
    assert!((3..30).contains(&asked), "{asked} times");
}
