//! Where a line stands: in the page, among its running text, under its headline.

use std::ops::Range;

use crate::because::Because;
use crate::marks::{Mark, Sheet, distance, share, steps};
use crate::page::Page;
use crate::proof::Proof;
use crate::rules::Findings;
use crate::words::Words;

/// Marks where the lines of a page stand and what the rules say of them.
pub(crate) fn mark(sheet: &mut Sheet, page: &Page<'_>, findings: &Findings, title: Option<&str>) {
    what_was_heard(sheet, findings);
    said(sheet, page);
    spoken(sheet, page, &findings.stretch);
    if let Some(title) = title {
        of_the_title(sheet, page, title);
    }
    places(sheet, page, findings);
    runs(sheet, page);
    surroundings(sheet, page);
    by_the_median(sheet, page);
    company(sheet, page, findings);
}

fn what_was_heard(sheet: &mut Sheet, findings: &Findings) {
    const RULES: &[(Because, Mark)] = &[
        (Because::Consent, Mark::Consent),
        (Because::Invitation, Mark::Invitation),
        (Because::Rights, Mark::Rights),
        (Because::Comments, Mark::Comments),
        (Because::Related, Mark::Related),
        (Because::Label, Mark::Label),
        (Because::SeeAlso, Mark::SeeAlso),
        (Because::Share, Mark::Share),
        (Because::Stamp, Mark::Stamp),
        (Because::SignOff, Mark::SignOff),
        (Because::Caption, Mark::Caption),
        (Because::Byline, Mark::Byline),
        (Because::Breadcrumb, Mark::Breadcrumb),
    ];
    for (row, heard) in findings.heard.iter().enumerate() {
        for (because, mark) in RULES {
            sheet.set(*mark, row, u8::from(*heard == Some(*because)));
        }
        sheet.set(Mark::Heard, row, u8::from(heard.is_some()));
        sheet.set(Mark::Ruled, row, findings.ruled[row].map_or(0, how_sure));
    }
}

/// How sure a cut of the rules is.
fn how_sure(because: Because) -> u8 {
    match because {
        Because::Tags => 1,
        Because::Masthead => 2,
        Because::Menu => 3,
        Because::Repeated => 4,
        Because::Outside => 5,
        Because::Caption | Because::Byline => 6,
        Because::Related | Because::Comments => 7,
        Because::Title | Because::RepeatsTitle => 9,
        _ => 8,
    }
}

/// How often, and for which time, the page says each line.
fn said(sheet: &mut Sheet, page: &Page<'_>) {
    for (row, line) in page.lines.iter().enumerate() {
        sheet.set(Mark::Said, row, steps(line.times as usize));
        sheet.set(Mark::SaidBefore, row, steps(line.said_before as usize));
    }
}

/// Counts words in a table of fixed size: two words may share a place, the same ones everywhere.
struct Vocabulary(Vec<u16>);

impl Vocabulary {
    const SIZE: usize = 1 << 13;

    fn new() -> Self {
        Self(vec![0; Self::SIZE])
    }

    fn hear(&mut self, line: &Proof<'_>) {
        for (word, _) in first_words(line) {
            let count = &mut self.0[word as usize % Self::SIZE];
            *count = count.saturating_add(1);
        }
    }

    fn times(&self, word: u32) -> u16 {
        self.0[word as usize % Self::SIZE]
    }
}

/// The hashes and lengths of a line's first words: they tell what it speaks of.
fn first_words(line: &Proof<'_>) -> impl Iterator<Item = (u32, usize)> {
    line.words.hashes().take(60)
}

/// How much each line speaks with the words of the page's running text.
fn spoken(sheet: &mut Sheet, page: &Page<'_>, stretch: &Range<usize>) {
    let (mut all, mut there) = (Vocabulary::new(), Vocabulary::new());
    for (row, line) in page.lines.iter().enumerate().filter(|it| it.1.is_prose()) {
        all.hear(line);
        if stretch.contains(&row) {
            there.hear(line);
        }
    }
    for (row, line) in page.lines.iter().enumerate() {
        // A line's own words are no testimony for it.
        let own = u16::from(line.is_prose());
        let own_there = u16::from(line.is_prose() && stretch.contains(&row));
        let (mut words, mut often, mut long, mut known, mut known_there) = (0, 0, 0, 0, 0);
        for (word, length) in first_words(line) {
            let times = all.times(word);
            words += 1;
            often += usize::from(times >= 3 + own);
            if length >= 5 {
                long += 1;
                known += usize::from(times > own);
                known_there += usize::from(there.times(word) > own_there);
            }
        }
        sheet.set(Mark::Common, row, share(often, words));
        sheet.set(Mark::Spoken, row, share(known, long));
        sheet.set(Mark::SpokenThere, row, share(known_there, long));
    }
}

/// How much of the headline each line says, and how much of it the headline says.
fn of_the_title(sheet: &mut Sheet, page: &Page<'_>, title: &str) {
    let is_long = |it: &(u32, usize)| it.1 >= 4;
    let of_title: Vec<u32> = Words::of(title).hashes().take(40).filter(is_long).map(|it| it.0).collect();
    for (row, line) in page.lines.iter().enumerate() {
        let (mut long, mut shared) = (0, 0);
        for (word, _) in first_words(line).filter(is_long) {
            long += 1;
            shared += usize::from(of_title.contains(&word));
        }
        sheet.set(Mark::OfTitle, row, share(shared, long));
        sheet.set(Mark::TellsTitle, row, share(shared, of_title.len()));
    }
}

fn places(sheet: &mut Sheet, page: &Page<'_>, findings: &Findings) {
    let rows = page.lines.len();
    let prose = page.lines.iter().filter(|it| it.is_prose()).count();
    let (mut byline, mut related, mut read) = (None, None, 0);
    for (row, line) in page.lines.iter().enumerate() {
        match findings.heard[row] {
            Some(Because::Byline | Because::Stamp) => byline = Some(row),
            Some(Because::Related | Because::Comments) => related = Some(row),
            _ => {}
        }
        let since = |it: Option<usize>| it.map_or(62, |it| steps(row - it).min(61));
        let mut set = |mark, value: u8| sheet.set(mark, row, value);
        set(Mark::Place, share(row, rows));
        set(Mark::PlaceInProse, share(read, prose));
        set(Mark::FromTitle, findings.headline.map_or(62, |it| distance(row, it).min(61)));
        set(Mark::FromByline, since(byline));
        set(Mark::FromRelated, since(related));
        set(Mark::InStretch, u8::from(findings.stretch.contains(&row)));
        set(Mark::FromStart, distance(row, findings.stretch.start));
        set(Mark::FromEnd, distance(row, findings.stretch.end));
        read += usize::from(line.is_prose());
    }
}

/// How long the running text goes on, and how far off the nearest paragraph is.
fn runs(sheet: &mut Sheet, page: &Page<'_>) {
    let rows = page.lines.len();
    let walk = |sheet: &mut Sheet, row: usize, (run, last): (&mut usize, &mut Option<usize>), marks: (Mark, Mark)| {
        let line = &page.lines[row];
        *run = if line.is_prose() { *run + 1 } else { 0 };
        sheet.set(marks.0, row, steps(*run));
        sheet.set(marks.1, row, last.map_or(62, |it| steps(row.abs_diff(it)).min(61)));
        if line.is_sentence() && line.count >= 15 {
            *last = Some(row);
        }
    };
    let (mut run, mut last) = (0, None);
    (0..rows).for_each(|row| walk(sheet, row, (&mut run, &mut last), (Mark::RunAbove, Mark::ParagraphAbove)));
    let (mut run, mut last) = (0, None);
    (0..rows).rev().for_each(|row| walk(sheet, row, (&mut run, &mut last), (Mark::RunBelow, Mark::ParagraphBelow)));
}

/// How much running text stands around each line.
fn surroundings(sheet: &mut Sheet, page: &Page<'_>) {
    let words = Sums::of(page.lines.iter().map(|it| if it.is_prose() { it.count } else { 0 }));
    let chrome = Sums::of(page.lines.iter().map(|it| usize::from(!it.is_prose())));
    for row in 0..page.lines.len() {
        let mut set = |above, below, sums: &Sums, lines| {
            sheet.set(above, row, steps(sums.above(row, lines)));
            sheet.set(below, row, steps(sums.below(row, lines)));
        };
        set(Mark::Above3, Mark::Below3, &words, 3);
        set(Mark::Above6, Mark::Below6, &words, 6);
        set(Mark::Above12, Mark::Below12, &words, 12);
        set(Mark::Above30, Mark::Below30, &words, 30);
        set(Mark::ChromeAbove6, Mark::ChromeBelow6, &chrome, 6);
    }
}

/// How long each line is among the page's paragraphs.
fn by_the_median(sheet: &mut Sheet, page: &Page<'_>) {
    let mut lengths: Vec<usize> = page.lines.iter().filter(|it| it.is_prose()).map(|it| it.count).collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(1).max(1);
    for (row, line) in page.lines.iter().enumerate() {
        sheet.set(Mark::ByMedian, row, (line.count.min(median * 4) * 15 / median) as u8);
    }
}

/// What was heard and said in the lines around each line.
fn company(sheet: &mut Sheet, page: &Page<'_>, findings: &Findings) {
    let rows = page.lines.len();
    let heard = Sums::of(findings.heard.iter().map(|it| usize::from(it.is_some())));
    let prose: Vec<usize> = page.lines.iter().map(|it| if it.is_prose() { it.count } else { 0 }).collect();
    let again = Sums::of(page.lines.iter().map(|it| usize::from(it.times > 1)));
    for row in 0..rows {
        sheet.set(Mark::HeardAbove6, row, heard.above(row, 6) as u8);
        sheet.set(Mark::HeardBelow6, row, heard.below(row, 6) as u8);
        sheet.set(Mark::SaidAgainAbove, row, again.above(row, 10) as u8);
        sheet.set(Mark::SaidAgainBelow, row, again.below(row, 10) as u8);
        let longest = |rows: Range<usize>| prose[rows].iter().copied().max().unwrap_or_default();
        sheet.set(Mark::LongestAbove, row, steps(longest(row.saturating_sub(5)..row)));
        sheet.set(Mark::LongestBelow, row, steps(longest((row + 1).min(rows)..(row + 6).min(rows))));
    }
    let walk = |sheet: &mut Sheet, row: usize, (run, last, far): &mut (usize, (u8, u8), usize), marks: (Mark, Mark)| {
        let kind = (sheet.get(Mark::Kind, row), sheet.get(Mark::Bulleted, row));
        *run = if kind == *last { *run + 1 } else { 1 };
        *last = kind;
        sheet.set(marks.0, row, steps(*run));
        sheet.set(marks.1, row, steps(*far).min(61));
        *far = if findings.heard[row].is_some() { 0 } else { *far + 1 };
    };
    let mut state = (0, (0, 0), 1000);
    (0..rows).for_each(|row| walk(sheet, row, &mut state, (Mark::KindAbove, Mark::HeardAbove)));
    let mut state = (0, (0, 0), 1000);
    (0..rows).rev().for_each(|row| walk(sheet, row, &mut state, (Mark::KindBelow, Mark::HeardBelow)));
}

/// Sums of any stretch of a column.
pub(crate) struct Sums(Vec<usize>);

impl Sums {
    pub(crate) fn of(numbers: impl Iterator<Item = usize>) -> Self {
        let mut sums = vec![0];
        let mut sum = 0_usize;
        sums.extend(numbers.map(|it| {
            sum += it;
            sum
        }));
        Self(sums)
    }

    /// Of so many lines above this one.
    pub(crate) fn above(&self, row: usize, lines: usize) -> usize {
        self.0[row] - self.0[row.saturating_sub(lines)]
    }

    /// Of so many lines below this one.
    pub(crate) fn below(&self, row: usize, lines: usize) -> usize {
        let last = self.0.len() - 1;
        self.0[(row + 1 + lines).min(last)] - self.0[(row + 1).min(last)]
    }
}
