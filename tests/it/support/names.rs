//! A real name server (dnsmasq) with records of the test's own, at an address of loopback that no other test has; and programs run where the
//! system asks that one. It takes root: the place of `/etc/resolv.conf` is taken in a mount namespace, and names are asked at port 53.

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::process::run;

/// The name server; it ends with the test.
pub struct Names {
    child: Child,
    dir: TempDir,
    /// Its address, of which every port is the test's.
    pub address: Ipv4Addr,
}

impl Names {
    /// Starts one that knows these records (options of dnsmasq) and nothing else.
    pub fn start(records: &[String]) -> Self {
        Self::start_with(&|_| records.to_vec())
    }

    /// The same with records that are made when its address is known.
    pub fn start_with(records: &dyn Fn(Ipv4Addr) -> Vec<String>) -> Self {
        static COUNT: AtomicU8 = AtomicU8::new(1);
        assert_eq!(run("id", &["-u"]).trim(), "0", "this test asks a name server at port 53 of loopback: it must run as root");
        let [high, low] = (std::process::id() as u16).to_be_bytes();
        let address = Ipv4Addr::new(127, high.max(1), low, COUNT.fetch_add(1, Ordering::Relaxed));
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("resolv.conf"), format!("nameserver {address}\n")).unwrap();
        let child = Command::new("dnsmasq")
            .args(["--keep-in-foreground", "--conf-file=/dev/null", "--no-hosts", "--no-resolv", "--pid-file=", "--user=root"])
            .args(["--bind-interfaces", "--local-ttl=60", "--local=/example/", "--log-facility=-"])
            .arg(format!("--listen-address={address}"))
            .args(records(address))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(dir.path().join("log")).unwrap())
            .spawn()
            .unwrap_or_else(|error| panic!("dnsmasq can't be started: {error}"));
        let mut names = Self { child, dir, address };
        let start = Instant::now();
        while std::net::TcpStream::connect((address, 53)).is_err() {
            let log = || std::fs::read_to_string(names.dir.path().join("log")).unwrap();
            assert!(names.child.try_wait().unwrap().is_none(), "dnsmasq ended: {}", log());
            assert!(start.elapsed() < Duration::from_secs(30), "dnsmasq does not answer: {}", log());
            std::thread::sleep(Duration::from_millis(20));
        }
        names
    }

    /// The binary with these arguments, in `dir`, where this is the system's name server.
    pub fn wentdark(&self, dir: &Path, arguments: &[&str]) -> (String, Option<i32>) {
        let script = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";
        let output = Command::new("unshare")
            .args(["--mount", "sh", "-c", script])
            .arg(self.dir.path().join("resolv.conf"))
            .arg(env!("CARGO_BIN_EXE_wentdark"))
            .args(arguments)
            .current_dir(dir)
            .env_remove("STATE_DIRECTORY")
            .env_remove("CREDENTIALS_DIRECTORY")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (said, output.status.code())
    }
}

impl Drop for Names {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
