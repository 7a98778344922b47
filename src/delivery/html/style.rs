//! The looks. Every pair of ink and ground has a contrast of at least 4.5 to 1 (WCAG 2.2, AA), light and dark.

/// The dark form, and the little that can't be said inline.
pub const SHEET: &str = "\
:root{color-scheme:light dark}\
@media (prefers-color-scheme:dark){\
.page{background:#131416!important}\
.panel{background:#1d1f22!important;border-color:#363a3f!important}\
.text{color:#ececee!important}\
.soft{color:#a8adb4!important}\
.rule{border-color:#363a3f!important}\
.alarm{color:#ff9a8d!important}\
.alarmedge{border-left-color:#ff7a6b!important}\
.warning{color:#f2bd63!important}\
.warningedge{border-left-color:#e0a63f!important}\
.badge{background:#ff9a8d!important;color:#2b0a06!important}\
.act{background:#17263c!important}\
.actlabel{color:#a6c8ff!important}\
.lane{background:#33373c!important}\
}";

pub const BODY: &str = "margin:0;padding:0;background:#f3f3f0;-webkit-text-size-adjust:100%;";
pub const PREVIEW: &str = "display:none;max-height:0;overflow:hidden;mso-hide:all;";
pub const GROUND: &str = "padding:10px 10px 24px;background:#f3f3f0;";
/// Around a table, because Apple Mail bounds no table by max-width; Word has a table of its own.
pub const COLUMN: &str = "max-width:640px;margin:0 auto;";
pub const INNER: &str = "table-layout:fixed;";
pub const TEXT: &str = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;\
font-size:15px;line-height:1.4;color:#1c1d1f;overflow-wrap:anywhere;word-break:break-word;";
pub const DATED: &str = "margin:0 0 2px;font-size:13px;color:#5c6066;";
pub const H1: &str = "margin:0 0 4px;font-size:21px;line-height:1.22;font-weight:bold;color:#1c1d1f;";
pub const ALERT: &str = "margin:0 0 4px;font-size:14px;font-weight:bold;color:#855208;";
pub const SUMMARY: &str = "margin:0;font-size:14px;color:#1c1d1f;";
pub const H2: &str = "margin:16px 0 7px;font-size:17px;line-height:1.3;font-weight:bold;color:#1c1d1f;";
pub const NUMBER: &str = "font-weight:normal;color:#5c6066;";
pub const INTRO: &str = "margin:0 0 8px;font-size:14px;color:#5c6066;";

pub const BOX: &str = "table-layout:fixed;margin:0 0 10px;";
pub const PANEL: &str = "padding:10px 13px;background:#ffffff;border:1px solid #dedfd9;border-radius:8px;";
pub const ALARM_EDGE: &str = "border-left:4px solid #b42318;";
pub const WARNING_EDGE: &str = "border-left:4px solid #b7791f;";
pub const PLAIN_EDGE: &str = "";
pub const ALARM_INK: &str = "color:#b42318;";
pub const WARNING_INK: &str = "color:#855208;";
pub const PLAIN_INK: &str = "color:#1c1d1f;";

pub const H3: &str = "margin:0;font-size:17px;line-height:1.25;font-weight:bold;color:#1c1d1f;";
pub const BADGE: &str = "padding:1px 7px;border-radius:9px;font-size:12px;line-height:1.4;font-weight:bold;\
background:#b42318;color:#ffffff;";
pub const CAVEAT: &str = "font-size:12px;font-weight:normal;color:#855208;";
pub const ABOUT: &str = "margin:0;font-size:14px;line-height:1.35;color:#5c6066;";
pub const STATE: &str = "margin:5px 0 0;font-size:15px;line-height:1.3;font-weight:bold;";
pub const LABEL: &str = "color:#5c6066;";
pub const FIRST_POINT: &str = "margin:3px 0 0;font-size:14px;line-height:1.36;color:#1c1d1f;";
pub const POINT: &str = "margin:1px 0 0;font-size:14px;line-height:1.36;color:#1c1d1f;";
pub const QUOTE: &str = "font-weight:bold;";
pub const SOURCE: &str = "font-size:13px;font-weight:normal;color:#5c6066;";
pub const NEXT: &str = "table-layout:fixed;margin:7px 0 0;";
pub const ACT: &str = "padding:7px 11px;border-radius:6px;background:#edf3fc;";
pub const ACT_LABEL: &str = "color:#1d4f9e;";
pub const ACT_WHAT: &str = "margin:0;font-size:15px;line-height:1.35;color:#1c1d1f;";
pub const ACT_WHY: &str = "margin:1px 0 0;font-size:13px;line-height:1.35;color:#55595f;";

pub const OFFERS: &str = "margin:5px 0 0;font-size:13px;line-height:1.7;color:#5c6066;";
pub const OFFER: &str = "margin:0 10px 0 0;color:#1d4f9e;text-decoration:underline;";

pub const STRIP: &str = "margin:7px 0 0;";
pub const LANE: &str = "table-layout:fixed;margin:0 0 3px;";
pub const LANE_NAME: &str = "font-size:12px;line-height:14px;color:#5c6066;";
pub const CELL: &str = "font-size:1px;line-height:11px;";
pub const STRIP_END: &str = "font-size:12px;line-height:1.3;color:#5c6066;white-space:nowrap;";
pub const LEGEND: &str = "padding:0 2px;font-size:11px;line-height:1.42;color:#5c6066;";

pub const FIRST_LINE: &str = "margin:0;padding:0;";
/// Word pads cells alone: what is below the rule keeps its distance by a margin.
pub const LINE: &str = "margin:8px 0 0;border-top:1px solid #e6e7e2;";
pub const FIRST_LEAD: &str = "margin:0;font-size:15px;color:#1c1d1f;";
pub const LEAD: &str = "margin:8px 0 0;font-size:15px;color:#1c1d1f;";
pub const LINE_TEXT: &str = "margin:1px 0 0;font-size:14px;line-height:1.4;color:#1c1d1f;";
pub const FOOT: &str = "margin:24px 0 0;border-top:1px solid #dedfd9;";
pub const FOOT_LINE: &str = "margin:8px 0 0;font-size:13px;line-height:1.45;color:#5c6066;";

pub const CHART_TITLE: &str = "margin:12px 0 4px;font-size:13px;line-height:1.3;color:#5c6066;";
pub const CHART: &str = "display:block;width:100%;height:auto;border:0;";
pub const LABELS: &str = "table-layout:fixed;margin:0;";
/// Padded, so that the names of neighbours stay apart; a phone breaks a date after its day.
pub const BAR_LABEL: &str = "padding:0 2px;vertical-align:top;font-size:11px;line-height:1.3;color:#5c6066;";
