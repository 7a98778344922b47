//! How a fixed digest looks, held against pictures that are kept: small ones, in which a block of the screen is one pixel of the
//! block's middle colour. Text covers less than half of a block and leaves no trace in that; grounds, panels, edges, marks and where
//! they stand do. So another font or version of the browser is no difference, and another look is.
//!
//! `WENTDARK_RENEW_LOOKS=1 cargo test --test it -- looks_as_it_was_kept` writes them anew; look at them before keeping them.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use wentdark::delivery::html;
use wentdark::domain::digest::Language;

use super::fixture::{lead, morning, morning_digest};
use super::looks::{chromium, screenshot};

/// A phone and a desk: width, how much of the page is looked at, and from how large a difference on it looks otherwise (0: none, 255:
/// black against white). Other fonts give up to 1.4 on the phone.
const SCREENS: [(u32, u32, f64); 2] = [(400, 2600, 2.5), (1000, 1800, 1.5)];
/// The side of a block.
const BLOCK: u32 = 10;

/// Makes blocks of pictures, one after the other.
const SHRINK: &str = "
const middle = all => all.sort((a, b) => a - b)[all.length >> 1];
async function shrink([source, block]) {
  const image = new Image();
  // Loading is waited for by a browser whose time is virtual, decoding is not.
  await new Promise(done => {
    image.onload = done;
    image.src = 'data:image/png;base64,' + source;
  });
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  [canvas.width, canvas.height] = [image.width, image.height];
  pen.drawImage(image, 0, 0);
  const from = pen.getImageData(0, 0, image.width, image.height).data;
  const [across, down] = [image.width / block, image.height / block];
  const to = pen.createImageData(across, down);
  let text = '';
  for (let at = 0; at < across * down; at++) {
    for (const colour of [0, 1, 2]) {
      const all = [];
      for (let n = 0; n < block * block; n++) {
        const x = at % across * block + n % block, y = Math.floor(at / across) * block + Math.floor(n / block);
        all.push(from[(y * image.width + x) * 4 + colour]);
      }
      to.data[at * 4 + colour] = middle(all);
      text += String.fromCharCode(to.data[at * 4 + colour]);
    }
    to.data[at * 4 + 3] = 255;
  }
  [canvas.width, canvas.height] = [across, down];
  pen.putImageData(to, 0, 0);
  return [across, btoa(text), canvas.toDataURL('image/png').split(',')[1]].join(' ');
}
async function all() {
  const found = [];
  for (const source of SOURCES) found.push(await shrink(source));
  document.body.dataset.found = found.join('|');
}
all();
";

/// A picture in blocks.
struct Picture {
    width: usize,
    /// Red, green, blue of each block, row by row.
    blocks: Vec<u8>,
    /// As a file.
    png: Vec<u8>,
}

impl Picture {
    fn rows(&self) -> Vec<&[u8]> {
        self.blocks.chunks(self.width * 3).collect()
    }
}

/// Pictures with the side of their blocks. The browser makes the blocks itself: nothing else here need read PNG.
fn shrunk(sources: &[(Vec<u8>, u32)]) -> Vec<Picture> {
    let dir = tempfile::tempdir().unwrap();
    let page = dir.path().join("shrink.html");
    let listed: Vec<String> = sources.iter().map(|(png, block)| format!("['{}', {block}]", STANDARD.encode(png))).collect();
    let script = format!("const SOURCES = [{}];{SHRINK}", listed.join(","));
    std::fs::write(&page, format!("<!DOCTYPE html><body><script>{script}</script></body>")).unwrap();
    let dom = chromium(&page, false);
    let found = dom.split_once("data-found=\"").unwrap_or_else(|| panic!("no blocks could be made")).1;
    let pictures = found.split('"').next().unwrap().split('|').map(|one| {
        let words: Vec<&str> = one.split(' ').collect();
        let [blocks, png] = [words[1], words[2]].map(|text| STANDARD.decode(text).unwrap());
        Picture { width: words[0].parse().unwrap(), blocks, png }
    });
    let pictures: Vec<Picture> = pictures.collect();
    assert_eq!(pictures.len(), sources.len());
    pictures
}

/// How one page looks on one screen.
struct Look {
    name: &'static str,
    page: String,
    width: u32,
    height: u32,
    /// From how large a difference on it looks otherwise.
    most: f64,
    dark: bool,
}

/// The digest of a day in the light and the dark, and one with the trend of its weeks, in German.
fn looks() -> Vec<Look> {
    let weekly = super::weekly::weekly(Language::German, "2026-10-14T12:00:00Z");
    let pages = [("digest", page(), [false, true].as_slice()), ("weekly-de", html(&weekly), &[false])];
    let of = |(name, page, modes): (&'static str, String, &'static [bool])| {
        let screens = SCREENS.iter().flat_map(|screen| modes.iter().map(move |dark| (*screen, *dark)));
        let look = |((width, height, most), dark)| Look { name, page: page.clone(), width, height, most, dark };
        screens.map(look).collect::<Vec<_>>()
    };
    pages.into_iter().flat_map(of).collect()
}

fn file(Look { name, width, dark, .. }: &Look) -> PathBuf {
    let name = format!("{name}-{width}-{}.png", if *dark { "dark" } else { "light" });
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/looks").join(name)
}

/// How far two pictures differ: rows are held against rows in order, and may slip against one another as lines that a font makes
/// taller do. A row costs what its blocks differ by on average, a slip a little.
fn difference(a: &Picture, b: &Picture) -> f64 {
    const SLIP: f64 = 1.0;
    /// How far rows may slip in all.
    const BAND: usize = 40;
    let (a, b) = (a.rows(), b.rows());
    let cost = |one: &[u8], other: &[u8]| {
        let apart: u32 = one.iter().zip(other).map(|(x, y)| u32::from(x.abs_diff(*y))).sum();
        f64::from(apart) / one.len() as f64
    };
    let mut before = vec![f64::INFINITY; b.len() + 1];
    before[0] = 0.0;
    for (at, row) in a.iter().enumerate() {
        let mut now = vec![f64::INFINITY; b.len() + 1];
        for to in at.saturating_sub(BAND)..(at + BAND).min(b.len()) {
            let least = before[to].min(before[to + 1] + SLIP).min(now[to] + SLIP);
            now[to + 1] = least + cost(row, b[to]);
        }
        before = now;
    }
    before.iter().rev().take(BAND).copied().fold(f64::INFINITY, f64::min) / a.len() as f64
}

fn page() -> String {
    html(&morning_digest(&morning(), &lead()))
}

#[test]
fn the_digest_looks_as_it_was_kept() {
    let looks = looks();
    let mut sources: Vec<(Vec<u8>, u32)> =
        looks.iter().map(|look| (screenshot(&look.page, look.width, look.height, look.dark), BLOCK)).collect();
    let renew = std::env::var_os("WENTDARK_RENEW_LOOKS").is_some();
    if renew {
        for (picture, look) in shrunk(&sources).iter().zip(&looks) {
            std::fs::write(file(look), &picture.png).unwrap();
        }
    }
    sources.extend(looks.iter().map(|look| {
        let file = file(look);
        (std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())), 1)
    }));
    let pictures = shrunk(&sources);
    let (seen, kept) = pictures.split_at(looks.len());
    let mut wrong = Vec::new();
    for ((seen, kept), look) in seen.iter().zip(kept).zip(&looks) {
        let (apart, file) = (difference(seen, kept), file(look));
        println!("{}: {apart:.2}", file.display());
        if apart > look.most {
            let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file.file_name().unwrap());
            std::fs::write(&place, &seen.png).unwrap();
            wrong.push(format!("{} differs by {apart:.2}; seen: {}", file.display(), place.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\nIf it is meant to look so: the head of tests/it/digest/kept.rs", wrong.join("\n"));
}

#[test]
fn another_look_is_told_from_another_font() {
    let (page, (width, height, most)) = (page(), SCREENS[0]);
    let font = "font-family:-apple-system";
    let changes = [
        (font, font, false),
        (font, "font-family:serif;x:", false),
        (font, "letter-spacing:0.3px;font-family:sans-serif;x:", false),
        ("background:#f3f3f0", "background:#a0a0e0", true),
        ("border-left:4px", "border-left:24px", true),
        ("max-width:640px", "max-width:240px", true),
        ("font-size:14px", "font-size:24px", true),
    ];
    let sources = changes.map(|(from, to, _)| {
        assert!(page.contains(from), "{from}");
        (screenshot(&page.replace(from, to), width, height, false), BLOCK)
    });
    let pictures = shrunk(&sources);
    for ((from, to, otherwise), picture) in changes.iter().zip(&pictures) {
        let apart = difference(picture, &pictures[0]);
        println!("{to}: {apart:.2}");
        assert_eq!(apart > most, *otherwise, "{from} became {to}: {apart:.2}");
    }
}
