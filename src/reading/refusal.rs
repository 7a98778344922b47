//! Whether a sentence made of nothing but words of absences still decides or asks something, and so is a person's: "not this month",
//! "we can't", "please call again in January".

use super::clean;
use super::wordlist::{Words, words};
use crate::domain::day_names::{month, weekday};

/// Whether one of the sentence's clauses refuses, agrees or puts off. `away` tells whether a folded clause speaks of an absence.
pub fn is_one(sentence: &str, away: impl Fn(&str) -> bool) -> bool {
    let folded = clean::folded(sentence, 600);
    if folded.chars().any(|c| c >= '\u{3040}') {
        return eastern(&folded);
    }
    let joints = [" and ", " und ", " et ", " och ", " og ", " but ", " aber ", " mais "];
    let parts = folded.split([',', ':', '–']).flat_map(|part| joints.iter().fold(vec![part], split_all));
    parts.into_iter().any(|clause| {
        let words: Vec<&str> =
            clause.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect();
        let has = |list: &Words| words.iter().any(|word| list.has(word));
        // "No dia 9/12" is Portuguese for "on the".
        let no = |at: usize| words.get(at + 1).is_none_or(|next| !PLACED.has(next));
        let denied = words.iter().enumerate().any(|(at, word)| *word == "no" && no(at))
            || has(&NOT)
            || words.iter().any(|word| word.ends_with("n't"));
        let bare = denied && !READ.within(clause) && !away(clause);
        // "As soon as possible" promises; "it is possible" agrees.
        let agrees = has(&POSSIBLE) && !has(&SOON) && !READ.within(clause);
        let ours = words.contains(&"we") && ["are", "will", "need", "have", "can"].iter().any(|verb| words.contains(verb));
        // "If it can't wait" is no "please wait".
        let waits = words.contains(&"wait") && !denied && !words.contains(&"cannot");
        let again = words.iter().enumerate().any(|(at, word)| {
            let soon = words.iter().skip(at + 1).take(3);
            CALL.has(word) && soon.clone().any(|next| AGAIN.has(next))
        });
        // "My colleague is on holiday": whoever tells of another is there.
        let another = words.iter().enumerate().any(|(at, word)| {
            let next = |n: usize| words.get(at + n).is_some_and(|word| IS.has(word));
            COLLEAGUE.has(word) && (next(1) || next(2)) && away(clause)
        });
        bare || agrees || another || (ours && !away(clause)) || waits || again
    })
}

fn split_all<'a>(parts: Vec<&'a str>, joint: &&str) -> Vec<&'a str> {
    parts.into_iter().flat_map(|part| part.split(*joint)).collect()
}

/// In Japanese and Chinese: what can't be done is not said of mail, answers or the office.
fn eastern(folded: &str) -> bool {
    let excused =
        ["申し訳ありません", "申し訳ございません"].iter().fold(folded.to_owned(), |text, excuse| text.replace(excuse, " "));
    let denied = ["ません", "不能", "无法", "無法"].iter().any(|word| excused.contains(word));
    let read = [
        "メール",
        "返信",
        "返答",
        "確認",
        "電話",
        "不在",
        "邮件",
        "郵件",
        "查看",
        "查收",
        "回复",
        "回覆",
        "及时",
        "及時",
        "办公",
        "辦公",
    ];
    denied && !read.iter().any(|word| excused.contains(word))
}

/// Whether a sentence invites everybody to a stand or a website, as notices do below an absence, and speaks of no deal and no day.
pub fn advertises(sentence: &str) -> bool {
    let folded = clean::folded(sentence, 600);
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let dealt = |word: &str| DEAL.has(word) || weekday(word).is_some() || month(word).is_some();
    VISIT.within(&folded) && words().any(|word| PLACE.has(word)) && !words().any(dealt)
}

/// How readers at large are invited.
static VISIT: Words = words(
    "visit us|visit our|see us at|besuchen sie un|visitez no|retrouvez-nous|visítenos|visite nuestr|visitateci|visitate il nostro|visite-nos|visite o nosso|bezoek on|besøg os|besøg vores|besøk oss|besök oss|besök vår|",
);

/// Where to.
static PLACE: Words = words(
    "booth|stand|hall|halle|messestand|portal|kundenportal|website|webseite|webshop|homepage|site|sito|sitio|hal|monter|catalogue|catalog|",
);

/// By what such a sentence would be business.
static DEAL: Words = words(
    "\
offer|quote|quotation|price|order|contract|sign|deal|project|discuss|meet|meeting|demo|talk|i|i'll|angebot|preis|auftrag|vertrag|bestellung|projekt|ich|besprechen|
termin|treffen|offre|devis|prix|commande|contrat|je|oferta|precio|pedido|contrato|offerta|prezzo|ordine|contratto|proposta|offerte|prijs|ik|tilbud|pris|jeg|jag|offert|",
);

static NOT: Words = words("not|cannot|never|nicht|nein|kein|keine|keinen|pas|non|não|niet|geen|ikke|inte|nie|neither|nor|");

static PLACED: Words = words("dia|meu|próximo|escritório|momento|mês|início|final|fim|exterior|período");

/// Whoever isn't the writer.
static COLLEAGUE: Words =
    words("colleague|boss|buyer|partner|kollege|kollegin|chef|chefin|collègue|compañero|compañera|jefe|jefa|colega|collega|baas");
/// What is told of one person.
static IS: Words = words("is|was|ist|war|est|está|è");
/// What absences say no of: mail that isn't read, an office that is empty.
static READ: Words = words(
    "\
read|access|office|inbox|mail|messag|reach|availab|monitor|forward|respond|reply|replie|answer|working|check|lese|lesen|abruf|weitergeleitet|bearbeit|büro|erreichbar|
zugriff|nachricht|beantwort|antwort|im haus|da bin|lire|lis |lirai|lu |lus|consult|accès|messagerie|courriel|répond|joign|bureau|traité|leer|leo |leeré|correo|acceso|
respond|oficina|mensaje|leggere|leggo|leggerò|posta|accesso|rispond|ufficio|acesso|mensage|escritório|lees|gelezen|toegang|kantoor|bereikbaar|aanwezig|doorgestuurd|
bericht|läser|læser|leser|mejl|kontoret|tillgång|adgang|tilgang|svar|e-post|posten|til stede|dostęp|poczt|odpow|biur|urgent|urgence|wait|",
);

static POSSIBLE: Words = words("possible|posible|möglich|possibile|possível|mogelijk|muligt|mulig|möjligt|możliwe|možné");

static SOON: Words = words(
    "soon|quickly|early|earliest|bald|schnell|rasch|früh|que|dès|tôt|vite|rapidement|antes|brevedad|prima|presto|breve|logo|rápido|snel|spoedig|hurtigst|hurtigt|snart|fort|szybko|dříve|",
);

static CALL: Words = words(
    "call|write|contact|schreiben|kontaktieren|contacter|contactez|escribir|llamar|contactar|scrivere|contattare|contatar|",
);

static AGAIN: Words = words("again|wieder|erneut|nouveau|nuevo|nuovo|novamente|");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_in_words_of_absences_are_told_from_what_absences_deny() {
        let away = |clause: &str| super::super::automatic::away(clause);
        for refusal in [
            "Not this month, sorry",
            "Please do not call again",
            "We are not in need of any of it",
            "We are out",
            "We are delayed until the beginning of next month, sorry",
            "leider nicht",
            "Ich kann leider nicht, bin bis 8. Dezember im Urlaub",
            "pas possible cette semaine",
            "対応できません",
            "我不能与您联系",
            "Please call again in January",
            "Please write again in January, I'm away until December 8",
            "We can't",
            "Please wait with the call until then",
            "Es posible",
            "Estoy de viaje hasta el viernes, no es posible antes",
            "Inte förrän då",
        ] {
            assert!(is_one(refusal, away), "{refusal}");
        }
        for notice in [
            "I'm not in the office and won't be reading email until Monday",
            "If it can't wait, please contact Bob",
            "I will reply as soon as possible",
            "Ich bin nicht im Haus und lese meine Mails nur eingeschränkt",
            "Je ne pourrai pas consulter ma messagerie",
            "Ik ben niet aanwezig tot 8 december",
            "No estoy en la oficina",
            "Non leggerò la posta",
            "Your mail will not be forwarded",
            "I will be back in the office and able to answer again on Monday",
            "メールの確認ができません",
            "无法及时查看邮件",
        ] {
            assert!(!is_one(notice, away), "{notice}");
        }
    }
}
