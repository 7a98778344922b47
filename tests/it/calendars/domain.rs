//! Calendars that are found by what a domain says in the DNS (RFC 6764).

use std::net::{SocketAddr, UdpSocket};

use simple_dns::rdata::{RData, SRV, TXT};
use simple_dns::{CLASS, Name, Packet, QTYPE, ResourceRecord, TYPE};
use wentdark::net::dns::Resolver;
use wentdark::sources::SourceError;
use wentdark::sources::calendar::{At, News, Settings, read};

use super::*;

/// A name server that knows where the calendars of `localhost` and of `team.example` are.
fn name_server(host: &'static str, port: u16, path: Option<&'static str>) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut question = vec![0; 600];
        while let Ok((length, asker)) = socket.recv_from(&mut question) {
            let mut answer = Packet::parse(&question[..length]).unwrap().into_reply();
            let (name, kind) = (answer.questions[0].qname.clone(), answer.questions[0].qtype);
            assert!(name.to_string().starts_with("_caldavs._tcp."), "{name}");
            let data = match kind {
                QTYPE::TYPE(TYPE::SRV) => {
                    Some(RData::SRV(SRV { priority: 0, weight: 0, port, target: Name::new(host).unwrap() }))
                }
                _ => path.map(|path| RData::TXT(TXT::new().with_string(path).unwrap())),
            };
            answer.answers.extend(data.map(|data| ResourceRecord::new(name, CLASS::IN, 60, data)));
            socket.send_to(&answer.build_bytes_vec().unwrap(), asker).unwrap();
        }
    });
    address
}

fn found(url: &str, server: &Radicale, resolver: SocketAddr) -> Result<usize, SourceError> {
    let settings = Settings {
        at: At::CalDav(url.to_owned()),
        user: Some("dana".to_owned()),
        secret: Some("secret-dana".to_owned().into()),
        extra_ca: Some(server.ca()),
        resolver: Resolver::asking(vec![resolver]),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let news = runtime.block_on(read(&settings, None, jiff::Timestamp::now()))?;
    let News::Changes { pieces, .. } = news else { panic!("{news:?}") };
    Ok(pieces.len())
}

#[test]
fn a_domain_says_where_its_calendars_are() {
    let server = Radicale::start();
    let ahead = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 30);
    let text = calendar(&meeting("u1", &ahead.strftime("%Y%m%dT150000Z").to_string(), "ACCEPTED"));
    server.put("work", "u1.ics", &text);
    // Nobody listens at the domain's own address. The place is told by a TXT record, or by the server's own /.well-known.
    let nobody = "https://localhost:9/";
    for path in [Some("path=/dana/"), None, Some("path=nonsense")] {
        assert_eq!(found(nobody, &server, name_server("localhost", server.port(), path)).unwrap(), 1, "{path:?}");
    }
    // A whole address is taken at its word.
    let whole = found("https://localhost:9/dana/", &server, name_server("localhost", server.port(), None));
    assert!(matches!(whole, Err(SourceError::Retry(_))), "{whole:?}");
    // The service is decidedly not there.
    let none = found(nobody, &server, name_server(".", 0, None));
    assert!(matches!(none, Err(SourceError::Retry(ref why)) if why.contains("can't be reached")), "{none:?}");
}

#[test]
fn a_password_does_not_go_where_the_dns_alone_points() {
    let server = Radicale::start();
    let elsewhere = found("https://localhost:9/", &server, name_server("dav.elsewhere.example", 443, Some("path=/cal/")));
    let Err(SourceError::Human(why)) = elsewhere else { panic!("{elsewhere:?}") };
    assert!(why.contains("localhost names https://dav.elsewhere.example/cal/ for calendars"), "{why}");
}
