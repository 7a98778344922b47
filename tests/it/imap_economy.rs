//! What a mailbox costs: round trips of a pass, and places that are held at once.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use wentdark::domain::mail::FolderRole;
use wentdark::sources::imap::{Imap, ImapSettings};
use wentdark::sources::{Folder, Listing, Remembered, SourceError};

use crate::imap::{scripted, settings};
use crate::support::{Dovecot, Relay, Rule, Scripted};

/// A pass over every folder: what it found, and the cursors.
async fn pass(imap: &mut Imap, known: &[(Folder, String)]) -> Vec<(Folder, Listing)> {
    let mut all = Vec::new();
    for folder in imap.folders().await.unwrap() {
        let cursor = known.iter().find(|(one, _)| *one == folder).map(|(_, cursor)| cursor.clone());
        let remembered = Remembered { cursor, ..Remembered::default() };
        let listing = imap.list(&folder, &remembered, Timestamp::now()).await.unwrap();
        all.push((folder, listing));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_without_news_takes_one_round_trip_however_many_folders_there_are() {
    let dovecot = Dovecot::start();
    for n in 0..20 {
        dovecot.deliver("dana", &format!("Clients/{n}"), b"From: pat@acme.example\r\nSubject: One\r\n\r\nHello\r\n");
    }
    let relay = Relay::before(dovecot.user("dana").imaps);
    let settings = ImapSettings { port: relay.port, ..settings(&dovecot, "dana") };
    let mut imap = Imap::connect(&settings).await.unwrap();
    let first = pass(&mut imap, &[]).await;
    assert!(first.len() > 20 && first.iter().filter(|(_, listing)| listing.new.len() == 1).count() == 20);
    let known: Vec<(Folder, String)> = first.into_iter().map(|(folder, listing)| (folder, listing.cursor)).collect();
    relay.turns();
    for _ in 0..3 {
        let again = pass(&mut imap, &known).await;
        assert!(again.iter().all(|(_, listing)| listing.new.is_empty()));
    }
    assert_eq!(relay.turns(), 3, "one LIST with the status of every folder");
    imap.logout().await;
    // In a connection of its own it is the login more: TLS (2), the login, LIST, the farewell; no folder is opened.
    // However late the answers come.
    relay.turns();
    relay.set(Rule::Late(Duration::from_millis(20)));
    let mut imap = Imap::connect(&settings).await.unwrap();
    let greeted = relay.turns();
    pass(&mut imap, &known).await;
    imap.logout().await;
    let turns = relay.turns();
    assert!((2..=3).contains(&turns), "{turns} after the login ({greeted})");
}

const MANY: u32 = 1_000_000;

#[tokio::test]
async fn a_mailbox_of_many_messages_is_listed_in_windows_and_searched_once() {
    let uids: Vec<String> = (1..=MANY).map(|uid| uid.to_string()).collect();
    listed_in_windows("IMAP4rev1", format!("* SEARCH {}\r\nTAG OK\r\n", uids.join(" "))).await;
}

#[tokio::test]
async fn ranges_are_asked_for_where_the_server_gives_them() {
    let ranges = format!("* ESEARCH (TAG \"w5\") UID ALL 1:20,21,500:{MANY},22:499\r\nTAG OK\r\n");
    listed_in_windows("IMAP4rev1 ESEARCH", ranges).await;
    // Whoever promises them and doesn't know them is asked for numbers.
    let numbers = first_listing("TAG BAD what?\r\n".to_owned()).await.unwrap();
    assert_eq!((numbers.new.join(" "), numbers.left), ("2 3 8".to_owned(), 0));
    // RFC 4731: nothing found, no ranges.
    let [none, hostile] = ["", " ALL 1:4294967295"].map(|all| format!("* ESEARCH (TAG \"w5\") UID{all}\r\nTAG OK\r\n"));
    let found = first_listing(none).await.unwrap();
    assert_eq!((found.new.len(), found.left), (0, 0));
    assert!(found.cursor.starts_with("7:1000004:"), "{}", found.cursor);
    let error = first_listing(hostile).await.unwrap_err();
    assert!(error.to_string().contains("a search found more messages than the folder holds"), "{error}");
}

/// What a first visit lists where the search is answered so.
async fn first_listing(found: String) -> Result<Listing, SourceError> {
    let mut imap = Imap::connect(&scripted(&many("IMAP4rev1 ESEARCH", found, Arc::default()).await)).await.unwrap();
    let inbox = Folder { name: "INBOX".into(), role: FolderRole::Inbox };
    imap.list(&inbox, &Remembered::default(), Timestamp::now()).await
}

/// A server with one folder of a million messages, that can what it says, answers a search so and keeps what it hears.
async fn many(can: &'static str, found: String, heard: Arc<Mutex<Vec<String>>>) -> Scripted {
    Scripted::start(move |command| {
        heard.lock().unwrap().push(command.to_owned());
        match command {
            "CAPABILITY" => format!("* CAPABILITY {can}\r\nTAG OK\r\n").into_bytes(),
            command if command.starts_with("EXAMINE ") => {
                format!("* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {}] x\r\n* {MANY} EXISTS\r\nTAG OK\r\n", MANY + 5).into_bytes()
            }
            command
                if command.starts_with("UID SEARCH RETURN") || !can.contains("ESEARCH") && command.starts_with("UID SEARCH ") =>
            {
                found.clone().into_bytes()
            }
            command if command.starts_with("UID SEARCH ") => b"* SEARCH 2 3 8\r\nTAG OK\r\n".to_vec(),
            _ => b"TAG OK\r\n".to_vec(),
        }
    })
    .await
}

async fn listed_in_windows(can: &'static str, found: String) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let server = many(can, found, Arc::clone(&heard)).await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let inbox = Folder { name: "INBOX".into(), role: FolderRole::Inbox };
    let mut remembered = Remembered::default();
    let (mut seen, mut windows) = (0, Vec::new());
    loop {
        let listing = imap.list(&inbox, &remembered, Timestamp::now()).await.unwrap();
        for place in &listing.new {
            seen += 1;
            assert_eq!(*place, seen.to_string());
        }
        assert!(listing.new.len() <= 20_480, "{}", listing.new.len());
        windows.push(listing.cursor.clone());
        remembered.cursor = Some(listing.cursor);
        if listing.left == 0 {
            break;
        }
    }
    assert_eq!((seen, windows.len()), (MANY, 49));
    assert_eq!(windows[0], "7:20480");
    assert!(windows[48].starts_with("7:1000004:1000001:1000004@"), "{}", windows[48]);
    let count = |word: &str| heard.lock().unwrap().iter().filter(|command| command.starts_with(word)).count();
    // Of the last numbers it is asked whether those that weren't found are older than the horizon.
    assert_eq!((count("EXAMINE"), count("UID SEARCH")), (1, 2));
    // Whoever was interrupted within a window begins behind what was committed.
    remembered.cursor = Some("7:20992".to_owned());
    imap.list(&inbox, &remembered, Timestamp::now()).await.unwrap();
    let way = if can.contains("ESEARCH") { "RETURN (ALL) " } else { "" };
    assert_eq!(*heard.lock().unwrap().last().unwrap(), format!("UID SEARCH {way}UID 20993:*"));
}

#[tokio::test]
async fn no_header_is_asked_for_twice_where_one_listing_ends_and_the_next_begins() {
    const COUNT: u32 = 41_000;
    let heard: Arc<Mutex<Vec<u32>>> = Arc::default();
    let asked = Arc::clone(&heard);
    let server = Scripted::start(move |command| {
        let said = match command.split(' ').collect::<Vec<_>>().as_slice() {
            ["EXAMINE", _] => format!("* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {}] x\r\n* {COUNT} EXISTS\r\n", COUNT + 1),
            ["UID", "SEARCH", ..] => format!("* SEARCH{}\r\n", (1..=COUNT).map(|uid| format!(" {uid}")).collect::<String>()),
            ["UID", "FETCH", set, ..] => {
                let (first, last) = set.split_once(':').unwrap_or((set, set));
                let range = first.parse().unwrap()..=last.parse().unwrap();
                asked.lock().unwrap().extend(range.clone());
                range.map(|uid: u32| format!("* 1 FETCH (UID {uid} BODY[HEADER.FIELDS (TO)]<0> {{6}}\r\nTo: x\n)\r\n")).collect()
            }
            _ => String::new(),
        };
        format!("{said}TAG OK\r\n").into_bytes()
    })
    .await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let inbox = Folder { name: "INBOX".into(), role: FolderRole::Inbox };
    let (mut remembered, mut came) = (Remembered::default(), 0);
    while came < COUNT as usize {
        let listing = imap.list(&inbox, &remembered, Timestamp::now()).await.unwrap();
        for some in listing.new.chunks(512) {
            came += imap.headers(&inbox, some).await.unwrap().len();
        }
        remembered.cursor = Some(listing.cursor);
    }
    assert_eq!(heard.lock().unwrap().len(), COUNT as usize);
}
