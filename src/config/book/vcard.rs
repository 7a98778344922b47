//! vCards (RFC 6350 and the versions before it): people, with the organisation that they belong to.

use super::table::text;
use crate::domain::address::{Address, Domain};
use crate::domain::roster::Contact;

/// A person with their organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The organisation's name, if any.
    pub organisation: Option<String>,
    /// A contact for each of their addresses.
    pub people: Vec<Contact>,
}

/// Reads every card; those without a mail address are left out.
///
/// # Errors
/// The line of a card that doesn't end: the file was cut off.
pub fn read(bytes: &[u8]) -> Result<Vec<Card>, usize> {
    let mut cards = Vec::new();
    let mut open: Option<Open> = None;
    let text = text(bytes);
    for line in unfolded(&text) {
        let Some((head, value)) = line.split_once(':') else { continue };
        let mut parts = head.split(';');
        let name = parts.next().unwrap_or_default();
        // `item1.EMAIL`: a group.
        let name = name.rsplit('.').next().unwrap_or_default().to_uppercase();
        let quoted = parts.any(|part| part.to_uppercase().ends_with("QUOTED-PRINTABLE"));
        let value = if quoted { unquoted(value) } else { value.to_owned() };
        match (name.as_str(), &mut open) {
            ("BEGIN", _) => open = Some(Open::default()),
            ("END", card) => cards.extend(card.take().and_then(Open::close)),
            ("EMAIL", Some(card)) => {
                let address = Address::parse(without_scheme(&value)).filter(|a| Domain::parse(a.domain()).is_some());
                card.addresses.extend(address);
            }
            ("FN", Some(card)) => card.name = filled(&value),
            ("N", Some(card)) => card.parts = value.split(';').map(unescaped).collect(),
            ("ORG", Some(card)) => card.organisation = value.split(';').next().and_then(filled),
            ("TITLE", Some(card)) => card.title = filled(&value),
            ("ROLE", Some(card)) => card.role = filled(&value),
            _ => {}
        }
    }
    let begins = |line: &str| line.trim().to_uppercase().starts_with("BEGIN:VCARD");
    match open {
        Some(_) => Err(text.lines().enumerate().filter(|(_, line)| begins(line)).last().map_or(1, |(number, _)| number + 1)),
        None => Ok(cards),
    }
}

#[derive(Default)]
struct Open {
    name: Option<String>,
    /// Family name, given name.
    parts: Vec<String>,
    organisation: Option<String>,
    title: Option<String>,
    role: Option<String>,
    addresses: Vec<Address>,
}

impl Open {
    fn close(self) -> Option<Card> {
        let of_parts = || match &self.parts[..] {
            [family, given, ..] => filled(format!("{given} {family}").trim()),
            [family] => filled(family),
            [] => None,
        };
        let name = self.name.clone().or_else(of_parts);
        let role = self.title.clone().or_else(|| self.role.clone());
        let contact = |address: &Address| Contact {
            address: address.clone(),
            name: name.clone(),
            role: role.clone(),
            decision_maker: false,
        };
        let people: Vec<Contact> = self.addresses.iter().map(contact).collect();
        (!people.is_empty()).then_some(Card { organisation: self.organisation, people })
    }
}

/// The lines, each whole: one that begins with a blank continues the one before (RFC 6350 section 3.2), and so does what follows a
/// `=` at the end of a quoted one (version 2.1).
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let folded = line.strip_prefix([' ', '\t']);
        match (folded, lines.last_mut()) {
            (Some(rest), Some(last)) if !goes_on => last.push_str(rest),
            (_, Some(last)) if goes_on => {
                last.pop();
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
        goes_on = lines.last().is_some_and(|last| last.ends_with('=') && last.to_uppercase().contains("QUOTED-PRINTABLE"));
    }
    lines
}

/// The text behind quoted-printable (RFC 2045 section 6.7).
fn unquoted(text: &str) -> String {
    let (mut out, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|two| std::str::from_utf8(two).ok()).and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, pair) {
            (b'=', Some(byte)) => {
                out.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                out.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn unescaped(text: &str) -> String {
    let text = text.replace("\\n", " ").replace("\\N", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

fn filled(text: &str) -> Option<String> {
    Some(unescaped(text)).filter(|text| !text.is_empty())
}

/// The address of a `mailto:` (RFC 6350, 6.4.2; schemes in any case, RFC 3986, 3.1).
fn without_scheme(value: &str) -> &str {
    match value.split_once(':') {
        Some((scheme, address)) if scheme.trim().eq_ignore_ascii_case("mailto") => address,
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_of_three_versions() {
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Pat;;;\r\nFN:Pat Lee\r\nORG:Acme Industrial\\, Inc.;Purchasing\r\nTITLE:Head of \r\n buying\r\n\
                    item1.EMAIL;TYPE=INTERNET,WORK:Pat@acme.example\r\nEMAIL:pat.private@home.example\r\nEND:VCARD\r\n\
                    BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gro=C3=9F;J=\n=C3=B6rg\nEMAIL;INTERNET:joerg@bolt.example\nEND:VCARD\n\
                    BEGIN:VCARD\nVERSION:4.0\nFN:No Mail\nTEL:1\nEND:VCARD\n\
                    BEGIN:VCARD\nVERSION:4.0\nFN:Kim\nROLE:Engineer\nEMAIL:MAILTO:kim@acme.example\nEND:VCARD\n";
        let cards = read(text.as_bytes()).unwrap();
        assert_eq!(read(format!("{text}BEGIN:VCARD\nFN:Cut\n").as_bytes()), Err(text.lines().count() + 1));
        let shown: Vec<String> = cards
            .iter()
            .flat_map(|card| {
                card.people.iter().map(|p| format!("{:?} {} {:?} {:?}", card.organisation, p.address, p.name, p.role))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "Some(\"Acme Industrial, Inc.\") pat@acme.example Some(\"Pat Lee\") Some(\"Head of buying\")",
                "Some(\"Acme Industrial, Inc.\") pat.private@home.example Some(\"Pat Lee\") Some(\"Head of buying\")",
                "None joerg@bolt.example Some(\"Jörg Groß\") None",
                "None kim@acme.example Some(\"Kim\") Some(\"Engineer\")",
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_nothing_breaks(text in "(BEGIN:VCARD\n|END:VCARD\n|EMAIL:|N;ENCODING=QUOTED-PRINTABLE:|=|=C3|[a-z@.;:\\\\]|\n| )*") {
            proptest::prop_assert!(read(text.as_bytes()).unwrap_or_default().len() <= text.len());
        }
    }
}
