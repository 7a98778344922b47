//! TLS: a server's certificate is checked against the platform's roots and the configured extra ones, always.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustls::client::Resumption;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::time_provider::{DefaultTimeProvider, TimeProvider};
use rustls::{CertificateError, ClientConfig};
use rustls_platform_verifier::Verifier;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::NetError;

/// Makes the connection a protected one. `keys` is how the configuration's keys for this server begin: `mailbox.` for `mailbox.host`.
///
/// # Errors
/// [`NetError::Human`] when the certificate, the host's name or the file of authorities is not accepted, else [`NetError::Retry`].
pub async fn protect(
    stream: TcpStream,
    host: &str,
    extra_ca: Option<&Path>,
    keys: &str,
) -> Result<TlsStream<TcpStream>, NetError> {
    let name = name(host, keys)?;
    let connector = TlsConnector::from(shared(extra_ca, keys)?);
    connector.connect(name, stream).await.map_err(|error| refused(host, &error, keys))
}

fn name(host: &str, keys: &str) -> Result<ServerName<'static>, NetError> {
    ServerName::try_from(host.to_owned())
        .map_err(|_| NetError::Human(format!("{keys}host = \"{host}\" is neither a host name nor an IP address")))
}

/// Shakes hands as at another time, and tells how that went.
pub(super) async fn handshake(
    stream: TcpStream,
    host: &str,
    extra_ca: Option<&Path>,
    at: Timestamp,
) -> Result<std::io::Result<()>, NetError> {
    let name = name(host, "")?;
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    let clock = Arc::new(Stopped(UnixTime::since_unix_epoch(Duration::from_secs(seconds))));
    let connector = TlsConnector::from(Arc::new(client(extra(extra_ca, "")?, clock)?));
    Ok(connector.connect(name, stream).await.map(drop))
}

/// What a connection checks certificates with. Each holds it for as long as it lasts: a hundred and fifty authorities, of which hundreds
/// of connections need one copy.
struct Shared {
    extra: Vec<CertificateDer<'static>>,
    made: Instant,
    config: Weak<ClientConfig>,
}

static SHARED: Mutex<Vec<Shared>> = Mutex::new(Vec::new());

/// So long new connections check by the same authorities of the platform: those that a machine trusts change now and then.
const AGE: Duration = Duration::from_secs(10 * 60);

/// The configuration of other connections that are open, when it is the same and young, else a new one.
fn shared(extra_ca: Option<&Path>, keys: &str) -> Result<Arc<ClientConfig>, NetError> {
    let extra = extra(extra_ca, keys)?;
    let mut all = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    all.retain(|known| known.made.elapsed() < AGE && known.config.strong_count() > 0);
    if let Some(config) = all.iter().find(|known| known.extra == extra).and_then(|known| known.config.upgrade()) {
        return Ok(config);
    }
    let config = Arc::new(client(extra.clone(), Arc::new(DefaultTimeProvider))?);
    all.push(Shared { extra, made: Instant::now(), config: Arc::downgrade(&config) });
    Ok(config)
}

/// A clock that always shows the same.
#[derive(Debug)]
struct Stopped(UnixTime);

impl TimeProvider for Stopped {
    fn current_time(&self) -> Option<UnixTime> {
        Some(self.0)
    }
}

fn client(extra: Vec<CertificateDer<'static>>, clock: Arc<dyn TimeProvider>) -> Result<ClientConfig, NetError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider))
        .map_err(|error| NetError::Human(format!("no certificate authority can be trusted: {error}")))?;
    let mut config = ClientConfig::builder_with_details(provider, clock)
        .with_safe_default_protocol_versions()
        .map_err(|error| NetError::Human(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    // Every connection checks the certificate, and keeps no tickets.
    config.resumption = Resumption::disabled();
    Ok(config)
}

/// The authorities that are trusted besides the platform's.
fn extra(extra_ca: Option<&Path>, keys: &str) -> Result<Vec<CertificateDer<'static>>, NetError> {
    Ok(extra_ca.map(|path| read_roots(path, keys)).transpose()?.unwrap_or_default())
}

fn read_roots(path: &Path, keys: &str) -> Result<Vec<CertificateDer<'static>>, NetError> {
    let wrong = |why: String| NetError::Human(format!("{keys}extra_ca = \"{}\": {why}", path.display()));
    let roots = CertificateDer::pem_file_iter(path).map_err(|error| wrong(error.to_string()))?;
    let roots: Vec<_> = roots.collect::<Result<_, _>>().map_err(|error| wrong(error.to_string()))?;
    if roots.is_empty() { Err(wrong("there is no certificate in it".to_owned())) } else { Ok(roots) }
}

/// What to tell when the handshake fails: a certificate that isn't accepted is a human's matter, the rest may pass.
fn refused(host: &str, error: &std::io::Error, keys: &str) -> NetError {
    let Some(why) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) else {
        return NetError::Retry(format!("TLS with {host} failed: {error}"));
    };
    let hint = match why {
        // A bad signature is what an authority of the same name with another key gives: one that was made anew.
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature) => format!(
            "the certificate of the server is issued by nobody that this machine trusts. \
             If that authority is your own, set {keys}extra_ca to its certificate"
        ),
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => format!("the certificate of the server is for another name: set {keys}host to the name that it is for"),
        rustls::Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            "the certificate of the server has expired: it must be renewed there".to_owned()
        }
        rustls::Error::InvalidCertificate(_) => "the certificate of the server was not accepted".to_owned(),
        rustls::Error::InvalidMessage(_) => {
            format!("the server does not speak TLS on this port: see {keys}port and {keys}tls (\"implicit\" or \"starttls\")")
        }
        _ => return NetError::Retry(format!("TLS with {host} failed: {why}")),
    };
    NetError::Human(format!("{host}: {hint} ({why})"))
}
