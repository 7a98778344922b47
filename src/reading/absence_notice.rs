//! Absence notices that no header marks: told from a person's answer that speaks of an absence by having no other word in it.

use jiff::Timestamp;

use super::absence_vocabulary::{ABSENCE, EASTERN, FIRST_LEFT, FOR, PLEASANTRIES, TOPICS, TURN_TO};
use super::{absence, absence_leave, automatic, clean, gone, itself, refusal};
use crate::domain::day_names::{month, weekday};

/// The longest notice, in octets.
const LONGEST: usize = 800;

/// Whether a text is nothing but an absence with its end or an address to turn to, and thanks. `people` are the folded names of its author and
/// recipients. A single word that absences don't consist of ("works for me", "approved") makes it a person's answer.
pub fn is_one(text: &str, people: &[String], sent: Option<Timestamp>) -> bool {
    let ends = || absence::tells_return(text, sent) || text.contains('@');
    is_bare(text, people) && automatic::away(text) && ends()
}

/// Whether the subject begins as absences do and the text, in whatever words of absences, tells a date: "Out till Tues 12/8".
pub fn is_titled(subject: &str, text: &str, people: &[String], sent: Option<Timestamp>) -> bool {
    let titled =
        ["out of office", "out of the office", "ooo "].iter().any(|start| automatic::without_tags(subject).starts_with(start));
    titled && is_bare(text, people) && absence::tells_return(text, sent)
}

/// Whether a text asks nothing and holds no word but those of absences, dates, names, addresses, a greeting and a sign-off.
pub fn is_bare(text: &str, people: &[String]) -> bool {
    text.len() < LONGEST
        && !text.contains(['?', '？'])
        && unwrapped(text).iter().flat_map(|line| sentences(line)).all(|sentence| fits(sentence, people))
}

/// The share of words, in hundredths, that absences don't consist of; what a notice advertises besides is not counted.
pub fn strangeness(text: &str, people: &[String]) -> usize {
    let lines = unwrapped(text);
    let sentences = || lines.iter().flat_map(|line| sentences(line)).filter(|sentence| !refusal::advertises(sentence));
    let strange: usize = sentences().map(|sentence| strangers(sentence, people)).sum();
    let all = sentences().flat_map(tokens).count();
    strange * 100 / all.max(1)
}

/// Whether a text says in the first person that its author is gone for good, and otherwise only whom to turn to. `house` is their domain.
pub fn is_farewell(text: &str, people: &[String], house: &str) -> bool {
    let lines = unwrapped(text);
    let says = |sentence: &str| {
        let folded = clean::folded(sentence, 600);
        let Some((at, phrase)) = FIRST_LEFT.find(&folded) else { return false };
        let behind = folded.get(at + phrase.len()..).unwrap_or_default();
        words(behind).count() <= 12 && gone::is_for_good(phrase, behind, house, text)
    };
    // What stands behind a comma is told besides: "..., but the price is fine".
    let told = |sentence: &str| sentence.split([',', '，']).all(|part| says(part) || fits(part, people));
    let all = || lines.iter().flat_map(|line| sentences(line));
    let one = |sentence: &str| if sentence.split(',').any(says) { told(sentence) } else { fits(sentence, people) };
    text.len() < LONGEST && !text.contains(['?', '？']) && all().any(|sentence| sentence.split(',').any(says)) && all().all(one)
}

/// The lines of a text, those that a client wrapped put together again.
pub(super) fn unwrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        match lines.last_mut() {
            Some(last) if open && !line.is_empty() => {
                last.push(' ');
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
        open = line.chars().count() >= 55;
    }
    lines
}

fn fits(sentence: &str, people: &[String]) -> bool {
    // "No." and "Not yet" decide something.
    let alone = tokens(sentence).map(|word| clean::folded(word, 100)).collect::<Vec<_>>();
    let decides = matches!(alone[..], [ref word] | [ref word, _] if matches!(word.as_str(), "no" | "not" | "nein" | "nicht" | "non" | "não" | "nie" | "ne"));
    !decides && strangers(sentence, people) == 0 && !refusal::is_one(sentence, automatic::away)
}

/// How many words of a sentence absences don't consist of.
fn strangers(sentence: &str, people: &[String]) -> usize {
    // "Hi Dana, I'm away until ..."
    let greeting = |head: &str| itself::hails(head) || PLEASANTRIES.has(head.trim());
    let sentence = match sentence.split_once([',', '，']) {
        Some((head, rest)) if head.split_whitespace().count() <= 4 && greeting(&clean::folded(head, 100)) => rest,
        _ => sentence,
    };
    let folded = clean::folded(sentence, 600);
    let folded = folded.trim_matches(|c: char| !(c.is_alphanumeric() || c == ')'));
    let greets = folded.split_whitespace().count() <= 4 && itself::hails(folded);
    if greets || PLEASANTRIES.has(folded) || itself::thanks_for_a_message(folded) && folded.split_whitespace().count() <= 8 {
        return 0;
    }
    if signs_off(folded, people) {
        return 0;
    }
    if folded.chars().any(is_eastern) {
        return eastern(folded, people);
    }
    let turns = turns_to(folded);
    let addresses: Vec<&str> = folded.split_whitespace().filter(|word| word.contains('@')).collect();
    let opens = words(folded).next().is_some_and(|first| FOR.has(first));
    let hurries = HURRIES.iter().any(|word| folded.contains(word));
    let (mut named, mut calls) = (false, false);
    let mut strangers = 0;
    for word in tokens(sentence) {
        let lower = clean::folded(word, 100);
        let known = lower.split(['\'', '-']).all(|part| part.is_empty() || is_known(part)) || is_known(&lower);
        // Whom to turn to: a capitalised word where German capitalises every noun needs an address or another name beside it.
        let capital = word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let addressed = || addresses.iter().any(|address| lower.chars().count() > 2 && address.contains(lower.as_str()));
        let name = capital && turns && (addressed() || named || !is_german(folded));
        named = (name && !known) || matches!(lower.as_str(), "herr" | "herrn" | "frau" | "kollege" | "kollegin");
        let topic = opens && turns && TOPICS.has(&lower);
        // "Call me" is said to somebody, unless it is for emergencies.
        let said = matches!(lower.as_str(), "me" | "mich" | "mir") && calls && !hurries;
        calls = matches!(lower.as_str(), "call" | "reach" | "phone" | "contact" | "text" | "sie");
        let fits = !said && (known || name || topic || people.contains(&lower));
        strangers += usize::from(!fits);
    }
    strangers
}

/// "Best regards Pat Lee", on one line.
fn signs_off(folded: &str, people: &[String]) -> bool {
    let names = |rest: &str| words(rest).all(|word| word.chars().count() == 1 || people.iter().any(|person| person == word));
    PLEASANTRIES
        .list()
        .iter()
        .filter_map(|closing| folded.strip_prefix(*closing))
        .any(|rest| rest.starts_with([' ', ',']) && names(rest))
}

const HURRIES: [&str; 4] = ["urgen", "emergenc", "dringend", "immediate"];

/// Whether a folded sentence gives an address or number, or says whom to turn to.
fn turns_to(folded: &str) -> bool {
    let figures = folded.chars().filter(char::is_ascii_digit).count();
    folded.contains('@') || (figures >= 7 && !folded.contains('/')) || words(folded).any(|word| TURN_TO.has(word))
}

fn is_known(word: &str) -> bool {
    let dated = |word: &str| word.bytes().all(|c| c.is_ascii_digit()) || month(word).is_some() || weekday(word).is_some();
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word.strip_suffix(end).is_some_and(dated));
    // "maanantaina", "poniedziałek", "Montags".
    ABSENCE.has(word)
        || absence_leave::is_named_by(word)
        || dated(word)
        || ordinal
        || word.strip_suffix('s').is_some_and(|day| weekday(day).is_some())
}

fn is_german(folded: &str) -> bool {
    words(folded)
        .any(|word| matches!(word, "sie" | "ich" | "bitte" | "meine" | "meiner" | "der" | "die" | "wenden" | "frau" | "herr"))
}

/// How many characters are left of a sentence in Japanese or Chinese without what notices consist of, and a name before an address.
fn eastern(folded: &str, people: &[String]) -> usize {
    // A name of up to four characters stands before the address or number that is to be turned to.
    let mut plain = String::new();
    for (at, part) in folded.split(['(', '（']).enumerate() {
        let (inside, outside) = if at == 0 { ("", part) } else { part.split_once([')', '）']).unwrap_or((part, "")) };
        let contact = inside.contains('@') || inside.chars().filter(char::is_ascii_digit).count() >= 7;
        if contact {
            let before = plain.char_indices().rev().take_while(|(_, c)| is_ideograph(*c)).take(4).last().map(|(at, _)| at);
            plain.truncate(before.unwrap_or(plain.len()));
        } else {
            plain.push_str(inside);
        }
        plain.push_str(outside);
    }
    for name in people.iter().filter(|name| name.chars().any(is_eastern)) {
        plain = plain.replace(name.as_str(), " ");
    }
    for phrase in EASTERN.list() {
        plain = plain.replace(phrase, " ");
    }
    let hiragana = |c: char| ('\u{3040}'..='\u{309f}').contains(&c);
    plain
        .split_whitespace()
        .filter(|word| !word.contains('@'))
        .flat_map(str::chars)
        .filter(|c| is_eastern(*c) && !hiragana(*c))
        .count()
}

fn is_eastern(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}') || is_ideograph(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A line at its full stops; that behind a number or a title ends nothing.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split(['!', ';', '。', '！', '；']).flat_map(|part| part.split(". ")).flat_map(|part| part.split(" - "))
}

/// The words of a sentence as they stand, without addresses, links and marks.
fn tokens(sentence: &str) -> impl Iterator<Item = &str> {
    let words = sentence.split_whitespace().filter(|word| !word.contains('@') && !word.contains("://"));
    let parts = words.flat_map(|word| word.split(['/', '(', ')', ',', ':', '+', '.', '–', '—', '"', '…']));
    parts.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty())
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> bool {
        let people = ["pat", "lee", "dana"].map(str::to_owned);
        is_one(text, &people, Some("2026-11-24T09:00:00Z".parse().unwrap()))
    }

    fn strange(text: &str) -> Vec<(usize, String)> {
        let people = ["pat", "lee", "dana"].map(str::to_owned);
        text.lines().flat_map(sentences).map(|sentence| (strangers(sentence, &people), sentence.to_owned())).collect()
    }

    #[test]
    fn notices_in_the_text_alone_are_heard_in_fifteen_languages() {
        let mut missed = 0;
        for notice in [
            "Hi Dana,\n\nI'm on parental leave until the end of January and won't be reading email. Back on February 1st.\n\nFor quotes, please \
             write to Bob Miller at bob@acme.example - he's covering for me.\n\nCheers,\nPat",
            "Hello,\nI am on sick leave and will be back on 8 December. In urgent cases please call Bob Miller, +44 113 496 0000.\nRegards\nPat Lee",
            "Guten Tag,\n\nich bin bis einschließlich 8. Dezember auf Dienstreise und lese meine Mails nur eingeschränkt. In dringenden Fällen hilft \
             Ihnen Frau Eva Beck (eva.beck@acme.example) gerne weiter.\n\nMit freundlichen Grüßen\nPat Lee",
            "Bonjour,\n\nJe suis en congé maternité jusqu'au 8 janvier inclus. Pour toute demande urgente, merci de contacter Luc Morel : \
             l.morel@acme.example.\n\nBonne journée",
            "Buenos días,\n\nEstoy de baja por paternidad hasta el 8 de enero. Durante mi ausencia puede escribir a Ana Gil (ana@acme.example).\n\nSaludos",
            "Buongiorno,\nsono in trasferta fino al 4 dicembre e non leggerò la posta. Per urgenze contattare Neri: neri@acme.example",
            "Olá,\n\nestou de licença até 8/12, retornando no dia 9/12. Em caso de urgência, favor contatar Rui: rui@acme.example",
            "Bedankt voor uw bericht. Ik ben afwezig tot en met 8 december en lees mijn mail niet. Neem bij spoed contact op met jan@acme.example.",
            "Jeg er på orlov og er tilbage den 8. december. Kontakt venligst Bo Holm, bo@acme.example.",
            "Takk for e-posten. Jeg er på reise til og med 8. desember og svarer ikke på mail. Kontakt gjerne Nils Moe (nils@acme.example) ved behov.",
            "Tack för ditt mejl! Jag är föräldraledig till och med 8 januari. Vid brådskande ärenden kontakta eva@acme.example.",
            "Kiitos viestistäsi. Olen vuosilomalla 8.12. asti. Kiireellisissä asioissa ota yhteyttä: eva@acme.example",
            "Dzień dobry,\njestem na urlopie do 8 grudnia, wracam 9 grudnia. W sprawach pilnych proszę o kontakt: biuro@acme.example",
            "Dobrý den,\njsem na služební cestě a vrátím se 8. prosince. V naléhavých případech pište na eva@acme.example.",
            "お世話になっております。\n12月1日から12月4日まで出張のため不在にしております。\n12月7日以降にご連絡いたします。お急ぎの場合は鈴木(suzuki@acme.example)までご連絡ください。",
            "您好，我正在休假，12月8日回到办公室。紧急事宜请联系同事李明（liming@acme.example）。",
        ] {
            if !one(notice) {
                println!("{notice}\n{:?} {}", strange(notice), automatic::away(notice));
                missed += 1;
            }
        }
        assert_eq!(missed, 0);
    }

    #[test]
    fn one_word_of_business_makes_a_persons_answer() {
        for person in [
            "Je suis en congé jusqu'au 8 décembre, mais c'est oui pour nous.",
            "Estoy de vacaciones hasta el 8 de diciembre, el pedido va mañana.",
            "Sono in ferie fino al 4 dicembre, ma il prezzo va bene.",
            "Estou de férias até 8/12, mas o diretor aprovou.",
            "Ik ben met vakantie tot 8 december. Jan tekent het contract.",
            "Jeg er på ferie til den 8. december, men Bo har sagt ja.",
            "Jeg har ferie til 8. desember, bare bestill.",
            "Jag är på semester till den 8 december. Priset är ok.",
            "Olen lomalla 8.12. asti, mutta tarjous käy.",
            "Jestem na urlopie do 8 grudnia, szef podpisze.",
            "Jsem na dovolené do 8. prosince, cenu máme schválenou.",
            "12月8日まで休暇のため不在にしておりますが、お見積りは承認されました。",
            "我在休假，12月8日回到办公室，价格可以接受。",
            "No. I'm on vacation until December 8.",
            "I'm on vacation until December 8. Please send the contract to Bob Miller (bob@acme.example), he signs.",
            "Ich bin bis 8. Dezember im Urlaub. Bitte senden Sie den Vertrag an eva.beck@acme.example.",
            "Ich bin bis 8. Dezember im Urlaub. Den Auftrag erteilt Frau Beck.",
            "I'm out of the office until December 8, orders go to Bob.",
            "I'm not in the office until December 8, call me on my mobile.",
        ] {
            assert!(!one(person), "{person}\n{:?}", strange(person));
        }
    }
}
