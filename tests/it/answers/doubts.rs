//! What waits for a word, what was left aside, and what became somebody else's meanwhile.

use jiff::{SignedDuration, Timestamp};

use super::{DANA, LEAD, Letter, World, date};
use crate::support::team::mail;

/// A mail of its own accord, written so many hours ago.
fn fresh(from: &str, id: &str, hours: i64, text: &str) -> String {
    let at = Timestamp::now() - SignedDuration::from_hours(hours);
    mail(id, &date(at), from, "wentdark@northfield.example", "commands", None, text)
}

/// The one mail that comes back to a mail of its own accord.
fn asked(world: &World, name: &str, hours: i64, text: &str) -> Letter {
    world.deliver(name, &fresh(LEAD, &format!("{name}@x.example"), hours, text));
    let mut sent = world.act();
    assert_eq!(sent.len(), 1, "{sent:?}");
    sent.remove(0)
}

#[test]
fn help_does_not_use_up_the_question_and_what_is_left_aside_is_told() {
    let world = World::new();
    let help = asked(&world, "1", 0, "help");
    assert!(help.text.contains("snooze acme-line4 3d"), "{}", help.text);
    let question = asked(&world, "2", 0, "won acme");
    assert!(question.text.contains("nothing was done yet") && question.text.contains("“won acme”"), "{}", question.text);
    for (name, text) in [("3", "lost acme"), ("4", "help")] {
        world.deliver(name, &fresh(LEAD, &format!("{name}@x.example"), 0, text));
        assert!(world.act().is_empty(), "once an hour: {text}");
    }
    let status = String::from_utf8(world.team.run(&["status", "--config", "wentdark.toml"]).stdout).unwrap();
    assert!(status.contains("2 mails were left aside within a day"), "{status}");
    let digest = world.digest();
    assert!(digest.text.contains("2 mails from this address (the first"), "{}", digest.text);
}

#[test]
fn a_word_does_what_was_written_on_the_day_on_which_it_was_written() {
    let world = World::new();
    let question = asked(&world, "1", 26, "signed acme yesterday PO by phone");
    let done = world.says(&question, LEAD, "2", "confirm");
    let day = (Timestamp::now() - SignedDuration::from_hours(26 + 24)).strftime("%F").to_string();
    let at = world.deal()["commitment"]["at"].as_str().unwrap().to_owned();
    assert!(at.starts_with(&day), "{at}, {day}: {}", done.text);
}

#[test]
fn all_that_a_word_will_do_is_shown_and_nothing_else_is_done() {
    let world = World::new();
    let line = "add prospect Nova Industrial Holdings; domain nova.example; alias NovaInd; deal Line 9 retrofit; value 84000 EUR; \
                owner dana@northfield.example; domain evilcorp.example; person Eve <eve@evil2.example>";
    let question = asked(&world, "1", 0, &format!("{line}\n\nwon zeta"));
    let told = question.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("domain evilcorp.example; person Eve <eve@evil2.example>”"), "{told}");
    assert!(!told.contains("won zeta"), "{told}");
    // What was no command then is one now: nobody said yes to it.
    let path = "prospects.d/dana.toml";
    let prospects = std::fs::read_to_string(world.team.path(path)).unwrap();
    world.team.write(path, &prospects.replace("aliases = [\"Acme\"]", "aliases = [\"Acme\", \"Zeta\"]"));
    let done = world.says(&question, LEAD, "2", "confirm");
    assert!(done.text.contains("Nova Industrial Holdings is in dana.toml now"), "{}", done.text);
    assert!(done.text.contains("“won zeta”: I don't understand it") && world.deal()["state"] != "closed", "{}", done.text);
}

#[test]
fn a_line_knows_what_the_lines_before_it_did() {
    let world = World::new();
    let told = world.says(&world.digest(), LEAD, "1", "signed acme PO by phone\nstatus acme\nundo");
    assert!(told.text.contains("Line 4 retrofit: Committed."), "{}", told.text);
    let world = World::new();
    let told = world.says(&world.digest(), LEAD, "1", "snooze acme 3d\nstatus acme");
    assert!(told.text.contains("Line 4 retrofit: Snoozed by lead@northfield.example until "), "{}", told.text);
    assert!(told.text.contains("Behind it: dark after celebration."), "{}", told.text);
    let world = World::new();
    let told = world.says(&world.digest(), LEAD, "1", "not celebrated acme\nnot celebrated acme");
    assert_eq!(told.text.matches("no longer counted as celebrated").count(), 1, "{}", told.text);
    assert!(told.text.contains("nothing counts as a celebration"), "{}", told.text);
}

#[test]
fn what_is_taken_back_is_told_with_its_own_day() {
    let world = World::new();
    let day = (Timestamp::now() - SignedDuration::from_hours(24 * 5)).strftime("%F");
    let done = world.says(&world.digest(), LEAD, "1", &format!("signed acme {day} PO by phone"));
    let signed = done.text.lines().find(|line| line.contains("signed")).unwrap().split_once(": ").unwrap().1.to_owned();
    let undone = world.says(&done, LEAD, "2", "undo");
    assert!(undone.text.contains(&format!("taken back: {signed}")), "{signed}: {}", undone.text);
    let again = world.says(&undone, LEAD, "3", "undo");
    let bare = signed.trim_end_matches(": “PO by phone”");
    assert!(bare != signed && again.text.contains(&format!("taken back: {bare}")), "{signed}: {}", again.text);
}

#[test]
fn what_is_no_celebration_may_still_be_reserved() {
    let world = World::new();
    let at = Timestamp::now() - SignedDuration::from_hours(24 * 19);
    let boltworks = "orders@boltworks.example";
    let text = "Please reserve the slot on the line for Acme.";
    let reserve = mail("r@northfield.example", &date(at), "Dana Reyes <dana@northfield.example>", boltworks, "Acme", None, text);
    world.team.deliver(".Sent", "r.a", &at.to_string(), &reserve);
    world.team.sync();
    let before = world.deal()["exposure"].clone();
    assert_eq!(before.as_array().map(Vec::len), Some(1), "{before}");
    let told = world.says(&world.digest(), LEAD, "1", "not celebrated acme");
    assert!(told.text.contains("We got it") && told.text.contains("reserve the slot"), "all of it is told: {}", told.text);
    let deal = world.deal();
    assert_eq!((&deal["celebration"], &deal["flagged"]), (&serde_json::Value::Null, &false.into()));
    assert_eq!(deal["exposure"], before, "what is reserved stays reserved");
    let examples = world.team.ok(&["signals", "examples", "--config", "wentdark.toml"]);
    assert!(examples.contains("We got it") && !examples.contains("reserve"), "{examples}");
}

#[test]
fn whoever_lost_a_deal_takes_nothing_back_in_it() {
    let world = World::new();
    let config = std::fs::read_to_string(world.team.path("wentdark.toml")).unwrap();
    let config = config.replace("path = \"mail/dana\" }\n", "path = \"mail/dana\" }\ndigest = { at = \"07:00\" }\n");
    let lee = "[[rep]]\nname = \"Lee Park\"\naddress = \"lee@northfield.example\"\nmailbox = { kind = \"maildir\", path = \"mail/dana\" }\n";
    world.team.write("wentdark.toml", &format!("{config}{lee}"));
    world.team.ok(&["digest", "--send", "--to", DANA, "--config", "wentdark.toml"]);
    let own = world.outbox().into_iter().find(|letter| letter.to == DANA).unwrap();
    let done = world.says(&own, DANA, "1", "signed acme PO by phone");
    let path = "prospects.d/dana.toml";
    let prospects = std::fs::read_to_string(world.team.path(path)).unwrap();
    world.team.write(path, &prospects.replace("owner = \"dana@", "owner = \"lee@"));
    let told = world.says(&done, DANA, "2", "undo");
    assert!(told.text.contains("not among the deals that you follow"), "{}", told.text);
    assert_eq!(world.count("action WHERE what = 'taken-back' OR what = 'undone'"), 0);
    assert_eq!(world.deal()["state"], "committed", "{}", told.text);
}

#[test]
fn a_rep_who_reads_another_digest_gets_and_answers_their_own_deals() {
    let world = World::new();
    let config = std::fs::read_to_string(world.team.path("wentdark.toml")).unwrap();
    let lee = "[[rep]]\nname = \"Lee Park\"\naddress = \"lee@northfield.example\"\nmailbox = { kind = \"maildir\", path = \"mail/dana\" }\n";
    let reads = |to: &str| format!("[[digest]]\nto = \"{to}\"\ncovers = [\"lee@northfield.example\"]\nat = \"08:00\"\n");
    let own = "path = \"mail/dana\" }\naliases = [\"dana.reyes@northfield.example\"]\ndigest = { at = \"07:00\" }\n";
    let config = format!("{}{lee}", config.replace("path = \"mail/dana\" }\n", own));
    // At one address there is one digest, with both.
    world.team.write("wentdark.toml", &format!("{config}{}", reads(DANA)));
    let checked = world.team.run(&["check", "--config", "wentdark.toml"]);
    let checked = String::from_utf8_lossy(&[checked.stdout, checked.stderr].concat()).into_owned();
    let early = checked.lines().any(|line| line.starts_with("digest") && line.contains("07:00"));
    assert!(!early && checked.contains("their own deals stand in that one"), "{checked}");
    world.team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
    let page = std::fs::read_to_string(world.team.path(&format!("out/{DANA}.txt"))).unwrap();
    assert!(page.contains("Acme Industrial"), "{page}");
    // At two addresses there are two, and both can be answered.
    world.team.write("wentdark.toml", &format!("{config}{}", reads("dana.reyes@northfield.example")));
    world.team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
    for (name, to) in [("1", DANA), ("2", "dana.reyes@northfield.example")] {
        let letter = world.outbox().into_iter().find(|letter| letter.to == to && !letter.id.contains("answer")).unwrap();
        let told = world.says(&letter, to, name, "note acme hello");
        assert!(told.text.contains("noted"), "{to}: {}", told.text);
    }
}

#[test]
fn a_bounce_that_somebody_made_up_is_of_no_digest() {
    let world = World::new();
    let digest = world.digest();
    let known = ring::digest::digest(&ring::digest::SHA256, LEAD.as_bytes());
    let known: String = known.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    assert!(digest.id.starts_with("wentdark.20") && !digest.id.contains(&known), "{}", digest.id);
}

#[test]
fn the_trend_comes_on_its_day_even_when_there_is_nothing_else_to_tell() {
    let world = World::new();
    let days = "days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]";
    let today = Timestamp::now().strftime("%a").to_string().to_lowercase();
    let path = "wentdark.toml";
    let config = std::fs::read_to_string(world.team.path(path)).unwrap();
    let skips = config.replace("at = \"08:00\"", &format!("at = \"08:00\"\nempty = \"skip\"\n{days}"));
    world.team.ok(&["mark", "acme-line4", "lost", "--by", LEAD, "--config", path]);
    world.team.write(path, &skips.replace(days, &format!("{days}\nweekly = \"{today}\"")));
    let digest = world.digest();
    assert!(digest.text.contains("Celebrated deals: 1 went dark, 0 came back, 0 signed, 1 closed unsigned."), "{}", digest.text);
}
