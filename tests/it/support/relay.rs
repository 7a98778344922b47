//! A wire between the binary and a server, which a test can cut or hold. What passes is encrypted: it counts octets alone.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// What happens to each connection that is made from now on.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    Through,
    /// It ends after so many octets of the server's.
    CutAfter(usize),
    /// After so many octets of the server's nothing comes any more, and nothing ends.
    StallAfter(usize),
    /// It ends in the server's record of TLS with that number (from 0), so many octets behind its beginning (RFC 8446 section 5.1).
    CutInRecord(usize, usize),
    /// Behind so many octets of the server's one is lost.
    LoseAt(usize),
    /// It comes in pieces of so many octets, each a while after the other.
    Drip(usize, Duration),
    /// What the server says arrives so much later.
    Late(Duration),
    /// Once the client has sent so many octets, nothing that the server says reaches it any more.
    HoldAfter(usize),
}

/// Listens on a port of its own and passes on to a server's.
pub struct Relay {
    pub port: u16,
    rule: Arc<Mutex<Rule>>,
    heard: Arc<AtomicUsize>,
    /// How often a client spoke after it had heard something.
    turns: Arc<AtomicUsize>,
    /// How many connections there are, and how many there were at most.
    open: Arc<(AtomicUsize, AtomicUsize)>,
}

impl Relay {
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let relay = Self {
            port: listener.local_addr().unwrap().port(),
            rule: Arc::new(Mutex::new(Rule::Through)),
            heard: Arc::default(),
            turns: Arc::default(),
            open: Arc::default(),
        };
        let (rule, open) = (Arc::clone(&relay.rule), Arc::clone(&relay.open));
        let counts = (Arc::clone(&relay.heard), Arc::clone(&relay.turns));
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                // A server that is gone: the client's connection ends as well.
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else { continue };
                join(client, server, *rule.lock().unwrap(), counts.clone(), Arc::clone(&open));
            }
        });
        relay
    }

    /// How many octets of the server's have passed since this was asked last.
    pub fn heard(&self) -> usize {
        self.heard.swap(0, Ordering::SeqCst)
    }

    /// How many round trips there were since this was asked last: how often a client spoke after it had heard something.
    pub fn turns(&self) -> usize {
        self.turns.swap(0, Ordering::SeqCst)
    }

    /// How many connections there were at the same time, at most.
    pub fn most(&self) -> usize {
        self.open.1.load(Ordering::SeqCst)
    }

    /// How many connections there are.
    pub fn open(&self) -> usize {
        self.open.0.load(Ordering::SeqCst)
    }

    pub fn set(&self, rule: Rule) {
        *self.rule.lock().unwrap() = rule;
    }
}

fn join(
    mut client: TcpStream,
    mut server: TcpStream,
    rule: Rule,
    counts: (Arc<AtomicUsize>, Arc<AtomicUsize>),
    open: Arc<(AtomicUsize, AtomicUsize)>,
) {
    open.0.fetch_add(1, Ordering::SeqCst);
    count(Arc::clone(&open));
    let sent = Arc::new(AtomicUsize::new(0));
    let (mut from_client, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let counted = Arc::clone(&sent);
    let (all, turns) = counts;
    // A connection begins with the client's turn.
    let spoke = Arc::new(AtomicBool::new(true));
    let has_heard = Arc::clone(&spoke);
    let mut late = match rule {
        Rule::Late(delay) => Some(later(client.try_clone().unwrap(), delay)),
        _ => None,
    };
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = from_client.read(&mut buffer) {
            if has_heard.swap(false, Ordering::SeqCst) {
                turns.fetch_add(1, Ordering::SeqCst);
            }
            // Counted before it is passed on: an answer to it finds it counted.
            counted.fetch_add(length, Ordering::SeqCst);
            if to_server.write_all(&buffer[..length]).is_err() {
                break;
            }
        }
        let _ = to_server.shutdown(Shutdown::Both);
    });
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        let (mut heard, mut records) = (0, Records::default());
        while let Ok(length @ 1..) = server.read(&mut buffer) {
            let part = match rule {
                Rule::Through | Rule::LoseAt(_) | Rule::Drip(..) | Rule::Late(_) => length,
                Rule::StallAfter(limit) => length.min(limit.saturating_sub(heard)),
                Rule::CutAfter(limit) => length.min(limit - heard),
                Rule::CutInRecord(..) => length,
                Rule::HoldAfter(limit) if sent.load(Ordering::SeqCst) >= limit => 0,
                Rule::HoldAfter(_) => length,
            };
            let ends = match rule {
                Rule::CutInRecord(record, within) => records.cut(&buffer[..length], record, within),
                Rule::CutAfter(limit) => Some(part).filter(|part| heard + part >= limit),
                _ => None,
            };
            let part = ends.unwrap_or(part);
            let before = heard;
            heard += part;
            all.fetch_add(part, Ordering::SeqCst);
            // Said before it is passed on: an answer to it finds it said.
            spoke.store(part > 0, Ordering::SeqCst);
            let written = match rule {
                Rule::Late(_) => {
                    let queue = late.as_ref().unwrap();
                    queue.send((Instant::now(), buffer[..part].to_vec())).map_err(std::io::Error::other)
                }
                Rule::LoseAt(at) if (before..heard).contains(&at) => {
                    let lost = at - before;
                    client.write_all(&buffer[..lost]).and_then(|()| client.write_all(&buffer[lost + 1..part]))
                }
                Rule::Drip(size, wait) => buffer[..part].chunks(size).try_for_each(|piece| {
                    thread::sleep(wait);
                    client.write_all(piece)
                }),
                _ => client.write_all(&buffer[..part]),
            };
            if written.is_err() || ends.is_some() {
                break;
            }
        }
        // What is still on its way arrives before the end does.
        match late.take() {
            Some(queue) => drop(queue),
            None => drop(client.shutdown(Shutdown::Both)),
        }
        let _ = server.shutdown(Shutdown::Both);
        open.0.fetch_sub(1, Ordering::SeqCst);
    });
}

/// Follows the records of TLS in what a server says.
#[derive(Default)]
struct Records {
    /// How many have begun, and how much of the current one has passed.
    begun: usize,
    passed: usize,
    /// Its octets, once its header has passed.
    length: [u8; 2],
}

impl Records {
    /// Where in these octets it is so many octets behind the beginning of a record, if it is there.
    fn cut(&mut self, octets: &[u8], record: usize, within: usize) -> Option<usize> {
        for (at, octet) in octets.iter().enumerate() {
            if self.passed == 0 {
                self.begun += 1;
            }
            if self.begun == record + 1 && self.passed == within {
                return Some(at);
            }
            self.passed += 1;
            match self.passed {
                4 => self.length[0] = *octet,
                5 => self.length[1] = *octet,
                _ => {}
            }
            if self.passed >= 5 && self.passed == 5 + usize::from(u16::from_be_bytes(self.length)) {
                self.passed = 0;
            }
        }
        None
    }
}

/// Counts the connections at the same time. The end of one is heard of here a moment after its client has made the next: the
/// fewest of several looks count.
fn count(open: Arc<(AtomicUsize, AtomicUsize)>) {
    thread::spawn(move || {
        let looks = (0..10).map(|_| {
            thread::sleep(Duration::from_millis(10));
            open.0.load(Ordering::SeqCst)
        });
        open.1.fetch_max(looks.min().unwrap(), Ordering::SeqCst);
    });
}

/// Writes what it is sent so much later than that was heard, in order, then ends the connection.
fn later(mut client: TcpStream, delay: Duration) -> mpsc::Sender<(Instant, Vec<u8>)> {
    let (queue, arriving) = mpsc::channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        while let Ok((heard, octets)) = arriving.recv() {
            thread::sleep((heard + delay).saturating_duration_since(Instant::now()));
            if client.write_all(&octets).is_err() {
                break;
            }
        }
        let _ = client.shutdown(Shutdown::Both);
    });
    queue
}
