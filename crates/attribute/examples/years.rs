//! How often the year of a dateline without one is found, by confidence.
//!
//! ```text
//! cargo run --release -p newsmill-attribute --example years -- PAGES.jsonl [crawl] [-v]
//! ```
//!
//! Each line of the file is a page: `{"lines": […], "gold_date": "2022-09-30", "crawl_date": …}`.
//! Of each page only the sentences are kept; a dateline with the true day, but without its year,
//! is put before the first of them. `crawl` gives every page a day of saving: of each hundred
//! pages 70 were saved on the same day, 20 within the year and 10 within six years.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "an experiment, run by hand")]

use std::collections::BTreeMap;

use newsmill_attribute::Attribute;
use newsmill_stage::{Article, ArticleStage as _, Date, Rows, columns, testing};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let crawled = args.iter().any(|it| it == "crawl");
    let root = tempfile::tempdir().unwrap();
    std::fs::write(
        root.path().join("outlets.csv"),
        "id,name,kind,domains,aliases,country,language\nreuters,Reuters,agency,,,,\n",
    )
    .unwrap();
    let stage: Attribute = testing::build(root.path(), "outlets = 'outlets.csv'\nmin-confidence = 0.0").unwrap();
    let (mut bins, mut bases) = (BTreeMap::new(), BTreeMap::new());
    let (mut pages, mut none) = (0, 0);
    for (number, line) in std::fs::read_to_string(&args[0]).unwrap().lines().enumerate() {
        let page: serde_json::Value = serde_json::from_str(line).unwrap();
        let Some(gold) = page["gold_date"].as_str().and_then(|it| it.parse::<Date>().ok()) else { continue };
        let lines: Vec<&str> = page["lines"].as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
        let sentences: Vec<&str> = lines.into_iter().filter(|it| is_sentence(it)).collect();
        if sentences.len() < 2 {
            continue;
        }
        let month = gold.strftime("%b %-d");
        let mut article = Article::from_text(&format!("LONDON, {month} (Reuters) - {}", sentences.join("\n\n")));
        if crawled {
            let later = match number % 10 {
                0..7 => 0,
                7 | 8 => 37 + 13 * i64::try_from(number % 24).unwrap(),
                _ => 365 + 37 * i64::try_from(number % 50).unwrap(),
            };
            article.metadata.crawled = Some(gold.saturating_add(jiff::Span::new().days(later)).to_string());
        }
        stage.process(&mut article, &mut Rows::default()).unwrap();
        pages += 1;
        let Some(day) = article.get(columns::DATE_PUBLISHED) else {
            none += 1;
            continue;
        };
        let basis = article.get(columns::DATE_BASIS).unwrap();
        let sure = article.get(columns::DATE_CONFIDENCE).unwrap();
        let right = day == gold;
        if args.iter().any(|it| it == "-v") {
            println!("{right} {sure:.2} {basis} {day} {gold} {}", page["id"]);
        }
        let count = |bin: &mut (u32, u32)| {
            bin.0 += 1;
            bin.1 += u32::from(right);
        };
        count(bins.entry((sure * 10.0).floor() as i64).or_insert((0, 0)));
        count(bases.entry(basis).or_insert((0, 0)));
    }
    println!("{pages} pages, {none} without a day");
    for (bin, (all, right)) in bins {
        println!("0.{bin}  {all:4}  {:.2}", f64::from(right) / f64::from(all));
    }
    for (basis, (all, right)) in bases {
        println!("{basis:24} {all:4}  {:.2}", f64::from(right) / f64::from(all));
    }
}

fn is_sentence(line: &str) -> bool {
    let ended = line.trim_end().ends_with(['.', '!', '?', '…', '。', '”', '"']);
    line.split_whitespace().count() >= 10 && ended || line.chars().count() > 60 && line.ends_with('。')
}
