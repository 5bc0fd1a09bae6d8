//! Pieces of chrome inside lines: a stamp glued to the first sentence, a link at a paragraph's end.

use std::ops::Range;

use newsmill_stage::Line;

use crate::because::Because;
use crate::captions::{credit, names_somebody};
use crate::phrases::{CREDITS, READ_MORE, SEE_ALSO, SIGN_OFFS, STAMPS, WITH_COLON, Weight};
use crate::proof::BULLETS;
use crate::words::{Words, count, lists_at_the_start};

mod beginnings;
mod sentences;

/// A link in brackets is shorter than this.
const LONGEST_LINK: usize = 400;

/// Takes out of a line what is chrome whatever the line is; says what went.
pub(crate) fn take_out(line: &mut Line) -> Vec<(Because, String)> {
    let mut taken = Vec::new();
    let lists = lists_at_the_start(beginnings::head(line.text()));
    let is_numbered = line.text().trim_start().starts_with(|it: char| it.is_ascii_digit());
    if is_numbered || STAMPS.is_among(lists) {
        take(line, |it| because(beginnings::stamp(it), Because::Stamp), &mut taken);
        take(line, |it| because(beginnings::counts(it), Because::Share), &mut taken);
    }
    if CREDITS.is_among(lists) || !taken.is_empty() {
        take(line, |it| because(beginnings::credit(it), Because::Caption), &mut taken);
    }
    take(line, brackets, &mut taken);
    take(line, |it| because(read_more(it), Because::ReadMore), &mut taken);
    take(line, sentences::not_of_the_story, &mut taken);
    taken
}

fn because(piece: Option<Range<usize>>, because: Because) -> Option<(Range<usize>, Because)> {
    piece.map(|it| (it, because))
}

/// Takes out of a line that stays what does not belong to its text: bullet and photo credit.
pub(crate) fn polish(line: &mut Line) -> Vec<(Because, String)> {
    let mut taken = Vec::new();
    take(line, |it| because(bullet(it), Because::Bullet), &mut taken);
    take(line, |it| because(credit_at_the_end(it), Because::Caption), &mut taken);
    let end = line.text().trim_end().len();
    line.remove(end..line.text().len());
    let start = line.text().len() - line.text().trim_start().len();
    line.remove(0..start);
    taken
}

/// Takes pieces out until there are none; at most a handful, so that a line made of them ends.
fn take(line: &mut Line, find: impl Fn(&str) -> Option<(Range<usize>, Because)>, taken: &mut Vec<(Because, String)>) {
    for _ in 0..8 {
        let Some((piece, because)) = find(line.text()).filter(|it| !it.0.is_empty()) else { return };
        taken.push((because, line.text()[piece.clone()].trim().to_owned()));
        line.remove(piece);
    }
}

/// `| Photo: Jane Doe` after a caption or a paragraph.
fn credit_at_the_end(text: &str) -> Option<Range<usize>> {
    // A credit is short: the last words of a long paragraph tell as much as all of them.
    let start = text.ceil_char_boundary(text.len().saturating_sub(200));
    let last = &text[start..];
    let piece = credit(last, &Words::of(last))?;
    (piece.start > 0).then(|| start + piece.start..start + piece.end)
}

/// Brackets that hold a link, a credit or a sign-off, with the space before them.
fn brackets(text: &str) -> Option<(Range<usize>, Because)> {
    const OPEN: &[char] = &['(', '[', '（', '【'];
    const LEADS: [bool; 256] = leads(OPEN);
    marks(text, OPEN, &LEADS).take(50).find_map(|(start, open)| {
        let lists = lists_at_the_start(beginnings::head(&text[start..]));
        if ![&SEE_ALSO, &WITH_COLON, &READ_MORE, &CREDITS, &SIGN_OFFS].iter().any(|it| it.is_among(lists)) {
            return None;
        }
        let end = closing(text, start, open)?;
        let inner = text[start + open.len_utf8()..end].trim_end_matches([')', ']', '）', '】']);
        let because = because_of_brackets(inner, &Words::of(inner))?;
        let before = text[..start].trim_end().len();
        // Brackets that are all of the line are left to the desk.
        (before > 0 || !text[end..].trim().is_empty()).then_some((before..end, because))
    })
}

/// `RELATED: …`, `AP Photo/Jane Doe`, `Reporting by Jane Doe`.
fn because_of_brackets(inner: &str, words: &Words) -> Option<Because> {
    let after = |length: usize| Some(&inner[words.bytes(length.checked_sub(1)?)?.end..]);
    let links = [&SEE_ALSO, &WITH_COLON, &READ_MORE].map(|it| it.at(words, 0, Weight::Any)).into_iter().max();
    let marks: &[char] = &[':', '：', '|', '–', '—'];
    // A hyphen without a space before it makes one word of two: "related-party loans".
    let parts = |it: &str| {
        it.trim_start().starts_with(marks) || it.starts_with([' ', '\u{a0}']) && it.trim_start().starts_with('-')
    };
    if after(links.unwrap_or_default()).is_some_and(|it| parts(it) && it.trim_start().chars().count() > 4) {
        return Some(Because::SeeAlso);
    }
    let credits = CREDITS.at(words, 0, Weight::Any);
    let by = matches!(words.get(credits.max(1) - 1), Some("by" | "di" | "of"));
    let names = |it: &str| {
        let is_named = it.starts_with('/') && names_somebody(it);
        is_named || it.starts_with([':', '：', '©']) || (by && it.starts_with(char::is_uppercase))
    };
    // `(image: a boat)` may be a thought; a name is short.
    if count(inner) <= 10 && after(credits).is_some_and(|it| names(it.trim_start())) {
        return Some(Because::Caption);
    }
    let signs = SIGN_OFFS.at(words, 0, Weight::Strong) > 0;
    (signs && count(inner) <= 40).then_some(Because::SignOff)
}

/// Where the bracket that opens here is closed (the byte after).
fn closing(text: &str, start: usize, open: char) -> Option<usize> {
    let close = match open {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        _ => '】',
    };
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
    const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '"', '”', '’', '»', ')'];
    const LEADS: [bool; 256] = leads(ENDS);
    let last = [' ', '\u{a0}', '\t', '.', '…', '»', '›', '>', '→', '←', ':', '[', ']', '(', ')', '。', '<', '«'];
    let whole = text.trim_end_matches(last);
    let start = whole.ceil_char_boundary(whole.len().saturating_sub(100));
    let gaps = [' ', '\u{a0}', '\t', '[', '(', '|', '»', '›', '>', '→'];
    marks(&whole[start..], ENDS, &LEADS).find_map(|(at, stop)| {
        let before = start + at + stop.len_utf8();
        let link = whole[before..].trim_start_matches(gaps);
        if !READ_MORE.may_begin(link) {
            return None;
        }
        let words = Words::of(link);
        // What comes after the last word belongs to the sentence: a quotation mark, a stop.
        let is_last = words.len().checked_sub(1).and_then(|it| words.bytes(it)).is_some_and(|it| it.end == link.len());
        let is_all = is_last && READ_MORE.at(&words, 0, Weight::Any) == words.len();
        let gap = &whole[before..whole.len() - link.len()];
        let is_parted = !gap.is_empty() || ['。', '！', '？', '…'].contains(&stop);
        // A link begins large where there are capitals, or stands after a mark of its own.
        let is_link = !link.starts_with(char::is_lowercase) || gap.contains(['[', '|', '»', '→']);
        (is_all && is_parted && is_link).then_some(before..text.len())
    })
}

/// Where these marks stand. Bytes are looked at first: with most letters that is all.
fn marks<'a>(text: &'a str, marks: &'a [char], leads: &'a [bool; 256]) -> impl Iterator<Item = (usize, char)> + 'a {
    let may_be = text.bytes().enumerate().filter(|(_, byte)| leads[usize::from(*byte)]);
    may_be.filter_map(|(at, _)| Some((at, text[at..].chars().next().filter(|it| marks.contains(it))?)))
}

/// The bytes that these marks begin with.
const fn leads(marks: &[char]) -> [bool; 256] {
    let (mut leads, mut at) = ([false; 256], 0);
    while at < marks.len() {
        let lead = marks[at].encode_utf8(&mut [0; 4]).as_bytes()[0];
        leads[lead as usize] = true;
        at += 1;
    }
    leads
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

    #[track_caller]
    fn stays(text: &str) {
        check(text, text);
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
        check("She walked home. Continue reading", "She walked home.");
        check("她回家了。阅读全文", "她回家了。");
        check("彼女は帰った。続きを読む", "彼女は帰った。");
        check("عادت إلى البيت. اقرأ المزيد", "عادت إلى البيت.");
        check("वह घर गई। और पढ़ें", "वह घर गई।");
        check("He likes to read more", "He likes to read more");
        stays("She asked him for more. He had no more.");
        stays("He told the pupils: “Read books. Read more.”");
        stays("Sie trafen sich am Montag. Im Postfach des Ministers fanden sie 300 Nachrichten.");
    }

    #[test]
    fn brackets_of_many_kinds() {
        check("She waved. (AP Photo/Jane Doe) He left.", "She waved. He left.");
        check("She waved. (Photo by Jane Doe/Getty Images)", "She waved.");
        check("Она махала. (Фото: Анна Роу)", "Она махала.");
        check("她走了（相关阅读：大桥开通）。", "她走了。");
        check("He left. (Reporting by Ann Roe; Editing by Jan Doe)", "He left.");
        check("He left. (Читайте также: Мост откроют)", "He left.");
        check("MOOR (Reuters) - He left.", "MOOR (Reuters) - He left.");
        check("She kept it (a photo of her son) for years.", "She kept it (a photo of her son) for years.");
        check("It (the source said) was late.", "It (the source said) was late.");
        stays("It paid (related-party loans aside) what it owed.");
        stays("Sie sprachen (Video-Konferenz) über die Brücke.");
        stays("The talk (live-streamed) was long.");
        stays("The file (read-only) was kept.");
        stays("He sent all he had (photo/video) to the town.");
    }

    #[test]
    fn bullets_and_credits() {
        check("  • A point — made", "A point — made");
        check("The mayor at the harbor. | Photo: Jane Doe", "The mayor at the harbor.");
        stays("The company was sued in London by Getty Images.");
        stays("They met on Monday. Video by Reuters showed people in the water.");
    }

    #[test]
    fn nothing_panics_on_mangled_lines() {
        let text = " date 2022-09-30T10 «Київ (RELATED: [x] é 北) | Фото: É\u{301}» Read more… […] • ADVERTISEMENT \
                    12 Shares x. Follow us on é。请关注我们（相关阅读：北）. Photo: É/Reuters (Reporting by É; Editing by";
        for (at, _) in text.char_indices() {
            for part in [&text[..at], &text[at..]] {
                let mut line = Line::new(1, part);
                take_out(&mut line);
                polish(&mut line);
            }
        }
    }
}
