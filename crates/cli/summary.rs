//! What a run says when it is done.

use std::collections::BTreeMap;

use newsmill_stage::reason_of;

use crate::publish::Report;
use crate::say::note;
use crate::words::{count, number};

/// The summary for people; its last line adds up.
pub(crate) fn tell(report: &Report, out: &str, kept_files: usize) {
    tell_leading(report);
    tell_done(report);
    tell_tables(report, out, kept_files);
    tell_rejected(report, out);
    note!("\n{}", report.balance(out));
}

fn tell_leading(report: &Report) {
    note!("\nThe most-mentioned entities");
    let width = report.leading.iter().map(|it| it.entity_name.chars().count()).max().unwrap_or_default();
    for it in &report.leading {
        let space = " ".repeat(width - it.entity_name.chars().count());
        let (mentions, articles) = (number(it.mentions.unsigned_abs() as usize), it.articles.unsigned_abs() as usize);
        note!(
            "  {}{space}  {:12}  {mentions:>7} mentions in {}",
            it.entity_name,
            it.entity_type,
            count(articles, "article")
        );
    }
}

fn tell_done(report: &Report) {
    note!("\nWhat the stages did");
    let width = report.done.iter().map(|it| it.0.len()).max().unwrap_or_default();
    for (stage, tallies) in &report.done {
        for line in in_words(tallies) {
            note!("  {stage:width$}  {line}");
        }
    }
}

fn tell_tables(report: &Report, out: &str, kept_files: usize) {
    note!("\nTables in {out}");
    for it in &report.tables {
        note!("  {:24} {:>9} {}", it.table, number(it.rows as usize), if it.rows == 1 { "row" } else { "rows" });
    }
    for file in &report.openings {
        note!("  open {out}/{file}");
    }
    let shortened: u64 = report.tables.iter().map(|it| it.shortened).sum();
    if shortened > 0 {
        note!(
            "  {} too long for the workbook end in …; the CSV and Parquet files have them whole",
            count(shortened as usize, "text")
        );
    }
    if kept_files > 0 {
        let files = count(kept_files, "file");
        note!("  with articles of {files} no longer in the input ([input] keep = \"present\" forgets them)");
    }
}

fn tell_rejected(report: &Report, out: &str) {
    if report.rejected.is_empty() {
        return;
    }
    let list = report.rejected_list(out).map(|it| format!("; each is in {it}")).unwrap_or_default();
    note!("\nWhy documents were rejected{list}");
    rejections(&report.rejected).iter().for_each(|it| note!("  {it}"));
}

/// How many reasons for rejection the summary has lines for; `run.json` has all.
const REASONS: usize = 8;

/// A line for each reason, the most frequent first: how many, its code, what it means and what helps.
fn rejections(counts: &BTreeMap<String, usize>) -> Vec<String> {
    let mut counts: Vec<(&str, usize)> = counts.iter().map(|(reason, n)| (reason.as_str(), *n)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    // The last line says how many others there are, so that the sum can be checked.
    let named = if counts.len() > REASONS { REASONS - 1 } else { counts.len() };
    let width = counts.iter().take(named).map(|it| it.0.len()).max().unwrap_or_default();
    let line = |(code, n): &(&str, usize)| {
        let meaning = reason_of(code).map(|it| format!("{}: {}", it.means, it.remedy)).unwrap_or_default();
        format!("{:>9}  {code:width$}  {meaning}", number(*n)).trim_end().to_owned()
    };
    let mut lines: Vec<String> = counts.iter().take(named).map(line).collect();
    let rest: usize = counts.iter().skip(named).map(|it| it.1).sum();
    if rest > 0 {
        lines.push(format!("{:>9}  for {} other reasons", number(rest), counts.len() - named));
    }
    lines
}

/// How many reasons a line of the summary names; `run.json` has all.
const NAMED: usize = 6;

/// A stage's counts, a line for each thing that it does: `removed 312: menu 120, share 60, …`. What
/// begins with the same word is summed under it.
fn in_words(tallies: &BTreeMap<String, u64>) -> Vec<String> {
    let mut deeds: BTreeMap<&str, Vec<(u64, String)>> = BTreeMap::new();
    for (name, &times) in tallies.iter().filter(|it| *it.1 > 0) {
        let (deed, what) = name.split_once('_').unwrap_or((name, ""));
        deeds.entry(deed).or_default().push((times, what.replace('_', " ")));
    }
    let line = |(deed, mut whats): (&str, Vec<(u64, String)>)| {
        if let [(times, what)] = whats.as_slice() {
            return format!("{} {}", format!("{deed} {what}").trim_end(), number(*times as usize));
        }
        whats.iter_mut().filter(|it| it.1.is_empty()).for_each(|it| it.1 = deed.to_owned());
        whats.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let sum: u64 = whats.iter().map(|it| it.0).sum();
        let rest = if whats.len() > NAMED { ", …" } else { "" };
        let named: Vec<String> =
            whats.iter().take(NAMED).map(|(times, what)| format!("{what} {}", number(*times as usize))).collect();
        format!("{deed} {}: {}{rest}", number(sum as usize), named.join(", "))
    };
    deeds.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_words, rejections};

    #[track_caller]
    fn check(tallies: &[(&str, u64)], expected: &[&str]) {
        let tallies = tallies.iter().map(|(name, times)| ((*name).to_owned(), *times)).collect();
        assert_eq!(in_words(&tallies), expected);
    }

    #[test]
    fn a_thing_done_once_is_a_line() {
        check(&[("foreign_passages", 16), ("mentions", 1_550)], &["foreign passages 16", "mentions 1,550"]);
        check(&[("mended_entities", 0)], &[]);
        check(&[("copies", 5), ("copies_late", 4)], &["copies 9: copies 5, late 4"]);
    }

    #[test]
    fn reasons_are_summed_under_what_they_are_reasons_for() {
        check(
            &[("removed_menu", 41), ("removed_read_more", 3), ("removed_share", 1_000), ("kept_for_want_of_better", 1)],
            &["kept for want of better 1", "removed 1,044: share 1,000, menu 41, read more 3"],
        );
    }

    #[test]
    fn a_line_names_the_most_frequent_reasons() {
        let reasons = ["r_a", "r_b", "r_c", "r_d", "r_e", "r_f", "r_g"];
        check(&reasons.map(|it| (it, 2)), &["r 14: a 2, b 2, c 2, d 2, e 2, f 2, …"]);
    }

    #[track_caller]
    fn check_rejections(counts: &[(&str, usize)], expected: &[&str]) {
        let counts = counts.iter().map(|(code, n)| ((*code).to_owned(), *n)).collect();
        assert_eq!(rejections(&counts), expected);
    }

    #[test]
    fn each_reason_says_how_often_and_what_helps() {
        check_rejections(
            &[("empty", 3), ("not_json", 1_200), ("of_a_stage", 3)],
            &[
                "    1,200  not_json    a record that is no JSON: look at the export",
                "        3  empty       nothing is in it: nothing to do",
                "        3  of_a_stage",
            ],
        );
        check_rejections(&[], &[]);
    }

    #[test]
    fn a_long_tail_of_reasons_is_one_line() {
        let codes = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let counts: Vec<(&str, usize)> = codes.iter().map(|it| (*it, 2)).collect();
        check_rejections(
            &counts,
            &[
                "        2  a",
                "        2  b",
                "        2  c",
                "        2  d",
                "        2  e",
                "        2  f",
                "        2  g",
                "        6  for 3 other reasons",
            ],
        );
    }
}
