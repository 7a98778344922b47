//! What was recorded at the shell is taken back there: by default the last one, else by its number; and that itself can be taken back.

use crate::support::team::{Team, mail};

const CONFIG: [&str; 2] = ["--config", "wentdark.toml"];
const NOW: &str = "2099-01-04T12:00:00Z";

fn ok(team: &Team, arguments: &[&str]) -> String {
    team.ok(&[arguments, &CONFIG[..]].concat())
}

#[test]
fn what_the_shell_recorded_it_takes_back() {
    let team = Team::new();
    let (pat, dana) = ("pat@acme.example", "dana@northfield.example");
    let asks = mail("p1@acme.example", "Mon, 04 May 2026 14:00:00 +0000", pat, dana, "Line 4", None, "Hi");
    team.deliver("", "1.a", "2026-05-04T14:00:05Z", &asks);
    team.sync();
    let state = || team.deal(NOW, "acme-line4")["state"].as_str().unwrap().to_owned();
    let nothing = |said: String| assert!(said.contains("there is nothing to take back"), "{said}");
    nothing(team.fails(2, &[&["undo", "acme-line4", "--by", dana], &CONFIG[..]].concat()));
    let before = state();
    ok(&team, &["log", "note", "acme-line4", "they move in July", "--by", dana]);
    ok(&team, &["mark", "acme-line4", "lost", "--by", dana, "--note", "too dear"]);
    assert_eq!(state(), "closed");

    let listed = ok(&team, &["undo", "acme-line4", "--list"]);
    let lines: Vec<&str> = listed.lines().collect();
    assert!(
        lines[0].trim_start().starts_with("1  ") && lines[0].ends_with("noted, by dana@northfield.example: they move in July"),
        "{listed}"
    );
    assert!(lines[1].ends_with("marked lost, by dana@northfield.example: too dear"), "{listed}");
    assert_eq!((state().as_str(), lines.len()), ("closed", 2), "a list changes nothing");

    let said = ok(&team, &["undo", "acme-line4", "--by", "lead@northfield.example"]);
    assert_eq!(said, "acme-line4: taken back: marked lost, by dana@northfield.example: too dear\n");
    assert_eq!(state(), before);
    let story = ok(&team, &["explain", "acme-line4"]);
    assert!(story.contains("marked lost") && story.contains("taken back by lead@northfield.example"), "{story}");

    // That one again, by its number: it was taken back before. Taking back the taking back makes it count again.
    let said = team.fails(2, &[&["undo", "acme-line4", "2", "--by", dana], &CONFIG[..]].concat());
    assert!(said.contains("number 2 was taken back before"), "{said}");
    let said = ok(&team, &["undo", "acme-line4", "3", "--by", dana]);
    assert!(said.contains("number 2 was taken back (marked lost)"), "{said}");
    assert_eq!(state(), "closed");
    // The last ones that count, and then there are none.
    ok(&team, &["undo", "acme-line4", "--by", dana]);
    assert!(ok(&team, &["undo", "acme-line4", "--by", dana]).contains("they move in July"));
    nothing(team.fails(2, &[&["undo", "acme-line4", "--by", dana], &CONFIG[..]].concat()));
    let said = team.fails(2, &[&["undo", "acme-line4", "99", "--by", dana], &CONFIG[..]].concat());
    assert!(said.contains("--list"), "{said}");
}

#[test]
fn whoever_records_something_or_takes_it_back_is_named_and_stands_for_the_owner_else() {
    let team = Team::new();
    team.sync();
    let call = ["log", "call", "acme-line4", "--with", "pat@acme.example", "--outcome", "answered"];
    let all = [&call[..], &["log", "note", "acme-line4", "x"], &["mark", "acme-line4", "lost"], &["undo", "acme-line4"]];
    for arguments in all {
        let arguments = [arguments, &CONFIG[..]].concat();
        let stranger = [&arguments[..], &["--by", "pat@acme.example"]].concat();
        assert!(team.fails(2, &stranger).contains("--by pat@acme.example: no address of the team"), "{arguments:?}");
    }
    assert_eq!(team.rows("action"), 0);
    assert!(ok(&team, &["undo", "acme-line4", "--list"]).contains("nothing was recorded"));
    for arguments in all {
        let said = ok(&team, arguments);
        assert!(said.contains("in the name of dana@northfield.example, its owner"), "{arguments:?}: {said}");
    }
    assert_eq!(ok(&team, &["undo", "acme-line4", "--list"]).matches("by dana@northfield.example").count(), 4);
    // A snooze is told by the team's clock, not by Greenwich's.
    let snoozed = ok(&team, &["mark", "acme-line4", "snoozed", "--until", "2098-06-15", "--by", "dana@northfield.example"]);
    assert!(snoozed.contains("09:00"), "{snoozed}");
    assert!(ok(&team, &["undo", "acme-line4", "--list"]).contains("snoozed until 2098-06-16 09:00, by"), "{snoozed}");
    assert!(ok(&team, &["explain", "acme-line4"]).contains("snoozed until 2098-06-16 09:00 by dana@northfield.example"));
    ok(&team, &["undo", "acme-line4", "--by", "dana@northfield.example"]);
}
