//! The names of months and weekdays, in the languages that news is written in.
//!
//! Names are folded: lower case, no accents. Abbreviations stand beside the full names. Checked
//! against CLDR 47; names that mean another month in another language stand with the larger one.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A month's names, January first.
const MONTHS: [&str; 12] = [
    "january jan janar januar jaenner janner janvier janv jan enero ene gennaio gen genn janeiro januari styczen stycznia sty \
     январь января янв січень січня січ ocak oca tammikuu tammikuuta leden ledna januara ianuarie ian януари јануар \
     januarja sausis sausio janvaris janvari jaanuar gener ιανουαριος ιανουαριου ιαν يناير كانون ژانویه ינואר जनवरी \
     januari thang1 студзень студзеня siječanj sijecanj sijecnja yanvar қаңтар",
    "february feb shkurt februar febr fevrier fevr febrero febbraio fevereiro fev februari luty lutego lut \
     февраль февраля фев февр лютий лютого лют subat sub helmikuu helmikuuta unor unora februara februarie февруари \
     фебруар februarja vasaris vasario februaris februari veebruar febrer φεβρουαριος φεβρουαριου φεβ فبراير شباط فوریه \
     פברואר फरवरी februarie люты лютага veljaca veljace fevral ақпан",
    "march mar marz maerz mrz mars marzo março marco maart mrt marzec marca marz март марта мар березень березня бер \
     mart maaliskuu maaliskuuta brezen brezna marec marcius martie martius март kovas kovo marts marta marts maerts \
     μαρτιος μαρτιου μαρ مارس آذار اذار מרץ मार्च maret сакавік сакавика ozujak ozujka наурыз",
    "april apr prill avril avr abril abr aprile kwiecien kwietnia kwi апрель апреля апр квітень квітня квіт кві nisan nis \
     huhtikuu huhtikuuta duben dubna aprila aprilis aprilie април balandis balandzio aprilis aprill απριλιος απριλιου απρ \
     ابريل أبريل نيسان אפריל अप्रैल красавік красавика travanj travnja aprel сәуір",
    "may mai mayo maggio mag maio mei maj maja май мая травень травня трав тра mayis toukokuu toukokuuta kveten kvetna \
     maja majus маи geguze geguzes maijs maija maig μαιος μαιου μαι مايو أيار ايار מאי मई svibanj svibnja мамыр mayi",
    "june jun qershor juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн червень червня черв чер haziran haz \
     kesakuu kesakuuta cerven cervna junij junija junius iunie iun юни јун birzelis birzelio junijs junija juuni juny \
     ιουνιος ιουνιου ιουν يونيو يونيه حزيران יוני जून juna чэрвень чэрвеня lipanj lipnja iyun маусым",
    "july jul korrik juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл липень липня лип temmuz tem \
     heinakuu heinakuuta cervenec cervence jula julij julija julius iulie iul юли јул liepa liepos julijs julija juuli juliol \
     ιουλιος ιουλιου ιουλ يوليو يوليه تموز יולי जुलाई ліпень ліпеня srpanj srpnja iyul шілде",
    "august aug gusht aout agosto ago augustus augusti sierpien sierpnia sie август августа авг серпень серпня серп сер \
     agustos agu elokuu elokuuta srpen srpna augusta avgust avgusta augusztus август rugpjutis rugpjucio augusts \
     αυγουστος αυγουστου αυγ اغسطس أغسطس آب אוגוסט अगस्त agustus жнівень жнивня kolovoz kolovoza avqust тамыз agost",
    "september sep shtator sept septembre septiembre setiembre settembre set setembro wrzesien wrzesnia wrz сентябрь сентября \
     сен сент вересень вересня вер вере eylul eyl syyskuu syyskuuta zari septembra szeptember septembrie септември септембар \
     rugsejis rugsejo septembris σεπτεμβριος σεπτεμβριου σεπ سبتمبر أيلول ايلول ספטמבר सितंबर सितम्बर верасень верасня rujan \
     rujna sentyabr қыркүйек setembre",
    "october oct tetor oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz октябрь октября окт \
     жовтень жовтня жовт жов ekim eki lokakuu lokakuuta rijen rijna oktobra oktober octombrie октомври октобар spalis spalio \
     oktobris oktoober οκτωβριος οκτωβριου οκτ اكتوبر أكتوبر תשרין אוקטובר अक्टूबर кастрычник кастрычника oktyabr қазан",
    "november nov nentor novembre noviembre novembro nov listopad listopada lis ноябрь ноября ноя нояб листопад листопада лист \
     kasim kas marraskuu marraskuuta novembra noiembrie noi ноември новембар lapkritis lapkricio novembris \
     νοεμβριος νοεμβριου νοε نوفمبر נובמבר नवंबर नवम्बर лістапад лістапада лист studeni studenoga noyabr қараша",
    "december dec dhjetor dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia gru декабрь декабря дек грудень \
     грудня груд гру aralik ara joulukuu joulukuuta prosinec prosince decembra decembrie декември децембар gruodis gruodzio \
     decembris detsember desember des desembre δεκεμβριος δεκεμβριου δεκ ديسمبر דצמבר दिसंबर दिसम्बर снежань снежня prosinac prosinca \
     dekabr желтоқсан",
];

/// A weekday's names, Monday first.
const WEEKDAYS: [&str; 7] = [
    "monday mon montag mo lundi lun lunes lunedi segunda segunda-feira maandag poniedzialek poniedzialku poniedziałek \
     понедельник понедельника понедельнику пн понеділок понеділка pazartesi mandag maanantai maanantaina pondeli pondelok \
     hetfo luni понеделник ponedeljak ponedeljek pirmadienis pirmadieni pirmdien esmaspaev dilluns δευτερα الاثنين الإثنين יום-שני सोमवार senin",
    "tuesday tue tues dienstag di mardi mar martes martedi terca terca-feira dinsdag wtorek wtorku вторник вторника вт \
     вівторок вівторка sali tirsdag tisdag tiistai tiistaina utery utory utorak torek kedd marti antradienis antradieni \
     otrdien teisipaev dimarts τριτη الثلاثاء मंगलवार selasa",
    "wednesday wed mittwoch mi mercredi mer miercoles mercoledi quarta quarta-feira woensdag sroda srode srody \
     среда среду среды ср середа середу середи carsamba onsdag keskiviikko keskiviikkona streda stredu srijeda srijedu sreda sredo \
     szerda miercuri сряда trecadienis trecadieni tresdien kolmapaev dimecres τεταρτη الأربعاء الاربعاء बुधवार rabu",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves giovedi quinta quinta-feira donderdag czwartek czwartku \
     четверг четверга чт четвер четверга persembe torsdag torstai torstaina ctvrtek stvrtok cetvrtak cetrtek csutortok joi \
     четвъртък ketvirtadienis ketvirtadieni ceturtdien neljapaev dijous πεμπτη الخميس गुरुवार kamis",
    "friday fri freitag fr vendredi ven viernes venerdi sexta sexta-feira vrijdag piatek piatku пятница пятницу пятницы пт \
     п'ятниця п'ятницю п'ятниці cuma fredag perjantai perjantaina patek piatok petak petek pentek vineri петък penktadienis \
     penktadieni piektdien reede divendres παρασκευη الجمعة शुक्रवार jumat",
    "saturday sat samstag sonnabend sa samedi sam sabado sabato zaterdag sobota sobote soboty суббота субботу субботы сб \
     субота суботу суботи cumartesi lordag lauantai lauantaina subota subotu sobotu szombat sambata събота sestadienis \
     sestadieni sestdien laupaev dissabte σαββατο السبت शनिवार sabtu",
    "sunday sun sonntag so dimanche dim domingo dom domenica zondag niedziela niedziele niedzieli воскресенье воскресенья вс \
     неділя неділю неділі pazar sondag sunnuntai sunnuntaina nedele nedelu nedjelja nedjelju nedelja vasarnap duminica неделя \
     sekmadienis sekmadieni svetdien puhapaev diumenge κυριακη الأحد الاحد रविवार minggu",
];

/// Month names that are common words of other languages: they need a year beside them.
const NEEDS_YEAR: &[&str] = &[
    "set",
    "out",
    "ago",
    "mar",
    "gen",
    "dic",
    "des",
    "dez",
    "may",
    "mai",
    "mag",
    "lug",
    "lip",
    "lis",
    "lut",
    "sie",
    "gru",
    "ara",
    "haz",
    "tem",
    "sub",
    "kas",
    "noi",
    "ian",
    "paz",
    "cze",
    "sty",
    "kwi",
    "лист",
    "сер",
    "чер",
    "бер",
    "вер",
    "лип",
    "mart",
    "liepa",
    "листопад",
    "آب",
    "كانون",
    "sep",
    "jun",
    "jul",
    "eki",
    "nis",
    "agu",
    "oca",
    "eyl",
];

/// Weekday abbreviations: good beside a date, meaningless in prose.
const SHORT_WEEKDAYS: &[&str] = &[
    "mon",
    "mo",
    "lun",
    "пн",
    "tue",
    "tues",
    "di",
    "mar",
    "вт",
    "wed",
    "mi",
    "mer",
    "ср",
    "thu",
    "thur",
    "thurs",
    "do",
    "jeu",
    "чт",
    "fri",
    "fr",
    "ven",
    "пт",
    "sat",
    "sa",
    "sam",
    "сб",
    "sun",
    "so",
    "dim",
    "dom",
    "вс",
    "joi",
    "luni",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "marti",
    "sali",
    "pazar",
    "cuma",
    "sreda",
    "reede",
    "неделя",
    "kamis",
    "rabu",
];

static MONTH_OF: LazyLock<HashMap<String, i8>> = LazyLock::new(|| table(&MONTHS));
static WEEKDAY_OF: LazyLock<HashMap<String, i8>> = LazyLock::new(|| table(&WEEKDAYS));

/// The longest name, in characters; longer words need not be looked up.
const LONGEST: usize = 16;

fn table(names: &[&str]) -> HashMap<String, i8> {
    let mut table = HashMap::new();
    for (number, names) in (1..).zip(names) {
        for name in names.split_whitespace() {
            table.entry(newsmill_text::fold(name)).or_insert(number);
        }
    }
    table
}

/// The month of this name (1 to 12).
pub(crate) fn month(word: &str) -> Option<i8> {
    look_up(&MONTH_OF, word)
}

/// Whether a month's name is too common a word to mean one without a year.
pub(crate) fn needs_year(word: &str) -> bool {
    NEEDS_YEAR.contains(&newsmill_text::fold(word).as_str())
}

/// The weekday of this name or abbreviation (Monday is 1).
pub(crate) fn weekday(word: &str) -> Option<i8> {
    look_up(&WEEKDAY_OF, word)
}

/// The weekday of this name, if it is no abbreviation and nothing else in another language.
pub(crate) fn full_weekday(word: &str) -> Option<i8> {
    let number = weekday(word)?;
    (!SHORT_WEEKDAYS.contains(&newsmill_text::fold(word).as_str())).then_some(number)
}

fn look_up(table: &HashMap<String, i8>, word: &str) -> Option<i8> {
    let letters = word.chars().take(LONGEST + 1).count();
    (2..=LONGEST).contains(&letters).then(|| table.get(newsmill_text::fold(word).as_str()).copied())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: (Option<i8>, Option<i8>)) {
        assert_eq!((month(word), weekday(word)), expected, "{word}");
    }

    #[test]
    fn months_and_weekdays_of_many_languages_are_known() {
        check("October", (Some(10), None));
        check("März", (Some(3), None));
        check("août", (Some(8), None));
        check("ноября", (Some(11), None));
        check("жовтня", (Some(10), None));
        check("października", (Some(10), None));
        check("Ağustos", (Some(8), None));
        check("Mittwoch", (None, Some(3)));
        check("п’ятницю", (None, Some(5)));
        check("Kyiv", (None, None));
        check("", (None, None));
    }

    #[test]
    fn an_abbreviated_weekday_means_nothing_in_prose() {
        assert_eq!((full_weekday("Sun"), full_weekday("Sunday")), (None, Some(7)));
    }
}
