//! Completion notices of e-signature services: DocuSign, Adobe Sign, Dropbox Sign and the like.

use super::names::{Names, Target};
use crate::domain::address::Address;
use crate::domain::letter::Letter;
use crate::domain::subject::is_answer_or_forward;

/// A label of the domain that such a service sends from.
const SERVICES: &[&str] = &[
    "docusign",
    "adobesign",
    "echosign",
    "hellosign",
    "dropboxsign",
    "pandadoc",
    "signnow",
    "signrequest",
    "yousign",
    "signeasy",
    "eversign",
    "xodosign",
    "skribble",
    "scrive",
    "onespan",
    "getaccept",
    "oneflow",
    "rightsignature",
    "signwell",
    "zohosign",
    "signaturit",
    "universign",
    "d-velop-sign",
    "clicksign",
    "autentique",
];
/// What the subject of a completion says, lower case.
const DONE: &[&str] = &[
    "completed",
    "complete:",
    "is complete",
    "has been signed",
    "have signed",
    "has signed",
    "signed and filed",
    "fully signed",
    "fully executed",
    "signed by",
    "everyone has signed",
    "all signed",
    "signature complete",
    "abgeschlossen",
    "unterzeichnet",
    "unterschrieben",
    "terminé",
    "signé",
    "firmado",
    "completado",
    "concluído",
    "assinado",
    "completato",
    "firmato",
    "voltooid",
    "ondertekend",
    "slutfört",
    "undertecknat",
    "allekirjoitettu",
];
/// What it never says.
const NOT_DONE: &[&str] = &[
    "voided",
    "declined",
    "expired",
    "expires",
    "reminder",
    "viewed",
    "waiting",
    "awaiting",
    "requests",
    "requested",
    "not been",
    "incomplete",
    "cancelled",
    "canceled",
    "action required",
    "almost",
    "partially",
];

/// Whether `author` is an e-signature service: a known one, or a machine of a house that says so in its name.
pub fn is_signing_service(author: &Address) -> bool {
    let service = author.domain().split('.').any(|label| SERVICES.contains(&label));
    // Adobe and Dropbox also send from their own domain.
    let shared = ["adobe.com", "dropbox.com", "box.com"].iter().any(|d| author.domain() == *d) && author.local().contains("sign");
    service || shared || is_unlisted_service(author)
}

/// A service that no list knows: `no-reply@acmesign.example`, `notify@mail.e-sign.example`, `no-reply@signright.example`. "design" is no such
/// name, nor are those of makers of signs.
fn is_unlisted_service(author: &Address) -> bool {
    let machine = ["noreply", "donotreply", "notif", "dse", "mailer", "envelope", "document"];
    let local = author.local().replace(['-', '_', '.'], "").to_lowercase();
    let named = |label: &str| {
        let word = label.replace('-', "");
        let begins = word.starts_with("sign") && !["signs", "signal", "signag"].iter().any(|no| word.starts_with(no));
        let ends = word.ends_with("sign") && !["design", "resign", "assign"].iter().any(|no| word.ends_with(no));
        word.starts_with("esign") || begins || ends
    };
    machine.iter().any(|word| local.starts_with(word)) && author.domain().split('.').any(named)
}

/// Whether the message is such a notice.
pub(super) fn is_completion(mail: Letter<'_>) -> bool {
    mail.author().is_some_and(|author| tells_completion(author, mail.subject()))
}

/// Whether that author's message under that subject tells that everybody has signed. A person at such a service answers under "Re:".
pub fn tells_completion(author: &Address, subject: &str) -> bool {
    if !is_signing_service(author) || is_answer_or_forward(subject) {
        return false;
    }
    let subject = subject.to_lowercase();
    DONE.iter().any(|done| subject.contains(done)) && !NOT_DONE.iter().any(|not| subject.contains(not))
}

/// The prospect one of whose people a completion notice names, and who that is. `on_side` tells on whose side an address is.
pub(super) fn names_person<'a>(
    mail: Letter<'a>,
    names: &Names<'_>,
    on_side: impl Fn(&Address) -> Option<usize>,
) -> Option<(usize, &'a str)> {
    if !is_completion(mail) {
        return None;
    }
    let person =
        |text: &str| names.scan(text).into_iter().find_map(|target| if let Target::Person(p) = target { Some(p) } else { None });
    let written = || mail.recipients().find_map(|address| Some((on_side(address)?, address.as_str())));
    let named = || {
        let mut texts = mail.display_names().chain([mail.subject()]).chain(mail.text_names());
        texts.find_map(|text| Some((person(text)?, text)))
    };
    let in_subject = || {
        let apart = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ',' | ';' | ':');
        mail.subject().split(apart).find_map(|word| Some((on_side(&Address::parse(word)?)?, word)))
    };
    // The addresses of signers that reading found in the notice stand among its names.
    let in_text = || mail.text_names().find_map(|text| Some((on_side(&Address::parse(text)?)?, text)));
    written().or_else(named).or_else(in_text).or_else(in_subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_that_has_people_sign_says_so_in_its_name() {
        for (author, told) in [
            ("no-reply@signright.example", true),
            ("notifications@mail.e-sign.example", true),
            ("dse@eu.docusign.net", true),
            ("noreply@acmesign.example", true),
            // Makers of signs, designers and radio amateurs.
            ("no-reply@kaapsigns.example", false),
            ("no-reply@signage-house.example", false),
            ("notify@signalworks.example", false),
            ("no-reply@fairdesign.example", false),
            // A person there.
            ("pat@signright.example", false),
        ] {
            assert_eq!(is_signing_service(&Address::parse(author).unwrap()), told, "{author}");
        }
    }
}
