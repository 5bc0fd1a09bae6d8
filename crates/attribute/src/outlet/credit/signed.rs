//! Lines that are nothing but agencies, names, a day and small words: `By Jane Doe, AFP`.

use super::words::{self, is_start};
use crate::outlets::{Kind, Outlets};
use crate::page::PageLine;

/// How a short line of names names its agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    /// `dpa/AFP`, `By Reuters`, `Source: EFE`
    Alone,
    /// `By Jane Doe, AFP`
    AfterName,
    /// `The Harbor Ledger with AFP`
    With,
}

impl Signed {
    /// `None` if the line holds anything else than agencies, names, a day and the small words of credits.
    pub(super) fn of(line: &PageLine<'_>, outlets: &Outlets) -> Option<Self> {
        if line.text.len() > LONGEST {
            return None;
        }
        let text = without_dates(line);
        let slashed = text.contains('/');
        let agency = |name: &str| outlets.by_name(name).is_some_and(|it| it.kind == Kind::Agency);
        let (mut agencies, mut names, mut with) = (0, 0, false);
        for piece in text.split(SEPARATORS) {
            let piece = piece.trim_matches(|it: char| !it.is_alphanumeric());
            let words: Vec<&str> = piece.split_whitespace().map(without_article).collect();
            let initials = slashed && words.len() == 1 && piece.len() <= 4 && !piece.contains(char::is_uppercase);
            if agency(piece) {
                agencies += 1;
            } else if initials {
                // `hen/dpa/afp`: an agency in small letters, or who edited it.
                agencies += usize::from(agency(&piece.to_uppercase()));
            } else if !words.iter().all(|it| is_small(it)) && !is_clock(piece, line) {
                let behind = |length: &usize| {
                    let (before, name) = words.split_at(words.len() - length);
                    // `By Mehmet Efe` is a person, `avec Efe` is not.
                    let person = before.last().is_some_and(|it| !is_small(it));
                    agency(&name.join(" ")) && (!person || outlets.behind_name(name).is_some())
                };
                let split = (1..=words.len().min(4)).rev().find(behind);
                let role = || {
                    (1..words.len())
                        .find(|it| agency(&words[..*it].join(" ")) && words[*it..].iter().all(|it| is_role(it)))
                };
                let before = match split {
                    Some(it) => &words[..words.len() - it],
                    None if role().is_some() => &[][..],
                    None => &words[..],
                };
                agencies += usize::from(split.is_some() || before.is_empty());
                // `Le Courrier avec AFP`: what stands before the small word may be anyone.
                let joined = split.is_some() && before.last().is_some_and(|it| is_start(it, words::WITH));
                with |= joined && before.len() <= 6;
                if !with && !before.iter().all(|it| is_small(it)) {
                    names += before.iter().all(|it| is_small(it) || is_capital(it)).then_some(before.len())?;
                }
            }
        }
        match (agencies, names) {
            (0, _) => None,
            _ if with => Some(Self::With),
            (_, 0) => Some(Self::Alone),
            // `Jane Doe/Reuters` took the photograph.
            (_, 1..=12) if !slashed => Some(Self::AfterName),
            _ => None,
        }
    }
}

/// Longer lines are more than names, in bytes.
const LONGEST: usize = 400;

/// The line with a comma in the place of each date.
fn without_dates(line: &PageLine<'_>) -> String {
    let (mut text, mut end) = (String::new(), 0);
    for it in line.dates.iter().map(|it| it.bytes.clone()) {
        if let Some(gap) = line.text.get(end..it.start) {
            text.push_str(gap);
            text.push(',');
            end = it.end;
        }
    }
    text.push_str(line.text.get(end..).unwrap_or_default());
    text
}

/// `l'AFP` is `AFP`.
fn without_article(word: &str) -> &str {
    let bare = ["l'", "l’", "L'", "L’"].iter().find_map(|it| word.strip_prefix(it));
    bare.unwrap_or(word)
}

const SEPARATORS: &[char] = &[
    '/', ',', '|', '–', '—', '(', ')', '[', ']', ':', ';', '+', '&', '•', '·', '-', '【', '】', '：', '（', '）', '，',
    '、', '／', '،',
];

/// What stands between dates and names in a byline: `Updated 08:24 IST`.
fn is_clock(piece: &str, line: &PageLine<'_>) -> bool {
    const CLOCK: &str = "updated|published|posted|uhr|gmt|utc|ist|et|est|edt|am|pm|stand|um";
    let clock = |it: &str| it.contains(|it: char| it.is_ascii_digit()) || words::is_in(&it.to_ascii_lowercase(), CLOCK);
    !line.dates.is_empty() && piece.split_whitespace().all(clock)
}

/// Whether it is one of the small words around an agency's name: `mit Material der dpa`.
fn is_small(word: &str) -> bool {
    let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
    bare.is_empty() || words::CREDITS.has(&newsmill_text::fold(bare))
}

/// What a reporter of an agency is: `AP Sports Writer`.
fn is_role(word: &str) -> bool {
    const ROLES: &str = "writer|writers|staff|reporter|correspondent|sports|political|medical|science|diplomatic|business|\
        economics|korrespondent|redakteur|redaktion|news|agency|newswire|wire|service";
    words::is_in(&word.to_ascii_lowercase(), ROLES)
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|it| it.is_uppercase() || it.is_alphabetic() && !newsmill_text::is_cased(it))
}
