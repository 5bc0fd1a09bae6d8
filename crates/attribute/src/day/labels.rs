//! The words beside a date that say what it is the date of.

use newsmill_text::fold;

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

/// Starts of words, folded.
const PUBLISHED: &[&str] = &[
    "publish",
    "posted",
    "veroffentlich",
    "erstellt",
    "publicad",
    "publie",
    "publicat",
    "pubblicat",
    "gepubliceerd",
    "geplaatst",
    "opublikowan",
    "publikac",
    "dodano",
    "опубликован",
    "публикац",
    "опублікован",
    "публікац",
    "yayin",
    "yayım",
    "giris",
    "publicerad",
    "publisert",
    "publiceret",
    "udgivet",
    "julkaistu",
    "publikovan",
    "zverejnen",
    "megjelen",
    "kozzetev",
    "δημοσι",
    "postado",
    "postat",
    "objavljen",
    "objavlje",
    "публикуван",
    "пост",
    "eingestellt",
    "lisatud",
    "paskelbta",
    "publicets",
    "diterbitkan",
    "terbit",
    "dang",
    "ngay",
    "نشر",
    "النشر",
    "פורסם",
    "발행",
    "입력",
    "등록",
    "승인",
    "公開",
    "発行",
    "発布",
    "发布",
    "發布",
    "配信",
    "掲載",
    "प्रकाशित",
];

/// Words that name a date without saying which; most often it is that of publication.
const DATED: &[&str] = &[
    "created",
    "released",
    "verfasst",
    "online",
    "date",
    "datum",
    "fecha",
    "data",
    "дата",
    "tarih",
    "filed",
    "issued",
    "ecrit",
    "escrito",
    "written",
    "vom",
    "erschien",
    "erscheinung",
    "skapad",
    "oprettet",
];

const UPDATED: &[&str] = &[
    "updat",
    "modif",
    "actuali",
    "aktuali",
    "mise",
    "maj",
    "aggiorna",
    "bijgewerkt",
    "gewijzigd",
    "обновлен",
    "изменен",
    "оновлен",
    "guncel",
    "uppdaterad",
    "oppdatert",
    "opdateret",
    "paivitetty",
    "zmenen",
    "frissit",
    "edited",
    "stand",
    "geandert",
    "bearbeitet",
    "revised",
    "atualiza",
    "senast",
    "atnaujinta",
    "uuendatud",
    "تحديث",
    "محدثة",
    "수정",
    "更新",
    "последн",
    "diperbarui",
    "changed",
];

const OTHER: &[&str] = &[
    "copyright",
    "©",
    "archiv",
    "saved",
    "accessed",
    "retrieved",
    "abgerufen",
    "until",
    "bis",
    "expire",
    "valid",
    "gultig",
    "seit",
    "since",
    "born",
    "geboren",
    "deadline",
    "founded",
    "wazna",
    "cached",
    "visited",
    "consult",
    "joined",
    "registr",
    "captured",
    "gespeichert",
    "gesichert",
    "dostep",
    "letoltve",
    "проверен",
    "сохранен",
];

/// Words that may stand beside a date without saying anything of it.
const FILLERS: &[&str] = &[
    "uhr", "um", "at", "on", "am", "pm", "a", "m", "p", "h", "le", "el", "la", "il", "the", "den", "der", "gmt", "utc",
    "est", "edt", "et", "pst", "pdt", "pt", "cet", "cest", "mez", "mesz", "bst", "ist", "msk", "мск", "г", "года",
    "год", "року", "р", "в", "о", "klo", "kl", "godz", "ore", "alle", "as", "hs", "hrs", "h", "min", "d", "de", "del",
    "to", "of", "o'clock", "дня", "日", "年", "月", "분", "시", "일", "clock", "local", "time", "eastern", "central",
    "pacific", "os", "à", "a", "das", "th", "st", "nd", "rd",
];

/// What the words before a date (nearest last) say that it is the date of.
pub(crate) fn before(text: &str) -> Option<Label> {
    let text = last(text, 60);
    if text.contains('©') {
        return Some(Label::Other);
    }
    // Drupal's German for "Submitted by": no page was saved.
    if fold(text).contains("gespeichert von") {
        return Some(Label::Published);
    }
    let words = text.split(|it: char| it.is_whitespace() || ":|/,()[]•·–—".contains(it)).filter(|it| !it.is_empty());
    words.rev().take(6).find_map(of_word)
}

/// What the words right after a date say; only that of a change stands there.
pub(crate) fn after(text: &str) -> Option<Label> {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.take(3).find_map(of_word).filter(|it| *it == Label::Updated)
}

fn of_word(word: &str) -> Option<Label> {
    let word = fold(word);
    let word = word.trim_matches(|it: char| !it.is_alphanumeric());
    let starts = |list: &[&str]| list.iter().any(|it| if it.len() <= 4 { word == *it } else { word.starts_with(*it) });
    let lists =
        [(UPDATED, Label::Updated), (OTHER, Label::Other), (PUBLISHED, Label::Published), (DATED, Label::Dated)];
    lists.into_iter().find(|(list, _)| starts(list)).map(|it| it.1)
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
    let to = (0..=bytes.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    &text[..to]
}

fn last(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let from = (from..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
    &text[from..]
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
    }

    #[test]
    fn the_nearest_label_counts() {
        check("Aktualizacja: , Publikacja: ", Some(Label::Published));
        check("Published / Updated ", Some(Label::Updated));
    }
}
