//! Whoever isn't a reader or rep, or can't prove it, commands nothing; and no two machines talk to each other.

use jiff::{SignedDuration, Timestamp};

use super::{DANA, LEAD, Letter, World, answer, date, letter};
use crate::support::team::mail;

/// A mail of its own accord, which answers nothing.
fn fresh(from: &str, id: &str, text: &str) -> String {
    mail(id, &date(Timestamp::now()), from, "wentdark@northfield.example", "commands", None, text)
}

fn actions(world: &World) -> u32 {
    world.count("action WHERE what <> 'stage'")
}

#[test]
fn without_a_token_it_is_asked_first_and_once_an_hour() {
    let world = World::new();
    world.digest();
    world
        .deliver("1", &fresh(LEAD, "1@x.example", "won acme\n\nYou won a prize: http://evil.example\n\nnote acme a second line"));
    let asked = world.act();
    let [asked] = &asked[..] else { panic!("{asked:?}") };
    for text in
        ["nothing was done yet", "it answers none of my mails", "- “won acme”", "- “note acme a second line”", "“confirm”"]
    {
        assert!(asked.text.contains(text), "{text}: {}", asked.text);
    }
    assert!(!asked.text.contains("evil.example"), "a stranger's words are not repeated: {}", asked.text);
    assert_eq!((actions(&world), asked.to.as_str()), (0, LEAD));
    for n in 2..5 {
        world.deliver(&n.to_string(), &fresh(LEAD, &format!("{n}@x.example"), "lost acme"));
    }
    assert!(world.act().is_empty(), "at most one an hour");
    assert_eq!(actions(&world), 0);
    // What was asked about is done by a word, once.
    let done = world.says(asked, LEAD, "7", "confirm");
    assert!(done.text.contains("recorded as won") && done.text.contains("noted"), "{}", done.text);
    assert!(done.text.contains("evil.example”: I don't understand it"), "now it is theirs: {}", done.text);
    assert_eq!((actions(&world), &world.deal()["state"]), (2, &"closed".into()));
    let again = world.says(asked, LEAD, "8", "Yes.");
    assert!(again.text.contains("confirmed already") && actions(&world) == 2, "{}", again.text);
}

#[test]
fn a_token_is_worth_nothing_in_other_hands_or_for_other_deals() {
    let world = World::new();
    let digest = world.digest();
    // Dana has the manager's token, by a forwarded digest: it proves nothing of Dana, and Dana alone is asked.
    world.deliver("1", &answer(&digest, DANA, "1@x.example", "lost acme"));
    let asked = world.act();
    assert_eq!((asked.len(), asked[0].to.as_str(), actions(&world)), (1, DANA, 0));
    assert!(asked[0].text.contains("was not written to you"), "{}", asked[0].text);
    // A deal that the digest didn't speak of.
    let more =
        "[[prospect.deal]]\nid = \"acme-line5\"\ntitle = \"Line 5\"\nopened = 2026-04-20\nowner = \"dana@northfield.example\"\n";
    let prospects = std::fs::read_to_string(world.team.path("prospects.d/dana.toml")).unwrap();
    world.team.write("prospects.d/dana.toml", &format!("{prospects}{more}"));
    let told = world.says(&digest, LEAD, "2", "lost acme-line5\nnote acme-line4 fine");
    assert!(told.text.contains("does not speak of this deal") && told.text.contains("noted"), "{}", told.text);
    assert_eq!(actions(&world), 1);
    let done = world.says(&told, LEAD, "3", "confirm");
    assert!(done.text.contains("Line 5: recorded as lost"), "{}", done.text);
    // Somebody else's deal stays somebody else's, token or not.
    let text = std::fs::read_to_string(world.team.path("wentdark.toml")).unwrap();
    let lee = "[[rep]]\nname = \"Lee Park\"\naddress = \"lee@northfield.example\"\nmailbox = { kind = \"maildir\", path = \"mail/dana\" }\n\
               digest = { at = \"07:00\" }\n";
    world.team.write("wentdark.toml", &format!("{text}{lee}"));
    world.team.ok(&["digest", "--send", "--to", "lee@northfield.example", "--config", "wentdark.toml"]);
    let own = world.outbox().into_iter().find(|letter| letter.to == "lee@northfield.example").unwrap();
    let told = world.says(&own, "lee@northfield.example", "4", "won acme-line4");
    assert!(told.text.contains("not among the deals that you follow") && actions(&world) == 2, "{}", told.text);
}

#[test]
fn an_old_or_forged_token_is_none() {
    let world = World::new();
    let digest = world.digest();
    let tag = |letter: &Letter, token: &str| {
        let (head, rest) = letter.reply_to.split_once('+').unwrap();
        let domain = rest.split_once('@').unwrap().1;
        Letter { reply_to: format!("{head}+{token}@{domain}"), references: vec![], ..letter.clone() }
    };
    world.deliver("1", &answer(&tag(&digest, &"a".repeat(37)), LEAD, "1@x.example", "won acme"));
    let asked = world.act();
    assert!(asked[0].text.contains("was not written to you") && actions(&world) == 0, "{}", asked[0].text);
    // The same day by another key: as after the state was lost.
    std::fs::write(world.team.path("state/answers.key"), [9; 32]).unwrap();
    world.deliver("2", &answer(&digest, LEAD, "2@x.example", "won acme"));
    assert!(world.act().is_empty() && actions(&world) == 0);
}

#[test]
fn strangers_machines_and_lists_are_never_answered() {
    let world = World::new();
    let digest = world.digest();
    let with = |header: &str, id: &str| answer(&digest, LEAD, id, "won acme").replacen("Date:", &format!("{header}\nDate:"), 1);
    let to = |from: &str, id: &str| answer(&digest, from, id, "won acme");
    let mut mails = vec![
        to("pat@acme.example", "1@x"),
        to("\"Lena <lead@northfield.example>\" <evil@else.example>", "2@x"),
        to("orders@boltworks.example", "3@x"),
        to("wentdark@northfield.example", "4@x"),
        with("Auto-Submitted: auto-replied", "5@x"),
        with("Auto-Submitted: auto-generated", "6@x"),
        with("Return-Path: <>", "7@x"),
        with("List-Id: <deals.lists.example>\nPrecedence: list", "8@x"),
        fresh(LEAD, "12@x", "won acme").replacen("Date:", "List-Id: <all.northfield.example>\nDate:", 1),
        with("Precedence: bulk\nX-Autoreply: yes", "9@x"),
        answer(&digest, LEAD, "10@x", "I am out of office until 1 June and will read your mail when I am back.").replacen(
            "Subject: Re:",
            "X-Autoreply: yes\nSubject: Automatic reply:",
            1,
        ),
    ];
    // Our own mail that comes back by a rule that forwards it.
    mails.push(digest.raw.clone());
    // What is older than tokens are good for is not even looked at.
    let old = date(Timestamp::now() - SignedDuration::from_hours(24 * 20));
    mails.push(answer(&digest, LEAD, "11@x", "won acme").replacen("Date:", &format!("Received: by x; {old}\nDate:"), 1));
    for (n, mail) in mails.iter().enumerate() {
        world.deliver(&format!("{n}.a"), mail);
    }
    let sent = world.act();
    assert!(sent.is_empty() && actions(&world) == 0, "{sent:?}");
    assert_eq!(world.count("answer WHERE outcome IN ('ignored', 'refused')"), u32::try_from(mails.len()).unwrap());
}

#[test]
fn a_machine_without_a_mark_ends_soon() {
    let world = World::new();
    let mut last = world.digest();
    let mut sent = 0;
    // It answers whatever it gets, and says nothing that is understood.
    for n in 0..20 {
        world.deliver(&format!("{n}.a"), &answer(&last, LEAD, &format!("{n}@x.example"), "Your request was received."));
        let Some(next) = world.act().pop() else { break };
        (last, sent) = (next, sent + 1);
    }
    assert!((1..=6).contains(&sent), "{sent} mails");
}

#[test]
fn a_bounce_in_the_mailbox_is_noted() {
    let world = World::new();
    let digest = world.digest();
    let bounce = format!(
        "Return-Path: <>\nDate: {}\nFrom: MAILER-DAEMON@mx.northfield.example\nTo: wentdark@northfield.example\nSubject: Undelivered Mail Returned to Sender\n\
         Message-ID: <b@mx>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
         --b\nContent-Type: text/plain\n\nIt could not be delivered.\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.northfield.example\n\nFinal-Recipient: rfc822; lead@northfield.example\nAction: failed\nStatus: 5.1.1\n\n\
         --b\nContent-Type: message/rfc822\n\n{}\n--b--\n",
        date(Timestamp::now()),
        digest.raw
    );
    world.deliver("b.a", &bounce);
    assert!(world.act().is_empty());
    let status = world.team.fails(1, &["status", "--config", "wentdark.toml"]);
    assert!(status.contains("it came back: 5.1.1"), "{status}");
}

#[test]
fn who_is_forgotten_is_forgotten_here_too() {
    let world = World::new();
    let digest = world.digest();
    world.says(&digest, LEAD, "1", "note acme Pat Lee (pat@acme.example) is away\nnot celebrated acme");
    // Lines that wait for a word, and a mail that was not sent.
    world.deliver("2", &fresh(DANA, "2@x.example", "note acme Acme Industrial moves"));
    world.act();
    let state = rusqlite::Connection::open(world.team.path("state/wentdark.sqlite3")).unwrap();
    state
        .execute("UPDATE answer SET sent = NULL, reply = CAST('Acme Industrial' AS BLOB) WHERE pending IS NOT NULL", [])
        .unwrap();
    drop(state);
    // It is still in the prospects files, which people write.
    let said = world.team.fails(1, &["forget", "Acme Industrial", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("no trace is left"), "{said}");
    assert_eq!((actions(&world), world.count("dismissed"), world.count("answer WHERE length(reply) > 0")), (0, 0, 0));
    assert_eq!(world.count("answer WHERE instr(coalesce(pending, ''), 'Acme Industrial') > 0"), 0);
}

#[test]
fn what_is_hostile_is_shown_as_harmless_text() {
    let world = World::new();
    let digest = world.digest();
    let long = format!("note acme {}", "x".repeat(2_000_000));
    let texts = [
        "note acme \u{202e}evil\u{202c} <script>alert(1)</script>".to_owned(),
        "won \u{202e}emca".to_owned(),
        format!("won {}", "a\u{301}".repeat(5_000)),
        long,
        "won acme\u{0}\u{1b}[31m".to_owned(),
        "add prospect <b>x</b>\u{202e}; domain acme.example; deal \"x\" = 1\n[[prospect]]".to_owned(),
        (0..5_000).map(|n| format!("line {n}\n")).collect(),
    ];
    for (n, text) in texts.iter().enumerate() {
        let from = "\"Lena\r\n Bcc: all@acme.example\" <lead@northfield.example>";
        world.deliver(&format!("{n}.a"), &answer(&digest, from, &format!("{n}@x.example"), text));
    }
    for sent in world.act() {
        assert!(!sent.text.contains(|c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\0' | '\u{1b}')), "{}", sent.text);
        let head = sent.raw.split("\r\n\r\n").next().unwrap();
        assert!(sent.text.len() < 8_000 && !head.contains("Bcc"), "{head}");
        assert_eq!(letter(&sent.raw).to, LEAD);
    }
    let story = world.explained();
    assert!(story.contains("evil <script>alert(1)</script>") && !story.contains('\u{202e}'), "{story}");
}
