//! Whom a notice names to turn to.

use super::failures;
use super::{clean, role};
use crate::domain::address::Address;
use crate::domain::mail::Named;

/// Words beside which an address is somebody to turn to.
const TURN_TO: &str = "contact|please use|write to|urgent|reach out|ping|please e|get in touch|assist|help|forward|direct your|please direct|kindly direct|send|colleague|deputy|\
    instead|mailen naar|mail naar|stuur |pisać|na adres|piszte|pište|écrire à|skriv til|skriva till|maila |mejla |wenden|eilig|bitte an |vertretung|vertritt|kontakt|dringend|kolleg|schreiben sie|richten|adresser|contacter|joindre|\
    collègue|dirigirse|diríjase|contactar|contacte|urgencia|escriba|póngase|rivolg|contattare|scrivere|collega|\
    urgênc|urgente|contat|colega|bereik|dringende|spoed|hastende|brådskande|akut|haster|rettes til|vänligen|henvend|ota yhteyttä|ottakaa yhteyttä|asioissa|yhteyshenkil|kiire|联系|聯絡|連絡|邮件至|紧急|急事|緊急|pilnych|sprawy|sprawach|kontaktuj|naléhav|obrať|spoedeisende|hastesaker|ärenden|haastaande|substitu|in my place|s'adresser|remplac|sostituisc|vervang|stedfortræder|ersätt|sijai|zastęp|zastup|\
    cover|looking after|look after|looks after|taking over|takes over|taken over|took over|speak to|talk to|in the meantime|meantime|\
    while i|in der zwischenzeit|unterdessen|entre-temps|pendant mon|atender|mientras|en mi lugar|nel frattempo|al mio posto|\
    entretanto|no meu lugar|intussen|in de tussentijd|waarneem|imens|mellemtiden|mitt fravær|mit fravær|mellomtiden|under tiden|\
    vända dig|poissa ollessani|w międzyczasie|mezitím|acil|yerime|vekâlet|iletişim|срочн|замеща|обраща|обрат|терміново|зверта|\
    замінює|urgen|înlocu|contacta|mentrestant|hitn|zamjen|hitne|sürgős|helyettes|asendab|επείγ|αντικαθ|απευθ|דחוף|مستعجل|العاجلة|대신|문의";

/// The first person in the new text, near words that say so, who is neither the absentee nor one of us; else the first
/// person at all, for whoever an absentee names stands in; else a desk near such words, or any where the author is `gone`.
pub fn deputy(text: &str, author: Option<&Named>, us: &[&Address], gone: bool) -> Option<Address> {
    let text = clean::head(text, 6000);
    let lower = text.to_lowercase();
    let others: Vec<Address> = failures::addresses(text).into_iter().filter(|address| !own(address, author, us)).collect();
    let near = |address: &&Address| turned_to(&lower, address);
    let person = |address: &&Address| !role::is_role(address);
    let found = others.iter().filter(person).find(near).or_else(|| others.iter().find(person));
    let found = found.or_else(|| others.iter().find(near));
    // Who is gone names no other address but the one to use.
    found.or_else(|| others.first().filter(|_| gone)).cloned()
}

/// Whether words beside the address say that it is somebody to turn to.
fn turned_to(lower: &str, address: &Address) -> bool {
    let at = lower.find(address.as_str()).unwrap_or(0);
    let before = lower.get(..at).unwrap_or_default();
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(220))..).unwrap_or_default();
    // Japanese says behind an address what to do with it.
    let behind = clean::head(lower.get(at + address.as_str().len()..).unwrap_or_default(), 60);
    TURN_TO.split('|').any(|words| near.contains(words))
        || ["連絡", "联系", "聯絡", "問い合わせ", "お願い"].iter().any(|words| behind.contains(words))
}

/// The absentee's own address, another of theirs, or one of ours.
fn own(address: &Address, author: Option<&Named>, us: &[&Address]) -> bool {
    let ours = us.iter().any(|one| {
        *one == address
            || (one.domain() == address.domain() && author.is_none_or(|author| author.address.domain() != one.domain()))
    });
    let theirs = author.is_some_and(|author| {
        let name = author.name.as_deref().unwrap_or_default().to_lowercase();
        let given = name.split_whitespace().next().filter(|given| given.chars().count() > 2 && !given.contains(','));
        author.address == *address
            || author.address.local() == address.local()
            || given.is_some_and(|given| address.local().split(|c: char| !c.is_alphanumeric()).any(|part| part == given))
    });
    ours || theirs || address.local().contains("reply")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        let pat = Named { address: Address::parse("pat@acme.example").unwrap(), name: Some("Pat Lee".into()) };
        let dana = Address::parse("dana@northfield.example").unwrap();
        deputy(text, Some(&pat), &[&dana], false).map(|address| address.to_string())
    }

    #[test]
    fn a_deputy_is_somebody_else() {
        let kim = Some("kim@acme.example");
        assert_eq!(of("I am away (pat@acme.example). In urgent cases please write to Kim, kim@acme.example.").as_deref(), kim);
        assert_eq!(of("Away. Kim Ode: kim@acme.example").as_deref(), kim);
        assert_eq!(of("Away. Mail to info@acme.example and kim@acme.example is read.").as_deref(), kim);
        assert_eq!(of("My photos: lee@pics.example. For anything urgent: kim@acme.example").as_deref(), kim);
        for nobody in ["Reach me at pat.lee@home.example", "Your mail to sales@northfield.example has come.", "Away."] {
            assert_eq!(of(nobody), None, "{nobody}");
        }
        assert_eq!(of("Away. For urgent matters: info@acme.example").as_deref(), Some("info@acme.example"));
        assert_eq!(of("Please direct enquiries to buying@acme.example").as_deref(), Some("buying@acme.example"));
    }
}
