//! How many short news files are read right, by encoding, beside chardetng alone; and the table of letter pairs.
//!
//! `cargo run --release -p newsmill-text --example encodings` measures on our own sentences. With JSONL files (`id`,
//! `lang`, `text`) it measures on them, with tables learned from other stories only (four parts, each read with the
//! table of the other three). `-- --learn FILE…` writes the table of all of them to stdout; `--wrong` tells the first
//! texts that are read wrong, `--any` also writes texts in pages that were made for other languages but hold them.

#[path = "../../src/decode/mod.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is the library's own, whose inner parts are used here")]
mod decode;
mod learn;
mod texts;
#[path = "../../src/decode/written.rs"]
mod written;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use decode::guess::Guesser;
use decode::pages::{self, candidates};
use decode::pairs::Pairs;
use texts::Text;

/// The stories are cut into so many parts.
const PARTS: u64 = 4;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|it| it == flag);
    let mut texts = Vec::new();
    for file in arguments.iter().filter(|it| !it.starts_with("--")) {
        texts::read(Path::new(file), &mut texts)?;
    }
    let mut out = std::io::stdout().lock();
    if has("--learn") {
        write!(out, "{}", learn::table(texts.iter()))?;
        return Ok(());
    }
    let mut tally = Tally { tells: has("--wrong"), any: has("--any"), ..Tally::default() };
    if texts.is_empty() {
        let guesser = Guesser::shipped();
        texts::own(include_str!("../../data/sentences.tsv")).iter().for_each(|it| tally.measure(it, guesser));
    } else {
        for part in 0..PARTS {
            let is_in = |it: &&Text| newsmill_text::hash64(it.story.as_bytes()) % PARTS == part;
            let pairs = Pairs::parse(&learn::table(texts.iter().filter(|it| !is_in(it))));
            let guesser = Guesser::new(&pairs);
            texts.iter().filter(is_in).for_each(|it| tally.measure(it, &guesser));
        }
    }
    tally.write(&mut out)?;
    Ok(())
}

/// Texts read, by length and encoding.
#[derive(Default)]
struct Tally {
    rows: BTreeMap<(&'static str, &'static str), Row>,
    tells: bool,
    any: bool,
    told: BTreeMap<(&'static str, String), usize>,
}

/// How many texts, and how many of them ours and chardetng's read right.
#[derive(Clone, Copy, Default)]
struct Row {
    n: usize,
    ours: usize,
    peer: usize,
}

impl Tally {
    fn measure(&mut self, it: &Text, guesser: &Guesser<'_>) {
        let chars = it.text.chars().count();
        let short = if it.is_multiple() { 12 } else { 30 };
        let class = match chars {
            _ if chars < short => return,
            _ if chars <= 100 => "title",
            _ if chars < if it.is_multiple() { 120 } else { 300 } => return,
            _ if chars <= 2000 => "text",
            _ => return,
        };
        for (page, _) in candidates() {
            if let Some((written, bytes)) = it.written(page, self.any) {
                self.count(class, page.name(), it, &written, &bytes, guesser);
            }
        }
        for (name, bytes) in wide(&it.text) {
            self.count(class, name, it, &it.text, &bytes, guesser);
        }
        let (bytes, used, lossy) = encoding_rs::ISO_2022_JP.encode(&it.text);
        if it.tongue == "ja" && !lossy && used == encoding_rs::ISO_2022_JP {
            self.count(class, "ISO-2022-JP", it, &it.text, &bytes, guesser);
        }
    }

    fn count(
        &mut self,
        class: &'static str,
        name: &'static str,
        it: &Text,
        text: &str,
        bytes: &[u8],
        with: &Guesser<'_>,
    ) {
        let read = decode::decode_with(|| with, bytes, None);
        let is_right = |read: &str| read == text || it.tongue == "ro" && texts::cedillas(read) == texts::cedillas(text);
        let row = self.rows.entry((class, name)).or_default();
        row.n += 1;
        row.ours += usize::from(is_right(&read.text));
        row.peer += usize::from(is_right(&alone(bytes)));
        let told = self.told.entry((name, it.tongue.clone())).or_default();
        if self.tells && !is_right(&read.text) {
            *told += 1;
            if *told <= 2 {
                let same = text.chars().zip(read.text.chars()).take_while(|(a, b)| a == b).count();
                let near = |it: &str| it.chars().skip(same.saturating_sub(20)).take(45).collect::<String>();
                eprintln!("{class} {name} {} as {}: {} | {}", it.tongue, read.encoding, near(text), near(&read.text));
            }
        }
    }

    fn write(&self, out: &mut impl std::io::Write) -> Result<()> {
        writeln!(out, "{:6} {:16} {:>7} {:>8} {:>10}", "length", "encoding", "texts", "ours %", "chardetng %")?;
        let (mut sums, mut pages): (BTreeMap<&str, Row>, BTreeMap<&str, Row>) = Default::default();
        let line = |out: &mut dyn std::io::Write, class: &str, name: &str, row: &Row| {
            let share = |it: usize| 100.0 * it as f64 / row.n as f64;
            let (ours, peer) = (share(row.ours), share(row.peer));
            writeln!(out, "{class:6} {name:16} {:7} {ours:8.2} {peer:10.2}", row.n)
        };
        for ((class, name), row) in &self.rows {
            line(out, class, name, row)?;
            let sum = sums.entry(class).or_default();
            *sum = Row { n: sum.n + row.n, ours: sum.ours + row.ours, peer: sum.peer + row.peer };
            if !name.starts_with("UTF") {
                let sum = pages.entry(class).or_default();
                *sum = Row { n: sum.n + row.n, ours: sum.ours + row.ours, peer: sum.peer + row.peer };
            }
        }
        for (class, sum) in &sums {
            line(out, class, "all", sum)?;
            line(out, class, "all but UTF", &pages[class])?;
        }
        if self.tells {
            let mut told: Vec<_> = self.told.iter().filter(|it| *it.1 > 0).collect();
            told.sort_by_key(|it| std::cmp::Reverse(it.1));
            told.iter().take(40).try_for_each(|((page, tongue), n)| writeln!(out, "wrong: {page} {tongue} {n}"))?;
        }
        Ok(())
    }
}

/// What chardetng alone makes of the bytes, after the byte order mark and valid UTF-8.
fn alone(bytes: &[u8]) -> String {
    if encoding_rs::Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow).decode(bytes).0.into_owned()
}

/// The text in UTF-16 with and without a mark, and UTF-32 with one.
fn wide(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wider: Vec<u8> = text.chars().flat_map(|it| u32::from(it).to_le_bytes()).collect();
    vec![
        ("UTF-16LE, mark", [b"\xFF\xFE", little.as_slice()].concat()),
        ("UTF-16BE, mark", [b"\xFE\xFF", big.as_slice()].concat()),
        ("UTF-16LE", little),
        ("UTF-16BE", big),
        ("UTF-32LE, mark", [b"\xFF\xFE\0\0", wider.as_slice()].concat()),
    ]
}
