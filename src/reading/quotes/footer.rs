//! What machines put around a text: "external sender" banners above it, legal notices and list footers below it.

use super::line::{Line, Role};
use crate::reading::wordlist::{Words, words};

/// Marks banners as quoted and footers as signature.
pub(super) fn mark(lines: &mut [Line]) {
    banners(lines);
    meetings(lines);
    let mut start = 0;
    let mut first = true;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let skip = rest.iter().take_while(|line| line.is_blank() || line.role != Role::Own).count();
        start += skip;
        let rest = lines.get(start..).unwrap_or_default();
        let len = rest.iter().take_while(|line| !line.is_blank() && line.role == Role::Own).count();
        let paragraph = rest.get(..len).unwrap_or_default();
        // "Our company's data:" is told by the author.
        let told = lines.get(..start).and_then(|above| above.iter().rfind(|line| !line.is_blank()));
        let told = told.is_some_and(|line| line.role == Role::Own && line.bare.ends_with([':', '：']));
        if let Some(from) = legal_from(paragraph, first || told) {
            let lines = lines.get_mut(start + from..start + len).unwrap_or_default();
            lines.iter_mut().for_each(|line| line.role = Role::Signature);
        }
        first &= len == 0;
        start += len.max(1);
    }
}

/// The first eight lines with text may hold a gateway's banner. Every phrase is one that only gateways write. What the author wrote
/// behind it in the same line stays.
fn banners(lines: &mut [Line]) {
    let own = lines.iter_mut().filter(|line| line.role == Role::Own && !line.is_blank());
    let mut above = String::new();
    for line in own.take(8) {
        let lower = line.bare.to_lowercase();
        if tag(&lower) || warns(&lower, &above) {
            match behind(line.bare, &above) {
                Some(rest) => (line.raw, line.bare) = (rest, rest),
                None => line.role = Role::Quoted,
            }
        }
        above = lower;
    }
}

/// Whether a line or sentence in lower case is nothing but a gateway's tag.
fn tag(lower: &str) -> bool {
    TAGS.has(lower.trim_matches(['*', '[', ']', '_', ' ', '|', ':', '!', '.']))
}

/// Whether a line or sentence in lower case warns of an outsider. "The part came from outside the EU" doesn't: it is the message that must
/// have come, here or in the line above.
fn warns(lower: &str, above: &str) -> bool {
    let outside = || OUTSIDE.within(lower) && (MESSAGE.within(lower) || MESSAGE.within(above));
    let expecting = || lower.contains("unless you are expecting") && ADVICE.within(lower);
    lower.len() < 400 && (BANNERS.within(lower) || outside() || expecting())
}

/// What the author wrote in a banner's line behind its last sentence.
fn behind<'a>(line: &'a str, above: &str) -> Option<&'a str> {
    let mut rest = line;
    while let Some((at, end)) = rest
        .match_indices(['.', '!', ']'])
        .find(|(at, _)| rest.get(at + 1..).is_some_and(|behind| behind.starts_with([' ', '*'])))
    {
        let sentence = rest.get(..at + end.len()).unwrap_or_default().to_lowercase();
        let gateways = tag(&sentence) || warns(&sentence, above) || ADVICE.within(&sentence);
        if !gateways {
            break;
        }
        rest = rest.get(at + end.len()..).unwrap_or_default().trim_start_matches(['*', ' ', ']', '|', '_']);
    }
    let lower = rest.to_lowercase();
    let authors = rest.len() < line.len() && rest.chars().any(char::is_alphanumeric);
    (authors && !tag(&lower) && !warns(&lower, above) && !ADVICE.within(&lower)).then_some(rest)
}

/// What Teams puts under an invitation: a long rule, its name with a link for help, and how to join, down to the next long rule.
fn meetings(lines: &mut [Line]) {
    let ruled = |line: &Line| line.role == Role::Own && line.is_divider() && line.bare.len() >= 20;
    let Some(start) = lines.iter().position(ruled) else { return };
    let below = lines.get(start + 1..).unwrap_or_default();
    let names = |line: &Line| {
        let lower = line.bare.to_lowercase();
        lower.contains("microsoft teams") && !lower.ends_with('.') && lower.split_whitespace().count() <= 8
    };
    let length = below.iter().position(ruled);
    // "Microsoft Teams or Zoom?" is asked by people; an invitation has a link or a number to join by.
    let joins = |line: &Line| {
        let numbered = line.bare.chars().filter(char::is_ascii_digit).count() >= 8;
        numbered || line.bare.contains("://") || line.bare.to_lowercase().contains("id:")
    };
    let block = || below.get(..length.unwrap_or(below.len())).unwrap_or_default();
    if below.iter().find(|line| !line.is_blank()).is_some_and(names) && block().iter().any(joins) {
        let end = length.map_or(lines.len(), |end| start + end + 2);
        lines.get_mut(start..end).unwrap_or_default().iter_mut().for_each(|line| line.role = Role::Signature);
    }
}

/// What a gateway's further sentences speak of.
static ADVICE: Words = words(
    "\
click|link|attachment|phish|suspicious|caution|external|sender|report |it department|help desk|helpdesk|service desk|security|be careful|
learn more|verify|malicious|virus|password|credentials|klicken|anhäng|anhang|absender|vorsicht|cliquez|pièces jointes|expéditeur|prudence|
adjuntos|enlaces|remitente|allegat|mittente|anexos|bijlage|afzender|vedhæft|bifoga|avsändar|avsender|",
);
/// What came from outside.
static MESSAGE: Words = words(
    "mail|message|sender|nachricht|absender|courriel|expéditeur|mensaje|correo|remitente|mensagem|messaggio|mittente|bericht|afzender|caution|warning|external",
);
static OUTSIDE: Words = words(
    "\
originated from outside|originates from outside|sent from outside|comes from outside|came from outside|coming from outside|
von außerhalb der organisation|von außerhalb des unternehmens|provient de l'extérieur|provient de l’extérieur|
fuera de la organización|fora da organização|buiten de organisatie|proviene dall'esterno|",
);
static TAGS: Words = words(
    "\
external|ext|external email|external e-mail|external mail|external sender|external message|caution|
caution: external email|caution: external|extern|externe e-mail|externe mail|
this message is from an external sender|warning: external email|externer absender|expéditeur externe|
correo externo|ekstern e-post|ekstern mail|externt mail|",
);
static BANNERS: Words = words(
    "\
from an external sender|external email:|external sender:|from an external source|
unless you recognize the sender|unless you recognise the sender|
know the content is safe|recognize the sender and|recognise the sender and|you don't often get email from|
you don’t often get email from|some people who received this message don't often get|
learn why this is important|learn about sender identification|zjqcmqryfp|this message is from an external|
do not click links or open attachments|do not click on links or open attachments|do not click any links|
von einem externen absender|
sie erhalten nicht oft eine e-mail von|sie erhalten nicht häufig e-mails von|
erfahren sie, warum dies wichtig ist|
vous n'obtenez pas souvent|découvrez pourquoi cela est important|no suele recibir correos|
você não costuma receber|du får inte ofta e-post|
du får sjelden e-post|du får ofte ikke mail|u ontvangt niet vaak e-mail|
",
);

/// The line of `paragraph` from which it is a footer. The first paragraph of a message, or one that the author introduces, never is, unless
/// it says so itself, and no paragraph by a beginning alone that an author's may have too: "This e-mail and the attached order ...".
fn legal_from(paragraph: &[Line], authors: bool) -> Option<usize> {
    let mut opens = None;
    let mut bare = false;
    for (at, line) in paragraph.iter().enumerate().take(40) {
        let core = line.bare.trim_start_matches(|c: char| !c.is_alphanumeric());
        if OPENERS.may_begin(core) && OPENERS.begin(&core.to_lowercase()) {
            let lower = core.to_lowercase();
            opens = Some(at);
            bare = SURE.begin(&lower) || OPENERS.has(lower.trim_end_matches([':', '*', '_', '.', '-', ' ']));
            break;
        }
    }
    match (opens, authors) {
        (Some(at), false) if bare => return Some(at),
        (None, true) => return None,
        (Some(_), _) | (None, false) => {}
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

/// Beginnings that no author's paragraph has, and that need no more.
static SURE: Words = words(
    "\
please consider the environment|please think about the environment|please don't print this|think before you print|save paper|virus-free|
this email has been checked for viruses|this e-mail has been checked|this email has been scanned|scanned by|bitte denken sie an die umwelt|
tänk på miljön innan|tænk på miljøet|tenk på miljøet|denk aan het milieu|piensa en el medio ambiente|piense en el medio ambiente|pensa all'ambiente|rispetta l'ambiente|
pense no ambiente|ajattele ympäristöä|pomyśl o środowisku|chroń środowisko|myslete na životní prostředí|chraňte životní prostředí|
pensez à l'environnement|n'imprimez ce|antes de imprimir|avant d'imprimer|prima di stampare|sitz der gesellschaft|registergericht|administratorem danych osobowych|
administratorem państwa danych|to unsubscribe|unsubscribe:|unsubscribe from|click here to unsubscribe|
you received this message because|you are receiving this|you're receiving this|to stop receiving|this email is confidential|
this e-mail is confidential|this message is confidential|diese nachricht ist vertraulich|",
);
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
tänk på miljön innan|tænk på miljøet|tenk på miljøet|denk aan het milieu|piensa en el medio ambiente|piense en el medio ambiente|pensa all'ambiente|rispetta l'ambiente|
pense no ambiente|ajattele ympäristöä|pomyśl o środowisku|chroń środowisko|myslete na životní prostředí|chraňte životní prostředí|
antes de imprimir|avant d'imprimer|prima di stampare|sitz der gesellschaft|registergericht|administratorem danych osobowych|administratorem państwa danych|
treść tej wiadomości|treść niniejszej|när du mejlar|настоящее сообщение|to unsubscribe|unsubscribe:|unsubscribe from|click here to unsubscribe|
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
geadresseerde|konfidentiell|in error|addressee|recipient|legally privileged|may contain|exclusively for|proprietary|
confidencia|privilegiad|exclusiv|destiné|bestimmt für|rechtlich geschützt|empfänger|strafbar|ungültig|datenschutz|protección de datos|rgpd|gdpr|
informazioni contenute|destinatar|bestemd voor|uitsluitend|ontvanger|tilsigtede|modtager|avsedd för|mottagare|tiltenkt|mottaker|tarkoitettu|
adresat|poufny|konfidenc|dina personuppgifter|imprimir|imprimer|drucken|stampare|afdrukken|fortrolig|luottamuksellinen|poufne|конфиденциальн|",
);
