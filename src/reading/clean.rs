//! Strings from a mail made harmless: no control characters, no bidirectional overrides, composed, bounded.

use unicode_normalization::UnicodeNormalization;

/// The most octets of text that are looked at in one message.
pub const MAX_TEXT: usize = 256 * 1024;

/// One line: white space folded, at most `max` characters, NFC.
pub fn line(text: &str, max: usize) -> String {
    // Most lines are clean, and it is much faster to see that than to clean them: no space at either end, nor behind another.
    let mut space = true;
    let plain = text.bytes().all(|octet| {
        let single = !std::mem::replace(&mut space, octet == b' ');
        octet.is_ascii_graphic() || (space && single)
    });
    if plain && !space && text.len() <= max {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len().min(max * 4));
    let mut gap = false;
    for c in head(text, max.saturating_mul(8)).nfc() {
        if c.is_whitespace() || c.is_control() {
            gap = true;
        } else if !invisible(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out.chars().take(max).collect()
}

/// Text of several lines: NFC, line ends as `\n`, no other control characters, at most [`MAX_TEXT`] octets.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_TEXT));
    let mut after_cr = false;
    let mut take = |c: char| {
        let repeated = after_cr && c == '\n';
        after_cr = c == '\r';
        match c {
            _ if repeated => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || invisible(c) => {}
            c => out.push(c),
        }
    };
    let text = head(text, MAX_TEXT);
    // ASCII is in NFC already, and between control characters it stays as it is.
    if text.is_ascii() {
        return ascii(text);
    } else {
        text.nfc().for_each(&mut take)
    }
    out.truncate(out.floor_char_boundary(MAX_TEXT));
    out
}

fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, behind)) = rest.bytes().position(|c| c < b' ' || c == 0x7f).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(plain);
        let (control, behind) = behind.split_at_checked(1).unwrap_or((behind, ""));
        rest = behind;
        match control {
            "\r" => {
                out.push('\n');
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            "\u{b}" | "\u{c}" => out.push('\n'),
            "\n" | "\t" => out.push_str(control),
            _ => {}
        }
    }
    out.push_str(rest);
    out
}

/// The form in which phrases are looked for: lower case, one space for any white space, plain apostrophes and hyphens,
/// from the first `max` octets.
pub fn folded(text: &str, max: usize) -> String {
    let text = head(text, max);
    if text.is_ascii() {
        return folded_ascii(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2019}' | '\u{2018}' | '\u{b4}' | '`' => out.push('\''),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            // Turkish "İ" becomes a dotted "i" and a second dot.
            '*' | '_' | '\u{ad}' => {}
            'İ' => out.push('i'),
            c if c.is_whitespace() || c.is_control() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The same of ASCII, which nearly all of it is: octets are looked at one by one much faster than characters.
fn folded_ascii(text: &str) -> String {
    // Subjects have nothing to fold but their case.
    let mut space = false;
    let plain = text.bytes().all(|octet| {
        let single = !std::mem::replace(&mut space, octet == b' ');
        (octet.is_ascii_graphic() && !matches!(octet, b'`' | b'*' | b'_')) || (space && single)
    });
    if plain {
        return text.to_ascii_lowercase();
    }
    let mut out = Vec::with_capacity(text.len());
    for octet in text.bytes() {
        match octet {
            b'`' => out.push(b'\''),
            b'*' | b'_' => {}
            ..=b' ' | 0x7f => {
                if out.last() != Some(&b' ') {
                    out.push(b' ');
                }
            }
            octet => out.push(octet.to_ascii_lowercase()),
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// The first `max` octets, cut at a character.
pub fn head(text: &str, max: usize) -> &str {
    text.split_at_checked(text.floor_char_boundary(max)).map_or(text, |(head, _)| head)
}

/// Characters that show nothing but change how text reads: overrides, isolates, zero-width spaces, byte-order marks.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_short_way_for_ascii_is_the_long_way(plain in "[a-c \\r\\n\\t\u{b}\u{7f}\u{1}]{0,40}") {
            let long = text(&format!("é{plain}"));
            proptest::prop_assert_eq!(format!("é{}", text(&plain)), long);
        }

        #[test]
        fn the_short_way_for_a_clean_line_is_the_long_way(plain in "[a-c ]{0,12}[\\t]?[a-c ]{0,4}") {
            let long = line(&format!("é{plain}"), 100);
            proptest::prop_assert_eq!(line(&plain, 100), long.trim_start_matches('é').trim_start());
        }

        #[test]
        fn the_short_way_to_fold_ascii_is_the_long_way(plain in "[ -~\\r\\n\\t\u{b}\u{c}\u{7f}\u{1}]{0,40}") {
            let long = folded(&format!("é{plain}"), 1000);
            proptest::prop_assert_eq!(format!("é{}", folded(&plain, 1000)), long);
        }
    }

    #[test]
    fn what_would_forge_a_header_or_turn_text_around_is_gone() {
        assert_eq!(line("a\r\nBcc: x@y\u{202e} \0 b", 100), "a Bcc: x@y b");
        assert_eq!(text("one\r\ntwo\rthree\u{7}\n"), "one\ntwo\nthree\n");
        assert_eq!(line("cafe\u{301}", 4), "caf\u{e9}");
        assert_eq!(folded("It\u{2019}s  A\u{a0}Day", 100), "it's a day");
    }
}
