//! Inputs: text, JSONL, and pipelines of a few stages.

use crate::support::{Desk, all_stages, root};

fn watchlist() -> String {
    let data = root().join("data").display().to_string();
    format!("[[stage]]\nuse = \"entities\"\nwatchlist = \"{data}/entities.csv\"\nterms = \"{data}/terms.csv\"\n")
}

#[test]
fn what_the_input_says_wins() {
    let desk = Desk::new(&all_stages());
    let record = r#"{"id": "n-7", "url": "https://www.harborledger.example/2020/01/02/rain", "outlet": "Northmoor Gazette", "date": "2025-10-03", "title": "Rain in Kyiv", "text": "Published 5 May 2021\n\nIt rained in Kyiv, the mayor said on Friday.", "language": "de"}"#;
    desk.put("in/news.jsonl", record);
    desk.run(&[]);
    let article = &desk.table("articles")[0];
    let expected = [
        ("source_id", "n-7"),
        ("outlet_id", "northmoor-gazette"),
        ("outlet_basis", "metadata"),
        ("date_published", "2025-10-03"),
        ("date_basis", "metadata"),
        ("language", "de"),
        ("title", "Rain in Kyiv"),
    ];
    for (column, value) in expected {
        assert_eq!(article[column], value, "{column}");
    }
}

#[test]
fn fields_can_be_renamed() {
    let desk = Desk::new("[input.fields]\ntext = \"story\"\nid = \"nr\"\n");
    desk.put("in/news.jsonl", "{\"nr\": 12, \"story\": \"Kyiv waits.\"}\n");
    desk.run(&[]);
    assert_eq!(desk.table("texts")[0]["text"], "Kyiv waits.");
    assert_eq!(desk.table("articles")[0]["source_id"], "12");
}

#[test]
fn parquet_gives_the_tables_that_json_lines_give() {
    let fixtures = root().join("crates/parquet/fixtures");
    let tables = |file: &str| {
        let desk = Desk::with(&[]);
        desk.put("in/.hidden", "");
        std::fs::copy(fixtures.join(file), desk.path("in").join(file)).unwrap();
        desk.run(&[]);
        ["articles", "texts", "mentions", "mentions_by_outlet_date", "coverage"].map(|name| {
            let mut rows = desk.table(name);
            rows.iter_mut().for_each(|it| drop(it.remove("source_path")));
            rows
        })
    };
    let expected = tables("articles.jsonl");
    assert_eq!((expected[0].len(), expected[0][0]["date_published"].as_str()), (12, "2024-02-01"));
    assert!(!expected[2].is_empty());
    assert_eq!(tables("articles.parquet"), expected);
}

#[test]
fn a_broken_parquet_file_costs_itself() {
    let desk = Desk::with(&[("a.txt", "Kyiv waits for rain.")]);
    let whole = std::fs::read(root().join("crates/parquet/fixtures/articles.parquet")).unwrap();
    std::fs::write(desk.path("in/cut.parquet"), &whole[..whole.len() / 2]).unwrap();
    let mut damaged = whole;
    damaged[4..1_000].fill(0xA5);
    std::fs::write(desk.path("in/damaged.parquet"), damaged).unwrap();
    let said = desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!said.err.contains("panicked"), "{}", said.err);
    let rejected: Vec<String> = desk
        .table("rejected")
        .iter()
        .map(|it| format!("{} {} {}", it["source_path"], it["source_record"], it["reason"]))
        .collect();
    assert_eq!(rejected, ["cut.parquet 1 truncated", "damaged.parquet 1 damaged"]);
    assert_eq!(desk.table("articles").len(), 1 + 7);
}

#[test]
fn what_is_not_asked_for_is_not_touched() {
    let text = "Menu | Home\r\n\r\n  Kyiv and the â€œrainâ€\u{9d} of  Kiev \n\nSubscribe now!";
    let desk = Desk::new(&watchlist());
    desk.put("in/a.txt", text);
    desk.run(&[]);
    assert_eq!(desk.table("texts")[0]["text"], text);
    let article = &desk.table("articles")[0];
    for column in ["outlet_id", "date_published", "language", "cluster_id", "credit_source"] {
        assert_eq!(article[column], "", "{column}");
    }
    let mentions = desk.table("mentions");
    assert_eq!(mentions.len(), 2);
    for it in &mentions {
        let range = it["char_start"].parse().unwrap()..it["char_end"].parse::<usize>().unwrap();
        let surface: String = text.chars().skip(range.start).take(range.len()).collect();
        assert_eq!((surface, it["entity_id"].as_str()), (it["surface"].clone(), "kyiv"));
    }
}

#[test]
fn a_pipeline_without_stages_lists_its_articles() {
    let desk = Desk::new("");
    desk.put("in/a.txt", "Kyiv waits.");
    desk.run(&[]);
    assert_eq!(desk.table("articles").len(), 1);
    assert_eq!(desk.table("mentions").len(), 0);
}

#[test]
fn one_bad_document_costs_one_document() {
    let desk = Desk::with(&[("a.txt", "Kyiv waits for rain."), ("c.txt", "Paris is dry.")]);
    std::fs::write(desk.path("in/b.bin"), [0, 159, 146, 150, 0, 0, 1, 2]).unwrap();
    desk.put("in/empty.txt", "");
    let said = desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.trim_end().ends_with("4 documents = 2 kept + 0 duplicates + 2 rejected (out/rejected.csv)"),
        "{}",
        said.err
    );
}
