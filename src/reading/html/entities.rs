//! Character references.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Reads the reference that `text` begins with: the character, `None` for one that shows nothing, and the length read.
/// What is no reference is an ampersand.
pub(super) fn read(text: &str) -> (Option<char>, usize) {
    let name_len = text.bytes().skip(1).take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let name = text.get(1..1 + name_len).unwrap_or_default();
    let closed = text.as_bytes().get(1 + name_len) == Some(&b';');
    let decoded = match name.strip_prefix('#') {
        Some(number) => numeric(number),
        None if name.is_empty() => None,
        None => named(name),
    };
    match decoded {
        // Without a semicolon only the old names count, and those that mails use are few.
        Some(c) if closed || name.starts_with('#') || matches!(name, "nbsp" | "amp" | "lt" | "gt" | "quot") => {
            (visible(c), 1 + name_len + usize::from(closed))
        }
        _ => (Some('&'), 1),
    }
}

fn visible(c: char) -> Option<char> {
    let shown = !matches!(c, '\0' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{34f}' | '\u{feff}');
    shown.then_some(c)
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Windows-1252, as browsers read them.
    let windows = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match code {
        0x80..=0x9f => windows.chars().nth(usize::try_from(code - 0x80).ok()?),
        _ => char::from_u32(code),
    }
}

fn named(name: &str) -> Option<char> {
    NAMES.get_or_init(names).get(name).copied()
}

static NAMES: OnceLock<HashMap<&str, char>> = OnceLock::new();

fn names() -> HashMap<&'static str, char> {
    let latin = LATIN.split(' ').zip('\u{a0}'..='\u{ff}');
    let pair = |pair: &'static str| pair.split_once('=').and_then(|(name, value)| Some((name, value.chars().next()?)));
    OTHERS.split(' ').filter_map(pair).chain(latin).collect()
}

/// The names of U+00A0 to U+00FF in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot \
cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig \
ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
thorn yuml";

const OTHERS: &str = "amp=& lt=< gt=> quot=\" apos=' euro=€ ndash=– mdash=— lsquo=‘ rsquo=’ sbquo=‚ ldquo=“ rdquo=” bdquo=„ hellip=… bull=• \
trade=™ lsaquo=‹ rsaquo=› dagger=† permil=‰ rarr=→ larr=← uarr=↑ darr=↓ check=✓ minus=− infin=∞ ne=≠ le=≤ ge=≥ asymp=≈ OElig=Œ oelig=œ \
Scaron=Š scaron=š Yuml=Ÿ fnof=ƒ circ=ˆ tilde=˜ hearts=♥ phone=☎ zwnj=\u{200c} zwj=\u{200d} lrm=\u{200e} rlm=\u{200f} pi=π mu=μ Omega=Ω sum=∑ \
Zcaron=Ž zcaron=ž colon=: comma=, period=. lpar=( rpar=) num=# commat=@ excl=! quest=? dollar=$ percnt=% lowbar=_ sol=/ lsqb=[ rsqb=] plus=+ \
ast=* semi=; vert=| ensp=\u{a0} emsp=\u{a0} thinsp=\u{a0} Tab=\u{9} NewLine=\u{a}";
