//! The day in the dateline.

use super::{Basis, Candidate, Found, Scene, Yearless};

const CONFIDENCE: f64 = 0.85;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    let Some(dateline) = scene.dateline else { return };
    let Some(date) = &dateline.date else { return };
    if date.year.is_some() {
        scene.add(found, date, |day| {
            let it = Candidate::new(day, Basis::Dateline, 1.0, &dateline.written).on_line(dateline.number);
            it.because(("the dateline", "with its year")).likely()
        });
    } else if let Some(day) = date.day {
        let (month, weekday, line) = (date.month, date.weekday, Some(dateline.number));
        let signs = vec![("the dateline", "without its year")];
        found.yearless.push(Yearless { month, day, confidence: CONFIDENCE, weekday, line, signs });
    }
}
