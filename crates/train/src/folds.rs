//! Cross-validation: every page is judged by trees that have seen no page of its outlet.

use std::collections::BTreeMap;
use std::io::Write as _;

use anyhow::Result;
use newsmill_boilerplate::training::{Trees, UNIT};
use newsmill_train::mixed;
use serde_json::json;

use crate::gold::{Kind, Label, Page};
use crate::grow::{Growth, grow};
use crate::side::by_side;
use crate::table::Table;
use crate::tally::Tally;

/// The fold of each page. Outlets are dealt out in an order that has nothing to do with their
/// names, those of the flattened pages first, so that each fold gets its share of these.
fn folds_of(pages: &[Page], (folds, deal): (usize, u64)) -> Vec<usize> {
    let mut first = BTreeMap::new();
    for it in pages {
        let is_other = first.get(&it.domain).copied().unwrap_or(true);
        first.insert(&it.domain, is_other && it.kind != Kind::Flat);
    }
    let mut domains: Vec<(bool, u64, &String)> =
        first.into_iter().map(|(domain, is_other)| (is_other, mixed(domain, deal), domain)).collect();
    domains.sort();
    let fold: BTreeMap<&String, usize> =
        domains.into_iter().enumerate().map(|(at, (.., domain))| (domain, at % folds)).collect();
    pages.iter().map(|it| fold[&it.domain]).collect()
}

/// The scores of all lines, each by trees of the other folds, of which there are so many, dealt so.
pub(crate) fn cross_validate(pages: &[Page], table: &Table, growth: Growth, folds: (usize, u64)) -> Vec<Vec<i32>> {
    let fold = folds_of(pages, folds);
    let trees: Vec<Trees> = by_side(folds.0, |left_out| {
        let rows: Vec<_> = table.rows.iter().copied().filter(|it| fold[it.page as usize] != left_out).collect();
        grow(table, &rows, growth, left_out as u64 + 1 + folds.1 * 1_000)
    });
    let scores = |(page, fold): (&Page, &usize)| {
        page.galley.as_ref().map(|it| trees[*fold].scores(&it.sheet)).unwrap_or_default()
    };
    pages.iter().zip(&fold).map(scores).collect()
}

/// Which lines of a page stay, blank ones too.
fn stays(page: &Page, scores: &[i32], limit: i32) -> Vec<bool> {
    let Some(galley) = &page.galley else { return vec![true; page.lines.len()] };
    let mut stays = vec![false; page.lines.len()];
    let kept = galley.kept(scores.iter().map(|it| it - limit).collect());
    galley.places.iter().zip(kept).for_each(|(place, it)| stays[*place] = it);
    stays
}

fn tally(page: &Page, scores: &[i32], limit: i32) -> Tally {
    let mut tally = Tally::default();
    for ((line, label), stays) in page.lines.iter().zip(&page.labels).zip(stays(page, scores, limit)) {
        if *label != Label::Unclear {
            tally.add(line, *label == Label::Body, stays);
        }
    }
    tally
}

/// Says what came of it: for some limits, then for each kind and source of pages.
pub(crate) fn report(pages: &[Page], scores: &[Vec<i32>], limit: i32) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let sum = |kind: Kind, source: Option<&str>, limit: i32| {
        let mut sum = Tally::default();
        let wanted = |it: &&(&Page, &Vec<i32>)| it.0.kind == kind && source.is_none_or(|source| it.0.source == source);
        let pages: Vec<(&Page, &Vec<i32>)> = pages.iter().zip(scores).collect();
        pages.iter().filter(wanted).for_each(|(page, scores)| sum.plus(tally(page, scores, limit)));
        sum
    };
    let main = if pages.iter().any(|it| it.kind == Kind::Html) { Kind::Html } else { Kind::Flat };
    for tenths in [-10, -6, -4, -2, 0, 2, 4] {
        let limit = UNIT * tenths / 10;
        writeln!(out, "{main:?}, limit {:+.1}: {}", f64::from(tenths) / 10.0, sum(main, None, limit))?;
    }
    let sources: std::collections::BTreeSet<&str> =
        pages.iter().filter(|it| it.kind == main).map(|it| it.source.as_str()).collect();
    for it in sources {
        writeln!(out, "{main:?}, {it}: {}", sum(main, Some(it), limit))?;
    }
    for kind in [Kind::Html, Kind::Flat, Kind::Cropped, Kind::Short]
        .into_iter()
        .filter(|it| pages.iter().any(|page| page.kind == *it))
    {
        writeln!(out, "{kind:?}: {}", sum(kind, None, limit))?;
    }
    Ok(())
}

/// The flattened pages with a label a line, as the scorer wants them.
pub(crate) fn judged(pages: &[Page], scores: &[Vec<i32>], limit: i32) -> String {
    let line = |(page, scores): (&Page, &Vec<i32>)| {
        let labels: Vec<u8> = stays(page, scores, limit).into_iter().map(u8::from).collect();
        format!("{}\n", json!({"id": page.id, "labels": labels}))
    };
    pages.iter().zip(scores).filter(|it| it.0.kind == Kind::Flat).map(line).collect()
}

/// The text that is left of each HTML page, as the scorer wants it.
pub(crate) fn texts(pages: &[Page], scores: &[Vec<i32>], limit: i32) -> String {
    let line = |(page, scores): (&Page, &Vec<i32>)| {
        let stays = stays(page, scores, limit);
        let lines: Vec<&str> = page.lines.iter().zip(stays).filter(|it| it.1).map(|it| it.0.as_str()).collect();
        format!("{}\n", json!({"id": page.id, "text": lines.join("\n")}))
    };
    pages.iter().zip(scores).filter(|it| it.0.kind == Kind::Html).map(line).collect()
}
