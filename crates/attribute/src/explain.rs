//! The reasons, for `newsmill explain`: what was chosen and why it won, and every candidate with its
//! score. Cells are parted by tabs, so that those below each other are aligned.

use crate::Finding;
use crate::day::judge::Choice;

/// How many candidates of a kind are shown.
const SHOWN: usize = 12;
/// In how many places a day is told, and how many of its reasons.
const PLACES: usize = 4;
const REASONS: usize = 5;

/// What was found, the chosen first. Days and outlets that are less sure than `least_day` and
/// `least_outlet` are left empty.
pub(crate) fn notes(finding: &Finding, least_day: f64, least_outlet: f64) -> Vec<String> {
    let mut notes = Vec::new();
    outlets(finding, least_outlet, &mut notes);
    days(finding, least_day, &mut notes);
    notes
}

fn outlets(finding: &Finding, least: f64, notes: &mut Vec<String>) {
    match &finding.outlet {
        Some(it) => notes.push(format!("outlet {} “{}”, told by {}", it.id, it.name, it.basis.code())),
        None => notes.push(format!("no outlet: nothing names one at {least:.2} or surer")),
    }
    for it in finding.outlets.iter().take(SHOWN) {
        let (code, written) = (it.basis.code(), short(&it.written));
        notes.push(format!("  outlet\t{}\t{:.2}\t{code}\t“{written}”", it.id, it.confidence));
    }
    for it in finding.credits.iter().take(SHOWN) {
        let (form, written) = (it.form.code(), short(&it.written));
        notes.push(format!("  credit\t{}\t{:.2}\t{form}\t“{written}”", it.agency.id, it.confidence));
    }
}

fn days(finding: &Finding, least: f64, notes: &mut Vec<String>) {
    match finding.choices.first() {
        None => notes.push("no day: nothing on the page tells one".to_owned()),
        Some(it) if it.confidence < least => {
            notes
                .push(format!("no day: the likeliest, {}, has {:.2} and would need {least:.2}", it.day, it.confidence));
        }
        Some(it) => notes.push(format!("day {}, told by {}", it.day, it.basis.code())),
    }
    notes.extend(advantage(&finding.choices));
    for it in finding.choices.iter().take(SHOWN) {
        notes.push(format!("  day\t{}\t{:.2}\t{}\t{}", it.day, it.confidence, it.basis.code(), reasons(it)));
        for told in finding.days.iter().filter(|told| told.day == it.day).take(PLACES) {
            let line = told.line.map(|it| format!("line {it}"));
            let written = (!told.written.is_empty()).then(|| format!("“{}”", short(&told.written)));
            let told_at: Vec<String> = line.into_iter().chain(written).collect();
            notes.push(format!("  \t\t\t{}\t{}", told.basis.code(), told_at.join(": ")));
        }
    }
    for it in finding.yearless.iter().take(SHOWN) {
        let line = it.line.map_or(String::new(), |it| format!("line {it}"));
        notes.push(format!("  day\t{:02}-{:02}\t\twithout a year\t{line}", it.month, it.day));
    }
    if !finding.evidence.weekdays.is_empty() {
        let named: Vec<&str> = finding.evidence.weekdays.iter().filter_map(|it| weekday(*it)).collect();
        notes.push(format!("  weekdays named in the text: {}", named.join(", ")));
    }
}

/// Why the first won over the second: the signs that only one of them has, the weightiest first.
fn advantage(choices: &[Choice]) -> Option<String> {
    let [first, second, ..] = choices else { return None };
    let only = |one: &Choice, other: &Choice, sense: f64| -> Vec<(f64, String)> {
        let alone = one.weighed.iter().filter(|it| !other.weighed.contains(it));
        alone.map(|(weight, sign)| (sense * weight, words(*sign))).collect()
    };
    let mut signs = only(first, second, 1.0);
    signs.extend(only(second, first, -1.0).into_iter().map(|(weight, it)| (weight, format!("the other: {it}"))));
    let doubt = first.doubt - second.doubt;
    if doubt.abs() > 0.01 {
        signs.push((doubt, "how surely it is read".to_owned()));
    }
    Some(format!("  it won over {} by {}", second.day, weightiest(signs)))
}

/// The signs of a day that weigh most, each with its weight: `says published beside the headline +2.10`.
fn reasons(choice: &Choice) -> String {
    let mut signs: Vec<(f64, String)> = choice.weighed.iter().map(|(weight, sign)| (*weight, words(*sign))).collect();
    if choice.doubt < -0.01 {
        signs.push((choice.doubt, "it can be read in another way".to_owned()));
    }
    weightiest(signs)
}

fn weightiest(mut signs: Vec<(f64, String)>) -> String {
    // A stable sort: of equals the one that was found first.
    signs.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let shown: Vec<String> = signs.iter().take(REASONS).map(|(weight, sign)| format!("{sign} {weight:+.2}")).collect();
    shown.join("; ")
}

fn words((what, how): crate::day::Sign) -> String {
    format!("{what} {how}").trim().to_owned()
}

fn weekday(number: i8) -> Option<&'static str> {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    names.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(60).map(|it| if it.is_control() { ' ' } else { it }).collect();
    if text.chars().count() > 60 {
        short.push('…');
    }
    short
}
