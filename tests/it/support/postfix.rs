//! A Postfix of one's own in front of a [`Dovecot`]: submission with passwords, by STARTTLS and by implicit TLS. It accepts
//! mail for every address and hands it to Dovecot, except that `refused@` is unknown (550) and `busy@` is to be tried
//! again later (451). Runs as root only: Postfix changes between users.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::certs::Certs;
use super::dovecot::Dovecot;
use super::process::{Group, free_ports, open, open_folder, run};

/// A private Postfix.
pub struct Smtp {
    dir: TempDir,
    /// Submission with STARTTLS.
    pub starttls: u16,
    /// Submission with implicit TLS.
    pub implicit: u16,
    /// The authority behind its certificate.
    pub ca: PathBuf,
    running: Option<Group>,
}

impl Smtp {
    /// Starts one that hands its mail to `dovecot` and has passwords checked there.
    pub fn start(dovecot: &Dovecot) -> Self {
        let dir = open_folder("wentdark-postfix-");
        for _ in 0..5 {
            let ports @ [starttls, implicit] = free_ports();
            configure(dir.path(), dovecot, ports);
            if let Some(running) = launch(dir.path(), &ports) {
                return Self { dir, starttls, implicit, ca: dovecot.certs().ca.clone(), running: Some(running) };
            }
        }
        panic!("Postfix does not start: {}", log(dir.path()));
    }

    /// Starts it again with nobody refused or put off any more.
    pub fn accept_everybody(&mut self) {
        self.running = None;
        std::fs::write(self.dir.path().join("access"), "").unwrap();
        let patience = Instant::now() + Duration::from_secs(30);
        while self.running.is_none() {
            assert!(Instant::now() < patience, "Postfix does not start again: {}", self.log());
            self.running = launch(self.dir.path(), &[self.starttls, self.implicit]);
        }
    }

    /// What it wrote down.
    pub fn log(&self) -> String {
        log(self.dir.path())
    }
}

fn log(dir: &Path) -> String {
    std::fs::read_to_string(dir.join("log")).unwrap_or_default()
}

/// Starts the master process itself: `postfix start-fg` would put it into a session of its own, out of our reach.
fn launch(dir: &Path, ports: &[u16]) -> Option<Group> {
    // Debian keeps these commands out of an ordinary user's PATH.
    let paths = format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default());
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        command.env("PATH", &paths).env("DIR", dir).args(["-c", script]);
        command
    };
    // Makes the queue's folders; what it doesn't like it writes to the log.
    assert!(shell("postfix -c \"$DIR\" check").output().unwrap().status.success(), "{}", log(dir));
    Group::start(&mut shell("exec \"$(postconf -h daemon_directory)/master\" -c \"$DIR\" -d"), ports)
}

fn configure(dir: &Path, dovecot: &Dovecot, [starttls, implicit]: [u16; 2]) {
    for (name, owner) in [("spool", "root"), ("data", "postfix")] {
        std::fs::create_dir_all(dir.join(name)).unwrap();
        open(&dir.join(name));
        run("chown", &[owner, dir.join(name).to_str().unwrap()]);
    }
    let Certs { cert, key, .. } = dovecot.certs();
    let (cert, key, auth, lmtp) = (cert.display(), key.display(), dovecot.auth_socket(), dovecot.lmtp());
    let (auth, here) = (auth.display(), dir.display());
    std::fs::write(dir.join("access"), "refused@ 550 5.1.1 nobody has that name here\nbusy@ 451 4.2.1 try again later\n")
        .unwrap();
    let main = format!(
        "compatibility_level = 3.6
queue_directory = {here}/spool
data_directory = {here}/data
maillog_file = {here}/log
maillog_file_prefixes = {here}
myhostname = mx.northfield.example
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_dns_support_level = disabled
biff = no
virtual_mailbox_domains = static:all
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = encrypt
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {auth}
smtpd_tls_auth_only = yes
smtpd_delay_reject = yes
smtpd_recipient_restrictions = check_recipient_access texthash:{here}/access, permit_sasl_authenticated, reject
smtpd_relay_restrictions =
"
    );
    std::fs::write(dir.join("main.cf"), main).unwrap();
    let mut master = format!(
        "127.0.0.1:{starttls} inet n - n - - smtpd
127.0.0.1:{implicit} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
flush unix n - n 1000? 0 flush
lmtp unix - - n - - lmtp
postlog unix-dgram n - n - 1 postlogd
"
    );
    // Name, program, and how many there may be (0: no limit).
    let others = [
        ("rewrite", "trivial-rewrite", 0),
        ("bounce", "bounce", 0),
        ("defer", "bounce", 0),
        ("trace", "bounce", 0),
        ("proxymap", "proxymap", 0),
        ("error", "error", 0),
        ("retry", "error", 0),
        ("verify", "verify", 1),
        ("anvil", "anvil", 1),
        ("scache", "scache", 1),
    ];
    for (service, program, limit) in others {
        master.push_str(&format!("{service} unix - - n - {limit} {program}\n"));
    }
    std::fs::write(dir.join("master.cf"), master).unwrap();
}
