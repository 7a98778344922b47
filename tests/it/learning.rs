//! A team labels lines of its own: the thresholds follow, kept mail is judged again, and all of it can be taken back.

use std::fmt::Write as _;

use crate::support::team::{Team, configuration, mail};

const DANA: &str = "Dana <dana@northfield.example>";
const LEAD: &str = "Lead <lead@northfield.example>";
const NOON: &str = "2026-05-20T12:00:00Z";
/// A lexicon that takes a meal for a win, which the network doesn't.
const LEXICON: &str = "[[group]]\nkind = \"celebration\"\nphrases = [\"lunch is ready\", \"all three bidders\"]\n";
/// How the team's lines are judged by that lexicon.
const BEFORE: &str = "celebration 0.50 (0.36-0.64) 1.00 (0.86-1.00) 0.67 24 24 0";
const ROOMS: [&str; 8] = ["canteen", "hall", "garden", "kitchen", "lobby", "workshop", "meeting room", "tent"];

fn team() -> Team {
    let team = Team::new();
    let mailbox = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }");
    team.write("wentdark.toml", &(mailbox + "[signals]\nlexicon = \"own.toml\"\n"));
    team.write("own.toml", LEXICON);
    let text = "Acme is here at noon.\n\nLunch is ready in the canteen.";
    let said = mail("l1@northfield.example", "Wed, 06 May 2026 09:00:00 +0000", DANA, LEAD, "Today", None, text);
    team.deliver("", "6.l", "2026-05-06T09:00:00Z", &said);
    team
}

/// So many lines of each sort: meals that are no win, and wins.
fn lines(each: usize) -> String {
    let mut out = String::new();
    for at in 0..each {
        let room = ROOMS[at % ROOMS.len()];
        let line = |text: String, labels: &str| {
            format!("{{\"writer\":\"team\",\"to\":\"team\",\"text\":\"{text}\",\"labels\":[{labels}]}}")
        };
        writeln!(out, "{}", line(format!("Lunch is ready in the {room}, table {at}."), "")).unwrap();
        writeln!(out, "{}", line(format!("We beat all three bidders for the {room}. My commission pays for {at} new kitchens, my wife already chose the tiles."), "\"celebration\"")).unwrap();
    }
    out
}

fn celebrated(team: &Team) -> bool {
    team.deal(NOON, "acme-line4")["signals"].as_array().unwrap().iter().any(|signal| signal["kind"] == "celebration")
}

/// The row of a table that begins with a word.
fn row(table: &str, kind: &str) -> String {
    table.lines().find(|line| line.starts_with(kind)).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_team_labels_moves_thresholds_and_kept_mail_is_judged_again() {
    let team = team();
    team.sync();
    assert!(celebrated(&team), "the team's own lexicon says so");
    team.write("lines.jsonl", &lines(24));
    let eval = || row(&team.ok(&["signals", "eval", "lines.jsonl", "--config", "wentdark.toml"]), "celebration");
    assert_eq!(eval(), BEFORE);

    let tried = team.ok(&["signals", "learn", "lines.jsonl", "--config", "wentdark.toml", "--dry-run"]);
    assert!(row(&tried, "celebration").contains(" 0.50 > 1.00 "), "precision: {tried}");
    assert!(tried.contains("nothing was changed") && !team.path("state/learnt.toml").exists(), "{tried}");
    assert_eq!(eval(), BEFORE);

    let said = team.ok(&["signals", "learn", "lines.jsonl", "--config", "wentdark.toml"]);
    assert!(said.contains("learnt.toml: written"), "{said}");
    assert!(row(&said, "doubt").ends_with("too few lines"), "{said}");
    let after: Vec<u32> = eval().split(' ').rev().take(3).map(|figure| figure.parse().unwrap()).collect();
    assert!(matches!(after[..], [0..=2, 0, 22..=24]), "missed, wrong and right: {after:?}");
    let kept = std::fs::read_to_string(team.path("state/learnt.toml")).unwrap();
    assert!(kept.contains("[threshold.celebration]") && !kept.contains("unch"), "numbers alone: {kept}");
    team.sync();
    assert!(!celebrated(&team), "kept mail is judged again");

    team.ok(&["signals", "learn", "--reset", "--config", "wentdark.toml"]);
    assert_eq!(eval(), BEFORE);
    team.sync();
    assert!(celebrated(&team), "and again when that is taken back");
}

#[test]
fn a_handful_of_lines_moves_nothing() {
    let team = team();
    team.write("lines.jsonl", &lines(8));
    let said = team.ok(&["signals", "learn", "lines.jsonl", "--config", "wentdark.toml"]);
    assert!(row(&said, "celebration").ends_with("too few lines"), "{said}");
    assert!(said.contains("the model's own thresholds hold") && !team.path("state/learnt.toml").exists(), "{said}");
    assert!(team.fails(2, &["signals", "learn", "--config", "wentdark.toml"]).contains("FILE.jsonl"));
}

#[test]
fn a_broken_file_of_what_was_learnt_is_told_and_not_used() {
    let team = team();
    team.write("state/learnt.toml", "model = \"0000000000000000\"\n");
    team.write("lines.jsonl", &lines(2));
    let output = team.run(&["signals", "eval", "lines.jsonl", "--config", "wentdark.toml"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("learn again"), "{said}");
}
