//! UTF-16 and UTF-32.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::pages::Page;

/// How many bytes are looked at.
const LOOKED_AT: usize = 512;

/// Reads UTF-32 after its byte order mark; `None` if there is none, or if it is no UTF-32 at all:
/// `FF FE 00 00` may begin UTF-16, too.
pub(crate) fn marked_utf32(bytes: &[u8]) -> Option<(&'static str, String, bool)> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\0\0") {
        let is_whole = rest.len().is_multiple_of(4) && !rest.chunks(4).take(64).any(|it| it[2] > 0x10 || it[3] != 0);
        return is_whole.then(|| utf32(rest, false));
    }
    bytes.strip_prefix(b"\0\0\xFE\xFF").map(|rest| utf32(rest, true))
}

fn utf32(bytes: &[u8], is_big: bool) -> (&'static str, String, bool) {
    let (units, rest) = bytes.as_chunks::<4>();
    let number = |it: &[u8; 4]| if is_big { u32::from_be_bytes(*it) } else { u32::from_le_bytes(*it) };
    let mut text: String =
        units.iter().map(|it| char::from_u32(number(it)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let lossy = !rest.is_empty() || units.iter().any(|it| char::from_u32(number(it)).is_none());
    (if is_big { "UTF-32BE" } else { "UTF-32LE" }, text, lossy)
}

/// UTF-16 without a mark, told by its high bytes: in the scripts of most alphabets, every other byte
/// is below 0x20, and of few values.
pub(crate) fn unmarked(bytes: &[u8]) -> Option<Page> {
    let (units, _) = bytes.get(..LOOKED_AT).unwrap_or(bytes).as_chunks::<2>();
    let low = |at: usize| units.iter().filter(|it| it[at] < 0x20).count();
    let (first, second) = (low(0), low(1));
    let zeros = units.iter().filter(|it| **it == [0, 0]).count();
    if units.len() < 4 || zeros * 4 > units.len() || first.max(second) * 10 < units.len() * 6 {
        return None;
    }
    let values = |at: usize| units.iter().map(|it| it[at]).collect::<std::collections::BTreeSet<u8>>().len();
    // In Thai both halves are low.
    let is_both = first.min(second) * 10 >= units.len() * 4;
    let at = usize::from(if is_both { values(1) < values(0) } else { second > first });
    // Lines of one character each are no UTF-16: its high bytes are no line ends.
    let line_ends = units.iter().filter(|it| matches!(it[at], b'\n' | b'\r' | b'\t')).count();
    // What holds control characters is no text, but a program or a picture.
    let unit = |it: &[u8; 2]| if at == 1 { u16::from_le_bytes(*it) } else { u16::from_be_bytes(*it) };
    let is_control = |it: u16| matches!(it, 0..=0x08 | 0x0B | 0x0E..=0x1F | 0x7F..=0x9F | 0xFFFE | 0xFFFF);
    let is_text = line_ends * 2 < units.len() && !units.iter().any(|it| is_control(unit(it)));
    is_text.then_some(Page::Standard(if at == 1 { UTF_16LE } else { UTF_16BE }))
}
