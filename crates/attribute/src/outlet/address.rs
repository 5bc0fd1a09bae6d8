//! The outlet whose domain the article's address has, or a line of the page that is an address.

use super::{Basis, Candidate, Scene};
use crate::address::{Address, is_host, is_platform};
use crate::page::Zone;

/// The sites that the page may be of. Platforms publish nothing of their own.
pub(super) fn gather_sites(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    for site in scene.sites.iter().filter(|it| !is_platform(&it.host)) {
        let unknown = if site.basis == Basis::Url { 0.9 } else { site.confidence };
        let candidate = Candidate::hosted(&site.host, scene.outlets, site.basis, site.confidence, unknown);
        found.extend(candidate.map(|it| Candidate { written: site.written.clone(), ..it }));
    }
}

/// The lines at the page's edges that are addresses.
pub(super) fn gather_lines(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    for (at, line) in scene.page.lines.iter().enumerate() {
        let edge = at < 6 || at + 6 >= scene.page.lines.len();
        if edge && scene.page.zone(at) != Zone::Body {
            found.extend(link(scene, line.text, at));
        }
    }
}

/// A line that is nothing but an address, or says `Source:` before it.
fn link(scene: &Scene<'_>, text: &str, at: usize) -> Option<Candidate> {
    let mut words = text.split_whitespace();
    let (first, second, third) = (words.next()?, words.next(), words.next());
    let word = match (second, third) {
        (None, _) => first,
        (Some(it), None) if first.ends_with(':') => it,
        _ => return None,
    };
    let is_address = word.contains("://") || word.starts_with("www.") || is_host(&word.to_lowercase());
    let address = Address::parse(word).filter(|it| is_address && !is_platform(&it.host))?;
    // A picture's address is its server's.
    let is_file = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".js", ".pdf"];
    let path = address.path.to_lowercase();
    let bare = !word.contains("://") && !word.starts_with("www.");
    let known = scene.outlets.by_host(&address.host);
    if is_file.iter().any(|it| path.contains(it) || address.host.ends_with(it)) || bare && known.is_none() && at > 2 {
        return None;
    }
    // A registered domain alone on the first lines is the site's masthead.
    let top = at < 3 && bare;
    let (basis, sure) = if top { (Basis::Masthead, 0.85) } else { (Basis::Link, 0.7) };
    // An unknown domain may be anybody's, unless the line says that it is the source.
    let unknown = match (top, second) {
        (true, _) => 0.8,
        (false, Some(_)) => 0.55,
        (false, None) => 0.35,
    };
    Candidate::hosted(&address.host, scene.outlets, basis, sure, unknown)
}
