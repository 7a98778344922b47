//! What goes wrong around tokens: servers with words of their own, callers that give up, folders of somebody else.

use std::os::unix::fs::{MetadataExt, chown};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::ExposeSecret;
use tokio::net::{TcpListener, TcpStream};
use wentdark::config;
use wentdark::daemon::signin;
use wentdark::oauth::browser::Attempt;
use wentdark::oauth::vault::Vault;
use wentdark::oauth::{Account, App, GrantError, token};
use wentdark::sources::SourceError;
use wentdark::sources::imap::{Imap, ImapSettings, Login};

use super::World;
use super::login::visit;
use crate::imap::scripted;
use crate::service::Service;
use crate::support::{Certs, Provider, Scripted};

/// How a login with a token ends at a server that answers AUTHENTICATE so.
async fn answered(answer: &'static str) -> Result<(), SourceError> {
    let server = Scripted::start(move |command| {
        let said = match command.split(' ').next().unwrap() {
            "CAPABILITY" => "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2\r\nTAG OK done\r\n",
            "AUTHENTICATE" => answer,
            _ => "TAG BAD what\r\n",
        };
        said.as_bytes().to_vec()
    })
    .await;
    let settings = ImapSettings { login: Login::Token("t0ken".to_owned().into()), ..scripted(&server) };
    Imap::connect(&settings).await.map(drop)
}

#[tokio::test]
async fn only_a_refused_token_is_a_refused_token() {
    answered("TAG OK [CAPABILITY IMAP4rev1] Success\r\n").await.unwrap();
    let refused = answered("TAG NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)\r\n").await;
    assert!(matches!(&refused, Err(SourceError::Refused(why)) if why.contains("Invalid credentials")), "{refused:?}");
    // Gmail.
    let busy = answered("TAG NO [ALERT] Too many simultaneous connections. (Failure)\r\n").await;
    assert!(matches!(busy, Err(SourceError::Retry(_))), "{busy:?}");
    let busy = answered("TAG NO [UNAVAILABLE] Temporary authentication failure\r\n").await;
    assert!(matches!(busy, Err(SourceError::Retry(_))), "{busy:?}");
    // Exchange Online: to log in again would not mend it.
    let off = answered("TAG NO User is authenticated but not connected.\r\n").await;
    assert!(matches!(&off, Err(SourceError::Human(why)) if why.contains("see whether IMAP is on")), "{off:?}");
    let odd = answered("TAG BAD Invalid SASL argument\r\n").await;
    assert!(matches!(odd, Err(SourceError::Human(_))), "{odd:?}");
}

fn app(provider: &Provider) -> App {
    App {
        name: "own".to_owned(),
        client_id: "app-1".to_owned(),
        client_secret: Some("app-secret".to_owned().into()),
        authorize: None,
        extra: &[],
        here: "127.0.0.1",
        token: provider.url("/token"),
        device: None,
        extra_ca: None,
    }
}

/// Dana's account at a provider, and a vault with a grant whose token has expired.
async fn expired(provider: &Provider, state: &std::path::Path) -> (Vault, Account) {
    let account = Account { app: Arc::new(app(provider)), user: "dana".to_owned(), scopes: vec!["mail".to_owned()] };
    provider.state().refresh.insert("first".to_owned(), "dana".to_owned());
    let tokens =
        token::Tokens { access: "old".to_owned().into(), refresh: Some("first".to_owned().into()), lifetime: 0, scope: None };
    let vault = Vault::new(state, Ok(None));
    vault.keep(&account, &tokens, Timestamp::now()).await.unwrap();
    provider.state().rotates = true;
    (vault, account)
}

#[tokio::test]
async fn a_caller_that_gives_up_loses_no_refresh_token() {
    let (provider, dir) = (Provider::start(), tempfile::tempdir().unwrap());
    let (vault, account) = expired(&provider, dir.path()).await;
    provider.state().delay = Duration::from_millis(1500);
    let access = vault.access(&account, None, Timestamp::now());
    assert!(tokio::time::timeout(Duration::from_millis(500), access).await.is_err(), "the provider takes its time");
    assert_eq!(provider.asked("refresh_token").len(), 1);
    // The next one waits for the first, and uses what it got.
    let token = vault.access(&account, None, Timestamp::now()).await.unwrap();
    assert!(provider.state().access.contains_key(token.expose_secret()));
    assert_eq!(provider.asked("refresh_token").len(), 1);
    let kept = std::fs::read_to_string(dir.path().join("grants/own-dana.json")).unwrap();
    assert!(kept.contains(provider.state().refresh.keys().next().unwrap().as_str()) && !kept.contains("first"), "{kept}");
}

#[tokio::test]
async fn a_provider_is_not_asked_for_what_can_not_be_kept() {
    let (provider, dir) = (Provider::start(), tempfile::tempdir().unwrap());
    let (vault, account) = expired(&provider, dir.path()).await;
    // Something that can't be written over.
    std::fs::create_dir(dir.path().join("grants/own-dana.json.new")).unwrap();
    let error = vault.access(&account, None, Timestamp::now()).await.unwrap_err();
    assert!(matches!(&error, GrantError::Mend(why) if why.contains("own-dana.json.new can't be used")), "{error}");
    assert!(provider.asked("refresh_token").is_empty());
    std::fs::remove_dir(dir.path().join("grants/own-dana.json.new")).unwrap();
    // What a killed process left over is no hindrance.
    std::fs::write(dir.path().join("grants/own-dana.json.new"), "half a gra").unwrap();
    vault.access(&account, None, Timestamp::now()).await.unwrap();
}

/// The same over TLS, with a certificate of `certs`.
async fn over_tls(provider: &Provider, certs: &Certs) -> u16 {
    let acceptor = certs.acceptor();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let behind = url::Url::parse(&provider.url("/")).unwrap().port().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut near) = acceptor.accept(stream).await else { continue };
            let mut far = TcpStream::connect(("127.0.0.1", behind)).await.unwrap();
            let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
        }
    });
    port
}

#[tokio::test]
async fn an_endpoint_is_believed_by_its_certificate_alone() {
    let (provider, dir) = (Provider::start(), tempfile::tempdir().unwrap());
    let certs = Certs::make(dir.path());
    let port = over_tls(&provider, &certs).await;
    let at = |host: &str, extra_ca| {
        let app = App { token: format!("https://{host}:{port}/token"), extra_ca, ..app(&provider) };
        Account { app: Arc::new(app), user: "dana".to_owned(), scopes: Vec::new() }
    };
    provider.state().refresh.insert("first".to_owned(), "dana".to_owned());
    let renew = async |account: Account| token::renew(&account, &"first".to_owned().into()).await;
    let unknown = renew(at("localhost", None)).await.unwrap_err();
    assert!(matches!(&unknown, GrantError::Mend(why) if why.contains("set oauth.extra_ca")), "{unknown}");
    assert!(provider.asked("refresh_token").is_empty(), "nothing was shown to a stranger");
    renew(at("localhost", Some(certs.ca.clone()))).await.unwrap();
}

#[tokio::test]
async fn a_browser_may_take_localhost_for_either_kind_of_address_and_a_taken_port_is_told() {
    let provider = Provider::start();
    let app = App { authorize: Some(provider.url("/authorize")), here: "localhost", ..app(&provider) };
    let account = Account { app: Arc::new(app), user: "dana".to_owned(), scopes: vec!["mail".to_owned()] };
    let attempt = Attempt::begin(&account, 0).await.unwrap();
    let back = provider.agree(&attempt.page, "dana");
    let port = url::Url::parse(&back).unwrap().port().unwrap();
    assert!(back.starts_with(&format!("http://localhost:{port}/?")), "{back}");
    let taken = Attempt::begin(&account, port).await.err().unwrap();
    assert!(matches!(&taken, GrantError::Mend(why) if why.contains("no port can be listened on")), "{taken}");
    let (_paste, pasted) = tokio::sync::mpsc::channel(1);
    let waiting = tokio::spawn(async move { attempt.wait(&account, pasted, &|_| ()).await });
    // Where the machine has the other kind at all.
    if std::net::TcpListener::bind("[::1]:0").is_ok() {
        let stray = tokio::task::spawn_blocking(move || visit(&format!("http://[::1]:{port}/favicon.ico"))).await.unwrap();
        assert!(stray.starts_with("HTTP/1.1 400"), "{stray}");
    }
    let back = back.replace("localhost", "127.0.0.1");
    assert!(tokio::task::spawn_blocking(move || visit(&back)).await.unwrap().starts_with("HTTP/1.1 200"));
    assert!(waiting.await.unwrap().unwrap().refresh.is_some());
}

#[test]
fn the_service_reads_as_soon_as_somebody_has_logged_in_and_renews_by_itself() {
    let world = World::new("oauthbearer", &["device"]);
    let mut service = Service::start(&world.team);
    service.says("STATUS=1 mailbox could not be read");
    assert!(service.log().contains("wentdark login dana@northfield.example"), "{}", service.log());
    // A token that doesn't last: each connection needs another one.
    world.provider.state().lifetime = 0;
    world.provider.state().rotates = true;
    world.log_in();
    service.says("STATUS=every mailbox was read");
    assert!(!world.provider.asked("refresh_token").is_empty());
}

#[test]
fn what_root_grants_belongs_to_the_service() {
    let world = World::new("xoauth2", &["device"]);
    let state = world.team.path("state");
    std::fs::create_dir(&state).unwrap();
    let own = std::fs::metadata(&state).unwrap().uid();
    // A service under systemd has a user of its own; who is not root can only be that user.
    let service = if own == 0 { 65534 } else { own };
    if own == 0 {
        chown(&state, Some(service), Some(service)).unwrap();
    }
    world.log_in();
    let owner = |name: &str| std::fs::metadata(world.team.path(name)).unwrap().uid();
    for name in ["state/grants", "state/grants/own-dana.json", "state/grants/own-dana.json.lock"] {
        assert_eq!(owner(name), service, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_waits_hears_of_a_login() {
    let world = World::new("xoauth2", &["device"]);
    let config = config::load(&world.team.path("wentdark.toml")).unwrap();
    let mailbox = config.mailboxes[0].clone();
    let waiting = tokio::spawn(async move { signin::granted(&config, &mailbox).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished());
    tokio::task::block_in_place(|| world.log_in());
    tokio::time::timeout(Duration::from_secs(60), waiting).await.unwrap().unwrap();
}
