//! Which letters follow which, language by language: the table, and what it says of a pair.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::characters::Characters;
use super::symbols::{Case, Symbol, after_mark, case_after, mark_after};

/// The table that ships: made by `examples/encodings.rs`, statistics only.
static SHIPPED: LazyLock<Pairs> = LazyLock::new(|| Pairs::parse(include_str!("../../data/pairs.txt")));

/// The end of a word, in the table.
pub(crate) const GAP: char = '_';

/// Letters of scripts beyond this are none of any single-byte page.
const LAST: usize = 0xE60;

/// How much the share of a letter weighs against the pairs counted.
const WEIGHT: f32 = 4.0;

/// How often a letter follows whatever stands before it: names, and pairs not counted.
const ANY: f32 = 0.05;

/// What a letter costs that the language does not use, at the least and at the most.
const FOREIGN: (f32, f32) = (-11.0, -14.0);

/// Letter pairs of languages with alphabets, and characters of those without.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// Languages with alphabets.
    pub(crate) tongues: Vec<Tongue>,
    /// Languages written in Han, Kana or Hangul.
    pub(crate) characters: Vec<Characters>,
}

/// A language with an alphabet.
#[derive(Debug)]
pub(crate) struct Tongue {
    /// Its code, with the script where it has two.
    pub(crate) code: String,
    /// Whether its letters are Latin.
    pub(crate) is_latin: bool,
    /// Its letters outside ASCII.
    pub(crate) letters: Vec<char>,
    /// Character → row of the matrix; 0 for none. The end of a word has row 0, too.
    rows: Vec<u8>,
    n: usize,
    /// The cost of a letter (column) after a letter (row).
    costs: Vec<f32>,
    /// The cost of a letter whatever stands before it.
    shares: Vec<f32>,
    /// The cost of letters that it does not use, where their own languages use them.
    foreign: Vec<f32>,
}

impl Pairs {
    /// The table that ships.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table: lines of `code TAB first TAB second level second level …`, for languages without
    /// an alphabet `code TAB level TAB characters`; a level n stands for a count of 2^(n/2).
    pub(crate) fn parse(table: &str) -> Self {
        let mut pairs: BTreeMap<&str, BTreeMap<(char, char), f32>> = BTreeMap::new();
        let mut characters: BTreeMap<&str, BTreeMap<char, f32>> = BTreeMap::new();
        for line in table.lines().filter(|it| !it.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(code), Some(first), Some(rest)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let Some(first) = first.chars().next() else { continue };
            if first.is_ascii_digit() || first.is_ascii_uppercase() {
                let of = characters.entry(code).or_default();
                of.extend(rest.chars().map(|it| (it, count_of(first))));
                continue;
            }
            let of = pairs.entry(code).or_default();
            let mut rest = rest.chars();
            while let (Some(second), Some(level)) = (rest.next(), rest.next()) {
                of.insert((first, second), count_of(level));
            }
        }
        let mut tongues: Vec<Tongue> = pairs.iter().map(|(code, counts)| Tongue::new(code, counts)).collect();
        tell_of_others(&mut tongues);
        let characters = characters.iter().map(|(code, counts)| Characters::new(code, counts)).collect();
        Self { tongues, characters }
    }
}

fn count_of(level: char) -> f32 {
    level.to_digit(36).map_or(0.0, |it| (it as f32 / 2.0).exp2())
}

/// Gives each language the costs of the letters that it does not use, from those that do.
fn tell_of_others(tongues: &mut [Tongue]) {
    let mut shares: BTreeMap<char, f32> = BTreeMap::new();
    for tongue in tongues.iter() {
        for it in &tongue.letters {
            let share = tongue.shares[usize::from(tongue.row(*it))];
            let best = shares.entry(*it).or_insert(share);
            *best = best.max(share);
        }
    }
    for tongue in tongues {
        for (it, share) in &shares {
            // Accents of their own are Vietnamese, and in no name that others write.
            let most = if matches!(it, '\u{300}'..='\u{36F}') { FOREIGN.1 } else { FOREIGN.0 };
            if let Some(to) = tongue.foreign.get_mut(*it as usize) {
                *to = (share - 6.0).clamp(FOREIGN.1, most);
            }
        }
    }
}

impl Tongue {
    fn new(code: &str, counts: &BTreeMap<(char, char), f32>) -> Self {
        let mut letters: Vec<char> = counts.keys().flat_map(|(a, b)| [*a, *b]).filter(|it| *it != GAP).collect();
        letters.sort_unstable();
        letters.dedup();
        letters.truncate(usize::from(u8::MAX));
        let mut rows = vec![0; LAST];
        for (row, it) in (1..=u8::MAX).zip(&letters) {
            if let Some(to) = rows.get_mut(*it as usize) {
                *to = row;
            }
        }
        let n = letters.len() + 1;
        let mut tongue = Self {
            code: code.to_owned(),
            is_latin: letters.iter().filter(|it| it.is_ascii()).count() > 20,
            letters: letters.into_iter().filter(|it| !it.is_ascii()).collect(),
            rows,
            n,
            costs: vec![0.0; n * n],
            shares: vec![0.0; n],
            foreign: vec![FOREIGN.1; LAST],
        };
        tongue.fill(counts);
        tongue
    }

    fn fill(&mut self, counts: &BTreeMap<(char, char), f32>) {
        let n = self.n;
        let mut matrix = vec![0.0; n * n];
        for ((a, b), count) in counts {
            let (a, b) = (usize::from(self.row(*a)), usize::from(self.row(*b)));
            matrix[a * n + b] += count;
        }
        let total: f32 = matrix.iter().sum::<f32>().max(1.0);
        let column = |b: usize| (0..n).map(|a| matrix[a * n + b]).sum::<f32>();
        let shares: Vec<f32> = (0..n).map(|b| (column(b) + 0.3) / (total + 0.3 * n as f32)).collect();
        for a in 0..n {
            let row: f32 = matrix[a * n..(a + 1) * n].iter().sum();
            for b in 0..n {
                let seen = (matrix[a * n + b] + WEIGHT * shares[b]) / (row + WEIGHT);
                self.costs[a * n + b] = ((1.0 - ANY) * seen + ANY * shares[b]).ln();
            }
        }
        self.shares = shares.into_iter().map(f32::ln).collect();
    }

    /// Whether a page's symbols hold nearly all that the language writes.
    pub(crate) fn fits(&self, symbols: &[Symbol]) -> bool {
        let share = |it: &char| self.shares[usize::from(self.row(*it))].exp();
        let is_held = |it: &&char| symbols.iter().any(|symbol| folded(*symbol) == **it);
        let letters = || self.letters.iter().filter(|it| **it != '’');
        let held: f32 = letters().filter(is_held).map(share).sum();
        held >= 0.8 * letters().map(share).sum::<f32>()
    }

    fn row(&self, it: char) -> u8 {
        self.rows.get(it as usize).copied().unwrap_or(0)
    }

    /// The cost of a letter or word's end after another.
    fn cost(&self, a: u8, b: u8) -> f32 {
        self.costs[usize::from(a) * self.n + usize::from(b)]
    }

    /// What the symbol is to this language.
    fn place(&self, it: Symbol) -> Place {
        match it {
            Symbol::Gap(_) | Symbol::Mark(_) => Place::Gap,
            Symbol::Letter(letter, _) => match self.row(letter) {
                0 => Place::Foreign,
                _ if letter.is_ascii() && !self.is_latin => Place::Foreign,
                row => Place::Row(row),
            },
        }
    }

    /// The cost of a symbol after another; without case.
    pub(crate) fn pair(&self, before: Symbol, it: Symbol, ascii: &Self) -> f32 {
        let is_ascii = |it: Symbol| matches!(it, Symbol::Letter(letter, _) if letter.is_ascii());
        let mut cost = match (self.place(before), self.place(it)) {
            (Place::Gap, Place::Gap) => 0.0,
            (Place::Row(a), Place::Gap) => self.cost(a, 0),
            (Place::Gap, Place::Row(b)) => self.cost(0, b),
            (Place::Row(a), Place::Row(b)) => self.cost(a, b),
            (Place::Foreign, Place::Row(b)) => {
                let is_break = is_ascii(before) && !self.is_latin;
                self.shares[usize::from(b)]
                    - if !is_break {
                        0.0
                    } else if is_twin(before) {
                        2.0
                    } else {
                        6.0
                    }
            }
            (Place::Foreign, Place::Gap) => -1.6,
            (from, Place::Foreign) if is_ascii(it) => match from {
                Place::Row(_) => {
                    if is_twin(it) {
                        -6.0
                    } else {
                        -10.0
                    }
                }
                Place::Gap => ascii.cost(0, ascii.row(folded(it))),
                Place::Foreign => ascii.shares[usize::from(ascii.row(folded(it)))],
            },
            (_, Place::Foreign) => self.foreign.get(folded(it) as usize).copied().unwrap_or(FOREIGN.1),
        };
        if let Symbol::Mark(mark) = it {
            cost += mark_after(mark, before);
        }
        if let Symbol::Mark(mark) = before {
            cost += after_mark(mark, it);
        }
        cost + if let Symbol::Letter(_, case) = it { case_after(case, before) } else { 0.0 }
    }

    /// How much better ASCII letters fit this language than `other`.
    pub(crate) fn ascii(&self, before: Symbol, it: Symbol, other: &Self) -> f32 {
        let row = |tongue: &Self, it| if let Symbol::Letter(letter, _) = it { tongue.row(letter) } else { 0 };
        if row(other, before) == 0 && row(other, it) == 0 {
            return 0.0;
        }
        let of = |tongue: &Self| tongue.cost(row(tongue, before), row(tongue, it));
        of(self) - of(other)
    }
}

/// What a symbol is to a language.
#[derive(Clone, Copy, Debug)]
enum Place {
    Gap,
    Row(u8),
    Foreign,
}

/// Whether a Latin letter looks like a Cyrillic one: some writers mix them.
fn is_twin(it: Symbol) -> bool {
    matches!(folded(it), 'a' | 'c' | 'e' | 'i' | 'j' | 'o' | 'p' | 'x' | 'y')
}

fn folded(it: Symbol) -> char {
    if let Symbol::Letter(letter, Case::Lower | Case::Upper | Case::None) = it { letter } else { GAP }
}
