//! How dates, spans, numbers and texts from mail are put for a reader: in their language, zone and manner.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::Reader;
use super::language::{Catalogue, fill};
use crate::domain::address::Address;
use crate::domain::money::{Money, sums};
use crate::domain::verdict::{MessageRef, Verdict};

/// A reader's language, zone and day, and what is said in them.
pub struct Words {
    /// The words of the reader's language.
    pub say: &'static Catalogue,
    pub zone: TimeZone,
    pub as_of: Timestamp,
    /// Whose own deals these are, when the reader is a rep.
    own: Option<Address>,
}

impl Words {
    pub fn new(reader: &Reader, as_of: Timestamp) -> Self {
        let own = reader.rep.then(|| reader.address.clone());
        Self { say: reader.language.catalogue(), zone: reader.zone.clone(), as_of, own }
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
        let now = self.as_of.to_zoned(self.zone.clone());
        let date = self.say.date(self.say.day_full, now.date());
        let zone = now.strftime("%Z").to_string();
        fill(self.say.dated, &[("date", &date), ("time", &self.say.clock(now.time())), ("zone", &zone)])
    }

    /// `America/Chicago (CDT)`
    pub fn zone(&self) -> String {
        let now = self.as_of.to_zoned(self.zone.clone());
        match self.zone.iana_name() {
            Some("UTC") | None => now.strftime("%Z").to_string(),
            Some(name) => format!("{} ({})", name, now.strftime("%Z")),
        }
    }

    /// `07:00`, `7:00 AM`
    pub fn time(&self, time: Time) -> String {
        self.say.clock(time)
    }

    /// `Mon 4 May, 09:10`
    pub fn moment(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        fill(self.say.moment, &[("day", &self.day(local.date())), ("time", &self.say.clock(local.time()))])
    }

    /// `Mon 4 May`, with the year when it is another one.
    pub fn day(&self, date: Date) -> String {
        let same_year = date.year() == self.today().year();
        self.say.date(if same_year { self.say.day_short } else { self.say.day_short_year }, date)
    }

    /// `Mon 4 May` of an instant.
    pub fn day_at(&self, at: Timestamp) -> String {
        self.day(self.day_of(at))
    }

    /// `4 May`
    pub fn short_day(&self, at: Timestamp) -> String {
        self.say.date(self.say.day_month, self.day_of(at))
    }

    /// A past day as people say it: `earlier today`, `yesterday`, `Monday`, `4 May`.
    pub fn past_day(&self, date: Date) -> String {
        let days = date.until(self.today()).map_or(0, |span| span.get_days());
        match days {
            i32::MIN..=0 => self.say.earlier_today.to_owned(),
            1 => self.say.yesterday.to_owned(),
            2..=6 => self.say.date(self.say.day_name, date),
            _ if date.year() == self.today().year() => self.say.date(self.say.day_long, date),
            _ => self.say.date(self.say.day_long_year, date),
        }
    }

    /// `Silent 7 business days since Fri 8 May: our message and 2 follow-ups are unanswered`
    pub fn silence(&self, verdict: &Verdict) -> String {
        let days = verdict.silence_minutes.map(|minutes| self.business_days(minutes, verdict.day_minutes)).unwrap_or_default();
        let since = verdict.silent_since.map(|at| self.day_at(at)).unwrap_or_default();
        let follow_ups = usize::try_from(verdict.unanswered_count.saturating_sub(1)).unwrap_or(usize::MAX);
        let say = self.say;
        let form = match follow_ups {
            0 => say.silent_no_follow_up,
            1 => say.silent_follow_ups[0],
            _ => say.silent_follow_ups[1],
        };
        fill(form, &[("days", &days), ("since", &since), ("n", &follow_ups.to_string())])
    }

    /// Whole business days that have passed, rounded down: silence is never told longer than it is.
    pub fn business_days(&self, minutes: i64, day_minutes: i64) -> String {
        match minutes.max(0) / day_minutes.max(1) {
            0 => self.say.less_than_a_day.to_owned(),
            days => self.count(self.say.business_days, usize::try_from(days).unwrap_or(usize::MAX)),
        }
    }

    /// Title, value and owner; a rep isn't told that a deal is their own.
    pub fn about(&self, verdict: &Verdict) -> String {
        let owner = (self.own.as_ref() != Some(&verdict.owner)).then(|| clean(&verdict.owner_name, 60));
        let value = verdict.value.as_deref().map(|value| self.value(value));
        let parts = [Some(clean(&verdict.title, 80)), value, owner];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// A value in the reader's manner; as it was written where it is no amount of a currency.
    pub fn value(&self, text: &str) -> String {
        Money::parse(text).map_or_else(|| clean(text, 40), |money| self.money(&money))
    }

    /// `84,000 USD`
    pub fn money(&self, money: &Money) -> String {
        let (whole, rest) = (money.hundredths / 100, money.hundredths % 100);
        let mut amount = self.say.whole(whole);
        if rest > 0 {
            amount.push_str(&format!("{}{rest:02}", self.say.decimal_mark));
        }
        match self.say.sign_first && money.currency.chars().all(|c| !c.is_alphanumeric()) {
            true => format!("{}{amount}", money.currency),
            false => format!("{amount} {}", money.currency),
        }
    }

    /// `84,000 USD and 31,500 EUR`: a sum for each currency, and how many deals have none; empty where no deal has an amount.
    pub fn worth<'a>(&self, deals: impl Iterator<Item = &'a Verdict>) -> String {
        let (sums, without) = sums(deals.map(|verdict| verdict.value.as_deref()));
        if sums.is_empty() {
            return String::new();
        }
        let mut parts: Vec<String> = sums.iter().map(|money| self.money(money)).collect();
        if without > 0 {
            parts.push(self.count(self.say.without_value, without));
        }
        self.list(&parts)
    }

    /// `Pat Lee, Tue 28 Apr, 11:20`
    pub fn said_by(&self, message: &MessageRef) -> String {
        let when = self.moment(message.at);
        match clean(&message.who, 60) {
            who if who.is_empty() => when,
            who => format!("{who}, {when}"),
        }
    }

    /// `Dana Reyes to Pia Novak and 2 more, Fri 8 May, 16:05`
    pub fn said_to(&self, message: &MessageRef) -> String {
        let names: Vec<String> = message.to.iter().map(|name| clean(name, 40)).filter(|name| !name.is_empty()).collect();
        let who = clean(&message.who, 60);
        let to = match &names[..] {
            [] => return self.said_by(message),
            [one] => one.clone(),
            [one, two] => self.list(&[one.clone(), two.clone()]),
            [one, rest @ ..] => fill(self.say.and_more, &[("list", one), ("n", &rest.len().to_string())]),
        };
        let when = self.moment(message.at);
        fill(self.say.said_to, &[("who", &who), ("to", &to), ("when", &when)])
    }

    /// One of two forms by a number, with the number in it.
    pub fn count(&self, forms: [&'static str; 2], number: usize) -> String {
        let [one, many] = forms;
        fill(if number == 1 { one } else { many }, &[("n", &self.say.whole(u64::try_from(number).unwrap_or(u64::MAX)))])
    }

    /// `A`, `A and B`, `A, B and C`
    pub fn list(&self, items: &[String]) -> String {
        match items.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, rest)) => fill(self.say.list_end, &[("list", &rest.join(", ")), ("last", last)]),
        }
    }

    /// As many as are shown, and how many more there are.
    pub fn list_of(&self, items: &[String], most: usize) -> String {
        match items.get(..most).filter(|_| items.len() > most) {
            Some(shown) => {
                let hidden = (items.len() - most).to_string();
                fill(self.say.and_more, &[("list", &shown.join(", ")), ("n", &hidden)])
            }
            None => self.list(items),
        }
    }
}

/// The first letter in upper case, unless it begins a name that is written as it is (an address, a path, a file, a host), and a full
/// stop at the end.
pub fn sentence(text: &str) -> String {
    let text = clean(text, 400);
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    match text.split(' ').next().is_some_and(is_name) {
        true => format!("{text}{stop}"),
        false => format!("{}{}{stop}", first.to_uppercase(), letters.as_str()),
    }
}

/// Whether a word is an address, a path, a file or a host. A dot at its end is a full stop.
fn is_name(word: &str) -> bool {
    let word = word.trim_end_matches([':', '.', ',']);
    word.contains(['@', '/', '\\', '.'])
}

/// Text from mail or files, fit to be shown: one line, no control characters, nothing that turns the direction of writing, at
/// most `most` characters.
pub fn clean(text: &str, most: usize) -> String {
    let hidden = |c: char| {
        matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::digest::Language;

    fn words(language: Language) -> Words {
        let address = Address::parse("lead@northfield.example").unwrap();
        let reader = Reader { address, name: None, rep: false, zone: TimeZone::UTC, language };
        Words::new(&reader, "2026-05-20T14:05:00Z".parse().unwrap())
    }

    #[test]
    fn texts_from_mail_are_one_harmless_line() {
        assert_eq!(clean("we got it\r\nBcc: all@acme.example\u{202e}x", 80), "we got it Bcc: all@acme.example x");
        assert_eq!(clean("a phrase that is too long", 12), "a phrase th…");
        assert_eq!(clean(&" \u{0}".repeat(100_000), 10), "");
    }

    #[test]
    fn money_and_dates_are_written_as_the_reader_does() {
        let [british, american, german] = [Language::English, Language::AmericanEnglish, Language::German].map(words);
        assert_eq!(british.value("84000 USD"), "84,000 USD");
        assert_eq!(german.value("1234567.5 EUR"), "1.234.567,50 EUR");
        assert_eq!(british.value("about 84000"), "about 84000");
        assert_eq!((british.value("$ 84000"), german.value("$84,000")), ("$84,000".into(), "84.000 $".into()));
        assert_eq!((british.value("€ 31.500"), british.value("84000 kr")), ("31,500 EUR".into(), "84,000 kr".into()));
        let at = "2026-05-04T09:10:00Z".parse().unwrap();
        assert_eq!(british.moment(at), "Mon 4 May, 09:10");
        assert_eq!(american.moment(at), "Mon, May 4, 9:10 AM");
        assert_eq!(german.moment(at), "Mo., 4. Mai, 09:10");
        assert_eq!(british.dated(), "Wednesday 20 May 2026, 14:05 UTC");
        assert_eq!(american.dated(), "Wednesday, May 20, 2026, 2:05 PM UTC");
        assert_eq!(german.dated(), "Mittwoch, 20. Mai 2026, 14:05 Uhr UTC");
        assert_eq!(german.past_day("2026-05-18".parse().unwrap()), "Montag");
        assert_eq!(german.past_day("2025-03-04".parse().unwrap()), "4. März 2025");
    }

    #[test]
    fn spans_are_never_told_longer_than_they_are() {
        let words = words(Language::English);
        assert_eq!(words.business_days(7 * 510 + 509, 510), "7 business days");
        assert_eq!(words.business_days(510, 510), "1 business day");
        assert_eq!(words.business_days(509, 510), "less than a business day");
    }

    #[test]
    fn lists_and_sentences() {
        let items: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        let words = words(Language::English);
        assert_eq!(words.list(&items), "A, B and C");
        assert_eq!(words.list_of(&items, 2), "A, B and 1 more");
        assert_eq!(sentence("they wrote last"), "They wrote last.");
        assert_eq!(sentence("pat@acme.example is gone"), "pat@acme.example is gone.");
        for name in ["mail/dana/cur: permission denied", "dana.mbox is cut off", "imap.example is down", "C:\\mail is gone"] {
            assert_eq!(sentence(name), format!("{name}."));
        }
        assert_eq!(sentence("silent. and again"), "Silent. and again.");
        assert_eq!(sentence(""), "");
    }
}
