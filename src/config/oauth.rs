//! `[[oauth]]`: apps that are registered at a provider, by way of which mailboxes, calendars and the mail server are logged in to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::walk::{Located, Table, Walk, Wrong, wrong};
use super::{places, suggest, values};

/// An app that is registered at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthApp {
    /// What mailboxes call it.
    pub name: String,
    /// Whose presets it goes by.
    pub provider: Provider,
    /// What the provider calls it.
    pub client_id: String,
    /// The name of its password at the provider, for [`super::secret`]; public apps have none.
    pub secret: Option<String>,
    /// Where a browser is sent to log in.
    pub authorize: Option<String>,
    /// Where tokens come from.
    pub token: String,
    /// Where codes for devices come from (RFC 8628).
    pub device: Option<String>,
    /// What is asked for, instead of the preset.
    pub scopes: Vec<String>,
    /// A PEM file of authorities to trust besides the platform's.
    pub extra_ca: Option<PathBuf>,
}

/// A provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Provider {
    Google,
    Microsoft365,
    /// One whose endpoints are configured.
    Own,
}

/// What an account is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Purpose {
    Mailbox,
    Calendar,
    Sending,
}

/// The providers, and what else people call them.
const PROVIDERS: [(&str, Provider); 6] = [
    ("google", Provider::Google),
    ("microsoft365", Provider::Microsoft365),
    ("own", Provider::Own),
    ("gmail", Provider::Google),
    ("microsoft", Provider::Microsoft365),
    ("office365", Provider::Microsoft365),
];

impl OAuthApp {
    /// What has to be asked for. Google has one scope for all of mail, without a narrower one for IMAP or SMTP; Microsoft gives
    /// what can be renewed (a refresh token) only when `offline_access` is asked for.
    pub fn scopes_for(&self, purpose: Purpose) -> Vec<String> {
        if !self.scopes.is_empty() {
            return self.scopes.clone();
        }
        let scopes: &[&str] = match (self.provider, purpose) {
            (Provider::Google, Purpose::Mailbox | Purpose::Sending) => &["https://mail.google.com/"],
            (Provider::Google, Purpose::Calendar) => &["https://www.googleapis.com/auth/calendar.readonly"],
            (Provider::Microsoft365, Purpose::Sending) => &["https://outlook.office.com/SMTP.Send", "offline_access"],
            (Provider::Microsoft365, Purpose::Mailbox | Purpose::Calendar) => {
                &["https://outlook.office.com/IMAP.AccessAsUser.All", "offline_access"]
            }
            (Provider::Own, _) => &[],
        };
        scopes.iter().map(|scope| (*scope).to_owned()).collect()
    }
}

/// The apps of a configuration, and which of them are used.
#[derive(Default)]
pub(crate) struct Apps {
    all: Vec<Located<Arc<OAuthApp>>>,
    /// Apps with a mistake in them: to name one is no further mistake.
    broken: Vec<String>,
    used: std::cell::RefCell<Vec<String>>,
}

/// Every `[[oauth]]`.
pub(crate) fn apps(root: &Table<'_>, dir: &Path) -> Apps {
    let mut apps = Apps::default();
    for table in root.tables("oauth") {
        let provider = table.need("provider", "\"google\"", |text| values::one_of(text, &PROVIDERS));
        let own_name = table.read("name", values::secret_name);
        let spelled = provider.as_ref().map(|provider| canonical(provider.value));
        let name = own_name.as_ref().map_or_else(|| spelled.unwrap_or("own").to_owned(), |name| name.value.clone());
        let spot = own_name.as_ref().map_or_else(|| table.spot(), |name| name.spot.clone());
        let taken = apps.all.iter().find(|other| other.value.name == name);
        if let Some(first) = taken {
            let hint = format!("the first stands at {}; give each a name of its own: name = \"...\"", first.spot.words());
            root.walk.mistake(&spot, format!("two [[oauth]] are called `{name}`"), hint);
        }
        let app = provider.and_then(|provider| app(&table, provider.value, &name, dir));
        table.finish(&[
            ("client", "did you mean `client_id`?"),
            ("user", "the login name stands with the mailbox"),
            ("host", "the server stands with the mailbox"),
        ]);
        match app {
            Some(app) => apps.all.push(Located { value: Arc::new(app), spot }),
            None => apps.broken.push(name),
        }
    }
    apps
}

fn canonical(provider: Provider) -> &'static str {
    PROVIDERS.iter().find(|(_, known)| *known == provider).map_or("own", |(name, _)| name)
}

fn app(table: &Table<'_>, provider: Provider, name: &str, dir: &Path) -> Option<OAuthApp> {
    let client_id = table.need("client_id", "\"...\", which the provider shows for the app", values::filled);
    let secret = table.read("secret", values::secret_name).map(|secret| secret.value);
    let tenant = tenant(table, provider);
    let [authorize, token, device] = ["authorize", "token", "device"].map(|key| {
        if provider != Provider::Own
            && let Some(value) = table.value(key)
        {
            let hint = "leave it out; for other endpoints: provider = \"own\"";
            value.mistake(format!("`{key}` of {} is known and can't be set", canonical(provider)), hint);
        }
        table.read(key, endpoint).map(|url| url.value)
    });
    let scopes: Vec<String> = table.read_list("scopes", scope).into_iter().map(|scope| scope.value).collect();
    let extra_ca = places::existing_file(table, "extra_ca", dir);
    let at = |path: &str, tenant: &str| Some(format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/{path}"));
    let (authorize, token, device) = match provider {
        Provider::Google => {
            if !table.has("secret") && !table.has_inline_secret() {
                let hint = "Google gives desktop apps a secret too: add secret = \"NAME\", and put it into secrets/NAME";
                table.mistake("`secret` is missing", hint);
            }
            // Its codes for devices are for other scopes than mail and calendars.
            let page = "https://accounts.google.com/o/oauth2/v2/auth".to_owned();
            (Some(page), Some("https://oauth2.googleapis.com/token".to_owned()), None)
        }
        Provider::Microsoft365 => {
            let tenant = tenant?;
            (at("authorize", &tenant), at("token", &tenant), at("devicecode", &tenant))
        }
        Provider::Own => {
            own_endpoints(table, &scopes);
            (authorize, token, device)
        }
    };
    let client_id = client_id?.value;
    Some(OAuthApp { name: name.to_owned(), provider, client_id, secret, authorize, token: token?, device, scopes, extra_ca })
}

/// Microsoft's: whose accounts the app is for.
fn tenant(table: &Table<'_>, provider: Provider) -> Option<String> {
    match (provider, table.value("tenant")) {
        (Provider::Microsoft365, None) => {
            let hint = "add tenant = \"northfield.example\" (a domain or the directory's id), or \"organizations\"";
            table.mistake("`tenant` is missing: whose accounts these are", hint);
            None
        }
        (Provider::Microsoft365, Some(value)) => value.read(tenant_name).map(|tenant| tenant.value),
        (Provider::Google | Provider::Own, Some(value)) => {
            value.mistake("`tenant` is for microsoft365 alone", "leave it out");
            None
        }
        (Provider::Google | Provider::Own, None) => None,
    }
}

fn own_endpoints(table: &Table<'_>, scopes: &[String]) {
    if !table.has("token") {
        table.mistake("`token` is missing", "add token = \"https://login.example/token\", the provider's token endpoint");
    }
    if !table.has("authorize") && !table.has("device") {
        let hint = "add authorize = \"https://login.example/authorize\", or device = \"https://login.example/device\"";
        table.mistake("there is no endpoint to log in at", hint);
    }
    if scopes.is_empty() && table.value("scopes").is_none_or(|list| list.is_empty_list()) {
        table.mistake(
            "`scopes` is missing",
            "list what the provider wants to be asked for: scopes = [\"mail\", \"offline_access\"]",
        );
    }
}

/// An endpoint: tokens go there, so nobody may listen in.
fn endpoint(text: &str) -> Result<String, Wrong> {
    let url = url::Url::parse(text).ok().filter(|url| url.host_str().is_some());
    let near = |url: &url::Url| match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    match url {
        Some(url) if url.scheme() == "https" || (url.scheme() == "http" && near(&url)) => Ok(text.to_owned()),
        Some(_) => wrong("tokens are not sent without encryption", "it begins with https://"),
        None => wrong(format!("`{text}` is no URL"), "write it like \"https://login.example/token\""),
    }
}

/// One scope (RFC 6749 section 3.3).
fn scope(text: &str) -> Result<String, Wrong> {
    if text.is_empty() || !text.bytes().all(|c| matches!(c, 0x21 | 0x23..=0x5b | 0x5d..=0x7e)) {
        return wrong("this is no scope", "each is a text of its own in the list, without spaces");
    }
    Ok(text.to_owned())
}

fn tenant_name(text: &str) -> Result<String, Wrong> {
    if text.is_empty() || !text.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-')) {
        return wrong(format!("`{text}` is no tenant"), "a domain of yours, the directory's id, or \"organizations\"");
    }
    Ok(text.to_owned())
}

impl Apps {
    /// The app that `oauth = "..."` of a table names.
    pub(crate) fn named(&self, table: &Table<'_>) -> Option<Arc<OAuthApp>> {
        let name = table.read("oauth", values::filled)?;
        // `oauth = "gmail"` means what provider = "gmail" is called.
        let known = PROVIDERS.iter().find(|(word, _)| *word == name.value).map(|(_, provider)| canonical(*provider));
        let is_it = |other: &str| other == name.value || known == Some(other);
        self.used.borrow_mut().extend([name.value.clone()].into_iter().chain(known.map(str::to_owned)));
        if let Some(app) = self.all.iter().find(|app| is_it(&app.value.name)) {
            return Some(Arc::clone(&app.value));
        }
        if !self.broken.iter().any(|other| is_it(other)) {
            let all = self.all.iter().map(|app| app.value.name.as_str()).chain(self.broken.iter().map(String::as_str));
            let hint = match (known, suggest::nearest(&name.value, all)) {
                (None, Some(near)) => format!("did you mean \"{near}\"?"),
                (known, _) => format!(
                    "add the app that you have registered: [[oauth]] with provider = \"{}\" and client_id (docs/oauth.md says how)",
                    known.unwrap_or("google")
                ),
            };
            table.walk.mistake(&name.spot, format!("there is no [[oauth]] called `{}`", name.value), hint);
        }
        None
    }

    /// Notes what nothing uses.
    pub(crate) fn finish(&self, walk: &Walk) {
        let used = self.used.borrow();
        for app in self.all.iter().filter(|app| !used.contains(&app.value.name)) {
            let what = format!("nothing logs in by way of [[oauth]] `{}`", app.value.name);
            let hint = format!("write oauth = \"{}\" instead of `secret` with a mailbox, a calendar or [smtp]", app.value.name);
            walk.warnings.borrow_mut().push(super::Mistake::at(app.spot.clone(), what, hint).into_warning());
        }
    }
}
