//! How fast the whole stage is, passages included, against lingua and whatlang in the same run.
//!
//! `cargo bench -p newsmill-language -- [JSONL]`: articles are the `text`s of the file's `lang`s put together, as in the
//! development data; without a file, our own sentences. Each is told on one thread. lingua has the languages of its
//! features in the workspace's Cargo.toml only, and marks no passages; whatlang neither.

#![expect(clippy::print_stdout, reason = "people read it")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use lingua::LanguageDetectorBuilder;
use newsmill_language::Language;
use newsmill_stage::{Article, ArticleStage as _, Rows, testing};
use serde_json::Value;

/// Sentences of our own, for a run without a file.
const OWN: &[(&str, &str)] = &[
    (
        "en",
        "The minister told reporters on Friday that the talks would go on next week, although nobody expects a quick result.",
    ),
    (
        "de",
        "Der Minister sagte am Freitag, die Gespräche würden nächste Woche fortgesetzt, auch wenn niemand rasche Ergebnisse erwartet.",
    ),
    (
        "es",
        "El ministro dijo el viernes que las conversaciones seguirán la próxima semana, aunque nadie espera resultados rápidos.",
    ),
    (
        "uk",
        "Міністр сказав у п'ятницю, що переговори триватимуть наступного тижня, хоча ніхто не чекає швидких результатів.",
    ),
    (
        "pl",
        "Minister powiedział w piątek, że rozmowy będą kontynuowane w przyszłym tygodniu, choć nikt nie oczekuje szybkich wyników.",
    ),
    ("ar", "قال الوزير يوم الجمعة إن المحادثات ستستمر الأسبوع المقبل رغم أن أحدا لا يتوقع نتائج سريعة."),
];
/// Paragraphs of one article.
const PARAGRAPHS: usize = 6;

fn main() {
    let file = std::env::args().skip(1).find(|it| !it.starts_with('-'));
    let articles: Vec<(String, String)> = file.map_or_else(own, |it| of_file(&it));
    let bytes: usize = articles.iter().map(|it| it.1.len()).sum();
    println!("{} articles, {:.1} MB", articles.len(), bytes as f64 / 1e6);

    let stage: Language = testing::build(Path::new("."), "").expect("the settings are none");
    let ready: Vec<Article> = articles.iter().map(|it| Article::from_text(&it.1)).collect();
    let ours = speed("newsmill, the whole stage", bytes, 5, || {
        for article in &ready {
            let mut article = article.clone();
            black_box(stage.process(&mut article, &mut Rows::default())).expect("it tells any text");
        }
    });
    let mut by_language: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    (0..articles.len()).for_each(|at| by_language.entry(&articles[at].0).or_default().push(at));
    let mut slowest = (f64::MAX, "");
    for (language, all) in by_language {
        let bytes: usize = all.iter().map(|at| articles[*at].1.len()).sum();
        let start = worked();
        for at in all.iter().cycle().take(all.len() * 40) {
            let mut article = ready[*at].clone();
            black_box(stage.process(&mut article, &mut Rows::default())).expect("it tells any text");
        }
        let speed = megabytes(bytes * 40, start);
        slowest = if speed < slowest.0 { (speed, language) } else { slowest };
        print!("{language} {speed:.0}  ");
    }
    println!("\nslowest: {} {:.1} MB/s", slowest.1, slowest.0);
    let whatlang = speed("whatlang, the article only", bytes, 1, || {
        for (_, text) in &articles {
            black_box(whatlang::detect(text));
        }
    });
    let few: Vec<&String> = articles.iter().map(|it| &it.1).step_by(articles.len().div_ceil(60)).collect();
    let lingua = LanguageDetectorBuilder::from_all_languages().with_preloaded_language_models().build();
    let lingua = speed("lingua, the article only", few.iter().map(|it| it.len()).sum(), 1, || {
        for text in &few {
            black_box(lingua.detect_language_of(text.as_str()));
        }
    });
    println!(
        "newsmill is {:.1} times as fast as whatlang, {:.0} times as fast as lingua",
        ours / whatlang,
        ours / lingua
    );
}

fn speed(name: &str, bytes: usize, times: usize, mut run: impl FnMut()) -> f64 {
    run();
    let start = worked();
    (0..times).for_each(|_| run());
    let speed = megabytes(bytes * times, start);
    println!("{name}: {speed:.1} MB/s");
    speed
}

fn megabytes(bytes: usize, start: Duration) -> f64 {
    bytes as f64 / 1e6 / (worked() - start).as_secs_f64()
}

/// How long this thread has worked; where the system does not tell, the time on the wall.
fn worked() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|it| it.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn own() -> Vec<(String, String)> {
    let paragraph = |it: &str| [it; 5].join(" ");
    let article = |it: &(&str, &str)| (it.0.to_owned(), vec![paragraph(it.1); PARAGRAPHS].join("\n"));
    OWN.iter().cycle().take(60).map(article).collect()
}

fn of_file(path: &str) -> Vec<(String, String)> {
    let file = std::fs::read_to_string(path).expect("the first argument is a JSONL file");
    let mut paragraphs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in file.lines() {
        let record: Value = serde_json::from_str(line).expect("each line is JSON");
        let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        paragraphs.entry(field("lang") + &field("script")).or_default().push(field("text"));
    }
    let articles = |(language, all): (String, Vec<String>)| {
        all.chunks(PARAGRAPHS).map(|it| (language.clone(), it.join("\n"))).collect::<Vec<_>>()
    };
    paragraphs.into_iter().flat_map(articles).collect()
}
