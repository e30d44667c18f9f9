//! The list styles of an OpenDocument text in; the mark of every item, counted as the items come by, out.

use std::collections::{BTreeMap, HashMap};

use super::super::counting::{Figures, MAX_MARK, figures};
use super::super::xml::{Element, Tree};

/// Levels that a list can have.
pub(super) const LEVELS: u8 = 10;
/// The mark that any bullet is written as.
const BULLET: &str = "-";

/// How far a list has counted, for every level.
pub(super) type Counts = [Option<u32>; LEVELS as usize];

/// The list styles and how far the lists of each have counted.
#[derive(Default)]
pub(super) struct Lists {
    styles: HashMap<String, BTreeMap<u8, Level>>,
    outline: BTreeMap<u8, Level>,
    outline_counts: Counts,
    by_style: HashMap<String, Counts>,
    by_id: HashMap<String, Counts>,
}

/// How one level of a list marks its items.
struct Level {
    /// `None` for a bullet or picture.
    figures: Option<Figures>,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels are shown: 2 for `3.1`.
    shown: u8,
}

/// A list that is open.
#[derive(Default)]
pub(super) struct OpenList {
    /// Its style, empty where it has none.
    pub style: String,
    id: Option<String>,
    counts: Counts,
}

impl Lists {
    /// Reads the list styles.
    pub(super) fn read(common: &Tree<'_>, content: &Tree<'_>) -> Self {
        let mut lists = Self::default();
        for (tree, group) in [(common, "office:styles"), (content, "office:automatic-styles")] {
            let groups = tree.top().elements().flat_map(Element::elements).filter(|found| found.name() == group);
            for element in groups.flat_map(Element::elements) {
                match element.name() {
                    "text:list-style" => {
                        let name = element.attribute("name").unwrap_or_default();
                        lists.styles.insert(name, element.elements().filter_map(level).collect());
                    }
                    "text:outline-style" => lists.outline = element.elements().filter_map(level).collect(),
                    _ => {}
                }
            }
        }
        lists
    }

    /// Opens a list that stands in no other list.
    pub(super) fn open(&self, element: Element<'_>) -> OpenList {
        let style = element.attribute("style-name").unwrap_or_default();
        let goes_on = element.attribute("continue-numbering").is_some_and(|value| value == "true");
        let counts = match element.attribute("continue-list") {
            Some(id) => self.by_id.get(&id),
            None if goes_on => self.by_style.get(&style),
            None => None,
        };
        OpenList { counts: counts.copied().unwrap_or_default(), id: element.attribute("id"), style }
    }

    /// Remembers how far a list has counted, for one that goes on from it.
    pub(super) fn close(&mut self, list: OpenList) {
        if let Some(id) = list.id {
            self.by_id.insert(id, list.counts);
        }
        self.by_style.insert(list.style, list.counts);
    }

    /// Counts an item on this level (from 0) and gives its mark; `None` where the list shows none.
    pub(super) fn mark(&self, list: &mut OpenList, style: &str, level: u8, start: Option<u32>) -> Option<String> {
        match self.styles.get(style) {
            Some(levels) => count(levels, &mut list.counts, level, start),
            None => Some(BULLET.to_owned()),
        }
    }

    /// Counts a heading on this level (from 1) and gives its number, where headings have one.
    pub(super) fn heading(&mut self, level: u8) -> Option<String> {
        count(&self.outline, &mut self.outline_counts, level.saturating_sub(1), None)
    }
}

fn count(levels: &BTreeMap<u8, Level>, counts: &mut Counts, level: u8, start: Option<u32>) -> Option<String> {
    let number = level.min(LEVELS - 1);
    let own = levels.get(&number)?;
    let next = counts[usize::from(number)].map_or(own.start, |count| count.saturating_add(1));
    counts[usize::from(number)] = Some(start.unwrap_or(next));
    counts[usize::from(number) + 1..].fill(None);
    match own.figures {
        None => return Some(BULLET.to_owned()),
        Some(Figures::None) => return None,
        Some(_) => {}
    }
    let first = (number + 1).saturating_sub(own.shown.max(1));
    let shown = (first..=number).filter_map(|number| {
        let level = levels.get(&number)?;
        let count = counts[usize::from(number)].unwrap_or(level.start);
        Some(figures(count, level.figures?)).filter(|written| !written.is_empty())
    });
    let shown: Vec<String> = shown.collect();
    Some(format!("{}{}{}", own.prefix, shown.join("."), own.suffix)).filter(|mark| !mark.trim().is_empty())
}

fn level(element: Element<'_>) -> Option<(u8, Level)> {
    let number = element.number::<u8>("level")?.checked_sub(1).filter(|number| *number < LEVELS)?;
    let piece = |name: &str| element.attribute(name).unwrap_or_default().chars().take(MAX_MARK).collect();
    let figures = match (element.name(), element.attribute("num-format").as_deref()) {
        ("text:list-level-style-bullet" | "text:list-level-style-image", _) => None,
        (_, Some("1")) => Some(Figures::Decimal),
        (_, Some("a")) => Some(Figures::LowerLetter),
        (_, Some("A")) => Some(Figures::UpperLetter),
        (_, Some("i")) => Some(Figures::LowerRoman),
        (_, Some("I")) => Some(Figures::UpperRoman),
        (_, None | Some("")) => Some(Figures::None),
        _ => Some(Figures::Decimal),
    };
    let level = Level {
        figures,
        prefix: piece("num-prefix"),
        suffix: piece("num-suffix"),
        start: element.number("start-value").unwrap_or(1),
        shown: element.number("display-levels").unwrap_or(1),
    };
    Some((number, level))
}
