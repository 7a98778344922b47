//! A digest as HTML for mail clients, phones first: one column, no tables, no images, nothing from outside. Inline styles
//! carry the light form, because some clients drop the style sheet (Outlook for Windows, Gmail for foreign accounts); the sheet
//! adds the dark form alone. Everything shown passes through maud, which escapes it.

mod style;

use maud::{DOCTYPE, Markup, PreEscaped, html as page};

use crate::domain::digest::{Card, Digest, Fact, Line, Part, Point, Section};
use style as css;

/// The digest as a page that needs nothing from outside.
pub fn html(digest: &Digest) -> String {
    let page = page! {
        (DOCTYPE)
        html lang="en" {
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
                div role="article" aria-label=(digest.subject) lang="en" style=(css::COLUMN) {
                    (head(digest))
                    @for part in &digest.sections { (section(part)) }
                    @if !digest.calm.is_empty() { (calm(&digest.calm)) }
                    (foot(digest))
                }
            }
        }
    };
    page.into_string()
}

fn head(digest: &Digest) -> Markup {
    page! {
        p class="soft" style=(css::DATED) { (digest.dated) }
        h1 class="text" style=(css::H1) { (digest.headline) }
        @if !digest.summary.is_empty() { p class="text" style=(css::SUMMARY) { (digest.summary) } }
    }
}

fn section(section: &Section) -> Markup {
    let tone = tone(section.part);
    let number = section.cards.len() + section.lines.len() + section.more;
    page! {
        h2 class="text" style=(css::H2) { (section.title) " " span class="soft" style=(css::NUMBER) { (number) } }
        @if !section.intro.is_empty() { p class="soft" style=(css::INTRO) { (section.intro) } }
        @for card in &section.cards { (self::card(card, tone)) }
        @if !section.lines.is_empty() {
            div class=(tone.panel()) style=(tone.panel_style()) {
                @for (at, line) in section.lines.iter().enumerate() { (self::line(line, at == 0)) }
            }
        }
        @if section.more > 0 { p class="soft" style=(css::INTRO) { "And " (section.more) " more." } }
    }
}

fn card(card: &Card, tone: Tone) -> Markup {
    page! {
        div class=(tone.panel()) style=(tone.panel_style()) {
            h3 class="text" style=(css::H3) {
                (card.prospect)
                @if !card.badge.is_empty() { " " span class="badge" style=(css::BADGE) { (card.badge) } }
            }
            p class="soft" style=(css::ABOUT) { (card.about) }
            p class=(tone.name()) style={ (css::STATE) (tone.ink()) } { (card.state) }
            dl style=(css::FACTS) { @for fact in &card.facts { (self::fact(fact)) } }
            @if !card.todo.is_empty() || !card.clears.is_empty() {
                div class="act" style=(css::ACT) {
                    @if !card.todo.is_empty() {
                        p class="actlabel" style=(css::ACT_LABEL) { "Do now" }
                        ul class="text" style=(css::ACT_LIST) {
                            @for item in &card.todo { li class="text" style=(css::ACT_ITEM) { (item) } }
                        }
                    }
                    @if !card.clears.is_empty() {
                        p class="soft" style=(css::CLEARS) { "What clears it: " (card.clears) }
                    }
                }
            }
        }
    }
}

fn fact(fact: &Fact) -> Markup {
    page! {
        dt class="soft" style=(css::LABEL) { (fact.label) }
        @for point in &fact.points { dd class="text" style=(css::POINT) { (self::point(point)) } }
    }
}

fn point(point: &Point) -> Markup {
    page! {
        (point.lead)
        @if !point.quote.is_empty() {
            @if !point.lead.is_empty() { " " }
            span style=(css::QUOTE) { "“" (point.quote) "”" }
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
            p class="text" style=(css::LEAD) {
                b { (line.lead) }
                @if !line.about.is_empty() { " " span class="soft" style=(css::SOURCE) { (line.about) } }
            }
            @if !line.text.is_empty() { p class="text" style=(css::TEXT) { (line.text) } }
        }
    }
}

fn calm(lines: &[Line]) -> Markup {
    page! {
        h2 class="text" style=(css::H2) { "Nothing to do" }
        div class="panel" style={ (css::PANEL) (css::PLAIN_EDGE) } {
            @for (at, line) in lines.iter().enumerate() { (self::line(line, at == 0)) }
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
        Part::Unread | Part::AtRisk => Tone::Warning,
        Part::LongDark | Part::Dark | Part::Ours | Part::Snoozed | Part::Unknown | Part::Changes => Tone::Plain,
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
