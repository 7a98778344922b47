//! The rules of the house, read off the source: who may import whom, who may read the clock, how long a file gets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each room may import, besides itself (the table in `src/lib.rs`).
const ROOMS: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("net", &[]),
    ("oauth", &["net"]),
    ("reading", &["domain"]),
    ("signals", &["domain"]),
    ("sources", &["domain", "net"]),
    ("store", &["domain"]),
    ("config", &["domain"]),
    ("delivery", &["domain", "net"]),
    ("daemon", &["domain", "net", "oauth", "reading", "signals", "sources", "store", "config", "delivery"]),
    ("cli", &["domain", "net", "oauth", "reading", "signals", "sources", "store", "config", "delivery", "daemon"]),
];

/// What would make the domain impure.
const IMPURE: [&str; 12] = [
    "async ",
    ".await",
    "std::time",
    "SystemTime",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "tokio",
    "rusqlite",
    "tracing",
    "println!",
];

const CLOCKS: [&str; 4] = ["Timestamp::now", "SystemTime::now", "Zoned::now", "Utc::now"];
const CLOCK_FILE: &str = "daemon/clock.rs";
const LONGEST: usize = 400;

/// A source file: its path below its root, its lines, and the same without comments, texts and tests.
struct Source {
    path: String,
    lines: usize,
    code: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `folder`, at least `least` of them.
fn sources(folder: &str, least: usize) -> Vec<Source> {
    let base = root().join(folder);
    let (mut found, mut open) = (Vec::new(), vec![base.clone()]);
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&base).unwrap().to_str().unwrap().to_owned();
                found.push(Source { path, lines: text.lines().count(), code: without_tests(&without_prose(&text)) });
            }
        }
    }
    assert!(found.len() >= least, "only {} files below {folder}: is this test looking in the right place?", found.len());
    found.sort_by(|a, b| a.path.cmp(&b.path));
    drop_test_modules(found)
}

/// The code without comments and the insides of texts; line breaks stay.
fn without_prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if raw_text(rest).is_some_and(|_| !out.ends_with(|c: char| c.is_alphanumeric() || c == '_')) {
            raw_text(rest).unwrap()
        } else if c == '"' {
            quoted(rest, '"')
        } else if c == '\'' && (rest[1..].starts_with('\\') || rest[1..].chars().nth(1) == Some('\'')) {
            quoted(rest, '\'')
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        out.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
        rest = &rest[skipped..];
    }
    out
}

/// The length of a raw text such as `r#"..."#`, prefix `b` included, that begins here.
fn raw_text(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let inner = body[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = rest.len() - inner.len();
    Some(inner.find(&end).map_or(rest.len(), |at| start + at + end.len()))
}

/// The length of a text or character in quotes that begins here.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

/// The code without the items behind `#[cfg(test)]`: up to the closing brace, or the semicolon of one without a body.
fn without_tests(code: &str) -> String {
    let (mut out, mut rest) = (String::new(), code);
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        out.push_str(before);
        let (mut depth, mut end) = (0_usize, after.len());
        for (at, c) in after.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(c, '}' | ';') {
                end = at + 1;
                break;
            }
        }
        // A module in a file of its own leaves its name, so that the file can be left out too.
        let item = after[..end].trim();
        if let Some(name) = item.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            out.push_str(&format!("#[tests_in({name})]"));
        }
        rest = &after[end..];
    }
    out + rest
}

/// Empties the files that are modules of tests alone; they still count as files.
fn drop_test_modules(mut found: Vec<Source>) -> Vec<Source> {
    let mut tests: Vec<String> = Vec::new();
    for source in &found {
        let path = Path::new(&source.path);
        let dir = match path.file_name().and_then(|name| name.to_str()) {
            Some("mod.rs" | "lib.rs" | "main.rs") => path.parent().unwrap().to_owned(),
            _ => path.with_extension(""),
        };
        for rest in source.code.split("#[tests_in(").skip(1) {
            let name = rest.split(')').next().unwrap();
            tests.push(dir.join(name).to_str().unwrap().to_owned());
        }
    }
    for source in &mut found {
        if tests.iter().any(|test| source.path == format!("{test}.rs") || source.path.starts_with(&format!("{test}/"))) {
            source.code.clear();
        }
    }
    found
}

/// The rooms of the crate that the code names behind `prefix`, in a path or in a group in braces.
fn rooms_named(code: &str, prefix: &str) -> Vec<String> {
    let mut named = Vec::new();
    for after in code.split(prefix).skip(1) {
        let word = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match after.strip_prefix('{') {
            None => named.push(word(after)),
            Some(group) => named.extend(top_level(group).iter().map(|item| word(item))),
        }
    }
    named
}

/// The items of a group in braces, up to its end, without what is nested in them.
fn top_level(group: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 0);
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ if depth == 0 => items.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    items
}

fn room(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

fn none(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn rooms_import_in_one_direction() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let (mut broken, mut imports) = (Vec::new(), 0);
    for source in sources("src", 20) {
        let own = room(&source.path);
        if matches!(own, "main" | "lib") {
            continue;
        }
        let may = allowed.get(own).unwrap_or_else(|| panic!("{}: no rule for this room", source.path));
        for named in rooms_named(&source.code, "crate::").into_iter().filter(|name| allowed.contains_key(name.as_str())) {
            imports += 1;
            if named != own && !may.contains(&named.as_str()) {
                broken.push(format!("src/{}: {own} must not know {named}", source.path));
            }
        }
    }
    assert!(imports > 20, "only {imports} imports seen");
    none(broken);
}

#[test]
fn the_domain_is_pure() {
    let domain: Vec<Source> = sources("src/domain", 8);
    let found = domain.iter().flat_map(|source| {
        let impure = IMPURE.iter().chain(&CLOCKS).filter(|word| source.code.contains(*word));
        impure.map(|word| format!("src/domain/{}: `{word}` has no place in the domain", source.path))
    });
    none(found.collect());
}

#[test]
fn the_wall_clock_is_read_in_one_file() {
    let (mut broken, mut clock) = (Vec::new(), false);
    for source in sources("src", 20) {
        let reads = CLOCKS.iter().any(|word| source.code.contains(word));
        if source.path == CLOCK_FILE {
            clock = reads;
        } else if reads {
            broken.push(format!("src/{}: the wall clock is read in src/{CLOCK_FILE} alone", source.path));
        }
    }
    none(broken);
    assert!(clock || !root().join("src").join(CLOCK_FILE).exists(), "src/{CLOCK_FILE} reads no clock");
}

#[test]
fn no_file_is_long() {
    let all = [("src", sources("src", 20)), ("tests/it", sources("tests/it", 5))];
    let long = all.iter().flat_map(|(folder, files)| files.iter().filter(|f| f.lines > LONGEST).map(move |f| (folder, f)));
    none(long.map(|(folder, f)| format!("{folder}/{}: {} lines, at most {LONGEST}", f.path, f.lines)).collect());
}

#[test]
fn nothing_gives_up_or_is_left_for_later() {
    let banned = [".unwrap()", ".expect(", "todo!", "unimplemented!", "dbg!"];
    let mut broken = Vec::new();
    for source in sources("src", 20) {
        for word in banned.iter().filter(|word| source.code.contains(*word)) {
            broken.push(format!("src/{}: `{word}` outside tests", source.path));
        }
    }
    for source in sources("tests/it", 5) {
        let ignored = source.code.contains("#[ignore");
        broken.extend(ignored.then(|| format!("tests/it/{}: a test is ignored", source.path)));
    }
    none(broken);
}

#[test]
fn every_dependency_is_used() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let code: String = sources("src", 20).into_iter().map(|source| source.code).collect();
    let names: Vec<&String> = manifest["dependencies"].as_table().unwrap().keys().collect();
    assert!(names.len() > 10);
    let idle = |name: &&&String| {
        let name = name.replace('-', "_");
        !["::", "!", ";", " ", "}"].iter().any(|end| {
            code.match_indices(&format!("{name}{end}")).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                let whole = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':' && c != '.');
                whole && (matches!(*end, "::" | "!") || code[..at].ends_with("use "))
            })
        })
    };
    none(names.iter().filter(idle).map(|name| format!("Cargo.toml: `{name}` is used nowhere in src")).collect());
}

#[test]
fn the_reader_of_this_test_sees_code_alone() {
    let text = "use crate::{domain::mail::{Mail, crate_x}, store};\n// crate::cli\nlet s = \"crate::daemon \\\" //\"; let c = '\"';\n\
                let r = r#\"crate::cli\"#;\n#[cfg(test)]\nmod tests { fn x() { y.unwrap() } }\nfn z<'a>(v: &'a str) { crate::config::load() }\n\
                #[cfg(test)]\nmod other;\n";
    let code = without_tests(&without_prose(text));
    assert_eq!(rooms_named(&code, "crate::"), ["domain", "store", "config"]);
    assert!(!code.contains("unwrap") && code.contains("#[tests_in(other)]"), "{code}");
}
