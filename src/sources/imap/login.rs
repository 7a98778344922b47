//! Logging in, and what a refusal means.

use secrecy::{ExposeSecret, SecretString};

use super::odd::Odd;
use super::session::Fault;
use super::wire::Line;
use super::{Imap, ImapSettings};
use crate::net::sasl::Mechanism;
use crate::sources::SourceError;

/// What a user is let in with.
#[derive(Clone, Debug)]
pub enum Login {
    /// With a password, by LOGIN.
    Password(SecretString),
    /// With an OAuth 2 access token, by AUTHENTICATE.
    Token(SecretString),
}

/// Codes of RFC 5530 (and LIMIT of RFC 9051) for a server that lets nobody in just now.
const BUSY: [&str; 4] = ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"];
/// Gmail's words for the same, which come with [ALERT].
const TOO_MANY: &str = "Too many simultaneous connections";
/// Exchange's words for an account that exists and may not be read so: IMAP is turned off for it, or it is somebody else's.
const NOT_CONNECTED: &str = "authenticated but not connected";

impl Imap {
    /// Logs in, and notes what the server can do if it says so along with its OK, as most do.
    pub(super) async fn log_in(&mut self) -> Result<(), SourceError> {
        let ImapSettings { host, user, .. } = self.settings.clone();
        let mut capabilities = Vec::new();
        let outcome = match self.settings.login.clone() {
            Login::Password(password) => {
                self.session.login(&user, password.expose_secret(), |line| capabilities.extend(told(line))).await
            }
            Login::Token(token) => {
                self.ask_capabilities().await?;
                let offered = self.capabilities.iter().filter_map(|capability| capability.strip_prefix("AUTH="));
                let Some(mechanism) = Mechanism::choose(offered) else {
                    return Err(SourceError::Human(format!(
                        "{host} offers no login with an access token (neither OAUTHBEARER nor XOAUTH2): use a password there"
                    )));
                };
                let initial = mechanism.initial(&user, &host, self.settings.port, token.expose_secret());
                if mechanism == Mechanism::XOAuth2 {
                    self.session.odd.tell(Odd::XOAuth2Alone, "");
                }
                let at_once = self.can("SASL-IR");
                self.session.authenticate(mechanism, &initial, at_once, |line| capabilities.extend(told(line))).await
            }
        };
        self.capabilities = capabilities;
        outcome.map_err(|fault| refused(fault, &host, &self.settings.login))
    }
}

fn told(line: Line<'_>) -> Vec<String> {
    match line {
        Line::Status { words, .. } => words.capabilities(),
        Line::Data(tokens) => tokens.capabilities().unwrap_or_default(),
        Line::Continue | Line::Tagged { .. } => Vec::new(),
    }
}

fn refused(fault: Fault, host: &str, login: &Login) -> SourceError {
    match (fault, login) {
        (Fault::No { code, shown }, _) if BUSY.contains(&code.as_str()) || shown.contains(TOO_MANY) => {
            SourceError::Retry(format!("{host} lets nobody in just now: {shown}"))
        }
        (Fault::No { shown, .. } | Fault::Bad(shown), Login::Password(_)) => {
            let mend = "put the right one where mailbox.secret says; under systemd, then run systemctl restart wentdark";
            SourceError::Human(format!("{host}: the password was refused, or logging in with one is off ({mend}): {shown}"))
        }
        (Fault::No { shown, .. }, Login::Token(_)) if shown.contains(NOT_CONNECTED) => {
            SourceError::Human(format!("{host}: this account may not be read by IMAP; see whether IMAP is on for it: {shown}"))
        }
        (Fault::No { shown, .. }, Login::Token(_)) => SourceError::Refused(format!("{host} refuses the access token: {shown}")),
        (Fault::Bad(shown), Login::Token(_)) => {
            SourceError::Human(format!("{host} does not understand a login with an access token: {shown}"))
        }
        (fault, _) => fault.during(&format!("logging in at {host}")),
    }
}
