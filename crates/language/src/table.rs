//! The table that tells languages of one script apart: what each piece of a word costs each of them.
//!
//! It is a file (`data/languages.table`; `table/` builds it and says how) that is compiled in and looked up in
//! place: nothing is built when the program starts. Sums are whole numbers, so that they are the same
//! on every machine and in any order.

use crate::codes;
use crate::grams::{Shared, Word, Words, edges, gram, place, scattered, word};

static FILE: &[u8] = include_bytes!("../data/languages.table");
/// The form of the file that this program reads.
const FORM: &[u8] = b"newsmil1";
/// Rows are read so many bytes at a time, whatever their length: the processor adds them at once.
const LANES: usize = 64;
/// A name's letters tell less of the language than other words' do: three fifths.
const OF_NAME: u32 = 3;
const OF_WORD: u32 = 5;
/// Costs are in twelfths of a nat.
const NAT: f64 = (12 * OF_WORD) as f64;
/// Three letters that no language of the script has next to each other cost so much.
const UNHEARD_OF: u32 = 96;
/// From so many letters on, three letters at a time and the words tell enough; before, every piece is needed.
const LONG: usize = 240;

/// The table of one script.
#[derive(Debug)]
pub(crate) struct Table {
    codes: Vec<&'static str>,
    /// The same as numbers, which compare faster.
    keys: Vec<u64>,
    /// For each language, the first that is written nearly like it.
    nearly: Vec<usize>,
    priors: Vec<u32>,
    script: Shared,
    places: usize,
    index: &'static [u8],
    rows: &'static [u8],
}

/// What a text costs each language.
#[derive(Debug)]
pub(crate) struct Costs<'a> {
    table: &'a Table,
    /// In all, in sixtieths of a nat.
    all: Vec<u32>,
    /// Of three letters at a time only, in sixtieths of a nat.
    trigrams: Vec<u32>,
    /// How many of those there are, those in names counted as less.
    weight: u32,
    /// How many letters there are, and how many words that are no names.
    pub(crate) letters: usize,
    pub(crate) plain_words: usize,
    /// How many words begin with no capital.
    pub(crate) small_words: usize,
}

impl Table {
    /// The table of a script.
    pub(crate) fn of(script: Shared) -> Self {
        assert!(FILE.starts_with(FORM), "the table has another form than this program reads");
        let number = |at: usize| {
            let part = FILE[at..at + 4].first_chunk().expect("four bytes are four bytes");
            u32::from_le_bytes(*part) as usize
        };
        let head = FORM.len() + 16 * script as usize;
        let [languages, places, rows, start] = [0, 4, 8, 12].map(|it| number(head + it));
        let names = FILE[start..start + 8 * languages].as_chunks::<8>().0;
        let code = |it: &'static [u8; 8]| {
            let end = it.iter().position(|it| *it == 0).unwrap_or(7);
            std::str::from_utf8(&it[..end]).expect("codes are letters")
        };
        let index = start + 8 * languages;
        let first = index + 8 * places;
        let codes: Vec<&str> = names.iter().map(code).collect();
        let nearly = |it: &&str| codes.iter().position(|other| codes::are_nearly_one(it, other)).unwrap_or_default();
        Self {
            keys: codes.iter().map(|it| key(it)).collect(),
            nearly: codes.iter().map(nearly).collect(),
            codes,
            priors: names.iter().map(|it| u32::from(it[7])).collect(),
            script,
            places,
            index: &FILE[index..first],
            rows: &FILE[first..first + rows * languages + LANES],
        }
    }

    /// The languages that it tells.
    #[cfg(test)]
    pub(crate) fn codes(&self) -> &[&'static str] {
        &self.codes
    }

    /// What a text costs each language. It should be no longer than some hundred letters.
    pub(crate) fn costs(&self, text: &str) -> Costs<'_> {
        let words = Words::of(text, self.script);
        let mut sums = Sums::new(self, words.letter_count());
        // Each piece counts once. Names come last, so that what they share with other words counts as these.
        for is_name in [false, true] {
            for it in words.all.iter().filter(|it| it.is_name == is_name) {
                sums.add_word(&words, *it);
            }
        }
        sums.costs(&words)
    }

    /// What the words of a text that are no names cost each language, by themselves: a few percent of the work, and
    /// enough where small words are plainly of one language.
    pub(crate) fn costs_of_words(&self, text: &str) -> Costs<'_> {
        let words = Words::of(text, self.script);
        let mut sums = Sums::new(self, 0);
        for row in words.all.iter().filter(|it| !it.is_name).filter_map(|it| self.row(word(words.letters(*it)))) {
            add(&mut sums.others[0], row);
        }
        sums.costs(&words)
    }

    /// What a piece costs each language; `None` if no language has it.
    fn row(&self, key: u64) -> Option<&[u8; LANES]> {
        let scattered = scattered(key);
        let mut at = place(scattered, self.places);
        loop {
            let entry: &[u8; 8] = self.index[8 * at..].first_chunk()?;
            let [a, b, c, d, row @ ..] = *entry;
            let row = u32::from_le_bytes(row) as usize;
            if row == 0 {
                return None;
            }
            if u32::from_le_bytes([a, b, c, d]) == scattered as u32 {
                return self.rows[(row - 1) * self.codes.len()..].first_chunk();
            }
            at = if at + 1 == self.places { 0 } else { at + 1 };
        }
    }
}

/// The sums of a text's pieces: of names and of other words, of three letters and of everything else.
struct Sums<'a> {
    table: &'a Table,
    is_long: bool,
    seen: Seen,
    trigrams: [[u32; LANES]; 2],
    others: [[u32; LANES]; 2],
    weight: u32,
    unheard_of: u32,
}

impl<'a> Sums<'a> {
    fn new(table: &'a Table, letters: usize) -> Self {
        let is_long = letters >= LONG;
        let seen = Seen::with_room_for(letters * if is_long { 2 } else { 5 });
        let empty = [[0; LANES]; 2];
        Self { table, is_long, seen, trigrams: empty, others: empty, weight: 0, unheard_of: 0 }
    }

    fn add_word(&mut self, words: &Words, it: Word) {
        let letters = words.letters(it);
        for trigram in letters.windows(3) {
            self.add_trigram(gram(trigram), it.is_name);
        }
        if !self.is_long {
            for piece in [1, 2, 4].into_iter().flat_map(|length| letters.windows(length)) {
                self.add(gram(piece), it.is_name);
            }
            for edge in edges(letters).into_iter().flatten() {
                self.add(edge, it.is_name);
            }
        }
        self.add(word(letters), it.is_name);
    }

    fn add_trigram(&mut self, key: u64, is_name: bool) {
        if self.seen.is_new(key) {
            let weight = if is_name { OF_NAME } else { OF_WORD };
            self.weight += weight;
            match self.table.row(key) {
                Some(row) => add(&mut self.trigrams[usize::from(is_name)], row),
                None => self.unheard_of += weight * UNHEARD_OF,
            }
        }
    }

    fn add(&mut self, key: u64, is_name: bool) {
        if let Some(row) = self.seen.is_new(key).then(|| self.table.row(key)).flatten() {
            add(&mut self.others[usize::from(is_name)], row);
        }
    }

    fn costs(&self, text: &Words) -> Costs<'a> {
        let ([words, names], [words3, names3]) = (&self.others, &self.trigrams);
        let sum =
            |at: usize| OF_WORD * (words[at] + words3[at] + self.table.priors[at]) + OF_NAME * (names[at] + names3[at]);
        let languages = 0..self.table.codes.len();
        Costs {
            table: self.table,
            all: languages.clone().map(sum).collect(),
            trigrams: languages.map(|at| OF_WORD * words3[at] + OF_NAME * names3[at] + self.unheard_of).collect(),
            weight: self.weight,
            letters: text.letter_count(),
            small_words: text.all.len() - text.capitals,
            plain_words: text.all.iter().filter(|it| !it.is_name).count(),
        }
    }
}

fn key(code: &str) -> u64 {
    code.bytes().fold(0, |key, it| key << 8 | u64::from(it))
}

fn add(sums: &mut [u32; LANES], row: &[u8; LANES]) {
    for (sum, it) in sums.iter_mut().zip(row) {
        *sum += u32::from(*it);
    }
}

impl Costs<'_> {
    /// How many different three letters there are.
    pub(crate) fn trigrams(&self) -> u32 {
        self.weight / OF_WORD
    }

    /// The language that the text costs least; the first of equals.
    pub(crate) fn least(&self) -> Candidate {
        let least = (0..self.all.len()).min_by_key(|at| self.all[*at]).unwrap_or_default();
        self.candidate(least)
    }

    /// How a language does. `sr` has two columns in two scripts, never two in one.
    pub(crate) fn of(&self, code: &str) -> Option<Candidate> {
        self.position(code).map(|at| self.candidate(at))
    }

    /// How much more than this language any other would cost that it can be told from, in nats; below 0 if another costs
    /// less. `None` if the table lacks the language.
    pub(crate) fn lead(&self, code: &str) -> Option<f64> {
        let own = self.position(code)?;
        let nearly = &self.table.nearly;
        let others = (0..self.all.len()).filter(|at| nearly[*at] != nearly[own]);
        let least = others.map(|at| self.all[at]).min()?;
        Some((f64::from(least) - f64::from(self.all[own])) / NAT)
    }

    fn position(&self, code: &str) -> Option<usize> {
        let key = key(code);
        self.table.keys.iter().position(|it| *it == key)
    }

    fn candidate(&self, at: usize) -> Candidate {
        let strangeness = f64::from(self.trigrams[at]) / 12.0 / f64::from(self.weight.max(1));
        Candidate { code: self.table.codes[at], nats: f64::from(self.all[at]) / NAT, strangeness }
    }

    /// How much of the belief falls to each language, if differences in cost are worth this share of what they say:
    /// pieces overlap, so that they say the same more than once.
    pub(crate) fn belief(&self, code: &str, worth: f64) -> f64 {
        let Some(own) = self.of(code) else { return 0.0 };
        let all = (0..self.all.len()).map(|at| ((own.nats - self.candidate(at).nats) * worth).exp());
        1.0 / all.sum::<f64>()
    }
}

/// A language that a text may be in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) code: &'static str,
    /// What the text costs it.
    pub(crate) nats: f64,
    /// Nats for three letters at a time, on average.
    pub(crate) strangeness: f64,
}

/// The pieces so far.
struct Seen {
    keys: Vec<u64>,
}

impl Seen {
    fn with_room_for(pieces: usize) -> Self {
        Self { keys: vec![0; (pieces * 2).next_power_of_two().max(16)] }
    }

    fn is_new(&mut self, key: u64) -> bool {
        let mut at = place(scattered(key), self.keys.len());
        while self.keys[at] != 0 {
            if self.keys[at] == key {
                return false;
            }
            at = (at + 1) & (self.keys.len() - 1);
        }
        self.keys[at] = key;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: Shared, text: &str, expected: &str) {
        let table = Table::of(script);
        assert_eq!(table.costs(text).least().code, expected, "{text}");
    }

    #[test]
    fn neighbors_are_told_apart() {
        check(Shared::Latin, "O presidente assinou a nova lei na sexta-feira", "pt");
        check(Shared::Latin, "O presidente asinou a nova lei o venres, dixo unha portavoz", "gl");
        check(Shared::Latin, "El presidente firmó la nueva ley el viernes", "es");
        check(Shared::Latin, "Presidenten skrev under på den nye loven på fredag, men ikke før møtet", "nb");
        check(Shared::Latin, "Presidenten skreiv under på den nye lova, men ikkje før møtet vart avslutta", "nn");
        check(Shared::Latin, "Præsidenten skrev under på den nye lov, men ikke før mødet blev afsluttet", "da");
        check(Shared::Latin, "Prezident podepsal nový zákon, ale až po jednání", "cs");
        check(Shared::Latin, "Prezident podpísal nový zákon, ale až po rokovaní", "sk");
        check(Shared::Cyrillic, "Президентът подписа новия закон", "bg");
        check(Shared::Cyrillic, "Претседателот го потпиша новиот закон", "mk");
        check(Shared::Arabic, "رئیس جمهور قانون جدید را امضا کرد", "fa");
    }

    #[test]
    fn languages_that_no_development_data_has_are_told_too() {
        check(Shared::Latin, "Die president het die nuwe wet onderteken en gesê dit is nie genoeg nie", "af");
        check(Shared::Latin, "Forsetinn undirritaði nýju lögin og sagði að þau væru ekki nóg", "is");
        check(Shared::Latin, "Llofnododd yr arlywydd y gyfraith newydd ddydd Gwener", "cy");
        check(Shared::Latin, "Lehendakariak lege berria sinatu zuen ostiralean", "eu");
        check(Shared::Latin, "Rais alisaini sheria mpya siku ya Ijumaa katika mji mkuu", "sw");
    }

    #[test]
    fn the_file_is_the_one_that_the_docs_state() {
        let hash = format!("`{:032x}`", newsmill_text::hash128(FILE));
        assert!(include_str!("lib.rs").contains(&hash), "the table is {hash}");
    }

    #[test]
    fn strange_text_costs_much() {
        let table = Table::of(Shared::Latin);
        let english = table.costs("The president signed the new law on Friday").least();
        let noise = table.costs("xqzw vbnm kjhgf qwrtp zxcvb plkmn wqxz hjkl").least();
        assert!(english.strangeness < 3.0 && noise.strangeness > 4.0, "{english:?} {noise:?}");
    }
}
