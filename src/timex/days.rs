//! Days and months by their names and numbers: `October 15, 2025`, `4 April`, `2025-03-03`, `Christmas Eve`.

use super::calendar::{self, Holiday, Period, YearPart};
use super::grammar::{Point, YearOf};
use super::numbers;
use super::points::deixis;
use super::reader::Reader;
use super::words::Word;
use super::years::year_after;
use crate::labels::Xpos;

/// How many tokens a date with a clock in the basic form of ISO 8601 may have.
const CLOCK_END: usize = 10;

/// `2025-03-03`, `3/3/2025` with a day that tells which number is the month.
pub(super) fn numeric(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    if r.word(i) != Word::Digits {
        return None;
    }
    let fixed = |date, end| Some((Point::Fixed(Period::Day(date)), end));
    let text = r.norm(i);
    for separator in ['-', '/', '.'] {
        let mut fields = text.split(separator);
        if let (Some(a), Some(b), Some(c), None) = (fields.next(), fields.next(), fields.next(), fields.next()) {
            return fixed(day_of_fields(a, b, c, separator)?, i + 1);
        }
    }
    // The same in five tokens.
    let separator = r.norm(i + 1).chars().next().filter(|c| matches!(c, '-' | '/'))?;
    let joined = (1..5).all(|n| r.joined(i + n)) && r.norm(i + 1) == r.norm(i + 3);
    if !joined {
        return None;
    }
    // `2025-10-15T10:00:00Z` tells the day; the rest of the clock is passed over.
    let (last, clock) = r.norm(i + 4).split_once('t').map_or((r.norm(i + 4), false), |(day, _)| (day, true));
    let mut end = i + 5;
    while clock && end < i + CLOCK_END && r.joined(end) && (r.is(end, ":") || r.word(end) == Word::Digits) {
        end += 1;
    }
    fixed(day_of_fields(text, r.norm(i + 2), last, separator)?, end)
}

fn day_of_fields(a: &str, b: &str, c: &str, separator: char) -> Option<time::Date> {
    let number = |s: &str| if s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<u16>().ok() } else { None };
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    let short = |n: u16| u8::try_from(n).ok();
    if a.len() == 4 {
        return calendar::day(i32::from(x), short(y)?, short(z)?);
    }
    if c.len() != 4 {
        return None;
    }
    // With dots and hyphens the day stands first; with slashes the month does, as American papers write, unless it cannot.
    let (month, day) = if separator != '/' || x > 12 { (y, x) } else { (x, y) };
    calendar::day(i32::from(z), short(month)?, short(day)?)
}

/// `Black Friday`, `Good Friday`: days with a name of their own.
pub(super) fn is_event_day(r: &Reader<'_>, at: usize) -> bool {
    matches!(r.before(at), "black" | "bloody" | "good" | "holy" | "ash" | "palm" | "cyber" | "giving" | "maundy" | "easter")
}

/// A month without a preposition before it or a number after it may be a verb, a name or the start of one.
pub(super) fn month(r: &Reader<'_>, i: usize) -> Option<u8> {
    let Word::Month(month) = r.word(i) else { return None };
    if !r.is_capitalised(i) {
        return None;
    }
    let dated = r.is_mid(i) || day_number(r, i + 1).is_some() || year_after(r, i + 1).is_some();
    let narrowed = matches!(
        r.before(i),
        "in" | "of"
            | "since"
            | "until"
            | "till"
            | "by"
            | "during"
            | "from"
            | "through"
            | "to"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "mid"
            | "before"
            | "after"
            | "every"
            | "each"
            | "past"
            | "for"
            | "and"
            | "or"
            | "between"
            | "-"
    );
    let certain = match r.norm(i) {
        "may" | "march" => dated || narrowed && r.before(i) != "and" && r.before(i) != "-",
        "mar" | "jan" | "jun" | "dec" | "apr" => dated,
        "april" | "june" | "august" => dated || narrowed || !r.is_capitalised(i + 1),
        _ => true,
    };
    certain.then_some(month)
}

/// `October`, `October 15`, `Oct. 15, 2025`, `July last year`.
pub(super) fn month_first(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = match deixis(r, i) {
        Some((which, at)) => (YearOf::Which(which), at),
        None => (YearOf::Nearest, i),
    };
    let month = month(r, at)?;
    let (part, end) = match day_number(r, at + 1) {
        Some((day, end)) => (YearPart::Day(month, day), end),
        None => (YearPart::Month(month), at + 1),
    };
    let (year, end) = year_after(r, end).unwrap_or((which, end));
    Some((of_year(part, year)?, end))
}

/// `15 October 2015`, `the 15th of October`.
pub(super) fn day_first(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let at = r.skip(i, "the");
    let (day, end) = match numbers::ordinal(r, at) {
        Some(ordinal) if (1.0..=31.0).contains(&ordinal.value) => (ordinal.value as u8, ordinal.end),
        _ => day_number(r, at)?,
    };
    // `20 and 21 May`: the first day has the second one's month.
    if let Some((_, month_at)) = day_number(r, end + 1).filter(|_| r.is(end, "and")) {
        let month = month(r, month_at).or_else(|| month_of_day(r, i, month_at))?;
        return Some((of_year(YearPart::Day(month, day), YearOf::Nearest)?, end));
    }
    let month_at = r.skip(end, "of");
    let month = month(r, month_at).or_else(|| month_of_day(r, first_of_pair(r, i), month_at))?;
    let (year, end) = year_after(r, month_at + 1).unwrap_or((YearOf::Nearest, month_at + 1));
    Some((of_year(YearPart::Day(month, day), year)?, end))
}

/// Where a pair of days begins that a day closes: `20 and 21`.
fn first_of_pair(r: &Reader<'_>, i: usize) -> usize {
    if r.before(i) == "and" && i > 1 && day_number(r, i - 2).is_some() { i - 2 } else { i }
}

/// `on 1 May`: after a preposition and a day a capitalised month is no verb, whatever else the word may be.
fn month_of_day(r: &Reader<'_>, first: usize, at: usize) -> Option<u8> {
    let Word::Month(month) = r.word(at) else { return None };
    let placed =
        matches!(r.before(first), "on" | "by" | "until" | "till" | "from" | "since" | "to" | "before" | "after" | "of" | "between");
    (placed && r.is_capitalised(at)).then_some(month)
}

/// A part of that year; none where the year, or any, has no such day.
pub(super) fn of_year(part: YearPart, year: YearOf) -> Option<Point> {
    match year {
        YearOf::Given(year) => part.in_year(year).map(Point::Fixed),
        // A leap year has every day that exists.
        _ => part.in_year(2000).map(|_| Point::Part(part, year)),
    }
}

/// A day of the month in digits: `15`, `3rd`; not the beginning of `5 million` or `3 p.m.`.
pub(super) fn day_number(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    if r.word(i) != Word::Digits {
        // `March eighth`.
        return numbers::ordinal(r, i).filter(|n| n.value <= 31.0 && matches!(r.word(n.end - 1), Word::Ordinal(_))).and_then(|n| {
            let of_month = i > 0 && matches!(r.word(i - 1), Word::Month(_));
            (of_month && !matches!(r.word(n.end), Word::Unit(_))).then_some((n.value as u8, n.end))
        });
    }
    let text = r.norm(i);
    let plain = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let value = if plain { numbers::digits(text)? } else { numbers::ordinal_digits(text)? };
    let counted = matches!(r.word(i + 1), Word::Scale(_) | Word::Hundred | Word::Meridiem(_) | Word::Units(_))
        || r.is_any(i + 1, &["%", "percent"]);
    ((1.0..=31.0).contains(&value) && !counted).then_some((value as u8, i + 1))
}

/// Days of every year that are known by a name.
pub(super) fn holiday(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = match deixis(r, i) {
        Some((which, at)) => (YearOf::Which(which), at),
        None => (YearOf::Nearest, i),
    };
    if !r.is_capitalised(at) {
        return None;
    }
    let next = r.norm(at + 1);
    let (part, end) = match r.norm(at) {
        "christmas" if next == "eve" => (YearPart::Day(12, 24), at + 2),
        "christmas" if next == "day" => (YearPart::Day(12, 25), at + 2),
        "christmas" if !r.is_capitalised(at + 1) => (YearPart::Day(12, 25), at + 1),
        "easter" if next == "sunday" => (YearPart::Holiday(Holiday::Easter), at + 2),
        "easter" if !r.is_capitalised(at + 1) => (YearPart::Holiday(Holiday::Easter), at + 1),
        "thanksgiving" => (YearPart::Holiday(Holiday::Thanksgiving), r.skip(at + 1, "day")),
        "halloween" => (YearPart::Day(10, 31), at + 1),
        "new" if next == "year" && r.is(at + 2, "'s") => match r.norm(at + 3) {
            "day" => (YearPart::Day(1, 1), at + 4),
            "eve" => (YearPart::Day(12, 31), at + 4),
            _ => return None,
        },
        _ => return None,
    };
    let (year, end) = year_after(r, end).unwrap_or((which, end));
    Some((of_year(part, year)?, end))
}

/// `May 5-7`, `Sept. 19 to 22`, `15 to 17 October 2015`.
pub(super) fn day_interval(r: &Reader<'_>, i: usize) -> Option<(Point, Point, usize)> {
    let (month, first, last, end) = if let Some(month) = month(r, i) {
        let (first, mark) = day_number(r, i + 1)?;
        let (last, end) = if range_mark(r, mark) || r.is(mark, "to") { day_number(r, mark + 1)? } else { return None };
        // `from March 19 to 22 towns`: the second number counts what follows it.
        let counts = r.is(mark, "to") && matches!(r.xpos(end), Some(Xpos::Nn | Xpos::Nns | Xpos::Jj | Xpos::Nnps));
        if counts {
            return None;
        }
        (month, first, last, end)
    } else {
        let (first, mark) = day_number(r, i)?;
        let (last, at) = if range_mark(r, mark) || r.is(mark, "to") { day_number(r, mark + 1)? } else { return None };
        (month(r, at).or_else(|| month_of_day(r, i, at))?, first, last, at + 1)
    };
    let (year, end) = year_after(r, end).unwrap_or((YearOf::Nearest, end));
    let from = of_year(YearPart::Day(month, first), year)?;
    let to = of_year(YearPart::Day(month, last), year)?;
    (first < last).then_some((from, to, end))
}

pub(super) fn range_mark(r: &Reader<'_>, i: usize) -> bool {
    r.is_any(i, &["-", "\u{2013}", "\u{2014}"]) && r.joined(i) && r.joined(i + 1)
}
