//! HTTP/1.1 over one connection: connecting, forms that are posted for a short answer, and small documents.

use std::path::Path;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use http_body_util::{BodyExt, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT, CONTENT_TYPE, HOST, LOCATION, USER_AGENT};
use hyper::{Method, Uri};
use hyper_util::rt::TokioIo;
use secrecy::zeroize::Zeroizing;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;
use url::form_urlencoded::Serializer;

use super::NetError;
use super::tls::protect;

/// How long a server may take for a connection.
const CONNECT: Duration = Duration::from_secs(30);
/// How long it may take to answer a form, and the most octets of that answer.
const FORM: Duration = Duration::from_secs(30);
const FORM_ANSWER: usize = 256 << 10;
/// How many redirections of a document are followed.
const HOPS: usize = 3;

/// Connects to where `url` (`https`, or `http`) points. `keys` is how the configuration's keys for this server begin.
///
/// # Errors
/// [`NetError::Human`] when the certificate isn't accepted or the url names no host, else [`NetError::Retry`].
pub fn connect<'a>(
    url: &'a Uri,
    extra_ca: Option<&'a Path>,
    keys: &'a str,
) -> BoxFuture<'a, Result<SendRequest<Full<Bytes>>, NetError>> {
    // Boxed: whatever awaits it would be compiled with a copy of all that lies behind it.
    open_to(url, extra_ca, keys).boxed()
}

async fn open_to(url: &Uri, extra_ca: Option<&Path>, keys: &str) -> Result<SendRequest<Full<Bytes>>, NetError> {
    let host = url.host().ok_or_else(|| NetError::Human(format!("the {keys}url names no host")))?;
    let secure = url.scheme_str() != Some("http");
    let port = url.port_u16().unwrap_or(if secure { 443 } else { 80 });
    let bare = host.trim_matches(['[', ']']);
    let unreachable = |why: String| NetError::Retry(format!("{host}:{port} can't be reached: {why}"));
    let stream = timeout(CONNECT, TcpStream::connect((bare, port))).await;
    let stream = stream.map_err(|_| unreachable("no answer".to_owned()))?.map_err(|error| unreachable(error.to_string()))?;
    if !secure {
        return open(TokioIo::new(stream), host).await;
    }
    let protected = timeout(CONNECT, protect(stream, bare, extra_ca, keys)).await;
    open(TokioIo::new(protected.map_err(|_| unreachable("no TLS in time".to_owned()))??), host).await
}

async fn open<T>(io: TokioIo<T>, host: &str) -> Result<SendRequest<Full<Bytes>>, NetError>
where
    TokioIo<T>: hyper::rt::Read + hyper::rt::Write + Unpin + Send + 'static,
{
    let (sender, connection) = handshake(io).await.map_err(|error| NetError::Retry(format!("{host} broke off: {error}")))?;
    // It ends when the sender is dropped.
    tokio::spawn(connection);
    Ok(sender)
}

/// Gets a small document by HTTPS; `None` when there is none. Redirections are followed a few times, to HTTPS alone.
///
/// # Errors
/// See [`connect`]; a server that breaks off, is too slow, or answers otherwise than with a document is [`NetError::Retry`].
pub async fn document(url: &str, extra_ca: Option<&Path>) -> Result<Option<String>, NetError> {
    let mut url = Url::parse(url).map_err(|error| NetError::Human(format!("{url} is no address: {error}")))?;
    for _ in 0..=HOPS {
        if url.scheme() != "https" {
            return Err(NetError::Human(format!("{url} is not encrypted")));
        }
        let (status, location, body) = get(&url, extra_ca).await?;
        match (status, location) {
            (200, _) => return Ok(Some(String::from_utf8_lossy(&body).into_owned())),
            (404 | 410, _) => return Ok(None),
            (301 | 302 | 303 | 307 | 308, Some(to)) => {
                url = url.join(&to).map_err(|error| NetError::Retry(format!("{url} points to {to}: {error}")))?;
            }
            (other, _) => return Err(NetError::Retry(format!("{url} answers with {other}"))),
        }
    }
    Err(NetError::Retry(format!("{url} points from place to place")))
}

async fn get(url: &Url, extra_ca: Option<&Path>) -> Result<(u16, Option<String>, Bytes), NetError> {
    let host = url.host_str().unwrap_or_default().to_owned();
    let bad = |why: String| NetError::Retry(format!("{host}: {why}"));
    let uri: Uri = url.as_str().parse().map_err(|error: hyper::http::uri::InvalidUri| bad(error.to_string()))?;
    let mut sender = connect(&uri, extra_ca, "").await?;
    let request = Request::builder()
        .uri(uri.path_and_query().map_or("/", |path| path.as_str()))
        .header(HOST, uri.authority().map_or("", |authority| authority.as_str()))
        .header(USER_AGENT, concat!("wentdark/", env!("CARGO_PKG_VERSION")))
        .body(Full::new(Bytes::new()))
        .map_err(|error| bad(error.to_string()))?;
    let answer = async {
        let response = sender.send_request(request).await.map_err(|error| error.to_string())?;
        let status = response.status().as_u16();
        let location = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let body = Limited::new(response.into_body(), FORM_ANSWER).collect().await.map_err(|error| error.to_string())?;
        Ok::<_, String>((status, location, body.to_bytes()))
    };
    let answer = timeout(FORM, answer).await.map_err(|_| bad("no answer in time".to_owned()))?;
    answer.map_err(bad)
}

/// Posts a form and gives status and body of the answer. Redirections are not followed: a form may hold secrets.
///
/// # Errors
/// See [`connect`]; a server that breaks off or is too slow is [`NetError::Retry`].
pub async fn post_form(
    url: &str,
    fields: &[(&str, &str)],
    extra_ca: Option<&Path>,
) -> Result<(u16, Zeroizing<Vec<u8>>), NetError> {
    let url: Uri = url.parse().map_err(|error| NetError::Human(format!("{url} is no address: {error}")))?;
    let host = url.host().unwrap_or_default().to_owned();
    let mut sender = connect(&url, extra_ca, "oauth.").await?;
    let body: String = Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::builder()
        .method(Method::POST)
        .uri(url.path_and_query().map_or("/", |path| path.as_str()))
        .header(HOST, url.authority().map_or("", |authority| authority.as_str()))
        .header(USER_AGENT, concat!("wentdark/", env!("CARGO_PKG_VERSION")))
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Full::new(Bytes::from(body)))
        .map_err(|error| NetError::Human(format!("{host}: {error}")))?;
    let answer = async {
        let response = sender.send_request(request).await.map_err(|error| format!("{host} broke off: {error}"))?;
        let status = response.status().as_u16();
        let body = Limited::new(response.into_body(), FORM_ANSWER).collect().await;
        let body = body.map_err(|error| format!("the answer of {host} could not be read: {error}"))?;
        Ok::<_, String>((status, Zeroizing::new(body.to_bytes().to_vec())))
    };
    let answer = timeout(FORM, answer).await.map_err(|_| NetError::Retry(format!("{host} did not answer in time")))?;
    answer.map_err(NetError::Retry)
}
