//! What goes wrong around tokens: servers with words of their own, callers that give up, folders of somebody else.

use std::os::unix::fs::{MetadataExt, chown};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::ExposeSecret;
use wentdark::config;
use wentdark::daemon::signin;
use wentdark::oauth::vault::Vault;
use wentdark::oauth::{Account, App, GrantError};
use wentdark::sources::SourceError;
use wentdark::sources::imap::{Imap, ImapSettings, Login};

use super::World;
use crate::imap::scripted;
use crate::support::{Provider, Scripted};

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

/// Dana's account at a provider, and a vault with a grant whose token has expired.
async fn expired(provider: &Provider, state: &std::path::Path) -> (Vault, Account) {
    let app = App {
        name: "own".to_owned(),
        client_id: "app-1".to_owned(),
        client_secret: Some("app-secret".to_owned().into()),
        authorize: None,
        extra: &[],
        here: "127.0.0.1",
        token: provider.url("/token"),
        device: None,
        extra_ca: None,
    };
    let account = Account { app: Arc::new(app), user: "dana".to_owned(), scopes: vec!["mail".to_owned()] };
    provider.state().refresh.insert("first".to_owned(), "dana".to_owned());
    let tokens = wentdark::oauth::token::Tokens {
        access: "old".to_owned().into(),
        refresh: Some("first".to_owned().into()),
        lifetime: 0,
        scope: None,
    };
    let vault = Vault::new(state);
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
    vault.access(&account, None, Timestamp::now()).await.unwrap();
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
