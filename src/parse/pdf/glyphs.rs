//! One page's drawing instructions in; its glyphs and ruling lines out, each at its place on the upright page.

use std::collections::HashSet;
use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, hayro_cmap::BfString, interpret_page,
};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;

use super::dots::dot;
use super::geometry::Area;
use super::limits::{MAX_DOTS_A_PAGE, MAX_DRAWINGS_A_PAGE, MAX_GLYPHS_A_PAGE, MAX_MARKS};
use super::rulings::{Ruling, rulings_of};
use super::shapes::Recognised;

/// How far (in points) a glyph may start outside the page and still be seen.
const MARGIN: f32 = 2.0;
/// What stands for a glyph that no character is known for.
pub(super) const UNREADABLE: char = '\u{FFFD}';

/// A glyph where it was drawn, in points from the page's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its characters, nearly always one; `UNREADABLE` where none is known.
    pub text: String,
    /// Where it begins on its baseline.
    pub origin: (f32, f32),
    /// From its origin to where the next glyph is expected.
    pub advance: (f32, f32),
    /// Size of its font.
    pub size: f32,
    /// Whether its font is bold.
    pub bold: bool,
    /// Whether it is drawn invisibly, as the text under a scan is.
    pub hidden: bool,
    /// What the document says of it.
    pub mark: Mark,
}

/// What a document says of a piece of what it draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// It is the content with this number on its page; the structure tree tells what that is.
    Content(u32),
    /// It is there for the eye: a running head, a repeated table head.
    Decoration,
}

/// What one page draws.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Width and height in points as the page is shown.
    pub size: (f32, f32),
    /// The glyphs in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Ruling lines along the axes.
    pub rulings: Vec<Ruling>,
    /// Small filled discs and squares, which may be the marks of list items.
    pub dots: Vec<Area>,
    /// Glyphs whose characters were recognised by their shapes.
    pub recognised: usize,
    /// Whether it draws an image.
    pub image: bool,
    /// Whether a limit was passed, so that the rest was left out.
    pub cut: bool,
}

/// What was learnt about a document's fonts on the pages before.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// Fonts whose codes are no characters, whatever the file says.
    nameless: HashSet<u128>,
    shapes: Recognised,
}

/// Draws one page into glyphs and rulings; unwinds (without a message) when the page passes a limit, and leaves in `drawing`
/// what came before it.
pub(super) fn draw<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, fonts: &mut Fonts, drawing: &mut Drawing) {
    let (width, height) = page.render_dimensions();
    drawing.size = (width, height);
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, bounds, cache, page.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, &mut Collector { drawing, fonts, drawings: 0, marks: Vec::new() });
}

struct Collector<'drawing> {
    drawing: &'drawing mut Drawing,
    fonts: &'drawing mut Fonts,
    drawings: usize,
    /// The marks around what is drawn now, innermost last.
    marks: Vec<Mark>,
}

impl Collector<'_> {
    /// The interpreter knows no way to stop but unwinding; `resume_unwind` does so without calling the panic hook.
    fn count(&mut self) {
        self.drawings += 1;
        if self.drawings > MAX_DRAWINGS_A_PAGE || self.drawing.glyphs.len() > MAX_GLYPHS_A_PAGE {
            self.drawing.cut = true;
            resume_unwind(Box::new("limit"));
        }
    }

    fn push(&mut self, glyph: &DrawnGlyph<'_>, place: Affine, font: &Font, hidden: bool) {
        let origin = place * Point::ZERO;
        let [a, b, c, d, _, _] = place.as_coeffs();
        let width = match glyph {
            DrawnGlyph::Outline(outline) => outline.advance_width(),
            DrawnGlyph::Type3(type3) => type3.advance_width(),
        };
        let width = f64::from(width.unwrap_or(500.0));
        let glyph = Glyph {
            text: self.text(glyph, font.key, width as f32),
            origin: (origin.x as f32, origin.y as f32),
            advance: ((a * width) as f32, (b * width) as f32),
            size: (c.hypot(d) * 1000.0) as f32,
            bold: font.bold,
            hidden,
            mark: self.marks.last().copied().unwrap_or_default(),
        };
        let (x, y) = glyph.origin;
        let seen =
            x >= -MARGIN && y >= -MARGIN && x <= self.drawing.size.0 + MARGIN && y <= self.drawing.size.1 + MARGIN;
        if seen && glyph.size.is_finite() && glyph.advance.0.is_finite() && glyph.advance.1.is_finite() {
            self.drawing.glyphs.push(glyph);
        }
    }
}

impl Collector<'_> {
    /// The characters of a glyph; recognised by shape where its font does not name them.
    fn text(&mut self, glyph: &DrawnGlyph<'_>, font: Option<u128>, width: f32) -> String {
        let mapped = glyph.as_unicode();
        let named = matches!(&mapped, Some(BfString::Char(named)) if !named.is_control())
            || matches!(&mapped, Some(BfString::String(_)));
        let control = !named && glyph.char_code() < 0x20 && !matches!(glyph.char_code(), 0 | 9 | 10 | 13);
        if let Some(font) = font
            && control
        {
            self.fonts.nameless.insert(font);
        }
        let nameless = mapped.is_none() || control || font.is_some_and(|font| self.fonts.nameless.contains(&font));
        let (true, DrawnGlyph::Outline(outline)) = (nameless, glyph) else { return characters(mapped) };
        let key = outline.identifier().cache_key();
        match self.fonts.shapes.character(key, width, || outline.outline()) {
            Some(character) => {
                self.drawing.recognised += 1;
                character.into()
            }
            None => UNREADABLE.into(),
        }
    }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        rulings_of(path, props.transform, mode, &mut self.drawing.rulings);
        if self.drawing.dots.len() < MAX_DOTS_A_PAGE {
            self.drawing.dots.extend(dot(path, props.transform, mode));
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_clip_rect(&mut self, _: &Rect) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        let font = run.glyphs().first().map(|glyph| Font::of(glyph)).unwrap_or_default();
        let hidden = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.push(glyph, props.transform * glyph.transform(), &font, hidden);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count();
        self.drawing.image = true;
    }

    fn pop_clip(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let number = properties.and_then(|properties| properties.get::<u32>(b"MCID" as &[u8]));
        let around = self.marks.last().copied().unwrap_or_default();
        let mark = match number {
            Some(number) => Mark::Content(number),
            None if tag == b"Artifact" => Mark::Decoration,
            None => around,
        };
        if self.marks.len() < MAX_MARKS {
            self.marks.push(mark);
        }
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn pop_transparency_group(&mut self) {}
}

/// What is known of the font of one run of glyphs.
#[derive(Default)]
struct Font {
    key: Option<u128>,
    bold: bool,
}

impl Font {
    fn of(glyph: &DrawnGlyph<'_>) -> Self {
        const SEMI_BOLD: u32 = 600;
        let DrawnGlyph::Outline(outline) = glyph else { return Self::default() };
        let Some(font) = outline.font_data() else { return Self::default() };
        let named = font.postscript_name.is_some_and(|name| {
            let name = name.to_ascii_lowercase();
            ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
        });
        Self { key: Some(font.cache_key), bold: named || font.weight.is_some_and(|weight| weight >= SEMI_BOLD) }
    }
}

/// The characters of a glyph as readers expect them: ligatures taken apart, marks of symbol fonts as bullets.
fn characters(mapped: Option<BfString>) -> String {
    let raw = match mapped {
        Some(BfString::Char(character)) => String::from(character),
        Some(BfString::String(characters)) => characters,
        None => return UNREADABLE.into(),
    };
    let mut text = String::with_capacity(raw.len());
    for character in raw.chars() {
        match character {
            '\u{FB00}' => text.push_str("ff"),
            '\u{FB01}' => text.push_str("fi"),
            '\u{FB02}' => text.push_str("fl"),
            '\u{FB03}' => text.push_str("ffi"),
            '\u{FB04}' => text.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => text.push_str("st"),
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            '\u{F0B7}' | '\u{F0A8}' => text.push('•'),
            '\u{F0A7}' | '\u{F06E}' => text.push('▪'),
            '\u{F0D8}' | '\u{F0E8}' => text.push('➢'),
            '\u{F0FC}' => text.push('✓'),
            '\u{F02D}' => text.push('-'),
            // A soft hyphen that is drawn is a hyphen that can be seen; some programs write every hyphen so.
            '\u{AD}' => text.push('-'),
            '\t' | '\n' | '\r' => text.push(' '),
            character if character.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&character) => {
                text.push(UNREADABLE)
            }
            character => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_and_marks_of_symbol_fonts_become_plain_characters() {
        assert_eq!(characters(Some(BfString::Char('ﬃ'))), "ffi");
        assert_eq!(characters(Some(BfString::Char('\u{F0B7}'))), "•");
        assert_eq!(characters(Some(BfString::Char('\u{200B}'))), "");
        assert_eq!(characters(Some(BfString::Char('\u{3}'))), "\u{FFFD}");
        assert_eq!(characters(None), "\u{FFFD}");
    }
}
