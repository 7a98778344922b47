//! What is said at the shell, and what the shell says: who marked what, why a closed deal is closed, readers that go away.

use std::io::Read;
use std::process::Stdio;

use crate::support::team::{Team, mail};

const CONFIG: [&str; 2] = ["--config", "wentdark.toml"];
const DANA: &str = "dana@northfield.example";
const PAT: &str = "pat@acme.example";

fn with<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &CONFIG[..]].concat()
}

/// A team to whom Pat wrote.
fn team() -> Team {
    let team = Team::new();
    let asks = mail("p1@acme.example", "Mon, 04 May 2026 14:00:00 +0000", PAT, DANA, "Line 4", None, "Hi");
    team.deliver("", "1.a", "2026-05-04T14:00:05Z", &asks);
    team.sync();
    team
}

#[test]
fn mistakes_are_mistakes_of_usage() {
    let team = team();
    let said = team.fails(2, &with(&["mark", "acme-line4", "snoozed", "--until", "blah", "--by", DANA]));
    assert!(said.contains("--until blah: neither a date (2026-06-15) nor"), "{said}");
}

#[test]
fn a_lost_deal_tells_who_lost_it_and_why_and_that_no_answer_reopens_it() {
    let team = team();
    team.ok(&with(&["mark", "acme-line4", "lost", "--by", DANA, "--note", "too dear", "--at", "2026-05-05T15:00:00Z"]));
    let again =
        mail("p2@acme.example", "Wed, 06 May 2026 14:00:00 +0000", PAT, DANA, "Re: Line 4", None, "We need it this week!");
    team.deliver("", "2.a", "2026-05-06T14:00:05Z", &again);
    team.sync();
    let story = team.ok(&with(&["explain", "acme-line4", "--as-of", "2026-05-07T12:00:00Z"]));
    for text in [
        "closed",
        "Why:      It was marked lost by dana@northfield.example on 2026-05-05: “too dear”.",
        "Changes:  Reopening it (`mark open`) or taking that mark back (`undo`); nothing that the prospect writes does.",
    ] {
        assert!(story.contains(text), "{text}: {story}");
    }
    // By the prospects file.
    let path = "prospects.d/dana.toml";
    let prospects = std::fs::read_to_string(team.path(path)).unwrap();
    team.write(path, &prospects.replacen("owner = ", "stage = \"lost\"\nstage_since = 2026-05-04\nowner = ", 1));
    team.ok(&with(&["undo", "acme-line4", "--by", DANA]));
    let story = team.ok(&with(&["explain", "acme-line4"]));
    assert!(story.contains("The prospects file says “lost” since 2026-05-04."), "{story}");
    assert!(story.contains("Another stage in the prospects file"), "{story}");
}

#[test]
fn a_declined_deal_may_come_back_by_itself() {
    let team = team();
    let no = "We decided to stay with our supplier.";
    let declines = mail("p2@acme.example", "Wed, 06 May 2026 14:00:00 +0000", PAT, DANA, "Line 4", None, no);
    team.deliver("", "2.a", "2026-05-06T14:00:05Z", &declines);
    team.sync();
    let story = team.ok(&with(&["explain", "acme-line4", "--as-of", "2026-05-07T12:00:00Z"]));
    assert!(story.contains("declined on 2026-05-06") && story.contains("or the prospect coming back: pressing"), "{story}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let team = team();
    let text = mail("p1@acme.example", "Mon, 04 May 2026 14:00:00 +0000", PAT, DANA, "Line 4", None, &"Hi there. ".repeat(1000));
    team.write("one.eml", &text);
    // More than a pipe holds.
    let files = ["one.eml"; 40];
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_wentdark"))
        .arg("inspect")
        .args(files)
        .current_dir(team.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn checking_connections_tries_the_mail_server_too() {
    let team = team();
    let said = team.ok(&with(&["check", "--connect"]));
    assert!(said.contains("outbox") && said.contains("takes mail from us"), "{said}");
    let config = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = format!("host = \"127.0.0.1\"\nport = {port}");
    assert!(config.contains("folder = \"outbox\""), "{config}");
    team.write("wentdark.toml", &config.replace("folder = \"outbox\"", &server));
    let said = team.fails(1, &with(&["check", "--connect"]));
    assert!(said.contains(&format!("mail server 127.0.0.1:{port}: can't be used: ")), "{said}");
    assert!(
        said.contains("refused") && said.contains("-> [smtp]: is host and port right") && !said.contains("not sent"),
        "{said}"
    );
}
