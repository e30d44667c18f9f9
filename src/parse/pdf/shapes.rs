//! Outlines of glyphs whose characters a file does not name in; the characters that look like them in the standard fonts out.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, flatten};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;

/// Rows and columns into which a glyph's box is cut.
const FIELDS: usize = 48;
/// The box of a glyph in thousandths of the font size: left, bottom, width and height.
const BOX: (f64, f64, f64, f64) = (-100.0, -250.0, 1250.0, 1250.0);
/// Part of the inked fields that two shapes of one character share at least.
const ALIKE: f32 = 0.62;
/// Widths of one character differ no more than this, in thousandths of the font size.
const SAME_WIDTH: f32 = 12.0;
const STANDARD_FONTS: [&str; 12] = [
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-Oblique",
    "Helvetica-BoldOblique",
    "Times-Roman",
    "Times-Bold",
    "Times-Italic",
    "Times-BoldItalic",
    "Courier",
    "Courier-Bold",
    "Courier-Oblique",
    "Courier-BoldOblique",
];

/// Which fields of its box a glyph inks, a bit each.
type Shape = [u64; FIELDS];

/// Characters already recognised, by the key of their outline.
#[derive(Debug, Default)]
pub(super) struct Recognised {
    known: HashMap<u128, Option<char>>,
}

impl Recognised {
    /// The character that a glyph of this width (thousandths of the font size) looks like; asks for its outline only once.
    pub(super) fn character(&mut self, key: u128, width: f32, outline: impl FnOnce() -> BezPath) -> Option<char> {
        *self.known.entry(key).or_insert_with(|| recognise(&outline(), width))
    }
}

fn recognise(outline: &BezPath, width: f32) -> Option<char> {
    let shape = shape(outline);
    if shape.iter().all(|row| *row == 0) {
        return Some(' ');
    }
    let near = REFERENCES.iter().filter(|reference| (reference.width - width).abs() <= SAME_WIDTH);
    let best = near.map(|reference| (likeness(&shape, &reference.shape), reference.character));
    let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, character)| character)
}

/// How much of each shape lies on or next to the other, and how much of both is the same: 1 for equal shapes.
fn likeness(a: &Shape, b: &Shape) -> f32 {
    let count = |fields: &mut dyn Iterator<Item = u64>| fields.map(u64::count_ones).sum::<u32>().max(1) as f32;
    let both = |a: &Shape, b: &Shape| count(&mut a.iter().zip(b).map(|(a, b)| a & b));
    let near = |a: &Shape, b: &Shape| both(a, &widened(b)) / count(&mut a.iter().copied());
    let either = count(&mut a.iter().zip(b).map(|(a, b)| a | b));
    f32::midpoint(near(a, b).min(near(b, a)), both(a, b) / either)
}

/// The shape and all fields next to it.
fn widened(shape: &Shape) -> Shape {
    let row = |at: usize| shape.get(at).map_or(0, |fields| fields | fields << 1 | fields >> 1);
    std::array::from_fn(|at| row(at) | row(at + 1) | row(at.wrapping_sub(1)))
}

/// Fills the outline field by field: along the middle of every row, ink lies where the winding is not zero.
fn shape(outline: &BezPath) -> Shape {
    const FLATNESS: f64 = 5.0;
    let mut edges: Vec<(Point, Point)> = Vec::new();
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    flatten(outline, FLATNESS, |element| match element {
        PathEl::MoveTo(point) => {
            edges.push((last, start));
            (start, last) = (point, point);
        }
        PathEl::LineTo(point) => {
            edges.push((last, point));
            last = point;
        }
        _ => {
            edges.push((last, start));
            last = start;
        }
    });
    edges.push((last, start));
    let mut shape = [0; FIELDS];
    for (row, fields) in shape.iter_mut().enumerate() {
        let y = BOX.1 + BOX.3 * (row as f64 + 0.5) / FIELDS as f64;
        *fields = row_fields(&edges, y);
    }
    shape
}

fn row_fields(edges: &[(Point, Point)], y: f64) -> u64 {
    let crossing = |&(a, b): &(Point, Point)| {
        let direction = match (a.y <= y, b.y <= y) {
            (true, false) => 1,
            (false, true) => -1,
            _ => return None,
        };
        Some((a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), direction))
    };
    let mut crossings: Vec<(f64, i32)> = edges.iter().filter_map(crossing).collect();
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut fields, mut winding) = (0, 0);
    for pair in crossings.windows(2) {
        winding += pair[0].1;
        if winding != 0 {
            let field = |x: f64| ((x - BOX.0) / BOX.2 * FIELDS as f64).round().clamp(0.0, FIELDS as f64) as usize;
            (field(pair[0].0)..field(pair[1].0)).for_each(|column| fields |= 1 << column);
        }
    }
    fields
}

struct Reference {
    character: char,
    width: f32,
    shape: Shape,
}

/// The characters of the standard fonts that come with the interpreter, drawn once by a small PDF made here.
static REFERENCES: LazyLock<Vec<Reference>> = LazyLock::new(|| {
    let Ok(pdf) = Pdf::new(specimen().into_bytes()) else { return Vec::new() };
    let cache = InterpreterCache::new();
    let mut specimen = Specimen::default();
    for page in pdf.pages().iter() {
        let bounds = Rect::new(0.0, 0.0, 9.0, 9.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut specimen);
    }
    specimen.references
});

fn specimen() -> String {
    let codes: String = (0x21..=0xFFu32)
        .filter(|code| !(0x7F..0xA1).contains(code) || *code == 0x80 || (0x85..0x98).contains(code))
        .fold(String::new(), |mut codes, code| {
            let _ = write!(codes, "{code:02X}");
            codes
        });
    let (mut fonts, mut names, mut content) = (String::new(), String::new(), String::from("BT"));
    for (number, font) in STANDARD_FONTS.iter().enumerate() {
        let object = number + 5;
        let _ = write!(names, "/F{number} {object} 0 R");
        let _ = write!(content, " /F{number} 1 Tf <{codes}> Tj");
        let _ = writeln!(
            fonts,
            "{object} 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>\nendobj"
        );
    }
    content.push_str(" ET");
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<<{names}>>>>>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n{fonts}trailer\n<</Root 1 0 R>>\n",
        content.len()
    )
}

#[derive(Default)]
struct Specimen {
    references: Vec<Reference>,
}

impl<'a> Device<'a> for Specimen {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let (Glyph::Outline(outline), Some(BfString::Char(character))) = (&**glyph, glyph.as_unicode()) else {
                continue;
            };
            let width = outline.advance_width().unwrap_or_default();
            self.references.push(Reference { character, width, shape: shape(&outline.outline()) });
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_inks_its_own_fields() {
        let square = shape(&hayro_interpret::kurbo::Shape::to_path(&Rect::new(-100.0, -250.0, 525.0, 375.0), 0.1));
        assert_eq!(square.iter().map(|row| row.count_ones()).sum::<u32>(), 24 * 24);
    }

    #[test]
    fn the_standard_fonts_are_at_hand_and_letters_are_told_apart() {
        let find = |character: char| REFERENCES.iter().find(|reference| reference.character == character).unwrap();
        assert!(REFERENCES.len() > 1_000);
        assert!(likeness(&find('e').shape, &find('o').shape) < 0.95);
    }
}
