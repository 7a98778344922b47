//! The weekly trend: sentences, and pictures of bars with their numbers and names below them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{Markup, html as page};

use super::{Pictures, style as css};
use crate::delivery::chart;
use crate::domain::digest::{Bar, Chart, Trend};

/// The trend.
pub fn trend(trend: &Trend, pictures: Pictures) -> Markup {
    page! {
        h2 class="text" style=(css::H2) { (trend.title) }
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style=(css::BOX) {
            tr {
                td class="panel" bgcolor="#ffffff" style=(css::PANEL) {
                    @for line in &trend.text { p class="text" style=(css::POINT) { (line) } }
                    @for chart in &trend.charts { (self::chart(chart, pictures)) }
                }
            }
        }
    }
}

fn chart(chart: &Chart, pictures: Pictures) -> Markup {
    let source = match pictures {
        Pictures::Beside => Some(format!("cid:{}", chart.name)),
        Pictures::Within => chart::png(chart).ok().map(|bytes| format!("data:image/png;base64,{}", BASE64.encode(bytes))),
    };
    page! {
        p class="soft" style=(css::CHART_TITLE) {
            (chart.title)
            @for (hue, name) in &chart.legend {
                "\u{a0}\u{a0} " span style={ "color:" (chart::html_colour(*hue)) ";" } { "■" } "\u{a0}" (name)
            }
        }
        @if let Some(source) = source {
            img src=(source) alt=(chart.alt) width=(chart::width()) border="0" style=(css::CHART);
        }
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style=(css::LABELS) {
            tr {
                @for bar in &chart.bars { td class="text" align="center" style=(css::BAR_LABEL) { (numbers(bar)) } }
            }
            tr {
                @for bar in &chart.bars { td class="soft" align="center" style=(css::BAR_LABEL) { (bar.label) } }
            }
        }
    }
}

/// How many of each a bar stands for, beside its colour.
fn numbers(bar: &Bar) -> Markup {
    let told: Vec<_> = bar.parts.iter().filter(|(_, count)| *count > 0).collect();
    page! {
        @if told.is_empty() { "0" }
        @for (hue, count) in told {
            span style={ "color:" (chart::html_colour(*hue)) ";" } { "■" } "\u{a0}" (count) " "
        }
    }
}
