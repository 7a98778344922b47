//! The text that comes out: lines, blank lines where paragraphs part, and a mark before what is quoted.

use super::entities;

/// Text under construction.
#[derive(Default)]
pub(super) struct Text {
    out: String,
    /// The current line holds text.
    inside: bool,
    /// A space is due before the next word.
    space: bool,
    /// The line breaks that are due before the next text.
    breaks: usize,
    quoted: bool,
    /// A line of the author's was put out that is more than a greeting.
    told: bool,
    signature: Signature,
}

/// How far a signature has come.
#[derive(Clone, Copy, Default)]
enum Signature {
    #[default]
    None,
    /// Its mark is due before the next text.
    Due,
    /// Its mark stands at that octet.
    Marked(usize),
    /// The same, and it is over: the author's own text behind it takes the mark back, for to plain mail a signature goes on to the end.
    Over(usize),
}

/// The line above a signature (RFC 3676).
const MARK: &str = "-- \n";

impl Text {
    /// Adds text, its white space folded unless `pre`.
    pub fn add(&mut self, text: &str, pre: bool, quoted: bool) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (c, len) = match c {
                '&' => entities::read(rest),
                c => (Some(c), c.len_utf8()),
            };
            rest = rest.get(len..).unwrap_or_default();
            if let Some(c) = c {
                self.push(c, pre, quoted);
            }
        }
    }

    fn push(&mut self, c: char, pre: bool, quoted: bool) {
        match c {
            '\n' if pre => self.line_break(),
            '\r' | '\0' | '\u{ad}' => {}
            c if c == '\u{a0}' || (c.is_whitespace() && pre) => self.word(' ', quoted),
            c if c.is_whitespace() => self.space = true,
            c => self.word(c, quoted),
        }
    }

    fn word(&mut self, c: char, quoted: bool) {
        // Quoted and own text never share a line.
        if self.inside && self.quoted != quoted {
            self.end_line();
        }
        self.quoted = quoted;
        if !self.inside {
            if let (Signature::Over(at), false) = (self.signature, quoted) {
                self.out.replace_range(at..at + MARK.len(), "");
            }
            self.out.extend(std::iter::repeat_n('\n', self.breaks.min(3)));
            self.signature = match self.signature {
                Signature::Due if !quoted => {
                    let at = self.out.len();
                    self.out.push_str(MARK);
                    Signature::Marked(at)
                }
                Signature::Marked(at) if !quoted => Signature::Marked(at),
                _ => Signature::None,
            };
            if self.quoted {
                self.out.push_str("> ");
            }
        } else if self.space {
            self.out.push(' ');
        }
        self.out.push(c);
        (self.inside, self.space, self.breaks) = (true, false, 0);
    }

    fn end_line(&mut self) {
        if self.inside {
            self.inside = false;
            self.breaks = 1;
            let len = self.out.trim_end_matches(' ').len();
            self.out.truncate(len);
            self.told |= !self.quoted && !self.out.ends_with([',', '，']);
        }
        self.space = false;
    }

    /// What follows is the author's signature. Some write their answer in its place: with nothing above it, it is none.
    pub fn begin_signature(&mut self) {
        self.end_line();
        if self.told && matches!(self.signature, Signature::None) {
            self.signature = Signature::Due;
        }
    }

    /// The signature ends here.
    pub fn end_signature(&mut self) {
        self.end_line();
        self.signature = match self.signature {
            Signature::Marked(at) | Signature::Over(at) => Signature::Over(at),
            Signature::None | Signature::Due => Signature::None,
        };
    }

    /// A `<br>`: an empty line when the line is empty already.
    fn line_break(&mut self) {
        match self.inside {
            true => self.end_line(),
            false => self.breaks += usize::from(!self.out.is_empty()),
        }
        self.space = false;
    }

    /// What the tag `name` does to the lines.
    pub fn break_for(&mut self, name: &str, opens: bool, tight: bool) {
        match name {
            "br" if opens => self.line_break(),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                if opens && !tight && !self.out.is_empty() {
                    self.breaks = self.breaks.max(2);
                }
            }
            "div" | "blockquote" | "tr" | "li" | "ul" | "ol" | "table" | "pre" | "hr" | "section" | "article" | "center"
            | "dt" | "dd" | "dl" | "body" | "address" | "form" => self.end_line(),
            "td" | "th" if opens => self.space = true,
            _ => {}
        }
    }

    /// The text.
    pub fn finish(mut self) -> String {
        self.end_line();
        self.out
    }
}
