//! `wentdark signals`: how well the detectors judge lines that a team has labelled itself, and what can be learnt from them.

mod labelled;
mod learn;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Map, Value, json};

use super::{ConfigFile, Failure, Outcome};
use crate::config;
use crate::daemon::clock;
use crate::domain::signal::SignalKind;
use crate::signals::Detectors;
use crate::signals::lesson::{Count, Part, counts, judge};
use crate::store::{Example, Store, StoreError};

/// Arguments of `signals`.
#[derive(Debug, Args)]
pub struct SignalsArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Judge labelled lines and print precision and recall a kind
    #[command(after_help = "Example:
  wentdark signals eval ours.jsonl --config wentdark.toml

Each line of the file is one JSON object:
  {\"writer\": \"prospect\", \"to\": \"team\", \"text\": \"Our PO 4471 is attached.\", \"labels\": [\"commitment\"]}
or a whole mail:
  {\"writer\": \"team\", \"to\": \"team\", \"mail\": [{\"text\": \"Morning all.\", \"labels\": []}, {\"text\": \"We got it!\", \"labels\": [\"celebration\"]}]}
writer and to are team, prospect or supplier; \"judged\": [\"celebration\"] says that only these kinds were looked at; other keys are
ignored. With a configuration its lexicon counts, and what `signals learn` learnt.

--format json tells the counts, and of each line in the order of the file what its text, or each sentence of its mail, means and what was
heard in it: the kind, the network's score (1 where a phrase stands whatever it says), and whether a phrase speaks for it.")]
    Eval {
        /// The labelled lines, one JSON object each
        #[arg(value_name = "FILE.jsonl")]
        file: PathBuf,
        /// The configuration, for a lexicon of your own and what was learnt
        #[arg(short, long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// How to print it
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print the phrases that somebody said are no celebration, as labelled lines; `learn` takes them in by itself
    #[command(after_help = "Example:\n  wentdark signals examples --config wentdark.toml > ours.jsonl")]
    Examples {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Learn from labelled lines how sure the network must be, and show before and after
    Learn(learn::LearnArguments),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Does what the command line says.
pub fn run(arguments: &SignalsArguments) -> Outcome {
    match &arguments.command {
        Command::Eval { file, config, format } => eval(file, config.as_ref(), *format),
        Command::Examples { config } => examples(&config.load()?),
        Command::Learn(arguments) => learn::run(arguments),
    }
}

fn examples(config: &config::Config) -> Outcome {
    let out: String = false_alarms(config)?.into_iter().map(|line| line + "\n").collect();
    std::io::stdout().lock().write_all(out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The false alarms, as lines in which nothing is to be heard. Who wrote to whom is not kept: only the phrase is.
fn false_alarms(config: &config::Config) -> Result<Vec<String>, Failure> {
    let store = match Store::open(&config.state_dir) {
        Err(StoreError::Empty(_)) => return Ok(Vec::new()),
        other => other?,
    };
    let line = |example: Example| {
        let Example { kind, phrase, .. } = example;
        json!({"writer": "team", "to": "team", "text": phrase, "labels": [], "judged": [kind]}).to_string()
    };
    Ok(store.false_alarms(clock::now())?.into_iter().map(line).collect())
}

/// Judges the lines and prints how well.
fn eval(file: &std::path::Path, config: Option<&PathBuf>, format: Format) -> Outcome {
    let detectors = match config {
        Some(path) => {
            let config = config::load(path);
            let config = config.map_err(|mistakes| Failure::Usage(mistakes.render(super::shown::colour_on_stderr())))?;
            crate::daemon::detectors(&config)
        }
        None => Detectors::builtin(),
    };
    let judged = judge(&detectors, &labelled::read_file(file)?);
    let out = match format {
        Format::Text => table(&judged),
        Format::Json => in_json(&judged).to_string() + "\n",
    };
    std::io::stdout().lock().write_all(out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The counts, and what was heard in each part of each line. No word of the lines: whoever asks has them.
fn in_json(judged: &[Vec<Part>]) -> Value {
    let kinds: Map<String, Value> = counts(judged)
        .into_iter()
        .map(|(kind, Count { right, wrong, missed })| {
            (kind.as_str().to_owned(), json!({"right": right, "wrong": wrong, "missed": missed}))
        })
        .collect();
    let part = |part: &Part| {
        let meant: Vec<&str> = part.meant.iter().map(|kind| kind.as_str()).collect();
        let of = |(kind, score, phrase): (SignalKind, f32, bool)| json!({"kind": kind.as_str(), "score": (f64::from(score) * 1000.0).round() / 1000.0, "phrase": phrase});
        json!({"meant": meant, "heard": part.heard().map(of).collect::<Vec<_>>()})
    };
    let lines: Vec<Value> = judged.iter().map(|parts| json!({"parts": parts.iter().map(part).collect::<Vec<_>>()})).collect();
    json!({"kinds": kinds, "lines": lines})
}

fn table(judged: &[Vec<Part>]) -> String {
    let mut out =
        format!("{:12} {:>17} {:>17} {:>6} {:>6} {:>6} {:>6}\n", "kind", "precision", "recall", "F1", "right", "wrong", "missed");
    let mut all = Count::default();
    for (kind, count) in counts(judged) {
        row(&mut out, kind.as_str(), count);
        all = all.plus(count);
    }
    row(&mut out, "all", all);
    out += "in brackets: where the true share lies in 95 of 100 cases (Wilson's interval)\n";
    out
}

/// One line of the table.
fn row(out: &mut String, name: &str, count: Count) {
    let Count { right, wrong, missed } = count;
    let f1 = share(2 * right, 2 * right + wrong + missed);
    let with_interval = |of: u32| match wilson(right, of) {
        Some((low, high)) => format!("{} ({low:.2}-{high:.2})", share(right, of)),
        None => share(right, of),
    };
    let (precision, recall) = (with_interval(right + wrong), with_interval(right + missed));
    // Writing to a string can't fail.
    let _ = writeln!(out, "{name:12} {precision:>17} {recall:>17} {f1:>6} {right:>6} {wrong:>6} {missed:>6}");
}

/// Wilson's score interval of a share at 95 %: unlike the usual one it holds for few lines and for shares near 0 and 1.
fn wilson(part: u32, of: u32) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_964;
    if of == 0 {
        return None;
    }
    let (n, p) = (f64::from(of), f64::from(part) / f64::from(of));
    let middle = p + Z * Z / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Some((((middle - reach) / scale).max(0.0), ((middle + reach) / scale).min(1.0)))
}

/// A share with two digits; one of nothing is a dash.
fn share(part: u32, of: u32) -> String {
    if of == 0 { "-".to_owned() } else { format!("{:.2}", f64::from(part) / f64::from(of)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_judged_and_counted() {
        let line = |text: &str, labels: &str| {
            labelled::read(&format!(r#"{{"writer":"prospect","to":"team","text":"{text}","labels":[{labels}],"id":7}}"#)).unwrap()
        };
        let lines = [line("Our PO 4471 is attached.", "\"commitment\""), line("See you at lunch.", "\"doubt\"")];
        let table = table(&judge(&Detectors::builtin(), &lines));
        let row = |kind: &str| {
            let line = table.lines().find(|line| line.split(' ').next() == Some(kind)).unwrap();
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(row("commitment"), "commitment 1.00 (0.21-1.00) 1.00 (0.21-1.00) 1.00 1 0 0");
        assert_eq!(row("doubt"), "doubt - 0.00 (0.00-0.79) 0.00 0 0 1");
        assert_eq!(row("all"), "all 1.00 (0.21-1.00) 0.50 (0.09-0.91) 0.67 1 0 1");
    }

    #[test]
    fn programs_are_told_of_each_sentence_what_it_means_and_what_was_heard() {
        let mail = r#"{"writer":"prospect","to":"team","mail":[{"text":"Morning Sam.","labels":[]},{"text":"Our PO 4471 is attached.","labels":["commitment"]}]}"#;
        let other =
            r#"{"writer":"prospect","to":"team","text":"Our PO 4471 is attached.","labels":["doubt"],"judged":["doubt"]}"#;
        let lines = [mail, other].map(|line| labelled::read(line).unwrap());
        let said = in_json(&judge(&Detectors::builtin(), &lines));
        assert_eq!(said["kinds"]["commitment"], json!({"right": 1, "wrong": 0, "missed": 0}));
        assert_eq!(said["kinds"]["doubt"], json!({"right": 0, "wrong": 0, "missed": 1}));
        assert_eq!(said["lines"][0]["parts"][0], json!({"meant": [], "heard": []}));
        let heard = &said["lines"][0]["parts"][1]["heard"][0];
        assert_eq!((&heard["kind"], &heard["phrase"]), (&json!("commitment"), &json!(true)));
        assert!(heard["score"].as_f64().unwrap() > 0.5, "{heard}");
        let only_doubt = json!({"parts": [{"meant": ["doubt"], "heard": []}]});
        assert_eq!(said["lines"][1], only_doubt, "nobody looked whether it is a commitment");
    }

    #[test]
    fn intervals_are_wilsons() {
        // 196 of 222, from tables: 0.834 to 0.919.
        let (low, high) = wilson(196, 222).unwrap();
        assert!((low - 0.834).abs() < 0.001 && (high - 0.919).abs() < 0.001, "{low} {high}");
        assert_eq!(wilson(0, 0), None);
    }
}
