//! What a mailbox costs: round trips of a pass, and places that are held at once.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use wentdark::domain::mail::FolderRole;
use wentdark::sources::imap::{Imap, ImapSettings};
use wentdark::sources::{Folder, Listing, Remembered};

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

#[tokio::test]
async fn a_mailbox_of_many_messages_is_listed_in_windows_and_searched_once() {
    const MANY: u32 = 1_000_000;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&heard);
    let server = Scripted::start(move |command| {
        hears.lock().unwrap().push(command.to_owned());
        match command {
            "CAPABILITY" => b"* CAPABILITY IMAP4rev1\r\nTAG OK\r\n".to_vec(),
            command if command.starts_with("EXAMINE ") => {
                format!("* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {}] x\r\n* {MANY} EXISTS\r\nTAG OK\r\n", MANY + 5).into_bytes()
            }
            command if command.starts_with("UID SEARCH ") => {
                let uids: Vec<String> = (1..=MANY).map(|uid| uid.to_string()).collect();
                format!("* SEARCH {}\r\nTAG OK\r\n", uids.join(" ")).into_bytes()
            }
            _ => b"TAG OK\r\n".to_vec(),
        }
    })
    .await;
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
        assert!(listing.new.len() <= 20_000, "{}", listing.new.len());
        windows.push(listing.cursor.clone());
        remembered.cursor = Some(listing.cursor);
        if listing.left == 0 {
            break;
        }
    }
    assert_eq!((seen, windows.len()), (MANY, 50));
    assert_eq!([&windows[0], &windows[49]], ["7:20000", "7:1000004"]);
    let count = |word: &str| heard.lock().unwrap().iter().filter(|command| command.starts_with(word)).count();
    assert_eq!((count("EXAMINE"), count("UID SEARCH")), (1, 1));
    // Whoever was interrupted within a window begins behind what was committed.
    remembered.cursor = Some("7:20512".to_owned());
    imap.list(&inbox, &remembered, Timestamp::now()).await.unwrap();
    assert_eq!(heard.lock().unwrap().last().unwrap(), "UID SEARCH UID 20513:*");
}
