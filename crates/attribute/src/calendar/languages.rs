//! Dates of many languages, as a table: what is written, and the day that it is.
//!
//! Each row has the same two days, as CLDR writes them in that language: the first in full, the
//! second shortly. Where a language has calendars or digits of its own, these have rows too.

use super::dates;

const FIRST: &str = "2025-05-07";
const SECOND: &str = "2024-10-12";

#[track_caller]
fn check(language: &str, text: &str, expected: &str) {
    let days: Vec<String> = dates(text).iter().filter_map(|it| Some(it.date()?.to_string())).collect();
    assert_eq!(days, [expected], "{language}: {text}");
}

#[test]
fn two_days_in_every_language() {
    for (language, first, second) in DAYS {
        check(language, first, FIRST);
        check(language, second, SECOND);
    }
}

#[rustfmt::skip]
const DAYS: &[(&str, &str, &str)] = &[
    ("en", "Wednesday, May 7, 2025", "Oct 12, 2024"),
    ("en-GB", "Wednesday, 7 May 2025", "12 Oct 2024"),
    ("de", "Mittwoch, 7. Mai 2025", "12. Oktober 2024"),
    ("de-AT", "Mittwoch, 7. Mai 2025", "12. Oktober 2024"),
    ("fr", "mercredi 7 mai 2025", "12 oct. 2024"),
    ("es", "miércoles, 7 de mayo de 2025", "12 oct 2024"),
    ("it", "mercoledì 7 maggio 2025", "12 ott 2024"),
    ("pt", "quarta-feira, 7 de maio de 2025", "12 de out. de 2024"),
    ("nl", "woensdag 7 mei 2025", "12 okt 2024"),
    ("pl", "środa, 7 maja 2025", "12 paź 2024"),
    ("ru", "среда, 7 мая 2025 г.", "12 окт. 2024 г."),
    ("uk", "середа, 7 травня 2025 р.", "12 жовт. 2024 р."),
    ("tr", "7 Mayıs 2025 Çarşamba", "12 Eki 2024"),
    ("sv", "onsdag 7 maj 2025", "12 okt. 2024"),
    ("da", "onsdag den 7. maj 2025", "12. okt. 2024"),
    ("nb", "onsdag 7. mai 2025", "12. okt. 2024"),
    ("fi", "keskiviikko 7. toukokuuta 2025", "12. lokakuuta 2024"),
    ("cs", "středa 7. května 2025", "12. října 2024"),
    ("sk", "streda 7. mája 2025", "12. októbra 2024"),
    ("hu", "2025. május 7., szerda", "2024. okt. 12."),
    ("ro", "miercuri, 7 mai 2025", "12 oct. 2024"),
    ("bg", "сряда, 7 май 2025 г.", "12 октомври 2024 г."),
    ("sr", "среда, 7. мај 2025.", "12. октобар 2024."),
    ("sr-Latn", "sreda, 7. maj 2025.", "12. oktobar 2024."),
    ("hr", "srijeda, 7. svibnja 2025.", "12. lis 2024."),
    ("bs", "srijeda, 7. maj 2025.", "12. okt 2024."),
    ("sl", "sreda, 7. maj 2025", "12. okt. 2024"),
    ("mk", "среда, 7 мај 2025 г.", "12 окт. 2024 г."),
    ("sq", "e mërkurë, 7 maj 2025", "12 tet 2024"),
    ("el", "Τετάρτη 7 Μαΐου 2025", "12 Οκτ 2024"),
    ("be", "серада, 7 мая 2025 г.", "12 кас 2024 г."),
    ("lt", "2025 m. gegužės 7 d., trečiadienis", "2024 m. spalio 12 d."),
    ("lv", "trešdiena, 2025. gada 7. maijs", "2024. gada 12. okt."),
    ("et", "kolmapäev, 7. mai 2025", "12. okt 2024"),
    ("ca", "dimecres, 7 de maig del 2025", "12 d’oct. 2024"),
    ("gl", "mércores, 7 de maio de 2025", "12 de out. de 2024"),
    ("eu", "2025(e)ko maiatzaren 7(a), asteazkena", "2024(e)ko urr. 12(a)"),
    ("is", "miðvikudagur, 7. maí 2025", "12. okt. 2024"),
    ("ga", "Dé Céadaoin 7 Bealtaine 2025", "12 DFómh 2024"),
    ("cy", "Dydd Mercher, 7 Mai 2025", "12 Hyd 2024"),
    ("mt", "L-Erbgħa, 7 ta’ Mejju 2025", "12 Ott 2024"),
    ("lb", "Mëttwoch, 7. Mee 2025", "12. Okt. 2024"),
    ("ar", "الأربعاء، 7 مايو 2025", "12 أكتوبر 2024"),
    ("ar-EG", "الأربعاء، ٧ مايو ٢٠٢٥", "١٢ أكتوبر ٢٠٢٤"),
    ("ar-IQ", "الأربعاء، ٧ أيار ٢٠٢٥", "١٢ تشرين الأول ٢٠٢٤"),
    ("ar-DZ", "الأربعاء، 7 ماي 2025", "12 أكتوبر 2024"),
    ("ar-MA", "الأربعاء، 7 ماي 2025", "12 أكتوبر 2024"),
    ("ar, Hijri", "الأربعاء، ٩ ذو القعدة ١٤٤٦ هـ", "٩ ربيع الآخر ١٤٤٦ هـ"),
    ("fa, Solar Hijri", "۱۴۰۴ اردیبهشت ۱۷, چهارشنبه", "۲۱ مهر ۱۴۰۳"),
    ("fa", "چهارشنبه ۷ مهٔ ۲۰۲۵", "۱۲ اکتبر ۲۰۲۴"),
    ("fa-AF", "۱۴۰۴ ثور ۱۷, چهارشنبه", "۲۱ میزان ۱۴۰۳"),
    ("ps", "AP ۱۴۰۴ غویی ۱۷, څلرنۍ", "AP ۱۴۰۳ تله ۲۱"),
    ("ur", "بدھ، 7 مئی، 2025", "12 اکتوبر، 2024"),
    ("he", "יום רביעי, 7 במאי 2025", "12 באוק׳ 2024"),
    ("he, Hebrew", "יום רביעי, ט׳ באייר תשפ״ה", "י׳ בתשרי תשפ״ה"),
    ("ckb", "٢٠٢٥ ئایار ٧, چوارشەممە", "٢٠٢٤ تشرینی یەکەم ١٢"),
    ("sd", "اربع, مئي ٧, ٢٠٢٥", "٢٠٢٤ آڪٽوبر ١٢"),
    ("hi", "बुधवार, 7 मई 2025", "12 अक्टू॰ 2024"),
    ("hi, own digits", "बुधवार, ७ मई २०२५", "१२ अक्टू॰ २०२४"),
    ("mr", "बुधवार, ७ मे, २०२५", "१२ ऑक्टो, २०२४"),
    ("ne", "२०२५ मे ७, बुधबार", "२०२४ अक्टोबर १२"),
    ("bn", "বুধবার, ৭ মে, ২০২৫", "১২ অক্টো, ২০২৪"),
    ("as", "বুধবাৰ, ৭ মে’, ২০২৫", "১২ অক্টোবৰ, ২০২৪"),
    ("gu", "બુધવાર, 7 મે, 2025", "12 ઑક્ટો, 2024"),
    ("pa", "ਬੁੱਧਵਾਰ, 7 ਮਈ 2025", "12 ਅਕਤੂ 2024"),
    ("or", "ବୁଧବାର, ମଇ 7, 2025", "ଅକ୍ଟୋବର 12, 2024"),
    ("ta", "புதன், 7 மே, 2025", "12 அக்., 2024"),
    ("te", "7, మే 2025, బుధవారం", "12 అక్టో, 2024"),
    ("kn", "ಬುಧವಾರ, ಮೇ 7, 2025", "ಅಕ್ಟೋ 12, 2024"),
    ("ml", "2025 മേയ് 7, ബുധനാഴ്‌ച", "2024 ഒക്ടോ 12"),
    ("th", "วันพุธที่ 7 พฤษภาคม พ.ศ. 2568", "12 ตุลาคม 2567"),
    ("th, own digits", "วันพุธที่ ๗ พฤษภาคม พ.ศ. ๒๕๖๘", "๑๒ ตุลาคม ๒๕๖๗"),
    ("lo", "ວັນພຸດ, 7 ພຶດສະພາ 2025", "12 ຕຸລາ 2024"),
    ("km", "ពុធ 7 ឧសភា 2025", "12 តុលា 2024"),
    ("km, own digits", "ពុធ ៧ ឧសភា ២០២៥", "១២ តុលា ២០២៤"),
    ("my", "၂၀၂၅ မေ ၇ ဗုဒ္ဓဟူး", "၂၀၂၄ အောက်တိုဘာ ၁၂"),
    ("vi", "Thứ Tư, 7 tháng 5, 2025", "12 thg 10, 2024"),
    ("id", "Rabu, 07 Mei 2025", "12 Okt 2024"),
    ("ms", "Rabu, 7 Mei 2025", "12 Okt 2024"),
    ("fil", "Miyerkules, Mayo 7, 2025", "Okt 12, 2024"),
    ("sw", "Jumatano, 7 Mei 2025", "12 Okt 2024"),
    ("af", "Woensdag 07 Mei 2025", "12 Okt. 2024"),
    ("so", "Arbaco, Maayo 7, 2025", "12-Okt-2024"),
    ("ha", "Laraba 7 Mayu, 2025", "12 Okt, 2024"),
    ("zu", "ULwesithathu, Meyi 7, 2025", "Okt 12, 2024"),
    ("am", "ረቡዕ 7 ሜይ 2025", "12 ኦክቶ 2024"),
    ("am, Ethiopian", "ረቡዕ፣ 29 ሚያዝያ 2017 AM", "2 ጥቅምት 2017 AM"),
    ("az", "7 may 2025, çərşənbə", "12 okt 2024"),
    ("kk", "2025 ж. 7 мамыр, сәрсенбі", "2024 ж. 12 қаз."),
    ("uz", "chorshanba, 7-may, 2025", "12-okt, 2024"),
    ("uz-Cyrl", "чоршанба, 07 май, 2025", "12 окт, 2024"),
    ("ky", "2025-ж., 7-май, шаршемби", "2024-ж., 12-окт."),
    ("tg", "Чоршанбе, 07 Май 2025", "12 Окт 2024"),
    ("tk", "7 maý 2025 çarşenbe", "12 okt 2024"),
    ("mn", "2025 оны тавдугаар сарын 7, лхагва гараг", "2024 оны 10-р сарын 12"),
    ("ka", "ოთხშაბათი, 07 მაისი, 2025", "12 ოქტ. 2024"),
    ("hy", "2025 թ. մայիսի 7, չորեքշաբթի", "12 հոկ, 2024 թ."),
    ("ku", "çarşem, 7ê gulana 2025an", "12 cot, 2024"),
    ("yi", "מיטוואך, 7טן מיי 2025", "12טן אקטאבער 2024"),
    ("fo", "mikudagur, 7. mai 2025", "12. oktober 2024"),
    ("zh", "2025年5月7日星期三", "2024年10月12日"),
    ("zh-TW", "2025年5月7日 星期三", "2024年10月12日"),
    ("zh, numerals", "二〇二五年五月七日星期三", "二〇二四年一〇月一二日"),
    ("zh, Minguo", "民國114年5月7日 星期三", "民國113年10月12日"),
    ("ja", "2025年5月7日水曜日", "2024年10月12日"),
    ("ja, eras", "令和7年5月7日水曜日", "令和6年10月12日"),
    ("ko", "2025년 5월 7일 수요일", "2024년 10월 12일"),
];
