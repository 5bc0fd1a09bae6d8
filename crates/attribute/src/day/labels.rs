//! The words beside a date that say what it is the date of.

mod words;

use std::sync::LazyLock;

use newsmill_text::{Script, fold};

use self::words::{AFTER, BEFORE};
use crate::calendar::Starts;

/// What a date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// Its publication.
    Published,
    /// Its own, most likely: "Date: …".
    Dated,
    /// Its last change.
    Updated,
    /// Something else: a copyright, an archive's visit, a deadline.
    Other,
}

/// Words that may stand beside a date without saying anything of it.
const FILLERS: &[&str] = &[
    "uhr", "um", "at", "on", "am", "pm", "a", "m", "p", "h", "le", "el", "la", "il", "the", "den", "der", "gmt", "utc",
    "est", "edt", "et", "pst", "pdt", "pt", "cet", "cest", "mez", "mesz", "bst", "ist", "msk", "мск", "г", "года",
    "год", "року", "р", "в", "о", "klo", "kl", "godz", "ore", "alle", "as", "hs", "hrs", "h", "min", "d", "de", "del",
    "to", "of", "o'clock", "дня", "日", "年", "月", "분", "시", "일", "clock", "local", "time", "eastern", "central",
    "pacific", "os", "à", "a", "das", "th", "st", "nd", "rd",
];

static BEFORE_A_DATE: LazyLock<Starts<Label>> = LazyLock::new(|| phrases(BEFORE));
static AFTER_A_DATE: LazyLock<Starts<Label>> = LazyLock::new(|| phrases(AFTER));

fn phrases(table: &[(Label, &[(&str, &str)])]) -> Starts<Label> {
    let rows = table.iter().flat_map(|(label, rows)| rows.iter().map(|row| (*label, row.1)));
    let words = rows.flat_map(|(label, words)| words.split('|').map(move |it| (fold(it), label)));
    // Where a word is in two lists, that of a change counts, then that of something else.
    let mut words: Vec<(String, Label)> = words.collect();
    words.sort_by_key(|it| {
        [Label::Updated, Label::Other, Label::Published, Label::Dated].iter().position(|of| *of == it.1)
    });
    Starts::of(words.into_iter())
}

/// Characters that part the words beside a date.
const PARTING: &str = ":：|/,，()（）[]【】•·–—";

/// What the words before a date (nearest last) say that it is the date of.
pub(crate) fn before(text: &str) -> Option<Label> {
    let text = fold(last(text, 60));
    if text.contains('©') {
        return Some(Label::Other);
    }
    let parts = |it: char| it.is_whitespace() || PARTING.contains(it);
    let mut end = text.len();
    let (mut found, mut apart): (Option<(usize, Label)>, bool) = (None, false);
    for _ in 0..6 {
        let word = text[..end].trim_end_matches(parts);
        apart |= found.is_some() && text[word.len()..end].contains(|it: char| PARTING.contains(it));
        let dated = found.is_some_and(|it| it.1 == Label::Dated);
        if word.is_empty() {
            break;
        }
        let start = word.rfind(parts).map_or(0, |it| it + word[it..].chars().next().map_or(1, char::len_utf8));
        if let Some((length, label)) = in_word(&BEFORE_A_DATE, &text[start..], word.len() - start) {
            // `Publication date`: the words that belong to "date" say which. `Last update`,
            // `등록(발행)`: what begins before the nearest word and reaches into it says more.
            let says_more = |(at, _)| start + length > at || dated && !apart;
            if found.is_none_or(says_more) {
                found = Some((start, label));
            }
        }
        end = start;
    }
    found.map(|it| it.1)
}

/// What the words right after a date say, up to the next date or the end of the line.
pub(crate) fn after(text: &str) -> Option<Label> {
    let text = fold(first(text, 60));
    let mut rest = text.as_str();
    for _ in 0..3 {
        rest = rest.trim_start_matches(|it: char| !it.is_alphanumeric());
        let length = rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len());
        let changed = || in_word(&BEFORE_A_DATE, rest, length).filter(|it| it.1 == Label::Updated);
        if let Some((_, label)) = in_word(&AFTER_A_DATE, rest, length).or_else(changed) {
            return (!is_of_the_next(&rest[length..])).then_some(label);
        }
        rest = &rest[length..];
    }
    None
}

/// Whether a label that is followed by this belongs to the next date: a colon, or nothing but
/// small words and the space before it. Lines have no space at their ends.
fn is_of_the_next(after: &str) -> bool {
    let next = after.trim_start_matches(|it: char| it.is_whitespace() || it.is_alphabetic() && is_unspaced(it));
    if next.starts_with([':', '：']) || next.starts_with(|it: char| it.is_numeric()) {
        return true;
    }
    let mut words = after.split_whitespace();
    after.ends_with(char::is_whitespace) && words.all(|it| FILLERS.contains(&it))
}

/// The label that a text starts with; in scripts without spaces, the one that its first word has anywhere.
fn in_word(labels: &Starts<Label>, text: &str, word: usize) -> Option<(usize, Label)> {
    let starts = |text: &str, word: usize| {
        let fits = |it: &str| {
            let short = it.chars().count() <= 4 && it.chars().all(newsmill_text::is_cased);
            !short || word == it.len()
        };
        labels.longest(text, fits).map(|it| (it.0.len(), *it.1))
    };
    if text[..word].contains(is_unspaced) {
        // The last label in the word is the nearest one, but `日` says little after `更新`.
        let places = text[..word].char_indices().rev().take(40).filter(|(_, it)| is_unspaced(*it));
        let found: Vec<(usize, Label)> = places.filter_map(|(at, _)| starts(&text[at..], word - at)).collect();
        return found.iter().find(|it| it.1 != Label::Dated).or(found.first()).copied();
    }
    let inner = text.find(char::is_alphanumeric).filter(|it| *it < word).unwrap_or(0);
    let ends = text[..word].trim_end_matches(|it: char| !it.is_alphanumeric()).len();
    starts(&text[inner..], ends.saturating_sub(inner))
}

fn is_unspaced(it: char) -> bool {
    Script::of(it).is_some_and(Script::is_unspaced)
}

/// What a sentence about the article itself says before its date: `This entry was posted on …`.
pub(crate) fn in_sentence(text: &str) -> Option<Label> {
    const STARTS: &[&str] = &[
        "this entry was",
        "this article was",
        "this story was",
        "this post was",
        "dieser beitrag wurde",
        "der beitrag wurde",
        "dieser artikel wurde",
        "dieser eintrag wurde",
        "cet article a ete",
        "este articulo fue",
        "esta entrada fue",
        "questo articolo e stato",
        "este artigo foi",
        "an earlier version of this",
        "originally published",
        "first published",
        "a version of this article",
    ];
    let start = fold(first(text, 60));
    STARTS.iter().any(|it| start.starts_with(it)).then_some(Label::Published)
}

/// The words of a line apart from its dates and from what says nothing.
pub(crate) fn residue(line: &crate::page::PageLine<'_>) -> usize {
    let mut words = 0;
    let mut at = 0;
    let ends = line.dates.iter().map(|it| (it.bytes.start, it.bytes.end)).chain([(line.text.len(), line.text.len())]);
    for (start, end) in ends {
        let piece = line.text.get(at..start).unwrap_or_default();
        let pieces = piece.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty());
        words +=
            pieces.filter(|it| !FILLERS.contains(&fold(it).as_str()) && crate::calendar::weekday(it).is_none()).count();
        at = end;
    }
    words
}

fn first(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

fn last(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Label>) {
        assert_eq!(before(text), expected, "{text}");
    }

    #[test]
    fn labels_of_many_languages() {
        check("Published: ", Some(Label::Published));
        check("Veröffentlicht am ", Some(Label::Published));
        check("Publié le ", Some(Label::Published));
        check("Опубліковано ", Some(Label::Published));
        check("Dernière mise à jour : ", Some(Label::Updated));
        check("Last updated on ", Some(Label::Updated));
        check("© ", Some(Label::Other));
        check("Archived from the original on ", Some(Label::Other));
        check("By Jane Doe ", None);
        check("最后更新时间：", Some(Label::Updated));
        check("公開日：", Some(Label::Published));
        check("最終更新日 ", Some(Label::Updated));
        check("기사입력 ", Some(Label::Published));
        check("เผยแพร่เมื่อ ", Some(Label::Published));
        check("วันที่เผยแพร่ ", Some(Label::Published));
        check("Cập nhật lúc ", Some(Label::Updated));
        check("Ngày đăng: ", Some(Label::Published));
        check("Julkaistu ", Some(Label::Published));
        check("Päivitetty ", Some(Label::Updated));
        check("Frissítve: ", Some(Label::Updated));
        check("Son güncelleme: ", Some(Label::Updated));
        check("تاريخ النشر: ", Some(Label::Published));
        check("آخر تحديث: ", Some(Label::Updated));
        check("प्रकाशित: ", Some(Label::Published));
        check("হালনাগাদ: ", Some(Label::Updated));
        check("פורסם בתאריך ", Some(Label::Published));
        check("Imechapishwa ", Some(Label::Published));
        check("Zuletzt aktualisiert am ", Some(Label::Updated));
        check("Erişim tarihi: ", Some(Label::Other));
        check("Publication date: ", Some(Label::Published));
        check("Updated by Jane, date: ", Some(Label::Dated));
        check("등록(발행)일자 : ", Some(Label::Other));
        check("Date of last revision: ", Some(Label::Dated));
        check("更新时间：", Some(Label::Updated));
        check("截至", Some(Label::Other));
        check("Gespeichert von Redaktion am ", Some(Label::Published));
    }

    #[track_caller]
    fn check_after(text: &str, expected: Option<Label>) {
        assert_eq!(after(text), expected, "{text}");
    }

    #[test]
    fn some_languages_put_labels_after_the_date() {
        check_after(" 公開", Some(Label::Published));
        check_after(" 입력", Some(Label::Published));
        check_after(" tarihinde güncellendi", Some(Label::Updated));
        check_after(" tarihinde yayınlandı", Some(Label::Published));
        check_after(" megjelent", Some(Label::Published));
        check_after(" को प्रकाशित", Some(Label::Published));
        check_after(" (updated)", Some(Label::Updated));
        check_after(" Jane Doe", None);
    }

    #[test]
    fn a_label_before_the_next_date_is_that_dates() {
        check_after(" Updated: ", None);
        check_after(", aktualisiert am ", None);
        check_after(" | Päivitetty ", None);
        check_after("（最終更新 1/14 21:17） 789文字", None);
    }

    #[test]
    fn the_nearest_label_counts() {
        check("Aktualizacja: , Publikacja: ", Some(Label::Published));
        check("Published / Updated ", Some(Label::Updated));
    }
}
