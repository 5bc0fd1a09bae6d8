//! Days that are told from the day of reading: `2 hours ago`, `vor 3 Stunden`, `gestern`.
//!
//! The words stand in `ago.csv`, beside this file. They are read only where they are all that a line says,
//! or nearly: in a sentence, "three days ago" is about the news and not about the page. A single
//! word, which is a name elsewhere (Jana, Leo, USA Today), stands alone or with a label and a time of day.

use std::sync::LazyLock;

use newsmill_text::{Script, fold};

use super::{Starts, tokens};
use crate::day::labels::{self, Label};

/// How long before the page was saved something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ago {
    /// Whole days back, most likely: 0 for today, for minutes and for hours.
    pub(crate) days: u16,
    /// So many days more it may be, as hours reach back beyond midnight and a week is not counted in days.
    /// More than one is too coarse for a day.
    pub(crate) slack: u16,
}

/// How long before the page was saved this line says that something was, if it says little else.
/// Words such as "Published" or "Updated" may stand before it, and a time of day after it.
///
/// ```text
/// ago("Updated 2 hours ago")   0 days, perhaps 1
/// ago("gestern, 14:05")        1 day
/// ago("il y a 3 semaines")     21 days, perhaps 6 more
/// ```
pub(crate) fn ago(text: &str) -> Option<Ago> {
    if text.len() > LONGEST || text.trim().is_empty() {
        return None;
    }
    let folded = fold(text);
    let mut reading = Reading::default();
    let mut rest = folded.as_str();
    while let Some(it) = rest.chars().next() {
        if tokens::digit(it).is_some() {
            let end = rest.find(|it| tokens::digit(it).is_none()).unwrap_or(rest.len());
            let value = rest[..end]
                .chars()
                .filter_map(tokens::digit)
                .fold(0u32, |sum, it| sum.saturating_mul(10).saturating_add(it));
            // `14h05` is a time of day as `14:05` is; `2h` is a number of hours.
            let french = rest[end..].strip_prefix('h').filter(|it| it.starts_with(|it| tokens::digit(it).is_some()));
            reading.number(value, french.is_some() || rest[end..].starts_with([':', '.']));
            rest = french.unwrap_or(&rest[end..]);
        } else if !it.is_alphabetic() {
            rest = &rest[it.len_utf8()..];
        } else {
            let (start, before) = (folded.len() - rest.len(), reading.senses.len());
            rest = reading.word(rest);
            let named = reading.senses[before..].iter().find_map(|it| it.1.day());
            reading.day = reading.day.or(named.map(|it| (it, start, folded.len() - rest.len())));
        }
    }
    reading.ago(&folded)
}

/// No line that says little else is longer, in bytes.
const LONGEST: usize = 120;

/// So many words that mean nothing here may stand beside it: "Published", "By", a name.
const OTHERS: usize = 2;

const CSV: &str = include_str!("ago.csv");

/// What a word means, in some language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// It makes a number of days a time ago, and stands before the number or after its unit.
    Before,
    After,
    One,
    Unit(Unit),
    /// A day by itself.
    Day(u16),
}

impl Meaning {
    fn day(self) -> Option<u16> {
        if let Self::Day(days) = self { Some(days) } else { None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
}

/// A word's meaning in a language, by the number of its row.
type Sense = (u8, Meaning);

static WORDS: LazyLock<Starts<Vec<Sense>>> = LazyLock::new(words);

fn words() -> Starts<Vec<Sense>> {
    const COLUMNS: [Meaning; 11] = [
        Meaning::Before,
        Meaning::After,
        Meaning::One,
        Meaning::Unit(Unit::Minute),
        Meaning::Unit(Unit::Hour),
        Meaning::Unit(Unit::Day),
        Meaning::Unit(Unit::Week),
        Meaning::Unit(Unit::Month),
        Meaning::Day(0),
        Meaning::Day(1),
        Meaning::Day(2),
    ];
    let mut words: std::collections::BTreeMap<String, Vec<Sense>> = std::collections::BTreeMap::new();
    let mut rows = csv::ReaderBuilder::new();
    let rows = rows.comment(Some(b'#')).flexible(true);
    for (language, row) in (0..).zip(rows.from_reader(CSV.as_bytes()).records().flatten()) {
        for (meaning, cell) in COLUMNS.into_iter().zip(row.iter().skip(1)) {
            for form in cell.split('|').filter(|it| !it.is_empty()) {
                words.entry(fold(form)).or_default().push((language, meaning));
            }
        }
    }
    Starts::of(words.into_iter())
}

/// What was read of a line so far.
#[derive(Default)]
struct Reading {
    numbers: Vec<u32>,
    senses: Vec<Sense>,
    others: usize,
    /// The first day that is a word by itself, and where the word stands.
    day: Option<(u16, usize, usize)>,
    /// Whether the last number is the hour or the minute of a time of day.
    clock: bool,
}

impl Reading {
    fn number(&mut self, value: u32, opens: bool) {
        // `14:05` is a time of day and counts nothing.
        if !opens && !self.clock {
            self.numbers.push(value);
        }
        self.clock = opens;
    }

    /// Reads the word or phrase that a text starts with, and gives the text after it.
    fn word<'a>(&mut self, text: &'a str) -> &'a str {
        self.clock = false;
        let unspaced = |it: char| Script::of(it).is_some_and(Script::is_unspaced);
        let end = text.find(|it: char| !it.is_alphabetic() && it != '\'').unwrap_or(text.len());
        let free = text.starts_with(unspaced);
        // Abbreviations are whole words; others go on by an ending: `Stunde`, `Stunden`. Folding takes
        // the vowels of Indian words, so that theirs are short.
        let fits = |it: &str| {
            let ending = text[it.len()..].chars().take_while(|it| it.is_alphabetic()).take(6).count();
            let goes_on = it.chars().count() > 2 || !it.chars().all(newsmill_text::is_cased);
            free || ending == 0 || goes_on && ending <= 5 && !it.contains(' ')
        };
        // A day by itself has no endings: Leonard is not Swahili `leo`, nor is `today's` today.
        let whole = |it: &str| free || it.len() >= end;
        let senses = WORDS.all(text).filter(|it| fits(it.0)).flat_map(|(phrase, senses)| {
            senses.iter().filter(move |it| it.1.day().is_none() || whole(phrase)).map(move |it| (phrase.len(), *it))
        });
        let known = self.senses.len();
        let mut found = 0;
        // `dagar` begins with Swedish `dag` and with Icelandic `daga`.
        for (length, sense) in senses {
            found = found.max(length);
            self.senses.push(sense);
        }
        if self.senses.len() == known {
            self.others += 1;
            let next = text.chars().next().map_or(0, char::len_utf8);
            return &text[if free { next } else { end.max(next) }..];
        }
        let end = if free || found > end { found } else { end };
        // `तासांपूर्वी`: the word for "ago" is glued to the unit.
        let ending = &text[found..end];
        if !ending.chars().any(newsmill_text::is_cased) {
            let glued = ending.char_indices().flat_map(|(at, _)| WORDS.all(&ending[at..])).flat_map(|it| it.1);
            self.senses.extend(glued.filter(|it| it.1 == Meaning::After));
        }
        &text[end..]
    }

    fn ago(&self, text: &str) -> Option<Ago> {
        if self.others > OTHERS || self.senses.is_empty() {
            return self.named(text);
        }
        let languages: Vec<u8> = self.senses.iter().map(|it| it.0).collect();
        languages.into_iter().find_map(|it| self.counted(it)).or_else(|| self.named(text))
    }

    /// "2 hours ago": a number, a unit and what makes them past, in one language.
    fn counted(&self, language: u8) -> Option<Ago> {
        let mut senses = self.senses.iter().filter(|it| it.0 == language).map(|it| it.1);
        let past = senses.clone().any(|it| matches!(it, Meaning::Before | Meaning::After));
        let one = senses.clone().any(|it| it == Meaning::One) || self.numbers.is_empty();
        let unit = senses.find_map(|it| if let Meaning::Unit(unit) = it { Some(unit) } else { None })?;
        let number = match self.numbers.as_slice() {
            [number] => u16::try_from(*number).ok().filter(|it| *it < 1000)?,
            [] if one => 1,
            _ => return None,
        };
        past.then_some(())?;
        Some(match unit {
            Unit::Minute => Ago { days: number / 1440, slack: 1 },
            Unit::Hour => Ago { days: number / 24, slack: 1 },
            Unit::Day => Ago { days: number, slack: 1 },
            Unit::Week => Ago { days: number.saturating_mul(7), slack: 6 },
            Unit::Month => Ago { days: number.saturating_mul(30), slack: 31 },
        })
    }

    /// "yesterday", with nothing but a time of day and a label beside it.
    fn named(&self, text: &str) -> Option<Ago> {
        let (days, start, end) = self.day.filter(|_| self.numbers.is_empty())?;
        (is_label_before(&text[..start]) && is_label_after(&text[end..])).then_some(Ago { days, slack: 0 })
    }
}

/// Words that stand beside a time of day, and the end of "mise à jour".
const CLOCK: &str = "at um uhr on kl klo kello a as las alle ore ora h hs hrs min o godz om uur u ob am pm m p v в о \
    у г pukul jam wib luc gmt utc est edt et pst pdt pt cet cest mez mesz bst ist msk мск jour saat \
    saa الساعة ساعت בשעה เวลา น 오전 오후 上午 下午 午前 午後 時 分";

static FOLDED_CLOCK: LazyLock<Vec<String>> = LazyLock::new(|| CLOCK.split(' ').map(fold).collect());

/// Whether nothing stands before a day but a label and words of a clock: "Last updated at", but
/// not "Updated by", behind which a name stands.
fn is_label_before(text: &str) -> bool {
    let says = |text: &str| is_label(labels::before(text));
    match other_words(text).as_slice() {
        [] => true,
        [word] => says(word) || says(text),
        [first, last] => says(last) || says(text) && !says(first),
        _ => false,
    }
}

fn is_label_after(text: &str) -> bool {
    let words = other_words(text);
    words.is_empty() || words.len() <= 2 && is_label(labels::after(text))
}

fn is_label(label: Option<Label>) -> bool {
    matches!(label, Some(Label::Published | Label::Updated | Label::Dated))
}

/// The words of a text, without those of a clock.
fn other_words(text: &str) -> Vec<&str> {
    let words = text.split(|it: char| !it.is_alphabetic() && !tokens::is_joiner(it)).filter(|it| !it.is_empty());
    words.filter(|it| !FOLDED_CLOCK.iter().any(|clock| clock == it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(u16, u16)>) {
        assert_eq!(ago(text).map(|it| (it.days, it.slack)), expected, "{text}");
    }

    #[test]
    fn times_ago_in_many_languages() {
        let hours = "2 hours ago|vor 3 Stunden|il y a 2 heures|hace 5 horas|2 ore fa|há 3 horas|2 uur geleden|\
            för 2 timmar sedan|for 2 timer siden|2 tuntia sitten|2 tundi tagasi|pirms 2 stundām|prieš 2 valandas|\
            2 godziny temu|před 2 hodinami|pred 2 hodinami|prije 2 sata|пре 2 сата|преди 2 часа|2 часа назад|\
            2 години тому|πριν από 2 ώρες|2 órával ezelőtt|acum 2 ore|2 saat önce|2 saat əvvəl|2 сағат бұрын|\
            2 soat oldin|2 საათის წინ|2 ժամ առաջ|منذ ٣ ساعات|۲ ساعت پیش|2 گھنٹے پہلے|לפני 2 שעות|2 घंटे पहले|\
            २ तासांपूर्वी|২ ঘণ্টা আগে|2 மணி நேரத்திற்கு முன்|2 గంటల క్రితం|2 ชั่วโมงที่แล้ว|2 giờ trước|2 jam yang lalu|\
            saa 2 zilizopita|3小时前|3個小時前|3時間前|3시간 전";
        hours.split('|').for_each(|it| check(it.trim(), Some((0, 1))));
        let days = "2 days ago|vor 2 Tagen|il y a 2 jours|hace 2 días|2 giorni fa|há 2 dias|2 dagen geleden|\
            för 2 dagar sedan|for 2 dager siden|2 päivää sitten|2 dni temu|před 2 dny|2 дня назад|2 дні тому|\
            πριν από 2 ημέρες|2 napja ezelőtt|2 gün önce|منذ 2 أيام|2 روز پیش|לפני 2 ימים|2 दिन पहले|২ দিন আগে|\
            2 วันที่แล้ว|2 ngày trước|2 hari lalu|siku 2 zilizopita|2天前|2日前|2일 전";
        days.split('|').for_each(|it| check(it.trim(), Some((2, 1))));
        let yesterday = "Yesterday|gestern|hier|ayer|ieri|ontem|gisteren|igår|i går|eilen|wczoraj|včera|вчера|вчора|\
            χθες|tegnap|dün|أمس|دیروز|אתמול|গতকাল|เมื่อวานนี้|hôm qua|kemarin|jana|昨天|昨日|어제";
        yesterday.split('|').for_each(|it| check(it.trim(), Some((1, 0))));
    }

    #[test]
    fn a_label_and_a_time_of_day_may_stand_beside_it() {
        check("Published 5 minutes ago", Some((0, 1)));
        check("Updated: an hour ago", Some((0, 1)));
        check("Aktualisiert vor einer Stunde", Some((0, 1)));
        check("gestern, 14:05 Uhr", Some((1, 0)));
        check("Yesterday at 2:05", Some((1, 0)));
        check("il y a 3 semaines", Some((21, 6)));
        check("3 months ago", Some((90, 31)));
        check("il y a 2h", Some((0, 1)));
        check("30 hours ago", Some((1, 1)));
        check("the day before yesterday", Some((2, 0)));
    }

    #[test]
    fn a_word_alone_is_a_day_only_where_no_name_or_heading_can_be_meant() {
        check("Jana Novák", None);
        check("By Jana Novák", None);
        check("Leo Müller", None);
        check("Leonard", None);
        check("Hier anmelden", None);
        check("USA Today", None);
        check("ZDF heute", None);
        check("Today's news", None);
        check("Today’s", None);
        check("Heute | Gestern", None);
        check("今日头条", None);
        check("昨日の試合", None);
        check("Updated by Jana", None);
        check("Updated: Jana Novák", None);
        check("Published today", Some((0, 0)));
        check("Last updated: yesterday at 14:05", Some((1, 0)));
        check("Zuletzt aktualisiert: gestern, 14:05 Uhr", Some((1, 0)));
        check("Imechapishwa jana", Some((1, 0)));
        check("14:05 Uhr, gestern", Some((1, 0)));
        check("Hier à 14h05", Some((1, 0)));
        check("发布于昨天", Some((1, 0)));
        check("更新：昨天 14:05", Some((1, 0)));
        check("어제 오후 2:05", Some((1, 0)));
        check("Dernière mise à jour : hier", Some((1, 0)));
        check("Mis à jour hier", Some((1, 0)));
        check("Cập nhật hôm qua", Some((1, 0)));
        check("dün güncellendi", Some((1, 0)));
    }

    #[test]
    fn a_sentence_about_the_past_is_none() {
        check("The ferry came back two hours ago with forty people aboard", None);
        check("2 hours", None);
        check("In 2 days", None);
        check("5 min read", None);
        check("Jane Doe, John Roe and Max Moe yesterday", None);
        check("", None);
        check("ago", None);
        check("99999999999999 days ago", None);
    }

    #[test]
    fn nothing_panics_on_mangled_text() {
        let text = "Aktualisiert vor 3 Stunden, gestern 14:05 ３時間前 منذ ٣ ساعات";
        for (at, _) in text.char_indices() {
            ago(&text[at..]);
            ago(&text[..at]);
        }
    }
}
