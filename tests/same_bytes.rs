//! The same input gives the same bytes, whatever else is different.

use std::path::Path;

use crate::support::{Desk, all_stages, copy_backwards, differences, published, root};

fn sample() -> Desk {
    let desk = Desk::new(&all_stages());
    copy_backwards(&root().join("data/articles"), &desk.path("in"));
    desk
}

#[track_caller]
fn check_same(one: &Path, other: &Path) {
    assert_eq!(differences(&published(one), &published(other)), Vec::<String>::new());
}

#[test]
fn at_any_number_of_threads_and_in_any_folder_order() {
    let desk = sample();
    let articles = root().join("data/articles").display().to_string();
    desk.run(&["--threads", "1", "--out", "one"]);
    desk.run(&["--threads", "2", "--out", "two"]);
    desk.run(&["--threads", "7", "--out", "seven", "--input", &articles]);
    check_same(&desk.path("one"), &desk.path("two"));
    check_same(&desk.path("one"), &desk.path("seven"));
}

#[test]
fn a_second_run_reads_nothing_and_changes_nothing() {
    let desk = sample();
    desk.run(&[]);
    let first = published(&desk.path("out"));
    let said = desk.run(&[]);
    assert!(said.err.contains("0 files to read"), "{}", said.err);
    assert_eq!(differences(&first, &published(&desk.path("out"))), Vec::<String>::new());
}

#[test]
fn a_corpus_that_comes_in_parts_ends_as_one_that_comes_at_once() {
    let desk = sample();
    desk.run(&["--out", "at-once"]);
    let late = desk.path("late");
    std::fs::create_dir(&late).unwrap();
    for folder in ["harbor-ledger", "mixed"] {
        std::fs::rename(desk.path("in").join(folder), late.join(folder)).unwrap();
    }
    desk.run(&["--out", "in-parts"]);
    for folder in ["harbor-ledger", "mixed"] {
        std::fs::rename(late.join(folder), desk.path("in").join(folder)).unwrap();
    }
    let said = desk.run(&["--out", "in-parts"]);
    assert!(!said.err.contains("0 known"), "{}", said.err);
    check_same(&desk.path("at-once"), &desk.path("in-parts"));
    // What is rotated away stays, unless the settings say otherwise.
    std::fs::rename(desk.path("in/mixed"), late.join("mixed")).unwrap();
    desk.run(&["--out", "in-parts"]);
    check_same(&desk.path("at-once"), &desk.path("in-parts"));
    desk.run(&["--out", "in-parts", "--set", "input.keep=present"]);
    let left = crate::support::table(&desk.path("in-parts"), "articles");
    assert!(left.iter().all(|it| !it["source_path"].starts_with("mixed/")));
}

#[test]
fn articles_whose_file_is_gone_stay_when_settings_change() {
    let desk = Desk::with(&[("x.txt", "Kyiv waits for rain, the mayor said on Friday."), ("y.txt", "Paris is dry.")]);
    desk.run(&[]);
    std::fs::remove_file(desk.path("in/x.txt")).unwrap();
    let said = desk.run(&["--set", "stage.dedupe.threshold=0.81"]);
    assert!(said.err.contains("warning: 1 file no longer in the input, read with earlier settings"), "{}", said.err);
    assert!(said.err.contains("articles of 1 file no longer in the input"), "{}", said.err);
    assert!(said.err.trim_end().ends_with("2 documents = 2 kept + 0 duplicates + 0 rejected"), "{}", said.err);
}

#[test]
fn a_fragment_that_lost_a_file_is_refused() {
    let desk = Desk::with(&[("a.txt", "Kyiv waits for rain, the mayor said on Friday.")]);
    desk.run(&[]);
    let fragments = std::fs::read_dir(desk.path("out/.newsmill/fragments")).unwrap();
    fragments.for_each(|it| std::fs::remove_file(it.unwrap().path().join("mentions.parquet")).unwrap());
    let said = desk.newsmill(&["run"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("mentions.parquet is gone"), "{}", said.err);
}

#[test]
fn a_changed_file_replaces_its_articles() {
    let desk = Desk::with(&[
        ("a.txt", "Kyiv waits for rain, the mayor said on Friday."),
        ("b.txt", "Paris is dry this week."),
    ]);
    desk.run(&[]);
    desk.put("in/a.txt", "Berlin waits for rain, the mayor said on Friday, and so does Rome.");
    desk.run(&["--rehash"]);
    let texts: Vec<String> = desk.table("texts").iter().map(|it| it["text"].clone()).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts.iter().any(|it| it.starts_with("Berlin")), "{texts:?}");
}
