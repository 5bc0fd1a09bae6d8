//! Languages that give themselves away by letters or small words: where a script is shared by few
//! languages, or a language has letters that no neighbor has. This needs no model and is exact
//! on a sentence; it is why only Latin text is ever given to lingua.

use newsmill_text::Script;

/// A language, and how sure it is (0 to 1).
pub(crate) type Told = (&'static str, f64);

/// The language of a text of this script, if signs tell it. `letters` is how many it has.
pub(crate) fn told(script: Script, text: &str, letters: usize) -> Option<Told> {
    let lower = text.to_lowercase();
    let text = Signs { text: if script == Script::Cyrillic { in_cyrillic(&lower) } else { lower }, letters };
    match script {
        Script::Latin => text.latin(),
        Script::Cyrillic => text.cyrillic(),
        Script::Arabic => text.arabic(),
        Script::Devanagari => text.devanagari(),
        _ => None,
    }
}

struct Signs {
    text: String,
    letters: usize,
}

impl Signs {
    /// How many of these letters there are.
    fn count(&self, letters: &str) -> usize {
        self.text.chars().filter(|it| letters.contains(*it)).count()
    }

    /// How many of the words are these.
    fn words(&self, words: &str) -> usize {
        let is_one = |it: &&str| words.split(' ').any(|word| word == *it);
        self.text.split(|it: char| !it.is_alphanumeric() && !is_mark(it)).filter(is_one).count()
    }

    /// How many words have one of these endings.
    fn endings(&self, endings: &str) -> usize {
        let has_one = |it: &&str| endings.split(' ').any(|end| it.len() > end.len() + 2 && it.ends_with(end));
        self.text.split(|it: char| !it.is_alphanumeric() && !is_mark(it)).filter(has_one).count()
    }

    /// Whether at least so many in a thousand letters are these.
    fn has(&self, letters: &str, per_mille: usize) -> bool {
        self.count(letters) * 1000 >= self.letters * per_mille && self.count(letters) > 0
    }

    /// Languages that the build has no model of, and that no other Latin language can be taken for.
    fn latin(&self) -> Option<Told> {
        let vietnamese = self.text.chars().filter(|it| matches!(it, 'ạ'..='ỹ' | 'ơ' | 'ư')).count();
        match () {
            () if vietnamese * 1000 >= self.letters * 40 => Some(("vi", 1.0)),
            () if self.has("ə", 15) => Some(("az", 1.0)),
            () if self.has("þ", 2) => Some(("is", 1.0)),
            () if self.has("āēīņļķģ", 30) => Some(("lv", 1.0)),
            () if self.has("ėįų", 10) && !self.has("łż", 1) => Some(("lt", 1.0)),
            () if self.has("ħġ", 10) => Some(("mt", 1.0)),
            () if self.has("ë", 25) && !self.has("ûêèœ", 1) => Some(("sq", 1.0)),
            () if self.has("õ", 2) && self.has("äü", 10) && !self.has("ãçáéő", 1) => Some(("et", 1.0)),
            () => None,
        }
    }

    fn cyrillic(&self) -> Option<Told> {
        let sure = |code| Some((code, 1.0));
        match () {
            () if self.has("ҷӣӯ", 5) => return sure("tg"),
            () if self.has("ҳ", 5) => return sure("uz"),
            () if self.has("қғұ", 5) || (self.has("әңөү", 5) && self.count("і") > 0) => return sure("kk"),
            () if self.has("әҗ", 5) => return sure("tt"),
            () if self.has("өүң", 10) => return sure(if self.has("ң", 2) { "ky" } else { "mn" }),
            () => {}
        }
        let (dotted, broad) = (self.count("і"), self.count("ыэё"));
        let soft = self.count("ь").saturating_sub(self.text.matches("ьо").count());
        // `-ский` is `-ський` in Ukrainian: names often have no other sign.
        let adjectives: usize = ["ськ", "цьк", "зьк"].iter().map(|it| self.text.matches(it).count()).sum();
        // Small words count only where the neighbors do not have them.
        let russian = 3 * (broad + soft.saturating_sub(adjectives))
            + 2 * self.words("и что с со это как его был была из о их для же или если только");
        let ukrainian = 4 * self.count("їєґ")
            + 3 * dotted
            + 6 * adjectives
            + 2 * self.words("та що як від але або він вона був була було до з із зі де");
        let belarusian = match (self.count("ў"), dotted, broad) {
            (0, _, 0) | (0, 0, _) => 0,
            (short, ..) => 6 * short + 3 * (dotted + broad + soft) + 1,
        };
        let bulgarian = 4 * self.count("ъ")
            + 2 * self.words("че ще със във си това които която който към също през след беше съм или")
            + self.words("се от за са е си и да на")
            + 2 * self.endings("ите ият ята ото ната ките ваме ата");
        let balkan = 3 * self.count("јљњџ");
        let serbian = balkan
            + 4 * self.count("ђћ")
            + 2 * self.words("је су у са који која које што као али ће би или њих још када где након");
        let macedonian = balkan
            + 4 * self.count("ѓќѕ")
            + 2 * self.words("во со ќе го ги дека кој која кои беше има тоа ова сум до по од е")
            + if balkan > 0 { self.endings("та от то те") } else { 0 };
        let mut scores = [
            ("ru", russian),
            ("uk", ukrainian),
            ("bg", bulgarian),
            ("be", belarusian),
            ("sr", serbian),
            ("mk", macedonian),
        ];
        scores.sort_by_key(|it| std::cmp::Reverse(it.1));
        between(scores[0], scores[1]).or(Some((scores[0].0, 0.5)))
    }

    fn arabic(&self) -> Option<Told> {
        if self.has("ښځړېۍډټ", 8) {
            return Some(("ps", 1.0));
        }
        if self.has("ێۆڕڵە", 15) {
            return Some(("ku", 1.0));
        }
        if self.has("ٹڈڑےںہھ", 20) {
            return Some(("ur", 1.0));
        }
        let persian = 3 * self.count("پچژگ") + self.count("یک") + 2 * self.words("است این که را از در به با برای");
        let arabic = 3 * self.count("ة") + self.count("يكىإأ") + 2 * self.words("في من على إلى أن التي الذي عن");
        between(("fa", persian), ("ar", arabic)).or(Some(("ar", 0.5)))
    }

    fn devanagari(&self) -> Option<Told> {
        let hindi = self.words("है हैं के में की का को से ने और पर था थे थी यह कि लिए");
        let marathi = 2 * self.count("ळ")
            + self.words("आहे आहेत आणि हे या त्या होते होता नाही तर ही")
            + self.endings("च्या ांनी ामध्ये ाला ाचे ाची");
        let nepali = self.words("छ छन् र मा को लाई भएको गरेको हो थियो") + self.endings("को मा ले हरू लाई");
        let (other, score) = if nepali > marathi { ("ne", nepali) } else { ("mr", marathi) };
        between(("hi", hindi), (other, score)).or(Some(("hi", 0.5)))
    }
}

/// The text with Latin letters that only look Cyrillic put right, in words that hold both: old fonts and
/// some keyboards mix them.
fn in_cyrillic(text: &str) -> String {
    let mixed = |it: &str| it.chars().any(|it| Script::of(it) == Some(Script::Cyrillic));
    let twin = |it: char| "aаeеoоpрcсxхyуjјiі".chars().skip_while(|twin| *twin != it).nth(1).filter(|_| it.is_ascii());
    let mut right = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        match mixed(word) {
            true => right.extend(word.chars().map(|it| twin(it).unwrap_or(it))),
            false => right.push_str(word),
        }
    }
    right
}

/// The one with more signs, and how clear that is; `None` if there are as many of both.
fn between(a: (&'static str, usize), b: (&'static str, usize)) -> Option<Told> {
    let (more, less) = if a.1 >= b.1 { (a, b) } else { (b, a) };
    (more.1 > less.1).then(|| (more.0, more.1 as f64 / (more.1 + less.1) as f64))
}

/// Whether the character is a mark within a word: vowel signs of India are no letters.
fn is_mark(it: char) -> bool {
    matches!(u32::from(it), 0x300..=0x36F | 0x900..=0x903 | 0x93A..=0x94F | 0x962..=0x963 | 0x64B..=0x652)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::Letters;

    #[track_caller]
    fn check(script: Script, text: &str, expected: Option<&str>) {
        let letters = Letters::of(text).total;
        assert_eq!(told(script, text, letters).map(|it| it.0), expected, "{text}");
    }

    #[test]
    fn cyrillic_languages_tell_themselves() {
        check(Script::Cyrillic, "Володимир Зеленський", Some("uk"));
        check(Script::Cyrillic, "Президент подписал новый закон", Some("ru"));
        check(Script::Cyrillic, "Президентът подписа новия закон на страната", Some("bg"));
        check(Script::Cyrillic, "Прэзідэнт падпісаў новы закон", Some("be"));
        check(Script::Cyrillic, "Председник је потписао нови закон који ће важити", Some("sr"));
        check(Script::Cyrillic, "Претседателот го потпиша новиот закон на државата ја", Some("mk"));
        check(Script::Cyrillic, "Президент жаңа заңға қол қойды", Some("kk"));
    }

    #[test]
    fn languages_of_the_arabic_script_tell_themselves() {
        check(Script::Arabic, "وقع الرئيس على القانون الجديد في العاصمة", Some("ar"));
        check(Script::Arabic, "رئیس جمهور قانون جدید را امضا کرد", Some("fa"));
        check(Script::Arabic, "صدر نے نئے قانون پر دستخط کر دیے ہیں", Some("ur"));
    }

    #[test]
    fn languages_of_devanagari_tell_themselves() {
        check(Script::Devanagari, "राष्ट्रपति ने नए कानून पर हस्ताक्षर किए हैं", Some("hi"));
        check(Script::Devanagari, "राष्ट्रपतींनी नव्या कायद्यावर सही केली आहे", Some("mr"));
    }

    #[test]
    fn latin_languages_without_a_model_tell_themselves() {
        check(Script::Latin, "Tổng thống đã ký luật mới ở thủ đô", Some("vi"));
        check(Script::Latin, "Presidenti nënshkroi ligjin e ri në kryeqytetin e vendit për të", Some("sq"));
        check(Script::Latin, "Prezidents parakstīja jauno likumu galvaspilsētā", Some("lv"));
        check(Script::Latin, "The president signed the new law", None);
    }
}
