//! Makes the table of letter pairs from texts: statistics only.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::decode::pairs::GAP;
use super::decode::symbols::Symbol;
use super::texts::Text;

/// Pairs within ASCII that stand less often than this are left out.
const LEAST_ASCII: u32 = 3;

/// How many characters a language without an alphabet keeps.
const CHARACTERS: usize = 1500;

const HEADER: &str = "\
# Which letters follow which, for telling code pages: counts by language, `_` for the end of a word.
# code TAB first TAB second level second level ...; without an alphabet: code TAB level TAB characters.
# A level n (base 36) stands for a count of 2^(n/2). Made by `examples/encodings --learn` from news in
# 41 languages (NTREX-128 and WMT24): statistics only, no text.
";

/// The table of the texts.
pub(super) fn table<'a>(texts: impl Iterator<Item = &'a Text>) -> String {
    let mut pairs: BTreeMap<&str, BTreeMap<(char, char), u32>> = BTreeMap::new();
    let mut characters: BTreeMap<&str, BTreeMap<char, u32>> = BTreeMap::new();
    for it in texts {
        if matches!(it.tongue.as_str(), "zh-Hans" | "zh-Hant" | "ja" | "ko") {
            let of = characters.entry(&it.tongue).or_default();
            it.text.chars().filter(|it| !it.is_ascii()).for_each(|it| *of.entry(it).or_default() += 1);
        } else {
            count(&it.learned(), it.is_latin(), pairs.entry(&it.tongue).or_default());
        }
    }
    let mut table = String::from(HEADER);
    for (tongue, pairs) in &pairs {
        write_pairs(tongue, pairs, &mut table);
    }
    for (tongue, characters) in &characters {
        write_characters(tongue, characters, &mut table);
    }
    table
}

fn count(text: &str, is_latin: bool, pairs: &mut BTreeMap<(char, char), u32>) {
    let mut before = GAP;
    // A plain apostrophe within a word is a typographic one to a page that has it.
    let chars: Vec<char> = text.chars().chain(" ".chars()).collect();
    let is_within = |at: usize| at > 0 && chars[at - 1].is_alphabetic() && chars[at + 1].is_alphabetic();
    for (at, it) in chars.iter().copied().enumerate() {
        let it = if it == '\'' && is_within(at) { '’' } else { it };
        let it = match Symbol::of(it) {
            Symbol::Letter(letter, _) if is_latin || !letter.is_ascii() => letter,
            _ => GAP,
        };
        if before != GAP || it != GAP {
            *pairs.entry((before, it)).or_default() += 1;
        }
        before = it;
    }
}

/// Letters that stand less often than one in so many are names from abroad.
const RARE: u32 = 40_000;

fn write_pairs(tongue: &str, pairs: &BTreeMap<(char, char), u32>, table: &mut String) {
    let total: u32 = pairs.values().sum();
    let mut letters: BTreeMap<char, u32> = BTreeMap::new();
    pairs.iter().for_each(|((_, it), count)| *letters.entry(*it).or_default() += count);
    let is_native =
        |it: char| it.is_ascii() || letters.get(&it).is_some_and(|count| *count > 1 && count * RARE >= total);
    let mut rows: BTreeMap<char, String> = BTreeMap::new();
    for ((first, second), count) in pairs {
        let is_ascii = first.is_ascii() && second.is_ascii();
        if *count >= if is_ascii { LEAST_ASCII } else { 1 } && is_native(*first) && is_native(*second) {
            let row = rows.entry(*first).or_default();
            row.extend([*second, level(*count)]);
        }
    }
    for (first, row) in rows {
        let _ = writeln!(table, "{tongue}\t{first}\t{row}");
    }
}

fn write_characters(tongue: &str, characters: &BTreeMap<char, u32>, table: &mut String) {
    let mut by_count: Vec<(u32, char)> = characters.iter().map(|(it, count)| (*count, *it)).collect();
    by_count.sort_by_key(|(count, it)| (std::cmp::Reverse(*count), *it));
    by_count.truncate(CHARACTERS);
    let mut rows: BTreeMap<char, String> = BTreeMap::new();
    by_count.iter().for_each(|(count, it)| rows.entry(level(*count)).or_default().push(*it));
    for (level, row) in rows {
        let _ = writeln!(table, "{tongue}\t{}\t{row}", level.to_ascii_uppercase());
    }
}

fn level(count: u32) -> char {
    let level = (f64::from(count).log2() * 2.0).round();
    char::from_digit((0..36).rev().find(|it| f64::from(*it) <= level).unwrap_or(0), 36).unwrap_or('0')
}
