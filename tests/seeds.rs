//! Five real scraped articles, in one run over their folder.

use std::fs;

use crate::support::{Desk, Row, all_stages, shared};

fn run() -> Option<Desk> {
    let seeds = shared("seeds")?;
    let desk = Desk::new(&all_stages());
    desk.run(&["--input", &seeds.display().to_string()]);
    Some(desk)
}

fn by_path(rows: Vec<Row>) -> Vec<Row> {
    let mut rows = rows;
    rows.sort_by(|a, b| a["source_path"].cmp(&b["source_path"]));
    rows
}

#[test]
fn days_and_outlets_are_right_or_unknown() {
    let Some(desk) = run() else { return };
    let articles = by_path(desk.table("articles"));
    let days: Vec<&str> = articles[..4].iter().map(|it| it["date_published"].as_str()).collect();
    assert_eq!(days, ["2022-09-30", "2022-11-02", "2022-09-30", "2022-09-23"]);
    let last = &articles[4];
    assert!(["", "2022-09-20"].contains(&last["date_published"].as_str()), "unknown or right: {last:?}");
    let outlets: Vec<&str> = articles.iter().map(|it| it["outlet_id"].as_str()).collect();
    assert_eq!(outlets, ["", "tass", "", "", "westside-people"]);
    assert_eq!((last["outlet_name"].as_str(), last["credit_source"].as_str()), ("Westside People", "reuters"));
}

#[test]
fn one_name_in_five_spellings_is_one_entity() {
    let Some(desk) = run() else { return };
    let mentions = desk.table("mentions");
    let entity = |surface: &str| {
        let mut ids: Vec<&str> = Vec::new();
        ids.extend(mentions.iter().filter(|it| it["surface"] == surface).map(|it| it["entity_id"].as_str()));
        ids.dedup();
        ids
    };
    assert_eq!(entity("Kiev"), ["kyiv"]);
    assert_eq!(entity("Kyiv"), ["kyiv"]);
    for surface in ["Vladimir Zelensky", "Volodymyr Zelensky", "Zelensky", "Володимир Зеленський"] {
        assert_eq!(entity(surface), ["volodymyr-zelensky"], "{surface}");
    }
}

#[test]
fn chrome_is_gone_and_no_sentence_is_lost() {
    let Some(desk) = run() else { return };
    let seeds = shared("seeds").unwrap();
    let texts = desk.table("texts");
    for article in by_path(desk.table("articles")) {
        let text = &texts.iter().find(|it| it["article_id"] == article["article_id"]).unwrap()["text"];
        for chrome in [
            "Register now",
            "See also",
            "google plus",
            "All news",
            "date 2022",
            "RELATED",
            "Read more",
            "Post with no comments",
            "Audio Only",
            "Trust Principles",
            "Complete News World",
            "News > Russia",
            "β€œ",
            "Published 23",
            "February 23, 2024",
        ] {
            assert!(!text.contains(chrome), "{}: {chrome}", article["source_path"]);
        }
        // A line of an article ends in a stop and is longer than any piece of chrome in the seeds.
        let page = fs::read_to_string(seeds.join(&article["source_path"])).unwrap();
        let sentences = page.lines().map(str::trim).filter(|it| it.ends_with(['.', '”', '"']) && it.len() > 120);
        for line in sentences.filter(|it| !it.contains("β€œ")) {
            let kept = line.rsplit(". ").next().unwrap().trim_end_matches(" Read more");
            assert!(text.contains(kept), "{}: lost: {line}", article["source_path"]);
        }
    }
}
