//! The text of an XML file in, a tree of its elements out; what could hurt is refused.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::package::too_large;
use crate::document::Warning;

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 256;
/// Most elements and pieces of text in one file.
const MAX_NODES: usize = 4_000_000;
/// Most characters of an attribute that are looked at: names are short, and one that is used everywhere would be copied as
/// often.
const MAX_ATTRIBUTE: usize = 256;
/// Stands for "no node".
const NONE: u32 = u32::MAX;

/// The elements of one XML file; node 0 stands above the root.
pub(super) struct Tree<'xml> {
    nodes: Vec<TreeNode<'xml>>,
    text: String,
    /// Whether the file broke off or was no XML from some place on.
    pub broken: bool,
}

struct TreeNode<'xml> {
    kind: Kind<'xml>,
    first_child: u32,
    next: u32,
}

enum Kind<'xml> {
    /// What stands between the angle brackets, and how long the name in it is.
    Element { tag: &'xml str, name: u32 },
    /// Range in the text of the tree.
    Text { start: u32, end: u32 },
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'tree> {
    tree: &'tree Tree<'tree>,
    index: u32,
}

/// What stands in an element.
pub(super) enum Node<'tree> {
    /// Another element.
    Element(Element<'tree>),
    /// Words, with entities resolved.
    Text(&'tree str),
}

impl<'xml> Tree<'xml> {
    /// Reads a file; the warning says which bound it passes.
    pub(super) fn parse(xml: &'xml str) -> Result<Self, Warning> {
        let mut growth = Growth::new();
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        // One wrong closing tag is no reason to leave out the rest of the document.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let start = place(reader.buffer_position());
            match reader.read_event() {
                Ok(Event::Start(_)) => growth.open(&xml[start..place(reader.buffer_position())])?,
                Ok(Event::Empty(_)) => {
                    growth.open(&xml[start..place(reader.buffer_position())])?;
                    growth.close();
                }
                Ok(Event::End(_)) => growth.close(),
                Ok(Event::Text(text)) => growth.text(&text.xml10_content())?,
                Ok(Event::CData(text)) => growth.text(&text.xml10_content())?,
                Ok(Event::GeneralRef(reference)) => growth.text(&resolved(&reference))?,
                Ok(Event::DocType(_)) => {
                    return Err(too_large(
                        "het bevat een DOCTYPE, en daarvan is er geen toegestaan omdat een bestand er eindeloos door kan groeien",
                    ));
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    growth.tree.broken = true;
                    break;
                }
            }
        }
        growth.tree.broken |= growth.open.len() > 1 || growth.tree.top().elements().next().is_none();
        Ok(growth.tree)
    }

    /// What stands above the root element.
    pub(super) fn top<'tree>(&'tree self) -> Element<'tree>
    where
        'xml: 'tree,
    {
        Element { tree: self, index: 0 }
    }
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// References to anything but characters and the five entities of XML need a DOCTYPE, and those are refused.
fn resolved(reference: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(symbol)) = reference.resolve_char_ref() {
        return symbol.to_string().into();
    }
    quick_xml::escape::resolve_xml_entity(reference).unwrap_or_default().into()
}

/// A tree that is being read.
struct Growth<'xml> {
    tree: Tree<'xml>,
    /// The open elements from the top down, each with its last child so far.
    open: Vec<(u32, u32)>,
}

impl<'xml> Growth<'xml> {
    fn new() -> Self {
        let top = TreeNode { kind: Kind::Element { tag: "", name: 0 }, first_child: NONE, next: NONE };
        let tree = Tree { nodes: vec![top], text: String::new(), broken: false };
        Self { tree, open: vec![(0, NONE)] }
    }

    fn open(&mut self, tag: &'xml str) -> Result<(), Warning> {
        if self.open.len() > MAX_DEPTH {
            return Err(too_large(&format!("de XML is dieper genest dan {MAX_DEPTH} niveaus")));
        }
        let tag = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let name = tag.find(|symbol: char| symbol.is_ascii_whitespace()).unwrap_or(tag.len());
        let name = u32::try_from(name).unwrap_or_default();
        let index = self.push(Kind::Element { tag, name })?;
        self.open.push((index, NONE));
        Ok(())
    }

    fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    fn text(&mut self, words: &str) -> Result<(), Warning> {
        let start = u32::try_from(self.tree.text.len()).unwrap_or(NONE);
        self.tree.text.push_str(words);
        let end = u32::try_from(self.tree.text.len()).unwrap_or(NONE);
        self.push(Kind::Text { start, end }).map(|_| ())
    }

    fn push(&mut self, kind: Kind<'xml>) -> Result<u32, Warning> {
        let index = self.tree.nodes.len();
        if index >= MAX_NODES {
            return Err(too_large(&format!("de XML bevat meer dan {MAX_NODES} elementen")));
        }
        let index = u32::try_from(index).unwrap_or(NONE);
        self.tree.nodes.push(TreeNode { kind, first_child: NONE, next: NONE });
        if let Some((parent, last)) = self.open.last_mut() {
            match *last {
                NONE => self.tree.nodes[*parent as usize].first_child = index,
                before => self.tree.nodes[before as usize].next = index,
            }
            *last = index;
        }
        Ok(index)
    }
}

impl<'tree> Element<'tree> {
    fn tag(&self) -> (&'tree str, usize) {
        match self.tree.nodes[self.index as usize].kind {
            Kind::Element { tag, name } => (tag, name as usize),
            Kind::Text { .. } => ("", 0),
        }
    }

    /// The name with its prefix, as it stands in the file.
    pub(super) fn name(&self) -> &'tree str {
        let (tag, name) = self.tag();
        &tag[..name]
    }

    /// The name without its prefix.
    pub(super) fn local(&self) -> &'tree str {
        local(self.name())
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let (tag, name_length) = self.tag();
        let start = BytesStart::from_content(tag, name_length);
        let mut attributes = start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| local(attribute.key.as_ref()) == name)?;
        let value = quick_xml::escape::unescape(&found.value).unwrap_or(Cow::Borrowed(&found.value));
        Some(value.chars().take(MAX_ATTRIBUTE).collect())
    }

    /// A whole number in an attribute.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// What stands in it.
    pub(super) fn nodes(self) -> impl Iterator<Item = Node<'tree>> {
        let tree = self.tree;
        let first = tree.nodes[self.index as usize].first_child;
        let step = |index: u32| (index != NONE).then_some(index);
        std::iter::successors(step(first), move |&index| step(tree.nodes[index as usize].next)).map(move |index| {
            match tree.nodes[index as usize].kind {
                Kind::Element { .. } => Node::Element(Element { tree, index }),
                Kind::Text { start, end } => {
                    Node::Text(tree.text.get(start as usize..end as usize).unwrap_or_default())
                }
            }
        })
    }

    /// The elements in it.
    pub(super) fn elements(self) -> impl Iterator<Item = Element<'tree>> {
        self.nodes().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it with this name, prefix aside.
    pub(super) fn child(self, name: &str) -> Option<Element<'tree>> {
        self.elements().find(|element| element.local() == name)
    }

    /// The words directly in it.
    pub(super) fn words(self) -> String {
        let pieces = self.nodes().filter_map(|node| match node {
            Node::Text(words) => Some(words),
            Node::Element(_) => None,
        });
        pieces.collect()
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Reason;

    #[test]
    fn elements_attributes_and_words() {
        let tree = Tree::parse("<a:b x:name='De &amp; het'>een<c/><![CDATA[<twee>]]>&#233;&lt;</a:b>").unwrap();
        let root = tree.top().child("b").unwrap();
        assert_eq!((root.name(), root.attribute("name").as_deref()), ("a:b", Some("De & het")));
        assert_eq!((root.words().as_str(), root.elements().count()), ("een<twee>é<", 1));
        assert!(!tree.broken);
    }

    #[test]
    fn a_file_that_breaks_off_is_read_up_to_there() {
        let tree = Tree::parse("<a><b>een</b><b>twee</").unwrap();
        assert_eq!(tree.top().child("a").unwrap().elements().map(Element::words).collect::<String>(), "eentwee");
        assert!(tree.broken);
        assert!(Tree::parse("").unwrap().broken);
    }

    #[test]
    fn what_could_hurt_is_refused_with_its_bound() {
        let warning = |xml: &str| Tree::parse(xml).err().unwrap();
        let nested = warning(&"<a>".repeat(MAX_DEPTH + 1));
        assert_eq!((nested.reason, nested.message.contains("256")), (Reason::TooLarge, true));
        assert_eq!(warning("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").reason, Reason::TooLarge);
    }
}
