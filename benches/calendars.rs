//! How long a large calendar takes: read whole from a real Radicale, and again when nothing changed, with how many requests each. Beside
//! it stands how long the server alone takes over the same requests, its answers thrown away: less is not to be had. Then the same
//! answers from a server that has them ready, which leaves our own share of the time; the same calendar as a published feed; and on a
//! real Xandikos.
//!
//! `cargo bench --bench calendars`; `WENTDARK_BENCH_EVENTS` sets the size (50,000 unless told). The first figure is Radicale's own:
//! a pass before ours lets it parse every file and keep what it found.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::string_slice,
    dead_code,
    unused_imports
)]

#[path = "../tests/it/support/mod.rs"]
mod support;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Instant;

use support::dav::{Counter, Radicale, Web, Xandikos, http};
use support::team::Team;

fn main() {
    let events = std::env::var("WENTDARK_BENCH_EVENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(50_000);
    let server = Radicale::start_open();
    println!("writing {events} events and 100 series");
    for n in 0..events {
        server.put("work", &format!("e{n}.ics"), &single(n));
    }
    for n in 0..100 {
        server.put("work", &format!("s{n}.ics"), &series(n));
    }
    let counter = Counter::before(server.port());
    let warm = radicale(&counter.url("/dana/work/"));
    // Of so many files Radicale answers nothing within the patience of a pass; what it parsed meanwhile stays parsed.
    let (start, mut tries) = (Instant::now(), 1);
    while !warm.run(&["sync", "--config", "wentdark.toml"]).status.success() {
        tries += 1;
        assert!(tries < 10, "Radicale never answers");
    }
    let cold = start.elapsed().as_secs_f64();
    println!("with Radicale's caches cold: {cold:.1} s in {} requests, {tries} passes", counter.asked().len());
    let dana = radicale(&counter.url("/dana/work/"));
    let told = |what: &str| beside(&dana, &counter, server.port(), what);
    counter.octets();
    let mut first = told("read whole");
    let mut later = told("nothing new");
    // With the first change comes a token: Radicale writes down where every event stands.
    for (title, what) in [("Anything", "the first change"), ("Nothing", "one change")] {
        server.put("work", "e0.ics", &single(0).replace("Something", title));
        told(what);
    }
    first.append(&mut later);
    played(first);
    feed(events);
    xandikos(events);
}

/// Tells how long a pass takes, and how long the server alone takes over what it was asked. Gives its answers.
fn beside(dana: &Team, counter: &Counter, port: u16, what: &str) -> Vec<String> {
    let taken = timed(dana);
    let (alone, answers) = raw(port, &counter.octets());
    println!("{what}: {taken:.2} s in {} requests; the server alone {alone:.2} s: {:.2} times", answers.len(), taken / alone);
    answers
}

/// The same calendar on a Xandikos.
fn xandikos(events: usize) {
    let server = Xandikos::start();
    let singles = (0..events).map(|n| (format!("e{n}.ics"), single(n)));
    server.put_all(singles.chain((0..100).map(|n| (format!("s{n}.ics"), series(n)))));
    let counter = Counter::before(server.port());
    let dana = team(&format!("kind = \"caldav\", url = \"{}\"", counter.url("/user/calendars/calendar/")));
    for what in ["read whole", "nothing new"] {
        beside(&dana, &counter, server.port(), &format!("Xandikos, {what}"));
    }
}

/// The same answers without the time that they took to make: as quick a server as there can be.
fn played(answers: Vec<String>) {
    let ready = Mutex::new(answers.into_iter());
    let server = Web::start(move |_, _| ready.lock().unwrap().next().unwrap());
    let dana = radicale(&server.url("/dana/work/"));
    for what in ["read whole", "nothing new"] {
        let taken = timed(&dana);
        println!("from a server that has its answers ready, {what}: {taken:.2} s in {} requests", server.asked().len());
    }
}

/// The same calendar as a feed that tells whether it changed.
fn feed(events: usize) {
    let all: String = (0..events).map(single).chain((0..100).map(series)).collect();
    let inside = |line: &&str| !matches!(*line, "BEGIN:VCALENDAR" | "VERSION:2.0" | "PRODID:-//x//EN" | "END:VCALENDAR");
    let lines: Vec<&str> = all.lines().filter(inside).collect();
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{}\r\nEND:VCALENDAR\r\n", lines.join("\r\n"));
    let server = Web::start(move |_, request| match request.contains("If-None-Match") || request.contains("if-none-match") {
        true => http("304 Not Modified", "ETag: \"1\"\r\n", ""),
        false => http("200 OK", "ETag: \"1\"\r\nContent-Type: text/calendar\r\n", &text),
    });
    let dana = team(&format!("kind = \"ics\", url = \"{}\"", server.url("/dana.ics")));
    for what in ["read whole", "nothing new"] {
        let taken = timed(&dana);
        println!("as a feed, {what}: {taken:.2} s in {} requests", server.asked().len());
    }
}

/// Seconds that the server takes over the same requests, one after the other, and its answers.
fn raw(port: u16, mut asked: &[u8]) -> (f64, Vec<String>) {
    let (start, mut answers) = (Instant::now(), Vec::new());
    while let Some(head) = asked.windows(4).position(|window| window == b"\r\n\r\n") {
        let text = String::from_utf8_lossy(&asked[..head]).into_owned();
        let length = text.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        let end = head + 4 + length.unwrap_or(0);
        let mut server = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(server, "{text}\r\nConnection: close\r\n\r\n").unwrap();
        server.write_all(&asked[head + 4..end]).unwrap();
        let mut answer = String::new();
        server.read_to_string(&mut answer).unwrap();
        answers.push(answer);
        asked = &asked[end..];
    }
    (start.elapsed().as_secs_f64(), answers)
}

/// A team with a calendar of Dana's.
fn team(calendar: &str) -> Team {
    let team = Team::new();
    let text = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let calendars = format!("calendars = [{{ {calendar} }}]\nmailbox = {{ kind = \"maildir\"");
    team.write("wentdark.toml", &text.replace("mailbox = { kind = \"maildir\"", &calendars));
    team.secret("dav", "secret-dana");
    team
}

/// Dana's calendar on a Radicale.
fn radicale(url: &str) -> Team {
    team(&format!("kind = \"caldav\", url = \"{url}\", user = \"dana\", secret = \"dav\""))
}

/// Seconds that a pass takes.
fn timed(team: &Team) -> f64 {
    let start = Instant::now();
    team.sync();
    start.elapsed().as_secs_f64()
}

fn single(n: usize) -> String {
    let (day, month) = (n % 28 + 1, n / 28 % 12 + 1);
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:e{n}\r\nDTSTAMP:20260501T100000Z\r\n\
         DTSTART:2026{month:02}{day:02}T150000Z\r\nDTEND:2026{month:02}{day:02}T160000Z\r\nSUMMARY:Something {n}\r\n\
         ORGANIZER:mailto:dana@northfield.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:someone{n}@elsewhere.example\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn series(n: usize) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:s{n}\r\nDTSTAMP:20260501T100000Z\r\n\
         DTSTART:19990104T150000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\nSUMMARY:Line 4\r\n\
         ORGANIZER:mailto:dana@northfield.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:pat@acme.example\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}
