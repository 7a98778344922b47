//! The service as systemd sees it: what it says on its notify socket, what signals do, and that it ends well.

use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::team::{ACME, Team, mail};

mod doctor;
mod files;
mod metrics;
mod status;

/// The service running on a team, with somebody listening where systemd would.
pub(crate) struct Service {
    child: Child,
    socket: UnixDatagram,
    log: PathBuf,
    /// Everything it said so far.
    said: String,
}

impl Service {
    pub(crate) fn start(team: &Team) -> Self {
        Self::start_as(team, |_| ())
    }

    /// One that is started in another way, as `set_up` says.
    pub(crate) fn start_as(team: &Team, set_up: impl FnOnce(&mut Command)) -> Self {
        let path = team.path("notify.sock");
        let socket = UnixDatagram::bind(&path).unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
        command
            .args(["run", "--config", "wentdark.toml"])
            .current_dir(team.path("."))
            .env("NOTIFY_SOCKET", &path)
            .env_remove("STATE_DIRECTORY")
            .stderr(Stdio::from(std::fs::File::create(team.path("log")).unwrap()));
        set_up(&mut command);
        let child = command.spawn().unwrap();
        Self { child, socket, log: team.path("log"), said: String::new() }
    }

    /// Waits until it has said `what` (again).
    pub(crate) fn says(&mut self, what: &str) {
        let start = Instant::now();
        let mut heard = String::new();
        while !heard.contains(what) {
            assert!(start.elapsed() < Duration::from_secs(90), "it never said {what}: {}{heard}\n{}", self.said, self.log());
            let mut buffer = [0u8; 4096];
            if let Ok(length) = self.socket.recv(&mut buffer) {
                heard.push_str(&String::from_utf8_lossy(&buffer[..length]));
                heard.push('\n');
            }
        }
        self.said.push_str(&heard);
    }

    /// What it logged so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub(crate) fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Waits for its end, which must come within five seconds.
    pub(crate) fn ends(&mut self) -> Option<i32> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(start.elapsed() < Duration::from_secs(5), "it didn't end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_when_it_is_ready_reads_reloads_and_ends_well() {
    let team = Team::new();
    let asks = mail(
        "p1@acme.example",
        "Mon, 04 May 2026 14:00:00 +0000",
        "pat@acme.example",
        "dana@northfield.example",
        "Line 4",
        None,
        "Hi",
    );
    team.deliver("", "1.a", "2026-05-04T14:00:05Z", &asks);
    let mut service = Service::start(&team);
    service.says("READY=1");
    service.says("STATUS=every mailbox was read; mailboxes: 1, deals: 1");
    assert_eq!(team.deal("2026-05-05T12:00:00Z", "acme-line4")["state"], "ours", "a report beside the running service");

    team.write(
        "prospects.d/dana.toml",
        &ACME.replace("owner = \"dana@northfield.example\"", "owner = \"nobody@northfield.example\""),
    );
    service.signal("HUP");
    service.says("RELOADING=1");
    service.says("READY=1");
    service.says("STATUS=every mailbox was read");
    let log = || std::fs::read_to_string(team.path("log")).unwrap();
    assert!(log().contains("the old one stays in force"), "{}", log());

    team.write("prospects.d/dana.toml", &ACME.replace("acme-line4", "acme-renamed"));
    service.signal("HUP");
    service.says("READY=1");
    service.says("STATUS=every mailbox was read");
    assert!(log().contains("the configuration was read again"), "{}", log());

    service.signal("TERM");
    service.says("STOPPING=1");
    assert_eq!(service.ends(), Some(0));
    assert!(log().contains("wentdark has ended"));
}

#[test]
fn a_second_service_on_the_same_state_is_told_so() {
    let team = Team::new();
    let mut service = Service::start(&team);
    service.says("READY=1");
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("another wentdark is already running"), "{said}");
}

#[test]
fn a_wrong_configuration_is_exit_code_2_which_the_unit_does_not_restart() {
    let team = Team::new();
    team.write("wentdark.toml", "[team]\nnmae = \"x\"\n");
    let said = team.fails(2, &["run", "--config", "wentdark.toml"]);
    assert!(said.contains("nmae"), "{said}");
    let unit = include_str!("../../systemd/wentdark.service");
    assert!(unit.contains("RestartPreventExitStatus=2"));
}
