//! A mail on its way: over SMTP with TLS always, or into a folder.

use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::Message;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as LettreTls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

use super::bearer::ByToken;

/// The whole of one delivery may take this long. lettre's own limit covers the connecting alone, and a server may
/// hesitate for minutes before it answers the end of the data (RFC 5321 section 4.5.3.2.6).
const PATIENCE: Duration = Duration::from_secs(240);
pub(super) const CONNECT: Duration = Duration::from_secs(30);

/// How TLS begins. There is no way without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tls {
    Implicit,
    Starttls,
}

/// Where and how mail is handed over.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// `None`: no login.
    pub login: Option<Login>,
    /// A PEM file with further trust roots beside the platform's.
    pub extra_ca: Option<PathBuf>,
}

/// Who hands mail over, and how they prove it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Login {
    Password {
        user: String,
        password: SecretString,
    },
    /// An OAuth 2 access token.
    Token {
        user: String,
        token: SecretString,
    },
}

/// What became of a mail that was not delivered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may work later.
    #[error("not sent yet: {0}")]
    Retry(String),
    /// It won't work until a human changes something.
    #[error("refused: {0}")]
    Refused(String),
    /// The server refuses the access token. A fresh one may do; else a human must act.
    #[error("refused: {0}")]
    Token(String),
}

/// A way to deliver mail.
pub enum Transport {
    /// To a mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// To a mail server, with an access token.
    SmtpByToken(Box<ByToken>),
    /// Into a folder, one `.eml` file a mail.
    Folder(PathBuf),
}

impl Transport {
    /// Delivers to a mail server. Nothing is connected yet; a CA file that can't be read is refused.
    pub fn smtp(settings: &SmtpSettings) -> Result<Self, SendError> {
        let tls = tls_parameters(settings).map_err(SendError::Refused)?;
        if let Some(Login::Token { user, token }) = &settings.login {
            let SmtpSettings { host, port, tls: how, .. } = settings.clone();
            let (user, token) = (user.clone(), token.clone());
            return Ok(Self::SmtpByToken(Box::new(ByToken { host, port, tls: how, parameters: tls, user, token })));
        }
        let tls = match settings.tls {
            Tls::Implicit => LettreTls::Wrapper(tls),
            Tls::Starttls => LettreTls::Required(tls),
        };
        // "Dangerous" names the builder's default, no TLS, which the next line replaces.
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .tls(tls)
            .port(settings.port)
            .timeout(Some(CONNECT));
        if let Some(Login::Password { user, password }) = &settings.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
        }
        Ok(Self::Smtp(Box::new(builder.build())))
    }

    /// Delivers into a folder, which is made when the first mail comes.
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self::Folder(path.into())
    }

    /// Tries whether mail would be taken: connects and logs in, or looks whether the folder can be written. Nothing is sent.
    ///
    /// # Errors
    /// [`SendError`], as sending would give.
    pub async fn try_out(&self) -> Result<(), SendError> {
        match self {
            Self::Smtp(transport) => match transport.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err(SendError::Retry("the server doesn't answer as it should".to_owned())),
                Err(error) => Err(sort_out(&error)),
            },
            Self::SmtpByToken(server) => in_time(server.try_login()).await,
            Self::Folder(dir) => {
                let probe = dir.join(".wentdark.probe");
                // Another process that tries at once may have removed it.
                let removed = || match std::fs::remove_file(&probe) {
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
                    other => other,
                };
                let tried = make(dir).and_then(|()| std::fs::write(&probe, "")).and_then(|()| removed());
                tried.map_err(|error| SendError::Retry(format!("the outbox folder can't be written: {error}")))
            }
        }
    }

    /// Delivers `message`. `name_hint`, such as its Message-ID, names the file in a folder: the same name twice is one file.
    pub async fn send(&self, message: &Message, name_hint: &str) -> Result<(), SendError> {
        self.send_raw(message.envelope(), &message.formatted(), name_hint).await
    }

    /// Delivers a mail that was formatted before, such as one that was claimed before a crash.
    pub async fn send_raw(&self, envelope: &Envelope, mail: &[u8], name_hint: &str) -> Result<(), SendError> {
        match self {
            Self::Smtp(transport) => {
                let sent = async { transport.send_raw(envelope, mail).await.map(drop).map_err(|error| sort_out(&error)) };
                in_time(sent).await
            }
            Self::SmtpByToken(server) => in_time(server.send(envelope, mail)).await,
            Self::Folder(dir) => {
                let (dir, name, bytes) = (dir.clone(), file_name(name_hint), mail.to_vec());
                let written = tokio::task::spawn_blocking(move || write(&dir, &name, &bytes)).await;
                let written = written.unwrap_or_else(|_| Err(std::io::Error::other("the writer was stopped")));
                written.map_err(|error| SendError::Retry(format!("the outbox folder can't be written: {error}")))
            }
        }
    }
}

/// Whatever a server is asked, it answers in time or is tried again.
async fn in_time(work: impl Future<Output = Result<(), SendError>>) -> Result<(), SendError> {
    let late = |_| SendError::Retry(format!("the mail server took longer than {} s", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, work).await.map_err(late)?
}

fn tls_parameters(settings: &SmtpSettings) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.extra_ca {
        let unfit = |why: String| format!("the CA file {} can't be used: {why}", path.display());
        let pem = std::fs::read(path).map_err(|error| unfit(error.to_string()))?;
        if !pem.windows(10).any(|bytes| bytes == b"-----BEGIN") {
            return Err(unfit("it holds no PEM certificate".to_owned()));
        }
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| unfit(reason(&error)))?);
    }
    builder.build_rustls().map_err(|error| reason(&error))
}

/// A 5xx answer (a wrong password too) and anything that our own client can't do need a human; everything else may pass.
pub(super) fn sort_out(error: &lettre::transport::smtp::Error) -> SendError {
    let text = reason(error);
    if error.is_permanent() || error.is_client() { SendError::Refused(text) } else { SendError::Retry(text) }
}

/// The error with its causes, in one line.
pub(super) fn reason(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = inner.source();
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(400).collect()
}

/// A file name that stays in its folder.
fn file_name(hint: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@') { c } else { '_' };
    let name: String = hint.trim_matches(['<', '>']).chars().map(keep).take(200).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "mail.eml".to_owned() } else { format!("{name}.eml") }
}

/// Makes the folder of mails, unless it is there.
fn make(dir: &Path) -> std::io::Result<()> {
    if !dir.exists() {
        std::fs::create_dir_all(dir)?;
        belongs_beside(dir);
    }
    Ok(())
}

/// Writes a file whole or not at all.
fn write(dir: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    make(dir)?;
    let unfinished = dir.join(format!(".{name}.tmp"));
    let mut file = std::fs::File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    belongs_beside(&unfinished);
    std::fs::rename(&unfinished, dir.join(name))?;
    std::fs::File::open(dir)?.sync_all()
}

/// What root makes in the folder of somebody else, such as the service's own user, is theirs: they must be able to go on there.
fn belongs_beside(path: &Path) {
    if let Some(Ok(folder)) = path.parent().map(std::fs::metadata) {
        // Who isn't root can't give files away, and needn't.
        let _ = std::os::unix::fs::chown(path, Some(folder.uid()), Some(folder.gid()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_stays_in_its_folder() {
        assert_eq!(file_name("<wentdark.2026-05-20.ab@x.example>"), "wentdark.2026-05-20.ab@x.example.eml");
        assert_eq!(file_name("../../etc/passwd"), "_.._etc_passwd.eml");
        assert_eq!(file_name(""), "mail.eml");
    }

    #[test]
    fn a_ca_file_without_a_certificate_is_told_at_once() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let settings = SmtpSettings {
            host: "smtp.example".into(),
            port: 465,
            tls: Tls::Implicit,
            login: None,
            extra_ca: Some(file.path().to_owned()),
        };
        let Err(SendError::Refused(why)) = Transport::smtp(&settings) else { panic!("an empty CA file was taken") };
        assert!(why.contains("holds no PEM certificate"), "{why}");
    }
}
