//! The reasons, for `newsmill explain`: the choice, every candidate with its score, and the line
//! that would correct it.

use newsmill_stage::Article;

use crate::Finding;
use crate::day::judge::Choice;

/// How many candidates of a kind are shown.
const SHOWN: usize = 12;

/// How many of its reasons.
const REASONS: usize = 6;

/// What was chosen.
pub(crate) fn choice(finding: &Finding) -> String {
    let outlet = match &finding.outlet {
        Some(it) => format!("chosen outlet: {} “{}” ({}), {:.2}", it.id, it.name, it.basis.code(), it.confidence),
        None => "no outlet: nothing on the page names it surely enough".to_owned(),
    };
    let credit = finding.credit.as_ref().map_or(String::new(), |it| format!("; credit: {}", it.agency.id));
    let day = match &finding.day {
        Some(it) => format!("strongest day: {} ({}), {:.2}", it.day, it.basis.code(), it.confidence),
        None => "no day: nothing on the page tells it".to_owned(),
    };
    format!("{outlet}{credit}; {day}")
}

/// All candidates, and the line to paste into `overrides.csv`.
pub(crate) fn candidates(article: &Article, finding: &Finding) -> Vec<String> {
    let mut notes = Vec::new();
    for it in finding.outlets.iter().take(SHOWN) {
        let written = short(&it.written);
        notes.push(format!("outlet {} ({}), {:.2}: “{written}”", it.id, it.basis.code(), it.confidence));
    }
    for it in finding.credits.iter().take(SHOWN) {
        let (form, written) = (it.form.code(), short(&it.written));
        notes.push(format!("credit {} ({form}), {:.2}: “{written}”", it.agency.id, it.confidence));
    }
    for it in finding.choices.iter().take(SHOWN) {
        notes.push(format!("day {} ({}), {:.2}: {}", it.day, it.basis.code(), it.confidence, reasons(it)));
        for told in finding.days.iter().filter(|told| told.day == it.day).take(SHOWN / 3) {
            let line = told.line.map_or(String::new(), |it| format!(", line {it}"));
            notes.push(format!("    told by {}{line}: “{}”", told.basis.code(), short(&told.written)));
        }
    }
    for it in finding.yearless.iter().take(SHOWN) {
        notes.push(format!("day {:02}-{:02} without a year, {:.2}", it.month, it.day, it.confidence));
    }
    if !finding.evidence.weekdays.is_empty() {
        notes.push(format!("weekdays named in the text (Monday is 1): {:?}", finding.evidence.weekdays));
    }
    let outlet = finding.outlet.as_ref().map_or("", |it| it.id.as_str());
    let day = finding.day.as_ref().map_or(String::new(), |it| it.day.to_string());
    let credit = finding.credit.as_ref().map_or("", |it| it.agency.id.as_str());
    let line = format!("{},,,{outlet},{day},{credit},,,<who>,<why>", article.id);
    notes.push(format!("to correct it, put into overrides.csv: {line}"));
    notes
}

/// The signs that weigh most, each with its weight: `says published beside the headline +2.10`.
fn reasons(choice: &Choice) -> String {
    let mut weighed: Vec<(f64, String)> = choice
        .weighed
        .iter()
        .map(|(weight, (what, how))| (*weight, format!("{what} {how}").trim().to_owned()))
        .collect();
    if choice.doubt < -0.01 {
        weighed.push((choice.doubt, "it can be read in another way".to_owned()));
    }
    weighed.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let shown: Vec<String> =
        weighed.iter().take(REASONS).map(|(weight, sign)| format!("{sign} {weight:+.2}")).collect();
    shown.join("; ")
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
