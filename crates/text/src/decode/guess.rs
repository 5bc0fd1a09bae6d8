//! The code page of bytes that are no UTF-8, by what each page would make of them.
//!
//! Every page reads the bytes' neighborhoods, and every language that it can hold says how likely the
//! letter pairs are that come out; the most likely page wins. What Polish looks like in windows-1252
//! (`m¹ka`) is unlikely in any language.

use std::sync::LazyLock;

use super::characters::Characters;
use super::pages::{Page, candidates};
use super::pairs::{Pairs, Tongue};
use super::sample::{BytePairs, sample};
use super::symbols::Symbol;

/// What a page gains that chardetng would choose.
const VOTE: f32 = 1.0;

/// How much ASCII pairs count, which tell the language and through it the page.
const ASCII: f32 = 0.5;

/// What a control character costs, which no text has, but UTF-16 read as anything else.
const CONTROL: f32 = 10.0;

/// What a word in ASCII costs where the language has an alphabet of its own, and how many count: a
/// text mostly in ASCII is in Latin letters, a Russian page may have many names in them.
const WORD: f32 = 1.5;
const MOST_WORDS: f32 = 20.0;

/// How far behind a page may be and still win by what it gains elsewhere.
const SLACK: f32 = 25.0;

/// What is held against UTF-16 without a mark.
const WIDE: f32 = 8.0;

/// What a mark costs within a word, beside its own: `Comit‚`, `Pl„doyer`.
const INSIDE: f32 = 5.0;

/// What an ideograph costs that touches a small Latin letter.
const TOUCH: f32 = 2.5;

static SHIPPED: LazyLock<Guesser> = LazyLock::new(|| Guesser::new(Pairs::shipped()));

/// Guesses code pages with one table of letter pairs.
#[derive(Debug)]
pub(crate) struct Guesser<'a> {
    pairs: &'a Pairs,
    pages: Vec<Candidate<'a>>,
}

/// A page, and the languages that it can hold.
#[derive(Debug)]
struct Candidate<'a> {
    page: Page,
    against: f32,
    kind: Kind<'a>,
}

#[derive(Debug)]
enum Kind<'a> {
    /// One byte a character.
    Single { symbols: Box<[Symbol; 256]>, tongues: Vec<(usize, &'a Tongue)> },
    /// Two bytes a character, or more.
    Multiple { characters: Vec<&'a Characters> },
}

impl Guesser<'static> {
    /// With the table that ships.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }
}

impl<'a> Guesser<'a> {
    /// With a table.
    pub(crate) fn new(pairs: &'a Pairs) -> Self {
        let pages = candidates().map(|(page, against)| Candidate { page, against, kind: Kind::of(page, pairs) });
        Self { pairs, pages: pages.collect() }
    }

    /// The likeliest page. `favored` gains as much as it says (natural logarithm).
    pub(crate) fn guess(&self, bytes: &[u8], favored: Option<(Page, f32)>) -> Page {
        let sample = sample(bytes);
        let vote = vote(&sample);
        let mut best = (vote, f32::NEG_INFINITY);
        for (page, score) in self.scores(bytes, &sample) {
            let favor = favored.filter(|it| it.0 == page).map_or(0.0, |it| it.1);
            let score = score + favor + if page == vote { VOTE } else { 0.0 };
            if score > best.1 {
                best = (page, score);
            }
        }
        best.0
    }

    /// The score of each page; of those far behind the best, something that is still far behind.
    pub(crate) fn scores(&self, bytes: &[u8], sample: &[u8]) -> Vec<(Page, f32)> {
        let pairs = BytePairs::of(sample);
        let controls = sample.iter().filter(|it| **it < 0x20 && !b"\t\n\r\x0C".contains(it)).count() as f32 * CONTROL;
        let words = pairs.words().min(MOST_WORDS) * WORD;
        let Some(ascii) = self.pairs.tongues.iter().find(|it| it.code == "en") else { return Vec::new() };
        let base = |it: &Tongue| if it.is_latin { ASCII * fit(it, ascii, &pairs) } else { -words };
        let bases: Vec<f32> = self.pairs.tongues.iter().map(base).collect();
        let mut scores: Vec<(Page, f32)> = Vec::new();
        let mut best = f32::NEG_INFINITY;
        for it in &self.pages {
            let floor = best - SLACK + it.against + controls;
            let score = match &it.kind {
                Kind::Single { symbols, tongues } => single(&pairs, symbols, tongues, ascii, &bases, floor),
                Kind::Multiple { characters } => multiple(&it.page.read(sample).0, characters) - words,
            };
            best = best.max(score - it.against - controls);
            scores.push((it.page, score - it.against - controls));
        }
        if bytes.len().is_multiple_of(2) {
            scores.extend(self.wide(&bytes[..bytes.len().min(sample.len() & !1)], ascii));
        }
        scores
    }

    /// The scores of UTF-16 without a mark, in languages without an alphabet.
    fn wide(&self, bytes: &[u8], ascii: &Tongue) -> Vec<(Page, f32)> {
        let of = |it: u8| Symbol::of(char::from(it));
        let mut scores = Vec::new();
        for encoding in [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE] {
            let (text, lossy) = Page::Standard(encoding).read(bytes);
            let common = |it: &Characters| text.chars().filter(|c| c.is_ascii() && *c >= ' ' || it.has(*c)).count();
            if lossy || self.pairs.characters.iter().map(common).max().unwrap_or(0) * 2 < text.chars().count() {
                continue;
            }
            // What is ASCII to the other pages costs them nothing, as it is the same for all; here it is not.
            let alike = BytePairs::of(bytes).ascii;
            let saved: f32 = alike.iter().map(|(a, b, count)| count * ascii.pair(of(*a), of(*b), ascii)).sum();
            let characters: Vec<&Characters> = self.pairs.characters.iter().collect();
            scores.push((Page::Standard(encoding), multiple(&text, &characters) - saved - WIDE));
        }
        scores
    }
}

/// What chardetng would choose.
fn vote(sample: &[u8]) -> Page {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    Page::Standard(detector.guess(None, chardetng::Utf8Detection::Deny))
}

impl<'a> Kind<'a> {
    fn of(page: Page, pairs: &'a Pairs) -> Self {
        let Some(high) = page.high() else {
            let holds = |code: &str| match page.name() {
                "GBK" => code.starts_with("zh"),
                "Big5" => code == "zh-Hant",
                "EUC-KR" => code == "ko",
                _ => code == "ja",
            };
            return Kind::Multiple { characters: pairs.characters.iter().filter(|it| holds(&it.code)).collect() };
        };
        let ascii = (0..0x80_u8).map(char::from);
        let symbols: Vec<Symbol> = ascii.chain(high).map(Symbol::of).collect();
        let has_latin = high.iter().filter(|it| matches!(**it, '\u{C0}'..='\u{24F}')).count() > 20;
        let holds = |it: &&Tongue| it.fits(&symbols) && (has_latin || !it.is_latin);
        let tongues = pairs.tongues.iter().enumerate().filter(|it| holds(&it.1)).collect();
        let symbols = symbols.try_into().map(Box::new).expect("a page has 256 characters");
        Kind::Single { symbols, tongues }
    }
}

/// How much better what is ASCII fits a language than `ascii`, which is the same for every page.
fn fit(tongue: &Tongue, ascii: &Tongue, pairs: &BytePairs) -> f32 {
    let of = |it: u8| Symbol::of(char::from(it));
    pairs.ascii.iter().map(|(a, b, count)| count * tongue.ascii(of(*a), of(*b), ascii)).sum()
}

/// The score of a page with one byte a character: that of its likeliest language.
fn single(
    pairs: &BytePairs,
    symbols: &[Symbol; 256],
    tongues: &[(usize, &Tongue)],
    ascii: &Tongue,
    bases: &[f32],
    floor: f32,
) -> f32 {
    let of = |it: u8| symbols[usize::from(it)];
    let is_mark = |it: &&(u8, f32)| matches!(of(it.0), Symbol::Mark(mark) if mark != '\u{AD}');
    let inside: f32 = pairs.inside.iter().filter(is_mark).map(|it| it.1 * INSIDE).sum();
    let mut best = f32::NEG_INFINITY;
    for (at, tongue) in tongues {
        let least = best.max(floor);
        let mut score = bases[*at] - inside;
        for (a, b, count) in &pairs.high {
            score += count * tongue.pair(of(*a), of(*b), ascii);
            // No pair makes it better again.
            if score < least {
                break;
            }
        }
        best = best.max(score);
    }
    best
}

/// The score of a page with several bytes a character.
fn multiple(text: &str, languages: &[&Characters]) -> f32 {
    let score = |it: &&Characters| -> f32 { text.chars().filter(|c| !c.is_ascii()).map(|c| it.cost(c)).sum() };
    let mut touches = 0.0;
    let mut before = ' ';
    for it in text.chars() {
        let (latin, other) = if it.is_ascii() { (it, before) } else { (before, it) };
        touches += if latin.is_ascii_lowercase() && other >= '\u{3000}' { TOUCH } else { 0.0 };
        before = it;
    }
    languages.iter().map(score).fold(f32::NEG_INFINITY, f32::max) - touches
}
