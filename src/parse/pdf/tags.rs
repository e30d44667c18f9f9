//! The structure tree of a tagged PDF in, which piece of marked content stands in which cell of which table out.
//!
//! Programs that write tagged PDFs say of every piece of content what it is (ISO 32000-1, 14.7): a table holds rows, a row holds
//! cells, a cell holds numbered pieces of the content of a page.

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Document as Skeleton, Object, ObjectId};

/// Most elements of the tree that are looked at.
const MAX_ELEMENTS: usize = 400_000;
/// Deepest nesting of elements that is followed.
const MAX_DEPTH: usize = 64;
/// No table has more columns.
const MAX_COLUMNS: usize = 256;

/// A cell of a tagged table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CellPlace {
    /// Which table of the document.
    pub table: u32,
    /// Which row of it, from 0.
    pub row: u32,
    /// Column of its left edge, from 0.
    pub column: u32,
    /// Columns covered.
    pub width: u32,
}

/// The shape of a tagged table: its rows of cells, empty ones included.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Columns of its widest row.
    pub columns: usize,
    /// The cells of every row.
    pub rows: Vec<Vec<CellPlace>>,
}

/// The cells of all tagged tables by page (from 1) and number of the marked content.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tags {
    /// Where each piece of content stands.
    pub cells: HashMap<(u32, u32), CellPlace>,
    /// The tables, in the order of their numbers.
    pub tables: Vec<Shape>,
}

/// Reads the structure tree; a document without one has no tags.
pub(super) fn tags(skeleton: &Skeleton, pages: &[ObjectId]) -> Tags {
    let pages = (1..).zip(pages).map(|(number, &page)| (page, number)).collect();
    let mut walk = Walk { skeleton, pages, roles: BTreeMap::new(), left: MAX_ELEMENTS, tags: Tags::default() };
    let root = skeleton.catalog().ok().and_then(|catalog| walk.dictionary(catalog.get(b"StructTreeRoot").ok()?));
    if let Some(root) = root {
        walk.roles = walk.role_map(root);
        walk.tables(root, None, 0);
    }
    walk.tags
}

struct Walk<'pdf> {
    skeleton: &'pdf Skeleton,
    pages: HashMap<ObjectId, u32>,
    roles: BTreeMap<Vec<u8>, Vec<u8>>,
    left: usize,
    tags: Tags,
}

/// An element of the tree, or a piece of marked content.
enum Kid<'pdf> {
    Element(&'pdf Dictionary),
    Content { page: Option<u32>, number: u32 },
}

impl<'pdf> Walk<'pdf> {
    fn dictionary(&self, object: &'pdf Object) -> Option<&'pdf Dictionary> {
        self.skeleton.dereference(object).ok()?.1.as_dict().ok()
    }

    /// What a document's own names of elements stand for.
    fn role_map(&self, root: &'pdf Dictionary) -> BTreeMap<Vec<u8>, Vec<u8>> {
        let map = root.get(b"RoleMap").ok().and_then(|map| self.dictionary(map));
        let named = |(own, standard): (&Vec<u8>, &Object)| Some((own.clone(), standard.as_name().ok()?.to_vec()));
        map.into_iter().flat_map(|map| map.iter().filter_map(named)).collect()
    }

    fn role(&self, element: &'pdf Dictionary) -> &[u8] {
        let own = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        self.roles.get(own).map_or(own, Vec::as_slice)
    }

    fn page(&self, element: &'pdf Dictionary) -> Option<u32> {
        self.pages.get(&element.get(b"Pg").ok()?.as_reference().ok()?).copied()
    }

    /// What an element holds; `page` is that of what holds it.
    fn kids(&mut self, element: &'pdf Dictionary, page: Option<u32>) -> Vec<Kid<'pdf>> {
        let page = self.page(element).or(page);
        let Ok((_, held)) = element.get(b"K").and_then(|held| self.skeleton.dereference(held)) else {
            return Vec::new();
        };
        let held = held.as_array().map_or_else(|_| std::slice::from_ref(held), Vec::as_slice);
        let held = &held[..held.len().min(self.left)];
        self.left -= held.len();
        let kid = |object: &'pdf Object| match self.skeleton.dereference(object).ok()?.1 {
            Object::Integer(number) => Some(Kid::Content { page, number: u32::try_from(*number).ok()? }),
            Object::Dictionary(inner) if inner.has(b"MCID") => {
                let number = inner.get(b"MCID").ok()?.as_i64().ok()?;
                Some(Kid::Content { page: self.page(inner).or(page), number: u32::try_from(number).ok()? })
            }
            Object::Dictionary(inner) => Some(Kid::Element(inner)),
            _ => None,
        };
        held.iter().filter_map(kid).collect()
    }

    /// Finds the tables in an element; what stands in a cell of a table belongs to that cell.
    fn tables(&mut self, element: &'pdf Dictionary, page: Option<u32>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let page = self.page(element).or(page);
        for kid in self.kids(element, page) {
            match kid {
                Kid::Element(inner) if self.role(inner) == b"Table" => self.table(inner, page),
                Kid::Element(inner) => self.tables(inner, page, depth + 1),
                Kid::Content { .. } => {}
            }
        }
    }

    fn table(&mut self, table: &'pdf Dictionary, page: Option<u32>) {
        let Ok(number) = u32::try_from(self.tags.tables.len()) else { return };
        let mut shape = Shape::default();
        let mut rows = Vec::new();
        self.rows(table, page, 0, &mut rows);
        // How many rows below a cell of an earlier row still covers each column.
        let mut covered: Vec<u32> = Vec::new();
        for (row, (element, page)) in (0..).zip(rows) {
            let (mut column, mut cells) = (0, Vec::new());
            for kid in self.kids(element, page) {
                let Kid::Element(cell) = kid else { continue };
                while covered.get(column).is_some_and(|&rows| rows > 0) {
                    column += 1;
                }
                let (width, height) = (self.span(cell, b"ColSpan"), self.span(cell, b"RowSpan"));
                let end = (column + width as usize).min(MAX_COLUMNS);
                if end <= column {
                    break;
                }
                covered.resize(covered.len().max(end), 0);
                covered[column..end].fill(height);
                let place = CellPlace { table: number, row, column: column as u32, width };
                self.contents(cell, self.page(element).or(page), place, 0);
                cells.push(place);
                column = end;
            }
            shape.rows.push(cells);
            covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
        shape.columns = covered.len();
        self.tags.tables.push(shape);
    }

    /// The rows of a table, also those in its head, body and foot, each with the page that it says it is on.
    fn rows(
        &mut self,
        element: &'pdf Dictionary,
        page: Option<u32>,
        depth: usize,
        rows: &mut Vec<(&'pdf Dictionary, Option<u32>)>,
    ) {
        let page = self.page(element).or(page);
        for kid in self.kids(element, page) {
            match kid {
                Kid::Element(inner) if self.role(inner) == b"TR" => rows.push((inner, page)),
                Kid::Element(inner) if depth < MAX_DEPTH => self.rows(inner, page, depth + 1, rows),
                _ => {}
            }
        }
    }

    /// How many rows or columns a cell covers.
    fn span(&self, cell: &'pdf Dictionary, name: &[u8]) -> u32 {
        let attributes = cell.get(b"A").ok().and_then(|object| Some(self.skeleton.dereference(object).ok()?.1));
        let attributes = match attributes {
            Some(Object::Array(list)) => list.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let spans = attributes.iter().filter_map(|object| self.dictionary(object)?.get(name).ok()?.as_i64().ok());
        spans.filter_map(|span| u32::try_from(span).ok()).find(|&span| span > 0).unwrap_or(1)
    }

    /// Notes every piece of content in a cell.
    fn contents(&mut self, element: &'pdf Dictionary, page: Option<u32>, place: CellPlace, depth: usize) {
        let page = self.page(element).or(page);
        for kid in self.kids(element, page) {
            match kid {
                Kid::Content { page: Some(page), number } => {
                    self.tags.cells.insert((page, number), place);
                }
                Kid::Element(inner) if depth < MAX_DEPTH => self.contents(inner, page, place, depth + 1),
                _ => {}
            }
        }
    }
}
