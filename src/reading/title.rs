//! Two things that a human message tells of its author: a deciding job title in the signature, and the language.

use super::clean;

/// Titles that decide, as whole words of a folded signature segment.
const TITLES: &str = "owner|co-owner|founder|co-founder|director|managing director|ceo|cfo|coo|cto|cio|cpo|cro|chief|president|\
    vice president|vp|svp|evp|head of|general manager|proprietor|managing partner|partner|geschäftsführer|\
    geschäftsführerin|geschäftsführender gesellschafter|inhaber|inhaberin|vorstand|vorständin|prokurist|prokuristin|\
    leiter|leiterin|bereichsleiter|werkleiter|einkaufsleiter|directeur|directrice|gérant|gérante|pdg|président|\
    présidente|directora|gerente|propietario|propietaria|presidente|jefe de|direttore|direttrice|titolare|\
    amministratore delegato|diretor|diretora|proprietário|sócio|eigenaar|hoofd|direktør|ejer|eier|daglig leder|\
    direktör|ägare|vd|toimitusjohtaja|johtaja|omistaja|dyrektor|prezes|właściciel";

/// Words beside which a title is somebody else's or no title.
const NOT: &str = "assistant|assistenz|product owner|office of|assistente|assistante|asistente|to the";

/// The author's job title as the signature gives it, when it speaks of deciding.
pub fn of_signature(signature: &str) -> Option<String> {
    let lines = signature.lines().take(15).filter(|line| line.chars().count() <= 120);
    let mut segments = lines.flat_map(|line| line.split(['|', ',', '·', '•', ';', '/', '\t', '–', '—']));
    segments.find_map(|segment| {
        let shown = clean::line(segment, 100);
        // "Geschäftsführer: Max Muster" in a company's footer names somebody else.
        let words = clean::folded(&shown, 400);
        let decides = !shown.contains([':', '@'])
            && TITLES.split('|').any(|title| whole(&words, title))
            && !NOT.split('|').any(|not| words.contains(not));
        decides.then_some(shown)
    })
}

/// Whether `words` holds `phrase` as whole words.
fn whole(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, found)| {
        let before = words.get(..at).and_then(|rest| rest.chars().next_back());
        let behind = words.get(at + found.len()..).and_then(|rest| rest.chars().next());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '-') && !behind.is_some_and(char::is_alphanumeric)
    })
}

/// The language (ISO 639-1) of a text when it is long enough to tell and clearly another one than English.
pub fn foreign_language(text: &str) -> Option<String> {
    // Two thousand letters tell as surely as the whole text.
    let text = clean::head(text, 2048);
    if text.trim().chars().count() < 80 || plainly_english(text) {
        return None;
    }
    let found = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    two_letters(found.lang().code()).filter(|code| *code != "en").map(str::to_owned)
}

/// Whether one word in eight is one of these, and at least four of them stand there: no other language has so many. Most mail
/// is settled so, a hundred times faster than by its trigrams.
fn plainly_english(text: &str) -> bool {
    const WORDS: [&str; 12] = ["the", "and", "you", "with", "for", "this", "that", "have", "will", "our", "your", "from"];
    let (mut all, mut found, mut seen) = (0, 0, [false; WORDS.len()]);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        all += 1;
        if let Some((_, seen)) = WORDS.iter().zip(&mut seen).find(|(known, _)| known.eq_ignore_ascii_case(word)) {
            found += 1;
            *seen = true;
        }
    }
    found * 8 >= all && seen.into_iter().filter(|seen| *seen).count() >= 4
}

/// ISO 639-3 to ISO 639-1, for the languages that can be told.
fn two_letters(code: &str) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("epo", "eo"),
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("ben", "bn"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pol", "pl"),
        ("amh", "am"),
        ("jav", "jv"),
        ("kor", "ko"),
        ("nob", "nb"),
        ("dan", "da"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("tur", "tr"),
        ("nld", "nl"),
        ("hun", "hu"),
        ("ces", "cs"),
        ("ell", "el"),
        ("bul", "bg"),
        ("bel", "be"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("ron", "ro"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("tam", "ta"),
        ("vie", "vi"),
        ("urd", "ur"),
        ("tha", "th"),
        ("guj", "gu"),
        ("uzb", "uz"),
        ("pan", "pa"),
        ("aze", "az"),
        ("ind", "id"),
        ("tel", "te"),
        ("pes", "fa"),
        ("mal", "ml"),
        ("ori", "or"),
        ("mya", "my"),
        ("nep", "ne"),
        ("sin", "si"),
        ("khm", "km"),
        ("tuk", "tk"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("afr", "af"),
        ("lat", "la"),
        ("slk", "sk"),
        ("cat", "ca"),
        ("tgl", "tl"),
    ];
    CODES.iter().find(|(three, _)| *three == code).map(|(_, two)| *two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_authors_own() {
        assert_eq!(of_signature("Pat Lee\nHead of Purchasing | Acme").as_deref(), Some("Head of Purchasing"));
        assert_eq!(of_signature("Eva Beck, Geschäftsführerin").as_deref(), Some("Geschäftsführerin"));
        assert_eq!(of_signature("Kim\nExecutive Assistant to the CEO\nAcme GmbH, Geschäftsführer: Eva Beck"), None);
        assert_eq!(of_signature("Kim, Product Owner"), None);
    }

    #[test]
    fn a_language_is_named_only_when_it_is_clear() {
        let german = "Vielen Dank für das Angebot, wir haben es gestern mit der Werkleitung besprochen und melden uns nächste Woche wieder.";
        assert_eq!(foreign_language(german).as_deref(), Some("de"));
        assert_eq!(foreign_language("Danke, passt."), None);
        let english =
            "Thank you for the offer, we discussed it with the plant yesterday and will come back to you in the next week.";
        assert_eq!(foreign_language(english), None);
    }
}
