//! Figures for a monitoring system: on a port and on a socket, after a reload too, and nowhere unless asked for.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use crate::service::Service;
use crate::support::process::free_ports;
use crate::support::team::Team;

fn configure(team: &Team, listen: &str) {
    let plain = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let plain = plain.split("[metrics]").next().unwrap().to_owned();
    team.write("wentdark.toml", &format!("{plain}[metrics]\nlisten = \"{listen}\"\n"));
}

fn ask(mut stream: impl Read + Write, path: &str) -> String {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Connects as soon as somebody listens.
fn connect<S>(attempt: impl Fn() -> std::io::Result<S>) -> S {
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        match attempt() {
            Ok(stream) => return stream,
            Err(error) => assert!(Instant::now() < patience, "{error}"),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn figures_are_served_on_a_port_and_after_a_change_on_a_socket() {
    let team = Team::new();
    let [port] = free_ports();
    configure(&team, &format!("127.0.0.1:{port}"));
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    // On a working day a digest may be due just now: until it is sent, all is not fine.
    let patience = Instant::now() + Duration::from_secs(60);
    let answer = loop {
        let answer = ask(connect(|| TcpStream::connect(("127.0.0.1", port))), "/metrics");
        if answer.contains("wentdark_fine 1\n") || Instant::now() > patience {
            break answer;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("text/plain; version=0.0.4"), "{answer}");
    for line in [
        "# TYPE wentdark_mailbox_last_success_timestamp_seconds gauge\n",
        "wentdark_mailbox_failing{mailbox=\"dana@northfield.example\"} 0\n",
        "wentdark_files_mistaken 0\n",
        "wentdark_fine 1\n",
        "wentdark_digest_next_due_timestamp_seconds{reader=\"lead@northfield.example\"} ",
    ] {
        assert!(answer.contains(line), "{line}: {answer}");
    }
    // Of nobody's mail: no subject, no prospect, no deal.
    assert!(!answer.to_lowercase().contains("acme"), "{answer}");
    assert!(ask(connect(|| TcpStream::connect(("127.0.0.1", port))), "/").contains("404 Not Found"));
    // Somebody who connects and says nothing holds up nobody.
    let _silent = connect(|| TcpStream::connect(("127.0.0.1", port)));
    assert!(ask(connect(|| TcpStream::connect(("127.0.0.1", port))), "/metrics").contains("wentdark_fine"));

    let socket = team.path("metrics.sock");
    configure(&team, &format!("unix:{}", socket.display()));
    let answer = ask(connect(|| UnixStream::connect(&socket)), "/metrics");
    assert!(answer.contains("wentdark_build_info{version="), "{answer}");
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "the port is given up");
}

#[test]
fn a_port_that_others_reach_is_refused() {
    let team = Team::new();
    configure(&team, "0.0.0.0:9464");
    let said = team.fails(2, &["check", "--config", "wentdark.toml"]);
    assert!(said.contains("can be reached from elsewhere"), "{said}");
}
