//! The register that newsmill comes with: it can be read, is sorted, and its codes exist.

use newsmill_attribute::Attribute;
use newsmill_stage::testing;

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

#[test]
fn the_register_can_be_read() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("outlets.csv"), REGISTER).unwrap();
    testing::build::<Attribute>(root.path(), "outlets = 'outlets.csv'").unwrap();
    assert!(rows().len() > 1_400);
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
