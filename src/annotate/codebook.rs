//! A codebook file (TOML) in, compiled themes and cues out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::function::Cues;
use super::model::Model;
use super::pattern::{Match, Matcher};
use super::word::Word;
use crate::error::{Error, Result};
use crate::theme::Theme;

const BUILT_IN: &str = include_str!("codebook.toml");

/// A sentence never gets more codes than this.
pub(super) const MOST_CODES: usize = 3;
/// What the patterns of a theme must weigh together before a sentence gets it.
const ENOUGH: f32 = 0.75;
/// What they must weigh at least before it gets it for want of anything better.
const HINT: f32 = 0.3;
/// A theme that weighs less than this part of the strongest one is mentioned in passing.
const BESIDE: f32 = 0.4;
/// What the theme for everything else must weigh beside a stronger one that has a name of its own.
const REST: f32 = 0.8;
/// A sentence names its subject in its first words.
const OPENING: usize = 5;
const EARLY: f32 = 1.2;
/// What a pattern counts over words that a heavier one of the theme has counted.
const AGAIN: f32 = 0.3;
/// What a theme of the sentence before weighs more, where there is a hint of it at all.
const STAYS: f32 = 0.3;

/// Themes with their word patterns, and the cues for functions, ready for use (Dutch: codeboek).
#[doc(alias = "codeboek")]
#[derive(Debug)]
pub struct Codebook {
    themes: Vec<Theme>,
    /// Words that the patterns share, by name.
    lists: BTreeMap<String, Vec<String>>,
    matcher: Matcher,
    /// What each pattern does, by its number.
    effects: Vec<Effect>,
    /// The theme of a sentence that names none.
    pub(super) otherwise: Option<String>,
    pub(super) cues: Cues,
    /// What was learned from people's codings.
    pub(super) model: Option<Arc<Model>>,
}

#[derive(Debug, Clone, Copy)]
struct Effect {
    theme: usize,
    weight: f32,
    except: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Code of the theme for sentences that name none.
    #[serde(default)]
    otherwise: Option<String>,
    /// Words that many patterns share: `$mensen` in a pattern stands for the words of the list `mensen`.
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    theme: Vec<Theme>,
}

impl Codebook {
    /// The codebook that comes with the program: fifteen criteria of assessment that hold for calls of every domain.
    ///
    /// # Errors
    /// Never in a released program; a test compiles it.
    pub fn built_in() -> Result<Self> {
        Self::parse(BUILT_IN, Path::new("het ingebouwde codeboek"))
    }

    /// The built-in codebook with the model that was learned for it.
    ///
    /// # Errors
    /// Never in a released program; a test loads both.
    pub fn built_in_with_model() -> Result<Self> {
        Ok(Self::built_in()?.with_model(Arc::new(Model::built_in()?)))
    }

    /// A codebook of the user's own, in the same form as `src/annotate/codebook.toml`.
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, names a theme twice or holds a pattern that cannot be understood; the message
    /// names the file, the theme and the pattern.
    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
        Self::parse(&text, path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self> {
        let fault = |reason: String| Error::Settings { path: path.to_owned(), reason };
        let File { otherwise, lists, theme: themes } =
            toml::from_str(text).map_err(|cause| fault(cause.to_string()))?;
        let mut matcher = Matcher::default();
        let mut effects = Vec::new();
        for (number, theme) in themes.iter().enumerate() {
            if theme.code.trim().is_empty() || themes[..number].iter().any(|earlier| earlier.code == theme.code) {
                return Err(fault(format!(
                    "thema {}: de code `{}` is leeg of wordt twee keer gebruikt",
                    number + 1,
                    theme.code
                )));
            }
            let patterns = theme.patterns.iter().map(|pattern| (pattern, false));
            for (pattern, except) in patterns.chain(theme.except.iter().map(|pattern| (pattern, true))) {
                let (_, weight) = filled_in(pattern, &lists)
                    .and_then(|pattern| matcher.add(&pattern))
                    .map_err(|reason| fault(format!("thema `{}`, patroon `{pattern}`: {reason}", theme.code)))?;
                effects.push(Effect { theme: number, weight, except });
            }
        }
        if let Some(code) = otherwise.as_ref().filter(|code| themes.iter().all(|theme| theme.code != **code)) {
            return Err(fault(format!("`otherwise` noemt `{code}`, maar zo heet geen thema van dit codeboek")));
        }
        Ok(Self { themes, lists, matcher, effects, otherwise, cues: Cues::built_in()?, model: None })
    }

    /// The codebook with a model that tempers it; themes that only the model knows come after its own.
    pub fn with_model(mut self, model: Arc<Model>) -> Self {
        for code in model.themes() {
            if self.themes.iter().all(|theme| theme.code != code) {
                self.themes.push(Theme { code: code.to_owned(), label: code.to_owned(), ..Theme::default() });
            }
        }
        self.model = Some(model);
        self
    }

    /// The themes in the order of the file.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// The built-in codebook as it is written, with its comments.
    pub fn built_in_text() -> &'static str {
        BUILT_IN
    }

    /// The themes with the words of the lists in place of their names, to be used elsewhere.
    pub fn themes_in_full(&self) -> Vec<Theme> {
        // Every name was looked up before, when the codebook was read.
        let full = |patterns: &[String]| patterns.iter().filter_map(|one| filled_in(one, &self.lists).ok()).collect();
        let theme =
            |theme: &Theme| Theme { patterns: full(&theme.patterns), except: full(&theme.except), ..theme.clone() };
        self.themes.iter().map(theme).collect()
    }

    /// The theme of a sentence that names none.
    pub fn otherwise(&self) -> Option<&str> {
        self.otherwise.as_deref()
    }

    /// The codes that fit a sentence, strongest first, at most three; `previous` are those of the sentence before.
    pub(super) fn codes(&self, words: &[Word], previous: &[String]) -> Vec<String> {
        self.weigh(words, previous).0
    }

    /// As [`Self::codes`], with what the patterns of each theme weigh.
    pub(super) fn weigh(&self, words: &[Word], previous: &[String]) -> (Vec<String>, Vec<f32>) {
        self.weigh_matches(&self.matcher.find(words), previous)
    }

    fn weigh_matches(&self, matches: &[Match], previous: &[String]) -> (Vec<String>, Vec<f32>) {
        let mut scores = self.scores(matches);
        for (at, theme) in self.themes.iter().enumerate() {
            if scores[at] > 0.0 && previous.contains(&theme.code) {
                scores[at] += STAYS;
            }
        }
        let mut ranked: Vec<(usize, f32)> =
            scores.iter().copied().enumerate().filter(|(_, score)| *score >= HINT).collect();
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let top = ranked.first().map_or(0.0, |(_, score)| *score);
        // Hints of several themes, none strong: only the strongest hint stands.
        let least = if top < ENOUGH { top } else { ENOUGH.max(top * BESIDE) };
        ranked.retain(|(theme, score)| {
            let rest = self.otherwise.as_ref() == Some(&self.themes[*theme].code);
            *score >= if rest { least.max(top * REST) } else { least }
        });
        let codes = ranked.into_iter().take(MOST_CODES).map(|(theme, _)| self.themes[theme].code.clone());
        (codes.collect(), scores)
    }

    /// Which words no pattern of a theme touches, and whether the sentence by itself gets a theme.
    pub(super) fn free(&self, words: &[Word]) -> (Vec<bool>, bool) {
        let mut free = vec![true; words.len()];
        let matches = self.matcher.find(words);
        let speaks = |found: &&Match| !self.effects[found.pattern].except && self.effects[found.pattern].weight > 0.0;
        for found in matches.iter().filter(speaks) {
            free[found.start..found.end].fill(false);
        }
        (free, !self.weigh_matches(&matches, &[]).0.is_empty())
    }

    /// What the patterns of each theme weigh together. A pattern counts once, and words that several patterns of a theme fit
    /// count in full only for the heaviest.
    fn scores(&self, matches: &[Match]) -> Vec<f32> {
        let speaks = |found: &&Match| !self.effects[found.pattern].except && !self.is_excepted(found, matches);
        let mut speaking: Vec<&Match> = matches.iter().filter(speaks).collect();
        let effect = |found: &Match| self.effects[found.pattern];
        speaking.sort_by(|left, right| {
            effect(right)
                .weight
                .total_cmp(&effect(left).weight)
                .then(left.pattern.cmp(&right.pattern))
                .then(left.start.cmp(&right.start))
        });
        let mut scores = vec![0.0_f32; self.themes.len()];
        let mut counted: Vec<&Match> = Vec::new();
        for found in speaking {
            if counted.iter().any(|other| other.pattern == found.pattern) {
                continue;
            }
            let overlaps = |other: &&Match| {
                effect(other).theme == effect(found).theme && other.start < found.end && found.start < other.end
            };
            let again = if counted.iter().any(overlaps) { AGAIN } else { 1.0 };
            let place = if found.start < OPENING { EARLY } else { 1.0 };
            scores[effect(found).theme] += effect(found).weight * place * again;
            counted.push(found);
        }
        scores
    }

    /// Whether an exception of the same theme lies over these words.
    fn is_excepted(&self, found: &Match, matches: &[Match]) -> bool {
        matches.iter().any(|other| {
            let effect = self.effects[other.pattern];
            effect.except
                && effect.theme == self.effects[found.pattern].theme
                && other.start < found.end
                && found.start < other.end
        })
    }
}

/// The pattern with the words of its lists in place of their names.
fn filled_in(pattern: &str, lists: &BTreeMap<String, Vec<String>>) -> std::result::Result<String, String> {
    let fill = |word: &str| match word.strip_prefix('$') {
        None => Ok(word.to_owned()),
        Some(name) => lists.get(name).map(|words| words.join("|")).ok_or_else(|| format!("er is geen lijst `{name}`")),
    };
    let fill_step = |step: &str| Ok(step.split('|').map(fill).collect::<std::result::Result<Vec<_>, _>>()?.join("|"));
    Ok(pattern.split_whitespace().map(fill_step).collect::<std::result::Result<Vec<_>, String>>()?.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_codebook_compiles_and_covers_the_criteria() {
        assert_eq!(Codebook::built_in().unwrap().themes().len(), 15);
    }

    #[test]
    fn every_theme_of_the_built_in_codebook_has_examples_and_they_hold() {
        let codebook = Codebook::built_in().unwrap();
        for theme in codebook.themes() {
            assert!(theme.examples.len() > 1 && !theme.counter_examples.is_empty(), "{}", theme.code);
        }
        assert_eq!(crate::annotate::check(&codebook).1, []);
    }

    #[test]
    fn words_that_several_patterns_fit_count_once() {
        let theme = |code: &str, patterns: &str| {
            format!("[[theme]]\ncode = \"{code}\"\nlabel = \"\"\ndescription = \"\"\npatterns = [{patterns}]\n")
        };
        let text = theme("net", "\"netwerk*\", \"netwerk+\", \"net*\"") + &theme("geld", "\"budget @0.9\"");
        let codebook = Codebook::parse(&text, Path::new("x.toml")).unwrap();
        let codes = codebook.codes(&super::super::word::words("Het netwerk heeft een eigen budget."), &[]);
        assert_eq!(codes, ["net", "geld"]);
    }

    #[test]
    fn faults_name_file_theme_and_pattern() {
        let text = "[[theme]]\ncode = \"x\"\nlabel = \"X\"\ndescription = \"\"\npatterns = [\"goed ..\"]";
        let fault = Codebook::parse(text, Path::new("mijn.toml")).unwrap_err().to_string();
        for part in ["mijn.toml", "`x`", "`goed ..`"] {
            assert!(fault.contains(part), "{fault}");
        }
    }

    #[test]
    fn an_exception_takes_the_words_away() {
        let text = "[[theme]]\ncode = \"net\"\nlabel = \"Net\"\ndescription = \"\"\npatterns = [\"netwerk*\"]\nexcept = [\"sociaal netwerk\"]";
        let codebook = Codebook::parse(text, Path::new("x.toml")).unwrap();
        let codes = |sentence: &str| codebook.codes(&super::super::word::words(sentence), &[]);
        assert_eq!(codes("Het netwerk groeit."), ["net"]);
        assert!(codes("Hun sociaal netwerk groeit.").is_empty());
    }
}
