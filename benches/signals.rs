//! How many sentences a second go through the cascade of signals on one core, and what each part of it takes.
//!
//! `cargo bench --bench signals` reads a folder of real mail (`WENTDARK_FIXTURES`, default `../shared/fixtures`: `business-mail`),
//! takes what people newly wrote, and judges it as each pair of parties could have written it. Times are the processor's, of this
//! thread alone, and told as multiples of the lexicon's too: a busy machine slows both. `WENTDARK_BENCH_MAILS` takes so many mails.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use encoder::{Input, Model, Parts};
use jiff::civil::date;
use wentdark::domain::mail::Kind;
use wentdark::domain::signal::{Party, Roles, SignalKind};
use wentdark::signals::{Dating, Detectors, Named, NewText, detect, sentences};

/// What dates are counted from: nobody is measured by them.
const DATING: Dating = Dating { written: date(2026, 5, 4), order: None };

static FILE: &[u8] = include_bytes!("../models/signals.bin");

const PAIRS: [(Party, Party, [&str; 2]); 4] = [
    (Party::Prospect, Party::Team, ["customer", "colleague"]),
    (Party::Team, Party::Prospect, ["colleague", "customer"]),
    (Party::Team, Party::Team, ["colleague", "colleague"]),
    (Party::Team, Party::Supplier, ["colleague", "supplier"]),
];

fn main() {
    let fixtures = std::env::var_os("WENTDARK_FIXTURES").map_or_else(|| PathBuf::from("../shared/fixtures"), PathBuf::from);
    let mut texts = BTreeSet::new();
    gather(&fixtures.join("business-mail"), &mut texts);
    if texts.is_empty() {
        return println!("not run: no mail in {}", fixtures.join("business-mail").display());
    }
    let most = std::env::var("WENTDARK_BENCH_MAILS").ok().and_then(|text| text.parse().ok()).unwrap_or(usize::MAX);
    let step = texts.len().div_ceil(most).max(1);
    let texts: Vec<String> = texts.into_iter().step_by(step).collect();
    let count: usize = texts.iter().map(|text| sentences(text).len()).sum();
    println!("{} mails, {count} sentences", texts.len());
    let each = |seconds: f64| seconds / count as f64 * 1e6;
    let words = each(processor(|| (0..100).map(|_| texts.iter().map(|text| cut(text)).sum::<usize>()).sum::<usize>())) / 100.0;
    println!("cut into sentences and words: {words:.2} us a sentence");
    let mut mean = 0.0;
    let detectors = Detectors::builtin();
    let parts = Parts::read(FILE).unwrap();
    let model = Model::read(parts.body).unwrap();
    for (writer, addressee, names) in PAIRS {
        let roles = Roles { writer, addressee };
        let judge = |closely: bool| {
            let message =
                |text| NewText { subject: None, text, answers: &[], roles, dating: DATING, closely, named: Named::default() };
            each(processor(|| texts.iter().map(|text| detect(&detectors, &message(text)).len()).sum::<usize>()))
        };
        // What is compiled and read at first use is not counted.
        judge(false);
        let (lexicon, whole) = (judge(false), judge(true));
        let fits = |at: usize| SignalKind::ALL.get(at).is_some_and(|kind| kind.fits(roles));
        let (mut likely, mut on) = (Vec::new(), 0);
        let first = each(processor(|| {
            for text in &texts {
                let ranges = sentences(text);
                let at =
                    |index: Option<usize>| index.and_then(|index| ranges.get(index)).map_or("", |range| &text[range.clone()]);
                for (index, range) in ranges.iter().enumerate() {
                    if parts.gate.passes(&text[range.clone()], fits) {
                        likely.push(Input {
                            roles: names,
                            own: &text[range.clone()],
                            before: at(index.checked_sub(1)),
                            after: at(Some(index + 1)),
                        });
                    }
                }
            }
            likely.len()
        }));
        let network = each(processor(|| {
            on = likely.iter().filter(|input| model.score_if_likely(input, fits).is_some()).count();
            on
        }));
        let share = |part: usize| 100.0 * part as f64 / count as f64;
        mean += whole / PAIRS.len() as f64;
        println!(
            "{} to {}: {:.0} sentences a second. Lexicon {lexicon:.1} us a sentence, {:.1} times the cut; in times the lexicon: \
             all {:.2}, first stage {:.2}, network where it lets through {:.2}. It lets through {:.2} %; to the network's end go {:.2} %",
            names[0],
            names[1],
            1e6 / whole,
            lexicon / words,
            whole / lexicon,
            first / lexicon,
            network / lexicon,
            share(likely.len()),
            share(on)
        );
    }
    println!("all pairs alike: {:.0} sentences a second", 1e6 / mean);
    let some: Vec<&String> = texts.iter().filter(|text| text.len() > 20 && text.len() < 150).take(100).collect();
    let input = |own| Input { roles: PAIRS[0].2, own, before: "", after: "" };
    let pieces: usize = some.iter().map(|text| model.count(&input(text))).sum();
    let one = processor(|| some.iter().map(|text| model.score(&input(text)).len()).sum::<usize>());
    println!("the whole network: {:.1} us a piece of a word", one / pieces as f64 * 1e6);
}

/// The texts that people wrote in a folder of mail, each once.
fn gather(folder: &Path, texts: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, texts);
            continue;
        }
        let read = wentdark::reading::read(&std::fs::read(&path).unwrap(), None, false);
        if read.mail.kind == Kind::Human {
            texts.insert(read.new_text);
        }
    }
}

/// As little as can be done with a text: its sentences, and the words in them.
fn cut(text: &str) -> usize {
    sentences(text).into_iter().map(|range| text[range].split_whitespace().map(str::len).sum::<usize>()).sum()
}

/// The processor's seconds that this thread spends on something.
fn processor<R>(work: impl FnOnce() -> R) -> f64 {
    let now = || -> f64 {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
    };
    let start = now();
    std::hint::black_box(work());
    now() - start
}
