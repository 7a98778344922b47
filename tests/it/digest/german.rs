//! What went wrong, told to a reader of German: our own words are German, whatever a server said is quoted.

use std::path::Path;

use regex::Regex;
use wentdark::domain::digest::{Language, Morning, Trouble, compose};

use super::fixture::{as_of, lead, morning, trouble};

/// Where sentences are made that a digest may tell.
const FILES: [&str; 17] = [
    "src/sources/maildir.rs",
    "src/sources/mbox.rs",
    "src/sources/imap/mod.rs",
    "src/sources/imap/login.rs",
    "src/sources/imap/session.rs",
    "src/sources/imap/session/sasl.rs",
    "src/sources/imap/session/fault.rs",
    "src/sources/calendar/mod.rs",
    "src/sources/calendar/http.rs",
    "src/sources/calendar/ics.rs",
    "src/sources/calendar/caldav.rs",
    "src/sources/calendar/caldav/query.rs",
    "src/sources/calendar/caldav/discover.rs",
    "src/net/http.rs",
    "src/net/tls.rs",
    "src/oauth/token.rs",
    "src/oauth/vault.rs",
];

/// How a German digest tells a trouble.
fn told(reason: &str) -> String {
    let (verdicts, mut lead) = (morning(), lead());
    lead.language = Language::German;
    let trouble = [Trouble { reason: Some(reason.to_owned()), ..trouble() }];
    let digest = compose(&Morning { trouble: &trouble, ..Morning::new(&verdicts, &lead, as_of()) });
    let lines = digest.sections.iter().flat_map(|section| &section.lines);
    let rests = lines.filter(|line| line.lead.contains(trouble[0].source.mailbox.as_str())).map(|line| line.text.clone());
    rests.collect::<Vec<_>>().join("\n")
}

/// The sentences of a file, with something in every place.
fn sentences(text: &str) -> Vec<String> {
    let made = Regex::new(
        r#"(?:SourceError::(?:Retry|Human|Forbidden|Missing|Refused)|NetError::(?:Retry|Human)|GrantError::(?:LogIn|Mend|Retry)|Fault::Odd|#\[error)\(\s*(?:format!\(\s*)?"((?:[^"\\]|\\.|\\\n)*)""#,
    );
    let (place, joint) = (Regex::new(r"\{[^{}]*\}").unwrap(), Regex::new(r"\\\n\s*").unwrap());
    let product = text.split("#[cfg(test)]").next().unwrap();
    let all = made.unwrap().captures_iter(product).map(|found| found[1].to_owned()).collect::<Vec<_>>();
    let all = all.iter().map(|one| place.replace_all(&joint.replace_all(one, ""), "X7").replace("\\\"", "\""));
    // What only puts other sentences together is told by these.
    all.filter(|one| one.replace("X7", "").split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 1)
        .collect()
}

#[test]
fn everything_that_can_go_wrong_with_a_mailbox_or_calendar_is_told_in_german() {
    let mut english = Vec::new();
    let mut count = 0;
    for file in FILES {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        for sentence in sentences(&text) {
            count += 1;
            let told = told(&sentence);
            // The first letter is made a capital one.
            if told.contains(&sentence.chars().skip(1).collect::<String>()) {
                english.push(format!("{file}: {sentence}"));
            }
        }
    }
    assert!(count >= 50, "only {count} sentences were found");
    assert!(english.is_empty(), "no German in src/domain/digest/language/troubles.rs for\n{}", english.join("\n"));
}

#[test]
fn a_servers_own_words_are_quoted_as_they_are() {
    let told = told("logging in at imap.example: the server said no: [UNAVAILABLE] Try again later");
    assert!(told.contains("Anmeldung bei imap.example: der Server sagte nein: „[UNAVAILABLE] Try again later“."), "{told}");
    let unknown = self::told("something that nobody foresaw");
    assert!(unknown.contains("Something that nobody foresaw."), "{unknown}");
}
