//! The desk: decides line by line what is article and what the site put around it.
//!
//! The [rules](crate::rules) are heard first: they find the headline and give reasons. The
//! [judge](crate::judge), who was trained on labeled pages, sees how a line looks, where it stands,
//! what its neighbors are and what the rules say of it, and decides. Last comes mercy: an article
//! is never left empty.

use crate::because::Because;
use crate::elements;
use crate::judge::Judge;
use crate::looks;
use crate::marks::Sheet;
use crate::page::Page;
use crate::proof::Proof;
use crate::rules::{self, Findings};
use crate::standing;
use crate::trees::UNIT;

/// What the desk has decided.
#[derive(Debug, Default)]
pub(crate) struct Decision {
    /// For each line of the page, why it goes; `None` if it stays.
    pub(crate) verdicts: Vec<Option<Because>>,
    /// The judge's score of each line: above 0 it should stay. None where there was no trial.
    pub(crate) scores: Vec<i32>,
    /// The headline, if it was found in the page.
    pub(crate) title: Option<String>,
    /// Whether (nearly) all would have gone, and the best of it was kept against the judge.
    pub(crate) for_want_of_better: bool,
}

/// Decides what stays of a page. A page without a sentence stays as it is.
pub(crate) fn decide(page: &Page<'_>, known_title: Option<&str>, judge: &Judge, keep_captions: bool) -> Decision {
    if !page.has_sentences() {
        let for_want_of_better = page.lines.iter().any(|it| rules::by_its_words(it).is_some());
        return Decision { verdicts: vec![None; page.lines.len()], for_want_of_better, ..Decision::default() };
    }
    let findings = rules::find(page, known_title);
    let scores = judge.scores(&sheet(page, &findings, known_title));
    decide_by(page, &findings, scores, keep_captions)
}

/// The marks of a page's lines.
pub(crate) fn sheet(page: &Page<'_>, findings: &Findings, known_title: Option<&str>) -> Sheet {
    let mut sheet = Sheet::new(page.lines.len());
    for (row, line) in page.lines.iter().enumerate() {
        looks::mark(&mut sheet, row, line);
    }
    standing::mark(&mut sheet, page, findings, known_title.or(findings.title.as_deref()));
    elements::mark(&mut sheet, page);
    sheet
}

/// Decides by these scores.
pub(crate) fn decide_by(page: &Page<'_>, findings: &Findings, scores: Vec<i32>, keep_captions: bool) -> Decision {
    let is_neat = is_neat(page, findings);
    // Whether the last line that no rule spoke against stayed, and no other stories have begun since.
    let mut goes_on = false;
    let verdict = |row: usize| {
        let verdict = match findings.ruled[row] {
            Some(Because::Caption) if keep_captions => None,
            Some(because @ (Because::Title | Because::RepeatsTitle)) => Some(because),
            Some(because) if scores[row] > benefit_of_rule(because) => None,
            None if scores[row] > benefit_of_doubt(page, findings, row, is_neat, goes_on) => None,
            Some(because) => Some(because),
            None => Some(by_its_looks(&page.lines[row], row, findings)),
        };
        match (verdict, findings.heard[row]) {
            (None, None) => goes_on = true,
            (Some(_), None) | (_, Some(Because::Related | Because::Comments)) => goes_on = false,
            _ => {}
        }
        verdict
    };
    let mut verdicts: Vec<Option<Because>> = (0..page.lines.len()).map(verdict).collect();
    let for_want_of_better = show_mercy(page, findings, &scores, &mut verdicts);
    Decision { verdicts, scores, title: findings.title.clone(), for_want_of_better }
}

/// How far above 0 the score of a line must be that a rule speaks against. Words that only the site says
/// are nearly proof; where a line stands and how it looks, the judge knows better.
fn benefit_of_rule(because: Because) -> i32 {
    match because {
        Because::Consent | Because::Invitation | Because::Rights | Because::SeeAlso | Because::SignOff => 2 * UNIT,
        _ => 0,
    }
}

/// How far below 0 the score of a line may be that no rule speaks against. A sentence lost is worse
/// than a line of chrome kept. And what somebody has cut out of its page before has little chrome,
/// of a kind that the rules know: there they have the last word on sentences, points and subheads.
/// A sentence that goes on where the last one stayed is nearly as safe, whatever stands between:
/// a box, a photo, an invitation (cross-validated, 55 sentences of 3,036 are lost and not 70).
fn benefit_of_doubt(page: &Page<'_>, findings: &Findings, row: usize, is_neat: bool, goes_on: bool) -> i32 {
    let line = &page.lines[row];
    let is_prose = |row: Option<usize>| row.and_then(|it| page.lines.get(it)).is_some_and(Proof::is_prose);
    let above = (row.saturating_sub(3)..row).rev().find(|it| findings.heard[*it].is_none());
    let is_subhead = is_prose(above) && is_prose(Some(row + 1));
    let is_point = line.bulleted && line.count >= 4;
    if is_neat && (line.is_prose() || line.is_remark() || is_point || is_subhead) {
        -4 * UNIT
    } else if line.tag.is_some() {
        // Where elements speak, the judge is surer than any rule of thumb.
        0
    } else if goes_on && (line.is_prose() || line.is_remark()) {
        -14 * UNIT / 10
    } else if line.is_prose() {
        -4 * UNIT / 10
    } else {
        0
    }
}

/// Whether somebody has cut the page out before: the rules find little chrome, and nearly all of it
/// says of itself what it is. A whole page has a menu of more lines than this.
fn is_neat(page: &Page<'_>, findings: &Findings) -> bool {
    let (mut kept, mut unheard, mut lines) = (0, 0, 0);
    for (line, ruled) in page.lines.iter().zip(&findings.ruled) {
        lines += usize::from(ruled.is_some());
        match ruled {
            None => kept += line.count,
            Some(Because::Menu | Because::Masthead | Because::Tags | Because::Outside | Because::Repeated) => {
                unheard += line.count;
            }
            Some(_) => {}
        }
    }
    // A masthead and a name or two are on the neatest page.
    lines <= 30 && kept > usize::saturating_sub(unheard, 5) * 19
}

/// The reason for a line that no rule spoke against.
fn by_its_looks(line: &Proof<'_>, row: usize, findings: &Findings) -> Because {
    if line.is_prose() || line.is_remark() {
        Because::Outside
    } else if row < findings.stretch.start && findings.headline.is_some_and(|it| row < it) {
        Because::Masthead
    } else {
        Because::Menu
    }
}

/// If (nearly) no running text of the article's own stays, its best block stays against the judge:
/// better some chrome in an article than no article. If there is none, the lines stay that nobody
/// heard chrome in, and if there are none of these either, what running text there is. Returns
/// whether anything was kept so.
fn show_mercy(page: &Page<'_>, findings: &Findings, scores: &[i32], verdicts: &mut [Option<Because>]) -> bool {
    let is_own = |row: usize| page.lines[row].is_prose() && is_own(findings, scores, row) && !is_title(verdicts[row]);
    let own: Vec<usize> = (0..page.lines.len()).filter(|it| is_own(*it)).collect();
    let words = |rows: &mut dyn Iterator<Item = &usize>| rows.map(|it| page.lines[*it].count).sum::<usize>();
    let (all, kept) = (words(&mut own.iter()), words(&mut own.iter().filter(|it| verdicts[**it].is_none())));
    if kept > 0 && kept * 20 >= all {
        return false;
    }
    let before = verdicts.to_vec();
    let (block, rest): (Vec<usize>, Vec<usize>) = own.into_iter().partition(|it| findings.stretch.contains(it));
    let within: Vec<usize> = rest.iter().copied().filter(|it| page.lines[*it].in_body != Some(false)).collect();
    let rest = if block.is_empty() && within.is_empty() { rest } else { within };
    if block.is_empty() && rest.is_empty() {
        keep_unheard(page, findings, verdicts);
    } else {
        let best = if block.is_empty() { rest } else { block };
        best.into_iter().for_each(|it| verdicts[it] = None);
    }
    (before.iter().zip(verdicts.iter())).any(|(before, now)| before.is_some() && now.is_none())
}

/// Whether a line may be the article's own: nobody heard chrome in it, or only what the judge knows
/// better.
fn is_own(findings: &Findings, scores: &[i32], row: usize) -> bool {
    findings.heard[row].is_none_or(|it| benefit_of_rule(it) == 0 && scores[row] > 0)
}

fn is_title(verdict: Option<Because>) -> bool {
    matches!(verdict, Some(Because::Title | Because::RepeatsTitle))
}

/// A page without a sentence of its own: what is surely chrome goes, and all that is unheard stays
/// but the title and what is said again. A page of nothing else keeps the running text of its best block.
fn keep_unheard(page: &Page<'_>, findings: &Findings, verdicts: &mut [Option<Because>]) {
    let may_stay = |row: usize, verdict: Option<Because>| {
        let is_outside = page.lines[row].in_body == Some(false);
        findings.heard[row].is_none() && !is_outside && !is_title(verdict) && verdict != Some(Because::Repeated)
    };
    if (0..verdicts.len()).any(|it| may_stay(it, verdicts[it])) {
        for (row, verdict) in verdicts.iter_mut().enumerate() {
            let heard = findings.heard[row].filter(|it| benefit_of_rule(*it) > 0);
            *verdict = if may_stay(row, *verdict) { None } else { verdict.or(heard) };
        }
    } else if verdicts.iter().all(Option::is_some) && !verdicts.iter().any(|it| is_title(*it)) {
        let prose = page.body(&[]).filter(|it| page.lines[*it].is_prose());
        prose.for_each(|it| verdicts[it] = None);
    }
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Article;

    use super::*;
    use crate::judge::Judges;

    fn judged(page: &Page<'_>, title: Option<&str>) -> Decision {
        decide(page, title, Judges::ours().unwrap().of(page), false)
    }

    /// Each line of the page begins with the code expected for it, `-` if it stays.
    #[track_caller]
    fn check(page: &str) {
        let (codes, lines): (Vec<&str>, Vec<&str>) =
            page.trim().lines().map(|it| it.trim().split_once(' ').unwrap()).unzip();
        let article = Article::from_text(&lines.join("\n"));
        let page = Page::read(&article);
        let decision = judged(&page, None);
        let got: Vec<String> = (decision.verdicts.iter().zip(&lines))
            .map(|(it, line)| format!("{} {line}", it.map_or("-", Because::code)))
            .collect();
        let expected: Vec<String> = codes.iter().zip(&lines).map(|(code, line)| format!("{code} {line}")).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn an_english_page() {
        check(
            "masthead Northmoor Gazette
             breadcrumb News > Farming
             title Old bridge over the Moor to open again
             byline By Ann Roe
             stamp Published 3 March 2024
             - • Work on the bridge took two winters
             - • The ferry will stop in April
             - The old bridge over the Moor will open again in spring, the mayor said on Monday.
             subscribe Register now to get free unlimited access to the Gazette
             - What the work has cost
             - The town has spent two million crowns on it, and the county has paid as much again.
             see_also See also  Ferries late again after the storm
             - “We have waited for this day,” the mayor said. “Now it has come.”
             tags Ann Mayor
             comments Post with no comments.",
        );
    }

    #[test]
    fn a_german_page() {
        check(
            "section_label Nachrichten
             title Alte Brücke öffnet im Frühjahr wieder
             byline Von Jan Petersen, dpa
             - Die alte Brücke über die Aue wird im Frühjahr wieder für den Verkehr geöffnet.
             caption Die Brücke im Herbst. Foto: Jan Petersen/dpa
             - „Wir haben lange gewartet“, sagte der Bürgermeister am Montag vor dem Rat der Stadt.
             subscribe Das Tagblatt jeden Morgen im Postfach: jetzt bestellen
             see_also Mehr zum Thema: So entsteht ein Deich
             copyright © 2024 Tagblatt",
        );
    }

    #[test]
    fn a_ukrainian_page() {
        check(
            "title Старий міст відкриють навесні
             stamp Опубліковано: 3 березня 2024, 10:15
             - Старий міст через Гайову відкриють навесні, сказала мерка міста журналістам у понеділок.
             - Ремонт тривав дві зими, і місто витратило на нього два мільйони гривень, як і область.
             see_also Читайте також: Як здати забуту парасольку
             subscribe Підпишіться на наш канал",
        );
    }

    #[test]
    fn other_stories_under_their_heading() {
        check(
            "- The old bridge over the Moor will open again in spring, the mayor said on Monday.
             - The town has spent two million crowns on it, and the county has paid as much again.
             related Related articles
             related Ferries late again
             related The ferries were late again on Sunday after a storm in the north of the county.
             related Wheat prices fall",
        );
    }

    #[test]
    fn a_page_without_a_sentence_stays() {
        check("- Fine weather\n- News > Moor\n- Subscribe now");
    }

    #[test]
    fn chrome_is_no_article() {
        check(
            "- The mayor resigned today
             - He was mayor for nine years
             - He did not say why
             - His deputy takes over
             consent We use cookies to make this site better for all who read it, every day.",
        );
        check(
            "- The mayor resigned
             subscribe Subscribe to our newsletter to get the news of the moor every morning.",
        );
    }

    #[test]
    fn a_title_alone_is_no_mercy() {
        let title = "The mayor of the moor resigned today after nine years in office.";
        let article = Article::from_text(title);
        let decision = judged(&Page::read(&article), Some(title));
        assert_eq!(decision.verdicts, [Some(Because::Title)]);
        assert!(!decision.for_want_of_better);
    }

    #[test]
    fn an_article_is_never_left_empty() {
        let article = Article::from_text("We use cookies to make this site better for all who read it.\nMenu\n");
        let decision = judged(&Page::read(&article), None);
        assert!(decision.for_want_of_better);
        assert_eq!(decision.verdicts, [None, Some(Because::Label)]);
    }
}
