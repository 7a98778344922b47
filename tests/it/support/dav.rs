//! Calendar servers: a Radicale over TLS with passwords, a Xandikos without either, and one that is scripted.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::certs::Certs;
use super::process::{Group, free_ports, open_folder};

/// A private Radicale; `dana` has the password `secret-dana` and the calendar `work`.
pub struct Radicale {
    dir: TempDir,
    certs: Certs,
    port: u16,
    _running: Group,
}

impl Radicale {
    pub fn start() -> Self {
        Self::start_with(true)
    }

    /// One without TLS, so that what it is asked can be counted by [`Counter`].
    pub fn start_open() -> Self {
        Self::start_with(false)
    }

    fn start_with(tls: bool) -> Self {
        let dir = open_folder("wentdark-radicale-");
        let certs = Certs::make(dir.path());
        std::fs::write(dir.path().join("users"), "dana:secret-dana\n").unwrap();
        for _ in 0..5 {
            let [port] = free_ports();
            let path = |name: &str| dir.path().join(name).display().to_string();
            let conf = format!(
                "[server]\nhosts = 127.0.0.1:{port}\ntimeout = 600\nssl = {}\ncertificate = {}\nkey = {}\n\
                 [auth]\ntype = htpasswd\nhtpasswd_filename = {}\nhtpasswd_encryption = plain\n\
                 [storage]\nfilesystem_folder = {}\n",
                if tls { "True" } else { "False" },
                certs.cert.display(),
                certs.key.display(),
                path("users"),
                path("store")
            );
            std::fs::write(dir.path().join("conf"), conf).unwrap();
            let mut command = Command::new("radicale");
            if let Some(running) = Group::start(command.args(["--config", &path("conf")]), &[port]) {
                let radicale = Self { dir, certs, port, _running: running };
                radicale.calendar("work");
                return radicale;
            }
        }
        panic!("Radicale does not start");
    }

    pub fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn ca(&self) -> PathBuf {
        self.certs.ca.clone()
    }

    fn collection(&self, name: &str) -> PathBuf {
        self.dir.path().join("store/collection-root/dana").join(name)
    }

    /// Radicale takes files as they are.
    pub fn calendar(&self, name: &str) {
        std::fs::create_dir_all(self.collection(name)).unwrap();
        std::fs::write(self.collection(name).join(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}").unwrap();
    }

    pub fn put(&self, calendar: &str, name: &str, text: &str) {
        std::fs::write(self.collection(calendar).join(name), text).unwrap();
    }

    pub fn delete(&self, calendar: &str, name: &str) {
        std::fs::remove_file(self.collection(calendar).join(name)).unwrap();
    }

    pub fn forget_tokens(&self, calendar: &str) {
        let tokens = self.collection(calendar).join(".Radicale.cache/sync-token");
        assert!(tokens.is_dir(), "{}", tokens.display());
        std::fs::remove_dir_all(tokens).unwrap();
    }

    pub fn files(&self, calendar: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let all = std::fs::read_dir(self.collection(calendar)).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            all.filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
        files.sort();
        files
    }
}

/// A private Xandikos; everybody is `/user/`, with the calendar `/user/calendars/calendar/`.
pub struct Xandikos {
    dir: TempDir,
    port: u16,
    _running: Group,
}

impl Xandikos {
    pub fn start() -> Self {
        let dir = open_folder("wentdark-xandikos-");
        for _ in 0..5 {
            let [port] = free_ports();
            let mut command = Command::new("xandikos");
            let root = dir.path().join("store").display().to_string();
            command.args(["--defaults", "-d", &root, "-l", "127.0.0.1", "-p", &port.to_string()]);
            if let Some(running) = Group::start(&mut command, &[port]) {
                return Self { dir, port, _running: running };
            }
        }
        panic!("Xandikos does not start");
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn put(&self, name: &str, text: &str) {
        self.ask("PUT", name, text);
    }

    pub fn delete(&self, name: &str) {
        self.ask("DELETE", name, "");
    }

    /// Puts many in by one commit of the repository that it keeps a calendar in: each that is sent to it is one of its own.
    pub fn put_all(&self, files: impl Iterator<Item = (String, String)>) {
        let folder = self.dir.path().join("store/user/calendars/calendar");
        files.for_each(|(name, text)| std::fs::write(folder.join(name), text).unwrap());
        for what in [&["add", "-A"][..], &["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "many"]] {
            let done = Command::new("git").arg("-C").arg(&folder).args(what).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    }

    fn ask(&self, verb: &str, name: &str, body: &str) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "{verb} /user/calendars/calendar/{name} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/calendar\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 20"), "{verb} {name}: {answer}");
    }
}

/// Stands before an open server and counts what it is asked.
pub struct Counter {
    port: u16,
    asked: Arc<Mutex<Vec<u8>>>,
}

impl Counter {
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (client, server) = (client.unwrap(), TcpStream::connect(("127.0.0.1", server)).unwrap());
                let (back_from, back_to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                std::thread::spawn(move || carry(back_from, back_to, |_| ()));
                let log = Arc::clone(&log);
                std::thread::spawn(move || carry(client, server, |part| log.lock().unwrap().extend_from_slice(part)));
            }
        });
        Self { port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Every octet that was asked since the last time.
    pub fn octets(&self) -> Vec<u8> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// The first lines of what was asked since the last time: no body holds one.
    pub fn asked(&self) -> Vec<String> {
        let text = String::from_utf8_lossy(&self.octets()).into_owned();
        let lines = text.split("\r\n").filter_map(|line| line.strip_suffix(" HTTP/1.1"));
        // A body stands on the line before.
        lines.map(|line| line.rsplit('>').next().unwrap().to_owned()).collect()
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, seen: impl Fn(&[u8])) {
    let mut part = vec![0; 65_536];
    while let Ok(read @ 1..) = from.read(&mut part) {
        seen(&part[..read]);
        if to.write_all(&part[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
}

/// An HTTP server that answers by a function of verb, path and the whole request, and writes down what it was asked.
pub struct Web {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Web {
    pub fn start<A: Into<Vec<u8>>>(answer: impl Fn(&str, &str) -> A + Send + 'static) -> Self {
        let answer = move |line: &str, request: &str| answer(line, request).into();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &answer, &log);
            }
        });
        Self { port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The first lines of what was asked since the last time.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

/// One request after the other until the client goes.
fn serve(mut stream: TcpStream, answer: &dyn Fn(&str, &str) -> Vec<u8>, log: &Mutex<Vec<String>>) {
    let (mut held, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&held).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                let line = head.lines().next().unwrap().rsplit_once(' ').unwrap().0.to_owned();
                log.lock().unwrap().push(line.clone());
                if stream.write_all(&answer(&line, &text)).is_err() {
                    return;
                }
                held.clear();
                continue;
            }
        }
        match stream.read(&mut part) {
            Ok(read) if read > 0 => held.extend(&part[..read]),
            _ => return,
        }
    }
}

/// An answer of HTTP.
pub fn http(status: &str, head: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// What stands before so many octets of a good answer.
pub fn http_head(head: &str, octets: usize) -> String {
    format!("HTTP/1.1 200 OK\r\n{head}Content-Length: {octets}\r\n\r\n")
}

/// Lets what is at `path` look older, so that a change within a second is seen.
pub fn age(path: &Path) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(3600)).unwrap();
}
