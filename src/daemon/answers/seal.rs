//! Tokens: what an answer carries to show that it answers a mail of ours to its author. A token is a MAC (HMAC-SHA-256, RFC 2104,
//! cut to 16 octets) over who was written to, on which day, and about which deals, keyed by a secret of this state folder.
//! It stands in an address or an id, where case may be lost: it is written in base32 (RFC 4648, section 6) in lower case.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use ring::rand::SecureRandom;
use ring::{digest, hmac, rand};

use crate::domain::address::{Address, DealId, MessageId};
use crate::domain::answering::Doubt;
use crate::domain::mail::{Mail, MailKey};
use crate::store::{Store, StoreError};

/// How long a token is good for.
const VALID_DAYS: i64 = 14;
/// Days are counted from here: two octets reach beyond the year 2190.
const FIRST_DAY: Date = Date::constant(2020, 1, 1);
/// Octets of the day, of the hash of what it stands for, of the MAC; and how many letters they make.
const PARTS: [usize; 3] = [2, 5, 16];
const LETTERS: usize = 37;
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// An id that stands beside a mail's own in its References, and so comes back in those of an answer (RFC 5322, section 3.6.4).
const ID: &str = "wentdark-token.";
/// How many tokens of one answer are looked at.
const MOST: usize = 20;

/// What a token stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The deals that the mail spoke of.
    pub deals: BTreeSet<DealId>,
    /// The message that the mail answered, if it was an answer: what it confirmed can be taken back, what it asked be confirmed.
    pub answer: Option<MailKey>,
}

impl Scope {
    /// As the store keeps it: no deal's id holds a line break.
    pub fn text(&self) -> String {
        let answer = self.answer.map(|key| format!("{:016x}", key.0)).unwrap_or_default();
        let deals: Vec<&str> = self.deals.iter().map(DealId::as_str).collect();
        format!("{answer}\n{}", deals.join("\n"))
    }

    fn parse(text: &str) -> Self {
        let (answer, deals) = text.split_once('\n').unwrap_or((text, ""));
        let answer = u64::from_str_radix(answer, 16).ok().map(MailKey);
        Self { answer, deals: deals.lines().filter_map(DealId::parse).collect() }
    }

    /// What it is known by.
    pub fn id(&self) -> String {
        letters(&self.hash())
    }

    fn hash(&self) -> Vec<u8> {
        let hash = digest::digest(&digest::SHA256, self.text().as_bytes());
        hash.as_ref().iter().take(PARTS[1]).copied().collect()
    }
}

/// The secret of a state folder, made at its first use.
///
/// # Errors
/// [`StoreError::File`].
pub fn secret(state_dir: &std::path::Path) -> Result<[u8; 32], StoreError> {
    let make = || {
        let mut secret = [0; 32];
        rand::SystemRandom::new().fill(&mut secret).ok().map(|()| secret)
    };
    Store::answers_key(state_dir, &make)
}

/// The key.
pub struct Seal(hmac::Key);

impl Seal {
    /// The key of a state folder.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn open(state_dir: &std::path::Path) -> Result<Self, StoreError> {
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &secret(state_dir)?)))
    }

    /// The token of a mail to `reader` of that day.
    pub fn token(&self, reader: &Address, day: Date, scope: &Scope) -> String {
        let days = FIRST_DAY.until(day).map_or(0, |span| span.get_days());
        let mut octets = u16::try_from(days).unwrap_or(0).to_be_bytes().to_vec();
        octets.extend(scope.hash());
        octets.extend(self.mac(reader, day, &scope.text()));
        letters(&octets)
    }

    /// What a token proves of `reader` on the day `today`. `known` knows what each stands for.
    ///
    /// # Errors
    /// [`Doubt::OldToken`] of one that was good, [`Doubt::WrongToken`] of one that never was, or was somebody else's.
    pub fn check(
        &self,
        token: &str,
        reader: &Address,
        today: Date,
        known: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Scope, Doubt> {
        let octets = octets(token).ok_or(Doubt::WrongToken)?;
        let (day, rest) = octets.split_at_checked(PARTS[0]).ok_or(Doubt::WrongToken)?;
        let (hash, mac) = rest.split_at_checked(PARTS[1]).ok_or(Doubt::WrongToken)?;
        let days = day.iter().fold(0_i64, |days, octet| days * 256 + i64::from(*octet));
        let day = FIRST_DAY.checked_add(days.days()).map_err(|_| Doubt::WrongToken)?;
        let text = known(&letters(hash)).ok_or(Doubt::WrongToken)?;
        // Compared as MACs of their own: how long that takes tells nothing of the right one.
        let veiled = |mac: &[u8]| hmac::sign(&self.0, &[b"compared\n", mac].concat());
        if veiled(mac).as_ref() != veiled(&self.mac(reader, day, &text)).as_ref() {
            return Err(Doubt::WrongToken);
        }
        let age = day.until(today).map_or(i64::MAX, |span| i64::from(span.get_days()));
        // Zones: a mail of tomorrow is answered today.
        if (-1..=VALID_DAYS).contains(&age) { Ok(Scope::parse(&text)) } else { Err(Doubt::OldToken) }
    }

    fn mac(&self, reader: &Address, day: Date, scope: &str) -> Vec<u8> {
        let tag = hmac::sign(&self.0, format!("wentdark answers 1\n{reader}\n{day}\n{scope}").as_bytes());
        tag.as_ref().iter().take(PARTS[2]).copied().collect()
    }
}

/// The address that answers with this token go to.
pub fn tagged(address: &Address, token: &str) -> Option<Address> {
    Address::parse(&format!("{}+{token}@{}", address.local(), address.domain()))
}

/// The id that carries a token in References.
pub fn id(token: &str, domain: &str) -> MessageId {
    MessageId::made(&format!("{ID}{token}"), domain)
}

/// The tokens that an answer to `address` carries: in its recipients, in its References from the last on, in its subject.
pub fn carried(mail: &Mail, address: &Address) -> Vec<String> {
    let own = format!("{}+", address.local());
    let tags = mail.recipients().filter(|to| to.domain() == address.domain());
    let tags = tags.filter_map(|to| to.local().strip_prefix(&own)).map(str::to_owned);
    let ids = mail.in_reply_to.iter().chain(mail.references.iter().rev());
    let ids = ids.filter_map(|id| id.as_str().strip_prefix(ID)?.split('@').next()).map(str::to_lowercase);
    let subject = mail.subject.split(['[', ']']).skip(1).step_by(2).map(str::to_owned);
    let mut tokens: Vec<String> = Vec::new();
    for token in tags.chain(ids).chain(subject).filter(|token| token.len() == LETTERS).take(MOST) {
        if !tokens.contains(&token) {
            tokens.push(token);
        }
    }
    tokens
}

fn letters(octets: &[u8]) -> String {
    let (mut out, mut held, mut bits) = (String::new(), 0_u32, 0);
    let letter = |value: u32| char::from(*ALPHABET.get((value & 31) as usize).unwrap_or(&b'a'));
    for octet in octets {
        held = (held << 8 | u32::from(*octet)) & 0xffff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        out.push(letter(held << (5 - bits)));
    }
    out
}

fn octets(letters: &str) -> Option<Vec<u8>> {
    let (mut out, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in letters.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter.to_ascii_lowercase())?;
        held = (held << 5 | u32::try_from(value).ok()?) & 0xffff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    (letters.len() == LETTERS && out.len() == PARTS.iter().sum::<usize>()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    fn scope(deals: &[&str]) -> Scope {
        Scope { deals: deals.iter().filter_map(|deal| DealId::parse(deal)).collect(), answer: None }
    }

    #[test]
    fn a_token_is_good_for_its_reader_its_deals_and_two_weeks() {
        let seal = Seal(hmac::Key::new(hmac::HMAC_SHA256, &[1; 32]));
        let (lead, dana) = (address("lead@northfield.example"), address("dana@northfield.example"));
        let (day, deals) = (Date::constant(2026, 5, 20), scope(&["acme-line4", "beck-press"]));
        let token = seal.token(&lead, day, &deals);
        assert_eq!((token.len(), &token), (LETTERS, &seal.token(&lead, day, &deals)), "the same facts, the same token");
        let known = |id: &str| (id == deals.id()).then(|| deals.text());
        let on = |days: i64, reader: &Address| seal.check(&token, reader, day + days.days(), &known);
        assert_eq!(on(0, &lead), Ok(deals.clone()));
        assert_eq!(seal.check(&token.to_uppercase(), &lead, day, &known), Ok(deals.clone()));
        assert_eq!(
            (on(14, &lead), on(15, &lead), on(-2, &lead)),
            (Ok(deals.clone()), Err(Doubt::OldToken), Err(Doubt::OldToken))
        );
        assert_eq!(on(0, &dana), Err(Doubt::WrongToken), "another reader's");
        let more = |id: &str| (id == deals.id()).then(|| scope(&["acme-line4", "beck-press", "oz-1"]).text());
        assert_eq!(seal.check(&token, &lead, day, &more), Err(Doubt::WrongToken), "other deals");
        let other = Seal(hmac::Key::new(hmac::HMAC_SHA256, &[2; 32]));
        assert_eq!(other.check(&token, &lead, day, &known), Err(Doubt::WrongToken), "another key");
        for at in 0..LETTERS {
            let mut forged = token.clone().into_bytes();
            forged[at] = if forged[at] == b'a' { b'b' } else { b'a' };
            let forged = String::from_utf8(forged).unwrap();
            // The last letter has bits to spare.
            assert!(at == LETTERS - 1 || seal.check(&forged, &lead, day, &known).is_err(), "{at}");
        }
    }

    #[test]
    fn a_token_comes_back_in_an_address_an_id_or_a_subject() {
        let token = "a".repeat(LETTERS);
        let own = address("wentdark@northfield.example");
        let read = |head: &str| crate::reading::read(format!("{head}\r\n\r\nwon acme\r\n").as_bytes(), None, false).mail;
        let [one, two, three] = [
            format!("To: x@y.example, WentDark+{}@northfield.example", token.to_uppercase()),
            format!("To: wentdark@northfield.example\r\nReferences: <1@x> <{}>", id(&token, "northfield.example")),
            format!("Subject: Re: won acme [{token}]"),
        ];
        for head in [&one, &two, &three] {
            assert_eq!(carried(&read(head), &own), std::slice::from_ref(&token), "{head}");
        }
        assert!(carried(&read(&format!("To: other+{token}@northfield.example")), &own).is_empty());
        assert_eq!(tagged(&own, &token).unwrap().without_tag().as_deref(), Some(own.as_str()));
        assert!(tagged(&own, &token).unwrap().local().len() <= 64, "RFC 5321, section 4.5.3.1.1");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_token_or_none(text in "\\PC{0,60}", octet in proptest::collection::vec(proptest::num::u8::ANY, 23)) {
            let _ = octets(&text);
            proptest::prop_assert_eq!(octets(&letters(&octet)), Some(octet));
        }
    }
}
