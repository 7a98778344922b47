//! Tags and text, as forgiving as a browser and never looking at a byte twice.

/// One piece of HTML.
pub(super) enum Token<'a> {
    Text(&'a str),
    Open(Tag),
    Close(String),
}

/// An opening tag with the attributes that matter here.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub name: String,
    pub closed: bool,
    class: String,
    id: String,
    style: String,
    kind: String,
    hidden: bool,
}

impl Tag {
    /// What no reader sees: preheaders, Outlook's conditional parts.
    pub fn is_hidden(&self) -> bool {
        if self.style.is_empty() {
            return self.hidden;
        }
        let zero = |value: &str| matches!(value.trim_end_matches("!important"), "0" | "0px" | "0pt");
        let rule = |rule: &str| ["font-size:", "max-height:"].iter().any(|key| rule.strip_prefix(key).is_some_and(zero));
        self.hidden
            || ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|rule| self.style.contains(rule))
            || self.style.split(';').any(rule)
    }

    /// A quotation by structure. Gmail also indents with blockquotes: without a border, 40 pixels in.
    pub fn is_quotation(&self) -> bool {
        if self.name == "blockquote" {
            let indent = self.style.contains("border:none") && self.style.contains("40px");
            return self.kind == "cite" || !self.class.is_empty() || !indent;
        }
        self.has_class(&["gmail_attr", "yahoo_quoted", "moz-cite-prefix", "zmail_extra", "tutanota_quote"])
            || self.id.starts_with("yahoo_quoted")
            || self.id == "mail-editor-reference-message-container"
    }

    /// Gmail's line above a quotation or forward.
    pub fn is_attribution(&self) -> bool {
        self.has_class(&["gmail_attr"])
    }

    /// Outlook's marks for "what follows is the message answered or forwarded".
    pub fn begins_quoted_rest(&self) -> bool {
        matches!(self.id.trim_start_matches("x_"), "appendonsend" | "divrplyfwdmsg") || self.has_class(&["outlookmessageheader"])
    }

    /// What a client or a gateway puts its user's signature in, by its exact name: a "signature-request" or the block of a signature service
    /// is what a message is about.
    pub fn is_signature(&self) -> bool {
        const NAMES: [&str; 14] = [
            "signature",
            "gmail_signature",
            "messagesignaturesection",
            "applemailsignature",
            "moz-signature",
            "front-signature",
            "outlooksignature",
            "ms-outlook-mobile-signature",
            "ms-outlook-ios-signature",
            "protonmail_signature_block",
            "protonmail_signature_block-user",
            "zoho_signature",
            "email-signature",
            "exclaimer-sig",
        ];
        let named = |name: &str| NAMES.contains(&name.trim_start_matches("x_"));
        named(&self.id) || self.class.split_whitespace().any(named)
    }

    pub fn keeps_space(&self) -> bool {
        self.name == "pre" || self.style.contains("white-space:pre")
    }

    /// A paragraph without a gap above it.
    pub fn is_tight(&self) -> bool {
        self.class.starts_with("mso") || self.style.contains("margin:0")
    }

    fn has_class(&self, classes: &[&str]) -> bool {
        self.class.split_whitespace().any(|class| classes.contains(&class))
    }

    fn set(&mut self, name: &str, value: &str) {
        let lower = || value.chars().take(2_000).collect::<String>().to_lowercase();
        match name {
            _ if name.eq_ignore_ascii_case("class") => self.class = lower(),
            _ if name.eq_ignore_ascii_case("id") || (name.eq_ignore_ascii_case("name") && self.id.is_empty()) => {
                self.id = lower()
            }
            _ if name.eq_ignore_ascii_case("type") => self.kind = lower(),
            _ if name.eq_ignore_ascii_case("style") => self.style = lower().split_whitespace().collect(),
            _ => self.hidden |= name.eq_ignore_ascii_case("hidden"),
        }
    }
}

/// The pieces of `html`, comments, scripts, styles and titles left out.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// Whether the text that comes next begins so.
    pub fn begins(&self, text: &str) -> bool {
        self.rest.trim_start().starts_with(text)
    }

    fn take(&mut self, len: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn take_until(&mut self, end: impl FnMut(char) -> bool) -> &'a str {
        let len = self.rest.find(end).unwrap_or(self.rest.len());
        self.take(len)
    }

    /// Goes on behind `end`, or to the end of everything where it is missing, as browsers do.
    fn skip_past(&mut self, end: &str) {
        let len = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.take(len);
    }

    /// Drops the content of an element whose content is no text.
    fn skip_raw(&mut self, name: &str) {
        while let Some(at) = self.rest.find("</") {
            self.take(at + 2);
            if self.rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
                return self.skip_past(">");
            }
        }
        self.rest = "";
    }

    fn tag(&mut self) -> Tag {
        let name = self.take_until(|c| c.is_whitespace() || c == '/' || c == '>');
        let name = name.char_indices().nth(80).and_then(|(end, _)| name.get(..end)).unwrap_or(name).to_ascii_lowercase();
        let mut tag = Tag { name, ..Tag::default() };
        loop {
            self.take_until(|c| !c.is_whitespace());
            match self.rest.chars().next() {
                None => return tag,
                Some('>') => {
                    self.take(1);
                    return tag;
                }
                Some('/') => {
                    self.take(1);
                    tag.closed = self.rest.starts_with('>');
                }
                Some('=') => {
                    self.take(1);
                }
                Some(_) => self.attribute(&mut tag),
            }
        }
    }

    fn attribute(&mut self, tag: &mut Tag) {
        let name = self.take_until(|c| c.is_whitespace() || matches!(c, '=' | '>' | '/'));
        self.take_until(|c| !c.is_whitespace());
        if !self.rest.starts_with('=') {
            return tag.set(name, "");
        }
        self.take(1);
        self.take_until(|c| !c.is_whitespace());
        let value = match self.rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.take(1);
                let value = self.take_until(|c| c == quote);
                self.take(1);
                value
            }
            _ => self.take_until(|c| c.is_whitespace() || c == '>'),
        };
        tag.set(name, value);
    }

    /// An opening tag; `None` when there is nothing to say of it.
    fn opening(&mut self) -> Option<Token<'a>> {
        let whole = self.rest;
        self.take(1);
        let tag = self.tag();
        if tag.name.contains('@') {
            // "<pat@acme.example>", written without escaping.
            return Some(Token::Text(whole.get(..whole.len() - self.rest.len()).unwrap_or_default()));
        }
        match tag.name.as_str() {
            "style" | "script" | "title" | "xml" | "template" | "svg" if !tag.closed => {
                self.skip_raw(&tag.name);
                None
            }
            _ => Some(Token::Open(tag)),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let mut after = self.rest.chars();
            if after.next()? != '<' {
                return Some(Token::Text(self.take_until(|c| c == '<')));
            }
            match after.next() {
                Some('!') if self.rest.starts_with("<!--") => {
                    self.take(4);
                    self.skip_past("-->");
                }
                Some('!' | '?') => self.skip_past(">"),
                Some('/') => {
                    self.take(2);
                    return Some(Token::Close(self.tag().name));
                }
                Some(c) if c.is_ascii_alphabetic() => match self.opening() {
                    Some(token) => return Some(token),
                    None => continue,
                },
                _ => return Some(Token::Text(self.take(1))),
            }
        }
    }
}
