//! `[[oauth]]` as people write it.

use wentdark::config::{CalendarAt, Config, Delivery, Login, Place, Purpose};

use crate::config::{mistakes, told, write};

const TEAM: &str = "[team]\ndomains = [\"northfield.example\"]\ntime_zone = \"UTC\"\n";

fn load(text: &str) -> Config {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &format!("{TEAM}{text}"), &[]).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The warnings but that there is no prospect.
fn warnings(config: &Config) -> Vec<&str> {
    config.warnings.iter().map(|warning| warning.what()).filter(|what| !what.contains("prospect")).collect()
}

#[test]
fn the_presets_know_their_endpoints_and_what_to_ask_for() {
    let config = load(
        r#"
        [[oauth]]
        provider = "google"
        client_id = "1.apps.googleusercontent.com"
        secret = "google-app"
        [[oauth]]
        provider = "microsoft"
        client_id = "11111111-2222-3333-4444-555555555555"
        tenant = "northfield.example"
        [[rep]]
        address = "dana@northfield.example"
        mailbox = { kind = "imap", host = "imap.gmail.com", user = "dana@northfield.example", oauth = "gmail" }
        calendars = [{ kind = "caldav", url = "https://dav.example/", user = "dana@northfield.example", oauth = "google" }]
        [[rep]]
        address = "lee@northfield.example"
        mailbox = { kind = "imap", host = "outlook.office365.com", user = "lee@northfield.example", oauth = "microsoft365" }
        [smtp]
        from = "w@northfield.example"
        host = "smtp.office365.com"
        tls = "starttls"
        user = "w@northfield.example"
        oauth = "microsoft365"
        "#,
    );
    assert_eq!(warnings(&config), Vec::<&str>::new());
    let app = |index: usize| match &config.mailboxes[index].place {
        Place::Imap(place) => match &place.login {
            Login::OAuth(app) => app.clone(),
            Login::Secret(name) => panic!("{name}"),
        },
        other => panic!("{other:?}"),
    };
    let (google, microsoft) = (app(0), app(1));
    assert_eq!((google.name.as_str(), google.secret.as_deref(), &google.device), ("google", Some("google-app"), &None));
    assert_eq!(google.token, "https://oauth2.googleapis.com/token");
    assert_eq!(google.scopes_for(Purpose::Mailbox), ["https://mail.google.com/"]);
    assert_eq!(google.scopes_for(Purpose::Calendar), ["https://www.googleapis.com/auth/calendar.readonly"]);
    assert_eq!((microsoft.name.as_str(), &microsoft.secret), ("microsoft365", &None));
    let device = "https://login.microsoftonline.com/northfield.example/oauth2/v2.0/devicecode";
    assert_eq!(microsoft.device.as_deref(), Some(device));
    assert_eq!(microsoft.scopes_for(Purpose::Sending), ["https://outlook.office.com/SMTP.Send", "offline_access"]);
    assert!(
        matches!(&config.calendars[0].login, Some(Login::OAuth(_))) && matches!(&config.calendars[0].at, CalendarAt::CalDav(_))
    );
    let Some(Delivery::Smtp { login: Some((user, Login::OAuth(_))), port: 587, .. }) = &config.delivery else {
        panic!("{:?}", config.delivery)
    };
    assert_eq!(user, "w@northfield.example");
}

#[test]
fn every_mistake_of_an_app_and_of_who_uses_it_is_told() {
    let main = r#"[team]
domains = ["northfield.example"]
time_zone = "UTC"
[[oauth]]
provider = "gogle"
[[oauth]]
provider = "google"
client_id = "x"
tenant = "northfield.example"
[[oauth]]
provider = "microsoft365"
token = "https://login.example/token"
[[oauth]]
provider = "own"
client_id = "x"
[[oauth]]
provider = "own"
name = "house"
client_id = "x"
token = "http://login.example/token"
device = "http://127.0.0.1/device"
scopes = ["two words"]
client_secret = "hunter2"
[[rep]]
address = "dana@northfield.example"
mailbox = { kind = "imap", host = "imap.example", user = "d", oauth = "hose" }
calendars = [{ kind = "ics", url = "https://dav.example/x.ics", oauth = "house" }]
[[rep]]
address = "lee@northfield.example"
mailbox = { kind = "imap", host = "imap.example", user = "d", oauth = "yahoo", secret = "x" }
[[rep]]
address = "kim@northfield.example"
mailbox = { kind = "imap", host = "imap.example", user = "d" }
[smtp]
from = "w@northfield.example"
host = "smtp.example"
oauth = "google"
"#;
    let expected = [
        ("wentdark.toml:5:12 `gogle` is not known", "did you mean \"google\""),
        ("wentdark.toml:6:1 `secret` is missing", "Google gives desktop apps a secret too"),
        ("wentdark.toml:9:10 `tenant` is for microsoft365 alone", "leave it out"),
        ("wentdark.toml:10:1 `client_id` is missing", "client_id = "),
        ("wentdark.toml:10:1 `tenant` is missing", "organizations"),
        ("wentdark.toml:12:9 `token` of microsoft365 is known and can't be set", "provider = \"own\""),
        ("wentdark.toml:13:1 `token` is missing", "token = "),
        ("wentdark.toml:13:1 there is no endpoint to log in at", "device = "),
        ("wentdark.toml:13:1 `scopes` is missing", "scopes = "),
        ("wentdark.toml:20:9 tokens are not sent without encryption", "https://"),
        ("wentdark.toml:22:11 this is no scope", "without spaces"),
        ("wentdark.toml:23:1 `client_secret`: passwords don't stand in the configuration", "secret = \"NAME\""),
        ("wentdark.toml:26:71 there is no [[oauth]] called `hose`", "did you mean \"house\""),
        ("wentdark.toml:27:14 `oauth` without `user`", "user = "),
        ("wentdark.toml:27:73 an ics calendar has no login with OAuth", "caldav"),
        ("wentdark.toml:30:71 there is no [[oauth]] called `yahoo`", "[[oauth]] with provider = "),
        ("wentdark.toml:30:11 `secret` and `oauth` exclude each other", "leave one"),
        ("wentdark.toml:33:11 `secret` is missing", "oauth = "),
        ("wentdark.toml:34:1 `oauth` without `user`", "user = "),
    ];
    let found = mistakes(main, &[]);
    assert!(found.iter().all(|text| !text.contains("hunter2")), "{found:#?}");
    told(&found, &expected);
}

#[test]
fn what_nothing_uses_and_what_is_there_twice_is_told() {
    let app = |name: &str| format!("[[oauth]]\nprovider = \"google\"\nclient_id = \"x\"\nsecret = \"s\"\n{name}");
    let rep = "[[rep]]\naddress = \"dana@northfield.example\"\nmailbox = { kind = \"maildir\", path = \"mail\" }\n";
    let config = load(&format!("{}{rep}", app("")));
    assert_eq!(warnings(&config), ["nothing logs in by way of [[oauth]] `google`"]);
    let twice = format!("{TEAM}{}{}{}{rep}", app(""), app("name = \"second\"\n"), app(""));
    told(&mistakes(&twice, &[]), &[("wentdark.toml:13:1 two [[oauth]] are called `google`", "name = ")]);
}

#[test]
fn outlook_calendars_are_not_read_by_caldav() {
    let main = format!(
        "{TEAM}[[oauth]]\nprovider = \"microsoft365\"\nclient_id = \"x\"\ntenant = \"organizations\"\n[[rep]]\n\
         address = \"dana@northfield.example\"\nmailbox = {{ kind = \"maildir\", path = \"mail\" }}\n\
         calendars = [{{ kind = \"caldav\", url = \"https://x.example/\", user = \"d\", oauth = \"microsoft365\" }}]\n"
    );
    told(&mistakes(&main, &[]), &[("wentdark.toml:11:81 Microsoft 365 has no CalDAV", "kind = \"ics\"")]);
}
