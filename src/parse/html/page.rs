//! A parsed HTML page in; for each element how much text it holds, and which classes and ids the page hides, out.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use regex::Regex;
use scraper::{Html, Node};

use crate::dutch::fold::regex;

static HIDING: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden"));
static PLAIN_SELECTOR: LazyLock<Regex> = LazyLock::new(|| regex(r"^[.#][A-Za-z_][\w-]*$"));

/// What an element holds, all that is in it counted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    /// Bytes of text.
    pub text: usize,
    /// Whether it holds a `main`, `article` or `h1`.
    pub main: bool,
    /// Whether it holds a table or a heading.
    pub structure: bool,
}

/// Facts about a whole page.
#[derive(Debug, Default)]
pub(super) struct Page {
    held: HashMap<NodeId, Held>,
    /// Selectors `.class` and `#id` of what its style sheets do not show.
    hidden: BTreeSet<String>,
    /// What the whole page holds.
    pub whole: Held,
    /// Whether it has a `main` or `article`.
    pub has_main: bool,
}

impl Page {
    /// Counts once what every element holds.
    pub(super) fn of(html: &Html, styles: &str) -> Self {
        let mut page = Self { hidden: hidden_selectors(styles), ..Self::default() };
        let mut open = vec![Held::default()];
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Text(text) => {
                        if let Some(held) = open.last_mut() {
                            held.text += text.trim().len();
                        }
                    }
                    Node::Element(_) => open.push(Held::default()),
                    _ => {}
                },
                Edge::Close(node) => page.close(node, &mut open),
            }
        }
        page.whole = open.pop().unwrap_or_default();
        page
    }

    fn close(&mut self, node: NodeRef<'_, Node>, open: &mut Vec<Held>) {
        let Node::Element(element) = node.value() else { return };
        let Some(mut held) = open.pop() else { return };
        self.held.insert(node.id(), held);
        let name = element.name();
        self.has_main |= matches!(name, "main" | "article");
        held.main |= matches!(name, "main" | "article" | "h1");
        held.structure |= matches!(name, "table" | "h1" | "h2" | "h3" | "main" | "article");
        if let Some(parent) = open.last_mut() {
            parent.text += held.text;
            parent.main |= held.main;
            parent.structure |= held.structure;
        }
    }

    /// What this element holds, itself aside.
    pub(super) fn held(&self, id: NodeId) -> Held {
        self.held.get(&id).copied().unwrap_or_default()
    }

    /// Whether the style sheets of the page hide this class (`.name`) or id (`#name`).
    pub(super) fn hides(&self, sign: char, name: &str) -> bool {
        !self.hidden.is_empty() && self.hidden.contains(&format!("{sign}{name}"))
    }
}

/// Only plain rules count: those within `@media` hold for small screens or for print.
fn hidden_selectors(styles: &str) -> BTreeSet<String> {
    let mut hidden = BTreeSet::new();
    let (mut depth, mut head, mut from) = (0_usize, "", 0);
    for (at, byte) in styles.bytes().enumerate() {
        match byte {
            b'{' => {
                depth += 1;
                if depth == 1 {
                    head = styles[from..at].trim();
                }
                from = at + 1;
            }
            b'}' => {
                if depth == 1 && !head.starts_with('@') && HIDING.is_match(&styles[from..at]) {
                    let selectors = head.split(',').map(str::trim).filter(|one| PLAIN_SELECTOR.is_match(one));
                    hidden.extend(selectors.map(str::to_owned));
                }
                depth = depth.saturating_sub(1);
                from = at + 1;
            }
            _ => {}
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_rules_hide_and_those_for_small_screens_do_not() {
        let hidden = hidden_selectors(
            ".a, #b { color: red; display : none } p.c{display:none} @media print{.d{display:none}}.e{}",
        );
        assert_eq!(hidden.into_iter().collect::<Vec<_>>(), ["#b", ".a"]);
    }
}
