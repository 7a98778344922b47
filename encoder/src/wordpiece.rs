//! Text to pieces of words: lower case, no accents, punctuation apart, then the longest known pieces from the left.
//! `training/wordpiece.py` does the same; a golden file holds the two together.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::format::Broken;

/// Words are looked at up to this length.
const LONGEST_WORD: usize = 60;

/// The pieces and their numbers.
#[derive(Debug)]
pub struct WordPiece {
    ids: HashMap<String, usize>,
    unknown: usize,
}

impl WordPiece {
    /// Reads one piece a line.
    pub fn new(text: &str) -> Result<Self, Broken> {
        let ids: HashMap<String, usize> = text.split('\n').enumerate().map(|(at, piece)| (piece.to_owned(), at)).collect();
        let unknown = *ids.get("[UNK]").ok_or(Broken("no piece for unknown words"))?;
        Ok(Self { ids, unknown })
    }

    /// The number of a piece.
    pub fn special(&self, piece: &str) -> usize {
        self.ids.get(piece).copied().unwrap_or(self.unknown)
    }

    /// The pieces of a text, at most so many.
    pub fn ids(&self, text: &str, most: usize) -> Vec<usize> {
        let mut out = Vec::new();
        words(text, |word| {
            if out.len() < most {
                self.word(word, &mut out);
            }
        });
        out.truncate(most);
        out
    }

    fn word(&self, word: &str, out: &mut Vec<usize>) {
        let cut = word.char_indices().nth(LONGEST_WORD).map_or(word.len(), |(at, _)| at);
        let word = word.get(..cut).unwrap_or(word);
        let (first, mut start) = (out.len(), 0);
        let mut piece = String::new();
        while start < word.len() {
            let rest = word.get(start..).unwrap_or("");
            let ends = rest.char_indices().rev().map(|(at, c)| at + c.len_utf8());
            let found = ends.into_iter().find_map(|end| {
                piece.clear();
                piece.push_str(if start > 0 { "##" } else { "" });
                piece.push_str(rest.get(..end).unwrap_or(""));
                self.ids.get(&piece).map(|&id| (id, end))
            });
            let Some((id, length)) = found else {
                out.truncate(first);
                return out.push(self.unknown);
            };
            out.push(id);
            start += length;
        }
    }
}

/// Each word and each mark of a text, in order.
pub fn words(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut push = |c: char| {
        if ('\u{300}'..='\u{36f}').contains(&c) {
            return;
        }
        if c.is_alphanumeric() {
            return word.push(c);
        }
        if !word.is_empty() {
            take(&word);
            word.clear();
        }
        if !c.is_whitespace() && c > ' ' {
            take(c.encode_utf8(&mut [0; 4]));
        }
    };
    if text.is_ascii() {
        text.bytes().for_each(|byte| push(char::from(byte.to_ascii_lowercase())));
    } else {
        let mut straight = String::with_capacity(text.len());
        text.chars().for_each(|c| straighten(c, &mut straight));
        straight.to_lowercase().nfd().for_each(&mut push);
    }
    push(' ');
}

fn straighten(c: char, out: &mut String) {
    match c {
        '’' | '‘' => out.push('\''),
        '“' | '”' | '„' => out.push('"'),
        '–' | '—' | '‑' | '‐' => out.push('-'),
        '🎉' | '🥳' | '🍾' | '🎊' | '🏆' | '🔔' | '💪' | '🙌' => out.push_str(" hooray "),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_to_the_longest_known_pieces() {
        let pieces = WordPiece::new("[PAD]\n[UNK]\nwe\nwin\n##ner\n##s\n!\nhooray\nuber").unwrap();
        assert_eq!(pieces.ids("We winners, über-🎉!", 99), [2, 3, 4, 5, 1, 8, 1, 7, 6]);
        assert_eq!(pieces.ids("we we we", 2), [2, 2]);
    }
}
