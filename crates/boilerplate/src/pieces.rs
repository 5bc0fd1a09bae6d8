//! Pieces of chrome inside lines: a stamp glued to the first sentence, a link at a paragraph's end.

use std::ops::Range;

use newsmill_stage::Line;

use crate::because::Because;
use crate::captions::credit;
use crate::phrases::{READ_MORE, SEE_ALSO, STAMPS, WITH_COLON, Weight};
use crate::proof::BULLETS;
use crate::words::Words;

/// A link in brackets is shorter than this.
const LONGEST_LINK: usize = 400;

/// Takes out of a line what is chrome whatever the line is; says what went.
pub(crate) fn take_out(line: &mut Line) -> Vec<(Because, String)> {
    let mut taken = Vec::new();
    take(line, stamp, Because::Stamp, &mut taken);
    take(line, link_in_brackets, Because::SeeAlso, &mut taken);
    take(line, read_more, Because::ReadMore, &mut taken);
    taken
}

/// Takes out of a line that stays what does not belong to its text: bullet and photo credit.
pub(crate) fn polish(line: &mut Line) -> Vec<(Because, String)> {
    let mut taken = Vec::new();
    take(line, bullet, Because::Bullet, &mut taken);
    take(line, |it| credit(it, &Words::of(it)).filter(|it| it.start > 0), Because::Caption, &mut taken);
    let end = line.text().trim_end().len();
    line.remove(end..line.text().len());
    let start = line.text().len() - line.text().trim_start().len();
    line.remove(0..start);
    taken
}

/// Takes pieces out until there are none; at most a handful, so that a line made of them ends.
fn take(
    line: &mut Line,
    find: impl Fn(&str) -> Option<Range<usize>>,
    because: Because,
    taken: &mut Vec<(Because, String)>,
) {
    for _ in 0..8 {
        let Some(piece) = find(line.text()).filter(|it| !it.is_empty()) else { return };
        taken.push((because, line.text()[piece.clone()].trim().to_owned()));
        line.remove(piece);
    }
}

/// ` date 2022-09-30 ` before the first sentence.
fn stamp(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_start();
    let mut at = text.len() - trimmed.len();
    let head: String = trimmed.chars().take(80).collect();
    let words = Words::of(&head);
    let length = STAMPS.at(&words, 0, Weight::Any);
    if let Some(bytes) = length.checked_sub(1).and_then(|it| words.bytes(it)) {
        at += bytes.end;
        at += text[at..].len() - text[at..].trim_start_matches([':', ' ', '\u{a0}', '\t']).len();
    }
    let day = at + iso_day(&text[at..])?;
    let rest = text[day..].trim_start_matches([' ', '\u{a0}', '\t', '|', '-', '–', '—', ',', ':']);
    // Without a word before it, only what begins anew after it is text with a stamp on it.
    let goes_on = rest.starts_with(|it: char| it.is_alphanumeric() || "\"“„«'‘(¿¡".contains(it));
    let is_sure = length > 0 || !rest.starts_with(char::is_lowercase);
    (goes_on && is_sure && rest.len() < text[day..].len()).then(|| 0..text.len() - rest.len())
}

/// The length of `2022-09-30`, with an hour after it if there is one.
fn iso_day(text: &str) -> Option<usize> {
    let pattern = |text: &str, pattern: &str| {
        let fits = |(it, like): (u8, u8)| if like == b'0' { it.is_ascii_digit() } else { it == like };
        text.len() >= pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
    };
    if !pattern(text, "0000-00-00") {
        return None;
    }
    let hour = &text[10..];
    let length =
        ["T00:00:00", " 00:00:00", "T00:00", " 00:00"].iter().find(|it| pattern(hour, it)).map_or(0, |it| it.len());
    let zone = &hour[length..];
    let zone = if length == 0 {
        0
    } else if zone.starts_with('Z') {
        1
    } else if pattern(zone, "+00:00") || pattern(zone, "-00:00") {
        6
    } else {
        0
    };
    Some(10 + length + zone)
}

/// `(RELATED: …)`, `[ALSO READ: …]`, with the space before it.
fn link_in_brackets(text: &str) -> Option<Range<usize>> {
    text.match_indices(['(', '[']).take(50).find_map(|(start, open)| {
        let end = closing(text, start, open)?;
        let inner = &text[start + 1..end - 1];
        let words = Words::of(inner);
        let length = SEE_ALSO.at(&words, 0, Weight::Any).max(WITH_COLON.at(&words, 0, Weight::Any));
        let after = words.bytes(length.checked_sub(1)?)?.end;
        let is_link = inner[after..].trim_start().starts_with([':', '|', '–', '—', '-']) && after + 4 < inner.len();
        is_link.then(|| text[..start].trim_end().len()..end)
    })
}

/// Where the bracket that opens here is closed (the byte after).
fn closing(text: &str, start: usize, open: &str) -> Option<usize> {
    let (open, close) = if open == "(" { ('(', ')') } else { ('[', ']') };
    let mut depth = 0_u32;
    for (at, it) in text[start..].char_indices().take(LONGEST_LINK) {
        if it == open {
            depth += 1;
        } else if it == close {
            depth -= 1;
            if depth == 0 {
                return Some(start + at + close.len_utf8());
            }
        }
    }
    None
}

/// ` Read more` after a paragraph's last stop.
fn read_more(text: &str) -> Option<Range<usize>> {
    let whole = text.trim_end_matches([' ', '\u{a0}', '\t', '.', '…', '»', '›', '>', '→', ':', '[', ']', '(', ')']);
    let start = tail(whole, 60);
    let words = Words::of(&whole[start..]);
    let first = words.len().saturating_sub(5);
    (first..words.len()).find_map(|place| {
        let length = READ_MORE.at(&words, place, Weight::Any);
        let is_last = length > 0 && place + length == words.len();
        let at = start + words.bytes(place)?.start;
        let before = text[..at].trim_end_matches([' ', '\u{a0}', '\t', '[', '(', '|', '»', '›', '>', '→']);
        let is_parted = before.len() < at && before.ends_with(['.', '!', '?', '…', '"', '”', '’', '»', ')', '。']);
        // A link begins large, or stands after a mark of its own.
        let is_link =
            text[at..].starts_with(char::is_uppercase) || text[before.len()..at].contains(['[', '|', '»', '→']);
        (is_last && is_parted && is_link).then_some(before.len()..text.len())
    })
}

/// The start of the last so many bytes, at a character.
fn tail(text: &str, bytes: usize) -> usize {
    (text.len().saturating_sub(bytes)..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len())
}

/// `• ` before a point.
fn bullet(text: &str) -> Option<Range<usize>> {
    let rest = text.trim_start().trim_start_matches(BULLETS);
    let has_one = rest.len() < text.trim_start().len();
    has_one.then(|| 0..text.len() - rest.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut line = Line::new(1, text);
        take_out(&mut line);
        polish(&mut line);
        assert_eq!(line.text(), expected);
    }

    #[test]
    fn a_stamp_glued_to_the_first_sentence() {
        check(" date 2022-09-30 The mayor spoke.", "The mayor spoke.");
        check("2022-09-30T10:15:00Z The mayor spoke.", "The mayor spoke.");
        check("Дата: 2022-09-30 «Міст» відкрито.", "«Міст» відкрито.");
        check("date palms bear fruit in 2022-09-30.", "date palms bear fruit in 2022-09-30.");
        check("2022-09-30 was a Friday.", "2022-09-30 was a Friday.");
    }

    #[test]
    fn a_link_in_brackets() {
        check("He left. (RELATED: Who Pays (And Why) For It?) She stayed.", "He left. She stayed.");
        check("He left. [ALSO READ: The bridge]", "He left.");
        check("He (and, related: she) left.", "He (and, related: she) left.");
        check("She (see also the map) left.", "She (see also the map) left.");
    }

    #[test]
    fn a_link_at_the_end() {
        check("They met on Monday. Read more", "They met on Monday.");
        check("They met on Monday… [Continue reading →]", "They met on Monday…");
        check("Они встретились. Читать далее »", "Они встретились.");
        check("He likes to read more", "He likes to read more");
    }

    #[test]
    fn bullets_and_credits() {
        check("  • A point — made", "A point — made");
        check("The mayor at the harbor. | Photo: Jane Doe", "The mayor at the harbor.");
    }

    #[test]
    fn nothing_panics_on_mangled_lines() {
        let text = " date 2022-09-30T10 «Київ (RELATED: [x] é 北) | Фото: É\u{301}» Read more… […] •";
        for (at, _) in text.char_indices() {
            for part in [&text[..at], &text[at..]] {
                let mut line = Line::new(1, part);
                take_out(&mut line);
                polish(&mut line);
            }
        }
    }
}
