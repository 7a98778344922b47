//! Machines that only their words give away: acknowledgements of ticket desks, filters that challenge the sender, receipts in
//! plain text.

use super::automatic::{is_answer, without_tags};
use super::clean;
use super::wordlist::{Words, words};

/// A receipt in plain text, as old Outlook and Notes send it: its subject, and a text that begins and goes on like one.
pub fn receipt(subject: &str, whole: &str) -> bool {
    if whole.len() > 1500 {
        return false;
    }
    if !RECEIPT.begin(without_tags(&clean::folded(subject, 300))) {
        return false;
    }
    let text = clean::folded(whole, 1500);
    RECEIPT_TEXTS.begin(text.trim_start()) && READ.within(&text)
}

/// In words, why a text without any mark is a machine's. A person who tells that something arrived is none.
pub fn rule(subject: &str, text: &str) -> Option<&'static str> {
    if text.len() > 1500 {
        return None;
    }
    let subject = clean::folded(subject, 300);
    let text = clean::folded(text, 2000);
    if (CHALLENGE.within(&text) || CHALLENGE.within(&subject)) && ASKED.within(&text) && text.len() < 1200 {
        return Some("the text asks the sender to prove who they are");
    }
    if MACHINE.within(&text) {
        return Some("the text says that a machine wrote it");
    }
    // The agent's answer comes with "Re:", asks, or is longer.
    let first = !is_answer(&subject) && !text.contains('?') && text.len() < 700;
    (first && numbered(&subject) && RECEIVED.count_in(&text) >= 2).then_some("a ticket's number, and the text acknowledges it")
}

/// Whether the text acknowledges what came.
pub fn acknowledges(folded: &str) -> bool {
    RECEIVED.within(folded)
}

/// The subject carries the number of a ticket: `[Ticket #48211]`, `[ACME-1822]`, `Case 00012`.
fn numbered(subject: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 3;
    let bracketed = subject.split(['[', '(']).skip(1).filter_map(|rest| rest.split([']', ')']).next()).any(digits);
    let words = ["ticket", "case", "request", "incident", "vorgang", "anfrage", "demande", "dossier", "caso", "ärende", "sag"];
    let named = words.iter().filter_map(|word| subject.find(word).and_then(|at| subject.get(at + word.len()..)));
    bracketed
        || named.into_iter().any(|rest| {
            rest.trim_start_matches([' ', '#', ':', '-', 'n', 'o', 'r', '.']).starts_with(|c: char| c.is_ascii_digit())
                && digits(rest)
        })
}

/// What machines say of their own messages.
static MACHINE: Words = words(
    "\
this is an automatic|this is an automated|this automatic reply|this automated reply|this is a system generated|
this is a system-generated|is an automatically generated|was automatically generated|automatically generated message|automatically generated mail|automatically generated e-mail|automatically generated email|automatically generated response|automatically generated reply|automatically generated notification|auto-generated message|generated automatically|
do not reply to this|please do not respond to this|automatisch generiert|automatisch erstellt|automatisch erzeugt|
automatische antwort|automatische eingangsbestätigung|message automatique|réponse automatique|généré automatiquement|
générée automatiquement|envoyé automatiquement|merci de ne pas répondre à ce|ne pas répondre à cet|mensaje automático|
respuesta automática|generado automáticamente|no responda a este|messaggio automatico|risposta automatica|
generato automaticamente|generata automaticamente|si prega di non rispondere|mensagem automática|resposta automática|
gerada automaticamente|gerado automaticamente|não responda a est|automatisch gegenereerd|automatisch bericht|
automatisch verzonden|automatisk svar|automatisk besked|automatisk genereret|automatisk generert|
automatiskt genererat|automatiskt meddelande|autosvar|automaattinen viesti|automaattinen vastaus|
wygenerowana automatycznie|wiadomość automatyczna|automatyczna odpowiedź|automaticky vygenerov|automaticky generov|
automatická zpráva|automatická odpověď|自動送信|自動返信|自動配信|自动发送|自动回复|系统自动|自動發送|自動回覆|",
);

/// What ticket desks acknowledge.
static RECEIVED: Words = words(
    "\
has been received|have received your|received your message|received your request|received your inquiry|
received your enquiry|received your e|ticket has been|case has been|request has been|thank you for contacting|
thanks for contacting|thanks for reaching out|being reviewed by|a ticket|your ticket|has been opened|has been created|
eingegangen|erhalten|ticket wurde|anfrage wurde|bien reçu|a été reçu|a été créé|demande a été|hemos recibido|
ha sido recibid|ha sido cread|abbiamo ricevuto|è stata ricevuta|è stato creato|recebemos|foi recebid|foi criado|
ontvangen|is aangemaakt|modtaget|er oprettet|mottatt|er opprettet|mottagit|har tagits emot|skapats|vastaanot|
otrzymaliśmy|została zarejestrowan|přijali|byla přijata|byl vytvořen|受け付け|受付|受信いたしました|已收到|已创建|",
);

/// What filters ask of a sender whom they don't know, and nobody else says.
static CHALLENGE: Words = words(
    "\
approved senders|real person|human sender|prove that you are human|you are human|not a spammer|to control spam|
release your message|message is waiting|your message will be delivered|awaiting your verification|verify your email to|
verify your e-mail to|sender verification|confirm your email to|antispam|anti-spam|um spam zu|absender bestätigen|
vérifier que vous|lutter contre le spam|controlar el spam|remitente verificado|
",
);

/// The way they ask it.
static ASKED: Words = words(
    "\
click|link|request form|guest list|approved|automatic reply|one-time|verify|bestätigen|klicken|cliquez|haga clic|clique|klik|
",
);

/// Subjects of old receipts.
static RECEIPT: Words = words(
    "\
read:|gelesen:|lu :|lu:|leído:|leido:|letto:|lida:|lido:|gelezen:|læst:|läst:|lest:|luettu:|przeczytano:|przeczytane:|
přečteno:|not read:|nicht gelesen:|ungelesen gelöscht:|non lu :|non lu:|no leído:|non letto:|não lida:|niet gelezen:|
ikke læst:|ej läst:|olästa:|ikke lest:|ei luettu:|nieprzeczytane:|nepřečteno:|開封済み:|既読:|已读:|已讀:|未读:|return receipt|
read receipt|lesebestätigung|accusé de lecture|confirmación de lectura|conferma di lettura|confirmação de leitura|
leesbevestiging|",
);

/// How the texts of such receipts begin.
static RECEIPT_TEXTS: Words = words(
    "\
your message|your document|ihr dokument|votre document|ihre nachricht|votre message|su mensaje|el mensaje|il messaggio|a sua mensagem|sua mensagem|uw bericht|
din meddelelse|ditt meddelande|meldingen din|viestisi|twoja wiadomość|vaše zpráva|あなたのメッセージ|您的邮件|您的郵件|
this is a receipt|this is a return receipt|dies ist eine|ceci est un accusé|this receipt|",
);

/// What such receipts tell.
static READ: Words = words(
    "\
was read|was received by|wurde empfangen|a été reçu par|was displayed|been displayed|was deleted without|gelesen|ungelesen gelöscht|angezeigt|a été lu|
a été supprimé|se leyó|ha sido leído|se eliminó|è stato letto|è stato eliminato|foi lida|foi lido|foi excluíd|
foi eliminad|is gelezen|werd gelezen|blev læst|lästes|ble lest|har blitt lest|luettiin|została przeczytana|
została odczytana|byla přečtena|開封されました|已被阅读|已阅读|verifies that|",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_who_says_that_it_came_is_no_machine() {
        assert!(rule("Re: Offer", "Thanks, we have received your offer and a ticket for the fair.").is_none());
        assert!(rule("Re: [Ticket #48211] Offer", "Can you quote by Friday? The request is urgent.").is_none());
        assert!(rule("[ACME-1822] Offer", "Your request has been received and is being reviewed by our staff.").is_some());
        let form = "Please click the link below and fill in our supplier request form, then we can order.";
        assert!(rule("Supplier registration", form).is_none());
        let agent = "We have received your offer and a ticket has been opened with purchasing, they take forty units.";
        assert!(rule("Re: [Ticket #48211] Offer", agent).is_none());
        assert!(!receipt("Read: the terms", "Dana, your message was read by our lawyer."));
    }
}
