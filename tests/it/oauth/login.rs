//! `wentdark login` as somebody sees it: by a code on another device, by the browser of this machine, by pasting.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::World;

fn pending(code: &str) -> (u16, String) {
    (400, format!("{{\"error\": \"{code}\"}}"))
}

const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";

#[test]
fn a_code_is_asked_about_until_it_was_entered_and_less_often_when_the_provider_says_so() {
    let world = World::new("xoauth2", &["device"]);
    world.provider.state().answers = [pending("authorization_pending"), (503, "busy".into()), pending("slow_down")].into();
    world.log_in();
    let state = world.provider.state();
    let times: Vec<_> =
        state.asked.iter().filter(|(_, form)| form.get("grant_type").is_some_and(|kind| kind == DEVICE)).collect();
    assert_eq!(times.len(), 4);
    // One second, two after the server in trouble, and five more after slow_down. A little less may be seen from afar.
    let waited = |n: usize| times[n].0.duration_since(times[n - 1].0);
    assert!(
        waited(2) > Duration::from_millis(1500) && waited(3) > Duration::from_millis(6000),
        "{:?} {:?}",
        waited(2),
        waited(3)
    );
    assert_eq!(times[0].1["device_code"], "device-1");
    assert_eq!(state.asked[0].1["scope"], "mail");
}

#[test]
fn a_code_that_was_declined_or_expired_leaves_nothing_behind() {
    let world = World::new("xoauth2", &["device"]);
    let login = ["login", "dana@northfield.example", "--config", "wentdark.toml"];
    for (code, says) in [
        ("access_denied", "access was declined at own"),
        ("authorization_declined", "access was declined at own"),
        ("expired_token", "the code of own expired before it was entered"),
        ("invalid_client", "own does not accept the app"),
    ] {
        world.provider.state().answers = [pending(code)].into();
        let said = world.team.fails(1, &login);
        assert!(said.contains(says), "{code}: {said}");
    }
    world.provider.state().device = "\"expires_in\": 1, \"interval\": 2".to_owned();
    let said = world.team.fails(1, &login);
    assert!(said.contains("expired before it was entered"), "{said}");
    assert!(!world.team.path("state/grants/own-dana.json").exists());
    let said = world.team.fails(2, &["login", "lee@northfield.example", "--config", "wentdark.toml"]);
    assert!(said.contains("there is one for dana@northfield.example"), "{said}");
}

/// A login in another window.
struct Window {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    /// The page to open.
    page: String,
}

impl Window {
    fn open(world: &World) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wentdark"))
            .args(["login", "dana@northfield.example", "--config", "wentdark.toml"])
            .current_dir(world.team.path("."))
            .env_remove("STATE_DIRECTORY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut page = String::new();
        while !page.trim().starts_with("http") {
            page.clear();
            assert!(out.read_line(&mut page).unwrap() > 0, "no page was shown");
        }
        Self { child, out, page: page.trim().to_owned() }
    }

    fn paste(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// How it ended, and all that it said.
    fn ended(mut self) -> (bool, String) {
        let mut said = String::new();
        self.out.read_to_string(&mut said).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().success(), said)
    }
}

/// What a browser shows at an address.
pub fn visit(address: &str) -> String {
    let url = url::Url::parse(address).unwrap();
    let mut stream = TcpStream::connect(&*url.socket_addrs(|| None).unwrap()).unwrap();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    write!(stream, "GET {}{query} HTTP/1.1\r\nHost: x\r\n\r\n", url.path()).unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    page
}

#[test]
fn a_browser_of_this_machine_comes_back_with_a_code() {
    let world = World::new("oauthbearer", &["authorize"]);
    let window = Window::open(&world);
    assert!(window.page.starts_with(&world.provider.url("/authorize?")), "{}", window.page);
    let back = world.provider.agree(&window.page, "dana");
    assert!(back.starts_with("http://127.0.0.1:"), "{back}");
    let (home, query) = back.split_once('?').unwrap();
    // A browser opens connections that say nothing, asks for an icon, and may be sent here by any page.
    let _silent = TcpStream::connect(home.trim_start_matches("http://").trim_end_matches('/')).unwrap();
    assert!(visit(&format!("{home}favicon.ico")).starts_with("HTTP/1.1 400"));
    let (code, _) = query.split_once("&state=").unwrap();
    let forged = visit(&format!("{home}?{code}&state=guessed"));
    assert!(forged.starts_with("HTTP/1.1 400") && forged.contains("state differs"), "{forged}");
    assert!(world.provider.asked("authorization_code").is_empty());
    let page = visit(&back);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("can be closed"), "{page}");
    let (well, said) = window.ended();
    assert!(well && said.contains("localhost lets us in") && said.contains("Access is kept"), "{said}");
    assert_eq!(world.team.sync(), super::NEW);
}

#[test]
fn without_a_browser_the_address_is_pasted() {
    let world = World::new("oauthbearer", &["authorize"]);
    let mut window = Window::open(&world);
    let back = world.provider.agree(&window.page, "dana");
    window.paste("what do you want?");
    window.paste("http://127.0.0.1:1/?code=x&state=y");
    window.paste(&format!("  {back}"));
    let (well, said) = window.ended();
    assert!(well && said.contains("That is no address") && said.contains("belongs to another login"), "{said}");
    assert_eq!(world.team.sync(), super::NEW);
}

#[test]
fn whoever_declines_or_logs_in_as_somebody_else_changes_nothing() {
    let world = World::new("xoauth2", &["authorize"]);
    let window = Window::open(&world);
    visit(&world.provider.agree(&window.page, "dana"));
    assert!(window.ended().0);
    let kept = || std::fs::read(world.team.path("state/grants/own-dana.json")).unwrap();
    let before = kept();

    let window = Window::open(&world);
    let back = world.provider.agree(&window.page, "dana");
    let (home, state) = (back.split_once('?').unwrap().0, back.split_once("&state=").unwrap().1);
    visit(&format!("{home}?error=access_denied&error_description=not+today&state={state}"));
    let (well, said) = window.ended();
    assert!(!well && said.contains("own did not grant access (access_denied: not today)"), "{said}");

    let window = Window::open(&world);
    visit(&world.provider.agree(&window.page, "lee"));
    let (well, said) = window.ended();
    assert!(!well && said.contains("localhost refuses the access token"), "{said}");
    assert!(said.contains("nothing was kept: was it dana who logged in to own"), "{said}");
    assert_eq!(kept(), before);
    assert_eq!(world.team.sync(), super::NEW);
}
