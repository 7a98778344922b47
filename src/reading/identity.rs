//! Who a message is, across all its copies, and traces: hashes that tell an id or address again without keeping it.

use jiff::Timestamp;

use crate::domain::address::{Address, MessageId};
use crate::domain::mail::MailKey;

/// A trace of an id, address or domain: the first 8 octets of its SHA-256.
pub fn trace(text: &str) -> u64 {
    trace_of(&[text])
}

/// The trace of a text that is given in pieces.
pub fn trace_of(pieces: &[&str]) -> u64 {
    hash(pieces.concat().as_bytes())
}

/// The identity of a message (SPEC 2): a hash of its Message-ID, author and date; without a Message-ID a hash of the
/// `fallback` octets (its header fields and text).
pub fn key(message_id: Option<&MessageId>, author: Option<&Address>, date: Option<Timestamp>, fallback: &[u8]) -> MailKey {
    let date = date.map_or(String::new(), |date| date.as_second().to_string());
    let author = author.map_or("", Address::as_str);
    MailKey(match message_id {
        Some(id) => digest(&[b"id", id.as_str().as_bytes(), author.as_bytes(), date.as_bytes()]),
        None => digest(&[b"text", author.as_bytes(), date.as_bytes(), fallback]),
    })
}

/// Hashes the pieces, each preceded by its length, so that no two lists of pieces run together.
fn digest(pieces: &[&[u8]]) -> u64 {
    let mut all = Vec::with_capacity(pieces.iter().map(|piece| piece.len() + 8).sum());
    for piece in pieces {
        all.extend_from_slice(&(piece.len() as u64).to_be_bytes());
        all.extend_from_slice(piece);
    }
    hash(&all)
}

/// Of octets in one piece: the work is in taking them in, and most are few.
fn hash(octets: &[u8]) -> u64 {
    let hash = ring::digest::digest(&ring::digest::SHA256, octets);
    hash.as_ref().iter().take(8).fold(0, |sum, octet| (sum << 8) | u64::from(*octet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_used_for_two_messages_is_two_messages() {
        let id = MessageId::parse("<1@acme.example>").unwrap();
        let pat = Address::parse("pat@acme.example").unwrap();
        let kim = Address::parse("kim@acme.example").unwrap();
        let at = Some(Timestamp::UNIX_EPOCH);
        assert_eq!(key(Some(&id), Some(&pat), at, b"x"), key(Some(&id), Some(&pat), at, b"y"));
        assert_ne!(key(Some(&id), Some(&pat), at, b""), key(Some(&id), Some(&kim), at, b""));
        assert_ne!(key(None, Some(&pat), at, b"x"), key(None, Some(&pat), at, b"y"));
    }

    #[test]
    fn a_trace_is_the_head_of_sha_256() {
        assert_eq!(trace("abc"), 0xba78_16bf_8f01_cfea);
        assert_eq!(trace_of(&["a", "bc"]), trace("abc"));
    }
}
