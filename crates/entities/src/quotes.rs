//! Which parts of a text stand in quotation marks: somebody else's words.
//!
//! A quotation ends in its line. One that is never closed goes to the end of its line if its mark
//! can only open one (“ „ «: newspapers leave paragraphs of a long quotation open), and is none at
//! all if the mark is straight. Single marks are apostrophes more often than quotation marks, and
//! are left alone.

use std::ops::Range;

/// The quotations of a text, in bytes, without their marks, in order.
pub(crate) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.contains(['"', '“', '”', '„', '«', '»', '「', '『']) {
            of_line(line, start, &mut found);
        }
        start += line.len();
    }
    found
}

/// Whether a place lies in one of these quotations.
pub(crate) fn is_quoted(quotations: &[Range<usize>], at: usize) -> bool {
    let next = quotations.partition_point(|it| it.end <= at);
    quotations.get(next).is_some_and(|it| it.contains(&at))
}

fn of_line(line: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, it) in line.char_indices() {
        match open {
            None => open = closing(it, before).map(|closing| (at + it.len_utf8(), closing)),
            Some((start, closing)) if closes(it, closing) => {
                found.push(offset + start..offset + at);
                open = None;
            }
            Some(_) => {}
        }
        before = it;
    }
    if let Some((start, closing)) = open
        && closing != '"'
    {
        found.push(offset + start..offset + line.trim_end().len().max(start));
    }
}

/// The mark that closes what this one opens. `»` opens where German sets it before a word.
fn closing(it: char, before: char) -> Option<char> {
    match it {
        '"' => Some('"'),
        '“' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        '»' if before.is_whitespace() || before == '(' => Some('«'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

fn closes(it: char, closing: char) -> bool {
    it == closing || (closing == '“' && it == '”') || (closing == '”' && it == '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations(text).into_iter().map(|it| &text[it]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotation_marks_of_many_languages_are_known() {
        check("“a” \"b\" «c» „d“ „e” »f« 「g」", &["a", "b", "c", "d", "e", "f", "g"]);
    }

    #[test]
    fn a_quotation_ends_in_its_line() {
        check("He said: “we go on.\n“And on.”", &["we go on.", "And on."]);
        check("a 5\" gun\nand \"so\"", &["so"]);
        check("so he said.” And then", &[]);
    }

    #[test]
    fn places_are_told_apart() {
        let text = "a “b c” d “e”";
        let found = quotations(text);
        let told: Vec<bool> = text.match_indices(char::is_alphabetic).map(|(at, _)| is_quoted(&found, at)).collect();
        assert_eq!(told, [false, true, true, false, true]);
    }
}
