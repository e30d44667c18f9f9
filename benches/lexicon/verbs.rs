//! An infinitive and the table of strong verbs in, all forms of the verb out, also ones that nobody writes.

use std::collections::HashMap;

use oordeel::dutch::inflection::PARTICLES;
use oordeel::dutch::spelling::{closed, open};

/// Prefixes that take the place of *ge* in a participle.
const PREFIXES: [&str; 16] = [
    "be", "ge", "er", "her", "mis", "ont", "ver", "onder", "over", "weer", "om", "voor", "door", "vol", "achter", "aan",
];

/// A form of a verb, by how likely it is to be a word of another kind as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tense {
    /// The first person: often a noun too.
    Stem,
    Present,
    WeakPast,
    /// With another vowel, and presents that no rule gives.
    Past,
    Participle,
    /// *-end*.
    Ongoing,
}

struct Strong {
    pasts: Vec<String>,
    participle: String,
    present: Vec<String>,
}

/// The strong verbs by their infinitive.
pub(crate) struct StrongVerbs(HashMap<String, Strong>);

impl StrongVerbs {
    pub(crate) fn read(table: &str) -> Self {
        let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut fields = line.split(' ').map(str::to_owned);
            let infinitive = fields.next()?;
            let pasts = fields.next()?.split(',').map(str::to_owned).collect();
            let participle = fields.next()?;
            Some((infinitive, Strong { pasts, participle, present: fields.collect() }))
        });
        Self(rows.collect())
    }

    /// The forms of a verb with all that can be made of them.
    pub(crate) fn forms(&self, infinitive: &str) -> Vec<(String, Tense)> {
        let strong = splits(infinitive).iter().chain(&[0]).any(|at| self.is_strong(&infinitive[*at..]));
        let mut forms = present(infinitive);
        if strong {
            forms.retain(|(_, tense)| *tense != Tense::WeakPast);
        }
        self.prefixed(infinitive, &mut forms);
        for at in splits(infinitive) {
            let (before, verb) = infinitive.split_at(at);
            for (form, tense) in self.simple(verb) {
                let bare = form.strip_prefix("ge").filter(|_| PREFIXES.contains(&before));
                if let Some(bare) = bare {
                    forms.push((format!("{before}{bare}"), tense));
                }
                if bare.is_none() || PARTICLES.contains(&before) {
                    forms.push((format!("{before}{form}"), tense));
                }
            }
        }
        forms.extend(self.simple(infinitive));
        let declined: Vec<(String, Tense)> = forms
            .iter()
            .filter(|(_, tense)| matches!(tense, Tense::Participle | Tense::Ongoing))
            .flat_map(|(form, tense)| {
                ["e", "en", "er", "ere", "s", "ste"].map(|ending| (decline(form, ending), *tense))
            })
            .collect();
        forms.extend(declined);
        forms
    }

    /// Weak participles and pasts behind each prefix and particle that the verb may have.
    fn prefixed(&self, infinitive: &str, forms: &mut Vec<(String, Tense)>) {
        let mut splits = splits(infinitive);
        splits.push(0);
        for at in splits {
            let (before, verb) = infinitive.split_at(at);
            let Some(opened) = verb.strip_suffix("en") else { continue };
            if self.is_strong(verb) {
                continue;
            }
            for stem in closed(opened) {
                for sound in ["d", "t"] {
                    let ending = if stem.ends_with(['d', 't']) { "" } else { sound };
                    forms.push((format!("{before}ge{stem}{ending}"), Tense::Participle));
                    if PREFIXES.contains(&before) || splits_again(verb) {
                        forms.push((format!("{before}{stem}{ending}"), Tense::Participle));
                    }
                }
            }
        }
    }

    fn is_strong(&self, verb: &str) -> bool {
        let proper = PREFIXES.iter().find_map(|prefix| verb.strip_prefix(prefix)).unwrap_or(verb);
        [verb, proper].iter().any(|verb| self.0.contains_key(*verb))
    }

    fn simple(&self, infinitive: &str) -> Vec<(String, Tense)> {
        let Some(strong) = self.0.get(infinitive) else { return Vec::new() };
        let mut forms = vec![(strong.participle.clone(), Tense::Participle)];
        for past in &strong.pasts {
            forms.push((past.clone(), Tense::Past));
            for plural in [format!("{}en", open(past)), format!("{past}en"), format!("{past}n")] {
                forms.push((plural, Tense::Past));
            }
        }
        // Short pasts of the plural: gaf, gaven; was, waren; kwam, kwamen; sprak, spraken.
        for past in &strong.pasts {
            if let [.., b'a', last] = past.as_bytes() {
                let last = match last {
                    b'f' => 'v',
                    b's' => 'z',
                    other => char::from(*other),
                };
                forms.push((format!("{}{last}en", &past[..past.len() - 1]), Tense::Past));
            }
        }
        forms.extend(strong.present.iter().map(|form| (form.clone(), Tense::Past)));
        forms
    }
}

fn splits_again(verb: &str) -> bool {
    PREFIXES.iter().any(|prefix| verb.starts_with(prefix))
}

/// Where the verb proper may begin behind particles and prefixes.
fn splits(infinitive: &str) -> Vec<usize> {
    let mut found: Vec<usize> = PARTICLES
        .iter()
        .chain(&PREFIXES)
        .filter(|before| infinitive.starts_with(**before) && infinitive.len() > before.len() + 3)
        .map(|before| before.len())
        .collect();
    // Of a noun or adjective before the verb only the length is known: three letters or more.
    found.extend((3..infinitive.len().saturating_sub(4)).filter(|at| infinitive.is_char_boundary(*at)));
    found.sort_unstable();
    found.dedup();
    found
}

fn decline(form: &str, ending: &str) -> String {
    if ending == "s" || ending == "ste" { format!("{form}{ending}") } else { format!("{}{ending}", open_weak(form)) }
}

/// Participles keep their *d* and *t* and do not voice: geschreven, gericht.
fn open_weak(form: &str) -> String {
    if form.ends_with("en") { form.to_owned() } else { open(form) }
}

fn present(infinitive: &str) -> Vec<(String, Tense)> {
    let mut forms = vec![(format!("{infinitive}d"), Tense::Ongoing)];
    let Some(opened) = infinitive.strip_suffix("en") else { return forms };
    for stem in closed(opened) {
        forms.push((stem.clone(), Tense::Stem));
        if !stem.ends_with('t') {
            forms.push((format!("{stem}t"), Tense::Present));
        }
        for sound in ["d", "t"] {
            forms.push((format!("{stem}{sound}e"), Tense::WeakPast));
            forms.push((format!("{stem}{sound}en"), Tense::WeakPast));
        }
    }
    forms
}
