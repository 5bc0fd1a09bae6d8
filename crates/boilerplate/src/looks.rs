//! How a line looks, whatever its language and wherever it stands.

use newsmill_text::is_cased;

use crate::marks::{Mark, Sheet, share, steps};
use crate::proof::Proof;
use crate::words::{is_letter, is_year};

/// What is counted in a line, in one walk over its characters.
#[derive(Default)]
struct Looks {
    chars: usize,
    letters: usize,
    capitals: usize,
    uncased: usize,
    digits: usize,
    words: usize,
    short: usize,
    commas: usize,
    stops: usize,
    quotes: usize,
    brackets: usize,
    partings: usize,
    signs: usize,
}

/// Marks how a line looks.
pub(crate) fn mark(sheet: &mut Sheet, row: usize, line: &Proof<'_>) {
    let looks = Looks::of(line.text);
    let small = line.share_of_small_words();
    let mut set = |mark, value: u8| sheet.set(mark, row, value);
    set(Mark::Chars, steps(looks.chars));
    set(Mark::Words, steps(line.count));
    set(Mark::WordLength, (looks.letters * 2 / line.count.max(1)).min(40) as u8);
    set(Mark::Small, small);
    set(Mark::Short, share(looks.short, looks.words));
    set(Mark::Capitals, share(looks.capitals, looks.letters));
    set(Mark::Digits, share(looks.digits, looks.chars));
    set(Mark::Ending, ending(line.text));
    set(Mark::Beginning, beginning(line.text));
    set(Mark::Commas, steps(looks.commas));
    set(Mark::Stops, steps(looks.stops));
    set(Mark::Quotes, steps(looks.quotes));
    set(Mark::Brackets, steps(looks.brackets));
    set(Mark::Partings, steps(looks.partings));
    set(Mark::Signs, steps(looks.signs));
    set(Mark::Clock, u8::from(has_hour(line.text)) + 2 * u8::from(has_year(line)));
    set(Mark::Uncased, u8::from(looks.uncased * 2 > looks.letters));
    set(Mark::Bulleted, u8::from(line.bulleted));
    set(Mark::Wrapped, u8::from(line.wrapped));
    set(Mark::Kind, kind(line));
    set(Mark::Element, line.tag.map_or(0, element));
    set(Mark::InBody, line.in_body.map_or(0, |it| 1 + u8::from(it)));
}

impl Looks {
    fn of(text: &str) -> Self {
        let (mut looks, mut run, mut before) = (Self::default(), 0, ' ');
        for it in text.chars() {
            looks.chars += 1;
            if is_letter(it) {
                run += 1;
                looks.letters += 1;
                if it.is_ascii() {
                    looks.capitals += usize::from(it.is_ascii_uppercase());
                } else if it.is_uppercase() {
                    looks.capitals += 1;
                } else if !is_cased(it) {
                    looks.uncased += 1;
                }
            } else {
                looks.end_word(run);
                run = 0;
                looks.count(it, before);
            }
            before = it;
        }
        looks.end_word(run);
        looks
    }

    fn end_word(&mut self, letters: usize) {
        self.words += usize::from(letters > 0);
        self.short += usize::from(letters > 0 && letters <= 3);
    }

    fn count(&mut self, it: char, before: char) {
        match it {
            '0'..='9' => self.digits += 1,
            // A stop is followed by a space: 3.5 and example.org have none.
            ' ' | '\u{a0}' if matches!(before, '.' | '!' | '?' | '…') => self.stops += 1,
            ' ' => {}
            ',' | '،' | '、' | '，' => self.commas += 1,
            '。' | '！' | '？' | '।' | '۔' | '؟' | '။' => self.stops += 1,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '‘' | '’' => self.quotes += 1,
            '(' | ')' | '[' | ']' | '（' | '）' => self.brackets += 1,
            '|' | '>' | '/' | '·' | '•' | '›' | '→' | '+' | '‹' | '<' => self.partings += 1,
            '@' | '©' | '#' | '®' | '=' | '{' | '}' | '_' | '%' | '$' | '€' => self.signs += 1,
            _ => {}
        }
    }
}

/// What may stand after a stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '“', '»', '«', ')', ']', '*', '_', '」', '）'];

fn ending(text: &str) -> u8 {
    let last = text.chars().next_back().unwrap_or(' ');
    let inner = text.trim_end_matches(CLOSERS).chars().next_back().unwrap_or(' ');
    match (inner, last) {
        ('.' | '。' | '।' | '۔' | '။', '.' | '。' | '।' | '۔' | '။') => 9,
        ('.' | '。' | '।' | '۔' | '။' | ',', _) => 8,
        ('!' | '！' | '؟' | '?' | '？' | '‽', '"' | '”' | '“' | '»' | '«' | '」') => 7,
        ('!' | '！', _) => 6,
        ('؟' | '?' | '？' | '‽', _) => 5,
        ('…', _) => 4,
        (':' | ';' | '：', _) => 3,
        (it, _) if it.is_alphabetic() => 0,
        (it, _) if it.is_numeric() => 1,
        _ => 2,
    }
}

fn beginning(text: &str) -> u8 {
    match text.chars().next() {
        Some(it) if it.is_lowercase() => 0,
        Some(it) if it.is_uppercase() => 4,
        Some(it) if it.is_alphabetic() => 3,
        Some('"' | '“' | '„' | '«' | '»' | '‘' | '「' | '\'' | '”') => 5,
        Some(it) if it.is_numeric() => 2,
        _ => 1,
    }
}

fn kind(line: &Proof<'_>) -> u8 {
    if line.is_sentence() {
        5 + u8::from(line.count >= 20)
    } else if line.is_prose() {
        4
    } else if line.is_remark() {
        3
    } else if line.is_headline_like() {
        2
    } else {
        u8::from(line.count >= 3)
    }
}

/// From what holds chrome to what holds text.
fn element(tag: &str) -> u8 {
    match tag {
        "nav" | "menu" | "select" | "button" | "dialog" | "textarea" => 1,
        "footer" => 2,
        "aside" => 3,
        "form" | "option" | "fieldset" | "legend" => 4,
        "header" => 5,
        "li" | "ul" | "ol" | "dir" => 6,
        "td" | "th" | "tr" | "table" => 7,
        "figcaption" | "figure" | "caption" => 8,
        "h1" => 9,
        "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup" => 10,
        "section" => 11,
        "article" | "main" => 13,
        "blockquote" => 14,
        "p" => 15,
        _ => 12,
    }
}

fn has_hour(text: &str) -> bool {
    let hour = |it: &[u8]| it[0].is_ascii_digit() && it[1] == b':' && it[2].is_ascii_digit();
    text.len() <= 400 && text.contains(':') && text.as_bytes().windows(3).any(hour)
}

fn has_year(line: &Proof<'_>) -> bool {
    line.count <= 60 && line.words.iter().any(is_year)
}
