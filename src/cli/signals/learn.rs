//! `wentdark signals learn`: how sure the network must be, from a team's own labelled lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::{labelled, share};
use crate::cli::{ConfigFile, Failure, Outcome};
use crate::daemon;
use crate::signals::Learnt;
use crate::signals::lesson::{self, LEAST, LEAST_MEANT, Lesson, Verdict};

/// Arguments of `signals learn`.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  wentdark signals learn our-lines.jsonl --dry-run

The lines are those of `signals eval`; phrases of which somebody said that they are no celebration count too. Whatever is learnt replaces what was learnt before: give all your lines each time. It stays on
this machine, in the state folder, and holds numbers alone; the service takes it within a minute and judges kept mail again. A new
model needs to learn anew.")]
pub struct LearnArguments {
    /// The labelled lines, one JSON object each
    #[arg(value_name = "FILE.jsonl", required_unless_present = "reset")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    config: ConfigFile,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Forget what was learnt
    #[arg(long, conflicts_with_all = ["files", "dry_run"])]
    reset: bool,
}

/// Learns and says what changed.
pub fn run(arguments: &LearnArguments) -> Outcome {
    let config = arguments.config.load()?;
    let file = daemon::learnt_file(&config);
    if arguments.reset {
        return reset(&file);
    }
    let mut lines = Vec::new();
    for file in &arguments.files {
        lines.extend(labelled::read_file(file)?);
    }
    // What somebody answered to a digest is a labelled line too.
    let known: BTreeSet<String> = lines.iter().map(|line| line.text.clone()).collect();
    let alarms = super::false_alarms(&config)?;
    lines.extend(alarms.iter().filter_map(|line| labelled::read(line).ok()).filter(|line| !known.contains(&line.text)));
    let lessons = lesson::learn(daemon::detectors(&config), &lines);
    let moved = lessons.iter().filter(|lesson| lesson.verdict == Verdict::Moved);
    let learnt = Learnt::new(moved.map(|lesson| (lesson.kind, lesson.after.0)));
    let end = match (arguments.dry_run, learnt.is_empty()) {
        (true, _) => "nothing was changed: that is how it would be\n".to_owned(),
        (false, true) => {
            remove(&file)?;
            "the model's own thresholds hold\n".to_owned()
        }
        (false, false) => {
            write(&file, &learnt.to_toml()).with_context(|| format!("writing {}", file.display()))?;
            format!("{}: written; `wentdark signals learn --reset` takes it back\n", file.display())
        }
    };
    std::io::stdout().lock().write_all((table(&lessons) + &end).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn reset(file: &Path) -> Outcome {
    let was = remove(file)?;
    let said = if was { "what was learnt is forgotten: the model's own thresholds hold" } else { "nothing was learnt" };
    anstream::println!("{said}");
    Ok(ExitCode::SUCCESS)
}

/// Removes the file; whether there was one.
fn remove(file: &Path) -> Result<bool, Failure> {
    match fs::remove_file(file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(anyhow::Error::new(error).context(format!("removing {}", file.display())).into()),
    }
}

/// Writes the whole file or nothing.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = file.with_extension("part");
    fs::write(&part, text)?;
    fs::rename(&part, file)
}

fn table(lessons: &[Lesson]) -> String {
    let mut out = format!("{:12} {:>15} {:>13} {:>13} {:>13}\n", "kind", "without phrase", "beside one", "precision", "recall");
    for Lesson { kind, before, after, verdict } in lessons {
        let from_to = |before: String, after: String| if before == after { after } else { format!("{before} > {after}") };
        let shares = [before.1, after.1]
            .map(|count| (share(count.right, count.right + count.wrong), share(count.right, count.right + count.missed)));
        let [(precision, recall), (precision_after, recall_after)] = shares;
        // Above 1 the network alone is never believed.
        let shown = |least: f32| if least > 1.0 { "never".to_owned() } else { format!("{least:.2}") };
        let alone = from_to(shown(before.0.alone), shown(after.0.alone));
        let beside = from_to(shown(before.0.beside), shown(after.0.beside));
        let (precision, recall) = (from_to(precision, precision_after), from_to(recall, recall_after));
        let why = match verdict {
            Verdict::Moved => "",
            Verdict::Stays => "  no better choice",
            Verdict::TooFew { .. } => "  too few lines",
        };
        // Writing to a string can't fail.
        let _ = writeln!(out, "{:12} {alone:>15} {beside:>13} {precision:>13} {recall:>13}{why}", kind.as_str());
    }
    if lessons.iter().any(|lesson| matches!(lesson.verdict, Verdict::TooFew { .. })) {
        let _ =
            writeln!(out, "a kind needs {LEAST_MEANT} lines that mean it, and {LEAST} with those that are wrongly taken for it");
    }
    out += "before: on these lines; after: on each fifth of them with what the other four teach\n";
    out
}
