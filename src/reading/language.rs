//! Whether a text is in one of the languages whose phrases the lists of automatic mail hold in depth.

use std::collections::HashSet;

/// Frequent words that tell the well-known languages from others, two letters or more.
const FREQUENT: &str = "the|and|you|your|is|will|for|with|this|have|not|my|thank|thanks|we|our|to|der|die|und|ist|ich|bin|wir|sie|nicht|ihre|für|mit|\
    les|est|vous|votre|nous|suis|pour|avec|merci|los|las|que|estoy|para|gracias|por|usted|con|una|che|per|sono|non|della|grazie|\
    il|di|não|uma|obrigado|obrigada|estou|em|com|het|een|ik|ben|van|niet|uw|op|bedankt|og|jeg|er|vi|til|din|ikke|tak|takk|på|och|\
    är|jag|inte|ditt|tack|olen|ja|on|ei|kiitos|että|nie|jestem|się|jest|dziękuję|proszę|jsem|není|děkuji|děkujeme|prosím|\
    nuestro|nuestra|hemos|usted|ustedes|nostro|nostra|abbiamo|questo|questa|questi|deixou|nossa|nosso|estamos|wij|hebben|zitten|maar|onze|deze|geen|dziękujemy|\
    odpowiemy|oraz|przez|państwa|jsme|již|brzy|její|poštu";

/// Whether the phrases of no list need fit: a script beyond Latin and Chinese, or hardly a frequent word of the languages that
/// the lists know in depth.
pub fn is_unknown(text: &str) -> bool {
    let text = super::clean::head(text, 2048);
    let letters = |test: fn(char) -> bool| text.chars().filter(|c| c.is_alphabetic() && test(*c)).count();
    let all = letters(|_| true);
    let latin = letters(|c| c < '\u{370}' || matches!(c, '\u{1e00}'..='\u{1eff}'));
    let eastern = letters(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    if all < 12 || eastern * 4 > all {
        return false;
    }
    if latin * 2 < all {
        return true;
    }
    let frequent: HashSet<&str> = FREQUENT.split('|').collect();
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).collect();
    let known = words.iter().filter(|word| frequent.contains(*word)).count();
    // Neighbours share a few: "la" and "de" aren't on the list, "on" and "per" are.
    words.len() >= 3 && ((known == 0 && !deeply(text)) || (known > 0 && known * 10 <= words.len() && elsewhere(text)))
}

/// Whether a text is surely in such a language: in another script, or by its trigrams. A few words prove nothing.
pub fn is_surely_unknown(text: &str) -> bool {
    let letters = || super::clean::head(text, 2048).chars().filter(|c| c.is_alphabetic()).collect::<Vec<_>>();
    let latin = letters().into_iter().filter(|c| *c < '\u{370}' || matches!(c, '\u{1e00}'..='\u{1eff}')).count();
    is_unknown(text) && (latin * 2 < letters().len() || elsewhere(super::clean::head(text, 2048)))
}

const DEEP: [&str; 14] = ["eng", "deu", "fra", "spa", "ita", "por", "nld", "dan", "nob", "swe", "fin", "pol", "ces", "afr"];

/// Whether its trigrams are clearly those of a language that the lists know.
fn deeply(text: &str) -> bool {
    whatlang::detect(text).is_some_and(|found| found.is_reliable() && DEEP.contains(&found.lang().code()))
}

/// Whether its trigrams are clearly those of another language.
fn elsewhere(text: &str) -> bool {
    whatlang::detect(text).is_some_and(|found| found.is_reliable() && !DEEP.contains(&found.lang().code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_that_the_lists_know_are_known() {
        for known in [
            "Thank you for your message. Orders ship daily.",
            "Vielen Dank, Ihre Bestellung ist unterwegs.",
            "Merci, votre commande est prise en compte.",
            "Bedankt voor uw bericht, het kantoor belt u.",
            "Ordine ricevuto: la merce parte domani per Roma.",
            "ご連絡ありがとうございます。担当者よりご返信いたします。",
            "OK",
        ] {
            assert!(!is_unknown(known), "{known}");
        }
        for unknown in
            ["Rydw i allan o'r swyddfa tan ddydd Llun nesaf.", "Mae mimi sipo ofisini wiki hii", "ვარ შვებულებაში ორშაბათამდე"]
        {
            assert!(is_unknown(unknown), "{unknown}");
        }
    }
}
