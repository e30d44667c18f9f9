//! The skeleton of a PDF, read with limits: bytes in, whether it can be opened and how many pages it has out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document as Skeleton, LoadOptions};

use super::limits::{MAX_PAGE_CONTENT, MAX_PAGES, MAX_STREAM};
use super::tags::{Tags, tags};

/// What the skeleton of a file says before a glyph is drawn.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Structure {
    /// Whether the file is encrypted and opens only with a password.
    pub locked: bool,
    /// Pages in the page tree, counted up to one more than `MAX_PAGES`; `None` where the skeleton is too damaged to say.
    pub pages: Option<usize>,
    /// Whether a font gives widths for more characters than there can be, which costs gigabytes to believe.
    pub lying_font: bool,
    /// Pages (from 1) whose drawing instructions unpack to more than `MAX_PAGE_CONTENT` bytes.
    pub bombs: Vec<u32>,
    /// What the document says of its tables.
    pub tags: Tags,
}

/// Reads the skeleton; a damaged one gives no page count.
pub(super) fn structure(bytes: &[u8]) -> Structure {
    catch_unwind(AssertUnwindSafe(|| inspect(bytes))).unwrap_or_default()
}

fn inspect(bytes: &[u8]) -> Structure {
    match Skeleton::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(MAX_STREAM)) {
        Ok(skeleton) => {
            let locked = skeleton.is_encrypted();
            let pages: Vec<_> = skeleton.page_iter().take(MAX_PAGES + 1).collect();
            let bombs = if locked { Vec::new() } else { bombs(&skeleton, &pages) };
            let tags = if locked { Tags::default() } else { tags(&skeleton, &pages) };
            Structure { locked, pages: Some(pages.len()), lying_font: lying_font(&skeleton), bombs, tags }
        }
        Err(lopdf::Error::InvalidPassword) => Structure { locked: true, ..Structure::default() },
        Err(_) => Structure::default(),
    }
}

/// Character identifiers of composite fonts have two bytes.
fn lying_font(skeleton: &Skeleton) -> bool {
    const MOST_CHARACTERS: i64 = 0x1_0000;
    let dictionaries = skeleton.objects.values().filter_map(|object| object.as_dict().ok());
    let descendants = dictionaries.clone().filter_map(|font| font.get(b"DescendantFonts").ok()?.as_array().ok());
    let nested = descendants.flatten().filter_map(|object| object.as_dict().ok());
    let widths = dictionaries.chain(nested).flat_map(|font| [b"W".as_slice(), b"W2"].map(|key| font.get(key).ok()));
    let direct = widths.flatten().filter_map(|widths| skeleton.dereference(widths).ok()?.1.as_array().ok());
    direct.flatten().filter_map(|number| number.as_i64().ok()).any(|number| number > MOST_CHARACTERS)
}

fn bombs(skeleton: &Skeleton, pages: &[lopdf::ObjectId]) -> Vec<u32> {
    let too_large = |&page: &lopdf::ObjectId| {
        let ids = skeleton.get_page_contents(page);
        let streams = ids.into_iter().filter_map(|id| skeleton.get_object(id).ok()?.as_stream().ok());
        // Packed twice, a few bytes are enough.
        let weight = |stream: &lopdf::Stream| match stream.filters() {
            Ok(filters) if filters.len() > 1 => MAX_PAGE_CONTENT,
            _ => stream.content.len(),
        };
        let packed: usize = streams.map(weight).sum();
        // Deflate shrinks at most about 1,030 times: smaller streams need no unpacking to be known as harmless.
        packed > MAX_PAGE_CONTENT / 1_100 && skeleton.get_page_content_with_limit(page, MAX_PAGE_CONTENT).is_err()
    };
    (1..).zip(pages).filter(|(_, page)| too_large(page)).map(|(number, _)| number).collect()
}
