//! `status`: what it says of a service that is well, of one that isn't, and when there is none.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::service::Service;
use crate::support::team::{Team, configuration};

const STATUS: [&str; 3] = ["status", "--config", "wentdark.toml"];

fn json(team: &Team) -> (Value, bool) {
    let output = team.run(&[&STATUS[..], &["--format", "json"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    (serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}")), output.status.success())
}

#[test]
fn before_the_first_pass_it_says_so() {
    let team = Team::new();
    let said = team.fails(1, &STATUS);
    assert!(said.contains("the service is not running") && said.contains("never read"), "{said}");
    assert!(said.contains("start the service, or run `wentdark sync`"), "{said}");
}

#[test]
fn while_the_service_runs_it_tells_of_each_mailbox_and_reader() {
    let team = Team::new();
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    // On a working day a digest may be due just now: until it is sent, all is not fine.
    let patience = Instant::now() + Duration::from_secs(60);
    let (status, fine) = loop {
        let (status, fine) = json(&team);
        if fine || Instant::now() > patience {
            break (status, fine);
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    assert!(fine && status["fine"] == true && status["running"] == true, "{status}");
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
    let mailbox = &status["mailboxes"][0];
    assert_eq!((&mailbox["owner"], &mailbox["standing"]), (&"dana@northfield.example".into(), &"fine".into()), "{status}");
    assert!(mailbox["lag_seconds"].as_i64().unwrap() < 3600 && mailbox["last_error"].is_null(), "{status}");
    assert!(status["database_octets"].as_u64().unwrap() > 10_000, "{status}");
    assert_eq!(status["readers"][0]["to"], "lead@northfield.example");
    assert!(status["readers"][0]["next_due"].is_string(), "{status}");
    let text = team.ok(&STATUS);
    assert!(
        text.contains(": fine; the service is running") && text.contains("mailbox    dana@northfield.example: fine"),
        "{text}"
    );

    team.write("prospects.d/more.toml", "nonsense\n");
    service.says("the files on disk have mistakes");
    let said = team.fails(1, &STATUS);
    assert!(said.contains("more.toml:1") && said.contains("mailbox    dana@northfield.example: fine"), "{said}");
    service.signal("TERM");
    service.ends();
    std::fs::remove_file(team.path("prospects.d/more.toml")).unwrap();
    let (status, fine) = json(&team);
    assert!(fine && status["running"] == false && status["mistakes"].is_null(), "mended while no service ran: {status}");
    let said = team.fails(2, &["digest", "--config", "wentdark.toml"]);
    assert!(said.contains("--preview <DIR>|--send"), "{said}");
}

#[test]
fn a_digest_of_a_day_to_come_is_none_that_was_sent() {
    let team = Team::new();
    team.sync();
    let db = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    db.execute_batch(
        "INSERT INTO digest (reader, day, message_id, claimed, sent, mail, said)
         VALUES ('lead@northfield.example', '2099-01-05', 'x@x.example', 1, 2, x'', '{}')",
    )
    .unwrap();
    let (status, _) = json(&team);
    let reader = &status["readers"][0];
    assert!(reader["next_due"].is_string() && reader["last_sent"].is_null() && reader["standing"] != "fine", "{status}");
}

#[test]
fn figures_that_cannot_be_served_are_told_with_their_place() {
    let team = Team::new();
    let plain = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let at = team.path("nowhere/socket");
    team.write("wentdark.toml", &format!("{plain}[metrics]\nlisten = \"unix:{}\"\n", at.display()));
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    let patience = Instant::now() + Duration::from_secs(60);
    let said = loop {
        let said = team.run(&STATUS);
        if !said.status.success() || Instant::now() > patience {
            break String::from_utf8(said.stdout).unwrap();
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(said.contains("metrics    are not served: ") && said.contains("nowhere/socket: "), "{said}");
    assert!(service.log().contains("nowhere/socket"), "{}", service.log());
}

#[test]
fn a_mailbox_that_needs_somebody_makes_the_exit_code_1_and_says_what_mends_it() {
    let team = Team::new();
    let imap = "mailbox = { kind = \"imap\", host = \"127.0.0.1\", port = 1, user = \"dana\", secret = \"dana-imap\" }";
    team.write("wentdark.toml", &configuration(imap));
    team.fails(1, &["sync", "--config", "wentdark.toml"]);
    let (status, fine) = json(&team);
    assert!(!fine && status["mailboxes"][0]["standing"] == "human", "{status}");
    let said = team.fails(1, &STATUS);
    assert!(said.contains("needs somebody, never read") && said.contains("secrets/dana-imap"), "{said}");
    assert!(said.contains("-> mend what the error says; `wentdark doctor` tries it at once"), "{said}");
}

#[test]
fn looking_never_keeps_a_service_from_starting() {
    let team = Team::new();
    team.sync();
    let until = Instant::now() + Duration::from_secs(1);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while Instant::now() < until {
                team.run(&STATUS);
            }
        });
        while Instant::now() < until {
            team.sync();
        }
    });
}
