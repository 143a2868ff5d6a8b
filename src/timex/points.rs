//! Points of the calendar: the longest reading of a date, and the relative ones (`last week`, `two years ago`, `on Monday`).

use super::calendar::{Period, Unit, YearPart};
use super::days::{self, is_event_day};
use super::durations;
use super::grammar::{Anchor, Deixis, Meaning, Parsed, Point, YearOf, after_approximation};
use super::reader::Reader;
use super::words::Word;
use super::years::{self, after_fiscal, year_part};

/// A date with what narrows it: `early next year`, `the end of 1990`, `around Nov. 1`.
///
/// `point` is what [`longest`] reads at `i`.
pub(super) fn date(r: &Reader<'_>, i: usize, point: Option<(Point, usize)>) -> Option<Parsed> {
    let start = after_approximation(r, i);
    let narrowed = after_narrowing(r, start);
    if let Some((from, to, end)) = interval(r, narrowed) {
        return Some(Parsed::new(Meaning::Interval(from, to), end));
    }
    let (point, end) = if narrowed == i { point? } else { longest(r, narrowed)? };
    // `over 2000` and `about Monday` are no dates; `around Nov. 1` and `nearly two years ago` are.
    let approximates = matches!(point, Point::Shift(..)) || r.is_any(i, &["about", "around"]) && matches!(point, Point::Part(..));
    if start > i && !approximates {
        return None;
    }
    Some(Parsed::new(Meaning::Point(point), end))
}

/// A date to the day or a weekday, for a time of day beside it.
pub(super) fn day(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    only_day(longest(r, i))
}

/// The point where it is a day or a weekday.
pub(super) fn only_day(point: Option<(Point, usize)>) -> Option<(Point, usize)> {
    let (point, end) = point?;
    let is_day = match point {
        Point::Weekday(..) | Point::Relative(Unit::Day, _) | Point::Part(YearPart::Day(..) | YearPart::Holiday(_), _) => true,
        Point::Fixed(period) => matches!(period, Period::Day(_)),
        _ => false,
    };
    is_day.then_some((point, end))
}

/// The token after `early`, `mid-`, `later`, `the end of`; `i` where there is none.
fn after_narrowing(r: &Reader<'_>, i: usize) -> usize {
    let at = if r.is(i, "the") { i + 1 } else { i };
    match (r.word(at), r.norm(at)) {
        (Word::Early | Word::Late, _) => r.skip_hyphen(at + 1),
        (Word::Mid, _) => r.skip_hyphen(at + 1),
        (_, "earlier" | "later") if at == i => {
            let next = r.skip(at + 1, "in");
            // `earlier in the week`; not `later the minister`.
            if next > at + 1 || r.word(next) != Word::Article { next } else { i }
        }
        (_, "sometime") if at == i => r.skip(at + 1, "in"),
        (_, "end" | "beginning" | "start" | "middle") if r.is(at + 1, "of") => at + 2,
        _ => i,
    }
}

/// The longest date without what narrows it.
pub(super) fn longest(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    if r.word(i) == Word::Other {
        return None;
    }
    let readings = [
        days::numeric(r, i),
        deictic(r, i),
        weekday(r, i),
        days::month_first(r, i),
        days::day_first(r, i),
        years::year(r, i),
        years::decade(r, i),
        years::century(r, i),
        years::part_with_year(r, i),
        years::year_then_part(r, i),
        years::season(r, i),
        relative(r, i),
        year_ago(r, i),
        shift(r, i),
        days::holiday(r, i),
    ];
    let mut best: Option<(Point, usize)> = None;
    for reading in readings.into_iter().flatten() {
        if best.is_none_or(|(_, end)| reading.1 > end) {
            best = Some(reading);
        }
    }
    best
}

/// `today`, `yesterday`, `the day before yesterday`.
fn deictic(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let at = |offset, end| Some((Point::Relative(Unit::Day, Deixis::document(offset)), end));
    match r.word(i) {
        // `USA Today` is a name.
        Word::Deictic(_) if r.in_name(i) => None,
        Word::Deictic(offset) => at(i32::from(offset), i + 1),
        Word::Article if r.is(i, "the") && r.is(i + 1, "day") => match (r.norm(i + 2), r.norm(i + 3)) {
            ("before", "yesterday") => at(-2, i + 4),
            ("after", "tomorrow") => at(2, i + 4),
            _ => None,
        },
        _ => None,
    }
}

/// `last`, `this past`, `the following`, `that same`: a direction, and the token after it.
pub(super) fn deixis(r: &Reader<'_>, i: usize) -> Option<(Deixis, usize)> {
    let the = r.is(i, "the");
    let at = if the { i + 1 } else { i };
    let found = |deixis, end| Some((deixis, end));
    match (r.word(at), r.norm(at)) {
        (Word::Demonstrative, "this") if !the => match r.norm(at + 1) {
            "past" | "last" => found(Deixis::document(-1), at + 2),
            "coming" | "next" => found(Deixis::document(1), at + 2),
            _ => found(Deixis::document(0), at + 1),
        },
        (Word::Demonstrative, "that") if !the => found(Deixis::focus(0), r.skip(at + 1, "same")),
        (Word::Last, _) => found(Deixis::document(-1), at + 1),
        (Word::Next, "next") if the => found(Deixis::focus(1), at + 1),
        (Word::Next, _) => found(Deixis::document(1), at + 1),
        (Word::Previous, _) => found(Deixis::focus(-1), at + 1),
        (Word::Following, _) => found(Deixis::focus(1), at + 1),
        (Word::Current, "current") => found(Deixis::document(0), at + 1),
        (Word::Current, _) if the => found(Deixis::focus(0), at + 1),
        (_, "latest") => found(Deixis::focus(0), at + 1),
        _ => None,
    }
}

/// `Monday`, `last Friday`, `Thursday, April 6`.
fn weekday(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = deixis(r, i).map_or((None, i), |(which, at)| (Some(which), at));
    let Word::Weekday(day) = r.word(at) else { return None };
    if !r.is_capitalised(at) || is_event_day(r, at) {
        return None;
    }
    let comma = r.skip(at + 1, ",");
    let date = days::month_first(r, comma).or_else(|| days::day_first(r, comma)).filter(|(point, _)| match point {
        Point::Part(part, _) => matches!(part, YearPart::Day(..)),
        Point::Fixed(period) => matches!(period, Period::Day(_)),
        _ => false,
    });
    if date.is_some() {
        return date;
    }
    // `Sun` and `Sat` are words; `Sun.` before a date is a day.
    let full = r.norm(at).ends_with("day") || r.norm(at).ends_with('.') && !matches!(r.norm(at), "sun." | "sat.");
    full.then_some((Point::Weekday(day, which), at + 1))
}

/// `last week`, `this year`, `the following month`, `the weekend`, `the quarter`.
fn relative(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    if let Some((deixis, at)) = deixis(r, i) {
        let end = after_fiscal(r, at);
        if end > at && r.word(end - 1) == Word::Unit(Unit::Year) {
            return Some((Point::Relative(Unit::Year, deixis), end));
        }
        let Word::Unit(unit) = r.word(end) else { return None };
        if unit == Unit::Weekend && deixis == Deixis::document(0) {
            return Some((Point::Weekend, end + 1));
        }
        return (unit >= Unit::Day && !durations::is_stretch(r, end)).then_some((Point::Relative(unit, deixis), end + 1));
    }
    if r.word(i) == Word::Unit(Unit::Year) {
        // `year-end`, `year's end`.
        let end = r.skip_hyphen(r.skip(i + 1, "'s"));
        return r.is(end, "end").then_some((Point::Part(YearPart::Day(12, 31), YearOf::Nearest), end + 1));
    }
    if r.is(i, "the") { with_article(r, i) } else { None }
}

/// `the weekend`, `the week of March 6`, `the quarter`, `the year` after a preposition.
fn with_article(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let Word::Unit(unit) = r.word(i + 1) else { return None };
    let end = i + 2;
    let running = Some((Point::Relative(unit, Deixis::document(0)), end));
    match unit {
        Unit::Week | Unit::Weekend if r.is(end, "of") => {
            let (point, end) = day(r, end + 1)?;
            match point {
                Point::Part(YearPart::Day(month, day), year) => Some((Point::Part(YearPart::Around(unit, month, day), year), end)),
                Point::Fixed(Period::Day(day)) => Some((Point::Fixed(Period::around(day, unit)), end)),
                _ => None,
            }
        }
        Unit::Weekend => Some((Point::Weekend, end)),
        Unit::Quarter if !r.is(end, "of") => Some((Point::Relative(unit, Deixis::focus(0)), end)),
        Unit::Week if r.is(end, "'s") => running,
        Unit::Year if r.is_any(end, &["ended", "ending", "-"]) => None,
        Unit::Year | Unit::Month | Unit::Week => match r.before(i) {
            "for" | "during" | "in" | "later" | "earlier" => running,
            // `the end of the year`, not `the man of the year`.
            "of" if i > 1 && r.is_any(i - 2, PARTS) => running,
            _ => None,
        },
        _ => None,
    }
}

/// What a year or month has: `the rest of the year`.
const PARTS: &[&str] = &["months", "quarter", "half", "end", "beginning", "start", "middle", "rest"];

/// `the year-ago quarter`, `the year-earlier period`.
fn year_ago(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let at = r.skip(i, "the");
    if r.word(at) != Word::Unit(Unit::Year) || r.skip_hyphen(at + 1) == at + 1 || !r.is_any(at + 2, &["ago", "earlier"]) {
        return None;
    }
    let point = Point::Shift(Some(1.0), Unit::Year, Deixis::focus(-1));
    if let Some((_, end)) = year_part(r, at + 3) {
        return Some((point, end));
    }
    if r.word(at + 3) == Word::Unit(Unit::Quarter) || r.is(at + 3, "period") {
        return Some((point, at + 4));
    }
    (at == i).then_some((point, at + 3))
}

/// `two weeks ago`, `a year earlier`, `three days later`.
fn shift(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (amount, at) = durations::amount(r, i, false)?;
    let (unit, _, end) = durations::unit(r, at).filter(|(unit, ..)| *unit >= Unit::Day)?;
    let deixis = match r.norm(end) {
        "ago" => Deixis::document(-1),
        "earlier" => Deixis::focus(-1),
        "later" => Deixis::focus(1),
        "hence" => Deixis::document(1),
        "from" if r.is(end + 1, "now") => return Some((Point::Shift(amount, unit, Deixis::document(1)), end + 2)),
        _ => return None,
    };
    // `a few weeks later` has no place in the calendar; `a few weeks ago` is at least past.
    // `Election Day later this week`: a day without an article is not shifted.
    let told = at > i || matches!(r.word(i), Word::Units(_));
    let placed = told && (amount.is_some() || deixis.anchor == Anchor::Document);
    placed.then_some((Point::Shift(amount, unit, deixis), end + 1))
}

/// `May 5-7`, `15 to 17 October 2015`, `2015-2019`, `2019/20`.
fn interval(r: &Reader<'_>, i: usize) -> Option<(Point, Point, usize)> {
    days::day_interval(r, i).or_else(|| years::year_interval(r, i))
}
