//! The outlet that the input names.

use super::{Basis, Candidate, Scene};
use crate::address;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    if let Some(text) = scene.metadata.outlet.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
        let by_id = scene.outlets.by_id(text).map(|it| Candidate::registered(it, Basis::Metadata, 0.98, text));
        let host = address::bare_host(text);
        let is_host = address::is_host(&host) && !text.contains(' ');
        let by_host =
            || is_host.then(|| Candidate::hosted(&host, scene.outlets, Basis::Metadata, 0.98, 0.98)).flatten();
        let by_name = || Candidate::named(text, scene.outlets, Basis::Metadata, 0.98, 0.98);
        let known_name = scene.outlets.by_name(text).is_some();
        let candidate = by_id.or_else(|| if known_name { by_name() } else { by_host().or_else(by_name) });
        found.extend(candidate);
    }
}
