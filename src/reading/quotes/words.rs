//! The words of mail clients in the languages they speak. All in lower case.

use std::collections::HashMap;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::line::is_filler;
use crate::reading::wordlist::{Words, words};

/// Which header a line of a quoted header block gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    From,
    Sent,
    To,
    Subject,
    Other,
}

static HEADERS: OnceLock<HashMap<&str, Header>> = OnceLock::new();

/// Where a word stands for two headers, the later one here holds.
fn headers() -> HashMap<&'static str, Header> {
    let table =
        [(Header::Other, &OTHER), (Header::Subject, &SUBJECT), (Header::To, &TO), (Header::Sent, &SENT), (Header::From, &FROM)];
    table.into_iter().flat_map(|(header, words)| words.list().iter().map(move |word| (*word, header))).collect()
}

/// The header that `line` gives, and its value.
pub(super) fn header(line: &str) -> Option<(Header, &str)> {
    let decor = |c: char| is_filler(c) || c == '*' || c == '_' || c == '|';
    if !line.contains(':') && !line.contains('：') {
        return None;
    }
    let line = line.trim_start_matches(decor);
    let (key, value) = line.split_once([':', '：'])?;
    let key = key.trim_end_matches(decor);
    if key.is_empty() || key.len() > 60 {
        return None;
    }
    let key = key.to_lowercase();
    let header = *HEADERS.get_or_init(headers).get(key.as_str())?;
    Some((header, value.trim_matches(decor)))
}

/// Whether a word alone is the label of that header, as columns have it without a colon. Notes has some of its own.
pub(super) fn is_called(word: &str, header: Header) -> bool {
    let lower = word.to_lowercase();
    match header {
        Header::To => TO.has(&lower) || matches!(lower.as_str(), "per" | "pro"),
        Header::Subject => SUBJECT.has(&lower) && lower != "re" || matches!(lower.as_str(), "thema" | "ärende" | "argomento"),
        Header::From => FROM.has(&lower),
        Header::Sent => SENT.has(&lower),
        Header::Other => OTHER.has(&lower),
    }
}

/// Whether a line's label says that a letter was sent, and not only a date.
pub(super) fn says_sent(line: &str) -> bool {
    LETTER.begin(&line.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase())
}

/// The line is a header line of a quoted block.
pub(super) fn is_header(line: &str) -> bool {
    header(line).is_some()
}

static FROM: Words = words(
    "\
from|von|de|från|fra|van|da|od|от|від|lähettäjä|feladó|kimden|gönderen|de la|expeditor|expéditeur|remitente|
mittente|remetente|afsender|avsändare|avsender|afzender|nadawca|odesílatel|odosielateľ|από|απο|מאת|من|saatja|
nuo|no|pošiljatelj|pošiljatel|dari|từ|จาก|发件人|发自|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|od koho|šalje|pošilja|frá|шаље|испраќач|daripada|remitent|nork|प्रेषक|از|",
);
static SENT: Words = words(
    "\
sent|date|gesendet|gesendet am|datum|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|inviato|
data invio|data|fecha|skickat|skickades|sendt|dato|verzonden|wysłano|wysłane|odesláno|odoslané|dátum|
отправлено|дата|надіслано|lähetetty|päivämäärä|päiväys|elküldve|küldve|gönderildi|gönderilme tarihi|tarih|
trimis|dată|στάλθηκε|ημερομηνία|saadetud|kuupäev|išsiųsta|poslano|נשלח|תאריך|تاريخ الإرسال|التاريخ|发送时间|发送日期|
日期|寄件日期|傳送時間|送信日時|日時|보낸 날짜|날짜|tanggal|dikirim|dihantar|ngày|đã gửi|изпратено|дата на изпращане|nosūtīts|datums|dagsetning|послато|poslato|ส่ง|วันที่|enviat el|enviat|भेजा गया|दिनांक|ارسال شده|تم الإرسال|",
);
/// The labels of that kind that only a letter has.
static LETTER: Words = words(
    "\
sent:|sent at|gesendet|envoyé|enviado|enviada|inviato|skickat|skickades|sendt|verzonden|wysłano|wysłane|odesláno|odoslané|отправлено|надіслано|
lähetetty|elküldve|gönderil|trimis|στάλθηκε|saadetud|išsiųsta|poslano|发送时间|傳送時間|送信日時|보낸 날짜|",
);
static TO: Words = words(
    "\
to|an|à|a|para|aan|till|til|do|кому|komu|vastaanottaja|címzett|kime|alıcı|către|προς|אל|إلى|pour|destinataire|
destinatario|destinatário|mottagare|modtager|mottaker|za|kam|saaja|prima|kepada|đến|收件人|收件者|宛先|받는 사람|받는사람|pre|до|adressaat|ถึง|per a|प्रति|به|gavėjas|saņēmējs|",
);
static SUBJECT: Words = words(
    "\
subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|tárgy|konu|
subiect|θέμα|נושא|الموضوع|teema|tema|zadeva|subjek|chủ đề|主题|主旨|件名|제목|re|betr.|относно|tēma|efni|เรื่อง|предмет|assumpte|विषय|موضوع|gaia|",
);
static OTHER: Words = words(
    "\
cc|cco|bcc|kopie|kopia|kopi|kopio|copie|copia|cópia|másolat|копия|копія|抄送|副本|reply-to|risposta|rispondi a|
antwort an|antworten an|répondre à|responder a|importance|priority|sensitivity|attachments|attachment|anlagen|
organization|message-id|when|resent-from|priorität|wichtigkeit|importancia|adjuntos|pièces jointes|bilagor|
importanza|",
);

static VERB_FINDER: OnceLock<Option<AhoCorasick>> = OnceLock::new();

/// Where the last word for "wrote" stands in `lower`, and where it ends.
pub(super) fn find_verb(lower: &str) -> Option<(usize, usize)> {
    let word = |at: usize, end: usize| {
        let before = lower.get(..at).and_then(|s| s.chars().next_back());
        let after = lower.get(end..).and_then(|s| s.chars().next());
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !('\u{2e80}'..'\u{e000}').contains(&c));
        !joins(before) && !joins(after)
    };
    let automaton = VERB_FINDER.get_or_init(|| AhoCorasick::new(VERBS.list()).ok()).as_ref()?;
    automaton.find_overlapping_iter(lower).map(|hit| (hit.start(), hit.end())).filter(|(at, end)| word(*at, *end)).last()
}

/// The line is nothing but "wrote:" in some language.
pub(super) fn is_verb_colon(text: &str) -> bool {
    let lower = text.trim_end_matches([':', '：', ' ']).to_lowercase();
    text.ends_with([':', '：']) && VERBS.has(&lower)
}

/// The text begins with "wrote" in some language: who wrote it, or when, stands above.
pub(super) fn begins_with_verb(text: &str) -> bool {
    let lower = text.to_lowercase();
    let ends = |rest: &str| !rest.starts_with(char::is_alphabetic);
    VERBS.begin(&lower) && VERBS.list().iter().any(|verb| lower.strip_prefix(*verb).is_some_and(ends))
}

static VERBS: Words = words(
    "\
writes|wiadomość napisana przez|schreibt|escribe|wrote|missatge de|a écrit|schrieb|geschrieben|het volgende geschreven|geschreven|schreef|escribió|escribio|va escriure|
ha scritto|scritto|escreveu|skrev|skreiv|kirjoitti|napisał(a)|napisał/a|napisał|napisała|pisze|napsal(a)|
napsal|napsala|napísal(a)|napísal|написал(а)|написал|написала|пишет|пише|написав(ла)|написав|a scris|yazdı|
yazmış|ezt írta|írta|έγραψε|写道|寫道|書きました|のメッセージ|のメール|님이 작성|작성|כתב/ה|כתבה|כתב|كتب|đã viết|menulis|skrifaði|rašė|
rakstīja|kirjutas|napisao je|napisao|napisala|napisal|je написао/ла|написао|написа|เขียนว่า|pisao|",
);

/// "Quoting Pat Lee <pat@acme.example>:", as Horde and its like put it, in lower case.
pub(super) fn quotes_somebody(lower: &str) -> bool {
    ["quoting ", "zitat von ", "citando a ", "citando ", "citerar ", "citerer ", "citaat van ", "cytowanie ", "цитирую "]
        .iter()
        .any(|opener| lower.starts_with(opener))
}

/// "As I wrote:" introduces the author's own words.
pub(super) fn first_person(lower: &str) -> bool {
    ["i wrote", "we wrote", "ich schrieb", "wir schrieben", "j'ai écrit"].iter().any(|own| lower.contains(own))
}

/// The first word of an attribution line, in lower case.
pub(super) fn opens_attribution(word: &str) -> bool {
    let word = word.trim_matches(|c: char| is_filler(c) || ".,\"'*(".contains(c));
    OPENERS.has(word)
}

static OPENERS: Words = words(
    "\
on|at|le|am|op|el|il|em|den|dnia|w|dne|dňa|în|la|pe|vào|pada|στις|på|in|a|v|u|на|в|у|ve|el día|ha|missatge|
mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|
montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|
jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|man|tir|ons|tor|tors|fre|
lør|søn|lör|sön|mån|tis|ma|ti|ke|to|su|pon|wt|śr|czw|pt|sob|ndz|niedz|po|út|st|čt|pá|ne|пн|вт|ср|чт|пт|сб|вс|
нд|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|sal|çar|per|cum|cmt|paz|bei|quoting|citando|
zitat|在|於|",
);

/// `lower`, between dashes, says that an original or forwarded message follows.
pub(super) fn says_original(lower: &str) -> bool {
    ORIGINAL.begin(lower)
}

static ORIGINAL: Words = words(
    "\
original message|original appointment|mail original|e-mail original|mail d'origine|courriel original|original email|reply message|forwarded message|forwarded by|
forwarded email|forward message|forwarded from|ursprüngliche nachricht|originalnachricht|
ursprünglicher termin|weitergeleitete nachricht|weitergeleitet von|message d'origine|message d’origine|
message original|message transféré|message transmis|message initial|mensaje original|mensaje reenviado|
mensaje transmitido|missatge original|mensagem original|mensagem encaminhada|messaggio originale|
messaggio inoltrato|messaggio inviato|oprindelig meddelelse|opprinnelig melding|videresendt melding|
videresendt meddelelse|videresendt besked|ursprungligt meddelande|originalmeddelande|
vidarebefordrat meddelande|vidarebefordrat mail|alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti|
oorspronkelijk bericht|oorspronkelijke bericht|doorgestuurd bericht|doorgezonden bericht|původní zpráva|původní e-mail|
přeposlaná zpráva|pôvodná správa|preposlaná správa|wiadomość oryginalna|oryginalna wiadomość|
treść oryginalnej wiadomości|wiadomość przekazana|przekazana wiadomość|treść przekazanej wiadomości|
исходное сообщение|пересылаемое сообщение|переадресованное сообщение|пересланное сообщение|
оригінальне повідомлення|переслане повідомлення|eredeti üzenet|továbbított üzenet|mesaj original|
mesajul original|mesaj redirecționat|özgün ileti|orijinal mesaj|iletilen mesaj|yönlendirilmiş ileti|
αρχικό μήνυμα|προωθημένο μήνυμα|הודעה מקורית|הודעה שהועברה|الرسالة الأصلية|رسالة معاد توجيهها|原始邮件|原始郵件|转发邮件|
转发的邮件|轉寄郵件|邮件原件|元のメッセージ|転送メッセージ|転送されたメッセージ|원본 메시지|원본 메일|전달된 메시지|izvorna poruka|proslijeđena poruka|
izvirno sporočilo|originalna poruka|pesan asli|pesan terusan|tin nhắn đã được chuyển tiếp|",
);

/// A line in lower case says that what follows is handed on, and not answered.
pub(super) fn says_forwarded(lower: &str) -> bool {
    let stems = [
        "forward",
        "weitergeleitet",
        "transfér",
        "transmis",
        "réexpéd",
        "reenviad",
        "encaminhad",
        "inoltrat",
        "videresend",
        "vidarebefordra",
        "välitet",
        "edelleen",
        "doorgestuurd",
        "doorgezonden",
        "přeposl",
        "preposl",
        "przekaz",
        "переслан",
        "пересыл",
        "переадрес",
        "továbbít",
        "redirecț",
        "iletilen",
        "yönlendir",
        "προωθ",
        "转发",
        "轉寄",
        "転送",
        "전달",
        "proslije",
        "terusan",
        "chuyển tiếp",
        "توجيه",
        "שהועברה",
    ];
    stems.iter().any(|stem| lower.contains(stem))
}

/// Apple Mail's line above a forward, without its colon.
pub(super) fn says_begin_forwarded(lower: &str) -> bool {
    BEGIN.has(lower)
}

/// Cheap: `text`, in whatever case, may be such a line.
pub(super) fn may_begin_forwarded(text: &str) -> bool {
    BEGIN.may_begin(text)
}

static BEGIN: Words = words(
    "\
begin forwarded message|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|
début du message réexpédié|début du message transféré|inicio del mensaje reenviado|inizio messaggio inoltrato|
início da mensagem reencaminhada|início da mensagem encaminhada|begin doorgestuurd bericht|
vidarebefordrat brev|start på videresendt besked|videresendt melding|välitetty viesti alkaa|
začátek přeposlané zprávy|początek przekazywanej wiadomości|początek przekazanej wiadomości|
начало переадресованного сообщения|下面是被转发的邮件|転送されたメッセージ|전달된 메시지|",
);
