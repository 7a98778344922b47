//! What a message cheers aside from the deal that it names: "3-2, we won! Any word from Acme?", "Acme is thinking. Brennhof signed!" A message
//! that cheers first and then tells of its deal as open cheers for something else.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::domain::names::fold;

/// Whom a cheer is for that is none of the deal's; no name of a roster.
pub const SOMETHING_ELSE: &str = "(something else)";

/// No heading is of more words.
const LONGEST_HEADING: usize = 4;

/// What is won by name, and from whom: the words before a name.
static WON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (company, joint) = (r"\p{Lu}[\p{L}\d.'-]*", r"(?: (?:& |and |und )?\p{Lu}[\p{L}\d.'-]*)");
    Regex::new(&format!(
        r"(?:\b(?i:won|landed|closed|bagged|clinched|nailed|secured|gagné|décroché|remporté|ganado a|ganado)|\b(?i:order|contract|deal|auftrag|zuschlag|commande|contrat|pedido|contrato|ordine) (?i:von|bei|da|van)) ({company}{joint}{{0,3}})"
    ))
    .ok()
});

/// A company, by what it calls itself, that signed or said yes.
static SAID_YES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"((?:\p{Lu}[\p{L}\d.'-]* ){1,3}(?:Hospital|School|Schools|Housing|Creamery|Foods|Bank|University|Council|Hotel|Hotels|Farms|Mills|Group|Inc|Ltd|GmbH|AG|Corp|Company|Industries|Church|Clinic|Airport|Museum|Theatre|College|Dairy|Motors|Logistics|Steel|Energy|Partners|Systems|Brothers|Bakery|Brewery))(?: people| folks| team)? (?:have |has )?(?:said yes|says yes|signed|accepted)",
    )
    .ok()
});

/// Somebody of one word who signed or said yes: a company, or a person at the one that is meant.
static SOMEBODY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (name, small) = (r"(\p{Lu}[\p{L}\d&-]+)", r"\p{Ll}");
    let (has, yes) = (
        r"(?:(?:has|have|hat|haben|a|ont|ha|han|hanno|heeft|hebben|har) )?(?:(?:just|now|finally|also|gestern|heute|gerade|endlich|eben|hier|hier soir|ayer|hoy|ieri|oggi|gisteren|vandaag|auch|bereits|schon|nå|nettopp|nu|precis|lige|netop|endelig|äntligen) )?",
        r"(?:signed|said yes|says yes|unterschrieben|unterzeichnet|zugesagt|signé|firmado|firmato|getekend|skrevet under|underskrevet|skrivit (?:på|under)|skrev (?:på|under)|signert|signerte|signerat|sagt ja|sa ja|podpisali|podepsali|allekirjoitti)",
    );
    Regex::new(&format!(
        r"^(?:[^;.!?]{{0,40}} )?(?:{name} {has}{yes}|(?:hat|haben|heeft|hebben) {name} (?:{small}+ ){{0,3}}{yes})\b"
    ))
    .ok()
});
/// What is won by one word.
static WON_ONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?i:won|landed|closed|closing|bagged|clinched|nailed|gewonnen|gagné|ganado a|vinto) (\p{Lu}[\p{L}\d&-]+)(?: (?:this|today|yesterday|last|on|at|!)|[!.,]|$)").ok()
});
/// How a sentence turns to other matters.
static MEANWHILE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:dafür|stattdessen|immerhin|übrigens|außerdem|anderswo|meanwhile|elsewhere|in other news|at least|on (?:a|the) (?:happier|brighter|bright|plus|positive|other) (?:note|side|hand)|en revanche|par contre|sinon|en cambio|al menos|in compenso|almeno|wel|daarentegen)\b",
    )
    .ok()
});
/// How the one that is named still stands.
static OPEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:waits?|waiting|no (?:news|word|answer|reply)|nothing (?:new|yet)|(?:is|are|gone|went|stays?) (?:quiet|silent)|still (?:(?:wide |very |all |quite |completely )?open|pending|comparing|thinking|nothing|no)|wide open|anybody's guess|not (?:yet|been decided|decided|won)|too early to|(?:in|still) the running|early days|(?:quote|offer|proposal|bid)(?:'s| is) (?:out|in)|hop(?:e|ing) (?:we|to (?:win|get|land|close)|\p{L}+(?: \p{L}+)? will be next|that)|(?:will be|is|up) next|(?:let'?s (?:now )?|go |going )(?:go )?(?:and )?get (?-i:\p{Lu}[\p{L}\d&-]*(?: \p{Lu}[\p{L}\d&-]*){0,2})(?: too| as well| next| now)?[.!]*\s*$|(?:is|are) (?:still )?on (?:my|our|the|your) list(?: to |[.!]*\s*$)|nichts neues|ohne antwort|sin contestar|sans réponse|if (?:we (?:get|win|land|close)|they (?:sign|say yes|bite)|[^.,;]{1,40} (?:signs?|says? yes))|big if|fingers crossed|wartet|warten|noch (?:nichts|nicht|nix|offen|kein\w*)|(?:überlegt|überlegen|diskutiert|diskutieren|vergleicht|vergleichen|prüft|prüfen)\b|keine (?:rückmeldung|antwort|nachricht|reaktion)|hoffe|hoffentlich|falls|sobald|toujours (?:rien|pas)|trop tôt pour|vient de recevoir|demasiado pronto|acaba de recibir|troppo presto|cedo demais|te vroeg om|zu früh|rechnet noch|rechnen noch|(?:ist|sind|weiterhin|immer noch) offen|pas encore|silence radio|radiostilte|radio silence|funkstille|(?:rührt|meldet) sich (?:\p{L}+ )?nicht|schweigt|tutto tace|tace|no contesta|ne répond (?:pas|plus)|zwijgt|meldt zich niet|tyst som|svarar inte|svarer ikke|(?:pas de|aucune) (?:nouvelles?|réponse)|attend|attendent|j'espère|sigue\w*|todavía no|aún no|no sé nada|ojalá|sin noticias|ancora (?:niente|nulla|in attesa)|non ancora|speriamo|wacht|nog (?:niets|niks|niet|geen)|hopelijk|ainda não|oxalá|jeszcze (?:nic|nie)|mam nadzieję|inte än|endnu ikke|ännu inte)(?:\b|$)",
    )
    .ok()
});
/// What tells that a deal only lacks its paper, or told how it once stood.
static NEARLY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:po|purchase order|paper\w*|signature|contract|countersign\w*|order form|deposit|address|invoice|was|were|had|hoped|waited|yesterday|bestellung|auftragsbestätigung|vertrag|unterschrift|anzahlung|war|hatte|hatten|gestern|bon de commande|contrat|signature|acompte|était|hier|pedido|contrato|firma|anticipo|estaba|ayer|ordine|contratto|acconto|era|ieri|bestelling|gisteren)\b",
    )
    .ok()
});

/// How one asks a colleague for a deal of his.
static HOW_IS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:how(?:'s| is| are| did)|where (?:are|do|is)|any (?:news|word|update|luck)|what's (?:the (?:latest|status)|up|happening)|wie (?:steht|stehen|läuft|schaut|sieht|geht|weit)|was (?:macht|ist mit|gibt's)|où (?:en|ça)|(?:en|es) où|des nouvelles|ça donne quoi|cómo (?:va|vas|van|sigue|está)|qué tal|novedades|a che punto|come (?:va|siamo|procede)|novità|hoe (?:staat|gaat|loopt|is het)|como (?:está|vai|anda)|novidades|hur (?:går|står|ser)|hvordan (?:går|står|ser)|noget nyt|nytt om)\b",
    )
    .ok()
});
/// How one turns to one's own.
static MINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:i|i've|i'm|mine|(?:from|on|at) my (?:side|end)|(?:for )?my part|ich|bei mir|meinerseits|moi|j'ai|de mon côté|pour ma part|chez moi|yo|por mi (?:lado|parte)|de mi (?:lado|parte)|io|(?:da|per) (?:parte mia|me)|dal canto mio|ik|bij mij|(?:da|pela) minha parte|do meu lado|cá por mim|jag|hos mig|jeg|hos meg)\b",
    )
    .ok()
});

fn says(regex: &'static LazyLock<Option<Regex>>, sentence: &str) -> bool {
    regex.as_ref().is_some_and(|regex| regex.is_match(sentence))
}

/// "Acme next, hopefully."
static UP_NEXT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:(?:and|now|so|then) )?\S+(?: \S+)? next(?:, (?:hopefully|please|i hope|with luck))?[.!]*\s*$").ok()
});

/// "Well done to the Bristol office", "congrats to Mara's crew": others of ours who won; "fantastic news for them": others still.
static OTHERS_OF_OURS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:well done|congrats|congratulations|kudos|hats off|bravo|cheers|props)\b[^.!?]{0,20}\b(?:to|for) (?:the |our |\p{L}+['’]s? )?(?:\p{L}+ )?(?:office|branch|crew|desk|depot|division|region|(?:(?-i:\p{Lu}\p{L}+)|other) team)\b|\b(?:great|fantastic|good|brilliant|wonderful|lovely|super) (?:news|result|win|stuff) for (?:them|him|her|those)\b",
    )
    .ok()
});

/// Whether a sentence cheers others of ours.
pub fn is_for_others(sentence: &str) -> bool {
    says(&OTHERS_OF_OURS, sentence)
}

/// Whether a sentence tells that what it names is open.
pub fn is_open(sentence: &str) -> bool {
    (says(&OPEN, sentence) || says(&UP_NEXT, sentence)) && !says(&NEARLY, sentence)
}

/// Whether a sentence turns to other matters.
pub fn turns_away(sentence: &str) -> bool {
    says(&MEANWHILE, sentence)
}

/// How many sentences a text begins with that cheer for something else: none names the roster (`found`), and each that does so after them asks
/// or tells of what it names as open.
pub fn before_it_is_named(text: &str, sentences: &[Range<usize>], found: &[(Range<usize>, String)]) -> usize {
    let named = |range: &Range<usize>| found.iter().any(|(name, _)| name.start < range.end && range.start < name.end);
    let own = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    let asks = |sentence: &str| sentence.trim_end().ends_with('?');
    let open = |range: &Range<usize>| is_open(own(range)) || asks(own(range));
    let first = sentences.iter().position(named).unwrap_or(0);
    // Of what was asked before it was named it tells nothing: "Acme? We won it!" is led by its name.
    if sentences.iter().filter(|range| named(range)).all(open) { first } else { 0 }
}

/// The sentence from which on a text cheers for something else: it turns to other matters, and all that names the roster (`found`) stands before
/// it and tells of that as open. "Nothing new from Acme. On the bright side we won last night!"
pub fn behind_the_turn(text: &str, sentences: &[Range<usize>], found: &[(Range<usize>, String)]) -> Option<usize> {
    let named = |range: &Range<usize>| found.iter().any(|(name, _)| name.start < range.end && range.start < name.end);
    let own = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    let last = sentences.iter().rposition(named)?;
    let open = sentences.iter().filter(|range| named(range)).all(|range| is_open(own(range)));
    let turn = sentences.iter().skip(last + 1).position(|range| turns_away(own(range)))?;
    open.then_some(last + 1 + turn)
}

/// Whether a sentence tells of the writer's own, who asks a colleague for all that is named (`found`): "How is Acme? I landed the harbour!"
pub fn is_of_ones_own(text: &str, sentences: &[Range<usize>], found: &[(Range<usize>, String)], sentence: &Range<usize>) -> bool {
    let named = |range: &&Range<usize>| found.iter().any(|(name, _)| name.start < range.end && range.start < name.end);
    let own = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    let asks = |range: &Range<usize>| own(range).trim_end().ends_with('?') && says(&HOW_IS, own(range));
    !found.is_empty() && says(&MINE, own(sentence)) && sentences.iter().filter(named).all(asks)
}

/// What a heading stands over: the lines behind it, up to an empty one; `None` of what is no heading.
pub fn listed(text: &str, sentence: &Range<usize>) -> Option<Range<usize>> {
    let (own, behind) = (text.get(sentence.clone())?, text.get(sentence.end..)?);
    let short = own.split_whitespace().count() <= LONGEST_HEADING;
    let heads = short
        && !own.trim_end().ends_with(['.', '!', '?'])
        && behind.trim_start_matches([' ', '\t', '\r', ':']).starts_with('\n');
    let lines = behind.trim_start_matches([' ', '\t', '\r', ':']);
    let start = text.len() - lines.len() + 1;
    let rest = text.get(start..).filter(|rest| heads && !rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))?;
    let end = ["\n\n", "\n\r\n"].iter().filter_map(|blank| rest.find(blank)).min().unwrap_or(rest.len());
    Some(start..start + end)
}

/// Whom by name a sentence tells to be won, or whose order; folded.
pub fn company(sentence: &str) -> Option<String> {
    let named = |regex: &'static LazyLock<Option<Regex>>| regex.as_ref()?.captures(sentence)?.get(1).map(|name| name.as_str());
    Some(fold(named(&WON).or_else(|| named(&SAID_YES))?.trim_end_matches(['.', '\'', '-'])))
}

/// Whom of one word a sentence tells to have said yes, or to be won; folded.
pub fn somebody(sentence: &str) -> Option<String> {
    let of = |regex: &'static LazyLock<Option<Regex>>| {
        let found = regex.as_ref()?.captures(sentence)?;
        // "Har skrevet under!" leaves out who.
        let who = found.iter().skip(1).flatten().next().map(|name| fold(name.as_str()));
        who.filter(|who| {
            !matches!(who.as_str(), "has" | "have" | "hat" | "haben" | "ont" | "han" | "hanno" | "heeft" | "hebben" | "har")
        })
    };
    of(&SOMEBODY).or_else(|| of(&WON_ONE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::names::Finder;
    use crate::signals::sentences;

    fn aside(text: &str) -> usize {
        let finder = Finder::new(["Acme", "Acme Industrial", "Line 4"].map(str::to_owned));
        before_it_is_named(text, &sentences(text), &finder.find(text))
    }

    #[test]
    fn every_expression_can_be_compiled() {
        for regex in [&WON, &SAID_YES, &SOMEBODY, &WON_ONE, &MEANWHILE, &OPEN, &UP_NEXT, &OTHERS_OF_OURS, &NEARLY, &HOW_IS, &MINE]
        {
            assert!(regex.is_some());
        }
    }

    #[test]
    fn a_heading_stands_over_the_lines_behind_it() {
        let text = "Russ,\n\nWON\nFerndale alarm 68k\nTrinity 4k\n\nOPEN\nMarket 22k";
        let of = |heading: &str| {
            let at = text.find(heading).unwrap();
            listed(text, &(at..at + heading.len())).and_then(|range| text.get(range))
        };
        assert_eq!(of("WON"), Some("Ferndale alarm 68k\nTrinity 4k"));
        assert_eq!(of("OPEN"), Some("Market 22k"));
        assert_eq!(of("Russ,"), None, "nothing stands right below it");
        assert_eq!(of("Market 22k"), None);
    }

    #[test]
    fn who_cheers_and_then_asks_after_a_deal_cheers_for_something_else() {
        for text in [
            "3-2, we won! Any word from Acme?",
            "Get in! Acme: quote's out, three in the running.",
            "We won the Oxford job! Acme has not been decided.",
            "Unser Azubi hat gewonnen! Und, wie stehts mit Acme?",
            "Bravo les boulistes ! Acme, silence radio pour l'instant.",
            "Novum signed yesterday, 210k, woohoo! Acme is still wide open.",
            "Novum signed, yay! If we get Acme as well I'm booking a holiday.",
            "Vaya golazos! De Acme no sé nada, ojalá salga.",
            "Super mecz! Acme jeszcze nic nie wie, mam nadzieję.",
            "Signed on the spot! Tori, I'm hoping Acme will be next.",
            "Huge congrats to Mara's crew on the arena job! Now let's go get Acme too.",
            "Well done to the Bristol office for the hospital contract! Acme is on my list to copy their trick.",
            "Hats off to Jim, who landed the stadium deal. Acme next, hopefully.",
            "Glückwunsch zum neuen Auto! Zu Acme nichts Neues.",
        ] {
            assert_eq!(aside(text), 1, "{text}");
        }
    }

    #[test]
    fn who_turns_from_an_open_deal_to_brighter_things_cheers_for_those() {
        let turn = |text: &str| {
            let finder = Finder::new(["Acme".to_owned()]);
            behind_the_turn(text, &sentences(text), &finder.find(text))
        };
        assert_eq!(turn("Nothing new from Acme, crickets. On the bright side WE WON last night! 9-8 in extras."), Some(1));
        assert_eq!(turn("Von Acme keine Antwort. Dafür haben wir das Turnier gewonnen!"), Some(1));
        assert_eq!(turn("Acme still open on paper. Just a signature. Dana, we won it!"), None, "nothing turns away");
        assert_eq!(turn("Acme signed. On the bright side we won it at list price!"), None, "it isn't open");
        assert_eq!(turn("Nothing new from Borel. On the bright side we won Acme!"), None, "it is named behind");
    }

    #[test]
    fn who_cheers_another_office_cheers_it_whatever_the_mail_is_about() {
        assert!(is_for_others("Jean, well done to the Bristol office for bagging the hospital contract!"));
        assert!(is_for_others("Huge congrats to Mara's crew on winning the arena job!"));
        assert!(is_for_others("Fantastic news for them, drop Rob a line."));
        assert!(!is_for_others("Fantastic news for us, they signed!"));
        assert!(!is_for_others("Well done to everybody, we won it!"));
        assert!(!is_for_others("Congrats on the Bristol office contract!"));
    }

    #[test]
    fn who_signed_in_the_north_is_named_too() {
        assert_eq!(somebody("Halden Båtsenter har skrevet under, gratulerer oss selv!").as_deref(), Some("båtsenter"));
        assert_eq!(somebody("Har skrevet under, gratulerer!"), None);
    }

    #[test]
    fn who_asks_a_colleague_for_a_deal_tells_of_another() {
        let own = |text: &str| {
            let finder = Finder::new(["Acme".to_owned()]);
            let sentences = sentences(text);
            is_of_ones_own(text, &sentences, &finder.find(text), sentences.last().unwrap())
        };
        for text in [
            "Tu en es où avec Acme ? Moi l'hôtel Borel c'est dans la poche, signé ce midi.",
            "Dana: ¿Acme cómo va? Por mi lado ganamos Borel Norte, nos vamos de rumba!",
            "How's Acme coming along? I landed the harbour office!",
            "Wie steht's mit Acme? Ich hab die Klinik im Sack.",
        ] {
            assert!(own(text), "{text}");
        }
        for text in [
            "Acme? I got it!",
            "Remember Acme? I got them to sign!",
            "How's Acme? Signed!",
            "How is Acme? I hear Acme signed with us!",
            "Acme was hard. How is the car? I won it!",
            "I landed it!",
        ] {
            assert!(!own(text), "{text}");
        }
    }

    #[test]
    fn a_cheer_for_the_deal_itself_is_none_of_these() {
        for text in [
            "We got it! Acme will send the PO.",
            "We got it! Still waiting for the PO from Acme.",
            "We won! Acme is thrilled.",
            "We won! Next week Acme pays the deposit.",
            "We won! Kickoff with Acme next.",
            "We won! Let's get Acme's deposit in.",
            "We won! Now let's get Acme started.",
            "We won! Acme is on our list for May.",
            "Ring the bell! If Acme pay the deposit on Friday we start.",
            "Acme? We won it!",
            "Acme still thinking at noon. Now it is done deal!",
            "We won it! Acme was still comparing yesterday.",
            "We won it!",
        ] {
            assert_eq!(aside(text), 0, "{text}");
        }
    }
}
