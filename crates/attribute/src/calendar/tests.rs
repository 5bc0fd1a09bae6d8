//! Dates in all their forms, as lines of pages have them, and what looks like dates and is none.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let show = |it: Written| {
        let part = |it: Option<i8>| it.map_or("??".to_owned(), |it| format!("{it:02}"));
        let year = it.year.map_or("????".to_owned(), |it| it.to_string());
        let weekday = it.weekday.map_or(String::new(), |it| format!(" w{it}"));
        let mark = |is: bool, mark: &'static str| if is { mark } else { "" };
        let marks =
            [mark(it.time, " t"), mark(it.swappable, " ?"), mark(it.converted, " c"), mark(it.approximate, " ~")];
        let marks = marks.concat();
        format!("{year}-{:02}-{}{weekday}{marks}", it.month, part(it.day))
    };
    let got: Vec<String> = dates(text).into_iter().map(show).collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn digits() {
    check("2022-09-30", &["2022-09-30"]);
    check("2025-10-03T14:05:00+02:00", &["2025-10-03 t"]);
    check("12.10.2025", &["2025-10-12"]);
    check("06.11.2025, 21:00 Uhr", &["2025-11-06 t"]);
    check("10/03/2025", &["2025-03-10 ?"]);
    check("10/31/2025 and 31/10/2025", &["2025-10-31", "2025-10-31"]);
    check("11.01.22", &["2022-01-11"]);
    check("2020/3/9", &["2020-03-09"]);
    check("2019. 07. 30.", &["2019-07-30"]);
}

#[test]
fn months_by_name() {
    check("23 September 2022", &["2022-09-23"]);
    check("February 23, 2024", &["2024-02-23"]);
    check("3. Oktober 2025", &["2025-10-03"]);
    check("3 октября 2025 г.", &["2025-10-03"]);
    check("3 de octubre de 2025", &["2025-10-03"]);
    check("Thursday, November 9th 2023", &["2023-11-09 w4"]);
    check("1er janvier 2022", &["2022-01-01"]);
    check("Среда, 2 декабря 2020, 16:34", &["2020-12-02 w3 t"]);
    check("Sep. 23, 2022.", &["2022-09-23"]);
    check("17 مارس/ آذار 2020", &["2020-03-17"]);
    check("3-Oct-2025", &["2025-10-03"]);
    check("Oct. 14", &["????-10-14"]);
    check("3 oct", &["????-10-03"]);
    check("May 2022", &["2022-05-??"]);
    check("Friday, 3 Nov, 2023", &["2023-11-03 w5"]);
    check("31. Oktober 20232 Kommentare", &["2023-10-31"]);
}

#[test]
fn year_first() {
    check("2020年4月1日 10:29", &["2020-04-01 t"]);
    check("2020년 4월 1일", &["2020-04-01"]);
    check("2019. július 30.", &["2019-07-30"]);
    check("2021 m. lapkričio 5 d.", &["2021-11-05"]);
}

#[test]
fn forms_of_many_newsrooms() {
    check("2025-10-03T10:00Z", &["2025-10-03 t"]);
    check("Oct. 3rd, ’25", &["2025-10-03"]);
    check("le 1er octobre 2025", &["2025-10-01"]);
    check("vendredi 3 octobre 2025 à 14h05", &["2025-10-03 w5 t"]);
    check("3 okt 2025 kl. 14.05", &["2025-10-03 t"]);
    check("fredag den 3. oktober 2025", &["2025-10-03 w5"]);
    check("2025. gada 3. oktobrī", &["2025-10-03"]);
    check("2025 m. spalio 3 d.", &["2025-10-03"]);
    check("2025 m. spalio 3 d., penktadienis", &["2025-10-03 w5"]);
    check("3 d'octubre de 2025", &["2025-10-03"]);
    check("3.X.2025", &["2025-10-03"]);
    check("3/X/2025", &["2025-10-03"]);
    check("2025. X. 3.", &["2025-10-03"]);
    check("ngày 3 tháng 10 năm 2025", &["2025-10-03"]);
    check("Thứ Sáu, 3/10/2025", &["2025-10-03 w5 ?"]);
    check("2025 жылғы 3 қазан", &["2025-10-03"]);
    check("2025-yil 3-oktabr", &["2025-10-03"]);
    check("2025eko urriaren 3a", &["2025-10-03"]);
    check("2025 оны 10-р сарын 3", &["2025-10-03"]);
    check("ថ្ងៃទី៣ ខែតុលា ឆ្នាំ២០២៥", &["2025-10-03"]);
    check("၂၀၂၅ ခုနှစ်၊ အောက်တိုဘာလ ၃ ရက်", &["2025-10-03"]);
    check("ika-3 ng Oktubre 2025", &["2025-10-03"]);
    check("3 Ekim'de", &["????-10-03"]);
    check("den 3. mai", &["????-05-03"]);
    check("3. listopada 2025.", &["2025-10-03"]);
    check("3 listopada 2025", &["2025-11-03"]);
    check("2025年10月3日（金） 14時05分", &["2025-10-03 w5 t"]);
    check("二〇二五年十月三日 星期五", &["2025-10-03 w5"]);
    check("10月3日", &["????-10-03"]);
    check("입력 25.10.03 14:05", &["2025-10-03 t"]);
}

#[test]
fn a_number_behind_a_month_is_a_day_only_if_it_counts_nothing_else() {
    check("2025年3月10万人", &[]);
    check("2024年10月5家公司", &[]);
    check("2025年3月10%", &[]);
    check("2025年3月10.5亿", &[]);
    check("2025年3月10-12日", &[]);
    check("2025年10月3", &["2025-10-03"]);
    check("（2025年10月3）", &["2025-10-03"]);
    check("2025年10月3 14:05", &["2025-10-03 t"]);
    check("2025年10月3星期五", &["2025-10-03 w5"]);
    check("2025年10月3号", &["2025-10-03"]);
    check("2025年10月3日人民网", &["2025-10-03"]);
    check("10月3日間", &[]);
    check("10월 3일간", &[]);
    check("10월 3일부터", &["????-10-03"]);
}

#[test]
fn a_weekday_ends_a_line() {
    check("2025年10月3日金曜", &["2025-10-03 w5"]);
    check("2025年10月3日金曜 14:05", &["2025-10-03 w5 t"]);
    check("2025年10月3日（金曜日）14:05", &["2025-10-03 w5 t"]);
    check("2025年10月3日（星期五）14:05", &["2025-10-03 w5 t"]);
    check("2025年10月3日(금)", &["2025-10-03 w5"]);
    check("10월 3일 금요일", &["????-10-03 w5"]);
}

#[test]
fn scores_and_parts_behind_a_month_are_no_days() {
    check("May 3.5", &[]);
    check("May 3,500", &[]);
    check("On October 3,500 people came", &[]);
    check("Oct 3/4", &[]);
    check("May 3.50", &[]);
    check("Oct 3-45", &[]);
    check("May 3 %", &[]);
    check("March 12:30", &[]);
    check("Oct 3,2025", &["2025-10-03"]);
    check("Oct 3.2025", &["2025-10-03"]);
    check("Oct-3-2025", &["2025-10-03"]);
    check("Oct.03.25", &["2025-10-03"]);
    check("Oct 3, 500 people", &["????-10-03"]);
    check("Oct 3.", &["????-10-03"]);
}

#[test]
fn eight_digits_are_a_day_only_where_a_word_says_so() {
    check("Date: 20251003", &["2025-10-03"]);
    check("发布日期：20251003", &["2025-10-03"]);
    check("tel 20251003", &[]);
    check("20251003", &[]);
}

#[test]
fn other_calendars() {
    check("جمعه ۱۱ مهر ۱۴۰۴ - ۱۴:۰۵", &["2025-10-03 w5 t c"]);
    check("۱۴۰۴/۰۷/۱۱", &["2025-10-03 c"]);
    check("۱۱ میزان ۱۴۰۴", &["2025-10-03 c"]);
    check("11 ربيع الآخر 1447 هـ", &["2025-10-03 c ~"]);
    check("١٤٤٧/٠٤/١١", &["2025-10-03 c ~"]);
    check("تاريخ: 1447/04/11", &["2025-10-03 c ~"]);
    check("11 Mehr 1404", &["2025-10-03 c"]);
    check("วันศุกร์ที่ 3 ตุลาคม พ.ศ. 2568 เวลา 14:05 น.", &["2025-10-03 w5 t"]);
    check("3 ต.ค. 68", &["2025-10-03"]);
    check("3 ต.ค. 2568 14:05 น.", &["2025-10-03 t"]);
    check("วันที่ 3/10/2568", &["2025-10-03"]);
    check("วันที่ 3/10/68", &["2025-10-03"]);
    check("3/10/2568 (B.E.)", &["2025-10-03"]);
    check("民國114年10月3日", &["2025-10-03 c"]);
    check("令和7年10月3日", &["2025-10-03 c"]);
    check("令和元年五月一日", &["2019-05-01 c"]);
    check("R7.10.3", &["2025-10-03 c"]);
    check("י\"א בתשרי תשפ\"ו", &["2025-10-03 c"]);
    check("ג׳ באדר א׳ ה׳תשפ״ד", &["2024-02-12 c"]);
    check("23 መስከረም 2018", &["2025-10-03 c"]);
    check("23 መስከረም 2018 ዓ.ም", &["2025-10-03 c"]);
}

#[test]
fn another_calendar_is_not_read_without_a_sign_of_it() {
    check("geb. 12.03.62", &["1962-03-12"]);
    check("21.07.69", &["1969-07-21"]);
    check("Bitka na Kosovu, 28.06.1389", &[]);
    check("1404-07-11", &[]);
    check("1404/07/11, Tehran", &[]);
    check("12.10.1492", &[]);
    check("1492-10-12", &[]);
    check("3/10/2568", &[]);
    check("3 October 2568", &[]);
    check("1446년 10월 9일", &[]);
    check("1392년 7월 17일", &[]);
    check("1404年7月11日", &[]);
    check("2568年7月11日", &[]);
    check("公元184年2月3日", &[]);
    check("5 Ramadan 2024", &[]);
    check("12 Muharram", &[]);
    check("he wants 3 Mehr", &[]);
}

#[test]
fn a_day_of_centuries_ago_or_to_come_is_no_day_without_a_year() {
    check("Signed on July 4, 1776", &[]);
    check("28 June 1389", &[]);
    check("14 July 1789", &[]);
    check("le 14 juillet 1789", &[]);
    check("4 de julio de 1776", &[]);
    check("3 Oct 2125", &[]);
    check("28 June 389", &[]);
    check("4-Jul-1776", &[]);
    check("1776. július 4.", &[]);
    check("1776 m. liepos 4 d.", &[]);
    check("1389. gada 28. jūnijs", &[]);
    check("On October 3, 150 people came", &["????-10-03"]);
    check("Am 3. Oktober 1.500 Menschen", &["????-10-03"]);
    check("3 October 14:05", &["????-10-03 t"]);
    check("Views: 1543 3 October", &["????-10-03"]);
}

#[test]
fn of_two_calendars_side_by_side_ours_counts() {
    check("11 ربيع الآخر 1447 هـ الموافق 3 أكتوبر 2025", &["2025-10-03"]);
    check("الجمعة 3 أكتوبر 2025 - 11 ربيع الآخر 1447 هـ", &["2025-10-03 w5"]);
    check("י״א בתשרי תשפ״ו, 3 באוקטובר 2025", &["2025-10-03"]);
    check("2025年10月3日(令和7年10月3日)", &["2025-10-03"]);
    check("۱۱ مهر ۱۴۰۴ ۵ اکتبر ۲۰۲۰", &["2025-10-03 c", "2020-10-05"]);
}

#[test]
fn ranges_are_no_days() {
    check("3–5 October 2025", &["2025-10-??"]);
    check("3.–5. Oktober 2025", &["2025-10-??"]);
    check("October 3–5, 2025", &[]);
    check("3.-5.10.2025", &[]);
    check("14:05 - 3 October 2025", &["2025-10-03 t"]);
    check("12 - 3 October 2025", &["2025-10-03"]);
    check("October 3, 2025 - 5 min read", &["2025-10-03"]);
    check("Oct 3 - 14:05", &["????-10-03 t"]);
}

#[test]
fn a_time_belongs_to_the_date_before_it_or_behind_it_and_to_no_other() {
    check("Updated 9 October 2025, published 7 October 2025 14:05", &["2025-10-09", "2025-10-07 t"]);
    check("Published 7 October 2025 14:05, updated 9 October 2025", &["2025-10-07 t", "2025-10-09"]);
    check("2025-10-04 2025-10-03 14:05", &["2025-10-04", "2025-10-03 t"]);
    check("2025-10-03 14:05 2025-10-04", &["2025-10-03 t", "2025-10-04"]);
    check("03.10.2025 04.10.2025 14:05", &["2025-10-03", "2025-10-04 t"]);
    check("03.10.2025 14:05 04.10.2025", &["2025-10-03 t", "2025-10-04"]);
    check("3 October 2025 October 4 at 14:05", &["2025-10-03", "????-10-04 t"]);
    check("14:05, 3 October 2025, 15:10, 4 October 2025", &["2025-10-03 t", "2025-10-04 t"]);
    check("3 October 2025 by Jane Doe 14:05", &["2025-10-03"]);
    check("3 października 2025 roku, godz. 14:05", &["2025-10-03 t"]);
    check("3. Oktober 2025 um 14.05 Uhr", &["2025-10-03 t"]);
    check("3. oktober 2025 kl. 04.10.2025", &["2025-10-03", "2025-10-04"]);
    check("3 ottobre 2025 | ore 14.05", &["2025-10-03 t"]);
    check("3 October 2025 Friday at 14:05", &["2025-10-03 w5 t"]);
    check("2025년 10월 3일 오후 2:05", &["2025-10-03 t"]);
    check("2025年10月3日 上午10:29", &["2025-10-03 t"]);
}

#[test]
fn a_weekday_between_two_dates_belongs_to_one() {
    check("3 October 2025, Saturday 4 October 2025", &["2025-10-03", "2025-10-04 w6"]);
    check("Saturday 4 October 2025, 3 October 2025", &["2025-10-04 w6", "2025-10-03"]);
    check("October 3, Saturday, October 4", &["????-10-03", "????-10-04 w6"]);
    check("3 October 2025, Friday, 4 October 2025, Saturday", &["2025-10-03 w5", "2025-10-04 w6"]);
    check("3 Ekim 2025 Cuma 4 Ekim 2025 Cumartesi", &["2025-10-03 w5", "2025-10-04 w6"]);
    check("3 October (Friday) 4 October (Saturday)", &["????-10-03 w5", "????-10-04 w6"]);
    check("3 October 2025, Friday 14:05", &["2025-10-03 w5 t"]);
}

#[test]
fn what_is_no_date() {
    check("192.168.10.12", &[]);
    check("1.2.3.2020", &[]);
    check("31.02.2025", &[]);
    check("2025-13-40", &[]);
    check("call 030 12 10 20", &[]);
    check("a 3-2 win in 2014", &[]);
    check("he may 3 times", &[]);
    check("E-Mail 3 Nachrichten, die 3. Set-Niederlage", &[]);
    check("R2.10.3.1 released", &[]);
    check("十人十色", &[]);
    check("מחיר 1404 שח", &[]);
}

#[test]
fn dates_of_a_long_paragraph_stand_where_they_stand() {
    let words = "Nobody had expected the ferry so early — нико, 誰も. ".repeat(12);
    let text = format!("{words}On Friday, 3 October 2025 at 14:05 {words} until 12.10.2025.{words}");
    let found = dates(&text);
    let written: Vec<&str> = found.iter().map(|it| &text[it.bytes.clone()]).collect();
    assert_eq!(written, ["Friday, 3 October 2025 at 14:05", "12.10.2025"]);
}

#[test]
fn long_lines_take_time_in_proportion() {
    let lines = ["12.10.25 ", "3 ", "י\"א ", "二〇二五年", "(2025(e)ko ", "5 بي ", "1–", "tháng ", "ต.ค."];
    let years = ["1404/07/11 ", "é 12.03.62 ", "4 July 1776 ", "3 May, Friday ", "2025年3月10万"];
    for it in lines.into_iter().chain(years) {
        dates(&it.repeat(20_000));
    }
}

#[test]
fn nothing_panics_on_mangled_text() {
    let text = "Среда, 2 декабря 2020, 16:34 · 10/03/2025 2020年4月1日 99999999999999.1.2 Oct. 31, 20255 \
        11 ربيع الآخر 1447 هـ י\"א בתשרי תשפ\"ו R7.10.3 令和元年五月一日 3–5.X.2025 3 ต.ค. 68 (2025(e)ko urr. 3(a) \
        3 October, Saturday 4 October 14:05 July 4, 1776 2025年3月10万 1446년 10월 9일 2025年10月3日金曜";
    for (at, _) in text.char_indices() {
        dates(&text[at..]);
        dates(&text[..at]);
    }
}
