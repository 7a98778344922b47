//! TLS to the mail server: its certificate is checked against the platform's roots and the configured extra ones, always.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig};
use rustls_platform_verifier::Verifier;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::sources::SourceError;

/// Makes the connection a protected one.
pub(in crate::sources) async fn protect(
    stream: TcpStream,
    host: &str,
    extra_ca: Option<&Path>,
) -> Result<TlsStream<TcpStream>, SourceError> {
    let name = ServerName::try_from(host.to_owned())
        .map_err(|_| SourceError::Human(format!("mailbox.host = \"{host}\" is neither a host name nor an IP address")))?;
    let connector = TlsConnector::from(Arc::new(client(extra_ca)?));
    connector.connect(name, stream).await.map_err(|error| refused(host, &error))
}

fn client(extra_ca: Option<&Path>) -> Result<ClientConfig, SourceError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let extra = extra_ca.map(read_roots).transpose()?.unwrap_or_default();
    let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider))
        .map_err(|error| SourceError::Human(format!("no certificate authority can be trusted: {error}")))?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| SourceError::Human(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(config)
}

fn read_roots(path: &Path) -> Result<Vec<CertificateDer<'static>>, SourceError> {
    let wrong = |why: String| SourceError::Human(format!("mailbox.extra_ca = \"{}\": {why}", path.display()));
    let roots = CertificateDer::pem_file_iter(path).map_err(|error| wrong(error.to_string()))?;
    let roots: Vec<_> = roots.collect::<Result<_, _>>().map_err(|error| wrong(error.to_string()))?;
    if roots.is_empty() { Err(wrong("there is no certificate in it".to_owned())) } else { Ok(roots) }
}

/// What to tell when the handshake fails: a certificate that isn't accepted is a human's matter, the rest may pass.
fn refused(host: &str, error: &std::io::Error) -> SourceError {
    let Some(why) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) else {
        return SourceError::Retry(format!("TLS with {host} failed: {error}"));
    };
    let hint = match why {
        // A bad signature is what an authority of the same name with another key gives: one that was made anew.
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature) => {
            "the certificate of the server is issued by nobody that this machine trusts. \
             If that authority is your own, set mailbox.extra_ca to its certificate"
        }
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => "the certificate of the server is for another name: set mailbox.host to the name that it is for",
        rustls::Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            "the certificate of the server has expired: it must be renewed there"
        }
        rustls::Error::InvalidCertificate(_) => "the certificate of the server was not accepted",
        rustls::Error::InvalidMessage(_) => {
            "the server does not speak TLS on this port: see mailbox.port and mailbox.tls (\"implicit\" or \"starttls\")"
        }
        _ => return SourceError::Retry(format!("TLS with {host} failed: {why}")),
    };
    SourceError::Human(format!("{host}: {hint} ({why})"))
}
