//! Published feeds: asked whether they changed, packed or not.

use super::*;
use crate::support::dav::http_head;

#[test]
fn a_feed_is_asked_whether_it_changed() {
    let text = calendar(&meeting("u1", "20260512T150000Z", "ACCEPTED"));
    let web = Web::start(move |line, request| match line {
        // A server packs what it isn't asked to leave as it is.
        _ if !request.to_lowercase().contains("accept-encoding: identity") => {
            http("200 OK", "Content-Encoding: gzip\r\n", "\u{1f}")
        }
        "GET /moved.ics" => http("302 Found", "Location: /secret/dana.ics\r\n", ""),
        "GET /secret/dana.ics" if request.to_lowercase().contains("if-none-match: \"v1\"") => http("304 Not Modified", "", ""),
        "GET /secret/dana.ics" => http("200 OK", "ETag: \"v1\"\r\nContent-Type: text/calendar\r\n", &text),
        _ => http("200 OK", "", "<html>sign in</html>"),
    });
    let feed = |path: &str| format!("{{ kind = \"ics\", url = \"{}\" }}", web.url(path));
    let team = team(&feed("/moved.ics"));
    assert!(team.sync().contains("1 from calendars"));
    assert_eq!(web.asked(), ["GET /moved.ics", "GET /secret/dana.ics"]);
    assert!(!team.sync().contains("from calendars"));
    assert_eq!(deal(&team, BEFORE), scheduled("u1"));
    // A page is no calendar; what was known stays known.
    let text = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.write("wentdark.toml", &text.replace("/moved.ics", "/login"));
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("gives no calendar") && !said.contains("/login"), "{said}");
    team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
    let digest = std::fs::read_to_string(team.path("out/lead@northfield.example.txt")).unwrap();
    assert!(digest.contains("calendar 127.0.0.1") && digest.contains("gives no calendar"), "{digest}");
}

#[test]
fn a_feed_that_is_packed_unasked_is_read_or_said_how_to_mend() {
    use std::io::Write;
    let gzip = |text: &str| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let answer = |head: &str, body: &[u8]| [http_head(head, body.len()).as_bytes(), body].concat();
    let packed = gzip(&calendar(&meeting("u1", "20260512T150000Z", "ACCEPTED")));
    let bomb = gzip(&"X".repeat(100 << 20));
    assert!(bomb.len() < 200_000);
    let web = Web::start(move |line, _| match line {
        "GET /gzip.ics" => answer("Content-Encoding: gzip\r\n", &packed),
        // A file that is packed as it lies there.
        "GET /file.ics.gz" => answer("Content-Type: application/gzip\r\n", &packed),
        "GET /cut.ics" => answer("Content-Encoding: gzip\r\n", &packed[..packed.len() - 20]),
        "GET /bomb.ics" => answer("Content-Encoding: gzip\r\n", &bomb),
        "GET /br.ics" => answer("Content-Encoding: br\r\n", &packed[10..]),
        _ => answer("Content-Encoding: br\r\n", b""),
    });
    let team = team(&format!("{{ kind = \"ics\", url = \"{}\" }}", web.url("/gzip.ics")));
    let text = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    team.sync();
    assert_eq!(deal(&team, BEFORE), scheduled("u1"));
    for (name, said) in [
        ("cut", "can't be unpacked"),
        ("bomb", "gives more than 96 MiB"),
        ("br", "packs its answers with br, though it is asked to send them as they are"),
        ("empty", "is empty"),
    ] {
        team.write("wentdark.toml", &text.replace("/gzip.ics", &format!("/{name}.ics")));
        let told = team.fails(1, &["sync", "--config", "wentdark.toml"]);
        assert!(told.contains(said), "{name}: {told}");
    }
    team.write("wentdark.toml", &text.replace("/gzip.ics", "/file.ics.gz"));
    team.sync();
    assert_eq!(deal(&team, BEFORE), scheduled("u1"));
}
