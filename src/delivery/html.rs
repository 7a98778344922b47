//! A digest as HTML for mail clients, phones first: one column of layout tables, no images from outside, no scripts. Inline styles
//! carry the light form, because some clients drop the style sheet (Outlook for Windows, Gmail for foreign accounts); the sheet
//! adds the dark form alone. Outlook's engine is Word: it wants padding on cells, widths as attributes, and a table of fixed
//! width around a column that others bound by max-width. Everything shown passes through maud, which escapes it.

mod offers;
mod strip;
mod style;
mod trend;

use maud::{DOCTYPE, Markup, PreEscaped, html as page};

use crate::domain::digest::{Card, Digest, Fact, Line, Next, Part, Point, Section};
use style as css;

/// Word's own column.
const WORD_OPENS: &str =
    "<!--[if mso]><table role=\"presentation\" width=\"640\" cellpadding=\"0\" cellspacing=\"0\"><tr><td><![endif]-->";
const WORD_CLOSES: &str = "<!--[if mso]></td></tr></table><![endif]-->";

/// Where a page finds its pictures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pictures {
    /// In itself, for a browser.
    Within,
    /// Beside it in its mail, by Content-ID: mail clients show those at once.
    Beside,
}

/// The digest as a page that needs nothing from outside.
pub fn html(digest: &Digest) -> String {
    page_with(digest, Pictures::Within)
}

/// The digest as a page with its pictures within or beside it.
pub fn page_with(digest: &Digest, pictures: Pictures) -> String {
    let page = page! {
        (DOCTYPE)
        html lang=(digest.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                // iOS Mail would turn dates and addresses into links.
                meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no";
                title { (digest.subject) }
                style { (PreEscaped(css::SHEET)) }
            }
            body class="page" style=(css::BODY) {
                // What a phone's list shows below the subject.
                div style=(css::PREVIEW) { (digest.summary) }
                table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
                    tr {
                        td class="page" align="center" bgcolor="#f3f3f0" style=(css::GROUND) {
                            (PreEscaped(WORD_OPENS))
                            div style=(css::COLUMN) { (column(article(digest, pictures))) }
                            (PreEscaped(WORD_CLOSES))
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn column(article: Markup) -> Markup {
    page! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style=(css::INNER) {
            tr { td align="left" style=(css::TEXT) { (article) } }
        }
    }
}

fn article(digest: &Digest, pictures: Pictures) -> Markup {
    page! {
        div role="article" aria-label=(digest.subject) lang=(digest.language) {
            p class="soft" style=(css::DATED) { (digest.dated) }
            h1 class="text" style=(css::H1) { (digest.headline) }
            @if !digest.alert.is_empty() { p class="warning" style=(css::ALERT) { (digest.alert) } }
            @if !digest.summary.is_empty() { p class="text" style=(css::SUMMARY) { (digest.summary) } }
            @for part in &digest.sections { (section(digest, part)) }
            @if let Some(trend) = &digest.trend { (trend::trend(trend, pictures)) }
            (foot(digest))
        }
    }
}

fn section(digest: &Digest, section: &Section) -> Markup {
    let tone = tone(section.part);
    page! {
        h2 class="text" style=(css::H2) {
            (section.title)
            @if let Some(count) = section.count { " " span class="soft" style=(css::NUMBER) { (count) } }
        }
        @if !section.intro.is_empty() { p class="soft" style=(css::INTRO) { (section.intro) } }
        @for card in &section.cards { (panel(tone, self::card(digest, card, tone))) }
        @if !section.lines.is_empty() {
            (panel(tone, page! { @for (at, line) in section.lines.iter().enumerate() { (self::line(line, at == 0)) } }))
        }
        @if !section.more.is_empty() { p class="soft" style=(css::INTRO) { (section.more) } }
    }
}

/// A box on the ground.
fn panel(tone: Tone, inside: Markup) -> Markup {
    page! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style=(css::BOX) {
            tr { td class=(tone.panel()) bgcolor="#ffffff" style=(tone.panel_style()) { (inside) } }
        }
    }
}

fn card(digest: &Digest, card: &Card, tone: Tone) -> Markup {
    page! {
        h3 class="text" style=(css::H3) {
            (card.prospect)
            (badge(card.badge))
            @if !card.caveat.is_empty() { " " span class="warning" style=(css::CAVEAT) { (card.caveat) } }
        }
        @if !card.about.is_empty() { p class="soft" style=(css::ABOUT) { (card.about) } }
        p class=(tone.name()) style={ (css::STATE) (tone.ink()) } { (card.state) }
        @if let Some(strip) = &card.strip { (strip::strip(strip)) }
        @for fact in &card.facts { (self::fact(digest, fact)) }
        @if let Some(next) = &card.next { (self::next(digest.next_label, next)) }
        (offers::offers(digest, card))
    }
}

fn badge(badge: &str) -> Markup {
    page! { @if !badge.is_empty() { " " span class="badge" style=(css::BADGE) { (badge) } } }
}

fn next(label: &str, next: &Next) -> Markup {
    page! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style=(css::NEXT) {
            tr {
                td class="act" bgcolor="#edf3fc" style=(css::ACT) {
                    p class="text" style=(css::ACT_WHAT) { b class="actlabel" style=(css::ACT_LABEL) { (label) ": " } (next.what) }
                    p class="soft" style=(css::ACT_WHY) { (next.why) }
                }
            }
        }
    }
}

fn fact(digest: &Digest, fact: &Fact) -> Markup {
    page! {
        @for (at, point) in fact.points.iter().enumerate() {
            p class="text" style=(if at == 0 { css::FIRST_POINT } else { css::POINT }) {
                @if at == 0 { span class="soft" style=(css::LABEL) { (fact.label) ": " } }
                (self::point(digest, point))
            }
        }
    }
}

fn point(digest: &Digest, point: &Point) -> Markup {
    let [opens, closes] = digest.quotes;
    page! {
        (point.lead)
        @if !point.quote.is_empty() {
            @if !point.lead.is_empty() { " " }
            b style=(css::QUOTE) { (opens) (point.quote) (closes) }
        }
        @if !point.source.is_empty() {
            @if !point.lead.is_empty() || !point.quote.is_empty() { " " }
            span class="soft" style=(css::SOURCE) { (point.source) }
        }
    }
}

fn line(line: &Line, first: bool) -> Markup {
    page! {
        div class="rule" style=(if first { css::FIRST_LINE } else { css::LINE }) {
            p class="text" style=(if first { css::FIRST_LEAD } else { css::LEAD }) {
                b { (line.lead) }
                (badge(line.badge))
                @if !line.about.is_empty() { " " span class="soft" style=(css::SOURCE) { (line.about) } }
            }
            @if !line.text.is_empty() { p class="text" style=(css::LINE_TEXT) { (line.text) } }
        }
    }
}

fn foot(digest: &Digest) -> Markup {
    page! {
        div class="rule" style=(css::FOOT) {
            @for line in &digest.footer { p class="soft" style=(css::FOOT_LINE) { (line) } }
        }
    }
}

/// How loud a section is.
#[derive(Clone, Copy)]
enum Tone {
    Alarm,
    Warning,
    Plain,
}

fn tone(part: Part) -> Tone {
    match part {
        Part::Flagged => Tone::Alarm,
        Part::Files | Part::AtRisk | Part::Unknown => Tone::Warning,
        Part::LongDark
        | Part::Dark
        | Part::Undeliverable
        | Part::Ours
        | Part::Paused
        | Part::Snoozed
        | Part::Back
        | Part::Closed
        | Part::Changes
        | Part::Reps
        | Part::Calm
        | Part::Trust => Tone::Plain,
    }
}

impl Tone {
    fn name(self) -> &'static str {
        match self {
            Self::Alarm => "alarm",
            Self::Warning => "warning",
            Self::Plain => "text",
        }
    }

    fn panel(self) -> &'static str {
        match self {
            Self::Alarm => "panel alarmedge",
            Self::Warning => "panel warningedge",
            Self::Plain => "panel",
        }
    }

    fn panel_style(self) -> String {
        let edge = match self {
            Self::Alarm => css::ALARM_EDGE,
            Self::Warning => css::WARNING_EDGE,
            Self::Plain => css::PLAIN_EDGE,
        };
        format!("{}{edge}", css::PANEL)
    }

    fn ink(self) -> &'static str {
        match self {
            Self::Alarm => css::ALARM_INK,
            Self::Warning => css::WARNING_INK,
            Self::Plain => css::PLAIN_INK,
        }
    }
}
