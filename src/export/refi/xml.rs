//! Elements in, indented XML out, with everything escaped that must be.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element with its attributes, its own text and its children.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: Option<String>,
    children: Vec<Element>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// With one more attribute; what XML forbids is left out and white space folded, as readers of XML do anyway.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.attributes.push((name, crate::dutch::fold::squeeze(&allowed(value.as_ref()))));
        self
    }

    #[must_use]
    pub(super) fn text(mut self, text: impl AsRef<str>) -> Self {
        self.text = Some(allowed(text.as_ref()));
        self
    }

    #[must_use]
    pub(super) fn child(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    #[must_use]
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    fn write<W: Write>(&self, writer: &mut Writer<W>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        if self.text.is_none() && self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if let Some(text) = &self.text {
            writer.write_event(Event::Text(BytesText::new(text)))?;
        }
        self.children.iter().try_for_each(|child| child.write(writer))?;
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// Without the characters that no XML document may hold.
fn allowed(text: &str) -> String {
    let forbidden = |symbol: char| {
        (symbol.is_control() && symbol != '\n' && symbol != '\t') || matches!(symbol, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(|&symbol| !forbidden(symbol)).collect()
}

/// A whole document with this root.
pub(super) fn document(root: &Element) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    root.write(&mut writer)?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_its_element() {
        let root = Element::new("A").with("naam", "\"<&\u{1}\n>").child(Element::new("B").text("a<b & c\u{c}"));
        let written = String::from_utf8(document(&root).unwrap()).unwrap();
        assert!(written.contains("naam=\"&quot;&lt;&amp; &gt;\""), "{written}");
        assert!(written.contains("<B>a&lt;b &amp; c</B>"), "{written}");
    }
}
