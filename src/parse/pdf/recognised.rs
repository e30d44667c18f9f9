//! What a program recognised on the picture of a page (hOCR) in, glyphs on the page out.
//!
//! hOCR is HTML in which every line carries its box, baseline and letter size and every word its box and how sure the program
//! is, all in dots of the picture: <https://kba.github.io/hocr-spec/1.2/>.

use crate::parse::xml::{Element, Tree};

use super::glyphs::{Glyph, Mark};

/// Signs that are less sure than this, in per cent, are specks.
const LEAST_SURE_SIGN: f32 = 60.0;

/// The words that were recognised on one page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Recognised {
    /// The words, each as one glyph, with a space behind it.
    pub glyphs: Vec<Glyph>,
    /// How sure the program is, in per cent: the mean over the letters.
    pub confidence: f32,
}

/// A line's place: where its baseline begins, how it slopes, and how large its letters are.
#[derive(Clone, Copy)]
struct Line {
    left: f32,
    baseline: f32,
    slope: f32,
    size: f32,
}

/// The words on a page of this size, in points.
pub(super) fn recognised(hocr: &str, (width, _): (f32, f32)) -> Recognised {
    let Some(body) = hocr.find("<body").zip(hocr.rfind("</body>")).and_then(|(start, end)| hocr.get(start..end)) else {
        return Recognised::default();
    };
    let body = format!("{body}</body>");
    let Ok(tree) = Tree::parse(&body) else { return Recognised::default() };
    let mut words = Words { scale: 1.0, width, found: Recognised::default(), letters: 0.0 };
    tree.top().elements().for_each(|element| words.read(element, None));
    let Words { mut found, letters, .. } = words;
    found.confidence /= f32::max(letters, 1.0);
    found
}

struct Words {
    /// Points a dot.
    scale: f32,
    width: f32,
    found: Recognised,
    letters: f32,
}

impl Words {
    fn read(&mut self, element: Element<'_>, line: Option<Line>) {
        let title = element.attribute("title").unwrap_or_default();
        let bounds = numbers(&title, "bbox");
        match (element.attribute("class").as_deref(), bounds.as_slice()) {
            (Some("ocr_page"), [left, _, right, _]) if right > left => self.scale = self.width / (right - left),
            (Some("ocrx_word"), [left, _, right, _]) => {
                if let Some(line) = line {
                    self.word(&words_in(element), (*left, *right), line, &title);
                }
                return;
            }
            _ => {}
        }
        let line = self::line(&title, &bounds).or(line);
        element.elements().for_each(|inner| self.read(inner, line));
    }

    fn word(&mut self, text: &str, (left, right): (f32, f32), line: Line, title: &str) {
        // An upright line of a table is often taken for a letter of the word beside it.
        let text = text.trim().trim_matches('|');
        let sure = numbers(title, "x_wconf").first().copied().unwrap_or(0.0);
        let speck = !text.contains(char::is_alphanumeric) && sure < LEAST_SURE_SIGN;
        if text.is_empty() || speck {
            return;
        }
        let letters = text.chars().count() as f32;
        self.found.confidence += sure * letters;
        self.letters += letters;
        let baseline = line.baseline + line.slope * (left - line.left);
        let glyph = |text: &str, from: f32, to: f32| Glyph {
            text: text.to_owned(),
            origin: (from * self.scale, baseline * self.scale),
            advance: ((to - from) * self.scale, 0.0),
            size: line.size * self.scale,
            bold: false,
            hidden: false,
            mark: Mark::None,
        };
        let glyphs = [glyph(text, left, right), glyph(" ", right, right + 1.0)];
        self.found.glyphs.extend(glyphs);
    }
}

/// All text in a word; parts of it can be marked as bold.
fn words_in(element: Element<'_>) -> String {
    let inner = element.elements().map(words_in);
    [element.words()].into_iter().chain(inner).collect()
}

/// The line that an element is, where it is one.
fn line(title: &str, bounds: &[f32]) -> Option<Line> {
    let [left, _, _, bottom] = *bounds else { return None };
    let size = *numbers(title, "x_size").first()?;
    let (slope, offset) = match *numbers(title, "baseline").as_slice() {
        [slope, offset] => (slope, offset),
        _ => (0.0, 0.0),
    };
    Some(Line { left, baseline: bottom + offset, slope, size })
}

/// The numbers of a property in a title: `bbox 0 0 10 20; x_wconf 93`.
fn numbers(title: &str, name: &str) -> Vec<f32> {
    let property = title.split(';').find_map(|property| property.trim().strip_prefix(name));
    let numbers = property.unwrap_or_default().split_whitespace().map_while(|number| number.parse::<f32>().ok());
    numbers.filter(|number| number.is_finite()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html><body><div class='ocr_page' title='image \"x\"; bbox 0 0 2000 3000'>\
        <span class='ocr_line' title='bbox 100 180 900 240; baseline 0.01 -12; x_size 50'>\
        <span class='ocrx_word' title='bbox 100 180 300 240; x_wconf 90'>Advies</span> \
        <span class='ocrx_word' title='bbox 320 182 560 240; x_wconf 96'><strong>gunstig</strong></span>\
        <span class='ocrx_word' title='bbox 700 182 704 186; x_wconf 11'>'</span></span></div></body></html>";

    #[test]
    fn words_stand_in_points_on_their_baseline() {
        let found = recognised(PAGE, (600.0, 900.0));
        let words: Vec<_> = found.glyphs.iter().step_by(2).collect();
        assert_eq!(words.iter().map(|glyph| glyph.text.as_str()).collect::<Vec<_>>(), ["Advies", "gunstig"]);
        let near = |value: f32, expected: f32| assert!((value - expected).abs() < 0.01, "{value}, not {expected}");
        near(words[0].origin.0, 30.0);
        near(words[0].origin.1, (240.0 - 12.0) * 0.3);
        near(words[1].advance.0, 240.0 * 0.3);
        // The line slopes.
        near(words[1].origin.1, (228.0 + 2.2) * 0.3);
        near(found.confidence, (6.0 * 90.0 + 7.0 * 96.0) / 13.0);
    }

    #[test]
    fn what_is_no_hocr_gives_nothing() {
        for text in ["", "<body>", "</body><body", "<body><p>tekst</p></body>"] {
            assert_eq!(recognised(text, (600.0, 900.0)), Recognised::default(), "{text}");
        }
    }
}
