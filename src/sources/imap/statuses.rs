//! Which folders changed, without opening them: LIST-STATUS (RFC 5819) in the very listing, else one STATUS a folder, all on
//! their way at once. UIDVALIDITY and UIDNEXT tell all that matters here: a message that arrives gets the next UID (RFC 3501
//! section 2.3.1.1). What else CONDSTORE and QRESYNC (RFC 7162) would tell, flags and what was expunged, changes no fact.

use super::folders::{self, Chosen};
use super::odd::Odd;
use super::session::{Fault, quoted};
use super::wire::{Line, Listed, Status};
use super::{Imap, ImapSettings};
use crate::domain::mail::FolderRole;
use crate::sources::{Folder, SourceError, names};

/// How many are asked for at once.
const IN_FLIGHT: usize = 16;

/// What stands for the folder of sent mail where none could be recognised.
const SENT: &str = "Sent";

impl Imap {
    /// The folders that can hold sent or received mail.
    ///
    /// # Errors
    /// [`SourceError::Human`] when none of them could be recognised as the one that holds sent mail.
    pub async fn folders(&mut self) -> Result<Vec<Folder>, SourceError> {
        let folders = self.folders_and_gaps().await?;
        self.unresolved.as_ref().map_or(Ok(folders), |what| Err(SourceError::Human(what.clone())))
    }

    /// The same, and where none could be recognised as the one that holds sent mail, one that can't be listed: the others are read, and
    /// nothing is concluded from the silence of what wasn't.
    ///
    /// # Errors
    /// As [`Self::folders`] for what the configuration names and the server doesn't have.
    pub async fn folders_and_gaps(&mut self) -> Result<Vec<Folder>, SourceError> {
        let listed = self.listed_folders().await?;
        let labels = self.can("X-GM-EXT-1");
        let Chosen { mut folders, sent, unresolved } = folders::choose(&listed, self.settings.sent.as_deref(), labels)?;
        for odd in folders::oddities(&listed, labels) {
            self.session.odd.tell(odd, "");
        }
        self.ask_statuses(&folders).await?;
        self.sent = sent;
        self.unresolved = unresolved.map(|error| error.to_string());
        if self.unresolved.is_some() {
            folders.retain(|folder| folder.name != SENT);
            folders.push(Folder { name: SENT.to_owned(), role: FolderRole::Sent });
        }
        Ok(folders)
    }

    /// How many folders were listed in words that make no sense: they are not read.
    pub fn garbled(&self) -> usize {
        self.garbled
    }

    /// Whether a folder is more than a gap.
    pub(super) fn is_there(&self, folder: &Folder) -> Result<(), SourceError> {
        let gap = self.unresolved.as_ref().filter(|_| folder.name == SENT && folder.role == FolderRole::Sent);
        gap.map_or(Ok(()), |what| Err(SourceError::Human(what.clone())))
    }

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
        let (mut listed, mut statuses, mut garbled): (Vec<Listed>, Vec<Status>, Vec<String>) = Default::default();
        let collect = |line: Line<'_>| {
            if let Line::Data(tokens) = line {
                statuses.extend(tokens.clone().status());
                match tokens.clone().list() {
                    Some(folder) => listed.push(folder),
                    None if tokens.is_list() => garbled.push(tokens.beginning()),
                    None => {}
                }
            }
        };
        self.session.run(&command, collect).await.map_err(|fault| fault.during("listing the folders"))?;
        // What it told up to now is looked at from here on.
        self.session.news = false;
        self.take_statuses(statuses);
        self.tell_garbled(&garbled);
        if listed.iter().any(|folder| names::has_raw(&folder.name)) {
            self.session.odd.tell(Odd::NameNotUnicode, "");
        }
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

    /// Tells of folders that nobody can open, once a connection.
    fn tell_garbled(&mut self, garbled: &[String]) {
        if let Some(line) = garbled.first().filter(|_| self.garbled != garbled.len()) {
            let ImapSettings { user, host, .. } = &self.settings;
            let count = garbled.len();
            tracing::warn!(
                user,
                host,
                count,
                line,
                "the server lists folders in words that make no sense; they are not read until renamed"
            );
        }
        self.garbled = garbled.len();
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
