//! `numbering.xml` in; the mark of every list item, counted as the items come by, out.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::counting::{Figures, MAX_MARK, figures};
use super::super::xml::{Element, Tree};
use super::styles::Styles;

/// Levels that a list can have.
const LEVELS: u8 = 9;
/// The mark that any bullet is written as.
const BULLET: &str = "-";

/// The lists of a Word document and how far each has counted.
#[derive(Default)]
pub(in crate::parse) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u32>; LEVELS as usize]>,
    restarted: HashSet<(String, u8)>,
}

/// What the levels of lists look like.
#[derive(Default)]
pub(in crate::parse) struct Abstract {
    /// The levels, from 0.
    pub levels: BTreeMap<u8, Level>,
    /// A list style whose levels it takes over.
    pub link: Option<String>,
}

/// A list that counts by itself, or on from others that look the same.
#[derive(Default)]
pub(in crate::parse) struct List {
    /// The name of what it looks like.
    pub of: String,
    /// Levels that look different here.
    pub levels: BTreeMap<u8, Level>,
    /// Where levels start to count in this list.
    pub starts: BTreeMap<u8, u32>,
}

/// One level of a list.
#[derive(Clone)]
pub(in crate::parse) struct Level {
    /// Its first count.
    pub start: u32,
    /// How counts are written: `decimal`, `lowerLetter`, `bullet`.
    pub format: String,
    /// `%1.%2.`: the counts of the levels stand in it as `%` and their number.
    pub text: String,
    /// After an item of which level (from 1) it counts anew; `0` for never.
    pub restart: Option<u8>,
    /// The paragraph style that belongs to it.
    pub style: Option<String>,
    /// Whether the levels above it are written in plain figures.
    pub legal: bool,
}

impl Numbering {
    /// Reads the lists.
    pub(super) fn read(tree: &Tree<'_>, styles: &Styles) -> Self {
        let mut numbering = Self::default();
        for element in tree.top().elements().flat_map(Element::elements) {
            match element.local() {
                "abstractNum" => numbering.add_abstract(element),
                "num" => numbering.add_list(element),
                _ => {}
            }
        }
        numbering.follow_links(styles);
        numbering
    }

    /// Lists by their names, and what they look like by theirs.
    pub(in crate::parse) fn of(abstracts: HashMap<String, Abstract>, lists: HashMap<String, List>) -> Self {
        Self { abstracts, lists, ..Self::default() }
    }

    fn add_abstract(&mut self, element: Element<'_>) {
        let Some(id) = element.attribute("abstractNumId") else { return };
        let link = element.child("numStyleLink").and_then(|link| link.attribute("val"));
        let levels = element.elements().filter(|child| child.local() == "lvl").filter_map(level).collect();
        self.abstracts.insert(id, Abstract { levels, link });
    }

    fn add_list(&mut self, element: Element<'_>) {
        let Some(id) = element.attribute("numId") else { return };
        let of = element.child("abstractNumId").and_then(|of| of.attribute("val")).unwrap_or_default();
        let mut list = List { of, ..List::default() };
        for change in element.elements().filter(|child| child.local() == "lvlOverride") {
            let Some(number) = change.number::<u8>("ilvl").filter(|number| *number < LEVELS) else { continue };
            if let Some(start) = change.child("startOverride").and_then(|start| start.number("val")) {
                list.starts.insert(number, start);
            }
            list.levels.extend(change.child("lvl").and_then(level).map(|(_, level)| (number, level)));
        }
        self.lists.insert(id, list);
    }

    /// A list that only names a list style takes the levels of the list that has them.
    fn follow_links(&mut self, styles: &Styles) {
        let follow = |link: &str| {
            let list = self.lists.get(styles.list_of(link)?)?;
            self.abstracts.get(&list.of).map(|found| found.levels.clone())
        };
        let found: Vec<_> = self
            .abstracts
            .iter()
            .filter_map(|(id, linked)| Some((id.clone(), follow(linked.link.as_deref()?)?)))
            .collect();
        for (id, levels) in found {
            if let Some(linked) = self.abstracts.get_mut(&id) {
                linked.levels = levels;
            }
        }
    }

    /// The level that belongs to one of these styles in a list; the first where none does.
    pub(super) fn level_of(&self, list: &str, styles: &[&str]) -> u8 {
        let levels = self.lists.get(list).and_then(|list| self.abstracts.get(&list.of)).map(|found| &found.levels);
        let of_style = |style: &&str| {
            levels?.iter().find(|(_, level)| level.style.as_deref() == Some(*style)).map(|(number, _)| *number)
        };
        styles.iter().find_map(of_style).unwrap_or(0)
    }

    /// Counts an item and gives its mark: `-`, `2.`, `3.1`; `None` where the list shows none.
    pub(in crate::parse) fn mark(&mut self, id: &str, number: u8) -> Option<String> {
        let number = number.min(LEVELS - 1);
        let list = self.lists.get(id)?;
        let levels = &self.abstracts.get(&list.of)?.levels;
        let level_at = |number: u8| list.levels.get(&number).or_else(|| levels.get(&number));
        let level = level_at(number)?;
        let counts = self.counts.entry(list.of.clone()).or_default();

        // A start of its own holds for the first item of the list; after that it counts on.
        let own_start = list.starts.get(&number).filter(|_| !self.restarted.contains(&(id.to_owned(), number)));
        let count = match (own_start, counts[usize::from(number)]) {
            (Some(start), _) => *start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => level.start,
        };
        if own_start.is_some() {
            self.restarted.insert((id.to_owned(), number));
        }
        counts[usize::from(number)] = Some(count);
        for deeper in number + 1..LEVELS {
            let restart = level_at(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|after| after != 0 && number < after) {
                counts[usize::from(deeper)] = None;
            }
        }
        if level.format == "bullet" {
            return Some(BULLET.to_owned());
        }
        let shown = |number: u8| {
            let at = level_at(number);
            let count = counts[usize::from(number)].or(at.map(|level| level.start)).unwrap_or(1);
            let plain = level.legal && at.is_some_and(|level| level.format != "none");
            figures(count, if plain { Figures::Decimal } else { format_of(at.map_or("", |level| &level.format)) })
        };
        let mark = filled(&level.text, shown);
        (level.format != "none" || !level.text.contains('%')).then_some(mark).filter(|mark| !mark.trim().is_empty())
    }
}

fn level(element: Element<'_>) -> Option<(u8, Level)> {
    let number = element.number::<u8>("ilvl").filter(|number| *number < LEVELS)?;
    let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
    let level = Level {
        start: value("start").and_then(|start| start.parse().ok()).unwrap_or(0),
        format: value("numFmt").unwrap_or_else(|| "decimal".to_owned()),
        text: value("lvlText").unwrap_or_default().chars().take(MAX_MARK).collect(),
        restart: value("lvlRestart").and_then(|after| after.parse().ok()),
        style: value("pStyle"),
        legal: element.child("isLgl").is_some_and(super::properties::switched_on),
    };
    Some((number, level))
}

/// The text of a level with the counts in their places.
fn filled(text: &str, shown: impl Fn(u8) -> String) -> String {
    let mut mark = String::new();
    let mut symbols = text.chars().peekable();
    while let Some(symbol) = symbols.next() {
        let level = symbols.peek().and_then(|next| next.to_digit(10)).and_then(|digit| u8::try_from(digit).ok());
        match level {
            Some(level @ 1..=LEVELS) if symbol == '%' => {
                symbols.next();
                mark.push_str(&shown(level - 1));
            }
            _ => mark.push(symbol),
        }
    }
    mark
}

fn format_of(name: &str) -> Figures {
    match name {
        "lowerLetter" => Figures::LowerLetter,
        "upperLetter" => Figures::UpperLetter,
        "lowerRoman" => Figures::LowerRoman,
        "upperRoman" => Figures::UpperRoman,
        "decimalZero" => Figures::TwoDigits,
        "none" => Figures::None,
        _ => Figures::Decimal,
    }
}
