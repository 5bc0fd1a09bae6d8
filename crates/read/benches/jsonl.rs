//! How fast JSON lines become articles, beside what `serde_json` alone needs for the same lines.
//!
//! `cargo bench -p newsmill-read --bench jsonl`: articles of about 3 kB in our own sentences, on one thread, from
//! the file to the [`Article`](newsmill_stage::Article); of seven runs, the middle one. `serde_json` gets the lines
//! in memory, without a file, and stops at its values: at a `Value`, and at a struct of what an article is made of.

#![expect(clippy::print_stdout, reason = "people read it")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Instant;

use anyhow::{Context as _, Result};
use newsmill_read::{Input, InputSettings};
use newsmill_stage::Intake as _;
use serde_json::{Value, json};

/// Sentences of our own, a language each.
const SENTENCES: &[&str] = &[
    "The minister told reporters on Friday that the talks would go on next week, “whatever happens”.",
    "Der Minister sagte am Freitag, die Gespräche würden nächste Woche fortgesetzt, auch wenn niemand rasche Ergebnisse erwartet.",
    "El ministro dijo el viernes que las \"conversaciones\" seguirán la próxima semana, aunque nadie espera resultados rápidos.",
    "Міністр сказав у п'ятницю, що переговори триватимуть наступного тижня, хоча ніхто не чекає швидких результатів.",
    "Officials in the port city said the second bridge would open in May, and that \"nobody\" had asked for a third.",
    "قال الوزير يوم الجمعة إن المحادثات ستستمر الأسبوع المقبل رغم أن أحدا لا يتوقع نتائج سريعة.",
];
/// The size of all articles of a run.
const BYTES: usize = 64 << 20;
/// The size of a text.
const TEXT: usize = 3000;
const RUNS: usize = 7;

/// What an article is made of, as `serde_json` reads it into a struct.
#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "it is read and thrown away")]
struct Plain {
    id: u64,
    url: String,
    title: String,
    date: String,
    author: String,
    text: String,
}

fn main() -> Result<()> {
    for (kind, first, count, escaped) in [
        ("English", 0, 1, false),
        ("six languages", 0, SENTENCES.len(), false),
        ("Ukrainian", 3, 1, false),
        ("six languages in \\u escapes, as Python writes them", 0, SENTENCES.len(), true),
    ] {
        let mut lines = Vec::new();
        let mut bytes = 0;
        while bytes < BYTES {
            let language = SENTENCES[first + lines.len() % count];
            let line = record(lines.len(), language).to_string();
            let line = if escaped { in_ascii(&line) } else { line };
            bytes += line.len() + 1;
            lines.push(line);
        }
        compare(kind, &lines)?;
    }
    Ok(())
}

/// An article: paragraphs of two or three sentences, with what exports tell of it.
fn record(number: usize, sentence: &str) -> Value {
    let mut text = String::new();
    let mut sentences = 0;
    while text.len() < TEXT {
        text.push_str(sentence);
        sentences += 1;
        text.push_str(if sentences % 5 == 2 || sentences % 5 == 0 { "\n\n" } else { " " });
    }
    json!({
        "id": number,
        "url": format!("https://www.news.example/world/2022/11/02/article-{number}.html"),
        "title": sentence.chars().take(60).collect::<String>(),
        "date": "2022-11-02T10:15:00+02:00",
        "author": "A. Writer",
        "tags": ["world", "politics"],
        "image": {"url": "https://img.news.example/1.jpg", "width": 1200},
        "text": text,
    })
}

fn in_ascii(json: &str) -> String {
    let unit = |it: u16| {
        u8::try_from(it)
            .ok()
            .filter(u8::is_ascii)
            .map_or_else(|| format!("\\u{it:04x}"), |it| char::from(it).to_string())
    };
    json.encode_utf16().map(unit).collect()
}

fn compare(kind: &str, lines: &[String]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("articles.jsonl");
    std::fs::write(&path, lines.join("\n"))?;
    let bytes: usize = lines.iter().map(|it| it.len() + 1).sum();
    let input = Input::new(path, InputSettings::default());
    let file = input.files()?.pop().context("the file has just been written")?;

    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..RUNS {
        times[0].push(seconds(|| {
            let mut articles = 0;
            let _ = input.records(&file, &mut |it| {
                articles += usize::from(black_box(input.article(it)).is_ok());
                ControlFlow::Continue(())
            });
            assert_eq!(articles, lines.len());
        }));
        times[1].push(seconds(|| {
            for line in lines {
                black_box(serde_json::from_str::<Value>(line)).expect("it was written just now");
            }
        }));
        times[2].push(seconds(|| {
            for line in lines {
                black_box(serde_json::from_str::<Plain>(line)).expect("it was written just now");
            }
        }));
    }
    let [ours, value, plain] = times.map(|it| bytes as f64 / 1e6 / middle(it));
    println!("{kind}: {} articles, {:.0} MB", lines.len(), bytes as f64 / 1e6);
    println!("  newsmill, file to Article    {ours:6.0} MB/s");
    println!("  serde_json, str to Value     {value:6.0} MB/s, ratio {:.2}", ours / value);
    println!("  serde_json, str to a struct  {plain:6.0} MB/s, ratio {:.2}", ours / plain);
    Ok(())
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
