//! Machines that only their words give away: acknowledgements of ticket desks, filters that challenge the sender, receipts in
//! plain text.

use super::automatic::{is_answer, without_tags};
use super::desk_person::{Person, somebody_signs};
use super::machine_words::{
    ASKED, CALLED, CHALLENGE, CLOSING, EVERYBODY, OF_AUTHOR, PERIOD, PROMISE, READ, RECALLS, RECEIPT, RECEIPT_TEXTS, RECEIVED,
    REPLY, SELF, SERVICES, SHARED, WITH_YOU,
};
use super::{clean, itself, role};
use crate::domain::address::Address;
use crate::domain::mail::Named;

/// A receipt in plain text, as old Outlook and Notes send it: its subject, and a text that begins and goes on like one.
pub fn receipt(subject: &str, whole: &str) -> bool {
    if whole.len() > 1500 {
        return false;
    }
    let subject = clean::folded(subject, 300);
    let text = clean::folded(whole, 1500);
    let listed = RECEIPT.begin(without_tags(&subject)) && RECEIPT_TEXTS.begin(text.trim_start()) && READ.within(&text);
    listed || receipt_by_form(without_tags(&subject), whole)
}

/// Outlook's receipt in a language that no list knows, by its form: a word before the subject; a line or two, three lines with a label
/// each, one of which holds that subject, and one more line with two times of day or dates in the text.
fn receipt_by_form(subject: &str, whole: &str) -> bool {
    let Some((word, answered)) = subject.split_once(':') else { return false };
    let answered = answered.trim();
    if answered.is_empty() || word.split_whitespace().count() > 3 || is_answer(subject) || whole.contains(['?', '？']) {
        return false;
    }
    let lines: Vec<String> = whole.lines().map(|line| clean::folded(line.trim(), 300)).filter(|line| !line.is_empty()).collect();
    let labels: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| labelled(line).is_some()).map(|(at, _)| at).collect();
    let [to, about, sent] = labels[..] else { return false };
    let (before, last) = (lines.get(..to).unwrap_or_default(), lines.get(sent + 1..).unwrap_or_default());
    let holds = [to, about, sent].into_iter().filter_map(|at| lines.get(at)).any(|line| labelled(line) == Some(answered));
    let figures = |lines: &[String]| lines.iter().flat_map(|line| line.chars()).filter(char::is_ascii_digit).count();
    holds
        && (about, sent) == (to + 1, to + 2)
        && matches!(before, [line] if line.split_whitespace().count() <= 4)
        && matches!(last, [_] | [_, _])
        && figures(last) >= 6
        && figures(lines.get(sent..=sent).unwrap_or_default()) >= 6
}

/// What stands behind a label of one or two words.
fn labelled(line: &str) -> Option<&str> {
    let (label, value) = line.split_once(':')?;
    let short = !label.is_empty() && label.split_whitespace().count() <= 2 && !label.starts_with(|c: char| c.is_ascii_digit());
    (short && label.chars().all(|c| !c.is_ascii_digit())).then(|| value.trim())
}

/// In words, why a text without any mark is a machine's. A person who tells that something arrived is none. `signature` is what
/// stands below the text.
pub fn rule(subject: &str, text: &str, signature: &str, from: Option<&Address>) -> Option<&'static str> {
    if text.len() > 1500 {
        return None;
    }
    if let Some(declared) = declares(subject, text) {
        return Some(declared);
    }
    let subject = clean::folded(subject, 300);
    let signed = itself::signed(text) || itself::signed(signature);
    let text = clean::folded(text, 2000);
    let answer = is_answer(&subject);
    // "This is Joel from IT, can you have your admin call me?" is a person's, who signs.
    let joel = signed && itself::greets(&text) && itself::first_person(&text);
    if from.is_some_and(role::is_mail_system) && !answer && !joel {
        return Some("a notice of a mail system");
    }
    // The agent's answer comes with "Re:", asks, or is longer.
    let brief = !text.contains(['?', '？']) && text.len() < 700;
    // Whoever greets by name and signs with one is a person, unless the text promises an answer.
    let by_hand = signed && itself::greets(&text);
    let told = RECEIVED.count_in(&text);
    if brief && !answer && numbered(&subject) && told >= 2 && (!by_hand || CLOSING.within(&text)) {
        return Some("a ticket's number, and the text acknowledges it");
    }
    if !brief || !from.is_some_and(role::is_role) {
        return None;
    }
    if !answer && numbered(&subject) && RECEIVED.within(&text) && CLOSING.within(&text) {
        return Some("a desk's address, a ticket's number, and the text promises an answer");
    }
    // "Thank you for contacting us. We have received your message and will get back to you." Nobody greets, signs or says "I".
    let bare = !signed && !itself::greets(&text) && !itself::first_person(&text) && text.len() < 300;
    let busy = || {
        itself::thanks_for_a_message(&text)
            && ["messages", "mail", "emails", "e-mails", "requests", "inquiries", "enquiries"]
                .iter()
                .any(|what| text.contains(&format!("high volume of {what}")))
    };
    if bare && (told >= 2 || busy()) && CLOSING.within(&text) {
        return Some("a desk's address, and nothing but an acknowledgement and a promise");
    }
    // "Thank you for your email. We are open Monday to Friday and aim to reply to all emails within two working days."
    let thanks = RECEIVED.within(clean::head(&text, 160)) || REPLY.within(clean::head(&text, 160));
    (thanks && EVERYBODY.within(&text) && PROMISE.within(&text) && within_a_time(&text))
        .then_some("a desk's address, and the text tells everybody when to expect an answer")
}

/// In words, how a text gives itself away as a machine's: it challenges the sender, or says so.
pub fn declares(subject: &str, text: &str) -> Option<&'static str> {
    let subject = clean::folded(subject, 300);
    let text = clean::folded(text, 2000);
    // Filters answer with "Re:" and greet too; then they speak of the message and of what to click.
    let personal = is_answer(&subject) || itself::greets(&text);
    if (CHALLENGE.within(&text) || CHALLENGE.within(&subject))
        && ASKED.within(&text)
        && text.len() < 1200
        && (!personal || itself::challenges(&text))
    {
        return Some("the text asks the sender to prove who they are");
    }
    (itself::says_machine(&text, personal) || announces_itself(&text)).then_some("the text says that a machine wrote it")
}

/// In words, how a service gives itself away that writes for a person or a device: it speaks of its author in the third person, by the
/// full name, or tells of a call, a fax or an appointment; both from an address that isn't a person's own. From their own, people tell
/// of themselves by name and of calls as well, and mail programs only that a message is to be recalled.
pub fn notice(from: &Named, subject: &str, text: &str, signature: &str) -> Option<&'static str> {
    let (raw, subject, text) = (text, clean::folded(subject, 300), clean::folded(text, 2000));
    if text.len() > 1500 || is_answer(&subject) {
        return None;
    }
    let person = Person::of(from);
    let lines = || [without_tags(&subject), text.trim_start()].into_iter();
    let named = person.as_ref().filter(|person| person.certain);
    let signed = named.is_some_and(|person| person.signs(raw, signature));
    let own = signed || person.as_ref().is_some_and(|person| person.owns(&from.address));
    let told = |line: &str| {
        let rest = named.and_then(|person| person.behind(line)).map_or("", |rest| clean::head(rest, 160));
        (!own && (OF_AUTHOR.begin(rest) || (SHARED.begin(rest) && WITH_YOU.within(rest)))) || (!signed && RECALLS.begin(rest))
    };
    if !text.contains(['?', '？']) && lines().any(told) {
        return Some("a service speaks of its author in the third person");
    }
    let begins = |line: &str| {
        CALLED.begin(line) || CALLED.list().iter().any(|words| line.find(words).is_some_and(|at| at <= 40 && greeted(line, at)))
    };
    let faxed = |line: &str| line.starts_with("you have received a ") && clean::head(line, 60).contains(" fax ");
    (!own
        && !somebody_signs(raw, signature, &from.address)
        && is_service(&from.address)
        && !itself::first_plural(&text)
        && lines().any(|line| begins(line) || faxed(line)))
    .then_some("the notice of a telephone, a fax machine or a calendar")
}

/// Whether an address is that of a telephone, a fax machine or a service that tells of them. At any other one somebody may tell of a call.
fn is_service(address: &Address) -> bool {
    let bare = |text: &str| text.replace(['-', '_', '.'], "");
    let local = format!("{}@", bare(address.local()));
    SERVICES.begin(&local) || SERVICES.begin(&format!("{local}{}", address.domain()))
}

/// Whether nothing but a greeting stands before octet `at`.
fn greeted(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default().trim_end();
    itself::hails(before) && before.ends_with([',', '!', ':'])
}

/// Whether the text says within what time something is done.
fn within_a_time(text: &str) -> bool {
    const WITHIN: [&str; 14] = [
        "within ",
        " in ",
        "inside ",
        "innerhalb ",
        "binnen ",
        " sous ",
        " dans ",
        " en ",
        "entro ",
        " em ",
        "inom ",
        "inden ",
        "ciągu ",
        "během ",
    ];
    PERIOD.list().iter().flat_map(|period| text.match_indices(*period)).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(22))..).unwrap_or_default();
        WITHIN.iter().any(|word| near.contains(word))
    })
}

/// Whether the text calls itself an automatic answer: it begins so, or says "this is one". "I only got an automatic reply" is a
/// person's.
fn announces_itself(text: &str) -> bool {
    SELF.list().iter().flat_map(|words| text.match_indices(*words)).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let opening = before.is_empty() || before.ends_with(['.', '!', ':', '-', '>', '(', '[', '。', '#', '=', '【', '※', '、']);
        opening || ANNOUNCING.iter().any(|words| before.ends_with(words))
    })
}

/// "This is an", in front of what a machine calls its message.
const ANNOUNCING: [&str; 27] = [
    "ist eine",
    "ist ein",
    "diese",
    "est une",
    "est un",
    "cette",
    "es una",
    "es un",
    "esta",
    "este",
    "è una",
    "è un",
    "é uma",
    "é um",
    "is een",
    "dit",
    "er et",
    "er en",
    "är ett",
    "denne",
    "detta",
    "tämä on",
    "tämä",
    "to jest",
    "jest to",
    "jedná se o",
    "toto je",
];

/// Whether the text acknowledges what came.
pub fn acknowledges(folded: &str) -> bool {
    RECEIVED.within(folded)
}

/// The subject carries the number of a ticket: `[Ticket #48211]`, `[ACME-1822]`, `Case 00012`.
pub fn numbered(subject: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 3;
    let bracketed = subject.split(['[', '(']).skip(1).filter_map(|rest| rest.split([']', ')']).next()).any(digits);
    let words = [
        "ticket",
        "case",
        "request",
        "incident",
        "vorgang",
        "anfrage",
        "demande",
        "dossier",
        "caso",
        "ärende",
        "sag",
        "sak",
        "zgłoszenie",
        "talep",
    ];
    let named = words.iter().filter_map(|word| subject.find(word).and_then(|at| subject.get(at + word.len()..)));
    // "Request #4711 opened"
    let hashed = subject.split('#').skip(1).any(|rest| rest.bytes().take(3).filter(u8::is_ascii_digit).count() == 3);
    bracketed
        || hashed
        || named.into_iter().any(|rest| {
            // "Request 4711", "Case no. 4711", "Ticket INC4711"
            let number = rest.trim_start_matches([' ', '#', ':', '-', '.']);
            let number = number
                .strip_prefix("no")
                .or_else(|| number.strip_prefix("nr"))
                .unwrap_or(number)
                .trim_start_matches([' ', '.', '°', 'º', '#']);
            let number = number.split_whitespace().next().unwrap_or_default();
            number.chars().take_while(|c| c.is_alphabetic()).count() <= 4 && digits(number)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_who_says_that_it_came_is_no_machine() {
        assert!(rule("Re: Offer", "Thanks, we have received your offer and a ticket for the fair.", "", None).is_none());
        assert!(rule("Re: [Ticket #48211] Offer", "Can you quote by Friday? The request is urgent.", "", None).is_none());
        assert!(
            rule("[ACME-1822] Offer", "Your request has been received and is being reviewed by our staff.", "", None).is_some()
        );
        let form = "Please click the link below and fill in our supplier request form, then we can order.";
        assert!(rule("Supplier registration", form, "", None).is_none());
        let agent = "We have received your offer and a ticket has been opened with purchasing, they take forty units.";
        assert!(rule("Re: [Ticket #48211] Offer", agent, "", None).is_none());
        for said in [
            "Ich habe nur eine automatische Antwort von Kim bekommen, passt das Angebot?",
            "Jag fick ett automatiskt svar från Per.",
        ] {
            assert!(rule("Re: Offer", said, "", None).is_none(), "{said}");
        }
        assert!(rule("Mottaget", "Tack! Detta är ett automatiskt svar.", "", None).is_some());
        assert!(!receipt("Read: the terms", "Dana, your message was read by our lawyer."));
    }
    #[test]
    fn a_receipt_in_any_language_is_known_by_its_form() {
        let icelandic = "Skilaboðin þín\n\n   Til: Jón\n   Efni: Re: boiler\n   Sent: 13. október 2026 11:11\n\n voru lesin 20. október 2026 16:11.";
        assert!(receipt("Lesið: Re: boiler", icelandic));
        assert!(!receipt("Re: boiler", icelandic));
        let person =
            "Order for you:\n\nTo: our Leeds site\nWhat: boiler\nWhen: 13 October 2026\n\nCan you do 20 October 2026, 16:11?";
        assert!(!receipt("Order: boiler", person));
    }

    #[test]
    fn a_desk_that_tells_its_hours_is_a_machine_and_a_person_at_it_is_none() {
        let desk = Address::parse("info@acme.example").unwrap();
        let told = |text: &str, from: Option<&Address>| rule("Re: Offer", text, "", from).is_some();
        let hours =
            "Thanks for your message. Our shop is open Tuesday to Saturday. We answer all messages within one business day.";
        assert!(told(hours, Some(&desk)) && !told(hours, None));
        for person in [
            "Thank you for your email. We will let you know within two working days. Sue",
            "Thanks for your message. We have two working days of stoppage, then we answer. All emails go to Sue please. Bob",
            "Thank you for your email. We're open until five, can you reply to all emails below within two working days?",
        ] {
            assert!(!told(person, Some(&desk)), "{person}");
        }
    }
}
