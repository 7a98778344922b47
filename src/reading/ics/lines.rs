//! The content lines of a calendar (RFC 5545, 3.1): unfolded, with name, parameters and value told apart.

use std::borrow::Cow;

/// The longest line that is taken; the rest of a longer one is left out.
const MAX_LINE: usize = 32 * 1024;

/// One content line: name, parameters, value.
#[derive(Debug)]
pub struct Line<'a> {
    /// In capitals.
    pub name: Cow<'a, str>,
    parameters: &'a str,
    pub value: &'a str,
}

impl<'a> Line<'a> {
    /// The value of a parameter, without its quotation marks.
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        let mut quoted = false;
        let split = self.parameters.split(move |c| {
            quoted ^= c == '"';
            c == ';' && !quoted
        });
        let mut pairs = split.filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().trim_matches('"').trim())
    }

    /// Whether it is `name:value`, whatever the case of the value.
    pub fn says(&self, name: &str, value: &str) -> bool {
        self.name == name && self.value.eq_ignore_ascii_case(value)
    }
}

/// A calendar's text with every content line on one line of its own, and how many of them were too long to be taken whole. Lone CRs
/// end lines too.
pub fn unfolded(text: &str) -> (String, usize) {
    let mut out = Unfolding { text: String::with_capacity(text.len()), length: 0, cut: 0, is_cut: false };
    for line in text.trim_start_matches('\u{feff}').split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match line.contains('\r') {
            true => line.split('\r').for_each(|part| out.push(part)),
            false => out.push(line),
        }
    }
    (out.text, out.cut)
}

struct Unfolding {
    text: String,
    /// Of the line at hand.
    length: usize,
    /// How many lines were cut, and whether the one at hand is.
    cut: usize,
    is_cut: bool,
}

impl Unfolding {
    /// A line that begins with white space continues the one before.
    fn push(&mut self, line: &str) {
        match line.as_bytes().first() {
            None => {}
            Some(b' ' | b'\t') => self.add(line.get(1..).unwrap_or_default()),
            Some(_) => {
                self.text.push('\n');
                (self.length, self.is_cut) = (0, false);
                self.add(line);
            }
        }
    }

    fn add(&mut self, part: &str) {
        let room = MAX_LINE.saturating_sub(self.length);
        let kept = if self.is_cut { "" } else { part.get(..part.floor_char_boundary(room)).unwrap_or_default() };
        self.text.push_str(kept);
        self.length += kept.len();
        if kept.len() < part.len() && !self.is_cut {
            (self.cut, self.is_cut) = (self.cut + 1, true);
        }
    }
}

/// The lines of an unfolded text; those that aren't content lines are put up with.
pub fn lines(unfolded: &str) -> impl Iterator<Item = Line<'_>> {
    unfolded.split('\n').filter_map(content_line)
}

fn content_line(line: &str) -> Option<Line<'_>> {
    let colon = line.find(':')?;
    // A quotation mark that is never closed hides every colon.
    let at = match line.split_at_checked(colon)?.0.contains('"') {
        true => outside_quotes(line).unwrap_or(colon),
        false => colon,
    };
    let (head, value) = line.split_at_checked(at)?;
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    let name = name.trim();
    let capital = !name.bytes().any(|octet| octet.is_ascii_lowercase());
    let name = if capital { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_uppercase()) };
    Some(Line { name, parameters, value: value.strip_prefix(':')?.trim() })
}

fn outside_quotes(line: &str) -> Option<usize> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    colon.map(|(at, _)| at)
}
