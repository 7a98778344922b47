//! The tokens that responses are made of (RFC 3501 section 9). Flat, no recursion: nesting costs nothing.

use std::borrow::Cow;

/// One token of a response.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// An atom, number, flag or `NIL`; a bracket in it runs to its end: `BODY[HEADER.FIELDS (TO)]<0>`.
    Atom(&'a [u8]),
    /// A quoted string, unescaped, or a literal.
    Text(Cow<'a, [u8]>),
}

/// The tokens of a response, as far as they make sense.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a>(pub(super) &'a [u8]);

impl Token<'_> {
    pub(super) fn number<N: std::str::FromStr>(&self) -> Option<N> {
        if let Self::Atom(atom) = self { std::str::from_utf8(atom).ok()?.parse().ok() } else { None }
    }
}

impl<'a> Tokens<'a> {
    /// The next token; `None` at the end, or where nothing makes sense any more.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.0.trim_ascii_start();
        let (first, after) = rest.split_first()?;
        let (token, rest) = match first {
            b'(' => (Token::Open, after),
            b')' => (Token::Close, after),
            b'"' => quoted(after)?,
            b'{' | b'~' => literal(rest).unwrap_or_else(|| atom(rest)),
            _ => atom(rest),
        };
        self.0 = rest;
        Some(token)
    }

    pub(super) fn atom(&mut self) -> Option<&'a [u8]> {
        if let Token::Atom(atom) = self.next()? { Some(atom) } else { None }
    }

    pub(super) fn is(&mut self, name: &str) -> Option<()> {
        self.atom()?.eq_ignore_ascii_case(name.as_bytes()).then_some(())
    }

    pub(super) fn number<N: std::str::FromStr>(&mut self) -> Option<N> {
        self.next()?.number()
    }

    /// Passes over one value, a list with everything in it.
    pub(super) fn skip(&mut self) -> Option<()> {
        match self.next()? {
            Token::Open => self.close(),
            Token::Close => None,
            Token::Atom(_) | Token::Text(_) => Some(()),
        }
    }

    /// Passes over the rest of a list that was opened.
    pub(super) fn close(&mut self) -> Option<()> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                Token::Atom(_) | Token::Text(_) => {}
            }
        }
        Some(())
    }
}

/// Whether `octets` begin with `name`, in any case.
pub(super) fn starts(octets: &[u8], name: &[u8]) -> bool {
    octets.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

fn atom(rest: &[u8]) -> (Token<'_>, &[u8]) {
    let may_be = matches!(rest.first(), Some(b'B' | b'b'));
    let section = may_be && [&b"BODY["[..], b"BINARY["].iter().any(|name| starts(rest, name));
    // What stands in the brackets is often longer than all the rest of an answer.
    let behind = if section { memchr::memchr(b']', rest).unwrap_or(rest.len()) } else { 0 };
    let ends = |octet: &u8| matches!(octet, b' ' | b'(' | b')' | b'"' | b'\r' | b'\n' | b'\t');
    let end = rest.iter().skip(behind).position(ends).map_or(rest.len(), |more| behind + more).max(1);
    let (atom, rest) = rest.split_at_checked(end).unwrap_or((rest, &[]));
    (Token::Atom(atom), rest)
}

/// A quoted string behind its opening quote; `None` when it does not end.
fn quoted(after: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let mut escaped = false;
    let mut any = false;
    let end = after.iter().position(|octet| {
        let closes = *octet == b'"' && !escaped;
        escaped = *octet == b'\\' && !escaped;
        any |= escaped;
        closes
    })?;
    let (text, rest) = after.split_at_checked(end)?;
    let text = if any { Cow::Owned(unescaped(text)) } else { Cow::Borrowed(text) };
    Some((Token::Text(text), rest.get(1..)?))
}

fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut octets = text.iter();
    while let Some(octet) = octets.next() {
        let octet = if *octet == b'\\' { octets.next().unwrap_or(octet) } else { octet };
        plain.push(*octet);
    }
    plain
}

/// `{5}` with a line end and five octets.
fn literal(rest: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let inside = rest.strip_prefix(b"~").unwrap_or(rest).strip_prefix(b"{")?;
    let close = inside.iter().take(12).position(|octet| *octet == b'}')?;
    let (digits, after) = inside.split_at_checked(close)?;
    let length: usize = std::str::from_utf8(digits.strip_suffix(b"+").unwrap_or(digits)).ok()?.parse().ok()?;
    let after = after.strip_prefix(b"}\r\n").or_else(|| after.strip_prefix(b"}\n"))?;
    let (text, rest) = after.split_at_checked(length)?;
    Some((Token::Text(Cow::Borrowed(text)), rest))
}
