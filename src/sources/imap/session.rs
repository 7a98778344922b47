//! One connection: commands out, responses in. The tagged completion of every command is checked, the end of the stream is
//! always an error, and nothing waits for ever.

mod fault;
mod limits;
mod sasl;

pub(super) use self::fault::Fault;

use self::limits::Told;

use std::ops::Range;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, timeout, timeout_at};

use super::deflate::Wire;
use super::guard::Framer;
use super::odd::{Odd, Oddities};
use super::wire::{Line, Word};
use crate::sources::names;

/// How long is waited, and for how much.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// For the next octets.
    pub idle: Duration,
    /// For a whole command.
    pub command: Duration,
    /// Octets that one command may answer with.
    pub octets: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self { idle: Duration::from_secs(60), command: Duration::from_secs(600), octets: 128 << 20 }
    }
}

/// How many octets are read at once, and how many while a connection waits for news.
const AT_ONCE: usize = 32 << 10;
const WAITING: usize = 4 << 10;

/// Which command an answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag(u32);

/// A connection in any state of RFC 3501.
#[derive(Debug)]
pub(super) struct Session<S> {
    stream: S,
    framer: Framer,
    last_tag: u32,
    /// A command was cut off in the middle: what follows answers nobody knows what.
    broken: bool,
    /// Commands on their way, with how each ended if it has.
    under_way: Vec<(Tag, Option<Result<(), Fault>>)>,
    pub(super) patience: Patience,
    /// The server told of news that nobody has looked at: a STATUS that wasn't asked for, or more messages in the open folder.
    pub(super) news: bool,
    /// What was seen of the server's habits.
    pub(super) odd: Oddities,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Session<S> {
    /// A session over `stream` with a server of that name, before the greeting.
    pub(super) fn over(stream: S, host: &str) -> Self {
        Self {
            stream,
            framer: Framer::default(),
            last_tag: 0,
            broken: false,
            under_way: Vec::new(),
            patience: Patience::default(),
            news: false,
            odd: Oddities::of(host),
        }
    }

    /// Whether commands can go on: after a refusal they can, after an answer that broke off they can't.
    pub(super) fn is_usable(&self) -> bool {
        !self.broken
    }

    /// Reads the greeting.
    pub(super) async fn greeting(&mut self) -> Result<(), Fault> {
        let deadline = Instant::now() + self.patience.command;
        let response = self.response(deadline, &mut 0).await?;
        match Line::parse(&response) {
            Line::Status { status: Word::Ok, .. } => Ok(()),
            Line::Status { status: Word::Bye, words } => Err(Fault::Bye(words.shown())),
            _ => Err(Fault::Odd("the server did not greet as an IMAP server does")),
        }
    }

    /// Sends one command and hands each untagged response to `each`, until the tagged completion, which must be OK.
    pub(super) async fn run(&mut self, command: &str, each: impl FnMut(Line<'_>) + Send) -> Result<(), Fault> {
        let tag = self.begin(command).await?;
        self.finish(&tag, each).await
    }

    /// Sends one command. Others may be under way: servers answer them in order.
    pub(super) async fn begin(&mut self, command: &str) -> Result<Tag, Fault> {
        self.send(&names::wire_octets(command)).await
    }

    /// Hands each untagged response to `each` until the command's tagged completion, which must be OK. What comes meanwhile
    /// for other commands under way goes to `each` too.
    pub(super) async fn finish(&mut self, tag: &Tag, mut each: impl FnMut(Line<'_>) + Send) -> Result<(), Fault> {
        self.complete(tag, &mut each).await
    }

    /// Waits (IDLE, RFC 2177) until a line is news, or somebody `calls`, at most so long. Whether one of both came.
    pub(super) async fn idle(&mut self, at_most: Duration, calls: impl Future<Output = ()>) -> Result<bool, Fault> {
        self.framer.shrink();
        let tag = self.begin("IDLE").await?;
        self.broken = true;
        let (until, goes_by) = (Instant::now() + at_most, Instant::now() + self.patience.idle);
        let (mut going, mut news, mut octets) = (false, false, 0);
        tokio::pin!(calls);
        while !(going && news) {
            let by = if going { until } else { goes_by };
            let heard = tokio::select! {
                heard = timeout_at(by, self.whole_response()) => heard,
                // Before the server goes along nothing else may be said.
                () = &mut calls, if going => {
                    news = true;
                    break;
                }
            };
            let response = match heard {
                // Of a server that never stops talking no wait ever times out.
                Ok(response) if Instant::now() < by => response?,
                _ if going => break,
                _ => return Err(Fault::Slow(self.patience.idle)),
            };
            octets += response.len();
            if octets > self.patience.octets {
                return Err(Fault::TooBig);
            }
            match Line::parse(&response) {
                Line::Continue => going = true,
                Line::Tagged { words, .. } => return Err(Fault::Bad(words.shown())),
                Line::Status { status: Word::Bye, words } => return Err(Fault::Bye(words.shown())),
                Line::Data(tokens) => news |= tokens.is_news(),
                Line::Status { .. } => {}
            }
        }
        self.write(b"DONE\r\n").await?;
        self.broken = false;
        self.finish(&tag, |_| ()).await?;
        Ok(news || std::mem::take(&mut self.news))
    }

    /// Reads a response, however long it takes to come. Nothing is lost when the waiting is given up.
    async fn whole_response(&mut self) -> Result<Vec<u8>, Fault> {
        loop {
            if let Some(response) = self.framer.next()? {
                return Ok(self.framer.octets(response).to_vec());
            }
            if self.stream.read_buf(self.framer.room(WAITING)).await? == 0 {
                return Err(Fault::Closed);
            }
        }
    }

    /// Logs in. Name and password go out quoted where they are plain ASCII, else as literals.
    pub(super) async fn login(&mut self, user: &str, password: &str, mut each: impl FnMut(Line<'_>) + Send) -> Result<(), Fault> {
        if is_plain(user) && is_plain(password) {
            let line = secrecy::zeroize::Zeroizing::new(format!("LOGIN {} {}", quoted(user), quoted(password)));
            let tag = self.send(line.as_bytes()).await?;
            return self.complete(&tag, &mut each).await;
        }
        let tag = self.send(format!("LOGIN {{{}}}", user.len()).as_bytes()).await?;
        self.go_ahead(&tag).await?;
        self.write(format!("{user} {{{}}}\r\n", password.len()).as_bytes()).await?;
        self.go_ahead(&tag).await?;
        self.write(password.as_bytes()).await?;
        self.write(b"\r\n").await?;
        self.complete(&tag, &mut each).await
    }

    /// The stream beneath, for STARTTLS. Octets that came with the OK were not protected: an attacker's (CVE-2011-0411).
    pub(super) fn into_stream(self) -> Result<S, Fault> {
        if self.framer.holds_more() { Err(Fault::Odd("the server spoke on before TLS began")) } else { Ok(self.stream) }
    }

    async fn send(&mut self, command: &[u8]) -> Result<Tag, Fault> {
        if self.broken {
            return Err(Fault::Odd("an earlier command was cut off"));
        }
        self.broken = true;
        self.last_tag += 1;
        let tag = Tag(self.last_tag);
        // One write: a server sees one packet. The command may hold a password.
        let line = secrecy::zeroize::Zeroizing::new([format!("{tag} ").as_bytes(), command, b"\r\n"].concat());
        self.write(&line).await?;
        self.broken = false;
        self.under_way.push((tag.clone(), None));
        Ok(tag)
    }

    async fn complete(&mut self, tag: &Tag, each: &mut (impl FnMut(Line<'_>) + Send)) -> Result<(), Fault> {
        if self.broken {
            return Err(Fault::Odd("an earlier command was cut off"));
        }
        self.broken = true;
        let deadline = Instant::now() + self.patience.command;
        let (mut octets, mut told) = (0, Told::default());
        let outcome = loop {
            if let Some(outcome) = self.ended(tag) {
                break outcome;
            }
            let response = self.next_response(deadline, &mut octets).await?;
            let length = response.len();
            // Not copied: a folder of a million messages is told in one.
            let line = Line::parse(self.framer.octets(response));
            told.admit(&line, length)?;
            match line {
                Line::Tagged { tag: theirs, status, words } => {
                    let known = self.under_way.iter_mut().find(|(tag, _)| tag.to_string().as_bytes() == theirs);
                    let Some((_, outcome)) = known else {
                        self.odd.tell(Odd::Stray, "");
                        continue;
                    };
                    *outcome = Some(match status {
                        Word::Ok => Ok(()),
                        Word::No => Err(Fault::No { code: words.code().unwrap_or_default(), shown: words.shown() }),
                        Word::Bad | Word::Bye => Err(Fault::Bad(words.shown())),
                    });
                    each(Line::Status { status, words });
                }
                Line::Status { status: Word::Bye, words } => return Err(Fault::Bye(words.shown())),
                Line::Continue => self.odd.tell(Odd::Stray, ""),
                Line::Data(tokens) => {
                    self.news |= tokens.is_news();
                    if !tokens.is_known() {
                        self.odd.tell(Odd::UnknownResponse, "");
                    }
                    each(Line::Data(tokens));
                }
                line @ Line::Status { .. } => each(line),
            }
        };
        self.broken = false;
        outcome
    }

    /// How a command ended, if it has.
    fn ended(&mut self, tag: &Tag) -> Option<Result<(), Fault>> {
        let at = self.under_way.iter().position(|(theirs, outcome)| theirs == tag && outcome.is_some())?;
        self.under_way.swap_remove(at).1
    }

    /// Waits for the continuation that lets a literal follow.
    async fn go_ahead(&mut self, tag: &Tag) -> Result<(), Fault> {
        let (deadline, mut octets) = (Instant::now() + self.patience.command, 0);
        loop {
            let response = self.response(deadline, &mut octets).await?;
            match Line::parse(&response) {
                Line::Continue => return Ok(()),
                Line::Tagged { tag: theirs, words, .. } if theirs == tag.to_string().as_bytes() => {
                    self.under_way.clear();
                    return Err(Fault::No { code: words.code().unwrap_or_default(), shown: words.shown() });
                }
                Line::Status { status: Word::Bye, words } => return Err(Fault::Bye(words.shown())),
                Line::Tagged { .. } | Line::Status { .. } | Line::Data(_) => {}
            }
        }
    }

    async fn write(&mut self, octets: &[u8]) -> Result<(), Fault> {
        let idle = self.patience.idle;
        let written = async {
            self.stream.write_all(octets).await?;
            self.stream.flush().await
        };
        Ok(timeout(idle, written).await.map_err(|_| Fault::Slow(idle))??)
    }

    async fn response(&mut self, deadline: Instant, octets: &mut usize) -> Result<Vec<u8>, Fault> {
        let response = self.next_response(deadline, octets).await?;
        Ok(self.framer.octets(response).to_vec())
    }

    /// Where in the framer the next response is.
    async fn next_response(&mut self, deadline: Instant, octets: &mut usize) -> Result<Range<usize>, Fault> {
        loop {
            if let Some(response) = self.framer.next()? {
                return Ok(response);
            }
            let until = deadline.min(Instant::now() + self.patience.idle);
            let read = timeout_at(until, self.stream.read_buf(self.framer.room(AT_ONCE))).await;
            let count = read.map_err(|_| Fault::Slow(self.patience.idle))??;
            *octets += count;
            if count == 0 {
                return Err(Fault::Closed);
            }
            if *octets > self.patience.octets {
                return Err(Fault::TooBig);
            }
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Session<Wire<S>> {
    /// Lets both sides compress from now on. A server that says no (COMPRESSIONACTIVE: TLS does it already) goes on without.
    pub(super) async fn compress(&mut self) -> Result<(), Fault> {
        match self.run("COMPRESS DEFLATE", |_| ()).await {
            Ok(()) => {
                self.stream.compress(self.framer.take_rest());
                Ok(())
            }
            Err(Fault::No { shown, .. } | Fault::Bad(shown)) => {
                self.odd.tell(Odd::CompressionRefused, &shown);
                Ok(())
            }
            Err(fault) => Err(fault),
        }
    }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "w{}", self.0)
    }
}

/// A quoted string (RFC 3501).
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether `text` can be sent as a quoted string: ASCII without control characters.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|octet| (0x20..0x7f).contains(&octet))
}

#[cfg(test)]
mod tests;
