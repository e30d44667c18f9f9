//! A word and what is to be worked out of it in; the same out, from memory when the word was met before, as running text repeats
//! itself.

use std::sync::Arc;

use foldhash::HashMap;

/// Most words that are remembered for one owner; when they are more, all are forgotten.
const MOST_WORDS: usize = 1 << 15;
/// Most owners that remember at a time.
const MOST_OWNERS: usize = 8;

/// What several owners worked out of words.
#[derive(Debug)]
pub(super) struct Memory<Value: ?Sized> {
    owners: Vec<(u64, HashMap<String, Arc<Value>>)>,
}

impl<Value: ?Sized> Default for Memory<Value> {
    fn default() -> Self {
        Self { owners: Vec::new() }
    }
}

impl<Value: ?Sized> Memory<Value> {
    /// What an owner knows of a word; `work` works it out.
    pub(super) fn recall(&mut self, owner: u64, word: &str, work: impl FnOnce() -> Arc<Value>) -> Arc<Value> {
        let at = self.owners.iter().position(|(known, _)| *known == owner).unwrap_or_else(|| {
            if self.owners.len() >= MOST_OWNERS {
                self.owners.remove(0);
            }
            self.owners.push((owner, HashMap::default()));
            self.owners.len() - 1
        });
        let words = &mut self.owners[at].1;
        if let Some(known) = words.get(word) {
            return Arc::clone(known);
        }
        if words.len() >= MOST_WORDS {
            words.clear();
        }
        let value = work();
        words.insert(word.to_owned(), Arc::clone(&value));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once_for_each_owner() {
        let mut memory: Memory<[u32]> = Memory::default();
        let mut asked = 0;
        for owner in [1, 2, 1, 2] {
            let known = memory.recall(owner, "partner", || {
                asked += 1;
                Arc::from([7_u32, 8])
            });
            assert_eq!(*known, [7, 8]);
        }
        assert_eq!(asked, 2);
    }

    #[test]
    fn the_oldest_owner_is_forgotten() {
        let mut memory: Memory<[u32]> = Memory::default();
        for owner in 0..20 {
            memory.recall(owner, "partner", || Arc::from([0_u32]));
        }
        assert_eq!(memory.owners.len(), MOST_OWNERS);
    }
}
