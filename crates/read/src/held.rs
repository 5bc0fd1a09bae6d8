//! Objects that hold a list of articles, as the answers of news interfaces do:
//! `{"status": "ok", "articles": [{…}, …]}`.

use crate::exports::Field;
use crate::wanted::Wanted;

/// What the lists are called.
const LISTS: &[&[u8]] = &[
    b"articles",
    b"data",
    b"docs",
    b"documents",
    b"entries",
    b"items",
    b"news",
    b"objects",
    b"posts",
    b"records",
    b"results",
    b"stories",
];

/// The longest of their names, and one byte to tell a longer one.
const NAME: usize = 10;

/// Looks for the list in the object around it, byte by byte.
#[derive(Debug, Default)]
pub(crate) struct Holder {
    depth: u64,
    in_string: bool,
    escaped: bool,
    /// The last string, as far as it matters.
    string: Vec<u8>,
    /// Whether that string is a key whose value comes next.
    is_key: bool,
    /// Whether a list has just begun.
    is_opened: bool,
    /// Whether this object had a list.
    had_list: bool,
}

/// What a byte tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing; it is passed.
    Pass,
    /// The first object of a list begins with it.
    List,
    /// An object ends with it that had no list.
    NoList,
}

impl Holder {
    pub(crate) fn take(&mut self, byte: u8) -> Step {
        if self.in_string {
            self.in_string = byte != b'\n' && (self.escaped || byte != b'"');
            self.escaped = !self.escaped && byte == b'\\';
            if self.in_string && self.string.len() < NAME {
                self.string.push(byte);
            }
            return Step::Pass;
        }
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => return Step::Pass,
            b'{' if self.is_opened => {
                (self.is_opened, self.had_list) = (false, true);
                return Step::List;
            }
            b'"' => {
                (self.in_string, self.escaped) = (true, false);
                self.string.clear();
            }
            b'{' => self.depth += 1,
            b'}' => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 && !std::mem::take(&mut self.had_list) {
                    return Step::NoList;
                }
            }
            _ => {}
        }
        // An empty list is one, too.
        self.had_list |= self.is_opened && byte == b']';
        self.is_opened = byte == b'[' && self.is_key && LISTS.contains(&self.string.as_slice());
        self.is_key = byte == b':';
        Step::Pass
    }
}

/// Whether a file that begins so is an object that holds a list of articles: it has no text of its
/// own before the list, and the first of the list has a title, an address or a text.
pub(crate) fn is_holder(head: &[u8], wanted: &Wanted) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if !head.starts_with(b"{") {
        return false;
    }
    let mut holder = Holder::default();
    for (at, byte) in head.iter().enumerate() {
        match holder.take(*byte) {
            Step::Pass => {}
            Step::NoList => return false,
            Step::List => {
                let tells = |keys: &[String], fields: &[Field]| {
                    let plan = wanted.plan_of_names(keys);
                    fields.iter().any(|it| keys.iter().any(|key| plan.has(*it, wanted.key(key))))
                };
                return !tells(&keys(head), &[Field::Text, Field::Html])
                    && tells(&keys(&head[at..]), &[Field::Url, Field::Title, Field::Text, Field::Html]);
            }
        }
    }
    false
}

/// The keys of an object that begins here, as far as it is there; not those of a list of articles.
fn keys(object: &[u8]) -> Vec<String> {
    let (mut keys, mut depth, mut string, mut in_string, mut escaped) = (Vec::new(), 0_u32, Vec::new(), false, false);
    for &byte in object {
        if in_string {
            in_string = byte != b'\n' && (escaped || byte != b'"');
            escaped = !escaped && byte == b'\\';
            if in_string {
                string.push(byte);
            }
            continue;
        }
        match byte {
            b'"' => {
                (in_string, escaped) = (true, false);
                string.clear();
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 1 => keys.push(String::from_utf8_lossy(&string).into_owned()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    keys
}
