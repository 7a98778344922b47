//! `wentdark digest`: look at today's digests, or send them.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::Context;
use clap::{ArgGroup, Args};

use super::{ConfigFile, Failure, Outcome, block_on};
use crate::config::DigestOrder;
use crate::daemon::clock;
use crate::daemon::digests::{Digests, Sent};
use crate::delivery;
use crate::domain::address::Address;
use crate::store::Store;

/// Arguments of `digest`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["preview", "send"])))]
#[command(after_help = "Examples:
  wentdark digest --config wentdark.toml --preview out    writes text and HTML files, sends nothing
  wentdark digest --config wentdark.toml --send           sends today's, once a reader")]
pub struct DigestArguments {
    #[command(flatten)]
    config: ConfigFile,
    /// Write each digest as .txt and .html into this folder, and send nothing
    #[arg(long, value_name = "DIR", conflicts_with = "send")]
    preview: Option<PathBuf>,
    /// Send today's digests now, whatever their hour; one that went out today stays the only one
    #[arg(long)]
    send: bool,
    /// Only this reader's
    #[arg(long, value_name = "ADDRESS")]
    to: Option<String>,
}

/// Previews or sends.
pub fn run(arguments: &DigestArguments) -> Outcome {
    let config = arguments.config.load()?;
    let store = Mutex::new(Store::open(&config.state_dir)?);
    let digests = Digests { config: &config, store: &store };
    let wanted = arguments.to.as_deref().map(|text| {
        Address::parse(text).ok_or_else(|| Failure::Usage(format!("--to {}: no address", super::shown::plain(text))))
    });
    let wanted = wanted.transpose()?;
    let orders: Vec<&DigestOrder> = digests.orders().filter(|o| wanted.as_ref().is_none_or(|to| o.to == *to)).collect();
    if orders.is_empty() {
        let why = "the configuration asks for no such digest: add a [[digest]] with to = and at =";
        return Err(Failure::Usage(why.to_owned()));
    }
    let now = clock::now();
    let mut code = ExitCode::SUCCESS;
    for order in orders {
        if let Some(dir) = &arguments.preview {
            let digest = digests.compose(order, now)?;
            for path in write(dir, &order.to, &digest)? {
                anstream::println!("{}", path.display());
            }
            continue;
        }
        match block_on(digests.send(order, now))? {
            Ok(Sent::Now) => anstream::println!("{}: sent", order.to),
            Ok(Sent::Before) => anstream::println!("{}: went out today already", order.to),
            Ok(Sent::Skipped) => anstream::println!("{}: nothing to tell, skipped", order.to),
            Err(error) => {
                anstream::eprintln!("{}: {error}", order.to);
                code = ExitCode::FAILURE;
            }
        }
    }
    std::io::stdout().flush()?;
    Ok(code)
}

/// Writes a digest as text and HTML, and gives the paths.
pub fn write(dir: &std::path::Path, to: &Address, digest: &crate::domain::digest::Digest) -> Result<[PathBuf; 2], Failure> {
    std::fs::create_dir_all(dir).with_context(|| format!("making {}", dir.display()))?;
    let name: String = to.as_str().chars().map(|c| if c.is_alphanumeric() || "@.-_".contains(c) { c } else { '_' }).collect();
    let paths = [dir.join(format!("{name}.txt")), dir.join(format!("{name}.html"))];
    let [text, html] = &paths;
    std::fs::write(text, delivery::text(digest)).with_context(|| format!("writing {}", text.display()))?;
    std::fs::write(html, delivery::html(digest)).with_context(|| format!("writing {}", html.display()))?;
    Ok(paths)
}
