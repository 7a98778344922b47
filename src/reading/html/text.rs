//! The text that comes out: lines, blank lines where paragraphs part, and a mark before what is quoted.

use super::entities;
use crate::reading::wordlist::{Words, words};
use crate::reading::{clean, itself, quotes};

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
    /// What comes is the author's signature.
    signing: bool,
}

/// How lines begin that only greet or thank, besides those that [`itself::hails`] knows.
static OPENINGS: Words = words(
    "good morning|good afternoon|good evening|thanks |thank you|danke |vielen dank|merci |gracias|grazie|obrigad|bedankt|tak |takk |tack |sent from |gesendet von |von meinem |envoyé d",
);

/// How the warnings of gateways begin.
static BANNERS: Words = words("[external|[extern|external|[ext]|caution|warning|achtung|vorsicht|attention|[caution|[warning");

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
            self.out.extend(std::iter::repeat_n('\n', self.breaks.min(3)));
            if self.signing && !quoted {
                self.out.push(quotes::SIGNED);
            }
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
            self.told |= !(self.quoted || self.signing || self.told || self.greets());
        }
        self.space = false;
    }

    /// Whether the last line is nothing yet: a greeting, a gateway's warning, a telephone's tag, or a word or two that end no sentence. Where
    /// nothing more stands above a signature the answer may be inside it, so rather too many lines are taken for such.
    fn greets(&self) -> bool {
        let last = self.out.rsplit('\n').next().unwrap_or_default();
        let count = last.split_whitespace().count();
        let folded = clean::folded(last, 200);
        last.ends_with([',', '，', ':', '：', '-', '–', '—'])
            || (count <= 9 && (itself::hails(&folded) || OPENINGS.begin(&folded)))
            || (count <= 2 && !last.ends_with(['.', '!', '?', '。']))
            || BANNERS.begin(&folded)
    }

    /// What follows is the author's signature, or no longer is. Some write their answer in its place: with nothing above it, it is none.
    pub fn sign(&mut self, begins: bool) {
        self.end_line();
        self.signing = begins && self.told;
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
