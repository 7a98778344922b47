//! Access by OAuth: who logs in where, the access token for it, and the command that mends it when there is none.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::time::sleep;

use super::clock;
use crate::config::{CalendarPlace, Config, Delivery, Login, Mailbox, OAuthApp, Place, Provider, Purpose, SecretError};
use crate::oauth::seal::{self, Seal};
use crate::oauth::vault::Vault;
use crate::oauth::{Account, App, GrantError};
use crate::sources::SourceError;

/// One place that is logged in to.
#[derive(Clone, Copy, Debug)]
pub enum Use<'a> {
    /// A mailbox.
    Mailbox(&'a Mailbox),
    /// A calendar.
    Calendar(&'a CalendarPlace),
    /// The server that digests go out by.
    Sending,
}

/// A place that is logged in to with OAuth, by way of which app, as whom.
#[derive(Clone, Copy, Debug)]
pub struct Grantee<'a> {
    /// The app.
    pub app: &'a Arc<OAuthApp>,
    /// The login name.
    pub user: &'a str,
    /// What for.
    pub what: Use<'a>,
}

/// Where the configuration usually lies.
const USUAL: &str = "/etc/wentdark/wentdark.toml";

/// Every place that is logged in to with OAuth.
pub fn grantees(config: &Config) -> Vec<Grantee<'_>> {
    let mut all = Vec::new();
    for mailbox in config.every_mailbox() {
        if let Place::Imap(imap) = &mailbox.place
            && let Login::OAuth(app) = &imap.login
        {
            all.push(Grantee { app, user: &imap.user, what: Use::Mailbox(mailbox) });
        }
    }
    for place in &config.calendars {
        if let (Some(Login::OAuth(app)), Some(user)) = (&place.login, &place.user) {
            all.push(Grantee { app, user, what: Use::Calendar(place) });
        }
    }
    if let Some(Delivery::Smtp { login: Some((user, Login::OAuth(app))), .. }) = &config.delivery {
        all.push(Grantee { app, user, what: Use::Sending });
    }
    all
}

impl Grantee<'_> {
    /// Whether one login serves both.
    pub fn shares_with(&self, app: &OAuthApp, user: &str) -> bool {
        self.app.name == app.name && self.user.eq_ignore_ascii_case(user)
    }

    /// What `wentdark login` calls it.
    pub fn word(&self) -> &str {
        match self.what {
            Use::Mailbox(mailbox) => mailbox.owner.as_str(),
            Use::Calendar(place) => place.owner.as_str(),
            Use::Sending => "smtp",
        }
    }

    fn purpose(&self) -> Purpose {
        match self.what {
            Use::Mailbox(_) => Purpose::Mailbox,
            Use::Calendar(_) => Purpose::Calendar,
            Use::Sending => Purpose::Sending,
        }
    }
}

/// The account of `user` at an app: one grant serves everything that the configuration uses it for.
///
/// # Errors
/// [`SourceError::Human`] when the app's secret can't be had.
pub fn account(config: &Config, app: &OAuthApp, user: &str) -> Result<Account, SourceError> {
    let secret = app.secret.as_deref().map(|name| crate::config::secret(name, &config.dir)).transpose();
    let mut scopes: Vec<String> = Vec::new();
    for one in grantees(config).iter().filter(|one| one.shares_with(app, user)) {
        let more = app.scopes_for(one.purpose());
        scopes.extend(more.into_iter().filter(|scope| !scopes.contains(scope)).collect::<Vec<_>>());
    }
    let (extra, here): (&[(&str, &str)], _) = match app.provider {
        // Without these a second login gives no refresh token.
        Provider::Google => (&[("access_type", "offline"), ("prompt", "consent")], "127.0.0.1"),
        // Whatever account the browser is logged in with, the human chooses; any port will do, but with this name alone.
        Provider::Microsoft365 => (&[("prompt", "select_account")], "localhost"),
        Provider::Own => (&[], "127.0.0.1"),
    };
    let app = App {
        name: app.name.clone(),
        client_id: app.client_id.clone(),
        client_secret: secret.map_err(|error| SourceError::Human(error.to_string()))?,
        authorize: app.authorize.clone(),
        extra,
        here,
        token: app.token.clone(),
        device: app.device.clone(),
        extra_ca: app.extra_ca.clone(),
    };
    Ok(Account { app: Arc::new(app), user: user.to_owned(), scopes })
}

/// Where the grants of a configuration lie.
pub fn vault(config: &Config) -> Vault {
    let seal = match crate::config::secret(seal::CREDENTIAL, &config.dir) {
        Ok(credential) => Seal::new(credential).map(Some),
        Err(SecretError::Missing { .. }) => Ok(None),
        Err(error) => Err(error.to_string()),
    };
    Vault::new(&config.state_dir, seal)
}

/// The command with which a human grants access (again).
pub fn command(config: &Config, app: &OAuthApp, user: &str) -> String {
    let all = grantees(config);
    let word = all.iter().find(|one| one.shares_with(app, user)).map_or("smtp", Grantee::word);
    if config.path == Path::new(USUAL) {
        return format!("wentdark login {word}");
    }
    let path = std::path::absolute(&config.path).unwrap_or_else(|_| config.path.clone()).display().to_string();
    let plain = path.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
    let path = if plain { path } else { format!("'{}'", path.replace('\'', "'\\''")) };
    format!("wentdark login {word} --config {path}")
}

/// What a missing or dead grant means to a source.
fn told(config: &Config, app: &OAuthApp, user: &str, error: GrantError) -> SourceError {
    match error {
        GrantError::LogIn(why) => SourceError::Human(format!("{why}: run `{}`", command(config, app, user))),
        GrantError::Mend(why) => SourceError::Human(why),
        GrantError::Retry(why) => SourceError::Retry(why),
    }
}

/// An access token for an account; `refused` is one that a server didn't take.
///
/// # Errors
/// [`SourceError::Human`], with the command that mends it, when somebody has to log in.
pub async fn token(
    config: &Config,
    app: &OAuthApp,
    user: &str,
    refused: Option<&SecretString>,
) -> Result<SecretString, SourceError> {
    let account = account(config, app, user)?;
    let token = vault(config).access(&account, refused, clock::now()).await;
    token.map_err(|error| told(config, app, user, error))
}

/// Does `work` with an access token. When a server refuses it, a fresh one is tried once: a provider may have taken the first one
/// back before its time. If that is refused too, a human must act.
///
/// # Errors
/// As `work` tells, and as [`token`].
pub async fn with_token<T, F>(
    config: &Config,
    app: &OAuthApp,
    user: &str,
    work: impl Fn(SecretString) -> F,
) -> Result<T, SourceError>
where
    F: Future<Output = Result<T, SourceError>> + Send,
{
    let first = token(config, app, user, None).await?;
    match work(first.clone()).await {
        Err(SourceError::Refused(_)) => {}
        other => return other,
    }
    let second = token(config, app, user, Some(&first)).await?;
    match work(second).await {
        Err(SourceError::Refused(why)) => {
            let command = command(config, app, user);
            Err(SourceError::Human(format!("{why}: run `{command}`, and log in as {user} there")))
        }
        other => other,
    }
}

/// How often it is looked whether somebody has logged in.
const LOOK: Duration = Duration::from_secs(5);

/// Waits until a mailbox's grant is another one: somebody has logged in. Never, where none is needed.
pub async fn granted(config: &Config, mailbox: &Mailbox) {
    let Place::Imap(place) = &mailbox.place else { return std::future::pending().await };
    let Login::OAuth(app) = &place.login else { return std::future::pending().await };
    let Ok(account) = account(config, app, &place.user) else { return std::future::pending().await };
    let vault = vault(config);
    let before = vault.written(&account);
    while vault.written(&account) == before {
        sleep(LOOK).await;
    }
}

/// What is missing of logins that need no server to see it, each with the command that mends it.
pub fn lacking(config: &Config) -> Vec<String> {
    let mut told_of: Vec<(String, String)> = Vec::new();
    let mut lacking = Vec::new();
    for one in grantees(config) {
        let key = (one.app.name.clone(), one.user.to_lowercase());
        if told_of.contains(&key) {
            continue;
        }
        told_of.push(key);
        // An app's secret that is missing is told with the other secrets.
        let Ok(account) = account(config, one.app, one.user) else { continue };
        let looked = vault(config).look(&account).map_err(|error| told(config, one.app, one.user, error));
        lacking.extend(looked.err().map(|error| error.to_string()));
    }
    lacking
}

/// Keeps what somebody has granted.
///
/// # Errors
/// [`GrantError`].
pub async fn keep(
    config: &Config,
    account: &Account,
    tokens: &crate::oauth::token::Tokens,
    now: Timestamp,
) -> Result<(), GrantError> {
    vault(config).keep(account, tokens, now).await
}
