//! The two SASL mechanisms that log in with an access token: OAUTHBEARER (RFC 7628) and its forerunner XOAUTH2, which is all that
//! Microsoft 365 offers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::zeroize::Zeroizing;

/// A mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// RFC 7628.
    OAuthBearer,
    /// Google's, before there was an RFC.
    XOAuth2,
}

impl Mechanism {
    /// The better one of those that a server offers by their names.
    pub fn choose<'a>(offered: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        let offers = |wanted: &Self| offered.clone().any(|name| name.eq_ignore_ascii_case(wanted.name()));
        [Self::OAuthBearer, Self::XOAuth2].into_iter().find(offers)
    }

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::OAuthBearer => "OAUTHBEARER",
            Self::XOAuth2 => "XOAUTH2",
        }
    }

    /// The client's first message, in base64.
    pub fn initial(self, user: &str, host: &str, port: u16, token: &str) -> Zeroizing<String> {
        let message = Zeroizing::new(match self {
            Self::OAuthBearer => {
                // A name within a GS2 header (RFC 5801 section 4).
                let user = user.replace('=', "=3D").replace(',', "=2C");
                format!("n,a={user},\x01host={host}\x01port={port}\x01auth=Bearer {token}\x01\x01")
            }
            Self::XOAuth2 => format!("user={user}\x01auth=Bearer {token}\x01\x01"),
        });
        Zeroizing::new(STANDARD.encode(message.as_bytes()))
    }

    /// What is answered to the challenge in which a server tells why it refuses, so that it ends the exchange: a lone ^A in base64
    /// (RFC 7628 section 3.2.3), or an empty line.
    pub fn dismissal(self) -> &'static str {
        match self {
            Self::OAuthBearer => "AQ==",
            Self::XOAuth2 => "",
        }
    }
}

/// What a server's challenge (JSON in base64) says of a refused token, in words fit to be shown; `None` when it says nothing.
pub fn refusal(challenge: &str) -> Option<String> {
    let json = STANDARD.decode(challenge.trim()).ok()?;
    let said: serde_json::Value = serde_json::from_slice(&json).ok()?;
    let word = |key: &str| {
        let text = match said.get(key)? {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let plain: String = text.chars().filter(|c| !c.is_control()).take(100).collect();
        (!plain.is_empty()).then(|| format!("{key} {plain}"))
    };
    let words: Vec<String> = ["status", "scope"].into_iter().filter_map(word).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(mechanism: Mechanism, user: &str) -> String {
        String::from_utf8(STANDARD.decode(mechanism.initial(user, "imap.example", 993, "t0ken").as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn the_messages_are_those_of_the_specifications() {
        let user = "dana@northfield.example";
        let bearer = "n,a=dana@northfield.example,\x01host=imap.example\x01port=993\x01auth=Bearer t0ken\x01\x01";
        assert_eq!(decoded(Mechanism::OAuthBearer, user), bearer);
        assert_eq!(decoded(Mechanism::XOAuth2, user), "user=dana@northfield.example\x01auth=Bearer t0ken\x01\x01");
        assert!(decoded(Mechanism::OAuthBearer, "a,b=c").starts_with("n,a=a=2Cb=3Dc,"));
    }

    #[test]
    fn the_standard_one_is_preferred() {
        let choose = |offered: &[&str]| Mechanism::choose(offered.iter().copied());
        assert_eq!(choose(&["PLAIN", "xoauth2", "OAUTHBEARER"]), Some(Mechanism::OAuthBearer));
        assert_eq!(choose(&["PLAIN", "XOAUTH2"]), Some(Mechanism::XOAuth2));
        assert_eq!(choose(&["PLAIN"]), None);
    }

    #[test]
    fn a_refusal_is_told_in_words_whatever_it_is() {
        let told = |json: &str| refusal(&STANDARD.encode(json));
        let google = "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";
        assert_eq!(told(google).as_deref(), Some("status 400, scope https://mail.google.com/"));
        assert_eq!(told("{\"status\":\"invalid_token\\n\"}").as_deref(), Some("status invalid_token"));
        assert!(told("{}").is_none() && told("no JSON").is_none() && refusal("!").is_none());
    }
}
