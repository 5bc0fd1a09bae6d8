//! Small corpora through both floors: what articles teach each other about their days.

#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps in vain")]

use newsmill_attribute::Attribute;
use newsmill_stage::{Article, ArticleStage as _, Cell, Metadata, Rows, columns, testing};

const OUTLETS: &str = "id,name,kind,domains,aliases,country,language\n\
    reuters,Reuters,agency,reuters.com,,,en\n\
    harbor-ledger,The Harbor Ledger,outlet,harborledger.example,,,en\n";

const BODY: &str = "The ferry will run again from the first of May, the council of the island said at the quay.\n\n\
    Nobody had expected it so early, and the crew had to be called back from the mainland by telephone.\n\n\
    The boat was built forty years ago and has carried two million passengers across the bay since then.";

/// A page: its address, and what stands between headline and body.
fn page(url: &str, stamp: &str) -> Article {
    let mut article = Article::from_text(&format!("Ferry to run again from May\n{stamp}\n{BODY}"));
    article.metadata = Metadata { url: Some(format!("https://{url}")), ..Metadata::default() };
    // Pages with the same text are different articles, as their addresses differ.
    article.id.0 ^= url.bytes().fold(7, |sum: u128, it| sum.wrapping_mul(31).wrapping_add(it.into()));
    article
}

/// The day of the page `/ferry` after both floors.
#[track_caller]
fn check(mut articles: Vec<Article>, story: Option<&str>, expected: &str) {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("outlets.csv"), OUTLETS).unwrap();
    let stage: Attribute = testing::build(root.path(), "outlets = 'outlets.csv'").unwrap();
    for it in &mut articles {
        stage.process(it, &mut Rows::default()).unwrap();
        it.set(columns::CLUSTER_ID, story.map(str::to_owned));
    }
    let asked = articles.iter().find(|it| it.metadata.url.as_deref().unwrap().ends_with("/ferry")).unwrap();
    let mut day = asked.get(columns::DATE_PUBLISHED).map(|it| it.to_string()).unwrap_or_default();
    let mut basis = asked.get(columns::DATE_BASIS).unwrap_or_default();
    for (id, column, cell) in testing::decide(&stage, &articles).unwrap().into_iter().flat_map(|it| it.1.values) {
        match (column, cell) {
            ("date_published", Cell::Date(it)) if id == asked.id => day = it.to_string(),
            ("date_published", Cell::Empty) if id == asked.id => day = String::new(),
            ("date_basis", Cell::Text(it)) if id == asked.id => basis = it,
            ("date_basis", Cell::Empty) if id == asked.id => basis = String::new(),
            _ => {}
        }
    }
    assert_eq!(format!("{day} {basis}").trim(), expected);
}

#[test]
fn an_outlets_other_pages_settle_which_number_is_the_day() {
    let at = |number: u8| format!("harborledger.example/{number}");
    let open = page("harborledger.example/ferry", "10/03/2025");
    let day_first = vec![page(&at(1), "25/03/2025"), page(&at(2), "27/03/2025"), open.clone()];
    check(day_first, None, "2025-03-10 stamp");
    let month_first = vec![page(&at(1), "03/25/2025"), page(&at(2), "03/27/2025"), open.clone()];
    check(month_first, None, "2025-10-03 stamp");
    // Other outlets have other habits.
    let elsewhere = vec![page("other.example/1", "03/25/2025"), page("other.example/2", "03/27/2025"), open];
    check(elsewhere, None, "2025-03-10 stamp");
}

#[test]
fn a_copy_takes_the_day_of_its_story() {
    let copies = |stamp: &str| {
        let dated = ["a", "b"].map(|it| page(&format!("{it}.example/1"), "Published 7 October 2025"));
        dated.into_iter().chain([page("c.example/ferry", stamp)]).collect()
    };
    check(copies("By Jane Doe"), Some("story"), "2025-10-07 sibling");
    check(copies("By Jane Doe"), None, "");
    check(copies("HARBOR, Oct 6 (Reuters) -"), Some("story"), "2025-10-06 sibling");
    // A reprint has its own day.
    check(copies("Published 1 December 2025"), Some("story"), "2025-12-01 published");
}

#[test]
fn a_dateline_takes_the_year_of_its_text_where_no_other_article_tells_it() {
    let covid =
        format!("HARBOR, Monday, Oct 7 (Reuters) - It was closed for COVID-19, as President Biden said.\n{BODY}");
    check(vec![page("a.example/ferry", &covid)], None, "2024-10-07 dateline_year_weekday");
    let neighbours = (1..4).map(|it| page(&format!("a.example/{it}"), &format!("Published {it} October 2024")));
    let articles = neighbours.chain([page("a.example/ferry", &covid)]).collect();
    // The text was sure already; the neighbors only agree.
    check(articles, None, "2024-10-07 dateline_year_weekday");
}

#[test]
fn in_a_corpus_in_the_order_of_its_days_an_undated_article_has_the_day_of_both_sides() {
    let dated = |name: &str, day: usize| {
        let text = format!("Published {} October 2025", day + 1);
        page(&format!("{name}.example/{day}"), &text)
    };
    let days = (0..5).flat_map(|day| ["a", "b", "c", "d", "e"].map(|it| dated(it, day)));
    let mut articles: Vec<Article> = days.collect();
    articles.insert(12, page("z.example/ferry", "By Jane Doe"));
    check(articles.clone(), None, "2025-10-03 neighbours");
    // At the end it has no other side.
    articles[12..].rotate_left(1);
    check(articles, None, "");
}

#[test]
fn no_article_is_younger_than_the_last_saving() {
    let mut saved = page("a.example/1", "Published 7 October 2025");
    saved.metadata.crawled = Some("2025-10-08".to_owned());
    let to_come = page("b.example/ferry", "Published 7 October 2068");
    check(vec![saved, to_come.clone()], None, "");
    check(vec![to_come.clone()], None, "2068-10-07 published");
    // Savings that are told of a part of the input only say nothing of the rest.
    let others = [1, 2].map(|it| page(&format!("c.example/{it}"), "Published 7 October 2030"));
    let mut old = page("a.example/1", "Published 7 October 2025");
    old.metadata.crawled = Some("2025-10-08".to_owned());
    check(others.into_iter().chain([old, to_come]).collect(), None, "2068-10-07 published");
}
