//! A chart as a picture: plain bars as PNG, drawn here so that no font and no library of shapes decides how they look. Numbers and
//! names stand below it in HTML, where every client can enlarge them.

use crate::domain::digest::{Chart, Hue};

const WIDTH: usize = 560;
const HEIGHT: usize = 130;
/// Below the bars, a line.
const BASE: usize = 2;

/// The picture: transparent, in colours with a contrast of at least 3 to 1 with light and dark grounds.
///
/// # Errors
/// When the encoder refuses what it is given, which it has no reason to.
pub fn png(chart: &Chart) -> Result<Vec<u8>, png::EncodingError> {
    let mut pixels = vec![0_u8; WIDTH * HEIGHT * 4];
    let columns = chart.bars.len().max(1);
    let most = chart.bars.iter().map(|bar| bar.parts.iter().map(|(_, count)| *count).sum()).max().unwrap_or(0).max(1);
    let unit = (HEIGHT - BASE) / most.max(3);
    for (at, bar) in chart.bars.iter().enumerate() {
        let (left, right) = (at * WIDTH / columns, (at + 1) * WIDTH / columns);
        let gap = (right - left) / 5;
        let mut floor = HEIGHT - BASE;
        for (hue, count) in &bar.parts {
            let top = floor.saturating_sub((count * unit).max(usize::from(*count > 0)));
            // A hair of ground between what is stacked.
            rectangle(&mut pixels, (left + gap, right - gap), (top, floor.saturating_sub(1).max(top)), colour(*hue));
            floor = top;
        }
    }
    rectangle(&mut pixels, (0, WIDTH), (HEIGHT - BASE, HEIGHT), [0x8a, 0x8f, 0x96, 0xff]);
    let mut bytes = Vec::new();
    let (width, height) = (u32::try_from(WIDTH).unwrap_or(1), u32::try_from(HEIGHT).unwrap_or(1));
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// The width that a client is told, in pixels.
pub fn width() -> usize {
    WIDTH
}

/// The colour of a hue as HTML writes it.
pub fn html_colour(hue: Hue) -> String {
    let [red, green, blue, _] = colour(hue);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn colour(hue: Hue) -> [u8; 4] {
    match hue {
        Hue::Dark => [0xe5, 0x48, 0x4d, 0xff],
        Hue::Back => [0x3b, 0x82, 0xf6, 0xff],
        Hue::Signed => [0x16, 0xa3, 0x4a, 0xff],
        Hue::Lost => [0x78, 0x7d, 0x85, 0xff],
    }
}

fn rectangle(pixels: &mut [u8], (left, right): (usize, usize), (top, bottom): (usize, usize), colour: [u8; 4]) {
    for row in top..bottom {
        let line = pixels.get_mut((row * WIDTH + left) * 4..(row * WIDTH + right) * 4).unwrap_or_default();
        line.chunks_exact_mut(4).for_each(|pixel| pixel.copy_from_slice(&colour));
    }
}
