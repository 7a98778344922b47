//! The way that digests go out, with whatever it takes to be let in.

use lettre::address::Envelope;
use secrecy::SecretString;

use super::digests::DigestError;
use super::signin;
use crate::config::{Config, Delivery, Login};
use crate::delivery::send::{self, SendError, SmtpSettings, Tls, Transport};
use crate::domain::address::MessageId;
use crate::sources::SourceError;

/// The way that the configuration names.
///
/// # Errors
/// [`DigestError`]: there is none, a secret is missing, or nobody has granted access.
pub async fn transport(config: &Config) -> Result<Transport, DigestError> {
    let login = match &config.delivery {
        Some(Delivery::Smtp { login: Some((user, Login::OAuth(app))), .. }) => {
            let token = signin::token(config, app, user, None).await.map_err(lacks)?;
            Some(send::Login::Token { user: user.clone(), token })
        }
        Some(Delivery::Smtp { login: Some((user, Login::Secret(name))), .. }) => {
            let password = crate::config::secret(name, &config.dir).map_err(|error| DigestError::Secret(error.to_string()))?;
            Some(send::Login::Password { user: user.clone(), password })
        }
        Some(Delivery::Smtp { login: None, .. } | Delivery::Folder(_)) | None => None,
    };
    with(config, login)
}

/// Hands a mail over. A server that refuses the access token is shown a fresh one, once.
///
/// # Errors
/// As [`transport`], and what the server says.
pub async fn send(config: &Config, way: &Transport, envelope: &Envelope, mail: &[u8], id: &MessageId) -> Result<(), DigestError> {
    match way.send_raw(envelope, mail, id.as_str()).await {
        Err(SendError::Token(_)) => {
            let fresh = anew(config, way).await?;
            let sent = fresh.send_raw(envelope, mail, id.as_str()).await;
            sent.map_err(|error| told(config, error))
        }
        other => other.map_err(DigestError::Send),
    }
}

/// Tries whether mail would be taken, as sending does. Nothing is sent.
///
/// # Errors
/// As [`transport`], and what the server says.
pub async fn try_out(config: &Config) -> Result<(), DigestError> {
    let way = transport(config).await?;
    match way.try_out().await {
        Err(SendError::Token(_)) => anew(config, &way).await?.try_out().await.map_err(|error| told(config, error)),
        other => other.map_err(DigestError::Send),
    }
}

/// The way with an access token that is to be tried.
///
/// # Errors
/// As [`transport`].
pub fn with_token(config: &Config, user: &str, token: SecretString) -> Result<Transport, DigestError> {
    with(config, Some(send::Login::Token { user: user.to_owned(), token }))
}

/// The same way with a fresh access token, when the server refused the one of `before`.
///
/// # Errors
/// As [`transport`].
async fn anew(config: &Config, before: &Transport) -> Result<Transport, DigestError> {
    match (&config.delivery, before) {
        (Some(Delivery::Smtp { login: Some((user, Login::OAuth(app))), .. }), Transport::SmtpByToken(refused)) => {
            let token = signin::token(config, app, user, Some(refused.token())).await.map_err(lacks)?;
            with_token(config, user, token)
        }
        _ => transport(config).await,
    }
}

/// A second refusal is for a human to mend.
fn told(config: &Config, error: SendError) -> DigestError {
    match (&error, &config.delivery) {
        (SendError::Token(why), Some(Delivery::Smtp { login: Some((user, Login::OAuth(app))), .. })) => {
            let command = signin::command(config, app, user);
            DigestError::Secret(format!("{why}: run `{command}`, and log in as {user} there"))
        }
        _ => DigestError::Send(error),
    }
}

/// Why there is no token. A provider that is down is tried again, like a mail server that is.
fn lacks(error: SourceError) -> DigestError {
    match error {
        SourceError::Retry(why) | SourceError::Lone(why) | SourceError::Missing(why) | SourceError::Later { why, .. } => {
            DigestError::Send(SendError::Retry(why))
        }
        SourceError::Human(why) | SourceError::Forbidden(why) | SourceError::Refused(why) => DigestError::Secret(why),
    }
}

fn with(config: &Config, login: Option<send::Login>) -> Result<Transport, DigestError> {
    match config.delivery.as_ref().ok_or(DigestError::NoDelivery)? {
        Delivery::Folder(path) => Ok(Transport::folder(path.clone())),
        Delivery::Smtp { host, port, tls, extra_ca, .. } => Ok(Transport::smtp(&SmtpSettings {
            host: host.clone(),
            port: *port,
            tls: match tls {
                crate::config::Tls::Implicit => Tls::Implicit,
                crate::config::Tls::StartTls => Tls::Starttls,
            },
            login,
            extra_ca: extra_ca.clone(),
        })?),
    }
}
