//! Status mails go from deal to deal: "Acme: no news yet. Harbor: done deal!", "We landed Harbor Freight! Now for Acme." What is said
//! behind the name of somebody whom the roster doesn't know, or of winning them, is not said of the only deal that the mail also names.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::domain::address::Domain;
use crate::domain::names::fold;
use crate::domain::signal::{Signal, SignalKind};
use crate::signals::sentences;

/// A head before a colon is this long at most, in bytes and in words.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 4;
/// Words of heads that name a matter, not somebody.
const GENERIC: &str = " a about achtung action actions agenda aktuell also am amount an and announcement another answer april asap asunto \
    attention august awesome background best betreff bingo board bonne bonnes boom boss bottom breaking budget buena \
    buenas buyer call celebration ceo cfo champagne client close closing comment comments conclusion contract coo cto \
    customer date deadline deal deals december decision details director done engineering ergebnis estado everybody \
    everyone exclusive expected fact facts fazit february feedback final finally finance first flash folks for forecast \
    frage frau friday from fun fwd fyi good great gut gute guys h1 h2 headline headlines heads hello herr herrn heute hey hi highlight \
    highlights hint hinweis hooray hurray i idea important in info internal is it january july june just kurz last latest \
    lead legal line logistics lost management manager march marketing may md me meanwhile meeting monday mood more mr mrs ms morgen my \
    nachricht nachrichten nb neu neues news next no nochmal nota note notes noticia noticias nouvelle nouvelles november \
    now nächste objet october offer on once one open order orders our outcome outlook overall owner p payment pending \
    people pipeline plan po poll price problem procurement production progress project ps purchasing q q1 q2 q3 q4 \
    question questions quick quote re read reason recap reminder reply result resultado results resumen risk rumour \
    résultat résumé sales saturday scoop score second september service signed so spoiler stage stand state status statut \
    step steps still stop subject sum summary sunday supplier support surprise target team that the thema then this \
    thought thursday timeline tip title tl tldr to today todo tomorrow top topic total tuesday update updates upshot \
    urgent value verbal verdict victory warehouse warning we wednesday week what when who why wichtig win wins wir with \
    won wow yay yes yesterday you your zusammenfassung übrigens ";

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

/// For each sentence, whom it is led by, or whose order it tells of, when the roster doesn't know them: the first only in texts that
/// lead a sentence by a name of the roster, too, the second only where another sentence names the roster.
///
/// `found` are the roster's names in the text, `ours` tells first names and surnames of people who may speak ("Dana: we got it!").
pub fn strangers(
    text: &str,
    sentences: &[Range<usize>],
    found: &[(Range<usize>, String)],
    ours: impl Fn(&str) -> bool,
) -> Vec<Option<String>> {
    let mut strangers = led_by(text, sentences, found, &ours);
    for (range, stranger) in sentences.iter().zip(&mut strangers).filter(|(_, stranger)| stranger.is_none()) {
        let named = |(name, _): &(Range<usize>, String)| name.start < range.end && range.start < name.end;
        if !found.is_empty() && !found.iter().any(named) {
            *stranger = won(text.get(range.clone()).unwrap_or(""), &ours);
        }
    }
    // The cheers right before it on the same line are for the same: "Ding ding! We landed Harbor."
    for at in (1..strangers.len()).rev() {
        let (Some(range), Some(next)) = (sentences.get(at - 1), sentences.get(at)) else { continue };
        let named = found.iter().any(|(name, _)| name.start < range.end && range.start < name.end);
        let apart = text.get(range.end..next.start).is_none_or(|between| between.contains('\n'));
        let whom = strangers.get(at).cloned().flatten();
        if let Some(before) = strangers.get_mut(at - 1).filter(|before| before.is_none() && !named && !apart) {
            *before = whom;
        }
    }
    strangers
}

/// Whom a sentence tells to be won, or whose order.
fn won(sentence: &str, ours: &impl Fn(&str) -> bool) -> Option<String> {
    let named = |regex: &'static LazyLock<Option<Regex>>| regex.as_ref()?.captures(sentence)?.get(1).map(|name| name.as_str());
    let name = fold(named(&WON).or_else(|| named(&SAID_YES))?.trim_end_matches(['.', '\'', '-']));
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // One word may be a town or a colleague: "We won Hamburg!"
    (words.len() > 1 && !words.into_iter().any(|word| is_everyday(word, ours))).then(|| name.clone())
}

/// Whether a folded word names a matter or one of the people who may speak, not a company.
fn is_everyday(word: &str, ours: &impl Fn(&str) -> bool) -> bool {
    GENERIC.contains(&format!(" {word} ")) || ours(word)
}

/// For each sentence, the stranger that it or the one before it on the line is led by.
fn led_by(
    text: &str,
    sentences: &[Range<usize>],
    found: &[(Range<usize>, String)],
    ours: &impl Fn(&str) -> bool,
) -> Vec<Option<String>> {
    let heads: Vec<Option<Range<usize>>> =
        sentences.iter().map(|range| head(text.get(range.clone()).unwrap_or(""), range.start)).collect();
    let known = |head: &Range<usize>| found.iter().any(|(name, _)| head.start <= name.start && name.end <= head.end);
    if !heads.iter().flatten().any(known) {
        return vec![None; sentences.len()];
    }
    let stranger = |head: &Range<usize>| {
        let name = fold(text.get(head.clone()).unwrap_or(""));
        let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        (!known(head) && !words.any(|word| is_everyday(word, ours))).then_some(name)
    };
    let mut led: Option<String> = None;
    let mut before = 0;
    let lead = |(range, head): (&Range<usize>, &Option<Range<usize>>)| {
        // What follows on the same line is said of the same.
        if text.get(before..range.start).is_none_or(|between| between.contains('\n')) {
            led = None;
        }
        before = range.end;
        if let Some(head) = head {
            led = stranger(head);
        }
        led.clone()
    };
    sentences.iter().zip(&heads).map(lead).collect()
}

/// Words of a choice, and what turns it into one against whoever is named.
const CHOICE: &str =
    " with on for chose chosen choose picked selected prefer preferred mit für choisi retenu elegido scelto gekozen firma fa ";
const AGAINST: &str = " not never against instead over than without nicht gegen statt pas non no niet but ";

/// Leaves out refusals that choose us by our name: whoever goes with us goes no other way.
pub fn leave_out_yes(signals: &mut Vec<Signal>, text: &str, ours: &[Domain]) {
    let sentence = |at: usize| sentences(text).into_iter().find(|range| range.contains(&at));
    let yes = |signal: &Signal| {
        let own = signal.span.and_then(|(start, _)| sentence(start)).and_then(|range| text.get(range));
        own.is_some_and(|own| chooses(own, ours))
    };
    signals.retain(|signal| signal.kind != SignalKind::Decline || !yes(signal));
}

/// Whether a prospect's sentence chooses the house that has one of these domains: "we want to go with Northfield".
fn chooses(sentence: &str, domains: &[Domain]) -> bool {
    let holds = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let lower = sentence.to_lowercase().replace("n't", " not");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let labels = domains
        .iter()
        .filter_map(|domain| Some(domain.to_string().split('.').next()?.to_owned()))
        .filter(|label| label.len() > 3);
    let spelled: Vec<String> = labels.map(|label| label.replace('-', "")).collect();
    // "Label Trace" is "labeltrace.example".
    let named = |at: usize| {
        let joined = |n: usize| words.get(at..at + n).map(<[&str]>::concat);
        (1..=3).filter_map(joined).any(|name| spelled.contains(&name))
    };
    let before = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| holds(CHOICE, word));
    (0..words.len()).any(|at| named(at) && before(at)) && !words.iter().any(|word| holds(AGAINST, word))
}

/// Where a sentence turns from one deal to another.
static TURN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[,;]? (?:but|while|whereas|although|though|aber|während|mais|tandis que|pero|mientras|maar|mas) |; ").ok()
});
/// Whom it only compares with.
static UNLIKE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:unlike|apart from|except for|other than|anders als|contrairement à|a diferencia de) [^,]{1,60},").ok()
});

/// The part of a sentence that names the deals of what begins at `start`: "We won Farrow, but Tindall went quiet" is about Farrow.
/// The whole sentence where that part names nobody.
pub fn clause(text: &str, sentence: &Range<usize>, found: &[(Range<usize>, String)], start: usize) -> Range<usize> {
    let own = text.get(sentence.clone()).unwrap_or("");
    let turns = TURN.iter().flat_map(|turn| turn.find_iter(own)).chain(UNLIKE.iter().filter_map(|unlike| unlike.find(own)));
    let mut turns: Vec<usize> = turns.map(|turn| sentence.start + turn.end()).collect();
    turns.sort_unstable();
    let from = turns.iter().copied().rfind(|at| *at <= start).unwrap_or(sentence.start);
    let to = turns.iter().copied().find(|at| *at > start).unwrap_or(sentence.end);
    let names = |range: &Range<usize>| found.iter().any(|(name, _)| range.start <= name.start && name.end <= range.end);
    let part = from..to;
    if names(&part) { part } else { sentence.clone() }
}

/// The words before the colon that a sentence opens with, when they are written as a name is.
fn head(sentence: &str, base: usize) -> Option<Range<usize>> {
    let body = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = sentence.len() - body.len();
    let (name, rest) = body.split_once(':')?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let named = words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let plain = !name.contains(['.', ',', ';', '!', '?', '"', '(', '@', '/']);
    let lettered = name.starts_with(char::is_alphabetic);
    let fits = !words.is_empty() && words.len() <= MOST_WORDS && name.len() <= LONGEST && rest.starts_with(char::is_whitespace);
    (fits && named && plain && lettered).then(|| base + start..base + start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::names::Finder;

    fn led(text: &str) -> Vec<Option<String>> {
        let finder = Finder::new(["Acme", "Acme Industrial", "Line 4"].map(str::to_owned));
        strangers(text, &sentences(text), &finder.find(text), |word| word == "dana")
    }

    fn harbor(name: &str) -> Option<String> {
        Some(name.to_owned())
    }

    #[test]
    fn who_leads_a_sentence_beside_a_known_one_is_somebody_else() {
        assert_eq!(led("Acme: no news yet. Harbor: done deal!"), [None, harbor("harbor")]);
        assert_eq!(
            led("- Harbor Freight: done deal! We got it.\n- Acme: quiet.\n- Line 4: won!"),
            [harbor("harbor freight"), harbor("harbor freight"), None, None]
        );
        assert_eq!(led("Acme Industrial: nothing.\nHarbor: done deal!\nSigned today!"), [None, harbor("harbor"), None]);
    }

    #[test]
    fn a_sentence_that_turns_to_another_deal_is_told_apart() {
        let about = |text: &str, phrase: &str| {
            let finder = Finder::new(["Acme", "Harbor"].map(str::to_owned));
            let range = clause(text, &(0..text.len()), &finder.find(text), text.find(phrase).unwrap());
            text.get(range).unwrap().trim().to_owned()
        };
        assert_eq!(about("We won Acme, but Harbor went quiet.", "We won"), "We won Acme, but");
        assert_eq!(about("Unlike Harbor, Acme is in the bag.", "in the bag"), "Acme is in the bag.");
        assert_eq!(about("Acme and Harbor are in the bag.", "in the bag"), "Acme and Harbor are in the bag.");
        assert_eq!(about("Acme took long, but it is in the bag.", "in the bag"), "Acme took long, but it is in the bag.");
    }

    #[test]
    fn who_goes_with_us_by_name_goes_no_other_way() {
        let domain = [Domain::parse("aquabau.example").unwrap()];
        assert!(chooses("Der Gemeinderat hat den Zuschlag der Firma Aquabau erteilt.", &domain));
        assert!(!chooses("Der Gemeinderat hat den Zuschlag nicht der Firma Aquabau erteilt.", &domain));
        let ours = [Domain::parse("labeltrace.example").unwrap()];
        for text in
            ["We want to go with LabelTrace.", "Ownership has decided on Label Trace.", "We have chosen LabelTrace this time."]
        {
            assert!(chooses(text, &ours), "{text}");
        }
        for text in [
            "We are not going with LabelTrace.",
            "We chose Farrow over LabelTrace.",
            "We went with Farrow instead of LabelTrace.",
            "We go with Farrow.",
            "LabelTrace lost.",
        ] {
            assert!(!chooses(text, &ours), "{text}");
        }
    }

    #[test]
    fn whom_we_won_is_somebody_else_where_another_sentence_names_a_deal() {
        assert_eq!(led("We landed Harbor Freight, 200 poles! Now go get Acme."), [harbor("harbor freight"), None]);
        assert_eq!(
            led("Ding ding! We landed Harbor Freight. Acme waits."),
            [harbor("harbor freight"), harbor("harbor freight"), None]
        );
        assert_eq!(led("Wir haben den Auftrag von Harbor Freight bekommen! Acme wartet noch."), [harbor("harbor freight"), None]);
        for text in [
            "We landed Harbor Freight!",
            "We won it! Acme is thrilled.",
            "We won Acme! Harbor waits.",
            "We landed the Harbor Bridge job for Acme! Acme is thrilled.",
            "We closed Dana's deal! Acme is in.",
            "We closed Friday. Acme signed.",
            "We won Hamburg! That is the Acme plant by the harbour.",
            "Auftrag von Herrn Beck ist da! Acme wird beliefert.",
            "We got the order from Pat Lee! Acme will be busy.",
        ] {
            assert!(led(text).iter().all(Option::is_none), "{text}: {:?}", led(text));
        }
    }

    #[test]
    fn a_head_that_names_nobody_and_a_colleague_who_speaks_lead_nowhere() {
        for text in [
            "Acme: quiet for a week. Good news: done deal!",
            "Acme: quiet for a week. Dana: we got it!",
            "Acme: long silence after the demo.\nBreaking: done deal, we got it!",
            "Acme: quiet.\nProcurement: we got it!",
            "Acme: ring the bell. At 10:30: champagne!",
            "Acme is quiet. Harbor: done deal!",
            "Harbor: done deal!",
            "Acme: here is how it went: done deal!",
        ] {
            assert!(led(text).iter().all(Option::is_none), "{text}: {:?}", led(text));
        }
    }
}
