//! What servers do that others don't, and how each is told: at debug level, once a connection. `docs/imap.md` lists them with what
//! is done about each.

use std::collections::BTreeSet;

/// A habit of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Odd {
    /// Gmail: All Mail holds every message, and other folders are labels on it.
    Labels,
    /// Gmail, where "Show in IMAP" is off for All Mail.
    HiddenAllMail,
    /// Exchange before 2016, hMailServer, Courier: which folder holds sent mail is told by its name alone.
    NoSpecialUse,
    /// Courier, old Exchange: the OK of a login doesn't tell what the server can do.
    SilentLogin,
    /// Exchange Online: access tokens go in by XOAUTH2 alone.
    XOAuth2Alone,
    /// Cyrus and Dovecot with namespaces that overlap, Exchange with shared ones: LIST names a folder twice.
    ListedTwice,
    /// Any: a folder's name holds a line break, and could never be sent back.
    NameNotSendable,
    /// UW-IMAP, Courier: a folder's name is neither modified UTF-7 nor UTF-8.
    NameNotUnicode,
    /// Dovecot, of a folder that it can't read: LIST-STATUS leaves its status out.
    NoStatus,
    /// Exchange, of public folders, and Dovecot: STATUS is refused.
    StatusRefused,
    /// Courier, UW-IMAP: no UIDNEXT when a folder is opened.
    NoUidNext,
    /// Courier before a mail program has opened the folder, any server after a restore: another UIDVALIDITY.
    Renumbered,
    /// Any with several deliveries at once, above all one on several machines (Gmail, Exchange Online, Apache James): a message comes to
    /// light after others with greater UIDs.
    Late,
    /// GMX, any that was restored without a new UIDVALIDITY: UIDNEXT is less than it was.
    WentBack,
    /// All, by RFC 3501 section 6.4.8: `n:*` names the last message even when its UID is below n.
    LastMessageAgain,
    /// Any: UIDs of a SEARCH come in no order, or twice.
    UnsortedSearch,
    /// Any: the OK of a search comes without an answer, where nothing was found.
    NoSearchAnswer,
    /// Any that tells of ESEARCH (RFC 4731) and doesn't know it.
    RangesRefused,
    /// Exchange of a message that it can't convert, any server with a damaged one: the FETCH of a batch is refused.
    BatchRefused,
    /// Any: a FETCH answer for a message that wasn't asked for, or that nothing is in (flags that changed elsewhere).
    UnaskedFetch,
    /// Exchange, Domino: one message comes in several FETCH answers.
    SeveralAnswers,
    /// Zimbra, Domino: NIL for the body of a message.
    NoBody,
    /// Gmail in All Mail, Dovecot in virtual folders: messages that nobody has sent lie among others.
    Drafts,
    /// Any: no INTERNALDATE, or one that is no date.
    NoDate,
    /// Any: a message that was listed is not in the answer; somebody moved or deleted it meanwhile.
    Vanished,
    /// Exchange: RFC822.SIZE is an estimate.
    SizeEstimated,
    /// Any, mostly of messages made by hand: BODYSTRUCTURE is missing, or gives parts that aren't there.
    NoStructure,
    /// Any: an untagged response that RFC 3501 doesn't know.
    UnknownResponse,
    /// Any: a completion or continuation that nobody waits for.
    Stray,
    /// Dovecot with many folders ([NOTIFICATIONOVERFLOW]), any: NOTIFY is refused.
    NotifyRefused,
    /// hMailServer as installed, Courier without FAM: no IDLE.
    NoIdle,
    /// Any whose TLS compresses ([COMPRESSIONACTIVE]): COMPRESS is refused.
    CompressionRefused,
}

impl Odd {
    /// The words of its log line.
    pub(super) fn said(self) -> &'static str {
        match self {
            Self::Labels => "labels are not read, All Mail holds their messages",
            Self::HiddenAllMail => "All Mail is hidden from IMAP; labels are read",
            Self::NoSpecialUse => "no folder is marked as the one for sent mail; it is known by its name",
            Self::SilentLogin => "the login didn't tell what the server can do; it is asked",
            Self::XOAuth2Alone => "access tokens are taken by XOAUTH2 alone",
            Self::ListedTwice => "a folder was listed twice; it is read once",
            Self::NameNotSendable => "a folder's name can't be sent back; it is left out",
            Self::NameNotUnicode => "a folder's name is no UTF-8; it is opened by the octets that came",
            Self::NoStatus => "the listing gave no status of a folder; it is opened",
            Self::StatusRefused => "the status of a folder was refused; it is opened",
            Self::NoUidNext => "a folder was opened without its UIDNEXT; what is new is searched for",
            Self::Renumbered => "a folder has another UIDVALIDITY; it is read anew",
            Self::Late => "a message came to light below others that were read before; it is read now",
            Self::WentBack => "the next number of a folder went back; its last messages are read again",
            Self::LastMessageAgain => "a search for what is new named an old message; it is passed over",
            Self::UnsortedSearch => "a search gave numbers out of order, or twice; they are put in order",
            Self::NoSearchAnswer => "a search ended without an answer; the folder's last message says that nothing is new",
            Self::RangesRefused => "a search for ranges was not understood; numbers are asked for",
            Self::BatchRefused => "a batch of messages was refused; halves of it are asked for",
            Self::UnaskedFetch => "a message that wasn't asked for came; it is passed over",
            Self::SeveralAnswers => "a message came in several answers; they are put together",
            Self::NoBody => "a message came without its text; it is asked for by itself",
            Self::Drafts => "drafts lie among other messages; they are left out",
            Self::NoDate => "a message came without a date of its receipt; its Received fields tell",
            Self::Vanished => "a message that was listed didn't come; it was moved or deleted meanwhile",
            Self::SizeEstimated => "a message is longer than its size says; it is read as a big one",
            Self::NoStructure => "the structure of a message can't be trusted; its beginning is read",
            Self::UnknownResponse => "an unknown response came; it is passed over",
            Self::Stray => "an answer came that nobody waits for; it is passed over",
            Self::NotifyRefused => "NOTIFY was refused; IDLE tells of the inbox",
            Self::NoIdle => "there is no IDLE; the mailbox is passed over regularly",
            Self::CompressionRefused => "COMPRESS was refused; the connection goes on without",
        }
    }
}

/// What was seen of a server's habits in one connection.
#[derive(Debug)]
pub(super) struct Oddities {
    /// Whom the log line names.
    host: String,
    told: BTreeSet<Odd>,
}

impl Oddities {
    /// None was seen of `host` so far.
    pub(super) fn of(host: &str) -> Self {
        Self { host: host.to_owned(), told: BTreeSet::new() }
    }

    /// Tells of a habit, unless it was told of. `detail` is the server's words, or nothing.
    pub(super) fn tell(&mut self, odd: Odd, detail: &str) {
        if self.told.insert(odd) {
            tracing::debug!(host = self.host, detail, "{}", odd.said());
        }
    }

    /// Whether a habit was seen in this connection.
    pub(super) fn was_told(&self, odd: Odd) -> bool {
        self.told.contains(&odd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_habit_stands_in_the_page_for_users() {
        let page = include_str!("../../../docs/imap.md");
        let source = include_str!("odd.rs");
        let mut all = BTreeSet::new();
        for line in source.lines().filter(|line| line.trim_start().starts_with("Self::")) {
            let said = line.split('"').nth(1).unwrap();
            assert!(page.contains(said), "{said}");
            assert!(all.insert(said), "two habits are told in the same words: {said}");
        }
        assert!(all.len() > 20, "{}", all.len());
    }
}
