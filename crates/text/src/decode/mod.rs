//! Bytes → text.
//!
//! Read right without a declaration, on 2026-11-22 (`cargo run --release -p newsmill-text --example encodings --
//! FILE…`; NTREX-128 and WMT24, tables from other stories only; 44 encodings in the languages they were made for): of
//! texts of 300 to 2,000 characters 99.9 %, without the UTF family 99.8 % (chardetng alone 53.8 %); of titles of 30 to
//! 100 characters 99.2 % and 98.1 % (54.5 %). Titles are least sure in DOS pages and in ISO-8859-16.

mod characters;
pub(crate) mod guess;
pub(crate) mod pages;
pub(crate) mod pairs;
mod sample;
pub(crate) mod symbols;
#[cfg(test)]
mod tests;
mod wide;
#[cfg(test)]
mod written;

use guess::Guesser;
use pages::Page;

/// A text, and how its bytes were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name, as the Encoding Standard (WHATWG) spells it; for those that it leaves out
    /// (`IBM852`, `UTF-32LE`), as IANA does.
    pub encoding: &'static str,
    /// What told the encoding.
    pub how: How,
    /// Whether some bytes had no meaning in it and became U+FFFD.
    pub lossy: bool,
}

/// What told an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A byte order mark.
    Mark,
    /// The bytes are valid UTF-8.
    Valid,
    /// The bytes are UTF-8 but for a few, which became U+FFFD.
    Nearly,
    /// The label that the document declares.
    Declared,
    /// A guess from the bytes: from their letter pairs, from zeros between them (UTF-16), from escapes
    /// (ISO-2022-JP).
    Guessed,
}

impl How {
    /// A code for a column: `mark`, `valid`, `nearly-valid`, `declared`, `guessed`. Codes never change.
    pub fn code(self) -> &'static str {
        match self {
            How::Mark => "mark",
            How::Valid => "valid",
            How::Nearly => "nearly-valid",
            How::Declared => "declared",
            How::Guessed => "guessed",
        }
    }
}

/// What a declaration weighs that is often a server's default (natural logarithm): it yields where
/// the letter pairs clearly say otherwise.
const DEFAULT: f32 = 6.0;

/// What any other declaration weighs whose page gives some bytes no meaning.
const UNFIT: f32 = 12.0;

/// Of broken sequences, so many whole ones make a text UTF-8 all the same.
const WHOLE_PER_BROKEN: usize = 3;

/// Reads bytes as text: byte order mark, else valid UTF-8, else UTF-8 with few broken bytes, else the
/// declared label where the bytes fit it, else the likeliest of forty encodings by its letter pairs.
///
/// Declarations of ISO-8859-1, windows-1252 and ASCII are often a server's default; they are believed
/// unless letter pairs clearly contradict.
///
/// Never fails: bytes without a meaning become U+FFFD, and `lossy` says so. The time is linear in the
/// length.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    decode_with(Guesser::shipped, bytes, declared)
}

pub(crate) fn decode_with<'a>(
    guesser: impl FnOnce() -> &'a Guesser<'a>,
    bytes: &[u8],
    declared: Option<&str>,
) -> Decoded {
    if let Some((encoding, text, lossy)) = wide::marked_utf32(bytes) {
        return Decoded { text, encoding, how: How::Mark, lossy };
    }
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return read(Page::Standard(encoding), &bytes[length..], How::Mark);
    }
    if let Some(page) = wide::unmarked(bytes).or_else(|| escaped(bytes)) {
        let read = read(page, bytes, How::Guessed);
        // A text cut within a character is the same text.
        if !read.lossy || !bytes.len().is_multiple_of(2) && !page.read(&bytes[..bytes.len() - 1]).1 {
            return read;
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.to_owned();
        return Decoded { text, encoding: "UTF-8", how: How::Valid, lossy: false };
    }
    if is_nearly_utf8(bytes) {
        return read(Page::Standard(encoding_rs::UTF_8), bytes, How::Nearly);
    }
    // What is no UTF-8 by now is none for being declared so.
    let declared = declared.and_then(Page::for_label).filter(|it| it.name() != "UTF-8");
    let favored = match declared {
        Some(page) if page.name() == "windows-1252" => Some((page, DEFAULT)),
        // Any bytes fit it, and pages in anything else are labeled so.
        Some(page) if page.name().starts_with("UTF-16") => Some((page, UNFIT)),
        Some(page) => {
            let read = read(page, bytes, How::Declared);
            if !read.lossy && !has_controls(&read.text) {
                return read;
            }
            Some((page, UNFIT))
        }
        None => None,
    };
    let page = guesser().guess(bytes, favored);
    read(page, bytes, if declared == Some(page) { How::Declared } else { How::Guessed })
}

fn read(page: Page, bytes: &[u8], how: How) -> Decoded {
    let (text, lossy) = page.read(bytes);
    Decoded { text, encoding: page.name(), how, lossy }
}

/// ISO-2022-JP, which is ASCII with escapes.
fn escaped(bytes: &[u8]) -> Option<Page> {
    let at = memchr::memchr(0x1B, bytes)?;
    let is_japanese = matches!(bytes.get(at + 1..at + 3), Some(b"$@" | b"$B" | b"(J" | b"(I"));
    (is_japanese && bytes.is_ascii()).then_some(Page::Standard(encoding_rs::ISO_2022_JP))
}

/// Whether by far most sequences outside ASCII are UTF-8's.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        whole += if valid.is_ascii() { 0 } else { valid.chars().filter(|it| !it.is_ascii()).count() };
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= WHOLE_PER_BROKEN * broken || whole > 0 && broken == 1 && is_cut(bytes)
}

/// Whether the bytes end within a sequence of UTF-8.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|it| it.error_len().is_none())
}

/// Whether a text has control characters that no one writes: a page gives them to bytes that have no
/// meaning in it.
fn has_controls(text: &str) -> bool {
    text.chars().any(|it| matches!(it, '\u{80}'..='\u{9F}'))
}
