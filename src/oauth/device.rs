//! Logging in on another device (RFC 8628): this machine shows a code, a human enters it in any browser, and this machine asks
//! until the provider says how it went.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::time::{Instant, sleep};

use super::token::{self, Denied, Tokens, host};
use super::{Account, GrantError, shown};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// The waits between two questions, in seconds: where the provider doesn't say, at least, and at most.
const INTERVAL: u64 = 5;
const SHORTEST: u64 = 1;
const LONGEST: Duration = Duration::from_secs(60);
/// The longest that a human is waited for, in seconds.
const PATIENCE: u64 = 1800;

/// What the human does.
#[derive(Debug)]
pub struct Prompt {
    /// The page to open.
    pub page: String,
    /// The code to enter there.
    pub code: String,
    /// A page that knows the code already.
    pub direct: Option<String>,
    device: SecretString,
    interval: Duration,
    expires: Instant,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    device_code: String,
    user_code: String,
    // Google wrote it so before there was an RFC.
    #[serde(alias = "verification_url")]
    verification_uri: String,
    verification_uri_complete: Option<String>,
    expires_in: Option<u64>,
    interval: Option<u64>,
    error: Option<String>,
    error_description: Option<String>,
}

/// Asks for a code.
///
/// # Errors
/// See [`GrantError`].
pub async fn begin(account: &Account, endpoint: &str) -> Result<Prompt, GrantError> {
    let scope = account.scopes.join(" ");
    let (status, body) = token::post(account, endpoint, &[("scope", &scope)]).await?;
    let answer: Answer = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(code) = answer.error {
        let why = answer.error_description.unwrap_or_default();
        return Err(Denied { why: shown(&format!("{code}: {why}")), code }.told(account));
    }
    if answer.device_code.is_empty() || answer.user_code.is_empty() || answer.verification_uri.is_empty() {
        let host = host(endpoint);
        return Err(GrantError::Mend(format!("{host} answered with status {status} and no code: is it the device endpoint?")));
    }
    let expires = answer.expires_in.unwrap_or(PATIENCE).min(PATIENCE);
    Ok(Prompt {
        page: shown(&answer.verification_uri),
        code: shown(&answer.user_code),
        direct: answer.verification_uri_complete.as_deref().map(shown),
        device: answer.device_code.into(),
        interval: Duration::from_secs(answer.interval.unwrap_or(INTERVAL).max(SHORTEST)),
        expires: Instant::now() + Duration::from_secs(expires),
    })
}

/// Waits until the human has entered the code.
///
/// # Errors
/// [`GrantError::LogIn`] when they declined, or let the code expire.
pub async fn wait(account: &Account, mut prompt: Prompt) -> Result<Tokens, GrantError> {
    let name = &account.app.name;
    let fields = [("grant_type", GRANT), ("device_code", prompt.device.expose_secret())];
    loop {
        sleep(prompt.interval).await;
        if Instant::now() > prompt.expires {
            return Err(GrantError::LogIn(format!("the code of {name} expired before it was entered")));
        }
        let denied = match token::ask(account, &fields).await {
            Ok(Ok(tokens)) => return Ok(tokens),
            Ok(Err(denied)) => denied,
            // A server that doesn't answer is asked half as often (RFC 8628 section 3.5).
            Err(GrantError::Retry(_)) => {
                prompt.interval = (prompt.interval * 2).min(LONGEST);
                continue;
            }
            Err(other) => return Err(other),
        };
        match denied.code.as_str() {
            "authorization_pending" => {}
            "slow_down" => prompt.interval = (prompt.interval + Duration::from_secs(5)).min(LONGEST),
            // The second one is Microsoft's word.
            "access_denied" | "authorization_declined" => {
                return Err(GrantError::LogIn(format!("access was declined at {name}")));
            }
            "expired_token" | "code_expired" => {
                return Err(GrantError::LogIn(format!("the code of {name} expired before it was entered")));
            }
            _ => return Err(denied.told(account)),
        }
    }
}
