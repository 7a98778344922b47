//! How dates, spans and texts from mail are put for a reader.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Reader;
use crate::domain::address::Address;
use crate::domain::verdict::{MessageRef, Verdict};

/// A reader's zone and day, and what is said in them.
pub struct Words {
    zone: TimeZone,
    as_of: Timestamp,
    /// Whose own deals these are, when the reader is a rep.
    own: Option<Address>,
}

impl Words {
    pub fn new(reader: &Reader, as_of: Timestamp) -> Self {
        Self { zone: reader.zone.clone(), as_of, own: reader.rep.then(|| reader.address.clone()) }
    }

    /// The reader's day.
    pub fn today(&self) -> Date {
        self.day_of(self.as_of)
    }

    /// The reader's day at an instant.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// `Wednesday 20 May 2026, 07:00 CDT`
    pub fn dated(&self) -> String {
        self.as_of.to_zoned(self.zone.clone()).strftime("%A %-d %B %Y, %H:%M %Z").to_string()
    }

    /// `America/Chicago (CDT)`
    pub fn zone(&self) -> String {
        let now = self.as_of.to_zoned(self.zone.clone());
        match self.zone.iana_name() {
            Some("UTC") | None => now.strftime("%Z").to_string(),
            Some(name) => format!("{} ({})", name, now.strftime("%Z")),
        }
    }

    /// `Mon 4 May, 09:10`
    pub fn moment(&self, at: Timestamp) -> String {
        format!("{}, {}", self.day(self.day_of(at)), at.to_zoned(self.zone.clone()).strftime("%H:%M"))
    }

    /// `Mon 4 May`, with the year when it is another one.
    pub fn day(&self, date: Date) -> String {
        let form = if date.year() == self.today().year() { "%a %-d %b" } else { "%a %-d %b %Y" };
        date.strftime(form).to_string()
    }

    /// `Mon 4 May` of an instant.
    pub fn day_at(&self, at: Timestamp) -> String {
        self.day(self.day_of(at))
    }

    /// A past day as people say it: `earlier today`, `yesterday`, `Monday`, `4 May`.
    pub fn past_day(&self, date: Date) -> String {
        let days = date.until(self.today()).map_or(0, |span| span.get_days());
        match days {
            i32::MIN..=0 => "earlier today".to_owned(),
            1 => "yesterday".to_owned(),
            2..=6 => date.strftime("%A").to_string(),
            _ if date.year() == self.today().year() => date.strftime("%-d %B").to_string(),
            _ => date.strftime("%-d %B %Y").to_string(),
        }
    }

    /// The heading of what changed since the day of the last digest.
    pub fn changed_since(&self, date: Date) -> String {
        format!("Changed since {}", self.past_day(date))
    }

    /// `Silent for 7.4 business days, since Mon 4 May, 09:10`
    pub fn silence(&self, verdict: &Verdict) -> String {
        let mut text = match verdict.silence_business_days() {
            Some(days) => format!("Silent for {}", business_days(days)),
            None => "Silent".to_owned(),
        };
        if let Some(since) = verdict.silent_since {
            text.push_str(&format!(", since {}", self.moment(since)));
        }
        text
    }

    /// Title, value and owner; a rep isn't told that a deal is their own.
    pub fn about(&self, verdict: &Verdict) -> String {
        let owner = (self.own.as_ref() != Some(&verdict.owner)).then(|| clean(&verdict.owner_name, 60));
        let value = verdict.value.as_deref().map(value);
        let parts = [Some(clean(&verdict.title, 80)), value, owner];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// `Pat Lee wrote on Tue 28 Apr, 11:20`
    pub fn wrote(&self, message: &MessageRef) -> String {
        let who = clean(&message.who, 60);
        format!("{} wrote on {}", if who.is_empty() { "they" } else { &who }, self.moment(message.at))
    }

    /// `Pat Lee, Tue 28 Apr, 11:20`
    pub fn said_by(&self, message: &MessageRef) -> String {
        let when = self.moment(message.at);
        match clean(&message.who, 60) {
            who if who.is_empty() => when,
            who => format!("{who}, {when}"),
        }
    }
}

/// `1 business day`, `7.4 business days`
pub fn business_days(days: f64) -> String {
    let text = format!("{days:.1}");
    match text.strip_suffix(".0") {
        Some("1") => "1 business day".to_owned(),
        Some(whole) => format!("{whole} business days"),
        None => format!("{text} business days"),
    }
}

/// `1 message`, `3 messages`
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// `A`, `A and B`, `A, B and C`
pub fn list(items: &[String]) -> String {
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The first letter in upper case, and a full stop at the end.
pub fn sentence(text: &str) -> String {
    let text = clean(text, 300);
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), letters.as_str())
}

/// Text from mail or files, fit to be shown: one line, no control characters, nothing that turns the direction of writing, at
/// most `most` characters.
pub fn clean(text: &str, most: usize) -> String {
    let hidden = |c: char| {
        matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            || matches!(c, '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    let mut line = String::new();
    // Bounded before it is folded: a phrase may be long, and all of it white space.
    for word in text.split(|c: char| c.is_control() || c.is_whitespace() || hidden(c)).filter(|word| !word.is_empty()).take(most)
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > most * 4 {
            break;
        }
    }
    if line.chars().count() <= most {
        return line;
    }
    let mut short: String = line.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end_matches([' ', ',', ';', '.']).len());
    short.push('…');
    short
}

/// A value with its thousands apart: `84,000 USD`. Anything but a number followed by a unit stays as it is.
fn value(text: &str) -> String {
    let text = clean(text, 40);
    let (number, rest) = text.split_once(' ').map_or((text.as_str(), ""), |(number, rest)| (number, rest));
    if number.len() < 4 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return text;
    }
    let mut apart = String::new();
    for (at, digit) in number.chars().enumerate() {
        if at > 0 && (number.len() - at).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    format!("{apart} {rest}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_from_mail_are_one_harmless_line() {
        assert_eq!(clean("we got it\r\nBcc: all@acme.example\u{202e}x", 80), "we got it Bcc: all@acme.example x");
        assert_eq!(clean("a phrase that is too long", 12), "a phrase th…");
        assert_eq!(clean(&" \u{0}".repeat(100_000), 10), "");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(value("84000 USD"), "84,000 USD");
        assert_eq!(value("1234567"), "1,234,567");
        assert_eq!(value("about 84000"), "about 84000");
        assert_eq!(business_days(1.0), "1 business day");
        assert_eq!(business_days(7.4), "7.4 business days");
    }

    #[test]
    fn lists_and_sentences() {
        let items: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        assert_eq!(list(&items), "A, B and C");
        assert_eq!(sentence("they wrote last"), "They wrote last.");
        assert_eq!(sentence(""), "");
    }
}
