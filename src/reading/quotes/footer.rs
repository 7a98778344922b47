//! What machines put around a text: "external sender" banners above it, legal notices and list footers below it.

use super::line::{Line, Role};
use crate::reading::wordlist::{Words, words};

/// Marks banners as quoted and footers as signature.
pub(super) fn mark(lines: &mut [Line]) {
    banners(lines);
    let mut start = 0;
    let mut first = true;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let skip = rest.iter().take_while(|line| line.is_blank() || line.role != Role::Own).count();
        start += skip;
        let rest = lines.get(start..).unwrap_or_default();
        let len = rest.iter().take_while(|line| !line.is_blank() && line.role == Role::Own).count();
        let paragraph = rest.get(..len).unwrap_or_default();
        if let Some(from) = legal_from(paragraph, first) {
            let lines = lines.get_mut(start + from..start + len).unwrap_or_default();
            lines.iter_mut().for_each(|line| line.role = Role::Signature);
        }
        first &= len == 0;
        start += len.max(1);
    }
}

/// The first eight lines with text may hold a gateway's banner. Every phrase is one that only gateways write.
fn banners(lines: &mut [Line]) {
    let own = lines.iter_mut().filter(|line| line.role == Role::Own && !line.is_blank());
    for line in own.take(8) {
        let lower = line.bare.trim_matches(['*', '[', ']', '_', ' ', '|']).to_lowercase();
        let tag = TAGS.has(lower.trim_end_matches([':', '!', ' ']));
        if lower.len() < 400 && (tag || BANNERS.count_in(&lower) > 0) {
            line.role = Role::Quoted;
        }
    }
}

static TAGS: Words = words(
    "\
external|ext|external email|external e-mail|external mail|external sender|external message|caution|
caution: external email|caution: external|extern|externe e-mail|externe mail|
this message is from an external sender|warning: external email|externer absender|expéditeur externe|
correo externo|ekstern e-post|ekstern mail|externt mail|",
);
static BANNERS: Words = words(
    "\
originated from outside|originates from outside|sent from outside|comes from outside|came from outside|
coming from outside|from an external sender|external email:|external sender:|from an external source|
unless you recognize the sender|unless you recognise the sender|unless you are expecting|
know the content is safe|recognize the sender and|recognise the sender and|you don't often get email from|
you don’t often get email from|some people who received this message don't often get|
learn why this is important|learn about sender identification|zjqcmqryfp|this message is from an external|
do not click links or open attachments|do not click on links or open attachments|do not click any links|
von außerhalb der organisation|von außerhalb des unternehmens|von einem externen absender|
sie erhalten nicht oft eine e-mail von|sie erhalten nicht häufig e-mails von|
erfahren sie, warum dies wichtig ist|provient de l'extérieur|provient de l’extérieur|
vous n'obtenez pas souvent|découvrez pourquoi cela est important|no suele recibir correos|
fuera de la organización|você não costuma receber|fora da organização|du får inte ofta e-post|
du får sjelden e-post|du får ofte ikke mail|u ontvangt niet vaak e-mail|buiten de organisatie|
proviene dall'esterno|",
);

/// The line of `paragraph` from which it is a footer. The first paragraph of a message never is, unless it says so itself.
fn legal_from(paragraph: &[Line], first: bool) -> Option<usize> {
    let mut opens = None;
    for (at, line) in paragraph.iter().enumerate().take(40) {
        let core = line.bare.trim_start_matches(|c: char| !c.is_alphanumeric());
        if OPENERS.may_begin(core) && OPENERS.begin(&core.to_lowercase()) {
            opens = Some(at);
            break;
        }
    }
    match (opens, first) {
        (Some(at), false) => return Some(at),
        (None, true) => return None,
        (Some(_), true) | (None, false) => {}
    }
    // Two phrases are longer than this.
    if opens.is_none() && paragraph.iter().map(|line| line.bare.len()).sum::<usize>() < 12 {
        return None;
    }
    let text: String = paragraph.iter().take(40).flat_map(|line| [line.bare, " "]).collect();
    let lower = text.to_lowercase();
    let count = PHRASES.count_in(&lower);
    match opens {
        // A heading of its own line is enough; a sentence that begins like one must go on like one.
        Some(at) if count >= 1 => Some(at),
        None if count >= 2 => Some(0),
        Some(_) | None => None,
    }
}

static OPENERS: Words = words(
    "\
confidentiality notice|confidentiality note|confidentiality:|confidentiality statement|confidential notice|
disclaimer|legal notice|legal disclaimer|privileged and confidential|privileged/confidential|
notice of confidentiality|important notice:|this e-mail and any|this email and any|this e-mail, including|
this email, including|this email message and any|this e-mail message and any|this message and any|
this message (including|this e-mail (including|this email (including|this transmission|this communication is|
this communication and any|this electronic message|this email is confidential|this e-mail is confidential|
this message is confidential|this email is intended|this e-mail is intended|this message is intended|
this e-mail may contain|this email may contain|this message may contain|this message contains confidential|
this email contains confidential|this e-mail contains confidential|this e-mail is for discussion|
the information contained in this|the information in this e|the information transmitted|
the contents of this e|the content of this e|if you are not the intended recipient|if you have received this|
please consider the environment|please think about the environment|please don't print this|
think before you print|save paper|virus-free|this email has been checked for viruses|
this e-mail has been checked|this email has been scanned|scanned by|diese e-mail enthält|diese e-mail kann|
diese e-mail und|diese nachricht enthält|diese nachricht ist vertraulich|der inhalt dieser e-mail|
die information in dieser|haftungsausschluss|vertraulichkeitshinweis|bitte denken sie an die umwelt|
bitte prüfen sie, ob|ce message et|ce courriel|cet e-mail et|avis de confidentialité|pensez à l'environnement|
n'imprimez ce|este mensaje y|este mensaje contiene|este correo electrónico|aviso legal|
aviso de confidencialidad|esta mensagem|este e-mail|aviso de confidencialidade|questo messaggio|questa e-mail|
le informazioni contenute|avvertenza|dit bericht|deze e-mail|de informatie in dit|detta e-postmeddelande|
detta meddelande|denne e-posten|denne e-mail|tämä viesti|tämä sähköposti|ta wiadomość|niniejsza wiadomość|
настоящее сообщение|to unsubscribe|unsubscribe:|unsubscribe from|click here to unsubscribe|
you received this message because|you are receiving this|you're receiving this|to stop receiving|",
);
static PHRASES: Words = words(
    "\
intended recipient|intended solely|intended only|sole use of|solely for the use|confidential|privileged|
strictly prohibited|received this e-mail in error|received this email in error|received this message in error|
received it in error|in error, please|notify the sender|delete it|disclosure, copying|dissemination|
unauthorised|unauthorized|viruses|accept no liability|no responsibility|registered in england|
definitive agreement|disclose|legally binding|scanned|printing|all copies|views expressed|opinions expressed|
vertrauliche|vertraulich|bestimmungsgemäße|irrtümlich|vernichten|unbefugte|confidentiel|destinataire|
par erreur|confidencial|destinatario|por error|destinatário|por engano|riservat|per errore|vertrouwelijk|
geadresseerde|konfidentiell|fortrolig|luottamuksellinen|poufne|конфиденциальн|",
);
