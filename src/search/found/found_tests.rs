//! What is passed over is never among the best: the same documents with the same scores as when all are looked at.

use proptest::prelude::*;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, TermQuery};
use tantivy::schema::{IndexRecordOption, STRING, Schema, TEXT};
use tantivy::{DocAddress, Index, Searcher, doc};

use super::*;

const WORDS: [&str; 8] = ["aan", "beleid", "coach", "doel", "effect", "fase", "gezin", "hulp"];
const BEST: usize = 5;

/// A corpus of some segments; a word further on in the list is rarer. Long enough for blocks and windows to end in it.
fn searcher(numbers: &[u16]) -> (Searcher, Field, Field, Field) {
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT);
    let text = schema.add_text_field("text", TEXT);
    let kind = schema.add_text_field("kind", STRING);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
    writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    let mut chance = numbers.iter().fold(7_u64, |seed, number| seed.wrapping_mul(31).wrapping_add(u64::from(*number)));
    let mut word = || {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = (chance >> 33) as usize % 255;
        WORDS[(number + 1).ilog2() as usize % 8]
    };
    for segment in numbers {
        for number in 0..*segment {
            let length = 1 + usize::from(number % 13);
            let words: Vec<&str> = (0..length).map(|_| word()).filter(|word| *word != "aan").collect();
            let kind_of = if number % 3 == 0 { "een" } else { "ander" };
            writer.add_document(doc!(title => word(), text => words.join(" "), kind => kind_of)).unwrap();
        }
        writer.commit().unwrap();
    }
    (index.reader().unwrap().searcher(), title, text, kind)
}

/// A way to find a word: which terms, whether in the title, how much it counts.
type AskedWay = (Vec<usize>, bool, u8);
/// A word with the ways to find it and its points.
type AskedWord = (Vec<AskedWay>, u8);

fn asked() -> impl Strategy<Value = Vec<AskedWord>> {
    let way = (prop::collection::vec(0..WORDS.len(), 1..3), any::<bool>(), 1..=7_u8);
    prop::collection::vec((prop::collection::vec(way, 1..4), 0..4_u8), 1..5)
}

fn sought(asked: &[AskedWord], title: Field, text: Field) -> Vec<Sought> {
    let way = |(words, in_title, boost): &AskedWay| {
        let field = if *in_title { title } else { text };
        let terms: Vec<Term> = words.iter().map(|&word| Term::from_field_text(field, WORDS[word])).collect();
        let way = Way::Terms(terms, f32::from(*boost) / 4.0);
        if *boost == 7 { Way::Other(as_query(&way)) } else { way }
    };
    let word = |(ways, points): &AskedWord| Sought { ways: ways.iter().map(way).collect(), points: f32::from(*points) };
    asked.iter().map(word).collect()
}

/// The same out of queries that look at everything.
fn plain(sought: &[Sought], occur: Occur) -> BooleanQuery {
    let word = |sought: &Sought| -> (Occur, Box<dyn Query>) {
        (
            occur,
            Box::new(DisjunctionMaxQuery::with_tie_breaker(sought.ways.iter().map(as_query).collect(), posting::TIE)),
        )
    };
    BooleanQuery::new(sought.iter().map(word).collect())
}

fn as_query(way: &Way) -> Box<dyn Query> {
    let (terms, boost) = match way {
        Way::Terms(terms, boost) => (terms, boost),
        Way::Other(query) => return query.box_clone(),
    };
    let term = |term: &Term| -> (Occur, Box<dyn Query>) {
        (Occur::Must, Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)))
    };
    Box::new(BoostQuery::new(Box::new(BooleanQuery::new(terms.iter().map(term).collect())), *boost))
}

fn best(searcher: &Searcher, query: &dyn Query) -> Vec<(Score, DocAddress)> {
    searcher.search(query, &TopDocs::with_limit(BEST).order_by_score()).unwrap()
}

/// Counting looks at every document.
fn best_of_all(searcher: &Searcher, query: &dyn Query) -> (Vec<(Score, DocAddress)>, usize) {
    searcher.search(query, &(TopDocs::with_limit(BEST).order_by_score(), Count)).unwrap()
}

fn alike(left: &[(Score, DocAddress)], right: &[(Score, DocAddress)]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| (left.0 - right.0).abs() < 1e-4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_best_are_the_best_of_all(sizes in prop::collection::vec(1..6000_u16, 1..3), asked in asked(), all in any::<bool>()) {
        let (searcher, title, text, kind) = searcher(&sizes);
        let words = Words { sought: sought(&asked, title, text), all };
        let (every, count) = best_of_all(&searcher, &words);
        prop_assert_eq!(&best(&searcher, &words), &every);

        let of_kind = |query: Box<dyn Query>| {
            let kind = TermQuery::new(Term::from_field_text(kind, "een"), IndexRecordOption::Basic);
            BooleanQuery::new(vec![(Occur::Must, Box::new(kind) as Box<dyn Query>), (Occur::Must, query)])
        };
        let mut bare = words;
        bare.sought.iter_mut().for_each(|sought| sought.points = 0.0);
        let occur = if all { Occur::Must } else { Occur::Should };
        let (theirs, their_count) = best_of_all(&searcher, &plain(&bare.sought, occur));
        prop_assert!(alike(&best(&searcher, &bare), &theirs), "{:?} {:?}", best(&searcher, &bare), theirs);
        prop_assert_eq!(count, their_count);
        let (ours, our_count) = best_of_all(&searcher, &of_kind(Box::new(bare.clone())));
        let (theirs, their_count) = best_of_all(&searcher, &of_kind(Box::new(plain(&bare.sought, occur))));
        prop_assert!(alike(&ours, &theirs), "{:?} {:?}", ours, theirs);
        prop_assert_eq!(our_count, their_count);
    }
}
