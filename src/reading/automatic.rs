//! Phrases by which automatic answers are told: in subjects and in texts, in the languages that mail servers speak.
//! Everything here works on folded text ([`super::clean::folded`]).

use super::clean;

/// How much of a text is looked at: an automatic answer says so early.
const LOOK: usize = 6000;

/// Subjects that servers put before the answered one.
const SUBJECTS: &str = "automatic reply|automatic response|auto reply|auto-reply|autoreply|autoresponse|auto response|auto-response|auto:|\
    autosvar|automatische antwort|automatische rückantwort|réponse automatique|reponse automatique|\
    respuesta automática|respuesta automatica|risposta automatica|resposta automática|resposta automatica|\
    automatisch antwoord|automatische beantwoording|automatiskt svar|automatisk svar|automatisk besvarelse|\
    automaattinen vastaus|odpowiedź automatyczna|automatyczna odpowiedź|automatická odpověď|automatická odpoveď|\
    automatikus válasz|răspuns automat|автоматический ответ|автоответ|автоматична відповідь|автоматичен отговор|\
    αυτόματη απάντηση|otomatik yanıt|自動応答|自動返信|自动回复|自动答复|自動回覆|자동 회신|자동 응답|رد تلقائي|מענה אוטומטי|out of office:|\
    out of the office:|out-of-office|ooo:|abwesenheitsnotiz|abwesenheitsmeldung|abwesend:|absence du bureau|\
    fuera de la oficina:|fora do escritório:|fuori sede:|afwezigheidsbericht";

/// The absence words of subjects that are no prefix.
const AWAY_SUBJECTS: &str = "is out of the office|i am out of the office|i'm out of the office|out of office|out of the office|on vacation|\
    on annual leave|abwesenheit|nicht im büro|nicht im haus|absent du bureau|afwezig|poissa toimistolta|\
    ikke på kontoret|frånvaro|休暇";

/// Whether the subject is one that servers give an automatic answer, also behind tags like `[External]`. Behind "Re:" it is a
/// person's answer to one.
pub fn subject(subject: &str) -> bool {
    let folded = clean::folded(subject, 500);
    let bare = without_tags(&folded);
    SUBJECTS.split('|').any(|prefix| bare.starts_with(prefix))
}

/// Whether an automatic subject speaks of an absence.
pub fn away_subject(subject: &str) -> bool {
    let folded = clean::folded(subject, 500);
    AWAY_SUBJECTS.split('|').any(|words| folded.contains(words))
}

/// Without `[External]`, `(ext)`, `EXTERNAL:` and `***spam***`, which gateways put before a subject.
pub fn without_tags(folded: &str) -> &str {
    let mut rest = folded.trim_start();
    for _ in 0..5 {
        let tag = match rest.chars().next() {
            Some('[') => rest.split_once(']').map(|(_, rest)| rest),
            Some('(') => rest.split_once(')').map(|(_, rest)| rest),
            _ => ["external:", "ext:", "extern:", "external "].iter().find_map(|tag| rest.strip_prefix(tag)),
        };
        match tag {
            Some(behind) => rest = behind.trim_start(),
            None => break,
        }
    }
    rest
}

/// Words of an absence. Alone they prove nothing: a person may speak of one too.
const AWAY: &str = "out of the office|out of office|out of my office|away from the office|away from my desk|not in the office|\
    on vacation|on holiday|on annual leave|on leave|on maternity leave|on parental leave|on paternity leave|\
    on sick leave|on a business trip|i am away|i'm away|i will be away|i'll be away|i am currently away|\
    i am travelling|i am traveling|currently unavailable until|i will be unavailable|limited access to e|\
    limited access to my|no access to e|no access to my|i am off until|office is closed|we are closed|\
    offices are closed|nicht im büro|nicht im haus|nicht im hause|außer haus|ausser haus|abwesend|wieder im büro|wieder im haus|sind wir wieder erreichbar|bin ich wieder erreichbar|betrieb ist geschlossen|im urlaub|in urlaub|\
    auf dienstreise|in elternzeit|nicht am arbeitsplatz|nicht erreichbar|nicht im office|meine abwesenheit|\
    meiner abwesenheit|betriebsurlaub|je suis absent|absente du bureau|absent du bureau|absent(e)|absent jusqu|absente jusqu|absents jusqu|en congé|en vacances|\
    en déplacement|mon absence|actuellement absent|serai absent|de retour le|fuera de la oficina|estoy de vacaciones|\
    estaré de vacaciones|me encuentro de vacaciones|estoy ausente|estaré ausente|estaré fuera|ausente de la oficina|\
    me encuentro fuera|fuori ufficio|fuori sede|sono in ferie|sarò in ferie|sono assente|sarò assente|in ferie fino|\
    assente dall'ufficio|sono in vacanza|fora do escritório|de férias|estou ausente|estarei ausente|\
    ausente do escritório|encontro-me ausente|estou fora|afwezig|niet op kantoor|niet aanwezig|met vakantie|\
    op vakantie|met verlof|buiten kantoor|ikke på kontoret|ikke til stede|på ferie|holder ferie|er fraværende|\
    har ferie|jeg er på|på rejse|ute av kontoret|bortreist|fri frem til|inte på kontoret|på semester|har semester|\
    är ledig|på tjänsteresa|föräldraledig|frånvarande|åter på kontoret|inte på plats|poissa|lomalla|en ole toimistolla|\
    en ole paikalla|olen lomalla|tavoitettavissa jälleen|matkoilla|jestem na urlopie|poza biurem|nieobecn|\
    mimo kancelář|na dovolené|в отпуске|отсутствую|nem vagyok az irod|szabadságon|休假|不在办公室|外出|不在にしております|休暇をいただ|부재중|휴가";

/// Words by which a person has left, or a mailbox is no longer read.
const LEFT: &str = "no longer with|no longer work|no longer employed|no longer an employee|no longer part of|no longer at |\
    has left the company|has left our company|have left the company|i have left |i left the company|left the organi|\
    is leaving the company|no longer monitored|not monitored any|no longer being monitored|no longer in use|\
    no longer used|no longer active|no longer valid|no longer read|is no longer checked|mailbox is no longer|\
    address is no longer|account is no longer|has been deactivated|no longer available at this|has retired|\
    have retired|unattended mailbox|nicht mehr bei|nicht mehr im unternehmen|nicht mehr für |nicht mehr in unserem|\
    unternehmen verlassen|firma verlassen|nicht mehr gelesen|nicht mehr abgerufen|nicht mehr aktiv|nicht mehr gültig|\
    nicht mehr tätig|nicht mehr beschäftigt|ausgeschieden|ne fait plus partie|ne travaille plus|a quitté la société|\
    a quitté l'entreprise|a quitté notre|n'est plus utilisée|n'est plus valide|n'est plus consultée|n'est plus active|\
    ya no trabaja|ya no forma parte|ya no pertenece|ya no está activ|non lavora più|non fa più parte|non è più attiv|\
    já não trabalha|não trabalha mais|não faz mais parte|não está mais|niet meer werkzaam|werkt niet meer|\
    niet langer werkzaam|ikke længere ansat|jobber ikke lenger|slutat på|arbetar inte längre|ei ole enää|已离职";

/// Whether the text speaks of an absence.
pub fn away(text: &str) -> bool {
    has(text, AWAY)
}

/// Whether the text says that the person left, or that nobody reads the mailbox.
pub fn left(text: &str) -> bool {
    has(text, LEFT)
}

fn has(text: &str, phrases: &str) -> bool {
    let folded = clean::folded(text, LOOK);
    phrases.split('|').any(|phrase| folded.contains(phrase))
}

/// Courtesies of an absence notice: thanks for the mail, when it will be answered, whom to turn to.
const COURTESIES: [&str; 3] = [
    "thank you for your e|thanks for your e|thank you for your mess|thanks for your mess|thank you for contacting|\
     vielen dank für ihre|danke für ihre|merci pour votre|gracias por su|grazie per|obrigad|bedankt voor|\
     tak for din|tack för",
    "limited access|no access|when i return|upon my return|on my return|as soon as i|after my return|\
     nach meiner rückkehr|nicht weitergeleitet|à mon retour|a mi regreso|al mio rientro|no meu regresso|\
     bij terugkomst",
    "urgent|in my absence|immediate assistance|emergency|dringend|vertretung|en mon absence|en mi ausencia|\
     in mia assenza|na minha ausência|bij afwezigheid|dringende|hastende|brådskande",
];

/// Whether a text without any mark reads like an absence notice all the same: an absence in the first person, early, in a
/// short text that asks nothing, with two of the usual courtesies.
pub fn notice(text: &str) -> bool {
    if text.len() >= 1200 || text.contains(['?', '？']) {
        return false;
    }
    let folded = clean::folded(text, 1500);
    let early = clean::head(&folded, 300);
    let courtesies = COURTESIES.iter().filter(|kind| kind.split('|').any(|words| folded.contains(words))).count();
    courtesies >= 2 && AWAY.split('|').any(|words| early.contains(words))
}

/// Whether a text without any mark says, of its own author or mailbox, that nobody is there any more.
pub fn farewell(text: &str, name: &str, local: &str) -> bool {
    if text.len() > 1200 || text.contains('?') {
        return false;
    }
    let folded = clean::folded(text, 1000);
    let mut sentences = folded.split(['.', '!', ';']).take(4);
    sentences.any(|sentence| {
        let Some(at) = LEFT.split('|').filter_map(|words| sentence.find(words)).min() else { return false };
        let subject = sentence.get(..at).unwrap_or_default();
        let mailbox = [
            "this mailbox",
            "this e-mail",
            "this email",
            "this account",
            "this address",
            "this inbox",
            "diese e-mail",
            "dieses postfach",
            "diese adresse",
            "cette adresse",
            "esta dirección",
            "questo indirizzo",
            "dit e-mail",
        ];
        let itself = subject.trim_start().starts_with("i ") || mailbox.iter().any(|words| subject.contains(words));
        let lower = name.to_lowercase();
        let named = lower.split_whitespace().chain(local.split(['.', '_', '-'])).filter(|part| part.chars().count() > 2);
        itself || named.into_iter().any(|part| subject.split(|c: char| !c.is_alphanumeric()).any(|word| word == part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_subject_is_told_from_a_persons() {
        for yes in [
            "Automatic reply: Offer",
            "[External] Automatische Antwort: Angebot",
            "EXTERNAL: Réponse automatique : Offre",
            "自动回复: x",
        ] {
            assert!(subject(yes), "{yes}");
        }
        for no in ["Re: Automatic reply: Offer", "Automatic gates", "Your offer on holiday pricing"] {
            assert!(!subject(no), "{no}");
        }
    }

    #[test]
    fn without_marks_only_a_whole_formula_counts() {
        assert!(notice("Thank you for your email. I am out of the office until 4 September. In urgent cases please call Kim."));
        assert!(!notice("I'm out of the office until Monday, can we talk on Tuesday?"));
        assert!(!notice("Thanks. I am on vacation from Friday, so let us sign before that."));
        assert!(farewell("Pat Lee is no longer with the company. Please write to Kim.", "", "pat"));
        assert!(!farewell("Our buyer Kim is no longer with the company, I take over.", "Pat Lee", "pat.lee"));
        assert!(!farewell("That part is no longer in use.", "Pat Lee", "pat.lee"));
    }
}
