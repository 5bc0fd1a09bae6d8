//! What the look sees, and that mending finds nothing that it misses.

use super::*;
use crate::mojibake::Mender;
use crate::tests::random_texts;
use crate::{form, invisible};

#[track_caller]
fn check(text: &str, expected: &str) {
    let Seen { ampersand, form, mojibake } = look(text);
    let seen = [(ampersand, "ampersand"), (form, "form"), (mojibake, "mojibake")];
    let seen: Vec<&str> = seen.into_iter().filter(|(is, _)| *is).map(|(_, it)| it).collect();
    assert_eq!(seen.join(" "), expected, "{text}");
}

#[test]
fn each_trouble_is_seen_wherever_it_stands() {
    for (trouble, expected) in [
        ("&", "ampersand"),
        ("\u{1}", "form"),
        ("\u{A0}", "form"),
        ("\u{AD}", "form"),
        ("e\u{301}", "form"),
        ("\u{200B}", "form"),
        ("か\u{3099}", "form"),
        ("\u{FEFF}", "form"),
        ("\u{212B}", "form"),
        ("Ã©", "mojibake"),
        ("вЂњ", "mojibake"),
        ("РњРѕ", "mojibake"),
        ("β€œ", "mojibake"),
        ("├⌐", "mojibake"),
        ("k√∂nnen", "mojibake"),
        ("voilÃ  !", "mojibake"),
        ("'Ã  b", "mojibake"),
    ] {
        for before in (0..140).step_by(7).chain([1, 2, 3, 29, 30, 31, 32, 33, 34, 62, 63, 64, 65, 66]) {
            check(&format!("{}{trouble} {}", "x".repeat(before), "y".repeat(140 - before)), expected);
            check(&format!("{} {trouble}", "д".repeat(before)), expected);
        }
    }
}

#[test]
fn clean_text_raises_no_alarm() {
    for text in [
        "“Naïve café”, she said — l’été à Paris; Größe, „groß“, 5 €.",
        "Příští úterý začne stávka; příliš žluťoučký kůň. Zażółć gęślą jaźń. Őszi eső, şapka, ığdır.",
        "«Ещё одна», — сказал он; её «Время», подъезд №5… Україна, її Ґанок і Європа.",
        "«Έλληνας», είπε· ΝΑΤΟ. Ủy ban “nhân dân” được, đường, ướt.",
        "قالت: «لن ننتظر»، وأضافت؟ שלום, אמר \"כן\". मंत्री ने कहा। ภาษาไทย។",
        "部长表示:“不再等了。”東京で「カタカナ」が。장관은 “더는” 말했다.",
    ] {
        check(text, "");
    }
}

#[test]
fn mending_finds_nothing_that_the_look_misses() {
    let mender = Mender::new();
    for text in random_texts(10_000) {
        let seen = look(&text);
        assert!(seen.mojibake || mender.mend(&text).is_none(), "{text:?} {:?}", mender.mend(&text));
        assert!(seen.form || invisible::clear(&text).is_none(), "{text:?}");
        assert!(seen.form || form::join(&text).is_none(), "{text:?}");
    }
}
