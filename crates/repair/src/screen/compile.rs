//! The automaton as a table: from characters to the bytes of UTF-8.

use std::collections::HashMap;
use std::hash::Hash;

use super::states::{Class, Company, Role, Wait, wait_after};
use crate::pages;

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
        Self { rows: rows(&characters, &next) }
    }
}

/// Where each class of characters leads from each state.
fn next(classes: &[Class], company: &Company) -> Vec<Vec<u16>> {
    let alone = company.homes_are_latin().enumerate().map(|(at, home)| Member::new(at, home, classes));
    // Two at a time, for they have few states by themselves: all of them at once take ten times as long.
    let Some(all) = alone.reduce(|a, b| Member::joined(&a, &b)) else { return Vec::new() };
    all.next.iter().map(|next| all.roles.iter().map(|it| next[usize::from(*it)]).collect()).collect()
}

/// One of the company, or several that were joined.
struct Member {
    /// For each class of characters its role, by number.
    roles: Vec<u16>,
    /// Where each role leads from each state, by number: the first is where texts begin, the second is the alarm.
    next: Vec<Vec<u16>>,
}

impl Member {
    fn new(at: usize, home_is_latin: bool, classes: &[Class]) -> Self {
        let mut numbered: Numbered<Role> = Numbered::default();
        let roles = classes.iter().map(|it| numbered.number(it[at])).collect();
        let mut waits = Numbered::default();
        waits.number(Some(0));
        waits.number(None);
        let mut next: Vec<Vec<u16>> = Vec::new();
        while let Some(wait) = waits.values.get(next.len()).copied() {
            let after = |role: &Role| wait.and_then(|it: Wait| wait_after(it, *role, home_is_latin));
            next.push(numbered.values.iter().map(|it| waits.number(after(it))).collect());
        }
        Self { roles, next }
    }

    fn joined(a: &Self, b: &Self) -> Self {
        let mut pairs = Numbered::default();
        let roles = a.roles.iter().zip(&b.roles).map(|(a, b)| pairs.number((*a, *b))).collect();
        let mut states = vec![(0, 0), (ALARM, ALARM)];
        // The number of each pair of states, if it has one.
        let mut numbers = vec![u16::MAX; a.next.len() * b.next.len()];
        numbers[0] = 0;
        let mut next = Vec::new();
        while let Some(&(of_a, of_b)) = states.get(next.len()) {
            let (from_a, from_b) = (a.next[usize::from(of_a)].as_slice(), b.next[usize::from(of_b)].as_slice());
            let mut leads = vec![ALARM; pairs.values.len()];
            for (role, &(role_a, role_b)) in pairs.values.iter().enumerate() {
                let (to_a, to_b) = (from_a[usize::from(role_a)], from_b[usize::from(role_b)]);
                if to_a == ALARM || to_b == ALARM {
                    continue;
                }
                let number = &mut numbers[usize::from(to_a) * b.next.len() + usize::from(to_b)];
                if *number == u16::MAX {
                    *number = u16::try_from(states.len()).unwrap_or(ALARM);
                    states.push((to_a, to_b));
                }
                leads[role] = *number;
            }
            next.push(leads);
        }
        Self { roles, next }
    }
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
        all.ascii = all.classes.number(company.class_of('a'));
        // Most characters are in no code page.
        let plain = all.trees[0].number(vec![all.ascii; 64]);
        let last = |all: &mut Self, first: u32| {
            let is_plain = |it: u32| char::from_u32(it).is_none_or(|it| !pages::is_in_tables(it) && it != '\u{FFFD}');
            if first < 0x80 || (first >= 0x2600 && (first..first + 64).all(is_plain)) {
                return plain;
            }
            let class = |code: u32| char::from_u32(code).map_or(Class::default(), |it| company.class_of(it));
            let tree = (first..first + 64).map(|it| all.classes.number(class(it))).collect();
            all.trees[0].number(tree)
        };
        for lead in 0xC2..=0xDF_u8 {
            let tree = last(&mut all, u32::from(lead & 0x1F) << 6);
            all.leads.push((lead, 0, tree));
        }
        let middle = |all: &mut Self, first: u32| {
            // Shorter characters are not written so.
            let tree = (0..64).map(|it| first + (it << 6)).map(|it| if it < 0x800 { plain } else { last(all, it) });
            let tree = tree.collect();
            all.trees[1].number(tree)
        };
        for lead in 0xE0..=0xEF_u8 {
            let tree = middle(&mut all, u32::from(lead & 0xF) << 12);
            all.leads.push((lead, 1, tree));
        }
        // What lies above is in no code page.
        let plain = middle(&mut all, 0x1_0000);
        let plain = all.trees[2].number(vec![plain; 64]);
        all.leads.extend((0xF0..=0xF4).map(|lead| (lead, 2, plain)));
        all
    }
}

/// A row for each state, and for each way into the middle of a character; a place is where its row begins.
fn rows(characters: &Characters, next: &[Vec<u16>]) -> Vec<u32> {
    let place = |it: u16| u32::from(it) << 8;
    let alarm = [place(ALARM); 256];
    let mut rows = alarm.repeat(next.len());
    // After an alarm all characters are alike, and so are their bytes.
    let mut numbers = HashMap::from([(vec![ALARM; 64], ALARM)]);
    // A tree has few different branches: where they lead says where the tree leads.
    let branches =
        characters.trees.each_ref().map(|trees| trees.values.iter().map(|it| branches(it)).collect::<Vec<_>>());
    let mut known: [Vec<HashMap<Vec<u16>, u16>>; 3] =
        branches.each_ref().map(|of_kind| vec![HashMap::new(); of_kind.len()]);
    let mut led = Vec::new();
    for (state, next) in next.iter().enumerate() {
        // Where each tree begins, from the last byte of characters to the first.
        let mut ways = next.clone();
        let mut begins: [Vec<u16>; 3] = Default::default();
        for (kind, trees) in characters.trees.iter().enumerate() {
            // Most are known: a loop over slices, for tests run without optimization.
            let from: &[u16] = &ways;
            for (number, tree) in trees.values.iter().enumerate() {
                led.clear();
                for it in branches[kind][number].as_slice() {
                    led.push(from[usize::from(*it)]);
                }
                let known = &mut known[kind][number];
                if let Some(begin) = known.get(&led) {
                    begins[kind].push(*begin);
                    continue;
                }
                let row: Vec<u16> = tree.iter().map(|it| from[usize::from(*it)]).collect();
                let next = u16::try_from(rows.len() / 256).unwrap_or(ALARM);
                let begin = *numbers.entry(row).or_insert_with_key(|row| {
                    let begin = rows.len();
                    rows.extend_from_slice(&alarm);
                    for (to, from) in rows[begin + 0x80..].iter_mut().zip(row) {
                        *to = place(*from);
                    }
                    next
                });
                known.insert(led.clone(), begin);
                begins[kind].push(begin);
            }
            ways.clone_from(&begins[kind]);
        }
        let row = &mut rows[state << 8..][..256];
        row[..0x80].fill(place(next[usize::from(characters.ascii)]));
        for &(lead, kind, tree) in &characters.leads {
            row[usize::from(lead)] = place(begins[kind][usize::from(tree)]);
        }
    }
    rows
}

fn branches(tree: &[u16]) -> Vec<u16> {
    let mut branches = tree.to_vec();
    branches.sort_unstable();
    branches.dedup();
    branches
}
