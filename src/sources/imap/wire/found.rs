//! What a search found (RFC 3501 section 7.2.5, RFC 4731). An answer counts when it is understood to its end: the messages that
//! stand behind something odd would be left out, and taken for read.

use crate::sources::imap::tokens::{Token, Tokens};
use crate::sources::imap::uids::Uids;

/// The most numbers, or ranges, of one answer: more than fit into a response that the guard lets through, if each stands once.
pub(in crate::sources::imap) const MOST_FOUND: usize = 5_000_000;

/// An answer that is not understood to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources::imap) struct Garbled;

impl Tokens<'_> {
    /// `SEARCH n n n`, with CONDSTORE `SEARCH n n n (MODSEQ 7)`.
    ///
    /// # Errors
    /// [`Garbled`] when anything else follows, or too much: then nobody knows what was left out.
    pub(in crate::sources::imap) fn search(mut self) -> Option<Result<Vec<u32>, Garbled>> {
        self.is("SEARCH")?;
        let mut found = Vec::new();
        loop {
            let before = self.clone();
            match self.number() {
                Some(number) if found.len() < MOST_FOUND => found.push(number),
                Some(_) => return Some(Err(Garbled)),
                None => return Some(before.end_of_search().map(|()| found).ok_or(Garbled)),
            }
        }
    }

    /// The end of a line, or RFC 7162's `(MODSEQ n)` before it.
    fn end_of_search(mut self) -> Option<()> {
        if self.0.trim_ascii().is_empty() {
            return Some(());
        }
        (self.next()? == Token::Open).then_some(())?;
        self.is("MODSEQ")?;
        self.number::<u64>()?;
        (self.next()? == Token::Close && self.0.trim_ascii().is_empty()).then_some(())
    }

    /// `ESEARCH (TAG "w7") UID ALL 4:18,21` (RFC 4731); no `ALL` where nothing was found.
    ///
    /// # Errors
    /// [`Garbled`] when what stands behind `ALL` is no set of numbers, or the line doesn't say what it is about.
    pub(in crate::sources::imap) fn ranges_found(mut self) -> Option<Result<Uids, Garbled>> {
        self.is("ESEARCH")?;
        if memchr::memchr_iter(b',', self.0).nth(MOST_FOUND).is_some() {
            return Some(Err(Garbled));
        }
        let mut found = Ok(Uids::default());
        while !self.0.trim_ascii().is_empty() {
            match self.next() {
                Some(Token::Atom(name)) if name.eq_ignore_ascii_case(b"ALL") => {
                    found = self.atom().and_then(Uids::parse).ok_or(Garbled);
                }
                Some(_) => {}
                None => return Some(Err(Garbled)),
            }
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_when_it_is_understood_to_its_end() {
        let search = |line: &'static str| Tokens(line.as_bytes()).search();
        assert_eq!(search("SEARCH 3 1 2\r\n"), Some(Ok(vec![3, 1, 2])));
        assert_eq!(search("search\r\n"), Some(Ok(vec![])));
        assert_eq!(search("SEARCH \r\n"), Some(Ok(vec![])));
        assert_eq!(search("SEARCH 1 2 (MODSEQ 917162500)\r\n"), Some(Ok(vec![1, 2])));
        for garbled in ["1 2 ? 3", "1 2 4294967296", "1 2, 3", "1 -2", "1 (MODSEQ)", "1 (MODSEQ 7) 3", "1 (X 7)", "1 (", "1 \"2"]
        {
            assert_eq!(Tokens(format!("SEARCH {garbled}\r\n").as_bytes()).search(), Some(Err(Garbled)), "{garbled}");
        }
        assert_eq!(search("FETCH 1\r\n"), None);
        let ranges = |line: &str| Tokens(line.as_bytes()).ranges_found().map(|found| found.map(|uids| uids.to_string()));
        assert_eq!(ranges("ESEARCH (TAG \"w7\") UID ALL 4:18,21\r\n"), Some(Ok("4:18,21".to_owned())));
        assert_eq!(ranges("ESEARCH (TAG \"w7\") UID ALL 4 MODSEQ 7\r\n"), Some(Ok("4".to_owned())));
        assert_eq!(ranges("ESEARCH (TAG \"w7\") UID\r\n"), Some(Ok(String::new())));
        for garbled in ["UID ALL 4:18,?", "UID ALL", "UID ALL (4)", "UID ALL 4 \"x"] {
            assert_eq!(ranges(&format!("ESEARCH (TAG \"w7\") {garbled}\r\n")), Some(Err(Garbled)), "{garbled}");
        }
        assert_eq!(ranges("SEARCH 1\r\n"), None);
    }

    #[test]
    fn no_answer_fills_the_memory_with_the_same_again() {
        let many = format!("SEARCH{}\r\n", " 1".repeat(MOST_FOUND + 1));
        assert_eq!(Tokens(many.as_bytes()).search(), Some(Err(Garbled)));
        let many = format!("ESEARCH UID ALL 1{}\r\n", ",1".repeat(MOST_FOUND + 1));
        assert_eq!(Tokens(many.as_bytes()).ranges_found(), Some(Err(Garbled)));
    }
}
