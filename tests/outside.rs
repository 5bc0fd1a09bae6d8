//! A stage crate outside the workspace adds a column and a table with a five-line `main`.

use std::fs;
use std::process::Command;

use crate::support::{root, said, table};

#[test]
fn a_stage_of_somebody_else_adds_a_column_and_a_table() {
    let folder = root().join("tests/acme-tone");
    // The same versions as newsmill's own build, so that what is built can be shared.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = std::path::Path::new(env!("CARGO_BIN_EXE_newsmill")).ancestors().nth(2).unwrap();
    let mut build = Command::new(env!("CARGO"));
    // What cargo tells this test of its package would make build scripts believe that they have to
    // run again, and polars with them.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if ["CARGO_PKG", "CARGO_MANIFEST", "CARGO_CRATE", "CARGO_BIN", "CARGO_PRIMARY"]
            .iter()
            .any(|it| name.starts_with(it))
        {
            build.env_remove(name.as_ref());
        }
    }
    build.args(["build", "--quiet", "--offline", "--features", "binary", "--manifest-path"]);
    let built = said(build.arg(folder.join("Cargo.toml")).arg("--target-dir").arg(target));
    assert_eq!(built.code, 0, "{}", built.err);

    let out = tempfile::tempdir().unwrap();
    let mut run = Command::new(target.join("debug/newsmill-with-tone"));
    run.arg("run").arg("--config").arg(folder.join("pipeline.toml")).arg("--out").arg(out.path());
    let ran = said(&mut run);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let articles = table(out.path(), "articles");
    assert!(articles.iter().all(|it| it["tone"].parse::<f64>().is_ok()), "every article has its tone");
    let loud = table(out.path(), "loud_words");
    assert!(!loud.is_empty(), "the sample has a loud word");
    let texts = table(out.path(), "texts");
    for it in loud {
        let text = &texts.iter().find(|text| text["article_id"] == it["article_id"]).unwrap()["text"];
        let at = it["char_start"].parse().unwrap();
        let word: String = text.chars().skip(at).take(it["word"].chars().count()).collect();
        assert_eq!(word, it["word"]);
    }
}
