//! A mailbox on an IMAP server (RFC 3501), read without a trace: folders are opened with EXAMINE, messages read with
//! BODY.PEEK. Nothing that a server sends is trusted: [`guard`] bounds it, [`wire`] reads what it understands.

mod deflate;
mod fetch;
mod folders;
mod guard;
mod login;
mod messages;
mod odd;
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

use jiff::Timestamp;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

use self::deflate::Wire;
use self::fetch::Request;
use self::odd::Odd;
use self::search::Sought;
use self::session::{Fault, Session, quoted};
use self::uids::Uids;
use self::wire::{Line, Status};
use super::{Folder, Listing, Remembered, SourceError};
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
    /// How far back the first visit of a folder reads.
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
    /// How far the folder is read once all of them are.
    upto: u32,
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

/// What a cursor says: everything up to `last` has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    uid_validity: u32,
    last: u32,
}

/// What EXAMINE answers.
#[derive(Clone, Copy, Debug, Default)]
struct Examined {
    exists: Option<u32>,
    uid_validity: Option<u32>,
    uid_next: Option<u32>,
}

/// How many places a listing gives at once.
const WINDOW: usize = 20_000;

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
            upto: 0,
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

    /// What is new in `folder`. `now` is what the horizon counts back from at the first visit.
    pub async fn list(&mut self, folder: &Folder, remembered: &Remembered, now: Timestamp) -> Result<Listing, SourceError> {
        self.is_there(folder)?;
        if let Some(position) = self.unchanged(folder, remembered) {
            self.positions.insert(folder.name.clone(), position);
            self.listed_up_to(folder, position);
            return Ok(Listing { cursor: position.to_string(), ..Listing::default() });
        }
        if self.goes_on(folder, remembered) {
            return Ok(self.next_window(folder, false));
        }
        let examined = self.examine(folder).await?;
        let uid_validity = examined.uid_validity.ok_or_else(|| SourceError::Retry(Fault::Odd(NO_UIDVALIDITY).to_string()))?;
        let before = remembered.cursor.as_deref().and_then(Position::parse);
        let known = before.filter(|position| position.uid_validity == uid_validity);
        let last = known.map_or(0, |position| position.last);
        self.positions.insert(folder.name.clone(), Position { uid_validity, last });

        let untouched = examined.uid_next.is_some_and(|next| next <= last.saturating_add(1));
        let mut new = Uids::default();
        if !untouched && examined.exists != Some(0) {
            let within = Sought::within(now, self.settings.horizon_days);
            new = self.search(known.map_or(within, |_| Sought::Above(last))).await?;
            let more = examined.exists.is_some_and(|exists| new.count_above(0) > (exists as usize).saturating_add(WINDOW));
            if more {
                return Err(SourceError::Retry("a search found more messages than the folder holds".to_owned()));
            }
            if new.first().is_some_and(|uid| uid <= last) {
                self.session.odd.tell(Odd::LastMessageAgain, "");
                new.retain_above(last);
            }
        }
        let renumbered = remembered.cursor.is_some() && known.is_none();
        if renumbered {
            self.session.odd.tell(Odd::Renumbered, &folder.name);
        }
        let upto = examined.uid_next.map_or(0, |next| next.saturating_sub(1)).max(new.last().unwrap_or(0)).max(last);
        self.listed_up_to(folder, Position { uid_validity, last: upto });
        (self.listed, self.given, self.upto) = (new, 0, upto);
        Ok(self.next_window(folder, renumbered))
    }

    /// Whether `remembered` is where the last window of the open folder ended, and more were listed.
    fn goes_on(&self, folder: &Folder, remembered: &Remembered) -> bool {
        let left = self.given > 0 && self.listed.last() > Some(self.given) && self.open.as_ref() == Some(&folder.name);
        left && remembered.cursor.is_some() && remembered.cursor == self.window_end(folder).map(|position| position.to_string())
    }

    /// What is read once everything that was given out is.
    fn window_end(&self, folder: &Folder) -> Option<Position> {
        let mut position = self.positions.get(&folder.name).copied()?;
        let all = self.listed.last().is_none_or(|last| last <= self.given);
        position.last = if all { self.upto } else { self.given.max(position.last) };
        Some(position)
    }

    fn next_window(&mut self, folder: &Folder, renumbered: bool) -> Listing {
        let next: Vec<u32> = self.listed.above(self.given).take(WINDOW).collect();
        self.given = next.last().copied().unwrap_or(self.given);
        let cursor = self.window_end(folder).map(|position| position.to_string()).unwrap_or_default();
        let new = next.iter().map(u32::to_string).collect();
        Listing { renumbered, new, left: self.listed.count_above(self.given), cursor }
    }

    fn listed_up_to(&mut self, folder: &Folder, position: Position) {
        self.heads.insert(folder.name.clone(), position);
    }

    /// Where a folder's cursor stands, when its status said that nothing came since. A status counts once.
    fn unchanged(&mut self, folder: &Folder, remembered: &Remembered) -> Option<Position> {
        let status = self.statuses.remove(&folder.name)?;
        let known = remembered.cursor.as_deref().and_then(Position::parse)?;
        let same = status.uid_validity == Some(known.uid_validity);
        (same && status.uid_next? <= known.last.saturating_add(1)).then_some(known)
    }

    fn can(&self, name: &str) -> bool {
        self.capabilities.iter().any(|capability| capability == name)
    }

    /// The cursor of a listed folder once `done` (ascending) is committed.
    pub fn cursor(&self, folder: &Folder, done: &[String]) -> String {
        let Some(mut position) = self.positions.get(&folder.name).copied() else { return String::new() };
        position.last = done.iter().filter_map(|place| place.parse().ok()).max().unwrap_or(0).max(position.last);
        position.to_string()
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
        let uid_validity = self.examine(folder).await?.uid_validity;
        let listed = self.positions.get(&folder.name).map(|position| position.uid_validity);
        if listed.is_some() && listed != uid_validity {
            return Err(SourceError::Retry("a folder was renumbered while it was read".to_owned()));
        }
        Ok(())
    }
}

const NO_UIDVALIDITY: &str = "the server gives a folder no UIDVALIDITY";

impl Position {
    fn parse(cursor: &str) -> Option<Self> {
        let (uid_validity, last) = cursor.split_once(':')?;
        Some(Self { uid_validity: uid_validity.parse().ok()?, last: last.parse().ok()? })
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.uid_validity, self.last)
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
            let mut session = Session::over(Wire::plain(protect(stream, host, extra_ca.as_deref(), "mailbox.").await?), host);
            session.greeting().await.map_err(|fault| fault.during(&what))?;
            Ok(session)
        }
        Tls::StartTls => {
            let mut plain = Session::over(stream, host);
            plain.greeting().await.map_err(|fault| fault.during(&what))?;
            plain.run("STARTTLS", |_| ()).await.map_err(|fault| fault.during("asking for TLS"))?;
            let stream = plain.into_stream().map_err(|fault| fault.during(&what))?;
            Ok(Session::over(Wire::plain(protect(stream, host, extra_ca.as_deref(), "mailbox.").await?), host))
        }
    }
}
