//! What begins like a command and may be none: a question, a negation, a sentence that goes on.

use super::dates::is_any;
use super::language::Keywords;
use super::parse::Verb;

/// What ends a name, or begins what is added to a command.
const MARKS: [char; 8] = [':', ',', ';', '.', '!', '-', '–', '—'];

/// Whether a line that names a deal in the first `used` words behind its verb may not be meant as that command.
pub fn is_doubtful(verb: Verb, words: &[&str], used: usize, keys: &[&Keywords]) -> bool {
    let tail = words.get(used..).unwrap_or_default();
    let asks = words.iter().any(|word| word.contains('?'));
    let doubts = tail.iter().any(|word| is_doubt(word, keys));
    match verb {
        Verb::Won | Verb::Reopen | Verb::NotCelebrated => asks || doubts || !is_set_off(words, used, keys),
        // A reason may deny: `lost acme: no budget`.
        Verb::Lost => asks || !is_set_off(words, used, keys),
        Verb::Signed => asks || doubts,
        Verb::Snooze | Verb::Called => asks,
        Verb::Note | Verb::Status | Verb::Add | Verb::Help | Verb::Unsubscribe | Verb::Confirm | Verb::Undo => false,
    }
}

/// Whether what follows a date makes it doubtful: `3d until they answer`.
pub fn begins_with_doubt(words: &[&str], keys: &[&Keywords]) -> bool {
    words.first().is_some_and(|word| is_doubt(word, keys))
}

/// Whether a call that begins as answered was answered by nobody: `spoke with nobody`, `answered by voicemail`. What stands behind a mark
/// is a note.
pub fn is_by_nobody(words: &[&str], used: usize, keys: &[&Keywords]) -> bool {
    let ends = |word: &&&str| word.ends_with(MARKS);
    if used.checked_sub(1).and_then(|last| words.get(last)).is_some_and(|word| ends(&word)) {
        return false;
    }
    for word in words.get(used..).unwrap_or_default() {
        if keys.iter().any(|keys| is_any(word, keys.nobody)) {
            return true;
        }
        if ends(&word) {
            break;
        }
    }
    false
}

/// Whether what is added to a command is told apart from it by a mark, or is nothing but a courtesy.
fn is_set_off(words: &[&str], used: usize, keys: &[&Keywords]) -> bool {
    let Some(first) = words.get(used) else { return true };
    let last = used.checked_sub(1).and_then(|last| words.get(last));
    let polite = |word: &&str| keys.iter().any(|keys| is_any(word.trim_end_matches('!'), keys.polite));
    let courtesy = words.get(used..).unwrap_or_default().iter().all(polite);
    courtesy || last.is_some_and(|word| word.ends_with(MARKS)) || first.starts_with(MARKS) || first.starts_with('(')
}

fn is_doubt(word: &str, keys: &[&Keywords]) -> bool {
    let word = word.trim_start_matches('(').trim_end_matches(['!', '?']).replace('’', "'");
    keys.iter().any(|keys| is_any(&word, keys.doubt))
}
