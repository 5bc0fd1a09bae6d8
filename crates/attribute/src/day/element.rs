//! What the elements of an HTML page are called that a date stands in, as far as it tells of what.

use super::Sign;

/// Parts of names of the element itself, or of the one around it.
const OWN: &[(&[&str], Sign)] = &[
    (&["modif", "updat", "edit", "aktualis"], ("its element", "called a change")),
    (
        &["publi", "entry-date", "posted", "post-date", "created", "erstell", "issued"],
        ("its element", "called published"),
    ),
    (&["date", "datum", "time", "zeit", "fecha", "data", "timestamp"], ("its element", "called a date")),
    (
        &["meta", "info", "byline", "author", "autor", "details", "kicker", "dachzeile"],
        ("its element", "called a byline"),
    ),
];

/// Parts of names of the elements around it.
const AROUND: &[(&[&str], Sign)] = &[
    (&["comment", "kommentar", "respon", "disqus", "reply", "forum", "message"], ("around it", "comments")),
    (
        &[
            "sidebar",
            "aside",
            "widget",
            "relat",
            "teaser",
            "recommend",
            "promo",
            "latest",
            "popular",
            "ticker",
            "archiv",
            "calendar",
            "kalender",
            "trending",
            "recent",
            "carousel",
            "slider",
            "most-",
            "mehr",
            "more-",
            "card",
            "listing",
            "similar",
            "event",
        ],
        ("around it", "an aside"),
    ),
    (&["footer", "copyright", "imprint", "bottom"], ("around it", "the foot of the page")),
    (&["figure", "caption", "gallery", "image", "media"], ("around it", "a picture")),
    (&["masthead", "navbar", "/nav", "topbar", "menu", "breadcrumb"], ("around it", "the head of the page")),
];

/// The signs of the names of a line's elements, the outermost first: `/article story/p lead`.
pub(super) fn signs(names: &str, tag: &str, signs: &mut Vec<Sign>) {
    let names = names.to_ascii_lowercase();
    let own = names.rmatch_indices('/').nth(1).map_or(0, |it| it.0);
    let (around, own) = names.split_at(own);
    signs.extend(found(OWN, own));
    signs.extend(found(AROUND, &names));
    if found(AROUND, &names).is_none()
        && (around.contains("/article") || around.contains("/main") || around.contains("article"))
    {
        signs.push(("around it", "the article"));
    }
    match tag {
        "li" => signs.push(("its line", "in a list")),
        "nav" | "footer" | "aside" => signs.push(("its line", "in a part for chrome")),
        "header" => signs.push(("its line", "in a header")),
        "p" => signs.push(("its line", "a paragraph")),
        "td" | "th" => signs.push(("its line", "in a table")),
        "figcaption" | "figure" => signs.push(("its line", "under a picture")),
        _ => {}
    }
    if names.contains(" hidden") {
        signs.push(("its line", "not shown"));
    }
}

fn found(list: &[(&[&str], Sign)], names: &str) -> Option<Sign> {
    list.iter().find(|it| it.0.iter().any(|it| names.contains(it))).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &str, tag: &str, expected: &[Sign]) {
        let mut got = Vec::new();
        signs(names, tag, &mut got);
        assert_eq!(got, expected, "{names}");
    }

    #[test]
    fn names_tell_what_a_date_is_of() {
        check(
            "/article/div meta/time entry-date published",
            "div",
            &[("its element", "called published"), ("around it", "the article")],
        );
        check("/body/div id-comments/ol/li", "li", &[("around it", "comments"), ("its line", "in a list")]);
        check(
            "/aside/p last-updated",
            "aside",
            &[("its element", "called a change"), ("around it", "an aside"), ("its line", "in a part for chrome")],
        );
        check("", "", &[]);
    }
}
