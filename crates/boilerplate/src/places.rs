//! Lines without telling words, judged by where they stand: above the body, in it, below it.

use std::ops::Range;

use crate::because::Because;
use crate::page::Page;
use crate::proof::Proof;

mod elements;

/// A sentence with more lines of chrome than this between it and the body is not of the article.
const NEAR: usize = 5;

/// A sentence of so many words is no teaser of another story.
const PARAGRAPH: usize = 28;

/// Judges every line that has no verdict yet. Sentences go for two reasons only: they stand among
/// other stories under a heading that says so, or far from the body.
pub(crate) fn judge(page: &Page<'_>, body: &Range<usize>, title: Option<usize>, verdicts: &mut [Option<Because>]) {
    elements::judge(page, verdicts);
    let body = &elements::stretched(page, body, verdicts);
    if page.lines.iter().any(|it| it.in_body.is_some()) {
        as_the_extractor_said(page, verdicts);
        lists_of_others(page, verdicts);
    } else {
        inside(page, body, verdicts);
        above(page, body.start, title, verdicts);
    }
    below(page, body.end, verdicts);
}

/// HTML: what the extractor did not take for body goes; what it took is not judged by its looks.
fn as_the_extractor_said(page: &Page<'_>, verdicts: &mut [Option<Because>]) {
    for (line, verdict) in page.lines.iter().zip(verdicts) {
        if line.in_body == Some(false) && verdict.is_none() {
            *verdict = Some(Because::Outside);
        }
    }
}

/// Lists within the body, under a heading of other stories: they end where text begins.
fn lists_of_others(page: &Page<'_>, verdicts: &mut [Option<Because>]) {
    let mut is_list = false;
    for (line, verdict) in page.lines.iter().zip(verdicts) {
        match verdict {
            Some(Because::Related) => is_list = true,
            None if !is_list => {}
            None if line.is_prose() || elements::is_set(line) => is_list = false,
            None => *verdict = Some(Because::Related),
            Some(_) => {}
        }
    }
}

/// Above the body: mastheads and menus go; between the title and the body, the standfirst and the
/// points of a summary stay.
fn above(page: &Page<'_>, body: usize, title: Option<usize>, verdicts: &mut [Option<Because>]) {
    let mut chrome = 0;
    for at in (0..body).rev() {
        if verdicts[at].is_some() {
            chrome += 1;
            continue;
        }
        let line = &page.lines[at];
        let is_under_title = title.is_none_or(|it| it < at);
        let is_text = line.is_prose() || (is_under_title && (line.is_remark() || is_subhead(page, verdicts, at)));
        let is_standfirst = title.is_some_and(|it| it < at) && line.count >= 8 && line.runs();
        let is_point = is_under_title && is_point_of_a_list(page, at);
        let is_dateline = at + 1 == body && line.text.ends_with(['-', '–', '—']);
        let is_lead = line.is_sentence() && title.is_some_and(|it| it < at && at <= it + 3);
        if (is_text && chrome <= NEAR) || is_lead || is_standfirst || is_point || is_dateline {
            continue;
        }
        chrome += 1;
        verdicts[at] = Some(match line {
            it if it.is_prose() => Because::Outside,
            it if it.bulleted => Because::Menu,
            _ if is_under_title => Because::Menu,
            _ => Because::Masthead,
        });
    }
}

/// Inside the body: a lone short line is a subhead, and points are a list; three short lines and
/// more are links that leaked in.
fn inside(page: &Page<'_>, body: &Range<usize>, verdicts: &mut [Option<Because>]) {
    let is_text = |it: &Proof<'_>| it.is_prose() || it.is_remark() || elements::is_set(it);
    let mut at = body.start;
    while at < body.end {
        if is_text(&page.lines[at]) {
            at += 1;
            continue;
        }
        let run = at..(at..body.end).find(|it| is_text(&page.lines[*it])).unwrap_or(body.end);
        at = run.end;
        for it in run.clone() {
            let is_last = it + 1 == run.end;
            let is_subhead = run.len() == 1 || (is_last && run.len() == 2) || elements::is_subhead(page, it);
            if verdicts[it].is_none() && !is_subhead && !is_point_of_a_list(page, it) {
                verdicts[it] = Some(Because::Menu);
            }
        }
    }
}

/// Below the body: names are tags, short lines are links, and sentences stay unless they stand
/// among other stories or far away.
fn below(page: &Page<'_>, body: usize, verdicts: &mut [Option<Because>]) {
    let (mut chrome, mut block) = (0, None);
    for at in body..page.lines.len() {
        if let Some(it @ (Because::Related | Because::Comments)) = verdicts[at] {
            block = Some(it);
        }
        if verdicts[at].is_some() {
            chrome += 1;
            continue;
        }
        let line = &page.lines[at];
        let is_text = line.is_prose() || line.is_remark() || is_subhead(page, verdicts, at);
        let is_last_line = at == body && line.count >= 8 && line.runs() && !next_is_like_it(page, at);
        // A link within the story may look like the heading of others: a paragraph near it is text.
        let is_paragraph = line.is_sentence() && line.count >= PARAGRAPH;
        let stays = if block.is_none() { is_text || is_last_line } else { is_paragraph };
        if stays && (chrome <= NEAR || is_last_line) {
            continue;
        }
        chrome += 1;
        verdicts[at] = Some(match (block, line) {
            (Some(block), _) => block,
            (None, it) if it.is_prose() => Because::Outside,
            (None, it) if it.is_name_like() && it.count <= 4 => Because::Tags,
            _ => Because::Menu,
        });
    }
}

/// Whether a line stands between two paragraphs, links and notices between them aside.
fn is_subhead(page: &Page<'_>, verdicts: &[Option<Because>], at: usize) -> bool {
    let before = (at.saturating_sub(NEAR)..at).rev().find(|it| verdicts[*it].is_none());
    let is_prose = |it: usize| page.lines.get(it).is_some_and(Proof::is_prose);
    let next_is_long = page.lines.get(at + 1).is_some_and(|it| it.is_prose() && it.count >= 12);
    page.lines[at].is_headline_like() && next_is_long && before.is_some_and(is_prose)
}

/// Whether the next line is open, too: then both are links.
fn next_is_like_it(page: &Page<'_>, at: usize) -> bool {
    page.lines.get(at + 1).is_some_and(Proof::is_headline_like)
}

/// Whether a line is one of several points with more than a label's words.
fn is_point_of_a_list(page: &Page<'_>, at: usize) -> bool {
    let is_point = |it: &Proof<'_>| (it.bulleted || it.tag == Some("li")) && it.count >= 4;
    let line = &page.lines[at];
    let before = at.checked_sub(1).map(|it| &page.lines[it]);
    is_point(line) && before.into_iter().chain(page.lines.get(at + 1)).any(is_point)
}
