//! A server with every habit that a well-meaning one may have: the mail is read all the same, and each habit is told once.

use std::process::Command;
use std::sync::{Arc, Mutex};

use wentdark::sources::Remembered;
use wentdark::sources::imap::Imap;

use crate::imap::{scripted, settings};
use crate::support::team::{ACME, Team, configuration};
use crate::support::{Dovecot, Scripted};

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

/// A team whose one mailbox is on the server.
pub fn team(server: &Scripted) -> Team {
    let team = Team::new();
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\" }}",
        server.port,
        server.ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "pa55-of-dana");
    team
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_many_habits_is_read_and_each_is_told_once() {
    let server = Scripted::start(answer).await;
    let team = team(&server);
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

/// A server with the folders that `listed` tells, in the first of which a message lies; what it was asked.
async fn with_folders(capabilities: &'static str, listed: &'static [u8]) -> (Scripted, Arc<Mutex<Vec<String>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&heard);
    let server = Scripted::start(move |command| {
        hears.lock().unwrap().push(command.to_owned());
        match command {
            command if command.starts_with("LOGIN ") => {
                format!("TAG OK [CAPABILITY IMAP4rev1 {capabilities}] in\r\n").into_bytes()
            }
            command if command.starts_with("LIST ") => [listed, b"TAG OK\r\n"].concat(),
            command if command.starts_with("STATUS ") => b"TAG NO later\r\n".to_vec(),
            command if command.starts_with("EXAMINE ") => {
                b"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 8] x\r\n* 4 EXISTS\r\nTAG OK\r\n".to_vec()
            }
            command if command.starts_with("UID SEARCH ") => b"* SEARCH 4 5 6 7\r\nTAG OK\r\n".to_vec(),
            command if command.starts_with("UID FETCH ") => fetched(command).into_bytes(),
            _ => b"TAG OK\r\n".to_vec(),
        }
    })
    .await;
    (server, heard)
}

/// Messages 4 to 7: two drafts, one that somebody marked as such, and one as all are.
fn fetched(command: &str) -> String {
    let one = |uid: u32| {
        let marks = ["FLAGS (\\Draft \\Seen)", "FLAGS () X-GM-LABELS (\"\\\\Draft\")", "FLAGS (\\Draft)", "FLAGS (\\Seen)"];
        let delivered = if uid == 6 { "Return-Path: <pat@acme.example>\r\n" } else { "" };
        let head = format!(
            "{delivered}From: pat@acme.example\r\nTo: dana@northfield.example\r\nMessage-ID: <{uid}@acme.example>\r\n\r\n"
        );
        let head = head.replace("To:", "Date: Mon, 11 May 2026 10:00:00 +0000\r\nTo:");
        let (section, text) =
            if command.contains("FIELDS") { ("HEADER.FIELDS (FROM)", head) } else { ("", format!("{head}Can you quote?\r\n")) };
        let marks = marks[uid as usize - 4];
        format!("* {uid} FETCH (UID {uid} {marks} BODY[{section}]<0> {{{}}}\r\n{text})\r\n", text.len())
    };
    let set = command.split(' ').nth(2).unwrap().replace(':', ",");
    let ends: Vec<u32> = set.split(',').map(|uid| uid.parse().unwrap()).collect();
    (ends[0]..=ends[ends.len() - 1]).map(one).collect::<String>() + "TAG OK\r\n"
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_has_sent_is_left_out_wherever_it_lies_but_for_the_folder_of_sent_mail() {
    let listed = b"* LIST (\\All) \"/\" \"[Gmail]/All Mail\"\r\n* LIST (\\Sent) \"/\" Sent\r\n* LIST (\\Trash) \"/\" Bin\r\n";
    for gmail in [true, false] {
        let (server, heard) = with_folders(if gmail { "X-GM-EXT-1" } else { "IDLE" }, listed).await;
        let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
        let mut read = Vec::new();
        for folder in imap.folders().await.unwrap() {
            let listing = imap.list(&folder, &Remembered::default(), jiff::Timestamp::now()).await.unwrap();
            let headers = imap.headers(&folder, &listing.new).await.unwrap();
            read.push((folder.name, headers.iter().map(|raw| raw.place.as_str()).collect::<Vec<_>>().join(" ")));
        }
        let read: Vec<_> = read.iter().map(|(name, places)| (name.as_str(), places.as_str())).collect();
        assert_eq!(read, [("Bin", "6 7"), ("Sent", "4 5 6 7"), ("[Gmail]/All Mail", "6 7")]);
        let asked = heard.lock().unwrap().iter().filter(|command| command.starts_with("UID FETCH")).cloned().collect::<Vec<_>>();
        let marks: Vec<_> = asked.iter().map(|command| command.split(" BODY").next().unwrap()).collect();
        let all = if gmail { "UID FETCH 4:7 (UID FLAGS X-GM-LABELS" } else { "UID FETCH 4:7 (UID FLAGS" };
        assert_eq!(marks, ["UID FETCH 4:7 (UID FLAGS", "UID FETCH 4:7 (UID", all]);
    }
    let dovecot = Dovecot::start();
    let message =
        |subject: &str| format!("From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: {subject}\r\n\r\nHello\r\n");
    dovecot.deliver("dana", "Clients", message("received").as_bytes());
    // Marked as a draft, as Dovecot keeps it.
    std::fs::write(dovecot.folder("dana", "Clients").join("cur/1000000000.begun:2,DS"), message("begun")).unwrap();
    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    let folder = imap.folders().await.unwrap().into_iter().find(|folder| folder.name == "Clients").unwrap();
    let listing = imap.list(&folder, &Remembered::default(), jiff::Timestamp::now()).await.unwrap();
    assert_eq!(listing.new, ["1", "2"]);
    let headers = imap.headers(&folder, &listing.new).await.unwrap();
    assert!(headers.len() == 1 && String::from_utf8_lossy(&headers[0].bytes).contains("Subject: received"), "{headers:?}");
    imap.logout().await;
}

fn sync(team: &Team) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
    command.args(["sync", "--config", "wentdark.toml"]).current_dir(team.path(".")).env("WENTDARK_LOG", "wentdark=debug");
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    (output.status.success(), said)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_with_a_name_in_an_old_character_set_is_read_and_one_that_makes_no_sense_is_told() {
    let listed = b"* LIST () \"/\" \"B\xfcro\"\r\n* LIST (\\Sent) \"/\" Sent\r\n* LIST () \"/\" \"Archiv\r\n";
    let (server, heard) = with_folders("IDLE", listed).await;
    let team = team(&server);
    let (success, said) = sync(&team);
    assert!(success && said.contains("a folder's name is no UTF-8; it is opened by the octets that came"), "{said}");
    assert!(heard.lock().unwrap().iter().any(|command| command == "EXAMINE \"B\u{fffd}ro\""), "{said}");
    let warning = said.lines().find(|line| line.contains("words that make no sense")).unwrap();
    assert!(warning.contains("WARN") && warning.contains("count=1") && warning.contains("Archiv"), "{warning}");
    let doctor = team.run(&["doctor", "--config", "wentdark.toml"]);
    let told = String::from_utf8(doctor.stdout).unwrap();
    assert!(told.contains("2 folders, but for 1 listed in words that make no sense"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_folder_of_sent_mail_the_others_are_read_and_silence_is_claimed_of_nothing() {
    let (server, _) = with_folders("IDLE", b"* LIST () \"/\" INBOX\r\n").await;
    let team = team(&server);
    let (success, said) = sync(&team);
    assert!(!success && said.contains(": 2 new, 2 of them concern deals"), "{said}");
    assert!(
        said.contains("folder Sent not read: no folder could be recognised as the one that holds sent mail; set it"),
        "{said}"
    );
    let state = || team.deal(&jiff::Timestamp::now().to_string(), "acme-line4")["state"].clone();
    assert_eq!(state(), "unknown", "an answer of ours may lie anywhere");
    let config = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", &config.replace("secret = \"dana\", ", "secret = \"dana\", sent = \"INBOX\", "));
    let (success, said) = sync(&team);
    assert!(success && said.contains(": 0 new, "), "what was read is not read again: {said}");
    assert_eq!(state(), "ours");
}
