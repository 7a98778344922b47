//! Compression on the way from a real Dovecot: the same messages, in fewer octets.

use std::fmt::Write as _;
use std::time::Duration;

use wentdark::domain::mail::FolderRole;
use wentdark::sources::imap::{Imap, ImapSettings};
use wentdark::sources::{Folder, Raw, Remembered, SourceError};

use crate::imap::{scripted, settings};
use crate::support::{Dovecot, Relay, Rule, Scripted};

fn inbox() -> Folder {
    Folder { name: "INBOX".into(), role: FolderRole::Inbox }
}

async fn read(settings: &ImapSettings) -> Result<Vec<Raw>, SourceError> {
    let mut imap = Imap::connect(settings).await?;
    let listing = imap.list(&inbox(), &Remembered::default(), jiff::Timestamp::now()).await?;
    let mut all = imap.headers(&inbox(), &listing.new).await?;
    all.extend(imap.whole(&inbox(), &listing.new, 4 << 20).await?);
    imap.logout().await;
    Ok(all)
}

fn fill(dovecot: &Dovecot) {
    for n in 0..300 {
        let mut text = format!("From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: Offer {n}\r\n\r\n");
        for line in 0..20 {
            write!(text, "Line {line}: the price of part {} is {} USD a piece, as agreed.\r\n", n * line, n + line).unwrap();
        }
        dovecot.deliver("dana", "INBOX", text.as_bytes());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_compressed_on_the_way_arrives_the_same_in_a_third_of_the_octets() {
    let dovecot = Dovecot::start();
    fill(&dovecot);
    let relay = Relay::before(dovecot.user("dana").imaps);
    let plain = ImapSettings { port: relay.port, ..settings(&dovecot, "dana") };
    let without = read(&plain).await.unwrap();
    let octets = relay.heard();
    let with = read(&ImapSettings { compress: true, ..plain.clone() }).await.unwrap();
    let compressed = relay.heard();
    println!("{octets} octets, compressed {compressed}");
    assert_eq!(without.len(), 600);
    assert!(with == without);
    assert!(compressed * 3 < octets, "{compressed} of {octets}");
    // Broken off anywhere, it is an error, and never fewer messages.
    for at in [3000, 8000, 20_000] {
        relay.set(Rule::CutAfter(at));
        assert!(read(&ImapSettings { compress: true, ..plain.clone() }).await.is_err(), "cut after {at}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn news_is_told_over_a_compressed_connection() {
    let dovecot = Dovecot::start();
    fill(&dovecot);
    let mut imap = Imap::connect(&ImapSettings { compress: true, ..settings(&dovecot, "dana") }).await.unwrap();
    imap.list(&inbox(), &Remembered::default(), jiff::Timestamp::now()).await.unwrap();
    assert_eq!(imap.watch().await.unwrap(), Some(false));
    dovecot.deliver("dana", "INBOX", b"From: pat@acme.example\r\nSubject: Yes\r\n\r\nYes\r\n");
    assert!(imap.news(Duration::from_secs(60), std::future::pending()).await.unwrap());
    imap.logout().await;
}

#[tokio::test]
async fn a_server_that_offers_compression_and_refuses_it_is_read_without() {
    let server = Scripted::start(|command| match command {
        "CAPABILITY" => b"* CAPABILITY IMAP4rev1 COMPRESS=DEFLATE\r\nTAG OK\r\n".to_vec(),
        "COMPRESS DEFLATE" => b"TAG NO [COMPRESSIONACTIVE] TLS does it\r\n".to_vec(),
        command if command.starts_with("EXAMINE ") => {
            b"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n* 3 EXISTS\r\nTAG OK\r\n".to_vec()
        }
        command if command.starts_with("UID SEARCH ") => b"* SEARCH 8\r\nTAG OK\r\n".to_vec(),
        _ => b"TAG OK\r\n".to_vec(),
    })
    .await;
    let mut imap = Imap::connect(&ImapSettings { compress: true, ..scripted(&server) }).await.unwrap();
    let listing = imap.list(&inbox(), &Remembered::default(), jiff::Timestamp::now()).await.unwrap();
    assert_eq!(listing.new, ["8"]);
}
