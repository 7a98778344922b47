//! `init` finds the server of a mailbox: a real name server answers, a real Dovecot is logged in to, and what a provider publishes
//! comes over HTTPS.

use std::fs;
use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::team::Team;
use crate::support::{Certs, Dovecot, Names};

const IMAP: &str = "imap.northfield.example";

fn init(names: &Names, team: &Team, ca: &str, more: &[&str]) -> (String, Option<i32>) {
    let rep =
        ["init", "--dir", "new", "--rep", "Dana Reyes <dana@northfield.example>", "--time-zone", "UTC", "--provider", "own"];
    team.write("password", "secret-dana\n");
    let given = ["--extra-ca", ca, "--password-file", "password"];
    names.wentdark(&team.path("."), &[&rep[..], &given, more].concat())
}

fn written(team: &Team) -> String {
    fs::read_to_string(team.path("new/wentdark.toml")).unwrap()
}

#[test]
fn by_srv_records_of_which_there_are_more_than_a_datagram_holds() {
    let dovecot = Dovecot::start();
    let account = dovecot.user("dana");
    let ca = account.ca.display().to_string();
    let mut records = vec![
        format!("--host-record={IMAP},127.0.0.1"),
        format!("--srv-host=_imaps._tcp.northfield.example,{IMAP},{},1,1", account.imaps),
        "--srv-host=_submission._tcp.northfield.example,smtp.northfield.example,2587".to_owned(),
    ];
    records.extend((0..30).map(|n| format!("--srv-host=_imaps._tcp.northfield.example,spare{n}.northfield.example,993,9,1")));
    let (names, team) = (Names::start(&records), Team::new());
    let (said, code) = init(&names, &team, &ca, &["--user", "dana"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("found {IMAP}:{} by SRV records of northfield.example", account.imaps)), "{said}");
    assert!(said.contains("dana@northfield.example: can be read"), "{said}");
    let written = written(&team);
    let mailbox = format!("host = \"{IMAP}\", port = {}, user = \"dana\", secret = \"dana-imap\"", account.imaps);
    assert!(written.contains(&mailbox), "{written}");
    assert!(written.contains("#host = \"smtp.northfield.example\"\n#port = 2587\n#tls = \"starttls\""), "{written}");
}

/// A web server at port 443 of `address` that has one document, at `path`.
async fn publish(address: Ipv4Addr, certs: &Certs, path: &'static str, document: String) {
    let listener = TcpListener::bind((address, 443)).await.unwrap();
    let acceptor = certs.acceptor();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let answer = match head.starts_with(&format!("GET {path} ")) {
                true => format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{document}", document.len()),
                false => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
            };
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
}

fn settings(host: &str, port: u16) -> String {
    format!(
        "<?xml version=\"1.0\"?><clientConfig version=\"1.1\"><emailProvider id=\"northfield.example\">\
         <incomingServer type=\"imap\"><hostname>{host}</hostname><port>{port}</port><socketType>STARTTLS</socketType>\
         <username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication></incomingServer>\
         </emailProvider></clientConfig>"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_what_the_domain_publishes_and_the_services_own_mailbox_on_the_same_server() {
    let dovecot = Dovecot::start();
    let account = dovecot.user("dana");
    let ca = account.ca.display().to_string();
    let records = [format!("--host-record={IMAP},127.0.0.1"), "--host-record=autoconfig.northfield.example,ADDRESS".to_owned()];
    let team = Team::new();
    team.write("own", "secret-wentdark\n");
    let names = at_own_address(&records);
    let path = "/mail/config-v1.1.xml?emailaddress=dana%40northfield.example";
    publish(names.address, dovecot.certs(), path, settings(IMAP, account.imap)).await;
    let own = ["--commands", "wentdark@northfield.example", "--commands-password-file", "own"];
    let (said, code) =
        tokio::task::block_in_place(|| init(&names, &team, &ca, &[&own[..], &["--manager", "lead@northfield.example"]].concat()));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("found {IMAP}:{} as published by northfield.example", account.imap)), "{said}");
    for mailbox in ["dana@northfield.example: can be read", "wentdark@northfield.example: can be read"] {
        assert!(said.contains(mailbox), "{mailbox}: {said}");
    }
    let (written, port) = (written(&team), account.imap);
    for (user, secret) in [("dana", "dana-imap"), ("wentdark", "wentdark-imap")] {
        let mailbox = format!("host = \"{IMAP}\", port = {port}, tls = \"starttls\", user = \"{user}\", secret = \"{secret}\"");
        assert!(written.contains(&mailbox), "{written}");
    }
    assert!(written.contains("[commands]\naddress = \"wentdark@northfield.example\""), "{written}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_in_another_domain_is_not_told_the_password_unasked() {
    let dovecot = Dovecot::start();
    let account = dovecot.user("dana");
    let ca = account.ca.display().to_string();
    // The domain says nothing; where its mail goes is a host whose domain says where mail is read.
    let records = [
        "--mx-host=northfield.example,mx1.hosting.example,10".to_owned(),
        format!("--srv-host=_imaps._tcp.hosting.example,localhost,{}", account.imaps),
    ];
    let (names, team) = (Names::start(&records), Team::new());
    let (said, code) = tokio::task::block_in_place(|| init(&names, &team, &ca, &["--user", "dana"]));
    assert_eq!(code, Some(2), "{said}");
    let port = account.imaps;
    let told = format!("localhost:{port} by SRV records of hosting.example, where the mail of northfield.example goes");
    assert!(said.contains(&told) && said.contains("pass --host localhost if that is right"), "{said}");
    assert!(!team.path("new/secrets").exists());
}

/// A name server with records in which ADDRESS is its own.
fn at_own_address(records: &[String]) -> Names {
    Names::start_with(&|address| records.iter().map(|record| record.replace("ADDRESS", &address.to_string())).collect())
}
