//! A refusal, a farewell or the end of the connection in place of an answer: always an error, never an empty mailbox. What is
//! refused for a while is read later; what can't be read by itself is passed over, aloud.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use wentdark::sources::imap::Imap;
use wentdark::sources::{Raw, Remembered, SourceError};

use crate::imap::scripted;
use crate::support::Scripted;
use crate::support::team::ACME;

/// What a server that behaves says.
fn well(command: &str) -> &'static str {
    match command.split(' ').next().unwrap() {
        "CAPABILITY" => "* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK\r\n",
        "LIST" => "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Sent\r\nTAG OK\r\n",
        "EXAMINE" => "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n* 1 EXISTS\r\nTAG OK\r\n",
        "UID" if command.starts_with("UID SEARCH ") => "* SEARCH 8\r\nTAG OK\r\n",
        "UID" => "* 1 FETCH (UID 8 BODY[HEADER]<0> {4}\r\n\r\n\r\n)\r\nTAG OK\r\n",
        _ => "TAG OK\r\n",
    }
}

/// Everything that is asked of a server, with what it says to commands that begin with `word`.
async fn session(word: &'static str, answer: &'static str) -> Result<(), SourceError> {
    let server = Scripted::start(move |command| match command.starts_with(word) {
        true => answer.as_bytes().to_vec(),
        false => well(command).as_bytes().to_vec(),
    })
    .await;
    let mut imap = Imap::connect(&scripted(&server)).await?;
    let folders = imap.folders().await?;
    assert_eq!(folders.len(), 2);
    let listing = imap.list(&folders[0], &Remembered::default(), Timestamp::now()).await?;
    assert_eq!(listing.new, ["8"]);
    assert_eq!(imap.headers(&folders[0], &listing.new).await?.len(), 1);
    assert_eq!(imap.watch().await?, Some(false));
    if word == "IDLE" {
        imap.news(Duration::from_secs(60), std::future::pending()).await?;
    }
    imap.logout().await;
    Ok(())
}

#[tokio::test]
async fn whatever_is_refused_or_breaks_off_is_an_error_and_never_an_empty_answer() {
    session("nothing", "").await.unwrap();
    for (word, part) in [
        ("CAPABILITY", "* CAPABILITY IMAP4rev1\r\n"),
        ("LIST", "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Sent\r\n"),
        ("EXAMINE", "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n"),
        ("UID SEARCH", "* SEARCH\r\n"),
        ("UID FETCH", "* 1 FETCH (UID 8 BODY[HEADER]<0> {4}\r\n\r\n\r\n)\r\n"),
        ("IDLE", "+ go ahead\r\n"),
    ] {
        for end in ["TAG NO not now\r\n", "TAG BAD what?\r\n", "* BYE going down\r\nHANGUP", "HANGUP"] {
            for answer in [end.to_owned(), format!("{part}{end}")] {
                let outcome = session(word, answer.clone().leak()).await;
                assert!(outcome.is_err(), "{word} was answered by {answer:?}");
            }
        }
    }
}

const HEAD: &str = "From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: Line 4\r\n\r\n";

/// What the folder holds.
const THERE: [u32; 3] = [2, 3, 8];

/// The UIDs that a FETCH asks for, of the folder's.
fn asked(command: &str) -> Vec<u32> {
    let number = |text: &str| if text == "*" { THERE.len() } else { text.parse().unwrap() };
    let (uid, command) = command.strip_prefix("UID ").map_or((false, command), |command| (true, command));
    let set = command.split(' ').nth(1).unwrap();
    if !uid {
        return vec![THERE[number(set) - 1]];
    }
    let ranges: Vec<_> = set.split(',').map(|part| part.split_once(':').unwrap_or((part, part))).collect();
    let is_in = |uid: &u32| ranges.iter().any(|(from, to)| (number(from)..=number(to)).contains(&(*uid as usize)));
    THERE.into_iter().filter(is_in).collect()
}

/// What a server that behaves answers to a FETCH, `one` for each message.
fn answered(command: &str, one: impl Fn(u32) -> String) -> String {
    asked(command).into_iter().map(one).collect::<String>() + "TAG OK\r\n"
}

/// A message as that command asks for it.
fn given(command: &str, uid: u32) -> String {
    let section = if command.contains("HEADER.FIELDS") { "HEADER.FIELDS (FROM)" } else { "" };
    let section = if command.contains("[HEADER]") { "HEADER" } else { section };
    let text = if section.is_empty() { format!("{HEAD}Hello\r\n") } else { HEAD.to_owned() };
    match command.ends_with(" (UID)") {
        true => format!("* {uid} FETCH (UID {uid})\r\n"),
        false => format!("* {uid} FETCH (UID {uid} RFC822.SIZE 99 BODY[{section}]<0> {{{}}}\r\n{text})\r\n", text.len()),
    }
}

/// A connection to a server of which `answer` says what it says to a FETCH, and a listing of its inbox.
async fn listed(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> (Imap, wentdark::sources::Folder, Vec<String>) {
    let server = Scripted::start(move |command| match command {
        command if command.starts_with("UID SEARCH ") => b"* SEARCH 2 3 8\r\nTAG OK\r\n".to_vec(),
        command if command.contains("FETCH ") => answer(command).into_bytes(),
        command => well(command).replace("1 EXISTS", "3 EXISTS").into_bytes(),
    })
    .await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let folder = imap.folders().await.unwrap().remove(0);
    let listing = imap.list(&folder, &Remembered::default(), Timestamp::now()).await.unwrap();
    assert_eq!(listing.new, ["2", "3", "8"]);
    (imap, folder, listing.new)
}

fn places(raws: &[Raw]) -> Vec<&str> {
    raws.iter().map(|raw| raw.place.as_str()).collect()
}

/// Ways not to give a message.
const WAYS: [fn(&str, u32) -> Option<String>; 4] = [
    |_, _| None,
    |_, uid| Some(format!("* {uid} FETCH (UID {uid} RFC822.SIZE 99 BODY[]<0> NIL)\r\n")),
    |_, uid| Some(format!("* {uid} FETCH (UID {uid} INTERNALDATE \"x BODY[] {{4}}\r\nabcd)\r\n")),
    |_, _| Some(String::new()),
];

#[tokio::test]
async fn what_nothing_comes_of_for_a_while_is_an_error_and_read_when_it_comes() {
    for (n, way) in WAYS.into_iter().enumerate() {
        let healthy = Arc::new(AtomicBool::new(false));
        let is = Arc::clone(&healthy);
        let (mut imap, folder, new) = listed(move |command| {
            let refused = !is.load(Ordering::SeqCst) && !command.ends_with(" (UID)");
            if refused && way(command, 1).is_none() {
                return "TAG NO Mailbox store is temporarily unavailable, try again\r\n".to_owned();
            }
            answered(command, |uid| if refused { way(command, uid).unwrap() } else { given(command, uid) })
        })
        .await;
        let header = imap.headers(&folder, &new).await.unwrap_err();
        assert!(matches!(&header, SourceError::Lone(text) if text.contains("message 2:3,8 (UID)")), "way {n}: {header}");
        // Of one whose header came nobody says that it is damaged.
        let whole = imap.whole(&folder, &new, 5000).await.unwrap_err();
        assert!(matches!(&whole, SourceError::Retry(text) if text.contains("message 2:3,8 (UID)")), "way {n}: {whole}");
        assert!(imap.is_usable());
        healthy.store(true, Ordering::SeqCst);
        assert_eq!(places(&imap.headers(&folder, &new).await.unwrap()), ["2", "3", "8"]);
        assert_eq!(places(&imap.whole(&folder, &new, 5000).await.unwrap()), ["2", "3", "8"]);
    }
}

#[tokio::test]
async fn a_store_that_goes_away_in_the_middle_is_no_damage_of_the_messages_behind() {
    // It serves so many questions for mail: the first alone, then the pieces of the refused batch up to each of them.
    for serves in 1..8 {
        let served = AtomicUsize::new(0);
        let (mut imap, folder, new) = listed(move |command| {
            let asks = asked(command);
            if command.ends_with(" (UID)") {
                return answered(command, |uid| given(command, uid));
            }
            // Three at once are too much for it in any case.
            if asks.len() == 3 || served.fetch_add(1, Ordering::SeqCst) >= serves {
                return "TAG NO try again\r\n".to_owned();
            }
            answered(command, |uid| given(command, uid))
        })
        .await;
        match imap.headers(&folder, &new).await {
            Ok(headers) => assert_eq!(places(&headers), ["2", "3", "8"], "after {serves}"),
            Err(error) => assert!(matches!(error, SourceError::Retry(_)), "after {serves}: {error}"),
        }
    }
}

#[tokio::test]
async fn one_message_that_is_withheld_keeps_no_other_back_and_its_header_is_read_where_that_comes() {
    for (n, way) in WAYS.into_iter().enumerate() {
        for damaged in [true, false] {
            let (mut imap, folder, new) = listed(move |command| {
                // The header of a message whose body alone is damaged.
                let comes = command.ends_with(" (UID)") || !damaged && command.contains("HEADER");
                let bad = |uid: u32| uid == 3 && !comes;
                if asked(command).into_iter().any(bad) && way(command, 3).is_none() {
                    return "TAG NO damaged\r\n".to_owned();
                }
                answered(command, |uid| if bad(uid) { way(command, uid).unwrap() } else { given(command, uid) })
            })
            .await;
            let rest: &[&str] = if damaged { &["2", "8"] } else { &["2", "3", "8"] };
            assert_eq!(places(&imap.headers(&folder, &new).await.unwrap()), rest, "way {n}");
            let whole = imap.whole(&folder, &new, 5000).await.unwrap();
            assert_eq!(places(&whole), rest, "way {n}");
            let text = |place: &str| whole.iter().find(|raw| raw.place == place).map(|raw| raw.bytes.as_slice());
            assert!(text("2").unwrap().ends_with(b"Hello\r\n") && text("8").unwrap().ends_with(b"Hello\r\n"));
            assert_eq!(text("3"), (!damaged).then_some(HEAD.as_bytes()), "way {n}");
            // One that is asked for by itself is compared with others of the folder.
            let alone = imap.whole(&folder, &new[1..2], 5000).await.unwrap();
            assert_eq!(places(&alone), if damaged { vec![] } else { vec!["3"] }, "way {n}");
        }
    }
}

#[tokio::test]
async fn what_the_server_does_not_know_any_more_is_gone_without_a_word() {
    for gone in ["TAG OK\r\n", "TAG NO [EXPUNGEISSUED] Some messages were expunged\r\n", "TAG NO no such message\r\n"] {
        let (mut imap, folder, new) = listed(move |command| match asked(command).contains(&3) {
            true if asked(command) == [3] && command.ends_with(" (UID)") => "TAG OK\r\n".to_owned(),
            true if asked(command) == [3] || gone.contains("no such") => gone.to_owned(),
            _ => answered(command, |uid| if uid == 3 { String::new() } else { given(command, uid) }),
        })
        .await;
        assert_eq!(places(&imap.headers(&folder, &new).await.unwrap()), ["2", "8"], "{gone}");
        assert_eq!(places(&imap.whole(&folder, &new, 5000).await.unwrap()), ["2", "8"], "{gone}");
    }
}

/// What a search of a folder of four messages, the last with UID `last`, comes to when it is answered so.
async fn searched(answer: &'static str, last: u32, cursor: Option<&str>) -> Result<Vec<String>, SourceError> {
    let first = cursor.is_none();
    let server = Scripted::start(move |command| match command {
        // What is older than the horizon is there all the same.
        command if command.starts_with("UID SEARCH UID ") && first => format!("* SEARCH {last}\r\nTAG OK\r\n").into_bytes(),
        command if command.starts_with("UID SEARCH ") => answer.as_bytes().to_vec(),
        "FETCH * (UID INTERNALDATE)" => {
            format!("* 4 FETCH (INTERNALDATE \"11-May-2016 10:00:05 +0000\" UID {last})\r\nTAG OK\r\n").into_bytes()
        }
        command => well(command).replace("1 EXISTS", "4 EXISTS").into_bytes(),
    })
    .await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let folder = imap.folders().await.unwrap().remove(0);
    let remembered = Remembered { cursor: cursor.map(str::to_owned), ..Remembered::default() };
    let listing = imap.list(&folder, &remembered, Timestamp::now()).await;
    listing.map(|listing| listing.new)
}

#[tokio::test]
async fn a_search_that_is_not_understood_to_its_end_finds_nothing_out() {
    for garbled in ["* SEARCH 1 2 ? 3 4", "* SEARCH 1 2 99999999999 4", "* SEARCH 1 2\r\n* SEARCH 3 x", "* ESEARCH UID ALL 1,?"] {
        let error = searched(format!("{garbled}\r\nTAG OK\r\n").leak(), 8, None).await.unwrap_err();
        assert!(matches!(&error, SourceError::Retry(text) if text.contains("not understood to its end")), "{garbled}: {error}");
    }
    assert_eq!(searched("* SEARCH 1 2 (MODSEQ 917)\r\nTAG OK\r\n", 8, None).await.unwrap(), ["1", "2"]);
    assert!(searched("* SEARCH\r\nTAG OK\r\n", 8, None).await.unwrap().is_empty());
    // Without an answer, the folder's last message tells: it is beyond the horizon, and UID 6 was read.
    assert!(searched("TAG OK\r\n", 8, None).await.unwrap().is_empty());
    assert!(searched("TAG OK\r\n", 6, Some("7:6")).await.unwrap().is_empty());
    let error = searched("TAG OK\r\n", 8, Some("7:6")).await.unwrap_err();
    assert!(matches!(&error, SourceError::Retry(text) if text.contains("without an answer")), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_was_refused_leaves_everything_to_the_next_one() {
    let refusals: [fn(&str) -> Option<&'static str>; 3] = [
        |command| (command.contains("BODY")).then_some("TAG NO try again\r\n"),
        |command| command.starts_with("UID SEARCH").then_some("* SEARCH 2 ? 3 8\r\nTAG OK\r\n"),
        |command| command.contains("PEEK[]").then_some("TAG NO try again\r\n"),
    ];
    for (n, refusal) in refusals.into_iter().enumerate() {
        let healthy = Arc::new(AtomicBool::new(false));
        let is = Arc::clone(&healthy);
        let server = Scripted::start(move |command| {
            let refused = if is.load(Ordering::SeqCst) { None } else { refusal(command) };
            match command {
                _ if refused.is_some() => refused.unwrap().to_owned(),
                command if command.starts_with("UID SEARCH ") => "* SEARCH 2 3 8\r\nTAG OK\r\n".to_owned(),
                command if command.contains("FETCH ") => {
                    answered(command, |uid| given(command, uid).replace("Line 4", &format!("Line {uid}")))
                }
                "EXAMINE \"Sent\"" => "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x\r\n* 0 EXISTS\r\nTAG OK\r\n".to_owned(),
                command => well(command).replace("1 EXISTS", "3 EXISTS"),
            }
            .into_bytes()
        })
        .await;
        let team = crate::imap_odd::team(&server);
        let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
        assert!(said.contains("folder INBOX not read: "), "refusal {n}: {said}");
        healthy.store(true, Ordering::SeqCst);
        assert!(team.sync().contains(": 3 new, 3 of them concern deals"), "refusal {n}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_whose_past_is_refused_keeps_that_of_the_others_from_nothing() {
    let (in_sent, healthy) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let is = Arc::clone(&healthy);
    let server = Scripted::start(move |command| {
        in_sent.store(
            if command.starts_with("EXAMINE") { command.contains("Sent") } else { in_sent.load(Ordering::SeqCst) },
            Ordering::SeqCst,
        );
        let sent = in_sent.load(Ordering::SeqCst);
        match command {
            command if command.contains("PEEK[]") && !sent && !is.load(Ordering::SeqCst) => {
                "TAG NO [UNAVAILABLE] later\r\n".to_owned()
            }
            command if command.starts_with("UID FETCH") => {
                let section = if command.contains("PEEK[]") { "" } else { "HEADER.FIELDS (FROM)" };
                let [from, to, id] =
                    if sent { ["dana@northfield", "pat@acme", "s"] } else { ["pat@acme", "dana@northfield", "i"] };
                let text = format!("From: {from}.example\r\nTo: {to}.example\r\nMessage-ID: <{id}@x>\r\nSubject: Line 4\r\n\r\n");
                format!("* 1 FETCH (UID 8 BODY[{section}]<0> {{{}}}\r\n{text})\r\nTAG OK\r\n", text.len())
            }
            command => well(command).to_owned(),
        }
        .into_bytes()
    })
    .await;
    let team = crate::imap_odd::team(&server);
    team.write("prospects.d/dana.toml", &ACME.replace("acme", "other"));
    assert!(team.sync().contains(": 2 new, 0 of them concern deals"));
    // The past of a new prospect lies in both folders.
    team.write("prospects.d/dana.toml", ACME);
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("later"), "{said}");
    assert_eq!((team.rows("message"), team.rows("reread")), (1, 1), "what was sent is read, and the rest waits: {said}");
    healthy.store(true, Ordering::SeqCst);
    team.sync();
    assert_eq!((team.rows("message"), team.rows("reread")), (2, 0));
}
