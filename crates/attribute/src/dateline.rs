//! The dateline: place, day and agency before the first sentence.
//!
//! `MOSCOW, November 2. /TASS/.` · `KYIV, Oct 14 (Reuters) -` · `BERLIN (dpa) –` · `Madrid, 3 oct
//! (EFE).-` · `МОСКВА, 2 ноя - РИА Новости.` · `LONDON/Kyiv (Kyiv) (Reuters) –`

use newsmill_text::Script;

use crate::calendar::{self, Written};
use crate::outlets::{Kind, Outlet, Outlets};
use crate::page::Page;

/// A dateline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The line of the source.
    pub(crate) number: u32,
    /// All of it, as written.
    pub(crate) written: String,
    /// The place, as written.
    pub(crate) place: Option<String>,
    /// The day; usually without a year.
    pub(crate) date: Option<Written>,
    /// The agency.
    pub(crate) agency: Option<Agency>,
}

/// The agency that a credit names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agency {
    /// Its id in the register, else a slug of its name.
    pub(crate) id: String,
    /// Its name in the register, else as written.
    pub(crate) name: String,
    /// Whether it is in the register.
    pub(crate) known: bool,
}

impl Agency {
    pub(crate) fn registered(it: &Outlet) -> Self {
        Self { id: it.id.clone(), name: it.name.clone(), known: true }
    }

    fn unknown(name: &str) -> Self {
        Self { id: crate::address::slug(name), name: name.to_owned(), known: false }
    }
}

/// How far into a line a dateline may reach, in bytes.
const REACH: usize = 160;
/// How many lines after the headline may begin with it.
const LINES: usize = 8;

/// The dateline of the page: that of the first line which has one, from the headline to the body's
/// first paragraphs.
pub(crate) fn find(page: &Page<'_>, outlets: &Outlets) -> Option<Dateline> {
    let last = (page.body.start + 4).min(page.lines.len());
    let first = page.head().min(last).max(last.saturating_sub(LINES + 4));
    page.lines[first..last].iter().find_map(|line| {
        let text = after_stamp(line.text);
        let dateline = parse(text, outlets)?;
        Some(Dateline { number: line.number, ..dateline })
    })
}

/// The line without a stamp that is glued to its first sentence: `date 2022-09-30 MOSCOW …`.
fn after_stamp(text: &str) -> &str {
    match crate::day::header::stamp(text) {
        Some((_, rest)) => rest,
        None => text,
    }
}

/// The dateline at the start of a text.
pub(crate) fn parse(text: &str, outlets: &Outlets) -> Option<Dateline> {
    let text = text.trim_start();
    let reach = (0..=REACH.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    let start = &text[..reach];
    // A dateline is not the whole line: a sentence follows it.
    enclosed(start, outlets).or_else(|| dashed(start, outlets)).or_else(|| unspaced(start, outlets))
}

/// With an agency between slashes or in brackets: it ends the dateline.
fn enclosed(text: &str, outlets: &Outlets) -> Option<Dateline> {
    let mut from = 0;
    let mut found = None;
    while let Some(open) = text[from..].find(['(', '/', '[']).map(|it| from + it) {
        let closing = match &text[open..=open] {
            "(" => ')',
            "[" => ']',
            _ => '/',
        };
        from = open + 1;
        let Some(close) = text[open + 1..].find(closing).map(|it| open + 1 + it) else { continue };
        let (inside, rest) = (&text[open + 1..close], &text[close + 1..]);
        from = if closing == '/' && !is_name(inside) { open + 1 } else { close + 1 };
        let Some(agency) = agency_in(inside, closing == '/' || is_cut_off(rest), outlets) else { continue };
        if inside.chars().count() > 40 {
            continue;
        }
        if let Some((place, date, _)) = place_and_date(&text[..open], outlets) {
            // "Mayor Vitali K. (AFP) said": without a day, capitals or a mark after it, it is no dateline.
            let shouted = place.as_deref().is_some_and(is_shouted);
            let next = rest.trim_start().starts_with(['(', '[']);
            if date.is_none() && !shouted && !is_cut_off(rest) && !next {
                break;
            }
            let end = close + 1;
            found = Some(Dateline { number: 0, written: text[..end].to_owned(), place, date, agency: Some(agency) });
            if !text[end..].trim_start().starts_with(['(', '[']) {
                break;
            }
        }
    }
    found
}

/// Whether what follows is the mark that parts a dateline from its sentence.
fn is_cut_off(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(['-', '–', '—', '―', '.', ':', '−'])
}

/// With a dash between it and the sentence.
fn dashed(text: &str, outlets: &Outlets) -> Option<Dateline> {
    let mut from = 0;
    loop {
        let (open, length) = dash(text, from)?;
        let (head, rest) = (&text[..open], text[open + length..].trim_start());
        from = open + length;
        let (place, date, mut agency) = place_and_date(head, outlets)?;
        let mut end = from;
        // `МОСКВА, 2 ноя - РИА Новости.`
        if let Some((outlet, after)) = outlets.at_start(rest)
            && outlet.kind == Kind::Agency
            && after.trim_start().starts_with(['.', ',', '-', '–', '—', ':'])
            && date.is_some()
        {
            agency = Some(Agency::registered(outlet));
            end = text.len() - after.len();
        }
        let shouted = place.as_deref().is_some_and(|it| is_shouted(it) && it.chars().count() > 2);
        let certain = agency.is_some() || date.is_some() && place.is_some() || shouted;
        if !certain || head.trim().is_empty() {
            continue;
        }
        return Some(Dateline { number: 0, written: text[..end].trim().to_owned(), place, date, agency });
    }
}

/// The first dash that parts, from a place in the text on: with a space before or after it.
fn dash(text: &str, from: usize) -> Option<(usize, usize)> {
    let found = text.get(from..)?.char_indices().find(|(at, it)| {
        let at = from + at;
        let after = text[at + it.len_utf8()..].chars().next();
        let spaced = text[..at].ends_with([' ', '\u{a0}', '.']) || after.is_some_and(char::is_whitespace);
        match it {
            '–' | '—' | '―' | '−' => true,
            '-' => spaced,
            _ => false,
        }
    });
    let (at, it) = found?;
    let at = from + at;
    let length = text[at..].find(|other: char| other != it).unwrap_or(it.len_utf8());
    Some((at, length))
}

/// `新华社北京10月3日电`
fn unspaced(text: &str, outlets: &Outlets) -> Option<Dateline> {
    let first = text.chars().next()?;
    if Script::of(first) != Some(Script::Han) {
        return None;
    }
    let end = text.char_indices().take(40).find(|(_, it)| *it == '电' || *it == '電').map(|it| it.0)?;
    let head = &text[..end];
    let ends = head.char_indices().map(|it| it.0).skip(2).take(8);
    let agency = ends.filter_map(|it| outlets.by_name(&head[..it])).find(|it| it.kind == Kind::Agency)?;
    let written = text[..end].to_owned();
    Some(Dateline { number: 0, written, place: None, date: None, agency: Some(Agency::registered(agency)) })
}

type PlaceAndDate = (Option<String>, Option<Written>, Option<Agency>);

/// What stands before the dash or the agency, if it is nothing but a place, a day and an agency.
fn place_and_date(text: &str, outlets: &Outlets) -> Option<PlaceAndDate> {
    // Bylines are parted like this.
    if text.contains(['|', '•', '·']) {
        return None;
    }
    let mut rest = without_brackets(text);
    let mut date = None;
    if let Some(it) = calendar::dates(&rest).into_iter().find(|it| it.day.is_some()) {
        let bytes = it.bytes.clone();
        rest.replace_range(bytes, ";");
        date = Some(it);
    }
    let mut agency = None;
    let mut names: Vec<&str> = Vec::new();
    for (number, piece) in rest.split([',', ';', '/']).enumerate() {
        let piece = piece.trim_matches(|it: char| !it.is_alphanumeric() && it != '.').trim_matches([' ', '\u{a0}']);
        let bare = piece.trim_end_matches('.');
        if bare.is_empty() {
            continue;
        }
        match outlets.by_name(bare).filter(|it| it.kind == Kind::Agency) {
            Some(it) => agency = Some(Agency::registered(it)),
            None if is_place(bare) => names.push(if number == 0 || piece.len() > 4 { bare } else { piece }),
            None => return None,
        }
    }
    let words: usize = names.iter().map(|it| it.split_whitespace().count()).sum();
    if words > 6 {
        return None;
    }
    let slashed = text.split(',').next().is_some_and(|it| it.contains('/'));
    let place = names.join(if slashed { "/" } else { ", " });
    Some(((!place.is_empty()).then_some(place), date, agency))
}

/// The text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let outside = |it: &char| {
        match it {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

/// Whether it can be the name of a place: a few words with capitals, no sentence.
fn is_place(text: &str) -> bool {
    const SMALL: &[&str] =
        &["de", "del", "la", "le", "el", "am", "an", "der", "and", "of", "do", "da", "sur", "en", "на", "і", "и"];
    let capital = |it: &str| {
        let first = it.chars().find(|it| it.is_alphabetic());
        first.is_some_and(|it| it.is_uppercase() || !newsmill_text::is_cased(it))
    };
    let mut words = text.split_whitespace();
    let first = words.next().is_some_and(capital);
    let letters = |it: char| {
        it.is_alphabetic() || it.is_whitespace() || matches!(it, '.' | '-' | '’' | '\'' | '‑' | '\u{300}'..='\u{36F}')
    };
    let stops = text.matches(". ").count();
    first
        && words.all(|it| capital(it) || SMALL.contains(&it))
        && text.chars().all(letters)
        && text.chars().count() <= 40
        && stops <= 1
}

fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// The agency that a bracket names: registered, or, where the form leaves no doubt, any short name
/// in capitals.
fn agency_in(inside: &str, certain: bool, outlets: &Outlets) -> Option<Agency> {
    let pieces = inside.split(['/', ',', ';']).map(str::trim);
    let known = pieces.clone().filter_map(|it| outlets.by_name(it)).find(|it| it.kind == Kind::Agency);
    known.map(Agency::registered).or_else(|| {
        let looks = is_name(inside) && is_shouted(inside) && (3..=12).contains(&inside.chars().count());
        (certain && looks && calendar::month(inside).is_none()).then(|| Agency::unknown(inside.trim()))
    })
}

fn is_name(text: &str) -> bool {
    let letters = |it: char| it.is_alphabetic() || matches!(it, ' ' | '-' | '.' | '\u{a0}');
    (2..=30).contains(&text.chars().count()) && text.chars().all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, &str)>) {
        let got = parse(text, &crate::outlets::tests::small()).map(|it| {
            let date = it.date.map_or(String::new(), |it| format!("{:02}-{:02}", it.month, it.day.unwrap_or(0)));
            (it.place.unwrap_or_default(), date, it.agency.map_or(String::new(), |it| it.id))
        });
        let expected = expected.map(|(place, date, agency)| (place.to_owned(), date.to_owned(), agency.to_owned()));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn datelines_of_many_agencies() {
        check("MOSCOW, November 2. /TASS/. The talks go on.", Some(("MOSCOW", "11-02", "tass")));
        check("ST. PETERSBURG, October 21. /TASS/. A festival has opened.", Some(("ST. PETERSBURG", "10-21", "tass")));
        check("KYIV, Oct 14 (Reuters) - The talks go on.", Some(("KYIV", "10-14", "reuters")));
        check("LONDON/Kyiv (Kyiv) (Reuters) – The talks go on.", Some(("LONDON/Kyiv", "", "reuters")));
        check("BERLIN (dpa) – Die Gespräche gehen weiter.", Some(("BERLIN", "", "dpa")));
        check("Berlin (dpa/lnw) - Die Gespräche gehen weiter.", Some(("Berlin", "", "dpa")));
        check("Berlin/dpa – Die Gespräche gehen weiter.", Some(("Berlin", "", "dpa")));
        check("Madrid, 3 oct (EFE).- Las conversaciones siguen.", Some(("Madrid", "10-03", "efe")));
        check("МОСКВА, 2 ноября. /ТАСС/. Переговоры идут.", Some(("МОСКВА", "11-02", "tass")));
        check("МОСКВА, 2 ноя - РИА Новости. Переговоры идут.", Some(("МОСКВА", "11-02", "ria")));
        check("KYIV, Ukraine (AP) — The talks go on.", Some(("KYIV, Ukraine", "", "ap")));
        check("(Reuters) - The talks go on.", Some(("", "", "reuters")));
        check("PARIS, Oct. 7, 2025 (Xinhua) -- The talks go on.", Some(("PARIS", "10-07", "xinhua")));
        check("新华社北京10月3日电 会谈继续", Some(("", "", "xinhua")));
        check("MINSK, 3 October. /BELTA/. The talks go on.", Some(("MINSK", "10-03", "belta")));
        check("KYIV — The talks go on.", Some(("KYIV", "", "")));
    }

    #[test]
    fn sentences_are_no_datelines() {
        check("Forces have advanced, according to the AP (Associated Press), in the east.", None);
        check("The minister – a former diver – said on Tuesday", None);
        check("Officials told Reuters (and TASS) that it was over.", None);
        check("Moscow is ready for talks - but not now.", None);
        check("He left (AP) early", None);
        check("Jane Doe | 05.04.2025 - 14:05", None);
        check("", None);
        check("– (", None);
    }

    #[test]
    fn nothing_panics_on_mangled_text() {
        let text = "МОСКВА/Kyiv (Kyiv), 2 ноя [x] - РИА Новости. /ТАСС/ — (Reuters) –";
        for (at, _) in text.char_indices() {
            parse(&text[at..], &crate::outlets::tests::small());
            parse(&text[..at], &crate::outlets::tests::small());
        }
    }
}
