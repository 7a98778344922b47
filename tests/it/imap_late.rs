//! Messages that come to light below others with greater UIDs, and numbers that go back: nothing is lost.

use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use wentdark::domain::mail::FolderRole;
use wentdark::sources::imap::Imap;
use wentdark::sources::{Folder, Listing, Remembered};

use crate::imap::scripted;
use crate::imap_odd::team;
use crate::support::Scripted;

/// The inbox of a server.
#[derive(Default)]
struct Inbox {
    /// UIDs of what can be seen, ascending.
    visible: Vec<u32>,
    /// Of those, what was received before the horizon.
    old: Vec<u32>,
    /// Of those, what the server won't give.
    damaged: Vec<u32>,
    /// What the folder of sent mail holds, and whether that one is open.
    sent: Vec<u32>,
    in_sent: bool,
    /// Whether it can't give any just now.
    busy: bool,
    next: u32,
    /// Whether the OK of a search that found nothing comes without an answer; `n:*` names nothing above n then.
    silent: bool,
    heard: Vec<String>,
}

impl Inbox {
    fn answer(&mut self, command: &str) -> String {
        self.heard.push(command.to_owned());
        let said = match command {
            "LIST \"\" \"*\"" => "* LIST () \"/\" INBOX\r\n* LIST (\\Sent) \"/\" Sent\r\n".to_owned(),
            "STATUS \"INBOX\" (UIDVALIDITY UIDNEXT)" => format!("* STATUS INBOX (UIDNEXT {} UIDVALIDITY 7)\r\n", self.next),
            "STATUS \"Sent\" (UIDVALIDITY UIDNEXT)" => {
                format!("* STATUS Sent (UIDNEXT {} UIDVALIDITY 7)\r\n", self.sent.len() + 1)
            }
            "EXAMINE \"INBOX\"" => {
                self.in_sent = false;
                format!("* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {}] x\r\n* {} EXISTS\r\n", self.next, self.visible.len())
            }
            "EXAMINE \"Sent\"" => {
                self.in_sent = true;
                let count = self.sent.len();
                format!("* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {}] x\r\n* {count} EXISTS\r\n", count + 1)
            }
            "FETCH * (UID INTERNALDATE)" => {
                self.visible.last().map(|uid| format!("* 1 FETCH (UID {uid})\r\n")).unwrap_or_default()
            }
            command => match command.split(' ').collect::<Vec<_>>().as_slice() {
                ["UID", "SEARCH", "UID", set] => self.found(&self.within(set)),
                ["UID", "SEARCH", "SINCE", _] => self.found(&self.but(&self.old)),
                ["UID", "SEARCH", "NOT", "UID", set] => self.found(&self.but(&self.within(set))),
                ["UID", "FETCH", _, items @ ..] | ["FETCH", _, items @ ..] if self.busy && *items != ["(UID)"] => {
                    return "TAG NO the store is locked\r\n".to_owned();
                }
                ["UID", "FETCH", set, items @ ..] => self.given(&self.within(set), items),
                ["FETCH", "1", items @ ..] => self.given(self.there().split_at_checked(1).unwrap_or_default().0, items),
                ["FETCH", "*", items @ ..] => self.given(&self.within("*"), items),
                _ => String::new(),
            },
        };
        format!("{said}TAG OK\r\n")
    }

    fn found(&self, uids: &[u32]) -> String {
        if self.silent && uids.is_empty() {
            return String::new();
        }
        format!("* SEARCH{}\r\n", uids.iter().map(|uid| format!(" {uid}")).collect::<String>())
    }

    /// What the open folder holds.
    fn there(&self) -> &[u32] {
        if self.in_sent { &self.sent } else { &self.visible }
    }

    fn given(&self, uids: &[u32], items: &[&str]) -> String {
        let given = |uid: &&u32| *items == ["(UID)"] || self.in_sent || !self.damaged.contains(uid);
        uids.iter().filter(given).map(|uid| fetched(*uid, &items.join(" "))).collect()
    }

    fn but(&self, others: &[u32]) -> Vec<u32> {
        self.there().iter().copied().filter(|uid| !others.contains(uid)).collect()
    }

    /// What a sequence set names, `*` being the last message (RFC 3501 section 9).
    fn within(&self, set: &str) -> Vec<u32> {
        let last = self.there().last().copied().unwrap_or(0);
        let number = |text: &str| if text == "*" { last } else { text.parse().unwrap() };
        let is_in = |uid: u32| {
            set.split(',').any(|part| {
                let (one, other) = part.split_once(':').map_or((part, part), |both| both);
                if self.silent && other == "*" && number(one) > last {
                    return false;
                }
                (number(one).min(number(other))..=number(one).max(number(other))).contains(&uid)
            })
        };
        self.there().iter().copied().filter(|uid| is_in(*uid)).collect()
    }
}

fn fetched(uid: u32, items: &str) -> String {
    if items == "(UID)" {
        return format!("* 1 FETCH (UID {uid})\r\n");
    }
    let text = format!(
        "From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: Line 4\r\nMessage-ID: <{uid}@acme.example>\r\n\
         Date: Mon, 11 May 2026 10:00:00 +0000\r\n\r\n"
    );
    let section = if items.contains("FIELDS") { "HEADER.FIELDS (FROM)" } else { "" };
    let text = if section.is_empty() { text + "Can you quote?\r\n" } else { text };
    format!("* 1 FETCH (UID {uid} BODY[{section}]<0> {{{}}}\r\n{text})\r\n", text.len())
}

async fn server(visible: impl IntoIterator<Item = u32>, next: u32) -> (Scripted, Arc<Mutex<Inbox>>) {
    let inbox = Inbox { visible: visible.into_iter().collect(), next, ..Inbox::default() };
    let inbox = Arc::new(Mutex::new(inbox));
    let answers = Arc::clone(&inbox);
    (Scripted::start(move |command| answers.lock().unwrap().answer(command).into_bytes()).await, inbox)
}

const NOON: &str = "2026-05-20T12:00:00Z";

fn noon() -> Timestamp {
    NOON.parse().unwrap()
}

fn minutes(minutes: u64) -> Timestamp {
    noon() + Duration::from_secs(60 * minutes)
}

fn folder() -> Folder {
    Folder { name: "INBOX".into(), role: FolderRole::Inbox }
}

/// Lists the inbox as a new pass does.
async fn pass(imap: &mut Imap, cursor: &str, at: Timestamp) -> Listing {
    imap.folders().await.unwrap();
    let cursor = (!cursor.is_empty()).then(|| cursor.to_owned());
    imap.list(&folder(), &Remembered { cursor, ..Remembered::default() }, at).await.unwrap()
}

#[tokio::test]
async fn what_comes_to_light_below_what_was_read_is_read_too() {
    let (server, inbox) = server((1..=9).chain([11]), 13).await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let first = pass(&mut imap, "", noon()).await;
    assert_eq!(first.new.len(), 10);
    assert_eq!(first.cursor, "7:12:10,12@1779278400");
    // Nothing is given out meanwhile: UIDNEXT stays, and one that others were read above can be seen.
    inbox.lock().unwrap().visible = (1..=11).collect();
    let second = pass(&mut imap, &first.cursor, minutes(1)).await;
    assert_eq!(second.new, ["10"]);
    assert_eq!(second.cursor, "7:12:12@1779278400");
    // Killed before it was committed: it is listed again, in another connection, too.
    let mut other = Imap::connect(&scripted(&server)).await.unwrap();
    assert_eq!(pass(&mut other, &first.cursor, minutes(2)).await, second);
    // The other comes along with new ones, and counts as read when it is committed, not before.
    {
        let mut inbox = inbox.lock().unwrap();
        inbox.visible = (1..=14).chain([16]).collect();
        inbox.next = 17;
    }
    let third = pass(&mut other, &second.cursor, minutes(3)).await;
    assert_eq!(third.new, ["12", "13", "14", "16"]);
    let done = |places: &[&str]| other.cursor(&folder(), &places.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>());
    assert_eq!(done(&[]), "7:12:12@1779278580");
    assert_eq!(done(&["12", "13"]), "7:13");
    assert_eq!(done(&["14", "16"]), third.cursor);
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    assert_eq!(pass(&mut imap, &done(&["12", "13"]), minutes(4)).await.new, ["14", "16"]);
}

#[tokio::test]
async fn a_number_that_stays_without_a_message_is_given_up_after_a_while_and_costs_nothing_from_then_on() {
    let (server, inbox) = server((1..=9).chain([11]), 12).await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let mut cursor = pass(&mut imap, "", noon()).await.cursor;
    let opened = || inbox.lock().unwrap().heard.iter().filter(|command| command.starts_with("EXAMINE")).count();
    // At once, within the quarter of an hour, and once after it.
    for (minute, opens) in [(0, true), (14, true), (600, true), (601, false)] {
        let before = opened();
        let listing = pass(&mut imap, &cursor, minutes(minute)).await;
        assert!(listing.new.is_empty(), "{minute}");
        assert_eq!(opened() > before, opens, "{minute}");
        cursor = listing.cursor;
    }
    assert_eq!(cursor, "7:11");
    assert!(!inbox.lock().unwrap().heard.iter().any(|command| command.contains("UID FETCH")));
}

#[tokio::test]
async fn what_is_older_than_the_horizon_is_not_taken_for_missing() {
    let (server, inbox) = server(1..=300, 301).await;
    inbox.lock().unwrap().old = (1..=299).collect();
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let first = pass(&mut imap, "", noon()).await;
    assert_eq!((first.new.len(), first.cursor.as_str()), (1, "7:300"));
    // A folder that is nearly empty has few numbers that are asked for: what nobody is writing any more is not.
    let (server, _) = self::server([5, 40_000], 40_001).await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let sparse = pass(&mut imap, "", noon()).await;
    assert_eq!((sparse.new.len(), sparse.cursor.as_str()), (2, "7:40000:39801:39999@1779278400"));
}

#[tokio::test]
async fn where_the_next_number_goes_back_the_last_messages_are_read_again() {
    let (server, inbox) = server(1..=3000, 3001).await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let first = pass(&mut imap, "", noon()).await;
    assert_eq!(first.cursor, "7:3000");
    // Restored from a copy that lacked the last hundred, and twenty came since.
    {
        let mut inbox = inbox.lock().unwrap();
        inbox.visible = (1..=2920).collect();
        inbox.next = 2921;
    }
    let second = pass(&mut imap, &first.cursor, noon()).await;
    assert!(second.new.iter().any(|place| place == "2920") && second.new.len() <= 1000, "{}", second.new.len());
    assert_eq!(second.cursor, "7:2920");
    assert!(pass(&mut imap, &second.cursor, noon()).await.new.is_empty());
    {
        let mut inbox = inbox.lock().unwrap();
        inbox.visible.push(2921);
        inbox.next = 2922;
    }
    assert_eq!(pass(&mut imap, &second.cursor, noon()).await.new, ["2921"]);
}

#[tokio::test]
async fn a_next_number_that_is_nonsense_makes_nothing_be_read_again() {
    let (server, inbox) = server(1..=9, 1).await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    // At the first visit it says that the folder was always empty: it holds messages, and is asked.
    let first = pass(&mut imap, "", noon()).await;
    assert_eq!((first.new.len(), first.cursor.as_str()), (9, "7:9"));
    assert!(pass(&mut imap, &first.cursor, noon()).await.new.is_empty());
    inbox.lock().unwrap().visible.push(10);
    assert_eq!(pass(&mut imap, &first.cursor, noon()).await.new, ["10"]);
}

#[tokio::test]
async fn a_server_that_answers_no_search_in_vain_is_asked_for_what_is_missing_all_the_same() {
    let (server, inbox) = server((1..=9).chain([11]), 12).await;
    inbox.lock().unwrap().silent = true;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let first = pass(&mut imap, "", noon()).await;
    let second = pass(&mut imap, &first.cursor, minutes(1)).await;
    assert!(second.new.is_empty() && second.cursor == first.cursor, "{second:?}");
    inbox.lock().unwrap().visible = (1..=11).collect();
    assert_eq!(pass(&mut imap, &first.cursor, minutes(2)).await.new, ["10"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_comes_to_light_late_is_in_the_store_after_the_next_pass() {
    let (server, inbox) = server([1, 2, 4], 5).await;
    let team = team(&server);
    let sync = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
        command.args(["sync", "--config", "wentdark.toml"]).current_dir(team.path(".")).env("WENTDARK_LOG", "wentdark=debug");
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        assert!(output.status.success(), "{said}");
        said
    };
    assert!(sync().contains(": 3 new, 3 of them"));
    assert!(sync().contains(": 0 new"));
    inbox.lock().unwrap().visible = (1..=4).collect();
    let said = sync();
    assert!(said.contains(": 1 new, 1 of them") && said.contains("a message came to light below others"), "{said}");
    assert!(sync().contains(": 0 new"));
    assert_eq!(team.rows("message"), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_comes_to_light_after_hours_below_many_others_is_read_within_a_day() {
    let (server, inbox) = server((1..=4).chain(6..=300), 301).await;
    let team = team(&server);
    let sync = |at: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
        command.args(["sync", "--config", "wentdark.toml"]).current_dir(team.path(".")).env("WENTDARK_LOG", "wentdark=debug");
        let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3"));
        if let (Ok(db), false) = (db, at.is_empty()) {
            db.execute(&format!("UPDATE folder SET read_until = read_until - {at}"), []).unwrap();
        }
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        assert!(output.status.success(), "{said}");
        said
    };
    let searches = || inbox.lock().unwrap().heard.iter().filter(|command| command.contains("SEARCH SINCE")).count();
    assert!(sync("").contains(": 299 new"));
    assert_eq!(searches(), 1);
    // Nobody asks for the fifth: three hundred came after it.
    inbox.lock().unwrap().visible = (1..=300).collect();
    assert!(sync("0").contains(": 0 new"));
    assert_eq!(searches(), 1, "not more often than once a day");
    let said = sync("86400000");
    assert!(said.contains(": 1 new, 1 of them") && said.contains("a message came to light below others"), "{said}");
    assert_eq!((searches(), team.rows("message")), (2, 300));
    // It is read once, and a day later nothing is found.
    assert!(sync("0").contains(": 0 new") && sync("86400000").contains(": 0 new"));
    assert_eq!((searches(), team.rows("message")), (3, 300));
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_messages_that_are_left_alone_in_their_folder_do_not_end_what_is_covered() {
    let (server, inbox) = server([1, 2, 3], 4).await;
    inbox.lock().unwrap().damaged = vec![1, 3];
    let team = team(&server);
    assert!(team.sync().contains(": 1 new"));
    let later = || {
        let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
        db.execute("UPDATE folder SET read_until = read_until - 86400000", []).unwrap();
    };
    // A day later they are asked for again: the first and the last, with one between them that can be given. Then what was beside them is
    // moved away, and nothing else is there to be given in their place.
    for left in [vec![1, 2, 3], vec![1, 3], vec![1]] {
        inbox.lock().unwrap().visible = left;
        later();
        assert!(team.sync().contains(": 0 new"), "a folder that can't be read ends it with another code");
    }
    // When it can be given after all, it is read.
    inbox.lock().unwrap().damaged.clear();
    later();
    assert!(team.sync().contains(": 1 new, 1 of them"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_damaged_messages_alone_counts_as_read_up_to_the_day_before_and_is_named_until_they_come() {
    let (server, inbox) = server([1, 2], 3).await;
    (inbox.lock().unwrap().damaged, inbox.lock().unwrap().sent) = (vec![1, 2], vec![1]);
    let team = team(&server);
    let db = || rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let later = |hours: i64| {
        let back = "UPDATE folder SET read_until = read_until - 1; UPDATE pass SET started = started - 1";
        db().execute_batch(&back.replace("- 1", &format!("- {}", hours * 3_600_000))).unwrap();
    };
    // How many hours ago everything was read, after one more pass that says what it can't read.
    let covered = |uids: &str| {
        let output = team.run(&["sync", "--config", "wentdark.toml"]);
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let named = said.contains("folder INBOX not read: ") && said.contains(&format!("message {uids} (UID)"));
        assert!(!output.status.success() && named, "{said}");
        let sql = "SELECT (SELECT max(started) FROM pass) - read_until FROM folder WHERE name = 'INBOX'";
        let behind: Option<i64> = db().query_row(sql, [], |row| row.get(0)).unwrap();
        behind.map(|behind| (behind + 1_800_000) / 3_600_000)
    };
    assert_eq!(covered("1:2"), None);
    later(19);
    assert_eq!(covered("1:2"), None, "they may come within a day");
    later(2);
    // Where nothing that was given before is given now, it is the server.
    inbox.lock().unwrap().busy = true;
    assert_eq!(covered("1:2"), None);
    inbox.lock().unwrap().busy = false;
    assert_eq!(covered("1:2"), Some(21), "as far as the first pass that was refused them");
    // A third one: nobody knows how long it won't come. It is waited for as long.
    (inbox.lock().unwrap().visible, inbox.lock().unwrap().next) = (vec![1, 2, 3], 4);
    inbox.lock().unwrap().damaged = vec![1, 2, 3];
    later(19);
    assert_eq!(covered("1:3"), Some(40));
    assert_eq!(covered("1:3"), Some(21), "as far as the second pass, before it came");
    let status = team.run(&["status", "--config", "wentdark.toml"]).stdout;
    assert!(String::from_utf8_lossy(&status).contains("message 1:3 (UID)"));
    // Nothing was passed over: a reply is read at once, and they are as soon as they come.
    inbox.lock().unwrap().damaged = vec![1, 2];
    assert!(team.sync().contains(": 1 new, 1 of them"));
    inbox.lock().unwrap().damaged.clear();
    later(24);
    assert!(team.sync().contains(": 2 new, 2 of them"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_can_not_give_just_now_is_asked_for_again_soon_and_its_folder_is_not_read_meanwhile() {
    let (server, inbox) = server((1..=4).chain(6..=300), 301).await;
    let team = team(&server);
    assert!(team.sync().contains(": 299 new"));
    let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    db.execute("UPDATE folder SET read_until = read_until - 86400000", []).unwrap();
    {
        let mut inbox = inbox.lock().unwrap();
        (inbox.visible, inbox.busy) = ((1..=300).collect(), true);
    }
    let unread = || db.query_row("SELECT count(*) FROM folder WHERE error IS NOT NULL", [], |row| row.get::<_, u32>(0)).unwrap();
    let output = team.run(&["sync", "--config", "wentdark.toml"]);
    assert_eq!(unread(), 1, "{output:?}");
    inbox.lock().unwrap().busy = false;
    assert!(team.sync().contains(": 1 new, 1 of them"));
    assert_eq!((unread(), team.rows("message")), (0, 300));
}
