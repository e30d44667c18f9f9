//! The word lists in, a lemma and a kind for each word of them out.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use oordeel::dutch::fold::fold;
use oordeel::dutch::inflection::{Form, readings};
use oordeel::dutch::spelling::open;

use crate::verbs::{StrongVerbs, Tense};

const STRONG_VERBS: &str = include_str!("strong_verbs.txt");
const EXCEPTIONS: &str = include_str!("exceptions.txt");

/// The lists as they are read: folded words of letters only.
pub(crate) struct Lists {
    pub(crate) approved: HashSet<String>,
    pub(crate) all: HashSet<String>,
    pub(crate) names: HashSet<String>,
    pub(crate) plurals: HashSet<String>,
    pub(crate) infinitives: HashSet<String>,
    pub(crate) counts: HashMap<String, u64>,
}

fn letters(word: &str) -> Option<String> {
    let word = fold(word);
    (word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(word)
}

impl Lists {
    pub(crate) fn read(folder: &Path) -> std::io::Result<Self> {
        let text = |name: &str| std::fs::read_to_string(folder.join(name));
        let (approved_text, inflected) =
            (text("opentaal_basiswoorden_gekeurd.txt")?, text("opentaal_flexies_ongekeurd.txt")?);
        let is_name = |word: &&str| word.starts_with(char::is_uppercase);
        let words = |list: &str| list.lines().filter(|word| !is_name(word)).filter_map(letters).collect::<HashSet<_>>();
        let approved = words(&approved_text);
        let mut all: HashSet<String> = words(&inflected);
        all.extend(approved.iter().cloned());
        let plurals = words(&text("opentaal_meervouden.txt")?);
        all.extend(plurals.iter().cloned());
        let infinitives = words(&text("opentaal_infinitieven.txt")?);
        all.extend(infinitives.iter().cloned());
        let names = approved_text.lines().chain(inflected.lines()).filter(is_name).filter_map(letters);
        let names = names.filter(|name| !all.contains(name)).collect();
        let mut counts = HashMap::new();
        for line in text("law_word_frequencies.tsv")?.lines() {
            if let Some((word, count)) = line.split_once('\t')
                && let (Some(word), Ok(count)) = (letters(word), count.parse::<u64>())
            {
                *counts.entry(word).or_default() += count;
            }
        }
        Ok(Self { approved, all, names, plurals, infinitives, counts })
    }

    pub(crate) fn count(&self, word: &str) -> u64 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    fn known(&self, word: &str) -> bool {
        self.all.contains(word)
    }
}

/// What a base word is known to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) noun: bool,
    pub(crate) adjective: bool,
    pub(crate) verb: bool,
}

pub(crate) struct Lemmas<'l> {
    lists: &'l Lists,
    exceptions: HashMap<String, String>,
    verb_forms: HashMap<String, Vec<(String, Tense)>>,
    /// The forms by their infinitive.
    forms_of: HashMap<String, Vec<(String, Tense)>>,
    singulars: HashMap<String, String>,
    nouns: HashSet<String>,
}

impl<'l> Lemmas<'l> {
    pub(crate) fn new(lists: &'l Lists) -> Self {
        let verb_forms = verb_forms(lists);
        let mut forms_of: HashMap<String, Vec<(String, Tense)>> = HashMap::new();
        for (form, verbs) in &verb_forms {
            for (infinitive, tense) in verbs {
                forms_of.entry(infinitive.clone()).or_default().push((form.clone(), *tense));
            }
        }
        let (singulars, nouns) = (HashMap::new(), HashSet::new());
        let mut lemmas = Self { lists, exceptions: exceptions(), verb_forms, forms_of, singulars, nouns };
        for plural in &lists.plurals {
            if let Some(singular) = lemmas.singular(plural) {
                lemmas.nouns.insert(singular.clone());
                lemmas.singulars.insert(plural.clone(), singular);
            }
        }
        lemmas
    }

    /// The likeliest singular that is a word.
    fn singular(&self, plural: &str) -> Option<String> {
        if let Some(lemma) = self.exceptions.get(plural) {
            return Some(lemma.clone());
        }
        let words = readings(plural).into_iter().filter(|reading| reading.form == Form::Plural);
        let words: Vec<String> = words.map(|reading| reading.base).filter(|base| self.lists.known(base)).collect();
        let mut likely = words.iter().find(|word| self.lists.approved.contains(*word)).or(words.first())?;
        // *zaken* is of *zaak* though *zake* is a word too; *ziekten* is of *ziekte* though *ziek* is one.
        for word in &words {
            if word.len() > 3 && self.lists.count(word) > 6 * self.lists.count(likely).max(1) {
                likely = word;
            }
        }
        Some(likely.clone())
    }

    fn is_adjective(&self, base: &str) -> bool {
        let opened = if base.ends_with("en") { base.to_owned() } else { open(base) };
        let plain = self.lists.known(&format!("{opened}e")) || self.lists.known(&format!("{base}e"));
        plain && (ADJECTIVE_ENDINGS.iter().any(|ending| base.ends_with(ending)) || self.is_compared(base))
    }

    fn is_compared(&self, base: &str) -> bool {
        let opened = open(base);
        let more = [format!("{opened}er"), format!("{base}er"), format!("{base}der")];
        let t = if base.ends_with('s') { "t" } else { "st" };
        let most = [format!("{base}{t}"), format!("{base}{t}e")];
        let declined = format!("{opened}ere");
        let known = |words: &[String]| words.iter().any(|word| self.lists.known(word));
        known(&more) && (known(&most) || self.lists.known(&declined))
    }

    fn is_noun(&self, word: &str) -> bool {
        self.nouns.contains(word)
    }

    pub(crate) fn kind(&self, word: &str) -> Kind {
        Kind {
            noun: self.is_noun(word),
            adjective: self.is_adjective(word),
            verb: self.lists.infinitives.contains(word),
        }
    }

    /// The lemma of a word of the lists.
    pub(crate) fn lemma(&self, word: &str) -> String {
        if let Some(lemma) = self.exceptions.get(word) {
            return lemma.clone();
        }
        // *molen* has a plural of its own, *molens*: it is no plural of *mool*.
        if let Some(singular) = self.singulars.get(word)
            && !(self.is_noun(word) && word.ends_with("en"))
            && self.noun_outweighs(word, singular)
        {
            return self.of_singular(singular);
        }
        if self.lists.infinitives.contains(word) {
            return word.to_owned();
        }
        if let Some(base) = self.undeclined(word) {
            return base;
        }
        if let Some(infinitive) = self.infinitive(word) {
            return infinitive;
        }
        if let Some(singular) = self.singular(word)
            && singular != word
            && (!self.lists.approved.contains(word) || word.ends_with("en") && self.is_noun(&singular))
        {
            return self.of_singular(&singular);
        }
        let base = self.diminished(word).or_else(|| self.singulars.get(word).cloned());
        base.unwrap_or_else(|| word.to_owned())
    }

    /// A singular may be a declined adjective (*deskundige*) or a diminutive.
    fn of_singular(&self, singular: &str) -> String {
        let adjective = if singular.ends_with('e') { self.undeclined(singular) } else { None };
        adjective.or_else(|| self.diminished(singular)).unwrap_or_else(|| singular.to_owned())
    }

    /// Whether a word that can be a plural and a verb is the plural, by how often the other forms of both are written.
    fn noun_outweighs(&self, plural: &str, singular: &str) -> bool {
        if !self.lists.infinitives.contains(plural) {
            let past = self.verb_forms.get(plural).into_iter().flatten().find(|(_, tense)| *tense == Tense::Past);
            return past.is_none_or(|(infinitive, _)| self.lists.count(singular) > self.lists.count(infinitive) / 8);
        }
        let forms = self.forms_of.get(plural).map_or(&[][..], Vec::as_slice);
        let other = forms.iter().filter(|(form, tense)| {
            !matches!(tense, Tense::Ongoing | Tense::Stem)
                && form != plural
                && !self.is_noun(form)
                && !self.singulars.contains_key(form)
        });
        let verb: u64 = other.map(|(form, _)| self.lists.count(form)).sum();
        self.lists.count(singular) >= verb
    }

    fn infinitive(&self, word: &str) -> Option<String> {
        let approved = self.lists.approved.contains(word);
        let fits = |infinitive: &str, tense: Tense| {
            let rare = self.lists.count(word) > 1000 && self.lists.count(infinitive) < 5;
            let noun = self.is_noun(word) && self.lists.count(word) > self.lists.count(infinitive) / 8;
            let plural = self.lists.count(&format!("{word}en")).max(self.lists.count(&format!("{word}n")));
            let named = noun && plural * 10 >= self.lists.count(word);
            match tense {
                Tense::Stem => !approved,
                Tense::WeakPast => {
                    !approved || !self.is_noun(word) && self.lists.count(infinitive) > self.lists.count(word) / 4
                }
                Tense::Present => !approved || self.is_rather_verb(word, infinitive),
                Tense::Past => !noun,
                Tense::Participle => !rare && !named,
                Tense::Ongoing => !rare,
            }
        };
        let verbs = self.verb_forms.get(word)?.iter().filter(|(infinitive, tense)| fits(infinitive, *tense));
        verbs.max_by_key(|(infinitive, _)| self.lists.count(infinitive)).map(|(infinitive, _)| infinitive.clone())
    }

    /// *stelt* is of *stellen* though there are *stelten*.
    fn is_rather_verb(&self, present: &str, infinitive: &str) -> bool {
        let count = self.lists.count(present);
        self.lists.count(infinitive) > count / 10 && self.lists.count(&format!("{present}en")) < count / 100
    }

    fn undeclined(&self, word: &str) -> Option<String> {
        let noun = self.is_noun(word);
        if noun && (!word.ends_with('e') || self.lists.count(&format!("{word}n")) * 2 > self.lists.count(word)) {
            return None;
        }
        let adjectives = readings(word).into_iter().filter(|reading| reading.form == Form::Adjective);
        adjectives.map(|reading| reading.base).find(|base| base != word && self.is_declined(word, base, noun))
    }

    fn is_declined(&self, word: &str, base: &str, noun: bool) -> bool {
        let approved = self.lists.approved.contains(word);
        if base.len() < 3 || !self.lists.approved.contains(base) || *word == format!("{base}te") {
            return false;
        }
        // A participle is no base: *geschreven* goes to *schrijven* at once.
        if self.infinitive(base).is_some() {
            return false;
        }
        let has = |tense| self.verb_forms.get(word).is_some_and(|verbs| verbs.iter().any(|(_, found)| *found == tense));
        let plain = (base.ends_with("er") || base.ends_with("st")) && self.undeclined(base).is_none();
        let opened = format!("{}e", open(base)) == word || format!("{base}e") == word;
        match word.as_bytes() {
            // *lekker* has *lekkerder* and is not of *lek*.
            [.., b'e', b'r'] if self.lists.known(&format!("{word}der")) => false,
            [.., b's', b't'] if has(Tense::Present) && !approved => false,
            [.., b'd' | b't', b'e'] if has(Tense::WeakPast) && !opened => false,
            [.., b'e'] if plain => self.is_adjective(base) || !self.verb_forms.contains_key(word) && !noun,
            [.., b's', b't'] | [.., b's', b't', b'e'] | [.., b'e', b'r'] | [.., b'e', b'r', b'e'] => {
                self.is_compared(base) || !approved && self.is_adjective(base)
            }
            [.., b'e'] => self.is_adjective(base) || !self.verb_forms.contains_key(word) && !noun,
            _ => !approved && self.is_adjective(base),
        }
    }

    /// The lemma of a name: *Nederlandse* and *Nederlands*, *Vlamingen* and *Vlaming*.
    pub(crate) fn lemma_of_name(&self, name: &str) -> String {
        let (names, all) = (&self.lists.names, &self.lists.all);
        let adjective =
            name.strip_suffix('e').filter(|base| base.ends_with('s') && (names.contains(*base) || all.contains(*base)));
        if let Some(base) = adjective {
            return base.to_owned();
        }
        let plurals = readings(name).into_iter().filter(|reading| reading.form == Form::Plural);
        let people =
            |base: &String| base.len() > 4 && ["er", "ing", "aan", "ees"].iter().any(|ending| base.ends_with(ending));
        plurals
            .map(|reading| reading.base)
            .find(|base| people(base) && names.contains(base))
            .unwrap_or_else(|| name.to_owned())
    }

    fn diminished(&self, word: &str) -> Option<String> {
        let diminutives = readings(word).into_iter().filter(|reading| reading.form == Form::Diminutive);
        diminutives.map(|reading| reading.base).find(|base| base.len() >= 3 && self.lists.approved.contains(base))
    }
}

/// Endings that only adjectives have.
const ADJECTIVE_ENDINGS: [&str; 14] =
    ["lijk", "isch", "ig", "baar", "loos", "zaam", "end", "eel", "aal", "ief", "iek", "vol", "rijk", "air"];

fn exceptions() -> HashMap<String, String> {
    let mut exceptions = HashMap::new();
    for line in EXCEPTIONS.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let Some(lemma) = words.next() else { continue };
        exceptions.entry(lemma.to_owned()).or_insert_with(|| lemma.to_owned());
        for form in words {
            exceptions.insert(form.to_owned(), lemma.to_owned());
        }
    }
    exceptions
}

/// Forms of the listed verbs that are in the lists or in use, with their infinitives.
fn verb_forms(lists: &Lists) -> HashMap<String, Vec<(String, Tense)>> {
    let strong = StrongVerbs::read(STRONG_VERBS);
    let mut found: BTreeMap<String, Vec<(String, Tense)>> = BTreeMap::new();
    let mut infinitives: Vec<&String> = lists.infinitives.iter().collect();
    infinitives.sort();
    for infinitive in infinitives {
        for (form, tense) in strong.forms(infinitive) {
            let stray = form.ends_with("er") && tense == Tense::Participle && !lists.all.contains(&format!("{form}e"));
            if form != *infinitive && !stray && (lists.all.contains(&form) || lists.counts.contains_key(&form)) {
                let verbs = found.entry(form).or_default();
                if !verbs.contains(&(infinitive.clone(), tense)) {
                    verbs.push((infinitive.clone(), tense));
                }
            }
        }
    }
    found.into_iter().collect()
}
