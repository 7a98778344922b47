//! `wentdark init`: the few questions that matter, each answer tried at once, and commented files written in the end.

mod answers;
mod ask;
mod files;
mod find;
mod provider;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::Args;

use super::{Failure, Outcome, block_on};
use crate::config::{self, Config};
use crate::daemon::source::Source;
use answers::Answers;

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark init                                        asks
  wentdark init --dir . --domain northfield.example --time-zone America/Chicago --rep \"Dana <dana@northfield.example>\" \\
      --provider gmail --password-file dana.password   asks nothing

Every answer is tried at once: the host is looked up, the mailbox is logged in to. With something wrong nothing is written.")]
pub struct InitArguments {
    /// Where the configuration is written
    #[arg(long, value_name = "DIR", default_value = "/etc/wentdark")]
    dir: PathBuf,
    /// The team's name, for digests
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    /// A mail domain of the team; any number of times
    #[arg(long, value_name = "DOMAIN")]
    domain: Vec<String>,
    /// The team's time zone (default: the machine's)
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// The first rep: "Dana Reyes <dana@northfield.example>"
    #[arg(long, value_name = "PERSON")]
    rep: Option<String>,
    /// Where the rep's mailbox is
    #[arg(long, value_enum, value_name = "PROVIDER")]
    provider: Option<provider::Provider>,
    /// The server, for a provider of your own (default: found by SRV records, by what the provider publishes, by usual names)
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// The server's port
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Authorities to trust besides the system's, a PEM file
    #[arg(long, value_name = "FILE")]
    extra_ca: Option<PathBuf>,
    /// The login name (default: the rep's address)
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// A file with the password (default: asked for)
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// The id of the app that was registered at Microsoft, for microsoft365
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// The Maildir, for the provider maildir
    #[arg(long, value_name = "DIR")]
    maildir: Option<PathBuf>,
    /// Who gets the daily digest
    #[arg(long, value_name = "ADDRESS")]
    manager: Option<String>,
    /// The service's own mailbox, to which digests are answered; on the same server as the rep's
    #[arg(long, value_name = "ADDRESS")]
    commands: Option<String>,
    /// Its login name (default: its address)
    #[arg(long, value_name = "NAME")]
    commands_user: Option<String>,
    /// A file with its password (default: asked for)
    #[arg(long, value_name = "FILE")]
    commands_password_file: Option<PathBuf>,
    /// Its Maildir, for the provider maildir
    #[arg(long, value_name = "DIR")]
    commands_maildir: Option<PathBuf>,
    /// Connect nowhere
    #[arg(long)]
    offline: bool,
}

/// Asks, tries, writes.
pub fn run(arguments: &InitArguments) -> Outcome {
    let main = arguments.dir.join("wentdark.toml");
    if main.exists() {
        let what = format!("{} is there already: nothing was changed. `wentdark check` says what is in it", main.display());
        return Err(Failure::Usage(what));
    }
    let answers = block_on(answers::gather(arguments))??;
    let stage = tempfile_in(&arguments.dir)?;
    let outcome = staged(arguments, &answers, &stage);
    // Whatever happened, no password stays behind there.
    let _ = std::fs::remove_dir_all(&stage);
    outcome
}

/// Lays everything out beside, tries it, and puts it in place.
fn staged(arguments: &InitArguments, answers: &Answers, stage: &Path) -> Outcome {
    files::write(stage, answers)?;
    let config = config::load(&stage.join("wentdark.toml")).map_err(|mistakes| {
        Failure::Usage(format!("{}nothing was written", mistakes.render(super::shown::colour_on_stderr())))
    })?;
    if !arguments.offline && answers.passwords().next().is_some() {
        block_on(try_mailbox(&config))??;
    }
    files::put_in_place(stage, &arguments.dir)?;
    let main = arguments.dir.join("wentdark.toml");
    anstream::println!("\nwritten: {}", main.display());
    for step in next_steps(answers, &arguments.dir) {
        anstream::println!("{step}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Logs in once.
async fn try_mailbox(config: &Config) -> anyhow::Result<()> {
    for mailbox in config.every_mailbox() {
        let mut source = Source::open(config, mailbox)
            .await
            .map_err(|error| anyhow!("{}: {error}. Nothing was written: mend it, or pass --offline", mailbox.owner))?;
        let folders = source.folders().await.map_err(|error| anyhow!("{}: {error}", mailbox.owner))?;
        source.close().await;
        anstream::println!("{}: can be read, {} folders", mailbox.owner, folders.len());
    }
    Ok(())
}

fn next_steps(answers: &Answers, dir: &Path) -> Vec<String> {
    let config = match dir == Path::new("/etc/wentdark") {
        true => String::new(),
        false => format!(" --config {}", dir.join("wentdark.toml").display()),
    };
    let mut steps = vec!["next:".to_owned()];
    let mut step = |command: &str, why: &str| steps.push(format!("  {command:<60} {why}"));
    if answers.needs_login() {
        for (address, _) in answers.mailboxes() {
            step(&format!("wentdark login {address}{config}"), "grants access, once");
        }
    }
    step(&format!("wentdark prospect add NAME --domain ...{config}"), "what is being sold, and to whom");
    step(&format!("wentdark doctor{config}"), "is everything as it should be?");
    if config.is_empty() {
        step("systemctl enable --now wentdark", "from now on it works by itself");
        for (secret, _) in answers.passwords() {
            step(
                &format!("systemd-creds encrypt secrets/{secret} /etc/credstore.encrypted/{secret}"),
                "if you like: the password encrypted; then LoadCredentialEncrypted= in the unit",
            );
        }
    } else {
        step(&format!("wentdark sync{config}; wentdark report{config}"), "reads mail, and says how deals stand");
    }
    steps
}

/// A folder of our own in `dir`, which is made, closed to others.
fn tempfile_in(dir: &Path) -> Result<PathBuf, Failure> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::create_dir_all(dir).with_context(|| format!("making {}", dir.display()))?;
    let stage = dir.join(".wentdark-init");
    let _ = std::fs::remove_dir_all(&stage);
    std::fs::DirBuilder::new().mode(0o700).create(&stage).with_context(|| format!("making {}", stage.display()))?;
    Ok(stage)
}
