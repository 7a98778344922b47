//! A server that says what a script tells it to: for what no well-meaning server does.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::server::TlsStream;

use super::certs::Certs;

/// An IMAP server over TLS.
pub struct Scripted {
    pub port: u16,
    pub ca: PathBuf,
    _dir: TempDir,
}

impl Scripted {
    /// Answers each command with what `answer` makes of it (the command without its tag, in the order they come). `TAG` in
    /// an answer is replaced by the command's tag; one that ends in `HANGUP` closes the connection.
    pub async fn start(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let certs = Certs::make(dir.path());
        let acceptor = acceptor(&certs);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, answer) = (acceptor.clone(), Arc::clone(&answer));
                tokio::spawn(async move {
                    // The client may have heard enough: its hanging up is no failure here.
                    let _ = session(acceptor.accept(stream).await?, &*answer).await;
                    std::io::Result::Ok(())
                });
            }
        });
        Self { port, ca: certs.ca, _dir: dir }
    }
}

async fn session(stream: TlsStream<TcpStream>, answer: &(impl Fn(&str) -> Vec<u8> + Sync)) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"* OK at your service\r\n").await?;
    let (mut line, mut last) = (Vec::new(), String::new());
    while stream.read_until(b'\n', &mut line).await? > 0 {
        let command = String::from_utf8_lossy(&line).into_owned();
        // What has no tag of its own, DONE, belongs to the command before.
        let (tag, command) = command.trim_end().split_once(' ').unwrap_or((&last, command.trim_end()));
        let reply = replaced(&answer(command), tag);
        last = tag.to_owned();
        let (reply, hang_up) = reply.strip_suffix(b"HANGUP").map_or((&reply[..], false), |reply| (reply, true));
        stream.write_all(reply).await?;
        stream.flush().await?;
        if hang_up {
            break;
        }
        line.clear();
    }
    Ok(())
}

pub(super) fn acceptor(certs: &Certs) -> tokio_rustls::TlsAcceptor {
    let chain = CertificateDer::pem_file_iter(&certs.cert).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(&certs.key).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap()).into()
}

fn replaced(answer: &[u8], tag: &str) -> Vec<u8> {
    let mut reply = Vec::with_capacity(answer.len());
    let mut rest = answer;
    while let Some(at) = rest.windows(3).position(|window| window == b"TAG") {
        reply.extend_from_slice(&rest[..at]);
        reply.extend_from_slice(tag.as_bytes());
        rest = &rest[at + 3..];
    }
    reply.extend_from_slice(rest);
    reply
}
