//! A codebook with example sentences in, those that do not get what they should out.

use super::codebook::Codebook;
use super::word::words;

/// An example that got the wrong themes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Code of the theme whose example it is.
    pub code: String,
    /// The sentence.
    pub sentence: String,
    /// Whether it should have got the theme.
    pub expected: bool,
    /// What it got.
    pub codes: Vec<String>,
}

/// Tries all examples and counter-examples, each as a sentence by itself; gives how many there were and which failed.
pub fn check(codebook: &Codebook) -> (usize, Vec<Failure>) {
    let (mut tried, mut failures) = (0, Vec::new());
    for theme in codebook.themes() {
        let examples = theme.examples.iter().map(|sentence| (sentence, true));
        let counter_examples = theme.counter_examples.iter().map(|sentence| (sentence, false));
        for (sentence, expected) in examples.chain(counter_examples) {
            tried += 1;
            let mut codes = codebook.codes(&words(sentence), &[]);
            if codes.is_empty() {
                codes.extend(codebook.otherwise().map(str::to_owned));
            }
            if codes.contains(&theme.code) != expected {
                failures.push(Failure { code: theme.code.clone(), sentence: sentence.clone(), expected, codes });
            }
        }
    }
    (tried, failures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_and_counter_examples_are_tried() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.toml");
        let text = "[[theme]]\ncode = \"net\"\nlabel = \"Net\"\ndescription = \"\"\npatterns = [\"netwerk*\"]\n\
                    examples = [\"Het netwerk groeit.\", \"De partners groeien.\"]\n\
                    counter_examples = [\"Het weer is goed.\", \"Hun netwerk is klein.\"]";
        std::fs::write(&path, text).unwrap();
        let (tried, failures) = check(&Codebook::load(&path).unwrap());
        assert_eq!(tried, 4);
        let plain: Vec<_> = failures.iter().map(|failure| (failure.sentence.as_str(), failure.expected)).collect();
        assert_eq!(plain, [("De partners groeien.", true), ("Hun netwerk is klein.", false)]);
    }
}
