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
}";

pub const BODY: &str = "margin:0;padding:0;background:#f3f3f0;-webkit-text-size-adjust:100%;";
pub const PREVIEW: &str = "display:none;max-height:0;overflow:hidden;mso-hide:all;";
pub const COLUMN: &str = "max-width:640px;margin:0 auto;padding:20px 14px 32px;box-sizing:border-box;\
font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;\
font-size:16px;line-height:1.45;color:#1c1d1f;overflow-wrap:anywhere;word-break:break-word;";
pub const DATED: &str = "margin:0 0 6px;font-size:14px;color:#5c6066;";
pub const H1: &str = "margin:0 0 8px;font-size:25px;line-height:1.22;font-weight:700;letter-spacing:-0.01em;color:#1c1d1f;";
pub const SUMMARY: &str = "margin:0;font-size:16px;color:#1c1d1f;";
pub const H2: &str = "margin:30px 0 10px;font-size:18px;line-height:1.3;font-weight:700;color:#1c1d1f;";
pub const NUMBER: &str = "font-weight:400;color:#5c6066;";
pub const INTRO: &str = "margin:-4px 0 10px;font-size:14px;color:#5c6066;";

pub const PANEL: &str = "margin:0 0 12px;padding:14px 16px;background:#ffffff;border:1px solid #dedfd9;border-radius:10px;";
pub const ALARM_EDGE: &str = "border-left:4px solid #b42318;";
pub const WARNING_EDGE: &str = "border-left:4px solid #b7791f;";
pub const PLAIN_EDGE: &str = "";
pub const ALARM_INK: &str = "color:#b42318;";
pub const WARNING_INK: &str = "color:#855208;";
pub const PLAIN_INK: &str = "color:#1c1d1f;";

pub const H3: &str = "margin:0;font-size:18px;line-height:1.3;font-weight:700;color:#1c1d1f;";
pub const BADGE: &str = "display:inline-block;margin-left:4px;padding:1px 7px;border-radius:9px;font-size:12px;line-height:1.5;\
font-weight:700;vertical-align:2px;background:#b42318;color:#ffffff;";
pub const ABOUT: &str = "margin:1px 0 0;font-size:14px;color:#5c6066;";
pub const STATE: &str = "margin:8px 0 0;font-size:16px;font-weight:600;";
pub const FACTS: &str = "margin:0;padding:0;";
pub const LABEL: &str = "margin:10px 0 0;font-size:13px;line-height:1.4;color:#5c6066;";
pub const POINT: &str = "margin:0 0 2px;font-size:15px;line-height:1.4;color:#1c1d1f;";
pub const QUOTE: &str = "font-weight:600;";
/// Moves to a line of its own as a whole rather than break in a date.
pub const SOURCE: &str = "display:inline-block;font-size:14px;font-weight:400;color:#5c6066;";
pub const ACT: &str = "margin:14px 0 2px;padding:10px 12px;border-radius:8px;background:#edf3fc;";
pub const ACT_LABEL: &str = "margin:0;font-size:13px;font-weight:700;color:#1d4f9e;";
pub const ACT_LIST: &str = "margin:4px 0 0;padding:0 0 0 18px;";
pub const ACT_ITEM: &str = "margin:2px 0 0;line-height:1.4;font-size:15px;color:#1c1d1f;";
pub const CLEARS: &str = "margin:6px 0 0;font-size:14px;color:#55595f;";

pub const FIRST_LINE: &str = "margin:0;padding:0;";
pub const LINE: &str = "margin:10px 0 0;padding:10px 0 0;border-top:1px solid #e6e7e2;";
pub const LEAD: &str = "margin:0;font-size:15px;color:#1c1d1f;";
pub const TEXT: &str = "margin:2px 0 0;font-size:15px;line-height:1.42;color:#1c1d1f;";
pub const FOOT: &str = "margin:28px 0 0;padding:12px 0 0;border-top:1px solid #dedfd9;";
pub const FOOT_LINE: &str = "margin:0 0 6px;font-size:13px;line-height:1.45;color:#5c6066;";
