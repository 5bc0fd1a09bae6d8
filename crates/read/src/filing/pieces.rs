//! A name of a path pattern, `{outlet}_*{date}`, as a regular expression.

use newsmill_stage::nearest;

/// What a place can tell, and what that looks like; `published` is another name of `date`.
const PLACEHOLDERS: [(&str, Looks); 8] = [
    ("outlet", Looks::Word),
    ("date", Looks::Day),
    ("published", Looks::Day),
    ("crawled", Looks::Day),
    ("year", Looks::Digits("[0-9]{4}")),
    ("month", Looks::Digits("1[0-2]|0?[1-9]")),
    ("day", Looks::Digits("[12][0-9]|3[01]|0?[1-9]")),
    ("language", Looks::Word),
];

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Looks {
    /// Any letters of a name.
    Word,
    /// A day of the calendar, of which no digit is next to it, but those of a time.
    Day,
    /// Digits that look so.
    Digits(&'static str),
}

/// The time that may follow a day: hours, minutes, seconds.
const TIME: &str = "(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?";

/// A piece of a name in a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'a> {
    Letters(&'a str),
    Star,
    Placeholder(&'static str, Looks),
}

/// Adds a name of the pattern to the expression.
pub(super) fn add(name: &str, regex: &mut String, names: &mut Vec<&str>) -> Result<(), String> {
    let pieces = pieces(name)?;
    for (at, piece) in pieces.iter().enumerate() {
        match *piece {
            Piece::Letters(letters) => *regex += &regex::escape(letters),
            Piece::Star => *regex += &star(&pieces, at),
            Piece::Placeholder(name, looks) => {
                if names.contains(&name) {
                    return Err(format!("has `{{{name}}}` twice"));
                }
                names.push(name);
                let form = match looks {
                    Looks::Word => word(&pieces, at),
                    Looks::Day => any_day(),
                    Looks::Digits(form) => form.to_owned(),
                };
                *regex += &format!("(?<{name}>{form})");
            }
        }
    }
    Ok(())
}

fn pieces(name: &str) -> Result<Vec<Piece<'_>>, String> {
    let (mut pieces, mut rest) = (Vec::new(), name);
    while let Some(at) = rest.find(['*', '{', '}']) {
        pieces.extend((at > 0).then_some(Piece::Letters(&rest[..at])));
        let (sign, after) = rest[at..].split_at(1);
        rest = match sign {
            "*" => {
                pieces.push(Piece::Star);
                after
            }
            "{" => {
                let end = after.find('}').ok_or_else(|| "has a `{` without its `}`".to_owned())?;
                let (placeholder, looks) = placeholder(&after[..end])?;
                pieces.push(Piece::Placeholder(placeholder, looks));
                &after[end + 1..]
            }
            _ => return Err("has a `}` without its `{`".to_owned()),
        };
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Letters(rest)));
    Ok(pieces)
}

/// Whether it stands for a day.
fn a_day(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Placeholder(_, Looks::Day))
}

/// As little of a name as will do: of several days in a name the first holds. Beside a day it has no
/// digit, as that would be another number's: a regular expression of linear time cannot look around.
fn star(pieces: &[Piece<'_>], at: usize) -> String {
    let after_day = at.checked_sub(1).and_then(|it| pieces.get(it)).is_some_and(a_day);
    let before_day = pieces.get(at + 1).is_some_and(a_day);
    match (after_day, before_day) {
        (false, false) => "[^/]*?".to_owned(),
        (false, true) => "(?:[^/]*?[^/0-9])??".to_owned(),
        (true, false) => format!("(?:{TIME})?(?:[^/0-9][^/]*?)??"),
        (true, true) => format!("(?:{TIME})?[^/0-9](?:[^/]*?[^/0-9])??"),
    }
}

/// A word ends where what follows begins first, but before a `*` not until it must. Between it and a
/// day, a `*` may stand for nothing.
fn word(pieces: &[Piece<'_>], at: usize) -> String {
    let (before, after) = (&pieces[..at], &pieces[at + 1..]);
    let is_no_star = |it: &&Piece<'_>| **it != Piece::Star;
    let after_day = before.iter().rev().find(is_no_star).is_some_and(a_day);
    let before_day = after.iter().find(is_no_star).is_some_and(a_day);
    let lazily = if after.first() == Some(&Piece::Star) { "" } else { "?" };
    match (after_day, before_day) {
        (false, false) => format!("[^/]+{lazily}"),
        (false, true) => format!("[^/]*{lazily}[^/0-9]"),
        (true, false) => format!("[^/0-9][^/]*{lazily}"),
        (true, true) => format!("[^/0-9](?:[^/]*{lazily}[^/0-9])?{lazily}"),
    }
}

/// The days that the calendar has, since there are newspapers. As the expression knows them, it goes on
/// to the next number where one is no day.
fn any_day() -> String {
    let leap = "(?:1[6-9]|2[01])(?:0[48]|[2468][048]|[13579][26])|(?:16|20)00";
    let forms = ["-", "_", ""].map(|it| {
        let long = format!("(?:0[13578]|1[02]){it}(?:0[1-9]|[12][0-9]|3[01])");
        let short = format!("(?:0[469]|11){it}(?:0[1-9]|[12][0-9]|30)");
        let february = format!("02{it}(?:0[1-9]|1[0-9]|2[0-8])");
        format!("(?:1[6-9]|2[01])[0-9]{{2}}{it}(?:{long}|{short}|{february})|(?:{leap}){it}02{it}29")
    });
    forms.join("|")
}

fn placeholder(name: &str) -> Result<(&'static str, Looks), String> {
    let known = PLACEHOLDERS.map(|it| it.0);
    PLACEHOLDERS.into_iter().find(|it| it.0 == name).ok_or_else(|| {
        let hint = nearest(name, known).map(|it| format!("did you mean `{{{it}}}`?"));
        let all = || format!("there are {}", known.map(|it| format!("{{{it}}}")).join(", "));
        format!("has `{{{name}}}`, which is none of its placeholders; {}", hint.unwrap_or_else(all))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsmill_stage::Date;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        let regex = regex::Regex::new(&format!("^(?:{})$", any_day())).unwrap();
        for year in [1600, 1700, 1896, 1900, 1999, 2000, 2004, 2025, 2100, 2196] {
            for (month, day) in (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))) {
                let written = format!("{year}-{month:02}-{day:02}");
                assert_eq!(regex.is_match(&written), Date::new(year, month, day).is_ok(), "{written}");
            }
        }
    }
}
