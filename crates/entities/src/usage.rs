//! Lists of words that tell how a name is used: small closed classes of the languages that the
//! product reads most. All are folded, in English, German, French, Spanish, Italian, Portuguese,
//! Russian and Ukrainian.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that stand before a surname without being part of a name: titles, offices, days, months.
const TITLES: &str = "\
    president minister premier chancellor secretary general spokesman spokeswoman spokesperson mr mrs ms miss dr \
    sir lord lady dame prof professor sen senator rep representative gov governor mayor speaker judge justice \
    ambassador king queen prince princess pope patriarch bishop archbishop cardinal imam sheikh ayatollah emir \
    sultan tsar czar leader dictator comrade director chairman chairwoman chair chief ceo commander col colonel \
    maj major capt captain lt lieutenant sgt sergeant gen marshal admiral adm vice deputy attorney commissioner \
    coach then former ex when but and while after before with via by prasident kanzler bundeskanzler kanzlerin \
    bundeskanzlerin ministerprasident aussenminister verteidigungsminister premierminister staatschef kremlchef \
    herr frau sprecher sprecherin konig konigin papst botschafter burgermeister prasidentin machthaber \
    prasidenten presidente presidenta ministre ministro ministra chancelier canciller monsieur madame m mme \
    senor senora sr sra don dona roi reine rey reina re papa pape primeiro dom gobernador alcalde maire \
    secretario президент президента президенту президентом министр министра премьер премьер-министр канцлер \
    канцлера глава главы господин госпожа генерал генерала губернатор мэр президентка міністр міністра прем єр \
    голова голови пан пані патриарх патріарх monday tuesday wednesday thursday friday saturday sunday january \
    february march april may june july august september october november december montag dienstag mittwoch \
    donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember";

/// The same, to be looked up: a watchlist of a million persons asks as often.
static TITLE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| TITLES.split(' ').collect());

/// Words that stand inside a name in small letters.
const PARTICLES: &str = "\
    von van de der den del della da das di do dos du la le al el bin ibn abu ben bint ter ten zu zum af av y e i";

/// What follows a surname without being one.
const GENERATIONS: &str = "\
    jr sr ii iii iv junior senior";

/// Short words that an apostrophe joins to the name after them.
const ELISIONS: &str = "\
    l d qu j n s c m t jusqu lorsqu puisqu dell all nell sull dall un quell coll";

/// Endings that an apostrophe or a colon joins to the name before them: the possessive of English
/// and its neighbors, and the cases of Turkish and Finnish.
const ENDINGS: &str = "\
    s n a e ya ye da de ta te dan den tan ten in un nin nun i u yi yu na ne nda nde ndan nden daki deki ni nu la \
    le yla yle ssa lla ta lle lta sta hun han iin";

/// Whether the word stands before surnames: a title, an office, a day.
pub(crate) fn is_title(folded: &str) -> bool {
    TITLE_SET.contains(folded)
}

/// Whether the word stands inside names in small letters.
pub(crate) fn is_particle(folded: &str) -> bool {
    has(PARTICLES, folded)
}

/// Whether the word follows surnames.
pub(crate) fn is_generation(folded: &str) -> bool {
    has(GENERATIONS, folded)
}

/// Whether an apostrophe may join the word to a name after it.
pub(crate) fn is_elision(folded: &str) -> bool {
    has(ELISIONS, folded)
}

/// Whether an apostrophe or a colon may join the word to a name before it.
pub(crate) fn is_ending(folded: &str) -> bool {
    has(ENDINGS, folded)
}

fn has(list: &str, folded: &str) -> bool {
    list.split(' ').any(|it| it == folded)
}

/// Writes the consonants of a name, by which transliterations of one given name are alike: `Vladimir` and
/// `Volodymyr`, `Sergei` and `Serhii`, `Александр` and `Олександр`. A name that has fewer than two
/// stays as it is.
pub(crate) fn skeleton(folded: &str, consonants: &mut String) {
    consonants.clear();
    for it in folded.chars() {
        let plain = match it {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'а' | 'е' | 'ё' | 'и' | 'і' | 'ї' | 'й' | 'о' | 'у' | 'ы'
            | 'ь' | 'ъ' | 'э' | 'ю' | 'я' | 'є' => continue,
            'g' => 'h',
            'w' => 'v',
            'c' | 'q' => 'k',
            'х' | 'ґ' => 'г',
            'x' => {
                consonants.push('k');
                's'
            }
            it => it,
        };
        if !consonants.ends_with(plain) {
            consonants.push(plain);
        }
    }
    if consonants.chars().nth(1).is_none() {
        consonants.clear();
        consonants.push_str(folded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let (mut a, mut b) = (String::new(), String::new());
        skeleton(one, &mut a);
        skeleton(other, &mut b);
        assert_eq!(a == b, expected, "{one} {other}");
    }

    #[test]
    fn transliterations_of_a_given_name_are_alike() {
        check("vladimir", "volodymyr", true);
        check("sergei", "serhii", true);
        check("александр", "олександр", true);
        check("alexander", "aliaksandr", true);
        check("ivan", "olena", false);
        check("li", "lo", false);
    }
}
