//! The names of months and weekdays, in the languages that news is written in.
//!
//! They stand in `names.csv`, beside this file, where people can add to them; its head says how.
//! Names are compared folded: lower case, no accents, one spelling for letters that have several.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::systems::System;
use super::tokens;

/// What a word, or a run of words, names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The month.
    pub(super) month: Option<i8>,
    /// Whether it means that month even without a year beside it.
    pub(super) plain: bool,
    /// Whether it means that month only between a day and a year.
    pub(super) rare: bool,
    /// Another month, which it is after a day with a dot.
    pub(super) dotted: Option<i8>,
    /// The month of another calendar.
    pub(super) other: Option<(System, u8)>,
    /// The weekday.
    pub(super) weekday: Option<i8>,
    /// Whether it means that weekday even in prose.
    pub(super) certain: bool,
    /// The tokens of the longest name that begins with it, where that has more than one.
    pub(super) begins: u8,
}

impl Name {
    /// Whether it is the name of a month, of any calendar.
    pub(super) fn is_month(self) -> bool {
        self.month.is_some() || self.other.is_some()
    }
}

const CSV: &str = include_str!("names.csv");

/// No name is longer, in bytes of its folded form.
const LONGEST: usize = 80;

struct Names {
    of: HashMap<Box<str>, Name>,
    /// A bit for each length and first letters that a name has: nearly no other word needs a look into the map.
    traces: Box<[u64; TRACES / 64]>,
}

const TRACES: usize = 1 << 15;

static NAMES: LazyLock<Names> = LazyLock::new(Names::read);

impl Names {
    fn read() -> Self {
        let mut names = Self { of: HashMap::new(), traces: Box::new([0; TRACES / 64]) };
        let mut rows = csv::ReaderBuilder::new();
        let rows = rows.has_headers(false).flexible(true).comment(Some(b'#'));
        for row in rows.from_reader(CSV.as_bytes()).records().flatten() {
            let kind = row.get(1).unwrap_or_default();
            for (number, cell) in (1..).zip(row.iter().skip(2)) {
                for form in cell.split('|').filter(|it| !it.is_empty()) {
                    names.add(form, kind, number);
                }
            }
        }
        names
    }

    fn add(&mut self, form: &str, kind: &str, number: u8) {
        let Some(key) = Folded::of(form) else { return };
        let parts = tokens::tokens(form);
        let first = parts.first().and_then(|it| Folded::of(&form[it.bytes.clone()]));
        if let Some(first) = first.filter(|it| it.text() != key.text()) {
            let count = u8::try_from(parts.len()).unwrap_or(u8::MAX);
            let entry = self.entry(&first);
            entry.begins = entry.begins.max(count);
        }
        let name = self.entry(&key);
        let small = i8::try_from(number).unwrap_or_default();
        let taken = |of: Option<i8>| of.is_some_and(|it| it != small);
        match kind {
            "month" | "month-short" | "month-rare" if !taken(name.month) => {
                name.plain |= kind == "month" && name.month.is_none();
                name.rare |= kind == "month-rare" && name.month.is_none();
                name.month = Some(small);
            }
            "weekday" | "weekday-short" if !taken(name.weekday) => {
                name.certain |= kind == "weekday" && name.weekday.is_none();
                name.weekday = Some(small);
            }
            "month-dotted" => name.dotted = Some(small),
            _ => {
                let system = System::of_months(kind);
                name.other = name.other.or(system.map(|it| (it, number)));
            }
        }
    }

    fn entry(&mut self, key: &Folded) -> &mut Name {
        let trace = trace_of(key.text().as_bytes());
        self.traces[trace / 64] |= 1 << (trace % 64);
        self.of.entry(key.text().into()).or_default()
    }

    fn get(&self, folded: &Folded) -> Option<Name> {
        let traced = self.traced(trace_of(folded.text().as_bytes()));
        traced.then(|| self.of.get(folded.text()).copied())?
    }

    fn traced(&self, trace: usize) -> bool {
        self.traces[trace / 64] & (1 << (trace % 64)) != 0
    }
}

/// Where the bit of a name is: from its length, and its first, second, fourth and last byte.
fn trace(length: usize, bytes: [u8; 4]) -> usize {
    let factors = [0x9E37, 0x85EB, 0x27D4, 0x1657];
    let mixed = bytes.iter().zip(factors).fold(0, |mixed, (it, factor)| mixed ^ usize::from(*it).wrapping_mul(factor));
    (mixed ^ length.wrapping_mul(0xC2B2)) % TRACES
}

fn trace_of(key: &[u8]) -> usize {
    let byte = |at: usize| key.get(at).copied().unwrap_or_default();
    trace(key.len(), [byte(0), byte(1), byte(3), byte(key.len().saturating_sub(1))])
}

/// What a word names, or a run of words with single spaces or none between them.
pub(super) fn look_up(text: &str) -> Option<Name> {
    if text.len() > LONGEST || is_no_name(text.as_bytes()) {
        return None;
    }
    let folded = Folded::of(text)?;
    let found = NAMES.get(&folded).or_else(|| NAMES.get(&Folded::of(bare(folded.text())?)?));
    found.filter(|it| *it != Name::default())
}

/// Whether a plain English word is no name: of a text's words, nearly all are done with here.
fn is_no_name(word: &[u8]) -> bool {
    if !word.iter().all(u8::is_ascii_alphabetic) {
        return false;
    }
    let lower = |at: usize| word.get(at).copied().unwrap_or_default().to_ascii_lowercase();
    let last = lower(word.len().saturating_sub(1));
    !NAMES.traced(trace(word.len(), [lower(0), lower(1), lower(3), last]))
}

/// A word without what is glued to it: the article of `d'octubre`, the case of `Ekim'de`, the
/// "month" of `ខែតុលា`.
fn bare(word: &str) -> Option<&str> {
    const BEFORE: &[&str] = &["d'", "l'", "ខែ", "ເດືອນ", "ວັນ", "เดือน", "วัน", "ថ្ងៃ"];
    const AFTER: &[&str] = &["လ", "ที่", "ທີ"];
    if word.is_ascii() && !word.contains('\'') {
        return None;
    }
    let front = BEFORE.iter().find_map(|it| word.strip_prefix(it));
    let back = |it| AFTER.iter().find_map(|after| str::strip_suffix(it, after));
    let stripped = front.map(|it| back(it).unwrap_or(it)).or_else(|| back(word));
    stripped.or_else(|| word.split_once('\'').map(|it| it.0)).filter(|it| it.len() > 2)
}

/// The month of this name (1 to 12).
pub(crate) fn month(word: &str) -> Option<i8> {
    look_up(word).filter(|it| !it.rare)?.month
}

/// The weekday of this name or abbreviation (Monday is 1).
pub(crate) fn weekday(word: &str) -> Option<i8> {
    look_up(word)?.weekday
}

/// The weekday of this name, if it is no abbreviation and nothing else in another language.
pub(crate) fn full_weekday(word: &str) -> Option<i8> {
    look_up(word).filter(|it| it.certain)?.weekday
}

/// A text folded into a place of its own, so that looking it up allocates nothing.
struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    fn of(text: &str) -> Option<Self> {
        let mut folded = Self { bytes: [0; LONGEST], length: 0 };
        if text.is_ascii() && !text.contains(' ') {
            let place = folded.bytes.get_mut(..text.len())?;
            place.copy_from_slice(text.as_bytes());
            place.make_ascii_lowercase();
            folded.length = text.len();
        } else {
            for it in text.nfkd().filter(|it| !is_accent(*it)).flat_map(char::to_lowercase) {
                folded.push(plain(it))?;
            }
        }
        while folded.text().ends_with(['.', '\'', '॰', ' ']) {
            folded.length -= folded.text().chars().next_back().map_or(1, char::len_utf8);
        }
        (folded.length > 0).then_some(folded)
    }

    fn push(&mut self, it: char) -> Option<()> {
        if it == ' ' && (self.length == 0 || self.bytes[self.length - 1] == b' ') {
            return Some(());
        }
        let place = self.bytes.get_mut(self.length..self.length + it.len_utf8())?;
        self.length += it.encode_utf8(place).len();
        Some(())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// Marks that writers leave out; the vowel signs of India and its neighbors are none of them.
fn is_accent(it: char) -> bool {
    tokens::is_invisible(it)
        || matches!(it, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// One spelling for letters that keyboards mix up.
fn plain(it: char) -> char {
    match it {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۃ' | 'ە' => 'ه',
        '׳' => '\'',
        '״' => '"',
        'ʻ' | 'ʿ' | 'ʾ' => '\'',
        _ => newsmill_text::fold_char(it),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: (Option<i8>, Option<i8>)) {
        assert_eq!((month(word), weekday(word)), expected, "{word}");
    }

    #[test]
    fn months_and_weekdays_of_many_languages_are_known() {
        check("October", (Some(10), None));
        check("März", (Some(3), None));
        check("août", (Some(8), None));
        check("ноября", (Some(11), None));
        check("жовтня", (Some(10), None));
        check("października", (Some(10), None));
        check("Ağustos", (Some(8), None));
        check("Mittwoch", (None, Some(3)));
        check("п’ятницю", (None, Some(5)));
        check("Kyiv", (None, None));
        check("", (None, None));
    }

    #[test]
    fn names_of_several_words_are_names() {
        check("كانون الثاني", (Some(1), None));
        check("كانون  الأول", (Some(12), None));
        check("Deireadh Fómhair", (Some(10), None));
        check("ต.ค.", (Some(10), None));
        check("thứ sáu", (None, Some(5)));
    }

    #[test]
    fn what_is_glued_to_a_name_is_left_out() {
        check("d’octubre", (Some(10), None));
        check("Ekim’de", (Some(10), None));
        check("ខែតុលា", (Some(10), None));
        check("အောက်တိုဘာလ", (Some(10), None));
        check("วันศุกร์ที่", (None, Some(5)));
    }

    #[test]
    fn an_abbreviated_weekday_means_nothing_in_prose() {
        assert_eq!((full_weekday("Sun"), full_weekday("Sunday")), (None, Some(7)));
    }

    #[test]
    fn every_row_has_a_known_kind_and_a_name_for_every_number() {
        let mut rows = csv::ReaderBuilder::new();
        for row in rows.has_headers(false).flexible(true).comment(Some(b'#')).from_reader(CSV.as_bytes()).records() {
            let row = row.unwrap();
            let numbers = if row[1].starts_with("weekday") { 7 } else { 12 };
            let known =
                ["month", "month-short", "month-rare", "month-dotted", "weekday", "weekday-short"].contains(&&row[1]);
            assert!(known || System::of_months(&row[1]).is_some(), "{}", &row[1]);
            assert!(row.len() == numbers + 2 || numbers == 12 && row.len() == 15, "{row:?}");
        }
    }
}
