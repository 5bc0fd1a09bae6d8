//! Dates that stand in lines of their own: beside the headline, in a byline, after a label, in a
//! caption, under a post; and those that an element of the line gives machines.

use newsmill_stage::Date;

use super::labels::{self, Label};
use super::signs::place;
use super::{Basis, Candidate, Found, MOST, Scene, Sign, Yearless, element, record};
use crate::calendar::Written;
use crate::page::{PageLine, Zone};

/// A line with more words beside its date than this is about something else.
const STAMP_WORDS: usize = 14;
/// No line with a stamp is longer, in bytes.
const LONGEST: usize = 600;
/// A label that says something of the article stands behind no more words than these.
const LEAD: usize = 3;
/// Longer sentences tell of days; they bear no stamp.
const SENTENCE: usize = 40;
/// The longest line that says how long ago something was, in words, and how many days it may lie back
/// further.
const RELATIVE: usize = 12;
const SLACK: u16 = 1;
/// How far around a date others are counted: many of them are a list of other articles.
const AROUND: usize = 6;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    relative(scene, found);
    let dated: Vec<usize> = (0..scene.page.lines.len()).filter(|it| scene.page.lines[*it].is_dated()).collect();
    for (number, at) in dated.iter().enumerate() {
        let line = &scene.page.lines[*at];
        let near = |it: &&usize| it.abs_diff(*at) <= AROUND;
        let before = dated[..number].iter().rev().take_while(near).count();
        let after = dated[number + 1..].iter().take_while(near).count();
        let is_first = *at >= scene.page.head() && number.checked_sub(1).is_none_or(|it| dated[it] < scene.page.head());
        let stand = Stand { at: *at, zone: scene.page.zone(*at), crowd: before + after, is_first };
        if line.prose && labels::in_sentence(line.text).is_some() {
            let Some(written) = line.dates.iter().find(|it| it.date().is_some()) else { continue };
            let signs = vec![("a sentence says published", place(stand.zone))];
            keep(scene, line, written, &Stamp { basis: Basis::Published, signs, likely: true }, found);
        } else if !(line.prose && line.words > SENTENCE || *at == 0 && super::header::stamp(line.text).is_some()) {
            weigh_line(scene, &stand, line, found);
        }
    }
}

/// Days that are counted back from the day of saving, beside the headline: `2 hours ago`.
fn relative(scene: &Scene<'_>, found: &mut Found) {
    let Some(saved) = scene.crawled else { return };
    let page = scene.page;
    let beside = (page.head().saturating_sub(2)..(page.body.start + 2).min(page.lines.len())).map(|it| &page.lines[it]);
    for line in beside.filter(|it| !it.prose && !it.is_dated() && it.words <= RELATIVE) {
        let Some(ago) = crate::calendar::ago(line.text) else { continue };
        // Weeks and months are counted in too large steps for a day.
        if ago.slack > SLACK {
            continue;
        }
        let basis = if labels::before(line.text) == Some(Label::Updated) { Basis::Updated } else { Basis::Relative };
        let form = if basis == Basis::Updated { "updated" } else { "beside the headline" };
        for slack in 0..=ago.slack {
            let back = i64::from(ago.days) + i64::from(slack);
            let Some(day) = crate::calendar::days_after(saved, -back) else { continue };
            let likely = if slack == 0 { 1.0 } else { 0.4 };
            let it = Candidate::new(day, basis, likely, line.text).on_line(line.number);
            let it = it.because(("counted back from the day of saving", form));
            found.days.push(if basis == Basis::Relative && slack == 0 { it.likely() } else { it });
        }
    }
}

/// Where a line stands.
struct Stand {
    at: usize,
    zone: Zone,
    /// How many lines around it have dates too.
    crowd: usize,
    /// Whether it is the first with a date from the headline on.
    is_first: bool,
}

/// What stands in a line beside its dates.
struct Beside {
    /// How many words.
    others: usize,
    /// What it is, if it is a post or a caption.
    quoted: Option<(Basis, &'static str)>,
}

impl Beside {
    fn of(line: &PageLine<'_>) -> Self {
        let post = line.text.contains("(@").then_some((Basis::Post, "a quoted post"));
        let caption = || is_caption(line.text).then_some((Basis::Caption, "a caption"));
        Self { others: labels::residue(line), quoted: post.or_else(caption) }
    }
}

/// A date as the judge shall see it.
struct Stamp {
    basis: Basis,
    signs: Vec<Sign>,
    /// Whether it is one of those that are likely to be the article's.
    likely: bool,
}

fn weigh_line(scene: &Scene<'_>, stand: &Stand, line: &PageLine<'_>, found: &mut Found) {
    // A list of days in one line is no stamp, and a page has but one day.
    if line.text.len() > LONGEST || found.days.len() >= MOST {
        return;
    }
    let beside = Beside::of(line);
    let others = beside.others;
    let mut done = 0;
    let mut own = None;
    for (number, written) in line.dates.iter().enumerate() {
        let before = line.text.get(done..written.bytes.start).unwrap_or_default();
        done = written.bytes.end;
        let next = line.dates.get(number + 1).map_or(line.text.len(), |it| it.bytes.start);
        let after = line.text.get(done..next).unwrap_or_default();
        let label = labels::before(before).or_else(|| labels::after(after)).or_else(|| above(scene, stand.at, others));
        // Deep in a caption a label is the picture's: "this handout released on …".
        let deep = beside.quoted.is_some() && before.split_whitespace().count() > LEAD;
        let label = label.filter(|it| !deep || *it == Label::Other);
        let Some(mut stamp) = stamp(scene, line, stand, &beside, label) else { continue };
        own = own.or(label);
        stamp.signs.extend((number > 0).then_some(("not the first date of its line", "")));
        stamp.signs.extend(written.time.then_some(("has a time", "")));
        if let Some(weekday) = written.weekday.and_then(|it| Some(it == crate::calendar::weekday_of(written.date()?))) {
            stamp.signs.push(("the weekday beside it", if weekday { "fits" } else { "does not fit" }));
        }
        keep(scene, line, written, &stamp, found);
    }
    if let Some(text) = line.dated {
        let label = own.or_else(|| labels::before(line.text)).or_else(|| above(scene, stand.at, others));
        let Some(mut stamp) = stamp(scene, line, stand, &beside, label) else { return };
        stamp.signs.push(("given to machines", "in its line"));
        for (day, likely) in record::read(scene, text) {
            found.days.push(stamp.candidate(day, line, text).doubted(likely));
        }
    }
}

/// A label in a line of its own: `Published` and below it the date.
fn above(scene: &Scene<'_>, at: usize, others: usize) -> Option<Label> {
    let line = scene.page.lines.get(at.checked_sub(1)?)?;
    (others == 0 && line.words <= 4 && line.dates.is_empty()).then(|| labels::before(line.text))?
}

/// What a date of a line is, by the words beside it; `None` if they say that it is another day.
fn stamp(
    scene: &Scene<'_>,
    line: &PageLine<'_>,
    stand: &Stand,
    beside: &Beside,
    label: Option<Label>,
) -> Option<Stamp> {
    let others = beside.others;
    let (basis, form) = match (label, beside.quoted) {
        (Some(Label::Other), _) => return None,
        (Some(Label::Published), _) if others <= STAMP_WORDS => (Basis::Published, "says published"),
        (Some(Label::Updated), _) if others <= STAMP_WORDS => (Basis::Updated, "says updated"),
        (_, Some(quoted)) => quoted,
        (Some(Label::Dated), _) if others <= STAMP_WORDS => (Basis::Stamp, "says that it is a date"),
        _ if line.prose && others > STAMP_WORDS => return None,
        _ if others == 0 && is_above_all(scene, stand) => (Basis::PageStamp, "above all of the page"),
        _ => (Basis::Stamp, form(others)),
    };
    let likely = matches!(basis, Basis::Published | Basis::Stamp)
        && others <= STAMP_WORDS
        && !matches!(stand.zone, Zone::After(4..) | Zone::Above(10..));
    let mut signs = vec![(form, ""), (form, place(stand.zone))];
    if matches!(basis, Basis::Published | Basis::Stamp | Basis::Updated) {
        let crowd = match stand.crowd {
            0 => "none",
            1 => "one",
            2..=3 => "two or three",
            _ => "many",
        };
        signs.extend([("stands", place(stand.zone)), ("other dates near it", crowd)]);
        signs.extend(stand.is_first.then_some(("the first date from the headline on", "")));
    }
    signs.extend(line.bulleted.then_some(("after a bullet", "")));
    if let Some(names) = line.names {
        element::signs(names, line.tag.unwrap_or_default(), &mut signs);
    }
    Some(Stamp { basis, signs, likely })
}

/// What a line without a label is, by the number of words beside its dates.
fn form(others: usize) -> &'static str {
    match others {
        0 => "alone in its line",
        1..=2 => "with a word or two",
        3..=6 => "in a short line",
        7..=STAMP_WORDS => "in a line with other words",
        _ => "in a long line",
    }
}

impl Stamp {
    fn candidate(&self, day: Date, line: &PageLine<'_>, written: &str) -> Candidate {
        let it = Candidate::new(day, self.basis, 1.0, written).on_line(line.number);
        Candidate { signs: self.signs.clone(), likely: self.likely, ..it }
    }
}

fn keep(scene: &Scene<'_>, line: &PageLine<'_>, written: &Written, stamp: &Stamp, found: &mut Found) {
    let text = line.text.get(written.bytes.clone()).unwrap_or_default();
    if written.year.is_some() {
        scene.add(found, written, |day| stamp.candidate(day, line, text));
    } else if let Some(day) = written.day
        && matches!(stamp.basis, Basis::Stamp | Basis::Published)
        && stamp.likely
    {
        let (month, weekday) = (written.month, written.weekday);
        let (signs, line) = (stamp.signs.clone(), Some(line.number));
        found.yearless.push(Yearless { month, day, confidence: 0.6, weekday, line, signs });
    }
}

/// A date alone in the first line, and the headline not below it: above the site's name it is the
/// day of saving, where a browser or a program wrote it.
fn is_above_all(scene: &Scene<'_>, stand: &Stand) -> bool {
    stand.at == 0 && scene.page.head() > 1
}

fn is_caption(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "photo",
        "foto",
        "fotografi",
        "image",
        "picture",
        "pictured",
        "getty",
        "фото",
        "bild",
        "screenshot",
        "illustration",
        "video",
        "shutterstock",
        "pixabay",
        "imago",
        "grab",
    ];
    let folded = newsmill_text::fold(text);
    let mut words = folded.split(|it: char| !it.is_alphanumeric());
    words.any(|it| WORDS.contains(&it))
}
