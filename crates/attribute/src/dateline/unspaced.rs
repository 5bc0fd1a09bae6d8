//! Datelines of scripts without spaces and capitals: `新华社北京10月3日电`, `【ソウル共同】`, `(서울=연합뉴스)`.

use newsmill_text::Script;

use super::{Agency, Dateline};
use crate::calendar::{self, Written};
use crate::outlets::{Kind, Outlets};

/// How many letters such a dateline may have.
const LONGEST: usize = 40;

/// The dateline at the start of a text, of any of the three forms.
pub(super) fn parse(text: &str, outlets: &Outlets) -> Option<Dateline> {
    telegram(text, outlets).or_else(|| korean(text, outlets)).or_else(|| bracketed(text, outlets))
}

/// `新华社北京10月3日电`, `（中央社台北3日電）`, `本报北京10月3日电`
fn telegram(text: &str, outlets: &Outlets) -> Option<Dateline> {
    let start = text.trim_start_matches(['（', '(', '【', '[', ' ', '\u{3000}']);
    if Script::of(start.chars().next()?) != Some(Script::Han) {
        return None;
    }
    let end = start.char_indices().take(LONGEST).find(|it| matches!(it.1, '电' | '電' | '。' | '，' | '、'));
    let (end, mark) = end.filter(|it| matches!(it.1, '电' | '電'))?;
    let head = &start[..end];
    let (agency, rest) = agency_first(head, outlets)?;
    // A correspondent's name between agency and place cannot be told from it.
    let named = ["记者", "記者"].iter().any(|it| rest.contains(it));
    let date = day_in(rest);
    let day = rest.find(|it: char| it.is_ascii_digit() || ('０'..='９').contains(&it)).unwrap_or(rest.len());
    let place = rest[..day].trim();
    let place = (!named && (2..=8).contains(&place.chars().count())).then(|| place.to_owned());
    let length = text.len() - start.len() + end + mark.len_utf8();
    Some(Dateline { number: 0, written: text[..length].to_owned(), place, date, agency })
}

/// The agency that the text begins with, or the paper's own "本报"; and the text after it.
fn agency_first<'a>(head: &'a str, outlets: &Outlets) -> Option<(Option<Agency>, &'a str)> {
    if let Some(rest) = ["本报", "本報", "本网", "本台"].iter().find_map(|it| head.strip_prefix(it)) {
        return Some((None, rest));
    }
    let mut ends: Vec<usize> = head.char_indices().map(|it| it.0).skip(2).take(8).collect();
    ends.push(head.len());
    let agency = |end: &usize| outlets.by_name(&head[..*end]).filter(|it| it.kind == Kind::Agency);
    let (end, agency) = ends.iter().rev().find_map(|it| Some((*it, agency(it)?)))?;
    Some((Some(Agency::registered(agency)), &head[end..]))
}

/// `(서울=연합뉴스) 홍길동 기자 =`, `[서울=뉴시스]`
fn korean(text: &str, outlets: &Outlets) -> Option<Dateline> {
    let (inside, end) = inside(text, &[('(', ')'), ('[', ']'), ('【', '】')])?;
    let (place, agency) = inside.split_once('=').or_else(|| inside.split_once('＝'))?;
    let named = outlets.by_name(agency.trim()).filter(|it| it.kind == Kind::Agency).map(Agency::registered);
    let place: String = place.trim().to_owned();
    let letters = place.chars().all(|it| it.is_alphabetic() || matches!(it, '·' | '/' | '・' | ' '));
    let wide = place.chars().next().and_then(Script::of).is_some_and(|it| it.is_unspaced() || it == Script::Hangul);
    // `【北京=山田太郎】` is the paper's own: the place stands first all the same.
    (letters && wide && (1..=12).contains(&place.chars().count())).then(|| Dateline {
        written: text[..end].to_owned(),
        place: Some(place),
        agency: named,
        ..Dateline::default()
    })
}

/// `【ソウル共同】`, `［東京　３日　ロイター］`
fn bracketed(text: &str, outlets: &Outlets) -> Option<Dateline> {
    let (inside, end) = inside(text, &[('【', '】'), ('［', '］'), ('〔', '〕')])?;
    let agency = |name: &str| outlets.by_name(name.trim()).filter(|it| it.kind == Kind::Agency);
    let starts = inside.char_indices().map(|it| it.0);
    let (at, agency) = starts.take(LONGEST).find_map(|at| Some((at, agency(&inside[at..])?)))?;
    let before = inside[..at].trim_matches([' ', '\u{3000}', '=', '＝']);
    let date = day_in(before);
    let day = before.find(|it: char| it.is_numeric()).unwrap_or(before.len());
    let place = before[..day].trim_matches([' ', '\u{3000}']);
    Some(Dateline {
        written: text[..end].to_owned(),
        place: (!place.is_empty()).then(|| place.to_owned()),
        date,
        agency: Some(Agency::registered(agency)),
        number: 0,
    })
}

/// `10月3日`, with or without a year.
fn day_in(text: &str) -> Option<Written> {
    if let Some(it) = calendar::dates(text).into_iter().find(|it| it.day.is_some()) {
        return Some(it);
    }
    let from = text.find(|it: char| it.is_ascii_digit())?;
    // The calendar reads it behind a year, which is taken away again.
    let date = calendar::dates(&format!("2000年{}", &text[from..])).into_iter().find(|it| it.day.is_some())?;
    Some(Written { year: None, ..date })
}

/// What stands in the bracket that the text begins with, and where it ends.
fn inside<'a>(text: &'a str, brackets: &[(char, char)]) -> Option<(&'a str, usize)> {
    let first = text.chars().next()?;
    let closing = brackets.iter().find(|it| it.0 == first)?.1;
    let (at, mark) = text.char_indices().take(LONGEST).find(|it| it.1 == closing)?;
    Some((&text[first.len_utf8()..at], at + mark.len_utf8()))
}
