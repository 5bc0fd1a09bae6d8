//! How fast a watchlist builds and texts are read: `cargo run --release -p newsmill-entities
//! --example speed -- FOLDER [ALIASES]` prints to stderr. FOLDER holds text files; ALIASES is the
//! size of a made-up watchlist (default: one million names of two words).

use std::time::Instant;

use anyhow::{Context as _, Result};
use newsmill_entities::Entities;
use newsmill_stage::testing::build;
use newsmill_stage::{Article, ArticleStage as _, Rows};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("name a folder of text files")?;
    let names: usize = arguments.next().map_or(Ok(1_000_000), |it| it.parse())?;
    let list = std::env::temp_dir().join("newsmill-speed-entities.csv");
    std::fs::write(&list, watchlist(names))?;
    let settings = format!("watchlist = {:?}\nterms = ''", list.display().to_string());
    let start = Instant::now();
    let stage: Entities = build(std::path::Path::new(""), &settings)?;
    eprintln!("{names} names built in {:.2} s", start.elapsed().as_secs_f64());
    std::fs::remove_file(&list)?;

    let mut articles = Vec::new();
    for file in std::fs::read_dir(&folder)? {
        articles.push(Article::from_text(&newsmill_text::decode(&std::fs::read(file?.path())?, None).text));
    }
    let bytes: usize = articles.iter().map(|it| it.lines().iter().map(|it| it.text().len() + 1).sum::<usize>()).sum();
    let start = Instant::now();
    articles.iter().for_each(|it| _ = it.clean());
    let tokens = start.elapsed().as_secs_f64();
    let (start, mut mentions) = (Instant::now(), 0);
    for article in &mut articles {
        let mut rows = Rows::default();
        stage.process(article, &mut rows)?;
        mentions += rows.take_tallies().get("mentions").copied().unwrap_or_default();
    }
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{mentions} mentions; {:.0} MB/s, {:.0} with words and sentences", rate(seconds), rate(seconds + tokens));
    Ok(())
}

/// Names of two words, from syllables, and the capitals of a few countries.
fn watchlist(names: usize) -> String {
    let syllables =
        ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu", "dar", "fen", "gol", "hin", "pur", "yev"];
    let word = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(syllables[number % syllables.len()]);
            number /= syllables.len();
        }
        word[..1].to_uppercase() + &word[1..]
    };
    let mut list = String::from(
        "id,name,type,aliases\nkyiv,Kyiv,place,Kiev\nmoscow,Moscow,place,\nputin,Vladimir Putin,person,Putin\n",
    );
    for number in 0..names {
        let (given, surname) = (word(number % 4096), word(number * 7 + 1));
        list.push_str(&format!("p{number},{given} {surname}{number:x},person,\n"));
    }
    list
}
