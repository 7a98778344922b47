//! Grants in the state folder, and the access tokens that they give. A grant is renewed by one process at a time, before its token
//! expires; what a provider gives is on disk before anybody uses it, so that a refresh token that replaces another is never lost.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::seal::Seal;
use super::store::{self, Draft};
use super::token::{self, Tokens};
use super::{Account, GrantError};

/// A token is renewed so long before it expires, or in the last quarter of a short life.
const EARLY: u64 = 300;

/// The folder of grants.
#[derive(Clone, Debug)]
pub struct Vault {
    dir: PathBuf,
    /// With what grants are sealed; without one they are written as they are. Or why the key can't be had.
    seal: Result<Option<Seal>, String>,
}

/// A grant that is sealed, with whose it is.
#[derive(Deserialize, Serialize)]
struct Sealed {
    user: String,
    sealed: String,
}

/// A grant as it is kept.
#[derive(Deserialize, Serialize)]
struct Grant {
    user: String,
    client_id: String,
    /// A refresh token goes to the endpoint that it came from and to no other.
    endpoint: String,
    /// What was asked for.
    scopes: Vec<String>,
    refresh_token: String,
    access_token: String,
    expires: Timestamp,
    /// Of the access token when it was new, in seconds.
    lifetime: u64,
}

impl Vault {
    /// That of a state folder, with what seals it.
    pub fn new(state: &Path, seal: Result<Option<Seal>, String>) -> Self {
        Self { dir: state.join("grants"), seal }
    }

    /// An access token that holds for a while. `refused` is one that a server didn't take: then another one.
    ///
    /// # Errors
    /// [`GrantError::LogIn`] when a human has to grant access first, or again.
    pub async fn access(
        &self,
        account: &Account,
        refused: Option<&SecretString>,
        now: Timestamp,
    ) -> Result<SecretString, GrantError> {
        if let Some(token) = self.grant(account)?.holds(refused, now) {
            return Ok(token);
        }
        let (vault, account, refused) = (self.clone(), account.clone(), refused.cloned());
        // In a task of its own: were the caller given up between the provider's answer and the disk, a new refresh token would be lost.
        let renewal = tokio::spawn(async move { vault.renew(&account, refused.as_ref(), now).await });
        renewal.await.unwrap_or_else(|_| Err(GrantError::Retry("the renewal of the access was stopped".to_owned())))
    }

    /// Whether there is a grant for all that the account is used for. Whether it still holds the provider alone knows.
    ///
    /// # Errors
    /// As [`Self::access`].
    pub fn look(&self, account: &Account) -> Result<(), GrantError> {
        self.grant(account).map(|_| ())
    }

    /// When the grant was written last, by the file system's clock; `None` when there is none.
    pub fn written(&self, account: &Account) -> Option<SystemTime> {
        std::fs::metadata(self.path(account)).and_then(|meta| meta.modified()).ok()
    }

    /// Keeps what a human has granted.
    ///
    /// # Errors
    /// [`GrantError::LogIn`] when it can't be renewed, [`GrantError::Mend`] when it can't be written.
    pub async fn keep(&self, account: &Account, tokens: &Tokens, now: Timestamp) -> Result<(), GrantError> {
        let Some(refresh) = &tokens.refresh else {
            return Err(GrantError::LogIn(format!(
                "{} granted access for {} seconds only (it gave no refresh token)",
                account.app.name, tokens.lifetime
            )));
        };
        let path = self.path(account);
        let _lock = store::lock(&path).await?;
        let mut grant = Grant {
            user: account.user.clone(),
            client_id: account.app.client_id.clone(),
            endpoint: account.app.token.clone(),
            scopes: account.scopes.clone(),
            refresh_token: refresh.expose_secret().to_owned(),
            access_token: String::new(),
            expires: now,
            lifetime: 0,
        };
        grant.take(tokens, now);
        let text = self.text(&path, &grant)?;
        Draft::begin(&path)?.finish(&text)
    }

    /// The files of every grant for a login name, by way of whichever app, with what lies beside them.
    pub fn files_of(&self, user: &str) -> Vec<PathBuf> {
        let theirs = |path: &PathBuf| {
            let kept: Option<Whose> = std::fs::read(path).ok().and_then(|text| serde_json::from_slice(&text).ok());
            kept.is_some_and(|kept| kept.user.eq_ignore_ascii_case(user))
        };
        let all = std::fs::read_dir(&self.dir).into_iter().flatten().flatten().map(|entry| entry.path());
        let beside = |path: PathBuf| [path.with_added_extension("lock"), path.with_added_extension("new"), path];
        all.filter(theirs).flat_map(beside).filter(|path| path.exists()).collect()
    }

    async fn renew(&self, account: &Account, refused: Option<&SecretString>, now: Timestamp) -> Result<SecretString, GrantError> {
        let path = self.path(account);
        let _lock = store::lock(&path).await?;
        // Whoever held the lock before may have done it.
        let mut grant = self.grant(account)?;
        if let Some(token) = grant.holds(refused, now) {
            return Ok(token);
        }
        let draft = Draft::begin(&path)?;
        let tokens = token::renew(account, &SecretString::from(grant.refresh_token.as_str())).await?;
        // Nothing is waited for from here to the disk.
        grant.take(&tokens, now);
        draft.finish(&self.text(&path, &grant)?)?;
        Ok(tokens.access)
    }

    /// The grant, if it fits the configuration.
    fn grant(&self, account: &Account) -> Result<Grant, GrantError> {
        let (path, user, name) = (self.path(account), &account.user, &account.app.name);
        let missing = || GrantError::LogIn(format!("nobody has logged in to {name} for {user} yet"));
        let text = self.opened(&path, Zeroizing::new(store::read(&path)?.ok_or_else(missing)?))?;
        let grant: Grant = serde_json::from_slice(&text)
            .map_err(|error| GrantError::LogIn(format!("the tokens in {} are damaged ({error})", path.display())))?;
        if grant.client_id != account.app.client_id || grant.endpoint != account.app.token {
            return Err(GrantError::LogIn(format!("the login to {name} for {user} was with another app or endpoint")));
        }
        if let Some(scope) = account.scopes.iter().find(|scope| !grant.scopes.contains(scope)) {
            return Err(GrantError::LogIn(format!("the login to {name} for {user} did not ask for {scope} yet")));
        }
        Ok(grant)
    }

    /// What is written of a grant.
    fn text(&self, path: &Path, grant: &Grant) -> Result<Zeroizing<Vec<u8>>, GrantError> {
        let failed = |why: &dyn std::fmt::Display| GrantError::Mend(format!("tokens can't be written: {why}"));
        let text = serde_json::to_vec(grant).map(Zeroizing::new).map_err(|error| failed(&error))?;
        let Some(seal) = self.seal()? else { return Ok(text) };
        let sealed = seal.close(&name_of(path), &text).ok_or_else(|| failed(&"the system gives no random numbers"))?;
        let sealed = serde_json::to_vec(&Sealed { user: grant.user.clone(), sealed });
        sealed.map(Zeroizing::new).map_err(|error| failed(&error))
    }

    /// A grant as it was before it was sealed; one that never was stays as it is.
    fn opened(&self, path: &Path, text: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, GrantError> {
        let Ok(Sealed { sealed, .. }) = serde_json::from_slice(&text) else { return Ok(text) };
        let (shown, name) = (path.display(), super::seal::CREDENTIAL);
        let Some(seal) = self.seal()? else {
            return Err(GrantError::Mend(format!(
                "the tokens in {shown} are sealed, and the credential `{name}` that opens them is missing: give it to the unit \
                 (LoadCredential={name}:FILE), or put it into secrets/{name}"
            )));
        };
        let opened = seal.open(&name_of(path), &sealed);
        opened.ok_or_else(|| GrantError::LogIn(format!("the tokens in {shown} were sealed with another credential `{name}`")))
    }

    fn seal(&self) -> Result<Option<&Seal>, GrantError> {
        self.seal.as_ref().map(Option::as_ref).map_err(|why| GrantError::Mend(why.clone()))
    }

    fn path(&self, account: &Account) -> PathBuf {
        let plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_' | b'@');
        let name = format!("{}-{}", account.app.name, account.user.to_lowercase());
        let name: String =
            name.bytes().map(|c| if plain(c) { char::from(c).to_string() } else { format!("%{c:02x}") }).take(200).collect();
        self.dir.join(format!("{name}.json"))
    }
}

/// A file's name: what is sealed can't be opened under another.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What tells of a grant whose it is.
#[derive(Deserialize)]
struct Whose {
    user: String,
}

impl Grant {
    /// Its access token, unless it is about to expire or was refused.
    fn holds(&self, refused: Option<&SecretString>, now: Timestamp) -> Option<SecretString> {
        let early = SignedDuration::from_secs(i64::try_from(EARLY.min(self.lifetime / 4)).ok()?);
        let fresh = self.expires.duration_since(now) > early;
        let refused = refused.is_some_and(|refused| refused.expose_secret() == self.access_token);
        (fresh && !refused).then(|| self.access_token.as_str().into())
    }

    fn take(&mut self, tokens: &Tokens, now: Timestamp) {
        self.access_token = tokens.access.expose_secret().to_owned();
        if let Some(refresh) = &tokens.refresh {
            self.refresh_token = refresh.expose_secret().to_owned();
        }
        self.lifetime = tokens.lifetime;
        let lifetime = SignedDuration::from_secs(i64::try_from(tokens.lifetime).unwrap_or(i64::MAX));
        self.expires = now.checked_add(lifetime).unwrap_or(Timestamp::MAX);
    }
}

impl Drop for Grant {
    fn drop(&mut self) {
        use secrecy::zeroize::Zeroize;
        self.refresh_token.zeroize();
        self.access_token.zeroize();
    }
}
