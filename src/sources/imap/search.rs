//! Searching a folder: what is in it, or new.

use super::Imap;
use super::odd::Odd;
use super::session::Fault;
use super::uids::Uids;
use super::wire::Line;
use crate::sources::SourceError;

impl Imap {
    /// The UIDs in the open folder that fit. Ranges are asked for where the server can (RFC 4731): a million messages are a few octets.
    pub(super) async fn search(&mut self, criteria: &str) -> Result<Uids, SourceError> {
        let mut found = None;
        if self.can("ESEARCH") && !self.session.odd.was_told(Odd::RangesRefused) {
            match self.ask(&format!("RETURN (ALL) {criteria}")).await {
                Ok(uids) => found = Some(uids),
                Err(Fault::Bad(shown)) => self.session.odd.tell(Odd::RangesRefused, &shown),
                Err(fault) => return Err(fault.during("searching a folder")),
            }
        }
        match found {
            Some(uids) => Ok(uids),
            None => self.ask(criteria).await.map_err(|fault| fault.during("searching a folder")),
        }
    }

    async fn ask(&mut self, words: &str) -> Result<Uids, Fault> {
        let (mut found, mut unsorted) = (Vec::new(), false);
        let collect = |line: Line<'_>| {
            let Line::Data(tokens) = line else { return };
            if let Some(uids) = tokens.clone().ranges_found() {
                found.push(uids);
            } else if let Some(uids) = tokens.search() {
                unsorted |= !uids.is_sorted_by(|a, b| a < b);
                found.push(uids.into_iter().collect());
            }
        };
        self.session.run(&format!("UID SEARCH {words}"), collect).await?;
        if unsorted {
            self.session.odd.tell(Odd::UnsortedSearch, "");
        }
        Ok(Uids::together(found))
    }
}
