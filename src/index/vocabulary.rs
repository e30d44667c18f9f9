//! The dictionaries of a field in all segments in, one list of its words in memory out, which finds words by their end.

use tantivy::Searcher;
use tantivy::schema::Field;

/// Ends a word.
const END: char = '\n';

/// The words of a field, in order, with the number of documents that hold each.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// All words, each with a sign behind it that no word has.
    words: String,
    /// Where each begins.
    starts: Vec<usize>,
    documents: Vec<u64>,
}

impl Vocabulary {
    pub(super) fn of(searcher: &Searcher, field: Field) -> std::io::Result<Self> {
        let mut indexes = Vec::new();
        for segment in searcher.segment_readers() {
            indexes.push(segment.inverted_index(field).map_err(std::io::Error::other)?);
        }
        let mut streams = Vec::with_capacity(indexes.len());
        for index in &indexes {
            let mut stream = index.terms().stream()?;
            if stream.advance() {
                streams.push(stream);
            }
        }
        let mut vocabulary = Self::default();
        let mut word = Vec::new();
        while let Some(first) = streams.iter().map(|stream| stream.key()).min() {
            word.clear();
            word.extend_from_slice(first);
            let mut documents = 0;
            streams.retain_mut(|stream| {
                if stream.key() != word.as_slice() {
                    return true;
                }
                documents += u64::from(stream.value().doc_freq);
                stream.advance()
            });
            vocabulary.push(&word, documents);
        }
        Ok(vocabulary)
    }

    fn push(&mut self, word: &[u8], documents: u64) {
        let Ok(word) = std::str::from_utf8(word) else { return };
        self.starts.push(self.words.len());
        self.words.push_str(word);
        self.words.push(END);
        self.documents.push(documents);
    }

    /// The words that end so, in order.
    pub fn ending(&self, end: &str) -> impl Iterator<Item = (&str, u64)> {
        let sought = format!("{end}{END}");
        let finder = memchr::memmem::Finder::new(&sought).into_owned();
        let (mut from, mut number) = (0, 0);
        std::iter::from_fn(move || {
            let found = from + finder.find(self.words.as_bytes().get(from..)?)?;
            from = found + finder.needle().len();
            number = self.holding(found, number);
            Some((self.words.get(self.starts[number]..from - END.len_utf8())?, self.documents[number]))
        })
    }

    /// The number of the word in which a byte stands; not before the word `first`, and likely near it.
    fn holding(&self, byte: usize, first: usize) -> usize {
        let mut step = 1;
        while self.starts.get(first + step).is_some_and(|&start| start <= byte) {
            step *= 2;
        }
        let near = &self.starts[first..self.starts.len().min(first + step)];
        first + near.partition_point(|&start| start <= byte) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_end() {
        let mut vocabulary = Vocabulary::default();
        for (word, documents) in [("aan", 3), ("an", 1), ("ander", 2), ("gedaan", 5), ("één", 4)] {
            vocabulary.push(word.as_bytes(), documents);
        }
        assert_eq!(vocabulary.ending("an").collect::<Vec<_>>(), [("aan", 3), ("an", 1), ("gedaan", 5)]);
        assert_eq!(vocabulary.ending("één").collect::<Vec<_>>(), [("één", 4)]);
        assert_eq!(vocabulary.ending("").count(), 5);
        assert_eq!(Vocabulary::default().ending("an").count(), 0);
    }
}
