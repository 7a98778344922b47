//! The configuration as people write it: what is accepted, and how mistakes are told.

mod readers;

use std::path::Path;
use std::process::Command;

use jiff::civil::{Weekday, date, time};
use wentdark::config::{self, Config, Covers, Delivery, Login, Mistakes, Place, Provider, SendEmpty, Tls};
use wentdark::domain::policy::Foundation;

const TEAM: &str = r#"
[team]
domains = ["northfield.example"]
time_zone = "America/Chicago"
"#;

const DANA: &str = r#"
[[rep]]
name = "Dana Reyes"
address = "dana@northfield.example"
aliases = ["dana.reyes@northfield.example"]
mailbox = { kind = "maildir", path = "mail" }
"#;

const ACME: &str = r#"
[[prospect]]
name = "Acme"
domains = ["acme.example"]
[[prospect.deal]]
id = "acme-line4"
title = "Line 4 retrofit"
opened = 2026-04-20
owner = "dana@northfield.example"
"#;

/// Writes a configuration and its prospects files, and loads it.
pub fn write(dir: &Path, main: &str, prospects: &[(&str, &str)]) -> Result<Config, Mistakes> {
    std::fs::create_dir_all(dir.join("prospects.d")).unwrap();
    std::fs::create_dir_all(dir.join("mail")).unwrap();
    std::fs::write(dir.join("wentdark.toml"), main).unwrap();
    for (name, text) in prospects {
        std::fs::write(dir.join("prospects.d").join(name), text).unwrap();
    }
    config::load(&dir.join("wentdark.toml"))
}

fn load(main: &str, prospects: &str) -> Config {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), main, &[("a.toml", prospects)]).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// Each mistake as `file:line:column what / hint`.
pub fn mistakes(main: &str, prospects: &[(&str, &str)]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let mistakes = write(dir.path(), main, prospects).expect_err("there is a mistake");
    let place = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let line = |m: &config::Mistake| {
        let (line, column) = m.position().unwrap_or((0, 0));
        format!("{}:{line}:{column} {} / {}", place(m.file()), m.what(), m.hint().unwrap_or(""))
    };
    mistakes.iter().map(line).collect()
}

/// Holds that exactly these mistakes are told, each by the words that it begins with and a word of its hint.
pub fn told(found: &[String], expected: &[(&str, &str)]) {
    let told = |(at, word): &(&str, &str)| found.iter().any(|m| m.starts_with(at) && m.contains(word));
    let missing: Vec<_> = expected.iter().filter(|one| !told(one)).collect();
    assert!(missing.is_empty() && found.len() == expected.len(), "not told: {missing:#?}\ntold: {found:#?}");
}

#[test]
fn a_small_configuration_has_sound_defaults() {
    let config = load(&format!("{TEAM}{DANA}"), ACME);
    let policy = &config.policy;
    assert_eq!((policy.quiet_business_days, policy.dark_business_days, policy.freshness.as_hours()), (2.0, 5.0, 24));
    assert_eq!(policy.calendar.hours, (time(9, 0, 0, 0), time(17, 30, 0, 0)));
    assert_eq!(policy.calendar.work_days.len(), 5);
    assert_eq!(policy.foundation, Foundation::ALL);
    assert_eq!(config.retention_days, 400);
    assert_eq!(config.state_dir, config.dir.join("state"));
    assert!(config.delivery.is_none() && config.digests.is_empty() && config.warnings.is_empty());
    assert!(
        matches!(&config.mailboxes[..], [mailbox] if matches!(&mailbox.place, Place::Maildir(path) if path.ends_with("mail")))
    );
    let (prospect, deal) = config.roster.deals().next().unwrap();
    assert_eq!((prospect.name.as_str(), deal.id.as_str(), deal.opened), ("Acme", "acme-line4", date(2026, 4, 20)));
}

#[test]
fn everything_that_can_be_said_is_understood() {
    let main = r#"
        [team]
        name = "Northfield sales"
        domains = ["northfield.example"]
        time_zone = "America/Chicago"
        work_days = ["sun", "mon", "Tuesday"]
        work_hours = "8:00-16:00"
        holidays = ["2026-05-25", 2026-07-03, "us.ics"]
        suppliers = ["boltworks.example", "orders@other.example"]
        managers = ["lead@northfield.example"]
        foundation = ["expert"]
        [[oauth]]
        provider = "gmail"
        client_id = "1.apps.googleusercontent.com"
        secret = "app"
        [limits]
        quiet_business_days = 1.5
        [[rep]]
        name = "Dana"
        address = "Dana@Northfield.example"
        aliases = ["dana.reyes@northfield.example"]
        mailbox = { kind = "imap", host = "imap.example", tls = "starttls", user = "dana", secret = "dana-imap", sent = "Gesendet" }
        digest = { at = "07:45" }
        [[rep]]
        address = "lee@northfield.example"
        mailbox = { kind = "imap", host = "imap.example", user = "lee", oauth = "google" }
        calendars = [{ kind = "caldav", url = "https://dav.example/", user = "l", secret = "dav" }, { kind = "ics", path = "l.ics" }]
        [[shared_mailbox]]
        address = "orders@northfield.example"
        mailbox = { kind = "mbox", path = "orders.mbox" }
        [smtp]
        folder = "outbox"
        from = "went dark <wentdark@northfield.example>"
        [[digest]]
        to = "lead@northfield.example"
        covers = ["dana.reyes@northfield.example"]
        at = "08:00"
        days = ["fri", "mon"]
        time_zone = "Europe/Berlin"
        weekly = "mon"
        empty = "skip"
        [commands]
        address = "wentdark@northfield.example"
        mailbox = { kind = "imap", host = "imap.example", user = "w", secret = "w" }
        [metrics]
        listen = "unix:/run/wentdark/metrics.sock"
    "#;
    let dir = tempfile::tempdir().unwrap();
    let event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\n";
    std::fs::write(dir.path().join("us.ics"), event).unwrap();
    std::fs::write(dir.path().join("orders.mbox"), "").unwrap();
    let config = write(dir.path(), main, &[]).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let calendar = &config.policy.calendar;
    assert_eq!(calendar.work_days, [Weekday::Monday, Weekday::Tuesday, Weekday::Sunday]);
    assert!([date(2026, 5, 25), date(2026, 7, 3), date(2026, 12, 25)].iter().all(|day| calendar.holidays.contains(day)));
    assert_eq!(config.roster.team.shared[0].as_str(), "orders@northfield.example");
    let Place::Imap(dana) = &config.mailboxes[0].place else { panic!("{:?}", config.mailboxes) };
    assert_eq!((dana.port, dana.tls, dana.horizon_days, dana.sent.as_deref()), (143, Tls::StartTls, 365, Some("Gesendet")));
    let Place::Imap(lee) = &config.mailboxes[1].place else { panic!("{:?}", config.mailboxes) };
    assert!(lee.port == 993 && matches!(&lee.login, Login::OAuth(app) if app.provider == Provider::Google), "{lee:?}");
    let calendars: Vec<String> = config.calendars.iter().map(|calendar| format!("{} {}", calendar.owner, calendar.at)).collect();
    let file = dir.path().join("l.ics");
    assert_eq!(
        calendars,
        ["lee@northfield.example https://dav.example/".into(), format!("lee@northfield.example {}", file.display())]
    );
    assert!(matches!(&config.delivery, Some(Delivery::Folder(path)) if path.ends_with("outbox")));
    assert_eq!(config.from.as_ref().unwrap().name.as_deref(), Some("went dark"));
    let [lead, own] = &config.digests[..] else { panic!("{:?}", config.digests) };
    let dana = config.roster.team.reps[0].address.clone();
    assert_eq!((&lead.covers, lead.at, lead.empty), (&Covers::Reps(vec![dana.clone()]), time(8, 0, 0, 0), SendEmpty::Skip));
    assert_eq!((&lead.days[..], lead.zone.iana_name()), (&[Weekday::Monday, Weekday::Friday][..], Some("Europe/Berlin")));
    assert!(own.rep && own.to == dana && own.days == calendar.work_days && !lead.rep);
    let warnings: Vec<&str> = config.warnings.iter().map(|warning| warning.what()).collect();
    let commands = config.commands.as_ref().unwrap();
    assert!(commands.tags && commands.mailbox.owner.as_str() == "wentdark@northfield.example");
    for word in ["no file", "no prospect"] {
        assert!(warnings.iter().any(|warning| warning.contains(word)), "{word} in {warnings:#?}");
    }
}

#[test]
fn every_mistake_of_every_file_is_told_at_once() {
    let main = r#"[team]
domains = ["northfield.example", "gmail.com"]
timezone = "America/Chicago"
time_zone = "Chicago"
work_hours = "17:30-09:00"
work_days = ["mon", "tues"]
holidays = ["2026-02-30", "none.ics"]
managers = ["lead"]
experts = "sam@northfield.example"
suppliers = ["mail.northfield.example"]
foundation = ["discovry"]
[limits]
freshness_hours = "24"
[signals]
lexicon = "none.toml"
[[rep]]
address = "dana@northfield.example"
[[rep]]
address = "dana@northfield.example"
mailbox = { kind = "imap", host = "imap.example", user = "d", secret = "d", port = 0, extra_ca = "none.pem" }
[smtp]
host = "smtp.example"
[[digest]]
to = "pat@acme.example"
covers = ["nobody@northfield.example"]
at = "8"
[[digest]]
to = "pat@acme.example"
at = "08:00"
[colour]
"#;
    let expected = [
        ("wentdark.toml:2:34 `gmail.com` is a free-mail domain", "full address"),
        ("wentdark.toml:3:1 unknown key `timezone`", "did you mean `time_zone`"),
        ("wentdark.toml:4:13 there is no time zone `Chicago`", "America/Chicago"),
        ("wentdark.toml:5:14 `17:30-09:00`", "09:00-17:30"),
        ("wentdark.toml:6:21 `tues` is no day of the week", "tue,"),
        ("wentdark.toml:7:13 `2026-02-30` is no date", "2026-04-20"),
        ("wentdark.toml:7:27 there is no file", "none.ics"),
        ("wentdark.toml:8:13 `lead` is no mail address", "pat@acme.example"),
        ("wentdark.toml:9:11 `team.experts` has to be a list", "square brackets"),
        ("wentdark.toml:10:14 `mail.northfield.example` of a supplier lies within", "wentdark.toml:2"),
        ("wentdark.toml:11:15 `discovry` is not known", "did you mean \"discovery\""),
        ("wentdark.toml:13:19 `limits.freshness_hours` has to be a number", "without quotes"),
        ("wentdark.toml:15:11 there is no file", "none.toml"),
        ("wentdark.toml:16:1 `mailbox` is missing", "mailbox = { kind"),
        ("wentdark.toml:19:11 `dana@northfield.example` is somebody's already", "wentdark.toml:17"),
        ("wentdark.toml:20:84 this number is out of range", "65535"),
        ("wentdark.toml:20:98 there is no file", "none.pem"),
        ("wentdark.toml:21:1 `from` is missing", "from = "),
        ("wentdark.toml:25:11 `nobody@northfield.example` is no rep", "dana@northfield.example"),
        ("wentdark.toml:26:6 `8` is no time of day", "08:00"),
        ("wentdark.toml:28:6 `pat@acme.example` belongs to the prospect Acme", "team"),
        ("wentdark.toml:30:2 unknown key `colour`", "known here: commands"),
    ];
    told(&mistakes(main, &[("a.toml", ACME)]), &expected);
}

#[test]
fn prospects_that_cannot_be_told_apart_are_mistakes() {
    let other = r#"
[[prospect]]
name = "Other"
domains = ["acme.example", "eu.acme.example"]
people = [{ address = "pat@web.de" }, { address = "sam@northfield.example" }]
[[prospect]]
name = "Third"
people = [{ address = "pat@web.de", nmae = "Pat" }]
[[prospect]]
name = "Nobody"
aliases = ["N"]
[[prospect.deal]]
id = "acme-line4"
title = "x"
opened = 2026-04-20
owner = "dan@northfield.example"
[[prospect.deal]]
id = "y"
stage_since = "yesterday"
"#;
    let expected = [
        ("b.toml:4:12 `acme.example` of the prospect Other belongs to the prospect Acme already", "one of the two"),
        ("b.toml:4:28 `eu.acme.example` of the prospect Other lies within", "one of the two"),
        ("b.toml:5:51 `sam@northfield.example` of the prospect Other lies within `northfield.example` of the team", "one side"),
        ("b.toml:8:23 `pat@web.de` of the prospect Third belongs to the prospect Other already", "b.toml:5"),
        ("b.toml:8:37 unknown key `nmae`", "did you mean `name`"),
        ("b.toml:9:1 the prospect Nobody has neither domains nor people", "domains = "),
        ("b.toml:13:6 two deals have the id `acme-line4`", "a.toml:6"),
        ("b.toml:16:9 the owner `dan@northfield.example` is no rep", "did you mean \"dana@northfield.example\""),
        ("b.toml:17:1 `title` is missing", "title = "),
        ("b.toml:17:1 `owner` is missing", "owner = "),
        ("b.toml:19:15 `yesterday` is no date", "2026"),
    ];
    told(&mistakes(&format!("{TEAM}{DANA}"), &[("a.toml", ACME), ("b.toml", other)]), &expected);
}

#[test]
fn a_syntax_error_hides_no_other_mistake() {
    let broken = "[[prospect]]\nname = \"A\ndomains = [\"gmail.com\"]\n[[prospect.deal]]\nowner = nobody\n";
    let unclosed = "[[prospect]]\ndomains = [\"b.example\"\nname = \"B\"\n[[prospect.deal]]\nid = 7\n";
    let main = format!("{TEAM}{DANA}");
    let expected = [
        ("a.toml:2:10 this is no valid TOML", "closing quote"),
        ("a.toml:3:12 `gmail.com` is a free-mail domain", ""),
        ("a.toml:5:9 this is no valid TOML", "double quotes"),
        ("b.toml:3:1 this is no valid TOML", "bracket"),
        ("c.toml:3:12 `web.de` is a free-mail domain", ""),
    ];
    let c = "[[prospect]]\nname = \"C\"\ndomains = [\"web.de\"]\n";
    told(&mistakes(&main, &[("a.toml", broken), ("b.toml", unclosed), ("c.toml", c)]), &expected);
    // Without its team nothing can be said of owners; the rest of the prospects is checked all the same.
    let expected = [("wentdark.toml:1:6 this is no valid TOML", ""), ("c.toml:3:12 `web.de` is a free-mail domain", "")];
    told(&mistakes("[team\nname = 1\n", &[("a.toml", ACME), ("c.toml", c)]), &expected);
}

#[test]
fn a_password_in_the_configuration_is_refused_and_never_shown() {
    let main = TEAM.to_owned()
        + "[[rep]]\naddress = \"dana@northfield.example\"\n"
        + "mailbox = { kind = \"imap\", host = \"imap.example\", user = \"d\", password = \"hunter2 is it\" }\n"
        + "[smtp]\nfrom = \"w@northfield.example\"\nhost = \"smtp.example\"\nuser = \"w\"\nsecret = \"hunter2 too\"\n";
    let dir = tempfile::tempdir().unwrap();
    let mistakes = write(dir.path(), &main, &[]).unwrap_err();
    assert_eq!(mistakes.iter().count(), 2, "{mistakes}");
    for text in [mistakes.to_string(), mistakes.render(true)] {
        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains("secret = \"NAME\"") && text.contains("secrets/NAME"), "{text}");
    }
}

#[test]
fn a_mistake_is_shown_with_its_line_and_a_caret() {
    let dir = tempfile::tempdir().unwrap();
    let mistakes = write(dir.path(), &format!("{TEAM}work_hours = \"9 to 5\"\n{DANA}"), &[]).unwrap_err();
    let file = dir.path().join("wentdark.toml");
    let expected = format!(
        "  x `9 to 5` are no working hours\n   ,-[{}:5:14]\n 4 | time_zone = \"America/Chicago\"\n 5 | work_hours = \"9 to 5\"\n   \
         :              ^^^^^^^^\n 6 |\n   `----\n  help: write them like \"09:00-17:30\"\n\n1 mistake in the configuration",
        file.display()
    );
    assert_eq!(mistakes.to_string(), expected);
    assert!(mistakes.render(true).contains("\u{1b}["), "colours on a terminal");
}

#[test]
fn what_cannot_be_read_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let error = config::load(&dir.path().join("none.toml")).unwrap_err().to_string();
    assert!(error.contains("none.toml: cannot be read") && error.contains("wentdark.example.toml"), "{error}");
    let main = format!("{TEAM}{DANA}");
    std::fs::write(dir.path().join("wentdark.toml"), &main).unwrap();
    std::fs::create_dir(dir.path().join("mail")).unwrap();
    let error = config::load(&dir.path().join("wentdark.toml")).unwrap_err().to_string();
    assert!(error.contains("prospects.d cannot be read") && error.contains("[prospects] dir"), "{error}");
    std::fs::create_dir(dir.path().join("prospects.d")).unwrap();
    std::fs::write(dir.path().join("prospects.d/latin.toml"), b"[[prospect]]\nname = \"\xe9\"\n").unwrap();
    let error = config::load(&dir.path().join("wentdark.toml")).unwrap_err().to_string();
    assert!(error.contains("latin.toml: is not UTF-8"), "{error}");
}

#[test]
fn check_says_what_was_understood() {
    let digest = "[[digest]]\nto = \"lead@northfield.example\"\nat = \"08:00\"\n[smtp]\nfolder = \"out\"\nfrom = \"w@northfield.example\"\n";
    let said = wentdark::cli::check::describe(&load(&format!("{TEAM}{DANA}{digest}"), ACME));
    for line in [
        "team       the team: 1 rep, 0 managers, northfield.example",
        "works      Mon Tue Wed Thu Fri 09:00-17:30, America/Chicago, 0 holidays",
        "silence    quiet after 2, dark after 5 business days",
        "mailbox    dana@northfield.example: Maildir ",
        "prospects  1, 1 deal\n",
        "digest     lead@northfield.example: all deals, Mon Tue Wed Thu Fri 08:00 America/Chicago",
        "from w@northfield.example",
    ] {
        assert!(said.contains(line), "{line} in\n{said}");
    }
}

#[test]
fn names_are_kept_in_one_unicode_form() {
    let decomposed = ACME.replace("\"Acme\"", "\"Cafe\u{301} Noir\"").replace("\"Line 4 retrofit\"", "\"Bu\u{308}ro\"");
    let config = load(&format!("{TEAM}{DANA}"), &decomposed);
    let (prospect, deal) = config.roster.deals().next().unwrap();
    assert_eq!((prospect.name.as_str(), deal.title.as_str()), ("Caf\u{e9} Noir", "B\u{fc}ro"));
}

#[test]
fn the_unit_passes_systemds_own_checks() {
    let unit = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("systemd/wentdark.service")).unwrap();
    let start = "ExecStart=/usr/bin/wentdark run --config /etc/wentdark/wentdark.toml";
    assert!(unit.contains(start), "{unit}");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("wentdark.service");
    // The check wants a program that exists.
    std::fs::write(&path, unit.replace(start, "ExecStart=/bin/true")).unwrap();
    let run = |arguments: &[&str]| Command::new("systemd-analyze").args(arguments).arg(&path).output();
    let Ok(verified) = run(&["verify"]) else {
        assert!(std::env::var_os("CI").is_none(), "CI needs systemd-analyze");
        println!("not run: there is no systemd-analyze here");
        return;
    };
    let said = String::from_utf8_lossy(&[verified.stdout, verified.stderr].concat()).into_owned();
    assert!(verified.status.success() && said.is_empty(), "{said}");
    let security = run(&["security", "--offline=yes", "--no-pager"]).unwrap();
    let said = String::from_utf8_lossy(&security.stdout).into_owned();
    let level = said.rsplit_once("exposure level for wentdark.service: ").and_then(|(_, rest)| rest.split_whitespace().next());
    let level: f64 = level.and_then(|level| level.parse().ok()).unwrap_or_else(|| panic!("{said}"));
    assert!(level <= 1.5, "{said}");
}
