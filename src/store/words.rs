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
    let word = lower(word);
    let first = *word.first()?;
    let starts = text.char_indices().filter(|(_, c)| c.to_lowercase().next() == Some(first));
    starts.map(|(start, _)| start).find_map(|start| Some(start..start + begins(text.get(start..)?, &word)?))
}

/// The characters of a text in lower case, each by itself: unlike `str::to_lowercase`, which looks at what stands around a sigma.
pub(super) fn lower(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// How many octets of `text` are `word`, which is in lower case, when it begins with it.
pub(super) fn begins(text: &str, word: &[char]) -> Option<usize> {
    let mut wanted = word.iter();
    for (at, c) in text.char_indices() {
        for lower in c.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
        if wanted.len() == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// Where `text` holds `word` as a part of something longer, such as `ann@acme.example` in `joann@acme.example`: what stands before and
/// behind it there, in lower case.
pub(super) fn within_longer(text: &str, word: &str) -> Vec<(String, String)> {
    let part = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '@');
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = text.get(from..).and_then(|rest| find_in_any_case(rest, word)) {
        let (start, end) = (from + at.start, from + at.end);
        let before = text.get(..start).unwrap_or_default().chars().rev().take_while(part).take(LONGEST);
        let before: String = before.collect::<Vec<_>>().into_iter().rev().flat_map(char::to_lowercase).collect();
        let behind = text.get(end..).unwrap_or_default().chars().take_while(part).take(LONGEST).flat_map(char::to_lowercase);
        found.push((before, behind.collect()));
        from = end;
    }
    found
}

/// No more of a longer word is looked at.
const LONGEST: usize = 64;

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
