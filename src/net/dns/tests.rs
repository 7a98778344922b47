//! A name server of the test's own, which answers as it is told. A real one answers in tests/it/finding.rs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use simple_dns::ResourceRecord;
use simple_dns::rdata::{MX, SRV, TXT};
use tokio::net::TcpListener;

use super::*;

type Answering = dyn Fn(&[u8], bool) -> Vec<u8> + Send + Sync;

/// Answers by UDP, and by TCP (then `true`), on one port of loopback.
async fn name_server(answering: Arc<Answering>) -> SocketAddr {
    let (socket, listener) = loop {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        // The port for datagrams may be somebody else's.
        if let Ok(socket) = UdpSocket::bind(listener.local_addr().unwrap()).await {
            break (socket, listener);
        }
    };
    let (address, by_tcp) = (listener.local_addr().unwrap(), Arc::clone(&answering));
    tokio::spawn(async move {
        let mut question = vec![0; 600];
        while let Ok((length, asker)) = socket.recv_from(&mut question).await {
            let _ = socket.send_to(&answering(&question[..length], false), asker).await;
        }
    });
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut question = vec![0; usize::from(stream.read_u16().await.unwrap())];
            stream.read_exact(&mut question).await.unwrap();
            let answer = by_tcp(&question, true);
            let length = u16::try_from(answer.len()).unwrap().to_be_bytes();
            stream.write_all(&[&length[..], &answer].concat()).await.unwrap();
        }
    });
    address
}

/// The question with these records as its answer.
fn reply(question: &[u8], records: Vec<RData<'_>>) -> Vec<u8> {
    let mut packet = Packet::parse(question).unwrap().into_reply();
    let name = packet.questions[0].qname.clone();
    packet.answers = records.into_iter().map(|data| ResourceRecord::new(name.clone(), CLASS::IN, 60, data)).collect();
    packet.build_bytes_vec_compressed().unwrap()
}

fn srv(priority: u16, weight: u16, target: &'static str) -> RData<'static> {
    RData::SRV(SRV { priority, weight, port: 993, target: Name::new(target).unwrap() })
}

async fn asking(answering: impl Fn(&[u8], bool) -> Vec<u8> + Send + Sync + 'static) -> Resolver {
    Resolver::asking(vec![name_server(Arc::new(answering)).await])
}

#[tokio::test]
async fn servers_come_in_their_order_and_what_is_no_host_is_left_out() {
    let records = || {
        vec![
            srv(20, 0, "backup.northfield.example"),
            srv(10, 1, "IMAP2.northfield.example"),
            srv(10, 9, "imap.northfield.example"),
            srv(0, 0, "."),
            srv(0, 0, "a b.northfield.example"),
            RData::CNAME(simple_dns::rdata::CNAME(Name::new("elsewhere.example").unwrap())),
        ]
    };
    let resolver = asking(move |question, _| reply(question, records())).await;
    let found = resolver.srv("_imaps._tcp", "northfield.example").await.unwrap();
    let hosts: Vec<&str> = found.iter().map(|target| target.host.as_str()).collect();
    assert_eq!(hosts, ["imap.northfield.example", "imap2.northfield.example", "backup.northfield.example"]);
}

#[tokio::test]
async fn exchangers_and_attributes_are_read_and_names_are_spelt_as_the_dns_does() {
    let resolver = asking(|question, _| {
        let packet = Packet::parse(question).unwrap();
        let name = packet.questions[0].qname.to_string();
        match name.as_str() {
            "xn--mller-kva.example" => {
                let mx = |preference, exchange| RData::MX(MX { preference, exchange: Name::new(exchange).unwrap() });
                reply(question, vec![mx(20, "mx2.host.example"), mx(10, "mx1.host.example"), mx(0, ".")])
            }
            "_caldavs._tcp.northfield.example" => {
                let text =
                    TXT::new().with_string("Path=/dav/=x").unwrap().with_string("flag").unwrap().with_string("path=/no").unwrap();
                reply(question, vec![RData::TXT(text)])
            }
            other => panic!("nobody asked for {other}"),
        }
    })
    .await;
    assert_eq!(resolver.mx("müller.example").await.unwrap(), ["mx1.host.example", "mx2.host.example"]);
    let attributes = resolver.attributes("_caldavs._tcp", "northfield.example").await.unwrap();
    assert_eq!(attributes, BTreeMap::from([("flag".into(), String::new()), ("path".into(), "/dav/=x".into())]));
    assert!(matches!(resolver.mx("192.0.2.1").await, Err(NetError::Human(_))));
    let long = format!("{}.example", "a".repeat(64));
    assert!(matches!(resolver.mx(&long).await, Err(NetError::Human(_))));
}

#[tokio::test]
async fn an_answer_that_is_too_long_for_a_datagram_is_fetched_by_tcp() {
    let resolver = asking(|question, tcp| {
        let mut answer = reply(question, vec![srv(10, 0, "imap.northfield.example"); if tcp { 40 } else { 0 }]);
        if !tcp {
            answer[2] |= 2;
        }
        answer
    })
    .await;
    assert_eq!(resolver.srv("_imaps._tcp", "northfield.example").await.unwrap().len(), 40);
}

#[tokio::test]
async fn a_name_that_is_not_there_has_no_servers_and_a_server_in_trouble_is_an_error() {
    let coded = |code: u8| {
        asking(move |question, _| {
            let mut answer = reply(question, Vec::new());
            answer[3] |= code;
            answer
        })
    };
    assert_eq!(coded(3).await.srv("_imaps._tcp", "northfield.example").await.unwrap(), []);
    let Err(NetError::Retry(said)) = coded(2).await.srv("_imaps._tcp", "northfield.example").await else { panic!("an error") };
    assert_eq!(said, "_imaps._tcp.northfield.example could not be looked up: 127.0.0.1: it says ServerFailure");
}

#[tokio::test]
async fn what_is_no_answer_to_the_question_is_not_believed() {
    let other = asking(|question, _| {
        let mut asked = Packet::parse(question).unwrap();
        asked.questions[0].qname = Name::new("_imaps._tcp.evil.example").unwrap();
        reply(&asked.build_bytes_vec().unwrap(), vec![srv(1, 1, "imap.evil.example")])
    });
    let broken = asking(|question, _| question[..12].iter().map(|octet| octet | 1).chain([0xff; 30]).collect());
    let many = asking(|question, _| {
        let mut answer = reply(question, Vec::new());
        answer[6..8].copy_from_slice(&[0xff, 0xff]);
        answer
    });
    for resolver in [other.await, many.await] {
        let said = resolver.srv("_imaps._tcp", "northfield.example").await.unwrap_err();
        assert!(matches!(said, NetError::Retry(_)), "{said}");
    }
    // The number of the question is changed by that one, or isn't; either way there is no answer.
    let said = broken.await.srv("_imaps._tcp", "northfield.example").await.unwrap_err();
    assert!(matches!(said, NetError::Retry(_)), "{said}");
}

#[tokio::test]
async fn a_lost_datagram_is_asked_again_and_a_second_server_knows_what_the_first_does_not() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let lame = name_server(Arc::new(move |question: &[u8], _| {
        count.fetch_add(1, Ordering::Relaxed);
        let mut answer = reply(question, Vec::new());
        answer[3] |= 5;
        answer
    }))
    .await;
    let first = Arc::new(AtomicUsize::new(0));
    let good = name_server(Arc::new(move |question: &[u8], _| match first.fetch_add(1, Ordering::Relaxed) {
        // An answer to another question comes first: it is passed over, and nothing follows.
        0 => vec![!question[0], question[1], 0x80],
        _ => reply(question, vec![srv(1, 1, "imap.northfield.example")]),
    }))
    .await;
    let found = Resolver::asking(vec![lame, good]).srv("_imaps._tcp", "northfield.example").await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(asked.load(Ordering::Relaxed), 2, "all of them are asked once more");
}

#[test]
fn the_systems_name_servers_are_asked() {
    let conf = "# x\nsearch example\nnameserver 192.0.2.1\n nameserver ::1\nnameserver what\n";
    assert_eq!(name_servers(conf), [([192, 0, 2, 1], 53).into(), "[::1]:53".parse().unwrap()]);
    assert_eq!(Resolver::asking(Vec::new()).servers, [([127, 0, 0, 1], 53).into()]);
}

proptest::proptest! {
    #[test]
    fn whatever_comes_nothing_breaks(answer in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = hosts(&answer);
        if let Ok(asked) = Asked::new("_imaps._tcp.northfield.example", TYPE::SRV) {
            proptest::prop_assert!(asked.check(&answer).is_err());
        }
    }
}
