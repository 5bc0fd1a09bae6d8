//! What was rejected, and why: each document in the table, each reason in the summary and the manual.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use newsmill::stage::{REASONS, reason_of};

use crate::support::{Desk, root};

#[test]
fn a_run_says_how_many_documents_were_rejected_for_each_reason() {
    let desk = Desk::new("");
    desk.put("in/a.txt", "Kyiv waits.");
    desk.put("in/b.jsonl", "{\"text\": \"Lviv waits.\"}\nno json\n{\"no\": \"text\"}\n[1]\nno json either\n");
    desk.put("in/c.txt", "");
    let said = desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let why: Vec<&str> = said.err.lines().skip_while(|it| !it.starts_with("Why")).take(5).collect();
    assert_eq!(
        why[..3],
        [
            "Why documents were rejected; each is in out/rejected.csv",
            "          2  not_json       a record that is no JSON: look at the export",
            "          1  empty          nothing is in it: nothing to do",
        ]
    );
    assert!(
        why[3].starts_with("          1  no_text ") && why[4].starts_with("          1  not_an_object "),
        "{why:?}"
    );
    assert!(said.err.trim_end().ends_with("7 documents = 2 kept + 0 duplicates + 5 rejected (out/rejected.csv)"));
}

#[test]
fn each_rejected_record_has_its_place_and_its_reason() {
    let desk = Desk::new("");
    desk.put("in/b.jsonl", "{\"text\": \"Lviv waits.\"}\nno json\n[1]\n");
    let said = desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let columns = ["source_path", "source_record", "byte_offset", "stage", "reason"];
    let rows: Vec<Vec<String>> =
        desk.table("rejected").iter().map(|row| columns.iter().map(|it| row[*it].clone()).collect()).collect();
    assert_eq!(rows, [["b.jsonl", "2", "24", "read", "not_json"], ["b.jsonl", "3", "32", "read", "not_an_object"]]);
    assert!(desk.table("rejected").iter().all(|it| !it["detail"].is_empty()));
}

#[test]
fn a_run_without_rejects_says_nothing_of_them() {
    let desk = Desk::new("");
    desk.put("in/a.txt", "Kyiv waits.");
    assert!(!desk.run(&[]).err.contains("Why documents were rejected"));
}

/// The reason codes that stand in a source file, where they are given as they are.
fn codes(source: &str) -> BTreeSet<String> {
    let given = source.split("Rejection::new(").skip(1).filter_map(|it| it.trim_start().strip_prefix('"'));
    given.filter_map(|it| it.split('"').next()).map(str::to_owned).collect()
}

fn sources(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.extend(codes(&fs::read_to_string(path).unwrap()));
        }
    }
}

#[test]
fn every_reason_that_a_room_gives_is_in_the_list() {
    let mut found = BTreeSet::new();
    sources(&root().join("crates"), &mut found);
    assert!(found.contains("not_text"), "{found:?}");
    let unknown: Vec<&String> = found.iter().filter(|it| reason_of(it).is_none()).collect();
    assert_eq!(unknown, Vec::<&String>::new(), "say what they mean in crates/stage/src/reasons.rs");
}

#[test]
fn the_manual_has_the_list() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let rows: String = REASONS.iter().map(|it| format!("| `{}` | {} | {} |\n", it.code, it.means, it.remedy)).collect();
    assert!(readme.contains(&rows), "README.md should have:\n{rows}");
}
