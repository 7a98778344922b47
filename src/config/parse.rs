//! A file's bytes to a table, however broken; secrets that stand in it are kept out of every excerpt.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, SourceFile, Spot};
use super::values;
use super::walk::{Parsed, Walk};

/// A prospects file of a large team has some thousand lines; a hundred times that is a mistake.
const LARGEST: u64 = 16 * 1024 * 1024;
/// So many syntax errors of one file are told.
const MOST_SYNTAX_ERRORS: usize = 5;

/// The text of a file, or a mistake that says why not.
pub(crate) fn read(walk: &Walk, path: &Path) -> Option<String> {
    let complain = |what: String, hint: &str| {
        walk.mistakes.borrow_mut().push(Mistake::whole(path, what, hint));
        None
    };
    if let Some(text) = walk.overlay.get(path) {
        return Some(text.clone());
    }
    match std::fs::metadata(path) {
        Ok(meta) if meta.len() > LARGEST => return complain("larger than 16 MiB, so no configuration".to_owned(), ""),
        Ok(meta) if meta.is_dir() => return complain("is a directory, not a file".to_owned(), ""),
        Ok(_) | Err(_) => {}
    }
    match std::fs::read(path) {
        Err(error) => complain(format!("cannot be read: {error}"), hint_for(&error)),
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(_) => complain("is not UTF-8 text".to_owned(), "save it as UTF-8"),
        },
    }
}

fn hint_for(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "check the path; config/wentdark.example.toml is a file to start from",
        std::io::ErrorKind::PermissionDenied => "let the user that wentdark runs as read it",
        _ => "",
    }
}

/// Parses `text` as far as it goes, and notes its syntax errors. `None` when nothing of it can be relied on.
pub(crate) fn parse<'t>(walk: &Walk, path: &Path, text: &'t str) -> Option<(Parsed, Spanned<DeTable<'t>>)> {
    let (table, mut errors) = DeTable::parse_recoverable(text);
    let file = Arc::new(SourceFile::new(path, blotted(text, table.get_ref())));
    // An unclosed bracket or table swallows what follows it: only the first error means something then.
    let hopeless = errors.iter().any(|error| error.message().contains("unclosed"));
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut broken_lines = BTreeSet::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let fresh = broken_lines.insert(file.position(span.start).0);
        let told = broken_lines.len() <= if hopeless { 1 } else { MOST_SYNTAX_ERRORS };
        if fresh && told {
            let spot = Spot { file: Arc::clone(&file), span };
            let what = format!("this is no valid TOML: {}", error.message());
            walk.mistakes.borrow_mut().push(Mistake::at(spot, what, syntax_hint(error.message())));
        }
    }
    (!hopeless).then_some((Parsed { file, broken_lines }, table))
}

fn syntax_hint(message: &str) -> &'static str {
    let bare = ["string values must be quoted", "invalid float", "invalid boolean", "invalid integer"];
    if bare.iter().any(|words| message.contains(words)) {
        "texts stand in double quotes: key = \"value\""
    } else if message.contains("duplicate key") {
        "each key stands once in a table; one of the two has to go"
    } else if message.contains("missing comma") || message.contains("unclosed") {
        "a comma is missing, or a bracket that was opened before is not closed"
    } else if message.contains("invalid basic string") {
        "a closing quote is missing, or a backslash stands alone (write \\\\)"
    } else {
        ""
    }
}

/// Whether a key of this name holds a secret itself.
pub(crate) fn names_a_secret(key: &str) -> bool {
    let key = key.to_lowercase();
    ["password", "passwd", "passphrase", "token", "api_key", "apikey", "client_secret"].iter().any(|word| key.contains(word))
        || key == "pass"
}

/// The text with every secret replaced by stars of the same length, so that spans stay true.
fn blotted(text: &str, table: &DeTable<'_>) -> String {
    let mut spans = Vec::new();
    secrets(table, &mut spans);
    let hidden = |at: usize| spans.iter().any(|span| span.contains(&at));
    if spans.is_empty() {
        return text.to_owned();
    }
    // A star for every byte of a hidden character keeps the offsets of what follows.
    let shown = |(at, c): (usize, char)| if hidden(at) && c != '\n' { "*".repeat(c.len_utf8()) } else { c.to_string() };
    text.char_indices().map(shown).collect()
}

fn secrets(table: &DeTable<'_>, spans: &mut Vec<Range<usize>>) {
    for (key, value) in table.iter() {
        // `token` of [[oauth]] is where tokens come from, and no token.
        let endpoint = key.get_ref() == "token" && value.get_ref().as_str().is_some_and(|text| text.contains("://"));
        let inline = names_a_secret(key.get_ref()) && !endpoint;
        let no_name = key.get_ref() == "secret" && value.get_ref().as_str().is_none_or(|name| values::secret_name(name).is_err());
        match value.get_ref() {
            _ if inline || no_name => spans.push(value.span()),
            DeValue::Table(inner) => secrets(inner, spans),
            DeValue::Array(list) => {
                for item in list.iter() {
                    if let DeValue::Table(inner) = item.get_ref() {
                        secrets(inner, spans);
                    }
                }
            }
            _ => {}
        }
    }
}
