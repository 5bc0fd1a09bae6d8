//! How often the year of a dateline without one is found, by confidence.
//!
//! ```text
//! cargo run --release -p newsmill-attribute --example years -- PAGES.jsonl [crawl] [corpus|sorted] [pages] [-v]
//! ```
//!
//! Each line of the file is a page: `{"lines": […], "gold_date": "2022-09-30", "domain": …}`. Of each
//! page only the sentences are kept; a dateline with the true day, but without its year, is put
//! before the first of them.
//!
//! - `crawl` gives every page a day of saving: of ten pages seven are saved on the day itself, two
//!   within the year and one within six years.
//! - `corpus` runs the table floor too: every other page keeps its whole day and teaches the others.
//!   `sorted` does so with the pages in the order of their days, as an archive has them.
//! - `pages` plants nothing: the pages are as they came.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "an experiment, run by hand")]

use std::collections::BTreeMap;
use std::time::Instant;

use newsmill_attribute::Attribute;
use newsmill_stage::{Article, ArticleStage as _, Cell, Date, Rows, columns, testing};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| args.iter().any(|it| it == word);
    let root = tempfile::tempdir().unwrap();
    let outlets = "id,name,kind,domains,aliases,country,language\nreuters,Reuters,agency,,,,\n";
    std::fs::write(root.path().join("outlets.csv"), outlets).unwrap();
    let least = if has("corpus") || has("sorted") { "" } else { "\nmin-confidence = 0.0" };
    let stage: Attribute = testing::build(root.path(), &format!("outlets = 'outlets.csv'{least}")).unwrap();

    let text = std::fs::read_to_string(&args[0]).unwrap();
    let pages: Vec<serde_json::Value> = text.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let gold = |page: &serde_json::Value| page["gold_date"].as_str().and_then(|it| it.parse::<Date>().ok());
    let mut dated: Vec<(Date, Vec<&str>)> = Vec::new();
    for page in &pages {
        let lines = page["lines"].as_array().unwrap().iter().filter_map(|it| it.as_str());
        let sentences: Vec<&str> = lines.filter(|it| has("pages") || is_sentence(it)).collect();
        dated.extend(gold(page).filter(|_| sentences.len() > 1).map(|it| (it, sentences)));
    }
    if has("sorted") {
        dated.sort_by_key(|it| it.0);
    }
    let teaches = |number: usize| (has("corpus") || has("sorted")) && number.is_multiple_of(2);
    let mut articles = Vec::new();
    for (number, (gold, sentences)) in dated.iter().enumerate() {
        let day = gold.strftime("%b %-d");
        let planted = if has("pages") { String::new() } else { format!("LONDON, {day} (Reuters) - ") };
        let mut article = Article::from_text(&format!("{planted}{}", sentences.join("\n\n")));
        article.metadata.crawled = has("crawl").then(|| saved(*gold, number).to_string());
        article.metadata.published = teaches(number).then(|| gold.to_string());
        articles.push(article);
    }
    let start = Instant::now();
    for it in &mut articles {
        stage.process(it, &mut Rows::default()).unwrap();
    }
    println!("{:.0} pages/s", articles.len() as f64 / start.elapsed().as_secs_f64());
    let mut found: BTreeMap<_, _> = articles.iter().map(|it| (it.id, of_article(it))).collect();
    if has("corpus") || has("sorted") {
        for (id, column, cell) in testing::decide(&stage, &articles).unwrap().into_iter().flat_map(|it| it.1.values) {
            let it = found.get_mut(&id).unwrap();
            match (column, cell) {
                ("date_published", Cell::Date(day)) => it.0 = Some(day),
                ("date_basis", Cell::Text(basis)) => it.1 = basis,
                ("date_confidence", Cell::Real(sure)) => it.2 = sure,
                _ => {}
            }
        }
    }
    let (mut bins, mut bases, mut open) = (BTreeMap::new(), BTreeMap::new(), 0);
    for (number, (article, (gold, _))) in articles.iter().zip(&dated).enumerate() {
        if teaches(number) {
            continue;
        }
        let (Some(day), basis, sure) = &found[&article.id] else {
            open += 1;
            continue;
        };
        if has("-v") {
            println!("{} {sure:.2} {basis} {day} {gold}", day == gold);
        }
        let count = |bin: &mut (u32, u32)| {
            bin.0 += 1;
            bin.1 += u32::from(day == gold);
        };
        count(bins.entry((sure * 10.0) as i64).or_insert((0, 0)));
        count(bases.entry(basis.clone()).or_insert((0, 0)));
    }
    println!("{open} without a day");
    for (bin, (all, right)) in bins {
        println!("0.{bin}  {all:4}  {:.2}", f64::from(right) / f64::from(all));
    }
    for (basis, (all, right)) in bases {
        println!("{basis:24} {all:4}  {:.2}", f64::from(right) / f64::from(all));
    }
}

fn of_article(it: &Article) -> (Option<Date>, String, f64) {
    let basis = it.get(columns::DATE_BASIS).unwrap_or_default();
    (it.get(columns::DATE_PUBLISHED), basis, it.get(columns::DATE_CONFIDENCE).unwrap_or_default())
}

/// A day of saving.
fn saved(published: Date, number: usize) -> Date {
    let at = i64::try_from(number).unwrap();
    let later = match number % 10 {
        0..7 => 0,
        7 | 8 => 37 + 13 * (at % 24),
        _ => 365 + 37 * (at % 50),
    };
    published.saturating_add(jiff::Span::new().days(later))
}

fn is_sentence(line: &str) -> bool {
    let ended = line.trim_end().ends_with(['.', '!', '?', '…', '。', '”', '"']);
    line.split_whitespace().count() >= 10 && ended || line.chars().count() > 60 && line.ends_with('。')
}
