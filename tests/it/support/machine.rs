//! A machine of its own for a test: a real systemd as its first process, with the program and its unit installed. It takes root
//! and Linux's namespaces; without them the test fails and says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::process::{open, open_folder, run};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/boot.sh");
const UNIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/systemd/wentdark.service");
const NEEDS: &str = "this test boots systemd: it must run as root, on Linux with cgroup 2, with systemd in /lib/systemd and \
                     util-linux (unshare, nsenter, setpriv), where namespaces may be made and an overlay of / be mounted";

/// A running machine; dropped, it is gone with everything that runs in it.
pub struct Machine {
    /// Keeps the namespaces; what it is the parent of is the machine's first process.
    keeper: Child,
    first: String,
    cgroup: PathBuf,
    folder: TempDir,
}

impl Machine {
    /// Boots a machine where `config` is `/etc/wentdark`. A change there is a change in it.
    pub fn boot(config: &Path) -> Self {
        Self::with(config, env!("CARGO_BIN_EXE_wentdark"))
    }

    /// Boots a machine where nothing is installed and `folder` is `/mnt`.
    pub fn bare(folder: &Path) -> Self {
        Self::with(folder, "")
    }

    fn with(config: &Path, program: &str) -> Self {
        assert_eq!(run("id", &["-u"]).trim(), "0", "{NEEDS}");
        open(config);
        let folder = open_folder("wentdark-machine-");
        fs::create_dir(folder.path().join("box")).unwrap();
        let cgroup = new_cgroup();
        let said = fs::File::create(folder.path().join("said")).unwrap();
        let keeper = Command::new("/bin/sh")
            .arg(SCRIPT)
            .env("BOX", folder.path().join("box"))
            .env("CGROUP", &cgroup)
            .env("PROGRAM", program)
            .env("UNIT", UNIT)
            .env("CONFIG", config)
            .stdin(Stdio::null())
            .stdout(said.try_clone().unwrap())
            .stderr(said)
            .spawn()
            .unwrap();
        let mut machine = Self { keeper, first: String::new(), cgroup, folder };
        machine.wait_for_systemd();
        machine
    }

    /// Runs a command in the machine, and gives what it printed and whether it went well.
    pub fn run(&self, command: &[&str]) -> (String, bool) {
        let output = Command::new("nsenter")
            .args(["--target", &self.first, "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wd"])
            .args(command)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("nsenter can't be run ({error}); {NEEDS}"));
        let text = [output.stdout, output.stderr].concat();
        (String::from_utf8_lossy(&text).trim().to_owned(), output.status.success())
    }

    /// Runs a command that must go well.
    pub fn ok(&self, command: &[&str]) -> String {
        let (text, well) = self.run(command);
        assert!(well, "{command:?}: {text}\n{}", self.journal());
        text
    }

    /// Runs lines of shell, all of which must go well.
    pub fn sh(&self, lines: &str) -> String {
        self.ok(&["sh", "-euc", lines])
    }

    /// Adds to the unit, as an operator would with `systemctl edit`.
    pub fn edit(&self, name: &str, lines: &str) {
        let dir = "/run/systemd/system/wentdark.service.d";
        self.sh(&format!("mkdir -p {dir}; printf '[Service]\\n%s\\n' '{lines}' > {dir}/{name}.conf; systemctl daemon-reload"));
    }

    /// What systemd knows of the service.
    pub fn shows(&self, property: &str) -> String {
        self.ok(&["systemctl", "show", "wentdark", "--value", "--property", property])
    }

    /// What stands in the journal about the service.
    pub fn journal(&self) -> String {
        self.run(&["journalctl", "--unit", "wentdark", "--output", "cat", "--no-pager"]).0
    }

    /// Waits until `value` holds `text`, and gives it.
    pub fn until(&self, text: &str, value: impl Fn() -> String) -> String {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            let now = value();
            if now.contains(text) {
                return now;
            }
            assert!(Instant::now() < patience, "never came: {text}\nit is: {now}\n{}", self.journal());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn wait_for_systemd(&mut self) {
        let patience = Instant::now() + Duration::from_secs(30);
        let children = format!("/proc/{0}/task/{0}/children", self.keeper.id());
        loop {
            self.first = fs::read_to_string(&children).unwrap_or_default().trim().to_owned();
            let name = fs::read_to_string(format!("/proc/{}/comm", self.first)).unwrap_or_default();
            if name.trim() == "systemd" && self.run(&["systemctl", "is-active", "basic.target"]).1 {
                return;
            }
            let ended = self.keeper.try_wait().unwrap().is_some();
            if ended || Instant::now() > patience {
                let said = fs::read_to_string(self.folder.path().join("said")).unwrap_or_default();
                panic!("it doesn't boot: {}\n{NEEDS}", said.trim());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Machine {
    /// With the keeper the first process dies, with that one all others; the kernel takes the mounts with them.
    fn drop(&mut self) {
        let _ = self.keeper.kill();
        let _ = self.keeper.wait();
        let patience = Instant::now() + Duration::from_secs(10);
        while remove(&self.cgroup).is_err() && Instant::now() < patience {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A cgroup for one machine, below wherever version 2 is mounted.
fn new_cgroup() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let version_2 = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>()).find(|parts| parts.get(2) == Some(&"cgroup2"));
    let parts = version_2.unwrap_or_else(|| panic!("cgroup 2 is mounted nowhere; {NEEDS}"));
    let name = format!("wentdark-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let cgroup = Path::new(parts[1]).join(name);
    fs::create_dir(&cgroup).unwrap_or_else(|error| panic!("{}: {error}; {NEEDS}", cgroup.display()));
    cgroup
}

/// Removes a cgroup with those in it, which must be empty of processes.
fn remove(cgroup: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(cgroup)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove(&entry.path())?;
        }
    }
    fs::remove_dir(cgroup)
}
