//! Who wrote the article: the byline, and what the source says.

use crate::outlets::Outlets;
use crate::page::{Page, PageLine, Zone};

/// What a byline begins with, in lower case; longer ones first.
const STARTS: &[&str] = &[
    "written by ",
    "story by ",
    "report by ",
    "posted by ",
    "published by ",
    "text by ",
    "words by ",
    "reported by ",
    "by ",
    "by: ",
    "verfasst von ",
    "geschrieben von ",
    "ein artikel von ",
    "ein kommentar von ",
    "eine analyse von ",
    "kommentar von ",
    "text: ",
    "text von ",
    "autor: ",
    "autorin: ",
    "von: ",
    "von ",
    "escrito por ",
    "texto: ",
    "por: ",
    "por ",
    "écrit par ",
    "publié par ",
    "par: ",
    "par ",
    "di: ",
    "di ",
    "a cura di ",
    "door: ",
    "door ",
    "av: ",
    "av ",
    "af ",
    "tekst: ",
    "autor ",
    "автор: ",
    "авторка: ",
    "автор — ",
    "author: ",
    "authors: ",
    "yazan: ",
    "yazar: ",
    "napisał ",
    "napisała ",
];

/// Folded words that show that it is no person.
const NO_PERSON: &[&str] = &[
    "news",
    "service",
    "staff",
    "editor",
    "editors",
    "editorial",
    "team",
    "redaktion",
    "redaccion",
    "redaction",
    "redazione",
    "desk",
    "agencies",
    "agency",
    "agentur",
    "agenturen",
    "reporter",
    "reporters",
    "correspondent",
    "correspondents",
    "writer",
    "writers",
    "admin",
    "media",
    "press",
    "online",
    "web",
    "the",
    "bureau",
    "group",
    "board",
    "office",
    "offices",
    "редакция",
    "редакція",
    "agence",
    "unknown",
    "anonymous",
    "contributor",
    "contributors",
    "guest",
    "wire",
    "wires",
    "com",
    "webmaster",
    "user",
    "times",
    "post",
];

/// Titles before a name.
const TITLES: &[&str] =
    &["dr", "prof", "professor", "sir", "dame", "mr", "mrs", "ms", "hr", "fr", "ing", "mag", "dipl"];

/// The authors: those that the source names, then those of the byline.
pub(crate) fn find(named: &[String], page: &Page<'_>, outlets: &Outlets) -> Vec<String> {
    let mut authors = Vec::new();
    for text in named {
        let text = strip_start(text.trim()).unwrap_or(text.trim());
        // A source that names its authors may name them by one word.
        add(text, 1, outlets, &mut authors);
    }
    if authors.is_empty() {
        for (at, line) in page.lines.iter().enumerate() {
            if !line.bulleted && is_place_of_byline(page, at) {
                if let Some(text) = byline(line) {
                    add(text, 2, outlets, &mut authors);
                }
                if !authors.is_empty() {
                    break;
                }
            }
        }
    }
    authors
}

fn is_place_of_byline(page: &Page<'_>, at: usize) -> bool {
    match page.zone(at) {
        Zone::Head => true,
        Zone::Above(lines) => lines <= 2,
        Zone::Body => false,
        Zone::After(lines) => lines <= 3,
    }
}

/// The names in a byline, if the line is one.
fn byline<'a>(line: &PageLine<'a>) -> Option<&'a str> {
    if line.words > 25 || line.prose {
        return None;
    }
    let text = strip_start(line.text)?;
    let date = line.dates.first().map(|it| it.bytes.start + text.len()).and_then(|it| it.checked_sub(line.text.len()));
    let ends = [" - ", " – ", " — ", " | ", "|", "•", "·", "(", " on ", " am ", " le ", "\t", "/"];
    let end = ends.iter().filter_map(|it| text.find(it)).chain(date).min().unwrap_or(text.len());
    text.get(..end)
}

fn strip_start(text: &str) -> Option<&str> {
    STARTS.iter().find_map(|start| {
        let end = text.char_indices().map(|it| it.0).chain([text.len()]).nth(start.chars().count())?;
        (text[..end].to_lowercase() == **start).then_some(text[end..].trim_start())
    })
}

/// Adds the persons of a list of names that have no fewer words than `least`.
fn add(text: &str, least: usize, outlets: &Outlets, authors: &mut Vec<String>) {
    let mut list = text.replace([';', '&', '|', '\n'], ",");
    for joint in
        [" and ", " und ", " y ", " et ", " e ", " en ", " och ", " og ", " i ", " и ", " та ", " AND ", " ve "]
    {
        list = list.replace(joint, ",");
    }
    for name in list.split(',') {
        let words = name
            .split_whitespace()
            .map(|it| it.trim_matches(|it: char| !it.is_alphanumeric() && it != '.' && it != '’'));
        let is_title = |it: &str| TITLES.contains(&newsmill_text::fold(it.trim_end_matches('.')).as_str());
        let words: Vec<&str> = words.filter(|it| !it.is_empty()).skip_while(|it| is_title(it)).collect();
        let name = words.join(" ");
        if words.len() >= least
            && is_person(&words)
            && outlets.by_name(&name).is_none()
            && !authors.contains(&name)
            && authors.len() < 20
        {
            authors.push(name);
        }
    }
}

/// Whether these words can be a person's name: up to five, with capitals.
fn is_person(words: &[&str]) -> bool {
    const SMALL: &[&str] = &[
        "de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "dos", "ter",
        "zu", "y", "du",
    ];
    let capital = |it: &str| {
        it.chars().next().is_some_and(|it| it.is_uppercase() || it.is_alphabetic() && !newsmill_text::is_cased(it))
    };
    let letters = |it: char| it.is_alphabetic() || matches!(it, '.' | '-' | '’' | '\'' | '‑' | '\u{300}'..='\u{36F}');
    (1..=5).contains(&words.len())
        && words.iter().all(|it| (capital(it) || SMALL.contains(it)) && it.chars().all(letters))
        && words.first().is_some_and(|it| capital(it))
        && !words.iter().any(|it| NO_PERSON.contains(&newsmill_text::fold(it).as_str()))
        && words.iter().any(|it| it.chars().count() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsmill_stage::Article;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let body = "The ferry will run again from the first of May, the council of the island said on Tuesday.";
        let article = Article::from_text(&format!("Ferry to run again from May\n{line}\n{body}\n{body}"));
        assert_eq!(find(&[], &Page::of(&article), &crate::outlets::tests::small()), expected, "{line}");
    }

    #[test]
    fn bylines_of_many_languages() {
        check("By Jane Doe", &["Jane Doe"]);
        check("By ROSALIND PETTIBONE and Dr. John Roe, Staff Writer", &["ROSALIND PETTIBONE", "John Roe"]);
        check("Von Anna-Lena Krämer | 3. Oktober 2025", &["Anna-Lena Krämer"]);
        check("Por Juan de la Cruz", &["Juan de la Cruz"]);
        check("Par Élise Martin, le 3 octobre 2025", &["Élise Martin"]);
        check("Автор: Олена Коваль", &["Олена Коваль"]);
    }

    #[test]
    fn agencies_and_desks_are_no_authors() {
        check("By Reuters", &[]);
        check("By Jane Doe, AFP", &["Jane Doe"]);
        check("By Harbor News Service", &[]);
        check("By noon the ferry was full", &[]);
    }

    #[test]
    fn the_source_is_believed_before_the_byline() {
        let article = Article::from_text("By Jane Doe");
        let named = ["By Max Roe".to_owned(), "https://example.com/max".to_owned()];
        assert_eq!(find(&named, &Page::of(&article), &Outlets::default()), ["Max Roe"]);
    }
}
