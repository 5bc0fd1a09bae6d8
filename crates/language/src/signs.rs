//! Languages that the table lacks and that give themselves away: by letters that no neighbor has, and in
//! Devanagari by small words.

use newsmill_text::Script;

/// A language, and how sure it is (0 to 1).
pub(crate) type Told = (&'static str, f64);

/// The language of a text of this script, if signs tell it. `letters` is how many it has.
pub(crate) fn told(script: Script, text: &str, letters: usize) -> Option<Told> {
    let text = Signs { text: text.to_lowercase(), letters };
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
        let has_one = |it: &&str| endings.split(' ').any(|end| it.len() > end.len() + 4 && it.ends_with(end));
        self.text.split(|it: char| !it.is_alphanumeric() && !is_mark(it)).filter(has_one).count()
    }

    /// Whether at least so many in a thousand letters are these.
    fn has(&self, letters: &str, per_mille: usize) -> bool {
        self.count(letters) * 1000 >= self.letters * per_mille && self.count(letters) > 0
    }

    /// Maltese has letters that no other language has.
    fn latin(&self) -> Option<Told> {
        self.has("ħġ", 10).then_some(("mt", 1.0))
    }

    /// Languages of Central Asia have letters that their neighbors lack.
    fn cyrillic(&self) -> Option<Told> {
        match () {
            // Kazakh, Ukrainian and Belarusian are in the table.
            () if self.count("іұ") > 0 => None,
            () if self.has("ҷӣӯ", 5) => Some(("tg", 1.0)),
            () if self.has("ҳ", 5) => Some(("uz", 1.0)),
            () if self.count("қғ") > 0 => None,
            () if self.has("җ", 5) => Some(("tt", 1.0)),
            () if self.has("ң", 5) && self.has("өү", 5) => Some(("ky", 1.0)),
            () => None,
        }
    }

    fn arabic(&self) -> Option<Told> {
        if self.has("ښځړۍډټ", 8) {
            return Some(("ps", 1.0));
        }
        (self.has("ێڕڵ", 15) && self.has("ە", 30)).then_some(("ku", 1.0))
    }

    fn devanagari(&self) -> Option<Told> {
        let hindi = self.words("है हैं के में की का को से ने और पर था थे थी यह कि लिए मैं नहीं रहा रही रहे हूँ हो गया गई क्या");
        let marathi = 2 * self.count("ळ")
            + self.words("आहे आहेत आणि हे या त्या होते होता नाही तर ही")
            + self.endings("च्या ांनी ामध्ये ाला ाचे ाची");
        let nepali = self.words("छ छन् र मा को लाई भएको गरेको हो थियो") + self.endings("को मा ले हरू लाई");
        let (other, score) = if nepali > marathi { ("ne", nepali) } else { ("mr", marathi) };
        between(("hi", hindi), (other, score)).or(Some(("hi", 0.5)))
    }
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
    fn letters_of_their_own_tell_languages_that_the_table_lacks() {
        check(Script::Cyrillic, "Президент жаңы мыйзамга кол койду, өлкөнүн борборунда", Some("ky"));
        check(Script::Cyrillic, "Президент жаңа заңға қол қойды", None);
        check(Script::Cyrillic, "Президент подписал новый закон", None);
        check(Script::Arabic, "ولسمشر په پلازمېنه کې نوی قانون لاسلیک کړ", Some("ps"));
        check(Script::Latin, "Il-President iffirma l-liġi l-ġdida f'Ħamrun", Some("mt"));
        check(Script::Latin, "The president signed the new law", None);
    }

    #[test]
    fn languages_of_devanagari_tell_themselves() {
        check(Script::Devanagari, "राष्ट्रपति ने नए कानून पर हस्ताक्षर किए हैं", Some("hi"));
        check(Script::Devanagari, "राष्ट्रपतींनी नव्या कायद्यावर सही केली आहे", Some("mr"));
    }
}
