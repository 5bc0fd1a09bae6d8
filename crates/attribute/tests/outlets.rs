//! The register that newsmill comes with: it can be read, is sorted, and its codes exist.

#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps in vain")]

use newsmill_attribute::Attribute;
use newsmill_stage::{Article, ArticleStage as _, Rows, columns, testing};

const REGISTER: &str = include_str!("../../../data/outlets.csv");

/// ISO 3166-1 alpha-2, and XK, which everyone uses for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ \
    FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT \
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP \
    MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE \
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV \
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na \
    nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr \
    ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

fn rows() -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(REGISTER.as_bytes()).records().map(Result::unwrap).collect()
}

fn stage() -> Attribute {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("outlets.csv"), REGISTER).unwrap();
    testing::build(root.path(), "outlets = 'outlets.csv'").unwrap()
}

/// Words, given names and family names that pages print alone, on buttons, above columns, as labels and
/// tags: an outlet that is called so is registered with its country or its domain, `Dawn (Pakistan)`.
const WORDS: &str = "app dawn marianne gordon гордон vox babel бабель economist guardian spectator observer independent \
    standard mirror sun star express metro today focus stern profil kurier heute blick blitz блиц fortune nature \
    science variety news info vesti вести fakt fakty факти факты respekt dnevnik дневник danas данас delo дело strana \
    страна обозреватель главком korrespondent корреспондент híradó telex index open life лайф trend tempo memo nd nv \
    watson sakshi shine newsmaker вёрстка верстка взгляд сегодня сьогодні правда pravda novosti новости новини mint \
    scroll print wrap cable stuff salon slate space military merkur presse monde figaro soir point echo";

#[test]
fn the_register_can_be_read() {
    stage();
    assert!(rows().len() > 1_400);
}

#[test]
fn no_outlet_is_registered_by_a_word_that_pages_print_alone() {
    for row in rows() {
        for it in [&row[1]].into_iter().chain(row[4].split('|').map(str::trim)) {
            let word = WORDS.split_whitespace().find(|word| *word == it.to_lowercase());
            assert_eq!(word, None, "{}: qualify {it} by its country or its domain", &row[0]);
        }
    }
}

#[track_caller]
fn check(text: &str, outlet: &str, credit: &str, authors: &str) {
    const BODY: &str = "The ferry will run again from the first of May, the council of the island said on Tuesday.\n\
        Nobody had expected it so early, and the crew had to be called back from the mainland by telephone.\n\
        The boat was built forty years ago and has carried two million passengers across the bay since then.";
    let mut it = Article::from_text(&text.replace('…', BODY));
    stage().process(&mut it, &mut Rows::default()).unwrap();
    let part = |column| it.get(column).unwrap_or_default();
    let got = [part(columns::OUTLET_ID), part(columns::CREDIT_SOURCE)];
    let names = it.get(columns::AUTHORS).unwrap_or_default().join(" | ");
    assert_eq!((got, names.as_str()), ([outlet, credit].map(str::to_owned), authors), "{text}");
}

#[test]
fn names_that_are_words_and_persons_are_taken_for_no_outlet() {
    check("Ferry to run again from May\nBy Michael R. Gordon\n…", "", "", "Michael R. Gordon");
    check("Ferry to run again from May\nBy Mary Anne Dawn\n…", "", "", "Mary Anne Dawn");
    check("Ferry to run again from May\nBy Ali Can Turan\n…", "", "", "Ali Can Turan");
    check("Ferry to run again from May\nBy Jane Doe Xinhua\n…", "", "xinhua", "Jane Doe");
    for word in ["APP", "Dawn", "Marianne", "Gordon", "Vox", "Respekt", "nd", "Economist"] {
        check(&format!("{word}\nFerry to run again from May\n…\n{word}"), "", "", "");
    }
    check("Dawn News\nFerry to run again from May\n…", "dawn", "", "");
    check("Ferry to run again from May\n…\n© 2025 Guardian News & Media Limited", "guardian", "", "");
}

#[test]
fn the_register_is_sorted_by_id() {
    let ids: Vec<String> = rows().iter().map(|it| it[0].to_owned()).collect();
    assert!(ids.is_sorted(), "sort data/outlets.csv by id");
    let is_slug = |it: &String| it.chars().all(|it| it == '-' || it.is_alphanumeric() && !it.is_uppercase());
    assert_eq!(ids.iter().find(|it| !is_slug(it)), None);
}

#[test]
fn every_code_of_the_register_exists() {
    for row in rows() {
        let has = |list: &str, code: &str| list.split_whitespace().any(|it| it == code);
        assert!(has(COUNTRIES, &row[5]), "{}: no country has the code {}", &row[0], &row[5]);
        assert!(has(LANGUAGES, &row[6]), "{}: no language has the code {}", &row[0], &row[6]);
    }
}

#[test]
fn every_domain_of_the_register_is_a_bare_host() {
    for row in rows() {
        for it in row[3].split('|').map(str::trim).filter(|it| !it.is_empty()) {
            let bare =
                it.contains('.') && !it.starts_with("www.") && !it.contains(['/', ':', ' ']) && it == it.to_lowercase();
            assert!(bare, "{}: {it}", &row[0]);
        }
    }
}
