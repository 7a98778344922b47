//! IMAP: stories against a real Dovecot, and against a server that misbehaves.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use wentdark::domain::mail::FolderRole;
use wentdark::reading::triage::FIELDS;
use wentdark::sources::imap::{Imap, ImapSettings, Login, Tls, WHOLE_UP_TO};
use wentdark::sources::{Folder, Listing, Raw, Remembered, SourceError};

use crate::support::{Certs, Dovecot, Scripted};

pub fn settings(dovecot: &Dovecot, user: &str) -> ImapSettings {
    let account = dovecot.user(user);
    ImapSettings {
        host: account.host,
        port: account.imaps,
        tls: Tls::Implicit,
        user: account.user,
        login: Login::Password(account.password.into()),
        horizon_days: 365,
        sent: None,
        extra_ca: Some(account.ca),
        header_fields: FIELDS,
        whole_up_to: WHOLE_UP_TO,
        compress: false,
    }
}

pub fn scripted(server: &Scripted) -> ImapSettings {
    ImapSettings {
        host: "localhost".into(),
        port: server.port,
        tls: Tls::Implicit,
        user: "dana".into(),
        login: Login::Password("secret".to_owned().into()),
        horizon_days: 365,
        sent: None,
        extra_ca: Some(server.ca.clone()),
        header_fields: FIELDS,
        whole_up_to: WHOLE_UP_TO,
        compress: false,
    }
}

fn message(subject: &str) -> Vec<u8> {
    format!("From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: {subject}\r\n\r\nHello, {subject}.\r\n")
        .into_bytes()
}

fn folder(name: &str, role: FolderRole) -> Folder {
    Folder { name: name.into(), role }
}

fn inbox() -> Folder {
    folder("INBOX", FolderRole::Inbox)
}

fn remembered(cursor: &str) -> Remembered {
    Remembered { cursor: Some(cursor.to_owned()), ..Remembered::default() }
}

async fn first_visit(imap: &mut Imap, folder: &Folder) -> Listing {
    imap.list(folder, &Remembered::default(), Timestamp::now()).await.unwrap()
}

fn subjects(mails: &[Raw]) -> Vec<String> {
    let subject = |raw: &Raw| {
        let text = String::from_utf8_lossy(&raw.bytes).into_owned();
        text.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap().to_owned()
    };
    mails.iter().map(subject).collect()
}

#[tokio::test]
async fn a_mailbox_is_read_whole_once_and_left_as_it_was() {
    let dovecot = Dovecot::start();
    let old = SystemTime::now() - Duration::from_secs(400 * 24 * 3600);
    let received = SystemTime::UNIX_EPOCH + Duration::from_secs(Timestamp::now().as_second() as u64 - 5 * 24 * 3600);
    dovecot.deliver_at("dana", "INBOX", &message("long ago"), old);
    dovecot.deliver_at("dana", "INBOX", &message("one"), received);
    dovecot.deliver("dana", "INBOX", &message("two"));
    dovecot.deliver("dana", "Sent", &message("ours"));
    dovecot.deliver("dana", "Clients/Acme \"east\" &- co", &message("filed"));
    dovecot.deliver("dana", "Drafts", &message("unsent"));
    let before = dovecot.flags("dana");

    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    let folders = imap.folders().await.unwrap();
    let roles: Vec<_> = folders.iter().map(|folder| (folder.name.as_str(), folder.role)).collect();
    use FolderRole::{Archive, Inbox, Junk, Other, Sent, Trash};
    for expected in [("INBOX", Inbox), ("Sent", Sent), ("Junk", Junk), ("Trash", Trash), ("Archive", Archive)] {
        assert!(roles.contains(&expected), "{expected:?} in {roles:?}");
    }
    assert!(!roles.iter().any(|(name, _)| *name == "Drafts"));
    assert!(roles.iter().any(|(name, role)| name.contains("Acme") && *role == Other), "{roles:?}");

    let mut seen = Vec::new();
    let mut cursors = Vec::new();
    for folder in &folders {
        let listing = first_visit(&mut imap, folder).await;
        assert!(!listing.renumbered);
        let headers = imap.headers(folder, &listing.new).await.unwrap();
        assert!(headers.iter().all(|raw| raw.bytes.ends_with(b"\r\n\r\n") && !raw.from_line));
        let whole = imap.whole(folder, &listing.new, 60).await.unwrap();
        assert!(
            whole
                .iter()
                .zip(&headers)
                .all(|(part, header)| part.bytes.len() == 60 && part.size > 60 && part.place == header.place)
        );
        seen.extend(subjects(&headers));
        if folder.role == Inbox {
            assert_eq!(whole[0].received, Some(Timestamp::try_from(received).unwrap()));
            assert!(imap.whole(folder, &listing.new, 1000).await.unwrap()[1].bytes.ends_with(b"Hello, two.\r\n"));
        }
        cursors.push((folder, listing.cursor));
    }
    seen.sort();
    assert_eq!(seen, ["filed", "one", "ours", "two"], "beyond the horizon and unsent ones are not read");

    for (folder, cursor) in cursors {
        let again = imap.list(folder, &remembered(&cursor), Timestamp::now()).await.unwrap();
        assert_eq!(again, Listing { cursor, ..Listing::default() });
    }
    imap.logout().await;
    assert_eq!(dovecot.flags("dana"), before, "no flag changed, nothing moved from new/ to cur/");
    assert!(before.keys().all(|path| path.contains("new/")), "{:?}", before.keys());
}

#[tokio::test]
async fn afterwards_only_what_is_new_is_listed_and_a_moved_message_is_found_where_it_went() {
    let dovecot = Dovecot::start();
    for subject in ["one", "two", "three"] {
        dovecot.deliver("dana", "INBOX", &message(subject));
    }
    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    let archive = folder("Archive", FolderRole::Archive);
    let empty = first_visit(&mut imap, &archive).await;
    assert!(empty.new.is_empty());
    let first = first_visit(&mut imap, &inbox()).await;
    assert_eq!(first.new.len(), 3);

    // Two of three committed: the cursor says so, and the third comes again.
    let partly = imap.cursor(&inbox(), &first.new[..2]);
    let rest = imap.list(&inbox(), &remembered(&partly), Timestamp::now()).await.unwrap();
    assert_eq!((rest.new.as_slice(), &rest.cursor), (&first.new[2..], &first.cursor));
    assert_eq!(imap.cursor(&inbox(), &rest.new), first.cursor);

    let long_ago = SystemTime::now() - Duration::from_secs(900 * 24 * 3600);
    dovecot.deliver_at("dana", "INBOX", &message("late"), long_ago);
    dovecot.doveadm("dana", &["move", "Archive", "mailbox", "INBOX", "uid", &first.new[1]]);
    let second = imap.list(&inbox(), &remembered(&first.cursor), Timestamp::now()).await.unwrap();
    let new = imap.headers(&inbox(), &second.new).await.unwrap();
    assert_eq!(subjects(&new), ["late"], "an old message that arrives now is new");
    let moved = imap.list(&archive, &remembered(&empty.cursor), Timestamp::now()).await.unwrap();
    assert_eq!(subjects(&imap.headers(&archive, &moved.new).await.unwrap()), ["two"]);
    imap.logout().await;
}

#[tokio::test]
async fn what_is_expunged_between_listing_and_fetching_is_not_in_the_answer() {
    let dovecot = Dovecot::start();
    for subject in ["one", "two", "three"] {
        dovecot.deliver("dana", "INBOX", &message(subject));
    }
    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    let listing = first_visit(&mut imap, &inbox()).await;
    dovecot.doveadm("dana", &["expunge", "mailbox", "INBOX", "uid", &listing.new[1]]);
    assert_eq!(subjects(&imap.headers(&inbox(), &listing.new).await.unwrap()), ["one", "three"]);
    assert_eq!(subjects(&imap.whole(&inbox(), &listing.new, 10_000).await.unwrap()), ["one", "three"]);
    imap.logout().await;
}

#[tokio::test]
async fn another_uidvalidity_means_reading_afresh() {
    let dovecot = Dovecot::start();
    dovecot.deliver("dana", "INBOX", &message("one"));
    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    let before = first_visit(&mut imap, &inbox()).await;
    imap.logout().await;
    dovecot.renumber("dana", "INBOX");
    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    let after = imap.list(&inbox(), &remembered(&before.cursor), Timestamp::now()).await.unwrap();
    assert!(after.renumbered && after.new.len() == 1 && after.cursor != before.cursor, "{before:?} {after:?}");
    imap.logout().await;
}

#[tokio::test]
async fn starttls_works_and_names_and_passwords_of_any_letters_do_too() {
    let dovecot = Dovecot::start();
    let plain = ImapSettings { tls: Tls::StartTls, port: dovecot.user("dana").imap, ..settings(&dovecot, "dana") };
    Imap::connect(&plain).await.unwrap().logout().await;
    let awkward = ImapSettings { login: Login::Password("pass\"wörd\\".to_owned().into()), ..settings(&dovecot, "dana") };
    assert!(matches!(Imap::connect(&awkward).await, Err(SourceError::Human(_))), "sent as a literal, and refused as any other");
    // The wrong kind of TLS for a port is said, not waited for.
    let mixed = ImapSettings { port: dovecot.user("dana").imap, ..settings(&dovecot, "dana") };
    let error = Imap::connect(&mixed).await.unwrap_err();
    assert!(matches!(&error, SourceError::Human(text) if text.contains("mailbox.tls")), "{error}");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_authority_ask_for_a_human_in_words() {
    let dovecot = Dovecot::start();
    let wrong = ImapSettings { login: Login::Password("guess".to_owned().into()), ..settings(&dovecot, "dana") };
    let error = Imap::connect(&wrong).await.unwrap_err();
    assert!(matches!(&error, SourceError::Human(text) if text.contains("the password was refused")), "{error}");
    assert!(!error.to_string().contains("guess") && !format!("{wrong:?}").contains("guess"));

    let elsewhere = tempfile::tempdir().unwrap();
    let other = Certs::make(elsewhere.path());
    for (extra_ca, hint) in
        [(None, "set mailbox.extra_ca"), (Some(other.ca), "set mailbox.extra_ca"), (Some("/no/such.pem".into()), "/no/such.pem")]
    {
        let error = Imap::connect(&ImapSettings { extra_ca, ..settings(&dovecot, "dana") }).await.unwrap_err();
        assert!(matches!(&error, SourceError::Human(text) if text.contains(hint)), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_dies_in_the_middle_is_an_error_and_comes_back() {
    let mut dovecot = Dovecot::start();
    dovecot.deliver("dana", "INBOX", &message("one"));
    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    let listing = first_visit(&mut imap, &inbox()).await;
    dovecot.stop();
    assert!(matches!(imap.headers(&inbox(), &listing.new).await, Err(SourceError::Retry(_))));
    assert!(matches!(imap.list(&inbox(), &remembered(&listing.cursor), Timestamp::now()).await, Err(SourceError::Retry(_))));
    assert!(matches!(Imap::connect(&settings(&dovecot, "dana")).await, Err(SourceError::Retry(_))));
    dovecot.restart();
    let mut imap = Imap::connect(&settings(&dovecot, "dana")).await.unwrap();
    assert_eq!(imap.headers(&inbox(), &listing.new).await.unwrap().len(), 1);
    imap.logout().await;
}

/// A connection to a server that behaves until it is asked to fetch.
async fn until_fetch(answer: &'static [u8]) -> Imap {
    let server = Scripted::start(move |command| match command {
        "CAPABILITY" => b"* CAPABILITY IMAP4rev1 X-UNHEARD-OF\r\nTAG OK\r\n".to_vec(),
        command if command.starts_with("LOGIN ") => b"TAG OK [CAPABILITY IMAP4rev1] in\r\n".to_vec(),
        command if command.starts_with("EXAMINE ") => {
            b"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n* 3 EXISTS\r\nTAG OK\r\n".to_vec()
        }
        command if command.starts_with("UID SEARCH ") => b"* SEARCH 3 2 8\r\nTAG OK\r\n".to_vec(),
        command if command.ends_with(" (UID)") => b"TAG OK\r\n".to_vec(),
        _ => answer.to_vec(),
    })
    .await;
    Imap::connect(&scripted(&server)).await.unwrap()
}

/// What a fetch of three messages gives when the server answers it so.
async fn fetched(answer: &'static [u8]) -> Result<Vec<Raw>, SourceError> {
    let mut imap = until_fetch(answer).await;
    let listing = first_visit(&mut imap, &inbox()).await;
    assert_eq!(listing.new.join(" "), "2 3 8");
    assert!(listing.cursor.starts_with("7:8:1,4:7@"), "{}", listing.cursor);
    imap.headers(&inbox(), &listing.new).await
}

#[tokio::test]
async fn refusals_and_ends_are_never_taken_for_an_empty_mailbox() {
    let answers: [(&[u8], &str); 6] = [
        (b"TAG NO [UNAVAILABLE] not now\r\n", "said no"),
        (b"TAG BAD what?\r\n", "did not understand"),
        (b"* BYE going down\r\n", "closed the session"),
        (b"HANGUP", "ended in the middle"),
        (b"* 1 FETCH (UID 2 BODY[HEADER]<0> {4}\r\n\r\n\r\n)\r\nHANGUP", "ended in the middle"),
        (b"* 1 FETCH (UID 2 BODY[HEADER]<0> {14}\r\nSubjHANGUP", "ended in the middle"),
    ];
    for (answer, words) in answers {
        let error = fetched(answer).await.unwrap_err();
        assert!(matches!(&error, SourceError::Retry(text) if text.contains(words)), "{error}");
    }
}

#[tokio::test]
async fn a_fetch_that_was_given_up_leaves_a_connection_that_nobody_trusts() {
    let mut imap = until_fetch(b"* 1 FETCH (UID 2 BODY[HEADER]<0> {4}\r\n\r\n\r\n)\r\n").await;
    let listing = first_visit(&mut imap, &inbox()).await;
    let waiting = tokio::time::timeout(Duration::from_millis(300), imap.headers(&inbox(), &listing.new)).await;
    assert!(waiting.is_err(), "nothing is concluded before the tagged completion");
    let error = imap.list(&inbox(), &remembered("7:0"), Timestamp::now()).await.unwrap_err();
    assert!(error.to_string().contains("an earlier command was cut off"), "{error}");
}

#[tokio::test]
async fn nothing_goes_over_the_wire_that_could_change_a_mailbox_and_nothing_twice() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&heard);
    let server = Scripted::start(move |command| {
        hears.lock().unwrap().push(command.to_owned());
        match command {
            command if command.starts_with("EXAMINE ") => {
                b"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n* 3 EXISTS\r\nTAG OK\r\n".to_vec()
            }
            command if command.starts_with("UID SEARCH ") => b"* SEARCH 2 3 8\r\nTAG OK\r\n".to_vec(),
            "LIST \"\" \"*\"" => b"* LIST () \"/\" INBOX\r\n* LIST () \"/\" \"Sent Items\"\r\nTAG OK\r\n".to_vec(),
            _ => b"TAG OK\r\n".to_vec(),
        }
    })
    .await;
    let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
    let folders = imap.folders().await.unwrap();
    let now = "2026-05-20T12:00:00Z".parse().unwrap();
    let listing = imap.list(&folders[0], &Remembered::default(), now).await.unwrap();
    imap.headers(&folders[0], &listing.new).await.unwrap();
    imap.whole(&folders[0], &listing.new, 5000).await.unwrap();
    imap.list(&folders[0], &remembered(&listing.cursor), now).await.unwrap();
    imap.list(&folders[0], &remembered("7:3"), now).await.unwrap();
    imap.logout().await;
    let expected = [
        "LOGIN \"dana\" \"secret\"",
        "CAPABILITY",
        "LIST \"\" \"*\"",
        "STATUS \"INBOX\" (UIDVALIDITY UIDNEXT)",
        "STATUS \"Sent Items\" (UIDVALIDITY UIDNEXT)",
        "EXAMINE \"INBOX\"",
        "UID SEARCH SINCE 19-May-2025",
        // Are the others older, or not there?
        "UID SEARCH UID 1:*",
        &format!("UID FETCH 2:3,8 (UID FLAGS BODY.PEEK[HEADER.FIELDS ({})]<0.262144>)", FIELDS.join(" ")),
        // They don't come: are they gone?
        "UID FETCH 2:3,8 (UID)",
        "UID FETCH 2:3,8 (UID INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.5000>)",
        "UID FETCH 2:3,8 (UID)",
        "EXAMINE \"INBOX\"",
        "UID SEARCH UID 1,4:7,9:*",
        "EXAMINE \"INBOX\"",
        "UID SEARCH UID 4:*",
        "LOGOUT",
    ];
    assert_eq!(*heard.lock().unwrap(), expected);
}

#[tokio::test]
async fn where_nothing_is_new_no_folder_is_opened() {
    for (can, asks) in [("LIST-STATUS SPECIAL-USE", 1), ("LIST-EXTENDED SPECIAL-USE", 3)] {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        let server = Scripted::start(move |command| {
            hears.lock().unwrap().push(command.to_owned());
            let status = |name: &str, next: u32| format!("* STATUS {name} (UIDNEXT {next} UIDVALIDITY 7)\r\n");
            match command {
                command if command.starts_with("LOGIN ") => format!("TAG OK [CAPABILITY IMAP4rev1 {can}] in\r\n"),
                command if command.starts_with("LIST ") => {
                    let listed = "* LIST () \"/\" INBOX\r\n* LIST (\\Sent) \"/\" Sent\r\n";
                    let statuses = if asks == 1 { status("INBOX", 9) + &status("Sent", 5) } else { String::new() };
                    format!("{listed}{statuses}TAG OK\r\n")
                }
                command if command.starts_with("STATUS \"INBOX\"") => status("INBOX", 9) + "TAG OK\r\n",
                // One that refuses to tell is opened.
                command if command.starts_with("STATUS ") => "TAG NO not that one\r\n".to_owned(),
                command if command.starts_with("EXAMINE \"INBOX\"") => {
                    "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n* 4 EXISTS\r\nTAG OK\r\n".to_owned()
                }
                _ => "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 5] x\r\n* 4 EXISTS\r\nTAG OK\r\n".to_owned(),
            }
            .into_bytes()
        })
        .await;
        let mut imap = Imap::connect(&scripted(&server)).await.unwrap();
        let folders = imap.folders().await.unwrap();
        for (folder, cursor) in folders.iter().zip(["7:8", "7:4"]) {
            let listing = imap.list(folder, &remembered(cursor), Timestamp::now()).await.unwrap();
            assert_eq!(listing, Listing { cursor: cursor.into(), ..Listing::default() });
        }
        let count = |word: &str| heard.lock().unwrap().iter().filter(|command| command.starts_with(word)).count();
        assert_eq!(count("LIST ") + count("STATUS "), asks, "{:?}", heard.lock().unwrap());
        assert_eq!((count("CAPABILITY"), count("EXAMINE")), (0, usize::from(asks > 1)), "{:?}", heard.lock().unwrap());
        // A status counts once: asked again, the folder is opened.
        imap.list(&folders[0], &remembered("7:8"), Timestamp::now()).await.unwrap();
        assert!(count("EXAMINE \"INBOX\"") == 1);
    }
}

#[tokio::test]
async fn what_is_too_big_ends_the_connection_before_it_fills_the_memory() {
    let error = fetched(b"* 1 FETCH (UID 2 BODY[HEADER]<0> {500000000}\r\nx").await.unwrap_err();
    assert!(error.to_string().contains("more than is let through"), "{error}");
    let endless: &'static [u8] = vec![b'x'; 41 << 20].leak();
    let error = fetched(endless).await.unwrap_err();
    assert!(error.to_string().contains("more than is let through"), "{error}");
}

#[tokio::test]
async fn odd_answers_are_passed_over_and_the_rest_is_read() {
    let parens = "(".repeat(200_000);
    let answer = format!(
        "* X-UNHEARD-OF (a \"b\r\n* 1 FETCH (UID 3 BODYSTRUCTURE {parens}\r\n* 4 EXPUNGE\r\n* 2 FETCH (FLAGS (\\Seen))\r\n\
         + odd\r\nz9 OK for somebody else\r\n* OK careful {{12}}\r\n* NO [ALERT] nearly full\r\n\
         * 2 FETCH (X-LIST (a (b {{3}}\r\n)(\")) UID 2 INTERNALDATE NIL RFC822.SIZE 99 body[header]<0> {{14}}\r\nSubject: x\r\n\r\n)\r\n\
         * 3 FETCH (UID 77 BODY[HEADER]<0> \"not asked for\")\r\n* 3 FETCH (UID 8 BODY[HEADER]<0> NIL)\r\nTAG OK {{5}}\r\n"
    );
    let mails = fetched(answer.into_bytes().leak()).await.unwrap();
    let expected = Raw { place: "2".into(), received: None, from_line: false, bytes: b"Subject: x\r\n\r\n".to_vec(), size: 99 };
    assert_eq!(mails, [expected]);
}
