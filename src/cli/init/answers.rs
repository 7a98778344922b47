//! The answers: from the command line, else from whoever sits at the terminal.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use clap::ValueEnum;
use jiff::tz::TimeZone;
use secrecy::SecretString;

use super::ask::Asker;
use super::find::{self, Found};
use super::provider::Provider;
use super::way_out::{self, SECRET, WayIn, WayOut};
use super::{InitArguments, attempt};
use crate::cli::Failure;
use crate::daemon::counted;
use crate::domain::address::{Address, Domain};
use crate::net::autoconfig::Server;

/// Everything that is needed.
pub struct Answers {
    pub team: Option<String>,
    pub domains: Vec<Domain>,
    pub zone: String,
    pub rep: Person,
    pub mail: Mail,
    pub provider: Provider,
    pub manager: Option<Address>,
    /// Where digests are answered.
    pub own: Option<Own>,
    /// The server that digests are sent by; without one they become files.
    pub way_out: Option<WayOut>,
}

/// The service's own mailbox.
pub struct Own {
    pub address: Address,
    pub mail: Mail,
}

/// A rep.
pub struct Person {
    pub name: Option<String>,
    pub address: Address,
}

/// Where the mailbox is.
pub enum Mail {
    Imap(Box<Imap>),
    Maildir(PathBuf),
}

impl Mail {
    fn password(&self) -> Option<&SecretString> {
        match self {
            Self::Imap(imap) => imap.password.as_ref(),
            Self::Maildir(_) => None,
        }
    }
}

/// A mailbox on a server.
#[derive(Clone)]
pub struct Imap {
    pub host: String,
    pub port: u16,
    pub starttls: bool,
    pub user: String,
    pub password: Option<SecretString>,
    pub client_id: Option<String>,
    pub extra_ca: Option<PathBuf>,
    /// Where mail is sent, if that was found too.
    pub smtp: Option<Server>,
}

impl Answers {
    /// Every mailbox, with whose it is.
    pub fn mailboxes(&self) -> impl Iterator<Item = (&Address, &Mail)> {
        std::iter::once((&self.rep.address, &self.mail)).chain(self.own.iter().map(|own| (&own.address, &own.mail)))
    }

    /// The passwords that there are, each with its name.
    pub fn passwords(&self) -> impl Iterator<Item = (String, &SecretString)> {
        let own = match &self.way_out {
            Some(WayOut { way_in: WayIn::Own(password), .. }) => Some((SECRET.to_owned(), password)),
            Some(_) | None => None,
        };
        self.mailboxes().filter_map(|(address, mail)| Some((self.secret(address), mail.password()?))).chain(own)
    }

    /// The name of a mailbox's password.
    pub fn secret(&self, address: &Address) -> String {
        secret(address, &self.rep.address)
    }

    /// From whom digests are.
    pub fn sender(&self) -> &Address {
        self.own.as_ref().map_or(&self.rep.address, |own| &own.address)
    }

    /// Whether somebody has to grant access in a browser.
    pub fn needs_login(&self) -> bool {
        self.provider == Provider::Microsoft365
    }
}

/// The name of a mailbox's password: by its local part, and where that is the rep's too by the whole address.
fn secret(address: &Address, rep: &Address) -> String {
    let name = if address != rep && address.local() == rep.local() { address.as_str() } else { address.local() };
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect();
    format!("{}-imap", name.trim_start_matches('.'))
}

/// Asks for what the command line doesn't tell.
pub async fn gather(given: &InitArguments) -> Result<Answers, Failure> {
    let asker = Asker { asks: std::io::stdin().is_terminal() };
    let rep = asker.until(
        "The first rep, such as Dana Reyes <dana@northfield.example>",
        given.rep.as_deref(),
        None,
        "--rep",
        person,
    )?;
    let own = Domain::parse(rep.address.domain()).map(|domain| domain.to_string());
    let domains = if given.domain.is_empty() {
        asker.until("The team's mail domains", None, own.as_deref(), "--domain", |text| {
            text.split([',', ' ']).filter(|one| !one.is_empty()).map(domain).collect()
        })?
    } else {
        given.domain.iter().map(|text| domain(text).map_err(Failure::Usage)).collect::<Result<Vec<_>, _>>()?
    };
    let here = TimeZone::system().iana_name().map(str::to_owned);
    let zone = asker.until("The team's time zone", given.time_zone.as_deref(), here.as_deref(), "--time-zone", zone)?;
    let provider = match given.provider {
        Some(provider) => provider,
        None => asker.until(
            "Where is the mailbox: gmail, microsoft365, fastmail, own or maildir",
            None,
            Some(if given.offline { "own" } else { find::provider(rep.address.domain()).await }),
            "--provider",
            |text| Provider::from_str(text.trim(), true).map_err(|_| format!("`{text}` is none of them")),
        )?,
    };
    let mail = match provider {
        Provider::Maildir => {
            let path = given.maildir.as_ref().map(|path| path.display().to_string());
            Mail::Maildir(asker.until("The Maildir", path.as_deref(), None, "--maildir", maildir)?)
        }
        _ => imap(given, &asker, provider, &rep).await?,
    };
    let manager = match (&given.manager, asker.asks) {
        (Some(text), _) => Some(address(text).map_err(Failure::Usage)?),
        (None, true) => {
            asker.until("Who gets the daily digest (nobody: leave it empty)", None, Some(""), "--manager", |text| {
                Ok(if text.is_empty() { None } else { Some(address(text)?) })
            })?
        }
        (None, false) => None,
    };
    let own = match manager.is_some() || given.commands.is_some() {
        true => own_mailbox(given, &asker, &mail, provider, &rep.address).await?,
        // Nobody gets a digest that could be answered.
        false => None,
    };
    let (sender, of) = own.as_ref().map_or((&rep.address, &mail), |own| (&own.address, &own.mail));
    let way_out = match manager.is_some() || own.is_some() || given.smtp.is_some() {
        true => way_out::ask(given, &asker, provider, of, &secret(sender, &rep.address)).await?,
        false => None,
    };
    Ok(Answers { team: given.team.clone(), domains, zone, rep, mail, provider, manager, own, way_out })
}

async fn imap(given: &InitArguments, asker: &Asker, provider: Provider, rep: &Person) -> Result<Mail, Failure> {
    let found = match (provider.hosts(), &given.host) {
        (None, None) if !given.offline => find::server(&rep.address, given.extra_ca.as_deref()).await,
        _ => None,
    };
    let host = match (&given.host, provider.hosts(), &found) {
        (Some(host), ..) => host.clone(),
        (None, Some((host, _)), _) => host.to_owned(),
        (None, None, Some(found)) if !asker.asks && !found.vouched => return Err(doubtful(found, &rep.address)),
        (None, None, found) => {
            if let Some(found) = found {
                anstream::println!("found {}:{} {}", found.imap.host, found.imap.port, found.how);
            }
            let default = found.as_ref().map(|found| found.imap.host.as_str());
            asker.until("The IMAP server", None, default, "--host", |text| Ok(text.to_owned()))?
        }
    };
    // What is known of another server doesn't hold for this one.
    let found = found.filter(|found| found.imap.host == host);
    let port = given.port.or(found.as_ref().map(|found| found.imap.port)).unwrap_or(993);
    let starttls = found.as_ref().map_or(port == 143, |found| found.imap.starttls);
    if !given.offline {
        let looked_up = tokio::net::lookup_host((host.as_str(), port)).await;
        let _ = looked_up
            .with_context(|| format!("{host} can't be looked up: is it spelled right? (--offline leaves it untried)"))?;
    }
    let published = found.as_ref().map(|found| found.imap.user.clone());
    let user = given.user.clone().or(published).unwrap_or_else(|| rep.address.to_string());
    if !provider.advice().is_empty() {
        anstream::println!("{}", provider.advice());
    }
    let client_id = match (provider, &given.client_id) {
        (Provider::Microsoft365, None) => {
            let question = "The id of the app (application, client id)";
            Some(asker.until(question, None, None, "--client-id", |text| Ok(text.to_owned()))?)
        }
        (_, given) => given.clone(),
    };
    let password = password(provider, given.password_file.as_deref(), "--password-file", &user, asker)?;
    let extra_ca = given.extra_ca.as_ref().map(std::path::absolute).transpose()?;
    let smtp = found.and_then(|found| found.smtp);
    let imap = Imap { host, port, starttls, user, password, client_id, extra_ca, smtp };
    Ok(Mail::Imap(Box::new(tried(given, asker, &rep.address, imap, "--password-file").await?)))
}

/// Logs in, and asks again until that works.
async fn tried(given: &InitArguments, asker: &Asker, address: &Address, mut imap: Imap, flag: &str) -> Result<Imap, Failure> {
    while let (Some(password), false) = (&imap.password, given.offline) {
        match attempt::mailbox(&imap, password).await {
            Ok(folders) => {
                anstream::println!("{address}: can be read, {}", counted(folders, ["folder", "folders"]));
                break;
            }
            Err(why) if !asker.asks => {
                return Err(Failure::Failed(anyhow!("{address}: {why}. Nothing was written: mend it, or pass --offline")));
            }
            Err(why) => anstream::println!("  {address}: {why}"),
        }
        imap.host = asker.until("The IMAP server", None, Some(&imap.host), "--host", |text| Ok(text.to_owned()))?;
        imap.user = asker.until("The login name", None, Some(&imap.user), "--user", |text| Ok(text.to_owned()))?;
        imap.password = Some(asker.password(&imap.user, flag)?);
    }
    Ok(imap)
}

/// A server in another domain than the address, which nothing but the DNS names: the password is not sent there unasked (RFC 6186,
/// section 6).
fn doubtful(found: &Found, address: &Address) -> Failure {
    let Server { host, port, .. } = &found.imap;
    let domain = address.domain();
    Failure::Usage(format!(
        "the mail of {domain} seems to be at {host}:{port} {}, which is another domain: pass --host {host} if that is right",
        found.how
    ))
}

fn password(
    provider: Provider,
    file: Option<&Path>,
    flag: &str,
    user: &str,
    asker: &Asker,
) -> Result<Option<SecretString>, Failure> {
    Ok(match (provider, file) {
        (Provider::Microsoft365, _) => None,
        (_, Some(file)) => Some(file_of_password(file)?),
        (_, None) => Some(asker.password(user, flag)?),
    })
}

/// The password that is alone in a file.
pub fn file_of_password(file: &Path) -> Result<SecretString, Failure> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(SecretString::from(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// The service's own mailbox, at the same place as the rep's.
async fn own_mailbox(
    given: &InitArguments,
    asker: &Asker,
    mail: &Mail,
    provider: Provider,
    rep: &Address,
) -> Result<Option<Own>, Failure> {
    let question = "The service's own mailbox, for answers to digests (none: leave it empty)";
    let read = |text: &str| match text {
        "" => Ok(None),
        text => match address(text)? {
            address if address == *rep => Err("that is the rep's: it is to be a mailbox of the service alone".to_owned()),
            address => Ok(Some(address)),
        },
    };
    let Some(address) = asker.until(question, given.commands.as_deref(), Some(""), "--commands", read)? else {
        return Ok(None);
    };
    let mail = match mail {
        Mail::Maildir(_) => {
            let path = given.commands_maildir.as_ref().map(|path| path.display().to_string());
            Mail::Maildir(asker.until("Its Maildir", path.as_deref(), None, "--commands-maildir", maildir)?)
        }
        Mail::Imap(imap) => {
            let whole = if imap.user.contains('@') { address.as_str() } else { address.local() };
            let user = given.commands_user.clone().unwrap_or_else(|| whole.to_owned());
            let file = given.commands_password_file.as_deref();
            let password = password(provider, file, "--commands-password-file", &user, asker)?;
            let imap = Imap { user, password, ..(**imap).clone() };
            Mail::Imap(Box::new(tried(given, asker, &address, imap, "--commands-password-file").await?))
        }
    };
    Ok(Some(Own { address, mail }))
}

fn person(text: &str) -> Result<Person, String> {
    let (name, rest) = match text.split_once('<') {
        Some((name, rest)) => (name.trim().trim_matches('"'), rest.trim_end().trim_end_matches('>')),
        None => ("", text),
    };
    Ok(Person { name: Some(name.to_owned()).filter(|name| !name.is_empty()), address: address(rest)? })
}

fn address(text: &str) -> Result<Address, String> {
    Address::parse(text).ok_or_else(|| format!("`{text}` is no address, such as dana@northfield.example"))
}

fn domain(text: &str) -> Result<Domain, String> {
    Domain::parse(text).ok_or_else(|| format!("`{text}` is no domain, such as northfield.example"))
}

fn zone(text: &str) -> Result<String, String> {
    let zone = TimeZone::get(text).map_err(|_| format!("there is no time zone `{text}`: write it like America/Chicago"))?;
    Ok(zone.iana_name().unwrap_or(text).to_owned())
}

fn maildir(text: &str) -> Result<PathBuf, String> {
    let path = std::path::absolute(text).map_err(|error| error.to_string())?;
    if path.is_dir() { Ok(path) } else { Err(format!("there is no directory {}", path.display())) }
}
