//! The wanted values of a JSON object, found without understanding the others.
//!
//! A record is gone through once, and its values are cut out as they are written; only those that an
//! article is made of are unescaped, once, into the place where they stay.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::wanted::{Key, Keys, Name, Path, Wanted, same};

/// The wanted keys of a record, each with its value as it is written.
#[derive(Debug, Default)]
pub(crate) struct Object<'a> {
    values: Vec<(Key, &'a str)>,
    /// Most names that are asked for are not there.
    pub(crate) keys: Keys,
}

/// A value: a string, or anything else.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    Text(Cow<'a, str>),
    Other(Value),
}

impl<'a> Object<'a> {
    /// Reads the wanted keys of a record.
    pub(crate) fn read(json: &'a str, wanted: &Wanted) -> serde_json::Result<Self> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let object = deserializer.deserialize_map(Reader(wanted))?;
        deserializer.end()?;
        Ok(object)
    }

    /// Whether the key is there, with whatever value.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.raw(key).is_some()
    }

    fn raw(&self, key: Key) -> Option<&'a str> {
        let value = |key: Key| self.values.iter().find(|(it, _)| *it == key).map(|(_, raw)| *raw);
        self.keys.may_have(key).then(|| value(key)).flatten()
    }

    /// Whether there is a key that the name begins with.
    pub(crate) fn has_name(&self, name: &Name) -> bool {
        name.paths.iter().any(|it| self.has(it.whole) || self.has(it.first))
    }

    /// The value at a path.
    pub(crate) fn at(&self, path: &Path) -> serde_json::Result<Option<Found<'a>>> {
        if let Some(raw) = self.raw(path.whole) {
            return found(raw);
        }
        let Some(raw) = self.raw(path.first).filter(|_| !path.rest.is_empty()) else { return Ok(None) };
        let Some(Found::Other(object)) = found(raw)? else { return Ok(None) };
        let inner = path.rest.iter().try_fold(&object, |value, part| inside(value, part));
        Ok(inner.cloned().map(|it| match it {
            Value::String(text) => Found::Text(Cow::Owned(text)),
            it => Found::Other(it),
        }))
    }

    /// Of a key that is there twice the last value counts, as it does elsewhere, unless it is none.
    fn put(&mut self, key: Key, raw: &'a str) {
        if self.has(key) {
            if !is_blank(raw) {
                self.values.iter_mut().filter(|(it, _)| *it == key).for_each(|(_, old)| *old = raw);
            }
            return;
        }
        self.keys.put(key);
        self.values.push((key, raw));
    }
}

fn is_blank(raw: &str) -> bool {
    raw == "null" || raw.strip_prefix('"').is_some_and(|it| it.trim_end_matches('"').trim().is_empty())
}

fn inside<'v>(value: &'v Value, part: &str) -> Option<&'v Value> {
    match value {
        Value::Object(object) => {
            object.get(part).or_else(|| object.iter().find(|(key, _)| same(key, part)).map(|(_, it)| it))
        }
        // Of a list, the first: `authors.name` of `[{"name": …}]` is better than nothing.
        Value::Array(list) => list.iter().find_map(|it| it.is_object().then(|| inside(it, part)).flatten()),
        _ => None,
    }
}

fn found(raw: &str) -> serde_json::Result<Option<Found<'_>>> {
    Ok(match raw.as_bytes().first() {
        Some(b'"') => Some(Found::Text(unescaped(raw))),
        Some(b'n') => None,
        _ => Some(Found::Other(serde_json::from_str(raw)?)),
    })
}

/// The text of a JSON string with its quotes. Half of a surrogate pair, which is no text, becomes
/// U+FFFD.
pub(crate) fn unescaped(raw: &str) -> Cow<'_, str> {
    let mut rest = raw.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(raw);
    let Some(mut at) = memchr::memchr(b'\\', rest.as_bytes()) else { return Cow::Borrowed(rest) };
    let mut text = String::with_capacity(rest.len());
    loop {
        text.push_str(&rest[..at]);
        let (it, length) = escape(&rest.as_bytes()[at..]);
        text.push(it);
        rest = &rest[at + length..];
        // The next escape often follows at once: some programs write all but ASCII so.
        at = if rest.starts_with('\\') { 0 } else { memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len()) };
        if at == rest.len() {
            text.push_str(rest);
            return Cow::Owned(text);
        }
    }
}

/// What stands at the beginning for one character, and in how many bytes.
fn escape(bytes: &[u8]) -> (char, usize) {
    let plain = match bytes.get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'u') => return unit_or_pair(bytes),
        Some(it) if it.is_ascii() => char::from(*it),
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (plain, 2)
}

fn unit_or_pair(bytes: &[u8]) -> (char, usize) {
    let Some(high) = unit(bytes) else { return (char::REPLACEMENT_CHARACTER, 2) };
    if let 0xD800..=0xDBFF = high
        && let Some(low @ 0xDC00..=0xDFFF) = unit(bytes.get(6..).unwrap_or_default())
    {
        let pair = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return (char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
    }
    (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), 6)
}

/// The number in an escape like `\u0041`.
fn unit(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |sum, it| Some(sum * 16 + char::from(*it).to_digit(16)?))
}

/// Reads an object.
struct Reader<'w>(&'w Wanted);

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut object = Object { values: Vec::with_capacity(16), ..Object::default() };
        while let Some(key) = map.next_key_seed(KeyReader(self.0))? {
            match key {
                Some(key) => object.put(key, map.next_value::<&'de RawValue>()?.get()),
                None => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(object)
    }
}

/// Reads a key, if it is wanted.
struct KeyReader<'w>(&'w Wanted);

impl<'de> DeserializeSeed<'de> for KeyReader<'_> {
    type Value = Option<Key>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyReader<'_> {
    type Value = Option<Key>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.key(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(unescaped(raw), expected, "{raw}");
    }

    #[test]
    fn escapes_are_what_they_stand_for() {
        check(r#""Kyiv""#, "Kyiv");
        check(r#""\"Ky\niv\\ \/\t\r\b\f""#, "\"Ky\niv\\ /\t\r\u{8}\u{C}");
        check(r#""\u041a\u0438\u0457\u0432\u0000 \ud83d\ude00!""#, "Київ\0 😀!");
    }

    #[test]
    fn half_a_surrogate_pair_becomes_a_replacement_character() {
        check(r#""\ud83d""#, "\u{FFFD}");
        check(r#""\ud83d\ud83d\ude00\ude00x""#, "\u{FFFD}😀\u{FFFD}x");
        check(r#""\ud83d\u0041""#, "\u{FFFD}A");
    }

    #[test]
    fn any_string_comes_back_as_it_was_written() {
        let mut state = 7_u32;
        for _ in 0..2000 {
            let text: String = (0..20)
                .filter_map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let limit = [0x80, 0x30, 0x500, 0x11_0000][(state >> 8) as usize % 4];
                    char::from_u32((state >> 10) % limit)
                })
                .collect();
            check(&serde_json::to_string(&text).unwrap(), &text);
            let units: String = text.encode_utf16().map(|it| format!("\\u{it:04x}")).collect();
            check(&format!("\"{units}\""), &text);
        }
    }
}
