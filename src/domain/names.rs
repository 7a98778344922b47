//! Names of prospects and deals as they stand in prose.

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
