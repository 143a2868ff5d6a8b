//! Times of day: `3 p.m. EST`, `10:35 a.m. Friday`, `Monday morning`, `last night`.

use super::calendar::Unit;
use super::grammar::{Clock, Deixis, Meaning, Parsed, Point, after_approximation};
use super::points;
use super::reader::Reader;
use super::words::{DayPart, Word};

/// A time of day with the day that is said beside it.
///
/// `point` is what [`points::longest`] reads at `i`.
pub(super) fn time(r: &Reader<'_>, i: usize, point: Option<(Point, usize)>) -> Option<Parsed> {
    let start = after_approximation(r, i);
    clock_time(r, start).or_else(|| part_of_day(r, i, point))
}

/// A time by the clock, then perhaps its day.
fn clock_time(r: &Reader<'_>, i: usize) -> Option<Parsed> {
    let (clock, mut end) = clock(r, i)?;
    if r.word(end) == Word::Zone {
        end += 1;
    }
    let comma = r.skip(end, ",");
    if let Some((day, after)) = points::day(r, comma) {
        return Some(Parsed::new(Meaning::Time(clock, Some(day)), after));
    }
    // The day after `on` is an expression of its own, but grounds this one.
    let on_day = if r.is(end, "on") { points::day(r, end + 1).map(|(day, _)| day) } else { None };
    Some(Parsed::new(Meaning::Time(clock, on_day), end))
}

fn clock(r: &Reader<'_>, i: usize) -> Option<(Clock, usize)> {
    match r.word(i) {
        Word::DayPart(part @ (DayPart::Noon | DayPart::Midnight)) => Some((Clock::Part(part), i + 1)),
        Word::Ones(hour @ 1..=12) => after_hour(r, hour, None, i + 1),
        Word::Digits => {
            let (number, glued) = split_meridiem(r.norm(i));
            let (hour, minute) = hour_and_minute(number)?;
            if let Some(pm) = glued {
                return Some((Clock::Hour(on_24_hours(hour, pm)?, minute), i + 1));
            }
            after_hour(r, hour, minute, i + 1).or_else(|| bare(r, i, number, hour, minute))
        }
        _ => None,
    }
}

/// What makes a number an hour: `p.m.`, `o'clock`, `in the morning`.
fn after_hour(r: &Reader<'_>, hour: u8, minute: Option<u8>, end: usize) -> Option<(Clock, usize)> {
    if let Word::Meridiem(pm) = r.word(end) {
        return Some((Clock::Hour(on_24_hours(hour, pm)?, minute), end + 1));
    }
    if r.is(end, "o'clock") {
        return Some((Clock::Hour(hour, minute), end + 1));
    }
    let part = match (r.norm(end), r.norm(end + 1), r.word(end + 2)) {
        ("in", "the", Word::DayPart(part)) => (part, end + 3),
        ("at", "night", _) => (DayPart::Night, end + 2),
        _ => return None,
    };
    let pm = matches!(part.0, DayPart::Afternoon | DayPart::Evening) || part.0 == DayPart::Night && hour >= 6;
    Some((Clock::Hour(on_24_hours(hour, pm)?, minute), part.1))
}

/// `at 14:30`, `0900 GMT`: a time without more words needs a preposition, a zone or its day.
fn bare(r: &Reader<'_>, i: usize, number: &str, hour: u8, minute: Option<u8>) -> Option<(Clock, usize)> {
    minute?;
    let zoned = r.word(i + 1) == Word::Zone;
    let colon = number.contains(':');
    let prepositions = ["at", "by", "until", "till", "from", "since", "before", "after", "around", "about", "to", "between"];
    let dated = || points::day(r, r.skip(i + 1, ",")).is_some();
    (zoned || colon && (prepositions.contains(&r.before(i)) || dated())).then_some((Clock::Hour(hour, minute), i + 1))
}

/// `10:35`, `10.35`, `0900`, `7`.
fn hour_and_minute(text: &str) -> Option<(u8, Option<u8>)> {
    let two = |s: &str| (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u8>().ok()).flatten();
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, minutes)) => (hour.parse().ok()?, Some(two(minutes)?)),
        None if text.len() == 4 => (two(text.get(..2)?)?, Some(two(text.get(2..)?)?)),
        None if text.len() <= 2 => (text.parse().ok()?, None),
        None => return None,
    };
    (hour <= 24 && minute.is_none_or(|m| m < 60)).then_some((hour, minute))
}

/// `7pm` in one token.
fn split_meridiem(text: &str) -> (&str, Option<bool>) {
    for (suffix, pm) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        if let Some(number) = text.strip_suffix(suffix) {
            return (number, Some(pm));
        }
    }
    (text, None)
}

fn on_24_hours(hour: u8, pm: bool) -> Option<u8> {
    match hour {
        0 | 13..=24 => Some(hour),
        12 => Some(if pm { 12 } else { 0 }),
        1..=11 => Some(if pm { hour + 12 } else { hour }),
        _ => None,
    }
}

/// `Monday morning`, `last night`, `late Sunday evening`, `tonight`, `overnight`, `mid-afternoon yesterday`.
fn part_of_day(r: &Reader<'_>, i: usize, point: Option<(Point, usize)>) -> Option<Parsed> {
    let start = match r.word(i) {
        Word::Early | Word::Late => i + 1,
        Word::Mid => r.skip_hyphen(i + 1),
        _ => i,
    };
    let time = |part, day, end| Some(Parsed::new(Meaning::Time(Clock::Part(part), day), end));
    let today = Some(Point::Relative(Unit::Day, Deixis::document(0)));
    match r.word(start) {
        Word::Tonight => return time(DayPart::Night, today, start + 1),
        Word::Named if r.is(start, "overnight") => return time(DayPart::Night, today, start + 1),
        Word::DayPart(part) => {
            let (day, end) = points::day(r, start + 1)?;
            return time(part, Some(day), end);
        }
        _ => (),
    }
    if let Some((deixis, at)) = points::deixis(r, start)
        && let Word::DayPart(part) = r.word(at)
    {
        return time(part, Some(Point::Relative(Unit::Day, deixis)), at + 1);
    }
    if r.is(start, "the")
        && let Word::DayPart(part) = r.word(start + 1)
        && r.is(start + 2, "of")
    {
        let (day, end) = points::day(r, start + 3)?;
        return time(part, Some(day), end);
    }
    let (day, at) = if start == i { points::only_day(point)? } else { points::day(r, start)? };
    let Word::DayPart(part) = r.word(at) else { return None };
    if part == DayPart::Noon {
        return None;
    }
    time(part, Some(day), at + 1)
}
