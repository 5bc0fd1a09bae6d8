//! The elements that begin a line of their own, and where they end.

/// Elements that begin a line of their own.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Blocks whose lines bear their name, whatever they stand in more closely: it says more. A
/// `form` is none of them: some systems wrap the whole page in one.
pub(super) const CHROME: &[&str] = &["aside", "button", "dialog", "footer", "menu", "nav", "select", "textarea"];

/// Whether an element ends, by the rules of HTML, where another begins: many are never closed.
pub(super) fn ends_before(open: &[u8], next: &[u8]) -> bool {
    let is_group = matches!(next, b"tbody" | b"thead" | b"tfoot");
    match open {
        b"p" => block(next).is_some(),
        b"li" => next == b"li",
        b"dd" | b"dt" => matches!(next, b"dd" | b"dt"),
        b"td" | b"th" => is_group || matches!(next, b"td" | b"th" | b"tr"),
        b"tr" => is_group || next == b"tr",
        b"tbody" | b"thead" | b"tfoot" => is_group,
        b"option" => matches!(next, b"option" | b"optgroup"),
        b"optgroup" => next == b"optgroup",
        _ => false,
    }
}

/// Which block has this name.
pub(super) fn block(name: &[u8]) -> Option<usize> {
    BLOCKS.binary_search_by(|it| it.as_bytes().cmp(name)).ok()
}
