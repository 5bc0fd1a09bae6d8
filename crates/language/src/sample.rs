//! The text that tells an article's language.

use newsmill_stage::{Article, Line};

use crate::codes;
use crate::detect::Detector;
use crate::letters::{ENOUGH, Family};

/// So many lines, spread over the article, are asked, each for its part of the article.
const VOTERS: usize = 5;
/// The first bytes of a line tell what it votes for.
const HEAD: usize = 96;
/// A line counts by its length, but none for more bytes than this: a long one may be a banner.
const HEAVIEST: usize = 400;
/// A letter may have many marks, but more bytes of a line are not worth reading for a few hundred letters.
const MOST_BYTES: usize = 16 << 10;
/// So many bytes mostly have letters enough.
const ENOUGH_BYTES: usize = ENOUGH * 8;

/// The lines that tell an article's language: of those that look like a body, the ones that agree with most; all lines,
/// and the title, if none looks so. A few hundred letters are enough.
pub(crate) fn of(article: &Article, detector: &Detector) -> String {
    let extracted = article.body().any(|it| it.in_body == Some(true));
    let in_body = |it: &&Line| !extracted || it.in_body == Some(true);
    let lines: Vec<&str> = article.body().filter(in_body).map(Line::text).filter(|it| looks_like_body(it)).collect();
    match &*lines {
        [] => joined(article.title().into_iter().chain(article.body().map(Line::text))),
        [line] => joined([*line].into_iter()),
        lines => joined(agreeing(spread(lines), detector).into_iter()),
    }
}

/// The midmost line of each part of the article (banners stand at its ends), with the part's weight.
fn spread<'a>(lines: &[&'a str]) -> Vec<(&'a str, usize)> {
    let part = lines.len().div_ceil(VOTERS).max(1);
    let weight = |it: &[&str]| it.iter().map(|it| it.len().min(HEAVIEST)).sum();
    lines.chunks(part).map(|it| (it[it.len() / 2], weight(it))).collect()
}

/// What a line seems to be in.
struct Vote<'a> {
    line: &'a str,
    family: Family,
    language: Option<&'static str>,
    weight: usize,
}

/// The lines in the letters and the language of most, and then those whose language is not plain.
fn agreeing<'a>(lines: Vec<(&'a str, usize)>, detector: &Detector) -> Vec<&'a str> {
    let vote = |(line, weight): (&'a str, usize)| {
        let (family, language) = detector.glance(&line[..line.floor_char_boundary(HEAD)])?;
        Some(Vote { line, family, language, weight })
    };
    let all: usize = lines.iter().map(|it| it.1).sum();
    let mut votes: Vec<Vote<'_>> = Vec::with_capacity(lines.len());
    for line in lines {
        votes.extend(vote(line));
        if is_decided(&votes, all) {
            break;
        }
    }
    if let Some(family) = heaviest(&votes, |a, b| a.family == b.family).map(|it| it.family) {
        votes.retain(|it| it.family == family);
    }
    let (mut sure, unsure): (Vec<_>, Vec<_>) = votes.into_iter().partition(|it| it.language.is_some());
    let is_same = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| codes::are_nearly_one(a, b));
    if let Some(language) = heaviest(&sure, |a, b| is_same(a.language, b.language)).map(|it| it.language) {
        sure.retain(|it| is_same(it.language, language));
    }
    sure.into_iter().chain(unsure).map(|it| it.line).collect()
}

/// Whether all votes so far are the same and more than half of all: the others cannot change that. Short lines do not
/// save the time, since all their letters are needed.
fn is_decided(votes: &[Vote<'_>], all: usize) -> bool {
    let is_same = votes.windows(2).all(|it| (it[0].family, it[0].language) == (it[1].family, it[1].language));
    let is_sure = votes.iter().all(|it| it.language.is_some());
    let sum = |of: fn(&Vote<'_>) -> usize| votes.iter().map(of).sum::<usize>();
    is_same && is_sure && sum(|it| it.weight) * 2 > all && sum(|it| it.line.len()) >= 2 * ENOUGH
}

/// The first vote that most votes are the same as, by weight.
fn heaviest<'a, 'b>(votes: &'a [Vote<'b>], is_same: impl Fn(&Vote<'_>, &Vote<'_>) -> bool) -> Option<&'a Vote<'b>> {
    let weight = |it: &Vote<'_>| votes.iter().filter(|other| is_same(it, other)).map(|it| it.weight).sum::<usize>();
    votes.iter().rev().max_by_key(|it| weight(it))
}

/// Joins lines until there are letters enough.
fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line[..line.floor_char_boundary(MOST_BYTES)]);
        text.push('\n');
        if text.len() > ENOUGH_BYTES {
            break;
        }
    }
    text
}

/// Whether a line is long and has a sentence, or is in a script that knows no stop, or mostly does without.
fn looks_like_body(line: &str) -> bool {
    let line = &line[..line.floor_char_boundary(MOST_BYTES)];
    let has_stop = |it: char| {
        let of_latin = matches!(it, '.' | '!' | '?' | '…');
        of_latin || matches!(it, '。' | '！' | '？' | '।' | '؟' | '۔' | '։' | '።' | '။' | '។' | '།')
    };
    let long = line.chars().take(40).count() == 40 || (line.len() > 45 && line.chars().any(|it| it > '\u{2E80}'));
    let has_none = |it: &char| matches!(it, '\u{E01}'..='\u{109F}' | '\u{1780}'..='\u{17FF}');
    long && (line.contains(has_stop) || line.chars().take(40).filter(has_none).count() >= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Der Minister sagte am Freitag, die Gespräche würden in der nächsten Woche fortgesetzt.";
    const ENGLISH: &str = "The minister said on Friday that the talks would go on in the next week or later.";

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        assert_eq!(agreeing(spread(lines), &Detector::new()), expected);
    }

    #[test]
    fn lines_that_agree_with_most_are_asked() {
        check(&[ENGLISH, GERMAN, GERMAN], &[GERMAN, GERMAN]);
        check(&[ENGLISH, "大臣は記者団に協議が続くと述べた。", ENGLISH], &[ENGLISH, ENGLISH]);
        check(&["12:30"], &[]);
    }

    #[test]
    fn a_few_lines_speak_for_many() {
        let parts = [("b", 2), ("d", 2), ("f", 2), ("h", 2), ("i", 1)];
        assert_eq!(spread(&["a", "b", "c", "d", "e", "f", "g", "h", "i"]), parts);
        assert_eq!(spread(&["a", "b"]), [("a", 1), ("b", 1)]);
    }

    #[test]
    fn a_line_of_any_length_is_read_so_far_only() {
        assert_eq!(joined(["é".repeat(1_000_000).as_str(), GERMAN].into_iter()).len(), MOST_BYTES + 1);
    }

    #[test]
    fn long_lines_of_scripts_without_a_stop_are_body() {
        assert!(looks_like_body("ประธานาธิบดีลงนามในกฎหมายฉบับใหม่เมื่อวันศุกร์ที่ผ่านมา"));
        assert!(looks_like_body("སྲིད་འཛིན་གྱིས་རེས་གཟའ་པ་སངས་ཉིན་ཁྲིམས་ཡིག་གསར་པར་མཚན་རྟགས་བཀོད་པ་རེད།"));
        assert!(!looks_like_body("ข่าว กีฬา"));
        assert!(!looks_like_body("News Sport Culture Business Weather Travel Opinion Video"));
    }
}
