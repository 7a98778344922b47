//! The guard at the wire: cuts what a server sends into complete responses (RFC 3501: a line, with the literals that it
//! announces), each octet looked at once, and refuses what is too big before anything else sees it.

use std::ops::Range;

/// The most octets of one response, literals included. A SEARCH answer of three million messages fits.
pub(super) const RESPONSE: usize = 40 << 20;
/// The most octets of one literal. Everything is fetched in bounded parts; this holds for servers that ignore the bound.
pub(super) const LITERAL: usize = 32 << 20;

/// The server sent, or announced, more than the guard lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooBig;

/// Finds the end of responses as octets arrive.
#[derive(Debug, Default)]
pub(super) struct Framer {
    buffer: Vec<u8>,
    /// Where the current response begins.
    start: usize,
    /// Where its current line begins.
    line: usize,
    /// How far has been looked at. Beyond the buffer's end while the octets of a literal are awaited.
    scan: usize,
}

impl Framer {
    /// Takes octets in.
    pub(super) fn feed(&mut self, octets: &[u8]) {
        self.room(octets.len()).extend_from_slice(octets);
    }

    /// Where octets are put behind those that are there, with room for `more`. What was cut out before is no longer there.
    pub(super) fn room(&mut self, more: usize) -> &mut Vec<u8> {
        if self.start == self.buffer.len() || self.start > 1 << 16 {
            self.buffer.drain(..self.start);
            self.line -= self.start;
            self.scan -= self.start;
            self.start = 0;
            if self.buffer.is_empty() && self.buffer.capacity() > 1 << 20 {
                self.buffer = Vec::new();
            }
        }
        self.buffer.reserve(more);
        &mut self.buffer
    }

    /// Where the next complete response is, with its line end, or `None` until more octets came.
    pub(super) fn next(&mut self) -> Result<Option<Range<usize>>, TooBig> {
        while let Some(ahead) = self.buffer.get(self.scan..) {
            let Some(found) = memchr::memchr(b'\n', ahead) else {
                self.scan = self.buffer.len();
                break;
            };
            let end = self.scan + found + 1;
            let line = self.buffer.get(self.line..end).unwrap_or_default();
            let free_text = self.line == self.start && is_status(line);
            let announced = if free_text { None } else { announced_literal(line)? };
            self.scan = end;
            match announced {
                Some(length) => {
                    self.scan = end + length;
                    self.line = self.scan;
                    if self.scan - self.start > RESPONSE {
                        return Err(TooBig);
                    }
                }
                None => {
                    let response = self.start..end;
                    (self.start, self.line) = (end, end);
                    return if response.len() > RESPONSE { Err(TooBig) } else { Ok(Some(response)) };
                }
            }
        }
        if self.buffer.len() - self.start > RESPONSE { Err(TooBig) } else { Ok(None) }
    }

    /// The octets of a response, until there is [`Self::room`] for more.
    pub(super) fn octets(&self, response: Range<usize>) -> &[u8] {
        self.buffer.get(response).unwrap_or_default()
    }

    /// Gives back memory that nothing is in.
    pub(super) fn shrink(&mut self) {
        if !self.holds_more() {
            *self = Self::default();
        }
    }

    /// What has arrived and belongs to no response yet, which is not looked at any more.
    pub(super) fn take_rest(&mut self) -> Vec<u8> {
        let framer = std::mem::take(self);
        framer.buffer.get(framer.start..).unwrap_or_default().to_vec()
    }

    /// Whether octets have arrived that belong to no response yet.
    pub(super) fn holds_more(&self) -> bool {
        self.buffer.len() > self.start
    }
}

/// The length of the literal that a line announces at its end: `{12}`, `{12+}`, `~{12}`.
fn announced_literal(line: &[u8]) -> Result<Option<usize>, TooBig> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let Some(inside) = line.strip_suffix(b"}") else { return Ok(None) };
    let inside = inside.strip_suffix(b"+").unwrap_or(inside);
    let digits = inside.iter().rev().take_while(|octet| octet.is_ascii_digit()).count();
    let Some((before, digits)) = inside.split_at_checked(inside.len() - digits) else { return Ok(None) };
    if digits.is_empty() || !before.ends_with(b"{") {
        return Ok(None);
    }
    let length = digits.iter().fold(0usize, |sum, digit| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
    if length > LITERAL { Err(TooBig) } else { Ok(Some(length)) }
}

/// Whether a response is a status or continuation: its words are free text, and a `{12}` at their end announces nothing.
fn is_status(line: &[u8]) -> bool {
    let mut words = line.split(|octet| octet.is_ascii_whitespace());
    let tag = words.next().unwrap_or_default();
    let word = words.next().unwrap_or_default();
    tag == b"+" || [&b"OK"[..], b"NO", b"BAD", b"BYE", b"PREAUTH"].iter().any(|status| word.eq_ignore_ascii_case(status))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every response in `octets`, fed in pieces of `size`.
    fn frames(octets: &[u8], size: usize) -> Result<Vec<Vec<u8>>, TooBig> {
        let mut framer = Framer::default();
        let mut found = Vec::new();
        for piece in octets.chunks(size) {
            framer.feed(piece);
            while let Some(response) = framer.next()? {
                found.push(framer.octets(response).to_vec());
            }
        }
        Ok(found)
    }

    #[test]
    fn a_response_is_whole_with_its_literals_however_the_octets_arrive() {
        let first = b"* 1 FETCH (BODY[] {7}\r\n\r\n)* {9} UID 3 BODY[2] {0}\r\n)\r\n";
        let second = b"* LIST () \"/\" {5}\r\nSent}\r\n";
        let third = b"a OK done {12}\r\n";
        let all = [&first[..], second, third].concat();
        for size in [1, 2, 3, 7, 1000] {
            assert_eq!(frames(&all, size).unwrap(), vec![first.to_vec(), second.to_vec(), third.to_vec()], "pieces of {size}");
        }
    }

    #[test]
    fn a_big_response_between_small_ones_is_whole() {
        let big = format!("* SEARCH{}\r\n", " 1234567".repeat(200_000)).into_bytes();
        let all = [&b"* 1 EXISTS\r\n"[..], &big, b"* 2 EXISTS\r\n", b"a OK\r\n"].concat();
        for size in [4096, all.len()] {
            let found = frames(&all, size).unwrap();
            assert_eq!(found.len(), 4);
            assert!(found[1] == big && found[2] == b"* 2 EXISTS\r\n" && found[3] == b"a OK\r\n", "pieces of {size}");
        }
    }

    #[test]
    fn what_is_too_big_is_refused_when_announced_or_when_it_does_not_end() {
        assert_eq!(frames(b"* 1 FETCH (BODY[] {500000000}\r\n", 64), Err(TooBig));
        assert_eq!(frames(b"* 1 FETCH (BODY[] {99999999999999999999999999}\r\n", 64), Err(TooBig));
        let endless = vec![b'x'; RESPONSE + 1];
        assert_eq!(frames(&endless, 1 << 16), Err(TooBig));
        let many = b"* 1 FETCH (BODY[] {30000000}\r\n".repeat(2);
        let mut framer = Framer::default();
        framer.feed(&many);
        framer.feed(&vec![b'x'; 30_000_000]);
        framer.feed(b" {30000000}\r\n");
        assert!(framer.next().is_err(), "two literals that are too big together");
    }
}
