//! A Dovecot of one's own: IMAP with STARTTLS and with implicit TLS, LMTP, and a socket at which Postfix asks for passwords.
//! Every name is a user, with the password `secret-NAME`.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;
use wentdark::domain::mail::FolderRole;
use wentdark::sources::imap::{Imap, ImapSettings, Login, Tls};
use wentdark::sources::{Folder, Remembered, SourceError};

use super::certs::Certs;
use super::process::{Group, free_ports, open_folder, run};

/// A private Dovecot with Maildir storage.
pub struct Dovecot {
    dir: TempDir,
    certs: Certs,
    /// IMAP (STARTTLS), IMAPS, LMTP.
    ports: [u16; 3],
    /// Where it asks whom an access token lets in, and by which mechanisms it takes one.
    tokens: Option<(String, &'static str)>,
    running: Option<Group>,
}

/// How to log in.
pub struct Account {
    pub host: String,
    /// STARTTLS.
    pub imap: u16,
    /// Implicit TLS.
    pub imaps: u16,
    pub user: String,
    pub password: String,
    pub ca: PathBuf,
}

/// The folders every user has, as special-use says.
const FOLDERS: [(&str, &str); 5] =
    [("Sent", "\\Sent"), ("Drafts", "\\Drafts"), ("Junk", "\\Junk"), ("Trash", "\\Trash"), ("Archive", "\\Archive")];

impl Dovecot {
    /// Starts one and waits until it answers.
    pub fn start() -> Self {
        Self::start_as(None)
    }

    /// One that takes access tokens too, by `mechanisms`, and asks a provider at `introspection` whom each lets in.
    pub fn taking_tokens(introspection: String, mechanisms: &'static str) -> Self {
        Self::start_as(Some((introspection, mechanisms)))
    }

    fn start_as(tokens: Option<(String, &'static str)>) -> Self {
        let dir = open_folder("wentdark-dovecot-");
        let certs = Certs::make(dir.path());
        let mut dovecot = Self { dir, certs, ports: [0; 3], tokens, running: None };
        for _ in 0..5 {
            dovecot.ports = free_ports();
            std::fs::write(dovecot.conf(), dovecot.configuration()).unwrap();
            dovecot.running = dovecot.launch();
            if dovecot.running.is_some() {
                return dovecot;
            }
        }
        panic!("Dovecot does not start: {}", dovecot.log());
    }

    /// How `name` logs in.
    pub fn user(&self, name: &str) -> Account {
        let [imap, imaps, _] = self.ports;
        let password = format!("secret-{name}");
        Account { host: "localhost".into(), imap, imaps, user: name.into(), password, ca: self.certs.ca.clone() }
    }

    /// Puts a message into a folder as a delivery does, received now.
    pub fn deliver(&self, user: &str, folder: &str, message: &[u8]) {
        self.deliver_at(user, folder, message, SystemTime::now());
    }

    /// The same, received at `when` (a Maildir keeps that as the modification time).
    pub fn deliver_at(&self, user: &str, folder: &str, message: &[u8], when: SystemTime) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let maildir = self.folder(user, folder);
        let name = format!("1700000000.M{:06}.test", COUNT.fetch_add(1, Ordering::Relaxed));
        let being_written = maildir.join("tmp").join(&name);
        std::fs::write(&being_written, message).unwrap();
        std::fs::File::options().write(true).open(&being_written).unwrap().set_modified(when).unwrap();
        self.give(&being_written);
        std::fs::rename(&being_written, maildir.join("new").join(&name)).unwrap();
    }

    /// The folder's Maildir, made when it isn't there.
    pub fn folder(&self, user: &str, folder: &str) -> PathBuf {
        let home = self.dir.path().join("mail").join(user);
        let inbox = folder.eq_ignore_ascii_case("INBOX");
        let maildir = if inbox { home.clone() } else { home.join(format!(".{}", folder.replace('/', "."))) };
        for path in [home, maildir.clone(), maildir.join("tmp"), maildir.join("cur"), maildir.join("new")] {
            if !path.exists() {
                std::fs::create_dir_all(&path).unwrap();
                self.give(&path);
            }
        }
        if !inbox {
            let mark = maildir.join("maildirfolder");
            std::fs::write(&mark, "").unwrap();
            self.give(&mark);
        }
        maildir
    }

    /// Every message of a user: where its file is, with the flags that its name carries, and its octets. Reading must not
    /// change a byte of it, nor move a file from `new/` (that would take \Recent away).
    pub fn flags(&self, user: &str) -> BTreeMap<String, Vec<u8>> {
        let home = self.dir.path().join("mail").join(user);
        let mut found = BTreeMap::new();
        let folders = std::fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().path());
        for folder in folders.filter(|path| path.is_dir()).flat_map(|path| [path.clone(), path.join("cur"), path.join("new")]) {
            let files = std::fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path());
            for file in files.filter(|path| path.is_file() && is_message(path)) {
                found.insert(file.strip_prefix(&home).unwrap().display().to_string(), std::fs::read(&file).unwrap());
            }
        }
        found
    }

    /// Messages in a folder as an IMAP client reads them, oldest first, once there are at least `count` of them.
    pub fn wait_for(&self, user: &str, folder: &str, count: usize) -> Vec<String> {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            let found = self.read(user, folder);
            if found.len() >= count {
                return found;
            }
            assert!(Instant::now() < patience, "{} of {count} messages arrived; {}", found.len(), self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Reads a folder over IMAP. On a thread of its own, so that asynchronous tests can ask too.
    fn read(&self, user: &str, folder: &str) -> Vec<String> {
        let Account { host, imaps, user, password, ca, .. } = self.user(user);
        let settings = ImapSettings {
            host,
            port: imaps,
            tls: Tls::Implicit,
            user,
            login: Login::Password(password.into()),
            horizon_days: 36_500,
            sent: None,
            extra_ca: Some(ca),
            header_fields: wentdark::reading::triage::FIELDS,
            whole_up_to: 4 << 20,
            compress: false,
        };
        let folder = Folder { name: folder.to_owned(), role: FolderRole::Inbox };
        let reading = async {
            let mut imap = Imap::connect(&settings).await?;
            let listing = imap.list(&folder, &Remembered::default(), jiff::Timestamp::now()).await?;
            let mails = imap.whole(&folder, &listing.new, 4 << 20).await?;
            imap.logout().await;
            Ok::<_, SourceError>(mails)
        };
        let mails = std::thread::scope(|scope| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            scope.spawn(move || runtime.block_on(reading)).join().unwrap()
        });
        let mails = mails.unwrap_or_else(|error| panic!("{error}; {}", self.log()));
        mails.into_iter().map(|mail| String::from_utf8(mail.bytes).unwrap()).collect()
    }

    /// Runs `doveadm` for a user: `["expunge", "mailbox", "INBOX", "uid", "2"]`.
    pub fn doveadm(&self, user: &str, command: &[&str]) -> String {
        let conf = self.conf();
        let (verb, rest) = command.split_first().unwrap();
        run("doveadm", &[&["-c", conf.to_str().unwrap(), verb, "-u", user], rest].concat())
    }

    /// Forgets how a folder's messages are numbered: the next visitor finds another UIDVALIDITY.
    pub fn renumber(&self, user: &str, folder: &str) {
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().path();
        for path in std::fs::read_dir(self.folder(user, folder)).unwrap().map(name) {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            if file == "dovecot-uidlist" || file.starts_with("dovecot.index") {
                std::fs::remove_file(path).unwrap();
            }
        }
    }

    /// Offers these capabilities alone from now on, after login.
    pub fn offer(&mut self, capabilities: &str) {
        self.configure(&format!("imap_capability = {capabilities}"));
    }

    /// Adds a line to the configuration, and starts it again with that.
    pub fn configure(&mut self, line: &str) {
        self.stop();
        let text = std::fs::read_to_string(self.conf()).unwrap();
        std::fs::write(self.conf(), format!("{text}{line}\n")).unwrap();
        self.restart();
    }

    /// Kills the server as a power cut does. Its children go a moment after it.
    pub fn stop(&mut self) {
        self.running = None;
        let patience = Instant::now() + Duration::from_secs(30);
        while self.ports.iter().any(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            assert!(Instant::now() < patience, "Dovecot does not end: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kills the processes that answer in the sessions there are, and no other. How many.
    pub fn kill_sessions(&self) -> usize {
        self.running.as_ref().unwrap().kill("imap")
    }

    /// Starts it again where it was.
    pub fn restart(&mut self) {
        self.stop();
        let patience = Instant::now() + Duration::from_secs(30);
        while self.running.is_none() {
            assert!(Instant::now() < patience, "Dovecot does not start again: {}", self.log());
            self.running = self.launch();
        }
    }

    /// Where mail is handed over by LMTP.
    pub fn lmtp(&self) -> u16 {
        self.ports[2]
    }

    /// The socket at which Postfix has passwords checked.
    pub fn auth_socket(&self) -> PathBuf {
        self.dir.path().join("run/auth-smtp")
    }

    /// The certificates, for a neighbour to use too.
    pub fn certs(&self) -> &Certs {
        &self.certs
    }

    /// What it wrote down.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.dir.path().join("log")).unwrap_or_default()
    }

    fn conf(&self) -> PathBuf {
        self.dir.path().join("dovecot.conf")
    }

    fn launch(&self) -> Option<Group> {
        Group::start(Command::new("dovecot").arg("-F").arg("-c").arg(self.conf()), &self.ports)
    }

    /// Mail belongs to whom Dovecot runs a session as: nobody when root starts it (it refuses to read as root), else ourselves.
    fn owner(&self) -> Option<(u32, u32)> {
        (self.dir.path().metadata().unwrap().uid() == 0).then_some((65534, 65534))
    }

    fn give(&self, path: &Path) {
        if let Some((user, group)) = self.owner() {
            chown(path, Some(user), Some(group)).unwrap();
        }
    }

    /// The mechanisms for access tokens, and how they are checked.
    fn by_token(&self) -> (&'static str, String) {
        let Some((introspection, mechanisms)) = &self.tokens else { return ("", String::new()) };
        let conf = self.dir.path().join("oauth2.conf");
        let text = format!(
            "introspection_mode = post\nintrospection_url = {introspection}\nforce_introspection = yes\n\
             username_attribute = username\nactive_attribute = active\nactive_value = true\n"
        );
        std::fs::write(&conf, text).unwrap();
        let driver = "driver = oauth2\n  mechanisms = xoauth2 oauthbearer";
        (mechanisms, format!("passdb {{\n  {driver}\n  args = {}\n}}\n", conf.display()))
    }

    fn configuration(&self) -> String {
        let dir = self.dir.path().display();
        let [imap, imaps, lmtp] = self.ports;
        let Certs { cert, key, .. } = &self.certs;
        let (cert, key) = (cert.display(), key.display());
        let own = self.dir.path().metadata().unwrap();
        let (uid, gid) = self.owner().unwrap_or((own.uid(), own.gid()));
        let ourselves = match self.owner() {
            Some(_) => String::new(),
            None => {
                let (user, group) = (run("id", &["-un"]), run("id", &["-gn"]));
                format!("default_internal_user = {user}default_login_user = {user}default_internal_group = {group}")
            }
        };
        let (mechanisms, by_token) = self.by_token();
        let special =
            FOLDERS.map(|(name, usage)| format!("  mailbox {name} {{\n    auto = create\n    special_use = {usage}\n  }}\n"));
        let special = special.concat();
        let mail = self.dir.path().join("mail");
        std::fs::create_dir_all(&mail).unwrap();
        self.give(&mail);
        format!(
            "protocols = imap lmtp
listen = 127.0.0.1
base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/log
{ourselves}
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
mail_location = maildir:{dir}/mail/%n
first_valid_uid = 1
auth_username_format = %Ln
auth_mechanisms = plain login {mechanisms}
auth_verbose = yes
{by_token}passdb {{
  driver = static
  mechanisms = plain login
  args = password=secret-%n
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={dir}/mail/%n allow_all_users=yes
}}
mail_plugins = zlib
protocol imap {{
  mail_plugins = zlib imap_zlib
}}
namespace inbox {{
  inbox = yes
  separator = /
{special}}}
default_process_limit = 1200
default_client_limit = 4000
service imap-login {{
  chroot =
  service_count = 0
  process_limit = 4
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
# Who is refused again and again is not made to wait for longer and longer.
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service auth {{
  unix_listener auth-smtp {{
    mode = 0666
  }}
}}
"
        )
    }
}

fn is_message(path: &Path) -> bool {
    !path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("dovecot") || name == "maildirfolder" || name == "subscriptions")
}
