//! A proxy that sits inside TLS, between the binary and a server: it sees lines and literals, and does harm at a place that it knows.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, split};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::Dovecot;
use super::scripted::acceptor;

/// A place in what a server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind the first octets of an untagged line, or of a tagged one.
    InLine,
    InTagged,
    /// Between CR and LF.
    InLineEnd,
    /// Between an untagged line and the next one, and behind a tagged one.
    BehindLine,
    BehindTagged,
    /// In the number of octets that a literal has.
    InAnnouncement,
    BeforeLiteral,
    InLiteral,
    BehindLiteral,
}

impl Place {
    pub const ALL: [Self; 9] = [
        Self::InLine,
        Self::InTagged,
        Self::InLineEnd,
        Self::BehindLine,
        Self::BehindTagged,
        Self::InAnnouncement,
        Self::BeforeLiteral,
        Self::InLiteral,
        Self::BehindLiteral,
    ];
}

/// What happens there.
#[derive(Clone, Copy, Debug)]
pub enum Harm {
    /// The connection ends without the farewell of TLS.
    Cut,
    /// It ends with that farewell, as if all had been said.
    End,
    /// Nothing comes any more, and nothing ends.
    Stall,
    /// What follows comes so much later.
    Delay(Duration),
}

/// Where (the how-many-th place of its kind, from 0, in each connection) what happens.
type Rule = Option<(Place, usize, Harm)>;

/// Listens on a port of its own and passes on to Dovecot's.
pub struct Inside {
    pub port: u16,
    rule: Arc<Mutex<Rule>>,
    harms: Arc<AtomicUsize>,
}

impl Inside {
    pub fn before(dovecot: &Dovecot) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let inside = Self { port, rule: Arc::default(), harms: Arc::default() };
        let (rule, harms) = (Arc::clone(&inside.rule), Arc::clone(&inside.harms));
        let (acceptor, account) = (acceptor(dovecot.certs()), dovecot.user("dana"));
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&account.ca).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let connector = TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener).unwrap();
                while let Ok((client, _)) = listener.accept().await {
                    let (acceptor, connector, harms) = (acceptor.clone(), connector.clone(), Arc::clone(&harms));
                    let rule = *rule.lock().unwrap();
                    tokio::spawn(async move { drop(join(client, account.imaps, acceptor, connector, rule, &harms).await) });
                }
            });
        });
        inside
    }

    pub fn set(&self, rule: Rule) {
        *self.rule.lock().unwrap() = rule;
    }

    /// How often harm was done since this was asked last.
    pub fn harms(&self) -> usize {
        self.harms.swap(0, Ordering::SeqCst)
    }
}

async fn join(
    client: TcpStream,
    server: u16,
    acceptor: TlsAcceptor,
    connector: TlsConnector,
    rule: Rule,
    harms: &AtomicUsize,
) -> std::io::Result<()> {
    let client = acceptor.accept(client).await?;
    let name = ServerName::try_from("localhost").unwrap();
    let server = connector.connect(name, TcpStream::connect(("127.0.0.1", server)).await?).await?;
    let ((mut from_client, mut to_client), (mut from_server, mut to_server)) = (split(client), split(server));
    let said = async {
        let (mut buffer, mut scanner, mut left) = ([0; 4096], Scanner::default(), rule.map_or(0, |(_, nth, _)| nth + 1));
        while let Ok(count @ 1..) = from_server.read(&mut buffer).await {
            let mut done = 0;
            for (at, octet) in buffer[..count].iter().enumerate() {
                let here = scanner.behind(*octet);
                let Some((.., harm)) = rule.filter(|(place, ..)| here == Some(*place) && left > 0) else { continue };
                left -= 1;
                if left > 0 {
                    continue;
                }
                harms.fetch_add(1, Ordering::SeqCst);
                to_client.write_all(&buffer[done..=at]).await?;
                to_client.flush().await?;
                done = at + 1;
                match harm {
                    Harm::Cut => return Ok(()),
                    Harm::End => return to_client.shutdown().await,
                    Harm::Stall => return std::future::pending().await,
                    Harm::Delay(delay) => tokio::time::sleep(delay).await,
                }
            }
            to_client.write_all(&buffer[done..count]).await?;
            to_client.flush().await?;
        }
        to_client.shutdown().await
    };
    let asked = async {
        let _ = copy(&mut from_client, &mut to_server).await;
        to_server.shutdown().await
    };
    // Whichever side is gone first, the connection ends.
    tokio::select! {
        ended = said => ended,
        ended = asked => ended,
    }
}

/// Follows what a server says, octet by octet.
#[derive(Default)]
struct Scanner {
    line: Vec<u8>,
    /// How long the literal is that is being said, and how much of it is still to come.
    literal: (usize, usize),
    /// The line goes on behind a literal.
    goes_on: bool,
    tagged: bool,
}

impl Scanner {
    /// Which place it is behind this octet.
    fn behind(&mut self, octet: u8) -> Option<Place> {
        if self.literal.1 > 0 {
            self.literal.1 -= 1;
            return match self.literal {
                (_, 0) => Some(Place::BehindLiteral),
                (all, left) if left == all / 2 => Some(Place::InLiteral),
                _ => None,
            };
        }
        self.line.push(octet);
        match (self.line.as_slice(), octet) {
            ([first], _) if !self.goes_on => {
                self.tagged = !b"*+".contains(first);
                None
            }
            (_, b'\r') => Some(Place::InLineEnd),
            (_, b'\n') => {
                let announced = String::from_utf8_lossy(&self.line)
                    .trim_end()
                    .strip_suffix('}')
                    .and_then(|text| text.rsplit_once('{').and_then(|(_, count)| count.parse().ok()));
                self.line.clear();
                self.goes_on = announced.is_some();
                match announced {
                    Some(length) => {
                        self.literal = (length, length);
                        Some(Place::BeforeLiteral)
                    }
                    None if self.tagged => Some(Place::BehindTagged),
                    None => Some(Place::BehindLine),
                }
            }
            ([.., b'{', b'0'..=b'9'], _) => Some(Place::InAnnouncement),
            ([_, _, _, _, _], _) if !self.goes_on => Some(if self.tagged { Place::InTagged } else { Place::InLine }),
            _ => None,
        }
    }
}
