//! Reads a PDF with a text layer: bytes in, one `Document` out.

mod aligned;
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
mod rescue;
mod rulings;
mod shapes;
mod structure;
mod tables;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::{Document, Reason, Warning};

use super::builder::DocumentBuilder;
use glyphs::{Drawing, Fonts, draw};
use limits::{MAX_GLYPHS, MAX_PAGE_CONTENT, MAX_PAGES};
use page::{PageContent, content};
use rescue::rescued;
use structure::{Structure, structure};

/// Reads the pages of a PDF. A file that cannot be read gives a document without text and the reason.
pub(super) fn read(bytes: &[u8]) -> Document {
    let structure = structure(bytes);
    if structure.locked {
        return Document::unread(locked());
    }
    if structure.lying_font {
        return Document::unread(too_large("a font in it claims more characters than a font can have"));
    }
    let read = catch_unwind(AssertUnwindSafe(|| read_open(bytes, &structure)));
    read.unwrap_or_else(|_| Document::unread(damaged()))
}

fn read_open(bytes: &[u8], structure: &Structure) -> Document {
    let mut builder = DocumentBuilder::default();
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => return Document::unread(locked()),
        Err(LoadPdfError::Decryption(_)) => return Document::unread(encryption()),
        Err(LoadPdfError::Invalid) => match rescued(bytes).and_then(|whole| Pdf::new(whole).ok()) {
            Some(pdf) => {
                builder.warn(cut_off());
                pdf
            }
            None => return Document::unread(damaged()),
        },
    };
    let (pages, image) = pages(&pdf, structure, &mut builder);
    let glyphs: usize = pages.iter().map(|page| page.glyphs).sum();
    if glyphs == 0 {
        return without_text(structure, &pages, image, builder.finish());
    }
    let unreadable: usize = pages.iter().map(|page| page.unreadable).sum();
    if unreadable > 0 {
        builder.warn(unreadable_glyphs(unreadable, glyphs));
    }
    layout::document(pages, &mut builder);
    builder.finish()
}

/// Draws the pages one by one; says whether any of them holds an image.
fn pages(pdf: &Pdf, structure: &Structure, builder: &mut DocumentBuilder) -> (Vec<PageContent>, bool) {
    let cache = InterpreterCache::new();
    let (mut found, mut image, mut glyphs, mut recognised) = (Vec::new(), false, 0, 0);
    let mut fonts = Fonts::default();
    for (number, page) in (1u32..).zip(pdf.pages().iter()) {
        if found.len() >= MAX_PAGES || glyphs > MAX_GLYPHS {
            builder.warn(too_large(&format!("only the first {} pages were read", number - 1)).on_page(number));
            break;
        }
        if structure.bombs.contains(&number) {
            builder.warn(
                too_large(&format!("its drawing unpacks to more than {} MiB", MAX_PAGE_CONTENT >> 20)).on_page(number),
            );
            continue;
        }
        let mut drawing = Drawing::default();
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(page, &cache, &mut fonts, &mut drawing)));
        if drawing.cut {
            builder.warn(too_large("it draws more than can be read; the rest of it was left out").on_page(number));
        } else if drawn.is_err() {
            let message = "part of this page could not be read; open the file in a PDF program and save it again";
            builder.warn(Warning::new(Reason::Damaged, message).on_page(number));
        }
        image |= drawing.image;
        recognised += drawing.recognised;
        let page = content(&drawing, number);
        glyphs += page.glyphs;
        found.push(page);
    }
    if recognised > 0 {
        builder.warn(recognised_by_shape(recognised));
    }
    (found, image)
}

fn locked() -> Warning {
    let message = "the file is locked with a password; remove the password (open it, then save or print it to a new PDF) and try again";
    Warning::new(Reason::Password, message)
}

fn encryption() -> Warning {
    let message = "the file is encrypted in a way that cannot be read; save it again without protection and try again";
    Warning::new(Reason::Unsupported, message)
}

fn damaged() -> Warning {
    let message = "the file is damaged and no page of it could be read; ask for a new copy or save it again from the program that made it";
    Warning::new(Reason::Damaged, message)
}

fn cut_off() -> Warning {
    let message = "the end of the file is missing; the pages still in it were read, ask for a complete copy";
    Warning::new(Reason::Damaged, message)
}

fn recognised_by_shape(count: usize) -> Warning {
    let message = format!(
        "the file does not say which letters its shapes are; {count} characters were recognised by their shape, check them \
         against the page"
    );
    Warning::new(Reason::Encoding, message)
}

fn too_large(what: &str) -> Warning {
    Warning::new(Reason::TooLarge, format!("the file passes a limit: {what}"))
}

fn unreadable_glyphs(unreadable: usize, glyphs: usize) -> Warning {
    let message = format!(
        "{unreadable} of {glyphs} characters have no known meaning, as the file does not say which letters its shapes are; \
         run OCR on it or ask for the original document"
    );
    Warning::new(Reason::Encoding, message)
}

fn without_text(structure: &Structure, pages: &[PageContent], image: bool, mut document: Document) -> Document {
    let warning = if structure.pages == Some(0) {
        Warning::new(Reason::Empty, "the file holds no pages; ask for a new copy")
    } else if pages.is_empty() {
        damaged()
    } else {
        let shows = if image { "images" } else { "drawings or nothing" };
        let message = format!("its {} pages hold {shows} and no text; run OCR on it first and try again", pages.len());
        Warning::new(Reason::NoTextLayer, message)
    };
    document.warnings.push(warning);
    document
}
