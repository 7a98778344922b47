//! The languages of digests: every sentence comes from a catalogue, and each is put in a reader's own manner.

use std::path::Path;

use wentdark::delivery::{html, text};
use wentdark::domain::digest::Language;

use super::fixture::{lead, morning, morning_digest};

/// What stands between quotation marks in code, comments and tests left out.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: Vec<&str> = lines.map(|line| line.split(" // ").next().unwrap()).collect();
    let code = code.join("\n").replace("\\\"", "'");
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn rust_files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

#[test]
fn no_sentence_stands_outside_the_catalogues() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = rust_files(&root.join("domain/digest"));
    files.extend(rust_files(&root.join("delivery/html")).into_iter().filter(|(path, _)| !path.ends_with("style.rs")));
    for file in ["html.rs", "text.rs"] {
        let path = root.join("delivery").join(file);
        files.push((file.to_owned(), std::fs::read_to_string(path).unwrap()));
    }
    assert!(files.len() > 12, "{}", files.len());
    let words = regex::Regex::new(r"\p{L}{2,} \p{L}{2,}").unwrap();
    // Class names, the name of a colour scheme, and how a kept state is compared.
    let code = ["light dark", "panel alarmedge", "panel warningedge", "at risk"];
    for (path, source) in files {
        for literal in literals(&source).iter().filter(|text| !text.starts_with('<')) {
            assert!(!words.is_match(literal) || code.contains(&literal.as_str()), "{path}: {literal:?} is no catalogue's");
        }
    }
}

#[test]
fn each_reader_is_written_to_in_their_language_and_manner() {
    let written = |language| {
        let mut lead = lead();
        lead.language = language;
        morning_digest(&morning(), &lead)
    };
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let german = written(Language::German);
    assert_eq!(
        german.subject,
        "1 Geschäft, 84.000 USD, ist nach dem Feiern verstummt: Acme Industrial (1 Postfach nicht gelesen)"
    );
    let page = flowing(&text(&german));
    for sentence in [
        "Mittwoch, 20. Mai 2026, 07:00 Uhr CDT",
        "Still seit Fr., 8. Mai (7 Arbeitstage): unsere Nachricht und 2 Nachfragen ohne Antwort.",
        "Gefeiert: „We got it, ring the bell for Acme“ (Dana Reyes an Sales floor und 2 weitere, Fr., 8. Mai, 16:05)",
        "Frist des Kunden verstrichen: Fr., 15. Mai.",
        "Nächster Schritt: Reserviertes freigeben oder einen Auftrag dafür holen.",
    ] {
        assert!(page.contains(sentence), "{sentence:?}\n{}", text(&german));
    }
    assert!(html(&german).starts_with("<!DOCTYPE html><html lang=\"de\">"));
    let american = flowing(&text(&written(Language::AmericanEnglish)));
    assert!(american.contains("Wednesday, May 20, 2026, 7:00 AM CDT"), "{american}");
    assert!(american.contains("(Pat Lee, Fri, May 8, 11:20 AM)"), "{american}");
    // Nothing English is left in the German one but what people and a mail server said.
    let said = regex::Regex::new("„[^“]*“|[Tt]he mail server refused the password").unwrap();
    let ours = said.replace_all(&page, "");
    for english in [" the ", " our ", " and ", " since ", " deal", " days", "Next", "Their"] {
        assert!(!ours.contains(english), "{english:?}\n{ours}");
    }
}
