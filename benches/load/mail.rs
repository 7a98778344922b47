//! Mail that arrives by LMTP (RFC 2033) at a steady rate; what a server that was killed did not take is handed over again.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Hands over `total` messages, `rate` a second, to the mailboxes in turn. When each was taken goes to `accepted`. Gives how often
/// one had to be tried again.
pub fn deliver(port: u16, mailboxes: usize, rate: usize, total: usize, accepted: &Mutex<HashMap<String, Instant>>) -> usize {
    let (begun, mut session, mut again) = (Instant::now(), None, 0);
    for number in 0..total {
        let due = Duration::from_secs_f64(number as f64 / rate as f64);
        std::thread::sleep(due.saturating_sub(begun.elapsed()));
        let to = number % mailboxes;
        let id = format!("load.{number}@p{to}.example");
        // Written once: a sender that tries again hands over the same message.
        let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        while hand_over(&mut session, port, to, &id, &date).is_none() {
            session = None;
            again += 1;
            assert!(again < 100_000, "the server takes nothing any more");
            std::thread::sleep(Duration::from_millis(200));
        }
        accepted.lock().unwrap().insert(id, Instant::now());
    }
    again
}

type Session = BufReader<TcpStream>;

fn hand_over(session: &mut Option<Session>, port: u16, to: usize, id: &str, date: &str) -> Option<()> {
    if session.is_none() {
        let stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
        let mut fresh = BufReader::new(stream);
        answer(&mut fresh)?;
        say(&mut fresh, "LHLO load.example\r\n")?;
        *session = Some(fresh);
    }
    let session = session.as_mut()?;
    say(session, &format!("MAIL FROM:<pat@p{to}.example>\r\n"))?;
    say(session, &format!("RCPT TO:<u{to}@northfield.example>\r\n"))?;
    say(session, "DATA\r\n")?;
    let text = "Could you send the drawing again? We would like to go through it with our planner next week.";
    say(
        session,
        &format!(
            "Date: {date}\r\nFrom: Pat Lee <pat@p{to}.example>\r\nTo: u{to}@northfield.example\r\nSubject: Drawing {id}\r\n\
             Message-ID: <{id}>\r\n\r\n{text}\r\n.\r\n"
        ),
    )
}

/// Says something and hears that it is well.
fn say(session: &mut Session, text: &str) -> Option<()> {
    session.get_mut().write_all(text.as_bytes()).ok()?;
    answer(session)
}

fn answer(session: &mut Session) -> Option<()> {
    loop {
        let mut line = String::new();
        if session.read_line(&mut line).ok()? == 0 {
            return None;
        }
        // More lines follow one with a hyphen (RFC 5321 section 4.2.1).
        if line.as_bytes().get(3) != Some(&b'-') {
            return line.starts_with(['2', '3']).then_some(());
        }
    }
}
