//! Server processes: started in a group of their own, ready when their ports answer, killed with all their children.

use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A running server with everything it started.
pub struct Group(Child);

impl Group {
    /// Starts `command` and waits until all `ports` answer; `None` when it ends instead (a port was taken meanwhile).
    pub fn start(command: &mut Command, ports: &[u16]) -> Option<Self> {
        let quiet = command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut group = Self(quiet.spawn().unwrap_or_else(|error| panic!("{command:?} can't be started: {error}")));
        let patience = Instant::now() + Duration::from_secs(30);
        while !ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            if group.0.try_wait().unwrap().is_some() {
                return None;
            }
            assert!(Instant::now() < patience, "{command:?} does not answer at {ports:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(group)
    }

    /// Kills every process of that name in it, as the system does with one that takes more memory than it may have. How many.
    pub fn kill(&self, name: &str) -> usize {
        let is_one = |process: &u32| {
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
            // proc(5): the name stands in parentheses, the group three fields behind it.
            stat.split_once(") ").is_some_and(|(head, rest)| {
                head.ends_with(&format!("({name}")) && rest.split(' ').nth(2) == Some(&self.0.id().to_string())
            })
        };
        let all = std::fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let found: Vec<u32> = all.filter(is_one).collect();
        found.iter().for_each(|process| drop(Command::new("sh").args(["-c", &format!("kill -KILL {process}")]).status()));
        found.len()
    }
}

impl Drop for Group {
    /// At once and for all: a test's server has nothing to save. The shell's own `kill` knows process groups.
    fn drop(&mut self) {
        let _ = Command::new("sh").args(["-c", &format!("kill -KILL -{}", self.0.id())]).status();
        let _ = self.0.wait();
    }
}

/// Ports that nobody listens at now.
pub fn free_ports<const N: usize>() -> [u16; N] {
    let held = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    std::array::from_fn(|index| held[index].local_addr().unwrap().port())
}

/// Runs a command to its end and gives what it printed; failing is the test's failure.
pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{program} can't be run: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Where the packages of a server lie unpacked, its `program` among them. They are unpacked when they aren't there yet; of several tests
/// that find them missing one does it.
pub fn unpacked(server: &str, program: &str, packages: &[&str]) -> PathBuf {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(server);
    if !place.join(program).exists() {
        let _ = std::fs::remove_dir_all(&place);
        run(&format!("{}/tests/unpack", env!("CARGO_MANIFEST_DIR")), &[&[place.to_str().unwrap()], packages].concat());
    }
    place
}

/// Where unpacked programs find their libraries.
pub fn libraries(place: &Path) -> String {
    let folders =
        ["usr/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu"];
    folders.map(|folder| place.join(folder).display().to_string()).join(":")
}

/// A temporary folder that servers under their own users can enter.
pub fn open_folder(name: &str) -> tempfile::TempDir {
    let dir = tempfile::Builder::new().prefix(name).tempdir().unwrap();
    open(dir.path());
    dir
}

/// Lets everybody read and enter.
pub fn open(path: &Path) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}
