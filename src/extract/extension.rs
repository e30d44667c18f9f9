//! The words of profiles in, what they mean while one document is read out.
//!
//! Verdicts and labels are recognised in many places that know nothing of a run. So the words of the profiles hold on one
//! thread from the beginning of a document to its end, and what is extracted still depends on the arguments alone.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::dutch::fold::fold;
use crate::record::Verdict;

use super::label::Role;
use super::profile::{Field, Profiles};

#[derive(Default)]
struct Words {
    verdicts: HashMap<String, Verdict>,
    roles: HashMap<String, Role>,
}

thread_local! {
    static IN_FORCE: RefCell<Words> = RefCell::default();
}

/// Puts the words of before back, also when the reading breaks off.
struct Before(Words);

impl Drop for Before {
    fn drop(&mut self) {
        IN_FORCE.replace(std::mem::take(&mut self.0));
    }
}

/// Does this while the words of these profiles hold.
pub(super) fn with<T>(profiles: &Profiles, read: impl FnOnce() -> T) -> T {
    let _before = Before(IN_FORCE.replace(Words::of(profiles)));
    read()
}

impl Words {
    fn of(profiles: &Profiles) -> Self {
        let mut words = Self::default();
        for profile in profiles.iter() {
            for (class, list) in &profile.verdicts {
                words.verdicts.extend(list.iter().map(|word| (fold(word), *class)));
            }
            for (field, list) in &profile.labels {
                words.roles.extend(list.iter().map(|word| (bare(&fold(word)).to_owned(), role_of(*field))));
            }
        }
        words
    }
}

/// What stands behind a label for this part.
pub(super) fn role_of(field: Field) -> Role {
    match field {
        Field::Promoter => Role::Promoter,
        Field::Verdict => Role::Verdict,
        Field::Title => Role::Project,
        Field::Reference => Role::Reference,
        Field::Amount => Role::Amount,
        Field::Score => Role::Score,
        Field::Assessment => Role::Assessment,
        Field::Remarks => Role::Remarks,
    }
}

/// The class that a profile gives to this text as a whole.
pub(super) fn verdict(text: &str) -> Option<Verdict> {
    IN_FORCE.with_borrow(|words| {
        if words.verdicts.is_empty() {
            return None;
        }
        let folded = fold(text);
        words.verdicts.get(&folded).or_else(|| words.verdicts.get(bare(&folded))).copied()
    })
}

/// What a profile says that stands behind this label, which is folded.
pub(super) fn role(label: &str) -> Option<Role> {
    IN_FORCE.with_borrow(|words| words.roles.get(bare(label)).copied())
}

fn bare(folded: &str) -> &str {
    folded.trim_matches(|symbol: char| !symbol.is_alphanumeric())
}
