//! The token endpoint (RFC 6749 section 3.2): codes and grants in, access tokens out.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{Account, GrantError, shown};
use crate::net::http::post_form;

/// How long a token is taken to hold whose provider doesn't tell, in seconds.
const LIFETIME: u64 = 3600;

/// What the endpoint gave.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// What servers are shown.
    pub access: SecretString,
    /// What the next access token is asked for with; a provider that leaves it out at a renewal means the old one to stay.
    pub refresh: Option<SecretString>,
    /// Seconds from now on for which the access token holds.
    pub lifetime: u64,
    /// What was granted, where it isn't what was asked for.
    pub scope: Option<String>,
}

/// The endpoint said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// The code of RFC 6749 section 5.2 or RFC 8628 section 3.5, such as `invalid_grant`.
    pub code: String,
    /// Why, in words fit to be shown.
    pub why: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    access_token: Option<String>,
    refresh_token: Option<String>,
    /// A number, but a text at some providers.
    expires_in: serde_json::Value,
    scope: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// Exchanges a grant for a fresh access token.
///
/// # Errors
/// [`GrantError::LogIn`] when the grant has expired or was revoked.
pub async fn renew(account: &Account, refresh: &SecretString) -> Result<Tokens, GrantError> {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose_secret())];
    ask(account, &fields).await?.map_err(|denied| denied.told(account))
}

/// Exchanges what a browser brought for a grant. `verifier` proves that it is ours (RFC 7636).
///
/// # Errors
/// See [`GrantError`].
pub async fn redeem(account: &Account, code: &SecretString, verifier: &str, redirect: &str) -> Result<Tokens, GrantError> {
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.expose_secret()),
        ("code_verifier", verifier),
        ("redirect_uri", redirect),
    ];
    ask(account, &fields).await?.map_err(|denied| match denied.code.as_str() {
        "invalid_grant" => {
            GrantError::LogIn(format!("{} does not take what the browser brought ({})", account.app.name, denied.why))
        }
        _ => denied.told(account),
    })
}

/// Asks the endpoint.
///
/// # Errors
/// [`GrantError::Retry`] when it can't be reached, is overburdened or in trouble.
pub(super) async fn ask(account: &Account, fields: &[(&str, &str)]) -> Result<Result<Tokens, Denied>, GrantError> {
    let (status, body) = post(account, &account.app.token, fields).await?;
    let answer: Answer = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(access) = answer.access_token.filter(|token| !token.is_empty() && status == 200) {
        let lifetime = answer.expires_in.as_u64().or_else(|| answer.expires_in.as_str()?.parse().ok());
        return Ok(Ok(Tokens {
            access: access.into(),
            refresh: answer.refresh_token.filter(|token| !token.is_empty()).map(SecretString::from),
            lifetime: lifetime.unwrap_or(LIFETIME),
            scope: answer.scope,
        }));
    }
    match answer.error {
        Some(code) => {
            let why = answer.error_description.as_deref().map(shown).filter(|why| !why.is_empty());
            let code = shown(&code);
            Ok(Err(Denied { why: why.map_or_else(|| code.clone(), |why| format!("{code}: {why}")), code }))
        }
        None => {
            let host = host(&account.app.token);
            Err(GrantError::Mend(format!(
                "{host} answered with status {status} and no token: is oauth.token its token endpoint?"
            )))
        }
    }
}

/// Posts a form in the app's name. A server in trouble is told apart from one that says no.
pub(super) async fn post(
    account: &Account,
    url: &str,
    fields: &[(&str, &str)],
) -> Result<(u16, secrecy::zeroize::Zeroizing<Vec<u8>>), GrantError> {
    let app = &account.app;
    let mut all = vec![("client_id", app.client_id.as_str())];
    all.extend(app.client_secret.as_ref().map(|secret| ("client_secret", secret.expose_secret())));
    all.extend_from_slice(fields);
    let (status, body) = post_form(url, &all, app.extra_ca.as_deref()).await?;
    match status {
        408 | 429 | 500.. => Err(GrantError::Retry(format!("{} answered with status {status}", host(url)))),
        _ => Ok((status, body)),
    }
}

pub(super) fn host(url: &str) -> String {
    url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| url.to_owned())
}

impl Denied {
    /// What it means to whoever has to act.
    pub(super) fn told(self, account: &Account) -> GrantError {
        let (name, user, why) = (&account.app.name, &account.user, &self.why);
        match self.code.as_str() {
            // The last three are Microsoft's and OpenID's ways to say that the user has to be asked anew.
            "invalid_grant" | "access_denied" | "interaction_required" | "consent_required" | "login_required" => {
                GrantError::LogIn(format!("{name} no longer grants access for {user} ({why})"))
            }
            "temporarily_unavailable" | "server_error" => GrantError::Retry(format!("{name} is unavailable ({why})")),
            "invalid_client" | "unauthorized_client" => GrantError::Mend(format!(
                "{name} does not accept the app: see client_id and secret of [[oauth]], and how the app is registered ({why})"
            )),
            "invalid_scope" => GrantError::Mend(format!("{name} does not give the app what it asks for ({why})")),
            _ => GrantError::Mend(format!("{name} refused: {why}")),
        }
    }
}
