//! What folders are called: modified UTF-7 (RFC 3501 section 5.1.3, and Maildir++ on disk), and the names that mail programs
//! give to folders of sent mail, drafts, junk, ... in the languages of their users.

use unicode_normalization::UnicodeNormalization;

use crate::domain::mail::FolderRole;

/// What a folder's name says that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Sent,
    Junk,
    Trash,
    Archive,
    /// Drafts, templates, outboxes: mail that was never sent; or no mail at all: calendars, contacts, notes.
    Unsent,
}

/// Where octets that are no UTF-8 stand in a name, in a range of private use: U+F780 to U+F7FF for 0x80 to 0xFF.
const RAW: u32 = 0xf700;

/// A folder's name of octets as they came. Old servers (UW-IMAP, Courier) hand out what lies in the file system: octets that are no UTF-8
/// are kept, so that the folder can be opened by the same ones.
pub(super) fn of_octets(octets: &[u8]) -> String {
    let mut name = String::with_capacity(octets.len());
    for chunk in octets.utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().filter_map(|octet| char::from_u32(RAW + u32::from(*octet))));
    }
    name
}

/// What is sent for a text with names: the octets that they came in.
pub(super) fn wire_octets(text: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(text.len());
    for c in text.chars() {
        match raw(c) {
            Some(octet) => octets.push(octet),
            None => octets.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    octets
}

/// Whether a name holds octets that are no UTF-8.
pub(super) fn has_raw(name: &str) -> bool {
    name.chars().any(|c| raw(c).is_some())
}

fn raw(c: char) -> Option<u8> {
    u32::from(c).checked_sub(RAW).and_then(|octet| u8::try_from(octet).ok()).filter(|octet| *octet >= 0x80)
}

/// A folder's name for people: modified UTF-7 decoded. A name that isn't valid modified UTF-7 stands for itself; octets that are no UTF-8
/// are shown as Latin-1 has them.
pub(super) fn decoded(wire: &str) -> String {
    let name = decode(wire).unwrap_or_else(|| wire.to_owned());
    name.chars().map(|c| raw(c).map_or(c, char::from)).collect()
}

/// How people see the name of a folder that a source spells in its own way: see [`super::Folder::name`].
pub fn shown(name: &str) -> String {
    let name = decoded(name.strip_prefix('.').unwrap_or(name));
    if name.is_empty() { "INBOX".to_owned() } else { name }
}

/// What the last part of a decoded name is known to mean.
fn known(decoded: &str, delimiter: Option<char>) -> Option<Known> {
    let last = delimiter.and_then(|delimiter| decoded.rsplit(delimiter).next()).unwrap_or(decoded);
    let name = folded(last);
    let lists =
        [(Known::Sent, SENT), (Known::Junk, JUNK), (Known::Trash, TRASH), (Known::Archive, ARCHIVE), (Known::Unsent, UNSENT)];
    lists.into_iter().find(|(_, names)| names.contains(&name.as_str())).map(|(known, _)| known)
}

/// The role of a folder of which nothing but its decoded name tells; `None` for what holds no finished mail.
pub(super) fn role(decoded: &str, delimiter: Option<char>) -> Option<FolderRole> {
    if decoded.eq_ignore_ascii_case("inbox") {
        return Some(FolderRole::Inbox);
    }
    match known(decoded, delimiter) {
        Some(Known::Sent) => Some(FolderRole::Sent),
        Some(Known::Junk) => Some(FolderRole::Junk),
        Some(Known::Trash) => Some(FolderRole::Trash),
        Some(Known::Archive) => Some(FolderRole::Archive),
        Some(Known::Unsent) => None,
        None => Some(FolderRole::Other),
    }
}

/// The form in which names are compared.
pub(super) fn folded(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).collect()
}

fn decode(wire: &str) -> Option<String> {
    let mut text = String::with_capacity(wire.len());
    let mut rest = wire;
    while let Some((plain, shifted)) = rest.split_once('&') {
        let (encoded, after) = shifted.split_once('-')?;
        text.push_str(plain);
        if encoded.is_empty() {
            text.push('&');
        } else {
            text.extend(char::decode_utf16(units(encoded)?).collect::<Result<Vec<_>, _>>().ok()?);
        }
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The UTF-16 units in modified base64 (`,` for `/`, no padding).
fn units(encoded: &str) -> Option<Vec<u16>> {
    let (mut bits, mut held) = (0u32, 0u32);
    let mut units = Vec::new();
    for octet in encoded.bytes() {
        let value = match octet {
            b'A'..=b'Z' => octet - b'A',
            b'a'..=b'z' => octet - b'a' + 26,
            b'0'..=b'9' => octet - b'0' + 52,
            b'+' => 62,
            b',' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0x3f_ffff;
        held += 6;
        if held >= 16 {
            held -= 16;
            units.push((bits >> held & 0xffff) as u16);
        }
    }
    Some(units)
}

#[rustfmt::skip]
const SENT: &[&str] = &[
    "sent", "sent items", "sent mail", "sent messages", "sent-mail", "sentmail", "sent objects",
    "gesendet", "gesendete elemente", "gesendete objekte", "gesendete nachrichten", "gesendete e-mails",
    "envoyés", "éléments envoyés", "messages envoyés", "objets envoyés", "courrier envoyé",
    "enviados", "elementos enviados", "mensajes enviados", "correo enviado", "itens enviados", "mensagens enviadas", "e-mails enviados",
    "elements enviats", "enviats",
    "inviati", "inviata", "posta inviata", "elementi inviati", "messaggi inviati",
    "verzonden", "verzonden items", "verzonden objecten", "verzonden berichten",
    "skickat", "skickade", "skickade objekt", "skickade meddelanden", "sendt", "sendte", "sendte elementer", "sendt post", "sendte meldinger",
    "lähetetyt", "lähetetyt viestit", "lähetetyt kohteet", "sendir hlutir",
    "wysłane", "elementy wysłane", "odeslané", "odeslaná pošta", "odeslané zprávy", "odoslané", "odoslaná pošta",
    "elküldött", "elküldött elemek", "elküldött üzenetek", "trimise", "elemente trimise", "poslano", "poslana pošta", "poslane stavke",
    "saadetud", "saadetud üksused", "išsiųsta", "išsiųsti laiškai", "nosūtītie", "nosūtītie vienumi",
    "απεσταλμένα", "изпратени", "отправленные", "отправлено", "надіслані", "відправлені", "надіслані елементи", "послато",
    "gönderilmiş", "gönderilmiş öğeler", "gönderilenler", "gönderilmiş postalar",
    "送信済み", "送信済みアイテム", "送信済みメール", "送信済みトレイ", "已发送", "已发送邮件", "已傳送", "寄件備份", "已傳送的郵件",
    "보낸편지함", "보낸 편지함", "보낸메일함", "đã gửi", "thư đã gửi", "terkirim", "פריטים שנשלחו", "נשלחו", "נשלח", "العناصر المرسلة", "المرسل",
];

#[rustfmt::skip]
const JUNK: &[&str] = &[
    "junk", "spam", "junk e-mail", "junk email", "junk mail", "junk-e-mail", "bulk mail", "bulk", "quarantine",
    "unerwünscht", "werbung", "spamverdacht", "courrier indésirable", "indésirables", "pourriel", "correo no deseado", "correo basura", "no deseado",
    "lixo eletrônico", "lixo eletrónico", "posta indesiderata", "ongewenste e-mail", "ongewenst", "skräppost", "søppelpost", "uønsket post",
    "uønsket e-mail", "roskaposti", "wiadomości-śmieci", "nevyžádaná pošta", "levélszemét", "спам", "нежелательная почта",
    "gereksiz e-posta", "gereksiz", "迷惑メール", "垃圾邮件", "垃圾郵件", "스팸", "스팸메일함", "정크 메일",
];

#[rustfmt::skip]
const TRASH: &[&str] = &[
    "trash", "deleted", "deleted items", "deleted messages", "bin", "wastebasket", "papierkorb", "gelöscht", "gelöschte elemente", "gelöschte objekte",
    "corbeille", "éléments supprimés", "messages supprimés", "papelera", "elementos eliminados", "lixeira", "lixo", "itens excluídos",
    "cestino", "posta eliminata", "elementi eliminati", "prullenbak", "verwijderde items", "papperskorg", "borttaget", "borttagna objekt", "papirkurv", "papirkorg",
    "slettede elementer", "slettet post", "roskakori", "poistetut", "kosz", "elementy usunięte", "koš", "odstraněná pošta", "kuka",
    "törölt elemek", "корзина", "удаленные", "удалённые", "кошик", "çöp kutusu", "silinmiş öğeler", "ゴミ箱", "ごみ箱", "削除済みアイテム", "已删除", "已删除邮件",
    "刪除的郵件", "휴지통", "지운 편지함",
];

#[rustfmt::skip]
const ARCHIVE: &[&str] = &[
    "archive", "archives", "all mail", "archiv", "archivé", "alle nachrichten", "tous les messages", "archivo", "archivio", "arquivo", "arquivo morto", "archief",
    "arkiv", "arkisto", "archiwum", "archív", "archívum", "архив", "архів", "arşiv", "アーカイブ", "存档", "封存", "보관",
];

#[rustfmt::skip]
const UNSENT: &[&str] = &[
    "drafts", "draft", "templates", "outbox", "entwürfe", "vorlagen", "postausgang", "brouillons", "modèles", "boîte d'envoi",
    "borradores", "plantillas", "bandeja de salida", "rascunhos", "caixa de saída", "bozze", "modelli", "posta in uscita", "concepten", "postvak uit",
    "utkast", "utkorg", "kladder", "kladde", "udbakke", "utboks", "luonnokset", "lähtevät", "kopie robocze", "wersje robocze", "szkice", "skrzynka nadawcza",
    "koncepty", "pošta k odeslání", "rozepsané", "piszkozatok", "vázlatok", "черновики", "чернетки", "исходящие", "taslaklar", "giden kutusu",
    "下書き", "送信トレイ", "草稿", "草稿箱", "发件箱", "임시보관함", "임시 보관함",
    "calendar", "kalender", "contacts", "kontakte", "tasks", "aufgaben", "notes", "notizen", "journal", "sync issues", "rss feeds",
    "conversation history", "scheduled", "unsent messages", "unsent",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modified_utf7_is_decoded() {
        for (wire, name) in [
            ("Sent", "Sent"),
            ("R&AOk-pertoire", "Répertoire"),
            ("&j,Jg0itgMfuW-&", "&j,Jg0itgMfuW-&"),
            ("&kAFP4W4IMH8-", "送信済み"),
            ("Q&-A", "Q&A"),
            ("&2D3eAA-", "😀"),
            ("&!!-", "&!!-"),
            ("R&-D &ZeVnLIqe-", "R&D 日本語"),
            ("a & b", "a & b"),
        ] {
            assert_eq!(decoded(wire), name, "{wire}");
        }
    }

    #[test]
    fn localised_names_are_known_by_their_last_part() {
        for name in
            ["Sent Items", "INBOX/Gesendete Objekte", "Éléments envoyés", "E\u{301}le\u{301}ments envoye\u{301}s", "送信済み"]
        {
            assert_eq!(known(name, Some('/')), Some(Known::Sent), "{name}");
        }
        assert_eq!(known("Entwürfe", None), Some(Known::Unsent));
        assert_eq!(known("Sent by Acme", Some('.')), None);
        assert_eq!(known("sent/by us", Some('.')), None);
    }

    #[test]
    fn a_name_alone_tells_a_role() {
        assert_eq!(role("INBOX", Some('.')), Some(FolderRole::Inbox));
        assert_eq!(role("INBOX.Sent", Some('.')), Some(FolderRole::Sent));
        assert_eq!(role(&decoded("Entw&APw-rfe"), Some('.')), None);
        assert_eq!(role(&decoded("&AMk-l&AOk-ments envoy&AOk-s"), Some('.')), Some(FolderRole::Sent));
        assert_eq!(role("Customers/Acme", Some('/')), Some(FolderRole::Other));
        assert_eq!(role("Snoozed", Some('/')), Some(FolderRole::Other), "a reply that was put off is a reply");
    }

    #[test]
    fn every_known_name_is_written_as_it_is_compared_and_means_one_thing() {
        let all: Vec<&str> = [SENT, JUNK, TRASH, ARCHIVE, UNSENT].concat();
        for (index, name) in all.iter().enumerate() {
            assert_eq!(folded(name), **name);
            assert!(!all[..index].contains(name), "{name} twice");
        }
    }

    #[test]
    fn octets_that_are_no_utf8_go_back_as_they_came_and_are_shown() {
        for octets in [&b"B\xfcro"[..], b"\xff\x80\xc3", "B\u{fc}ro \u{f6ff}".as_bytes(), b"INBOX"] {
            let name = of_octets(octets);
            assert_eq!(wire_octets(&name), octets);
            assert_eq!(has_raw(&name), std::str::from_utf8(octets).is_err());
        }
        assert_eq!(shown(&of_octets(b"B\xfcro")), "B\u{fc}ro");
    }
}
