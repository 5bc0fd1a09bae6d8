//! The day in whose folder or file it lies, by `[input] path-pattern`.

use super::{Basis, Candidate, Found, Scene, Sign, day_of};

/// Its sign.
pub(super) const FILED: Sign = ("it is filed under it", "");

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    let told = scene.metadata.filed.published.as_deref();
    if let Some((day, written)) = told.and_then(|it| Some((day_of(it)?, it))) {
        found.days.push(Candidate::new(day, Basis::Path, 1.0, written).because(FILED).likely());
    }
}
