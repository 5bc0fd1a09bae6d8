//! Dates that stand in lines of their own: beside the headline, in a byline, after a label, in a
//! caption, under a post.

use super::labels::{self, Label};
use super::{Basis, Candidate, Found, Scene, Yearless};
use crate::calendar::Written;
use crate::page::{PageLine, Zone};

/// A line with more words beside its date than this is about something else.
const STAMP_WORDS: usize = 14;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    for (at, line) in scene.page.lines.iter().enumerate() {
        if line.dates.is_empty() {
            continue;
        }
        if line.prose && labels::in_sentence(line.text).is_some() {
            let Some(written) = line.dates.iter().find(|it| it.date().is_some()) else { continue };
            keep(scene, line, written, (Basis::Published, 0.8, "a sentence says so"), found);
            continue;
        }
        if line.prose && line.words > 40 {
            continue;
        }
        if at == 0 && super::header::stamp(line.text).is_some() {
            continue;
        }
        weigh_line(scene, at, line, found);
    }
}

fn weigh_line(scene: &Scene<'_>, at: usize, line: &PageLine<'_>, found: &mut Found) {
    let others = labels::residue(line);
    let mut done = 0;
    for (number, written) in line.dates.iter().enumerate() {
        let before = line.text.get(done..written.bytes.start).unwrap_or_default();
        done = written.bytes.end;
        let next = line.dates.get(number + 1).map_or(line.text.len(), |it| it.bytes.start);
        let after = line.text.get(done..next).unwrap_or_default();
        let label = labels::before(before).or_else(|| labels::after(after)).or_else(|| above(scene, at, others));
        let kind = Kind { others, label, first: number == 0 };
        if let Some((basis, confidence, why)) = weigh(scene, at, line, written, &kind) {
            keep(scene, line, written, (basis, confidence, why), found);
        }
    }
}

/// What is known of a date beside where it stands.
struct Kind {
    /// The words of the line beside its dates.
    others: usize,
    label: Option<Label>,
    /// Whether it is the first of its line.
    first: bool,
}

/// A label in a line of its own: `Published` and below it the date.
fn above(scene: &Scene<'_>, at: usize, others: usize) -> Option<Label> {
    let line = scene.page.lines.get(at.checked_sub(1)?)?;
    (others == 0 && line.words <= 4 && line.dates.is_empty()).then(|| labels::before(line.text))?
}

fn weigh(
    scene: &Scene<'_>,
    at: usize,
    line: &PageLine<'_>,
    written: &Written,
    kind: &Kind,
) -> Option<(Basis, f64, &'static str)> {
    let zone = scene.page.zone(at);
    let near = nearness(zone);
    if line.text.contains("(@") {
        return Some((Basis::Post, 0.15, "a quoted post"));
    }
    if is_caption(line.text) {
        return Some((Basis::Caption, 0.2, "a caption"));
    }
    match kind.label {
        Some(Label::Other) => return None,
        Some(Label::Published) if kind.others <= STAMP_WORDS => {
            return Some((Basis::Published, 0.93 * (0.6 + 0.4 * near), "it says so"));
        }
        Some(Label::Updated) if kind.others <= STAMP_WORDS => {
            return Some((Basis::Updated, 0.55 * near, "the day of a change"));
        }
        _ => {}
    }
    if line.prose && kind.others > STAMP_WORDS {
        return None;
    }
    if kind.others == 0 && is_page_stamp(at, zone, written) {
        return Some((Basis::PageStamp, 0.35, "at the top of the page, where it can be the day of saving"));
    }
    let (base, why) = match kind.others {
        _ if kind.label == Some(Label::Dated) => (0.86, "it says that it is a date"),
        0 => (0.86, "a line of its own"),
        1..=6 => (0.8, "a short line"),
        7..=STAMP_WORDS => (0.65, "a line with other words"),
        _ => (0.25, "a long line"),
    };
    let list = if line.bulleted && kind.others > 0 { 0.7 } else { 1.0 };
    let first = if kind.first { 1.0 } else { 0.6 };
    let time = if written.time { 1.05 } else { 1.0 };
    Some((Basis::Stamp, base * near * list * first * time, why))
}

fn keep(
    scene: &Scene<'_>,
    line: &PageLine<'_>,
    written: &Written,
    weighed: (Basis, f64, &'static str),
    found: &mut Found,
) {
    let (basis, confidence, why) = weighed;
    let text = line.text.get(written.bytes.clone()).unwrap_or_default();
    if written.year.is_some() {
        scene.add(found, written, |day| Candidate::new(day, basis, confidence, text).on_line(line.number).because(why));
    } else if let Some(day) = written.day
        && matches!(basis, Basis::Stamp | Basis::Published)
        && confidence > 0.5
    {
        let (month, weekday, line) = (written.month, written.weekday, Some(line.number));
        found.yearless.push(Yearless { month, day, confidence: confidence * 0.8, weekday, line });
    }
}

/// A date alone at the top of the page, above the site's name or its menu.
fn is_page_stamp(at: usize, zone: Zone, written: &Written) -> bool {
    at == 0 || matches!(zone, Zone::Above(lines) if lines > 4 && at < 12 && !written.time)
}

/// How near to the headline a line stands, from 0 to 1.
fn nearness(zone: Zone) -> f64 {
    let decay = |from: f64, by: f64, lines: usize| from * by.powi(i32::try_from(lines.min(200)).unwrap_or(200));
    match zone {
        Zone::Head => 1.0,
        Zone::Above(lines) => decay(0.95, 0.95, lines).max(0.3),
        Zone::Body => 0.6,
        Zone::After(lines) => decay(0.75, 0.95, lines).max(0.2),
    }
}

fn is_caption(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "photo",
        "foto",
        "fotografi",
        "image",
        "picture",
        "pictured",
        "getty",
        "фото",
        "bild",
        "screenshot",
        "illustration",
        "video",
        "shutterstock",
        "pixabay",
        "imago",
        "grab",
    ];
    let folded = newsmill_text::fold(text);
    let mut words = folded.split(|it: char| !it.is_alphanumeric());
    words.any(|it| WORDS.contains(&it))
}
