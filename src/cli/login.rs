//! `wentdark login`: somebody grants access to an account, once. What they granted is tried at once, and kept.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Args;
use secrecy::SecretString;
use tokio::sync::mpsc;

use super::{ConfigFile, Failure, Outcome, block_on};
use crate::config::Config;
use crate::daemon::counted;
use crate::daemon::signin::{self, Grantee, Use};
use crate::daemon::source::Source;
use crate::daemon::{calendars, clock, outgoing};
use crate::delivery::send::SendError;
use crate::domain::address::Address;
use crate::oauth::browser::Attempt;
use crate::oauth::token::Tokens;
use crate::oauth::{Account, GrantError, device};
use crate::sources::SourceError;

/// Arguments of `login`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark login dana@northfield.example               the mailbox and the calendars of a rep
  wentdark login smtp                                  the account that digests go out by
  ssh -L 8400:127.0.0.1:8400 server wentdark login dana@northfield.example --port 8400

On a machine without a browser open the page anywhere else. Where no code is to be entered, the browser ends at an address
that it can't open: paste that address here.")]
pub struct LoginArguments {
    /// A rep's or shared mailbox's address, or `smtp`
    who: String,
    #[command(flatten)]
    config: ConfigFile,
    /// By browser, also where a code could be entered on another device
    #[arg(long)]
    browser: bool,
    /// The port of this machine to which the browser comes back (default: any)
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
}

/// Logs in to each account of whoever is named.
pub fn run(arguments: &LoginArguments) -> Outcome {
    let config = arguments.config.load()?;
    let meant = meant(&config, &arguments.who)?;
    block_on(async {
        let mut code = ExitCode::SUCCESS;
        let mut done: Vec<&Grantee<'_>> = Vec::new();
        for one in &meant {
            if done.iter().any(|before| before.shares_with(one.app, one.user)) {
                continue;
            }
            done.push(one);
            if !log_in(&config, one, arguments).await? {
                code = ExitCode::FAILURE;
            }
        }
        Ok(code)
    })?
}

/// Everything of somebody that is logged in to with OAuth.
fn meant<'a>(config: &'a Config, who: &str) -> Result<Vec<Grantee<'a>>, Failure> {
    let all = signin::grantees(config);
    // An alias means the same person.
    let owner = Address::parse(who).and_then(|address| config.roster.team.rep(&address).map(|rep| rep.address.to_string()));
    let word = owner.unwrap_or_else(|| who.to_lowercase());
    let meant: Vec<Grantee<'_>> = all.iter().filter(|one| one.word() == word).copied().collect();
    if !meant.is_empty() {
        return Ok(meant);
    }
    let mut known: Vec<&str> = all.iter().map(Grantee::word).collect();
    known.dedup();
    let hint = match known.is_empty() {
        true => "nothing in the configuration has `oauth`; docs/oauth.md says how to set it up".to_owned(),
        false => format!("there is one for {}", known.join(", ")),
    };
    Err(Failure::Usage(format!("there is no login with OAuth for `{}`: {hint}", super::shown::plain(who))))
}

/// One account: asks, tries, keeps. Whether everything that the account is for works.
async fn log_in(config: &Config, one: &Grantee<'_>, arguments: &LoginArguments) -> Result<bool, Failure> {
    let account = signin::account(config, one.app, one.user)?;
    anstream::println!("Log in to {} as {}.", account.app.name, account.user);
    let tokens = grant(&account, arguments).await.map_err(|error| failed(error, one))?;
    for scope in ungranted(&account, &tokens) {
        anstream::eprintln!("warning: {scope} was asked for and not granted");
    }
    let (mut worked, mut refused, mut unclear) = (0, 0, 0);
    for used in signin::grantees(config).iter().filter(|used| used.shares_with(one.app, one.user)) {
        match attempt(config, used, &tokens.access).await {
            Ok(said) => {
                worked += 1;
                anstream::println!("{said}");
            }
            Err(
                SourceError::Retry(why) | SourceError::Lone(why) | SourceError::Missing(why) | SourceError::Later { why, .. },
            ) => {
                unclear += 1;
                anstream::eprintln!("{}: could not be tried: {why}", used.word());
            }
            Err(SourceError::Human(why) | SourceError::Forbidden(why) | SourceError::Refused(why)) => {
                refused += 1;
                anstream::eprintln!("{}: {why}", used.word());
            }
        }
    }
    // A login as somebody else must not take the place of a good one.
    if worked == 0 && refused > 0 {
        let (name, user) = (&account.app.name, &account.user);
        return Err(anyhow!("nothing was kept: was it {user} who logged in to {name}, and may they use this app?").into());
    }
    signin::keep(config, &account, &tokens, clock::now()).await.map_err(|error| failed(error, one))?;
    anstream::println!("Access is kept in {}. A running service takes it at once.", config.state_dir.display());
    Ok(refused == 0 && unclear == 0)
}

fn failed(error: GrantError, one: &Grantee<'_>) -> Failure {
    Failure::Failed(anyhow!("{}: {error}", one.word()))
}

/// Lets a human grant access.
async fn grant(account: &Account, arguments: &LoginArguments) -> Result<Tokens, GrantError> {
    let by_browser = arguments.browser && account.app.authorize.is_some();
    if let Some(endpoint) = account.app.device.as_deref().filter(|_| !by_browser) {
        let prompt = device::begin(account, endpoint).await?;
        anstream::println!("\nOpen this page in any browser, on any device:\n\n  {}\n", prompt.page);
        anstream::println!("and enter the code:  {}\n", prompt.code);
        if let Some(direct) = &prompt.direct {
            anstream::println!("(or open {direct})\n");
        }
        anstream::println!("Waiting ...");
        return device::wait(account, prompt).await;
    }
    let attempt = Attempt::begin(account, arguments.port).await?;
    anstream::println!("\nOpen this page in a browser:\n\n  {}\n", attempt.page);
    if std::io::stdin().is_terminal() {
        anstream::println!(
            "If the browser runs on another machine, it ends at an address on 127.0.0.1 or localhost that it can't open:\n\
             copy that address from the browser, and paste it here.\n"
        );
    }
    anstream::println!("Waiting ...");
    attempt.wait(account, lines(), &|why| anstream::eprintln!("{why}")).await
}

/// What is typed or pasted, line by line. The thread ends with the process: it may wait for a line for ever.
fn lines() -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::channel(4);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if !line.trim().is_empty() && send.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receive
}

/// What was asked for and is not in what was granted, where the provider tells. Microsoft never names `offline_access`.
fn ungranted(account: &Account, tokens: &Tokens) -> Vec<String> {
    let Some(granted) = &tokens.scope else { return Vec::new() };
    let granted: Vec<&str> = granted.split_whitespace().collect();
    let told = |scope: &&String| granted.iter().any(|one| one.eq_ignore_ascii_case(scope));
    account.scopes.iter().filter(|scope| !told(scope) && *scope != "offline_access").cloned().collect()
}

/// Tries an access token where it is to be used. What worked, in words.
async fn attempt(config: &Config, one: &Grantee<'_>, token: &SecretString) -> Result<String, SourceError> {
    let token = token.clone();
    match one.what {
        Use::Mailbox(mailbox) => {
            let crate::config::Place::Imap(place) = &mailbox.place else { return Ok(String::new()) };
            let mut imap = Source::with_token(place, token).await?;
            let folders = imap.folders().await?.len();
            imap.logout().await;
            Ok(format!("{}: {} lets us in, {}", mailbox.owner, place.host, counted(folders, ["folder", "folders"])))
        }
        Use::Calendar(place) => {
            let events = calendars::try_reading(config, place, Some(token), clock::now()).await?;
            Ok(format!("{}: calendar {} can be read, {}", place.owner, place.at, counted(events, ["event", "events"])))
        }
        Use::Sending => {
            let transport = outgoing::with_token(config, one.user, token);
            let transport = transport.map_err(|error| SourceError::Human(error.to_string()))?;
            let tried = transport.try_out().await;
            tried.map(|()| "smtp: the mail server lets us in".to_owned()).map_err(|error| match error {
                SendError::Retry(why) => SourceError::Retry(why),
                SendError::Refused(why) | SendError::Token(why) => SourceError::Human(why),
            })
        }
    }
}
