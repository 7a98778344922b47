//! Phrases by which automatic answers are told: in subjects and in texts, in the languages that mail servers speak.
//! Everything here works on folded text ([`super::clean::folded`]).

use jiff::Timestamp;

use super::absence_vocabulary::{PLEASANTRIES, TURN_TO};
use super::automatic_words::{
    ASKING, AWAY, AWAY_SUBJECTS, AWAY_WEAK, AWAY_WORDS, DEADLINES, HOURS, I_LEFT, LEFT, MORE, SUBJECTS, UNREAD, WE_ANSWER,
    WEEKDAYS,
};
use super::wordlist::{Words, words};
use super::{absence, absence_house, absence_leave, clean, itself, machine};
use crate::domain::subject::is_answer_or_forward;

/// How much of a text is looked at: an automatic answer says so early.
const LOOK: usize = 6000;

/// Whether a folded subject is one that servers give an automatic answer, also behind tags like `[External]`. Behind "Re:" it is a
/// person's answer to one.
pub fn subject(folded: &str) -> bool {
    let bare = without_tags(folded);
    // "【自動返信】お問い合わせ"
    let whole = folded.trim_start_matches('【');
    SUBJECTS.begin(bare) || (whole != bare && SUBJECTS.begin(whole))
}

/// Whether a folded subject is that of a person's answer or forward, also behind tags.
pub fn is_answer(folded: &str) -> bool {
    is_answer_or_forward(without_tags(folded))
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

/// What its author wrote in the subject of an automatic answer, behind "Automatic reply:".
pub fn written_subject(folded: &str) -> &str {
    let bare = without_tags(folded);
    let prefixed = SUBJECTS.begin(bare.trim_start_matches('【'));
    let named = |head: &str| head.split_whitespace().count() <= 4 && !head.contains(|c: char| c.is_ascii_digit());
    let parts = bare.split_once([':', '：', '】']).filter(|(head, _)| prefixed && named(head));
    parts.map_or(bare, |(_, rest)| rest.trim_start())
}

/// Whether such a subject tells of an absence and how long it lasts: "absente - retour le 2/12".
pub fn tells_absence(subject: &str, sent: Option<Timestamp>) -> bool {
    let word = |word: &str| AWAY_WORDS.has(word) || absence_leave::is_named_by(word);
    if absence_house::sells(subject) && !away(subject) {
        return false;
    }
    let told = subject.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(word);
    (told || away(subject)) && absence::tells_return(subject, sent)
}

/// Whether the text speaks of an absence.
pub fn away(text: &str) -> bool {
    is_away(&clean::folded(text, LOOK))
}

fn is_away(folded: &str) -> bool {
    AWAY.within(folded) || absence_leave::is_told(folded)
}

/// Whether the text of an answering machine speaks of an absence, be it in words that mean little elsewhere.
pub fn away_weakly(text: &str) -> bool {
    AWAY_WEAK.within(&clean::folded(text, LOOK))
}

/// Whether a text is that of a shop that tells everybody of what it sells and when.
pub fn sells(text: &str) -> bool {
    absence_house::sells(&clean::folded(text, LOOK))
}

/// Whether a text tells at which hours or on which weekdays "we" are there, as shops and desks do.
pub fn tells_hours(text: &str) -> bool {
    let folded = clean::folded(text, LOOK);
    HOURS.within(&folded) || (WEEKDAYS.within(&folded) && itself::first_plural(&folded))
}

/// Whether a text says, as desks do and in no first person, that somebody gets back to the reader.
pub fn gets_back(text: &str) -> bool {
    let folded = clean::folded(text, LOOK);
    let mine = || ["i'll get back to you", "i will get back to you"].iter().any(|said| folded.contains(said));
    folded.contains("get back to you") && !mine() || WE_ANSWER.within(&folded)
}

/// Whether the text says that the person left, or that nobody reads the mailbox.
pub fn left(text: &str, sent: Option<Timestamp>, name: &str, local: &str) -> bool {
    let folded = clean::folded(text, LOOK);
    // Whoever is on leave until a day may tell that somebody else has left.
    let another = || is_away(&folded) && absence::tells_return(text, sent) && !farewell(text, name, local);
    // "Your mail is not read" of somebody on holiday is no farewell.
    let unread =
        || UNREAD.within(&folded) && !is_away(&folded) && !machine::acknowledges(&folded) && !absence::tells_return(text, sent);
    (LEFT.within(&folded) && !of_a_device(&folded) && !another()) || unread()
}

/// Whether a folded text says such words of nothing but a telephone, a fax, a shop or a domain: "our fax is no longer in use", "my number
/// has changed. The old one is no longer active".
fn of_a_device(folded: &str) -> bool {
    let mut device = false;
    let sentences = folded.split(['.', '!', ';']).filter_map(|sentence| {
        let left = LEFT.find(sentence);
        let before = left.map_or(sentence, |(at, _)| sentence.get(..at).unwrap_or_default());
        let words = || before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let named = words().any(|word| DEVICES.begin(word));
        let goes_on = device && words().count() <= 3;
        device = named;
        left.map(|_| named || goes_on)
    });
    let told: Vec<bool> = sentences.collect();
    !told.is_empty() && told.into_iter().all(|of_a_device| of_a_device)
}

/// How words begin that name what can be out of use while mail is read.
static DEVICES: Words = words(
    "fax|faks|phone|telephone|mobile|extension|telefon|handy|durchwahl|téléphone|numéro|portable|teléfono|número|móvil|numero|cellulare|telefono|telefone|telemóvel|telefoon|gsm|nummer|puhelin|numer|číslo|webshop|website|site|domain|domäne|domaine|dominio|domínio|domein|domæne|domän",
);

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
    courtesies >= 2 && is_away(early)
}

/// Whether what reads like a notice tells or asks something besides, as a person's answer does: of an absence that is over, of what "we"
/// need or do about a deal, or what is to be done by a day.
pub fn tells_more(text: &str) -> bool {
    let folded = clean::folded(text, 1500);
    let asks = |sentence: &str| DEADLINES.within(sentence) && ASKING.within(sentence) && !is_away(sentence);
    MORE.within(&folded) || folded.split(['.', '!', ';', ':']).any(asks)
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
    let sentences = || folded.split(['.', '!', ';']).take(4);
    // Below an acknowledgement, an order or whatever a machine tells, it only says that no answer is read.
    let courtesy = |sentence: &str| {
        let bare = sentence.trim();
        PLEASANTRIES.has(bare) || itself::thanks_for_a_message(bare) || (itself::hails(bare) && bare.split(' ').count() <= 4)
    };
    let opens = |place: usize| !machine::acknowledges(&folded) && sentences().take(place).all(courtesy);
    sentences().enumerate().any(|(place, sentence)| {
        let Some((at, phrase)) = said(sentence) else { return false };
        if UNREAD.has(phrase) && !opens(place) {
            return false;
        }
        // Whoever retired from a committee, or works no longer on a project, is still there.
        let behind = sentence.get(at + phrase.len()..).unwrap_or_default().trim_start();
        let firm = FIRMS.iter().any(|firm| behind.contains(firm));
        let retired = phrase.contains("retired") && behind.starts_with("from the ") && !firm;
        let other = ["on ", "with that ", "with this ", "with the ", "with them", "with those "];
        let still = retired || (phrase.starts_with("no longer work") && other.iter().any(|word| behind.starts_with(word)));
        // "..., but the price is fine": nobody who is gone says so. Whom to turn to, they do.
        let besides = behind.split_once([',', ':']).map_or("", |(_, besides)| besides);
        let turns = besides.contains('@') || besides.split(|c: char| !c.is_alphanumeric()).any(|word| TURN_TO.has(word));
        let business = !besides.trim().is_empty() && !turns && !besides.contains("please") && !besides.contains("bitte");
        if still || (business && phrase_of_mine(sentence)) {
            return false;
        }
        // Some phrases begin with what they are said of: "(this) mailbox is no longer".
        let noun = ["mailbox ", "address ", "account ", "adresse ", "postfach "].iter().find(|noun| phrase.starts_with(**noun));
        let subject = sentence.get(..at + noun.map_or(0, |noun| noun.len())).unwrap_or_default();
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
        // "I've moved on from"
        let contracted = phrase.starts_with('\'') && subject.trim_end().rsplit(' ').next() == Some("i");
        let itself = first(subject.trim_start())
            || first(told(subject))
            || (contracted && (subject.trim() == "i" || told(subject) == "i"))
            || (subject.trim().is_empty() && first(phrase))
            || mailbox.iter().any(|words| of_a_mailbox(subject, words));
        let lower = name.to_lowercase();
        let named = lower.split_whitespace().chain(local.split(['.', '_', '-'])).filter(|part| part.chars().count() > 2);
        itself || named.into_iter().any(|part| subject.split(|c: char| !c.is_alphanumeric()).any(|word| word == part))
    })
}

/// What a sentence tells behind "please be advised that", in its own language; empty where it doesn't begin so.
fn told(sentence: &str) -> &str {
    const LEADS: [(&str, &str, &[&str]); 8] = [
        (
            "please be advised|please note|please be aware|please be informed|i would like to inform you|this is to inform you",
            "that ",
            &["i"],
        ),
        ("bitte beachten sie|ich möchte sie informieren|hiermit teile ich ihnen mit|ich teile ihnen mit", "dass ", &["ich"]),
        ("veuillez noter|je vous informe|je tiens à vous informer", "que ", &["je", "j'"]),
        ("le informo|les informo|te informo", "que ", &["yo", "ya"]),
        ("la informo|vi informo|si informa", "che ", &["io", "non"]),
        ("informo|informamos", "que ", &["eu", "já"]),
        ("ik wil u laten weten|ik informeer u|houd er rekening mee", "dat ", &["ik"]),
        ("jag vill informera|jeg vil informere|bemærk|observera", "at", &["jeg", "jag"]),
    ];
    let sentence = sentence.trim_start();
    let found = LEADS.iter().find_map(|(leads, that, pronouns)| {
        let rest = leads.split('|').find_map(|lead| sentence.strip_prefix(lead))?;
        let (_, clause) = rest.split_once(that)?;
        let clause = clause.trim_start_matches(['t', ' ']);
        pronouns.iter().any(|pronoun| clause == *pronoun || clause.starts_with(pronoun)).then_some(clause)
    });
    found.unwrap_or_default()
}

/// Whether a sentence is told in the first person.
fn phrase_of_mine(sentence: &str) -> bool {
    const I: &str = "|i|i'm|i've|ich|je|j'ai|yo|io|eu|ik|jeg|jag|já|lavoro|trabajo|formo|trabalho|pracuję|nepracuji|työskentele|";
    sentence.split_whitespace().any(|word| I.contains(&format!("|{word}|")))
}

/// What somebody retires from for good.
const FIRMS: [&str; 5] = ["company", "firm", "business", "practice", "service"];

/// Whether a sentence is about the mailbox that `words` name: it begins with them, and the phrase follows at once. "The price in this
/// email is no longer valid" and "this email is my last try: the offer is no longer valid" are about something else.
fn of_a_mailbox(subject: &str, words: &str) -> bool {
    const INSIDE: &str = "|in|on|of|from|with|by|to|at|under|auf|von|aus|mit|dans|de|sur|en|su|nella|op|em|na|i|på|fra|från|w|v|";
    const OTHER: &str = "|you|we|i|my|our|your|the|that|offer|price|quote|sie|wir|ich|ihr|das|vous|nous|je|";
    let among = |list: &str, word: &str| !word.is_empty() && list.contains(&format!("|{word}|"));
    subject.match_indices(words).any(|(at, _)| {
        let before = subject.get(..at).unwrap_or_default();
        let behind = subject.get(at + words.len()..).unwrap_or_default();
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let mut gap = behind.split_whitespace();
        !among(INSIDE, last)
            && !behind.contains([':', ',', '?'])
            && gap.clone().count() <= 6
            && !gap.any(|word| among(OTHER, word))
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
        for more in [
            "Thanks for your mail. I was on holiday until yesterday, so it got late. As soon as I have the figures you get them.",
            "Thank you for your email. I'm on vacation, but we want to go ahead, this is urgent.",
            "Thanks for your message. I'm away until the 9th. Upon my return we sign.",
            "Thank you for your email. I am out of the office from Monday. Please send the urgent pages to Kim today.",
            "Vielen Dank für Ihre Mail. Ich bin ab Montag im Urlaub. Dringend: wir brauchen den Preis.",
        ] {
            assert!(tells_more(more), "{more}");
        }
        assert!(!tells_more("I am out of the office today. In urgent cases please call Kim, thank you for your email."));
        assert!(farewell("Pat Lee is no longer with the company. Please write to Kim.", "", "pat"));
        assert!(!farewell("Our buyer Kim is no longer with the company, I take over.", "Pat Lee", "pat.lee"));
        assert!(!farewell("That part is no longer in use.", "Pat Lee", "pat.lee"));
        for about_something in [
            "The terms in this email are no longer valid, I guess. Please send new ones.",
            "This e-mail is a last attempt: the part is no longer available at this price.",
            "From this address you sent a list that is no longer in use.",
            "Die Preise in dieser Mail und auf diese E-Mail hin sind nicht mehr gültig.",
        ] {
            assert!(!farewell(about_something, "Pat Lee", "pat.lee"), "{about_something}");
        }
        for gone in [
            "Please note that this email address is no longer in use.",
            "Hello, this mailbox of Acme is no longer active.",
            "Diese E-Mail-Adresse wird nicht mehr gelesen.",
        ] {
            assert!(farewell(gone, "Pat Lee", "pat.lee"), "{gone}");
        }
    }
}
