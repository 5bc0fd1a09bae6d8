//! The day in whose folder or file it lies, by `[input] path-pattern`.

use super::{Basis, Candidate, Found, Scene, day_of};

/// Folders have the day of the delivery as often as the one of publication, whatever the pattern
/// calls it: the page itself wins where it is sure.
const CONFIDENCE: f64 = 0.85;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    let told = scene.metadata.filed.published.as_deref();
    if let Some((day, written)) = told.and_then(|it| Some((day_of(it)?, it))) {
        found.days.push(Candidate::new(day, Basis::Path, CONFIDENCE, written));
    }
}
