//! `wentdark inspect`: what is made of message files, one JSON line each (SPEC section 7). All files of a call are read together.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Failure, Outcome};
use crate::config::{self, Config};
use crate::daemon::context::{Context, Examined};
use crate::daemon::parallel::parallel;
use crate::daemon::pass::MESSAGE_LIMIT;
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{Mail, Named};
use crate::domain::matching::{Belonging, Facts, belongs};
use crate::domain::roster::Roster;
use crate::domain::time::Calendar;
use crate::sources::mbox::Mbox;
use crate::sources::{Raw, Remembered};

/// Arguments of `inspect`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark inspect message.eml
  wentdark inspect --config wentdark.toml thread/*.eml export.mbox")]
pub struct InspectArguments {
    /// Message files, or mbox files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The configuration, for directions, deals and signals
    #[arg(short, long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What became of one message of one file.
enum Read1 {
    Message(String, Box<Examined>),
    Failed(String, String),
}

/// Reads every file and prints a line a message.
pub fn run(arguments: &InspectArguments) -> Outcome {
    let config = match &arguments.config {
        Some(path) => {
            Some(config::load(path).map_err(|mistakes| Failure::Usage(mistakes.render(super::shown::colour_on_stderr())))?)
        }
        None => None,
    };
    let nobody = (Roster::default(), utc());
    let (roster, calendar) =
        config.as_ref().map_or((&nobody.0, &nobody.1), |config: &Config| (&config.roster, &config.policy.calendar));
    let detectors = config.as_ref().map_or_else(crate::signals::Detectors::builtin, crate::daemon::detectors);
    let context = Context::new(roster, calendar, detectors);
    let read = read_files(&arguments.files, &context, config.is_some());
    let mails = read.iter().filter_map(|one| match one {
        Read1::Message(_, examined) => Some(examined.mail.clone()),
        Read1::Failed(..) => None,
    });
    let facts = Facts { mails: mails.collect(), ..Facts::default() };
    let belonging = belongs(&facts, roster, Timestamp::MAX);
    let mut out = std::io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for one in &read {
        let line = match one {
            Read1::Message(file, examined) => describe(file, examined, belonging.get(&examined.mail.key), config.is_some()),
            Read1::Failed(file, error) => {
                code = ExitCode::FAILURE;
                json!({ "file": file, "error": error })
            }
        };
        // By way of a string: a reader that has gone away (`| head`) is told by the writer's own error then.
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    }
    Ok(code)
}

fn utc() -> Calendar {
    use jiff::civil::{Weekday, time};
    let days = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
    Calendar {
        zone: TimeZone::UTC,
        work_days: days.to_vec(),
        hours: (time(9, 0, 0, 0), time(17, 30, 0, 0)),
        holidays: Default::default(),
    }
}

/// What is read at a time before it is judged, in bytes: enough to keep all processors busy, and no whole archive in memory.
const AT_A_TIME: usize = 32 << 20;

/// Every message of every file, in order. `closely`: whether the network is asked too. Without a configuration nobody has a role, so
/// there is nothing to ask.
fn read_files(files: &[PathBuf], context: &Context<'_>, closely: bool) -> Vec<Read1> {
    let mut read = Vec::new();
    let mut waiting: Vec<(String, Result<Raw, String>)> = Vec::new();
    let examine = |waiting: &mut Vec<(String, Result<Raw, String>)>| {
        let read = parallel(waiting, &|(name, raw)| match raw {
            // Something without a single header field is no message.
            Ok(raw) if !looks_like_mail(&raw.bytes) => {
                Read1::Failed(name.clone(), "is no message: no header field at its start".to_owned())
            }
            Ok(raw) => {
                let examined = context.examine(&raw.bytes, raw.received, raw.from_line, &|_| closely);
                Read1::Message(name.clone(), Box::new(examined))
            }
            Err(error) => Read1::Failed(name.clone(), error.clone()),
        });
        waiting.clear();
        read
    };
    let mut size = 0;
    for file in files {
        let name = file.display().to_string();
        match raws(file) {
            Ok(raws) => {
                size += raws.iter().map(|raw| raw.bytes.len()).sum::<usize>();
                waiting.extend(raws.into_iter().map(|raw| (name.clone(), Ok(raw))));
            }
            Err(error) => waiting.push((name, Err(error))),
        }
        if size > AT_A_TIME {
            read.extend(examine(&mut waiting));
            size = 0;
        }
    }
    read.extend(examine(&mut waiting));
    read
}

fn raws(path: &Path) -> Result<Vec<Raw>, String> {
    let meta = fs::metadata(path).map_err(|error| error.to_string())?;
    if meta.is_dir() {
        return Err("is a folder: name the message files in it".to_owned());
    }
    let mut start = [0u8; 5];
    let mut file = fs::File::open(path).map_err(|error| error.to_string())?;
    let begun = file.read(&mut start).map_err(|error| error.to_string())?;
    if start.get(..begun) == Some(b"From ")
        && let Ok(mut mbox) = Mbox::open(path)
        && let Ok(folders) = mbox.folders()
        && let Some(folder) = folders.first()
    {
        let listing = mbox.list(folder, &Remembered::default()).map_err(|error| error.to_string())?;
        return mbox.whole(folder, &listing.new, MESSAGE_LIMIT).map_err(|error| error.to_string());
    }
    let mut bytes = start.get(..begun).unwrap_or_default().to_vec();
    file.take(MESSAGE_LIMIT as u64).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let received = meta.modified().ok().and_then(|time: SystemTime| Timestamp::try_from(time).ok());
    Ok(vec![Raw { place: String::new(), received, from_line: false, bytes, size: meta.len() }])
}

/// Whether one of the first lines is a header field (RFC 5322 section 2.2).
fn looks_like_mail(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    head.split(|b| *b == b'\n').take(20).any(|line| {
        let name = line.iter().take_while(|b| (33..=126).contains(*b) && **b != b':').count();
        name > 0 && line.get(name..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
    })
}

fn describe(file: &str, examined: &Examined, belonging: Option<&Belonging>, configured: bool) -> Value {
    let Mail { in_reply_to, references, .. } = &examined.mail;
    let mail = &examined.mail;
    let addresses = |named: &[Named]| -> Vec<String> { named.iter().map(|one| one.address.to_string()).collect() };
    let ids = |ids: &[MessageId]| -> Vec<String> { ids.iter().map(ToString::to_string).collect() };
    let direction = belonging.map_or("unrelated", |b| b.direction.as_str());
    // Without roles there are no signals.
    let signals: Vec<Value> = mail
        .signals
        .iter()
        .filter(|signal| configured && direction != "unrelated" && signal.kind.is_listed())
        .map(|signal| {
            json!({
                "kind": signal.kind.as_str(),
                "phrase": signal.phrase,
                "start": signal.span.map(|span| span.0),
                "end": signal.span.map(|span| span.1),
                "until": signal.until.map(|date| date.to_string()),
            })
        })
        .collect();
    json!({
        "file": file,
        "kind": mail.kind.as_str(),
        "kind_rule": &*mail.kind_rule,
        "direction": direction,
        "message_id": mail.message_id.as_ref().map(MessageId::as_str),
        "in_reply_to": in_reply_to.first().map(MessageId::as_str),
        "references": ids(references),
        "date": mail.date.map(|date| date.to_string()),
        "server_time": mail.server_time.to_string(),
        "from": mail.author().map(Address::as_str),
        "to": addresses(&mail.to),
        "cc": addresses(&mail.cc),
        "subject": mail.subject,
        "back_on": mail.back_on.map(|date| date.to_string()),
        "deputy": mail.deputy.as_ref().map(Address::as_str),
        "failed_recipients": mail.failed.iter().map(|f| json!({ "address": f.address.as_str(), "status": f.status })).collect::<Vec<_>>(),
        "new_text": examined.new_text,
        "signals": signals,
        "deals": belonging.map(|b| b.deals.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap_or_default(),
        "oddities": examined.oddities,
    })
}
