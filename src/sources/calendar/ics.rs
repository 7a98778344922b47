//! iCalendar files and published feeds ("publish calendar" of Microsoft 365, "secret address" of Google).

use std::path::Path;
use std::time::UNIX_EPOCH;

use super::http::{Client, Verb};
use super::{News, Piece, address, refused};
use crate::sources::SourceError;

/// The largest file that is read.
const MAX_FILE: u64 = 96 << 20;

/// Reads a file, unless its time and size are those of the cursor.
pub fn file(path: &Path, cursor: Option<&str>) -> Result<News, SourceError> {
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => {
            SourceError::Human(format!("{} can't be read: {error}", path.display()))
        }
        _ => SourceError::Retry(format!("{} can't be read: {error}", path.display())),
    };
    let metadata = std::fs::metadata(path).map_err(told)?;
    if metadata.len() > MAX_FILE {
        return Err(SourceError::Human(format!("{} is larger than {} MiB", path.display(), MAX_FILE >> 20)));
    }
    let changed = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let fresh = format!("{} {}", changed.as_nanos(), metadata.len());
    if cursor == Some(fresh.as_str()) {
        return Ok(News::Unchanged);
    }
    let bytes = std::fs::read(path).map_err(told)?;
    whole(String::from_utf8_lossy(&bytes).into_owned(), fresh, &path.display().to_string())
}

/// Asks for a feed, unless it is still that of the cursor (RFC 9110, conditional requests).
pub async fn feed(mut client: Client, url: &str, cursor: Option<&str>) -> Result<News, SourceError> {
    let url = address(url)?;
    let (etag, modified) = cursor.and_then(|cursor| cursor.split_once('\n')).unwrap_or_default();
    let mut head = vec![("accept", "text/calendar, */*;q=0.1".to_owned())];
    if !etag.is_empty() {
        head.push(("if-none-match", etag.to_owned()));
    }
    if !modified.is_empty() {
        head.push(("if-modified-since", modified.to_owned()));
    }
    let answer = client.ask(Verb::Get, &url, &head, "").await?;
    match answer.status {
        _ if answer.too_long => {
            let host = super::http::shown(&answer.from);
            Err(SourceError::Human(format!("{host} gives more than {} MiB, which is more than is read", MAX_FILE >> 20)))
        }
        304 => Ok(News::Unchanged),
        200 => {
            let cursor = format!(
                "{}\n{}",
                answer.etag.as_deref().unwrap_or_default(),
                answer.last_modified.as_deref().unwrap_or_default()
            );
            whole(answer.body, cursor, &super::http::shown(&answer.from))
        }
        _ => Err(refused(&answer)),
    }
}

/// A page that asks for a login is no empty calendar, and neither is a file that is being written or was cut off.
fn whole(text: String, cursor: String, name: &str) -> Result<News, SourceError> {
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    if begins.is_empty() {
        return Err(SourceError::Retry(format!(
            "{name} is empty: a calendar without events has a BEGIN:VCALENDAR and an END:VCALENDAR"
        )));
    }
    if !begins.get(..15).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Err(SourceError::Human(format!("{name} gives no calendar: it does not begin with BEGIN:VCALENDAR")));
    }
    if !is_whole(&text) {
        return Err(SourceError::Retry(format!("{name} ends in the middle of the calendar: it has no END:VCALENDAR")));
    }
    Ok(News::Whole { pieces: vec![Piece { place: String::new(), text }], cursor })
}

/// Whether an iCalendar text ends where its calendar ends; what stands behind that is no calendar.
pub(super) fn is_whole(text: &str) -> bool {
    let mut lines = text.lines().rev().map(str::trim);
    let says = |line: &str, word: &str| line.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let last = lines.find(|line| says(line, "END:") || says(line, "BEGIN:"));
    last.is_some_and(|line| line.eq_ignore_ascii_case("END:VCALENDAR"))
}
