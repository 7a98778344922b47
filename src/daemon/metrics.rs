//! Figures for a monitoring system, in Prometheus' text format, on a loopback port or a Unix socket. Off unless configured.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, UnixListener};
use tokio::time::{sleep, timeout};
use tracing::{error, info, warn};

use super::clock;
use super::health::{self, Health, Read, Standing};
use super::pass::lock;
use crate::config::{Config, Listen};
use crate::store::{Store, Topic};

/// The exposition format, version 0.0.4 (prometheus.io, "Exposition formats").
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";
/// So long one who asks may take, and so many may ask at the same time.
const PATIENCE: Duration = Duration::from_secs(10);
const AT_ONCE: usize = 16;
/// A port that is taken is tried again.
const AGAIN: Duration = Duration::from_secs(60);

/// Answers whoever asks, for as long as it is polled; without `[metrics]` never.
pub async fn serve(config: &Config, store: &Mutex<Store>) {
    let Some(listen) = &config.metrics else { return std::future::pending().await };
    loop {
        let (place, problem) = match listen {
            Listen::Port(at) => (
                at.to_string(),
                match TcpListener::bind(at).await {
                    Ok(listener) => {
                        info!(%at, "figures are served");
                        noted(store, None);
                        answer(config, || async { listener.accept().await.map(|(stream, _)| stream) }).await
                    }
                    Err(problem) => problem,
                },
            ),
            Listen::Socket(path) => (
                path.display().to_string(),
                match socket(path) {
                    Ok(listener) => {
                        info!(at = %path.display(), "figures are served");
                        noted(store, None);
                        answer(config, || async { listener.accept().await.map(|(stream, _)| stream) }).await
                    }
                    Err(problem) => problem,
                },
            ),
        };
        error!(at = place, reason = %problem, "figures can't be served; it is tried again");
        noted(store, Some(format!("{place}: {problem}")));
        sleep(AGAIN).await;
    }
}

/// Notes whether figures are served, for `status`.
fn noted(store: &Mutex<Store>, problem: Option<String>) {
    let mut store = lock(store);
    let noted = match problem {
        Some(problem) => store.note(Topic::Figures, clock::now(), &problem),
        None => store.unnote(Topic::Figures),
    };
    if let Err(problem) = noted {
        warn!(reason = %problem, "it can't be noted whether figures are served");
    }
}

/// A socket that everybody may connect to who can enter its folder. One that a killed process left behind is in the way.
fn socket(path: &Path) -> std::io::Result<UnixListener> {
    if std::fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_socket()) {
        std::fs::remove_file(path)?;
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666))?;
    Ok(listener)
}

/// Answers until nobody can be accepted any more.
async fn answer<S, F>(config: &Config, accept: impl Fn() -> F) -> std::io::Error
where
    S: AsyncRead + AsyncWrite + Unpin,
    F: Future<Output = std::io::Result<S>>,
{
    let mut open = FuturesUnordered::new();
    loop {
        tokio::select! {
            accepted = accept(), if open.len() < AT_ONCE => match accepted {
                Ok(stream) => open.push(timeout(PATIENCE, one(config, stream))),
                Err(problem) => return problem,
            },
            Some(_) = open.next(), if !open.is_empty() => {}
        }
    }
}

async fn one(config: &Config, stream: impl AsyncRead + AsyncWrite + Unpin) {
    let service = service_fn(|request: Request<Incoming>| std::future::ready(Ok::<_, Infallible>(respond(config, &request))));
    let connection = http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service);
    if let Err(problem) = connection.await {
        tracing::debug!(reason = %problem, "who asked for figures hung up");
    }
}

fn respond<B>(config: &Config, request: &Request<B>) -> Response<Full<Bytes>> {
    let of = |status: StatusCode, text: String| {
        let mut response = Response::new(Full::new(Bytes::from(text)));
        *response.status_mut() = status;
        response
    };
    if request.method() != Method::GET || request.uri().path() != "/metrics" {
        return of(StatusCode::NOT_FOUND, "the figures are at /metrics\n".to_owned());
    }
    match health::look(config, clock::now()) {
        Ok(health) => {
            let mut response = of(StatusCode::OK, text(&health));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(FORMAT));
            response
        }
        Err(problem) => {
            warn!(reason = %problem, "the state can't be read for figures");
            of(StatusCode::INTERNAL_SERVER_ERROR, "the state can't be read\n".to_owned())
        }
    }
}

/// The figures, each with what it means.
fn text(health: &Health) -> String {
    let mut out = String::new();
    let flag = |is: bool| f64::from(u8::from(is));
    let count = |number: u64| number as f64;
    let plain = |out: &mut String, name: &str, help: &str, value: f64| family(out, name, help, &[(String::new(), value)]);
    let version = label(&[("version", health.version)]);
    family(&mut out, "wentdark_build_info", "The version that runs.", &[(version, 1.0)]);
    plain(&mut out, "wentdark_fine", "1 while nobody needs to do anything.", flag(health.fine));
    plain(
        &mut out,
        "wentdark_files_mistaken",
        "1 while the files on disk have mistakes and an older configuration is in force.",
        flag(health.mistakes.is_some()),
    );
    plain(&mut out, "wentdark_database_bytes", "What the database takes on disk.", count(health.database_octets));
    plain(&mut out, "wentdark_messages", "Messages that are kept.", count(health.messages));
    plain(&mut out, "wentdark_messages_to_reread", "Messages of the past that are to be read again.", count(health.waiting));
    plain(&mut out, "wentdark_messages_unjudged", "Messages that are yet to be judged closely.", count(health.unjudged));
    for (kind, all) in [("mailbox", &health.mailboxes), ("calendar", &health.calendars)] {
        let of = |value: &dyn Fn(&Read) -> Option<f64>| -> Vec<(String, f64)> {
            all.iter().filter_map(|one| Some((read_label(one), value(one)?))).collect()
        };
        let name = format!("wentdark_{kind}_last_success_timestamp_seconds");
        family(&mut out, &name, "The start of the last pass without error.", &of(&|one| one.last_success.map(seconds)));
        let name = format!("wentdark_{kind}_failing");
        family(&mut out, &name, "1 while the last pass failed.", &of(&|one| Some(flag(one.last_error.is_some()))));
        let name = format!("wentdark_{kind}_needs_somebody");
        family(&mut out, &name, "1 when it won't be read again by itself.", &of(&|one| Some(flag(!one.standing.is_well()))));
    }
    let readers = |value: &dyn Fn(&health::Reader) -> Option<f64>| -> Vec<(String, f64)> {
        health.readers.iter().filter_map(|one| Some((label(&[("reader", &one.to)]), value(one)?))).collect()
    };
    let sent = readers(&|one| one.last_sent.map(seconds));
    family(&mut out, "wentdark_digest_last_sent_timestamp_seconds", "When a reader's last digest was sent.", &sent);
    let due = readers(&|one| one.next_due.map(seconds));
    family(
        &mut out,
        "wentdark_digest_next_due_timestamp_seconds",
        "When a reader's next digest is due; in the past when it is overdue.",
        &due,
    );
    let failing = readers(&|one| Some(flag(matches!(one.standing, Standing::Human | Standing::Late))));
    family(&mut out, "wentdark_digest_overdue", "1 while a digest is overdue.", &failing);
    out
}

fn family(out: &mut String, name: &str, help: &str, samples: &[(String, f64)]) {
    if samples.is_empty() {
        return;
    }
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge");
    for (labels, value) in samples {
        let _ = writeln!(out, "{name}{labels} {value}");
    }
}

fn read_label(one: &Read) -> String {
    match &one.calendar {
        Some(calendar) => label(&[("mailbox", &one.owner), ("calendar", calendar)]),
        None => label(&[("mailbox", &one.owner)]),
    }
}

fn label(pairs: &[(&str, &str)]) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    format!("{{{}}}", pairs.join(","))
}

fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}
