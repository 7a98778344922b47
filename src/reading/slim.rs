//! A message without what nobody reads in it: the octets of encoded attachments, which are most of all mail.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::bytes::Regex;

/// Smaller messages are parsed as fast as they would be cut.
const SMALL: usize = 12 * 1024;

/// No part's header is longer.
const HEADER: usize = 4096;

static ENCODED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i-u)\ncontent-transfer-encoding:[ \t]*base64").ok());
static OPAQUE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i-u)\ncontent-type:[ \t\r\n]*(?:image|audio|video|application)/").ok());
/// A search that is fast because there is nothing to it.
static HYPHEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("-").ok());
/// A part with one of these in its header may be read: invitations come as `application/ics` and as files.
static READ: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i-u)ics|calendar|vcs|text|html|report|delivery|message|eml").ok());

/// Drops the encoded octets of images, films and documents. Base64 has no line that begins with a hyphen, so such a part ends
/// where one does, whatever its boundary is. Parts whose type may hold text, calendars or reports stay whole.
pub fn slim(bytes: &[u8]) -> Cow<'_, [u8]> {
    let (Some(encoded), true) = (ENCODED.as_ref(), bytes.len() > SMALL) else { return Cow::Borrowed(bytes) };
    let mut kept: Vec<u8> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = encoded.find_at(bytes, at) {
        at = found.end();
        if let Some((start, end)) = opaque_body(bytes, found.start(), found.end()) {
            kept.extend_from_slice(bytes.get(from..start).unwrap_or_default());
            // What was dropped is not searched.
            (from, at) = (end, end);
        }
    }
    if from == 0 {
        return Cow::Borrowed(bytes);
    }
    kept.extend_from_slice(bytes.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Where the body of the part begins and ends whose header holds the encoding at `field..behind`; `None` when it is to be kept.
fn opaque_body(bytes: &[u8], field: usize, behind: usize) -> Option<(usize, usize)> {
    let before = bytes.get(field.saturating_sub(HEADER)..field)?;
    let opens = field - before.len() + before.windows(3).rposition(|window| window == b"\n--")?;
    let rest = bytes.get(behind..bytes.len().min(behind + HEADER))?;
    let blank = |window: &[u8]| window.starts_with(b"\n\n") || window.starts_with(b"\n\r\n");
    let at = rest.windows(3).position(blank)?;
    let start = behind + at + if rest.get(at + 1) == Some(&b'\n') { 2 } else { 3 };
    let header = bytes.get(opens..start)?;
    if !OPAQUE.as_ref()?.is_match(header) || READ.as_ref()?.is_match(header) {
        return None;
    }
    let body = bytes.get(start..)?;
    match HYPHEN.as_ref()?.find(body).map(|found| found.start()) {
        Some(at) if at == 0 || body.get(at - 1) == Some(&b'\n') => Some((start, start + at)),
        Some(_) => None,
        None => Some((start, bytes.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    use crate::reading::Reading;
    use crate::reading::message::{Home, read_all};

    fn read(bytes: &[u8], received: Option<jiff::Timestamp>, from_line: bool) -> Reading {
        read_all(bytes, received, from_line, &Home { zone: &TimeZone::UTC, domains: &[] })
    }

    fn mail(kind: &str, name: &str, tail: &str) -> Vec<u8> {
        let body = "JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFIv\r\n".repeat(400);
        format!(
            "From: Pat <pat@acme.example>\r\nTo: dana@n.example\r\nMessage-ID: <1@a>\r\nDate: Mon, 11 May 2026 10:00:00 +0000\r\n\
             Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello Dana.\r\n--b\r\n\
             Content-Type: {kind}; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}{tail}"
        )
        .into_bytes()
    }

    #[test]
    fn the_same_fact_without_the_octets_of_documents() {
        let second = "--b\r\nContent-Type: text/plain\r\n\r\nAnd this.\r\n--b--\r\n";
        for tail in [second, "--b--\r\n", "", "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA"] {
            let whole = mail("application/pdf", "offer.pdf", tail);
            let slim = slim(&whole);
            assert!(slim.len() < 2000, "{tail}");
            let (all, some) = (read(&whole, None, false), read(&slim, None, false));
            assert_eq!(all, some, "{tail}");
            assert_eq!(some.mail.attachments.first().map(String::as_str), Some("offer.pdf"));
        }
    }

    #[test]
    fn what_may_be_read_stays() {
        for (kind, name) in [("text/plain", "a"), ("application/octet-stream", "invite.ics"), ("text/calendar", "x")] {
            let whole = mail(kind, name, "--b--\r\n");
            assert_eq!(slim(&whole).len(), whole.len());
        }
        let prose = mail("application/pdf", "a.pdf", "no base64 - at all\r\n--b--\r\n");
        assert_eq!(slim(&prose).len(), prose.len());
        assert_eq!(slim(b"").len(), 0);
    }
}
