//! What is a standing line, and what only looks like one.

use newsmill_stage::testing;

use super::*;
use crate::Boilerplate;

/// Pages of outlets, all of whose lines were kept; expected are the lines that do not count.
#[track_caller]
fn check(pages: &[(&str, String)], expected: &[(usize, &str)]) {
    let stage: Boilerplate = testing::build(std::path::Path::new("."), "").unwrap();
    let article = |(at, (outlet, page)): (usize, &(&str, String))| {
        let mut article = Article::from_text(page);
        article.id.0 += at as u128;
        article.set_stripped();
        article.set(columns::OUTLET_ID, (!outlet.is_empty()).then(|| (*outlet).to_owned()));
        article
    };
    let articles: Vec<Article> = pages.iter().enumerate().map(article).collect();
    let decided = testing::decide(&stage, &articles).unwrap();
    let found: Vec<(usize, String)> = (decided[0].1.uncounted.iter())
        .map(|it| {
            assert_eq!(it.reason, "repeated_line");
            let at = articles.iter().position(|article| article.id == it.article).unwrap();
            let text = articles[at].clean().text.chars();
            (at, text.skip(it.chars.start as usize).take(it.chars.len()).collect())
        })
        .collect();
    let expected: Vec<(usize, String)> = expected.iter().map(|(at, it)| (*at, (*it).to_owned())).collect();
    assert_eq!(found, expected);
}

const MOTTO: &str = "The Gazette is read in all the villages of the moor every Thursday.";
const STORIES: [&str; 4] = ["bridge", "ferry", "harvest", "library"];

fn story(of: &str) -> String {
    format!("The council spoke of the {of} until late at night, as it had done before.")
}

/// Four stories of the Gazette, each with this line after it.
fn four(line: &str) -> Vec<(&'static str, String)> {
    STORIES.iter().map(|it| ("gazette", format!("{}\n{line}", story(it)))).collect()
}

#[track_caller]
fn goes(line: &str) {
    check(&four(line), &[(0, line), (1, line), (2, line), (3, line)]);
}

#[test]
fn a_line_of_four_stories_is_chrome() {
    goes(MOTTO);
    check(&four(MOTTO)[..3], &[]);
}

#[test]
fn short_lines_are_chrome_as_well() {
    goes("Vladimir Putin");
    goes("The Week on the Moor");
    goes("Поділитися: Володимир Зеленський");
}

#[test]
fn a_dateline_belongs_to_its_story() {
    check(&four("KYIV, Ukraine –"), &[]);
    check(&four("MOOR (Harbor News) —"), &[]);
}

#[test]
fn figures_make_no_difference_but_in_sentences() {
    let lines = ["3 comments on Putin", "12 comments on Putin", "No. 4 comments on Putin", "4 comments on Putin"];
    let pages = |lines: [&str; 4]| -> Vec<(&str, String)> {
        STORIES.iter().zip(lines).map(|(it, line)| ("gazette", format!("{}\n{line}", story(it)))).collect()
    };
    check(&pages(lines), &[]);
    let lines = ["3 comments on Putin", "12 comments on Putin", "1.5 comments on Putin", "4 comments on Putin"];
    check(&pages(lines), &[(0, lines[0]), (1, lines[1]), (2, lines[2]), (3, lines[3])]);
    let lines = ["Putin, Monday 4 March", "Putin, Friday 5 April", "Putin, 7 May", "Putin, Sunday 8 June"];
    check(&pages(lines), &[(0, lines[0]), (1, lines[1]), (2, lines[2]), (3, lines[3])]);
    let lines = [2, 3, 5, 7].map(|it| format!("The police of Moor said that {it} people were hurt on the road."));
    check(&pages([&lines[0], &lines[1], &lines[2], &lines[3]]), &[]);
    check(&four("3 / 12"), &[]);
}

#[test]
fn copies_of_one_story_bear_no_witness() {
    let page = format!("{}\nNobody has asked the villages.\n{MOTTO}", story("bridge"));
    let copies: Vec<(&str, String)> = (0..6).map(|_| ("gazette", page.clone())).collect();
    check(&copies, &[]);
    // Nor do updates, with a line more or another.
    let updates: Vec<(&str, String)> =
        STORIES.iter().map(|it| ("gazette", format!("{page}\nThe {it} is next."))).collect();
    check(&updates, &[]);
}

#[test]
fn many_updates_of_one_story_bear_no_witness() {
    let story: Vec<String> = STORIES.iter().map(|it| story(it)).collect();
    let news = |at| format!("Update {at}: council number {at} of the county now speaks of it, too.");
    let updates: Vec<(&str, String)> =
        (0..12).map(|at| ("gazette", format!("{}\n{}", story.join("\n"), news(at)))).collect();
    check(&updates, &[]);
}

#[test]
fn long_articles_of_one_story_are_compared_once() {
    let lines: Vec<String> = (0..3_000).map(|it| story(&format!("bridge of village {it}"))).collect();
    let pages: Vec<(&str, String)> =
        STORIES.iter().map(|it| ("gazette", format!("{}\n{}", lines.join("\n"), story(it)))).collect();
    check(&pages, &[]);
}

#[test]
fn copies_lose_the_chrome_that_other_stories_witness() {
    let mut pages = four(MOTTO);
    pages.extend((0..2).map(|_| ("gazette", format!("{}\n{MOTTO}", story("bridge")))));
    check(&pages, &[(0, MOTTO), (1, MOTTO), (2, MOTTO), (3, MOTTO), (4, MOTTO), (5, MOTTO)]);
}

#[test]
fn much_chrome_makes_no_copies() {
    let chrome: Vec<String> = STORIES.iter().map(|it| format!("More news of the {it} of Moor")).collect();
    let pages = four(&chrome.join("\n"));
    let expected: Vec<(usize, &str)> = (0..4).flat_map(|at| chrome.iter().map(move |it| (at, it.as_str()))).collect();
    check(&pages, &expected);
}

#[test]
fn a_line_twice_in_an_article_is_there_once() {
    let pages = [("gazette", format!("{}\nAnn Roe\nAnn Roe", story("bridge")))];
    let others = STORIES[2..].iter().map(|it| ("gazette", format!("{}\nAnn Roe", story(it))));
    check(&pages.into_iter().chain(others).collect::<Vec<_>>(), &[]);
}

#[test]
fn what_every_outlet_quotes_is_no_chrome() {
    let quote = "“We have waited for this day,” the mayor said. “Now it has come.”";
    let outlets = ["gazette", "ledger", "courier", "post", "", ""];
    let pages = outlets.iter().zip(STORIES.iter().cycle());
    check(&pages.map(|(outlet, it)| (*outlet, format!("{}\n{quote}", story(it)))).collect::<Vec<_>>(), &[]);
}

#[test]
fn other_outlets_and_unknown_ones_are_not_counted() {
    let outlets = ["gazette", "gazette", "ledger", ""];
    let pages: Vec<(&str, String)> = outlets.into_iter().zip(four(MOTTO)).map(|(it, (_, page))| (it, page)).collect();
    check(&pages, &[]);
}
