//! The small languages inside the texts: addresses, domains, hours, days, dates, zones.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use super::Listen;
use super::freemail;
use super::suggest;
use super::walk::{Wrong, wrong};
use crate::domain::address::{Address, DealId, Domain};
use crate::domain::mail::Named;
use crate::domain::roster::Who;

/// The days of the week as the configuration spells them, Monday first.
pub(crate) const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// Any text but an empty one.
pub(crate) fn filled(text: &str) -> Result<String, Wrong> {
    if text.is_empty() {
        return wrong("this is empty", "fill it in, or leave the key out");
    }
    if text.chars().count() > 300 {
        return wrong("this is longer than 300 characters", "shorten it");
    }
    Ok(text.to_owned())
}

/// A plain address.
pub(crate) fn address(text: &str) -> Result<Address, Wrong> {
    match Address::parse(text) {
        Some(address) if Domain::parse(address.domain()).is_some() => Ok(address),
        _ if text.contains('<') => {
            wrong(format!("`{text}` is more than an address"), "write the address alone: \"pat@acme.example\"")
        }
        _ => wrong(format!("`{text}` is no mail address"), "write it like \"pat@acme.example\""),
    }
}

/// `Name <address>`, or an address alone.
pub(crate) fn named(text: &str) -> Result<Named, Wrong> {
    let Some((name, rest)) = text.split_once('<') else {
        return Ok(Named { address: address(text)?, name: None });
    };
    let Some(inner) = rest.trim_end().strip_suffix('>') else {
        return wrong("the closing `>` is missing", "write it like \"wentdark <wentdark@northfield.example>\"");
    };
    let name = name.trim().trim_matches('"').trim();
    Ok(Named { address: address(inner)?, name: (!name.is_empty()).then(|| name.into()) })
}

/// A mail domain that belongs to somebody.
pub(crate) fn domain(text: &str) -> Result<Domain, Wrong> {
    if text.trim_start_matches('@').contains('@') {
        return wrong(format!("`{text}` is an address, not a domain"), "write what stands behind the @");
    }
    let Some(domain) = Domain::parse(text) else {
        return wrong(format!("`{text}` is no mail domain"), "write it like \"acme.example\"");
    };
    if freemail::is_free(domain.as_str()) {
        return wrong(
            format!("`{domain}` is a free-mail domain: everybody can have an address in it, so it would match strangers' mail"),
            "name the person's full address instead (a prospect's under `people`, an own one as a rep's `aliases`)",
        );
    }
    Ok(domain)
}

/// A domain or an address.
pub(crate) fn who(text: &str) -> Result<Who, Wrong> {
    if text.trim_start_matches('@').contains('@') { address(text).map(Who::Address) } else { domain(text).map(Who::Domain) }
}

/// The id of a deal.
pub(crate) fn deal_id(text: &str) -> Result<DealId, Wrong> {
    match DealId::parse(text) {
        Some(id) => Ok(id),
        None => wrong("a deal's id has 1 to 100 characters", "write it like id = \"acme-line4\""),
    }
}

/// A date such as `2026-04-20`.
pub(crate) fn date(text: &str) -> Result<Date, Wrong> {
    match text.parse::<Date>() {
        Ok(date) if text.len() == 10 => Ok(date),
        _ => wrong(format!("`{text}` is no date"), "write year, month and day: 2026-04-20"),
    }
}

/// A time of day such as `08:00`.
pub(crate) fn time(text: &str) -> Result<Time, Wrong> {
    let parsed = text.split_once(':').and_then(|(hour, minute)| {
        let digits = |part: &str, lengths: &[usize]| {
            let fine = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            if fine { part.parse::<i8>().ok() } else { None }
        };
        Time::new(digits(hour, &[1, 2])?, digits(minute, &[2])?, 0, 0).ok()
    });
    match parsed {
        Some(time) => Ok(time),
        None => wrong(format!("`{text}` is no time of day"), "write it by the 24-hour clock: \"08:00\", \"17:30\""),
    }
}

/// Working hours such as `09:00-17:30`.
pub(crate) fn hours(text: &str) -> Result<(Time, Time), Wrong> {
    let Some((from, to)) = text.split_once(['-', '\u{2013}']) else {
        return wrong(format!("`{text}` are no working hours"), "write them like \"09:00-17:30\"");
    };
    let (from, to) = (time(from.trim())?, time(to.trim())?);
    if from >= to {
        return wrong(
            format!("`{text}`: the working day ends before it begins"),
            "working hours lie within one day, such as \"09:00-17:30\"",
        );
    }
    Ok((from, to))
}

/// A day of the week: `mon`, or its whole English name.
pub(crate) fn weekday(text: &str) -> Result<Weekday, Wrong> {
    let lower = text.to_lowercase();
    let whole = |day: Weekday| format!("{day:?}").to_lowercase() == lower;
    match DAYS.into_iter().find(|(short, day)| *short == lower || whole(*day)) {
        Some((_, day)) => Ok(day),
        None => wrong(format!("`{text}` is no day of the week"), "write mon, tue, wed, thu, fri, sat or sun"),
    }
}

/// A time zone by its name in the IANA database.
pub(crate) fn zone(text: &str) -> Result<TimeZone, Wrong> {
    if let Ok(zone) = TimeZone::get(text) {
        return Ok(zone);
    }
    let names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    let city = text.replace(' ', "_");
    let by_city = names.iter().find(|name| name.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city)));
    let near = by_city.map(String::as_str).or_else(|| suggest::nearest(text, names.iter().map(String::as_str)));
    let hint = match near {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "name it as the IANA database does: \"America/Chicago\", \"Europe/Berlin\", \"UTC\"".to_owned(),
    };
    wrong(format!("there is no time zone `{text}`"), hint)
}

/// The name of a secret: a file name without a path. What is no name may be the secret itself, so it isn't repeated.
pub(crate) fn secret_name(text: &str) -> Result<String, Wrong> {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if text.is_empty() || text.len() > 100 || text.starts_with('.') || !text.chars().all(fine) {
        return wrong(
            "this is no name of a secret (letters, digits, `-`, `_` and `.`)",
            "if it is the password itself: put it into the file secrets/NAME beside the configuration (chmod 600), and NAME here",
        );
    }
    Ok(text.to_owned())
}

/// The host of a server.
pub(crate) fn host(text: &str) -> Result<String, Wrong> {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    if text.is_empty() || text.len() > 253 || !text.chars().all(fine) || text.contains("://") {
        return wrong(format!("`{text}` is no host"), "write its name alone, such as \"imap.example\"; the port stands apart");
    }
    Ok(text.to_owned())
}

/// An address on the web. The case of its scheme is of no matter (RFC 3986, 3.1); `webcal` is what "subscribe" buttons call the web.
pub(crate) fn url(text: &str) -> Result<String, Wrong> {
    let scheme = text.split_once("://").filter(|(_, rest)| !rest.is_empty() && !text.contains(char::is_whitespace));
    match scheme.map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest)) {
        Some((scheme, rest)) if ["https", "webcal", "webcals"].contains(&scheme.as_str()) => Ok(format!("https://{rest}")),
        Some((scheme, rest)) if scheme == "http" => Ok(format!("http://{rest}")),
        _ => wrong(format!("`{text}` is no URL"), "write it like \"https://dav.example/dana/\""),
    }
}

/// A page that ends a subscription by one click (RFC 8058): over TLS, and told who it is; or the address of whoever does.
pub(crate) fn unsubscribe(text: &str) -> Result<String, Wrong> {
    let fine = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | '"');
    let page = text.starts_with("https://") && text.contains("{reader}");
    let person = text.strip_prefix("mailto:").map(|rest| rest.split_once('?').map_or(rest, |(address, _)| address));
    if text.chars().all(fine) && (page || person.is_some_and(|address| Address::parse(address).is_some())) {
        return Ok(text.to_owned());
    }
    let hint = "write it like \"https://intranet.example/unsubscribe?who={reader}\" ({reader} becomes the reader's address) or \
                \"mailto:it@northfield.example\"";
    wrong(format!("`{text}` is no page to unsubscribe at"), hint)
}

/// A port of this machine alone to listen on, or a socket's path.
pub(crate) fn listen(text: &str) -> Result<Listen, Wrong> {
    let hint = "write \"127.0.0.1:9464\", or \"unix:/run/wentdark/metrics.sock\"";
    if let Some(path) = text.strip_prefix("unix:").filter(|path| path.starts_with('/')) {
        return Ok(Listen::Socket(path.into()));
    }
    match text.parse::<std::net::SocketAddr>() {
        Ok(at) if at.ip().is_loopback() => Ok(Listen::Port(at)),
        Ok(at) => wrong(format!("{at} can be reached from elsewhere, and the figures name people"), hint),
        Err(_) => wrong(format!("`{text}` is nothing to listen on"), hint),
    }
}

/// One of the words that `known` lists.
pub(crate) fn one_of<T: Copy>(text: &str, known: &[(&'static str, T)]) -> Result<T, Wrong> {
    if let Some((_, value)) = known.iter().find(|(word, _)| *word == text) {
        return Ok(*value);
    }
    let words: Vec<String> = known.iter().map(|(word, _)| format!("\"{word}\"")).collect();
    let hint = match suggest::nearest(text, known.iter().map(|(word, _)| *word)) {
        Some(near) => format!("did you mean \"{near}\"? It can be {}", words.join(", ")),
        None => format!("it can be {}", words.join(", ")),
    };
    wrong(format!("`{text}` is not known here"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint<T>(read: Result<T, Wrong>) -> String {
        read.err().map(|wrong| wrong.hint).unwrap()
    }

    #[test]
    fn a_url_may_be_written_as_a_subscribe_button_gives_it() {
        for text in
            ["https://dav.example/Dana", "HTTPS://dav.example/Dana", "webcal://dav.example/Dana", "Webcals://dav.example/Dana"]
        {
            assert_eq!(url(text).ok().as_deref(), Some("https://dav.example/Dana"), "{text}");
        }
        assert_eq!(url("HTTP://127.0.0.1/x").ok().as_deref(), Some("http://127.0.0.1/x"));
        for bad in ["ftp://dav.example/", "dav.example/dana", "https://", "webcal://dav .example/", "https:/dav.example"] {
            assert!(url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn hours_lie_within_a_day() {
        assert!(hours("09:00-17:30").is_ok() && hours("9:00 - 17:30").is_ok());
        for bad in ["17:30-09:00", "09:00", "9-17", "09:00-24:30", "+9:00-10:00", "09:60-10:00"] {
            assert!(hours(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_zone_is_suggested_by_city_or_by_spelling() {
        assert_eq!(hint(zone("Chicago")), "did you mean \"America/Chicago\"?");
        assert_eq!(hint(zone("America/Chigaco")), "did you mean \"America/Chicago\"?");
        assert!(hint(zone("Central Standard Time")).contains("IANA"));
    }

    #[test]
    fn a_free_mail_domain_is_nobodys() {
        assert!(domain("gmail.com").is_err() && domain("@GMX.de").is_err() && domain("mail.gmail.com").is_err());
        assert!(domain("acme.example").is_ok());
    }

    #[test]
    fn a_sender_may_have_a_name() {
        let sender = named("\"Went Dark\" <wentdark@northfield.example>").ok().unwrap();
        assert_eq!((sender.name.as_deref(), sender.address.as_str()), (Some("Went Dark"), "wentdark@northfield.example"));
        assert!(named("x <y@z.example").is_err() && named("<>").is_err());
        assert!(named("y@z.example").ok().unwrap().name.is_none());
    }

    #[test]
    fn a_date_is_whole() {
        assert!(date("2026-04-20").is_ok());
        for bad in ["2026-02-30", "20.04.2026", "2026-04-20T10:00", "20260420"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
