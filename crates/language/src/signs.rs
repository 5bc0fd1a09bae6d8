//! Languages that the table lacks and that give themselves away: by letters that no neighbor has, and in
//! Devanagari by small words.

use newsmill_text::Script;

/// A language, and how sure it is (0 to 1).
pub(crate) type Told = (&'static str, f64);

/// The language of a text of this script, if signs tell it. `letters` is how many it has.
pub(crate) fn told(script: Script, text: &str, letters: usize) -> Option<Told> {
    if script == Script::Latin {
        return is_maltese(text, letters).then_some(("mt", 1.0));
    }
    let text = Signs { text: text.to_lowercase(), letters };
    match script {
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
        words_of(&self.text).filter(is_one).count()
    }

    /// How many words have one of these endings and are none of Hindi's, which end so by chance.
    fn endings(&self, endings: &str) -> usize {
        let has_one = |it: &&str| endings.split(' ').any(|end| it.len() > end.len() + 4 && it.ends_with(end));
        let is_hindi = |it: &str| HINDI.split(' ').any(|word| word == it);
        words_of(&self.text).filter(|it| has_one(it) && !is_hindi(it)).count()
    }

    /// Whether at least so many in a thousand letters are these.
    fn has(&self, letters: &str, per_mille: usize) -> bool {
        let count = self.count(letters);
        count > 0 && count * 1000 >= self.letters * per_mille
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

    /// Hindi, unless its neighbors lead by two signs: one may be chance. Words that leave no doubt count twice.
    fn devanagari(&self) -> Option<Told> {
        let hindi = self.words(
            "है हैं के में की का को से ने और पर था थे थी यह कि लिए मैं नहीं रहा रही रहे हूँ हो गया गई क्या भी इस उस दिया किया लिया \
             बाद साथ तक हुए हुई हुआ कहा करने",
        );
        let marathi = 2 * (self.count("ळ") + self.words("आहे आहेत आणि झाला झाली मध्ये म्हणून"))
            + self.words("हे त्या होता होते नाही तर")
            + self.endings("च्या ांनी ींनी ूंनी ामध्ये ाला ाचे ाची");
        let nepali = 2 * self.words("छ छन् छैन लाई भएको गरेको गरे थियो गर्ने पनि भने")
            + self.words("र मा हो तथा")
            + self.endings("को मा ले हरू लाई");
        let (code, other) = if nepali > marathi { ("ne", nepali) } else { ("mr", marathi) };
        // One more of each, so that few signs are no certainty.
        let score = |signs: usize| (signs + 1) as f64 / (hindi + other + 2) as f64;
        Some(if other >= hindi + 2 { (code, score(other)) } else { ("hi", score(hindi)) })
    }
}

/// Hindi words that end as words of Nepali and Marathi do.
const HINDI: &str = "पहले मामले सीमा वाले अगले पिछले जुलाई निकले हमले फैसले बदले अकेले घोटाले इस्तेमाल जिले किले मसले सिलसिले काफिले \
    सिनेमा बीमा हंगामा ड्रामा मुकदमा ओबामा शर्मा वर्मा कारनामा प्रतिमा महिमा गरिमा नगमा जमा परमात्मा आत्मा मेक्सिको यूनेस्को \
    भलाई ढिलाई सिलाई सप्लाई चढ़ाई लड़ाई घोटाला मसाला निकाला संभाला सँभाला उछाला हवाला पाठशाला कराची सूची प्राची रांची";

/// Maltese has letters that no other language has. A place or two of Malta are no Maltese: many different words are,
/// one of which is no name, or one next to a small word of it.
fn is_maltese(text: &str, letters: usize) -> bool {
    const SMALL: &[&str] = &["tal", "ta", "minn", "fil", "mill", "bil", "lil", "kien", "huwa", "hija"];
    let has_sign = |it: &&str| it.contains(['ħ', 'ġ', 'Ħ', 'Ġ']);
    let mut marked: Vec<&str> = words_of(text).filter(has_sign).collect();
    if marked.len() * 100 < letters {
        return false;
    }
    marked.sort_unstable();
    marked.dedup();
    match marked.len() {
        0 => false,
        1 | 2 => words_of(text).any(|it| SMALL.contains(&it)),
        _ => marked.iter().any(|it| it.starts_with(char::is_lowercase)),
    }
}

/// The words of a text.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric() && !is_mark(it)).filter(|it| !it.is_empty())
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
    fn names_of_malta_make_no_text_maltese() {
        check(Script::Latin, "Ħamrun Spartans beat Dinamo Zagreb", None);
        check(Script::Latin, "The Ħamrun striker Ġużè Borġ left for Għargħur", None);
        check(Script::Latin, "Il-Gvern ħabbar miżuri tal-ilma", Some("mt"));
    }

    #[test]
    fn languages_of_devanagari_tell_themselves() {
        check(Script::Devanagari, "राष्ट्रपति ने नए कानून पर हस्ताक्षर किए हैं", Some("hi"));
        check(Script::Devanagari, "राष्ट्रपतींनी नव्या कायद्यावर सही केली आहे", Some("mr"));
        check(Script::Devanagari, "राष्ट्रपतिले नयाँ कानुनमा हस्ताक्षर गरेका छन्", Some("ne"));
        check(Script::Devanagari, "प्रधानमन्त्रीले गरे नयाँ पुलको उद्घाटन", Some("ne"));
    }

    #[test]
    fn words_of_hindi_that_look_nepali_are_hindi() {
        for text in ["सीमा पर पहले दो मामले", "पैसे वाले अगले जुलाई", "पहले मामले सीमा वाले अगले जुलाई", "राष्ट्रपति भवन"]
        {
            let (language, score) = told(Script::Devanagari, text, Letters::of(text).total).unwrap();
            assert!(language == "hi" && score < 0.9, "{text}: {language} {score}");
        }
    }
}
