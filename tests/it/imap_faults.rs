//! A connection that is cut at any point of a session, from the handshake to the farewell: the next pass ends with the same
//! facts as one that nothing happened to.

use std::time::{Duration, Instant, SystemTime};

use crate::support::team::{ACME, Team, configuration, mail};
use crate::support::{Dovecot, Harm, Inside, Place, Relay, Rule};

const NOON: &str = "2026-05-20T12:00:00Z";
/// How many cuts a session gets.
const CUTS: usize = 24;

/// A message in each class: one fetched whole, one in parts, one outside that leaves a trace alone, one in another folder.
fn deliver(dovecot: &Dovecot) {
    let (pat, dana) = ("pat@acme.example", "dana@northfield.example");
    let date = "Mon, 11 May 2026 10:00:00 +0000";
    let asks = mail("p1@acme.example", date, pat, dana, "Line 4", None, "I only have a few minutes, can you quote?");
    let newsletter = mail("n1@list.example", date, "news@list.example", dana, "News", None, "Nothing");
    let answers = mail("d1@northfield.example", date, dana, pat, "Re: Line 4", Some("p1@acme.example"), "Yeah, we can do that.");
    let file = "JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFIvRmlsdGVyIC9GbGF0ZURl\n".repeat(2000);
    let order = format!(
        "Date: {date}\nFrom: {pat}\nTo: {dana}\nSubject: Re: Line 4\nMessage-ID: <p2@acme.example>\nIn-Reply-To: <d1@northfield.example>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nOur PO 4471 is attached.\n\
         --b\nContent-Type: application/pdf; name=\"PO 4471.pdf\"\nContent-Transfer-Encoding: base64\n\
         Content-Disposition: attachment; filename=\"PO 4471.pdf\"\n\n{file}--b--\n"
    );
    let received: jiff::Timestamp = "2026-05-11T10:00:05Z".parse().unwrap();
    let when = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(received.as_second()).unwrap());
    for (folder, message) in [("INBOX", &asks), ("INBOX", &newsletter), ("Sent", &answers), ("Archive", &order)] {
        dovecot.deliver_at("dana", folder, message.as_bytes(), when);
    }
}

pub fn team(dovecot: &Dovecot, port: u16) -> Team {
    let team = Team::new();
    let ca = dovecot.user("dana").ca;
    team.write(
        "wentdark.toml",
        &configuration(&format!(
            "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {port}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", \
             horizon_days = 36500 }}",
            ca.display()
        )),
    );
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "secret-dana");
    team
}

/// What a disturbed pass leaves to the next one. Whether it failed.
fn disturbed(dovecot: &Dovecot, port: u16, heals: impl Fn(), expected: &serde_json::Value, what: &str) -> bool {
    let disturbed = team(dovecot, port);
    let begun = Instant::now();
    let output = disturbed.run(&["sync", "--config", "wentdark.toml"]);
    assert!(begun.elapsed() < Duration::from_secs(120), "{what}: {:?}", begun.elapsed());
    heals();
    disturbed.sync();
    assert_eq!(&disturbed.deal(NOON, "acme-line4"), expected, "{what}");
    assert_eq!(disturbed.sync(), NOTHING_NEW, "{what}");
    output.status.code() == Some(1)
}

/// What must come of it, whatever happens on the way; how many octets an undisturbed session takes.
fn undisturbed(dovecot: &Dovecot) -> (serde_json::Value, usize) {
    let relay = Relay::before(dovecot.user("dana").imaps);
    let undisturbed = team(dovecot, relay.port);
    assert_eq!(undisturbed.sync(), "dana@northfield.example: 4 new, 3 of them concern deals or the team\n");
    (undisturbed.deal(NOON, "acme-line4"), relay.heard())
}

const NOTHING_NEW: &str = "dana@northfield.example: 0 new, 0 of them concern deals or the team\n";

#[test]
fn a_server_that_falls_silent_is_given_up_and_one_that_loses_an_octet_too() {
    let mut dovecot = Dovecot::start();
    dovecot.configure("protocol imap {\n  mail_max_userip_connections = 100\n}");
    deliver(&dovecot);
    let (expected, octets) = undisturbed(&dovecot);
    // A silent server is waited for a minute: all of them at the same time.
    std::thread::scope(|scope| {
        for part in 0..8 {
            let (dovecot, expected) = (&dovecot, &expected);
            scope.spawn(move || {
                let after = octets * (part + 1) / 9;
                let rule = if part % 2 == 0 { Rule::StallAfter(after) } else { Rule::LoseAt(after) };
                let relay = Relay::before(dovecot.user("dana").imaps);
                relay.set(rule);
                assert!(disturbed(dovecot, relay.port, || relay.set(Rule::Through), expected, &format!("{rule:?} of {octets}")));
            });
        }
        for (number, place) in Place::ALL.into_iter().enumerate() {
            let (dovecot, expected) = (&dovecot, &expected);
            scope.spawn(move || {
                let inside = Inside::before(dovecot);
                inside.set(Some((place, number % 3, Harm::Stall)));
                assert!(disturbed(dovecot, inside.port, || inside.set(None), expected, &format!("silent {place:?}")));
                assert_eq!(inside.harms(), 1, "{place:?}");
            });
        }
    });
}

#[test]
fn at_every_kind_of_place_in_what_a_server_says_an_end_is_a_failure_and_a_delay_none() {
    let mut dovecot = Dovecot::start();
    dovecot.configure("protocol imap {\n  mail_max_userip_connections = 100\n}");
    deliver(&dovecot);
    let (expected, _) = undisturbed(&dovecot);
    std::thread::scope(|scope| {
        for place in Place::ALL {
            let (dovecot, expected) = (&dovecot, &expected);
            scope.spawn(move || {
                let inside = Inside::before(dovecot);
                let mut done = 0;
                // The last of each kind is somewhere between: what has no such place passes undisturbed.
                for (nth, harm) in
                    [(0, Harm::Cut), (1, Harm::End), (4, Harm::Cut), (9, Harm::End), (0, Harm::Delay(Duration::from_millis(300)))]
                {
                    let what = format!("{harm:?} at {place:?} {nth}");
                    inside.set(Some((place, nth, harm)));
                    let failed = disturbed(dovecot, inside.port, || inside.set(None), expected, &what);
                    let harms = inside.harms();
                    assert_eq!(failed, harms > 0 && !matches!(harm, Harm::Delay(_)), "{what}");
                    done += harms;
                }
                assert!(done >= 3, "{place:?}: harm was done {done} times");
            });
        }
    });
    // Records of TLS: behind the last one, in the head of one, at its end, in its body.
    let relay = Relay::before(dovecot.user("dana").imaps);
    for (record, within) in [(1, 0), (2, 3), (4, 5), (6, 6), (9, 20)] {
        relay.set(Rule::CutInRecord(record, within));
        assert!(disturbed(
            &dovecot,
            relay.port,
            || relay.set(Rule::Through),
            &expected,
            &format!("cut in record {record} at {within}")
        ));
    }
}

#[test]
fn a_slow_line_in_small_pieces_changes_nothing() {
    let dovecot = Dovecot::start();
    deliver(&dovecot);
    let (expected, _) = undisturbed(&dovecot);
    for (size, wait) in [(1, 0), (7, 1), (1000, 40)] {
        let relay = Relay::before(dovecot.user("dana").imaps);
        let disturbed = team(&dovecot, relay.port);
        relay.set(Rule::Drip(size, Duration::from_millis(wait)));
        disturbed.sync();
        assert_eq!(disturbed.deal(NOON, "acme-line4"), expected, "pieces of {size}");
    }
}

#[test]
fn killed_at_any_step_of_a_pass_the_same_facts_come_of_it_and_nothing_twice() {
    let dovecot = Dovecot::start();
    deliver(&dovecot);
    let (expected, _) = undisturbed(&dovecot);
    let untouched = dovecot.flags("dana");
    let port = dovecot.user("dana").imaps;
    let mut killed = 0;
    let steps = [
        "opened",
        "folders",
        "listed",
        "headers",
        "whole",
        "committed",
        "cursor",
        "settled",
        "searched",
        "reread",
        "reread-committed",
        "renumbered",
    ];
    for step in steps {
        for time in 1..=4 {
            let team = team(&dovecot, port);
            // The order in the archive is known as a trace before its prospect is, so that the past is read, too.
            if step.starts_with("reread") || step == "searched" {
                team.write("prospects.d/dana.toml", &ACME.replace("acme", "other").replace("Acme", "Other"));
                team.sync();
                team.write("prospects.d/dana.toml", ACME);
            }
            if step == "renumbered" {
                team.sync();
                dovecot.renumber("dana", "INBOX");
            }
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_wentdark"))
                .args(["sync", "--config", "wentdark.toml"])
                .current_dir(team.path("."))
                .env("WENTDARK_DIE_AT", format!("{step}:{time}"))
                .output()
                .unwrap();
            let died = output.status.code().is_none();
            assert!(died || time > 1, "{step} is no step of a pass: {output:?}");
            killed += usize::from(died);
            team.sync();
            assert_eq!(team.deal(NOON, "acme-line4"), expected, "killed at {step}, time {time}");
            assert_eq!(team.sync(), NOTHING_NEW, "killed at {step}, time {time}");
            assert_eq!(team.rows("copy"), 4, "killed at {step}, time {time}");
        }
    }
    assert!(killed > 20, "{killed} times killed");
    assert_eq!(dovecot.flags("dana"), untouched);
}

#[test]
fn wherever_a_session_is_cut_the_next_pass_ends_with_the_same_facts() {
    let dovecot = Dovecot::start();
    deliver(&dovecot);
    let relay = Relay::before(dovecot.user("dana").imaps);
    let undisturbed = team(&dovecot, relay.port);
    assert_eq!(undisturbed.sync(), "dana@northfield.example: 4 new, 3 of them concern deals or the team\n");
    let expected = undisturbed.deal(NOON, "acme-line4");
    assert_eq!(expected["state"], "committed", "the order's name and text were read: {expected}");
    let untouched = dovecot.flags("dana");
    let octets = relay.heard();
    println!("a session of {octets} octets");
    let mut failed = 0;
    for cut in 1..CUTS {
        let after = octets * cut / CUTS;
        let disturbed = team(&dovecot, relay.port);
        relay.set(Rule::CutAfter(after));
        let output = disturbed.run(&["sync", "--config", "wentdark.toml"]);
        failed += usize::from(output.status.code() == Some(1));
        relay.set(Rule::Through);
        disturbed.sync();
        assert_eq!(disturbed.deal(NOON, "acme-line4"), expected, "cut after {after} of {octets}");
        let again = disturbed.sync();
        assert_eq!(again, "dana@northfield.example: 0 new, 0 of them concern deals or the team\n", "cut after {after}");
    }
    // The farewell alone may be lost without harm.
    assert!(failed >= CUTS - 3, "{failed} of {} cut sessions failed", CUTS - 1);
    assert_eq!(dovecot.flags("dana"), untouched);
}

#[test]
fn flags_and_modification_sequences_are_the_same_after_a_pass() {
    let dovecot = Dovecot::start();
    deliver(&dovecot);
    // Where somebody asks for them, Dovecot counts them from then on.
    let marks = || dovecot.doveadm("dana", &["fetch", "mailbox uid flags modseq", "ALL"]);
    let before = marks();
    assert!(before.matches("modseq: ").count() == 4 && !before.contains("Seen"), "{before}");
    let team = team(&dovecot, dovecot.user("dana").imaps);
    team.sync();
    assert_eq!(marks(), before);
    // The past is read again for a prospect that is new.
    team.write("prospects.d/dana.toml", &ACME.replace("acme", "other").replace("Acme", "Other"));
    team.sync();
    team.write("prospects.d/dana.toml", ACME);
    team.sync();
    assert_eq!(marks(), before);
}
