//! Pages of HTML: lines with the elements they stood in and what the extractor said of them.
//!
//! The rules are asked, not the judge, who was trained on flattened pages.

use newsmill_stage::{Article, Line};

use crate::because::Because;
use crate::page::Page;
use crate::rules;

/// Each line of the page begins with the code expected for it (`-` if it stays), its element, and a
/// `+` behind that if the extractor took it for body; with `?` it was not asked.
#[track_caller]
fn check(page: &str) {
    let rows: Vec<(&str, &str, &str)> = page.trim().lines().map(row).collect();
    let lines = rows.iter().zip(1..).map(|((_, tag, text), number)| {
        let mut line = Line::new(number, *text);
        line.tag = Some(tag.trim_end_matches(['+', '?']).to_owned());
        line.in_body = (!tag.ends_with('?')).then(|| tag.ends_with('+'));
        line
    });
    let article = Article::from_lines(lines.collect());
    let page = Page::read(&article);
    let ruled = rules::find(&page, None).ruled;
    let code = |it: &Option<Because>| it.map_or("-", Because::code);
    let got: Vec<String> =
        rows.iter().zip(&ruled).map(|((_, tag, text), it)| format!("{} {tag} {text}", code(it))).collect();
    let expected: Vec<String> = rows.iter().map(|(code, tag, text)| format!("{code} {tag} {text}")).collect();
    assert_eq!(got, expected);
}

fn row(line: &str) -> (&str, &str, &str) {
    let (code, rest) = line.trim().split_once(' ').unwrap();
    let (tag, text) = rest.split_once(' ').unwrap();
    (code, tag, text)
}

#[test]
fn menus_captions_and_footers_go_and_subheads_stay() {
    check(
        "menu nav News of the moor and of the villages around it
         title h1 Old bridge over the Moor to open again
         - p+ The old bridge over the Moor will open again in spring, the mayor said on Monday.
         caption figcaption+ The mayor on the bridge in autumn
         - h2+ What the work has cost
         - p+ The town has spent two million crowns on it, and the county has paid as much again.
         menu footer All the news of the moor since 1871",
    );
}

#[test]
fn a_list_of_other_stories_in_the_body_goes() {
    check(
        "- p+ The old bridge over the Moor will open again in spring, the mayor said on Monday.
         related h3+ Related articles
         related li+ Ferries late again after the storm
         related li+ Wheat prices fall for a third week
         - p+ The town has spent two million crowns on it, and the county has paid as much again.",
    );
}

#[test]
fn a_list_of_points_in_the_body_stays() {
    check(
        "- p+ The old bridge over the Moor will open again in spring, and this is what will change:
         - li+ Carts may cross by day
         - li+ Cattle may not
         - li+ The ferry will stop in April
         - p+ The town has spent two million crowns on it, and the county has paid as much again.",
    );
}

#[test]
fn tables_and_verse_stay() {
    check(
        "- p+ The old bridge over the Moor will open again in spring, the mayor said on Monday.
         - th+ Year
         - td+ 2019
         - td+ 2 million
         - p+ O bridge of the moor
         - p+ How long wert thou closed
         - p+ To the carts of the poor
         - p+ The town has spent two million crowns on it, and the county has paid as much again.",
    );
}

#[test]
fn without_an_extractor_elements_speak() {
    check(
        "section_label nav? News
         menu nav? Farming and fishing
         title h1? Old bridge over the Moor to open again
         - p? The old bridge over the Moor will open again in spring, the mayor said on Monday.
         - td? The first winter
         - td? 2 million
         - td? 3 million
         - h2? What people say of it
         - p? O bridge of the moor
         - p? How long wert thou closed
         - p? To the carts of the poor
         - blockquote? It was about time
         menu button? Show all of it
         - p? The town has spent two million crowns on it, and the county has paid as much again.
         menu aside? Ferries late again after the storm
         menu footer? The Northmoor Gazette since 1871",
    );
}

#[test]
fn a_quotation_stays_and_a_pull_quote_goes() {
    check(
        "- p+ “We have waited long for this day,” the mayor said on Monday. “Now it has come at last.”
         repeated_in_page blockquote+ “We have waited long for this day”
         - blockquote+ “A bridge is a promise to come back,” she wrote in her first letter to the council.
         - p+ The town has spent two million crowns on it, and the county has paid as much again.",
    );
}
