//! A word in, whether it only joins other words out: articles, prepositions, conjunctions, forms of zijn and worden.

const FUNCTION_WORDS: &[&str] = &[
    "aan", "al", "als", "bij", "dan", "dat", "de", "den", "der", "deze", "die", "dit", "door", "een", "en", "er",
    "haar", "hebben", "heeft", "het", "hij", "hoe", "hun", "ik", "in", "is", "je", "kan", "maar", "me", "met", "na",
    "naar", "nog", "of", "om", "omdat", "onder", "ons", "onze", "ook", "op", "over", "te", "tot", "uit", "van", "voor",
    "waar", "was", "wat", "we", "wie", "wij", "worden", "wordt", "zal", "ze", "zich", "zij", "zijn", "zo", "zoals",
    "zou",
];

/// Whether a folded word only joins others.
pub fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("van") && is_function_word("zou") && !is_function_word("gedrag"));
    }
}
