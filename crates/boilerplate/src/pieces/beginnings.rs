//! What is glued to the first sentence of a line: a stamp, counts of shares, a photo's credit.

use std::ops::Range;
use std::sync::LazyLock;

use crate::phrases::{CALENDAR, CREDITS, SHARE, STAMPS, Weight};
use crate::proof::STOPS;
use crate::words::{Words, count, words_of};

/// What may part a piece from the sentence after it.
const GAP: &[char] = &[' ', '\u{a0}', '\t', '|', '-', '–', '—', ',', ':'];

/// ` date 2022-09-30 ` before the first sentence; `Updated 3 March 2024, 10:15 | `, too.
pub(super) fn stamp(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_start();
    if !trimmed.starts_with(|it: char| it.is_ascii_digit()) && !STAMPS.may_begin(head(trimmed)) {
        return None;
    }
    let start = text.len() - trimmed.len();
    let words = Words::of(head(trimmed));
    let length = STAMPS.at(&words, 0, Weight::Any);
    let mut at = start;
    if let Some(bytes) = length.checked_sub(1).and_then(|it| words.bytes(it)) {
        at += bytes.end;
        at += text[at..].len() - text[at..].trim_start_matches([':', '：', ' ', '\u{a0}', '\t']).len();
    }
    let day = match day_in_figures(&text[at..], length > 0) {
        Some(it) => at + it,
        None => start + day_in_words(trimmed, &words, length)?,
    };
    let rest = text[day..].trim_start_matches(GAP);
    // Only what begins anew after it is text with a stamp on it.
    let goes_on = rest.starts_with(|it: char| it.is_alphanumeric() || "\"“„«'‘(¿¡「『".contains(it));
    let is_sure = !rest.starts_with(char::is_lowercase);
    (goes_on && is_sure && rest.len() < text[day..].len()).then(|| 0..text.len() - rest.len())
}

/// The length of `2022-09-30`, with an hour after it if there is one. Days that are written in
/// other ways are stamps only where they are called so.
fn day_in_figures(text: &str, is_called_so: bool) -> Option<usize> {
    let fits = |text: &str, pattern: &str| {
        let fits = |(it, like): (u8, u8)| if like == b'0' { it.is_ascii_digit() } else { it == like };
        text.len() >= pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
    };
    let others = ["00.00.0000", "00/00/0000", "00-00-0000", "0000/00/00", "0000.00.00"];
    let is_day = fits(text, "0000-00-00") || (is_called_so && others.iter().any(|it| fits(text, it)));
    if !is_day {
        return None;
    }
    let hour = &text[10..];
    let hours = ["T00:00:00", " 00:00:00", "T00:00", " 00:00", ", 00:00", " 00.00"];
    let length = hours.iter().find(|it| fits(hour, it)).map_or(0, |it| it.len());
    let zone = &hour[length..];
    let zone = match length {
        0 => 0,
        _ if zone.starts_with('Z') => 1,
        _ if fits(zone, "+00:00") || fits(zone, "-00:00") => 6,
        _ => 0,
    };
    Some(10 + length + zone)
}

/// The length of `Updated 3 March 2024, 10:15 GMT`: called a stamp, with a day, a year and an hour,
/// and with a mark after it or a capital.
fn day_in_words(text: &str, words: &Words, called: usize) -> Option<usize> {
    let numbers = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    let is_of_it = |it: &usize| words.get(*it).is_some_and(|it| numbers(it) || CALENDAR.begin(it));
    let end = (called..words.len()).find(|it| !is_of_it(it))?;
    let is_year = |it: &str| it.len() == 4 && (it.starts_with("19") || it.starts_with("20"));
    let said: Vec<&str> = (called..end).filter_map(|it| words.get(it)).collect();
    let figures = said.iter().filter(|it| numbers(it)).count();
    let has_day = said.iter().any(|it| is_year(it)) && said.len() > figures;
    let after = words.bytes(end.checked_sub(1)?)?.end;
    let gap: &str = &text[after..words.bytes(end)?.start];
    let is_marked = gap.contains(['|', '–', '—', '•', '-']);
    let begins_large = text[after + gap.len()..].starts_with(char::is_uppercase) && !gap.contains(',');
    (called > 0 && has_day && figures >= 4 && (is_marked || begins_large)).then_some(after)
}

/// `12 Shares Share Tweet ` before the first sentence, and `3 min read `.
pub(super) fn counts(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_start();
    if !trimmed.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let start = text.len() - trimmed.len();
    let words = Words::of(head(trimmed));
    let figures = (0..words.len()).take_while(|it| words.get(*it).is_some_and(is_count)).count();
    let (mut place, mut phrases, mut shares) = (figures, 0, false);
    loop {
        let length = SHARE.at(&words, place, Weight::Any);
        // A button begins large; "min read" is the only one that does not.
        let bytes = words.bytes(place)?;
        let is_button = !trimmed[bytes.start..].starts_with(char::is_lowercase) || is_reading_time(&words, place);
        // "The" and "All" are on buttons, too, and begin sentences.
        let is_small = words.get(place).is_some_and(|it| it.len() <= 3 && !matches!(it, "x" | "vk" | "pin" | "sms"));
        if length == 0 || !is_button || (length == 1 && is_small && !is_reading_time(&words, place)) {
            break;
        }
        phrases += 1;
        shares |= words.get(place).is_some_and(|it| SHARES.iter().any(|start| it.starts_with(start)));
        place += length;
    }
    let from = words.bytes(place)?.start;
    let rest = &trimmed[from..];
    let is_counted = figures > 0 && ((phrases > 1 && shares) || says_what_is_counted(&words, figures));
    let is_sentence = count(rest) >= 6 && rest.trim_end().ends_with(STOPS);
    let begins = !rest.starts_with(char::is_lowercase);
    (phrases > 0 && is_counted && is_sentence && begins).then_some(0..start + from)
}

/// `12`, `1.2` and `2K` are counts; `2024` is a year as well.
fn is_count(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && (word.len() == digits || matches!(&word[digits..], "k" | "m"))
}

fn is_reading_time(words: &Words, place: usize) -> bool {
    matches!((words.get(place), words.get(place + 1)), (Some("min" | "mins" | "minute" | "minutes"), Some("read")))
        || (words.get(place) == Some("read") && place > 0 && is_reading_time(words, place - 1))
}

/// Starts of the words on buttons that ask the reader to share: names of sites begin sentences, too.
const SHARES: &[&str] = &[
    "share",
    "tweet",
    "retweet",
    "teilen",
    "partag",
    "compart",
    "condivid",
    "partilh",
    "delen",
    "udostep",
    "podziel",
    "подел",
    "поділ",
    "paylas",
    "sdilet",
    "zdiel",
    "megoszt",
    "distribui",
];

/// What sites count, where it is no button as well.
fn says_what_is_counted(words: &Words, place: usize) -> bool {
    const COUNTED: &[&str] = &[
        "shares",
        "likes",
        "views",
        "retweets",
        "partages",
        "vues",
        "compartidos",
        "condivisioni",
        "просмотров",
        "переглядів",
        "udostepnien",
        "paylasim",
        "goruntulenme",
        "aufrufe",
        "delinger",
        "delningar",
    ];
    is_reading_time(words, place) || words.get(place).is_some_and(|it| COUNTED.contains(&it))
}

/// Agencies that end a photo's credit, folded.
const AGENCIES: &[&str] = &[
    "reuters",
    "afp",
    "ap",
    "dpa",
    "epa",
    "efe",
    "ansa",
    "getty images",
    "getty",
    "shutterstock",
    "bloomberg",
    "tass",
    "тасс",
    "риа новости",
    "интерфакс",
    "уніан",
    "унiан",
    "унн",
    "укрінформ",
    "ukrinform",
    "xinhua",
    "新华社",
    "kyodo",
    "共同",
    "時事",
    "yonhap",
    "연합뉴스",
    "pap",
    "ctk",
    "tasr",
    "mti",
    "agerpres",
    "tanjug",
    "танјуг",
    "hina",
    "бта",
    "ntb",
    "tt",
    "ritzau",
    "ritzau scanpix",
    "scanpix",
    "lehtikuva",
    "anadolu",
    "anadolu agency",
    "aa",
    "imago",
    "picture alliance",
    "zuma",
    "zuma press",
    "alamy",
    "unsplash",
    "pixabay",
    "wikimedia commons",
    "the canadian press",
    "press association",
    "pa",
    "antara",
    "ttxvn",
    "رويترز",
    "أ ف ب",
    "ایرنا",
    "پیام",
];

/// `Photo: Jane Doe/Reuters ` before a paragraph: the credit ends with the agency.
pub(super) fn credit(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_start();
    if !CREDITS.may_begin(head(trimmed)) {
        return None;
    }
    let start = text.len() - trimmed.len();
    let words = Words::of(head(trimmed));
    let length = CREDITS.at(&words, 0, Weight::Any);
    let opening = words.bytes(length.checked_sub(1)?)?.end;
    if !trimmed[opening..].trim_start().starts_with([':', '：']) {
        return None;
    }
    let last = (length..words.len().min(length + 10)).filter_map(|it| Some(it + agency(&words, it)?)).max()?;
    let end = words.bytes(last.checked_sub(1)?)?.end;
    let rest = trimmed[end..].trim_start_matches([' ', '\u{a0}', '\t', '.', '|', ')', '–', '—']);
    let is_parted = rest.len() < trimmed.len() - end;
    let is_paragraph = count(rest) >= 8 && rest.trim_end().ends_with(STOPS);
    let begins = !rest.starts_with(char::is_lowercase)
        && rest.starts_with(|it: char| it.is_alphanumeric() || "\"“„«".contains(it));
    (is_parted && is_paragraph && begins).then(|| 0..start + trimmed.len() - rest.len())
}

/// How many words the agency's name has that stands here.
fn agency(words: &Words, place: usize) -> Option<usize> {
    static NAMES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| AGENCIES.iter().map(|it| words_of(it)).collect());
    let fits = |name: &&Vec<String>| name.iter().enumerate().all(|(next, it)| words.get(place + next) == Some(it));
    NAMES.iter().filter(fits).map(Vec::len).max()
}

/// The beginning of a text: nothing that is glued to a sentence, or that begins one, is longer.
pub(super) fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(160)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let piece = stamp(text).or_else(|| counts(text)).or_else(|| credit(text));
        assert_eq!(&text[piece.map_or(0, |it| it.end)..], expected);
    }

    #[track_caller]
    fn stays(text: &str) {
        check(text, text);
    }

    #[test]
    fn a_stamp_glued_to_the_first_sentence() {
        check(" date 2022-09-30 The mayor spoke.", "The mayor spoke.");
        check("2022-09-30T10:15:00Z The mayor spoke.", "The mayor spoke.");
        check("Дата: 2022-09-30 «Міст» відкрито.", "«Міст» відкрито.");
        check("Publikováno: 30.09.2022 10:15 Starostka promluvila.", "Starostka promluvila.");
        check("Updated 3 March 2024, 10:15 GMT The mayor spoke.", "The mayor spoke.");
        check("Обновлено: 3 марта 2024, 10:15 | Мэр выступила.", "Мэр выступила.");
    }

    #[test]
    fn a_day_that_belongs_to_the_sentence_stays() {
        stays("date palms bear fruit in 2022-09-30.");
        stays("2022-09-30 was a Friday.");
        stays("30.09.2022 Uhr und Ort stehen fest.");
        stays("Vom 01.10.2022 bis 31.12.2022 bleibt die Brücke gesperrt.");
        stays("Published 2022-09-30 in Nature, the study names nobody.");
        stays("Published on 3 March 2024, The Gazette's report names nobody.");
        stays("Updated in 2024 The Gazette's list names nobody.");
    }

    #[test]
    fn counts_glued_to_the_first_sentence() {
        check("12 Shares The mayor spoke of the bridge on Monday.", "The mayor spoke of the bridge on Monday.");
        check("3 min read The mayor spoke of the bridge on Monday.", "The mayor spoke of the bridge on Monday.");
        check("1.2K Share Tweet The mayor spoke of the bridge today.", "The mayor spoke of the bridge today.");
        stays("12 shares of the harbor company were sold on Monday.");
        stays("3 Facebook Messenger users sue the town over the bridge.");
        stays("40 views of the old town are on show in the library.");
        stays("5 Google News Nutzer klagten am Montag gegen die Stadt.");
        stays("12 people spoke of the bridge on Monday in the town.");
    }

    #[test]
    fn a_credit_before_a_paragraph() {
        let paragraph = "The mayor spoke of the old bridge on Monday.";
        check(&format!("Photo: Jane Doe/Reuters {paragraph}"), paragraph);
        check(&format!("Foto: Jan Petersen / picture alliance {paragraph}"), paragraph);
        stays("Photo: Jane Doe spoke of the old bridge on Monday to the council.");
        stays("Photos of the Reuters archive show the bridge as it was in winter.");
    }
}
