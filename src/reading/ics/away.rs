//! Which entries of somebody's own calendar stand for an absence.

use crate::domain::meeting::MeetingFact;
use crate::reading::clean;

/// What people and programs call it. Google has no other mark than the title in what it exports.
const TITLES: &[&str] = &[
    "out of office",
    "ooo",
    "on leave",
    "annual leave",
    "parental leave",
    "vacation",
    "on vacation",
    "on holiday",
    "holiday",
    "pto",
    "day off",
    "sick leave",
    "urlaub",
    "abwesend",
    "elternzeit",
    "krank",
    "congés",
    "en congé",
    "absent",
    "vacances",
    "vacaciones",
    "fuera de la oficina",
    "ferie",
    "fuori sede",
    "férias",
    "vakantie",
    "afwezig",
    "semester",
    "ferier",
    "urlop",
    "nieobecność",
    "loma",
];

/// Whether the title names an absence, nobody else takes part, and it lasts half a day at least.
pub fn is_absence(fact: &MeetingFact) -> bool {
    let short = fact.start.zip(fact.end).is_none_or(|(start, end)| end.duration_since(start).as_hours() < 4);
    if fact.attendees.len() > 1 || (short && !fact.all_day) {
        return false;
    }
    let title = clean::folded(&fact.title, 80);
    // "Holiday party" is none.
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty()
            || !rest.starts_with(char::is_alphanumeric)
            || ["until ", "till ", "bis ", "in "].iter().any(|word| rest.starts_with(word))
    };
    TITLES.iter().any(|name| title.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && ends(rest)))
}
