//! A name that several servers answer to, each of which has numbered a folder in its own way: what waits to be read again is lost at
//! none of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::support::Scripted;
use crate::support::team::ACME;

/// All is as it was.
const HOME: u8 = 0;
/// The one that is asked for a folder's status numbers as ever, the one that opens it doesn't.
const OTHER_WHEN_OPENED: u8 = 1;
/// A folder is opened without a word on its numbers.
const UNTOLD: u8 = 2;
/// Another one answers, and hangs up when the mail is asked for.
const OTHER_HANGS_UP: u8 = 3;

/// What is said to a command, of an inbox and a folder of sent mail with a message in each.
fn answer(command: &str, way: u8, in_sent: bool) -> String {
    let status = |name: &str| {
        let validity = if way == OTHER_HANGS_UP { 8 } else { 7 };
        format!("* STATUS {name} (UIDVALIDITY {validity} UIDNEXT 2)\r\nTAG OK\r\n")
    };
    match command {
        command if command.starts_with("LOGIN ") => "TAG OK [CAPABILITY IMAP4rev1] in\r\n".to_owned(),
        command if command.starts_with("LIST ") => "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Sent\r\nTAG OK\r\n".to_owned(),
        command if command.starts_with("STATUS \"INBOX") => status("INBOX"),
        command if command.starts_with("STATUS ") => status("Sent"),
        command if command.starts_with("EXAMINE ") => {
            let numbers = ["* OK [UIDVALIDITY 7] x\r\n", "* OK [UIDVALIDITY 8] x\r\n", "", "* OK [UIDVALIDITY 8] x\r\n"];
            format!("{}* OK [UIDNEXT 2] x\r\n* 1 EXISTS\r\nTAG OK\r\n", numbers[usize::from(way)])
        }
        command if command.starts_with("UID SEARCH ") => "* SEARCH 1\r\nTAG OK\r\n".to_owned(),
        command if command.starts_with("UID FETCH ") && way == OTHER_HANGS_UP => "* BYE moved\r\nHANGUP".to_owned(),
        command if command.starts_with("UID FETCH ") => {
            let section = if command.contains("PEEK[]") { "" } else { "HEADER.FIELDS (FROM)" };
            let [from, to, id] =
                if in_sent { ["dana@northfield", "pat@acme", "s"] } else { ["pat@acme", "dana@northfield", "i"] };
            let text = format!("From: {from}.example\r\nTo: {to}.example\r\nMessage-ID: <{id}@x>\r\nSubject: Line 4\r\n\r\n");
            format!("* 1 FETCH (UID 1 BODY[{section}]<0> {{{}}}\r\n{text})\r\nTAG OK\r\n", text.len())
        }
        _ => "TAG OK\r\n".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_to_be_read_again_is_kept_while_back_ends_with_other_numbers_answer_in_turn() {
    for away in [OTHER_WHEN_OPENED, UNTOLD, OTHER_HANGS_UP] {
        let (way, sent) = (Arc::new(AtomicU8::new(HOME)), AtomicU8::new(0));
        let is = Arc::clone(&way);
        let server = Scripted::start(move |command| {
            if command.starts_with("EXAMINE ") {
                sent.store(u8::from(command.contains("Sent")), Ordering::SeqCst);
            }
            answer(command, is.load(Ordering::SeqCst), sent.load(Ordering::SeqCst) == 1).into_bytes()
        })
        .await;
        let team = crate::imap_odd::team(&server);
        team.write("prospects.d/dana.toml", &ACME.replace("acme", "other"));
        assert!(team.sync().contains(": 2 new, 0 of them concern deals"));
        // The past of a new prospect waits in both folders.
        team.write("prospects.d/dana.toml", ACME);
        way.store(away, Ordering::SeqCst);
        for _ in 0..2 {
            let output = team.run(&["sync", "--config", "wentdark.toml"]);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!((output.status.code(), team.rows("message")), (Some(1), 0), "way {away}: {said}");
        }
        way.store(HOME, Ordering::SeqCst);
        team.sync();
        assert_eq!((team.rows("message"), team.rows("reread"), team.rows("copy")), (2, 0, 2), "way {away}");
    }
}
