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

/// The name of the house in a domain, as it was registered: `acme` in `mail.acme.example` and `acme.co.uk`. Where it stands in two domains
/// they are hardly two houses.
pub fn house(domain: &str) -> Option<&str> {
    let mut labels = domain.rsplit('.').skip(1);
    let label = labels.next()?;
    let label = if SECOND_LEVEL.contains(&label) { labels.next()? } else { label };
    (label.len() >= 4).then_some(label)
}

/// The houses of an address that somebody may have beside their own: `acme` in `acme-group.example` too.
pub fn related_houses(domain: &str) -> impl Iterator<Item = &str> {
    let own = house(domain);
    let parent = own.and_then(|label| label.split_once('-')).filter(|(first, rest)| first.len() >= 4 && BRANCHES.contains(rest));
    own.into_iter().chain(parent.map(|(first, _)| first))
}

/// What stands between a name and a country: RFC 1591 leaves it to each country.
const SECOND_LEVEL: [&str; 14] = ["co", "com", "org", "net", "gov", "ac", "edu", "gouv", "gob", "or", "ne", "go", "ltd", "plc"];

/// What a house adds to its name for a part of itself.
const BRANCHES: [&str; 24] = [
    "group",
    "gruppe",
    "groupe",
    "grupo",
    "holding",
    "holdings",
    "international",
    "intl",
    "global",
    "worldwide",
    "gmbh",
    "ag",
    "inc",
    "corp",
    "company",
    "de",
    "at",
    "ch",
    "uk",
    "us",
    "usa",
    "fr",
    "eu",
    "europe",
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
