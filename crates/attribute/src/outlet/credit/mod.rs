//! The agency whose copy the article is: at the dateline, in the byline, in the lines after the body.
//!
//! | form | as news writes it | confidence |
//! | --- | --- | --- |
//! | `dateline` | `KYIV, Oct 14 (Reuters) -` | 0.95 registered, 0.65 |
//! | `copyright` | `© dpa-infocom, dpa:251003-930-1/2`, `Copyright 2025 The Associated Press` | 0.9; 0.7 without a year |
//! | `desk` | `Reporting by …; Editing by …`, `Our Standards: The Thomson Reuters Trust Principles` | 0.85; 0.7 if it names none |
//! | `republished` | `This article is republished from The Conversation` | 0.85 |
//! | `byline` | `By Jane Doe, AFP`, `Von dpa 30.04.2024` | 0.75; 0.6 without a `by` |
//! | `sign_off` | `hen/dpa`, `Source: EFE`, `… he said. (AFP)` | 0.75; 0.45 inside the body |
//! | `material` | `With AP`, `mit Material der dpa`, `avec AFP` | 0.6 |
//! | `contribution` | `The Associated Press contributed to this report` | 0.55 |
//!
//! An agency or outlet that is merely quoted ("Forbes reported", "according to the AP") is no credit;
//! neither is a photograph's ("AP Photo/Jane Doe", "Jane Doe/Reuters", "AFP via Getty Images").

mod signed;
mod words;

use self::signed::Signed;
use self::words::{has, is_start};
use crate::dateline::{Agency, Dateline};
use crate::outlets::{Kind, Outlet, Outlets};
use crate::page::{Page, PageLine, Zone};

/// How a credit is written; the table above explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Dateline,
    Copyright,
    Desk,
    Republished,
    Byline,
    SignOff,
    Material,
    Contribution,
}

impl Form {
    /// Its code, for `explain`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            Self::Copyright => "copyright",
            Self::Desk => "desk",
            Self::Republished => "republished",
            Self::Byline => "byline",
            Self::SignOff => "sign_off",
            Self::Material => "material",
            Self::Contribution => "contribution",
        }
    }
}

/// A credit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Credit {
    pub(crate) agency: Agency,
    pub(crate) form: Form,
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
        let (form, written) = (Form::Dateline, it.written.clone());
        found.push(Credit { agency, form, confidence, at_dateline: true, written });
    }
    for (at, line) in page.lines.iter().enumerate() {
        let place = match page.zone(at) {
            Zone::Head => Place::Head,
            Zone::Body if at + 3 >= page.body.end => Place::End,
            Zone::Body => Place::Body,
            Zone::After(lines) if lines < AFTER => Place::End,
            Zone::After(_) | Zone::Above(_) => continue,
        };
        found.extend(of_line(line, place, outlets));
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    found
}

/// How many lines after the body may be a credit.
const AFTER: usize = 8;
/// Longer lines are no credits, in words and in bytes.
const LONGEST: usize = 45;
const LONGEST_BYTES: usize = 1_000;

/// Where a line stands, as far as credits care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Head,
    /// Inside the body, where a name alone is a photograph's.
    Body,
    /// The body's last lines, and those after it.
    End,
}

/// The credit that a line is, or ends with.
fn of_line(line: &PageLine<'_>, place: Place, outlets: &Outlets) -> Option<Credit> {
    let text = line.text;
    let found = |agency: &Outlet, form: Form, confidence: f64| {
        let agency = Agency::registered(agency);
        Some(Credit { agency, form, confidence, at_dateline: false, written: text.to_owned() })
    };
    if line.words >= 8
        && place != Place::Body
        && let Some(it) = after_last_sentence(text, outlets)
    {
        return found(it, Form::SignOff, 0.75);
    }
    if line.words > LONGEST || text.len() > LONGEST_BYTES || line.bulleted && place != Place::End {
        return None;
    }
    let agency = outlets.agency_within(text);
    let folded = if agency.is_some() || is_start(text, words::DESK) { newsmill_text::fold(text) } else { return None };
    if is_start(&folded, words::DESK) {
        if !is_desk(line, &folded, place) {
            return None;
        }
        // Reuters alone signs like this without its name.
        let signed = folded.contains("editing by") && folded.contains(';');
        return match agency {
            Some(it) if folded.starts_with("additional") => found(it, Form::Contribution, 0.55),
            Some(it) => found(it, Form::Desk, 0.85),
            None => outlets.by_name("Reuters").filter(|_| signed).and_then(|it| found(it, Form::Desk, 0.7)),
        };
    }
    let agency = agency?;
    if folded.contains("trust principles") && line.words <= 14 {
        return found(agency, Form::Desk, 0.85);
    }
    if has(&folded, words::CONTRIBUTED) {
        return found(agency, Form::Contribution, 0.55);
    }
    if has(&folded, words::PHOTO) {
        return None;
    }
    if let Some(it) = republished(line, outlets) {
        return found(it, Form::Republished, 0.85);
    }
    if is_copyright(&folded) {
        // Without a year, or beside the text, it is the photograph's.
        let sure = copyright(line, &folded, outlets)?;
        let beside = place == Place::Body || place == Place::Head && sure < 0.9;
        return found(agency, Form::Copyright, if beside { sure - 0.45 } else { sure });
    }
    if is_start(&folded, words::MATERIAL) && place != Place::Body {
        // Three agencies and more: nobody's copy.
        let agencies = text.split([',', ' ', '/']).filter(|it| outlets.by_name(it).is_some_and(is_agency)).count();
        return found(agency, Form::Material, if agencies > 2 { 0.4 } else { 0.6 });
    }
    if line.prose || line.words > 30 {
        return None;
    }
    let sure: f64 = if place == Place::Body { 0.45 } else { 0.75 };
    match Signed::of(line, outlets)? {
        Signed::Alone if is_start(&folded, words::BY) => found(agency, Form::Byline, sure.max(0.6)),
        Signed::Alone if is_start(&folded, words::WITH) => found(agency, Form::Material, sure - 0.15),
        Signed::Alone => found(agency, Form::SignOff, sure),
        Signed::AfterName if is_start(&folded, words::BY) => found(agency, Form::Byline, sure),
        Signed::AfterName if place == Place::Head && text.contains([',', '|']) => found(agency, Form::Byline, 0.6),
        Signed::With if place != Place::Body => found(agency, Form::Material, 0.6),
        Signed::AfterName | Signed::With => None,
    }
}

fn is_agency(it: &Outlet) -> bool {
    it.kind == Kind::Agency
}

fn is_copyright(folded: &str) -> bool {
    let starts = folded.trim_start_matches(['(', ' ']);
    starts.starts_with(['©', 'ⓒ']) || starts.starts_with("c)") || starts.starts_with("copyright")
}

/// How sure a line is that begins with `©` and an agency's name and goes on with no photographer's.
fn copyright(line: &PageLine<'_>, folded: &str, outlets: &Outlets) -> Option<f64> {
    let mut rest = line.text;
    loop {
        rest = rest.trim_start_matches(|it: char| !it.is_alphabetic());
        let word = &rest[..rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len())];
        let before = ["copyright", "c", "by"].iter().any(|it| it.eq_ignore_ascii_case(word));
        if !before {
            break;
        }
        rest = &rest[word.len()..];
    }
    let after = outlets.at_start(rest).filter(|it| is_agency(it.0))?.1.trim_start();
    let next = after.trim_start_matches(['/', '|', ' ']);
    let photographer = after.starts_with(['/', '|']) && outlets.at_start(next).is_none_or(|it| !is_agency(it.0));
    if photographer {
        return None;
    }
    let year = line.text.split(|it: char| !it.is_ascii_digit()).any(|it| it.len() == 4 && it.starts_with(['1', '2']));
    let rights =
        ["rights", "rechte", "derechos", "droits", "diritti", "reserv", "dpa:"].iter().any(|it| folded.contains(it));
    // `© 2012 APA/AP` is under a photograph.
    let shared = after.starts_with('/') && !rights;
    Some(if (year || rights) && !shared { 0.9 } else { 0.7 })
}

/// Whether a line that begins as a desk's does is one: "Reporting by Reuters has shown that …" is a sentence.
fn is_desk(line: &PageLine<'_>, folded: &str, place: Place) -> bool {
    let parted = folded.contains(';') || folded.contains("editing by");
    let apart = line.text.starts_with(['(', '[', '—', '–', '*']) || folded.starts_with("additional");
    let names = !line.prose && !has(folded, words::VERBS);
    parted || place != Place::Body && (apart || names)
}

/// `This article is republished from The Conversation under a Creative Commons license.`
///
/// "The memo, first published by Reuters, shows …" tells of a memo: before the phrase stands nothing, or
/// what an article calls itself.
fn republished<'a>(line: &PageLine<'_>, outlets: &'a Outlets) -> Option<&'a Outlet> {
    let lower = line.text.to_ascii_lowercase();
    let (at, phrase) = words::REPUBLISHED.split('|').find_map(|it| Some((lower.find(it)?, it)))?;
    let before = lower[..at].trim_matches(|it: char| !it.is_alphanumeric());
    let own = || before.split(|it: char| !it.is_alphanumeric()).any(|it| words::is_in(it, words::OWN));
    let goes_on = || words::is_in(before.rsplit(' ').next().unwrap_or_default(), "is|was|are|were|been");
    let itself = match before.split_whitespace().count() {
        0 => true,
        _ if line.prose => own() && (goes_on() || before.starts_with("this ")),
        1 => own(),
        _ => own() && goes_on(),
    };
    let after = at + phrase.len();
    let end = line.text[after..].char_indices().nth(40).map_or(line.text.len(), |it| after + it.0);
    let agency = outlets.at_start(&line.text[after..end]).map(|it| it.0).filter(|it| is_agency(it));
    agency.filter(|_| itself)
}

/// The agency that stands behind the last sentence: `… the mayor said. (ANSA).`
fn after_last_sentence<'a>(text: &'a str, outlets: &'a Outlets) -> Option<&'a Outlet> {
    const ENDS: &[char] = &['.', '!', '?', '…', '"', '”', '»', '“', '’', '。', '」', '।', '۔', '؟'];
    let text = text.trim_end_matches(['.', ' ', '\u{a0}', '*', ')', ']', '）', '/', '】']);
    let open = text
        .char_indices()
        .rev()
        .take(40)
        .find(|it| matches!(it.1, '(' | '[' | '（' | '【' | '—' | '–' | '/' | '-' | '.'))?;
    // `hen/dpa`: what stands before the first slash belongs to it.
    let (before, inside) = match open.1 {
        '/' => text[..open.0].rsplit_once([' ', '(']).map(|it| (it.0, &text[it.0.len()..]))?,
        '-' if !text[..open.0].ends_with(' ') && !text[..open.0].ends_with(ENDS) => return None,
        it => (&text[..open.0 + usize::from(it == '.')], &text[open.0 + it.len_utf8()..]),
    };
    if !before.trim_end_matches([' ', '\u{a0}', '(', '-', '—']).ends_with(ENDS) {
        return None;
    }
    let inside = inside.trim_matches(['(', ' ', '\u{a0}']);
    if let Some(it) = outlets.by_name(inside).filter(|it| is_agency(it)) {
        return Some(it);
    }
    // Beside it stand other agencies and initials in small letters; a name there is a photographer's.
    let mut agency = None;
    for piece in inside.split(['/', ',', ';', ' ']).filter(|it| !it.is_empty()) {
        match outlets.by_name(piece).filter(|it| is_agency(it)) {
            Some(it) => agency = agency.or(Some(it)),
            None if piece.len() <= 4 && !piece.contains(char::is_uppercase) => {}
            None => return None,
        }
    }
    agency
}

#[cfg(test)]
mod tests;
