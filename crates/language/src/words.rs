//! The small words of a language, which every sentence of it holds: a cheap way to see that a
//! sentence is *not* of it.

/// The small words of a language; `None` where we have no list.
pub(crate) fn small_words(language: &str) -> Option<&'static str> {
    Some(match language {
        "en" => {
            "the of and to in a is that for on it was with as at by he be from are his an this has have not but who will were their they she had been its said after about up would"
        }
        "de" => {
            "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder"
        }
        "es" => {
            "de la que el en y a los del se las por un para con no una su al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era es"
        }
        "fr" => {
            "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux d l qu été mais comme ou elle cette leur ses ont nous y s n à"
        }
        "it" => {
            "di e il la che in a per un è del non si una i le con da della sono al dei nel più anche ha gli alla lo come o ma l d su questo delle hanno dal se cui ad tra stato era"
        }
        "pt" => {
            "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre foi é são"
        }
        "nl" => {
            "de van het een en in is dat op te zijn met die voor niet aan er om ook als dan maar bij hij uit nog naar heeft wordt door over ze werd tot was kan hebben deze zo wel"
        }
        "pl" => {
            "w i na z do się nie to że jest o jak od za po przez ale co dla który tak przy jego był są oraz już tym która tego ze być może które a"
        }
        "cs" => {
            "a v se na je že s z do o to i ve pro k by za jako jsou po od ale jeho které tak který byl si už při podle ze bude co která"
        }
        "sk" => {
            "a v sa na je že s z do o to aj vo pre k by za ako sú po od ale jeho ktoré tak ktorý bol si už pri podľa zo bude čo ktorá"
        }
        "sl" => "in v je na se za da so ki z pa s ne po tudi bi kot od o do iz ali pri ter še ni bil bo že lahko kar",
        "hr" | "bs" | "sr" => {
            "i u je na se da za su od s o koji a ne kao će iz bi što po to koja nije ili do samo te već sa koje bio"
        }
        "ro" => {
            "de și în a la cu pe din că o un nu care mai pentru se este au fi prin ca sunt al ce sau fost după dar cele lui să ale"
        }
        "hu" => {
            "a az és hogy nem is egy ez volt meg már csak mint de még el ki azt ha szerint után lesz van több majd pedig ami akik aki"
        }
        "sv" => {
            "och i att det som en på är av för med den till inte har de ett om var han men sig från så vi kan hade när ska också efter eller nu"
        }
        "da" => {
            "og i at det er en til på som af for med de den der ikke har et om var han men sig fra så vi kan havde når skal også efter eller nu"
        }
        "nb" | "nn" => {
            "og i at det er en til på som av for med de den ikke har et om var han men seg fra så vi kan hadde når skal også etter eller nå"
        }
        "fi" => {
            "ja on ei että oli se hän kun myös ovat mutta joka niin kuin sen voi ole jo olla mukaan sekä tai vain vuoden nyt mitä ovat jos"
        }
        "tr" => {
            "ve bir bu da de için ile olarak çok olan daha en gibi ama o ne kadar sonra var dedi ya mi diye her ise oldu ki göre"
        }
        "ca" => {
            "de la i el que a en els les del per un una amb és no al se més com o dels ha va les seva seu són també però ser"
        }
        "id" | "ms" => {
            "yang dan di dengan untuk dari pada ini itu dalam akan tidak ke juga oleh ada saat sebagai telah mereka adalah bisa sudah atau karena ia lebih"
        }
        "ru" => {
            "и в не на что с по как он это к из за у от о его но все был для а же мы так их до бы то при или я она если только"
        }
        "uk" => {
            "і в на що з у не до за та це як від про по його для є або але він а був які який також зі вже при й щоб та"
        }
        "bg" => "на и да в се за от е не с че по са ще като това до си при а го след или но има бе което които как във",
        "be" => "і ў на не з што да у для як па за гэта ад яго але а быў яны пра ён таксама якія або",
        "mk" => "на и во да се од за не со е што како по ќе го ги или а ја беше но кој која до при",
        _ => return None,
    })
}

/// Whether the sentence has almost none of these small words. Short sentences do not tell.
pub(crate) fn lacks(sentence: &str, small_words: &str) -> bool {
    let (mut words, mut small) = (0_usize, 0_usize);
    for word in sentence.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()) {
        words += 1;
        // The longest small word is 9 letters; longer ones need no look.
        small += usize::from(word.len() <= 18 && is_one(word, small_words));
    }
    // Of English words 40 % are on the list, of other languages' words less than 8 %, homographs such as `in` included.
    words >= 6 && small * 9 <= words
}

fn is_one(word: &str, small_words: &str) -> bool {
    let word = word.to_lowercase();
    small_words.split(' ').any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, language: &str, expected: bool) {
        assert_eq!(lacks(sentence, small_words(language).unwrap()), expected, "{sentence}");
    }

    #[test]
    fn a_sentence_has_small_words_of_its_language_only() {
        let german = "Der Präsident hat am Freitag ein neues Gesetz unterschrieben, das im Sommer in Kraft tritt.";
        check(german, "de", false);
        check(german, "en", true);
        check("The president signed a new law on Friday that takes effect in the summer.", "en", false);
    }

    #[test]
    fn few_words_do_not_tell() {
        check("Kyiv, Moscow, Warsaw, Berlin", "en", false);
    }
}
