//! How fast bytes become text, each beside its limit in the same run: valid UTF-8 beside a check and a copy, a
//! guess beside chardetng's.
//!
//! `cargo bench -p newsmill-text`

use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use newsmill_text::decode;

fn main() -> std::io::Result<()> {
    let sentences: Vec<&str> = include_str!("../data/sentences.tsv").lines().collect();
    let utf8 = sentences.join("\n").repeat(10).into_bytes();
    let russian: String = sentences.iter().filter_map(|it| it.strip_prefix("ru\t")).collect::<Vec<_>>().join(" ");
    let page = format!("<html>{}</html>", format!("<p class=\"a\">{russian}</p>").repeat(10));
    let cyrillic = encoding_rs::WINDOWS_1251.encode(&page).0.into_owned();
    let mut out = std::io::stdout().lock();
    let ours = fastest(&utf8, |it| decode(it, None).text.len());
    let copy = fastest(&utf8, |it| std::str::from_utf8(it).map_or(0, |it| it.to_owned().len()));
    writeln!(out, "valid UTF-8: {ours:.0} MB/s; a check and a copy {copy:.0} MB/s; ratio {:.2}", ours / copy)?;
    let ours = fastest(&cyrillic, |it| decode(it, None).text.len());
    let peer = fastest(&cyrillic, |it| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(it, true);
        detector.guess(None, chardetng::Utf8Detection::Allow).decode(it).0.len()
    });
    let times = 1e6 / cyrillic.len() as f64 * ours;
    writeln!(
        out,
        "a guess: {ours:.1} MB/s ({times:.0} files of {} bytes a second); chardetng {peer:.1} MB/s",
        cyrillic.len()
    )
}

/// Megabytes a second, the best of twenty runs.
fn fastest(bytes: &[u8], read: impl Fn(&[u8]) -> usize) -> f64 {
    let run = |_| {
        let start = Instant::now();
        black_box(read(black_box(bytes)));
        bytes.len() as f64 / 1e6 / start.elapsed().as_secs_f64()
    };
    (0..20).map(run).fold(0.0, f64::max)
}
