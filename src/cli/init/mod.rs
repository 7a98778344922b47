//! `wentdark init`: the few questions that matter, each answer tried at once, and commented files written in the end.

mod answers;
mod ask;
mod attempt;
mod files;
mod find;
mod provider;
mod way_out;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::{Failure, Outcome, block_on};
use crate::config;
use answers::Answers;

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark init                                        asks
  wentdark init --dir . --domain northfield.example --time-zone America/Chicago --rep \"Dana <dana@northfield.example>\" \\
      --provider gmail --password-file dana.password   asks nothing

Every answer is tried at once: hosts are looked up, mailboxes and the mail server are logged in to, and what doesn't work is asked
again. With something wrong nothing is written.")]
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
    /// The server that digests are sent by, or none: then they become files (default: the provider's)
    #[arg(long, value_name = "HOST")]
    smtp: Option<String>,
    /// Its port (default: 465, or 587 with STARTTLS)
    #[arg(long, value_name = "PORT")]
    smtp_port: Option<u16>,
    /// TLS begins with STARTTLS there, at whatever port
    #[arg(long)]
    smtp_starttls: bool,
    /// The login name there (default: that of the mailbox which digests are from)
    #[arg(long, value_name = "NAME")]
    smtp_user: Option<String>,
    /// A file with the password (default: that of the mailbox)
    #[arg(long, value_name = "FILE")]
    smtp_password_file: Option<PathBuf>,
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

/// Lays everything out beside, checks it, and puts it in place.
fn staged(arguments: &InitArguments, answers: &Answers, stage: &Path) -> Outcome {
    let dir = &arguments.dir;
    // Under the unit the configuration's own folder can't be written.
    let outbox = if is_usual(dir) { "/var/lib/wentdark/outbox" } else { "outbox" };
    files::write(stage, answers, outbox)?;
    config::load(&stage.join("wentdark.toml")).map_err(|mistakes| {
        // The stage is gone when somebody reads this.
        let said = mistakes.render(super::shown::colour_on_stderr());
        let said = said.replace(&*stage.to_string_lossy(), &dir.to_string_lossy());
        Failure::Usage(format!("{said}nothing was written"))
    })?;
    let kept = files::put_in_place(stage, dir)?;
    let main = dir.join("wentdark.toml");
    anstream::println!("\nwritten: {}", main.display());
    for path in kept {
        anstream::println!("{} was there already, and stays as it is", path.display());
    }
    if answers.way_out.is_none() {
        anstream::println!("digests become files in {}: set host in [smtp] to send them", dir.join(outbox).display());
    }
    for step in next_steps(answers, dir) {
        anstream::println!("{step}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether this is where the unit looks for the configuration.
fn is_usual(dir: &Path) -> bool {
    dir == Path::new("/etc/wentdark")
}

fn next_steps(answers: &Answers, dir: &Path) -> Vec<String> {
    let config = match is_usual(dir) {
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
                &format!(
                    "install -d -m 700 /etc/credstore.encrypted && systemd-creds encrypt {} /etc/credstore.encrypted/{secret}",
                    dir.join("secrets").join(&secret).display()
                ),
                &format!(
                    "if you like: the password encrypted; then `systemctl edit wentdark`, [Service], \
                     LoadCredentialEncrypted={secret}:/etc/credstore.encrypted/{secret}, and remove the plain file"
                ),
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
