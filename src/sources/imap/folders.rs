//! Which folders are read, and what each holds: SPECIAL-USE (RFC 6154) first, then the names that mail programs use, then the
//! configuration.

use super::odd::Odd;
use super::wire::Listed;
use crate::domain::mail::FolderRole;
use crate::sources::{Folder, SourceError, names};

/// Attributes of what holds no mail of its own: not selectable, or never sent, or (Gmail) a view of mail that is elsewhere.
const SKIPPED: [&str; 6] = ["\\noselect", "\\nonexistent", "\\drafts", "\\flagged", "\\important", "\\scheduled"];

/// The folders to read.
#[derive(Debug)]
pub(super) struct Chosen {
    pub folders: Vec<Folder>,
    /// Which of them sent mail is put into, if it is a folder of its own: the one that the configuration names, else the one that is
    /// marked so, else the first that is called so.
    pub sent: Option<String>,
    /// What to say when none of them could be recognised as the one that holds sent mail.
    pub unresolved: Option<SourceError>,
}

/// The folders to read. `sent` is what the configuration calls the folder of sent mail. On Gmail (`labels`) All Mail holds
/// everything but Spam and Trash, and other folders are labels on it: they would bring every message again. It is not listed where
/// "Show in IMAP" is off; then the labels are read.
pub(super) fn choose(listed: &[Listed], sent: Option<&str>, labels: bool) -> Result<Chosen, SourceError> {
    let is_configured = |folder: &Listed| {
        sent.is_some_and(|sent| sent == folder.name || names::folded(sent) == names::folded(&names::decoded(&folder.name)))
    };
    let has_all = listed.iter().any(|folder| folder.attributes.iter().any(|attribute| attribute == "\\all"));
    let mut folders = Vec::new();
    let mut sent_found = false;
    for folder in listed {
        let configured = is_configured(folder);
        let role = if configured && !is_inbox(folder) { Some(FolderRole::Sent) } else { role(folder) };
        sent_found |= configured || role == Some(FolderRole::Sent);
        let again = labels && has_all && matches!(role, Some(FolderRole::Inbox | FolderRole::Other));
        if let Some(role) = role.filter(|_| !again) {
            folders.push(Folder { name: folder.name.clone(), role });
        }
    }
    match sent {
        Some(sent) if !listed.iter().any(is_configured) => {
            Err(ask(listed, &format!("mailbox.sent = \"{sent}\" names a folder that the server does not have")))
        }
        _ => {
            let what = "no folder could be recognised as the one that holds sent mail; set it: mailbox.sent = \"...\"";
            let named = |folder: &&Listed| is_configured(folder) && !is_inbox(folder);
            let marked = |folder: &&Listed| folder.attributes.iter().any(|attribute| attribute == "\\sent");
            let chosen = listed.iter().find(named).or_else(|| listed.iter().find(marked)).map(|folder| &folder.name);
            let is_sent = |folder: &&Folder| folder.role == FolderRole::Sent;
            let is_chosen = |folder: &&Folder| is_sent(folder) && Some(&folder.name) == chosen;
            let put_into =
                folders.iter().find(is_chosen).or_else(|| folders.iter().find(is_sent)).map(|folder| folder.name.clone());
            Ok(Chosen { folders, sent: put_into, unresolved: (!sent_found).then(|| ask(listed, what)) })
        }
    }
}

/// What is odd about a list of folders.
pub(super) fn oddities(listed: &[Listed], labels: bool) -> Vec<Odd> {
    let marked = |name: &str| listed.iter().any(|folder| folder.attributes.iter().any(|attribute| attribute == name));
    let seen = [
        (labels && marked("\\all"), Odd::Labels),
        (labels && !marked("\\all"), Odd::HiddenAllMail),
        (!marked("\\sent"), Odd::NoSpecialUse),
    ];
    seen.into_iter().filter(|(is, _)| *is).map(|(_, odd)| odd).collect()
}

fn role(folder: &Listed) -> Option<FolderRole> {
    let has = |name: &str| folder.attributes.iter().any(|attribute| attribute == name);
    if SKIPPED.iter().any(|name| has(name)) {
        return None;
    }
    if is_inbox(folder) {
        return Some(FolderRole::Inbox);
    }
    let marked = [
        ("\\sent", FolderRole::Sent),
        ("\\junk", FolderRole::Junk),
        ("\\spam", FolderRole::Junk),
        ("\\trash", FolderRole::Trash),
        ("\\archive", FolderRole::Archive),
        ("\\all", FolderRole::Archive),
        ("\\allmail", FolderRole::Archive),
    ];
    if let Some((_, role)) = marked.into_iter().find(|(name, _)| has(name)) {
        return Some(role);
    }
    names::role(&names::decoded(&folder.name), folder.delimiter)
}

fn is_inbox(folder: &Listed) -> bool {
    folder.name.eq_ignore_ascii_case("INBOX")
}

fn ask(listed: &[Listed], what: &str) -> SourceError {
    let mut seen: Vec<String> = listed.iter().map(|folder| names::decoded(&folder.name)).collect();
    seen.sort();
    let more = if seen.len() > 30 { ", ..." } else { "" };
    seen.truncate(30);
    let seen: String = seen.join(", ").chars().filter(|c| !c.is_control()).collect();
    SourceError::Human(format!("{what} (folders there: {seen}{more})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(folders: &[(&str, &str)]) -> Vec<Listed> {
        let one = |(name, attributes): &(&str, &str)| Listed {
            attributes: attributes.split_whitespace().map(str::to_owned).collect(),
            delimiter: Some('/'),
            name: (*name).to_owned(),
        };
        folders.iter().map(one).collect()
    }

    fn roles(folders: &[Folder]) -> Vec<(&str, FolderRole)> {
        folders.iter().map(|folder| (folder.name.as_str(), folder.role)).collect()
    }

    #[test]
    fn gmail_is_read_by_its_special_use() {
        let gmail = listed(&[
            ("INBOX", "\\hasnochildren"),
            ("[Gmail]", "\\haschildren \\noselect"),
            ("[Gmail]/All Mail", "\\all"),
            ("[Gmail]/Drafts", "\\drafts"),
            ("[Gmail]/Important", "\\important"),
            ("[Gmail]/Gesendet", "\\sent"),
            ("[Gmail]/Spam", "\\junk"),
            ("[Gmail]/Starred", "\\flagged"),
            ("[Gmail]/Trash", "\\trash"),
            ("Kunden", ""),
        ]);
        use FolderRole::{Archive, Inbox, Junk, Other, Sent, Trash};
        let expected = [
            ("INBOX", Inbox),
            ("[Gmail]/All Mail", Archive),
            ("[Gmail]/Gesendet", Sent),
            ("[Gmail]/Spam", Junk),
            ("[Gmail]/Trash", Trash),
            ("Kunden", Other),
        ];
        assert_eq!(roles(&choose(&gmail, None, false).unwrap().folders), expected);
        let once = [("[Gmail]/All Mail", Archive), ("[Gmail]/Gesendet", Sent), ("[Gmail]/Spam", Junk), ("[Gmail]/Trash", Trash)];
        assert_eq!(roles(&choose(&gmail, None, true).unwrap().folders), once, "labels would bring every message again");
        let hidden: Vec<Listed> = gmail.into_iter().filter(|folder| folder.name != "[Gmail]/All Mail").collect();
        assert_eq!(choose(&hidden, None, true).unwrap().folders.len(), 5, "All Mail may be hidden from IMAP");
    }

    #[test]
    fn of_several_folders_of_sent_mail_the_configured_one_is_listened_to_then_the_marked_one() {
        let several = listed(&[("INBOX", ""), ("Gesendet", ""), ("Sent", "\\sent"), ("Work", "")]);
        let sent = |folders: &[Listed], configured| choose(folders, configured, false).unwrap().sent;
        assert_eq!(sent(&several, None).as_deref(), Some("Sent"));
        assert_eq!(sent(&several, Some("Work")).as_deref(), Some("Work"));
        assert_eq!(sent(&several[..2], None).as_deref(), Some("Gesendet"));
        assert_eq!(sent(&several[..1], Some("INBOX")), None, "news of the inbox are told of anyhow");
    }

    #[test]
    fn without_special_use_names_tell_and_drafts_are_not_read() {
        let exchange = listed(&[("INBOX", ""), ("Entw&APw-rfe", ""), ("Gesendete Elemente", ""), ("Gel&APY-schte Elemente", "")]);
        use FolderRole::{Inbox, Sent, Trash};
        let expected = [("INBOX", Inbox), ("Gesendete Elemente", Sent), ("Gel&APY-schte Elemente", Trash)];
        assert_eq!(roles(&choose(&exchange, None, false).unwrap().folders), expected);
    }

    #[test]
    fn an_unresolved_or_wrong_sent_folder_is_said_with_what_is_there() {
        let odd = listed(&[("INBOX", ""), ("Ausgang &- mehr", "")]);
        let Chosen { folders, unresolved, .. } = choose(&odd, None, false).unwrap();
        assert_eq!(
            roles(&folders),
            [("INBOX", FolderRole::Inbox), ("Ausgang &- mehr", FolderRole::Other)],
            "they are read all the same"
        );
        let error = unresolved.unwrap();
        assert!(matches!(error, SourceError::Human(_)));
        assert_eq!(
            error.to_string(),
            "no folder could be recognised as the one that holds sent mail; set it: mailbox.sent = \"...\" \
             (folders there: Ausgang & mehr, INBOX)"
        );
        let configured = |sent| choose(&odd, Some(sent), false).unwrap();
        assert_eq!(configured("ausgang & mehr").folders[1].role, FolderRole::Sent);
        assert_eq!(configured("INBOX").folders[0].role, FolderRole::Inbox);
        assert!(configured("INBOX").unresolved.is_none());
        assert!(
            choose(&odd, Some("Gone"), false).unwrap_err().to_string().starts_with("mailbox.sent = \"Gone\" names a folder that")
        );
    }
}
