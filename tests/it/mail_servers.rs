//! Stories of the real binary reading mailboxes on a real IMAP server.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::support::team::{ACME, Team, configuration, mail};
use crate::support::{Dovecot, Relay, Rule};

const DANA: &str = "Dana <dana@northfield.example>";
const PAT: &str = "Pat Lee <pat@acme.example>";
const NOON: &str = "2026-05-20T12:00:00Z";
const NOTHING: &str = "dana@northfield.example: 0 new, 0 of them concern deals or the team\n";

/// A message in a mailbox: its folder as IMAP names it, when it was received, its text.
type Stored = (&'static str, &'static str, String);

/// Pat asks on Monday the 4th, Dana answers, cheers, and asks again on the 6th and the 11th.
fn silent_deal() -> Vec<Stored> {
    let re = Some("d1@northfield.example");
    let one = |folder, received, id: &str, from, to, re, text| {
        let at: jiff::Timestamp = received;
        let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        (folder, mail(id, &date, from, to, if folder == "INBOX" { "Line 4" } else { "Re: Line 4" }, re, text))
    };
    let lead = "Lead <lead@northfield.example>";
    [
        ("INBOX", "2026-05-04T14:00:00Z", "p1@acme.example", PAT, DANA, None, "Can you quote?"),
        ("Sent", "2026-05-04T14:30:00Z", "d1@northfield.example", DANA, PAT, Some("p1@acme.example"), "Here is the quote."),
        ("Sent", "2026-05-05T09:00:00Z", "c1@northfield.example", DANA, lead, None, "We won the Acme deal, ring the bell!"),
        ("Sent", "2026-05-06T10:00:00Z", "d2@northfield.example", DANA, PAT, re, "Any news?"),
        ("Sent", "2026-05-11T10:00:00Z", "d3@northfield.example", DANA, PAT, re, "Any news?"),
    ]
    .into_iter()
    .map(|(folder, received, id, from, to, re, text)| {
        let (folder, text) = one(folder, received.parse().unwrap(), id, from, to, re, text);
        (folder, received, text)
    })
    .collect()
}

/// Pat's answer of the 12th.
fn answer(folder: &'static str) -> Stored {
    let date = "Tue, 12 May 2026 09:00:00 +0000";
    let text = mail("p9@acme.example", date, PAT, DANA, "Re: Line 4", Some("d3@northfield.example"), "Soon.");
    (folder, "2026-05-12T09:00:00Z", text)
}

fn put(dovecot: &Dovecot, user: &str, mails: &[Stored]) {
    for (folder, received, text) in mails {
        let at: jiff::Timestamp = received.parse().unwrap();
        let when = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(at.as_second()).unwrap());
        dovecot.deliver_at(user, folder, text.as_bytes(), when);
    }
}

/// What a report says of the same mail in a Maildir.
fn of_a_maildir(mails: &[Stored]) -> Value {
    let team = Team::new();
    for (n, (folder, received, text)) in mails.iter().enumerate() {
        let folder = if *folder == "INBOX" { String::new() } else { format!(".{folder}") };
        std::fs::create_dir_all(team.path("mail/dana").join(&folder).join("cur")).unwrap();
        team.deliver(&folder, &format!("{n}.a"), received, text);
    }
    team.sync();
    team.deal(NOON, "acme-line4")
}

/// A mailbox as the configuration names it. The horizon is wide: the mail's dates are fixed, today is not.
fn place(dovecot: &Dovecot, user: &str, port: u16) -> String {
    let ca = dovecot.user(user).ca;
    format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {port}, user = \"{user}\", secret = \"{user}\", \
         extra_ca = \"{}\", horizon_days = 36500 }}",
        ca.display()
    )
}

/// The team with Dana's mailbox on the server, reached at `port`.
fn team(dovecot: &Dovecot, port: u16) -> Team {
    let team = Team::new();
    team.write("wentdark.toml", &configuration(&place(dovecot, "dana", port)));
    team.secret("dana", "secret-dana\n");
    team
}

#[test]
fn a_mailbox_on_a_server_gives_the_report_of_a_maildir_and_is_left_as_it_was() {
    let dovecot = Dovecot::start();
    put(&dovecot, "dana", &silent_deal());
    let team = team(&dovecot, dovecot.user("dana").imaps);
    let untouched = dovecot.flags("dana");
    let checked = team.ok(&["check", "--connect", "--config", "wentdark.toml"]);
    assert!(checked.contains("dana@northfield.example: can be read, "), "{checked}");
    assert_eq!(team.sync(), "dana@northfield.example: 5 new, 5 of them concern deals or the team\n");
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!((&deal["state"], &deal["flagged"]), (&"dark".into(), &true.into()), "{deal}");
    assert_eq!(deal, of_a_maildir(&silent_deal()));
    assert_eq!(team.sync(), NOTHING);
    assert_eq!(team.deal(NOON, "acme-line4"), deal);
    assert_eq!(dovecot.flags("dana"), untouched, "no flag, no place and no octet changed");
}

#[test]
fn new_moved_expunged_and_renumbered_messages() {
    let dovecot = Dovecot::start();
    put(&dovecot, "dana", &silent_deal());
    let team = team(&dovecot, dovecot.user("dana").imaps);
    team.sync();
    put(&dovecot, "dana", &[answer("INBOX")]);
    assert_eq!(team.sync(), "dana@northfield.example: 1 new, 1 of them concern deals or the team\n");
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!((&deal["state"], &deal["last_reply"]["message_id"]), (&"ours".into(), &"p9@acme.example".into()), "{deal}");

    dovecot.doveadm("dana", &["move", "Archive", "mailbox", "INBOX", "uid", "2"]);
    team.sync();
    assert_eq!(team.deal(NOON, "acme-line4"), deal, "moved");
    dovecot.doveadm("dana", &["expunge", "mailbox", "Archive", "all"]);
    assert_eq!(team.sync(), NOTHING);
    assert_eq!(team.deal(NOON, "acme-line4"), deal, "expunged, and a fact all the same");

    dovecot.renumber("dana", "Sent");
    assert!(team.sync().contains(": 4 new, 4 of them"), "another UIDVALIDITY: read anew");
    assert_eq!(team.deal(NOON, "acme-line4"), deal);
    assert_eq!(team.sync(), NOTHING);
}

#[test]
fn a_prospect_added_later_is_found_in_the_past_of_a_server() {
    let dovecot = Dovecot::start();
    put(&dovecot, "dana", &silent_deal());
    let team = team(&dovecot, dovecot.user("dana").imaps);
    team.write("prospects.d/dana.toml", &ACME.replace("acme", "other").replace("Acme", "Other").replace("Line 4", "Line 9"));
    assert!(team.sync().contains(": 5 new, "));
    team.write("prospects.d/dana.toml", ACME);
    let untouched = dovecot.flags("dana");
    assert_eq!(team.sync(), NOTHING, "the past is searched, not read anew");
    assert_eq!(team.deal(NOON, "acme-line4"), of_a_maildir(&silent_deal()));
    assert_eq!(dovecot.flags("dana"), untouched);
}

#[test]
fn a_prospect_added_while_the_server_is_gone_or_renumbers_is_found_when_it_is_back() {
    let mut dovecot = Dovecot::start();
    put(&dovecot, "dana", &silent_deal());
    let other = ACME.replace("acme", "other").replace("Acme", "Other").replace("Line 4", "Line 9");
    let [late, renumbered] = [(); 2].map(|()| {
        let team = team(&dovecot, dovecot.user("dana").imaps);
        team.write("prospects.d/dana.toml", &other);
        team.sync();
        team.write("prospects.d/dana.toml", ACME);
        team
    });
    dovecot.stop();
    late.fails(1, &["sync", "--config", "wentdark.toml"]);
    dovecot.restart();
    assert_eq!(late.sync(), NOTHING);
    assert_eq!(late.deal(NOON, "acme-line4"), of_a_maildir(&silent_deal()));
    dovecot.renumber("dana", "Sent");
    assert!(renumbered.sync().contains(": 4 new, 4 of them"));
    assert_eq!(renumbered.deal(NOON, "acme-line4"), of_a_maildir(&silent_deal()));
}

#[test]
fn a_wrong_password_is_told_and_holds_up_nobody_else() {
    let dovecot = Dovecot::start();
    put(&dovecot, "dana", &silent_deal());
    put(&dovecot, "lee", &[("Sent", "2026-05-11T10:00:00Z", "From: lee@northfield.example\r\n\r\nhello".into())]);
    let port = dovecot.user("dana").imaps;
    let team = team(&dovecot, port);
    let lee = format!("[[rep]]\nname = \"Lee\"\naddress = \"lee@northfield.example\"\n{}\n", place(&dovecot, "lee", port));
    team.write("wentdark.toml", &(configuration(&place(&dovecot, "dana", port)) + &lee));
    team.secret("lee", "secret-lee");
    team.sync();
    let now = || jiff::Timestamp::now().to_string();
    team.secret("dana", "not-the-password");
    put(&dovecot, "lee", &[("INBOX", "2026-05-12T10:00:00Z", "From: lee@northfield.example\r\n\r\nhello again".into())]);
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("dana@northfield.example: not read: localhost: the password was refused"), "{said}");
    assert!(said.contains("mailbox.secret") && !said.contains("not-the-password"), "{said}");
    assert!(said.contains("lee@northfield.example: 1 new"), "{said}");
    let checked = team.fails(1, &["check", "--connect", "--config", "wentdark.toml"]);
    assert!(checked.contains("dana@northfield.example: localhost: the password was refused"), "{checked}");
    assert!(checked.contains("lee@northfield.example: can be read"), "{checked}");
    assert_eq!(team.deal(&now(), "acme-line4")["state"], "dark", "what was read an hour ago is fresh");
    let tomorrow = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(25)).to_string();
    assert_eq!(team.deal(&tomorrow, "acme-line4")["state"], "unknown", "a day later nothing is claimed");
    team.secret("dana", "secret-dana");
    assert!(team.sync().contains(NOTHING));
}

/// Enough mail for two batches in one folder, beside the deal's own.
fn long_mailbox() -> Vec<Stored> {
    let mut mails = silent_deal();
    for n in 0..700 {
        let text = "We decided nothing yet. ".repeat(10);
        let id = format!("long{n}@acme.example");
        let text = mail(&id, "Tue, 03 Mar 2026 10:00:00 +0000", PAT, DANA, "Line 4", None, &text);
        mails.push(("INBOX", "2026-03-03T10:00:05Z", text));
    }
    mails
}

#[test]
fn a_connection_cut_anywhere_gives_the_same_facts_in_the_end() {
    let dovecot = Dovecot::start();
    put(&dovecot, "dana", &long_mailbox());
    let relay = Relay::before(dovecot.user("dana").imaps);
    let team = team(&dovecot, relay.port);
    let untouched = dovecot.flags("dana");
    for octets in [1000, 8000, 150_000, 800_000] {
        relay.set(Rule::CutAfter(octets));
        let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
        assert!(said.contains("dana@northfield.example: not read: "), "cut after {octets}: {said}");
        assert_eq!(team.deal(NOON, "acme-line4")["state"], "unknown", "cut after {octets}: nothing is claimed");
    }
    relay.set(Rule::Through);
    let said = team.sync();
    let new: u32 = said.split_once(": ").unwrap().1.split_once(" new").unwrap().0.parse().unwrap();
    assert!(new < 500, "what was committed before the last cut is not read again: {said}");
    assert_eq!(team.deal(NOON, "acme-line4"), of_a_maildir(&long_mailbox()));
    // What a big first pass left to the lexicon is judged closely, some of it a pass.
    let later = std::iter::repeat_with(|| team.sync()).take(50).find(|said| !said.contains("yet to be judged closely"));
    assert_eq!(later.as_deref(), Some(NOTHING));
    assert_eq!(team.deal(NOON, "acme-line4"), of_a_maildir(&long_mailbox()));
    assert_eq!(dovecot.flags("dana"), untouched);
}

#[test]
fn a_server_that_is_gone_and_comes_back() {
    let mut dovecot = Dovecot::start();
    put(&dovecot, "dana", &silent_deal());
    let team = team(&dovecot, dovecot.user("dana").imaps);
    team.sync();
    let deal = team.deal(NOON, "acme-line4");
    dovecot.stop();
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("dana@northfield.example: not read: ") && said.contains("connecting to localhost"), "{said}");
    assert_eq!(team.deal(NOON, "acme-line4"), deal, "what was read stays");
    dovecot.restart();
    put(&dovecot, "dana", &[answer("Archive")]);
    assert!(team.sync().contains(": 1 new, 1 of them"));
    assert_eq!(team.deal(NOON, "acme-line4")["state"], "ours");
}
