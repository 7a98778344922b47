//! Stories of passes over files: what is read, what is read once only, and what a later change of the roster reads of the past.

use std::fs;

use crate::support::team::{ACME, Team, mail, touch};

const DANA: &str = "Dana <dana@northfield.example>";
const PAT: &str = "Pat Lee <pat@acme.example>";
const NOON: &str = "2026-05-20T12:00:00Z";

/// Pat asks on Monday the 4th, Dana answers, asks again on the 6th and the 11th.
fn silent_deal(team: &Team) {
    let (m1, m2) = ("Mon, 04 May 2026 14:00:00 +0000", "Mon, 04 May 2026 14:30:00 +0000");
    team.deliver("", "1.a", "2026-05-04T14:00:05Z", &mail("p1@acme.example", m1, PAT, DANA, "Line 4", None, "Can you quote?"));
    let answer = mail("d1@northfield.example", m2, DANA, PAT, "Re: Line 4", Some("p1@acme.example"), "Here is the quote.");
    team.deliver(".Sent", "2.a", "2026-05-04T14:30:02Z", &answer);
    for (id, day) in [("d2", 6), ("d3", 11)] {
        let date = format!("{day:02} May 2026 10:00:00 +0000");
        let text =
            mail(&format!("{id}@northfield.example"), &date, DANA, PAT, "Re: Line 4", Some("d1@northfield.example"), "Any news?");
        team.deliver(".Sent", &format!("{id}.a"), &format!("2026-05-{day:02}T10:00:03Z"), &text);
    }
}

#[test]
fn a_silent_deal_is_dark_and_a_second_pass_reads_nothing() {
    let team = Team::new();
    silent_deal(&team);
    assert_eq!(team.sync(), "dana@northfield.example: 4 new, 4 of them concern deals or the team\n");
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!((&deal["state"], &deal["unanswered"]), (&"dark".into(), &3.into()), "{deal}");
    assert_eq!(deal["silent_since"], "2026-05-04T14:30:00Z");
    assert_eq!(deal["last_reply"]["message_id"], "p1@acme.example");
    assert_eq!(team.sync(), "dana@northfield.example: 0 new, 0 of them concern deals or the team\n");
    assert_eq!(team.deal(NOON, "acme-line4"), deal, "run twice, the same facts");
}

#[test]
fn a_message_that_moves_from_new_to_cur_stays_the_same() {
    let team = Team::new();
    silent_deal(&team);
    let new = team.path("mail/dana/new/9.x");
    fs::write(&new, mail("p9@acme.example", "Tue, 12 May 2026 09:00:00 +0000", PAT, DANA, "Re: Line 4", None, "Soon.")).unwrap();
    touch(&new, "2026-05-12T09:00:00Z");
    assert!(team.sync().contains("5 new"));
    fs::rename(&new, team.path("mail/dana/cur/9.x:2,RS")).unwrap();
    assert!(team.sync().contains("0 new"));
    assert_eq!(team.deal(NOON, "acme-line4")["last_reply"]["message_id"], "p9@acme.example");
}

#[test]
fn a_prospect_added_later_is_found_in_the_past() {
    let team = Team::new();
    team.write("prospects.d/dana.toml", &ACME.replace("acme", "other").replace("Acme", "Other").replace("Line 4", "Line 9"));
    silent_deal(&team);
    assert_eq!(team.sync(), "dana@northfield.example: 4 new, 0 of them concern deals or the team\n");
    team.write("prospects.d/new.toml", ACME);
    assert!(team.sync().contains("0 new"), "the past is searched, not read anew");
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!((&deal["state"], &deal["unanswered"]), (&"dark".into(), &3.into()), "{deal}");
}

#[test]
fn a_name_added_later_finds_what_the_team_wrote_about_it() {
    let team = Team::new();
    silent_deal(&team);
    let cheer = mail(
        "c1@northfield.example",
        "Tue, 05 May 2026 09:00:00 +0000",
        DANA,
        "Lead <lead@northfield.example>",
        "news",
        None,
        "We won the Zeppelin deal, ring the bell!",
    );
    team.deliver(".Sent", "5.c", "2026-05-05T09:00:00Z", &cheer);
    team.sync();
    assert!(team.deal(NOON, "acme-line4")["celebration"].is_null());
    team.write("prospects.d/dana.toml", &ACME.replace("aliases = [\"Acme\"]", "aliases = [\"Acme\", \"Zeppelin\"]"));
    team.sync();
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!(deal["celebration"]["evidence"][0]["message_id"], "c1@northfield.example", "{deal}");
    assert_eq!(deal["flagged"], true);
}

#[test]
fn an_alias_added_later_turns_a_prospects_word_into_ours() {
    let team = Team::new();
    silent_deal(&team);
    let cheer = mail(
        "c1@home.example",
        "Tue, 05 May 2026 09:00:00 +0000",
        "Dana <dana@home.example>",
        "Lead <lead@northfield.example>, Pat Lee <pat@acme.example>",
        "Line 4",
        None,
        "Yeah, we can do that.",
    );
    team.deliver("", "5.c", "2026-05-05T09:00:00Z", &cheer);
    team.sync();
    let kinds = || {
        let deal = team.deal(NOON, "acme-line4");
        deal["signals"].as_array().unwrap().iter().map(|s| s["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(!kinds().contains(&"overpromise".to_owned()), "a stranger promises nothing for us: {:?}", kinds());
    let alias = "address = \"dana@northfield.example\"\naliases = [\"dana@home.example\"]\nmailbox";
    let text = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", &text.replace("address = \"dana@northfield.example\"\nmailbox", alias));
    assert!(team.sync().contains("0 new"), "the kept bodies are read again, nothing else");
    assert!(kinds().contains(&"overpromise".to_owned()), "{:?}", kinds());
    team.write("wentdark.toml", &text);
    team.sync();
    assert!(!kinds().contains(&"overpromise".to_owned()), "and back: {:?}", kinds());
}

#[test]
fn a_reply_of_a_stranger_in_the_thread_is_found_whatever_comes_first() {
    let team = Team::new();
    // The stranger's answer is read before the message that it answers, which carries the prospect's address.
    let reply = mail(
        "x1@home.example",
        "Thu, 14 May 2026 09:00:00 +0000",
        "Pat <pat@home.example>",
        DANA,
        "Re: Line 4",
        Some("d3@northfield.example"),
        "Sorry, I was ill.",
    );
    team.deliver("", "0.first", "2026-05-14T09:00:00Z", &reply);
    silent_deal(&team);
    team.sync();
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!((&deal["state"], &deal["last_reply"]["message_id"]), (&"ours".into(), &"x1@home.example".into()), "{deal}");
}

#[test]
fn an_answer_from_elsewhere_that_names_no_message_is_found_by_its_subject() {
    let team = Team::new();
    // Read before the message that it answers; neither its address nor its ids lead to the deal.
    let date = "Thu, 14 May 2026 09:00:00 +0000";
    let reply = mail("x1@home.example", date, "Pat Lee <pl@home.example>", DANA, "AW: Line 4", None, "Sorry, I was ill.");
    team.deliver("", "0.first", "2026-05-14T09:00:00Z", &reply);
    silent_deal(&team);
    team.sync();
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!((&deal["state"], &deal["last_reply"]["message_id"]), (&"ours".into(), &"x1@home.example".into()), "{deal}");
    let why = team.ok(&["explain", "acme-line4", "--config", "wentdark.toml", "--as-of", NOON]);
    assert!(why.contains("by subject and people"), "{why}");
}

#[test]
fn a_message_of_sixty_megabytes_is_read_as_far_as_its_text() {
    let team = Team::new();
    silent_deal(&team);
    let mut text =
        mail("p8@acme.example", "Wed, 13 May 2026 09:00:00 +0000", PAT, DANA, "Re: Line 4", None, "The drawings, at last.");
    while text.len() < 60 << 20 {
        text.push_str(&format!("\n{}", "QUJD".repeat(18)).repeat(1000));
    }
    team.deliver("", "8.big", "2026-05-13T09:00:00Z", &text);
    assert!(team.sync().contains("1 odd"));
    assert_eq!(team.deal(NOON, "acme-line4")["last_reply"]["message_id"], "p8@acme.example");
}

#[test]
fn a_maildir_that_may_not_be_read_is_told_and_nothing_is_claimed() {
    let team = Team::new();
    silent_deal(&team);
    fs::rename(team.path("mail/dana"), team.path("mail/elsewhere")).unwrap();
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("dana@northfield.example: not read: ") && said.contains("set the mailbox's path"), "{said}");
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!(deal["state"], "unknown", "silence is never claimed past coverage");
}

#[test]
fn a_state_folder_that_cannot_be_written_is_named() {
    let team = Team::new();
    team.write("state", "a file where the folder should be");
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("the state folder") && said.contains("set [state] dir"), "{said}");
}

#[test]
fn a_report_before_the_first_pass_says_what_to_do() {
    let said = Team::new().fails(1, &["report", "--config", "wentdark.toml"]);
    assert!(said.contains("nothing has been read yet") && said.contains("wentdark sync"), "{said}");
}

#[test]
fn a_mark_is_a_fact_with_who_and_when() {
    let team = Team::new();
    silent_deal(&team);
    team.sync();
    let arguments = [
        "mark",
        "acme-line4",
        "signed",
        "--config",
        "wentdark.toml",
        "--by",
        "dana@northfield.example",
        "--at",
        "2026-05-15T10:00:00Z",
        "--note",
        "on paper",
    ];
    assert_eq!(team.ok(&arguments), "acme-line4: marked signed\n");
    assert_eq!(team.deal("2026-05-14T12:00:00Z", "acme-line4")["state"], "dark", "not before it was so");
    assert_eq!(team.deal(NOON, "acme-line4")["state"], "committed");
    let said = team.fails(2, &["mark", "acme", "lost", "--config", "wentdark.toml", "--by", "dana@northfield.example"]);
    assert!(said.contains("no deal has the id `acme`: did you mean acme-line4?"), "{said}");
}

#[test]
fn a_digest_goes_out_once_a_day() {
    let team = Team::new();
    silent_deal(&team);
    team.sync();
    assert_eq!(team.ok(&["digest", "--send", "--config", "wentdark.toml"]), "lead@northfield.example: sent\n");
    let outbox = || fs::read_dir(team.path("outbox")).unwrap().count();
    assert_eq!(outbox(), 1);
    assert_eq!(team.ok(&["digest", "--send", "--config", "wentdark.toml"]), "lead@northfield.example: went out today already\n");
    assert_eq!(outbox(), 1);
}

/// How many rows a table of the state has.
fn rows(team: &Team, table: &str) -> u32 {
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    state.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn what_is_past_the_retention_and_of_no_open_deal_is_forgotten_and_not_read_again() {
    let team = Team::new();
    silent_deal(&team);
    let lead = "Lead <lead@northfield.example>";
    let chat = mail("c1@northfield.example", "Tue, 05 May 2026 09:00:00 +0000", DANA, lead, "lunch", None, "Pizza?");
    team.deliver(".Sent", "5.c", "2026-05-05T09:00:00Z", &chat);
    let text = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.sync();
    assert_eq!(rows(&team, "message"), 5, "young enough for a hundred years");
    team.write("wentdark.toml", &text.replace("retention_days = 36500", "retention_days = 30"));
    let deal = team.deal(NOON, "acme-line4");
    team.sync();
    assert_eq!(rows(&team, "message"), 4, "the deal is open and keeps its mail");
    assert_eq!(team.deal(NOON, "acme-line4"), deal);

    let lost = ["mark", "acme-line4", "lost", "--config", "wentdark.toml", "--by", "dana@northfield.example"];
    team.ok(&lost);
    team.sync();
    assert_eq!(rows(&team, "message"), 4, "it was open a moment ago");
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let long_ago = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * 40);
    state.execute("UPDATE action SET at = ?1", [long_ago.as_millisecond()]).unwrap();
    team.sync();
    for table in ["message", "signal", "trace"] {
        assert_eq!(rows(&team, table), 0, "{table}");
    }
    let now = jiff::Timestamp::now().to_string();
    assert_eq!(team.deal(&now, "acme-line4")["state"], "closed", "the mark is kept, and with it the verdict");
    // Neither a pass nor a look back brings it again.
    assert!(team.sync().contains("0 new"));
    team.write("prospects.d/dana.toml", &ACME.replace("[\"Acme\"]", "[\"Acme\", \"Zeppelin\"]"));
    assert!(team.sync().contains("0 new"));
    assert_eq!(rows(&team, "message"), 0);
}

#[test]
fn a_deal_that_only_its_own_old_mail_closes_keeps_it() {
    let team = Team::new();
    silent_deal(&team);
    let no = "We decided to stay with our supplier.";
    let decline =
        mail("p2@acme.example", "Tue, 12 May 2026 09:00:00 +0000", PAT, DANA, "Re: Line 4", Some("d3@northfield.example"), no);
    team.deliver("", "9.a", "2026-05-12T09:00:00Z", &decline);
    let text = fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", &text.replace("retention_days = 36500", "retention_days = 30"));
    for _ in 0..2 {
        team.sync();
        assert_eq!(team.deal(&jiff::Timestamp::now().to_string(), "acme-line4")["state"], "closed");
    }
}

/// Four hundred more messages of Pat and Dana.
fn long_thread(team: &Team) {
    for n in 0..400 {
        let (from, to, folder) = if n % 2 == 0 { (PAT, DANA, "") } else { (DANA, PAT, ".Sent") };
        let at: jiff::Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
        let at = at + jiff::SignedDuration::from_mins(n * 60);
        let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        let text = mail(
            &format!("long{n}@x.example"),
            &date,
            from,
            to,
            "Line 4",
            None,
            &format!("Message {n}. We decided nothing yet."),
        );
        team.deliver(folder, &format!("{}.long{n}", at.as_second()), &at.to_string(), &text);
    }
}

#[test]
fn killed_at_any_moment_the_same_facts_come_of_it() {
    let whole = Team::new();
    silent_deal(&whole);
    long_thread(&whole);
    whole.sync();
    let truth = whole.deal(NOON, "acme-line4");
    let killed = Team::new();
    silent_deal(&killed);
    long_thread(&killed);
    for wait in [5, 20, 60, 150, 300, 450] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_wentdark"))
            .args(["sync", "--config", "wentdark.toml"])
            .current_dir(killed.path("."))
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    killed.sync();
    assert_eq!(killed.deal(NOON, "acme-line4"), truth);
    assert!(killed.sync().contains("0 new"));
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let team = Team::new();
    silent_deal(&team);
    long_thread(&team);
    fs::create_dir_all(team.path("state")).unwrap();
    // A state folder of its own with room for the database's first pages alone, in a mount namespace that ends with the command.
    let script = "mount -t tmpfs -o size=200k tmpfs state && exec \"$0\" sync --config wentdark.toml";
    let root = std::process::Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let output = std::process::Command::new("unshare")
        .args(if root { &["--mount"][..] } else { &["--mount", "--map-root-user"] })
        .args(["sh", "-c", script, env!("CARGO_BIN_EXE_wentdark")])
        .current_dir(team.path("."))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("disk that holds the state folder is full"), "{said}");
    team.sync();
    assert_eq!(team.deal(NOON, "acme-line4")["state"], "dark");
}
