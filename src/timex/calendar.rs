//! Stretches of the calendar and their ISO 8601 spellings, from a day to a century.
//!
//! All arithmetic is checked: a stretch outside the years 1 to 9999 does not exist. Seasons, halves, quarters, weekends and
//! decades have no spelling in ISO 8601; they are written as TIMEX3 does (`2020-SP`, `2020-Q3`, `2020-W10-WE`, `199X`).

use std::fmt;

use time::{Date, Duration, Month, Weekday};

/// A unit in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A part of the year with a name of its own; winter is counted to the year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Millennium(i32),
    Century(i32),
    Decade(i32),
    Year(i32),
    Half(i32, u8),
    Quarter(i32, u8),
    Season(i32, Season),
    Month(i32, u8),
    /// The week of that day, Monday to Sunday.
    Week(Date),
    /// The Saturday and Sunday of the week of that day.
    Weekend(Date),
    Day(Date),
}

impl Period {
    /// The stretch of that size which holds the day.
    pub(super) fn around(day: Date, unit: Unit) -> Self {
        let (year, month) = (day.year(), u8::from(day.month()));
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(day),
            Unit::Weekend => Self::Weekend(day),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
            Unit::Millennium => Self::Millennium(year.div_euclid(1000)),
        }
    }

    /// Its first day; a season begins with the month of its solstice or equinox.
    pub(super) fn start(self) -> Option<Date> {
        let month = |year, month| Date::from_calendar_date(year, Month::try_from(month).ok()?, 1).ok();
        match self {
            Self::Millennium(n) => month(n * 1000, 1),
            Self::Century(n) => month(n * 100, 1),
            Self::Decade(n) => month(n * 10, 1),
            Self::Year(year) => month(year, 1),
            Self::Half(year, n) => month(year, n * 6 - 5),
            Self::Quarter(year, n) => month(year, n * 3 - 2),
            Self::Season(year, season) => month(year, season.first_month()),
            Self::Month(year, n) => month(year, n),
            Self::Week(day) => Some(monday(day)),
            Self::Weekend(day) => monday(day).checked_add(Duration::days(5)),
            Self::Day(day) => Some(day),
        }
    }

    /// The year in which it begins.
    pub(super) fn year(self) -> i32 {
        match self {
            Self::Millennium(n) => n * 1000,
            Self::Century(n) => n * 100,
            Self::Decade(n) => n * 10,
            Self::Year(year) | Self::Half(year, _) | Self::Quarter(year, _) | Self::Season(year, _) | Self::Month(year, _) => year,
            Self::Week(day) | Self::Weekend(day) | Self::Day(day) => day.year(),
        }
    }

    /// The stretch of the same kind in that year; the 29th of February becomes the 28th.
    pub(super) fn in_year(self, year: i32) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let day_in = |day: Date| day.replace_year(year).or_else(|_| day.replace_day(28).and_then(|d| d.replace_year(year))).ok();
        Some(match self {
            Self::Half(_, n) => Self::Half(year, n),
            Self::Quarter(_, n) => Self::Quarter(year, n),
            Self::Season(_, season) => Self::Season(year, season),
            Self::Month(_, n) => Self::Month(year, n),
            Self::Week(day) => Self::Week(day_in(day)?),
            Self::Weekend(day) => Self::Weekend(day_in(day)?),
            Self::Day(day) => Self::Day(day_in(day)?),
            _ => Self::Year(year),
        })
    }
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearPart {
    Half(u8),
    Quarter(u8),
    Season(Season),
    Month(u8),
    /// Month and day.
    Day(u8, u8),
    Holiday(Holiday),
    /// `the week of March 6`: the stretch around that month and day.
    Around(Unit, u8, u8),
}

/// A day whose date differs from year to year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    Easter,
    Thanksgiving,
}

impl YearPart {
    /// That part of a year; there is no 30th of February.
    pub(super) fn in_year(self, year: i32) -> Option<Period> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        Some(match self {
            Self::Half(n) => Period::Half(year, n),
            Self::Quarter(n) => Period::Quarter(year, n),
            Self::Season(season) => Period::Season(year, season),
            Self::Month(n) => Period::Month(year, n),
            Self::Day(month, n) => Period::Day(day(year, month, n)?),
            Self::Around(unit, month, n) => Period::around(day(year, month, n)?, unit),
            Self::Holiday(Holiday::Easter) => Period::Day(easter(year)?),
            Self::Holiday(Holiday::Thanksgiving) => Period::Day(nth_weekday(year, 11, Weekday::Thursday, 4)?),
        })
    }
}

/// The stretch of size `unit` that lies `count` such units after the one holding `day`.
pub(super) fn shifted(day: Date, unit: Unit, count: i64) -> Option<Period> {
    let days = |n: i64| day.checked_add(Duration::days(n));
    let count = i64::from(i32::try_from(count).ok().filter(|n| n.abs() < 4_000_000)?);
    let moved = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::Night => days(count)?,
        Unit::Week | Unit::Weekend => days(count * 7)?,
        Unit::Fortnight => days(count * 14)?,
        Unit::Month => months_later(day, count)?,
        Unit::Quarter => months_later(day, count * 3)?,
        Unit::Year => months_later(day, count * 12)?,
        Unit::Decade => months_later(day, count * 120)?,
        Unit::Century => months_later(day, count * 1200)?,
        Unit::Millennium => months_later(day, count * 12_000)?,
    };
    Some(Period::around(moved, unit))
}

/// The same day `count` months later, or the last day of that month.
fn months_later(day: Date, count: i64) -> Option<Date> {
    let months = i64::from(day.year()) * 12 + i64::from(u8::from(day.month())) - 1 + count;
    let year = i32::try_from(months.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
    let month = Month::try_from(u8::try_from(months.rem_euclid(12)).ok()? + 1).ok()?;
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).ok()
}

/// The Monday of the day's week.
fn monday(day: Date) -> Date {
    day.checked_sub(Duration::days(i64::from(day.weekday().number_days_from_monday()))).unwrap_or(day)
}

/// A day of the calendar, or none: there is no 30th of February.
pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Date> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// Sunday of Easter after the anonymous Gregorian algorithm (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<Date> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
}

/// The `n`-th such weekday of a month.
fn nth_weekday(year: i32, month: u8, weekday: Weekday, n: i64) -> Option<Date> {
    let first = day(year, month, 1)?;
    let offset =
        (i64::from(weekday.number_days_from_monday()) - i64::from(first.weekday().number_days_from_monday())).rem_euclid(7);
    first.checked_add(Duration::days(offset + (n - 1) * 7))
}

impl Season {
    const fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }

    /// The two letters of TIMEX3.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = |f: &mut fmt::Formatter<'_>, day: Date| {
            let (year, week, _) = day.to_iso_week_date();
            write!(f, "{year:04}-W{week:02}")
        };
        match *self {
            Self::Millennium(n) => write!(f, "{n}XXX"),
            Self::Century(n) => write!(f, "{n:02}XX"),
            Self::Decade(n) => write!(f, "{n:03}X"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, n) => write!(f, "{year:04}-H{n}"),
            Self::Quarter(year, n) => write!(f, "{year:04}-Q{n}"),
            Self::Season(year, season) => write!(f, "{year:04}-{}", season.code()),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(day) => week(f, day),
            Self::Weekend(day) => {
                week(f, day)?;
                f.write_str("-WE")
            }
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day()),
        }
    }
}
