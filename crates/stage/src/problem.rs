//! What can be wrong with `pipeline.toml`, shown where it is wrong.

use std::fmt;
use std::ops::Range;

/// Something wrong in `pipeline.toml`, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, and the remedy.
    pub message: String,
    /// Where, in bytes of the file.
    pub span: Option<Range<usize>>,
}

impl Problem {
    /// At this place.
    pub fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), span: Some(span) }
    }

    /// A name that is not known, with the nearest one that is.
    pub fn unknown<'a>(what: &str, name: &str, span: Range<usize>, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let hint = match nearest(name, known.iter().copied()) {
            Some(it) => format!("did you mean `{it}`?"),
            None if known.is_empty() => format!("there is no {what} at all here"),
            None => format!("there are: {}", known.join(", ")),
        };
        Self::at(span, format!("there is no {what} called `{name}`; {hint}"))
    }

    /// As it is shown to the user: path, line and column, and the line itself.
    pub fn show(&self, path: &str, text: &str) -> String {
        let Some(span) = self.span.clone().filter(|it| text.is_char_boundary(it.start)) else {
            return format!("{path}: {}", self.message);
        };
        let start = text[..span.start].rfind('\n').map_or(0, |it| it + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let number = text[..start].matches('\n').count() + 1;
        let column = text[start..span.start].chars().count();
        let marked = text.get(span).unwrap_or_default();
        let width = marked.lines().next().unwrap_or_default().chars().count().max(1);
        let gutter = number.to_string().len();
        format!(
            "{path}:{number}:{}: {}\n{:gutter$} |\n{number} | {line}\n{:gutter$} | {:column$}{}",
            column + 1,
            self.message,
            "",
            "",
            "",
            "^".repeat(width),
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl From<toml::de::Error> for Problem {
    /// The parser's own words, with the nearest right name where it names the keys it knows.
    fn from(error: toml::de::Error) -> Self {
        let message = error.message();
        let mut names = message.split('`').skip(1).step_by(2);
        let span = error.span();
        match (message.starts_with("unknown field"), names.next(), span) {
            (true, Some(name), Some(span)) => Self::unknown("key", name, span, names),
            (.., span) => Self { message: message.to_owned(), span },
        }
    }
}

/// The known name that is most like this one, if one is like it at all.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let likely = |it: &&str| distance(it, name) <= 1 + name.chars().count() / 4;
    known.into_iter().filter(likely).min_by_key(|it| distance(it, name))
}

/// The number of letters to change to get from one word to the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_shown_and_the_place_is_marked() {
        let text = "[input]\npaht = \"x\"\n";
        let problem = Problem::unknown("key", "paht", 8..12, ["path", "keep"]);
        let expected =
            "pipeline.toml:2:1: there is no key called `paht`; did you mean `path`?\n  |\n2 | paht = \"x\"\n  | ^^^^";
        assert_eq!(problem.show("pipeline.toml", text), expected);
    }

    #[test]
    fn a_name_like_no_other_gets_the_list() {
        let problem = Problem::unknown("stage", "translate", 0..1, ["repair", "dedupe"]);
        assert_eq!(problem.message, "there is no stage called `translate`; there are: repair, dedupe");
    }
}
