//! A list element and its items one after another in; the mark of each item out.

use scraper::node::Element;

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    /// The number of the next item; `None` where items have no numbers.
    next: Option<i64>,
    /// `a`, `A`, `i` or `1`, as HTML calls the kinds of numbers.
    numbers: char,
}

impl List {
    /// A list before its first item.
    pub(super) fn of(element: &Element) -> Self {
        let start = element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let numbers = element.attr("type").and_then(|kind| kind.chars().next()).unwrap_or('1');
        Self { next: (element.name() == "ol").then_some(start), numbers }
    }

    /// The mark of the next item, which may give its own number.
    pub(super) fn mark(&mut self, value: Option<i64>) -> String {
        let Some(next) = self.next.as_mut() else { return "-".to_owned() };
        let number = value.unwrap_or(*next);
        *next = number.saturating_add(1);
        let letter = u8::try_from(number).ok().filter(|number| (1..=26).contains(number));
        match (self.numbers, letter) {
            ('a', Some(letter)) => format!("{})", char::from(b'a' + letter - 1)),
            ('A', Some(letter)) => format!("{})", char::from(b'A' + letter - 1)),
            _ => format!("{number}."),
        }
    }
}
