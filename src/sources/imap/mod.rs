//! A mailbox on an IMAP server (RFC 3501), read without a trace: folders are opened with EXAMINE, messages read with
//! BODY.PEEK. Nothing that a server sends is trusted: [`guard`] bounds it, [`wire`] reads what it understands.

mod deflate;
mod fetch;
mod folders;
mod guard;
mod listing;
mod login;
mod messages;
mod odd;
mod position;
mod search;
mod session;
mod statuses;
mod structure;
mod tokens;
mod uids;
mod understood;
mod watch;
mod wire;

pub use self::login::Login;
pub use self::understood::understood;

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

use self::deflate::Wire;
use self::fetch::Request;
use self::odd::Odd;
use self::position::Position;
use self::session::{Fault, Session, quoted};
use self::uids::Uids;
use self::wire::{Line, Status};
use super::{Folder, RENUMBERED, SourceError};
use crate::net::tls::protect;

/// Where a mailbox is and how to get in.
#[derive(Clone, Debug)]
pub struct ImapSettings {
    /// Host name or IP address; the server's certificate must be for it.
    pub host: String,
    /// Usually 993, or 143 with STARTTLS.
    pub port: u16,
    /// How the connection is protected. Unprotected ones don't exist.
    pub tls: Tls,
    /// The name to log in with.
    pub user: String,
    /// What lets that name in.
    pub login: Login,
    /// How far back a folder is read: at its first visit, and where something comes to light late.
    pub horizon_days: u32,
    /// The folder of sent mail, as people see its name, where it can't be told.
    pub sent: Option<String>,
    /// A PEM file of certificate authorities that are trusted besides the platform's.
    pub extra_ca: Option<PathBuf>,
    /// The header fields that triage looks at: no others are asked for.
    pub header_fields: &'static [&'static str],
    /// Messages up to this many octets are fetched whole ([`WHOLE_UP_TO`]); of bigger ones the parts that say something.
    pub whole_up_to: usize,
    /// Whether compression is asked for where it is offered. Between two programs of one machine it costs time.
    pub compress: bool,
}

/// Below this a message takes fewer round trips whole than in parts.
pub const WHOLE_UP_TO: usize = 64 << 10;

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// TLS from the first octet.
    Implicit,
    /// Plain first, then STARTTLS; nothing is sent before it.
    StartTls,
}

/// A connected mailbox.
#[derive(Debug)]
pub struct Imap {
    session: Session<Wire<TlsStream<TcpStream>>>,
    settings: ImapSettings,
    capabilities: Vec<String>,
    /// The folder that is open now.
    open: Option<String>,
    /// The UIDs that were listed last, in the open folder, and the last of those that were given out (0: none was).
    listed: Uids,
    given: u32,
    /// What is read of the folder once all of them are.
    end: Option<Position>,
    /// How folders stood when they were listed, until each is looked at.
    statuses: HashMap<String, Status>,
    /// The headers asked for ahead of time, of the open folder.
    ahead: VecDeque<Request>,
    /// Of every folder listed: what its cursor begins with, until more is committed.
    positions: HashMap<String, Position>,
    /// How far each folder was listed.
    heads: HashMap<String, Position>,
    /// Whether the server was asked to tell of news in every folder.
    notifies: bool,
    /// The folder that sent mail is put into, of those listed last.
    sent: Option<String>,
    /// Why it is not among them.
    unresolved: Option<String>,
    /// How many folders were listed in words that make no sense.
    garbled: usize,
}

/// What EXAMINE answers.
#[derive(Clone, Copy, Debug, Default)]
struct Examined {
    exists: Option<u32>,
    uid_validity: Option<u32>,
    uid_next: Option<u32>,
}

impl Examined {
    /// What its numbers are good for. A server that doesn't say has not numbered anything anew: it is asked again later.
    fn numbering(&self) -> Result<u32, SourceError> {
        self.uid_validity.ok_or_else(|| SourceError::Retry("the server gives a folder no UIDVALIDITY".to_owned()))
    }
}

const CONNECT: Duration = Duration::from_secs(30);

impl Imap {
    /// Connects and logs in. A certificate or password that is refused asks for a human; everything else may pass.
    pub async fn connect(settings: &ImapSettings) -> Result<Self, SourceError> {
        let ImapSettings { host, port, .. } = settings;
        let session = timeout(CONNECT, protected(settings))
            .await
            .map_err(|_| SourceError::Retry(format!("{host}:{port} did not answer within {} seconds", CONNECT.as_secs())))??;
        let mut imap = Self {
            session,
            settings: settings.clone(),
            capabilities: Vec::new(),
            open: None,
            listed: Uids::default(),
            given: 0,
            end: None,
            statuses: HashMap::new(),
            ahead: VecDeque::new(),
            positions: HashMap::new(),
            heads: HashMap::new(),
            notifies: false,
            sent: None,
            unresolved: None,
            garbled: 0,
        };
        imap.log_in().await?;
        if imap.capabilities.is_empty() {
            imap.session.odd.tell(Odd::SilentLogin, "");
            imap.ask_capabilities().await?;
        }
        if imap.settings.compress && imap.can("COMPRESS=DEFLATE") {
            imap.session.compress().await.map_err(|fault| fault.during("beginning compression"))?;
        }
        Ok(imap)
    }

    fn can(&self, name: &str) -> bool {
        self.capabilities.iter().any(|capability| capability == name)
    }

    /// Whether other folders can be read after one failed.
    pub fn is_usable(&self) -> bool {
        self.session.is_usable()
    }

    /// Takes leave. What goes wrong now no longer matters.
    pub async fn logout(mut self) {
        let _ = timeout(Duration::from_secs(5), self.session.run("LOGOUT", |_| ())).await;
    }

    async fn ask_capabilities(&mut self) -> Result<(), SourceError> {
        let mut capabilities = Vec::new();
        let collect = |line: Line<'_>| {
            if let Line::Data(tokens) = line {
                capabilities.extend(tokens.capabilities().unwrap_or_default());
            }
        };
        self.session.run("CAPABILITY", collect).await.map_err(|fault| fault.during("asking for capabilities"))?;
        self.capabilities = capabilities;
        Ok(())
    }

    async fn examine(&mut self, folder: &Folder) -> Result<Examined, SourceError> {
        self.drop_ahead().await?;
        self.open = None;
        let mut examined = Examined::default();
        let (news, mut elsewhere) = (self.session.news, false);
        let collect = |line: Line<'_>| match line {
            Line::Status { words, .. } => {
                examined.uid_validity = words.number("UIDVALIDITY").or(examined.uid_validity);
                examined.uid_next = words.number("UIDNEXT").or(examined.uid_next);
            }
            Line::Data(tokens) => {
                elsewhere |= tokens.clone().status().is_some();
                examined.exists = tokens.exists().or(examined.exists);
            }
            Line::Continue | Line::Tagged { .. } => {}
        };
        let command = format!("EXAMINE {}", quoted(&folder.name));
        self.session.run(&command, collect).await.map_err(|fault| fault.during("opening a folder"))?;
        self.open = Some(folder.name.clone());
        if examined.uid_next.is_none() {
            self.session.odd.tell(Odd::NoUidNext, "");
        }
        // How many messages a folder holds that is just being opened is no news.
        self.session.news = news || elsewhere;
        Ok(examined)
    }

    /// Opens a folder, unless it is open.
    async fn open(&mut self, folder: &Folder) -> Result<(), SourceError> {
        if self.open.as_ref() == Some(&folder.name) {
            return Ok(());
        }
        let numbering = self.examine(folder).await?.numbering()?;
        if self.positions.get(&folder.name).is_some_and(|listed| listed.uid_validity != numbering) {
            return Err(SourceError::Retry(RENUMBERED.to_owned()));
        }
        Ok(())
    }
}

/// A protected connection with its greeting read.
async fn protected(settings: &ImapSettings) -> Result<Session<Wire<TlsStream<TcpStream>>>, SourceError> {
    let ImapSettings { host, port, tls, extra_ca, .. } = settings;
    let what = format!("connecting to {host}:{port}");
    let stream = TcpStream::connect((host.as_str(), *port)).await.map_err(|error| Fault::Io(error).during(&what))?;
    // Commands are short, and each is waited for: none is held back to be sent along with the next.
    stream.set_nodelay(true).map_err(|error| Fault::Io(error).during(&what))?;
    match tls {
        Tls::Implicit => {
            let mut session = over(protect(stream, host, extra_ca.as_deref(), "mailbox.").await?, host);
            session.greeting().await.map_err(|fault| fault.during(&what))?;
            Ok(session)
        }
        Tls::StartTls => {
            let mut plain = Session::over(stream, host);
            plain.greeting().await.map_err(|fault| fault.during(&what))?;
            plain.run("STARTTLS", |_| ()).await.map_err(|fault| fault.during("asking for TLS"))?;
            let stream = plain.into_stream().map_err(|fault| fault.during(&what))?;
            Ok(over(protect(stream, host, extra_ca.as_deref(), "mailbox.").await?, host))
        }
    }
}

fn over(stream: TlsStream<TcpStream>, host: &str) -> Session<Wire<TlsStream<TcpStream>>> {
    Session::over(Wire::plain(stream), host)
}
