//! How a digest looks in a browser's engine: measured, not compared pixel by pixel, because fonts differ between machines.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use wentdark::delivery::html;
use wentdark::domain::digest::{Language, Morning, compose};

use super::fixture::{lead, monday, morning, morning_digest, trouble};

/// From a small phone to a desk.
const WIDTHS: [u32; 4] = [320, 400, 1000, 1200];

/// Measures a page in frames of all widths: overflow, where headings and the first card end, the contrast of every text with the
/// ground that it stands on (WCAG 2.2), also with all colours turned over, and of each mark of the strip.
const MEASURE: &str = r#"
const linear = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 };
const light = c => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05) };
const parse = text => (text.match(/[\d.]+/g) || []).map(Number);
const turned = c => c.slice(0, 3).map(v => 255 - v);
const opaque = c => c.length >= 3 && (c.length < 4 || c[3] > 0);
function ground(view, element) {
  for (; element; element = element.parentElement) {
    const colour = parse(view.getComputedStyle(element).backgroundColor);
    if (opaque(colour)) return colour;
  }
  return [255, 255, 255];
}
function measure(frame) {
  const view = frame.contentWindow, page = frame.contentDocument, root = page.documentElement;
  const found = { width: root.clientWidth, scroll: root.scrollWidth, low: [], turned: [], marks: [], headings: [] };
  for (const element of page.querySelectorAll('article, p, h1, h2, h3, td, span, b, a')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim().length > 1);
    if (!own || element.closest('[aria-hidden]') && element.textContent.trim() === '■') continue;
    const [ink, below] = [parse(view.getComputedStyle(element).color), ground(view, element)];
    const name = element.textContent.slice(0, 40);
    if (contrast(ink, below) < 4.5) found.low.push(name + ' ' + contrast(ink, below).toFixed(2));
    if (contrast(turned(ink), turned(below)) < 3) found.turned.push(name + ' ' + contrast(turned(ink), turned(below)).toFixed(2));
  }
  for (const cell of page.querySelectorAll('table[role=img] td[bgcolor]:not(.lane)')) {
    const panel = ground(view, cell.closest('table[role=img]'));
    found.marks.push(contrast(parse(view.getComputedStyle(cell).backgroundColor), panel));
  }
  for (const heading of page.querySelectorAll('h1, h2, h3')) found.headings.push(heading.tagName + ' ' + heading.textContent.trim());
  const box = element => element ? element.getBoundingClientRect() : null;
  found.card = box(page.querySelector('td.alarmedge'))?.bottom;
  found.act = box(page.querySelector('td.alarmedge td.act'))?.bottom;
  found.column = box(page.querySelector('[role=article]')).width;
  found.strip = box(page.querySelector('table[role=img]'))?.width;
  found.gap = gap(page);
  return found;
}
// The least room between the texts of neighbours below a picture's bars.
function gap(page) {
  let least = 1000;
  for (const row of page.querySelectorAll('img + table tr')) {
    const texts = [...row.cells].map(cell => {
      const range = page.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    });
    for (let at = 1; at < texts.length; at++) least = Math.min(least, texts[at].left - texts[at - 1].right);
  }
  return least;
}
let loaded = 0;
function done() {
  if (++loaded < FRAMES) return;
  document.body.dataset.found = JSON.stringify([...document.querySelectorAll('iframe')].map(measure));
}
"#;

/// What is measured of a page in each width, in the light or the dark.
fn measured(page: &str, dark: bool) -> Vec<Value> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("digest.html"), page).unwrap();
    let frames: String = WIDTHS
        .iter()
        .map(|width| {
            format!("<iframe src='digest.html' style='width:{width}px;height:9000px;border:0' onload='done()'></iframe>")
        })
        .collect();
    let wrapper = dir.path().join("frames.html");
    std::fs::write(
        &wrapper,
        format!("<!DOCTYPE html><body><script>const FRAMES = {};{MEASURE}</script>{frames}</body>", WIDTHS.len()),
    )
    .unwrap();
    let dom = chromium(&wrapper, dark);
    let found = dom.split_once("data-found=\"").unwrap_or_else(|| panic!("nothing was measured: {dom}")).1;
    let found =
        found.split('"').next().unwrap().replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    serde_json::from_str(&found).unwrap_or_else(|error| panic!("{error}: {found}"))
}

/// The document after its scripts have run.
pub fn chromium(page: &Path, dark: bool) -> String {
    let out = browser(dark, &["--virtual-time-budget=5000", "--dump-dom"], page);
    String::from_utf8_lossy(&out).into_owned()
}

/// A picture (PNG) that shows `page` in a window of that size in its left upper corner.
pub fn screenshot(page: &str, width: u32, height: u32, dark: bool) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("digest.html"), page).unwrap();
    let (frame, picture) = (dir.path().join("frame.html"), dir.path().join("picture.png"));
    // The browser's own window is never as narrow as a phone.
    let style = format!("width:{width}px;height:{height}px;border:0;display:block");
    std::fs::write(&frame, format!("<!DOCTYPE html><body style='margin:0'><iframe src='digest.html' style='{style}'></iframe>"))
        .unwrap();
    let size = format!("--window-size=1000,{height}");
    let to = format!("--screenshot={}", picture.display());
    browser(dark, &["--hide-scrollbars", "--force-device-scale-factor=1", &size, &to], &frame);
    std::fs::read(&picture).unwrap_or_else(|error| panic!("no picture was taken: {error}"))
}

fn browser(dark: bool, arguments: &[&str], page: &Path) -> Vec<u8> {
    let profile = tempfile::tempdir().unwrap();
    let out = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files"])
        .arg(format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 }))
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("chromium must be installed: it is how looks are measured");
    out.stdout
}

fn texts<'a>(found: &'a Value, key: &str) -> Vec<&'a str> {
    found[key].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Holds of every page: nothing is wider than the screen, and every text can be read.
fn is_sound(page: &str, what: &str) {
    for dark in [false, true] {
        for (found, width) in measured(page, dark).iter().zip(WIDTHS) {
            let at = format!("{what} at {width} pixels, dark: {dark}");
            assert_eq!((found["width"].as_u64(), found["scroll"].as_u64()), (Some(width.into()), Some(width.into())), "{at}");
            assert_eq!(texts(found, "low"), [""; 0], "{at}: too pale");
            assert_eq!(texts(found, "turned"), [""; 0], "{at}: too pale when a client turns colours over");
            let marks = found["marks"].as_array().unwrap();
            assert!(marks.iter().all(|contrast| contrast.as_f64().unwrap() >= 3.0), "{at}: {marks:?}");
            assert!(found["column"].as_f64().unwrap() <= 640.5, "{at}: lines too long to read");
        }
    }
}

#[test]
fn every_text_can_be_read_from_a_small_phone_to_a_desk_in_the_light_and_in_the_dark() {
    for language in [Language::English, Language::German] {
        let mut lead = lead();
        lead.language = language;
        is_sound(&html(&morning_digest(&morning(), &lead)), &format!("{language:?}"));
    }
}

#[test]
fn long_words_break_rather_than_widen_the_page() {
    let mut verdicts = morning();
    verdicts[0].title = "x".repeat(200);
    verdicts[0].owner_name = "日".repeat(200);
    verdicts[0].celebration.as_mut().unwrap().evidence[0].phrase = Some("y".repeat(300));
    verdicts[3].prospect = "w".repeat(200);
    verdicts[5].last_reply.as_mut().unwrap().subject = "z".repeat(300);
    let (lead, previous, trouble) = (lead(), monday(), [trouble()]);
    let whole = Morning::new(&verdicts, &lead, super::fixture::as_of());
    let digest = compose(&Morning { previous: Some(&previous), trouble: &trouble, ..whole });
    is_sound(&html(&digest), "long words");
}

#[test]
fn one_screen_of_a_phone_holds_the_headline_and_the_first_card() {
    let mut german = lead();
    german.language = Language::German;
    // Also while a mailbox can't be read.
    let mut unread = morning();
    unread.iter_mut().for_each(|verdict| verdict.notes.push(super::cards::stale("kim")));
    for (reader, verdicts) in [(&german, &morning()), (&lead(), &morning()), (&german, &unread), (&lead(), &unread)] {
        let found = measured(&html(&morning_digest(verdicts, reader)), false);
        // Up to the next move, and with the links below it.
        let [end, links] = ["act", "card"].map(|part| found[1][part].as_f64().unwrap());
        assert!(end <= 740.0 && links <= 800.0, "{:?}: the first card ends at {end}, its links at {links}", reader.language);
    }
    let found = measured(&html(&morning_digest(&morning(), &lead())), false);
    let phone = &found[1];
    assert_eq!(phone["width"], 400);
    assert!(phone["strip"].as_f64().unwrap() > 300.0, "the strip of time takes the card's width");
    let headings = texts(phone, "headings");
    let expected =
        ["H1 1 deal, 84,000 USD, went dark after we celebrated", "H2 Went dark after we celebrated 2", "H3 Acme Industrial new"];
    assert_eq!(headings[..3], expected);
    assert_eq!(headings.last(), Some(&"H2 What this rests on"));
}

#[test]
fn names_below_bars_never_run_together() {
    for language in [Language::English, Language::AmericanEnglish, Language::German] {
        let found = measured(&html(&super::weekly::weekly(language, "2026-10-14T12:00:00Z")), false);
        for (found, width) in found.iter().zip(WIDTHS) {
            let gap = found["gap"].as_f64().unwrap();
            assert!((3.0..1000.0).contains(&gap), "{language:?} at {width} pixels: {gap} between two names");
        }
    }
}

#[test]
fn what_is_too_pale_or_too_wide_is_found() {
    let pale = "<body style='margin:0'><div role=article><p style='color:#999999;background:#ffffff'>pale words</p>\
                <p style='width:2000px'>wide</p></div></body>";
    let found = &measured(pale, false)[1];
    assert_eq!(texts(found, "low"), ["pale words 2.85"]);
    assert_eq!(found["scroll"], 2000);
}
