//! What a first pass is compared with: a reader in this process, and mail libraries and programs of others.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wentdark::reading::triage::FIELDS;

use crate::FOLDERS;
use crate::support::Dovecot;

/// Seconds to fetch the header fields of every message, all commands under way at once.
pub fn raw(dovecot: &Dovecot, messages: usize) -> f64 {
    let account = dovecot.user("dana");
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(&account.ca).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let start = Instant::now();
    runtime.block_on(async {
        let stream = tokio::net::TcpStream::connect(("localhost", account.imaps)).await.unwrap();
        let stream = connector.connect(ServerName::try_from("localhost").unwrap(), stream).await.unwrap();
        let (mut read, mut write) = tokio::io::split(stream);
        // Dovecot's login process takes no commands ahead of the login's end.
        let mut heard = String::new();
        write.write_all(format!("l LOGIN {} {}\r\n", account.user, account.password).as_bytes()).await.unwrap();
        while !heard.contains("l OK") {
            let mut buffer = [0; 4096];
            let count = read.read(&mut buffer).await.unwrap();
            heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
        }
        let mut commands = String::new();
        for folder in FOLDERS {
            commands.push_str(&format!("a EXAMINE {folder}\r\n"));
            for first in (1..=messages).step_by(500) {
                let fields = FIELDS.join(" ");
                commands.push_str(&format!(
                    "a UID FETCH {first}:{} (UID FLAGS BODY.PEEK[HEADER.FIELDS ({fields})])\r\n",
                    first + 499
                ));
            }
        }
        commands.push_str("a LOGOUT\r\n");
        let writing = tokio::spawn(async move {
            write.write_all(commands.as_bytes()).await.unwrap();
            write
        });
        let mut buffer = vec![0; 1 << 16];
        let mut octets = 0;
        while let Ok(count @ 1..) = read.read(&mut buffer).await {
            octets += count;
        }
        drop(writing.await);
        assert!(octets > messages * 100, "only {octets} octets");
    });
    start.elapsed().as_secs_f64()
}

/// How imaplib is asked for messages.
#[derive(Clone, Copy)]
pub enum Imaplib {
    /// Each by itself, as its documentation shows.
    OneByOne,
    /// By the hundred: most of the time is the server's then.
    FiveHundred,
}

/// Seconds that Python's imaplib takes for the same header fields.
pub fn imaplib(dovecot: &Dovecot, how: Imaplib) -> f64 {
    let account = dovecot.user("dana");
    let fetch = match how {
        Imaplib::OneByOne => "for i in c.search(None, 'ALL')[1][0].split():\n    c.fetch(i, items)",
        Imaplib::FiveHundred => "for i in range(1, n + 1, 500):\n    c.fetch('%d:%d' % (i, min(n, i + 499)), items)",
    };
    let script = format!(
        "import imaplib, ssl\nimaplib._MAXLINE = 10000000\nitems = '(UID FLAGS BODY.PEEK[HEADER.FIELDS ({})])'\n\
         c = imaplib.IMAP4_SSL('localhost', {}, ssl_context=ssl.create_default_context(cafile='{}'))\nc.login('{}', '{}')\n\
         for f in {FOLDERS:?}:\n  n = int(c.select(f, readonly=True)[1][0])\n  {fetch}\nc.logout()\n",
        FIELDS.join(" "),
        account.imaps,
        account.ca.display(),
        account.user,
        account.password,
    );
    let start = Instant::now();
    assert!(Command::new("python3").args(["-c", &script]).status().unwrap().success());
    start.elapsed().as_secs_f64()
}

/// Seconds that imapflow takes for the same header fields, as its documentation fetches them, without compression; `None` when Node
/// isn't there, or npm can't install it.
pub fn imapflow(dovecot: &Dovecot, messages: usize) -> Option<f64> {
    let account = dovecot.user("dana");
    let dir = tempfile::tempdir().unwrap();
    let mut install = Command::new("npm");
    install.args(["install", "--no-audit", "--no-fund", "imapflow"]).current_dir(dir.path());
    std::fs::write(dir.path().join("package.json"), "{}").unwrap();
    if !install.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?.success() {
        return None;
    }
    let script = format!(
        "const {{ ImapFlow }} = require('imapflow');\n(async () => {{\nconst client = new ImapFlow({{ host: 'localhost', port: {}, \
         secure: true, auth: {{ user: '{}', pass: '{}' }}, tls: {{ ca: require('fs').readFileSync('{}') }}, logger: false, \
         disableCompression: true }});\nawait client.connect();\nlet count = 0;\nfor (const folder of {FOLDERS:?}) {{\n\
         const lock = await client.getMailboxLock(folder, {{ readOnly: true }});\n\
         for await (const one of client.fetch('1:*', {{ uid: true, flags: true, headers: {FIELDS:?} }})) {{\n\
         if (one.headers.length) count += 1;\n}}\nlock.release();\n}}\nawait client.logout();\nconsole.log(count);\n}})();\n",
        account.imaps,
        account.user,
        account.password,
        account.ca.display(),
    );
    std::fs::write(dir.path().join("fetch.js"), script).unwrap();
    let start = Instant::now();
    let output = Command::new("node").arg("fetch.js").current_dir(dir.path()).output().ok()?;
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        messages.to_string(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(seconds)
}

/// Seconds that `mbsync` takes to pull a user's mail to `near`; `None` when it isn't installed.
pub fn mbsync_at(dovecot: &Dovecot, port: u16, user: &str, dir: &Path) -> Option<f64> {
    let account = dovecot.user(user);
    let (user, password, ca) = (account.user, account.password, account.ca.display().to_string());
    let near = dir.display();
    let config = format!(
        "IMAPAccount a\nHost localhost\nPort {port}\nUser {user}\nPass {password}\nSSLType IMAPS\nCertificateFile {ca}\n\n\
         IMAPStore far\nAccount a\n\nMaildirStore near\nPath {near}/\nInbox {near}/Inbox\nSubFolders Verbatim\n\n\
         Channel all\nFar :far:\nNear :near:\nPatterns *\nCreate Near\nSync Pull\nSyncState *\n"
    );
    std::fs::write(dir.join("rc"), config).unwrap();
    let start = Instant::now();
    let output = Command::new("mbsync").arg("-c").arg(dir.join("rc")).arg("-a").stdout(Stdio::null()).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(start.elapsed().as_secs_f64())
}
