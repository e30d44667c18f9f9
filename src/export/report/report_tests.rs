//! The report of a few sentences in, what a reader needs from it out.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::document::Span;
use crate::statistics::figures;

fn coding(record: &str, verdict: Verdict, function: Function, codes: &[&str], text: &str) -> Coding {
    Coding {
        document: "map/<a>.pdf".to_owned(),
        record: record.to_owned(),
        promoter: format!("{record} & co"),
        verdict,
        text: text.to_owned(),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        function,
        cue: String::new(),
        grounds: BTreeMap::new(),
        doubtful: false,
        page: Some(3),
        span: Span::new(0, 1),
    }
}

fn page() -> String {
    let theme = |code: &str, label: &str| Theme { code: code.into(), label: label.into(), ..Theme::default() };
    let themes = [theme("plan", "Plan <b>"), theme("team", "Team \"A\""), theme("leeg", "Leeg")];
    let codings = [
        coding("A", Verdict::Positive, Function::Strength, &["plan", "team"], "Goed <script>alert(1)</script> plan."),
        coding("B", Verdict::Negative, Function::Weakness, &["plan"], "Zwak plan & team."),
        coding("B", Verdict::Negative, Function::Boilerplate, &[], "Opmerkingen:"),
    ];
    write(&figures(&codings, &themes), &codings, &themes)
}

fn attributes(page: &str, name: &str) -> Vec<String> {
    let pattern = regex::Regex::new(&format!(" {name}=\"([^\"]*)\"")).unwrap();
    pattern.captures_iter(page).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_link_leads_somewhere_and_every_anchor_is_one() {
    let page = page();
    let ids = attributes(&page, "id");
    let anchors: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(anchors.len(), ids.len(), "{ids:?}");
    let links = attributes(&page, "href");
    assert!(links.len() > 20);
    for link in links {
        assert!(anchors.contains(link.strip_prefix('#').unwrap()), "{link}");
    }
}

#[test]
fn words_of_documents_stay_words() {
    let page = page();
    assert!(!page.contains("<script") && !page.contains("<b>"));
    assert!(page.contains("Goed &lt;script&gt;alert(1)&lt;/script&gt; plan."));
    assert!(page.contains("A &amp; co, positief; map/&lt;a&gt;.pdf, blz. 3"));
}

#[test]
fn it_can_be_read_without_colours_scripts_or_network() {
    let page = page();
    for outside in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("<html lang=\"nl\">") && page.contains("@media print"));
    let tables = page.matches("<table").count();
    assert_eq!(tables, 4);
    assert_eq!(page.matches("<caption>").count(), tables);
    assert!(page.contains("<th scope=\"row\">") && page.contains("<th scope=\"col\">"));
    assert!(page.contains("<title id=\"balans-titel\">") && page.contains("<desc id=\"balans-uitleg\">"));
    assert!(page.contains("Te weinig beoordelingen"));
    assert!(!page.contains("Leeg"), "a theme that never occurs is left out");
}
