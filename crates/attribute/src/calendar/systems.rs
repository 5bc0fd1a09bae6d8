//! Other calendars than the Gregorian, and the Gregorian day of theirs.

use icu_calendar::cal::{EthiopianEraStyle, Hijri, Iso, Japanese};
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date as AnyDate};
use newsmill_stage::Date;

/// A way to count days, months and years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    Gregorian,
    /// Of Iran and Afghanistan.
    Solar,
    /// The Umm al-Qura calendar. Where the moon is sighted, a day can be another by one.
    Hijri,
    Hebrew,
    Ethiopian,
    /// Gregorian days in years of the Buddha.
    Buddhist,
    /// Gregorian days in years of the Republic of China.
    Minguo,
    /// Gregorian days in years of an emperor of Japan.
    Reiwa,
    Heisei,
    Showa,
}

impl System {
    /// The calendar of a kind of names in `names.csv`.
    pub(super) fn of_months(kind: &str) -> Option<Self> {
        Some(match kind {
            "solar" => Self::Solar,
            "hijri" => Self::Hijri,
            "hebrew" => Self::Hebrew,
            "ethiopic" => Self::Ethiopian,
            _ => return None,
        })
    }

    /// The calendar of a year that stands beside months of digits, in four digits, if the line has
    /// a sign that it can be another than ours.
    ///
    /// Solar years end here with 1429 (2050), Hijri years begin with 1430 (2009): no year of news
    /// can be one of both until then.
    pub(super) fn of_year(year: u32) -> Option<Self> {
        Some(match year {
            1900..=2099 => Self::Gregorian,
            1360..=1429 => Self::Solar,
            1430..=1472 => Self::Hijri,
            2500..=2599 => Self::Buddhist,
            _ => return None,
        })
    }

    /// Whether a year of four digits can be meant beside a month of this calendar's own.
    pub(super) fn has_year(self, year: u32) -> bool {
        match self {
            Self::Solar | Self::Hijri => (1300..=1499).contains(&year),
            Self::Hebrew => (5600..=5899).contains(&year),
            _ => (1900..=2099).contains(&year),
        }
    }

    /// Whether a day can be another by one, by its nature.
    pub(super) fn is_approximate(self) -> bool {
        self == Self::Hijri
    }

    /// The Gregorian day. The thirteenth Hebrew month is Adar I.
    pub(super) fn day(self, year: u32, month: u8, day: u8) -> Option<Date> {
        let year = i32::try_from(year).ok()?;
        match self {
            Self::Gregorian => {
                let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
                Date::new(i16::try_from(year).ok()?, month, day).ok()
            }
            Self::Solar => plain(&AnyDate::try_new_persian(year, month, day).ok()?),
            Self::Hijri => {
                plain(&AnyDate::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?)
            }
            Self::Hebrew => {
                let month = match month {
                    13 => Month::leap(5),
                    _ => Month::new(month),
                };
                plain(&AnyDate::try_new_hebrew_v2(year, month, day).ok()?)
            }
            Self::Ethiopian => {
                plain(&AnyDate::try_new_ethiopian(EthiopianEraStyle::AmeteMihret, year, month, day).ok()?)
            }
            Self::Buddhist => plain(&AnyDate::try_new_buddhist(year, month, day).ok()?),
            Self::Minguo => plain(&AnyDate::try_new_roc(year, month, day).ok()?),
            Self::Reiwa => japanese("reiwa", year, month, day),
            Self::Heisei => japanese("heisei", year, month, day),
            Self::Showa => japanese("showa", year, month, day),
        }
    }
}

/// An emperor's years end with the day that his successor's begin.
fn japanese(era: &str, year: i32, month: u8, day: u8) -> Option<Date> {
    let day = AnyDate::try_new_japanese_with_calendar(era, year, month, day, Japanese::default()).ok()?;
    (day.era_year().era == era).then(|| plain(&day))?
}

fn plain<A: AsCalendar>(day: &AnyDate<A>) -> Option<Date> {
    let iso = day.to_calendar(Iso);
    let (month, number) = (i8::try_from(iso.month().ordinal).ok()?, i8::try_from(iso.day_of_month().0).ok()?);
    Date::new(i16::try_from(iso.era_year().year).ok()?, month, number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(system: System, (year, month, day): (u32, u8, u8), expected: Option<&str>) {
        let got = system.day(year, month, day).map(|it| it.to_string());
        assert_eq!(got.as_deref(), expected, "{system:?} {year}-{month}-{day}");
    }

    #[test]
    fn days_of_other_calendars_are_gregorian_days() {
        check(System::Solar, (1404, 7, 11), Some("2025-10-03"));
        check(System::Solar, (1403, 12, 30), Some("2025-03-20"));
        check(System::Hijri, (1447, 4, 11), Some("2025-10-03"));
        check(System::Hebrew, (5786, 1, 11), Some("2025-10-03"));
        check(System::Hebrew, (5784, 13, 1), Some("2024-02-10"));
        check(System::Hebrew, (5784, 6, 1), Some("2024-03-11"));
        check(System::Ethiopian, (2018, 1, 23), Some("2025-10-03"));
        check(System::Buddhist, (2568, 10, 3), Some("2025-10-03"));
        check(System::Minguo, (114, 10, 3), Some("2025-10-03"));
        check(System::Reiwa, (7, 10, 3), Some("2025-10-03"));
        check(System::Showa, (64, 1, 7), Some("1989-01-07"));
    }

    #[test]
    fn days_that_are_not_are_none() {
        check(System::Solar, (1404, 12, 30), None);
        check(System::Hebrew, (5785, 13, 1), None);
        check(System::Reiwa, (1, 4, 30), None);
        check(System::Gregorian, (2025, 2, 29), None);
        check(System::Hijri, (0, 0, 0), None);
    }
}
