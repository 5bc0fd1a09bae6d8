//! Where files lie tells outlet, day and language: `[input] path-pattern`.

use crate::support::{Desk, Row, all_stages};

/// A desk that files its articles so.
fn desk(patterns: &str) -> Desk {
    let desk = Desk::new("");
    desk.put("pipeline.toml", &format!("[input]\npath = \"in\"\npath-pattern = {patterns}\n\n{}", all_stages()));
    desk
}

/// The articles, by file and record.
fn by_place(desk: &Desk) -> Vec<Row> {
    let mut articles = desk.table("articles");
    articles.sort_by_key(|it| (it["source_path"].clone(), it["source_record"].clone()));
    articles
}

const RAIN: &str = "Rain in Kyiv\n\nIt rained in Kyiv, the mayor said.\n";

#[test]
fn a_folder_tells_what_the_page_leaves_open() {
    let desk = desk("'{outlet}/{date}/*'");
    desk.put("in/reuters/2025-10-03/a.txt", RAIN);
    desk.put("in/Valley Echo/20251004/a.txt", RAIN);
    desk.run(&[]);
    let articles = by_place(&desk);
    let told: Vec<[&str; 5]> = articles
        .iter()
        .map(|it| ["outlet_id", "outlet_name", "outlet_basis", "date_published", "date_basis"].map(|name| &*it[name]))
        .collect();
    // The same text in two outlets' folders is two articles.
    assert_eq!(
        told,
        [
            ["valley-echo", "Valley Echo", "path", "2025-10-04", "path"],
            ["reuters", "Reuters", "path", "2025-10-03", "path"],
        ]
    );
}

#[test]
fn a_record_wins_over_its_folder_and_a_folder_over_the_page() {
    let desk = desk("['{outlet}/{crawled}/*', '{outlet}/{date}.jsonl']");
    desk.put(
        "in/reuters/2025-10-03.jsonl",
        "{\"text\": \"Rain fell.\", \"outlet\": \"TASS\", \"date\": \"2025-10-02\"}\n{\"text\": \"Snow fell.\"}\n",
    );
    desk.put(
        "in/reuters/2025-10-09/a.txt",
        "The Harbor Ledger\n\nRain in Kyiv\n\nPublished 3 October 2025\n\nIt rained.\n",
    );
    desk.run(&[]);
    let told: Vec<[String; 5]> = by_place(&desk)
        .iter()
        .map(|it| {
            ["source_path", "outlet_id", "date_published", "date_basis", "date_crawled"].map(|name| it[name].clone())
        })
        .collect();
    assert_eq!(
        told,
        [
            ["reuters/2025-10-03.jsonl", "tass", "2025-10-02", "metadata", ""],
            ["reuters/2025-10-03.jsonl", "reuters", "2025-10-03", "path", ""],
            ["reuters/2025-10-09/a.txt", "reuters", "2025-10-03", "published", "2025-10-09"],
        ]
    );
}

#[test]
fn a_pattern_that_cannot_be_understood_is_shown_where_it_stands() {
    for (patterns, place, what) in [
        ("'{outlt}/*'", "pipeline.toml:3:16: ", "did you mean `{outlet}`?"),
        ("['mixed/*', '{title}/*']", "pipeline.toml:3:28: ", "there are {outlet}, {date}, {published}, {crawled}"),
        ("7", "pipeline.toml:3:16: ", "expected a path pattern or a list of them"),
    ] {
        let said = desk(patterns).newsmill(&["check"]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains(place) && said.err.contains(what), "{}", said.err);
    }
}

#[test]
fn check_says_how_many_files_fit_and_what_one_tells() {
    let desk = desk("['mixed/**', '{outlet}/{date}/{language}.*']");
    desk.put("in/reuters/2025-10-03/en.txt", RAIN);
    desk.put("in/mixed/a.txt", RAIN);
    desk.put("in/reuters/new/en.txt", RAIN);
    let said = desk.newsmill(&["check"]);
    let expected = "path-pattern tells of 1 of 3 files, for example reuters/2025-10-03/en.txt: \
                    outlet reuters, published 2025-10-03, language en\n  \
                    1 file told nothing by a pattern without braces\n  \
                    1 file under no pattern, for example reuters/new/en.txt\n";
    assert!(said.err.contains(expected), "{}", said.err);
    let said = desk.newsmill(&["check", "--set", "input.path-pattern=\"{outlet}\""]);
    let expected = "warning: path-pattern tells of none of the files; \
                    patterns start below [input] path, where the first is mixed/a.txt\n";
    assert!(said.err.contains(expected), "{}", said.err);
}

#[test]
fn run_warns_of_a_pattern_that_tells_of_no_file() {
    let warning = "warning: path-pattern tells of none of the files; patterns start below [input] path";
    let desk = desk("'in/{outlet}/*'");
    desk.put("in/reuters/a.txt", RAIN);
    let said = desk.run(&[]);
    assert_eq!(said.err.matches(warning).count(), 1, "{}", said.err);
    assert!(!desk.run(&["--quiet"]).err.contains(warning));
    assert!(!desk.run(&["--set", "input.path-pattern=\"{outlet}/*\""]).err.contains(warning));
}

#[test]
fn init_leaves_the_pattern_to_the_user() {
    let desk = Desk::new("");
    std::fs::remove_file(desk.path("pipeline.toml")).unwrap();
    desk.newsmill(&["init"]);
    let settings = std::fs::read_to_string(desk.path("pipeline.toml")).unwrap();
    assert!(settings.contains("\n# path-pattern = "), "{settings}");
    assert!(!settings.contains("\npath-pattern"), "{settings}");
    assert!(!settings.contains("mixed"), "only our own folders have one: {settings}");
}
