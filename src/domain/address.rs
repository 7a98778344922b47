//! Addresses, domains and identifiers, unbuildable in a wrong form.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// An address as RFC 5321 routes it: `local@domain`, in lower case, without display name or angle brackets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// Reads `local@domain`. White space around it is ignored; `None` when a side is empty or a control character, a space
    /// or an angle bracket is inside.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        let bad = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | ',');
        if local.is_empty() || domain.is_empty() || text.len() > 320 || text.contains(bad) {
            return None;
        }
        Some(Self(text.to_lowercase().into()))
    }

    /// The whole address, lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the last `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// The address without the tag behind a `+` (RFC 5233, as most servers deliver it); `None` when it carries none.
    pub fn without_tag(&self) -> Option<String> {
        let (mailbox, _) = self.local().split_once('+').filter(|(mailbox, _)| !mailbox.is_empty())?;
        Some(format!("{mailbox}@{}", self.domain()))
    }

    /// Whether mail to both reaches the same mailbox: they differ in a tag at most.
    pub fn is_mailbox_of(&self, other: &Self) -> bool {
        let mailbox =
            |local| str::split_once(local, '+').map_or(local, |(mailbox, _)| if mailbox.is_empty() { local } else { mailbox });
        self == other || (self.domain() == other.domain() && mailbox(self.local()) == mailbox(other.local()))
    }

    /// What stands behind the last `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// A mail domain in lower case, such as `acme.example`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(Arc<str>);

impl Domain {
    /// Reads a domain of at least two labels; a leading `@` is ignored. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('@').trim_end_matches('.').to_lowercase();
        let label = |l: &str| !l.is_empty() && l.len() < 64 && l.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        let fine = text.len() < 254 && text.contains('.') && text.split('.').all(label);
        fine.then(|| Self(text.into()))
    }

    /// The domain, lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `name` is this domain or below it.
    pub fn covers(&self, name: &str) -> bool {
        name.strip_suffix(&*self.0).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

/// A Message-ID (RFC 5322) without its angle brackets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(Arc<str>);

impl MessageId {
    /// Reads an id, with or without angle brackets. `None` when it is empty, longer than 998 octets or holds a control character.
    pub fn parse(text: &str) -> Option<Self> {
        // Nearly all have nothing around them.
        let plain = text.bytes().all(|octet| octet.is_ascii_graphic() && !matches!(octet, b'<' | b'>'));
        let text = if plain { text } else { text.trim().trim_start_matches('<').trim_end_matches('>').trim() };
        let fine = !text.is_empty() && text.len() <= 998 && (plain || !text.contains(char::is_control));
        fine.then(|| Self(text.into()))
    }

    /// An id of our own making, `left@right`. What an id can't hold is left out, so this can't fail.
    pub fn made(left: &str, right: &str) -> Self {
        let keep =
            |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).take(200).collect();
        let (left, right): (String, String) = (keep(left), keep(right));
        let right = if right.is_empty() { "localhost" } else { right.as_str() };
        Self(format!("{left}@{right}").into())
    }

    /// The id without angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The id of a deal as the prospects files give it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DealId(Arc<str>);

impl DealId {
    /// Takes an id of 1 to 100 characters without control characters.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fine = !text.is_empty() && text.chars().count() <= 100 && !text.contains(char::is_control);
        fine.then(|| Self(text.into()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// Hashes and compares as its text does: a set of them is asked for a text.
impl Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for MessageId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

macro_rules! shown_as_text {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }
    )*};
}
shown_as_text!(Address, Domain, MessageId, DealId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_covers_itself_and_what_is_below() {
        let acme = Domain::parse("Acme.Example").unwrap();
        assert!(acme.covers("acme.example") && acme.covers("mail.acme.example"));
        assert!(!acme.covers("notacme.example") && !acme.covers("example"));
    }

    #[test]
    fn a_tag_leads_to_the_same_mailbox() {
        let address = |text| Address::parse(text).unwrap();
        assert_eq!(address("pat+deals@acme.example").without_tag().as_deref(), Some("pat@acme.example"));
        assert!(address("pat+deals@acme.example").is_mailbox_of(&address("pat@acme.example")));
        assert!(!address("pat@acme.example").is_mailbox_of(&address("pat@bolt.example")));
        assert!(address("pat@acme.example").without_tag().is_none() && address("+1@acme.example").without_tag().is_none());
        assert!(!address("+1@acme.example").is_mailbox_of(&address("+2@acme.example")));
    }

    #[test]
    fn an_address_is_folded_and_checked() {
        assert_eq!(Address::parse(" Pat@ACME.example ").unwrap().as_str(), "pat@acme.example");
        for bad in ["", "pat", "@acme.example", "pat@", "pat lee@acme.example", "a@b\r\nBcc: c@d"] {
            assert!(Address::parse(bad).is_none(), "{bad:?}");
        }
    }
}
