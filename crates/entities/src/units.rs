//! The units that names are matched by.
//!
//! They are the words of the text, with three differences: a word is cut at its apostrophes and
//! colons, so that the name in `Kyiv’s`, `l’Ukraine`, `Kiev'de` or `EU:n` stands by itself; full
//! stops inside a word go, so that `U.S` and `US` are one; and of scripts without spaces every
//! character is a unit, so that a name is found however a dictionary cuts the sentence.
//! Aliases are cut the same way.

use std::ops::Range;

use newsmill_text::{Script, Tokens, fold, hash64};

/// A text with its units.
#[derive(Debug, Default)]
pub(crate) struct Text<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its units, in their order.
    pub(crate) units: Vec<Unit>,
    /// How the lines are written, by their number.
    pub(crate) lines: Vec<Lettering>,
    /// How many of the first units are the title's.
    pub(crate) title_units: usize,
    /// Whether its language writes every noun with a capital, as German does.
    pub(crate) capitalizes_nouns: bool,
    folded: String,
}

/// A word, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The hash of its folded form.
    pub(crate) hash: u64,
    /// Where it stands, in bytes.
    pub(crate) bytes: Range<usize>,
    /// Where it stands, in Unicode characters.
    pub(crate) chars: Range<u32>,
    /// The sentence that it stands in, from 0.
    pub(crate) sentence: u32,
    /// The line that it stands in, from 0.
    pub(crate) line: u32,
    /// How it is written.
    pub(crate) form: Form,
    folded: Range<u32>,
}

/// How a unit is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// Its first letter is a capital.
    pub(crate) capitalized: bool,
    /// It has a capital somewhere.
    pub(crate) has_capital: bool,
    /// It has a small letter somewhere.
    pub(crate) has_small: bool,
    /// An apostrophe or a colon joins it to the unit before.
    pub(crate) joined: bool,
    /// It is a character of a script without spaces.
    pub(crate) unspaced: bool,
    /// A word begins with it.
    pub(crate) starts_word: bool,
    /// A word ends with it.
    pub(crate) ends_word: bool,
    /// The number of its letters, at most 255.
    pub(crate) letters: u8,
}

impl Form {
    /// Whether its letters are all capitals.
    pub(crate) fn is_capitals(self) -> bool {
        self.has_capital && !self.has_small
    }
}

/// How a line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lettering {
    /// As prose.
    #[default]
    Prose,
    /// With Most Words Capitalized.
    Headline,
    /// IN CAPITALS.
    Capitals,
}

impl<'a> Text<'a> {
    /// The units of a text whose words are known; `line_ends` are in bytes.
    pub(crate) fn new(text: &'a str, tokens: &Tokens, line_ends: &[usize]) -> Self {
        let mut it =
            Self { text, units: Vec::with_capacity(tokens.words.len() + tokens.words.len() / 8), ..Self::default() };
        it.folded.reserve(text.len());
        let mut line = 0;
        for word in &tokens.words {
            while line + 1 < line_ends.len() && line_ends[line] <= word.bytes.start {
                line += 1;
            }
            it.cut(word.bytes.clone(), word.chars.start, word.sentence, number(line));
        }
        it.lines = letterings(&it.units, line_ends.len().max(1));
        it
    }

    /// The units of an alias or a phrase.
    pub(crate) fn of_line(text: &'a str) -> Self {
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]).collect();
        Self::new(text, &Tokens::of(text), &ends)
    }

    /// The folded form of a unit.
    pub(crate) fn folded(&self, unit: &Unit) -> &str {
        &self.folded[unit.folded.start as usize..unit.folded.end as usize]
    }

    /// What is written between a unit and the one before it; empty before the first.
    pub(crate) fn gap_before(&self, at: usize) -> &'a str {
        match (at.checked_sub(1).and_then(|it| self.units.get(it)), self.units.get(at)) {
            (Some(one), Some(other)) => &self.text[one.bytes.end..other.bytes.start],
            _ => "",
        }
    }

    /// Cuts a word into its units.
    fn cut(&mut self, word: Range<usize>, char: u32, sentence: u32, line: u32) {
        let whole = &self.text[word.clone()];
        let before = self.units.len();
        let (mut start, mut char_start, mut position) = (0, char, char);
        let mut joined = false;
        for (at, it) in whole.char_indices() {
            let unspaced = Script::of(it).is_some_and(Script::is_unspaced);
            if joins(it) || unspaced {
                self.push(word.start + start..word.start + at, char_start..position, sentence, line, joined, false);
                joined = !unspaced;
                (start, char_start) = (at, position);
            }
            position += 1;
            if joins(it) {
                (start, char_start) = (at + it.len_utf8(), position);
            } else if unspaced {
                let end = at + it.len_utf8();
                self.push(word.start + start..word.start + end, char_start..position, sentence, line, false, true);
                (start, char_start) = (end, position);
            }
        }
        self.push(word.start + start..word.end, char_start..position, sentence, line, joined, false);
        if let Some(unit) = self.units.get_mut(before) {
            unit.form.starts_word = true;
        }
        if let Some(unit) = self.units[before..].last_mut() {
            unit.form.ends_word = true;
        }
    }

    fn push(&mut self, bytes: Range<usize>, chars: Range<u32>, sentence: u32, line: u32, joined: bool, unspaced: bool) {
        let written = &self.text[bytes.clone()];
        let start = self.folded.len();
        fold_into(written, &mut self.folded);
        let folded = &self.folded[start..];
        if folded.is_empty() {
            // Marks alone belong to the character before them.
            if let Some(before) = self.units.last_mut().filter(|it| it.bytes.end == bytes.start) {
                (before.bytes.end, before.chars.end) = (bytes.end, chars.end);
            }
            return;
        }
        let (hash, form) = (hash64(folded.as_bytes()), Form { joined, unspaced, ..form(written) });
        let folded = number(start)..number(self.folded.len());
        self.units.push(Unit { hash, bytes, chars, sentence, line, form, folded });
    }
}

/// The units of an alias or a phrase, where words between plain spaces and hyphens need no
/// segmenter: a watchlist of a million names is mostly made of them.
pub(crate) fn words_of(alias: &str) -> Text<'_> {
    let is_plain = |it: char| {
        it.is_ascii_alphanumeric() || matches!(Script::of(it), Some(Script::Latin | Script::Cyrillic | Script::Greek))
    };
    if !alias.chars().all(|it| it == ' ' || it == '-' || is_plain(it)) {
        return Text::of_line(alias);
    }
    let mut text = Text { text: alias, ..Text::default() };
    let (mut start, mut char_start, mut chars) = (0, 0, 0);
    for (at, it) in alias.char_indices().chain([(alias.len(), ' ')]) {
        if it == ' ' || it == '-' {
            if start < at {
                text.cut(start..at, char_start, 0, 0);
            }
            (start, char_start) = (at + 1, chars + 1);
        }
        chars += 1;
    }
    text
}

/// Folds a word; full stops inside it go.
fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(word.bytes().filter(|it| *it != b'.').map(|it| char::from(it.to_ascii_lowercase())));
    } else {
        folded.extend(fold(word).chars().filter(|it| *it != '.'));
    }
}

/// Whether the character joins parts of a word that are matched apart.
fn joins(it: char) -> bool {
    matches!(it, '\'' | '’' | '‘' | 'ʼ' | '＇' | ':')
}

fn form(word: &str) -> Form {
    let mut form = Form::default();
    for it in word.chars().filter(|it| it.is_alphabetic()) {
        form.capitalized |= form.letters == 0 && it.is_uppercase();
        form.has_capital |= it.is_uppercase();
        form.has_small |= it.is_lowercase();
        form.letters = form.letters.saturating_add(1);
    }
    form
}

/// How the lines are written. A line is in capitals if it has no small letter and no letter of a
/// script without capitals; it is a headline if at least 7 of 10 of its longer words, the first
/// one aside, are capitalized (measured on nothing yet: the share in plain prose is about 2 of 10).
fn letterings(units: &[Unit], lines: usize) -> Vec<Lettering> {
    let mut found = vec![Lettering::Prose; lines];
    for line in units.chunk_by(|one, other| one.line == other.line) {
        let letters = |it: &&Unit| it.form.letters > 0;
        let in_capitals = line.iter().filter(letters).all(|it| it.form.is_capitals());
        let has_capitals = line.iter().any(|it| it.form.has_capital);
        let is_long = |it: &&Unit| it.form.letters >= 4 && (it.form.has_capital || it.form.has_small);
        let long: Vec<&Unit> = line.iter().skip(1).filter(is_long).collect();
        let capitalized = long.iter().filter(|it| it.form.capitalized).count();
        if let Some(found) = found.get_mut(line[0].line as usize) {
            *found = if in_capitals && has_capitals {
                Lettering::Capitals
            } else if long.len() >= 3 && capitalized * 10 >= long.len() * 7 {
                Lettering::Headline
            } else {
                Lettering::Prose
            };
        }
    }
    found
}

fn number(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let it = Text::of_line(text);
        let units: Vec<&str> = it.units.iter().map(|unit| &text[unit.bytes.clone()]).collect();
        assert_eq!(units, expected);
        for unit in &it.units {
            let by_chars: String = text.chars().skip(unit.chars.start as usize).take(unit.chars.len()).collect();
            assert_eq!(by_chars, text[unit.bytes.clone()], "characters and bytes must agree");
        }
    }

    #[test]
    fn words_are_cut_at_apostrophes() {
        check("Kyiv’s l'Ukraine, EU:n", &["Kyiv", "s", "l", "Ukraine", "EU", "n"]);
    }

    #[test]
    fn unspaced_scripts_are_cut_at_every_character() {
        check("在北京, ประเทศ", &["在", "北", "京", "ป", "ร", "ะ", "เ", "ท", "ศ"]);
        check("กินข้าว", &["กิ", "น", "ข้", "า", "ว"]);
    }

    #[test]
    fn initials_lose_their_stops() {
        assert_eq!(Text::of_line("U.S. law").units[0].hash, Text::of_line("US").units[0].hash);
    }

    #[test]
    fn plain_aliases_are_cut_like_texts() {
        for alias in ["Vladimir Putin", " Ivano-Frankivsk  city", "Київ 2022", "Łódź", "F16", "", "-"] {
            assert_eq!(words_of(alias).units, Text::of_line(alias).units, "{alias}");
        }
    }

    #[test]
    fn lines_tell_how_they_are_written() {
        let text = Text::of_line("He went home\nWhy Moscow Fears the Quiet Winter\nTALKS FAIL\n世界 WHO");
        let expected = [Lettering::Prose, Lettering::Headline, Lettering::Capitals, Lettering::Prose];
        assert_eq!(text.lines, expected);
    }
}
