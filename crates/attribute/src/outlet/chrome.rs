//! What a site asks of its readers in its own name: `Get The Harbor Ledger in your inbox`.
//!
//! Registered outlets only, never agencies: agency copy carries the agency's own requests along.

use std::sync::LazyLock;

use super::{Basis, Candidate, Scene, is_outlet};
use crate::outlets::{SHORT_WORD, first_letters, folded};
use crate::page::Zone;

/// Folded starts of words that such requests are made of.
const ASKS: &[&str] = &[
    "subscri",
    "newsletter",
    "inbox",
    "sign",
    "register",
    "account",
    "follow",
    "reading",
    "republish",
    "reprint",
    "rights",
    "support",
    "abonn",
    "newsletter",
    "anmeld",
    "folgen",
    "lesen",
    "suscri",
    "siguenos",
    "siga",
    "abonnez",
    "inscri",
    "suivez",
    "iscriviti",
    "seguici",
    "подпи",
    "читайте",
    "підпи",
    "читати",
    "subskry",
    "prenumer",
    "obserwuj",
    "abone",
    "takip",
    "download",
    "app",
    "advertis",
];

/// The first two letters of each, whatever their case: what most words have not.
static PAIRS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut pairs = vec![false; 1 << 10];
    ASKS.iter().for_each(|it| pairs[first_letters(it)] = true);
    pairs
});

/// Whether a word of a line asks, as it is written there.
fn asks(word: &str) -> bool {
    let may_ask = word.len() > 2 && (PAIRS[first_letters(word)] || !word.is_ascii());
    may_ask && {
        let mut short = [0; SHORT_WORD];
        let word = folded(word, &mut short);
        ASKS.iter().any(|it| word.starts_with(it))
    }
}

/// How many requests are read for a name.
const READ: usize = 400;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    // Where the page tells its site, such a line adds nothing, and looking for names takes long.
    if scene.site().is_some_and(|it| it.confidence >= 0.9) {
        return;
    }
    let mut read = 0;
    let lines = scene.page.lines.iter().enumerate();
    let outside =
        lines.filter(|(at, it)| scene.page.zone(*at) != Zone::Body && it.words <= 25 || it.words <= 14 && !it.prose);
    for (_, line) in outside {
        if !line.text.split(|it: char| !it.is_alphabetic()).any(asks) {
            continue;
        }
        read += 1;
        if read > READ {
            return;
        }
        if let Some(it) = scene.outlets.within(line.text).filter(|it| is_outlet(it)) {
            // Half of the sites that name an outlet of one word name another one's account or article.
            let confidence = if it.name.contains(' ') { 0.6 } else { 0.4 };
            found.push(Candidate::registered(it, Basis::Chrome, confidence, line.text));
            return;
        }
    }
}
