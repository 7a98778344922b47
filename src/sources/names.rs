//! Folder names where the source doesn't say what a folder is for.

use crate::domain::mail::FolderRole;

/// What mail programs and servers call their folders, lower case. Outlook, Gmail, Apple Mail, Thunderbird, Zimbra, Notes.
const KNOWN: &[(FolderRole, &[&str])] = &[
    (
        FolderRole::Sent,
        &[
            "sent",
            "sent items",
            "sent messages",
            "sent mail",
            "sent-mail",
            "sentmail",
            "gesendet",
            "gesendete elemente",
            "gesendete objekte",
            "gesendete nachrichten",
            "envoyés",
            "éléments envoyés",
            "messages envoyés",
            "courrier envoyé",
            "enviados",
            "elementos enviados",
            "mensajes enviados",
            "itens enviados",
            "mensagens enviadas",
            "posta inviata",
            "inviati",
            "elementi inviati",
            "verzonden",
            "verzonden items",
            "verzonden berichten",
            "skickat",
            "skickade objekt",
            "skickade",
            "sendt",
            "sendte elementer",
            "sendt post",
            "sendte",
            "lähetetyt",
            "lähetetyt kohteet",
            "wysłane",
            "elementy wysłane",
            "odeslané",
            "odeslaná pošta",
            "odoslané",
            "elküldött elemek",
            "elküldött",
            "trimise",
            "отправленные",
            "відправлені",
            "gönderilmiş öğeler",
            "gönderilenler",
            "送信済み",
            "送信済みアイテム",
            "送信済みメール",
            "已发送",
            "已发送邮件",
            "已傳送的郵件",
            "寄件備份",
            "보낸 편지함",
            "보낸편지함",
            "απεσταλμένα",
            "נשלח",
        ],
    ),
    (
        FolderRole::Junk,
        &[
            "junk",
            "spam",
            "junk e-mail",
            "junk email",
            "bulk mail",
            "junk-e-mail",
            "courrier indésirable",
            "indésirables",
            "pourriel",
            "correo no deseado",
            "no deseado",
            "lixo eletrônico",
            "posta indesiderata",
            "ongewenste e-mail",
            "skräppost",
            "søppelpost",
            "uønsket e-mail",
            "roskaposti",
            "wiadomości-śmieci",
            "nevyžádaná pošta",
            "спам",
            "迷惑メール",
            "垃圾邮件",
            "스팸",
        ],
    ),
    (
        FolderRole::Trash,
        &[
            "trash",
            "deleted items",
            "deleted messages",
            "deleted",
            "bin",
            "papierkorb",
            "gelöschte elemente",
            "gelöschte objekte",
            "corbeille",
            "éléments supprimés",
            "papelera",
            "elementos eliminados",
            "lixeira",
            "itens excluídos",
            "cestino",
            "posta eliminata",
            "prullenbak",
            "verwijderde items",
            "papperskorg",
            "borttagna objekt",
            "papirkurv",
            "slettede elementer",
            "slettet post",
            "roskakori",
            "poistetut",
            "kosz",
            "koš",
            "корзина",
            "удаленные",
            "ごみ箱",
            "已删除",
            "휴지통",
        ],
    ),
    (
        FolderRole::Archive,
        &[
            "archive",
            "archives",
            "all mail",
            "archiv",
            "archivé",
            "archivo",
            "arquivo",
            "archivio",
            "archief",
            "arkiv",
            "arkisto",
            "archiwum",
            "alle nachrichten",
            "tous les messages",
            "アーカイブ",
        ],
    ),
];

/// What no finished mail lies in.
const LEFT_OUT: &[&str] = &[
    "drafts",
    "draft",
    "entwürfe",
    "brouillons",
    "borradores",
    "rascunhos",
    "bozze",
    "concepten",
    "utkast",
    "kladder",
    "kladde",
    "luonnokset",
    "wersje robocze",
    "szkice",
    "koncepty",
    "черновики",
    "下書き",
    "草稿",
    "templates",
    "vorlagen",
    "outbox",
    "postausgang",
    "calendar",
    "kalender",
    "contacts",
    "kontakte",
    "tasks",
    "aufgaben",
    "notes",
    "notizen",
    "journal",
    "sync issues",
    "rss feeds",
    "conversation history",
    "snoozed",
    "scheduled",
];

/// The role of a folder by its (decoded) name, of which the last level counts; `None` for folders that hold no finished mail.
pub fn role(name: &str, separator: char) -> Option<FolderRole> {
    let leaf = name.rsplit(separator).next().unwrap_or(name).to_lowercase();
    if LEFT_OUT.contains(&leaf.as_str()) {
        return None;
    }
    if name.eq_ignore_ascii_case("inbox") {
        return Some(FolderRole::Inbox);
    }
    let known = KNOWN.iter().find(|(_, names)| names.contains(&leaf.as_str()));
    Some(known.map_or(FolderRole::Other, |(role, _)| *role))
}

/// Decodes IMAP's modified UTF-7 (RFC 3501 section 5.1.3), which Maildir++ uses on disk too. What can't be decoded stays as it is.
pub fn decode_utf7(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((plain, tail)) = rest.split_once('&') {
        out.push_str(plain);
        let Some((code, after)) = tail.split_once('-') else {
            out.push('&');
            rest = tail;
            continue;
        };
        match (code.is_empty(), decode_base64_utf16(code)) {
            (true, _) => out.push('&'),
            (false, Some(text)) => out.push_str(&text),
            (false, None) => {
                out.push('&');
                out.push_str(code);
                out.push('-');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn decode_base64_utf16(code: &str) -> Option<String> {
    let (mut bits, mut have, mut units) = (0u32, 0u32, Vec::new());
    for c in code.bytes() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b',' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0x3F_FFFF;
        have += 6;
        if have >= 16 {
            have -= 16;
            units.push(u16::try_from(bits >> have & 0xFFFF).ok()?);
        }
    }
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn localised_names_tell_what_a_folder_holds() {
        assert_eq!(role("INBOX", '.'), Some(FolderRole::Inbox));
        assert_eq!(role("INBOX.Sent", '.'), Some(FolderRole::Sent));
        assert_eq!(role(&decode_utf7("Entw&APw-rfe"), '.'), None);
        assert_eq!(role(&decode_utf7("&AMk-l&AOk-ments envoy&AOk-s"), '.'), Some(FolderRole::Sent));
        assert_eq!(role("Customers/Acme", '/'), Some(FolderRole::Other));
    }

    #[test]
    fn modified_utf7_is_decoded_and_nonsense_is_kept() {
        assert_eq!(decode_utf7("R&-D &ZeVnLIqe-"), "R&D 日本語");
        assert_eq!(decode_utf7("a & b"), "a & b");
        assert_eq!(decode_utf7("&!!-x"), "&!!-x");
    }
}
