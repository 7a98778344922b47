//! HTML bodies as text: one pass over the tags, no tree and no recursion, so that depth and disorder cost nothing.
//!
//! What a client marks as quoted comes out with `> ` before each line, as plain mail has it, and what it marks as a
//! signature with [`quotes::SIGNED`]; [`quotes::split`] does the rest.

mod entities;
mod text;
mod tokens;

use super::quotes::{self, Parts};
use text::Text;
use tokens::{Tag, Token};

/// Takes an HTML body apart, as [`quotes::split`] does a plain one.
pub fn new_text_from_html(html: &str) -> Parts {
    quotes::split(&to_text(html))
}

/// The whole text of an HTML body, lines that are quotations beginning with `> `. What is not shown is left out.
pub fn to_text(html: &str) -> String {
    let mut reader = Reader::default();
    let mut tokens = tokens::Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) if reader.hidden == 0 => {
                let quoted = reader.is_quoted();
                reader.out.add(text, reader.pre > 0, quoted);
            }
            Token::Text(_) => {}
            // "---------- Forwarded message ---------" begins what goes on to the end.
            Token::Open(tag) => reader.open(&tag, tag.is_attribution() && tokens.begins("---")),
            Token::Close(name) => reader.close(&name),
        }
    }
    reader.out.finish()
}

/// What an open element does to what is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Effect {
    hidden: bool,
    quoted: bool,
    pre: bool,
    signature: bool,
}

/// How far below the top an element is looked for that a closing tag closes.
const REACH: usize = 200;

#[derive(Default)]
struct Reader {
    out: Text,
    /// The open elements that matter.
    open: Vec<(&'static str, Effect)>,
    hidden: usize,
    quoted: usize,
    pre: usize,
    /// Everything from here on is the quoted message: Outlook marks only where it begins.
    rest_quoted: bool,
}

impl Reader {
    fn is_quoted(&self) -> bool {
        self.quoted > 0 || self.rest_quoted
    }

    fn open(&mut self, tag: &Tag, forwards: bool) {
        if self.hidden == 0 {
            self.out.break_for(&tag.name, true, tag.is_tight());
        }
        self.rest_quoted |= tag.begins_quoted_rest();
        let effect = Effect {
            hidden: tag.is_hidden(),
            quoted: tag.is_quotation() && !forwards,
            pre: tag.keeps_space(),
            signature: tag.is_signature() && self.hidden == 0 && !self.is_quoted(),
        };
        let Some(name) = kept(&tag.name) else { return };
        let container = matches!(name, "div" | "blockquote" | "span" | "section" | "table");
        if tag.closed || (!container && effect == Effect::default()) {
            return;
        }
        self.hidden += usize::from(effect.hidden);
        self.quoted += usize::from(effect.quoted);
        self.pre += usize::from(effect.pre);
        if effect.signature {
            self.out.sign(true);
        }
        self.open.push((name, effect));
    }

    fn close(&mut self, name: &str) {
        let within = self.open.iter().rev().take(REACH).position(|(open, _)| *open == name);
        if let Some(above) = within {
            for (_, effect) in self.open.drain(self.open.len().saturating_sub(above + 1)..) {
                self.hidden -= usize::from(effect.hidden);
                self.quoted -= usize::from(effect.quoted);
                self.pre -= usize::from(effect.pre);
                if effect.signature {
                    self.out.sign(false);
                }
            }
        }
        if self.hidden == 0 {
            self.out.break_for(name, false, false);
        }
    }
}

/// The elements that can hold a quotation, be hidden or keep white space.
fn kept(name: &str) -> Option<&'static str> {
    let names = ["div", "blockquote", "span", "section", "table", "pre", "p", "td", "tr", "center", "font", "a"];
    names.into_iter().find(|kept| *kept == name)
}

#[cfg(test)]
mod tests;
