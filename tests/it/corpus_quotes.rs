//! New text against the bodies of five sets, each judged by the task that it defines.

use std::collections::BTreeMap;

use wentdark::reading::{html, quotes};

#[derive(Default)]
struct Tally {
    rows: usize,
    right: usize,
    /// No line of a quotation or signature is left.
    clean: usize,
    /// No line of the author's own is lost.
    whole: usize,
}

/// Lines that a set keeps and SPEC 4 doesn't count as new text, each looked at by a human: a sign-off without a delimiter, a client's
/// signature, the head of a quotation, what somebody else wrote. Besides these the sets keep lines that they mark with `>` themselves.
/// Whatever else a set keeps, and we don't, is lost.
const NOT_THE_AUTHORS: [(&str, &str); 11] = [
    ("email_headers_5.txt", "Best regards,"),
    ("email_headers_5.txt", "//Jef"),
    ("embedded_ception.txt", "Thanks,"),
    ("embedded_ception.txt", "Some One"),
    ("embedded_email_19.txt", "—Ryan"),
    ("embedded_email_swedish.txt", "Best regards"),
    ("embedded_email_swedish.txt", "Some One"),
    ("forwarded_message.txt", "This is a forwarded email. And just that."),
    ("email_1.html", "From: Kavya Joshi <kavya@nylas.com>"),
    ("email_21.html", "On Fri, Nov 4, 2016 at 2:07 PM, Evan Morikawa <evan@evanmorikawa.com> wrote:"),
    ("N/79_body", "PL"),
];

/// A row whose `>` are ours: its author only indents, with a blockquote.
const INDENTED: &str = "email_17.html";

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn body(message: &str) -> String {
    let parsed = mail_parser::MessageParser::default().parse(message.as_bytes());
    parsed.and_then(|parsed| parsed.body_text(0).map(|text| text.into_owned())).unwrap_or_default()
}

/// What stands before the lines that a client marks as a signature.
const MARK: char = '\u{e000}';

/// The text of an HTML body.
fn shown(html: &str) -> String {
    html::to_text(html).replace(MARK, "")
}

/// What the product makes of a row, and what the set expects.
fn judge(row: &serde_json::Value) -> (String, String) {
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let input = text("input");
    let author = text("sender");
    match row["set"].as_str().unwrap_or_default() {
        "nylas-mail" => (unquoted(&html::to_text(&input), &text("expected")), shown(&text("expected"))),
        "talon-standard" => (unquoted(&body(&input), &text("expected")), text("expected")),
        // The set marks the lines of the signature; what remains is the rest.
        "talon-signature" => {
            let input = input.replace("#sig#", "");
            let signature = fold(&text("expected_signature").replace("#sig#", ""));
            let expected = fold(&input);
            let expected = expected.strip_suffix(&signature).unwrap_or(&expected).to_owned();
            (quotes::split_of(&input, &author).new_text, expected)
        }
        // These trim signatures as well.
        _ => (quotes::split_of(&input, &author).new_text, text("expected")),
    }
}

/// Two sets trim quotations only, and keep some signatures and drop others: either counts, in the order of the body.
fn unquoted(whole: &str, expected: &str) -> String {
    let parts = quotes::split(whole);
    if fold(&parts.new_text) == fold(&shown(expected)) {
        return parts.new_text;
    }
    let mut kept: Vec<&str> = parts.new_text.lines().chain(parts.signature.lines()).collect();
    let mut out = String::new();
    for line in whole.lines() {
        if let Some(at) = kept.iter().position(|kept| *kept == line.trim_start_matches(MARK).trim_end()) {
            out.push_str(kept.remove(at));
            out.push('\n');
        }
    }
    out
}

fn rows() -> Option<Vec<serde_json::Value>> {
    let default = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    let root = std::env::var_os("WENTDARK_FIXTURES").map_or_else(default, Into::into);
    let text = std::fs::read_to_string(root.join("reply/pairs.jsonl")).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// What a set keeps of a row that the row's author wrote.
fn authors<'a>(expected: &'a [String], row: &str) -> impl Iterator<Item = &'a String> {
    let quoted = move |line: &str| line.starts_with('>') && row != INDENTED;
    let other = move |line: &str| quoted(line) || NOT_THE_AUTHORS.contains(&(row, line));
    expected.iter().filter(move |line| !other(line))
}

/// The lines of `text` with something on them, each folded.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(fold).filter(|line| !line.is_empty()).collect()
}

#[test]
fn new_text_is_what_the_sets_expect() {
    let Some(rows) = rows() else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "the corpus of quotations is missing");
        return println!("not run: no fixtures");
    };
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut needless: Vec<(&str, &str)> = NOT_THE_AUTHORS.to_vec();
    for row in &rows {
        let (got, expected) = judge(row);
        let set = row["set"].as_str().unwrap().to_owned();
        let name = row["name"].as_str().unwrap();
        let (got_lines, expected_lines) = (lines(&got), lines(&expected));
        let right = fold(&got) == fold(&expected);
        let lost: Vec<&String> = authors(&expected_lines, name).filter(|line| !got_lines.contains(line)).collect();
        let missing = |line: &str| !right && !got_lines.iter().any(|got| got == line);
        needless.retain(|(row, line)| !(*row == name && expected_lines.iter().any(|kept| kept == line) && missing(line)));
        for set in [set, "all".to_owned()] {
            let tally = tallies.entry(set).or_default();
            tally.rows += 1;
            tally.right += usize::from(right);
            tally.clean += usize::from(right || got_lines.iter().all(|line| expected_lines.contains(line)));
            tally.whole += usize::from(right || lost.is_empty());
        }
        if !right && std::env::var_os("WENTDARK_SHOW").is_some() {
            println!("==== {} {name}, lost {lost:?}\n{got}\n---- expected\n{expected}", row["set"]);
        }
    }
    for (name, tally) in &tallies {
        println!(
            "{name}: {} of {} equal, {} with nothing left over, {} with nothing lost",
            tally.right, tally.rows, tally.clean, tally.whole
        );
    }
    let all = &tallies["all"];
    assert!(all.rows > 200, "only {} rows", all.rows);
    assert!(all.right * 100 >= all.rows * 90, "{} of {} equal", all.right, all.rows);
    assert!(all.clean * 100 >= all.rows * 97, "{} of {} without a line of a quotation", all.clean, all.rows);
    assert!(all.whole * 100 >= all.rows * 98, "{} of {} with all of the author's lines", all.whole, all.rows);
    assert!(needless.is_empty(), "excused and not missing: {needless:?}");
}
