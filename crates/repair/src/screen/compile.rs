//! The automaton as a table: from characters to the bytes of UTF-8.

use std::collections::HashMap;
use std::hash::Hash;

use super::states::{Class, Company, State};

/// One row for each state, and for each way into the middle of a character: where each byte leads.
pub(super) struct Table {
    rows: Vec<u32>,
}

/// There may be mojibake: there is no way out.
const ALARM: u16 = 1;

impl Table {
    /// Where every text begins.
    pub(super) const START: u32 = 0;
    /// Where texts end that may hold mojibake: there is no way out.
    pub(super) const ALARM: u32 = (ALARM as u32) << 8;

    pub(super) fn step(&self, at: u32, byte: u8) -> u32 {
        self.rows[(at | u32::from(byte)) as usize]
    }

    pub(super) fn new(company: &Company) -> Self {
        let characters = Characters::new(company);
        let next = next(&characters.classes.values, company);
        let rows = rows(&characters, &next);
        // A place is where its row begins.
        Self { rows: rows.iter().flatten().map(|it| u32::from(*it) << 8).collect() }
    }
}

/// Where each class of characters leads from each state.
fn next(classes: &[Class], company: &Company) -> Vec<Vec<u16>> {
    // States by number; the second is a placeholder for the alarm.
    let mut states = Numbered::default();
    states.number(Some(State::default()));
    states.number(None);
    let mut next: Vec<Vec<u16>> = Vec::new();
    while let Some(state) = states.values.get(next.len()).cloned() {
        let after = |class: &Class| state.as_ref().and_then(|it| it.after(class, company));
        let after: Vec<Option<State>> = classes.iter().map(after).collect();
        next.push(after.into_iter().map(|it| states.number(it)).collect());
    }
    next
}

/// Values by number, each once.
struct Numbered<T> {
    values: Vec<T>,
    numbers: HashMap<T, u16>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    fn number(&mut self, value: T) -> u16 {
        let next = u16::try_from(self.values.len()).unwrap_or(ALARM);
        *self.numbers.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        })
    }
}

/// The classes of all characters, as trees over the bytes of UTF-8.
struct Characters {
    classes: Numbered<Class>,
    /// For 64 last bytes the class; for 64 bytes before the tree of the rest, and again.
    trees: [Numbered<Vec<u16>>; 3],
    /// For each lead byte its tree, and of which kind.
    leads: Vec<(u8, usize, u16)>,
    ascii: u16,
}

impl Characters {
    fn new(company: &Company) -> Self {
        let (classes, trees) = (Numbered::default(), [(); 3].map(|()| Numbered::default()));
        let mut all = Self { classes, trees, leads: Vec::new(), ascii: 0 };
        all.ascii = all.classes.number(Class::of('a', company));
        let last = |all: &mut Self, first: u32| {
            let class = |code: u32| Class::of(char::from_u32(code).unwrap_or('a'), company);
            let tree = (first..first + 64).map(|it| all.classes.number(class(it))).collect();
            all.trees[0].number(tree)
        };
        for lead in 0xC2..=0xDF_u8 {
            let tree = last(&mut all, u32::from(lead & 0x1F) << 6);
            all.leads.push((lead, 0, tree));
        }
        let middle = |all: &mut Self, first: u32| {
            let tree = (0..64).map(|it| last(all, first + (it << 6))).collect();
            all.trees[1].number(tree)
        };
        for lead in 0xE0..=0xEF_u8 {
            let tree = middle(&mut all, u32::from(lead & 0xF) << 12);
            all.leads.push((lead, 1, tree));
        }
        // Above there are emoji and tags, in a few blocks.
        let plain = middle(&mut all, 0x3_0000);
        for lead in 0xF0..=0xF4_u8 {
            let block = |it: u32| (u32::from(lead & 7) << 18) + (it << 12);
            let is_special = |first: u32| matches!(first, 0x1_F000 | 0xE_0000);
            let tree = (0..64).map(|it| if is_special(block(it)) { middle(&mut all, block(it)) } else { plain });
            let tree = tree.collect();
            let tree = all.trees[2].number(tree);
            all.leads.push((lead, 2, tree));
        }
        all
    }
}

fn rows(characters: &Characters, next: &[Vec<u16>]) -> Vec<[u16; 256]> {
    let mut rows = vec![[ALARM; 256]; next.len()];
    // After an alarm all characters are alike, and so are their bytes.
    let mut numbers = HashMap::from([(vec![ALARM; 64], ALARM)]);
    for (state, next) in next.iter().enumerate() {
        // Where each tree begins, from the last byte of characters to the first.
        let mut ways = next.clone();
        let mut begins: [Vec<u16>; 3] = Default::default();
        for (kind, trees) in characters.trees.iter().enumerate() {
            let begin = |tree: &Vec<u16>| {
                let row: Vec<u16> = tree.iter().map(|it| ways[usize::from(*it)]).collect();
                let number = u16::try_from(rows.len()).unwrap_or(ALARM);
                *numbers.entry(row).or_insert_with_key(|row| {
                    rows.push([ALARM; 256]);
                    rows[usize::from(number)][0x80..0xC0].copy_from_slice(row);
                    number
                })
            };
            begins[kind] = trees.values.iter().map(begin).collect();
            ways = begins[kind].clone();
        }
        rows[state][..0x80].fill(next[usize::from(characters.ascii)]);
        for &(lead, kind, tree) in &characters.leads {
            rows[state][usize::from(lead)] = begins[kind][usize::from(tree)];
        }
    }
    rows
}
