//! SMTP with an access token (RFC 4954 with OAUTHBEARER or XOAUTH2). lettre speaks SMTP; that it takes a server's reason for refusing a
//! token for a mistake of its own is why the login is done here.

use lettre::address::Envelope;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::send::{CONNECT, SendError, Tls, reason, sort_out};
use crate::net::sasl::{Mechanism, refusal};

/// A command line has at most this many octets (RFC 5321 section 4.5.3.1.4); a first message that doesn't fit waits to be asked for
/// (RFC 4954 section 4).
const LINE: usize = 512;

/// Where mail is handed over by whom.
pub struct ByToken {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) tls: Tls,
    pub(super) parameters: TlsParameters,
    pub(super) user: String,
    pub(super) token: SecretString,
}

impl ByToken {
    /// What it logs in with.
    pub fn token(&self) -> &SecretString {
        &self.token
    }

    /// Logs in and hands over one mail.
    pub(super) async fn send(&self, envelope: &Envelope, mail: &[u8]) -> Result<(), SendError> {
        let mut connection = self.log_in().await?;
        connection.send(envelope, mail).await.map_err(|error| sort_out(&error))?;
        // It was taken: that the farewell goes wrong changes nothing.
        let _ = connection.quit().await;
        Ok(())
    }

    /// Logs in and takes leave.
    pub(super) async fn try_login(&self) -> Result<(), SendError> {
        let _ = self.log_in().await?.quit().await;
        Ok(())
    }

    async fn log_in(&self) -> Result<AsyncSmtpConnection, SendError> {
        let (hello, parameters) = (ClientId::default(), self.parameters.clone());
        let (at_once, later) = match self.tls {
            Tls::Implicit => (Some(parameters), None),
            Tls::Starttls => (None, Some(parameters)),
        };
        let server = (self.host.as_str(), self.port);
        let connection = AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &hello, at_once, None).await;
        let mut connection = connection.map_err(|error| sort_out(&error))?;
        if let Some(parameters) = later {
            connection.starttls(parameters, &hello).await.map_err(|error| sort_out(&error))?;
        }
        let mechanism = self.mechanism(&mut connection, &hello).await?;
        let initial = mechanism.initial(&self.user, &self.host, self.port, self.token.expose_secret());
        self.exchange(&mut connection, mechanism, &initial).await?;
        Ok(connection)
    }

    async fn mechanism(&self, connection: &mut AsyncSmtpConnection, hello: &ClientId) -> Result<Mechanism, SendError> {
        // What lettre keeps of the greeting leaves out the mechanisms that it doesn't know.
        let response = connection.command(format!("EHLO {hello}\r\n")).await.map_err(|error| sort_out(&error))?;
        let lines: Vec<String> = response.message().map(str::to_ascii_uppercase).collect();
        let auth = lines.iter().find_map(|line| line.strip_prefix("AUTH "));
        Mechanism::choose(auth.unwrap_or_default().split_whitespace()).ok_or_else(|| {
            let host = &self.host;
            SendError::Refused(format!("{host} offers no login with an access token (neither OAUTHBEARER nor XOAUTH2)"))
        })
    }

    async fn exchange(&self, connection: &mut AsyncSmtpConnection, mechanism: Mechanism, initial: &str) -> Result<(), SendError> {
        let name = mechanism.name();
        let whole = Zeroizing::new(format!("AUTH {name} {initial}\r\n"));
        let mut response = if whole.len() <= LINE {
            self.say(connection, &whole, None).await?
        } else {
            self.say(connection, &format!("AUTH {name}\r\n"), None).await?;
            self.say(connection, &Zeroizing::new(format!("{initial}\r\n")), None).await?
        };
        if response.has_code(334) {
            let why = response.first_line().and_then(refusal);
            response = self.say(connection, &format!("{}\r\n", mechanism.dismissal()), why).await?;
        }
        match response.has_code(235) {
            true => Ok(()),
            false => Err(SendError::Retry(format!("{} answered the login with {}", self.host, response.code()))),
        }
    }

    /// One line of the login, and the answer; `why` is what the server has said of the token before.
    async fn say(&self, connection: &mut AsyncSmtpConnection, line: &str, why: Option<String>) -> Result<Response, SendError> {
        let host = &self.host;
        connection.command(line).await.map_err(|error| match error.is_permanent() {
            true => {
                let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
                SendError::Token(format!("{host} refuses the access token: {}{why}", reason(&error)))
            }
            false => sort_out(&error),
        })
    }
}
