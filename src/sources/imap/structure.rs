//! What a message is made of (BODYSTRUCTURE, RFC 3501 section 7.4.2), which of its parts say something, and the message put
//! together again from those alone: the same fact, without its attachments.

use std::collections::BTreeMap;

use super::tokens::{Token, Tokens};

/// The most octets of a header, of a text, and of a machine-readable part. Reading looks at 256 KiB of decoded text.
const HEADER: usize = 256 << 10;
const TEXT: usize = 1 << 20;
const REPORT: usize = 512 << 10;
/// The most parts, and the deepest nesting. A message beyond is read from its beginning.
const PARTS: usize = 60;
const DEPTH: usize = 12;

/// A part, with everything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// Empty for the whole, else `2` or `2.1`.
    section: String,
    /// `text/plain`, in lower case.
    media: String,
    encoding: String,
    octets: u64,
    boundary: Vec<u8>,
    attached: bool,
    /// It has a file name that ends so: `.ics`; or it is a message that holds such a part or one of calendar text.
    calendar: bool,
    children: Vec<Node>,
}

/// A section to fetch and how much of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    pub section: String,
    pub limit: usize,
}

impl Node {
    /// Reads the value of a BODYSTRUCTURE; `None` when it makes no sense or is beyond the bounds.
    pub(super) fn parse(tokens: &mut Tokens<'_>) -> Option<Self> {
        let mut room = PARTS;
        (tokens.next()? == Token::Open).then(|| node(tokens, String::new(), 0, &mut room)).flatten()
    }

    /// The sections that tell what the message says.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let mut all = vec![Wanted { section: "HEADER".to_owned(), limit: HEADER }];
        self.collect(&mut all);
        all
    }

    fn collect(&self, all: &mut Vec<Wanted>) {
        for child in &self.children {
            all.push(Wanted { section: format!("{}.MIME", child.section), limit: HEADER });
            child.collect(all);
        }
        all.extend(self.body());
    }

    /// What is fetched of a part's own body, if anything.
    fn body(&self) -> Option<Wanted> {
        let section = if self.section.is_empty() { "TEXT".to_owned() } else { self.section.clone() };
        let (kind, subtype) = self.media.split_once('/')?;
        let limit = match (kind, subtype) {
            ("multipart", _) => return None,
            ("message", "rfc822") => {
                // A returned message: its header alone, unless somebody passes an invitation on with it. Encoded ones (RFC 2046 forbids them) can't be looked into.
                let plain = !matches!(self.encoding.as_str(), "base64" | "quoted-printable") && !self.section.is_empty();
                return Some(if plain && !self.calendar {
                    Wanted { section: format!("{section}.HEADER"), limit: HEADER }
                } else {
                    Wanted { section, limit: REPORT }
                });
            }
            ("message", _) | ("text", "calendar" | "rfc822-headers") | (_, "ics" | "calendar") => REPORT,
            _ if self.calendar => REPORT,
            ("text", _) if !self.attached => TEXT,
            _ => return None,
        };
        Some(Wanted { section, limit })
    }

    /// The message, of `size` octets, without what wasn't fetched. `None` when a part is missing, its delimiter isn't the one
    /// that the header gives, or an eighth of the message is in no part: then the parts can't be trusted to say the same.
    pub(super) fn assemble(&self, sections: &BTreeMap<String, Vec<u8>>, size: u64) -> Option<Vec<u8>> {
        let mut octets = sections.get("HEADER").filter(|header| header.len() < HEADER)?.clone();
        self.append(sections, 0, &mut octets)?;
        let known = self.total() + octets.len() as u64;
        (known + 256 + size / 8 >= size).then_some(octets)
    }

    fn total(&self) -> u64 {
        self.children.iter().fold(self.octets, |sum, child| sum.saturating_add(child.total()))
    }

    /// Appends a part's body behind its header, which begins at `header`.
    fn append(&self, sections: &BTreeMap<String, Vec<u8>>, header: usize, octets: &mut Vec<u8>) -> Option<()> {
        end_header(octets);
        if self.media.starts_with("multipart/") {
            let own = octets.get(header..)?;
            if self.boundary.is_empty() || !own.windows(self.boundary.len()).any(|window| window == self.boundary) {
                return None;
            }
        }
        for child in &self.children {
            octets.extend_from_slice(b"\r\n--");
            octets.extend_from_slice(&self.boundary);
            octets.extend_from_slice(b"\r\n");
            let start = octets.len();
            octets.extend_from_slice(sections.get(&format!("{}.MIME", child.section)).filter(|mime| mime.len() < HEADER)?);
            child.append(sections, start, octets)?;
        }
        if !self.children.is_empty() {
            octets.extend_from_slice(b"\r\n--");
            octets.extend_from_slice(&self.boundary);
            octets.extend_from_slice(b"--\r\n");
        }
        // A server says NIL of an empty part.
        octets.extend_from_slice(self.body().and_then(|wanted| sections.get(&wanted.section)).map_or(&[], Vec::as_slice));
        Some(())
    }
}

/// Some servers leave out the empty line of a header that has no field.
fn end_header(octets: &mut Vec<u8>) {
    if !octets.ends_with(b"\n\r\n") && !octets.ends_with(b"\n\n") && octets != b"\r\n" {
        octets.extend_from_slice(b"\r\n");
    }
}

/// A part behind its opening parenthesis, to its closing one.
fn node(tokens: &mut Tokens<'_>, section: String, depth: usize, room: &mut usize) -> Option<Node> {
    *room = room.checked_sub(1).filter(|_| depth < DEPTH)?;
    let mut node = Node { section, ..Node::default() };
    let inside = |n: usize| if node.section.is_empty() { n.to_string() } else { format!("{}.{n}", node.section) };
    let mut children = Vec::new();
    let kind = loop {
        match tokens.next()? {
            Token::Open => children.push(self::node(tokens, inside(children.len() + 1), depth + 1, room)?),
            first => break word(&first)?,
        }
    };
    if children.is_empty() {
        single(tokens, &kind, &mut node)?;
    } else {
        node.children = children;
        node.media = format!("multipart/{kind}");
        extension(tokens, &mut node)?;
    }
    Some(node)
}

/// `type subtype (parameters) id description encoding size ...`, and whatever follows.
fn single(tokens: &mut Tokens<'_>, kind: &str, node: &mut Node) -> Option<()> {
    node.media = format!("{kind}/{}", word(&tokens.next()?)?);
    parameters(tokens, node)?;
    tokens.skip()?;
    tokens.skip()?;
    node.encoding = word(&tokens.next()?)?;
    node.octets = tokens.number()?;
    extension(tokens, node)
}

/// Passes over the rest of a part, but for parameters of a multipart and the disposition: lists that are told by their form.
fn extension(tokens: &mut Tokens<'_>, node: &mut Node) -> Option<()> {
    loop {
        let mut ahead = tokens.clone();
        match ahead.next()? {
            Token::Close => {
                *tokens = ahead;
                return Some(());
            }
            Token::Open => {
                let multipart = node.media.starts_with("multipart/") && node.boundary.is_empty();
                let mut inside = ahead.clone();
                match (inside.next()?, inside.next()) {
                    // ("attachment" ("filename" "a.pdf"))
                    (Token::Text(name), Some(Token::Open)) => {
                        node.attached = name.eq_ignore_ascii_case(b"attachment");
                        ahead.next()?;
                        parameters(&mut ahead, node)?;
                    }
                    (Token::Text(name), Some(Token::Atom(_))) if name.eq_ignore_ascii_case(b"attachment") => node.attached = true,
                    // ("boundary" "b"): of a multipart.
                    (Token::Text(_), Some(Token::Text(_))) if multipart => {
                        parameters(tokens, node)?;
                        continue;
                    }
                    _ => {}
                }
                let before = tokens.0;
                tokens.skip()?;
                if node.media == "message/rfc822" {
                    let passed = before.get(..before.len() - tokens.0.len()).unwrap_or_default().to_ascii_lowercase();
                    let holds = |name: &[u8]| memchr::memmem::find(&passed, name).is_some();
                    node.calendar |= holds(b"\"calendar\"") || holds(b".ics\"");
                }
            }
            Token::Atom(_) | Token::Text(_) => *tokens = ahead,
        }
    }
}

/// `("name" "value" ...)` or NIL.
fn parameters(tokens: &mut Tokens<'_>, node: &mut Node) -> Option<()> {
    if tokens.next()? != Token::Open {
        return Some(());
    }
    loop {
        let name = match tokens.next()? {
            Token::Close => return Some(()),
            token => word(&token)?,
        };
        let value = match tokens.next()? {
            Token::Text(text) => text.into_owned(),
            Token::Atom(atom) => atom.to_vec(),
            Token::Open | Token::Close => return None,
        };
        let file = name.starts_with("name") || name.starts_with("filename");
        node.calendar |= file && value.to_ascii_lowercase().windows(4).any(|window| window == b".ics");
        if name == "boundary" {
            node.boundary = value;
        }
    }
}

fn word(token: &Token<'_>) -> Option<String> {
    match token {
        Token::Text(text) => Some(String::from_utf8_lossy(text).to_ascii_lowercase()),
        Token::Atom(atom) => Some(String::from_utf8_lossy(atom).to_ascii_lowercase()),
        Token::Open | Token::Close => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT_AND_FILE: &[u8] = br#"((("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 5 1 NIL NIL NIL NIL)("text" "html" NIL NIL NIL "7bit" 9 1) "alternative" ("boundary" "in") NIL NIL)("application" "pdf" ("name" "a.pdf") NIL NIL "base64" 900000 NIL ("attachment" ("filename" "a.pdf")) NIL NIL)("message" "rfc822" NIL NIL NIL "7bit" 70 ("x (" "y" NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" NIL NIL NIL "7bit" 7 1) 3 NIL NIL) "mixed" ("boundary" "out") NIL NIL) UID 4)"#;

    fn parsed(structure: &[u8]) -> Option<Node> {
        Node::parse(&mut Tokens(structure))
    }

    #[test]
    fn the_texts_and_the_returned_header_are_wanted_and_of_an_attachment_its_name() {
        let mut tokens = Tokens(REPORT_AND_FILE);
        let node = Node::parse(&mut tokens).unwrap();
        assert_eq!(tokens.0, b" UID 4)", "exactly the structure was read");
        let sections: Vec<String> = node.wanted().into_iter().map(|wanted| wanted.section).collect();
        assert_eq!(sections, ["HEADER", "1.MIME", "1.1.MIME", "1.1", "1.2.MIME", "1.2", "2.MIME", "3.MIME", "3.HEADER"]);
        let part = |section: &str, octets: &str| (section.to_owned(), octets.as_bytes().to_vec());
        let mut sections = BTreeMap::from([
            part("HEADER", "Subject: x\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n"),
            part("1.MIME", "Content-Type: multipart/alternative; boundary=\"in\"\r\n\r\n"),
            part("1.1.MIME", "Content-Type: text/plain\r\n\r\n"),
            part("1.1", "Hello"),
            part("1.2.MIME", "Content-Type: text/html\r\n\r\n"),
            part("1.2", "<p>Hello"),
            part("2.MIME", "Content-Type: application/pdf; name=a.pdf\r\n\r\n"),
            part("3.MIME", "Content-Type: message/rfc822\r\n\r\n"),
            part("3.HEADER", "Message-ID: <1@acme.example>\r\n\r\n"),
        ]);
        let whole = node.assemble(&sections, 900_500).unwrap();
        let read = crate::reading::read(&whole, None, false);
        assert_eq!(read.mail.attachments, ["a.pdf"]);
        assert_eq!(read.new_text.trim(), "Hello");
        assert_eq!(node.assemble(&sections, 1_800_000), None, "half of the message is nowhere");
        sections.remove("1.MIME");
        assert_eq!(node.assemble(&sections, 900_500), None, "a part that did not come");
    }

    #[test]
    fn a_message_that_carries_an_invitation_is_wanted_whole_and_one_that_speaks_of_calendars_is_not() {
        let wanted = |subject: &str, part: &str| {
            let inner = format!(r#"(({part})("text" "plain" NIL NIL NIL "7bit" 7 1) "mixed" ("boundary" "in"))"#);
            let envelope = format!(r#"("x" "{subject}" NIL NIL NIL NIL NIL NIL NIL NIL)"#);
            let message = format!(r#"("message" "rfc822" NIL NIL NIL "7bit" 900 {envelope} {inner} 30 NIL ("attachment" NIL))"#);
            let whole = format!(r#"(("text" "plain" NIL NIL NIL "7bit" 5 1){message} "mixed" ("boundary" "b"))"#);
            parsed(whole.as_bytes()).unwrap().wanted().pop().unwrap().section
        };
        assert_eq!(wanted("Demo", r#""TEXT" "CALENDAR" ("method" "REQUEST") NIL NIL "7bit" 300 9"#), "2");
        assert_eq!(wanted("Demo", r#""application" "octet-stream" ("name" "Invite.ICS") NIL NIL "base64" 300"#), "2");
        assert_eq!(wanted("My calendar", r#""text" "html" NIL NIL NIL "7bit" 300 9"#), "2.HEADER");
    }

    #[test]
    fn a_delimiter_that_the_header_does_not_give_is_not_trusted() {
        let node = parsed(br#"(("text" "plain" NIL NIL NIL "7bit" 5 1) "mixed" ("boundary" "other"))"#).unwrap();
        let sections = [("HEADER", "Content-Type: multipart/mixed; boundary=b\r\n\r\n"), ("1.MIME", "\r\n"), ("1", "Hello")];
        let sections = sections.map(|(section, octets)| (section.to_owned(), octets.as_bytes().to_vec()));
        assert_eq!(node.assemble(&BTreeMap::from(sections), 60), None);
    }

    #[test]
    fn hostile_structures_are_not_understood_and_cost_nothing() {
        let deep = "(".repeat(100_000);
        let wide = format!("({}\"mixed\")", r#"("text" "plain" NIL NIL NIL "7bit" 5 1)"#.repeat(5000));
        for bad in [deep.as_str(), &wide, "", "NIL", "(", "()", "((", "(\"text\"", "(\"text\" \"plain\" (\"a\"))"] {
            assert_eq!(parsed(bad.as_bytes()), None);
        }
    }
}
