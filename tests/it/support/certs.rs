//! A certificate authority and a server's certificate, made by the openssl command for one test.

use std::path::{Path, PathBuf};

use super::process::run;

/// A private CA and a leaf for `localhost`, `127.0.0.1` and some names of Northfield's, which only tests with a name server of their own use.
pub struct Certs {
    pub ca: PathBuf,
    pub cert: PathBuf,
    pub key: PathBuf,
}

impl Certs {
    /// Makes them in `dir`. Two files each: rustls refuses a certificate that is CA and leaf at once.
    pub fn make(dir: &Path) -> Self {
        Self::lasting(dir, 36_500)
    }

    /// The same, with a leaf that holds for so many days.
    pub fn lasting(dir: &Path, days: u32) -> Self {
        let certs = Self { ca: dir.join("ca.pem"), cert: dir.join("cert.pem"), key: dir.join("key.pem") };
        let ca_key = dir.join("ca.key");
        let new = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days"];
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        let ca = ["36500", "-subj", "/CN=Test authority", "-keyout", &path(&ca_key), "-out", &path(&certs.ca)];
        run("openssl", &[&new[..], &ca].concat());
        let names = [
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1,DNS:imap.northfield.example,DNS:autoconfig.northfield.example",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
        ];
        let by = ["-CA", &path(&certs.ca), "-CAkey", &path(&ca_key), "-subj", "/CN=localhost"];
        let days = days.to_string();
        let leaf = ["-keyout", &path(&certs.key), "-out", &path(&certs.cert)];
        run("openssl", &[&new[..], &[days.as_str()], &names, &by, &leaf].concat());
        certs
    }

    /// Accepts connections with them.
    pub fn acceptor(&self) -> tokio_rustls::TlsAcceptor {
        super::scripted::acceptor(self)
    }
}
