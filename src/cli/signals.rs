//! `wentdark signals eval`: how well the detectors judge lines that a team has labelled itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{Failure, Outcome};
use crate::config;
use crate::domain::signal::{Party, Roles, SignalKind};
use crate::signals::{Lexicon, NewText, detect};

/// Arguments of `signals`.
#[derive(Debug, Args)]
pub struct SignalsArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Judge labelled lines and print precision and recall a kind
    #[command(after_help = "Each line of the file is one JSON object:
  {\"writer\": \"prospect\", \"to\": \"team\", \"text\": \"Our PO 4471 is attached.\", \"labels\": [\"commitment\"]}
writer and to are team, prospect or supplier; other keys are ignored.")]
    Eval {
        /// The labelled lines, one JSON object each
        #[arg(value_name = "FILE.jsonl")]
        file: PathBuf,
        /// The configuration, for a lexicon of your own
        #[arg(short, long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

#[derive(Deserialize)]
struct Line {
    writer: String,
    to: String,
    text: String,
    labels: Vec<String>,
}

/// A line, checked.
struct Labelled {
    roles: Roles,
    text: String,
    meant: BTreeSet<SignalKind>,
}

/// What was told rightly, wrongly, and not at all.
#[derive(Clone, Copy, Default)]
struct Count {
    right: u32,
    wrong: u32,
    missed: u32,
}

/// Relative dates in the lines start here; kinds don't depend on it.
const WRITTEN: Date = date(2026, 1, 5);

/// Judges the lines and prints the table.
pub fn run(arguments: &SignalsArguments) -> Outcome {
    let Command::Eval { file, config } = &arguments.command;
    let lexicon = match config {
        Some(path) => {
            let config = config::load(path);
            let config = config.map_err(|mistakes| Failure::Usage(mistakes.render(super::shown::colour_on_stderr())))?;
            crate::daemon::lexicon(&config)
        }
        None => Lexicon::builtin(),
    };
    let text = fs::read_to_string(file).map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))?;
    let lines: Vec<Labelled> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| read(line).map_err(|reason| Failure::Usage(format!("{}, line {}: {reason}", file.display(), at + 1))))
        .collect::<Result<_, _>>()?;
    if lines.is_empty() {
        return Err(Failure::Usage(format!("{}: no line in it", file.display())));
    }
    std::io::stdout().lock().write_all(table(&lexicon, &lines).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn read(line: &str) -> Result<Labelled, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let party = |word: &str| match word {
        "team" => Ok(Party::Team),
        "prospect" => Ok(Party::Prospect),
        "supplier" => Ok(Party::Supplier),
        other => Err(format!("no party is called {other}: use team, prospect or supplier")),
    };
    let roles = Roles { writer: party(&line.writer)?, addressee: party(&line.to)? };
    let kind = |word: &String| SignalKind::parse(word).ok_or_else(|| format!("no kind is called {word}"));
    let meant = line.labels.iter().map(kind).collect::<Result<_, _>>()?;
    Ok(Labelled { roles, text: line.text, meant })
}

fn table(lexicon: &Lexicon, lines: &[Labelled]) -> String {
    let mut counts = [Count::default(); SignalKind::ALL.len()];
    for line in lines {
        let message = NewText { subject: None, text: &line.text, roles: line.roles, written: WRITTEN, closely: true };
        let told: BTreeSet<SignalKind> = detect(lexicon, &message).into_iter().map(|signal| signal.kind).collect();
        for (count, kind) in counts.iter_mut().zip(SignalKind::ALL) {
            match (told.contains(&kind), line.meant.contains(&kind)) {
                (true, true) => count.right += 1,
                (true, false) => count.wrong += 1,
                (false, true) => count.missed += 1,
                (false, false) => {}
            }
        }
    }
    let mut out =
        format!("{:12} {:>9} {:>7} {:>6} {:>6} {:>6} {:>6}\n", "kind", "precision", "recall", "F1", "right", "wrong", "missed");
    let mut all = Count::default();
    for (count, kind) in counts.iter().zip(SignalKind::ALL) {
        row(&mut out, kind.as_str(), *count);
        all = Count { right: all.right + count.right, wrong: all.wrong + count.wrong, missed: all.missed + count.missed };
    }
    row(&mut out, "all", all);
    out
}

/// One line of the table; a share of nothing is shown as a dash.
fn row(out: &mut String, name: &str, Count { right, wrong, missed }: Count) {
    let share = |part: u32, of: u32| if of == 0 { "-".to_owned() } else { format!("{:.2}", f64::from(part) / f64::from(of)) };
    let (precision, recall) = (share(right, right + wrong), share(right, right + missed));
    let f1 = share(2 * right, 2 * right + wrong + missed);
    // Writing to a string can't fail.
    let _ = writeln!(out, "{name:12} {precision:>9} {recall:>7} {f1:>6} {right:>6} {wrong:>6} {missed:>6}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_judged_and_counted() {
        let line = |text: &str, labels: &str| {
            read(&format!(r#"{{"writer":"prospect","to":"team","text":"{text}","labels":[{labels}],"id":7}}"#)).unwrap()
        };
        let lines = [line("Our PO 4471 is attached.", "\"commitment\""), line("See you at lunch.", "\"doubt\"")];
        let table = table(&Lexicon::builtin(), &lines);
        assert!(table.contains("commitment        1.00    1.00   1.00      1      0      0\n"), "{table}");
        assert!(table.contains("doubt                -    0.00   0.00      0      0      1\n"), "{table}");
        assert!(table.ends_with("all               1.00    0.50   0.67      1      0      1\n"), "{table}");
    }

    #[test]
    fn mistakes_are_told() {
        let wrong = |line: &str| read(line).err().unwrap();
        assert!(wrong("{}").contains("missing field"));
        assert!(wrong(r#"{"writer":"us","to":"team","text":"","labels":[]}"#).contains("no party is called us"));
        assert!(wrong(r#"{"writer":"team","to":"team","text":"","labels":["joy"]}"#).contains("no kind is called joy"));
    }
}
