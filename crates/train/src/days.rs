//! Trains the judge of days of the room `attribute`: what each sign weighs, for HTML and for texts.
//!
//! ```text
//! cargo run --release -p newsmill-train --bin days -- FOLDER [--folds 5] [--deal 0] [--doubt 2.0] [--show FOLDER] [--out FOLDER]
//! ```
//!
//! `FOLDER` holds the development data: `dates.jsonl` (HTML pages) and `plaintext_dates.jsonl` (pages
//! flattened to lines), each with its day. No outlet is in two folds. What the folds say is measured
//! against gold, and as a table of reliability: of the days given with so much confidence, how many are
//! right. With `--show`, the pages that were judged wrongly are written there, with their signs. With `--out`, weights learned from everything are written; they belong into
//! `crates/attribute/src/day`. The same data give the same weights.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use newsmill_attribute::training;
use newsmill_stage::Date;
use newsmill_train::{Pages, mixed};

/// How often the weights are moved; after half as many, the likelihood has its third digit.
const ROUNDS: usize = 600;
/// How much a page counts without its right day. Few pages in the data have none, so the others teach
/// what is left then.
const MISSING: f64 = 0.1;
/// A sign that fewer pages than this show is not learned.
const SEEN: usize = 3;

/// A page with what the judge may choose, and what it should.
struct Lesson {
    id: String,
    outlet: String,
    choices: Vec<Choice>,
    gold: Option<Date>,
    /// Which of the choices is right; none if none is.
    right: Option<usize>,
}

struct Choice {
    day: Date,
    signs: Vec<usize>,
    doubt: f64,
}

/// The signs, each with its number.
#[derive(Default)]
struct Signs(BTreeMap<training::Sign, usize>);

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let folder: PathBuf = args.next().context("give the folder of the development data")?.into();
    let (mut folds, mut deal, mut doubt, mut out, mut shown) = (5, 0, 2.0, None, None);
    while let Some(name) = args.next() {
        let value = args.next().with_context(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--folds" => folds = value.parse()?,
            "--deal" => deal = value.parse()?,
            "--doubt" => doubt = value.parse()?,
            "--out" => out = Some(PathBuf::from(value)),
            "--show" => shown = Some(value),
            _ => bail!("{name} is unknown; the head of days.rs has them all"),
        }
    }
    for (list, name) in [("dates", "page"), ("plaintext_dates", "text")] {
        let mut signs = Signs::default();
        let lessons = lessons(&folder, list, &mut signs)?;
        if folds > 1 {
            let judged = cross_validate(&lessons, signs.0.len(), (folds, deal), doubt);
            report(name, &lessons, &judged);
            if let Some(shown) = &shown {
                show(Path::new(shown), name, &lessons, &judged, &signs)?;
            }
        }
        if let Some(out) = &out {
            let weights = fit(&lessons.iter().collect::<Vec<_>>(), signs.0.len(), doubt);
            std::fs::write(out.join(format!("{name}.weights")), table(&signs, &weights))?;
        }
    }
    Ok(())
}

fn lessons(folder: &Path, list: &str, signs: &mut Signs) -> Result<Vec<Lesson>> {
    let pages = Pages::of(folder)?;
    let mut lessons = Vec::new();
    for page in pages.list(list)? {
        let Some(mut article) = pages.read(&page)? else { continue };
        pages.prepare(&mut article, &page)?;
        let choices: Vec<Choice> = training::choices(&pages.attribute, &article)
            .into_iter()
            .map(|it| Choice {
                day: it.day,
                signs: it.signs.iter().map(|it| signs.number(*it)).collect(),
                doubt: it.doubt,
            })
            .collect();
        let gold = page["gold_date"].as_str().and_then(|it| it.parse().ok());
        let right = choices.iter().position(|it| Some(it.day) == gold);
        let field = |name: &str| page[name].as_str().unwrap_or_default().to_owned();
        lessons.push(Lesson { id: field("id"), outlet: field("domain"), choices, gold, right });
    }
    Ok(lessons)
}

impl Signs {
    fn number(&mut self, sign: training::Sign) -> usize {
        let next = self.0.len();
        *self.0.entry(sign).or_insert(next)
    }
}

/// The chance of each choice of a page, as the judge has it; one may be missing.
fn chances(lesson: &Lesson, weights: &[f64], missing: Option<usize>) -> Vec<f64> {
    let mut scores: Vec<f64> =
        lesson.choices.iter().map(|it| it.doubt + it.signs.iter().map(|it| weights[*it]).sum::<f64>()).collect();
    if let Some(it) = missing {
        scores[it] = f64::NEG_INFINITY;
    }
    training::chances(&scores)
}

/// The weights under which gold is most likely, each drawn to 0 by `doubt` (ridge). The likelihood has
/// one summit, and the steps are Adam's (Kingma and Ba, 2015) over all lessons.
fn fit(lessons: &[&Lesson], signs: usize, doubt: f64) -> Vec<f64> {
    let mut seen = vec![0; signs];
    for lesson in lessons {
        let mut own: Vec<usize> = lesson.choices.iter().flat_map(|it| it.signs.iter().copied()).collect();
        own.sort_unstable();
        own.dedup();
        own.iter().for_each(|it| seen[*it] += 1);
    }
    let (mut weights, mut mean, mut square) = (vec![0.0; signs], vec![0.0; signs], vec![0.0; signs]);
    for round in 1..=ROUNDS {
        let mut slope: Vec<f64> = weights.iter().map(|it| -doubt * it).collect();
        for lesson in lessons {
            for (missing, counts) in [(None, 1.0 - MISSING), (lesson.right, MISSING)] {
                let right = lesson.right.filter(|_| missing.is_none());
                let chances = chances(lesson, &weights, missing);
                for (at, (choice, chance)) in lesson.choices.iter().zip(chances).enumerate() {
                    let pull = counts * (f64::from(right == Some(at)) - chance);
                    choice.signs.iter().for_each(|it| slope[*it] += pull);
                }
            }
        }
        let rate = 0.1 * (1.0 - round as f64 / (ROUNDS + 1) as f64);
        for it in 0..signs {
            if seen[it] < SEEN {
                continue;
            }
            mean[it] = 0.9 * mean[it] + 0.1 * slope[it];
            square[it] = 0.99 * square[it] + 0.01 * slope[it] * slope[it];
            let (first, second) = (1.0 - 0.9f64.powi(round as i32), 1.0 - 0.99f64.powi(round as i32));
            weights[it] += rate * (mean[it] / first) / ((square[it] / second).sqrt() + 1e-8);
        }
    }
    weights
}

/// The day and the confidence of each page, by weights that have seen no page of its outlet.
fn cross_validate(
    lessons: &[Lesson],
    signs: usize,
    (folds, deal): (usize, u64),
    doubt: f64,
) -> Vec<Option<(usize, f64)>> {
    let fold = |lesson: &Lesson| (mixed(&lesson.outlet, deal) >> 20) as usize % folds;
    let weights: Vec<Vec<f64>> = (0..folds)
        .map(|out| fit(&lessons.iter().filter(|it| fold(it) != out).collect::<Vec<_>>(), signs, doubt))
        .collect();
    // What would be given of a page without its right day, which nothing should.
    let given = lessons.iter().filter(|it| {
        it.right.is_some_and(|right| chances(it, &weights[fold(it)], Some(right)).iter().any(|it| *it >= 0.5))
    });
    eprintln!("given without the right day: {:.3}", given.count() as f64 / lessons.len() as f64);
    let judge = |lesson: &Lesson| {
        let chances = chances(lesson, &weights[fold(lesson)], None);
        chances.into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    lessons.iter().map(judge).collect()
}

/// Says how many days are right, and how far confidence can be relied upon.
fn report(name: &str, lessons: &[Lesson], judged: &[Option<(usize, f64)>]) {
    let all = lessons.len() as f64;
    let there = lessons.iter().filter(|it| it.right.is_some()).count() as f64;
    eprintln!("{name}: {all} pages, the right day is among the choices of {:.3}", there / all);
    for least in [0.3, 0.4, 0.5, 0.6, 0.7] {
        let (mut right, mut wrong, mut undated, mut left) = (0, 0, 0, 0);
        for (lesson, judged) in lessons.iter().zip(judged) {
            let given = judged.filter(|it| it.1 >= least);
            let is_right = given.map_or(lesson.gold.is_none(), |it| lesson.right == Some(it.0));
            right += usize::from(is_right);
            wrong += usize::from(given.is_some() && !is_right);
            undated += usize::from(lesson.gold.is_none());
            left += usize::from(lesson.gold.is_none() && given.is_none());
        }
        eprintln!(
            "  from {least}: {:.4} right, {:.4} wrong, {left} of {undated} undated left so",
            right as f64 / all,
            wrong as f64 / all
        );
    }
    eprintln!("  confidence  pages  right");
    for (from, to) in [(0.0, 0.4), (0.4, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)] {
        let inside = lessons.iter().zip(judged).filter_map(|(lesson, judged)| {
            judged.filter(|it| (from..to).contains(&it.1)).map(|it| (lesson.right == Some(it.0), it.1))
        });
        let inside: Vec<(bool, f64)> = inside.collect();
        let count = inside.len() as f64;
        let right = inside.iter().filter(|it| it.0).count();
        let mean = inside.iter().map(|it| it.1).sum::<f64>() / count.max(1.0);
        let share = right as f64 / count.max(1.0);
        eprintln!("  {from:.2}–{:.2}   {count:>5}  {right:>5}  {share:.3}  (mean {mean:.3})", f64::min(to, 1.0));
    }
}

/// Writes the pages that were judged wrongly, for people to look at.
fn show(folder: &Path, name: &str, lessons: &[Lesson], judged: &[Option<(usize, f64)>], signs: &Signs) -> Result<()> {
    let names: BTreeMap<usize, training::Sign> = signs.0.iter().map(|(sign, number)| (*number, *sign)).collect();
    let mut text = String::new();
    for (lesson, judged) in lessons.iter().zip(judged) {
        let given = judged.filter(|it| it.1 >= 0.5);
        if given.map_or(lesson.gold.is_none(), |it| lesson.right == Some(it.0)) {
            continue;
        }
        text += &format!(
            "{} {} gold {:?} judged {:?}\n",
            lesson.id,
            lesson.outlet,
            lesson.gold.map(|it| it.to_string()),
            judged.map(|it| (lesson.choices[it.0].day.to_string(), it.1))
        );
        for (at, choice) in lesson.choices.iter().enumerate() {
            if Some(at) == lesson.right || Some(at) == judged.map(|it| it.0) {
                let signs: Vec<String> =
                    choice.signs.iter().map(|it| format!("{} {}", names[it].0, names[it].1)).collect();
                text += &format!("    {} {:.2} {}\n", choice.day, choice.doubt, signs.join(" | "));
            }
        }
    }
    std::fs::write(folder.join(format!("{name}.txt")), text)?;
    Ok(())
}

/// The table of weights, the heaviest first.
fn table(signs: &Signs, weights: &[f64]) -> String {
    let mut rows: Vec<(f64, training::Sign)> = signs.0.iter().map(|(sign, number)| (weights[*number], *sign)).collect();
    rows.retain(|it| it.0.abs() >= 0.005);
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    rows.iter().map(|(weight, (what, how))| format!("{weight:.3}\t{what}\t{how}\n")).collect()
}
