//! `wentdark check`: what the configuration says, in a few lines, or everything that is wrong with it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::shown::plain;
use super::{ConfigFile, Outcome, block_on};
use crate::config::{self, Config, Covers, Delivery, DigestOrder, Login, Mailbox, Place};
use crate::daemon::counted;
use crate::daemon::doctor::{self, Finding, Grade};
use crate::daemon::source::Source;
use crate::daemon::{calendars, clock, signin};
use crate::domain::mail::FolderRole;

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wentdark check --config wentdark.toml --connect")]
pub struct CheckArguments {
    #[command(flatten)]
    config: ConfigFile,
    /// Also log in everywhere, list the folders, and try the mail server that sends digests (nothing is sent)
    #[arg(long)]
    connect: bool,
}

/// Says what was understood, and with `--connect` whether every mailbox and calendar can be read, and whether
/// the mail server takes digests.
pub fn run(arguments: &CheckArguments) -> Outcome {
    let code = load(&arguments.config.config);
    if code != ExitCode::SUCCESS || !arguments.connect {
        return Ok(code);
    }
    let config = arguments.config.load()?;
    anstream::println!();
    block_on(connect(&config))?
}

/// Tries each login and folder list.
async fn connect(config: &Config) -> Outcome {
    let mut code = ExitCode::SUCCESS;
    for mailbox in config.every_mailbox() {
        let tried = match Source::open(config, mailbox).await {
            Ok(mut source) => {
                let folders = source.folders().await;
                source.close().await;
                folders
            }
            Err(error) => Err(error),
        };
        match tried {
            Ok(folders) => {
                let count = counted(folders.len(), ["folder", "folders"]);
                // An archive holds in one file what both sides wrote.
                let is_archive = matches!(mailbox.place, Place::Mbox(_));
                let has_sent = is_archive || folders.iter().any(|folder| folder.role == FolderRole::Sent);
                let sent = if has_sent { "" } else { ", none of them for sent mail" };
                anstream::println!("{}: can be read, {count}{sent}", mailbox.owner);
            }
            Err(error) => {
                anstream::eprintln!("{}: {error}", mailbox.owner);
                code = ExitCode::FAILURE;
            }
        }
    }
    for place in &config.calendars {
        let name = format!("{}: calendar {}", place.owner, place.at);
        match calendars::try_reading(config, place, None, clock::now()).await {
            Ok(events) => anstream::println!("{name}: can be read, {}", counted(events, ["event", "events"])),
            Err(error) => {
                anstream::eprintln!("{name}: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    if let Some(Finding { what, grade, said, todo }) = doctor::way_out(config).await {
        if grade == Grade::Good {
            anstream::println!("{what}: {said}");
        } else {
            anstream::eprintln!("{what}: {}\n  -> {}", plain(&said), plain(&todo));
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// Loads the configuration and says what was understood. The exit code is 2 when there is a mistake in it.
fn load(path: &Path) -> ExitCode {
    match config::load(path) {
        Ok(config) => {
            for warning in &config.warnings {
                anstream::eprintln!("{}", warning.render(std::io::stderr().is_terminal()));
            }
            let mut missing = missing_secrets(&config);
            missing.extend(signin::lacking(&config));
            for missing in missing {
                anstream::eprintln!("warning: {missing}");
            }
            anstream::print!("{}", describe(&config));
            ExitCode::SUCCESS
        }
        Err(mistakes) => {
            anstream::eprint!("{}", mistakes.render(std::io::stderr().is_terminal()));
            ExitCode::from(2)
        }
    }
}

/// What was understood, for people.
pub fn describe(config: &Config) -> String {
    let team = &config.roster.team;
    let calendar = &config.policy.calendar;
    let days: Vec<String> = calendar.work_days.iter().map(|day| short(*day)).collect();
    let (from, to) = calendar.hours;
    let zone = calendar.zone.iana_name().unwrap_or("UTC");
    let mut out = format!("{}: fine\n\n", config.path.display());
    let mut line = |head: &str, text: String| {
        let _ = writeln!(out, "{head:<11}{text}");
    };
    let size =
        format!("{}, {}", counted(team.reps.len(), ["rep", "reps"]), counted(team.managers.len(), ["manager", "managers"]));
    line("team", format!("{}: {size}, {}", team.name, list(&team.domains)));
    let hours = format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M"));
    line("works", format!("{} {hours}, {zone}, {}", days.join(" "), counted(calendar.holidays.len(), ["holiday", "holidays"])));
    let policy = &config.policy;
    line(
        "silence",
        format!("quiet after {}, dark after {} business days", policy.quiet_business_days, policy.dark_business_days),
    );
    for mailbox in &config.mailboxes {
        line("mailbox", place(mailbox));
    }
    if let Some(commands) = &config.commands {
        line("answers", place(&commands.mailbox));
    }
    for calendar in &config.calendars {
        line("calendar", format!("{}: {}", calendar.owner, calendar.at));
    }
    let deals = config.roster.deals().count();
    line("prospects", format!("{}, {}", config.roster.prospects.len(), counted(deals, ["deal", "deals"])));
    let idle = team.reps.iter().filter(|rep| !config.roster.deals().any(|(_, deal)| deal.owner == rep.address));
    let idle: Vec<&str> = idle.map(|rep| rep.name.as_str()).collect();
    if !idle.is_empty() {
        line("", format!("no deal is owned by {}", idle.join(", ")));
    }
    for order in &config.digests {
        line("digest", digest(order));
    }
    if config.digests.is_empty() {
        line("digest", "nobody gets one".to_owned());
    }
    line("delivery", delivery(config));
    line("state", format!("{}, kept {} days", config.state_dir.display(), config.retention_days));
    out
}

fn place(mailbox: &Mailbox) -> String {
    let at = match &mailbox.place {
        Place::Imap(imap) => {
            let oauth = match &imap.login {
                Login::OAuth(app) => format!(" with OAuth ({})", app.name),
                Login::Secret(_) => String::new(),
            };
            format!("{}{oauth} at {}:{}, the last {} days", imap.user, imap.host, imap.port, imap.horizon_days)
        }
        Place::Maildir(path) => format!("Maildir {}", path.display()),
        Place::Mbox(path) => format!("mbox {}", path.display()),
    };
    format!("{}: {at}", mailbox.owner)
}

fn digest(order: &DigestOrder) -> String {
    let covers = match &order.covers {
        Covers::All => "all deals".to_owned(),
        Covers::Reps(_) if order.rep => "the rep's own deals".to_owned(),
        Covers::Reps(reps) => format!("the deals of {}", list(reps)),
    };
    let days: Vec<String> = order.days.iter().map(|day| short(*day)).collect();
    let zone = order.zone.iana_name().unwrap_or("UTC");
    format!("{}: {covers}, {} {} {zone}", order.to, days.join(" "), order.at.strftime("%H:%M"))
}

fn delivery(config: &Config) -> String {
    let from = config.from.as_ref().map_or(String::new(), |from| format!(" from {}", from.address));
    match &config.delivery {
        Some(Delivery::Smtp { host, port, .. }) => format!("by SMTP {host}:{port}{from}"),
        Some(Delivery::Folder(path)) => format!("as files in {}{from}", path.display()),
        None => "none".to_owned(),
    }
}

/// What is wrong with each secret that is named. Under systemd they are credentials, which a terminal doesn't have: no mistake.
fn missing_secrets(config: &Config) -> Vec<String> {
    let mut names: BTreeSet<&str> = signin::grantees(config).iter().filter_map(|one| one.app.secret.as_deref()).collect();
    let mailboxes = config.every_mailbox().filter_map(|mailbox| match &mailbox.place {
        Place::Imap(imap) => Some(&imap.login),
        Place::Maildir(_) | Place::Mbox(_) => None,
    });
    let calendars = config.calendars.iter().filter_map(|calendar| calendar.login.as_ref());
    let smtp = match &config.delivery {
        Some(Delivery::Smtp { login: Some((_, login)), .. }) => Some(login),
        Some(Delivery::Smtp { login: None, .. } | Delivery::Folder(_)) | None => None,
    };
    names.extend(mailboxes.chain(calendars).chain(smtp).filter_map(|login| match login {
        Login::Secret(name) => Some(name.as_str()),
        Login::OAuth(_) => None,
    }));
    names.into_iter().filter_map(|name| config::secret(name, &config.dir).err()).map(|error| error.to_string()).collect()
}

fn short(day: jiff::civil::Weekday) -> String {
    format!("{day:?}").chars().take(3).collect()
}

fn list<T: ToString>(items: &[T]) -> String {
    if items.is_empty() {
        return "no domain".to_owned();
    }
    items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}
