//! The dateline: place, day and agency before the first sentence.
//!
//! `MOSCOW, November 2. /TASS/.` · `KYIV, Oct 14 (Reuters) -` · `BERLIN (dpa) –` · `Madrid, 3 oct
//! (EFE).-` · `МОСКВА, 2 ноя - РИА Новости.` · `LONDON/Kyiv (Kyiv) (Reuters) –`

pub(crate) mod place;
mod unspaced;

use self::place::{is_label, is_shouted, place_and_date};
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
    (first..last).find_map(|at| {
        let line = &page.lines[at];
        let text = after_stamp(line.text);
        // A headline or an item of a list may look like it: "BERLIN – what to see".
        let beside = page.headline == Some(at) || line.bulleted;
        let dateline =
            parse(text, outlets).filter(|it| it.agency.is_some() || !beside).or_else(|| place::line(line))?;
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
    let start = &text[..text.floor_char_boundary(REACH)];
    // A dateline is not the whole line: a sentence follows it.
    unspaced::parse(start, outlets)
        .or_else(|| enclosed(start, outlets))
        .or_else(|| dashed(start, outlets))
        .or_else(|| place::stopped(start))
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
            // `(ANSA) - ROMA, 03 OTT - Il traghetto`
            if let Some(it) =
                Some(rest).filter(|_| place.is_none() && date.is_none()).and_then(|it| second(it, outlets))
            {
                let written = text[..text.len() - it.1.len()].trim_end().to_owned();
                return Some(Dateline { number: 0, written, agency: Some(agency), ..it.0 });
            }
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

/// Place and day behind the agency and its dash, and the text after them.
fn second<'a>(rest: &'a str, outlets: &Outlets) -> Option<(Dateline, &'a str)> {
    let rest = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—', '.']);
    let (open, length) = dash(rest, 0)?;
    let (place, date, _) = place_and_date(&rest[..open], outlets)?;
    let certain = place.as_deref().is_some_and(|it| is_shouted(it) || date.is_some());
    certain.then(|| (Dateline { place, date, ..Dateline::default() }, &rest[open + length..]))
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
        let first = place.as_deref().map(|it| it.split(", ").next().unwrap_or(it));
        let shouted = first.is_some_and(|it| is_shouted(it) && it.chars().count() > 2);
        let city = || first.is_some_and(place::is_city);
        let goes_on = agency.is_some() || place::is_sentence(rest);
        let certain = goes_on && (agency.is_some() || date.is_some() && place.is_some() || shouted || city());
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

/// The agency that a bracket names: registered, or, where the form leaves no doubt, any short name
/// in capitals.
fn agency_in(inside: &str, certain: bool, outlets: &Outlets) -> Option<Agency> {
    let pieces = inside.split(['/', ',', ';']).map(str::trim);
    // `/Корр. БЕЛТА/`, `/PRNewswire-Agency/`
    let longer = || outlets.agency_within(inside).filter(|_| certain && inside.chars().count() <= 30);
    let known = pieces.clone().filter_map(|it| outlets.by_name(it)).find(|it| it.kind == Kind::Agency).or_else(longer);
    known.map(Agency::registered).or_else(|| {
        let looks = is_name(inside) && is_shouted(inside) && (3..=12).contains(&inside.chars().count());
        let own = is_call_sign(inside.trim()) || is_label(inside);
        (certain && looks && !own && calendar::month(inside).is_none()).then(|| Agency::unknown(inside.trim()))
    })
}

fn is_name(text: &str) -> bool {
    let letters = |it: char| it.is_alphabetic() || matches!(it, ' ' | '-' | '.' | '\u{a0}');
    (2..=30).contains(&text.chars().count()) && text.chars().all(letters)
}

/// `KXYZ`: an American station's own name, in its own dateline, is no agency's.
fn is_call_sign(name: &str) -> bool {
    name.starts_with(['K', 'W']) && (3..=4).contains(&name.len()) && name.chars().all(|it| it.is_ascii_uppercase())
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

        check("MINSK, 3 October. /BELTA/. The talks go on.", Some(("MINSK", "10-03", "belta")));
        check("KYIV — The talks go on.", Some(("KYIV", "", "")));
    }

    #[test]
    fn datelines_of_many_forms_and_scripts() {
        check("(AFP) - ROMA, 03 OTT - Il traghetto torna sul mare.", Some(("ROMA", "10-03", "afp")));
        check("KYIV, Friday – The ferry has been seen again today.", Some(("KYIV", "", "")));
        check("WASHINGTON, Tuesday (Reuters) - The talks go on.", Some(("WASHINGTON", "", "reuters")));
        check("DENVER (KXYZ) – The ferry has been seen again today.", Some(("DENVER", "", "")));
        check("Berlin. Der Senat hat heute über die Fähre entschieden.", Some(("Berlin", "", "")));
        check("Berlin/Hamburg. Der Senat hat heute über die Fähre entschieden.", Some(("Berlin/Hamburg", "", "")));
        check("Berlin – Der Senat hat heute über die Fähre entschieden.", Some(("Berlin", "", "")));
        check("BRASÍLIA - O governo decidiu hoje sobre a balsa.", Some(("BRASÍLIA", "", "")));
        check("МИНСК, 3 октября /Корр. ТАСС/. Переговоры идут.", Some(("МИНСК", "10-03", "tass")));
        check("3 октября, Минск /Корр. ТАСС/. Переговоры идут.", Some(("Минск", "10-03", "tass")));
        check("新华社北京10月3日电 会谈继续", Some(("北京", "10-03", "xinhua")));
        check("（新华社北京10月3日电）会谈继续", Some(("北京", "10-03", "xinhua")));
        check("本报北京10月3日电 会谈继续", Some(("北京", "10-03", "")));
        check("【ソウル共同】会談は続いている。", Some(("ソウル", "", "kyodo")));
        check("［東京　３日　ロイター］ - 会談は続いている。", Some(("東京", "", "reuters")));
        check("(서울=연합뉴스) 홍길동 기자 = 회담이 계속됐다.", Some(("서울", "", "yonhap")));
        check("القاهرة (رويترز) - استمرت المحادثات اليوم", Some(("القاهرة", "", "reuters")));
    }

    #[test]
    fn labels_titles_and_speakers_are_no_datelines() {
        for label in [
            "UPDATE",
            "ANALYSIS",
            "EXKLUSIV",
            "BREAKING",
            "Kommentar",
            "СРОЧНО",
            "ОНОВЛЕНО",
            "VIDEO",
            "PODCAST",
            "SON DAKİKA",
        ] {
            check(&format!("{label} – The ferry has been seen again today."), None);
            check(&format!("{label}. The ferry has been seen again today."), None);
        }
        check("WATCH: The ferry has been seen again today.", None);
        check("SMITH: The ferry has been seen again today.", None);
        check("Published October 3, 2025 – The ferry has been seen again today.", None);
        check("BERLIN – THE FERRY IS BACK AGAIN", None);
        check("FILE - In this June 20, 2020 photo the ferry leaves.", None);
        check("London – the city of ferries – is waiting.", None);
        check("Sorry. The ferry has been seen again today by everybody.", None);
        check("الرئيس – استمرت المحادثات اليوم في القاهرة", None);
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
