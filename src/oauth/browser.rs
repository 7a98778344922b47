//! Logging in with a browser (RFC 6749 section 4.1) as apps without a web server of their own do (RFC 8252): the provider sends the
//! browser to a port of this machine, with PKCE (RFC 7636) and a state that nobody can guess. Where the browser runs elsewhere, what
//! stands in its address line is pasted.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use url::Url;

use super::token::{self, Tokens};
use super::{Account, GrantError, shown, unguessable};

/// How long a human is waited for.
const PATIENCE: Duration = Duration::from_secs(1800);
/// How long a browser may take for its request, and how long that may be.
const REQUEST: Duration = Duration::from_secs(10);
const LONGEST: usize = 16 << 10;

/// A login under way.
pub struct Attempt {
    /// The page to open.
    pub page: String,
    redirect: String,
    state: String,
    verifier: String,
    listeners: Vec<TcpListener>,
}

/// What a browser brought, or somebody pasted.
#[derive(Debug)]
enum Brought {
    Code(SecretString),
    /// The provider says no.
    Denied(String),
    /// It is none of our business; why.
    Stray(&'static str),
}

/// A request for a page of ours, and where the text of that page goes.
type Visit = (String, oneshot::Sender<(&'static str, String)>);

impl Attempt {
    /// Listens on `port` of this machine (0: any) for the browser to come back.
    ///
    /// # Errors
    /// [`GrantError::Mend`] when the port is taken or the provider offers no such login.
    pub async fn begin(account: &Account, port: u16) -> Result<Self, GrantError> {
        let app = &account.app;
        let no_way =
            || GrantError::Mend(format!("{} has no page to log in with a browser: oauth.authorize is missing", app.name));
        let mut page = Url::parse(app.authorize.as_deref().ok_or_else(no_way)?)
            .map_err(|error| GrantError::Mend(format!("oauth.authorize is no address: {error}")))?;
        let taken = |error| GrantError::Mend(format!("no port can be listened on for the browser's return: {error}"));
        let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(taken)?;
        let port = listener.local_addr().map_err(taken)?.port();
        let mut listeners = vec![listener];
        if app.here == "localhost" {
            // A browser may take the name for the other kind of address.
            listeners.extend(TcpListener::bind(("::1", port)).await.ok());
        }
        let (state, verifier) = (unguessable()?, unguessable()?);
        let redirect = format!("http://{}:{port}/", app.here);
        page.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &app.client_id)
            .append_pair("redirect_uri", &redirect)
            .append_pair("scope", &account.scopes.join(" "))
            .append_pair("state", &state)
            .append_pair("code_challenge", &challenge(&verifier))
            .append_pair("code_challenge_method", "S256")
            .append_pair("login_hint", &account.user)
            .extend_pairs(app.extra);
        Ok(Self { page: page.into(), redirect, state, verifier, listeners })
    }

    /// Waits for the browser, or for its address on `pasted`; `tell` hears of what is no answer.
    ///
    /// # Errors
    /// [`GrantError::LogIn`] when the human declined or didn't come back.
    pub async fn wait(
        mut self,
        account: &Account,
        mut pasted: mpsc::Receiver<String>,
        tell: &(dyn Fn(&str) + Sync),
    ) -> Result<Tokens, GrantError> {
        let (visits, mut visited) = mpsc::channel::<Visit>(16);
        let doors: Vec<_> = self.listeners.drain(..).map(|listener| tokio::spawn(open_door(listener, visits.clone()))).collect();
        let code = timeout(PATIENCE, self.code(account, &mut visited, &mut pasted, tell)).await;
        doors.iter().for_each(tokio::task::JoinHandle::abort);
        let code = code.map_err(|_| GrantError::LogIn("nobody came back from the browser".to_owned()))??;
        token::redeem(account, &code, &self.verifier, &self.redirect).await
    }

    async fn code(
        &self,
        account: &Account,
        visited: &mut mpsc::Receiver<Visit>,
        pasted: &mut mpsc::Receiver<String>,
        tell: &(dyn Fn(&str) + Sync),
    ) -> Result<SecretString, GrantError> {
        loop {
            let (brought, reply) = tokio::select! {
                Some((target, reply)) = visited.recv() => (self.read(&format!("{}{}", self.redirect, target.trim_start_matches('/'))), Some(reply)),
                Some(line) = pasted.recv() => (self.read(line.trim()), None),
            };
            let (status, text) = match &brought {
                Brought::Code(_) => ("200 OK", "This was all. The terminal says how it goes on; this window can be closed."),
                Brought::Denied(_) => ("200 OK", "Access was not granted. The terminal says more; this window can be closed."),
                Brought::Stray(why) => ("400 Bad Request", *why),
            };
            let by_hand = reply.is_none();
            if let Some(reply) = reply {
                let _ = reply.send((status, text.to_owned()));
            }
            match brought {
                Brought::Code(code) => return Ok(code),
                Brought::Denied(why) => {
                    return Err(GrantError::LogIn(format!("{} did not grant access ({why})", account.app.name)));
                }
                // Browsers ask for icons, and any page may send one here: what isn't ours changes nothing.
                Brought::Stray(why) if by_hand => tell(why),
                Brought::Stray(why) => tracing::debug!(why, "a request that is no answer to the login"),
            }
        }
    }

    /// What an address says that the provider sent a browser to.
    fn read(&self, address: &str) -> Brought {
        let Ok(url) = Url::parse(address) else {
            return Brought::Stray("That is no address. Copy the whole line from the browser, from http:// on.");
        };
        let value = |wanted: &str| url.query_pairs().find(|(key, _)| key == wanted).map(|(_, value)| value.into_owned());
        match (value("state"), value("code"), value("error")) {
            (None, None, None) => Brought::Stray("That address carries no answer of the provider."),
            (state, _, _) if state.as_deref() != Some(self.state.as_str()) => {
                Brought::Stray("That answer belongs to another login (its state differs). Open the page that is shown now.")
            }
            (_, _, Some(error)) => {
                let why = value("error_description").unwrap_or_default();
                Brought::Denied(shown(&if why.is_empty() { error } else { format!("{error}: {why}") }))
            }
            (_, Some(code), None) if !code.is_empty() => Brought::Code(code.into()),
            (_, Some(_) | None, None) => Brought::Stray("That address carries no code."),
        }
    }
}

/// What is shown of a verifier beforehand (RFC 7636 section 4.2).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

/// Lets visitors in, each in a task of its own: browsers open connections ahead of time that say nothing.
async fn open_door(listener: TcpListener, visits: mpsc::Sender<Visit>) {
    while let Ok((stream, _)) = listener.accept().await {
        let visits = visits.clone();
        tokio::spawn(async move {
            let _ = timeout(REQUEST, receive(stream, visits)).await;
        });
    }
}

/// One request and its answer. `None` when it is no request or nobody waits for it any more.
async fn receive(mut stream: TcpStream, visits: mpsc::Sender<Visit>) -> Option<()> {
    let (mut head, mut part) = (Vec::new(), [0; 2048]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut part).await.ok().filter(|count| *count > 0 && head.len() < LONGEST)?;
        head.extend_from_slice(part.get(..count)?);
    }
    let line = String::from_utf8(head).ok()?;
    let target = line.strip_prefix("GET ")?.split(' ').next()?.to_owned();
    let (reply, page) = oneshot::channel();
    visits.send((target, reply)).await.ok()?;
    let (status, text) = page.await.ok()?;
    let html = format!("<!doctype html><meta charset=utf-8><title>wentdark</title><p>{text}");
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{html}",
        html.len()
    );
    stream.write_all(answer.as_bytes()).await.ok()?;
    stream.shutdown().await.ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn attempt() -> Attempt {
        let redirect = "http://127.0.0.1:8400/".to_owned();
        Attempt { page: String::new(), redirect, state: "our state".to_owned(), verifier: String::new(), listeners: Vec::new() }
    }

    #[test]
    fn the_challenge_is_that_of_the_rfc() {
        assert_eq!(challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn an_answer_is_read_as_providers_write_them() {
        let read = |query: &str| attempt().read(&format!("http://127.0.0.1:8400/?{query}"));
        let google = "state=our%20state&code=4/0Ab_x&scope=https://mail.google.com/";
        assert!(matches!(read(google), Brought::Code(_)));
        assert!(matches!(read("code=0.AX&state=our+state&session_state=1#"), Brought::Code(_)));
        let no = "error=access_denied&error_description=AADSTS65004%3a+declined.%0d%0aTrace+ID%3a+1&state=our+state";
        assert!(matches!(read(no), Brought::Denied(why) if why == "access_denied: AADSTS65004: declined."));
        for stray in ["", "code=x", "code=x&state=", "error=x&state=theirs", "state=our+state", "code=&state=our+state"] {
            assert!(matches!(read(stray), Brought::Stray(_)), "{stray}");
        }
    }

    proptest! {
        #[test]
        fn nothing_without_our_state_brings_a_code(text in ".*", query in "[a-z=&%+0-9]*") {
            for address in [text, format!("http://127.0.0.1:8400/?{query}")] {
                let brought = attempt().read(&address);
                prop_assert!(matches!(brought, Brought::Stray(_)), "{:?}", brought);
            }
        }
    }
}
