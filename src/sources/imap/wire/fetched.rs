//! Messages as FETCH shows them (RFC 3501 section 7.4.2).

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::fmt::strtime;

use super::super::structure::Node;
use super::super::tokens::{Token, Tokens, starts};

/// A message as FETCH shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::sources::imap) struct Fetched {
    pub uid: u32,
    pub received: Option<Timestamp>,
    pub size: Option<u64>,
    pub structure: Option<Box<Node>>,
    /// It is marked as a draft: nobody has sent it.
    pub draft: bool,
    /// NIL stood in place of a body.
    pub no_body: bool,
    /// What came of each `BODY[...]`, by what stands in the brackets, in upper case.
    pub sections: Vec<(Cow<'static, str>, Vec<u8>)>,
}

/// The most sections of one answer: more are asked for of no message.
pub(super) const MOST_SECTIONS: usize = 200;

impl Tokens<'_> {
    /// `n FETCH (UID 7 INTERNALDATE "..." RFC822.SIZE 9 BODY[HEADER]<0> {4} ...)`. Anything else in it is passed over.
    pub(in crate::sources::imap) fn fetch(mut self) -> Option<Fetched> {
        self.number::<u32>()?;
        self.is("FETCH")?;
        if self.next()? != Token::Open {
            return None;
        }
        let (mut uid, mut fetched) = (None, Fetched::default());
        while let Token::Atom(name) = self.next()? {
            if name.eq_ignore_ascii_case(b"FLAGS") || name.eq_ignore_ascii_case(b"X-GM-LABELS") {
                fetched.draft |= self.has_draft()?;
                continue;
            }
            let mut value = self.clone();
            let first = self.next()?;
            match first {
                Token::Open => self.close()?,
                Token::Close => return None,
                Token::Atom(_) | Token::Text(_) => {}
            }
            if name.eq_ignore_ascii_case(b"UID") {
                uid = first.number();
            } else if starts(name, b"BODY[") {
                if fetched.sections.len() == MOST_SECTIONS {
                    return None;
                }
                match first {
                    Token::Text(text) => {
                        // One is asked for of nearly all messages.
                        fetched.sections.reserve_exact(usize::from(fetched.sections.is_empty()));
                        fetched.sections.push((section(name), text.into_owned()));
                    }
                    Token::Open | Token::Close | Token::Atom(_) => fetched.no_body = true,
                }
            } else if name.eq_ignore_ascii_case(b"RFC822.SIZE") {
                fetched.size = first.number();
            } else if name.eq_ignore_ascii_case(b"INTERNALDATE") {
                fetched.received = internal_date(&first);
            } else if name.eq_ignore_ascii_case(b"BODYSTRUCTURE") {
                fetched.structure = Node::parse(&mut value).map(Box::new);
            }
        }
        Some(Fetched { uid: uid?, ..fetched })
    }

    /// Passes over a list of flags, or of Gmail's labels. Whether it marks a draft; `None` when it doesn't end.
    fn has_draft(&mut self) -> Option<bool> {
        let is = |word: &[u8]| [&b"\\Draft"[..], b"\\Drafts"].iter().any(|draft| word.eq_ignore_ascii_case(draft));
        let (mut depth, mut draft) = (0usize, false);
        loop {
            match self.next()? {
                Token::Open => depth += 1,
                Token::Close => depth = depth.checked_sub(1)?,
                Token::Atom(word) => draft |= depth == 1 && is(word),
                Token::Text(word) => draft |= depth == 1 && is(&word),
            }
            if depth == 0 {
                return Some(draft);
            }
        }
    }
}

/// What stands in the brackets of `BODY[1.MIME]<0>`.
fn section(name: &[u8]) -> Cow<'static, str> {
    /// Those that thousands of answers have.
    const COMMON: [&str; 2] = ["HEADER.FIELDS", ""];
    let inside = name.splitn(2, |octet| *octet == b'[').nth(1).unwrap_or_default();
    let end = memchr::memchr2(b']', b' ', inside).unwrap_or(inside.len());
    let inside = inside.get(..end).unwrap_or_default();
    let common = COMMON.into_iter().find(|common| inside.eq_ignore_ascii_case(common.as_bytes()));
    common.map_or_else(|| String::from_utf8_lossy(inside).to_ascii_uppercase().into(), Cow::Borrowed)
}

/// `"17-Jul-2026 02:44:25 -0700"`, the day padded by a space or not.
fn internal_date(token: &Token<'_>) -> Option<Timestamp> {
    let Token::Text(text) = token else { return None };
    let text = std::str::from_utf8(text).ok()?.trim();
    strtime::parse("%d-%b-%Y %H:%M:%S %z", text).ok()?.to_timestamp().ok()
}
