//! Mailboxes that are logged in to with OAuth 2: a real Dovecot that asks a provider whom a token lets in.

mod configured;
mod elsewhere;
mod login;
mod odd;
mod sealed;

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::support::team::{Team, configuration, mail};
use crate::support::{Dovecot, Provider};

/// A provider, a server that takes its tokens, and the team whose rep logs in so.
pub struct World {
    pub provider: Provider,
    pub dovecot: Dovecot,
    pub team: Team,
}

/// The mailbox of `user`, by way of the app `own`.
pub fn place(dovecot: &Dovecot, user: &str) -> String {
    let account = dovecot.user(user);
    format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"{user}\", oauth = \"own\", extra_ca = \"{}\", \
         horizon_days = 36500 }}",
        account.imaps,
        account.ca.display()
    )
}

impl World {
    /// Where tokens are taken by `mechanisms`, and people log in at `endpoints`.
    pub fn new(mechanisms: &'static str, endpoints: &[&str]) -> Self {
        let provider = Provider::start();
        let dovecot = Dovecot::taking_tokens(provider.url("/introspect"), mechanisms);
        let text = mail(
            "p1@acme.example",
            "Mon, 04 May 2026 14:00:00 +0000",
            "pat@acme.example",
            "dana@northfield.example",
            "Line 4",
            None,
            "Hi",
        );
        dovecot.deliver("dana", "INBOX", text.as_bytes());
        let team = Team::new();
        team.write("wentdark.toml", &(configuration(&place(&dovecot, "dana")) + &provider.app(endpoints)));
        team.secret("app", "app-secret");
        Self { provider, dovecot, team }
    }

    /// Where Dana has granted access.
    pub fn granted(mechanisms: &'static str, lifetime: u64) -> Self {
        let world = Self::new(mechanisms, &["device"]);
        world.provider.state().lifetime = lifetime;
        world.log_in();
        world
    }

    pub fn log_in(&self) -> String {
        self.team.ok(&["login", "dana@northfield.example", "--config", "wentdark.toml"])
    }

    fn renewals(&self) -> usize {
        self.provider.asked("refresh_token").len()
    }

    /// A sync that fails, and what it says.
    fn unread(&self) -> String {
        self.team.fails(1, &["sync", "--config", "wentdark.toml"])
    }

    /// The command that mends it.
    pub fn command(&self, who: &str) -> String {
        let path = std::fs::canonicalize(self.team.path("wentdark.toml")).unwrap();
        format!("run `wentdark login {who} --config {}`", path.display())
    }
}

const NEW: &str = "dana@northfield.example: 1 new, 1 of them concern deals or the team\n";

#[test]
fn a_mailbox_is_read_with_a_token_by_either_mechanism() {
    for mechanism in ["xoauth2", "oauthbearer"] {
        let world = World::new(mechanism, &["device"]);
        let said = world.unread();
        let missing = format!("nobody has logged in to own for dana yet: {}", world.command("dana@northfield.example"));
        assert!(said.contains(&missing), "{said}");
        let checked = world.team.run(&["check", "--config", "wentdark.toml"]);
        assert!(String::from_utf8_lossy(&checked.stderr).contains(&missing), "{checked:?}");
        let untouched = world.dovecot.flags("dana");
        let said = world.log_in();
        assert!(said.contains("enter the code:  ABCD-EFGH") && said.contains("https://login.example/device"), "{said}");
        assert!(said.contains("dana@northfield.example: localhost lets us in, "), "{said}");
        assert_eq!(world.team.sync(), NEW, "{mechanism}");
        assert!(world.dovecot.log().contains(&mechanism.to_uppercase()) || world.renewals() == 0, "{}", world.dovecot.log());
        assert_eq!(world.dovecot.flags("dana"), untouched);
        let checked = world.team.run(&["check", "--connect", "--config", "wentdark.toml"]);
        assert!(checked.status.success() && checked.stderr.is_empty(), "{checked:?}");
        let mode = |name: &str| std::fs::metadata(world.team.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("state/grants"), mode("state/grants/own-dana.json")), (0o700, 0o600));
        assert_eq!(world.renewals(), 0, "a token that holds is used as it is");
    }
}

#[test]
fn a_server_that_takes_no_tokens_is_told_and_passwords_go_on_beside_tokens() {
    let world = World::granted("xoauth2", 3600);
    let lee = format!(
        "[[rep]]\naddress = \"lee@northfield.example\"\nmailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"lee\", \
         secret = \"lee\", extra_ca = \"{}\" }}\n",
        world.dovecot.user("lee").imaps,
        world.dovecot.user("lee").ca.display()
    );
    world.team.secret("lee", "secret-lee");
    world.team.write("wentdark.toml", &(configuration(&place(&world.dovecot, "dana")) + &lee + &world.provider.app(&["device"])));
    let said = world.team.sync();
    assert!(said.contains(NEW.trim()) && said.contains("lee@northfield.example: 0 new"), "{said}");
    let without = Dovecot::start();
    world.team.write("wentdark.toml", &(configuration(&place(&without, "dana")) + &world.provider.app(&["device"])));
    assert!(world.unread().contains("offers no login with an access token"), "{}", world.unread());
}

#[test]
fn a_token_is_renewed_when_it_expires_and_a_new_refresh_token_takes_the_place_of_the_old() {
    let world = World::granted("oauthbearer", 0);
    world.provider.state().rotates = true;
    for _ in 0..3 {
        world.team.sync();
    }
    let mut used: Vec<String> = world.provider.asked("refresh_token").iter().map(|form| form["refresh_token"].clone()).collect();
    used.dedup();
    assert_eq!(used.len(), 3, "each is used once: {used:?}");
    // The last one is the one on disk.
    let kept = std::fs::read_to_string(world.team.path("state/grants/own-dana.json")).unwrap();
    let live = world.provider.state().refresh.keys().next().unwrap().clone();
    assert!(kept.contains(&live) && !kept.contains(used.last().unwrap().as_str()), "{kept}");
    let files = std::fs::read_dir(world.team.path("state/grants")).unwrap().count();
    assert_eq!(files, 2, "the grant and its lock, and nothing left over");
}

#[test]
fn a_token_that_the_server_no_longer_takes_is_renewed_at_once() {
    let world = World::granted("xoauth2", 3600);
    world.provider.state().access.clear();
    assert_eq!(world.team.sync(), NEW);
    assert_eq!(world.renewals(), 1);
    assert!(world.dovecot.log().contains("oauth2 failed") || world.dovecot.log().contains("Token"), "{}", world.dovecot.log());
}

#[test]
fn a_revoked_grant_is_told_everywhere_with_the_command_that_mends_it() {
    let world = World::granted("oauthbearer", 3600);
    world.team.sync();
    world.provider.state().access.clear();
    world.provider.state().refresh.clear();
    let said = world.unread();
    let mends = world.command("dana@northfield.example");
    let told =
        format!("dana@northfield.example: not read: own no longer grants access for dana (invalid_grant: no way, sir): {mends}");
    assert!(said.contains(&told), "{said}");
    assert!(said.contains("ERROR") && said.contains("until somebody mends it"), "{said}");
    world.team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
    let digest = std::fs::read_to_string(world.team.path("out/lead@northfield.example.txt")).unwrap();
    let digest = digest.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(digest.contains("wentdark login dana@northfield.example"), "{digest}");
    let status = world.team.fails(1, &["status", "--config", "wentdark.toml"]);
    assert!(status.contains("wentdark login dana@northfield.example"), "{status}");
    let doctor = world.team.fails(1, &["doctor", "--config", "wentdark.toml"]);
    assert!(doctor.contains("wentdark login dana@northfield.example"), "{doctor}");
    world.log_in();
    assert!(world.team.sync().contains("dana@northfield.example: 0 new"));
}

#[test]
fn a_token_that_is_somebody_elses_is_refused_with_the_servers_words() {
    let world = World::granted("oauthbearer", 3600);
    // The provider gives tokens for another account.
    world.provider.state().access.clear();
    world.provider.state().refresh.values_mut().for_each(|user| *user = "lee".to_owned());
    let said = world.unread();
    assert!(said.contains("localhost refuses the access token: ") && said.contains("status invalid_token"), "{said}");
    assert!(said.contains(&world.command("dana@northfield.example")) && said.contains("as dana there"), "{said}");
}

#[test]
fn a_provider_in_trouble_is_tried_later_and_a_wrong_app_is_for_a_human() {
    let world = World::granted("xoauth2", 0);
    for (status, body) in
        [(503, "busy"), (500, "{\"error\": \"server_error\"}"), (400, "{\"error\": \"temporarily_unavailable\"}")]
    {
        world.provider.state().answers.push_back((status, body.to_owned()));
        let said = world.unread();
        assert!(said.contains("not read: ") && !said.contains("wentdark login") && !said.contains("ERROR"), "{status}: {said}");
    }
    assert_eq!(world.team.sync(), NEW);
    world.provider.state().answers.push_back((404, "<html>".to_owned()));
    assert!(world.unread().contains("is oauth.token its token endpoint?"));
    world.team.secret("app", "another-secret");
    let said = world.unread();
    assert!(said.contains("own does not accept the app: see client_id and secret of [[oauth]]"), "{said}");
    assert!(said.contains("ERROR") && !said.contains("wentdark login") && !said.contains("another-secret"), "{said}");
}

#[test]
fn a_grant_for_another_app_or_for_less_than_is_needed_now_is_not_used() {
    let world = World::granted("xoauth2", 3600);
    let text = std::fs::read_to_string(world.team.path("wentdark.toml")).unwrap();
    world.team.write("wentdark.toml", &text.replace("\"app-1\"", "\"app-2\""));
    assert!(world.unread().contains("was with another app or endpoint"));
    world.team.write("wentdark.toml", &text.replace("[\"mail\"]", "[\"mail\", \"calendar\"]"));
    assert!(world.unread().contains("did not ask for calendar yet"));
    world.team.write("wentdark.toml", &text);
    std::fs::set_permissions(world.team.path("state/grants/own-dana.json"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(world.unread().contains("can be read by others; run: chmod 600 "));
    assert!(world.provider.asked("refresh_token").is_empty());
}

#[test]
fn processes_that_come_at_once_renew_once() {
    let world = World::granted("xoauth2", 0);
    world.provider.state().lifetime = 3600;
    world.provider.state().rotates = true;
    let check = || {
        Command::new(env!("CARGO_BIN_EXE_wentdark"))
            .args(["check", "--connect", "--config", "wentdark.toml"])
            .current_dir(world.team.path("."))
            .env_remove("STATE_DIRECTORY")
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut all: Vec<_> = (0..4).map(|_| check()).collect();
    for child in &mut all {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(world.renewals(), 1, "the others wait, and use what the first one got");
}
