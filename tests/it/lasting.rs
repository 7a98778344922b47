//! Data that lasts: copies and their return, a damaged database, a full disk, people who want to be forgotten.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::service::Service;
use crate::support::process::run;
use crate::support::team::{ACME, Team, mail};

mod forgetting;

const DANA: &str = "Dana Reyes <dana@northfield.example>";
const PAT: &str = "Pat Lee <pat@acme.example>";
const KIM: &str = "Kim Orr <kim@acme.example>";
const NOON: &str = "2026-05-20T12:00:00Z";
const CONFIG: [&str; 2] = ["--config", "wentdark.toml"];

/// Pat asks, Dana answers Pat and Kim, Kim answers, Dana tells Sam what Pat Lee said.
fn story(team: &Team) {
    let put = |folder: &str, id: &str, day: u8, from: &str, to: &str, subject: &str, text: &str| {
        let date = format!("{day:02} May 2026 10:00:00 +0000");
        let re = (id != "p1@acme.example").then_some("p1@acme.example");
        let name = format!("{}.{id}", day);
        team.deliver(folder, &name, &format!("2026-05-{day:02}T10:00:03Z"), &mail(id, &date, from, to, subject, re, text));
    };
    put("", "p1@acme.example", 4, PAT, DANA, "Line 4", "We have to decide this week.");
    put(".Sent", "d1@northfield.example", 5, DANA, &format!("{PAT}, {KIM}"), "Re: Line 4", "Here is the quote.");
    put("", "k1@acme.example", 6, KIM, DANA, "Re: Line 4", "Thanks.");
    put(
        ".Sent",
        "d2@northfield.example",
        7,
        DANA,
        "sam@northfield.example",
        "Pat Lee of Acme",
        "We got it, says Pat Lee of Acme!",
    );
}

/// The files of the state that hold `text`, in whatever case.
fn found(team: &Team, text: &str) -> Vec<String> {
    let holds = |path: &Path| {
        let bytes = fs::read(path).unwrap().to_ascii_lowercase();
        bytes.windows(text.len()).any(|window| window == text.to_lowercase().as_bytes())
    };
    let all = fs::read_dir(team.path("state")).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| holds(path)).map(|path| path.display().to_string()).collect()
}

#[test]
fn a_person_who_is_forgotten_leaves_no_octet_behind_and_does_not_come_back() {
    let team = Team::new();
    story(&team);
    team.sync();
    for text in ["pat@acme.example", "pat lee"] {
        assert!(!found(&team, text).is_empty(), "{text} is there before");
    }
    let forget = |more: &[&str]| team.ok(&[&["forget", "pat@acme.example"], &CONFIG[..], more].concat());
    let said = forget(&[]);
    assert!(said.contains("would be removed: 1 message,") && said.contains("Pat Lee"), "{said}");
    assert!(!found(&team, "pat@acme.example").is_empty(), "without --yes nothing is changed");
    let said = forget(&["--yes"]);
    assert!(said.contains("removed: 1 message,") && said.contains("no trace is left"), "{said}");
    for text in ["pat@acme.example", "pat lee"] {
        assert_eq!(found(&team, text), Vec::<String>::new(), "{text}");
    }
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!(deal["last_reply"]["message_id"], "k1@acme.example", "what others wrote stays: {deal}");

    // Whatever makes the past be read again, they stay forgotten.
    team.write("prospects.d/dana.toml", &ACME.replace("aliases = [\"Acme\"]", "aliases = [\"Acme\", \"Acme Inc\"]"));
    team.sync();
    fs::remove_dir_all(team.path("mail/dana/.Archive")).ok();
    for sub in ["cur", "new", "tmp"] {
        fs::create_dir_all(team.path("mail/dana/.Archive").join(sub)).unwrap();
    }
    let old = mail("p0@acme.example", "01 May 2026 10:00:00 +0000", PAT, DANA, "Hello", None, "Hi");
    team.deliver(".Archive", "0.p0", "2026-05-01T10:00:00Z", &old);
    team.sync();
    assert_eq!(found(&team, "pat@acme.example"), Vec::<String>::new());

    // New mail of theirs is new business.
    let tomorrow = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
    let new = mail("p9@acme.example", "01 May 2026 10:00:00 +0000", PAT, DANA, "Line 4 again", None, "Hi");
    team.deliver("", "9.p9", &tomorrow.to_string(), &new);
    team.sync();
    assert!(!found(&team, "pat@acme.example").is_empty());
}

#[test]
fn a_prospect_is_forgotten_with_people_deals_and_whatever_names_it() {
    let team = Team::new();
    story(&team);
    team.sync();
    team.ok(&[
        "mark",
        "acme-line4",
        "signed",
        "--note",
        "on paper, by Pat",
        "--by",
        "dana@northfield.example",
        "--config",
        "wentdark.toml",
    ]);
    team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
    let said = team.fails(1, &["forget", "acme industrial", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("removed: 4 messages") && said.contains("1 action,") && said.contains("no trace is left"), "{said}");
    assert!(said.contains("still named in") && said.contains("prospects.d/dana.toml"), "{said}");
    for text in ["acme", "pat lee", "kim@"] {
        assert_eq!(found(&team, text), Vec::<String>::new(), "{text}");
    }
    assert_eq!((team.rows("message"), team.rows("action"), team.rows("followed")), (0, 0, 0));
}

#[test]
fn mail_with_another_prospect_stays_whatever_word_it_shares() {
    let team = Team::new();
    let bolt = "[[prospect]]\nname = \"Bolt\"\ndomains = [\"bolt.example\"]\n[[prospect.deal]]\nid = \"bolt-line4\"\n\
                title = \"Line 4 retrofit\"\nopened = 2026-04-20\nowner = \"dana@northfield.example\"\n";
    team.write("prospects.d/dana.toml", &format!("{ACME}{bolt}"));
    story(&team);
    let theirs =
        mail("b1@bolt.example", "08 May 2026 10:00:00 +0000", "al@bolt.example", DANA, "Line 4 retrofit, as at Acme", None, "Hi");
    team.deliver("", "8.b1", "2026-05-08T10:00:03Z", &theirs);
    team.sync();
    let said = team.fails(1, &["forget", "Acme Industrial", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("removed: 4 messages") && said.contains("no trace is left"), "{said}");
    assert_eq!(team.rows("message"), 1);
    assert_eq!(team.deal(NOON, "bolt-line4")["last_reply"]["message_id"], "b1@bolt.example");
    assert_eq!(found(&team, "acme"), Vec::<String>::new(), "the word is blotted out there");
}

#[test]
fn one_of_the_team_and_nobody_known_are_not_forgotten() {
    let team = Team::new();
    story(&team);
    team.sync();
    let said = team.fails(2, &["forget", "dana@northfield.example", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("take them out of it first"), "{said}");
    let said = team.fails(2, &["forget", "Nobody Inc", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("no prospect of the configuration"), "{said}");
}

#[test]
fn a_rep_who_has_left_is_forgotten_with_their_mailbox() {
    let team = Team::new();
    let before = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let lee = "[[rep]]\nname = \"Lee Orr\"\naddress = \"lee@northfield.example\"\nmailbox = { kind = \"mbox\", path = \"lee.mbox\" }\n\
               digest = { at = \"00:00\" }\n";
    team.write("wentdark.toml", &format!("{before}{lee}"));
    let asks =
        mail("l1@acme.example", "04 May 2026 10:00:00 +0000", PAT, "Lee Orr <lee@northfield.example>", "Line 4", None, "Hi");
    let says = mail("l2@northfield.example", "05 May 2026 10:00:00 +0000", "lee@northfield.example", PAT, "Line 4", None, "Hi");
    let dated = |text: &str| format!("From x@x.example Mon May  4 10:00:00 2026\n{text}\n");
    team.write("lee.mbox", &format!("{}{}", dated(&asks), dated(&says)));
    team.sync();
    team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
    let said = team.fails(2, &["forget", "lee@northfield.example", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("take them out of it first"), "{said}");
    team.write("wentdark.toml", &before);
    let said = team.fails(1, &["forget", "lee@northfield.example", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("removed: 1 message,") && said.contains("1 digest,"), "{said}");
    assert!(
        said.contains("no trace is left") && said.contains("still named in a digest, ") && said.contains("outbox/"),
        "{said}"
    );
    fs::remove_dir_all(team.path("outbox")).unwrap();
    team.ok(&["forget", "lee@northfield.example", "--yes", "--config", "wentdark.toml"]);
    for text in ["lee@", "lee orr", "lee.mbox"] {
        assert_eq!(found(&team, text), Vec::<String>::new(), "{text}");
    }
    assert_eq!((team.rows("mailbox"), team.rows("message")), (1, 1), "what others wrote stays");
    team.sync();
}

#[test]
fn forgetting_works_beside_the_running_service() {
    let team = Team::new();
    story(&team);
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    // On a working day a digest may be due just now.
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        let output = team.run(&["forget", "pat@acme.example", "--yes", "--config", "wentdark.toml"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            break;
        }
        assert!(said.contains("digests are being sent just now") && Instant::now() < patience, "{said}");
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(found(&team, "pat@acme.example"), Vec::<String>::new());
    service.signal("HUP");
    service.says("STATUS=every mailbox was read");
    assert_eq!(found(&team, "pat@acme.example"), Vec::<String>::new());
}

#[test]
fn a_copy_made_while_the_service_runs_comes_back_whole() {
    let team = Team::new();
    story(&team);
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    team.ok(&["mark", "acme-line4", "signed", "--by", "dana@northfield.example", "--config", "wentdark.toml"]);
    let before = team.deal(NOON, "acme-line4");
    let said = team.ok(&["backup", "copy.sqlite3", "--config", "wentdark.toml"]);
    assert!(said.contains("copy.sqlite3: "), "{said}");
    let said = team.fails(1, &["backup", "copy.sqlite3", "--config", "wentdark.toml"]);
    assert!(said.contains("is there already"), "{said}");
    let mode = run("stat", &["--format", "%a", team.path("copy.sqlite3").to_str().unwrap()]);
    assert_eq!(mode.trim(), "600", "nobody else reads it");
    team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
    let said = team.fails(1, &["restore", "copy.sqlite3", "--config", "wentdark.toml"]);
    assert!(said.contains("another wentdark is already running"), "{said}");
    service.signal("TERM");
    service.ends();

    fs::write(team.path("state/wentdark.sqlite3"), "gone").unwrap();
    let said = team.ok(&["restore", "copy.sqlite3", "--config", "wentdark.toml"]);
    assert!(said.contains("wentdark.sqlite3.replaced"), "{said}");
    assert_eq!(team.deal(NOON, "acme-line4"), before);
    assert!(team.sync().contains(": 0 new"), "what the copy knew is not read again");
}

#[test]
fn a_copy_brings_back_the_key_of_answers_and_holds_no_grants() {
    let team = Team::new();
    story(&team);
    team.sync();
    let files = [("answers.key", [7; 32].to_vec()), ("learnt.toml", b"# learnt\n".to_vec())];
    for (name, octets) in &files {
        fs::write(team.path("state").join(name), octets).unwrap();
    }
    team.write("state/grants/dana", "a-refresh-token");
    team.ok(&["backup", "copy.sqlite3", "--config", "wentdark.toml"]);
    let copy = fs::read(team.path("copy.sqlite3")).unwrap();
    assert!(!copy.windows(15).any(|window| window == b"a-refresh-token"));
    // Where there is nothing yet, and where something else took their place.
    for lost in [true, false] {
        for (name, _) in &files {
            match lost {
                true => fs::remove_file(team.path("state").join(name)).unwrap(),
                false => fs::write(team.path("state").join(name), "another").unwrap(),
            }
        }
        team.ok(&["restore", "copy.sqlite3", "--config", "wentdark.toml"]);
        for (name, octets) in &files {
            let path = team.path("state").join(name);
            assert_eq!(&fs::read(&path).unwrap(), octets, "{name}");
            assert_eq!(run("stat", &["--format", "%a", path.to_str().unwrap()]).trim(), "600", "{name}");
        }
        assert_eq!(team.rows("note WHERE name LIKE 'file:%'"), 0, "the key lies in its file alone");
        assert_eq!(fs::read_to_string(team.path("state/grants/dana")).unwrap(), "a-refresh-token", "grants stay as they are");
    }
}

#[test]
fn a_restored_copy_sends_no_digest_twice() {
    let team = Team::new();
    story(&team);
    team.sync();
    team.ok(&["backup", "copy.sqlite3", "--config", "wentdark.toml"]);
    team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
    team.ok(&["restore", "copy.sqlite3", "--config", "wentdark.toml"]);
    let said = team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
    assert!(said.contains("went out today already"), "{said}");
}

#[test]
fn what_is_no_sound_copy_is_not_restored() {
    let team = Team::new();
    story(&team);
    team.sync();
    team.ok(&["backup", "copy.sqlite3", "--config", "wentdark.toml"]);
    let whole = fs::read(team.path("copy.sqlite3")).unwrap();
    let mut broken = whole.clone();
    for at in (4096..whole.len().min(40_960)).step_by(7) {
        broken[at] = 0xaa;
    }
    fs::write(team.path("broken.sqlite3"), broken).unwrap();
    fs::write(team.path("other.sqlite3"), "something else").unwrap();
    let empty = rusqlite::Connection::open(team.path("empty.sqlite3")).unwrap();
    empty.execute_batch("CREATE TABLE x (y)").unwrap();
    for name in ["broken", "other", "empty"] {
        let said = team.fails(1, &["restore", &format!("{name}.sqlite3"), "--config", "wentdark.toml"]);
        assert!(said.contains("is damaged"), "{name}: {said}");
    }
    empty.execute_batch("CREATE TABLE message (key); CREATE TABLE digest (sent); PRAGMA user_version = 999").unwrap();
    let said = team.fails(1, &["restore", "empty.sqlite3", "--config", "wentdark.toml"]);
    assert!(said.contains("newer wentdark"), "{said}");
    // None of them is the database of the service: nobody is told to move anything away.
    for wrong in ["wentdark.toml", "."] {
        let said = team.fails(1, &["restore", wrong, "--config", "wentdark.toml"]);
        assert!(said.contains("no copy that `wentdark backup` wrote") && said.contains("Nothing was changed"), "{said}");
        assert!(!said.contains("move "), "{said}");
    }
    assert_eq!(team.deal(NOON, "acme-line4")["last_reply"]["message_id"], "k1@acme.example", "nothing was touched");
}

#[test]
fn a_damaged_database_is_told_at_the_start_with_a_way_out() {
    let team = Team::new();
    story(&team);
    team.sync();
    let path = team.path("state/wentdark.sqlite3");
    let mut bytes = fs::read(&path).unwrap();
    for at in (8192..bytes.len()).step_by(5) {
        bytes[at] = 0xaa;
    }
    fs::write(&path, bytes).unwrap();
    // Whatever is asked, the way out is told; 2: the unit doesn't try again.
    let whole = fs::read(&path).unwrap();
    for (code, command) in [
        (2, &["run"][..]),
        (1, &["status"]),
        (1, &["report"]),
        (1, &["sync"]),
        (1, &["backup", "copy.sqlite3"]),
        (1, &["mark", "acme-line4", "signed", "--by", "dana@northfield.example"]),
    ] {
        let said = team.fails(code, &[command, &CONFIG[..]].concat());
        for part in ["is damaged", "wentdark restore FILE", "marks, logged calls"] {
            assert!(said.contains(part), "{command:?}: {part}: {said}");
        }
        fs::write(&path, &whole).unwrap();
    }
    let said = team.fails(1, &["status", "--format", "json", "--config", "wentdark.toml"]);
    let said: serde_json::Value = serde_json::from_str(&said).expect(&said);
    assert!(said["error"].as_str().unwrap().contains("wentdark restore FILE") && said["fine"] == false, "{said}");
}

/// A small disk of its own, mounted at a path until it is dropped.
struct Disk(std::path::PathBuf);

impl Disk {
    fn mount(path: &Path) -> Self {
        fs::create_dir_all(path).unwrap();
        run("mount", &["-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", path.to_str().unwrap()]);
        Self(path.to_owned())
    }

    /// Writes until nothing fits any more.
    fn fill(&self) {
        use std::io::Write as _;
        let mut file = fs::File::create(self.0.join("filler")).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").args(["--lazy", self.0.to_str().unwrap()]).status();
    }
}

#[test]
fn a_full_disk_stops_passes_and_not_the_service_which_goes_on_by_itself() {
    let team = Team::new();
    let disk = Disk::mount(&team.path("state"));
    story(&team);
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    disk.fill();
    let everybody: Vec<String> = (0..100).map(|number| format!("colleague{number}@northfield.example")).collect();
    let everybody = format!("{DANA}, {}", everybody.join(", "));
    for number in 0..60 {
        let one = mail(&format!("n{number}@acme.example"), "12 May 2026 10:00:00 +0000", PAT, &everybody, "Line 4", None, "Hi");
        team.deliver("", &format!("n{number}"), "2026-05-12T10:00:00Z", &one);
    }
    service.signal("HUP");
    service.says("STATUS=1 mailbox could not be read");
    let log = fs::read_to_string(team.path("log")).unwrap();
    assert!(log.contains("the disk that holds the state folder is full"), "{log}");
    fs::remove_file(team.path("state/filler")).unwrap();
    service.says("STATUS=every mailbox was read");
    assert!(team.rows("message") == 64, "{}", team.rows("message"));
    service.signal("TERM");
    assert_eq!(service.ends(), Some(0), "the same process all along");
}
