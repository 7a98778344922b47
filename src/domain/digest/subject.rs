//! The subject line, the headline and the sentence below it.

use super::words::{Words, clean, count, list, sentence};
use super::{Said, Sorted, Trouble, changes};

/// The subject: at most 120 characters, no control characters.
pub fn subject(words: &Words, sorted: &Sorted, previous: Option<&Said>, trouble: &[Trouble]) -> String {
    let calendars = trouble.iter().filter(|one| one.calendar.is_some()).count();
    let unread = match (trouble.len() - calendars, calendars) {
        (0, 0) => String::new(),
        (0, calendars) => format!(" ({} not read)", count(calendars, "calendar", "calendars")),
        (mailboxes, _) => format!(" ({} not read)", count(mailboxes, "mailbox", "mailboxes")),
    };
    let headline = headline(words, sorted, previous, trouble);
    let room = 120_usize.saturating_sub(unread.chars().count());
    let names = names(&told(sorted, previous), room.saturating_sub(headline.chars().count() + 2));
    let subject = if names.is_empty() { headline } else { format!("{headline}: {names}") };
    format!("{}{unread}", clean(&subject, room))
}

/// What happened, in a few words. Where a mailbox was not read, it doesn't say that nothing happened.
pub fn headline(words: &Words, sorted: &Sorted, previous: Option<&Said>, trouble: &[Trouble]) -> String {
    let new = if previous.is_some() { sorted.flagged.iter().filter(|(_, new)| *new).count() } else { sorted.flagged.len() };
    let other = changes::newly_dark(sorted, previous).len();
    let deals = |number| count(number, "deal", "deals");
    if new > 0 {
        return format!("{} went dark after celebration", deals(new));
    }
    if other > 0 {
        return format!("{} went dark", deals(other));
    }
    let still = match sorted.flagged.len() {
        0 => String::new(),
        number => format!(", {number} still dark after celebration"),
    };
    let blind = !trouble.is_empty() || !sorted.unknown.is_empty();
    match previous {
        Some(said) if blind => format!("Nothing seen to go dark since {}{still}", words.past_day(said.date)),
        Some(said) if still.is_empty() => format!("Nothing went dark since {}", words.past_day(said.date)),
        Some(said) => format!("Nothing new went dark since {}{still}", words.past_day(said.date)),
        None if blind => "First digest: nothing seen dark in the last 30 days".to_owned(),
        None => "First digest: nothing went dark in the last 30 days".to_owned(),
    }
}

/// The rest of the picture.
pub fn summary(words: &Words, sorted: &Sorted, previous: Option<&Said>, empty: bool) -> String {
    let mut rest = Vec::new();
    let mut tell = |number: usize, text: &str| {
        if number > 0 {
            rest.push(format!("{number} {text}"));
        }
    };
    let old = previous.map_or(0, |_| sorted.flagged.iter().filter(|(_, new)| !new).count());
    if old < sorted.flagged.len() {
        tell(old, "still dark from before");
    }
    tell(sorted.at_risk.len(), "celebrated with nothing signed");
    tell(sorted.ours.len(), "waiting for us");
    if let Some(said) = previous {
        let (back, committed) = changes::good_news(words, sorted, said);
        tell(back, "came back");
        tell(committed, "committed");
    }
    let mut text = match previous {
        None => "This is your first digest, a baseline: only deals that went dark within the last 30 days are told at length. \
                 From the next one on, what is new comes first."
            .to_owned(),
        Some(_) if empty => format!("Nothing needs you today. {} watched.", count(sorted.all.len(), "deal", "deals")),
        Some(_) => String::new(),
    };
    if !rest.is_empty() {
        text = format!("{} {text}", sentence(&list(&rest)));
    }
    text.trim().to_owned()
}

/// The prospects that the headline counts.
fn told<'a>(sorted: &Sorted<'a>, previous: Option<&Said>) -> Vec<&'a str> {
    let flagged =
        |only_new: bool| sorted.flagged.iter().filter(move |(_, new)| *new || !only_new).map(|(v, _)| v.prospect.as_str());
    let other = changes::newly_dark(sorted, previous);
    if previous.is_some() && flagged(true).next().is_some() {
        flagged(true).collect()
    } else if previous.is_some() && !other.is_empty() || sorted.flagged.is_empty() {
        other.into_iter().map(|v| v.prospect.as_str()).collect()
    } else {
        flagged(false).collect()
    }
}

/// As many names as there is room for, then how many more.
fn names(all: &[&str], room: usize) -> String {
    let mut text = String::new();
    for (at, name) in all.iter().enumerate() {
        let left = all.len() - at;
        let name = clean(name, 40);
        let next = if text.is_empty() { name } else { format!("{text}, {name}") };
        let more = if left > 1 { format!(" and {} more", left - 1) } else { String::new() };
        if next.chars().count() + more.chars().count() > room {
            return if text.is_empty() { text } else { format!("{text} and {left} more") };
        }
        text = next;
    }
    text
}
