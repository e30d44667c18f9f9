//! How many evaluations have which verdict in, the columns that a table in the terminal has room for out.

use std::collections::BTreeMap;

use super::super::output;
use crate::record::Verdict;
use crate::statistics::Share;

/// More verdicts than this have no column of their own each.
const MOST: usize = 3;

/// A column: one verdict, or all that share one.
pub(super) struct Column {
    pub(super) name: String,
    verdicts: Vec<Verdict>,
}

impl Column {
    /// How many of the counts are in this column.
    pub(super) fn sum(&self, counts: &BTreeMap<Verdict, usize>) -> usize {
        self.verdicts.iter().filter_map(|verdict| counts.get(verdict)).sum()
    }

    /// The share of all verdicts in this column together.
    pub(super) fn share(&self, shares: &BTreeMap<Verdict, Share>) -> Share {
        let found: Vec<&Share> = self.verdicts.iter().filter_map(|verdict| shares.get(verdict)).collect();
        match found.as_slice() {
            [share] => **share,
            several => {
                Share::new(several.iter().map(|share| share.count).sum(), several.iter().map(|share| share.of).sum())
            }
        }
    }
}

/// A column for every verdict; where there are many, one for the two commonest and one for the others.
pub(super) fn columns(evaluations: &BTreeMap<Verdict, usize>) -> Vec<Column> {
    let own = |verdict: Verdict| Column { name: output::verdict(verdict).to_owned(), verdicts: vec![verdict] };
    if evaluations.len() <= MOST {
        return all(evaluations);
    }
    let mut common: Vec<Verdict> = evaluations.keys().copied().collect();
    common.sort_by_key(|verdict| std::cmp::Reverse(evaluations.get(verdict)));
    let others = common.split_off(MOST - 1);
    common.sort_unstable();
    let mut columns: Vec<Column> = common.into_iter().map(own).collect();
    columns.push(Column { name: "andere".to_owned(), verdicts: others });
    columns
}

/// A column for every verdict, for a spreadsheet.
pub(super) fn all(evaluations: &BTreeMap<Verdict, usize>) -> Vec<Column> {
    let own = |verdict: &Verdict| Column { name: output::verdict(*verdict).to_owned(), verdicts: vec![*verdict] };
    evaluations.keys().map(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_verdicts_share_a_column() {
        let evaluations = BTreeMap::from([
            (Verdict::Positive, 5),
            (Verdict::Negative, 9),
            (Verdict::Conditional, 2),
            (Verdict::Reserve, 1),
        ]);
        let columns = columns(&evaluations);
        assert_eq!(
            columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(),
            ["positief", "negatief", "andere"]
        );
        assert_eq!(columns[2].sum(&evaluations), 3);
        let shares = evaluations.iter().map(|(verdict, of)| (*verdict, Share::new(1, *of))).collect();
        assert_eq!((columns[2].share(&shares).count, columns[2].share(&shares).of), (2, 3));
        assert_eq!(all(&evaluations).len(), 4);
    }
}
