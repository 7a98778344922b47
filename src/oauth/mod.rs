//! Access to an account at Google, Microsoft or elsewhere without its password (OAuth 2.0, RFC 6749): a human grants it once
//! ([`device`] or [`browser`]), the grant is kept in the state folder ([`vault`]) and gives an access token whenever one is needed.

pub mod browser;
pub mod device;
pub mod seal;
mod store;
pub mod token;
pub mod vault;

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;

use crate::net::NetError;

/// An app that is registered at a provider.
#[derive(Clone, Debug)]
pub struct App {
    /// What the configuration calls it.
    pub name: String,
    /// What the provider calls it.
    pub client_id: String,
    /// Its password at the provider; public apps have none.
    pub client_secret: Option<SecretString>,
    /// Where a browser is sent; `None` where only codes for devices are given.
    pub authorize: Option<String>,
    /// What `authorize` is asked besides what every provider is.
    pub extra: &'static [(&'static str, &'static str)],
    /// How a browser on this machine names it: `127.0.0.1` (RFC 8252 section 8.3), or `localhost`, which Microsoft wants.
    pub here: &'static str,
    /// Where codes and grants are exchanged for tokens.
    pub token: String,
    /// Where codes for devices are asked for (RFC 8628); `None` where the provider gives none for mail.
    pub device: Option<String>,
    /// A PEM file of authorities to trust besides the platform's.
    pub extra_ca: Option<PathBuf>,
}

/// An account and what is to be done with it.
#[derive(Clone, Debug)]
pub struct Account {
    /// By way of which app.
    pub app: Arc<App>,
    /// The login name.
    pub user: String,
    /// What is asked for.
    pub scopes: Vec<String>,
}

/// Why there is no access token, by what the caller does next.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// Somebody must log in: nobody has yet, or the grant has expired, was revoked, or covers too little.
    #[error("{0}")]
    LogIn(String),
    /// Somebody must mend the configuration, the app's registration or the state folder.
    #[error("{0}")]
    Mend(String),
    /// It may work later.
    #[error("{0}")]
    Retry(String),
}

impl From<NetError> for GrantError {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Retry(text) => Self::Retry(text),
            NetError::Human(text) => Self::Mend(text),
        }
    }
}

/// A text from elsewhere in one short line, without addresses: it may be shown in a digest.
fn shown(text: &str) -> String {
    // Microsoft adds numbers for its support.
    let text = text.split("Trace ID:").next().unwrap_or_default();
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(400).collect();
    let words = text.split_whitespace().map(|word| if word.contains('@') { "..." } else { word });
    words.collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

/// 32 octets that nobody can guess, in the letters of a URL.
fn unguessable() -> Result<String, GrantError> {
    use base64::Engine;
    use ring::rand::{SecureRandom, SystemRandom};
    let mut octets = [0; 32];
    let failed = |_| GrantError::Retry("the system gives no random numbers".to_owned());
    SystemRandom::new().fill(&mut octets).map_err(failed)?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(octets))
}
