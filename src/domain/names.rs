//! Names of prospects and deals as they stand in prose.

/// Given and family name of a person as a display name gives them, folded: "Lee, Pat", "Pat J. Lee (Acme)" and "Dr. Pat Lee" are
/// `pat lee`. `None` where there is no full name.
pub fn full_name(display: &str) -> Option<String> {
    let display = fold(display);
    let shown = ["(", "[", "|", "/", " - ", " via ", "@"]
        .iter()
        .fold(display.as_str(), |rest, cut| rest.split(cut).next().unwrap_or(rest));
    let shown = shown.trim_matches(|c: char| !c.is_alphanumeric());
    let turned = match shown.split_once(',') {
        Some((family, given)) => format!("{given} {family}"),
        None => shown.to_owned(),
    };
    let name = |part: &&str| part.chars().count() > 1 && part.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let parts: Vec<&str> = turned.split(' ').filter(name).collect();
    match parts.as_slice() {
        [given, .., family] => Some(format!("{given} {family}")),
        _ => None,
    }
}

/// The names of the house in a domain: `acme` in `mail.acme.example`. One that stands in several domains is hardly by chance the same.
pub fn houses(domain: &str) -> impl Iterator<Item = &str> {
    let labels = domain.rsplit_once('.').map_or("", |(labels, _)| labels);
    labels.split('.').filter(|label| label.len() >= 4 && !EVERYBODYS.contains(label))
}

/// The same of a domain that somebody may have beside their own: `acme` in `acme-group.example` too.
pub fn related_houses(domain: &str) -> impl Iterator<Item = &str> {
    let first = |label: &'_ str| label.find('-').unwrap_or(label.len());
    houses(domain)
        .flat_map(move |label| [Some(label), label.get(..first(label)).filter(|part| *part != label && part.len() >= 4)])
        .flatten()
}

/// Labels of domains that name no house.
const EVERYBODYS: [&str; 24] = [
    "mail",
    "email",
    "smtp",
    "post",
    "news",
    "newsletter",
    "info",
    "team",
    "group",
    "office",
    "service",
    "support",
    "sales",
    "shop",
    "home",
    "online",
    "global",
    "kontakt",
    "contact",
    "gouv",
    "notifications",
    "bounce",
    "mailer",
    "stadt",
];

/// The form in which names are compared: lower case, white space folded to single spaces. Text is expected in Unicode NFC.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        match word.is_ascii() {
            true => folded.extend(word.chars().map(|c| c.to_ascii_lowercase())),
            false => folded.extend(word.chars().flat_map(char::to_lowercase)),
        }
    }
    folded
}
