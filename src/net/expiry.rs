//! When a server's certificate runs out: a handshake by a clock that is ahead tells whether it would still be accepted then, and the
//! refusal until when it is. Nobody logs in.

use std::path::Path;

use jiff::Timestamp;
use rustls::CertificateError::{Expired, ExpiredContext};
use rustls::pki_types::UnixTime;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{NetError, tls};

/// What comes before TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Begin {
    /// Nothing: TLS from the first octet on.
    AtOnce,
    /// STARTTLS in IMAP (RFC 3501, 6.2.1).
    Imap,
    /// STARTTLS in SMTP (RFC 3207).
    Smtp,
}

/// The longest line and the most lines that a server may say before TLS.
const LINE: usize = 1000;
const LINES: usize = 100;

/// Until when the certificate of the server, or one that vouches for it, holds, where that is before `at`; `None` where all hold longer.
///
/// # Errors
/// [`NetError`]: the server can't be reached, or its certificate is refused for another reason.
pub async fn runs_out(
    (host, port): (&str, u16),
    begin: Begin,
    extra_ca: Option<&Path>,
    at: Timestamp,
) -> Result<Option<Timestamp>, NetError> {
    let lost = |error: std::io::Error| NetError::Retry(format!("{host}:{port}: {error}"));
    let mut stream = TcpStream::connect((host, port)).await.map_err(lost)?;
    up_to_tls(&mut stream, begin).await.map_err(lost)?;
    let Err(error) = tls::handshake(stream, host, extra_ca, at).await? else { return Ok(None) };
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(Expired)) => Ok(Some(at)),
        Some(rustls::Error::InvalidCertificate(ExpiredContext { not_after, .. })) => Ok(Some(instant(*not_after).unwrap_or(at))),
        _ => Err(lost(error)),
    }
}

fn instant(time: UnixTime) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(time.as_secs()).ok()?).ok()
}

/// Talks up to where TLS begins.
async fn up_to_tls(stream: &mut TcpStream, begin: Begin) -> std::io::Result<()> {
    match begin {
        Begin::AtOnce => Ok(()),
        Begin::Imap => {
            answer(stream, |line| line.starts_with("* ")).await?;
            stream.write_all(b"a STARTTLS\r\n").await?;
            let said = answer(stream, |line| line.starts_with("a ")).await?;
            willing(said.to_ascii_uppercase().starts_with("A OK"), &said)
        }
        Begin::Smtp => {
            let last = |line: &str| line.as_bytes().get(3) != Some(&b'-');
            answer(stream, last).await?;
            stream.write_all(b"EHLO localhost\r\n").await?;
            answer(stream, last).await?;
            stream.write_all(b"STARTTLS\r\n").await?;
            let said = answer(stream, last).await?;
            willing(said.starts_with("220"), &said)
        }
    }
}

fn willing(willing: bool, said: &str) -> std::io::Result<()> {
    if willing { Ok(()) } else { Err(std::io::Error::other(format!("no STARTTLS: {}", said.escape_debug()))) }
}

/// The last line of an answer. Octet by octet: what comes behind it is TLS's.
async fn answer(stream: &mut TcpStream, last: impl Fn(&str) -> bool) -> std::io::Result<String> {
    for _ in 0..LINES {
        let mut line = Vec::new();
        while !line.ends_with(b"\n") && line.len() < LINE {
            line.push(stream.read_u8().await?);
        }
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if last(&line) {
            return Ok(line);
        }
    }
    Err(std::io::Error::other("an answer without an end"))
}
