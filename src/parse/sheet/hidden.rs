//! Hidden rows or columns in, as a file lists them; which ones are shown, and the names of the others, out.

use std::collections::BTreeMap;

/// Most ranges that are named in one warning.
const MAX_NAMED: usize = 8;

/// Ranges of rows or columns, from 0; both ends belong to them.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranges {
    ranges: BTreeMap<u32, u32>,
}

impl Ranges {
    /// Adds a range; ranges that touch become one.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        if last < first {
            return;
        }
        let before = self.ranges.range(..=first).next_back().map(|(&start, &end)| (start, end));
        let touching = before.filter(|&(_, end)| first <= end.saturating_add(1));
        let (first, mut last) = touching.map_or((first, last), |(start, end)| (start, end.max(last)));
        while let Some((&start, &end)) = self.ranges.range(first.saturating_add(1)..).next()
            && start <= last.saturating_add(1)
        {
            self.ranges.remove(&start);
            last = last.max(end);
        }
        self.ranges.insert(first, last);
    }

    /// Whether this row or column is among them.
    pub(super) fn contains(&self, at: u32) -> bool {
        self.ranges.range(..=at).next_back().is_some_and(|(_, &end)| at <= end)
    }

    /// The first row or column from here on that is not among them.
    pub(super) fn first_shown(&self, from: u32) -> u32 {
        let range = self.ranges.range(..=from).next_back().filter(|(_, end)| from <= **end);
        range.map_or(from, |(_, end)| end.saturating_add(1))
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The ranges as a user knows them: `3, 7-9`.
    pub(super) fn named(&self, name: impl Fn(u32) -> String) -> String {
        let range = |(&first, &last): (&u32, &u32)| {
            if first == last { name(first) } else { format!("{}-{}", name(first), name(last)) }
        };
        let mut named: Vec<String> = self.ranges.iter().take(MAX_NAMED).map(range).collect();
        if self.ranges.len() > MAX_NAMED {
            named.push("…".to_owned());
        }
        named.join(", ")
    }
}

/// The number of a row as a user knows it.
pub(super) fn row_name(row: u32) -> String {
    (u64::from(row) + 1).to_string()
}

/// The letters of a column as a user knows them.
pub(super) fn column_name(column: u32) -> String {
    let (mut left, mut letters) = (u64::from(column) + 1, Vec::new());
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join_and_are_named_as_the_user_knows_them() {
        let mut ranges = Ranges::default();
        [(2, 2), (7, 8), (6, 6), (30, 20)].into_iter().for_each(|(first, last)| ranges.add(first, last));
        assert_eq!(ranges.named(row_name), "3, 7-9");
        assert_eq!([1, 2, 6, 9].map(|at| ranges.first_shown(at)), [1, 3, 9, 9]);
        assert_eq!((ranges.contains(7), ranges.contains(25)), (true, false));
        assert_eq!([0, 25, 26, 16_383].map(column_name), ["A", "Z", "AA", "XFD"]);
    }
}
