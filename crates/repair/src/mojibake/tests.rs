//! Mojibake of every kind, and true texts that look like it.

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    let mended = Mender::new().mend(text);
    assert_eq!(mended.as_ref().map_or(text, |it| &it.text), expected);
    assert_eq!(mended.is_none(), text == expected, "what is not mended costs no copy");
}

#[test]
fn western_mojibake_is_mended() {
    check("â€œNoâ€\u{9D}, itâ€™s a cafÃ©", "“No”, it’s a café");
    check("FranÃ§ois â€“ Ã\u{A0} Paris", "François – à Paris");
    check("GrÃ¶ÃŸe und Ãœbermut", "Größe und Übermut");
}

#[test]
fn every_code_page_has_its_look() {
    check("РњРѕСЃРєРІР° Р¶РґС‘С‚", "Москва ждёт"); // 1251
    check("fГјr Гјber", "für über");
    check("DziĂŞki, zaĹ‚oga", "Dziêki, załoga"); // 1250
    check("Ä°stanbulâ€™da ÅŸimdi", "İstanbul’da şimdi"); // 1252, Turkish
    check("Ğ\u{9C}Ğ¾Ñ\u{81}ĞºĞ²Ğ°", "Москва"); // 1254
    check("β€œClear,β€™ he said", "“Clear,’ he said"); // 1253, its hole filled from 1252
    check("lā€™Espagnol", "l’Espagnol"); // 1257
    check("‚ÄúWatch‚Äù k√∂nnen", "“Watch” können"); // Macintosh
    check("ΓÇ£OnlineΓÇ¥ s├⌐curit├⌐", "“Online” sécurité"); // DOS
    check("╨Я╤А╨╕╨▓╨╡╤В", "Привет"); // DOS, Cyrillic
    check("ط§ظ„ط³ظ„ط§ظ…", "السلام"); // 1256
}

#[test]
fn what_was_misread_twice_is_mended_twice() {
    check("Ã¢â‚¬Å¾NeinÃ¢â‚¬Å“, sagte JÃƒÂ¼rgen", "„Nein“, sagte Jürgen");
}

#[test]
fn a_lost_byte_is_found_where_only_one_is_possible() {
    check("â€œDoneâ€�", "“Done”");
    check("â€œDoneâ€ he said", "“Done” he said");
    check("Р�РІР°РЅ", "Иван");
    check("a � b", "a � b");
    check("Ã� b", "Ã� b");
}

#[test]
fn a_no_break_space_may_have_become_a_plain_one() {
    check("dÃ©jÃ  Ã  Paris", "déjà à Paris");
    check("voilÃ  !", "voilà !");
    check("voilÃ !", "voilà !");
    check("voilÃ , voilÃ .", "voilà, voilà.");
    check("jusqu'Ã  Paris, jusqu’Ã Paris", "jusqu'à Paris, jusqu’à Paris");
    check("il va Ã  Paris", "il va à Paris");
}

#[test]
fn clean_text_stays() {
    for text in [
        "Ã la carte",
        "NÃO, AMANHÃ É TARDE; A MÃE É",
        "MAÇÃ  E SÃ O, TÃ O",
        "a letra Ã é nasal",
        "β€ ",
        "A caf\u{E9}\u{A0}» and CAFÉ»…",
        "Été\u{A0}» — à «\u{A0}l’été\u{A0}»",
        "La chaîne «\u{A0}НТВ»",
        "телеканал «НТВ» и витамин «В»",
        "Росії» і «неї»: Січень, Рівне",
        "ŁÓDŹ… Święto «Ż»",
        "ORĂŞENESC, ȘTIRI",
        "Ändern Sie „Größe“, groß“",
        "PRÄ\u{AD}SI\u{AD}DENT",
        "ΝΑΤΟ» και «Ο Έλληνας»",
        "İstanbul’da ŞİMDİ",
        "Việt Nam: Ủy ban “nhân dân”…",
        "byly obzvlášť významné",
        "ситуацыі». «І вы",
        "فیس بک، گوگل",
        "SÃO PAULO, NÃO!",
        "北京「和平」",
        "5\u{A0}€ – 10\u{A0}% “so”",
    ] {
        check(text, text);
    }
}

#[test]
fn no_text_makes_it_panic() {
    let mender = Mender::new();
    let alphabet: Vec<char> = "Ã€â™œР�ђ\u{81}\u{A0} aβΓ🇺ﬁ\u{F8FF}ط╨�".chars().collect();
    let mut seed = 1_u64;
    for _ in 0..2000 {
        let next = |_| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            alphabet[(seed >> 33) as usize % alphabet.len()]
        };
        let text: String = (0..12).map(next).collect();
        let mended = mender.mend(&text);
        assert!(mended.is_none_or(|it| it.text != text), "{text}");
    }
}
