//! Stories of answers to digests: what is said in them is done once, confirmed, shown and taken back; and nobody else can say it.

mod clients;
mod doubts;
mod guard;
mod servers;

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use mail_parser::{HeaderValue, MessageParser};

use crate::support::team::{Team, configuration, mail};

pub const LEAD: &str = "lead@northfield.example";
pub const DANA: &str = "dana@northfield.example";
const ANSWERS: [&str; 3] = ["answers", "--config", "wentdark.toml"];

/// A mail of the service, as a reader has it.
#[derive(Clone, Debug)]
pub struct Letter {
    pub id: String,
    pub subject: String,
    pub to: String,
    pub reply_to: String,
    pub references: Vec<String>,
    pub text: String,
    pub raw: String,
}

/// Reads a mail.
pub fn letter(raw: &str) -> Letter {
    let mail = MessageParser::default().parse(raw.as_bytes()).unwrap();
    let address = |value: Option<&mail_parser::Address<'_>>| {
        value.and_then(|list| list.first()).and_then(|one| one.address.as_ref()).map(ToString::to_string).unwrap_or_default()
    };
    let references = match mail.references() {
        HeaderValue::Text(one) => vec![one.to_string()],
        HeaderValue::TextList(list) => list.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    Letter {
        id: mail.message_id().unwrap_or_default().to_owned(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        to: address(mail.to()),
        reply_to: address(mail.reply_to()),
        references,
        text: mail.body_text(0).map(|text| text.replace("\r\n", "\n")).unwrap_or_default(),
        raw: raw.to_owned(),
    }
}

/// An answer to a mail of the service as a mail program writes it: who, its own id, and what stands above the quoted text.
pub fn answer(to: &Letter, from: &str, id: &str, text: &str) -> String {
    let mut references = to.references.clone();
    references.push(to.id.clone());
    let references: Vec<String> = references.iter().map(|id| format!("<{id}>")).collect();
    let quoted: String = to.text.lines().take(12).map(|line| format!("> {line}\n")).collect();
    format!(
        "Date: {}\nFrom: {from}\nTo: {}\nSubject: Re: {}\nMessage-ID: <{id}>\nIn-Reply-To: <{}>\nReferences: {}\n\n{text}\n\n\
         On Mon, 4 May 2026 at 08:00, wentdark wrote:\n{quoted}",
        date(Timestamp::now()),
        to.reply_to,
        to.subject,
        to.id,
        references.join("\n "),
    )
}

pub fn date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// A team with a deal that was celebrated and went dark, whose digests can be answered.
pub struct World {
    pub team: Team,
}

impl World {
    pub fn new() -> Self {
        Self::with("")
    }

    /// With more lines in `[commands]`.
    pub fn with(more: &str) -> Self {
        let commands = format!(
            "[commands]\naddress = \"wentdark@northfield.example\"\n{more}\nmailbox = {{ kind = \"maildir\", path = \"mail/wentdark\" }}\n"
        );
        let world = Self { team: dark(&configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }"), &commands) };
        for sub in ["cur", "new", "tmp"] {
            std::fs::create_dir_all(world.team.path("mail/wentdark").join(sub)).unwrap();
        }
        world
    }

    /// Today's digest, sent.
    pub fn digest(&self) -> Letter {
        self.team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
        let found = self.outbox().into_iter().find(|letter| !letter.id.starts_with("wentdark.answer."));
        found.expect("a digest")
    }

    /// Everything that was sent, in order of name.
    pub fn outbox(&self) -> Vec<Letter> {
        let Ok(files) = std::fs::read_dir(self.team.path("outbox")) else { return Vec::new() };
        let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| letter(&std::fs::read_to_string(file).unwrap())).collect()
    }

    /// Puts a mail into the service's mailbox.
    pub fn deliver(&self, name: &str, mail: &str) {
        std::fs::write(self.team.path("mail/wentdark/new").join(name), mail).unwrap();
    }

    /// Lets the service act, and gives what it sent anew.
    pub fn act(&self) -> Vec<Letter> {
        let before: Vec<String> = self.outbox().into_iter().map(|letter| letter.id).collect();
        self.team.ok(&ANSWERS);
        self.outbox().into_iter().filter(|letter| !before.contains(&letter.id)).collect()
    }

    /// Answers a mail and gives the one mail that comes back.
    pub fn says(&self, to: &Letter, from: &str, name: &str, text: &str) -> Letter {
        self.deliver(name, &answer(to, from, &format!("{name}@mail.example"), text));
        let mut sent = self.act();
        assert_eq!(sent.len(), 1, "{sent:?}");
        sent.remove(0)
    }

    pub fn deal(&self) -> serde_json::Value {
        self.team.deal(&Timestamp::now().to_string(), "acme-line4")
    }

    pub fn explained(&self) -> String {
        self.team.ok(&["explain", "acme-line4", "--config", "wentdark.toml"])
    }

    /// How many rows a table has, where a condition holds.
    pub fn count(&self, table_where: &str) -> u32 {
        let db = rusqlite::Connection::open(self.team.path("state/wentdark.sqlite3")).unwrap();
        db.query_row(&format!("SELECT count(*) FROM {table_where}"), [], |row| row.get(0)).unwrap()
    }
}

/// Dana's deal: celebrated among us, then three mails without an answer.
pub fn dark(configuration: &str, commands: &str) -> Team {
    let team = Team::new();
    team.write("wentdark.toml", &format!("{configuration}{commands}"));
    let (dana, pat) = ("Dana Reyes <dana@northfield.example>", "Pat <pat@acme.example>");
    let ago = |days: i64| Timestamp::now() - SignedDuration::from_hours(24 * days);
    let happy = mail("w@northfield.example", &date(ago(21)), dana, LEAD, "Acme", None, "We got it! Ring the bell for Acme.");
    team.deliver(".Sent", "w.a", &ago(21).to_string(), &happy);
    for (n, days) in [20, 17, 13].into_iter().enumerate() {
        let at = ago(days);
        let text = mail(&format!("d{n}@northfield.example"), &date(at), dana, pat, "Line 4", None, "Any news?");
        team.deliver(".Sent", &format!("{n}.a"), &at.to_string(), &text);
    }
    team.sync();
    team
}

#[test]
fn an_answer_is_done_once_confirmed_shown_and_taken_back() {
    let world = World::new();
    assert_eq!(world.deal()["flagged"], true, "{}", world.deal());
    let digest = world.digest();
    let confirmation = world.says(
        &digest,
        "Lena <lead@northfield.example>",
        "1",
        "Hi,\n\nnot celebrated acme\nnote acme they move in July\nsnooze acme 3d\n",
    );
    assert_eq!((confirmation.to.as_str(), &confirmation.subject), (LEAD, &format!("Re: {}", digest.subject)));
    for text in
        ["no longer counted as celebrated", "We got it", "snoozed until", "noted", "Acme Industrial, Line 4 retrofit", "“undo”"]
    {
        assert!(confirmation.text.contains(text), "{text}: {}", confirmation.text);
    }
    for header in ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", "In-Reply-To: <1@mail.example>"] {
        assert!(confirmation.raw.contains(header), "{header}: {}", confirmation.raw);
    }
    let deal = world.deal();
    assert_eq!(
        (&deal["state"], &deal["celebration"], &deal["flagged"]),
        (&"snoozed".into(), &serde_json::Value::Null, &false.into())
    );
    let story = world.explained();
    for text in [
        "dismissed as no celebration",
        "by lead@northfield.example",
        "asked for by mail",
        "<1@mail.example>",
        "they move in July",
    ] {
        assert!(story.contains(text), "{text}: {story}");
    }
    assert!(story.contains("dismissed by lead@northfield.example on "), "{story}");
    assert!(world.act().is_empty(), "it is done once");
    assert_eq!(world.count("action WHERE what <> 'stage'"), 3);
    assert_eq!(world.count("dismissed WHERE kind = 'celebration'"), world.count("dismissed"));

    let undone = world.says(&confirmation, LEAD, "2", "undo");
    assert!(undone.text.contains("taken back: snoozed until"), "{}", undone.text);
    let deal = world.deal();
    assert_eq!((&deal["state"], &deal["flagged"]), (&"dark".into(), &true.into()));
    assert!(world.explained().contains("(taken back by lead@northfield.example on "), "{}", world.explained());
    let again = world.says(&confirmation, LEAD, "3", "undo");
    assert!(again.text.contains("taken back already"), "{}", again.text);
    let back = world.says(&undone, LEAD, "4", "undo");
    assert!(back.text.contains("taken back: snoozed until"), "{}", back.text);
    assert_eq!(world.deal()["state"], "snoozed", "what took it back was taken back");
}

#[test]
fn what_is_not_understood_is_asked_back_and_the_rest_is_done() {
    let world = World::new();
    let digest = world.digest();
    let told = world.says(&digest, LEAD, "1", "won acmee\nsnoze acme 3d\nstatus acme\nlost acme: price\n");
    for text in [
        "“won acmee”: no deal of yours is called “acmee”. Do you mean one of these? acme-line4 (Acme Industrial, Line 4 retrofit)",
        "“snoze acme 3d”: I don't understand it",
        "Line 4 retrofit: Silent ",
        "recorded as lost",
    ] {
        assert!(told.text.contains(text), "{text}: {}", told.text);
    }
    assert_eq!(world.deal()["state"], "closed");
    let help = world.says(&told, LEAD, "2", "Help!");
    assert!(help.text.contains("“snooze acme-line4 3d”") && help.text.contains("add prospect"), "{}", help.text);
}

#[test]
fn a_prospect_is_added_as_by_command() {
    let world = World::new();
    let line = "add prospect Nova Foods; domain nova.example; person Kim Orr <kim@nova.example>; deal Oven 2; value 84000 USD; owner Dana Reyes";
    let told = world.says(&world.digest(), LEAD, "1", line);
    assert!(told.text.contains("the prospect Nova Foods is in dana.toml now"), "{}", told.text);
    let list = world.team.ok(&["prospect", "list", "--config", "wentdark.toml"]);
    assert!(list.contains("nova-foods-oven-2  Oven 2, 84000 USD, of dana@northfield.example"), "{list}");
    let wrong = world.says(&told, LEAD, "2", "add prospect Acme Two; domain acme.example; deal X; owner dana@northfield.example");
    assert!(
        wrong.text.contains("Not done:")
            && wrong.text.contains("“acme.example” belongs to the team, a supplier or another prospect already"),
        "{}",
        wrong.text
    );
    assert!(!std::fs::read_to_string(world.team.path("prospects.d/dana.toml")).unwrap().contains("Acme Two"));
}

#[test]
fn killed_at_any_step_it_is_done_and_confirmed_once() {
    for point in ["answer-handled:1", "answer-sent:1"] {
        let world = World::new();
        let digest = world.digest();
        world.deliver("1", &answer(&digest, LEAD, "1@mail.example", "called acme, no answer"));
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wentdark"));
        command.args(ANSWERS).current_dir(world.team.path(".")).env_remove("STATE_DIRECTORY").env("WENTDARK_DIE_AT", point);
        assert!(!command.output().unwrap().status.success(), "{point}: it was to be killed");
        let before = world.outbox().into_iter().find(|letter| letter.id.starts_with("wentdark.answer."));
        assert_eq!(before.is_some(), point.starts_with("answer-sent"), "{point}");
        world.team.ok(&ANSWERS);
        world.team.ok(&ANSWERS);
        let after: Vec<Letter> = world.outbox().into_iter().filter(|letter| letter.id.starts_with("wentdark.answer.")).collect();
        assert_eq!(after.len(), 1, "{point}");
        assert!(before.is_none_or(|before| before.raw == after[0].raw), "{point}: the very same mail");
        assert_eq!(world.count("action WHERE what = 'called'"), 1, "{point}");
        assert_eq!(world.count("answer WHERE sent IS NULL AND reply_id IS NOT NULL"), 0, "{point}");
    }
}

#[test]
fn the_log_names_the_deal_of_what_was_recorded() {
    let world = World::new();
    let digest = world.digest();
    world.deliver("1", &answer(&digest, LEAD, "1@mail.example", "called acme, no answer"));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wentdark"));
    command.args(ANSWERS).current_dir(world.team.path(".")).env_remove("STATE_DIRECTORY").env("WENTDARK_LOG", "wentdark=info");
    let log = String::from_utf8(command.output().unwrap().stderr).unwrap();
    let of_deal: Vec<&str> = log.lines().filter(|line| line.contains("deal=acme-line4")).collect();
    assert_eq!(of_deal.len(), 1, "{log}");
    assert!(of_deal[0].contains("what an answer says of a deal was recorded") && of_deal[0].contains("mail="), "{log}");
    assert!(
        log.contains("a message to the service was handled") && !log.contains('@'),
        "no address, and nothing hides a sentence: {log}"
    );
}

#[test]
fn the_shell_says_the_same() {
    let world = World::new();
    let mark = |more: &[&str]| world.team.run(&[&["mark", "acme-line4"], more, &["--config", "wentdark.toml"]].concat());
    let said = mark(&["not-celebrated", "--by", LEAD, "--note", "they meant the parcel"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("no longer counted: \"We got it"), "{said:?}");
    assert_eq!(world.deal()["celebration"], serde_json::Value::Null);
    assert_eq!(mark(&["not-celebrated", "--by", LEAD]).status.code(), Some(2), "there is nothing left");
    let lines = world.team.ok(&["signals", "examples", "--config", "wentdark.toml"]);
    assert!(lines.contains(r#""labels":[]"#) && lines.contains("We got it"), "{lines}");
    world.team.write("ours.jsonl", &lines);
    let figures = world.team.ok(&["signals", "eval", "ours.jsonl"]);
    assert!(figures.lines().any(|line| line.starts_with("celebration")), "{figures}");
    world.team.ok(&["log", "note", "acme-line4", "they move in July", "--by", DANA, "--config", "wentdark.toml"]);
    let story = world.explained();
    for text in ["dismissed as no celebration", "they meant the parcel", "noted by dana@northfield.example: they move in July"] {
        assert!(story.contains(text), "{text}: {story}");
    }
}

#[test]
fn the_digest_can_be_answered_only_where_answers_are_read_and_stays_the_same() {
    let world = World::new();
    let preview = || {
        world.team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
        ["html", "txt"].map(|end| std::fs::read_to_string(world.team.path(&format!("out/{LEAD}.{end}"))).unwrap())
    };
    let digest = world.digest();
    let (reply_to, [html, text]) = (digest.reply_to.replace('+', "%2B"), preview());
    assert!(digest.reply_to.starts_with("wentdark+"), "{}", digest.reply_to);
    assert!(
        html.contains(&format!("mailto:{reply_to}?subject=snooze%20acme-line4%203d&amp;body=snooze%20acme-line4%203d")),
        "{html}"
    );
    assert!(html.len() < 102_000 && text.contains("Answer this mail with a line such as “snooze acme-line4 3d”"), "{text}");
    // It tells the minute, which may pass in between.
    assert!((0..3).any(|_| preview() == preview()), "the same facts, the same digest");
    let plain = World::with("tags = false");
    let digest = plain.digest();
    assert_eq!(digest.reply_to, "wentdark@northfield.example");
    let told = plain.says(&digest, LEAD, "1", "won acme");
    assert!(told.text.contains("recorded as won"), "the token is in References: {}", told.text);
    let silent = Team::new();
    silent.sync();
    silent.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
    let html = std::fs::read_to_string(silent.path(&format!("out/{LEAD}.html"))).unwrap();
    assert!(!html.contains("mailto:") && !html.contains("Answer this mail"), "{html}");
    assert!(!silent.path("state/answers.key").exists());
}
