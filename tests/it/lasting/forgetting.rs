//! Who was forgotten stays so, whatever comes after; and the proof tells them from others of nearly the same name.

use super::*;

/// The service has run on the story, and so keeps the prospects files.
fn served() -> Team {
    let team = Team::new();
    story(&team);
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read");
    service.signal("TERM");
    assert_eq!(service.ends(), Some(0));
    fs::remove_file(team.path("notify.sock")).unwrap();
    team
}

fn forget(team: &Team, who: &str, code: i32) -> String {
    let arguments = [&["forget", who, "--yes"], &CONFIG[..]].concat();
    if code == 0 { team.ok(&arguments) } else { team.fails(code, &arguments) }
}

#[test]
fn a_copy_from_before_brings_nobody_back() {
    let team = served();
    team.ok(&["backup", "copy.sqlite3", "--config", "wentdark.toml"]);
    forget(&team, "pat@acme.example", 0);
    let restore = || team.ok(&["restore", "copy.sqlite3", "--config", "wentdark.toml"]);
    let said = restore();
    assert!(said.contains("1 addresses and domains were forgotten since"), "{said}");
    assert_eq!(team.rows("forgotten"), 1);
    for text in ["pat@acme.example", "pat lee"] {
        assert_eq!(found(&team, text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(team.deal(NOON, "acme-line4")["last_reply"]["message_id"], "k1@acme.example", "others' mail is back");
    team.sync();
    assert_eq!(found(&team, "pat@acme.example"), Vec::<String>::new(), "nor are they read again");

    // A prospect, which the files don't know any more.
    forget(&team, "Acme Industrial", 1);
    team.write("prospects.d/dana.toml", "");
    let said = restore();
    assert!(said.contains("were forgotten since the copy was made"), "{said}");
    for text in ["acme", "pat lee", "kim@"] {
        assert_eq!(found(&team, text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(team.rows("message"), 0);
}

#[test]
fn a_start_with_a_mistake_goes_on_without_whoever_was_forgotten() {
    let people = "people = [{ address = \"pat@acme.example\", name = \"Pat Lee\" }, { address = \"kim@acme.example\" }]\n[[prospect.deal]]";
    let team = Team::new();
    team.write("prospects.d/dana.toml", &ACME.replace("[[prospect.deal]]", people));
    story(&team);
    team.sync();
    let said = forget(&team, "pat@acme.example", 1);
    assert!(said.contains("no trace is left") && said.contains("still named in"), "{said}");
    team.write("prospects.d/dana.toml", &ACME.replace("opened = ", "opend = "));
    let mut service = Service::start(&team);
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 1; the files on disk have mistakes");
    assert_eq!(found(&team, "pat@acme.example"), Vec::<String>::new());
    assert_ne!(found(&team, "kim@acme.example"), Vec::<String>::new());
}

#[test]
fn others_of_nearly_the_same_name_are_no_trace() {
    let team = Team::new();
    let org = "[[prospect]]\nname = \"Acme Society\"\ndomains = [\"acme.example.org\"]\n[[prospect.deal]]\nid = \"society\"\n\
               title = \"Hall\"\nopened = 2026-04-20\nowner = \"dana@northfield.example\"\n";
    team.write("prospects.d/dana.toml", &format!("{ACME}{org}"));
    story(&team);
    for (day, from) in ["ann@acme.example", "Joann Roe <joann@acme.example>", "al@acme.example.org"].iter().enumerate() {
        let (id, at) = (format!("m{day}@x.example"), format!("2026-05-{:02}T10:00:03Z", day + 8));
        let text = mail(&id, &format!("{:02} May 2026 10:00:00 +0000", day + 8), from, DANA, "Line 4", None, "Hi");
        team.deliver("", &format!("9{day}.x"), &at, &text);
    }
    team.sync();
    let said = forget(&team, "ann@acme.example", 0);
    assert!(said.contains("removed: 1 message,") && said.contains("no trace is left"), "{said}");
    assert_ne!(found(&team, "joann@acme.example"), Vec::<String>::new(), "another person");
    let said = forget(&team, "Acme Industrial", 1);
    assert!(
        said.contains("no trace is left") && said.contains("still named in") && said.contains("not reached: backups"),
        "{said}"
    );
    assert_eq!(found(&team, "joann@"), Vec::<String>::new());
    assert_eq!(team.deal(NOON, "society")["last_reply"]["message_id"], "m2@x.example");
}

#[test]
fn what_a_rep_who_has_left_granted_goes_too() {
    let team = Team::new();
    story(&team);
    team.sync();
    let grant = |user: &str| {
        format!(
            "{{\"user\":\"{user}\",\"client_id\":\"c\",\"endpoint\":\"e\",\"scopes\":[],\"refresh_token\":\"r\",\
             \"access_token\":\"a\",\"expires\":\"2026-05-20T12:00:00Z\",\"lifetime\":1}}"
        )
    };
    team.write("state/grants/google-lee@northfield.example.json", &grant("Lee@northfield.example"));
    team.write("state/grants/google-lee@northfield.example.json.lock", "");
    team.write("state/grants/google-jo-lee@northfield.example.json", &grant("jo-lee@northfield.example"));
    let said = team.ok(&["forget", "lee@northfield.example", "--config", "wentdark.toml"]);
    assert!(said.contains("would be removed: access that was granted"), "{said}");
    let said = forget(&team, "lee@northfield.example", 0);
    assert!(said.contains("removed: access that was granted"), "{said}");
    let left: Vec<_> = fs::read_dir(team.path("state/grants")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["google-jo-lee@northfield.example.json"]);
}

#[test]
fn the_state_is_open_to_nobody_else_whatever_the_umask() {
    let team = Team::new();
    story(&team);
    team.sync();
    let mode = |name: &str| run("stat", &["--format", "%a", team.path(name).to_str().unwrap()]).trim().to_owned();
    assert_eq!((mode("state"), mode("state/wentdark.sqlite3")), ("700".into(), "600".into()));
}
