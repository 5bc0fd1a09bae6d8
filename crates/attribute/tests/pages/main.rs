//! Whole pages through the stage: what is found, and what is left open.

#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps in vain")]

mod days;
mod outlets;

use newsmill_attribute::Attribute;
use newsmill_stage::{
    Article, ArticleStage as _, Cell, Date, Metadata, Phase, Rows, Setup, Stage as _, columns, testing,
};

const OUTLETS: &str = "id,name,kind,domains,aliases,country,language\n\
    tass,TASS,agency,tass.com,ТАСС,RU,ru\n\
    reuters,Reuters,agency,reuters.com,Thomson Reuters,GB,en\n\
    harbor-ledger,The Harbor Ledger,outlet,harborledger.example,,US,en\n\
    dales-post,The Dales Post,outlet,dalespost.example,,GB,en\n";

const BODY: &str = "The ferry will run again from the first of May, the council of the island said on Tuesday.\n\n\
    Nobody had expected it so early, and the crew had to be called back from the mainland by telephone.\n\n\
    The boat was built forty years ago and has carried two million passengers across the bay since then.";

fn stage(today: Option<Date>) -> Attribute {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("outlets.csv"), OUTLETS).unwrap();
    let mut setup = Setup { today, ..Setup::new(root.path()) };
    let settings = newsmill_attribute::Settings { outlets: "outlets.csv".into(), ..Default::default() };
    Attribute::new(settings, &mut setup).unwrap()
}

fn read(text: &str, metadata: Metadata) -> Article {
    let mut article = Article::from_text(text);
    article.metadata = metadata;
    stage(None).process(&mut article, &mut Rows::default()).unwrap();
    article
}

fn day_of(it: &Article) -> String {
    let day = it.get(columns::DATE_PUBLISHED).map_or("none".to_owned(), |it| it.to_string());
    format!("{day} {}", it.get(columns::DATE_BASIS).unwrap_or_default()).trim().to_owned()
}

#[track_caller]
fn check_day(text: &str, metadata: Metadata, expected: &str) {
    assert_eq!(day_of(&read(text, metadata)), expected, "{text}");
}

#[track_caller]
fn check_outlet(text: &str, metadata: Metadata, expected: &str) {
    let it = read(text, metadata);
    let part = |column| it.get(column).unwrap_or_default();
    let got = [part(columns::OUTLET_ID), part(columns::OUTLET_BASIS), part(columns::CREDIT_SOURCE)].join(" ");
    assert_eq!(got.trim(), expected, "{text}");
}

fn published(text: &str) -> Metadata {
    Metadata { published: Some(text.to_owned()), ..Metadata::default() }
}

fn at(url: &str) -> Metadata {
    Metadata { url: Some(url.to_owned()), ..Metadata::default() }
}

/// Several articles through both floors; the rulings on the day of the last one.
fn rule(texts: &[String], cluster: Option<&str>) -> Option<(String, f64)> {
    let stage = stage(None);
    let mut articles: Vec<Article> = texts.iter().map(|it| Article::from_text(it)).collect();
    for it in &mut articles {
        stage.process(it, &mut Rows::default()).unwrap();
        if let Some(cluster) = cluster {
            it.set(columns::CLUSTER_ID, cluster.to_owned());
        }
    }
    let (phase, rulings) = testing::decide(&stage, &articles).unwrap().pop()?;
    assert_eq!(phase, Phase::Days);
    let last = articles.last()?.id;
    let value = |name: &str| rulings.values.iter().find(|it| it.0 == last && it.1 == name).map(|it| it.2.clone());
    match (value("date_published"), value("date_basis"), value("date_confidence")) {
        (Some(Cell::Date(day)), Some(Cell::Text(basis)), Some(Cell::Real(sure))) => {
            Some((format!("{day} {basis}"), sure))
        }
        _ => None,
    }
}

#[test]
fn a_dateline_without_a_year_takes_the_neighbors_year_that_its_weekday_fits() {
    let dated = |day: u8| {
        format!("Ferry to run again from May\nPublished {day} October 2025\n{}", BODY.replace("Tuesday", "the quay"))
    };
    let undated = format!("Ferry to run again from May\nHARBOR, Oct 7 (Reuters) - {BODY}");
    let ruled = rule(&[dated(1), dated(3), dated(5), undated.clone()], None).unwrap();
    assert_eq!(ruled.0, "2025-10-07 neighbours");
    assert!((0.6..0.95).contains(&ruled.1), "{ruled:?}");
    // Alone there is nothing to go by.
    assert_eq!(rule(&[undated], None), None);
}

#[test]
fn an_article_without_a_day_takes_its_storys() {
    let dated = format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}");
    let undated = format!("Island ferry returns in May\n{BODY}");
    let ruled = rule(&[dated.clone(), undated.clone()], Some("story")).unwrap();
    assert_eq!(ruled.0, "2025-10-07 sibling");
    assert!(ruled.1 < 0.9);
    assert_eq!(rule(&[dated, undated], None), None);
}

#[test]
fn nothing_is_cut_and_reasons_are_written_down() {
    let mut article = Article::from_text(&format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}"));
    article.ask_for_notes();
    let before = article.lines().to_vec();
    stage(None).process(&mut article, &mut Rows::default()).unwrap();
    assert_eq!(article.lines(), before);
    let notes: Vec<&str> = article.notes().iter().map(|it| it.1.as_str()).collect();
    assert_eq!(notes[0], "no outlet: nothing names one at 0.50 or surer");
    assert_eq!(notes[1], "day 2025-10-07, told by published");
    assert!(notes[2].starts_with("  day\t2025-10-07\t1.00\tpublished\t"), "{notes:?}");
    assert_eq!(notes[3], "  \t\t\tpublished\tline 2: “7 October 2025”");
}

#[test]
fn nothing_panics_on_mangled_pages() {
    let stage = stage(None);
    let text = format!(
        "date 2022-09-30 Москва, 2 ноя – РИА\n© 2025\n(@\n/TASS/ (Reuters) —\n{BODY}\nBy\n10/03/2025 ’20 북경 北京10月3日电\n"
    );
    for (at, _) in text.char_indices() {
        let mut article = Article::from_text(&text[at..]);
        stage.process(&mut article, &mut Rows::default()).unwrap();
    }
    // Random text from a linear congruential generator.
    let letters: Vec<char> = "aÄ9.0/-–—(©)’ \n\u{301}年月日ТАСС🇺🇦\u{200f}\u{0}12025Oct".chars().collect();
    let mut seed = 7u64;
    for _ in 0..200 {
        let mut text = String::new();
        for _ in 0..300 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(letters[usize::try_from(seed >> 33).unwrap() % letters.len()]);
        }
        let mut article = Article::from_text(&text);
        article.metadata.url = Some(text.clone());
        article.metadata.published = Some(text.clone());
        article.metadata.authors = vec![text];
        stage.process(&mut article, &mut Rows::default()).unwrap();
    }
}

#[test]
fn long_pages_take_time_in_proportion() {
    let stage = stage(None);
    let long_line = "10.10.2025 (Reuters) – Oct 3, ".repeat(5_000);
    let many_lines = "Oct 3, 2025 | By Jane Doe\n".repeat(5_000);
    let one_word = "12.10.25,".repeat(50_000);
    let events = "Brexit.".repeat(50_000) + &" and so on".repeat(20) + ".";
    for text in [long_line, many_lines, one_word, events] {
        let mut article = Article::from_text(&text);
        stage.process(&mut article, &mut Rows::default()).unwrap();
        stage.process(&mut article, &mut Rows::default()).unwrap();
    }
}
