//! Words in texts: found whole, in whatever case, and replaced.

/// The text with `instead` in place of every `word`; `None` when it holds none.
pub(super) fn replaced(text: &str, word: &str, instead: &str) -> Option<String> {
    let (mut out, mut from) = (String::new(), 0);
    while let Some(at) = find(text, word, from) {
        out.push_str(text.get(from..at.start).unwrap_or_default());
        out.push_str(instead);
        from = at.end;
    }
    (from > 0).then(|| out + text.get(from..).unwrap_or_default())
}

/// Whether `text` holds `word`, whole and in whatever case.
pub(super) fn holds(text: &str, word: &str) -> bool {
    find(text, word, 0).is_some()
}

/// Where `text` holds `word` from an index on, whole and in whatever case. An address or domain is whole where no longer one could stand.
fn find(text: &str, word: &str, mut from: usize) -> Option<std::ops::Range<usize>> {
    let is_address = word.contains('@');
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    while let Some(found) = text.get(from..).and_then(|rest| find_in_any_case(rest, word)) {
        let range = from + found.start..from + found.end;
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let mut after = text.get(range.end..).unwrap_or_default().chars();
        let (next, then) = (after.next(), after.next());
        let begins = !before.is_some_and(|c| inside(c) || is_address && matches!(c, '.' | '+'));
        let ends = next.is_none_or(|c| !inside(c)) && !(next == Some('.') && then.is_some_and(char::is_alphanumeric));
        if begins && ends {
            return Some(range);
        }
        from = range.start + text.get(range.start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    None
}

/// The first place where `text` and `word` agree in lower case.
fn find_in_any_case(text: &str, word: &str) -> Option<std::ops::Range<usize>> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let first = *word.first()?;
    text.char_indices().filter(|(_, c)| c.to_lowercase().next() == Some(first)).find_map(|(start, _)| {
        let mut wanted = word.iter();
        for (at, c) in text.get(start..)?.char_indices() {
            for lower in c.to_lowercase() {
                if wanted.next() != Some(&lower) {
                    return None;
                }
            }
            if wanted.len() == 0 {
                return Some(start..start + at + c.len_utf8());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        for (text, word) in [
            ("Pat Lee <Pat@Acme.example>\tx", "pat@acme.example"),
            ("see pat@acme.example.", "pat@acme.example"),
            ("<1@mail.acme.example>", "acme.example"),
            ("call PAT LEE, please", "Pat Lee"),
            ("Übung mit ÄRGER", "ärger"),
        ] {
            assert!(holds(text, word), "{text}: {word}");
        }
        for (text, word) in [
            ("xpat@acme.example", "pat@acme.example"),
            ("a.pat@acme.example", "pat@acme.example"),
            ("pat@acme.example.org", "pat@acme.example"),
            ("pat@acme.examples", "pat@acme.example"),
            ("Pat Leeds", "Pat Lee"),
            ("notacme.example", "acme.example"),
        ] {
            assert!(!holds(text, word), "{text}: {word}");
        }
    }
}
