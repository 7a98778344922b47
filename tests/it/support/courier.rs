//! Courier's IMAP server, unpacked from Debian's package. Its own login needs files in fixed places of the system; here a small
//! front end takes TLS and LOGIN and hands over to the real `imapd`, as Courier's `imaplogin` does. The password is `secret-NAME`.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::certs::Certs;
use super::process::{libraries, open_folder};
use super::scripted::acceptor;

/// A Courier with one user's Maildir.
pub struct Courier {
    pub port: u16,
    pub ca: PathBuf,
    dir: TempDir,
}

impl Courier {
    pub fn start() -> Self {
        let dir = open_folder("wentdark-courier-");
        let certs = Certs::make(dir.path());
        let (acceptor, ca) = (acceptor(&certs), certs.ca.clone());
        let courier = Self { port: super::process::free_ports::<1>()[0], ca, dir };
        courier.folder("INBOX");
        let (port, home, server) = (courier.port, courier.dir.path().to_owned(), unpacked());
        let (ready, is_ready) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
                ready.send(()).unwrap();
                while let Ok((stream, _)) = listener.accept().await {
                    let (acceptor, home, server) = (acceptor.clone(), home.clone(), server.clone());
                    tokio::spawn(async move {
                        // A client that hangs up is no failure of the server.
                        let _ = session(acceptor, stream, &home, &server).await;
                    });
                }
            });
        });
        is_ready.recv().unwrap();
        courier
    }

    /// Puts a message into a folder, as a delivery does.
    pub fn deliver(&self, folder: &str, name: &str, message: &str) {
        let path = self.folder(folder).join("new").join(name);
        std::fs::write(&path, message).unwrap();
        super::team::touch(&path, "2026-05-11T10:00:05Z");
        self.give(&path);
    }

    /// A mail program opens folders: before the first did, Courier gives them another UIDVALIDITY at every visit.
    pub fn visited(&self, folders: &[&str]) {
        let mut imapd = imapd(self.dir.path(), &unpacked(), "a").unwrap();
        let mut child = imapd.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut to = child.stdin.take().unwrap();
        for folder in folders {
            to.write_all(format!("a SELECT {folder}\r\n").as_bytes()).unwrap();
        }
        to.write_all(b"a LOGOUT\r\n").unwrap();
        let mut said = String::new();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        child.wait().unwrap();
        assert_eq!(said.matches("OK [READ-WRITE]").count(), folders.len(), "{said}");
    }

    /// Every message's flags: what stands in its file's name behind the colon.
    pub fn flags(&self) -> Vec<String> {
        let home = self.dir.path().join("Maildir");
        let folders = [home.clone(), home.join(".Sent")];
        let subs = folders.iter().flat_map(|folder| [folder.join("cur"), folder.join("new")]);
        let files = subs.flat_map(|sub| std::fs::read_dir(sub).into_iter().flatten());
        let mut flags: Vec<String> = files
            .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
            .map(|name| name.split_once(":2,").map_or(String::new(), |(_, flags)| flags.to_owned()))
            .collect();
        flags.sort();
        flags
    }

    fn folder(&self, folder: &str) -> PathBuf {
        let home = self.dir.path().join("Maildir");
        let maildir = if folder == "INBOX" { home.clone() } else { home.join(format!(".{folder}")) };
        for path in [home, maildir.clone(), maildir.join("tmp"), maildir.join("cur"), maildir.join("new")] {
            if !path.exists() {
                std::fs::create_dir_all(&path).unwrap();
                self.give(&path);
            }
        }
        maildir
    }

    fn give(&self, path: &Path) {
        if self.dir.path().metadata().unwrap().uid() == 0 {
            chown(path, Some(65534), Some(65534)).unwrap();
        }
    }
}

/// Where Courier is.
fn unpacked() -> PathBuf {
    let packages = ["courier-imap", "courier-authlib", "libcourier-unicode4", "libgamin0", "libidn12", "libgdbm6", "libpcre3"];
    super::process::unpacked("courier", "usr/bin/imapd", &packages)
}

async fn session(acceptor: tokio_rustls::TlsAcceptor, stream: TcpStream, home: &Path, server: &Path) -> std::io::Result<()> {
    let mut stream = BufReader::new(acceptor.accept(stream).await?);
    stream.write_all(b"* OK [CAPABILITY IMAP4rev1 UIDPLUS CHILDREN NAMESPACE IDLE] Courier ready\r\n").await?;
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let (tag, command) = line.trim_end().split_once(' ').unwrap();
    if command != "LOGIN \"dana\" \"secret-dana\"" {
        return stream.write_all(format!("{tag} NO Login failed.\r\n").as_bytes()).await;
    }
    let mut imapd = imapd(home, server, tag)?;
    // One socket is its input and its output, as the real front end gives it.
    let (near, far) = std::os::unix::net::UnixStream::pair()?;
    imapd.stdin(std::os::fd::OwnedFd::from(far.try_clone()?)).stdout(std::os::fd::OwnedFd::from(far)).stderr(Stdio::null());
    let mut child = imapd.spawn()?;
    drop(imapd);
    near.set_nonblocking(true)?;
    let mut near = tokio::net::UnixStream::from_std(near)?;
    let _ = tokio::io::copy_bidirectional(&mut stream, &mut near).await;
    drop(near);
    let _ = child.kill();
    child.wait().map(drop)
}

/// The server itself, for one who has logged in.
fn imapd(home: &Path, server: &Path, tag: &str) -> std::io::Result<Command> {
    let mut imapd = Command::new(server.join("usr/bin/imapd"));
    let libraries = libraries(server);
    imapd.arg("./Maildir").current_dir(home).env_clear().env("LD_LIBRARY_PATH", libraries).env("HOME", home);
    imapd.envs([("PROTOCOL", "IMAP"), ("MAILDIR", "./Maildir"), ("AUTHENTICATED", "dana"), ("AUTHADDR", "dana")]);
    imapd.envs([
        ("IMAP_CAPABILITY", "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE IDLE"),
        ("IMAPLOGINTAG", tag),
        ("PATH", "/usr/bin:/bin"),
    ]);
    imapd.envs([
        ("TCPREMOTEIP", "127.0.0.1"),
        ("TCPREMOTEPORT", "1"),
        ("IMAP_MAILBOX_SANITY_CHECK", "0"),
        ("IMAP_ENHANCEDIDLE", "0"),
    ]);
    if home.metadata()?.uid() == 0 {
        use std::os::unix::process::CommandExt;
        imapd.uid(65534).gid(65534);
    }
    Ok(imapd)
}
