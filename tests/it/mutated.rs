//! Every parser of octets from outside on samples that were damaged: a fixed number of times, the same each time. The fuzz targets in `fuzz/`
//! go on from the same samples for as long as somebody lets them.

use std::collections::BTreeSet;
use std::panic::catch_unwind;

#[path = "../../fuzz/parsers.rs"]
mod parsers;

/// How often each sample is damaged; oftener when somebody asks for it.
fn times() -> u64 {
    std::env::var("WENTDARK_DAMAGED").map_or(1000, |times| times.parse().unwrap())
}

/// Numbers without end, the same for the same seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// A sample with some of its octets changed, left out, doubled, moved, or others put in.
fn damaged(sample: &[u8], others: &[&[u8]], numbers: &mut Numbers) -> Vec<u8> {
    const ODD: [&[u8]; 14] = [
        b"\0",
        b"\xff",
        b"\r\n",
        b"\n",
        b"\"",
        b"{99999999999}",
        b"((((((((",
        b"=",
        b"<",
        b"]]>",
        b"\xf0\x9f\x8e\x89",
        b"4294967296",
        b"-1",
        b"\xe2\x80\xae",
    ];
    let mut octets = sample.to_vec();
    for _ in 0..=numbers.below(8) {
        let at = numbers.below(octets.len() + 1);
        let end = (at + numbers.below(40)).min(octets.len());
        let piece = octets[at..end].to_vec();
        match numbers.below(7) {
            0 if at < octets.len() => octets[at] = numbers.next() as u8,
            1 if at < octets.len() => octets[at] ^= 1 << numbers.below(8),
            2 => drop(octets.drain(at..end)),
            3 => drop(octets.splice(at..at, piece.repeat(1 + numbers.below(30)))),
            4 => drop(octets.splice(at..end, ODD[numbers.below(ODD.len())].iter().copied())),
            5 => octets.truncate(at),
            _ => {
                let other = others[numbers.below(others.len())];
                let from = numbers.below(other.len());
                let to = (from + numbers.below(60)).min(other.len());
                octets.splice(at..at, other[from..to].iter().copied());
            }
        }
    }
    octets
}

#[test]
fn whatever_comes_from_outside_is_read_without_a_panic() {
    let mut run = 0;
    for (which, parser) in (0_u64..).zip(&parsers::PARSERS) {
        let read = parsers::of(parser.name);
        for sample in parser.samples {
            read(sample);
            let mut numbers = Numbers(which);
            for time in 0..times() {
                let octets = damaged(sample, parser.samples, &mut numbers);
                let outcome = catch_unwind(|| read(&octets));
                assert!(outcome.is_ok(), "{} at time {time}: {:?}", parser.name, String::from_utf8_lossy(&octets));
                run += 1;
            }
        }
    }
    assert_eq!(run, times() * 14, "each sample of each parser");
}

#[test]
fn the_samples_are_what_should_come() {
    use wentdark::net::{autoconfig, dns};
    let sample = |name: &str| parsers::PARSERS.iter().find(|parser| parser.name == name).unwrap().samples[0];
    let text = |name: &str| std::str::from_utf8(sample(name)).unwrap();
    assert_eq!(wentdark::sources::imap::understood(sample("imap")), Ok((9, 9)));
    assert_eq!(wentdark::sources::calendar::understood(text("caldav")), Some((false, 2, 1)));
    let account = parsers::PARSERS.iter().find(|parser| parser.name == "caldav").unwrap().samples[1];
    assert_eq!(wentdark::sources::calendar::understood(std::str::from_utf8(account).unwrap()), Some((true, 1, 0)));
    let days = wentdark::config::whole_days(text("holidays"));
    assert_eq!(days.iter().filter(|day| day.year() == 2026).count(), 1 + 3 + 7 + 8 + 1);
    assert_eq!(dns::hosts(sample("dns")).unwrap(), ["imap.northfield.example", "backup.northfield.example"]);
    assert_eq!(autoconfig::parse(text("autoconfig"), "dana@northfield.example").unwrap().imap[0].user, "dana");
    let events = wentdark::reading::ics::read(text("calendar"), &jiff::tz::TimeZone::UTC, 50).events;
    assert!(events.len() == 1 && events[0].series.is_some());
    let tables = parsers::PARSERS.iter().find(|parser| parser.name == "table").unwrap().samples;
    for (table, people) in tables.iter().zip([1, 2]) {
        let read = parsers::table_of(table);
        assert!(read.mistakes.is_empty() && read.prospects[0].people.len() == people, "{read:?}");
    }
    let lines = parsers::lines_of(text("commands"), wentdark::domain::digest::Language::English);
    assert!(lines.iter().filter(|line| line.meant.is_ok()).count() >= 5, "{lines:?}");
    assert_eq!(wentdark::config::book::vcard::read(sample("vcard")).unwrap()[0].people.len(), 1);
}

#[test]
fn every_parser_has_a_target_for_longer_runs() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/");
    let manifest: toml::Table = std::fs::read_to_string(format!("{folder}Cargo.toml")).unwrap().parse().unwrap();
    let bins = manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap().to_owned());
    let files = std::fs::read_dir(format!("{folder}fuzz_targets")).unwrap();
    let files = files.map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
    let names: BTreeSet<String> = parsers::PARSERS.iter().map(|parser| parser.name.to_owned()).collect();
    assert_eq!(bins.collect::<BTreeSet<_>>(), names);
    assert_eq!(files.collect::<BTreeSet<_>>(), names);
}
