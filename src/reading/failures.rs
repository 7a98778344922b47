//! Addresses and status codes in the prose and diagnostics of bounces.

use crate::domain::address::Address;

/// The first enhanced status code (RFC 3463) in a text: `5.1.1`, and no part of an IP address or version.
pub fn enhanced(text: &str) -> Option<String> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.')).find_map(|run| {
        let run = run.trim_end_matches('.');
        let mut parts = run.split('.');
        let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
        let short = |part: &str| (1..=3).contains(&part.len());
        let fine = parts.next().is_none() && matches!(class, "2" | "4" | "5") && short(subject) && short(detail);
        fine.then(|| run.to_owned())
    })
}

/// A status that only tells permanent from transient, of a bare SMTP reply code: `550` gives `5.0.0`.
pub fn coarse(text: &str) -> Option<String> {
    match reply_code(text)? {
        b'4' => Some("4.0.0".to_owned()),
        _ => Some("5.0.0".to_owned()),
    }
}

/// The class (`4` or `5`) of the first SMTP reply code that stands alone.
pub fn reply_code(text: &str) -> Option<u8> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '@'));
    words.filter(|word| word.len() == 3).find_map(|word| match word.as_bytes() {
        [class @ (b'4' | b'5'), b'0'..=b'7', b'0'..=b'9'] => Some(*class),
        _ => None,
    })
}

/// Every address in a text, in order, at most 100.
pub fn addresses(text: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    let edge = |c: char| c.is_whitespace() || c.is_control() || "<>()[]{},;:\"|`".contains(c);
    for word in text.split(edge).filter(|word| word.contains('@')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !"_+-=#/".contains(c));
        // `mailto=pat@…`, `to=<pat@…>` in transcripts.
        let word = western(word);
        let word = word.strip_prefix("to=").or_else(|| word.strip_prefix("SMTP=")).unwrap_or(word);
        if let Some(address) = Address::parse(word).filter(plausible)
            && !found.contains(&address)
        {
            found.push(address);
            if found.len() == 100 {
                break;
            }
        }
    }
    found
}

/// Japanese and Chinese leave no space around an address: what is ASCII around its `@`.
fn western(word: &str) -> &str {
    let sign = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}');
    word.split(sign).find(|part| part.contains('@')).unwrap_or(word)
}

/// A domain that can be one: dots inside, or a plain host name.
fn plausible(address: &Address) -> bool {
    let domain = address.domain();
    !domain.starts_with('.')
        && !domain.contains("..")
        && domain.chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
        && !address.local().contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_no_ip_address() {
        assert_eq!(enhanced("smtp; 550-5.1.1 unknown").as_deref(), Some("5.1.1"));
        assert_eq!(enhanced("from 5.1.1.7 and v2.0"), None);
        assert_eq!(enhanced("(5.7.26)").as_deref(), Some("5.7.26"));
        assert_eq!(coarse("said: 451 later").as_deref(), Some("4.0.0"));
        assert_eq!(coarse("4510 of 550x"), None);
    }

    #[test]
    fn addresses_come_out_of_prose() {
        let found = addresses("<pat@acme.example>: host mx said: 550 no mailbox 'kim@acme.example'. a@ @b");
        assert_eq!(found.iter().map(Address::as_str).collect::<Vec<_>>(), ["pat@acme.example", "kim@acme.example"]);
    }
}
