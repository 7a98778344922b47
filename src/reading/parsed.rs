//! The parser behind a guard: no bytes bring the program down.

use std::panic::{UnwindSafe, catch_unwind};

use mail_parser::{Message, PartType};

use super::fields;
use super::plain::{self, Plain};

/// A parsed message. Messages within messages within messages are let go one by one: a hundred thousand of them, each dropped by
/// the one around it, overflow the stack.
#[derive(Default)]
pub struct Parsed<'x>(Message<'x>);

impl<'x> Parsed<'x> {
    /// The message.
    pub fn message(&self) -> &Message<'x> {
        &self.0
    }
}

impl Drop for Parsed<'_> {
    fn drop(&mut self) {
        let mut open = std::mem::take(&mut self.0.parts);
        while let Some(part) = open.pop() {
            if let PartType::Message(mut inner) = part.body {
                open.append(&mut inner.parts);
            }
        }
    }
}

/// A whole message; `None` when the bytes are none.
pub fn whole(bytes: &[u8]) -> Option<Parsed<'_>> {
    guarded(|| fields::parser().parse(bytes))
}

/// A message's header, its address fields as they stand: see [`super::Correspondents`].
pub fn header(bytes: &[u8]) -> Option<Parsed<'_>> {
    guarded(|| fields::header_parser().parse_headers(bytes))
}

/// The same of a header that is plain, as nearly all are.
pub fn plain(bytes: &[u8]) -> Option<Plain<'_>> {
    catch_unwind(|| plain::header(bytes)).ok().flatten()
}

/// A header with its addresses.
pub fn addresses(bytes: &[u8]) -> Option<Parsed<'_>> {
    guarded(|| fields::parser().parse_headers(bytes))
}

/// Everything that a message says, decoded: its header fields and its texts. Empty when the bytes are no message.
pub fn all_text(bytes: &[u8]) -> String {
    let Some(parsed) = whole(bytes) else { return String::new() };
    let message = parsed.message();
    let fields = message.headers().iter().filter_map(|field| field.value().as_text().map(str::to_owned));
    let people = [message.to(), message.cc(), message.from()].into_iter().flatten().flat_map(|list| list.iter());
    let people = people.flat_map(|one| [one.name(), one.address()]).flatten().map(str::to_owned);
    let texts = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
        _ => None,
    });
    fields.chain(people).chain(texts).collect::<Vec<_>>().join("\n")
}

/// The parser is fuzzed and has no known panic, but its arithmetic is checked in test builds, and one hostile message must never
/// stop the reading of a mailbox.
fn guarded<'x>(parse: impl FnOnce() -> Option<Message<'x>> + UnwindSafe) -> Option<Parsed<'x>> {
    catch_unwind(parse).ok().flatten().map(Parsed)
}

#[cfg(test)]
mod tests {
    use crate::reading::{header, read};

    #[test]
    fn messages_within_messages_end_without_recursion() {
        let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
        let mut parts = String::new();
        for n in 0..10_000 {
            parts.push_str(&format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"));
        }
        for body in [nested, parts] {
            let bytes = format!("From: pat@acme.example\r\nMessage-ID: <1@acme.example>\r\n{body}");
            assert!(read(bytes.as_bytes(), None, false).mail.from.is_some());
            assert!(header(bytes.as_bytes()).from.is_some());
        }
    }
}
