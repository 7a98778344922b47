//! A digest as plain text: 78 columns, no trailing spaces, nothing but indented text that a mail system would rewrite
//! (`From `, `>`), so it is read alike in a mail and in a terminal.

use crate::domain::digest::{Card, Digest, Line, Point, Section};

const WIDTH: usize = 78;

/// The digest as plain text.
pub fn text(digest: &Digest) -> String {
    let mut page = Page::default();
    page.wrapped("", "", &digest.headline);
    page.line(&underline(&digest.headline, '='));
    page.wrapped("", "", &digest.dated);
    if !digest.alert.is_empty() {
        page.wrapped("", "", &digest.alert);
    }
    if !digest.summary.is_empty() {
        page.gap();
        page.wrapped("", "", &digest.summary);
    }
    for part in &digest.sections {
        section(&mut page, digest, part);
    }
    if let Some(trend) = &digest.trend {
        heading(&mut page, &trend.title, "");
        for line in trend.text.iter().chain(trend.charts.iter().map(|chart| &chart.alt)) {
            page.wrapped("", "", line);
        }
    }
    page.gap();
    page.line("--");
    for line in &digest.footer {
        page.wrapped("", "", line);
    }
    page.0
}

fn section(page: &mut Page, digest: &Digest, section: &Section) {
    heading(page, &section.title, &section.intro);
    for (at, card) in section.cards.iter().enumerate() {
        if at > 0 {
            page.gap();
        }
        self::card(page, digest, card);
    }
    if !section.cards.is_empty() && !section.lines.is_empty() {
        page.gap();
    }
    for line in &section.lines {
        self::line(page, line);
    }
    if !section.more.is_empty() {
        page.wrapped("", "", &section.more);
    }
}

fn heading(page: &mut Page, title: &str, intro: &str) {
    page.gap();
    page.wrapped("", "", title);
    page.line(&underline(title, '-'));
    if !intro.is_empty() {
        page.wrapped("", "", intro);
    }
}

fn card(page: &mut Page, digest: &Digest, card: &Card) {
    let caveat = if card.caveat.is_empty() { String::new() } else { format!(" ({})", card.caveat) };
    page.wrapped("* ", "  ", &format!("{}{}{caveat}", card.prospect, badge(card.badge)));
    page.wrapped("  ", "  ", &card.about);
    page.wrapped("  ", "  ", &card.state);
    if let Some(strip) = &card.strip {
        page.wrapped("  ", "  ", &strip.text);
    }
    for fact in &card.facts {
        let points: Vec<String> = fact.points.iter().map(|point| self::point(digest, point)).collect();
        list(page, fact.label, &points);
    }
    if let Some(next) = &card.next {
        page.wrapped(&format!("  {}: ", digest.next_label), "    ", &format!("{} {}", next.what, next.why));
    }
}

fn badge(badge: &str) -> String {
    if badge.is_empty() { String::new() } else { format!(" [{}]", badge.to_uppercase()) }
}

fn list(page: &mut Page, label: &str, items: &[String]) {
    match items {
        [] => {}
        [one] => page.wrapped(&format!("  {label}: "), "    ", one),
        many => {
            page.line(&format!("  {label}:"));
            for item in many {
                page.wrapped("    - ", "      ", item);
            }
        }
    }
}

fn point(digest: &Digest, point: &Point) -> String {
    let [opens, closes] = digest.quotes;
    let quote = if point.quote.is_empty() { String::new() } else { format!("{opens}{}{closes}", point.quote) };
    let source = match (point.source.is_empty(), point.lead.is_empty() && quote.is_empty()) {
        (true, _) => String::new(),
        (false, true) => point.source.clone(),
        (false, false) => format!("({})", point.source),
    };
    [point.lead.clone(), quote, source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn line(page: &mut Page, line: &Line) {
    let about = if line.about.is_empty() { String::new() } else { format!(" ({})", line.about) };
    page.wrapped("* ", "  ", &format!("{}{}{about}", line.lead, badge(line.badge)));
    page.wrapped("  ", "  ", &line.text);
}

fn underline(text: &str, with: char) -> String {
    std::iter::repeat_n(with, columns(text).min(WIDTH)).collect()
}

/// Lines of at most [`WIDTH`] columns.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    fn gap(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// Wraps `text` behind `first`, further lines behind `rest`. A word longer than a line is broken.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let mut line = first.to_owned();
        let mut bare = true;
        for word in text.split_whitespace() {
            for piece in pieces(word, WIDTH - columns(rest).min(WIDTH / 2)) {
                let space = usize::from(!bare);
                if columns(&line) + space + columns(&piece) > WIDTH && !(bare && line == rest) {
                    self.line(&line);
                    line = rest.to_owned();
                    bare = true;
                }
                if !bare {
                    line.push(' ');
                }
                line.push_str(&piece);
                bare = false;
            }
        }
        if !bare {
            self.line(&line);
        }
    }
}

/// A word in pieces that each fit in `most` columns.
fn pieces(word: &str, most: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut piece, mut width) = (String::new(), 0);
    for c in word.chars() {
        if width + column(c) > most {
            pieces.push(std::mem::take(&mut piece));
            width = 0;
        }
        piece.push(c);
        width += column(c);
    }
    pieces.push(piece);
    pieces
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// How many columns a terminal gives a character: two for East Asian wide ones and most emoji (Unicode TR 11, roughly).
fn column(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 => 2,
        0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_a_screen() {
        let mut page = Page::default();
        page.wrapped("  Celebrated: ", "    ", &format!("we got it {} and 機械部品 on", "x".repeat(200)));
        page.wrapped("", "", &"日本".repeat(60));
        assert!(page.0.lines().all(|line| columns(line) <= WIDTH), "{}", page.0);
        assert!(page.0.lines().all(|line| line == line.trim_end()), "{}", page.0);
        assert!(page.0.starts_with("  Celebrated: we got it\n    xxx"), "{}", page.0);
    }
}
