//! The reasons, for `newsmill explain`: the choice, every candidate with its score, and the line
//! that would correct it.

use newsmill_stage::Article;

use crate::Finding;

/// How many candidates of a kind are shown.
const SHOWN: usize = 12;

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
    for it in finding.days.iter().take(SHOWN) {
        let line = it.line.map_or(String::new(), |it| format!(", line {it}"));
        let (written, why) = (short(&it.written), it.why.join("; "));
        notes.push(format!("day {} ({}{line}), {:.2}: “{written}” {why}", it.day, it.basis.code(), it.confidence));
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

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
