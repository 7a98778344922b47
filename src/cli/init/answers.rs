//! The answers: from the command line, else from whoever sits at the terminal.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use clap::ValueEnum;
use jiff::tz::TimeZone;
use secrecy::SecretString;

use super::InitArguments;
use super::provider::{self, Provider};
use crate::cli::Failure;
use crate::domain::address::{Address, Domain};

/// Everything that is needed.
pub struct Answers {
    pub team: Option<String>,
    pub domains: Vec<Domain>,
    pub zone: String,
    pub rep: Person,
    pub mail: Mail,
    pub provider: Provider,
    pub manager: Option<Address>,
}

/// A rep.
pub struct Person {
    pub name: Option<String>,
    pub address: Address,
}

/// Where the mailbox is.
pub enum Mail {
    Imap {
        host: String,
        port: u16,
        user: String,
        password: Option<SecretString>,
        client_id: Option<String>,
        extra_ca: Option<PathBuf>,
    },
    Maildir(PathBuf),
}

impl Answers {
    /// The name of the password.
    pub fn secret(&self) -> String {
        let local = self.rep.address.local().chars();
        let name: String = local.map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect();
        format!("{}-imap", name.trim_start_matches('.'))
    }

    /// The password, if there is one.
    pub fn password(&self) -> Option<&SecretString> {
        match &self.mail {
            Mail::Imap { password, .. } => password.as_ref(),
            Mail::Maildir(_) => None,
        }
    }

    /// Whether somebody has to grant access in a browser.
    pub fn needs_login(&self) -> bool {
        self.provider == Provider::Microsoft365
    }
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
            Some("own"),
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
    Ok(Answers { team: given.team.clone(), domains, zone, rep, mail, provider, manager })
}

async fn imap(given: &InitArguments, asker: &Asker, provider: Provider, rep: &Person) -> Result<Mail, Failure> {
    let found = match (provider.hosts(), &given.host) {
        (Some((host, _)), _) => Some((host.to_owned(), 993)),
        (None, None) if !given.offline => provider::find(rep.address.domain()).await,
        (None, _) => None,
    };
    if let Some((host, port)) = &found
        && given.host.is_none()
    {
        anstream::println!("the server is {host}:{port}");
    }
    let host = match (&given.host, &found, provider) {
        (Some(host), _, _) => host.clone(),
        (None, Some((host, _)), Provider::Gmail | Provider::Microsoft365 | Provider::Fastmail) => host.clone(),
        (None, found, _) => {
            asker.until("The IMAP server", None, found.as_ref().map(|(host, _)| host.as_str()), "--host", |text| {
                Ok(text.to_owned())
            })?
        }
    };
    let port = given.port.or(found.map(|(_, port)| port)).unwrap_or(993);
    if !given.offline {
        let looked_up = tokio::net::lookup_host((host.as_str(), port)).await;
        let _ = looked_up
            .with_context(|| format!("{host} can't be looked up: is it spelled right? (--offline leaves it untried)"))?;
    }
    let user = given.user.clone().unwrap_or_else(|| rep.address.to_string());
    if !provider.advice().is_empty() {
        anstream::println!("{}", provider.advice());
    }
    let client_id = match (provider, &given.client_id) {
        (Provider::Microsoft365, None) => {
            Some(
                asker
                    .until("The id of the app (application, client id)", None, None, "--client-id", |text| Ok(text.to_owned()))?,
            )
        }
        (_, given) => given.clone(),
    };
    let password = match (provider, &given.password_file) {
        (Provider::Microsoft365, _) => None,
        (_, Some(file)) => {
            let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
            Some(SecretString::from(text.trim_end_matches(['\r', '\n']).to_owned()))
        }
        (_, None) => Some(asker.password(&user)?),
    };
    let extra_ca = given.extra_ca.as_ref().map(std::path::absolute).transpose()?;
    Ok(Mail::Imap { host, port, user, password, client_id, extra_ca })
}

/// Asks at the terminal, if there is one.
struct Asker {
    asks: bool,
}

impl Asker {
    /// The answer to a question: `given`, else asked for until it can be read; an empty answer takes `default`.
    fn until<T>(
        &self,
        question: &str,
        given: Option<&str>,
        default: Option<&str>,
        flag: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        if let Some(given) = given {
            return read(given).map_err(|why| Failure::Usage(format!("{flag}: {why}")));
        }
        if !self.asks {
            let default =
                default.ok_or_else(|| Failure::Usage(format!("{flag} is missing, and there is no terminal to ask at")))?;
            return read(default).map_err(|why| Failure::Usage(format!("{flag}: {why}")));
        }
        loop {
            let hint = default.filter(|default| !default.is_empty()).map_or(String::new(), |default| format!(" [{default}]"));
            anstream::print!("{question}{hint}: ");
            let answer = line()?;
            let answer = if answer.is_empty() { default.unwrap_or_default() } else { &answer };
            match read(answer) {
                Ok(read) => return Ok(read),
                Err(why) => anstream::println!("  {why}"),
            }
        }
    }

    /// A password, which isn't shown while it is typed.
    fn password(&self, user: &str) -> Result<SecretString, Failure> {
        if !self.asks {
            return Err(Failure::Usage("--password-file is missing, and there is no terminal to ask at".to_owned()));
        }
        anstream::print!("The password of {user}: ");
        std::io::stdout().flush()?;
        let terminal = rustix::termios::tcgetattr(std::io::stdin()).map_err(std::io::Error::from)?;
        let mut silent = terminal.clone();
        silent.local_modes.remove(rustix::termios::LocalModes::ECHO);
        let set = |modes: &rustix::termios::Termios| {
            rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Now, modes)
                .map_err(std::io::Error::from)
        };
        set(&silent)?;
        let answer = line();
        set(&terminal)?;
        anstream::println!();
        match answer?.as_str() {
            "" => Err(Failure::Usage("without a password nothing can be read".to_owned())),
            password => Ok(SecretString::from(password.to_owned())),
        }
    }
}

fn line() -> Result<String, Failure> {
    std::io::stdout().flush()?;
    let mut answer = String::new();
    if std::io::stdin().lock().read_line(&mut answer)? == 0 {
        return Err(Failure::Failed(anyhow!("the answers ended: nothing was written")));
    }
    Ok(answer.trim().to_owned())
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
