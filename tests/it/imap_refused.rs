//! A refusal, a farewell or the end of the connection in place of an answer: always an error, never an empty mailbox.

use std::time::Duration;

use jiff::Timestamp;
use wentdark::sources::imap::Imap;
use wentdark::sources::{Remembered, SourceError};

use crate::imap::scripted;
use crate::support::Scripted;

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
        imap.news(Duration::from_secs(60)).await?;
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
