//! Grows trees: gradient boosting with log-loss on marks that are small integers.
//!
//! Each tree asks the same question of all lines at each of its levels (they are called oblivious:
//! CatBoost's kind), which on a few ten thousand lines is as good as any other and cannot learn a
//! page by heart as easily. Weights of leaves are integers as soon as they are grown, so that what
//! is trained is what runs.

use newsmill_boilerplate::training::{DEPTH, Mark, Question, Tree, Trees, UNIT, chance};

use crate::dice::Dice;
use crate::table::{Row, Table};

/// The values of a mark.
const VALUES: usize = 64;

/// How to grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Growth {
    /// How many trees.
    pub(crate) trees: usize,
    /// How much of what a tree has found out is believed.
    pub(crate) rate: f32,
    /// The share of the lines that a tree sees.
    pub(crate) lines: f32,
    /// The share of the pages that a tree sees.
    pub(crate) pages: f32,
    /// The share of the marks that a tree may ask about.
    pub(crate) marks: f32,
    /// How many lines of doubt stand against every leaf.
    pub(crate) doubt: f32,
}

/// A mark of the line or of a neighbor.
#[derive(Clone, Copy)]
struct Subject {
    mark: usize,
    offset: isize,
}

/// Grows trees on these rows of the table. There must be body and chrome among them: without either,
/// there is nothing to tell apart, and no score to begin with.
pub(crate) fn grow(table: &Table, rows: &[Row], growth: Growth, seed: u64) -> Trees {
    let reach = |mark: usize| Mark::ALL[mark].reach() as isize;
    let subjects: Vec<Subject> = (0..Mark::ALL.len())
        .flat_map(|mark| (-reach(mark)..=reach(mark)).map(move |offset| Subject { mark, offset }))
        .collect();
    let (body, all) = rows.iter().fold((0.0, 0.0), |(body, all), it| {
        (body + f64::from(it.weight) * f64::from(u8::from(it.is_body)), all + f64::from(it.weight))
    });
    assert!(
        body > 0.0 && body < all,
        "nothing to learn from: of {} labeled lines, {} are body, and both kinds are needed",
        rows.len(),
        rows.iter().filter(|it| it.is_body).count()
    );
    let start = ((body / (all - body)).ln() * f64::from(UNIT)) as i32;
    let mut grown = Trees { start, trees: Vec::with_capacity(growth.trees) };
    let mut scores = vec![start; rows.len()];
    let pages = rows.iter().map(|it| it.page as usize + 1).max().unwrap_or_default();
    let mut dice = Dice::new(seed);
    for _ in 0..growth.trees {
        let open: Vec<bool> = (0..pages).map(|_| dice.says(growth.pages)).collect();
        let is_seen = |it: &usize| open[rows[*it].page as usize];
        let seen: Vec<usize> = (0..rows.len()).filter(is_seen).filter(|_| dice.says(growth.lines)).collect();
        let asked: Vec<Subject> = subjects.iter().copied().filter(|_| dice.says(growth.marks)).collect();
        let slopes: Vec<Slope> = seen.iter().map(|it| Slope::of(rows[*it], scores[*it])).collect();
        let tree = tree(table, &slopes, &asked, growth);
        for (row, score) in rows.iter().zip(&mut scores) {
            *score += i32::from(tree.leaves[leaf_of(table, &tree, row.place)]);
        }
        grown.trees.push(tree);
    }
    grown
}

/// Which way, and how steeply, a line pulls its score.
struct Slope {
    place: u32,
    pull: f32,
    curve: f32,
}

impl Slope {
    fn of(row: Row, score: i32) -> Self {
        let chance = chance(score);
        let pull = (f32::from(u8::from(row.is_body)) - chance) * row.weight;
        Self { place: row.place, pull, curve: (chance * (1.0 - chance)).max(1e-4) * row.weight }
    }
}

fn at(table: &Table, subject: Subject, place: u32) -> u8 {
    table.columns[subject.mark][(place as usize).saturating_add_signed(subject.offset)]
}

fn leaf_of(table: &Table, tree: &Tree, place: u32) -> usize {
    tree.questions.iter().enumerate().fold(0, |leaf, (bit, it)| {
        let subject = Subject { mark: usize::from(it.mark), offset: isize::from(it.offset) };
        leaf | usize::from(at(table, subject, place) > it.limit) << bit
    })
}

fn tree(table: &Table, slopes: &[Slope], asked: &[Subject], growth: Growth) -> Tree {
    let mut leaves = vec![0_u8; slopes.len()];
    let mut questions = [Question { mark: 0, offset: 0, limit: u8::MAX }; DEPTH];
    let mut sums = vec![(0.0, 0.0); VALUES << (DEPTH - 1)];
    for level in 0..DEPTH {
        let mut best = (f32::MIN, questions[level], Subject { mark: 0, offset: 0 });
        for subject in asked {
            let sums = &mut sums[..VALUES << level];
            sums.fill((0.0_f32, 0.0_f32));
            for (slope, leaf) in slopes.iter().zip(&leaves) {
                let value = at(table, *subject, slope.place);
                let (pull, curve) = &mut sums[usize::from(*leaf) * VALUES + usize::from(value) % VALUES];
                *pull += slope.pull;
                *curve += slope.curve;
            }
            let (gain, limit) = best_limit(sums, growth.doubt);
            if gain > best.0 {
                let question = Question { mark: subject.mark as u8, offset: subject.offset as i8, limit };
                best = (gain, question, *subject);
            }
        }
        questions[level] = best.1;
        for (slope, leaf) in slopes.iter().zip(&mut leaves) {
            *leaf |= u8::from(at(table, best.2, slope.place) > best.1.limit) << level;
        }
    }
    Tree { questions, leaves: weights(slopes, &leaves, growth) }
}

/// The limit that parts the lines of all leaves best, and how good that is.
fn best_limit(sums: &[(f32, f32)], doubt: f32) -> (f32, u8) {
    let mut gains = [0.0_f32; VALUES];
    for leaf in sums.chunks_exact(VALUES) {
        let (pull, curve) = leaf.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        if curve == 0.0 {
            continue;
        }
        let (mut low_pull, mut low_curve) = (0.0, 0.0);
        for (gain, it) in gains.iter_mut().zip(leaf) {
            low_pull += it.0;
            low_curve += it.1;
            let (high_pull, high_curve) = (pull - low_pull, curve - low_curve);
            *gain += low_pull * low_pull / (low_curve + doubt) + high_pull * high_pull / (high_curve.max(0.0) + doubt);
        }
    }
    let best = (0..VALUES - 1).max_by(|a, b| gains[*a].total_cmp(&gains[*b])).unwrap_or_default();
    (gains[best], best as u8)
}

fn weights(slopes: &[Slope], leaves: &[u8], growth: Growth) -> [i16; 1 << DEPTH] {
    let mut sums = [(0.0_f32, 0.0_f32); 1 << DEPTH];
    for (slope, leaf) in slopes.iter().zip(leaves) {
        let (pull, curve) = &mut sums[usize::from(*leaf)];
        *pull += slope.pull;
        *curve += slope.curve;
    }
    sums.map(|(pull, curve)| {
        let weight = pull / (curve + growth.doubt) * growth.rate;
        (weight.clamp(-4.0, 4.0) * UNIT as f32) as i16
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::side::by_side;

    const GROWTH: Growth = Growth { trees: 20, rate: 0.3, lines: 0.8, pages: 1.0, marks: 0.5, doubt: 1.0 };

    /// A page in which a line is body if the one above has more than ten words.
    fn table() -> Table {
        let mut dice = Dice::new(3);
        let mut columns: Vec<Vec<u8>> = Mark::ALL.iter().map(|_| vec![1; 1_000]).collect();
        columns[Mark::Words as usize].iter_mut().for_each(|it| *it = if dice.says(0.3) { 30 } else { 5 });
        let words = &columns[Mark::Words as usize];
        let row = |place: u32| Row { place, is_body: words[place as usize - 1] > 10, weight: 1.0, page: 0 };
        let rows = (10..990).map(row).collect();
        Table { columns, rows }
    }

    #[test]
    fn trees_learn_to_look_at_the_line_above() {
        let table = table();
        let trees = grow(&table, &table.rows, GROWTH, 1);
        for row in &table.rows {
            let leaves = trees.trees.iter().map(|it| i32::from(it.leaves[leaf_of(&table, it, row.place)]));
            assert_eq!(trees.start + leaves.sum::<i32>() > 0, row.is_body);
        }
    }

    #[test]
    #[should_panic(expected = "nothing to learn from: of 980 labeled lines, 0 are body")]
    fn without_body_there_is_nothing_to_learn() {
        let mut table = table();
        table.rows.iter_mut().for_each(|it| it.is_body = false);
        grow(&table, &table.rows, GROWTH, 1);
    }

    #[test]
    fn a_seed_gives_the_same_trees_on_any_core() {
        let table = table();
        let all = by_side(8, |it| grow(&table, &table.rows, GROWTH, it as u64 % 2));
        assert!(all[0] == all[2] && all[2] == all[6] && all[1] == all[7] && all[0] != all[1]);
    }
}
