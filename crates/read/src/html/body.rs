//! Which lines of a page an extractor took for the article's body.

use std::collections::HashSet;

use newsmill_stage::Line;
use newsmill_text::hash64;

/// Lines are compared by their runs of so many letters and digits: enough that few stand in two
/// lines by chance.
const RUN: usize = 16;

/// Marks each line by whether most of it stands in the body that an extractor gives as a text. An
/// extractor joins and parts lines in its own way, so they are not compared as wholes, unless they
/// are short.
pub(super) fn mark(lines: &mut [Line], body: &str) {
    let runs: HashSet<u64> = runs_of(&letters(body)).collect();
    let short: HashSet<u64> = body.lines().map(|it| hash64(letters(it).as_bytes())).collect();
    for line in lines {
        let letters = letters(line.text());
        let (mut all, mut found) = (0_usize, 0_usize);
        for run in runs_of(&letters) {
            all += 1;
            found += usize::from(runs.contains(&run));
        }
        line.in_body = Some(if all == 0 { short.contains(&hash64(letters.as_bytes())) } else { found * 2 > all });
    }
}

/// The letters and digits, in small letters.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.map(|it| if it.is_ascii() { it.to_ascii_lowercase() } else { it }).collect()
}

fn runs_of(letters: &str) -> impl Iterator<Item = u64> {
    let ends = letters.char_indices().map(|(at, it)| at + it.len_utf8()).skip(RUN - 1);
    letters.char_indices().zip(ends).map(|((start, _), end)| hash64(&letters.as_bytes()[start..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], body: &str, expected: &[bool]) {
        let mut lines: Vec<Line> = lines.iter().map(|it| Line::new(1, *it)).collect();
        mark(&mut lines, body);
        assert_eq!(lines.iter().map(|it| it.in_body == Some(true)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn lines_are_found_however_the_extractor_breaks_them() {
        let body = "Moor\nThe old bridge over the Moor will open again in spring. It was closed\nfor two winters.";
        check(
            &["The old bridge over the Moor will open again in spring.", "It was closed for two winters.", "Moor"],
            body,
            &[true, true, true],
        );
        check(&["The old bridge will not be what you voted for", "Bridge", "旧大桥"], body, &[false, false, false]);
    }
}
