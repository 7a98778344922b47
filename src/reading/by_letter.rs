//! Answers to invitations in a letter's own words: "Works for me, see you then", "Sorry, I can't make it tomorrow". Many people press no
//! button. Which meeting is meant, and whether any is, is found out where the letter's thread is known.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::absence_dates::{self, Order};
use super::wordlist::{Words, words};
use super::{absence_words, clean, ics};
use crate::domain::address::Address;
use crate::domain::meeting::{Answer, MeetingFact, Method};
use crate::domain::subject;

/// The longest letters that are taken for an answer, in octets: who accepts says little more, who refuses may say why.
const LONGEST_YES: usize = 250;
const LONGEST_NO: usize = 1200;

/// Somebody comes, whatever else stands there.
static FIRM: Words = words(
    "i'll be there|i will be there|we'll be there|we will be there|i'll join|i will join|we'll join|we will join|i accept|accepted|\
    confirmed|i confirm|i can confirm|we confirm|see you then|see you there|see you on|see you at|see you tomorrow|see you monday|\
    see you tuesday|see you wednesday|see you thursday|see you friday|see you next week|talk then|speak then|count me in|\
    ich bin dabei|bin dabei|wir sind dabei|sind dabei|ich komme|wir kommen|bis dann|bis dahin|bis morgen|bis montag|bis dienstag|bis mittwoch|\
    bis donnerstag|bis freitag|termin bestätigt|ist bestätigt|bestätige ich|ich bestätige|hiermit bestätigt|ich nehme teil|j'y serai|\
    nous y serons|je confirme|c'est confirmé|confirmé|à demain|à lundi|à mardi|à mercredi|à jeudi|à vendredi|allí estaré|ahí estaré|\
    allí estaremos|confirmado|confirmo|nos vemos|ci sarò|ci saremo|confermo|confermato|estarei lá|até lá|combinado|ik ben erbij|we zijn erbij|tot dan|\
    akkoord",
);

/// Somebody agrees, if no other day is named beside it.
static AGREES: Words = words(
    "works for me|works for us|that works|this works|works well|works great|works perfectly|works fine|sounds good|sounds great|looks good|\
    looking forward to it|looking forward to our|looking forward to the|looking forward to meeting|looking forward to speaking|\
    looking forward to seeing|passt|passt mir|passt uns|passt gut|freue mich|freuen uns|ça me convient|cela me convient|c'est noté|\
    c'est bon pour moi|me viene bien|nos viene bien|me parece bien|perfecto|va bene|per me va bene|fica bem|está ótimo|prima|goed voor mij",
);

/// Somebody doesn't come.
static REFUSES: Words = words(
    "can't make it|cannot make it|can not make it|won't make it|will not make it|can't make this|can't make our|can't make the|\
    can't make tomorrow|can't make tomorrow's|can't make today|can't make today's|can't make monday|can't make monday's|\
    can't make tuesday|can't make tuesday's|can't make wednesday|can't make wednesday's|can't make thursday|\
    can't make thursday's|can't make friday|can't make friday's|unable to make it|not be able to make it|can't attend|\
    cannot attend|can not attend|unable to attend|not be able to attend|can't join|cannot join|unable to join|\
    not be able to join|have to cancel|need to cancel|must cancel|got to cancel|i'm cancelling|i'm canceling|i am cancelling|\
    i am canceling|we're cancelling|we're canceling|have to reschedule|need to reschedule|have to postpone|need to postpone|\
    have to move our|have to move the meeting|have to move the call|need to move our|need to move the meeting|\
    need to move the call|muss absagen|muss leider absagen|müssen absagen|müssen leider absagen|termin absagen|meeting absagen|\
    termin verschieben|meeting verschieben|kann nicht teilnehmen|kann leider nicht teilnehmen|können nicht teilnehmen|\
    können leider nicht teilnehmen|kann nicht kommen|kann leider nicht kommen|schaffe es nicht|schaffe es leider nicht|\
    schaffe ich nicht|schaffe ich leider nicht|nicht wahrnehmen|bin verhindert|bin leider verhindert|dois annuler|devons annuler|\
    dois reporter|devons reporter|dois décaler|devons décaler|ne pourrai pas|ne pourrons pas|ne peux pas participer|\
    ne peux pas assister|no podré asistir|no podremos asistir|no puedo asistir|tengo que cancelar|tenemos que cancelar|\
    debo cancelar|tengo que aplazar|devo annullare|dobbiamo annullare|devo disdire|devo rimandare|non potrò partecipare|\
    non potrò esserci|non riesco a partecipare|não vou conseguir|não poderei participar|preciso cancelar|tenho que cancelar|\
    moet afzeggen|moet helaas afzeggen|moeten afzeggen|kan er niet bij zijn|kan helaas niet",
);

/// Words beside which a yes is none.
static SPOILS_YES: Words = words(
    "not|don't|doesn't|didn't|isn't|can't|cannot|won't|couldn't|wouldn't|no|unfortunately|but|however|instead|if|unless|once|would|\
    could|can we|can you|move|reschedule|push|postpone|another|different|other|later|earlier|sooner|better|rather|cancel|tentative|tentatively|maybe|\
    perhaps|probably|might|try|until|nicht|kein|keine|leider|aber|wenn|falls|sofern|könnten|können|lieber|besser|verschieben|anderer|anderen|\
    später|früher|vielleicht|eventuell|wäre|würde|pas|malheureusement|mais|si|plutôt|reporter|décaler|autre|peut-être|pero|mejor|otra|\
    otro|quizás|non|ma|se|purtroppo|altro|forse|não|mas|talvez|niet|maar|als|misschien|liever",
);

/// Words beside which a no is none: the meeting goes on, or something else is refused.
static SPOILS_NO: Words = words(
    "will join|will attend|will be there|will take my place|in my place|on my behalf|without me|go ahead|in person|on site|to the office|\
    make it work|make it happen|make it any|the order|our order|the contract|the subscription|the first|the last|vertritt mich|\
    ohne mich|nimmt teil|nimmt für mich|übernimmt|vor ort|den auftrag|die bestellung|den vertrag|sans moi|à ma place|sin mí|en mi lugar|senza di me|al mio posto|\
    sem mim|no meu lugar|zonder mij",
);

/// What names a meeting beside a no.
static MEETINGS: Words = words(
    "our meeting|the meeting|our call|the call|our appointment|the appointment|our session|tomorrow's meeting|tomorrow's call|today's meeting|\
    today's call|monday's meeting|monday's call|tuesday's meeting|tuesday's call|wednesday's meeting|wednesday's call|thursday's meeting|\
    thursday's call|friday's meeting|friday's call|unser termin|unseren termin|den termin|unser meeting|das meeting|unser gespräch|unsere besprechung|\
    notre rendez-vous|le rendez-vous|notre réunion|la réunion|nuestra reunión|la reunión|nuestra cita|la nostra riunione|la riunione|\
    il nostro appuntamento|l'appuntamento|nossa reunião|a reunião|onze afspraak|de afspraak",
);

/// Words with which a sentence only supposes.
static SUPPOSES: Words = words("if|unless|in case|should|falls|wenn|sollte|sollten|si|au cas où|se|caso|als|mocht");

/// Days, beside which "that works" may mean another one than the invitation does.
static DAYS: Words = words(
    "monday|tuesday|wednesday|thursday|friday|mon|tue|wed|thu|fri|tomorrow|week|montag|dienstag|mittwoch|donnerstag|freitag|morgen|woche|\
    lundi|mardi|mercredi|jeudi|vendredi|demain|semaine|lunes|martes|miércoles|jueves|viernes|mañana|semana|lunedì|martedì|mercoledì|\
    giovedì|venerdì|domani|settimana|maandag|dinsdag|woensdag|donderdag|vrijdag",
);

/// The answer of a letter under `subject`; `text` is what was newly written, at an instant in the zone of `home`. The title is that of the meeting whose
/// invitation it answers, if it does, and empty where the letter itself says which one it means: "I have to cancel our call", "Tuesday works for
/// me". The day that a yes names is told as RECURRENCE-ID.
pub fn answer(subject: &str, text: &str, from: Option<&Address>, at: Timestamp, home: &TimeZone) -> Option<MeetingFact> {
    let author = from.filter(|from| !ics::is_of_thing(from))?;
    let text = text.trim();
    let (title, answer, day) = match refusal(text) {
        Some(sentence) if stands(&MEETINGS, &sentence) => (String::new(), Answer::Declined, None),
        Some(_) => (title(subject)?, Answer::Declined, None),
        None => {
            let (is_firm, day) = acceptance(text, at.to_zoned(home.clone()).date())?;
            let title = title(subject).filter(|_| is_firm || day.is_none());
            (title.or_else(|| day.map(|_| String::new()))?, Answer::Accepted, day)
        }
    };
    let recurrence = day.and_then(|day| home.to_timestamp(day.to_datetime(Time::midnight())).ok());
    let attendees = vec![(author.clone(), answer)];
    Some(MeetingFact { method: Method::Reply, title, attendees, recurrence, all_day: day.is_some(), ..MeetingFact::default() })
}

/// What is answered: "Re: Line 4 demo", and Google's "Re: Invitation: Line 4 demo @ Tue May 12, 2026 10am - 11am (CDT) (pat@acme.example)".
fn title(subject: &str) -> Option<String> {
    let (base, mark) = subject::base(subject);
    if mark != subject::Mark::Reply {
        return None;
    }
    let before_day = base.split_once(" @ ").map_or(&*base, |(title, _)| title);
    let title = before_day.split_once(": ").filter(|(head, _)| head.split(' ').count() <= 2 && base.contains(" @ "));
    let title = title.map_or(before_day, |(_, title)| title).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// Whether it says yes whatever day it names, and the day; `None` where it says no yes, or agrees to who knows which day.
fn acceptance(text: &str, today: Date) -> Option<(bool, Option<Date>)> {
    if text.len() > LONGEST_YES || text.contains('?') {
        return None;
    }
    let said = spaced(text);
    let has = |list: &Words| stands(list, &said);
    let is_firm = has(&FIRM);
    if !(is_firm || has(&AGREES)) || has(&SPOILS_YES) {
        return None;
    }
    let names_day = has(&DAYS) || said.contains(|c: char| c.is_ascii_digit());
    let day = if names_day { only_day(text, today) } else { None };
    (is_firm || !names_day || day.is_some()).then_some((is_firm, day))
}

/// The one day that a text names.
fn only_day(text: &str, today: Date) -> Option<Date> {
    let words = absence_words::words(&clean::folded(text, LONGEST_YES));
    let mut found = absence_dates::find(&words, today, Order::DayFirst).into_iter();
    let first = found.next().filter(|day| !day.range && day.first == day.last)?;
    found.all(|other| other.first == first.first).then_some(first.first)
}

/// The sentence that says no, as words alone.
fn refusal(text: &str) -> Option<String> {
    if text.len() > LONGEST_NO {
        return None;
    }
    let said = spaced(text);
    if !stands(&REFUSES, &said) || stands(&SPOILS_NO, &said) {
        return None;
    }
    let stated = text.split_inclusive(['.', '!', '?', '\n']).filter(|sentence| !sentence.ends_with('?')).map(spaced);
    // "If you can't make it, tell me."
    stated.into_iter().find(|sentence| stands(&REFUSES, sentence) && !stands(&SUPPOSES, sentence))
}

/// Words alone, folded, one space around each.
fn spaced(text: &str) -> String {
    let folded = clean::folded(text, LONGEST_NO);
    let mut out = String::with_capacity(folded.len() + 2);
    out.push(' ');
    for word in folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-'))).filter(|word| !word.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// Whether one of a list stands there as whole words.
fn stands(list: &Words, spaced: &str) -> bool {
    let whole = |word: &str| {
        let around = |at: usize| {
            let before = spaced.get(..at).is_some_and(|before| before.ends_with(' '));
            before && spaced.get(at + word.len()..).is_some_and(|behind| behind.starts_with(' '))
        };
        spaced.match_indices(word).any(|(at, _)| around(at))
    };
    list.within(spaced) && list.list().iter().any(|word| whole(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Pat writes it on a Tuesday.
    fn fact(subject: &str, text: &str) -> Option<MeetingFact> {
        let pat = Address::parse("pat@acme.example").unwrap();
        answer(subject, text, Some(&pat), "2026-05-05T15:00:00Z".parse().unwrap(), &TimeZone::UTC)
    }

    fn of(subject: &str, text: &str) -> Option<Answer> {
        fact(subject, text).map(|fact| fact.attendees[0].1)
    }

    #[test]
    fn a_yes_is_short_and_plain() {
        for text in [
            "Works for me, see you then.\n\nPat",
            "Hi Dana,\n\nconfirmed for Tuesday at 10, thanks!\n\nBest\nPat",
            "I'll be there.",
            "Sounds good, looking forward to it!",
            "Passt, bis Dienstag!",
            "Danke, ich bin dabei.",
            "Je confirme, à mardi",
            "Confirmado, nos vemos el martes",
        ] {
            assert_eq!(of("Re: Line 4 demo", text), Some(Answer::Accepted), "{text}");
        }
        for text in [
            "Works for me, but could we do 11?",
            "That doesn't work for me.",
            "Thursday or Friday works for me.",
            "Any day works for me in week 20.",
            "Sounds good in principle, I need to check with Kim whether this works for her, and whether the hall is free on that day. Our works council \
             has to be told beforehand, and so has everybody in the shift that stands still meanwhile. I come back to you when I know more, this week I hope.",
            "Would Friday suit you? See you then.",
            "Not confirmed yet.",
            "If it is confirmed, see you there.",
            "Passt leider nicht.",
            "Thanks for the quote.",
            "",
        ] {
            assert_eq!(of("Re: Line 4 demo", text), None, "{text}");
        }
        assert_eq!(of("Line 4 demo", "Works for me, see you then."), None, "it answers nothing");
        assert_eq!(of("Line 4 demo", "Sorry, I can't make it."), None, "nor does this");
    }

    #[test]
    fn a_no_is_a_statement_about_oneself() {
        for text in [
            "Sorry Dana, I can't make it tomorrow. Could we do Thursday instead?",
            "Something came up and I need to reschedule.",
            "Hi, unfortunately we have to cancel. I'll come back to you.",
            "Ich muss leider absagen, melde mich.",
            "Leider kann ich den Termin nicht wahrnehmen.",
            "Je dois annuler notre rendez-vous.",
            "Devo disdire, mi dispiace.",
        ] {
            assert_eq!(of("AW: Line 4 demo", text), Some(Answer::Declined), "{text}");
        }
        for text in [
            "I can't make it but Kim will join.",
            "If you can't make it, tell me.",
            "Do you need to cancel?",
            "We can't make it work with that price.",
            "We have to cancel the order.",
            "I can't join in person, please send a link.",
            "Falls Sie absagen müssen, rufen Sie an.",
            "Kann nicht teilnehmen, Kim übernimmt.",
        ] {
            assert_eq!(of("AW: Line 4 demo", text), None, "{text}");
        }
    }

    #[test]
    fn a_letter_may_name_the_meeting_itself() {
        let title = |text: &str| fact("Re: Your quote", text).map(|fact| fact.title);
        for text in [
            "I have to cancel our call on Tuesday.",
            "I can't make tomorrow's meeting, sorry.",
            "Ich muss leider unseren Termin absagen.",
        ] {
            assert_eq!(title(text).as_deref(), Some(""), "{text}");
        }
        for text in ["I have to cancel.", "Sorry, I can't make it. We had a good call."] {
            assert_eq!(title(text).as_deref(), Some("your quote"), "{text}");
        }
        assert!(fact("Tuesday", "I have to cancel our call.").is_some(), "it need answer nothing");
        assert!(fact("Tuesday", "Do you have to cancel our call?").is_none());
        assert!(fact("Tuesday", "We have to cancel the order that we spoke of in our call.").is_none());
    }

    #[test]
    fn a_yes_may_name_the_day_itself() {
        let named = |text: &str| fact("Re: Your quote", text).map(|fact| (fact.title, fact.recurrence.map(|at| at.to_string())));
        let day = |title: &str, day: &str| Some((title.to_owned(), Some(format!("2026-05-{day}T00:00:00Z"))));
        assert_eq!(named("Tuesday at 10 works for me."), day("", "12"));
        assert_eq!(named("Thursday works well, thanks."), day("", "07"));
        assert_eq!(named("May 14 at 3pm works for us"), day("", "14"));
        assert_eq!(named("Donnerstag um 10 passt mir."), day("", "07"));
        assert_eq!(named("Confirmed for Thursday."), day("your quote", "07"));
        assert_eq!(named("See you then!"), Some(("your quote".to_owned(), None)));
    }

    #[test]
    fn what_is_answered_is_named_by_the_subject() {
        let title = |subject: &str| title(subject).unwrap_or_default();
        assert_eq!(title("RE: Line 4 demo"), "line 4 demo");
        assert_eq!(title("Re: Invitation: Line 4 demo @ Tue May 12, 2026 10am - 11am (CDT) (pat@acme.example)"), "line 4 demo");
        assert_eq!(title("Re: Acme: Line 4 demo"), "acme: line 4 demo");
        assert_eq!(title("Invitation: Line 4 demo"), "");
    }
}
