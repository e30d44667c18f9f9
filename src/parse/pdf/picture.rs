//! A page of a PDF in, a grey picture of it out, for a program that recognises text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::page::Page;

use super::open;

/// Dots an inch at which text of common sizes is recognised best.
const RESOLUTION: f32 = 300.0;
/// Points an inch.
const POINTS: f32 = 72.0;
/// Larger pages are drawn smaller, in dots.
const MAX_DOTS: f32 = 30_000_000.0;

/// The page (from 1) as a portable grey map; `None` where there is no such page or it cannot be drawn.
pub(in crate::parse) fn picture(bytes: &[u8], number: u32) -> Option<Vec<u8>> {
    catch_unwind(AssertUnwindSafe(|| {
        let (pdf, _) = open(bytes).ok()?;
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        pdf.pages().get(at).map(grey_map)
    }))
    .ok()
    .flatten()
}

/// How many dots a point is on the picture of a page of this size.
fn scale((width, height): (f32, f32)) -> f32 {
    let largest = (MAX_DOTS / (width * height).max(1.0)).sqrt();
    let longest = f32::from(u16::MAX) / width.max(height).max(1.0);
    (RESOLUTION / POINTS).min(largest).min(longest)
}

fn grey_map(page: &Page<'_>) -> Vec<u8> {
    let scale = scale(page.render_dimensions());
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let drawn = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let mut map = format!("P5\n{} {}\n255\n", drawn.width(), drawn.height()).into_bytes();
    // What an eye makes of red, green and blue, in parts of 256.
    let grey = |dot: &[u8]| (77 * u32::from(dot[0]) + 150 * u32::from(dot[1]) + 29 * u32::from(dot[2])) >> 8;
    map.extend(drawn.data_as_u8_slice().chunks_exact(4).map(|dot| u8::try_from(grey(dot)).unwrap_or(u8::MAX)));
    map
}
