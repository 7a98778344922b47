//! Phrases by which automatic answers are told: in subjects and in texts, in the languages that mail servers speak.
//! Everything here works on folded text ([`super::clean::folded`]).

use jiff::Timestamp;

use super::automatic_words::{AWAY, AWAY_SUBJECTS, AWAY_WEAK, I_LEFT, LEFT, SUBJECTS, UNREAD};
use super::{absence, clean, machine};

/// How much of a text is looked at: an automatic answer says so early.
const LOOK: usize = 6000;

/// Whether a folded subject is one that servers give an automatic answer, also behind tags like `[External]`. Behind "Re:" it is a
/// person's answer to one.
pub fn subject(folded: &str) -> bool {
    SUBJECTS.begin(without_tags(folded))
}

/// Whether a folded subject is that of a person's answer or forward, also behind tags.
pub fn is_answer(folded: &str) -> bool {
    let prefixes = [
        "re:",
        "aw:",
        "antw:",
        "sv:",
        "vs:",
        "fwd:",
        "fw:",
        "wg:",
        "tr:",
        "rv:",
        "r:",
        "re :",
        "tr :",
        "odp:",
        "pd:",
        "res:",
        "enc:",
        "rif:",
        "i:",
        "vb:",
        "doorst:",
        "vl:",
        "ynt:",
        "ilt:",
        "回复:",
        "回覆:",
        "答复:",
        "转发:",
        "返信:",
        "転送:",
        "回复：",
        "答复：",
        "转发：",
    ];
    prefixes.iter().any(|prefix| without_tags(folded).starts_with(prefix))
}

/// Whether a folded subject speaks of an absence.
pub fn away_subject(folded: &str) -> bool {
    AWAY_SUBJECTS.within(folded)
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

/// Whether the text speaks of an absence.
pub fn away(text: &str) -> bool {
    AWAY.within(&clean::folded(text, LOOK))
}

/// Whether the text of an answering machine speaks of an absence, be it in words that mean little elsewhere.
pub fn away_weakly(text: &str) -> bool {
    AWAY_WEAK.within(&clean::folded(text, LOOK))
}

/// Whether the text says that the person left, or that nobody reads the mailbox.
pub fn left(text: &str, sent: Option<Timestamp>, name: &str, local: &str) -> bool {
    let folded = clean::folded(text, LOOK);
    // Whoever is on leave until a day may tell that somebody else has left.
    let another = || AWAY.within(&folded) && absence::tells_return(text, sent) && !farewell(text, name, local);
    // "Your mail is not read" of somebody on holiday is no farewell.
    let unread = || {
        UNREAD.within(&folded) && !AWAY.within(&folded) && !machine::acknowledges(&folded) && !absence::tells_return(text, sent)
    };
    (LEFT.within(&folded) && !another()) || unread()
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

/// Whether the text holds one of the courtesies of a notice.
pub fn courteous(text: &str) -> bool {
    let folded = clean::folded(text, 1500);
    COURTESIES.iter().any(|kind| kind.split('|').any(|words| folded.contains(words)))
}

/// Whether a text without any mark reads like an absence notice all the same: an absence in the first person, early, in a
/// short text that asks nothing, with two of the usual courtesies.
pub fn notice(text: &str) -> bool {
    if text.len() >= 1200 || text.contains(['?', '？']) {
        return false;
    }
    let folded = clean::folded(text, 1500);
    let early = clean::head(&folded, 300);
    let courtesies = COURTESIES.iter().filter(|kind| kind.split('|').any(|words| folded.contains(words))).count();
    courtesies >= 2 && AWAY.within(early)
}

/// Whether a text without any mark says, of its own author or mailbox, that nobody is there any more.
pub fn farewell(text: &str, name: &str, local: &str) -> bool {
    if text.len() > 1200 || text.contains('?') {
        return false;
    }
    let folded = clean::folded(text, 1000);
    let said = |text: &str| LEFT.find(text).or_else(|| UNREAD.find(text)).or_else(|| I_LEFT.find(text));
    if said(&folded).is_none() {
        return false;
    }
    let mut sentences = folded.split(['.', '!', ';']).take(4);
    sentences.any(|sentence| {
        let Some((at, phrase)) = said(sentence) else { return false };
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
            "deze mailbox",
            "este buzón",
            "esta caixa",
            "questa casella",
            "denna",
            "denne",
            "tämä",
            "ta skrzynka",
            "tato schránka",
        ];
        let first = |text: &str| {
            ["i ", "ich ", "je ", "j'", "yo ", "io ", "eu ", "ik ", "jeg ", "jag ", "já "].iter().any(|i| text.starts_with(i))
        };
        let itself = first(subject.trim_start())
            || (subject.trim().is_empty() && first(phrase))
            || mailbox.iter().any(|words| subject.contains(words));
        let lower = name.to_lowercase();
        let named = lower.split_whitespace().chain(local.split(['.', '_', '-'])).filter(|part| part.chars().count() > 2);
        itself || named.into_iter().any(|part| subject.split(|c: char| !c.is_alphanumeric()).any(|word| word == part))
    })
}

#[cfg(test)]
mod tests {
    use super::super::clean::folded;
    use super::*;

    #[test]
    fn a_servers_subject_is_told_from_a_persons() {
        for yes in [
            "Automatic reply: Offer",
            "[External] Automatische Antwort: Angebot",
            "EXTERNAL: Réponse automatique : Offre",
            "自动回复: x",
        ] {
            assert!(subject(&folded(yes, 200)), "{yes}");
        }
        for no in ["Re: Automatic reply: Offer", "Automatic gates", "Your offer on holiday pricing"] {
            assert!(!subject(&folded(no, 200)), "{no}");
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
