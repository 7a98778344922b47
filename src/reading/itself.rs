//! Whether a text speaks of itself: what a machine says of its own message, told from what a person says of orders, parts and machines.
//! Everything here but [`signed`] works on folded text ([`super::clean::folded`]).

use super::machine_words::{CONTACTED, MACHINE, PRESSED, REPLY, YOURS};
use super::wordlist::{Words, words};

/// What a message is called.
static MESSAGE: Words = words(
    "\
message|messages|mail|mails|email|emails|e-mail|e-mails|reply|response|answer|acknowledgement|acknowledgment|notification|notice|receipt|information|
nachricht|antwort|mitteilung|benachrichtigung|bestätigung|eingangsbestätigung|empfangsbestätigung|antwortmail|courriel|réponse|accusé|mensaje|correo|
respuesta|messaggio|risposta|comunicazione|notifica|mensagem|resposta|notificação|bericht|antwoord|melding|ontvangstbevestiging|besked|meddelelse|svar|
kvittering|mejl|mejlet|meddelande|e-post|e-posten|e-postmeddelande|viesti|vastaus|sähköposti|wiadomość|wiadomości|odpowiedź|zpráva|zprávu|odpověď|
správa|odpoveď|üzenet|levél|levelet|mesaj|mesajul|e-posta|e-postayı|ileti|poruka|sporočilo|",
);

/// What points at it.
static THIS: Words = words(
    "\
this|dies|diese|dieser|dieses|ce|cet|cette|ceci|este|esta|esto|questo|questa|isto|dit|deze|dette|denne|detta|det|tämä|to|ta|tę|tento|tato|tuto|toto|bu|
acest|aceasta|ez|ezt|es|ist|est|is|è|é|er|är|on|jest|",
);

/// Words by which another sentence begins in the middle of one.
static TURNS: Words =
    words("that|dass|daß|que|che|dat|at|att|että|że|že|because|weil|i|ich|we|wir|you|je|nous|yo|io|ik|wij|jeg|jag|vi");

/// By which a person names the address that is to be answered instead.
static INSTEAD: Words = words("but|mais|sondern|sino|pero|ma|bensì|mas|maar|men|utan|vaan|ale|tylko");

/// Whether a machine says so of its own message. `personal` says that the message looks like a person's, with "Re:" or a salutation:
/// then it must be the message that is automatic, not an order or a feeder.
pub fn says_machine(text: &str, personal: bool) -> bool {
    MACHINE.within(text)
        && MACHINE.list().iter().flat_map(|phrase| text.match_indices(*phrase)).any(|(at, phrase)| {
            // "This is an automated ..." may be anything.
            let open = phrase.ends_with("automatic") || phrase.ends_with("automated");
            (!personal && !open) || of_itself(text, at, phrase)
        })
}

/// Whether the phrase at `at` is said of the message.
fn of_itself(text: &str, at: usize, phrase: &str) -> bool {
    // What is written without spaces, or has no articles, is taken at its word.
    if phrase.chars().any(|c| c >= '\u{370}') {
        return true;
    }
    let before = text.get(..at).unwrap_or_default();
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ':' | ';' | ',' | '(' | '[' | '"' | '>' | '#' | '=');
    let clause = before.rsplit(ends).next().unwrap_or_default();
    let behind = text.get(at..).unwrap_or_default();
    let sentence = behind.split_once(['.', '!', '?']).map_or(behind, |(sentence, _)| sentence);
    let rest = tokens(sentence.get(phrase.len()..).unwrap_or_default());
    let own = tokens(phrase);
    let lead = tokens(clause);
    let named = |words: &[&str]| words.iter().any(|word| MESSAGE.has(word));
    let soon: Vec<&str> = rest.iter().copied().take(3).collect();
    if forbids(&own) {
        return named(&soon) && !rest.iter().any(|word| INSTEAD.has(word));
    }
    let last = lead.iter().rposition(|word| TURNS.has(word)).map_or(0, |turn| turn + 1);
    let lead: Vec<&str> = lead.into_iter().skip(last).collect();
    let pointed = |words: &[&str]| {
        let from = words.iter().position(|word| THIS.has(word));
        from.is_some_and(|from| words.iter().skip(from + 1).take(6).any(|word| MESSAGE.has(word)))
    };
    let whole: Vec<&str> = lead.iter().chain(&own).chain(&soon).copied().collect();
    let article = |word: &str| matches!(word, "an" | "a" | "eine" | "un" | "une" | "una" | "note" | "-");
    let bare = lead.iter().all(|word| article(word));
    // "Wiadomość wygenerowana automatycznie."
    let ends = rest.is_empty() || behind.get(phrase.len()..).is_some_and(|behind| behind.starts_with(','));
    let titled = matches!(lead[..], [word] if MESSAGE.has(word)) && ends;
    (lead.len() <= 8 && pointed(&whole)) || titled || (bare && (named(&own) || named(&soon)))
}

/// Whether a phrase asks not to answer.
fn forbids(phrase: &[&str]) -> bool {
    const ANSWER: [&str; 9] =
        ["reply", "respond", "antworten", "répondre", "responda", "rispondere", "odpowiadać", "neodpovídejte", "svara"];
    phrase.iter().any(|word| ANSWER.contains(word))
}

fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect()
}

/// Whether a filter's challenge, in a message that looks like a person's, is one: about "your message", with something to press.
pub fn challenges(text: &str) -> bool {
    YOURS.within(text) && PRESSED.within(text)
}

/// Whether a folded text begins with a word of greeting: "hi dana".
pub fn hails(text: &str) -> bool {
    static GREETINGS: Words = words(
        "\
hi |hello |dear |hey |hallo |guten tag |guten morgen |liebe |lieber |sehr geehrte|moin |bonjour|cher |chère |hola|buenos días|buenas|estimad|buongiorno|
ciao |gentile |egregi|olá|bom dia|boa tarde|car |caro |cara |beste |geachte |goedemorgen|goedemiddag|hej |kære |hei |bästa |dzień dobry|dobrý den|",
    );
    GREETINGS.begin(text.trim_start())
}

/// Whether a folded text greets somebody by name: "hi dana", "dana,".
pub fn greets(text: &str) -> bool {
    let text = text.trim_start();
    let named = text.split_once(',').is_some_and(|(name, _)| {
        (3..=20).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphabetic() || c == ' ')
            && name.split(' ').count() <= 2
    });
    hails(text) || named
}

/// Whether a text opens with thanks for a message, whatever it was about. Whoever thanks for an offer has read it.
pub fn thanks_for_a_message(text: &str) -> bool {
    let first = text.split(['.', '!']).next().unwrap_or_default();
    CONTACTED.find(first).is_some_and(|(at, _)| at <= 40)
        || REPLY.within(first) && tokens(first).into_iter().any(|word| MESSAGE.has(word))
}

/// Whether somebody says "I".
pub fn first_person(text: &str) -> bool {
    const I: [&str; 12] = ["i", "i'm", "i'll", "i've", "i'd", "ich", "je", "yo", "io", "eu", "jag", "jeg"];
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(|word| I.contains(&word))
}

/// Whether somebody says "we".
pub fn first_plural(text: &str) -> bool {
    const WE: [&str; 13] = ["we", "we're", "we'll", "we've", "us", "wir", "uns", "nous", "nosotros", "noi", "nós", "wij", "vi"];
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(|word| WE.contains(&word))
}

/// Whether a text or signature, as it was written, ends its first line or its last with a person's name: one to three capitalised
/// words that name no team.
pub fn signed(text: &str) -> bool {
    static TEAMS: Words = words(
        "team|desk|support|service|services|helpdesk|center|centre|customer|customers|department|office|the|ihr|ihre|your|votre",
    );
    static SIGN_OFFS: Words = words(
        "best|regards|kind regards|best regards|thanks|cheers|gruß|viele grüße|cordialement|saludos|sincerely|yours|hi|hello",
    );
    let name = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && !TEAMS.has(&word.to_lowercase())
    };
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let named = |line: &str| line.split(' ').count() <= 3 && line.split(' ').all(name) && !SIGN_OFFS.has(&line.to_lowercase());
    lines.clone().next_back().is_some_and(named) || lines.find(|line| !line.ends_with(',')).is_some_and(named)
}

#[cfg(test)]
mod tests {
    use super::super::machine::rule;

    #[test]
    fn a_person_speaks_of_machines_and_a_machine_of_its_message() {
        for (subject, person) in [
            ("Re: Offer", "Hi Dana,\n\nThis is an automated packing cell, so we need guards. Please send the drawing."),
            ("Offer", "This is an automatic gate and wants a second motor."),
            ("Re: Offer", "Hi Dana,\n\nour order was automatically generated from the plan and reaches you tonight."),
            ("AW: Angebot", "Hallo Dana,\n\ndie Rechnung wird vom System automatisch erzeugt, sobald Sie liefern."),
            ("Re: Devis", "Dana,\n\nle bon de commande sera généré automatiquement demain matin."),
            ("Re: Oferta", "Hola Dana, el contrato fue generado automáticamente por el portal y ya está firmado."),
            ("Re: Offer", "Dana,\n\nwe got an automatically generated notification that the quote ran out. Please renew."),
            ("Re: Offer", "Please do not reply to this address, use buyers@acme.example. We take it."),
            ("AW: Angebot", "Antworten Sie bitte nicht auf diese E-Mail, sondern an einkauf@acme.example. Wir bestellen."),
            ("Re: Offer", "Hi Dana,\n\nour antispam held the drawing back. Could you share the link again?"),
            ("Re: Offer", "Your message is waiting for the boss, the link works. Friday is fine."),
        ] {
            assert!(rule(subject, person, "Pat", None).is_none(), "{person}");
        }
        for (subject, machine) in [
            ("Re: Offer", "Hi Dana,\n\nThis is an automated response. We read every message."),
            ("Re: Offer", "Dear Dana,\n\nplease note that this e-mail was automatically generated."),
            ("AW: Angebot", "Guten Tag,\n\ndiese Nachricht wurde automatisch erstellt."),
            ("RE: Devis", "Bonjour,\n\nceci est un message généré automatiquement, merci de votre patience."),
            ("Re: Oferta", "Hola,\n\neste correo fue generado automáticamente."),
            ("Re: Offer", "We got it. Please do not reply to this message."),
            ("Re: Offer", "Your email is held by our anti-spam. Click here to release it."),
            ("Offer", "A record was automatically generated message 12."),
        ] {
            assert!(rule(subject, machine, "", None).is_some(), "{machine}");
        }
    }

    #[test]
    fn a_person_at_a_desk_greets_and_signs() {
        let desk = crate::domain::address::Address::parse("support@acme.example").unwrap();
        let rule = |subject: &str, text: &str, signature: &str| rule(subject, text, signature, Some(&desk));
        let agent = "Hello Dana,\n\nthank you for contacting Acme. Your ticket was moved on by Kim: the offer is accepted.";
        assert!(rule("[Ticket #48211] Offer", agent, "Kim Wolf").is_none());
        let both =
            "Hallo Dana,\n\nIhr Angebot ist eingegangen, die Zeichnung haben wir auch erhalten. Am Freitag wird entschieden.";
        assert!(rule("Anfrage 4711", both, "Pat").is_none());
        let machine = "Hello Dana,\n\nyour request has been received and a ticket has been opened. We will get back to you.";
        assert!(rule("[Ticket #48211] Offer", machine, "Acme Service Desk").is_some());
        for person in [
            "Thanks for your message. I'll get back to you on Monday.",
            "Vielen Dank für Ihr Angebot. Wir melden uns nach der Sitzung am Freitag.",
        ] {
            assert!(rule("Offer", person, "").is_none(), "{person}");
        }
    }
}
