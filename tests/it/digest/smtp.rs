//! Digests over SMTP: what a mail server sees, and what its answers mean. The server is scripted and speaks real TLS.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use jiff::civil::date;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use wentdark::delivery::send::{Login, SendError, SmtpSettings, Tls, Transport};
use wentdark::delivery::{message, message_id};

use super::fixture::{address, head, wednesday};

/// How the server behaves.
#[derive(Clone, Copy)]
struct Script {
    tls: Tls,
    offers_starttls: bool,
    on_auth: &'static str,
    on_rcpt: &'static str,
}

const WILLING: Script = Script { tls: Tls::Implicit, offers_starttls: true, on_auth: "235 welcome", on_rcpt: "250 fine" };

/// Sends Wednesday's digest to a server that follows `script`. Returns how it went and every line that the server read.
async fn deliver(script: Script) -> (Result<(), SendError>, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    certificates(dir.path());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = acceptor(dir.path());
    let server = tokio::spawn(async move {
        let mut lines = Vec::new();
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        if script.tls == Tls::Starttls {
            talk(&mut stream, script, true, &mut lines).await;
        }
        if script.tls == Tls::Implicit || lines.last().is_some_and(|line| line == "STARTTLS") {
            let mut stream = BufReader::new(acceptor.accept(stream.into_inner()).await.unwrap());
            talk(&mut stream, script, false, &mut lines).await;
        }
        lines
    });
    let settings = SmtpSettings {
        host: "localhost".into(),
        port,
        tls: script.tls,
        login: Some(Login::Password { user: "wentdark".into(), password: "hunter2".to_owned().into() }),
        extra_ca: Some(dir.path().join("ca.pem")),
    };
    let to = address("lead@northfield.example");
    let id = message_id(&[7; 32], &to, date(2026, 5, 20), "northfield.example");
    let mail = message(&wednesday(), &head("wentdark <wentdark@northfield.example>", &to, &id)).unwrap();
    let sent = Transport::smtp(&settings).unwrap().send(&mail, id.as_str()).await;
    (sent, server.await.unwrap())
}

/// One conversation, until the client quits, hangs up or starts TLS.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    script: Script,
    clear: bool,
    lines: &mut Vec<String>,
) {
    if clear || script.tls == Tls::Implicit {
        say(stream, "220 mail.example").await;
    }
    let mut in_data = false;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let line = line.trim_end().to_owned();
        lines.push(line.clone());
        let answer = match line.split(' ').next().unwrap() {
            "." if in_data => "250 queued",
            _ if in_data => continue,
            "EHLO" if clear && script.offers_starttls => "250-mail.example\r\n250 STARTTLS",
            "EHLO" if clear => "250 mail.example",
            "EHLO" => "250-mail.example\r\n250 AUTH PLAIN LOGIN",
            "STARTTLS" => {
                say(stream, "220 go").await;
                return;
            }
            "AUTH" => script.on_auth,
            "RCPT" => script.on_rcpt,
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        in_data = line == "DATA" || in_data && line != ".";
        say(stream, answer).await;
    }
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>, answer: &str) {
    // A client that hangs up early is what some of these stories are about.
    let _ = stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await;
    let _ = stream.get_mut().flush().await;
}

/// A root and a certificate for localhost; rustls takes no certificate that is both.
fn certificates(dir: &Path) {
    std::fs::write(dir.join("san"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n").unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    for call in [
        format!("req -x509 {key} -days 2 -subj /CN=root -keyout ca.key -out ca.pem"),
        format!("req {key} -subj /CN=localhost -keyout leaf.key -out leaf.csr"),
        "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san -out leaf.pem".to_owned(),
    ] {
        let done = Command::new("openssl").args(call.split(' ')).current_dir(dir).output().expect("openssl must be installed");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

fn acceptor(dir: &Path) -> tokio_rustls::TlsAcceptor {
    let chain = vec![CertificateDer::from_pem_file(dir.join("leaf.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(dir.join("leaf.key")).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    Arc::new(config).into()
}

#[tokio::test]
async fn a_digest_goes_out_over_tls_from_the_first_byte_or_after_starttls() {
    for tls in [Tls::Implicit, Tls::Starttls] {
        let (sent, lines) = deliver(Script { tls, ..WILLING }).await;
        assert_eq!(sent, Ok(()));
        let has = |start: &str| lines.iter().any(|line| line.starts_with(start));
        assert!(has("MAIL FROM:<wentdark@northfield.example>") && has("RCPT TO:<lead@northfield.example>"), "{lines:?}");
        assert!(has("Message-ID: <wentdark.2026-05-20.") && has("Auto-Submitted: auto-generated"), "{lines:?}");
        let (tls_at, auth_at) = ["STARTTLS", "AUTH"].map(|verb| lines.iter().position(|line| line.starts_with(verb))).into();
        assert!(auth_at > tls_at, "the password goes through TLS alone: {lines:?}");
    }
}

#[tokio::test]
async fn a_server_without_tls_gets_neither_password_nor_digest() {
    let (sent, lines) = deliver(Script { tls: Tls::Starttls, offers_starttls: false, ..WILLING }).await;
    assert!(matches!(sent, Err(SendError::Refused(_))), "{sent:?}");
    assert!(lines.iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{lines:?}");
}

#[tokio::test]
async fn the_servers_answer_says_whether_to_try_again() {
    let refused = |sent: Result<(), SendError>, words: &str| match sent {
        Err(SendError::Refused(why)) => assert!(why.contains(words), "{why}"),
        other => panic!("{other:?}"),
    };
    refused(deliver(Script { on_rcpt: "550 5.1.1 no such reader", ..WILLING }).await.0, "no such reader");
    refused(deliver(Script { on_auth: "535 5.7.8 wrong password", ..WILLING }).await.0, "wrong password");
    match deliver(Script { on_rcpt: "451 4.3.0 later please", ..WILLING }).await.0 {
        Err(SendError::Retry(why)) => assert!(why.contains("later please"), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = SmtpSettings { host: "localhost".into(), port, tls: Tls::Implicit, login: None, extra_ca: None };
    let to = address("lead@northfield.example");
    let id = message_id(&[7; 32], &to, date(2026, 5, 20), "northfield.example");
    let mail = message(&wednesday(), &head("wentdark@northfield.example", &to, &id)).unwrap();
    let sent = Transport::smtp(&settings).unwrap().send(&mail, id.as_str()).await;
    assert!(matches!(sent, Err(SendError::Retry(_))), "{sent:?}");
}
