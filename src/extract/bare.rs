//! Lines without colon in, the labels that the document uses there out; also what labels of its own stand for, by their values.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, ParagraphKind, Span};
use crate::dutch::fold::{fold, regex};
use crate::dutch::money::{amounts, bare_amount};

use super::label::{self, Role};
use super::piece::{Label, Passage, Piece};
use super::reading::ratio;
use super::score;
use super::verdict::{verdict, verdict_in_place};
use super::vocabulary;

/// A word for a field opens so many lines before it is a label.
const FEWEST: usize = 3;
/// A line with label and value is at most so many bytes long.
const LONGEST: usize = 120;
/// A label without colon is at most so many words.
const MOST_WORDS: usize = 7;

/// What a line that counts goes on with.
static COUNT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,3}\s*(?:[:)–—-]|\.\s|$)"));

/// "Titel De holle weg", "Hoogte van de subsidie € 400": a word for a field opens several lines, without a colon.
pub(super) fn find_bare_labels(document: &Document, pieces: &mut [Piece]) {
    let all: Vec<Option<(Role, usize)>> = pieces.iter().map(|piece| bare(document, piece)).collect();
    let mut uses: BTreeMap<Role, usize> = BTreeMap::new();
    for (role, _) in all.iter().flatten() {
        *uses.entry(*role).or_default() += 1;
    }
    for (piece, found) in pieces.iter_mut().zip(&all) {
        let Some((role, end)) = *found else { continue };
        let head = Span::new(piece.span.start, piece.span.start + end);
        // "Ingediend door De Lepel vzw" leaves no doubt.
        let says_by = document.words(head).ends_with(" door");
        if uses[&role] >= FEWEST || says_by {
            let value = Passage { span: Span::new(head.end, piece.span.end).trimmed(&document.text), is_item: false };
            let name = fold(document.words(head));
            piece.label = Some(Label { role: Some(role), name, head, value: vec![value], is_certain: true });
        }
    }
}

/// The label that a line without colon could open with, and the byte at which it ends.
fn bare(document: &Document, piece: &Piece) -> Option<(Role, usize)> {
    let words = document.words(piece.span);
    if piece.label.is_some() || piece.kind == ParagraphKind::Item || words.len() > LONGEST {
        return None;
    }
    let ends = words.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS);
    // A label goes on in small letters, and a capital begins the value.
    let goes_on = |end: &usize| words[..*end].split(' ').skip(1).all(|word| word.starts_with(char::is_lowercase));
    let found: Vec<(Role, usize)> = ends.filter(goes_on).filter_map(|end| label_up_to(words, end)).collect();
    // "Besluit van de jury subsidie verleend": the verdict begins as soon as it can.
    let judged = found.first().filter(|(role, _)| *role == Role::Verdict);
    // "Eindoordeel toegekend" is a label with its value, "Subsidie toegekend" a value.
    judged.or(found.last()).copied().filter(|(role, _)| *role == Role::Verdict || verdict(words).is_none())
}

/// "Dossier BL-25": the label that opens a part of a line and the byte at which its value begins.
pub(super) fn opening_label(words: &str) -> Option<(Role, usize)> {
    if let Some((role, start)) = label::label(words) {
        return Some((role, start?));
    }
    let ends: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS).collect();
    let (role, end) = ends.into_iter().rev().find_map(|end| label_up_to(words, end))?;
    Some((role, end + 1))
}

fn label_up_to(words: &str, end: usize) -> Option<(Role, usize)> {
    let (head, rest) = (&words[..end], words[end..].trim_start());
    // "Totaal 22/100"
    if vocabulary::is_total(head) && score::points(rest).is_some_and(|(_, most)| most.is_some()) {
        return Some((Role::Score, end));
    }
    // "Stad Meer" is a name and no label with a value.
    let role = label::role(head).filter(|role| !matches!(role, Role::Assessment | Role::Remarks | Role::Other))?;
    let names = rest.starts_with(|sign: char| sign.is_uppercase() || sign.is_numeric() || "‘“\"'€".contains(sign));
    // "Aanvrager vzw De Lepel"
    let opens_as_name = || vocabulary::organisation_words(rest.split(' ').next().unwrap_or_default()) > 0;
    let names = names || matches!(role, Role::Promoter | Role::Beneficiary) && opens_as_name();
    let is_nothing = matches!(role, Role::Amount | Role::Requested | Role::Score) && vocabulary::is_nothing(rest);
    let is_value = is_nothing || !rest.ends_with('.') && (names || verdict(rest).is_some());
    // "Dossier 3: Wandelgids" counts.
    let is_value = is_value && (role != Role::Reference || !rest.contains(' ')) && !COUNT.is_match(rest);
    let names_one = matches!(role, Role::Promoter | Role::Beneficiary)
        && !head.ends_with("rganisatie")
        && vocabulary::organisation_words(head) > 0;
    (is_value && !names_one).then_some((role, end))
}

/// Short words that no list knows and that come back above texts ("Wat ons bekoort") are a label: of remarks where these are list
/// items, else of the assessment.
pub(super) fn find_recurring_heads(document: &Document, pieces: &mut [Piece]) {
    const LONGEST: usize = 60;
    const FEWEST: usize = 3;
    let is_text = |piece: &Piece| {
        let words = document.words(piece.span);
        piece.label.is_none() && (piece.kind == ParagraphKind::Item || words.ends_with(['.', '!', '?']))
    };
    let is_head = |at: usize| {
        let (piece, words) = (&pieces[at], document.words(pieces[at].span));
        piece.label.is_none()
            && piece.kind != ParagraphKind::Item
            && words.len() <= LONGEST
            && words.starts_with(char::is_uppercase)
            && words.ends_with(|sign: char| sign.is_alphabetic() || sign == ':')
            && words.contains(' ')
            && verdict(words).is_none()
            && vocabulary::organisation_words(words) == 0
            && pieces.get(at + 1).is_some_and(is_text)
    };
    let mut heads: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in (0..pieces.len()).filter(|&at| is_head(at)) {
        heads.entry(fold(document.words(pieces[at].span))).or_default().push(at);
    }
    for (name, places) in heads.into_iter().filter(|(_, places)| places.len() >= FEWEST) {
        let lists = places.iter().filter(|&&at| pieces[at + 1].kind == ParagraphKind::Item).count();
        let role = if lists * 2 > places.len() { Role::Remarks } else { Role::Assessment };
        for at in places {
            let head = pieces[at].span;
            let name = name.trim_end_matches(':').to_owned();
            pieces[at].label = Some(Label { role: Some(role), name, head, value: Vec::new(), is_certain: false });
        }
    }
}

/// "Wat beter kan" is what is asked, unless another label says that: then it tells what is thought.
pub(super) fn set_weak_points_apart(pieces: &mut [Piece]) {
    let is_list = |pieces: &[Piece], at: usize| pieces.get(at + 1).is_some_and(|next| next.kind == ParagraphKind::Item);
    let asks = |piece: &Piece| {
        piece
            .label
            .as_ref()
            .is_some_and(|label| label.role == Some(Role::Remarks) && !label::is_weak_points(&label.name))
    };
    if !pieces.iter().any(asks) {
        return;
    }
    for at in 0..pieces.len() {
        let listed = is_list(pieces, at);
        let label = pieces[at].label.as_mut().filter(|label| !listed && label.role == Some(Role::Remarks));
        if let Some(label) = label.filter(|label| label::is_weak_points(&label.name)) {
            label.role = Some(Role::Assessment);
        }
    }
}

/// "Eindbeoordeling: geslaagd": a label of text under which verdicts stand, where no other label gives them.
pub(super) fn find_verdicts_by_value(document: &Document, pieces: &mut [Piece]) {
    if pieces.iter().any(|piece| piece.role() == Some(Role::Verdict)) {
        return;
    }
    let mut values: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(label) = piece.label.as_ref().filter(|label| label.role == Some(Role::Assessment)) else { continue };
        let below = || pieces.get(at + 1).filter(|next| next.label.is_none()).map(|next| next.span);
        let value = label.value.first().map(|value| value.span).or_else(below);
        let judged = value.is_some_and(|value| verdict_in_place(document.words(value)).is_some());
        let (all, verdicts) = values.entry(label.name.clone()).or_default();
        *all += 1;
        *verdicts += usize::from(judged);
    }
    let gives_verdicts =
        |name: &String| values.get(name).is_some_and(|&(all, verdicts)| all >= 2 && ratio(verdicts, all) >= 0.6);
    for label in pieces.iter_mut().filter_map(|piece| piece.label.as_mut()) {
        if label.role == Some(Role::Assessment) && gives_verdicts(&label.name) {
            label.role = Some(Role::Verdict);
        }
    }
}

/// A label that only this document knows stands for what its values are: verdicts, or names where no other label gives them.
pub(super) fn find_roles_by_value(document: &Document, pieces: &mut [Piece]) {
    let mut values: HashMap<String, Vec<&str>> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(label) = piece.label.as_ref().filter(|label| label.role.is_none()) else { continue };
        let below = || pieces.get(at + 1).filter(|next| next.label.is_none()).map(|next| next.span);
        let value = label.value.first().map(|value| value.span).or_else(below);
        values.entry(label.name.clone()).or_default().extend(value.map(|value| document.words(value)));
    }
    let has = |roles: [Role; 2]| pieces.iter().filter_map(Piece::role).any(|role| roles.contains(&role));
    let (has_verdict, has_name) = (has([Role::Verdict; 2]), has([Role::Promoter, Role::Beneficiary]));
    let has_score = has([Role::Score; 2]);
    let is_score = |value: &str| score::points(value).is_some_and(|(_, most)| most.is_some());
    let role = |values: &[&str]| {
        let share = |fits: fn(&str) -> bool| ratio(values.iter().filter(|value| fits(value)).count(), values.len());
        if values.len() < 2 {
            None
        } else if !has_verdict
            && share(|value| verdict(value).is_some()) >= 0.5
            && share(|value| verdict_in_place(value).is_some()) >= 0.6
        {
            Some(Role::Verdict)
        } else if !has_score && share(is_score) >= 0.6 {
            // "Totaal: 30/50"
            Some(Role::Score)
        } else if !has_name && share(is_name) >= 0.5 {
            Some(Role::Promoter)
        } else {
            None
        }
    };
    let roles: HashMap<String, Role> =
        values.iter().filter_map(|(name, values)| Some((name.clone(), role(values)?))).collect();
    for piece in pieces {
        let Some(label) = piece.label.as_mut().filter(|label| label.role.is_none()) else { continue };
        label.role = roles.get(&label.name).copied();
        // "Wij vragen u om:", over a list
        if label.role.is_none() && label.is_alone() && !label.is_certain {
            piece.label = None;
        }
    }
}

/// A short text with a word that tells that it names an organisation.
fn is_name(value: &str) -> bool {
    const LONGEST_NAME: usize = 80;
    value.len() <= LONGEST_NAME
        && !value.ends_with(['.', '?', '!'])
        && value.contains(char::is_uppercase)
        && vocabulary::organisation_words(value) > 0
        && amounts(value).is_empty()
        && bare_amount(value).is_none()
}
