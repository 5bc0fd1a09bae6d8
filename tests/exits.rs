//! Exit codes are an interface, and a message says where and what to do.

use std::process::Command;

use crate::support::Desk;

const ARTICLE: &str = "Rain in Kyiv\n\nPublished 3 October 2025\n\nIt rained in Kyiv on Friday, the mayor said.\n";

#[track_caller]
fn check(toml: &str, code: i32, message: &str) {
    let desk = Desk::new("");
    desk.put("in/a.txt", ARTICLE);
    desk.put("pipeline.toml", toml);
    let said = desk.newsmill(&["run"]);
    assert_eq!(said.code, code, "{}", said.err);
    assert!(said.err.contains(message), "{}", said.err);
}

#[test]
fn a_wrong_key_is_shown_where_it_stands() {
    check(
        "[input]\npath = \"in\"\n\n[[stage]]\nuse = \"dedupe\"\ntreshold = 0.8\n",
        2,
        "error: pipeline.toml:6:1: there is no key called `treshold`; did you mean `threshold`?\n  |\n6 | treshold = 0.8\n  | ^^^^^^^^",
    );
    check(
        "[[stage]]\nuse = \"dedup\"\n",
        2,
        "pipeline.toml:2:7: there is no stage called `dedup`; did you mean `dedupe`?",
    );
    check("[[stage]]\nuse = \"dedupe\"\nthreshold = 80\n", 2, "pipeline.toml:3:13: 80 is not between 0 and 1");
    check("[input]\nkeep = \"all\"\n", 2, "pipeline.toml:2:8: unknown variant `all`");
    check(
        "[input.fields]\ntxet = \"x\"\n",
        2,
        "pipeline.toml:2:1: there is no key called `txet`; did you mean `text`?",
    );
    check("[input\n", 2, "pipeline.toml:1:");
}

#[test]
fn nothing_fails_where_nobody_reads_what_is_said() {
    let desk = Desk::with(&[("a.txt", ARTICLE)]);
    for args in [&["run"][..], &["check"], &["explain", "a.txt"], &["stages"], &["stages", "dedupe"], &["run", "--n"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsmill"));
        command.args(args).current_dir(desk.path("")).stderr(writer.try_clone().unwrap()).stdout(writer);
        let code = command.status().unwrap().code();
        assert_eq!(code, Some(if args.contains(&"--n") { 2 } else { 0 }), "{args:?}");
    }
    assert_eq!(desk.table("articles").len(), 1);
}

#[test]
fn a_missing_data_file_is_named_with_the_remedy() {
    check(
        "[[stage]]\nuse = \"entities\"\nwatchlist = \"no.csv\"\n",
        2,
        "cannot read no.csv; `newsmill init` writes one",
    );
}

#[test]
fn a_missing_or_empty_input_is_said_and_nothing_is_written() {
    let desk = Desk::new("");
    let said = desk.newsmill(&["run"]);
    assert_eq!(said.code, 4, "{}", said.err);
    assert!(said.err.contains("there is no file or folder in"), "{}", said.err);
    std::fs::create_dir(desk.path("in")).unwrap();
    let said = desk.newsmill(&["run"]);
    assert_eq!(said.code, 4, "{}", said.err);
    assert!(said.err.contains("there is no file to read in in"), "{}", said.err);
    assert!(!desk.path("out").exists());
}

#[cfg(not(feature = "remote"))]
#[test]
fn an_address_is_said_to_need_another_build() {
    check("[input]\npath = \"s3://news/2026\"\n", 2, "built without remote input; build it with `--features remote`");
    check("[input]\npath = \"https://news.example/a.jsonl\"\n", 2, "built without remote input");
}

#[test]
fn a_missing_pipeline_is_said_with_the_remedy() {
    let desk = Desk::new("");
    let said = desk.newsmill(&["run", "--config", "no.toml"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("cannot read no.toml"), "{}", said.err);
    assert!(said.err.contains("newsmill init"), "{}", said.err);
}

#[test]
fn a_second_run_at_the_same_time_gives_way() {
    let desk = Desk::with(&[("a.txt", ARTICLE)]);
    desk.run(&[]);
    let lock = std::fs::File::options().write(true).open(desk.path("out/.lock")).unwrap();
    lock.lock().unwrap();
    let said = desk.newsmill(&["run"]);
    assert_eq!(said.code, 75, "{}", said.err);
    lock.unlock().unwrap();
    desk.run(&[]);
}

#[test]
fn too_many_rejected_documents_are_published_and_told() {
    let desk = Desk::with(&[("a.txt", ARTICLE), ("b.jsonl", "{broken\n{\"title\": \"no text\"}\n")]);
    let said = desk.newsmill(&["run"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("3 documents = 1 kept + 0 duplicates + 2 rejected (out/rejected.csv)"), "{}", said.err);
    let reasons: Vec<String> = desk.table("rejected").iter().map(|it| it["reason"].clone()).collect();
    assert_eq!(reasons, ["not_json", "no_text"]);
    assert_eq!(desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]).code, 0);
}

#[test]
fn init_writes_what_run_can_run() {
    let desk = Desk::new("");
    std::fs::remove_file(desk.path("pipeline.toml")).unwrap();
    assert_eq!(desk.newsmill(&["init"]).code, 0);
    desk.put("data/articles/a.txt", ARTICLE);
    let said = desk.newsmill(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    desk.run(&[]);
    assert_eq!(desk.table("articles").len(), 1);
}

#[test]
fn stages_are_listed_with_their_settings() {
    let desk = Desk::new("");
    let names: Vec<String> =
        desk.newsmill(&["stages"]).out.lines().map(|it| it.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(names, ["repair", "language", "attribute", "boilerplate", "entities", "dedupe"]);
    assert!(desk.newsmill(&["stages", "dedupe"]).out.contains("# threshold = "));
    assert_eq!(desk.newsmill(&["stages", "dedup"]).code, 2);
}
