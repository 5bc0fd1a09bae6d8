//! Outlet and agency that one page tells, and what corrections make of them.

use super::*;

#[test]
fn outlets_are_told_by_metadata_address_masthead_and_copyright() {
    let named = Metadata { outlet: Some("Harbor Ledger".to_owned()), ..Metadata::default() };
    check_outlet(BODY, named, "harbor-ledger metadata");
    check_outlet(BODY, at("https://www.dalespost.example/a"), "dales-post url");
    check_outlet(BODY, at("https://blog.unknown.example/a"), "blog-unknown-example url");
    check_outlet(
        &format!("The Dales Post\nFerry to run again from May\n{BODY}"),
        Metadata::default(),
        "dales-post masthead",
    );
    check_outlet(
        &format!("Ferry to run again from May\n{BODY}\n© 2025 The Dales Post"),
        Metadata::default(),
        "dales-post copyright",
    );
    let unknown = format!("May 4, 2026\nEastside Folk\nAll The Island News\nFerry to run again from May\n{BODY}");
    check_outlet(&unknown, Metadata::default(), "eastside-folk masthead");
}

#[test]
fn menus_headlines_and_quoted_outlets_are_no_mastheads() {
    check_outlet(&format!("All news\nFerry to run again from May\n{BODY}"), Metadata::default(), "");
    check_outlet(&format!("• Live\nNews > Islands\nFerry to run again from May\n{BODY}"), Metadata::default(), "");
    let menu = format!("Real Estate\nHomes & Gardens\nFerry to run again from May\n{BODY}");
    check_outlet(&menu, Metadata::default(), "");
    check_outlet(&format!("Home\nWorld News\nFerry to run again from May\n{BODY}"), Metadata::default(), "");
    check_outlet(
        &format!("Ferry to run again from May\n{BODY}\nNobody was hurt, The Dales Post reported."),
        Metadata::default(),
        "",
    );
}

#[test]
fn the_agency_at_the_dateline_is_the_outlet_only_where_nothing_else_is() {
    let text = format!("Ferry to run again from May\nHARBOR, October 7. /TASS/. {BODY}");
    check_outlet(&text, Metadata::default(), "tass credit");
    check_outlet(&text, at("https://dalespost.example/a"), "dales-post url tass");
    check_outlet(&text, at("https://tass.com/a"), "tass url");
    check_outlet(
        &format!("Ferry to run again from May\n{BODY}\nSource: Reuters"),
        Metadata::default(),
        "reuters".trim(),
    );
}

/// What the table floor rules where people have named the outlet: its columns and their values.
#[track_caller]
fn check_corrected(text: &str, outlet: Option<&str>, expected: &[(&str, &str)]) {
    let mut article = Article::from_text(text);
    let stage = stage(None);
    stage.process(&mut article, &mut Rows::default()).unwrap();
    article.set(columns::OUTLET_ID, outlet.map(str::to_owned));
    article.set(columns::OUTLET_BASIS, "override".to_owned());
    article.set(columns::DATE_PUBLISHED, Date::constant(2020, 1, 1));
    article.set(columns::DATE_BASIS, "override".to_owned());
    let ruled = testing::decide(&stage, &[article]).unwrap().into_iter().flat_map(|it| it.1.values);
    let ruled: Vec<(&str, String)> = ruled
        .map(|(_, column, cell)| match cell {
            Cell::Text(it) => (column, it),
            other => (column, format!("{other:?}")),
        })
        .collect();
    assert_eq!(ruled.iter().map(|it| (it.0, it.1.as_str())).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn corrections_are_followed_and_never_touched() {
    let text = format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}");
    let named = |name| [("outlet_name", name), ("credit_source", "Empty")];
    check_corrected(&text, Some("dales-post"), &named("The Dales Post"));
    check_corrected(&text, Some("echo"), &[("credit_source", "Empty")]);
}

#[test]
fn the_agency_is_weighed_again_for_a_corrected_outlet() {
    let text = format!("Ferry to run again from May\nHARBOR, Oct 7 (Reuters) – {BODY}");
    check_outlet(&text, Metadata::default(), "reuters credit");
    let credits = |name, credit| [("outlet_name", name), ("credit_source", credit)];
    check_corrected(&text, Some("harbor-ledger"), &credits("The Harbor Ledger", "reuters"));
    check_corrected(&text, None, &[("credit_source", "reuters")]);
    check_corrected(&text, Some("reuters"), &credits("Reuters", "Empty"));
    let two = format!("{text}\n/TASS/");
    check_corrected(&two, Some("reuters"), &credits("Reuters", "tass"));
}
