//! The agency whose copy the article is: at the dateline, in the byline, in the lines after the body.
//!
//! An agency or outlet that is merely quoted ("Forbes reported", "according to the AP") is no credit.

use crate::dateline::{Agency, Dateline};
use crate::outlets::{Kind, Outlets};
use crate::page::{Page, PageLine, Zone};

/// A credit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Credit {
    pub(crate) agency: Agency,
    /// How sure it is, from 0 to 1.
    pub(crate) confidence: f64,
    /// Whether it stands at the dateline.
    pub(crate) at_dateline: bool,
    /// As written.
    pub(crate) written: String,
}

/// All credits of the page, the strongest first.
pub(crate) fn gather(page: &Page<'_>, dateline: Option<&Dateline>, outlets: &Outlets) -> Vec<Credit> {
    let mut found = Vec::new();
    if let Some((it, agency)) = dateline.and_then(|it| Some((it, it.agency.clone()?))) {
        let confidence = if agency.known { 0.95 } else { 0.65 };
        found.push(Credit { agency, confidence, at_dateline: true, written: it.written.clone() });
    }
    for (at, line) in page.lines.iter().enumerate() {
        let confidence = match page.zone(at) {
            Zone::Head => of_line(line, outlets, 0.75),
            Zone::Body if !line.prose || at + 3 >= page.body.end => of_line(line, outlets, 0.6),
            Zone::After(lines) if lines < 8 => of_line(line, outlets, 0.75),
            _ => None,
        };
        found.extend(confidence);
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    found
}

/// Folded words before an agency's name that make a line a credit.
const CREDITS: &[&str] = &[
    "by",
    "von",
    "por",
    "par",
    "di",
    "source",
    "quelle",
    "fuente",
    "fonte",
    "источник",
    "джерело",
    "zrodlo",
    "kaynak",
    "bron",
    "kilde",
    "kalla",
    "with",
    "mit",
    "con",
    "avec",
    "from",
    "via",
    "material",
    "informacion",
    "reporting",
    "reports",
    "writing",
    "editing",
    "red",
    "redaktion",
    "agencies",
    "agentur",
    "agence",
    "agencia",
    "offices",
    "copyright",
    "news",
];

/// The credit that a short line is.
fn of_line(line: &PageLine<'_>, outlets: &Outlets, sure: f64) -> Option<Credit> {
    let text = line.text;
    if line.words > 30 || line.prose && !is_desk_line(text) {
        return None;
    }
    let credit =
        |id: Agency, confidence: f64| Credit { agency: id, confidence, at_dateline: false, written: text.to_owned() };
    let agency = outlets.agency_within(text)?;
    let agency_of = || Agency::registered(agency);
    if is_desk_line(text) || is_principles(text) {
        return Some(credit(agency_of(), 0.85));
    }
    // A line of agencies' names and nothing else: `dpa/AFP`, `By Reuters`, `Source: EFE`, `© AFP`.
    let mut rest = 0;
    for piece in text.split(['/', ',', '|', '–', '—', '(', ')', ':', '©', ';', '+', '&']) {
        let piece = piece.trim_matches(|it: char| !it.is_alphanumeric());
        let dated = line
            .dates
            .iter()
            .any(|it| text.get(it.bytes.clone()).is_some_and(|it| it.contains(piece) || piece.contains(it)));
        if piece.is_empty() || dated {
            continue;
        }
        let known = outlets.by_name(piece).is_some_and(|it| it.kind == Kind::Agency);
        if known || is_photo(piece) {
            rest += if known { 0 } else { 9 };
            continue;
        }
        // Small words may come before the name: `By Reuters`, `mit Material von dpa`.
        let words: Vec<&str> = piece.split_whitespace().collect();
        let ends = (1..=words.len().min(4)).any(|it| {
            let (before, name) = words.split_at(words.len() - it);
            let small = before.iter().all(|it| CREDITS.contains(&newsmill_text::fold(it).as_str()));
            small && outlets.by_name(&name.join(" ")).is_some_and(|it| it.kind == Kind::Agency)
        });
        let small = words.iter().all(|it| CREDITS.contains(&newsmill_text::fold(it).as_str()));
        rest += if ends || small { 0 } else { words.len() };
    }
    // A reporter's name may stand beside it: `Jane Doe, AFP`.
    match rest {
        0 => Some(credit(agency_of(), sure)),
        1..=3 if starts_as_byline(text) => Some(credit(agency_of(), sure * 0.8)),
        _ => None,
    }
}

/// `Reporting by …; Editing by …`
fn is_desk_line(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "reporting by",
        "additional reporting",
        "writing by",
        "written by",
        "editing by",
        "(reporting by",
        "compiled by",
        "redaktion:",
        "berichterstattung",
    ];
    let start: String = text.chars().take(30).collect::<String>().to_lowercase();
    STARTS.iter().any(|it| start.starts_with(it))
}

/// `Our Standards: The Thomson Reuters Trust Principles`
fn is_principles(text: &str) -> bool {
    let folded = newsmill_text::fold(text);
    folded.contains("trust principles") && folded.split_whitespace().count() <= 14
}

fn is_photo(text: &str) -> bool {
    let folded = newsmill_text::fold(text);
    ["photo", "foto", "image", "picture", "video", "фото", "bild", "file"].iter().any(|it| folded.contains(it))
}

fn starts_as_byline(text: &str) -> bool {
    let first = newsmill_text::fold(text.split_whitespace().next().unwrap_or_default());
    matches!(first.as_str(), "by" | "von" | "por" | "par" | "di" | "от" | "від" | "door" | "av")
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsmill_stage::Article;

    const BODY: &str = "The ferry will run again from the first of May, the council of the island said on Tuesday.\n\
        Nobody had expected it so early, and the crew had to be called back from the mainland by telephone.";

    #[track_caller]
    fn check(above: &str, below: &str, expected: Option<&str>) {
        let article = Article::from_text(&format!("Ferry to run again from May\n{above}\n{BODY}\n{below}"));
        let credits = gather(&Page::of(&article), None, &crate::outlets::tests::small());
        assert_eq!(credits.first().map(|it| it.agency.id.as_str()), expected, "{above} … {below}");
    }

    #[test]
    fn credits_in_lines_of_their_own() {
        check("By Reuters", "", Some("reuters"));
        check("", "dpa/AFP", Some("dpa"));
        check("", "Source: EFE", Some("efe"));
        check("", "© AFP", Some("afp"));
        check("", "Reporting by Reuters offices; Editing by Jane Doe", Some("reuters"));
        check("", "Our Standards: The Thomson Reuters Trust Principles.", Some("reuters"));
        check("By Jane Doe, AFP", "", Some("afp"));
    }

    #[test]
    fn an_agency_that_is_quoted_is_no_credit() {
        check("", "The talks have ended, the AP reported.", None);
        check("", "Register now to get free access to Reuters.com", None);
        check("Reuters sells its building", "", None);
        check("", "Photo: AFP", None);
    }
}
