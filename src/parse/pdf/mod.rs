//! Reads a PDF with a text layer: bytes in, one `Document` out.

mod aligned;
mod banded;
mod continuation;
mod dots;
mod footnotes;
mod furniture;
mod geometry;
mod glyphs;
mod headings;
mod hyphens;
mod lattice;
mod layout;
mod limits;
mod lines;
mod marks;
mod order;
mod page;
mod paragraphs;
mod picture;
mod recognised;
mod rescue;
mod rulings;
mod shapes;
mod spaced;
mod strips;
mod structure;
mod tables;
mod tagged;
mod tags;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::{Document, Reason, Warning};

use super::Scan;
use super::builder::DocumentBuilder;
use glyphs::{Drawing, Fonts, draw};
use limits::{MAX_GLYPHS, MAX_PAGE_CONTENT, MAX_PAGES};
use page::{PageContent, content};
pub(super) use picture::picture;
use recognised::recognised;
use rescue::rescued;
use structure::{Structure, structure};
use tagged::Tagging;

/// Reads the pages of a PDF; `scans` tells what was recognised on pages without text. A file that cannot be read gives a
/// document without text and the reason.
pub(super) fn read(bytes: &[u8], scans: &[Scan]) -> Document {
    let mut structure = structure(bytes);
    if structure.locked {
        return Document::unread(locked());
    }
    if structure.lying_font {
        return Document::unread(too_large("a font in it claims more characters than a font can have"));
    }
    let read = catch_unwind(AssertUnwindSafe(|| read_open(bytes, &mut structure, scans)));
    read.unwrap_or_else(|_| Document::unread(damaged()))
}

/// The file taken apart, and what had to be given up for that; or why it cannot be.
fn open(bytes: &[u8]) -> Result<(Pdf, Option<Warning>), Warning> {
    match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => Ok((pdf, None)),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => Err(locked()),
        Err(LoadPdfError::Decryption(_)) => Err(encryption()),
        Err(LoadPdfError::Invalid) => match rescued(bytes).and_then(|whole| Pdf::new(whole).ok()) {
            Some(pdf) => Ok((pdf, Some(cut_off()))),
            None => Err(damaged()),
        },
    }
}

fn read_open(bytes: &[u8], structure: &mut Structure, scans: &[Scan]) -> Document {
    let mut builder = DocumentBuilder::default();
    let pdf = match open(bytes) {
        Ok((pdf, warning)) => {
            warning.into_iter().for_each(|warning| builder.warn(warning));
            pdf
        }
        Err(warning) => return Document::unread(warning),
    };
    let Drawn { pages, textless } = pages(&pdf, structure, scans, &mut builder);
    let glyphs: usize = pages.iter().map(|page| page.glyphs).sum();
    if glyphs == 0 {
        return without_text(structure, &pages, !textless.is_empty(), builder.finish());
    }
    let unreadable: usize = pages.iter().map(|page| page.unreadable).sum();
    if unreadable > 0 {
        builder.warn(unreadable_glyphs(unreadable, glyphs));
    }
    textless.into_iter().for_each(|page| builder.warn(textless_page(page)));
    layout::document(pages, &mut builder);
    builder.finish()
}

/// The pages of a document.
#[derive(Default)]
struct Drawn {
    pages: Vec<PageContent>,
    /// Those that show images and no text.
    textless: Vec<u32>,
}

fn pages(pdf: &Pdf, structure: &mut Structure, scans: &[Scan], builder: &mut DocumentBuilder) -> Drawn {
    let cache = InterpreterCache::new();
    let (mut found, mut glyphs, mut by_shape) = (Drawn::default(), 0, 0);
    let mut fonts = Fonts::default();
    let mut tagging = Tagging::of(std::mem::take(&mut structure.tags));
    let mut sureness = Vec::new();
    for (number, page) in (1u32..).zip(pdf.pages().iter()) {
        if found.pages.len() >= MAX_PAGES || glyphs > MAX_GLYPHS {
            builder
                .warn(too_large(&format!("alleen de eerste {} bladzijden zijn gelezen", number - 1)).on_page(number));
            break;
        }
        if structure.bombs.contains(&number) {
            builder.warn(
                too_large(&format!("de tekening is uitgepakt groter dan {} MiB", MAX_PAGE_CONTENT >> 20))
                    .on_page(number),
            );
            continue;
        }
        let mut drawing = Drawing::default();
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(page, &cache, &mut fonts, &mut drawing)));
        if drawing.cut {
            builder.warn(too_large("er staat meer op dan gelezen kan worden; de rest is weggelaten").on_page(number));
        } else if drawn.is_err() {
            let message = "een deel van deze bladzijde kon niet gelezen worden; open het bestand in een PDF-programma en bewaar het opnieuw";
            builder.warn(Warning::new(Reason::Damaged, message).on_page(number));
        }
        by_shape += drawing.recognised;
        if let Some(scan) = scans.iter().find(|scan| scan.page == number) {
            let recognised = recognised(&scan.words, drawing.size);
            sureness.extend((!recognised.glyphs.is_empty()).then_some((number, recognised.confidence)));
            drawing.glyphs = recognised.glyphs;
        }
        let page = content(&drawing, number, &mut tagging);
        if page.glyphs == 0 && drawing.image {
            found.textless.push(number);
        }
        glyphs += page.glyphs;
        found.pages.push(page);
    }
    if by_shape > 0 {
        builder.warn(recognised_by_shape(by_shape));
    }
    recognised_on_pictures(&sureness).into_iter().for_each(|warning| builder.warn(warning));
    found
}

fn locked() -> Warning {
    let message = "het bestand is met een wachtwoord beveiligd; open het, bewaar of druk het af als nieuwe PDF zonder wachtwoord en probeer opnieuw";
    Warning::new(Reason::Password, message)
}

fn encryption() -> Warning {
    let message = "het bestand is versleuteld op een manier die niet gelezen kan worden; bewaar het opnieuw zonder beveiliging en probeer opnieuw";
    Warning::new(Reason::Unsupported, message)
}

fn damaged() -> Warning {
    let message = "het bestand is beschadigd en geen enkele bladzijde kon gelezen worden; vraag een nieuwe kopie of bewaar het opnieuw vanuit het programma waarin het gemaakt is";
    Warning::new(Reason::Damaged, message)
}

fn cut_off() -> Warning {
    let message =
        "het einde van het bestand ontbreekt; de bladzijden die er nog zijn werden gelezen, vraag een volledige kopie";
    Warning::new(Reason::Damaged, message)
}

fn recognised_by_shape(count: usize) -> Warning {
    let message = format!(
        "het bestand zegt niet welke letters zijn vormen zijn; {count} tekens werden aan hun vorm herkend, vergelijk ze met de \
         bladzijde"
    );
    Warning::new(Reason::Encoding, message)
}

/// How sure the recognition was, in per cent, on which pages; nothing where nothing was recognised.
fn recognised_on_pictures(sureness: &[(u32, f32)]) -> Option<Warning> {
    let &(worst, least) = sureness.iter().min_by(|left, right| left.1.total_cmp(&right.1))?;
    let mean = sureness.iter().map(|(_, sure)| sure).sum::<f32>() / sureness.len() as f32;
    let message = match *sureness {
        [(page, _)] => {
            format!(
                "de tekst van bladzijde {page} is herkend op een beeld (OCR, zekerheid {mean:.0} %); vergelijk hem met het beeld"
            )
        }
        _ => format!(
            "de tekst van {} bladzijden is herkend op beelden (OCR, gemiddelde zekerheid {mean:.0} %, de minst zekere is bladzijde \
             {worst} met {least:.0} %); vergelijk hem met de beelden",
            sureness.len()
        ),
    };
    Some(Warning::new(Reason::Recognised, message))
}

fn textless_page(number: u32) -> Warning {
    let message = format!("bladzijde {number} toont een beeld en geen tekst; {RECOGNISE}");
    Warning::new(Reason::NoTextLayer, message).on_page(number)
}

/// What to do about pages without text.
const RECOGNISE: &str = "laat er tekstherkenning op los: installeer tesseract met Nederlands en geef --ocr";

fn too_large(what: &str) -> Warning {
    Warning::new(Reason::TooLarge, format!("het bestand gaat over een grens: {what}"))
}

fn unreadable_glyphs(unreadable: usize, glyphs: usize) -> Warning {
    let message = format!(
        "{unreadable} van de {glyphs} tekens hebben geen bekende betekenis, omdat het bestand niet zegt welke letters zijn vormen \
         zijn; laat er tekstherkenning (OCR) op los of vraag het oorspronkelijke document"
    );
    Warning::new(Reason::Encoding, message)
}

fn without_text(structure: &Structure, pages: &[PageContent], image: bool, mut document: Document) -> Document {
    let warning = if structure.pages == Some(0) {
        Warning::new(Reason::Empty, "het bestand bevat geen bladzijden; vraag een nieuwe kopie")
    } else if pages.is_empty() {
        damaged()
    } else {
        let shows = if image { "beelden" } else { "tekeningen of niets" };
        let message = format!("de {} bladzijden bevatten {shows} en geen tekst; {RECOGNISE}", pages.len());
        Warning::new(Reason::NoTextLayer, message)
    };
    document.warnings.push(warning);
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, ParagraphKind};

    /// A PDF of one page for each content stream, in Helvetica.
    fn pdf(contents: &[&str]) -> Vec<u8> {
        let kids: String = (0..contents.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
        let mut file = format!(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
             2 0 obj\n<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 300 400]/Resources<</Font<</F 3 0 R>>>>>>\nendobj\n\
             3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n",
            contents.len()
        );
        for (page, content) in contents.iter().enumerate() {
            let (number, stream) = (4 + 2 * page, 5 + 2 * page);
            file.push_str(&format!(
                "{number} 0 obj\n<</Type/Page/Parent 2 0 R/Contents {stream} 0 R>>\nendobj\n\
                 {stream} 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n",
                content.len()
            ));
        }
        file.push_str("trailer\n<</Root 1 0 R>>\n");
        file.into_bytes()
    }

    fn reason(document: &Document) -> Reason {
        assert_eq!(document.text, "");
        document.warnings.last().unwrap().reason
    }

    #[test]
    fn text_comes_out_with_its_pages_and_kinds() {
        let first = "BT /F 18 Tf 20 360 Td (Oproep) Tj /F 10 Tf 0 -40 Td (Dit is lopende tekst van het besluit.) Tj ET";
        let document = read(&pdf(&[first, "BT /F 10 Tf 20 360 Td (- tweede pagina) Tj ET"]), &[]);
        let kinds: Vec<_> = document
            .blocks
            .iter()
            .map(|block| match block {
                Block::Text(paragraph) => {
                    (paragraph.kind, document.words(paragraph.span), document.page_at(paragraph.span.start))
                }
                Block::Table(_) => panic!("no table was drawn"),
            })
            .collect();
        assert_eq!(
            kinds,
            [
                (ParagraphKind::Heading(1), "Oproep", Some(1)),
                (ParagraphKind::Body, "Dit is lopende tekst van het besluit.", Some(1)),
                (ParagraphKind::Item, "tweede pagina", Some(2)),
            ]
        );
    }

    #[test]
    fn a_ruled_table_over_two_pages_is_one_table() {
        let lines =
            |bottom: u16| format!("20 {bottom} m 20 360 l 100 {bottom} m 100 360 l 280 {bottom} m 280 360 l S ");
        let top = "20 360 m 280 360 l S BT /F 10 Tf 25 340 Td (SPK) Tj 80 0 Td (Een zin die) Tj ET";
        let rest = "20 300 m 280 300 l S BT /F 10 Tf 105 340 Td (verder gaat.) Tj ET";
        let document = read(&pdf(&[&(lines(20) + top), &(lines(300) + rest)]), &[]);
        let [Block::Table(table)] = document.blocks.as_slice() else { panic!("{:?}", document.blocks) };
        let cells: Vec<_> = table.rows[0].cells.iter().map(|cell| document.words(cell.span)).collect();
        assert_eq!((table.rows.len(), cells), (1, vec!["SPK", "Een zin die verder gaat."]));
        assert_eq!(document.page_at(document.text.find("verder").unwrap()), Some(2));
    }

    #[test]
    fn files_that_cannot_be_read_say_why() {
        assert_eq!(reason(&read(b"%PDF-1.4 rommel", &[])), Reason::Damaged);
        assert_eq!(reason(&read(&pdf(&["20 20 m 90 90 l S"]), &[])), Reason::NoTextLayer);
        assert_eq!(reason(&read(&pdf(&[]), &[])), Reason::Empty);
    }
}
