//! The styles of an Excel file in, the number format of every style out.

use std::collections::HashMap;

use super::super::super::xml::{Element, Tree};
use super::super::format::Code;

/// The number formats by the number of the style that cells name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    codes: Vec<Code>,
    /// For each style, where its format stands in `codes`; `None` for `General`.
    styles: Vec<Option<usize>>,
}

impl Styles {
    /// The format of a style; `None` where numbers are shown as they are.
    pub(super) fn code(&self, style: usize) -> Option<&Code> {
        self.codes.get((*self.styles.get(style)?)?)
    }
}

/// Reads the formats; styles that say nothing and styles of styles do not matter, as every cell names its own.
pub(super) fn read(tree: &Tree<'_>) -> Styles {
    let (mut styles, mut known) = (Styles::default(), HashMap::new());
    for root in tree.top().elements() {
        let formats = root.child("numFmts").into_iter().flat_map(Element::elements);
        let own: HashMap<u32, String> =
            formats.filter_map(|format| Some((format.number("numFmtId")?, format.attribute("formatCode")?))).collect();
        for style in root.child("cellXfs").into_iter().flat_map(Element::elements) {
            let id: u32 = style.number("numFmtId").unwrap_or(0);
            let place = *known.entry(id).or_insert_with(|| {
                let code = own.get(&id).map(String::as_str).or_else(|| built_in(id)).unwrap_or("General");
                if code.eq_ignore_ascii_case("General") || code.is_empty() {
                    return None;
                }
                styles.codes.push(Code::parse(code));
                Some(styles.codes.len() - 1)
            });
            styles.styles.push(place);
        }
    }
    styles
}

/// The formats that a file only numbers, as a Dutch Excel shows them.
fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\"€\" #,##0;\"€\" -#,##0",
        7 | 8 => "\"€\" #,##0.00;\"€\" -#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 | 27..=31 | 36 | 50..=58 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 | 32 => "h:mm",
        21 | 33 => "h:mm:ss",
        22 => "dd/mm/yyyy h:mm",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 => "#,##0;-#,##0;\"-\";@",
        42 => "\"€\" #,##0;\"€\" -#,##0;\"€\" \"-\";@",
        43 => "#,##0.00;-#,##0.00;\"-\";@",
        44 => "\"€\" #,##0.00;\"€\" -#,##0.00;\"€\" \"-\";@",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "0.0E+0",
        49 => "@",
        _ => return None,
    })
}
