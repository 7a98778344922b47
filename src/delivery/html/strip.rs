//! A strip of time as coloured table cells: every client draws them, and Outlook too. Whoever can't see it is told the sentence.

use maud::{Markup, html as page};

use super::style as css;
use crate::domain::digest::{Lane, Mark, Strip};

/// The strip as a table.
pub fn strip(strip: &Strip) -> Markup {
    let [first, last] = &strip.ends;
    page! {
        table role="img" aria-label=(strip.text) width="100%" cellpadding="0" cellspacing="0" border="0" style=(css::STRIP) {
            @for lane in &strip.lanes { (self::lane(lane, strip.columns)) }
            tr {
                td colspan="2" {
                    table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
                        tr {
                            td class="soft" align="left" valign="top" style=(css::STRIP_END) { (first) }
                            @if !strip.legend.is_empty() {
                                td class="soft" aria-hidden="true" align="center" style=(css::LEGEND) { (legend(strip)) }
                            }
                            td class="soft" align="right" valign="top" style=(css::STRIP_END) { (last) }
                        }
                    }
                }
            }
        }
    }
}

/// What the colours stand for; it stands between the ends, so that it takes no line of its own.
fn legend(strip: &Strip) -> Markup {
    page! {
        @for (at, (mark, name)) in strip.legend.iter().enumerate() {
            @if at > 0 { "\u{a0} " }
            span style={ "color:" (colour(*mark)) ";" } { "■" } "\u{a0}" (name)
        }
    }
}

fn lane(lane: &Lane, columns: usize) -> Markup {
    page! {
        tr {
            td class="soft" width="44" style=(css::LANE_NAME) { (lane.name) }
            td {
                table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style=(css::LANE) {
                    tr { @for (mark, length) in &lane.runs { (cell(*mark, *length, columns)) } }
                }
            }
        }
    }
}

/// One run. Its width is in percent, with two decimals: a hundredth of a phone's width is four pixels.
fn cell(mark: Mark, length: usize, columns: usize) -> Markup {
    let hundredths = length * 10_000 / columns.max(1);
    let width = format!("{}.{:02}%", hundredths / 100, hundredths % 100);
    let class = (mark == Mark::Nothing).then_some("lane");
    page! { td class=[class] width=(width) height="11" bgcolor=(colour(mark)) style=(css::CELL) { "\u{a0}" } }
}

/// Each has a contrast of at least 3 to 1 (WCAG 2.2, 1.4.11) with the panel, light and dark, but for emptiness.
fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Nothing => "#e4e5e0",
        Mark::Message => "#3b82f6",
        Mark::Meeting => "#16a34a",
        Mark::Celebration => "#d97706",
        Mark::Silence => "#e5484d",
    }
}
