//! What the text itself says about its day: the weekdays it names, the years, the days and the
//! events it tells of, and in which order it writes day and month.

mod events;

use std::cell::OnceCell;

use newsmill_stage::Date;

use crate::calendar::{self, Order, Token};
use crate::page::Page;
pub(crate) use events::Bounds;

/// What the text says about its day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// The weekdays that the first paragraphs name (Monday is 1), in their order.
    pub(crate) weekdays: Vec<i8>,
    /// The order of day and month in dates of digits, where one of the page's dates tells it.
    pub(crate) order: Option<Order>,
    /// What it tells of the time; read once, and only where there is a day to weigh.
    times: OnceCell<Times>,
}

/// The years, the days and the events that a text tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    /// The latest year, other than one to come.
    pub(crate) year: Option<i16>,
    /// Full days.
    pub(crate) days: Vec<Date>,
    /// What the events say.
    pub(crate) events: Bounds,
}

/// How many paragraphs are read for weekdays: later ones tell of other days.
const PARAGRAPHS: usize = 10;
/// How many weekdays are kept.
const WEEKDAYS: usize = 6;

impl Evidence {
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let mut evidence = Self { order: page.order, ..Self::default() };
        for line in page.prose().take(PARAGRAPHS) {
            name_weekdays(line.text, &mut evidence.weekdays);
        }
        evidence.weekdays.truncate(WEEKDAYS);
        evidence
    }

    /// What the text tells of the time.
    pub(crate) fn times(&self, page: &Page<'_>) -> &Times {
        self.times.get_or_init(|| Times::of(page))
    }

    /// The same, if it has been asked for.
    pub(crate) fn known_times(&self) -> Option<&Times> {
        self.times.get()
    }

    /// How well a day of publication agrees with the weekdays named: from -1 (not at all) to 1;
    /// 0 if none is named.
    pub(crate) fn weekday_fit(&self, day: Date) -> f64 {
        weekday_fit(&self.weekdays, calendar::weekday_of(day))
    }
}

impl Times {
    fn of(page: &Page<'_>) -> Self {
        let mut times = Self::default();
        for line in page.prose() {
            times.days.extend(line.dates.iter().filter_map(calendar::Written::date).take(8));
            times.year = times.year.max(latest_year(line.text));
            times.events.read(line.text);
        }
        times.days.truncate(64);
        times
    }
}

/// How well a weekday of publication agrees with the weekdays that a text names: "said on Tuesday"
/// is written on Tuesday, or on one of the two days after it. The first named counts most.
pub(crate) fn weekday_fit(named: &[i8], published: i8) -> f64 {
    const AFTER: [f64; 7] = [1.0, 0.8, 0.3, -0.5, -0.8, -0.9, -0.7];
    let (mut sum, mut weights, mut weight) = (0.0, 0.0, 1.0);
    for day in named {
        let days_after = (published - day).rem_euclid(7);
        sum += weight * AFTER[usize::try_from(days_after).unwrap_or_default()];
        weights += weight;
        weight *= 0.45;
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// Words beside a weekday that make it another week's, or any week's.
const OTHER_WEEKS: &[&str] = &[
    "next",
    "last",
    "past",
    "previous",
    "every",
    "each",
    "coming",
    "following",
    "black",
    "good",
    "super",
    "bloody",
    "easter",
    "until",
    "till",
    "by",
    "from",
    "since",
    "ab",
    "bis",
    "seit",
    "vom",
    "kommenden",
    "nachsten",
    "nachster",
    "vergangenen",
    "letzten",
    "jeden",
    "dernier",
    "derniere",
    "prochain",
    "prochaine",
    "chaque",
    "proximo",
    "proxima",
    "pasado",
    "pasada",
    "cada",
    "passado",
    "passada",
    "scorso",
    "scorsa",
    "prossimo",
    "prossima",
    "ogni",
    "afgelopen",
    "vorige",
    "volgende",
    "komende",
    "elke",
    "zeszly",
    "zeszla",
    "przyszly",
    "przyszla",
    "ubiegly",
    "ubiegla",
    "прошлый",
    "прошлую",
    "прошлое",
    "следующий",
    "следующую",
    "следующее",
    "каждый",
    "каждую",
    "минулого",
    "минулу",
    "минулий",
    "наступного",
    "наступну",
    "наступний",
    "кожен",
    "кожну",
    "щопонеділка",
    "gecen",
    "gelecek",
    "her",
    "forra",
    "nasta",
    "sist",
    "neste",
];

/// Whether a word, with marks around it, is a weekday's full name; such names take four bytes or more.
fn may_be_weekday(word: &str) -> bool {
    let named = |it: &str| it.len() >= 4 && calendar::full_weekday(it).is_some();
    word.len() >= 4 && named(word.trim_matches(|it: char| !it.is_alphabetic()))
}

/// The weekdays that a paragraph names as this week's.
fn name_weekdays(text: &str, named: &mut Vec<i8>) {
    // Most paragraphs name none: they need not be taken apart.
    let parts =
        |it: char| it.is_whitespace() || matches!(it, '–' | '—') || it.is_ascii() && !it.is_alphabetic() && it != '\'';
    let mut words = text.split(parts);
    if !words.any(may_be_weekday) && !text.contains(['周', '週', '期', '曜']) {
        return;
    }
    let tokens = calendar::tokens(text);
    let word = |at: Option<usize>| match tokens.get(at?)?.token {
        Token::Word(it) => Some(it),
        _ => None,
    };
    let turns = |at| word(at).is_some_and(|it| OTHER_WEEKS.contains(&newsmill_text::fold(it).as_str()));
    for at in 0..tokens.len() {
        if named.len() >= WEEKDAYS {
            return;
        }
        let before = at.checked_sub(1);
        let Some(day) = word(Some(at)).and_then(calendar::full_weekday) else {
            if let Some(day) = unspaced_weekday(&tokens, at) {
                named.push(day);
            }
            continue;
        };
        // "Sunday Times", "Black Friday": a capital beside it makes it a name.
        let is_name = |at| {
            word(at).is_some_and(|it| it.chars().nth(1).is_some() && it.chars().next().is_some_and(char::is_uppercase))
        };
        let capital = word(Some(at)).is_some_and(|it| it.chars().next().is_some_and(char::is_uppercase));
        let name = capital && (is_name(Some(at + 1)) || before.is_some_and(|it| it > 0) && is_name(before));
        if !turns(before) && !turns(Some(at + 1)) && !name {
            named.push(day);
        }
    }
}

/// `周三`, `星期三`, `水曜日`: every letter is a token.
fn unspaced_weekday(tokens: &[calendar::Placed<'_>], at: usize) -> Option<i8> {
    let word = |at: usize| match tokens.get(at).map(|it| it.token) {
        Some(Token::Word(it)) => it,
        _ => "",
    };
    let number = |letters: &str| {
        letters.chars().position(|it| word(at).starts_with(it)).and_then(|it| i8::try_from(it + 1).ok())
    };
    let before = at.checked_sub(1).map(word).unwrap_or_default();
    if matches!(before, "周" | "週" | "期") {
        return number("一二三四五六日").or_else(|| (word(at) == "天").then_some(7));
    }
    if word(at + 1) == "曜" {
        return number("月火水木金土日");
    }
    None
}

/// Words before a year that make it one to come, or no year at all.
const TO_COME: &[&str] = &[
    "by", "until", "till", "through", "to", "bis", "ab", "до", "к", "hasta", "para", "ate", "entro", "do", "tot",
    "jusqu'en", "than", "about", "nearly", "over", "some", "of", "for", "vor",
];

/// The latest year that a paragraph tells of.
fn latest_year(text: &str) -> Option<i16> {
    if !text.contains("19") && !text.contains("20") {
        return None;
    }
    let tokens = calendar::tokens(text);
    let mut latest = None;
    for (at, it) in tokens.iter().enumerate() {
        let Token::Number { value, digits: 4 } = it.token else { continue };
        let before = at.checked_sub(1).and_then(|it| tokens.get(it)).map(|it| it.token);
        let fits = match before {
            Some(Token::Word(word)) => !TO_COME.contains(&newsmill_text::fold(word).as_str()),
            Some(Token::Mark(mark)) => matches!(mark, ',' | '(' | '.') && !it.glued || mark == '(',
            Some(Token::Number { .. }) => true,
            None => false,
        };
        let unit = tokens.get(at + 1).is_some_and(|next| matches!(next.token, Token::Mark('%' | '$' | '€')));
        if fits && !unit && (1950..=2099).contains(&value) {
            latest = latest.max(i16::try_from(value).ok());
        }
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, weekdays: &[i8], year: Option<i16>) {
        let mut named = Vec::new();
        name_weekdays(text, &mut named);
        assert_eq!((named.as_slice(), latest_year(text)), (weekdays, year), "{text}");
    }

    #[test]
    fn weekdays_of_this_week_are_named() {
        check("The minister said on Tuesday that it was over.", &[2], None);
        check("The council decided late Monday, and on Friday the boats sailed.", &[1, 5], None);
        check("Das teilte die Stadt am Mittwoch mit.", &[3], None);
        check("Об этом в пятницу сообщило агентство.", &[5], None);
        check("Він сказав у вівторок.", &[2], None);
        check("Le maire a parlé mardi.", &[2], None);
        check("Powiedział w środę.", &[3], None);
        check("他周三说。", &[3], None);
        check("उन्होंने शुक्रवार को कहा।", &[5], None);
        check("„Mittwoch“ – oder «jeudi»—sagte er", &[3, 4], None);
    }

    #[test]
    fn weekdays_of_other_weeks_and_names_are_not() {
        check("They meet next Tuesday, after last Monday and every Friday.", &[], None);
        check("The Sunday Times and Black Friday sales", &[], None);
        check("La semaine prochaine, lundi dernier", &[], None);
    }

    #[test]
    fn the_latest_year_told_of_is_no_year_to_come() {
        check("It began in 2014, paused in 2019 and must end by 2030.", &[], Some(2019));
        check("More than 2000 people came.", &[], None);
        check("In February 2022 it was 1,950 tons", &[], Some(2022));
    }

    #[test]
    fn a_day_fits_the_weekday_named_or_the_two_after_it() {
        assert!(weekday_fit(&[2], 2) > weekday_fit(&[2], 3));
        assert!(weekday_fit(&[2], 4) > 0.0);
        assert!(weekday_fit(&[2], 5) < 0.0);
        assert!(weekday_fit(&[], 5) == 0.0);
    }
}
