//! Which entries of somebody's own calendar stand for an absence.

use crate::domain::meeting::MeetingFact;
use crate::reading::clean;
use crate::reading::wordlist::{Words, words};

/// What people and programs call it. Google has no other mark than the title in what it exports.
static TITLES: Words = words(
    "out of office|ooo|on leave|annual leave|parental leave|maternity leave|paternity leave|paid leave|unpaid leave|vacation|\
    vacation day|on vacation|on holiday|holiday|pto|day off|days off|sick|sick day|sick leave|off sick|urlaub|ferien|abwesend|\
    außer haus|ausser haus|elternzeit|mutterschutz|krank|krankenstand|congés|congé|en congé|absent|absence|vacances|arrêt maladie|\
    vacaciones|fuera de la oficina|de vacaciones|baja médica|ferie|fuori sede|fuori ufficio|in ferie|férias|de férias|vakantie|\
    afwezig|ziek|verlof|semester|ferier|sjuk|syg|syk|urlop|nieobecność|loma|lomalla|dovolená|dovolenka|szabadság|отпуск|больничный|\
    izinli|yıllık izin|休暇|有給休暇|有休|年休|夏季休暇|休假|年假|请假|휴가|연차",
);

/// From how many hours on an entry is most of a working day: an absence is told by its days.
const MOST_OF_A_DAY: i64 = 6;

/// Whether it takes most of a working day at least: a dentist's half hour out of the office is no day away.
pub fn is_long(fact: &MeetingFact) -> bool {
    let long = |(start, end): (jiff::Timestamp, jiff::Timestamp)| end.duration_since(start).as_hours() >= MOST_OF_A_DAY;
    fact.all_day || fact.start.zip(fact.end).is_some_and(long)
}

/// Whether the title names an absence that is nobody else's, and nobody else takes part.
pub fn is_absence(fact: &MeetingFact) -> bool {
    if fact.attendees.len() > 1 {
        return false;
    }
    if is_of_somebody(&fact.title) {
        return false;
    }
    let title = clean::folded(&fact.title, 80);
    // "Holiday party" is none.
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty()
            || !rest.starts_with(char::is_alphanumeric)
            || ["until ", "till ", "from ", "bis ", "vom ", "in ", "jusqu", "hasta ", "fino ", "tot ", "til "]
                .iter()
                .any(|word| rest.starts_with(word))
    };
    TITLES
        .list()
        .iter()
        .any(|name| title.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && ends(rest)))
}

/// "Vacation - Kim Berg": many enter colleagues' absences, few put their own name to theirs.
fn is_of_somebody(title: &str) -> bool {
    let apart = [" - ", " – ", " — ", ": ", " ("].into_iter().filter_map(|mark| title.split_once(mark)).map(|(_, rest)| rest);
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
    apart.map(|rest| rest.trim().trim_end_matches(')')).any(|rest| {
        let words = rest.split_whitespace().count();
        (2..=3).contains(&words) && rest.split_whitespace().all(is_name)
    })
}
