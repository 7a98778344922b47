//! People who answer through a ticket desk. The desk marks all its mail as automatic, sends it from an address that isn't theirs, and
//! puts sentences of its own around what they wrote: that a request came in, was handed on or closed, that somebody will answer.
//! Theirs is what remains; where nothing does, it is the desk that speaks.

use super::absence_vocabulary::PLEASANTRIES;
use super::desk_person::{self, Person};
use super::desk_words::{ABOVE, COMMENTED, CONFIRMATION, DONE, FIRMS, LABELS, NOUNS, STANDING, SURVEY, TICKET, VOCABULARY};
use super::fields::Fields;
use super::machine_words::{CLOSING, EVERYBODY, PERIOD, PROMISE};
use super::text::Said;
use super::{automatic, clean, gone, itself, kind, language, list, machine, role};
use crate::domain::day_names::{month, weekday};
use crate::domain::subject;

/// How much of a text is looked at.
const LOOK: usize = 4000;
/// The longest clause, in words, by which a desk tells what becomes of a ticket.
const STATUS: usize = 10;

/// Whether a person answers through a desk: the message answers another one, comes from a shared address, a person signs it or is said
/// to comment, and it holds more than what desks say by themselves. `by_itself` tells that a header calls it an automatic answer, which
/// is believed of a message that shows neither where to write to the desk nor a ticket and whom it is for.
pub fn person_answers(fields: &Fields<'_>, said: &Said, by_itself: bool) -> bool {
    let Some(from) = &fields.from else { return false };
    let whole = clean::folded(&said.whole, LOOK);
    let person = Person::of(from);
    let above = ABOVE.within(&whole);
    let foreign = || person.as_ref().is_some_and(|person| !person.owns(&from.address));
    let text = Text { fields, new: &said.new, person: person.as_ref() };
    let commented = text.commented();
    let shared = role::is_role(&from.address) || commented || (above && foreign());
    let listed = list::rule(fields).is_some_and(|rule| rule != list::BULK);
    let answers = above || commented || !fields.in_reply_to.is_empty();
    let by_server = automatic::subject(&fields.folded_subject) || kind::null_path(&fields.marks);
    if !shared || !answers || listed || by_server || (kind::nobody(fields) && !above) {
        return false;
    }
    let greeted = text.greets_us();
    let sure = above || commented || (greeted && machine::numbered(&fields.folded_subject));
    // A full name before the desk's address signs what greets us by name under a ticket's number.
    let named = greeted && sure && person.as_ref().is_some_and(|person| person.certain);
    let signed = commented
        || named
        || match &person {
            Some(person) if person.certain || sure || greeted || text.is_personal() => person.signs(&said.new, &said.signature),
            Some(_) => false,
            None => sure && desk_person::somebody_signs(&said.new, &said.signature, &from.address),
        };
    signed && (sure || !by_itself) && !text.is_machines(said) && text.says_more(sure || greeted)
}

/// The longest subject, in words, that tells what becomes of a ticket.
const SUBJECT: usize = 14;

/// In words, why a message that no header marks is a desk's own: it comes from a shared address, nobody signs it, says "I" or asks, and its
/// subject tells what becomes of a ticket, or it acknowledges, promises and holds nothing but what desks say by themselves.
pub fn speaks_by_itself(fields: &Fields<'_>, said: &Said) -> Option<&'static str> {
    let from = fields.from.as_ref().filter(|from| role::is_role(&from.address))?;
    let person = Person::of(from);
    let text = Text { fields, new: &said.new, person: person.as_ref() };
    let folded = clean::folded(&said.new, LOOK);
    let known = from.name.as_deref().is_some_and(desk_person::has_initial)
        || person.as_ref().is_some_and(|person| person.certain || person.signs(&said.new, &said.signature));
    if known || said.new.len() > 1500 || text.commented() {
        return None;
    }
    // "How likely are you to recommend them?", asked by a buyer who goes on, is a question.
    let answer = automatic::is_answer(&fields.folded_subject);
    if !answer && (SURVEY.within(&fields.folded_subject) || (SURVEY.within(&folded) && !text.says_more(false))) {
        return Some("a desk's address, and the text asks how it did");
    }
    if itself::first_person(&folded) || desk_person::somebody_signs(&said.new, &said.signature, &from.address) {
        return None;
    }
    if folded.contains(['?', '？']) {
        return None;
    }
    let acknowledges = machine::acknowledges(&folded) || itself::thanks_for_a_message(&folded) || clauses(&folded).any(is_status);
    let subject = automatic::without_tags(&fields.folded_subject);
    let tells_all = || !text.says_more(false);
    if !answer {
        let begins = || words(subject).next().is_some_and(|first| DONE.has(first));
        let named = subject.split_whitespace().count() <= SUBJECT && names_status(subject);
        let tells = || acknowledges || clauses(&folded).take(3).any(names_status);
        if machine::numbered(&fields.folded_subject)
            && (named || begins())
            && tells()
            && !itself::first_plural(&folded)
            && tells_all()
        {
            return Some("a desk's address, and the subject tells what becomes of a ticket");
        }
        if CONFIRMATION.begin(subject) && (acknowledges || STANDING.within(&folded)) && tells_all() {
            return Some("a desk's address, a subject and a text that confirm receipt");
        }
    }
    let promises = [&CLOSING, &PROMISE, &PERIOD, &STANDING].iter().any(|list| list.within(&folded));
    // "Thank you for your message, we'll be back shortly" behind "Re:" may be a person's whole answer, unless it names a time or a
    // number, as desks do, or a team signs it.
    let desks = || [&PERIOD, &EVERYBODY].iter().any(|list| list.within(&folded)) || text.of_a_team(&said.signature);
    (acknowledges && promises && (!answer || desks()) && tells_all())
        .then_some("a desk's address, and nothing but what desks say by themselves")
}

/// What stands in the message, and what is known of who wrote it to whom.
struct Text<'a> {
    fields: &'a Fields<'a>,
    new: &'a str,
    person: Option<&'a Person>,
}

impl Text<'_> {
    /// "Kim Wolf commented:", "A comment was added by Kim Wolf:", "Kim Wolf (Acme)" above the day and time.
    fn commented(&self) -> bool {
        let lines: Vec<&str> = self.new.lines().map(str::trim).filter(|line| !line.is_empty()).take(12).collect();
        let heads = |pair: &[&str]| {
            let [name, day] = pair else { return false };
            let figures = day.chars().filter(char::is_ascii_digit).count();
            let name = name.split_once('(').map_or(*name, |(name, _)| name).trim();
            name.contains(' ')
                && desk_person::is_name(name)
                && (5..=16).contains(&figures)
                && day.contains(':')
                && day.len() <= 60
        };
        lines.iter().filter_map(|line| comment_of(line)).any(|author| desk_person::is_name(author.trim()))
            || lines.windows(2).any(heads)
    }

    /// Whether one of the first lines greets a recipient by name.
    fn greets_us(&self) -> bool {
        let us = self.recipients();
        let lines = self.new.lines().map(|line| clean::folded(line.trim(), 200)).filter(|line| !line.is_empty());
        lines.take(6).any(|line| {
            let greeting = line.split([',', '!', '.', ':', '-', '–']).next().unwrap_or_default();
            let words: Vec<&str> = greeting.split_whitespace().collect();
            words.len() <= 5
                && (itself::hails(&line) || words.len() <= 2)
                && words.iter().any(|word| us.iter().any(|name| name == word))
        })
    }

    /// The words of the recipients' names and addresses.
    fn recipients(&self) -> Vec<String> {
        let named = self.fields.to.iter().chain(&self.fields.cc).take(20);
        let texts = named.flat_map(|named| [named.name.as_deref().unwrap_or_default(), named.address.local()]);
        let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
        words.filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
    }

    /// Whether a team signs, or a long number stands in the text.
    fn of_a_team(&self, signature: &str) -> bool {
        let (text, below) = (clean::folded(self.new, LOOK), clean::folded(signature, 400));
        let team = |word: &str| {
            ["team", "équipe", "equipo", "equipe", "equipa", "squadra", "zespół"].iter().any(|name| word.ends_with(name))
        };
        let number = |word: &str| word.len() >= 4 && word.bytes().all(|c| c.is_ascii_digit());
        let last = text.rsplit(['.', '!']).next().unwrap_or_default();
        words(last).chain(words(&below)).any(team) || words(&text).any(number)
    }

    /// Somebody says "I", or asks.
    fn is_personal(&self) -> bool {
        self.new.contains(['?', '？']) || itself::first_person(&clean::folded(self.new, LOOK))
    }

    /// Whether it is an absence, a farewell, a filter's question or calls itself a machine's.
    fn is_machines(&self, said: &Said) -> bool {
        let fields = self.fields;
        let (name, local) =
            fields.from.as_ref().map_or(("", ""), |from| (from.name.as_deref().unwrap_or_default(), from.address.local()));
        let away = automatic::away_subject(&fields.folded_subject)
            || ((automatic::away(&said.new) || automatic::away_weakly(&said.new)) && !automatic::tells_more(&said.new));
        let house = fields.from.as_ref().map_or("", |from| from.address.domain());
        let left = (automatic::farewell(&said.new, name, local) && !gone::stays(&said.new, house))
            || (automatic::left(&said.new, fields.date, name, local) && !self.is_personal());
        // "Request 4711: how would you rate the support?", with answers in the first person to choose from.
        let surveys = SURVEY.within(&fields.folded_subject) && !automatic::is_answer(&fields.folded_subject);
        away || left
            || surveys
            || machine::declares(&fields.subject, &said.new).is_some()
            || language::is_surely_unknown(&said.new)
    }

    /// Whether anything remains that a desk doesn't say by itself. `personal` says that it is written to somebody: then "I'll get back
    /// to you" is a person's word too.
    fn says_more(&self, personal: bool) -> bool {
        // The matter as the subject names it, which desks repeat.
        let (subject, _) = subject::base(&self.fields.subject);
        let mut paragraph = String::new();
        let mut more = false;
        let closes = |paragraph: &mut String| {
            let mut text = std::mem::take(paragraph);
            if let Some((at, _)) = SURVEY.find(&text) {
                text.truncate(at);
            }
            let text = if subject.len() > 5 { text.replace(&subject, " ") } else { text };
            clauses(&text).any(|clause| decides(clause) || !self.is_desks(clause, personal))
        };
        for line in self.new.lines().take(200) {
            let folded = clean::folded(line.trim(), 400);
            if folded.is_empty() || self.is_around(line.trim(), &folded) {
                more |= closes(&mut paragraph);
                continue;
            }
            paragraph.push_str(&folded);
            paragraph.push(' ');
        }
        more || closes(&mut paragraph)
    }

    /// A line beside the text: a greeting, a name, a link, a label of the ticket, the line to write above.
    fn is_around(&self, line: &str, folded: &str) -> bool {
        let value =
            || folded.split_once(':').filter(|(label, value)| LABELS.within(label) && value.split_whitespace().count() <= 5);
        let words = folded.split_whitespace().count();
        let greets = words <= 5 && (itself::hails(folded) || self.is_empty(folded));
        ABOVE.within(folded)
            || comment_of(line).is_some()
            || greets
            || (words <= 2 && folded.contains("://"))
            || (words <= 10 && value().is_some())
            || self.person.is_some_and(|person| person.heads(folded))
    }

    /// Whether a folded clause is one that desks say by themselves.
    fn is_desks(&self, clause: &str, personal: bool) -> bool {
        let promises = || CLOSING.within(clause) || PROMISE.within(clause);
        // A promise in the first person, to somebody by name, is a person's.
        let mine = personal && promises() && itself::first_person(clause);
        // "Within 3 working days"
        let timed = |word: &str| word.bytes().all(|c| c.is_ascii_digit()) && PERIOD.within(clause);
        // "L'équipe", "d'ici"
        let spoken = |word: &str| VOCABULARY.has(word) || word.split_once('\'').is_some_and(|(_, noun)| VOCABULARY.has(noun));
        // "Your team at Acme Ltd"
        let firm = |word: &str| FIRMS.has(word) && words(clause).any(|other| self.is_house(other));
        is_status(clause)
            || itself::thanks_for_a_message(clause)
            || EVERYBODY.within(clause)
            || STANDING.within(clause)
            || self.is_empty(clause)
            || matches!(clause.trim(), "see below" | "automation")
            || (!mine && words(clause).all(|word| spoken(word) || timed(word) || firm(word) || self.is_nothing(word)))
    }

    /// Whether a clause consists of names, courtesies, dates and numbers of tickets alone.
    fn is_empty(&self, clause: &str) -> bool {
        let bare = clause.trim_matches(|c: char| !c.is_alphanumeric());
        let greets = bare.split_whitespace().count() <= 4 && itself::hails(bare);
        let dated =
            |word: &str| month(word).is_some() || weekday(word).is_some() || matches!(word, "gmt" | "utc" | "cet" | "am" | "pm");
        // "40" and "40 units" are answers; a date with its year, or a long number, is a heading of the desk's.
        let figures = words(bare).any(|word| word.len() >= 4 && word.bytes().all(|c| c.is_ascii_digit()));
        let digits = |word: &str| figures && word.bytes().all(|c| c.is_ascii_digit());
        PLEASANTRIES.has(bare)
            || greets
            || words(bare).all(|word| self.is_nothing(word) || (figures && dated(word)) || digits(word))
    }

    /// The name of somebody, of the house or of a desk.
    fn is_nothing(&self, word: &str) -> bool {
        let shown = || self.fields.from.as_ref().and_then(|from| from.name.as_deref()).map(|name| clean::folded(name, 120));
        role::is_desk(word)
            || self.person.is_some_and(|person| person.is_called(word))
            || (self.person.is_none() && shown().is_some_and(|name| words(&name).any(|part| part == word)))
            || self.is_house(word)
    }

    fn is_house(&self, word: &str) -> bool {
        self.fields.from.as_ref().is_some_and(|from| desk_person::is_house(word, &from.address))
    }
}

/// Whether a folded clause tells in a few words what becomes of a ticket.
fn is_status(clause: &str) -> bool {
    clause.split_whitespace().count() <= STATUS && names_status(clause)
}

/// Whether a folded text names a ticket and what becomes of it.
fn names_status(text: &str) -> bool {
    words(text).any(|word| DONE.has(word)) && (TICKET.within(text) || words(text).any(|word| NOUNS.has(word)))
}

/// Whether a folded clause is a plain no, which no desk says by itself: "no", "not yet", "no thank you".
fn decides(clause: &str) -> bool {
    const REST: [&str; 10] = ["yet", "now", "thanks", "thank", "you", "sorry", "possible", "today", "danke", "merci"];
    let mut said = words(clause);
    let denies = said.next().is_some_and(|first| {
        matches!(first, "no" | "not" | "nope" | "nein" | "nicht" | "non" | "nee" | "nej" | "nei" | "não" | "nie" | "ne")
    });
    denies && said.all(|word| REST.contains(&word))
}

/// The author of a comment that a line announces.
fn comment_of(line: &str) -> Option<&str> {
    let head = line.strip_suffix(':')?;
    // "A comment was added to your request 4711 by Kim Wolf:"
    if let Some((before, author)) = head.rsplit_once(" by ")
        && before.to_lowercase().contains("comment")
    {
        return Some(author);
    }
    COMMENTED.list().iter().find_map(|verb| head.strip_suffix(*verb))
}

/// A folded text at what parts clauses: points, commas, brackets, "and".
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    static PARTED: [&str; 12] =
        [" and ", " und ", " et ", " og ", " och ", " y ", " e ", " but ", " aber ", " mais ", " pero ", " maar "];
    let ends = |c: char| matches!(c, '!' | '?' | ';' | '(' | ')' | '。' | '！' | '？' | '，' | '…');
    let sentences =
        text.split(ends).flat_map(|part| part.split(". ")).flat_map(|part| part.split(", ")).flat_map(|part| part.split(": "));
    sentences.flat_map(|clause| {
        let mut parts = vec![clause];
        for word in PARTED {
            parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
        }
        parts
    })
}

fn words(clause: &str) -> impl Iterator<Item = &str> {
    clause.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty())
}
