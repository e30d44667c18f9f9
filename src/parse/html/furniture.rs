//! An element of a page in; whether it is no text at all, is hidden, or belongs to the site and not to the document, out.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::page::Page;

/// Elements that never hold text of the document.
const NEVER_TEXT: [&str; 26] = [
    "head", "title", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "audio",
    "video", "map", "button", "input", "select", "option", "optgroup", "datalist", "textarea", "progress", "meter",
    "rp", "rt", "del",
];
/// What a landmark of the site calls itself.
const ROLES: [&str; 11] = [
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "button",
    "complementary",
];
/// Words in the label of an element that is not part of the document.
const LABELS: [&str; 10] = [
    "navigatie",
    "navigation",
    "menu",
    "breadcrumb",
    "kruimelpad",
    "cookie",
    "deel deze pagina",
    "delen",
    "zoek",
    "search",
];
/// Classes and ids, without `-` and `_`, that name parts of the site.
const NAMES: [&str; 52] = [
    "nav",
    "navbar",
    "navigation",
    "navigatie",
    "mainnav",
    "mainnavigation",
    "hoofdnavigatie",
    "topnav",
    "subnav",
    "sidenav",
    "menu",
    "mainmenu",
    "hoofdmenu",
    "submenu",
    "topmenu",
    "usermenu",
    "footermenu",
    "menubar",
    "sitemap",
    "siteheader",
    "topbar",
    "footer",
    "sitefooter",
    "pagefooter",
    "voet",
    "voettekst",
    "paginavoet",
    "sidebar",
    "zijbalk",
    "aside",
    "skiplink",
    "skiplinks",
    "skiptocontent",
    "visuallyhidden",
    "sronly",
    "screenreadertext",
    "hidden",
    "dnone",
    "share",
    "sharebuttons",
    "socialshare",
    "socialmedia",
    "deelknoppen",
    "pager",
    "pagination",
    "paginering",
    "toolbar",
    "searchform",
    "zoekformulier",
    "newsletter",
    "nieuwsbrief",
    "elementinvisible",
];
/// Ids that a page has once; as classes they can name parts of the document.
const IDS: [&str; 4] = ["header", "top", "banner", "kop"];
/// Beginnings of classes and ids that name parts of the site.
const NAME_STARTS: [&str; 4] = ["cookie", "breadcrumb", "kruimelpad", "broodkruimel"];

/// Elements whose class says nothing about them being part of the site.
const ALWAYS_DOCUMENT: [&str; 17] = [
    "html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "td", "th",
    "sup",
];

/// Whether nobody sees the element, or it is never text.
pub(super) fn is_hidden(element: &Element, page: &Page) -> bool {
    if NEVER_TEXT.contains(&element.name()) || element.attr("hidden").is_some_and(|value| value != "until-found") {
        return true;
    }
    if element.name() == "dialog" && element.attr("open").is_none() {
        return true;
    }
    if element.attr("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return true;
    }
    let style = element.attr("style").unwrap_or_default();
    if !style.is_empty() {
        let style: String = style.chars().filter(|sign| !sign.is_whitespace()).collect::<String>().to_lowercase();
        if ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hiding| style.contains(hiding)) {
            return true;
        }
    }
    element.id().is_some_and(|id| page.hides('#', id)) || element.classes().any(|class| page.hides('.', class))
}

/// Whether the element belongs to the site: menus, heads and feet, forms, cookie bars. Whatever holds the main text stays.
pub(super) fn is_furniture(node: NodeRef<'_, Node>, element: &Element, page: &Page) -> bool {
    let held = page.held(node.id());
    let role = element.attr("role").unwrap_or_default();
    match element.name() {
        "nav" | "footer" => return !held.main,
        "aside" => return !(held.main || held.structure && held.text * 2 > page.whole.text),
        "form" => return !held.structure && held.text * 4 < page.whole.text,
        "header" => return is_page_header(node, page),
        "sup" => return is_note_mark(node),
        _ => {}
    }
    if ROLES.contains(&role) {
        return !held.main;
    }
    if ALWAYS_DOCUMENT.contains(&element.name()) || held.main || held.text * 2 > page.whole.text {
        return false;
    }
    let label = element.attr("aria-label").unwrap_or_default().to_lowercase();
    let list_or_box = matches!(element.name(), "div" | "section" | "ul" | "ol");
    (list_or_box && !label.is_empty() && LABELS.iter().any(|word| label.starts_with(word)))
        || element.id().is_some_and(|id| IDS.contains(&id) || names_furniture(id))
        || element.classes().any(names_furniture)
}

/// A header within the main text heads the text; the one of the page can still hold the only title.
fn is_page_header(node: NodeRef<'_, Node>, page: &Page) -> bool {
    let within_text = node
        .ancestors()
        .filter_map(|above| above.value().as_element())
        .any(|above| matches!(above.name(), "main" | "article" | "section"));
    !within_text && (page.has_main || !page.held(node.id()).main)
}

/// A raised link to a place on the page is the mark of a footnote.
fn is_note_mark(node: NodeRef<'_, Node>) -> bool {
    let links = node.children().chain(node.parent()).filter_map(|near| near.value().as_element());
    links.into_iter().any(|near| near.name() == "a" && near.attr("href").is_some_and(|href| href.starts_with('#')))
}

fn names_furniture(name: &str) -> bool {
    let plain: String = name.chars().filter(|sign| !matches!(sign, '-' | '_')).collect::<String>().to_lowercase();
    NAMES.contains(&plain.as_str()) || NAME_STARTS.iter().any(|start| plain.starts_with(start))
}
