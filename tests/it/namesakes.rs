//! Somebody called as one of theirs writes from an address that is nobody's: no reply, but nobody hears "dark" without hearing of it.

use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use serde_json::Value;

use crate::answers::{LEAD, World, date};
use crate::support::team::{Team, mail};

const PAT: &str = "Pat Lee <pat@acme.example>";
const HOME: &str = "\"Lee, Pat\" <plee77@mail.example>";
const DANA: &str = "dana@northfield.example";
const AS_OF: &str = "2026-05-29T12:00:00Z";

/// Pat asks and is answered twice, and then nothing comes from the firm. `theirs` is delivered with the rest.
fn told(theirs: &[(&str, &str, &str)]) -> Team {
    let team = Team::new();
    let all = [
        (
            "INBOX",
            "p1@acme.example",
            "2026-05-11T10:00:00Z",
            mail("p1@acme.example", "Mon, 11 May 2026 10:00:00 +0000", PAT, DANA, "Line 4", None, "Can you quote?"),
        ),
        (
            ".Sent",
            "d1@northfield.example",
            "2026-05-12T10:00:00Z",
            mail(
                "d1@northfield.example",
                "Tue, 12 May 2026 10:00:00 +0000",
                DANA,
                PAT,
                "Re: Line 4",
                Some("p1@acme.example"),
                "Here it is.",
            ),
        ),
        (
            ".Sent",
            "d2@northfield.example",
            "2026-05-14T10:00:00Z",
            mail(
                "d2@northfield.example",
                "Thu, 14 May 2026 10:00:00 +0000",
                DANA,
                PAT,
                "Re: Line 4",
                Some("p1@acme.example"),
                "Any news?",
            ),
        ),
    ];
    for (at, (folder, id, received, text)) in all.iter().enumerate() {
        team.deliver(folder.trim_start_matches("INBOX"), &format!("{at}.{id}"), received, text);
    }
    for (at, (from, date, received)) in theirs.iter().enumerate() {
        let id = format!("x{at}@mail.example");
        team.deliver(
            "",
            &format!("0{at}.{id}"),
            received,
            &mail(&id, date, from, DANA, "your offer", None, "Could you send it again?"),
        );
    }
    team
}

fn possible(deal: &Value) -> Vec<String> {
    let notes = deal["notes"].as_array().unwrap().iter();
    notes.filter(|note| note["code"] == "possible_reply").map(|note| note["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_namesake_at_an_unknown_address_is_pointed_out_and_becomes_a_reply_when_the_address_is_told() {
    let team = told(&[(HOME, "Mon, 18 May 2026 10:00:00 +0000", "2026-05-18T10:00:00Z")]);
    team.sync();
    let deal = team.deal(AS_OF, "acme-line4");
    assert_eq!((deal["state"].as_str(), deal["last_reply"]["message_id"].as_str()), (Some("dark"), Some("p1@acme.example")));
    assert_eq!(
        possible(&deal),
        [
            "Lee, Pat wrote “your offer” from the unknown address plee77@mail.example on 18 May; if it is theirs, add it to the prospect"
        ]
    );
    let explained = team.ok(&["explain", "acme-line4", "--config", "wentdark.toml", "--as-of", AS_OF]);
    let step = "Look whether plee77@mail.example is Lee, Pat's own address. If it is, they did answer. (rule 2 of 16)";
    assert!(explained.split_whitespace().collect::<Vec<_>>().join(" ").contains(step), "{explained}");
    let acme = std::fs::read_to_string(team.path("prospects.d/dana.toml")).unwrap();
    let people = "people = [{ name = \"Pat Lee\", address = \"plee77@mail.example\" }]\n";
    team.write("prospects.d/dana.toml", &acme.replacen("domains", &format!("{people}domains"), 1));
    team.sync();
    let deal = team.deal(AS_OF, "acme-line4");
    assert_eq!((deal["state"].as_str(), deal["last_reply"]["message_id"].as_str()), (Some("ours"), Some("x0@mail.example")));
    assert!(possible(&deal).is_empty());
}

#[test]
fn nobody_else_is_taken_for_one_of_them() {
    let day = ("Mon, 18 May 2026 10:00:00 +0000", "2026-05-18T10:00:00Z");
    let team = told(&[
        ("Pat Leeson <pat@mail.example>", day.0, day.1),
        ("Pat <pat.lee@mail.example>", day.0, day.1),
        // Before we last had something to wait for, it says nothing about the silence.
        (HOME, "Tue, 12 May 2026 09:00:00 +0000", "2026-05-12T09:00:00Z"),
        ("Pat Lee <pat.lee@northfield.example>", day.0, day.1),
        // A rep's own name is no prospect's, from wherever it is written.
        ("Dana Reyes <dana@home.example>", day.0, day.1),
    ]);
    team.sync();
    assert!(possible(&team.deal(AS_OF, "acme-line4")).is_empty());
}

#[test]
fn a_domain_called_as_theirs_is_pointed_out_too() {
    let day = ("Mon, 18 May 2026 10:00:00 +0000", "2026-05-18T10:00:00Z");
    for address in ["kim@acme.test", "kim@mail.acme-group.test"] {
        let team = told(&[(address, day.0, day.1)]);
        team.sync();
        let note = possible(&team.deal(AS_OF, "acme-line4"));
        assert!(note.first().is_some_and(|note| note.contains(&format!("from the unknown address {address} on"))), "{note:?}");
    }
    let others = [
        "kim@acmeology.test",
        "kim@group.test",
        "kim@other.acme",
        "kim@example.test",
        "kim@acme-fair.test",
        "kim@acme.news.test",
    ];
    let team = told(&others.map(|address| (address, day.0, day.1)));
    team.sync();
    assert!(possible(&team.deal(AS_OF, "acme-line4")).is_empty());
}

#[test]
fn the_card_offers_to_say_that_the_address_is_theirs_and_saying_so_makes_it_a_reply() {
    let world = World::new();
    let at = Timestamp::now() - SignedDuration::from_hours(24 * 10);
    let text =
        mail("k@acme-group.test", &date(at), "Kim Orr <kim@acme-group.test>", DANA, "Hello", None, "Is the offer still open?");
    world.team.deliver("", "9.k", &at.to_string(), &text);
    world.team.sync();
    assert_eq!(world.deal()["flagged"], true);
    let digest = world.digest();
    let line = "add prospect Acme Industrial; person kim@acme-group.test";
    let link = format!("body={}\"", line.replace(' ', "%20").replace(';', "%3B").replace('@', "%40"));
    let html = MessageParser::default().parse(digest.raw.as_bytes()).unwrap().body_html(0).unwrap().into_owned();
    assert!(html.contains(&link), "{html}");
    let told = world.says(&digest, LEAD, "1", line);
    assert!(told.text.contains("Done:"), "{}", told.text);
    world.team.sync();
    let deal = world.deal();
    assert_eq!((deal["state"].as_str(), deal["last_reply"]["message_id"].as_str()), (Some("ours"), Some("k@acme-group.test")));
}

#[test]
fn it_is_found_whichever_is_read_first_and_when_the_name_is_told_later() {
    let theirs = [(HOME, "Mon, 18 May 2026 10:00:00 +0000", "2026-05-18T10:00:00Z")];
    let team = told(&theirs);
    // The firm's own mail is read after the namesake's.
    let firm = team.path("mail/dana/cur").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let firm = firm.filter(|path| path.to_string_lossy().contains("p1@")).collect::<Vec<_>>().remove(0);
    let aside = team.path("aside");
    std::fs::rename(&firm, &aside).unwrap();
    team.sync();
    assert!(possible(&team.deal(AS_OF, "acme-line4")).is_empty());
    std::fs::rename(&aside, &firm).unwrap();
    team.sync();
    assert_eq!(possible(&team.deal(AS_OF, "acme-line4")).len(), 1);

    let team = told(&theirs);
    std::fs::remove_file(team.path("mail/dana/cur").join(firm.file_name().unwrap())).unwrap();
    team.sync();
    let acme = std::fs::read_to_string(team.path("prospects.d/dana.toml")).unwrap();
    let people = "people = [{ name = \"Pat Lee\", address = \"pat@acme.example\" }]\n";
    team.write("prospects.d/dana.toml", &acme.replacen("domains", &format!("{people}domains"), 1));
    team.sync();
    assert_eq!(possible(&team.deal(AS_OF, "acme-line4")).len(), 1);
}
