//! A folder that the server refuses for long: it is told with its day and tried again later and later, and the others are read on.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::crew::Service;
use crate::support::team::{ACME, Team, configuration, mail};
use crate::support::{Dovecot, Scripted};

/// The folder of the mailbox that is told to be in trouble, and since when it wasn't read.
fn trouble(team: &Team) -> serde_json::Value {
    let json = team.run(&["status", "--config", "wentdark.toml", "--format", "json"]).stdout;
    serde_json::from_slice::<serde_json::Value>(&json).unwrap()["mailboxes"][0].clone()
}

#[test]
fn the_close_looks_of_other_folders_wait_for_none_that_is_shut() {
    let (dovecot, received) = (Dovecot::start(), "2026-05-06T09:00:00Z".parse::<Timestamp>().unwrap());
    let (pat, dana) = ("pat@acme.example", "dana@northfield.example");
    let message =
        |id: &str, from: &str| mail(id, "Wed, 06 May 2026 09:00:00 +0000", from, dana, "Line 4", None, "Can you quote?");
    for n in 0..620 {
        let text = match n {
            0..120 => message(&format!("p{n}@acme.example"), pat),
            _ => message(&format!("n{n}@news.example"), "n@news.example"),
        };
        dovecot.deliver_at("dana", "INBOX", text.as_bytes(), received.into());
    }
    dovecot.deliver_at("dana", "Clients", message("c1@acme.example", pat).as_bytes(), received.into());
    let shut = dovecot.folder("dana", "Clients");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let team = Team::new();
    let account = dovecot.user("dana");
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", \
         horizon_days = 36500 }}",
        account.imaps,
        account.ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "secret-dana");
    let service = Service::start(&team);
    service.until("the inbox", || service.rows("copy") == 620 && service.rows("closer") > 0);
    let took = service.until("every close look", || service.rows("closer") == 0);
    // By the clock there would be fifty a minute.
    assert!(took < Duration::from_secs(50), "{took:?}");
    let told = trouble(&team);
    assert_eq!(told["folders"][0]["folder"], "Clients", "{told}");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
    service.until("the folder that was shut", || service.rows("copy") == 621);
}

/// What a server with an inbox, a folder of sent mail and one of clients says, each of which holds a message; it gives none whole of the
/// clients' folder while that is `shut`.
fn answer(command: &str, open: &str, shut: bool) -> String {
    match command {
        command if command.starts_with("LOGIN ") => "TAG OK [CAPABILITY IMAP4rev1 IDLE] in\r\n".to_owned(),
        command if command.starts_with("LIST ") => {
            "* LIST () \"/\" Clients\r\n* LIST () \"/\" INBOX\r\n* LIST () \"/\" Sent\r\nTAG OK\r\n".to_owned()
        }
        command if command.starts_with("STATUS ") => {
            let name = command.split('"').nth(1).unwrap();
            format!("* STATUS {name} (UIDVALIDITY 7 UIDNEXT 2)\r\nTAG OK\r\n")
        }
        command if command.starts_with("EXAMINE ") => {
            "* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\n* 1 EXISTS\r\nTAG OK\r\n".to_owned()
        }
        command if command.starts_with("UID SEARCH ") => "* SEARCH 1\r\nTAG OK\r\n".to_owned(),
        command if command.contains("PEEK[]") && shut && open == "Clients" => "TAG NO [UNAVAILABLE] later\r\n".to_owned(),
        command if command.starts_with("UID FETCH ") => {
            let section = if command.contains("PEEK[]") { "" } else { "HEADER.FIELDS (FROM)" };
            let text = format!(
                "From: pat@acme.example\r\nTo: dana@northfield.example\r\nMessage-ID: <{open}@x>\r\nSubject: Line 4\r\n\r\n"
            );
            format!("* 1 FETCH (UID 1 BODY[{section}]<0> {{{}}}\r\n{text})\r\nTAG OK\r\n", text.len())
        }
        "IDLE" => "+ go ahead\r\n".to_owned(),
        _ => "TAG OK\r\n".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_folder_gives_none_of_what_waits_in_it_news_of_the_others_are_waited_for() {
    let (heard, shut) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(true)));
    let (hears, is, open) = (Arc::clone(&heard), Arc::clone(&shut), Mutex::new(String::new()));
    let server = Scripted::start(move |command| {
        let mut open = open.lock().unwrap();
        if let Some(name) = command.strip_prefix("EXAMINE ") {
            *open = name.trim_matches('"').to_owned();
        }
        let refused = command.contains("PEEK[]") && *open == "Clients";
        if command == "IDLE" || refused {
            hears.lock().unwrap().push((Instant::now(), if refused { "asked" } else { "IDLE" }));
        }
        answer(command, &open, is.load(Ordering::SeqCst)).into_bytes()
    })
    .await;
    let team = crate::imap_odd::team(&server);
    team.write("prospects.d/dana.toml", &ACME.replace("acme", "other"));
    assert!(team.sync().contains(": 3 new, 0 of them concern deals"));
    // The past of a new prospect lies in all of them.
    team.write("prospects.d/dana.toml", ACME);
    tokio::task::spawn_blocking(move || {
        let times = |what: &str| -> Vec<Instant> {
            heard.lock().unwrap().iter().filter(|(_, one)| *one == what).map(|(at, _)| *at).collect()
        };
        let service = Service::start(&team);
        service.until("what the others hold", || service.rows("message") == 2);
        service.until("somebody who waits for news", || !times("IDLE").is_empty());
        let told = trouble(&team);
        assert_eq!(told["folders"].as_array().unwrap().len(), 1, "{told}");
        assert_eq!((&told["folders"][0]["folder"], &told["standing"]), (&"Clients".into(), &"retrying".into()), "{told}");
        assert!(told["folders"][0]["last_error"].as_str().unwrap().contains("later"), "{told}");
        shut.store(false, Ordering::SeqCst);
        service.until("the folder that was shut", || service.rows("message") == 3);
        let asked = times("asked");
        let waited = asked[1].duration_since(asked[0]);
        assert!(waited > Duration::from_secs(13) && waited < Duration::from_secs(60), "{waited:?}");
        service.until("all well", || trouble(&team)["standing"] == "fine");
    })
    .await
    .unwrap();
}
