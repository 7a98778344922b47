//! What a response says. One that is not understood is `None`, for the caller to pass over.

mod fetched;
mod found;

pub(super) use self::fetched::Fetched;
pub(super) use self::found::MOST_FOUND;

use super::tokens::{Token, Tokens, starts};
use crate::sources::names;

/// A status word (RFC 3501 section 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Ok,
    No,
    Bad,
    Bye,
}

/// A response, sorted.
#[derive(Debug)]
pub(super) enum Line<'a> {
    Continue,
    Tagged { tag: &'a [u8], status: Word, words: Words<'a> },
    Status { status: Word, words: Words<'a> },
    Data(Tokens<'a>),
}

/// What follows a status word: `[CODE ...] text`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a>(&'a [u8]);

/// A mailbox as LIST shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    /// In lower case: `\noselect`, `\sent`.
    pub attributes: Vec<String>,
    pub delimiter: Option<char>,
    /// As on the wire (modified UTF-7).
    pub name: String,
}

/// How a folder stands, as STATUS shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Status {
    pub name: String,
    pub uid_validity: Option<u32>,
    pub uid_next: Option<u32>,
}

/// The most attributes of a folder: RFC 6154 and others name some twenty.
const MOST_ATTRIBUTES: usize = 64;

impl<'a> Line<'a> {
    /// Sorts one response.
    pub(super) fn parse(response: &'a [u8]) -> Self {
        let (first, rest) = word(response);
        let (second, words) = word(rest);
        let status = Word::parse(second);
        match (first, status) {
            (b"+", _) => Self::Continue,
            (b"*", Some(status)) => Self::Status { status, words: Words(words) },
            (b"*", None) => Self::Data(Tokens(rest)),
            (tag, Some(status)) => Self::Tagged { tag, status, words: Words(words) },
            (_, None) => Self::Data(Tokens(&[])),
        }
    }
}

impl Word {
    fn parse(word: &[u8]) -> Option<Self> {
        let all = [("OK", Self::Ok), ("NO", Self::No), ("BAD", Self::Bad), ("BYE", Self::Bye)];
        all.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes())).map(|(_, status)| status)
    }
}

impl Words<'_> {
    /// The response code without brackets, in upper case: `UIDNEXT 5`, `AUTHENTICATIONFAILED`.
    pub(super) fn code(&self) -> Option<String> {
        let inside = self.0.strip_prefix(b"[")?;
        let end = inside.iter().position(|octet| *octet == b']')?;
        Some(String::from_utf8_lossy(inside.get(..end)?).to_ascii_uppercase())
    }

    /// The capabilities of `[CAPABILITY ...]`, none if it is another code.
    pub(super) fn capabilities(&self) -> Vec<String> {
        let code = self.code().unwrap_or_default();
        let listed = code.strip_prefix("CAPABILITY ").unwrap_or_default();
        listed.split_whitespace().map(str::to_owned).collect()
    }

    /// The number of a response code such as `[UIDNEXT 5]`.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.code()?.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok()
    }

    /// The server's words, fit to be shown: one line, short, without addresses.
    pub(super) fn shown(&self) -> String {
        let text = String::from_utf8_lossy(self.0.get(..self.0.len().min(400)).unwrap_or_default()).into_owned();
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let words = text.split_whitespace().map(|word| if word.contains('@') { "..." } else { word });
        words.collect::<Vec<_>>().join(" ").chars().take(200).collect()
    }
}

impl Tokens<'_> {
    /// `n EXISTS`.
    pub(super) fn exists(mut self) -> Option<u32> {
        let count = self.number()?;
        self.is("EXISTS").map(|()| count)
    }

    /// Whether it tells of a message, or how many there are: a number stands first.
    pub(super) fn is_of_message(&self) -> bool {
        self.0.first().is_some_and(u8::is_ascii_digit)
    }

    /// Whether it tells of messages, in the open folder or in another one.
    pub(super) fn is_news(&self) -> bool {
        if self.is_of_message() {
            let behind = self.0.iter().position(|octet| !octet.is_ascii_digit()).and_then(|at| self.0.get(at..));
            return behind.is_some_and(|behind| starts(behind.trim_ascii_start(), b"EXISTS"));
        }
        self.clone().is("STATUS").is_some()
    }

    /// Whether it is a response that RFC 3501 or an extension in use knows, as far as its first word tells.
    pub(super) fn is_known(&self) -> bool {
        const KNOWN: [&[u8]; 13] = [
            b"FETCH",
            b"SEARCH",
            b"LIST",
            b"LSUB",
            b"STATUS",
            b"FLAGS",
            b"CAPABILITY",
            b"EXISTS",
            b"RECENT",
            b"EXPUNGE",
            b"ENABLED",
            b"ID",
            b"VANISHED",
        ];
        let first = || self.clone().atom().unwrap_or_default();
        self.is_of_message() || KNOWN.iter().any(|name| first().eq_ignore_ascii_case(name))
    }

    /// `STATUS INBOX (UIDNEXT 5 UIDVALIDITY 7 X-ODD (a b))`.
    pub(super) fn status(mut self) -> Option<Status> {
        self.is("STATUS")?;
        let mut status = Status { name: self.name()?, ..Status::default() };
        if self.next()? != Token::Open {
            return None;
        }
        while let Token::Atom(name) = self.next()? {
            let mut value = self.clone();
            if name.eq_ignore_ascii_case(b"UIDNEXT") {
                status.uid_next = value.number();
            } else if name.eq_ignore_ascii_case(b"UIDVALIDITY") {
                status.uid_validity = value.number();
            }
            self.skip()?;
        }
        Some(status)
    }

    /// The name of a folder, as a string in any form.
    fn name(&mut self) -> Option<String> {
        match self.next()? {
            Token::Text(text) => Some(names::of_octets(&text)),
            Token::Atom(atom) => Some(names::of_octets(atom)),
            Token::Open | Token::Close => None,
        }
    }

    /// `CAPABILITY IMAP4rev1 ...`, in upper case.
    pub(super) fn capabilities(mut self) -> Option<Vec<String>> {
        self.is("CAPABILITY")?;
        let mut found = Vec::new();
        while let Some(name) = self.atom() {
            found.push(String::from_utf8_lossy(name).to_ascii_uppercase());
        }
        Some(found)
    }

    /// Whether it is a LIST response, understood or not.
    pub(super) fn is_list(&self) -> bool {
        self.clone().is("LIST").is_some()
    }

    /// Its first octets, fit to be shown.
    pub(super) fn beginning(&self) -> String {
        Words(self.0).shown()
    }

    /// `LIST (\HasNoChildren \Sent) "/" "Sent Items"`.
    pub(super) fn list(mut self) -> Option<Listed> {
        self.is("LIST")?;
        let mut listed = Listed::default();
        if self.next()? != Token::Open {
            return None;
        }
        while let Token::Atom(name) = self.next()? {
            if listed.attributes.len() < MOST_ATTRIBUTES {
                listed.attributes.push(String::from_utf8_lossy(name).to_ascii_lowercase());
            }
        }
        listed.delimiter = match self.next()? {
            Token::Text(text) => text.first().map(|octet| char::from(*octet)),
            _ => None,
        };
        listed.name = self.name()?;
        Some(listed)
    }
}

/// The first word of a line and what follows it.
fn word(line: &[u8]) -> (&[u8], &[u8]) {
    let line = line.trim_ascii_end();
    let end = line.iter().position(|octet| *octet == b' ').unwrap_or(line.len());
    let (first, rest) = line.split_at_checked(end).unwrap_or((line, &[]));
    (first, rest.trim_ascii_start())
}

#[cfg(test)]
mod tests {
    use super::fetched::MOST_SECTIONS;
    use super::*;

    fn data(response: &[u8]) -> Tokens<'_> {
        let Line::Data(tokens) = Line::parse(response) else { panic!("no data: {response:?}") };
        tokens
    }

    #[test]
    fn a_fetch_is_read_whatever_else_the_server_tells() {
        let answer = b"* 12 FETCH (FLAGS (\\Seen $X[) UID 7 X-ODD (a (b \"c)\")) X-LIT {3}\r\n))) RFC822.SIZE 4242 \
            INTERNALDATE \" 7-May-2026 02:44:25 -0700\" BODY[HEADER.FIELDS (\"TO\" FROM)]<0> {6}\r\nA: b\r\n SAVEDATE NIL)\r\n";
        let fetched = data(answer).fetch().unwrap();
        assert_eq!(fetched.uid, 7);
        assert_eq!(fetched.size, Some(4242));
        assert_eq!(fetched.received, Some("2026-05-07T09:44:25Z".parse().unwrap()));
        assert_eq!(fetched.sections, [("HEADER.FIELDS".into(), b"A: b\r\n".to_vec())]);
    }

    #[test]
    fn odd_or_hostile_fetches_are_no_more_than_not_understood() {
        let nil = data(b"* 1 FETCH (UID 1 INTERNALDATE NIL BODY[] NIL)\r\n").fetch().unwrap();
        assert_eq!(nil, Fetched { uid: 1, no_body: true, ..Fetched::default() });
        let deep = format!("* 1 FETCH (BODYSTRUCTURE {}\r\n", "(".repeat(200_000));
        for bad in [deep.as_str(), "* 1 FETCH", "* 1 FETCH (UID", "* 1 FETCH (UID 99999999999)", "* 1 FETCH (X \"", "* ", "*"] {
            assert_eq!(data(bad.as_bytes()).fetch(), None);
        }
    }

    #[test]
    fn a_folders_status_is_read_whatever_else_the_server_tells() {
        let status = |line: &'static [u8]| data(line).status();
        let expected = Status { name: "A \"b".into(), uid_validity: Some(7), uid_next: Some(4) };
        assert_eq!(status(b"* STATUS \"A \\\"b\" (MESSAGES 3 uidnext 4 X (a b) UIDVALIDITY 7)\r\n"), Some(expected));
        assert_eq!(status(b"* STATUS INBOX (UIDNEXT 99999999999)\r\n").unwrap().uid_next, None);
        assert_eq!(status(b"* STATUS INBOX (UIDNEXT\r\n"), None);
    }

    #[test]
    fn nobody_fills_the_memory_with_empty_sections_or_attributes() {
        let sections = |count: usize| format!("* 1 FETCH (UID 1{})\r\n", " BODY[] \"\"".repeat(count));
        assert_eq!(data(sections(MOST_SECTIONS).as_bytes()).fetch().unwrap().sections.len(), MOST_SECTIONS);
        assert_eq!(data(sections(MOST_SECTIONS + 1).as_bytes()).fetch(), None);
        let listed = data(format!("* LIST ({}) NIL a\r\n", "\\x ".repeat(1000)).as_bytes()).list().unwrap();
        assert_eq!((listed.name.as_str(), listed.attributes.len()), ("a", MOST_ATTRIBUTES));
    }

    #[test]
    fn drafts_are_told_by_their_flags_or_by_gmails_labels() {
        let draft = |items: &str| data(format!("* 1 FETCH (UID 1 {items})\r\n").as_bytes()).fetch().unwrap().draft;
        for items in
            ["FLAGS (\\Seen \\Draft)", "flags (\\DRAFT)", "X-GM-LABELS (Work \"\\\\Draft\")", "X-GM-LABELS (\\Drafts) UID 1"]
        {
            assert!(draft(items), "{items}");
        }
        for items in
            ["FLAGS ()", "FLAGS (\\Seen) X-GM-LABELS (\"Draft\" \\Sent)", "FLAGS NIL", "BODY[] \"\\\\Draft\"", "X (\\Draft)"]
        {
            assert!(!draft(items), "{items}");
        }
    }

    #[test]
    fn names_come_quoted_bare_or_as_literals() {
        let name = |line: &str| data(line.as_bytes()).list().unwrap().name;
        assert_eq!(name("* LIST (\\HasChildren) \"/\" INBOX\r\n"), "INBOX");
        assert_eq!(name("* LIST () NIL \"a\\\\\\\"b\"\r\n"), "a\\\"b");
        assert_eq!(name("* LIST (\\Sent) \".\" {4}\r\nA (b\r\n"), "A (b");
        assert_eq!(name("* LIST () \"/\" [Gmail]/Spam (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n"), "[Gmail]/Spam");
    }

    #[test]
    fn status_words_give_their_code_and_are_shown_without_addresses() {
        let Line::Tagged { tag, status, words } =
            Line::parse(b"a3 NO [AuthenticationFailed] no such user dana@x.example\x07 here\r\n")
        else {
            panic!("no tagged line")
        };
        assert_eq!((tag, status), (&b"a3"[..], Word::No));
        assert_eq!(words.code().as_deref(), Some("AUTHENTICATIONFAILED"));
        assert_eq!(words.shown(), "[AuthenticationFailed] no such user ... here");
    }
}
