//! The same tokens where digests go out, and for calendars.

use std::sync::{Arc, Mutex};

use super::{World, place};
use crate::calendars::{calendar, meeting};
use crate::support::dav::{Web, http};
use crate::support::team::configuration;
use crate::support::{Dovecot, Provider, Smtp};

/// The configuration with Postfix in place of the folder.
fn by_smtp(world: &World, smtp: &Smtp, tls: &str) {
    let port = if tls == "implicit" { smtp.implicit } else { smtp.starttls };
    let server = format!(
        "host = \"localhost\"\nport = {port}\ntls = \"{tls}\"\nuser = \"wentdark\"\noauth = \"own\"\nextra_ca = \"{}\"\n",
        smtp.ca.display()
    );
    let text = configuration(&place(&world.dovecot, "dana")).replace("folder = \"outbox\"\n", &server);
    assert!(text.contains(&server));
    world.team.write("wentdark.toml", &(text + &world.provider.app(&["device"])));
}

#[test]
fn digests_go_out_with_a_token_through_a_real_server() {
    for (mechanism, tls, padding) in [("xoauth2", "implicit", 0), ("oauthbearer", "starttls", 600)] {
        let world = World::granted(mechanism, 3600);
        let smtp = Smtp::start(&world.dovecot);
        by_smtp(&world, &smtp, tls);
        world.team.sync();
        // A token that fits no command line is sent when it is asked for.
        world.provider.state().padding = padding;
        world.provider.state().human = "wentdark".to_owned();
        let said = world.team.fails(1, &["digest", "--send", "--config", "wentdark.toml"]);
        assert!(said.contains(&format!("nobody has logged in to own for wentdark yet: {}", world.command("smtp"))), "{said}");
        let said = world.team.ok(&["login", "smtp", "--config", "wentdark.toml"]);
        assert!(said.contains("smtp: the mail server lets us in"), "{said}");
        // The server refuses what the provider has taken back; a fresh token will do.
        world.provider.state().access.clear();
        let said = world.team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
        assert!(said.contains("lead@northfield.example: sent"), "{said}; {}", smtp.log());
        assert_eq!(world.provider.asked("refresh_token").len(), 1);
        let arrived = world.dovecot.wait_for("lead", "INBOX", 1).concat();
        assert!(arrived.contains("Auto-Submitted: auto-generated"), "{arrived}");
    }
}

#[test]
fn a_revoked_grant_of_the_sender_is_told_with_the_command_and_a_provider_in_trouble_is_not() {
    let world = World::granted("oauthbearer", 3600);
    let smtp = Smtp::start(&world.dovecot);
    by_smtp(&world, &smtp, "implicit");
    world.team.sync();
    world.provider.state().human = "wentdark".to_owned();
    world.team.ok(&["login", "smtp", "--config", "wentdark.toml"]);
    let send = || world.team.fails(1, &["digest", "--send", "--config", "wentdark.toml"]);
    world.provider.state().access.clear();
    world.provider.state().answers.push_back((502, String::new()));
    let said = send();
    assert!(said.contains("not sent yet: ") && !said.contains("wentdark login"), "{said}");
    let whose = std::mem::take(&mut world.provider.state().refresh);
    let said = send();
    assert!(said.contains("own no longer grants access for wentdark"), "{said}; {}", smtp.log());
    assert!(said.contains(&world.command("smtp")), "{said}");
    // Whether somebody has to act by now depends on the hour at which it was due.
    let status = world.team.run(&["status", "--config", "wentdark.toml"]);
    let status = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(status.contains(&world.command("smtp")), "{status}");
    // Tokens that the server never takes end with its own words.
    world.provider.state().refresh = whose.into_keys().map(|token| (token, "somebody".to_owned())).collect();
    let said = send();
    assert!(
        said.contains("localhost refuses the access token: ") && said.contains("status invalid_token"),
        "{said}; {}",
        smtp.log()
    );
    assert!(said.contains(&world.command("smtp")), "{said}");
    world.provider.state().refresh.values_mut().for_each(|user| *user = "wentdark".to_owned());
    world.team.ok(&["digest", "--send", "--config", "wentdark.toml"]);
}

#[test]
fn a_calendar_is_read_with_the_token_of_the_mailbox() {
    let provider = Provider::start();
    let dovecot = Dovecot::taking_tokens(provider.url("/introspect"), "oauthbearer");
    let shown: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&shown);
    let event = calendar(&meeting("u1", "20260512T150000Z", "ACCEPTED"));
    let introspection = provider.url("/introspect");
    let web = Web::start(move |line, request| {
        let token = request.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")).unwrap_or_default().to_owned();
        seen.lock().unwrap().push(token.clone());
        if line.contains("/theirs/") || !lets_in(&introspection, &token) {
            return http("401 Unauthorized", "WWW-Authenticate: Bearer\r\n", "");
        }
        let inside = match line {
            "PROPFIND /cal/" if request.contains("resourcetype") => {
                "<resourcetype><collection/><c:calendar/></resourcetype>".to_owned()
            }
            "REPORT /cal/" => format!("<getetag>\"1\"</getetag><c:calendar-data><![CDATA[{event}]]></c:calendar-data>"),
            _ => "<getetag>\"1\"</getetag>".to_owned(),
        };
        let href = if line.starts_with("REPORT") { "/cal/u1.ics" } else { "/cal/" };
        let body = format!(
            "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><response><href>{href}</href>\
             <propstat><prop>{inside}</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
        );
        http("207 Multi-Status", "Content-Type: application/xml\r\n", &body)
    });
    let dav =
        format!("calendars = [{{ kind = \"caldav\", url = \"{}\", user = \"dana\", oauth = \"own\" }}]\n", web.url("/cal/"));
    let team = crate::support::team::Team::new();
    team.write("wentdark.toml", &(configuration(&(dav + &place(&dovecot, "dana"))) + &provider.app(&["device"])));
    team.secret("app", "app-secret");
    let world = World { provider, dovecot, team };
    let said = world.log_in();
    assert!(said.contains("localhost lets us in") && said.contains("/cal/ can be read, 1 event"), "{said}");
    assert_eq!(world.provider.asked("urn:ietf:params:oauth:grant-type:device_code").len(), 1, "one login for both");
    let said = world.team.sync();
    assert!(said.contains("1 from calendars"), "{said}");
    world.provider.state().access.clear();
    shown.lock().unwrap().clear();
    assert!(world.team.sync().contains("0 new"));
    assert!(shown.lock().unwrap().iter().all(|token| token.starts_with("access-")), "{shown:?}");
    // A server that never takes it, whoever gives it.
    let text = std::fs::read_to_string(world.team.path("wentdark.toml")).unwrap();
    world.team.write("wentdark.toml", &text.replace("/cal/", "/theirs/"));
    let said = world.team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(
        said.contains("/theirs/ not read: 127.0.0.1 refuses the login: run `wentdark login dana@northfield.example"),
        "{said}"
    );
    world.team.write("wentdark.toml", &text);
    // Gone for good: said of the calendar too.
    world.provider.state().access.clear();
    world.provider.state().refresh.clear();
    let said = world.team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("/cal/ not read: own no longer grants access for dana"), "{said}");
    assert!(said.contains(&world.command("dana@northfield.example")), "{said}");
}

/// Asks as Dovecot does.
fn lets_in(introspection: &str, token: &str) -> bool {
    use std::io::{Read, Write};
    let url = url::Url::parse(introspection).unwrap();
    let mut stream = std::net::TcpStream::connect((url.host_str().unwrap(), url.port().unwrap())).unwrap();
    let body = format!("token={token}");
    write!(stream, "POST /introspect HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.contains("\"active\": true")
}
