//! The name that follows the headline in the page's title: `Ferry returns – The Harbor Ledger`.

use super::{Basis, Candidate, Scene};

pub(super) fn gather(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    let first = scene.page.lines.first().filter(|it| !it.prose).map(|it| it.text);
    let titles = [scene.metadata.title.as_deref().or(scene.title), first];
    for title in titles.into_iter().flatten() {
        let parts = [" | ", " – ", " — ", " - ", " :: ", " « ", " • "].iter().filter_map(|it| title.rsplit_once(it));
        let Some((headline, name)) = parts.min_by_key(|it| it.1.len()) else { continue };
        let words = name.split_whitespace().count();
        if headline.split_whitespace().count() < 3 || !(1..=5).contains(&words) {
            continue;
        }
        match scene.outlets.by_name(name) {
            Some(it) => found.push(Candidate::registered(it, Basis::Title, 0.8, title)),
            None if name.chars().next().is_some_and(char::is_uppercase)
                && !name.contains(|it: char| it.is_ascii_digit()) =>
            {
                found.extend(Candidate::unknown(name, Basis::Title, 0.35));
            }
            None => {}
        }
    }
}
