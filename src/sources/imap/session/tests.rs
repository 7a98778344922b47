use super::*;

/// A session whose server has said `heard` and, when `ends`, hung up.
async fn heard(heard: &[u8], ends: bool) -> (Session<tokio::io::DuplexStream>, tokio::io::DuplexStream) {
    let (near, mut far) = tokio::io::duplex(1 << 16);
    far.write_all(heard).await.unwrap();
    if ends {
        far.shutdown().await.unwrap();
    }
    (Session::over(near, "localhost"), far)
}

#[tokio::test]
async fn what_an_attacker_says_before_tls_begins_is_not_believed() {
    let (mut session, _far) = heard(b"* OK hello\r\nw1 OK begin\r\n* CAPABILITY X\r\n", false).await;
    session.greeting().await.unwrap();
    session.run("STARTTLS", |_| ()).await.unwrap();
    assert!(matches!(session.into_stream(), Err(Fault::Odd(_))));
    let (mut session, _far) = heard(b"* PREAUTH welcome, no TLS needed\r\n", false).await;
    assert!(matches!(session.greeting().await, Err(Fault::Odd(_))));
}

#[tokio::test]
async fn commands_under_way_may_end_in_any_order() {
    let (mut session, _far) = heard(b"w2 NO not that one\r\n* SEARCH 7\r\nw3 OK\r\nw1 OK\r\n", false).await;
    let [first, second, third] = ["UID SEARCH ALL", "STATUS x (UIDNEXT)", "NOOP"];
    let (first, second) = (session.begin(first).await.unwrap(), session.begin(second).await.unwrap());
    let third = session.begin(third).await.unwrap();
    let mut lines = 0;
    session.finish(&first, |line| lines += usize::from(matches!(line, Line::Data(_)))).await.unwrap();
    assert_eq!(lines, 1);
    assert!(matches!(session.finish(&second, |_| ()).await, Err(Fault::No { .. })));
    session.finish(&third, |_| ()).await.unwrap();
    assert!(session.is_usable());
}

#[tokio::test]
async fn a_silent_server_is_given_up_and_so_is_one_that_drips_or_floods() {
    let (mut session, _far) = heard(b"* OK so far\r\n", false).await;
    session.patience.idle = Duration::from_millis(20);
    assert!(matches!(session.run("NOOP", |_| ()).await, Err(Fault::Slow(_))));
    let (mut session, _far) = heard(b"* OK so far\r\n", false).await;
    session.patience.command = Duration::from_millis(20);
    assert!(matches!(session.run("NOOP", |_| ()).await, Err(Fault::Slow(_))));
    let (mut session, _far) = heard(&b"* OK more\r\n".repeat(1000), false).await;
    session.patience.octets = 5000;
    assert!(matches!(session.run("NOOP", |_| ()).await, Err(Fault::TooBig)));
    let (mut session, _far) = heard(&b"* OK more\r\n".repeat(1000), false).await;
    session.patience.octets = 5000;
    assert!(matches!(session.login("dana", "w\u{f6}rd", |_| ()).await, Err(Fault::TooBig)));
}

#[tokio::test]
async fn a_server_that_never_stops_talking_while_one_waits_for_news_is_given_up() {
    for (before, octets) in [("", 1 << 30), ("", 5000), ("+ go\r\n", 5000)] {
        let (mut session, mut far) = heard(before.as_bytes(), false).await;
        let flood = tokio::spawn(async move { while far.write_all(&b"* OK still here\r\n".repeat(100)).await.is_ok() {} });
        session.patience = Patience { idle: Duration::from_millis(50), octets, ..Patience::default() };
        let outcome = session.idle(Duration::from_secs(60), std::future::pending()).await;
        assert!(matches!(outcome, Err(Fault::Slow(_) | Fault::TooBig)), "{before:?} {octets}: {outcome:?}");
        assert!(!session.is_usable());
        drop(session);
        flood.await.unwrap();
    }
    let (mut session, mut far) = heard(b"+ go\r\n", false).await;
    let flood = tokio::spawn(async move { while far.write_all(b"* 7 EXISTS\r\n").await.is_ok() {} });
    session.patience = Patience { idle: Duration::from_millis(50), octets: 5000, ..Patience::default() };
    assert!(
        matches!(session.idle(Duration::from_secs(60), std::future::pending()).await, Err(Fault::TooBig)),
        "it ends, though DONE is never answered"
    );
    drop(session);
    flood.await.unwrap();
}

#[tokio::test]
async fn who_is_called_while_waiting_for_news_goes_on_in_the_same_connection() {
    let (mut session, mut far) = heard(b"", false).await;
    let server = tokio::spawn(async move {
        let mut said = [0; 64];
        let mut hears = async |far: &mut tokio::io::DuplexStream| {
            let count = far.read(&mut said).await.unwrap();
            String::from_utf8_lossy(&said[..count]).into_owned()
        };
        let mut all = hears(&mut far).await;
        // A call before the server goes along waits until it does.
        tokio::time::sleep(Duration::from_millis(20)).await;
        far.write_all(b"+ go\r\n").await.unwrap();
        all += &hears(&mut far).await;
        far.write_all(b"w1 OK\r\n").await.unwrap();
        all += &hears(&mut far).await;
        far.write_all(b"w2 OK\r\n").await.unwrap();
        all
    });
    assert!(session.idle(Duration::from_secs(60), std::future::ready(())).await.unwrap());
    session.run("NOOP", |_| ()).await.unwrap();
    assert_eq!(server.await.unwrap(), "w1 IDLE\r\nDONE\r\nw2 NOOP\r\n");
}

#[tokio::test]
async fn a_name_that_no_quoted_string_can_hold_goes_out_as_a_literal() {
    let (mut session, mut far) = heard(b"+ go\r\n+ go\r\nw1 OK in\r\n", false).await;
    session.login("dana", "w\u{f6}rd", |_| ()).await.unwrap();
    drop(session);
    let mut sent = String::new();
    far.read_to_string(&mut sent).await.unwrap();
    assert_eq!(sent, "w1 LOGIN {4}\r\ndana {5}\r\nw\u{f6}rd\r\n");
    let (mut session, _far) = heard(b"w1 NO [AUTHENTICATIONFAILED] no\r\n", true).await;
    assert!(matches!(session.login("d\u{e4}na", "x", |_| ()).await, Err(Fault::No { .. })));
}

#[tokio::test]
async fn what_is_small_on_the_wire_and_big_in_memory_is_counted() {
    let floods: [(&str, String); 5] = [
        ("capabilities", format!("* CAPABILITY{}\r\n", " A".repeat(40_000))),
        ("capabilities", "* CAPABILITY IMAP4rev1 IDLE\r\n".repeat(4000)),
        ("words", format!("w1 OK [CAPABILITY{}] in\r\n", " A".repeat(40_000))),
        ("lists", "* LIST () NIL a\r\n".repeat(100_001)),
        ("tells", format!("* STATUS INBOX (UIDNEXT 1{})\r\n", " X 1".repeat(5000))),
    ];
    for (word, flood) in floods {
        let (near, mut far) = tokio::io::duplex(1 << 16);
        let mut session = Session::over(near, "localhost");
        let sends = tokio::spawn(async move { drop(far.write_all(flood.as_bytes()).await) });
        let outcome = session.run("NOOP", |_| ()).await;
        assert!(matches!(outcome, Err(Fault::TooMany(what)) if what.contains(word)), "{word}: {outcome:?}");
        assert!(!session.is_usable());
        drop(session);
        sends.await.unwrap();
    }
    let many = format!("* CAPABILITY{}\r\n{}w1 OK\r\n", " A".repeat(1000), "* LIST () NIL a\r\n".repeat(1000));
    let (mut session, _far) = heard(many.as_bytes(), false).await;
    session.run("NOOP", |_| ()).await.unwrap();
}
