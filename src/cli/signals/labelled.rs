//! Labelled lines as JSON, in the form that `training/data` has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::cli::Failure;
use crate::domain::signal::{Party, Roles, SignalKind};
use crate::signals::lesson::Labelled;

#[derive(Deserialize)]
struct Line {
    writer: String,
    to: String,
    text: Option<String>,
    labels: Option<Vec<String>>,
    mail: Option<Vec<Part>>,
    judged: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Part {
    text: String,
    labels: Vec<String>,
}

/// Between the sentences of a mail: no sentence goes on behind it.
const BREAK: &str = "\n\n";

/// The lines of a file.
pub fn read_file(file: &Path) -> Result<Vec<Labelled>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))?;
    let lines: Vec<Labelled> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| read(line).map_err(|reason| Failure::Usage(format!("{}, line {}: {reason}", file.display(), at + 1))))
        .collect::<Result<_, _>>()?;
    if lines.is_empty() {
        return Err(Failure::Usage(format!("{}: no line in it", file.display())));
    }
    Ok(lines)
}

/// One line: a text with its labels, or a mail of sentences with theirs.
pub fn read(line: &str) -> Result<Labelled, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let roles = Roles { writer: party(&line.writer)?, addressee: party(&line.to)? };
    let judged = line.judged.as_deref().map(kinds).transpose()?;
    let parts = match (line.text, line.labels, line.mail) {
        (Some(text), Some(labels), None) => vec![Part { text, labels }],
        (None, None, Some(mail)) => mail,
        _ => return Err("a line has text and labels, or mail".to_owned()),
    };
    let mut labelled = Labelled { roles, text: String::new(), parts: Vec::new(), judged };
    for part in parts {
        let start = labelled.text.len();
        labelled.text.push_str(&part.text);
        labelled.parts.push((start..labelled.text.len(), kinds(&part.labels)?));
        labelled.text.push_str(BREAK);
    }
    Ok(labelled)
}

fn party(word: &str) -> Result<Party, String> {
    match word {
        "team" => Ok(Party::Team),
        "prospect" => Ok(Party::Prospect),
        "supplier" => Ok(Party::Supplier),
        other => Err(format!("no party is called {other}: use team, prospect or supplier")),
    }
}

fn kinds(words: &[String]) -> Result<BTreeSet<SignalKind>, String> {
    words.iter().map(|word| SignalKind::parse(word).ok_or_else(|| format!("no kind is called {word}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told() {
        let wrong = |line: &str| read(line).err().unwrap();
        assert!(wrong("{}").contains("missing field"));
        assert!(wrong(r#"{"writer":"us","to":"team","text":"","labels":[]}"#).contains("no party is called us"));
        assert!(wrong(r#"{"writer":"team","to":"team","text":"","labels":["joy"]}"#).contains("no kind is called joy"));
        assert!(wrong(r#"{"writer":"team","to":"team","labels":["doubt"]}"#).contains("text and labels, or mail"));
    }

    #[test]
    fn a_mail_is_one_text_of_labelled_parts() {
        let mail = r#"{"writer":"prospect","to":"team","mail":[{"text":"Hi Sam","labels":[]},{"text":"Our PO is attached.","labels":["commitment"]}]}"#;
        let read = read(mail).unwrap();
        let parts: Vec<(&str, usize)> =
            read.parts.iter().map(|(place, kinds)| (read.text.get(place.clone()).unwrap(), kinds.len())).collect();
        assert_eq!(parts, [("Hi Sam", 0), ("Our PO is attached.", 1)]);
    }
}
