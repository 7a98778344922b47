//! A Cyrus of our own, unpacked from Debian's packages, with the mailbox of one user, dana, whose password is `secret-dana`.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::certs::Certs;
use super::process::{Group, free_ports, libraries, open_folder, run, unpacked};

pub struct Cyrus {
    pub imaps: u16,
    pub ca: PathBuf,
    imap: u16,
    _running: Group,
    _dir: tempfile::TempDir,
}

const PACKAGES: [&str; 11] = [
    "cyrus-imapd",
    "cyrus-common",
    "libclamav12",
    "libical3",
    "libjansson4",
    "libwrap0",
    "libpcre3",
    "libldap-2.5-0",
    "libpq5",
    "libxapian30",
    "sasl2-bin",
];

impl Cyrus {
    pub fn start() -> Self {
        let place = unpacked("cyrus", "usr/lib/cyrus/bin/master", &PACKAGES);
        let dir = open_folder("wentdark-cyrus-");
        let certs = Certs::make(dir.path());
        for folder in ["spool", "sock", "conf/db", "conf/socket", "conf/proc", "conf/log", "conf/lock", "conf/user", "conf/quota"]
        {
            std::fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        add_user(&place, dir.path());
        for _ in 0..5 {
            let [imap, imaps] = free_ports();
            configure(&place, dir.path(), &certs, imap, imaps);
            if dir.path().metadata().unwrap().uid() == 0 {
                run("chown", &["-R", "nobody:nogroup", dir.path().to_str().unwrap()]);
            }
            let mut master = Command::new(place.join("usr/lib/cyrus/bin/master"));
            let file = |name: &str| dir.path().join(name);
            master.env("LD_LIBRARY_PATH", libraries(&place)).arg("-C").arg(file("imapd.conf"));
            master.arg("-M").arg(file("cyrus.conf")).arg("-p").arg(file("pid"));
            if let Some(running) = Group::start(&mut master, &[imap, imaps]) {
                return Self { imaps, ca: certs.ca.clone(), imap, _running: running, _dir: dir };
            }
        }
        panic!("Cyrus does not start");
    }

    /// Runs commands as a mail program does that may change the mailbox; what the server says to each must end well.
    pub fn talk(&self, commands: &[&str]) -> String {
        let stream = TcpStream::connect(("127.0.0.1", self.imap)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let (mut read, mut write) = (BufReader::new(stream.try_clone().unwrap()), stream);
        let mut said = String::new();
        read.read_line(&mut said).unwrap();
        for command in ["LOGIN dana secret-dana"].iter().chain(commands) {
            write.write_all(format!("t {command}\r\n").as_bytes()).unwrap();
            loop {
                let mut line = String::new();
                assert!(read.read_line(&mut line).unwrap() > 0, "{command}: {said}");
                said.push_str(&line);
                if line.starts_with("t ") {
                    assert!(line.starts_with("t OK"), "{command}: {line}");
                    break;
                }
            }
        }
        said
    }

    /// Puts a message into a folder, received in May.
    pub fn append(&self, folder: &str, message: &str) {
        let message = message.replace("\r\n", "\n").replace('\n', "\r\n");
        let command = format!("APPEND {folder} \"11-May-2026 10:00:05 +0000\" {{{}+}}\r\n{message}", message.len());
        self.talk(&[&command]);
    }

    /// Flags and modification sequences of every message.
    pub fn flags(&self, folders: &[&str]) -> String {
        let each = folders.iter().flat_map(|folder| [format!("EXAMINE {folder}"), "FETCH 1:* (UID FLAGS MODSEQ)".to_owned()]);
        let commands: Vec<String> = each.collect();
        let said = self.talk(&commands.iter().map(String::as_str).collect::<Vec<_>>());
        let telling = |line: &&str| line.contains(" FETCH (") || line.contains("HIGHESTMODSEQ");
        said.lines().filter(telling).collect::<Vec<_>>().join("\n")
    }
}

fn add_user(place: &Path, dir: &Path) {
    let mut command = Command::new(place.join("usr/sbin/saslpasswd2"));
    command
        .env("LD_LIBRARY_PATH", libraries(place))
        .args(["-p", "-c", "-u", "localhost", "-f"])
        .arg(dir.join("sasldb"))
        .arg("dana");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"secret-dana").unwrap();
    assert!(child.wait().unwrap().success());
}

fn configure(place: &Path, dir: &Path, certs: &Certs, imap: u16, imaps: u16) {
    let (bin, here) = (place.join("usr/lib/cyrus/bin").display().to_string(), dir.display());
    let owner = if dir.metadata().unwrap().uid() == 0 {
        "cyrus_user: nobody\ncyrus_group: nogroup".to_owned()
    } else {
        format!("cyrus_user: {}cyrus_group: {}", run("id", &["-un"]), run("id", &["-gn"]))
    };
    let imapd = format!(
        "configdirectory: {here}/conf
partition-default: {here}/spool
defaultpartition: default
idlesocket: {here}/sock/idle
{owner}
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {here}/sasldb
sasl_mech_list: PLAIN
allowplaintext: yes
tls_server_cert: {}
tls_server_key: {}
autocreate_quota: 0
autocreate_inbox_folders: Sent|Archive
xlist-sent: Sent
servername: localhost
defaultdomain: localhost
",
        certs.cert.display(),
        certs.key.display()
    );
    std::fs::write(dir.join("imapd.conf"), imapd).unwrap();
    let program = |name: &str, arguments: &str| format!("cmd=\"{bin}/{name} -C {here}/imapd.conf {arguments}\"");
    let cyrus = format!(
        "START {{\n  recover {}\n}}
SERVICES {{
  imap {} listen=\"127.0.0.1:{imap}\"
  imaps {} listen=\"127.0.0.1:{imaps}\"
}}
DAEMON {{\n  idled {}\n}}
",
        program("ctl_cyrusdb", "-r"),
        program("imapd", ""),
        program("imapd", "-s"),
        program("idled", "")
    );
    std::fs::write(dir.join("cyrus.conf"), cyrus).unwrap();
}
