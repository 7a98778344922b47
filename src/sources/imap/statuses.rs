//! Which folders changed, without opening them: LIST-STATUS (RFC 5819) in the very listing, else one STATUS a folder, all on
//! their way at once. UIDVALIDITY and UIDNEXT tell all that matters here: a message that arrives gets the next UID (RFC 3501
//! section 2.3.1.1). What else CONDSTORE and QRESYNC (RFC 7162) would tell, flags and what was expunged, changes no fact.

use super::Imap;
use super::odd::Odd;
use super::session::{Fault, quoted};
use super::wire::{Line, Listed, Status};
use crate::sources::{Folder, SourceError};

/// How many are asked for at once.
const IN_FLIGHT: usize = 16;

impl Imap {
    /// Every folder that the server lists; on the way, if it can, how each stands.
    pub(super) async fn listed_folders(&mut self) -> Result<Vec<Listed>, SourceError> {
        let mut wanted = Vec::new();
        if self.can("SPECIAL-USE") && (self.can("LIST-EXTENDED") || self.can("LIST-STATUS")) {
            wanted.push("SPECIAL-USE");
        }
        if self.can("LIST-STATUS") {
            wanted.push("STATUS (UIDVALIDITY UIDNEXT)");
        }
        let command = match wanted.as_slice() {
            [] => "LIST \"\" \"*\"".to_owned(),
            wanted => format!("LIST \"\" \"*\" RETURN ({})", wanted.join(" ")),
        };
        let (mut listed, mut statuses): (Vec<Listed>, Vec<Status>) = (Vec::new(), Vec::new());
        let collect = |line: Line<'_>| {
            if let Line::Data(tokens) = line {
                statuses.extend(tokens.clone().status());
                listed.extend(tokens.list());
            }
        };
        self.session.run(&command, collect).await.map_err(|fault| fault.during("listing the folders"))?;
        // What it told up to now is looked at from here on.
        self.session.news = false;
        self.take_statuses(statuses);
        let all = listed.len();
        listed.retain(|folder| !folder.name.contains(char::is_control));
        if listed.len() < all {
            self.session.odd.tell(Odd::NameNotSendable, "");
        }
        let all = listed.len();
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        listed.dedup_by(|a, b| a.name == b.name);
        if listed.len() < all {
            self.session.odd.tell(Odd::ListedTwice, "");
        }
        Ok(listed)
    }

    /// Asks how each folder stands, as far as the listing didn't say.
    pub(super) async fn ask_statuses(&mut self, folders: &[Folder]) -> Result<(), SourceError> {
        if self.can("LIST-STATUS") {
            if let Some(folder) = folders.iter().find(|folder| !self.statuses.contains_key(&folder.name)) {
                self.session.odd.tell(Odd::NoStatus, &folder.name);
            }
            return Ok(());
        }
        let mut statuses = Vec::new();
        for part in folders.chunks(IN_FLIGHT) {
            let mut under_way = Vec::new();
            for folder in part {
                let command = format!("STATUS {} (UIDVALIDITY UIDNEXT)", quoted(&folder.name));
                under_way.push(self.session.begin(&command).await.map_err(|fault| fault.during("asking for news"))?);
            }
            for tag in under_way {
                let collect = |line: Line<'_>| {
                    if let Line::Data(tokens) = line {
                        statuses.extend(tokens.status());
                    }
                };
                match self.session.finish(&tag, collect).await {
                    Ok(()) => {}
                    Err(Fault::No { shown, .. } | Fault::Bad(shown)) => self.session.odd.tell(Odd::StatusRefused, &shown),
                    Err(fault) => return Err(fault.during("asking for news")),
                }
            }
        }
        self.session.news = false;
        self.take_statuses(statuses);
        Ok(())
    }

    fn take_statuses(&mut self, statuses: Vec<Status>) {
        for status in statuses.into_iter().filter(|status| status.uid_validity.is_some() && status.uid_next.is_some()) {
            self.statuses.insert(status.name.clone(), status);
        }
    }
}
