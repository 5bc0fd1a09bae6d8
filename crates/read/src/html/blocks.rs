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

/// Whether an end tag of this name is stray, by the rules of HTML, where it would have to close this
/// element first: no end tag of an inline element closes a block, and none in a cell closes what
/// stands around the table.
pub(super) fn keeps_out(open: &[u8], end: &[u8]) -> bool {
    match end {
        b"table" | b"tbody" | b"thead" | b"tfoot" | b"tr" | b"td" | b"th" | b"caption" => open == b"table",
        // A paragraph is seldom closed.
        _ if block(end).is_none() => open != b"p" && block(open).is_some(),
        b"li" if matches!(open, b"ul" | b"ol") => true,
        _ => matches!(open, b"table" | b"td" | b"th" | b"caption"),
    }
}
