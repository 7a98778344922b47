//! The content lines of a calendar (RFC 5545, 3.1): unfolded, with name, parameters and value told apart.

use std::borrow::Cow;

/// The longest line that is taken; the rest of a longer one is left out.
const MAX_LINE: usize = 32 * 1024;

/// One content line: name, parameters, value.
#[derive(Debug)]
pub struct Line {
    /// In capitals.
    pub name: String,
    parameters: String,
    pub value: String,
}

impl Line {
    /// The value of a parameter, without its quotation marks.
    pub fn parameter(&self, name: &str) -> Option<&str> {
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

/// The lines of a calendar. Lines that end with a lone CR, and lines that aren't content lines, are put up with.
pub fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut physical = text.trim_start_matches('\u{feff}').split(['\n', '\r']).filter(|line| !line.is_empty()).peekable();
    std::iter::from_fn(move || {
        loop {
            let mut whole = Cow::Borrowed(physical.next()?);
            // A line that begins with white space continues the one before.
            while let Some(more) = physical.next_if(|next| next.starts_with([' ', '\t'])) {
                if whole.len() < MAX_LINE {
                    whole.to_mut().push_str(more.get(1..).unwrap_or_default());
                }
            }
            if let Some(line) = content_line(&whole) {
                return Some(line);
            }
        }
    })
}

fn content_line(line: &str) -> Option<Line> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    // A quotation mark that is never closed hides every colon.
    let at = colon.map(|(at, _)| at).or_else(|| line.find(':'))?;
    let (head, value) = line.split_at_checked(at)?;
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    let value = value.strip_prefix(':')?.trim().to_owned();
    Some(Line { name: name.trim().to_ascii_uppercase(), parameters: parameters.to_owned(), value })
}
