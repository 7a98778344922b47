//! What a message says in text: the whole of it, what its author wrote anew, and the signature.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use super::{clean, html, quotes};

/// The texts of a message.
#[derive(Debug, Default)]
pub struct Said {
    /// Everything readable, quotations included.
    pub whole: String,
    /// What the author wrote in this message.
    pub new: String,
    /// Where in it the answers between the lines of a quotation begin.
    pub answers: Vec<usize>,
    /// The signature under it.
    pub signature: String,
}

impl Said {
    /// The text to judge an automatic answer by. Some answer in what looks like a quotation or a signature.
    pub fn answer(&self) -> &str {
        if self.new.trim().len() < 8 { &self.whole } else { &self.new }
    }
}

/// Reads the texts, with what is known of the author's name, and whether the subject is a forward's: the plain part, unless it is empty or
/// a mere pointer at the HTML one.
pub fn said(message: &Message<'_>, author: &str, forward: bool) -> Said {
    let plain = joined(message, &message.text_body, |part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let rich = joined(message, &message.html_body, |part| match &part.body {
        PartType::Html(text) => Some(text.as_ref()),
        _ => None,
    });
    let plain = if plain.is_empty() && rich.is_empty() { unparted(message) } else { plain };
    let use_plain = rich.trim().is_empty() || !(plain.trim().is_empty() || stub(&plain));
    let whole = if use_plain { clean::text(&plain) } else { clean::text(&html::to_text(&rich)) };
    let parts = if forward { quotes::split_forward(&whole, author) } else { quotes::split_of(&whole, author) };
    let whole = if use_plain { whole } else { whole.replace(quotes::SIGNED, "") };
    Said { new: parts.new_text, answers: parts.answers, signature: parts.signature, whole }
}

/// The text of a message whose parts can't be told: its boundary is missing or another one, as some gateways leave it.
fn unparted(message: &Message<'_>) -> String {
    let torn = |part: &&MessagePart<'_>| part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("multipart"));
    let body = message.parts.iter().filter(torn).find_map(|part| match &part.body {
        PartType::Text(text) => Some(clean::head(text, clean::MAX_TEXT).to_owned()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            Some(String::from_utf8_lossy(bytes.get(..bytes.len().min(clean::MAX_TEXT)).unwrap_or_default()).into_owned())
        }
        _ => None,
    });
    body.unwrap_or_default()
}

/// File names of the attachments, as far as they have one.
pub fn attachments(message: &Message<'_>) -> Vec<String> {
    let names = message.parts.iter().filter_map(|part| part.attachment_name());
    names.map(|name| clean::line(name, 255)).filter(|name| !name.is_empty()).take(200).collect()
}

fn joined<'a>(message: &'a Message<'_>, ids: &[u32], text: impl Fn(&'a MessagePart<'_>) -> Option<&'a str>) -> String {
    let mut all = String::new();
    for part in ids.iter().filter_map(|id| message.parts.get(*id as usize)) {
        let Some(text) = text(part) else { continue };
        if !all.is_empty() && !all.ends_with('\n') {
            all.push('\n');
        }
        let text = misnamed(message, part, text).map_or(Cow::Borrowed(text), Cow::Owned);
        all.push_str(clean::head(&text, clean::MAX_TEXT.saturating_sub(all.len())));
    }
    all
}

/// A text whose character set is missing or said to be ASCII, though it has other octets: UTF-8 where they are, else what Windows writes.
fn misnamed(message: &Message<'_>, part: &MessagePart<'_>, decoded: &str) -> Option<String> {
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or_default();
    let ascii = ["us-ascii", "ascii", "ansi_x3.4-1968"].iter().any(|name| charset.eq_ignore_ascii_case(name));
    let unread = charset.is_empty() && decoded.contains('\u{fffd}');
    if !(unread || (ascii && !decoded.is_ascii())) {
        return None;
    }
    let (start, end) = (usize::try_from(part.offset_body).ok()?, usize::try_from(part.offset_end).ok()?);
    let raw = message.raw_message.get(start..end)?;
    let octets = match part.encoding {
        Encoding::None => raw.to_vec(),
        Encoding::QuotedPrintable => quoted_printable_decode(raw)?,
        Encoding::Base64 => base64_decode(raw)?,
    };
    match String::from_utf8(octets) {
        Ok(text) => Some(text),
        Err(octets) => charset_decoder(b"windows-1252").map(|decode| decode(octets.as_bytes())),
    }
}

/// "Your client can't show HTML" and the like, in place of a text.
fn stub(plain: &str) -> bool {
    let words = clean::folded(plain, 1000);
    plain.len() < 400
        && words.contains("html")
        && ["view", "client", "support", "display", "anzeig", "reader"].iter().any(|w| words.contains(w))
}
