//! Status mails go from deal to deal: "Acme: no news yet. Harbor: done deal!", "We landed Harbor Freight! Now for Acme." What is said
//! behind the name of somebody whom the roster doesn't know, or of winning them, is not said of the only deal that the mail also names.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::asides;
use crate::domain::address::Domain;
use crate::domain::amounts;
use crate::domain::mail::Mail;
use crate::domain::names::fold;
use crate::domain::roster::Team;
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
    won wow yay yes yesterday you your zusammenfassung übrigens accounting alle auftraggeber beide board both chef chefin council \
    cliente clienti einkauf er firma gemeinde geschäftsführer geschäftsführerin geschäftsführung geschäftsleitung he il elle it klant \
    konzern kunde kundin leitung nobody partner rat she sie somebody someone stadt they verwaltung vorstand zentrale ";

/// For each sentence, whom it is led by, or whose order it tells of, when the roster doesn't know them: the first only in texts that
/// lead a sentence by a name of the roster, too, the second only where another sentence names the roster. Of somebody of one word, who may
/// be a person there, only where the sentence turns to other matters or the named one is told to be open still.
///
/// `about` tells that the subject names the roster, `found` are its names in the text, `ours` tells first names and surnames of people who may speak ("Dana: we got it!").
fn strangers(
    text: &str,
    sentences: &[Range<usize>],
    found: &[(Range<usize>, String)],
    about: bool,
    ours: impl Fn(&str) -> bool,
) -> Vec<Option<String>> {
    let mut strangers = led_by(text, sentences, found, &ours);
    if found.is_empty() && !about {
        return strangers;
    }
    let own = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    let named = |range: &Range<usize>| found.iter().any(|(name, _)| name.start < range.end && range.start < name.end);
    let open = sentences.iter().any(|range| named(range) && asides::is_open(own(range)));
    for (range, stranger) in sentences.iter().zip(&mut strangers).filter(|(range, stranger)| stranger.is_none() && !named(range))
    {
        let away = asides::turns_away(own(range));
        let somebody = || asides::somebody(own(range)).filter(|name| (open || away) && !is_everyday(name, &ours));
        // What the subject alone names may be called otherwise in the text.
        *stranger = won(own(range), &ours).or_else(somebody).filter(|_| away || !found.is_empty());
    }
    // The cheers right before it on the same line are for the same: "Ding ding! We landed Harbor." So are those behind it.
    let together = |at: usize| {
        let between = sentences.get(at).zip(sentences.get(at + 1)).and_then(|(one, next)| text.get(one.end..next.start));
        between.is_some_and(|between| !between.contains('\n'))
    };
    let mut cheers = |of: usize, whose: usize| {
        let whom = strangers.get(whose).cloned().flatten();
        let cheer = sentences.get(of).is_some_and(|range| !named(range));
        if let Some(stranger) = strangers.get_mut(of).filter(|stranger| stranger.is_none() && cheer) {
            *stranger = whom;
        }
    };
    let last = sentences.len().saturating_sub(1);
    // Where the subject alone names the deal, it may be what stands before.
    (0..last).rev().filter(|at| together(*at) && !found.is_empty()).for_each(|at| cheers(at, at + 1));
    (0..last).filter(|at| together(*at)).for_each(|at| cheers(at + 1, at));
    strangers
}

/// Whom a sentence tells to be won, or whose order.
fn won(sentence: &str, ours: &impl Fn(&str) -> bool) -> Option<String> {
    let name = asides::company(sentence)?;
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

/// Gives each signal the roster names of its own sentence (`found` in the text), amounts of money, and whoever else it is said of; `ours` as
/// for [`strangers`].
pub fn name_sentences(mail: &mut Mail, new_text: &str, found: &[(Range<usize>, String)], ours: impl Fn(&str) -> bool) {
    if mail.signals.is_empty() {
        return;
    }
    let sentences = sentences(new_text);
    let strangers = strangers(new_text, &sentences, found, !mail.subject_names.is_empty(), ours);
    let aside = asides::before_it_is_named(new_text, &sentences, found);
    let turn = asides::behind_the_turn(new_text, &sentences, found);
    // A mail that is about the deal cheers for it, if not plainly for others.
    let about = !mail.subject_names.is_empty();
    for signal in &mut mail.signals {
        let Some((start, end)) = signal.span else {
            signal.names.clone_from(&mail.subject_names);
            signal.names.extend(amounts::as_names(&mail.subject));
            continue;
        };
        let touched = |range: &Range<usize>| range.start < end && start < range.end;
        let mut names = BTreeSet::new();
        for (at, (range, stranger)) in sentences.iter().zip(&strangers).enumerate().filter(|(_, (range, _))| touched(range)) {
            let range = clause(new_text, range, found, start);
            let inside = found.iter().filter(|(name, _)| range.start <= name.start && name.end <= range.end);
            names.extend(inside.map(|(_, name)| name.clone()));
            names.extend(new_text.get(range.clone()).into_iter().flat_map(amounts::as_names));
            names.extend(stranger.clone());
            let listed = asides::listed(new_text, &range).filter(|_| !found.is_empty()).unwrap_or_default();
            names.extend(found.iter().filter(|(name, _)| listed.contains(&name.start)).map(|(_, name)| name.clone()));
            let others = || new_text.get(range.clone()).is_some_and(asides::is_for_others);
            let mine = || !about && asides::is_of_ones_own(new_text, &sentences, found, &range);
            let cheers = signal.kind == SignalKind::Celebration;
            let elsewhere =
                cheers && (at < aside && (!about || others()) || !about && turn.is_some_and(|turn| at >= turn) || mine());
            names.extend(elsewhere.then(|| asides::SOMETHING_ELSE.to_owned()));
        }
        signal.names = names.into_iter().collect();
    }
}

/// Words of a choice, and what turns it into one against whoever is named.
const CHOICE: &str =
    " with on for chose chosen choose picked selected prefer preferred mit für choisi retenu elegido scelto gekozen firma fa ";
const WITH: &str = " with mit avec con met bei chez ";
const AGAINST: &str = " not never against instead over than without nicht gegen statt pas non no niet but ";

/// Leaves out refusals that choose us by our name, or by that of a rep: whoever goes with us goes no other way.
pub fn leave_out_yes(signals: &mut Vec<Signal>, text: &str, team: &Team) {
    let reps: Vec<String> =
        team.reps.iter().flat_map(|rep| fold(&rep.name).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    let sentence = |at: usize| sentences(text).into_iter().find(|range| range.contains(&at));
    let yes = |signal: &Signal| {
        let own = signal.span.and_then(|(start, _)| sentence(start)).and_then(|range| text.get(range));
        own.is_some_and(|own| chooses(own, &team.domains, &reps))
    };
    signals.retain(|signal| signal.kind != SignalKind::Decline || !yes(signal));
}

/// Whether a prospect's sentence chooses the house that has one of these domains, or somebody with one of these names: "we want to go with
/// Northfield", "we placed the order with Dana".
fn chooses(sentence: &str, domains: &[Domain], reps: &[String]) -> bool {
    let holds = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let lower = sentence.to_lowercase().replace("n't", " not");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let labels = domains
        .iter()
        .filter_map(|domain| Some(domain.to_string().split('.').next()?.to_owned()))
        .filter(|label| label.len() > 3);
    let spelled: Vec<String> = labels.map(|label| label.replace('-', "")).collect();
    // "Label Trace" is "labeltrace.example".
    let house = |at: usize| {
        let joined = |n: usize| words.get(at..at + n).map(<[&str]>::concat);
        (1..=3).filter_map(joined).any(|name| spelled.contains(&name))
    };
    let rep = |at: usize| words.get(at).is_some_and(|word| reps.iter().any(|rep| rep == word));
    let before = |at: usize, list: &str| at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| holds(list, word));
    let chosen = |at: usize| house(at) && before(at, CHOICE) || rep(at) && before(at, WITH);
    (0..words.len()).any(chosen) && !words.iter().any(|word| holds(AGAINST, word))
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
fn clause(text: &str, sentence: &Range<usize>, found: &[(Range<usize>, String)], start: usize) -> Range<usize> {
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
        strangers(text, &sentences(text), &finder.find(text), false, |word| word == "dana")
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
        assert!(chooses("Der Gemeinderat hat den Zuschlag der Firma Aquabau erteilt.", &domain, &[]));
        assert!(!chooses("Der Gemeinderat hat den Zuschlag nicht der Firma Aquabau erteilt.", &domain, &[]));
        let ours = [Domain::parse("labeltrace.example").unwrap()];
        for text in [
            "We want to go with LabelTrace.",
            "Ownership has decided on Label Trace.",
            "We placed the order with Dana this morning.",
        ] {
            assert!(chooses(text, &ours, &["dana".to_owned()]), "{text}");
        }
        for text in [
            "We are not going with LabelTrace.",
            "We chose Farrow over LabelTrace.",
            "We went with Farrow instead of LabelTrace.",
            "We go with Farrow.",
            "Dana, we go with Farrow.",
            "We go with Farrow, thanks to Dana for everything.",
            "LabelTrace lost.",
        ] {
            assert!(!chooses(text, &ours, &["dana".to_owned()]), "{text}");
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
    fn who_signed_in_one_word_is_somebody_else_where_the_named_one_is_open_or_the_sentence_turns_away() {
        let brennhof = || Some("brennhof".to_owned());
        assert_eq!(led("Acme wartet noch. Brennhof hat gestern unterschrieben."), [None, brennhof()]);
        assert_eq!(led("Acme hat gefragt. Dafür hat Brennhof gestern unterschrieben! Sekt!"), [None, brennhof(), brennhof()]);
        assert_eq!(led("Still no news from Acme. Brennhof signed this morning."), [None, brennhof()]);
        assert_eq!(led("Acme have the price. On a happier note: Brennhof signed!"), [None, brennhof()]);
        assert_eq!(led("Acme attend. Brennhof a signé."), [None, brennhof()]);
        assert_eq!(led("Acme is still comparing. We won Brennhof!"), [None, brennhof()]);
        for text in [
            "Good news from Acme. Beck signed this morning!",
            "Acme is through. Brennhof hat unterschrieben.",
            "Acme wartet noch. Der Kunde hat unterschrieben.",
            "Acme wartet noch. Dana hat gestern unterschrieben.",
            "Acme wartet nicht. They signed!",
            "Brennhof hat gestern unterschrieben.",
            "Acme wartet noch. Acme hat gestern unterschrieben.",
        ] {
            assert!(led(text).iter().all(Option::is_none), "{text}: {:?}", led(text));
        }
    }

    #[test]
    fn where_the_subject_alone_names_the_deal_a_sentence_must_turn_away() {
        let of = |text: &str| strangers(text, &sentences(text), &[], true, |_| false);
        assert_eq!(of("Rott erst im Januar. Dafür hat Brennhof gestern unterschrieben."), [None, Some("brennhof".to_owned())]);
        assert_eq!(
            of("Early days. In other news the Vermont Creamery people signed yesterday."),
            [None, harbor("vermont creamery")]
        );
        assert_eq!(of("We landed Harbor Freight!"), [None]);
    }

    #[test]
    fn what_is_cheered_behind_a_win_is_cheered_for_the_same() {
        assert_eq!(
            led("We landed Harbor Freight! Ring the bell. Acme waits."),
            [harbor("harbor freight"), harbor("harbor freight"), None]
        );
        assert_eq!(led("We landed Harbor Freight!\nRing the bell. Acme waits."), [harbor("harbor freight"), None, None]);
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
