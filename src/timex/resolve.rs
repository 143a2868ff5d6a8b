//! From what an expression says to its value: grounded by the document's date, the tense of its clause and the date last
//! spoken of.

use time::{Date, Duration};

use super::calendar::{Period, Unit, YearPart, shifted};
use super::grammar::{Anchor, Clock, Deixis, Meaning, Point, YearOf};
use crate::labels::TimexType;

/// What grounds an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The document's date.
    pub date: Option<Date>,
    /// The date last spoken of.
    pub focus: Option<Period>,
    /// The quarter, month or year that the article compares with others.
    pub theme: Option<Period>,
    /// The tense of the clause.
    pub tense: Tense,
}

/// Where a clause stands in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tense {
    /// The tense of news.
    #[default]
    Past,
    Present,
    Future,
}

/// The type and the value of an expression; the value is empty where nothing grounds it. With it the stretch of the calendar
/// that becomes the focus.
pub(super) fn ground(meaning: &Meaning, context: &Context) -> (TimexType, String, Option<Period>) {
    match meaning {
        Meaning::Point(point) => {
            if let Point::Shift(None, ..) = point {
                return (TimexType::Date, side(point).to_owned(), None);
            }
            let period = resolve(point, context);
            (TimexType::Date, spelled(period), period)
        }
        Meaning::Interval(from, to) => {
            let (from, to) = (resolve(from, context), resolve(to, context));
            let value = match (from, to) {
                (Some(from), Some(to)) => format!("{from}/{to}"),
                _ => String::new(),
            };
            (TimexType::Date, value, from)
        }
        Meaning::Time(clock, day) => {
            let day = match day {
                Some(point) => resolve(point, context),
                None => context.focus.filter(|focus| matches!(focus, Period::Day(_))).or(context.date.map(Period::Day)),
            };
            (TimexType::Time, time_value(*clock, day), day)
        }
        Meaning::Duration(length) => (TimexType::Duration, length.value(), None),
        Meaning::Set(recurrence) => (TimexType::Set, recurrence.value(), None),
        Meaning::Reference(reference) => (TimexType::Date, reference.code().to_owned(), None),
    }
}

fn spelled(period: Option<Period>) -> String {
    period.map_or_else(String::new, |period| period.to_string())
}

/// `several years ago` is somewhere in the past.
fn side(point: &Point) -> &'static str {
    match point {
        Point::Shift(_, _, deixis) if deixis.offset > 0 => "FUTURE_REF",
        _ => "PAST_REF",
    }
}

fn time_value(clock: Clock, day: Option<Period>) -> String {
    let time = match clock {
        Clock::Part(part) => part.code().to_owned(),
        Clock::Hour(hour, minute) => format!("{hour:02}:{:02}", minute.unwrap_or(0)),
    };
    match (day, clock) {
        (Some(day), _) => format!("{day}T{time}"),
        // A time by the clock says something without its day; `this morning` does not.
        (None, Clock::Hour(..)) => format!("T{time}"),
        (None, Clock::Part(_)) => String::new(),
    }
}

fn resolve(point: &Point, context: &Context) -> Option<Period> {
    match *point {
        Point::Fixed(period) => Some(period),
        Point::Relative(unit, deixis) => relative(unit, deixis, context),
        Point::Shift(amount, unit, deixis) => shift(amount?, unit, deixis, context),
        Point::Weekday(day, which) => weekday(day, which, context),
        Point::Part(part, year) => part_of_year(part, year, context),
        Point::Same(year) => match context.theme {
            Some(theme @ Period::Quarter(..)) => theme.in_year(year),
            _ => Some(Period::Year(year)),
        },
        Point::Weekend => weekend(context),
    }
}

fn relative(unit: Unit, deixis: Deixis, context: &Context) -> Option<Period> {
    match deixis.anchor {
        Anchor::Document => shifted(context.date?, unit, i64::from(deixis.offset)),
        Anchor::Focus if unit == Unit::Quarter && deixis.offset == 0 => {
            let theme = context.theme.filter(|theme| matches!(theme, Period::Quarter(..)));
            // `the quarter` of a report is the last one that has ended.
            theme.or_else(|| shifted(context.date?, Unit::Quarter, -1))
        }
        // `that day in April` after a year: nobody told which.
        Anchor::Focus if unit == Unit::Day && context.focus.is_some_and(|focus| !matches!(focus, Period::Day(_))) => None,
        Anchor::Focus => {
            let anchor = context.focus.and_then(Period::start).or(context.date)?;
            shifted(anchor, unit, i64::from(deixis.offset))
        }
    }
}

fn shift(amount: f64, unit: Unit, deixis: Deixis, context: &Context) -> Option<Period> {
    // A fraction of a unit is counted in the unit below.
    let (amount, unit) = match (amount.fract() == 0.0, unit) {
        // `a decade ago` tells a year, `two centuries ago` hardly a decade.
        (_, Unit::Decade) => (amount * 10.0, Unit::Year),
        (true, unit) => (amount, unit),
        (false, Unit::Year) => (amount * 12.0, Unit::Month),
        (false, Unit::Month) => (amount * 30.0, Unit::Day),
        (false, Unit::Week) => (amount * 7.0, Unit::Day),
        (false, Unit::Century) => (amount * 100.0, Unit::Year),
        (false, unit) => (amount, unit),
    };
    if amount.abs() > 1e9 {
        return None;
    }
    let count = amount.round() as i64 * i64::from(deixis.offset);
    // Figures are compared with those of the same quarter, month or day a year before.
    if unit == Unit::Year {
        let compared = match deixis.anchor {
            Anchor::Focus => context.theme.or(context.focus).map(|period| match period {
                // `a year earlier` compares day with day, `three years later` tells but the year.
                Period::Day(day) if count.abs() > 1 => Period::Year(day.year()),
                period => period,
            }),
            Anchor::Document => context.theme.filter(|theme| count == -1 && matches!(theme, Period::Quarter(..))),
        };
        if let Some(period) = compared {
            return period.in_year(period.year().checked_add(i32::try_from(count).ok()?)?);
        }
    }
    match deixis.anchor {
        Anchor::Document => shifted(context.date?, unit, count),
        Anchor::Focus => shifted(context.focus.and_then(Period::start).or(context.date)?, unit, count),
    }
}

fn weekday(day: u8, which: Option<Deixis>, context: &Context) -> Option<Period> {
    let number = |date: Date| i64::from(date.weekday().number_days_from_monday()) + 1;
    let anchor = match which {
        Some(Deixis { anchor: Anchor::Focus, .. }) => context.focus.and_then(Period::start).or(context.date)?,
        _ => context.date?,
    };
    let ahead = (i64::from(day) - number(anchor)).rem_euclid(7);
    let days = match which.map(|deixis| deixis.offset) {
        Some(n) if n < 0 => ahead - 7,
        Some(n) if n > 0 && ahead == 0 => 7,
        Some(n) if n > 0 => ahead,
        Some(_) => i64::from(day) - number(anchor),
        // The day of the article itself is named by its weekday in the past and in the future.
        None if ahead == 0 || context.tense == Tense::Future => ahead,
        None => ahead - 7,
    };
    Some(Period::Day(anchor.checked_add(Duration::days(days))?))
}

fn weekend(context: &Context) -> Option<Period> {
    let date = context.date?;
    let passed = date.weekday().number_days_from_monday() < 5;
    let weeks = if passed && context.tense != Tense::Future { -1 } else { 0 };
    shifted(date, Unit::Weekend, weeks)
}

/// The stretch in that year, or the one which deixis or tense selects.
fn part_of_year(part: YearPart, year: YearOf, context: &Context) -> Option<Period> {
    match year {
        YearOf::Given(year) => part.in_year(year),
        YearOf::Relative(deixis) => part.in_year(relative(Unit::Year, deixis, context)?.year()),
        YearOf::Which(deixis) if deixis.anchor == Anchor::Focus && deixis.offset == 0 => {
            part.in_year(context.focus.map(Period::year).or(context.date.map(Date::year))?)
        }
        YearOf::Which(deixis) => {
            let date = context.date?;
            match deixis.offset {
                0 => part.in_year(date.year()),
                n => beside(part, date, n > 0),
            }
        }
        YearOf::Nearest => nearest(part, context),
    }
}

/// The last such part that begins before the month of the date, or the first that begins after it.
fn beside(part: YearPart, date: Date, after: bool) -> Option<Period> {
    let month = date.replace_day(1).ok()?;
    let candidates = [date.year() - 1, date.year(), date.year() + 1].map(|year| part.in_year(year));
    let mut starts = candidates.iter().flatten().filter_map(|period| Some((period.start()?, *period)));
    if after {
        let end_of_month = Date::from_calendar_date(date.year(), date.month(), date.month().length(date.year())).ok()?;
        return starts.find(|(start, _)| *start > end_of_month).map(|(_, period)| period);
    }
    starts.rfind(|(start, _)| *start < month).map(|(_, period)| period)
}

/// How many days the clause's tense may reach before the nearer date on the other side wins.
const REACH: i64 = 275;

/// How many days nearer a date ahead must be than one behind where no tense decides.
const DOUBT: i64 = 60;

/// The nearest such part, the tense preferred.
fn nearest(part: YearPart, context: &Context) -> Option<Period> {
    let date = context.date?;
    let year = date.year();
    if let YearPart::Quarter(_) = part {
        // Reports tell of quarters that have ended or run; one that has not begun needs the future.
        let ahead = |period: &Period| period.start().is_some_and(|start| start > date) && context.tense != Tense::Future;
        let middle = |period: &Period| period.start().map_or(i64::MAX, |start| ((start - date).whole_days() + 45).abs());
        return [year - 1, year, year + 1]
            .into_iter()
            .filter_map(|year| part.in_year(year))
            .filter(|p| !ahead(p))
            .min_by_key(middle);
    }
    let candidates = [year - 1, year, year + 1].map(|year| part.in_year(year));
    let mut best: Option<(i64, Period)> = None;
    for period in candidates.into_iter().flatten() {
        let Some(start) = period.start() else { continue };
        let days = (start - date).whole_days();
        // Looking forward, the month that runs still counts as ahead.
        let ahead = days >= 0 || matches!(period, Period::Month(y, m) if y == year && m == u8::from(date.month()));
        let against = match context.tense {
            Tense::Past => ahead && days > 0,
            Tense::Future => !ahead,
            Tense::Present => false,
        };
        // News tells of what was: where no tense decides, a past date may lie somewhat farther off.
        let doubt = if context.tense == Tense::Present && days > 0 { DOUBT } else { 0 };
        let cost = days.abs() + doubt + if against { 2 * REACH - 366 } else { 0 };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, period));
        }
    }
    best.map(|(_, period)| period)
}
