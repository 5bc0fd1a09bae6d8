//! What the elements of an HTML page say of its lines.

use std::ops::Range;

use crate::because::Because;
use crate::page::Page;
use crate::proof::Proof;

/// A pull quote repeats so many words of a paragraph at least, and has so many at most.
const PULL_QUOTE: std::ops::RangeInclusive<usize> = 5..=60;

/// No page has more pull quotes than this; each is looked for in all of the page.
const MOST_QUOTES: usize = 40;

/// Judges lines by their elements: menus and forms go whatever stands in them, and so do pull
/// quotes that say again what a paragraph says.
pub(super) fn judge(page: &Page<'_>, verdicts: &mut [Option<Because>]) {
    for (line, verdict) in page.lines.iter().zip(verdicts.iter_mut()) {
        if verdict.is_none() {
            *verdict = because_of(line);
        } else if is_cell(line) && !matches!(verdict, Some(Because::Title | Because::Consent | Because::Invitation)) {
            *verdict = None;
        }
    }
    pull_quotes(page, verdicts);
}

/// A cell of a table in the body: a year in it is no stamp, and a name no label.
fn is_cell(line: &Proof<'_>) -> bool {
    line.in_body == Some(true) && matches!(line.tag, Some("td" | "th" | "dt" | "dd"))
}

/// The body with what is set as text after it, to the next paragraph: verses, tables, quotations.
pub(super) fn stretched(page: &Page<'_>, body: &Range<usize>, verdicts: &[Option<Because>]) -> Range<usize> {
    let (mut end, mut others) = (body.end, 0);
    for (at, (line, verdict)) in page.lines.iter().zip(verdicts).enumerate().skip(body.end) {
        if matches!(verdict, Some(Because::Related | Because::Comments)) || others > super::NEAR {
            break;
        }
        if line.is_prose() && is_set(line) && verdict.is_none() {
            (end, others) = (at + 1, 0);
        } else if !is_set(line) && !is_heading(line) {
            others += 1;
        }
    }
    body.start..end
}

fn because_of(line: &Proof<'_>) -> Option<Because> {
    match line.tag? {
        "nav" | "menu" | "select" | "button" | "textarea" | "dialog" => Some(Because::Menu),
        "footer" if line.in_body != Some(true) => Some(Because::Menu),
        // Boxes beside the story hold other stories most often, and facts of this one at times.
        "aside" if line.in_body.is_none() && !line.is_prose() => Some(Because::Menu),
        _ => None,
    }
}

/// Whether its element says that the line is set as text, however short it is: a verse, a cell of
/// a table, a quotation.
pub(super) fn is_set(line: &Proof<'_>) -> bool {
    const SET: &[&str] = &["p", "pre", "blockquote", "td", "th", "tr", "caption", "dt", "dd"];
    line.tag.is_some_and(|it| SET.contains(&it))
}

/// Whether it is a heading with text under it.
pub(super) fn is_subhead(page: &Page<'_>, at: usize) -> bool {
    let next = page.lines.get(at + 1);
    is_heading(&page.lines[at]) && next.is_some_and(|it| it.is_prose() || is_set(it) || it.tag == Some("li"))
}

fn is_heading(line: &Proof<'_>) -> bool {
    matches!(line.tag, Some("h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Cuts pull quotes: short lines, set apart, that a longer line has in it word by word.
fn pull_quotes(page: &Page<'_>, verdicts: &mut [Option<Because>]) {
    let mut looked_for = 0;
    for (at, line) in page.lines.iter().enumerate() {
        let is_apart = matches!(line.tag, Some("blockquote" | "aside" | "figure" | "q" | "center")) || is_quoted(line);
        if verdicts[at].is_some() || !is_apart || !PULL_QUOTE.contains(&line.count) || looked_for == MOST_QUOTES {
            continue;
        }
        looked_for += 1;
        let said = format!(" {} ", line.words.folded());
        let has_it = |it: &Proof<'_>| {
            let longer = it.words.folded();
            longer.len() > said.len() && format!(" {longer} ").contains(&said)
        };
        if page.lines.iter().any(has_it) {
            verdicts[at] = Some(Because::Repeated);
        }
    }
}

/// Whether all of a line stands in quotation marks.
fn is_quoted(line: &Proof<'_>) -> bool {
    let text = line.text.trim_end_matches(['.', ',']);
    text.starts_with(['"', '“', '„', '«', '”', '»', '「']) && text.ends_with(['"', '”', '“', '»', '«', '」'])
}
