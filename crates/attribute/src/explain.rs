//! The reasons, for `newsmill explain`: every candidate with its score, the choice, and the line
//! that would correct it.

use newsmill_stage::Article;

use crate::day;
use crate::evidence::Evidence;
use crate::outlet;

/// How many candidates of a kind are shown.
const SHOWN: usize = 12;

#[expect(clippy::too_many_arguments, reason = "it shows all that was found, and nothing else ever takes all of it")]
pub(crate) fn notes(
    article: &Article,
    outlets: &[outlet::Candidate],
    outlet: Option<&outlet::Candidate>,
    credits: &[outlet::credit::Credit],
    days: &[day::Candidate],
    yearless: &[day::Yearless],
    day: Option<&day::judge::Verdict>,
    evidence: &Evidence,
) -> Vec<String> {
    let mut notes = Vec::new();
    for it in outlets.iter().take(SHOWN) {
        let written = short(&it.written);
        notes.push(format!("outlet {} ({}), {:.2}: “{written}”", it.id, it.basis.code(), it.confidence));
    }
    for it in credits.iter().take(SHOWN) {
        notes.push(format!("credit {}, {:.2}: “{}”", it.agency.id, it.confidence, short(&it.written)));
    }
    for it in days.iter().take(SHOWN) {
        let line = it.line.map_or(String::new(), |it| format!(", line {it}"));
        let why = it.why.join("; ");
        notes.push(format!(
            "day {} ({}{line}), {:.2}: “{}” {why}",
            it.day,
            it.basis.code(),
            it.confidence,
            short(&it.written)
        ));
    }
    for it in yearless.iter().take(SHOWN) {
        notes.push(format!("day {:02}-{:02} without a year, {:.2}", it.month, it.day, it.confidence));
    }
    if !evidence.weekdays.is_empty() {
        notes.push(format!("weekdays named in the text (Monday is 1): {:?}", evidence.weekdays));
    }
    match outlet {
        Some(it) => {
            notes.push(format!("chosen outlet: {} “{}” ({}), {:.2}", it.id, it.name, it.basis.code(), it.confidence))
        }
        None => notes.push("no outlet: nothing on the page names it surely enough".to_owned()),
    }
    match day {
        Some(it) => notes.push(format!("strongest day: {} ({}), {:.2}", it.day, it.basis.code(), it.confidence)),
        None => notes.push("no day: nothing on the page tells it".to_owned()),
    }
    let (id, day) = (outlet.map_or("", |it| it.id.as_str()), day.map_or(String::new(), |it| it.day.to_string()));
    notes.push(format!("to correct it, put into overrides.csv: {},,,{id},{day},,,,<who>,<why>", article.id));
    notes
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
