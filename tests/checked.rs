//! `newsmill check`: what the input is taken for.

use crate::support::{Desk, root};

/// What was said, whatever the width of its columns.
fn in_single_spaces(said: &str) -> String {
    said.lines().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

#[test]
fn each_format_has_its_files_its_documents_and_a_sample() {
    let desk = Desk::new("");
    desk.put(
        "in/a.jsonl",
        "{\"link\": \"https://x.example/1\", \"headline\": \"Rain\", \"body\": \"It rained.\"}\nno json\n",
    );
    desk.put("in/b/a.txt", "Kyiv waits.\n");
    desk.put("in/b/b.txt", "Lviv waits.\n");
    desk.put(
        "in/c.html",
        "<!doctype html><title>Snow</title><meta property=article:published_time content=2022-11-02><p>It snowed.",
    );
    desk.put("in/d.pdf", "%PDF-1.7");
    let said = desk.newsmill(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let told = in_single_spaces(&said.err);
    for expected in [
        "JSON lines 1 file 2 documents rejected: not_json 1\n",
        "text 2 files 2 documents\n",
        "a PDF file (not read) 1 file 1 document rejected: unsupported_format 1\n",
        "JSON lines, for example a.jsonl, record 1:\nurl ← link: https://x.example/1\ntitle ← headline: Rain\ntext ← body: It rained.\n",
        "HTML, for example c.html, record 1:\ndate ← meta article:published_time: 2022-11-02\ntitle ← <title>: Snow\ntext It snowed.\n",
    ] {
        assert!(told.contains(expected), "no `{expected}` in:\n{told}");
    }
    assert!(said.err.lines().count() < 40);
}

#[test]
fn a_parquet_file_is_looked_into() {
    let desk = Desk::new("");
    desk.put("in/.hidden", "");
    std::fs::copy(root().join("crates/parquet/fixtures/articles.parquet"), desk.path("in/a.parquet")).unwrap();
    let said = desk.newsmill(&["check"]);
    let told = in_single_spaces(&said.err);
    assert!(told.contains("Parquet 1 file 12 documents\n"), "{told}");
    assert!(told.contains("text ← maintext: The ferry of 1 February was late"), "{told}");
}
