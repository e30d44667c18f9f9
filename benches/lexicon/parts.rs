//! Words with their lemmas in, what each costs as a part of compounds out: expectation and maximisation over the word list.

use std::collections::{BTreeMap, HashMap, HashSet};

use oordeel::dutch::compound::{DEARER, spelled_cost};
use oordeel::dutch::cuts::{Costs, Cuts, SHORTEST, cheapest};
use oordeel::dutch::inflection::PARTICLES;
use oordeel::dutch::spelling::{closed, open};

use crate::lemmas::{Lemmas, Lists};

const NO_PARTS: &str = include_str!("no_parts.txt");
/// Rounds of the training; the counts hardly move after the second.
const ROUNDS: usize = 4;
/// What a part that was never seen counts, of itself and with a linker.
const UNSEEN: f64 = 0.3;
const UNSEEN_LINKED: f64 = 0.01;
/// How much dearer than the whole the parts of a compound may be while training, in nats.
const TRAINING: f32 = 12.0;
/// The same for a word that is itself a part: stricter, which leaves *landbouw* in *landbouwbedrijf*.
const PART: f32 = 4.7;

/// A piece of a word by where it stands: (is it the last, begin, end).
type Piece = (bool, usize, usize);

pub(crate) struct Parts<'l> {
    lists: &'l Lists,
    /// Plurals that are nothing else.
    plurals: HashSet<String>,
    pub(crate) lemma_of: HashMap<String, String>,
    /// Lemmas of the words and linked stems that may stand before others.
    firsts: HashMap<String, String>,
    /// Words that may stand last.
    lasts: HashSet<String>,
    first_counts: HashMap<String, f64>,
    last_counts: HashMap<String, f64>,
    total: f64,
    trained: Vec<String>,
}

struct Counted<'p, 'l> {
    parts: &'p Parts<'l>,
    word: &'p str,
    own: &'p [Piece],
}

impl Costs for Counted<'_, '_> {
    fn first_parts(&self, rest: &str, found: &mut dyn FnMut(usize, f32)) {
        let start = self.word.len() - rest.len();
        for length in SHORTEST..=rest.len().saturating_sub(SHORTEST) {
            let surface = &rest[..length];
            if self.parts.firsts.contains_key(surface) {
                let own = self.own.contains(&(false, start, start + length));
                found(length, self.parts.first_cost(surface, own));
            }
        }
    }

    fn last_part(&self, rest: &str) -> Option<f32> {
        let own = self.own.contains(&(true, self.word.len() - rest.len(), self.word.len()));
        self.parts.lasts.contains(rest).then(|| self.parts.last_cost(rest, own))
    }
}

impl<'l> Parts<'l> {
    pub(crate) fn train(lists: &'l Lists, lemmas: &Lemmas) -> Self {
        let lemma_of: HashMap<String, String> =
            lists.all.iter().map(|word| (word.clone(), lemmas.lemma(word))).collect();
        let is_plural =
            |word: &&String| lemma_of[*word] != **word && lemmas.kind(&lemma_of[*word]).noun && !lemmas.kind(word).noun;
        let plurals = lists.plurals.iter().filter(is_plural).cloned().collect();
        let mut parts = Self {
            lists,
            plurals,
            lemma_of,
            firsts: HashMap::new(),
            lasts: HashSet::new(),
            first_counts: HashMap::new(),
            last_counts: HashMap::new(),
            total: 1.0,
            trained: Vec::new(),
        };
        parts.list_firsts();
        let stopped = stopped("last");
        parts.lasts = lists
            .all
            .iter()
            .filter(|word| word.len() >= SHORTEST && !stopped.contains(word.as_str()))
            .cloned()
            .collect();
        parts.maximise();
        parts.inherit();
        parts
    }

    /// Plurals of which no singular is listed have that of their last part: *juryleden*.
    fn inherit(&mut self) {
        let mut inherited = Vec::new();
        for word in self.lists.all.iter().filter(|word| self.lemma_of[*word] == **word && !self.is_of_verb(word)) {
            let Some(cuts) = self.cuts(word, DEARER, &[]) else { continue };
            let (before, last) = word.split_at(cuts.at[cuts.at.len() - 1]);
            if last.ends_with(['n', 's', 'a']) && self.plurals.contains(last) {
                inherited.push((word.clone(), format!("{before}{}", self.lemma_of[last])));
            }
        }
        self.lemma_of.extend(inherited);
    }

    /// Every word, stem and linked word that may stand before another: linkers are taken off again here.
    fn list_firsts(&mut self) {
        let stopped = stopped("first");
        let particles: HashSet<&str> = stopped_words("last").filter(|word| stopped.contains(word)).collect();
        let fits = |surface: &str| surface.len() >= SHORTEST && !stopped.contains(surface);
        let mut firsts = BTreeMap::new();
        let mut words: Vec<&String> = self.lists.all.iter().collect();
        words.sort();
        for word in words {
            let lemma = &self.lemma_of[word];
            let plural = word.ends_with("en") && !self.lists.infinitives.contains(lemma);
            let declined = word.ends_with('e') && self.lists.approved.contains(word);
            if fits(word) && (lemma == word || plural || declined || self.is_approved_noun(word)) {
                firsts.insert(word.clone(), lemma.clone());
            }
            if lemma == word && !particles.contains(word.as_str()) && fits(word) {
                for linked in linked(word) {
                    firsts.entry(linked).or_insert_with(|| lemma.clone());
                }
            }
        }
        let mut infinitives: Vec<&String> = self.lists.infinitives.iter().collect();
        infinitives.sort();
        let takes_particle = |verb: &str| {
            PARTICLES
                .iter()
                .any(|particle| verb.strip_prefix(particle).is_some_and(|rest| self.lists.infinitives.contains(rest)))
        };
        for infinitive in infinitives.into_iter().filter(|infinitive| !takes_particle(infinitive)) {
            let stems = infinitive.strip_suffix("en").map(closed).unwrap_or_default();
            for stem in stems.into_iter().filter(|stem| fits(stem) && self.lists.all.contains(stem)) {
                firsts.entry(stem).or_insert_with(|| infinitive.clone());
            }
        }
        firsts.extend(stopped_words("bound").map(|word| (word.to_owned(), word.to_owned())));
        self.firsts = firsts.into_iter().collect();
    }

    fn is_approved_noun(&self, word: &str) -> bool {
        self.lists.approved.contains(word) && !word.ends_with('t') && !word.ends_with('d')
    }

    fn first_cost(&self, surface: &str, own: bool) -> f32 {
        let unseen = if self.lists.approved.contains(surface) { UNSEEN } else { UNSEEN_LINKED };
        self.cost(self.first_counts.get(surface).copied().unwrap_or(0.0), unseen, own)
    }

    fn last_cost(&self, word: &str, own: bool) -> f32 {
        let lemma = self.lemma_of.get(word).map_or(word, String::as_str);
        self.cost(self.last_counts.get(lemma).copied().unwrap_or(0.0), UNSEEN, own)
    }

    /// The cost of a word or linked word as a first part, if it can be one.
    pub(crate) fn first(&self, surface: &str) -> Option<f32> {
        self.firsts.contains_key(surface).then(|| self.first_cost(surface, false))
    }

    /// The cost of a word as a last part, if it can be one.
    pub(crate) fn last(&self, word: &str) -> Option<f32> {
        self.lasts.contains(word).then(|| self.last_cost(word, false))
    }

    /// First parts of compounds of the list, with their lemmas.
    pub(crate) fn seen_firsts(&self) -> impl Iterator<Item = (&String, &String)> {
        self.firsts.iter().filter(|(surface, _)| self.first_counts.contains_key(*surface))
    }

    fn cost(&self, count: f64, unseen: f64, own: bool) -> f32 {
        let count = (count - f64::from(u8::from(own))).max(0.0);
        (-((count + unseen) / self.total).ln()) as f32
    }

    /// What the word costs as one: the more compounds it is a part of, the less.
    fn whole_cost(&self, word: &str) -> f32 {
        let spelled = spelled_cost(word);
        if !self.lists.all.contains(word) {
            return spelled;
        }
        let lemma = &self.lemma_of[word];
        let as_first = |surface: &str| self.first_counts.get(surface).copied().unwrap_or(0.0);
        let count =
            self.last_counts.get(lemma).copied().unwrap_or(0.0) + as_first(word) + as_first(&format!("{word}s"));
        spelled.min(self.cost(count, UNSEEN, false))
    }

    /// The cuts of a word whose parts are not much dearer than the whole.
    fn cuts(&self, word: &str, allowance: f32, own: &[Piece]) -> Option<Cuts> {
        let cuts = cheapest(word, &Counted { parts: self, word, own })?;
        (cuts.cost - allowance < self.whole_cost(word)).then_some(cuts)
    }

    /// Whether a word is a verb or made of one that begins with a particle: *samenwerking* is of *samenwerken*.
    fn is_of_verb(&self, word: &str) -> bool {
        let lemma = self.lemma_of.get(word).map_or(word, String::as_str);
        let infinitives = &self.lists.infinitives;
        let made = |word: &str| {
            ["ing", "er", "ster", "baar", "end", "sel"]
                .iter()
                .any(|ending| word.strip_suffix(ending).is_some_and(|stem| infinitives.contains(&format!("{stem}en"))))
                || word.strip_suffix("der").is_some_and(|stem| infinitives.contains(&format!("{}en", open(stem))))
        };
        infinitives.contains(lemma) || infinitives.contains(word) || made(lemma) || made(word)
    }

    fn maximise(&mut self) {
        let mut words: Vec<String> =
            self.lists.approved.iter().filter(|word| word.len() >= 2 * SHORTEST).cloned().collect();
        words.retain(|word| self.lemma_of[word] == *word && !self.is_of_verb(word));
        words.sort();
        self.count_pairs(&words);
        let mut pieces = HashMap::new();
        for _ in 0..ROUNDS {
            self.count_cuts(&words, &mut pieces);
        }
        self.trained = words;
    }

    fn count_cuts(&mut self, words: &[String], pieces: &mut HashMap<String, Vec<Piece>>) {
        let (mut firsts, mut lasts) = (HashMap::new(), HashMap::new());
        for word in words {
            let own = pieces.remove(word).unwrap_or_default();
            let Some(cuts) = self.cuts(word, TRAINING, &own) else { continue };
            let found = pieces_of(word, &cuts);
            for (last, begin, end) in &found {
                let surface = &word[*begin..*end];
                let counts = if *last { &mut lasts } else { &mut firsts };
                let key = if *last { self.lemma_of[surface].clone() } else { surface.to_owned() };
                *counts.entry(key).or_insert(0.0) += 1.0;
            }
            pieces.insert(word.clone(), found);
        }
        self.set_counts(firsts, lasts);
    }

    /// Words that are compounds wherever they stand: no parts, as their own parts will do.
    pub(crate) fn compounds(&self) -> HashSet<String> {
        let mut compounds = HashSet::new();
        for word in self.lists.all.iter().filter(|word| !self.is_of_verb(word)) {
            if let Some(cuts) = self.cuts(word, PART, &[]) {
                let (before, last) = word.split_at(cuts.at[cuts.at.len() - 1]);
                if self.lemma_of[word] == format!("{before}{}", self.lemma_of[last]) {
                    compounds.insert(word.clone());
                }
            }
        }
        compounds
    }

    /// Forgets words as parts and counts the others again.
    pub(crate) fn without(mut self, compounds: &HashSet<String>) -> Self {
        self.firsts.retain(|surface, lemma| !compounds.contains(surface) && !compounds.contains(lemma));
        self.lasts.retain(|word| !compounds.contains(word));
        let words = std::mem::take(&mut self.trained);
        let mut pieces = HashMap::new();
        for _ in 0..2 {
            self.count_cuts(&words, &mut pieces);
        }
        self
    }

    /// Whether a word of running text is cut; a name only where there is little doubt.
    pub(crate) fn is_cut(&self, word: &str) -> bool {
        let allowance = if self.lists.all.contains(word) { DEARER } else { PART };
        !self.is_of_verb(word) && self.cuts(word, allowance, &[]).is_some()
    }

    /// To begin with, every way to cut a word in two is equally likely.
    fn count_pairs(&mut self, words: &[String]) {
        let (mut firsts, mut lasts) = (HashMap::new(), HashMap::new());
        for word in words {
            let cuts: Vec<(&str, &str)> = (SHORTEST..=word.len() - SHORTEST)
                .map(|at| word.split_at(at))
                .filter(|(first, last)| self.firsts.contains_key(*first) && self.lasts.contains(*last))
                .collect();
            for (first, last) in &cuts {
                *firsts.entry((*first).to_owned()).or_insert(0.0) += 1.0 / cuts.len() as f64;
                *lasts.entry(self.lemma_of[*last].clone()).or_insert(0.0) += 1.0 / cuts.len() as f64;
            }
        }
        self.set_counts(firsts, lasts);
    }

    fn set_counts(&mut self, firsts: HashMap<String, f64>, lasts: HashMap<String, f64>) {
        // Summed in a fixed order: the last bits of a float depend on it.
        let sum =
            |counts: &HashMap<String, f64>| counts.iter().collect::<BTreeMap<_, _>>().values().copied().sum::<f64>();
        self.total = sum(&firsts) + sum(&lasts);
        self.first_counts = firsts;
        self.last_counts = lasts;
    }
}

/// A noun with each linker: *gedrags*, *zonne*, *kinder*, *ouderen*.
fn linked(word: &str) -> Vec<String> {
    let mut linked = vec![format!("{word}s")];
    if word.ends_with('e') {
        linked.push(format!("{word}n"));
    } else {
        let opened = open(word);
        linked.extend(["e", "er", "en"].map(|linker| format!("{opened}{linker}")));
    }
    linked
}

fn pieces_of(word: &str, cuts: &Cuts) -> Vec<Piece> {
    let ends = cuts.at.iter().copied().chain([word.len()]);
    let begins = [0].into_iter().chain(cuts.at.iter().copied());
    begins.zip(ends).map(|(begin, end)| (end == word.len(), begin, end)).collect()
}

fn stopped_words(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = NO_PARTS.lines().filter_map(move |line| line.strip_prefix(list)?.strip_prefix(' '));
    lines.flat_map(|line| line.split(' '))
}

fn stopped(list: &'static str) -> HashSet<&'static str> {
    stopped_words(list).collect()
}
