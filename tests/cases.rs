//! `tests/cases/*.md`: pages as sites serve them; what stays, what goes and why.
//!
//! A case is a heading, a few words of prose, and fenced blocks: `page` goes in; `columns`,
//! `stays` (the title first) and `goes` must come out. `UPDATE=1` writes what did come out.

use std::fs;
use std::path::Path;

use newsmill_pipeline::Loaded;
use newsmill_read::InputSettings;
use newsmill_stage::{Article, Cell};

use crate::support::{all_stages, root};

/// The columns that a case shows, if they are filled.
const COLUMNS: &[&str] = &[
    "outlet_id",
    "outlet_basis",
    "credit_source",
    "dateline_place",
    "date_published",
    "date_basis",
    "authors",
    "language",
];

#[test]
fn every_page_comes_out_as_its_case_says() {
    let stages = Loaded::<InputSettings>::from_toml(&all_stages(), root(), &newsmill::stages());
    let pipeline = stages.unwrap_or_else(|it| panic!("{it}")).pipeline;
    let mut paths: Vec<_> = fs::read_dir(root().join("tests/cases")).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let case = fs::read_to_string(&path).unwrap();
        let page = block(&case, "page").unwrap_or_else(|| panic!("{} has no page", path.display()));
        let (article, stopped) = pipeline.explain(Article::from_text(page));
        assert!(stopped.is_none(), "{}: {stopped:?}", path.display());
        let intro = &case[..case.find("```page").unwrap()];
        let got = format!("{intro}```page\n{page}\n```\n\n{}", outcome(&article));
        if got != case {
            settle(&path, &got, &case, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn settle(path: &Path, got: &str, case: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, got).unwrap();
    } else {
        wrong.push(format!("{}\n--- expected\n{case}\n--- got\n{got}", path.display()));
    }
}

fn block<'a>(case: &'a str, name: &str) -> Option<&'a str> {
    let start = case.find(&format!("```{name}\n"))? + name.len() + 4;
    let length = case[start..].find("\n```")?;
    Some(&case[start..start + length])
}

fn outcome(article: &Article) -> String {
    let columns = COLUMNS.iter().filter_map(|name| Some(format!("{name}: {}", shown(article.cell(name)?)?)));
    let columns: Vec<String> = columns.collect();
    let goes = article.lines().iter().filter_map(|it| Some(format!("{}: {}", it.cut?, it.text().trim())));
    let goes: Vec<String> = goes.filter(|it| !it.ends_with(": ")).collect();
    let text = &article.clean().text;
    format!("```columns\n{}\n```\n\n```stays\n{text}\n```\n\n```goes\n{}\n```\n", columns.join("\n"), goes.join("\n"))
}

fn shown(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(it) => Some(it.clone()),
        Cell::Date(it) => Some(it.to_string()),
        Cell::Texts(it) => Some(it.join(" | ")),
        _ => None,
    }
}
