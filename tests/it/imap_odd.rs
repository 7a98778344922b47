//! A server with every habit that a well-meaning one may have: the mail is read all the same, and each habit is told once.

use std::process::Command;

use crate::support::Scripted;
use crate::support::team::{ACME, Team, configuration};

/// What the server says to a command, which is without its tag.
fn answer(command: &str) -> Vec<u8> {
    let head = "From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: Line 4\r\nMessage-ID: <";
    let message = |n: u32, uid: u32| {
        let text = format!("{head}{uid}@acme.example>\r\nDate: Mon, 11 May 2026 10:00:00 +0000\r\n\r\nCan you quote?\r\n");
        format!("* {n} FETCH (UID {uid} INTERNALDATE NIL RFC822.SIZE 20 BODY[]<0> {{{}}}\r\n{text})\r\n", text.len())
    };
    let whole = message(1, 5) + &message(2, 7);
    match command {
        command if command.starts_with("LOGIN ") => "TAG OK\r\n".to_owned(),
        "CAPABILITY" => "* CAPABILITY imap4rev1 X-GM-EXT-1\r\nTAG OK\r\n".to_owned(),
        command if command.starts_with("LIST ") => "* LIST () \"/\" INBOX\r\n* LIST () \"/\" INBOX\r\n* LIST () \"/\" Sent\r\n\
             * LIST () \"/\" {9}\r\nTwo\r\nline\r\n* X-GREETING how are you\r\nTAG OK\r\n"
            .to_owned(),
        command if command.starts_with("STATUS ") => "TAG NO when it is open\r\n".to_owned(),
        command if command.starts_with("EXAMINE \"INBOX") => "* OK [UIDVALIDITY 8] x\r\n* 4 EXISTS\r\nTAG OK\r\n".to_owned(),
        command if command.starts_with("EXAMINE ") => "* OK [UIDVALIDITY 7] x\r\n* 0 EXISTS\r\nTAG OK\r\n".to_owned(),
        command if command.starts_with("UID SEARCH ") => "* SEARCH 9 5 7 5 11\r\nTAG OK\r\n".to_owned(),
        // All four at once are too much for it.
        command if command.starts_with("UID FETCH 5,7,9,11 ") => "z1 OK for somebody else\r\nTAG NO out of order\r\n".to_owned(),
        command if command.starts_with("UID FETCH 11 ") => "TAG OK\r\n".to_owned(),
        // 9 is damaged, 11 is gone by now.
        command if command.ends_with(" (UID)") => "* 3 FETCH (UID 9)\r\nTAG OK\r\n".to_owned(),
        command if command.starts_with("UID FETCH 5,7 ") && command.contains("FIELDS") => {
            "TAG NO two are too many\r\n".to_owned()
        }
        command if command.starts_with("UID FETCH 9 ") || command.starts_with("UID FETCH 9,11 ") => {
            "TAG NO damaged\r\n".to_owned()
        }
        command if command.starts_with("UID FETCH ") && command.contains("HEADER.FIELDS") => {
            let told = |uid: &str| {
                let fields = format!("{head}{uid}@acme.example>\r\n\r\n");
                format!(
                    "* 1 FETCH (UID {uid} INTERNALDATE \"soon\" BODY[HEADER.FIELDS (FROM)]<0> {{{}}}\r\n{fields})\r\n\
                     * 4 FETCH (UID 99 BODY[HEADER.FIELDS (FROM)]<0> NIL)\r\n* 1 FETCH (UID {uid} RFC822.SIZE 20)\r\n",
                    fields.len()
                )
            };
            let uid = command.split(' ').nth(2).unwrap();
            format!("{}TAG OK\r\n", told(uid))
        }
        command if command.starts_with("UID FETCH ") => format!("{whole}TAG OK\r\n"),
        _ => "TAG OK\r\n".to_owned(),
    }
    .into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_many_habits_is_read_and_each_is_told_once() {
    let server = Scripted::start(answer).await;
    let team = Team::new();
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\" }}",
        server.port,
        server.ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "pa55-of-dana");
    let sync = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
        command.args(["sync", "--config", "wentdark.toml"]).current_dir(team.path(".")).env("WENTDARK_LOG", "trace");
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        assert!(output.status.success(), "{said}");
        said
    };
    let said = sync();
    assert!(said.contains("dana@northfield.example: 2 new, 2 of them concern deals or the team"), "{said}");
    let habits = [
        "the login didn't tell what the server can do",
        "All Mail is hidden from IMAP",
        "no folder is marked as the one for sent mail",
        "a folder was listed twice",
        "a folder's name can't be sent back",
        "an unknown response came",
        "the status of a folder was refused",
        "a folder was opened without its UIDNEXT",
        "a search gave numbers out of order",
        "a batch of messages was refused",
        "an answer came that nobody waits for",
        "a message that wasn't asked for came",
        "a message came in several answers",
        "a message came without a date of its receipt",
        "a message that was listed didn't come",
    ];
    for habit in habits {
        assert_eq!(said.matches(habit).count(), 1, "{habit}\n{said}");
    }
    assert!(said.contains("the server has messages that it won't give; they are passed over"), "{said}");
    let again = sync();
    assert!(again.contains("0 new") && again.contains("a search for what is new named an old message"), "{again}");
    // Nothing of the mail is in the log, nor is the password, however much is told.
    for private in ["pat@acme", "Can you quote", "pa55-of-dana"] {
        assert!(!said.contains(private), "{private}\n{said}");
    }
}
