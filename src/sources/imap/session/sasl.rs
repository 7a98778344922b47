//! AUTHENTICATE (RFC 3501 section 6.2.2) with an access token.

use secrecy::zeroize::Zeroizing;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;

use super::{Fault, Session};
use crate::net::sasl::{Mechanism, refusal};
use crate::sources::imap::wire::{Line, Word};

/// A server that tells its reasons more often than this doesn't come to an end.
const ROUNDS: usize = 3;

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Session<S> {
    /// Logs in. `initial` goes along with the command where the server takes it so (`at_once`: SASL-IR, RFC 4959), else when it asks.
    pub(in crate::sources::imap) async fn authenticate(
        &mut self,
        mechanism: Mechanism,
        initial: &str,
        at_once: bool,
        mut each: impl FnMut(Line<'_>) + Send,
    ) -> Result<(), Fault> {
        let name = mechanism.name();
        let command = Zeroizing::new(match at_once {
            true => format!("AUTHENTICATE {name} {initial}"),
            false => format!("AUTHENTICATE {name}"),
        });
        let tag = self.send(command.as_bytes()).await?;
        self.broken = true;
        let deadline = Instant::now() + self.patience.command;
        let (mut octets, mut owes, mut rounds, mut reason) = (0, !at_once, 0, None);
        loop {
            let response = self.response(deadline, &mut octets).await?;
            match Line::parse(&response) {
                Line::Continue if std::mem::take(&mut owes) => {
                    self.write(&Zeroizing::new([initial.as_bytes(), b"\r\n"].concat())).await?;
                }
                // The reason why it refuses. It says no when that was heard.
                Line::Continue if rounds < ROUNDS => {
                    rounds += 1;
                    let challenge = String::from_utf8_lossy(response.get(1..).unwrap_or_default()).into_owned();
                    reason = refusal(&challenge).or(reason);
                    self.write(format!("{}\r\n", mechanism.dismissal()).as_bytes()).await?;
                }
                Line::Continue => return Err(Fault::Odd("the server asks on and on at the login")),
                Line::Tagged { tag: theirs, status, words } if theirs == tag.to_string().as_bytes() => {
                    self.under_way.clear();
                    self.broken = false;
                    let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
                    let shown = format!("{}{reason}", words.shown());
                    return match status {
                        Word::Ok => {
                            each(Line::Status { status, words });
                            Ok(())
                        }
                        Word::No => Err(Fault::No { code: words.code().unwrap_or_default(), shown }),
                        Word::Bad | Word::Bye => Err(Fault::Bad(shown)),
                    };
                }
                Line::Status { status: Word::Bye, words } => return Err(Fault::Bye(words.shown())),
                line @ (Line::Status { .. } | Line::Data(_)) => each(line),
                Line::Tagged { .. } => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// How a login ends at a server that says `heard`, and what it reads.
    async fn logged_in(mechanism: Mechanism, at_once: bool, heard: &str) -> (Result<(), Fault>, String) {
        let (near, mut far) = tokio::io::duplex(1 << 16);
        far.write_all(heard.as_bytes()).await.unwrap();
        let mut session = Session::over(near, "localhost");
        let outcome = session.authenticate(mechanism, "SU5J", at_once, |_| ()).await;
        drop(session);
        let mut sent = String::new();
        far.read_to_string(&mut sent).await.unwrap();
        (outcome, sent)
    }

    #[tokio::test]
    async fn the_first_message_goes_along_or_waits_to_be_asked_for() {
        let (outcome, sent) = logged_in(Mechanism::XOAuth2, true, "* CAPABILITY X\r\nw1 OK in\r\n").await;
        assert!(outcome.is_ok());
        assert_eq!(sent, "w1 AUTHENTICATE XOAUTH2 SU5J\r\n");
        let (outcome, sent) = logged_in(Mechanism::OAuthBearer, false, "+ \r\nw1 OK in\r\n").await;
        assert!(outcome.is_ok());
        assert_eq!(sent, "w1 AUTHENTICATE OAUTHBEARER\r\nSU5J\r\n");
    }

    #[tokio::test]
    async fn a_servers_reason_is_answered_as_each_mechanism_asks_and_told() {
        // {"status":"401"}
        let heard = "+ eyJzdGF0dXMiOiI0MDEifQ==\r\nw1 NO [AUTHENTICATIONFAILED] refused\r\n";
        for (mechanism, answer) in [(Mechanism::XOAuth2, "\r\n"), (Mechanism::OAuthBearer, "AQ==\r\n")] {
            let (outcome, sent) = logged_in(mechanism, true, heard).await;
            let Err(Fault::No { code, shown }) = outcome else { panic!("{outcome:?}") };
            assert_eq!((code.as_str(), shown.as_str()), ("AUTHENTICATIONFAILED", "[AUTHENTICATIONFAILED] refused (status 401)"));
            assert_eq!(sent, format!("w1 AUTHENTICATE {} SU5J\r\n{answer}", mechanism.name()));
        }
    }

    #[tokio::test]
    async fn a_server_that_asks_on_and_on_or_leaves_is_given_up() {
        let (outcome, _) = logged_in(Mechanism::XOAuth2, true, &"+ e30=\r\n".repeat(50)).await;
        assert!(matches!(outcome, Err(Fault::Odd(_))), "{outcome:?}");
        let (outcome, _) = logged_in(Mechanism::XOAuth2, true, "* BYE too many\r\n").await;
        assert!(matches!(outcome, Err(Fault::Bye(_))), "{outcome:?}");
        let (outcome, _) = logged_in(Mechanism::XOAuth2, true, "w1 BAD what\r\n").await;
        assert!(matches!(outcome, Err(Fault::Bad(_))), "{outcome:?}");
    }
}
