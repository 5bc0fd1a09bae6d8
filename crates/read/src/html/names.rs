//! What the elements of a page are called, each way through them once.

use std::collections::HashMap;
use std::sync::Arc;

use html5gum::StartTag;
use newsmill_text::hash64;

use super::attribute;

/// How many bytes of names a line bears: those of the innermost elements.
const LINE: usize = 2_000;
/// How many characters of a name count.
const NAME: usize = 100;
/// How many bytes of names a page has; real ones have a hundredth. Elements beyond that are called
/// as what they stand in.
const PAGE: usize = 8 << 20;

/// The names of a page's elements.
#[derive(Default)]
pub(super) struct Names {
    /// `/article story/p lead`; the first is that of no element.
    paths: Vec<Arc<str>>,
    /// Each by the hash of what it stands in and of its own names.
    known: HashMap<u64, usize>,
    bytes: usize,
}

/// One of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Called(usize);

impl Names {
    /// What an element is called that stands in another.
    pub(super) fn of(&mut self, tag: &StartTag<usize>, around: Called) -> Called {
        let own = own(tag);
        let key = hash64(format!("{} {own}", around.0).as_bytes());
        if let Some(known) = self.known.get(&key) {
            return Called(*known);
        }
        let all = self.path(around).map_or_else(String::new, |it| it.to_string()) + &own;
        let start = all.ceil_char_boundary(all.len().saturating_sub(LINE));
        if self.bytes + all.len() > PAGE {
            return around;
        }
        self.bytes += all.len();
        self.paths.push(all[start..].into());
        self.known.insert(key, self.paths.len());
        Called(self.paths.len())
    }

    /// All names from the outermost element on; `None` outside of all.
    pub(super) fn path(&self, called: Called) -> Option<Arc<str>> {
        Some(self.paths.get(called.0.checked_sub(1)?)?.clone())
    }
}

fn own(tag: &StartTag<usize>) -> String {
    let mut own = format!("/{}", String::from_utf8_lossy(&tag.name));
    for name in ["class", "id", "itemprop", "role"] {
        if let Some(value) = attribute(tag, name) {
            own.push(' ');
            own.extend(value.chars().take(NAME).map(|it| if it == '/' { ' ' } else { it }));
        }
    }
    if is_hidden(tag) {
        own.push_str(" hidden");
    }
    own
}

/// Whether a browser would not show it.
fn is_hidden(tag: &StartTag<usize>) -> bool {
    let says = |name: &str, what: &str| attribute(tag, name).is_some_and(|it| it.replace(' ', "").contains(what));
    tag.attributes.contains_key(b"hidden".as_slice()) || says("aria-hidden", "true") || says("style", "display:none")
}
