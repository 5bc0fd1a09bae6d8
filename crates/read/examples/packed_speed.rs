//! How fast packed news become articles, in bytes unpacked, beside the same unpacked and beside the
//! decoder alone, in a thread's own time.
//!
//! `cargo run --release -p newsmill-read --example packed_speed`
#![expect(clippy::print_stdout, reason = "an example prints its result")]

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context as _, Result};
use newsmill_read::{Input, InputSettings};
use newsmill_stage::Intake as _;

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    // Words in no order, so that it packs about as well as news do.
    let mut dice = 7_u64;
    let mut word = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ["talks", "on", "Friday", "that", "officials", "would", "go", "whatever", "happens", "said"]
            [(dice >> 33) as usize % 10]
    };
    let mut text = |words: usize| (0..words).map(|_| word()).collect::<Vec<_>>().join(" ");
    let (mut lines, mut pages, mut gz_pages) = (Vec::new(), Vec::new(), Vec::new());
    for it in 0..20_000 {
        let body = text(500);
        writeln!(lines, "{{\"url\": \"https://news.example/{it}\", \"text\": \"{body}\"}}")?;
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{body}");
        let page = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{it}\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        );
        pages.extend_from_slice(page.as_bytes());
        gz_pages.extend(gz(page.as_bytes())?);
    }
    for (name, bytes, size) in [
        ("a.jsonl", &lines, lines.len()),
        ("a.jsonl.gz", &gz(&lines)?, lines.len()),
        ("a.jsonl.zst", &zstd::encode_all(&lines[..], 3)?, lines.len()),
        ("a.warc", &pages, pages.len()),
        ("a.warc.gz", &gz_pages, pages.len()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes)?;
        let megabytes = size as f64 / 1e6;
        let start = seconds()?;
        let articles = articles(&path)?;
        let ours = megabytes / (seconds()? - start);
        println!(
            "{name}: {articles} articles from {megabytes:.0} MB ({:.0} packed): {ours:.0} MB/s",
            bytes.len() as f64 / 1e6
        );
    }
    let packed = gz(&lines)?;
    let start = seconds()?;
    let unpacked = std::io::copy(&mut flate2::read::MultiGzDecoder::new(&packed[..]), &mut std::io::sink())?;
    println!("gzip alone: {:.0} MB/s", unpacked as f64 / 1e6 / (seconds()? - start));
    Ok(())
}

/// The time that this thread has worked: others may want the machine too.
fn seconds() -> Result<f64> {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").context("this example needs Linux")?;
    let nanoseconds = schedule.split(' ').next().context("the first number is the time")?;
    Ok(nanoseconds.parse::<f64>()? / 1e9)
}

fn gz(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn articles(path: &Path) -> Result<usize> {
    let input = Input::new(path.to_owned(), InputSettings::default());
    let file = input.files()?.pop().context("the file has just been written")?;
    let mut articles = 0;
    let _ = input.records(&file, &mut |it| {
        articles += usize::from(input.article(it).is_ok());
        ControlFlow::Continue(())
    });
    Ok(articles)
}
