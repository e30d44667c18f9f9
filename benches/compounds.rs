//! Annotated compounds and words that are none in, how well words are cut out: `cargo run --example compounds -- GOLD.tsv NONCOMPOUNDS.txt`.
//!
//! GOLD has the word and its parts, divided by `|`, in the first two columns. Exact: all parts and no others. A part is right
//! where its first and last letter are; precision is over the parts that are given, recall over those that are asked for. A
//! false split is a word of the second file that is given parts. `--show` prints what is wrong.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a program to run by hand")]

use std::error::Error;
use std::ops::Range;

use oordeel::dutch::word::parts;

/// The places of the parts of `bestuurs|organen`.
fn places(split: &str) -> Vec<Range<usize>> {
    let mut begin = 0;
    let place = |part: &str| {
        let place = begin..begin + part.len();
        begin = place.end;
        place
    };
    split.split('|').map(place).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [gold, others] = files.as_slice() else { return Err("name the compounds and the words that are none".into()) };
    let (gold, others) = (std::fs::read_to_string(gold)?, std::fs::read_to_string(others)?);
    let show = flags.iter().any(|flag| flag == "--show");
    let (mut words, mut exact, mut right, mut given, mut asked) = (0, 0, 0, 0, 0);
    for line in gold.lines() {
        let mut columns = line.split('\t');
        let (Some(word), Some(split)) = (columns.next(), columns.next()) else { continue };
        let (expected, found) = (places(split), parts(word).into_iter().map(|part| part.range).collect::<Vec<_>>());
        words += 1;
        exact += usize::from(expected == found);
        right += found.iter().filter(|place| expected.contains(place)).count();
        given += found.len();
        asked += expected.len();
        if show && expected != found {
            println!("{split}\t{}", found.into_iter().map(|place| &word[place]).collect::<Vec<_>>().join("|"));
        }
    }
    let others: Vec<&str> = others.lines().filter(|word| !word.is_empty()).collect();
    let cut: Vec<&&str> = others.iter().filter(|word| !parts(word).is_empty()).collect();
    if show {
        cut.iter().for_each(|word| {
            println!("-\t{}", parts(word).into_iter().map(|part| &word[part.range]).collect::<Vec<_>>().join("|"))
        });
    }
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    println!(
        "compounds {words}: exact {:.3}, parts precision {:.3}, recall {:.3}",
        share(exact, words),
        share(right, given),
        share(right, asked)
    );
    println!("others {}: false splits {:.3}", others.len(), share(cut.len(), others.len()));
    Ok(())
}
